"""The case files: each is translated to a model, asked, and compared."""

from fractions import Fraction

import vacation
from common import (TALLY, Environment, compare_checks, compare_payments,
                    compare_rule, exit_of, names_of, outcome_table, payment_table,
                    profile_key, quote)


def roommate_pivot(program, case):
    data, expected = case["input"], case["expected"]
    no, yes = data["outcomes"]

    def model(cost, value):
        text = f"outcomes {quote(no)}, {quote(yes)}\n{cost}\n"
        for agent in data["agents"]:
            text += (f"agent {agent} {{\n    types {data['values'][agent]}\n    prior uniform\n"
                     f"    value {quote(yes)} = {value}\n}}\n")
        return text

    # the designer carries the cost
    text = model(f"cost {quote(yes)} = {data['social_cost'][yes]}", "t")
    answer = program.run(text, "pay", "-m", "pivot", exit_status=0)
    TALLY.cover("environments")
    if answer is not None:
        row = answer["payments"][0]
        TALLY.same(case["id"], "outcome", row["outcome"], yes)
        TALLY.same(case["id"], "payments", row["payment"],
                   [expected["payments"][i] for i in data["agents"]])
        TALLY.same(case["id"], "total", str(sum(map(Fraction, row["payment"]))),
                   expected["total"])
        TALLY.same(case["id"], "surplus", answer["expected_surplus"], expected["surplus"])
    # each agent bears a quarter of it: everybody's pivot payment is 0, and with the
    # share of 3750 Diane ends at 2000 - 3750 = -1750
    text = model("", "t - 15000 / n")
    answer = program.run(text, "pay", "-m", "pivot", exit_status=0)
    TALLY.cover("environments")
    if answer is not None:
        TALLY.same(case["id"], "payments with equal shares", answer["payments"][0]["payment"],
                   expected["alternative_equal_cost_shares"]["net pivot payments"])
    answer = program.run(text, "check", "-m", "pivot", "-p", "epir", exit_status=1)
    if answer is not None:
        finding = answer["properties"][0]
        TALLY.same(case["id"], "epir with equal shares",
                   (finding["slack"], finding["at"]["agent"]), ("-1750", "Diane"))


def roommate_grid(program, case):
    for k, expected in case["expected"].items():
        where = f"{case['id']} k = {k}"
        model = ("outcomes keep, buy\ncost buy = 15000\n"
                 f"agent roommate[1..4] {{\n    types grid(1000, 7000, {k})\n    prior uniform\n"
                 "    value buy = t\n}\n")
        TALLY.cover("environments")
        show = program.run(model, "show", exit_status=0)
        if show is not None:
            TALLY.same(where, "types", [agent["types"] for agent in show["agents"]],
                       [expected["grid"]] * 4)
        pivot = program.run(model, "pay", "-m", "pivot", exit_status=0)
        if pivot is not None:
            TALLY.same(where, "surplus of pivot", pivot["expected_surplus"],
                       expected["pivot_surplus"])
        answer = program.run(model, "pay", "-m", "ir-vcg", exit_status=0)
        if answer is not None:
            TALLY.same(where, "subsidy", answer["subsidy"], [expected["phi_each"]] * 4)
            TALLY.same(where, "surplus of ir-vcg", answer["expected_surplus"],
                       expected["irvcg_surplus"])
        if pivot is not None and answer is not None:
            phi = Fraction(expected["phi_each"])
            TALLY.same(where, "ir-vcg is pivot less the subsidy", payment_table(answer),
                       {profile: [str(Fraction(p) - phi) for p in paid]
                        for profile, paid in payment_table(pivot).items()})


