#!/usr/bin/env python3
"""The two verifiers, expost-verify and the proved expost-verify-coq, agree on every certificate.

usage: verifiers.py [--count N] [--models N] [--seed S] [--jobs N] [--keep FOLDER]

The programs are those of the variables EXPOST, EXPOST_VERIFY and EXPOST_VERIFY_COQ.  Both judge the
certificates of the examples, of the manual page and of tests/verify, good and bad, and those of
random models; then N spoiled ones.  Exit status and, of what is accepted, the sentence must be the
same.  Types on intervals are not covered by the proved one: it must answer 3, or 1 as the other.
"""

import argparse
import concurrent.futures
import glob
import os
import random
import shlex
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
sys.path.insert(0, os.path.join(HERE, "..", "cert"))

from spoil import originals, spoiled                         # noqa: E402

MAN = os.path.join(ROOT, "doc", "man", "expost-certificate.5")
SECONDS = 300


def program(variable):
    words = shlex.split(os.environ.get(variable, ""))
    if not words:
        sys.exit(f"verifiers: the variable {variable} names no program")
    return [os.path.abspath(words[0])] + words[1:]


def examples():
    """The examples of the manual page: a comment with a path, then a display."""
    with open(MAN, encoding="utf-8") as file:
        lines = file.read().split("\n")
    for number, line in enumerate(lines):
        if line.startswith('.\\" tests/verify/'):
            start = lines.index(".Bd -literal", number) + 1
            end = lines.index(".Ed", start)
            yield f"manual:{start + 1}", "".join(text + "\n" for text in lines[start:end])


def files():
    for pattern in ("examples/*/*.cert", "tests/verify/good/*.cert", "tests/verify/bad/*.cert"):
        for path in sorted(glob.glob(os.path.join(ROOT, pattern))):
            with open(path, "rb") as file:
                yield os.path.relpath(path, ROOT), file.read()


def run(verifier, text):
    """Status, sentence, and reason of a refusal."""
    try:
        done = subprocess.run(verifier + ["-"], input=text, capture_output=True, check=False,
                              timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return "no end", b"", b""
    return done.returncode, done.stdout, done.stderr.strip()


def is_continuous(text):
    return text.startswith(b"expost-certificate 1\nenvironment continuous\n")


def agree(text, plain, proved):
    if plain[0] not in (0, 1, 3):
        return False
    if is_continuous(text):
        return proved[0] == 3 or proved[0] == plain[0] == 1
    return plain[:2] == proved[:2]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--models", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep")
    options = parser.parse_args()
    expost, plain, proved = map(program, ("EXPOST", "EXPOST_VERIFY", "EXPOST_VERIFY_COQ"))
    with tempfile.TemporaryDirectory(prefix="expost-test-") as folder:
        texts, failed_questions = originals(expost[0], folder, options.models)
    named = list(files()) + [(name, text.encode("ascii")) for name, text in examples()]
    finite = [text for name, text in named
              if not is_continuous(text) and "/bad/" not in name] + texts
    named += [("random", text) for text in texts]
    named += spoiled(list(dict.fromkeys(finite)), options.count, random.Random(options.seed))
    passed, failed, seen = 0, len(failed_questions), {}

    def judge(entry):
        return entry, run(plain, entry[1]), run(proved, entry[1])

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for (name, text), one, other in pool.map(judge, named):
            seen[one[0]] = seen.get(one[0], 0) + 1
            if agree(text, one, other):
                passed += 1
                continue
            failed += 1
            if failed <= 20:
                print(f"FAILED {name}: expost-verify {one}, expost-verify-coq {other}"[:900])
            if options.keep:
                os.makedirs(options.keep, exist_ok=True)
                with open(os.path.join(options.keep, f"d{failed:04}.cert"), "wb") as file:
                    file.write(text)
    words = {0: "accepted", 1: "rejected", 3: "limits"}
    print("verifiers: " + ", ".join(f"{count} {words.get(status, status)}"
                                    for status, count in sorted(seen.items(), key=str)))
    for status in (0, 1):
        if not seen.get(status):
            print(f"FAILED no certificate was {words[status]}")
            failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
