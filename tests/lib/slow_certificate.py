"""A slow evaluation of certificates, written from expost-certificate(5) and nothing else.

judge(text)    ("accept" or "reject", reason): whether the evidence proves the claim
is_true(text)  whether the claim is true, whatever the multipliers of the evidence are

An expression is a dict from unknowns to coefficients, with the constant under None.  The
unknowns are ("p", i, theta), ("x", theta, a), ("w",) and, in reduced form, ("m", i, t).
"""

import itertools
from fractions import Fraction

from slow_reader import NEED_PRIOR, ROW_KINDS, Certificate, Reject, index, number
from slow_simplex import solve

EQUATIONS = {"sbb", "eabb", "nopay", "one", "fix"}
RULE_ONLY = {"eff", "wmon"}
IMPLIED = {"bic": {"dsic", "epic"}, "iir": {"epir"}, "eair": {"iir", "epir"}, "wbb": {"sbb"},
           "eabb": {"sbb"}, "eawbb": {"sbb", "wbb", "eabb"}, "npt": {"nopay"}}
ONE = Fraction(1)


def put(expression, unknown, q):
    """expression += q * unknown."""
    total = expression.get(unknown, 0) + q
    if total == 0 and unknown is not None:
        expression.pop(unknown, None)
    else:
        expression[unknown] = total


def evaluate(expression, at):
    return sum((q * (ONE if u is None else at[u]) for u, q in expression.items()), Fraction(0))


