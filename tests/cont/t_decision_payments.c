/* Groves and dAGV payments of a real decision, interim quantities and expectations. */
#include <expost/cont/decision_payments.h>

#include "tests/cont/decision_models.h"
#include "tests/lib/harness.h"

static xp_status_t set(xp_decision_mechanism_t mechanism, const xp_continuous_t m,
                       const char *name)
{
    xp_error_t error;
    xp_error_init(error);
    const xp_status_t status = xp_decision_mechanism_set(mechanism, m, name, NULL, error);
    XP_CHECK((status == XP_OK) == (error->message == NULL));
    xp_error_clear(error);
    return status;
}

/* Whether f has these coefficients over the denominator. */
static int is_poly(const fmpq_poly_t f, const slong *coefficient, slong count, ulong denominator)
{
    fmpq_poly_t g;
    fmpq_t c;
    fmpq_poly_init(g);
    fmpq_init(c);
    for (slong k = 0; k < count; k++)
    {
        fmpq_set_si(c, coefficient[k], denominator);
        fmpq_poly_set_coeff_fmpq(g, k, c);
    }
    const int equal = fmpq_poly_equal(f, g);
    fmpq_clear(c);
    fmpq_poly_clear(g);
    return equal;
}

static int is_number(const fmpq_t x, slong p, ulong q)
{
    fmpq_t y;
    fmpq_init(y);
    fmpq_set_si(y, p, q);
    const int equal = fmpq_equal(x, y);
    fmpq_clear(y);
    return equal;
}

/*
 * By hand, v_i = t x - x^2/2, two agents, uniform on [0, 1], x = (a + b)/2:
 *   rho(a) = E_b[b (a + b)/2 - (a + b)^2/8] = a/4 + 1/6 - (a^2 + a + 1/3)/8 = (1 + a - a^2)/8
 *   E v_1 = E_b[a (a + b)/2 - (a + b)^2/8] = 3 a^2/8 + a/8 - 1/24
 *   E p_1 = E rho_2 - rho_1 = (1 + 1/2 - 1/3)/8 - (1 + a - a^2)/8 = 1/48 - a/8 + a^2/8
 *   U(a) = a^2/4 + a/4 - 1/16;  E S = E[(a + b)^2/4] = 7/24
 */
static void test_dagv_by_hand(void)
{
    static const slong rho[] = {1, 1, -1}, value[] = {-1, 3, 9}, payment[] = {1, -6, 6},
                       utility[] = {-1, 4, 4}, mean[] = {1, 2};
    xp_continuous_t m;
    xp_decision_mechanism_t mechanism;
    xp_decision_interim_t interim;
    xp_error_t error;
    quadratic_model(m, 2, NULL, 0, 1);
    xp_decision_mechanism_init(mechanism);
    xp_decision_interim_init(interim);
    xp_error_init(error);
    XP_CHECK(set(mechanism, m, "dagv") == XP_OK);
    XP_CHECK(mechanism->polynomial && mechanism->has_prior && mechanism->rho != NULL);
    XP_CHECK(xp_decision_interim(interim, mechanism, error) == XP_OK);
    for (slong i = 0; i < 2; i++)
    {
        XP_CHECK(is_poly(mechanism->rho + i, rho, 3, 8));
        XP_CHECK(is_poly(interim->value + i, value, 3, 24));
        XP_CHECK(is_poly(interim->payment + i, payment, 3, 48));
        XP_CHECK(is_poly(interim->utility + i, utility, 3, 16));
        XP_CHECK(is_poly(interim->decision + i, mean, 2, 4));
        XP_CHECK(fmpq_poly_is_zero(interim->outside + i));
    }
    XP_CHECK(is_number(interim->welfare, 7, 24));
    XP_CHECK(is_number(interim->revenue, 0, 1));
    XP_CHECK(is_number(interim->budget, 0, 1));
    xp_error_clear(error);
    xp_decision_interim_clear(interim);
    xp_decision_mechanism_clear(mechanism);
    xp_continuous_clear(m);
}

