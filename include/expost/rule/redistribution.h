/* How much of the pivot revenue of identical units can be given back. */
#ifndef XP_RULE_REDISTRIBUTION_H
#define XP_RULE_REDISTRIBUTION_H

#include <expost/num/compat.h>

/*
 * Meaning   the worst-case optimal linear rebates: z_i is the sum of coefficient[j - m - 1] times
 *           the j-th highest value of the others, over j = m + 1, ..., n - 1
 * Domain    1 <= m = units <= n - 2, n = agents; coefficient has n - 1 - m entries
 * Cost      n - m rationals of about n bits
 * Source    Guo and Conitzer 2009; semantics.md section 7
 */
void xp_guo_conitzer_coefficients(fmpq *coefficient, slong agents, slong units);

/*
 * Meaning   the share of the pivot revenue that these rebates return at the worst profile:
 *           1 - C(n-1, m) / sum over l = m, ..., n-1 of C(n-1, l); 0 for m = n - 1
 * Domain    1 <= m <= n - 1
 */
void xp_guo_conitzer_share(fmpq_t share, slong agents, slong units);

#endif
