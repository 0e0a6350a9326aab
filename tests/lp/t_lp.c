/* The data of linear programs: rows, entries, what is valid. */
#include "tests/lib/harness.h"
#include "tests/lp/build.h"

static void test_build(void)
{
    fmpq_t number;
    xp_lp_t lp;

    xp_lp_init(lp, 3);
    fmpq_init(number);
    XP_CHECK(xp_lp_is_valid(lp) && lp->row_count == 0 && lp->start[0] == 0);
    XP_CHECK(!lp->nonnegative[0] && fmpq_is_zero(lp->objective + 2));
    for (slong r = 0; r < 40; r++)
    {
        fmpq_set_si(number, r, 7);
        xp_lp_add_row(lp, r % 2 == 0 ? 5 : 0, number);
        for (slong j = 0; j < 3; j++)
        {
            fmpq_set_si(number, r - 3 * j, 2);
            xp_lp_add_entry(lp, 2 - j, number);
        }
    }
    XP_CHECK(xp_lp_is_valid(lp));
    /* Of 120 coefficients those of rows 0, 3 and 6 with r = 3j are 0 and left out. */
    XP_CHECK(lp->row_count == 40 && lp->entry_count == 117 && lp->start[40] == 117);
    XP_CHECK(lp->equation[0] == 1 && lp->equation[1] == 0);
    XP_CHECK(lp->start[1] == 2 && lp->column[0] == 1 && lp->column[1] == 0);
    XP_CHECK(fmpq_cmp_si(lp->coefficient, -1) < 0 && fmpq_cmp_si(lp->coefficient, -2) > 0);
    XP_CHECK(fmpq_equal_si(lp->right + 14, 2));
    fmpq_clear(number);
    xp_lp_clear(lp);
}

static void test_swap(void)
{
    xp_lp_t a, b;

    make_chvatal(a);
    xp_lp_init(b, 1);
    xp_lp_swap(a, b);
    XP_CHECK(a->column_count == 1 && b->row_count == 3 && xp_lp_is_valid(a)
             && xp_lp_is_valid(b));
    xp_lp_swap(a, a);
    XP_CHECK(a->column_count == 1 && xp_lp_is_valid(a));
    xp_lp_clear(a);
    xp_lp_clear(b);
}

/* One fault each. */
static void test_invalid(void)
{
    xp_lp_t lp;

    make_chvatal(lp);
    XP_CHECK(xp_lp_is_valid(lp));
    lp->column[1] = 0;
    XP_CHECK(!xp_lp_is_valid(lp));
    lp->column[1] = 3;
    XP_CHECK(!xp_lp_is_valid(lp));
    lp->column[1] = -1;
    XP_CHECK(!xp_lp_is_valid(lp));
    lp->column[1] = 1;
    XP_CHECK(xp_lp_is_valid(lp));
    lp->start[1] = 7;
    XP_CHECK(!xp_lp_is_valid(lp));
    lp->start[1] = 3;
    lp->start[3] = 8;
    XP_CHECK(!xp_lp_is_valid(lp));
    lp->start[3] = 9;
    fmpz_zero(fmpq_numref(lp->coefficient + 4));
    XP_CHECK(!xp_lp_is_valid(lp));
    fmpz_set_si(fmpq_numref(lp->coefficient + 4), 2);
    fmpz_set_si(fmpq_denref(lp->coefficient + 4), 2);
    XP_CHECK(!xp_lp_is_valid(lp));
    fmpq_set_si(lp->coefficient + 4, 1, 1);
    fmpz_zero(fmpq_denref(lp->right + 1));
    XP_CHECK(!xp_lp_is_valid(lp));
    fmpz_one(fmpq_denref(lp->right + 1));
    fmpz_set_si(fmpq_denref(lp->objective), -1);
    XP_CHECK(!xp_lp_is_valid(lp));
    fmpz_one(fmpq_denref(lp->objective));
    XP_CHECK(xp_lp_is_valid(lp));
    xp_lp_clear(lp);
}

static void test_result(void)
{
    xp_lp_result_t a, b;

    xp_lp_result_init(a);
    xp_lp_result_init(b);
    XP_CHECK(a->verdict == XP_LP_UNKNOWN && a->x == NULL && a->y == NULL && a->ray == NULL);
    a->verdict = XP_LP_UNBOUNDED;
    a->column_count = 2;
    a->x = _fmpq_vec_init(2);
    a->ray = _fmpq_vec_init(2);
    xp_lp_result_swap(a, b);
    XP_CHECK(b->verdict == XP_LP_UNBOUNDED && b->x != NULL && a->x == NULL);
    xp_lp_result_clear(a);
    xp_lp_result_clear(b);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"build", test_build},
        {"swap", test_swap},
        {"invalid", test_invalid},
        {"result", test_result},
    };

    return XP_TEST_MAIN("lp", tests);
}
