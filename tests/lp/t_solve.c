/* Linear programs from books and by hand, solved. */
#include <stdio.h>

#include "tests/lib/harness.h"
#include "tests/lp/build.h"

/* Solves; the vectors must be what the verdict says; value NULL is not asked for. */
static int solve(const xp_lp_t lp, int primal, xp_lp_verdict_t verdict, const char *value)
{
    xp_lp_options_t options = {NULL, primal, 0, 0};
    xp_lp_result_t result;
    xp_error_t error;
    fmpq_t expected;
    int good;

    xp_lp_result_init(result);
    xp_error_init(error);
    fmpq_init(expected);
    good = xp_lp_is_valid(lp) && xp_lp_solve(result, lp, &options, NULL, error) == XP_OK
           && result->verdict == verdict && result->column_count == lp->column_count
           && result->row_count == lp->row_count;
    if (!good)
        printf("verdict %d instead of %d: %s\n", (int) result->verdict, (int) verdict,
               result->reason == NULL ? "" : result->reason);
    if (value != NULL)
        good = good && set_vector(expected, 1, value) && fmpq_equal(expected, result->value);
    if (verdict == XP_LP_OPTIMAL)
        good = good && result->ray == NULL && xp_lp_is_solution(lp, result->x)
               && xp_lp_is_bound(lp, result->y, result->value);
    if (verdict == XP_LP_UNBOUNDED)
        good = good && result->y == NULL && xp_lp_is_solution(lp, result->x)
               && xp_lp_is_ray(lp, result->ray);
    if (verdict == XP_LP_INFEASIBLE)
        good = good && result->x == NULL && result->ray == NULL
               && xp_lp_is_refutation(lp, result->y);
    fmpq_clear(expected);
    xp_error_clear(error);
    xp_lp_result_clear(result);
    return good;
}

/* With either simplex; the program is cleared. */
static int solves(xp_lp_t lp, xp_lp_verdict_t verdict, const char *value)
{
    const int good = solve(lp, 0, verdict, value) && solve(lp, 1, verdict, value);

    xp_lp_clear(lp);
    return good;
}

static void test_books(void)
{
    xp_lp_t lp;

    make_chvatal(lp);
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, "-13"));

    /* Beale 1955: the simplex method of his day goes round in a circle; -5/4 at (1, 0, 1, 0). */
    make_program(lp, "++++", "-3/4 20 -1/2 6");
    add_row(lp, "1/4 -8 -1 9", "<=", "0");
    add_row(lp, "1/2 -12 -1/2 3", "<=", "0");
    add_row(lp, "0 0 1 0", "<=", "1");
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, "-5/4"));

    /* Klee and Minty 1972, four dimensions: 5^4 at (0, 0, 0, 5^4). */
    make_program(lp, "++++", "-8 -4 -2 -1");
    add_row(lp, "1 0 0 0", "<=", "5");
    add_row(lp, "4 1 0 0", "<=", "25");
    add_row(lp, "8 4 1 0", "<=", "125");
    add_row(lp, "16 8 4 1", "<=", "625");
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, "-625"));
}

/*
 * By hand: (1/75, 4/25) is on both rows, and 2/5 of the first and 1/5 of the second add up
 * to the objective: 2/15 + 1/25 = 13/75.
 */
static void test_free_columns(void)
{
    xp_lp_t lp;

    make_program(lp, "..", "1 1");
    add_row(lp, "1 2", ">=", "1/3");
    add_row(lp, "3 1", ">=", "1/5");
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, "13/75"));

    /* The objective 1, -1 falls along (-1/4, 3/4). */
    make_program(lp, "..", "1 -1");
    add_row(lp, "1 2", ">=", "1/3");
    add_row(lp, "3 1", ">=", "1/5");
    XP_CHECK(solves(lp, XP_LP_UNBOUNDED, NULL));

    /* x = y = z/2, z >= -6: the sum is at least -12. */
    make_program(lp, "...", "1 1 1");
    add_row(lp, "1 -1 0", "=", "0");
    add_row(lp, "0 2 -1", "=", "0");
    add_row(lp, "0 0 1", ">=", "-6");
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, "-12"));
}

