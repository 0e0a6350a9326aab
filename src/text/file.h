/* Files as a whole. */
#ifndef XP_TEXT_FILE_H
#define XP_TEXT_FILE_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>

/* The largest file that is read: 256 MiB. */
#define XP_FILE_LIMIT ((size_t) 256 << 20)

/*
 * Meaning   reads the file at path, "-": standard input
 * Result    *text, with a zero byte after its *length bytes, is the caller's (free)
 * Failure   XP_INPUT: it cannot be opened; XP_SYSTEM: reading fails; XP_LIMIT: over XP_FILE_LIMIT.
 *           The error has a path but no line
 */
XP_MUST_USE xp_status_t xp_file_read(char **text, size_t *length, const char *path,
                                     xp_error_t error);

/* The path of name beside the file at base (NULL: here), or in directory; the caller frees it. */
char *xp_file_beside(const char *base, const char *directory, const char *name);

#endif
