/* Linear programs in a few words, for tests. */
#ifndef XP_TESTS_LP_BUILD_H
#define XP_TESTS_LP_BUILD_H

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "lp/lp.h"

/* "1 -1/2 0" into a vector of count numbers; 0 unless there are exactly so many. */
static inline int set_vector(fmpq *vector, slong count, const char *numbers)
{
    char *text = xp_strdup(numbers);
    char *next = text;
    slong at = 0;
    int good = 1;

    for (char *word = strtok_r(text, " ", &next); word != NULL && good;
         word = strtok_r(NULL, " ", &next))
        good = at < count && fmpq_set_str(vector + at++, word, 10) == 0;
    free(text);
    return good && at == count;
}

/* min objective . x over x_j >= 0 where signs[j] is '+', free where it is '.'. */
static inline void make_program(xp_lp_t lp, const char *signs, const char *objective)
{
    xp_lp_init(lp, (slong) strlen(signs));
    for (slong j = 0; j < lp->column_count; j++)
        lp->nonnegative[j] = signs[j] == '+';
    if (!set_vector(lp->objective, lp->column_count, objective))
        abort();
}

/* The row `coefficients` relation `right`; the relation is ">=", "<=" or "=". */
static inline void add_row(xp_lp_t lp, const char *coefficients, const char *relation,
                           const char *right)
{
    fmpq *row = _fmpq_vec_init(lp->column_count + 1);

    if (!set_vector(row, lp->column_count, coefficients)
        || !set_vector(row + lp->column_count, 1, right))
        abort();
    for (slong j = 0; j <= lp->column_count && relation[0] == '<'; j++)
        fmpq_neg(row + j, row + j);
    xp_lp_add_row(lp, relation[0] == '=', row + lp->column_count);
    for (slong j = 0; j < lp->column_count; j++)
        xp_lp_add_entry(lp, j, row + j);
    _fmpq_vec_clear(row, lp->column_count + 1);
}

/* Chvatal 1983, page 13: the largest 5 x_1 + 4 x_2 + 3 x_3 is 13, at (2, 0, 1). */
static inline void make_chvatal(xp_lp_t lp)
{
    make_program(lp, "+++", "-5 -4 -3");
    add_row(lp, "2 3 1", "<=", "5");
    add_row(lp, "4 1 2", "<=", "11");
    add_row(lp, "3 4 2", "<=", "8");
}

#endif
