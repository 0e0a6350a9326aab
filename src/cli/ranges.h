/* The values that sweep gives to parameters. */
#ifndef XP_CLI_RANGES_H
#define XP_CLI_RANGES_H

#include "cli/cli.h"

/* One parameter: its name, and count values as texts, all owned. */
typedef struct
{
    char *name;
    char **value;
    size_t count;
    size_t room;
} xp_cli_range_t;

typedef struct
{
    xp_cli_range_t *range;
    size_t count;
    size_t rows; /* of all combinations */
} xp_cli_ranges_struct;

typedef xp_cli_ranges_struct xp_cli_ranges_t[1];

/* A sweep has at most so many rows. */
#define XP_SWEEP_ROWS 100000

void xp_cli_ranges_init(xp_cli_ranges_t ranges);
void xp_cli_ranges_clear(xp_cli_ranges_t ranges);

/* Reads every -D of sweep: 0, or XP_EXIT_USAGE after the message. */
int xp_cli_ranges_read(xp_cli_ranges_t ranges, const xp_cli_options_struct *options);

/* The values of one row, the last range fastest: value has an entry for each range. */
void xp_cli_ranges_row(const char **value, const xp_cli_ranges_t ranges, size_t row);

#endif
