/* Random linear programs against cddlib. */
#include <stdio.h>

#include "tests/lib/harness.h"
#include "tests/lib/ref_lp.h"
#include "tests/lp/build.h"

/* Small numbers, now and then with a large denominator. */
static void choose_number(fmpq_t number, uint64_t *state, int wild)
{
    fmpq_set_si(number, (slong) xp_test_random(state, 11) - 5, 1 + xp_test_random(state, 3));
    if (wild && xp_test_random(state, 4) == 0)
    {
        fmpz_set_ui(fmpq_denref(number), 1000003);
        fmpz_pow_ui(fmpq_denref(number), fmpq_denref(number), 1 + xp_test_random(state, 5));
        fmpq_canonicalise(number);
    }
}

static void add_random_row(xp_lp_t lp, uint64_t *state, int wild)
{
    const uint64_t density = 1 + xp_test_random(state, 3);
    fmpq_t number;

    fmpq_init(number);
    choose_number(number, state, wild);
    if (xp_test_random(state, 3) == 0)
        fmpq_zero(number);
    xp_lp_add_row(lp, xp_test_random(state, 4) == 0, number);
    for (slong j = 0; j < lp->column_count; j++)
    {
        choose_number(number, state, wild);
        if (xp_test_random(state, 3) < density)
            xp_lp_add_entry(lp, j, number);
    }
    fmpq_clear(number);
}

/* The last row once more, times a number: degenerate, or in conflict by a little. */
static void repeat_row(xp_lp_t lp, uint64_t *state)
{
    const slong last = lp->row_count - 1;
    const slong from = lp->start[last];
    const slong to = lp->start[last + 1];
    fmpq_t number, scale;

    fmpq_init(number);
    fmpq_init(scale);
    fmpq_set_si(scale, (slong) xp_test_random(state, 3) - 1, 1);
    if (fmpq_is_zero(scale))
        fmpq_set_si(scale, 2, 3);
    fmpq_mul(number, lp->right + last, scale);
    if (xp_test_random(state, 3) == 0)
    {
        fmpq_t little;

        fmpq_init(little);
        fmpz_one(fmpq_numref(little));
        fmpz_set_ui(fmpq_denref(little), 10);
        fmpz_pow_ui(fmpq_denref(little), fmpq_denref(little), 40);
        fmpq_add(number, number, little);
        fmpq_clear(little);
    }
    xp_lp_add_row(lp, lp->equation[last], number);
    for (slong e = from; e < to; e++)
    {
        fmpq_mul(number, lp->coefficient + e, scale);
        xp_lp_add_entry(lp, lp->column[e], number);
    }
    fmpq_clear(scale);
    fmpq_clear(number);
}

static void make_random(xp_lp_t lp, uint64_t *state)
{
    const int wild = xp_test_random(state, 4) == 0;
    const slong rows = 1 + (slong) xp_test_random(state, 7);

    xp_lp_init(lp, 1 + (slong) xp_test_random(state, 6));
    for (slong j = 0; j < lp->column_count; j++)
    {
        lp->nonnegative[j] = xp_test_random(state, 3) > 0;
        choose_number(lp->objective + j, state, wild);
        if (xp_test_random(state, 3) == 0)
            fmpq_zero(lp->objective + j);
        else if (lp->nonnegative[j] && xp_test_random(state, 2) == 0)
            fmpq_abs(lp->objective + j, lp->objective + j);
    }
    for (slong r = 0; r < rows; r++)
    {
        add_random_row(lp, state, wild);
        if (xp_test_random(state, 6) == 0)
            repeat_row(lp, state);
    }
}

static void test_random(void)
{
    uint64_t state = 19551972;
    const long rounds = xp_test_rounds(250);
    long seen[4] = {0, 0, 0, 0};

    for (long round = 0; round < rounds; round++)
    {
        const xp_lp_options_t options = {NULL, (int) (round % 2), 0, 0};
        xp_lp_result_t result;
        xp_lp_verdict_t verdict;
        xp_error_t error;
        xp_lp_t lp;
        fmpq_t value;

        make_random(lp, &state);
        fmpq_init(value);
        xp_lp_result_init(result);
        xp_error_init(error);
        verdict = xp_ref_lp_solve(value, lp);
        XP_CHECK(xp_lp_is_valid(lp));
        XP_CHECK(xp_lp_solve(result, lp, &options, NULL, error) == XP_OK);
        XP_CHECK(result->verdict == verdict && verdict != XP_LP_UNKNOWN);
        seen[result->verdict]++;
        if (result->verdict == XP_LP_OPTIMAL)
            XP_CHECK(fmpq_equal(result->value, value)
                     && xp_lp_is_solution(lp, result->x)
                     && xp_lp_is_bound(lp, result->y, value));
        if (result->verdict == XP_LP_INFEASIBLE)
            XP_CHECK(xp_lp_is_refutation(lp, result->y));
        if (result->verdict == XP_LP_UNBOUNDED)
        {
            XP_CHECK(xp_lp_is_solution(lp, result->x) && xp_lp_is_ray(lp, result->ray));
        }
        xp_error_clear(error);
        xp_lp_result_clear(result);
        fmpq_clear(value);
        xp_lp_clear(lp);
    }
    printf("optimal %ld, unbounded %ld, infeasible %ld, unknown %ld\n", seen[XP_LP_OPTIMAL],
           seen[XP_LP_UNBOUNDED], seen[XP_LP_INFEASIBLE], seen[XP_LP_UNKNOWN]);
    XP_CHECK(seen[XP_LP_OPTIMAL] > 0 && seen[XP_LP_UNBOUNDED] > 0 && seen[XP_LP_INFEASIBLE] > 0);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"random", test_random},
    };

    return XP_TEST_MAIN("lp-cdd", tests);
}
