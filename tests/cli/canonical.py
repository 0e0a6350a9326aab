#!/usr/bin/env python3
"""Canonical forms of the catalogue and of the known families.

usage: canonical.py [EXPOST [EXAMPLES]]
       without arguments: the variable EXPOST, and the examples of this tree

The canonical form of every model, and of what `new` writes, reads back, its canonical form is the same bytes, and both
name the same SHA-256, which is that of these bytes.  The vacation model, whose table would
have 5^20 rows, is written in under 60 lines.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile

EXAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples")
VACATION = os.path.join("clarke1971", "vacation.mech")
VACATION_LINES = 60
FAMILIES = ("bilateral-trade", "auction", "sale", "partnership", "public-project",
            "vacation", "roommates", "quadratic", "interval-partnership", "interval-trade",
            "interval-project")


def has_types(path):
    """Ballots alone have no types to show."""
    with open(path, encoding="utf-8") as file:
        return any(line.lstrip().startswith("types ") or "{ types " in line or "; types " in line
                   for line in file)


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("EXPOST")
    examples = sys.argv[2] if len(sys.argv) > 2 else EXAMPLES
    if program is None or len(sys.argv) > 3:
        print(__doc__, file=sys.stderr)
        return 2
    program = os.path.abspath(program)
    passed = failed = 0

    def judge(good, where, words):
        nonlocal passed, failed
        if good:
            passed += 1
        else:
            failed += 1
            print(f"FAIL {where}: {words}")
        return good

    def show(path, form, *definitions):
        process = subprocess.run([program, "show", path, "--format", form, *definitions],
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, check=False, timeout=300)
        if not judge(process.returncode == 0, path,
                     process.stderr.decode("utf-8", "replace").strip()):
            return None
        return process.stdout

    models = sorted(os.path.join(folder, name) for folder, _, names in os.walk(examples)
                    for name in names
                    if name.endswith(".mech") and has_types(os.path.join(folder, name)))
    judge(len(models) > 0, examples, "no models found")
    judge(os.path.join(examples, VACATION) in models, examples, f"{VACATION} is there")
    with tempfile.TemporaryDirectory() as folder:
        for family in FAMILIES:
            path = os.path.join(folder, family + ".mech")
            process = subprocess.run([program, "new", family, "-o", path], check=False,
                                     stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
            if judge(process.returncode == 0, family, process.stderr.decode()):
                models.append(path)
        for path in models:
            first = show(path, "mech")
            if first is None:
                continue
            again = os.path.join(folder, "again.mech")
            with open(again, "wb") as file:
                file.write(first)
            second = show(again, "mech")
            if second is None:
                continue
            judge(first == second, path, "the canonical form of the canonical form differs:\n"
                  + first.decode() + "---\n" + second.decode())
            digest = hashlib.sha256(first).hexdigest()
            for name in (path, again):
                answer = show(name, "json")
                judge(answer is not None
                      and json.loads(answer)["model"]["sha256"] == digest, name,
                      "the SHA-256 is not that of the canonical form")
            if path.endswith(VACATION):
                lines = first.count(b"\n")
                judge(0 < lines < VACATION_LINES, path, f"{lines} lines")
                print(f"vacation: {lines} lines")
    print(f"canonical: {passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
