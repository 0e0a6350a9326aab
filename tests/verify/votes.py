#!/usr/bin/env python3
"""expost-verify on certificates about social choice functions: tables judged by the definitions over
all pairs of profiles, sets and permutations, and proofs made, replayed and spoiled here.

usage: votes.py [EXPOST-VERIFY]            by default the variable EXPOST_VERIFY
       votes.py --write FILE VOTERS ALTERNATIVES DOMAIN PROPERTY,...    a certificate of impossibility

Nothing here comes from the program: clauses are made from the manual page, proofs by a small search
that learns the decisions behind each conflict, and a proof is replayed from nothing for each lemma.
Of random functions every property is claimed and denied; of random domains the search says which
properties go together and is itself compared with a look at all functions.  Gibbard and Satterthwaite:
2 voters and 3 alternatives, as a proof.  XP_TEST_MULTIPLIER scales the number of rounds.
"""

import itertools
import os
import random
import shlex
import subprocess
import sys
from collections import Counter

PROGRAM = shlex.split(sys.argv[1] if len(sys.argv) == 2 else os.environ.get("EXPOST_VERIFY", ""))
MULTIPLIER = int(os.environ.get("XP_TEST_MULTIPLIER", "1") or 1)
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "good")
PROPERTIES = ("strategyproof", "monotone", "set-monotone", "unanimous", "onto", "dictatorial",
              "nondictatorial", "condorcet", "anonymous", "neutral")


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
    done = subprocess.run(PROGRAM + ["--quiet", "-"], input=text, capture_output=True, timeout=120,
                          check=False)
    return done.returncode


def refusal(lines):
    """The line at which a certificate is refused, 0 if it is not."""
    text = "".join(line + "\n" for line in lines).encode()
    done = subprocess.run(PROGRAM + ["-"], input=text, capture_output=True, timeout=120, check=False)
    return int(done.stderr.split(b":")[2]) if done.returncode == 1 else 0


# domains: an order is the tuple of the alternatives' levels

def full(count):
    orders = []
    for sequence in itertools.permutations(range(count)):
        orders.append(tuple(sequence.index(a) for a in range(count)))
    return orders


def is_single_peaked(order):
    top = order.index(0)
    return all(order[b] < order[c] for c in range(len(order)) for b in range(len(order))
               if (top <= b < c or c < b <= top))


def weak(count):
    return [order for order in itertools.product(range(count), repeat=count)
            if sorted(set(order)) == list(range(max(order) + 1))]


class Frame:
    """Voters, alternatives and orders."""

    def __init__(self, voters, alternatives, kind, orders=None):
        self.voters, self.alternatives, self.kind = voters, alternatives, kind
        if kind != "listed":
            orders = [o for o in full(alternatives) if kind == "full" or is_single_peaked(o)]
        self.orders = orders
        self.profiles = list(itertools.product(range(len(orders)), repeat=voters))
        self.number = {profile: r for r, profile in enumerate(self.profiles)}

    def head(self):
        lines = ["expost-certificate 1", "voting", f"voters {self.voters}",
                 f"alternatives {self.alternatives}"]
        lines += [f'alternative {a} "{chr(97 + a)}"' for a in range(self.alternatives)]
        lines.append(f"domain {self.kind}" + (f" {len(self.orders)}" if self.kind == "listed" else ""))
        if self.kind == "listed":
            lines += [f"order {o} " + " ".join(map(str, order)) for o, order in enumerate(self.orders)]
        return lines

    def above(self, order, a, b):
        return self.orders[order][a] < self.orders[order][b]

    def permuted(self, order, permutation):
        """The order in which permutation[a] has the place of a, or None."""
        levels = [0] * self.alternatives
        for a in range(self.alternatives):
            levels[permutation[a]] = self.orders[order][a]
        levels = tuple(levels)
        return self.orders.index(levels) if levels in self.orders else None

    def is_closed(self):
        return all(self.permuted(o, p) is not None for o in range(len(self.orders))
                   for p in itertools.permutations(range(self.alternatives)))

    def beats(self, profile, a, b):
        return sum(self.above(o, a, b) - self.above(o, b, a) for o in profile) > 0


