/* The command redistribute: what redistribution mechanisms return, as tables over n. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/render/redistribute.h>
#include <expost/rule/worst_case.h>

#include "cli/cli.h"

/* What is asked: rows for first, ..., last agents. */
typedef struct
{
    slong first;
    slong last;
    slong units;
    slong types;
} question_t;

/* A whole number of at most XP_WORST_CASE_AGENTS at the beginning of text, or -1. */
static slong read_number(const char **text)
{
    slong number = 0;
    const char *begin = *text;

    while (**text >= '0' && **text <= '9' && number <= XP_WORST_CASE_AGENTS)
        number = 10 * number + *(*text)++ - '0';
    return *text == begin || number > XP_WORST_CASE_AGENTS ? -1 : number;
}

static int read_units(question_t *question, const xp_cli_options_struct *options)
{
    const char *text = options->units;

    question->units = 1;
    if (text == NULL)
        return XP_EXIT_YES;
    question->units = read_number(&text);
    if (question->units >= 1 && question->units < XP_WORST_CASE_AGENTS && *text == '\0')
        return XP_EXIT_YES;
    return xp_cli_fail_usage(options->command, "--units %s: a whole number from 1 to %d is needed",
                             options->units, XP_WORST_CASE_AGENTS - 1);
}

/* "3..10" or "5"; by default eight rows, from the first n that has something to return. */
static int read_agents(question_t *question, const xp_cli_options_struct *options)
{
    const char *text = options->agents;

    question->first = question->units + 2;
    question->last = question->units + 9;
    if (question->last > XP_WORST_CASE_AGENTS)
        question->first = question->last = XP_WORST_CASE_AGENTS;
    if (text == NULL)
        return XP_EXIT_YES;
    question->first = question->last = read_number(&text);
    if (question->first >= 0 && strncmp(text, "..", 2) == 0)
    {
        text += 2;
        question->last = read_number(&text);
    }
    if (question->first < 0 || question->last < question->first || *text != '\0')
        return xp_cli_fail_usage(options->command, "--agents %s: a number or a range as 3..10 is "
                                                   "needed, of at most %d", options->agents,
                                 XP_WORST_CASE_AGENTS);
    if (question->first <= question->units)
        return xp_cli_fail_usage(options->command, "--agents %s: %ld %s no revenue with fewer than "
                                                   "%ld agents, and nothing to return",
                                 options->agents, (long) question->units,
                                 question->units == 1 ? "object brings" : "units bring",
                                 (long) question->units + 1);
    return XP_EXIT_YES;
}

static int read_question(question_t *question, const xp_cli_options_struct *options)
{
    int status;

    if (options->operands.count > 0)
        return xp_cli_fail_usage(options->command, "redistribute reads no file: `%s` is too much",
                                 options->operands.text[0]);
    question->types = options->sizes.types;
    status = read_units(question, options);
    return status == XP_EXIT_YES ? read_agents(question, options) : status;
}

/* The rows, as far as limits allow; what the two methods say must be the same. */
static xp_status_t find_rows(xp_redistribution_row_struct *row, size_t *count,
                             const question_t *question, xp_error_t error)
{
    xp_status_t status = XP_OK;
    slong n;

    for (n = question->first; n <= question->last && status == XP_OK; n++)
    {
        status = xp_redistribution_row_set(row + *count, n, question->units, question->types,
                                           xp_cli_watch(), error);
        if (status == XP_OK && !row[*count].agree)
        {
            xp_error_set(error, "n = %ld: the closed form and the linear program disagree, which "
                                "is a fault of this program", (long) n);
            status = XP_SYSTEM;
        }
        *count += status == XP_OK;
    }
    return status;
}

static int write_report(const xp_cli_options_struct *options, xp_redistribute_report_t *found,
                        xp_status_t status, const xp_error_struct *error)
{
    xp_string_t out, reason, time;
    xp_report_t report;
    const char *stats;
    int exit_status;

    xp_string_init(out);
    xp_string_init(reason);
    xp_string_init(time);
    xp_cli_report(&report, options, NULL, NULL);
    if (xp_cli_add_open_reason(reason, status, error))
        found->reason = reason->text;
    found->exit_status = xp_cli_join_answer(XP_EXIT_YES,
                                            found->reason == NULL ? XP_HOLDS : XP_UNDECIDED);
    if (options->stats)
    {
        xp_string_add(time, "Time: ");
        xp_cli_add_seconds(time);
        xp_string_add(time, " s.");
        stats = time->text;
        report.stats = &stats;
        report.stats_count = 1;
    }
    xp_redistribute_render(out, &report, found);
    exit_status = xp_cli_write(options, out, found->exit_status);
    xp_string_clear(time);
    xp_string_clear(reason);
    xp_string_clear(out);
    return exit_status;
}

int xp_cli_run_redistribute(const xp_cli_options_struct *options)
{
    xp_redistribute_report_t found;
    xp_redistribution_row_struct *row;
    question_t question = {0, 0, 0, 0};
    xp_status_t status;
    xp_error_t error;
    size_t rows, r;
    int exit_status = read_question(&question, options);

    if (exit_status != XP_EXIT_YES)
        return exit_status;
    memset(&found, 0, sizeof found);
    rows = (size_t) (question.last - question.first + 1);
    row = xp_malloc(rows * sizeof *row);
    for (r = 0; r < rows; r++)
        xp_redistribution_row_init(row + r);
    xp_error_init(error);
    status = find_rows(row, &found.count, &question, error);
    found.units = question.units;
    found.types = question.types;
    found.row = row;
    exit_status = status == XP_OK || status == XP_STOPPED || status == XP_LIMIT
                      ? write_report(options, &found, status, error)
                      : xp_cli_fail(status, error);
    xp_error_clear(error);
    for (r = 0; r < rows; r++)
        xp_redistribution_row_clear(row + r);
    free(row);
    return exit_status;
}
