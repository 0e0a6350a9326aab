/* A model spelled out for the slow references: every function a plain table over all profiles. */
#ifndef XP_TESTS_REF_MODEL_H
#define XP_TESTS_REF_MODEL_H

#include <expost/model/model.h>
#include <expost/num/compat.h>

/*
 * n agents, m outcomes, K profiles (the first agent slowest).  x is a profile's index.
 *   types        k_i
 *   type         theta_i at x: entry x * n + i
 *   private      no agent is flagged as interdependent
 *   value        v_i(a, theta): entry (i * m + a) * K + x
 *   outside      o_i at theta when a is chosen: the same order
 *   cost         m entries
 *   available    a is in A_-i: entry i * m + a
 *   prior        as in the environment
 *   probability  mu(theta), K entries (NULL without a prior)
 *   marginal     probability of type t of agent i: entry i * most + t
 *   given        probability of theta_-i given theta_i: entry i * K + x; for a type of
 *                probability 0 that of theta_-i under an independent prior, else 0
 *   weight       what the rule gives to a at x: entry x * m + a
 * Nothing here uses the library but for the structs of the model.
 */
typedef struct
{
    slong n;
    slong m;
    slong K;
    slong most;
    slong *types;
    slong *type;
    int private;
    fmpq *value;
    fmpq *outside;
    fmpq *cost;
    unsigned char *available;
    xp_prior_t prior;
    fmpq *probability;
    fmpq *marginal;
    fmpq *given;
    fmpq *weight;
} xp_ref_model_struct;

typedef xp_ref_model_struct xp_ref_model_t[1];

/* Spells out a listed model; ties, when not NULL, replaces those of an efficient rule. */
void xp_ref_model_init(xp_ref_model_t ref, const xp_model_t model, const xp_ties_t *ties);
void xp_ref_model_clear(xp_ref_model_t ref);

/* The index of (type, theta_-agent), and of the profile in which each agent has type[i]. */
slong xp_ref_index(const xp_ref_model_t ref, const slong *type);
slong xp_ref_report(const xp_ref_model_t ref, slong x, slong agent, slong type);

/* The number of the others' profile in the order of profiles, and the profile of a type on it. */
slong xp_ref_others(const xp_ref_model_t ref, slong agent, slong x);
slong xp_ref_on_line(const xp_ref_model_t ref, slong agent, slong others, slong type);

const fmpq *xp_ref_value(const xp_ref_model_t ref, slong agent, slong outcome, slong x);
const fmpq *xp_ref_marginal(const xp_ref_model_t ref, slong agent, slong type);

/* v_agent(a(reported), true profile), o_agent at the truthful profile, c(a(theta)). */
void xp_ref_utility(fmpq_t utility, const xp_ref_model_t ref, slong agent, slong x,
                    slong reported);
void xp_ref_outside(fmpq_t outside, const xp_ref_model_t ref, slong agent, slong x);
void xp_ref_cost(fmpq_t cost, const xp_ref_model_t ref, slong x);

/* S(a, theta), the same without one agent (-1: with all), and W(theta). */
void xp_ref_surplus(fmpq_t surplus, const xp_ref_model_t ref, slong outcome, slong x,
                    slong without);
void xp_ref_welfare(fmpq_t welfare, const xp_ref_model_t ref, slong x);

/* E[f | theta_agent = type] and E f of a table of K entries.  Domain: there is a prior. */
void xp_ref_interim(fmpq_t mean, const xp_ref_model_t ref, slong agent, slong type,
                    const fmpq *f);
void xp_ref_mean(fmpq_t mean, const xp_ref_model_t ref, const fmpq *f);

#endif
