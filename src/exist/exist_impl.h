/* The methods behind xp_decide, each with the conditions under which it applies. */
#ifndef XP_EXIST_EXIST_IMPL_H
#define XP_EXIST_EXIST_IMPL_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/exist/decide.h>
#include <expost/exist/interim_tables.h>
#include <expost/exist/question.h>
#include <expost/num/table.h>

/*
 * Whether a method decides the question: 1, or 0 with the reason in error.  The question's
 * properties are as asked; each method takes xp_properties_reduce of them itself.  Under a
 * fixed rule XP_EFF has been settled and taken out before.
 */
int xp_line_applies(const xp_question_t *question, xp_error_t error);
int xp_interim_applies(const xp_question_t *question, xp_error_t error);
int xp_difference_applies(const xp_question_t *question, xp_error_t error);

/*
 * Why the interim method goes through the profiles of a question that it decides, in words that
 * can stand after "since "; NULL: what is expected is enough.
 */
const char *xp_interim_lists(const xp_question_t *question);

/*
 * Meaning   whether a question about a model whose profiles are not listed is decided
 * Failure   XP_LIMIT: the words say why it would go through them, and what does not
 */
XP_MUST_USE xp_status_t xp_question_check_unlisted(const xp_question_t *question,
                                                   xp_error_t error);

/*
 * A decision by one method: verdict, method, mechanism (environment, rule and payments set,
 * not yet checked), value, proof (not yet verified, but see XP_METHOD_INTERIM), ray.
 * xp_decide asks the checker and xp_proof_holds before anybody sees it.
 * The question's rule is listed; for the interim method only where xp_interim_lists says why.
 */
XP_MUST_USE xp_status_t xp_decide_line(xp_decision_t decision, const xp_question_t *question,
                                       const xp_progress_t *progress, xp_error_t error);
XP_MUST_USE xp_status_t xp_decide_interim(xp_decision_t decision, const xp_question_t *question,
                                          const xp_progress_t *progress, xp_error_t error);
XP_MUST_USE xp_status_t xp_decide_difference(xp_decision_t decision,
                                             const xp_question_t *question,
                                             const xp_progress_t *progress, xp_error_t error);
XP_MUST_USE xp_status_t xp_decide_lp(xp_decision_t decision, const xp_question_t *question,
                                     xp_method_t form, const xp_decide_options_t *options,
                                     const xp_progress_t *progress, xp_error_t error);
XP_MUST_USE xp_status_t xp_decide_branch(xp_decision_t decision, const xp_question_t *question,
                                         const xp_decide_options_t *options,
                                         const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   what the work of a method found: filled in a decision of its own, which takes the
 *           place of decision on XP_OK.  The work may change what it fills on failure
 */
typedef xp_status_t xp_method_work_t(xp_decision_t found, const xp_question_t *question,
                                     const xp_progress_t *progress, xp_error_t error);
XP_MUST_USE xp_status_t xp_decide_by(xp_decision_t decision, const xp_question_t *question,
                                     xp_method_t method, xp_method_work_t *work,
                                     const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   the largest expected surplus under bic and iir, when the interim method's
 *           conditions hold (independent prior, fixed rule, no negative cycle)
 * Result    1 in *known and surplus, or 0 in *known
 */
XP_MUST_USE xp_status_t xp_largest_surplus(int *known, fmpq_t surplus,
                                           const xp_question_t *question,
                                           const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   welfare: E max over a of S(a, theta), what the efficient rule attains
 * Domain    there is a prior
 * Failure   as xp_objective_expected
 */
XP_MUST_USE xp_status_t xp_first_best(fmpq_t welfare, const xp_question_t *question,
                                      const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   payments stated profile by profile, number index(theta) n + i, as terms
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_payments_set_unknowns(xp_payments_t payments, slong agents,
                                                 const xp_table_t unknown, xp_error_t error);

#endif