class System:
    """The named rows of a certificate's environment, rule and claim."""

    def __init__(self, c):
        self.c = c
        self.rule = c.rule
        self.found = c.rule

    # parts of rows

    def with_type(self, i, t, others):
        return tuple(others[:i]) + (t,) + tuple(others[i:])

    def add_outcome(self, expression, theta, factor, function):
        """expression += factor * function(a(theta)), linear in lotteries."""
        if self.rule is not None:
            for a, q in self.rule[theta].items():
                put(expression, None, factor * q * function(a))
        else:
            for a in range(self.c.m):
                put(expression, ("x", theta, a), factor * function(a))

    def cost(self, a):
        return self.c.cost.get((a,), Fraction(0))

    def add_budget(self, expression, theta, factor):
        for i in range(self.c.n):
            put(expression, ("p", i, theta), factor)
        self.add_outcome(expression, theta, -factor, self.cost)

    def add_incentive(self, expression, i, t, r, others, factor):
        true, told = self.with_type(i, t, others), self.with_type(i, r, others)
        self.add_outcome(expression, true, factor, lambda a: self.c.value(i, a, true))
        self.add_outcome(expression, told, -factor, lambda a: self.c.value(i, a, true))
        put(expression, ("p", i, true), -factor)
        put(expression, ("p", i, told), factor)

    def add_participation(self, expression, i, theta, factor):
        self.add_outcome(expression, theta, factor, lambda a: self.c.value(i, a, theta))
        if self.c.outside_of[i][0] in ("outcome", "both"):
            self.add_outcome(expression, theta, -factor,
                             lambda a: self.c.outside(i, a, theta))
        else:
            put(expression, None, -factor * self.c.outside(i, None, theta))
        put(expression, ("p", i, theta), -factor)

    # rows: left - right as an expression

    def row(self, kind, key):
        c, e = self.c, {None: Fraction(0)}
        if c.reduced:
            return self.reduced_row(kind, key)
        if kind in ("dsic", "epic"):
            self.add_incentive(e, key[0], key[1], key[2], key[3:], ONE)
        elif kind == "bic":
            i, t, r = key
            for others in c.others(i):
                mu = c.probability(self.with_type(i, t, others))
                if mu:
                    self.add_incentive(e, i, t, r, others, mu)
        elif kind == "epir":
            self.add_participation(e, key[0], key[1:], ONE)
        elif kind in ("iir", "eair"):
            for theta in c.profiles():
                if kind == "eair" or theta[key[0]] == key[1]:
                    mu = c.probability(theta)
                    if mu:
                        self.add_participation(e, key[0], theta, mu)
        elif kind in ("sbb", "wbb"):
            self.add_budget(e, key, ONE)
        elif kind in ("eabb", "eawbb"):
            for theta in c.profiles():
                mu = c.probability(theta)
                if mu:
                    self.add_budget(e, theta, mu)
        elif kind in ("npt", "nopay"):
            put(e, ("p", key[0], key[1:]), ONE)
        elif kind == "eff":
            theta = key[:-1]
            self.add_outcome(e, theta, ONE, lambda a: c.surplus(a, theta))
            put(e, None, -c.surplus(key[-1], theta))
        elif kind == "wmon":
            i, t, r, others = key[0], key[1], key[2], key[3:]
            true, told = self.with_type(i, t, others), self.with_type(i, r, others)
            for theta, sign in ((true, 1), (told, -1)):
                self.add_outcome(e, theta, sign * ONE,
                                 lambda a: c.value(i, a, true) - c.value(i, a, told))
        elif kind == "pos":
            put(e, ("x", key[:-1], key[-1]), ONE)
        elif kind == "one":
            for a in range(c.m):
                put(e, ("x", key, a), ONE)
            put(e, None, -ONE)
        elif kind == "worst":
            put(e, ("w",), ONE)
            self.add_budget(e, key, ONE)
        else:
            put(e, ("x", key[:-1], key[-1]), ONE)
            put(e, None, -ONE)
        return e

    def reduced_row(self, kind, key):
        c, e = self.c, {None: Fraction(0)}
        if kind == "bic":
            i, t, r = key
            mu = c.mu[(i, t)]
            put(e, None, mu * (c.gain[(i, t, t)] - c.gain[(i, t, r)]))
            put(e, ("m", i, t), -mu)
            put(e, ("m", i, r), mu)
        elif kind in ("iir", "eair"):
            i = key[0]
            for t in range(c.k[i]) if kind == "eair" else [key[1]]:
                mu = c.mu[(i, t)]
                put(e, None, mu * (c.gain[(i, t, t)] - c.out[(i, t)]))
                put(e, ("m", i, t), -mu)
        else:
            put(e, None, -c.expected_cost)
            for (i, t), mu in c.mu.items():
                put(e, ("m", i, t), mu)
        return e

    def keys(self, kind):
        """All keys of a kind, in order."""
        c = self.c
        profiles = list(c.profiles()) if not c.reduced else []
        if kind in ("dsic", "epic", "wmon"):
            return [(i, t, r) + o for i in range(c.n) for t in range(c.k[i])
                    for r in range(c.k[i]) for o in c.others(i)
                    if (t < r if kind == "wmon" else t != r)]
        if kind == "bic":
            return [(i, t, r) for i in range(c.n) for t in range(c.k[i])
                    for r in range(c.k[i]) if t != r]
        if kind == "iir":
            return [(i, t) for i in range(c.n) for t in range(c.k[i])]
        if kind == "eair":
            return [(i,) for i in range(c.n)]
        if kind in ("eabb", "eawbb"):
            return [()]
        if kind in ("epir", "npt", "nopay"):
            return [(i,) + theta for i in range(c.n) for theta in profiles]
        if kind in ("eff", "pos", "fix"):
            return [theta + (a,) for theta in profiles for a in range(c.m)]
        return profiles

    def key(self, kind, fields):
        """The indices of a key as they are written, each in its range."""
        c = self.c
        if kind in ("dsic", "epic", "wmon", "bic"):
            i = index(fields[0], c.n) if fields else None
            others = [] if kind == "bic" else [k for j, k in enumerate(c.k) if j != i]
            bounds = [c.n, c.k[i], c.k[i]] + others if fields else [c.n]
        elif kind in ("iir", "eair"):
            i = index(fields[0], c.n) if fields else 0
            bounds = [c.n, c.k[i]] if kind == "iir" else [c.n]
        elif kind in ("eabb", "eawbb"):
            bounds = []
        elif kind in ("epir", "npt", "nopay"):
            bounds = [c.n] + c.k
        elif kind in ("eff", "pos", "fix"):
            bounds = c.k + [c.m]
        else:
            bounds = list(c.k)
        if len(fields) != len(bounds):
            raise Reject(f"a row of {kind} has {len(fields)} indices")
        key = tuple(index(f, b) for f, b in zip(fields, bounds))
        if kind in ("dsic", "epic", "bic") and key[1] == key[2]:
            raise Reject("the true type as a report")
        if kind == "wmon" and key[1] >= key[2]:
            raise Reject("wmon has T < R")
        return key

    def usable(self):
        """The kinds of rows that follow from the claimed properties."""
        claimed = set(self.c.properties)
        kinds = set(claimed)
        for kind, sources in IMPLIED.items():
            if sources & claimed and (kind not in NEED_PRIOR or self.c.prior != "none"):
                kinds.add(kind)
        if self.c.reduced:
            kinds -= {"sbb", "wbb"}
        if self.c.free:
            kinds |= {"pos", "one"}
        if self.c.objective == "worst-deficit":
            kinds.add("worst")
        return kinds

    def objective(self):
        c, e, name = self.c, {None: Fraction(0)}, self.c.objective
        if name == "worst-deficit":
            put(e, ("w",), ONE)
            return e
        agents = range(c.n) if c.agent is None else [c.agent]
        if c.reduced:
            for i in agents:
                for t in range(c.k[i]):
                    mu = c.mu[(i, t)]
                    if name in ("welfare", "utility"):
                        put(e, None, mu * c.gain[(i, t, t)])
                    if name in ("revenue", "profit"):
                        put(e, ("m", i, t), mu)
                    elif name in ("utility", "deficit"):
                        put(e, ("m", i, t), -mu)
            if name in ("profit", "welfare"):
                put(e, None, -c.expected_cost)
            elif name == "deficit":
                put(e, None, c.expected_cost)
            return e
        for theta in c.profiles():
            mu = c.probability(theta)
            if not mu:
                continue
            for i in agents:
                if name in ("welfare", "utility"):
                    self.add_outcome(e, theta, mu, lambda a: c.value(i, a, theta))
                if name in ("revenue", "profit"):
                    put(e, ("p", i, theta), mu)
                elif name in ("utility", "deficit"):
                    put(e, ("p", i, theta), -mu)
            if name in ("profit", "welfare", "deficit"):
                sign = mu if name == "deficit" else -mu
                self.add_outcome(e, theta, sign, self.cost)
        return e

    def check_property(self, name, at):
        """The first key whose row does not hold, or None."""
        if self.c.reduced and name in ("sbb", "wbb"):
            name = {"sbb": "eabb", "wbb": "eawbb"}[name]
        for key in self.keys(name):
            slack = evaluate(self.row(name, key), at)
            if slack < 0 or (slack and name in EQUATIONS):
                return key
        return None


