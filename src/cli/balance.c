/* The command balance: can Groves payments balance? */
#include <expost/render/balance.h>
#include <expost/rule/balance.h>

#include "cli/cli.h"

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

    (void) profile;
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
    exit_status = status == XP_OK ? xp_cli_write(options, out, exit_status)
                                  : xp_cli_fail(status, error);
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