/* Three people to three places: doubly stochastic rows, all degenerate; the least of six sums. */
static void test_assignment(void)
{
    static const slong cost[3][3] = {{7, 4, 9}, {5, 6, 2}, {8, 3, 1}};
    slong least = 100;
    char value[32];
    xp_lp_t lp;

    for (int a = 0; a < 3; a++)
        for (int b = 0; b < 3; b++)
            if (b != a && cost[0][a] + cost[1][b] + cost[2][3 - a - b] < least)
                least = cost[0][a] + cost[1][b] + cost[2][3 - a - b];
    snprintf(value, sizeof value, "%ld", (long) least);
    make_program(lp, "+++++++++", "7 4 9 5 6 2 8 3 1");
    add_row(lp, "1 1 1 0 0 0 0 0 0", "=", "1");
    add_row(lp, "0 0 0 1 1 1 0 0 0", "=", "1");
    add_row(lp, "0 0 0 0 0 0 1 1 1", "=", "1");
    add_row(lp, "1 0 0 1 0 0 1 0 0", "=", "1");
    add_row(lp, "0 1 0 0 1 0 0 1 0", "=", "1");
    add_row(lp, "0 0 1 0 0 1 0 0 1", "=", "1");
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, value));
}

/* x + y >= margin, 3x <= -2, 3y <= 2: feasible exactly when margin <= 0. */
static void make_margin(xp_lp_t lp, const char *margin)
{
    make_program(lp, "..", "0 0");
    add_row(lp, "1 1", ">=", margin);
    add_row(lp, "3 0", "<=", "-2");
    add_row(lp, "0 3", "<=", "2");
}

/* Rows that miss each other, or meet, by 10^-200. */
static void test_margins(void)
{
    char above[256], below[256], third[256];
    char zeros[201];
    xp_lp_t lp;

    memset(zeros, '0', 200);
    zeros[200] = '\0';
    snprintf(above, sizeof above, "1/1%s", zeros);
    snprintf(below, sizeof below, "-1/1%s", zeros);
    snprintf(third, sizeof third, "1%s/3", zeros);

    make_margin(lp, above);
    XP_CHECK(solves(lp, XP_LP_INFEASIBLE, NULL));
    make_margin(lp, below);
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, "0"));
    make_margin(lp, "0");
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, "0"));

    /* Equations that differ by as much, and a value of that size. */
    make_program(lp, "+", "0");
    add_row(lp, "1", "=", above);
    add_row(lp, "1", "=", "0");
    XP_CHECK(solves(lp, XP_LP_INFEASIBLE, NULL));
    make_program(lp, "+", "1");
    add_row(lp, "1", ">=", above);
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, above));
    make_program(lp, ".", "1");
    add_row(lp, "1", ">=", third);
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, third));

    /* The objective's slope decides: -margin falls for ever, margin does not. */
    make_program(lp, "+", below);
    add_row(lp, "1", ">=", "1");
    XP_CHECK(solves(lp, XP_LP_UNBOUNDED, NULL));
    make_program(lp, "+", above);
    add_row(lp, "1", ">=", "1");
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, above));
}

/* Columns and rows in units of very different size. */
static void test_units(void)
{
    char large[512], small[512], value[512];
    char zeros[201];
    xp_lp_t lp;

    memset(zeros, '0', 200);
    zeros[200] = '\0';
    snprintf(large, sizeof large, "1%s 1/1%s", zeros, zeros);
    snprintf(small, sizeof small, "1/1%s 0", zeros);

    /* 10^200 x + y/10^200 >= 5, y/10^200 = 2, objective 10^200 x: 3. */
    snprintf(value, sizeof value, "1%s 0", zeros);
    make_program(lp, "++", value);
    add_row(lp, large, ">=", "5");
    snprintf(value, sizeof value, "0 1/1%s", zeros);
    add_row(lp, value, "=", "2");
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, "3"));
    /* x/10^200 >= 1/2 costs 10^400/2. */
    snprintf(value, sizeof value, "1%s 0", zeros);
    make_program(lp, "++", value);
    add_row(lp, large, ">=", "5");
    add_row(lp, small, ">=", "1/2");
    snprintf(value, sizeof value, "5%s%s", zeros, zeros + 1);
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, value));
}

