/* The nearest of several names to a mistyped one. */
#ifndef XP_BASE_NEAREST_H
#define XP_BASE_NEAREST_H

#include <stddef.h>

/*
 * Meaning   the name with the least edit distance to word (insertions, deletions,
 *           replacements and swaps of neighbours; case does not count)
 * Result    one of the names, the first of the nearest; NULL when none is nearer
 *           than a third of the word's length, rounded up
 * Cost      count times the product of the lengths; names over 64 bytes are skipped
 */
const char *xp_nearest(const char *word, const char *const *names, size_t count);

#endif
