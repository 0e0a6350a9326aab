#!/usr/bin/env python3
"""Runs the claims beside the models of the catalogue.

usage: claims.py [--write] [EXPOST [EXAMPLES]]
       without arguments: the variable EXPOST, and the examples of this tree
       --write: what `same` compares with is written anew

A file ITEM.claims beside ITEM.mech has one statement a line; `#` starts a comment:

    claim TEXT      what the lines that follow show, up to the next claim
    run COMMAND     words quoted as in a shell, run in the model's folder; begins with expost
                    or expost-verify (of the variable EXPOST_VERIFY)
    exit N          the exit status of the last run
    expect TEXT     the output of the last run has TEXT in it; a run of blanks counts as one,
                    and a number in TEXT is never part of a longer one
    same FILE       the output of the last run is FILE, byte by byte

Every model must have claims, and every run its exit status.
"""

import os
import re
import shlex
import subprocess
import sys

EXAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples")


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def is_in(text, output):
    pattern = re.escape(squeeze(text))
    before = r"(?<![\w/.-])" if re.match(r"[\w-]", text) else ""
    after = r"(?![\w/])" if re.search(r"\w$", text) else ""
    return text != "" and re.search(before + pattern + after, squeeze(output)) is not None


class Claims:
    def __init__(self, program, write):
        self.programs = {"expost": program, "expost-verify": os.environ.get("EXPOST_VERIFY")}
        self.write = write
        self.passed = 0
        self.failed = 0

    def judge(self, good, where, words, counts=False):
        """A fault in the form of a file fails; only exits and expectations count as passed."""
        if good:
            self.passed += counts
        else:
            self.failed += 1
            print(f"FAIL {where}: {words}")
        return good

    def run_line(self, where, folder, words):
        arguments = shlex.split(words)
        program = self.programs.get(arguments[0]) if arguments else None
        if not self.judge(program is not None, where,
                          "a command begins with expost, or expost-verify that is at hand"):
            return None
        return subprocess.run([program] + arguments[1:], cwd=folder,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, check=False, timeout=300)

    def same(self, where, path, output):
        if self.write:
            with open(path, "w", encoding="utf-8") as file:
                file.write(output)
        kept = None
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                kept = file.read()
        self.judge(kept == output, where, f"the output is not that of {path}", counts=True)

    def file(self, path):
        folder = os.path.dirname(path)
        claims = expects = 0
        result = None
        pending = None      # the run whose exit status was not yet named
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
        for number, line in enumerate(lines, 1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            where = f"{path}:{number}"
            word, _, rest = line.partition(" ")
            rest = rest.strip()
            if word == "claim":
                self.judge(rest != "", where, "a claim has words")
                claims += 1
            elif word == "run":
                self.judge(pending is None, pending or where, "a run needs its exit status")
                self.judge(claims > 0, where, "a run stands under a claim")
                result = self.run_line(where, folder, rest)
                pending = where
            elif result is None:
                self.judge(False, where, f"`{word}` without a run before it")
            elif word == "exit":
                pending = None
                self.judge(rest.isdigit() and result.returncode == int(rest), where,
                           f"exit status {result.returncode}, not {rest}: "
                           f"{result.stderr.strip()[:400]}", counts=True)
            elif word == "expect":
                expects += 1
                self.judge(is_in(rest, result.stdout), where,
                           f"not in the output: {rest}\n{result.stdout[:1500]}", counts=True)
            elif word == "same":
                self.same(where, os.path.join(folder, rest), result.stdout)
            else:
                self.judge(False, where, f"no such statement: {word}")
        self.judge(pending is None, pending or path, "a run needs its exit status")
        self.judge(claims > 0 and expects > 0, path, "at least one claim and one expectation")


def main():
    arguments = [word for word in sys.argv[1:] if word != "--write"]
    program = arguments[0] if arguments else os.environ.get("EXPOST")
    examples = arguments[1] if len(arguments) > 1 else EXAMPLES
    if program is None or len(arguments) > 2:
        print(__doc__, file=sys.stderr)
        return 2
    claims = Claims(os.path.abspath(program), len(arguments) < len(sys.argv) - 1)
    models, files = set(), set()
    for folder, _, names in os.walk(examples):
        for name in names:
            stem, ending = os.path.splitext(os.path.join(folder, name))
            if ending == ".mech":
                models.add(stem)
            elif ending == ".claims":
                files.add(stem)
    for stem in sorted(models | files):
        claims.judge(stem in models, stem, "a model beside the claims")
        if claims.judge(stem in files, stem, "claims beside the model"):
            claims.file(stem + ".claims")
    claims.judge(len(models) > 0, examples, "no models found")
    print(f"models: {len(models)}")
    print(f"claims: {claims.passed} passed, {claims.failed} failed")
    return 0 if claims.failed == 0 and claims.passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
