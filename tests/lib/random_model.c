/* Small random models for comparisons with the slow references. */
#include <stdio.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "random_model.h"
#include "ref_model.h"

static void must(xp_status_t status, xp_error_t error)
{
    if (status == XP_OK)
        return;
    fprintf(stderr, "random model: %s\n", error->message);
    abort();
}

/* The values under their common denominator; clears them. */
static void move_to_table(xp_table_struct *table, fmpq *values, slong length)
{
    xp_error_t error;

    xp_error_init(error);
    must(xp_table_set_fmpq_vec(table, values, length, error), error);
    xp_error_clear(error);
    _fmpq_vec_clear(values, length);
}

static char *label(char letter, slong number)
{
    char text[32];

    snprintf(text, sizeof(text), "%c%ld", letter, (long) number);
    return xp_strdup(text);
}

static void draw_sizes(xp_environment_struct *environment, uint64_t *state,
                       const xp_random_limits_t *limits)
{
    static const slong agents_of[10] = {1, 2, 2, 2, 2, 3, 3, 3, 4, 4};
    slong n = limits->agents > 4 ? limits->agents : agents_of[xp_random_pick(state, 10)];
    slong m = 1 + xp_random_pick(state, limits->outcomes), K = 1;
    slong *types;

    if (m == 1)
        m = 1 + xp_random_pick(state, limits->outcomes);
    if (n > limits->agents)
        n = limits->agents;
    types = xp_malloc((size_t) n * sizeof(slong));
    /* Either alike and cut to the limit, or as large as it allows from the last agent on. */
    if (xp_random_happens(state, 4))
        for (slong i = n - 1; i >= 0; i--)
        {
            slong most = limits->profiles / K < limits->types ? limits->profiles / K
                                                               : limits->types;

            types[i] = 1 + xp_random_pick(state, most);
            K *= types[i];
        }
    else
        for (slong i = 0; i < n; i++)
        {
            types[i] = 1 + xp_random_pick(state, limits->types);
            if (types[i] == 1)
                types[i] = 1 + xp_random_pick(state, limits->types);
            K *= types[i];
        }
    while (K > limits->profiles)
    {
        slong i = xp_random_pick(state, n);

        if (types[i] == 1)
            continue;
        K = K / types[i] * (types[i] - 1);
        types[i]--;
    }
    xp_environment_set_counts(environment, n, m);
    xp_profiles_set(environment->profiles, n, types, limits->profiles);
    for (slong a = 0; a < m; a++)
        environment->outcome_label[a] = label('o', a);
    for (slong i = 0; i < n; i++)
    {
        xp_agent_struct *agent = environment->agent + i;

        agent->name = label('a', i);
        agent->type_count = types[i];
        agent->type_label = xp_malloc((size_t) types[i] * sizeof(char *));
        for (slong t = 0; t < types[i]; t++)
            agent->type_label[t] = label('t', t);
    }
    free(types);
}

/* Whether the table by outcome and profile depends on more than the own type. */
static int depends_on_others(const fmpq *value, const xp_environment_struct *environment,
                             slong i)
{
    slong K = environment->profiles->size, stride = 1;

    for (slong j = i + 1; j < environment->agent_count; j++)
        stride *= environment->agent[j].type_count;
    for (slong a = 0; a < environment->outcome_count; a++)
        for (slong x = 0; x < K; x++)
        {
            slong own = x / stride % environment->agent[i].type_count;

            if (!fmpq_equal(value + a * K + x, value + a * K + own * stride))
                return 1;
        }
    return 0;
}

static void draw_values(xp_environment_struct *environment, const xp_scale_struct *scale,
                        int interdependent, uint64_t *state)
{
    slong m = environment->outcome_count, K = environment->profiles->size;

    for (slong i = 0; i < environment->agent_count; i++)
    {
        xp_agent_struct *agent = environment->agent + i;
        slong length = m * (interdependent ? K : agent->type_count);
        fmpq *value = _fmpq_vec_init(length);

        for (slong e = 0; e < length; e++)
            xp_random_number(value + e, scale + i, state);
        agent->interdependent = interdependent;
        if (interdependent
            && (xp_random_happens(state, 3) || !depends_on_others(value, environment, i)))
        {
            agent->interdependent = 0;
            _fmpq_vec_clear(value, length);
            length = m * agent->type_count;
            value = _fmpq_vec_init(length);
            for (slong e = 0; e < length; e++)
                xp_random_number(value + e, scale + i, state);
        }
        move_to_table(agent->value, value, length);
    }
}

