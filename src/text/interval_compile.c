/* Formulas over types on intervals: from trees to expressions, names resolved. */
#include "text/interval.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* Sums of more terms are added in pairs, so that they are not deep. */
#define LONG_SUM 64

void xp_spot_init(xp_spot_t place, xp_reader_t *reader, int may, const char *where, slong self)
{
    memset(place, 0, sizeof(xp_spot_struct));
    xp_scope_init(&place->scope, reader, may, where);
    place->model = reader->model->continuous;
    place->self = self;
    place->outcome = -1;
    if (self >= 0)
    {
        place->scope.self = &place->self;
        place->scope.self_count = 1;
    }
}

static xp_pool_struct *find_pool(const xp_spot_t place)
{
    return place->model->pool;
}

static const xp_expression_struct *compile_name(xp_spot_t place, const xp_tree_struct *tree)
{
    xp_scope_t *scope = &place->scope;
    xp_reader_t *reader = scope->reader;
    const xp_source_struct *source = reader->source;
    slong let = xp_scope_find_let(scope, tree->text);

    if (let >= 0)
    {
        if (!xp_scope_may_use(scope, tree, let))
        {
            return NULL;
        }
        (void) xp_let_value(reader, let);
        return source->let[let].state == XP_LET_BROKEN ? NULL : source->let[let].expression;
    }
    if (source->variable == NULL || strcmp(source->variable, tree->text) != 0)
    {
        xp_scope_explain_name(scope, tree);
        return NULL;
    }
    if (!(scope->may & XP_MAY_VARIABLE))
    {
        xp_reader_fail(reader, tree->span.begin, "the decision variable %s has no value in %s",
                       tree->text, scope->where);
        return NULL;
    }
    if (source->outcomes_broken)
    {
        return NULL;
    }
    place->reads_outcome = 1;
    return source->outcome_value != NULL && place->outcome >= 0
               ? xp_expression_constant(find_pool(place), source->outcome_value + place->outcome)
               : xp_expression_word(find_pool(place), XP_EXPRESSION_DECISION);
}

/* The agent that a reference means here. */
static slong find_agent(const xp_spot_t place, const xp_agent_ref_t *ref)
{
    return ref->kind == XP_AGENT_SELF    ? place->self
           : ref->kind == XP_AGENT_BOUND ? place->bound_agent[ref->index]
                                         : ref->index;
}

static const xp_expression_struct *compile_type(xp_spot_t place, const xp_tree_struct *tree)
{
    xp_agent_ref_t ref = {XP_AGENT_SELF, 0};

    if (!xp_compile_type_agent(&place->scope, &ref, tree))
    {
        return NULL;
    }
    if (tree->text != NULL)
    {
        const xp_source_struct *source = place->scope.reader->source;

        xp_reader_fail(place->scope.reader, tree->span.begin,
                       "the types of agent \"%s\" lie on an interval and have no fields: write t "
                       "without .%s", source->agent_name[find_agent(place, &ref)], tree->text);
        return NULL;
    }
    return xp_expression_type(find_pool(place), find_agent(place, &ref));
}

/* Adds count terms, long sums in pairs. */
static const xp_expression_struct *add_terms(xp_spot_t place,
                                             const xp_expression_struct *const *term, slong count)
{
    const xp_expression_struct *left, *right;

    if (count == 0)
    {
        return xp_expression_constant_si(find_pool(place), 0, 1);
    }
    if (count == 1)
    {
        return term[0];
    }
    left = add_terms(place, term, count > LONG_SUM ? count / 2 : count - 1);
    right = count > LONG_SUM ? add_terms(place, term + count / 2, count - count / 2)
                             : term[count - 1];
    return xp_expression_binary(find_pool(place), XP_EXPRESSION_ADD, left, right);
}

static const xp_expression_struct *compile_over(xp_spot_t place, const xp_tree_struct *tree)
{
    xp_scope_t *scope = &place->scope;
    const xp_source_struct *source = scope->reader->source;
    const xp_expression_struct **term;
    const xp_expression_struct *result = NULL;
    slong count = 0, bound;
    int whole = 1;

    if (source->agents_broken || !xp_scope_bind(scope, tree))
    {
        return NULL;
    }
    bound = scope->bound_count - 1;
    term = xp_calloc((size_t) source->agent_count + 1, sizeof(const xp_expression_struct *));
    for (slong i = 0; i < source->agent_count && whole; i++)
    {
        if (scope->bound[bound].others && i == place->self)
        {
            continue;
        }
        place->bound_agent[bound] = i;
        term[count] = xp_interval_number(place, tree->child[1]);
        whole = term[count++] != NULL;
    }
    scope->bound_count--;
    if (whole && tree->kind == XP_TREE_SUM_OVER)
    {
        result = add_terms(place, term, count);
    }
    else if (whole && count == 0)
    {
        xp_reader_fail(scope->reader, tree->span.begin, "the %s over nobody has no value",
                       tree->kind == XP_TREE_MAX_OVER ? "maximum" : "minimum");
    }
    else if (whole)
    {
        result = count == 1 ? term[0]
                            : xp_expression_node(find_pool(place),
                                                 tree->kind == XP_TREE_MAX_OVER
                                                     ? XP_EXPRESSION_MAX
                                                     : XP_EXPRESSION_MIN,
                                                 term, count);
    }
    free(term);
    return result;
}

