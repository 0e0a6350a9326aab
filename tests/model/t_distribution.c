/* Tests of distributions: named, mixed, stated by cdf or density; values, orders, refusals. */
#include <expost/model/distribution.h>

#include <stdlib.h>

#include "tests/lib/harness.h"
#include "tests/model/formulas.h"

static formula_t t(void)
{
    return xp_expression_type(pool, 0);
}

/* A named distribution on [low, high] / width with up to two parameters a/b, c/d. */
static xp_status_t set_named(xp_distribution_t d, xp_distribution_kind_t kind, slong count,
                             slong a, ulong b, slong c, ulong e, slong low, slong high,
                             const char *words)
{
    fmpq *parameter = _fmpq_vec_init(2);
    fmpq_t left;
    fmpq_t right;
    xp_error_t error;
    xp_status_t status;

    fmpq_init(left);
    fmpq_init(right);
    xp_error_init(error);
    fmpq_set_si(parameter, a, b);
    fmpq_set_si(parameter + 1, c, e);
    fmpq_set_si(left, low, 1);
    fmpq_set_si(right, high, 1);
    status = xp_distribution_set_named(d, kind, parameter, count, left, right, error);
    if (status != XP_OK)
        XP_CHECK(error->message != NULL && strstr(error->message, words) != NULL);
    _fmpq_vec_clear(parameter, 2);
    fmpq_clear(left);
    fmpq_clear(right);
    xp_error_clear(error);
    return status;
}

/* Whether F(p / r) is enclosed with about 100 bits and agrees with the decimal of 30 digits. */
static int has_cdf(const xp_distribution_t d, slong p, ulong r, const char *decimal)
{
    int good;
    fmpq_t point;
    arb_t x;
    arb_t y;
    arb_t wanted;

    fmpq_init(point);
    arb_init(x);
    arb_init(y);
    arb_init(wanted);
    fmpq_set_si(point, p, r);
    arb_set_fmpq(x, point, 300);
    arb_set_str(wanted, decimal, 200);
    xp_distribution_cdf(y, d, x, 200);
    good = arb_rel_accuracy_bits(y) > 80;
    arb_sub(y, y, wanted, 200);
    arb_mul_2exp_si(y, y, 90);
    good = good && arf_cmpabs_2exp_si(arb_midref(y), 0) < 0
           && mag_cmp_2exp_si(arb_radref(y), 0) < 0;
    fmpq_clear(point);
    arb_clear(x);
    arb_clear(y);
    arb_clear(wanted);
    return good;
}

/* F(p / r) = a / b exactly, by rationals; polynomial. */
static int has_exact_cdf(const xp_distribution_t d, slong p, ulong r, slong a, ulong b)
{
    int equal;
    fmpq_t x;
    fmpq_t y;
    fmpq_t wanted;

    if (!d->polynomial)
        return 0;
    fmpq_init(x);
    fmpq_init(y);
    fmpq_init(wanted);
    fmpq_set_si(x, p, r);
    fmpq_set_si(wanted, a, b);
    xp_distribution_cdf_fmpq(y, d, x);
    equal = fmpq_equal(y, wanted);
    fmpq_clear(x);
    fmpq_clear(y);
    fmpq_clear(wanted);
    return equal;
}

/* The decimals were computed by mpmath with 40 digits from the definitions. */
static void test_named_values(void)
{
    xp_distribution_t d;

    xp_distribution_init(d);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_EXPONENTIAL, 1, 2, 1, 0, 1, 0, 1, "") == XP_OK);
    XP_CHECK(has_cdf(d, 1, 4, "0.4550542339234112447803054543378202359257"));
    XP_CHECK(set_named(d, XP_DISTRIBUTION_EXPONENTIAL, 1, 3, 1, 0, 1, 1, 3, "") == XP_OK);
    XP_CHECK(has_cdf(d, 2, 1, "0.9525741268224332191211518482282477986138"));
    XP_CHECK(set_named(d, XP_DISTRIBUTION_NORMAL, 2, 1, 3, 1, 100, 0, 1, "") == XP_OK);
    XP_CHECK(has_cdf(d, 7, 20, "0.9522096477271852921410413935379662854906"));
    XP_CHECK(d->piece_count == 6 && !d->polynomial);
    XP_CHECK_STR(d->name, "normal(1/3, 1/100)");
    XP_CHECK(set_named(d, XP_DISTRIBUTION_NORMAL, 2, 1, 2, 1, 2, 0, 1, "") == XP_OK);
    XP_CHECK(has_cdf(d, 1, 5, "0.1693271467482967572207630654319102527862"));
    XP_CHECK(set_named(d, XP_DISTRIBUTION_LOGITNORMAL, 2, 1, 2, 2, 1, 0, 1, "") == XP_OK);
    XP_CHECK(has_cdf(d, 1, 3, "0.2753960539809157351963800262909911647443"));
    XP_CHECK(set_named(d, XP_DISTRIBUTION_LOGITNORMAL, 2, 1, 2, 2, 1, 1, 4, "") == XP_OK);
    XP_CHECK(has_cdf(d, 2, 1, "0.2753960539809157351963800262909911647443"));
    XP_CHECK(set_named(d, XP_DISTRIBUTION_BETA, 2, 1, 2, 3, 2, 0, 1, "") == XP_OK);
    XP_CHECK(has_cdf(d, 1, 3, "0.6919319907496426266892552895580111055382"));
    XP_CHECK(set_named(d, XP_DISTRIBUTION_BETA, 2, 5, 2, 4, 3, 0, 1, "") == XP_OK);
    XP_CHECK(has_cdf(d, 1, 3, "0.09637758459978556399646654012210630218551"));
    XP_CHECK(set_named(d, XP_DISTRIBUTION_KUMARASWAMY, 2, 1, 2, 3, 2, 0, 1, "") == XP_OK);
    XP_CHECK(has_cdf(d, 1, 3, "0.7252289995264284596775119502117619951444"));
    XP_CHECK(set_named(d, XP_DISTRIBUTION_POWER, 1, 3, 2, 0, 1, 0, 1, "") == XP_OK);
    XP_CHECK(has_cdf(d, 1, 3, "0.1924500897298752548363829268339858185492"));
    XP_CHECK(d->doubt == NULL);
    xp_distribution_clear(d);
}

