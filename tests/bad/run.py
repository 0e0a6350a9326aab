#!/usr/bin/env python3
"""Bad input: every faulty file of this folder and generated hostile inputs must be refused.

usage: run.py [--files] [--generated] [-v] EXPOST

The first lines of a faulty file are comments
    # expect [FILE:]LINE:COLUMN PHRASE     one for each message, in their order
    # options -D NAME=VALUE                options of the call, if any
COLUMN (and LINE) may be `*` where the place is open to debate.  The place `-` says that the fault
is on the command line.  EXPOST may be a command with arguments, such as valgrind's.
"""

import argparse
import os
import re
import resource
import shlex
import subprocess
import sys
import tempfile
import time

FOLDER = os.path.dirname(os.path.abspath(__file__))
ADDRESS_SPACE = 2 << 30
SECONDS = 1.0
HANGS = 60

SMALL = """title "A"
outcomes a, b
agent x {
    types 0, 1/2
    prior 1/4, 3/4
    value a = t
}
agent y { types c = 1, d = 2; prior uniform; value b = if(t == c, 1, t*2) }
rule { a when t[x] > 0; 1/2 a + 1/2 b otherwise }
"""


class Program:
    """The program under test: how it is called and what it may use."""

    def __init__(self, command):
        self.command = shlex.split(command)
        self.sanitised = any(is_sanitised(word) for word in self.command)
        self.slow = self.sanitised or len(self.command) > 1

    def run(self, arguments, directory=FOLDER):
        def limit():
            if not self.slow:
                resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = subprocess.Popen(self.command + arguments, cwd=directory, preexec_fn=limit,
                                     stdin=subprocess.DEVNULL, stdout=out, stderr=err)
            end = time.monotonic() + HANGS * (10 if self.slow else 1)
            while True:
                pid, status, usage = os.wait4(child.pid, os.WNOHANG)
                if pid:
                    break
                if time.monotonic() > end:
                    child.kill()
                    pid, status, usage = os.wait4(child.pid, 0)
                    break
                time.sleep(0.001)
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            return Run(child.returncode, out.read(1 << 24), err.read(1 << 24),
                       usage.ru_utime + usage.ru_stime)


class Run:
    def __init__(self, code, out, err, seconds):
        self.code, self.out, self.err, self.seconds = code, out, err, seconds


def is_sanitised(path):
    """True when the file, or the one that libtool's wrapper starts, has a sanitiser in it."""
    folder, name = os.path.split(path)
    for file in (path, os.path.join(folder, ".libs", name), os.path.join(folder, ".libs", "lt-" + name)):
        if os.path.isfile(file):
            with open(file, "rb") as binary:
                if b"__asan_init" in binary.read():
                    return True
    return False


class Cases:
    def __init__(self, verbose):
        self.passed = self.failed = 0
        self.verbose = verbose
        self.slowest = (0.0, "")

    def report(self, name, faults, run=None):
        if run is not None:
            self.slowest = max(self.slowest, (run.seconds, name))
        if faults:
            self.failed += 1
            print("FAILED %s: %s" % (name, "; ".join(faults)))
            if run is not None:
                print("    | " + shorten(run.err).replace("\n", "\n    | "))
        else:
            self.passed += 1
            if self.verbose:
                print("ok %s" % name)
                if run is not None:
                    print("    | " + shorten(run.err).replace("\n", "\n    | "))


def shorten(text, limit=1500):
    text = text.decode("utf-8", "replace").rstrip("\n")
    return text if len(text) <= limit else text[:limit] + "..."


class Expected:
    def __init__(self, words, default_path):
        place, self.phrase = words.split(" ", 1)
        self.phrase = self.phrase.strip().lower()
        parts = place.split(":")
        self.on_command_line = place == "-"
        self.path = parts[0] if len(parts) == 3 else default_path
        self.line, self.column = parts[-2:] if not self.on_command_line else ("*", "*")


def read_expectations(path):
    """The expected messages and the options of a faulty file."""
    expected, options = [], []
    with open(path, "rb") as file:
        for line in file.read().decode("utf-8", "replace").lstrip("\ufeff").split("\n"):
            if line.startswith("# expect "):
                expected.append(Expected(line[len("# expect "):], os.path.basename(path)))
            elif line.startswith("# options "):
                options += shlex.split(line[len("# options "):])
            else:
                break
    return expected, options


def split_messages(err):
    """The messages of standard error, each with the lines that follow it."""
    messages = []
    for line in err.decode("utf-8", "replace").split("\n"):
        if line.startswith("expost: "):
            messages.append([line])
        elif messages:
            messages[-1].append(line)
        elif line:
            messages.append([line])
    return messages


