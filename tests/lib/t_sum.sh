#!/bin/sh
# The sum of test counts: what must be counted, and what must not pass for success.
set -u
sum=$(cd "$(dirname "$0")" && pwd)/sum.sh
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
passed=0
failed=0

# expect WORDS STATUS LOG...
expect()
{
    words=$1
    status=$2
    shift 2
    got=$("$sum" "$@" 2>/dev/null)
    code=$?
    if [ "$got" = "$words" ] && [ "$code" -eq "$status" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $*: \`$got\`, exit $code; expected \`$words\`, exit $status"
    fi
}

printf 'noise\na: 3 passed, 0 failed\n' >a.log
printf 'b: 4 passed, 0 failed\nb-2: 5 passed, 0 failed\nmore\n' >b.log
printf 'x/y-z.1: 6 passed, 0 failed, 2 skipped\n' >skipped.log
printf 'c: 2 passed, 1 failed\n' >c.log
printf 'Segmentation fault\n' >crash.log
printf 'zero: 0 passed, 0 failed\n' >zero.log
printf 'leak: 7 passed, 0 failed\nERROR: LeakSanitizer\n' >leak.log
printf ':test-result: FAIL\n' >leak.trs
printf 'nothing here\n' >skip.log
printf ':test-result: SKIP\n' >skip.trs
printf 'two words: 9 passed, 0 failed\n  d: 9 passed, 0 failed\nd: 9 passed, 0 failed.\n' >near.log

expect '3 passed, 0 failed' 0 a.log
expect '12 passed, 0 failed' 0 a.log b.log
expect '6 passed, 0 failed' 0 skipped.log
expect '5 passed, 1 failed' 1 a.log c.log
expect '3 passed, 1 failed' 1 a.log crash.log
expect '0 passed, 0 failed' 1 zero.log
expect '7 passed, 1 failed' 1 leak.log
expect '3 passed, 0 failed' 0 a.log skip.log
expect '0 passed, 0 failed' 1 skip.log
expect '0 passed, 1 failed' 1 near.log
expect '0 passed, 1 failed' 1 missing.log
expect '0 passed, 0 failed' 1

echo "sum: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
