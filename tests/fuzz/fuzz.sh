#!/bin/sh
# Fuzzes the reader with libFuzzer under ASan and UBSan.  usage: fuzz.sh FOLDER
# Builds an instrumented copy of the library in FOLDER with clang, starts from the examples and the faulty
# models, and runs for $SECONDS seconds (default 60).  The last line has executions, coverage and findings;
# what was found is in FOLDER/findings.  Exit status 1 when something was found.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:?usage: fuzz.sh FOLDER}
seconds=${SECONDS:-0}
[ "$seconds" -gt 0 ] || seconds=60
jobs=${JOBS:-$(nproc 2>/dev/null || echo 1)}
instrument='-g -O1 -fno-omit-frame-pointer -fno-sanitize-recover=all'

mkdir -p "$folder" && cd "$folder" || exit 1
mkdir -p corpus seeds findings

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
clang -std=gnu11 $instrument -fsanitize=fuzzer,address,undefined -I"$top/include" \
    -c "$top/tests/fuzz/fuzz_read.c" -o fuzz_read.o >link.out 2>&1 || give_up link.out
./libtool --tag=CC --mode=link clang $instrument -fsanitize=fuzzer,address,undefined \
    fuzz_read.o libexpost.la -o fuzz_read >>link.out 2>&1 || give_up link.out

rm -rf seeds findings
mkdir -p seeds findings
for seed in "$top"/examples/*/*.mech "$top"/tests/bad/*.mech; do
    cp "$seed" "seeds/$(basename "$(dirname "$seed")")-$(basename "$seed")"
done
ASAN_OPTIONS=detect_leaks=1 ./fuzz_read corpus seeds -dict="$top/tests/fuzz/mech.dict" \
    -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix=findings/ >run.out 2>&1 </dev/null
status=$?

executions=$(sed -n 's/^stat::number_of_executed_units: *//p' run.out | tail -n 1)
coverage=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' run.out | tail -n 1)
findings=$(find findings -type f | wc -l)
if [ "$status" -ne 0 ] && [ "$findings" -eq 0 ]; then
    findings=1
fi
if [ "$findings" -gt 0 ]; then
    grep -vE '^#[0-9]+' run.out | tail -n 60
    find "$(pwd)/findings" -type f
fi
echo "fuzz: ${executions:-0} executions, ${coverage:-0} edges covered, $findings findings in $seconds s"
[ "$findings" -eq 0 ] && [ "${executions:-0}" -gt 0 ]