# definitions, over every pair of profiles, every set, every permutation

def is_monotone(frame, f):
    everything = range(frame.alternatives)
    for one in frame.profiles:
        a = f[one]
        for two in frame.profiles:
            if f[two] != a and all(not frame.above(q, c, a) for p, q in zip(one, two)
                                   for c in everything if not frame.above(p, c, a)):
                return False
    return True


def is_set_monotone(frame, f):
    used = sorted(set(f.values()))
    pairs = list(itertools.permutations(range(frame.alternatives), 2))
    for size in range(1, len(used) + 1):
        for chosen in map(set, itertools.combinations(used, size)):
            for one in frame.profiles:
                if f[one] not in chosen:
                    continue
                for two in frame.profiles:
                    if f[two] not in chosen and \
                            all(frame.above(p, a, b) == frame.above(q, a, b)
                                for p, q in zip(one, two) for a, b in pairs
                                if a not in chosen or b not in chosen):
                        return False
    return True


def judge(frame, f, name):
    everything, orders = range(frame.alternatives), range(len(frame.orders))
    if name == "strategyproof":
        return not any(frame.above(p[i], f[p[:i] + (q,) + p[i + 1:]], f[p]) for p in frame.profiles
                       for i in range(frame.voters) for q in orders)
    if name == "monotone":
        return is_monotone(frame, f)
    if name == "set-monotone":
        return is_set_monotone(frame, f)
    if name == "unanimous":
        return all(f[p] == a for p in frame.profiles for a in everything
                   if all(frame.above(o, a, b) for o in p for b in everything if b != a))
    if name == "onto":
        return set(f.values()) == set(everything)
    if name in ("dictatorial", "nondictatorial"):
        used = set(f.values())
        found = any(all(not frame.above(p[i], b, f[p]) for p in frame.profiles for b in used)
                    for i in range(frame.voters))
        return found == (name == "dictatorial")
    if name == "condorcet":
        return all(f[p] == a for p in frame.profiles for a in everything
                   if all(frame.beats(p, a, b) for b in everything if b != a))
    if name == "anonymous":
        return all(f[tuple(p[i] for i in s)] == f[p] for p in frame.profiles
                   for s in itertools.permutations(range(frame.voters)))
    assert name == "neutral"
    return all(f[tuple(frame.permuted(o, s) for o in p)] == s[f[p]] for p in frame.profiles
               for s in itertools.permutations(everything))


def table(frame, f):
    return ["choose " + " ".join(map(str, p + (f[p],))) for p in frame.profiles]


# clauses, as the manual page has them

