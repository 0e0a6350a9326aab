#!/usr/bin/env python3
"""Limits: --timeout, --memory and SIGINT end commands on large models soon and in order.

usage: limits.py [EXPOST]

The bounds are generous, since machines are shared: what is found is a command that does not
look at the clock at all.
"""

import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True

from program import Tally    # noqa: E402

T = Tally("cli/limits")
SOON = 30       # seconds; without looking at the clock these models take minutes


def agents(names, types, values):
    """Blocks of agents with equally likely types 0, ..., types - 1."""
    return "outcomes a, b\n" + "".join(
        f"agent {name} {{ types 0..{types - 1}; prior uniform; {values} }}\n" for name in names)


PRIVATE = "value a = t; value b = 70"
MODELS = {
    # 8 million profiles, each asked while the model is read
    "interdependent": agents("xyz", 200, "value a = t + sum(j in others: t[j]) / 2; value b = 99"),
    "rule": agents("xyz", 200, PRIVATE)
            + "rule { a when t[x] + t[y] * t[z] > 5000; b otherwise }\n",
    "payments": agents("xyz", 200, PRIVATE) + "payment agents = t * sum(j in others: t[j]) / 7\n",
    # where listing, checking and writing take long
    "large": agents("vwxyz", 20, PRIVATE),
    # one line of 10^10 inequalities; a million numbers of a prior; rows of 22500 numbers each
    "one line": agents("x", 100000, PRIVATE),
    "joint": agents("xyz", 100, PRIVATE).replace("prior uniform; ", "")
             + "prior joint weights = 1 + t[x] + t[y] * t[z]\n",
    "rows": agents("xyz", 150, PRIVATE),
}

COMMANDS = [
    ("interdependent", ["check", "-p", "eff"]),
    ("interdependent", ["show"]),
    ("rule", ["check", "-p", "wmon"]),
    ("rule", ["show", "--format", "json"]),
    ("payments", ["check", "-p", "dsic"]),
    ("large", ["pay", "-m", "pivot", "--format", "csv"]),
    ("large", ["balance"]),
    ("one line", ["check", "-m", "pivot", "-p", "all"]),
    ("joint", ["subsidy"]),
    ("large", ["decide", "-p", "dsic,epir", "--rule", "free", "--maximize", "revenue"]),
    ("rows", ["decide", "-p", "bic,iir", "--rule", "free", "--maximize", "revenue"]),
    ("rows", ["export", "--to", "lp", "-p", "bic,iir"]),
]


def in_time(name, command):
    """With --timeout: done (0, 1) or stopped (3), and soon."""
    start = time.monotonic()
    done = T.run(command[0], "--timeout", "0.2", *command[1:], "-", text=MODELS[name])
    words = f"{name}: {' '.join(command)} --timeout"
    T.check(done.returncode in (0, 1, 3), f"{words}: exit {done.returncode}: {done.stderr}")
    T.check(time.monotonic() - start < SOON, f"{words}: took too long")
    T.check(done.returncode != 3 or "stopped after 0.2 seconds" in done.stderr
            or done.stdout != "", f"{words}: no word of it: {done.stderr!r}")


def interrupted(name, command):
    """SIGINT while it works: 130, or it was done before.  In the background a shell ignores the
    signal for all that it starts; here it counts."""
    with subprocess.Popen(T.program + command + ["-"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
                          ) as process:
        process.stdin.write(MODELS[name].encode())
        process.stdin.close()
        process.stdin = None
        time.sleep(0.4)
        process.send_signal(signal.SIGINT)
        start = time.monotonic()
        output, errors = process.communicate(timeout=2 * SOON)
    words = f"{name}: {' '.join(command)} and SIGINT"
    # before the handler is there the signal itself ends the program
    T.check(process.returncode in (0, 1, 130, -signal.SIGINT),
            f"{words}: exit {process.returncode}: {errors}")
    T.check(process.returncode != 130 or b"interrupted" in errors + output, f"{words}: {errors}")
    T.check(time.monotonic() - start < SOON, f"{words}: took too long")


def in_memory(name, command):
    """With --memory: done, or 3 and a sentence, never a crash (sanitizers cannot be held to it)."""
    done = T.run(command[0], "--memory", "40M", "--timeout", "5", *command[1:], "-",
                 text=MODELS[name])
    words = f"{name}: {' '.join(command)} --memory"
    if done.returncode < 0 and "Sanitizer" in done.stderr:
        T.skipped += 1
        return
    T.check(done.returncode in (0, 1, 3), f"{words}: exit {done.returncode}: {done.stderr}")
    T.check(done.returncode != 3 or done.stderr != "" or done.stdout != "",
            f"{words}: nothing is said")


for model, line in COMMANDS:
    in_time(model, line)
    interrupted(model, line)
    in_memory(model, line)
T.finish()
