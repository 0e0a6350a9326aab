/* Payments of each agent, as a sum of terms over small tables. */
#include <expost/model/payments.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_payments_init(xp_payments_t payments)
{
    memset(payments, 0, sizeof(xp_payments_struct));
}

void xp_payments_clear(xp_payments_t payments)
{
    slong i, k;

    for (i = 0; i < payments->agent_count; i++)
    {
        xp_payment_struct *payment = payments->payment + i;

        for (k = 0; k < payment->count; k++)
        {
            fmpq_clear(payment->term[k].coefficient);
            xp_table_clear(payment->term[k].table);
        }
        free(payment->term);
    }
    free(payments->payment);
}

void xp_payments_swap(xp_payments_t a, xp_payments_t b)
{
    xp_payments_struct keep = *a;

    *a = *b;
    *b = keep;
}

void xp_payments_set(xp_payments_t payments, const xp_payments_t source)
{
    xp_payments_t copy;
    slong i, k;

    xp_payments_init(copy);
    xp_payments_set_zero(copy, source->agent_count);
    for (i = 0; i < source->agent_count; i++)
        for (k = 0; k < source->payment[i].count; k++)
        {
            const xp_term_struct *term = source->payment[i].term + k;
            xp_term_struct *added = xp_payments_add_term(copy, i, term->kind, term->agent);

            fmpq_set(added->coefficient, term->coefficient);
            xp_table_set(added->table, term->table);
            added->function = term->function;
        }
    xp_payments_swap(payments, copy);
    xp_payments_clear(copy);
}

void xp_payments_set_zero(xp_payments_t payments, slong agents)
{
    xp_payments_clear(payments);
    payments->agent_count = agents;
    payments->payment = xp_calloc((size_t) agents, sizeof(xp_payment_struct));
}

xp_term_struct *xp_payments_add_term(xp_payments_t payments, slong payer, xp_term_kind_t kind,
                                     slong agent)
{
    xp_payment_struct *payment = payments->payment + payer;
    xp_term_struct *term;

    assert(payer >= 0 && payer < payments->agent_count);
    xp_array_grow(&payment->term, &payment->room, (size_t) payment->count, sizeof(xp_term_struct));
    term = payment->term + payment->count++;
    memset(term, 0, sizeof(xp_term_struct));
    term->kind = kind;
    term->agent = agent;
    fmpq_init(term->coefficient);
    fmpq_one(term->coefficient);
    xp_table_init(term->table);
    return term;
}
