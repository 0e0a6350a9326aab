"""Environments, calls of the program and comparisons, for the reference values."""

import itertools
import json
import os
import subprocess
from fractions import Fraction

try:
    import jsonschema
except ImportError:
    jsonschema = None

SCHEMA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "doc",
                      "expost-1.schema.json")

PROPERTY = {"DSIC": "dsic", "BIC": "bic", "IR-interim": "iir", "IR-expost": "epir",
            "IR-exante": "eair", "BB-strong": "sbb", "BB-weak": "wbb", "EFF": "eff"}


class Tally:
    """Counts what was compared and what was covered."""

    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.shown = 0
        self.covered = {"files": 0, "environments": 0, "random environments": 0,
                        "random mechanisms": 0, "random checks": 0}

    def same(self, where, what, got, expected):
        if got == expected:
            self.passed += 1
            return
        self.failed += 1
        self.shown += 1
        if self.shown <= 40:
            print(f"FAIL {where}: {what}: expected {expected!r}, got {got!r}")

    def cover(self, what, count=1):
        self.covered[what] += count


TALLY = Tally()


def quote(name):
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def rational(text):
    return str(Fraction(text))


def tuple_text(items):
    items = list(items)
    return items[0] if len(items) == 1 else "(" + ", ".join(items) + ")"


class Environment:
    """An environment of the reference files, as plain tables."""

    def __init__(self, data):
        self.agents = data["agents"]
        self.outcomes = data["outcomes"]
        self.values = data["values"]
        self.types = [list(self.values[a]) for a in self.agents]
        self.cost = data.get("social_cost") or {a: "0" for a in self.outcomes}
        self.prior = data["prior"]
        outside = data.get("outside")
        self.outside = outside if isinstance(outside, dict) else None

    def profiles(self):
        return itertools.product(*[range(len(t)) for t in self.types])

    def labels(self, profile):
        return [self.types[i][k] for i, k in enumerate(profile)]

    def independent(self):
        return self.prior["kind"] == "independent"

    def probability(self, profile):
        if self.independent():
            product = Fraction(1)
            for agent, k in zip(self.agents, profile):
                product *= Fraction(self.prior["p"][agent][k])
            return product
        return Fraction(self.prior["p"].get(",".join(map(str, profile)), "0"))

    def model(self, payments=None, outside=None):
        """The model file; payments: profile -> rationals, to be tested."""
        outside = self.outside if outside is None else outside
        lines = ["outcomes " + ", ".join(quote(a) for a in self.outcomes),
                 "cost { " + ", ".join(f"{quote(a)} = {self.cost[a]}"
                                       for a in self.outcomes) + " }"]
        for i, agent in enumerate(self.agents):
            lines.append(f"agent {quote(agent)} {{")
            lines.append("    types " + ", ".join(quote(t) for t in self.types[i]))
            if self.independent():
                lines.append("    prior " + ", ".join(self.prior["p"][agent]))
            for a in self.outcomes:
                entries = ", ".join(f"{quote(t)} = {self.values[agent][t][a]}"
                                    for t in self.types[i])
                lines.append(f"    value {quote(a)} {{ {entries} }}")
            if outside is not None:
                entries = ", ".join(f"{quote(t)} = {o}"
                                    for t, o in zip(self.types[i], outside[agent]))
                lines.append(f"    outside {{ {entries} }}")
            lines.append("}")
        if not self.independent():
            lines.append("prior joint {")
            for profile in self.profiles():
                key = tuple_text(quote(t) for t in self.labels(profile))
                lines.append(f"    {key} = {self.probability(profile)}")
            lines.append("}")
        if payments is not None:
            lines.append("payments {")
            for profile in self.profiles():
                key = tuple_text(quote(t) for t in self.labels(profile))
                paid = tuple_text(str(p) for p in payments[profile])
                lines.append(f"    {key} = {paid}")
            lines.append("}")
        return "\n".join(lines) + "\n"


