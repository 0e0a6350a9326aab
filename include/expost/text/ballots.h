/* Reads ballots: a PrefLib file, or a model whose agents state `prefers`. */
#ifndef XP_TEXT_BALLOTS_H
#define XP_TEXT_BALLOTS_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/model/ballots.h>

/*
 * Meaning   reads ballots from the file at path ("-": standard input); its suffix, or else what it
 *           holds, says which of the two it is
 * Domain    ballots as after init
 * Result    ballots with count >= 1.  Of a model the alternatives are the outcomes, and every
 *           agent is a voter by name; types, values and all else need not be stated
 * Failure   XP_INPUT with up to XP_ERRORS_LIMIT errors: as xp_preflib_read_text; of a model an
 *           agent without `prefers`, an unknown outcome, one that is named twice.  XP_INPUT when
 *           the file cannot be opened, XP_SYSTEM when reading it fails; XP_LIMIT
 */
XP_MUST_USE xp_status_t xp_ballots_read_file(xp_ballots_t ballots, const char *path,
                                             xp_errors_t errors);

/* The same from length bytes of memory; path (may be NULL) is for messages and its suffix. */
XP_MUST_USE xp_status_t xp_ballots_read_text(xp_ballots_t ballots, const char *text,
                                             size_t length, const char *path,
                                             xp_errors_t errors);

#endif
