/* CaDiCaL as an engine: what it answers, and the clauses it learned on the way. */
#include "sat/sat.h"

#include <limits.h>
#include <stdlib.h>

#include <ccadical.h>

#include <expost/base/memory.h>

/* How often a stop is asked for while clauses are handed over. */
#define CLAUSES_AT_ONCE 65536
/* What the solver takes for a clause and for a variable, roughly. */
#define CLAUSE_BYTES 128
#define VARIABLE_BYTES 512

/*
 * Where learned clauses go.
 *   status   of adding them, or XP_STOPPED
 */
typedef struct
{
    xp_clauses_struct *learned;
    const xp_progress_t *progress;
    xp_status_t status;
    xp_error_struct *error;
} listener_t;

static void listen_to(void *data, int *clause)
{
    listener_t *listener = data;
    size_t length = 0;

    while (clause[length] != 0)
        length++;
    if (listener->status == XP_OK && length > 0)
        listener->status = xp_clauses_add(listener->learned, clause, length, listener->error);
}

static int is_to_stop(void *data)
{
    listener_t *listener = data;

    if (listener->status == XP_OK
        && xp_progress_tick(listener->progress, "searching", 0, 1) != 0)
    {
        xp_error_set(listener->error, "stopped");
        listener->status = XP_STOPPED;
    }
    return listener->status != XP_OK;
}

/*
 * Steps that rewrite the clauses would have to be told in the proof, and the C interface has no
 * words for them.  The names are those of version 1.5; later versions know more of them, and a
 * name that a version does not know is ignored.  A proof with a gap is found out by the checker.
 */
static void choose_options(CCaDiCaL *solver)
{
    static const char *const off[] = {
        "block",  "compact", "condition", "congruence", "cover",    "decompose", "deduplicate",
        "elim",   "factor",  "fastelim",  "inprocessing", "instantiate", "preprocesslight",
        "probe",  "subsume", "sweep",     "ternary",    "transred", "vivify"};

    ccadical_set_option(solver, "quiet", 1);
    for (size_t k = 0; k < sizeof off / sizeof off[0]; k++)
        ccadical_set_option(solver, off[k], 0);
}

/* The solver ends the process when it finds no memory, so it is asked for beforehand. */
static xp_status_t ask_for_memory(const xp_clauses_t clauses, int variables, xp_error_t error)
{
    void *clause = NULL, *variable = NULL;
    xp_status_t status = xp_table_alloc(&clause, clauses->count, CLAUSE_BYTES, error);

    if (status == XP_OK)
        status = xp_table_alloc(&variable, (size_t) variables, VARIABLE_BYTES, error);
    free(clause);
    free(variable);
    return status;
}

xp_status_t xp_sat_cadical(xp_sat_verdict_t *verdict, unsigned char *value, xp_clauses_t learned,
                           const xp_clauses_t clauses, int variables,
                           const xp_progress_t *progress, xp_error_t error)
{
    listener_t listener = {learned, progress, ask_for_memory(clauses, variables, error), error};
    CCaDiCaL *solver;
    int answer = 0;

    if (listener.status != XP_OK)
        return listener.status;
    solver = ccadical_init();
    choose_options(solver);
    ccadical_set_learn(solver, &listener, INT_MAX, listen_to);
    ccadical_set_terminate(solver, &listener, is_to_stop);
    for (size_t c = 0; c < clauses->count && listener.status == XP_OK; c++)
    {
        size_t length;
        const int *literal = xp_clauses_get(&length, clauses, c);

        for (size_t k = 0; k < length; k++)
            ccadical_add(solver, literal[k]);
        ccadical_add(solver, 0);
        if (c % CLAUSES_AT_ONCE == 0)
            is_to_stop(&listener);
    }
    if (listener.status == XP_OK)
        answer = ccadical_solve(solver);
    if (listener.status == XP_OK)
    {
        *verdict = answer == 10   ? XP_SAT_SATISFIABLE
                   : answer == 20 ? XP_SAT_UNSATISFIABLE
                                  : XP_SAT_UNKNOWN;
        for (int v = 1; answer == 10 && v <= variables; v++)
            value[v] = ccadical_val(solver, v) > 0;
    }
    ccadical_release(solver);
    return listener.status;
}
