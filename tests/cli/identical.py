#!/usr/bin/env python3
"""The program's output does not depend on --threads: byte for byte, on random models.

usage: identical.py [--count N] [--large N] [--seed S] [EXPOST]

Each command that takes --threads is run with one thread and with two; only the value of the
option itself, which JSON repeats, may differ.  Large models have so many profiles that the work
on them is shared.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

from slow_interim import random_environment             # noqa: E402

MECHANISMS = ["pivot", "groves", "ir-vcg", "dagv", "cyclic", "rebalance(pivot)"]
COMMANDS = ["show", "pay", "check", "decide", "balance", "subsidy"]
# JSON repeats the options that were given, the first line of Markdown and LaTeX the command
REPEATED = re.compile(rb'\n *"threads": "\d+",?|(?<= )--threads \d+ ')


def large_model(rng):
    """Values by formula; more profiles than one block of work has."""
    n, size = rng.choice([(2, 300), (3, 44), (4, 17)])
    m = rng.randint(2, 4)
    lines = ["outcomes " + ", ".join(f"o{a}" for a in range(m)),
             "cost { " + ", ".join(f"o{a} = {rng.randint(0, 30)}" for a in range(m)) + " }",
             "rule efficient ties " + rng.choice(["first", "last", "lottery"])]
    joint = rng.random() < 0.3
    unit = rng.choice(["1", "1/7", "10^18", "10^40 / 3"])
    for i in range(n):
        size -= rng.randint(0, 1)
        lines.append(f"agent i{i} {{\n    types 0..{size}")
        if not joint:
            lines.append("    prior weights " + ", ".join(str(rng.randint(0 if t else 1, 4))
                                                          for t in range(size + 1)))
        for a in range(m):
            lines.append(f"    value o{a} = ({unit}) * floor(t * {rng.randint(-9, 20)} / "
                         f"{rng.randint(3, 9)})")
        lines.append(f"    outside = ({unit}) * {rng.randint(-5, 5)}\n}}")
    if joint:
        lines.append("prior joint weights = 1 + " + " * ".join(f"t[i{i}]" for i in range(n)))
    return "\n".join(lines) + "\n"


class Run:
    def __init__(self, program, seed):
        self.program = program
        self.rng = random.Random(seed)
        self.passed = self.failed = 0
        self.asked = {}
        self.statuses = {}

    def check(self, good, words):
        self.passed += bool(good)
        self.failed += not good
        if not good and self.failed <= 10:
            print(f"identical: {words}"[:2000])

    def call(self, *arguments):
        return subprocess.run([self.program, *arguments], capture_output=True, check=False)

    def threaded(self):
        return [command for command in COMMANDS
                if b"--threads" in self.call(command, "--help").stdout]

    def compare(self, path, text, *arguments):
        one, two = (self.call(*arguments, "--threads", threads, path) for threads in "12")
        outputs = [(done.returncode, REPEATED.sub(b"", done.stdout), done.stderr)
                   for done in (one, two)]
        self.check(outputs[0] == outputs[1], f"{' '.join(arguments)} depends on threads:\n{text}")
        self.check(one.returncode in (0, 1, 2, 3), f"{arguments}: exit {one.returncode}: "
                                                   f"{one.stderr[:300]}\n{text}")
        word = arguments[0]
        self.asked[word] = self.asked.get(word, 0) + 1
        key = (word, one.returncode)
        self.statuses[key] = self.statuses.get(key, 0) + 1

    def about(self, path, text, commands, large):
        rng = self.rng
        mechanism = ["-m", rng.choice(MECHANISMS)]
        form = ["--format", rng.choice(["text", "csv", "json", "markdown", "latex"])]
        asked = {"show": [], "balance": [], "subsidy": [], "pay": mechanism,
                 "check": [*mechanism, "-p", "all"],
                 "decide": ["-p", rng.choice(["bic,iir,sbb", "dsic,epir", "bic,iir,eawbb"])]}
        if not large:
            asked["check"].append("--all")
        for command in commands:
            if large and command == "pay" and "latex" in form:
                form = []
            self.compare(path, text, command, *asked[command], *form)
        if "pay" in commands and b"--interim" in self.call("pay", "--help").stdout:
            self.compare(path, text, "pay", *mechanism, "--interim", *form)

    def run(self, count, large):
        commands = self.threaded()
        self.check("check" in commands, "check takes no --threads")
        with tempfile.TemporaryDirectory(prefix="expost-test-") as folder:
            path = os.path.join(folder, "model.mech")
            for number in range(count + large):
                rng = random.Random(self.rng.randrange(1 << 60))
                text = (random_environment(rng, 120).text if number < count
                        else large_model(rng))
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
                self.about(path, text, commands, number >= count)
        print("identical: " + ", ".join(f"{word} {times}" for word, times in self.asked.items())
              + "; exit " + ", ".join(f"{word} {status}: {times}" for (word, status), times
                                      in sorted(self.statuses.items())))
        self.check(self.statuses.get(("check", 0), 0) + self.statuses.get(("check", 1), 0)
                   >= (count + large) * 0.6, "check answered too seldom")
        print(f"identical: {self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=25)
    parser.add_argument("--large", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("program", nargs="?", default=os.environ.get("EXPOST"))
    options = parser.parse_args()
    if not options.program:
        parser.error("no program: an argument, or the variable EXPOST")
    sys.exit(Run(options.program, options.seed).run(options.count, options.large))


if __name__ == "__main__":
    main()
