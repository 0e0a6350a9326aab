/* The slow reference of the mechanisms: each payment by its definition, one profile at a time. */
#include <stdlib.h>

#include "ref_rule.h"

void xp_ref_externality(fmpq_t sum, const xp_ref_model_t ref, slong agent, slong x)
{
    fmpq_t surplus;

    fmpq_init(surplus);
    fmpq_zero(sum);
    for (slong a = 0; a < ref->m; a++)
    {
        xp_ref_surplus(surplus, ref, a, x, agent);
        fmpq_addmul(sum, ref->weight + x * ref->m + a, surplus);
    }
    fmpq_clear(surplus);
}

void xp_ref_clarke(fmpq_t most, const xp_ref_model_t ref, slong agent, slong x)
{
    int found = 0;
    fmpq_t surplus;

    fmpq_init(surplus);
    for (slong a = 0; a < ref->m; a++)
    {
        if (!ref->available[agent * ref->m + a])
            continue;
        xp_ref_surplus(surplus, ref, a, x, agent);
        if (!found || fmpq_cmp(surplus, most) > 0)
            fmpq_set(most, surplus);
        found = 1;
    }
    if (!found)
        abort();
    fmpq_clear(surplus);
}

void xp_ref_groves(fmpq *payment, const xp_ref_model_t ref)
{
    for (slong i = 0; i < ref->n; i++)
        for (slong x = 0; x < ref->K; x++)
        {
            xp_ref_externality(payment + i * ref->K + x, ref, i, x);
            fmpq_neg(payment + i * ref->K + x, payment + i * ref->K + x);
        }
}

void xp_ref_pivot(fmpq *payment, const xp_ref_model_t ref)
{
    fmpq_t clarke;

    fmpq_init(clarke);
    xp_ref_groves(payment, ref);
    for (slong i = 0; i < ref->n; i++)
        for (slong x = 0; x < ref->K; x++)
        {
            xp_ref_clarke(clarke, ref, i, x);
            fmpq_add(payment + i * ref->K + x, payment + i * ref->K + x, clarke);
        }
    fmpq_clear(clarke);
}

void xp_ref_ir_vcg(fmpq *payment, fmpq *subsidy, const xp_ref_model_t ref, xp_ir_t ir)
{
    slong K = ref->K;
    fmpq *lack = _fmpq_vec_init(K); /* o_i - U_i */
    fmpq_t term;

    fmpq_init(term);
    xp_ref_pivot(payment, ref);
    for (slong i = 0; i < ref->n; i++)
    {
        int found = 0;

        for (slong x = 0; x < K; x++)
        {
            xp_ref_outside(lack + x, ref, i, x);
            xp_ref_utility(term, ref, i, x, x);
            fmpq_sub(lack + x, lack + x, term);
            fmpq_add(lack + x, lack + x, payment + i * K + x);
        }
        if (ir == XP_IR_EX_ANTE)
            xp_ref_mean(subsidy + i, ref, lack);
        else if (ir == XP_IR_EX_POST)
        {
            for (slong x = 0; x < K; x++)
                if (x == 0 || fmpq_cmp(lack + x, subsidy + i) > 0)
                    fmpq_set(subsidy + i, lack + x);
        }
        else
            for (slong t = 0; t < ref->types[i]; t++)
            {
                if (fmpq_is_zero(xp_ref_marginal(ref, i, t)))
                    continue;
                xp_ref_interim(term, ref, i, t, lack);
                if (!found || fmpq_cmp(term, subsidy + i) > 0)
                    fmpq_set(subsidy + i, term);
                found = 1;
            }
        for (slong x = 0; x < K; x++)
            fmpq_sub(payment + i * K + x, payment + i * K + x, subsidy + i);
    }
    fmpq_clear(term);
    _fmpq_vec_clear(lack, K);
}

