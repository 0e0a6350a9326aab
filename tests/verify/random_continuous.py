#!/usr/bin/env python3
"""expost-verify on random certificates about continuous types, exact kind, right and spoiled: what is
accepted must be true by a slow evaluation in fractions that shares nothing with it but the manual page.

usage: random_continuous.py [EXPOST-VERIFY]      by default the variable EXPOST_VERIFY

The evaluation integrates piecewise polynomials by interpolation at rational points, finds worst-off
types by halving, and expectations of sums by conditioning on one agent after the other.  Random
certificates are made here, claims of that evaluation with brackets by halving; they and those of the
folder good have one field or line spoiled, again and again.  XP_TEST_MULTIPLIER scales the number of
rounds.
"""

import os
import random
import shlex
import subprocess
import sys
from fractions import Fraction as F
from functools import lru_cache

PROGRAM = shlex.split(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("EXPOST_VERIFY", ""))
MULTIPLIER = int(os.environ.get("XP_TEST_MULTIPLIER", "1") or 1)
ROUNDS = 6 * MULTIPLIER
SPOILED = 25
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "good")
TINY = F(1, 10 ** 12)
HALVINGS = 60


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
    done = subprocess.run(PROGRAM + ["--quiet", "-"], input=text, capture_output=True, timeout=60,
                          check=False)
    return done.returncode


# the slow evaluation

@lru_cache(maxsize=None)
def weights(count):
    """Of the values at k / (count - 1) in the integral from 0 to 1 of a polynomial through them."""
    nodes = [F(k, count - 1) for k in range(count)] if count > 1 else [F(1, 2)]
    found = []
    for k in range(count):
        base = [F(1)]
        for j in range(count):
            if j != k:
                scale = nodes[k] - nodes[j]
                base = [((base[i - 1] if i > 0 else 0) - (base[i] * nodes[j] if i < len(base) else 0))
                        / scale for i in range(len(base) + 1)]
        found.append(sum(c / (i + 1) for i, c in enumerate(base)))
    return list(zip(nodes, found))


def integrate(function, low, high, knots, degree):
    """Exact for a function that is a polynomial of that degree between knots."""
    ends = [low] + sorted(k for k in set(knots) if low < k < high) + [high]
    total = F(0)
    for a, b in zip(ends, ends[1:]):
        for node, weight in weights(degree + 1):
            total += weight * (b - a) * function(a + (b - a) * node)
    return total


def value_at(coefficients, x):
    total = F(0)
    for c in reversed(coefficients):
        total = total * x + c
    return total


class Root:
    """The only root of a polynomial between two numbers."""

    def __init__(self, low, high, coefficients):
        self.low, self.high = low, high
        sign = value_at(coefficients, high) > 0
        if low >= high or (value_at(coefficients, low) > 0) == sign:
            raise ValueError("no change of sign")
        for _ in range(2 * HALVINGS):
            middle = (self.low + self.high) / 2
            if (value_at(coefficients, middle) > 0) == sign:
                self.high = middle
            else:
                self.low = middle

    def middle(self):
        return (self.low + self.high) / 2


class Agent:
    def __init__(self, low, high):
        self.low, self.high = low, high
        self.pieces = []
        self.slope = self.constant = self.factor = self.shift = F(0)

    def cdf(self, x):
        if x <= self.low:
            return F(0)
        if x >= self.high:
            return F(1)
        return next(value_at(c, x) for a, b, c in self.pieces if x <= b)

    def density(self, x, piece):
        return value_at([k * c for k, c in enumerate(piece[2])][1:], x)

    def knots(self):
        return [self.low] + [b for _, b, _ in self.pieces]

    def degree(self):
        return max(len(c) for _, _, c in self.pieces)

    def check(self):
        """Is it a cdf, as far as points on a fine grid tell?"""
        at = self.low
        level = F(0)
        for a, b, c in self.pieces:
            if a != at or b <= a or value_at(c, a) != level:
                raise ValueError("pieces do not meet")
            for k in range(101):
                if self.density(a + (b - a) * F(k, 100), (a, b, c)) < 0:
                    raise ValueError("the cdf falls")
            at, level = b, value_at(c, b)
        if at != self.high or level != 1:
            raise ValueError("the cdf does not end at 1")


