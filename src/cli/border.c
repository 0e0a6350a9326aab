/* The command border: do interim probabilities of winning come from a rule? */
#include <expost/cert/allocation.h>
#include <expost/render/border.h>
#include <expost/rule/border.h>
#include <expost/rule/units.h>

#include "cli/border.h"
#include "cli/certificate.h"

/* Writes the certificate of the answer to the file of -c: 0 or the exit status. */
static int certify(const xp_cli_options_struct *options, const xp_model_t model,
                   const xp_units_t units, const xp_border_t border)
{
    xp_allocation_certificate_t certificate;
    xp_status_t status;
    xp_string_t text;
    xp_error_t error;
    int exit_status;

    if (options->certificate == NULL)
        return XP_EXIT_YES;
    xp_error_init(error);
    xp_string_init(text);
    xp_allocation_certificate_init(certificate);
    status = xp_allocation_certificate_set(certificate, model->environment, units, border,
                                           xp_cli_watch(), error);
    if (status == XP_OK)
    {
        xp_cli_watch_end();
        xp_allocation_certificate_write(text, certificate);
        exit_status = xp_cli_write_to(options->certificate, text);
    }
    else
        exit_status = xp_cli_fail(status, error);
    xp_allocation_certificate_clear(certificate);
    xp_string_clear(text);
    xp_error_clear(error);
    return exit_status;
}

/* The report; it names the certificate that was written. */
static xp_status_t render(xp_string_t out, const xp_cli_options_struct *options,
                          const xp_report_t *report, const char *path, const xp_border_t border,
                          int exit_status, xp_error_t error)
{
    const int offered = xp_cli_certificate_is_offered(options, path);
    xp_status_t status;
    xp_string_t way;

    xp_string_init(way);
    if (offered)
        xp_cli_certificate_add_way(way, options, path, 0);
    status = xp_border_render(out, report, border, options->certificate,
                              offered ? way->text : NULL, exit_status, error);
    xp_string_clear(way);
    return status;
}

static int find(const xp_cli_options_struct *options, const xp_model_t model, const char *path,
                const xp_units_t units, const fmpq *win)
{
    xp_border_t border;
    xp_report_t report;
    xp_error_t error;
    xp_string_t out, time;
    const char *stats;
    xp_status_t status;
    int exit_status = XP_EXIT_YES;

    xp_error_init(error);
    xp_string_init(out);
    xp_string_init(time);
    xp_border_init(border);
    xp_cli_report(&report, options, model, path);
    status = xp_border_decide(border, model->environment, units, win, xp_cli_watch(), error);
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
        exit_status = certify(options, model, units, border);
    if (status == XP_OK && exit_status == XP_EXIT_YES)
    {
        exit_status = border->answer == XP_HOLDS ? XP_EXIT_YES : XP_EXIT_NO;
        status = render(out, options, &report, path, border, exit_status, error);
        if (status == XP_OK)
            exit_status = xp_cli_write(options, out, exit_status);
    }
    if (status != XP_OK)
        exit_status = xp_cli_fail(status, error);
    xp_border_clear(border);
    xp_string_clear(time);
    xp_string_clear(out);
    xp_error_clear(error);
    return exit_status;
}

static int decide(const xp_cli_options_struct *options, const xp_model_t model,
                  const char *path, const slong *profile)
{
    xp_units_t units;
    xp_error_t error;
    xp_status_t status;
    int exit_status;

    (void) profile;
    xp_error_init(error);
    xp_units_init(units);
    status = xp_units_recognise(units, model->environment, error);
    exit_status = status == XP_OK ? XP_EXIT_YES : xp_cli_fail(status, error);
    if (status == XP_OK)
    {
        slong pairs = units->offset[units->agent_count];
        fmpq *win = _fmpq_vec_init(pairs);

        exit_status = xp_cli_read_wins(win, options, model, units->offset);
        if (exit_status == XP_EXIT_YES)
            exit_status = find(options, model, path, units, win);
        _fmpq_vec_clear(win, pairs);
    }
    xp_units_clear(units);
    xp_error_clear(error);
    return exit_status;
}

int xp_cli_run_border(const xp_cli_options_struct *options)
{
    if (options->win.count == 0 && options->from == NULL)
        return xp_cli_fail_usage(options->command, "border: say how often each type wins, as in "
                                                   "--win 'agents = 1/4, 3/4', or name a table "
                                                   "with --from");
    if (options->win.count > 0 && options->from != NULL)
        return xp_cli_fail_usage(options->command, "border: --win or --from, not both");
    if (options->has_ties)
        return xp_cli_fail_usage(options->command, "border: --ties has no meaning here: it asks "
                                                   "for any rule");
    return xp_cli_run_on_model(options, decide);
}
