/* What the ways to find the least subsidy share. */
#ifndef XP_CONT_SUBSIDY_IMPL_H
#define XP_CONT_SUBSIDY_IMPL_H

#include <expost/cont/subsidy.h>

#include "outcomes.h"

/*
 * Finitely many outcomes.  option: n m outside options, polynomials in the own type; NULL where
 * they are not known to be
 */
typedef struct
{
    const xp_continuous_struct *model;
    const xp_outcomes_struct *outcomes;
    xp_form_t form;
    const fmpq_poly_struct *option;
    const xp_dissolve_options_t *options;
} xp_subsidy_task_struct;

/*
 * Each fills answer, reason, method, exact, value and the worst-off types of a subsidy with n
 * places.
 *   exact     from exact interim quantities
 *   certain   outcome is efficient at every profile: no distribution matters
 *   ball      the efficient welfare is the largest of independent numbers (GOOD, or PROJECT with
 *             one or two agents that move the sum)
 *   lattice   PROJECT with any number of agents
 * Failure   XP_REFUSED, XP_STOPPED, XP_LIMIT
 */
XP_MUST_USE xp_status_t xp_subsidy_exact(xp_interval_subsidy_t subsidy,
                                         const xp_continuous_t model,
                                         const xp_interval_interim_t interim,
                                         const xp_dissolve_options_t *options, xp_error_t error);
void xp_subsidy_certain(xp_interval_subsidy_t subsidy, const xp_subsidy_task_struct *task,
                        slong outcome);
XP_MUST_USE xp_status_t xp_subsidy_ball(xp_interval_subsidy_t subsidy,
                                        const xp_subsidy_task_struct *task, xp_error_t error);
XP_MUST_USE xp_status_t xp_subsidy_lattice(xp_interval_subsidy_t subsidy,
                                           const xp_subsidy_task_struct *task, xp_error_t error);

/* How many agents' differences between outcome 1 and outcome 0 are not constant. */
slong xp_subsidy_movers(const xp_outcomes_t outcomes);

/* Sets the worst-off type of one agent from an exact number or from a bracket. */
void xp_subsidy_set_worst(xp_interval_subsidy_t subsidy, slong i, const fmpq_t low,
                          const fmpq_t high, slong precision);

/*
 * Sets value to the ball, and answer: 1 when its sign is decided.  Otherwise XP_UNDECIDED without a
 * reason.
 */
int xp_subsidy_decide(xp_interval_subsidy_t subsidy, const arb_t value);

/*
 * Meaning   turns an enclosure of f(v), f convex, into one of its minimum: that is at most f(v),
 *           and at least that plus the slope times the way from v to an end of [low, high]
 * Domain    the minimum over [low, high] is meant, v within; slope encloses a subgradient at v
 */
void xp_subsidy_lower(arb_t least, const arb_t slope, const fmpq_t v, const fmpq_t low,
                      const fmpq_t high, slong precision);

/*
 * Meaning   b_i(t) - o_i(t): base values less outside options, affine
 * Result    1; 0 and the error where they are not affine or the option depends on the outcome
 * Domain    base: the outcome whose value is the base, or -1: 0
 */
int xp_subsidy_rest(fmpq_t slope, fmpq_t shift, const xp_subsidy_task_struct *task, slong i,
                    slong base, xp_error_t error);

#endif
