/* Reading what a command is about: the model, the profile, the mechanisms. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/model/mechanism_name.h>
#include <expost/text/read.h>

#include "cli/cli.h"

int xp_cli_read_model(xp_model_t model, const xp_cli_options_struct *options, const char *path)
{
    xp_read_options_t read;
    xp_errors_t errors;
    xp_status_t status;
    size_t i;

    xp_read_options_init(&read);
    read.define = options->defines.text;
    read.define_count = options->defines.count;
    if (options->memory > 0 && options->memory < read.memory_limit)
        read.memory_limit = options->memory;
    read.progress = xp_cli_watch();
    xp_errors_init(errors);
    if (options->input != NULL && strcmp(path, "-") == 0)
        status = xp_model_read_text(model, options->input, options->input_length, path, &read,
                                    errors);
    else
        status = xp_model_read_file(model, path, &read, errors);
    if (status == XP_STOPPED)
        (void) xp_cli_fail(status, errors->error);
    for (i = 0; status != XP_OK && status != XP_STOPPED && i < errors->count; i++)
        xp_cli_print_error(errors->error + i);
    xp_errors_clear(errors);
    return xp_cli_status(status);
}

void xp_cli_report(xp_report_t *report, const xp_cli_options_struct *options,
                   const xp_model_struct *model, const char *path)
{
    memset(report, 0, sizeof *report);
    report->command = options->command->name;
    report->line = options->line;
    report->path = path;
    report->model = model;
    report->format = options->format;
    report->digits = options->digits;
    report->option = options->given;
    report->option_count = options->given_count;
    report->progress = xp_cli_watch();
}

/* The profile of --at, NULL when there is none. */
static int read_profile(slong **profile, const xp_cli_options_struct *options,
                        const xp_model_t model)
{
    xp_error_t error;
    xp_status_t status;
    int exit_status;

    *profile = NULL;
    if (options->at == NULL || model->continuous != NULL)
        return XP_EXIT_YES;
    xp_error_init(error);
    *profile = xp_calloc((size_t) model->environment->agent_count, sizeof(slong));
    status = xp_profile_read(*profile, model, options->at, error);
    exit_status = status == XP_OK ? XP_EXIT_YES : xp_cli_fail(status, error);
    if (status != XP_OK)
    {
        free(*profile);
        *profile = NULL;
    }
    xp_error_clear(error);
    return exit_status;
}

int xp_cli_read_interval_profile(fmpq **theta, const xp_cli_options_struct *options,
                                 const xp_model_t model)
{
    slong n = model->continuous->agent_count;
    xp_error_t error;
    xp_status_t status;
    int exit_status;

    *theta = NULL;
    if (options->at == NULL)
        return XP_EXIT_YES;
    xp_error_init(error);
    *theta = _fmpq_vec_init(n);
    status = xp_interval_profile_read(*theta, model, options->at, error);
    exit_status = status == XP_OK ? XP_EXIT_YES : xp_cli_fail(status, error);
    if (status != XP_OK)
    {
        _fmpq_vec_clear(*theta, n);
        *theta = NULL;
    }
    xp_error_clear(error);
    return exit_status;
}

/* "show, dissolve, subsidy": the commands of a mask. */
static void add_commands(xp_string_t out, unsigned mask)
{
    size_t count, c;
    const xp_cli_command_t *command = xp_cli_commands(&count);
    const char *comma = "";

    for (c = 0; c < count; c++)
        if ((command[c].bit & mask) != 0)
        {
            xp_string_printf(out, "%s%s", comma, command[c].name);
            comma = ", ";
        }
}

int xp_cli_check_types(const xp_cli_options_struct *options, const xp_model_t model)
{
    const xp_cli_command_t *command = options->command;
    int intervals = model->continuous != NULL;
    xp_string_t list;

    if (intervals && (command->bit & XP_FOR_INTERVALS) == 0)
    {
        xp_string_init(list);
        add_commands(list, XP_FOR_INTERVALS);
        xp_cli_fail_usage(command, "%s: this model has types on intervals, and the command is for "
                                   "finite types; for this model there are %s", command->name,
                          list->text);
        xp_string_clear(list);
        return XP_EXIT_USAGE;
    }
    if (!intervals && (command->bit & XP_FOR_INTERVALS_ONLY) != 0)
        return xp_cli_fail_usage(command, "%s: this model has finite types, and the command is for "
                                          "types on intervals; ask `expost decide`",
                                 command->name);
    if (intervals && options->has_ties)
        return xp_cli_fail_usage(command, "--ties: with types on intervals ties are of no account");
    return XP_EXIT_YES;
}

int xp_cli_check_ties(const xp_cli_options_struct *options, const xp_model_t model)
{
    /* the efficient rule is asked for by name, or by the command */
    int asked = (options->command->bit & XP_FOR_SUBSIDY) != 0
                || (options->rule != NULL && strcmp(options->rule, "efficient") == 0);

    if (options->has_ties && options->rule != NULL && strcmp(options->rule, "free") == 0)
        return xp_cli_fail_usage(options->command, "--ties: with --rule free every rule is meant, "
                                                   "whatever its ties");
    if (!options->has_ties || model->rule->efficient || asked)
        return XP_EXIT_YES;
    return xp_cli_fail_usage(options->command, "--ties: the file states its own rule, which "
                                               "leaves no ties to break");
}

int xp_cli_run_on_model(const xp_cli_options_struct *options, xp_cli_on_model_t *run)
{
    const char *path = xp_cli_operand(options, "MODEL");
    slong *profile = NULL;
    xp_model_t model;
    int status;

    if (path == NULL)
        return XP_EXIT_USAGE;
    xp_model_init(model);
    status = xp_cli_read_model(model, options, path);
    if (status == XP_EXIT_YES)
        status = xp_cli_check_types(options, model);
    if (status == XP_EXIT_YES)
        status = xp_cli_check_ties(options, model);
    if (status == XP_EXIT_YES)
        status = read_profile(&profile, options, model);
    if (status == XP_EXIT_YES)
        status = run(options, model, path, profile);
    free(profile);
    xp_model_clear(model);
    return status;
}

void xp_cli_add_mechanisms(xp_string_t out)
{
    size_t count, i;
    const xp_mechanism_info_t *info = xp_mechanism_list(&count);

    for (i = 0; i < count; i++)
        if (strcmp(info[i].word, "model") != 0)
            xp_string_printf(out, "%s%s", i > 0 ? ", " : "", info[i].name);
}
