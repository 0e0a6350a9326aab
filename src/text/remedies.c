/* Faults of syntax that have a remedy of their own. */
#include <string.h>

#include "text/syntax.h"

/*
 * The last token, which was not expected.
 *   token, before, begin   it, the one before it, and where it begins
 *   found                  its text, for a message
 *   expected, count        the names of what was
 *   round                  the round or square bracket around it, or NULL
 *   after_operand          whether an operator could follow
 */
typedef struct
{
    xp_syntax_struct *syntax;
    int token;
    int before;
    size_t begin;
    const char *found;
    const char *const *expected;
    size_t count;
    const xp_bracket_t *round;
    int after_operand;
} fault_t;

static int expects(const fault_t *fault, const char *name)
{
    return xp_syntax_expects(fault->expected, fault->count, name);
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

/* A bracket that is not closed, closes nothing, or should not be there. */
static int remedy_of_brackets(const fault_t *fault)
{
    xp_syntax_struct *syntax = fault->syntax;
    const xp_bracket_t *round = fault->round;
    const char *found = fault->found;
    size_t begin = fault->begin;
    int token = fault->token;
    int before = fault->before;

    if (round != NULL && line_between(syntax)
        && (expects(fault, "`)`") || expects(fault, "`]`")))
    {
        xp_syntax_error(syntax, round->begin, "this parenthesis is never closed: add `%s`",
                        round->kind == XP_BRACKET_ROUND ? ")" : "]");
        return 1;
    }
    if (before == XP_TOKEN_PRIOR && expects(fault, "`joint`"))
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
        && expects(fault, "`)`"))
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
    return 0;
}

/* Entries between braces that are not separated, or not complete. */
static int remedy_of_entries(const fault_t *fault)
{
    xp_syntax_struct *syntax = fault->syntax;
    const xp_bracket_t *round = fault->round;
    const char *found = fault->found;
    size_t begin = fault->begin;
    int token = fault->token;
    int before = fault->before;

    if (token == '=' && syntax->entry_equals > 1 && syntax->entry_when == 0 && round == NULL
        && in_entry(syntax))
    {
        xp_syntax_error(syntax, begin, "a second `=` in one entry: entries are separated by a line "
                        "end, `;` or a comma");
        return 1;
    }
    if (token == '=' && expects(fault, "`==`"))
    {
        xp_syntax_error(syntax, begin, "`=` does not compare: write `==`");
        return 1;
    }
    if (in_entry(syntax) && round == NULL && begins_expression(token)
        && before != XP_TOKEN_OTHERWISE
        && expects(fault, "the end of the statement"))
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
        && expects(fault, "`when`") && syntax->entry_equals == 0)
    {
        xp_syntax_error(syntax, begin, "this entry is neither `KEY = VALUE` nor `VALUE when "
                        "CONDITION` nor `VALUE otherwise`");
        return 1;
    }
    return 0;
}

/* A reserved word, a number or a text where a name or another text stands. */
static int remedy_of_names(const fault_t *fault)
{
    xp_syntax_struct *syntax = fault->syntax;
    const char *found = fault->found;
    size_t begin = fault->begin;
    int token = fault->token;
    int before = fault->before;
    char room[XP_EXCERPT_ROOM];

    if (before != 0 && xp_syntax_reserved(syntax->doc->text + syntax->before_span.begin,
                              syntax->before_span.end - syntax->before_span.begin) == before
        && begins_expression(before) && fault->count == 1 && expects(fault, "`(`"))
    {
        xp_syntax_excerpt(room, syntax, syntax->before_span);
        xp_syntax_error(syntax, syntax->before_span.begin, "`%s` is a reserved word: as a function "
                        "it is followed by `(`, as a name it stands in quotation marks, \"%s\"",
                        room, room);
        return 1;
    }
    if (xp_syntax_reserved(found, strlen(found)) == token && token != 0
        && expects(fault, "a name") && !expects(fault, "a number"))
    {
        xp_syntax_error(syntax, begin, expects(fault, "a quoted name")
                        ? "`%s` is a reserved word: as a name it stands in quotation marks, "
                          "\"%s\""
                        : "`%s` is a reserved word: choose another name here", found, found);
        return 1;
    }
    if (token == XP_TOKEN_STRING && expects(fault, "a name")
        && !expects(fault, "a quoted name"))
    {
        xp_syntax_error(syntax, begin, "expected a name without quotation marks, found %s", found);
        return 1;
    }
    if (token == XP_TOKEN_NUM && expects(fault, "a quoted name")
        && !expects(fault, "a number"))
    {
        xp_syntax_error(syntax, begin, "expected a name, found the number %s: a name that begins "
                        "with a digit stands in quotation marks, \"%s\"", found, found);
        return 1;
    }
    if (fault->count == 1 && expects(fault, "a quoted name"))
    {
        xp_syntax_error(syntax, begin, "expected a text in quotation marks, found %s%s%s",
                        token == XP_TOKEN_END ? "" : "`",
                        token == XP_TOKEN_END ? "the end of the line" : found,
                        token == XP_TOKEN_END ? "" : "`");
        return 1;
    }
    return 0;
}

/* A sign that is missing or one too many. */
static int remedy_of_signs(const fault_t *fault)
{
    xp_syntax_struct *syntax = fault->syntax;
    const char *found = fault->found;
    size_t begin = fault->begin;
    int token = fault->token;
    int before = fault->before;

    if (token == '{' && !fault->after_operand && before == '=')
    {
        xp_syntax_error(syntax, begin, "cases and tables are written without `=` before the `{`");
        return 1;
    }
    if (fault->after_operand && begins_expression(token) && token != XP_TOKEN_NOT)
    {
        xp_syntax_error(syntax, begin, expects(fault, "`,`")
                        ? "a comma or an operator is missing before `%s`: a product is written "
                          "with `*`"
                        : "an operator is missing before `%s`: a product is written with `*`; "
                          "statements are separated by a line end or `;`", found);
        return 1;
    }
    if ((token == XP_TOKEN_NAME || token == XP_TOKEN_STRING || token == XP_TOKEN_NUM)
        && expects(fault, "`,`"))
    {
        xp_syntax_error(syntax, begin, "a comma is missing before `%s`", found);
        return 1;
    }
    if (is_comparison_sign(token) && !expects(fault, "a number")
        && expects(fault, "`=`"))
    {
        xp_syntax_error(syntax, begin, "expected `=`, found `%s`", found);
        return 1;
    }
    return 0;
}

int xp_syntax_remedy(xp_syntax_struct *syntax, const char *found, const char *const *expected,
                     size_t count)
{
    const fault_t fault = {
        syntax, syntax->last, syntax->before, syntax->last_span.begin, found, expected, count,
        find_round(syntax),
        xp_syntax_expects(expected, count, "`+`") && xp_syntax_expects(expected, count, "`*`")
    };

    return remedy_of_brackets(&fault) || remedy_of_entries(&fault) || remedy_of_names(&fault)
           || remedy_of_signs(&fault);
}
