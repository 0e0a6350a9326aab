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

int xp_syntax_expects(const char *const *expected, size_t count, const char *name)
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

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

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

/* "A, B or C" of what was expected, with one word for expressions and one for operators. */
static void list_expected(xp_string_t words, const char *const *expected, size_t count)
{
    int expression = xp_syntax_expects(expected, count, "a number");
    int operator = xp_syntax_expects(expected, count, "`+`")
                   && xp_syntax_expects(expected, count, "`*`");
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
        if ((expression && xp_syntax_expects(operands, COUNT_OF(operands), expected[i]))
            || (operator && xp_syntax_expects(operators, COUNT_OF(operators), expected[i]))
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

    if (xp_syntax_expects(there, there_count, found) && !in_block && syntax->misplaced)
    {
        return;
    }
    if (xp_syntax_expects(there, there_count, found))
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

void xp_syntax_unexpected(xp_syntax_struct *syntax, const char *const *expected, size_t count)
{
    int token = syntax->last;
    char room[XP_EXCERPT_ROOM];
    const char *found = xp_syntax_excerpt(room, syntax, syntax->last_span);
    int in_block;
    xp_string_t words;

    if (token != XP_TOKEN_BROKEN && !syntax->muted)
    {
        in_block = xp_syntax_expects(expected, count, "`types`")
                   && xp_syntax_expects(expected, count, "`value`");
        if (in_block || xp_syntax_expects(expected, count, "`title`"))
        {
            complain_statement(syntax, found, in_block);
        }
        else if (!xp_syntax_remedy(syntax, found, expected, count))
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
    syntax->stray |= xp_syntax_expects(expected, count, "`{`");
    syntax->muted = 1;
    xp_syntax_skip(syntax);
}
