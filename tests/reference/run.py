#!/usr/bin/env python3
"""Reference values through the program.

usage: run.py [EXPOST]     (without an argument: the variable EXPOST)

Each file of data/ was computed independently of this program, in exact arithmetic.
It is translated to the model language, given to `expost`, and every value that the
file states is compared with the answer.  data/README tells the conventions.
"""

import json
import os
import sys
import tempfile

sys.dont_write_bytecode = True

from cases import CASES                         # noqa: E402
from common import TALLY, Program               # noqa: E402
from randoms import random_environment          # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "data")

# Counted by hand from the list of files; a run that covers less must fail.
#   environments: vacation-pivot, -interim, -irvcg-blake, -dagv 4; roommate-pivot 2 (cost
#   with the designer, cost in equal shares); roommate-grid 4 (k = 3, 4, 5, 7); cedric-A 1; cedric-B 2 (both ways
#   of breaking the tie); secondprice-n2 and -n3 2; dagv-public-good 1; ir-modes 1;
#   p728-asymmetric 1; ps1a-finite 2 (N = 3, N = 2); ps1a-balanced-groves 1;
#   wmon-not-cmon 1
CASE_FILES = 16
CASE_ENVIRONMENTS = 22
RANDOM_ENVIRONMENTS = 50
# pivot, dagv, cyclic and the three ir-vcg for all 50; rebalance(pivot) for the 30
# whose prior is independent
RANDOM_MECHANISMS = 50 * 6 + 30
# six properties of each of these payment tables
RANDOM_CHECKS = 6 * RANDOM_MECHANISMS


def main():
    path = sys.argv[1] if len(sys.argv) == 2 else os.environ.get("EXPOST")
    if path is None or len(sys.argv) > 2:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        program = Program(os.path.abspath(path), folder)
        names = sorted(name[:-5] for name in os.listdir(DATA) if name.endswith(".json"))
        TALLY.same("data", "the files", names, sorted(CASES))
        for name, case_function in CASES.items():
            with open(os.path.join(DATA, name + ".json"), encoding="utf-8") as file:
                case_function(program, json.load(file))
            TALLY.cover("files")
        with open(os.path.join(DATA, "random-50.jsonl"), encoding="utf-8") as file:
            for line in file:
                random_environment(program, json.loads(line))
    expected = {"files": CASE_FILES, "environments": CASE_ENVIRONMENTS,
                "random environments": RANDOM_ENVIRONMENTS,
                "random mechanisms": RANDOM_MECHANISMS, "random checks": RANDOM_CHECKS}
    for what, count in expected.items():
        print(f"{what}: {TALLY.covered[what]} run, {count} expected")
        TALLY.same("coverage", what, TALLY.covered[what], count)
    print(f"calls of the program: {program.calls}, outputs validated: {program.validated}")
    print(f"reference: {TALLY.passed} passed, {TALLY.failed} failed")
    return 0 if TALLY.failed == 0 and TALLY.passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
