#!/usr/bin/env python3
"""vote decide: verdicts, tables, counts, certificates that the verifier accepts, and spoiled ones.

usage: votes_decide.py EXPOST
       expost-verify is that of the variable EXPOST_VERIFY
"""

import csv
import io
import json
import os
import subprocess
import sys

sys.dont_write_bytecode = True

from program import ROOT, Tally, folder    # noqa: E402

T = Tally("cli/votes-decide")
THEOREM = ["vote", "decide", "--voters", "2", "--alternatives", "3",
           "-p", "strategyproof,onto,nondictatorial"]
PEAKS = THEOREM + ["--domain", "single-peaked"]


def validate(answer):
    try:
        import jsonschema
    except ImportError:
        return
    with open(os.path.join(ROOT, "doc", "expost-1.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    validator = jsonschema.validators.validator_for(schema)(schema)
    fault = jsonschema.exceptions.best_match(validator.iter_errors(answer))
    T.same("schema", None if fault is None else str(fault)[:300], None)


def decide(*words, status):
    done = T.run(*words, "--format", "json")
    T.same(f"exit of {words}", (done.returncode, done.stderr), (status, ""))
    answer = json.loads(done.stdout)
    validate(answer)
    T.same("exit in JSON", answer["exit"], str(status))
    return answer


def accepts(path):
    verify = os.environ.get("EXPOST_VERIFY", "")
    done = subprocess.run(verify.split() + [path], capture_output=True, text=True, check=False,
                          timeout=60)
    T.check(done.returncode in (0, 1), f"verifier: {done.returncode} {done.stderr}")
    return done.returncode == 0


def verdicts():
    answer = decide(*THEOREM, "--stats", status=1)
    T.same("theorem", (answer["verdict"], answer["table"], answer["alternatives"]),
           ("impossible", None, ["a", "b", "c"]))
    # 6 * 6 * 3 + 3 + 2 * 9; 36 + 36 * 3; 3 + 108; 36 * 2 * 5 * 3; 3; 2 + 2 * 6 * 2
    T.same("sizes", (answer["variables"], answer["clauses"]),
           (str(108 + 3 + 18), str(144 + 111 + 1080 + 3 + 26)))
    answer = decide(*PEAKS, "--count", status=0)
    rows = {tuple(row["profile"]): row["alternative"] for row in answer["table"]}
    T.same("profiles", (len(rows), answer["domain"]["orders"]), (16, "4"))
    # in words: no voter gains by any report
    for (one, two), chosen in rows.items():
        for lie in {order for order, _ in rows}:
            T.check(one.index(chosen) <= one.index(rows[lie, two])
                    and two.index(chosen) <= two.index(rows[one, lie]), f"{one} {two} {lie}")
    table = list(csv.reader(io.StringIO(T.run(*PEAKS, "--format", "csv").stdout)))
    T.same("CSV", {tuple(row[:2]): row[2] for row in table[1:]}, rows)
    T.same("heading", table[0], ["voter1", "voter2", "alternative"])
    answer = decide("vote", "decide", "--voters", "4", "--alternatives", "5", "-p", "strategyproof",
                    "--count", status=3)
    T.check("literals" in answer["reason"] and answer["count"] is None, "a limit is told")
    decide("vote", "decide", "--voters", "2", "--alternatives", "5", "-p", "onto,nondictatorial",
           "--timeout", "0.001", status=3)


def uncounted():
    """A count that is not known leaves the verdict and its exit status."""
    answer = decide("vote", "decide", "--voters", "3", "--alternatives", "3", "-p", "onto",
                    "--count", "--timeout", "4", status=0)
    T.same("verdict", (answer["verdict"], answer["count"]), ("possible", None))
    T.check("--timeout" in answer["count_reason"], "why there is no count")


def quoted(place):
    """A table of alternatives with commas and quotation marks is read back."""
    domain, table = os.path.join(place, "d.toc"), os.path.join(place, "t.csv")
    with open(domain, "w", encoding="utf-8") as file:
        file.write('2\n1,a, b\n2,c "d"\n3,3,3\n1,1,2\n1,2,1\n1,{1,2}\n')
    words = ("--domain", domain, "-p", "strategyproof,onto,dictatorial")
    T.expect(0, "vote", "decide", "--voters", "2", *words, "--format", "csv", "-o", table)
    with open(table, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    T.same("names", {row[2] for row in rows[1:]}, {"a, b", 'c "d"'})
    T.expect(0, "vote", "check", "--table", table, *words)


def certificates(place):
    path, bad = os.path.join(place, "a.cert"), os.path.join(place, "b.cert")
    for words in (THEOREM, PEAKS):
        T.run(*words, "-c", path)
        T.check(accepts(path), f"accepted: {words}")
        T.expect(0, "explain", path)
        for form in ("latex", "markdown"):
            T.expect(0, "explain", path, "--format", form)
        T.expect(2, "explain", path, "--format", "coq", says=["votes"])
    # without one of its lemmas a proof may still be one; verifier and reader must agree
    T.run(*THEOREM, "-c", path)
    with open(path, encoding="ascii") as file:
        lines = file.read().splitlines(keepends=True)
    refused = 0
    for k, line in enumerate(lines):
        if not line.startswith("lemma "):
            continue
        gone = [other for j, other in enumerate(lines)
                if j != k and not (other.startswith("delete ")
                                   and sorted(other.split()[1:]) == sorted(line.split()[1:]))]
        with open(bad, "w", encoding="ascii") as file:
            file.write("".join(gone))
        good = accepts(bad)
        refused += not good
        # the reader leaves unneeded lemmas aside, so it may accept what the verifier refuses
        if good:
            T.expect(0, "explain", bad)
    T.check(refused > 0, "some lemma is needed")
    with open(bad, "w", encoding="ascii") as file:
        file.write("".join(line for line in lines if not line.startswith(("lemma ", "delete "))))
    T.same("no proof at all", accepts(bad), False)
    T.expect(2, "explain", bad, says=["does not prove"])
    # what does not follow is refused or, where nothing rests on it, not told
    T.run(*THEOREM, "-c", path)
    told = T.run("explain", path).stdout
    with open(path, encoding="ascii") as file:
        text = file.read()
    for lemma in ("1", "6 35", " ".join(str(3 * r + r % 3 + 1) for r in range(36))):
        with open(bad, "w", encoding="ascii") as file:
            file.write(text.replace("evidence\n", f"evidence\nlemma {lemma}\n"))
        T.same("does not follow", accepts(bad), False)
        done = T.run("explain", bad)
        T.check(done.returncode == 2 or done.stdout == told, f"lemma {lemma}: {done.stdout}")
    T.same("a lemma of 36 literals is not told", done.returncode, 0)


def usage():
    T.expect(2, "vote", "decide", "--voters", "2", "-p", "onto", says=["--alternatives"])
    T.expect(2, "vote", "decide", "--alternatives", "2", "-p", "onto", says=["--voters"])
    T.expect(2, *THEOREM[:6], says=["-p"])
    T.expect(2, *THEOREM[:6], "-p", "ontoo", says=["onto"])
    T.expect(2, *THEOREM, "extra", says=["extra"])
    T.expect(2, *THEOREM, "--rule", "borda", says=["--rule"])
    T.expect(2, "vote", "decide", "--voters", "2", "--alternatives", "3", "--domain",
             "single-peaked", "-p", "neutral", says=["neutral"])


def main():
    verdicts()
    with folder() as place:
        certificates(place)
        quoted(place)
    uncounted()
    usage()
    return T.finish()


if __name__ == "__main__":
    sys.exit(main())
