/* Rules and payments that a mechanism computes one profile at a time. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/allocation.h>

#include "rule/rule_impl.h"
#include "rule/walk.h"

void xp_mechanism_set_context(xp_mechanism_t mechanism, void *context,
                              void (*context_clear)(void *context))
{
    mechanism->context = context;
    mechanism->context_clear = context_clear;
}

xp_status_t xp_mechanism_set_rule(
    xp_mechanism_t mechanism,
    xp_status_t (*weights)(fmpq *weight, const void *context, const slong *profile,
                           xp_error_t error),
    const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = XP_OK;
    xp_rule_t rule;
    xp_rule_init(rule);
    rule->efficient = 0;
    rule->outcome_count = mechanism->environment->outcome_count;
    rule->weights = weights;
    rule->context = mechanism->context;
    if (xp_profiles_are_listed(mechanism->environment->profiles))
    {
        status = xp_allocation_list(rule, mechanism->environment, progress, error);
        rule->weights = NULL;
        rule->context = NULL;
    }
    if (status == XP_OK)
    {
        xp_rule_swap(mechanism->rule, rule);
        mechanism->own_rule = 1;
    }
    xp_rule_clear(rule);
    return status;
}

/* A function that is to become a table, one entry for each line of the agent or profile. */
typedef struct
{
    const void *context;
    slong agent;
    int by_others;
    xp_status_t (*evaluate)(fmpq_t value, const void *context, slong agent, slong outcome,
                            const slong *profile, xp_error_t error);
} listed_t;

static xp_status_t fill(fmpq *value, slong count, const listed_t *listed,
                        const xp_profiles_t profiles, const xp_progress_t *progress,
                        xp_error_t error)
{
    slong *profile = xp_calloc((size_t) profiles->agents, sizeof(slong));
    xp_status_t status = XP_OK;
    for (slong k = 0; k < count && status == XP_OK; k++)
    {
        xp_profiles_get(profile, profiles,
                        listed->by_others ? xp_profiles_line_start(profiles, listed->agent, k)
                                          : k);
        status = listed->evaluate(value + k, listed->context, listed->agent, -1, profile, error);
        if (status == XP_OK && (k + 1) % XP_WALK_BLOCK == 0)
        {
            status = xp_walk_tick(progress, "payments", k + 1, count, error);
        }
    }
    free(profile);
    return status;
}

static xp_status_t list_function(xp_table_t table, const listed_t *listed,
                                 const xp_profiles_t profiles, const xp_progress_t *progress,
                                 xp_error_t error)
{
    const slong count = listed->by_others ? xp_profiles_lines(profiles, listed->agent)
                                          : profiles->size;
    void *memory = NULL;
    xp_status_t status = xp_table_alloc(&memory, (size_t) count, sizeof(fmpq), error);
    if (status != XP_OK)
    {
        return status;
    }
    fmpq *value = memory;
    for (slong k = 0; k < count; k++)
    {
        fmpq_init(value + k);
    }
    status = fill(value, count, listed, profiles, progress, error);
    if (status == XP_OK)
    {
        status = xp_table_set_fmpq_vec(table, value, count, error);
    }
    for (slong k = 0; k < count; k++)
    {
        fmpq_clear(value + k);
    }
    free(memory);
    return status;
}

xp_status_t xp_mechanism_add_function(
    xp_mechanism_t mechanism, slong payer, int by_others, slong coefficient,
    xp_status_t (*evaluate)(fmpq_t value, const void *context, slong agent, slong outcome,
                            const slong *profile, xp_error_t error),
    const xp_progress_t *progress, xp_error_t error)
{
    const xp_profiles_struct *profiles = mechanism->environment->profiles;
    const listed_t listed = {mechanism->context, payer, by_others, evaluate};
    xp_term_struct *term;
    if (xp_profiles_are_listed(profiles))
    {
        xp_table_t table;
        xp_table_init(table);
        const xp_status_t status = list_function(table, &listed, profiles, progress, error);
        if (status != XP_OK)
        {
            xp_table_clear(table);
            return status;
        }
        term = xp_payments_add_term(mechanism->payments, payer,
                                    by_others ? XP_TERM_OTHERS : XP_TERM_PROFILE, payer);
        xp_table_swap(term->table, table);
        xp_table_clear(table);
    }
    else
    {
        term = xp_payments_add_term(mechanism->payments, payer, XP_TERM_FUNCTION, payer);
        term->function.evaluate = evaluate;
        term->function.context = mechanism->context;
    }
    fmpq_set_si(term->coefficient, coefficient, 1);
    return XP_OK;
}