void xp_ref_dagv(fmpq *payment, const xp_ref_model_t ref)
{
    slong n = ref->n, K = ref->K, m = ref->m;
    fmpq *borne = _fmpq_vec_init(K);                /* sum over j != i of v_j - c/n */
    fmpq *expected = _fmpq_vec_init(n * ref->most); /* rho_i(theta_i) */
    fmpq_t term;

    fmpq_init(term);
    for (slong i = 0; i < n; i++)
    {
        for (slong x = 0; x < K; x++)
        {
            fmpq_zero(borne + x);
            for (slong a = 0; a < m; a++)
                for (slong j = 0; j < n; j++)
                {
                    if (j == i)
                        continue;
                    fmpq_set_si(term, -1, (ulong) n);
                    fmpq_mul(term, term, ref->cost + a);
                    fmpq_add(term, term, xp_ref_value(ref, j, a, x));
                    fmpq_addmul(borne + x, ref->weight + x * m + a, term);
                }
        }
        for (slong t = 0; t < ref->types[i]; t++)
            xp_ref_interim(expected + i * ref->most + t, ref, i, t, borne);
    }
    for (slong i = 0; i < n; i++)
        for (slong x = 0; x < K; x++)
        {
            fmpq *p = payment + i * K + x;

            fmpq_zero(p);
            for (slong j = 0; j < n; j++)
                if (j != i)
                    fmpq_add(p, p, expected + j * ref->most + ref->type[x * n + j]);
            fmpq_set_si(term, 1, (ulong) (n - 1));
            fmpq_mul(p, p, term);
            fmpq_sub(p, p, expected + i * ref->most + ref->type[x * n + i]);
            xp_ref_cost(borne, ref, x);
            fmpq_set_si(term, 1, (ulong) n);
            fmpq_addmul(p, borne, term);
        }
    fmpq_clear(term);
    _fmpq_vec_clear(borne, K);
    _fmpq_vec_clear(expected, n * ref->most);
}

/* E[f_i | theta_i = t] at entry i * most + t; f has n * K entries. */
static void take_interim_means(fmpq *mean, const xp_ref_model_t ref, const fmpq *f)
{
    for (slong i = 0; i < ref->n; i++)
        for (slong t = 0; t < ref->types[i]; t++)
            xp_ref_interim(mean + i * ref->most + t, ref, i, t, f + i * ref->K);
}

void xp_ref_cyclic(fmpq *payment, const xp_ref_model_t ref)
{
    slong n = ref->n, K = ref->K;
    fmpq *pivot = _fmpq_vec_init(n * K);
    fmpq *mean = _fmpq_vec_init(n * ref->most);

    xp_ref_pivot(pivot, ref);
    take_interim_means(mean, ref, pivot);
    for (slong i = 0; i < n; i++)
    {
        slong next = i + 1 < n ? i + 1 : 0;

        for (slong x = 0; x < K; x++)
            fmpq_sub(payment + i * K + x, mean + i * ref->most + ref->type[x * n + i],
                     mean + next * ref->most + ref->type[x * n + next]);
    }
    _fmpq_vec_clear(pivot, n * K);
    _fmpq_vec_clear(mean, n * ref->most);
}

void xp_ref_rebalance(fmpq *payment, const xp_ref_model_t ref, const fmpq *base)
{
    slong n = ref->n, K = ref->K;
    fmpq *share = _fmpq_vec_init(K);             /* c(a(theta)) / n */
    fmpq *left = _fmpq_vec_init(n * K);          /* q_i - c / n */
    fmpq *own = _fmpq_vec_init(n * ref->most);   /* g_i(theta_i) */
    fmpq *mean = _fmpq_vec_init(n);              /* E q_i */
    fmpq_t term, k;

    fmpq_init(term);
    fmpq_init(k);
    for (slong x = 0; x < K; x++)
    {
        xp_ref_cost(share + x, ref, x);
        fmpq_set_si(term, 1, (ulong) n);
        fmpq_mul(share + x, share + x, term);
    }
    for (slong i = 0; i < n; i++)
    {
        xp_ref_mean(mean + i, ref, base + i * K);
        for (slong x = 0; x < K; x++)
            fmpq_sub(left + i * K + x, base + i * K + x, share + x);
    }
    take_interim_means(own, ref, left);
    for (slong i = 0; i < n; i++)
    {
        slong next = i + 1 < n ? i + 1 : 0;

        fmpq_zero(k);
        for (slong j = 0; j < n; j++)
            fmpq_add(k, k, mean + j);
        fmpq_set_si(term, -1, (ulong) n);
        fmpq_mul(k, k, term);
        fmpq_add(k, k, mean + next);
        for (slong x = 0; x < K; x++)
        {
            fmpq *p = payment + i * K + x;

            fmpq_sub(p, own + i * ref->most + ref->type[x * n + i],
                     own + next * ref->most + ref->type[x * n + next]);
            fmpq_add(p, p, share + x);
            fmpq_add(p, p, k);
        }
    }
    fmpq_clear(term);
    fmpq_clear(k);
    _fmpq_vec_clear(share, K);
    _fmpq_vec_clear(left, n * K);
    _fmpq_vec_clear(own, n * ref->most);
    _fmpq_vec_clear(mean, n);
}