static void test_named_exact(void)
{
    xp_distribution_t d;

    xp_distribution_init(d);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_UNIFORM, 0, 0, 1, 0, 1, 2, 6, "") == XP_OK);
    XP_CHECK(has_exact_cdf(d, 3, 1, 1, 4) && has_exact_cdf(d, 9, 1, 1, 1)
             && has_exact_cdf(d, 0, 1, 0, 1));
    XP_CHECK_STR(d->name, "uniform");
    /* [-1, 1/2] cut to [0, 2]: uniform on [0, 1/2], 1 behind */
    XP_CHECK(set_named(d, XP_DISTRIBUTION_UNIFORM, 2, -1, 1, 1, 2, 0, 2, "") == XP_OK);
    XP_CHECK(d->piece_count == 2 && has_exact_cdf(d, 1, 8, 1, 4) && has_exact_cdf(d, 1, 1, 1, 1));
    XP_CHECK_STR(d->name, "uniform(-1, 1/2)");
    XP_CHECK(set_named(d, XP_DISTRIBUTION_UNIFORM, 2, 1, 2, 3, 4, 0, 1, "") == XP_OK);
    XP_CHECK(d->piece_count == 3 && has_exact_cdf(d, 1, 4, 0, 1) && has_exact_cdf(d, 5, 8, 1, 2));
    XP_CHECK(set_named(d, XP_DISTRIBUTION_POWER, 1, 3, 1, 0, 1, 0, 2, "") == XP_OK);
    XP_CHECK(has_exact_cdf(d, 1, 1, 1, 8));
    /* 1 - (1 - u^2)^3 at 1/2: 1 - 27/64 */
    XP_CHECK(set_named(d, XP_DISTRIBUTION_KUMARASWAMY, 2, 2, 1, 3, 1, 0, 1, "") == XP_OK);
    XP_CHECK(has_exact_cdf(d, 1, 2, 37, 64));
    /* I_u(2, 3) = 6 u^2 - 8 u^3 + 3 u^4 at 1/3: 18/27 - 8/27 + 1/27 */
    XP_CHECK(set_named(d, XP_DISTRIBUTION_BETA, 2, 2, 1, 3, 1, 0, 1, "") == XP_OK);
    XP_CHECK(has_exact_cdf(d, 1, 3, 11, 27));
    /* the triangle on [0, 2] over 1/2: u^2 on the left, 1 - (2 - t)^2 / 3 on the right */
    XP_CHECK(set_named(d, XP_DISTRIBUTION_TRIANGULAR, 1, 1, 2, 0, 1, 0, 2, "") == XP_OK);
    XP_CHECK(d->piece_count == 2 && has_exact_cdf(d, 1, 4, 1, 16) && has_exact_cdf(d, 1, 1, 2, 3));
    XP_CHECK(set_named(d, XP_DISTRIBUTION_TRIANGULAR, 1, 0, 1, 0, 1, 0, 1, "") == XP_OK);
    XP_CHECK(d->piece_count == 1 && has_exact_cdf(d, 1, 2, 3, 4));
    XP_CHECK(set_named(d, XP_DISTRIBUTION_TRIANGULAR, 1, 1, 1, 0, 1, 0, 1, "") == XP_OK);
    XP_CHECK(d->piece_count == 1 && has_exact_cdf(d, 1, 2, 1, 4));
    xp_distribution_clear(d);
}

