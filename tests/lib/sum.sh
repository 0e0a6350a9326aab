#!/bin/sh
# Adds the lines `NAME: N passed, N failed` (and perhaps `, N skipped`) of the logs of tests and prints
# `N passed, N failed`; the end of each log with a failure goes to standard error.
# A log without such a line counts as one failure, and so does one whose test failed (its .trs file
# says so) though it counts no failure; a skipped test counts nothing.  usage: sum.sh LOG...
# Exit status: 0 when something passed and nothing failed, else 1.
set -u
passed=0
failed=0

# explain LOG WORDS: why it counts as failed, and its end, without lines that would count again.
explain()
{
    echo "$1: $2" >&2
    [ ! -f "$1" ] || tail -n 15 "$1" | sed 's/^/    /' >&2
}

for log in "$@"; do
    result=
    [ -f "${log%.log}.trs" ] && result=$(sed -n 's/^:test-result: *\([A-Z]*\).*/\1/p' "${log%.log}.trs" | tail -n 1)
    counts=$(awk '$0 ~ "^[A-Za-z0-9_.+/-]+: [0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$" { n++; p += $2; f += $4 }
                  END { if (n) printf "%d %d\n", p, f }' "$log" 2>/dev/null)
    if [ "$result" = SKIP ]; then
        echo "$log: skipped" >&2
        continue
    fi
    if [ -z "$counts" ]; then
        explain "$log" "counts no tests"
        failed=$((failed + 1))
        continue
    fi
    passed=$((passed + ${counts% *}))
    failed=$((failed + ${counts#* }))
    case $result:${counts#* } in
        :0 | PASS:0) ;;
        :* | PASS:*) explain "$log" "${counts#* } failed" ;;
        *:0)
            explain "$log" "$result"
            failed=$((failed + 1))
            ;;
        *) explain "$log" "$result, ${counts#* } failed" ;;
    esac
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
