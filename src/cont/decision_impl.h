/* What the files about real decisions share: the domain of a decision, trial profiles, words. */
#ifndef XP_CONT_DECISION_IMPL_H
#define XP_CONT_DECISION_IMPL_H

#include <expost/base/string.h>
#include <expost/cont/decision.h>

/* Where S is defined: an interval; an end that is open does not belong to it. */
typedef struct
{
    int has_low;
    int has_high;
    int low_open;
    int high_open;
    fmpq_t low;
    fmpq_t high;
} xp_decision_domain_t;

void xp_decision_domain_init(xp_decision_domain_t *domain);
void xp_decision_domain_clear(xp_decision_domain_t *domain);

/* Adds "[0, 1]", "x > 0", "all real x". */
void xp_decision_domain_add_text(xp_string_t out, const xp_decision_domain_t *domain);
int xp_decision_domain_contains(const xp_decision_domain_t *domain, const fmpq_t x);

/*
 * Meaning   the decisions of the model at which logarithms and roots in the surplus are defined
 * Result    0, and why in words: the domain is empty or depends on the types
 */
int xp_decision_domain_find(xp_decision_domain_t *domain, const xp_continuous_t model,
                            const xp_expression_struct *surplus, xp_string_t why);

/*
 * Meaning   whether f(theta, x) >= 0 for all types in the box and all x of the domain
 *           (xp_decision_domain_is_nonzero: whether f vanishes nowhere inside)
 * Domain    f is in a context of n + 1 variables, x the last; low and high have n entries
 */
XP_MUST_USE xp_status_t xp_decision_domain_sign(xp_answer_t *answer, const fmpq_mpoly_t f,
                                                const xp_decision_domain_t *domain,
                                                const fmpq *low, const fmpq *high,
                                                const fmpq_mpoly_ctx_t context,
                                                const xp_progress_t *progress);
XP_MUST_USE xp_status_t xp_decision_domain_is_nonzero(int *nonzero, const fmpq_mpoly_t f,
                                                      const xp_decision_domain_t *domain,
                                                      const fmpq *low, const fmpq *high,
                                                      const fmpq_mpoly_ctx_t context,
                                                      const xp_progress_t *progress);

/*
 * Meaning   the k-th trial profile in the box: the middle, the corners, then points spread over it
 * Domain    profile has n entries
 */
void xp_trial_profile(fmpq *profile, const fmpq *low, const fmpq *high, slong n, slong k);

/*
 * The lower and the upper ends of the types, and a 0 where a decision or report would stand: n + 1
 * each, to be cleared by _fmpq_vec_clear.
 */
void xp_type_ends(fmpq **low, fmpq **high, const xp_continuous_t model);

/*
 * Meaning   the value of e at rational types and decision (NULL when not read): exact where it is
 *           rational, otherwise a finite enclosure
 * Result    0 when it is not defined there
 */
int xp_decision_value_at(xp_real_t value, const xp_expression_struct *e, const fmpq *type, slong n,
                const fmpq *decision, slong precision);

/* Adds "(1/2, 3)". */
void xp_add_profile_text(xp_string_t out, const fmpq *profile, slong n);

/*
 * Meaning   looks for a trial profile at which some decision is better than the rule's
 * Result    1: answer, profile, chosen, better, gain and how are set; 0: none found
 */
int xp_decision_refute(xp_decision_efficiency_t efficiency, const xp_continuous_t model,
                       const xp_expression_struct *surplus, const xp_decision_domain_t *domain);

#endif