static void test_named_refused(void)
{
    xp_distribution_t d;

    xp_distribution_init(d);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_POWER, 1, 0, 1, 0, 1, 0, 1, "power(k)") == XP_INPUT);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_EXPONENTIAL, 1, -1, 2, 0, 1, 0, 1, "-1/2") == XP_INPUT);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_NORMAL, 2, 0, 1, 0, 1, 0, 1, "sd") == XP_INPUT);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_LOGITNORMAL, 2, 0, 1, -1, 1, 0, 1, "sd") == XP_INPUT);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_KUMARASWAMY, 2, 1, 1, 0, 1, 0, 1, "b of") == XP_INPUT);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_BETA, 2, -1, 1, 2, 1, 0, 1, "a of") == XP_INPUT);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_TRIANGULAR, 1, 3, 2, 0, 1, 0, 1, "mode") == XP_INPUT);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_UNIFORM, 2, 1, 1, 1, 2, 0, 1, "a < b") == XP_INPUT);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_UNIFORM, 2, 1, 1, 2, 1, 0, 1, "no point") == XP_INPUT);
    XP_CHECK(d->piece_count == 0 && d->name == NULL);
    XP_CHECK(xp_distribution_takes(XP_DISTRIBUTION_UNIFORM, 0)
             && xp_distribution_takes(XP_DISTRIBUTION_UNIFORM, 2)
             && !xp_distribution_takes(XP_DISTRIBUTION_UNIFORM, 1)
             && !xp_distribution_takes(XP_DISTRIBUTION_BETA, 0)
             && xp_distribution_takes(XP_DISTRIBUTION_TRIANGULAR, 1));
    XP_CHECK_STR(xp_distribution_form(XP_DISTRIBUTION_BETA), "beta(a, b)");
    XP_CHECK_STR(xp_distribution_names[XP_DISTRIBUTION_LOGITNORMAL], "logitnormal");
    xp_distribution_clear(d);
}

/* The polynomial of beta(2, 3) and the ball evaluation of the same numbers as a BETA node. */
static void test_beta_routes(void)
{
    xp_distribution_t d;
    formula_t node[3];
    arb_t x;
    arb_t y;
    arb_t z;

    xp_distribution_init(d);
    arb_init(x);
    arb_init(y);
    arb_init(z);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_BETA, 2, 2, 1, 3, 1, 0, 1, "") == XP_OK);
    node[0] = t();
    node[1] = q(2, 1);
    node[2] = q(3, 1);
    for (slong k = 1; k < 16; k++)
    {
        arb_set_si(x, k);
        arb_mul_2exp_si(x, x, -4);
        xp_distribution_cdf(y, d, x, 128);
        xp_expression_evaluate_arb(z, xp_expression_node(pool, XP_EXPRESSION_BETA, node, 3), x,
                                   NULL, 128);
        XP_CHECK(arb_overlaps(y, z) && arb_rel_accuracy_bits(y) > 100
                 && arb_rel_accuracy_bits(z) > 80);
    }
    xp_distribution_clear(d);
    arb_clear(x);
    arb_clear(y);
    arb_clear(z);
}

static xp_status_t mix(xp_distribution_t d, const xp_distribution_struct *a,
                       const xp_distribution_struct *b, slong p, slong r, slong s,
                       const char *words)
{
    const xp_distribution_struct *part[2];
    fmpq *weight = _fmpq_vec_init(2);
    xp_error_t error;
    xp_status_t status;

    part[0] = a;
    part[1] = b;
    xp_error_init(error);
    fmpq_set_si(weight, p, (ulong) s);
    fmpq_set_si(weight + 1, r, (ulong) s);
    status = xp_distribution_set_mixture(d, part, weight, 2, error);
    if (status != XP_OK)
        XP_CHECK(error->message != NULL && strstr(error->message, words) != NULL);
    _fmpq_vec_clear(weight, 2);
    xp_error_clear(error);
    return status;
}

static void test_mixture(void)
{
    xp_distribution_t a;
    xp_distribution_t b;
    xp_distribution_t c;
    xp_distribution_t d;

    xp_distribution_init(a);
    xp_distribution_init(b);
    xp_distribution_init(c);
    xp_distribution_init(d);
    XP_CHECK(set_named(a, XP_DISTRIBUTION_UNIFORM, 0, 0, 1, 0, 1, 0, 1, "") == XP_OK);
    XP_CHECK(set_named(b, XP_DISTRIBUTION_UNIFORM, 2, 1, 4, 1, 2, 0, 1, "") == XP_OK);
    XP_CHECK(set_named(c, XP_DISTRIBUTION_NORMAL, 2, 1, 3, 1, 100, 0, 1, "") == XP_OK);
    /* 1/3 of 3/8, 2/3 of 1/2 */
    XP_CHECK(mix(d, a, b, 1, 2, 3, "") == XP_OK);
    XP_CHECK(d->piece_count == 3 && has_exact_cdf(d, 3, 8, 11, 24));
    XP_CHECK_STR(d->name, "1/3 uniform + 2/3 uniform(1/4, 1/2)");
    /* (7/20 + F) / 2 with the normal's F of test_named_values */
    XP_CHECK(mix(d, a, c, 1, 1, 2, "") == XP_OK);
    XP_CHECK(d->piece_count == 6 && !d->polynomial
             && has_cdf(d, 7, 20, "0.6511048238635926460705206967689831427453"));
    XP_CHECK(mix(d, a, b, 1, 1, 3, "2/3") == XP_INPUT);
    XP_CHECK(mix(d, a, b, -1, 4, 3, "-1/3") == XP_INPUT);
    XP_CHECK(!d->polynomial);
    xp_distribution_clear(a);
    xp_distribution_clear(b);
    xp_distribution_clear(c);
    xp_distribution_clear(d);
}

