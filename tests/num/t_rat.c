/* Rationals and text: cases by hand, decimals against MPFR. */
#include <expost/num/rat.h>

#include <stdio.h>
#include <stdlib.h>

#include <mpfr.h>

#include "tests/lib/harness.h"

static xp_status_t read_text(fmpq_t value, const char *text)
{
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    status = xp_rat_set_text(value, text, strlen(text), error);
    XP_CHECK((status == XP_OK) == (error->message == NULL));
    xp_error_clear(error);
    return status;
}

static void check_value(const char *text, const char *expected)
{
    xp_string_t out;
    fmpq_t value;

    fmpq_init(value);
    xp_string_init(out);
    XP_CHECK(read_text(value, text) == XP_OK);
    xp_rat_add_text(out, value);
    XP_CHECK_STR(out->text, expected);
    xp_string_clear(out);
    fmpq_clear(value);
}

static void test_read(void)
{
    check_value("0", "0");
    check_value("-0", "0");
    check_value("007", "7");
    check_value("0.1", "1/10");
    check_value("1.5e-3", "3/2000");
    check_value("1.5E+3", "1500");
    check_value("-6/4", "-3/2");
    check_value("+0.25/0.5", "1/2");
    check_value("1e0", "1");
    check_value("0.000e10000", "0");
}

static void test_refuse(void)
{
    static const char *const wrong[] = {"", "-", "+", ".5", "5.", "1e", "1e+", "0x10", "nan", "inf",
        "1 ", " 1", "1/0", "1/", "/2", "1/2/3", "--1", "1/-2", "1e10001", "1e-10001",
        "1e99999999999999999999", "1,5", "1_000"};
    fmpq_t value;
    size_t k;

    fmpq_init(value);
    fmpq_set_si(value, 7, 3);
    for (k = 0; k < sizeof(wrong) / sizeof(wrong[0]); k++)
    {
        XP_CHECK(read_text(value, wrong[k]) == XP_INPUT);
        XP_CHECK(fmpz_equal_si(fmpq_numref(value), 7) && fmpz_equal_si(fmpq_denref(value), 3));
    }
    fmpq_clear(value);
}

static void test_too_long(void)
{
    size_t length = XP_RAT_BITS_LIMIT;
    char *text = malloc(length + 1);
    xp_error_t error;
    fmpq_t value;

    fmpq_init(value);
    xp_error_init(error);
    memset(text, '9', length);
    text[length] = '\0';
    XP_CHECK(xp_rat_set_number(value, text, length, error) == XP_INPUT);
    XP_CHECK(xp_rat_set_number(value, text, 1000, error) == XP_OK);
    XP_CHECK(fmpz_bits(fmpq_numref(value)) == 3322); /* 1000 log2(10) = 3321.9 */
    xp_error_clear(error);
    fmpq_clear(value);
    free(text);
}

static void check_decimal(slong p, ulong q, long digits, const char *expected, int exact)
{
    xp_string_t out;
    fmpq_t value;

    fmpq_init(value);
    xp_string_init(out);
    fmpq_set_si(value, p, q);
    XP_CHECK(xp_rat_add_decimal(out, value, digits) == exact);
    XP_CHECK_STR(out->text, expected);
    xp_string_clear(out);
    fmpq_clear(value);
}

static void test_decimal(void)
{
    check_decimal(1, 3, 3, "0.333", 0);
    check_decimal(2, 3, 3, "0.667", 0);
    check_decimal(-2, 3, 0, "-1", 0);
    check_decimal(1, 4, 2, "0.25", 1);
    check_decimal(1, 4, 1, "0.2", 0); /* half to even */
    check_decimal(3, 4, 1, "0.8", 0);
    check_decimal(-1, 1000, 2, "0.00", 0);
    check_decimal(999, 1000, 2, "1.00", 0);
    check_decimal(12345, 1, 0, "12345", 1);
    check_decimal(12345, 1, 2, "12345.00", 1);
}

/* MPFR rounds a binary number that holds the rational to 400 bits: no tie is near. */
static void test_decimal_against_mpfr(void)
{
    uint64_t state = 1;
    long round, rounds = xp_test_rounds(2000);

    for (round = 0; round < rounds; round++)
    {
        slong p = (slong) xp_test_random(&state, 2000000) - 1000000;
        ulong q = 3 * xp_test_random(&state, 3333) + 7;
        long digits = (long) xp_test_random(&state, 30);
        xp_string_t out;
        fmpq_t value;
        mpq_t plain;
        mpfr_t wide;
        char *expected;

        fmpq_init(value);
        fmpq_set_si(value, p, q);
        if (fmpz_is_one(fmpq_denref(value)))
        {
            fmpq_clear(value);
            continue;
        }
        mpq_init(plain);
        fmpq_get_mpq(plain, value);
        mpfr_init2(wide, 400);
        mpfr_set_q(wide, plain, MPFR_RNDN);
        xp_string_init(out);
        XP_CHECK(mpfr_asprintf(&expected, "%.*RNf", (int) digits, wide) >= 0);
        xp_rat_add_decimal(out, value, digits);
        /* "-0.00" of MPFR is our "0.00"; exact ties are tested by hand above. */
        if (strspn(expected, "-0.") == strlen(expected))
        {
            XP_CHECK(strspn(out->text, "0.") == out->length);
        }
        else
        {
            XP_CHECK_STR(out->text, expected);
        }
        mpfr_free_str(expected);
        xp_string_clear(out);
        mpfr_clear(wide);
        mpq_clear(plain);
        fmpq_clear(value);
    }
    mpfr_free_cache();
}

int main(void)
{
    static const xp_test_t tests[] = {{"read", test_read}, {"refuse", test_refuse},
        {"too long", test_too_long}, {"decimal", test_decimal},
        {"decimal against MPFR", test_decimal_against_mpfr}};

    return XP_TEST_MAIN("num/rat", tests);
}