/* The known balanced payments of three agents: weights 1, 2, 3 at the types 6, 3, 1. */
static void test_groves_loeb(void)
{
    static const slong weight[] = {1, 2, 3}, types[] = {6, 3, 1};
    static const slong expected[] = {23, -2, -21};
    xp_continuous_t m;
    xp_decision_mechanism_t mechanism;
    xp_error_t error;
    xp_real_t chosen;
    xp_real_struct *payment = xp_real_vec_init(3);
    fmpq *profile = _fmpq_vec_init(3);
    quadratic_model(m, 3, weight, 0, 6);
    xp_decision_mechanism_init(mechanism);
    xp_error_init(error);
    xp_real_init(chosen);
    XP_CHECK(set(mechanism, m, "balanced-groves") == XP_OK);
    for (slong i = 0; i < 3; i++)
    {
        fmpq_set_si(profile + i, types[i], 1);
    }
    XP_CHECK(xp_decision_mechanism_evaluate(chosen, payment, mechanism, profile, 64, error) ==
             XP_OK);
    XP_CHECK(is_number(chosen->rational, 5, 2));
    for (slong i = 0; i < 3; i++)
    {
        XP_CHECK(payment[i].kind == XP_REAL_RATIONAL);
        XP_CHECK(is_number(payment[i].rational, expected[i], 8));
    }
    fmpq_set_si(profile, 7, 1);
    XP_CHECK(xp_decision_mechanism_evaluate(chosen, payment, mechanism, profile, 64, error) ==
             XP_INPUT);
    XP_CHECK(is_number(chosen->rational, 5, 2));
    xp_real_clear(chosen);
    xp_error_clear(error);
    xp_decision_mechanism_clear(mechanism);
    _fmpq_vec_clear(profile, 3);
    xp_real_vec_clear(payment, 3);
    xp_continuous_clear(m);
}

/*
 * A second route to every expectation: Simpson's rule is exact for polynomials of degree 3 and less
 * in each type, and uniform priors.  v_i = w_i (t x - x^2/2) + u_i t x, cost k x^2/2.
 */
#define MOST 4

typedef struct
{
    slong n;
    slong low;
    slong high;
    slong weight[MOST];
    slong tilt[MOST];
    slong cost;
} draw_t;

static void find_rule(fmpq_t x, const draw_t *d, const fmpq *profile)
{
    slong all = d->cost;
    fmpq_t term;
    fmpq_init(term);
    fmpq_zero(x);
    for (slong i = 0; i < d->n; i++)
    {
        fmpq_mul_si(term, profile + i, d->weight[i] + d->tilt[i]);
        fmpq_add(x, x, term);
        all += d->weight[i];
    }
    fmpq_div_fmpz(x, x, &(fmpz){all});
    fmpq_clear(term);
}

/* a x t - b x^2/2. */
static void find_form(fmpq_t v, slong a, slong b, const fmpq_t x, const fmpq_t t)
{
    fmpq_t square;
    fmpq_init(square);
    fmpq_mul(v, x, t);
    fmpq_mul_si(v, v, a);
    fmpq_mul(square, x, x);
    fmpq_mul_si(square, square, b);
    fmpq_div_2exp(square, square, 1);
    fmpq_sub(v, v, square);
    fmpq_clear(square);
}

