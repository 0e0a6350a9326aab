/* Conditions over types on intervals, and bodies of cases. */
#include "text/interval.h"

#include <string.h>

/* A comparison, decided where both sides are constants that can be compared. */
static xp_condition_t compare(const xp_expression_struct **condition, xp_spot_t place,
                              xp_expression_kind_t kind, const xp_expression_struct *left,
                              const xp_expression_struct *right)
{
    xp_condition_t answer = XP_CONDITION_OPEN;
    int holds;

    *condition = xp_expression_binary(place->model->pool, kind, left, right);
    if (xp_expression_is_constant(left) && xp_expression_is_constant(right))
    {
        xp_error_t error;

        xp_error_init(error);
        if (xp_expression_holds(&holds, *condition, NULL, NULL, error) == XP_OK)
        {
            answer = holds ? XP_CONDITION_TRUE : XP_CONDITION_FALSE;
        }
        xp_error_clear(error);
    }
    return answer;
}

static xp_condition_t compare_numbers(const xp_expression_struct **condition, xp_spot_t place,
                                      const xp_tree_struct *tree)
{
    static const xp_expression_kind_t kinds[] = {XP_EXPRESSION_EQ, XP_EXPRESSION_NE,
                                                 XP_EXPRESSION_LT, XP_EXPRESSION_LE,
                                                 XP_EXPRESSION_GT, XP_EXPRESSION_GE};
    const xp_expression_struct *left = xp_interval_number(place, tree->child[0]);
    const xp_expression_struct *right = xp_interval_number(place, tree->child[1]);

    return left == NULL || right == NULL
               ? XP_CONDITION_BROKEN
               : compare(condition, place, kinds[tree->kind - XP_TREE_EQ], left, right);
}

/* Whether the outcome at hand is this one. */
static xp_condition_t is_chosen(xp_spot_t place, slong outcome)
{
    if (outcome < 0)
    {
        return XP_CONDITION_BROKEN;
    }
    place->reads_outcome = 1;
    return place->outcome == outcome ? XP_CONDITION_TRUE : XP_CONDITION_FALSE;
}

/* outcome == OTHER, where OTHER names an outcome; *named tells whether it does. */
static xp_condition_t compare_named(int *named, xp_spot_t place, const xp_tree_struct *other)
{
    xp_reader_t *reader = place->scope.reader;
    const xp_source_struct *source = reader->source;
    int quantity;

    *named = 1;
    if (other->kind == XP_TREE_OWNER)
    {
        xp_agent_ref_t ref = {XP_AGENT_SELF, 0};

        if (source->owner == NULL)
        {
            return is_chosen(place, xp_resolve_outcome(reader, other, -1));
        }
        if (!xp_compile_agent(&place->scope, &ref, other->child[0]))
        {
            return XP_CONDITION_BROKEN;
        }
        return is_chosen(place, source->owner[ref.kind == XP_AGENT_SELF    ? place->self
                                              : ref.kind == XP_AGENT_BOUND
                                                  ? place->bound_agent[ref.index]
                                                  : ref.index]);
    }
    *named = other->kind == XP_TREE_NAME || other->kind == XP_TREE_QUOTED;
    if (!*named)
    {
        return XP_CONDITION_BROKEN;
    }
    quantity = other->kind == XP_TREE_NAME && xp_scope_is_quantity(&place->scope, other->text);
    if (quantity && xp_source_find_outcome(source, other) >= 0)
    {
        xp_reader_fail(reader, other->span.begin,
                       "\"%s\" could be the outcome or the parameter: put the outcome in "
                       "quotation marks", other->text);
        return XP_CONDITION_BROKEN;
    }
    *named = !quantity;
    return quantity ? XP_CONDITION_BROKEN
                    : is_chosen(place, xp_resolve_outcome(reader, other, -1));
}

