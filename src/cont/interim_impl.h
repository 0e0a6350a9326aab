/* What the forms share when interim quantities are computed exactly. */
#ifndef XP_CONT_INTERIM_IMPL_H
#define XP_CONT_INTERIM_IMPL_H

#include <expost/cont/interim.h>

#include "outcomes.h"

/* E f(t) under a polynomial distribution. */
void xp_interim_expectation(fmpq_t mean, const fmpq_poly_t f,
                            const xp_distribution_t distribution);

/* The density of a polynomial distribution. */
void xp_interim_density(xp_piecewise_t density, const xp_distribution_t distribution);

/* f as a function of agent i's type, and a constant. */
void xp_interim_set_poly(xp_piecewise_t h, const xp_interval_agent_struct *agent,
                         const fmpq_poly_t f);
void xp_interim_set_constant(xp_piecewise_t h, const xp_interval_agent_struct *agent,
                             const fmpq_t c);

/* h = h + f g, f a polynomial: an expectation by outcomes, g the chance of one. */
void xp_interim_add_product(xp_piecewise_t h, const xp_interval_agent_struct *agent,
                            const fmpq_poly_t f, const xp_piecewise_t g);

/*
 * Meaning   fills the quantities of one form, all but the outside options: n places, initialised
 * Domain    the form is right; the priors are piecewise polynomial
 * Result    outside[i] is set from option (n m polynomials), E[o_i | type] under the rule
 * Failure   XP_LIMIT
 */
XP_MUST_USE xp_status_t xp_interim_project(xp_interval_interim_t interim,
                                           const xp_continuous_t model,
                                           const xp_outcomes_t outcomes,
                                           const fmpq_poly_struct *option, xp_error_t error);
XP_MUST_USE xp_status_t xp_interim_good(xp_interval_interim_t interim,
                                        const xp_continuous_t model,
                                        const xp_outcomes_t outcomes,
                                        const fmpq_poly_struct *option, xp_error_t error);
XP_MUST_USE xp_status_t xp_interim_decision(xp_interval_interim_t interim,
                                            const xp_continuous_t model, xp_error_t error);

/* Whether a real decision is polynomial; the words why not. */
int xp_interim_decision_form(const xp_continuous_t model, xp_string_struct *why);

/*
 * Meaning   E[e | type of agent] as a polynomial in that type; DECISION in e is the model's rule
 * Domain    polynomial priors
 * Result    1; 0 when e is not polynomial in the types
 */
int xp_interim_conditional(fmpq_poly_t mean, const xp_continuous_t model,
                           const xp_expression_struct *e, slong agent);

/*
 * Meaning   the outside options of finitely many outcomes: option[i m + a] as a polynomial in
 *           agent i's type; the share times the type where only a share is stated
 * Domain    option initialised.  expect: an option that does not depend on the outcome may read
 *           other types; its expectation is taken (polynomial priors)
 * Failure   XP_REFUSED, with the agent's name
 */
XP_MUST_USE xp_status_t xp_interim_options(fmpq_poly_struct *option, const xp_continuous_t model,
                                           int expect, xp_error_t error);

#endif