def cedric_a(program, case):
    data, expected = case["input"], case["expected"]
    model = ("outcomes keep, new\ncost new = 15000\n"
             "agent Alan, Britt {\n    types 2000, 4000, 6000\n    prior uniform\n"
             "    value new = t\n}\n"
             "agent Cedric {\n    types 2000, 4000, 6000\n    prior uniform\n"
             "    value new = t\n    outside at new = 3000\n}\n")
    TALLY.cover("environments")
    for mechanism, table, surplus in (("pivot", "pivot", "expected_surplus_pivot"),
                                      ("ir-vcg", "irvcg", "expected_surplus_irvcg")):
        where = f"{case['id']} {mechanism}"
        extra = ("--ir", "ex-post") if mechanism == "ir-vcg" else ()
        answer = program.run(model, "pay", "-m", mechanism, *extra, exit_status=0)
        if answer is None:
            continue
        got = payment_table(answer)
        TALLY.same(where, "number of profiles", len(got), 27)
        buying = [list(profile) for profile, outcome in outcome_table(answer).items()
                  if outcome == "new"]
        TALLY.same(where, "buying profiles", sorted(buying),
                   sorted(expected["buying_profiles"]))
        for key, paid in expected[table].items():
            TALLY.same(where, f"payments at {key}", got.get(tuple(key.split(","))), paid)
        for profile, paid in got.items():
            if list(profile) not in expected["buying_profiles"]:
                rest = ["0", "0", "0"] if mechanism == "pivot" else ["0", "0", "-2000"]
                TALLY.same(where, f"payments at {profile}", paid, rest)
        TALLY.same(where, "surplus", answer["expected_surplus"], expected[surplus])
        if mechanism == "ir-vcg":
            TALLY.same(where, "subsidy", answer["subsidy"],
                       [expected["phi"][i] for i in data["agents"]])
    # Cedric binds at a profile where the new couch is bought and his utility is 1000
    answer = program.run(model, "check", "-m", "pivot", "-p", "epir", exit_status=1)
    if answer is not None:
        finding = answer["properties"][0]
        TALLY.same(case["id"], "epir of pivot", (finding["slack"], finding["at"]["agent"]),
                   ("-2000", "Cedric"))
        TALLY.same(case["id"], "epir of pivot, where", finding["at"]["profile"],
                   ["4000", "6000", "6000"])


def cedric_b(program, case):
    model = ("outcomes keep, new\ncost new = 15000\n"
             "agent Alan, Britt {\n    types 2000, 4000, 6000\n    prior uniform\n"
             "    value new = t\n}\n"
             "agent Cedric {\n    types 2000, 4000, 6000\n    prior uniform\n"
             "    value keep = 3000\n    value new = t\n    outside = 3000\n}\n")
    for tie, expected in case["expected"].items():
        ties = "last" if "new" in tie else "first"
        where = f"{case['id']} ties {ties}"
        TALLY.cover("environments")
        answer = program.run(model, "pay", "-m", "pivot", "--ties", ties, exit_status=0)
        if answer is not None:
            got = payment_table(answer)
            buying = [list(profile) for profile, outcome in outcome_table(answer).items()
                      if outcome == "new"]
            TALLY.same(where, "buying profiles", buying, expected["buying_profiles"])
            for key, paid in expected["pivot"].items():
                TALLY.same(where, f"payments at {key}", got.get(tuple(key.split(","))), paid)
            for profile, paid in got.items():
                if list(profile) not in expected["buying_profiles"]:
                    TALLY.same(where, f"payments at {profile}", paid,
                               expected["pivot_keep_sample"])
            TALLY.same(where, "surplus of pivot", answer["expected_surplus"],
                       expected["surplus_pivot"])
        for ir, phi in (("ex-post", "phi_expost"), ("interim", "phi_interim")):
            answer = program.run(model, "pay", "-m", "ir-vcg", "--ir", ir, "--ties", ties,
                                 exit_status=0)
            if answer is not None:
                TALLY.same(where, f"subsidy {ir}", answer["subsidy"], expected[phi])
                TALLY.same(where, f"surplus of ir-vcg {ir}", answer["expected_surplus"],
                           expected["surplus_irvcg"])


