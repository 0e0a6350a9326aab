/* The words of syntax errors: what was expected, what was found, what to write instead. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <expost/base/nearest.h>
#include <expost/base/string.h>

#include "text/syntax.h"

#define WORDS_ROOM 600

void xp_syntax_remark(xp_syntax_struct *syntax, size_t offset, const char *format, ...)
{
    char words[WORDS_ROOM];
    va_list list;

    if (syntax->reported >= XP_ERRORS_LIMIT)
    {
        return;
    }
    va_start(list, format);
    vsnprintf(words, sizeof words, format, list);
    va_end(list);
    syntax->reported++;
    xp_document_error(syntax->errors, syntax->doc, offset, "%s", words);
}

void xp_syntax_error(xp_syntax_struct *syntax, size_t offset, const char *format, ...)
{
    char words[WORDS_ROOM];
    va_list list;

    if (syntax->muted || syntax->reported >= XP_ERRORS_LIMIT)
    {
        return;
    }
    syntax->muted = 1;
    va_start(list, format);
    vsnprintf(words, sizeof words, format, list);
    va_end(list);
    syntax->reported++;
    xp_document_error(syntax->errors, syntax->doc, offset, "%s", words);
}

const char *xp_syntax_excerpt(char *room, const xp_syntax_struct *syntax, xp_span_t span)
{
    const char *text = syntax->doc->text;
    size_t i, end = span.end, limit = 40;

    if (end - span.begin > limit)
    {
        /* Do not cut a character in two. */
        end = span.begin + limit;
        while (((unsigned char) text[end] & 0xC0) == 0x80)
        {
            end--;
        }
    }
    memcpy(room, text + span.begin, end - span.begin);
    room[end - span.begin] = 0;
    for (i = 0; room[i] != 0; i++)
    {
        if ((unsigned char) room[i] < 0x20)
        {
            room[i] = ' ';
        }
    }
    if (end < span.end)
    {
        strcat(room, "...");
    }
    return room;
}

static int expects(const char *const *expected, size_t count, const char *name)
{
    size_t i;

    for (i = 0; i < count; i++)
    {
        if (strcmp(expected[i], name) == 0)
        {
            return 1;
        }
    }
    return 0;
}

/* Whether an expression may begin with this token. */
static int begins_expression(int token)
{
    switch (token)
    {
        case XP_TOKEN_NUM:
        case XP_TOKEN_NAME:
        case XP_TOKEN_STRING:
        case '(':
        case XP_TOKEN_OWNER:
        case XP_TOKEN_AGENTS:
        case XP_TOKEN_COUNT:
        case XP_TOKEN_PI:
        case XP_TOKEN_OUTCOME:
        case XP_TOKEN_TYPE:
        case XP_TOKEN_IF:
        case XP_TOKEN_SUM:
        case XP_TOKEN_MIN:
        case XP_TOKEN_MAX:
        case XP_TOKEN_ABS:
        case XP_TOKEN_FLOOR:
        case XP_TOKEN_CEIL:
        case XP_TOKEN_EXP:
        case XP_TOKEN_LOG:
        case XP_TOKEN_SQRT:
        case XP_TOKEN_ERF:
        case XP_TOKEN_NOT:
            return 1;
        default:
            return 0;
    }
}

static int is_comparison_sign(int token)
{
    return token == XP_TOKEN_EQ || token == XP_TOKEN_NE || token == XP_TOKEN_LE
           || token == XP_TOKEN_GE || token == '<' || token == '>';
}

/* Words that begin an operand and not an operator: the list of what is expected names them once. */
static const char *const operands[] = {
    "a number", "a name", "a quoted name", "`owner`", "`n`", "`pi`", "`outcome`", "`t`", "`if`",
    "`sum`", "`min`", "`max`", "`abs`", "`floor`", "`ceil`", "`exp`", "`log`", "`sqrt`", "`erf`",
    "`not`", "`-`", "`(`"
};

static const char *const operators[] = {
    "`+`", "`-`", "`*`", "`/`", "`^`", "`==`", "`!=`", "`<`", "`<=`", "`>`", "`>=`", "`and`",
    "`or`"
};

static int is_one_of(const char *name, const char *const *list, size_t count)
{
    return expects(list, count, name);
}

