/* The multiplied rows added up in interim payments. */
#include "exist/interim_agent.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/interim.h>

/*
 * left[first[i] + t] is the coefficient of E[p_i | t], w that of the worst deficit, and
 * left >= right.
 */
typedef struct
{
    const xp_interim_work_struct *work;
    slong length;
    slong *first;
    fmpq *left;
    fmpq_t w;
    fmpq_t right;
    xp_table_t cost;
    int has_cost;
} sum_t;

static void get_gain(fmpq_t gain, const sum_t *sum, slong agent, slong type, slong report)
{
    const xp_interim_table_struct *table = sum->work->tables->agent + agent;

    xp_table_get_fmpq(gain, table->gain,
                      type * sum->work->environment->agent[agent].type_count + report);
}

/* y mu(t) [b(t, t) - p(t) - b(t, r) + p(r)] >= 0; weight = y mu(t). */
static void add_bic(sum_t *sum, const xp_row_key_t *key, const fmpq_t weight)
{
    fmpq *left = sum->left + sum->first[key->agent];
    fmpq_t gain;

    fmpq_init(gain);
    fmpq_sub(left + key->type, left + key->type, weight);
    fmpq_add(left + key->report, left + key->report, weight);
    get_gain(gain, sum, key->agent, key->type, key->report);
    fmpq_addmul(sum->right, weight, gain);
    get_gain(gain, sum, key->agent, key->type, key->type);
    fmpq_submul(sum->right, weight, gain);
    fmpq_clear(gain);
}

/* weight [b(t, t) - p(t) - E[o | t]] >= 0. */
static void add_ir(sum_t *sum, slong agent, slong type, const fmpq_t weight)
{
    fmpq *left = sum->left + sum->first[agent];
    fmpq_t part;

    fmpq_init(part);
    fmpq_sub(left + type, left + type, weight);
    xp_table_get_fmpq(part, sum->work->tables->agent[agent].outside, type);
    fmpq_addmul(sum->right, weight, part);
    get_gain(part, sum, agent, type, type);
    fmpq_submul(sum->right, weight, part);
    fmpq_clear(part);
}

/* y (sum of p_i at one profile), for the agents asked (-1: all). */
static void add_profile(sum_t *sum, slong agent, slong profile, const fmpq_t y)
{
    const xp_profiles_struct *profiles = sum->work->environment->profiles;
    slong i;

    for (i = 0; i < profiles->agents; i++)
    {
        fmpq *left = sum->left + sum->first[i] + profile / profiles->stride[i] % profiles->types[i];

        if (agent < 0 || agent == i)
            fmpq_add(left, left, y);
    }
}

static int add_row(sum_t *sum, const xp_multiplier_struct *multiplier)
{
    const xp_environment_struct *environment = sum->work->environment;
    const xp_row_key_t *key = &multiplier->key;
    slong i;
    slong t;
    fmpq_t weight;
    fmpq_t y;
    int known = 1;

    fmpq_init(weight);
    fmpq_init(y);
    fmpq_set(y, multiplier->value);
    switch (key->kind)
    {
    case XP_ROW_BIC:
    case XP_ROW_IIR:
        xp_table_get_fmpq(weight, environment->agent[key->agent].probability, key->type);
        fmpq_mul(weight, weight, y);
        known = fmpq_sgn(y) > 0;
        if (key->kind == XP_ROW_BIC)
            add_bic(sum, key, weight);
        else
            add_ir(sum, key->agent, key->type, weight);
        break;
    case XP_ROW_EAIR:
        known = fmpq_sgn(y) > 0;
        for (t = 0; t < environment->agent[key->agent].type_count; t++)
        {
            xp_table_get_fmpq(weight, environment->agent[key->agent].probability, t);
            fmpq_mul(weight, weight, y);
            add_ir(sum, key->agent, t, weight);
        }
        break;
    case XP_ROW_EABB:
    case XP_ROW_EAWBB:
        known = key->kind == XP_ROW_EABB || fmpq_sgn(y) > 0;
        for (i = 0; i < environment->agent_count; i++)
            for (t = 0; t < environment->agent[i].type_count; t++)
            {
                xp_table_get_fmpq(weight, environment->agent[i].probability, t);
                fmpq_addmul(sum->left + sum->first[i] + t, weight, y);
            }
        fmpq_addmul(sum->right, sum->work->tables->expected_cost, y);
        break;
    case XP_ROW_NPT:
    case XP_ROW_WBB:
    case XP_ROW_WORST:
        known = fmpq_sgn(y) > 0;
        add_profile(sum, key->agent, key->profile, y);
        if (key->kind == XP_ROW_WORST)
            fmpq_add(sum->w, sum->w, y);
        if (key->kind != XP_ROW_NPT)
        {
            known = known && sum->has_cost;
            xp_table_get_fmpq(weight, sum->cost, key->profile);
            fmpq_addmul(sum->right, weight, y);
        }
        break;
    default:
        known = 0;
        break;
    }
    fmpq_clear(y);
    fmpq_clear(weight);
    return known;
}

