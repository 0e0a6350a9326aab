#!/usr/bin/env python3
"""show for types on intervals: hand values, every form, and what other commands say.

usage: show_intervals.py [EXPOST]
"""

import json
import os
import sys

import jsonschema

sys.dont_write_bytecode = True

from program import ROOT, Tally    # noqa: E402

T = Tally("cli/show-intervals")

with open(os.path.join(ROOT, "doc", "expost-1.schema.json"), encoding="utf-8") as SOURCE:
    VALIDATOR = jsonschema.Draft202012Validator(json.load(SOURCE))

PARTNERS = """title "Partners & more"
let r = (3 - sqrt(3))/6
agent "Z\u00fc_1" { types in [0, 1]; prior cdf { 2*t when t <= 1/4; 1/2 when t <= 3/4
  2*t - 1 otherwise }; share = r }
agent bob { types in [0, 2]; prior 1/2 uniform + 1/2 normal(1/3, 1/100); share = 1 - r }
"""
TRADE = """outcomes keep, trade
agent seller { types in [0, 1]; prior density = 2*t; value keep = t; outside = t }
agent buyer { types in [0, 1]; prior beta(2, 3); value trade = t; outside at trade = 1/8 }
cost trade = 1/16
outcome trade requires seller
rule { trade when t[buyer] - t[seller] >= 1/4; keep otherwise }
payment buyer = if(outcome == trade, sqrt(t), 0)
payment seller = -t[buyer]/2
"""
DECISION = """let w = 2
outcomes x in [0, 5]
agent a { types in [0, 10]; prior uniform; value = t*x - x^2/2 + max(t, x) }
agent b { types in [0, 10]; value = w*t*x + exp(x); prior power(2) }
cost = x/3
rule = (t[a] + w*t[b])/3
payments groves { a = if(t[b] > 1, t[b], 0); b = 0 }
"""
GROVES = """outcomes a, b
agent one { types in [-1, 1]; value a = abs(t) + 1/7 }
"""
FORMS = ["text", "latex", "markdown", "csv"]


def read(text, *options):
    """What show says in JSON, valid under the schema."""
    done = T.expect(0, "show", *options, "--format", "json", "-", text=text)
    value = json.loads(done.stdout)
    errors = [f"{list(e.path)}: {e.message[:200]}" for e in VALIDATOR.iter_errors(value)]
    T.check(not errors, f"{options}: {errors[:3]}")
    T.same("types", value["types"], "intervals")
    return value


