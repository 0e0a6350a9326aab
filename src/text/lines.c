/* Between lexer and parser: where statements end, which brackets are open, where to go on. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "text/syntax.h"

/* Whether a statement cannot have ended with this token, so that the line goes on. */
static int continues_line(int token)
{
    switch (token)
    {
        case ',':
        case '=':
        case ':':
        case '{':
        case XP_TOKEN_SET_OPEN:
        case XP_TOKEN_DOTDOT:
        case '+':
        case '-':
        case '*':
        case '/':
        case '^':
        case '~':
        case XP_TOKEN_EQ:
        case XP_TOKEN_NE:
        case '<':
        case XP_TOKEN_LE:
        case '>':
        case XP_TOKEN_GE:
        case XP_TOKEN_WHEN:
        case XP_TOKEN_IN:
        case XP_TOKEN_AND:
        case XP_TOKEN_OR:
        case XP_TOKEN_NOT:
            return 1;
        default:
            return 0;
    }
}

/* Whether no statement or entry begins with this token: its line should have gone on. */
static int never_begins(int token)
{
    switch (token)
    {
        case ',':
        case '=':
        case ':':
        case XP_TOKEN_DOTDOT:
        case '+':
        case '*':
        case '/':
        case '^':
        case '~':
        case XP_TOKEN_EQ:
        case XP_TOKEN_NE:
        case '<':
        case XP_TOKEN_LE:
        case '>':
        case XP_TOKEN_GE:
        case XP_TOKEN_WHEN:
        case XP_TOKEN_OTHERWISE:
        case XP_TOKEN_IN:
        case XP_TOKEN_AND:
        case XP_TOKEN_OR:
            return 1;
        default:
            return 0;
    }
}

/* Whether an expression in parentheses may hold this token between its lines. */
static int is_operator(int token)
{
    return token != ',' && token != '=' && token != ':' && token != '~'
           && token != XP_TOKEN_WHEN && token != XP_TOKEN_OTHERWISE && token != XP_TOKEN_IN;
}

/* What a statement's first word can stand in. */
typedef enum
{
    NO_WORD,
    FILE_WORD,
    BLOCK_WORD,
    EITHER_WORD
} word_place_t;

static word_place_t place_word(int token)
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
            return FILE_WORD;
        case XP_TOKEN_TYPES:
        case XP_TOKEN_VALUE:
        case XP_TOKEN_OUTSIDE:
        case XP_TOKEN_SHARE:
        case XP_TOKEN_PREFERS:
            return BLOCK_WORD;
        case XP_TOKEN_PRIOR:
        case XP_TOKEN_COST:
            return EITHER_WORD;
        default:
            return NO_WORD;
    }
}

static int top_kind(const xp_syntax_struct *syntax)
{
    return syntax->height == 0 ? -1 : (int) syntax->bracket[syntax->height - 1].kind;
}

static int is_round(int kind)
{
    return kind == XP_BRACKET_ROUND || kind == XP_BRACKET_SQUARE;
}

static void push_bracket(xp_syntax_struct *syntax, xp_bracket_kind_t kind, size_t begin)
{
    xp_array_grow(&syntax->bracket, &syntax->room, syntax->height, sizeof(xp_bracket_t));
    syntax->bracket[syntax->height].kind = kind;
    syntax->bracket[syntax->height].begin = begin;
    syntax->height++;
    syntax->round_count += is_round(kind);
}

