#!/usr/bin/env python3
"""Random partnerships with types on intervals, against a slow judge in exact fractions.

usage: random_intervals.py [ROUNDS [SEED]]
       the variables EXPOST and EXPOST_VERIFY name the programs

Densities are piecewise linear, so cdfs are piecewise quadratic, with rational knots; supports and
shares differ.  The judge computes D of semantics.md section 9 from its definition: integrals of
products of cdfs piece by piece, the worst-off types by bisection, the error by concavity.  Then
  the verdict and the digits of the sum are the judge's, by the exact road;
  with t written as sqrt((t + 1)^2) - 1, which is no polynomial, by balls: an enclosure of it;
  the sum does not change when the agents change places, and doubles when the types double;
  at the mean of two share vectors it is at least the mean of the two sums (D is concave);
  the certificate is accepted, and refused with the other claim or with a bracket elsewhere.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

DIGITS = 18
HALVINGS = 90
passed = failed = 0


def judge(good, words):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"FAIL {words}")
    return good


# Polynomials are lists of coefficients, the constant first; a function is a list of (low, high,
# polynomial).

def evaluate(poly, x):
    value = Fraction(0)
    for c in reversed(poly):
        value = value * x + c
    return value


def multiply(p, q):
    r = [Fraction(0)] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            r[i + j] += a * b
    return r


def integrate(poly, low, high):
    primitive = [Fraction(0)] + [c / (k + 1) for k, c in enumerate(poly)]
    return evaluate(primitive, high) - evaluate(primitive, low)


def random_distribution(rng):
    """The density as (low, high, [a, b]): a + b t there; it integrates to 1."""
    low = Fraction(rng.randint(0, 3), rng.randint(1, 3))
    knots = [low]
    for _ in range(rng.randint(1, 3)):
        knots.append(knots[-1] + Fraction(rng.randint(1, 6), rng.randint(2, 5)))
    heights = [Fraction(rng.randint(0, 5)) for _ in knots]
    if not any(heights):
        heights[0] = Fraction(1)
    density = []
    for k in range(len(knots) - 1):
        slope = (heights[k + 1] - heights[k]) / (knots[k + 1] - knots[k])
        density.append((knots[k], knots[k + 1], [heights[k] - slope * knots[k], slope]))
    total = sum(integrate(p, a, b) for a, b, p in density)
    return [(a, b, [c / total for c in p]) for a, b, p in density]


def cdf_of(density):
    pieces, value = [], Fraction(0)
    for a, b, p in density:
        primitive = [Fraction(0)] + [c / (k + 1) for k, c in enumerate(p)]
        primitive[0] = value - evaluate(primitive, a)
        pieces.append((a, b, primitive))
        value = evaluate(primitive, b)
    return pieces


def piece_at(cdf, x):
    """The polynomial on the right of x, 0 below and 1 above."""
    if x < cdf[0][0]:
        return [Fraction(0)]
    for _, high, poly in cdf:
        if x < high:
            return poly
    return [Fraction(1)]


def value_at(cdf, x):
    return evaluate(piece_at(cdf, x), x)


def integral_of_product(cdfs, low, high):
    knots = {low, high}
    for cdf in cdfs:
        knots |= {e for a, b, _ in cdf for e in (a, b) if low < e < high}
    knots = sorted(knots)
    total = Fraction(0)
    for a, b in zip(knots, knots[1:]):
        poly = [Fraction(1)]
        for cdf in cdfs:
            poly = multiply(poly, piece_at(cdf, a))
        total += integrate(poly, a, b)
    return total


def sum_of(cdfs, shares):
    """Bounds of D."""
    n = len(cdfs)
    top = max(cdf[-1][1] for cdf in cdfs)
    bottom = min(cdf[0][0] for cdf in cdfs)
    base = top + (n - 1) * integral_of_product(cdfs, bottom, top)
    low, high = base, base
    for i, share in enumerate(shares):
        others = cdfs[:i] + cdfs[i + 1:]
        a, b = cdfs[i][0][0], cdfs[i][-1][1]

        def slope(v):
            product = Fraction(1)
            for cdf in others:
                product *= value_at(cdf, v)
            return share - product

        for _ in range(HALVINGS):
            middle = (a + b) / 2
            if slope(middle) >= 0:
                a = middle
            else:
                b = middle
        phi = a * share + integral_of_product(others, a, top)
        high -= phi
        low -= phi + (b - a) * max(slope(a), 0)
    return low, high


def random_shares(rng, n):
    weights = [rng.randint(0, 6) for _ in range(n)]
    if not any(weights):
        weights[0] = 1
    return [Fraction(w, sum(weights)) for w in weights]


def write(density, by_balls, scale):
    """The prior of a block; by balls: t is hidden behind a root."""
    t = f"({'(sqrt((t + 1)^2) - 1)' if by_balls else 't'}/{scale})"
    cases = []
    for a, b, p in cdf_of(density):
        formula = " + ".join(f"({c})*{t}^{k}" for k, c in enumerate(p))
        cases.append((formula, b * scale))
    lines = [f"        {f} when t <= {b}" for f, b in cases[:-1]]
    lines.append(f"        {cases[-1][0]} otherwise")
    return "    prior cdf {\n" + "\n".join(lines) + "\n    }\n"


def model_of(densities, shares, by_balls=False, scale=1):
    text = ""
    for k, (density, share) in enumerate(zip(densities, shares)):
        low, high = density[0][0] * scale, density[-1][1] * scale
        text += (f"agent a{k} {{\n    types in [{low}, {high}]\n"
                 f"{write(density, by_balls, scale)}    share = {share}\n}}\n")
    return text


class Program:
    def __init__(self):
        self.expost = os.environ["EXPOST"]
        self.verify = os.environ["EXPOST_VERIFY"]
        self.folder = tempfile.mkdtemp()

    def dissolve(self, text, certificate=None):
        command = [self.expost, "dissolve", "-", "--format", "json", "--digits", str(DIGITS)]
        if certificate is not None:
            command += ["-c", certificate]
        run = subprocess.run(command, input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             text=True, check=False, timeout=300)
        if run.returncode not in (0, 1):
            return run.returncode, {"error": run.stderr}
        return run.returncode, json.loads(run.stdout)

    def bounds(self, text, where):
        """Bounds of the sum, (0, 0) after a failure."""
        status, output = self.dissolve(text)
        if not judge(status in (0, 1), f"{where}: exit {status}: {output.get('error')}\n{text}"):
            return Fraction(0), Fraction(0)
        return bounds_of(output)

    def accepts(self, certificate):
        return subprocess.run([self.verify, certificate], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, check=False, timeout=300).returncode


def digits_of(output):
    return Fraction(output["sum_decimal"]["value"]) if output.get("sum_decimal") else None


def bounds_of(output):
    """Rational bounds of the sum."""
    value = output["sum"]
    if isinstance(value, str):
        return Fraction(value), Fraction(value)
    if "lo" in value:
        return Fraction(value["lo"]), Fraction(value["hi"])
    near = digits_of(output)
    return near - Fraction(1, 10 ** DIGITS), near + Fraction(1, 10 ** DIGITS)


def overlap(a, b):
    return a[0] <= b[1] and b[0] <= a[1]


def spoil(program, path, where):
    """The other claim, and each bracket moved beyond itself, must be refused."""
    with open(path, encoding="ascii") as file:
        lines = file.read().splitlines()
    spoiled = os.path.join(program.folder, "spoiled.cert")
    for k, line in enumerate(lines):
        words = line.split()
        if words[:1] == ["claim"]:
            new = "claim " + ("not-dissolvable" if words[1] == "dissolvable" else "dissolvable")
        elif words[:1] == ["worst"] and words[2] != words[3]:
            shift = 2 * (Fraction(words[3]) - Fraction(words[2]))
            new = f"worst {words[1]} {Fraction(words[2]) + shift} {Fraction(words[3]) + shift}"
        else:
            continue
        with open(spoiled, "w", encoding="ascii") as file:
            file.write("\n".join(lines[:k] + [new] + lines[k + 1:]) + "\n")
        judge(program.accepts(spoiled) == 1, f"{where}: accepted with `{new}`")


def one_round(program, rng, where):
    n = rng.choice((2, 2, 2, 3, 3, 4))
    densities = [random_distribution(rng) for _ in range(n)]
    if rng.random() < 0.4:
        densities = [densities[0]] * n
    cdfs = [cdf_of(d) for d in densities]
    shares = random_shares(rng, n)
    true = sum_of(cdfs, shares)
    certificate = os.path.join(program.folder, "a.cert")
    status, output = program.dissolve(model_of(densities, shares), certificate)
    if not judge(status in (0, 1), f"{where}: {output.get('error')}"):
        print(model_of(densities, shares))
        return
    judge(status == (0 if true[0] >= 0 else 1) or true[0] < 0 <= true[1], f"{where}: verdict")
    judge(overlap(bounds_of(output), true), f"{where}: the sum is {output['sum']}, not {true}")
    judge(program.accepts(certificate) == 0, f"{where}: the certificate is refused")
    spoil(program, certificate, where)
    balls, rough = program.dissolve(model_of(densities, shares, by_balls=True))
    if judge(balls in (0, 1, 3), f"{where}: by balls: {rough.get('error')}") and balls != 3:
        judge(balls == status, f"{where}: by balls another verdict")
        judge(overlap(bounds_of(rough), true), f"{where}: by balls {rough['sum']}, not {true}")
    order = rng.sample(range(n), n)
    turned = program.bounds(model_of([densities[i] for i in order], [shares[i] for i in order]),
                            where)
    judge(overlap(turned, bounds_of(output)), f"{where}: other places, another sum")
    doubled = program.bounds(model_of(densities, shares, scale=2), where)
    twice = tuple(2 * b for b in bounds_of(output))
    judge(overlap(doubled, twice), f"{where}: twice the types, not twice the sum")
    other = random_shares(rng, n)
    second = program.bounds(model_of(densities, other), where)
    mean = [(a + b) / 2 for a, b in zip(shares, other)]
    middle = program.bounds(model_of(densities, mean), where)
    judge(2 * middle[1] >= bounds_of(output)[0] + second[0],
          f"{where}: the sum is not concave in the shares")


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    rng = random.Random(seed)
    program = Program()
    for k in range(rounds):
        one_round(program, rng, f"seed {seed}, round {k}")
    print(f"random_intervals: {passed} passed, {failed} failed")
    return 1 if failed > 0 or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
