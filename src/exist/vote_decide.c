/* Is there a social choice function with these properties?  By clauses and a solver. */
#include <expost/exist/vote.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/vote/check.h>

#include "exist/vote_impl.h"
#include "sat/sat.h"

void xp_vote_decision_init(xp_vote_decision_t decision)
{
    memset(decision, 0, sizeof(xp_vote_decision_struct));
    decision->verdict = XP_UNKNOWN;
    xp_choice_init(decision->choice);
    xp_refutation_init(decision->refutation);
}

void xp_vote_decision_clear(xp_vote_decision_t decision)
{
    free(decision->reason);
    xp_choice_clear(decision->choice);
    xp_refutation_clear(decision->refutation);
}

void xp_vote_decision_swap(xp_vote_decision_t a, xp_vote_decision_t b)
{
    xp_vote_decision_struct other = a[0];

    a[0] = b[0];
    b[0] = other;
}

static xp_status_t keep_table(xp_vote_decision_t decision, const unsigned char *value,
                              xp_error_t error)
{
    xp_choice_struct *choice = decision->choice;
    const slong m = choice->domain->alternative_count;
    xp_status_t status = xp_choice_alloc(choice, error);

    for (slong r = 0; r < choice->profile_count && status == XP_OK; r++)
        for (slong a = 0; a < m; a++)
            if (value[r * m + a + 1])
                choice->choice[r] = (uint16_t) a;
    return status;
}

/* Asks the table for every property, by the definitions and without a clause. */
static xp_status_t check_table(xp_vote_decision_t decision, const xp_progress_t *progress,
                               xp_error_t error)
{
    xp_vote_function_t function;
    xp_vote_finding_t finding;
    xp_status_t status = XP_OK;

    xp_vote_function_init(function);
    xp_vote_function_set_choice(function, decision->choice);
    for (int p = 0; p < XP_VOTE_PROPERTY_COUNT && status == XP_OK; p++)
    {
        if (!(decision->properties & XP_VOTE_BIT(p)))
            continue;
        xp_vote_finding_init(finding);
        status = xp_vote_check(finding, function, (xp_vote_property_t) p, 0, progress, error);
        if (status == XP_OK && finding->answer != XP_HOLDS)
        {
            xp_error_set(error, "the function found is not %s by the definition",
                         xp_vote_property_info((xp_vote_property_t) p)->words);
            status = XP_LIMIT;
        }
        xp_vote_finding_clear(finding);
    }
    xp_vote_function_clear(function);
    return status;
}

static xp_status_t solve(xp_vote_decision_t decision, const xp_vote_system_t system,
                         const xp_progress_t *progress, xp_error_t error)
{
    xp_sat_result_t result;
    xp_clauses_t clauses;
    xp_status_t status;

    xp_clauses_init(clauses);
    xp_sat_result_init(result);
    status = xp_vote_system_clauses(clauses, decision->clause, system, progress, error);
    if (status == XP_OK)
    {
        decision->variables = (size_t) system->variables;
        decision->clauses = clauses->count;
        status = xp_sat_solve(result, clauses, system->variables, NULL, progress, error);
    }
    if (status == XP_OK)
    {
        decision->learned = result->learned;
        switch (result->verdict)
        {
        case XP_SAT_SATISFIABLE:
            decision->verdict = XP_POSSIBLE;
            status = keep_table(decision, result->value, error);
            if (status == XP_OK)
                status = check_table(decision, progress, error);
            break;
        case XP_SAT_UNSATISFIABLE:
            decision->verdict = XP_IMPOSSIBLE;
            xp_refutation_swap(decision->refutation, result->refutation);
            break;
        default:
            decision->verdict = XP_UNKNOWN;
            decision->reason = xp_strdup(result->reason);
        }
    }
    xp_sat_result_clear(result);
    xp_clauses_clear(clauses);
    return status;
}

xp_status_t xp_vote_decide(xp_vote_decision_t decision, const xp_domain_t domain, slong voters,
                           unsigned properties, const xp_progress_t *progress, xp_error_t error)
{
    xp_vote_decision_t found;
    xp_vote_system_t system;
    xp_status_t status;

    xp_vote_decision_init(found);
    xp_vote_system_init(system);
    found->properties = properties;
    status = xp_choice_set_sizes(found->choice, domain, voters, error);
    if (status == XP_OK)
        status = xp_vote_system_set(system, found->choice, properties, error);
    if (status == XP_OK)
        status = solve(found, system, progress, error);
    if (status == XP_LIMIT)
    {
        found->verdict = XP_UNKNOWN;
        found->reason = xp_strdup(error->message);
        status = XP_OK;
    }
    if (status == XP_OK)
        xp_vote_decision_swap(decision, found);
    xp_vote_system_clear(system);
    xp_vote_decision_clear(found);
    return status;
}
