"""A strict reader of certificates, written from expost-certificate(5) alone."""

import itertools
import re
import sys
from fractions import Fraction
from math import gcd

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)

PROPERTIES = ("dsic epic bic epir iir eair sbb wbb eabb eawbb eff npt nopay wmon").split()
ROW_KINDS = ("dsic epic bic epir iir eair sbb wbb eabb eawbb npt nopay eff wmon "
             "pos one worst fix").split()
NEED_PRIOR = {"bic", "iir", "eair", "eabb", "eawbb"}
REDUCED_PROPERTIES = {"bic", "iir", "eair", "eabb", "eawbb", "sbb", "wbb"}
OBJECTIVES = {"revenue", "profit", "welfare", "utility", "deficit", "worst-deficit"}

INDEX = re.compile(r"(?:0|[1-9][0-9]*)\Z")
NUMBER = re.compile(r"(-?[1-9][0-9]*|0)(?:/([1-9][0-9]*))?\Z")
LABEL = re.compile(r'"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\x[0-9A-F]{2})*)"\Z')
ESCAPE = re.compile(r"\\x([0-9A-F]{2})")


class Reject(Exception):
    """The text is not a certificate, or its evidence does not prove its claim."""


def number(text):
    match = NUMBER.match(text)
    if not match:
        raise Reject(f"not a number in lowest terms: {text[:40]}")
    p, q = int(match[1]), int(match[2] or 1)
    if match[2] and (q == 1 or gcd(p, q) != 1):
        raise Reject(f"not in lowest terms: {text[:40]}")
    return Fraction(p, q)


class Lines:
    """The lines one after the other, as fields."""

    def __init__(self, text):
        if isinstance(text, str):
            text = text.encode("latin-1")
        if not text.endswith(b"\n"):
            raise Reject("the last line has no end")
        try:
            self.lines = text[:-1].decode("ascii").split("\n")
        except UnicodeDecodeError:
            raise Reject("not ASCII") from None
        self.at = 0

    def word(self):
        """The first field of the next line, None at the end."""
        if self.at >= len(self.lines):
            return None
        return self.lines[self.at].split(" ", 1)[0]

    def line(self):
        if self.at >= len(self.lines):
            raise Reject("the text ends too early")
        self.at += 1
        return self.lines[self.at - 1]

    def take(self, word):
        """The fields behind `word`, with which the next line begins."""
        fields = self.line().split(" ")
        if fields[0] != word or "" in fields:
            raise Reject(f"a record of {word} expected")
        return fields[1:]

    def exactly(self, text):
        if self.line() != text:
            raise Reject(f"{text!r} expected")

    def labelled(self, word, indices, counts):
        """`word` with these indices, a label, then counts numbers."""
        line = self.line()
        head = " ".join([word] + [str(i) for i in indices]) + " "
        if not line.startswith(head):
            raise Reject(f"{head.strip()} expected")
        rest = line[len(head):]
        tail = []
        for _ in range(counts):
            rest, _, last = rest.rpartition(" ")
            tail.insert(0, index(last))
        match = LABEL.match(rest)
        if not match:
            raise Reject("not a label")
        for code in ESCAPE.findall(match[1]):
            byte = int(code, 16)
            if 0x20 <= byte <= 0x7E and byte not in (0x22, 0x5C):
                raise Reject(f"\\x{code} is written as itself")
        return tail


def index(text, below=None):
    if not INDEX.match(text):
        raise Reject(f"not an index: {text[:40]}")
    value = int(text)
    if below is not None and value >= below:
        raise Reject(f"index {text[:40]} is out of range")
    return value


