/* Two agents and exact balance: difference constraints on what the first agent pays. */
#ifndef XP_EXIST_DIFFERENCE_GRAPH_H
#define XP_EXIST_DIFFERENCE_GRAPH_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/exist/proof.h>
#include <expost/exist/question.h>
#include <expost/graph/arcs.h>
#include <expost/graph/cycle.h>
#include <expost/num/compat.h>
#include <expost/num/table.h>

/*
 * With p_2 = c - p_1 each inequality is x(v) - x(u) <= length of the arc u -> v.  The nodes
 * are the profiles, x = p_1 there, and one more, number size, where x = 0.  Lengths are
 * integers over denominator.  Of parallel arcs from and to the last node the shorter is
 * kept: from_npt, to_npt tell whether that is npt (otherwise epir).
 *   has_ground   epir or npt: there are arcs from and to the last node
 */
typedef struct
{
    const xp_question_t *question;
    xp_row_kind_t incentive;
    slong size;
    int has_ground;
    fmpz_t denominator;
    xp_table_t cost;
    xp_arcs_t arcs;
    unsigned char *from_npt;
    unsigned char *to_npt;
} xp_difference_struct;

typedef xp_difference_struct xp_difference_t[1];

void xp_difference_init(xp_difference_t graph);
void xp_difference_clear(xp_difference_t graph);

/*
 * Meaning   the graph of a question
 * Domain    xp_difference_applies; properties are reduced
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_difference_set(xp_difference_t graph, const xp_question_t *question,
                                          xp_properties_t properties, xp_error_t error);

/* Adds the rows of a negative cycle, and sbb where they leave payments. */
void xp_difference_prove(xp_proof_t proof, const xp_difference_t graph,
                         const xp_cycle_struct *cycle);

#endif
