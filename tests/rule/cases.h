/* The reference cases of this room, each by its name in the project's reference values. */
#ifndef XP_TESTS_RULE_CASES_H
#define XP_TESTS_RULE_CASES_H

#include <expost/rule/interim.h>

#include "tests/rule/build.h"

#define LIMIT 1000000

/* Reference case p728-asymmetric: three agents, three outcomes. */
static inline void build_p728(xp_model_t model)
{
    build_start(model, 3, "0 0 0");
    build_agent(model, 0, "0 1 3  2 0 1", "1/3 2/3");
    build_agent(model, 1, "0 2 0  1 0 4", "1/2 1/2");
    build_agent(model, 2, "0 1 1  3 0 0", "1/4 3/4");
    build_profiles(model, LIMIT);
}

/* Reference case ir-modes: outside options by type. */
static inline void build_ir_modes(xp_model_t model)
{
    build_start(model, 3, "0 0");
    build_agent(model, 0, "0 1  0 3", "1/2 1/2");
    build_agent(model, 1, "0 2  0 5", "2/3 1/3");
    build_agent(model, 2, "0 -1  0 -6", "1/4 3/4");
    build_outside(model, 0, XP_OUTSIDE_TYPE, "1 1/2");
    build_outside(model, 1, XP_OUTSIDE_TYPE, "0 2");
    build_outside(model, 2, XP_OUTSIDE_TYPE, "-1 0");
    build_profiles(model, LIMIT);
}

/* Reference case dagv-public-good. */
static inline void build_public_good(xp_model_t model)
{
    build_start(model, 2, "0 0");
    build_agent(model, 0, "0 -1  0 2", "1/2 1/2");
    build_agent(model, 1, "0 -1  0 2", "1/2 1/2");
    build_profiles(model, LIMIT);
}

/* Reference case secondprice-n2: values 0, 1, 2, 3. */
static inline void build_second_price(xp_model_t model)
{
    build_start(model, 2, "0 0");
    build_agent(model, 0, "0 0  1 0  2 0  3 0", "1/4 1/4 1/4 1/4");
    build_agent(model, 1, "0 0  0 1  0 2  0 3", "1/4 1/4 1/4 1/4");
    build_profiles(model, LIMIT);
}

/* Reference cases roommate3-cedric-A, -B: keep or new at 15000; old is Cedric's couch. */
static inline void build_roommates(xp_model_t model, int old_counts)
{
    build_start(model, 3, "0 15000");
    build_agent(model, 0, "0 2000  0 4000  0 6000", "1/3 1/3 1/3");
    build_agent(model, 1, "0 2000  0 4000  0 6000", "1/3 1/3 1/3");
    if (old_counts)
    {
        build_agent(model, 2, "3000 2000  3000 4000  3000 6000", "1/3 1/3 1/3");
        build_outside(model, 2, XP_OUTSIDE_TYPE, "3000 3000 3000");
    }
    else
    {
        build_agent(model, 2, "0 2000  0 4000  0 6000", "1/3 1/3 1/3");
        build_outside(model, 2, XP_OUTSIDE_OUTCOME, "0 3000  0 3000  0 3000");
    }
    build_profiles(model, LIMIT);
}

/* Reference case roommate-grid, k = 3: four agents on 1000, 4000, 7000. */
static inline void build_roommate_grid(xp_model_t model)
{
    build_start(model, 4, "0 15000");
    for (slong i = 0; i < 4; i++)
    {
        build_agent(model, i, "0 1000  0 4000  0 7000", "1/3 1/3 1/3");
    }
    build_profiles(model, LIMIT);
}

/*
 * Reference case ps1a-finite: lambda_i (tau a - a^2 / 2), a of actions 0, step, 2 step, ...,
 * tau = 0, ..., types - 1.
 */
