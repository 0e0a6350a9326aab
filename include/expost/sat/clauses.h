/* Clauses in a growing list, and a refutation of a list of clauses. */
#ifndef XP_SAT_CLAUSES_H
#define XP_SAT_CLAUSES_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>

/*
 * A literal is v or -v for a variable v >= 1.  Clause c has the literals start[c] ..
 * start[c + 1] - 1; start is NULL while there is no clause.
 */
typedef struct
{
    size_t count;
    size_t room;
    size_t *start;
    size_t length;
    size_t literal_room;
    int *literal;
} xp_clauses_struct;

typedef xp_clauses_struct xp_clauses_t[1];

void xp_clauses_init(xp_clauses_t clauses);
void xp_clauses_clear(xp_clauses_t clauses);
void xp_clauses_swap(xp_clauses_t a, xp_clauses_t b);

/*
 * Meaning   makes room for so many more clauses and literals at once
 * Failure   XP_LIMIT: so much memory cannot be had; clauses is then as it was
 */
XP_MUST_USE xp_status_t xp_clauses_make_room(xp_clauses_t clauses, size_t count, size_t literals,
                                             xp_error_t error);

/* Meaning   adds a clause.  Failure   XP_LIMIT: clauses is then as it was */
XP_MUST_USE xp_status_t xp_clauses_add(xp_clauses_t clauses, const int *literal, size_t length,
                                       xp_error_t error);

/* The literals of a clause, *length of them. */
static inline const int *xp_clauses_get(size_t *length, const xp_clauses_t clauses, size_t c)
{
    *length = clauses->start[c + 1] - clauses->start[c];
    return clauses->literal + clauses->start[c];
}

/*
 * Why no assignment satisfies a list of clauses.  Each lemma follows from the clauses present
 * (the list and the lemmas before it, less what was deleted) by reverse unit propagation: to
 * assume all its literals false leads by clauses with one literal left to a clause with none.  The
 * last step is the empty lemma.
 *   step        lemmas and deletions in order
 *   is_delete   for each step; NULL while there is none
 *   lemmas      their number
 *   used        how many clauses of the list the propagations needed
 */
typedef struct
{
    xp_clauses_t step;
    unsigned char *is_delete;
    size_t lemmas;
    size_t used;
} xp_refutation_struct;

typedef xp_refutation_struct xp_refutation_t[1];

void xp_refutation_init(xp_refutation_t refutation);
void xp_refutation_clear(xp_refutation_t refutation);
void xp_refutation_swap(xp_refutation_t a, xp_refutation_t b);

/* Meaning   adds a step.  Failure   XP_LIMIT: refutation is then as it was */
XP_MUST_USE xp_status_t xp_refutation_add(xp_refutation_t refutation, int is_delete,
                                          const int *literal, size_t length, xp_error_t error);

#endif
