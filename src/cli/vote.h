/* What the voting commands share: ballots and rules from the command line, and their questions. */
#ifndef XP_CLI_VOTE_H
#define XP_CLI_VOTE_H

#include <expost/model/ballots.h>
#include <expost/vote/domain.h>
#include <expost/vote/property.h>
#include <expost/vote/rule.h>

#include "cli/cli.h"

/*
 * Meaning   reads ballots from FILE: PrefLib, or a model whose agents state `prefers`; "-":
 *           standard input, and what it holds tells which
 * Result    0 and ballots with count >= 1; otherwise the exit status after messages
 */
int xp_cli_read_ballots(xp_ballots_t ballots, const xp_cli_options_struct *options,
                        const char *path);

/*
 * Meaning   reads the rule of --rule, --ties and --drop; without --rule only the last two
 * Domain    rule was initialised
 * Result    0, or XP_EXIT_USAGE after the message
 */
int xp_cli_read_vote_rule(xp_vote_rule_t rule, const xp_cli_options_struct *options);

/*
 * Meaning   refuses options that a question does not take
 * Domain    word is "show", "check", "decide"; names of the options that it takes beside --format,
 *           --digits, --output, --stats, --threads, --timeout, --memory, --progress, --quiet
 * Result    0, or XP_EXIT_USAGE after the message
 */
int xp_cli_vote_takes(const xp_cli_options_struct *options, const char *word,
                      const char *const *names, size_t count);

/*
 * Meaning   reads the orders of --domain, or all strict ones, of --alternatives
 * Domain    domain was initialised
 * Result    0, or the exit status after the message
 */
int xp_cli_read_vote_domain(xp_domain_t domain, const xp_cli_options_struct *options);

/* Reads the properties of -p as bits, at least one: 0, or XP_EXIT_USAGE after the message. */
int xp_cli_read_vote_properties(unsigned *properties, const xp_cli_options_struct *options);

/* The questions; the operands of options are those behind the word. */
int xp_cli_vote_show(const xp_cli_options_struct *options);
int xp_cli_vote_check(const xp_cli_options_struct *options);
int xp_cli_vote_decide(const xp_cli_options_struct *options);

#endif
