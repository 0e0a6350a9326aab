/* Tables under one denominator: cases by hand. */
#include <expost/num/table.h>

#include <stdlib.h>

#include "tests/lib/harness.h"

static void test_scale(void)
{
    fmpq *values = _fmpq_vec_init(3);
    xp_table_t table, copy;
    xp_error_t error;
    fmpq_t value;

    xp_error_init(error);
    xp_table_init(table);
    xp_table_init(copy);
    fmpq_init(value);
    fmpq_set_si(values, 1, 4);
    fmpq_set_si(values + 1, -5, 6);
    XP_CHECK(xp_table_set_fmpq_vec(table, values, 3, error) == XP_OK);
    XP_CHECK(fmpz_equal_si(table->denominator, 12)); /* lcm(4, 6, 1) */
    XP_CHECK(fmpz_equal_si(table->entry, 3) && fmpz_equal_si(table->entry + 1, -10));
    XP_CHECK(xp_table_bits(table) == 4 && xp_table_is_valid(table));
    xp_table_get_fmpq(value, table, 1);
    XP_CHECK(fmpq_equal(value, values + 1));
    xp_table_set(copy, table);
    XP_CHECK(copy->length == 3 && fmpz_equal(copy->denominator, table->denominator));
    XP_CHECK(_fmpz_vec_equal(copy->entry, table->entry, 3));
    xp_table_clear(copy);
    xp_table_clear(table);
    fmpq_clear(value);
    _fmpq_vec_clear(values, 3);
    xp_error_clear(error);
}

static void test_canonicalise(void)
{
    xp_table_t table;
    xp_error_t error;

    xp_error_init(error);
    xp_table_init(table);
    XP_CHECK(xp_table_set_zero(table, 2, error) == XP_OK);
    fmpz_set_si(table->entry, 6);
    fmpz_set_si(table->entry + 1, -9);
    fmpz_set_si(table->denominator, 12);
    xp_table_canonicalise(table);
    XP_CHECK(fmpz_equal_si(table->entry, 2) && fmpz_equal_si(table->entry + 1, -3));
    XP_CHECK(fmpz_equal_si(table->denominator, 4));
    xp_table_clear(table);
    xp_error_clear(error);
}

static void test_limit(void)
{
    xp_table_t table;
    xp_error_t error;

    xp_error_init(error);
    xp_table_init(table);
    XP_CHECK(xp_table_set_zero(table, 5, error) == XP_OK);
    XP_CHECK(xp_table_set_zero(table, WORD_MAX, error) == XP_LIMIT);
    XP_CHECK(error->message != NULL && table->length == 5);
    XP_CHECK(xp_table_set_zero(table, 0, error) == XP_OK);
    XP_CHECK(xp_table_bits(table) == 0);
    xp_table_clear(table);
    xp_error_clear(error);
}

/* The lcm of 1, ..., n has about n / log 2 bits: 1.44 * 10^5 for n = 10^5 (Chebyshev). */
static void test_long_denominator(void)
{
    const slong length = 200000;
    fmpq *values = _fmpq_vec_init(length);
    xp_table_t table;
    xp_error_t error;
    slong k;

    xp_error_init(error);
    xp_table_init(table);
    for (k = 0; k < length; k++)
        fmpq_set_si(values + k, 1, (ulong) k + 1);
    XP_CHECK(xp_table_set_fmpq_vec(table, values, length, error) == XP_LIMIT);
    XP_CHECK(error->message != NULL && table->length == 0);
    XP_CHECK(xp_table_set_fmpq_vec(table, values, 100, error) == XP_OK && table->length == 100);
    xp_table_clear(table);
    xp_error_clear(error);
    _fmpq_vec_clear(values, length);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"scale", test_scale}, {"canonicalise", test_canonicalise}, {"limit", test_limit},
        {"long denominator", test_long_denominator}};

    return XP_TEST_MAIN("num/table", tests);
}
