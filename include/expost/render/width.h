/* Columns that UTF-8 text takes in a terminal. */
#ifndef XP_RENDER_WIDTH_H
#define XP_RENDER_WIDTH_H

#include <stddef.h>

/*
 * Meaning   the character at the start of length > 0 bytes
 * Result    the number of bytes it takes, at least 1; *character is U+FFFD for a
 *           byte that begins no UTF-8 character
 */
size_t xp_width_decode(unsigned long *character, const char *text, size_t length);

/*
 * Meaning   columns of one character: 0 for marks that combine, 2 for wide East
 *           Asian characters and emoji, otherwise 1
 */
int xp_width_of(unsigned long character);

/* Meaning   columns of length bytes of text. */
size_t xp_width(const char *text, size_t length);

#endif
