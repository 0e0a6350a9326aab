#!/usr/bin/env python3
"""Auctions: second price, posted price, myerson and the command auction against slow doubles.

usage: auction.py [--rounds N] [--seed S] [EXPOST]

The doubles go through all profiles, all reserves and all price lists, and iron by the formula of
largest least means; they share nothing with the program.
"""

import argparse
import itertools
import json
import os
import random
import sys
from fractions import Fraction

import jsonschema

sys.dont_write_bytecode = True

from program import ROOT, Tally, folder    # noqa: E402

PARSER = argparse.ArgumentParser()
PARSER.add_argument("--rounds", type=int, default=20)
PARSER.add_argument("--seed", type=int, default=7)
ASKED, REST = PARSER.parse_known_args()
sys.argv = [sys.argv[0]] + REST

T = Tally("cli/auction")
SEEN = {}

with open(os.path.join(ROOT, "doc", "expost-1.schema.json"), encoding="utf-8") as SOURCE:
    VALIDATOR = jsonschema.Draft202012Validator(json.load(SOURCE))


def note(what):
    SEEN[what] = SEEN.get(what, 0) + 1


# A market: values[i][t], chance[i][t], units; prior: profile -> probability.

def sets_up_to(agents, units):
    return [s for size in range(units + 1) for s in itertools.combinations(range(agents), size)]


def model_text(values, chance, units, joint=None):
    agents = len(values)
    sets = sets_up_to(agents, units)
    lines = ["outcomes " + ", ".join(f'"{"".join(map(str, s))}w"' for s in sets)]
    for i in range(agents):
        types = ", ".join(f"k{t} = {x}" for t, x in enumerate(values[i]))
        worth = "; ".join(f'value "{"".join(map(str, s))}w" = t' for s in sets if i in s)
        prior = "" if joint else "; prior " + ", ".join(map(str, chance[i]))
        lines.append(f"agent a{i} {{ types {types}; {worth}{prior} }}")
    if joint:
        cells = "; ".join("(" + ", ".join(f"k{t}" for t in p) + f") = {q}"
                          for p, q in joint.items())
        lines.append("prior joint { " + cells + " }")
    return "\n".join(lines) + "\n"


def all_profiles(values):
    return itertools.product(*(range(len(v)) for v in values))


def product_prior(values, chance):
    prior = {}
    for profile in all_profiles(values):
        weight = Fraction(1)
        for i, t in enumerate(profile):
            weight *= chance[i][t]
        prior[profile] = weight
    return prior


def virtual(values, chance):
    """Plain and ironed virtual values by value, from the definition."""
    mass = {}
    for x, f in zip(values, chance):
        if f > 0:
            mass[x] = mass.get(x, Fraction(0)) + f
    points = sorted(mass)
    plain = {}
    for k, x in enumerate(points):
        above = sum((mass[y] for y in points[k + 1:]), Fraction(0))
        gap = points[k + 1] - x if k + 1 < len(points) else Fraction(0)
        plain[x] = x - gap * above / mass[x]

    def mean(a, b):
        weight = sum(mass[x] for x in points[a:b + 1])
        return sum(mass[x] * plain[x] for x in points[a:b + 1]) / weight

    ironed = {x: max(min(mean(a, b) for b in range(k, len(points))) for a in range(k + 1))
              for k, x in enumerate(points)}
    return plain, ironed


def best(scores, units):
    """Those with the highest scores (None: out), ties to the first."""
    order = sorted((i for i, s in enumerate(scores) if s is not None),
                   key=lambda i: (-scores[i], i))
    return set(order[:units])


def second_price(values, units, reserve, profile):
    bids = [values[i][t] for i, t in enumerate(profile)]
    win = best([b if b >= reserve else None for b in bids], units)
    rest = sorted((b for i, b in enumerate(bids) if i not in win), reverse=True)
    price = max([reserve] + rest[:1])
    return win, [price if i in win else Fraction(0) for i in range(len(bids))]


def posted(values, units, price, profile):
    win = set()
    for i, t in enumerate(profile):
        if len(win) < units and values[i][t] >= price:
            win.add(i)
    return win, [price if i in win else Fraction(0) for i in range(len(profile))]


