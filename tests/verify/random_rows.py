#!/usr/bin/env python3
"""expost-verify on random environments: every kind of row, property and objective against the formulas
of the man page, evaluated here a second time in the plainest way.

usage: random_rows.py [EXPOST-VERIFY]      by default the variable EXPOST_VERIFY

Multipliers are drawn at random.  What they leave of the payments is taken away by rows nopay, what they
leave of the probabilities x by rows one and pos, so that the left side is 0 and the claim
`impossible ... nopay` must be accepted exactly when the right side is greater than 0.  Objectives are
largest at payments 0 (row nopay again) and the best outcome at each profile.  XP_TEST_MULTIPLIER scales
the number of rounds.
"""

import itertools
import os
import random
import shlex
import subprocess
import sys
from fractions import Fraction as F

PROGRAM = shlex.split(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("EXPOST_VERIFY", ""))
ROUNDS = 50 * int(os.environ.get("XP_TEST_MULTIPLIER", "1") or 1)
NAMES = ["dsic", "epic", "bic", "epir", "iir", "eair", "sbb", "wbb", "eabb", "eawbb", "npt",
         "nopay", "eff", "wmon", "pos", "one"]
LISTED = NAMES[:10] + ["eff", "npt", "nopay", "wmon"]
EQUATIONS = {"sbb", "eabb", "nopay", "one"}
WEIGHTED = {"bic", "iir", "eair", "eabb", "eawbb"}
OBJECTIVES = ["revenue", "profit", "welfare", "utility", "utility:0", "deficit"]


class Form(dict):
    """A linear form: coefficients by unknown, "" for the number on the left side."""

    def add(self, key, number):
        self[key] = self.get(key, F(0)) + number


def number(draw, low=-4, high=4):
    return F(draw.randint(low, high), draw.choice([1, 1, 1, 2, 3, 6, 7]))


def chances(draw, count, zeros=True):
    weights = [draw.randint(0 if zeros else 1, 3) for _ in range(count)]
    if sum(weights) == 0:
        weights[draw.randrange(count)] = 1
    return [F(weight, sum(weights)) for weight in weights]


