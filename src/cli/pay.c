/* The command pay: exact payments. */
#include <expost/render/pay.h>

#include "cli/cli.h"
#include "cli/interval.h"

static int fail_payments(const xp_cli_options_struct *options)
{
    xp_string_t names;

    xp_string_init(names);
    xp_cli_add_mechanisms(names);
    xp_cli_fail_usage(options->command, "pay: the model states no payments; name a mechanism "
                                        "with -m: %s", names->text);
    xp_string_clear(names);
    return XP_EXIT_USAGE;
}

static int pay(const xp_cli_options_struct *options, const xp_model_t model, const char *path,
               const slong *profile)
{
    xp_cli_outlet_t outlet;
    xp_mechanism_t mechanism;
    xp_report_t report;
    xp_error_t error;
    xp_string_t out, time;
    const char *stats;
    xp_status_t status;
    int exit_status;

    if (options->mechanism == NULL && !xp_model_has_payments(model))
        return fail_payments(options);
    if (options->interim && model->continuous != NULL)
        return xp_cli_fail_usage(options->command, "pay: --interim is for finite types, and this "
                                                   "model has types on intervals");
    if (model->continuous != NULL)
        return xp_cli_interval_pay(options, model, path, profile);
    xp_error_init(error);
    xp_string_init(out);
    xp_string_init(time);
    xp_mechanism_init(mechanism);
    xp_cli_report(&report, options, model, path);
    xp_cli_outlet_init(outlet, options);
    report.sink = &outlet->sink;
    status = xp_mechanism_build(mechanism, model, options->mechanism,
                                options->has_ties ? &options->ties : NULL, options->ir,
                                xp_cli_watch(), error);
    if (status == XP_OK && options->stats)
    {
        xp_string_add(time, "Time until the mechanism was built: ");
        xp_cli_add_seconds(time);
        xp_string_add(time, " s.");
        stats = time->text;
        report.stats = &stats;
        report.stats_count = 1;
    }
    if (status == XP_OK)
        status = xp_pay_render(out, &report, mechanism, profile, options->interim, error);
    exit_status = status == XP_OK ? xp_cli_outlet_end(outlet, out, XP_EXIT_YES)
                                  : xp_cli_outlet_fail(outlet, status, error);
    xp_mechanism_clear(mechanism);
    xp_string_clear(time);
    xp_string_clear(out);
    xp_error_clear(error);
    return exit_status;
}

int xp_cli_run_pay(const xp_cli_options_struct *options)
{
    return xp_cli_run_on_model(options, pay);
}
