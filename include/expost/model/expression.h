/* Formulas over continuous types: trees of numbers, types, the decision, functions. */
#ifndef XP_MODEL_EXPRESSION_H
#define XP_MODEL_EXPRESSION_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/num/ball.h>
#include <expost/num/real.h>

/*
 *   numbers
 *   CONSTANT   value
 *   PI
 *   TYPE       the type of agent `index`
 *   DECISION   the decision variable
 *   NEGATE ... POW      of child 0 (and 1); POW: any real exponent, base >= 0 unless the exponent
 *              is a constant integer
 *   ABS FLOOR CEIL EXP LOG SQRT ERF     of child 0
 *   BETA       the regularised incomplete beta function I_x(a, b): children x, a, b, the last two
 *              constants > 0, x in [0, 1]
 *   MIN MAX    of the children
 *   IF         child 0: condition; 1, 2: numbers
 *   conditions
 *   EQ ... GE  of two numbers;  AND OR of two conditions;  NOT
 */
typedef enum
{
    XP_EXPRESSION_CONSTANT = 0,
    XP_EXPRESSION_PI,
    XP_EXPRESSION_TYPE,
    XP_EXPRESSION_DECISION,
    XP_EXPRESSION_NEGATE,
    XP_EXPRESSION_ADD,
    XP_EXPRESSION_SUB,
    XP_EXPRESSION_MUL,
    XP_EXPRESSION_DIV,
    XP_EXPRESSION_POW,
    XP_EXPRESSION_ABS,
    XP_EXPRESSION_FLOOR,
    XP_EXPRESSION_CEIL,
    XP_EXPRESSION_EXP,
    XP_EXPRESSION_LOG,
    XP_EXPRESSION_SQRT,
    XP_EXPRESSION_ERF,
    XP_EXPRESSION_BETA,
    XP_EXPRESSION_MIN,
    XP_EXPRESSION_MAX,
    XP_EXPRESSION_IF,
    XP_EXPRESSION_EQ,
    XP_EXPRESSION_NE,
    XP_EXPRESSION_LT,
    XP_EXPRESSION_LE,
    XP_EXPRESSION_GT,
    XP_EXPRESSION_GE,
    XP_EXPRESSION_AND,
    XP_EXPRESSION_OR,
    XP_EXPRESSION_NOT
} xp_expression_kind_t;

/* value is set for CONSTANT, index for TYPE.  Never changed once made. */
typedef struct xp_expression_struct
{
    xp_expression_kind_t kind;
    slong index;
    fmpq_t value;
    slong child_count;
    const struct xp_expression_struct *child[];
} xp_expression_struct;

/* Expressions live in a pool and end with it; they may share parts. */
typedef struct
{
    xp_expression_struct **expression;
    size_t count;
    size_t room;
} xp_pool_struct;

typedef xp_pool_struct xp_pool_t[1];

void xp_pool_init(xp_pool_t pool);
void xp_pool_clear(xp_pool_t pool);
void xp_pool_swap(xp_pool_t a, xp_pool_t b);

/*
 * Constructors.  Rational constants are folded, x + 0, 1 x, x^1 and the like are x.  POW by a
 * constant integer stays POW.  Division by a constant 0 is not folded.
 */
const xp_expression_struct *xp_expression_constant(xp_pool_t pool, const fmpq_t value);
const xp_expression_struct *xp_expression_constant_si(xp_pool_t pool, slong p, ulong q);
const xp_expression_struct *xp_expression_type(xp_pool_t pool, slong agent);
const xp_expression_struct *xp_expression_word(xp_pool_t pool, xp_expression_kind_t kind);
const xp_expression_struct *xp_expression_unary(xp_pool_t pool, xp_expression_kind_t kind,
                                                const xp_expression_struct *a);
const xp_expression_struct *xp_expression_binary(xp_pool_t pool, xp_expression_kind_t kind,
                                                 const xp_expression_struct *a,
                                                 const xp_expression_struct *b);
const xp_expression_struct *xp_expression_node(xp_pool_t pool, xp_expression_kind_t kind,
                                               const xp_expression_struct *const *child,
                                               slong count);

/* The copy of e (maybe from another pool) with TYPE of agent `from` renamed to `to`. */
const xp_expression_struct *xp_expression_rename(xp_pool_t pool, const xp_expression_struct *e,
                                                 slong from, slong to);
/* e with DECISION, or with TYPE of an agent, replaced. */
const xp_expression_struct *xp_expression_substitute_decision(xp_pool_t pool,
                                                              const xp_expression_struct *e,
                                                              const xp_expression_struct *by);
