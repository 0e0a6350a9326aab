#!/usr/bin/env python3
"""The command border: its table is a rule with the probabilities asked for; forms and messages.

usage: border.py [EXPOST]
"""

import csv
import io
import itertools
import json
import os
import random
import subprocess
import sys
from fractions import Fraction

import jsonschema

sys.dont_write_bytecode = True

from program import ROOT, Tally, folder    # noqa: E402

T = Tally("cli/border")

with open(os.path.join(ROOT, "doc", "expost-1.schema.json"), encoding="utf-8") as SOURCE:
    VALIDATOR = jsonschema.Draft202012Validator(json.load(SOURCE))

TWO = """outcomes none, owner(agents)
agent a, b { types 0, 1; prior uniform; value owner(self) = t }
"""


def write_model(prior, agents):
    """An auction for these agents, each with types 1, 2, ... of these weights."""
    text = "outcomes none, owner(agents)\n"
    for name in agents:
        weights = ", ".join(str(w) for w in prior[name])
        text += (f"agent {name} {{ types 1..{len(prior[name])}; prior weights {weights}\n"
                 "value owner(self) = t }\n")
    return text


def write_joint(draw, prior, agents):
    """The same with a correlated prior, drawn here."""
    text = "outcomes none, owner(agents)\n"
    rows = []
    for name in agents:
        text += f"agent {name} {{ types 1..{len(prior[name])}; value owner(self) = t }}\n"
    for profile in itertools.product(*[range(1, len(prior[name]) + 1) for name in agents]):
        weight = 1 if not rows else draw.choice((0, 1, 2, 3))
        rows.append(f"({', '.join(map(str, profile))}) = {weight}")
    return text + "prior joint weights { " + "; ".join(rows) + " }\n"


def find_wins(prior, agents, rows):
    """How often each type wins under the rows of a table: by the definition."""
    wins = {(name, t): Fraction(0) for name in agents for t in range(len(prior[name]))}
    profiles = {}
    for row in rows:
        profile = tuple(int(row[name]) - 1 for name in agents)
        weight = Fraction(row["probability"])
        T.check(weight > 0, f"a weight that is not positive: {row}")
        profiles[profile] = profiles.get(profile, 0) + weight
        for place, name in enumerate(agents):
            if row["outcome"] == f"owner({name})":
                others = Fraction(1)
                for other, rival in enumerate(agents):
                    if other != place:
                        others *= Fraction(prior[rival][profile[other]], sum(prior[rival]))
                wins[name, profile[place]] += others * weight
    every = set(itertools.product(*[range(len(prior[name])) for name in agents]))
    T.same("profiles of the table", set(profiles), every)
    T.check(all(total == 1 for total in profiles.values()), "the weights of a profile sum to 1")
    return wins


def tables():
    """The CSV of a feasible question, read by this file and by the program."""
    draw = random.Random(1991)
    feasible = infeasible = 0
    for _ in range(40):
        agents = ["a", "b", "c"][:draw.choice([2, 3])]
        prior = {name: [draw.randint(1, 3) for _ in range(draw.choice([1, 2, 3]))]
                 for name in agents}
        asked = {(name, t): Fraction(draw.randint(0, 6), 8)
                 for name in agents for t in range(len(prior[name]))}
        text = write_model(prior, agents)
        with folder() as place:
            table = os.path.join(place, "wins.csv")
            with open(table, "w", encoding="utf-8") as file:
                print("type,probability,agent", file=file)
                for (name, t), value in reversed(asked.items()):
                    print(f"{t + 1}.0,{value},{name}", file=file)
            options = []
            for name in agents:
                options += ["--win", f"{name} = " + ", ".join(
                    str(asked[name, t]) for t in range(len(prior[name])))]
            done = T.run("border", *options, "--format", "csv", "-", text=text)
            again = T.run("border", "--from", table, "--format", "csv", "-", text=text)
            T.same("--from and --win", (again.returncode, again.stdout),
                   (done.returncode, done.stdout))
            if done.returncode == 1:
                infeasible += 1
                continue
            T.same("exit", (done.returncode, done.stderr), (0, ""))
            feasible += 1
            rows = list(csv.DictReader(io.StringIO(done.stdout)))
            T.same("wins", find_wins(prior, agents, rows), asked)
            rule = os.path.join(place, "rule.csv")
            with open(rule, "w", encoding="utf-8") as file:
                file.write(done.stdout)
            path = os.path.join(place, "model.mech")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text + 'rule from "rule.csv"\n')
            T.check(T.run("check", "-p", "wmon", path).returncode in (0, 1), "the rule is read")
    T.check(feasible > 0 and infeasible > 0, f"{feasible} feasible, {infeasible} not")