/* A cdf or density of one or two pieces on [0, knot, 1]; piece b NULL: one piece. */
static xp_status_t state(xp_distribution_t d, int density, formula_t a, formula_t b, slong p,
                         ulong r, const char *words)
{
    formula_t piece[2];
    fmpq *knot = _fmpq_vec_init(3);
    slong count = b == NULL ? 1 : 2;
    slong place = -1;
    xp_error_t error;
    xp_status_t status;

    piece[0] = a;
    piece[1] = b;
    fmpq_set_si(knot + 1, p, r);
    fmpq_set_si(knot + count, 1, 1);
    xp_error_init(error);
    if (density)
        status = xp_distribution_set_density(d, knot, piece, count, &place, error);
    else
        status = xp_distribution_set_cdf(d, knot, piece, count, &place, error);
    if (status != XP_OK)
        XP_CHECK(error->message != NULL && strstr(error->message, words) != NULL);
    if (status == XP_INPUT)
        XP_CHECK(place >= 0 && place < count);
    if (status == XP_OK)
        XP_CHECK((d->doubt == NULL) == (words[0] == '\0')
                 && (d->doubt == NULL || strstr(d->doubt, words) != NULL));
    _fmpq_vec_clear(knot, 3);
    xp_error_clear(error);
    return status;
}

static void test_cdf_accepted(void)
{
    formula_t x = t();
    formula_t one = q(1, 1);
    formula_t e;
    xp_distribution_t d;

    xp_distribution_init(d);
    XP_CHECK(state(d, 0, power(x, q(2, 1)), NULL, 1, 1, "") == XP_OK);
    XP_CHECK(has_exact_cdf(d, 1, 3, 1, 9));
    XP_CHECK_STR(d->name, "cdf");
    /* a flat part is allowed */
    XP_CHECK(state(d, 0, mul(q(2, 1), x), one, 1, 2, "") == XP_OK);
    XP_CHECK(state(d, 0, power(x, q(1, 2)), NULL, 1, 1, "") == XP_OK);
    XP_CHECK(!d->polynomial && d->doubt == NULL);
    XP_CHECK(state(d, 0, of(XP_EXPRESSION_SQRT, x), NULL, 1, 1, "") == XP_OK);
    XP_CHECK(state(d, 0, power(x, q(7, 3)), NULL, 1, 1, "") == XP_OK);
    /* (e^t - 1) / (e - 1): e is irrational, and cancels */
    e = over(sub(of(XP_EXPRESSION_EXP, x), one), sub(of(XP_EXPRESSION_EXP, one), one));
    XP_CHECK(state(d, 0, e, NULL, 1, 1, "") == XP_OK);
    /* log(1 + t) / log(2) */
    e = over(of(XP_EXPRESSION_LOG, add(one, x)), of(XP_EXPRESSION_LOG, q(2, 1)));
    XP_CHECK(state(d, 0, e, NULL, 1, 1, "") == XP_OK);
    /* t exp(1 - t): its slope (1 - t) exp(1 - t) is 0 at the end */
    e = mul(x, of(XP_EXPRESSION_EXP, sub(one, x)));
    XP_CHECK(state(d, 0, e, NULL, 1, 1, "") == XP_OK);
    /* t^2 exp(2 - 2 t) */
    e = mul(power(x, q(2, 1)), of(XP_EXPRESSION_EXP, sub(q(2, 1), mul(q(2, 1), x))));
    XP_CHECK(state(d, 0, e, NULL, 1, 1, "") == XP_OK);
    /* 1 - (1 - t^(1/2))^(3/2) */
    e = sub(one, power(sub(one, power(x, q(1, 2))), q(3, 2)));
    XP_CHECK(state(d, 0, e, NULL, 1, 1, "") == XP_OK);
    /* 3 t^(5/2) - 2 t^(7/2): both parts of the slope 15/2 t^(3/2) - 7 t^(5/2) vanish at 0 */
    e = sub(mul(q(3, 1), power(x, q(5, 2))), mul(q(2, 1), power(x, q(7, 2))));
    XP_CHECK(state(d, 0, e, NULL, 1, 1, "") == XP_OK);
    /* its mirror image, from the other end */
    e = sub(one, xp_expression_substitute_type(pool, e, 0, sub(one, x)));
    XP_CHECK(state(d, 0, e, NULL, 1, 1, "") == XP_OK);
    /* pieces that meet in an irrational number: sqrt(t / 2), then a line from there to 1 */
    e = of(XP_EXPRESSION_SQRT, over(x, q(2, 1)));
    XP_CHECK(state(d, 0, e,
                   add(of(XP_EXPRESSION_SQRT, q(1, 6)),
                       mul(sub(x, q(1, 3)),
                           over(sub(one, of(XP_EXPRESSION_SQRT, q(1, 6))), q(2, 3)))),
                   1, 3, "") == XP_OK);
    XP_CHECK(d->doubt == NULL);
    xp_distribution_clear(d);
}

