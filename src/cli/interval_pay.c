/* The command pay for types on intervals. */
#include "cli/interval.h"

#include <expost/render/interval_pay.h>

/* The mechanism that was asked for, and what it does at --at. */
typedef struct
{
    const xp_cli_options_struct *options;
    const xp_model_struct *model;
    xp_cli_interval_mechanism_t mechanism;
    xp_decision_interim_t interim;
    int has_interim;
    fmpq *theta;
    slong chosen;
    xp_real_t decision;
    xp_real_struct *payment;
} run_t;

static xp_status_t find_point(run_t *run, xp_error_t error)
{
    slong n = run->model->continuous->agent_count, i;
    fmpq *paid;
    xp_status_t status;

    run->payment = xp_real_vec_init(n);
    run->chosen = -1;
    if (run->mechanism->has_decision)
        return xp_decision_mechanism_evaluate(run->decision, run->payment,
                                              run->mechanism->decision, run->theta,
                                              XP_CLI_INTERVAL_BITS(run->options->digits), error);
    paid = _fmpq_vec_init(n);
    status = xp_outcome_mechanism_evaluate(&run->chosen, paid, run->mechanism->outcome,
                                           run->theta, error);
    for (i = 0; i < n; i++)
        xp_real_set_fmpq(run->payment + i, paid + i);
    _fmpq_vec_clear(paid, n);
    return status;
}

static int write_report(run_t *run, const char *path)
{
    const xp_cli_interval_mechanism_struct *mechanism = run->mechanism;
    xp_interval_pay_t pay = {mechanism->has_decision ? mechanism->decision : NULL,
                             run->has_interim ? run->interim : NULL,
                             mechanism->has_decision ? NULL : mechanism->outcome,
                             run->theta, run->chosen, run->decision, run->payment};
    xp_string_t out, time;
    const char *sentence;
    xp_report_t report;
    int status;

    xp_string_init(out);
    xp_string_init(time);
    xp_cli_report(&report, run->options, run->model, path);
    xp_cli_add_stats(&report, time, &sentence, run->options,
                     "Time until the mechanism was built: ");
    xp_interval_pay_render(out, &report, &pay);
    status = xp_cli_write(run->options, out, XP_EXIT_YES);
    xp_string_clear(out);
    xp_string_clear(time);
    return status;
}

int xp_cli_interval_pay(const xp_cli_options_struct *options, const xp_model_t model,
                        const char *path, const slong *profile)
{
    slong n = model->continuous->agent_count;
    run_t run = {options, model, {{0}}, {{0}}, 0, NULL, -1, {{0}}, NULL};
    xp_status_t status;
    xp_error_t error;
    int exit_status;

    (void) profile;
    xp_error_init(error);
    xp_cli_interval_mechanism_init(run.mechanism);
    xp_decision_interim_init(run.interim);
    xp_real_init(run.decision);
    exit_status = xp_cli_read_interval_profile(&run.theta, options, model);
    if (exit_status == XP_EXIT_YES && xp_cli_interval_is_auction(options->mechanism))
        exit_status = xp_cli_interval_auction(options, model, path, run.theta);
    else if (exit_status == XP_EXIT_YES)
    {
        status = xp_cli_interval_mechanism_set(run.mechanism, options, model, error);
        if (status == XP_OK && run.mechanism->has_decision)
            run.has_interim = xp_decision_interim(run.interim, run.mechanism->decision, error)
                              == XP_OK;
        if (status == XP_OK && run.theta != NULL)
            status = find_point(&run, error);
        exit_status = status == XP_OK ? write_report(&run, path) : xp_cli_fail(status, error);
    }
    if (run.theta != NULL)
        _fmpq_vec_clear(run.theta, n);
    if (run.payment != NULL)
        xp_real_vec_clear(run.payment, n);
    xp_real_clear(run.decision);
    xp_decision_interim_clear(run.interim);
    xp_cli_interval_mechanism_clear(run.mechanism);
    xp_error_clear(error);
    return exit_status;
}