/* What is decided without an engine. */
static void test_empty(void)
{
    xp_lp_t lp;

    make_program(lp, "", "");
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, "0"));
    make_program(lp, "", "");
    add_row(lp, "", ">=", "0");
    add_row(lp, "", ">=", "-1/2");
    add_row(lp, "", "=", "0");
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, "0"));
    make_program(lp, "", "");
    add_row(lp, "", ">=", "0");
    add_row(lp, "", ">=", "1/2");
    XP_CHECK(solves(lp, XP_LP_INFEASIBLE, NULL));
    make_program(lp, "+.", "1 0");
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, "0"));
    make_program(lp, "+.", "0 1");
    XP_CHECK(solves(lp, XP_LP_UNBOUNDED, NULL));
    make_program(lp, "+.", "0 -1");
    XP_CHECK(solves(lp, XP_LP_UNBOUNDED, NULL));
    make_program(lp, "+", "-1/7");
    XP_CHECK(solves(lp, XP_LP_UNBOUNDED, NULL));
    make_program(lp, "+.", "1 0");
    add_row(lp, "0 0", "=", "-1");
    XP_CHECK(solves(lp, XP_LP_INFEASIBLE, NULL));
    /* The false row comes before the direction. */
    make_program(lp, ".", "1");
    add_row(lp, "0", "=", "1");
    XP_CHECK(solves(lp, XP_LP_INFEASIBLE, NULL));
}

/* Empty rows and columns among others. */
static void test_partly_empty(void)
{
    xp_lp_t lp;

    make_program(lp, "+.+.", "5 2 0 0");
    add_row(lp, "0 0 0 0", ">=", "-3");
    add_row(lp, "0 3 0 0", ">=", "1");
    add_row(lp, "0 0 0 0", "=", "0");
    add_row(lp, "0 1 0 1", "=", "4");
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, "2/3"));

    /* The first column is in no row and falls: all depends on whether there is a solution. */
    make_program(lp, ".++", "1 1 1");
    add_row(lp, "0 1 1", "=", "2");
    XP_CHECK(solves(lp, XP_LP_UNBOUNDED, NULL));
    make_program(lp, ".++", "1 1 1");
    add_row(lp, "0 1 1", "=", "2");
    add_row(lp, "0 0 0", ">=", "0");
    add_row(lp, "0 1 1", "<=", "1");
    XP_CHECK(solves(lp, XP_LP_INFEASIBLE, NULL));
}

static void test_repeated_rows(void)
{
    xp_lp_t lp;

    make_program(lp, ".+", "1 2");
    for (int i = 0; i < 5; i++)
    {
        add_row(lp, "1 1", ">=", "1");
        add_row(lp, "2 2", ">=", "2");
        add_row(lp, "1/3 -1/3", "=", "1/9");
        add_row(lp, "-1/3 1/3", "=", "-1/9");
    }
    /* x - y = 1/3, x + y >= 1: (2/3, 1/3). */
    XP_CHECK(solves(lp, XP_LP_OPTIMAL, "4/3"));
    make_program(lp, ".+", "1 2");
    for (int i = 0; i < 5; i++)
        add_row(lp, "1 1", "=", i < 4 ? "1" : "2");
    XP_CHECK(solves(lp, XP_LP_INFEASIBLE, NULL));
    /* The signs of the columns alone: x + y <= -1. */
    make_program(lp, "++", "1 1");
    add_row(lp, "1 1", "<=", "-1");
    XP_CHECK(solves(lp, XP_LP_INFEASIBLE, NULL));
}

/* Both the program and its dual are infeasible: the word "unbounded" would be wrong. */
static void test_no_bound_no_solution(void)
{
    xp_lp_t lp;

    make_program(lp, "++", "-1 -1");
    add_row(lp, "1 -1", ">=", "1");
    add_row(lp, "-1 1", ">=", "0");
    XP_CHECK(solves(lp, XP_LP_INFEASIBLE, NULL));
}

/* Stopped before it began: the result keeps what it had. */
static void test_stopped(void)
{
    xp_lp_result_t result;
    xp_error_t error;
    xp_lp_t lp;

    make_chvatal(lp);
    xp_lp_result_init(result);
    xp_error_init(error);
    XP_CHECK(xp_lp_solve(result, lp, NULL, NULL, error) == XP_OK);
    XP_CHECK(xp_lp_solve(result, lp, NULL, &xp_test_stop, error) == XP_STOPPED);
    XP_CHECK(error->message != NULL);
    XP_CHECK(result->verdict == XP_LP_OPTIMAL && fmpq_equal_si(result->value, -13));
    xp_error_clear(error);
    xp_lp_result_clear(result);
    xp_lp_clear(lp);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"books", test_books},
        {"free columns", test_free_columns},
        {"assignment", test_assignment},
        {"margins", test_margins},
        {"units", test_units},
        {"empty", test_empty},
        {"partly empty", test_partly_empty},
        {"repeated rows", test_repeated_rows},
        {"no bound, no solution", test_no_bound_no_solution},
        {"stopped", test_stopped},
    };

    return XP_TEST_MAIN("lp-solve", tests);
}