/* outcome == OTHER. */
static xp_condition_t compare_outcome(const xp_expression_struct **condition, xp_spot_t place,
                                      const xp_tree_struct *tree, const xp_tree_struct *other)
{
    xp_reader_t *reader = place->scope.reader;
    const xp_source_struct *source = reader->source;
    const xp_expression_struct *left, *right;
    xp_condition_t answer;
    int named;

    if (!(place->scope.may & XP_MAY_OUTCOME))
    {
        xp_reader_fail(reader, tree->span.begin,
                       "`outcome` has no meaning in %s: it stands in `value` and `payment`",
                       place->scope.where);
        return XP_CONDITION_BROKEN;
    }
    if (source->outcomes_broken)
    {
        return XP_CONDITION_BROKEN;
    }
    answer = compare_named(&named, place, other);
    if (named)
    {
        return answer;
    }
    if (source->variable == NULL)
    {
        xp_reader_fail(reader, other->span.begin, "expected an outcome beside `outcome`");
        return XP_CONDITION_BROKEN;
    }
    place->reads_outcome = 1;
    left = source->outcome_value != NULL && place->outcome >= 0
               ? xp_expression_constant(place->model->pool,
                                        source->outcome_value + place->outcome)
               : xp_expression_word(place->model->pool, XP_EXPRESSION_DECISION);
    right = xp_interval_number(place, other);
    return right == NULL ? XP_CONDITION_BROKEN
                         : compare(condition, place, XP_EXPRESSION_EQ, left, right);
}

/* The opposite. */
static xp_condition_t turn(const xp_expression_struct **condition, xp_spot_t place,
                           xp_condition_t answer)
{
    if (answer == XP_CONDITION_OPEN)
    {
        *condition = xp_expression_unary(place->model->pool, XP_EXPRESSION_NOT, *condition);
    }
    return answer == XP_CONDITION_TRUE    ? XP_CONDITION_FALSE
           : answer == XP_CONDITION_FALSE ? XP_CONDITION_TRUE
                                          : answer;
}

static xp_condition_t compare_equal(const xp_expression_struct **condition, xp_spot_t place,
                                    const xp_tree_struct *tree)
{
    const xp_tree_struct *left = tree->child[0];
    const xp_tree_struct *right = tree->child[1];
    xp_condition_t answer;

    if (left->kind != XP_TREE_OUTCOME && right->kind != XP_TREE_OUTCOME)
    {
        return compare_numbers(condition, place, tree);
    }
    answer = compare_outcome(condition, place, tree,
                             left->kind == XP_TREE_OUTCOME ? right : left);
    return tree->kind == XP_TREE_NE ? turn(condition, place, answer) : answer;
}

/* A AND B, A OR B: one side that decides is enough, one that does not is left out. */
static xp_condition_t join(const xp_expression_struct **condition, xp_spot_t place,
                           const xp_tree_struct *tree)
{
    const xp_expression_struct *part[2] = {NULL, NULL};
    xp_condition_t a = xp_interval_condition(&part[0], place, tree->child[0]);
    xp_condition_t b = xp_interval_condition(&part[1], place, tree->child[1]);
    xp_condition_t deciding = tree->kind == XP_TREE_AND ? XP_CONDITION_FALSE
                                                        : XP_CONDITION_TRUE;

    if (a == XP_CONDITION_BROKEN || b == XP_CONDITION_BROKEN)
    {
        return XP_CONDITION_BROKEN;
    }
    if (a == deciding || b == deciding)
    {
        return deciding;
    }
    if (a == XP_CONDITION_OPEN && b == XP_CONDITION_OPEN)
    {
        *condition = xp_expression_binary(place->model->pool,
                                          tree->kind == XP_TREE_AND ? XP_EXPRESSION_AND
                                                                    : XP_EXPRESSION_OR,
                                          part[0], part[1]);
        return XP_CONDITION_OPEN;
    }
    *condition = a == XP_CONDITION_OPEN ? part[0] : part[1];
    return a == XP_CONDITION_OPEN ? a : b;
}

