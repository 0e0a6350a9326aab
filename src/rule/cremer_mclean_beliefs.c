/* Are the beliefs of an agent's types linearly independent, is none a mixture of others? */
#include <expost/rule/surplus_extraction.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "rule/cremer_mclean.h"

void xp_beliefs_init(xp_beliefs_t beliefs)
{
    *beliefs = (xp_beliefs_struct) {.convex = XP_UNDECIDED, .type = -1};
}

void xp_beliefs_clear(xp_beliefs_t beliefs)
{
    if (beliefs->weight != NULL)
    {
        _fmpq_vec_clear(beliefs->weight, beliefs->type_count);
    }
    free(beliefs->mixed);
}

void xp_beliefs_swap(xp_beliefs_t a, xp_beliefs_t b)
{
    xp_beliefs_struct c = *a;
    *a = *b;
    *b = c;
}

static xp_status_t find_mixed(xp_beliefs_t beliefs, const xp_rows_of_beliefs_t rows,
                              const xp_progress_t *progress, xp_error_t error)
{
    fmpq *weight = _fmpq_vec_init(rows->count);
    xp_status_t status = XP_OK;
    for (slong s = 0; s < rows->count && status == XP_OK; s++)
    {
        int mixed = 0;
        status = xp_row_is_mixed(&mixed, weight, rows, s, progress, error);
        beliefs->mixed[rows->type[s]] = (unsigned char) mixed;
        if (status == XP_OK && mixed && beliefs->type < 0)
        {
            beliefs->type = rows->type[s];
            for (slong r = 0; r < rows->count; r++)
            {
                fmpq_set(beliefs->weight + rows->type[r], weight + r);
            }
        }
    }
    _fmpq_vec_clear(weight, rows->count);
    return status;
}

xp_status_t xp_beliefs_decide(xp_beliefs_t beliefs, const xp_environment_t environment,
                              slong agent, const xp_progress_t *progress, xp_error_t error)
{
    const slong types = environment->agent[agent].type_count;
    xp_rows_of_beliefs_t rows;
    xp_beliefs_t local;
    xp_status_t status = xp_profiles_require(environment->profiles, "full surplus extraction",
                                             error);
    if (status != XP_OK)
    {
        return status;
    }
    xp_beliefs_init(local);
    xp_rows_of_beliefs_init(rows);
    local->type_count = types;
    local->weight = _fmpq_vec_init(types);
    local->mixed = xp_calloc((size_t) types, 1);
    status = xp_rows_of_beliefs_set(rows, environment, agent, progress, error);
    if (status == XP_OK)
    {
        local->possible = rows->count;
        local->rank = rows->count - rows->nullity;
        local->independent = rows->nullity == 0;
        status = find_mixed(local, rows, progress, error);
    }
    if (status == XP_OK)
    {
        local->convex = local->type < 0 ? XP_HOLDS : XP_FAILS;
        xp_beliefs_swap(beliefs, local);
    }
    xp_rows_of_beliefs_clear(rows);
    xp_beliefs_clear(local);
    return status;
}
