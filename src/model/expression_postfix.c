/* Formulas in reverse Polish notation, for certificates. */
#include <expost/model/expression.h>

#include <expost/num/rat.h>

static void add_token(xp_string_t out, const char *token)
{
    if (out->length > 0)
        xp_string_add_char(out, ' ');
    xp_string_add(out, token);
}

/* NULL for what has no token. */
static const char *name_token(xp_expression_kind_t kind)
{
    switch (kind)
    {
        case XP_EXPRESSION_NEGATE:
            return "neg";
        case XP_EXPRESSION_ADD:
            return "+";
        case XP_EXPRESSION_SUB:
            return "-";
        case XP_EXPRESSION_MUL:
            return "*";
        case XP_EXPRESSION_DIV:
            return "/";
        case XP_EXPRESSION_POW:
            return "^";
        case XP_EXPRESSION_ABS:
            return "abs";
        case XP_EXPRESSION_EXP:
            return "exp";
        case XP_EXPRESSION_LOG:
            return "log";
        case XP_EXPRESSION_SQRT:
            return "sqrt";
        case XP_EXPRESSION_ERF:
            return "erf";
        case XP_EXPRESSION_BETA:
            return "beta";
        case XP_EXPRESSION_MIN:
            return "min";
        case XP_EXPRESSION_MAX:
            return "max";
        default:
            return NULL;
    }
}

static int add_postfix(xp_string_t out, const xp_expression_struct *e)
{
    const char *token = name_token(e->kind);

    if (e->kind == XP_EXPRESSION_CONSTANT)
    {
        add_token(out, "");
        xp_rat_add_text(out, e->value);
        return 1;
    }
    if (e->kind == XP_EXPRESSION_PI || e->kind == XP_EXPRESSION_TYPE)
    {
        add_token(out, e->kind == XP_EXPRESSION_PI ? "pi" : "t");
        return 1;
    }
    if (token == NULL)
        return 0;
    for (slong c = 0; c < e->child_count; c++)
    {
        if (!add_postfix(out, e->child[c]))
            return 0;
        if (c > 0 && e->kind != XP_EXPRESSION_BETA)
            add_token(out, token);
    }
    if (e->child_count == 1 || e->kind == XP_EXPRESSION_BETA)
        add_token(out, token);
    return 1;
}

int xp_expression_add_postfix(xp_string_t out, const xp_expression_struct *e)
{
    xp_string_t text;
    int found;

    xp_string_init(text);
    found = add_postfix(text, e);
    if (found)
        xp_string_add_bytes(out, text->text, text->length);
    xp_string_clear(text);
    return found;
}