def expected_gain(agents, c):
    """E max(sum of X - c, 0)."""
    if not agents:
        return max(-c, F(0))
    agent, rest = agents[-1], agents[:-1]
    if agent.factor == 0:
        return expected_gain(rest, c - agent.shift)
    kinks = {F(0)}
    for other in rest:
        steps = [other.factor * k + other.shift for k in other.knots()]
        kinks = {a + b for a in kinks for b in steps}
    kinks = {(c - k - agent.shift) / agent.factor for k in kinks}
    degree = 1 + agent.degree() + sum(other.degree() for other in rest)
    return sum(integrate(lambda t, p=piece: agent.density(t, p)
                         * expected_gain(rest, c - agent.factor * t - agent.shift),
                         piece[0], piece[1], kinks, degree) for piece in agent.pieces)


def least(function, low, high):
    """The least value of a convex function, nearly."""
    for _ in range(HALVINGS):
        third = (high - low) / 3
        if function(low + third) <= function(high - third):
            high -= third
        else:
            low += third
        # fractions stay short
        low, high = low.limit_denominator(10 ** 15), high.limit_denominator(10 ** 15)
        if high - low < F(1, 10 ** 9):
            break
    return min(function(low), function(high), function((low + high) / 2))


def subsidy_of_project(agents, threshold):
    total = (len(agents) - 1) * expected_gain(agents, threshold)
    for i, agent in enumerate(agents):
        rest = agents[:i] + agents[i + 1:]

        def gain(t, agent=agent, rest=rest):
            return expected_gain(rest, threshold - agent.factor * t - agent.shift) \
                - agent.slope * t - agent.constant
        total -= least(gain, agent.low, agent.high)
    return total


def subsidy_of_good(agents, shares):
    alpha, beta = min(a.low for a in agents), max(a.high for a in agents)
    knots = [k for a in agents for k in a.knots()]
    degree = sum(a.degree() for a in agents)

    def product(x, without=None):
        found = F(1)
        for j, agent in enumerate(agents):
            if j != without:
                found *= agent.cdf(x)
        return found
    value = -beta - (len(agents) - 1) * integrate(product, alpha, beta, knots, degree)
    for i, agent in enumerate(agents):
        low, high = agent.low, agent.high
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            if product(middle, i) < shares[i]:
                low = middle
            else:
                high = middle
        value += low * shares[i] + agent.constant + integrate(lambda x, i=i: product(x, i), low, beta,
                                                              knots, degree)
    return value


def read(lines):
    """The claim of a certificate and its least subsidy, nearly; ValueError where there is none."""
    agents, shares, rest = [], {}, None
    threshold, claim = None, None
    for line in lines:
        word, _, tail = line.partition(" ")
        if word == "agent":
            fields = tail.rsplit(" ", 2)
            agents.append(Agent(F(fields[1]), F(fields[2])))
            continue
        fields = tail.split(" ")
        if word == "poly":
            numbers = [F(x) for x in fields[1:]]
            agents[int(fields[0])].pieces.append((numbers[0], numbers[1], numbers[2:]))
        elif word == "share":
            shares[int(fields[0])] = F(fields[1])
        elif word == "shareroot":
            numbers = [F(x) for x in fields[1:]]
            shares[int(fields[0])] = Root(numbers[0], numbers[1], numbers[2:]).middle()
        elif word == "rest":
            rest = int(fields[0])
        elif word == "outside":
            agents[int(fields[0])].slope, agents[int(fields[0])].constant = F(fields[1]), F(fields[2])
        elif word == "difference":
            agents[int(fields[0])].factor, agents[int(fields[0])].shift = F(fields[1]), F(fields[2])
        elif word == "project":
            threshold = F(fields[0])
        elif word == "claim":
            claim = fields
    for agent in agents:
        agent.check()
    if threshold is not None:
        return claim, subsidy_of_project(agents, threshold)
    if rest is not None:
        shares[rest] = 1 - sum(shares.values())
    if shares and (sum(shares.values()) != 1 or min(shares.values()) < 0):
        raise ValueError("shares")
    return claim, subsidy_of_good(agents, [shares.get(i, a.slope) for i, a in enumerate(agents)])


