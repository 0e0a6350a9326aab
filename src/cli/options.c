/* The options: which command takes which, and reading them with getopt_long. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>

#include "cli/option_values.h"

/* One option: its long name, its letter or 0, whether it takes a value, whose it is. */
typedef struct
{
    const char *name;
    char letter;
    int has_value;
    unsigned commands;
    xp_cli_option_t id;
} option_row_t;

static const option_row_t rows[] = {
    {"define", 'D', 1, XP_FOR_MODELS | XP_FOR_EXPORT | XP_FOR_SWEEP, XP_OPTION_DEFINE},
    {"mechanism", 'm', 1, XP_FOR_PAY | XP_FOR_CHECK, XP_OPTION_MECHANISM},
    {"properties", 'p', 1, XP_FOR_CHECK | XP_FOR_QUESTIONS | XP_FOR_VOTE,
     XP_OPTION_PROPERTIES},
    {"at", 0, 1, XP_FOR_SHOW | XP_FOR_PAY | XP_FOR_DISSOLVE, XP_OPTION_AT},
    {"interim", 0, 0, XP_FOR_PAY, XP_OPTION_INTERIM},
    {"all", 0, 0, XP_FOR_CHECK | XP_FOR_VOTE, XP_OPTION_ALL},
    {"rule", 0, 1, XP_FOR_QUESTIONS | XP_FOR_VOTE, XP_OPTION_RULE},
    {"ties", 0, 1, XP_FOR_MODELS | XP_FOR_EXPORT | XP_FOR_VOTE, XP_OPTION_TIES},
    {"deterministic", 0, 0, XP_FOR_QUESTIONS, XP_OPTION_DETERMINISTIC},
    {"maximize", 0, 1, XP_FOR_QUESTIONS, XP_OPTION_MAXIMISE},
    {"maximise", 0, 1, XP_FOR_QUESTIONS, XP_OPTION_MAXIMISE},
    {"minimize", 0, 1, XP_FOR_QUESTIONS, XP_OPTION_MINIMISE},
    {"minimise", 0, 1, XP_FOR_QUESTIONS, XP_OPTION_MINIMISE},
    {"method", 0, 1, XP_FOR_DECIDE | XP_FOR_SUBSIDY, XP_OPTION_METHOD},
    {"certificate", 'c', 1, XP_FOR_CERTIFICATES, XP_OPTION_CERTIFICATE},
    {"reduced", 0, 0, XP_FOR_DECIDE | XP_FOR_SUBSIDY, XP_OPTION_REDUCED},
    {"shrink", 0, 0, XP_FOR_EXPLAIN, XP_OPTION_SHRINK},
    {"to", 0, 1, XP_FOR_EXPORT, XP_OPTION_TO},
    {"boundary", 0, 0, XP_FOR_DISSOLVE, XP_OPTION_BOUNDARY},
    {"along", 0, 1, XP_FOR_DISSOLVE, XP_OPTION_ALONG},
    {"plot", 0, 1, XP_FOR_DISSOLVE, XP_OPTION_PLOT},
    {"ir", 0, 1, XP_FOR_PAY | XP_FOR_CHECK, XP_OPTION_IR},
    {"format", 0, 1, XP_FOR_REPORTS | XP_FOR_EXPLAIN | XP_FOR_SWEEP, XP_OPTION_FORMAT},
    {"digits", 0, 1, XP_FOR_REPORTS | XP_FOR_EXPLAIN, XP_OPTION_DIGITS},
    {"output", 'o', 1,
     XP_FOR_REPORTS | XP_FOR_NEW | XP_FOR_EXPLAIN | XP_FOR_EXPORT | XP_FOR_SWEEP,
     XP_OPTION_OUTPUT},
    {"stats", 0, 0, XP_FOR_REPORTS, XP_OPTION_STATS},
    {"threads", 0, 1, XP_FOR_REPORTS, XP_OPTION_THREADS},
    {"timeout", 0, 1, XP_FOR_REPORTS | XP_FOR_EXPLAIN | XP_FOR_EXPORT, XP_OPTION_TIMEOUT},
    {"memory", 0, 1, XP_FOR_REPORTS | XP_FOR_EXPLAIN | XP_FOR_EXPORT, XP_OPTION_MEMORY},
    {"progress", 0, 1, XP_FOR_REPORTS | XP_FOR_EXPLAIN | XP_FOR_EXPORT | XP_FOR_SWEEP,
     XP_OPTION_PROGRESS},
    {"quiet", 0, 0, XP_FOR_REPORTS | XP_FOR_EXPLAIN | XP_FOR_EXPORT | XP_FOR_SWEEP,
     XP_OPTION_QUIET},
    {"agents", 0, 1, XP_FOR_NEW | XP_FOR_REDISTRIBUTE, XP_OPTION_AGENTS},
    {"types", 0, 1, XP_FOR_NEW | XP_FOR_REDISTRIBUTE, XP_OPTION_TYPES},
    {"outcomes", 0, 1, XP_FOR_NEW, XP_OPTION_OUTCOMES},
    {"units", 0, 1, XP_FOR_NEW | XP_FOR_REDISTRIBUTE, XP_OPTION_UNITS},
    {"bids", 0, 1, XP_FOR_NEW, XP_OPTION_BIDS},
    {"price", 0, 1, XP_FOR_NEW, XP_OPTION_PRICE},
    {"win", 0, 1, XP_FOR_BORDER, XP_OPTION_WIN},
    {"from", 0, 1, XP_FOR_BORDER, XP_OPTION_FROM},
    {"voters", 0, 1, XP_FOR_VOTE, XP_OPTION_VOTERS},
    {"alternatives", 0, 1, XP_FOR_VOTE, XP_OPTION_ALTERNATIVES},
    {"domain", 0, 1, XP_FOR_VOTE, XP_OPTION_DOMAIN},
    {"table", 0, 1, XP_FOR_VOTE, XP_OPTION_TABLE},
    {"drop", 0, 1, XP_FOR_VOTE, XP_OPTION_DROP},
    {"count", 0, 0, XP_FOR_VOTE, XP_OPTION_COUNT},
    {"list", 0, 0, XP_FOR_NEW, XP_OPTION_LIST},
    {"version", 0, 0, ~0u, XP_OPTION_VERSION},
    {"help", 'h', 0, ~0u, XP_OPTION_HELP}};

