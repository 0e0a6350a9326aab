#!/usr/bin/env python3
"""expost-verify: every good certificate is accepted with its sentence, every spoiled one refused at
its line, and the examples of the man page are certificates of the folder good.

usage: run.py [EXPOST-VERIFY]      by default the variable EXPOST_VERIFY

good/SENTENCES has `NAME SENTENCE`, bad/EXPECTED has `NAME LINE STATUS WORDS`.  The arithmetic of the
good ones was done by hand: the mechanisms and multipliers are short enough for that.
"""

import os
import resource
import shlex
import subprocess
import sys
import tempfile
import time

FOLDER = os.path.dirname(os.path.abspath(__file__))
MAN = os.path.join(FOLDER, "..", "..", "doc", "man", "expost-certificate.5")
ADDRESS_SPACE = 4 << 30
SECONDS = 60
PROGRAM = shlex.split(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("EXPOST_VERIFY", ""))
if PROGRAM and os.path.exists(PROGRAM[0]):
    PROGRAM[0] = os.path.abspath(PROGRAM[0])
KINDS = ("satisfies", "violates", "impossible", "impossible deterministic", "optimum", "unbounded",
         "groves-balance", "groves-no-balance", "implementable", "not-implementable",
         "dissolvable", "not-dissolvable", "subsidy", "feasible", "infeasible")


