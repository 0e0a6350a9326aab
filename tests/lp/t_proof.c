/* The exact checks on vectors: yes to what is proved by hand, no to everything near it. */
#include "tests/lib/harness.h"
#include "tests/lp/build.h"

typedef int check_t(const xp_lp_t lp, const fmpq *vector);

/*
 * Adds to one entry at a time +-1 and +-10^-100: how many of the 4 count vectors are still
 * accepted.
 */
static long count_accepted(check_t *check, const xp_lp_t lp, fmpq *vector, slong count)
{
    fmpq_t step, keep;
    long accepted = 0;

    fmpq_init(step);
    fmpq_init(keep);
    for (slong i = 0; i < count; i++)
        for (int k = 0; k < 4; k++)
        {
            fmpz_set_si(fmpq_numref(step), k % 2 == 0 ? 1 : -1);
            fmpz_set_ui(fmpq_denref(step), 10);
            fmpz_pow_ui(fmpq_denref(step), fmpq_denref(step), k < 2 ? 0 : 100);
            fmpq_set(keep, vector + i);
            fmpq_add(vector + i, vector + i, step);
            accepted += check(lp, vector);
            fmpq_set(vector + i, keep);
        }
    fmpq_clear(keep);
    fmpq_clear(step);
    return accepted;
}

/* (1/75, 4/25) lies on both rows, so every step towards less leaves them. */
static void test_solution(void)
{
    fmpq *x = _fmpq_vec_init(2);
    xp_lp_t lp;

    make_program(lp, "..", "1 1");
    add_row(lp, "1 2", ">=", "1/3");
    add_row(lp, "3 1", ">=", "1/5");
    set_vector(x, 2, "1/75 4/25");
    XP_CHECK(xp_lp_is_solution(lp, x));
    XP_CHECK(count_accepted(xp_lp_is_solution, lp, x, 2) == 4);
    lp->equation[0] = 1;
    XP_CHECK(xp_lp_is_solution(lp, x));
    XP_CHECK(count_accepted(xp_lp_is_solution, lp, x, 2) == 0);
    set_vector(x, 2, "1/3 0");
    XP_CHECK(xp_lp_is_solution(lp, x));
    lp->equation[0] = 0;
    set_vector(x, 2, "-1 4");
    XP_CHECK(xp_lp_is_solution(lp, x));
    lp->nonnegative[0] = 1;
    XP_CHECK(!xp_lp_is_solution(lp, x));
    xp_lp_clear(lp);

    /* A row without entries is asked, too. */
    make_program(lp, "..", "0 0");
    add_row(lp, "0 0", ">=", "0");
    XP_CHECK(xp_lp_is_solution(lp, x));
    add_row(lp, "0 0", ">=", "1");
    XP_CHECK(!xp_lp_is_solution(lp, x));
    xp_lp_clear(lp);
    _fmpq_vec_clear(x, 2);
}

/* x + y >= 1, y - x = 2 (right side 0 for rays), objective x - 2y: (1, 1) is a ray. */
static void test_ray(void)
{
    fmpq *ray = _fmpq_vec_init(2);
    xp_lp_t lp;

    make_program(lp, "+.", "1 -2");
    add_row(lp, "1 1", ">=", "1");
    add_row(lp, "-1 1", "=", "2");
    set_vector(ray, 2, "1/5 1/5");
    XP_CHECK(xp_lp_is_ray(lp, ray));
    XP_CHECK(count_accepted(xp_lp_is_ray, lp, ray, 2) == 0);
    set_vector(ray, 2, "0 0");
    XP_CHECK(!xp_lp_is_ray(lp, ray));
    set_vector(ray, 2, "-1 -1");
    XP_CHECK(!xp_lp_is_ray(lp, ray));
    /* Neither the objective nor the sign of a column may be against it. */
    set_vector(ray, 2, "1/5 1/5");
    fmpq_set_si(lp->objective, 2, 1);
    XP_CHECK(!xp_lp_is_ray(lp, ray));
    fmpq_set_si(lp->objective, 3, 1);
    set_vector(ray, 2, "-1 -1");
    XP_CHECK(!xp_lp_is_ray(lp, ray));
    xp_lp_clear(lp);
    make_program(lp, "+.", "3 -2");
    add_row(lp, "-1 1", "=", "2");
    XP_CHECK(!xp_lp_is_ray(lp, ray));
    lp->nonnegative[0] = 0;
    XP_CHECK(xp_lp_is_ray(lp, ray));
    xp_lp_clear(lp);
    _fmpq_vec_clear(ray, 2);
}