class Model:
    """A random environment with a rule: everything as functions of profiles and outcomes."""

    def __init__(self, draw):
        self.types = [draw.randint(1, 3) for _ in range(draw.randint(1, 3))]
        self.agents = range(len(self.types))
        self.outcomes = range(draw.randint(1, 3))
        self.profiles = list(itertools.product(*(range(count) for count in self.types)))
        self.prior = draw.choice(["none", "independent", "joint"])
        self.chance = [chances(draw, count) for count in self.types]
        if self.prior == "joint":
            self.mu = dict(zip(self.profiles, chances(draw, len(self.profiles))))
        else:
            self.mu = {t: F(1) for t in self.profiles}
            for t in self.profiles:
                for i in self.agents:
                    self.mu[t] *= self.chance[i][t[i]]
        self.cost = {a: number(draw) if draw.random() < .4 else F(0) for a in self.outcomes}
        self.interdependent = [draw.random() < .2 for _ in self.agents]
        self.values = [{(a, t if self.interdependent[i] else t[i]): number(draw)
                        for t in self.profiles for a in self.outcomes} for i in self.agents]
        self.outside_kind = [draw.choice(["none", "type", "profile", "outcome", "both"])
                             for _ in self.agents]
        self.outsides = [{self.outside_key(i, a, t): number(draw)
                          for t in self.profiles for a in self.outcomes} for i in self.agents]
        self.rule_kind = draw.choice(["other", "first", "last", "lottery", "free"])
        self.rule = {t: self.draw_choice(draw, t) for t in self.profiles}
        # private when no valuex record is written
        self.private = not any(self.interdependent[i] and any(self.values[i].values())
                               for i in self.agents)

    def outside_key(self, i, a, t):
        return {"none": None, "type": t[i], "profile": t, "outcome": (a, t[i]),
                "both": (a, t)}[self.outside_kind[i]]

    def value(self, i, a, t):
        return self.values[i][a, t if self.interdependent[i] else t[i]]

    def outside(self, i, a, t):
        return F(0) if self.outside_kind[i] == "none" else \
            self.outsides[i][self.outside_key(i, a, t)]

    def surplus(self, a, t):
        return sum(self.value(i, a, t) for i in self.agents) - self.cost[a]

    def best(self, t):
        most = max(self.surplus(a, t) for a in self.outcomes)
        return [a for a in self.outcomes if self.surplus(a, t) == most]

    def draw_choice(self, draw, t):
        best = self.best(t)
        if self.rule_kind == "first":
            return {best[0]: F(1)}
        if self.rule_kind == "last":
            return {best[-1]: F(1)}
        if self.rule_kind == "lottery":
            return {a: F(1, len(best)) for a in best}
        if draw.random() < .6:
            return {draw.choice(self.outcomes): F(1)}
        return {a: p for a, p in enumerate(chances(draw, len(self.outcomes))) if p}

    def report(self, t, i, r):
        return t[:i] + (r,) + t[i + 1:]

    def at_rule(self, form, sign, t, quantity, free):
        """Adds sign times the quantity, a function of the outcome, at a(t)."""
        for a in self.outcomes:
            if free:
                form.add(("x", t, a), sign * quantity(a))
            else:
                form.add("", sign * self.rule[t].get(a, 0) * quantity(a))

    def incentive(self, form, weight, i, t, r, free):
        s = self.report(t, i, r)
        self.at_rule(form, weight, t, lambda a: self.value(i, a, t), free)
        self.at_rule(form, -weight, s, lambda a: self.value(i, a, t), free)
        form.add(("p", t, i), -weight)
        form.add(("p", s, i), weight)

    def participation(self, form, weight, i, t, free):
        self.at_rule(form, weight, t, lambda a: self.value(i, a, t), free)
        form.add(("p", t, i), -weight)
        if self.outside_kind[i] in ("outcome", "both"):
            self.at_rule(form, -weight, t, lambda a: self.outside(i, a, t), free)
        else:
            form.add("", -weight * self.outside(i, 0, t))

    def budget(self, form, weight, t, free, payments=True):
        for i in self.agents:
            if payments:
                form.add(("p", t, i), weight)
        self.at_rule(form, -weight, t, lambda a: self.cost[a], free)

    def row(self, name, key, free):
        form = Form()
        if name in ("dsic", "epic"):
            i, _, r, t = key
            self.incentive(form, 1, i, t, r, free)
        elif name == "bic":
            for t in self.profiles:
                if t[key[0]] == key[1]:
                    self.incentive(form, self.mu[t], key[0], t, key[2], free)
        elif name == "epir":
            self.participation(form, 1, key[0], key[1], free)
        elif name in ("iir", "eair"):
            for t in self.profiles:
                if name == "eair" or t[key[0]] == key[1]:
                    self.participation(form, self.mu[t], key[0], t, free)
        elif name in ("sbb", "wbb"):
            self.budget(form, 1, key[0], free)
        elif name in ("eabb", "eawbb"):
            for t in self.profiles:
                self.budget(form, self.mu[t], t, free)
        elif name in ("npt", "nopay"):
            form.add(("p", key[1], key[0]), F(1))
        elif name == "eff":
            t, chosen = key
            self.at_rule(form, 1, t, lambda a: self.surplus(a, t), free)
            form.add("", -self.surplus(chosen, t))
        elif name == "wmon":
            i, _, r, t = key
            s = self.report(t, i, r)
            for sign, place, true in ((1, t, t), (-1, s, t), (-1, t, s), (1, s, s)):
                self.at_rule(form, sign, place, lambda a, true=true: self.value(i, a, true), free)
        elif name == "pos":
            form.add(("x", key[0], key[1]), F(1))
        elif name == "one":
            for a in self.outcomes:
                form.add(("x", key[0], a), F(1))
            form.add("", F(-1))
        return form

    def keys(self, name):
        """All keys of a kind, as tuples of integers and profiles, in their order."""
        if name in ("dsic", "epic", "wmon"):
            return [(i, t[i], r, t) for i in self.agents for T in range(self.types[i])
                    for r in range(self.types[i]) for t in self.profiles
                    if t[i] == T and (r > T if name == "wmon" else r != T)]
        if name == "bic":
            return [(i, t, r) for i in self.agents for t in range(self.types[i])
                    for r in range(self.types[i]) if r != t]
        if name in ("epir", "npt", "nopay"):
            return [(i, t) for i in self.agents for t in self.profiles]
        if name == "iir":
            return [(i, t) for i in self.agents for t in range(self.types[i])]
        if name == "eair":
            return [(i,) for i in self.agents]
        if name in ("sbb", "wbb", "one"):
            return [(t,) for t in self.profiles]
        if name in ("eff", "pos"):
            return [(t, a) for t in self.profiles for a in self.outcomes]
        return [()]

    def write_key(self, name, key):
        if name in ("dsic", "epic", "wmon"):
            i, true, r, t = key
            key = (i, true, r) + t[:i] + t[i + 1:]
        flat = itertools.chain(*(part if isinstance(part, tuple) else (part,) for part in key))
        return " ".join(["row", name, *(str(part) for part in flat)])

    def write_rule(self):
        for t in self.profiles:
            choice = sorted(self.rule[t].items())
            for a, chance in choice:
                yield " ".join(map(str, ("alloc", *t, a) if len(choice) == 1
                                   else ("lottery", *t, a, chance)))

    def write_profiles(self, record, numbers):
        for t in self.profiles:
            yield " ".join(map(str, (record, *t, *(numbers[t, i] for i in self.agents))))

    def write(self):
        yield from ("expost-certificate 1", "environment", f"agents {len(self.types)}")
        for i in self.agents:
            yield f'agent {i} "a" {self.types[i]}'
            yield from (f'type {i} {t} "t"' for t in range(self.types[i]))
        yield f"outcomes {len(self.outcomes)}"
        yield from (f'outcome {a} "o"' for a in self.outcomes)
        yield from (f"cost {a} {self.cost[a]}" for a in self.outcomes if self.cost[a])
        for interdependent in (False, True):
            for i in self.agents:
                if self.interdependent[i] == interdependent:
                    for (a, t), worth in sorted(self.values[i].items()):
                        at = t if interdependent else (t,)
                        if worth:
                            yield " ".join(map(str, ("valuex" if interdependent else "value", i, a,
                                                     *at, worth)))
        yield f"prior {self.prior}"
        if self.prior == "independent":
            yield from (f"mu {i} {t} {self.chance[i][t]}" for i in self.agents
                        for t in range(self.types[i]))
        if self.prior == "joint":
            yield from (" ".join(map(str, ("mux", *t, self.mu[t]))) for t in self.profiles
                        if self.mu[t])
        records = {"type": "out", "profile": "outx", "outcome": "outa", "both": "outxa"}
        for i in self.agents:
            kind = self.outside_kind[i]
            yield f"outside {i} {kind}"
            for key in sorted(self.outsides[i]) if kind != "none" else ():
                if kind == "both":
                    key = (key[0], *key[1])
                flat = key if isinstance(key, tuple) else (key,)
                own = self.outsides[i][(key[0], key[1:]) if kind == "both" else key]
                yield " ".join(map(str, (records[kind], i, *flat, own)))
        if self.rule_kind == "free":
            yield "rule free"
            return
        yield "rule fixed other" if self.rule_kind == "other" else \
            f"rule fixed efficient {self.rule_kind}"
        yield from self.write_rule()


