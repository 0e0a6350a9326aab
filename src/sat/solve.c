/* Is there an assignment that satisfies every clause?  What an engine says is verified. */
#include "sat/sat.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_sat_result_init(xp_sat_result_t result)
{
    result->verdict = XP_SAT_UNKNOWN;
    result->value = NULL;
    xp_refutation_init(result->refutation);
    result->learned = 0;
    result->reason = NULL;
}

void xp_sat_result_clear(xp_sat_result_t result)
{
    free(result->value);
    xp_refutation_clear(result->refutation);
    free(result->reason);
}

void xp_sat_result_swap(xp_sat_result_t a, xp_sat_result_t b)
{
    xp_sat_result_struct other = a[0];

    a[0] = b[0];
    b[0] = other;
}

static int satisfies(const unsigned char *value, const xp_clauses_t clauses)
{
    for (size_t c = 0; c < clauses->count; c++)
    {
        size_t length, k = 0;
        const int *literal = xp_clauses_get(&length, clauses, c);

        while (k < length && value[abs(literal[k])] != (literal[k] > 0))
            k++;
        if (k == length)
            return 0;
    }
    return 1;
}

static void give_up(xp_sat_result_t result, const char *reason)
{
    result->verdict = XP_SAT_UNKNOWN;
    result->reason = xp_strdup(reason);
}

static xp_status_t verify(xp_sat_result_t result, const xp_clauses_t learned,
                          const xp_clauses_t clauses, int variables,
                          const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = XP_OK;
    int holds = 0;

    result->learned = learned->count;
    switch (result->verdict)
    {
    case XP_SAT_SATISFIABLE:
        if (!satisfies(result->value, clauses))
            give_up(result, "the solver's assignment does not satisfy the clauses");
        break;
    case XP_SAT_UNSATISFIABLE:
        status = xp_sat_trim(&holds, result->refutation, clauses, learned, variables, progress,
                             error);
        if (status == XP_OK && !holds)
            give_up(result, "the solver's proof does not check");
        break;
    default:
        give_up(result, "the solver gave up");
    }
    return status;
}

xp_status_t xp_sat_solve(xp_sat_result_t result, const xp_clauses_t clauses, int variables,
                         xp_sat_engine_t *engine, const xp_progress_t *progress, xp_error_t error)
{
    void *value = NULL;
    xp_clauses_t learned;
    xp_sat_result_t found;
    xp_status_t status;

    xp_sat_result_init(found);
    xp_clauses_init(learned);
    status = xp_table_alloc(&value, (size_t) variables + 1, 1, error);
    found->value = value;
    if (status == XP_OK)
        status = (engine != NULL ? engine : xp_sat_cadical)(&found->verdict, found->value, learned,
                                                            clauses, variables, progress, error);
    if (status == XP_OK)
        status = verify(found, learned, clauses, variables, progress, error);
    if (status == XP_OK)
        xp_sat_result_swap(result, found);
    xp_sat_result_clear(found);
    xp_clauses_clear(learned);
    return status;
}
