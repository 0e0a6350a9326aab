/* A model spelled out for the slow references: every function a plain table over all profiles. */
#include <stdlib.h>

#include "ref_model.h"

/* One entry of a table of the model. */
static void read_entry(fmpq_t value, const xp_table_struct *table, slong index)
{
    fmpq_set_fmpz_frac(value, table->entry + index, table->denominator);
}

slong xp_ref_index(const xp_ref_model_t ref, const slong *type)
{
    slong index = 0;

    for (slong i = 0; i < ref->n; i++)
        index = index * ref->types[i] + type[i];
    return index;
}

slong xp_ref_report(const xp_ref_model_t ref, slong x, slong agent, slong type)
{
    slong index = 0;

    for (slong i = 0; i < ref->n; i++)
        index = index * ref->types[i] + (i == agent ? type : ref->type[x * ref->n + i]);
    return index;
}

slong xp_ref_others(const xp_ref_model_t ref, slong agent, slong x)
{
    slong number = 0;

    for (slong i = 0; i < ref->n; i++)
        if (i != agent)
            number = number * ref->types[i] + ref->type[x * ref->n + i];
    return number;
}

slong xp_ref_on_line(const xp_ref_model_t ref, slong agent, slong others, slong type)
{
    slong index = 0, distance = 1;

    for (slong i = ref->n - 1; i >= 0; i--)
    {
        if (i == agent)
            index += type * distance;
        else
        {
            index += others % ref->types[i] * distance;
            others /= ref->types[i];
        }
        distance *= ref->types[i];
    }
    return index;
}

const fmpq *xp_ref_value(const xp_ref_model_t ref, slong agent, slong outcome, slong x)
{
    return ref->value + (agent * ref->m + outcome) * ref->K + x;
}

const fmpq *xp_ref_marginal(const xp_ref_model_t ref, slong agent, slong type)
{
    return ref->marginal + agent * ref->most + type;
}

void xp_ref_utility(fmpq_t utility, const xp_ref_model_t ref, slong agent, slong x,
                    slong reported)
{
    fmpq_zero(utility);
    for (slong a = 0; a < ref->m; a++)
    {
        const fmpq *weight = ref->weight + reported * ref->m + a;

        if (fmpq_is_one(weight))
            fmpq_set(utility, xp_ref_value(ref, agent, a, x));
        else if (!fmpq_is_zero(weight))
            fmpq_addmul(utility, weight, xp_ref_value(ref, agent, a, x));
    }
}

void xp_ref_outside(fmpq_t outside, const xp_ref_model_t ref, slong agent, slong x)
{
    fmpq_zero(outside);
    for (slong a = 0; a < ref->m; a++)
        fmpq_addmul(outside, ref->weight + x * ref->m + a,
                    ref->outside + (agent * ref->m + a) * ref->K + x);
}

void xp_ref_cost(fmpq_t cost, const xp_ref_model_t ref, slong x)
{
    fmpq_zero(cost);
    for (slong a = 0; a < ref->m; a++)
        fmpq_addmul(cost, ref->weight + x * ref->m + a, ref->cost + a);
}

void xp_ref_surplus(fmpq_t surplus, const xp_ref_model_t ref, slong outcome, slong x,
                    slong without)
{
    fmpq_neg(surplus, ref->cost + outcome);
    for (slong i = 0; i < ref->n; i++)
        if (i != without)
            fmpq_add(surplus, surplus, xp_ref_value(ref, i, outcome, x));
}

void xp_ref_welfare(fmpq_t welfare, const xp_ref_model_t ref, slong x)
{
    fmpq_t surplus;

    fmpq_init(surplus);
    for (slong a = 0; a < ref->m; a++)
    {
        xp_ref_surplus(surplus, ref, a, x, -1);
        if (a == 0 || fmpq_cmp(surplus, welfare) > 0)
            fmpq_set(welfare, surplus);
    }
    fmpq_clear(surplus);
}

