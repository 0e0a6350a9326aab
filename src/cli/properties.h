/* The properties that -p names. */
#ifndef XP_CLI_PROPERTIES_H
#define XP_CLI_PROPERTIES_H

#include <expost/check/property.h>

#include "cli/cli.h"

/*
 *   list   each property once, in the order first named; count of them
 *   every  -p all was given: those that cannot be asked are left out
 */
typedef struct
{
    xp_property_t list[XP_PROPERTY_COUNT];
    size_t count;
    int every;
} xp_cli_properties_t;

/*
 * Reads every -p: 0, or XP_EXIT_USAGE after the message.  Commands that ask whether a
 * mechanism exists refuse `all` and the properties that are no question to payments.
 */
int xp_cli_properties_read(xp_cli_properties_t *properties,
                           const xp_cli_options_struct *options);

#endif
