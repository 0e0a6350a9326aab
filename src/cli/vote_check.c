/* The question `vote check`: has a social choice function these properties; who gains where? */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/cert/vote.h>
#include <expost/check/choice_table.h>
#include <expost/render/vote_check.h>

#include "cli/certificate.h"
#include "cli/interval.h"
#include "cli/vote.h"

/* With more profiles an anonymous rule is asked by multisets of ballots. */
#define PROFILES_LISTED ((slong) 1 << 22)

/*
 * Everything that one run finds out.
 *   function   without choice: it could not be listed, and reason says why
 *   row        count of them; those left out from the end of the room, left of them
 *   kept       words that rows name
 */
typedef struct
{
    const xp_cli_options_struct *options;
    xp_vote_rule_t rule;
    xp_string_t name;
    xp_string_t ties;
    xp_domain_t domain;
    xp_choice_t choice;
    xp_vote_function_t function;
    slong voters;
    unsigned properties;
    xp_vote_finding_t finding[XP_VOTE_PROPERTY_COUNT];
    xp_vote_row_t row[XP_VOTE_PROPERTY_COUNT];
    xp_vote_row_t left_out[XP_VOTE_PROPERTY_COUNT];
    size_t count;
    size_t left_count;
    char *kept[XP_VOTE_PROPERTY_COUNT];
    size_t kept_count;
    xp_error_t error;
} run_t;

static void init_run(run_t *run, const xp_cli_options_struct *options)
{
    int p;

    memset(run, 0, sizeof *run);
    run->options = options;
    xp_vote_rule_init(run->rule);
    xp_string_init(run->name);
    xp_string_init(run->ties);
    xp_domain_init(run->domain);
    xp_choice_init(run->choice);
    xp_vote_function_init(run->function);
    for (p = 0; p < XP_VOTE_PROPERTY_COUNT; p++)
        xp_vote_finding_init(run->finding[p]);
    xp_error_init(run->error);
}

static void clear_run(run_t *run)
{
    size_t k;

    for (k = 0; k < XP_VOTE_PROPERTY_COUNT; k++)
        xp_vote_finding_clear(run->finding[k]);
    for (k = 0; k < run->kept_count; k++)
        free(run->kept[k]);
    xp_vote_function_clear(run->function);
    xp_choice_clear(run->choice);
    xp_domain_clear(run->domain);
    xp_string_clear(run->ties);
    xp_string_clear(run->name);
    xp_vote_rule_clear(run->rule);
    xp_error_clear(run->error);
}

static int asks_all(const xp_cli_options_struct *options)
{
    size_t k;

    for (k = 0; k < options->properties.count; k++)
        if (strcmp(options->properties.text[k], "all") == 0)
            return 1;
    return 0;
}

/* The rule of the command line, its name, and its way with ties. */
static int read_rule(run_t *run)
{
    int status = xp_cli_read_vote_rule(run->rule, run->options);

    if (status != XP_EXIT_YES)
        return status;
    xp_vote_rule_add_name(run->name, run->rule);
    xp_string_printf(run->ties, "ties to the %s", run->rule->ties_last ? "last" : "first");
    if (run->rule->kind == XP_VOTE_RUNOFF)
        xp_string_printf(run->ties, ", of tied alternatives the %s drops out",
                         run->rule->drop_first ? "first" : "last");
    return XP_EXIT_YES;
}

/* Keeps the words of a limit or a stop, NULL for another status. */
static const char *keep_reason(run_t *run, xp_status_t status)
{
    const char *kept = NULL;
    xp_string_t reason;

    xp_string_init(reason);
    if (xp_cli_add_open_reason(reason, status, run->error))
        kept = run->kept[run->kept_count++] = xp_strdup(reason->text);
    xp_string_clear(reason);
    return kept;
}

/* All profiles are listed unless they are many and the rule is anonymous. */
static xp_status_t list_rule(run_t *run)
{
    xp_status_t status = xp_choice_set_sizes(run->choice, run->domain, run->voters, run->error);
    const int whole = run->options->all || run->options->certificate != NULL
                      || !xp_vote_rule_is_anonymous(run->rule);

    if (whole || (status == XP_OK && run->choice->profile_count <= PROFILES_LISTED))
    {
        if (status == XP_OK)
            status = xp_vote_table(run->choice, run->rule, xp_cli_watch(), run->error);
        if (status == XP_OK)
            xp_vote_function_set_choice(run->function, run->choice);
        return status;
    }
    return xp_vote_function_set_rule(run->function, run->domain, run->voters, run->rule,
                                     xp_cli_watch(), run->error);
}

