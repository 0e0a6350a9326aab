/* The stages that make a mechanism over finitely many outcomes. */
#ifndef XP_CONT_OUTCOME_MECHANISM_IMPL_H
#define XP_CONT_OUTCOME_MECHANISM_IMPL_H

#include <expost/cont/outcome_mechanism.h>

#include "cont/outcome_cells.h"

/*
 * A mechanism being made.
 *   cells     of its rule; not set when known
 *   known     interim holds everything about the rule
 *   welfare   E[S | t_i], n entries
 */
typedef struct
{
    xp_outcome_mechanism_struct *mechanism;
    const xp_continuous_struct *model;
    xp_cells_t cells;
    int known;
    xp_interval_interim_t interim;
    xp_piecewise_struct *welfare;
} xp_making_t;

/* Meaning   chance, value, cost, outside and welfare of the rule, interim */
XP_MUST_USE xp_status_t xp_making_rule(xp_making_t *making, xp_error_t error);

/* Meaning   payments by name, and what agent i expects to pay: charge */
XP_MUST_USE xp_status_t xp_making_payments(xp_making_t *making, xp_error_t error);

/* E f(t_i) under the prior of agent i. */
void xp_outcome_mean(fmpq_t mean, const xp_piecewise_t f, const xp_continuous_t model,
                     slong agent);

#endif
