#!/bin/sh
# Fuzzes the readers with libFuzzer under ASan and UBSan.  usage: fuzz.sh FOLDER
# Builds an instrumented copy of the library in FOLDER with clang, and runs each target of $TARGETS
# (default: all) for $SECONDS seconds (default 60) from seeds: the examples and the faulty models, and
# certificates.  A line for each target has executions, coverage and findings; what was found is in
# FOLDER/TARGET/findings.  Exit status 1 when something was found.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:?usage: fuzz.sh FOLDER}
seconds=${SECONDS:-0}
[ "$seconds" -gt 0 ] || seconds=60
jobs=${JOBS:-$(nproc 2>/dev/null || echo 1)}
instrument='-g -O1 -fno-omit-frame-pointer -fno-sanitize-recover=all'

# Each target is tests/fuzz/fuzz_TARGET.c.
targets=${TARGETS:-read certificate ballots}

mkdir -p "$folder" && cd "$folder" || exit 1

give_up()
{
    tail -n 30 "$1"
    echo "fuzz: did not build"
    exit 1
}

command -v clang >/dev/null || {
    echo "fuzz: clang is needed (Debian packages clang and libclang-rt-dev)"
    exit 1
}
if [ ! -f config.status ]; then
    "$top/configure" CC=clang --disable-shared --enable-static \
        CFLAGS="$instrument -fsanitize=fuzzer-no-link,address,undefined" >configure.out 2>&1 ||
        give_up configure.out
fi
{ make src/text/parse.h && make -j"$jobs" libexpost.la; } >make.out 2>&1 || give_up make.out

# set_seeds TARGET: fills TARGET/seeds.
set_seeds()
{
    case $1 in
        read) set -- "$1" "$top"/examples/*/*.mech "$top"/tests/bad/*.mech ;;
        ballots) set -- "$1" "$top"/examples/*/*-ballots.* "$top"/tests/bad/ballots/*.[st]o* \
            "$top"/tests/bad/ballots/*.mech ;;
        *) set -- "$1" "$top"/examples/*/*.cert "$top"/tests/verify/good/*.cert ;;
    esac
    into=$1/seeds
    shift
    for seed in "$@"; do
        [ ! -f "$seed" ] || cp "$seed" "$into/$(basename "$(dirname "$seed")")-$(basename "$seed")"
    done
}

# dictionary TARGET
dictionary()
{
    case $1 in
        read) echo "$top/tests/fuzz/mech.dict" ;;
        ballots) echo "$top/tests/fuzz/ballots.dict" ;;
        *) echo "$top/tests/fuzz/cert.dict" ;;
    esac
}

# run_target TARGET: 1 when something was found.
run_target()
{
    clang -std=gnu11 $instrument -fsanitize=fuzzer,address,undefined -I"$top/include" \
        -c "$top/tests/fuzz/fuzz_$1.c" -o "fuzz_$1.o" >link.out 2>&1 || give_up link.out
    ./libtool --tag=CC --mode=link clang $instrument -fsanitize=fuzzer,address,undefined \
        "fuzz_$1.o" libexpost.la -o "fuzz_$1" >>link.out 2>&1 || give_up link.out
    rm -rf "$1/seeds" "$1/findings"
    mkdir -p "$1/corpus" "$1/seeds" "$1/findings"
    set_seeds "$1"
    ASAN_OPTIONS=detect_leaks=1 "./fuzz_$1" "$1/corpus" "$1/seeds" -dict="$(dictionary "$1")" \
        -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="$1/findings/" >"$1/run.out" 2>&1 </dev/null
    status=$?
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$1/run.out" | tail -n 1)
    coverage=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$1/run.out" | tail -n 1)
    findings=$(find "$1/findings" -type f | wc -l)
    if [ "$status" -ne 0 ] && [ "$findings" -eq 0 ]; then
        findings=1
    fi
    if [ "$findings" -gt 0 ]; then
        grep -vE '^#[0-9]+' "$1/run.out" | tail -n 60
        find "$(pwd)/$1/findings" -type f
    fi
    echo "fuzz $1: ${executions:-0} executions, ${coverage:-0} edges covered," \
        "$findings findings in $seconds s"
    [ "$findings" -eq 0 ] && [ "${executions:-0}" -gt 0 ]
}

found=0
for target in $targets; do
    run_target "$target" || found=1
done
exit "$found"
