/* The slow reference of the checker: every inequality by its definition, one after the other. */
#ifndef XP_TESTS_REF_CHECK_H
#define XP_TESTS_REF_CHECK_H

#include <expost/check/property.h>
#include <expost/num/compat.h>

#include "ref_model.h"

#define XP_REF_SIMPLE_LIMIT 6

/* One inequality; -1 where an index does not apply.  The fields are those of the checker. */
typedef struct
{
    xp_property_t property;
    slong agent;
    slong type;
    slong report;
    slong others;
    slong profile;
    slong outcome;
    fmpq_t slack;
    fmpq_t difference;
} xp_ref_place_struct;

/*
 * What was found about one property: the numbers of inequalities, the first place
 * of the smallest slack (has_slack: there is one), and all violations in order.
 * For cmon and bmon a place is a type graph and its slack the least sum over its
 * simple cycles of two types or more; a graph without one has no slack but is checked.
 * walks: there was a graph of more than XP_REF_SIMPLE_LIMIT types, whose least sum is
 * that of the closed walks; where it is negative no simple cycle may have it.
 */
typedef struct
{
    slong checked;
    slong skipped;
    slong violations;
    int has_slack;
    int walks;
    xp_ref_place_struct at;
    xp_ref_place_struct *all;
    slong room;
} xp_ref_finding_struct;

typedef xp_ref_finding_struct xp_ref_finding_t[1];

void xp_ref_finding_init(xp_ref_finding_t finding);
void xp_ref_finding_clear(xp_ref_finding_t finding);

/*
 * Evaluates the property as semantics.md section 4 defines it; payment has n * K
 * entries (i * K + x), and is not read for properties of the rule.
 * Domain: the property has a meaning here.
 */
void xp_ref_check(xp_ref_finding_t finding, const xp_ref_model_t ref, const fmpq *payment,
                  xp_property_t property);

/* The parts of it that know wmon, cmon and bmon; the property is that of the place. */
void xp_ref_check_pairs(xp_ref_finding_struct *finding, const xp_ref_model_t ref,
                        xp_ref_place_struct *place);
void xp_ref_check_cycles(xp_ref_finding_struct *finding, const xp_ref_model_t ref,
                         xp_ref_place_struct *place);

/* The inequality difference >= 0, or the equality difference = 0, was evaluated at place. */
void xp_ref_finding_enter(xp_ref_finding_struct *finding, xp_ref_place_struct *place,
                          int equality);

/* The largest gain over all true types and all reports, truth included. */
void xp_ref_regret_ex_post(fmpq_t regret, const xp_ref_model_t ref, const fmpq *payment);
void xp_ref_regret_interim(fmpq_t regret, const xp_ref_model_t ref, const fmpq *payment);

/* Length of the edge report -> type in the graph of one line (others) or of bmon (-1). */
void xp_ref_edge(fmpq_t length, const xp_ref_model_t ref, slong agent, slong others,
                 slong report, slong type);

#endif
