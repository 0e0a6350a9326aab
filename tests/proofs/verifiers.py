#!/usr/bin/env python3
"""The two verifiers, expost-verify and the proved expost-verify-coq, agree on every certificate.

usage: verifiers.py [--count N] [--models N] [--seed S] [--jobs N] [--keep FOLDER]

The programs are those of the variables EXPOST, EXPOST_VERIFY and EXPOST_VERIFY_COQ.  Both judge the
certificates of the examples, of the manual page and of tests/verify, good and bad, those that the
program writes for random models, and those of tests/verify/random_rows.py; then N that are spoiled
in one place, and N / 2 with the evidence of another claim, with one word for another throughout,
and more.
Exit status and, of what is accepted, the sentence must be the same.  Types on intervals, votes and
interim probabilities of winning are not covered by the proved one: it must answer 3, or 1 as the other.
"""

import argparse
import concurrent.futures
import glob
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
sys.path[:0] = [os.path.join(HERE, "..", folder) for folder in ("cert", "verify")]

import random_rows                                           # noqa: E402
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


class Recorder:
    """Stands in for the tally of random_rows.py: keeps its certificates, and judges none."""

    def __init__(self):
        self.accepted, self.rejected = [], []

    def check(self, what, lines, accepted, words=""):
        text = "\n".join(lines + ["end", ""]).encode("ascii")
        (self.accepted if accepted else self.rejected).append((f"rows {what} {words}", text))


def random_certificates(count, draw):
    """Of environments with values of each kind: certificates that prove their claims or do not."""
    recorder = Recorder()
    for _ in range(count):
        model = random_rows.Model(draw)
        random_rows.check_mechanism(draw, model, recorder)
        random_rows.check_multipliers(draw, model, recorder)
        random_rows.check_objective(draw, model, recorder)
    return recorder.accepted, recorder.rejected


WORDS = [["dsic", "epic", "bic"], ["epir", "iir", "eair"], ["sbb", "wbb", "eabb", "eawbb"],
         ["npt", "nopay"], ["max", "min"], ["value", "valuex"], ["pos", "one", "fix"],
         ["revenue", "profit", "deficit"], ["pay", "ray"], ["satisfies", "impossible", "unbounded"],
         ["implementable", "not-implementable"], ["first", "last", "lottery", "other"]]


def swap_fields(lines, draw):
    """Two neighbours in a line of the evidence."""
    at = draw.randrange(lines.index("evidence") + 1, len(lines))
    words = lines[at].split(" ")
    if len(words) > 3:
        k = draw.randrange(1, len(words) - 1)
        words[k], words[k + 1] = words[k + 1], words[k]
    lines[at] = " ".join(words)


def lengthen_label(lines, draw):
    """Text behind its second quotation mark."""
    at = draw.choice([k for k, line in enumerate(lines) if line.endswith('"')])
    lines[at] += draw.choice(["x", '"', '""', " ", "\\", "0"])


def add_valuex(lines, draw):
    """A value of all types, maybe of an agent with values of his own type."""
    if "prior " not in "".join(lines) or lines[1] != "environment":
        return
    agents = sum(line.startswith("agent ") for line in lines)
    at = next(k for k, line in enumerate(lines) if line.startswith("prior "))
    zeros = " ".join(["0"] * agents)
    lines.insert(at, f"valuex {draw.randrange(agents)} 0 {zeros} {draw.choice([1, -1, 9])}")


def mixed(texts, count, draw):
    """Rule of one certificate with claim and evidence of another, in the same environment; one word
    in place of another everywhere; or a change that spoil.py does not make."""
    parts = {}
    for text in texts:
        environment, _, rest = text.partition(b"\nrule ")
        rule, _, claim = rest.partition(b"\nclaim ")
        parts.setdefault(environment, []).append((rule, claim))
    shared = [environment for environment, found in parts.items() if len(found) > 1]
    for text in texts:
        turned = re.sub(rb"\nrow wmon (\d+) (\d+) (\d+)", rb"\nrow wmon \1 \3 \2", text)
        if turned != text:
            yield "row wmon turned", turned
    for _ in range(count):
        kind = draw.random()
        if shared and kind < 0.4:
            environment = draw.choice(shared)
            (rule, claim), (_, other) = draw.sample(parts[environment], 2)
            if draw.random() < 0.4:
                evidence = other.partition(b"\nevidence\n")
                other = claim.partition(b"\nevidence\n")[0] + evidence[1] + evidence[2]
            yield "mixed", environment + b"\nrule " + rule + b"\nclaim " + other
        elif kind < 0.65:
            word, other = (name.encode("ascii") for name in draw.sample(draw.choice(WORDS), 2))
            word = re.compile(rb"(?<=[ \n])" + word + rb"(?=[ \n])")
            text = draw.choice([text for text in texts if word.search(text)] or texts)
            yield "another word", word.sub(other, text)
        else:
            change = draw.choice([swap_fields, swap_fields, lengthen_label, add_valuex])
            lines = draw.choice(texts).decode("ascii").split("\n")[:-1]
            change(lines, draw)
            yield change.__name__, "".join(line + "\n" for line in lines).encode("ascii")


def run(verifier, text):
    """Status, sentence, and reason of a refusal."""
    try:
        done = subprocess.run(verifier + ["-"], input=text, capture_output=True, check=False,
                              timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return "no end", b"", b""
    return done.returncode, done.stdout, done.stderr.strip()


def is_covered(text):
    return not text.startswith((b"expost-certificate 1\nenvironment continuous\n",
                                b"expost-certificate 1\nvoting\n",
                                b"expost-certificate 1\nallocation\n"))


def agree(text, plain, proved):
    if plain[0] not in (0, 1, 3):
        return False
    if not is_covered(text):
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
    draw = random.Random(options.seed)
    named = list(files()) + [(name, text.encode("ascii")) for name, text in examples()]
    texts += [text for name, text in named if is_covered(text) and "/bad/" not in name]
    accepted, rejected = random_certificates(options.models, draw)
    named += [("random", text) for text in texts] + accepted + rejected
    texts = list(dict.fromkeys(texts + [text for _, text in accepted]))
    named += spoiled(texts, options.count, draw)
    named += mixed(texts, options.count // 2, draw)
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
    print(f"verifiers: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
