/* Multiplied rows under a fixed rule: bounds agent by agent, the budget, the contradiction. */
#include "cert/explain_proof.h"

#include <stdlib.h>

/* The sum of the steps of one agent (-1: of none), as bounds from above or from below. */
static void add_up(xp_sum_t sum, fmpq_t right, const xp_explanation_t *e, const xp_steps_t steps,
                   slong agent, int upper)
{
    size_t i;

    for (i = 0; i < steps->count; i++)
        if (steps->step[i].key.agent == agent)
            xp_step_add_lower(sum, right, steps->step + i);
    if (upper)
    {
        for (i = 0; i < sum->count; i++)
            fmpq_neg(sum->term[i].coefficient, sum->term[i].coefficient);
        fmpq_neg(right, right);
    }
    xp_sum_expand(sum, e, xp_steps_have_payments(steps));
}

static slong count_steps(const xp_steps_t steps, slong agent)
{
    slong count = 0;
    size_t i;

    for (i = 0; i < steps->count; i++)
        count += steps->step[i].key.agent == agent;
    return count;
}

/* Whether the sum is E m_i of this agent. */
static int is_expectation(const xp_sum_t sum, const xp_explanation_t *e, slong agent)
{
    xp_sum_t whole;
    fmpq_t one;
    size_t i;
    int same;

    if (sum->count == 0 || sum->term[0].symbol != XP_SYMBOL_MEAN)
        return 0;
    fmpq_init(one);
    fmpq_one(one);
    xp_sum_init(whole);
    xp_sum_add(whole, XP_SYMBOL_EXPECTED, agent, -1, -1, one);
    xp_sum_expand(whole, e, 0);
    same = whole->count == sum->count;
    for (i = 0; same && i < sum->count; i++)
        same = whole->term[i].index == sum->term[i].index
               && fmpq_equal(whole->term[i].coefficient, sum->term[i].coefficient);
    xp_sum_clear(whole);
    fmpq_clear(one);
    return same;
}

/* What the agents' sums have told so far. */
typedef struct
{
    fmpq_t above;   /* all bounds from above */
    fmpq_t rents;   /* least rents, when every agent's steps are chains */
    int chains;
    int expectations;
    slong agents;
} bounds_t;

static void explain_agent(xp_explanation_t *e, const xp_steps_t steps, slong agent,
                          bounds_t *bounds)
{
    xp_sum_t sum;
    fmpq_t right, rent;
    int expectation;

    fmpq_init(right);
    fmpq_init(rent);
    xp_sum_init(sum);
    add_up(sum, right, e, steps, agent, 1);
    expectation = is_expectation(sum, e, agent);
    bounds->expectations &= expectation;
    if (xp_explain_chains(e, steps, agent, sum, rent))
        fmpq_add(bounds->rents, bounds->rents, rent);
    else
        bounds->chains = 0;
    if (count_steps(steps, agent) > 1)
    {
        xp_say(e, "Added up, each times its multiplier, rows ");
        xp_say_numbers(e, steps, agent);
        xp_say(e, " give");
    }
    else
    {
        xp_say_numbers(e, steps, agent);
        xp_say(e, ", times its multiplier, gives");
    }
    xp_end_paragraph(e);
    xp_say(e, XP_MATH);
    if (expectation)
    {
        xp_sum_t whole;
        fmpq_t one;

        fmpq_init(one);
        fmpq_one(one);
        xp_sum_init(whole);
        xp_sum_add(whole, XP_SYMBOL_EXPECTED, agent, -1, -1, one);
        xp_say_sum(e, whole);
        xp_say(e, " = ");
        xp_sum_clear(whole);
        fmpq_clear(one);
    }
    xp_say_sum(e, sum);
    xp_say(e, " \xE2\x89\xA4 ");
    xp_say_number(e, right);
    xp_say(e, XP_MATH_END ".");
    xp_end_formula(e);
    fmpq_add(bounds->above, bounds->above, right);
    bounds->agents++;
    xp_sum_clear(sum);
    fmpq_clear(right);
    fmpq_clear(rent);
}

/* The rows of no agent: budget balance, and the largest deficit; behind sums of agents. */
static void explain_budget(xp_explanation_t *e, const xp_steps_t steps, slong agents,
                           fmpq_t below)
{
    slong count = count_steps(steps, -1);
    xp_sum_t sum;
    size_t i;

    xp_sum_init(sum);
    if (count == 1 && !xp_steps_have_payments(steps))
    {
        /* as it stands, E m_1 + E m_2 >= c */
        for (i = 0; i < steps->count; i++)
            if (steps->step[i].key.agent < 0)
                xp_step_add_lower(sum, below, steps->step + i);
        xp_sum_collect(sum);
    }
    else
        add_up(sum, below, e, steps, -1, 0);
    if (agents > 0)
        xp_say(e, "On the other hand, %s ",
               count == 1 ? "by" : "added up, each times its multiplier, rows");
    else
        xp_say(e, "%s ", count == 1 ? "By" : "Added up, each times its multiplier, rows");
    xp_say_numbers(e, steps, -1);
    xp_say(e, "%s", count == 1 ? "," : " give");
    xp_end_paragraph(e);
    xp_say(e, XP_MATH);
    xp_say_sum(e, sum);
    xp_say(e, " \xE2\x89\xA5 ");
    xp_say_number(e, below);
    xp_say(e, XP_MATH_END ".");
    xp_end_formula(e);
    xp_sum_clear(sum);
}