class Certificate:
    """What the text states; evidence holds (word, fields) of each record before `end`."""

    def __init__(self, text):
        lines = Lines(text)
        lines.exactly("expost-certificate 1")
        head = lines.line()
        if head not in ("environment", "environment reduced"):
            raise Reject("environment expected")
        self.reduced = head != "environment"
        self.read_agents(lines)
        if self.reduced:
            self.read_reduced(lines)
        else:
            self.read_environment(lines)
        self.read_rule(lines)
        self.read_claim(lines)
        lines.exactly("evidence")
        self.evidence = []
        while lines.word() != "end":
            fields = lines.line().split(" ")
            if "" in fields:
                raise Reject("an empty field")
            self.evidence.append((fields[0], fields[1:]))
        lines.exactly("end")
        if lines.word() is not None:
            raise Reject("text behind the end")

    # environment

    def read_agents(self, lines):
        fields = lines.take("agents")
        if len(fields) != 1:
            raise Reject("agents N expected")
        self.n = index(fields[0])
        if self.n < 1:
            raise Reject("no agents")
        self.k = []
        for i in range(self.n):
            (count,) = lines.labelled("agent", [i], 1)
            if count < 1:
                raise Reject("an agent without types")
            self.k.append(count)
            for t in range(count):
                lines.labelled("type", [i, t], 0)

    def profiles(self):
        return itertools.product(*[range(k) for k in self.k])

    def others(self, i):
        return itertools.product(*[range(k) for j, k in enumerate(self.k) if j != i])

    def keyed(self, lines, word, bounds):
        """All next records of `word`: a dict from index tuples to numbers, in order."""
        found, last = {}, None
        while lines.word() == word:
            fields = lines.take(word)
            if len(fields) != len(bounds) + 1:
                raise Reject(f"a record of {word} has {len(fields)} fields")
            key = tuple(index(f, b) for f, b in zip(fields, bounds))
            if last is not None and key <= last:
                raise Reject(f"records of {word} are out of order")
            last = key
            found[key] = number(fields[-1])
        return found

    def complete(self, lines, word, bounds, first=()):
        """Records for all keys that begin with `first`, in order."""
        found = {}
        for key in itertools.product(*[range(b) for b in bounds]):
            fields = lines.take(word)
            wanted = [str(x) for x in first + key]
            if fields[:-1] != wanted:
                raise Reject(f"{word} {' '.join(wanted)} expected")
            found[first + key] = number(fields[-1])
        return found

    def read_environment(self, lines):
        fields = lines.take("outcomes")
        if len(fields) != 1:
            raise Reject("outcomes M expected")
        self.m = index(fields[0])
        if self.m < 1:
            raise Reject("no outcomes")
        for a in range(self.m):
            lines.labelled("outcome", [a], 0)
        last = None
        while lines.word() == "needs":
            fields = lines.take("needs")
            if len(fields) != 2:
                raise Reject("needs A I expected")
            key = (index(fields[0], self.m), index(fields[1], self.n))
            if last is not None and key <= last:
                raise Reject("needs out of order")
            last = key
        self.cost = self.keyed(lines, "cost", [self.m])
        own = self.keyed(lines, "value", [self.n, self.m, None])
        if any(t >= self.k[i] for i, _, t in own):
            raise Reject("no such type")
        full = self.keyed(lines, "valuex", [self.n, self.m] + self.k)
        self.interdependent = {key[0] for key in full}
        if self.interdependent & {key[0] for key in own}:
            raise Reject("value and valuex of one agent")
        for q in itertools.chain(self.cost.values(), own.values(), full.values()):
            if q == 0:
                raise Reject("a 0 that is left out")
        self.own, self.full = own, full
        self.read_prior(lines)
        self.outside_of = []
        for i in range(self.n):
            fields = lines.take("outside")
            if len(fields) != 2 or fields[0] != str(i):
                raise Reject(f"outside {i} expected")
            kind = fields[1]
            bounds = {"none": None, "type": [self.k[i]], "profile": self.k,
                      "outcome": [self.m, self.k[i]], "both": [self.m] + self.k}
            if kind not in bounds:
                raise Reject("unknown kind of outside option")
            word = {"type": "out", "profile": "outx", "outcome": "outa", "both": "outxa"}
            table = {}
            if kind != "none":
                table = self.complete(lines, word[kind], bounds[kind], (i,))
            self.outside_of.append((kind, table))

    def read_prior(self, lines):
        fields = lines.take("prior")
        if len(fields) != 1 or fields[0] not in ("none", "independent", "joint"):
            raise Reject("unknown kind of prior")
        self.prior = fields[0]
        if self.prior == "independent":
            self.read_mu(lines)
        elif self.prior == "joint":
            self.mux = self.keyed(lines, "mux", self.k)
            if any(q <= 0 for q in self.mux.values()) or sum(self.mux.values()) != 1:
                raise Reject("probabilities are positive and add up to 1")

    def read_mu(self, lines):
        self.mu = {}
        for i in range(self.n):
            table = self.complete(lines, "mu", [self.k[i]], (i,))
            if any(q < 0 for q in table.values()) or sum(table.values()) != 1:
                raise Reject("probabilities are not negative and add up to 1")
            self.mu.update(table)

    def read_reduced(self, lines):
        self.prior, self.interdependent = "independent", set()
        lines.exactly("prior independent")
        self.read_mu(lines)
        self.gain, self.out = {}, {}
        for i in range(self.n):
            self.gain.update(self.complete(lines, "gain", [self.k[i], self.k[i]], (i,)))
        for i in range(self.n):
            self.out.update(self.complete(lines, "out", [self.k[i]], (i,)))
        fields = lines.take("expected-cost")
        if len(fields) != 1:
            raise Reject("expected-cost Q expected")
        self.expected_cost = number(fields[0])

    # rule

    def read_rule(self, lines):
        fields = lines.take("rule")
        self.ties = None
        if fields == ["free"]:
            self.free = True
        elif fields == ["fixed", "other"]:
            self.free = False
        elif len(fields) == 3 and fields[:2] == ["fixed", "efficient"] \
                and fields[2] in ("first", "last", "lottery"):
            self.free, self.ties = False, fields[2]
        else:
            raise Reject("unknown kind of rule")
        self.rule = None
        if self.reduced:
            if fields != ["fixed", "other"]:
                raise Reject("the rule of the reduced form is fixed other")
            return
        if self.free:
            return
        records = []
        while lines.word() in ("alloc", "lottery"):
            fields = lines.line().split(" ")
            records.append((fields[0], fields[1:]))
        self.rule, rest = self.table_of_rule(records)
        if rest:
            raise Reject("alloc or lottery too many")
        if self.ties is not None:
            for theta, lottery in self.rule.items():
                if lottery != self.efficient(theta):
                    raise Reject(f"not the efficient rule at {theta}")

    def table_of_rule(self, records):
        """A rule from the front of the records, and what is left of them."""
        rule, at = {}, 0
        for theta in self.profiles():
            start = [str(t) for t in theta]
            lottery = {}
            if at < len(records) and records[at][0] == "alloc":
                fields = records[at][1]
                if fields[:-1] != start:
                    raise Reject(f"alloc out of order at {theta}")
                lottery[index(fields[-1], self.m)] = Fraction(1)
                at += 1
            else:
                while at < len(records) and records[at][0] == "lottery" \
                        and records[at][1][:self.n] == start:
                    fields = records[at][1]
                    if len(fields) != self.n + 2:
                        raise Reject("lottery T1 ... TN A Q expected")
                    a, q = index(fields[-2], self.m), number(fields[-1])
                    if q <= 0 or (lottery and a <= max(lottery)):
                        raise Reject(f"a lottery out of order at {theta}")
                    lottery[a] = q
                    at += 1
                if len(lottery) < 2 or sum(lottery.values()) != 1:
                    raise Reject(f"no lottery at {theta}")
            rule[theta] = lottery
        return rule, records[at:]

    def value(self, i, a, theta):
        if i in self.interdependent:
            return self.full.get((i, a) + theta, Fraction(0))
        return self.own.get((i, a, theta[i]), Fraction(0))

    def outside(self, i, a, theta):
        kind, table = self.outside_of[i]
        if kind == "none":
            return Fraction(0)
        key = {"type": (i, theta[i]), "profile": (i,) + theta, "outcome": (i, a, theta[i]),
               "both": (i, a) + theta}
        return table[key[kind]]

    def surplus(self, a, theta):
        return (sum(self.value(i, a, theta) for i in range(self.n))
                - self.cost.get((a,), Fraction(0)))

    def welfare(self, theta):
        return max(self.surplus(a, theta) for a in range(self.m))

    def efficient(self, theta):
        best = [a for a in range(self.m) if self.surplus(a, theta) == self.welfare(theta)]
        if self.ties == "first":
            best = best[:1]
        elif self.ties == "last":
            best = best[-1:]
        return {a: Fraction(1, len(best)) for a in best}

    def probability(self, theta):
        if self.prior == "joint":
            return self.mux.get(theta, Fraction(0))
        product = Fraction(1)
        for i, t in enumerate(theta):
            product *= self.mu[(i, t)]
        return product

    def marginal(self, i, t):
        if self.prior == "independent":
            return self.mu[(i, t)]
        return sum((q for theta, q in self.mux.items() if theta[i] == t), Fraction(0))

    # claim

    def read_claim(self, lines):
        fields = lines.take("claim")
        if not fields:
            raise Reject("claim of what")
        self.claim, fields = fields[0], fields[1:]
        self.objective = self.agent = self.value_claimed = None
        self.properties, self.deterministic = [], False
        if self.claim in ("optimum", "unbounded"):
            if len(fields) < 2 or fields[0] not in ("max", "min"):
                raise Reject("max or min expected")
            self.maximise = fields[0] == "max"
            self.read_objective(fields[1])
            fields = fields[2:]
            if self.claim == "optimum":
                if not fields:
                    raise Reject("no value of the optimum")
                self.value_claimed = number(fields[0])
                fields = fields[1:]
        if self.claim in ("satisfies", "violates", "impossible", "optimum", "unbounded"):
            if fields and fields[0] == "deterministic" and self.claim != "violates":
                if not self.free:
                    raise Reject("deterministic under a fixed rule")
                self.deterministic = True
                fields = fields[1:]
            self.read_properties(fields)
        elif self.claim in ("groves-balance", "groves-no-balance"):
            if fields:
                raise Reject("a field too many")
            if self.reduced or self.interdependent:
                raise Reject("Groves payments are for private values")
            if self.ties is None:
                raise Reject("Groves payments are for an efficient rule")
        elif self.claim in ("implementable", "not-implementable"):
            if fields not in (["dsic"], ["bic"]):
                raise Reject("dsic or bic expected")
            self.interim = fields == ["bic"]
            if self.free:
                raise Reject("a fixed rule expected")
            if self.reduced and not self.interim:
                raise Reject("the reduced form has no profiles")
            if self.interim and self.prior == "none":
                raise Reject("bic needs a prior")
            if self.interim and self.claim == "not-implementable" and self.prior == "joint":
                raise Reject("not-implementable bic is for independent priors")
        else:
            raise Reject("unknown claim")

    def read_objective(self, word):
        name, colon, agent = word.partition(":")
        if name not in OBJECTIVES or (colon and name != "utility"):
            raise Reject("unknown objective")
        if colon:
            self.agent = index(agent, self.n)
        if name == "worst-deficit":
            if self.maximise or self.reduced:
                raise Reject("worst-deficit is minimised, over profiles")
        elif self.prior == "none":
            raise Reject("an expectation without a prior")
        self.objective = name

    def read_properties(self, fields):
        if not fields or (self.claim == "violates" and len(fields) != 1):
            raise Reject("properties expected")
        last = -1
        for name in fields:
            if name not in PROPERTIES:
                raise Reject("unknown property")
            if PROPERTIES.index(name) <= last:
                raise Reject("properties out of order")
            last = PROPERTIES.index(name)
            if name in NEED_PRIOR and self.prior == "none":
                raise Reject(f"{name} needs a prior")
            if name == "dsic" and self.interdependent:
                raise Reject("dsic is for private values")
            mechanism = self.claim in ("satisfies", "violates")
            if name == "wmon" and not mechanism:
                raise Reject("wmon is no row of a system")
            if name == "eff" and not mechanism and not self.free:
                raise Reject("eff is determined by a fixed rule")
            if self.reduced:
                if name not in REDUCED_PROPERTIES:
                    raise Reject(f"{name} has no meaning for interim tables")
                if name in ("sbb", "wbb") and (self.n < 2 or self.claim == "violates"):
                    raise Reject(f"{name} has no meaning here")
        self.properties = fields