def treated(x, ironed):
    """The ironed value of the highest real value that is not above x."""
    below = [y for y in ironed if y <= x]
    return ironed[max(below)] if below else None


def optimal(values, units, irons, profile):
    def win_at(bids):
        scores = [treated(b, irons[i]) for i, b in enumerate(bids)]
        return best([s if s is not None and s >= 0 else None for s in scores], units)

    bids = [values[i][t] for i, t in enumerate(profile)]
    win = win_at(bids)
    pay = []
    for i in range(len(bids)):
        lowest = [x for x in sorted(irons[i]) if i in win_at(bids[:i] + [x] + bids[i + 1:])]
        pay.append(lowest[0] if i in win else Fraction(0))
    return win, pay


def expected(prior, values, auction):
    return sum((q * sum(auction(p)[1]) for p, q in prior.items()), Fraction(0))


def best_turns(prior, values, units):
    """All strategies of prices by agent and units left, one after the other, by recursion."""
    def bring(i, left, chance):
        if i == len(values) or left == 0:
            return Fraction(0)
        least = bring(i + 1, left, chance)
        for price in set(values[i]):
            sold = sum(f for x, f in zip(values[i], chance[i]) if x >= price)
            least = max(least, sold * (price + bring(i + 1, left - 1, chance))
                        + (1 - sold) * bring(i + 1, left, chance))
        return least
    return bring(0, units, prior)


# Comparing.

def ask(model, *words):
    done = T.run(*words, "--format", "json", "-", text=model)
    if not T.check(done.returncode in (0, 1), f"{words}: {done.returncode} {done.stderr}\n{model}"):
        return {}
    return json.loads(done.stdout)


def compare_mechanism(model, name, values, auction):
    """Winners and payments at every profile, then dsic and epir."""
    found = ask(model, "pay", "-m", name)
    for row, profile in zip(found.get("payments", []), all_profiles(values)):
        win, pay = auction(profile)
        T.same(f"{name} at {profile}: winners\n{model}", row["outcome"],
               "".join(map(str, sorted(win))) + "w")
        T.same(f"{name} at {profile}\n{model}", [Fraction(p) for p in row["payment"]], pay)
    kept = ask(model, "check", "-m", name, "-p", "dsic,epir,wbb,npt" if min(map(min, values)) >= 0
               else "dsic,epir")
    T.check(all(p["verdict"] == "holds" for p in kept.get("properties", [{"verdict": ""}])),
            f"{name}: {kept.get('properties')}\n{model}")


def revenues(found):
    return {r["of"]: r for r in found.get("revenues", [])}


def number(row):
    return Fraction(row["value"]) if "value" in row else row.get("reason")


def compare_command(model, values, chance, units, prior, independent):
    found = ask(model, "auction")
    errors = [e.message for e in VALIDATOR.iter_errors(found)]
    T.same("schema", errors[:2], [])
    rows = revenues(found)
    if not T.check(len(rows) == 9, f"auction: {found}"):
        return
    levels = sorted({Fraction(0)} | {x for v in values for x in v if x >= 0})

    def sale(reserve):
        return expected(prior, values, lambda p: second_price(values, units, reserve, p))

    def post(price):
        return expected(prior, values, lambda p: posted(values, units, price, p))

    surplus = sum(q * sum(sorted((max(values[i][t], Fraction(0)) for i, t in enumerate(p)),
                                 reverse=True)[:units]) for p, q in prior.items())
    for word, value in (("second-price", sale(Fraction(0))),
                        ("second-price-reserve", max(map(sale, levels))),
                        ("posted-price", max(map(post, levels))), ("surplus", surplus)):
        T.same(f"{word}\n{model}", number(rows[word]), value)
    T.same("reserve", sale(Fraction(rows["second-price-reserve"]["price"])),
           number(rows["second-price-reserve"]))
    T.same("price", post(Fraction(rows["posted-price"]["price"])), number(rows["posted-price"]))
    for better, worse in (("bic-iir", "dsic-epir"), ("dsic-epir", "second-price-reserve"),
                          ("dsic-epir", "posted-price"), ("bic-iir", "efficient"),
                          ("surplus", "bic-iir")):
        T.check(number(rows[better]) >= number(rows[worse]), f"{better} < {worse}\n{model}")
    if not independent:
        T.same("myerson", rows["myerson"]["state"], "none")
        T.same("regular", found["regular"], None)
        note("correlated: more than dominant strategies earn"
             if number(rows["bic-iir"]) > number(rows["dsic-epir"]) else "correlated: the same")
        return
    both = [virtual(v, f) for v, f in zip(values, chance)]
    myerson = expected(prior, values, lambda p: optimal(values, units, [b[1] for b in both], p))
    for word in ("myerson", "bic-iir", "dsic-epir"):
        T.same(f"{word}\n{model}", number(rows[word]), myerson)
    T.same(f"turns\n{model}", number(rows["posted-prices"]), best_turns(chance, values, units))
    regular = all(plain == ironed for plain, ironed in both)
    T.same("regular", found["regular"], regular)
    note("regular" if regular else "ironed")
    for row in found["virtual_values"]:
        i, t = int(row["agent"][1:]), int(row["type"][1:])
        x = values[i][t]
        T.same("value", (Fraction(row["value"]), Fraction(row["probability"])), (x, chance[i][t]))
        if chance[i][t] > 0:
            T.same(f"virtual\n{model}", (Fraction(row["virtual_value"]), Fraction(row["ironed"])),
                   (both[i][0][x], both[i][1][x]))
        else:
            note("probability 0")
            T.check("virtual_value" not in row, row)
    compare_scores(found["scores"], values, chance, units, prior, both, model)


