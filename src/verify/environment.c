/* What the environment says: values, costs, outside options, weights of profiles. */
#include <stdlib.h>
#include <string.h>

#include "verify/environment.h"

/* Of the weights of all profiles: 2 gigabytes. */
#define MOST_BITS ((size_t) 1 << 34)

void xp_environment_init(xp_environment_t environment)
{
    memset(environment, 0, sizeof(xp_environment_struct));
    mpz_init(environment->common);
    mpq_init(environment->expected_cost);
    mpq_init(environment->scratch);
    mpq_init(environment->sum);
    mpz_init(environment->integer);
}

static void clear_sparse(xp_sparse_t sparse)
{
    free(sparse->key);
    xp_numbers_clear(sparse->number);
}

void xp_environment_clear(xp_environment_t environment)
{
    size_t i;

    for (i = 0; i < environment->agents; i++)
    {
        xp_agent_t *agent = &environment->agent[i];

        free(agent->name);
        clear_sparse(agent->value);
        xp_numbers_clear(agent->out);
        xp_numbers_clear(agent->chance);
        xp_numbers_clear(agent->gain);
    }
    free(environment->agent);
    clear_sparse(environment->cost);
    clear_sparse(environment->joint);
    for (i = 0; environment->weight != NULL && i < environment->profiles; i++)
        mpz_clear(environment->weight[i]);
    free(environment->weight);
    mpz_clear(environment->common);
    mpq_clear(environment->expected_cost);
    mpq_clear(environment->scratch);
    mpq_clear(environment->sum);
    mpz_clear(environment->integer);
}

