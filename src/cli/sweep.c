/* The command sweep: runs a command for each combination of values, one row each. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>
#include <expost/render/runs.h>

#include "cli/cli.h"
#include "cli/question.h"
#include "cli/ranges.h"
#include "text/file.h"

/*
 *   outer     the options before the command
 *   command   that is run, with its own arguments (count of them)
 *   inner     its options as given, without a value of a range
 *   input     what standard input holds, when the model is there
 */
typedef struct
{
    const xp_cli_options_struct *outer;
    const xp_cli_command_t *command;
    const char *const *argument;
    size_t count;
    xp_cli_options_t inner;
    xp_cli_properties_t properties;
    xp_cli_ranges_t ranges;
    char *input;
    size_t input_length;
} sweep_t;

#define SWEPT                                                                                    \
    (XP_FOR_DECIDE | XP_FOR_CHECK | XP_FOR_BALANCE | XP_FOR_SUBSIDY | XP_FOR_DISSOLVE            \
     | XP_FOR_PAY)

static int fail_command(const sweep_t *sweep, const char *name)
{
    const char *names[16], *nearest;
    size_t count, known = 0, i;
    const xp_cli_command_t *commands = xp_cli_commands(&count);

    for (i = 0; i < count; i++)
        if (commands[i].bit & SWEPT)
            names[known++] = commands[i].name;
    nearest = xp_nearest(name, names, known);
    if (xp_cli_find_command(name) != NULL)
        return xp_cli_fail_usage(sweep->outer->command, "sweep: `%s` is not a command with one "
                                                        "answer to a row; there are decide, "
                                                        "subsidy, dissolve, check, balance and "
                                                        "pay", name);
    if (nearest != NULL)
        return xp_cli_fail_usage(sweep->outer->command, "sweep: there is no command `%s`; did you "
                                                        "mean `%s`?", name, nearest);
    return xp_cli_fail_usage(sweep->outer->command, "sweep: there is no command `%s` to run; there "
                                                    "are decide, subsidy, dissolve, check, balance "
                                                    "and pay",
                             name);
}

/* Faults of the command's own options, before anything runs. */
static int check_inner(sweep_t *sweep)
{
    const xp_cli_options_struct *inner = sweep->inner;
    size_t i;

    if (inner->help || inner->version)
        return xp_cli_fail_usage(sweep->outer->command, "sweep: `expost help %s` tells about the "
                                                        "command", inner->command->name);
    if (inner->certificate != NULL)
        return xp_cli_fail_usage(sweep->outer->command, "sweep writes no certificates; run `expost "
                                                        "%s -c` with the value of one row",
                                 inner->command->name);
    if (inner->plot != NULL)
        return xp_cli_fail_usage(sweep->outer->command, "sweep writes no figures; run `expost %s "
                                                        "--plot` with the value of one row",
                                 inner->command->name);
    for (i = 0; i < inner->defines.count; i++)
        if (strchr(inner->defines.text[i], ',') != NULL
            || strstr(inner->defines.text[i], "..") != NULL)
            return xp_cli_fail_usage(sweep->outer->command, "-D %s: several values go before the "
                                                            "command `%s`",
                                     inner->defines.text[i], inner->command->name);
    if (xp_cli_operand(inner, "MODEL") == NULL)
        return XP_EXIT_USAGE;
    if (inner->command->bit & XP_FOR_CHECK)
        return xp_cli_properties_read(&sweep->properties, inner);
    if (inner->command->bit & (XP_FOR_DECIDE | XP_FOR_SUBSIDY))
        return xp_cli_question_usage(&sweep->properties, inner);
    return XP_EXIT_YES;
}

/* The arguments of one run; without a row those as given. */
static char **make_arguments(int *count, const sweep_t *sweep, xp_string_struct *define)
{
    size_t ranges = define == NULL ? 0 : sweep->ranges->count, i;
    char **argument = xp_malloc((sweep->count + 2 * ranges + 2) * sizeof(char *));
    int k = 0;

    argument[k++] = (char *) sweep->command->name;
    for (i = 0; i < ranges; i++)
    {
        argument[k++] = (char *) "-D";
        argument[k++] = define[i].text;
    }
    for (i = 0; i < sweep->count; i++)
        argument[k++] = (char *) sweep->argument[i];
    argument[k] = NULL;
    *count = k;
    return argument;
}

static int read_inner(sweep_t *sweep)
{
    int count, status;
    char **argument = make_arguments(&count, sweep, NULL);

    status = xp_cli_options_read(sweep->inner, sweep->command, count, argument,
                                 xp_strdup(sweep->outer->line));
    if (status == XP_EXIT_YES)
        status = check_inner(sweep);
    free(argument);
    return status;
}

/* A model on standard input is read once, for all runs. */
static int read_input(sweep_t *sweep)
{
    xp_status_t status;
    xp_error_t error;
    int exit_status;

    if (strcmp(sweep->inner->operands.text[0], "-") != 0)
        return XP_EXIT_YES;
    xp_error_init(error);
    status = xp_file_read(&sweep->input, &sweep->input_length, "-", error);
    exit_status = status == XP_OK ? XP_EXIT_YES : xp_cli_fail(status, error);
    xp_error_clear(error);
    return exit_status;
}

