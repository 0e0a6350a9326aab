/* Random payments to test: arbitrary ones, and ones that nearly have some property. */
#include <stdio.h>
#include <stdlib.h>

#include "random_payments.h"
#include "ref_check.h"
#include "ref_rule.h"

/*
 * p(t) <= p(r) + edge(r, t), relaxed from 0 as often as there are types: payments
 * that keep every type truthful when the graph has no negative cycle.
 */
static void relax(fmpq *price, const fmpq *edge, slong k)
{
    fmpq_t sum;

    fmpq_init(sum);
    for (slong t = 0; t < k; t++)
        fmpq_zero(price + t);
    for (slong times = 0; times < k; times++)
        for (slong t = 0; t < k; t++)
            for (slong r = 0; r < k; r++)
            {
                fmpq_add(sum, price + r, edge + r * k + t);
                if (fmpq_cmp(sum, price + t) < 0)
                    fmpq_set(price + t, sum);
            }
    fmpq_clear(sum);
}

/* Payments of one agent by the graphs of its lines, or by its interim graph. */
static void price_by_graph(fmpq *payment, const xp_ref_model_t ref, slong agent, int interim)
{
    slong k = ref->types[agent], lines = interim ? 1 : ref->K / k;
    fmpq *edge = _fmpq_vec_init(k * k);
    fmpq *price = _fmpq_vec_init(k);

    for (slong line = 0; line < lines; line++)
    {
        for (slong r = 0; r < k; r++)
            for (slong t = 0; t < k; t++)
                if (r != t)
                    xp_ref_edge(edge + r * k + t, ref, agent, interim ? -1 : line, r, t);
        relax(price, edge, k);
        for (slong t = 0; t < k && !interim; t++)
            fmpq_set(payment + xp_ref_on_line(ref, agent, line, t), price + t);
        for (slong x = 0; x < ref->K && interim; x++)
            fmpq_set(payment + x, price + ref->type[x * ref->n + agent]);
    }
    _fmpq_vec_clear(edge, k * k);
    _fmpq_vec_clear(price, k);
}

static void share_costs(fmpq *payment, const xp_ref_model_t ref)
{
    fmpq_t part;

    fmpq_init(part);
    fmpq_set_si(part, 1, (ulong) ref->n);
    for (slong i = 0; i < ref->n; i++)
        for (slong x = 0; x < ref->K; x++)
        {
            xp_ref_cost(payment + i * ref->K + x, ref, x);
            fmpq_mul(payment + i * ref->K + x, payment + i * ref->K + x, part);
        }
    fmpq_clear(part);
}

/* Gives each agent the constant that taking part lacks, in one of three senses. */
static void move_for_participation(fmpq *payment, const xp_ref_model_t ref, slong sense)
{
    static const xp_property_t senses[3] = {XP_EPIR, XP_IIR, XP_EAIR};
    xp_ref_finding_t finding;
    fmpq *least = _fmpq_vec_init(ref->n);

    xp_ref_finding_init(finding);
    xp_ref_check(finding, ref, payment, senses[ref->prior == XP_PRIOR_NONE ? 0 : sense]);
    for (slong e = 0; e < finding->violations; e++)
        if (fmpq_cmp(finding->all[e].slack, least + finding->all[e].agent) < 0)
            fmpq_set(least + finding->all[e].agent, finding->all[e].slack);
    for (slong i = 0; i < ref->n; i++)
        for (slong x = 0; x < ref->K; x++)
            fmpq_add(payment + i * ref->K + x, payment + i * ref->K + x, least + i);
    xp_ref_finding_clear(finding);
    _fmpq_vec_clear(least, ref->n);
}

