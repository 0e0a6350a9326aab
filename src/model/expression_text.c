/* Formulas as text of the model language and as LaTeX, with no more brackets than needed. */
#include <expost/model/expression.h>

#include <expost/num/rat.h>

/* How tight a formula binds; an operand of less than is wanted gets brackets. */
enum
{
    LEVEL_OR = 1,
    LEVEL_AND,
    LEVEL_NOT,
    LEVEL_ORDER,
    LEVEL_SUM,
    LEVEL_PRODUCT,
    LEVEL_MINUS,
    LEVEL_POWER,
    LEVEL_ATOM
};

typedef struct
{
    xp_string_struct *out;
    const char *const *type_name;
    const char *decision_name;
    int latex;
} page_t;

static void write_formula(const page_t *page, const xp_expression_struct *e, int wanted);

static int level_of_constant(const xp_expression_struct *e, int latex)
{
    if (!fmpz_is_one(fmpq_denref(e->value)) && !latex)
        return LEVEL_PRODUCT;
    return fmpq_sgn(e->value) < 0 ? LEVEL_MINUS : LEVEL_ATOM;
}

static int level_of(const xp_expression_struct *e, int latex)
{
    int level;

    switch (e->kind)
    {
        case XP_EXPRESSION_CONSTANT:
            return level_of_constant(e, latex);
        case XP_EXPRESSION_OR:
            return LEVEL_OR;
        case XP_EXPRESSION_AND:
            return LEVEL_AND;
        case XP_EXPRESSION_NOT:
            return LEVEL_NOT;
        case XP_EXPRESSION_EQ:
        case XP_EXPRESSION_NE:
        case XP_EXPRESSION_LT:
        case XP_EXPRESSION_LE:
        case XP_EXPRESSION_GT:
        case XP_EXPRESSION_GE:
            return LEVEL_ORDER;
        case XP_EXPRESSION_ADD:
        case XP_EXPRESSION_SUB:
            return LEVEL_SUM;
        case XP_EXPRESSION_DIV:
            return latex ? LEVEL_ATOM : LEVEL_PRODUCT;
        case XP_EXPRESSION_MUL:
            return LEVEL_PRODUCT;
        case XP_EXPRESSION_NEGATE:
            /* -a b is read as (-a) b, the same number */
            level = level_of(e->child[0], latex);
            return level == LEVEL_PRODUCT ? LEVEL_PRODUCT : LEVEL_MINUS;
        case XP_EXPRESSION_POW:
            return LEVEL_POWER;
        default:
            return LEVEL_ATOM;
    }
}

/* Whether its text begins with a minus sign. */
static int begins_with_minus(const xp_expression_struct *e)
{
    switch (e->kind)
    {
        case XP_EXPRESSION_CONSTANT:
            return fmpq_sgn(e->value) < 0;
        case XP_EXPRESSION_NEGATE:
            return 1;
        case XP_EXPRESSION_MUL:
        case XP_EXPRESSION_DIV:
            return begins_with_minus(e->child[0]);
        default:
            return 0;
    }
}

static void write_constant(const page_t *page, const fmpq *value)
{
    xp_string_struct *out = page->out;
    fmpq_t part;

    if (!page->latex || fmpz_is_one(fmpq_denref(value)))
    {
        xp_rat_add_text(out, value);
        return;
    }
    fmpq_init(part);
    fmpz_abs(fmpq_numref(part), fmpq_numref(value));
    xp_string_add(out, fmpq_sgn(value) < 0 ? "-\\frac{" : "\\frac{");
    xp_rat_add_text(out, part);
    xp_string_add(out, "}{");
    fmpz_set(fmpq_numref(part), fmpq_denref(value));
    xp_rat_add_text(out, part);
    xp_string_add_char(out, '}');
    fmpq_clear(part);
}

static void write_open(const page_t *page)
{
    xp_string_add(page->out, page->latex ? "\\left(" : "(");
}

static void write_close(const page_t *page)
{
    xp_string_add(page->out, page->latex ? "\\right)" : ")");
}