static inline void build_quadratic(xp_model_t model, slong agents, const slong *lambda,
                                   slong types, slong actions, slong step_denominator)
{
    xp_string_t text;
    xp_string_init(text);
    for (slong a = 0; a < actions; a++)
    {
        xp_string_add(text, "0 ");
    }
    build_start(model, agents, text->text);
    for (slong i = 0; i < agents; i++)
    {
        xp_string_reset(text);
        for (slong tau = 0; tau < types; tau++)
        {
            for (slong a = 0; a < actions; a++)
            {
                xp_string_printf(text, "%ld/%ld ",
                                 (long) (lambda[i] * (2 * tau * a * step_denominator - a * a)),
                                 (long) (2 * step_denominator * step_denominator));
            }
        }
        build_agent(model, i, text->text, NULL);
    }
    xp_string_clear(text);
    build_profiles(model, LIMIT);
}

/* Whether E sum of p - E c is this. */
static inline int surplus_equals(const xp_mechanism_t mechanism, const char *text)
{
    xp_table_t table;
    xp_error_t error;
    fmpq_t surplus;
    fmpq_t mean;
    int good = 1;
    xp_table_init(table);
    xp_error_init(error);
    fmpq_init(surplus);
    fmpq_init(mean);
    for (slong i = 0; i < mechanism->environment->agent_count; i++)
    {
        good = good && xp_payment_list(table, mechanism, i, NULL, error) == XP_OK;
        xp_expectation(mean, mechanism->environment, table);
        fmpq_add(surplus, surplus, mean);
    }
    good = good
           && xp_cost_list(table, mechanism->environment, mechanism->rule, error) == XP_OK;
    xp_expectation(mean, mechanism->environment, table);
    fmpq_sub(surplus, surplus, mean);
    good = good && equals_text(surplus, text);
    fmpq_clear(mean);
    fmpq_clear(surplus);
    xp_error_clear(error);
    xp_table_clear(table);
    return good;
}

/* Whether the payments sum to c(a) at every profile. */
static inline int is_balanced(const xp_mechanism_t mechanism)
{
    const slong size = mechanism->environment->profiles->size;
    fmpq *sum = _fmpq_vec_init(size);
    xp_table_t table;
    xp_error_t error;
    fmpq_t value;
    int good = 1;
    xp_table_init(table);
    xp_error_init(error);
    fmpq_init(value);
    for (slong i = -1; i < mechanism->environment->agent_count; i++)
    {
        good = good
               && (i < 0 ? xp_cost_list(table, mechanism->environment, mechanism->rule, error)
                         : xp_payment_list(table, mechanism, i, NULL, error)) == XP_OK;
        for (slong k = 0; good && k < size; k++)
        {
            xp_table_get_fmpq(value, table, k);
            i < 0 ? fmpq_sub(sum + k, sum + k, value) : fmpq_add(sum + k, sum + k, value);
        }
    }
    for (slong k = 0; k < size; k++)
    {
        good = good && fmpq_is_zero(sum + k);
    }
    fmpq_clear(value);
    xp_error_clear(error);
    xp_table_clear(table);
    _fmpq_vec_clear(sum, size);
    return good;
}

/*
 * By hand: the public good with types -1, 2 and -1, 2, 1, correlated; agent 2's third type
 * has probability 0.  It is built but at (-1, -1) and (-1, 1).
 */
static inline void build_correlated(xp_model_t model)
{
    build_start(model, 2, "0 0");
    build_agent(model, 0, "0 -1  0 2", NULL);
    build_agent(model, 1, "0 -1  0 2  0 1", NULL);
    build_profiles(model, LIMIT);
    build_joint(model, "1/2 0 0 1/4 1/4 0");
}

/* By hand: the public good at cost 1, built at (2, 2) only. */
static inline void build_costly(xp_model_t model)
{
    build_start(model, 2, "0 1");
    build_agent(model, 0, "0 -1  0 2", "1/2 1/2");
    build_agent(model, 1, "0 -1  0 2", "1/2 1/2");
    build_profiles(model, LIMIT);
}

#endif