void xp_ref_interim(fmpq_t mean, const xp_ref_model_t ref, slong agent, slong type,
                    const fmpq *f)
{
    fmpq_zero(mean);
    for (slong x = 0; x < ref->K; x++)
        if (ref->type[x * ref->n + agent] == type)
            fmpq_addmul(mean, ref->given + agent * ref->K + x, f + x);
}

void xp_ref_mean(fmpq_t mean, const xp_ref_model_t ref, const fmpq *f)
{
    fmpq_zero(mean);
    for (slong x = 0; x < ref->K; x++)
        fmpq_addmul(mean, ref->probability + x, f + x);
}

static void spell_out_agents(xp_ref_model_t ref, const xp_environment_struct *environment)
{
    for (slong i = 0; i < ref->n; i++)
    {
        const xp_agent_struct *agent = environment->agent + i;

        if (agent->interdependent)
            ref->private = 0;
        for (slong a = 0; a < ref->m; a++)
        {
            ref->available[i * ref->m + a] = agent->available[a];
            for (slong x = 0; x < ref->K; x++)
            {
                slong t = ref->type[x * ref->n + i];
                slong place = (i * ref->m + a) * ref->K + x;

                read_entry(ref->value + place, agent->value,
                           agent->interdependent ? a * ref->K + x : a * ref->types[i] + t);
                switch (agent->outside_kind)
                {
                case XP_OUTSIDE_NONE:
                    break;
                case XP_OUTSIDE_TYPE:
                    read_entry(ref->outside + place, agent->outside, t);
                    break;
                case XP_OUTSIDE_PROFILE:
                    read_entry(ref->outside + place, agent->outside, x);
                    break;
                case XP_OUTSIDE_OUTCOME:
                    read_entry(ref->outside + place, agent->outside, a * ref->types[i] + t);
                    break;
                case XP_OUTSIDE_BOTH:
                    read_entry(ref->outside + place, agent->outside, a * ref->K + x);
                    break;
                }
            }
        }
    }
}

static void spell_out_prior(xp_ref_model_t ref, const xp_environment_struct *environment)
{
    ref->prior = environment->prior;
    if (ref->prior == XP_PRIOR_NONE)
        return;
    ref->probability = _fmpq_vec_init(ref->K);
    ref->marginal = _fmpq_vec_init(ref->n * ref->most);
    ref->given = _fmpq_vec_init(ref->n * ref->K);
    if (ref->prior == XP_PRIOR_INDEPENDENT)
    {
        for (slong i = 0; i < ref->n; i++)
            for (slong t = 0; t < ref->types[i]; t++)
                read_entry(ref->marginal + i * ref->most + t, environment->agent[i].probability,
                           t);
        for (slong x = 0; x < ref->K; x++)
        {
            fmpq_one(ref->probability + x);
            for (slong i = 0; i < ref->n; i++)
                fmpq_mul(ref->probability + x, ref->probability + x,
                         xp_ref_marginal(ref, i, ref->type[x * ref->n + i]));
        }
    }
    else
        for (slong x = 0; x < ref->K; x++)
        {
            read_entry(ref->probability + x, environment->joint, x);
            for (slong i = 0; i < ref->n; i++)
            {
                fmpq *sum = ref->marginal + i * ref->most + ref->type[x * ref->n + i];

                fmpq_add(sum, sum, ref->probability + x);
            }
        }
    for (slong i = 0; i < ref->n; i++)
        for (slong x = 0; x < ref->K; x++)
        {
            fmpq *given = ref->given + i * ref->K + x;
            const fmpq *own = xp_ref_marginal(ref, i, ref->type[x * ref->n + i]);

            if (ref->prior == XP_PRIOR_INDEPENDENT)
            {
                fmpq_one(given);
                for (slong j = 0; j < ref->n; j++)
                    if (j != i)
                        fmpq_mul(given, given,
                                 xp_ref_marginal(ref, j, ref->type[x * ref->n + j]));
            }
            else if (!fmpq_is_zero(own))
                fmpq_div(given, ref->probability + x, own);
        }
}