/* An operand right of an operator: a leading minus gets brackets too. */
static void write_right(const page_t *page, const xp_expression_struct *e, int wanted)
{
    write_formula(page, e, begins_with_minus(e) ? LEVEL_ATOM + 1 : wanted);
}

static const char *name_operator(xp_expression_kind_t kind, int latex)
{
    switch (kind)
    {
        case XP_EXPRESSION_ADD:
            return " + ";
        case XP_EXPRESSION_SUB:
            return " - ";
        case XP_EXPRESSION_MUL:
            return latex ? " \\cdot " : "*";
        case XP_EXPRESSION_DIV:
            return "/";
        case XP_EXPRESSION_EQ:
            return latex ? " = " : " == ";
        case XP_EXPRESSION_NE:
            return latex ? " \\ne " : " != ";
        case XP_EXPRESSION_LT:
            return " < ";
        case XP_EXPRESSION_LE:
            return latex ? " \\le " : " <= ";
        case XP_EXPRESSION_GT:
            return " > ";
        case XP_EXPRESSION_GE:
            return latex ? " \\ge " : " >= ";
        case XP_EXPRESSION_AND:
            return latex ? " \\land " : " and ";
        default:
            return latex ? " \\lor " : " or ";
    }
}

/* Whether two factors may stand side by side in LaTeX. */
static int may_join(const xp_expression_struct *right)
{
    switch (right->kind)
    {
        case XP_EXPRESSION_CONSTANT:
            return 0;
        case XP_EXPRESSION_POW:
        case XP_EXPRESSION_MUL:
            return may_join(right->child[0]);
        default:
            return !begins_with_minus(right);
    }
}

/* a op b op c, from left to right; the right sides bind tighter where op does not associate. */
static void write_row(const page_t *page, const xp_expression_struct *e)
{
    int level = level_of(e, page->latex);
    int tighter = level == LEVEL_SUM || level == LEVEL_PRODUCT || level == LEVEL_ORDER;

    write_formula(page, e->child[0], level == LEVEL_ORDER ? level + 1 : level);
    for (slong c = 1; c < e->child_count; c++)
    {
        const xp_expression_struct *next = e->child[c];
        int same = (e->kind == XP_EXPRESSION_ADD && next->kind == XP_EXPRESSION_ADD)
                   || (e->kind == XP_EXPRESSION_MUL && next->kind == XP_EXPRESSION_MUL);

        if (page->latex && e->kind == XP_EXPRESSION_MUL && may_join(next))
            xp_string_add(page->out, " ");
        else
            xp_string_add(page->out, name_operator(e->kind, page->latex));
        if (level >= LEVEL_SUM)
            write_right(page, next, tighter && !same ? level + 1 : level);
        else
            write_formula(page, next, tighter ? level + 1 : level);
    }
}

static void write_call(const page_t *page, const char *name, const xp_expression_struct *e)
{
    xp_string_add(page->out, name);
    write_open(page);
    for (slong c = 0; c < e->child_count; c++)
    {
        if (c > 0)
            xp_string_add(page->out, ", ");
        write_formula(page, e->child[c], 0);
    }
    write_close(page);
}

static void write_between(const page_t *page, const char *left, const xp_expression_struct *e,
                          const char *right)
{
    xp_string_add(page->out, left);
    write_formula(page, e, 0);
    xp_string_add(page->out, right);
}

static void write_function(const page_t *page, const xp_expression_struct *e)
{
    int latex = page->latex;

    switch (e->kind)
    {
        case XP_EXPRESSION_ABS:
            write_between(page, latex ? "\\left|" : "abs(", e->child[0], latex ? "\\right|" : ")");
            break;
        case XP_EXPRESSION_FLOOR:
            write_between(page, latex ? "\\left\\lfloor " : "floor(", e->child[0],
                          latex ? "\\right\\rfloor" : ")");
            break;
        case XP_EXPRESSION_CEIL:
            write_between(page, latex ? "\\left\\lceil " : "ceil(", e->child[0],
                          latex ? "\\right\\rceil" : ")");
            break;
        case XP_EXPRESSION_SQRT:
            write_between(page, latex ? "\\sqrt{" : "sqrt(", e->child[0], latex ? "}" : ")");
            break;
        case XP_EXPRESSION_EXP:
            write_call(page, latex ? "\\exp" : "exp", e);
            break;
        case XP_EXPRESSION_LOG:
            write_call(page, latex ? "\\log" : "log", e);
            break;
        case XP_EXPRESSION_ERF:
            write_call(page, latex ? "\\operatorname{erf}" : "erf", e);
            break;
        case XP_EXPRESSION_MIN:
            write_call(page, latex ? "\\min" : "min", e);
            break;
        case XP_EXPRESSION_MAX:
            write_call(page, latex ? "\\max" : "max", e);
            break;
        default:
            write_call(page, latex ? "\\operatorname{beta}" : "beta", e);
            break;
    }
}

