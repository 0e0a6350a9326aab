#!/usr/bin/env python3
"""Writes a Coq file that proves the claim of a continuous partnership certificate.

usage: sign.py CERT [OUT.v]

The certificate (expost-certificate(5), CONTINUOUS TYPES) claims that a partnership is dissolvable
or not dissolvable.  The file states the cdfs, their slopes and the shares as they stand in the
certificate, proves that these are a partnership, and proves the sign of D by interval arithmetic;
the brackets of the worst-off types are those of the certificate.  The numbers below are only the
bounds to be proved: a wrong one, or a wrong claim, gives a file that Coq rejects.

Read are poly pieces and formulas of numbers, t, pi, + - * / ^ neg exp log sqrt, where exponents
are integers >= 0.  Shares must be rational, and D must not be 0 or too near to it.
"""

import math
import os
import sys
from fractions import Fraction


class Unsupported(Exception):
    """The certificate is not of the kind that is read here."""


# Formulas are tuples: ("num", q), ("t",), ("pi",), ("+", a, b), ..., ("neg", a), ("exp", a),
# ("^", a, n) with an integer n.

T = ("t",)
NAMES = {"exp": "exp", "log": "ln", "sqrt": "sqrt"}
ZERO, ONE = ("num", Fraction(0)), ("num", Fraction(1))


def number(q):
    return ("num", Fraction(q))


def negative(e):
    if e[0] == "num":
        return number(-e[1])
    return e[1] if e[0] == "neg" else ("neg", e)


def parse_formula(tokens):
    """The formula that the tokens state in reverse Polish notation."""
    stack = []
    for token in tokens:
        if token == "t":
            stack.append(T)
        elif token == "pi":
            stack.append(("pi",))
        elif token in ("+", "-", "*", "/"):
            right, left = stack.pop(), stack.pop()
            stack.append((token, left, right))
        elif token == "^":
            right, left = stack.pop(), stack.pop()
            if right[0] != "num" or right[1].denominator != 1 or right[1] < 0:
                raise Unsupported("an exponent that is no integer >= 0")
            stack.append(("^", left, int(right[1])))
        elif token == "neg":
            stack.append(negative(stack.pop()))
        elif token in NAMES:
            stack.append((token, stack.pop()))
        elif token[0].isdigit() or token[0] == "-" and len(token) > 1:
            stack.append(number(token))
        else:
            raise Unsupported("the function " + token)
    if len(stack) != 1:
        raise Unsupported("a formula that is none")
    return stack[0]


def polynomial(coefficients):
    """c0 + c1 t + ... without the terms that are 0."""
    result = ZERO
    for degree, c in enumerate(coefficients):
        if c == 0:
            continue
        power = T if degree == 1 else ("^", T, degree)
        if result == ZERO:
            result = number(c) if degree == 0 else times(number(c), power)
        else:
            result = ("+" if c > 0 else "-", result, times(number(abs(c)), power))
    return result


def depends(e):
    """Whether t occurs."""
    return e == T or any(isinstance(part, tuple) and depends(part) for part in e[1:])


def times(a, b):
    if ZERO in (a, b):
        return ZERO
    if a == number(-1):
        return negative(b)
    return b if a == ONE else a if b == ONE else ("*", a, b)


def derivative(e):
    """The derivative in t, without terms and factors that vanish."""
    kind = e[0]
    if not depends(e):
        return ZERO
    if kind == "t":
        return ONE
    if kind in ("+", "-"):
        left, right = derivative(e[1]), derivative(e[2])
        if right == ZERO:
            return left
        if left == ZERO:
            return right if kind == "+" else negative(right)
        return (kind, left, right)
    if kind == "*":
        left, right = times(derivative(e[1]), e[2]), times(e[1], derivative(e[2]))
        return right if left == ZERO else left if right == ZERO else ("+", left, right)
    if kind == "/":
        left = ("/", derivative(e[1]), e[2])
        if not depends(e[2]):
            return left
        right = ("/", times(e[1], derivative(e[2])), ("^", e[2], 2))
        return negative(right) if derivative(e[1]) == ZERO else ("-", left, right)
    if kind == "^":
        power = ONE if e[2] == 1 else e[1] if e[2] == 2 else ("^", e[1], e[2] - 1)
        return times(times(number(e[2]), power), derivative(e[1]))
    if kind == "neg":
        return negative(derivative(e[1]))
    if kind == "exp":
        return times(derivative(e[1]), e)
    if kind == "log":
        return ("/", derivative(e[1]), e[1])
    if kind == "sqrt":
        return ("/", derivative(e[1]), ("*", number(2), e))
    raise Unsupported(kind)


