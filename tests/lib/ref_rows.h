/* The slow system of a question of existence: every named row, dense, from its definition. */
#ifndef XP_TESTS_REF_ROWS_H
#define XP_TESTS_REF_ROWS_H

#include <expost/exist/question.h>
#include <expost/num/compat.h>

#include "ref_model.h"

/*
 * The unknowns are p_i(theta), number x n + i; under a free rule the probabilities, number
 * n K + x m + a; last, for worst-deficit, w.  All have any sign: pos rows are listed.
 *   entry, right   row r: sum_j entry[r * columns + j] unknown_j >= right[r], or equal
 *   objective, constant   the objective as stated
 * Written from expost-certificate(5); nothing here uses src/exist.
 */
typedef struct
{
    slong columns;
    slong rows;
    slong room;
    unsigned char *equation;
    fmpq *entry;
    fmpq *right;
    fmpq *objective;
    fmpq_t constant;
} xp_ref_rows_struct;

typedef xp_ref_rows_struct xp_ref_rows_t[1];

/*
 * The rows of the properties of the question, of those alone.  free_rule: the allocation is
 * unknown; otherwise it is ref->weight.  Of question only properties and objective are read.
 */
void xp_ref_rows_init(xp_ref_rows_t rows, const xp_ref_model_t ref,
                      const xp_question_t *question, int free_rule);
void xp_ref_rows_clear(xp_ref_rows_t rows);

#endif
