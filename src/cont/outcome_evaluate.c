/* A mechanism over finitely many outcomes at one profile of types. */
#include "cont/outcome_mechanism.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

static xp_status_t check_profile(const xp_continuous_t model, const fmpq *profile,
                                 xp_error_t error)
{
    xp_string_t text;
    slong i;

    for (i = 0; i < model->agent_count; i++)
        if (fmpq_cmp(profile + i, model->agent[i].low) < 0
            || fmpq_cmp(profile + i, model->agent[i].high) > 0)
        {
            xp_string_init(text);
            xp_rat_add_text(text, profile + i);
            xp_error_set(error, "the type %s of agent \"%s\" is outside the interval", text->text,
                         model->agent[i].name);
            xp_string_clear(text);
            return XP_INPUT;
        }
    return XP_OK;
}

/* The first outcome of the largest welfare. */
static xp_status_t find_best(slong *outcome, const xp_continuous_t model, const fmpq *profile,
                             xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_t best, value;
    xp_pool_t pool;
    slong a;

    fmpq_init(best);
    fmpq_init(value);
    xp_pool_init(pool);
    for (a = 0; a < model->outcome_count && status == XP_OK; a++)
    {
        status = xp_expression_evaluate(value, xp_cells_surplus(pool, model, a), profile, NULL,
                                        error);
        if (status == XP_OK && (a == 0 || fmpq_cmp(value, best) > 0))
        {
            fmpq_set(best, value);
            *outcome = a;
        }
    }
    xp_pool_clear(pool);
    fmpq_clear(best);
    fmpq_clear(value);
    return status;
}

static xp_status_t find_case(slong *outcome, const xp_continuous_t model, const fmpq *profile,
                             xp_error_t error)
{
    xp_status_t status;
    int holds = 0;
    slong c;

    for (c = 0; c < model->case_count; c++)
    {
        holds = model->condition[c] == NULL;
        status = holds ? XP_OK
                       : xp_expression_holds(&holds, model->condition[c], profile, NULL, error);
        if (status != XP_OK)
            return status;
        if (holds)
        {
            *outcome = model->choice[c];
            return XP_OK;
        }
    }
    xp_error_set(error, "no case of the rule holds at this profile");
    return XP_INPUT;
}

/* 1/(n - 1) sum of rho_j, j != i, - rho_i, added to each payment. */
static void add_rho(fmpq *payment, const xp_outcome_mechanism_t mechanism, const fmpq *profile)
{
    slong n = mechanism->n, i;
    fmpq *rho = _fmpq_vec_init(n);
    fmpq_t sum, others;
    fmpz_t parts;

    fmpq_init(sum);
    fmpq_init(others);
    fmpz_init_set_si(parts, n - 1);
    for (i = 0; i < n; i++)
    {
        xp_piecewise_evaluate(rho + i, mechanism->rho + i, profile + i);
        fmpq_add(sum, sum, rho + i);
    }
    for (i = 0; i < n; i++)
    {
        fmpq_sub(others, sum, rho + i);
        fmpq_div_fmpz(others, others, parts);
        fmpq_add(payment + i, payment + i, others);
        fmpq_sub(payment + i, payment + i, rho + i);
    }
    fmpz_clear(parts);
    fmpq_clear(sum);
    fmpq_clear(others);
    _fmpq_vec_clear(rho, n);
}

xp_status_t xp_outcome_mechanism_evaluate(slong *outcome, fmpq *payment,
                                          const xp_outcome_mechanism_t mechanism,
                                          const fmpq *profile, xp_error_t error)
{
    const xp_continuous_struct *model = mechanism->model;
    slong n = mechanism->n, m = mechanism->m, chosen = 0, i;
    fmpq *paid = _fmpq_vec_init(n);
    xp_status_t status = check_profile(model, profile, error);

    if (status == XP_OK)
        status = mechanism->efficient ? find_best(&chosen, model, profile, error)
                                      : find_case(&chosen, model, profile, error);
    for (i = 0; i < n && status == XP_OK; i++)
        if (mechanism->payment[i * m + chosen] != NULL)
            status = xp_expression_evaluate(paid + i, mechanism->payment[i * m + chosen], profile,
                                            NULL, error);
    if (status == XP_OK)
    {
        if (mechanism->has_rho)
            add_rho(paid, mechanism, profile);
        for (i = 0; i < n; i++)
            fmpq_swap(payment + i, paid + i);
        *outcome = chosen;
    }
    _fmpq_vec_clear(paid, n);
    return status;
}
