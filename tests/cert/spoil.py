#!/usr/bin/env python3
"""Spoiled certificates: expost-verify accepts none whose claim is not true.

usage: spoil.py [--count N] [--models N] [--seed S] [--keep FOLDER] [EXPOST]

Certificates of every kind are made with the program and spoiled in one place each.  Every
spoiled one is judged by expost-verify and by the slow evaluation of tests/lib, which share
nothing but the manual page; the two must agree, and what is accepted must be true by brute
force, whatever the evidence says.
"""

import argparse
import concurrent.futures
import os
import random
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

from models import models                                    # noqa: E402
from slow_certificate import is_true, judge                  # noqa: E402
from slow_reader import PROPERTIES                           # noqa: E402

BATCH = 250
KINDS = ["satisfies", "violates", "impossible", "optimum", "unbounded", "groves-balance",
         "groves-no-balance", "implementable", "not-implementable"]


def originals(program, folder, count):
    """The texts of certificates of count models, without doubles."""
    tasks = []
    for number, model in enumerate(models(count)):
        name = os.path.join(folder, f"m{number}.mech")
        with open(name, "w", encoding="utf-8") as file:
            file.write(model.text)
        tasks += [(name, question) for question in model.questions()]

    def run(task):
        number, (name, question) = task
        certificate = os.path.join(folder, f"o{number}.cert")
        done = subprocess.run([program, question[0], name, *question[1:], "-c", certificate,
                               "--format", "json"], capture_output=True, text=True,
                              check=False, timeout=120)
        if done.returncode not in (0, 1):
            return done.returncode, " ".join(question) + ": " + done.stderr.strip()
        try:
            with open(certificate, "rb") as file:
                return done.returncode, file.read()
        except OSError:
            return done.returncode, " ".join(question) + ": no certificate " + done.stderr.strip()

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        results = list(pool.map(run, enumerate(tasks)))
    texts, refused, failed = [], 0, []
    for status, result in results:
        if isinstance(result, bytes):
            texts.append(result)
        elif status == 2 or "no certificate was written" in result:
            refused += 1
        else:
            failed.append(result)
    print(f"spoil: {len(tasks)} questions, {len(texts)} certificates, {refused} refused, "
          f"{len(failed)} failed")
    for words in failed[:10]:
        print(f"spoil: {words[:300]}")
    return list(dict.fromkeys(texts)), failed


# spoiling: each takes the lines and a random generator and gives a text

def pick(lines, draw):
    """A line: of the environment, of rule and claim, or of the evidence, equally often."""
    rule = next(i for i, line in enumerate(lines) if line.startswith("rule "))
    evidence = lines.index("evidence")
    ranges = [(0, rule), (rule, evidence), (evidence, len(lines)), (evidence, len(lines))]
    low, high = draw.choice(ranges)
    return draw.randrange(low, high)


def joined(lines):
    return "\n".join(lines) + "\n"


def replace(lines, at, line):
    return joined(lines[:at] + [line] + lines[at + 1:])


def numbers_of(line):
    return [m.span() for m in re.finditer(r"(?<= )-?[0-9]+(?:/[0-9]+)?(?= |$)", line)]


def edit_number(lines, draw, edit):
    """Changes one number of a line that has some."""
    at = pick(lines, draw)
    while not numbers_of(lines[at]):
        at = pick(lines, draw)
    line = lines[at]
    # the last number is the one that is not an index
    spans = numbers_of(line)
    start, end = draw.choice([spans[-1], draw.choice(spans)])
    return replace(lines, at, line[:start] + edit(line[start:end]) + line[end:])


def spoil_digit(lines, draw):
    def edit(text):
        places = [i for i, c in enumerate(text) if c.isdigit()]
        at = draw.choice(places)
        return text[:at] + draw.choice("0123456789") + text[at + 1:]
    return edit_number(lines, draw, edit)