def is_true(lines):
    try:
        claim, value = read(lines)
    except (ValueError, IndexError, KeyError, StopIteration, ZeroDivisionError, TypeError):
        return False
    if claim[0] == "dissolvable":
        return value <= TINY
    if claim[0] == "not-dissolvable":
        return value > -TINY
    return F(claim[1]) <= value + TINY and value - TINY <= F(claim[2])


# random certificates

def draw_number(draw, low=-3, high=3):
    return F(draw.randint(4 * low, 4 * high), draw.choice([1, 2, 4, 4, 3]))


def draw_agent(draw, i):
    """A cdf in one to three pieces: each linear or of degree two, rising, some flat."""
    count = draw.choice([1, 1, 2, 3])
    at, level = draw_number(draw), F(0)
    start = at
    steps = [F(draw.choice([0, 1, 1, 2, 3])) for _ in range(count)]
    if sum(steps) == 0:
        steps[0] = F(1)
    lines = []
    for step in steps:
        rise, width = step / sum(steps), F(draw.randint(1, 4), draw.choice([1, 2, 3]))
        bend = draw.choice([F(0), F(0), F(1), F(-1), F(1, 2)]) * rise
        # level + rise u + bend u (u - 1), u = (x - at) / width
        a, b = bend / width ** 2, (rise - bend) / width
        numbers = [level - b * at + a * at * at, b - 2 * a * at, a]
        while len(numbers) > 1 and numbers[-1] == 0:
            numbers.pop()
        lines.append(f"poly {i} {at} {at + width} " + " ".join(str(x) for x in numbers))
        at, level = at + width, level + rise
    return [f'agent {i} "a{i}" {start} {at}'] + lines


def draw_shares(draw, count):
    parts = [F(draw.randint(0, 4)) for _ in range(count)]
    parts[0] += 1
    return [f"share {i} {p / sum(parts)}" for i, p in enumerate(parts)]


def supports_of(lines):
    return [tuple(F(x) for x in line.rsplit(" ", 2)[1:]) for line in lines
            if line.startswith("agent ")]


def draw_certificate(draw):
    """A random claim that is true, and brackets."""
    count = draw.choice([2, 2, 3])
    body = ["expost-certificate 1", "environment continuous", f"agents {count}"]
    for i in range(count):
        body += draw_agent(draw, i)
    kind = draw.choice(["partnership", "partnership", "good", "project"])
    if kind == "partnership":
        body += ["partnership"] + draw_shares(draw, count)
        if draw.random() < .2:
            body[-count:] = ["shareroot 0 0 1 -1 0 2"] + \
                [f"share {i} 0" for i in range(1, count - 1)] + [f"rest {count - 1}"]
    elif kind == "good":
        body += ["good"] + [f"outside {i} {draw_number(draw, 0, 1)} {draw_number(draw, -1, 1)}"
                            for i in range(count)]
    else:
        body += [f"project {draw_number(draw)}"]
        body += [f"difference {i} {draw.choice([-1, 1, 1, F(1, 2), 0])} {draw_number(draw, -1, 1)}"
                 for i in range(count)]
        body += [f"outside {i} {draw_number(draw, -1, 1)} {draw_number(draw, -1, 1)}"
                 for i in range(count)]
    claim, value = read(body + ["claim subsidy 0 0"])
    if kind == "partnership" and abs(value) > TINY and draw.random() < .7:
        body.append("claim dissolvable" if value < 0 else "claim not-dissolvable")
    else:
        width = F(1, draw.choice([4, 16, 64]))
        body.append(f"claim subsidy {(value - width).limit_denominator(1000)} "
                    f"{(value + width).limit_denominator(1000)}")
    return body, narrow(body, count)


