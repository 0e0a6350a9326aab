/* Interim quantities of a rule over finitely many outcomes, or of a polynomial decision. */
#ifndef XP_CONT_INTERIM_H
#define XP_CONT_INTERIM_H

#include <expost/base/progress.h>
#include <expost/model/continuous.h>

/*
 * The forms that are understood.
 *   GOOD      one good: outcome owner(i) is worth an affine function of the own type to agent i
 *             and 0 to the others; perhaps outcomes worth 0 to all (nobody holds it).  More
 *             generally, the welfare of each outcome, whatever its cost and the constant values of
 *             others, depends on at most one type, and each type matters to one outcome at most
 *   PROJECT   two outcomes; the difference of agent i's values is affine in the own type (not
 *             constant for at least one agent).  Bilateral trade is of this form too
 *   DECISION  a real decision, polynomial values, costs and rule; that the rule is efficient is
 *             not asked here
 * Two outcomes that are of both forms are GOOD if the model has outcomes owner(i), else PROJECT.
 */
typedef enum
{
    XP_FORM_NONE = 0,
    XP_FORM_GOOD,
    XP_FORM_PROJECT,
    XP_FORM_DECISION
} xp_form_t;

/*
 * The efficient rule's interim quantities, exact: piecewise polynomials in agent i's type, n each.
 *   welfare   E[S(a*) | type];  value: E[v_i(a*) | type];  cost: E[c(a*) | type]
 *   chance    PROJECT: probability of the second outcome; GOOD: of the outcome that agent i's type
 *             matters to, 0 without one.  DECISION: not set.  It jumps where the others' types do
 *             not matter, and then so do value, cost and outside
 *   outside   E[o_i | type] under the truthful rule, on agent i's support
 *   others    E of the largest welfare of the others without agent i, over A_-i: a number; 0 for
 *             DECISION
 *   expected_welfare, expected_cost   E S(a*), E c(a*)
 */
typedef struct
{
    xp_form_t form;
    slong n;
    xp_piecewise_struct *welfare;
    xp_piecewise_struct *value;
    xp_piecewise_struct *cost;
    xp_piecewise_struct *chance;
    xp_piecewise_struct *outside;
    fmpq *others;
    fmpq_t expected_welfare;
    fmpq_t expected_cost;
} xp_interval_interim_struct;

typedef xp_interval_interim_struct xp_interval_interim_t[1];

void xp_interval_interim_init(xp_interval_interim_t interim);
void xp_interval_interim_clear(xp_interval_interim_t interim);

/* The form of a model, and in words why it is none ("agent \"ann\": ..."); why may be NULL. */
xp_form_t xp_interval_form(const xp_continuous_t model, xp_string_struct *why);

/*
 * Meaning   the interim quantities of the efficient rule
 * Failure   XP_REFUSED: no form, no priors, priors that are not piecewise polynomial, an outside
 *           option that is not polynomial in the own type (where it is the same for all outcomes:
 *           in the types) or is an irrational share; XP_LIMIT: too many pieces
 */
XP_MUST_USE xp_status_t xp_interval_interim(xp_interval_interim_t interim,
                                            const xp_continuous_t model, xp_error_t error);

#endif