/* rho of agent at its type, by Simpson's nodes for all others. */
static void find_externality(fmpq_t rho, const draw_t *d, slong agent, const fmpq_t own)
{
    slong nodes = 1;
    fmpq *profile = _fmpq_vec_init(d->n);
    fmpq_t x, v, sum, c;
    fmpq_init(x);
    fmpq_init(v);
    fmpq_init(sum);
    fmpq_init(c);
    fmpq_zero(rho);
    for (slong i = 0; i < d->n; i++)
    {
        nodes *= 3;
    }
    for (slong at = 0; at < nodes; at++)
    {
        slong rest = at, factor = 1;
        ulong six = 1;
        int use = 1;
        for (slong i = 0; i < d->n; i++)
        {
            const slong j = rest % 3;
            rest /= 3;
            if (i == agent)
            {
                use = j == 0;
                fmpq_set(profile + i, own);
            }
            else
            {
                fmpq_set_si(profile + i, (2 - j) * d->low + j * d->high, 2);
                factor *= j == 1 ? 4 : 1;
                six *= 6;
            }
            if (!use)
            {
                break;
            }
        }
        if (use)
        {
            find_rule(x, d, profile);
            fmpq_zero(sum);
            for (slong j = 0; j < d->n; j++)
            {
                if (j != agent)
                {
                    find_form(v, d->weight[j] + d->tilt[j], d->weight[j], x, profile + j);
                    fmpq_add(sum, sum, v);
                    fmpq_mul(c, x, x);
                    fmpq_mul_si(c, c, d->cost);
                    fmpq_set_si(v, 1, 2 * (ulong) d->n);
                    fmpq_mul(c, c, v);
                    fmpq_sub(sum, sum, c);
                }
            }
            fmpq_set_si(v, factor, six);
            fmpq_addmul(rho, sum, v);
        }
    }
    fmpq_clear(c);
    fmpq_clear(sum);
    fmpq_clear(v);
    fmpq_clear(x);
    _fmpq_vec_clear(profile, d->n);
}

static void build_draw(xp_continuous_t m, const draw_t *d)
{
    slong all = d->cost;
    start_model(m, d->n, d->low, d->high);
    expression_t sum = number(m, 0, 1);
    for (slong i = 0; i < d->n; i++)
    {
        expression_t linear = times(m, number(m, d->weight[i] + d->tilt[i], 1),
                                    times(m, type(m, i), decision(m)));
        put_value(m, i, minus(m, linear, times(m, number(m, d->weight[i], 2),
                                               power(m, decision(m), 2))));
        sum = plus(m, sum, times(m, number(m, d->weight[i] + d->tilt[i], 1), type(m, i)));
        all += d->weight[i];
    }
    put((expression_t **) &m->cost, times(m, number(m, d->cost, 2), power(m, decision(m), 2)));
    m->formula = over(m, sum, number(m, all, 1));
}

/* The payments sum to the cost, k x^2/2, at a random profile. */
static void test_sum(const xp_decision_mechanism_t mechanism, const draw_t *d, uint64_t *state)
{
    xp_error_t error;
    xp_real_t chosen;
    fmpq_t x, sum;
    xp_real_struct *payment = xp_real_vec_init(d->n);
    fmpq *profile = _fmpq_vec_init(d->n);
    xp_error_init(error);
    xp_real_init(chosen);
    fmpq_init(x);
    fmpq_init(sum);
    for (slong i = 0; i < d->n; i++)
    {
        fmpq_set_si(profile + i, 9 * d->low + (slong) xp_test_random(state, 10), 9);
    }
    XP_CHECK(xp_decision_mechanism_evaluate(chosen, payment, mechanism, profile, 64, error) ==
             XP_OK);
    find_rule(x, d, profile);
    XP_CHECK(fmpq_equal(x, chosen->rational));
    fmpq_mul(x, x, x);
    fmpq_mul_si(x, x, d->cost);
    fmpq_div_2exp(x, x, 1);
    for (slong i = 0; i < d->n; i++)
    {
        fmpq_add(sum, sum, payment[i].rational);
    }
    XP_CHECK(fmpq_equal(x, sum));
    fmpq_clear(sum);
    fmpq_clear(x);
    xp_real_clear(chosen);
    xp_error_clear(error);
    _fmpq_vec_clear(profile, d->n);
    xp_real_vec_clear(payment, d->n);
}

