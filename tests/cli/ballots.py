#!/usr/bin/env python3
"""Ballots: models with `prefers` and PrefLib files give the same reports, and read what they wrote.

usage: ballots.py EXPOST
"""

import json
import os
import sys

sys.dont_write_bytecode = True

from program import ROOT, Tally, folder    # noqa: E402

T = Tally("cli/ballots")
VACATION = """title "Vacation"
outcomes Australia, France, Mexico, Thailand
agent Aaron { prefers Australia > Thailand > Mexico > France }
agent Blake { prefers France > Australia > Mexico > Thailand }
agent Cameron { prefers Thailand > Mexico > Australia > France }
agent Denise { prefers Mexico > Australia > Thailand > France }
agent Eva { prefers France > Australia > Mexico > Thailand }
"""
# x and y equal twice, y alone: the third is never named
PARTIAL = """outcomes x, y, "the third"
agent a[1..2] { types 0, 1; value x = t; prefers x ~ y }
agent b { types 0, 1; prefers y }
agent c { types in 1 .. 2 }
"""


def show(text, *options, status=0):
    done = T.run("vote", "show", "-", "--format", "json", *options, text=text)
    if not T.same(f"exit of vote show {options}", (done.returncode, done.stderr), (status, "")):
        return {}
    answer = json.loads(done.stdout)
    validate(answer)
    return answer


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


def vacation():
    """Reference case vacation-voting: Bernard, ECON 7219, slides 7."""
    answer = show(VACATION)
    rules = {row["rule"]: row for row in answer["rules"]}
    winners = {name: row["winner"] for name, row in rules.items()}
    T.same("winners", [winners[r] for r in ("plurality", "condorcet", "borda")],
           ["France", "Australia", "Australia"])
    T.same("Borda scores", rules["borda"]["scores"], ["10", "6", "8", "6"])
    T.same("Condorcet winner", answer["condorcet_winner"], "Australia")
    T.same("majorities", answer["majorities"][0], ["0", "3", "3", "4"])
    T.same("orders of elimination",
           {"".join(d[0].lower() for d in p["drops"]): p["winner"]
            for p in answer["runoff"]["listed"]},
           {"taf": "Mexico", "amf": "Thailand", "mtf": "Australia"})
    # vacation-manipulable: the highest index is dropped
    T.same("runoff", winners["runoff"], "Mexico")
    T.same("runoff, ties", sorted(rules["runoff"]["tied"]), ["Australia", "Thailand"])
    T.same("median", (winners["median"], "single-peaked" in rules["median"]["reason"]),
           (None, True))
    T.same("voters", [b["voter"] for b in answer["ballots"]],
           ["Aaron", "Blake", "Cameron", "Denise", "Eva"])
    dropped = show(VACATION, "--rule", "irv", "--drop", "first")
    T.same("--drop first", [(r["rule"], r["winner"]) for r in dropped["rules"]],
           [("runoff", "Thailand")])
    named = show(VACATION, "--rule", "dictatorship(4)")
    T.same("dictator", named["rules"][0]["winner"], "Mexico")
    T.same("no runoff is asked", named["runoff"], None)


def written():
    """What --format preflib writes is read again: the same report but for the voters' names."""
    first = T.run("vote", "show", "-", "--format", "preflib", text=VACATION).stdout
    T.check("# DATA TYPE: soc\n" in first and "\n2: 2,1,3,4\n" in first, first)
    again = T.run("vote", "show", "-", "--format", "preflib", text=first).stdout
    T.same("preflib twice", again, first)
    a, b = show(VACATION), show(first)
    for key in ("alternatives", "voters", "majorities", "condorcet_winner", "rules", "runoff",
                "title", "type"):
        T.same(f"{key} from both files", a[key], b[key])
    with folder() as place:
        path = os.path.join(place, "v.soc")
        T.expect(0, "vote", "show", "-", "--format", "preflib", "-o", path, text=VACATION)
        T.expect(0, "vote", "show", path)
        for form in ("text", "latex", "markdown", "csv"):
            done = T.run("vote", "show", path, "--format", form)
            T.check(done.returncode == 0 and "Australia" in done.stdout, form)