def verify(lines):
    done = subprocess.run(PROGRAM + ["-"], input="\n".join(lines + ["end", ""]).encode(),
                          capture_output=True, timeout=60, check=False)
    return done.returncode, done.stderr.decode()


class Tally:
    """Counts cases by kind of claim and answer; each must occur."""

    def __init__(self):
        self.passed = self.failed = 0
        self.seen = {}

    def check(self, what, lines, accepted, words=""):
        status, message = verify(lines)
        good = status == (0 if accepted else 1) and (accepted or words in message)
        self.seen[what, accepted] = self.seen.get((what, accepted), 0) + 1
        self.passed += good
        self.failed += not good
        if not good:
            print(f"FAILED {what}: {'accepted' if accepted else 'rejected'} expected, status {status}"
                  f" {message}\n" + "\n".join(lines))


def usable(model):
    return [name for name in LISTED if (model.prior != "none" or name not in WEIGHTED)
            and (model.private or name != "dsic")]


def evaluate(form, payments, rule):
    return sum(number * (1 if key == "" else payments[key[1], key[2]] if key[0] == "p"
                         else rule[key[1]].get(key[2], 0)) for key, number in form.items())


def check_mechanism(draw, model, tally):
    """satisfies and violates, for one property, with payments that have a chance to hold."""
    payments = {(t, i): draw.choice([F(0), F(0), number(draw, -1, 1)])
                for t in model.profiles for i in model.agents}
    if draw.random() < .5:
        for t, i in payments:
            payments[t, i] = F(0) if i else sum(model.cost[a] * p for a, p in model.rule[t].items())
    lines = list(model.write())
    mechanism = list(model.write_rule()) if model.rule_kind == "free" else []
    for name in usable(model):
        rows = [(key, evaluate(model.row(name, key, False), payments, model.rule))
                for key in model.keys(name)]
        broken = [key for key, left in rows if left < 0 or (left and name in EQUATIONS)]
        evidence = ["evidence", *mechanism]
        if name not in ("eff", "wmon"):
            evidence += model.write_profiles("pay", payments)
        tally.check(name, lines + [f"claim satisfies {name}"] + evidence, not broken,
                    "does not satisfy its claim")
        if rows:
            key = draw.choice(broken or [key for key, _ in rows])
            tally.check("violates", lines + [f"claim violates {name}"] + evidence +
                        [model.write_key(name, key)], bool(broken), "the row holds")


