/* Properties of mechanisms over finitely many outcomes: interim, at a profile, everywhere. */
#ifndef XP_CONT_OUTCOME_CHECK_IMPL_H
#define XP_CONT_OUTCOME_CHECK_IMPL_H

#include <expost/cont/outcome_check.h>

#include "cont/interval_finding.h"
#include "cont/outcome_mechanism.h"

/* bic of one agent; iir of all; eair, eabb, eawbb.  Exact. */
void xp_outcome_ask_bic(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism,
                        slong agent);
void xp_outcome_ask_iir(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism);
void xp_outcome_ask_eair(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism);
void xp_outcome_ask_budget(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism,
                           int equality);

/*
 * Meaning   left less right side of an ex-post inequality at a profile; agent where it has one;
 *           dsic with the report
 * Result    0 where a formula has no rational value there
 */
int xp_outcome_slack(fmpq_t slack, const xp_outcome_mechanism_t mechanism,
                     xp_interval_question_t question, slong agent, const fmpq *profile,
                     const fmpq_t report);

/* Looks for a violation among the profiles of a grid: 1 and the finding FAILS, or 0. */
int xp_outcome_search(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism,
                      xp_interval_question_t question);

/*
 * Meaning   an ex-post property, by linear programs over the cells
 * Result    finding HOLDS, FAILS, or UNDECIDED where something is not affine
 */
XP_MUST_USE xp_status_t xp_outcome_ask_everywhere(xp_interval_finding_t finding,
                                                  const xp_outcome_mechanism_t mechanism,
                                                  xp_interval_question_t question,
                                                  const xp_progress_t *progress,
                                                  xp_error_t error);

#endif
