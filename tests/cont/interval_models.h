/* Interval models built by hand, for the tests of interim quantities and subsidies. */
#ifndef XP_TESTS_INTERVAL_MODELS_H
#define XP_TESTS_INTERVAL_MODELS_H

#include <expost/cont/subsidy.h>

/* Rationals as texts: "3/4". */
void interval_rational(fmpq_t value, const char *text);
int interval_is(const fmpq_t value, const char *text);

/* Whether a real number is exactly this rational. */
int interval_real_is(const xp_real_t value, const char *text);

/* A model with agents "a0", ... and outcomes "o0", ... (0: a real decision "x"), nothing else. */
void interval_model(xp_continuous_t model, slong agents, slong outcomes);

/* Type in [low, high]; a named distribution with parameters "1, 2" (NULL: none). */
void interval_prior(xp_continuous_t model, slong agent, const char *low, const char *high,
                    xp_distribution_kind_t kind, const char *parameters);
void interval_uniform(xp_continuous_t model, slong agent, const char *low, const char *high);

/*
 * Type in [low, high] with F = s^power, s the type scaled to [0, 1], written so that it is not seen
 * to be a polynomial: sqrt(s^(2 power)).
 */
void interval_hidden_power(xp_continuous_t model, slong agent, const char *low, const char *high,
                           slong power);

/* Type in [0, 1], F the chain of chords of t^2 between so many equal parts. */
void interval_chain(xp_continuous_t model, slong agent, slong parts);

/* a t + b of an agent's type, in the pool of the model. */
const xp_expression_struct *interval_affine(xp_continuous_t model, slong agent, const char *a,
                                            const char *b);
/* Sets a value or an outside option to a t + b; the outside option of all outcomes. */
void interval_value(xp_continuous_t model, slong agent, slong outcome, const char *a,
                    const char *b);
void interval_outside(xp_continuous_t model, slong agent, const char *a, const char *b);
void interval_cost(xp_continuous_t model, slong outcome, const char *cost);

/* Outcomes owner(i) worth t to agent i. */
void interval_owners(xp_continuous_t model, slong agents);

/* Trade: outcomes keep and trade; agent 0 sells: keep and the outside option are worth t; agent 1
 * buys: trade is worth t.  No priors. */
void interval_trade(xp_continuous_t model);

/* The least subsidy; aborts on a status other than XP_OK. */
void interval_subsidy(xp_interval_subsidy_t subsidy, const xp_continuous_t model);

#endif