/* x - y >= 1 and y - x >= 0 add up to 0 >= 1. */
static void test_refutation(void)
{
    fmpq *y = _fmpq_vec_init(2);
    xp_lp_t lp;

    make_program(lp, "..", "5 5");
    add_row(lp, "1 -1", ">=", "1");
    add_row(lp, "-1 1", ">=", "0");
    set_vector(y, 2, "1/3 1/3");
    XP_CHECK(xp_lp_is_refutation(lp, y));
    XP_CHECK(count_accepted(xp_lp_is_refutation, lp, y, 2) == 0);
    set_vector(y, 2, "0 0");
    XP_CHECK(!xp_lp_is_refutation(lp, y));
    set_vector(y, 2, "-1 -1");
    XP_CHECK(!xp_lp_is_refutation(lp, y));
    /* The right side must be over 0, by however little. */
    set_vector(y, 2, "1 1");
    fmpq_set_si(lp->right + 1, -1, 1);
    XP_CHECK(!xp_lp_is_refutation(lp, y));
    set_vector(lp->right + 1, 1, "-999999999999999999999999999999/1000000000000000000000000000000");
    XP_CHECK(xp_lp_is_refutation(lp, y));
    xp_lp_clear(lp);

    /* x + y <= -1 refutes itself where x, y >= 0, not where y is free. */
    make_program(lp, "++", "0 0");
    add_row(lp, "1 1", "<=", "-1");
    XP_CHECK(xp_lp_is_refutation(lp, y));
    lp->nonnegative[1] = 0;
    XP_CHECK(!xp_lp_is_refutation(lp, y));
    xp_lp_clear(lp);

    /* An equation may be taken with either sign, an inequality not. */
    make_program(lp, "+", "0");
    add_row(lp, "1", "=", "-1");
    set_vector(y, 1, "-1");
    XP_CHECK(xp_lp_is_refutation(lp, y));
    lp->equation[0] = 0;
    XP_CHECK(!xp_lp_is_refutation(lp, y));
    lp->equation[0] = 1;
    lp->nonnegative[0] = 0;
    XP_CHECK(!xp_lp_is_refutation(lp, y));
    set_vector(y, 1, "1");
    XP_CHECK(!xp_lp_is_refutation(lp, y));
    xp_lp_clear(lp);
    make_program(lp, "+", "0");
    add_row(lp, "-1", "=", "1");
    XP_CHECK(xp_lp_is_refutation(lp, y));
    xp_lp_clear(lp);
    make_program(lp, ".", "0");
    add_row(lp, "1", "=", "-1");
    add_row(lp, "1", ">=", "0");
    set_vector(y, 2, "-1 1");
    XP_CHECK(xp_lp_is_refutation(lp, y));
    lp->equation[0] = 0;
    XP_CHECK(!xp_lp_is_refutation(lp, y));
    xp_lp_clear(lp);
    _fmpq_vec_clear(y, 2);
}

static int bounds_at_13(const xp_lp_t lp, const fmpq *y)
{
    fmpq_t value;
    int good;

    fmpq_init(value);
    fmpq_set_si(value, -13, 1);
    good = xp_lp_is_bound(lp, y, value);
    fmpq_clear(value);
    return good;
}

/*
 * Chvatal 1983, page 58: multipliers 1, 0, 1 of the three rows (of the form <=) prove 13.
 * A larger or smaller multiplier gives another value, or none.
 */
static void test_bound(void)
{
    fmpq *y = _fmpq_vec_init(3);
    fmpq_t value;
    xp_lp_t lp;

    make_chvatal(lp);
    fmpq_init(value);
    set_vector(y, 3, "1 0 1");
    XP_CHECK(bounds_at_13(lp, y));
    XP_CHECK(count_accepted(bounds_at_13, lp, y, 3) == 0);
    fmpq_set_si(value, -12, 1);
    XP_CHECK(!xp_lp_is_bound(lp, y, value));
    fmpq_set_si(value, -14, 1);
    XP_CHECK(!xp_lp_is_bound(lp, y, value));
    /* 2 y_1 + 3 y_3 = 5 is tight; y_1 + 2 y_3 = 3 as well; 3 y_1 + 4 y_3 = 7 has slack 3. */
    lp->nonnegative[0] = lp->nonnegative[2] = 0;
    XP_CHECK(bounds_at_13(lp, y));
    lp->nonnegative[1] = 0;
    XP_CHECK(!bounds_at_13(lp, y));
    lp->nonnegative[1] = 1;
    fmpq_set_si(lp->objective + 1, -7, 1);
    XP_CHECK(bounds_at_13(lp, y));
    fmpq_set_si(lp->objective + 1, -8, 1);
    XP_CHECK(!bounds_at_13(lp, y));
    fmpq_clear(value);
    xp_lp_clear(lp);
    _fmpq_vec_clear(y, 3);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"solution", test_solution},
        {"ray", test_ray},
        {"refutation", test_refutation},
        {"bound", test_bound},
    };

    return XP_TEST_MAIN("lp-proof", tests);
}
