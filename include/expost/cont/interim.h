/* Interim quantities of a rule over finitely many outcomes, or of a polynomial decision. */
#ifndef XP_CONT_INTERIM_H
#define XP_CONT_INTERIM_H

#include <expost/base/progress.h>
#include <expost/model/continuous.h>

/*
 * The forms that are understood.
 *   GOOD      one good: outcome owner(i) is worth an increasing affine function of the own type to
 *             agent i and 0 to the others; perhaps outcomes worth 0 to all (nobody holds it)
 *   PROJECT   two outcomes; the difference of agent i's values is affine in the own type (not
 *             constant for at least one agent).  Bilateral trade is of this form too
 *   DECISION  a real decision, polynomial values, costs and rule
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
 *   chance    PROJECT: probability of the second outcome; GOOD: of owner(i).  Otherwise not set
 *   outside   E[o_i | type] under the truthful rule, on agent i's support
 *   others    E of the largest welfare of the others without agent i (sum over A_-i): a number
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
 *           option that is not polynomial in the own type; XP_LIMIT: too many pieces
 */
XP_MUST_USE xp_status_t xp_interval_interim(xp_interval_interim_t interim,
                                            const xp_continuous_t model, xp_error_t error);

#endif