/* if(A, B, C) of conditions: (A and B) or (not A and C). */
static xp_condition_t choose(const xp_expression_struct **condition, xp_spot_t place,
                             const xp_tree_struct *tree)
{
    xp_pool_struct *pool = place->model->pool;
    const xp_expression_struct *part[3] = {NULL, NULL, NULL};
    xp_condition_t answer[3];

    for (size_t c = 0; c < 3; c++)
    {
        answer[c] = xp_interval_condition(&part[c], place, tree->child[c]);
        if (answer[c] == XP_CONDITION_BROKEN)
        {
            return XP_CONDITION_BROKEN;
        }
    }
    if (answer[0] != XP_CONDITION_OPEN)
    {
        size_t chosen = answer[0] == XP_CONDITION_TRUE ? 1 : 2;

        *condition = part[chosen];
        return answer[chosen];
    }
    for (size_t c = 1; c < 3; c++)
    {
        const xp_expression_struct *when = part[0];

        if (c == 2)
        {
            when = xp_expression_unary(pool, XP_EXPRESSION_NOT, when);
        }
        if (answer[c] == XP_CONDITION_OPEN)
        {
            part[c] = xp_expression_binary(pool, XP_EXPRESSION_AND, when, part[c]);
        }
        else
        {
            part[c] = answer[c] == XP_CONDITION_TRUE ? when : NULL;
        }
    }
    if (part[1] == NULL && part[2] == NULL)
    {
        return XP_CONDITION_FALSE;
    }
    if (answer[1] == XP_CONDITION_TRUE && answer[2] == XP_CONDITION_TRUE)
    {
        return XP_CONDITION_TRUE;
    }
    *condition = part[1] == NULL ? part[2]
                 : part[2] == NULL
                     ? part[1]
                     : xp_expression_binary(pool, XP_EXPRESSION_OR, part[1], part[2]);
    return XP_CONDITION_OPEN;
}

xp_condition_t xp_interval_condition(const xp_expression_struct **condition, xp_spot_t place,
                                     const xp_tree_struct *tree)
{
    switch (tree->kind)
    {
        case XP_TREE_EQ:
        case XP_TREE_NE:
            return compare_equal(condition, place, tree);
        case XP_TREE_LT:
        case XP_TREE_LE:
        case XP_TREE_GT:
        case XP_TREE_GE:
            return compare_numbers(condition, place, tree);
        case XP_TREE_NOT:
            return turn(condition, place,
                        xp_interval_condition(condition, place, tree->child[0]));
        case XP_TREE_AND:
        case XP_TREE_OR:
            return join(condition, place, tree);
        case XP_TREE_IF:
            return choose(condition, place, tree);
        default:
            xp_reader_fail(place->scope.reader, tree->span.begin,
                           "expected a condition, found a number: compare it, as in t > 0");
            return XP_CONDITION_BROKEN;
    }
}

void xp_interval_refuse_table(xp_reader_t *reader, const xp_body_struct *body)
{
    if (!body->broken)
    {
        xp_reader_fail(reader, body->span.begin,
                       "types on an interval have no table: write a formula, or cases such as "
                       "{ 1 when t > 1/2; 0 otherwise }");
    }
}

void xp_interval_refuse_open(xp_reader_t *reader, const xp_body_struct *body)
{
    xp_reader_fail(reader, body->entry[body->entry_count - 1].span.begin,
                   "over types on an interval the last case is `otherwise`: write "
                   "`... otherwise`");
}

int xp_interval_same(const xp_expression_struct *a, const xp_expression_struct *b)
{
    if (a == b)
    {
        return 1;
    }
    if (a->kind != b->kind || a->child_count != b->child_count ||
        (a->kind == XP_EXPRESSION_TYPE && a->index != b->index) ||
        (a->kind == XP_EXPRESSION_CONSTANT && !fmpq_equal(a->value, b->value)))
    {
        return 0;
    }
    for (slong c = 0; c < a->child_count; c++)
    {
        if (!xp_interval_same(a->child[c], b->child[c]))
        {
            return 0;
        }
    }
    return 1;
}

