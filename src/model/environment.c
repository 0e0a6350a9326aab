/* The environment: agents, types, outcomes, values, costs, prior, outside options. */
#include <expost/model/environment.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

static void init_agent(xp_agent_struct *agent, slong outcomes)
{
    memset(agent, 0, sizeof(xp_agent_struct));
    xp_table_init(agent->value);
    xp_table_init(agent->probability);
    xp_table_init(agent->outside);
    agent->available = xp_malloc((size_t) outcomes);
    memset(agent->available, 1, (size_t) outcomes);
}

static void clear_labels(char **label, slong count)
{
    slong i;

    for (i = 0; label != NULL && i < count; i++)
        free(label[i]);
    free(label);
}

static void clear_agent(xp_agent_struct *agent)
{
    free(agent->name);
    clear_labels(agent->type_label, agent->type_count);
    xp_table_clear(agent->value);
    xp_table_clear(agent->probability);
    xp_table_clear(agent->outside);
    free(agent->available);
}

void xp_environment_init(xp_environment_t environment)
{
    memset(environment, 0, sizeof(xp_environment_struct));
    xp_table_init(environment->cost);
    xp_profiles_init(environment->profiles);
    xp_table_init(environment->joint);
}

void xp_environment_clear(xp_environment_t environment)
{
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        clear_agent(environment->agent + i);
    free(environment->agent);
    clear_labels(environment->outcome_label, environment->outcome_count);
    free(environment->title);
    free(environment->source);
    xp_table_clear(environment->cost);
    xp_profiles_clear(environment->profiles);
    xp_table_clear(environment->joint);
}

void xp_environment_set_counts(xp_environment_t environment, slong agents, slong outcomes)
{
    slong i;

    assert(environment->agent == NULL && agents >= 1 && outcomes >= 1);
    environment->agent = xp_malloc((size_t) agents * sizeof(xp_agent_struct));
    environment->agent_count = agents;
    environment->outcome_count = outcomes;
    environment->outcome_label = xp_calloc((size_t) outcomes, sizeof(char *));
    for (i = 0; i < agents; i++)
        init_agent(environment->agent + i, outcomes);
}

/* A pmf: non-negative entries of the given number that sum to 1. */
static int is_pmf(const xp_table_t table, slong length)
{
    fmpz_t sum;
    int valid = xp_table_is_valid(table) && table->length == length;
    slong i;

    fmpz_init(sum);
    for (i = 0; valid && i < length; i++)
    {
        valid = fmpz_sgn(table->entry + i) >= 0;
        fmpz_add(sum, sum, table->entry + i);
    }
    valid = valid && fmpz_equal(sum, table->denominator);
    fmpz_clear(sum);
    return valid;
}

static slong outside_length(const xp_environment_t environment, const xp_agent_struct *agent)
{
    int by_profile = agent->outside_kind == XP_OUTSIDE_PROFILE
                     || agent->outside_kind == XP_OUTSIDE_BOTH;
    slong points = by_profile ? environment->profiles->size : agent->type_count;

    switch (agent->outside_kind)
    {
    case XP_OUTSIDE_NONE:
        return 0;
    case XP_OUTSIDE_TYPE:
    case XP_OUTSIDE_PROFILE:
        return points;
    default:
        return points * environment->outcome_count;
    }
}

static int agent_is_valid(const xp_environment_t environment, const xp_agent_struct *agent)
{
    slong points = agent->interdependent ? environment->profiles->size : agent->type_count;

    return agent->name != NULL && agent->type_count >= 1 && agent->type_label != NULL
           && xp_table_is_valid(agent->value)
           && agent->value->length == points * environment->outcome_count
           && (environment->prior != XP_PRIOR_INDEPENDENT
               || is_pmf(agent->probability, agent->type_count))
           && xp_table_is_valid(agent->outside)
           && agent->outside->length == outside_length(environment, agent)
           && memchr(agent->available, 1, (size_t) environment->outcome_count) != NULL;
}