def clauses_of(frame, names):
    n, m, count = frame.voters, frame.alternatives, len(frame.profiles)
    everything, orders = range(m), range(len(frame.orders))
    clauses = []

    def x(profile, a):
        return frame.number[profile] * m + a + 1

    def used(b):
        return count * m + 1 + b

    needs_used = {"set-monotone", "dictatorial", "nondictatorial"} & set(names)
    first_dictator = count * m + 1 + m
    first_loses = first_dictator + (n if "dictatorial" in names else 0)

    def loses(i, a, b):
        return first_loses + i * m * m + a * m + b

    for p in frame.profiles:
        clauses.append([x(p, a) for a in everything])
        clauses += [[-x(p, a), -x(p, b)] for a, b in itertools.combinations(everything, 2)]
    if needs_used:
        for b in everything:
            clauses.append([-used(b)] + [x(p, b) for p in frame.profiles])
            clauses += [[-x(p, b), used(b)] for p in frame.profiles]
    for p in frame.profiles:
        for i in range(n):
            for q in orders:
                if q == p[i]:
                    continue
                to = p[:i] + (q,) + p[i + 1:]
                pairs = list(itertools.permutations(everything, 2))
                if "strategyproof" in names:
                    clauses += [[-x(p, a), -x(to, b)] for a, b in pairs if frame.above(p[i], b, a)]
                if "monotone" in names:
                    clauses += [[-x(p, a), x(to, a)] for a in everything
                                if all(not frame.above(q, c, a) for c in everything
                                       if not frame.above(p[i], c, a))]
                if "set-monotone" in names:
                    changed = {c for a, b in pairs for c in (a, b)
                               if frame.above(p[i], a, b) != frame.above(q, a, b)}
                    clauses += [[-x(p, a)] + [-used(b) for b in changed - {a}]
                                + [x(to, b) for b in changed | {a}] for a in everything]
        for a in everything:
            others = [b for b in everything if b != a]
            if "unanimous" in names and all(frame.above(o, a, b) for o in p for b in others):
                clauses.append([x(p, a)])
            if "condorcet" in names and all(frame.beats(p, a, b) for b in others):
                clauses.append([x(p, a)])
        if "anonymous" in names:
            for i in range(n - 1):
                to = p[:i] + (p[i + 1], p[i]) + p[i + 2:]
                if to != p:
                    clauses += [[-x(p, a), x(to, a)] for a in everything]
        if "neutral" in names:
            for c in range(m - 1):
                swap = list(everything)
                swap[c], swap[c + 1] = c + 1, c
                to = tuple(frame.permuted(o, swap) for o in p)
                clauses += [[-x(p, a), x(to, swap[a])] for a in everything
                            if x(p, a) != x(to, swap[a])]
    if "onto" in names:
        clauses += [[x(p, a) for p in frame.profiles] for a in everything]
    if "dictatorial" in names:
        clauses.append([first_dictator + i for i in range(n)])
        clauses += [[-(first_dictator + i), -x(p, a), -used(b)] for i in range(n)
                    for p in frame.profiles for a, b in itertools.permutations(everything, 2)
                    if frame.above(p[i], b, a)]
    if "nondictatorial" in names:
        for i in range(n):
            pairs = list(itertools.permutations(everything, 2))
            clauses.append([loses(i, a, b) for a, b in pairs])
            for a, b in pairs:
                clauses.append([-loses(i, a, b), used(b)])
                clauses.append([-loses(i, a, b)] + [x(p, a) for p in frame.profiles
                                                    if frame.above(p[i], b, a)])
    return clauses