static void test_random_dagv(void)
{
    uint64_t state = 20260;
    for (long round = xp_test_rounds(20); round > 0; round--)
    {
        draw_t d;
        xp_continuous_t m;
        xp_decision_mechanism_t mechanism;
        fmpq_t own, mine, theirs;
        d.n = 2 + (slong) xp_test_random(&state, MOST - 1);
        d.low = (slong) xp_test_random(&state, 5) - 3;
        d.high = d.low + 1 + (slong) xp_test_random(&state, 4);
        d.cost = (slong) xp_test_random(&state, 4);
        for (slong i = 0; i < d.n; i++)
        {
            d.weight[i] = 1 + (slong) xp_test_random(&state, 5);
            d.tilt[i] = (slong) xp_test_random(&state, 5) - 2;
        }
        build_draw(m, &d);
        xp_decision_mechanism_init(mechanism);
        fmpq_init(own);
        fmpq_init(mine);
        fmpq_init(theirs);
        XP_CHECK(set(mechanism, m, "dagv") == XP_OK);
        for (slong i = 0; i < d.n; i++)
        {
            fmpq_set_si(own, (slong) xp_test_random(&state, 100), 7);
            fmpq_poly_evaluate_fmpq(mine, mechanism->rho + i, own);
            find_externality(theirs, &d, i, own);
            XP_CHECK(fmpq_equal(mine, theirs));
        }
        test_sum(mechanism, &d, &state);
        fmpq_clear(theirs);
        fmpq_clear(mine);
        fmpq_clear(own);
        xp_decision_mechanism_clear(mechanism);
        xp_continuous_clear(m);
    }
}

/*
 * A cdf in pieces: t/2 on [0, 1], 1/2 + (t - 1)^2/2 on [1, 2].  E t = 1/4 + 5/6 and
 * E t^2 = 1/6 + 17/12.
 */
static void test_moments(void)
{
    xp_continuous_t m;
    xp_decision_mechanism_t mechanism;
    xp_error_t error;
    slong place;
    fmpq *knot = _fmpq_vec_init(3);
    quadratic_model(m, 2, NULL, 0, 2);
    expression_t t = type(m, 0);
    expression_t pieces[] = {times(m, number(m, 1, 2), t),
                             plus(m, number(m, 1, 2),
                                  times(m, number(m, 1, 2),
                                        power(m, minus(m, t, number(m, 1, 1)), 2)))};
    xp_decision_mechanism_init(mechanism);
    xp_error_init(error);
    fmpq_set_si(knot + 1, 1, 1);
    fmpq_set_si(knot + 2, 2, 1);
    XP_CHECK(xp_distribution_set_cdf(m->agent[0].distribution, knot, pieces, 2, &place, error) ==
             XP_OK);
    XP_CHECK(set(mechanism, m, "dagv") == XP_OK);
    XP_CHECK(mechanism->moment_count > 2);
    XP_CHECK(is_number(mechanism->moment[0], 1, 1));
    XP_CHECK(is_number(mechanism->moment[0] + 1, 13, 12));
    XP_CHECK(is_number(mechanism->moment[0] + 2, 19, 12));
    xp_error_clear(error);
    xp_decision_mechanism_clear(mechanism);
    xp_continuous_clear(m);
    _fmpq_vec_clear(knot, 3);
}

