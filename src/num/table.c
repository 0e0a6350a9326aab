/* Rationals in a row under one denominator: what every kernel reads. */
#include <expost/num/table.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

void xp_table_init(xp_table_t table)
{
    table->entry = NULL;
    table->length = 0;
    fmpz_init_set_ui(table->denominator, 1);
}

void xp_table_clear(xp_table_t table)
{
    slong i;

    for (i = 0; i < table->length; i++)
        fmpz_clear(table->entry + i);
    free(table->entry);
    fmpz_clear(table->denominator);
}

void xp_table_swap(xp_table_t a, xp_table_t b)
{
    xp_table_struct keep = *a;

    *a = *b;
    *b = keep;
}

void xp_table_set(xp_table_t table, const xp_table_t source)
{
    xp_table_t copy;
    slong i;

    xp_table_init(copy);
    copy->entry = xp_calloc((size_t) source->length, sizeof(fmpz));
    copy->length = source->length;
    for (i = 0; i < source->length; i++)
        fmpz_set(copy->entry + i, source->entry + i);
    fmpz_set(copy->denominator, source->denominator);
    xp_table_swap(table, copy);
    xp_table_clear(copy);
}

int xp_table_is_valid(const xp_table_t table)
{
    return table->length >= 0 && (table->length == 0 || table->entry != NULL)
           && fmpz_sgn(table->denominator) > 0;
}

xp_status_t xp_table_set_zero(xp_table_t table, slong length, xp_error_t error)
{
    xp_table_t zero;
    void *memory;
    xp_status_t status;

    assert(length >= 0);
    /* All bits zero is the fmpz 0. */
    status = xp_table_alloc(&memory, (size_t) length, sizeof(fmpz), error);
    if (status != XP_OK)
        return status;
    xp_table_init(zero);
    zero->entry = memory;
    zero->length = length;
    xp_table_swap(table, zero);
    xp_table_clear(zero);
    return XP_OK;
}

/* Whether entries as long as the denominator would stay under XP_TABLE_BITS altogether. */
static int fits(const xp_table_t table)
{
    return table->length == 0
           || fmpz_bits(table->denominator) <= (flint_bitcnt_t) (XP_TABLE_BITS / table->length);
}

xp_status_t xp_table_set_fmpq_vec(xp_table_t table, const fmpq *values, slong length,
                                  xp_error_t error)
{
    xp_table_t scaled;
    fmpz_t factor;
    xp_status_t status;
    slong i;

    xp_table_init(scaled);
    status = xp_table_set_zero(scaled, length, error);
    if (status == XP_OK)
    {
        for (i = 0; i < length && fits(scaled); i++)
            fmpz_lcm(scaled->denominator, scaled->denominator, fmpq_denref(values + i));
        if (!fits(scaled))
        {
            xp_error_set(error, "%ld rationals have a common denominator of %ld bits or more, too "
                                "long to write each of them over it",
                         (long) length, (long) fmpz_bits(scaled->denominator));
            status = XP_LIMIT;
        }
    }
    if (status == XP_OK)
    {
        fmpz_init(factor);
        for (i = 0; i < length; i++)
        {
            fmpz_divexact(factor, scaled->denominator, fmpq_denref(values + i));
            fmpz_mul(scaled->entry + i, fmpq_numref(values + i), factor);
        }
        fmpz_clear(factor);
        xp_table_swap(table, scaled);
    }
    xp_table_clear(scaled);
    return status;
}

void xp_table_get_fmpq(fmpq_t value, const xp_table_t table, slong index)
{
    assert(index >= 0 && index < table->length);
    fmpq_set_fmpz_frac(value, table->entry + index, table->denominator);
}

void xp_table_canonicalise(xp_table_t table)
{
    fmpz_t divisor;
    slong i;

    fmpz_init_set(divisor, table->denominator);
    for (i = 0; i < table->length && !fmpz_is_one(divisor); i++)
        fmpz_gcd(divisor, divisor, table->entry + i);
    if (!fmpz_is_one(divisor))
    {
        _fmpz_vec_scalar_divexact_fmpz(table->entry, table->entry, table->length, divisor);
        fmpz_divexact(table->denominator, table->denominator, divisor);
    }
    fmpz_clear(divisor);
}

flint_bitcnt_t xp_table_bits(const xp_table_t table)
{
    slong bits;

    if (table->length == 0)
        return 0;
    bits = _fmpz_vec_max_bits(table->entry, table->length);
    return (flint_bitcnt_t) (bits < 0 ? -bits : bits);
}
