#!/usr/bin/env python3
"""dissolve, subsidy, pay, check, balance for types on intervals: every form, valid JSON, values.

usage: interval_outputs.py [EXPOST]

JSON is valid under doc/expost-1.schema.json; numbers in it are those of the claims beside the models
of the catalogue, which derive them by hand; every other form is written and names its command.
"""

import json
import os
import sys

import jsonschema

sys.dont_write_bytecode = True

from program import ROOT, Tally    # noqa: E402

T = Tally("cli/interval-outputs")
EXAMPLES = os.path.join(ROOT, "examples")

with open(os.path.join(ROOT, "doc", "expost-1.schema.json"), encoding="utf-8") as SOURCE:
    VALIDATOR = jsonschema.Draft202012Validator(json.load(SOURCE))

BOUNDARY = {"poly": ["1", "-6", "6"], "text": "(3 - sqrt(3))/6"}

# exit, command, model, options, {path in the JSON: value}
RUNS = [
    (0, "dissolve", "cramton1987/uniform-two", [],
     {"verdict": "possible", "sum": "1/12", "worst_off_types.0": "1/2", "w.1": "1/24",
      "payments.gain": "1/24", "simple_auction.bid.0.numerator": ["0", "2/3"],
      "w_functions.0.0.poly": ["1/6", "0", "-1/2"], "at": None, "boundary": None}),
    (0, "dissolve", "cramton1987/uniform-two", ["--at", "(3/5, 1/5)", "--digits", "3"],
     {"at.payment": ["4/25", "-4/25"], "at.gets_the_good": "first",
      "sum_decimal": {"value": "0.083", "rounded": True}}),
    (0, "dissolve", "cramton1987/uniform-two", ["--boundary"],
     {"boundary.lines.0.from.value.poly": BOUNDARY["poly"],
      "boundary.lines.0.from.value.text": BOUNDARY["text"]}),
    (0, "dissolve", "cramton1987/uniform-two", ["--along", "(1, 0), (0, 1)"],
     {"boundary.lines.0.from.value.text": BOUNDARY["text"]}),
    (1, "dissolve", "cramton1987/uniform-two", ["-D", "r=1"],
     {"verdict": "impossible", "sum": "-1/6", "payments": None}),
    (0, "dissolve", "cramton1987/boundary-share", [], {"sum": "0", "method": "algebraic"}),
    (1, "dissolve", "cramton1987/unequal-supports", [], {"sum": "-11/96"}),
    (0, "dissolve", "cramton1987/narrow-belief", ["--digits", "12"],
     {"sum_decimal.value": "0.009012100104", "w_functions": None}),
    (0, "dissolve", "cramton1987/three-partners", ["--boundary"], {"verdict": "possible"}),
    (1, "subsidy", "myerson1983/uniform-trade", [],
     {"value": "1/6", "verdict": "impossible", "worst_off_types": ["1", "0"],
      "expected_welfare": "2/3"}),
    (1, "subsidy", "mailath1990/uniform-project", ["-D", "N=2"], {"value": "1/6"}),
    (0, "subsidy", "myerson1983/shifted-trade", ["-D", "a=1"],
     {"value": "0", "verdict": "possible"}),
    (0, "pay", "myerson1983/uniform-trade", [],
     {"mechanism": "stated", "expected_welfare": "41/64", "expected_surplus": "0"}),
    (0, "pay", "myerson1983/uniform-trade", ["--at", "(0, 1/2)"],
     {"at.outcome": "trade", "at.payment": ["-1/3", "1/3"]}),
    (0, "pay", "daspremont1979/uniform-trade", [],
     {"payments.0.rho.0.poly": ["1/2", "0", "-1/2"], "expected_surplus": "0"}),
    (0, "pay", "groves1975/quadratic-interval", ["-m", "groves", "--at", "(6, 3, 1)"],
     {"at.decision": "5/2"}),
    (0, "pay", "groves1975/quadratic-interval", ["-m", "dagv"], {"expected_surplus": "0"}),
    (0, "pay", "myerson1981/uniform-auction", ["-m", "myerson"], {"mechanism": "myerson"}),
    (0, "pay", "myerson1983/uniform-trade", ["-m", "envelope"], {"mechanism": "envelope"}),
    (1, "check", "daspremont1979/uniform-trade", ["-p", "bic,iir,sbb"],
     {"properties.0.verdict": "holds", "properties.1.verdict": "fails",
      "properties.1.slack": "-1/3", "properties.1.violating_types.0.agent": "seller",
      "properties.1.violating_types.0.from.text": "(3 - sqrt(6))/3",
      "properties.1.violating_types.0.to": "1", "properties.2.verdict": "holds"}),
    (1, "check", "myerson1983/uniform-trade", ["-p", "all", "--digits", "4"], {}),
    (1, "check", "groves1975/quadratic-interval", ["-m", "dagv", "-p", "all"], {}),
    (0, "balance", "groves1975/quadratic-interval", [],
     {"verdict": "possible", "mixed_derivative": "0", "cube": None}),
    (1, "balance", "walker1980/logarithms", [], {"verdict": "impossible", "h": None}),
    (1, "balance", "myerson1983/uniform-trade", [], {"verdict": "impossible"}),
]