def narrow(body, count):
    """Brackets that the verifier takes: halved, one agent after the other, as it says on which side."""
    supports = supports_of(body)
    found = list(supports)
    for i in range(count):
        for _ in range(14):
            middle = (found[i][0] + found[i][1]) / 2
            trial = list(supports)
            trial[i] = (found[i][0], middle)
            text = "".join(line + "\n" for line in body + evidence(trial))
            done = subprocess.run(PROGRAM + ["-"], input=text.encode(), capture_output=True,
                                  timeout=60, check=False)
            if b"lie below HI" in done.stderr:
                found[i] = (middle, found[i][1])
            else:
                found[i] = (found[i][0], middle)
    return found


def evidence(found):
    return ["evidence"] + [f"worst {i} {a} {b}" for i, (a, b) in enumerate(found)] + ["end"]


def spoil_number(draw, text, others):
    try:
        number = F(text)
    except (ValueError, ZeroDivisionError):
        return draw.choice(others)
    return str(draw.choice([number + 1, number - 1, -number, number / 2, number * 2, number + F(1, 64),
                            number - F(1, 1000), F(0), 1 - number])) \
        if draw.random() < .8 else draw.choice(others)


def spoil(draw, lines):
    lines = list(lines)
    others = [field for line in lines for field in line.split(" ")]
    for _ in range(draw.choice([1, 1, 1, 2])):
        k = draw.randrange(2, len(lines))
        choice = draw.random()
        if choice < .75:
            fields = lines[k].split(" ")
            j = draw.randrange(len(fields))
            fields[j] = spoil_number(draw, fields[j], others)
            lines[k] = " ".join(fields)
        elif choice < .8:
            lines.insert(k, lines[draw.randrange(len(lines))])
        elif choice < .85 and len(lines) > 4:
            del lines[k]
        elif choice < .9:
            j = draw.randrange(2, len(lines))
            lines[j], lines[k] = lines[k], lines[j]
        else:
            for place, line in enumerate(lines):
                if line.startswith("claim "):
                    lines[place] = draw.choice(["claim dissolvable", "claim not-dissolvable",
                                                "claim subsidy 0 1", "claim subsidy -1 0"])
    return lines


def good_ones():
    """The certificates of the exact kind in the folder good."""
    for name in sorted(os.listdir(FOLDER)):
        if name.startswith("continuous-") and name.endswith(".cert"):
            with open(os.path.join(FOLDER, name), encoding="ascii") as file:
                lines = file.read().split("\n")[:-1]
            if not any(line.startswith("formula ") for line in lines):
                yield lines


def main():
    if not PROGRAM:
        sys.exit(f"usage: {sys.argv[0]} EXPOST-VERIFY")
    tally = Tally()
    draw = random.Random(20261122)
    counts = {0: 0, 1: 0, 3: 0}

    def spoil_all(lines, times):
        for _ in range(times):
            spoiled = spoil(draw, lines)
            if spoiled == lines:
                continue
            status = verify(spoiled)
            tally.check(status in (1, 3) or (status == 0 and is_true(spoiled)),
                        f"status {status} for\n" + "\n".join(spoiled))
            counts[status] = counts.get(status, 0) + 1

    for lines in good_ones():
        tally.check(is_true(lines), "good, but not true:\n" + "\n".join(lines))
        spoil_all(lines, 8 * MULTIPLIER)
    for _ in range(ROUNDS):
        body, found = draw_certificate(draw)
        lines = body + evidence(found)
        tally.check(verify(lines) == 0, "a certificate made here:\n" + "\n".join(lines))
        spoil_all(lines, SPOILED)
    tally.check(counts[0] > 0 and counts[1] > 0, f"{counts[0]} accepted, {counts[1]} refused")
    print(f"verify-continuous: spoiled: {counts[0]} accepted and true, {counts[1]} refused")
    print(f"verify-continuous: {tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed or not tally.passed else 0


sys.exit(main())