static void test_cdf_refused(void)
{
    formula_t x = t();
    xp_distribution_t d;

    xp_distribution_init(d);
    XP_CHECK(state(d, 0, over(x, q(2, 1)), NULL, 1, 1, "must be 1 at 1; it is 1/2") == XP_INPUT);
    XP_CHECK(state(d, 0, add(q(1, 4), mul(q(3, 4), x)), NULL, 1, 1, "must be 0 at 0; it is 1/4")
             == XP_INPUT);
    XP_CHECK(state(d, 0, mul(q(3, 4), x), add(q(1, 4), mul(q(3, 4), x)), 1, 3,
                   "do not meet at 1/3: it is 1/4 on the left and 1/2 on the right") == XP_INPUT);
    /* 3 t - 2 t^2 rises to 9/8 at 3/4, then falls */
    XP_CHECK(state(d, 0, sub(mul(q(3, 1), x), mul(q(2, 1), power(x, q(2, 1)))), NULL, 1, 1,
                   "falls around") == XP_INPUT);
    /* the same with a root: 3 t^(1/2) - 2 t falls from 9/16 on */
    XP_CHECK(state(d, 0, sub(mul(q(3, 1), power(x, q(1, 2))), mul(q(2, 1), x)), NULL, 1, 1,
                   "falls around") == XP_INPUT);
    /* 5 t / (1 + 4 t^2) is 5/4 at 1/2; with a root, 5 t^(1/2) / (1 + 4 t) at 1/4 */
    XP_CHECK(state(d, 0, over(mul(q(5, 1), x), add(q(1, 1), mul(q(4, 1), power(x, q(2, 1))))), NULL,
                   1, 1, "falls around") == XP_INPUT);
    XP_CHECK(state(d, 0, over(mul(q(5, 1), power(x, q(1, 2))), add(q(1, 1), mul(q(4, 1), x))), NULL,
                   1, 1, "falls around") == XP_INPUT);
    /* exp(t) ends at e */
    XP_CHECK(state(d, 0, sub(of(XP_EXPRESSION_EXP, x), q(1, 1)), NULL, 1, 1, "must be 1 at 1")
             == XP_INPUT);
    XP_CHECK(state(d, 0, sub(q(1, 1), of(XP_EXPRESSION_LOG, x)), NULL, 1, 1, "no value")
             == XP_REFUSED);
    XP_CHECK(state(d, 0, of(XP_EXPRESSION_SQRT, sub(mul(q(2, 1), power(x, q(2, 1))), x)), NULL, 1,
                   1, "no value") == XP_REFUSED);
    XP_CHECK(state(d, 0, of(XP_EXPRESSION_FLOOR, x), NULL, 1, 1, "floor") == XP_REFUSED);
    XP_CHECK(d->piece_count == 0);
    xp_distribution_clear(d);
}

/* exp(a) - exp(b) exp(a - b) is 0, but no ball says so. */
static void test_cdf_doubt(void)
{
    formula_t x = t();
    formula_t product = mul(of(XP_EXPRESSION_EXP, q(1, 3)), of(XP_EXPRESSION_EXP, q(2, 3)));
    xp_distribution_t d;
    xp_distribution_t copy;

    xp_distribution_init(d);
    xp_distribution_init(copy);
    XP_CHECK(state(d, 0, mul(x, over(product, of(XP_EXPRESSION_EXP, q(1, 1)))), NULL, 1, 1,
                   "1 at its upper end") == XP_OK);
    xp_distribution_set(copy, d);
    XP_CHECK_STR(copy->doubt, d->doubt);
    XP_CHECK(xp_distribution_equal(copy, d));
    xp_distribution_clear(d);
    xp_distribution_clear(copy);
}

