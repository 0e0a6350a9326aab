#!/bin/sh
# Builds a copy under AddressSanitizer (with leaks) and UndefinedBehaviorSanitizer in FOLDER and runs
# every test there.  usage: sanitize.sh FOLDER
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:?usage: sanitize.sh FOLDER}
jobs=${JOBS:-$(nproc 2>/dev/null || echo 1)}
mkdir -p "$folder" && cd "$folder" || exit 1

# 1 means "no" in this program, so the sanitizers have an exit status of their own.
ASAN_OPTIONS=exitcode=99:detect_leaks=1:detect_stack_use_after_return=1
UBSAN_OPTIONS=exitcode=99:halt_on_error=1:print_stacktrace=1
LSAN_OPTIONS=exitcode=99
export ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS

give_up()
{
    tail -n 30 "$1"
    echo "sanitize: 0 passed, 1 failed"
    exit 1
}

if [ ! -f config.status ]; then
    "$top/configure" --disable-shared --enable-static \
        CFLAGS='-g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all' \
        >configure.out 2>&1 || give_up configure.out
fi
make -j"$jobs" >make.out 2>&1 || give_up make.out
find . -name '*.trs' -exec rm -f {} +
make -j"$jobs" check >check.out 2>&1
status=$?
logs=$(find . -name '*.trs' | sed 's/trs$/log/' | LC_ALL=C sort)
[ -n "$logs" ] || give_up check.out
sum=$("$top/tests/lib/sum.sh" $logs)
if [ "$status" -ne 0 ] && [ "${sum##*, }" = "0 failed" ]; then
    give_up check.out
fi
echo "sanitize: $sum"
[ "$status" -eq 0 ] && [ "${sum%% *}" -gt 0 ]