class Program:
    # longer outputs are not validated: the schema of a long table takes its time
    validated_length = 10 ** 9

    def __init__(self, path, folder):
        self.path = path
        self.folder = folder
        self.calls = 0
        self.validated = 0
        self.validator = None
        if jsonschema is not None and os.path.exists(SCHEMA):
            with open(SCHEMA, encoding="utf-8") as file:
                schema = json.load(file)
            self.validator = jsonschema.validators.validator_for(schema)(schema)

    def run(self, model, command, *arguments, exit_status=None):
        """The JSON object that `expost COMMAND` writes about the model, or None."""
        self.calls += 1
        name = os.path.join(self.folder, "model.mech")
        with open(name, "w", encoding="utf-8") as file:
            file.write(model)
        process = subprocess.run([self.path, command, name, "--format", "json", *arguments],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                 check=False, timeout=300)
        where = " ".join([command, *arguments])
        if exit_status is not None:
            TALLY.same(where, "exit status", process.returncode, exit_status)
        if process.returncode not in (0, 1):
            TALLY.same(where, "error", process.stderr.strip(), "")
            if TALLY.shown <= 5:
                print(model)
            return None
        try:
            answer = json.loads(process.stdout)
        except ValueError as error:
            TALLY.same(where, "JSON", str(error), "")
            return None
        if self.validator is not None and len(process.stdout) <= self.validated_length:
            self.validated += 1
            fault = jsonschema.exceptions.best_match(self.validator.iter_errors(answer))
            TALLY.same(where, "schema", None if fault is None else str(fault)[:400], None)
        return answer


def profile_key(text):
    """'0,1' or '(0, 1)' as a tuple of indices."""
    return tuple(int(x) for x in text.strip("()").split(",") if x.strip())


def payment_table(answer):
    return {tuple(row["profile"]): row["payment"] for row in answer["payments"]}


def outcome_table(answer):
    return {tuple(row["profile"]): row["outcome"] for row in answer["payments"]}


def compare_payments(where, env, answer, expected):
    """expected: profile of indices -> list of rationals."""
    if answer is None:
        return
    got = payment_table(answer)
    TALLY.same(where, "number of profiles", len(got), len(list(env.profiles())))
    for profile in env.profiles():
        TALLY.same(where, f"payments at {profile}", got.get(tuple(env.labels(profile))),
                   [str(Fraction(p)) for p in expected[profile]])


def compare_rule(where, env, answer, rule):
    if answer is None:
        return
    got = outcome_table(answer)
    for profile, outcome in rule.items():
        TALLY.same(where, f"outcome at {profile}", got.get(tuple(env.labels(profile))),
                   env.outcomes[int(outcome)])


def place_of(env, name, where):
    """The place of an inequality as the program names it."""
    def label(agent, k):
        return env.types[agent][int(k)]

    def profile(indices):
        return [label(i, k) for i, k in enumerate(indices)]

    if name in ("dsic", "bic"):
        agent = int(where[0])
        place = {"agent": env.agents[agent], "type": label(agent, where[1]),
                 "report": label(agent, where[2])}
        if name == "dsic":
            others = [j for j in range(len(env.agents)) if j != agent]
            place["others"] = [label(j, k) for j, k in zip(others, where[3])]
        return place
    if name == "iir":
        agent = int(where[0])
        return {"agent": env.agents[agent], "type": label(agent, where[1])}
    if name == "eair":
        return {"agent": env.agents[int(where[0])]}
    if name == "epir":
        return {"agent": env.agents[int(where[0])], "profile": profile(where[1])}
    if name == "eff":
        return {"profile": profile(where[0]), "outcome": env.outcomes[int(where[1])]}
    return {"profile": profile(where)}


def part(place, names):
    return None if place is None else {name: place.get(name) for name in names}


def compare_check(where, env, finding, check):
    """One finding of the program against one check of a reference file."""
    name = PROPERTY[check["check"]]
    where = f"{where}, {name}"
    if finding is None:
        TALLY.same(where, "finding", None, "a finding")
        return
    TALLY.same(where, "verdict", finding["verdict"], "holds" if check["ok"] else "fails")
    TALLY.same(where, "checked", finding["checked"], str(check["count"]))
    TALLY.same(where, "violations", finding["violations"], str(check["violated"]))
    worst = check["worst"]
    slack, place = ((worst["slack"], worst["where"]) if isinstance(worst, dict) else worst)
    TALLY.same(where, "smallest slack", finding["slack"], rational(slack))
    expected = place_of(env, name, place)
    TALLY.same(where, "where", part(finding["at"], expected), expected)
    first = check.get("first", check.get("first_violated"))
    if first is None:
        TALLY.same(where, "witness", finding.get("witness"), None)
        return
    place, slack = (first["where"], first["slack"]) if isinstance(first, dict) else first
    expected = place_of(env, name, place)
    TALLY.same(where, "first violation", part(finding.get("witness"), expected), expected)
    TALLY.same(where, "slack of the first violation",
               (finding.get("witness") or {}).get("slack"), rational(slack))


def compare_checks(where, env, answer, checks):
    if answer is None:
        return
    findings = {finding["name"]: finding for finding in answer["properties"]}
    for check in checks:
        compare_check(where, env, findings.get(PROPERTY[check["check"]]), check)


def names_of(checks):
    return ",".join(PROPERTY[check["check"]] for check in checks)


def exit_of(checks):
    return 0 if all(check["ok"] for check in checks) else 1
