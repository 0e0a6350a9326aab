/* Choices of a rule: an outcome, a lottery, a value of the decision variable. */
#include "text/compile.h"

#include <string.h>

#include <expost/num/rat.h>

static const xp_code_struct *make_choice(xp_scope_t *scope, size_t offset, slong choice)
{
    xp_code_struct *code;

    if (choice < 0)
    {
        return NULL;
    }
    code = xp_code_new(scope, XP_CODE_CHOICE, offset, 0);
    code->number = choice;
    return code;
}

/* Reads the weights of a lottery into a vector over the outcomes; 0 after an error. */
static int read_lottery(fmpq *weight, xp_scope_t *scope, const xp_tree_struct *tree)
{
    xp_scope_t plain;
    fmpq_t value, sum;
    int whole = 1;

    xp_scope_init(&plain, scope->reader, XP_MAY_LETS, "a lottery's weight");
    fmpq_init(value);
    fmpq_init(sum);
    for (size_t c = 0; c + 1 < tree->child_count; c += 2)
    {
        slong outcome = xp_resolve_outcome(scope->reader, tree->child[c + 1], -1);

        whole = xp_compile_constant(value, &plain, tree->child[c]) && outcome >= 0;
        if (whole && fmpq_sgn(value) < 0)
        {
            xp_reader_fail(scope->reader, tree->child[c]->span.begin,
                           "a lottery's weight is negative");
            whole = 0;
        }
        if (!whole)
        {
            break;
        }
        fmpq_add(weight + outcome, weight + outcome, value);
        fmpq_add(sum, sum, value);
    }
    if (whole && !fmpq_is_one(sum))
    {
        xp_string_t text;

        xp_string_init(text);
        xp_rat_add_text(text, sum);
        xp_reader_fail(scope->reader, tree->span.begin,
                       "the weights of this lottery sum to %s, not to 1", text->text);
        xp_string_clear(text);
        whole = 0;
    }
    fmpq_clear(value);
    fmpq_clear(sum);
    return whole;
}

static const xp_code_struct *compile_lottery(xp_scope_t *scope, const xp_tree_struct *tree)
{
    xp_source_struct *source = scope->reader->source;
    slong m = source->outcome_count;
    slong choice = -1;
    fmpq *weight;

    if (source->outcomes_broken)
    {
        return NULL;
    }
    weight = _fmpq_vec_init(m);
    if (read_lottery(weight, scope, tree))
    {
        choice = (slong) xp_lotteries_choice(source->lotteries, weight);
    }
    _fmpq_vec_clear(weight, m);
    return make_choice(scope, tree->span.begin, choice);
}

/* Whether the names of outcomes are added somewhere in tree. */
static int adds_outcomes(const xp_scope_t *scope, const xp_tree_struct *tree)
{
    if (tree->kind == XP_TREE_NAME || tree->kind == XP_TREE_QUOTED)
    {
        return xp_source_find_outcome(scope->reader->source, tree) >= 0;
    }
    if (tree->kind == XP_TREE_OWNER)
    {
        return 1;
    }
    for (size_t c = 0; c < tree->child_count && tree->kind != XP_TREE_TYPE; c++)
    {
        if (adds_outcomes(scope, tree->child[c]))
        {
            return 1;
        }
    }
    return 0;
}

static const xp_code_struct *refuse_choice(xp_scope_t *scope, const xp_tree_struct *tree)
{
    xp_reader_t *reader = scope->reader;

    if (reader->source->outcomes_broken)
    {
        return NULL;
    }
    if (adds_outcomes(scope, tree))
    {
        xp_reader_fail(reader, tree->span.begin,
                       "outcomes are added with weights only, as in 1/2 keep + 1/2 trade");
    }
    else
    {
        xp_reader_fail(reader, tree->span.begin,
                       "expected an outcome or a lottery such as 1/2 keep + 1/2 trade");
    }
    return NULL;
}

/* With a decision variable a choice is its value, a formula. */
static const xp_code_struct *compile_value(xp_scope_t *scope, const xp_tree_struct *tree)
{
    xp_reader_t *reader = scope->reader;
    xp_code_struct *code = xp_code_new(scope, XP_CODE_CHOICE_OF, tree->span.begin, 1);

    code->child[0] = xp_compile_number(scope, tree);
    if (code->child[0] == NULL || reader->source->outcomes_broken)
    {
        return NULL;
    }
    if (code->child[0]->kind == XP_CODE_CONSTANT)
    {
        xp_point_t point;
        xp_error_t error;
        slong choice = -1;

        xp_error_init(error);
        xp_point_init(&point, reader->source, -1, -1, NULL);
        if (xp_code_choice(&choice, code, &point, error) != XP_OK)
        {
            xp_reader_take_at(reader, XP_INPUT, error, tree->span.begin);
        }
        xp_error_clear(error);
        return make_choice(scope, tree->span.begin, choice);
    }
    return code;
}

static const xp_code_struct *compile_if(xp_scope_t *scope, const xp_tree_struct *tree)
{
    xp_code_struct *code = xp_code_new(scope, XP_CODE_IF, tree->span.begin, 3);

    code->child[0] = xp_compile_condition(scope, tree->child[0]);
    code->child[1] = xp_compile_choice(scope, tree->child[1]);
    code->child[2] = xp_compile_choice(scope, tree->child[2]);
    return code->child[0] == NULL || code->child[1] == NULL || code->child[2] == NULL ? NULL
                                                                                      : code;
}

const xp_code_struct *xp_compile_choice(xp_scope_t *scope, const xp_tree_struct *tree)
{
    const xp_source_struct *source = scope->reader->source;

    switch (tree->kind)
    {
        case XP_TREE_LOTTERY:
            return compile_lottery(scope, tree);
        case XP_TREE_IF:
            return compile_if(scope, tree);
        case XP_TREE_QUOTED:
        case XP_TREE_OWNER:
            return make_choice(scope, tree->span.begin,
                               xp_resolve_outcome(scope->reader, tree, -1));
        case XP_TREE_NAME:
            if (source->variable == NULL)
            {
                return make_choice(scope, tree->span.begin,
                                   xp_resolve_outcome(scope->reader, tree, -1));
            }
            return compile_value(scope, tree);
        case XP_TREE_TUPLE:
            return refuse_choice(scope, tree);
        default:
            return source->variable == NULL ? refuse_choice(scope, tree)
                                            : compile_value(scope, tree);
    }
}