def second_price(program, case):
    data, expected = case["input"], case["expected"]
    n = int(data["n"])
    model = (f"outcomes owner(agents)\nagent bidder[1..{n}] {{\n"
             f"    types {', '.join(data['values'])}\n    prior uniform\n"
             "    value owner(self) = t\n}\n")
    env = Environment({
        "agents": [f"bidder{i + 1}" for i in range(n)],
        "outcomes": [f"owner(bidder{i + 1})" for i in range(n)],
        "values": {f"bidder{i + 1}": {v: None for v in data["values"]} for i in range(n)},
        "prior": {"kind": "independent", "p": {}}})
    TALLY.cover("environments")
    answer = program.run(model, "pay", "-m", "pivot", exit_status=0)
    if answer is not None:
        TALLY.same(case["id"], "revenue", answer["expected_surplus"],
                   expected["expected_revenue"])
        got = payment_table(answer)
        for profile in env.profiles():
            # the winner is the first of the highest and pays the highest of the rest
            bids = [int(data["values"][k]) for k in profile]
            winner = bids.index(max(bids))
            paid = ["0"] * n
            paid[winner] = str(max(bids[:winner] + bids[winner + 1:]))
            TALLY.same(case["id"], f"payments at {profile}",
                       got.get(tuple(env.labels(profile))), paid)
    checks = [expected[name] for name in ("dsic", "expost_ir", "bb_weak", "bb_strong")]
    answer = program.run(model, "check", "-m", "pivot", "-p", names_of(checks), exit_status=1)
    compare_checks(case["id"], env, answer, checks)


def dagv_public_good(program, case):
    env, expected = Environment(case["input"]), case["expected"]
    model = env.model()
    TALLY.cover("environments")
    answer = program.run(model, "pay", "-m", "dagv", exit_status=0)
    compare_payments(case["id"], env, answer,
                     {profile_key(k): v for k, v in expected["payments"].items()})
    compare_rule(case["id"], env, answer,
                 {profile_key(k): v for k, v in expected["rule"].items()})
    checks = [expected[name] for name in ("EFF", "BIC", "DSIC", "IIR", "BB")]
    answer = program.run(model, "check", "-m", "dagv", "-p", names_of(checks), exit_status=1)
    compare_checks(case["id"], env, answer, checks)


def ir_modes(program, case):
    env, expected = Environment(case["input"]), case["expected"]
    model = env.model()
    pivot = {profile_key(k): v for k, v in expected["pivot"].items()}
    TALLY.cover("environments")
    answer = program.run(model, "pay", "-m", "pivot", exit_status=0)
    compare_payments(f"{case['id']} pivot", env, answer, pivot)
    compare_rule(case["id"], env, answer,
                 {profile_key(k): v for k, v in expected["rule"].items()})
    for key, ir in (("expost", "ex-post"), ("interim", "interim"), ("exante", "ex-ante")):
        where, result = f"{case['id']} {ir}", expected["results"][key]
        answer = program.run(model, "pay", "-m", "ir-vcg", "--ir", ir, exit_status=0)
        if answer is not None:
            TALLY.same(where, "subsidy", answer["subsidy"], result["phi"])
            TALLY.same(where, "surplus", answer["expected_surplus"], result["surplus"])
            compare_payments(where, env, answer,
                             {k: [Fraction(p) - Fraction(phi)
                                  for p, phi in zip(paid, result["phi"])]
                              for k, paid in pivot.items()})
        answer = program.run(model, "check", "-m", "ir-vcg", "--ir", ir, "-p",
                             names_of([result["check"]]), exit_status=0)
        compare_checks(where, env, answer, [result["check"]])
        # no other argument: interim, since there is a prior
        if ir == "interim":
            answer = program.run(model, "pay", "-m", "ir-vcg", exit_status=0)
            if answer is not None:
                TALLY.same(where, "subsidy by default", answer["subsidy"], result["phi"])