/* "A, B or C" of what was expected, with one word for expressions and one for operators. */
static void list_expected(xp_string_t words, const char *const *expected, size_t count)
{
    int expression = expects(expected, count, "a number");
    int operator = expects(expected, count, "`+`") && expects(expected, count, "`*`");
    const char *shown[8];
    size_t i, number = 0;

    if (expression)
    {
        shown[number++] = "an expression";
    }
    if (operator)
    {
        shown[number++] = "an operator";
    }
    for (i = 0; i < count && number < 8; i++)
    {
        if ((expression && is_one_of(expected[i], operands, sizeof operands / sizeof *operands))
            || (operator && is_one_of(expected[i], operators,
                                      sizeof operators / sizeof *operators))
            || strcmp(expected[i], "something broken") == 0
            || strncmp(expected[i], "invalid", 7) == 0)
        {
            continue;
        }
        if (strcmp(expected[i], "`{` of a set") == 0)
        {
            shown[number++] = "`{`";
        }
        else if (strcmp(expected[i], "`}` of a set") == 0)
        {
            shown[number++] = "`}`";
        }
        else
        {
            shown[number++] = expected[i];
        }
    }
    for (i = 0; i < number; i++)
    {
        xp_string_printf(words, "%s%s", i == 0 ? "" : i + 1 < number ? ", " : " or ", shown[i]);
    }
}

static const char *const statements_of_files[] = {
    "title", "source", "let", "outcomes", "cost", "outcome", "agent", "prior", "rule", "payment",
    "payments"
};

static const char *const statements_of_blocks[] = {
    "types", "prior", "value", "outside", "share", "prefers"
};

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* The first token of a line is not the first word of a statement. */
static void complain_statement(xp_syntax_struct *syntax, const char *found, int in_block)
{
    const char *const *here = in_block ? statements_of_blocks : statements_of_files;
    size_t here_count = in_block ? COUNT_OF(statements_of_blocks) : COUNT_OF(statements_of_files);
    const char *const *there = in_block ? statements_of_files : statements_of_blocks;
    size_t there_count = in_block ? COUNT_OF(statements_of_files)
                                  : COUNT_OF(statements_of_blocks);
    const char *nearest = xp_nearest(found, here, here_count);
    size_t begin = syntax->last_span.begin;

    if (expects(there, there_count, found) && !in_block && syntax->misplaced)
    {
        return;
    }
    if (expects(there, there_count, found))
    {
        syntax->misplaced = !in_block;
        xp_syntax_error(syntax, begin, in_block
                        ? "`%s` does not stand inside the block of an agent: move it out, or add "
                          "the `}` that closes the block"
                        : "`%s` stands inside the block of an agent: agent NAME { ... }", found);
    }
    else if (syntax->last == XP_TOKEN_NAME && nearest != NULL)
    {
        xp_syntax_error(syntax, begin, "no statement begins with `%s`: did you mean `%s`?", found,
                        nearest);
    }
    else if (!syntax->stray)
    {
        syntax->stray = 1;
        xp_syntax_error(syntax, begin, in_block
                        ? "no statement of an agent begins with `%s`: expected types, prior, "
                          "value, outside, share or prefers"
                        : "no statement begins with `%s`: expected title, source, let, outcomes, "
                          "cost, outcome, agent, prior joint, rule, payment or payments", found);
    }
}

/* The innermost round bracket before the last token, which may have opened one itself. */
static const xp_bracket_t *find_round(const xp_syntax_struct *syntax)
{
    size_t i = syntax->height;

    if (i > 0 && syntax->bracket[i - 1].begin == syntax->last_span.begin)
    {
        i--;
    }
    return i > 0
               && (syntax->bracket[i - 1].kind == XP_BRACKET_ROUND
                   || syntax->bracket[i - 1].kind == XP_BRACKET_SQUARE)
           ? &syntax->bracket[i - 1]
           : NULL;
}

/* Whether a line end stands between the last two tokens. */
static int line_between(const xp_syntax_struct *syntax)
{
    const char *text = syntax->doc->text;
    size_t i;

    for (i = syntax->before_span.end; i < syntax->last_span.begin; i++)
    {
        if (text[i] == '\n' || text[i] == '\r')
        {
            return 1;
        }
    }
    return 0;
}

/* Whether the entry that the last token stands in is one of a body in braces. */
static int in_entry(const xp_syntax_struct *syntax)
{
    size_t i = syntax->height;

    if (i > 0 && syntax->bracket[i - 1].begin == syntax->last_span.begin)
    {
        i--;
    }
    return i > 0 && syntax->bracket[i - 1].kind == XP_BRACKET_BODY;
}

