/* Signs of polynomials on boxes: proofs, points of violation, and limits. */
#include "cont/box.h"

#include "tests/lib/harness.h"

#define VARIABLES 3

typedef struct
{
    fmpq_mpoly_ctx_t context;
    fmpq_mpoly_t f;
    fmpq *low;
    fmpq *high;
    fmpq *where;
} fixture_t;

static void start(fixture_t *x, slong low, slong high)
{
    fmpq_mpoly_ctx_init(x->context, VARIABLES, ORD_LEX);
    fmpq_mpoly_init(x->f, x->context);
    x->low = _fmpq_vec_init(VARIABLES);
    x->high = _fmpq_vec_init(VARIABLES);
    x->where = _fmpq_vec_init(VARIABLES);
    for (slong k = 0; k < VARIABLES; k++)
    {
        fmpq_set_si(x->low + k, low, 1);
        fmpq_set_si(x->high + k, high, 1);
    }
}

static void finish(fixture_t *x)
{
    _fmpq_vec_clear(x->where, VARIABLES);
    _fmpq_vec_clear(x->high, VARIABLES);
    _fmpq_vec_clear(x->low, VARIABLES);
    fmpq_mpoly_clear(x->f, x->context);
    fmpq_mpoly_ctx_clear(x->context);
}

/* The answer; a point of violation is one. */
static xp_answer_t ask(fixture_t *x, const char *f, int strict)
{
    static const char *names[] = {"x", "y", "z"};
    xp_answer_t answer = XP_UNDECIDED;
    if (f != NULL)
    {
        XP_CHECK(fmpq_mpoly_set_str_pretty(x->f, f, names, x->context) == 0);
    }
    XP_CHECK(xp_box_sign(&answer, x->where, x->f, x->low, x->high, strict, x->context, NULL) ==
             XP_OK);
    if (answer == XP_FAILS)
    {
        fmpq_t value;
        fmpq_init(value);
        xp_box_evaluate(value, x->f, x->where, x->context);
        XP_CHECK(fmpq_sgn(value) < (strict ? 1 : 0));
        for (slong k = 0; k < VARIABLES; k++)
        {
            XP_CHECK(fmpq_cmp(x->low + k, x->where + k) <= 0);
            XP_CHECK(fmpq_cmp(x->where + k, x->high + k) <= 0);
        }
        fmpq_clear(value);
    }
    return answer;
}

static void test_by_hand(void)
{
    static const struct
    {
        const char *f;
        xp_answer_t weak;
        xp_answer_t strict;
    } cases[] = {
        {"0", XP_HOLDS, XP_FAILS},
        {"1", XP_HOLDS, XP_HOLDS},
        {"-1", XP_FAILS, XP_FAILS},
        {"x", XP_FAILS, XP_FAILS},
        {"x+2", XP_HOLDS, XP_HOLDS},
        {"x+1", XP_HOLDS, XP_FAILS},
        /* Zero along a line or a curve inside: squares. */
        {"x^2-2*x*y+y^2", XP_HOLDS, XP_FAILS},
        {"(x^2+y^2-1/3)^2", XP_HOLDS, XP_UNDECIDED},
        {"(x-y)^2*(x+2)", XP_HOLDS, XP_FAILS},
        {"(x-y)^2*(x+1/2)", XP_FAILS, XP_FAILS},
        /* Negative on a strip that is 7/10000 wide. */
        {"(x-y)^2*((3*x-1)^2-1/1000003)", XP_FAILS, XP_FAILS},
        {"x^2+y^2+z^2-x*y-y*z-z*x", XP_HOLDS, XP_FAILS},
        {"x^2+x*y+y^2+1/1000000", XP_HOLDS, XP_HOLDS},
        {"x^2+x*y+y^2-1/1000000", XP_FAILS, XP_FAILS},
        /* 1/3 is no dyadic point: the zero at it is never a corner. */
        {"9*x^2-6*x+1", XP_HOLDS, XP_UNDECIDED},
        {"x^4+y^4-x^2*y^2+1/100", XP_HOLDS, XP_HOLDS},
        {"1-x*y*z", XP_HOLDS, XP_FAILS},
    };
    for (size_t k = 0; k < sizeof(cases) / sizeof(cases[0]); k++)
    {
        fixture_t x;
        start(&x, -1, 1);
        const xp_answer_t weak = ask(&x, cases[k].f, 0);
        const xp_answer_t strict = ask(&x, cases[k].f, 1);
        XP_CHECK(weak == cases[k].weak);
        XP_CHECK(strict == cases[k].strict);
        finish(&x);
    }
}