static void test_density(void)
{
    formula_t x = t();
    formula_t one = q(1, 1);
    xp_distribution_t d;
    arb_t y;
    arb_t point;
    acb_t z;

    xp_distribution_init(d);
    arb_init(y);
    arb_init(point);
    acb_init(z);
    /* 2 t: F = t^2;  a tent */
    XP_CHECK(state(d, 1, mul(q(2, 1), x), NULL, 1, 1, "") == XP_OK);
    XP_CHECK(has_exact_cdf(d, 1, 3, 1, 9) && d->density == NULL);
    XP_CHECK(state(d, 1, mul(q(4, 1), x), sub(q(4, 1), mul(q(4, 1), x)), 1, 2, "") == XP_OK);
    XP_CHECK(has_exact_cdf(d, 3, 4, 7, 8));
    XP_CHECK_STR(d->name, "density");
    XP_CHECK(state(d, 1, mul(q(5, 3), x), NULL, 1, 1, "integrates to 5/6") == XP_INPUT);
    /* 4 t - 1 is negative before 1/4 and integrates to 1 */
    XP_CHECK(state(d, 1, sub(mul(q(4, 1), x), one), NULL, 1, 1, "negative around") == XP_INPUT);
    XP_CHECK(has_exact_cdf(d, 3, 4, 7, 8));
    /* exp(t) / (e - 1): F(1/2) by mpmath */
    XP_CHECK(state(d, 1, over(of(XP_EXPRESSION_EXP, x), sub(of(XP_EXPRESSION_EXP, one), one)),
                   NULL, 1, 1, "integrates to exactly 1") == XP_OK);
    XP_CHECK(d->density != NULL && d->piece[0] == NULL);
    XP_CHECK(has_cdf(d, 1, 2, "0.3775406687981454353610994342544915212467"));
    /* the complex form at a real point of a ball is the same number */
    acb_set_si(z, 1);
    acb_mul_2exp_si(z, z, -1);
    xp_distribution_cdf_acb(z, d, 0, z, 1, 128);
    arb_set_str(y, "0.3775406687981454353610994342544915212467", 128);
    arb_sub(y, y, acb_realref(z), 128);
    XP_CHECK(arf_cmpabs_2exp_si(arb_midref(y), -100) < 0);
    XP_CHECK(mag_cmp_2exp_si(arb_radref(y), -90) < 0);
    XP_CHECK(state(d, 1, of(XP_EXPRESSION_EXP, x), NULL, 1, 1, "integrates to 1.718") == XP_INPUT);
    XP_CHECK(state(d, 1, sub(of(XP_EXPRESSION_EXP, x), q(3, 2)), NULL, 1, 1, "negative around")
             == XP_INPUT);
    xp_distribution_clear(d);
    arb_clear(y);
    arb_clear(point);
    acb_clear(z);
}

/* Integrable singularities at the ends: by substitution. */
static void test_singular_density(void)
{
    formula_t x = t();
    formula_t one = q(1, 1);
    formula_t arcsine;
    xp_distribution_t d;

    xp_distribution_init(d);
    /* 1 / (2 sqrt(t)): F = sqrt(t), F(1/4) = 1/2 */
    XP_CHECK(state(d, 1, over(one, mul(q(2, 1), of(XP_EXPRESSION_SQRT, x))), NULL, 1, 1,
                   "integrates") == XP_OK);
    XP_CHECK(has_cdf(d, 1, 4, "0.5"));
    XP_CHECK(xp_distribution_order(d, 0, 0) == 2 && xp_distribution_order(d, 0, 1) == 1);
    XP_CHECK(xp_distribution_unfold(pool, d, 0, 0, 2) == NULL);
    /* 2/3 (1 - t)^(-1/3): F = 1 - (1 - t)^(2/3), F(7/8) = 3/4 */
    XP_CHECK(state(d, 1, mul(q(2, 3), power(sub(one, x), q(-1, 3))), NULL, 1, 1, "integrates")
             == XP_OK);
    XP_CHECK(has_cdf(d, 7, 8, "0.75"));
    /* 1 / (pi sqrt(t (1 - t))): F(1/4) = 2/pi arcsin(1/2) = 1/3 */
    arcsine = over(one, mul(xp_expression_word(pool, XP_EXPRESSION_PI),
                            of(XP_EXPRESSION_SQRT, mul(x, sub(one, x)))));
    XP_CHECK(state(d, 1, arcsine, NULL, 1, 1, "integrates") == XP_OK);
    XP_CHECK(has_cdf(d, 1, 4, "0.33333333333333333333333333333333333333333"));
    XP_CHECK(has_cdf(d, 3, 4, "0.66666666666666666666666666666666666666666"));
    XP_CHECK(xp_distribution_order(d, 0, 0) == 2 && xp_distribution_order(d, 0, 1) == 2);
    /* 1/t has no integral */
    XP_CHECK(state(d, 1, over(one, x), NULL, 1, 1, "cannot be enclosed") == XP_REFUSED);
    xp_distribution_clear(d);
}

