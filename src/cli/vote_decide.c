/* The question `vote decide`: is there a social choice function with these properties? */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/cert/vote.h>
#include <expost/render/vote_decide.h>

#include "cli/certificate.h"
#include "cli/interval.h"
#include "cli/vote.h"

/* Everything that one run finds out. */
typedef struct
{
    const xp_cli_options_struct *options;
    xp_domain_t domain;
    xp_vote_decision_t decision;
    unsigned properties;
    int is_counted;
    fmpz_t count;
    xp_string_t count_reason;
    const char *written;
    xp_error_t error;
} run_t;

static void init_run(run_t *run, const xp_cli_options_struct *options)
{
    memset(run, 0, sizeof *run);
    run->options = options;
    xp_domain_init(run->domain);
    xp_vote_decision_init(run->decision);
    fmpz_init(run->count);
    xp_string_init(run->count_reason);
    xp_error_init(run->error);
}

static void clear_run(run_t *run)
{
    xp_vote_decision_clear(run->decision);
    xp_domain_clear(run->domain);
    fmpz_clear(run->count);
    xp_string_clear(run->count_reason);
    xp_error_clear(run->error);
}

/* A limit or a stop leaves the question open; the words say why. */
static int keep_open(run_t *run, xp_status_t status, xp_string_t reason)
{
    return xp_cli_add_open_reason(reason, status, run->error) ? XP_EXIT_YES
                                                              : xp_cli_fail(status, run->error);
}

static int decide(run_t *run)
{
    xp_status_t status = xp_vote_decide(run->decision, run->domain, run->options->voters,
                                        run->properties, xp_cli_watch(), run->error);
    xp_string_t reason;
    int exit_status;

    if (status == XP_OK)
        return XP_EXIT_YES;
    xp_string_init(reason);
    exit_status = keep_open(run, status, reason);
    run->decision->properties = run->properties;
    run->decision->reason = xp_strdup(reason->text);
    xp_string_clear(reason);
    return exit_status;
}

static int count(run_t *run)
{
    xp_choice_t choice;
    xp_status_t status;

    if (!run->options->count)
        return XP_EXIT_YES;
    xp_choice_init(choice);
    status = xp_choice_set_sizes(choice, run->domain, run->options->voters, run->error);
    if (status == XP_OK)
        status = xp_vote_count(run->count, choice, run->properties, xp_cli_watch(), run->error);
    xp_choice_clear(choice);
    run->is_counted = status == XP_OK;
    return status == XP_OK ? XP_EXIT_YES : keep_open(run, status, run->count_reason);
}

static int write_certificate(run_t *run)
{
    xp_vote_certificate_t certificate;
    xp_status_t status;
    xp_string_t text;
    int exit_status;

    if (run->options->certificate == NULL)
        return XP_EXIT_YES;
    if (run->decision->verdict == XP_UNKNOWN)
    {
        xp_cli_certificate_miss(run->options, run->decision->reason);
        return XP_EXIT_YES;
    }
    xp_vote_certificate_init(certificate);
    xp_string_init(text);
    status = xp_vote_certificate_set(certificate, run->decision, run->error);
    if (status == XP_OK)
    {
        xp_cli_watch_end();
        xp_vote_certificate_write(text, certificate);
        exit_status = xp_cli_write_to(run->options->certificate, text);
        run->written = run->options->certificate;
    }
    else
        exit_status = xp_cli_fail(status, run->error);
    xp_string_clear(text);
    xp_vote_certificate_clear(certificate);
    return exit_status;
}

/* A count that a limit leaves open does not touch the verdict, a signal still ends the command. */
static int find_exit_status(const run_t *run)
{
    if (xp_cli_signal() != 0
        && (run->decision->verdict == XP_UNKNOWN || (run->options->count && !run->is_counted)))
        return 128 + xp_cli_signal();
    if (run->decision->verdict == XP_UNKNOWN)
        return XP_EXIT_UNKNOWN;
    return run->decision->verdict == XP_POSSIBLE ? XP_EXIT_YES : XP_EXIT_NO;
}

static int write_report(run_t *run)
{
    const xp_cli_options_struct *options = run->options;
    xp_vote_decide_report_t decide = {run->decision, run->domain, options->voters,
                                      run->is_counted ? run->count : NULL,
                                      options->count && !run->is_counted
                                          ? run->count_reason->text : NULL,
                                      run->written, NULL, find_exit_status(run)};
    xp_string_t out, words, stats, way;
    const char *sentence;
    xp_report_t report;
    int status;

    xp_string_init(out);
    xp_string_init(words);
    xp_string_init(stats);
    xp_string_init(way);
    xp_cli_report(&report, options, NULL, "votes");
    xp_string_printf(words, "Variables: %zu; clauses: %zu; clauses that the solver learned: %zu. "
                            "Time to decide: ", run->decision->variables, run->decision->clauses,
                     run->decision->learned);
    xp_cli_add_stats(&report, stats, &sentence, options, words->text);
    if (run->decision->verdict != XP_UNKNOWN && xp_cli_certificate_is_offered(options, "votes"))
    {
        xp_cli_certificate_add_way(way, options, "vote", 0);
        decide.verify = way->text;
    }
    xp_vote_decide_render(out, &report, &decide);
    status = xp_cli_write(options, out, decide.exit_status);
    xp_string_clear(out);
    xp_string_clear(words);
    xp_string_clear(stats);
    xp_string_clear(way);
    return status;
}

static int check_usage(const xp_cli_options_struct *options)
{
    static const char *const names[] = {"voters", "alternatives", "domain", "properties",
                                        "count",  "certificate"};
    int status = xp_cli_vote_takes(options, "decide", names, sizeof names / sizeof names[0]);

    if (status == XP_EXIT_YES && options->operands.count > 0)
        status = xp_cli_fail_usage(options->command, "vote decide: `%s` is one word too many",
                                   options->operands.text[0]);
    if (status == XP_EXIT_YES && options->voters == 0)
        status = xp_cli_fail_usage(options->command, "--voters is missing: how many voters there "
                                                     "are");
    return status;
}

int xp_cli_vote_decide(const xp_cli_options_struct *options)
{
    int status = check_usage(options);
    run_t run;

    if (status != XP_EXIT_YES)
        return status;
    init_run(&run, options);
    status = xp_cli_read_vote_properties(&run.properties, options);
    if (status == XP_EXIT_YES)
        status = xp_cli_read_vote_domain(run.domain, options);
    if (status == XP_EXIT_YES)
        status = decide(&run);
    if (status == XP_EXIT_YES)
        status = count(&run);
    if (status == XP_EXIT_YES)
        status = write_certificate(&run);
    if (status == XP_EXIT_YES)
        status = write_report(&run);
    clear_run(&run);
    return status;
}
