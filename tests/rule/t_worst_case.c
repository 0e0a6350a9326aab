/* Worst-case shares: reference cases, rebates by definition, refusals, expectations. */
#include <expost/rule/worst_case.h>

#include <stdlib.h>

#include <expost/rule/order_means.h>
#include <expost/rule/redistribution_row.h>

#include "tests/lib/harness.h"

#define MOST 8

static void check_number(const fmpq_t found, const char *expected)
{
    fmpq_t number;

    fmpq_init(number);
    XP_CHECK(fmpq_set_str(number, expected, 10) == 0);
    XP_CHECK(fmpq_equal(found, number));
    fmpq_clear(number);
}

static int larger_first(const void *a, const void *b)
{
    slong x = *(const slong *) a, y = *(const slong *) b;

    return x < y ? 1 : x > y ? -1 : 0;
}

/* Each agent's rebate by its definition; the least of them, and the sum. */
static void find_rebates(fmpq_t sum, fmpq_t least, const fmpq *rebate, const slong *value, slong n)
{
    slong others[MOST], i, j, count;
    fmpq_t own, term;

    fmpq_init(own);
    fmpq_init(term);
    fmpq_zero(sum);
    for (i = 0; i < n; i++)
    {
        for (j = 0, count = 0; j < n; j++)
            if (j != i)
                others[count++] = value[j];
        qsort(others, (size_t) count, sizeof *others, larger_first);
        fmpq_set(own, rebate);
        for (j = 1; j < n; j++)
        {
            fmpq_mul_si(term, rebate + j, others[j - 1]);
            fmpq_add(own, own, term);
        }
        fmpq_add(sum, sum, own);
        if (i == 0 || fmpq_cmp(own, least) < 0)
            fmpq_set(least, own);
    }
    fmpq_clear(term);
    fmpq_clear(own);
}

/* At random values nobody loses, no deficit, at least the share, and somewhere just that. */
static void check_everywhere(const fmpq *rebate, const fmpq_t share, slong n, slong m,
                             uint64_t *state)
{
    slong value[MOST], round, i, tight = 0, revenue;
    fmpq_t sum, least, bound;

    fmpq_init(sum);
    fmpq_init(least);
    fmpq_init(bound);
    for (round = 0; round < 300; round++)
    {
        for (i = 0; i < n; i++)
            value[i] = (slong) xp_test_random(state, round % 2 == 0 ? 2 : 50);
        qsort(value, (size_t) n, sizeof *value, larger_first);
        find_rebates(sum, least, rebate, value, n);
        revenue = m * value[m];
        fmpq_mul_si(bound, share, revenue);
        if (fmpq_sgn(least) < 0 || fmpq_cmp_si(sum, revenue) > 0 || fmpq_cmp(sum, bound) < 0)
            break;
        tight += revenue > 0 && fmpq_equal(sum, bound);
    }
    XP_CHECK(round == 300 && tight > 0);
    fmpq_clear(bound);
    fmpq_clear(least);
    fmpq_clear(sum);
}

static void test_optimum(void)
{
    /* reference cases guo-conitzer-multi and redistribution-no-ir */
    static const struct
    {
        slong n;
        slong m;
        const char *share;
    } cases[] = {{3, 1, "1/3"},   {4, 1, "4/7"}, {5, 1, "11/15"}, {6, 1, "26/31"}, {7, 1, "19/21"},
                 {4, 2, "1/4"},   {5, 2, "5/11"}, {6, 2, "8/13"}, {6, 3, "3/8"},   {7, 3, "11/21"},
                 {5, 3, "1/5"},   {2, 1, "0"},    {4, 3, "0"}};
    fmpq *rebate = _fmpq_vec_init(MOST);
    uint64_t state = 7;
    xp_error_t error;
    fmpq_t share, again;
    size_t c;

    xp_error_init(error);
    fmpq_init(share);
    fmpq_init(again);
    for (c = 0; c < sizeof cases / sizeof cases[0]; c++)
    {
        XP_CHECK(xp_worst_case_optimum(share, rebate, cases[c].n, cases[c].m, 1, NULL, error)
                 == XP_OK);
        check_number(share, cases[c].share);
        XP_CHECK(xp_rebates_are_voluntary(rebate, cases[c].n));
        XP_CHECK(xp_worst_case_of(again, rebate, cases[c].n, cases[c].m, error) == XP_OK);
        XP_CHECK(fmpq_equal(again, share));
        check_everywhere(rebate, share, cases[c].n, cases[c].m, &state);
        XP_CHECK(xp_worst_case_optimum(share, rebate, cases[c].n, cases[c].m, 0, NULL, error)
                 == XP_OK);
        if (cases[c].m == 1)
            check_number(share, cases[c].share);
    }
    fmpq_clear(again);
    fmpq_clear(share);
    xp_error_clear(error);
    _fmpq_vec_clear(rebate, MOST);
}