def hand():
    """Numbers worked out by hand from the texts."""
    value = read(PARTNERS, "--digits", "4")
    first, second = value["agents"]
    # r = (3 - sqrt(3))/6 is a root of 6 r^2 - 6 r + 1
    T.same("polynomial of the share", first["share"]["poly"], ["1", "-6", "6"])
    T.same("share in words", first["share"]["text"], "(3 - sqrt(3))/6")
    T.same("share in decimals", first["share_decimal"], {"value": "0.2113", "rounded": True})
    T.same("pieces of the cdf", [p["poly"] for p in first["prior"]["cdf"]],
           [["0", "2"], ["1/2"], ["-1", "2"]])
    T.same("no polynomial", second["prior"]["cdf"], None)
    T.same("its name", second["prior"]["name"], "1/2 uniform + 1/2 normal(1/3, 1/100)")
    T.same("values", second["values"], {"owner(bob)": "t"})
    T.same("outcomes", value["outcomes"], ["owner(Z\u00fc_1)", "owner(bob)"])
    T.same("parameters", value["parameters"], {"r": "(3 - sqrt(3))/6"})

    value = read(TRADE)
    # the density 2 t has the cdf t^2
    T.same("cdf of a density", value["agents"][0]["prior"]["cdf"],
           [{"from": "0", "to": "1", "poly": ["0", "0", "1"]}])
    T.same("cases", value["cases"], [{"outcome": "trade", "when": "t[buyer] - t[seller] >= 1/4"},
                                     {"outcome": "keep", "when": None}])
    T.same("needs", value["requires"], {"trade": ["seller"]})
    T.same("prior", value["prior"], "independent")

    point = read(TRADE, "--at", "(1/8, 1/2)")["at"]
    T.same("profile", point["profile"], ["1/8", "1/2"])
    T.same("values of keep", point["outcomes"][0]["values"], ["1/8", "0"])
    T.same("welfare of trade", point["outcomes"][1]["welfare"], "7/16")
    T.same("chosen", point["chosen"], "trade")
    T.same("outside", point["outside"], ["1/8", "1/8"])
    T.same("payment of the seller", point["payments"][0], "-1/4")
    # sqrt(1/2): a root of 2 x^2 - 1
    T.same("payment of the buyer", point["payments"][1]["poly"], ["-1", "0", "2"])
    T.same("at the edge", read(TRADE, "--at", "(1/4, 1/2)")["at"]["chosen"], "trade")
    T.same("below it", read(TRADE, "--at", "(0.2501, 1/2)")["at"]["chosen"], "keep")

    value = read(DECISION, "--at", "(1, 1)", "-D", "w=1/2")
    # x = (1 + 1/2)/3 = 1/2: a gets 1/2 - 1/8 + 1, b gets 1/4 + e^(1/2)
    T.same("decision", value["at"]["decision"], "1/2")
    T.same("value of a", value["at"]["outcomes"][0]["values"][0], "11/8")
    T.check(set(value["at"]["outcomes"][0]["values"][1]) == {"lo", "hi"}, "e^(1/2) is enclosed")
    T.same("cost", value["at"]["outcomes"][0]["cost"], "1/6")
    T.same("bounds", (value["decision"]["low"], value["decision"]["high"]), ("0", "5"))
    T.same("efficient ties", read(GROVES, "--at", "-1")["at"]["chosen"], "a")


def forms():
    for text, at in ((PARTNERS, "(1/2, 2)"), (TRADE, "(0, 1)"), (DECISION, "(1/3, 10)"),
                     (GROVES, "0")):
        for form in FORMS:
            for options in ([], ["--digits", "3"], ["--at", at], ["--at", at, "--digits", "3"]):
                done = T.expect(0, "show", "--format", form, *options, "-", text=text)
                T.check(len(done.stdout) > 30, f"{form} {options}: {done.stdout!r}")
        once = T.expect(0, "show", "--format", "mech", "-", text=text).stdout
        twice = T.expect(0, "show", "--format", "mech", "-", text=once).stdout
        T.same("canonical form of the canonical form", twice, once)
        read(once)
    out = T.expect(0, "show", "-", text=PARTNERS).stdout
    T.check("(3 - sqrt(3))/6" in out and "-1 + 2*t" in out, out)
    rows = T.expect(0, "show", "--format", "csv", "-", text=TRADE).stdout.splitlines()
    T.same("rows of CSV", len(rows), 5)


def refusals():
    T.expect(2, "decide", "-p", "eff,bic", "-", text=TRADE,
             says=["types on intervals", "show", "dissolve", "subsidy"])
    T.expect(2, "export", "--to", "lp", "-p", "bic", "-", text=TRADE, says=["types on intervals"])
    T.expect(2, "show", "--ties", "last", "-", text=TRADE, says=["--ties"])
    T.expect(2, "dissolve", "-", text="outcomes a\nagent x { types 0, 1 }\n",
             says=["finite types", "expost decide"])
    T.expect(2, "show", "--at", "(1/2, 3)", "-", text=PARTNERS, says=["--at:1:7", "[0, 2]"])
    T.expect(2, "show", "--at", "(1/2)", "-", text=TRADE, says=["a tuple of 2 numbers"])
    T.expect(2, "show", "--at", "(0, 0)", "-", says=["no value at this profile"],
             text="outcomes a\nagent x, y { types in [0, 1]; value a = log(t) }\n")


hand()
forms()
refusals()
T.finish()
