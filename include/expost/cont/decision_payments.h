/* Payments of a real decision: Groves, expected externality (dAGV), or as stated; their means. */
#ifndef XP_CONT_DECISION_PAYMENTS_H
#define XP_CONT_DECISION_PAYMENTS_H

#include <expost/base/progress.h>
#include <expost/cont/decision.h>

/*
 * A mechanism of a real decision.  All expressions are in pool and read types only, unless said.
 *   n          agents; name[i] theirs
 *   payments   "groves", "dagv", "balanced-groves", or "stated" for formulas of the file
 *   low, high  the intervals of the types, n each
 *   rule       the decision
 *   value[i], cost, outside[i]   v_i(rule, theta_i), c(rule), o_i at the rule
 *   payment[i] p_i
 *   utility[i] v_i(rule(r, theta_-i), theta_i) - p_i(r, theta_-i): TYPE i is the true type,
 *              DECISION stands for the report r
 *   rho[i]     dagv: rho_i(theta_i), a polynomial; NULL for others
 *   efficiency whether the rule is the maximiser
 *   polynomial all of these are polynomials; then they are also
 *   context    n + 1 variables: the types, and the report as variable n
 *   rule_poly, cost_poly, value_poly, outside_poly, payment_poly   in the types only
 *   utility_poly   in the types and the report
 *   has_prior  every prior is piecewise polynomial; then
 *   moment     moment[i][k] = E theta_i^k for k < moment_count, exact
 */
typedef struct
{
    slong n;
    char **name;
    char *payments;
    fmpq *low;
    fmpq *high;
    xp_pool_t pool;
    const xp_expression_struct *rule;
    const xp_expression_struct *cost;
    const xp_expression_struct **value;
    const xp_expression_struct **outside;
    const xp_expression_struct **payment;
    const xp_expression_struct **utility;
    fmpq_poly_struct *rho;
    xp_decision_efficiency_t efficiency;
    int polynomial;
    fmpq_mpoly_ctx_t context;
    fmpq_mpoly_t rule_poly;
    fmpq_mpoly_t cost_poly;
    fmpq_mpoly_struct *value_poly;
    fmpq_mpoly_struct *outside_poly;
    fmpq_mpoly_struct *payment_poly;
    fmpq_mpoly_struct *utility_poly;
    int has_prior;
    slong moment_count;
    fmpq **moment;
} xp_decision_mechanism_struct;

typedef xp_decision_mechanism_struct xp_decision_mechanism_t[1];

void xp_decision_mechanism_init(xp_decision_mechanism_t mechanism);
void xp_decision_mechanism_clear(xp_decision_mechanism_t mechanism);
void xp_decision_mechanism_swap(xp_decision_mechanism_t a, xp_decision_mechanism_t b);

/*
 * Meaning   the mechanism with the stated rule and these payments:
 *             groves           h_i - sum of v_j(rule), j != i, + c(rule); h_i as in the file, or 0
 *             dagv             c/n + 1/(n - 1) sum of rho_j, j != i, - rho_i, where rho_i(theta_i)
 *                              = E[sum of v_j(rule) - c(rule)/n, j != i | theta_i]
 *             balanced-groves  groves with the h of xp_decision_balance
 *             stated           the file's formulas
 *             none             p = 0
 * Domain    name NULL: as the file says, `payments NAME` or formulas; none when it says nothing
 * Failure   XP_REFUSED, named: as xp_decision_can_ask; payments that need what the file does not
 *           state (pivot and what is built on it: the optimum of the others); groves without a rule
 *           proved efficient; dagv without priors or with one that is not piecewise polynomial,
 *           with a value, cost or rule that is no polynomial, or n = 1; balanced-groves where none
 *           exists; stated without formulas.  XP_INPUT: a name that is no mechanism.  XP_STOPPED
 * Cost      that of xp_decision_efficiency, and n^2 products of polynomials
 * Source    semantics.md sections 3 and 9; d'Aspremont and Gerard-Varet 1979; Groves 1973
 */
XP_MUST_USE xp_status_t xp_decision_mechanism_set(xp_decision_mechanism_t mechanism,
                                                  const xp_continuous_t model, const char *name,
                                                  const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   decision and payments (n) at a profile of rational types, as far as they are rational
 *           exactly, otherwise enclosed with precision bits
 * Domain    profile has n types, in their intervals; payment is a row of n numbers
 * Failure   XP_INPUT: a type outside its interval, or a formula that is not defined there
 */
XP_MUST_USE xp_status_t xp_decision_mechanism_evaluate(xp_real_t decision, xp_real_struct *payment,
                                                       const xp_decision_mechanism_t mechanism,
                                                       const fmpq *profile, slong precision,
                                                       xp_error_t error);

/*
 * Interim quantities, polynomials in agent i's type; n each.
 *   payment[i]   E[p_i | t];  value[i]  E[v_i(rule) | t];  decision[i]  E[rule | t]
 *   utility[i]   E[v_i - p_i | t], truthful;  outside[i]  E[o_i | t]
 *   report[i]    U_i(r | t) in the mechanism's context: variable i is the type t, variable n the
 *                report r
 * Expectations: welfare E S(rule), revenue E sum of p_i, cost E c(rule), budget = revenue - cost.
 */
typedef struct
{
    slong n;
    fmpq_mpoly_ctx_t context;
    fmpq_poly_struct *decision;
    fmpq_poly_struct *payment;
    fmpq_poly_struct *value;
    fmpq_poly_struct *utility;
    fmpq_poly_struct *outside;
    fmpq_mpoly_struct *report;
    fmpq_t welfare;
    fmpq_t revenue;
    fmpq_t cost;
    fmpq_t budget;
} xp_decision_interim_struct;

typedef xp_decision_interim_struct xp_decision_interim_t[1];

void xp_decision_interim_init(xp_decision_interim_t interim);
void xp_decision_interim_clear(xp_decision_interim_t interim);
void xp_decision_interim_swap(xp_decision_interim_t a, xp_decision_interim_t b);

/*
 * Meaning   the interim quantities of a mechanism
 * Failure   XP_REFUSED: not polynomial, or no piecewise polynomial priors
 */
XP_MUST_USE xp_status_t xp_decision_interim(xp_decision_interim_t interim,
                                            const xp_decision_mechanism_t mechanism,
                                            xp_error_t error);

/*
 * Meaning   E[f | types of agents with kept[i] != 0], over the others' priors
 * Domain    the mechanism has priors and moments for every degree in f; kept has n flags;
 *           f is in its context (the report, variable n, stays); result may be f
 */
void xp_decision_expectation(fmpq_mpoly_t result, const fmpq_mpoly_t f,
                             const xp_decision_mechanism_t mechanism, const int *kept);

#endif
