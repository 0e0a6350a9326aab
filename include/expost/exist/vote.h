/* Is there a social choice function with these properties?  Its table, or a refutation. */
#ifndef XP_EXIST_VOTE_H
#define XP_EXIST_VOTE_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/exist/decide.h>
#include <expost/num/compat.h>
#include <expost/sat/clauses.h>
#include <expost/vote/choice.h>
#include <expost/vote/domain.h>
#include <expost/vote/property.h>

/* What a clause says: a property of vote/property.h, or one of these. */
#define XP_VOTE_CLAUSE_ONE XP_VOTE_PROPERTY_COUNT        /* exactly one alternative at a profile */
#define XP_VOTE_CLAUSE_USED (XP_VOTE_PROPERTY_COUNT + 1) /* which alternatives occur */
#define XP_VOTE_CLAUSE_COUNT (XP_VOTE_PROPERTY_COUNT + 2)

/*
 * The clauses that say that a function on a domain has properties.  With K profiles, M
 * alternatives, N voters: variable r M + a + 1 says that a is chosen at profile r; if used > 0,
 * used + b that b occurs; if dictator > 0, dictator + i that voter i always gets a best of what
 * occurs; if loses > 0, loses + i M M + a M + b that voter i somewhere ranks b, which occurs, above
 * a, which is chosen there.
 *   choice      sizes; not owned
 *   properties  bits
 *   variables   the largest number
 *   neutral_map   for alternatives c < M - 1 and orders: the order with c and c + 1 exchanged; or
 *                 NULL
 */
typedef struct
{
    const xp_choice_struct *choice;
    unsigned properties;
    int used;
    int dictator;
    int loses;
    int variables;
    slong *neutral_map;
} xp_vote_system_struct;

typedef xp_vote_system_struct xp_vote_system_t[1];

void xp_vote_system_init(xp_vote_system_t system);
void xp_vote_system_clear(xp_vote_system_t system);

/*
 * Meaning   the system of properties (bits) for functions of these sizes
 * Domain    choice has sizes and outlives the system
 * Failure   XP_REFUSED: neutral on a domain that permutations of the alternatives do not map to
 *           itself; XP_LIMIT: more than XP_VOTE_LITERALS literals
 * Source    semantics.md section 8
 */
XP_MUST_USE xp_status_t xp_vote_system_set(xp_vote_system_t system, const xp_choice_t choice,
                                           unsigned properties, xp_error_t error);

/* The most literals of a system. */
#define XP_VOTE_LITERALS (WORD(1) << 27)

/* Takes a clause of a kind; a status other than XP_OK ends the list. */
typedef xp_status_t xp_vote_on_clause_t(void *data, int kind, const int *literal, size_t length,
                                        xp_error_t error);

/*
 * Meaning   lists the clauses in the order of expost-certificate(5)
 * Failure   XP_STOPPED; that of take
 */
XP_MUST_USE xp_status_t xp_vote_system_list(const xp_vote_system_t system,
                                            xp_vote_on_clause_t *take, void *data,
                                            const xp_progress_t *progress, xp_error_t error);

/* Meaning   the clauses as a list, and how many there are of each kind. */
XP_MUST_USE xp_status_t xp_vote_system_clauses(xp_clauses_t clauses,
                                               size_t count[XP_VOTE_CLAUSE_COUNT],
                                               const xp_vote_system_t system,
                                               const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   evaluates every clause on a table; the other variables have the values that their
 *           meaning gives them
 * Domain    the choice of the system has a table
 * Result    *holds; if it is 0, the kind of the first clause that is false, and the clause
 * Failure   XP_LIMIT, XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_vote_system_evaluate(int *holds, int *kind, xp_clauses_t broken,
                                                const xp_vote_system_t system,
                                                const xp_progress_t *progress,
                                                xp_error_t error);

/*
 *   verdict     XP_POSSIBLE, XP_IMPOSSIBLE or XP_UNKNOWN
 *   reason      UNKNOWN: the limit, or what the solver did; otherwise NULL
 *   choice      its table: POSSIBLE only, and then it has the properties by xp_vote_check
 *   refutation  IMPOSSIBLE: of the system; checked and trimmed
 *   variables, clause, clauses   sizes of the system: clauses by kind and altogether
 *   learned     clauses in the solver's own proof
 */
typedef struct
{
    xp_verdict_t verdict;
    char *reason;
    unsigned properties;
    xp_choice_t choice;
    xp_refutation_t refutation;
    size_t variables;
    size_t clause[XP_VOTE_CLAUSE_COUNT];
    size_t clauses;
    size_t learned;
} xp_vote_decision_struct;

typedef xp_vote_decision_struct xp_vote_decision_t[1];

void xp_vote_decision_init(xp_vote_decision_t decision);
void xp_vote_decision_clear(xp_vote_decision_t decision);
void xp_vote_decision_swap(xp_vote_decision_t a, xp_vote_decision_t b);

/*
 * Meaning   the verdict for the functions of so many voters on a domain
 * Domain    properties: bits, may be 0; the domain outlives the decision
 * Failure   XP_REFUSED as xp_vote_system_set; XP_STOPPED.  A limit is the verdict XP_UNKNOWN
 * Source    Gibbard 1973; Satterthwaite 1975; Tang and Lin 2009 (by propositional clauses)
 */
XP_MUST_USE xp_status_t xp_vote_decide(xp_vote_decision_t decision, const xp_domain_t domain,
                                       slong voters, unsigned properties,
                                       const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   the number of functions of these sizes with the properties
 * Domain    choice has sizes; properties: bits
 * Result    *count, by exhaustive search with arc consistency: no clause and no solver is used
 * Failure   XP_REFUSED as xp_vote_system_set; XP_LIMIT: more than 64 alternatives, more than
 *           XP_VOTE_COUNT_LIMIT steps, or too much memory; XP_STOPPED
 * Cost      at least one step for each function, except where functions differ at profiles that
 *           nothing ties together
 * Source    Mackworth 1977 (arc consistency)
 */
XP_MUST_USE xp_status_t xp_vote_count(fmpz_t count, const xp_choice_t choice, unsigned properties,
                                      const xp_progress_t *progress, xp_error_t error);

#define XP_VOTE_COUNT_LIMIT (WORD(1) << 26)

#endif
