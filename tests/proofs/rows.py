#!/usr/bin/env python3
"""The rows of environments by the library, the verifier, the proved checker and the manual.

usage: rows.py [COUNT [SEED]]
       the variables EXPOST and EXPOST_VERIFY_COQ name programs, ROWS_PROGRAMS the folder that has
       library_rows and verifier_rows

Each lists the rows of random environments (private and interdependent values, every kind of prior,
outside option and rule, models by way of `expost export`), of their reduced forms, and of every
certificate of the examples: left side less right side, as numbers of unknowns with coefficients and
a constant.  The fourth list is that of tests/lib/slow_certificate.py.

The library has no list for a reduced form, of which it writes the tables: the rows there, with the
interim payments written as expectations of payments over the others' types, must be its rows of the
whole environment.  Under a fixed rule it has no rows eff, under a free one no rows wmon.

Environments with a number changed must have other rows, and the comparison must say so.
"""

import glob
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from functools import partial

TESTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path[:0] = [os.path.join(TESTS, folder) for folder in ("cert", "lib", "verify")]
sys.dont_write_bytecode = True
import models
import random_rows
from slow_certificate import System
from slow_reader import NEED_PRIOR, ROW_KINDS, Certificate

EXAMPLES = os.path.join(TESTS, "..", "examples", "*", "*.cert")
REDUCED_KINDS = ["bic", "iir", "eair", "eabb", "eawbb"]
# records whose last field is changed, and the others that are
NUMBERS = ["cost", "value", "valuex", "out", "outx", "outa", "outxa", "gain", "expected-cost"]
SPOILED = NUMBERS + ["mu", "mux", "alloc"]


class Tally:
    """Counts comparisons, environments and rows; what was compared and what was seen changed."""

    def __init__(self):
        self.passed = self.failed = self.environments = self.rows = 0
        self.kinds = set()
        self.changed = {}

    def check(self, good, words):
        self.passed += bool(good)
        self.failed += not good
        if not good:
            print(f"FAILED {words}"[:20000])


class Programs:
    """The three programs, on a file of their own."""

    def __init__(self, folder):
        rows = os.environ.get("ROWS_PROGRAMS", "")
        self.expost = os.environ.get("EXPOST", "")
        self.coq = os.environ.get("EXPOST_VERIFY_COQ", "")
        self.library = os.path.join(rows, "library_rows")
        self.verifier = os.path.join(rows, "verifier_rows")
        self.folder = folder
        self.path = os.path.join(folder, "environment.cert")
        for program in (self.expost, self.coq, self.library, self.verifier):
            if not os.access(program, os.X_OK):
                sys.exit(f"rows.py: there is no program `{program}`; EXPOST, EXPOST_VERIFY_COQ and "
                         "ROWS_PROGRAMS name them")

    def run(self, *arguments, keys=""):
        done = subprocess.run(arguments, input=keys.encode(), capture_output=True, timeout=120,
                              check=False)
        if done.returncode != 0:
            return f"{os.path.basename(arguments[0])}: status {done.returncode}: " \
                   f"{done.stderr.decode()}"
        return done.stdout.decode()

    def lists(self, certificate, text, keys):
        """By the name of each program its rows, or what it said instead."""
        with open(self.path, "w", encoding="ascii") as file:
            file.write(text)
        found = {"verifier": self.run(self.verifier, self.path, keys=keys),
                 "checker": self.run(self.coq, "--rows", self.path)}
        if not certificate.reduced:
            found["library"] = self.run(self.library, self.path)
        return {name: parse(output) for name, output in found.items()}

    def reduced_head(self, text):
        with open(self.path, "w", encoding="ascii") as file:
            file.write(text)
        return self.run(self.library, "--reduced", self.path)

    def export(self, text, rule):
        path = os.path.join(self.folder, "example.model")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return self.run(self.expost, "export", "--to", "env", path, *rule)


def parse(output):
    """Rows by key: coefficients by the number of the unknown, and the constant."""
    rows = {}
    for line in output.splitlines():
        key, behind, form = line.partition(" : ")
        left, word, constant = form.partition("constant ")
        if not behind or not word or key in rows:
            return f"{output[:300]}: a row expected, each once: {line}"
        terms = [term.split() for term in left.split(",")] if left.strip() else []
        numbers = [int(place) for place, _ in terms]
        if numbers != sorted(set(numbers)) or any(q == "0" for _, q in terms):
            return f"unknowns rise, and no coefficient is 0: {line}"
        rows[key] = ({int(place): q for place, q in terms}, constant)
    return rows


