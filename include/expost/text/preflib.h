/* Files of ballots from PrefLib: .soc, .soi, .toc, .toi, read and written. */
#ifndef XP_TEXT_PREFLIB_H
#define XP_TEXT_PREFLIB_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/model/ballots.h>

/* Digits of a number of voters; numbers of one file (ballots times alternatives). */
#define XP_PREFLIB_DIGITS 1000
#define XP_PREFLIB_LIMIT ((size_t) 1 << 28)

/* The types of data, the most restrictive first. */
typedef enum
{
    XP_PREFLIB_SOC = 0, /* strict orders of all alternatives */
    XP_PREFLIB_SOI,     /* strict orders of some */
    XP_PREFLIB_TOC,     /* orders of all, ties allowed */
    XP_PREFLIB_TOI      /* orders of some, ties allowed */
} xp_preflib_type_t;

/* "soc", "soi", "toc", "toi". */
const char *xp_preflib_type_word(xp_preflib_type_t type);

/* The most restrictive type that allows these ballots. */
xp_preflib_type_t xp_preflib_type(const xp_ballots_t ballots);

/* Whether the suffix of path, or else what the text begins with, is that of a PrefLib file. */
int xp_preflib_is(const char *path, const char *text, size_t length);

/*
 * Meaning   reads a file of ballots: header lines `# NAME: VALUE` and lines
 *           `VOTERS: 1,2,{3,4}`; or the older form, which begins with the number of alternatives
 * Domain    path may be NULL; ballots as after init.  The type is that of `# DATA TYPE`, or else
 *           of the suffix of path, or else toi
 * Result    ballots with count >= 1, in the order of the file.  note: header lines other than the
 *           title, the type, numbers and names
 * Failure   XP_INPUT with the place: see the manual page expost-model(5); XP_LIMIT: more than
 *           XP_PREFLIB_LIMIT numbers
 * Source    PrefLib, format specification of 2022
 */
XP_MUST_USE xp_status_t xp_preflib_read_text(xp_ballots_t ballots, const char *text,
                                             size_t length, const char *path, xp_error_t error);

/*
 * Meaning   adds the file of ballots, with the most restrictive type.  Equal ballots become one
 *           line, at the place of the first; names of voters are left out
 * Result    reading it gives the same ballots
 * Failure   XP_REFUSED: a name that a line cannot hold, a ballot that ranks nothing
 */
XP_MUST_USE xp_status_t xp_preflib_write(xp_string_t out, const xp_ballots_t ballots,
                                         xp_error_t error);

#endif
