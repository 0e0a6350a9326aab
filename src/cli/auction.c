/* The command auction: what a seller of identical units can expect. */
#include <expost/exist/revenue.h>
#include <expost/render/revenue.h>

#include "cli/cli.h"

/* The report, and the exit status: 3, or that of the signal, when an amount is open. */
static int write_report(const xp_cli_options_struct *options, const xp_model_t model,
                        const char *path, const xp_revenue_t revenue)
{
    xp_string_t out, stop, time;
    const char *stats;
    xp_report_t report;
    int status = XP_EXIT_YES;

    xp_string_init(out);
    xp_string_init(stop);
    xp_string_init(time);
    xp_cli_report(&report, options, model, path);
    if (options->stats)
    {
        xp_string_add(time, "Time to compare: ");
        xp_cli_add_seconds(time);
        xp_string_add(time, " s.");
        stats = time->text;
        report.stats = &stats;
        report.stats_count = 1;
    }
    if (xp_revenue_is_open(revenue))
    {
        status = xp_cli_signal() != 0 ? xp_cli_status(XP_STOPPED) : XP_EXIT_UNKNOWN;
        xp_cli_add_stop_reason(stop);
    }
    xp_revenue_render(out, &report, revenue, stop->text, status);
    status = xp_cli_write(options, out, status);
    xp_string_clear(out);
    xp_string_clear(stop);
    xp_string_clear(time);
    return status;
}

static int compare(const xp_cli_options_struct *options, const xp_model_t model,
                   const char *path, const slong *profile)
{
    const xp_revenue_options_t how = {options->has_ties ? &options->ties : NULL, options->memory};
    xp_revenue_t revenue;
    xp_status_t status;
    xp_error_t error;
    int exit_status;

    (void) profile;
    xp_error_init(error);
    xp_revenue_init(revenue);
    status = xp_revenue_find(revenue, model, &how, xp_cli_watch(), error);
    exit_status = status == XP_OK ? write_report(options, model, path, revenue)
                                  : xp_cli_fail(status, error);
    xp_revenue_clear(revenue);
    xp_error_clear(error);
    return exit_status;
}

int xp_cli_run_auction(const xp_cli_options_struct *options)
{
    return xp_cli_run_on_model(options, compare);
}
