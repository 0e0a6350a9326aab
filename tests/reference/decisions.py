"""The questions of the reference files: each as a model, decided, and compared."""

import itertools
from fractions import Fraction

from common import TALLY, Environment, payment_table

STATUS = {"optimal": "possible", "infeasible": "impossible"}


def trade(sellers, buyers):
    """Bilateral trade with uniform priors, no trade at ties."""
    return ("outcomes keep, trade\n"
            f"agent seller {{\n    types {', '.join(map(str, sellers))}\n    prior uniform\n"
            "    value keep = t\n    outside = t\n}\n"
            f"agent buyer {{\n    types {', '.join(map(str, buyers))}\n    prior uniform\n"
            "    value trade = t\n}\n")


def choose(parameter, values):
    """An expression that is values[parameter]."""
    text = str(values[-1])
    for k in range(len(values) - 2, -1, -1):
        text = f"if({parameter} == {k}, {values[k]}, {text})"
    return text


def count(program, where, size, points, expected):
    """The instances with supports of this size in {0, ..., points - 1}: one sweep."""
    supports = list(itertools.combinations(range(points), size))
    model = trade([f"s{j} = s{j}_" for j in range(size)], [f"b{j} = b{j}_" for j in range(size)])
    lets = ["let s = 0", "let b = 0"]
    for side in "sb":
        for j in range(size):
            lets.append(f"let {side}{j}_ = " + choose(side, [x[j] for x in supports]))
    last = len(supports) - 1
    rows = program.sweep("\n".join(lets) + "\n" + model, "-D", f"s=0..{last}:1", "-D",
                         f"b=0..{last}:1", "decide", "-p", "bic,iir,sbb")
    keys = list(itertools.product(supports, supports))
    TALLY.same(where, f"instances of {points} points", str(len(rows)), expected["instances"])
    verdicts = {key: row["verdict"] for key, row in zip(keys, rows)}
    number = list(verdicts.values()).count("possible")
    TALLY.same(where, f"possible of {points} points", str(number), expected["possible"])
    # those that are impossible, and the first few, one by one, with certificates
    chosen = [key for k, key in enumerate(keys) if k < 20 or verdicts.get(key) != "possible"]
    for key, answer in zip(chosen, program.many([trade(*key) for key in chosen],
                                                "bic,iir,sbb")):
        TALLY.same(where, f"s, b = {key}", answer, verdicts.get(key))
    return verdicts


def bilateral_2x2(program, case):
    expected = case["expected"]
    for name, example in expected["examples"].items():
        numbers = [int(part.strip(" ()sb=")) for part in name.split(",")]
        model = trade(numbers[:2], numbers[2:])
        possible = example["balanced_mechanism_exists"]
        answer = program.decide(name, model, "bic,iir,sbb",
                                verdict="possible" if possible else "impossible")
        if answer is not None:
            TALLY.same(name, "largest surplus", answer["largest_surplus"],
                       example["max_surplus"])
            TALLY.same(name, "least subsidy", answer["least_subsidy"],
                       str(-Fraction(example["max_surplus"])))
        program.optimum(name, model, "bic,iir", "maximize", "profit", example["max_surplus"])
        program.optimum(name, model, "bic,iir", "minimize", "deficit",
                        str(-Fraction(example["max_surplus"])))
    for points, numbers in expected["counts"].items():
        verdicts = count(program, case["id"], 2, int(points), numbers)
        # the closed form of the case, in its order of types s1 < b1 < s2 < b2
        for ((s1, s2), (b1, b2)), verdict in verdicts.items():
            if s1 < b1 < s2 < b2:
                formula = 2 * b1 + b2 >= s1 + 2 * s2
                TALLY.same(case["id"], f"formula at s = {s1}, {s2}, b = {b1}, {b2}", verdict,
                           "possible" if formula else "impossible")


def bilateral_3x3(program, case):
    for points, numbers in case["expected"].items():
        count(program, case["id"], 3, int(points), numbers)


