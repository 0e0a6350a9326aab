/* A real decision with a stated rule: the surplus, and whether the rule is its maximiser. */
#ifndef XP_CONT_DECISION_H
#define XP_CONT_DECISION_H

#include <expost/base/progress.h>
#include <expost/model/continuous.h>

/*
 * A real decision is an outcome x of `outcomes x real` or `outcomes x in [a, b]` with
 * `rule = EXPR`; S(x, theta) = sum of v_i(x, theta_i) - c(x).
 *
 * Meaning   whether the model has a real decision, a stated rule and private values
 * Failure   XP_REFUSED: finitely many outcomes, no rule, a value or cost that reads what it may
 *           not; the words name the agent
 */
XP_MUST_USE xp_status_t xp_decision_can_ask(const xp_continuous_t model, xp_error_t error);

/* S(x, theta) as an expression of DECISION and types; W(theta) = S(rule(theta), theta). */
const xp_expression_struct *xp_decision_surplus(xp_pool_t pool, const xp_continuous_t model);
const xp_expression_struct *xp_decision_welfare(xp_pool_t pool, const xp_continuous_t model);

/*
 * Whether the rule maximises S at every profile.
 *   answer    XP_HOLDS, XP_FAILS or XP_UNDECIDED
 *   how       a sentence: how it was proved; what refutes it; or why it is not decided
 *   condition dS/dx at the rule, as an expression in pool: an identical 0 when it holds; NULL when
 *             there is no derivative
 *   curvature d2S/dx2, as an expression of DECISION and types; or NULL
 *   XP_FAILS only:
 *   n, profile       a profile, n rational types
 *   chosen           what the rule gives there
 *   better           a decision with a larger surplus
 *   gain             S(better) - S(chosen) > 0, exact or enclosed
 */
typedef struct
{
    xp_answer_t answer;
    char *how;
    xp_pool_t pool;
    const xp_expression_struct *condition;
    const xp_expression_struct *curvature;
    slong n;
    fmpq *profile;
    xp_real_t chosen;
    fmpq_t better;
    xp_real_t gain;
} xp_decision_efficiency_struct;

typedef xp_decision_efficiency_struct xp_decision_efficiency_t[1];

void xp_decision_efficiency_init(xp_decision_efficiency_t efficiency);
void xp_decision_efficiency_clear(xp_decision_efficiency_t efficiency);
void xp_decision_efficiency_swap(xp_decision_efficiency_t a, xp_decision_efficiency_t b);

/*
 * Meaning   whether the stated rule is proved to be the maximiser of S over the decisions: all
 *           reals where S is defined, or the interval
 * Result    XP_HOLDS: dS/dx = 0 at the rule as an identity of rational functions, the rule is in
 *           the domain and d2S/dx2 <= 0 on all of it, for all types; proved exactly (constants, or
 *           Bernstein coefficients of polynomials by subdivision).  XP_FAILS: a rational profile
 *           with a better decision.  XP_UNDECIDED: neither; optima at a bound of the interval and
 *           first-order conditions that are no rational functions (roots) are among these
 * Failure   as xp_decision_can_ask; XP_STOPPED
 * Cost      one polynomial inequality on the box of types and decisions; grows with
 *           (degree + 1)^(n + 1) for each part of the subdivision
 * Source    semantics.md section 2
 */
XP_MUST_USE xp_status_t xp_decision_efficiency(xp_decision_efficiency_t efficiency,
                                               const xp_continuous_t model,
                                               const xp_progress_t *progress, xp_error_t error);

#endif
