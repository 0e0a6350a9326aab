/* The steps of the order of attack on the sign of D share this. */
#ifndef XP_SRC_CONT_DISSOLVE_H
#define XP_SRC_CONT_DISSOLVE_H

#include "cont/evaluator.h"

/*
 *   twin[i]     the first agent with the same distribution and the same share: what follows is the
 *               same for both; count[i]: how many have agent i as their twin (0: has another)
 *   share       the shares as balls; precision: of the last evaluation
 *   sum, largest, bracket     D, H_i and where v_i* was found to lie
 *   level, tail   for each agent that is its own twin, polynomial distributions: G_i and its
 *               integral to the hull's end on the support (not set before they are needed)
 *   limit       bits at which balls give up
 */
typedef struct
{
    const xp_partnership_struct *partnership;
    const xp_dissolve_options_t *options;
    xp_evaluator_struct *evaluator;
    slong n;
    slong *twin;
    slong *count;
    arb_ptr share;
    slong precision;
    slong limit;
    arb_t sum;
    arb_ptr largest;
    xp_bracket_struct *bracket;
    xp_piecewise_struct *level;
    xp_piecewise_struct *tail;
} xp_attack_struct;

typedef xp_attack_struct xp_attack_t[1];

void xp_attack_init(xp_attack_t attack, const xp_partnership_t partnership,
                    const xp_dissolve_options_t *options);
void xp_attack_clear(xp_attack_t attack);

/* Encloses D, H_i and v_i* with about so many bits; 0 when progress asked to stop. */
int xp_attack_evaluate(xp_attack_t attack, slong precision);

/* G_i and its integral on the support of an agent that is its own twin. */
const xp_piecewise_struct *xp_attack_level(xp_attack_t attack, slong agent);
const xp_piecewise_struct *xp_attack_tail(xp_attack_t attack, slong agent);

/* beta + (n - 1) integral of the product of all F_j.  Domain: polynomial distributions */
void xp_attack_constant(fmpq_t constant, const xp_attack_t attack);

/*
 * The radical test.  NONE: it does not apply; IRRATIONAL: D is irrational, so not 0; RATIONAL: all
 * roots are rational, and so is D
 */
typedef enum
{
    XP_RADICAL_NONE = 0,
    XP_RADICAL_IRRATIONAL,
    XP_RADICAL_RATIONAL
} xp_radical_t;

/*
 * Meaning   the radical test: one F, piecewise linear or ((x - alpha) / (beta - alpha))^a, and
 *           rational shares
 * Source    real positive radicals whose sum with positive rational coefficients is rational are
 *           rational themselves (Besicovitch 1940, Mordell 1953)
 */
xp_radical_t xp_radical_test(const xp_attack_t attack);

/*
 * Meaning   v_i* and H_i, exact where the degree allows
 * Domain    polynomial distributions, agent is its own twin
 * Result    1 when both are exact
 */
int xp_algebraic_largest(xp_real_t worst_off, xp_real_t largest, xp_attack_t attack, slong agent,
                         slong precision);

/* D from the H_i of the agents that are their own twins; exact where the degree allows. */
void xp_algebraic_sum(xp_real_t sum, const xp_attack_t attack, const xp_real_struct *largest,
                      slong precision);

/*
 * Meaning   bits such that D = 0 or |D| >= 2^-bits
 * Domain    polynomial distributions, and brackets that were evaluated with 512 bits or more
 * Result    0 when the bound is over 2^40 bits
 */
slong xp_separation_bits(xp_attack_t attack, const xp_real_struct *worst_off);

#endif
