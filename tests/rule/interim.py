#!/usr/bin/env python3
"""Interim values of random models against sums over all profiles in fractions.

usage: interim.py [--count N] [--seed S] [--program SHARE] [EXPOST]

tests/lib/slow_interim.py draws the models and knows the definitions only.  Of every type, each
report's expected payment, utility and choice probabilities and the answers to bic, iir, eair,
eabb and eawbb are compared: with the profiles listed, with the expectations forced to go through
them, by convolution (no profile is listed), and, for a share of the cases, as the program says
it.  A run in which something of what is compared never occurred fails.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

from slow_interim import check, payments, random_environment        # noqa: E402

WAYS = ["listed", "profiles", "convolution"]
# those that begin with half: are for the driver only; lies pay in them
MECHANISMS = [("pivot", "default"), ("groves", "default"), ("half:pivot", "default"),
              ("ir-vcg", "interim"), ("ir-vcg", "ex-post"), ("ir-vcg", "ex-ante"),
              ("dagv", "default"), ("half:dagv", "default"), ("cyclic", "default"),
              ("rebalance(pivot)", "default"), ("rebalance(ir-vcg)", "interim")]
ONE_AGENT = 6
KINDS = ["tie", "cost", "availability", "unequal agents", "tuple types", "probability 0",
         "ties first", "ties last", "ties lottery", "outside none", "outside number",
         "outside type", "outside outcome", "outside profile", "2 agents", "3 agents", "4 agents"]
BATCH = 50


def numbers(values):
    return " ".join(str(value) for value in values)


def place(entry):
    (agent, kind, report), slack, difference = entry
    return f" | {agent} {kind} {report} {slack} {difference}"


def expected_lines(env, table):
    """What the driver is to print for one mechanism, and the same values for the program."""
    lines = []
    values = []
    for i in range(env.n):
        paid = env.given(lambda p, i=i: table[p][i], i)
        worth = env.given(lambda p, i=i: env.own_value(i, p) - table[p][i], i)
        chosen = env.probabilities(i)
        values.append(list(zip(env.prior[i], paid, worth, chosen)))
        for t in range(len(env.types[i])):
            lines.append(f"type {i} {t} " + numbers([paid[t], worth[t], *chosen[t]]))
        for word, given in (("payment", paid), ("utility", worth),
                            ("outside", env.given(lambda p, i=i: env.own_outside(i, p), i))):
            mean = sum(x * y for x, y in zip(given, env.prior[i]))
            lines.append(f"{word} {i} {mean}")
    found = check(env, table)
    for name, findings in found.items():
        bad = findings.violations()
        line = (f"{name} {'fails' if bad else 'holds'} {len(findings.list)} {findings.skipped} "
                f"{len(bad)}")
        if findings.list:
            line += place(findings.least())
        if bad:
            line += place(bad[0])
        lines.append(line)
    return lines, values, found


class Run:
    def __init__(self, options):
        self.options = options
        self.rng = random.Random(options.seed)
        self.passed = self.failed = 0
        self.compared = {}
        self.kinds = {}
        self.verdicts = {}
        self.folder = None

    def check(self, good, words):
        self.passed += bool(good)
        self.failed += not good
        if not good and self.failed <= 20:
            print(f"interim: {words}"[:1500])

    def count(self, table, word, times=1):
        table[word] = table.get(word, 0) + times

    def same(self, where, text, got, lines, refusable):
        """One job's lines; those that may be refused are then counted as refused."""
        wanted = dict(enumerate(lines))
        if len(got) == 1 and got[0].startswith("limit mechanism") and "mechanism" in refusable:
            self.count(self.compared, "refused by convolution")
            return
        self.check(len(got) == len(lines), f"{where}: {len(got)} lines, not {len(lines)}: "
                                           f"{got[:2]}\n{text}")
        for e, line in enumerate(got[:len(lines)]):
            word = wanted[e].split()[0]
            if line.startswith("limit ") and word in refusable:
                self.count(self.compared, "refused by convolution")
                continue
            self.count(self.compared, f"{word} ({where.split()[0]})")
            self.check(line == wanted[e], f"{where}: {line}\n  instead of {wanted[e]}\n{text}")

    def refusable(self, env, way, mechanism, ir):
        """What convolution cannot have: options that depend on the whole profile."""
        if way != "convolution" or len(env.profiles) == 1:
            return set()
        words = set()
        if "profile" in env.outside_kind:
            words = {"outside", "iir", "eair"}
            if "ir-vcg" in mechanism:
                words.add("mechanism")
        # the least utility ex post is known by type, not by type and outcome
        if mechanism == "ir-vcg" and ir == "ex-post" and "outcome" in env.outside_kind:
            words.add("mechanism")
        return words

    def driver(self, jobs):
        """jobs: (environment, way, mechanism, ir, path, lines)."""
        top = os.path.dirname(os.path.abspath(self.options.program_path))
        text = "".join(f"{way} {name} {ir} {path}\n" for _, way, name, ir, path, _ in jobs)
        done = subprocess.run([os.path.join(top, "tests", "rule", "interim_driver")], input=text,
                              capture_output=True, text=True, check=False)
        self.check(done.returncode == 0,
                   f"the driver ends with {done.returncode}: {done.stderr[-500:]}")
        blocks = done.stdout.split("end\n")
        self.check(len(blocks) == len(jobs) + 1, f"{len(blocks) - 1} answers to {len(jobs)} jobs")
        for (env, way, name, ir, _, lines), block in zip(jobs, blocks):
            self.same(f"{way} {name} {ir}", env.text, block.splitlines(), lines,
                      self.refusable(env, way, name, ir))

    def call(self, path, *arguments):
        done = subprocess.run([self.options.program_path, *arguments, "--format", "json", path],
                              capture_output=True, text=True, check=False)
        self.check(done.returncode in (0, 1), f"{arguments}: {done.stderr}")
        return json.loads(done.stdout) if done.returncode in (0, 1) else None

    def ask_program(self, env, path, name, ir, values, found):
        """The program about the same mechanism."""
        mechanism = ["-m", name] + ([] if ir == "default" else ["--ir", ir])
        answer = self.call(path, "pay", *mechanism, "--interim")
        if answer is not None:
            got = [[(kind["probability"], kind["payment"], kind["utility"],
                     [kind["choices"].get(a, "0") for a in env.outcomes])
                    for kind in agent["types"]] for agent in answer["interim"]]
            wanted = [[(str(p), str(paid), str(worth), [str(w) for w in chosen])
                       for p, paid, worth, chosen in agent] for agent in values]
            self.check(got == wanted, f"pay {mechanism}: {got}\n instead of {wanted}\n{env.text}")
            self.check([[kind["type"] for kind in agent["types"]]
                        for agent in answer["interim"]] == env.types, f"types\n{env.text}")
            self.count(self.compared, "type (program)", sum(map(len, wanted)))
        answer = self.call(path, "check", *mechanism, "-p", ",".join(found))
        if answer is None:
            return
        for finding in answer["properties"]:
            findings = found[finding["name"]]
            least = findings.least()
            bad = findings.violations()
            got = (finding["verdict"], finding["checked"], finding["skipped"],
                   finding["violations"], finding["slack"] if least else None,
                   (finding["witness"] or {}).get("slack"))
            wanted = ("fails" if bad else "holds", str(len(findings.list)),
                      str(findings.skipped), str(len(bad)), str(least[1]) if least else None,
                      str(bad[0][1]) if bad else None)
            self.check(got == wanted, f"check {mechanism} {finding['name']}: {got} instead of "
                                      f"{wanted}\n{env.text}")
            self.count(self.compared, f"{finding['name']} (program)")

    def case(self, number):
        """The jobs of one random model."""
        seed = self.options.seed * 1000003 + number
        env = random_environment(random.Random(seed))
        path = os.path.join(self.folder, f"m{number}.mech")
        with open(path, "w", encoding="utf-8") as file:
            file.write(env.text)
        for kind in env.kinds:
            self.count(self.kinds, kind)
        chosen = MECHANISMS if env.n > 1 else MECHANISMS[:ONE_AGENT]
        jobs = []
        for name, ir in chosen:
            lines, values, found = expected_lines(env, payments(env, name, ir))
            for way in WAYS:
                jobs.append((env, way, name, ir, path, lines))
            for word, findings in found.items():
                self.count(self.verdicts, (word, not findings.violations()))
            if self.rng.random() < self.options.program and not name.startswith("half:"):
                self.ask_program(env, path, name, ir, values, found)
        return jobs

    def run(self):
        with tempfile.TemporaryDirectory(prefix="expost-test-") as self.folder:
            for start in range(0, self.options.count, BATCH):
                jobs = []
                for number in range(start, min(start + BATCH, self.options.count)):
                    jobs += self.case(number)
                self.driver(jobs)
        for table in (self.kinds, self.compared):
            print("interim: " + ", ".join(f"{word} {table[word]}" for word in sorted(table)))
        for kind in KINDS:
            self.check(self.kinds.get(kind), f"no model with {kind}")
        for word in ("bic", "iir", "eair", "eabb", "eawbb"):
            for holds in (True, False):
                self.check(self.verdicts.get((word, holds)),
                           f"{word} never {'held' if holds else 'failed'}")
            for way in WAYS + (["program"] if self.options.program > 0 else []):
                self.check(self.compared.get(f"{word} ({way})"), f"{word} never compared, {way}")
        print(f"interim: {self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", type=float, default=0.1, help="the share asked of the program")
    parser.add_argument("program_path", nargs="?", default=os.environ.get("EXPOST"))
    options = parser.parse_args()
    if not options.program_path:
        parser.error("no program: an argument, or the variable EXPOST")
    sys.exit(Run(options).run())


if __name__ == "__main__":
    main()