def compare_scores(scores, values, chance, units, prior, both, model):
    """What an auction by a score is worth, and whether chances of winning rise with value."""
    def interval(i, x, own):
        same = sum(f for y, f in zip(values[i], chance[i]) if y == x)
        up_to = sum(f for y, f in zip(values[i], chance[i]) if y < x) + (same if own else 0)
        return x - (1 - up_to) / same

    kinds = {"ironed": lambda i, x: both[i][1][x], "not-ironed": lambda i, x: both[i][0][x],
             "interval-up-to": lambda i, x: interval(i, x, True),
             "interval-below": lambda i, x: interval(i, x, False)}
    for row in scores:
        score = kinds[row["score"]]
        worth = Fraction(0)
        win = {}
        for profile, q in prior.items():
            if q == 0:
                continue
            bids = [score(i, values[i][t]) for i, t in enumerate(profile)]
            winners = best([b if b >= 0 else None for b in bids], units)
            for i in winners:
                worth += q * both[i][0][values[i][profile[i]]]
                win[i, profile[i]] = win.get((i, profile[i]), Fraction(0)) + q
        rising = True
        for i, own in enumerate(values):
            for s, t in itertools.permutations(range(len(own)), 2):
                if chance[i][s] > 0 and chance[i][t] > 0 and own[s] < own[t]:
                    rising = rising and (win.get((i, s), 0) / chance[i][s]
                                         <= win.get((i, t), 0) / chance[i][t])
        T.same(f"{row['score']}\n{model}", (Fraction(row["worth"]), row["truthful"]),
               (worth, rising))
        note(f"{row['score']}: {'truthful' if rising else 'not truthful'}")


def draw_chances(source, count):
    while True:
        weights = [source.choice([0, 1, 1, 2, 9]) for _ in range(count)]
        if sum(weights) > 0:
            return [Fraction(w, sum(weights)) for w in weights]


def draw(source):
    agents = source.choice([1, 2, 2, 3])
    units = source.choice([1, 1, 2]) if agents > 1 else 1
    low = source.choice([-2, 0, 0, 1])
    values = []
    for _ in range(agents):
        own = [Fraction(source.randint(low, 9), source.choice([1, 1, 2]))
               for _ in range(source.randint(1, 5 if agents < 3 else 2))]
        # an agent who values nothing is no bidder: she would make two outcomes alike
        values.append(own if any(own) else own + [Fraction(3)])
    return values, [draw_chances(source, len(v)) for v in values], units


