/* A mechanism over finitely many outcomes, types on intervals: rule, payments, expectations. */
#ifndef XP_CONT_OUTCOME_MECHANISM_H
#define XP_CONT_OUTCOME_MECHANISM_H

#include <expost/base/progress.h>
#include <expost/cont/interim.h>

/*
 * Private values that are polynomials in the own type, an efficient rule or cases whose comparisons
 * are affine in the types, piecewise polynomial priors.  n agents, m outcomes.
 *   payments    "groves", "pivot", "ir-vcg", "dagv", "stated" or "none" (all 0)
 *   efficient   the rule is the efficient one, by name
 *   payment     n m expressions at i m + a: what agent i pays at outcome a, apart from rho; NULL: 0
 *   has_rho     dagv: agent i also pays 1/(n - 1) sum of rho_j(theta_j), j != i, - rho_i(theta_i)
 *   subsidy     ir-vcg: phi_i, n rationals, already taken off payment
 *   value_poly  n m polynomials at i m + a: v_i(a) in the own type
 * Interim quantities, piecewise polynomials in the own type, n each, exact:
 *   chance      n m at i m + a: P(a | report r); of an outcome that is worth 0 to every type
 *               of i it may be left 0
 *   charge      E[p_i | report r];  cost: E[c | t];  outside: E[o_i | t], truthful
 *   value       E[v_i | t];  utility: value - charge: truthful utility
 * Expectations: welfare E S, revenue E sum of p_i, expected_cost E c, budget = revenue - cost.
 */
typedef struct
{
    slong n;
    slong m;
    const xp_continuous_struct *model;
    char *payments;
    int efficient;
    xp_pool_t pool;
    const xp_expression_struct **payment;
    int has_rho;
    xp_piecewise_struct *rho;
    fmpq *subsidy;
    fmpq_poly_struct *value_poly;
    xp_piecewise_struct *chance;
    xp_piecewise_struct *charge;
    xp_piecewise_struct *cost;
    xp_piecewise_struct *outside;
    xp_piecewise_struct *value;
    xp_piecewise_struct *utility;
    fmpq_t welfare;
    fmpq_t revenue;
    fmpq_t expected_cost;
    fmpq_t budget;
} xp_outcome_mechanism_struct;

typedef xp_outcome_mechanism_struct xp_outcome_mechanism_t[1];

void xp_outcome_mechanism_init(xp_outcome_mechanism_t mechanism);
void xp_outcome_mechanism_clear(xp_outcome_mechanism_t mechanism);
void xp_outcome_mechanism_swap(xp_outcome_mechanism_t a, xp_outcome_mechanism_t b);

/*
 * Meaning   the mechanism of a model with these payments: groves (h of the file, or 0), pivot,
 *           ir-vcg (interim participation), dagv with the efficient rule; stated: the file's
 *           formulas with the file's rule; none: p = 0 with the file's rule
 * Domain    name NULL: as the file says, none when it says nothing.  The model outlives the
 *           mechanism
 * Result    the interim quantities come from xp_interval_interim where the form is known and the
 *           rule efficient, otherwise from expectations over the polyhedra of the rule
 * Failure   XP_REFUSED, named: a real decision, no priors or some that are not piecewise
 *           polynomial, interdependent values, values that are not polynomial, comparisons that
 *           are not affine, a payment that is not polynomial by pieces, a mechanism that is not
 *           among these or needs the efficient rule, ir-vcg with a subsidy that is not rational;
 *           XP_INPUT: a name that is no mechanism; XP_LIMIT: too many parts; XP_STOPPED
 * Source    semantics.md sections 3 and 9
 */
XP_MUST_USE xp_status_t xp_outcome_mechanism_set(xp_outcome_mechanism_t mechanism,
                                                 const xp_continuous_t model, const char *name,
                                                 const xp_progress_t *progress,
                                                 xp_error_t error);

/*
 * Meaning   the outcome and the n payments at a profile of rational types (the first outcome of
 *           several efficient ones)
 * Domain    payment is a row of n rationals
 * Failure   XP_INPUT: a type outside its interval, a formula without a rational value there
 */
XP_MUST_USE xp_status_t xp_outcome_mechanism_evaluate(slong *outcome, fmpq *payment,
                                                      const xp_outcome_mechanism_t mechanism,
                                                      const fmpq *profile, xp_error_t error);

#endif
