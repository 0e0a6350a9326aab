#!/bin/sh
# Includes run downward by src/LAYERS: a room sees itself and lower lines, never one on its own line.
# verify sees nothing but itself.  usage: layers.sh [TOP]
set -u
top=${1:-$(dirname "$0")/..}
passed=0
failed=0
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# check_tree TOP: one line `ok FILE` for each source whose includes are allowed, else `FILE:LINE: why`.
check_tree()
{
    (
        cd "$1" || exit 1
        find src include/expost -type f \( -name '*.[chly]' -o -name '*.inc' \) | LC_ALL=C sort |
            awk '
    function room_of(path,   part)
    {
        if (split(path, part, "/") < 2)
            return ""
        return part[1]
    }
    function refuse(why)
    {
        printf "%s:%d: %s\n", file, line, why
        bad = 1
    }
    function check_include(target, quoted,   other)
    {
        if (quoted && target == "config.h")
            return
        if (target ~ /^expost\//)
        {
            other = room_of(substr(target, 8))
            if (other == "")
                return refuse("no header collects others: " target)
        }
        else if (!quoted)
        {
            if (target ~ /^flint\// && file !~ /^include\/expost\/num\/|^src\/num\//)
                refuse("FLINT comes through <expost/num/compat.h>")
            else if (room == "verify" && target ~ /^(flint|mpfr|jansson|nettle|uthash|arb|calcium)/)
                refuse("verify uses libc and GMP only")
            return
        }
        else if (target ~ /\.\./)
            return refuse("a path with ..: " target)
        else
        {
            if (public)
                return refuse("a public header includes a private one: " target)
            other = target ~ /\// ? room_of(target) : room
        }
        if (!(other in layer))
            return refuse("no such room in src/LAYERS: " target)
        if (other == room)
            return
        if (room == "verify" || other == "verify")
            return refuse("verify shares nothing: " target)
        if (layer[other] >= layer[room])
            return refuse(room " may not see " other ": " target)
    }
    BEGIN {
        while ((getline text < "src/LAYERS") > 0)
        {
            if (text ~ /^#/ || text !~ /[^ \t]/)
                continue
            lines++
            count = split(text, part, /[ \t]+/)
            for (i = 1; i <= count; i++)
                if (part[i] != "")
                    layer[part[i]] = lines
        }
    }
    {
        file = $0
        public = file ~ /^include\//
        bad = 0
        line = 0
        path = file
        sub(public ? "^include/expost/" : "^src/", "", path)
        room = room_of(path)
        if (!(room in layer))
            refuse("not in a room of src/LAYERS")
        else
            while ((getline text < file) > 0)
            {
                line++
                if (text ~ /^[ \t]*#[ \t]*include[ \t]*["<]/)
                {
                    quoted = text ~ /include[ \t]*"/
                    sub(/^[^"<]*["<]/, "", text)
                    sub(/[">].*/, "", text)
                    check_include(text, quoted)
                }
            }
        close(file)
        if (!bad)
            print "ok " file
    }'
    )
}

# plant NAME FILE INCLUDE EXPECTED: a small tree with one include is refused, or not.
plant()
{
    tree=$scratch/$1
    mkdir -p "$tree/src" "$tree/include/expost"
    printf '%s\n' base num 'graph lp' 'rule vote' cli verify >"$tree/src/LAYERS"
    mkdir -p "$(dirname "$tree/$2")"
    printf '/* planted */\n#%sinclude %s\n' "${5:-}" "$3" >"$tree/$2"
    verdict=refused
    [ "$(check_tree "$tree")" = "ok $2" ] && verdict=allowed
    if [ "$verdict" = "$4" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED self-test $1: #include $3 in $2 was $verdict"
    fi
}

plant upward src/num/a.c '<expost/rule/b.h>' refused
plant upward-private src/num/a.c '"rule/b.h"' refused
plant upward-spaced src/num/a.c '<expost/rule/b.h>' refused ' '
plant upward-header include/expost/num/a.h '<expost/cli/b.h>' refused
plant upward-lexer src/num/a.l '<expost/rule/b.h>' refused
plant beside src/rule/a.c '<expost/vote/b.h>' refused
plant beside-private src/graph/a.c '"lp/b.h"' refused
plant unknown-room src/rule/a.c '<expost/nothere/b.h>' refused
plant unlisted-room src/nothere/a.c '<stdio.h>' refused
plant no-room src/a.c '<stdio.h>' refused
plant collecting src/rule/a.c '<expost/expost.h>' refused
plant public-private include/expost/rule/a.h '"rule/b.h"' refused
plant dots src/num/a.c '"../rule/b.h"' refused
plant flint src/rule/a.c '<flint/fmpq.h>' refused
plant verify-sees src/verify/a.c '<expost/base/b.h>' refused
plant verify-flint src/verify/a.c '<flint/fmpq.h>' refused
plant seen-by-none src/cli/a.c '"verify/b.h"' refused
plant downward src/rule/a.c '<expost/num/b.h>' allowed
plant downward-private src/cli/a.c '"rule/b.h"' allowed
plant itself src/rule/a.c '"rule/b.h"' allowed
plant itself-short src/rule/a.c '"b.h"' allowed
plant system src/rule/a.c '<stdio.h>' allowed
plant verify-itself src/verify/a.c '"verify/b.h"' allowed
plant verify-gmp src/verify/a.c '<gmp.h>' allowed
plant compat include/expost/num/a.h '<flint/fmpq.h>' allowed

check_tree "$top" >"$scratch/result"
grep -v '^ok ' "$scratch/result"
files=$(grep -c '^ok ' "$scratch/result")
refused=$(grep -v '^ok ' "$scratch/result" | cut -d: -f1 | sort -u | wc -l)
[ "$((files + refused))" -gt 0 ] || { echo "FAILED no source found in $top"; refused=1; }
passed=$((passed + files))
failed=$((failed + refused))
echo "layers: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