def p728_asymmetric(program, case):
    env, expected = Environment(case["input"]), case["expected"]
    model = env.model()
    TALLY.cover("environments")
    for mechanism, table, utility in (("pivot", "pivot", "U_pivot"),
                                      ("rebalance(pivot)", "pB", "U_B"),
                                      ("cyclic", "pEE", "U_EE")):
        where = f"{case['id']} {mechanism}"
        answer = program.run(model, "pay", "-m", mechanism, exit_status=0)
        compare_payments(where, env, answer,
                         {profile_key(k): v for k, v in expected[table].items()})
        if mechanism == "pivot" and answer is not None:
            compare_rule(case["id"], env, answer,
                         {profile_key(k): v for k, v in expected["rule"].items()})
            TALLY.same(where, "surplus", answer["expected_surplus"], expected["surplus"])
            got = payment_table(answer)
            for i, paid in enumerate(expected["expected_pivot"]):
                mean = sum(env.probability(profile) *
                           Fraction(got[tuple(env.labels(profile))][i])
                           for profile in env.profiles())
                TALLY.same(where, f"expected payment of agent {i + 1}", str(mean), paid)
        # an outside option of interim utility + 1 misses by exactly 1 at every type
        outside = {agent: [str(Fraction(u) + 1) for u in expected[utility][i]]
                   for i, agent in enumerate(env.agents)}
        answer = program.run(env.model(outside=outside), "check", "-m", mechanism, "-p", "iir",
                             "--all", exit_status=1)
        if answer is not None:
            places = answer["properties"][0]["all"]
            TALLY.same(where, "interim utilities",
                       [(p["agent"], p["type"], p["slack"]) for p in places],
                       [(agent, t, "-1") for agent in env.agents
                        for t in env.values[agent]])
    for mechanism, names in (("pivot", ["DSIC_pivot"]),
                             ("rebalance(pivot)", ["BIC_B", "DSIC_B"])):
        checks = [expected[name] for name in names]
        answer = program.run(model, "check", "-m", mechanism, "-p", names_of(checks),
                             exit_status=exit_of(checks))
        compare_checks(f"{case['id']} {mechanism}", env, answer, checks)


def quadratic(weights, types, decisions):
    text = f"outcomes x in {{ {', '.join(decisions)} }}\n"
    for i, weight in enumerate(weights):
        text += (f"agent a{i + 1} {{\n    types {', '.join(types[i])}\n"
                 f"    value = {weight} * (t * x - x^2 / 2)\n}}\n")
    return text


def ps1a_finite(program, case):
    data = case["input"]["N3"]
    expected = case["expected"]["N3"]
    where = f"{case['id']} N = 3"
    model = quadratic(data["lambda"], [data["tau_grid"]] * 3, data["actions"])
    TALLY.cover("environments")
    answer = program.run(model, "balance", exit_status=0)
    if answer is not None:
        TALLY.same(where, "verdict", answer["verdict"], "possible")
        TALLY.same(where, "cubes", answer["cubes"], expected["cubes_tested"])
        TALLY.same(where, "violated cubes", answer["violated"], "0")
    answer = program.run(model, "pay", "-m", "balanced-groves", exit_status=0)
    if answer is not None:
        # each term of the inclusion-exclusion in equal parts: the notes of the case
        TALLY.same(where, "payments at grid indices 0, 1, 2",
                   payment_table(answer).get(("0", "1", "2")), ["10/9", "-13/9", "1/3"])
        TALLY.same(where, "sums", {str(sum(map(Fraction, paid)))
                                   for paid in payment_table(answer).values()}, {"0"})
    answer = program.run(model, "check", "-m", "balanced-groves", "-p", "dsic,sbb,eff",
                         exit_status=0)
    if answer is not None:
        TALLY.same(where, "verdicts", [p["verdict"] for p in answer["properties"]],
                   ["holds"] * 3)
        TALLY.same(where, "inequalities", answer["properties"][0]["checked"],
                   expected["DSIC_inequalities"])
    data = case["input"]["N2"]
    expected = case["expected"]["N2"]
    where = f"{case['id']} N = 2"
    model = quadratic(data["lambda"], [data["tau_grid"]] * 2, data["actions"])
    TALLY.cover("environments")
    answer = program.run(model, "balance", exit_status=1)
    if answer is not None:
        TALLY.same(where, "verdict", answer["verdict"], "impossible")
        place, total = expected["first_cube"]
        TALLY.same(where, "first cube", answer["cube"]["profile"],
                   [data["tau_grid"][int(k)] for k in place])
        TALLY.same(where, "alternating sum", answer["cube"]["sum"], total)
        TALLY.same(where, "base", answer["cube"]["base"], ["0", "0"])


