/* Asks a mechanism over finitely many outcomes, types on intervals, for its properties. */
#ifndef XP_CONT_OUTCOME_CHECK_H
#define XP_CONT_OUTCOME_CHECK_H

#include <expost/cont/interval_finding.h>
#include <expost/cont/outcome_mechanism.h>

/*
 * Meaning   whether the mechanism has the property; as xp_decision_ask of a real decision
 * Result    bic: the truthful utility V is continuous, V' is the expected slope of the value, and
 *           that does not fall: exact for values that are affine in the own type.  iir, eair, eabb,
 *           eawbb: exact.  dsic of Groves payments by the theorem.  Ex-post ones, where the rule's
 *           comparisons and the payments are affine: a linear program for each cell of the rule
 *           (each pair of cells), exact, on the closed cells; otherwise a violation among the
 *           profiles of a grid, or XP_UNDECIDED
 * Failure   XP_STOPPED; XP_SYSTEM
 * Source    Myerson 1981, Lemma 2; semantics.md section 4
 */
XP_MUST_USE xp_status_t xp_outcome_ask(xp_interval_finding_t finding,
                                       const xp_outcome_mechanism_t mechanism,
                                       xp_interval_question_t question,
                                       const xp_progress_t *progress, xp_error_t error);

#endif
