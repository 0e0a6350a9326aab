#!/usr/bin/env python3
"""Trade: the families of units and trade, bids composed, and the second best, each recomputed.

usage: trade.py [EXPOST]
"""

import itertools
import json
import os
import sys
from fractions import Fraction
from math import comb

sys.dont_write_bytecode = True

from program import ROOT, Tally    # noqa: E402

sys.path.insert(0, os.path.join(ROOT, "tests", "lib"))
from slow_simplex import solve    # noqa: E402

T = Tally("cli/trade")
BIDS = "seller = 2/3*t + 1/4; buyer = 2/3*t + 1/12"


def ask(text, *words, statuses=(0, 1)):
    done = T.run(*words, "--format", "json", "-", text=text)
    T.check(done.returncode in statuses, f"{words}: exit {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)


def verdicts(text, properties, *words):
    value = ask(text, "check", "-p", properties, *words)
    return {row["name"]: row["verdict"] for row in value["properties"]}, value["regret"]


def units():
    """Every set of winners once; pivot payments are the highest value that loses."""
    for n, m in ((4, 2), (3, 1), (5, 3), (2, 2)):
        text = T.family("units", ["--agents", str(n), "--units", str(m), "--types", "3"])
        shown = ask(text, "show")
        T.same(f"units {n} {m}", sorted(shown["outcomes"]),
               sorted("to" + "".join(f"_{i}" for i in winners)
                      for winners in itertools.combinations(range(1, n + 1), m)))
        for row in ask(text, "pay", "-m", "pivot")["payments"]:
            values = [int(v) for v in row["profile"]]
            winners = {int(i) - 1 for i in row["outcome"].split("_")[1:]}
            losers = [v for i, v in enumerate(values) if i not in winners]
            price = max(losers, default=0)
            right = min(values[i] for i in winners) >= price and row["payment"] == [
                str(price) if i in winners else "0" for i in range(n)]
            if not right:
                T.check(False, f"units {n} {m}: {row}")
                break
        else:
            T.passed += 1
    T.expect(2, "new", "units", "--agents", "2", "--units", "3", says=["only 2 bidders"])
    T.expect(2, "new", "units", "--agents", "40", "--units", "20", says=["too many sets"])
    T.expect(2, "new", "auction", "--units", "2", says=["no option --units"])


def two_sided():
    """Efficient trade by sorting: the highest values hold the units."""
    for n in (1, 2):
        text = T.family("two-sided", ["--agents", str(n), "--types", "3"])
        shown = ask(text, "show")
        T.same(f"two-sided {n}", len(shown["outcomes"]), comb(2 * n, n))
        for row in ask(text, "pay", "-m", "pivot")["payments"]:
            values = [Fraction(v) for v in row["profile"]]
            trade = set(row["outcome"].split("_")) - {"none"}
            names = [f"s{i}" for i in range(1, n + 1)] + [f"b{i}" for i in range(1, n + 1)]
            holders = [v for v, name in zip(values, names) if (name in trade) == (name[0] == "b")]
            if sum(holders) != sum(sorted(values)[n:]) or len(holders) != n:
                T.check(False, f"two-sided {n}: {row}")
        T.passed += 1
    # Myerson and Satterthwaite on this grid: the one pair is the family bilateral-trade
    one = ask(T.family("two-sided", ["--agents", "1", "--types", "4"]), "subsidy")
    T.same("two-sided 1", one["value"], ask(T.family("bilateral-trade"), "subsidy")["value"])
    T.expect(2, "new", "two-sided", "--agents", "9", says=["too many sets of traders"])


def posted_price():
    for price in ("1/2", "1/3", "0.25"):
        found, regret = verdicts(T.family("posted-price", ["--price", price, "--types", "5"]),
                                 "dsic,epir,sbb")
        T.same(f"price {price}", set(found.values()), {"holds"})
        T.same(f"price {price}", regret["ex_post"], "0")
    T.expect(2, "new", "posted-price", "--price", "cheap", says=["a number or a fraction"])
    T.expect(2, "new", "auction", "--price", "1", says=["no option --price"])


def slow_regret(types, ask_of, bid_of, k):
    """The largest gain from another type's bid, over both agents and all their types."""
    grid = [Fraction(i, types - 1) for i in range(types)]

    def price(seller, buyer):
        a, b = ask_of(seller), bid_of(buyer)
        return k * b + (1 - k) * a if a <= b else None

    best = Fraction(0)
    for own in grid:
        def sell(report):
            paid = (price(report, b) for b in grid)
            return sum(own if p is None else p for p in paid) / types

        def buy(report):
            paid = (price(s, report) for s in grid)
            return sum(0 if p is None else own - p for p in paid) / types

        best = max([best] + [sell(r) - sell(own) for r in grid] + [buy(r) - buy(own) for r in grid])
    return best


def double_auction():
    truth = (lambda t: t, lambda t: t)
    linear = (lambda t: Fraction(2, 3) * t + Fraction(1, 4),
              lambda t: Fraction(2, 3) * t + Fraction(1, 12))
    seen = set()
    for types in (3, 5, 6, 13):
        for bids, (sell, buy) in (([], truth), (["--bids", BIDS], linear),
                                  (["--bids", "buyer = t/2"], (truth[0], lambda t: t / 2)),
                                  (["--bids", " seller=min(1, t+1/5);"],
                                   (lambda t: min(Fraction(1), t + Fraction(1, 5)), truth[1]))):
            for k in ("1/2", "0", "1"):
                text = T.family("double-auction", ["--types", str(types)] + bids)
                found, regret = verdicts(text, "bic,sbb,eair", "-D", "k=" + k)
                slow = slow_regret(types, sell, buy, Fraction(k))
                T.same(f"{types} {bids} {k}", Fraction(regret["interim"]), slow)
                T.same(f"{types} {bids} {k}", (found["bic"], found["sbb"]),
                       ("holds" if slow == 0 else "fails", "holds"))
                seen.add(found["bic"])
    T.same("both answers occurred", seen, {"holds", "fails"})
    for bids, says in (("sellr = t", "did you mean `seller`"), ("seller", "has no `=`"),
                       ("seller = t; seller = t", "two formulas"), ("seller = ", "is needed"),
                       ("seller = 2t", "--bids:"), ("seller = s", "--bids:"), ("", "--bids"),
                       ("seller = t } # {", "is needed"), ("seller = t +", "--bids:")):
        T.expect(2, "new", "double-auction", "--bids", bids, says=[says])
    T.expect(2, "new", "auction", "--bids", BIDS, says=["no option --bids"])


def slow_second_best(sellers, buyers):
    """The largest E[gains from trade] that is BIC, interim IR and balanced, as one program.

    Unknowns: m_s of each seller (what she gets), m_b of each buyer (pays), free; x(s, b) >= 0.
    Balance can be had ex post whenever it holds on average (independent types).
    """
    k, n = len(sellers), len(buyers)
    chance = Fraction(1, k * n)
    free = k + n

    def x(i, j):
        return free + i * n + j

    rows = []

    def utility(terms, own, agent, report, sign):
        """sign * expected utility of the trader, who keeps the object by default at 0."""
        if agent == "s":
            terms[report] = terms.get(report, 0) + sign
            for j in range(n):
                terms[x(report, j)] = terms.get(x(report, j), 0) - sign * own * Fraction(1, n)
        else:
            terms[k + report] = terms.get(k + report, 0) - sign
            for i in range(k):
                terms[x(i, report)] = terms.get(x(i, report), 0) + sign * own * Fraction(1, k)

    for agent, types in (("s", sellers), ("b", buyers)):
        for t, own in enumerate(types):
            terms = {}
            utility(terms, own, agent, t, 1)
            rows.append((terms, Fraction(0), False))
            for report in range(len(types)):
                if report != t:
                    terms = {}
                    utility(terms, own, agent, t, 1)
                    utility(terms, own, agent, report, -1)
                    rows.append((terms, Fraction(0), False))
    rows += [({x(i, j): Fraction(-1)}, Fraction(-1), False) for i in range(k) for j in range(n)]
    balance = {i: Fraction(-1, k) for i in range(k)}
    balance.update({k + j: Fraction(1, n) for j in range(n)})
    rows.append((balance, Fraction(0), True))
    gains = {x(i, j): -(b - s) * chance for i, s in enumerate(sellers)
             for j, b in enumerate(buyers)}
    verdict, value = solve(free + k * n, free, rows, gains)
    return verdict, -value


def second_best():
    losses = set()
    for types in (2, 3, 4):
        sellers = [Fraction(i, types) for i in range(types)]
        buyers = [Fraction(2 * i + 1, 2 * types) for i in range(types)]
        text = T.family("bilateral-trade", ["--types", str(types)])
        value = ask(text, "decide", "-p", "bic,iir,sbb", "--rule", "free", "--maximize", "welfare")
        kept = sum(sellers) / types
        pairs = [(s, b) for s in sellers for b in buyers]
        first = sum(max(s, b) for s, b in pairs) / len(pairs)
        verdict, gain = slow_second_best(sellers, buyers)
        T.same(f"second best of {types}", (verdict, Fraction(value["value"])),
               ("optimal", gain + kept))
        T.same(f"first best of {types}", Fraction(value["first_best"]), first)
        T.same(f"loss of {types}", Fraction(value["efficiency_loss"]), first - gain - kept)
        losses.add(first > gain + kept)
    T.same("with and without a loss", losses, {True, False})
    # asked for something else, or with no optimum, there is no first best
    text = T.family("bilateral-trade")
    for words in (["-p", "bic,iir", "--maximize", "revenue"], ["-p", "bic,iir,sbb"],
                  ["-p", "bic,iir,sbb", "--maximize", "welfare", "--rule", "efficient"]):
        T.check("first_best" not in ask(text, "decide", *words), f"{words}: no first best")
    done = T.run("decide", "-p", "bic,iir,sbb", "--rule", "free", "--maximize", "welfare", "-",
                 text=text)
    T.check("the loss of efficiency is 1/64" in " ".join(done.stdout.split()), done.stdout)


def slow_surplus(text, sellers, buyers):
    """The largest E of the payments under BIC and interim IR, by one program over what each type
    pays on average; the efficient outcome listed first is chosen."""
    outcomes = [set(name.split("_")) - {"none"} for name in ask(text, "show")["outcomes"]]
    names = [f"s{i + 1}" for i in range(sellers[0])] + [f"b{i + 1}" for i in range(buyers[0])]
    types = [sellers[1]] * sellers[0] + [buyers[1]] * buyers[0]
    holds = {}      # probability of holding a unit, by agent and report
    for profile in itertools.product(*types):
        chosen = max(outcomes, key=lambda trade: sum(
            v for v, name in zip(profile, names) if (name in trade) == (name[0] == "b")))
        for name, v in zip(names, profile):
            if (name in chosen) == (name[0] == "b"):
                weight = Fraction(1)
                for other, own in zip(types, names):
                    weight /= len(other) if own != name else 1
                holds[name, v] = holds.get((name, v), Fraction(0)) + weight
    rows, unknown = [], {}
    for name, own in zip(names, types):
        for v in own:
            unknown[name, v] = len(unknown)
    for name, own in zip(names, types):
        for v in own:
            kept = v if name[0] == "s" else 0
            gain = v * holds.get((name, v), 0)
            rows.append(({unknown[name, v]: Fraction(-1)}, kept - gain, False))
            for r in own:
                if r != v:
                    rows.append(({unknown[name, v]: Fraction(-1), unknown[name, r]: Fraction(1)},
                                 v * holds.get((name, r), 0) - gain, False))
    objective = {unknown[name, v]: Fraction(-1, len(own))
                 for name, own in zip(names, types) for v in own}
    verdict, value = solve(len(unknown), len(unknown), rows, objective)
    return verdict, -value


def more_traders():
    """Gresik and Satterthwaite 1989: two pairs do without the subsidy that one needs."""
    found = {}
    for n, types in ((1, 3), (2, 3), (2, 2)):
        text = T.family("two-sided", ["--agents", str(n), "--types", str(types)])
        sellers = [Fraction(i, types) for i in range(types)]
        buyers = [Fraction(2 * i + 1, 2 * types) for i in range(types)]
        found[n, types] = Fraction(ask(text, "subsidy")["value"])
        T.same(f"surplus of {n} pairs, {types} types",
               slow_surplus(text, (n, sellers), (n, buyers)), ("optimal", -found[n, types]))
    T.check(found[1, 3] > 0 > found[2, 3], f"subsidies {found}")


units()
two_sided()
more_traders()
posted_price()
double_auction()
second_best()
T.finish()