def posted_price(program, case):
    for k, expected in case["expected"].items():
        where = f"{case['id']} k = {k}"
        model = ("outcomes keep, trade\n"
                 f"agent seller {{\n    types grid(0, 1, {k})\n    prior uniform\n"
                 "    value trade = -t\n}\n"
                 f"agent buyer {{\n    types grid(0, 1, {k})\n    prior uniform\n"
                 "    value trade = t\n}\n")
        program.optimum(where, model, "dsic,epir,sbb", "maximize", "welfare",
                        expected["max_DSIC_expostIR_BB"], "--rule", "free")
        # without incentives the best rule is the first best
        program.optimum(where, model, "epir,sbb", "maximize", "welfare",
                        expected["first_best"], "--rule", "free")
        program.optimum(where, model, "sbb", "maximize", "welfare", expected["first_best"])


def revenue_gap(program, case):
    data, expected = case["input"], case["expected"]
    model = (f"outcomes owner(agents)\nagent bidder[1..{data['n']}] {{\n"
             f"    types {', '.join(data['values'])}\n    prior uniform\n"
             "    value owner(self) = t\n}\n")
    answer = program.run(model, "pay", "-m", "pivot", exit_status=0)
    if answer is not None:
        TALLY.same(case["id"], "vickrey", answer["expected_surplus"], expected["vickrey"])
    program.optimum(case["id"], model, "dsic,epir", "maximize", "revenue",
                    expected["max_dsic_expostIR"])
    program.optimum(case["id"], model, "bic,iir", "maximize", "revenue",
                    expected["max_bic_iir"])


def auction(values, prior):
    """One object that may stay with the seller."""
    text = "outcomes none, owner(agents)\n"
    for i, types in enumerate(values):
        text += (f"agent bidder{i + 1} {{\n    types {', '.join(types)}\n"
                 f"{'' if prior else '    prior uniform' + chr(10)}"
                 "    value owner(self) = t\n}\n")
    if prior:
        entries = "\n".join(f"    ({', '.join(key)}) = {q}" for key, q in prior.items())
        text += f"prior joint {{\n{entries}\n}}\n"
    return text


def correlated_cm(program, case):
    data, expected = case["input"], case["expected"]
    prior = {tuple(key.split(",")): q for key, q in data["joint"].items()}
    model = auction(data["values"], prior)
    for properties, key in (("bic,iir", "bic_iir"), ("dsic,iir", "dsic_iir"),
                            ("dsic,epir", "dsic_expost")):
        program.optimum(case["id"], model, properties, "maximize", "revenue", expected[key],
                        "--rule", "free")
    program.optimum(case["id"], model, "epir", "maximize", "welfare", expected["first_best"],
                    "--rule", "free")


def myerson_correlated(program, case):
    expected, values = case["expected"], ["10", "100"]
    prior = {("10", "10"): "1/3", ("10", "100"): "1/6", ("100", "10"): "1/6",
             ("100", "100"): "1/3"}
    model = auction([values, values], prior)
    for properties, key in (("bic,iir", "bic_iir"), ("dsic,iir", "dsic_iir"),
                            ("dsic,epir", "dsic_expost"), ("bic,epir", "bic_expost")):
        program.optimum(case["id"], model, properties, "maximize", "revenue", expected[key],
                        "--rule", "free")
    program.optimum(case["id"], model, "epir", "maximize", "welfare", expected["full_surplus"],
                    "--rule", "free")
    # the independent benchmark: revenue 75, first best 155/2
    model = auction([values, values], None)
    program.optimum(case["id"], model, "bic,iir", "maximize", "revenue", "75", "--rule", "free")
    program.optimum(case["id"], model, "epir", "maximize", "welfare", "155/2", "--rule", "free")
    # the mechanism in the words of the case: a fair lottery at equal values and the winner
    # pays, on average half; both receive 15 at (10, 10); the low one pays 30
    model = auction([values, values], prior) + (
        "rule {\n    (10, 10) = 1/2 owner(bidder1) + 1/2 owner(bidder2)\n"
        "    (10, 100) = owner(bidder2)\n    (100, 10) = owner(bidder1)\n"
        "    (100, 100) = 1/2 owner(bidder1) + 1/2 owner(bidder2)\n}\n"
        "payments {\n    (10, 10) = (-10, -10)\n    (10, 100) = (30, 100)\n"
        "    (100, 10) = (100, 30)\n    (100, 100) = (50, 50)\n}\n")
    program.ask(case["id"], model, "check", "bic,iir,eff", verdict="holds")
    program.ask(case["id"], model, "check", "epir", verdict="fails")