def coq_number(q, limit=0):
    """The number as Coq reads it; limit as for coq."""
    q = Fraction(q)
    text = str(q) if q.denominator == 1 else "%d / %d" % (q.numerator, q.denominator)
    level = 40 if q.denominator > 1 else 35 if q < 0 else 0
    return text if level <= limit else "(%s)" % text


def plain(q):
    return coq_number(q, 50)


def coq(e, limit=50):
    """The formula as Coq reads it, in parentheses if its operator is of a level above limit."""
    kind = e[0]
    if kind == "num":
        return coq_number(e[1], limit)
    if kind in ("t", "pi"):
        return "t" if kind == "t" else "PI"
    if kind == "^":
        level, text = 30, "%s ^ %d" % (coq(e[1], 10), e[2])
    elif kind in NAMES:
        level, text = 10, "%s %s" % (NAMES[kind], coq(e[1], 0))
    elif kind == "neg":
        level, text = 35, "- %s" % coq(e[1], 35)
    else:
        level = 50 if kind in ("+", "-") else 40
        text = "%s %s %s" % (coq(e[1], level), kind, coq(e[2], level - 1))
    return text if level <= limit else "(%s)" % text


def evaluate(e, t, exact=False):
    """The value at t: a float, or exactly, or None where it is not rational."""
    kind = e[0]
    if kind == "num":
        return e[1] if exact else float(e[1])
    if kind == "t":
        return t if exact else float(t)
    if kind == "pi":
        return None if exact else math.pi
    if kind == "^":
        base = evaluate(e[1], t, exact)
        return None if base is None else base ** e[2]
    parts = [evaluate(part, t, exact) for part in e[1:]]
    if None in parts:
        return None
    if kind in NAMES:
        if exact:
            return None
        return {"exp": math.exp, "log": math.log, "sqrt": math.sqrt}[kind](parts[0])
    if kind == "neg":
        return -parts[0]
    if kind == "+":
        return parts[0] + parts[1]
    if kind == "-":
        return parts[0] - parts[1]
    if kind == "*":
        return parts[0] * parts[1]
    return parts[0] / parts[1]


def arguments_at(e, t):
    """The functions with the rational arguments that they have at t."""
    found = set()
    for part in e[1:]:
        if isinstance(part, tuple):
            found |= arguments_at(part, t)
    if e[0] in NAMES:
        value = evaluate(e[1], t, exact=True)
        if value is not None:
            found.add((NAMES[e[0]], value))
    return found


class Piece:
    """A piece of a cdf on [start, end]; coefficients is None for a formula."""

    def __init__(self, start, end, value, coefficients):
        self.start, self.end = start, end
        self.value, self.coefficients = value, coefficients
        if coefficients is None:
            self.slope = derivative(value)
        else:
            self.slope = polynomial([k * c for k, c in enumerate(coefficients)][1:])


