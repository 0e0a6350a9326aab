/* The command show: the environment as understood. */
#include <expost/render/show.h>

#include "cli/cli.h"

static int show_intervals(const xp_cli_options_struct *options, const xp_model_t model,
                          const char *path)
{
    fmpq *theta = NULL;
    xp_report_t report;
    xp_error_t error;
    xp_string_t out;
    xp_status_t status;
    int exit_status = xp_cli_read_interval_profile(&theta, options, model);

    if (exit_status != XP_EXIT_YES)
        return exit_status;
    xp_error_init(error);
    xp_string_init(out);
    xp_cli_report(&report, options, model, path);
    status = xp_show_interval_render(out, &report, theta, error);
    exit_status = status == XP_OK ? xp_cli_write(options, out, XP_EXIT_YES)
                                  : xp_cli_fail(status, error);
    if (theta != NULL)
        _fmpq_vec_clear(theta, model->continuous->agent_count);
    xp_string_clear(out);
    xp_error_clear(error);
    return exit_status;
}

static int show_model(const xp_cli_options_struct *options, const xp_model_t model,
                      const char *path, const slong *profile)
{
    xp_report_t report;
    xp_error_t error;
    xp_string_t out;
    xp_rule_t rule;
    xp_status_t status;
    int exit_status;

    if (model->continuous != NULL)
        return show_intervals(options, model, path);
    xp_error_init(error);
    xp_string_init(out);
    xp_rule_init(rule);
    xp_rule_set(rule, model->rule);
    if (options->has_ties)
        rule->ties = options->ties;
    xp_cli_report(&report, options, model, path);
    status = xp_show_render(out, &report, rule, profile, error);
    exit_status = status == XP_OK ? xp_cli_write(options, out, XP_EXIT_YES)
                                  : xp_cli_fail(status, error);
    xp_rule_clear(rule);
    xp_string_clear(out);
    xp_error_clear(error);
    return exit_status;
}

int xp_cli_run_show(const xp_cli_options_struct *options)
{
    return xp_cli_run_on_model(options, show_model);
}