/* By hand, n = 3 and m = 1: z_i = c_2 times the lower of the others, Z = c_2 (v_2 + 2 v_3). */
static void test_given(void)
{
    fmpq *rebate = _fmpq_vec_init(3);
    xp_error_t error;
    fmpq_t share;

    xp_error_init(error);
    fmpq_init(share);
    fmpq_set_si(rebate + 2, 1, 3);
    XP_CHECK(xp_worst_case_of(share, rebate, 3, 1, error) == XP_OK);
    check_number(share, "1/3");
    XP_CHECK(xp_rebates_are_voluntary(rebate, 3));
    /* a negative rebate is a share below 0, and nobody's choice */
    fmpq_set_si(rebate + 2, -1, 3);
    XP_CHECK(xp_worst_case_of(share, rebate, 3, 1, error) == XP_OK);
    check_number(share, "-1");
    XP_CHECK(!xp_rebates_are_voluntary(rebate, 3));
    /* at (1, 1, 1) 3 c_2 is returned of 1 */
    fmpq_set_si(rebate + 2, 2, 5);
    XP_CHECK(xp_worst_case_of(share, rebate, 3, 1, error) == XP_REFUSED);
    XP_CHECK(error->message != NULL && strstr(error->message, "3 values") != NULL);
    check_number(share, "-1");
    /* at (1, 0, 0) there is no revenue */
    fmpq_zero(rebate + 2);
    fmpq_set_si(rebate + 1, -1, 9);
    XP_CHECK(xp_worst_case_of(share, rebate, 3, 1, error) == XP_REFUSED);
    XP_CHECK(strstr(error->message, "below 0") != NULL);
    fmpq_set_si(rebate, 1, 9);
    XP_CHECK(xp_worst_case_of(share, rebate, 3, 1, error) == XP_REFUSED);
    fmpq_clear(share);
    xp_error_clear(error);
    _fmpq_vec_clear(rebate, 3);
}

/* Every profile of n values below `types`. */
static void test_means(void)
{
    static const slong sizes[][2] = {{1, 1}, {1, 4}, {3, 4}, {4, 3}, {5, 2}, {2, 7}};
    xp_error_t error;
    fmpq *mean = _fmpq_vec_init(MOST);
    size_t c;

    xp_error_init(error);
    for (c = 0; c < sizeof sizes / sizeof sizes[0]; c++)
    {
        slong n = sizes[c][0], k = sizes[c][1], total[MOST] = {0}, value[MOST], all = 1, x, i, y;
        fmpq_t expected;

        fmpq_init(expected);
        for (i = 0; i < n; i++)
            all *= k;
        for (x = 0; x < all; x++)
        {
            for (i = 0, y = x; i < n; i++, y /= k)
                value[i] = y % k;
            qsort(value, (size_t) n, sizeof *value, larger_first);
            for (i = 0; i < n; i++)
                total[i] += value[i];
        }
        XP_CHECK(xp_order_means(mean, n, k, NULL, error) == XP_OK);
        for (i = 0; i < n; i++)
        {
            fmpq_set_si(expected, total[i], (ulong) all);
            XP_CHECK(fmpq_equal(mean + i, expected));
        }
        fmpq_clear(expected);
    }
    XP_CHECK(xp_order_means(mean, 3, 4, &xp_test_stop, error) == XP_STOPPED);
    _fmpq_vec_clear(mean, MOST);
    xp_error_clear(error);
}

static void test_row(void)
{
    xp_redistribution_row_t row;
    xp_error_t error;

    xp_error_init(error);
    xp_redistribution_row_init(row);
    /* reference case cavallo-single-object */
    XP_CHECK(xp_redistribution_row_set(row, 3, 1, 4, NULL, error) == XP_OK);
    XP_CHECK(row->agree);
    check_number(row->revenue, "3/2");
    check_number(row->by_bailey.left, "5/8");
    check_number(row->bailey, "1/3");
    check_number(row->worst_lost, "1/3");
    /* a failure leaves the row as it is */
    XP_CHECK(xp_redistribution_row_set(row, 5, 1, 0, &xp_test_stop, error) == XP_STOPPED);
    XP_CHECK(row->agents == 3);
    XP_CHECK(xp_redistribution_row_set(row, 6, 4, 0, NULL, error) == XP_OK);
    XP_CHECK(row->agents == 6 && row->mean == NULL && row->agree);
    check_number(row->bailey, "1/6");
    xp_redistribution_row_clear(row);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"optimum", test_optimum},
                                      {"given", test_given},
                                      {"means", test_means},
                                      {"row", test_row}};

    return XP_TEST_MAIN("worst_case", tests);
}