static mpq_srcptr find_sparse(const xp_sparse_t sparse, size_t key)
{
    size_t low = 0, high = sparse->number->count;

    if (high == 0 || key < sparse->key[0] || key > sparse->key[high - 1])
        return NULL;
    /* often there is no gap between the first key and the last */
    if (sparse->key[high - 1] - sparse->key[0] == high - 1)
        return sparse->number->at[key - sparse->key[0]];
    while (low < high)
    {
        size_t middle = low + (high - low) / 2;

        if (sparse->key[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return sparse->key[low] == key ? sparse->number->at[low] : NULL;
}

mpq_srcptr xp_value(const xp_environment_t environment, size_t i, size_t outcome, size_t profile)
{
    const xp_agent_t *agent = &environment->agent[i];

    return find_sparse(agent->value,
                       agent->interdependent ? outcome * environment->profiles + profile
                                             : outcome * agent->types + xp_type_at(agent, profile));
}

mpq_srcptr xp_cost(const xp_environment_t environment, size_t outcome)
{
    return find_sparse(environment->cost, outcome);
}

mpq_srcptr xp_outside(const xp_environment_t environment, size_t i, size_t outcome, size_t profile)
{
    const xp_agent_t *agent = &environment->agent[i];
    size_t place = agent->out_kind == XP_OUT_TYPE || agent->out_kind == XP_OUT_OUTCOME
                       ? xp_type_at(agent, profile)
                       : profile;

    if (agent->out_kind == XP_OUT_NONE)
        return NULL;
    if (agent->out_kind == XP_OUT_OUTCOME)
        place += outcome * agent->types;
    else if (agent->out_kind == XP_OUT_BOTH)
        place += outcome * environment->profiles;
    return mpq_sgn(agent->out->at[place]) != 0 ? agent->out->at[place] : NULL;
}

void xp_surplus(mpq_t sum, const xp_environment_t environment, size_t outcome, size_t profile,
                mpz_t scratch)
{
    mpq_srcptr term = xp_cost(environment, outcome);
    size_t i;

    xp_sum_zero(sum);
    if (term != NULL)
        xp_sum_add(sum, -1, mpq_numref(term), mpq_denref(term), scratch);
    for (i = 0; i < environment->agents; i++)
    {
        term = xp_value(environment, i, outcome, profile);
        if (term != NULL)
            xp_sum_add(sum, 1, mpq_numref(term), mpq_denref(term), scratch);
    }
}

size_t xp_profile_read(const xp_environment_t environment, xp_reader_t reader, size_t except)
{
    size_t i, profile = 0;

    for (i = 0; i < environment->agents; i++)
        if (i != except)
            profile += environment->agent[i].stride *
                       xp_index(reader, environment->agent[i].types, "type");
    return profile;
}

void xp_profile_is(const xp_environment_t environment, xp_reader_t reader, size_t profile,
                   size_t except)
{
    size_t i;

    for (i = 0; i < environment->agents; i++)
        if (i != except)
            xp_index_is(reader, xp_type_at(&environment->agent[i], profile), "type");
}

/* The least common denominator of the agent's probabilities. */
static void find_denominator(mpz_t denominator, const xp_agent_t *agent)
{
    size_t t;

    mpz_set_ui(denominator, 1);
    for (t = 0; t < agent->types; t++)
        mpz_lcm(denominator, denominator, mpq_denref(agent->chance->at[t]));
}

/* A common denominator of all weights. */
static void find_common(xp_environment_t environment)
{
    mpz_ptr common = environment->common, own = environment->integer;
    const xp_numbers_struct *joint = environment->joint->number;
    size_t i, k;

    mpz_set_ui(common, 1);
    for (k = 0; k < joint->count; k++)
        mpz_lcm(common, common, mpq_denref(joint->at[k]));
    for (i = 0; environment->prior == XP_INDEPENDENT && i < environment->agents; i++)
    {
        find_denominator(own, &environment->agent[i]);
        if (environment->reduced)
            mpz_lcm(common, common, own);
        else
            mpz_mul(common, common, own);
    }
}

/* weight = common * probability */
static void set_weight(mpz_t weight, const mpz_t common, const mpq_t probability)
{
    mpz_divexact(weight, common, mpq_denref(probability));
    mpz_mul(weight, weight, mpq_numref(probability));
}

static void weigh_jointly(xp_environment_t environment)
{
    const xp_numbers_struct *joint = environment->joint->number;
    size_t k;

    for (k = 0; k < joint->count; k++)
        set_weight(environment->weight[environment->joint->key[k]], environment->common,
                   joint->at[k]);
}

/* Multiplies each weight by the agent's probability, without its common denominator. */
static void weigh_agent(xp_environment_t environment, const xp_agent_t *agent)
{
    mpz_ptr own = environment->integer, factor = mpq_numref(environment->scratch);
    size_t t;

    find_denominator(own, agent);
    for (t = 0; t < environment->profiles; t++)
    {
        set_weight(factor, own, agent->chance->at[xp_type_at(agent, t)]);
        mpz_mul(environment->weight[t], environment->weight[t], factor);
    }
}

static void weigh_reduced(xp_environment_t environment)
{
    size_t i, t;

    for (i = 0; i < environment->agents; i++)
        for (t = 0; t < environment->agent[i].types; t++)
            set_weight(environment->weight[environment->agent[i].first + t], environment->common,
                       environment->agent[i].chance->at[t]);
}

void xp_weigh(xp_environment_t environment, xp_reader_t reader)
{
    size_t i;

    find_common(environment);
    if (mpz_sizeinbase(environment->common, 2) > MOST_BITS / environment->profiles)
        xp_reject_size(reader, "probabilities with too many digits for so many profiles");
    environment->weight = xp_zeroed(environment->profiles, sizeof(mpz_t));
    for (i = 0; i < environment->profiles; i++)
        mpz_init_set_ui(environment->weight[i], environment->prior == XP_INDEPENDENT);
    if (environment->reduced)
        weigh_reduced(environment);
    else if (environment->prior == XP_JOINT)
        weigh_jointly(environment);
    else
        for (i = 0; i < environment->agents; i++)
            weigh_agent(environment, &environment->agent[i]);
}
