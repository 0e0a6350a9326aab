/* The command subsidy for types on intervals. */
#include "cli/interval.h"

#include <string.h>

#include <expost/cert/interval.h>
#include <expost/render/interval_subsidy.h>

#include "cli/certificate.h"

static int write_report(const xp_cli_options_struct *options, const xp_model_t model,
                        const char *path, const xp_interval_subsidy_t subsidy,
                        const xp_interval_interim_struct *interim, const char *written)
{
    xp_interval_subsidy_report_t found = {subsidy, interim, written, NULL,
                                          xp_cli_join_answer(XP_EXIT_YES, subsidy->answer)};
    xp_string_t out, words, stats, way;
    const char *sentence;
    xp_report_t report;
    int status;

    xp_string_init(out);
    xp_string_init(words);
    xp_string_init(stats);
    xp_string_init(way);
    xp_cli_report(&report, options, model, path);
    xp_string_printf(words, "Method: %s. Time to decide: ", subsidy->method);
    xp_cli_add_stats(&report, stats, &sentence, options, words->text);
    if (xp_cli_certificate_is_offered(options, path) && subsidy->answer != XP_UNDECIDED)
    {
        xp_cli_certificate_add_way(way, options, path, 0);
        found.verify = way->text;
    }
    xp_interval_subsidy_render(out, &report, &found);
    status = xp_cli_write(options, out, found.exit_status);
    xp_string_clear(out);
    xp_string_clear(words);
    xp_string_clear(stats);
    xp_string_clear(way);
    return status;
}

static int write_certificate(const char **written, const xp_cli_options_struct *options,
                             const xp_model_t model, const xp_interval_subsidy_t subsidy)
{
    xp_status_t status;
    xp_error_t error;
    xp_string_t out;
    int exit_status;

    *written = NULL;
    if (options->certificate == NULL)
        return XP_EXIT_YES;
    if (subsidy->answer == XP_UNDECIDED)
    {
        xp_cli_certificate_miss(options, subsidy->reason);
        return XP_EXIT_YES;
    }
    xp_error_init(error);
    xp_string_init(out);
    status = xp_interval_certificate_subsidy(out, model->continuous, subsidy, error);
    exit_status = xp_cli_interval_certificate(written, options, status, out, error);
    xp_string_clear(out);
    xp_error_clear(error);
    return exit_status;
}

int xp_cli_interval_subsidy(const xp_cli_options_struct *options, const xp_model_t model,
                            const char *path, const slong *profile)
{
    xp_interval_interim_t interim;
    xp_interval_subsidy_t subsidy;
    xp_dissolve_options_t how;
    xp_status_t status, exact;
    const char *written = NULL;
    xp_error_t error;
    int exit_status;

    (void) profile;
    xp_error_init(error);
    xp_interval_subsidy_init(subsidy);
    xp_interval_interim_init(interim);
    xp_cli_interval_options(&how, options);
    status = xp_interval_subsidy(subsidy, model->continuous, &how, error);
    exit_status = status == XP_OK ? write_certificate(&written, options, model, subsidy)
                                  : xp_cli_fail(status, error);
    if (status == XP_OK && exit_status == XP_EXIT_YES)
    {
        exact = xp_interval_interim(interim, model->continuous, error);
        exit_status = write_report(options, model, path, subsidy,
                                   exact == XP_OK ? interim : NULL, written);
    }
    xp_interval_interim_clear(interim);
    xp_interval_subsidy_clear(subsidy);
    xp_error_clear(error);
    return exit_status;
}
