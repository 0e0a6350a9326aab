/* The payments of one agent on each line: the largest and the least, by shortest paths. */
#include "exist/line_agent.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/rule/interim.h>

static void clear_entries(fmpz *entry, slong length)
{
    slong i;

    for (i = 0; entry != NULL && i < length; i++)
        fmpz_clear(entry + i);
    free(entry);
}

void xp_line_agent_clear(xp_line_agent_struct *agent)
{
    slong k = agent->types;

    xp_lines_clear(agent->lines);
    fmpz_clear(agent->scale);
    fmpz_clear(agent->denominator);
    xp_table_clear(agent->outside);
    xp_table_clear(agent->high);
    xp_table_clear(agent->low);
    clear_entries(agent->level, k * k);
    clear_entries(agent->turned, k * k);
    clear_entries(agent->source, k);
    xp_tree_clear(agent->tree);
    xp_tree_clear(agent->back);
}

/* v and o as integers over one denominator. */
static xp_status_t set_scales(xp_line_agent_struct *agent, const xp_question_t *question,
                              xp_error_t error)
{
    xp_status_t status;
    fmpz_t factor;

    fmpz_set(agent->denominator, agent->lines->denominator);
    if (agent->has_ceiling)
    {
        status = xp_outside_list(agent->outside, question->environment, question->rule,
                                 agent->agent, error);
        if (status != XP_OK)
            return status;
        fmpz_lcm(agent->denominator, agent->denominator, agent->outside->denominator);
        fmpz_init(factor);
        fmpz_divexact(factor, agent->denominator, agent->outside->denominator);
        if (!fmpz_is_one(factor))
            _fmpz_vec_scalar_mul_fmpz(agent->outside->entry, agent->outside->entry,
                                      agent->outside->length, factor);
        fmpz_set(agent->outside->denominator, agent->denominator);
        fmpz_clear(factor);
    }
    fmpz_divexact(agent->scale, agent->denominator, agent->lines->denominator);
    return XP_OK;
}

xp_status_t xp_line_agent_set(xp_line_agent_struct *agent, const xp_question_t *question,
                              xp_properties_t properties, slong index, xp_error_t error)
{
    const xp_environment_struct *environment = question->environment;
    slong k = environment->agent[index].type_count;
    slong size = environment->profiles->size;
    void *memory;
    xp_status_t status;

    memset(agent, 0, sizeof(xp_line_agent_struct));
    xp_lines_init(agent->lines);
    fmpz_init(agent->scale);
    fmpz_init(agent->denominator);
    xp_table_init(agent->outside);
    xp_table_init(agent->high);
    xp_table_init(agent->low);
    xp_tree_init(agent->tree);
    xp_tree_init(agent->back);
    agent->agent = index;
    agent->types = k;
    agent->incentive = (properties & XP_PROPERTY_BIT(XP_DSIC)) != 0 ? XP_ROW_DSIC : XP_ROW_EPIC;
    agent->has_ceiling = (properties & XP_PROPERTY_BIT(XP_EPIR)) != 0;
    agent->has_floor = (properties & XP_PROPERTY_BIT(XP_NPT)) != 0;
    status = xp_lines_set(agent->lines, environment, question->rule, index, NULL, NULL,
                          XP_TIER_INT64, error);
    if (status == XP_OK)
        status = set_scales(agent, question, error);
    if (status == XP_OK)
        status = xp_table_set_zero(agent->high, size, error);
    if (status == XP_OK && agent->has_floor)
        status = xp_table_set_zero(agent->low, size, error);
    if (status == XP_OK)
        status = xp_table_alloc(&memory, (size_t) k * (size_t) k, sizeof(fmpz), error);
    if (status != XP_OK)
        return status;
    agent->level = memory;
    fmpz_set(agent->high->denominator, agent->denominator);
    fmpz_set(agent->low->denominator, agent->denominator);
    agent->source = xp_calloc((size_t) k, sizeof(fmpz));
    if (agent->has_floor)
    {
        status = xp_table_alloc(&memory, (size_t) k * (size_t) k, sizeof(fmpz), error);
        if (status == XP_OK)
            agent->turned = memory;
    }
    return status;
}

void xp_line_agent_load(xp_line_agent_struct *agent, slong line)
{
    const xp_lines_struct *lines = agent->lines;
    slong k = agent->types;
    slong r;
    slong t;

    for (r = 0; r < k; r++)
    {
        const fmpz *row = lines->value->entry;

        if (lines->fixed)
            row += xp_lines_choice(lines, line, r) * k;
        for (t = 0; t < k; t++)
            if (lines->fixed)
                fmpz_set(agent->level + t * k + r, row + t);
            else
                xp_lines_value(agent->level + t * k + r, lines, line, t, r);
    }
    if (!fmpz_is_one(agent->scale))
        _fmpz_vec_scalar_mul_fmpz(agent->level, agent->level, k * k, agent->scale);
}

xp_status_t xp_line_agent_open(xp_line_agent_struct *agent, xp_cycle_t cycle, slong line,
                               xp_error_t error)
{
    slong k = agent->types;
    slong start = xp_lines_start(agent->lines, line);
    xp_status_t status;
    slong r;
    slong t;

    xp_line_agent_load(agent, line);
    for (t = 0; t < k; t++)
        if (agent->has_ceiling)
            fmpz_set(agent->source + t, agent->outside->entry + start + t * agent->lines->stride);
        else
            fmpz_set(agent->source + t, agent->level + t * k + t);
    status = xp_tree_set(agent->tree, cycle, agent->level, agent->source, NULL, k, error);
    if (status != XP_OK || cycle->length > 0 || !agent->has_floor)
        return status;
    /* With x = -p the inequality p_t - p_r <= length(r -> t) is an edge from t to r; p >= 0. */
    for (r = 0; r < k; r++)
        for (t = 0; t < k; t++)
            fmpz_sub(agent->turned + r * k + t, agent->level + t * k + r,
                     agent->level + t * k + t);
    _fmpz_vec_zero(agent->source, k);
    status = xp_tree_set(agent->back, cycle, agent->turned, agent->source, NULL, k, error);
    assert(status != XP_OK || cycle->length == 0);
    return status;
}

void xp_line_agent_keep(xp_line_agent_struct *agent, slong line)
{
    slong start = xp_lines_start(agent->lines, line);
    slong t;

    for (t = 0; t < agent->types; t++)
    {
        slong index = start + t * agent->lines->stride;

        fmpz_set(agent->high->entry + index, agent->tree->distance + t);
        if (agent->has_floor)
            fmpz_neg(agent->low->entry + index, agent->back->distance + t);
    }
}