class Search:
    """Decides a system; for one without a solution the lemmas learned are a proof."""

    def __init__(self, clauses):
        self.watch, self.value, self.trail, self.levels, self.lemmas = {}, {}, [], [], []
        self.next, self.unit, self.empty = 0, [], False
        for clause in clauses:
            self.add(list(clause))

    def add(self, clause):
        """The two literals that became false last, or never, are watched."""
        clause.sort(key=lambda l: -self.value[-l][1] if -l in self.value else -1e9)
        if len(clause) < 2:
            self.unit += clause
            self.empty |= not clause
        for literal in clause[:2] if len(clause) > 1 else ():
            self.watch.setdefault(literal, []).append(clause)

    def assign(self, literal, reason):
        self.value[literal] = (len(self.levels), len(self.trail), reason)
        self.trail.append(literal)

    def propagate(self):
        while self.next < len(self.trail):
            wrong = -self.trail[self.next]
            self.next += 1
            watching = self.watch.get(wrong, [])
            self.watch[wrong] = kept = []
            for number, clause in enumerate(watching):
                if clause[0] == wrong:
                    clause[0], clause[1] = clause[1], wrong
                if clause[0] in self.value:
                    kept.append(clause)
                    continue
                for k in range(2, len(clause)):
                    if -clause[k] not in self.value:
                        clause[1], clause[k] = clause[k], wrong
                        self.watch.setdefault(clause[1], []).append(clause)
                        break
                else:
                    kept.append(clause)
                    if -clause[0] in self.value:
                        kept += watching[number + 1:]
                        return clause
                    self.assign(clause[0], clause)
        return None

    def decisions(self, clause):
        found, seen, todo = [], set(), [-literal for literal in clause]
        while todo:
            literal = todo.pop()
            if literal in seen:
                continue
            seen.add(literal)
            level, _, reason = self.value[literal]
            if reason is not None:
                todo += [-other for other in reason if other != literal]
            elif level > 0:
                found.append(literal)
        return found

    def back(self, level):
        while len(self.levels) > level:
            at = self.levels.pop()
            for literal in self.trail[at:]:
                del self.value[literal]
            del self.trail[at:]
        self.next = min(self.next, len(self.trail))

    def solve(self, variables):
        """The true literals, or None."""
        if self.empty or any(-literal in self.unit for literal in self.unit):
            self.lemmas.append([])
            return None
        for literal in dict.fromkeys(self.unit):
            self.assign(literal, None)
        while True:
            conflict = self.propagate()
            if conflict is None:
                free = next((v for v in variables if v not in self.value and -v not in self.value),
                            None)
                if free is None:
                    return [literal for literal in self.trail if literal > 0]
                self.levels.append(len(self.trail))
                self.assign(free, None)
                continue
            found = sorted(self.decisions(conflict), key=lambda l: -self.value[l][0])
            lemma = [-literal for literal in found]
            self.lemmas.append(lemma)
            if not lemma:
                return None
            self.back(self.value[found[1]][0] if len(found) > 1 else 0)
            self.add(lemma)
            self.assign(lemma[0] if -lemma[0] not in self.value else lemma[1], list(lemma))


def solve(frame, names):
    """A function, or None and the lemmas of a proof that there is none."""
    clauses = clauses_of(frame, names)
    search = Search(clauses)
    variables = range(1, max((abs(l) for clause in clauses for l in clause), default=0) + 1)
    absent = set(variables) - {abs(l) for clause in clauses for l in clause}
    found = search.solve([v for v in variables if v not in absent])
    if found is None:
        return None, search.lemmas
    m = frame.alternatives
    return {p: a for r, p in enumerate(frame.profiles) for a in range(m) if r * m + a + 1 in found}, []


# replay: from nothing for each lemma, from the clauses present

def refutes(present, units, false):
    """Do the clauses lead to a conflict when these literals are false?"""
    true, todo = set(), [-literal for literal in false] + list(units)
    while todo:
        literal = todo.pop()
        if literal in true:
            continue
        if -literal in true:
            return True
        true.add(literal)
        for clause in present.get(-literal, ()):
            left = [l for l in clause if -l not in true]
            if not left:
                return True
            if len(left) == 1:
                todo.append(left[0])
    return False


def replay(frame, names, records):
    """Is this a proof?  The records are (kind, literals)."""
    copies, present, units = Counter(), {}, set()

    def change(clause, by):
        before = copies[clause]
        copies[clause] += by
        if (before > 0) == (copies[clause] > 0):
            return
        for literal in clause:
            where = present.setdefault(literal, set())
            (where.add if by > 0 else where.discard)(clause)
        if len(clause) == 1:
            (units.add if by > 0 else units.discard)(min(clause))

    clauses = clauses_of(frame, names)
    numbers = {abs(l) for clause in clauses for l in clause} | set(range(
        1, len(frame.profiles) * frame.alternatives + 1))
    for clause in clauses:
        change(frozenset(clause), 1)
    for place, (kind, literals) in enumerate(records):
        clause = frozenset(literals)
        if len({abs(l) for l in literals}) < len(literals) or not numbers >= {abs(l) for l in literals}:
            return False
        if kind == "delete":
            if not literals or copies[clause] == 0:
                return False
            change(clause, -1)
            continue
        if copies[frozenset()] == 0 and not refutes(present, units, literals):
            return False
        if not literals:
            return place == len(records) - 1
        change(clause, 1)
    return False


