#!/usr/bin/env python3
"""expost-verify on certificates about interim probabilities of winning: random priors and random
probabilities, judged by Border's inequality of every set of types; rules and sets made, and spoiled.

usage: allocations.py [EXPOST-VERIFY]      by default the variable EXPOST_VERIFY

Nothing here comes from the program.  Of every claim the set that fails by most is found by a look at
all sets; a rule is found by giving units at random, and its interim probabilities are those it has.
A certificate that is spoiled is read here once more, and must be accepted exactly when what it then
says is true.  XP_TEST_MULTIPLIER scales the number of rounds.
"""

import itertools
import os
import random
import shlex
import subprocess
import sys
from collections import Counter
from fractions import Fraction

PROGRAM = shlex.split(sys.argv[1] if len(sys.argv) == 2 else os.environ.get("EXPOST_VERIFY", ""))
MULTIPLIER = int(os.environ.get("XP_TEST_MULTIPLIER", "1") or 1)
ZERO = Fraction(0)


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, condition, words):
        if condition:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {words}"[:3000])


def verify(lines):
    text = "".join(line + "\n" for line in lines).encode()
    done = subprocess.run(PROGRAM + ["-"], input=text, capture_output=True, timeout=120, check=False)
    return done.returncode, done.stdout.decode()


class Setting:
    """Agents by their numbers of types, units, and a prior over profiles."""

    def __init__(self, draw):
        self.types = [draw.randint(1, 3) for _ in range(draw.randint(1, 3))]
        self.units = draw.randint(0, len(self.types) + 1)
        self.profiles = list(itertools.product(*[range(k) for k in self.types]))
        self.pairs = [(i, t) for i, k in enumerate(self.types) for t in range(k)]
        self.own = None
        if draw.random() < 0.5:
            self.own = [self.weights(draw, k) for k in self.types]
            self.prior = {}
            for profile in self.profiles:
                chance = Fraction(1)
                for i, t in enumerate(profile):
                    chance *= self.own[i][t]
                self.prior[profile] = chance
        else:
            self.prior = dict(zip(self.profiles, self.weights(draw, len(self.profiles))))
        self.chance = {(i, t): sum((c for p, c in self.prior.items() if p[i] == t), ZERO)
                       for i, t in self.pairs}

    @staticmethod
    def weights(draw, count):
        numbers = [draw.choice((0, 1, 1, 2, 3, 5)) for _ in range(count)]
        if sum(numbers) == 0:
            numbers[draw.randrange(count)] = 1
        return [Fraction(number, sum(numbers)) for number in numbers]

    def head(self, win):
        lines = ["expost-certificate 1", "allocation", f"agents {len(self.types)}"]
        for i, count in enumerate(self.types):
            lines.append(f'agent {i} "{chr(97 + i)}" {count}')
            lines += [f'type {i} {t} "{t}"' for t in range(count)]
        lines.append(f"units {self.units}")
        if self.own is not None:
            lines.append("prior independent")
            lines += [f"mu {i} {t} {self.own[i][t]}" for i, t in self.pairs]
        else:
            lines.append("prior joint")
            lines += [f"mux {' '.join(map(str, p))} {c}" for p, c in self.prior.items() if c > 0]
        return lines + [f"win {i} {t} {win[i, t]}" for i, t in self.pairs]

    def rule(self, draw):
        """Shares of units at each profile, at most one to each agent."""
        give = {}
        for profile in self.profiles:
            left, shares = Fraction(self.units), [ZERO] * len(self.types)
            for i in draw.sample(range(len(self.types)), len(self.types)):
                shares[i] = min(left, Fraction(draw.choice((0, 1, 2, 3, 4, 4, 4)), 4))
                left -= shares[i]
            give[profile] = shares
        return give

    def interim(self, give, draw):
        """What a rule gives; of types of probability 0, anything."""
        win = {}
        for i, t in self.pairs:
            total = sum((c * give[p][i] for p, c in self.prior.items() if p[i] == t), ZERO)
            win[i, t] = total / self.chance[i, t] if self.chance[i, t] else \
                Fraction(draw.randint(0, 2), 2)
        return win

    def slack(self, win, members):
        """Border's inequality: the right side less the left."""
        left = sum((self.chance[pair] * win[pair] for pair in members), ZERO)
        right = sum((c * min(self.units, sum((i, t) in members for i, t in enumerate(p)))
                     for p, c in self.prior.items()), ZERO)
        return right - left

    def worst(self, win):
        sets = itertools.chain.from_iterable(itertools.combinations(self.pairs, size)
                                             for size in range(len(self.pairs) + 1))
        return min(((self.slack(win, set(members)), members) for members in sets),
                   key=lambda found: (found[0], len(found[1])))


