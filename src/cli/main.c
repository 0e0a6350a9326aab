/* The program expost: finds the command and runs it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>

#include "cli/cli.h"

static int fail_command(const char *name)
{
    const char *names[32], *nearest;
    size_t count, i;
    const xp_cli_command_t *command = xp_cli_commands(&count);

    for (i = 0; i < count; i++)
        names[i] = command[i].name;
    nearest = xp_nearest(name, names, count);
    if (nearest != NULL)
        return xp_cli_fail_usage(NULL, "there is no command `%s`; did you mean `%s`?", name,
                                 nearest);
    return xp_cli_fail_usage(NULL, "there is no command `%s`", name);
}

static char *join_line(int argc, char **argv)
{
    xp_string_t line;
    int i;

    xp_string_init(line);
    xp_string_add(line, "expost");
    for (i = 1; i < argc; i++)
    {
        xp_string_add_char(line, ' ');
        xp_string_add_shell_word(line, argv[i]);
    }
    return xp_string_take(line);
}

static int print(const xp_cli_options_t options, const char *text)
{
    xp_string_t out;
    int status;

    xp_string_init(out);
    xp_string_add(out, text);
    status = xp_cli_write(options, out, XP_EXIT_YES);
    xp_string_clear(out);
    return status;
}

static int print_version(const xp_cli_options_t options)
{
    xp_string_t out;
    int status;

    xp_string_init(out);
    xp_string_printf(out, "expost %s\nLicence GPL-3.0-or-later; there is no warranty.\n",
                     xp_report_version());
    status = xp_cli_write(options, out, XP_EXIT_YES);
    xp_string_clear(out);
    return status;
}

/* `expost --help`, `expost --version`: options before any command. */
static int run_option(const char *option)
{
    xp_cli_options_t options;
    xp_string_t out;
    int status;

    memset(options, 0, sizeof(xp_cli_options_struct));
    if (strcmp(option, "--version") == 0)
        return print_version(options);
    if (strcmp(option, "--help") != 0 && strcmp(option, "-h") != 0)
        return xp_cli_fail_usage(NULL, "`%s`: a command goes before its options", option);
    xp_string_init(out);
    xp_cli_add_overview(out);
    status = xp_cli_write(options, out, XP_EXIT_YES);
    xp_string_clear(out);
    return status;
}

static int run_command(const xp_cli_command_t *command, int argc, char **argv)
{
    xp_cli_options_t options;
    int status = xp_cli_options_read(options, command, argc - 1, argv + 1,
                                     join_line(argc, argv));

    if (status == XP_EXIT_YES && options->help)
        status = print(options, command->help);
    else if (status == XP_EXIT_YES && options->version)
        status = print_version(options);
    else if (status == XP_EXIT_YES)
    {
        xp_cli_watch_start(options);
        status = command->run(options);
        xp_cli_watch_end();
    }
    xp_cli_options_clear(options);
    flint_cleanup_master();
    return status;
}

int main(int argc, char **argv)
{
    const xp_cli_command_t *command;
    xp_string_t out;

    if (argc < 2)
    {
        xp_string_init(out);
        xp_cli_add_overview(out);
        fputs(out->text, stderr);
        xp_string_clear(out);
        return XP_EXIT_USAGE;
    }
    if (argv[1][0] == '-')
        return run_option(argv[1]);
    command = xp_cli_find_command(argv[1]);
    return command == NULL ? fail_command(argv[1]) : run_command(command, argc, argv);
}
