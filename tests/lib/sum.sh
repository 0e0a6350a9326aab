#!/bin/sh
# Adds the lines `NAME: N passed, N failed` (and perhaps `, N skipped`) of the logs of tests and prints
# `N passed, N failed`.
# A log without such a line counts as one failure, and so does one whose test failed (its .trs file
# says so) though it counts no failure; a skipped test counts nothing.  usage: sum.sh LOG...
# Exit status: 0 when something passed and nothing failed, else 1.
set -u
passed=0
failed=0
for log in "$@"; do
    result=
    [ -f "${log%.log}.trs" ] && result=$(sed -n 's/^:test-result: *\([A-Z]*\).*/\1/p' "${log%.log}.trs" | tail -n 1)
    counts=$(awk '$0 ~ "^[A-Za-z0-9_.+/-]+: [0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$" { n++; p += $2; f += $4 }
                  END { if (n) printf "%d %d\n", p, f }' "$log")
    if [ "$result" = SKIP ]; then
        echo "$log: skipped" >&2
        continue
    fi
    if [ -z "$counts" ]; then
        echo "$log: counts no tests" >&2
        failed=$((failed + 1))
        continue
    fi
    passed=$((passed + ${counts% *}))
    failed=$((failed + ${counts#* }))
    case $result in
        '' | PASS) [ "${counts#* }" -eq 0 ] || echo "$log: $counts" | sed 's/ \([0-9]*\)$/ passed, \1 failed/' >&2 ;;
        *)
            echo "$log: $result" >&2
            [ "${counts#* }" -gt 0 ] || failed=$((failed + 1))
            ;;
    esac
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