def cgk_grid(program, case):
    step = Fraction(1, 10 ** 9)
    for k, expected in case["expected"].items():
        where = f"{case['id']} k = {k}"
        model = ("let r = 1/2\noutcomes owner(agents)\n"
                 f"agent one {{\n    types grid(0, 1, {k})\n    prior uniform\n"
                 "    value owner(one) = t\n    outside = r * t\n}\n"
                 f"agent two {{\n    types grid(0, 1, {k})\n    prior uniform\n"
                 "    value owner(two) = t\n    outside = (1 - r) * t\n}\n")
        ends = [(Fraction(expected["lower_end"]), -step), (Fraction(expected["upper_end"]), step)]
        for end, outward in ends:
            answer = program.decide(where, model, "bic,iir,sbb", "-D", f"r={end}",
                                    verdict="possible")
            # a share of one agent is at most 1; an end below is where the surplus vanishes
            if end == 1:
                continue
            if answer is not None:
                TALLY.same(where, f"surplus at {end}", answer["largest_surplus"], "0")
            program.decide(where, model, "bic,iir,sbb", "-D", f"r={end + outward}",
                           verdict="impossible")
            program.decide(where, model, "bic,iir,sbb", "-D", f"r={end - outward}",
                           verdict="possible")
        for share, surplus in expected["surplus_at"].items():
            answer = program.decide(where, model, "bic,iir,sbb", "-D", f"r={share}",
                                    verdict="possible")
            if answer is not None:
                TALLY.same(where, f"surplus at {share}", answer["largest_surplus"], surplus)


def least_subsidy(program, where, model, surplus):
    """`expost subsidy`, whose answer is minus the largest surplus."""
    answer = program.run(model, "subsidy", exit_status=1 if Fraction(surplus) < 0 else 0)
    if answer is not None:
        TALLY.same(where, "least subsidy", answer["value"], str(-Fraction(surplus)))
        TALLY.same(where, "verdict of subsidy", answer["verdict"],
                   "impossible" if Fraction(surplus) < 0 else "possible")


def roommate_grid(program, case):
    for k, expected in case["expected"].items():
        where = f"{case['id']} k = {k}"
        model = ("outcomes keep, buy\ncost buy = 15000\n"
                 f"agent roommate[1..4] {{\n    types grid(1000, 7000, {k})\n    prior uniform\n"
                 "    value buy = t\n}\n")
        surplus = expected["max_BIC_IIR_surplus"]
        answer = program.optimum(where, model, "bic,iir", "maximize", "profit", surplus)
        if answer is not None:
            # the optimal interim payments are unique: the pointwise largest ones
            paid = payment_table(answer["mechanism"])
            for i in range(4):
                mean = {}
                for profile, payments in paid.items():
                    mean[profile[i]] = mean.get(profile[i], 0) + Fraction(payments[i])
                TALLY.same(where, "interim payments",
                           [str(mean[t] / int(k) ** 3) for t in expected["grid"]],
                           expected["interim_payments_of_optimum"])
        program.decide(where, model, "bic,iir,sbb", verdict="impossible")
        least_subsidy(program, where, model, surplus)


def ir_modes(program, case):
    model = Environment(case["input"]).model()
    surplus = case["expected"]["max_BIC_IIR_surplus"]
    program.optimum(case["id"], model, "bic,iir", "maximize", "profit", surplus)
    for method in ("interim", "lp"):
        program.optimum(case["id"], model, "bic,iir", "maximize", "profit", surplus,
                        "--method", method)
    program.decide(case["id"], model, "bic,iir,wbb", verdict="impossible")
    least_subsidy(program, case["id"], model, surplus)