static void draw_costs(xp_environment_struct *environment, const xp_scale_struct *scale,
                       uint64_t *state)
{
    slong m = environment->outcome_count;
    fmpq *cost = _fmpq_vec_init(m);

    if (xp_random_happens(state, 2))
        for (slong a = 0; a < m; a++)
            xp_random_number(cost + a, scale, state);
    move_to_table(environment->cost, cost, m);
    if (!xp_random_happens(state, 3))
        return;
    for (slong i = 0; i < environment->agent_count; i++)
    {
        slong kept = xp_random_pick(state, m);

        for (slong a = 0; a < m; a++)
            if (a != kept && xp_random_happens(state, 3))
                environment->agent[i].available[a] = 0;
    }
}

static void draw_outside(xp_environment_struct *environment, const xp_scale_struct *scale,
                         uint64_t *state)
{
    slong m = environment->outcome_count, K = environment->profiles->size;
    int low = xp_random_happens(state, 2);

    for (slong i = 0; i < environment->agent_count; i++)
    {
        xp_agent_struct *agent = environment->agent + i;
        slong k = agent->type_count;
        const slong lengths[5] = {0, k, K, m * k, m * K};
        fmpq *outside;

        agent->outside_kind = (xp_outside_t) xp_random_pick(state, 5);
        if (agent->outside_kind == XP_OUTSIDE_NONE)
            continue;
        outside = _fmpq_vec_init(lengths[agent->outside_kind]);
        for (slong e = 0; e < lengths[agent->outside_kind]; e++)
        {
            xp_random_number(outside + e, scale + i, state);
            for (slong times = 0; low && times < 4; times++)
                fmpq_sub(outside + e, outside + e, scale[i].unit);
        }
        move_to_table(agent->outside, outside, lengths[agent->outside_kind]);
    }
}

/* Probabilities that sum to 1, some of them 0. */
static fmpq *draw_probabilities(slong length, uint64_t *state)
{
    fmpq *probability = _fmpq_vec_init(length);
    slong large = xp_random_happens(state, 12) ? WORD(1000000000000003) : 0;
    slong least = xp_random_pick(state, 2);
    fmpq_t sum;

    fmpq_init(sum);
    while (fmpq_is_zero(sum))
        for (slong e = 0; e < length; e++)
        {
            slong weight = least + xp_random_pick(state, 4 - least);

            fmpq_set_si(probability + e, weight > 0 ? weight + large : 0, 1);
            fmpq_add(sum, sum, probability + e);
        }
    fmpq_zero(sum);
    for (slong e = 0; e < length; e++)
        fmpq_add(sum, sum, probability + e);
    for (slong e = 0; e < length; e++)
        fmpq_div(probability + e, probability + e, sum);
    fmpq_clear(sum);
    return probability;
}

/* The probability of one type under a joint prior. */
static void sum_marginal(fmpq_t sum, const xp_environment_struct *environment,
                         const fmpq *joint, slong agent, slong type)
{
    slong stride = 1;

    for (slong j = agent + 1; j < environment->agent_count; j++)
        stride *= environment->agent[j].type_count;
    fmpq_zero(sum);
    for (slong x = 0; x < environment->profiles->size; x++)
        if (x / stride % environment->agent[agent].type_count == type)
            fmpq_add(sum, sum, joint + x);
}

static int factorises(const xp_environment_struct *environment, const fmpq *joint)
{
    int equal = 1;
    fmpq_t product, sum;

    fmpq_init(product);
    fmpq_init(sum);
    for (slong x = 0; x < environment->profiles->size && equal; x++)
    {
        slong rest = x;

        fmpq_one(product);
        for (slong i = environment->agent_count - 1; i >= 0; i--)
        {
            slong k = environment->agent[i].type_count;

            sum_marginal(sum, environment, joint, i, rest % k);
            fmpq_mul(product, product, sum);
            rest /= k;
        }
        equal = fmpq_equal(product, joint + x);
    }
    fmpq_clear(product);
    fmpq_clear(sum);
    return equal;
}

/* A joint prior that factorises is stored as an independent one. */
static void draw_prior(xp_environment_struct *environment, uint64_t *state)
{
    slong K = environment->profiles->size;
    slong kind = xp_random_pick(state, 5);
    fmpq *joint;

    if (kind == 0)
        return;
    if (kind >= 3)
    {
        joint = draw_probabilities(K, state);
        if (!factorises(environment, joint))
        {
            environment->prior = XP_PRIOR_JOINT;
            move_to_table(environment->joint, joint, K);
            return;
        }
        _fmpq_vec_clear(joint, K);
    }
    environment->prior = XP_PRIOR_INDEPENDENT;
    for (slong i = 0; i < environment->agent_count; i++)
    {
        slong k = environment->agent[i].type_count;

        move_to_table(environment->agent[i].probability, draw_probabilities(k, state), k);
    }
}