static int is_constant(const xp_expression_struct *e, int least_sign, int largest_sign)
{
    return e->kind == XP_EXPRESSION_CONSTANT && fmpq_sgn(e->value) >= least_sign &&
           fmpq_sgn(e->value) <= largest_sign;
}

/* Whether the parts give a number, where that can be seen at once. */
static int check_parts(xp_spot_t place, const xp_tree_struct *tree, xp_expression_kind_t kind,
                       const xp_expression_struct *const *part)
{
    xp_reader_t *reader = place->scope.reader;

    if (kind == XP_EXPRESSION_DIV && is_constant(part[1], 0, 0))
    {
        xp_reader_fail(reader, tree->child[1]->span.begin, "division by zero");
        return 0;
    }
    if (kind == XP_EXPRESSION_LOG && is_constant(part[0], -1, 0))
    {
        xp_reader_fail(reader, tree->span.begin, "only a number above 0 has a logarithm");
        return 0;
    }
    if (kind == XP_EXPRESSION_SQRT && is_constant(part[0], -1, -1))
    {
        xp_reader_fail(reader, tree->span.begin, "a negative number has no square root");
        return 0;
    }
    if (kind == XP_EXPRESSION_POW && is_constant(part[0], 0, 0) && is_constant(part[1], -1, -1))
    {
        xp_reader_fail(reader, tree->span.begin, "0 has no negative power");
        return 0;
    }
    if (kind == XP_EXPRESSION_POW && is_constant(part[0], -1, -1) &&
        !(is_constant(part[1], -1, 1) && fmpz_is_one(fmpq_denref(part[1]->value))))
    {
        xp_reader_fail(reader, tree->span.begin,
                       "a negative number has integer powers only");
        return 0;
    }
    return 1;
}

/* A number made of numbers. */
static const xp_expression_struct *compile_parts(xp_spot_t place, const xp_tree_struct *tree,
                                                 xp_expression_kind_t kind)
{
    slong count = (slong) tree->child_count;
    const xp_expression_struct **part = xp_calloc((size_t) count + 1, sizeof(*part));
    const xp_expression_struct *result = NULL;
    int whole = 1;

    for (slong c = 0; c < count; c++)
    {
        part[c] = xp_interval_number(place, tree->child[c]);
        whole = whole && part[c] != NULL;
    }
    if (whole && check_parts(place, tree, kind, part))
    {
        if (kind == XP_EXPRESSION_MIN || kind == XP_EXPRESSION_MAX)
        {
            result = count == 1 ? part[0]
                                : xp_expression_node(find_pool(place), kind, part, count);
        }
        else
        {
            result = count == 1 ? xp_expression_unary(find_pool(place), kind, part[0])
                                : xp_expression_binary(find_pool(place), kind, part[0], part[1]);
        }
    }
    free(part);
    return result;
}

static const xp_expression_struct *compile_if(xp_spot_t place, const xp_tree_struct *tree)
{
    const xp_expression_struct *part[3] = {NULL, NULL, NULL};
    xp_condition_t condition = xp_interval_condition(&part[0], place, tree->child[0]);

    part[1] = xp_interval_number(place, tree->child[1]);
    part[2] = xp_interval_number(place, tree->child[2]);
    if (condition == XP_CONDITION_BROKEN || part[1] == NULL || part[2] == NULL)
    {
        return NULL;
    }
    return condition == XP_CONDITION_TRUE    ? part[1]
           : condition == XP_CONDITION_FALSE ? part[2]
                                             : xp_expression_node(find_pool(place),
                                                                  XP_EXPRESSION_IF, part, 3);
}

static const xp_expression_struct *compile_count(xp_spot_t place, const xp_tree_struct *tree)
{
    const xp_source_struct *source = place->scope.reader->source;

    if (source->agents_broken)
    {
        return NULL;
    }
    if (source->agent_count == 0)
    {
        xp_reader_fail(place->scope.reader, tree->span.begin,
                       "n, the number of agents, is not known here");
        return NULL;
    }
    return xp_expression_constant_si(find_pool(place), source->agent_count, 1);
}