def certificate(frame, kind, names, evidence):
    return frame.head() + [f"claim {kind} " + " ".join(n for n in PROPERTIES if n in names),
                           "evidence"] + evidence + ["end"]


def proof_lines(records):
    return [" ".join([kind] + [str(literal) for literal in literals]) for kind, literals in records]


def random_frame(rng, profiles):
    while True:
        voters, alternatives = rng.choice((1, 2, 2, 2, 3)), rng.choice((1, 2, 3, 3, 3, 4))
        kind = rng.choice(("full", "single-peaked", "listed", "listed"))
        orders = weak(alternatives)
        if rng.random() < 0.3:
            orders = [o for o in orders if is_single_peaked(o) and len(set(o)) == alternatives]
        orders = rng.sample(orders, rng.randint(1, min(6, len(orders))))
        frame = Frame(voters, alternatives, kind, orders if kind == "listed" else None)
        if len(frame.profiles) <= profiles:
            return frame


def random_function(rng, frame):
    """Often one with some of the properties."""
    kind, voter = rng.randrange(5), rng.randrange(frame.voters)
    subset = rng.sample(range(frame.alternatives), rng.randint(1, frame.alternatives))
    f = {}
    for p in frame.profiles:
        if kind == 0:
            f[p] = rng.choice(subset)
        elif kind == 1:
            f[p] = min(subset, key=lambda a: frame.orders[p[voter]][a])
        elif kind == 2:
            f[p] = min(subset, key=lambda a: (sum(frame.orders[o][a] for o in p), a))
        elif kind == 3:
            f[p] = max(subset, key=lambda a: (sum(frame.orders[o][a] == 0 for o in p), a))
        else:
            tops = sorted(frame.orders[o].index(0) for o in p)
            f[p] = tops[(len(tops) - 1) // 2]
    if rng.random() < 0.2:
        f[rng.choice(frame.profiles)] = rng.randrange(frame.alternatives)
    return f


def try_tables(tally, rng, rounds):
    seen = Counter()
    for _ in range(rounds):
        frame = random_frame(rng, 64)
        f = random_function(rng, frame)
        holding = []
        for name in PROPERTIES:
            if name == "neutral" and not frame.is_closed():
                for kind in ("satisfies", "violates"):
                    tally.check(verify(certificate(frame, kind, [name], table(frame, f))) == 1,
                                f"neutral on an open domain: {frame.head()}")
                continue
            true = judge(frame, f, name)
            holding += [name] if true else []
            seen[name, true] += 1
            for kind, right in (("satisfies", true), ("violates", not true)):
                lines = certificate(frame, kind, [name], table(frame, f))
                tally.check(verify(lines) == (0 if right else 1), f"{right}: {lines}")
        if holding:
            tally.check(verify(certificate(frame, "satisfies", holding, table(frame, f))) == 0,
                        f"all of {holding}")
            rest = [n for n in PROPERTIES if n not in holding and n != "neutral"]
            if rest:
                lines = certificate(frame, "satisfies", holding + [rng.choice(rest)], table(frame, f))
                tally.check(verify(lines) == 1, f"one too many: {lines}")
    tally.check(rounds < 20 or len(seen) == 2 * len(PROPERTIES), f"both answers occur: {seen}")


def exists(frame, names):
    """By a look at all functions."""
    return any(all(judge(frame, f, name) for name in names) for f in
               (dict(zip(frame.profiles, choices)) for choices in
                itertools.product(range(frame.alternatives), repeat=len(frame.profiles))))


def spoil(rng, records, variables):
    records = list(records)
    for _ in range(rng.choice((1, 1, 2))):
        at = rng.randrange(len(records))
        kind, literals = records[at]
        what = rng.randrange(6)
        if what == 0:
            del records[at]
            if not records:
                return [("lemma", [])]
        elif what == 1 and literals:
            records[at] = (kind, [l for l in literals if l != rng.choice(literals)])
        elif what == 2 and literals:
            literals = list(literals)
            k = rng.randrange(len(literals))
            literals[k] = rng.choice((-literals[k], rng.randint(1, variables + 3)))
            records[at] = (kind, literals)
        elif what == 3:
            clause = rng.choice(records)[1]
            records.insert(at + rng.randint(0, 1), ("delete", clause))
        elif what == 4:
            other = rng.randrange(len(records))
            records[at], records[other] = records[other], records[at]
        else:
            records.insert(at, ("lemma", rng.sample(literals, len(literals))))
    return records


def try_proof(tally, rng, frame, names, lemmas, rounds):
    clauses = clauses_of(frame, names)
    variables = max((abs(l) for clause in clauses for l in clause), default=1)
    records = [("lemma", lemma) for lemma in lemmas]
    tally.check(replay(frame, names, records), f"the replay refuses the proof of {names}")
    lines = certificate(frame, "impossible", names, proof_lines(records))
    tally.check(verify(lines) == 0, f"a proof: {lines}")
    for _ in range(rounds):
        changed = records
        if rng.random() < 0.5:
            chosen = rng.sample(clauses, min(len(clauses), rng.choice((1, 1, 2, 40))))
            changed = list(records)
            for clause in chosen:
                at = rng.randrange(len(changed))
                changed.insert(at, ("delete", rng.sample(clause, len(clause))))
                if rng.random() < 0.5:
                    changed.insert(at, ("lemma", clause))
        if rng.random() < 0.6:
            changed = spoil(rng, changed, variables)
        lines = certificate(frame, "impossible", names, proof_lines(changed))
        right = replay(frame, names, changed)
        tally.check(verify(lines) == (0 if right else 1), f"replay says {right}: {lines}")
        yield right


def try_clauses(tally, rng, rounds):
    """The system has these clauses, as often as they are here, and no others: all can be deleted, and
    then no choice of values for all variables is refuted."""
    for _ in range(rounds):
        frame = random_frame(rng, 16)
        names = [n for n in PROPERTIES if n != "neutral" or frame.is_closed()]
        names = rng.sample(names, rng.randint(1, min(3, len(names))))
        clauses = clauses_of(frame, names)
        records = [("delete", clause) for clause in rng.sample(clauses, len(clauses)) if clause]
        variables = sorted({abs(l) for clause in clauses for l in clause})
        for density in (0, 1, 0.5, 0.5, 0.9, 0.1):
            lemma = [-v if rng.random() < density else v for v in variables]
            lines = certificate(frame, "impossible", names,
                                proof_lines(records + [("lemma", lemma)]))
            tally.check([] in clauses or refusal(lines) == len(lines) - 1, f"clauses: {lines}")


def try_claims(tally, rng, rounds):
    """What goes together on small domains."""
    proofs, answers = 0, Counter()
    for _ in range(rounds):
        frame = random_frame(rng, 9)
        while frame.alternatives ** len(frame.profiles) > 600:
            frame = random_frame(rng, 9)
        possible = [n for n in PROPERTIES if n != "neutral" or frame.is_closed()]
        names = rng.sample(possible, rng.randint(1, 4))
        f, lemmas = solve(frame, names)
        tally.check(exists(frame, names) == (f is not None), f"search: {names} {frame.head()}")
        if f is not None:
            tally.check(verify(certificate(frame, "satisfies", names, table(frame, f))) == 0,
                        f"found: {names} {frame.head()}")
            tally.check(verify(certificate(frame, "impossible", names, ["lemma"])) == 1,
                        f"not impossible: {names} {frame.head()}")
        else:
            proofs += 1
            answers.update(try_proof(tally, rng, frame, names, lemmas, 4))
    tally.check(rounds < 20 or proofs > 5, "some claims are impossible")


def try_gibbard_satterthwaite(tally, rng, rounds):
    frame = Frame(2, 3, "full")
    names = ["strategyproof", "onto", "nondictatorial"]
    _, lemmas = solve(frame, names)
    answers = Counter(try_proof(tally, rng, frame, names, lemmas, rounds))
    tally.check(rounds < 20 or len(answers) == 2, f"spoiled proofs are accepted and refused: {answers}")
    records = [("lemma", lemma) for lemma in lemmas]
    refused = 0
    for at in sorted(rng.sample(range(len(records)), min(len(records), rounds))):
        changed = records[:at] + records[at + 1:]
        status = verify(certificate(frame, "impossible", names, proof_lines(changed)))
        tally.check(status == (0 if replay(frame, names, changed) else 1), f"without lemma {at}")
        refused += status == 1
    tally.check(refused > 0, "no lemma is needed")
    lines = proof_lines(records)
    for other in (["strategyproof", "onto"], ["strategyproof", "nondictatorial"],
                  ["onto", "nondictatorial"], ["strategyproof"], ["anonymous", "onto"]):
        tally.check(verify(certificate(frame, "impossible", other, lines)) == 1, f"weaker: {other}")
    tally.check(verify(certificate(frame, "impossible", names + ["anonymous"], lines)) == 0,
                "a stronger claim with the same variables follows too")
    for kind in ("single-peaked", "listed"):
        other = Frame(2, 3, kind, frame.orders[:5])
        tally.check(verify(certificate(other, "impossible", names, lines)) == 1, f"on {kind}")
    try_deletions(tally, rng, frame, names, records, rounds)
    for f in (["strategyproof", "unanimous", "nondictatorial"], ["monotone", "onto", "nondictatorial"],
              ["strategyproof", "onto", "anonymous"], ["monotone", "onto", "anonymous"]):
        found, lemmas = solve(frame, f)
        tally.check(found is None, f"{f} is possible")
        if found is None:
            list(try_proof(tally, rng, frame, f, lemmas, min(rounds, 6)))
    for f in (["strategyproof", "unanimous", "anonymous", "condorcet"], ["set-monotone", "onto"]):
        found, _ = solve(Frame(2, 3, "single-peaked"), f)
        tally.check(found is not None, f"{f} is impossible where orders are single-peaked")


def try_deletions(tally, rng, frame, names, records, rounds):
    """Most clauses that a proof can do without are deleted, then some that it may need."""
    needed = rng.sample(clauses_of(frame, names), len(clauses_of(frame, names)))
    chunk = len(needed) // 2
    unneeded = []
    while chunk > 8:
        at = 0
        while at < len(needed):
            trial = unneeded + needed[at:at + chunk]
            if replay(frame, names, [("delete", clause) for clause in trial] + records):
                unneeded, needed = trial, needed[:at] + needed[at + chunk:]
            else:
                at += chunk
        chunk //= 4
    before = [("delete", clause) for clause in unneeded]
    tally.check(verify(certificate(frame, "impossible", names, proof_lines(before + records))) == 0,
                "a proof from the clauses it needs")
    for clause in rng.sample(needed, min(len(needed), rounds)):
        delete = [("delete", clause)]
        for changed in (before + delete + records, before + delete + delete + records,
                        before + records[:-1] + delete + records[-1:],
                        records[:-1] + before + delete + records[-1:]):
            right = replay(frame, names, changed)
            tally.check(verify(certificate(frame, "impossible", names, proof_lines(changed)))
                        == (0 if right else 1), f"without {clause}")


def try_texts(tally, rng, rounds):
    """One field or line of a good table or proof spoiled: what is accepted is true here too."""
    frame = Frame(2, 2, "listed", [(0, 1), (1, 0), (0, 0)])
    f = {p: 0 if sum(frame.orders[o][0] for o in p) <= 1 else 1 for p in frame.profiles}
    _, lemmas = solve(frame, ["onto", "dictatorial", "anonymous"])
    sources = [certificate(frame, "satisfies", [n for n in PROPERTIES if n != "neutral" and
                                                judge(frame, f, n)], table(frame, f)),
               certificate(frame, "impossible", ["onto", "dictatorial", "anonymous"],
                           proof_lines([("lemma", lemma) for lemma in lemmas]))]
    for lines in sources:
        tally.check(verify(lines) == 0, f"{lines}")
        for _ in range(rounds):
            changed = list(lines)
            at = rng.randrange(len(changed))
            fields = changed[at].split(" ")
            k = rng.randrange(len(fields))
            what = rng.randrange(6)
            if what == 0:
                del changed[at]
            elif what == 1:
                changed.insert(at, changed[at])
            elif what == 2:
                del fields[k]
                changed[at] = " ".join(fields)
            else:
                fields[k] = rng.choice(("0", "1", "2", "3", "-1", "01", "+1", "", "x", "1/2", "-0",
                                        "full", "single-peaked", "listed", "onto", "lemma", "delete",
                                        "4294967297", "99999999999999999999"))
                changed[at] = " ".join(fields)
            status = verify(changed)
            tally.check(status in (1, 3) or (status == 0 and slow_read(changed)), f"accepted: {changed}")
            tally.check(status != 3 or "9" in " ".join(changed), f"a limit: {changed}")


def slow_read(lines):
    """Reads a certificate again and judges it."""
    try:
        at = lines.index("evidence")
        voters, alternatives = int(lines[2].split()[1]), int(lines[3].split()[1])
        domain = lines[4 + alternatives].split(" ")
        orders = [tuple(map(int, line.split(" ")[2:])) for line in lines[5 + alternatives:at - 1]]
        frame = Frame(voters, alternatives, domain[1], orders or None)
        _, kind, *names = lines[at - 1].split(" ")
    except (ValueError, IndexError):
        return False
    if kind == "impossible":
        records = [(line.split(" ")[0], [int(l) for l in line.split(" ")[1:]])
                   for line in lines[at + 1:-1]]
        return lines[:at - 1] == frame.head() and replay(frame, names, records) \
            and not exists(frame, names)
    f = {}
    for line in lines[at + 1:-1]:
        *profile, a = map(int, line.split(" ")[1:])
        f[tuple(profile)] = a
    relabelled = [line if not line.startswith("alternative ") else line.split(" ")[:2]
                  for line in lines[:at - 1]]
    expected = [line if not line.startswith("alternative ") else line.split(" ")[:2]
                for line in frame.head()]
    return relabelled == expected and table(frame, f) == lines[at + 1:-1] and lines[-1] == "end" \
        and all(judge(frame, f, name) == (kind == "satisfies") for name in names)


def write(path, voters, alternatives, domain, names):
    frame = Frame(int(voters), int(alternatives), domain)
    f, lemmas = solve(frame, names.split(","))
    if f is None:
        lines = certificate(frame, "impossible", names.split(","),
                            proof_lines([("lemma", lemma) for lemma in lemmas]))
    else:
        lines = certificate(frame, "satisfies", names.split(","), table(frame, f))
    with open(path, "w", encoding="ascii") as file:
        file.write("".join(line + "\n" for line in lines))


def main():
    if len(sys.argv) == 7 and sys.argv[1] == "--write":
        return write(*sys.argv[2:])
    if not PROGRAM:
        sys.exit(f"usage: {sys.argv[0]} EXPOST-VERIFY")
    tally, rng = Tally(), random.Random(7)
    try_tables(tally, rng, 40 * MULTIPLIER)
    try_clauses(tally, rng, 30 * MULTIPLIER)
    try_claims(tally, rng, 40 * MULTIPLIER)
    try_gibbard_satterthwaite(tally, rng, 40 * MULTIPLIER)
    try_texts(tally, rng, 200 * MULTIPLIER)
    print(f"votes: {tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed or not tally.passed else 0


sys.exit(main())
