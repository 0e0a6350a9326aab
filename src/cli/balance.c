/* The command balance: can Groves payments balance? */
#include <expost/render/balance.h>
#include <expost/rule/allocation.h>
#include <expost/rule/balance.h>

#include "cli/certificate.h"
#include "cli/cli.h"
#include "cli/interval.h"

/* Writes the certificate, under the efficient rule: 0 or the exit status. */
static int certify(const xp_cli_options_struct *options, const xp_model_t model,
                   const xp_balance_t balance)
{
    xp_certificate_t certificate;
    xp_status_t status;
    xp_error_t error;
    xp_rule_t rule;
    int exit_status;

    xp_error_init(error);
    xp_rule_init(rule);
    xp_certificate_init(certificate);
    if (model->rule->efficient)
        rule->ties = model->rule->ties;
    if (options->has_ties)
        rule->ties = options->ties;
    status = xp_allocation_list(rule, model->environment, xp_cli_watch(), error);
    if (status == XP_OK)
        status = xp_certificate_set_balance(certificate, model->environment, rule, balance, error);
    exit_status = status == XP_OK ? xp_cli_certificate_write(options, certificate)
                                  : xp_cli_fail(status, error);
    xp_certificate_clear(certificate);
    xp_rule_clear(rule);
    xp_error_clear(error);
    return exit_status;
}

static int decide(const xp_cli_options_struct *options, const xp_model_t model,
                  const char *path, const slong *profile)
{
    xp_balance_t balance;
    xp_report_t report;
    xp_error_t error;
    xp_string_t out, time;
    const char *stats;
    xp_status_t status;
    int exit_status = XP_EXIT_YES;

    if (model->continuous != NULL)
        return xp_cli_interval_balance(options, model, path, profile);
    xp_error_init(error);
    xp_string_init(out);
    xp_string_init(time);
    xp_balance_init(balance);
    xp_cli_report(&report, options, model, path);
    status = xp_balance_decide(balance, model->environment, xp_cli_watch(), error);
    if (status == XP_OK && options->stats)
    {
        xp_string_add(time, "Time to decide: ");
        xp_cli_add_seconds(time);
        xp_string_add(time, " s.");
        stats = time->text;
        report.stats = &stats;
        report.stats_count = 1;
    }
    if (status == XP_OK)
    {
        exit_status = balance->answer == XP_HOLDS ? XP_EXIT_YES : XP_EXIT_NO;
        status = xp_balance_render(out, &report, balance, exit_status, error);
    }
    if (status != XP_OK)
        exit_status = xp_cli_fail(status, error);
    else if (options->certificate == NULL)
        exit_status = xp_cli_write(options, out, exit_status);
    else
    {
        int written = certify(options, model, balance);

        exit_status = written == XP_EXIT_YES ? xp_cli_write(options, out, exit_status) : written;
    }
    xp_balance_clear(balance);
    xp_string_clear(time);
    xp_string_clear(out);
    xp_error_clear(error);
    return exit_status;
}

int xp_cli_run_balance(const xp_cli_options_struct *options)
{
    return xp_cli_run_on_model(options, decide);
}
