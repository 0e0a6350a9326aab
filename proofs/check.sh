#!/bin/sh
# Do the proofs hold as the README says?  After `make`: check.sh SOURCE BUILD
# Nothing is admitted; each theorem of the README's table is in its file, has the statement and
# the assumptions that theorems.expected keeps, and its C files exist; no file goes unmentioned.
# With --write as a third word theorems.expected is written anew.
set -u
export LC_ALL=C
source=${1:-$(dirname "$0")}
build=${2:-$source}
write=${3:-}
coqc=${COQC:-coqc}
passed=0
failed=0
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# verdict STATUS WORDS [FILE]: counts; says what is wrong, with the file.
verdict()
{
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
    echo "not ok: $2"
    [ -z "${3:-}" ] || sed 's/^/    /' "$3"
}

# ---- nothing is taken for granted

words='Admitted|admit|give_up|Axiom|Axioms|Parameter|Parameters|Conjecture|Abort'
for file in "$source"/theory/*.v "$source"/cert/*.v "$source"/extract/*.v "$source"/real/*.v; do
    ! grep -nwE "$words" "$file" >"$scratch/found"
    verdict $? "${file#"$source"/} leaves something unproved" "$scratch/found"
done

# ---- the table of the README: theorem | file | source | C files

sed -n 's/^\([a-zA-Z_0-9]*\) *| *\([a-z]*\/[A-Za-z_0-9]*\.v\) *| *\([^|]*[^ |]\) *| *\(.*\)$/\1|\2|\3|\4/p' \
    "$source/README" >"$scratch/table"
[ -s "$scratch/table" ]
verdict $? "the README has no table"
while IFS='|' read -r theorem file paper modules; do
    grep -qE "^ *(Theorem|Corollary|Lemma) $theorem\\b" "$source/$file" 2>/dev/null
    verdict $? "$theorem is not in $file"
    for module in $(echo "$modules" | tr -d ,); do
        [ "$module" = - ] || [ -e "$source/../src/$module" ]
        verdict $? "$theorem: there is no src/$module"
    done
done <"$scratch/table"
for file in "$source"/theory/*.v "$source"/cert/*_sound.v "$source"/cert/Soundness.v; do
    grep -q "${file#"$source"/}" "$source/README"
    verdict $? "the README does not mention ${file#"$source"/}"
done

# ---- statements and assumptions

{
    sed -n 's/^[a-zA-Z_0-9]*|\(theory\|cert\)\/\([A-Za-z_0-9]*\)\.v|.*/From Expost.\1 Require Import \2./p' \
        "$scratch/table" | awk '!seen[$0]++'
    echo 'Set Printing Width 100.'
    while IFS='|' read -r theorem file paper modules; do
        case $file in
            theory/* | cert/*)
                module=${file#*/}
                echo "Check ${module%.v}.$theorem."
                echo "Print Assumptions ${module%.v}.$theorem."
                ;;
        esac
    done <"$scratch/table"
} >"$scratch/theorems.v"
(cd "$scratch" && "$coqc" -q -Q "$build/theory" Expost.theory -Q "$build/cert" Expost.cert \
    theorems.v) >"$scratch/theorems" 2>"$scratch/errors"
verdict $? "the theorems cannot be printed" "$scratch/errors"
open=$(grep -c '^Axioms:' "$scratch/theorems")
verdict "$open" "some theorems rest on axioms"
if [ "$write" = --write ]; then
    cp "$scratch/theorems" "$source/theorems.expected"
fi
case $("$coqc" --print-version) in
    8.16.*)
        diff "$source/theorems.expected" "$scratch/theorems" >"$scratch/difference"
        verdict $? "statements differ from theorems.expected" "$scratch/difference"
        ;;
    *) echo "theorems.expected is not compared: it was printed by Coq 8.16" ;;
esac

echo "proofs: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
