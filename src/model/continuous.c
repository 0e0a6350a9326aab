/* An environment whose types are intervals. */
#include <expost/model/continuous.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_continuous_init(xp_continuous_t model)
{
    memset(model, 0, sizeof(xp_continuous_struct));
    fmpq_init(model->low);
    fmpq_init(model->high);
    xp_pool_init(model->pool);
}

static void init_agent(xp_interval_agent_struct *agent, size_t places)
{
    memset(agent, 0, sizeof(*agent));
    fmpq_init(agent->low);
    fmpq_init(agent->high);
    xp_distribution_init(agent->distribution);
    xp_real_init(agent->share);
    agent->available = xp_malloc(places);
    memset(agent->available, 1, places);
}

static void clear_agent(xp_interval_agent_struct *agent)
{
    free(agent->name);
    fmpq_clear(agent->low);
    fmpq_clear(agent->high);
    xp_distribution_clear(agent->distribution);
    xp_real_clear(agent->share);
    free(agent->value);
    free(agent->outside);
    free(agent->payment);
    free(agent->available);
}

void xp_continuous_clear(xp_continuous_t model)
{
    for (slong i = 0; i < model->agent_count; i++)
        clear_agent(model->agent + i);
    free(model->agent);
    if (model->outcome_label != NULL)
        for (slong a = 0; a < model->outcome_count; a++)
            free(model->outcome_label[a]);
    free(model->outcome_label);
    if (model->outcome_value != NULL)
        _fmpq_vec_clear(model->outcome_value, model->outcome_count);
    free(model->owner);
    free(model->decision);
    fmpq_clear(model->low);
    fmpq_clear(model->high);
    free(model->cost);
    free(model->condition);
    free(model->choice);
    free(model->mechanism);
    xp_pool_clear(model->pool);
}

void xp_continuous_swap(xp_continuous_t a, xp_continuous_t b)
{
    xp_continuous_struct keep = *a;

    *a = *b;
    *b = keep;
}

void xp_continuous_set_counts(xp_continuous_t model, slong agents, slong outcomes)
{
    size_t places = (size_t) FLINT_MAX(outcomes, 1);

    assert(model->agent_count == 0 && model->outcome_count == 0);
    model->agent = xp_malloc((size_t) agents * sizeof(*model->agent));
    for (slong i = 0; i < agents; i++)
    {
        xp_interval_agent_struct *agent = model->agent + i;

        init_agent(agent, places);
        agent->value = xp_calloc(places, sizeof(*agent->value));
        agent->outside = xp_calloc(places, sizeof(*agent->outside));
    }
    model->agent_count = agents;
    model->outcome_count = outcomes;
    model->cost = xp_calloc(places, sizeof(*model->cost));
    if (outcomes > 0)
        model->outcome_label = xp_calloc((size_t) outcomes, sizeof(*model->outcome_label));
}

int xp_continuous_has_priors(const xp_continuous_t model)
{
    for (slong i = 0; i < model->agent_count; i++)
        if (!model->agent[i].has_prior)
            return 0;
    return 1;
}

int xp_continuous_has_shares(const xp_continuous_t model)
{
    for (slong i = 0; i < model->agent_count; i++)
        if (!model->agent[i].has_share)
            return 0;
    return 1;
}

int xp_continuous_has_private_values(const xp_continuous_t model)
{
    slong places = FLINT_MAX(model->outcome_count, 1);

    for (slong i = 0; i < model->agent_count; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;

        for (slong a = 0; agent->value != NULL && a < places; a++)
            for (slong j = 0; agent->value[a] != NULL && j < model->agent_count; j++)
                if (j != i && xp_expression_reads(agent->value[a], j))
                    return 0;
    }
    return 1;
}