const xp_expression_struct *xp_expression_substitute_type(xp_pool_t pool,
                                                          const xp_expression_struct *e,
                                                          slong agent,
                                                          const xp_expression_struct *by);

/*
 * Meaning   the derivative by the type of agent, or by the decision (agent -1)
 * Result    NULL where there is none: FLOOR, CEIL, ABS, MIN, MAX, IF of the variable
 */
const xp_expression_struct *xp_expression_derivative(xp_pool_t pool, const xp_expression_struct *e,
                                                     slong agent);

/* Whether e reads the type of agent (the decision: -1); whether it reads nothing at all. */
int xp_expression_reads(const xp_expression_struct *e, slong agent);
int xp_expression_is_constant(const xp_expression_struct *e);

/*
 * Meaning   the value at types (by agent) and decision (may be NULL where it is not read)
 * Failure   XP_INPUT: division by zero, a value that is not rational (sqrt(2), pi, exp(1));
 *           XP_LIMIT: over XP_RAT_BITS_LIMIT bits
 */
XP_MUST_USE xp_status_t xp_expression_evaluate(fmpq_t value, const xp_expression_struct *e,
                                               const fmpq *type, const fmpq *decision,
                                               xp_error_t error);
/* The same of a condition, exact. */
XP_MUST_USE xp_status_t xp_expression_holds(int *holds, const xp_expression_struct *e,
                                            const fmpq *type, const fmpq *decision,
                                            xp_error_t error);

/*
 * Meaning   encloses the values over all points of the balls; not finite where that cannot be done
 *           (division by a ball around 0, log of a ball that reaches 0, IF that does not decide:
 *           the union of both)
 */
void xp_expression_evaluate_arb(arb_t value, const xp_expression_struct *e, arb_srcptr type,
                                const arb_struct *decision, slong precision);

/*
 * Meaning   the value at a complex point of the one type it reads (agent), for acb_calc_integrate
 * Domain    analytic as acb_calc: then the result is not finite where e is not analytic on the
 *           whole ball (cuts, 0 of a root, IF, MIN that do not decide)
 */
void xp_expression_evaluate_acb(acb_t value, const xp_expression_struct *e, slong agent,
                                const acb_t x, int analytic, slong precision);

/*
 * Meaning   the exact value of a constant that is algebraic: rationals, + - * /, sqrt, rational
 *           powers, abs, floor, ceil, min, max, if
 * Failure   XP_INPUT: not algebraic by these, not real, division by zero; XP_LIMIT: a degree over
 *           XP_REAL_DEGREE
 */
XP_MUST_USE xp_status_t xp_expression_evaluate_real(xp_real_t value,
                                                    const xp_expression_struct *e,
                                                    xp_error_t error);

/*
 * Meaning   e as a polynomial in the type of agent
 * Result    1; 0 when it is none, or reads anything else
 */
int xp_expression_poly(fmpq_poly_t poly, const xp_expression_struct *e, slong agent);

/*
 * Meaning   e as a polynomial, or as a quotient of polynomials, in the types of agents 0 to n - 1
 *           (variables 0 to n - 1 of the context) and the decision (variable n)
 * Domain    the context has n + 1 variables
 * Result    1; 0 when it is none (or of over 10^5 terms)
 */
int xp_expression_mpoly(fmpq_mpoly_t poly, const xp_expression_struct *e,
                        const fmpq_mpoly_ctx_t context);
int xp_expression_fraction(fmpq_mpoly_t numerator, fmpq_mpoly_t denominator,
                           const xp_expression_struct *e, const fmpq_mpoly_ctx_t context);

/* The polynomial as an expression again: of the type of agent; in all types and the decision. */
const xp_expression_struct *xp_expression_from_poly(xp_pool_t pool, const fmpq_poly_t poly,
                                                    slong agent);
const xp_expression_struct *xp_expression_from_mpoly(xp_pool_t pool, const fmpq_mpoly_t poly,
                                                     const fmpq_mpoly_ctx_t context);

/*
 * Adds e as a formula of the model language: type_name[i] is what to write for a type ("t",
 * "t[ann]"), decision_name for the decision (may be NULL).  LaTeX when asked.
 */
void xp_expression_add_text(xp_string_t out, const xp_expression_struct *e,
                            const char *const *type_name, const char *decision_name, int latex);

/*
 * Adds e in reverse Polish notation as in expost-certificate(5): "t 1 - exp neg".
 * Domain    it reads one type only; no IF and no condition.  Result: 0 where there is one
 */
int xp_expression_add_postfix(xp_string_t out, const xp_expression_struct *e);

#endif