def run_random():
    source = random.Random(ASKED.seed)
    for round_number in range(ASKED.rounds):
        values, chance, units = draw(source)
        prior = product_prior(values, chance)
        model = model_text(values, chance, units)
        compare_command(model, values, chance, units, prior, True)
        irons = [virtual(v, f)[1] for v, f in zip(values, chance)]
        name, auction = [
            ("myerson", lambda p: optimal(values, units, irons, p)),
            ("second-price", lambda p: second_price(values, units, Fraction(0), p)),
            ("second-price(5/2)", lambda p: second_price(values, units, Fraction(5, 2), p)),
            ("posted-price(3)", lambda p: posted(values, units, Fraction(3), p)),
        ][round_number % 4]
        compare_mechanism(model, name, values, auction)
        if round_number % 4 == 0 and len(values) == 2:
            weights = [source.choice([0, 1, 1, 2, 3]) for _ in prior]
            weights[0] += 1
            joint = {p: Fraction(w, sum(weights)) for p, w in zip(prior, weights)}
            margins = [[sum(q for p, q in joint.items() if p[i] == t)
                        for t in range(len(values[i]))] for i in range(2)]
            if joint != product_prior(values, margins):
                compare_command(model_text(values, None, units, joint), values, None, units,
                                joint, False)
    if (ASKED.rounds, ASKED.seed) != (20, 7) and ASKED.rounds < 100:
        return
    for what in ("regular", "ironed", "probability 0", "not-ironed: not truthful",
                 "interval-below: not truthful", "correlated: more than dominant strategies earn"):
        T.check(SEEN.get(what, 0) > 0, f"no case of {what}: {SEEN}")


def rows_of(model):
    return revenues(ask(model, "auction"))


def run_cases():
    """Reference cases, and numbers by hand."""
    fractions = [Fraction(x) for x in range(4)]
    quarter = [Fraction(1, 4)] * 4
    # finite-revenue-gap sells always: the outcomes are the two owners
    gap = ("outcomes owner(agents)\nagent a, b { types 0..3; prior uniform; "
           "value owner(self) = t }\n")
    rows = rows_of(gap)
    T.same("finite-revenue-gap", [number(rows["second-price"]), number(rows["efficient"])],
           [Fraction(7, 8), Fraction(5, 4)])
    T.check("no outcome at which nobody wins" in rows["myerson"]["reason"], rows["myerson"])
    # by hand, may keep it: 1/16 (1*5 + 3*7) = 13/8
    rows = rows_of(model_text([fractions] * 2, [quarter] * 2, 1))
    T.same("gap, may be kept", [number(rows[w]) for w in ("second-price", "myerson")],
           [Fraction(7, 8), Fraction(13, 8)])
    rows = rows_of("outcomes none, owner(agents)\nagent a, b { types 10, 100; value owner(self) = "
                   "t }\nprior joint { (10,10) = 1/3; (10,100) = 1/6; (100,10) = 1/6; "
                   "(100,100) = 1/3 }\n")
    T.same("myerson-correlated-70", [number(rows[w]) for w in ("bic-iir", "dsic-epir", "surplus")],
           [Fraction(70), Fraction(200, 3), Fraction(70)])
    # its benchmark: independent types with the same marginals earn 75 of 155/2
    rows = rows_of("outcomes none, owner(agents)\nagent a, b { types 10, 100; prior uniform; "
                   "value owner(self) = t }\n")
    T.same("the independent benchmark", [number(rows[w]) for w in ("myerson", "bic-iir", "surplus")],
           [Fraction(75), Fraction(75), Fraction(155, 2)])
    rows = rows_of("outcomes none, owner(agents)\nagent a { types 1, 5, 6; value owner(self) = t }\n"
                   "agent b { types 0, 3; value owner(self) = t }\nprior joint { (1,0) = 1/12; "
                   "(1,3) = 1/4; (5,0) = 1/6; (5,3) = 1/6; (6,0) = 1/6; (6,3) = 1/6 }\n")
    T.same("correlated-cm-violated", [number(rows[w]) for w in ("bic-iir", "dsic-epir", "surplus")],
           [Fraction(25, 6), Fraction(49, 12), Fraction(9, 2)])
    # one bidder, values 1, 2, 3 with 1/4, 1/4, 1/2.  By hand: 1 - 3 = -2, 2 - 2 = 0, 3
    found = ask("outcomes none, sold\nagent a { types 3, 1, 2; prior 1/2, 1/4, 1/4; value sold = t "
                "}\n", "auction")
    T.same("by hand", [r["virtual_value"] for r in found["virtual_values"]], ["3", "-2", "0"])
    # values 1, 2, 3, 4 with 1/2, 1/8, 1/8, 1/4: 0, -1, 1, 4; ironed (0*4 - 1)/5 = -1/5 twice
    found = ask("outcomes none, sold\nagent a { types 1..4; prior 1/2, 1/8, 1/8, 1/4; value sold = "
                "t }\n", "auction")
    T.same("ironed by hand", [(r["virtual_value"], r["ironed"]) for r in found["virtual_values"]],
           [("0", "-1/5"), ("-1", "-1/5"), ("1", "1"), ("4", "4")])
    T.same("not regular", found["regular"], False)
    # naive: 1/8 + 1 = 9/8 with type 1 winning and type 2 not; ironed 3 * 3/8
    naive = {s["score"]: s for s in found["scores"]}["not-ironed"]
    T.same("naive", (naive["worth"], naive["truthful"], naive["witness"]["low"],
                     naive["witness"]["high"]), ("9/8", False, "1", "2"))
    words = T.run("auction", "-", text="outcomes none, sold\nagent a { types 1..4; prior 1/2, 1/8, "
                  "1/8, 1/4; value sold = t }\n").stdout
    T.check("Naive virtual values mislead" in " ".join(words.split()), words)


