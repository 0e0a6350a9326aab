/* Formulas of one variable in reverse Polish notation. */
#ifndef XP_VERIFY_FORMULA_H
#define XP_VERIFY_FORMULA_H

#include <stddef.h>

#include <gmp.h>

#include "verify/interval.h"
#include "verify/reader.h"

typedef enum
{
    XP_TOKEN_NUMBER,
    XP_TOKEN_T,
    XP_TOKEN_PI,
    XP_TOKEN_ADD,
    XP_TOKEN_SUBTRACT,
    XP_TOKEN_MULTIPLY,
    XP_TOKEN_DIVIDE,
    XP_TOKEN_POWER,
    XP_TOKEN_NEG,
    XP_TOKEN_ABS,
    XP_TOKEN_EXP,
    XP_TOKEN_LOG,
    XP_TOKEN_SQRT,
    XP_TOKEN_ERF,
    XP_TOKEN_BETA,
    XP_TOKEN_MIN,
    XP_TOKEN_MAX
} xp_token_t;

/*
 * One token with its value: a number while that is rational and short, otherwise an interval.
 *   argument   the places of the tokens whose values it takes
 *   constant   does not depend on t;  known: constant, and the value is there
 */
typedef struct
{
    xp_token_t kind;
    size_t argument[3];
    int constant, known, exact;
    mpq_t number;
    xp_interval_t interval;
} xp_node_t;

/* stack: while it is read, the places of the values */
typedef struct
{
    xp_node_t *node;
    size_t count, space;
    size_t *stack, room;
} xp_formula_struct;
typedef xp_formula_struct xp_formula_t[1];

void xp_formula_init(xp_formula_t formula);
void xp_formula_clear(xp_formula_t formula);

/* Reads the tokens up to the end of the record. */
void xp_formula_read(xp_formula_t formula, xp_reader_t reader);

int xp_formula_equal(const xp_formula_t a, const xp_formula_t b);

/* Encloses the value at t; 0 where there is none.  bits is the same in all calls. */
int xp_formula_evaluate(xp_interval_ptr value, xp_formula_t formula, mpq_srcptr t,
                        unsigned long bits);

#endif
