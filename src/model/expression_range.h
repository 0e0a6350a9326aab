/* Formulas over intervals by their ends: slower than balls, but it keeps signs and exact zeros. */
#ifndef XP_MODEL_EXPRESSION_RANGE_H
#define XP_MODEL_EXPRESSION_RANGE_H

#include <expost/model/expression.h>

/* A rational, or -infinity, +infinity when infinite is -1, 1. */
typedef struct
{
    int infinite;
    fmpq_t value;
} xp_end_struct;

/* A closed interval; values that do not exist are the whole line. */
typedef struct
{
    xp_end_struct low;
    xp_end_struct high;
} xp_range_struct;

typedef xp_range_struct xp_range_t[1];

void xp_end_set(xp_end_struct *a, const xp_end_struct *b);
/* The lower (upper) end of a ball, away from extreme exponents by rounding outward. */
void xp_end_set_arb(xp_end_struct *end, const arb_t x, int upper, slong precision);
int xp_end_sign(const xp_end_struct *end);

void xp_range_init(xp_range_t range);
void xp_range_clear(xp_range_t range);
void xp_range_swap(xp_range_t a, xp_range_t b);
void xp_range_set_ends(xp_range_t range, const fmpq_t low, const fmpq_t high);
void xp_range_set_arb(xp_range_t range, const arb_t x, slong precision);
void xp_range_get_arb(arb_t x, const xp_range_t range, slong precision);

/* Least and largest sign within: -1, 0, 1. */
int xp_range_low_sign(const xp_range_t range);
int xp_range_high_sign(const xp_range_t range);

/* r = the line; a + b; -a; a b; a / b; a^exponent, a cut to a >= 0 unless it is an integer. */
void xp_range_set_line(xp_range_t r);
void xp_range_add(xp_range_t r, const xp_range_t a, const xp_range_t b);
void xp_range_neg(xp_range_t r, const xp_range_t a);
void xp_range_mul(xp_range_t r, const xp_range_t a, const xp_range_t b);
void xp_range_div(xp_range_t r, const xp_range_t a, const xp_range_t b);
void xp_range_pow(xp_range_t r, const xp_range_t a, const fmpq_t exponent, slong precision);
void xp_range_union(xp_range_t r, const xp_range_t a, const xp_range_t b);
/* The least (largest) of the two. */
void xp_range_extreme(xp_range_t r, const xp_range_t a, const xp_range_t b, int largest);
/* The image under a rising function: of points, and of the infinities as limits. */
typedef void (*xp_rising_t)(arb_t y, const arb_t x, slong precision);
void xp_range_apply(xp_range_t r, const xp_range_t a, xp_rising_t f, slong precision);
void xp_rising_exp(arb_t y, const arb_t x, slong precision);
void xp_rising_log(arb_t y, const arb_t x, slong precision);
void xp_rising_erf(arb_t y, const arb_t x, slong precision);
void xp_rising_floor(arb_t y, const arb_t x, slong precision);
void xp_rising_ceil(arb_t y, const arb_t x, slong precision);
/* Ends of many bits are rounded outward. */
void xp_range_trim(xp_range_t r, slong precision);

/* Bits of an interval's ends where nobody asks for others; what is neither -1, 0 nor 1. */
#define XP_RANGE_PRECISION 128
#define XP_SIGN_UNKNOWN 2

/*
 * The sign of e, of TYPE 0, over a box: 1 (>= 0), -1 (<= 0), 0; its direction: 1 (does not fall),
 * -1 (does not rise), 0 (constant); or XP_SIGN_UNKNOWN.
 */
int xp_expression_sign_on(const xp_expression_struct *e, const xp_range_t box);
int xp_expression_direction_on(const xp_expression_struct *e, const xp_range_t box);

/* The values of e where the type that it reads lies in x; the line where one may not exist. */
void xp_expression_range(xp_range_t range, const xp_expression_struct *e, const xp_range_t x,
                         slong precision);

/* The same over balls: types by index, or the only one when `one` is not NULL. */
void xp_expression_range_arb(arb_t value, const xp_expression_struct *e, arb_srcptr type,
                             arb_srcptr one, arb_srcptr decision, slong precision);

/* Whether two numbers in these balls are in the order of a condition: 1, 0, or -1 not known. */
int xp_expression_compare_arb(xp_expression_kind_t kind, const arb_t a, const arb_t b);

/*
 * Meaning   a condition from its comparisons: 1, 0, or -1 where these do not decide it
 * Domain    compare answers the same of one comparison; data is given to it
 */
int xp_expression_decide(const xp_expression_struct *e,
                         int (*compare)(const xp_expression_struct *e, const void *data),
                         const void *data);

#endif
