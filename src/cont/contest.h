/* The largest of independent numbers, some of them constant: one good, and what is like it. */
#ifndef XP_CONT_CONTEST_H
#define XP_CONT_CONTEST_H

#include "outcomes.h"

/*
 * Outcome a is worth slope t + shift to all together (net of cost), t the type of agent owner, or
 * shift when owner is -1.  Piecewise polynomial priors.
 *   cdf     of that number on [low, high]; not set (count 0) for constants
 *   floor   the first outcome with the largest constant, or -1
 *   low, high   the hull of all numbers; low < high
 */
typedef struct
{
    slong m;
    slong *owner;
    fmpq *slope;
    fmpq *shift;
    xp_piecewise_struct *cdf;
    slong floor;
    fmpq_t low;
    fmpq_t high;
} xp_contest_struct;

typedef xp_contest_struct xp_contest_t[1];

void xp_contest_init(xp_contest_t contest);
void xp_contest_clear(xp_contest_t contest);

/*
 * Meaning   the contest of all outcomes (without = -1); or of the others' welfare without an agent,
 *           over the outcomes available then
 */
void xp_contest_set(xp_contest_t contest, const xp_outcomes_t outcomes,
                    const xp_continuous_t model, slong without);

/*
 * Meaning   the cdf on [low, high] of the largest number but those of outcomes a and b (-1: none).
 *           0 below the floor, where it may jump
 */
void xp_contest_cdf(xp_piecewise_t cdf, const xp_contest_t contest, slong a, slong b);

/* E of the largest number, exact. */
void xp_contest_expectation(fmpq_t mean, const xp_contest_t contest);

/*
 * Meaning   E[largest | type of the owner of a] and P(b is largest | that type), as functions of
 *           the type
 * Domain    a has an owner
 */
void xp_contest_welfare(xp_piecewise_t welfare, const xp_contest_t contest, slong a);
void xp_contest_chance(xp_piecewise_t chance, const xp_contest_t contest, slong a, slong b);

/* P(b is largest). */
void xp_contest_probability(fmpq_t probability, const xp_contest_t contest, slong b);

#endif