#define ROWS (sizeof rows / sizeof rows[0])

/* What getopt_long answers for a long option: above every letter. */
#define FIRST_LONG 256

void xp_cli_texts_add(xp_cli_texts_struct *texts, const char *text)
{
    xp_array_grow(&texts->text, &texts->room, texts->count, sizeof(char *));
    texts->text[texts->count++] = text;
}

static void add_given(xp_cli_options_t options, const char *name, const char *value)
{
    xp_array_grow(&options->given, &options->given_room, options->given_count,
                  sizeof(xp_report_option_t));
    options->given[options->given_count].name = name;
    options->given[options->given_count++].value = value;
}

void xp_cli_options_clear(xp_cli_options_t options)
{
    free(options->defines.text);
    free(options->properties.text);
    free(options->win.text);
    free(options->operands.text);
    free(options->given);
    free(options->line);
}

static const option_row_t *find_letter(int letter)
{
    size_t i;

    for (i = 0; i < ROWS; i++)
        if (letter > 0 && rows[i].letter == letter)
            return rows + i;
    return NULL;
}

/* The row of what getopt_long answered. */
static const option_row_t *find_row(int answer)
{
    return answer >= FIRST_LONG ? rows + (answer - FIRST_LONG) : find_letter(answer);
}

/* A long option that the command does not have, or that is short for several. */
static int fail_long(const xp_cli_command_t *command, const char *text)
{
    const char *names[ROWS], *nearest;
    char *name = xp_strndup(text + 2, strcspn(text + 2, "="));
    size_t count = 0, begun = 0, i;
    int status;

    for (i = 0; i < ROWS; i++)
        if (rows[i].commands & command->bit)
        {
            names[count++] = rows[i].name;
            begun += strncmp(rows[i].name, name, strlen(name)) == 0;
        }
    nearest = xp_nearest(name, names, count);
    if (begun > 1)
        status = xp_cli_fail_usage(command, "%s: --%s is short for several options",
                                   command->name, name);
    else if (nearest != NULL)
        status = xp_cli_fail_usage(command, "%s has no option --%s; did you mean --%s?",
                                   command->name, name, nearest);
    else
        status = xp_cli_fail_usage(command, "%s has no option --%s", command->name, name);
    free(name);
    return status;
}

/* getopt_long answered '?': an unknown option, or a value where none is taken. */
static int fail_option(const xp_cli_command_t *command, const char *text)
{
    if (optopt >= FIRST_LONG)
        return xp_cli_fail_usage(command, "%s: --%s takes no value", command->name,
                                 rows[optopt - FIRST_LONG].name);
    if (strncmp(text, "--", 2) == 0)
        return fail_long(command, text);
    return xp_cli_fail_usage(command, "%s has no option -%c", command->name, optopt);
}

static int fail_value(const xp_cli_command_t *command)
{
    const option_row_t *row = find_row(optopt);

    return xp_cli_fail_usage(command, "%s: --%s needs a value", command->name, row->name);
}

/* The tables of getopt_long for one command. */
static void make_tables(struct option *table, char *letters, const xp_cli_command_t *command)
{
    size_t count = 0, i;

    /* of sweep what follows the command's name belongs to that command */
    if (command->bit & XP_FOR_SWEEP)
        *letters++ = '+';
    *letters++ = ':';
    for (i = 0; i < ROWS; i++)
    {
        if (!(rows[i].commands & command->bit))
            continue;
        table[count].name = rows[i].name;
        table[count].has_arg = rows[i].has_value ? required_argument : no_argument;
        table[count].flag = NULL;
        table[count++].val = FIRST_LONG + (int) i;
        if (rows[i].letter != 0)
        {
            *letters++ = rows[i].letter;
            if (rows[i].has_value)
                *letters++ = ':';
        }
    }
    memset(table + count, 0, sizeof(struct option));
    *letters = '\0';
}

int xp_cli_options_read(xp_cli_options_t options, const xp_cli_command_t *command, int argc,
                        char **argv, char *line)
{
    struct option table[ROWS + 1];
    char letters[2 * ROWS + 3];
    int answer, status;

    memset(options, 0, sizeof(xp_cli_options_struct));
    options->command = command;
    options->line = line;
    options->digits = -1;
    make_tables(table, letters, command);
    opterr = 0;
    optind = 0;
    while ((answer = getopt_long(argc, argv, letters, table, NULL)) != -1)
    {
        const option_row_t *row;

        if (answer == ':')
            return fail_value(command);
        if (answer == '?')
            return fail_option(command, argv[optind - 1]);
        row = find_row(answer);
        status = xp_cli_option_set(options, row->id, row->name, optarg);
        if (status != XP_EXIT_YES)
            return status;
        add_given(options, row->name, row->has_value ? optarg : NULL);
    }
    for (; optind < argc; optind++)
        xp_cli_texts_add(&options->operands, argv[optind]);
    return XP_EXIT_YES;
}