def spoil_sign(lines, draw):
    return edit_number(lines, draw, lambda t: t[1:] if t.startswith("-") else "-" + t)


def spoil_index(lines, draw):
    def edit(text):
        return str(int(text.split("/")[0]) + draw.choice([-1, 1, 1, 2]))
    return edit_number(lines, draw, edit)


def spoil_form(lines, draw):
    """The same number in another form, or one of nearly the same form."""
    def edit(text):
        p, _, q = text.partition("/")
        return draw.choice(["+" + text, "0" + text, "-0", f"{2 * int(p)}/{2 * int(q or 1)}",
                            text + "/1", text + ".0", " " + text, text + " ", text + "/0", "",
                            text + "e0", p + "/-" + (q or "2"), f"0/{q or 3}", "\t" + text])
    return edit_number(lines, draw, edit)


def spoil_multiple(lines, draw):
    """Another number of nearly the same size."""
    def edit(text):
        p, _, q = text.partition("/")
        return draw.choice([f"{p}{q and '/' + q}0", str(int(p) * 2), str(-int(p)), "1", "0",
                            f"{int(p) + int(q or 1)}{q and '/' + q}"])
    return edit_number(lines, draw, edit)


def spoil_label(lines, draw):
    quoted = [i for i, line in enumerate(lines) if '"' in line]
    at = draw.choice(quoted)
    line = lines[at]
    start, end = line.index('"'), line.rindex('"')
    label = line[start + 1:end]
    return replace(lines, at, draw.choice([
        line[:start + 1] + "other" + line[end:], line[:start] + label + line[end + 1:],
        line[:end] + '\\x41' + line[end:], line[:end] + '\\xe9' + line[end:],
        line[:end] + '\\xE9' + line[end:], line[:end] + '\\' + line[end:],
        line[:end] + '"' + line[end:], line[:end] + "\x7f" + line[end:],
        line[:end] + "  " + line[end:], line[:start] + '""' + line[end + 1:]]))


def spoil_drop(lines, draw):
    at = pick(lines, draw)
    return joined(lines[:at] + lines[at + 1:])


def spoil_double(lines, draw):
    at = pick(lines, draw)
    return joined(lines[:at] + [lines[at]] + lines[at:])


def spoil_move(lines, draw):
    at = pick(lines, draw)
    rest = lines[:at] + lines[at + 1:]
    to = draw.choice([pick(lines, draw) % len(rest), max(at - 1, 0), min(at + 1, len(rest))])
    return joined(rest[:to] + [lines[at]] + rest[to:])


def spoil_swap(lines, draw):
    i, j = pick(lines, draw), pick(lines, draw)
    if draw.random() < 0.5:
        j = min(i + 1, len(lines) - 1)
    copy = list(lines)
    copy[i], copy[j] = copy[j], copy[i]
    return joined(copy)


def spoil_truncate(lines, draw):
    text = joined(lines)
    return text[:draw.randrange(len(text))]


def spoil_trailing(lines, draw):
    return joined(lines) + draw.choice(["\n", " ", "end\n", "x", "row eabb 1\n", "\0", "\r\n"])


def spoil_claim(lines, draw):
    """A word of the claim replaced, added, dropped, swapped."""
    at = next(i for i, line in enumerate(lines) if line.startswith("claim "))
    words = lines[at].split(" ")
    choice = draw.randrange(6)
    if choice == 0:
        words[1] = draw.choice(KINDS)
    elif choice == 1:
        words.append(draw.choice(PROPERTIES))
    elif choice == 2:
        words.pop(draw.randrange(1, len(words)))
    elif choice == 3:
        names = [w for w in words if w in PROPERTIES] + [draw.choice(PROPERTIES)]
        rest = [w for w in words if w not in PROPERTIES]
        words = rest + sorted(set(names), key=PROPERTIES.index)
    else:
        others = PROPERTIES + ["max", "min", "deterministic", "revenue", "profit", "welfare",
                               "utility", "utility:0", "utility:9", "deficit", "worst-deficit"]
        words[draw.randrange(2, max(len(words), 3)) - (len(words) == 2)] = draw.choice(others)
    return replace(lines, at, " ".join(words))


