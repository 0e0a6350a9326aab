#!/usr/bin/env python3
"""vote check: the reference cases through the program, tables, certificates, refusals.

usage: votes_check.py EXPOST
"""

import itertools
import json
import os
import sys
from fractions import Fraction
from math import comb, factorial

sys.dont_write_bytecode = True

from program import ROOT, Tally, folder    # noqa: E402

T = Tally("cli/votes_check")
VACATION = """title "Vacation"
outcomes Australia, France, Mexico, Thailand
agent Aaron { prefers Australia > Thailand > Mexico > France }
agent Blake { prefers France > Australia > Mexico > Thailand }
agent Cameron { prefers Thailand > Mexico > Australia > France }
agent Denise { prefers Mexico > Australia > Thailand > France }
agent Eva { prefers France > Australia > Mexico > Thailand }
"""


def ask(*options, status=0, text=None):
    done = T.run("vote", "check", *options, "--format", "json", text=text)
    if not T.same(f"exit of {options}", (done.returncode, done.stderr), (status, "")):
        return None
    answer = json.loads(done.stdout)
    validate(answer)
    T.same("exit in JSON", answer["exit"], str(status))
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


def word(order):
    """The initials, as the reference case writes them."""
    return "".join(name[0].lower() for level in order for name in level)


def published():
    """Kelly (1993), Aleskerov and Kurbanov (1999): three voters, 36/216 and 51/216."""
    for rule, count in (("plurality", 36), ("borda", 51)):
        answer = ask("--voters", "3", "--alternatives", "3", "--rule", rule, "-p",
                     "strategyproof", status=1)
        row = answer["properties"][0]
        T.same(rule, (row["manipulable_profiles"], Fraction(row["index"])),
               (str(count), Fraction(count, 216)))


def vacation():
    """Reference case vacation-manipulable: Bernard, ECON 7219, slides 7."""
    cases = ("plurality", "f", 12), ("borda", "a", 0), ("condorcet", "a", 2), ("runoff", "m", 30)
    for rule, winner, count in cases:
        answer = ask("-", "--rule", rule, "-p", "strategyproof", status=int(count > 0),
                     text=VACATION)
        T.same(rule, (answer["winner"][0].lower(), answer["violations"], len(answer["gains"])),
               (winner, str(count), count))
        gains = [f"{g['voter']} reports {word(g['report'])} -> {g['chosen'][0].lower()}"
                 for g in answer["gains"]]
        T.same("in order", gains, sorted(gains))
        if rule == "condorcet":
            T.same("Condorcet", gains, ["Blake reports ftma -> f", "Eva reports ftma -> f"])
    done = T.run("vote", "check", "-", "--rule", "plurality", text=VACATION)
    T.check("2 of 5 voters can gain" in done.stdout and "Cameron" in done.stdout, done.stdout)


def manipulable(voters):
    """Plurality on three alternatives, ties to the first: by a count over numbers of ballots."""
    orders = list(itertools.permutations(range(3)))
    total = 0

    def winner(first):
        return max(range(3), key=lambda a: (first[a], -a))

    for bars in itertools.combinations(range(voters + 5), 5):
        edges = (-1,) + bars + (voters + 5,)
        number = [edges[k + 1] - edges[k] - 1 for k in range(6)]
        first = [sum(n for n, o in zip(number, orders) if o[0] == a) for a in range(3)]
        now = winner(first)
        for n, order in zip(number, orders):
            if n > 0 and any(order.index(winner([first[a] + (a == top) - (a == order[0])
                                                 for a in range(3)])) < order.index(now)
                             for top in range(3)):
                ways = factorial(voters)
                for k in number:
                    ways //= factorial(k)
                total += ways
                break
    return total


def large():
    """Many voters: by multisets of ballots, against a count in this language."""
    for voters in (9, 14):
        answer = ask("--voters", str(voters), "--alternatives", "3", "--rule", "plurality",
                     "-p", "strategyproof,anonymous", status=1)
        row = answer["properties"][0]
        T.same("multisets", answer["multisets"], str(comb(voters + 5, 5)))
        T.same(f"{voters} voters", row["manipulable_profiles"], str(manipulable(voters)))
        T.same("index", Fraction(row["index"]),
               Fraction(int(row["manipulable_profiles"]), 6 ** voters))