/* Weights of a random lottery, over the maximisers at x when efficient is not NULL. */
static void draw_lottery(fmpq *weight, slong m, const fmpq *efficient, uint64_t *state)
{
    fmpq_t sum;

    fmpq_init(sum);
    while (fmpq_is_zero(sum))
        for (slong a = 0; a < m; a++)
        {
            fmpq_set_si(weight + a, xp_random_pick(state, 4), 1);
            if (efficient != NULL && fmpq_is_zero(efficient + a))
                fmpq_zero(weight + a);
            fmpq_add(sum, sum, weight + a);
        }
    fmpq_zero(sum);
    for (slong a = 0; a < m; a++)
        fmpq_add(sum, sum, weight + a);
    for (slong a = 0; a < m; a++)
        fmpq_div(weight + a, weight + a, sum);
    fmpq_clear(sum);
}

/*
 * An explicit rule of one of five kinds: arbitrary; constant; a function of one agent's
 * type; some lottery over the maximisers of S, which is efficient; one outcome each.
 */
static void draw_explicit_rule(xp_model_struct *model, uint64_t *state)
{
    slong m = model->environment->outcome_count, K = model->environment->profiles->size;
    slong kind = xp_random_pick(state, 5), pool = 1 + xp_random_pick(state, 4);
    fmpq *weight = _fmpq_vec_init(m);
    uint32_t *choice = xp_malloc((size_t) K * sizeof(uint32_t));
    uint32_t *pooled = xp_malloc(8 * sizeof(uint32_t));
    xp_lotteries_t lotteries;
    xp_ref_model_t ref;
    xp_ties_t ties = XP_TIES_LOTTERY;

    xp_ref_model_init(ref, model, &ties);
    xp_lotteries_init(lotteries, m);
    for (slong e = 0; e < 8; e++)
    {
        if (e < pool && kind != 4)
            draw_lottery(weight, m, NULL, state);
        else
        {
            for (slong a = 0; a < m; a++)
                fmpq_zero(weight + a);
            fmpq_one(weight + xp_random_pick(state, m));
        }
        pooled[e] = xp_lotteries_choice(lotteries, weight);
    }
    for (slong x = 0; x < K; x++)
    {
        if (kind == 1)
            choice[x] = pooled[0];
        else if (kind == 2)
            choice[x] = pooled[ref->type[x * ref->n] % 8];
        else if (kind == 3)
        {
            draw_lottery(weight, m, ref->weight + x * m, state);
            choice[x] = xp_lotteries_choice(lotteries, weight);
        }
        else
            choice[x] = pooled[xp_random_pick(state, 8)];
    }
    model->rule->efficient = 0;
    model->rule_stated = 1;
    model->rule->choice = choice;
    model->rule->choice_length = K;
    xp_rule_set_lotteries(model->rule, lotteries);
    xp_lotteries_clear(lotteries);
    xp_ref_model_clear(ref);
    free(pooled);
    _fmpq_vec_clear(weight, m);
}

void xp_random_model(xp_model_t model, xp_scale_t scale, uint64_t *state,
                     const xp_random_limits_t *limits, xp_random_counts_t *counts)
{
    xp_environment_struct *environment = model->environment;
    xp_scale_kind_t kind = (xp_scale_kind_t) xp_random_pick(state, XP_SCALE_COUNT);
    xp_scale_struct *own;

    if (xp_random_happens(state, 3))
        kind = XP_SCALE_SMALL;
    draw_sizes(environment, state, limits);
    xp_scale_draw(scale, kind, state);
    counts->scale[kind]++;
    own = xp_malloc((size_t) environment->agent_count * sizeof(xp_scale_struct));
    for (slong i = 0; i < environment->agent_count; i++)
    {
        xp_scale_init(own + i);
        if (xp_random_happens(state, 20))
            xp_scale_draw(own + i, (xp_scale_kind_t) xp_random_pick(state, XP_SCALE_COUNT), state);
        else
        {
            fmpq_set(own[i].unit, scale->unit);
            fmpq_set(own[i].offset, scale->offset);
        }
    }
    draw_values(environment, own, !limits->private_values && xp_random_happens(state, 4), state);
    draw_costs(environment, scale, state);
    draw_outside(environment, own, state);
    draw_prior(environment, state);
    model->rule->outcome_count = environment->outcome_count;
    model->rule->ties = (xp_ties_t) xp_random_pick(state, 3);
    if (limits->rule == XP_RANDOM_RULE_EXPLICIT
        || (limits->rule == XP_RANDOM_RULE_ANY && xp_random_happens(state, 3)))
        draw_explicit_rule(model, state);
    for (slong i = 0; i < environment->agent_count; i++)
        xp_scale_clear(own + i);
    free(own);
    xp_random_counts_add(counts, model);
}
