#!/usr/bin/env python3
"""Files that `explain --format coq` writes: Coq proves their theorems, and those of no spoiled one.

usage: instances.py [--jobs N] [--write] [FILE...]
       instances.py --sizes [K...]

The program is that of the variable EXPOST, expost-verify that of EXPOST_VERIFY; PROOFS is the folder
with theory/ and cert/, compiled.  Without files: the certificates for finite types of the examples,
of tests/verify/good and of the manual page.  Each becomes a file that must compile, and whose theorem
must not depend on any axiom.  Then it is spoiled:

  statement  the claim's theorem speaks of another property, value or quantifier
  evidence   a multiplier becomes 0, or a value, sum or cycle another one: never a proof
  numbers    a number of the certificate is another one: a proof exactly if expost-verify accepts it

The files of proofs/instances must be what the program writes from the certificates they name;
with --write they are written anew.

--sizes: trade with K types each, and how long Coq takes; no test.
"""

import argparse
import concurrent.futures
import glob
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MAN = os.path.join(ROOT, "doc", "man", "expost-certificate.5")
COQC = os.environ.get("COQC", "coqc")
SECONDS = 300
CLOSED = "Closed under the global context"
# no two that stand beside each other say the same
PROPERTIES = ["DSIC", "BIC", "EPIC", "IIR", "EPIR", "EAIR", "SBB", "EAWBB", "EABB", "WBB",
              "no_payments", "efficient", "no_positive_transfers", "weakly_monotone"]


def program(variable):
    words = shlex.split(os.environ.get(variable, ""))
    if not words:
        sys.exit(f"instances: the variable {variable} names no program")
    return [os.path.abspath(words[0])] + words[1:]


def manual():
    """The examples of the manual page: a comment with a path, then a display."""
    with open(MAN, encoding="utf-8") as file:
        lines = file.read().split("\n")
    for number, line in enumerate(lines):
        if line.startswith('.\\" tests/verify/'):
            start = lines.index(".Bd -literal", number) + 1
            end = lines.index(".Ed", start)
            yield f"manual:{start + 1}", "".join(text + "\n" for text in lines[start:end])


def certificates():
    """Name and text of each; a text that occurs twice is taken once."""
    found = {}
    for pattern in ("examples/*/*.cert", "tests/verify/good/*.cert"):
        for path in sorted(glob.glob(os.path.join(ROOT, pattern))):
            with open(path, encoding="latin-1") as file:
                found.setdefault(file.read(), os.path.relpath(path, ROOT))
    for name, text in manual():
        found.setdefault(text, name)
    return [(name, text) for text, name in found.items()
            if text.splitlines()[1] in ("environment", "environment reduced")]


