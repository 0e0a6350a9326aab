#!/bin/sh
# Runs the program on the examples and some faulty models, and a few test programs, under valgrind: no bad
# access, no use of a value never set, no leak.  usage: valgrind.sh BUILD [PART]   (where `make check` has run)
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
cd "${1:?usage: valgrind.sh BUILD}" || exit 1
build=$(pwd)
passed=0
failed=0
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

if ! command -v valgrind >/dev/null; then
    echo "valgrind is not installed"
    echo "valgrind: 0 passed, 1 failed"
    exit 1
fi

# Valgrind has one thread: two processes share the calls, every second one each.
part=${2:-}
if [ -z "$part" ]; then
    sh "$top/tests/valgrind.sh" "$build" 1 >"$scratch/1" 2>&1 &
    sh "$top/tests/valgrind.sh" "$build" 0 >"$scratch/0" 2>&1
    wait
    for part in 0 1; do
        grep -v '^valgrind: ' "$scratch/$part"
        words=$(grep '^valgrind: ' "$scratch/$part" | tail -n 1)
        words=${words:-valgrind: 0 passed, 1 failed}
        words=${words#valgrind: }
        passed=$((passed + ${words%% passed*}))
        words=${words#*, }
        failed=$((failed + ${words%% failed*}))
    done
    echo "valgrind: $passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
fi
calls=0

# memcheck ALLOWED DIRECTORY PROGRAM ARGUMENT...: runs it there; its exit status must be one of ALLOWED
# (99 is valgrind's own, 1 is the program's "no").
memcheck()
{
    calls=$((calls + 1))
    [ $((calls % 2)) -eq "$part" ] || return 0
    allowed=$1
    directory=$2
    shift 2
    (
        cd "$directory" || exit 98
        timeout 600 "$build/libtool" --mode=execute valgrind -q --error-exitcode=99 --leak-check=full \
            --show-leak-kinds=definite,possible --errors-for-leak-kinds=definite,possible "$@"
    ) >"$scratch/out" 2>"$scratch/err" </dev/null
    status=$?
    case " $allowed " in
        *" $status "*) passed=$((passed + 1)) ;;
        *)
            failed=$((failed + 1))
            echo "FAILED (exit $status) $*"
            tail -n 40 "$scratch/err"
            ;;
    esac
}

for model in "$top"/examples/*/*.mech; do
    # ballots alone have no types to show
    if ! grep -qE '(^|[{;]) *types ' "$model"; then
        memcheck 0 . "$build/expost" vote show "$model"
        memcheck 0 . "$build/expost" vote show "$model" --format json
        continue
    fi
    memcheck 0 . "$build/expost" show "$model"
    memcheck 0 . "$build/expost" show "$model" --format mech
    memcheck 0 . "$build/expost" show "$model" --format json
done

# The first calls of every example's claims; whether their answers are right is for `make check`.
for claims in "$top"/examples/*/*.claims; do
    [ -f "$claims" ] || continue
    sed -n 's/^run  *expost  *//p' "$claims" | head -n 4 >"$scratch/calls"
    while read -r call; do
        eval "set -- $call"
        memcheck '0 1 2 3' "$(dirname "$claims")" "$build/expost" "$@"
    done <"$scratch/calls"
done

# Every eighth faulty model, and the one with five errors.
for model in $(ls "$top"/tests/bad/*.mech | grep -v /define- | awk 'NR % 8 == 1') "$top/tests/bad/five-errors.mech"; do
    memcheck 2 . "$build/expost" show "$model"
done

# The verifier: all certificates that it accepts, and every eighth that it refuses.
memcheck 0 . "$build/expost-verify" "$top"/tests/verify/good/*.cert
for certificate in $(ls "$top"/tests/verify/bad/*.cert | awk 'NR % 8 == 1'); do
    memcheck '1 3' . "$build/expost-verify" "$certificate"
done

for program in tests/base/t_error tests/base/t_string tests/num/t_rat tests/text/t_csv; do
    [ -x "$program" ] && memcheck 0 . "$build/$program"
done

echo "valgrind: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
