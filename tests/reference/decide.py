#!/usr/bin/env python3
"""Decisions of the reference files through the program, each with a verified certificate.

usage: decide.py [EXPOST]     (without an argument: the variable EXPOST)

The values of data/ were computed independently of this program, in exact arithmetic.
"""

import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

from common import TALLY, Program               # noqa: E402
from decisions import CASES, random_environment  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "data")

# Counted by hand from the files; a run that covers less must fail.
CASE_FILES = 12
RANDOM_ENVIRONMENTS = 50


class Decider(Program):
    """The program, with a certificate for each decision."""

    validated_length = 20000

    def __init__(self, path, folder):
        super().__init__(path, folder)
        self.certificates = []

    def new_certificate(self):
        name = os.path.join(self.folder, f"{len(self.certificates):05}.cert")
        self.certificates.append(name)
        return name

    def ask(self, where, model, command, properties, *arguments, verdict, value=None):
        """One question; its exit status, verdict and value as expected."""
        name = self.new_certificate()
        status = 1 if verdict in ("impossible", "fails") else 0
        answer = self.run(model, command, "-p", properties, *arguments, "-c", name,
                          exit_status=status)
        where = " ".join([where, command, properties, *arguments])
        if answer is None:
            self.certificates.remove(name)
            return None
        if command == "decide":
            TALLY.same(where, "verdict", answer["verdict"], verdict)
            TALLY.same(where, "certificate", answer["certificate"], name)
            if value is not None:
                TALLY.same(where, "value", answer["value"], value)
        return answer

    def decide(self, where, model, properties, *arguments, verdict, value=None):
        return self.ask(where, model, "decide", properties, *arguments, verdict=verdict,
                        value=value)

    def optimum(self, where, model, properties, direction, objective, value, *arguments):
        return self.decide(where, model, properties, "--" + direction, objective, *arguments,
                           verdict="optimal", value=value)

    def many(self, models, properties, *arguments):
        """The verdicts of one question about many models, with certificates."""
        def one(item):
            model, name = item
            done = subprocess.run([self.path, "decide", "-", "-p", properties, *arguments,
                                   "--format", "json", "-c", name], input=model,
                                  capture_output=True, text=True, check=False, timeout=300)
            if done.returncode not in (0, 1):
                return done.stderr
            return json.loads(done.stdout)["verdict"]

        names = [self.new_certificate() for _ in models]
        self.calls += len(models)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            return list(pool.map(one, zip(models, names)))

    def sweep(self, model, *arguments):
        """The rows of a sweep of `decide`."""
        name = os.path.join(self.folder, "sweep.mech")
        with open(name, "w", encoding="utf-8") as file:
            file.write(model)
        at = arguments.index("decide") + 1
        self.calls += 1
        done = subprocess.run([self.path, "sweep", *arguments[:at], name, *arguments[at:],
                               "--format", "json"], capture_output=True, text=True,
                              check=False, timeout=300)
        TALLY.same("sweep", "exit status", (done.returncode, done.stderr[:300]), (0, ""))
        return [json.loads(line) for line in done.stdout.splitlines()]

    def verify(self):
        """Every certificate is accepted."""
        verifier = os.environ.get("EXPOST_VERIFY",
                                  os.path.join(os.path.dirname(self.path), "expost-verify"))
        for start in range(0, len(self.certificates), 100):
            batch = self.certificates[start:start + 100]
            done = subprocess.run([verifier, *batch], capture_output=True, text=True,
                                  check=False, timeout=600)
            TALLY.same("expost-verify", "exit status", done.returncode, 0)
            if done.returncode != 0:
                print(done.stderr[:2000])
        TALLY.same("expost-verify", "certificates written",
                   sum(os.path.exists(name) for name in self.certificates),
                   len(self.certificates))


def main():
    path = sys.argv[1] if len(sys.argv) == 2 else os.environ.get("EXPOST")
    if path is None or len(sys.argv) > 2:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        program = Decider(os.path.abspath(path), folder)
        for name, case_function in CASES.items():
            place = os.path.join(DATA, "decide", name + ".json")
            if not os.path.exists(place):
                place = os.path.join(DATA, name + ".json")
            with open(place, encoding="utf-8") as file:
                case_function(program, json.load(file))
            TALLY.cover("files")
        with open(os.path.join(DATA, "random-50.jsonl"), encoding="utf-8") as file:
            for line in file:
                random_environment(program, json.loads(line))
        program.verify()
    TALLY.same("coverage", "files", TALLY.covered["files"], CASE_FILES)
    TALLY.same("coverage", "random environments", TALLY.covered["random environments"],
               RANDOM_ENVIRONMENTS)
    TALLY.same("coverage", "new files", sorted(os.listdir(os.path.join(DATA, "decide"))),
               sorted(name + ".json" for name in CASES
                      if os.path.exists(os.path.join(DATA, "decide", name + ".json"))))
    print(f"calls of the program: {program.calls}, outputs validated: {program.validated}, "
          f"certificates verified: {len(program.certificates)}")
    print(f"reference-decide: {TALLY.passed} passed, {TALLY.failed} failed")
    return 0 if TALLY.failed == 0 and TALLY.passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
