/* Is there an assignment that satisfies every clause?  The assignment, or a refutation. */
#ifndef XP_SAT_SAT_H
#define XP_SAT_SAT_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>
#include <expost/sat/clauses.h>

typedef enum
{
    XP_SAT_SATISFIABLE = 0,
    XP_SAT_UNSATISFIABLE,
    XP_SAT_UNKNOWN
} xp_sat_verdict_t;

/*
 * Nothing the engine says is believed.
 *   value       SATISFIABLE: whether variable v is true at value[v], 1 <= v <= variables; every
 *               clause was evaluated
 *   refutation  UNSATISFIABLE: every lemma in it is needed, and was checked
 *   learned     clauses that the engine derived
 *   reason      UNKNOWN: words for the user
 */
typedef struct
{
    xp_sat_verdict_t verdict;
    unsigned char *value;
    xp_refutation_t refutation;
    size_t learned;
    char *reason;
} xp_sat_result_struct;

typedef xp_sat_result_struct xp_sat_result_t[1];

void xp_sat_result_init(xp_sat_result_t result);
void xp_sat_result_clear(xp_sat_result_t result);
void xp_sat_result_swap(xp_sat_result_t a, xp_sat_result_t b);

/*
 * What an engine claims, to be verified.
 *   verdict   SATISFIABLE: value is filled in.  UNSATISFIABLE: learned is a list of clauses, each
 *             by reverse unit propagation from those before it, after which the empty clause
 *             follows so too
 *   value     variables + 1 entries
 * Failure   XP_STOPPED, XP_LIMIT
 */
typedef xp_status_t xp_sat_engine_t(xp_sat_verdict_t *verdict, unsigned char *value,
                                    xp_clauses_t learned, const xp_clauses_t clauses,
                                    int variables, const xp_progress_t *progress,
                                    xp_error_t error);

xp_sat_engine_t xp_sat_cadical;

/*
 * Meaning   the verdict on clauses in variables 1, ..., variables
 * Domain    engine NULL: xp_sat_cadical
 * Failure   XP_LIMIT: too large; XP_STOPPED
 * Source    Goldberg and Novikov 2003 (reverse unit propagation)
 */
XP_MUST_USE xp_status_t xp_sat_solve(xp_sat_result_t result, const xp_clauses_t clauses,
                                     int variables, xp_sat_engine_t *engine,
                                     const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   whether lemmas, and the empty clause after them, follow from clauses by reverse unit
 *           propagation; and which of them are needed
 * Domain    literals of variables 1, ..., variables
 * Result    *holds; if it does, refutation: the lemmas needed in their order, each deleted after
 *           its last use, and the empty lemma
 * Failure   XP_LIMIT: too large; XP_STOPPED
 * Cost      a propagation for each lemma that is needed
 * Source    Goldberg and Novikov 2003; Heule, Hunt and Wetzler 2013 (trimming)
 */
XP_MUST_USE xp_status_t xp_sat_trim(int *holds, xp_refutation_t refutation,
                                    const xp_clauses_t clauses, const xp_clauses_t lemmas,
                                    int variables, const xp_progress_t *progress,
                                    xp_error_t error);

#endif
