/* Can Groves payments balance the budget when types are intervals? */
#ifndef XP_CONT_DECISION_BALANCE_H
#define XP_CONT_DECISION_BALANCE_H

#include <expost/base/progress.h>
#include <expost/model/continuous.h>

/*
 *   answer      XP_HOLDS: balanced Groves payments exist; XP_FAILS: none do; XP_UNDECIDED
 *   how         a sentence: the identity, the cube, or why it is not decided
 *   n           agents
 *   welfare     W(theta) as an expression in pool, or NULL (finitely many outcomes)
 *   derivative  d^n W / dtheta_1 ... dtheta_n as an expression, or NULL
 *   h           XP_HOLDS: h[i] reads the types of the others only, and sum of h_i = (n - 1) W was
 *               verified as an identity; NULL otherwise
 *   XP_FAILS: the cube.  base and profile have n types, base[i] < profile[i];
 *   sum         its alternating sum, sum over T of (-1)^(n - |T|) W(profile on T, base elsewhere),
 *               not 0: exact, or an enclosure without 0
 *   tried       XP_UNDECIDED: how many cubes were tried
 */
typedef struct
{
    xp_answer_t answer;
    char *how;
    slong n;
    xp_pool_t pool;
    const xp_expression_struct *welfare;
    const xp_expression_struct *derivative;
    const xp_expression_struct **h;
    fmpq *base;
    fmpq *profile;
    xp_real_t sum;
    ulong tried;
} xp_interval_balance_struct;

typedef xp_interval_balance_struct xp_interval_balance_t[1];

void xp_interval_balance_init(xp_interval_balance_t balance);
void xp_interval_balance_clear(xp_interval_balance_t balance);
void xp_interval_balance_swap(xp_interval_balance_t a, xp_interval_balance_t b);

/*
 * Meaning   whether some h makes the Groves payments of a continuous model sum to the cost at every
 *           profile, that is sum of h_i(theta_-i) = (n - 1) W(theta)
 * Result    a real decision: by the mixed derivative.  Polynomial W: each monomial of W, times
 *           n - 1, is given in equal parts to the agents whose type it does not contain; otherwise
 *           h by inclusion and exclusion with the lower ends as base.  Finitely many outcomes: as
 *           xp_interval_balance_cube
 * Failure   XP_REFUSED: interdependent values; a real decision whose rule is not proved efficient
 *           (the words say why); XP_LIMIT: over 16 agents where cubes have to be tried; XP_STOPPED
 * Cost      2^n evaluations of W for each cube
 * Source    Walker 1980; Holmstrom 1977; Groves and Loeb 1975; semantics.md section 6
 */
XP_MUST_USE xp_status_t xp_interval_balance(xp_interval_balance_t balance,
                                            const xp_continuous_t model,
                                            const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   the same for finitely many outcomes: looks for a cube that does not vanish among
 *           profiles of rational types (a grid that contains the lower ends, from which all other
 *           cubes of the grid follow), exact where values are rational there, otherwise enclosed
 * Result    XP_HOLDS: one agent, or one outcome is best at every profile (W is a sum of functions
 *           of one type each); XP_FAILS: the cube; XP_UNDECIDED: none found
 * Failure   XP_REFUSED: interdependent values, a real decision; XP_LIMIT: over 16 agents;
 *           XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_interval_balance_cube(xp_interval_balance_t balance,
                                                 const xp_continuous_t model,
                                                 const xp_progress_t *progress, xp_error_t error);

#endif