/* A zero inside that no corner meets must never be called positive, nor found negative. */
static void test_nonzero(void)
{
    static const struct
    {
        const char *f;
        int nonzero;
    } cases[] = {
        {"x^2+1", 1}, {"-x^2-1", 1},      {"x", 0},           {"3*x-1", 0}, {"(3*x-1)^2", 0},
        {"x-2", 1},   {"(x-2)^3*(y+2)", 1}, {"(x-2)*(3*y-1)", 0}, {"0", 0},
    };
    static const char *names[] = {"x", "y", "z"};
    for (size_t k = 0; k < sizeof(cases) / sizeof(cases[0]); k++)
    {
        fixture_t x;
        int nonzero = -1;
        start(&x, -1, 1);
        fmpq_mpoly_set_str_pretty(x.f, cases[k].f, names, x.context);
        XP_CHECK(xp_box_is_nonzero(&nonzero, x.f, x.low, x.high, x.context, NULL) == XP_OK);
        XP_CHECK(nonzero == cases[k].nonzero);
        finish(&x);
    }
}

/*
 * Random polynomials against their values on a grid of 13^3 points: a proof is never refuted there,
 * and what is negative there is never proved.
 */
static void test_random(void)
{
    uint64_t state = 4242;
    long holds = 0, fails = 0;
    for (long round = xp_test_rounds(40); round > 0; round--)
    {
        fixture_t x;
        fmpq_t c, value;
        int negative = 0;
        start(&x, -1, 1 + (slong) xp_test_random(&state, 2));
        fmpq_init(c);
        fmpq_init(value);
        for (slong terms = 1 + (slong) xp_test_random(&state, 7); terms > 0; terms--)
        {
            ulong exponent[VARIABLES];
            for (slong k = 0; k < VARIABLES; k++)
            {
                exponent[k] = xp_test_random(&state, 4);
            }
            fmpq_set_si(c, (slong) xp_test_random(&state, 9) - 4, 1 + xp_test_random(&state, 5));
            fmpq_mpoly_push_term_fmpq_ui(x.f, c, exponent, x.context);
        }
        fmpq_mpoly_sort_terms(x.f, x.context);
        fmpq_mpoly_combine_like_terms(x.f, x.context);
        fmpq_set_si(c, (slong) xp_test_random(&state, 20), 2);
        fmpq_mpoly_add_fmpq(x.f, x.f, c, x.context);
        const xp_answer_t answer = ask(&x, NULL, 0);
        for (slong at = 0; at < 13 * 13 * 13 && !negative; at++)
        {
            fmpq *point = x.where;
            for (slong k = 0, rest = at; k < VARIABLES; k++, rest /= 13)
            {
                fmpq_set_si(c, rest % 13, 12);
                fmpq_sub(value, x.high + k, x.low + k);
                fmpq_mul(value, value, c);
                fmpq_add(point + k, x.low + k, value);
            }
            xp_box_evaluate(value, x.f, point, x.context);
            negative = fmpq_sgn(value) < 0;
        }
        XP_CHECK(negative ? answer != XP_HOLDS : 1);
        holds += answer == XP_HOLDS;
        fails += answer == XP_FAILS;
        fmpq_clear(value);
        fmpq_clear(c);
        finish(&x);
    }
    XP_CHECK(holds > 0 && fails > 0);
}

static void test_limits(void)
{
    static const char *names[] = {"x", "y", "z"};
    fixture_t x;
    xp_answer_t answer = XP_HOLDS;
    start(&x, -1, 1);
    fmpq_mpoly_set_str_pretty(x.f, "9*x^2-6*x+1+y^2", names, x.context);
    XP_CHECK(xp_box_subdivide(&answer, x.where, x.f, x.low, x.high, 0, 5, 1000000, x.context,
                              NULL) == XP_OK);
    XP_CHECK(answer == XP_UNDECIDED);
    answer = XP_HOLDS;
    XP_CHECK(xp_box_sign(&answer, x.where, x.f, x.low, x.high, 0, x.context, &xp_test_stop) ==
             XP_STOPPED);
    XP_CHECK(answer == XP_HOLDS);
    /* 201^3 coefficients are too many. */
    fmpq_mpoly_set_str_pretty(x.f, "x^200*y^200*z^200", names, x.context);
    XP_CHECK(xp_box_subdivide(&answer, x.where, x.f, x.low, x.high, 0, 5, 1000000, x.context,
                              NULL) == XP_OK);
    XP_CHECK(answer == XP_UNDECIDED);
    /* A box that is a point in some directions. */
    fmpq_set(x.high + 1, x.low + 1);
    XP_CHECK(ask(&x, "-y", 1) == XP_HOLDS);
    XP_CHECK(ask(&x, "x-y", 0) == XP_HOLDS);
    XP_CHECK(ask(&x, "x-y-1/2", 0) == XP_FAILS);
    finish(&x);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"by hand", test_by_hand}, {"nonzero", test_nonzero},
        {"random", test_random},   {"limits", test_limits},
    };
    return XP_TEST_MAIN("box", tests);
}