/* Runs the command once; what it writes is kept. */
static int run_once(const sweep_t *sweep, xp_string_struct *define, xp_string_t output)
{
    xp_cli_options_t options;
    int count, status;
    char **argument = make_arguments(&count, sweep, define);

    status = xp_cli_options_read(options, sweep->command, count, argument,
                                 xp_strdup(sweep->outer->line));
    if (status == XP_EXIT_YES)
    {
        options->format = XP_FORMAT_JSON;
        options->input = sweep->input;
        options->input_length = sweep->input_length;
        options->capture = output;
        xp_cli_watch_start(options);
        status = sweep->command->run(options);
        xp_cli_watch_end();
    }
    xp_cli_options_clear(options);
    free(argument);
    return status;
}

/* The messages of a row, behind its values. */
static void repeat_messages(const sweep_t *sweep, const char *const *value, const char *messages)
{
    size_t i;

    if (messages[0] == '\0')
        return;
    xp_cli_say("expost: with");
    for (i = 0; i < sweep->ranges->count; i++)
        xp_cli_say(" %s=%s", sweep->ranges->range[i].name, value[i]);
    xp_cli_say(":\n%s", messages);
}

/* One row: runs the command with the values of that row. */
static int run_row(xp_runs_t table, const sweep_t *sweep, size_t row)
{
    size_t ranges = sweep->ranges->count, i;
    const char **value = xp_malloc(ranges * sizeof(char *));
    xp_string_struct *define = xp_malloc(ranges * sizeof(xp_string_struct));
    xp_string_t output, messages;
    int status;

    xp_string_init(output);
    xp_string_init(messages);
    xp_cli_ranges_row(value, sweep->ranges, row);
    for (i = 0; i < ranges; i++)
    {
        xp_string_init(define + i);
        xp_string_printf(define + i, "%s=%s", sweep->ranges->range[i].name, value[i]);
    }
    xp_cli_capture_messages(messages);
    status = run_once(sweep, define, output);
    xp_cli_capture_messages(NULL);
    if (xp_cli_signal() == 0 || output->length > 0)
        xp_runs_add(table, value, output, status, messages->text);
    repeat_messages(sweep, value, messages->text);
    for (i = 0; i < ranges; i++)
        xp_string_clear(define + i);
    xp_string_clear(messages);
    xp_string_clear(output);
    free(define);
    free(value);
    return status;
}

/* The first of 4, 2, 3, 0: a no is an answer like a yes. */
static int worse(int status, int other)
{
    static const int order[] = {XP_EXIT_SYSTEM, XP_EXIT_USAGE, XP_EXIT_UNKNOWN};
    size_t i;

    for (i = 0; i < sizeof order / sizeof order[0]; i++)
        if (status == order[i] || other == order[i])
            return order[i];
    return XP_EXIT_YES;
}

static int run_rows(const sweep_t *sweep)
{
    const char *names[XP_PROPERTY_COUNT];
    const char **parameter = xp_malloc(sweep->ranges->count * sizeof(char *));
    xp_cli_options_struct to = *sweep->outer;
    int status = XP_EXIT_YES;
    xp_runs_t table;
    xp_string_t out;
    size_t row, i;

    for (i = 0; i < sweep->properties.count; i++)
        names[i] = xp_property_info(sweep->properties.list[i])->name;
    for (i = 0; i < sweep->ranges->count; i++)
        parameter[i] = sweep->ranges->range[i].name;
    xp_runs_init(table, sweep->command->name, parameter, sweep->ranges->count, names,
                  sweep->properties.count);
    for (row = 0; row < sweep->ranges->rows && xp_cli_signal() == 0; row++)
        status = worse(status, run_row(table, sweep, row));
    if (xp_cli_signal() != 0)
    {
        status = 128 + xp_cli_signal();
        xp_cli_say("expost: interrupted after %zu of %zu rows\n", row, sweep->ranges->rows);
    }
    if (to.output == NULL)
        to.output = sweep->inner->output;
    to.quiet = to.quiet || sweep->inner->quiet;
    xp_string_init(out);
    xp_runs_write(out, table, to.format != XP_FORMAT_TEXT ? to.format : sweep->inner->format,
                   sweep->inner->digits, to.line);
    status = xp_cli_write(&to, out, status);
    xp_string_clear(out);
    xp_runs_clear(table);
    free(parameter);
    return status;
}

int xp_cli_run_sweep(const xp_cli_options_struct *options)
{
    sweep_t sweep;
    int status;

    if (options->operands.count == 0)
        return xp_cli_fail_usage(options->command, "sweep: a COMMAND to run is missing");
    memset(&sweep, 0, sizeof sweep);
    sweep.outer = options;
    sweep.argument = options->operands.text + 1;
    sweep.count = options->operands.count - 1;
    sweep.command = xp_cli_find_command(options->operands.text[0]);
    if (sweep.command == NULL || !(sweep.command->bit & SWEPT))
        return fail_command(&sweep, options->operands.text[0]);
    xp_cli_ranges_init(sweep.ranges);
    status = xp_cli_ranges_read(sweep.ranges, options);
    if (status == XP_EXIT_YES)
    {
        status = read_inner(&sweep);
        if (status == XP_EXIT_YES)
            status = read_input(&sweep);
        if (status == XP_EXIT_YES)
            status = run_rows(&sweep);
        xp_cli_options_clear(sweep.inner);
    }
    free(sweep.input);
    xp_cli_ranges_clear(sweep.ranges);
    return status;
}
