"""Small models with every kind of prior, rule, outside option and value, and questions to them."""

import itertools
import random

PRIORS = ["none", "independent", "joint"]
OUTSIDE = ["none", "type", "profile", "outcome", "both"]
TIES = ["first", "last", "lottery"]
# sizes: numbers of types, number of outcomes
SIZES = [([2, 2], 2), ([2, 2], 3), ([3, 2], 2), ([2], 3), ([2, 2, 2], 2), ([3], 3), ([2, 1], 2),
         ([2, 2], 2)]


class Model:
    """One model: its text, and what it is of."""

    def __init__(self, number):
        draw = random.Random(1000 + number)
        self.draw = draw
        self.counts, self.m = SIZES[number % len(SIZES)]
        self.n = len(self.counts)
        self.prior = PRIORS[number % 3] if self.n > 1 or number % 3 != 2 else "independent"
        self.outside = OUTSIDE[number % 5]
        self.interdependent = number % 4 == 3 and self.n > 1
        self.agents = ["ann", "b \\\"2\\\"", "çem"][:self.n] if number % 6 == 0 \
            else ["ann", "bob", "cal"][:self.n]
        self.outcomes = ["x", "y", "z"][:self.m]
        self.types = [sorted(draw.sample(range(0, 6), k)) for k in self.counts]
        self.text = self.write()

    def quoted(self, i):
        return '"' + self.agents[i] + '"'

    def profiles(self):
        return itertools.product(*self.types)

    def tuple(self, items):
        items = [str(item) for item in items]
        return items[0] if len(items) == 1 else "(" + ", ".join(items) + ")"

    def agent(self, i):
        draw = self.draw
        lines = [f"agent {self.quoted(i)} {{", "    types " + ", ".join(map(str, self.types[i]))]
        if self.prior == "independent":
            weights = [draw.randrange(0, 4) for _ in self.types[i]]
            weights[draw.randrange(len(weights))] += 1
            lines.append("    prior weights " + ", ".join(map(str, weights)))
        other = (i + 1) % self.n
        for a in self.outcomes[1:]:
            if self.interdependent:
                lines.append(f"    value {a} = {draw.randrange(1, 4)} * t - "
                             f"{draw.randrange(1, 5)} / 2 * t[{self.quoted(other)}]")
            else:
                lines.append(f"    value {a} = {draw.randrange(-2, 4)} * t - "
                             f"{draw.randrange(-3, 7)}")
        if draw.random() < 0.5:
            lines.append(f"    value x = {draw.randrange(1, 5)} - t / 3")
        low = draw.choice([0, 0, 1, 5])
        if self.outside == "type":
            lines.append(f"    outside = t / 2 - {low}")
        elif self.outside == "profile":
            lines.append("    outside = " + (f"(t - t[{self.quoted(other)}]) / 2 - {low}"
                                             if self.n > 1 else "t"))
        elif self.outside == "outcome":
            lines.append(f"    outside at {self.outcomes[-1]} = t - {low}")
        elif self.outside == "both" and self.n > 1:
            lines.append(f"    outside at x = t[{self.quoted(other)}] / 3 - {low}")
        return lines + ["}"]

    def write(self):
        draw = self.draw
        lines = ["outcomes " + ", ".join(self.outcomes)]
        for a in self.outcomes:
            if draw.random() < 0.4:
                lines.append(f"cost {a} = {draw.randrange(-1, 4)}")
        if self.m > 2:
            lines.append(f"outcome {self.outcomes[-1]} requires {self.quoted(0)}")
        for i in range(self.n):
            lines += self.agent(i)
        if self.prior == "joint":
            lines.append("prior joint weights {")
            profiles = list(self.profiles())
            for k, profile in enumerate(profiles):
                weight = draw.randrange(0, 5) + (1 if k in (0, len(profiles) - 1) else 0)
                lines.append(f"    {self.tuple(profile)} = {weight}")
            lines.append("}")
        lines.append("rule {")
        for profile in self.profiles():
            choice = draw.choice(self.outcomes)
            if draw.random() < 0.3:
                p, q = draw.sample(self.outcomes, 2)
                choice = f"1/3 {p} + 2/3 {q}"
            lines.append(f"    {self.tuple(profile)} = {choice}")
        lines += ["}", "payments {"]
        for profile in self.profiles():
            paid = [f"{draw.randrange(-6, 7)}/{draw.randrange(1, 4)}" for _ in range(self.n)]
            lines.append(f"    {self.tuple(profile)} = {self.tuple(paid)}")
        return "\n".join(lines + ["}", ""])

    def properties(self, sets):
        """The sets that can be asked of this model, dsic as epic where values depend on others."""
        found = []
        for names in sets:
            names = [n for n in names if self.prior != "none"
                     or n not in ("bic", "iir", "eair", "eabb", "eawbb")]
            if self.interdependent:
                names = ["epic" if n == "dsic" else n for n in names]
            if names:
                found.append(",".join(names))
        return found

    def questions(self):
        """Arguments of the program: the command first, then its options."""
        draw, questions = self.draw, []
        sets = self.properties([
            ["dsic", "epir", "sbb"], ["dsic", "epir", "wbb"], ["bic", "iir", "sbb"],
            ["bic", "iir", "eabb"], ["bic", "eair", "wbb"], ["dsic", "sbb"], ["epic"],
            ["dsic", "iir", "sbb"], ["bic", "epir", "sbb"], ["epir", "npt", "wbb"],
            ["bic", "iir", "eawbb", "npt"], ["bic", "nopay"], ["epir", "nopay"]])
        aims = [("--maximize", "profit"), ("--maximize", "revenue"), ("--minimize", "deficit"),
                ("--maximize", "welfare"), ("--maximize", "utility"),
                ("--minimize", "revenue"), ("--maximize", "utility:" + "ann"
                                            if self.agents[0] == "ann" else "utility")]
        rules = [["--rule", "efficient", "--ties", draw.choice(TIES)], ["--rule", "model"],
                 ["--rule", "free"]]
        tiny = self.m ** len(list(self.profiles())) <= 20
        for rule in rules:
            for names in draw.sample(sets, min(len(sets), 3)):
                questions.append(["decide", "-p", names] + rule)
                aim = ("--minimize", "worst-deficit")
                if self.prior != "none" and draw.random() < 0.8:
                    aim = draw.choice(aims)
                questions.append(["decide", "-p", names, *aim] + rule)
                if rule[1] == "free" and tiny:
                    questions.append(["decide", "-p", names, "--deterministic"] + rule)
                    questions.append(["decide", "-p", names, *aim, "--deterministic"] + rule)
                if rule[1] != "free" and self.prior == "independent" and self.n > 1:
                    questions.append(["decide", "-p", "bic,iir,sbb", "--reduced"] + rule)
                    questions.append(["decide", "-p", "bic,iir", *draw.choice(aims[:3]),
                                      "--reduced"] + rule)
        questions.append(["decide", "-p", "eff," + sets[0], "--rule", "free"])
        if self.prior == "none":
            questions += [["decide", "-p", sets[0].split(",")[0], "--minimize",
                           "worst-deficit"] + rule for rule in rules]
        names = self.properties([[n] for n in ("dsic epic bic epir iir eair sbb wbb eabb eawbb eff "
                                               "npt nopay wmon").split()])
        for name in draw.sample(names, 4):
            questions.append(["check", "-p", name])
        questions += [["check", "-p", "cmon"], ["check", "-m", "pivot", "-p", "dsic,eff"],
                      ["check", "-m", "dagv", "-p", "bic,sbb,eff"], ["balance"]]
        if self.prior != "none":
            questions.append(["check", "-p", "bmon"])
        return questions


def models(count):
    return [Model(number) for number in range(count)]