def find(value, path):
    for step in path.split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def check_json(status, words, expected):
    done = T.expect(status, *words, "--format", "json")
    try:
        output = json.loads(done.stdout)
    except ValueError:
        T.check(False, f"{words}: no JSON: {done.stdout[:200]} {done.stderr[:200]}")
        return
    faults = [fault.message[:200] for fault in VALIDATOR.iter_errors(output)]
    T.check(not faults, f"{words}: {faults[:2]}")
    T.same(f"types of {words}", output["types"], "intervals")
    T.same(f"exit in {words}", output["exit"], str(status))
    for path, value in expected.items():
        try:
            T.same(f"{path} of {words}", find(output, path), value)
        except (KeyError, IndexError, TypeError, ValueError):
            T.check(False, f"{words}: there is no {path}")


def check_forms(status, words):
    for form, mark in (("text", ""), ("latex", "% "), ("markdown", "<!-- "), ("csv", "")):
        done = T.expect(status, *words, "--format", form)
        T.check(done.stdout.startswith(mark) and len(done.stdout) > 20, f"{words}: {form}")
        if form == "latex":
            T.same(f"begins and ends in {words}", done.stdout.count("\\begin{"),
                   done.stdout.count("\\end{"))


def main():
    for status, command, model, options, expected in RUNS:
        words = [command, os.path.join(EXAMPLES, model + ".mech")] + options
        check_json(status, words, expected)
        if "--boundary" not in options:
            check_forms(status, words)
    refusals = [(["dissolve", "cramton1987/uniform-two", "--along", "(1, 0)"], "--along"),
                (["dissolve", "cramton1987/uniform-two", "--plot", "a.png"], ".svg, .pdf or .tex"),
                (["dissolve", "cramton1987/uniform-two", "--at", "(2, 0)"], "--at"),
                (["dissolve", "myerson1983/uniform-trade"], "share"),
                (["dissolve", "cramton1987/two-partners"], "finite types"),
                (["check", "daspremont1979/uniform-trade", "-p", "cmon"], "cmon"),
                (["check", "daspremont1979/uniform-trade", "-p", "bic", "-c", "-"],
                 "certificates of dissolve and subsidy"),
                (["pay", "myerson1983/shifted-trade"], "states no payments"),
                (["pay", "myerson1983/shifted-trade", "-m", "pivott"], "pivot"),
                (["decide", "myerson1983/shifted-trade", "-p", "bic"], "types on intervals")]
    for words, says in refusals:
        words[1] = os.path.join(EXAMPLES, words[1] + ".mech")
        T.expect(2, *words, says=[says])
    T.finish()


main()