def check_certificate(options, text, status):
    """The certificate of the answer: the same bytes twice, accepted, explained."""
    with folder() as place:
        path = os.path.join(place, "wins.cert")
        done = T.run("border", *options, "-c", path, "-", text=text)
        T.same("exit with -c", (done.returncode, done.stderr), (status, ""))
        T.check(path in " ".join(done.stdout.split()), f"where it is: {done.stdout}")
        again = T.run("border", *options, "-c", "-", "-", text=text)
        with open(path, encoding="ascii") as file:
            certificate = file.read()
        T.same("-c -", (again.returncode, again.stdout), (status, certificate))
        claim = "claim feasible" if status == 0 else "claim infeasible"
        T.check(f"\n{claim}\n" in certificate, f"{claim}: {certificate}")
        T.same("explain", T.run("explain", path).returncode, 0)
        T.expect(2, "explain", path, "--format", "coq", says=["interim probabilities"])
        T.expect(2, "explain", path, "--shrink", says=["interim probabilities"])
        if "EXPOST_VERIFY" in os.environ:
            found = subprocess.run([os.environ["EXPOST_VERIFY"], path], capture_output=True,
                                   text=True, check=False)
            word = "Some" if status == 0 else "No"
            T.check(found.returncode == 0 and found.stdout.startswith(f"{word} allocation of "),
                    f"expost-verify: {found} {certificate}")


def certificates():
    """Random questions of independent and joint priors, and where a rule needs more outcomes."""
    draw = random.Random(2013)
    counts = [0, 0]
    for k in range(24):
        agents = ["a", "b", "c"][:draw.choice([2, 3])]
        prior = {name: [draw.randint(1, 3) for _ in range(draw.choice([1, 2, 3]))]
                 for name in agents}
        text = write_model(prior, agents)
        if k % 2:
            text = write_joint(draw, prior, agents)
        options = []
        for name in agents:
            options += ["--win", f"{name} = " + ", ".join(
                str(Fraction(draw.randint(0, 6), 8)) for _ in prior[name])]
        done = T.run("border", *options, "-", text=text)
        T.check(done.returncode in (0, 1), f"{done} {text}")
        counts[done.returncode] += 1
        check_certificate(options, text, done.returncode)
    T.check(min(counts) > 0, f"feasible and not: {counts}")
    # no outcome without a winner: no rule is found, and nothing is certified
    sold = TWO.replace("none, ", "")
    check_certificate(["--win", "agents = 1/4, 3/4"], sold, 0)
    check_certificate(["--win", "agents = 1/4, 4/5"], sold, 1)
    with folder() as place:
        path = os.path.join(place, "wins.cert")
        done = T.expect(2, "border", "--win", "agents = 1/4, 1/2", "-c", path, "-", text=sold,
                        says=["nobody wins"])
        T.check(not os.path.exists(path), "a certificate beside an error")


def check_json(words, status):
    done = T.run("border", *words, "--format", "json", "-", text=TWO)
    T.same(f"exit of {words}", (done.returncode, done.stderr), (status, ""))
    value = json.loads(done.stdout)
    errors = [f"{list(e.path)}: {e.message[:200]}" for e in VALIDATOR.iter_errors(value)]
    T.check(not errors, f"{words}: {errors[:3]}")
    return value


