/* Formulas from formulas: renamed, substituted, copied to another pool. */
#include <expost/model/expression.h>

#include <stdlib.h>

#include <expost/base/memory.h>

/* What TYPE of agent (-1: DECISION) becomes: `by`, or TYPE of `to` when that is NULL. */
typedef struct
{
    xp_pool_struct *pool;
    slong agent;
    slong to;
    const xp_expression_struct *by;
} change_t;

int xp_expression_reads(const xp_expression_struct *e, slong agent)
{
    if (e->kind == XP_EXPRESSION_TYPE)
        return e->index == agent;
    if (e->kind == XP_EXPRESSION_DECISION)
        return agent == -1;
    for (slong c = 0; c < e->child_count; c++)
        if (xp_expression_reads(e->child[c], agent))
            return 1;
    return 0;
}

int xp_expression_is_constant(const xp_expression_struct *e)
{
    if (e->kind == XP_EXPRESSION_TYPE || e->kind == XP_EXPRESSION_DECISION)
        return 0;
    for (slong c = 0; c < e->child_count; c++)
        if (!xp_expression_is_constant(e->child[c]))
            return 0;
    return 1;
}

static const xp_expression_struct *change(const change_t *how, const xp_expression_struct *e)
{
    const xp_expression_struct **child;
    const xp_expression_struct *result;

    switch (e->kind)
    {
        case XP_EXPRESSION_CONSTANT:
            return xp_expression_constant(how->pool, e->value);
        case XP_EXPRESSION_TYPE:
            if (e->index != how->agent)
                return xp_expression_type(how->pool, e->index);
            return how->by != NULL ? how->by : xp_expression_type(how->pool, how->to);
        case XP_EXPRESSION_DECISION:
            return how->agent == -1 ? how->by : xp_expression_word(how->pool, e->kind);
        case XP_EXPRESSION_PI:
            return xp_expression_word(how->pool, e->kind);
        default:
            break;
    }
    child = xp_malloc((size_t) e->child_count * sizeof(*child));
    for (slong c = 0; c < e->child_count; c++)
        child[c] = c > 0 && e->child[c] == e->child[0] ? child[0] : change(how, e->child[c]);
    result = xp_expression_node(how->pool, e->kind, child, e->child_count);
    free(child);
    return result;
}

const xp_expression_struct *xp_expression_rename(xp_pool_t pool, const xp_expression_struct *e,
                                                 slong from, slong to)
{
    change_t how = {pool, from, to, NULL};

    if (from < 0)
        how.agent = -2;
    return change(&how, e);
}

const xp_expression_struct *xp_expression_substitute_decision(xp_pool_t pool,
                                                              const xp_expression_struct *e,
                                                              const xp_expression_struct *by)
{
    change_t how = {pool, -1, 0, by};

    return change(&how, e);
}

const xp_expression_struct *xp_expression_substitute_type(xp_pool_t pool,
                                                          const xp_expression_struct *e,
                                                          slong agent,
                                                          const xp_expression_struct *by)
{
    change_t how = {pool, agent, 0, by};

    return change(&how, e);
}