def tables():
    """Tables in any order of rows; what is wrong with one is said."""
    orders = ["a>b", "b>a", "a~b"]
    rows = [f"{x},{y},{y[0]}" for x in orders for y in orders]
    head = "voter1,voter2,alternative\n"
    with folder() as place:
        path, domain = os.path.join(place, "t.csv"), os.path.join(place, "d.toc")
        cert = os.path.join(place, "t.cert")
        with open(domain, "w", encoding="utf-8") as file:
            file.write("2\n1,a\n2,b\n3,3,3\n1,1,2\n1,2,1\n1,{1,2}\n")

        def write(lines):
            with open(path, "w", encoding="utf-8") as file:
                file.write(head + "\n".join(lines) + "\n")

        write(reversed(rows))
        answer = ask("--table", path, "--domain", domain, "-p", "strategyproof,onto,dictatorial")
        T.same("dictator", answer["properties"][2]["dictator"], "2")
        ask("--table", path, "--domain", domain, "-p", "anonymous,onto", "-c", cert, status=1)
        with open(cert, encoding="utf-8") as file:
            T.check("claim violates anonymous\n" in file.read(), "the certificate's claim")
        answer = ask("--table", path, "--domain", domain, "-p", "all", "--all", status=1)
        for row in answer["properties"]:
            if row["name"] == "anonymous":
                T.same("all", len(row["all"]), int(row["violations"]))
        for lines, says in ((rows[:-1], "the first is (a~b, a~b)"), (rows + rows[:1], "second"),
                            (rows[:-1] + ["a~b,a~b,c"], "`c`"),
                            (rows[:-1] + ["a~b,a,a"], "order of all"),
                            (rows[:-1] + ["a~b,a>a,a"], "order of all"),
                            (rows[:-1] + ["a~b,a>b>,a"], "order of all")):
            write(lines)
            T.expect(2, "vote", "check", "--table", path, "--domain", domain, "-p", "onto",
                     says=[says, "t.csv"])
        write(rows)
        T.expect(2, "vote", "check", "--table", path, "-p", "onto", says=["not in the domain"])
        T.expect(2, "vote", "check", "--table", path, "--voters", "3", "-p", "onto",
                 says=["2 voters, not 3"])
        with open(path, "w", encoding="utf-8") as file:
            file.write("voter1,voter3,alternative\na>b,a>b,a\n")
        T.expect(2, "vote", "check", "--table", path, "-p", "onto", says=["columns"])


def alone():
    """With one alternative nobody can lose: the clause that is violated has no literal."""
    with folder() as place:
        cert = os.path.join(place, "one.cert")
        ask("--voters", "2", "--alternatives", "1", "--rule", "borda", "-p", "nondictatorial", "-c",
            cert, status=1)
        T.expect(0, "explain", cert)


def powers():
    """Many profiles are told as a power."""
    done = T.run("vote", "check", "--voters", "1000000", "--alternatives", "8", "--rule", "borda",
                 "-p", "onto")
    T.same("limit", done.returncode, 3)
    T.check("40320^1000000 profiles" in done.stdout.replace("\n", " "), done.stdout[:400])


def median():
    """Moulin: the median of three single-peaked voters is strategyproof, onto, anonymous."""
    sizes = ["--voters", "3", "--alternatives", "4", "--domain", "single-peaked", "--rule"]
    ask(*sizes, "median", "-p", "strategyproof,onto,nondictatorial,anonymous,condorcet")
    ask(*sizes, "borda", "-p", "strategyproof", status=1)
    T.expect(2, "vote", "check", *sizes, "median", "-p", "neutral", says=["leads out"])
    answer = ask(*sizes, "median", "-p", "all", status=1)
    T.same("left out", [row["name"] for row in answer["left_out"]], ["neutral"])


def hints():
    """A refusal says what to ask instead."""
    sizes = ["--voters", "3", "--alternatives", "3"]
    T.expect(2, "vote", "check", *sizes, "--rule", "median", "-p", "all",
             says=["not single-peaked", "--domain single-peaked"])
    T.expect(2, "vote", "check", *sizes, "--rule", "borda", says=["expost help vote-properties"])
    T.expect(2, "vote", "decide", *sizes, "--domain", os.path.join(
        ROOT, "examples", "condorcet1785", "vacation-ballots.soc"), "-p", "onto",
             says=["vacation-ballots.soc has 4 alternatives"])


def refusals():
    sizes = ["--voters", "2", "--alternatives", "3"]
    T.expect(2, "vote", "check", *sizes, "-p", "onto", says=["--rule"])
    T.expect(2, "vote", "check", *sizes, "--rule", "borda", says=["-p is missing"])
    T.expect(2, "vote", "check", *sizes, "--rule", "borda", "-p", "ontoo", says=["`onto`"])
    T.expect(2, "vote", "check", "--rule", "borda", "-p", "onto", says=["--voters"])
    T.expect(2, "vote", "check", "-", "--rule", "borda", "-p", "onto", text=VACATION,
             says=["only strategyproof"])
    T.expect(2, "vote", "check", *sizes, "--rule", "dictatorship(3)", "-p", "onto",
             says=["voter 3"])
    T.expect(3, "vote", "check", "--voters", "40", "--alternatives", "4", "--rule", "borda",
             "-p", "strategyproof,onto")
    answer = ask("--voters", "40", "--alternatives", "4", "--rule", "dictatorship(1)", "-p",
                 "strategyproof", status=3)
    T.check("too many" in answer["properties"][0]["reason"], "the reason")


def formats():
    for form in ("text", "latex", "markdown", "csv"):
        done = T.run("vote", "check", "--voters", "2", "--alternatives", "3", "--rule", "borda",
                     "-p", "all", "--format", form)
        T.same(form, (done.returncode, done.stderr), (1, ""))
        T.check("set-monotone" in done.stdout, form)
    done = T.run("help", "vote-properties")
    T.check("set-monotone" in done.stdout and done.returncode == 0, "help vote-properties")
    one = ask("--voters", "3", "--alternatives", "4", "--rule", "copeland", "-p", "all", status=1)
    two = ask("--voters", "3", "--alternatives", "4", "--rule", "copeland", "-p", "all",
              "--threads", "3", status=1)
    T.same("threads", one["properties"], two["properties"])


def main():
    published()
    vacation()
    large()
    tables()
    alone()
    powers()
    median()
    hints()
    refusals()
    formats()
    return T.finish()


if __name__ == "__main__":
    sys.exit(main())