def run_no():
    """What must be refused, or fail."""
    market = "outcomes none, owner(agents)\nagent a, b { types 0, 2, 5; value owner(self) = t"
    uniform = market + "; prior uniform }\n"
    # the winner pays the own bid: truth is not dominant
    wrong = uniform + ("rule { owner(a) when t[a] >= t[b]; owner(b) otherwise }\n"
                       "payment a = if(t[a] >= t[b], t[a], 0)\n"
                       "payment b = if(t[b] > t[a], t[b], 0)\n")
    found = ask(wrong, "check", "-p", "dsic,epir")
    T.same("first price", [p["verdict"] for p in found.get("properties", [])], ["fails", "holds"])
    sold = ask(uniform, "pay", "-m", "posted-price(6)")
    T.check(all(r["outcome"] == "none" and r["payment"] == ["0", "0"] for r in sold["payments"]),
            "a price above all values sells nothing")
    nobody = "outcomes owner(agents)\nagent a, b { types 0, 2; prior uniform; value owner(self) = t }\n"
    for model, words, says in (
            (market + " }\n", ["pay", "-m", "myerson"], "prior"),
            (market + " }\n", ["auction"], "prior"),
            (uniform.replace("= t;", "= t; outside = 1/2;"), ["pay", "-m", "myerson"], "outside"),
            (uniform.replace("= t;", "= t; outside = 1/2;"), ["auction"], "outside"),
            (uniform.replace("= t;", "= t; value none = 1;"), ["auction"], "units of one good"),
            (uniform.replace("none, ", "none, cost none = 1, ", 1).replace("cost none = 1, ", "")
             + "cost none = 1\n", ["pay", "-m", "second-price"], "cost"),
            (uniform.replace("= t;", "= t + t[a];"), ["pay", "-m", "second-price(1)"], "private"),
            (nobody, ["pay", "-m", "second-price(1)"], "no outcome at which nobody wins"),
            (nobody, ["pay", "-m", "posted-price(1)"], "no outcome at which nobody wins"),
            (uniform, ["pay", "-m", "posted-price"], "number"),
            (uniform, ["pay", "-m", "myerson(2)"], "no argument"),
            (uniform.replace("; prior uniform", "") + "prior joint { (0,0) = 1/2; (5,5) = 1/2 }\n",
             ["pay", "-m", "myerson"], "correlated"),
            ("outcomes none, owner(agents)\nagent a, b { types in [0, 1]; prior uniform; value "
             "owner(self) = t }\n", ["auction"], "intervals")):
        T.expect(2, *words, "-", text=model, says=[says])
    # a limit that is hit is no answer
    with folder() as place:
        path = os.path.join(place, "m.mech")
        with open(path, "w", encoding="utf-8") as file:
            file.write("outcomes none, owner(agents)\nagent b[1..5] { types 0..7; prior uniform; "
                       "value owner(self) = t }\n")
        done = T.run("auction", "--timeout", "1/1000", path)
        T.same("--timeout", (done.returncode, "unknown" in done.stdout + done.stderr
                             or "nothing is established" in done.stderr), (3, True))
        done = T.run("auction", path, "--format", "csv")
        T.same("too large a program", done.returncode, 0)
        T.check("-" in done.stdout.splitlines()[-2], done.stdout)


