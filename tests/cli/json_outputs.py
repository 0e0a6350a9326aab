#!/usr/bin/env python3
"""JSON: every output over the families of `new` is valid under doc/expost-1.schema.json.

usage: json_outputs.py [EXPOST]
"""

import copy
import functools
import hashlib
import json
import os
import sys

import jsonschema

sys.dont_write_bytecode = True

from program import FAMILIES, ONE_AGENT, ROOT, Tally    # noqa: E402

T = Tally("cli/json")

with open(os.path.join(ROOT, "doc", "expost-1.schema.json"), encoding="utf-8") as SOURCE:
    SCHEMA = json.load(SOURCE)
jsonschema.Draft202012Validator.check_schema(SCHEMA)


def expand(value):
    """The schema with each reference replaced by what it names, which validates faster."""
    if isinstance(value, list):
        return [expand(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        return expand(SCHEMA["$defs"][value["$ref"].split("/")[-1]])
    return {key: expand(item) for key, item in value.items() if key != "$defs"}


VALIDATOR = jsonschema.Draft202012Validator(expand(SCHEMA))

HEAD = ["schema", "version", "command", "model", "parameters", "options", "exit"]
MECHANISMS = ["pivot", "groves", "ir-vcg", "dagv", "cyclic", "rebalance(pivot)"]
VACATION = "((3,0,3,2), (2,4,3,4), (2,2,1,2), (3,3,0,1), (1,1,2,1))"

SPECIAL = """title "Odd \\"names\\" {x}"
outcomes "no couch", b, "50%"
let C = 1/3
cost b = C
outcome b requires "Z\u00fc"
agent "Z\u00fc", y { types low = 0, high = 2/3; value b = t + 1/7; outside at b = 1/2 }
prior joint { (low, low) = 1/2; (high, high) = 1/2; (low, high) = 0; (high, low) = 0 }
rule { b when t["Z\u00fc"] == high; 1/3 "no couch" + 2/3 "50%" otherwise }
payment "Z\u00fc" = 1/3
payment y = -t
"""
INTERDEPENDENT = """outcomes a, b
agent x { types 0, 1; prior 0, 1; value a = t + t[y]; outside = t[y] }
agent y { types 0, 1; prior uniform; value b = 2*t }
payment agents = 1
"""


def numbers(value, path=""):
    """The places of JSON numbers: there must be none."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from numbers(item, path + "/" + key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from numbers(item, f"{path}/{index}")
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path


@functools.lru_cache(maxsize=None)
def hash_canonical(text, definitions):
    """The SHA-256 of the canonical form, by another library."""
    canonical = T.run("show", "--format", "mech", *definitions, "-", text=text).stdout
    return hashlib.sha256(canonical.encode()).hexdigest()


def check_output(words, text, statuses=(0, 1), done=None):
    """What a run says in JSON; done is a run that was made already."""
    if done is None:
        done = T.run(*words, "--format", "json", "-", text=text)
    name = " ".join(words)
    if not T.check(done.returncode in statuses, f"{name}: exit {done.returncode}: {done.stderr}"):
        return None
    value = json.loads(done.stdout)
    errors = [f"{list(e.path)}: {e.message[:200]}" for e in VALIDATOR.iter_errors(value)]
    T.check(not errors, f"{name}: {errors[:3]}")
    T.same(f"{name}: first fields", list(value)[:7], HEAD)
    T.same(f"{name}: numbers that are no text", list(numbers(value)), [])
    T.same(f"{name}: exit", value["exit"], str(done.returncode))
    T.same(f"{name}: sha256", value["model"]["sha256"],
           hash_canonical(text, tuple(w for k, o in enumerate(words) if o == "-D"
                                      for w in words[k:k + 2])))
    return value


def rebates():
    """Mechanisms that give revenue back, or that bring a rule of their own."""
    text = T.family("units", ["--agents", "3", "--units", "1"])
    for mechanism in ("bailey", "cavallo", "guo-conitzer", "optimal-linear"):
        value = check_output(["pay", "-m", mechanism, "--digits", "3"], text)
        if value:
            T.same(f"{mechanism}: share", sorted(value["rebate_share"]),
                   ["expected", "expected_decimal", "profile", "worst", "worst_decimal"])
        value = check_output(["check", "-m", mechanism, "-p", "dsic,wbb"], text)
        T.same(f"{mechanism}: rule", value and value["rule"], "efficient")
    # By hand: values 0, 1, 2, E v_1 = 5/3 and E v_2 = 1, and a third of the difference is lost.
    value = check_output(["pay", "-m", "green-laffont"], text)
    T.same("green-laffont: loss", value and value["efficiency_loss"], "2/9")
    value = check_output(["check", "-m", "green-laffont", "-p", "dsic,sbb"], text)
    T.same("green-laffont: rule", value and value["rule"], "own")
    text = text.replace("outcomes ", "outcomes kept, ")
    check_output(["pay", "-m", "second-price(1/2)"], text)
    for mechanism in ("second-price(1/2)", "posted-price(1)", "myerson"):
        value = check_output(["check", "-m", mechanism, "-p", "dsic"], text)
        T.same(f"{mechanism}: rule", value and value["rule"], "own")


def families():
    for name, sizes in FAMILIES:
        for options in sizes:
            text = T.family(name, options)
            check_output(["show"], text)
            if name == "vacation":
                check_output(["show", "--at", VACATION], text)
                value = check_output(["pay", "-m", "pivot", "--at", VACATION], text)
                # ECON 7219, slides 7: Australia, and Aaron and Denise are pivotal
                if value:
                    T.same("vacation", value["payments"][0]["outcome"], "Australia")
                    T.same("vacation", value["payments"][0]["payment"], ["2", "0", "0", "1", "0"])
                continue
            one = " ".join([name] + options) in ONE_AGENT
            for mechanism in MECHANISMS[:3] if one else MECHANISMS:
                check_output(["pay", "-m", mechanism], text)
            check_output(["pay", "-m", "ir-vcg", "--digits", "3"], text)
            check_output(["check", "-m", "pivot", "-p", "all"], text)
            check_output(["check", "-m", "ir-vcg" if one else "dagv", "-p", "all", "--all",
                          "--digits", "2", "--stats"], text)
            check_output(["check", "-p", "eff,wmon,cmon,bmon"], text)
            check_output(["balance"], text)
            check_output(["balance", "--digits", "4"], text)
            check_output(["decide", "-p", "dsic,epir,wbb"], text)
            check_output(["decide", "-p", "bic,iir,eawbb", "--digits", "3", "--stats"], text)
            check_output(["decide", "-p", "bic,iir", "--maximize", "revenue"], text)
            check_output(["subsidy"], text)
            check_output(["subsidy", "--digits", "2"], text)


def decisions():
    """Each verdict, each rule."""
    trade = T.family("bilateral-trade")
    value = check_output(["decide", "-p", "bic,iir,sbb"], trade)
    if value:
        T.same("trade", (value["verdict"], value["method"], value["mechanism"]),
               ("impossible", "interim", None))
        # virtual values of the buyer 7/8, 3/8, -1/8, -5/8 (from the highest), virtual costs
        # of the seller 0, 1/2, 1, 3/2: over the ten trades they differ by
        # 1/2 - 3/8 - 3/4 - 5/8 = -5/4, each with probability 1/16
        T.same("trade", (value["least_subsidy"], value["largest_surplus"]), ("5/64", "-5/64"))
        T.same("trade", (value["rule"], value["ties"], value["properties"]),
               ("efficient", "first", ["bic", "iir", "sbb"]))
    value = check_output(["decide", "-p", "pareto,dsic"], trade)
    if value:
        T.same("pareto", value["properties"], ["dsic", "sbb", "eff"])
    value = check_output(["decide", "-p", "bic", "--maximize", "utility:seller"], trade)
    if value:
        T.same("unbounded", (value["verdict"], value["objective"], value["direction"]),
               ("unbounded", "utility:seller", "maximise"))
    value = check_output(["decide", "-p", "dsic,epir,wbb,eff", "--rule", "free",
                          "--deterministic"], trade)
    if value:
        T.same("free", (value["rule"], value["ties"], value["deterministic"]),
               ("free", None, True))
    # without payments the seller of type 3/4 would say 0 where that makes no trade a trade
    value = check_output(["decide", "-p", "dsic,nopay"], trade)
    if value:
        T.same("nopay", value["verdict"], "impossible")
    check_output(["decide", "-p", "bic,iir,sbb", "--rule", "free", "--minimize",
                  "worst-deficit"], trade)
    # a rule of the model, lotteries, a joint prior
    check_output(["decide", "-p", "dsic"], SPECIAL)
    check_output(["decide", "-p", "bic,iir", "--rule", "free", "--maximise", "profit"], SPECIAL)
    value = check_output(["decide", "-p", "eff,bic"], SPECIAL)
    if value:
        T.check(value["verdict"] in ("possible", "impossible"), value["verdict"])
    value = check_output(["decide", "-p", "epic"], INTERDEPENDENT)
    if value:
        T.same("interdependent", value["rule"], "efficient")


def sweeps():
    """JSON Lines: each is a valid object; those of failed rows too."""
    public = T.family("public-project")
    for words in (["subsidy"], ["balance"], ["decide", "-p", "dsic,wbb"],
                  ["check", "-m", "pivot", "-p", "all"], ["pay", "-m", "dagv"]):
        done = T.run("sweep", "-D", "C=0,1e-200,-3/4", *words, "--format", "json", "-",
                     text=public)
        T.same(f"exit of sweep {words}", (done.returncode, done.stderr), (0, ""))
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        T.same(f"rows of {words}", [row["parameters"]["C"] for row in rows],
               ["0", "1/1" + "0" * 200, "-3/4"])
        for row in rows:
            T.check(VALIDATOR.is_valid(row), f"sweep {words}: a row is not valid")
    done = T.run("sweep", "-D", "X=1..2:1/2", "subsidy", "--format", "json", "-", text=public)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    T.same("failed rows", [(row["parameters"]["X"], row["exit"]) for row in rows],
           [("1", "2"), ("3/2", "2"), ("2", "2")])
    for row in rows:
        T.check(VALIDATOR.is_valid(row) and "error" in row, "a failed row is valid")


def special():
    check_output(["show"], SPECIAL)
    check_output(["show", "--at", "(low, high)", "--digits", "2"], SPECIAL)
    check_output(["show", "-D", "C=2/5"], SPECIAL)
    value = check_output(["pay", "-D", "C=2/5"], SPECIAL)
    if value:
        T.same("parameters", value["parameters"], {"C": "2/5"})
        T.same("options", value["options"], {"define": "C=2/5", "format": "json"})
        T.same("lottery", value["payments"][0]["outcome"],
               {"lottery": {"no couch": "1/3", "50%": "2/3"}})
        # outside at b = 1/2 never binds here; the payments are those stated
        T.same("payments", [r["payment"] for r in value["payments"]],
               [["1/3", "0"], ["1/3", "-2/3"], ["1/3", "0"], ["1/3", "-2/3"]])
        # the profiles (low, low) and (high, high) have probability 1/2 each
        T.same("expected surplus", value["expected_surplus"], "-1/5")
    check_output(["check", "-p", "all", "--all"], SPECIAL)
    check_output(["show"], INTERDEPENDENT)
    check_output(["show", "--at", "(1, 1)"], INTERDEPENDENT)
    check_output(["pay"], INTERDEPENDENT)
    value = check_output(["check", "-p", "all"], INTERDEPENDENT)
    if value:
        T.same("left out", [row["name"] for row in value["left_out"]], ["dsic"])
        # a true type of probability 0 is skipped: x has 2 types, one report other than the truth
        rows = {row["name"]: row for row in value["properties"]}
        T.same("bic skipped", (rows["bic"]["checked"], rows["bic"]["skipped"]), ("3", "1"))
        T.same("iir skipped", (rows["iir"]["checked"], rows["iir"]["skipped"]), ("3", "1"))


def unknown():
    """What a stop leaves open; how far the work comes depends on the machine."""
    large = T.family("auction", ["--types", "150"])
    for seconds in ("0.4", "0.8", "1.6", "3.2"):
        words = ["check", "-p", "eff,cmon,wmon", "--timeout", seconds]
        done = T.run(*words, "--format", "json", "-", text=large)
        if done.returncode == 3 and done.stdout:
            value = check_output(words, large, (0, 3), done)
            if value and value["exit"] == "3":
                T.check("unknown" in [row["verdict"] for row in value["properties"]], "unknown")
                return
    T.skipped += 1


def spoiled():
    """The schema is strict: what must not pass does not."""
    text = T.family("bilateral-trade")
    value = json.loads(T.run("pay", "-m", "pivot", "--format", "json", "-", text=text).stdout)
    check = json.loads(T.run("check", "-m", "pivot", "-p", "sbb", "--format", "json", "-",
                             text=text).stdout)

    def refuse(words, base, change):
        other = copy.deepcopy(base)
        change(other)
        T.check(not VALIDATOR.is_valid(other), f"the schema accepts {words}")

    def set_payment(other, number):
        other["payments"][0]["payment"][0] = number

    for number in (1, "2/4x", "1/1", "0/2", "-0", "01", "1.5", "+1", ""):
        refuse(f"the number {number!r}", value, lambda o, n=number: set_payment(o, n))
    refuse("another field", value, lambda o: o.update(more="1"))
    refuse("another schema", value, lambda o: o.update(schema="expost/2"))
    refuse("no exit", value, lambda o: o.pop("exit"))
    refuse("another command", value, lambda o: o.update(command="decide"))
    decide = json.loads(T.run("decide", "-p", "bic,iir,sbb", "--format", "json", "-",
                              text=text).stdout)
    refuse("possible without a mechanism", decide, lambda o: o.update(verdict="possible"))
    refuse("unknown without a reason", decide, lambda o: o.update(verdict="unknown"))
    refuse("an impossibility without its proof", decide, lambda o: o.pop("multipliers"))
    refuse("a multiplier that is a number", decide,
           lambda o: o["multipliers"][0].update(multiplier=1))
    refuse("a property that is not asked", decide, lambda o: o.update(properties=["cmon"]))
    refuse("a failure without a witness", check,
           lambda o: o["properties"][0].update(witness=None))
    refuse("an unknown property", check, lambda o: o["properties"][0].update(name="ic"))


families()
rebates()
decisions()
sweeps()
special()
unknown()
spoiled()
T.finish()
