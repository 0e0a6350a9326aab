"""Random environments and what agents expect in them, profile by profile and in fractions.

Written from the definitions alone: an efficient rule (all of its ties), Groves payments, IR-VCG,
the expected externality payments, their cyclic and rebalanced relatives, and the interim
properties.  Nothing here is fast.
"""

import itertools
from fractions import Fraction


class Environment:
    """Independent private values.

    types[i]     the labels of agent i; value[i][t][a], prior[i][t], cost[a]
    outside[i]   what the option is at (profile, outcome): a function
    available    for each agent the outcomes that are there without it
    text         the model file
    """

    def __init__(self):
        self.agents = []
        self.outcomes = []
        self.types = []
        self.value = []
        self.prior = []
        self.cost = []
        self.outside = []
        self.outside_kind = []
        self.available = []
        self.ties = "first"
        self.text = ""
        self.kinds = set()

    def finish(self):
        """Lists the profiles with their probabilities and the rule."""
        self.n = len(self.agents)
        self.m = len(self.outcomes)
        self.profiles = list(itertools.product(*[range(len(t)) for t in self.types]))
        self.rule = {profile: self.choose(profile) for profile in self.profiles}
        self.likely = {agent: [(profile, weight) for profile in self.profiles
                               for weight in [self.others(profile, agent)] if weight]
                       for agent in [None, *range(self.n)]}

    def welfare(self, profile, a, without=None):
        return sum((self.value[j][profile[j]][a] for j in range(self.n) if j != without),
                   -self.cost[a])

    def choose(self, profile):
        """The weights of the outcomes at a profile."""
        welfare = [self.welfare(profile, a) for a in range(self.m)]
        best = [a for a in range(self.m) if welfare[a] == max(welfare)]
        if len(best) > 1:
            self.kinds.add("tie")
        if self.ties == "first":
            best = best[:1]
        elif self.ties == "last":
            best = best[-1:]
        return [Fraction(a in best, len(best)) for a in range(self.m)]

    def at(self, function, profile):
        """A function of the outcome, averaged over the lottery at the profile."""
        weights = self.rule[profile]
        if 1 in weights:
            return function(weights.index(1))
        return sum(weight * function(a) for a, weight in enumerate(weights) if weight)

    def others(self, profile, agent):
        """The probability of the others' types."""
        product = Fraction(1)
        for j in range(self.n):
            if j != agent:
                product *= self.prior[j][profile[j]]
        return product

    def given(self, function, agent):
        """E[function of the profile | type of agent], for each type."""
        mean = [Fraction(0)] * len(self.types[agent])
        for profile, weight in self.likely[agent]:
            mean[profile[agent]] += weight * function(profile)
        return mean

    def expected(self, function):
        """E[function of the profile]."""
        return sum(weight * function(profile) for profile, weight in self.likely[None])

    def expected_cost(self):
        return self.expected(lambda p: self.at(lambda a: self.cost[a], p))

    def own_value(self, agent, profile):
        return self.at(lambda a: self.value[agent][profile[agent]][a], profile)

    def own_outside(self, agent, profile):
        return self.at(lambda a: self.outside[agent](profile, a), profile)

    def probabilities(self, agent):
        """For each type the probability of each outcome."""
        means = [self.given(lambda p, a=a: self.rule[p][a], agent) for a in range(self.m)]
        return list(zip(*means))


def groves(env):
    return {p: [-env.at(lambda a, i=i, p=p: env.welfare(p, a, i), p) for i in range(env.n)]
            for p in env.profiles}


def pivot(env):
    table = groves(env)
    return {p: [paid + max(env.welfare(p, a, i) for a in env.available[i])
                for i, paid in enumerate(table[p])] for p in env.profiles}


def subsidies(env, table, kind):
    """What IR-VCG gives to each agent: the largest shortfall of the pivot mechanism."""
    result = []
    for i in range(env.n):
        def lack(p, i=i):
            return env.own_outside(i, p) - env.own_value(i, p) + table[p][i]

        if kind == "ex-post":
            result.append(max(map(lack, env.profiles)))
        elif kind == "ex-ante":
            result.append(env.expected(lack))
        else:
            result.append(max(mean for mean, p in zip(env.given(lack, i), env.prior[i]) if p))
    return result


def ir_vcg(env, kind):
    table = pivot(env)
    phi = subsidies(env, table, kind)
    return {p: [paid - phi[i] for i, paid in enumerate(table[p])] for p in env.profiles}


def dagv(env):
    n = env.n
    rho = []
    for i in range(n):
        def externality(p, i=i):
            return env.at(lambda a: sum(env.value[j][p[j]][a] - env.cost[a] / n
                                        for j in range(n) if j != i), p)

        rho.append(env.given(externality, i))
    return {p: [env.at(lambda a: env.cost[a] / n, p) - rho[i][p[i]]
                + sum(rho[j][p[j]] for j in range(n) if j != i) / (n - 1) for i in range(n)]
            for p in env.profiles}


