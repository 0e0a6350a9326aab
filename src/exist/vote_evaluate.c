/* The clauses of a system, evaluated on the table of a social choice function. */
#include <expost/exist/vote.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "exist/vote_impl.h"

/*
 *   used       of each alternative
 *   dictator   of each voter
 *   loses      as numbered, n m m entries
 */
typedef struct
{
    const xp_vote_system_struct *system;
    slong m;
    unsigned char *used;
    unsigned char *dictator;
    unsigned char *loses;
    int broken;
    int kind;
    xp_clauses_struct *clause;
} values_t;

static int is_true(const values_t *values, int variable)
{
    const xp_vote_system_struct *system = values->system;
    const int m = (int) values->m;

    if (system->loses > 0 && variable >= system->loses)
        return values->loses[variable - system->loses];
    if (system->dictator > 0 && variable >= system->dictator)
        return values->dictator[variable - system->dictator];
    if (system->used > 0 && variable >= system->used)
        return values->used[variable - system->used];
    return system->choice->choice[(variable - 1) / m] == (variable - 1) % m;
}

static xp_status_t evaluate(void *data, int kind, const int *literal, size_t length,
                            xp_error_t error)
{
    values_t *values = data;

    if (values->broken)
        return XP_OK;
    for (size_t k = 0; k < length; k++)
        if (is_true(values, abs(literal[k])) == (literal[k] > 0))
            return XP_OK;
    values->broken = 1;
    values->kind = kind;
    return xp_clauses_add(values->clause, literal, length, error);
}

static void set_values(values_t *values)
{
    const xp_choice_struct *choice = values->system->choice;
    const slong m = values->m;

    for (slong r = 0; r < choice->profile_count; r++)
        values->used[choice->choice[r]] = 1;
    for (slong i = 0; i < choice->voter_count; i++)
    {
        values->dictator[i] = 1;
        for (slong r = 0; r < choice->profile_count; r++)
            for (slong b = 0; b < m; b++)
                if (values->used[b]
                    && xp_domain_prefers(choice->domain, xp_choice_order(choice, r, i), b,
                                         choice->choice[r]))
                {
                    values->dictator[i] = 0;
                    values->loses[(i * m + choice->choice[r]) * m + b] = 1;
                }
    }
}

xp_status_t xp_vote_system_evaluate(int *holds, int *kind, xp_clauses_t broken,
                                    const xp_vote_system_t system, const xp_progress_t *progress,
                                    xp_error_t error)
{
    const size_t n = (size_t) system->choice->voter_count;
    const size_t m = (size_t) system->choice->domain->alternative_count;
    void *loses = NULL;
    xp_clauses_t clause;
    values_t values = {system, (slong) m, NULL, NULL, NULL, 0, 0, clause};
    xp_status_t status = xp_table_alloc(&loses, n * m, m, error);

    xp_clauses_init(clause);
    values.used = xp_calloc(m, 1);
    values.dictator = xp_calloc(n, 1);
    values.loses = loses;
    if (status == XP_OK)
    {
        set_values(&values);
        status = xp_vote_system_list(system, evaluate, &values, progress, error);
    }
    if (status == XP_OK)
    {
        *holds = !values.broken;
        *kind = values.kind;
        xp_clauses_swap(broken, clause);
    }
    free(values.used);
    free(values.dictator);
    free(loses);
    xp_clauses_clear(clause);
    return status;
}
