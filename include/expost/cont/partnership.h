/* Can a partnership be dissolved efficiently?  Cramton, Gibbons and Klemperer, with proof. */
#ifndef XP_CONT_PARTNERSHIP_H
#define XP_CONT_PARTNERSHIP_H

#include <expost/base/progress.h>
#include <expost/model/continuous.h>

/*
 * One good, n >= 2 agents, agent i's value drawn from distribution[i], share[i] >= 0, shares sum
 * to 1 (exactly).  Outside option: share times value.  distribution is not owned and outlives this.
 */
typedef struct
{
    slong n;
    const xp_distribution_struct **distribution;
    xp_real_struct *share;
} xp_partnership_struct;

typedef xp_partnership_struct xp_partnership_t[1];

void xp_partnership_init(xp_partnership_t partnership);
void xp_partnership_clear(xp_partnership_t partnership);

/*
 * Meaning   the partnership that a model states
 * Failure   XP_REFUSED: fewer than 2 agents, an agent without prior or share, values that are not
 *           "the own type of who holds the good"; XP_INPUT: a share is negative or they do not sum
 *           to 1 (the sum is named)
 */
XP_MUST_USE xp_status_t xp_partnership_set_model(xp_partnership_t partnership,
                                                 const xp_continuous_t model, xp_error_t error);

/* How a sign was found; see architecture.md, "Continuous types". */
typedef enum
{
    XP_DISSOLVE_BALL = 0,   /* ball arithmetic, precision doubled */
    XP_DISSOLVE_RADICAL,    /* positive sums of real radicals are irrational, so not 0 */
    XP_DISSOLVE_ALGEBRAIC,  /* exact algebraic numbers */
    XP_DISSOLVE_SEPARATION  /* balls at a proven root-separation bound */
} xp_dissolve_method_t;

/* "ball", "radical", "algebraic", "separation". */
const char *xp_dissolve_method_name(xp_dissolve_method_t method);

/*
 *   digits     decimals that numbers shall have where they are enclosures, >= 0
 *   precision_limit   bits at which balls give up (default 2^17); at 2^12 at the latest where
 *                     integrals are by quadrature
 *   degree_limit      degree of algebraic numbers (default XP_REAL_DEGREE)
 *   sign_only  leave out what the sign does not need: D_i, W_i, B_i are 0 then, worst-off types
 *              the brackets, the sum the ball that decided
 */
typedef struct
{
    long digits;
    slong precision_limit;
    slong degree_limit;
    int sign_only;
    const xp_progress_t *progress;
} xp_dissolve_options_t;

void xp_dissolve_options_init(xp_dissolve_options_t *options);

/*
 * Section 9 of the definitions, n entries each:
 *   answer     XP_HOLDS: D >= 0, it can be dissolved; XP_FAILS: D < 0; XP_UNDECIDED, see reason
 *   sign       of D, when decided
 *   sum        D = sum of D_i: exact where that can be written, otherwise an enclosure
 *   low, high  rational brackets with low <= v_i* <= high, both in the support of agent i (equal
 *              where v_i* is that rational).  They prove the sign: with them the bounds of H_i by
 *              concavity give D's sign, unless D = 0
 *   worst_off  v_i*: exact where it can be (F piecewise polynomial), otherwise an enclosure
 *   term       D_i;  w: W_i(v_i*);  both as sum
 *   loss       B_i = integral of (1 - F_i) x dG_i   (for the constants of the payments)
 *   same       all distributions are the same
 *   precision  bits of the last balls
 *   doubt      NULL, or which distribution is a cdf only as far as could be checked
 */
typedef struct
{
    slong n;
    xp_answer_t answer;
    int sign;
    char *reason;
    char *doubt;
    xp_dissolve_method_t method;
    slong precision;
    int same;
    xp_real_t sum;
    fmpq *low;
    fmpq *high;
    xp_real_struct *worst_off;
    xp_real_struct *term;
    xp_real_struct *w;
    xp_real_struct *loss;
} xp_dissolution_struct;

typedef xp_dissolution_struct xp_dissolution_t[1];

void xp_dissolution_init(xp_dissolution_t dissolution);
void xp_dissolution_clear(xp_dissolution_t dissolution);