class Tally:
    """Counts cases, names those that fail."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, condition, words):
        if condition:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {words}"[:600])
        return condition


def is_sanitised():
    try:
        with open(PROGRAM[0], "rb") as file:
            return b"__asan_init" in file.read()
    except OSError:
        return False


LIMITED = len(PROGRAM) == 1 and not is_sanitised()


def run(*arguments, text=None, folder=FOLDER, space=ADDRESS_SPACE):
    """Status, output and errors."""
    def limit():
        if LIMITED:
            resource.setrlimit(resource.RLIMIT_AS, (space, space))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    done = subprocess.run(PROGRAM + list(arguments), cwd=folder, input=text, capture_output=True,
                          preexec_fn=limit, timeout=SECONDS, check=False)
    return done.returncode, done.stdout.decode("latin-1"), done.stderr.decode("latin-1")


def read_list(path):
    with open(path, encoding="ascii") as file:
        return [line.rstrip("\n") for line in file if not line.startswith("#")]


def read_bytes(name):
    with open(os.path.join(FOLDER, name), "rb") as file:
        return file.read()


def certificates(folder):
    names = os.listdir(os.path.join(FOLDER, folder))
    return sorted(name[:-5] for name in names if name.endswith(".cert"))


def check_good(tally):
    sentences = dict(line.split(" ", 1) for line in read_list(os.path.join(FOLDER, "good/SENTENCES")))
    names = certificates("good")
    tally.check(names == sorted(sentences), "good/SENTENCES names the files of the folder")
    for name in names:
        found = run(f"good/{name}.cert")
        tally.check(found == (0, sentences.get(name, "") + "\n", ""), f"good/{name}: {found}")
    files = [f"good/{name}.cert" for name in names]
    expected = "".join(f"good/{name}.cert: {sentences[name]}\n" for name in names)
    tally.check(run(*files) == (0, expected, ""), "all good ones in one call")
    tally.check(run("--quiet", *files) == (0, "", ""), "all good ones, quietly")
    kinds = set()
    for name in names:
        for line in read_bytes(f"good/{name}.cert").decode("ascii").split("\n"):
            if line.startswith("claim "):
                kinds.update(kind for kind in KINDS if line.startswith("claim " + kind))
    tally.check(kinds == set(KINDS), "every kind of claim has a good certificate")


def check_bad(tally):
    expected = [line.split(" ", 3) for line in read_list(os.path.join(FOLDER, "bad/EXPECTED"))]
    names = certificates("bad")
    tally.check(names == sorted(entry[0] for entry in expected),
                "bad/EXPECTED names the files of the folder")
    for name, line, status, words in expected:
        start = time.monotonic()
        found = run(f"bad/{name}.cert")
        tally.check(found[0] == int(status) and found[1] == "" and words in found[2]
                    and found[2].startswith(f"expost-verify: bad/{name}.cert:{line}: ")
                    and found[2].count("\n") == 1, f"bad/{name}: {found}")
        if LIMITED:
            tally.check(time.monotonic() - start < SECONDS / 4, f"bad/{name} takes too long")


def examples():
    """Name and text of each example of the man page: a comment with the path, then a display."""
    with open(MAN, encoding="utf-8") as file:
        lines = file.read().split("\n")
    for number, line in enumerate(lines):
        if line.startswith('.\\" tests/verify/'):
            start = lines.index(".Bd -literal", number) + 1
            end = lines.index(".Ed", start)
            yield line.split()[1], "".join(text + "\n" for text in lines[start:end])


def check_man(tally):
    kinds = set()
    for name, text in examples():
        tally.check(read_bytes(name.replace("tests/verify/", "")).decode("ascii") == text,
                    f"the example {name} of the man page is not that file")
        claim = next(line for line in text.split("\n") if line.startswith("claim "))
        kinds.update(kind for kind in KINDS if claim.startswith("claim " + kind))
    tally.check(kinds == set(KINDS), "the man page has an example of each kind of claim")


def check_status(tally):
    good, bad, limit = "good/satisfies.cert", "bad/text-empty.cert", \
        "bad/limit-two-to-the-60-profiles.cert"
    tally.check(run()[0] == 2, "no argument")
    tally.check(run("--nothing", good)[0] == 2, "an unknown option")
    tally.check(run("nothing.cert")[:2] == (2, ""), "a file that does not exist")
    tally.check(run("good")[:2] == (2, ""), "a folder")
    tally.check(run("--help")[0] == 0 and "Usage" in run("--help")[1].capitalize(), "--help")
    tally.check(run("--version")[1].startswith("expost-verify "), "--version")
    tally.check(run("-", text=read_bytes(good))[0] == 0, "standard input")
    tally.check(run("-", text=read_bytes(good)[:-1])[2].startswith("expost-verify: -:"),
                "a fault in standard input")
    for files, status in (((good, bad), 1), ((bad, good), 1), ((bad, limit), 3), ((limit, bad), 3),
                          ((limit, "nothing.cert"), 2), (("nothing.cert", good), 2),
                          ((good, good), 0)):
        tally.check(run(*files)[0] == status, f"the status of {files}")
    found = run(bad, good)
    tally.check(found[1].startswith(good + ": ") and bad in found[2], "one of each kind")
    with open("/dev/full", "wb") if os.path.exists("/dev/full") else tempfile.TemporaryFile() as out:
        done = subprocess.run(PROGRAM + [os.path.join(FOLDER, good)], stdout=out,
                              stderr=subprocess.PIPE, check=False)
        tally.check(done.returncode == (4 if os.path.exists("/dev/full") else 0), "a full device")


def many_profiles(first, second, multiplier):
    """2^16 profiles under a free rule, a probability for each type, and one row of many unknowns."""
    agents = range(16)
    lines = ["expost-certificate 1", "environment", f"agents {len(agents)}"]
    for i in agents:
        lines += [f'agent {i} "a" 2', f'type {i} 0 "x"', f'type {i} 1 "y"']
    lines += ["outcomes 1", 'outcome 0 "o"', "prior independent"]
    for i in agents:
        lines += [f"mu {i} 0 {first}", f"mu {i} 1 {second}"]
    lines += [f"outside {i} none" for i in agents]
    lines += ["rule free", "claim impossible iir", "evidence", f"row iir 0 0 {multiplier}", "end", ""]
    return "\n".join(lines).encode()


def check_sizes(tally):
    """Long lines and numbers, deep trees, and what only says that it is large."""
    good = read_bytes("good/impossible.cert")
    long = b"1" + b"0" * 100000
    text = good.replace(b"row eawbb 1\n", b"row eawbb " + long + b"\n")
    for key in (b"bic 0 0 1 1", b"bic 1 1 0 1", b"iir 0 1 2", b"iir 1 0 2"):
        text = text.replace(b"row " + key + b"\n", b"row " + key + b"0" * 100000 + b"\n")
    tally.check(run("-", text=text)[0] == 0, "multipliers of 100,000 digits")
    text = good.replace(b'"seller"', b'"' + b"s" * 1000000 + b'"')
    tally.check(run("-", text=text)[0] == 0, "a label of a million bytes")
    tally.check(run("-", text=good.replace(b"row eawbb 1", b"row eawbb " + b"x" * 10000000))[0] == 1,
                "a line of ten million bytes")
    types = 20000
    head = ["expost-certificate 1", "environment", "agents 1", f'agent 0 "a" {types}']
    head += [f'type 0 {t} "t"' for t in range(types)]
    head += ["outcomes 1", 'outcome 0 "x"', "prior none", "outside 0 type"]
    head += [f"out 0 {t} 1" for t in range(types)]
    head += ["rule free", "claim impossible deterministic epir nopay", "evidence"]
    leaf = ["row epir 0 0 1", "row nopay 0 0 1"]
    deep = [line for t in range(types) for line in (f"branch {t}", "case 0")]
    found = run("-", text="\n".join(head + deep + leaf + ["end", ""]).encode())
    tally.check(found[0] == 0, f"a tree of depth {types}: {found}")
    many = "\n".join(head[:4 + types] + ["outcomes 1", 'outcome 0 "x"', "prior none",
                                         "outside 0 none", "rule free", "claim impossible bic"])
    tally.check(run("-", text=many.encode() + b"\n")[0] == 1, "a text that stops")
    found = run("-", text=many_profiles("1/1" + "0" * 20000, "9" * 20000 + "/1" + "0" * 20000, "1"))
    tally.check(found[0] == 3 and "digits" in found[2], f"long probabilities: {found}")
    if LIMITED:
        found = run("-", text=good.replace(b'"seller"', b'"' + b"s" * 30000000), space=1 << 24)
        tally.check(found[0] == 4 and "memory" in found[2], f"without memory: {found}")
        found = run("-", text=many_profiles("1/2", "1/2", "1" * 200000), space=1 << 28)
        tally.check(found[0] == 4 and "memory" in found[2], f"a multiplier repeated: {found}")


def main():
    if not PROGRAM:
        sys.exit(f"usage: {sys.argv[0]} EXPOST-VERIFY")
    tally = Tally()
    check_good(tally)
    check_bad(tally)
    check_man(tally)
    check_status(tally)
    check_sizes(tally)
    print(f"verify: {tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed or not tally.passed else 0


sys.exit(main())
