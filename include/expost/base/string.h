/* A growing text. */
#ifndef XP_BASE_STRING_H
#define XP_BASE_STRING_H

#include <stdarg.h>
#include <stddef.h>

#include <expost/base/status.h>

/* text is ended by a zero byte, which length does not count; NULL after xp_string_take. */
typedef struct
{
    char *text;
    size_t length;
    size_t room;
} xp_string_struct;

typedef xp_string_struct xp_string_t[1];

void xp_string_init(xp_string_t string);
void xp_string_clear(xp_string_t string);
void xp_string_swap(xp_string_t a, xp_string_t b);

/* Empties the text and keeps its memory. */
void xp_string_reset(xp_string_t string);

/* Makes room for more bytes at the end, so that they may be written there. */
void xp_string_make_room(xp_string_t string, size_t more);

/* Add to the end: a text, length bytes, one byte, as printf and vprintf. */
void xp_string_add(xp_string_t string, const char *text);
void xp_string_add_bytes(xp_string_t string, const char *bytes, size_t length);
void xp_string_add_char(xp_string_t string, char byte);
void xp_string_printf(xp_string_t string, const char *format, ...) XP_PRINTF(2, 3);
void xp_string_vprintf(xp_string_t string, const char *format, va_list arguments)
    XP_PRINTF(2, 0);

/* Adds a word as a POSIX shell would need it: in quotes unless it is plain. */
void xp_string_add_shell_word(xp_string_t string, const char *word);

/*
 * Meaning   gives the text away
 * Result    a text that the caller frees; string is empty afterwards, holds no
 *           memory and may be filled again
 */
char *xp_string_take(xp_string_t string);

#endif
