/* What the command border reads beside the model. */
#ifndef XP_CLI_BORDER_H
#define XP_CLI_BORDER_H

#include "cli/cli.h"

/*
 * Meaning   reads --win, or the table of --from: win[offset[i] + t] is how often type t of agent
 *           i is to win
 * Result    0, or the exit status after the message: an unknown or missing agent or type, one
 *           named twice, too many or too few numbers, what is no number
 */
int xp_cli_read_wins(fmpq *win, const xp_cli_options_struct *options, const xp_model_t model,
                     const slong *offset);

#endif