static int read_table(run_t *run)
{
    const xp_cli_options_struct *options = run->options;
    const char *domain = options->domain;
    xp_choice_table_t known = {XP_DOMAIN_FULL, options->alternatives, options->voters};
    xp_status_t status;

    if (domain != NULL && strcmp(domain, "single-peaked") == 0)
        known.kind = XP_DOMAIN_SINGLE_PEAKED;
    else if (domain != NULL && strcmp(domain, "full") != 0)
    {
        int exit_status = xp_cli_read_vote_domain(run->domain, options);

        if (exit_status != XP_EXIT_YES)
            return exit_status;
    }
    status = xp_choice_table_read(run->domain, run->choice, &known, options->table, run->error);
    if (status != XP_OK)
        return xp_cli_fail(status, run->error);
    run->voters = run->choice->voter_count;
    xp_vote_function_set_choice(run->function, run->choice);
    return XP_EXIT_YES;
}

/* One property: a row, or one that is left out of `all`; other failures are for the caller. */
static xp_status_t ask(run_t *run, xp_vote_property_t property, const char *unknown)
{
    xp_vote_row_t row = {property, NULL, unknown};
    xp_status_t status = XP_OK;

    if (unknown == NULL)
        status = xp_vote_check(run->finding[property], run->function, property, run->options->all,
                               xp_cli_watch(), run->error);
    if (status == XP_OK && unknown == NULL)
        row.finding = run->finding[property];
    else if (status == XP_REFUSED && asks_all(run->options))
    {
        row.reason = run->kept[run->kept_count++] = xp_strdup(run->error->message);
        run->left_out[run->left_count++] = row;
        return XP_OK;
    }
    else if (status != XP_OK)
    {
        row.reason = keep_reason(run, status);
        if (row.reason == NULL)
            return status;
    }
    run->row[run->count++] = row;
    return status == XP_STOPPED ? XP_STOPPED : XP_OK;
}

static int ask_all(run_t *run)
{
    const char *unknown = NULL;
    xp_status_t status = XP_OK;
    int p;

    if (run->function->choice == NULL)
    {
        status = list_rule(run);
        unknown = status == XP_OK ? NULL : keep_reason(run, status);
        if (status != XP_OK && unknown == NULL)
            return xp_cli_fail(status, run->error);
    }
    for (p = 0; p < XP_VOTE_PROPERTY_COUNT; p++)
    {
        if (!(run->properties >> p & 1))
            continue;
        status = ask(run, (xp_vote_property_t) p, unknown);
        if (status == XP_STOPPED)
            unknown = run->row[run->count - 1].reason;
        else if (status != XP_OK)
            return xp_cli_fail(status, run->error);
    }
    return XP_EXIT_YES;
}

static int judge(const run_t *run)
{
    int status = XP_EXIT_YES;
    size_t k;

    for (k = 0; k < run->count; k++)
        status = xp_cli_join_answer(status, run->row[k].finding == NULL
                                                ? XP_UNDECIDED : run->row[k].finding->answer);
    return status;
}

/* A certificate is about all properties when they hold, otherwise about the first that fails. */
static int write_certificate(run_t *run)
{
    const xp_cli_options_struct *options = run->options;
    xp_vote_claim_t claim = XP_VOTE_SATISFIES;
    xp_vote_certificate_t certificate;
    unsigned properties = 0;
    xp_status_t status;
    xp_string_t text;
    int exit_status;
    size_t k;

    if (options->certificate == NULL)
        return XP_EXIT_YES;
    for (k = 0; k < run->count; k++)
    {
        const unsigned bit = 1u << run->row[k].property;

        if (run->row[k].finding == NULL)
        {
            xp_cli_certificate_miss(options, run->row[k].reason);
            return XP_EXIT_YES;
        }
        if (claim == XP_VOTE_SATISFIES)
            properties |= bit;
        if (claim == XP_VOTE_SATISFIES && run->row[k].finding->answer == XP_FAILS)
        {
            claim = XP_VOTE_VIOLATES;
            properties = bit;
        }
    }
    xp_string_init(text);
    xp_vote_certificate_init(certificate);
    status = xp_vote_certificate_set_table(certificate, run->choice, claim, properties,
                                           run->error);
    if (status == XP_OK)
    {
        xp_cli_watch_end();
        xp_vote_certificate_write(text, certificate);
        exit_status = xp_cli_write_to(options->certificate, text);
    }
    else
        exit_status = xp_cli_fail(status, run->error);
    xp_vote_certificate_clear(certificate);
    xp_string_clear(text);
    return exit_status;
}

static int write_report(run_t *run)
{
    const xp_cli_options_struct *options = run->options;
    const xp_vote_check_report_t check = {
        run->function->choice != NULL ? run->function : NULL, run->domain, run->voters,
        options->table == NULL ? run->name->text : NULL,
        options->table == NULL ? run->ties->text : NULL, run->row, run->count, run->left_out,
        run->left_count, options->all, judge(run)};
    xp_string_t out, stats;
    const char *sentence;
    xp_report_t report;
    int status;

    xp_string_init(out);
    xp_string_init(stats);
    xp_cli_report(&report, options, NULL, options->table != NULL ? options->table : "votes");
    xp_cli_add_stats(&report, stats, &sentence, options, "Time to check: ");
    xp_vote_check_render(out, &report, &check);
    status = xp_cli_write(options, out, check.exit_status);
    xp_string_clear(stats);
    xp_string_clear(out);
    return status;
}

