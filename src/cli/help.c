/* The command help: what --help says, and lists of properties, mechanisms, formats. */
#include <string.h>

#include <expost/base/nearest.h>
#include <expost/check/property.h>
#include <expost/model/mechanism_name.h>
#include <expost/vote/property.h>

#include "cli/cli.h"

/* Adds words behind a margin of blanks, folded at 79 columns. */
static void add_folded(xp_string_t out, int margin, const char *words)
{
    size_t column = 79;

    while (*words != '\0')
    {
        size_t length = strcspn(words, " ");

        if (column + 1 + length > 79)
        {
            if (out->length > 0 && out->text[out->length - 1] != '\n')
                xp_string_add_char(out, '\n');
            xp_string_printf(out, "%*s", margin, "");
            column = (size_t) margin;
        }
        else
        {
            xp_string_add_char(out, ' ');
            column++;
        }
        xp_string_add_bytes(out, words, length);
        column += length;
        words += length;
        words += strspn(words, " ");
    }
    xp_string_add_char(out, '\n');
}

static void add_properties(xp_string_t out)
{
    int i;

    xp_string_add(out, "Properties that `expost check -p` and, but for wmon, cmon, bmon, `expost "
                       "decide\n-p` ask (* needs a prior, + is about the rule alone):\n\n");
    for (i = 0; i < XP_PROPERTY_COUNT; i++)
    {
        const xp_property_info_t *info = xp_property_info((xp_property_t) i);

        xp_string_printf(out, "  %-7s%s%s %s\n", info->name, info->needs_prior ? "*" : " ",
                         info->needs_payments ? " " : "+", info->title);
        add_folded(out, 12, info->meaning);
    }
}

static void add_vote_properties(xp_string_t out)
{
    int i;

    xp_string_add(out, "Properties of social choice functions that `expost vote check -p` and "
                       "`expost\nvote decide -p` ask:\n\n");
    for (i = 0; i < XP_VOTE_PROPERTY_COUNT; i++)
    {
        const xp_vote_property_info_t *info = xp_vote_property_info((xp_vote_property_t) i);

        xp_string_printf(out, "  %s\n", info->word);
        add_folded(out, 12, info->summary);
    }
    xp_string_add(out, "\nBallots may have ties; what is better is better strictly.\n");
}

static void add_mechanisms(xp_string_t out)
{
    size_t count, i;
    const xp_mechanism_info_t *info = xp_mechanism_list(&count);

    xp_string_add(out, "Mechanisms that `-m` names (* needs all profiles, even for --at):\n\n");
    for (i = 0; i < count; i++)
    {
        xp_string_printf(out, "  %-16s%s %s\n", info[i].name,
                         info[i].needs_expectation ? "*" : " ", info[i].source);
        add_folded(out, 20, info[i].summary);
    }
    xp_string_add(out, "\nWithout -m the payments that the model states are meant.\n");
}

static void add_objectives(xp_string_t out)
{
    xp_string_add(out,
        "Objectives that `--maximize` and `--minimize` name (all but the last need a\n"
        "prior):\n\n"
        "  revenue        what the agents pay in expectation\n"
        "  profit         what they pay less the social cost, in expectation\n"
        "  welfare        values less cost, in expectation\n"
        "  utility        values less payments, of all agents, in expectation\n"
        "  utility:AGENT  the same of one agent\n"
        "  deficit        cost less what the agents pay, in expectation\n"
        "  worst-deficit  the largest cost less payments over the profiles; only to\n"
        "                 be minimized\n\n"
        "welfare is a question to a free rule; under a fixed rule it is one number.\n");
}

static void add_formats(xp_string_t out)
{
    xp_string_add(out,
        "Formats that `--format` names:\n\n"
        "  text      aligned tables for a terminal (the default)\n"
        "  latex     tables that need the package booktabs\n"
        "  markdown  pipe tables\n"
        "  csv       the main table, RFC 4180\n"
        "  json      one object, described by the schema expost-1.schema.json; every\n"
        "            number is a string; `sweep` writes one object a line\n"
        "  mech      `show` only: the model in canonical form\n"
        "  preflib   `vote show` only: the ballots\n"
        "  coq       `explain` only: a theorem that Coq proves\n\n"
        "`explain` writes text, markdown, latex or coq.  `export --to` names lp, mps,\n"
        "vipr, env.\n"
        "Certificates (-c FILE) have a format of their own: man expost-certificate.\n\n"
        "--digits N adds N decimals to each fraction: after = when they are exact, after\n"
        "\xE2\x89\x88 when they are rounded.\n");
}

/* One topic that is not a command. */
typedef struct
{
    const char *name;
    void (*add)(xp_string_t out);
} topic_t;

static const topic_t topics[] = {{"properties", add_properties},
                                 {"mechanisms", add_mechanisms},
                                 {"objectives", add_objectives},
                                 {"formats", add_formats},
                                 {"families", xp_cli_add_families},
                                 {"vote-properties", add_vote_properties}};

#define TOPICS (sizeof topics / sizeof topics[0])

static int fail_topic(const xp_cli_options_struct *options, const char *name)
{
    const char *names[TOPICS + 32], *nearest;
    size_t count, i;
    const xp_cli_command_t *command = xp_cli_commands(&count);

    for (i = 0; i < count; i++)
        names[i] = command[i].name;
    for (i = 0; i < TOPICS; i++)
        names[count + i] = topics[i].name;
    nearest = xp_nearest(name, names, count + TOPICS);
    if (nearest != NULL)
        return xp_cli_fail_usage(options->command,
                                 "there is no help on `%s`; did you mean `%s`?", name, nearest);
    return xp_cli_fail_usage(options->command, "there is no help on `%s`", name);
}

static int add_topic(xp_string_t out, const xp_cli_options_struct *options, const char *name)
{
    const xp_cli_command_t *command = xp_cli_find_command(name);
    size_t i;

    if (command != NULL)
    {
        xp_string_add(out, command->help);
        return XP_EXIT_YES;
    }
    for (i = 0; i < TOPICS; i++)
        if (strcmp(topics[i].name, name) == 0)
        {
            topics[i].add(out);
            return XP_EXIT_YES;
        }
    return fail_topic(options, name);
}

int xp_cli_run_help(const xp_cli_options_struct *options)
{
    xp_string_t out;
    int status = XP_EXIT_YES;

    if (options->operands.count > 1)
        return xp_cli_fail_usage(options->command, "help: one topic at a time");
    xp_string_init(out);
    if (options->operands.count == 0)
        xp_cli_add_overview(out);
    else
        status = add_topic(out, options, options->operands.text[0]);
    if (status == XP_EXIT_YES)
        status = xp_cli_write(options, out, status);
    xp_string_clear(out);
    return status;
}
