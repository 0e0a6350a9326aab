/* The list of commands. */
#include <string.h>

#include "cli/cli.h"

static const xp_cli_command_t commands[] = {
    {"new", "write a model of a known family", XP_FOR_NEW, xp_cli_help_new, xp_cli_run_new},
    {"show", "the environment as understood: sizes, rule, values, prior", XP_FOR_SHOW,
     xp_cli_help_show, xp_cli_run_show},
    {"pay", "exact payments of a mechanism", XP_FOR_PAY, xp_cli_help_pay, xp_cli_run_pay},
    {"check", "ask a mechanism for properties, inequality by inequality", XP_FOR_CHECK,
     xp_cli_help_check, xp_cli_run_check},
    {"balance", "can Groves payments balance the budget at every profile?", XP_FOR_BALANCE,
     xp_cli_help_balance, xp_cli_run_balance},
    {"decide", "does a mechanism with these properties exist?", XP_FOR_DECIDE,
     xp_cli_help_decide, xp_cli_run_decide},
    {"explain", "a certificate as a proof in words", XP_FOR_EXPLAIN, xp_cli_help_explain,
     xp_cli_run_explain},
    {"subsidy", "the least subsidy that the efficient rule needs", XP_FOR_SUBSIDY,
     xp_cli_help_subsidy, xp_cli_run_subsidy},
    {"dissolve", "can a partnership be dissolved efficiently?", XP_FOR_DISSOLVE,
     xp_cli_help_dissolve, xp_cli_run_dissolve},
    {"redistribute", "how much of the pivot revenue can be given back, as tables",
     XP_FOR_REDISTRIBUTE, xp_cli_help_redistribute, xp_cli_run_redistribute},
    {"border", "which interim probabilities of winning come from a rule?", XP_FOR_BORDER,
     xp_cli_help_border, xp_cli_run_border},
    {"auction", "what a seller can expect: mechanisms compared with the optimum", XP_FOR_AUCTION,
     xp_cli_help_auction, xp_cli_run_auction},
    {"export", "the system that decide solves, for other programs", XP_FOR_EXPORT,
     xp_cli_help_export, xp_cli_run_export},
    {"sweep", "run a command for each value of a parameter", XP_FOR_SWEEP, xp_cli_help_sweep,
     xp_cli_run_sweep},
    {"vote", "ballots and voting rules: winners, properties, existence", XP_FOR_VOTE,
     xp_cli_help_vote, xp_cli_run_vote},
    {"help", "help on a command, or on properties, objectives, formats, ...", XP_FOR_HELP,
     xp_cli_help_help, xp_cli_run_help}};

const xp_cli_command_t *xp_cli_commands(size_t *count)
{
    *count = sizeof commands / sizeof commands[0];
    return commands;
}

const xp_cli_command_t *xp_cli_find_command(const char *name)
{
    size_t i;

    for (i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(commands[i].name, name) == 0)
            return commands + i;
    return NULL;
}

void xp_cli_add_overview(xp_string_t out)
{
    size_t i;

    xp_string_add(out, "Usage: expost COMMAND [ARGUMENTS]\n\nCommands:\n");
    for (i = 0; i < sizeof commands / sizeof commands[0]; i++)
        xp_string_printf(out, "  %-12s %s\n", commands[i].name, commands[i].summary);
    xp_string_add(out, "\n`expost COMMAND --help` tells the options of one command.\n"
                       "\nExample: expost new bilateral-trade | expost decide -p bic,iir,sbb -\n");
}
