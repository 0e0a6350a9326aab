/* What the commands share when types are intervals. */
#include "cli/interval.h"

#include "cli/certificate.h"

/* Digits of what has no exact form when --digits does not ask for more. */
#define USUAL_DIGITS 15

void xp_cli_interval_options(xp_dissolve_options_t *how, const xp_cli_options_struct *options)
{
    xp_dissolve_options_init(how);
    how->digits = options->digits > USUAL_DIGITS ? options->digits : USUAL_DIGITS;
    how->progress = xp_cli_watch();
}

int xp_cli_interval_certificate(const char **written, const xp_cli_options_struct *options,
                                xp_status_t status, const xp_string_t text,
                                const xp_error_struct *error)
{
    *written = NULL;
    if (status == XP_LIMIT)
    {
        xp_cli_certificate_miss(options, error->message);
        return XP_EXIT_YES;
    }
    if (status != XP_OK)
        return xp_cli_fail(status, error);
    xp_cli_watch_end();
    *written = options->certificate;
    return xp_cli_write_to(options->certificate, text);
}

void xp_cli_interval_mechanism_init(xp_cli_interval_mechanism_t mechanism)
{
    mechanism->has_decision = 0;
    xp_decision_mechanism_init(mechanism->decision);
    xp_outcome_mechanism_init(mechanism->outcome);
}

void xp_cli_interval_mechanism_clear(xp_cli_interval_mechanism_t mechanism)
{
    xp_decision_mechanism_clear(mechanism->decision);
    xp_outcome_mechanism_clear(mechanism->outcome);
}

xp_status_t xp_cli_interval_mechanism_set(xp_cli_interval_mechanism_t mechanism,
                                          const xp_cli_options_struct *options,
                                          const xp_model_t model, xp_error_t error)
{
    mechanism->has_decision = model->continuous->outcome_count == 0;
    if (mechanism->has_decision)
        return xp_decision_mechanism_set(mechanism->decision, model->continuous,
                                         options->mechanism, xp_cli_watch(), error);
    return xp_outcome_mechanism_set(mechanism->outcome, model->continuous, options->mechanism,
                                    xp_cli_watch(), error);
}

void xp_cli_add_stats(xp_report_t *report, xp_string_t text, const char **sentence,
                      const xp_cli_options_struct *options, const char *words)
{
    if (!options->stats)
        return;
    xp_string_add(text, words);
    xp_cli_add_seconds(text);
    xp_string_add(text, " s.");
    *sentence = text->text;
    report->stats = sentence;
    report->stats_count = 1;
}
