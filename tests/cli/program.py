"""What the scripts of this folder share: running the program and counting."""

import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SECONDS = 60

# name, and options for smaller and larger sizes
FAMILIES = [
    ("bilateral-trade", [[], ["--types", "2"], ["--types", "7"]]),
    ("auction", [[], ["--agents", "1"], ["--agents", "2", "--types", "6"],
                 ["--types", "1"]]),
    ("sale", [[], ["--agents", "1"], ["--types", "1"]]),
    ("partnership", [[], ["--agents", "2", "--types", "4"], ["--agents", "4"]]),
    ("public-project", [[], ["--agents", "1"], ["--agents", "4", "--types", "2"]]),
    ("vacation", [[]]),
    ("roommates", [[], ["--types", "2"]]),
    ("quadratic", [[], ["--agents", "2"], ["--agents", "1"], ["--outcomes", "4"]]),
    ("units", [["--agents", "3"], ["--agents", "4", "--units", "1", "--types", "2"]]),
    ("two-sided", [["--agents", "1"], ["--types", "2"]]),
]

# no semantics.md payments for one agent: dagv, cyclic, rebalance ask for two
ONE_AGENT = ["auction --agents 1", "sale --agents 1", "public-project --agents 1",
             "quadratic --agents 1"]


def command():
    """The program, from the first argument or the variable EXPOST."""
    words = sys.argv[1:] or [os.environ.get("EXPOST", "")]
    if not words[0]:
        sys.exit("usage: " + sys.argv[0] + " EXPOST")
    return words


class Tally:
    """Counts cases, names those that fail."""

    def __init__(self, name):
        self.name = name
        self.passed = 0
        self.failed = 0
        self.skipped = 0
        self.program = command()

    def check(self, condition, words):
        if condition:
            self.passed += 1
        else:
            self.failed += 1
            print(f"{self.name}: {words}"[:600])
        return condition

    def same(self, words, found, expected):
        return self.check(found == expected, f"{words}: {found!r} instead of {expected!r}")

    def run(self, *arguments, text=None, **options):
        """The finished process; its output and errors are text, ends of lines as they are."""
        done = subprocess.run(self.program + list(arguments), capture_output=True,
                              input=None if text is None else text.encode(), timeout=SECONDS,
                              check=False, **options)
        done.stdout = done.stdout.decode()
        done.stderr = done.stderr.decode()
        return done

    def expect(self, status, *arguments, text=None, says=None):
        """Runs and compares the exit status; on an error standard output must be empty."""
        done = self.run(*arguments, text=text)
        words = " ".join(arguments)
        self.same(f"exit of `{words}`", done.returncode, status)
        if status in (2, 4):
            self.same(f"standard output of `{words}`", done.stdout, "")
            self.check(done.stderr.startswith("expost: ") or "Usage" in done.stderr,
                       f"`{words}`: no message: {done.stderr!r}")
        for part in says or []:
            self.check(part in done.stderr, f"`{words}`: {part!r} is not in {done.stderr!r}")
        return done

    def family(self, name, options=()):
        """The text of a model of a family."""
        done = self.run("new", name, *options)
        self.check(done.returncode == 0, f"new {name} {options}: {done.stderr}")
        return done.stdout

    def finish(self):
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        print(f"{self.name}: {self.passed} passed, {self.failed} failed{skipped}")
        sys.exit(1 if self.failed or self.passed + self.skipped == 0 else 0)


STAND_IN = r"""\ProvidesPackage{booktabs}
\newcommand{\toprule}{\hline}
\newcommand{\midrule}{\hline}
\newcommand{\bottomrule}{\hline}
"""


def stand_in_for_booktabs(place, name):
    """Where LaTeX has no booktabs, a package that is enough to compile with, in the folder."""
    found = subprocess.run(["kpsewhich", "booktabs.sty"], capture_output=True, check=False)
    if found.returncode != 0:
        print(f"{name}: booktabs is not there: LaTeX was compiled with a stand-in")
        with open(os.path.join(place, "booktabs.sty"), "w", encoding="utf-8") as file:
            file.write(STAND_IN)


def folder():
    return tempfile.TemporaryDirectory(prefix="expost-test-")