def place(certificate, unknown):
    """The number of an unknown, by the manual."""
    c = certificate
    if unknown[0] == "m":
        return sum(c.k[:unknown[1]]) + unknown[2]
    profiles = list(c.profiles())
    if unknown[0] == "p":
        return profiles.index(unknown[2]) * c.n + unknown[1]
    if unknown[0] == "x":
        return len(profiles) * c.n + profiles.index(unknown[1]) * c.m + unknown[2]
    return len(profiles) * (c.n + (c.m if c.free else 0))


def form_of(certificate):
    return "reduced" if certificate.reduced else "free" if certificate.free else "fixed"


def kinds_asked(certificate):
    """The kinds of rows of an environment and its rule."""
    if certificate.reduced:
        return REDUCED_KINDS
    return [kind for kind in ROW_KINDS
            if (kind not in NEED_PRIOR or certificate.prior != "none")
            and (kind != "dsic" or not certificate.interdependent)
            and (kind not in ("pos", "one", "fix") or certificate.free)]


def by_the_manual(certificate):
    system, rows = System(certificate), {}
    places = {}
    for kind in kinds_asked(certificate):
        for key in system.keys(kind):
            form = system.row(kind, key)
            constant = form.pop(None)
            for unknown in form:
                if unknown not in places:
                    places[unknown] = place(certificate, unknown)
            rows[" ".join(map(str, (kind,) + key))] = (
                {places[unknown]: str(q) for unknown, q in form.items()}, str(constant))
    return rows


def expected_of(name, certificate, rows):
    """What of the rows a program has."""
    if name != "library":
        return rows
    missing = "wmon" if certificate.free else "eff"
    return {key: row for key, row in rows.items() if key.split()[0] != missing}


def difference(found, expected):
    """The first row in which two lists part, in words; None when they are the same."""
    if isinstance(found, str):
        return found
    for key in list(expected) + sorted(set(found) - set(expected)):
        if found.get(key) != expected.get(key):
            return f"row {key}: {found.get(key)}, by the manual {expected.get(key)}"
    return None


def complete(head):
    """A certificate with this environment and rule; what it claims is not looked at."""
    reduced = head.splitlines()[1].endswith("reduced")
    agents = int(head.splitlines()[2].split()[1])
    claimed, key = ("eair", " 0") if reduced else ("nopay", " 0" * (agents + 1))
    return f"{head}claim impossible {claimed}\nevidence\nrow {claimed}{key} 1\nend\n"


def compare(programs, tally, text, where):
    """All lists of one certificate; returns them, and that of the manual."""
    certificate = Certificate(text)
    expected = by_the_manual(certificate)
    keys = "".join(f"row {key}\n" for key in expected)
    lists = programs.lists(certificate, text, keys)
    for name, found in lists.items():
        own = expected_of(name, certificate, expected)
        words = difference(found, own)
        tally.check(words is None, f"{where}: {name}: {words}\n{text}")
        tally.kinds |= {(name, form_of(certificate), key.split()[0]) for key in own}
    tally.environments += 1
    tally.rows += len(expected)
    return certificate, expected, lists


def widen(certificate, reduced, row):
    """A row in interim payments as one in payments, of which they are expectations."""
    left, constant = row
    wide = {}
    for x, theta in enumerate(certificate.profiles()):
        for i, t in enumerate(theta):
            q = Fraction(left.get(place(reduced, ("m", i, t)), 0))
            for j, other in enumerate(theta):
                q *= certificate.mu[(j, other)] if j != i else 1
            if q:
                wide[x * certificate.n + i] = str(q)
    return wide, constant


def check_reduced(programs, tally, certificate, lists, text, where):
    """The reduced form of an environment, and its rows against those of the whole."""
    head = programs.reduced_head(text)
    if not head.startswith("expost-certificate"):
        tally.check(False, f"{where}: no reduced form: {head}\n{text}")
        return None
    reduced, _, short = compare(programs, tally, complete(head), f"{where}, reduced")
    if isinstance(lists["library"], str):
        return head
    whole = {key: row for key, row in lists["library"].items() if key.split()[0] in REDUCED_KINDS}
    for name, found in short.items():
        wide = found if isinstance(found, str) else \
            {key: widen(certificate, reduced, row) for key, row in found.items()}
        words = difference(wide, whole)
        tally.check(words is None, f"{where}, reduced: {name} against the library's rows of the "
                                   f"whole: {words}\n{text}\n{head}")
    return head