static void pop_bracket(xp_syntax_struct *syntax)
{
    syntax->height--;
    syntax->round_count -= is_round(syntax->bracket[syntax->height].kind);
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

/*
 * How many brackets can stay open before a line that begins with this word: none for a statement
 * of the file, the agent's block for one of a block.  The words are reserved, so that they do not
 * begin a line otherwise.
 */
static size_t height_at_word(const xp_syntax_struct *syntax, int token, size_t offset)
{
    word_place_t place = place_word(token);
    int in_block = syntax->height > 0 && syntax->bracket[0].kind == XP_BRACKET_BLOCK;

    if (place == NO_WORD)
    {
        return syntax->height;
    }
    if (in_block
        && (place != FILE_WORD || (token != XP_TOKEN_AGENT && closes_later(syntax, offset))))
    {
        return 1;
    }
    return 0;
}

/* The held token shows that the innermost bracket was never closed. */
static void report_unclosed(xp_syntax_struct *syntax)
{
    const xp_bracket_t *top = &syntax->bracket[syntax->height - 1];
    size_t line = 1, i;

    if (is_round(top->kind))
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

/* Closes what is open beyond height: the parser gets `}` for each body and block. */
static void close_down(xp_syntax_struct *syntax, size_t height)
{
    int kind = top_kind(syntax);

    report_unclosed(syntax);
    if (is_round(kind) || kind == XP_BRACKET_SET || continues_line(syntax->last))
    {
        syntax->pending_broken = 1;
    }
    syntax->closing = 1;
    syntax->close_to = height;
}

/* Sets the token to hand out next; the parser's place in the statement follows from it. */
static int hand_out(xp_syntax_struct *syntax, int token, xp_span_t *span, size_t begin,
                    size_t end)
{
    int kind = top_kind(syntax);
    int starts = syntax->last == 0 || syntax->last == XP_TOKEN_END;

    span->begin = begin;
    span->end = end;
    if (syntax->height == 0 && starts && token != '}' && token != XP_TOKEN_END)
    {
        syntax->item_word = token;
    }
    if (syntax->height == 1 && kind == XP_BRACKET_BLOCK && (starts || syntax->last == '{'))
    {
        syntax->block_word = token;
    }
    if (kind == XP_BRACKET_BODY || kind == -1 || kind == XP_BRACKET_BLOCK)
    {
        if (token == XP_TOKEN_END || token == '{' || token == '}'
            || (token == ',' && kind == XP_BRACKET_BODY))
        {
            syntax->entry_equals = syntax->entry_when = 0;
            syntax->entry_begin = end;
        }
        syntax->entry_equals += token == '=';
        syntax->entry_when += token == XP_TOKEN_WHEN || token == XP_TOKEN_OTHERWISE;
    }
    syntax->before = syntax->last;
    syntax->before_span = syntax->last_span;
    syntax->last = token;
    syntax->last_span = *span;
    return token;
}

static void fetch(xp_syntax_struct *syntax)
{
    int token;

    syntax->held.newline = 0;
    do
    {
        token = xp_syntax_scan(syntax, &syntax->held.value, &syntax->held.span);
        syntax->held.newline |= token == '\n';
    }
    while (token == '\n');
    syntax->held.token = token;
    syntax->is_held = 1;
    syntax->line_seen = 0;
}

/* A line ended before the held token.  Whether the statement ended with it. */
static int ends_statement(xp_syntax_struct *syntax)
{
    int token = syntax->held.token;
    size_t begin = syntax->held.span.begin;
    char room[XP_EXCERPT_ROOM];
    size_t height;

    if (syntax->last == 0 || syntax->last == XP_TOKEN_END)
    {
        return 0;
    }
    height = height_at_word(syntax, token, begin);
    if (height < syntax->height)
    {
        close_down(syntax, height);
        return 1;
    }
    if (syntax->round_count > 0 || token == '}' || token == 0)
    {
        return 0;
    }
    if (continues_line(syntax->last))
    {
        return place_word(token) != NO_WORD && syntax->last != '{';
    }
    if (token == '{')
    {
        xp_syntax_error(syntax, begin,
                        "`{` stands on the line of the statement it belongs to: move it to the "
                        "end of the line before");
        return 0;
    }
    if (never_begins(token)
        || (token == '-' && top_kind(syntax) != XP_BRACKET_BODY
            && top_kind(syntax) != XP_BRACKET_SET))
    {
        xp_syntax_error(syntax, begin, is_operator(token)
                        ? "a line does not begin with `%s`: the statement ended with the line "
                          "before; write `%s` at the end of that line to go on, or put the whole "
                          "in parentheses"
                        : "a line does not begin with `%s`: the statement ended with the line "
                          "before; write `%s` at the end of that line to go on",
                        xp_syntax_excerpt(room, syntax, syntax->held.span), room);
        return 0;
    }
    return 1;
}

/* Whether END has to come before the `}` of a block or body. */
static int needs_end(const xp_syntax_struct *syntax)
{
    return syntax->last != XP_TOKEN_END && syntax->last != '{'
           && !(syntax->last == ',' && top_kind(syntax) == XP_BRACKET_BODY);
}

/* Hands out the held token after counting brackets. */
static int hand_out_held(xp_syntax_struct *syntax, XP_PARSER_STYPE *value, xp_span_t *span)
{
    const xp_lexeme_t *held = &syntax->held;
    size_t begin = held->span.begin, end = held->span.end;
    int token = held->token, kind = top_kind(syntax);

    syntax->is_held = token == 0;
    syntax->is_closed = 0;
    *value = held->value;
    switch (token)
    {
        case '(':
        case '[':
            token = hand_out(syntax, token, span, begin, end);
            push_bracket(syntax, token == '(' ? XP_BRACKET_ROUND : XP_BRACKET_SQUARE, begin);
            if (syntax->height == XP_TREE_DEPTH_LIMIT)
            {
                xp_syntax_error(syntax, begin, "more than %d brackets stand inside each other: "
                                "name parts of this expression with `let`",
                                XP_TREE_DEPTH_LIMIT - 1);
                syntax->last = XP_TOKEN_BROKEN;
                return XP_TOKEN_BROKEN;
            }
            return token;
        case ')':
        case ']':
            if (is_round(kind))
            {
                pop_bracket(syntax);
                syntax->is_closed = 1;
                syntax->closed = syntax->bracket[syntax->height];
            }
            return hand_out(syntax, token, span, begin, end);
        case '{':
            kind = syntax->last == XP_TOKEN_IN ? XP_BRACKET_SET
                   : syntax->height == 0 && syntax->item_word == XP_TOKEN_AGENT ? XP_BRACKET_BLOCK
                                                                       : XP_BRACKET_BODY;
            token = kind == XP_BRACKET_SET ? XP_TOKEN_SET_OPEN : '{';
            token = hand_out(syntax, token, span, begin, end);
            push_bracket(syntax, (xp_bracket_kind_t) kind, begin);
            return token;
        case '}':
            token = kind == XP_BRACKET_SET ? XP_TOKEN_SET_CLOSE : '}';
            pop_bracket(syntax);
            return hand_out(syntax, token, span, begin, end);
        default:
            return hand_out(syntax, token, span, begin, end);
    }
}

/* The next token of a text in which every bracket is closed. */
static int next_token(xp_syntax_struct *syntax, XP_PARSER_STYPE *value, xp_span_t *span)
{
    for (;;)
    {
        size_t place = syntax->last_span.end;

        if (syntax->pending_broken)
        {
            syntax->pending_broken = 0;
            return hand_out(syntax, XP_TOKEN_BROKEN, span, place, place);
        }
        while (syntax->closing && syntax->height > syntax->close_to)
        {
            int kind = top_kind(syntax);

            if (!is_round(kind) && kind != XP_BRACKET_SET && needs_end(syntax))
            {
                return hand_out(syntax, XP_TOKEN_END, span, place, place);
            }
            pop_bracket(syntax);
            syntax->closed_early += !is_round(kind);
            if (kind == XP_BRACKET_BODY || kind == XP_BRACKET_BLOCK)
            {
                return hand_out(syntax, '}', span, place, place);
            }
        }
        syntax->closing = 0;
        if (syntax->pending_end)
        {
            syntax->pending_end = 0;
            if (syntax->last != XP_TOKEN_END && syntax->last != 0)
            {
                return hand_out(syntax, XP_TOKEN_END, span, place, place);
            }
        }
        if (!syntax->is_held)
        {
            fetch(syntax);
        }
        if (syntax->held.newline && !syntax->line_seen)
        {
            syntax->line_seen = 1;
            if (ends_statement(syntax))
            {
                syntax->pending_end = 1;
                continue;
            }
        }
        if (syntax->held.token == ';')
        {
            syntax->is_held = 0;
            if (syntax->round_count > 0)
            {
                size_t height = syntax->height;

                while (height > 0 && syntax->bracket[height - 1].kind != XP_BRACKET_BODY
                       && syntax->bracket[height - 1].kind != XP_BRACKET_BLOCK)
                {
                    height--;
                }
                close_down(syntax, height);
            }
            syntax->pending_end = syntax->last != '{';
        }
        else if (syntax->held.token == '}' && syntax->height == 0)
        {
            syntax->is_held = 0;
            if (syntax->closed_early > 0)
            {
                syntax->closed_early--;
            }
            else
            {
                xp_syntax_error(syntax, syntax->held.span.begin,
                                "this `}` closes nothing: take it away, or add the `{`");
            }
        }
        else if (syntax->held.token == '}' && is_round(top_kind(syntax)))
        {
            size_t height = syntax->height;

            while (height > 0 && is_round(syntax->bracket[height - 1].kind))
            {
                height--;
            }
            close_down(syntax, height);
        }
        else if (syntax->held.token == '}' && top_kind(syntax) != XP_BRACKET_SET
                 && needs_end(syntax))
        {
            return hand_out(syntax, XP_TOKEN_END, span, place, place);
        }
        else if (syntax->held.token == 0 && syntax->height > 0)
        {
            close_down(syntax, 0);
            syntax->pending_end = 1;
        }
        else if (syntax->held.token == 0 && syntax->last != XP_TOKEN_END && syntax->last != 0)
        {
            syntax->pending_end = 1;
        }
        else
        {
            return hand_out_held(syntax, value, span);
        }
    }
}

/* Whether the parser can go on with this token after an error at the given height. */
static int is_rest(const xp_syntax_struct *syntax, int token, size_t level)
{
    switch (token)
    {
        case 0:
            return 1;
        case XP_TOKEN_END:
            return syntax->height <= level;
        case '}':
            return syntax->height < level;
        case ',':
            return syntax->height == level && top_kind(syntax) == XP_BRACKET_BODY;
        default:
            return 0;
    }
}

void xp_syntax_skip(xp_syntax_struct *syntax)
{
    size_t height = syntax->height;
    int token = syntax->last;

    /* A bracket that was opened by the token itself is skipped with all in it. */
    if ((token == '(' || token == '[' || token == '{' || token == XP_TOKEN_SET_OPEN) && height > 0)
    {
        height--;
    }
    while (height > 0 && syntax->bracket[height - 1].kind != XP_BRACKET_BODY
           && syntax->bracket[height - 1].kind != XP_BRACKET_BLOCK)
    {
        height--;
    }
    syntax->level = height;
    syntax->skipping = token != XP_TOKEN_END && token != '}' && !is_rest(syntax, token, height);
}

int xp_parser_lex(XP_PARSER_STYPE *value, xp_span_t *span, xp_syntax_struct *syntax)
{
    int token;

    if (syntax->start != 0)
    {
        token = syntax->start;
        syntax->start = 0;
        span->begin = span->end = syntax->offset;
        return token;
    }
    if (syntax->last == XP_TOKEN_END || syntax->last == '}'
        || (syntax->last == ',' && top_kind(syntax) == XP_BRACKET_BODY))
    {
        syntax->muted = syntax->muted && syntax->skipping;
    }
    do
    {
        token = next_token(syntax, value, span);
    }
    while (syntax->skipping && !is_rest(syntax, token, syntax->level));
    syntax->skipping = 0;
    return token;
}
