/* What the files on formulas share: exact roots and powers, ranges, one variable. */
#ifndef XP_MODEL_EXPRESSION_IMPL_H
#define XP_MODEL_EXPRESSION_IMPL_H

#include <expost/model/expression.h>

/* Whether e is a constant integer, a constant rational. */
int xp_expression_is_integer(const xp_expression_struct *e);
int xp_expression_is_rational(const xp_expression_struct *e);

/* Whether two formulas are written alike. */
int xp_expression_same(const xp_expression_struct *a, const xp_expression_struct *b);

/*
 * Meaning   y = x^exponent where that is rational, base >= 0 unless the exponent is an integer
 * Result    1; 0 when it is irrational or not real; -1: 0 to a negative power; -2: over
 *           XP_RAT_BITS_LIMIT bits
 */
int xp_expression_power(fmpq_t y, const fmpq_t x, const fmpq_t exponent);

/* I_x(a, b) as a polynomial in x.  Domain: a, b >= 1. */
void xp_expression_beta_poly(fmpq_poly_t poly, ulong a, ulong b);
/* Whether the parameters of a BETA are integers from 1 on, of a sum up to 1000. */
int xp_expression_beta_integers(ulong *a, ulong *b, const xp_expression_struct *e);

/* As xp_expression_evaluate_arb for what reads one type only. */
void xp_expression_evaluate_arb_one(arb_t value, const xp_expression_struct *e, const arb_t x,
                                    slong precision);

/* I_x(a, b) for a real ball x, by its ends; [0, 1] at worst. */
void xp_expression_beta_arb(arb_t value, const arb_t x, const arb_t a, const arb_t b,
                            slong precision);

#endif