class Certificate:
    """A partnership, what is claimed of it, and the brackets of the worst-off types."""

    INDEXED = {"agent": "names", "share": "shares", "worst": "brackets"}

    def __init__(self, lines):
        if lines[:2] != ["expost-certificate 1", "environment continuous"]:
            raise Unsupported("no certificate about continuous types")
        self.names, self.lows, self.highs, self.pieces = [], [], [], []
        self.shares, self.brackets, self.claim = [], [], None
        partnership = False
        for line in lines[2:]:
            words = line.split(" ")
            kind = words[0]
            if kind in self.INDEXED and words[1] != str(len(getattr(self, self.INDEXED[kind]))):
                raise Unsupported("records of %s that are not in order" % kind)
            if kind in ("poly", "formula") and words[1] != str(len(self.pieces) - 1):
                raise Unsupported("a piece that is not behind its agent")
            if kind == "agent":
                self.names.append(line[line.index('"') + 1:line.rindex('"')])
                self.lows.append(Fraction(words[-2]))
                self.highs.append(Fraction(words[-1]))
                self.pieces.append([])
            elif kind == "poly":
                numbers = [Fraction(word) for word in words[2:]]
                self.pieces[int(words[1])].append(
                    Piece(numbers[0], numbers[1], polynomial(numbers[2:]), numbers[2:]))
            elif kind == "formula":
                self.pieces[int(words[1])].append(
                    Piece(Fraction(words[2]), Fraction(words[3]), parse_formula(words[4:]), None))
            elif kind == "partnership":
                partnership = True
            elif kind == "share":
                self.shares.append(Fraction(words[2]))
            elif kind in ("shareroot", "rest"):
                raise Unsupported("a share that is not rational")
            elif kind == "claim":
                self.claim = words[1]
            elif kind == "worst":
                self.brackets.append((Fraction(words[2]), Fraction(words[3])))
            elif kind not in ("agents", "evidence", "precision", "point", "end"):
                raise Unsupported("the record " + kind)
        if not partnership or self.claim not in ("dissolvable", "not-dissolvable"):
            raise Unsupported("no claim about a partnership")
        self.agents = len(self.names)
        if len(self.shares) != self.agents or len(self.brackets) != self.agents:
            raise Unsupported("shares or brackets that are missing")
        for low, high, pieces in zip(self.lows, self.highs, self.pieces):
            ends = [low] + [piece.end for piece in pieces]
            if [piece.start for piece in pieces] != ends[:-1] or ends[-1] != high:
                raise Unsupported("pieces that do not cover the support")
        self.bottom, self.top = min(self.lows), max(self.highs)

    def cdf(self, agent, low, high):
        """The formula of the cdf of the agent between two neighbouring points."""
        if high <= self.lows[agent]:
            return ZERO
        for piece in self.pieces[agent]:
            if high <= piece.end:
                return piece.value
        return ONE

    def product(self, skip, low, high):
        """The factors that are not 1 of the product of the cdfs, without that of one agent."""
        factors = [self.cdf(j, low, high) for j in range(self.agents) if j != skip]
        return [ZERO] if ZERO in factors else [e for e in factors if e != ONE]

    def cells(self, low):
        """The intervals from low to the top between the ends of pieces."""
        points = {low, self.top}
        for agent in range(self.agents):
            points.add(self.lows[agent])
            points.update(piece.end for piece in self.pieces[agent])
        points = sorted(x for x in points if low <= x <= self.top)
        return list(zip(points, points[1:]))

    def interim(self, agent, x):
        """The interim probability at x: factors, as product."""
        return self.product(agent, x, x)


def coq_product(factors):
    return " * ".join(coq(e, 39) for e in factors) if factors else "1"


NODES = [(0.1488743389816312, 0.2955242247147529), (0.4333953941292472, 0.2692667193099963),
         (0.6794095682990244, 0.2190863625159820), (0.8650633666889845, 0.1494513491505806),
         (0.9739065285171717, 0.0666713443086881)]


def integrate(factors, low, high):
    """A number near the integral, by Gauss's formula on 32 parts."""
    def integrand(x):
        return math.prod(evaluate(e, x) for e in factors)
    total, width = 0.0, (float(high) - float(low)) / 32
    for part in range(32):
        middle, half = float(low) + width * (part + 0.5), width / 2
        for node, weight in NODES:
            total += weight * half * (integrand(middle - half * node) +
                                      integrand(middle + half * node))
    return total


def bernstein(coefficients, low, high):
    """The b_k >= 0 with p(t) = sum of b_k (t - low)^k (high - t)^(d - k), for some d."""
    shifted = [Fraction(0)] * len(coefficients)
    for degree, c in enumerate(coefficients):
        for k in range(degree + 1):
            shifted[k] += c * math.comb(degree, k) * low ** (degree - k) * (high - low) ** k
    degree = max(len(shifted) - 1, 0)
    for d in range(degree, degree + 24):
        b = [sum(Fraction(math.comb(d - j, k - j)) * shifted[j]
                 for j in range(min(k, len(shifted) - 1) + 1)) for k in range(d + 1)]
        if all(x >= 0 for x in b):
            return [x / (high - low) ** d for x in b]
    return None