def feasible(setting, win, give):
    lines = setting.head(win) + ["claim feasible", "evidence"]
    lines += [f"give {' '.join(map(str, p))} {' '.join(map(str, give[p]))}" for p in setting.profiles]
    return lines + ["end"]


def infeasible(setting, win, members):
    return setting.head(win) + ["claim infeasible", "evidence"] + \
        [f"member {i} {t}" for i, t in members] + ["end"]


def is_true(setting, win, give):
    """Whether the rule is one, and gives the probabilities."""
    return all(0 <= g <= 1 for p in setting.profiles for g in give[p]) \
        and all(sum(give[p]) <= setting.units for p in setting.profiles) \
        and all(0 <= q <= 1 for q in win.values()) \
        and all(sum((c * give[p][i] for p, c in setting.prior.items() if p[i] == t), ZERO)
                == setting.chance[i, t] * win[i, t] for i, t in setting.pairs)


def sentence(setting, word):
    units, agents = setting.units, len(setting.types)
    some = " of positive probability" if any(c == 0 for c in setting.chance.values()) else ""
    return f"{word} allocation of {units} unit{'s' * (units != 1)} gives every type{some} of the " \
        f"{agents} agent{'s' * (agents != 1)} the interim winning probability that is stated.\n"


def check_rules(tally, draw, counts):
    setting = Setting(draw)
    give = setting.rule(draw)
    win = setting.interim(give, draw)
    tally.check(is_true(setting, win, give), "a rule made here")
    lines = feasible(setting, win, give)
    tally.check(verify(lines) == (0, sentence(setting, "Some")), f"a rule: {lines}")
    tally.check(setting.worst(win)[0] >= 0, f"Border's condition of a rule: {lines}")
    for _ in range(4):
        other = {p: list(shares) for p, shares in give.items()}
        if draw.random() < 0.7:
            p = draw.choice(setting.profiles)
            i = draw.randrange(len(setting.types))
            other[p][i] += draw.choice((-1, 1)) * Fraction(1, draw.choice((2, 4, 12)))
            changed = win
        else:
            changed = dict(win)
            changed[draw.choice(setting.pairs)] = Fraction(draw.randint(0, 8), 8)
        expected = is_true(setting, changed, other)
        lines = feasible(setting, changed, other)
        tally.check((verify(lines)[0] == 0) == expected, f"a rule spoiled, {expected}: {lines}")
        counts[f"rule {expected}"] += 1


def check_sets(tally, draw, counts):
    setting = Setting(draw)
    win = {pair: Fraction(draw.randint(0, 4), 4) for pair in setting.pairs}
    if draw.random() < 0.5:
        win = setting.interim(setting.rule(draw), draw)
        pair = draw.choice(setting.pairs)
        win[pair] = min(Fraction(1), win[pair] + Fraction(1, draw.choice((4, 24, 100))))
    slack, members = setting.worst(win)
    lines = infeasible(setting, win, members)
    expected = (0, sentence(setting, "No")) if slack < 0 else (1, "")
    tally.check(verify(lines) == expected, f"the worst set, {slack}: {lines}")
    counts[f"set {slack < 0}"] += 1
    for _ in range(4):
        some = [pair for pair in setting.pairs if draw.random() < 0.6]
        true = setting.slack(win, set(some)) < 0
        lines = infeasible(setting, win, some)
        tally.check((verify(lines)[0] == 0) == true, f"a set, {true}: {lines}")
        counts[f"any set {true}"] += 1


def check_spoiled(tally, draw):
    """A line left out, doubled or exchanged with the next is never the same certificate."""
    setting = Setting(draw)
    give = setting.rule(draw)
    lines = feasible(setting, setting.interim(give, draw), give)
    place = draw.randrange(len(lines))
    spoiled = lines[:place] + lines[place + 1:]
    tally.check(verify(spoiled)[0] == 1, f"without line {place}: {lines}")
    spoiled = lines[:place] + [lines[place]] + lines[place:]
    tally.check(verify(spoiled)[0] == 1, f"line {place} twice: {lines}")
    if place + 1 < len(lines):
        spoiled = lines[:place] + [lines[place + 1], lines[place]] + lines[place + 2:]
        tally.check(verify(spoiled)[0] == 1, f"lines {place} exchanged: {lines}")


def main():
    if not PROGRAM:
        sys.exit(f"usage: {sys.argv[0]} EXPOST-VERIFY")
    tally, draw, counts = Tally(), random.Random(1991), Counter()
    for _ in range(60 * MULTIPLIER):
        check_rules(tally, draw, counts)
        check_sets(tally, draw, counts)
        check_spoiled(tally, draw)
    kinds = ("rule True", "rule False", "set True", "set False", "any set True", "any set False")
    tally.check(all(counts[kind] > 0 for kind in kinds), f"every case came up: {counts}")
    print(f"verify/allocations: {tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed or not tally.passed else 0


sys.exit(main())
