/* Pivot payments less the constants that keep everyone in (Krishna and Perry 1998). */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "rule/expectations_impl.h"
#include "rule/largest.h"
#include "rule/rule_impl.h"

/* The terms of lack_i = o_i - U_i = o_i - v_i + pivot_i, as payments of each agent. */
static void set_lack(xp_payments_t lack, slong agents)
{
    xp_pivot_set_payments(lack, agents);
    for (slong i = 0; i < agents; i++)
    {
        fmpq_set_si(xp_payments_add_term(lack, i, XP_TERM_VALUE, i)->coefficient, -1, 1);
        xp_payments_add_term(lack, i, XP_TERM_OUTSIDE, i);
    }
}

/*
 * Given the type: the largest over types of positive probability, or the mean over all of
 * them.  *possible becomes the number of types of positive probability.
 */
static xp_status_t find_expected(fmpq_t subsidy, slong *possible, xp_expectations_t expectations,
                                 const xp_payment_struct *lack, slong agent, xp_ir_t ir,
                                 const xp_progress_t *progress, xp_error_t error)
{
    const slong types = expectations->environment->agent[agent].type_count;
    fmpq *mean = _fmpq_vec_init(types);
    fmpq *probability = _fmpq_vec_init(types);
    xp_status_t status = xp_expectations_of(mean, expectations, lack, agent, progress, error);
    *possible = 0;
    if (status == XP_OK)
    {
        xp_type_probabilities(probability, expectations->environment, agent);
        fmpq_zero(subsidy);
    }
    for (slong t = 0; t < types && status == XP_OK; t++)
    {
        if (fmpq_is_zero(probability + t))
        {
            continue;
        }
        if (ir == XP_IR_EX_ANTE)
        {
            fmpq_addmul(subsidy, probability + t, mean + t);
        }
        else if (*possible == 0 || fmpq_cmp(mean + t, subsidy) > 0)
        {
            fmpq_set(subsidy, mean + t);
        }
        ++*possible;
    }
    _fmpq_vec_clear(probability, types);
    _fmpq_vec_clear(mean, types);
    return status;
}

static int is_by_type(const xp_agent_struct *agent)
{
    return agent->outside_kind == XP_OUTSIDE_NONE || agent->outside_kind == XP_OUTSIDE_TYPE;
}

/* The largest of o_i less the least utility by convolution. */
static xp_status_t find_largest_convolved(fmpq_t subsidy, xp_expectations_t expectations,
                                          slong agent, const xp_progress_t *progress,
                                          xp_error_t error)
{
    const xp_agent_struct *own = expectations->environment->agent + agent;
    const xp_convolved_struct *convolved;
    xp_status_t status = xp_expectations_convolve(&convolved, expectations, agent, progress,
                                                  error);
    fmpq_t least;
    fmpq_t outside;
    fmpq_init(least);
    fmpq_init(outside);
    for (slong t = 0; t < own->type_count && status == XP_OK; t++)
    {
        if (own->outside_kind == XP_OUTSIDE_TYPE)
        {
            xp_table_get_fmpq(outside, own->outside, t);
        }
        xp_table_get_fmpq(least, convolved->lack, t);
        fmpq_sub(least, outside, least);
        if (t == 0 || fmpq_cmp(least, subsidy) > 0)
        {
            fmpq_set(subsidy, least);
        }
    }
    fmpq_clear(outside);
    fmpq_clear(least);
    return status;
}

static xp_status_t find_largest_listed(fmpq_t subsidy, xp_expectations_t expectations,
                                       const xp_payment_struct *lack,
                                       const xp_progress_t *progress, xp_error_t error)
{
    const xp_rule_struct *rule;
    xp_strip_t strip;
    xp_strip_init(strip);
    xp_status_t status = xp_expectations_list(&rule, expectations, progress, error);
    if (status == XP_OK)
    {
        status = xp_strip_set_terms(strip, expectations->environment, rule, lack, progress,
                                    error);
    }
    if (status == XP_OK)
    {
        status = xp_strip_largest(subsidy, strip, "subsidies", progress, error);
    }
    xp_strip_clear(strip);
    return status;
}