def spoil_word(lines, draw):
    """The first word of a record, or a word of the rule or prior line."""
    at = pick(lines, draw)
    words = lines[at].split(" ")
    if words[0] in ("rule", "prior", "outside", "environment") and len(words) > 1:
        words[-1] = draw.choice(["efficient", "other", "free", "first", "last", "lottery", "none",
                                 "independent", "joint", "type", "profile", "outcome", "both",
                                 "reduced"])
    elif words[0] == "row" and len(words) > 1:
        words[1] = draw.choice(PROPERTIES + ["pos", "one", "worst", "fix"])
    else:
        words[0] = draw.choice(["value", "valuex", "cost", "needs", "mu", "mux", "out", "alloc",
                                "lottery", "pay", "row", "ray", "rayx", "end", "case", "branch",
                                "Row", "ROW", words[0] + " "])
    return replace(lines, at, " ".join(words))


def spoil_rule_word(lines, draw):
    """Another rule line above the same table."""
    at = next(i for i, line in enumerate(lines) if line.startswith("rule "))
    return replace(lines, at, draw.choice(["rule fixed efficient first",
                                           "rule fixed efficient last",
                                           "rule fixed efficient lottery", "rule fixed other",
                                           "rule free"]))


SPOILERS = [spoil_digit, spoil_digit, spoil_sign, spoil_index, spoil_index, spoil_form,
            spoil_multiple, spoil_label, spoil_drop, spoil_double, spoil_move, spoil_swap,
            spoil_truncate, spoil_trailing, spoil_claim, spoil_claim, spoil_word,
            spoil_rule_word]


def spoiled(texts, count, draw):
    """count different texts, none of them an original: (name of the spoiler, text)."""
    seen, found = set(texts), []
    # each claim equally often
    by_claim = {}
    for text in texts:
        by_claim.setdefault(head(text)[0], []).append(text)
    claims = sorted(by_claim)
    while len(found) < count:
        lines = draw.choice(by_claim[draw.choice(claims)]).decode("ascii").split("\n")[:-1]
        spoiler = draw.choice(SPOILERS)
        text = spoiler(lines, draw).encode("latin-1")
        if text not in seen:
            seen.add(text)
            found.append((spoiler.__name__[6:], text))
    return found


def head(text):
    """Claim, rule and prior of an original."""
    lines = text.decode("ascii").split("\n")
    word = {line.split(" ")[0]: line.split(" ") for line in lines
            if line.split(" ")[0] in ("claim", "rule", "prior")}
    claim = word["claim"][1]
    if "deterministic" in word["claim"]:
        claim += " deterministic"
    if lines[1] == "environment reduced":
        claim += " (reduced)"
    rule = word["rule"][1] if word["rule"][1] == "free" else word["rule"][2]
    return claim, rule, word["prior"][1]


def verify(verifier, folder, texts):
    """Whether expost-verify accepts, and its reason, of each text."""
    answers = []
    for start in range(0, len(texts), BATCH):
        names = []
        for k, text in enumerate(texts[start:start + BATCH]):
            names.append(os.path.join(folder, f"s{k:04}.cert"))
            with open(names[-1], "wb") as file:
                file.write(text)
        done = subprocess.run([verifier, *names], capture_output=True, check=False, timeout=600)
        said = done.stdout.decode("latin-1").split("\n")
        why = done.stderr.decode("latin-1").split("\n")
        accepted = {line.split(": ")[0] for line in said if line.startswith(folder)}
        reasons = {}
        for line in (line for line in why if line.startswith("expost-verify: ")):
            path = line[len("expost-verify: "):].split(":")[0]
            reasons[path] = line.partition(path)[2]
        for name in names:
            if (name in accepted) == (name in reasons):
                answers.append((None, f"no single answer: {done.returncode} {why[:2]}"))
            else:
                answers.append((name in accepted, reasons.get(name, "")))
    return answers


