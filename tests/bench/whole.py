#!/usr/bin/env python3
"""Whole processes: start-up, the largest checks, models beyond listing, certificates, tables.

usage: whole.py EXPOST EXPOST_VERIFY FWRITE

FWRITE is the program of fwrite.c.  A limit L on something measured as M is printed as the ratio
L / M with target 1.  CPU seconds and the peak of memory are those that the system counts for the
process.
"""

import os
import random
import statistics
import sys
import tempfile
import time

NULL = "/dev/null"


def run(arguments, output=NULL, statuses=(0,)):
    """CPU seconds, wall seconds, peak megabytes of one process."""
    actions = [(os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)]
    start = time.monotonic()
    child = os.posix_spawnp(arguments[0], arguments, os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) not in statuses:
        sys.exit(f"whole: {' '.join(arguments)} ends with {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def report(name, ratio, target=1.0):
    shown = f"{ratio:.1f}" if ratio >= 10 else f"{ratio:.3f}"
    print(f"bench {name} ratio {shown} target {target:g} {'pass' if ratio >= target else 'below'}",
          flush=True)


def must(good, words):
    if not good:
        sys.exit(f"whole: {words}")


class Bench:
    def __init__(self, expost, verify, fwrite, folder):
        self.expost = expost
        self.verify = verify
        self.fwrite = fwrite
        self.folder = folder

    def place(self, name):
        return os.path.join(self.folder, name)

    def model(self, name, text):
        path = self.place(name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    # --- models

    def tables(self, name, agents, types, outcomes=4, prior="    prior uniform\n", more=""):
        """Whole values between 0 and 99 by table, and a prior perhaps."""
        rng = random.Random(6)
        text = "outcomes " + ", ".join(f"o{a}" for a in range(outcomes)) + "\n" + more
        for i in range(agents):
            text += f"agent i{i} {{\n    types 0..{types - 1}\n{prior}"
            for a in range(outcomes):
                row = ", ".join(f"{t} = {rng.randrange(100)}" for t in range(types))
                text += f"    value o{a} {{ {row} }}\n"
            text += "}\n"
        return self.model(name, text)

    def vacation(self, outside):
        fields = ["Australia", "France", "Mexico", "Thailand"]
        text = "outcomes " + ", ".join(fields) + "\n"
        for agent in ("Aaron", "Blake", "Cameron", "Denise", "Eva"):
            text += (f"agent {agent} {{\n    types ({', '.join(fields)} in 0..4)\n"
                     "    prior uniform\n    value { "
                     + ", ".join(f"{a} = t.{a}" for a in fields) + " }\n"
                     + ("    outside = 2\n" if outside and agent == "Blake" else "") + "}\n")
        return self.model("vacation.mech", text)

    # --- what is measured

    def start_up(self):
        path = self.place("trade.mech")
        run([self.expost, "new", "bilateral-trade", "--types", "4"], path)
        times = [run([self.expost, "check", "-m", "pivot", "-p", "dsic,bic,wbb", path],
                     statuses=(0, 1))[1] for _ in range(50)]
        median = statistics.median(times)
        print(f"start-up: check of 2 agents with 4 types, whole process: median "
              f"{1e3 * median:.2f} ms of 50 (10 ms allowed)")
        report("start-up", 0.01 / median)

    def check_limit(self, name, words, path, properties, limit):
        cpu, _, memory = min(run([self.expost, "check", "-m", "pivot", "-p", properties, path])
                             for _ in range(3))
        print(f"{name}: {words}: {cpu:.2f} s of CPU, {memory:.0f} MB, whole process "
              f"({limit:g} s allowed)")
        report(name, limit / cpu)

    def checks(self):
        # 4 x 63 x 64^4 inequalities
        path = self.tables("large.mech", 4, 64, prior="")
        self.check_limit("dsic-4x64", "4.2e9 inequalities of pivot", path, "dsic", 10)
        # a weight that is a sum of two products is no product
        joint = "prior joint weights = 1 + t[i0] * t[i1] + t[i2] * t[i3] * t[i4]\n"
        path = self.tables("joint.mech", 5, 10, prior="", more=joint)
        self.check_limit("bic-correlated-5x10", "bic of pivot over 1e5 correlated profiles", path,
                         "bic", 1)

    def beyond_listing(self):
        """Each answer must hold a number of the reference cases."""
        at = "((3,0,3,2), (2,4,3,4), (2,2,1,2), (3,3,0,1), (1,1,2,1))"
        asked = [("pivot", False, ["pay", "-m", "pivot", "--interim", "--format", "json"],
                  "42019688536/152587890625"),
                 ("ir-vcg", True, ["check", "-m", "ir-vcg", "-p", "eawbb", "--format", "json"],
                  "-1766600829314/3814697265625"),
                 ("dagv", False, ["pay", "-m", "dagv", "--at", at, "--format", "json"],
                  "3849828856/30517578125")]
        for name, outside, words, number in asked:
            path = self.vacation(outside)
            answer = self.place("answer.json")
            cpu, _, memory = run([self.expost, words[0], path, *words[1:]], answer, (0, 1))
            with open(answer, encoding="utf-8") as file:
                must(number in file.read(), f"vacation, {name}: {number} is not in the answer")
            print(f"bench interim-5x625-{name} seconds {cpu:.2f} megabytes {memory:.0f} "
                  f"limit 60 s and 2048 MB "
                  f"{'pass' if cpu <= 60 and memory <= 2048 else 'below'}")
            report(f"interim-5x625-{name}", min(60 / cpu, 2048 / memory))

    def reading(self, path):
        """CPU seconds of reading a file: a loop over read(), and wc."""
        def loop():
            start = time.process_time()
            file = os.open(path, os.O_RDONLY)
            while os.read(file, 1 << 16):
                pass
            os.close(file)
            return time.process_time() - start

        os.environ["LC_ALL"] = "C"
        words = statistics.median(run(["wc", path])[0] for _ in range(5))
        return statistics.median(loop() for _ in range(9)), words

    def verifying(self, name, words, path):
        cpu = statistics.median(run([self.verify, path])[0] for _ in range(3))
        loop, count = self.reading(path)
        print(f"{name}: {words}, {os.path.getsize(path) / 1e6:.1f} MB: {cpu:.3f} s of CPU; a "
              f"read() loop {1e3 * loop:.1f} ms, wc {1e3 * count:.1f} ms (5 times allowed)")
        report(f"{name}-read", 5 * loop / cpu)
        report(f"{name}-wc", 5 * count / cpu)

    def certificates(self):
        # 1023 rows that name 512 payments twice each, and prove an impossibility
        path = self.place("trade.mech")
        proof = self.place("trade.cert")
        run([self.expost, "new", "bilateral-trade", "--types", "512"], path)
        run([self.expost, "decide", path, "-p", "bic,iir,sbb", "-c", proof], statuses=(1,))
        self.verifying("verify-rows", "rows with 1.05e6 non-zeros", proof)
        # two payments at each of 708^2 profiles, in the text itself
        run([self.expost, "new", "bilateral-trade", "--types", "708"], path)
        run([self.expost, "check", "-m", "pivot", "-p", "epir", "-c", proof, path])
        self.verifying("verify-table", "a table of 1.0e6 payments", proof)

    def tables_written(self):
        """10^6 rows of payments of three agents: the whole command, and fwrite of its bytes."""
        path = self.tables("rows.mech", 3, 100, prior="")
        for form in ("text", "csv"):
            out = self.place("rows")
            cpu, _, memory = min(run([self.expost, "pay", "-m", "pivot", "--format", form, path,
                                      "-o", out]) for _ in range(3))
            answer = self.place("times")
            run([self.fwrite, out, self.place("copy")], answer)
            with open(answer, encoding="ascii") as file:
                lines, whole = map(float, file.read().split())
            print(f"render-{form}: 1e6 payment rows, {os.path.getsize(out) / 1e6:.1f} MB: "
                  f"{cpu:.3f} s of CPU, {memory:.0f} MB, whole process; fwrite line by line "
                  f"{1e3 * lines:.1f} ms, in one piece {1e3 * whole:.1f} ms (10 times allowed)")
            report(f"render-{form}", 10 * lines / cpu)
            report(f"render-{form}-one-piece", 10 * whole / cpu)
            os.unlink(out)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory(prefix="expost-bench-") as folder:
        bench = Bench(*map(os.path.abspath, sys.argv[1:]), folder)
        bench.start_up()
        bench.checks()
        bench.beyond_listing()
        bench.certificates()
        bench.tables_written()


if __name__ == "__main__":
    main()
