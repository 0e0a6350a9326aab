/* What the rows of all kinds have in common: sums over sides and points. */
#ifndef XP_EXIST_ROW_PLAN_H
#define XP_EXIST_ROW_PLAN_H

#include <expost/exist/question.h>
#include <expost/exist/row.h>
#include <expost/num/compat.h>

#include "exist/scaled_row.h"
#include "exist/utility.h"

/*
 * Every row has the form
 *     sum over sides s and points o of  sign_s weight_o ( pay * p(x) + f(a(x), truth) )
 * where x is the profile of side s at point o, p(x) the payment of one agent or the sum of
 * all, f a utility, and truth the profile of side 0.  Incentive rows have two sides, the
 * truth and the report; the points are one profile, the line of an agent, or all profiles.
 *   agent    whose line the points are; -1: they are the profiles from first on
 *   payer    the agent whose payment enters, -1: all agents'
 *   weight   NULL: all 1
 *   line     the first profile of each line of agent when the points are all of them,
 *            otherwise NULL
 */
typedef struct
{
    const xp_question_t *question;
    slong agent;
    slong first;
    slong count;
    int sides;
    slong offset[2];
    int pay;
    slong payer;
    fmpz *weight;
    fmpz_t weight_denominator;
    slong *line;
    xp_utility_t utility;
} xp_row_plan_struct;

typedef xp_row_plan_struct xp_row_plan_t[1];

/* One point, the profile 0, of weight 1, one side, no payment and no utility. */
void xp_row_plan_init(xp_row_plan_t plan, const xp_question_t *question);
void xp_row_plan_clear(xp_row_plan_t plan);

/*
 * Meaning   the sides and points of a key: one profile, one line, the lines of a type, all
 *           profiles, the last two weighted by the prior
 * Domain    plan as after init, but for payments and the utility
 */
void xp_row_plan_set_points(xp_row_plan_t plan, const xp_row_key_t *key);

/* The points are all profiles, weighted by the prior; likewise. */
void xp_row_plan_set_all(xp_row_plan_t plan);

/* Everything of the row but whether it is an equation: the sum, the constants on the right. */
void xp_row_plan_run(xp_scaled_row_t row, const xp_row_plan_t plan);

#endif