def run_forms():
    """Every form is written, with decimals too; CSV is one table."""
    with open(os.path.join(ROOT, "examples", "vickrey1961", "two-units.mech"),
              encoding="utf-8") as file:
        model = file.read()
    for form, mark in (("text", "Posted prices in turn"), ("latex", "\\begin{tabular}"),
                       ("markdown", "| :--- |"), ("csv", "Mechanism,Expected revenue")):
        for digits in ([], ["--digits", "3"]):
            done = T.run("auction", "--format", form, *digits, "-", text=model)
            T.check(done.returncode == 0 and mark in done.stdout, f"{form} {digits}: {done}")
    rows = T.run("auction", "--format", "csv", "-", text=model).stdout.splitlines()
    T.same("rows of CSV", (len(rows), {row.count(",") for row in rows}), (10, {1}))
    found = json.loads(T.run("auction", "--format", "json", "--digits", "3", "-",
                             text=model).stdout)
    T.same("schema with decimals", [e.message for e in VALIDATOR.iter_errors(found)][:2], [])
    T.same("decimals", revenues(found)["surplus"]["value_decimal"],
           {"value": "2.667", "rounded": True})
    prices = revenues(found)["posted-prices"]["prices"]
    T.same("offers", [(p["agent"], p["units_left"]) for p in prices],
           [(f"bidder{i}", u) for i in (1, 2, 3) for u in ("2", "1")])


def run_unlisted():
    """10^10 profiles: closed forms of the largest of ten independent values."""
    model = ("outcomes none, owner(agents)\nagent b[1..10] { types 0..9; prior uniform; value "
             "owner(self) = t }\n")
    rows = rows_of(model)
    best_is = [Fraction(x + 1, 10) ** 10 - Fraction(x, 10) ** 10 for x in range(10)]
    T.same("myerson", number(rows["myerson"]),
           sum(q * max(2 * x - 9, 0) for x, q in enumerate(best_is)))
    T.same("surplus", number(rows["surplus"]), sum(q * x for x, q in enumerate(best_is)))
    T.same("one price", number(rows["posted-price"]),
           max(p * (1 - Fraction(p, 10) ** 10) for p in range(10)))
    for word in ("efficient", "bic-iir", "dsic-epir"):
        T.check("10000000000 profiles" in rows[word]["reason"], rows[word])
    found = json.loads(T.run("pay", "-m", "myerson", "--at", "(1, 7, 2, 7, 3, 0, 0, 0, 6, 1)",
                             "--format", "json", "-", text=model).stdout)
    T.same("at one profile", (found["payments"][0]["outcome"], found["payments"][0]["payment"][1]),
           ("owner(b2)", "7"))


def run_sale():
    """The family that may keep the object: every row is known; n = 3, values 0 to 3."""
    model = T.run("new", "sale").stdout
    rows = rows_of(model)
    T.same("every row", [word for word, row in rows.items() if row["state"] != "known"], [])
    # virtual values -3, -1, 1, 3: E of the best of three, if above 0: (8 * 0 + 19 * 1 + 37 * 3)/64
    T.same("optimum", number(rows["myerson"]), Fraction(19 + 3 * 37, 64))
    T.check("the rule and the payments of second-price(2)." in
            T.run("check", "-m", "second-price(2)", "-p", "dsic", "-", text=model).stdout,
            "check names the rule of the auction")
    for name, own in (("myerson", True), ("second-price(2)", True), ("pivot", False)):
        page = T.run("show", "-", text=model + f"payments {name}\n").stdout
        T.check(f"Payments: {name}" in page and ("rule of its own" in page) == own, page)


run_cases()
run_sale()
run_unlisted()
run_forms()
run_no()
run_random()
T.finish()
