/* The linear system of a question in formats of other programs. */
#ifndef XP_CERT_EXPORT_H
#define XP_CERT_EXPORT_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/exist/proof.h>
#include <expost/exist/question.h>
#include <expost/model/mechanism.h>

/*
 * The columns are the unknowns of expost-certificate(5): p_I_T1_..._TN is the payment of
 * agent I at the profile (free), x_T1_..._TN_A the probability of outcome A (>= 0; 0 or 1
 * for a deterministic question), w the deficit.  The rows are those of the properties asked,
 * less those that follow from others, and one, worst where the question has them; each is
 * named by its key, with _ for blanks.  eff of a fixed rule is no row.  Rows 0 >= right
 * that hold are left out.  progress is told as in xp_decide; when it stops the work out is as
 * it was.
 */

/*
 * Meaning   adds the system in CPLEX LP format, each row multiplied so that its numbers are
 *           integers; comments say by what
 * Domain    the question passed xp_question_check
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_export_lp(xp_string_t out, const xp_question_t *question,
                                     const xp_progress_t *progress, xp_error_t error);

/* Meaning   the same in free MPS; to be minimised, so an objective of max is turned. */
XP_MUST_USE xp_status_t xp_export_mps(xp_string_t out, const xp_question_t *question,
                                      const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   adds the system, its numbers as they are, and the proof in VIPR 1.1: `RTP infeas`
 *           for an impossibility, a range without a solution for an optimum.  Rows that the
 *           proof uses and that follow from others are derived first, then one `lin`; the
 *           tree of a deterministic proof becomes `asm` and `uns`
 * Domain    xp_proof_holds said 1
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 * Source    Cheung, Gleixner and Steffy 2017
 */
XP_MUST_USE xp_status_t xp_export_vipr(xp_string_t out, const xp_question_t *question,
                                       const xp_proof_t proof, const xp_progress_t *progress,
                                       xp_error_t error);

/*
 * Meaning   the same with a mechanism that attains the optimum: the range has both ends
 * Domain    mechanism is of the decision: its rule is listed
 */
XP_MUST_USE xp_status_t xp_export_vipr_optimum(xp_string_t out, const xp_question_t *question,
                                               const xp_proof_t proof,
                                               const xp_mechanism_t mechanism,
                                               const xp_progress_t *progress,
                                               xp_error_t error);

#endif