const xp_expression_struct *xp_interval_number(xp_spot_t place, const xp_tree_struct *tree)
{
    static const struct
    {
        xp_tree_kind_t tree;
        xp_expression_kind_t expression;
    } operations[] = {
        {XP_TREE_NEGATE, XP_EXPRESSION_NEGATE}, {XP_TREE_ADD, XP_EXPRESSION_ADD},
        {XP_TREE_SUB, XP_EXPRESSION_SUB},       {XP_TREE_MUL, XP_EXPRESSION_MUL},
        {XP_TREE_DIV, XP_EXPRESSION_DIV},       {XP_TREE_POW, XP_EXPRESSION_POW},
        {XP_TREE_MIN, XP_EXPRESSION_MIN},       {XP_TREE_MAX, XP_EXPRESSION_MAX},
        {XP_TREE_ABS, XP_EXPRESSION_ABS},       {XP_TREE_FLOOR, XP_EXPRESSION_FLOOR},
        {XP_TREE_CEIL, XP_EXPRESSION_CEIL},     {XP_TREE_EXP, XP_EXPRESSION_EXP},
        {XP_TREE_LOG, XP_EXPRESSION_LOG},       {XP_TREE_SQRT, XP_EXPRESSION_SQRT},
        {XP_TREE_ERF, XP_EXPRESSION_ERF}};

    if (find_pool(place)->count > XP_INTERVAL_PARTS)
    {
        xp_reader_stop(place->scope.reader, XP_LIMIT, tree->span.begin,
                       "the formulas of all agents and outcomes have over %zu parts",
                       XP_INTERVAL_PARTS);
        return NULL;
    }
    for (size_t o = 0; o < sizeof operations / sizeof operations[0]; o++)
    {
        if (operations[o].tree == tree->kind)
        {
            return compile_parts(place, tree, operations[o].expression);
        }
    }
    switch (tree->kind)
    {
        case XP_TREE_NUMBER:
            return xp_expression_constant(find_pool(place), tree->value);
        case XP_TREE_NAME:
            return compile_name(place, tree);
        case XP_TREE_COUNT:
            return compile_count(place, tree);
        case XP_TREE_PI:
            return xp_expression_word(find_pool(place), XP_EXPRESSION_PI);
        case XP_TREE_TYPE:
            return compile_type(place, tree);
        case XP_TREE_IF:
            return compile_if(place, tree);
        case XP_TREE_SUM_OVER:
        case XP_TREE_MIN_OVER:
        case XP_TREE_MAX_OVER:
            return compile_over(place, tree);
        default:
            xp_scope_refuse_number(&place->scope, tree);
            return NULL;
    }
}

/* A parameter of a model with intervals: rational, or what its formula is. */
xp_let_state_t xp_interval_read_let(xp_reader_t *reader, xp_let_t *let)
{
    const xp_tree_struct *tree = let->item->value;
    xp_let_state_t state = XP_LET_BROKEN;
    xp_spot_t place;
    xp_error_t error;
    xp_status_t status;
    xp_real_t real;
    arb_t ball;

    xp_spot_init(place, reader, XP_MAY_LETS, "a parameter", -1);
    let->expression = xp_interval_number(place, tree);
    if (let->expression == NULL)
    {
        return XP_LET_BROKEN;
    }
    xp_error_init(error);
    xp_real_init(real);
    arb_init(ball);
    status = xp_expression_evaluate(let->value, let->expression, NULL, NULL, error);
    if (status == XP_OK)
    {
        state = XP_LET_KNOWN;
        let->expression = xp_expression_constant(find_pool(place), let->value);
    }
    else if (status == XP_INPUT)
    {
        status = xp_expression_evaluate_real(real, let->expression, error);
        xp_expression_evaluate_arb(ball, let->expression, NULL, NULL, XP_REAL_PRECISION);
        if (status == XP_OK && real->kind == XP_REAL_RATIONAL)
        {
            state = XP_LET_KNOWN;
            fmpq_set(let->value, real->rational);
            let->expression = xp_expression_constant(find_pool(place), let->value);
        }
        else if (status == XP_OK || arb_is_finite(ball))
        {
            state = XP_LET_IRRATIONAL;
        }
    }
    if (state == XP_LET_BROKEN)
    {
        xp_reader_take_at(reader, status, error, tree->span.begin);
    }
    arb_clear(ball);
    xp_real_clear(real);
    xp_error_clear(error);
    return state;
}