/* The last agent pays what is missing at every profile, or agent 0 a constant. */
static void move_for_budget(fmpq *payment, const xp_ref_model_t ref, slong sense)
{
    fmpq *left = _fmpq_vec_init(ref->K);
    fmpq_t most;

    fmpq_init(most);
    for (slong x = 0; x < ref->K; x++)
    {
        xp_ref_cost(left + x, ref, x);
        for (slong i = 0; i < ref->n; i++)
            fmpq_sub(left + x, left + x, payment + i * ref->K + x);
        if (x == 0 || fmpq_cmp(left + x, most) > 0)
            fmpq_set(most, left + x);
    }
    if (sense == 1 && ref->prior != XP_PRIOR_NONE)
        xp_ref_mean(most, ref, left);
    for (slong x = 0; x < ref->K; x++)
        if (sense == 2)
            fmpq_add(payment + (ref->n - 1) * ref->K + x, payment + (ref->n - 1) * ref->K + x,
                     left + x);
        else
            fmpq_add(payment + x, payment + x, most);
    fmpq_clear(most);
    _fmpq_vec_clear(left, ref->K);
}

void xp_random_payments(fmpq *payment, const xp_ref_model_t ref, const xp_scale_t scale,
                        uint64_t *state)
{
    slong n = ref->n, K = ref->K, place = xp_random_pick(state, n * K);

    for (slong e = 0; e < n * K; e++)
        fmpq_zero(payment + e);
    switch (xp_random_pick(state, 8))
    {
    case 0:
        break;
    case 1:
        for (slong e = 0; e < n * K; e++)
            xp_random_number(payment + e, scale, state);
        break;
    case 2:
        xp_ref_groves(payment, ref);
        break;
    case 3:
        xp_ref_pivot(payment, ref);
        break;
    case 4:
    case 5:
        for (slong i = 0; i < n; i++)
            price_by_graph(payment + i * K, ref, i, 0);
        break;
    case 6:
        for (slong i = 0; i < n && ref->prior != XP_PRIOR_NONE; i++)
            price_by_graph(payment + i * K, ref, i, 1);
        break;
    case 7:
        share_costs(payment, ref);
        break;
    }
    if (xp_random_happens(state, 4))
        move_for_participation(payment, ref, xp_random_pick(state, 3));
    if (xp_random_happens(state, 4))
        move_for_budget(payment, ref, xp_random_pick(state, 3));
    if (xp_random_happens(state, 3))
    {
        if (xp_random_happens(state, 2))
            fmpq_add(payment + place, payment + place, scale->offset);
        else
            fmpq_sub(payment + place, payment + place, scale->offset);
    }
}

static void must(xp_status_t status, xp_error_t error)
{
    if (status == XP_OK)
        return;
    fprintf(stderr, "random payments: %s\n", error->message);
    abort();
}

/* Adds a term with this table, which is copied. */
static xp_term_struct *add_term(xp_payments_t payments, slong payer, xp_term_kind_t kind,
                                slong agent, const fmpq *values, slong length)
{
    xp_term_struct *term = xp_payments_add_term(payments, payer, kind, agent);
    xp_error_t error;

    if (length > 0)
    {
        xp_error_init(error);
        must(xp_table_set_fmpq_vec(term->table, values, length, error), error);
        xp_error_clear(error);
    }
    return term;
}

void xp_payments_set_profiles(xp_payments_t payments, const xp_ref_model_t ref,
                              const fmpq *payment)
{
    xp_payments_set_zero(payments, ref->n);
    for (slong i = 0; i < ref->n; i++)
        add_term(payments, i, XP_TERM_PROFILE, i, payment + i * ref->K, ref->K);
}

/* A function of agent, outcome and profile, for XP_TERM_FUNCTION. */
static xp_status_t evaluate(fmpq_t value, const void *context, slong agent, slong outcome,
                            const slong *profile, xp_error_t error)
{
    (void) context;
    (void) error;
    fmpq_set_si(value, (outcome + 1) * (2 * profile[0] - 1) + profile[agent], 3);
    return XP_OK;
}