/* A fault with a remedy of its own; 0 when there is none. */
static int complain_special(xp_syntax_struct *syntax, const char *found,
                            const char *const *expected, size_t count)
{
    int token = syntax->last, before = syntax->before;
    size_t begin = syntax->last_span.begin;
    const xp_bracket_t *round = find_round(syntax);
    int after_operand = expects(expected, count, "`+`") && expects(expected, count, "`*`");
    char room[XP_EXCERPT_ROOM];

    if (round != NULL && line_between(syntax)
        && (expects(expected, count, "`)`") || expects(expected, count, "`]`")))
    {
        xp_syntax_error(syntax, round->begin, "this parenthesis is never closed: add `%s`",
                        round->kind == XP_BRACKET_ROUND ? ")" : "]");
        return 1;
    }
    if (before == XP_TOKEN_PRIOR && expects(expected, count, "`joint`"))
    {
        if (!syntax->misplaced)
        {
            xp_syntax_error(syntax, begin, "expected `joint`: the prior of one agent stands "
                            "inside its block");
        }
        syntax->misplaced = 1;
        return 1;
    }
    if (before == XP_TOKEN_TYPES && token == '[')
    {
        xp_syntax_error(syntax, begin, "an interval of types is written `types in [a, b]`, a list "
                        "of types without brackets");
        return 1;
    }
    if (token == ',' && syntax->block_word == XP_TOKEN_TYPES && round != NULL
        && expects(expected, count, "`)`"))
    {
        xp_syntax_error(syntax, round->begin, "a list of tuples is written `types (x, y) in { (0, "
                        "1), (3, 2) }`");
        return 1;
    }
    if (before == XP_TOKEN_TYPES && token == '{')
    {
        xp_syntax_error(syntax, begin, "a list of types is written without brackets: `types a, "
                        "b`; tuples as `types (x, y) in { (0, 1), (3, 2) }`");
        return 1;
    }
    if ((before == XP_TOKEN_OUTCOMES || before == XP_TOKEN_PREFERS)
        && (token == '{' || token == '['))
    {
        xp_syntax_error(syntax, begin, "names are listed here without brackets, with commas");
        return 1;
    }
    if ((token == ')' || token == ']') && syntax->is_closed
        && (token == ')') != (syntax->closed.kind == XP_BRACKET_ROUND))
    {
        xp_syntax_error(syntax, syntax->closed.begin, "this `%s` is closed by `%s`",
                        token == ')' ? "[" : "(", found);
        return 1;
    }
    if ((token == ')' || token == ']') && !syntax->is_closed)
    {
        xp_syntax_error(syntax, begin, "this `%s` closes nothing: take it away, or add the `%s`",
                        found, token == ')' ? "(" : "[");
        return 1;
    }
    if (token == '=' && syntax->entry_equals > 1 && syntax->entry_when == 0 && round == NULL
        && in_entry(syntax))
    {
        xp_syntax_error(syntax, begin, "a second `=` in one entry: entries are separated by a line "
                        "end, `;` or a comma");
        return 1;
    }
    if (token == '=' && expects(expected, count, "`==`"))
    {
        xp_syntax_error(syntax, begin, "`=` does not compare: write `==`");
        return 1;
    }
    if (in_entry(syntax) && round == NULL && begins_expression(token)
        && before != XP_TOKEN_OTHERWISE
        && expects(expected, count, "the end of the statement"))
    {
        xp_syntax_error(syntax, begin, "an entry ended before `%s`: entries are separated by a "
                        "line end, `;` or a comma", found);
        return 1;
    }
    if (in_entry(syntax) && before == XP_TOKEN_OTHERWISE && begins_expression(token))
    {
        xp_syntax_error(syntax, begin, "the case ends with `otherwise`: cases are separated by a "
                        "line end, `;` or a comma");
        return 1;
    }
    if (in_entry(syntax) && (token == XP_TOKEN_WHEN || token == XP_TOKEN_OTHERWISE)
        && syntax->entry_when > 1)
    {
        xp_syntax_error(syntax, begin, "a second `%s` in one case: cases are separated by a line "
                        "end, `;` or a comma", found);
        return 1;
    }
    if (in_entry(syntax) && (token == XP_TOKEN_END || token == ',' || token == '}')
        && expects(expected, count, "`when`") && syntax->entry_equals == 0)
    {
        xp_syntax_error(syntax, begin, "this entry is neither `KEY = VALUE` nor `VALUE when "
                        "CONDITION` nor `VALUE otherwise`");
        return 1;
    }
    if (before != 0 && xp_syntax_reserved(syntax->doc->text + syntax->before_span.begin,
                              syntax->before_span.end - syntax->before_span.begin) == before
        && begins_expression(before) && count == 1 && expects(expected, count, "`(`"))
    {
        xp_syntax_excerpt(room, syntax, syntax->before_span);
        xp_syntax_error(syntax, syntax->before_span.begin, "`%s` is a reserved word: as a function "
                        "it is followed by `(`, as a name it stands in quotation marks, \"%s\"",
                        room, room);
        return 1;
    }
    if (xp_syntax_reserved(found, strlen(found)) == token && token != 0
        && expects(expected, count, "a name") && !expects(expected, count, "a number"))
    {
        xp_syntax_error(syntax, begin, expects(expected, count, "a quoted name")
                        ? "`%s` is a reserved word: as a name it stands in quotation marks, "
                          "\"%s\""
                        : "`%s` is a reserved word: choose another name here", found, found);
        return 1;
    }
    if (token == XP_TOKEN_STRING && expects(expected, count, "a name")
        && !expects(expected, count, "a quoted name"))
    {
        xp_syntax_error(syntax, begin, "expected a name without quotation marks, found %s", found);
        return 1;
    }
    if (token == XP_TOKEN_NUM && expects(expected, count, "a quoted name")
        && !expects(expected, count, "a number"))
    {
        xp_syntax_error(syntax, begin, "expected a name, found the number %s: a name that begins "
                        "with a digit stands in quotation marks, \"%s\"", found, found);
        return 1;
    }
    if (count == 1 && expects(expected, count, "a quoted name"))
    {
        xp_syntax_error(syntax, begin, "expected a text in quotation marks, found %s%s%s",
                        token == XP_TOKEN_END ? "" : "`",
                        token == XP_TOKEN_END ? "the end of the line" : found,
                        token == XP_TOKEN_END ? "" : "`");
        return 1;
    }
    if (token == '{' && !after_operand && before == '=')
    {
        xp_syntax_error(syntax, begin, "cases and tables are written without `=` before the `{`");
        return 1;
    }
    if (after_operand && begins_expression(token) && token != XP_TOKEN_NOT)
    {
        xp_syntax_error(syntax, begin, expects(expected, count, "`,`")
                        ? "a comma or an operator is missing before `%s`: a product is written "
                          "with `*`"
                        : "an operator is missing before `%s`: a product is written with `*`; "
                          "statements are separated by a line end or `;`", found);
        return 1;
    }
    if ((token == XP_TOKEN_NAME || token == XP_TOKEN_STRING || token == XP_TOKEN_NUM)
        && expects(expected, count, "`,`"))
    {
        xp_syntax_error(syntax, begin, "a comma is missing before `%s`", found);
        return 1;
    }
    if (is_comparison_sign(token) && !expects(expected, count, "a number")
        && expects(expected, count, "`=`"))
    {
        xp_syntax_error(syntax, begin, "expected `=`, found `%s`", found);
        return 1;
    }
    return 0;
}

void xp_syntax_unexpected(xp_syntax_struct *syntax, const char *const *expected, size_t count)
{
    int token = syntax->last;
    char room[XP_EXCERPT_ROOM];
    const char *found = xp_syntax_excerpt(room, syntax, syntax->last_span);
    int in_block;
    xp_string_t words;

    if (token != XP_TOKEN_BROKEN && !syntax->muted)
    {
        in_block = expects(expected, count, "`types`") && expects(expected, count, "`value`");
        if (in_block || expects(expected, count, "`title`"))
        {
            complain_statement(syntax, found, in_block);
        }
        else if (!complain_special(syntax, found, expected, count))
        {
            xp_string_init(words);
            list_expected(words, expected, count);
            if (token == XP_TOKEN_END || token == 0)
            {
                xp_syntax_error(syntax, syntax->last_span.begin, "expected %s, found the end of "
                                "the statement", words->text);
            }
            else
            {
                xp_syntax_error(syntax, syntax->last_span.begin, "expected %s, found `%s`",
                                words->text, found);
            }
            xp_string_clear(words);
        }
    }
    /* Without its `{` the lines of a body look like statements. */
    syntax->stray |= expects(expected, count, "`{`");
    syntax->muted = 1;
    xp_syntax_skip(syntax);
}