def spoiled(draw, head, changed):
    """The environment with one number changed, and the kind of its record; None without any."""
    lines = head.splitlines()
    fields = [line.split(" ") for line in lines]
    kinds = sorted({f[0] for f in fields} & set(SPOILED))
    if not kinds or "rule fixed efficient" in head:
        return None
    kind = min(kinds, key=lambda kind: sum(changed.get(kind, {}).values()))
    at = [k for k, f in enumerate(fields) if f[0] == kind]
    one = draw.choice(at)
    if kind in NUMBERS:
        number = Fraction(fields[one][-1]) + draw.choice([1, Fraction(1, 2), -1])
        fields[one][-1] = str(number or Fraction(1, 3))
    elif kind == "alloc":
        outcomes = sum(f[0] == "outcome" for f in fields)
        fields[one][-1] = str((int(fields[one][-1]) + 1) % outcomes)
    else:
        agent = fields[one][1]
        other = draw.choice([k for k in at if kind == "mux" or fields[k][1] == agent])
        fields[one][-1], fields[other][-1] = fields[other][-1], fields[one][-1]
    return kind, "\n".join(" ".join(f) for f in fields) + "\n"


def check_spoiled(programs, tally, draw, certificate, expected, head, where):
    """A number is changed: the programs agree on the other rows, which are seen to be others."""
    change = spoiled(draw, head, tally.changed)
    if change is None:
        return
    kind, other = change
    _, rows, lists = compare(programs, tally, complete(other), f"{where}, {kind} changed")
    for name, found in lists.items():
        own = partial(expected_of, name, certificate)
        differ = own(rows) != own(expected)
        tally.check((difference(found, own(expected)) is not None) == differ,
                    f"{where}: {kind} changed: {name}: the change is {'not ' * differ}seen\n{head}")
        seen = tally.changed.setdefault(kind, {})
        seen[name] = seen.get(name, 0) + differ


def check_environment(programs, tally, draw, head, where):
    text = complete(head)
    certificate, expected, lists = compare(programs, tally, text, where)
    check_spoiled(programs, tally, draw, certificate, expected, head, where)
    if certificate.prior == "independent" and not certificate.free:
        short = check_reduced(programs, tally, certificate, lists, text, where)
        if short is not None and draw.random() < .5:
            reduced = Certificate(complete(short))
            check_spoiled(programs, tally, draw, reduced, by_the_manual(reduced), short,
                          f"{where}, reduced")


def scaled(head, factor):
    """All values, costs and outside options times a number > 0: numbers of many digits."""
    lines = [line.split(" ") for line in head.splitlines()]
    for fields in lines:
        if fields[0] in NUMBERS:
            fields[-1] = str(Fraction(fields[-1]) * factor)
    return "\n".join(" ".join(fields) for fields in lines) + "\n"


def check_models(programs, tally, draw, count):
    """Models of the model language: outcomes that need an agent, names, formulas of types."""
    rules = [["--rule", "free"], ["--rule", "model"]]
    rules += [["--rule", "efficient", "--ties", ties] for ties in models.TIES]
    for number, model in enumerate(models.models(count)):
        rule = draw.choice(rules)
        head = programs.export(model.text, rule)
        where = f"model {number} {' '.join(rule)}"
        if head.startswith("expost-certificate"):
            check_environment(programs, tally, draw, head, where)
        else:
            tally.check(False, f"{where}: {head}\n{model.text}")


def check_examples(programs, tally):
    for path in sorted(glob.glob(EXAMPLES)):
        with open(path, encoding="ascii") as file:
            text = file.read()
        if not text.splitlines()[1].endswith(("continuous", "voting", "allocation")):
            compare(programs, tally, text, os.path.relpath(path, os.path.join(TESTS, "..")))


def check_coverage(tally):
    """Every kind of row was compared under every kind of rule, and every change was seen."""
    for name in ("verifier", "checker", "library"):
        wanted = {("free", kind) for kind in ROW_KINDS} | {
            ("fixed", kind) for kind in ROW_KINDS if kind not in ("pos", "one", "fix")}
        records = set(SPOILED)
        if name == "library":
            wanted -= {("free", "wmon"), ("fixed", "eff")}
            records -= {"gain", "expected-cost"}
        else:
            wanted |= {("reduced", kind) for kind in REDUCED_KINDS}
        for form, kind in sorted(wanted):
            tally.check((name, form, kind) in tally.kinds, f"{name}, {form}: no row {kind}")
        for kind in sorted(records):
            tally.check(tally.changed.get(kind, {}).get(name), f"{name} saw no change of {kind}")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    draw = random.Random(seed)
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        programs = Programs(folder)
        check_examples(programs, tally)
        examples = tally.environments
        check_models(programs, tally, draw, max(count // 6, 1))
        for k in range(count):
            head = "\n".join(random_rows.Model(draw).write()) + "\n"
            if draw.random() < .2:
                head = scaled(head, Fraction(draw.randrange(1, 10 ** 60), 3 ** draw.randrange(90)))
            check_environment(programs, tally, draw, head, f"seed {seed}, environment {k}")
    if count >= 100:
        check_coverage(tally)
    print(f"rows: {examples} examples, {tally.environments - examples} other environments, "
          f"{tally.rows} rows")
    print(f"rows: {tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed or not tally.passed else 0


if __name__ == "__main__":
    sys.exit(main())
