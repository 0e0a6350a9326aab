/* Payments from an allocation rule: the envelope formula, revenue equivalence. */
#ifndef XP_CONT_ENVELOPE_H
#define XP_CONT_ENVELOPE_H

#include <expost/cont/outcome_mechanism.h>

/*
 * A rule over finitely many outcomes, values affine in the own type.  Where truth is optimal, the
 * interim utility of agent i is U_i(t) = U_i(low) + the integral of
 * slope_i = sum over a of v_i'(a) P(a | t), which must not fall; the expected payment is
 * E[v_i | t] - U_i(t).  With the least U_i(low) that leaves every type its outside option the
 * expected revenue is the largest of this rule.
 *   rule       the rule's interim quantities, with payments "none"
 *   slope      n functions
 *   rent       U_i(t) - U_i(low), n functions
 *   charge     E[v_i | t] - rent_i: the expected payment but for U_i(low)
 *   least      U_i(low), n numbers
 *   worst_off  the least type that is left its outside option only
 *   revenue, surplus   expected payments; less the expected cost
 */
typedef struct
{
    slong n;
    xp_outcome_mechanism_t rule;
    xp_piecewise_struct *slope;
    xp_piecewise_struct *rent;
    xp_piecewise_struct *charge;
    xp_real_struct *least;
    xp_real_struct *worst_off;
    xp_real_t revenue;
    xp_real_t surplus;
} xp_envelope_struct;

typedef xp_envelope_struct xp_envelope_t[1];

void xp_envelope_init(xp_envelope_t envelope);
void xp_envelope_clear(xp_envelope_t envelope);

/*
 * Meaning   the payments of the model's rule, the efficient one when it states none
 * Domain    the model outlives the result
 * Failure   as xp_outcome_mechanism_set; XP_REFUSED: values that are not affine in the own type, an
 *           outside option that jumps, a slope that falls: no payments make truth optimal; the
 *           agent and the types are named
 * Source    Myerson 1981; Milgrom and Segal 2002
 */
XP_MUST_USE xp_status_t xp_envelope_set(xp_envelope_t envelope, const xp_continuous_t model,
                                        const xp_progress_t *progress, xp_error_t error);

#endif