def check_message(lines, expected, folder=FOLDER):
    """What is wrong with one message."""
    head, rest = lines[0], lines[1:]
    if expected.on_command_line:
        faults = [] if head.startswith("expost: ") else ["does not begin with `expost: `"]
        words = head
    else:
        match = re.match(r"expost: (?:\./)?(.+?):(\d+):(\d+): (.*)", head)
        if not match:
            return ["no `expost: FILE:LINE:COLUMN: ` in " + repr(head[:200])]
        path, line, column, words = match.groups()
        faults = []
        if os.path.basename(path) != expected.path:
            faults.append("file %s, expected %s" % (path, expected.path))
        if expected.line not in ("*", line):
            faults.append("line %s, expected %s" % (line, expected.line))
        if expected.column not in ("*", column):
            faults.append("column %s, expected %s" % (column, expected.column))
        if not faults:
            faults += check_caret(rest, os.path.join(folder, expected.path), int(line), int(column))
    if expected.phrase not in words.lower():
        faults.append("no %r in the words" % expected.phrase)
    return faults


def check_caret(rest, path, line, column):
    """The line of the file and, under it, a caret at the column (from 1, in characters)."""
    with open(path, "rb") as file:
        text = file.read().decode("utf-8", "surrogateescape").lstrip("\ufeff")
    source = (re.split("\r\n|\n|\r", text) + [""])[line - 1] if line else ""
    source = visible(source.split("\0")[0].rstrip())
    for shown, caret in zip(rest, rest[1:]):
        if caret.strip() != "^":
            continue
        indent = len(shown) - len(shown.lstrip()) - (len(source) - len(source.lstrip()))
        part = visible(shown).strip()
        begin = 0
        # A long line is cut: dots stand for what is left out.
        if part.startswith("...") and not source.lstrip().startswith("..."):
            begin = source.find(part[3:].strip().removesuffix("..."))
            indent = len(shown) - len(shown.lstrip()) + 4 - begin
            part = part[3:].strip()
        if begin < 0 or not part.removesuffix("...") in source:
            return ["another line is shown: " + repr(shown)]
        if caret.find("^") - indent + 1 != column:
            return ["the caret is at column %d" % (caret.find("^") - indent + 1)]
        return []
    return ["no caret is shown"]


def visible(text):
    """The text with one sign for each character that cannot be shown as it is."""
    return "".join(c if c.isprintable() and c != "\ufffd" else "?" for c in text.replace("\t", " "))


def run_files(program, cases):
    files = sorted(os.listdir(FOLDER))
    models = [name for name in files if name.endswith(".mech")]
    tables = {name for name in files if name.endswith(".csv")}
    used, ran = set(), 0
    for name in models:
        expected, options = read_expectations(os.path.join(FOLDER, name))
        with open(os.path.join(FOLDER, name), "rb") as file:
            used.update(re.findall(r'from "([^"]*)"', file.read().decode("utf-8", "replace")))
        faults = [] if expected else ["no `# expect` line"]
        with tempfile.TemporaryDirectory() as scratch:
            run = program.run(["show", name, "-o", os.path.join(scratch, "out")] + options)
            if os.listdir(scratch):
                faults.append("an output file was written")
        run = program.run(["show", name] + options)
        ran += 1
        if run.code != 2:
            faults.append("exit %d" % run.code)
        if run.out:
            faults.append("standard output is not empty")
        messages = split_messages(run.err)
        if len(messages) != len(expected):
            faults.append("%d messages, expected %d" % (len(messages), len(expected)))
        for lines, expectation in zip(messages, expected):
            faults += check_message(lines, expectation)
        cases.report(name, faults, run)
    stray = [name for name in files
             if name not in models and name not in tables and name not in ("run.py", "__pycache__", "ballots")]
    cases.report("every file of the folder ran (%d models, %d tables)" % (ran, len(tables)),
                 (["not used: " + ", ".join(sorted(tables - used))] if tables - used else [])
                 + (["what are " + ", ".join(stray) + "?"] if stray else [])
                 + ([] if ran >= 60 else ["only %d files" % ran]))


