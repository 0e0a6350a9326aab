#!/usr/bin/env python3
"""redistribute: reference values, every profile enumerated, a slow linear program, formats, limits.

usage: redistribute.py [EXPOST]
"""

import csv
import io
import itertools
import json
import os
import random
import sys
from fractions import Fraction

import jsonschema

sys.dont_write_bytecode = True

from program import ROOT, Tally    # noqa: E402

sys.path.insert(0, os.path.join(ROOT, "tests", "lib"))
from slow_simplex import solve    # noqa: E402

T = Tally("cli/redistribute")

with open(os.path.join(ROOT, "doc", "expost-1.schema.json"), encoding="utf-8") as SOURCE:
    VALIDATOR = jsonschema.Draft202012Validator(json.load(SOURCE))


def ask(*words, status=0):
    done = T.run("redistribute", *words, "--format", "json")
    if not T.same(f"exit of {words}", done.returncode, status):
        return {"rows": []}
    value = json.loads(done.stdout)
    errors = [f"{list(e.path)}: {e.message[:200]}" for e in VALIDATOR.iter_errors(value)]
    T.same(f"{words}: schema", errors, [])
    T.same(f"{words}: exit", value["exit"], str(status))
    return value


def references():
    """Cases bailey-cavallo-worst, redistribution-no-ir, guo-conitzer-multi."""
    rows = {row["agents"]: row for row in ask("--agents", "3..10")["rows"]}
    bailey = {"3": "1/3", "4": "1/2", "5": "3/5", "6": "2/3", "7": "5/7", "8": "3/4", "9": "7/9",
              "10": "4/5"}
    T.same("bailey", {n: row["worst_case"]["bailey"] for n, row in rows.items()}, bailey)
    T.same("cavallo", {n: row["worst_case"]["cavallo"] for n, row in rows.items()}, bailey)
    best = {"3": "1/3", "4": "4/7", "5": "11/15", "6": "26/31", "7": "19/21"}
    for key in ("guo_conitzer", "linear_program", "linear_program_involuntary"):
        T.same(key, {n: rows[n]["worst_case"][key] for n in best}, best)
    multi = {(4, 2): ("1/4", ["1/2"]), (5, 2): ("5/11", ["5/11", "-3/11"]),
             (6, 2): ("8/13", ["16/39", "-3/13", "2/13"]), (6, 3): ("3/8", ["9/16", "-3/8"]),
             (7, 3): ("11/21", ["11/21", "-1/3", "5/21"]), (5, 3): ("1/5", ["3/5"])}
    for (n, m), (share, coefficients) in multi.items():
        row = ask("--agents", str(n), "--units", str(m))["rows"][0]
        T.same(f"n = {n}, m = {m}", (row["worst_case"]["guo_conitzer"], row["coefficients"]),
               (share, coefficients))
        T.same(f"n = {n}, m = {m}", row["worst_case"]["linear_program"], share)
        T.same(f"n = {n}, m = {m}: no green-laffont", row["worst_case"]["green_laffont_loss"],
               None)
    # all agents but one win: bailey has no revenue without an agent
    row = ask("--agents", "3", "--units", "2")["rows"][0]
    T.same("n = m + 1", (row["worst_case"]["bailey"], row["worst_case"]["linear_program"],
                         row["coefficients"]), ("0", "0", []))
    # case cavallo-single-object: three agents on the grid 0..3
    row = ask("--agents", "3", "--types", "4")["rows"][0]["expected"]
    T.same("cavallo-single-object", (row["revenue"], row["cavallo"]["left"]), ("3/2", "5/8"))


def enumerate_all(n, m, types, coefficients):
    """What is expected, with every profile and every agent's rebate by its definition."""
    total = dict.fromkeys(("welfare", "revenue", "bailey", "guo_conitzer", "lost"), Fraction(0))
    for profile in itertools.product(range(types), repeat=n):
        ranked = sorted(profile, reverse=True)
        total["welfare"] += sum(ranked[:m])
        total["revenue"] += m * ranked[m]
        total["lost"] += Fraction(ranked[0] - ranked[1], n)
        for i in range(n):
            others = sorted(profile[:i] + profile[i + 1:], reverse=True)
            # pivot revenue of the others alone, over n
            total["bailey"] += Fraction(m * others[m], n) if len(others) > m else 0
            total["guo_conitzer"] += sum(c * others[m + j] for j, c in enumerate(coefficients))
    return {key: value / types ** n for key, value in total.items()}


