/* Does a claim about continuous types follow from the bounds of its integrals? */
#include "verify/continuous.h"

static xp_judgement_t give_reason(xp_continuous_t continuous, xp_judgement_t judgement,
                                  const char *reason)
{
    continuous->reason = reason;
    return judgement;
}

/*
 * A slope that falls along the bracket (of what H maximises, or of -L): it must be >= 0 at its low
 * end, unless that is LOW, and <= 0 at its high end, unless that is HIGH.
 */
static xp_judgement_t judge_bracket(xp_continuous_t continuous, const xp_interval_agent_t *agent,
                                    xp_range_srcptr at_low, xp_range_srcptr at_high)
{
    if (!mpq_equal(agent->worst->low, agent->low) && mpq_sgn(at_low->low) < 0)
        return give_reason(continuous, mpq_sgn(at_low->high) < 0 ? XP_REFUTED : XP_UNDECIDED,
                           "the worst-off type is not shown to lie above LO");
    if (!mpq_equal(agent->worst->high, agent->high) && mpq_sgn(at_high->high) > 0)
        return give_reason(continuous, mpq_sgn(at_high->low) > 0 ? XP_REFUTED : XP_UNDECIDED,
                           "the worst-off type is not shown to lie below HI");
    return XP_SHOWN;
}

/* value = value + number, both ends. */
static void add_number(xp_range_ptr value, mpq_srcptr number)
{
    mpq_add(value->low, value->low, number);
    mpq_add(value->high, value->high, number);
}

/* slope = r - G, or R - A P(...), at one end of the bracket. */
static void find_slope(xp_range_ptr slope, const xp_continuous_t continuous,
                       const xp_interval_agent_t *agent, xp_range_srcptr at, mpq_t factor)
{
    if (continuous->problem == XP_PROJECT)
        mpq_neg(factor, agent->factor);
    else
        mpq_set_si(factor, -1, 1);
    xp_range_set(slope, agent->r->low, agent->r->high);
    xp_range_add(slope, factor, at);
}

/* Does the worst-off type of the agent lie in its bracket, and is the share at least 0? */
static xp_judgement_t judge_agent(xp_continuous_t continuous, const xp_interval_agent_t *agent)
{
    xp_judgement_t judgement;
    xp_range_t at_low, at_high;

    if (agent->share == XP_SHARE_REST && mpq_sgn(agent->r->low) < 0)
        return give_reason(continuous, mpq_sgn(agent->r->high) < 0 ? XP_REFUTED : XP_UNDECIDED,
                           "the other shares are not shown to add up to at most 1");
    xp_range_init(at_low);
    xp_range_init(at_high);
    find_slope(at_low, continuous, agent, agent->at_low, continuous->number);
    find_slope(at_high, continuous, agent, agent->at_high, continuous->number);
    judgement = judge_bracket(continuous, agent, at_low, at_high);
    xp_range_clear(at_low);
    xp_range_clear(at_high);
    return judgement;
}

xp_judgement_t xp_continuous_judge_brackets(xp_continuous_t continuous)
{
    xp_judgement_t judgement = XP_SHOWN;
    size_t i;

    for (i = 0; i < continuous->agents && judgement == XP_SHOWN; i++)
        judgement = judge_agent(continuous, &continuous->agent[i]);
    return judgement;
}

/*
 * value = value + H_I + C_I, or - min L_I: what is maximised is at least its value at LO, and at
 * most that and HI - LO times the slope there, where that is positive.
 */
static void add_agent(xp_range_ptr value, xp_continuous_t continuous,
                      const xp_interval_agent_t *agent)
{
    mpq_ptr number = continuous->number;
    xp_range_t slope;

    xp_range_init(slope);
    find_slope(slope, continuous, agent, agent->at_low, number);
    xp_range_add(value, agent->worst->low, agent->r);
    add_number(value, agent->constant);
    mpq_set_si(number, continuous->problem == XP_PROJECT ? -1 : 1, 1);
    xp_range_add(value, number, agent->tail);
    if (mpq_sgn(slope->high) > 0)
    {
        mpq_sub(number, agent->worst->high, agent->worst->low);
        mpq_mul(number, number, slope->high);
        mpq_add(value->high, value->high, number);
    }
    xp_range_clear(slope);
}

/* What is left to compare: value encloses the least subsidy, which is -D for partnerships. */
static xp_judgement_t judge_value(xp_continuous_t continuous, xp_range_srcptr value)
{
    const xp_range_struct *claim = continuous->subsidy;

    switch (continuous->claim)
    {
    case XP_DISSOLVABLE:
        if (mpq_sgn(value->high) <= 0)
            return XP_SHOWN;
        return mpq_sgn(value->low) > 0 ? give_reason(continuous, XP_REFUTED, "D is less than 0")
                                       : give_reason(continuous, XP_UNDECIDED,
                                                     "D is not shown to be at least 0");
    case XP_NOT_DISSOLVABLE:
        if (mpq_sgn(value->low) > 0)
            return XP_SHOWN;
        return mpq_sgn(value->high) <= 0
                   ? give_reason(continuous, XP_REFUTED, "D is at least 0")
                   : give_reason(continuous, XP_UNDECIDED, "D is not shown to be less than 0");
    default:
        if (mpq_cmp(claim->low, value->low) <= 0 && mpq_cmp(value->high, claim->high) <= 0)
            return XP_SHOWN;
        return mpq_cmp(value->high, claim->low) < 0 || mpq_cmp(claim->high, value->low) < 0
                   ? give_reason(continuous, XP_REFUTED, "the least subsidy lies elsewhere")
                   : give_reason(continuous, XP_UNDECIDED,
                                 "the least subsidy is not shown to lie between LO and HI");
    }
}

xp_judgement_t xp_continuous_judge(xp_continuous_t continuous)
{
    xp_judgement_t judgement = xp_continuous_judge_brackets(continuous);
    xp_range_t value;
    size_t i;

    if (judgement != XP_SHOWN)
        return judgement;
    xp_range_init(value);
    if (continuous->problem == XP_PROJECT)
        mpq_set_si(continuous->number, (long) continuous->agents - 1, 1);
    else
    {
        mpq_neg(continuous->number, continuous->beta);
        add_number(value, continuous->number);
        mpq_set_si(continuous->number, 1 - (long) continuous->agents, 1);
    }
    xp_range_add(value, continuous->number, continuous->total);
    for (i = 0; i < continuous->agents; i++)
        add_agent(value, continuous, &continuous->agent[i]);
    judgement = judge_value(continuous, value);
    xp_range_clear(value);
    return judgement;
}
