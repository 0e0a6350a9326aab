/* Conditions, and what == and != compare: numbers, types or outcomes. */
#include "text/compile.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* The opposite of a condition for !=, the condition itself for ==. */
static const xp_code_struct *turn(xp_scope_t *scope, const xp_tree_struct *tree,
                                  const xp_code_struct *code)
{
    xp_code_struct *opposite;

    if (code == NULL || tree->kind == XP_TREE_EQ)
    {
        return code;
    }
    opposite = xp_code_new(scope, XP_CODE_NOT, tree->span.begin, 1);
    opposite->child[0] = code;
    return opposite;
}

static const xp_code_struct *compare_numbers(xp_scope_t *scope, const xp_tree_struct *tree,
                                             xp_code_kind_t kind)
{
    xp_code_struct *code = xp_code_new(scope, kind, tree->span.begin, 2);

    code->child[0] = xp_compile_number(scope, tree->child[0]);
    code->child[1] = xp_compile_number(scope, tree->child[1]);
    return code->child[0] == NULL || code->child[1] == NULL ? NULL : code;
}

/* outcome == OTHER. */
static const xp_code_struct *compile_chosen(xp_scope_t *scope, const xp_tree_struct *tree,
                                            const xp_tree_struct *other)
{
    xp_reader_t *reader = scope->reader;
    const xp_source_struct *source = reader->source;
    size_t offset = other->span.begin;
    xp_code_struct *code;

    if (!(scope->may & XP_MAY_OUTCOME))
    {
        xp_reader_fail(reader, tree->span.begin,
                       "`outcome` has no meaning in %s: it stands in `value` and `payment`",
                       scope->where);
        return NULL;
    }
    if (source->outcomes_broken)
    {
        return NULL;
    }
    code = xp_code_new(scope, XP_CODE_CHOSEN, tree->span.begin, 0);
    if (other->kind == XP_TREE_OWNER)
    {
        xp_agent_ref_t ref = {XP_AGENT_SELF, 0};

        if (source->owner == NULL)
        {
            return xp_resolve_outcome(reader, other, -1) < 0 ? NULL : code;
        }
        if (!xp_compile_agent(scope, &ref, other->child[0]))
        {
            return NULL;
        }
        code->kind = XP_CODE_CHOSEN_OWNER;
        code->agent = ref;
        return code;
    }
    if (other->kind == XP_TREE_NAME || other->kind == XP_TREE_QUOTED)
    {
        int quantity = other->kind == XP_TREE_NAME && xp_scope_is_quantity(scope, other->text);
        slong place = xp_source_find_outcome(source, other);

        if (quantity && place >= 0)
        {
            xp_reader_fail(reader, offset, "\"%s\" could be the outcome or the parameter: put the "
                                           "outcome in quotation marks", other->text);
            return NULL;
        }
        if (!quantity)
        {
            code->number = xp_resolve_outcome(reader, other, -1);
            return code->number < 0 ? NULL : code;
        }
    }
    if (source->variable == NULL)
    {
        xp_reader_fail(reader, offset, "expected an outcome beside `outcome`");
        return NULL;
    }
    code = xp_code_new(scope, XP_CODE_EQ, tree->span.begin, 2);
    code->child[0] = xp_code_new(scope, XP_CODE_VARIABLE, tree->span.begin, 0);
    code->child[1] = xp_compile_number(scope, other);
    return code->child[1] == NULL ? NULL : code;
}

static int is_type(const xp_tree_struct *tree)
{
    return tree->kind == XP_TREE_TYPE && tree->text == NULL;
}

/* What the classes that an agent can be of have in common. */
typedef struct
{
    int broken;
    int plain_numbers;
    int found;
} xp_survey_t;

static xp_survey_t survey_classes(const xp_scope_t *scope, const xp_agent_ref_t *ref,
                                  const xp_tree_struct *name)
{
    const xp_source_struct *source = scope->reader->source;
    unsigned char *mark = xp_scope_mark_classes(scope, ref);
    xp_survey_t survey = {0, 1, 0};

    for (slong c = 0; c < source->class_count; c++)
    {
        const xp_class_t *class = &source->class[c];

        if (!mark[c])
        {
            continue;
        }
        if (class->broken)
        {
            survey.broken = 1;
            continue;
        }
        if (class->fields > 0 || memchr(class->numeric, 0, (size_t) class->count) != NULL)
        {
            survey.plain_numbers = 0;
        }
        if (name != NULL && xp_class_find(class, name) >= 0)
        {
            survey.found = 1;
        }
    }
    free(mark);
    return survey;
}

/* t == NAME with a name that is a type. */
static const xp_code_struct *compile_type_is(xp_scope_t *scope, const xp_tree_struct *tree,
                                             const xp_agent_ref_t *ref,
                                             const xp_tree_struct *name)
{
    const xp_source_struct *source = scope->reader->source;
    unsigned char *mark = xp_scope_mark_classes(scope, ref);
    xp_code_struct *code = xp_code_new(scope, XP_CODE_TYPE_IS, tree->span.begin, 0);
    int whole = 1;

    code->agent = *ref;
    for (slong c = 0; c < source->class_count && whole; c++)
    {
        if (mark[c])
        {
            slong type = xp_resolve_type(scope->reader, &source->class[c], name);

            whole = type >= 0;
            xp_code_set_place(scope, code, c, type);
        }
    }
    free(mark);
    return whole ? code : NULL;
}

