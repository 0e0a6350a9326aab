/* Looks for a profile at which some decision is better than the one that the rule gives. */
#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "cont/decision_impl.h"

#define TRIALS 40
#define PRECISION 128

/* One trial: the profile, what the rule gives there, and a rational number next to it. */
typedef struct
{
    const xp_expression_struct *surplus;
    const xp_decision_domain_t *domain;
    slong n;
    fmpq *profile;
    xp_real_t chosen;
    fmpq_t near;
    xp_real_t reached;
} trial_t;

/* gain = S(x) - S(chosen): 1 when it is certainly > 0. */
static int gains(xp_real_t gain, const fmpq_t x, const trial_t *trial)
{
    int sign = 0;
    xp_real_t value;
    xp_real_init(value);
    if (xp_decision_domain_contains(trial->domain, x) &&
        xp_decision_value_at(value, trial->surplus, trial->profile, trial->n, x, PRECISION))
    {
        xp_real_sub(gain, value, trial->reached, 1, PRECISION);
        if (!xp_real_sign(&sign, gain))
        {
            sign = 0;
        }
    }
    xp_real_clear(value);
    return sign > 0;
}

/*
 * Sets chosen, near and S(chosen).  An irrational decision is a ball: S of it is enclosed over the
 * ball.  0: the rule or S is not defined there, or the decision is certainly outside the domain.
 */
static int start_trial(trial_t *trial, const xp_expression_struct *rule,
                       const xp_expression_struct *welfare)
{
    fmpq_t high;
    fmpq_init(high);
    int able = xp_decision_value_at(trial->chosen, rule, trial->profile, trial->n, NULL,
                                    PRECISION) &&
               xp_real_bounds(trial->near, high, trial->chosen, 64);
    if (able)
    {
        fmpq_add(trial->near, trial->near, high);
        fmpq_div_2exp(trial->near, trial->near, 1);
        able = xp_decision_domain_contains(trial->domain, trial->near) &&
               xp_decision_value_at(trial->reached, welfare, trial->profile, trial->n, NULL,
                                    PRECISION);
    }
    fmpq_clear(high);
    return able;
}

/* x - S'(x) / S''(x) at x = near: the maximiser itself when S is quadratic. */
static int find_newton(fmpq_t x, const trial_t *trial, const xp_expression_struct *first,
                       const xp_expression_struct *second)
{
    xp_error_t error;
    fmpq_t slope, bend;
    xp_error_init(error);
    fmpq_init(slope);
    fmpq_init(bend);
    const int able =
        first != NULL && second != NULL &&
        xp_expression_evaluate(slope, first, trial->profile, trial->near, error) == XP_OK &&
        xp_expression_evaluate(bend, second, trial->profile, trial->near, error) == XP_OK &&
        fmpq_sgn(bend) < 0;
    if (able)
    {
        fmpq_div(slope, slope, bend);
        fmpq_sub(x, trial->near, slope);
    }
    fmpq_clear(bend);
    fmpq_clear(slope);
    xp_error_clear(error);
    return able;
}

/* Tries the k-th decision: the ends of the domain, then steps of 16, 8, ... to both sides. */
static int try_decision(fmpq_t x, xp_real_t gain, slong k, const trial_t *trial)
{
    if (k == 0 || k == 1)
    {
        const int has = k == 0 ? trial->domain->has_low : trial->domain->has_high;
        fmpq_set(x, k == 0 ? trial->domain->low : trial->domain->high);
        return has && gains(gain, x, trial);
    }
    fmpq_set_si(x, k % 2 == 0 ? 16 : -16, 1);
    fmpq_div_2exp(x, x, (ulong) (k / 2 - 1));
    fmpq_add(x, x, trial->near);
    return gains(gain, x, trial);
}

static void tell(xp_decision_efficiency_t efficiency, const trial_t *trial, const fmpq_t better,
                 const xp_real_t gain, const char *decision)
{
    xp_string_t how;
    xp_string_init(how);
    xp_string_add(how, "at the profile ");
    xp_add_profile_text(how, trial->profile, trial->n);
    xp_string_printf(how, " the rule gives %s = ", decision);
    xp_real_add_text(how, trial->chosen, -1);
    xp_string_printf(how, ", and %s = ", decision);
    xp_rat_add_text(how, better);
    xp_string_add(how, " has a surplus that is larger by ");
    xp_real_add_text(how, gain, -1);
    efficiency->answer = XP_FAILS;
    efficiency->how = xp_string_take(how);
    efficiency->n = trial->n;
    efficiency->profile = _fmpq_vec_init(trial->n);
    for (slong i = 0; i < trial->n; i++)
    {
        fmpq_set(efficiency->profile + i, trial->profile + i);
    }
    xp_real_set(efficiency->chosen, trial->chosen);
    fmpq_set(efficiency->better, better);
    xp_real_set(efficiency->gain, gain);
    xp_string_clear(how);
}

int xp_decision_refute(xp_decision_efficiency_t efficiency, const xp_continuous_t model,
                       const xp_expression_struct *surplus, const xp_decision_domain_t *domain)
{
    trial_t trial = {surplus, domain, model->agent_count, NULL, {{0}}, {{0}}, {{0}}};
    fmpq *low, *high;
    fmpq_t better;
    xp_real_t gain;
    int found = 0;
    const xp_expression_struct *first =
        xp_expression_derivative(efficiency->pool, surplus, -1);
    const xp_expression_struct *welfare = xp_decision_welfare(efficiency->pool, model);
    xp_type_ends(&low, &high, model);
    trial.profile = _fmpq_vec_init(trial.n);
    xp_real_init(trial.chosen);
    fmpq_init(trial.near);
    xp_real_init(trial.reached);
    fmpq_init(better);
    xp_real_init(gain);
    for (slong k = 0; k < TRIALS && !found; k++)
    {
        xp_trial_profile(trial.profile, low, high, trial.n, k);
        if (start_trial(&trial, model->formula, welfare))
        {
            found = find_newton(better, &trial, first, efficiency->curvature) &&
                    gains(gain, better, &trial);
            for (slong j = 0; j < 60 && !found; j++)
            {
                found = try_decision(better, gain, j, &trial);
            }
        }
    }
    if (found)
    {
        tell(efficiency, &trial, better, gain, model->decision);
    }
    xp_real_clear(gain);
    fmpq_clear(better);
    xp_real_clear(trial.reached);
    fmpq_clear(trial.near);
    xp_real_clear(trial.chosen);
    _fmpq_vec_clear(trial.profile, trial.n);
    _fmpq_vec_clear(high, trial.n + 1);
    _fmpq_vec_clear(low, trial.n + 1);
    return found;
}
