/* Which characters beyond ASCII are letters of a name, and what to type in place of the others. */
#ifndef XP_TEXT_LETTERS_H
#define XP_TEXT_LETTERS_H

#include <stddef.h>
#include <stdint.h>

/*
 * Meaning   how far text is UTF-8
 * Result    length, or the place of the first byte that is not part of a character
 */
size_t xp_letters_check(const char *text, size_t length);

/*
 * Meaning   the first character of text
 * Domain    text is not empty and valid UTF-8
 * Result    *point is its code point; the number of its bytes
 */
size_t xp_letter_length(uint32_t *point, const char *text);

/* Whether a name may begin with this character: a letter or `_`. */
int xp_letter_is_letter(uint32_t point);

/* Whether text is written like a name: a letter, then letters and digits. */
int xp_letters_are_name(const char *text);

/*
 * Meaning   what to type in place of a pasted character
 * Result    words for a message, or NULL when there is no advice; *ascii is the text that stands
 *           for it, " " for a blank, "" when no single token does
 */
const char *xp_letter_advice(const char **ascii, uint32_t point);

#endif
