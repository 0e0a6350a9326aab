/* Sums of terms of payments: what a property is about at a profile. */
#include "check/terms.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_terms_init(xp_payment_struct *sum)
{
    memset(sum, 0, sizeof(xp_payment_struct));
}

void xp_terms_clear(xp_payment_struct *sum)
{
    slong k;

    for (k = 0; k < sum->count; k++)
        fmpq_clear(sum->term[k].coefficient);
    free(sum->term);
}

/* Whether terms of this kind have neither table nor function. */
static int is_plain(xp_term_kind_t kind)
{
    return kind == XP_TERM_CONSTANT || kind == XP_TERM_COST || kind == XP_TERM_VALUE
           || kind == XP_TERM_CLARKE || kind == XP_TERM_OUTSIDE;
}

/* Constants and costs are the same whichever agent they name. */
static int is_alike(const xp_term_struct *a, const xp_term_struct *b)
{
    return a->kind == b->kind
           && (a->agent == b->agent || a->kind == XP_TERM_CONSTANT || a->kind == XP_TERM_COST);
}

/* Takes a term out. */
static void remove_term(xp_payment_struct *sum, slong k)
{
    fmpq_clear(sum->term[k].coefficient);
    sum->count--;
    memmove(sum->term + k, sum->term + k + 1,
            (size_t) (sum->count - k) * sizeof(xp_term_struct));
}

/* Adds coefficient times a term; its own coefficient does not count. */
static void add(xp_payment_struct *sum, const xp_term_struct *term, const fmpq_t coefficient)
{
    xp_term_struct *added;
    slong k;

    if (fmpq_is_zero(coefficient))
        return;
    for (k = 0; is_plain(term->kind) && k < sum->count; k++)
    {
        if (!is_alike(sum->term + k, term))
            continue;
        fmpq_add(sum->term[k].coefficient, sum->term[k].coefficient, coefficient);
        if (fmpq_is_zero(sum->term[k].coefficient))
            remove_term(sum, k);
        return;
    }
    xp_array_grow(&sum->term, &sum->room, (size_t) sum->count, sizeof(xp_term_struct));
    added = sum->term + sum->count++;
    *added = *term;
    fmpq_init(added->coefficient);
    fmpq_set(added->coefficient, coefficient);
}

void xp_terms_add(xp_payment_struct *sum, xp_term_kind_t kind, slong agent, slong coefficient)
{
    xp_term_struct term;
    fmpq_t factor;

    memset(&term, 0, sizeof term);
    term.kind = kind;
    term.agent = agent;
    /* An empty table, never cleared: its numbers are small. */
    xp_table_init(term.table);
    fmpq_init(factor);
    fmpq_set_si(factor, coefficient, 1);
    add(sum, &term, factor);
    fmpq_clear(factor);
}

void xp_terms_add_payment(xp_payment_struct *sum, const xp_payment_struct *payment, slong sign)
{
    fmpq_t factor;
    slong k;

    fmpq_init(factor);
    for (k = 0; k < payment->count; k++)
    {
        fmpq_set(factor, payment->term[k].coefficient);
        if (sign < 0)
            fmpq_neg(factor, factor);
        add(sum, payment->term + k, factor);
    }
    fmpq_clear(factor);
}

void xp_terms_add_gain(xp_payment_struct *sum, const xp_environment_struct *environment,
                       const xp_payments_struct *payments, slong agent)
{
    xp_terms_add(sum, XP_TERM_VALUE, agent, 1);
    xp_terms_add_payment(sum, payments->payment + agent, -1);
    if (environment->agent[agent].outside_kind != XP_OUTSIDE_NONE)
        xp_terms_add(sum, XP_TERM_OUTSIDE, agent, -1);
}

void xp_terms_add_budget(xp_payment_struct *sum, const xp_environment_struct *environment,
                         const xp_payments_struct *payments)
{
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        xp_terms_add_payment(sum, payments->payment + i, 1);
    if (!_fmpz_vec_is_zero(environment->cost->entry, environment->cost->length))
        xp_terms_add(sum, XP_TERM_COST, 0, -1);
}