/* h_1 = t[2], h_2 = 5, logarithms: p_1 = t[2] - (t[2] log(x) - x) is a formula, no polynomial. */
static void test_groves_formula(void)
{
    xp_continuous_t m;
    xp_decision_mechanism_t mechanism;
    xp_decision_interim_t interim;
    xp_error_t error;
    xp_real_t chosen;
    xp_real_struct *payment = xp_real_vec_init(2);
    fmpq *profile = _fmpq_vec_init(2);
    arb_t expected, ball;
    log_model(m, 2, 1, 3);
    m->agent[0].groves_h = type(m, 1);
    m->agent[1].groves_h = number(m, 5, 1);
    m->has_groves_h = 1;
    xp_decision_mechanism_init(mechanism);
    xp_decision_interim_init(interim);
    xp_error_init(error);
    xp_real_init(chosen);
    arb_init(expected);
    arb_init(ball);
    XP_CHECK(set(mechanism, m, NULL) == XP_OK);
    XP_CHECK_STR(mechanism->payments, "groves");
    XP_CHECK(!mechanism->polynomial);
    fmpq_set_si(profile, 1, 1);
    fmpq_set_si(profile + 1, 3, 1);
    XP_CHECK(xp_decision_mechanism_evaluate(chosen, payment, mechanism, profile, 100, error) ==
             XP_OK);
    XP_CHECK(is_number(chosen->rational, 2, 1));
    /* 3 - (3 log 2 - 2) and 5 - (log 2 - 2). */
    arb_log_ui(expected, 2, 100);
    arb_mul_si(ball, expected, -3, 100);
    arb_add_si(ball, ball, 5, 100);
    XP_CHECK(payment[0].kind == XP_REAL_ENCLOSURE && arb_overlaps(payment[0].ball, ball));
    arb_neg(ball, expected);
    arb_add_si(ball, ball, 7, 100);
    XP_CHECK(payment[1].kind == XP_REAL_ENCLOSURE && arb_overlaps(payment[1].ball, ball));
    XP_CHECK(xp_decision_interim(interim, mechanism, error) == XP_REFUSED);
    arb_clear(ball);
    arb_clear(expected);
    xp_real_clear(chosen);
    xp_error_clear(error);
    xp_decision_interim_clear(interim);
    xp_decision_mechanism_clear(mechanism);
    _fmpq_vec_clear(profile, 2);
    xp_real_vec_clear(payment, 2);
    xp_continuous_clear(m);
}

static void test_refused(void)
{
    xp_continuous_t m;
    xp_decision_mechanism_t mechanism;
    xp_decision_interim_t interim;
    xp_error_t error;
    quadratic_model(m, 2, NULL, 0, 1);
    xp_decision_mechanism_init(mechanism);
    xp_decision_interim_init(interim);
    xp_error_init(error);
    XP_CHECK(set(mechanism, m, "pivot") == XP_REFUSED);
    XP_CHECK(set(mechanism, m, "ir-vcg") == XP_REFUSED);
    XP_CHECK(set(mechanism, m, "rebalance(groves)") == XP_REFUSED);
    XP_CHECK(set(mechanism, m, "nonsense") == XP_INPUT);
    XP_CHECK(set(mechanism, m, "stated") == XP_REFUSED);
    XP_CHECK(set(mechanism, m, "balanced-groves") == XP_REFUSED);
    XP_CHECK(mechanism->n == 0);
    XP_CHECK(set(mechanism, m, NULL) == XP_OK);
    XP_CHECK_STR(mechanism->payments, "none");
    XP_CHECK(xp_decision_mechanism_set(mechanism, m, "groves", &xp_test_stop, error) != XP_INPUT);
    /* No prior: Groves works, dagv and expectations do not. */
    m->agent[1].has_prior = 0;
    XP_CHECK(set(mechanism, m, "groves") == XP_OK);
    XP_CHECK(!mechanism->has_prior);
    XP_CHECK(xp_decision_interim(interim, mechanism, error) == XP_REFUSED);
    XP_CHECK(set(mechanism, m, "dagv") == XP_REFUSED);
    m->agent[1].has_prior = 1;
    m->formula = plus(m, m->formula, number(m, 1, 1));
    XP_CHECK(set(mechanism, m, "groves") == XP_REFUSED);
    xp_continuous_clear(m);
    quadratic_model(m, 1, NULL, 0, 1);
    XP_CHECK(set(mechanism, m, "dagv") == XP_REFUSED);
    xp_continuous_clear(m);
    log_model(m, 2, 1, 2);
    XP_CHECK(set(mechanism, m, "dagv") == XP_REFUSED);
    xp_continuous_clear(m);
    xp_error_clear(error);
    xp_decision_interim_clear(interim);
    xp_decision_mechanism_clear(mechanism);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"dagv by hand", test_dagv_by_hand}, {"Groves and Loeb", test_groves_loeb},
        {"random dagv", test_random_dagv},   {"moments", test_moments},
        {"Groves formula", test_groves_formula}, {"refused", test_refused},
    };
    return XP_TEST_MAIN("decision-payments", tests);
}
