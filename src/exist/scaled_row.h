/* Rows with integer coefficients under one denominator: what sums of many rows are made of. */
#ifndef XP_EXIST_SCALED_ROW_H
#define XP_EXIST_SCALED_ROW_H

#include <stddef.h>

#include <expost/exist/question.h>
#include <expost/exist/row.h>
#include <expost/num/compat.h>

/*
 * sum of coefficient[e] * unknown[e]  >=  right (or = right), all over denominator > 0.
 * unknown is ascending, no coefficient is 0.  room coefficients are initialised.
 */
typedef struct
{
    int equation;
    slong length;
    size_t room;
    slong *unknown;
    fmpz *coefficient;
    fmpz_t right;
    fmpz_t denominator;
} xp_scaled_row_struct;

typedef xp_scaled_row_struct xp_scaled_row_t[1];

void xp_scaled_row_init(xp_scaled_row_t row);
void xp_scaled_row_clear(xp_scaled_row_t row);

/*
 * Meaning   the coefficient of one more entry, 0 or what it was; with close it becomes the
 *           next entry of the row, unless it is 0
 * Domain    unknown is above those of the row
 */
fmpz *xp_scaled_row_open(xp_scaled_row_t row);
void xp_scaled_row_close(xp_scaled_row_t row, slong unknown);

/* The row of a key, the objective, as xp_row_set and xp_row_set_objective. */
void xp_scaled_row_set(xp_scaled_row_t row, const xp_question_t *question,
                       const xp_row_key_t *key);
void xp_scaled_row_set_objective(xp_scaled_row_t row, const xp_question_t *question);

/* Whether the key has the indices of its kind, each in range, and no other. */
int xp_row_key_is_valid(const xp_row_key_t *key, const xp_question_t *question);

#endif