def trim(p):
    while p and p[-1] == 0:
        p = p[:-1]
    return p


def divide(p, q):
    """Quotient and remainder of polynomials, q not 0."""
    p, quotient = trim(list(p)), [Fraction(0)] * max(len(p) - len(q) + 1, 0)
    while len(p) >= len(q):
        factor, shift = p[-1] / q[-1], len(p) - len(q)
        quotient[shift] = factor
        p = trim([x - (factor * q[k - shift] if k >= shift else 0) for k, x in enumerate(p)][:-1])
    return quotient, p


def square_part(p):
    """A polynomial s and q with p = s^2 q, or None: s has the double roots of p."""
    p = trim(p)
    s, rest = p, trim([k * c for k, c in enumerate(p)][1:])
    while rest:
        s, rest = rest, divide(s, rest)[1]
    square = [sum(s[j] * s[k - j] for j in range(len(s)) if 0 <= k - j < len(s))
              for k in range(2 * len(s) - 1)]
    q, rest = divide(p, square)
    return None if rest or not s else (s, q)


def match_owner(values, default):
    """The function of an index that has these values."""
    lines = ["  match i with"]
    lines += ["  | %d%%nat => %s" % case for case in enumerate(values)]
    return "\n".join(lines + ["  | _ => %s" % default, "  end."])


def owner_cases(agents):
    return "[ | " * agents + "i" + "]" * agents


def wrapped(line):
    """The line in parts of at most 100 characters."""
    indent = len(line) - len(line.lstrip())
    parts = []
    while len(line) > 100:
        at = line.rfind(" ", indent + 4, 100)
        if at < 0:
            break
        parts.append(line[:at])
        line = " " * (indent + 4) + line[at + 1:]
    return "\n".join(parts + [line])


