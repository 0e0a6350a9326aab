/* Writing certificates, and reports on decisions with their certificates. */
#include "cli/certificate.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

int xp_cli_certificate_write(const xp_cli_options_struct *options,
                             const xp_certificate_t certificate)
{
    xp_string_t text;
    int status;

    xp_cli_watch_end();
    xp_string_init(text);
    xp_certificate_write(text, certificate);
    status = xp_cli_write_to(options->certificate, text);
    xp_string_clear(text);
    return status;
}

void xp_cli_certificate_miss(const xp_cli_options_struct *options, const char *reason)
{
    if (options->certificate == NULL || options->quiet)
        return;
    xp_cli_watch_end();
    xp_cli_say("expost: no certificate was written: %s\n", reason);
}

void xp_cli_certificate_add_way(xp_string_t out, const xp_cli_options_struct *options,
                                const char *path, int reduced)
{
    const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
    const char *dot = strrchr(name, '.');
    size_t length = dot != NULL && dot > name ? (size_t) (dot - name) : strlen(name);
    xp_string_t file;

    xp_string_init(file);
    if (name[0] == '-')
        xp_string_add(file, options->command->name);
    else
        xp_string_add_bytes(file, name, length);
    xp_string_add(file, ".cert");
    xp_string_printf(out, "%s%s -c ", options->line,
                     reduced && !options->reduced ? " --reduced" : "");
    xp_string_add_shell_word(out, file->text);
    xp_string_add(out, "; expost-verify ");
    xp_string_add_shell_word(out, file->text);
    xp_string_clear(file);
}

int xp_cli_certificate_is_offered(const xp_cli_options_struct *options, const char *path)
{
    return options->certificate == NULL && options->format == XP_FORMAT_TEXT
           && options->output == NULL && strcmp(path, "-") != 0;
}

/* Writes the certificate of a decision: 0 or the exit status. */
static int certify(const xp_cli_options_struct *options, const xp_cli_question_t question,
                   const xp_decision_t decision)
{
    xp_certificate_t certificate;
    xp_status_t status;
    xp_error_t error;
    int exit_status;

    xp_error_init(error);
    xp_certificate_init(certificate);
    if (options->reduced)
        status = xp_certificate_set_reduced(certificate, &question->question, decision,
                                            xp_cli_watch(), error);
    else
        status = xp_certificate_set_decision(certificate, &question->question, decision,
                                             xp_cli_watch(), error);
    exit_status = status == XP_OK ? xp_cli_certificate_write(options, certificate)
                                  : xp_cli_fail(status, error);
    xp_certificate_clear(certificate);
    xp_error_clear(error);
    return exit_status;
}

static void add_stats(xp_string_t out, const xp_decision_t decision)
{
    const xp_decide_stats_t *stats = &decision->stats;

    xp_string_printf(out, "Method: %s.", decision->verdict == XP_UNKNOWN
                                             ? "none came to an end"
                                             : xp_method_word(decision->method));
    if (stats->engine_runs == 0)
        xp_string_add(out, " The LP engine was not started.");
    else
        xp_string_printf(out, " Runs of the LP engine: %zu; largest program: %ld columns, "
                              "%ld rows, %ld entries.", stats->engine_runs, (long) stats->columns,
                         (long) stats->rows, (long) stats->entries);
    if (stats->rounds > 0)
        xp_string_printf(out, " Rounds of rows on demand: %zu.", stats->rounds);
    if (stats->nodes > 0)
        xp_string_printf(out, " Nodes of the search: %zu.", stats->nodes);
    xp_string_add(out, " Time to decide: ");
    xp_cli_add_seconds(out);
    xp_string_add(out, " s.");
}

static int report_decision(const xp_cli_options_struct *options, const xp_report_t *report,
                           const xp_decide_report_t *decide, xp_cli_render_t *render)
{
    xp_status_t status;
    xp_string_t out;
    xp_error_t error;
    int exit_status;

    xp_error_init(error);
    xp_string_init(out);
    status = render(out, report, decide, error);
    exit_status = status == XP_OK ? xp_cli_write(options, out, decide->exit_status)
                                  : xp_cli_fail(status, error);
    xp_string_clear(out);
    xp_error_clear(error);
    return exit_status;
}

static int write_decision(const xp_cli_options_struct *options, const xp_model_t model,
                          const char *path, const xp_cli_question_t question,
                          const xp_decision_t decision, int answer, xp_cli_render_t *render)
{
    int unknown = decision->verdict == XP_UNKNOWN, status = XP_EXIT_YES;
    xp_decide_report_t decide = {&question->question, decision, NULL, NULL, answer};
    const char *sentence;
    xp_string_t stats, way;
    xp_report_t report;

    xp_string_init(stats);
    xp_string_init(way);
    xp_cli_report(&report, options, model, path);
    if (options->stats)
    {
        add_stats(stats, decision);
        sentence = stats->text;
        report.stats = &sentence;
        report.stats_count = 1;
    }
    if (unknown)
    {
        decide.exit_status = xp_cli_signal() != 0 ? 128 + xp_cli_signal() : XP_EXIT_UNKNOWN;
        xp_cli_certificate_miss(options, decision->reason);
    }
    else if (options->certificate != NULL)
    {
        status = certify(options, question, decision);
        decide.certificate = options->certificate;
    }
    else if (xp_cli_certificate_is_offered(options, path))
    {
        xp_cli_certificate_add_way(way, options, path,
                                   !xp_profiles_are_listed(model->environment->profiles));
        decide.verify = way->text;
    }
    if (status == XP_EXIT_YES)
        status = report_decision(options, &report, &decide, render);
    xp_string_clear(way);
    xp_string_clear(stats);
    return status;
}

int xp_cli_question_answer(const xp_cli_options_struct *options, const xp_model_t model,
                           const char *path, const xp_cli_question_t question,
                           xp_cli_answer_t *answer, xp_cli_render_t *render)
{
    xp_decision_t decision;
    int status;

    xp_decision_init(decision);
    status = xp_cli_question_decide(decision, question, options);
    if (status == XP_EXIT_YES)
        status = write_decision(options, model, path, question, decision, answer(decision),
                                render);
    xp_decision_clear(decision);
    return status;
}