/* What a rule gains over the outside options, and what rents take of it. */
static void say_rents(xp_explanation_t *e, const bounds_t *bounds, const fmpq_t below)
{
    fmpq_t surplus, missing;

    fmpq_init(surplus);
    fmpq_init(missing);
    /* values less outside options are bounds and rents together */
    fmpq_add(surplus, bounds->above, bounds->rents);
    fmpq_sub(surplus, surplus, below);
    fmpq_sub(missing, bounds->rents, surplus);
    xp_say(e, "In other words, the rule creates%s ",
           bounds->expectations ? " an expected surplus over the outside options of"
                                : " a surplus over the outside options, at these profiles with"
                                  " these multipliers, of");
    xp_say_number(e, surplus);
    xp_say(e, ", %s rents of at least ", fmpq_sgn(surplus) < 0 ? "and" : "but");
    xp_say_number(e, bounds->rents);
    xp_say(e, " have to be left to the agents: ");
    xp_say_value(e, missing);
    xp_say(e, " is missing.");
    xp_end_paragraph(e);
    fmpq_clear(surplus);
    fmpq_clear(missing);
}

static void say_contradiction(xp_explanation_t *e, const bounds_t *bounds, int budget,
                              const fmpq_t below)
{
    fmpq_t missing;

    fmpq_init(missing);
    fmpq_sub(missing, below, bounds->above);
    if (!budget)
    {
        xp_say(e, "The payments cancel, and %s " XP_MATH "0 \xE2\x89\xA4 ",
               bounds->agents > 1 ? "together these sums say" : "this says");
        xp_say_number(e, bounds->above);
    }
    else if (bounds->agents == 0)
    {
        xp_say(e, "The payments cancel, and this says " XP_MATH "0 \xE2\x89\xA5 ");
        xp_say_number(e, below);
    }
    else
    {
        xp_say(e, "The left sides are the same payments with the same coefficients. By the "
                  "agents' constraints they collect at most ");
        xp_say_value(e, bounds->above);
        xp_say(e, "%s, but the budget needs ", bounds->expectations ? " in expectation" : "");
        xp_say_value(e, below);
        xp_say(e, ", which is ");
        xp_say_value(e, missing);
        xp_say(e, " more: " XP_MATH "0 \xE2\x89\xA5 ");
        xp_say_number(e, missing);
    }
    xp_say(e, XP_MATH_END ", a contradiction.");
    xp_end_paragraph(e);
    if (budget && bounds->chains && bounds->agents == e->environment->agent_count)
        say_rents(e, bounds, below);
    fmpq_clear(missing);
}

/* For an optimum: the two sums together are the objective. */
static void say_bound(xp_explanation_t *e, const bounds_t *bounds, int budget,
                      const fmpq_t below)
{
    fmpq_t bound;

    fmpq_init(bound);
    fmpq_sub(bound, bounds->above, below);
    if (e->question.maximise)
        xp_say(e, "%s", budget && bounds->agents > 0 ? "The agents' sums less the last one are"
                        : budget             ? "This sum, with its sign turned, is"
                        : bounds->agents > 1 ? "Together these sums are"
                                             : "This sum is");
    else
        xp_say(e, "%s", budget && bounds->agents > 0 ? "The last sum less the agents' sums is"
                        : budget             ? "This sum is"
                        : bounds->agents > 1 ? "Together these sums, with their sign turned, are"
                                             : "This sum, with its sign turned, is");
    xp_say(e, " the part of the objective that depends on the payments, which is therefore at "
              "%s ",
           e->question.maximise ? "most" : "least");
    if (!e->question.maximise)
        fmpq_neg(bound, bound);
    xp_say_value(e, bound);
    fmpq_sub(bound, e->certificate->value, bound);
    if (!fmpq_is_zero(bound))
    {
        xp_say(e, ". The rest does not depend on them, and is ");
        xp_say_value(e, bound);
    }
    xp_say(e, ". So no such mechanism has a %s value than ",
           e->question.maximise ? "larger" : "smaller");
    xp_say_value(e, e->certificate->value);
    xp_say(e, ".");
    xp_end_paragraph(e);
    fmpq_clear(bound);
}

void xp_explain_fixed_leaf(xp_explanation_t *e, const xp_steps_t steps, int optimum)
{
    slong i, budget = count_steps(steps, -1);
    bounds_t bounds;
    fmpq_t below;

    if (!optimum && xp_explain_difference(e, steps))
        return;
    fmpq_init(bounds.above);
    fmpq_init(bounds.rents);
    fmpq_init(below);
    bounds.chains = 1;
    bounds.expectations = 1;
    bounds.agents = 0;
    for (i = 0; i < e->environment->agent_count; i++)
        if (count_steps(steps, i) > 0)
            explain_agent(e, steps, i, &bounds);
    if (budget > 0)
        explain_budget(e, steps, bounds.agents, below);
    if (optimum)
        say_bound(e, &bounds, budget > 0, below);
    else
        say_contradiction(e, &bounds, budget > 0, below);
    fmpq_clear(bounds.above);
    fmpq_clear(bounds.rents);
    fmpq_clear(below);
}
