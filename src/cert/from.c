/* Payments of a mechanism as one table. */
#include "cert/from.h"

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/payment.h>

/* Entry x n + i of whole becomes entry x of part; both over the same denominator. */
static void put_part(xp_table_t whole, slong agents, slong i, const xp_table_t part)
{
    fmpz_t factor;
    slong x;

    fmpz_init(factor);
    fmpz_divexact(factor, whole->denominator, part->denominator);
    for (x = 0; x < part->length; x++)
        fmpz_mul(whole->entry + x * agents + i, part->entry + x, factor);
    fmpz_clear(factor);
}

xp_status_t xp_payments_join(xp_table_t payment, const xp_mechanism_t mechanism,
                             const xp_progress_t *progress, xp_error_t error)
{
    const slong n = mechanism->environment->agent_count;
    const slong size = mechanism->environment->profiles->size;
    xp_table_struct *part = xp_malloc((size_t) n * sizeof(xp_table_struct));
    xp_status_t status;
    xp_table_t whole;
    slong i;

    assert(mechanism->payments->agent_count == n);
    xp_table_init(whole);
    for (i = 0; i < n; i++)
        xp_table_init(part + i);
    status = xp_table_set_zero(whole, n * size, error);
    for (i = 0; i < n && status == XP_OK; i++)
    {
        status = xp_payment_list(part + i, mechanism, i, progress, error);
        if (status == XP_OK)
        {
            xp_table_canonicalise(part + i);
            fmpz_lcm(whole->denominator, whole->denominator, part[i].denominator);
        }
    }
    for (i = 0; i < n && status == XP_OK; i++)
        put_part(whole, n, i, part + i);
    if (status == XP_OK)
        xp_table_swap(payment, whole);
    for (i = 0; i < n; i++)
        xp_table_clear(part + i);
    free(part);
    xp_table_clear(whole);
    return status;
}
