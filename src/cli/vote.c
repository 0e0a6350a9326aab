/* The command vote: its questions, and the rule that they name. */
#include "cli/vote.h"

#include <string.h>

#include <expost/base/nearest.h>
#include <expost/text/ballots.h>

static const struct
{
    const char *word;
    int (*run)(const xp_cli_options_struct *options);
} question[] = {{"show", xp_cli_vote_show},
                {"check", xp_cli_vote_check},
                {"decide", xp_cli_vote_decide}};

#define QUESTIONS (sizeof question / sizeof question[0])

static int fail_word(const xp_cli_options_struct *options, const char *word)
{
    const char *names[QUESTIONS], *nearest;
    size_t q;

    for (q = 0; q < QUESTIONS; q++)
        names[q] = question[q].word;
    nearest = xp_nearest(word, names, QUESTIONS);
    if (nearest != NULL)
        return xp_cli_fail_usage(options->command, "vote: there is no `vote %s`; did you mean "
                                                   "`vote %s`?", word, nearest);
    return xp_cli_fail_usage(options->command, "vote: say what to do, `%s` is none of show, check "
                                               "and decide", word);
}

int xp_cli_run_vote(const xp_cli_options_struct *options)
{
    xp_cli_options_struct behind = *options;
    size_t q;

    if (options->operands.count == 0)
        return xp_cli_fail_usage(options->command, "vote: say what to do: show, check or decide");
    behind.operands.text++;
    behind.operands.count--;
    for (q = 0; q < QUESTIONS; q++)
        if (strcmp(options->operands.text[0], question[q].word) == 0)
            return question[q].run(&behind);
    return fail_word(options, options->operands.text[0]);
}

int xp_cli_read_ballots(xp_ballots_t ballots, const xp_cli_options_struct *options,
                        const char *path)
{
    xp_errors_t errors;
    xp_status_t status;
    size_t i;

    (void) options;
    xp_errors_init(errors);
    status = xp_ballots_read_file(ballots, path, errors);
    for (i = 0; status != XP_OK && i < errors->count; i++)
        xp_cli_print_error(errors->error + i);
    xp_errors_clear(errors);
    return xp_cli_status(status);
}

int xp_cli_vote_takes(const xp_cli_options_struct *options, const char *word,
                      const char *const *names, size_t count)
{
    static const char *const common[] = {"format", "digits", "output", "stats", "threads",
                                         "timeout", "memory", "progress", "quiet"};
    size_t g, i;

    for (g = 0; g < options->given_count; g++)
    {
        const char *name = options->given[g].name;
        int taken = 0;

        for (i = 0; i < sizeof common / sizeof common[0]; i++)
            taken = taken || strcmp(name, common[i]) == 0;
        for (i = 0; i < count; i++)
            taken = taken || strcmp(name, names[i]) == 0;
        if (!taken)
            return xp_cli_fail_usage(options->command, "vote %s has no option --%s", word, name);
    }
    if (options->format == XP_FORMAT_PREFLIB && strcmp(word, "show") != 0)
        return xp_cli_fail_usage(options->command, "--format preflib: only `vote show` writes "
                                                   "ballots");
    return XP_EXIT_YES;
}

int xp_cli_read_vote_rule(xp_vote_rule_t rule, const xp_cli_options_struct *options)
{
    xp_error_t error;
    int status = XP_EXIT_YES;

    xp_error_init(error);
    if (options->rule != NULL
        && xp_vote_rule_parse(rule, options->rule, error) != XP_OK)
        status = xp_cli_fail_usage(options->command, "--rule %s: %s", options->rule,
                                   error->message);
    rule->ties_last = options->has_ties && options->ties == XP_TIES_LAST;
    rule->drop_first = options->drop_first;
    xp_error_clear(error);
    return status;
}
