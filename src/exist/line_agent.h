/* The payments of one agent on each line: the largest, the least, and what proves that they are. */
#ifndef XP_EXIST_LINE_AGENT_H
#define XP_EXIST_LINE_AGENT_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/exist/proof.h>
#include <expost/exist/question.h>
#include <expost/graph/cycle.h>
#include <expost/graph/tree.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

#include "check/lines.h"

/*
 * The type graphs of one agent; all numbers are integers over denominator.
 *   incentive      XP_ROW_DSIC or XP_ROW_EPIC
 *   lines          the values; they are to be multiplied by scale
 *   has_ceiling    epir: a payment is at most v - o; outside has o at each profile
 *   has_floor      npt: a payment is at least 0
 *   high           the largest payments at each profile; without a ceiling any that are
 *                  incentive compatible
 *   low            has_floor: the least
 *   level, turned, source   the graph of the open line, and with its edges turned round
 *   tree, back     shortest paths in it: high, and minus low
 */
typedef struct
{
    slong agent;
    slong types;
    xp_row_kind_t incentive;
    xp_lines_t lines;
    fmpz_t scale;
    fmpz_t denominator;
    int has_ceiling;
    int has_floor;
    xp_table_t outside;
    xp_table_t high;
    xp_table_t low;
    fmpz *level;
    fmpz *turned;
    fmpz *source;
    xp_tree_t tree;
    xp_tree_t back;
} xp_line_agent_struct;

/* The agent, no line opened; properties are reduced.  XP_LIMIT: no memory. */
XP_MUST_USE xp_status_t xp_line_agent_set(xp_line_agent_struct *agent,
                                          const xp_question_t *question,
                                          xp_properties_t properties, slong index,
                                          xp_error_t error);
void xp_line_agent_clear(xp_line_agent_struct *agent);

/* Fills level[t * k + r]: the value for the true type t of what is chosen at r. */
void xp_line_agent_load(xp_line_agent_struct *agent, slong line);

/*
 * Meaning   opens a line: its graph and, unless cycle becomes a negative one, its trees
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_line_agent_open(xp_line_agent_struct *agent, xp_cycle_t cycle,
                                           slong line, xp_error_t error);

/* The open line's distances into the tables high and low. */
void xp_line_agent_keep(xp_line_agent_struct *agent, slong line);

/*
 * Multipliers, each added to the open leaf of a proof; line is open:
 *   cycle   adds up to 0 >= q > 0
 *   high    the sum over types of demand[t] (high - p) >= 0; demand becomes the flow
 *   low     the sum over types of demand[t] (p - low) >= 0
 *   floor   p >= 0 at one type
 */
void xp_line_prove_cycle(xp_proof_t proof, const xp_line_agent_struct *agent, slong line,
                         const xp_cycle_struct *cycle);
void xp_line_prove_high(xp_proof_t proof, const xp_line_agent_struct *agent, slong line,
                        fmpq *demand);
void xp_line_prove_low(xp_proof_t proof, const xp_line_agent_struct *agent, slong line,
                       fmpq *demand);
void xp_line_prove_floor(xp_proof_t proof, const xp_line_agent_struct *agent, slong line,
                         slong type);

#endif
