/* The options by name, and their values. */
#ifndef XP_CLI_OPTION_VALUES_H
#define XP_CLI_OPTION_VALUES_H

#include "cli/cli.h"

typedef enum
{
    XP_OPTION_DEFINE = 0,
    XP_OPTION_MECHANISM,
    XP_OPTION_PROPERTIES,
    XP_OPTION_AT,
    XP_OPTION_INTERIM,
    XP_OPTION_ALL,
    XP_OPTION_CERTIFICATE,
    XP_OPTION_RULE,
    XP_OPTION_DETERMINISTIC,
    XP_OPTION_MAXIMISE,
    XP_OPTION_MINIMISE,
    XP_OPTION_METHOD,
    XP_OPTION_REDUCED,
    XP_OPTION_SHRINK,
    XP_OPTION_TO,
    XP_OPTION_BOUNDARY,
    XP_OPTION_ALONG,
    XP_OPTION_PLOT,
    XP_OPTION_TIES,
    XP_OPTION_IR,
    XP_OPTION_FORMAT,
    XP_OPTION_DIGITS,
    XP_OPTION_OUTPUT,
    XP_OPTION_STATS,
    XP_OPTION_THREADS,
    XP_OPTION_TIMEOUT,
    XP_OPTION_MEMORY,
    XP_OPTION_PROGRESS,
    XP_OPTION_QUIET,
    XP_OPTION_AGENTS,
    XP_OPTION_TYPES,
    XP_OPTION_OUTCOMES,
    XP_OPTION_VOTERS,
    XP_OPTION_ALTERNATIVES,
    XP_OPTION_DOMAIN,
    XP_OPTION_TABLE,
    XP_OPTION_DROP,
    XP_OPTION_COUNT,
    XP_OPTION_UNITS,
    XP_OPTION_BIDS,
    XP_OPTION_PRICE,
    XP_OPTION_WIN,
    XP_OPTION_FROM,
    XP_OPTION_LIST,
    XP_OPTION_VERSION,
    XP_OPTION_HELP
} xp_cli_option_t;

/*
 * Meaning   sets one option to a value (NULL for one that takes none)
 * Failure   XP_EXIT_USAGE after the message
 */
int xp_cli_option_set(xp_cli_options_t options, xp_cli_option_t option, const char *name,
                      const char *value);

#endif
