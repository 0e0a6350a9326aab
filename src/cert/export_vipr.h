/* The constraints of a VIPR file: their numbers, and lines that derive new ones. */
#ifndef XP_CERT_EXPORT_VIPR_H
#define XP_CERT_EXPORT_VIPR_H

#include <stddef.h>

#include <expost/base/string.h>
#include <expost/exist/proof.h>
#include <expost/exist/question.h>
#include <expost/exist/row.h>
#include <expost/num/compat.h>

#include "base/share.h"

/* Terms of a linear combination: constraint and factor. */
typedef struct
{
    slong constraint;
    fmpq_t value;
} xp_vipr_term_struct;

typedef struct
{
    xp_vipr_term_struct *term;
    size_t count;
    size_t room;
} xp_vipr_sum_t;

void xp_vipr_sum_init(xp_vipr_sum_t *sum);
void xp_vipr_sum_clear(xp_vipr_sum_t *sum);
void xp_vipr_sum_add(xp_vipr_sum_t *sum, slong constraint, const fmpq_t value);

/* Sorts by constraint, adds up those of one constraint, drops zeros. */
void xp_vipr_sum_gather(xp_vipr_sum_t *sum);

/*
 * A file while it is written.
 *   key         of each row of CON behind the bounds, in order; bounds come first
 *   con, der    the lines of the sections
 *   derived     keys that have a line in der, and the numbers of these lines
 *   constraints how many there are, both sections together
 *   pace        when it was asked to stop, the file is of no use
 */
typedef struct
{
    xp_question_t system;
    slong bounds;
    xp_row_key_t *key;
    size_t rows;
    size_t key_room;
    xp_string_t con;
    xp_string_t der;
    slong derivations;
    slong constraints;
    xp_row_key_t *derived;
    slong *derived_at;
    size_t derived_count;
    size_t derived_room;
    size_t derived_at_room;
    xp_pace_struct pace;
} xp_vipr_t;

void xp_vipr_init(xp_vipr_t *vipr, const xp_question_t *question,
                  const xp_progress_t *progress);
void xp_vipr_clear(xp_vipr_t *vipr);

/* The lines of CON. */
void xp_vipr_set_constraints(xp_vipr_t *vipr);

/*
 * Meaning   the constraint that is the row of a key: of CON, or derived from rows of CON
 *           when its property only follows from those of the system
 * Result    its number, or -1 for a row without entries that holds
 */
slong xp_vipr_constraint(xp_vipr_t *vipr, const xp_row_key_t *key);

/* Ends a line of DER whose constraint has been written: by a combination; the number. */
slong xp_vipr_add_lin(xp_vipr_t *vipr, const xp_vipr_sum_t *sum);

/* Adds an assumption x >= 1 (upper = 0) or x <= 0 (upper = 1) about a probability. */
slong xp_vipr_add_assumption(xp_vipr_t *vipr, slong unknown, int upper);

/* Ends a line of DER: constraints a and b, less the assumptions l and m about one x. */
slong xp_vipr_add_uns(xp_vipr_t *vipr, slong a, slong l, slong b, slong m);

/* How many unknowns are payments; they come first. */
slong xp_vipr_payments(const xp_question_t *system);

/*
 * Meaning   adds the file whose CON and DER are there
 * Domain    value: of the bound, without the objective's constant; NULL: an impossibility.
 *           payment, rule: the mechanism that attains it, or NULL
 */
void xp_vipr_add_file(xp_string_t out, xp_vipr_t *vipr, const fmpq *value,
                      const xp_table_struct *payment, const xp_rule_struct *rule);

/* Adds " name sense right count column coefficient ..." of a row. */
void xp_vipr_add_row(xp_string_t out, const xp_question_t *system, const xp_row_t row,
                     const xp_row_key_t *key);

#endif
