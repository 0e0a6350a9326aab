#!/usr/bin/env python3
"""LaTeX that compiles, CSV that parses and reads back, Markdown, and the option -o.

usage: formats.py [EXPOST]
"""

import csv
import io
import json
import os
import shutil
import stat
import subprocess
import sys

sys.dont_write_bytecode = True

from program import FAMILIES, Tally, folder, stand_in_for_booktabs    # noqa: E402

T = Tally("cli/formats")

ODD = """title "100% of A&B_{x}^2 ~ $5 #1"
outcomes "no couch", "[b]", "50%", "a|b"
agent "Z\u00fc_1", "*y" { types "\\\\low" = 0, "h\u00b2" = 2/3; prior uniform; value "[b]" = t }
cost "50%" = 1
"""

DOCUMENT = r"""\documentclass{article}
\usepackage{booktabs}
\setlength{\textwidth}{50cm}
\setlength{\textheight}{40cm}
\begin{document}
%s
\end{document}
"""


def outputs(text):
    """The reports on one model that LaTeX, CSV and Markdown are tried on."""
    for words in (["show"], ["pay", "-m", "pivot", "--digits", "3"],
                  ["check", "-m", "pivot", "-p", "all", "--all"], ["balance"],
                  ["decide", "-p", "dsic,epir"], ["decide", "-p", "dsic,epir,sbb,npt"],
                  ["decide", "-p", "bic", "--maximize", "revenue"],
                  ["subsidy", "--digits", "2"], ["decide", "-p", "dsic,sbb", "--rule", "free"]):
        yield words, text


def latex():
    pages = []
    models = [T.family(name, sizes[0]) for name, sizes in FAMILIES if name != "vacation"]
    for text in models + [ODD]:
        for words, _ in outputs(text):
            done = T.run(*words, "--format", "latex", "-", text=text)
            first, second = done.stdout.splitlines()[:2]
            T.same("first line", first, "% expost " + " ".join(
                "'" + w + "'" if " " in w else w for w in words + ["--format", "latex", "-"]))
            T.check("booktabs" in second, second)
            pages.append(done.stdout)
    pages.append(T.run("show", "--format", "latex", "-", text=T.family("vacation")).stdout)
    program = shutil.which("pdflatex")
    if program is None:
        print("cli/formats: pdflatex is not there: LaTeX was not compiled")
        T.skipped += 1
        return
    with folder() as place:
        stand_in_for_booktabs(place, T.name)
        with open(os.path.join(place, "d.tex"), "w", encoding="utf-8") as file:
            file.write(DOCUMENT % "\n\\clearpage\n".join(pages))
        done = subprocess.run([program, "-interaction=nonstopmode", "-halt-on-error", "d.tex"],
                              cwd=place, capture_output=True, encoding="latin-1", timeout=120,
                              check=False)
        T.check(done.returncode == 0, "pdflatex: " + done.stdout[-1500:])


def tables():
    with folder() as place:
        for name, sizes in FAMILIES:
            text = T.family(name, sizes[0])
            if name == "vacation":
                continue
            for words, _ in outputs(text):
                done = T.run(*words, "--format", "csv", "-", text=text)
                rows = list(csv.reader(io.StringIO(done.stdout, newline=""), strict=True))
                T.check(len(rows) > 0 and {len(r) for r in rows} == {len(rows[0])},
                        f"csv of {name} {words}: {rows[:3]}")
                T.same("ends of lines", done.stdout.count("\n"), done.stdout.count("\r\n"))
                done = T.run(*words, "--format", "markdown", "-", text=text)
                T.check(done.stdout.startswith("<!-- expost "), done.stdout[:40])
            # the payments read back from CSV are the payments
            table = T.run("pay", "-m", "pivot", "--format", "csv", "-", text=text).stdout
            rows = list(csv.reader(io.StringIO(table, newline="")))
            wanted = [k for k, name_ in enumerate(rows[0])
                      if name_ not in ("outcome", "sum", "cost")]
            with open(os.path.join(place, "p.csv"), "w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([row[k] for k in wanted] for row in rows)
            model = os.path.join(place, "m.mech")
            with open(model, "w", encoding="utf-8") as file:
                file.write(text + '\npayments from "p.csv"\n')
            stated = json.loads(T.run("pay", "--format", "json", model).stdout or "{}")
            pivot = json.loads(T.run("pay", "-m", "pivot", "--format", "json", "-",
                                     text=text).stdout)
            T.same(f"{name}: payments read back", stated.get("payments"), pivot["payments"])


def files():
    text = T.family("auction")
    with folder() as place:
        target = os.path.join(place, "out")
        expected = T.run("show", "-", text=text).stdout
        done = T.run("show", "-o", target, "-", text=text)
        T.same("standard output with -o", done.stdout, "")
        T.same("exit with -o", done.returncode, 0)
        with open(target, encoding="utf-8") as file:
            T.same("the file of -o", file.read(), expected)
        # permissions: those of a new file, and those of a file that is replaced
        mask = os.umask(0)
        os.umask(mask)
        T.same("mode of a new file", stat.S_IMODE(os.stat(target).st_mode), 0o666 & ~mask)
        os.chmod(target, 0o640)
        T.run("show", "-o", target, "-", text=text)
        T.same("mode of a file replaced", stat.S_IMODE(os.stat(target).st_mode), 0o640)
        # an error leaves the old file as it is, and no temporary
        with open(target, "w", encoding="utf-8") as file:
            file.write("old")
        T.expect(2, "show", "-o", target, "-", text="outcomes\n")
        with open(target, encoding="utf-8") as file:
            T.same("the file after an error", file.read(), "old")
        T.same("files left", os.listdir(place), ["out"])
        # a link stays a link
        link = os.path.join(place, "link")
        os.symlink("out", link)
        T.run("show", "-o", link, "-", text=text)
        T.check(os.path.islink(link), "the link is still one")
        with open(target, encoding="utf-8") as file:
            T.same("the target of the link", file.read(), expected)
        T.same("exit into /dev/null", T.run("show", "-o", "/dev/null", "-", text=text).returncode, 0)
        T.check(not stat.S_ISREG(os.stat("/dev/null").st_mode), "/dev/null is still a device")
        done = T.run("show", "-o", "-", "-", text=text)
        T.same("-o -", done.stdout, expected)
    done = T.run("show", "--quiet", "-", text=text)
    T.same("--quiet", (done.returncode, done.stdout, done.stderr), (0, "", ""))
    done = T.run("check", "-m", "pivot", "-p", "sbb", "--quiet", "-", text=text)
    T.same("--quiet", (done.returncode, done.stdout, done.stderr), (1, "", ""))


def canonical():
    """Every family is accepted, and its canonical form reads back to the same bytes."""
    for name, sizes in FAMILIES:
        for options in sizes:
            text = T.family(name, options)
            first = T.run("show", "--format", "mech", "-", text=text)
            T.same(f"{name} {options}", first.returncode, 0)
            second = T.run("show", "--format", "mech", "-", text=first.stdout)
            T.same(f"canonical form of {name} {options}", second.stdout, first.stdout)
            T.check(len(first.stdout.splitlines()) < 60, f"{name}: a short canonical form")


latex()
tables()
files()
canonical()
T.finish()
