/* What the method line by line knows of a question. */
#ifndef XP_EXIST_LINE_WORK_H
#define XP_EXIST_LINE_WORK_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/exist/decide.h>
#include <expost/exist/proof.h>
#include <expost/exist/question.h>
#include <expost/exist/row.h>
#include <expost/model/payments.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

#include "exist/aim.h"
#include "exist/line_agent.h"
#include "exist/ranges.h"

/*
 *   agent    count of them are set
 *   cost     c(a) at each profile
 *   value    E v_i of each agent, and expected_cost: only with a prior
 *   sum_row  the named row behind the sum of ranges, XP_ROW_EABB or XP_ROW_EAWBB
 */
typedef struct
{
    const xp_question_t *question;
    const xp_environment_struct *environment;
    xp_properties_t properties;
    xp_aim_t aim;
    int has_prior;
    xp_line_agent_struct *agent;
    slong count;
    xp_table_t cost;
    fmpq *value;
    fmpq_t expected_cost;
    xp_ranges_t ranges;
    xp_row_kind_t sum_row;
} xp_line_work_struct;

static inline int xp_line_has(xp_properties_t properties, xp_property_t property)
{
    return (properties & XP_PROPERTY_BIT(property)) != 0;
}

/*
 * Meaning   at which profile c - sum of the payments is largest, with that number; the
 *           payments are high, or low where nothing bounds them from above and something
 *           from below
 */
slong xp_line_largest_deficit(fmpq_t deficit, const xp_line_work_struct *work);

/*
 * Meaning   a leaf with paths to the largest payments at one profile, and the row of that
 *           profile, XP_ROW_WBB or XP_ROW_WORST
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_line_prove_profile(xp_proof_t proof, xp_line_work_struct *work,
                                              slong index, xp_row_kind_t kind,
                                              xp_error_t error);

/*
 * Meaning   whether some mechanism exists, and which is best, by the sums of expected
 *           payments: verdict, value, proof
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_line_decide_sums(xp_decision_t decision, xp_line_work_struct *work,
                                            xp_error_t error);

/*
 * Meaning   the payments that the ranges chose.  Without epir nothing bounds them from
 *           above: where wbb is short somewhere, the first agent whose payments are not to be
 *           small pays what is missing there, at every profile
 */
void xp_line_payments(xp_payments_t payments, const xp_line_work_struct *work);

#endif