/*
 * Meaning   decides whether an efficient, BIC, interim IR, budget-balanced mechanism exists
 * Failure   XP_STOPPED; a limit is no failure but XP_UNDECIDED with the enclosure in sum
 * Cost      polynomial F, generic shares, n up to 20: under a millisecond for the sign
 * Source    Cramton, Gibbons and Klemperer 1987, Theorem 1; semantics section 9
 */
XP_MUST_USE xp_status_t xp_dissolve(xp_dissolution_t dissolution,
                                    const xp_partnership_t partnership,
                                    const xp_dissolve_options_t *options, xp_error_t error);

/*
 * Meaning   encloses D for shares given as balls (a function of the shares; concave), with about
 *           precision bits, and where worst_off is not NULL the n worst-off types (-v_i* is a
 *           supergradient of D in share i); what does not depend on shares is computed once and
 *           kept in the evaluator, for precisions up to its own
 */
typedef struct xp_evaluator_struct xp_evaluator_struct;

xp_evaluator_struct *xp_evaluator_new(const xp_partnership_t partnership);
void xp_evaluator_free(xp_evaluator_struct *evaluator);
void xp_evaluator_sum(arb_t sum, arb_ptr worst_off, xp_evaluator_struct *evaluator,
                      arb_srcptr share, slong precision);

/*
 * W_i as a function: exact for polynomial F (a piecewise polynomial on agent i's support); for the
 * report "W(v) = 1/6 - v^2/2".
 * Result    1; 0 where the distributions are not polynomial
 */
int xp_partnership_w(xp_piecewise_t w, const xp_partnership_t partnership, slong agent);

/*
 * The payments of CGK: p_i(theta) = own_i(theta_i) - 1/(n-1) sum of own_j(theta_j), j != i, - k_i.
 *   exact      own is set: own_i(x) = integral of y dG_i(y) from the hull's lower end to x
 *   constant   k_i
 *   gain       what every worst-off type gains, D/n
 */
typedef struct
{
    slong n;
    int exact;
    xp_piecewise_struct *own;
    xp_real_struct *constant;
    xp_real_t gain;
} xp_cgk_payments_struct;

typedef xp_cgk_payments_struct xp_cgk_payments_t[1];

void xp_cgk_payments_init(xp_cgk_payments_t payments);
void xp_cgk_payments_clear(xp_cgk_payments_t payments);
XP_MUST_USE xp_status_t xp_cgk_payments(xp_cgk_payments_t payments,
                                        const xp_partnership_t partnership,
                                        const xp_dissolution_t dissolution,
                                        const xp_dissolve_options_t *options, xp_error_t error);

/*
 * Meaning   the n payments at types theta, who gets the good (the highest; the first of equals),
 *           and payment-free: winner is the index
 * Failure   XP_INPUT: a type is not in its support; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_cgk_payments_at(xp_real_struct *payment, slong *winner,
                                           const xp_cgk_payments_t payments,
                                           const xp_partnership_t partnership, const fmpq *theta,
                                           const xp_dissolve_options_t *options,
                                           xp_error_t error);

/*
 * The simple auction: sealed bids, the highest bidder gets the good and pays his bid, which is
 * shared equally among all n.  Same distributions.  The symmetric equilibrium bid is
 * b(v) = v - (integral of F^n from alpha to v) / F(v)^n.
 *   numerator, denominator   b by pieces, where F is polynomial (exact 1): in lowest terms
 *   interim_ir[i]   the sign of W(v_i*): participation of agent i with share r_i, XP_UNDECIDED
 *                   where the ball does not tell
 *   slack[i]        W(v_i*), the interim net utility of the worst-off type
 */
typedef struct
{
    slong n;
    int exact;
    slong piece_count;
    fmpq *knot;
    fmpq_poly_struct *numerator;
    fmpq_poly_struct *denominator;
    xp_answer_t *interim_ir;
    xp_real_struct *slack;
} xp_simple_auction_struct;

typedef xp_simple_auction_struct xp_simple_auction_t[1];

void xp_simple_auction_init(xp_simple_auction_t auction);
void xp_simple_auction_clear(xp_simple_auction_t auction);

/* Failure   XP_REFUSED: the distributions differ.  Source: CGK 1987, section 5 */
XP_MUST_USE xp_status_t xp_simple_auction(xp_simple_auction_t auction,
                                          const xp_partnership_t partnership,
                                          const xp_dissolution_t dissolution, xp_error_t error);

#endif