def expectations():
    for n, m, types in ((3, 1, 4), (4, 1, 3), (5, 1, 2), (4, 2, 3), (5, 3, 3), (3, 2, 5), (6, 2, 2),
                        (2, 1, 6), (3, 1, 1)):
        name = f"n = {n}, m = {m}, {types} types"
        row = ask("--agents", str(n), "--units", str(m), "--types", str(types))["rows"][0]
        slow = enumerate_all(n, m, types, [Fraction(c) for c in row["coefficients"]])
        found = row["expected"]
        for key in ("welfare", "revenue"):
            T.same(f"{name}: {key}", Fraction(found[key]), slow[key])
        for key in ("bailey", "guo_conitzer"):
            T.same(f"{name}: left by {key}", Fraction(found[key]["left"]),
                   slow["revenue"] - slow[key])
            T.same(f"{name}: share of {key}", Fraction(found[key]["share"]),
                   slow[key] / slow["revenue"] if slow["revenue"] else 0)
        lost = found["green_laffont_loss"]
        T.same(f"{name}: lost", lost and Fraction(lost), slow["lost"] if m == 1 else None)


def slow_optimum(n, m, grid, voluntary):
    """The largest share over every sorted vector of a grid: the rows as they are defined.

    Unknowns c_0, ..., c_{n-1}, k.
    """
    rows = []
    for ranked in itertools.combinations_with_replacement(reversed(range(grid)), n):
        returned = {0: Fraction(n)}
        for i in range(n):
            others = ranked[:i] + ranked[i + 1:]
            own = {0: Fraction(1)}
            for j, value in enumerate(others, 1):
                own[j] = Fraction(value)
                returned[j] = returned.get(j, Fraction(0)) + value
            if voluntary:
                pay = ranked[i] - ranked[m] if i < m else 0
                rows.append((own, Fraction(-pay), False))
        revenue = Fraction(m * ranked[m])
        rows.append(({j: -q for j, q in returned.items()}, -revenue, False))
        rows.append(({**returned, n: -revenue}, Fraction(0), False))
    verdict, value = solve(n + 1, n + 1, rows, {n: Fraction(-1)})
    return verdict, -value


def programs():
    """On the grid 0, 1 every generator occurs, and on 0..2 more rows that must not matter."""
    for n, m, grid in ((3, 1, 3), (4, 1, 2), (4, 2, 2), (5, 2, 2), (5, 3, 2), (4, 3, 2)):
        row = ask("--agents", str(n), "--units", str(m))["rows"][0]["worst_case"]
        for key, voluntary in (("linear_program", True), ("linear_program_involuntary", False)):
            T.same(f"n = {n}, m = {m}: {key}", slow_optimum(n, m, grid, voluntary),
                   ("optimal", Fraction(row[key])))