/* The efficient rule: the maximisers of S, one of them or a uniform lottery. */
static void choose_efficiently(xp_ref_model_t ref, xp_ties_t ties)
{
    fmpq_t surplus, welfare;

    fmpq_init(surplus);
    fmpq_init(welfare);
    for (slong x = 0; x < ref->K; x++)
    {
        slong count = 0, first = -1, last = -1;

        xp_ref_welfare(welfare, ref, x);
        for (slong a = 0; a < ref->m; a++)
        {
            xp_ref_surplus(surplus, ref, a, x, -1);
            if (!fmpq_equal(surplus, welfare))
                continue;
            if (first < 0)
                first = a;
            last = a;
            count++;
        }
        for (slong a = 0; a < ref->m; a++)
        {
            fmpq *weight = ref->weight + x * ref->m + a;

            xp_ref_surplus(surplus, ref, a, x, -1);
            if (ties == XP_TIES_FIRST && a == first)
                fmpq_one(weight);
            if (ties == XP_TIES_LAST && a == last)
                fmpq_one(weight);
            if (ties == XP_TIES_LOTTERY && fmpq_equal(surplus, welfare))
                fmpq_set_si(weight, 1, (ulong) count);
        }
    }
    fmpq_clear(surplus);
    fmpq_clear(welfare);
}

static void choose_explicitly(xp_ref_model_t ref, const xp_rule_struct *rule)
{
    for (slong x = 0; x < ref->K; x++)
    {
        slong choice = rule->choice[x];

        if (choice < ref->m)
            fmpq_one(ref->weight + x * ref->m + choice);
        else
            for (slong a = 0; a < ref->m; a++)
                read_entry(ref->weight + x * ref->m + a, rule->lottery,
                           (choice - ref->m) * ref->m + a);
    }
}

void xp_ref_model_init(xp_ref_model_t ref, const xp_model_t model, const xp_ties_t *ties)
{
    const xp_environment_struct *environment = model->environment;

    ref->n = environment->agent_count;
    ref->m = environment->outcome_count;
    ref->K = 1;
    ref->most = 1;
    ref->types = malloc((size_t) ref->n * sizeof(slong));
    for (slong i = 0; i < ref->n; i++)
    {
        ref->types[i] = environment->agent[i].type_count;
        ref->K *= ref->types[i];
        if (ref->types[i] > ref->most)
            ref->most = ref->types[i];
    }
    ref->type = malloc((size_t) (ref->K * ref->n) * sizeof(slong));
    for (slong x = 0; x < ref->K; x++)
        for (slong i = ref->n - 1, rest = x; i >= 0; rest /= ref->types[i], i--)
            ref->type[x * ref->n + i] = rest % ref->types[i];
    ref->private = 1;
    ref->value = _fmpq_vec_init(ref->n * ref->m * ref->K);
    ref->outside = _fmpq_vec_init(ref->n * ref->m * ref->K);
    ref->available = malloc((size_t) (ref->n * ref->m));
    ref->cost = _fmpq_vec_init(ref->m);
    ref->probability = NULL;
    ref->marginal = NULL;
    ref->given = NULL;
    ref->weight = _fmpq_vec_init(ref->K * ref->m);
    for (slong a = 0; a < ref->m; a++)
        read_entry(ref->cost + a, environment->cost, a);
    spell_out_agents(ref, environment);
    spell_out_prior(ref, environment);
    if (model->rule->efficient)
        choose_efficiently(ref, ties != NULL ? *ties : model->rule->ties);
    else
        choose_explicitly(ref, model->rule);
}

void xp_ref_model_clear(xp_ref_model_t ref)
{
    free(ref->types);
    free(ref->type);
    free(ref->available);
    _fmpq_vec_clear(ref->value, ref->n * ref->m * ref->K);
    _fmpq_vec_clear(ref->outside, ref->n * ref->m * ref->K);
    _fmpq_vec_clear(ref->cost, ref->m);
    _fmpq_vec_clear(ref->weight, ref->K * ref->m);
    if (ref->prior != XP_PRIOR_NONE)
    {
        _fmpq_vec_clear(ref->probability, ref->K);
        _fmpq_vec_clear(ref->marginal, ref->n * ref->most);
        _fmpq_vec_clear(ref->given, ref->n * ref->K);
    }
}
