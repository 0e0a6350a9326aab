#!/bin/sh
# Does no number of the int64_t tier overflow?  check.sh [FOLDER OF THE SOURCES]
# Frama-C's WP proves, for the functions listed below, that no signed operation overflows as long
# as the numbers respect the bound under which the tier was chosen (bounds.h).
set -u
export LC_ALL=C
proofs=$(cd "$(dirname "$0")" && pwd)
source=${1:-$proofs/../..}
provers=${PROVERS:-z3,cvc4}
seconds=${SECONDS_EACH:-20}

for program in frama-c why3 z3 cvc4; do
    if ! command -v "$program" >/dev/null; then
        echo "overflow: skipped: $program is not installed"
        exit 0
    fi
done
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
why3 config detect -C "$scratch/why3.conf" >"$scratch/detect" 2>&1
export WHY3CONFIG="$scratch/why3.conf"

passed=0
total=0
wrong=0
# prove FILE FUNCTIONS: adds the goals up.  The exit status of frama-c is 0 in any case, so that
# the line "Proved goals" decides, and every function must have been found.
prove()
{
    (cd "$source/src" && frama-c -machdep gcc_x86_64 -c11 -no-frama-c-stdlib \
        -cpp-extra-args="-I. -I../include -D__thread= -D_Atomic= -D__int128=long \
            -include $proofs/bounds.h" \
        -kernel-warn-key annot:missing-spec=inactive \
        -wp -wp-rte -rte-no-mem -wp-fct "$2" -wp-prover "$provers" -wp-timeout "$seconds" \
        -wp-par 2 -wp-cache none "$1") >"$scratch/output" 2>&1
    for function in $(echo "$2" | tr , ' '); do
        if ! grep -q "^\[rte:annot\] annotating function $function\$" "$scratch/output"; then
            echo "not ok: $1: $function was not read"
            wrong=$((wrong + 1))
        fi
    done
    count=$(sed -n 's/^\[wp\] Proved goals: *\([0-9]*\) *\/ *\([0-9]*\).*/\1 \2/p' \
        "$scratch/output")
    if [ -z "$count" ]; then
        echo "not ok: $1: no goals"
        sed 's/^/    /' "$scratch/output"
        wrong=$((wrong + 1))
        return
    fi
    passed=$((passed + ${count% *}))
    total=$((total + ${count#* }))
    if [ "${count% *}" -lt "${count#* }" ]; then
        echo "not ok: $1"
        grep '^\[wp\] \[Failed\]' "$scratch/output" | sed 's/^/    /'
    fi
}

prove check/kernel_int64.c \
    is_violated,compare_reports_of,fill_own,fill_edges,count_pairs_of,add_utilities,add_entries,\
compare_reports
prove rule/sweep_int64.c add_rows,open_best,raise_best
prove graph/passes_int64.c relax_dense

echo "overflow: $passed passed, $((total - passed + wrong)) failed"
[ "$passed" -eq "$total" ] && [ "$wrong" -eq 0 ]
