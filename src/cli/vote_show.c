/* The question `vote show`: ballots, and who wins under which rule. */
#include "cli/vote.h"

#include <expost/render/vote_show.h>

static int show(const xp_cli_options_struct *options, const char *path,
                const xp_ballots_t ballots, const xp_vote_rule_t rule)
{
    const char *stats;
    xp_report_t report;
    xp_status_t status;
    xp_error_t error;
    xp_string_t out, time;
    int exit_status;

    xp_error_init(error);
    xp_string_init(out);
    xp_string_init(time);
    xp_cli_report(&report, options, NULL, path);
    if (options->stats)
    {
        xp_string_add(time, "Time to read: ");
        xp_cli_add_seconds(time);
        xp_string_add(time, " s.");
        stats = time->text;
        report.stats = &stats;
        report.stats_count = 1;
    }
    status = xp_vote_show_render(out, &report, ballots, rule, options->rule == NULL, error);
    exit_status = status == XP_OK ? xp_cli_write(options, out, XP_EXIT_YES)
                                  : xp_cli_fail(status, error);
    xp_string_clear(out);
    xp_string_clear(time);
    xp_error_clear(error);
    return exit_status;
}

int xp_cli_vote_show(const xp_cli_options_struct *options)
{
    static const char *const names[] = {"rule", "ties", "drop"};
    const char *path;
    xp_vote_rule_t rule;
    xp_ballots_t ballots;
    int status = xp_cli_vote_takes(options, "show", names, sizeof names / sizeof names[0]);

    if (status != XP_EXIT_YES)
        return status;
    path = xp_cli_operand(options, "FILE");
    if (path == NULL)
        return XP_EXIT_USAGE;
    xp_vote_rule_init(rule);
    xp_ballots_init(ballots);
    status = xp_cli_read_vote_rule(rule, options);
    if (status == XP_EXIT_YES)
        status = xp_cli_read_ballots(ballots, options, path);
    if (status == XP_EXIT_YES)
        status = show(options, path, ballots, rule);
    xp_ballots_clear(ballots);
    xp_vote_rule_clear(rule);
    return status;
}
