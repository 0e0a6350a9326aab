/* The report `pay`: expectations over all profiles. */
#include "render/pay_impl.h"

void xp_pay_means_init(xp_pay_means_t means, slong agents)
{
    means->agents = agents;
    means->payment = _fmpq_vec_init(agents);
    means->utility = _fmpq_vec_init(agents);
    fmpq_init(means->sum);
    fmpq_init(means->cost);
    fmpq_init(means->surplus);
    fmpq_init(means->rule_welfare);
    fmpq_init(means->best_welfare);
    means->has_best = 0;
}

void xp_pay_means_clear(xp_pay_means_t means)
{
    _fmpq_vec_clear(means->payment, means->agents);
    _fmpq_vec_clear(means->utility, means->agents);
    fmpq_clear(means->sum);
    fmpq_clear(means->cost);
    fmpq_clear(means->surplus);
    fmpq_clear(means->rule_welfare);
    fmpq_clear(means->best_welfare);
}

/* E of one term with coefficient 1. */
static xp_status_t find_mean(fmpq_t mean, xp_expectations_t expectations, xp_term_kind_t kind,
                             slong agent, const xp_progress_t *progress, xp_error_t error)
{
    xp_payments_t sum;
    xp_status_t status;

    xp_payments_init(sum);
    xp_payments_set_zero(sum, 1);
    xp_payments_add_term(sum, 0, kind, agent);
    status = xp_expectations_of(mean, expectations, sum->payment, -1, progress, error);
    xp_payments_clear(sum);
    return status;
}

/* E W is what an efficient rule makes of the values and the cost. */
static xp_status_t find_best(xp_pay_means_t means, const xp_environment_struct *environment,
                             const xp_progress_t *progress, xp_error_t error)
{
    xp_expectations_t expectations;
    xp_payments_t sum;
    xp_term_struct *term;
    xp_rule_t rule;
    xp_status_t status;
    slong i;

    xp_rule_init(rule);
    rule->outcome_count = environment->outcome_count;
    xp_payments_init(sum);
    xp_payments_set_zero(sum, 1);
    for (i = 0; i < environment->agent_count; i++)
        xp_payments_add_term(sum, 0, XP_TERM_VALUE, i);
    term = xp_payments_add_term(sum, 0, XP_TERM_COST, 0);
    fmpq_set_si(term->coefficient, -1, 1);
    xp_expectations_init(expectations, environment, rule);
    status = xp_expectations_require(expectations, sum->payment, -1, "The expected welfare",
                                     error);
    if (status == XP_OK)
        status = xp_expectations_of(means->best_welfare, expectations, sum->payment, -1, progress,
                                    error);
    else if (status == XP_LIMIT)
    {
        xp_error_clear(error);
        xp_error_init(error);
        means->has_best = 0;
        status = XP_OK;
    }
    xp_expectations_clear(expectations);
    xp_payments_clear(sum);
    xp_rule_clear(rule);
    return status;
}

xp_status_t xp_pay_means_set(xp_pay_means_t means, const xp_mechanism_t mechanism,
                             xp_expectations_t expectations, const xp_progress_t *progress,
                             xp_error_t error)
{
    xp_status_t status = find_mean(means->cost, expectations, XP_TERM_COST, 0, progress, error);
    slong i;

    fmpq_zero(means->sum);
    fmpq_neg(means->rule_welfare, means->cost);
    for (i = 0; status == XP_OK && i < means->agents; i++)
    {
        status = xp_expectations_of(means->payment + i, expectations,
                                    mechanism->payments->payment + i, -1, progress, error);
        if (status == XP_OK)
            status = find_mean(means->utility + i, expectations, XP_TERM_VALUE, i, progress,
                               error);
        if (status != XP_OK)
            break;
        fmpq_add(means->sum, means->sum, means->payment + i);
        fmpq_add(means->rule_welfare, means->rule_welfare, means->utility + i);
        fmpq_sub(means->utility + i, means->utility + i, means->payment + i);
    }
    if (status != XP_OK)
        return status;
    fmpq_sub(means->surplus, means->sum, means->cost);
    means->has_best = 1;
    if (!mechanism->rule->efficient)
        return find_best(means, mechanism->environment, progress, error);
    fmpq_set(means->best_welfare, means->rule_welfare);
    return XP_OK;
}
