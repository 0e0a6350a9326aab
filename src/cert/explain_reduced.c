/* In reduced form: whether the steps add up, in interim payments. */
#include "cert/explain_proof.h"

/* One agent's E[gain - outside], or E gain alone. */
static void expected_gain(fmpq_t mean, const xp_explanation_t *e, slong agent)
{
    slong k = e->environment->agent[agent].type_count, t;
    fmpq_t gain, probability;

    fmpq_init(gain);
    fmpq_init(probability);
    fmpq_zero(mean);
    for (t = 0; t < k; t++)
    {
        xp_table_get_fmpq(gain, e->certificate->tables->agent[agent].gain, t * k + t);
        xp_type_probability(probability, e, agent, t);
        fmpq_addmul(mean, gain, probability);
    }
    fmpq_clear(gain);
    fmpq_clear(probability);
}

void xp_reduced_objective(xp_sum_t sum, fmpq_t constant, const xp_explanation_t *e)
{
    xp_objective_t objective = e->question.objective;
    slong i, only = objective == XP_OBJECTIVE_UTILITY ? e->question.objective_agent : -1;
    int values = objective == XP_OBJECTIVE_UTILITY || objective == XP_OBJECTIVE_WELFARE;
    int negative = objective == XP_OBJECTIVE_UTILITY || objective == XP_OBJECTIVE_DEFICIT;
    fmpq_t part;

    fmpq_init(part);
    fmpq_zero(constant);
    for (i = 0; i < e->environment->agent_count; i++)
    {
        if (only >= 0 && i != only)
            continue;
        if (values)
        {
            expected_gain(part, e, i);
            fmpq_add(constant, constant, part);
        }
        fmpq_set_si(part, negative ? -1 : 1, 1);
        if (objective != XP_OBJECTIVE_WELFARE)
            xp_sum_add(sum, XP_SYMBOL_EXPECTED, i, -1, -1, part);
    }
    if (objective == XP_OBJECTIVE_DEFICIT)
        fmpq_add(constant, constant, e->certificate->tables->expected_cost);
    if (objective == XP_OBJECTIVE_PROFIT || objective == XP_OBJECTIVE_WELFARE)
        fmpq_sub(constant, constant, e->certificate->tables->expected_cost);
    fmpq_clear(part);
}

/* Whether the rows belong to claimed properties, and multipliers of inequalities are > 0. */
static int rows_are_usable(const xp_explanation_t *e, const xp_steps_t steps)
{
    xp_properties_t closed = xp_properties_close(e->question.properties);
    size_t i;

    for (i = 0; i < steps->count; i++)
    {
        const xp_step_struct *step = steps->step + i;
        xp_property_t property;

        if (!xp_row_kind_property(&property, step->key.kind)
            || !(closed & XP_PROPERTY_BIT(property)) || fmpq_sgn(step->multiplier) <= 0)
            return 0;
        if (step->key.kind != XP_ROW_BIC && step->key.kind != XP_ROW_IIR
            && step->key.kind != XP_ROW_EAIR && step->key.kind != XP_ROW_EABB
            && step->key.kind != XP_ROW_EAWBB)
            return 0;
    }
    return 1;
}

int xp_reduced_proof_holds(const xp_explanation_t *e, const xp_steps_t steps)
{
    int optimum = e->certificate->claim == XP_CLAIM_OPTIMUM, holds;
    fmpq_t right, constant, part;
    xp_sum_t sum, objective;
    size_t i;

    if (!rows_are_usable(e, steps))
        return 0;
    fmpq_init(right);
    fmpq_init(constant);
    fmpq_init(part);
    xp_sum_init(sum);
    xp_sum_init(objective);
    for (i = 0; i < steps->count; i++)
        xp_step_add_lower(sum, right, steps->step + i);
    if (optimum)
    {
        /* for max all signs are turned: rows + objective add up to 0, otherwise rows - it */
        xp_reduced_objective(objective, constant, e);
        fmpq_sub(constant, e->certificate->value, constant);
        for (i = 0; i < objective->count; i++)
        {
            const xp_term_t *term = objective->term + i;

            fmpq_set(part, term->coefficient);
            if (!e->question.maximise)
                fmpq_neg(part, part);
            xp_sum_add(sum, term->symbol, term->agent, -1, -1, part);
        }
        if (e->question.maximise)
            fmpq_neg(constant, constant);
    }
    xp_sum_expand(sum, e, 0);
    holds = sum->count == 0
            && (optimum ? fmpq_equal(right, constant) : fmpq_sgn(right) > 0);
    xp_sum_clear(sum);
    xp_sum_clear(objective);
    fmpq_clear(right);
    fmpq_clear(constant);
    fmpq_clear(part);
    return holds;
}

void xp_reduced_value(fmpq_t value, const xp_explanation_t *e)
{
    xp_sum_t objective;
    fmpq_t mean, part, probability;
    slong t, index = 0, i;
    size_t k;

    fmpq_init(mean);
    fmpq_init(part);
    fmpq_init(probability);
    xp_sum_init(objective);
    xp_reduced_objective(objective, value, e);
    for (i = 0; i < e->environment->agent_count; i++)
    {
        fmpq_zero(mean);
        for (t = 0; t < e->environment->agent[i].type_count; t++)
        {
            xp_type_probability(probability, e, i, t);
            xp_table_get_fmpq(part, e->certificate->payment, index++);
            fmpq_addmul(mean, part, probability);
        }
        for (k = 0; k < objective->count; k++)
            if (objective->term[k].agent == i)
                fmpq_addmul(value, mean, objective->term[k].coefficient);
    }
    xp_sum_clear(objective);
    fmpq_clear(mean);
    fmpq_clear(part);
    fmpq_clear(probability);
}