def formats():
    done = T.run("redistribute", "--agents", "4..5", "--types", "3", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    T.same("csv", [(row["n"], row["worst guo-conitzer"]) for row in rows],
           [("4", "4/7"), ("5", "11/15")])
    T.check("expected share bailey" in rows[0], "csv: expected")
    done = T.run("redistribute", "--format", "csv")
    T.same("csv without types", len(list(csv.reader(io.StringIO(done.stdout)))), 9)
    text = T.run("redistribute", "--agents", "3..4", "--types", "4", "--digits", "2").stdout
    for part in ("4/7 ≈ 0.57", "2/7, -1/7", "every value 0, ..., 3 with probability 1/4"):
        T.check(part in text, f"text: {part}")
    for units, word in ((1, "2nd"), (2, "3rd"), (3, "4th"), (10, "11th"), (20, "21st")):
        text = T.run("redistribute", "--agents", str(units + 2), "--units", str(units)).stdout
        T.check(f"the {word} highest" in text and "Guo and Conitzer (2009)" in text, word)
    T.check("begin{tabular}" in T.run("redistribute", "--format", "latex").stdout, "latex")
    T.check("| n |" in T.run("redistribute", "--format", "markdown").stdout.replace("  ", " "),
            "markdown")
    value = ask("--agents", "3", "--types", "2", "--digits", "3", "--stats")
    T.same("decimals", value["rows"][0]["worst_case"]["bailey_decimal"],
           {"value": "0.333", "rounded": True})
    value = ask("--units", "3")
    T.same("default rows", [row["agents"] for row in value["rows"]],
           [str(n) for n in range(5, 13)])


def refusals():
    for words, says in ((("--agents", "3..2"), "a number or a range"),
                        (("--agents", "x"), "a number or a range"),
                        (("--agents", "3.."), "a number or a range"),
                        (("--agents", "3..10000"), "at most 2000"),
                        (("--agents", "1"), "fewer than 2 agents"),
                        (("--agents", "3..10", "--units", "3"), "fewer than 4 agents"),
                        (("--units", "0"), "from 1 to"),
                        (("--units", "2x"), "from 1 to"),
                        (("--types", "0"), "--types 0"),
                        (("model.mech",), "reads no file"),
                        (("--format", "mech"), "only `show`")):
        T.expect(2, "redistribute", *words, says=[says])
    # a limit leaves the rows that are known, and says so
    value = ask("--agents", "3..2000", "--timeout", "1", status=3)
    T.check(value["reason"] == "stopped after 1 second (--timeout)", value.get("reason"))
    T.check(0 < len(value["rows"]) < 1998, f"{len(value['rows'])} rows")
    T.check("Unknown" in T.run("redistribute", "--agents", "3..2000", "--timeout", "0.3").stdout,
            "the page says what is missing")


def idle_agent():
    """One who values nothing may have an outcome or none of her own: by hand, n = 3, v = (2, 1, 0).

    Pivot 1 from the first; Guo and Conitzer give 1/3 of the others' second value back, here to the
    third alone.  Green and Laffont: (n - 2) v_2 / n, 0 and -v_2 / n.
    """
    for outcomes in ("none, owner(agents)", "owner(agents)", "owner(agents), none"):
        text = (f"outcomes {outcomes}\nagent a {{ types 2; prior uniform; value owner(self) = t }}\n"
                "agent b { types 1; prior uniform; value owner(self) = t }\n"
                "agent idle { types 5; prior uniform }\n")
        for name, paid in (("guo-conitzer", ["1", "0", "-1/3"]),
                           ("green-laffont", ["1/3", "0", "-1/3"])):
            done = T.run("pay", "-m", name, "--format", "json", "-", text=text)
            found = json.loads(done.stdout) if done.returncode == 0 else {"payments": [{}]}
            T.check(found["payments"][0].get("payment") == paid, f"{outcomes}, {name}: {done}")


def slow_expectation(values, weights, units):
    """What the pivot payments and the best linear rebates leave on average, row by row.

    Unknowns c_0, ..., c_{n-1}; no profile may have a deficit.
    """
    n = len(weights)
    rows, gain, revenue = [], [Fraction(0)] * n, Fraction(0)
    for profile in itertools.product(range(len(values)), repeat=n):
        chance = Fraction(1)
        for own, place in zip(weights, profile):
            chance *= Fraction(own[place], sum(own))
        ranked = sorted((values[place] for place in profile), reverse=True)
        returned = [Fraction(n)] + [Fraction(0)] * (n - 1)
        for i in range(n):
            for j, value in enumerate(ranked[:i] + ranked[i + 1:], 1):
                returned[j] += value
        rows.append(({j: -q for j, q in enumerate(returned)}, -Fraction(units * ranked[units]),
                     False))
        gain = [a + chance * b for a, b in zip(gain, returned)]
        revenue += chance * units * ranked[units]
    verdict, value = solve(n, n, rows, {j: -q for j, q in enumerate(gain)})
    return verdict, revenue + value


def optimal_linear():
    """The mechanism of that name, under priors that differ between the agents."""
    draw = random.Random(2010)
    for n, units, types in ((3, 1, 2), (3, 1, 3), (3, 2, 2), (4, 1, 2), (4, 2, 2), (3, 1, 3)):
        values = sorted(draw.sample(range(7), types))
        weights = [[draw.randint(1, 3) for _ in values] for _ in range(n)]
        sets = list(itertools.combinations(range(1, n + 1), units))
        names = ["to" + "_".join(map(str, winners)) for winners in sets]
        model = f"outcomes {', '.join(names)}\n"
        for i in range(n):
            model += (f"agent bidder{i + 1} {{\ntypes {', '.join(map(str, values))}\n"
                      f"prior weights {', '.join(map(str, weights[i]))}\n"
                      + "".join(f"value {name} = t\n" for name, winners in zip(names, sets)
                                if i + 1 in winners) + "}\n")
        done = T.run("pay", "-m", "optimal-linear", "--format", "json", "-", text=model)
        if T.same(f"{model}: exit", (done.returncode, done.stderr), (0, "")):
            T.same(model, slow_expectation(values, weights, units),
                   ("optimal", Fraction(json.loads(done.stdout)["expected_surplus"])))


references()
expectations()
optimal_linear()
idle_agent()
programs()
formats()
refusals()
T.finish()