def claim_key(text):
    """What the truth of a claim depends on."""
    claim = re.search(rb"\nclaim [a-z-]+", text)
    if claim and claim[0].split()[1] in (b"impossible", b"optimum", b"unbounded",
                                         b"groves-no-balance", b"implementable",
                                         b"not-implementable"):
        text = text.split(b"\nevidence\n")[0] + b"\nevidence\nend\n"
    return re.sub(rb'"[^"\n]*"', b'""', text)


class Referee:
    """The truth of claims, each evaluated once."""

    def __init__(self):
        self.known = {}

    def says(self, text):
        key = claim_key(text)
        if key not in self.known:
            self.known[key] = is_true(text)
        return self.known[key]


def table(texts):
    """How many originals of each claim, rule and prior."""
    counts = {}
    for text in texts:
        counts[head(text)] = counts.get(head(text), 0) + 1
    columns = [(rule, prior) for rule in ("efficient", "other", "free")
               for prior in ("none", "independent", "joint")]
    for claim in sorted({key[0] for key in counts}):
        row = " ".join(f"{counts.get((claim,) + column, 0):5}" for column in columns)
        print(f"{claim:28} {row}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--models", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep")
    parser.add_argument("program", nargs="?", default=os.environ.get("EXPOST"))
    options = parser.parse_args()
    if not options.program:
        parser.error("no program: an argument, or the variable EXPOST")
    program = os.path.abspath(options.program)
    verifier = os.environ.get("EXPOST_VERIFY",
                              os.path.join(os.path.dirname(program), "expost-verify"))
    passed = failed = 0
    referee = Referee()

    def check(good, words, text=b""):
        nonlocal passed, failed
        if good:
            passed += 1
            return
        failed += 1
        if failed <= 20:
            print(f"spoil: {words}")
        if options.keep and text:
            os.makedirs(options.keep, exist_ok=True)
            with open(os.path.join(options.keep, f"f{failed:04}.cert"), "wb") as file:
                file.write(text)

    with tempfile.TemporaryDirectory(prefix="expost-test-") as folder:
        texts, faults = originals(program, folder, options.models)
        check(not faults, f"{len(faults)} questions failed")
        table(texts)
        for kind in KINDS:
            check(any(head(text)[0].split(" ")[0] == kind for text in texts),
                  f"no certificate claims {kind}")
        for text, (accepted, reason) in zip(texts, verify(verifier, folder, texts)):
            check(accepted, f"an original is rejected: {head(text)}: {reason}", text)
            verdict, why = judge(text)
            check(verdict == "accept", f"the slow judge rejects an original: {head(text)}: {why}",
                  text)
            check(referee.says(text), f"an original is not true: {head(text)}", text)
        draw = random.Random(options.seed)
        changed = spoiled(texts, options.count, draw) if texts else []
        answers = verify(verifier, folder, [text for _, text in changed])
        still = {}
        for (spoiler, text), (accepted, reason) in zip(changed, answers):
            verdict, why = judge(text)
            check(accepted is not None, f"{spoiler}: {reason}", text)
            check(accepted == (verdict == "accept"),
                  f"{spoiler}: expost-verify {'accepts' if accepted else 'rejects'}{reason}; "
                  f"the slow judge {verdict}s {why}", text)
            if accepted:
                still[spoiler] = still.get(spoiler, 0) + 1
                check(referee.says(text), f"{spoiler}: accepted and not true", text)
        print(f"spoil: {len(texts)} certificates, {len(changed)} spoiled, "
              f"{sum(still.values())} still accepted and true: "
              + ", ".join(f"{name} {count}" for name, count in sorted(still.items())))
    print(f"spoil: {passed} passed, {failed} failed")
    sys.exit(1 if failed or not texts else 0)


if __name__ == "__main__":
    main()