static void test_order(void)
{
    formula_t unfolded;
    xp_distribution_t d;
    arb_t u;
    arb_t y;
    acb_t z;

    xp_distribution_init(d);
    arb_init(u);
    arb_init(y);
    acb_init(z);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_POWER, 1, 2, 3, 0, 1, 1, 3, "") == XP_OK);
    XP_CHECK(xp_distribution_order(d, 0, 0) == 3 && xp_distribution_order(d, 0, 1) == 1);
    /* F(1 + u^3) = (u^3 / 2)^(2/3) = u^2 / 2^(2/3): at u = 1/2 0.1574901312368591453...
       (2^(-8/3)) and finite around u = 0 */
    unfolded = xp_distribution_unfold(pool, d, 0, 0, 3);
    XP_CHECK(unfolded != NULL);
    if (unfolded != NULL)
    {
        arb_set_si(u, 1);
        arb_mul_2exp_si(u, u, -1);
        xp_expression_evaluate_arb(y, unfolded, u, NULL, 128);
        arb_pow_ui(y, y, 3, 128);
        arb_mul_2exp_si(y, y, 8);
        XP_CHECK(arb_contains_si(y, 1) && arb_rel_accuracy_bits(y) > 100);
        mag_set_ui_2exp_si(arb_radref(acb_realref(z)), 1, -3);
        mag_set_ui_2exp_si(arb_radref(acb_imagref(z)), 1, -3);
        xp_expression_evaluate_acb(z, unfolded, 0, z, 1, 64);
        XP_CHECK(acb_is_finite(z));
    }
    XP_CHECK(xp_distribution_unfold(pool, d, 0, 0, 2) == NULL);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_KUMARASWAMY, 2, 1, 2, 4, 3, 0, 1, "") == XP_OK);
    XP_CHECK(xp_distribution_order(d, 0, 0) == 2 && xp_distribution_order(d, 0, 1) == 3);
    XP_CHECK(xp_distribution_unfold(pool, d, 0, 0, 2) != NULL);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_BETA, 2, 1, 2, 4, 3, 0, 1, "") == XP_OK);
    XP_CHECK(xp_distribution_order(d, 0, 0) == 2 && xp_distribution_order(d, 0, 1) == 3);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_NORMAL, 2, 1, 2, 4, 3, 0, 1, "") == XP_OK);
    XP_CHECK(xp_distribution_order(d, 0, 0) == 1 && xp_distribution_order(d, 0, 1) == 1);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_EXPONENTIAL, 1, 1, 2, 0, 1, 0, 1, "") == XP_OK);
    XP_CHECK(xp_distribution_order(d, 0, 0) == 1);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_UNIFORM, 0, 0, 1, 0, 1, 0, 1, "") == XP_OK);
    XP_CHECK(xp_distribution_order(d, 0, 1) == 1);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_LOGITNORMAL, 2, 0, 1, 1, 1, 0, 1, "") == XP_OK);
    XP_CHECK(xp_distribution_order(d, 0, 0) == 0);
    XP_CHECK(xp_distribution_order(d, d->piece_count - 1, 1) == 0);
    XP_CHECK(xp_distribution_order(d, 1, 0) == 1);
    xp_distribution_clear(d);
    arb_clear(u);
    arb_clear(y);
    acb_clear(z);
}

/* Wide, infinite and senseless balls: within [0, 1], and around the values at both ends. */
static void test_cdf_balls(void)
{
    static const xp_distribution_kind_t kinds[] = {
        XP_DISTRIBUTION_NORMAL, XP_DISTRIBUTION_LOGITNORMAL, XP_DISTRIBUTION_BETA,
        XP_DISTRIBUTION_KUMARASWAMY, XP_DISTRIBUTION_UNIFORM};
    uint64_t state_of = 99;
    xp_distribution_t d;
    arb_t x;
    arb_t y;
    arb_t point;
    arb_t value;

    xp_distribution_init(d);
    arb_init(x);
    arb_init(y);
    arb_init(point);
    arb_init(value);
    for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
    {
        XP_CHECK(set_named(d, kinds[k], 2, 1, 3, 1, 2, 0, 1, "") == XP_OK);
        arb_indeterminate(x);
        xp_distribution_cdf(y, d, x, 64);
        XP_CHECK(arb_contains_si(y, 0) && arb_contains_si(y, 1) && arb_is_finite(y));
        arb_zero_pm_inf(x);
        xp_distribution_cdf(y, d, x, 64);
        XP_CHECK(arb_contains_si(y, 0) && arb_contains_si(y, 1) && arb_is_finite(y));
        arb_pos_inf(x);
        xp_distribution_cdf(y, d, x, 64);
        XP_CHECK(arb_is_one(y));
        arb_set_si(x, -5);
        xp_distribution_cdf(y, d, x, 64);
        XP_CHECK(arb_is_zero(y));
        arb_set_si(x, 0);
        xp_distribution_cdf(y, d, x, 64);
        XP_CHECK(arb_is_zero(y));
        arb_set_si(x, 1);
        xp_distribution_cdf(y, d, x, 64);
        XP_CHECK(arb_is_one(y));
        for (int round = 0; round < 20; round++)
        {
            arb_set_si(x, (slong) xp_test_random(&state_of, 41) - 4);
            arb_div_si(x, x, 32, 64);
            mag_set_ui_2exp_si(arb_radref(x), xp_test_random(&state_of, 8), -5);
            xp_distribution_cdf(y, d, x, 64);
            for (slong step = -1; step <= 1; step++)
            {
                arb_zero(point);
                arf_set_mag(arb_midref(point), arb_radref(x));
                arb_mul_si(point, point, step, 64);
                arf_add(arb_midref(point), arb_midref(point), arb_midref(x), 64, ARF_RND_DOWN);
                xp_distribution_cdf(value, d, point, 64);
                XP_CHECK(arb_overlaps(value, y));
            }
        }
        /* narrower is better: F on [1/4, 3/8] has less than the whole of [0, 1] */
        arb_set_si(x, 5);
        arb_mul_2exp_si(x, x, -4);
        mag_set_ui_2exp_si(arb_radref(x), 1, -4);
        xp_distribution_cdf(y, d, x, 64);
        XP_CHECK(mag_cmp_2exp_si(arb_radref(y), -2) < 0);
    }
    xp_distribution_clear(d);
    arb_clear(x);
    arb_clear(y);
    arb_clear(point);
    arb_clear(value);
}

