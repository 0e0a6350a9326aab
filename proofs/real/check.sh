#!/bin/sh
# The part on intervals, after `make real`: check.sh SOURCE BUILD
# Generated files are what sign.py writes, a claim that is turned round does not compile, and the
# theorems rest on no other axioms than those of Coq's real numbers.
set -u
export LC_ALL=C
source=${1:-$(dirname "$0")/..}
build=${2:-$source}
coqc=${COQC:-coqc}
python=${PYTHON:-python3}
passed=0
failed=0
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

verdict()
{
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "not ok: $2"
    fi
}

compile()
{
    (cd "$scratch" && "$coqc" -q -Q "$build/theory" Expost.theory -Q "$build/real" Expost.real "$1")
}

for cert in "$source"/real/generated/*.cert; do
    name=$(basename "$cert" .cert)
    "$python" "$source/real/sign.py" "$cert" >"$scratch/$name.v"
    verdict $? "sign.py refuses $name"
    cmp -s "$scratch/$name.v" "$source/real/generated/$name.v"
    verdict $? "real/generated/$name.v is not what sign.py writes"
    sed 's/^claim dissolvable/claim turned/; s/^claim not-dissolvable/claim dissolvable/
        s/^claim turned/claim not-dissolvable/' "$cert" >"$scratch/turned.cert"
    "$python" "$source/real/sign.py" "$scratch/turned.cert" >"$scratch/Turned.v"
    ! compile Turned.v >/dev/null 2>&1
    verdict $? "the contrary of $name compiles"
done

cp "$source/real/Assumptions.v" "$scratch/Printed.v"
compile Printed.v >"$scratch/assumptions" 2>/dev/null
verdict $? "Assumptions.v does not compile"
sed -n 's/^\([A-Za-z_.][A-Za-z_.]*\) *:.*/\1/p; s/^\([A-Za-z_.]*\)$/\1/p' "$scratch/assumptions" |
    grep -v '^Axioms$' | sort -u >"$scratch/axioms"
printf '%s\n' ClassicalDedekindReals.sig_forall_dec ClassicalDedekindReals.sig_not_dec \
    Classical_Prop.classic FunctionalExtensionality.functional_extensionality_dep |
    cmp -s - "$scratch/axioms"
verdict $? "other axioms than those of the real numbers: $(tr '\n' ' ' <"$scratch/axioms")"

echo "proofs-real: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
