/* The virtual values of all agents who may win a unit. */
#include <expost/rule/bidders.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_bidders_init(xp_bidders_t bidders)
{
    memset(bidders, 0, sizeof(xp_bidders_struct));
}

void xp_bidders_clear(xp_bidders_t bidders)
{
    for (slong i = 0; i < bidders->agent_count; i++)
    {
        xp_type_virtual_clear(bidders->own + i);
    }
    free(bidders->own);
    if (bidders->ironed != NULL)
    {
        _fmpq_vec_clear(bidders->ironed, bidders->type_count);
    }
    free(bidders->barred);
}

static void set_agent(xp_type_virtual_t own, const xp_agent_struct *agent, const fmpq *value)
{
    fmpq *probability = _fmpq_vec_init(agent->type_count);
    for (slong t = 0; t < agent->type_count; t++)
    {
        xp_table_get_fmpq(probability + t, agent->probability, t);
    }
    xp_type_virtual_set(own, value, probability, agent->type_count);
    _fmpq_vec_clear(probability, agent->type_count);
}

void xp_bidders_set(xp_bidders_t bidders, const xp_environment_t environment,
                    const xp_units_t units)
{
    xp_bidders_t local;
    local->agent_count = units->agent_count;
    local->type_count = units->offset[units->agent_count];
    local->own = xp_calloc((size_t) local->agent_count, sizeof(xp_type_virtual_struct));
    local->ironed = _fmpq_vec_init(local->type_count);
    local->barred = xp_calloc((size_t) local->type_count, 1);
    local->regular = 1;
    for (slong i = 0; i < local->agent_count; i++)
    {
        xp_type_virtual_struct *own = local->own + i;
        const slong first = units->offset[i];
        set_agent(own, environment->agent + i, units->value + first);
        local->regular = local->regular && (own->regular || !xp_units_can_win(units, i));
        for (slong t = 0; t < own->type_count; t++)
        {
            local->barred[first + t] = own->stand[t] < 0;
            if (own->stand[t] >= 0)
            {
                fmpq_set(local->ironed + first + t, own->ironed + own->stand[t]);
            }
        }
    }
    xp_bidders_clear(bidders);
    *bidders = *local;
}

static int is_zero(const xp_agent_struct *agent)
{
    return agent->outside_kind == XP_OUTSIDE_NONE
           || (agent->outside_function.evaluate == NULL
               && _fmpz_vec_is_zero(agent->outside->entry, agent->outside->length));
}

xp_status_t xp_bidders_require_no_outside(const xp_environment_t environment, const char *what,
                                          xp_error_t error)
{
    for (slong i = 0; i < environment->agent_count; i++)
    {
        if (!is_zero(environment->agent + i))
        {
            xp_error_set(error, "%s needs agents to whom staying out is worth 0, and agent %.60s "
                                "has an outside option", what, environment->agent[i].name);
            return XP_REFUSED;
        }
    }
    return XP_OK;
}

void xp_bidders_rank(xp_ranking_t ranking, const xp_bidders_t bidders, const xp_units_t units)
{
    fmpq_t nothing;
    fmpq_init(nothing);
    xp_ranking_set(ranking, units, bidders->ironed, bidders->barred, nothing);
    fmpq_clear(nothing);
}
