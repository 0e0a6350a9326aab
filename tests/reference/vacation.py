"""The vacation example: five agents with 5^4 types each, 5^20 profiles, none of them listed."""

from fractions import Fraction

from common import TALLY


def model_of(data):
    """The model; an outside option is stated as "2 for every type", others have 0."""
    fields = ", ".join(data["outcomes"])
    values = ", ".join(f"{a} = t.{a}" for a in data["outcomes"])
    text = f"outcomes {fields}\n"
    for agent in data["agents"]:
        words = data.get("outside", {}).get(agent, "0 for every type").split(" ", 1)
        TALLY.same("vacation", f"outside option of {agent}", words[1], "for every type")
        text += (f"agent {agent} {{\n    types ({fields} in 0..4)\n    prior uniform\n"
                 f"    value {{ {values} }}\n    outside = {words[0]}\n}}\n")
    return text


def reported(data):
    """The reported types as labels, and the profile as an argument."""
    labels = ["(" + ",".join(data["reported_values"][i][a] for a in data["outcomes"]) + ")"
              for i in data["agents"]]
    return labels, "(" + ", ".join(labels) + ")"


def ask(program, case, model, command, *arguments, exit_status=0):
    answer = program.run(model, command, *arguments, exit_status=exit_status)
    if answer is not None and command == "pay":
        TALLY.same(case["id"], "agents", answer["agents"], case["input"]["agents"])
    return answer


def row_of(case, answer):
    """The one row of an answer about the reported profile."""
    TALLY.same(case["id"], "number of profiles", len(answer["payments"]), 1)
    row = answer["payments"][0]
    TALLY.same(case["id"], "profile", row["profile"], reported(case["input"])[0])
    return row


def in_order(case, by_agent):
    return [by_agent[agent] for agent in case["input"]["agents"]]


def total(numbers):
    return str(sum(map(Fraction, numbers)))


def vacation_pivot(program, case):
    data, expected = case["input"], case["expected"]
    model = model_of(data)
    answer = ask(program, case, model, "pay", "-m", "pivot", "--at", reported(data)[1])
    TALLY.cover("environments")
    if answer is None:
        return
    row = row_of(case, answer)
    TALLY.same(case["id"], "outcome", row["outcome"], expected["efficient"])
    TALLY.same(case["id"], "payments", row["payment"], in_order(case, expected["payments"]))
    TALLY.same(case["id"], "total", total(row["payment"]), expected["total"])
    TALLY.same(case["id"], "pivotal agents",
               [i for i, p in zip(answer["agents"], row["payment"]) if p != "0"],
               expected["pivotal"])
    show = program.run(model, "show", exit_status=0)
    if show is not None:
        TALLY.same(case["id"], "profiles", show["profiles"], str(5 ** 20))


def interim_of(case, answer):
    """agent -> type -> row, of an answer with --interim."""
    interim = {agent["agent"]: {row["type"]: row for row in agent["types"]}
               for agent in answer["interim"]}
    TALLY.same(case["id"], "agents of the interim values", list(interim), case["input"]["agents"])
    for agent, rows in interim.items():
        TALLY.same(case["id"], f"types of {agent}", len(rows), 625)
        TALLY.same(case["id"], f"probabilities of {agent}",
                   {row["probability"] for row in rows.values()}, {"1/625"})
    return interim


def choices(row):
    """The probabilities of the outcomes that can be chosen."""
    return {outcome: p for outcome, p in row["choices"].items() if p != "0"}


