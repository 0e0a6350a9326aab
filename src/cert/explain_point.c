/* The mechanism that a certificate states, at a profile and in expectation. */
#include "cert/explain_point.h"

#include <expost/model/profiles.h>

const xp_rule_struct *xp_stated_rule(const xp_explanation_t *e)
{
    return e->rule != NULL ? e->rule : e->certificate->found;
}

void xp_stated_payment(fmpq_t value, const xp_explanation_t *e, slong agent, slong index)
{
    if (!e->certificate->has_payment)
        fmpq_zero(value);
    else
        xp_table_get_fmpq(value, e->certificate->payment,
                          index * e->environment->agent_count + agent);
}

xp_status_t xp_stated_mechanism(xp_mechanism_t mechanism, const xp_explanation_t *e,
                                xp_error_t error)
{
    slong i, index, n = e->environment->agent_count, size = e->environment->profiles->size;
    xp_status_t status = XP_OK;
    xp_mechanism_t own;

    xp_mechanism_init(own);
    own->environment = e->environment;
    xp_rule_set(own->rule, xp_stated_rule(e));
    if (e->certificate->has_payment)
        xp_payments_set_zero(own->payments, n);
    for (i = 0; i < n && e->certificate->has_payment && status == XP_OK; i++)
    {
        xp_term_struct *term = xp_payments_add_term(own->payments, i, XP_TERM_PROFILE, i);

        status = xp_table_set_zero(term->table, size, error);
        if (status != XP_OK)
            break;
        fmpz_set(term->table->denominator, e->certificate->payment->denominator);
        for (index = 0; index < size; index++)
            fmpz_set(term->table->entry + index, e->certificate->payment->entry + index * n + i);
    }
    if (status == XP_OK)
        xp_mechanism_swap(mechanism, own);
    xp_mechanism_clear(own);
    return status;
}

typedef xp_status_t number_t(fmpq_t, const xp_environment_t, slong, slong, const slong *,
                             xp_error_t);

/* A number of the environment, averaged over what the rule chooses at profile chosen. */
static xp_status_t average(fmpq_t value, xp_explanation_t *e, slong agent, slong chosen,
                           slong truth, number_t *number, xp_error_t error)
{
    const xp_rule_struct *rule = xp_stated_rule(e);
    xp_status_t status = XP_OK;
    fmpq_t weight, one;
    slong a;

    fmpq_init(weight);
    fmpq_init(one);
    fmpq_zero(value);
    xp_profiles_get(e->profile, e->environment->profiles, truth);
    for (a = 0; a < e->environment->outcome_count && status == XP_OK; a++)
    {
        xp_rule_weight(weight, rule, (slong) rule->choice[chosen], a);
        if (fmpq_is_zero(weight))
            continue;
        status = number(one, e->environment, agent, a, e->profile, error);
        if (status == XP_OK)
            fmpq_addmul(value, one, weight);
    }
    fmpq_clear(weight);
    fmpq_clear(one);
    return status;
}

xp_status_t xp_value_at(fmpq_t value, xp_explanation_t *e, slong agent, slong chosen,
                        slong truth, xp_error_t error)
{
    return average(value, e, agent, chosen, truth, xp_environment_value, error);
}

xp_status_t xp_outside_at(fmpq_t value, xp_explanation_t *e, slong agent, slong index,
                          xp_error_t error)
{
    return average(value, e, agent, index, index, xp_environment_outside, error);
}

void xp_cost_at(fmpq_t value, xp_explanation_t *e, slong index)
{
    const xp_rule_struct *rule = xp_stated_rule(e);
    fmpq_t weight, cost;
    slong a;

    fmpq_init(weight);
    fmpq_init(cost);
    fmpq_zero(value);
    for (a = 0; a < e->environment->outcome_count; a++)
    {
        xp_rule_weight(weight, rule, (slong) rule->choice[index], a);
        xp_table_get_fmpq(cost, e->environment->cost, a);
        fmpq_addmul(value, cost, weight);
    }
    fmpq_clear(weight);
    fmpq_clear(cost);
}