def cancel(model, total, rows, free):
    """Adds rows nopay, one and pos so that nothing is left but a number."""
    for t in model.profiles:
        for i in model.agents:
            rest = total.get(("p", t, i), F(0))
            if rest:
                rows["nopay", (i, t)] = rows.get(("nopay", (i, t)), F(0)) - rest
        most = max(total.get(("x", t, a), F(0)) for a in model.outcomes)
        if free and most:
            rows["one", (t,)] = -most
        for a in model.outcomes:
            rest = most - total.get(("x", t, a), F(0))
            if free and rest:
                rows["pos", (t, a)] = rest


def write_rows(model, rows):
    for name in NAMES:
        for key in model.keys(name):
            if rows.get((name, key), 0) != 0:
                yield f"{model.write_key(name, key)} {rows[name, key]}"


def check_multipliers(draw, model, tally):
    free = model.rule_kind == "free"
    names = [name for name in usable(model) if name not in ("wmon", "nopay")
             and (free or name != "eff")]
    rows, total = {}, Form()
    for name in names:
        for key in model.keys(name):
            if draw.random() < .3:
                factor = number(draw, 1, 5)
                if name in EQUATIONS:
                    factor = draw.choice([factor, -factor])
                rows[name, key] = factor
                for unknown, coefficient in model.row(name, key, free).items():
                    total.add(unknown, factor * coefficient)
    cancel(model, total, rows, free)
    for key in model.keys("one"):
        total.add("", -rows.get(("one", key), F(0)))
    known = total.get("", F(0))
    claimed = " ".join(name for name in LISTED if name in names or name == "nopay")
    tally.check("impossible", list(model.write()) + [f"claim impossible {claimed}", "evidence",
                                                     *write_rows(model, rows)],
                known < 0, "number > 0")


def objective_form(model, objective, free):
    form = Form()
    for t in model.profiles:
        weight = model.mu[t]
        if objective in ("revenue", "profit", "deficit"):
            for i in model.agents:
                form.add(("p", t, i), -weight if objective == "deficit" else weight)
        if objective in ("profit", "deficit", "welfare"):
            model.at_rule(form, weight if objective == "deficit" else -weight, t,
                          lambda a: model.cost[a], free)
        for i in model.agents:
            if objective in ("welfare", "utility") or objective == f"utility:{i}":
                model.at_rule(form, weight, t, lambda a, i=i, t=t: model.value(i, a, t), free)
                if objective != "welfare":
                    form.add(("p", t, i), -weight)
    return form


def check_objective(draw, model, tally):
    """The optimum under nopay: 0 payments, and under a free rule the best outcome at each profile."""
    if model.prior == "none":
        return
    free = model.rule_kind == "free"
    objective = draw.choice(OBJECTIVES)
    sign = draw.choice([1, -1])
    form = objective_form(model, objective, free)
    payments = {(t, i): F(0) for t in model.profiles for i in model.agents}
    rule = model.rule
    if free:
        rule = {t: {max(model.outcomes, key=lambda a, t=t: sign * form.get(("x", t, a), F(0))): F(1)}
                for t in model.profiles}
    value = evaluate(form, payments, rule)
    rows, total = {}, Form()
    for unknown, coefficient in form.items():
        if unknown != "":
            total.add(unknown, sign * coefficient)
    cancel(model, total, rows, free)
    kept, model.rule = model.rule, rule
    mechanism = list(model.write_rule()) if free else []
    model.rule = kept
    wrong = draw.random() < .3
    lines = list(model.write()) + [f"claim optimum {'max' if sign > 0 else 'min'} {objective} "
                                   f"{value + wrong} nopay", "evidence", *mechanism,
                                   *model.write_profiles("pay", payments),
                                   *write_rows(model, rows)]
    tally.check("optimum" if wrong else objective, lines, not wrong, "does not attain")


def main():
    if not PROGRAM:
        sys.exit(f"usage: {sys.argv[0]} EXPOST-VERIFY")
    tally = Tally()
    draw = random.Random(20261122)
    for _ in range(ROUNDS):
        model = Model(draw)
        check_mechanism(draw, model, tally)
        for _ in range(2):
            check_multipliers(draw, model, tally)
        check_objective(draw, model, tally)
    wanted = {(name, answer) for name in LISTED + ["violates", "impossible"]
              for answer in (True, False)} | {(name, True) for name in OBJECTIVES}
    wanted.add(("optimum", False))
    for name, answer in sorted(wanted - set(tally.seen)):
        print(f"FAILED {name} was never {'accepted' if answer else 'rejected'}")
        tally.failed += 1
    print(f"verify-random: {tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed or not tally.passed else 0


if __name__ == "__main__":
    sys.exit(main())
