/* The least expected subsidy of the efficient rule when types are intervals. */
#ifndef XP_CONT_SUBSIDY_H
#define XP_CONT_SUBSIDY_H

#include <expost/cont/interim.h>
#include <expost/cont/partnership.h>

/*
 * least subsidy = (n - 1) E S(a*) - sum over i of min over types of (E[S(a*) | t_i] - o_i(t_i)).
 *   answer     XP_HOLDS: <= 0, no subsidy is needed; XP_FAILS: > 0; XP_UNDECIDED, see reason
 *   value      exact, or an enclosure
 *   exact      priors piecewise polynomial (or an outcome that is efficient at every profile):
 *              value exact where the degree allows, and low, high prove bounds by convexity
 *              (where the gain over the outside option is convex); otherwise enclosures
 *   low, high, worst_off   of each agent, as for partnerships
 *   method     as a word: "exact", "ball", "lattice" (sums of many types that are not polynomial,
 *              enclosed on a grid)
 */
typedef struct
{
    slong n;
    xp_form_t form;
    xp_answer_t answer;
    char *reason;
    char *doubt;
    int exact;
    const char *method;
    xp_real_t value;
    fmpq *low;
    fmpq *high;
    xp_real_struct *worst_off;
} xp_interval_subsidy_struct;

typedef xp_interval_subsidy_struct xp_interval_subsidy_t[1];

void xp_interval_subsidy_init(xp_interval_subsidy_t subsidy);
void xp_interval_subsidy_clear(xp_interval_subsidy_t subsidy);

/*
 * Meaning   the least expected subsidy with which the efficient rule is BIC and interim IR
 * Result    balls up to max(512, 8 digits) bits; lattices to 3 decimals, up to 6 as digits asks and
 *           16384 cells allow.  A prior with too many pieces for exact sums is enclosed as well
 * Failure   XP_REFUSED: a form that is not understood (the words say which are), no priors, a real
 *           decision with priors that are not polynomial, and for such priors outside options that
 *           depend on the outcome or leave a gain that is not affine but for E max; XP_STOPPED
 * Source    Myerson and Satterthwaite 1983; Krishna and Perry 1998; Williams 1999
 */
XP_MUST_USE xp_status_t xp_interval_subsidy(xp_interval_subsidy_t subsidy,
                                            const xp_continuous_t model,
                                            const xp_dissolve_options_t *options,
                                            xp_error_t error);

#endif
