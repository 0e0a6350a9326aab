/* Formulas of numbers and conditions from trees. */
#include "text/compile.h"

#include <string.h>

#include <expost/base/memory.h>

xp_code_struct *xp_code_new(xp_scope_t *scope, xp_code_kind_t kind, size_t offset,
                            slong child_count)
{
    xp_document_struct *doc = scope->reader->source->doc;
    xp_code_struct *code = xp_document_alloc(doc, sizeof(xp_code_struct));

    code->kind = kind;
    code->offset = offset;
    code->child_count = child_count;
    if (child_count > 0)
    {
        code->child = xp_document_alloc(doc, (size_t) child_count * sizeof(code->child[0]));
    }
    return code;
}

static const xp_code_struct *make_constant(xp_scope_t *scope, size_t offset, const fmpq_t value)
{
    xp_code_struct *code = xp_code_new(scope, XP_CODE_CONSTANT, offset, 0);

    code->value = xp_source_constant(scope->reader->source, value);
    return code;
}

/* A number whose parts are constants becomes one, unless it has no value: it may not be needed. */
const xp_code_struct *xp_code_fold(xp_scope_t *scope, xp_code_struct *code)
{
    const xp_code_struct *folded = code;
    xp_point_t point;
    xp_error_t error;
    fmpq_t value;

    for (slong c = 0; c < code->child_count; c++)
    {
        if (code->child[c]->kind != XP_CODE_CONSTANT)
        {
            return code;
        }
    }
    xp_error_init(error);
    fmpq_init(value);
    xp_point_init(&point, scope->reader->source, -1, -1, NULL);
    if (xp_code_number(value, code, &point, error) == XP_OK)
    {
        folded = make_constant(scope, code->offset, value);
    }
    fmpq_clear(value);
    xp_error_clear(error);
    return folded;
}

static const xp_code_struct *compile_name(xp_scope_t *scope, const xp_tree_struct *tree)
{
    xp_reader_t *reader = scope->reader;
    const xp_source_struct *source = reader->source;
    slong let = xp_scope_find_let(scope, tree->text);

    if (let >= 0)
    {
        const fmpq *value;

        if (!xp_scope_may_use(scope, tree, let))
        {
            return NULL;
        }
        value = xp_let_value(reader, let);
        if (value == NULL && source->let[let].state == XP_LET_IRRATIONAL)
        {
            xp_reader_fail(reader, tree->span.begin,
                           "the parameter \"%s\" is irrational: it is for `share`, and for "
                           "formulas over types on an interval", tree->text);
        }
        return value == NULL ? NULL : make_constant(scope, tree->span.begin, value);
    }
    if (source->variable != NULL && strcmp(source->variable, tree->text) == 0)
    {
        if (scope->may & XP_MAY_VARIABLE)
        {
            return source->outcomes_broken
                       ? NULL
                       : xp_code_new(scope, XP_CODE_VARIABLE, tree->span.begin, 0);
        }
        xp_reader_fail(reader, tree->span.begin, "the decision variable %s has no value in %s",
                       tree->text, scope->where);
        return NULL;
    }
    xp_scope_explain_name(scope, tree);
    return NULL;
}

/* Says that a number over finite types must be rational. */
static const xp_code_struct *refuse_irrational(xp_scope_t *scope, const xp_tree_struct *tree,
                                               const char *word)
{
    if (scope->share)
    {
        xp_reader_fail(scope->reader, tree->span.begin,
                       "%s: an irrational number is for `share` over types on an interval: types "
                       "in [0, 1]", word);
    }
    else
    {
        xp_reader_fail(scope->reader, tree->span.begin,
                       "%s stands for a number that need not be rational: it is for formulas over "
                       "types on an interval; here write the rational number", word);
    }
    return NULL;
}

static const xp_code_struct *compile_over(xp_scope_t *scope, const xp_tree_struct *tree)
{
    xp_code_struct *code;

    if (scope->reader->source->agents_broken || !xp_scope_bind(scope, tree))
    {
        return NULL;
    }
    code = xp_code_new(scope,
                       tree->kind == XP_TREE_SUM_OVER   ? XP_CODE_SUM_OVER
                       : tree->kind == XP_TREE_MIN_OVER ? XP_CODE_MIN_OVER
                                                        : XP_CODE_MAX_OVER,
                       tree->span.begin, 1);
    code->number = scope->bound_count - 1;
    code->others = scope->bound[code->number].others;
    code->child[0] = xp_compile_number(scope, tree->child[1]);
    scope->bound_count--;
    return code->child[0] == NULL ? NULL : code;
}

/* A number made of numbers. */
static const xp_code_struct *compile_parts(xp_scope_t *scope, const xp_tree_struct *tree,
                                           xp_code_kind_t kind)
{
    xp_code_struct *code =
        xp_code_new(scope, kind, tree->span.begin, (slong) tree->child_count);
    int whole = 1;

    for (size_t c = 0; c < tree->child_count; c++)
    {
        code->child[c] = xp_compile_number(scope, tree->child[c]);
        whole = whole && code->child[c] != NULL;
    }
    if (!whole)
    {
        return NULL;
    }
    if (kind == XP_CODE_POW && code->child[1]->kind == XP_CODE_CONSTANT &&
        !fmpz_is_one(fmpq_denref(code->child[1]->value)))
    {
        if (scope->share)
        {
            return refuse_irrational(scope, tree->child[1], "a fractional power");
        }
        xp_reader_fail(scope->reader, tree->child[1]->span.begin,
                       "over finite types an exponent is an integer");
        return NULL;
    }
    return xp_code_fold(scope, code);
}