/* The value of a term at x, by the definition of its kind. */
static void take_term(fmpq_t value, const xp_ref_model_t ref, xp_term_kind_t kind, slong agent,
                      const fmpq *table, slong x)
{
    fmpq_t one;
    xp_error_t error;

    switch (kind)
    {
    case XP_TERM_CONSTANT:
        fmpq_one(value);
        break;
    case XP_TERM_COST:
        xp_ref_cost(value, ref, x);
        break;
    case XP_TERM_VALUE:
        xp_ref_utility(value, ref, agent, x, x);
        break;
    case XP_TERM_CLARKE:
        xp_ref_clarke(value, ref, agent, x);
        break;
    case XP_TERM_OUTSIDE:
        xp_ref_outside(value, ref, agent, x);
        break;
    case XP_TERM_CHOICE:
        fmpq_zero(value);
        for (slong a = 0; a < ref->m; a++)
            fmpq_addmul(value, ref->weight + x * ref->m + a,
                        table + a * ref->types[agent] + ref->type[x * ref->n + agent]);
        break;
    case XP_TERM_TYPE:
        fmpq_set(value, table + ref->type[x * ref->n + agent]);
        break;
    case XP_TERM_OTHERS:
        fmpq_set(value, table + xp_ref_others(ref, agent, x));
        break;
    case XP_TERM_PROFILE:
        fmpq_set(value, table + x);
        break;
    case XP_TERM_FUNCTION:
        fmpq_init(one);
        xp_error_init(error);
        fmpq_zero(value);
        for (slong a = 0; a < ref->m; a++)
        {
            must(evaluate(one, NULL, agent, a, ref->type + x * ref->n, error), error);
            fmpq_addmul(value, ref->weight + x * ref->m + a, one);
        }
        xp_error_clear(error);
        fmpq_clear(one);
        break;
    }
}

void xp_random_terms(xp_payments_t payments, const xp_ref_model_t ref, const fmpq *payment,
                     uint64_t *state, unsigned long *used)
{
    slong K = ref->K;
    fmpq *rest = _fmpq_vec_init(K);
    fmpq *table = _fmpq_vec_init(K * ref->m);
    fmpq_t value, coefficient;
    xp_term_struct *term;

    fmpq_init(value);
    fmpq_init(coefficient);
    xp_payments_set_zero(payments, ref->n);
    for (slong i = 0; i < ref->n; i++)
    {
        for (slong x = 0; x < K; x++)
            fmpq_set(rest + x, payment + i * K + x);
        for (slong terms = xp_random_pick(state, 4); terms > 0; terms--)
        {
            xp_term_kind_t kind = (xp_term_kind_t) xp_random_pick(state, 10);
            slong agent = xp_random_pick(state, ref->n), length = 0;

            if (kind == XP_TERM_CLARKE && !ref->private)
                continue;
            if (kind == XP_TERM_FUNCTION)
                agent = i;
            if (kind == XP_TERM_TYPE)
                length = ref->types[agent];
            if (kind == XP_TERM_CHOICE)
                length = ref->types[agent] * ref->m;
            if (kind == XP_TERM_OTHERS)
                length = K / ref->types[agent];
            if (kind == XP_TERM_PROFILE)
                length = K;
            for (slong e = 0; e < length; e++)
                fmpq_set_si(table + e, xp_random_pick(state, 7) - 3, 2);
            fmpq_set_si(coefficient, xp_random_pick(state, 9) - 4,
                        (ulong) (1 + xp_random_pick(state, 3)));
            term = add_term(payments, i, kind, agent, table, length);
            if (kind == XP_TERM_FUNCTION)
                term->function.evaluate = evaluate;
            fmpq_set(term->coefficient, coefficient);
            used[kind]++;
            for (slong x = 0; x < K; x++)
            {
                take_term(value, ref, kind, agent, table, x);
                fmpq_submul(rest + x, coefficient, value);
            }
        }
        add_term(payments, i, XP_TERM_PROFILE, i, rest, K);
        used[XP_TERM_PROFILE]++;
    }
    fmpq_clear(value);
    fmpq_clear(coefficient);
    _fmpq_vec_clear(rest, K);
    _fmpq_vec_clear(table, K * ref->m);
}
