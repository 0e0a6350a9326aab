#!/usr/bin/env python3
"""The man pages and README: well formed, and their examples run.

usage: documents.py [EXPOST [TREE]]
       without arguments: the variable EXPOST, and this tree; expost-verify is that of the
       variable EXPOST_VERIFY

Lines that begin with `$ ` in a literal display are commands: those of a page run in order in
one folder, with a model trade.mech, and must answer yes or no.  A literal display whose first
word is `title` is a model, which must be understood.  mandoc and man, where installed, must have no complaint.
Every command and option that `--help` names is in expost.1.
The commands of README run beside the model that it shows; every line shown below one must
be in its output, in that order.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

TREE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PAGES = ("expost.1", "expost-certificate.5", "expost-model.5", "expost-verify.1",
         "expost-verify-coq.1")
TOUR = os.path.join("examples", "myerson1983")
TOUR_COMMANDS = 13


def plain(line):
    """A line of a literal display as it is shown."""
    for escape, shown in ((r"\&", ""), (r"\(dq", '"'), (r"\-", "-"), (r"\e", "\\")):
        line = line.replace(escape, shown)
    return line


def displays(text):
    return [[plain(line) for line in body.splitlines()] for body in
            re.findall(r"^\.Bd -literal[^\n]*\n(.*?)^\.Ed$", text, re.DOTALL | re.MULTILINE)]


def tour_of(text):
    """Each command of README with the lines shown below it."""
    command, shown = None, []
    for line in text.splitlines():
        if line.startswith(("    $ expost ", "    $ expost-verify ")):
            if command is not None:
                yield command, shown
            command, shown = line[6:], []
        elif command is not None and line.startswith("    "):
            shown.append(line[4:])
        elif command is not None and line != "":
            yield command, shown
            command, shown = None, []


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("EXPOST")
    tree = sys.argv[2] if len(sys.argv) > 2 else TREE
    if program is None or len(sys.argv) > 3:
        print(__doc__, file=sys.stderr)
        return 2
    program = os.path.abspath(program)
    verify = os.environ.get("EXPOST_VERIFY")
    if verify is None:
        print("documents: the variable EXPOST_VERIFY is not set", file=sys.stderr)
        return 2
    passed = failed = 0

    def judge(good, where, words):
        nonlocal passed, failed
        if good:
            passed += 1
        else:
            failed += 1
            print(f"FAIL {where}: {words}")

    def run(command, folder=None, given=None):
        return subprocess.run(command, cwd=folder, input=given, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False, timeout=300)

    models = commands = 0
    for page in PAGES:
        path = os.path.join(tree, "doc", "man", page)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if shutil.which("mandoc"):
            result = run(["mandoc", "-T", "lint", "-W", "warning", path])
            judge(result.returncode == 0 and result.stdout == "", page, result.stdout)
        if shutil.which("man") and shutil.which("groff"):
            result = subprocess.run(["man", "--warnings", "-l", path], stdout=subprocess.DEVNULL,
                                    stderr=subprocess.PIPE, text=True, check=False)
            judge(result.returncode == 0 and result.stderr == "", page, result.stderr)
        with tempfile.TemporaryDirectory() as folder:
            run([program, "new", "bilateral-trade", "-o", "trade.mech"], folder)
            for lines in displays(text):
                if lines[0].startswith("title "):
                    models += 1
                    result = run([program, "show", "-"], given="\n".join(lines) + "\n")
                    judge(result.returncode == 0, page, result.stdout)
                for line in lines:
                    if line.startswith("$ "):
                        commands += 1
                        command = re.sub(r"\bexpost (?=[a-z])", '"$EXPOST" ', line[2:])
                        # the proved verifier is not always built, and does the same here
                        command = re.sub(r"\bexpost-verify(-coq)? ", '"$EXPOST_VERIFY" ', command)
                        os.environ["EXPOST"] = program
                        result = run(["sh", "-c", command], folder)
                        judge(result.returncode in (0, 1) and "expost:" not in result.stdout,
                              page, f"{line}\n{result.stdout}")
    with open(os.path.join(tree, "doc", "man", "expost.1"), encoding="utf-8") as file:
        text = file.read()
    for command in re.findall(r"^  ([a-z]+) ", run([program, "--help"]).stdout, re.MULTILINE):
        judge(re.search(rf"^\.It Nm Cm {command}\b", text, re.MULTILINE) is not None, "expost.1",
              f"the command {command} is missing")
        for option in re.findall(r"--([a-z]+)", run([program, command, "--help"]).stdout):
            judge(f"Fl -{option}" in text, "expost.1", f"--{option} of {command} is missing")
    judge(models > 0 and commands > 0, tree, "a model and commands are among the examples")
    with open(os.path.join(tree, "README"), encoding="utf-8") as file:
        tour = list(tour_of(file.read()))
    judge(len(tour) == TOUR_COMMANDS, "README", f"{len(tour)} commands, not {TOUR_COMMANDS}")
    programs = {"expost": program, "expost-verify": os.path.abspath(verify)}
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(os.path.join(tree, "examples"), os.path.join(place, "examples"))
        folder = os.path.join(place, TOUR)
        for command, shown in tour:
            words = shlex.split(command)
            result = run([programs[words[0]]] + words[1:], folder)
            lines = iter(result.stdout.splitlines())
            for line in shown:
                judge(line in lines, "README", f"`{command}` does not show: {line}")
    print(f"documents: {passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
