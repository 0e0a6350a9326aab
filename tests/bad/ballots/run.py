#!/usr/bin/env python3
"""Faulty ballots: every file of this folder must be refused by `expost vote show`.

usage: run.py [-v] EXPOST

The first line of a file says what is expected, as in the folder above:
    # expect LINE:COLUMN PHRASE
"""

import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))

from run import Cases, Program, check_message, read_expectations, split_messages  # noqa: E402

SUFFIXES = (".soc", ".soi", ".toc", ".toi", ".mech")
# Counted by hand; a folder that loses files must fail.
FILES = 47


def run_file(program, cases, name):
    expected, _ = read_expectations(os.path.join(HERE, name))
    run = program.run(["vote", "show", name], HERE)
    faults = [] if expected else ["no `# expect` line"]
    if run.code != 2:
        faults.append("exit %d" % run.code)
    if run.out:
        faults.append("standard output is not empty")
    messages = split_messages(run.err)
    if len(messages) != len(expected):
        faults.append("%d messages, expected %d" % (len(messages), len(expected)))
    for lines, expectation in zip(messages, expected):
        faults += check_message(lines, expectation, HERE)
    cases.report(name, faults, run)


def main():
    arguments = [word for word in sys.argv[1:] if word != "-v"]
    command = arguments[0] if arguments else os.environ.get("EXPOST")
    if command is None or len(arguments) > 1:
        print(__doc__, file=sys.stderr)
        return 2
    program, cases = Program(os.path.abspath(command)), Cases("-v" in sys.argv)
    names = sorted(name for name in os.listdir(HERE) if name.endswith(SUFFIXES))
    for name in names:
        run_file(program, cases, name)
    stray = [name for name in os.listdir(HERE)
             if name not in names and name not in ("run.py", "__pycache__")]
    cases.report("every file of the folder ran",
                 (["what are " + ", ".join(stray) + "?"] if stray else [])
                 + ([] if len(names) == FILES else ["%d files" % len(names)]))
    print("bad/ballots: %d passed, %d failed" % (cases.passed, cases.failed))
    return 0 if cases.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