/* Takes sign mu_i(t) for the agents of the aim away, or w: then nothing must be left. */
static int is_aim(sum_t *sum, const fmpq_t value)
{
    const xp_interim_work_struct *work = sum->work;
    const xp_aim_t *aim = &work->aim;
    fmpq *none = _fmpq_vec_init(work->environment->agent_count);
    slong i;
    slong t;
    fmpq_t part;
    int same;

    fmpq_init(part);
    for (i = 0; i < work->environment->agent_count && !aim->worst; i++)
        for (t = 0; xp_aim_has(aim, i) && t < work->environment->agent[i].type_count; t++)
        {
            fmpq *left = sum->left + sum->first[i] + t;

            xp_table_get_fmpq(part, work->environment->agent[i].probability, t);
            if (aim->sign > 0)
                fmpq_sub(left, left, part);
            else
                fmpq_add(left, left, part);
        }
    if (aim->worst)
    {
        fmpq_sub_si(sum->w, sum->w, 1);
        same = fmpq_equal(sum->right, value);
    }
    else
    {
        /* The constant of the objective is its value where nobody pays. */
        xp_aim_value(part, work->question, work->value, none, work->tables->expected_cost);
        fmpq_sub(part, value, part);
        if (work->question->maximise)
            fmpq_neg(part, part);
        same = fmpq_equal(sum->right, part);
    }
    fmpq_clear(part);
    _fmpq_vec_clear(none, work->environment->agent_count);
    return same;
}

int xp_interim_verify(const xp_proof_t proof, const xp_interim_work_struct *work, int optimum,
                      const fmpq_t value)
{
    const xp_environment_struct *environment = work->environment;
    sum_t sum = {.work = work};
    size_t m;
    slong i;
    int good = proof->node_count == 1;

    sum.first = xp_calloc((size_t) environment->agent_count, sizeof(slong));
    for (i = 0; i < environment->agent_count; i++)
    {
        sum.first[i] = sum.length;
        sum.length += environment->agent[i].type_count;
    }
    sum.left = _fmpq_vec_init(sum.length);
    fmpq_init(sum.w);
    fmpq_init(sum.right);
    xp_table_init(sum.cost);
    for (m = 0; m < proof->count && !sum.has_cost; m++)
        if (proof->multiplier[m].key.kind == XP_ROW_WBB
            || proof->multiplier[m].key.kind == XP_ROW_WORST)
        {
            xp_error_t error;

            xp_error_init(error);
            sum.has_cost = xp_cost_list(sum.cost, environment, work->question->rule, error)
                           == XP_OK;
            good = good && sum.has_cost;
            xp_error_clear(error);
            break;
        }
    for (m = 0; good && m < proof->count; m++)
        good = add_row(&sum, proof->multiplier + m);
    good = good && (optimum ? is_aim(&sum, value) : fmpq_sgn(sum.right) > 0);
    good = good && fmpq_is_zero(sum.w);
    for (i = 0; good && i < sum.length; i++)
        good = fmpq_is_zero(sum.left + i);
    xp_table_clear(sum.cost);
    fmpq_clear(sum.right);
    fmpq_clear(sum.w);
    _fmpq_vec_clear(sum.left, sum.length);
    free(sum.first);
    return good;
}