def explain(text, folder):
    """The file for Coq, or None where the certificate is not of the form."""
    path = os.path.join(folder, "x.cert")
    with open(path, "w", encoding="latin-1") as file:
        file.write(text)
    done = subprocess.run(program("EXPOST") + ["explain", path, "--format", "coq"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                          timeout=SECONDS)
    return (done.stdout.decode("latin-1") if done.returncode == 0 else None,
            done.stderr.decode("latin-1"))


def verify(text, folder):
    path = os.path.join(folder, "y.cert")
    with open(path, "w", encoding="latin-1") as file:
        file.write(text)
    return subprocess.run(program("EXPOST_VERIFY") + ["-q", path], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, check=False, timeout=SECONDS).returncode == 0


def compiles(source, folder):
    """Whether Coq accepts the file, and what it says; a fault must be an error in the file."""
    proofs = os.path.abspath(os.environ["PROOFS"])
    path = os.path.join(folder, "instance.v")
    with open(path, "w", encoding="latin-1") as file:
        file.write(source)
    words = [COQC, "-q"]
    for room in ("theory", "cert"):
        words += ["-Q", os.path.join(proofs, room), "Expost." + room]
    done = subprocess.run(words + [path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False, timeout=SECONDS)
    said = done.stdout.decode("latin-1")
    if done.returncode != 0 and not ("instance.v" in said and "Error:" in said):
        raise RuntimeError(said)
    return done.returncode == 0, said


def spoil_statement(source, draw):
    """Another claim in the last theorem."""
    begin = source.rindex("\nTheorem ")
    head, theorem = source[:begin], source[begin:]
    names = [(at, name) for at, name in enumerate(PROPERTIES)
             if re.search(rf"\b(interim_)?{name}\b", theorem)]
    if not names:
        return None
    at, name = draw.choice(names)
    reduced = "interim_" + name in theorem
    choice = ["BIC", "IIR", "EAIR", "EABB", "EAWBB"] if reduced else PROPERTIES
    other = choice[(choice.index(name) + 1) % len(choice)]
    return head + re.sub(rf"\b(interim_)?{name}\b", rf"\g<1>{other}", theorem)


def spoil_evidence(source, _):
    """A change with which no evidence is left, or None."""
    patterns = [(r"(\(Row_[^,()]*, )-?\d+(?: # \d+)?\)", r"\g<1>0)"),          # a multiplier
                (r"( Optimum \w+ (?:\w+|\(\w+ \d+\)) )(?:\d+|\(-?\d+(?: # \d+)?\)) ",
                 r"\g<1>(987654321 # 7) "),
                (r"(  Cube \S.*\]%nat )(?:\d+|\(.*\))\.", r"\g<1>(987654321 # 7)."),
                (r"(  Cycle .*)\[(\d+); (\d+)", r"\1[\2; \2; \3")]
    for pattern, other in patterns:
        changed = re.sub(pattern, other, source, count=1)
        if changed != source:
            return changed
    return None


def spoil_numbers(text, draw):
    """Another number at the end of a line of the certificate."""
    lines = text.split("\n")
    words = ("value", "valuex", "cost", "mu", "gain", "pay", "row", "h", "potential", "ray", "out",
             "outx", "outa", "outxa", "cube")
    places = [at for at, line in enumerate(lines)
              if line.split(" ")[0] in words and re.search(r" -?\d+(/\d+)?$", line)]
    if not places:
        return None
    at = draw.choice(places)
    head, _, number = lines[at].rpartition(" ")
    top, _, bottom = number.partition("/")
    top, bottom = int(top) + draw.choice([-1, 1]) * int(bottom or 1), int(bottom or 1)
    lines[at] = f"{head} {top}" + (f"/{bottom}" if bottom > 1 else "")
    return "\n".join(lines)


def without_assumptions(source):
    return re.sub(r"(?m)^Print Assumptions.*\n", "", source)


def judge(task):
    """All cases of one certificate: pairs of whether it passed and words."""
    name, text = task
    draw = random.Random(name)
    answers = []
    folder = tempfile.mkdtemp(prefix="instances-")
    try:
        source, words = explain(text, folder)
        if source is None:
            return [(False, f"{name}: {words}")]
        good, said = compiles(source, folder)
        answers.append((good and CLOSED in said, f"{name}: {said}"))
        long = [line for line in source.split("\n") if len(line) > 100]
        answers.append((not long, f"{name}: long lines: {long[:2]}"))
        bare = without_assumptions(source)
        for what, spoil in (("statement", spoil_statement), ("evidence", spoil_evidence)):
            changed = spoil(bare, draw)
            if changed is not None:
                good, said = compiles(changed, folder)
                answers.append((not good, f"{name}: {what} spoiled, and yet a theorem"))
        changed = spoil_numbers(text, draw)
        source = explain(changed, folder)[0] if changed is not None else None
        if source is not None:
            accepted = verify(changed, folder)
            good, said = compiles(without_assumptions(source), folder)
            answers.append((good == accepted, f"{name}: a number spoiled: expost-verify says "
                                              f"{accepted}, Coq {good}: {said}\n{changed}"))
    finally:
        shutil.rmtree(folder)
    return answers


TRADE = """title "Trade"
outcomes keep, trade
outcome trade requires agents
agent seller {{ types 0..{top}; prior uniform; value trade = -t }}
agent buyer {{ types 0..{top}; prior uniform; value trade = t + 1/2 }}
"""


def sizes(counts):
    """A table: types, rule, bytes of the file, rows, seconds to find and to compile."""
    print(f"{'types':>5} {'rule':<10} {'claim':<11} {'rows':>6} {'bytes':>7} {'expost':>7} {'coqc':>7}")
    folder = tempfile.mkdtemp(prefix="instances-")
    for count in counts:
        model = os.path.join(folder, "trade.mech")
        with open(model, "w", encoding="ascii") as file:
            file.write(TRADE.format(top=count - 1))
        for rule, wanted in (("efficient", ["-p", "bic,iir,sbb"]),
                             ("free", ["-p", "bic,iir,sbb,eff", "--rule", "free"]),
                             ("efficient", ["-p", "dsic,epir", "--minimize", "deficit"])):
            cert = os.path.join(folder, "trade.cert")
            begun = time.monotonic()
            done = subprocess.run(program("EXPOST") + ["decide", model, "-c", cert] + wanted,
                                  stdout=subprocess.DEVNULL, check=False)
            found = time.monotonic() - begun
            if done.returncode not in (0, 1):
                sys.exit(f"sizes: {count} {wanted}: exit {done.returncode}")
            with open(cert, encoding="ascii") as file:
                text = file.read()
            source = explain(text, folder)[0]
            begun = time.monotonic()
            good, said = compiles(source, folder)
            seconds = time.monotonic() - begun
            claim = re.search(r"^claim (\S+)", text, re.MULTILINE).group(1)
            print(f"{count:>5} {rule:<10} {claim:<11} {text.count(chr(10) + 'row '):>6} "
                  f"{len(source):>7} {found:>7.2f} {seconds:>7.2f}{'' if good else ' ' + said}")
    shutil.rmtree(folder)


def kept(write):
    """The files of proofs/instances must be what is written today, or become it."""
    for path in sorted(glob.glob(os.path.join(ROOT, "proofs", "instances", "*.v"))):
        with open(path, "rb") as file:
            text = file.read()
        words = re.search(rb"`expost explain\s+(\S+)\s+--format\s+coq`", text).group(1).decode()
        done = subprocess.run(program("EXPOST") + ["explain", words, "--format", "coq"], cwd=ROOT,
                              stdout=subprocess.PIPE, check=False, timeout=SECONDS)
        if write and done.returncode == 0:
            with open(path, "wb") as file:
                file.write(done.stdout)
        yield write or done.stdout == text, os.path.relpath(path, ROOT) + ": not what explain writes"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sizes", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("arguments", nargs="*")
    options = parser.parse_args()
    for variable in ("EXPOST", "EXPOST_VERIFY", "PROOFS"):
        if not os.environ.get(variable):
            sys.exit(f"instances: the variable {variable} is not set")
    if options.sizes:
        sizes([int(word) for word in options.arguments] or [4, 8, 12, 16, 24])
        return 0
    tasks = certificates()
    if options.arguments:
        tasks = []
        for path in options.arguments:
            with open(path, encoding="latin-1") as file:
                tasks.append((path, file.read()))
    passed = failed = 0
    for good, words in [] if options.arguments else kept(options.write):
        passed += good
        failed += not good
        if not good:
            print("FAIL " + words)
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for answers in pool.map(judge, tasks):
            for good, words in answers:
                passed += good
                failed += not good
                if not good:
                    print("FAIL " + words)
    print(f"instances: {passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