/* The density against mpmath, and against the polynomial's derivative. */
static void test_densities(void)
{
    fmpq_t third;
    xp_distribution_t d;
    arb_t x;
    arb_t y;
    arb_t wanted;

    fmpq_init(third);
    xp_distribution_init(d);
    arb_init(x);
    arb_init(y);
    arb_init(wanted);
    fmpq_set_si(third, 1, 3);
    arb_set_fmpq(x, third, 200);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_BETA, 2, 5, 2, 4, 3, 0, 1, "") == XP_OK);
    xp_distribution_density(y, d, 0, x, 150);
    arb_set_str(wanted, "0.6920113340350918165430609140140192093887", 150);
    arb_sub(y, y, wanted, 150);
    XP_CHECK(arf_cmpabs_2exp_si(arb_midref(y), -100) < 0);
    XP_CHECK(mag_cmp_2exp_si(arb_radref(y), -90) < 0);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_BETA, 2, 1, 2, 3, 2, 0, 1, "") == XP_OK);
    xp_distribution_density(y, d, 0, x, 150);
    arb_set_str(wanted, "0.9003163161571060695551991910067405826646", 150);
    arb_sub(y, y, wanted, 150);
    XP_CHECK(arf_cmpabs_2exp_si(arb_midref(y), -100) < 0);
    XP_CHECK(mag_cmp_2exp_si(arb_radref(y), -90) < 0);
    arb_zero(x);
    xp_distribution_density(y, d, 0, x, 150);
    XP_CHECK(!arb_is_finite(y));
    /* beta(2, 3): 12 u (1 - u)^2, at 1/3 16/9 */
    arb_set_fmpq(x, third, 200);
    XP_CHECK(set_named(d, XP_DISTRIBUTION_BETA, 2, 2, 1, 3, 1, 0, 1, "") == XP_OK);
    xp_distribution_density(y, d, 0, x, 150);
    arb_mul_si(y, y, 9, 150);
    XP_CHECK(arb_contains_si(y, 16));
    fmpq_clear(third);
    xp_distribution_clear(d);
    arb_clear(x);
    arb_clear(y);
    arb_clear(wanted);
}

static void test_equal(void)
{
    formula_t x = t();
    xp_distribution_t a;
    xp_distribution_t b;

    xp_distribution_init(a);
    xp_distribution_init(b);
    XP_CHECK(set_named(a, XP_DISTRIBUTION_UNIFORM, 0, 0, 1, 0, 1, 0, 1, "") == XP_OK);
    XP_CHECK(state(b, 0, x, x, 1, 2, "") == XP_OK);
    XP_CHECK(xp_distribution_equal(a, b));
    XP_CHECK(set_named(b, XP_DISTRIBUTION_UNIFORM, 0, 0, 1, 0, 1, 0, 2, "") == XP_OK);
    XP_CHECK(!xp_distribution_equal(a, b));
    XP_CHECK(set_named(b, XP_DISTRIBUTION_POWER, 1, 2, 1, 0, 1, 0, 1, "") == XP_OK);
    XP_CHECK(!xp_distribution_equal(a, b));
    XP_CHECK(set_named(a, XP_DISTRIBUTION_NORMAL, 2, 1, 2, 1, 9, 0, 1, "") == XP_OK);
    XP_CHECK(!xp_distribution_equal(a, b));
    xp_distribution_set(b, a);
    XP_CHECK(xp_distribution_equal(a, b));
    XP_CHECK(b->piece_count == a->piece_count);
    XP_CHECK_STR(a->name, b->name);
    XP_CHECK(set_named(b, XP_DISTRIBUTION_NORMAL, 2, 1, 2, 1, 8, 0, 1, "") == XP_OK);
    XP_CHECK(!xp_distribution_equal(a, b));
    xp_distribution_swap(a, b);
    XP_CHECK_STR(a->name, "normal(1/2, 1/8)");
    xp_distribution_clear(a);
    xp_distribution_clear(b);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"named values", test_named_values},
        {"named exact", test_named_exact},
        {"named refused", test_named_refused},
        {"beta by two routes", test_beta_routes},
        {"mixture", test_mixture},
        {"cdf accepted", test_cdf_accepted},
        {"cdf refused", test_cdf_refused},
        {"cdf with a doubt", test_cdf_doubt},
        {"density", test_density},
        {"singular density", test_singular_density},
        {"order", test_order},
        {"cdf over balls", test_cdf_balls},
        {"densities", test_densities},
        {"equal", test_equal},
    };
    int result;

    xp_pool_init(pool);
    result = XP_TEST_MAIN("model/distribution", tests);
    xp_pool_clear(pool);
    return result;
}