static void write_if(const page_t *page, const xp_expression_struct *e)
{
    if (!page->latex)
    {
        write_call(page, "if", e);
        return;
    }
    xp_string_add(page->out, "\\begin{cases}");
    write_formula(page, e->child[1], 0);
    xp_string_add(page->out, " & \\text{if } ");
    write_formula(page, e->child[0], 0);
    xp_string_add(page->out, " \\\\ ");
    write_formula(page, e->child[2], 0);
    xp_string_add(page->out, " & \\text{otherwise}\\end{cases}");
}

/* In LaTeX a fraction or a function under an exponent needs brackets too. */
static void write_base(const page_t *page, const xp_expression_struct *e)
{
    int loose = page->latex && e->kind != XP_EXPRESSION_TYPE && e->kind != XP_EXPRESSION_DECISION
                && e->kind != XP_EXPRESSION_PI
                && (e->kind != XP_EXPRESSION_CONSTANT || !fmpz_is_one(fmpq_denref(e->value)));

    write_formula(page, e, loose ? LEVEL_ATOM + 1 : LEVEL_ATOM);
}

static void write_bare(const page_t *page, const xp_expression_struct *e)
{
    xp_string_struct *out = page->out;

    switch (e->kind)
    {
        case XP_EXPRESSION_CONSTANT:
            write_constant(page, e->value);
            break;
        case XP_EXPRESSION_PI:
            xp_string_add(out, page->latex ? "\\pi" : "pi");
            break;
        case XP_EXPRESSION_TYPE:
            xp_string_add(out, page->type_name[e->index]);
            break;
        case XP_EXPRESSION_DECISION:
            xp_string_add(out, page->decision_name);
            break;
        case XP_EXPRESSION_NEGATE:
            xp_string_add_char(out, '-');
            write_right(page, e->child[0], LEVEL_PRODUCT);
            break;
        case XP_EXPRESSION_NOT:
            xp_string_add(out, page->latex ? "\\lnot " : "not ");
            write_formula(page, e->child[0], LEVEL_ORDER);
            break;
        case XP_EXPRESSION_POW:
            write_base(page, e->child[0]);
            xp_string_add(out, page->latex ? "^{" : "^");
            if (page->latex)
                write_formula(page, e->child[1], 0);
            else
                write_right(page, e->child[1], LEVEL_POWER);
            xp_string_add(out, page->latex ? "}" : "");
            break;
        case XP_EXPRESSION_DIV:
            if (!page->latex)
                write_row(page, e);
            else
            {
                write_between(page, "\\frac{", e->child[0], "}");
                write_between(page, "{", e->child[1], "}");
            }
            break;
        case XP_EXPRESSION_IF:
            write_if(page, e);
            break;
        default:
            if (level_of(e, page->latex) == LEVEL_ATOM)
                write_function(page, e);
            else
                write_row(page, e);
            break;
    }
}

static void write_formula(const page_t *page, const xp_expression_struct *e, int wanted)
{
    int brackets = level_of(e, page->latex) < wanted;

    if (brackets)
        write_open(page);
    write_bare(page, e);
    if (brackets)
        write_close(page);
}

void xp_expression_add_text(xp_string_t out, const xp_expression_struct *e,
                            const char *const *type_name, const char *decision_name, int latex)
{
    page_t page = {out, type_name, decision_name, latex};

    write_formula(&page, e, 0);
}
