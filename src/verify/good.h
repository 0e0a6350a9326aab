/* Products of polynomial cdfs on one interval between knots. */
#ifndef XP_VERIFY_GOOD_H
#define XP_VERIFY_GOOD_H

#include "verify/continuous.h"

/*
 * F_I on the interval between two neighbours of the knots: a polynomial, 0 or 1.  piece has the
 * place of the first piece of agent I that does not end before the interval.
 */
void xp_cdf_between(xp_polynomial_t f, const xp_interval_agent_t *agent, size_t piece,
                    mpq_srcptr low, mpq_srcptr high);

/* The integral of f from low to high. */
void xp_polynomial_integral(mpq_t value, const xp_polynomial_t f, mpq_srcptr low, mpq_srcptr high);

#endif