def cyclic(env):
    table = pivot(env)
    n = env.n
    mean = [env.given(lambda p, i=i: table[p][i], i) for i in range(n)]
    return {p: [mean[i][p[i]] - mean[(i + 1) % n][p[(i + 1) % n]] for i in range(n)]
            for p in env.profiles}


def rebalance(env, table):
    n = env.n
    share = [env.given(lambda p: env.at(lambda a: env.cost[a] / n, p), i) for i in range(n)]
    means = [env.given(lambda p, i=i: table[p][i], i) for i in range(n)]
    g = [[x - y for x, y in zip(means[i], share[i])] for i in range(n)]
    total = [env.expected(lambda p, i=i: table[p][i]) for i in range(n)]
    k = [total[(i + 1) % n] - sum(total) / n for i in range(n)]
    return {p: [env.at(lambda a: env.cost[a] / n, p) + g[i][p[i]]
                - g[(i + 1) % n][p[(i + 1) % n]] + k[i] for i in range(n)]
            for p in env.profiles}


def payments(env, name, ir):
    """The table of a mechanism: profile -> what each agent pays."""
    if name.startswith("half:"):
        return {profile: [x / 2 for x in paid]
                for profile, paid in payments(env, name[5:], ir).items()}
    if name.startswith("rebalance("):
        return rebalance(env, payments(env, name[10:-1], ir))
    if name == "ir-vcg":
        return ir_vcg(env, ir)
    return {"groves": groves, "pivot": pivot, "dagv": dagv, "cyclic": cyclic}[name](env)


class Findings:
    """The inequalities of one property, in order: places, slacks, signed differences."""

    def __init__(self):
        self.list = []
        self.skipped = 0

    def add(self, place, slack, difference=None):
        self.list.append((place, slack, slack if difference is None else difference))

    def least(self):
        return min(self.list, key=lambda entry: entry[1]) if self.list else None

    def violations(self):
        return [entry for entry in self.list if entry[1] < 0]


def check(env, table):
    """bic, iir, eair, eabb and eawbb of a table of payments."""
    found = {name: Findings() for name in ("bic", "iir", "eair", "eabb", "eawbb")}
    for i in range(env.n):
        k = len(env.types[i])
        paid = env.given(lambda p, i=i: table[p][i], i)
        chosen = env.probabilities(i)
        stay = env.given(lambda p, i=i: env.own_value(i, p) - table[p][i]
                         - env.own_outside(i, p), i)
        for t in range(k):
            if not env.prior[i][t]:
                found["bic"].skipped += k - 1
                found["iir"].skipped += 1
                continue
            worth = [sum(w * env.value[i][t][a] for a, w in enumerate(chosen[r])) - paid[r]
                     for r in range(k)]
            for r in range(k):
                if r != t:
                    found["bic"].add((i, t, r), worth[t] - worth[r])
            found["iir"].add((i, t, -1), stay[t])
        found["eair"].add((i, -1, -1), sum(x * y for x, y in zip(stay, env.prior[i])))
    over = env.expected(lambda p: sum(table[p]) - env.at(lambda a: env.cost[a], p))
    found["eabb"].add((-1, -1, -1), -abs(over), over)
    found["eawbb"].add((-1, -1, -1), over)
    return found


# --- random environments