def forms():
    """JSON under its schema; every other form names the violated sets or the rule."""
    value = check_json(["--win", "agents = 1/4, 4/5", "--digits", "2"], 1)
    # reference case border-2type: both sets fail by 1/20
    T.same("slacks", [row["slack"] for row in value["violated"]], ["-1/20", "-1/20"])
    T.same("sets", [[row["type"] for row in entry["set"]] for entry in value["violated"]],
           [["1", "1"], ["0", "1", "0", "1"]])
    T.same("no rule", (value["verdict"], value["rule"]), ("impossible", None))
    value = check_json(["--win", "agents = 1/4, 3/4", "--stats"], 0)
    T.same("rule", [row["profile"] for row in value["rule"]],
           [["0", "0"], ["0", "1"], ["1", "0"], ["1", "1"]])
    T.same("verdict", (value["verdict"], value["violated"]), ("possible", []))
    value["rule"][0]["outcome"] = 1
    T.check(not VALIDATOR.is_valid(value), "the schema accepts an outcome that is a number")
    for form in ("text", "latex", "markdown", "csv"):
        done = T.run("border", "--win", "agents = 1/3, 3/4", "--format", form, "-", text=TWO)
        T.same(f"exit of {form}", (done.returncode, done.stderr), (1, ""))
        T.check("13/12" in done.stdout and "1/12" in done.stdout, f"{form}: {done.stdout}")
        T.check(form == "csv" or "Border's inequality" in done.stdout, f"{form}: its name")


def messages():
    T.expect(2, "border", "-", text=TWO, says=["--win", "--from"])
    T.expect(2, "border", "--win", "a = 1/4", "-", text=TWO, says=["2 types"])
    T.expect(2, "border", "--win", "a = 1/4, 1, 1", "-", text=TWO, says=["more numbers"])
    T.expect(2, "border", "--win", "a = 1/4, 1/4", "-", text=TWO, says=["agent b", "missing"])
    T.expect(2, "border", "--win", "c = 1/4, 1/4", "-", text=TWO, says=["no agent `c`"])
    T.expect(2, "border", "--win", "1/4, 1/4", "-", text=TWO, says=["AGENT = NUMBER"])
    T.expect(2, "border", "--win", "a = x, 1/4", "-", text=TWO, says=["--win"])
    T.expect(2, "border", "--win", "a = 0, 1", "--win", "a = 0, 1", "-", text=TWO,
             says=["already"])
    T.expect(2, "border", "--win", "agents = 0, 5/4", "-", text=TWO, says=["between 0 and 1"])
    T.expect(2, "border", "--win", "agents = 0, 1", "--from", "x", "-", text=TWO,
             says=["not both"])
    T.expect(2, "border", "--win", "agents = 0, 1", "--ties", "last", "-", text=TWO,
             says=["--ties"])
    T.expect(2, "border", "--win", "agents = 0, 1", "-", says=["one good"],
             text=TWO.replace("value owner(self) = t", "value a = t; value b = 2*t")
             .replace("owner(agents)", "a, b").replace("agent a, b", "agent x, y"))
    with folder() as place:
        table = os.path.join(place, "wins.csv")
        for rows, says in (("agent,type\na,0\n", ["probability"]),
                           ("agent,type,probability\nc,0,1\n", [":2:1", "no agent `c`"]),
                           ("agent,type,probability\na,2,1\n", [":2:3", "no type `2`"]),
                           ("agent,type,probability\na,0,1\na,0.0,1\n", ["twice"]),
                           ("agent,type,probability\na,0,half\n", [":2:5"]),
                           ("agent,type,probability\na,0,1\n", ["type 1 of agent a"])):
            with open(table, "w", encoding="utf-8") as file:
                file.write(rows)
            T.expect(2, "border", "--from", table, "-", text=TWO, says=says)
    T.expect(2, "border", "--from", os.path.join(ROOT, "missing.csv"), "-", text=TWO,
             says=["missing.csv"])


tables()
certificates()
forms()
messages()
T.finish()