def run_generated(program, cases):
    with tempfile.TemporaryDirectory() as folder:
        for name, text, codes, arguments, phrase in hostile_inputs():
            path = os.path.join(folder, "hostile.mech")
            with open(path, "wb") as file:
                file.write(text)
            run = program.run(arguments + ["hostile.mech"] if arguments else ["show", "hostile.mech"],
                              folder)
            faults = []
            if run.code not in codes:
                faults.append("exit %d, expected %s" % (run.code, " or ".join(map(str, sorted(codes)))))
            if run.code != 0:
                if run.out:
                    faults.append("standard output is not empty")
                if not run.err.startswith(b"expost: "):
                    faults.append("standard error does not begin with `expost: `")
                if len(run.err) > 200000:
                    faults.append("%d bytes of message" % len(run.err))
            if run.code == 0 and not run.out:
                faults.append("nothing shown")
            if phrase and phrase not in run.err.decode("utf-8", "replace").lower():
                faults.append("no %r in the words" % phrase)
            if run.seconds > SECONDS * (20 if program.slow else 1):
                faults.append("%.2f s" % run.seconds)
            cases.report(name, faults, run)


def with_value(expression):
    return SMALL.replace("value a = t\n", "value a = %s\n" % expression).encode()


def hostile_inputs():
    """Name, text, exit statuses allowed, arguments (none: show), phrase."""
    refused, done, limit = {2}, {0, 2}, {2, 3}
    deep = 10 ** 5
    yield "the small model itself", SMALL.encode(), {0}, None, None
    for exponent in ("1e1000000000", "1e-1000000000", "1e99999999999999999999999", "1e" + "9" * 1000):
        yield "exponent " + exponent[:30], with_value(exponent), refused, None, None
    yield "power 2^1000000000", with_value("2^1000000000"), refused, None, None
    yield "power 2^-1000000000", with_value("2^-1000000000"), refused, None, None
    yield "power 0^1000000000000000000000", with_value("0^1000000000000000000000"), done, None, None
    yield "power (1/2)^10^10", with_value("(1/2)^10^10"), refused, None, None
    yield "tower 2^2^2^2^2^2^2", with_value("2^2^2^2^2^2^2"), refused, None, None
    yield "tower of 10^5", with_value("2" + "^2" * deep), refused, None, None
    yield "powers of powers", with_value("((((9^9)^9)^9)^9)^9^9"), refused, None, None
    yield "digits 10^6", with_value("7" * 10 ** 6), refused, None, None
    yield "decimals 10^6", with_value("0." + "7" * 10 ** 6), refused, None, None
    yield "parentheses 10^5", with_value("(" * deep + "1" + ")" * deep), refused, None, None
    yield "parentheses 10^5 never closed", with_value("(" * deep), refused, None, None
    yield "parentheses 10^5 never opened", with_value("1" + ")" * deep), refused, None, None
    yield "unary minus 10^5", with_value("-" * deep + "1"), refused, None, None
    yield "not 10^5", with_value("if(" + "not " * deep + "t > 0, 1, 0)"), refused, None, None
    yield "nested if 10^5", with_value("if(t > 0, " * deep + "1" + ", 0)" * deep), refused, None, None
    yield "nested min 10^5", with_value("min(1, " * deep + "1" + ")" * deep), refused, None, None
    yield "sum of 10^5 terms", with_value("1" + "+1" * deep), done, None, None
    yield "difference of 10^5 terms", with_value("1" + "-1" * deep), done, None, None
    yield "or of 10^5 conditions", with_value("if(t > 0" + " or t > 0" * deep + ", 1, 0)"), done, None, None
    yield "min of 10^5 arguments", with_value("min(1" + ", 1" * deep + ")"), done, None, None
    yield "nested braces 10^5", b"agent x " + b"{" * deep, refused, None, None
    yield "nested brackets 10^5", with_value("t[" * deep), refused, None, None
    yield "nested tuples 10^5", SMALL.encode() + b"prior joint { " + b"(" * deep + b" = 1 }\n", refused, None, None
    yield "nested tuples 10^5, closed", (SMALL.encode() + b"payments { " + b"(" * deep + b"0, 1"
                                         + b")" * deep + b" = (0, 0) }\n"), refused, None, None
    yield "nested mechanisms 10^5", (SMALL + "payments " + "rebalance(" * deep + "pivot" + ")" * deep + "\n").encode(), \
        refused, None, None
    yield "a name of 1 MB", with_value("a" * 10 ** 6), refused, None, None
    yield "an outcome of 1 MB", SMALL.replace("outcomes a, b", "outcomes a, b, " + "c" * 10 ** 6).encode(), done, None, None
    yield "a string of 1 MB", SMALL.replace('"A"', '"' + "A" * 10 ** 6).encode(), done, None, None
    yield "a comment of 10 MB", SMALL.encode() + b"#" * 10 ** 7, {0}, None, None
    yield "a line of 10 MB of blanks", SMALL.encode() + b" " * 10 ** 7 + b"$", refused, None, None
    yield "10^6 errors", b"$\n" * 10 ** 6, refused, None, None
    yield "10^6 errors in a line", b"$ " * 10 ** 6, refused, None, None
    yield "10^5 faulty statements", b"agnet x { types 0 }\n" * deep, refused, None, None
    yield "10^5 undefined names", (SMALL + "outside = 0\n" * deep).encode(), refused, None, None
    yield "10^4 undefined outcomes", (SMALL + "".join("cost u%d = 1\n" % i for i in range(10 ** 4))).encode(), refused, None, None
    yield "a binary file", bytes(range(256)) * 1000, refused, None, None
    yield "zero bytes only", b"\0" * 10 ** 5, refused, None, None
    yield "nothing", b"", refused, None, None
    yield "a byte order mark only", b"\xef\xbb\xbf", refused, None, None
    yield "a byte order mark and the small model", b"\xef\xbb\xbf" + SMALL.encode(), {0}, None, None
    yield "the small model with CRLF", SMALL.replace("\n", "\r\n").encode(), {0}, None, None
    yield "agents a[1..1000000000]", b"outcomes a, b\nagent a[1..1000000000] { types 0, 1; value a = t }\n", limit, None, None
    yield "agents a[1..10^30]", b"outcomes a, b\nagent a[1..10^30] { types 0, 1; value a = t }\n", limit, None, None
    yield "types 0..10^12", SMALL.replace("types 0, 1/2\n    prior 1/4, 3/4", "types 0..1000000000000").encode(), limit, None, None
    yield "types -10^40..10^40", SMALL.replace("types 0, 1/2\n    prior 1/4, 3/4", "types -10^40..10^40").encode(), limit, None, None
    yield "types grid of 10^30", SMALL.replace("types 0, 1/2\n    prior 1/4, 3/4", "types grid(0, 1, 10^30)").encode(), limit, None, None
    yield "outcomes 0..10^12", b"outcomes x in 0..1000000000000\nagent a { types 0, 1; value = t * x }\n", limit, None, None
    fields = ", ".join("f%d in 0..1000" % i for i in range(40))
    yield "tuple types that overflow", ("outcomes a, b\nagent x { types (%s); value a = t.f0 }\n" % fields).encode(), limit, None, None
    large = ("outcomes a, b, c, d\nagent x[1..5] { types (a, b, c, d in 0..4); prior uniform\n"
             "    value { a = t.a, b = t.b, c = t.c, d = t.d } }\n").encode()
    yield "9.5 * 10^13 profiles are shown", large, {0}, None, None
    yield "9.5 * 10^13 profiles are not enumerated", large, limit, ["check", "-m", "pivot", "-p", "wbb"], "95367431640625"
    yield "9.5 * 10^13 profiles in a joint prior", large.replace(b"prior uniform", b"") + b"prior joint weights = 1\n", \
        limit, None, "95367431640625"
    yield "9.5 * 10^13 profiles in a rule", large + b"rule { (low, low) = a }\n", limit, None, None
    many = "".join("agent x%d { types 0..9; value a = t }\n" % i for i in range(1000)).encode()
    yield "10^1000 profiles", b"outcomes a, b\n" + many, {0}, None, None
    small = SMALL.encode()
    for place in range(len(small) + 1):
        yield "invalid UTF-8 at byte %d" % place, small[:place] + b"\xff" + small[place:], refused, None, "utf-8"
    for place in range(len(small) + 1):
        yield "a zero byte at byte %d" % place, small[:place] + b"\0" + small[place:], refused, None, None
    for place in range(len(small)):
        yield "cut at byte %d" % place, small[:place], done, None, None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", action="store_true", help="only the files of the folder")
    parser.add_argument("--generated", action="store_true", help="only the generated inputs")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("expost", nargs="?", default=os.environ.get("EXPOST"),
                        help="the program; default: $EXPOST")
    options = parser.parse_args()
    if not options.expost:
        parser.error("no EXPOST")
    command = shlex.split(options.expost)
    command = [os.path.abspath(word) if os.path.exists(word) else word for word in command]
    program = Program(shlex.join(command))
    cases = Cases(options.verbose)
    if not options.generated:
        run_files(program, cases)
    if not options.files:
        run_generated(program, cases)
    print("slowest: %s, %.2f s" % (cases.slowest[1], cases.slowest[0]))
    print("bad-input: %d passed, %d failed" % (cases.passed, cases.failed))
    return 1 if cases.failed or not cases.passed else 0


if __name__ == "__main__":
    sys.exit(main())
