/* The open brackets, and what a line that begins with a statement's word says about them. */
#include <string.h>

#include <expost/base/memory.h>

#include "text/brackets.h"

xp_word_place_t xp_word_place(int token)
{
    switch (token)
    {
        case XP_TOKEN_TITLE:
        case XP_TOKEN_SOURCE:
        case XP_TOKEN_LET:
        case XP_TOKEN_OUTCOMES:
        case XP_TOKEN_AGENT:
        case XP_TOKEN_RULE:
        case XP_TOKEN_PAYMENT:
        case XP_TOKEN_PAYMENTS:
            return XP_WORD_FILE;
        case XP_TOKEN_TYPES:
        case XP_TOKEN_VALUE:
        case XP_TOKEN_OUTSIDE:
        case XP_TOKEN_SHARE:
        case XP_TOKEN_PREFERS:
            return XP_WORD_BLOCK;
        case XP_TOKEN_PRIOR:
        case XP_TOKEN_COST:
            return XP_WORD_EITHER;
        default:
            return XP_WORD_NONE;
    }
}

int xp_bracket_top(const xp_syntax_struct *syntax)
{
    return syntax->height == 0 ? -1 : (int) syntax->bracket[syntax->height - 1].kind;
}

int xp_bracket_is_round(int kind)
{
    return kind == XP_BRACKET_ROUND || kind == XP_BRACKET_SQUARE;
}

void xp_bracket_push(xp_syntax_struct *syntax, xp_bracket_kind_t kind, size_t begin)
{
    xp_array_grow(&syntax->bracket, &syntax->room, syntax->height, sizeof(xp_bracket_t));
    syntax->bracket[syntax->height].kind = kind;
    syntax->bracket[syntax->height].begin = begin;
    syntax->height++;
    syntax->round_count += xp_bracket_is_round(kind);
}

void xp_bracket_pop(xp_syntax_struct *syntax)
{
    syntax->height--;
    syntax->round_count -= xp_bracket_is_round(syntax->bracket[syntax->height].kind);
}

/* Whether more `}` than `{` follow offset before the next line that begins with `agent`. */
static int closes_later(const xp_syntax_struct *syntax, size_t offset)
{
    const char *text = syntax->doc->text;
    size_t length = syntax->doc->length, i, depth = 0;
    int line_start = 0;

    for (i = offset; i < length; i++)
    {
        if (text[i] == '#')
        {
            while (i + 1 < length && text[i + 1] != '\n' && text[i + 1] != '\r')
            {
                i++;
            }
        }
        else if (text[i] == '{')
        {
            depth++;
        }
        else if (text[i] == '}')
        {
            if (depth == 0)
            {
                return 1;
            }
            depth--;
        }
        else if (line_start && length - i > 6 && memcmp(text + i, "agent ", 6) == 0)
        {
            return 0;
        }
        if (text[i] == '\n' || text[i] == '\r')
        {
            line_start = 1;
        }
        else if (text[i] != ' ' && text[i] != '\t')
        {
            line_start = 0;
        }
    }
    return 0;
}

int xp_bracket_closes_on_line(const xp_syntax_struct *syntax, size_t offset)
{
    const char *text = syntax->doc->text;

    while (offset < syntax->doc->length && strchr("\r\n#)]", text[offset]) == NULL)
    {
        offset++;
    }
    return offset < syntax->doc->length && (text[offset] == ')' || text[offset] == ']');
}

size_t xp_bracket_height_at(const xp_syntax_struct *syntax, int token, size_t offset)
{
    xp_word_place_t place = xp_word_place(token);
    int in_block = syntax->height > 0 && syntax->bracket[0].kind == XP_BRACKET_BLOCK;

    if (place == XP_WORD_NONE || (syntax->skipping && place != XP_WORD_FILE && !in_block))
    {
        return syntax->height;
    }
    if (in_block
        && (place != XP_WORD_FILE || (token != XP_TOKEN_AGENT && closes_later(syntax, offset))))
    {
        return 1;
    }
    return 0;
}

void xp_bracket_report(xp_syntax_struct *syntax)
{
    const xp_bracket_t *top = &syntax->bracket[syntax->height - 1];
    size_t line = 1, i;

    if (xp_bracket_is_round(top->kind))
    {
        xp_syntax_error(syntax, top->begin, "this parenthesis is never closed: add `%s`",
                        top->kind == XP_BRACKET_ROUND ? ")" : "]");
    }
    else
    {
        for (i = 0; i < syntax->held.span.begin; i++)
        {
            line += syntax->doc->text[i] == '\n';
        }
        xp_syntax_error(syntax, top->begin, syntax->held.token == 0
                        ? "this `{` is never closed: add `}`"
                        : "this `{` is never closed: add `}` before line %zu", line);
    }
}

