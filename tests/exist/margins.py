#!/usr/bin/env python3
"""Questions whose answer hangs on a number of 1e-200, in one sweep for each method.

usage: margins.py [EXPOST]     (without an argument: the variable EXPOST)

1. Trade with seller types 0, 3 and buyer types 1, 4 + 4 eps, all equally likely.  The largest
   expected surplus under bic and iir is (2 b1 + b2 - s1 - 2 s2) / 4 for s1 < b1 < s2 < b2
   (Matsuo 1989; by hand: the buyer's largest payments are b1 with s1, and on average
   (b1 + b2) / 2 of the high type; the seller receives at least (s1 + s2) / 2 and s2 / 2), here
   (2 + 4 + 4 eps - 0 - 6) / 4 = eps: possible exactly when eps >= 0.
2. Trade with seller types 0, 1 and buyer types 1 + eps, 2.  In dominant strategies with ex-post
   participation the buyer pays at most b1 at (0, 2), since the low type trades with 0 too, and
   the seller receives at least 1 there, since the high type trades with 2 too: the budget is
   at most b1 - 1 = eps.  For eps >= 0 a posted price of 1 balances it.
"""

import json
import os
import sys
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

from program import Tally, folder               # noqa: E402

MARGINS = ["1e-15", "1e-60", "1e-200"]
VALUES = ["-" + margin for margin in MARGINS] + ["0"] + MARGINS

INTERIM = """let eps = 0
outcomes keep, trade
agent seller {
    types 0, 3
    prior uniform
    value keep = t
    outside = t
}
agent buyer {
    types low = 1, high = 4 + 4 * eps
    prior uniform
    value trade = t
}
"""

LINE = """let eps = 0
outcomes keep, trade
agent seller {
    types 0, 1
    prior uniform
    value keep = t
    outside = t
}
agent buyer {
    types low = 1 + eps, high = 2
    prior uniform
    value trade = t
}
"""

QUESTIONS = [
    (INTERIM, "bic,iir,sbb", ["auto", "interim", "lp", "lp-whole", "lp-interim"]),
    (INTERIM, "bic,iir,eawbb", ["auto", "interim", "lp-whole"]),
    (LINE, "dsic,epir,wbb", ["auto", "line", "lp", "lp-whole", "lp-demand"]),
    (LINE, "dsic,epir,sbb", ["auto", "difference", "lp-whole", "lp-demand"])]


def rows_of(tally, *arguments):
    """The rows of a sweep; nothing when it failed."""
    done = tally.run(*arguments)
    if not tally.same("exit of " + " ".join(arguments), done.returncode, 0):
        print(done.stderr[:400])
        return []
    return [json.loads(line) for line in done.stdout.splitlines()]


def same_eps(tally, words, row, value):
    """A row of the sweep says which value it is about."""
    tally.same(words + ", eps", Fraction(row["parameters"]["eps"]), Fraction(value))


def main():
    tally = Tally("margins")
    with folder() as place:
        for number, (model, properties, methods) in enumerate(QUESTIONS):
            name = os.path.join(place, f"{number}.mech")
            with open(name, "w", encoding="utf-8") as file:
                file.write(model)
            for method in methods:
                force = [] if method == "auto" else ["--method", method]
                words = f"{properties} by {method}"
                rows = rows_of(tally, "sweep", "-D", "eps=" + ",".join(VALUES), "decide", name,
                               "-p", properties, *force, "--format", "json")
                tally.same(f"rows of {words}", len(rows), len(VALUES))
                for row, value in zip(rows, VALUES):
                    same_eps(tally, words, row, value)
                    tally.same(f"{words} at eps = {value}", row.get("verdict"),
                               "impossible" if value.startswith("-") else "possible")
        # the surplus itself
        name = os.path.join(place, "0.mech")
        for value in VALUES:
            done = tally.run("decide", name, "-p", "bic,iir", "--maximize", "profit", "-D",
                             f"eps={value}", "--method", "lp-whole", "--format", "json")
            if tally.same(f"exit of profit at {value}", done.returncode, 0):
                tally.same(f"profit at {value}", Fraction(json.loads(done.stdout)["value"]),
                           Fraction(value))
    tally.finish()


if __name__ == "__main__":
    main()
