/* What the files on the writing of real numbers share. */
#ifndef XP_NUM_REAL_IMPL_H
#define XP_NUM_REAL_IMPL_H

#include <expost/base/string.h>
#include <expost/num/real.h>

/* Adds p/q, in LaTeX as \frac{p}{q} with its sign in front. */
void xp_real_add_fraction(xp_string_t out, const fmpq_t value, int latex);

/* Adds an enclosure: "0.00901211 ± 3e-15", at most so many digits. */
void xp_real_add_enclosure(xp_string_t out, const arb_t ball, long digits, int latex);

/*
 * Adds an algebraic x as (a + b sqrt(d))/c or as a + b (p/q)^(1/n).
 * Result: 0, and nothing added, when its minimal polynomial gives neither
 */
int xp_real_add_radical(xp_string_t out, const xp_real_t x, int latex);

#endif