class Evidence:
    """Reads the records behind `evidence` one after the other."""

    def __init__(self, certificate):
        self.c = certificate
        self.s = System(certificate)
        self.records = certificate.evidence
        self.at = 0

    def word(self):
        return self.records[self.at][0] if self.at < len(self.records) else None

    def take(self, word, start=(), length=None):
        """The fields of the next record behind its first indices."""
        if self.word() != word:
            raise Reject(f"a record of {word} expected")
        fields = self.records[self.at][1]
        self.at += 1
        start = [str(x) for x in start]
        if fields[:len(start)] != start:
            raise Reject(f"{word} {' '.join(start)} expected")
        fields = fields[len(start):]
        if length is not None and len(fields) != length:
            raise Reject(f"a record of {word} with {len(fields)} fields too many or few")
        return fields

    def finish(self):
        if self.word() is not None:
            raise Reject(f"a record too many: {self.word()}")

    def mechanism(self):
        """The values of the unknowns at the mechanism of the evidence."""
        c, at = self.c, {}
        if c.free:
            c_rule, rest = c.table_of_rule(self.records[self.at:])
            self.at = len(self.records) - len(rest)
            if c.deterministic and any(len(x) > 1 for x in c_rule.values()):
                raise Reject("a lottery in a deterministic rule")
            self.s.found = c_rule
            for theta, lottery in c_rule.items():
                for a in range(c.m):
                    at[("x", theta, a)] = lottery.get(a, Fraction(0))
        if set(c.properties) <= RULE_ONLY and c.claim in ("satisfies", "violates"):
            return at
        return self.payments("pay", at)

    def payments(self, word, at):
        c = self.c
        if c.reduced:
            for i in range(c.n):
                for t in range(c.k[i]):
                    at[("m", i, t)] = number(self.take(word, (i, t), 1)[0])
            return at
        for theta in c.profiles():
            for i, text in enumerate(self.take(word, theta, c.n)):
                at[("p", i, theta)] = number(text)
        return at

    def must_satisfy(self, at):
        for name in self.c.properties:
            key = self.s.check_property(name, at)
            if key is not None:
                raise Reject(f"{name} {key} does not hold")

    def add_worst(self, at):
        """The unknown of worst-deficit, at its best."""
        if self.c.objective == "worst-deficit":
            at[("w",)] = Fraction(0)
            at[("w",)] = max(-evaluate(self.s.row("worst", theta), at)
                             for theta in self.c.profiles())

    def leaf(self, fixed, least):
        """The sum of the rows of one leaf; least: at least so many of them."""
        total, last = {None: Fraction(0)}, None
        kinds = self.s.usable()
        count = 0
        while self.word() == "row":
            fields = self.take("row")
            if len(fields) < 2:
                raise Reject("row KEY Q expected")
            kind, q = fields[0], number(fields[-1])
            if kind not in kinds and not (kind == "fix" and fixed):
                raise Reject(f"a row of {kind} does not follow from the claim")
            key = self.s.key(kind, fields[1:-1])
            if kind == "fix" and fixed.get(key[:-1]) != key[-1]:
                raise Reject("fix outside of its case")
            place = (ROW_KINDS.index(kind), key)
            if last is not None and place <= last:
                raise Reject("rows out of order")
            last = place
            if q == 0 or (q < 0 and kind not in EQUATIONS):
                raise Reject("a multiplier has the wrong sign")
            for unknown, entry in self.s.row(kind, key).items():
                put(total, unknown, q * entry)
            count += 1
        if count < least:
            raise Reject("no row")
        return total

    def proves(self, total, exact):
        """Whether a sum is 0 >= q > 0, or the bound of an optimum."""
        right = -total.pop(None)
        if not total and right > 0 and (not exact or self.c.claim == "impossible"):
            return True
        if self.c.claim != "optimum":
            return False
        aim = self.s.objective()
        sign = -1 if self.c.maximise else 1
        wanted = sign * (self.c.value_claimed - aim.pop(None))
        if total != {u: sign * q for u, q in aim.items()}:
            return False
        return right == wanted if exact else right >= wanted

    def tree(self, fixed):
        c = self.c
        if self.word() != "branch":
            if not self.proves(self.leaf(fixed, 1), False):
                raise Reject("the rows of a leaf do not add up")
            return
        fields = self.take("branch", (), c.n)
        theta = tuple(index(f, k) for f, k in zip(fields, c.k))
        if theta in fixed:
            raise Reject("a branch at a profile that is fixed")
        for a in range(c.m):
            self.take("case", (a,), 0)
            self.tree({**fixed, theta: a})

    def multipliers(self):
        if self.c.deterministic:
            self.tree({})
        else:
            least = 1 if self.c.claim == "impossible" else 0
            if not self.proves(self.leaf({}, least), True):
                raise Reject("the rows do not add up")
        self.finish()

    # claims

    def satisfies(self):
        at = self.mechanism()
        self.finish()
        self.must_satisfy(at)

    def violates(self):
        at = self.mechanism()
        fields = self.take("row")
        if not fields or fields[0] != self.c.properties[0]:
            raise Reject("a row of the property expected")
        key = self.s.key(fields[0], fields[1:])
        self.finish()
        slack = evaluate(self.s.row(fields[0], key), at)
        if not (slack < 0 or (slack and fields[0] in EQUATIONS)):
            raise Reject("the row holds")

    def impossible(self):
        self.multipliers()

    def attains(self):
        at = self.mechanism()
        self.must_satisfy(at)
        self.add_worst(at)
        return at

    def optimum(self):
        at = self.attains()
        if evaluate(self.s.objective(), at) != self.c.value_claimed:
            raise Reject("the mechanism does not attain the value")
        self.multipliers()

    def unbounded(self):
        self.attains()
        ray = self.payments("ray", {})
        if self.word() == "rayx":
            raise Reject("a direction of probabilities, which pos and one rule out")
        self.finish()
        if self.c.free:
            for theta in self.c.profiles():
                for a in range(self.c.m):
                    ray[("x", theta, a)] = Fraction(0)
        for name in self.c.properties:
            if self.c.reduced and name in ("sbb", "wbb"):
                name = {"sbb": "eabb", "wbb": "eawbb"}[name]
            for key in self.s.keys(name):
                row = dict(self.s.row(name, key), **{})
                row[None] = Fraction(0)
                slack = evaluate(row, ray)
                if slack < 0 or (slack and name in EQUATIONS):
                    raise Reject(f"the ray leaves {name} {key}")
        if self.c.objective == "worst-deficit":
            ray[("w",)] = max(-sum(ray[("p", i, theta)] for i in range(self.c.n))
                              for theta in self.c.profiles())
        aim = self.s.objective()
        aim[None] = Fraction(0)
        gain = evaluate(aim, ray)
        if not (gain > 0 if self.c.maximise else gain < 0):
            raise Reject("the objective does not improve along the ray")

    def groves_balance(self):
        c, h = self.c, {}
        for i in range(c.n):
            for others in c.others(i):
                h[(i,) + others] = number(self.take("h", (i,) + others, 1)[0])
        self.finish()
        for theta in c.profiles():
            total = sum(h[(i,) + theta[:i] + theta[i + 1:]] for i in range(c.n))
            if total != (c.n - 1) * c.welfare(theta):
                raise Reject(f"the h do not add up at {theta}")

    def cube_sum(self, theta, base):
        c, total = self.c, Fraction(0)
        for inside in itertools.product((0, 1), repeat=c.n):
            corner = tuple(t if d else b for d, t, b in zip(inside, theta, base))
            total += (-1) ** (c.n - sum(inside)) * c.welfare(corner)
        return total

    def groves_no_balance(self):
        c = self.c
        fields = self.take("cube", (), 2 * c.n + 1)
        self.finish()
        theta = tuple(index(f, k) for f, k in zip(fields[:c.n], c.k))
        base = tuple(index(f, k) for f, k in zip(fields[c.n:-1], c.k))
        q = number(fields[-1])
        if c.n < 2 or any(t == b for t, b in zip(theta, base)):
            raise Reject("no cube")
        if q == 0 or q != self.cube_sum(theta, base):
            raise Reject("the alternating sum is another one")

    def length(self, i, others, report, true):
        """Of the edge report -> true in the graph of a line, or in the interim one (None)."""
        c, s = self.c, self.s
        if others is not None:
            row = s.row("epic", (i, true, report) + others)
            return row[None]
        return s.row("bic", (i, true, report))[None] / c.marginal(i, true)

    def graphs(self):
        """(agent, others or None, nodes) of each type graph."""
        c = self.c
        for i in range(c.n):
            if c.interim:
                yield i, None, [t for t in range(c.k[i]) if c.marginal(i, t) > 0]
            else:
                for others in c.others(i):
                    yield i, others, list(range(c.k[i]))

    def implementable(self):
        for i, others, nodes in self.graphs():
            start = (i,) + (others or ())
            potential = {t: number(self.take("potential", start + (t,), 1)[0]) for t in nodes}
            for r, t in itertools.permutations(nodes, 2):
                if potential[t] - potential[r] > self.length(i, others, r, t):
                    raise Reject(f"the potentials of {start} are too far apart")
        self.finish()

    def not_implementable(self):
        c = self.c
        fields = self.take("cycle")
        self.finish()
        if not fields:
            raise Reject("a cycle of whom")
        i = index(fields[0], c.n)
        others, nodes = None, fields[1:]
        if not c.interim:
            bounds = [k for j, k in enumerate(c.k) if j != i]
            if len(nodes) < len(bounds):
                raise Reject("a cycle without nodes")
            others = tuple(index(f, k) for f, k in zip(nodes, bounds))
            nodes = nodes[len(bounds):]
        nodes = [index(f, c.k[i]) for f in nodes]
        if len(nodes) < 2 or len(set(nodes)) != len(nodes):
            raise Reject("two or more distinct nodes expected")
        if c.interim and any(c.marginal(i, t) == 0 for t in nodes):
            raise Reject("a type of probability 0 is no node")
        edges = zip(nodes, nodes[1:] + nodes[:1])
        if sum(self.length(i, others, r, t) for r, t in edges) >= 0:
            raise Reject("the cycle is not negative")

    # truth, by brute force

    def least(self, rule, kinds, aim=None, sign=1):
        """solve() of the named rows under a rule (None: free)."""
        c, s = self.c, self.s
        kept, s.rule = s.rule, rule
        numbers, rows = {}, []

        def name(unknown):
            return numbers.setdefault(unknown, len(numbers))

        if c.reduced:
            for i in range(c.n):
                for t in range(c.k[i]):
                    name(("m", i, t))
        else:
            for theta in c.profiles():
                for i in range(c.n):
                    name(("p", i, theta))
        if aim == "worst-deficit":
            name(("w",))
            kinds = list(kinds) + ["worst"]
        free = len(numbers)
        if rule is None and not c.reduced:
            for theta in c.profiles():
                for a in range(c.m):
                    name(("x", theta, a))
            kinds = list(kinds) + ["one"]
        for kind in kinds:
            for key in s.keys(kind):
                row = dict(s.row(kind, key))
                constant = row.pop(None)
                left = {name(u): q for u, q in row.items()}
                if left or constant < 0 or (constant and kind in EQUATIONS):
                    rows.append((left, -constant, kind in EQUATIONS))
        target, constant = None, Fraction(0)
        if aim is not None:
            e = dict(s.objective())
            constant = e.pop(None)
            target = {name(u): sign * q for u, q in e.items()}
        s.rule = kept
        verdict, value = solve(len(numbers), free, rows, target)
        return verdict, None if value is None else sign * value + constant

    def rules(self):
        """The rules that the claim is about: a fixed one, None (free), or all without lotteries."""
        c = self.c
        if not c.deterministic:
            return [None if c.free or c.reduced else c.rule]
        profiles = list(c.profiles())
        if c.m ** len(profiles) > 5000:
            raise OverflowError("too many deterministic rules")
        return [{theta: {a: ONE} for theta, a in zip(profiles, choice)}
                for choice in itertools.product(range(c.m), repeat=len(profiles))]

    def kinds(self):
        if not self.c.reduced:
            return list(self.c.properties)
        turned = {"sbb": "eabb", "wbb": "eawbb"}
        return [turned.get(name, name) for name in self.c.properties]

    def answers(self):
        sign = 1
        if self.c.objective is not None and self.c.maximise:
            sign = -1
        return [self.least(rule, self.kinds(), self.c.objective, sign)
                for rule in self.rules()]

    def truth(self):
        c = self.c
        if c.claim == "satisfies":
            at = self.mechanism()
            return all(self.s.check_property(name, at) is None for name in c.properties)
        if c.claim == "violates":
            return self.s.check_property(c.properties[0], self.mechanism()) is not None
        if c.claim == "impossible":
            return all(verdict == "infeasible" for verdict, _ in self.answers())
        if c.claim == "unbounded":
            return any(verdict == "unbounded" for verdict, _ in self.answers())
        if c.claim == "optimum":
            answers = self.answers()
            if any(verdict == "unbounded" for verdict, _ in answers):
                return False
            values = [value for verdict, value in answers if verdict == "optimal"]
            best = max if c.maximise else min
            return bool(values) and best(values) == c.value_claimed
        if c.claim == "groves-balance":
            self.groves_balance()
            return True
        if c.claim == "groves-no-balance":
            profiles = list(c.profiles())
            return c.n >= 2 and any(self.cube_sum(theta, base) != 0
                                    for theta in profiles for base in profiles)
        kind = ["bic" if c.interim else "epic"]
        verdict, _ = self.least(c.rule if not c.reduced else None, kind)
        return (verdict == "optimal") == (c.claim == "implementable")

    def judge(self):
        getattr(self, self.c.claim.replace("-", "_"))()


def judge(text):
    try:
        Evidence(Certificate(text)).judge()
    except Reject as reason:
        return "reject", str(reason)
    return "accept", ""


def is_true(text):
    """Of a well-formed text; False for one that is not."""
    try:
        return Evidence(Certificate(text)).truth()
    except Reject:
        return False
