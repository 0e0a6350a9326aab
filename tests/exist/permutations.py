#!/usr/bin/env python3
"""One problem with agents, types and outcomes in other orders: the same verdict and value.

usage: permutations.py [EXPOST]     (without an argument: the variable EXPOST)

The rule is stated at every profile, or free, so that no tie depends on an order.
"""

import itertools
import json
import os
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

from program import Tally                       # noqa: E402

PROBLEMS = 8
ORDERS = 4
QUESTIONS = ["dsic,epir,wbb", "dsic,sbb", "dsic,epir,sbb", "bic,iir,sbb", "bic,epir,sbb",
             "bic,iir --maximize profit", "dsic,epir --maximize revenue",
             "bic,iir,sbb --maximize welfare --rule free",
             "dsic,epir,sbb --minimize worst-deficit",
             "epic,epir,wbb --maximize welfare --rule free",
             "bic,eair,eabb --maximize utility:b", "bic,nopay --maximize welfare --rule free"]


class Problem:
    """A small random problem, kept by names."""

    def __init__(self, draw):
        self.agents = ["a", "b", "c"][:draw.choice([2, 2, 3])]
        self.types = {i: ["l", "m", "h"][:2 if len(self.agents) == 3 else draw.choice([2, 3])]
                      for i in self.agents}
        self.outcomes = ["x", "y", "z"][:draw.choice([2, 3])]
        self.value = {(i, a, t): draw.randrange(-4, 9) for i in self.agents
                      for a in self.outcomes for t in self.types[i]}
        self.cost = {a: draw.randrange(0, 4) for a in self.outcomes}
        self.outside = {(i, t): draw.randrange(-2, 3) for i in self.agents
                        for t in self.types[i]}
        profiles = list(itertools.product(*[self.types[i] for i in self.agents]))
        self.joint = {frozenset(zip(self.agents, p)): draw.randrange(0, 5) for p in profiles}
        self.weights = {(i, t): draw.randrange(1, 4) for i in self.agents
                        for t in self.types[i]}
        self.independent = draw.random() < 0.5
        if not any(self.joint.values()):
            self.independent = True
        self.rule = {key: draw.choice(self.outcomes) for key in self.joint}
        if draw.random() < 0.6:
            # a maximiser of the surplus, whichever
            for key in self.rule:
                self.rule[key] = max(self.outcomes, key=lambda a: sum(
                    self.value[(i, a, t)] for i, t in key) - self.cost[a])

    def model(self, agents, types, outcomes):
        lines = ["outcomes " + ", ".join(outcomes),
                 "cost { " + ", ".join(f"{a} = {self.cost[a]}" for a in outcomes) + " }"]
        for i in agents:
            lines.append(f"agent {i} {{")
            lines.append("    types " + ", ".join(types[i]))
            if self.independent:
                lines.append("    prior weights "
                             + ", ".join(str(self.weights[(i, t)]) for t in types[i]))
            for a in outcomes:
                entries = ", ".join(f"{t} = {self.value[(i, a, t)]}" for t in types[i])
                lines.append(f"    value {a} {{ {entries} }}")
            entries = ", ".join(f"{t} = {self.outside[(i, t)]}" for t in types[i])
            lines += [f"    outside {{ {entries} }}", "}"]
        profiles = list(itertools.product(*[types[i] for i in agents]))
        if not self.independent:
            lines.append("prior joint weights {")
            for p in profiles:
                weight = self.joint[frozenset(zip(agents, p))]
                lines.append(f"    ({', '.join(p)}) = {weight}")
            lines.append("}")
        lines.append("rule {")
        for p in profiles:
            lines.append(f"    ({', '.join(p)}) = {self.rule[frozenset(zip(agents, p))]}")
        return "\n".join(lines + ["}", ""])


def shuffled(items, draw):
    copy = list(items)
    draw.shuffle(copy)
    return copy


def main():
    tally = Tally("permutations")
    draw = random.Random(19)
    verdicts = {}
    for number in range(PROBLEMS):
        problem = Problem(draw)
        questions = draw.sample(QUESTIONS, 4)
        answers = {}
        for order in range(ORDERS):
            if order == 0:
                model = problem.model(problem.agents, problem.types, problem.outcomes)
            else:
                model = problem.model(shuffled(problem.agents, draw),
                                      {i: shuffled(problem.types[i], draw)
                                       for i in problem.agents},
                                      shuffled(problem.outcomes, draw))
            for question in questions:
                rule = [] if "--rule" in question else ["--rule", "model"]
                done = tally.run("decide", "-", "-p", *question.split(), *rule, "--format",
                                 "json", text=model)
                words = f"problem {number}, order {order}, {question}"
                if not tally.check(done.returncode in (0, 1), f"{words}: {done.stderr}"):
                    continue
                answer = json.loads(done.stdout)
                found = (answer["verdict"], answer.get("value"))
                verdicts[found[0]] = verdicts.get(found[0], 0) + 1
                tally.same(words, found, answers.setdefault(question, found))
                tally.check(found[0] != "unknown", words + ": unknown")
    for verdict in ("possible", "impossible", "optimal"):
        tally.check(verdicts.get(verdict, 0) > 0, f"no verdict was {verdict}")
    print("verdicts:", ", ".join(f"{v} {n}" for v, n in sorted(verdicts.items())))
    tally.finish()


if __name__ == "__main__":
    main()
