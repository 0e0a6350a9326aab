/* The tables of the inequalities that a proof uses, one for each kind. */
#include "cert/explain_step.h"

#include <string.h>

/* What a kind of row says, for the line above its table. */
static const char *const meanings[XP_ROW_KIND_COUNT] = {
    "the own payment after the truth exceeds that after another report by no more than the "
    "value does, whatever the others report",
    "the own payment after the truth exceeds that after another report by no more than the "
    "value does, at every profile of the others' types",
    "the expected payment after the truth exceeds that after another report by no more than "
    "the expected value does",
    "at every profile an agent pays no more than the value less the outside option",
    "each type expects to pay no more than its expected value less its outside option",
    "each agent expects to pay no more than the expected value less the outside option",
    "at each profile the payments add up to the cost",
    "at each profile the payments cover the cost",
    "in expectation the payments add up to the cost",
    "in expectation the payments cover the cost",
    "no payment is negative",
    "every payment is 0",
    "at each profile the lottery has at least the welfare of the outcome named",
    "",
    "x(a | \xCE\xB8), the probability of outcome a at profile \xCE\xB8, is not negative",
    "the probabilities of the outcomes at a profile add up to 1",
    "w is at least the deficit at each profile",
    "what this case assumes"};

static void say_title(xp_explanation_t *e, xp_row_kind_t kind)
{
    xp_property_t property;

    if (xp_row_kind_property(&property, kind))
    {
        xp_say(e, "%s", xp_property_noun(property));
        if (!(e->question.properties & XP_PROPERTY_BIT(property)))
            xp_say(e, ", which follows from the properties of the proposition");
    }
    else if (kind == XP_ROW_FIX)
        xp_say(e, "The case");
    else
        xp_say(e, "%s", kind == XP_ROW_WORST ? "The largest deficit" : "Probabilities");
    if ((kind == XP_ROW_BIC || kind == XP_ROW_IIR) && e->environment->prior == XP_PRIOR_JOINT)
        xp_say(e, ": %s, each profile weighted with its probability:", meanings[kind]);
    else
        xp_say(e, ": %s:", meanings[kind]);
    xp_end_paragraph(e);
}

/* Where: "buyer, type 5, report 1, others 0", "buyer at (0, 5)", "(0, 5)". */
static void say_place(xp_explanation_t *e, const xp_row_key_t *key)
{
    unsigned has = xp_row_kind_indices(key->kind);

    if (has & XP_ROW_HAS_AGENT)
        xp_say_agent(e, key->agent);
    if (has & XP_ROW_HAS_TYPE)
    {
        xp_say(e, ", type ");
        xp_say_type(e, key->agent, key->type);
    }
    if (has & XP_ROW_HAS_REPORT)
    {
        xp_say(e, ", report ");
        xp_say_type(e, key->agent, key->report);
    }
    if ((has & XP_ROW_HAS_OTHERS) && e->environment->agent_count > 1)
    {
        xp_say(e, ", others ");
        xp_say_others(e, key->agent, key->others);
    }
    if (has & XP_ROW_HAS_PROFILE)
    {
        xp_say(e, "%s", has & XP_ROW_HAS_AGENT ? " at " : "");
        xp_say_profile(e, key->profile);
    }
    if (has & XP_ROW_HAS_OUTCOME)
    {
        xp_say(e, ", ");
        xp_say_outcome(e, key->outcome);
    }
    if (has == 0)
        xp_say(e, "budget");
}

static void add_step(xp_explanation_t *e, const xp_step_struct *step, size_t number)
{
    int negative = step->equation && step->upper;

    xp_say(e, "(%lu)", (unsigned long) number);
    xp_end_cell(e);
    say_place(e, &step->key);
    xp_end_cell(e);
    xp_say(e, XP_MATH);
    xp_say_sum(e, step->sum);
    xp_say(e, " %s ", step->equation ? "="
                      : step->upper  ? "\xE2\x89\xA4"
                                     : "\xE2\x89\xA5");
    xp_say_number(e, step->right);
    xp_say(e, XP_MATH_END);
    xp_end_cell(e);
    xp_say(e, XP_MATH "%s", negative ? "-" : "");
    xp_say_number(e, step->multiplier);
    xp_say(e, XP_MATH_END);
    xp_end_cell(e);
}

void xp_explain_steps(xp_explanation_t *e, const xp_steps_t steps)
{
    static const xp_column_t column[] = {
        {"No.", 0, 0}, {"Row", 0, 36}, {"Inequality", 0, 42}, {"Multiplier", 1, 0}};
    size_t i;

    for (i = 0; i < steps->count; i++)
    {
        if (i == 0 || steps->step[i].key.kind != steps->step[i - 1].key.kind)
        {
            say_title(e, steps->step[i].key.kind);
            xp_paper_begin_table(e->paper, column, 4);
        }
        add_step(e, steps->step + i, steps->first_number + i);
        if (i + 1 == steps->count || steps->step[i].key.kind != steps->step[i + 1].key.kind)
            xp_paper_end_table(e->paper);
    }
}

static int matches(const xp_step_struct *step, slong agent)
{
    return step->key.agent == agent;
}

void xp_say_numbers(xp_explanation_t *e, const xp_steps_t steps, slong agent)
{
    size_t i, first;
    const char *comma = "";

    for (i = 0; i < steps->count; i++)
        if (matches(steps->step + i, agent))
        {
            first = i;
            while (i + 1 < steps->count && matches(steps->step + i + 1, agent))
                i++;
            xp_say(e, "%s(%lu)", comma, (unsigned long) (steps->first_number + first));
            if (i > first)
                xp_say(e, "%s(%lu)", i == first + 1 ? ", " : "\xE2\x80\x93",
                       (unsigned long) (steps->first_number + i));
            comma = ", ";
        }
}