class Draw:
    """One environment, drawn with numbers of one magnitude."""

    SCALES = [(Fraction(1), 6), (Fraction(1, 6), 3), (Fraction(1, 35), 1),
              (Fraction(10) ** 20 / 3, 1), (Fraction(10) ** 40 / 7, 1), (Fraction(2) ** 59, 1)]

    def __init__(self, rng, profiles=48):
        self.rng = rng
        self.limit = profiles
        self.unit = rng.choices([s for s, _ in self.SCALES], [w for _, w in self.SCALES])[0]
        self.env = Environment()

    def number(self, low=0, high=3):
        number = self.rng.randint(low, high) * self.unit
        if self.rng.random() < 0.05:
            number += self.unit / self.rng.choice([2, 3, 5])
        return number

    def sizes(self):
        n = self.rng.choices([1, 2, 3, 4], [1, 5, 5, 3])[0]
        sizes = [self.rng.choices([1, 2, 3, 4, 6], [1, 4, 4, 3, 2])[0] for _ in range(n)]
        while True:
            count = 1
            for size in sizes:
                count *= size
            if count <= self.limit:
                return sizes
            i = self.rng.randrange(n)
            sizes[i] = max(1, sizes[i] - 1)

    def probabilities(self, k):
        large = 1000000000000003 if self.rng.random() < 0.1 else 0
        weights = [0]
        while sum(weights) == 0:
            weights = [w + large if w else 0
                       for w in (self.rng.randint(0 if self.rng.random() < 0.3 else 1, 5)
                                 for _ in range(k))]
        if 0 in weights:
            self.env.kinds.add("probability 0")
        return [Fraction(w, sum(weights)) for w in weights]

    def tuples(self, k):
        """A product of fields with k types: labels, field values, the text; None for primes."""
        for first in (2, 3):
            if k % first == 0 and k > first:
                sides = [first, k // first]
                break
        else:
            return None
        if self.rng.random() < 0.5:
            sides.reverse()
        fields = ["p", "q"]
        values = list(itertools.product(*[range(side) for side in sides]))
        text = ", ".join(f"{field} in 0..{side - 1}" for field, side in zip(fields, sides))
        labels = ["(" + ",".join(map(str, value)) + ")" for value in values]
        return labels, values, f"types ({text})"

    def agent(self, i, k):
        env = self.env
        lines = [f"agent i{i} {{"]
        tuples = self.tuples(k) if self.rng.random() < 0.7 else None
        m = len(env.outcomes)
        prior = self.probabilities(k)
        if tuples is not None:
            env.kinds.add("tuple types")
            labels, values, text = tuples
            lines.append("    " + text)
            value = [[Fraction(0)] * m for _ in range(k)]
            for a in range(m):
                factor = [self.number(-1, 2) for _ in range(2)]
                more = self.number(0, 1)
                lines.append(f"    value o{a} = {factor[0]} * t.p + {factor[1]} * t.q + {more}")
                for t in range(k):
                    value[t][a] = factor[0] * values[t][0] + factor[1] * values[t][1] + more
        else:
            labels = [f"x{i}{t}" for t in range(k)]
            lines.append("    types " + ", ".join(labels))
            value = [[self.number() for _ in range(m)] for _ in range(k)]
            for a in range(m):
                row = ", ".join(f"{label} = {value[t][a]}" for t, label in enumerate(labels))
                lines.append(f"    value o{a} {{ {row} }}")
        lines.append("    prior " + ", ".join(map(str, prior)))
        env.agents.append(f"i{i}")
        env.types.append(labels)
        env.value.append(value)
        env.prior.append(prior)
        return lines, tuples is not None

    def outside(self, i, named):
        """The outside option of agent i, and its statements; named: agents whose types are names."""
        env = self.env
        k = len(env.types[i])
        m = len(env.outcomes)
        kind = self.rng.choices(["none", "number", "type", "outcome", "profile"],
                                [3, 2, 3, 3, 1])[0]
        others = [j for j in named if j != i]
        if kind == "profile" and not others:
            kind = "type"
        env.outside_kind.append(kind)
        env.kinds.add("outside " + kind)
        if kind == "none":
            env.outside.append(lambda p, a: Fraction(0))
            return []
        if kind == "number":
            number = self.number(-1, 3)
            env.outside.append(lambda p, a: number)
            return [f"    outside = {number}"]
        if kind == "profile":
            j = self.rng.choice(others)
            t = self.rng.randrange(len(env.types[j]))
            x, y = self.number(), self.number()
            env.outside.append(lambda p, a: x if p[j] == t else y)
            return [f"    outside = if(t[i{j}] == {env.types[j][t]}, {x}, {y})"]
        at = list(range(m)) if kind == "outcome" else [None]
        if kind == "outcome":
            at = sorted(self.rng.sample(at, self.rng.randint(1, m)))
        table = {a: [self.number(-2, 4) for _ in range(k)] for a in at}
        if kind == "outcome":
            env.outside.append(lambda p, a: table[a][p[i]] if a in table else Fraction(0))
        else:
            env.outside.append(lambda p, a: table[None][p[i]])
        lines = []
        for a in at:
            where = "" if a is None else f" at o{a}"
            row = ", ".join(f"{label} = {table[a][t]}"
                            for t, label in enumerate(env.types[i]))
            lines.append(f"    outside{where} {{ {row} }}")
        return lines

    def environment(self):
        env = self.env
        sizes = self.sizes()
        m = self.rng.choices([1, 2, 3, 4], [1, 5, 5, 4])[0]
        env.outcomes = [f"o{a}" for a in range(m)]
        env.cost = [Fraction(0)] * m
        lines = ["outcomes " + ", ".join(env.outcomes)]
        if self.rng.random() < 0.5:
            env.cost = [self.number() for _ in range(m)]
            lines.append("cost { " + ", ".join(f"o{a} = {c}" for a, c in enumerate(env.cost))
                         + " }")
            env.kinds.add("cost")
        env.available = [list(range(m)) for _ in sizes]
        if m > 1 and self.rng.random() < 0.4:
            for i in range(len(sizes)):
                kept = self.rng.randrange(m)
                missing = [a for a in range(m) if a != kept and self.rng.random() < 0.4]
                for a in missing:
                    lines.append(f"outcome o{a} requires i{i}")
                    env.available[i].remove(a)
                    env.kinds.add("availability")
        env.ties = self.rng.choice(["first", "last", "lottery"])
        lines.append(f"rule efficient ties {env.ties}")
        env.kinds.add("ties " + env.ties)
        blocks = []
        named = []
        for i, k in enumerate(sizes):
            block, tuples = self.agent(i, k)
            blocks.append(block)
            if not tuples:
                named.append(i)
        for i, block in enumerate(blocks):
            lines += block + self.outside(i, named) + ["}"]
        if len(set(sizes)) > 1:
            env.kinds.add("unequal agents")
        env.kinds.add(f"{len(sizes)} agents")
        env.text = "\n".join(lines) + "\n"
        env.finish()
        return env


def random_environment(rng, profiles=48):
    return Draw(rng, profiles).environment()