def partial():
    """Outcomes not named are tied behind; types and values beside ballots do no harm."""
    text = PARTIAL.replace("agent c { types in 1 .. 2 }\n", "")
    answer = show(text)
    T.same("orders", [b["order"] for b in answer["ballots"]],
           [[["x", "y"]], [["x", "y"]], [["y"]]])
    T.same("type", answer["type"], "toi")
    # x: 1/2 + 1/2; y: 1/2 + 1/2 + 1
    T.same("plurality", answer["rules"][0]["scores"], ["1", "2", "0"])
    canonical = T.run("show", "-", "--format", "mech", text=text)
    T.same("show of a model with ballots", canonical.returncode, 0)
    T.check("prefers x ~ y" in canonical.stdout, canonical.stdout)
    T.same("the canonical form votes alike", show(canonical.stdout)["rules"], answer["rules"])
    # a faulty ballot is an error in every command
    T.expect(2, "show", "-", text=text.replace("prefers y", "prefers w"), says=["no outcome"])


def ties():
    """Who lost a tie: of first places without a Condorcet winner, of two medians; by hand."""
    head = "3\n1,x\n2,y\n3,z\n"
    for last, one, two in ((False, "x", "y"), (True, "y", "x")):
        words = ("--ties", "last") if last else ()
        answer = show(head + "5,5,3\n2,1,2,3\n2,2,3,1\n1,3,1,2\n", *words)
        row = {row["rule"]: row for row in answer["rules"]}["condorcet"]
        T.same("first places", (row["winner"], row["tied"]), (one, [two]))
        answer = show(head + "2,2,2\n1,1,2,3\n1,2,1,3\n", *words)
        row = {row["rule"]: row for row in answer["rules"]}["median"]
        T.same("medians", (row["winner"], row["tied"]), (one, [two]))


def usage():
    T.expect(2, "vote", says=["show, check or decide"])
    T.expect(2, "vote", "shwo", "-", says=["`vote show`"])
    T.expect(2, "vote", "show", says=["FILE"])
    T.expect(2, "vote", "show", "a", "b", says=["`b`"])
    T.expect(2, "vote", "show", "-", "--count", text=VACATION, says=["--count"])
    T.expect(2, "vote", "show", "-", "--rule", "bordo", text=VACATION, says=["`borda`"])
    T.expect(2, "vote", "show", "-", "--rule", "scoring(1,0)", text=VACATION, says=["2 points"])
    T.expect(2, "vote", "show", "-", "--rule", "median", text=VACATION, says=["single-peaked"])
    T.expect(2, "vote", "show", "-", "--ties", "lottery", text=VACATION, says=["first or last"])
    T.expect(2, "vote", "show", "no-such-file.soc", says=["cannot open"])
    T.expect(2, "show", "-", text=VACATION, says=["no types", "`expost vote`"])
    T.expect(2, "pay", "-", "-m", "pivot", text=VACATION, says=["no types"])
    T.expect(2, "vote", "show", "-", text="outcomes a\nagent x { types 0 }\n",
             says=["states no ballot"])
    wide = "".join(f"{i},a{i}\n" for i in range(1, 11))
    order = ",".join(str(i) for i in range(1, 11))
    many = f"10\n{wide}1,1,1\n1,{order}\n"
    T.expect(3, "vote", "show", "-", "--rule", "kemeny", text=many, says=["9 alternatives"])
    T.same("without kemeny", show(many)["rules"][5]["winner"], None)


def main():
    vacation()
    written()
    partial()
    ties()
    usage()
    return T.finish()


if __name__ == "__main__":
    sys.exit(main())
