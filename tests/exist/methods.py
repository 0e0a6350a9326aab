#!/usr/bin/env python3
"""Certificates of random decisions by every method: expost-verify accepts each.

usage: methods.py [--rounds TIMES] [--seed S] [--slow N] [EXPOST]

Runs tests/exist/t_methods, which decides random questions by every method and by cddlib and
writes a certificate for each answer; has them verified, and --slow N of them judged by the slow
evaluation too; prints how many there were of each kind of claim, rule and prior.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

from slow_certificate import judge              # noqa: E402

BATCH = 500
RULES = ["efficient", "other", "free"]
PRIORS = ["none", "independent", "joint"]
ALL = [(rule, prior) for rule in RULES for prior in PRIORS]
FIXED = [column for column in ALL if column[0] != "free"]

# Where each kind of claim is defined and written.  Those about a given mechanism or rule are
# about a fixed one, Groves payments go with an efficient one, an interim cycle proves
# something under an independent prior only, the reduced form states one, and to leave out
# lotteries is a choice under a free one.
DEFINED = {
    "satisfies": ALL,
    "violates": FIXED,
    "impossible": ALL,
    "optimum": ALL,
    "unbounded": ALL,
    "satisfies deterministic": [c for c in ALL if c[0] == "free"],
    "impossible deterministic": [c for c in ALL if c[0] == "free"],
    "unbounded deterministic": [c for c in ALL if c[0] == "free"],
    "optimum deterministic": [c for c in ALL if c[0] == "free"],
    "satisfies (reduced)": [("other", "independent")],
    "impossible (reduced)": [("other", "independent")],
    "unbounded (reduced)": [("other", "independent")],
    "optimum (reduced)": [("other", "independent")],
    "groves-balance": [c for c in ALL if c[0] == "efficient"],
    "groves-no-balance": [c for c in ALL if c[0] == "efficient"],
    "implementable dsic": FIXED,
    "implementable bic": [c for c in FIXED if c[1] != "none"],
    "not-implementable dsic": FIXED,
    "not-implementable bic": [c for c in FIXED if c[1] == "independent"],
}


def kind_of(path):
    """The claim, and rule and prior, of a certificate."""
    found = {}
    with open(path, encoding="ascii") as file:
        reduced = file.readlines(60)[1].strip() == "environment reduced"
    with open(path, encoding="ascii") as file:
        for line in file:
            words = line.split()
            if words[0] in ("prior", "rule", "claim"):
                found[words[0]] = words[1:]
            if words[0] == "evidence":
                break
    claim = found["claim"][0]
    if claim.endswith("implementable"):
        claim += " " + found["claim"][1]
    if "deterministic" in found["claim"]:
        claim += " deterministic"
    if reduced:
        claim += " (reduced)"
    rule = found["rule"][0] if found["rule"][0] == "free" else found["rule"][1]
    return claim, (rule, found["prior"][0])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--slow", type=int, default=200)
    parser.add_argument("program", nargs="?", default=os.environ.get("EXPOST"))
    options = parser.parse_args()
    if not options.program:
        parser.error("no program: an argument, or the variable EXPOST")
    top = os.path.dirname(os.path.abspath(options.program))
    verifier = os.environ.get("EXPOST_VERIFY", os.path.join(top, "expost-verify"))
    passed = failed = 0

    def check(good, words):
        nonlocal passed, failed
        passed += bool(good)
        failed += not good
        if not good and failed <= 20:
            print(f"methods: {words}")

    with tempfile.TemporaryDirectory(prefix="expost-test-") as folder:
        environment = dict(os.environ, XP_CERTIFICATES=folder)
        if options.rounds > 1:
            environment["XP_TEST_MULTIPLIER"] = str(options.rounds)
        if options.seed:
            environment["XP_CAMPAIGN_SEED"] = str(options.seed)
        done = subprocess.run([os.path.join(top, "tests", "exist", "t_methods")],
                              env=environment, capture_output=True, text=True, check=False)
        print(done.stdout, end="")
        print(done.stderr[-2000:], end="")
        check(done.returncode == 0, f"t_methods ends with {done.returncode}")
        names = sorted(os.path.join(folder, name) for name in os.listdir(folder))
        check(names, "no certificates")
        for start in range(0, len(names), BATCH):
            batch = names[start:start + BATCH]
            done = subprocess.run([verifier, *batch],
                                  capture_output=True, check=False)
            rejected = done.stderr.decode().splitlines()
            for line in rejected:
                check(False, line)
            check(done.returncode == 0, f"expost-verify ends with {done.returncode}")
            passed += len(batch) - len(rejected)
        for name in random.Random(options.seed).sample(names, min(options.slow, len(names))):
            with open(name, "rb") as file:
                verdict, why = judge(file.read())
            check(verdict == "accept", f"the slow judge rejects {kind_of(name)}: {why}")
        counts = {}
        for name in names:
            kind = kind_of(name)
            counts[kind] = counts.get(kind, 0) + 1
        print(f"{'':26} {'efficient':>23} {'other':>23} {'free':>23}")
        print(f"{'claim':26}" + "".join(f"{prior[:7]:>8}" for _, prior in ALL))
        for claim, columns in DEFINED.items():
            row = "".join(f"{counts.pop((claim, c), 0) if c in columns else '-':>8}" for c in ALL)
            print(f"{claim:26}{row}")
            check(" 0 " not in row + " ", f"{claim}: a count is 0")
        check(not counts, f"claims where none is defined: {counts}")
    print(f"methods: {passed} passed, {failed} failed")
    sys.exit(1 if failed or not names else 0)


if __name__ == "__main__":
    main()