void xp_ref_cube(fmpq_t sum, const xp_ref_model_t ref, const fmpq *welfare, slong x, slong base)
{
    slong n = ref->n;
    slong *corner = malloc((size_t) n * sizeof(slong));

    fmpq_zero(sum);
    for (slong set = 0; set < (slong) 1 << n; set++)
    {
        slong size = 0;
        const fmpq *w;

        for (slong i = 0; i < n; i++)
        {
            int inside = (set >> i & 1) != 0;

            corner[i] = ref->type[(inside ? x : base) * n + i];
            size += inside;
        }
        w = welfare + xp_ref_index(ref, corner);
        if ((n - size) % 2 == 0)
            fmpq_add(sum, sum, w);
        else
            fmpq_sub(sum, sum, w);
    }
    free(corner);
}

int xp_ref_all_cubes_vanish(const xp_ref_model_t ref, const fmpq *welfare)
{
    int vanish = 1;
    fmpq_t sum;

    fmpq_init(sum);
    for (slong x = 0; x < ref->K && vanish; x++)
        for (slong base = 0; base < ref->K && vanish; base++)
        {
            xp_ref_cube(sum, ref, welfare, x, base);
            vanish = fmpq_is_zero(sum);
        }
    fmpq_clear(sum);
    return vanish;
}

int xp_ref_equations_solvable(const xp_ref_model_t ref, const fmpq *welfare)
{
    slong n = ref->n, K = ref->K, unknowns = 0, rank = 0, width;
    fmpq *row;
    fmpq_t factor;
    int solvable = 1;

    for (slong i = 0; i < n; i++)
        unknowns += K / ref->types[i];
    width = unknowns + 1;
    row = _fmpq_vec_init(K * width);
    fmpq_init(factor);
    for (slong x = 0; x < K; x++)
    {
        slong start = 0;

        for (slong i = 0; i < n; i++)
        {
            fmpq_one(row + x * width + start + xp_ref_others(ref, i, x));
            start += K / ref->types[i];
        }
        fmpq_set_si(factor, n - 1, 1);
        fmpq_mul(row + x * width + unknowns, factor, welfare + x);
    }
    for (slong column = 0; column < unknowns; column++)
    {
        slong pivot = rank;

        while (pivot < K && fmpq_is_zero(row + pivot * width + column))
            pivot++;
        if (pivot == K)
            continue;
        for (slong j = 0; j < width; j++)
            fmpq_swap(row + pivot * width + j, row + rank * width + j);
        for (slong x = rank + 1; x < K; x++)
        {
            if (fmpq_is_zero(row + x * width + column))
                continue;
            fmpq_div(factor, row + x * width + column, row + rank * width + column);
            for (slong j = column; j < width; j++)
                fmpq_submul(row + x * width + j, factor, row + rank * width + j);
        }
        rank++;
    }
    for (slong x = rank; x < K; x++)
        if (!fmpq_is_zero(row + x * width + unknowns))
            solvable = 0;
    fmpq_clear(factor);
    _fmpq_vec_clear(row, K * width);
    return solvable;
}
