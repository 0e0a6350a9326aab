#!/bin/sh
# Would the proofs notice?  Applies each change of mutations.txt to a copy of the definitions and
# builds: some file must fail, and it is named.  None may build.   mutate.sh SOURCE BUILD [NUMBER]
# BUILD holds the compiled proofs, so that only what depends on the change is built again.
set -u
export LC_ALL=C
source=$(cd "${1:-$(dirname "$0")}" && pwd)
build=$(cd "${2:-$source}" && pwd)
only=${3:-}
jobs=$(nproc 2>/dev/null || echo 1)
passed=0
failed=0
number=0
copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT

# A line of mutations.txt: FILE | what is changed | sed command
while IFS='|' read -r file words command; do
    case $file in '' | '#'*) continue ;; esac
    number=$((number + 1))
    [ -z "$only" ] || [ "$only" = "$number" ] || continue
    file=$(echo "$file" | tr -d ' ')
    words=$(echo "$words" | sed 's/^ *//; s/ *$//')
    rm -rf "${copy:?}"/*
    cp -a "$build/theory" "$build/cert" "$build/instances" "$copy/"
    cp "$source/_CoqProject" "$source/Makefile" "$copy/"
    sed "$command" "$source/$file" >"$copy/$file.new"
    if cmp -s "$source/$file" "$copy/$file.new"; then
        echo "not ok $number: $words: nothing changed in $file"
        failed=$((failed + 1))
        continue
    fi
    mv "$copy/$file.new" "$copy/$file"
    if make -s -j"$jobs" -C "$copy" core >"$copy/log" 2>&1; then
        echo "not ok $number: $words: everything builds"
        failed=$((failed + 1))
        continue
    fi
    where=$(sed -n 's/^File "\([^"]*\)", line \([0-9]*\).*/\1:\2/p' "$copy/log" | head -n 1)
    where=${where#"$copy"/}
    if [ -z "$where" ]; then
        echo "not ok $number: $words: the build failed for another reason"
        tail -n 5 "$copy/log"
        failed=$((failed + 1))
        continue
    fi
    printf 'ok %2d: %-60s %s\n' "$number" "$words" "$where"
    passed=$((passed + 1))
done <"$source/mutations.txt"

echo "mutations: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