/* t[a] == t[b]: by number where all are plain numbers, otherwise by label. */
static const xp_code_struct *compile_type_same(xp_scope_t *scope, const xp_tree_struct *tree)
{
    xp_agent_ref_t left = {XP_AGENT_SELF, 0};
    xp_agent_ref_t right = {XP_AGENT_SELF, 0};
    xp_survey_t survey[2];
    xp_code_struct *code;

    if (!xp_compile_type_agent(scope, &left, tree->child[0]) ||
        !xp_compile_type_agent(scope, &right, tree->child[1]))
    {
        return NULL;
    }
    survey[0] = survey_classes(scope, &left, NULL);
    survey[1] = survey_classes(scope, &right, NULL);
    if (survey[0].broken || survey[1].broken)
    {
        return NULL;
    }
    if (survey[0].plain_numbers && survey[1].plain_numbers)
    {
        return compare_numbers(scope, tree, XP_CODE_EQ);
    }
    code = xp_code_new(scope, XP_CODE_TYPE_SAME, tree->span.begin, 0);
    code->agent = left;
    code->other = right;
    return code;
}

/* t == OTHER where t stands for a whole type. */
static const xp_code_struct *compile_type_equality(xp_scope_t *scope, const xp_tree_struct *tree,
                                                   const xp_tree_struct *type,
                                                   const xp_tree_struct *other)
{
    xp_agent_ref_t ref = {XP_AGENT_SELF, 0};
    xp_survey_t survey;
    int quantity;

    if (is_type(other))
    {
        return compile_type_same(scope, tree);
    }
    if (other->kind != XP_TREE_NAME && other->kind != XP_TREE_QUOTED)
    {
        return compare_numbers(scope, tree, XP_CODE_EQ);
    }
    if (!xp_compile_type_agent(scope, &ref, type))
    {
        return NULL;
    }
    survey = survey_classes(scope, &ref, other);
    quantity = other->kind == XP_TREE_NAME && xp_scope_is_quantity(scope, other->text);
    if (survey.broken)
    {
        return NULL;
    }
    if (quantity && survey.found)
    {
        xp_reader_fail(scope->reader, other->span.begin,
                       "\"%s\" could be the type or the parameter: put the type in quotation "
                       "marks", other->text);
        return NULL;
    }
    return quantity ? compare_numbers(scope, tree, XP_CODE_EQ)
                    : compile_type_is(scope, tree, &ref, other);
}

const xp_code_struct *xp_compile_equality(xp_scope_t *scope, const xp_tree_struct *tree)
{
    const xp_tree_struct *left = tree->child[0];
    const xp_tree_struct *right = tree->child[1];
    const xp_code_struct *code;

    if (left->kind == XP_TREE_OUTCOME || right->kind == XP_TREE_OUTCOME)
    {
        code = compile_chosen(scope, tree, left->kind == XP_TREE_OUTCOME ? right : left);
    }
    else if (is_type(left))
    {
        code = compile_type_equality(scope, tree, left, right);
    }
    else if (is_type(right))
    {
        code = compile_type_equality(scope, tree, right, left);
    }
    else
    {
        code = compare_numbers(scope, tree, XP_CODE_EQ);
    }
    return turn(scope, tree, code);
}

static const xp_code_struct *compile_logic(xp_scope_t *scope, const xp_tree_struct *tree,
                                           xp_code_kind_t kind)
{
    xp_code_struct *code = xp_code_new(scope, kind, tree->span.begin, (slong) tree->child_count);
    int whole = 1;

    for (size_t c = 0; c < tree->child_count; c++)
    {
        code->child[c] = xp_compile_condition(scope, tree->child[c]);
        whole = whole && code->child[c] != NULL;
    }
    return whole ? code : NULL;
}

const xp_code_struct *xp_compile_condition(xp_scope_t *scope, const xp_tree_struct *tree)
{
    switch (tree->kind)
    {
        case XP_TREE_EQ:
        case XP_TREE_NE:
            return xp_compile_equality(scope, tree);
        case XP_TREE_LT:
            return compare_numbers(scope, tree, XP_CODE_LT);
        case XP_TREE_LE:
            return compare_numbers(scope, tree, XP_CODE_LE);
        case XP_TREE_GT:
            return compare_numbers(scope, tree, XP_CODE_GT);
        case XP_TREE_GE:
            return compare_numbers(scope, tree, XP_CODE_GE);
        case XP_TREE_NOT:
            return compile_logic(scope, tree, XP_CODE_NOT);
        case XP_TREE_AND:
            return compile_logic(scope, tree, XP_CODE_AND);
        case XP_TREE_OR:
            return compile_logic(scope, tree, XP_CODE_OR);
        case XP_TREE_IF:
            return compile_logic(scope, tree, XP_CODE_IF);
        default:
            xp_reader_fail(scope->reader, tree->span.begin,
                           "expected a condition, found a number: compare it, as in t > 0");
            return NULL;
    }
}
