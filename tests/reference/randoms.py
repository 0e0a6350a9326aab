"""The random environments: every payment table, check and cube test of the file."""

import subprocess
from fractions import Fraction

from common import (TALLY, Environment, compare_checks, compare_payments, compare_rule,
                    exit_of, names_of, profile_key, rational)

RANDOM_PROPERTIES = ("DSIC", "BIC", "IR_interim", "IR_expost", "BB_strong", "BB_weak")

# reference name -> arguments of the program
MECHANISMS = {"pivot": ("pivot",), "dagv": ("dagv",), "ee731": ("cyclic",),
              "prop728": ("rebalance(pivot)",),
              "irvcg_interim": ("ir-vcg", "--ir", "interim"),
              "irvcg_expost": ("ir-vcg", "--ir", "ex-post"),
              "irvcg_exante": ("ir-vcg", "--ir", "ex-ante")}


def convert(env, name, payments, rule):
    """Payments that sum to 0 as ours, which sum to the social cost (data/README)."""
    if name not in ("dagv", "prop728"):
        return payments
    n = len(env.agents)
    share = {profile: Fraction(env.cost[env.outcomes[rule[profile]]]) / n
             for profile in env.profiles()}

    def expected_share(agent, k):
        mass = total = Fraction(0)
        for profile in env.profiles():
            if profile[agent] == k:
                mass += env.probability(profile)
                total += env.probability(profile) * share[profile]
        return total / mass

    interim = [[expected_share(i, k) for k in range(len(env.types[i]))] for i in range(n)]
    converted = {}
    for profile in env.profiles():
        own = [interim[i][profile[i]] for i in range(n)]
        paid = []
        for i in range(n):
            p = Fraction(payments[profile][i]) + share[profile] - own[i]
            if name == "dagv":
                p += sum(own[j] for j in range(n) if j != i) / (n - 1)
            else:
                p += own[(i + 1) % n]
            paid.append(p)
        converted[profile] = paid
    return converted


def random_environment(program, line):
    env, expected = Environment(line["input"]), line["expected"]
    model = env.model()
    rule = {profile_key(k): v for k, v in expected["rule"].items()}
    expected_cost = sum(env.probability(p) * Fraction(env.cost[env.outcomes[rule[p]]])
                        for p in env.profiles())
    TALLY.cover("random environments")
    for name, mechanism in expected["mechanisms"].items():
        where = f"{line['id']} {MECHANISMS[name][0]} {name}"
        table = {profile_key(k): v for k, v in mechanism["payments"].items()}
        TALLY.cover("random mechanisms")
        # 1. the program's own payments
        if name == "ee731" and not env.independent():
            process = subprocess.run(
                [program.path, "pay", "-", "-m", "cyclic", "--format", "json"], input=model,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
            TALLY.same(where, "cyclic with a joint prior is refused",
                       (process.returncode, process.stdout), (2, ""))
        else:
            answer = program.run(model, "pay", "-m", *MECHANISMS[name], exit_status=0)
            compare_payments(where, env, answer, convert(env, name, table, rule))
            if answer is not None:
                balanced = name in ("dagv", "prop728")
                TALLY.same(where, "surplus", answer["expected_surplus"],
                           "0" if balanced else rational(mechanism["surplus"]))
                if name == "pivot":
                    compare_rule(line["id"], env, answer, rule)
                    TALLY.same(where, "first best", answer["expected_welfare"],
                               rational(expected["first_best"]))
                if name.startswith("irvcg_"):
                    phi = expected["phi_" + name[len("irvcg_"):]]
                    TALLY.same(where, "subsidy", answer["subsidy"], [rational(x) for x in phi])
        # 2. the reference's payments as a table, asked and paid
        given = env.model(payments=table)
        checks = [mechanism[p] for p in RANDOM_PROPERTIES]
        answer = program.run(given, "check", "-p", names_of(checks),
                             exit_status=exit_of(checks))
        compare_checks(f"{where} table", env, answer, checks)
        TALLY.cover("random checks", len(checks))
        answer = program.run(given, "pay", exit_status=0)
        compare_payments(f"{where} table", env, answer, table)
        if answer is not None:
            total = sum(env.probability(p) * sum(map(Fraction, table[p]))
                        for p in env.profiles())
            TALLY.same(f"{where} table", "surplus", answer["expected_surplus"],
                       str(total - expected_cost))
            TALLY.same(f"{where} table", "surplus as the file says",
                       answer["expected_surplus"], rational(mechanism["surplus"]))
    walker = expected["walker"]
    possible = walker["balanced_groves_exists"]
    answer = program.run(model, "balance", exit_status=0 if possible else 1)
    if answer is not None:
        where = f"{line['id']} balance"
        TALLY.same(where, "verdict", answer["verdict"], "possible" if possible else "impossible")
        TALLY.same(where, "cubes", answer["cubes"], str(walker["cubes"]))
        TALLY.same(where, "violated", answer["violated"], str(walker["violated"]))
        if possible:
            compare_balance(where, env, answer, rule)
        else:
            profile, total = walker["first"]
            TALLY.same(where, "first cube", answer["cube"]["profile"], env.labels(profile))
            TALLY.same(where, "alternating sum", answer["cube"]["sum"], rational(total))


def compare_balance(where, env, answer, rule):
    """The h given must satisfy sum of h_i = (n - 1) W at every profile."""
    n = len(env.agents)
    h = [{tuple(entry["others"]): Fraction(entry["value"]) for entry in entries}
         for entries in answer["h"]]
    for profile in env.profiles():
        labels = env.labels(profile)
        outcome = env.outcomes[rule[profile]]
        welfare = sum(Fraction(env.values[a][t][outcome])
                      for a, t in zip(env.agents, labels)) - Fraction(env.cost[outcome])
        total = sum(h[i][tuple(labels[:i] + labels[i + 1:])] for i in range(n))
        TALLY.same(where, f"sum of h at {profile}", total, (n - 1) * welfare)