static int check_function(run_t *run)
{
    const xp_cli_options_struct *options = run->options;
    int status = xp_cli_read_vote_properties(&run->properties, options);

    if (status != XP_EXIT_YES)
        return status;
    if (options->table != NULL)
        status = read_table(run);
    else
    {
        if (options->voters == 0)
            return xp_cli_fail_usage(options->command, "--voters is missing: how many voters "
                                                       "there are; or name a file of ballots");
        run->voters = options->voters;
        status = read_rule(run);
        if (status == XP_EXIT_YES)
            status = xp_cli_read_vote_domain(run->domain, options);
    }
    if (status == XP_EXIT_YES)
        status = ask_all(run);
    if (status == XP_EXIT_YES)
        status = write_certificate(run);
    return status == XP_EXIT_YES ? write_report(run) : status;
}

static int report_gains(run_t *run, const char *path, const xp_ballots_t ballots)
{
    const xp_cli_options_struct *options = run->options;
    const char *reason = NULL, *sentence;
    xp_vote_gains_t gains;
    xp_string_t out, stats;
    xp_report_t report;
    xp_status_t status;
    int exit_status;

    xp_vote_gains_init(gains);
    status = xp_vote_gains(gains, ballots, run->rule, xp_cli_watch(), run->error);
    if (status != XP_OK)
        reason = keep_reason(run, status);
    if (status != XP_OK && reason == NULL)
    {
        xp_vote_gains_clear(gains);
        return xp_cli_fail(status, run->error);
    }
    xp_string_init(out);
    xp_string_init(stats);
    exit_status = xp_cli_join_answer(XP_EXIT_YES, status != XP_OK ? XP_UNDECIDED
                                                  : fmpz_is_zero(gains->count) ? XP_HOLDS
                                                                               : XP_FAILS);
    xp_cli_report(&report, options, NULL, path);
    xp_cli_add_stats(&report, stats, &sentence, options, "Time to check: ");
    xp_vote_gains_render(out, &report, ballots, status == XP_OK ? gains : NULL, run->name->text,
                         run->ties->text, reason, exit_status);
    exit_status = xp_cli_write(options, out, exit_status);
    xp_string_clear(stats);
    xp_string_clear(out);
    xp_vote_gains_clear(gains);
    return exit_status;
}

static int check_profile(run_t *run)
{
    static const char *const names[] = {"rule", "ties", "drop", "properties", "all", "count"};
    const xp_cli_options_struct *options = run->options;
    int status = xp_cli_vote_takes(options, "check FILE", names, sizeof names / sizeof names[0]);
    const char *path;
    xp_ballots_t ballots;

    if (status == XP_EXIT_YES && options->properties.count > 0)
        status = xp_cli_read_vote_properties(&run->properties, options);
    if (status == XP_EXIT_YES && (run->properties & ~(1u << XP_VOTE_STRATEGYPROOF)) != 0)
        status = xp_cli_fail_usage(options->command, "at the profile of a file only "
                                                     "strategyproof is asked; for the whole "
                                                     "function state --voters and "
                                                     "--alternatives");
    if (status == XP_EXIT_YES)
        status = read_rule(run);
    path = status == XP_EXIT_YES ? xp_cli_operand(options, "FILE") : NULL;
    if (path == NULL)
        return XP_EXIT_USAGE;
    xp_ballots_init(ballots);
    status = xp_cli_read_ballots(ballots, options, path);
    if (status == XP_EXIT_YES)
        status = report_gains(run, path, ballots);
    xp_ballots_clear(ballots);
    return status;
}

int xp_cli_vote_check(const xp_cli_options_struct *options)
{
    static const char *const rule_names[] = {"rule", "ties", "drop", "properties", "voters",
                                             "alternatives", "domain", "all", "count",
                                             "certificate"};
    static const char *const table_names[] = {"table", "properties", "voters", "alternatives",
                                              "domain", "all", "count", "certificate"};
    const int table = options->table != NULL && options->operands.count == 0;
    run_t run;
    int status = XP_EXIT_YES;

    if (options->rule == NULL && !table)
        return xp_cli_fail_usage(options->command, "vote check: name the rule with --rule, or a "
                                                   "table with --table");
    if (table)
        status = xp_cli_vote_takes(options, "check --table", table_names, 8);
    else if (options->operands.count == 0)
        status = xp_cli_vote_takes(options, "check", rule_names, 10);
    if (status != XP_EXIT_YES)
        return status;
    init_run(&run, options);
    status = options->operands.count > 0 ? check_profile(&run) : check_function(&run);
    clear_run(&run);
    return status;
}
