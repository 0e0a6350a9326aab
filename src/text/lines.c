/* Between lexer and parser: where statements end, which brackets are open, where to go on. */
#include "text/brackets.h"

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

/* Closes what is open beyond height: the parser gets `}` for each body and block. */
static void close_down(xp_syntax_struct *syntax, size_t height)
{
    int kind = xp_bracket_top(syntax);

    xp_bracket_report(syntax);
    if (xp_bracket_is_round(kind) || kind == XP_BRACKET_SET || continues_line(syntax->last))
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
    int kind = xp_bracket_top(syntax);
    int starts = syntax->last == 0 || syntax->last == XP_TOKEN_END;

    span->begin = begin;
    span->end = end;
    if (starts && syntax->stray && xp_word_place(token) != XP_WORD_NONE)
    {
        syntax->stray = 0;
    }
    if (syntax->height == 0 && starts && token != '}' && token != XP_TOKEN_END)
    {
        if (xp_word_place(token) == XP_WORD_FILE || xp_word_place(token) == XP_WORD_NONE)
        {
            syntax->misplaced = 0;
        }
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
    height = xp_bracket_height_at(syntax, token, begin);
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
        return xp_word_place(token) != XP_WORD_NONE && syntax->last != '{';
    }
    if (token == '{')
    {
        xp_syntax_error(syntax, begin,
                        "`{` stands on the line of the statement it belongs to: move it to the "
                        "end of the line before");
        return 0;
    }
    if (never_begins(token)
        || (token == '-' && xp_bracket_top(syntax) != XP_BRACKET_BODY
            && xp_bracket_top(syntax) != XP_BRACKET_SET))
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
           && !(syntax->last == ',' && xp_bracket_top(syntax) == XP_BRACKET_BODY);
}

/* Hands out the held token after counting brackets. */
static int hand_out_held(xp_syntax_struct *syntax, XP_PARSER_STYPE *value, xp_span_t *span)
{
    const xp_lexeme_t *held = &syntax->held;
    size_t begin = held->span.begin, end = held->span.end;
    int token = held->token, kind = xp_bracket_top(syntax);

    syntax->is_held = token == 0;
    syntax->is_closed = 0;
    *value = held->value;
    switch (token)
    {
        case '(':
        case '[':
            token = hand_out(syntax, token, span, begin, end);
            xp_bracket_push(syntax, token == '(' ? XP_BRACKET_ROUND : XP_BRACKET_SQUARE, begin);
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
            if (xp_bracket_is_round(kind))
            {
                xp_bracket_pop(syntax);
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
            xp_bracket_push(syntax, (xp_bracket_kind_t) kind, begin);
            return token;
        case '}':
            token = kind == XP_BRACKET_SET ? XP_TOKEN_SET_CLOSE : '}';
            xp_bracket_pop(syntax);
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
            int kind = xp_bracket_top(syntax);

            if (!xp_bracket_is_round(kind) && kind != XP_BRACKET_SET && needs_end(syntax))
            {
                return hand_out(syntax, XP_TOKEN_END, span, place, place);
            }
            xp_bracket_pop(syntax);
            syntax->closed_early += !xp_bracket_is_round(kind);
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
            else if (syntax->misplaced)
            {
                syntax->misplaced = 0;
            }
            else
            {
                xp_syntax_error(syntax, syntax->held.span.begin,
                                "this `}` closes nothing: take it away, or add the `{`");
            }
        }
        else if (syntax->held.token == '}' && xp_bracket_is_round(xp_bracket_top(syntax)))
        {
            size_t height = syntax->height;

            if (xp_bracket_closes_on_line(syntax, syntax->held.span.end))
            {
                xp_syntax_error(syntax, syntax->held.span.begin,
                                "this `}` stands inside parentheses: take it away");
                syntax->is_held = 0;
                syntax->pending_broken = 1;
                continue;
            }
            while (height > 0 && xp_bracket_is_round(syntax->bracket[height - 1].kind))
            {
                height--;
            }
            close_down(syntax, height);
        }
        else if (syntax->held.token == '}' && xp_bracket_top(syntax) != XP_BRACKET_SET
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
            return syntax->height == level && xp_bracket_top(syntax) == XP_BRACKET_BODY;
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
    /* Nothing more would be said: the rest is not read. */
    if (syntax->reported >= XP_ERRORS_LIMIT)
    {
        syntax->muted = 1;
        span->begin = span->end = syntax->last_span.end;
        syntax->last = 0;
        return 0;
    }
    if (syntax->last == XP_TOKEN_END || syntax->last == '}'
        || (syntax->last == ',' && xp_bracket_top(syntax) == XP_BRACKET_BODY))
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