def vacation_interim(program, case):
    data, expected = case["input"], case["expected"]
    answer = ask(program, case, model_of(data), "pay", "-m", "pivot", "--interim")
    TALLY.cover("environments")
    if answer is None:
        return
    where = case["id"]
    interim = interim_of(case, answer)
    for agent, values in expected["interim"].items():
        row = interim[agent]["(" + ",".join(values["type"]) + ")"]
        for name in ("payment", "utility"):
            TALLY.same(where, f"{name} of {agent}", row[name], values[name])
        TALLY.same(where, f"choices of {agent}", choices(row), values["choice_probabilities"])
    for agent, rows in interim.items():
        TALLY.same(where, f"expected payment of {agent}, from its types",
                   str(sum(Fraction(row["payment"]) for row in rows.values()) / 625),
                   expected["expected_pivot_per_agent"])
        largest = max(rows.values(), key=lambda row: Fraction(row["payment"]))
        TALLY.same(where, f"largest interim payment of {agent}", largest["payment"],
                   expected["max_interim_payment"]["value"])
        TALLY.same(where, f"the stated type of {agent} pays it",
                   rows["(" + ",".join(expected["max_interim_payment"]["type"]) + ")"]["payment"],
                   expected["max_interim_payment"]["value"])
    TALLY.same(where, "expected payments", answer["expected_payments"],
               [expected["expected_pivot_per_agent"]] * 5)
    TALLY.same(where, "expected total", total(answer["expected_payments"]),
               expected["expected_total_pivot"])
    TALLY.same(where, "the most that five get", answer["expected_welfare"], expected["Emax_5"])
    # without an agent the others get what it pays and, by symmetry, 4/5 of the welfare
    four = Fraction(answer["expected_payments"][0]) \
        + Fraction(4, 5) * Fraction(answer["expected_welfare"])
    TALLY.same(where, "the most that four get", str(four), expected["Emax_4"])


def vacation_irvcg_blake(program, case):
    data, expected = case["input"], case["expected"]
    where = case["id"]
    model = model_of(data)
    answer = ask(program, case, model, "pay", "-m", "ir-vcg", "--at", reported(data)[1])
    TALLY.cover("environments")
    if answer is not None:
        row = row_of(case, answer)
        TALLY.same(where, "subsidies", answer["subsidy"], in_order(case, expected["phi"]))
        TALLY.same(where, "payments", row["payment"],
                   in_order(case, expected["payments_at_reported"]))
        TALLY.same(where, "sum", total(row["payment"]), expected["sum_at_reported"])
    answer = ask(program, case, model, "pay", "-m", "ir-vcg", "--interim")
    if answer is not None:
        TALLY.same(where, "expected surplus", answer["expected_surplus"],
                   expected["expected_irvcg_surplus"])
        paid = sum(map(Fraction, answer["expected_payments"]))
        TALLY.same(where, "expected payments and subsidies",
                   str(paid + sum(map(Fraction, answer["subsidy"]))),
                   expected["expected_pivot_total"])
    answer = ask(program, case, model, "check", "-m", "ir-vcg", "-p", "eawbb,iir", exit_status=1)
    if answer is not None:
        budget, participation = answer["properties"]
        TALLY.same(where, "eawbb", (budget["verdict"], budget["slack"]),
                   ("fails", expected["expected_irvcg_surplus"]))
        TALLY.same(where, "iir", (participation["verdict"], participation["checked"],
                                  participation["slack"]), ("holds", "3125", "0"))
    answer = ask(program, case, model, "pay", "-m", "pivot", "--interim")
    if answer is not None:
        blake = interim_of(case, answer)["Blake"]
        least = min(Fraction(row["utility"]) for row in blake.values())
        TALLY.same(where, "types of Blake with the least utility",
                   [(row["type"], row["utility"]) for row in blake.values()
                    if Fraction(row["utility"]) == least], [("(0,0,0,0)", "0")])
    show = program.run(model, "show", exit_status=0)
    if show is not None:
        TALLY.same(where, "profiles", show["profiles"], expected["profiles"])


def vacation_dagv(program, case):
    data, expected = case["input"], case["expected"]
    where = case["id"]
    model = model_of(data)
    labels, at = reported(data)
    answer = ask(program, case, model, "pay", "-m", "dagv", "--at", at)
    TALLY.cover("environments")
    if answer is not None:
        row = row_of(case, answer)
        TALLY.same(where, "payments", row["payment"], in_order(case, expected["payments"]))
        TALLY.same(where, "sum", total(row["payment"]), expected["sum"])
    answer = ask(program, case, model, "pay", "-m", "dagv", "--interim")
    if answer is None:
        return
    # a type expects to pay what the others' externalities come to on average, less its own
    mean = Fraction(4, 5) * Fraction(answer["expected_welfare"])
    interim = interim_of(case, answer)
    for agent, label in zip(data["agents"], labels):
        TALLY.same(where, f"externality of {agent}",
                   str(mean - Fraction(interim[agent][label]["payment"])),
                   expected["delta"][agent])


CASES = {"vacation-pivot": vacation_pivot, "vacation-interim": vacation_interim,
         "vacation-irvcg-blake": vacation_irvcg_blake, "vacation-dagv": vacation_dagv}