def dagv_public_good(program, case):
    # crosscheck of the case: a mechanism that is BIC, IIR and balanced exists, though
    # dAGV is not IIR
    model = Environment(case["input"]).model()
    program.decide(case["id"], model, "bic,iir,sbb", verdict="possible")
    for mechanism, properties, verdict in (("dagv", "eff,bic,sbb", "holds"),
                                           ("dagv", "dsic", "fails"), ("dagv", "iir", "fails")):
        program.ask(case["id"], model, "check", properties, "-m", mechanism, verdict=verdict)


def wmon_not_cmon(program, case):
    rows = case["input"]["values_rows_types_cols_outcomes"]
    model = "outcomes x1, x2, x3\nagent a {\n    types t1, t2, t3\n"
    for a in range(3):
        model += (f"    value x{a + 1} {{ "
                  + ", ".join(f"t{k + 1} = {rows[k][a]}" for k in range(3)) + " }\n")
    model += "}\nrule { t1 = x1; t2 = x2; t3 = x3 }\n"
    program.decide(case["id"], model, "dsic", verdict="impossible")
    program.decide(case["id"], model, "dsic", "--rule", "efficient", verdict="possible")
    program.ask(case["id"], model, "check", "wmon", verdict="holds")
    program.ask(case["id"], model, "check", "cmon", verdict="fails")
    with open(program.certificates[-1], encoding="ascii") as file:
        lines = file.read().split("\n")
    TALLY.same(case["id"], "claim of the cycle", "claim not-implementable dsic" in lines, True)


def amd_divorce(program, case):
    data, expected = case["input"], case["expected"]
    model = "outcomes " + ", ".join(f'"{a}"' for a in data["outcomes"]) + "\n"
    for agent, own, other in (("him", "husband", "wife"), ("her", "wife", "husband")):
        model += f"agent {agent} {{\n    types low, high\n    prior 4/5, 1/5\n"
        for outcome, key in ((own, "own"), (other, "other"), ("joint", "joint"),
                             ("burn", "burn")):
            model += (f"    value \"{outcome}\" {{ low = {data['low'][key]}, "
                      f"high = {data['high'][key]} }}\n")
        model += "}\n"
    for properties, key in (("dsic,nopay", "DSIC"), ("bic,nopay", "BIC")):
        program.optimum(case["id"], model, properties, "maximize", "welfare",
                        expected["deterministic_" + key], "--rule", "free", "--deterministic")
        program.optimum(case["id"], model, properties, "maximize", "welfare",
                        expected["randomized_" + key][0], "--rule", "free")
    program.optimum(case["id"], model, "nopay", "maximize", "welfare", expected["first_best"],
                    "--rule", "free")


def random_environment(program, line):
    expected, where = line["expected"], line["id"]
    model = Environment(line["input"]).model()
    TALLY.cover("random environments")
    for key, properties in (("BIC+BB", "bic,sbb"), ("DSIC+BB", "dsic,sbb"),
                            ("BIC+IIR+BB", "bic,iir,sbb"), ("DSIC+EIR+BB", "dsic,epir,sbb")):
        program.decide(where, model, properties, verdict=STATUS[expected[key]])
    value = expected["LP_max_BIC_IIR_surplus"]
    answer = program.optimum(where, model, "bic,iir", "maximize", "profit",
                             str(Fraction(value)))
    if answer is not None and "max_BIC_IIR_surplus" in expected:
        TALLY.same(where, "largest surplus", answer["largest_surplus"],
                   str(Fraction(expected["max_BIC_IIR_surplus"])))


CASES = {"bilateral-2x2": bilateral_2x2, "bilateral-3x3-counts": bilateral_3x3,
         "dsic-bilateral-posted-price": posted_price, "finite-revenue-gap": revenue_gap,
         "correlated-cm-violated": correlated_cm, "myerson-correlated-70": myerson_correlated,
         "cgk-grid": cgk_grid, "roommate-grid": roommate_grid, "ir-modes": ir_modes,
         "dagv-public-good": dagv_public_good, "wmon-not-cmon": wmon_not_cmon,
         "amd-divorce-style": amd_divorce}
