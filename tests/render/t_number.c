/* Fractions with decimals beside them. */
#include <expost/render/number.h>

#include "tests/lib/harness.h"

static void check_number(slong p, ulong q, long digits, const char *expected)
{
    xp_string_t out;
    fmpq_t value;

    xp_string_init(out);
    fmpq_init(value);
    fmpq_set_si(value, p, q);
    xp_number_add(out, value, digits);
    XP_CHECK_STR(out->text, expected);
    fmpq_clear(value);
    xp_string_clear(out);
}

/* Roundings by hand: 2/3 = 0.6666..., 1/8 = 0.125 (half to even: 0.12), 3/8 = 0.375 (0.38). */
static void test_rounded(void)
{
    check_number(1, 3, 3, "1/3 \xE2\x89\x88 0.333");
    check_number(2, 3, 3, "2/3 \xE2\x89\x88 0.667");
    check_number(-2, 3, 1, "-2/3 \xE2\x89\x88 -0.7");
    check_number(1, 8, 2, "1/8 \xE2\x89\x88 0.12");
    check_number(3, 8, 2, "3/8 \xE2\x89\x88 0.38");
    check_number(1, 3, 0, "1/3 \xE2\x89\x88 0");
    check_number(1, 1000, 2, "1/1000 \xE2\x89\x88 0.00");
}

static void test_exact(void)
{
    check_number(1, 4, 2, "1/4 = 0.25");
    check_number(1, 4, 9, "1/4 = 0.25");
    check_number(-21, 2, 3, "-21/2 = -10.5");
}

static void test_plain(void)
{
    check_number(1, 3, -1, "1/3");
    check_number(100, 1, 3, "100");
    check_number(0, 1, 3, "0");
    check_number(-7, 1, 0, "-7");
}

static void test_decimal(void)
{
    xp_string_t out;
    fmpq_t value;

    xp_string_init(out);
    fmpq_init(value);
    fmpq_set_si(value, 100, 1);
    XP_CHECK(xp_number_add_decimal(out, value, 2) == 1);
    XP_CHECK_STR(out->text, "100");
    xp_string_reset(out);
    XP_CHECK(xp_number_add_decimal(out, value, 0) == 1);
    XP_CHECK_STR(out->text, "100");
    xp_string_reset(out);
    fmpq_set_si(value, 1, 6);
    XP_CHECK(xp_number_add_decimal(out, value, 2) == 0);
    XP_CHECK_STR(out->text, "0.17");
    fmpq_clear(value);
    xp_string_clear(out);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"rounded", test_rounded}, {"exact", test_exact}, {"plain", test_plain},
        {"decimal", test_decimal}};

    return XP_TEST_MAIN("number", tests);
}