class Writer:
    """The text of the file."""

    def __init__(self, certificate, name):
        self.c, self.name, self.lines = certificate, name, []

    def write(self, *lines):
        self.lines.extend(lines)

    def equation(self, formulas_and_points):
        """The tactic for an equation of the values of formulas at points."""
        found = set()
        for formula, point in formulas_and_points:
            found |= arguments_at(formula, point)
        same = ["same_argument %s %s" % (f, coq_number(q)) for f, q in sorted(found)]
        return "; ".join(same + ["same_number"])

    def header(self):
        c = self.c
        self.write(
            "(* Written by sign.py from %s: the partnership is %s. *)" % (
                self.name, c.claim.replace("-", " ")),
            "",
            "From Coq Require Import Reals Lra Lia List.",
            "From Coquelicot Require Import Coquelicot.",
            "From Interval Require Import Tactic.",
            "From Expost.real Require Import FiniteSums Primitive Partnership Pieces IntervalZ.",
            "",
            "Import Z_tactics ListNotations.",
            "Local Open Scope R_scope.",
            "",
            "(* The certificate: the cdfs in pieces with their slopes, and the shares. *)",
            "",
            "Definition pieces (i : nat) : list piece :=")
        values = []
        for agent in range(c.agents):
            texts = ["{| until := %s;\n        value := fun t => %s;\n"
                     "        slope := fun t => %s |}"
                     % (plain(p.end), coq(p.value), coq(p.slope)) for p in c.pieces[agent]]
            values.append("[\n      " + ";\n      ".join(texts) + "]")
        self.write(match_owner(values, "[]"), "", "Definition starts (i : nat) : R :=",
                   match_owner([plain(x) for x in c.lows], "0"), "",
                   "Definition shares (i : nat) : R :=",
                   match_owner([plain(r) for r in c.shares], "0"), "",
                   "Definition P : partnership :=",
                   "  partnership_of %d shares starts pieces %s %s."
                   % (c.agents, coq_number(c.bottom), coq_number(c.top)), "")

    def distributions(self):
        c = self.c
        self.write("(* Each is a distribution. *)", "")
        for agent in range(c.agents):
            for k, piece in enumerate(c.pieces[agent]):
                self.rises(agent, k, piece)
            self.proper(agent)
        cases = owner_cases(c.agents)
        self.write("Lemma all_proper (i : nat) : (i < %d)%%nat -> proper (starts i) 0 (pieces i)."
                   % c.agents,
                   "Proof.",
                   "  destruct i as %s; intros below; [%s | lia]." % (
                       cases, " | ".join("exact proper_%d" % i for i in range(c.agents))),
                   "Qed.", "",
                   "Lemma all_above (i : nat) : (i < %d)%%nat -> %s <= starts i." % (
                       c.agents, plain(c.bottom)),
                   "Proof. destruct i as %s; intros below; try lia; cbn [starts]; lra. Qed."
                   % cases, "",
                   "Lemma formed : well_formed P.",
                   "Proof.",
                   "  apply pieces_formed; [exact all_proper | exact all_above | | | ];",
                   "    [ | | cbn [sum shares]; lra];",
                   "    intros %s below; try lia; cbn [starts shares pieces last_end until]; lra."
                   % cases,
                   "Qed.", "",
                   "Lemma cdf_known (i : nat) (x : R) : (i < %d)%%nat -> %s <= x ->"
                   % (c.agents, plain(c.bottom)),
                   "  cdf P i x = piecewise_cdf (starts i) (pieces i) x.",
                   "Proof.",
                   "  exact (pieces_cdf %d shares starts pieces %s %s all_proper all_above i x)."
                   % (c.agents, coq_number(c.bottom), coq_number(c.top)),
                   "Qed.", "",
                   "(* Products of cdfs at a point, and on an interval between ends of pieces. *)",
                   "Ltac at_point :=",
                   "  unfold all_below, interim, others; change (owners P) with %d%%nat;"
                   % c.agents,
                   "  cbn [product]; unfold replace; cbn [Nat.eqb];",
                   "  rewrite ?cdf_known by (lia || lra); unfold piecewise_cdf;",
                   "  cbn [pieces starts value_in until value]; locate; ring.",
                   "Ltac on_interval :=",
                   "  apply RInt_ext; rewrite Rmin_left, Rmax_right by lra;",
                   "  let t := fresh in let inside := fresh in intros t inside;",
                   "  real_equation; at_point.", "",
                   "(* A point lies in the support. *)",
                   "Ltac within :=",
                   "  cbn [P partnership_of low high starts pieces last_end until]; lra.", "")

    def rises(self, agent, k, piece):
        low, high = coq_number(piece.start), coq_number(piece.end)
        self.write("Lemma rises_%d_%d : rises %s %s" % (agent, k, low, high),
                   "  (fun t => %s)" % coq(piece.value),
                   "  (fun t => %s)." % coq(piece.slope),
                   "Proof.",
                   "  intros t inside. split; [derivative t | ]. split; [continuity t | ].")
        if piece.coefficients is None:
            self.write("  interval with (i_prec 60, i_bisect t).")
        else:
            slopes = [j * x for j, x in enumerate(piece.coefficients)][1:] or [Fraction(0)]
            b, square = bernstein(slopes, piece.start, piece.end), ""
            if b is None and square_part(slopes) is not None:
                s, q = square_part(slopes)
                b, square = bernstein(q, piece.start, piece.end), "(%s) ^ 2 * " % coq(polynomial(s))
            if b is None:
                raise Unsupported("a density that is not seen to be nonnegative")
            d = len(b) - 1
            terms = [square + "%s * (t - %s) ^ %d * (%s - t) ^ %d" % (
                         coq_number(x), low, j, high, d - j) for j, x in enumerate(b) if x != 0]
            self.write("  apply Rle_trans with",
                       "    (%s);" % " +\n     ".join(terms or ["0"]),
                       "    [nonnegative | right; field].")
        self.write("Qed.", "")

    def proper(self, agent):
        pieces = self.c.pieces[agent]
        self.write("Lemma proper_%d : proper (starts %d) 0 (pieces %d)." % ((agent,) * 3),
                   "Proof.", "  cbn [proper starts pieces until value slope].")
        before = (ZERO, Fraction(0))
        for k, piece in enumerate(pieces):
            self.write("  split; [lra | ].",
                       "  split; [%s | ]." % self.equation([(piece.value, piece.start), before]),
                       "  split; [exact rises_%d_%d | ]." % (agent, k))
            before = (piece.value, piece.end)
        self.write("  %s." % self.equation([before]), "Qed.", "")

    def integral(self, label, function, split, skip, low, bounds, precision):
        """Bounds of the integral of a product of cdfs from low to the top."""
        c, cells = self.c, self.c.cells(low)
        for k, (x, y) in enumerate(cells):
            self.write("Lemma %s_%d :" % (label, k),
                       "  RInt (%s) %s %s =" % (function, coq_number(x), coq_number(y)),
                       "  RInt (fun t => %s) %s %s." % (coq_product(c.product(skip, x, y)),
                                                       coq_number(x), coq_number(y)),
                       "Proof. on_interval. Qed.", "")
        self.write("Lemma %s :" % label,
                   "  %s <= RInt (%s) %s %s <= %s." % (
                       plain(bounds[0]), function, coq_number(low), coq_number(c.top),
                       plain(bounds[1])), "Proof.")
        for x, y in cells[:-1]:
            self.write("  rewrite (%s %s %s %s)." % (split, coq_number(x), coq_number(y),
                                                     coq_number(c.top)))
        if cells:
            self.write("  rewrite %s." % ", ".join("%s_%d" % (label, k)
                                                   for k in range(len(cells))))
        else:
            self.write("  rewrite integral_empty.")
        for k, (x, y) in enumerate(cells):
            factors = c.product(skip, x, y)
            term = "RInt (fun t => %s) %s %s" % (coq_product(factors), coq_number(x), coq_number(y))
            if all(not depends(e) for e in factors):
                self.write("  rewrite (integral_constant (%s))." % coq_product(factors))
            else:
                self.write("  integral_intro (%s)" % term,
                           "    with (i_prec %d, i_width (-%d)) as part_%d." % (
                               precision + 40, precision, k))
        self.write("  lra.", "Qed.", "")

    def sign(self):
        c, n = self.c, self.c.agents
        dissolvable = c.claim == "dissolvable"
        total = sum(integrate(c.product(None, x, y), x, y) for x, y in c.cells(c.bottom))
        rests = [sum(integrate(c.product(i, x, y), x, y) for x, y in c.cells(c.brackets[i][0]))
                 for i in range(n)]
        interims = [math.prod(evaluate(e, c.brackets[i][0]) for e in c.interim(i, c.brackets[i][0]))
                    for i in range(n)]
        value = float(c.top) + (n - 1) * total
        for i, (low, high) in enumerate(c.brackets):
            value -= float(low * c.shares[i]) + rests[i]
            if dissolvable:
                value -= float(high - low) * max(0.0, float(c.shares[i]) - interims[i])
        if abs(value) < 1e-8:
            raise Unsupported("D is 0, or too near to it")
        bits = max(8, 6 + math.ceil(math.log2(3 * n / abs(value))))
        steps = 2 ** bits

        def around(x):
            floor = math.floor(x * steps)
            return Fraction(floor - 1, steps), Fraction(floor + 2, steps)

        self.write("(* The integral of the product of all cdfs. *)", "")
        self.integral("total", "all_below P", "split_all_below P formed", None, c.bottom,
                      around(total), bits + 3)
        for i in range(n):
            self.owner(i, around(rests[i]), interims[i], bits, dissolvable)
        self.write("(* The claim of the certificate. *)",
                   "Theorem sign : %s." % ("0 <= D P" if dissolvable else "D P < 0"),
                   "Proof.",
                   "  assert (sum_H := total). %s" % " ".join(
                       "assert (H_%d := owner_%d)." % (i, i) for i in range(n)),
                   "  unfold D. change (owners P) with %d%%nat. cbn [sum INR]." % n,
                   "  change (bottom P) with %s. change (top P) with %s. lra." % (
                       coq_number(c.bottom), coq_number(c.top)),
                   "Qed.", "")
        if dissolvable:
            self.write("(* Efficient, incentive compatible and individually rational interim",
                       "   payments that balance in expectation exist. *)",
                       "Theorem dissolvable : exists payment,",
                       "  truthful P payment /\\ rational P payment /\\",
                       "  expected_budget P payment = 0.",
                       "Proof. exact (proj2 (dissolvable_iff P formed) sign). Qed.")
        else:
            self.write("(* There are no efficient, incentive compatible and individually rational",
                       "   interim payments without a deficit in expectation. *)",
                       "Theorem not_dissolvable : ~ exists payment,",
                       "  truthful P payment /\\ rational P payment /\\",
                       "  0 <= expected_budget P payment.",
                       "Proof.",
                       "  intros mechanism.",
                       "  apply (proj1 (dissolvable_without_deficit_iff P formed)) in mechanism.",
                       "  assert (negative := sign). lra.",
                       "Qed.")

    def owner(self, i, bounds, interim, bits, dissolvable):
        """The bound of H that the bracket of the worst-off type gives."""
        c = self.c
        low, high = c.brackets[i]
        share = c.shares[i]
        self.write("(* Owner %d: the bracket of the worst-off type bounds H. *)" % i, "")
        self.integral("rest_%d" % i, "interim P %d" % i, "split_interim P formed %d" % i, i, low,
                      bounds, bits + 3)
        own_share = "change (share P %d) with %s" % (i, coq_number(share))
        claim = ["  - assert (part := rest_%d). unfold claim." % i,
                 "    %s. change (top P) with %s. lra." % (own_share, coq_number(c.top))]
        if not dissolvable:
            self.write("Lemma owner_%d : %s <= H P %d." % (i, plain(low * share + bounds[0]), i),
                       "Proof.",
                       "  apply Rle_trans with (claim P %d %s)." % (i, coq_number(low)),
                       *claim,
                       "  - apply (H_above P formed); [cbn; lia | within].",
                       "Qed.", "")
            return
        values = [evaluate(e, low, exact=True) for e in c.interim(i, low)]
        if None in values:
            excess = Fraction(math.floor((float(share) - interim) * 2 ** bits) + 2, 2 ** bits)
        else:
            excess = share - math.prod(values, start=Fraction(1))
        excess = max(Fraction(0), excess)
        for label, x in (("low", low), ("high", high)):
            self.write("Lemma interim_%d_%s :" % (i, label),
                       "  interim P %d %s = (fun t => %s) %s." % (
                           i, coq_number(x), coq_product(c.interim(i, x)), coq_number(x)),
                       "Proof. at_point. Qed.", "")
        left = right = "right; reflexivity"
        if low != c.lows[i]:
            left = "left; rewrite interim_%d_low; %s; bounded" % (i, own_share)
        if high != c.highs[i]:
            right = "left; rewrite interim_%d_high; %s; bounded" % (i, own_share)
        self.write("Lemma owner_%d : H P %d <= %s." % (
                       i, i, plain(low * share + bounds[1] + (high - low) * excess)),
                   "Proof.",
                   "  apply Rle_trans with (claim P %d %s + (%s - %s) * %s)." % (
                       i, coq_number(low), coq_number(high), coq_number(low), coq_number(excess)),
                   "  - apply (H_bracket P formed);",
                   "      [cbn; lia | within | within | within | | | lra | ].",
                   "    + %s." % left,
                   "    + %s." % right,
                   "    + rewrite interim_%d_low; %s; bounded." % (i, own_share),
                   *claim,
                   "Qed.", "")

    def text(self):
        self.header()
        self.distributions()
        self.sign()
        lines = "\n".join(self.lines).rstrip("\n").split("\n")
        return "\n".join(wrapped(line) for line in lines) + "\n"


def main(arguments):
    if len(arguments) not in (2, 3):
        sys.stderr.write("usage: sign.py CERT [OUT.v]\n")
        return 2
    with open(arguments[1], encoding="ascii") as file:
        lines = file.read().splitlines()
    try:
        text = Writer(Certificate(lines), os.path.basename(arguments[1])).text()
    except Unsupported as reason:
        sys.stderr.write("sign.py: not supported: %s\n" % reason)
        return 1
    except (ArithmeticError, IndexError, ValueError) as fault:
        sys.stderr.write("sign.py: not to be read: %s\n" % fault)
        return 1
    if len(arguments) == 3:
        with open(arguments[2], "w", encoding="ascii") as file:
            file.write(text)
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
