/* Pivot payments less the constants that keep everyone in (Krishna and Perry 1998). */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/interim.h>

#include "rule/rule_impl.h"

/* lack(theta) = o_i - U_i = o_i - v_i + pivot_i at every profile. */
static xp_status_t list_lack(xp_table_t lack, const xp_mechanism_t mechanism, slong agent,
                             const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = mechanism->environment->agent_count;
    xp_payments_t sum;
    xp_payments_init(sum);
    xp_pivot_set_payments(sum, agents);
    fmpq_set_si(xp_payments_add_term(sum, agent, XP_TERM_VALUE, agent)->coefficient, -1, 1);
    xp_term_struct *outside = xp_payments_add_term(sum, agent, XP_TERM_PROFILE, agent);
    xp_status_t status = xp_outside_list(outside->table, mechanism->environment,
                                         mechanism->rule, agent, error);
    if (status == XP_OK)
    {
        status = xp_terms_list(lack, mechanism, sum->payment + agent, progress, error);
    }
    xp_payments_clear(sum);
    return status;
}

static void find_largest(fmpq_t largest, const xp_table_t table)
{
    slong at = 0;
    for (slong k = 1; k < table->length; k++)
    {
        if (fmpz_cmp(table->entry + k, table->entry + at) > 0)
        {
            at = k;
        }
    }
    xp_table_get_fmpq(largest, table, at);
}

/* The largest conditional expectation over types of positive probability. */
static slong find_largest_interim(fmpq_t largest, const xp_environment_t environment,
                                  slong agent, const xp_table_t lack)
{
    const slong types = environment->agent[agent].type_count;
    fmpq *mean = _fmpq_vec_init(types);
    fmpq *probability = _fmpq_vec_init(types);
    slong possible = 0;
    xp_interim_mean(mean, environment, agent, lack);
    xp_type_probabilities(probability, environment, agent);
    for (slong t = 0; t < types; t++)
    {
        if (!fmpq_is_zero(probability + t))
        {
            if (possible == 0 || fmpq_cmp(mean + t, largest) > 0)
            {
                fmpq_set(largest, mean + t);
            }
            possible++;
        }
    }
    _fmpq_vec_clear(probability, types);
    _fmpq_vec_clear(mean, types);
    return types - possible;
}

xp_status_t xp_ir_vcg_build(xp_mechanism_t mechanism, const xp_model_t model, xp_ir_t ir,
                            const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = model->environment;
    const slong agents = environment->agent_count;
    fmpq *subsidy = xp_calloc((size_t) agents, sizeof(fmpq));
    xp_status_t status = XP_OK;
    slong skipped = 0;
    xp_table_t lack;
    xp_table_init(lack);
    if (ir == XP_IR_DEFAULT)
    {
        ir = environment->prior == XP_PRIOR_NONE ? XP_IR_EX_POST : XP_IR_INTERIM;
    }
    for (slong i = 0; i < agents; i++)
    {
        fmpq_init(subsidy + i);
    }
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        status = list_lack(lack, mechanism, i, progress, error);
        if (status != XP_OK)
        {
            break;
        }
        switch (ir)
        {
        case XP_IR_EX_POST:
            find_largest(subsidy + i, lack);
            break;
        case XP_IR_EX_ANTE:
            xp_expectation(subsidy + i, environment, lack);
            break;
        default:
            skipped += find_largest_interim(subsidy + i, environment, i, lack);
        }
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
    xp_table_clear(lack);
    return status;
}
