/* The open brackets, and what a line that begins with a statement's word says about them. */
#ifndef XP_TEXT_BRACKETS_H
#define XP_TEXT_BRACKETS_H

#include <stddef.h>

#include "text/syntax.h"

/* Where a statement that begins with a token stands: in the file, in a block, in either. */
typedef enum
{
    XP_WORD_NONE,
    XP_WORD_FILE,
    XP_WORD_BLOCK,
    XP_WORD_EITHER
} xp_word_place_t;

xp_word_place_t xp_word_place(int token);

/* The kind of the innermost open bracket, -1 without any; whether a kind is `(` or `[`. */
int xp_bracket_top(const xp_syntax_struct *syntax);
int xp_bracket_is_round(int kind);

void xp_bracket_push(xp_syntax_struct *syntax, xp_bracket_kind_t kind, size_t begin);
void xp_bracket_pop(xp_syntax_struct *syntax);

/*
 * Meaning   how many brackets can stay open before a line that begins with this token: none for a
 *           statement of the file, the agent's block for one of a block.  The words are reserved,
 *           so that they do not begin a line otherwise
 * Result    the present height when the token is no such word
 */
size_t xp_bracket_height_at(const xp_syntax_struct *syntax, int token, size_t offset);

/* Whether `)` or `]` follows offset on its line. */
int xp_bracket_closes_on_line(const xp_syntax_struct *syntax, size_t offset);

/* An error: the held token shows that the innermost bracket was never closed. */
void xp_bracket_report(xp_syntax_struct *syntax);

#endif
