#!/bin/sh
# House style that a program can see: exact numbers only, a library that neither prints nor exits,
# file names, first lines, guards and line lengths.  usage: style.sh [TOP]
set -u
top=${1:-$(dirname "$0")/..}
cd "$top" || exit 1
passed=0
failed=0

# Comments and texts become blanks, so that only code is searched.
strip()
{
    awk '
    {
        line = $0
        out = ""
        while (line != "")
        {
            if (comment)
            {
                at = index(line, "*/")
                if (!at) { line = ""; break }
                line = substr(line, at + 2)
                comment = 0
            }
            else if (match(line, /\/\*|"|\047/))
            {
                out = out substr(line, 1, RSTART - 1)
                mark = substr(line, RSTART, 1)
                line = substr(line, RSTART + RLENGTH)
                if (mark == "/")
                    comment = 1
                else
                {
                    while (line != "" && substr(line, 1, 1) != mark)
                        line = substr(line, substr(line, 1, 1) == "\\" ? 3 : 2)
                    line = substr(line, 2)
                    out = out "0"
                }
            }
            else
            {
                out = out line
                line = ""
            }
        }
        print out
    }' "$1"
}

# forbid FILE PATTERN WHY: the code of FILE has no word of PATTERN.
forbid()
{
    found=$(strip "$1" | grep -nE "(^|[^A-Za-z0-9_])($2)([^A-Za-z0-9_]|\$)" | head -n 3)
    if [ -n "$found" ]; then
        echo "FAILED $1: $3"
        echo "$found" | sed 's/^/    /'
        good=0
    fi
}

complain()
{
    echo "FAILED $1: $2"
    good=0
}

for file in $(find src include tests -type f -name '*.[chly]' | LC_ALL=C sort); do
    name=${file##*/}
    room=$(echo "$file" | sed -n 's,^src/\([^/]*\)/.*,\1,p; s,^include/expost/\([^/]*\)/.*,\1,p')
    good=1
    if [ "$file" = src/text/parse.c ] || [ "$file" = src/text/parse.h ] || [ "$file" = src/text/lex.c ]; then
        continue
    fi
    case $name in
        *[!a-z0-9_.]*) complain "$file" "a file name has small letters, digits and _ only" ;;
    esac
    long=$(awk 'length($0) > 100 { print FNR }' "$file" | head -n 1)
    [ -z "$long" ] || complain "$file" "line $long is over 100 columns"
    ! grep -q "$(printf '\t')" "$file" || complain "$file" "a tab"
    ! grep -q ' $' "$file" || complain "$file" "a blank at a line's end"
    case $name in
        *.[ch]) head -n 1 "$file" | grep -q '^/\* .' || complain "$file" "no line of purpose first" ;;
    esac
    if [ -n "$room" ]; then
        case $room in
            render) ;;
            *) forbid "$file" 'double|float' 'floating point' ;;
        esac
        case $room in
            cli | verify) ;;
            *) forbid "$file" 'exit|_exit|printf|vprintf|puts|putchar|perror|stdout|stderr|getenv' \
                'the library neither prints, nor exits, nor reads the environment' ;;
        esac
        case $file in
            include/*.h)
                guard=XP_$(echo "${file#include/expost/}" | tr 'a-z/.' 'A-Z__')
                grep -q "^#ifndef $guard\$" "$file" || complain "$file" "the guard is not $guard"
                ;;
        esac
    fi
    if [ "$good" = 1 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done

echo "style: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