/* Whether the subsidies can be had, before any is looked for. */
static xp_status_t require(const xp_expectations_t expectations, const xp_payments_t lack,
                           xp_ir_t ir, const char *name, xp_error_t error)
{
    const xp_environment_struct *environment = expectations->environment;
    const xp_payment_struct nothing = {NULL, 0, 0};
    xp_status_t status = XP_OK;
    for (slong i = 0; i < environment->agent_count && status == XP_OK; i++)
    {
        status = xp_expectations_require(expectations,
                                         ir == XP_IR_EX_POST ? &nothing : lack->payment + i, i,
                                         name, error);
        if (status == XP_OK && ir == XP_IR_EX_POST && !is_by_type(environment->agent + i)
            && !xp_profiles_are_listed(environment->profiles))
        {
            status = xp_expectations_refuse(expectations, name,
                                            "participation is ex post, and an outside option "
                                            "depends on more than the agent's type", error);
        }
    }
    return status;
}

static xp_status_t find_subsidy(fmpq_t subsidy, slong *skipped, xp_expectations_t expectations,
                                const xp_payments_t lack, slong agent, xp_ir_t ir,
                                const xp_progress_t *progress, xp_error_t error)
{
    const xp_agent_struct *own = expectations->environment->agent + agent;
    slong possible;
    xp_status_t status;
    if (ir == XP_IR_EX_POST)
    {
        return expectations->way == XP_WAY_CONVOLUTION && is_by_type(own)
                   ? find_largest_convolved(subsidy, expectations, agent, progress, error)
                   : find_largest_listed(subsidy, expectations, lack->payment + agent, progress,
                                         error);
    }
    status = find_expected(subsidy, &possible, expectations, lack->payment + agent, agent, ir,
                           progress, error);
    if (ir != XP_IR_EX_ANTE)
    {
        *skipped += own->type_count - possible;
    }
    return status;
}

xp_status_t xp_ir_vcg_build(xp_mechanism_t mechanism, const xp_model_t model,
                            xp_expectations_t expectations, const xp_request_t *request,
                            const xp_progress_t *progress, xp_error_t error)
{
    xp_ir_t ir = request->ir;
    const xp_environment_struct *environment = model->environment;
    const slong agents = environment->agent_count;
    fmpq *subsidy = xp_calloc((size_t) agents, sizeof(fmpq));
    xp_status_t status = XP_OK;
    slong skipped = 0;
    xp_payments_t lack;
    xp_payments_init(lack);
    set_lack(lack, agents);
    if (ir == XP_IR_DEFAULT)
    {
        ir = environment->prior == XP_PRIOR_NONE ? XP_IR_EX_POST : XP_IR_INTERIM;
    }
    for (slong i = 0; i < agents; i++)
    {
        fmpq_init(subsidy + i);
    }
    status = require(expectations, lack, ir, mechanism->name, error);
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        status = find_subsidy(subsidy + i, &skipped, expectations, lack, i, ir, progress, error);
    }
    if (status == XP_OK)
    {
        xp_pivot_set_payments(mechanism->payments, agents);
        for (slong i = 0; i < agents; i++)
        {
            fmpq_neg(xp_payments_add_term(mechanism->payments, i, XP_TERM_CONSTANT, i)
                         ->coefficient, subsidy + i);
        }
        if (skipped > 0)
        {
            xp_mechanism_add_note(mechanism,
                                  "the subsidies of ir-vcg keep interim participation; %ld "
                                  "type%s of probability 0 %s left out",
                                  (long) skipped, skipped == 1 ? "" : "s",
                                  skipped == 1 ? "is" : "are");
        }
        mechanism->subsidy = subsidy;
    }
    else
    {
        for (slong i = 0; i < agents; i++)
        {
            fmpq_clear(subsidy + i);
        }
        free(subsidy);
    }
    xp_payments_clear(lack);
    return status;
}
