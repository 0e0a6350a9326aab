/* Which share of the pivot revenue the rebates of a mechanism return. */
#include <expost/rule/share.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "rule/rebates.h"

void xp_share_init(xp_share_t share)
{
    share->profile = -1;
    fmpq_init(share->worst);
    share->has_mean = 0;
    fmpq_init(share->mean);
}

void xp_share_clear(xp_share_t share)
{
    fmpq_clear(share->mean);
    fmpq_clear(share->worst);
}

/* All payments less the cost, as one sum that points into the terms of the mechanism. */
static void join_terms(xp_payment_struct *sum, xp_payments_t cost, const xp_payments_t payments)
{
    sum->count = 1;
    for (slong i = 0; i < payments->agent_count; i++)
    {
        sum->count += payments->payment[i].count;
    }
    sum->room = (size_t) sum->count;
    sum->term = xp_calloc(sum->room, sizeof(xp_term_struct));
    xp_payments_set_zero(cost, 1);
    fmpq_set_si(xp_payments_add_term(cost, 0, XP_TERM_COST, 0)->coefficient, -1, 1);
    slong next = 0;
    sum->term[next++] = cost->payment->term[0];
    for (slong i = 0; i < payments->agent_count; i++)
    {
        for (slong k = 0; k < payments->payment[i].count; k++)
        {
            sum->term[next++] = payments->payment[i].term[k];
        }
    }
}

/* Where the part of the surplus that is left is largest: left / whole over whole > 0. */
static void find_worst(xp_share_t share, const xp_table_t left, const xp_table_t whole)
{
    slong worst = -1;
    fmpz_t one;
    fmpz_t other;
    fmpz_init(one);
    fmpz_init(other);
    for (slong k = 0; k < whole->length; k++)
    {
        if (fmpz_sgn(whole->entry + k) <= 0)
        {
            continue;
        }
        if (worst >= 0)
        {
            fmpz_mul(one, left->entry + k, whole->entry + worst);
            fmpz_mul(other, left->entry + worst, whole->entry + k);
        }
        if (worst < 0 || fmpz_cmp(one, other) > 0)
        {
            worst = k;
        }
    }
    share->profile = worst;
    if (worst >= 0)
    {
        fmpz_mul(one, left->entry + worst, whole->denominator);
        fmpz_mul(other, left->denominator, whole->entry + worst);
        fmpz_sub(one, other, one);
        fmpq_set_fmpz_frac(share->worst, one, other);
    }
    fmpz_clear(other);
    fmpz_clear(one);
}

static xp_status_t find_mean(xp_share_t share, xp_expectations_struct *expectations,
                             const xp_payment_struct *left, const xp_payment_struct *whole,
                             const xp_progress_t *progress, xp_error_t error)
{
    fmpq_t rest;
    fmpq_t mean;
    fmpq_init(rest);
    fmpq_init(mean);
    xp_status_t status = xp_expectations_of(rest, expectations, left, -1, progress, error);
    if (status == XP_OK)
    {
        status = xp_expectations_of(mean, expectations, whole, -1, progress, error);
    }
    if (status == XP_OK && fmpq_sgn(mean) > 0)
    {
        share->has_mean = 1;
        fmpq_sub(rest, mean, rest);
        fmpq_div(share->mean, rest, mean);
    }
    fmpq_clear(mean);
    fmpq_clear(rest);
    return status;
}

xp_status_t xp_share_set(xp_share_t share, const xp_mechanism_t mechanism,
                         xp_expectations_struct *expectations, const xp_progress_t *progress,
                         xp_error_t error)
{
    xp_payment_struct sum;
    xp_payments_t cost;
    xp_mechanism_t pivot;
    xp_share_t local;
    xp_table_t left;
    xp_table_t whole;
    xp_share_init(local);
    xp_table_init(left);
    xp_table_init(whole);
    xp_payments_init(cost);
    join_terms(&sum, cost, mechanism->payments);
    xp_pivot_surplus_init(pivot, mechanism->environment);
    xp_status_t status = xp_terms_list(left, mechanism, &sum, progress, error);
    if (status == XP_OK)
    {
        status = xp_terms_list(whole, mechanism, pivot->payments->payment, progress, error);
    }
    if (status == XP_OK)
    {
        find_worst(local, left, whole);
    }
    if (status == XP_OK && expectations != NULL)
    {
        status = find_mean(local, expectations, &sum, pivot->payments->payment, progress, error);
    }
    if (status == XP_OK)
    {
        xp_share_struct keep = *share;
        *share = *local;
        *local = keep;
    }
    xp_mechanism_clear(pivot);
    free(sum.term);
    xp_payments_clear(cost);
    xp_table_clear(whole);
    xp_table_clear(left);
    xp_share_clear(local);
    return status;
}
