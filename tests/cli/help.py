#!/usr/bin/env python3
"""Help: on standard output, fits a screen of 80 by 24, ends with an example that runs.

usage: help.py [EXPOST]
"""

import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True

from program import Tally, folder    # noqa: E402

T = Tally("cli/help")
COMMANDS = ["new", "show", "pay", "check", "balance", "decide", "explain", "subsidy",
            "border", "auction", "redistribute", "export", "sweep", "vote", "help"]
LATER = "map search merge report reproduce".split()


def run_example(line):
    """The example as a user would type it, with the program under test as `expost`."""
    with folder() as place:
        script = os.path.join(place, "expost")
        words = " ".join("'" + w.replace("'", "'\\''") + "'" for w in T.program)
        with open(script, "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\nexec {words} \"$@\"\n")
        os.chmod(script, 0o755)
        path = place + os.pathsep + os.environ.get("PATH", "")
        return subprocess.run(["sh", "-c", line], env=dict(os.environ, PATH=path),
                              capture_output=True, encoding="utf-8", timeout=60, check=False)


def check_page(words, lines_allowed=24):
    done = T.run(*words)
    lines = done.stdout.splitlines()
    T.same(f"exit of {words}", (done.returncode, done.stderr), (0, ""))
    T.check(0 < len(lines) <= lines_allowed, f"{words}: {len(lines)} lines")
    T.check(all(len(line) <= 79 for line in lines), f"{words}: a line is too long")
    return lines


for command in COMMANDS:
    page = check_page([command, "--help"])
    T.same(f"help {command}", check_page(["help", command]), page)
    T.same(f"{command} -h", check_page([command, "-h"]), page)
    T.check(page[0].startswith(f"Usage: expost {command}"), page[0])
    example = re.fullmatch("Example: (expost .*)", page[-1])
    if T.check(example is not None, f"{command}: no example: {page[-1]}"):
        result = run_example(example.group(1))
        T.check(result.returncode in (0, 1) and result.stdout and not result.stderr,
                f"{example.group(1)}: exit {result.returncode} {result.stderr}")

overview = check_page(["--help"])
T.same("help", check_page(["help"]), overview)
result = run_example(re.fullmatch("Example: (.*)", overview[-1]).group(1))
T.check(result.returncode in (0, 1) and result.stdout, overview[-1])
for command in COMMANDS:
    T.check(any(line.strip().startswith(command + " ") for line in overview), command)
for command in LATER:
    T.check(not any(re.search(r"\b%s\b" % command, line) for line in overview), command)

# `expost` alone: the same on standard error, and 2
alone = T.run()
T.same("expost alone", (alone.returncode, alone.stdout, alone.stderr.splitlines()),
       (2, "", overview))

properties = "\n".join(check_page(["help", "properties"], 60))
for name in ("dsic epic bic epir iir eair sbb wbb eabb eawbb eff pareto npt nopay wmon cmon "
             "bmon").split():
    T.check(re.search(r"^  %s\b" % name, properties, re.M) is not None, name)
mechanisms = "\n".join(check_page(["help", "mechanisms"], 60))
for name in ("groves", "pivot", "ir-vcg", "dagv", "cyclic", "rebalance", "balanced-groves"):
    T.check(name in mechanisms, name)
objectives = "\n".join(check_page(["help", "objectives"], 60))
for name in "revenue profit welfare utility utility:AGENT deficit worst-deficit".split():
    T.check(re.search(r"^  %s\b" % name, objectives, re.M) is not None, name)
formats = "\n".join(check_page(["help", "formats"], 60))
for name in "text latex markdown csv json mech coq lp mps vipr env".split():
    T.check(re.search(r"\b%s\b" % name, formats) is not None, name)
T.check("vote-properties" in T.run("help", "help").stdout, "every topic is named")
T.same("families", check_page(["help", "families"], 60), check_page(["new", "--list"], 60))
T.check(T.run("--version").stdout.startswith("expost "), "--version")
T.same("COMMAND --version", T.run("show", "--version").stdout, T.run("--version").stdout)
T.finish()
