/* An interval model with finitely many outcomes: values as polynomials in the own type. */
#ifndef XP_CONT_OUTCOMES_H
#define XP_CONT_OUTCOMES_H

#include <expost/cont/interim.h>

/*
 *   value      n m polynomials: that of agent i for outcome a at place i m + a
 *   cost       m constants
 *   owner[a]   the one agent whose value of a is not constant; -1: there is none, -2: several
 */
typedef struct
{
    slong n;
    slong m;
    fmpq_poly_struct *value;
    fmpq *cost;
    slong *owner;
} xp_outcomes_struct;

typedef xp_outcomes_struct xp_outcomes_t[1];

void xp_outcomes_init(xp_outcomes_t outcomes);
void xp_outcomes_clear(xp_outcomes_t outcomes);

fmpq_poly_struct *xp_outcomes_value(const xp_outcomes_t outcomes, slong agent, slong outcome);

/*
 * Meaning   reads the values, and says of which form they are
 * Domain    model has finitely many outcomes; why is empty
 * Result    GOOD, PROJECT, or NONE and the words in why.  Where both fit: GOOD if the model
 *           has outcomes owner(i), otherwise PROJECT
 */
xp_form_t xp_outcomes_read(xp_outcomes_t outcomes, const xp_continuous_t model,
                           xp_string_struct *why);

/*
 * Meaning   a s + b = f(s).  Domain: f has degree at most 1
 */
void xp_outcomes_affine(fmpq_t a, fmpq_t b, const fmpq_poly_t f);

/*
 * Meaning   an outcome that is efficient at every profile, or -1 (never where differences of values
 *           are not affine).  With it the least subsidy needs no distribution: it is the cost less
 *           the sum of every agent's least gain over the outside option
 */
slong xp_outcomes_certain(const xp_outcomes_t outcomes, const xp_continuous_t model);

#endif