int xp_environment_is_valid(const xp_environment_t environment)
{
    int valid = environment->agent_count >= 1 && environment->outcome_count >= 1
                && xp_profiles_is_valid(environment->profiles)
                && environment->profiles->agents == environment->agent_count
                && environment->cost->length == environment->outcome_count;
    slong i;

    for (i = 0; valid && i < environment->agent_count; i++)
        valid = environment->profiles->types[i] == environment->agent[i].type_count
                && agent_is_valid(environment, environment->agent + i);
    if (valid && environment->prior == XP_PRIOR_JOINT)
        valid = is_pmf(environment->joint, environment->profiles->size);
    return valid;
}

int xp_environment_has_private_values(const xp_environment_t environment)
{
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        if (environment->agent[i].interdependent)
            return 0;
    return 1;
}

xp_status_t xp_environment_value(fmpq_t value, const xp_environment_t environment, slong agent,
                                 slong outcome, const slong *profile, xp_error_t error)
{
    const xp_agent_struct *a = environment->agent + agent;

    if (!a->interdependent)
        xp_table_get_fmpq(value, a->value, outcome * a->type_count + profile[agent]);
    else if (xp_profiles_are_listed(environment->profiles))
        xp_table_get_fmpq(value, a->value,
                          outcome * environment->profiles->size
                              + xp_profiles_index(environment->profiles, profile));
    else
        return a->value_function.evaluate(value, a->value_function.context, agent, outcome,
                                          profile, error);
    return XP_OK;
}

xp_status_t xp_environment_outside(fmpq_t value, const xp_environment_t environment, slong agent,
                                   slong outcome, const slong *profile, xp_error_t error)
{
    const xp_agent_struct *a = environment->agent + agent;
    slong points = a->type_count, point = profile[agent];

    if (a->outside_kind == XP_OUTSIDE_NONE)
    {
        fmpq_zero(value);
        return XP_OK;
    }
    if (a->outside_kind == XP_OUTSIDE_PROFILE || a->outside_kind == XP_OUTSIDE_BOTH)
    {
        if (!xp_profiles_are_listed(environment->profiles))
            return a->outside_function.evaluate(value, a->outside_function.context, agent, outcome,
                                                profile, error);
        points = environment->profiles->size;
        point = xp_profiles_index(environment->profiles, profile);
    }
    if (a->outside_kind == XP_OUTSIDE_OUTCOME || a->outside_kind == XP_OUTSIDE_BOTH)
        point += outcome * points;
    xp_table_get_fmpq(value, a->outside, point);
    return XP_OK;
}

void xp_environment_probability(fmpq_t value, const xp_environment_t environment, slong index)
{
    fmpq_t factor;
    slong i;

    assert(environment->prior != XP_PRIOR_NONE);
    if (environment->prior == XP_PRIOR_JOINT)
    {
        xp_table_get_fmpq(value, environment->joint, index);
        return;
    }
    fmpq_init(factor);
    fmpq_one(value);
    for (i = 0; i < environment->agent_count; i++)
    {
        slong stride = environment->profiles->stride[i];

        xp_table_get_fmpq(factor, environment->agent[i].probability, index / stride);
        fmpq_mul(value, value, factor);
        index %= stride;
    }
    fmpq_clear(factor);
}

void xp_environment_type_probability(fmpq_t value, const xp_environment_t environment,
                                     slong agent, slong type)
{
    const xp_profiles_struct *profiles = environment->profiles;
    fmpz_t sum;
    slong line;

    assert(environment->prior != XP_PRIOR_NONE);
    if (environment->prior == XP_PRIOR_INDEPENDENT)
    {
        xp_table_get_fmpq(value, environment->agent[agent].probability, type);
        return;
    }
    fmpz_init(sum);
    for (line = 0; line < xp_profiles_lines(profiles, agent); line++)
        fmpz_add(sum, sum,
                 environment->joint->entry + xp_profiles_line_start(profiles, agent, line)
                     + type * profiles->stride[agent]);
    fmpq_set_fmpz_frac(value, sum, environment->joint->denominator);
    fmpz_clear(sum);
}
