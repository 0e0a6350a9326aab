#!/bin/sh
# Fuzzes expost-verify with libFuzzer under ASan and UBSan.  usage: fuzz_verify.sh FOLDER
# Starts from the certificates of tests/verify and runs for $SECONDS seconds (default 60) in FOLDER; what
# was found is in FOLDER/findings.  Exit status 1 when something was found.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:?usage: fuzz_verify.sh FOLDER}
seconds=${SECONDS:-0}
[ "$seconds" -gt 0 ] || seconds=60
sources=$(find "$top/src/verify" -name '*.c' ! -name main.c)

command -v clang >/dev/null || {
    echo "fuzz-verify: clang is needed (Debian packages clang and libclang-rt-dev)"
    exit 1
}
mkdir -p "$folder" && cd "$folder" || exit 1
rm -rf seeds findings
mkdir -p corpus seeds findings
cp "$top"/tests/verify/good/*.cert "$top"/tests/verify/bad/*.cert seeds
clang -std=gnu11 -g -O1 -fno-omit-frame-pointer -fno-sanitize-recover=all \
    -fsanitize=fuzzer,address,undefined -I"$top/src" -DXP_MOST_WORDS=300000 "$top/tests/fuzz/fuzz_verify.c" $sources \
    -o fuzz_verify -lgmp >build.out 2>&1 || {
    tail -n 30 build.out
    echo "fuzz-verify: did not build"
    exit 1
}
# each rejection says why on standard error; the numbers at the end come behind all of them
ASAN_OPTIONS=detect_leaks=1 ./fuzz_verify corpus seeds -dict="$top/tests/fuzz/verify.dict" \
    -max_total_time="$seconds" -max_len=8192 -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 \
    -artifact_prefix=findings/ 2>&1 </dev/null | grep -v '^expost-verify: ' >run.out
executions=$(sed -n 's/^stat::number_of_executed_units: *//p' run.out | tail -n 1)
coverage=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' run.out | tail -n 1)
findings=$(find findings -type f | wc -l)
[ "$findings" -eq 0 ] || { grep -vE '^#[0-9]+' run.out | tail -n 60; find "$(pwd)/findings" -type f; }
echo "fuzz-verify: ${executions:-0} executions, ${coverage:-0} edges covered, $findings findings in $seconds s"
[ "$findings" -eq 0 ] && [ "${executions:-0}" -gt 0 ]