def ps1a_balanced_groves(program, case):
    """The explicit h of the case; its P is received, so the signs turn."""
    numeric = case["expected"]["numeric"]
    # with these types every optimum (sum of lambda tau) / 6 is a multiple of 1/2
    types = [["0", tau] for tau in numeric["tau"]]
    decisions = ["0", "1/2", "1", "3/2", "2", "5/2"]
    model = quadratic(numeric["lambda"], types, decisions)
    y = [f"({weight} * t[a{i + 1}])" for i, weight in enumerate(numeric["lambda"])]
    model += "payments groves {\n"
    for i in range(3):
        j, k = [m for m in range(3) if m != i]
        model += f"    a{i + 1} = (2 * {y[j]} * {y[k]} + ({y[j]}^2 + {y[k]}^2) / 2) / 6\n"
    model += "}\n"
    TALLY.cover("environments")
    where = case["id"]
    at = "(" + ", ".join(numeric["tau"]) + ")"
    answer = program.run(model, "pay", "--at", at, exit_status=0)
    if answer is not None:
        row = answer["payments"][0]
        TALLY.same(where, "decision", row["outcome"], numeric["a"])
        TALLY.same(where, "payments", row["payment"],
                   [str(-Fraction(p)) for p in numeric["P"]])
    answer = program.run(model, "check", "-p", "dsic,sbb,eff", exit_status=0)
    if answer is not None:
        TALLY.same(where, "verdicts", [p["verdict"] for p in answer["properties"]],
                   ["holds"] * 3)


def wmon_not_cmon(program, case):
    rows = case["input"]["values_rows_types_cols_outcomes"]
    expected = case["expected"]
    model = "outcomes x1, x2, x3\nagent a {\n    types t1, t2, t3\n"
    for a in range(3):
        model += (f"    value x{a + 1} {{ "
                  + ", ".join(f"t{k + 1} = {rows[k][a]}" for k in range(3)) + " }\n")
    model += "}\nrule { t1 = x1; t2 = x2; t3 = x3 }\n"
    TALLY.cover("environments")
    answer = program.run(model, "check", "-p", "wmon,cmon", exit_status=1)
    if answer is None:
        return
    wmon, cmon = answer["properties"]
    # three pairs of types; one type graph
    TALLY.same(case["id"], "wmon", (wmon["verdict"], wmon["checked"], wmon["slack"]),
               ("holds", "3", expected["min_2cycle"]))
    TALLY.same(case["id"], "cmon",
               (cmon["verdict"], cmon["checked"], cmon["violations"], cmon["slack"]),
               ("fails", "1", "1", expected["min_3cycle"]))


CASES = {**vacation.CASES,
         "roommate-pivot": roommate_pivot, "roommate-grid": roommate_grid,
         "roommate3-cedric-A": cedric_a, "roommate3-cedric-B": cedric_b,
         "secondprice-n2": second_price, "secondprice-n3": second_price,
         "dagv-public-good": dagv_public_good, "ir-modes": ir_modes,
         "p728-asymmetric": p728_asymmetric, "ps1a-finite": ps1a_finite,
         "ps1a-balanced-groves": ps1a_balanced_groves, "wmon-not-cmon": wmon_not_cmon}