static const xp_code_struct *compile_if(xp_scope_t *scope, const xp_tree_struct *tree)
{
    xp_code_struct *code = xp_code_new(scope, XP_CODE_IF, tree->span.begin, 3);

    code->child[0] = xp_compile_condition(scope, tree->child[0]);
    code->child[1] = xp_compile_number(scope, tree->child[1]);
    code->child[2] = xp_compile_number(scope, tree->child[2]);
    return code->child[0] == NULL || code->child[1] == NULL || code->child[2] == NULL ? NULL
                                                                                      : code;
}

const xp_code_struct *xp_compile_number(xp_scope_t *scope, const xp_tree_struct *tree)
{
    xp_source_struct *source = scope->reader->source;
    const xp_code_struct *code;
    fmpq_t value;

    switch (tree->kind)
    {
        case XP_TREE_NUMBER:
            return make_constant(scope, tree->span.begin, tree->value);
        case XP_TREE_NAME:
            return compile_name(scope, tree);
        case XP_TREE_COUNT:
            if (source->agent_count == 0 || source->agents_broken)
            {
                if (!source->agents_broken)
                {
                    xp_reader_fail(scope->reader, tree->span.begin,
                                   "n, the number of agents, is not known here");
                }
                return NULL;
            }
            fmpq_init(value);
            fmpq_set_si(value, source->agent_count, 1);
            code = make_constant(scope, tree->span.begin, value);
            fmpq_clear(value);
            return code;
        case XP_TREE_PI:
            return refuse_irrational(scope, tree, "pi");
        case XP_TREE_EXP:
            return refuse_irrational(scope, tree, "exp");
        case XP_TREE_LOG:
            return refuse_irrational(scope, tree, "log");
        case XP_TREE_SQRT:
            return refuse_irrational(scope, tree, "sqrt");
        case XP_TREE_ERF:
            return refuse_irrational(scope, tree, "erf");
        case XP_TREE_TYPE:
            return xp_compile_type(scope, tree);
        case XP_TREE_NEGATE:
            return compile_parts(scope, tree, XP_CODE_NEGATE);
        case XP_TREE_ADD:
            return compile_parts(scope, tree, XP_CODE_ADD);
        case XP_TREE_SUB:
            return compile_parts(scope, tree, XP_CODE_SUB);
        case XP_TREE_MUL:
            return compile_parts(scope, tree, XP_CODE_MUL);
        case XP_TREE_DIV:
            return compile_parts(scope, tree, XP_CODE_DIV);
        case XP_TREE_POW:
            return compile_parts(scope, tree, XP_CODE_POW);
        case XP_TREE_MIN:
            return compile_parts(scope, tree, XP_CODE_MIN);
        case XP_TREE_MAX:
            return compile_parts(scope, tree, XP_CODE_MAX);
        case XP_TREE_ABS:
            return compile_parts(scope, tree, XP_CODE_ABS);
        case XP_TREE_FLOOR:
            return compile_parts(scope, tree, XP_CODE_FLOOR);
        case XP_TREE_CEIL:
            return compile_parts(scope, tree, XP_CODE_CEIL);
        case XP_TREE_IF:
            return compile_if(scope, tree);
        case XP_TREE_SUM_OVER:
        case XP_TREE_MIN_OVER:
        case XP_TREE_MAX_OVER:
            return compile_over(scope, tree);
        default:
            xp_scope_refuse_number(scope, tree);
            return NULL;
    }
}

int xp_compile_constant(fmpq_t value, xp_scope_t *scope, const xp_tree_struct *tree)
{
    const xp_code_struct *code = xp_compile_number(scope, tree);
    xp_point_t point;
    xp_error_t error;
    xp_status_t status;

    if (code == NULL)
    {
        return 0;
    }
    xp_error_init(error);
    xp_point_init(&point, scope->reader->source, -1, -1, NULL);
    status = xp_code_number(value, code, &point, error);
    if (status != XP_OK)
    {
        xp_reader_take_at(scope->reader, status, error, point.offset);
    }
    xp_error_clear(error);
    return status == XP_OK;
}

int xp_compile_integer(fmpz_t value, xp_scope_t *scope, const xp_tree_struct *tree)
{
    fmpq_t number;
    int read;

    fmpq_init(number);
    read = xp_compile_constant(number, scope, tree);
    if (read && !fmpz_is_one(fmpq_denref(number)))
    {
        xp_reader_fail(scope->reader, tree->span.begin, "expected an integer");
        read = 0;
    }
    if (read)
    {
        fmpz_set(value, fmpq_numref(number));
    }
    fmpq_clear(number);
    return read;
}