int xp_interval_is_opposite(const xp_expression_struct *a, const xp_expression_struct *b)
{
    static const struct
    {
        xp_expression_kind_t kind, opposite, turned;
    } list[] = {{XP_EXPRESSION_EQ, XP_EXPRESSION_NE, XP_EXPRESSION_NE},
                {XP_EXPRESSION_NE, XP_EXPRESSION_EQ, XP_EXPRESSION_EQ},
                {XP_EXPRESSION_LT, XP_EXPRESSION_GE, XP_EXPRESSION_LE},
                {XP_EXPRESSION_LE, XP_EXPRESSION_GT, XP_EXPRESSION_LT},
                {XP_EXPRESSION_GT, XP_EXPRESSION_LE, XP_EXPRESSION_GE},
                {XP_EXPRESSION_GE, XP_EXPRESSION_LT, XP_EXPRESSION_GT}};

    for (size_t l = 0; l < sizeof list / sizeof list[0]; l++)
    {
        if (a->kind == list[l].kind && b->child_count == 2)
        {
            return (b->kind == list[l].opposite && xp_interval_same(a->child[0], b->child[0]) &&
                    xp_interval_same(a->child[1], b->child[1])) ||
                   (b->kind == list[l].turned && xp_interval_same(a->child[0], b->child[1]) &&
                    xp_interval_same(a->child[1], b->child[0]));
        }
    }
    return 0;
}

/* Cases as IF from the last one up. */
static const xp_expression_struct *compile_cases(xp_spot_t place, const xp_body_struct *body)
{
    xp_reader_t *reader = place->scope.reader;
    xp_pool_struct *pool = place->model->pool;
    size_t count = body->entry_count;
    size_t faults = reader->faults;
    const xp_expression_struct *result = NULL;
    const xp_expression_struct *below = NULL;

    for (size_t e = count; e-- > 0;)
    {
        const xp_entry_t *entry = &body->entry[e];
        const xp_expression_struct *part[3] = {NULL, NULL, NULL};
        xp_condition_t condition = XP_CONDITION_TRUE;

        if (entry->condition == NULL && e + 1 < count)
        {
            xp_reader_fail(reader, body->entry[e + 1].span.begin,
                           "a case after `otherwise` never holds: put `otherwise` last");
            return NULL;
        }
        part[1] = xp_interval_number(place, entry->value);
        if (entry->condition != NULL)
        {
            condition = xp_interval_condition(&part[0], place, entry->condition);
        }
        if (part[1] == NULL || condition == XP_CONDITION_BROKEN)
        {
            continue;
        }
        if (condition == XP_CONDITION_TRUE)
        {
            result = part[1];
            below = NULL;
        }
        else if (condition == XP_CONDITION_OPEN && result == NULL && below == NULL)
        {
            /* The last case: it may be what the one before leaves over. */
            result = part[1];
            below = part[0];
        }
        else if (condition == XP_CONDITION_OPEN)
        {
            part[2] = result;
            if (below != NULL && !xp_interval_is_opposite(part[0], below))
            {
                xp_interval_refuse_open(reader, body);
                return NULL;
            }
            below = NULL;
            result = xp_expression_node(pool, XP_EXPRESSION_IF, part, 3);
        }
    }
    if (faults != reader->faults)
    {
        return NULL;
    }
    if (result == NULL || below != NULL)
    {
        xp_interval_refuse_open(reader, body);
        return NULL;
    }
    return result;
}

const xp_expression_struct *xp_interval_body(xp_spot_t place, const xp_body_struct *body)
{
    switch (body->kind)
    {
        case XP_BODY_FORMULA:
            return xp_interval_number(place, body->value);
        case XP_BODY_CASES:
            return body->broken ? NULL : compile_cases(place, body);
        default:
            xp_interval_refuse_table(place->scope.reader, body);
            return NULL;
    }
}
