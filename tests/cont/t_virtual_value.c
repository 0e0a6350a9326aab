/* Virtual values, reserves, ironing, the optimal auction: cases by hand. */
#include <stdlib.h>

#include <expost/cont/auction.h>
#include <expost/text/read.h>

#include "tests/lib/harness.h"

#define HEAD "outcomes none, owner(agents)\n"
#define BUYER(names, prior) \
    "agent " names " { types in [0, 1]; prior " prior "; value owner(self) = t }\n"

/* The optimal auction of a model; the model must outlive it. */
static xp_status_t solve(xp_optimal_auction_t auction, xp_model_t model, const char *text)
{
    xp_errors_t errors;
    xp_error_t error;
    xp_status_t status;

    xp_errors_init(errors);
    xp_error_init(error);
    xp_model_init(model);
    xp_optimal_auction_init(auction);
    XP_CHECK(xp_model_read_text(model, text, strlen(text), "test", NULL, errors) == XP_OK);
    status = xp_optimal_auction_set(auction, model->continuous, 128, NULL, error);
    XP_CHECK((status == XP_OK) == (error->message == NULL));
    xp_errors_clear(errors);
    xp_error_clear(error);
    return status;
}

static void end(xp_optimal_auction_t auction, xp_model_t model)
{
    xp_optimal_auction_clear(auction);
    xp_model_clear(model);
}

/* Whether x is exactly a number, by its text. */
static int is(const xp_real_t x, const char *text)
{
    xp_string_t out;
    int same;

    xp_string_init(out);
    xp_real_add_text(out, x, -1);
    same = strcmp(out->text, text) == 0;
    if (!same)
        printf("%s, not %s\n", out->text, text);
    xp_string_clear(out);
    return same;
}

/* Whether x is within 10^-12 of a decimal. */
static int is_near(const xp_real_t x, const char *decimal)
{
    arb_t a, b;
    int near;

    arb_init(a);
    arb_init(b);
    xp_real_get_arb(a, x, 128);
    arb_set_str(b, decimal, 128);
    arb_sub(a, a, b, 128);
    arb_set_str(b, "1e-12", 128);
    near = mag_cmp_2exp_si(arb_radref(a), -40) < 0;
    arb_abs(a, a);
    near = near && arb_lt(a, b);
    arb_clear(a);
    arb_clear(b);
    return near;
}

/* J = 2 t - 1; F = t^n: revenue = n (integral of (2 x - 1) x^(n - 1) from 1/2 to 1). */
static void test_uniform(void)
{
    static const char *const agents[] = {"a", "a, b", "a, b, c", "a, b, c, d"};
    static const char *const revenue[] = {"1/4", "5/12", "17/32", "49/80"};
    static const char *const second[] = {"0", "1/3", "1/2", "3/5"};
    slong k;

    for (k = 0; k < 4; k++)
    {
        xp_optimal_auction_t auction;
        xp_model_t model;
        xp_string_t text;
        xp_real_t price;

        xp_string_init(text);
        xp_real_init(price);
        xp_string_printf(text, HEAD BUYER("%s", "uniform"), agents[k]);
        XP_CHECK(solve(auction, model, text->text) == XP_OK);
        XP_CHECK(auction->identical && auction->has_revenue);
        XP_CHECK(is(auction->revenue, revenue[k]));
        XP_CHECK(is(auction->value->reserve, "1/2"));
        XP_CHECK(auction->value->regular == XP_HOLDS && auction->value->ironed_count == 0);
        xp_real_set_fmpq(price, auction->second_price);
        XP_CHECK(is(price, second[k]));
        xp_real_clear(price);
        xp_string_clear(text);
        end(auction, model);
    }
}

/*
 * F = t^2: J = t - (1 - t^2)/(2 t) = (3 t^2 - 1)/(2 t), 0 at 1/sqrt(3).  A seller with cost 1/2:
 * 3 t^2 - t - 1 = 0 at (1 + sqrt(13))/6.  With value 2 t + 1: (2t + 1)(1 - t^2) has the derivative
 * 2 - 2t - 6t^2, 0 at (sqrt(13) - 1)/6.
 */
static void test_square(void)
{
    xp_optimal_auction_t auction;
    xp_model_t model;

    XP_CHECK(solve(auction, model, HEAD BUYER("a", "power(2)")) == XP_OK);
    XP_CHECK(is(auction->value->reserve, "sqrt(3)/3"));
    XP_CHECK(is(auction->value->profit, "2*sqrt(3)/9"));
    XP_CHECK(auction->value->regular == XP_HOLDS);
    end(auction, model);
    XP_CHECK(solve(auction, model, HEAD BUYER("a", "power(2)") "cost owner(a) = 1/2\n") == XP_OK);
    XP_CHECK(is(auction->value->reserve, "(1 + sqrt(13))/6"));
    end(auction, model);
    XP_CHECK(solve(auction, model, HEAD "agent a { types in [0, 1]; prior power(2);\n"
                                        "value owner(self) = 2*t + 1 }\n") == XP_OK);
    XP_CHECK(is(auction->value->reserve, "(-1 + sqrt(13))/6"));
    XP_CHECK(is(auction->value->price, "(2 + sqrt(13))/3"));
    end(auction, model);
}

/* Triangular on [0, 1] with mode 1/2: t (1 - 2 t^2) is best at 1/sqrt(6) < 1/2. */
static void test_triangular(void)
{
    xp_optimal_auction_t auction;
    xp_model_t model;

    XP_CHECK(solve(auction, model, HEAD BUYER("a", "triangular(1/2)")) == XP_OK);
    XP_CHECK(is(auction->value->reserve, "sqrt(6)/6"));
    XP_CHECK(auction->value->regular == XP_HOLDS);
    end(auction, model);
}

/*
 * Density 3/2 below 1/2, 1/2 above: a price earns (t - s)(1 - 3t/2), best at a = s/2 + 1/3 with
 * (3/2)(1/3 - s/2)^2; or (t - s)(1 - t)/2, best at b = (1 + s)/2 with (1/2)((1 - s)/2)^2.  Equal at
 * s = (3 - sqrt(3))/6: a = (7 - sqrt(3))/12, b = (9 - sqrt(3))/12.  Reserve 1/3.
 * Revenue of two with A = 3 t^3 - 3/2 t^2 and B = t^3/3 + t^2/4 - t/2:
 * A(a) - A(1/3) + s (((1 + b)/2)^2 - (3a/2)^2) + B(1) - B(b), in decimals by hand from a, b, s.
 */
static void test_ironing(void)
{
    xp_optimal_auction_t auction;
    xp_model_t model;
    xp_real_struct payment[2];
    fmpq theta[2];
    slong winner;
    xp_error_t error;

    XP_CHECK(solve(auction, model, HEAD BUYER("a, b", "density { 3/2 when t < 1/2; "
                                                      "1/2 otherwise }")) == XP_OK);
    XP_CHECK(auction->value->regular == XP_FAILS && auction->value->ironed_count == 1);
    XP_CHECK(is(auction->value->ironed->low, "(7 - sqrt(3))/12"));
    XP_CHECK(is(auction->value->ironed->high, "(9 - sqrt(3))/12"));
    XP_CHECK(is(auction->value->ironed->level, "(3 - sqrt(3))/6"));
    XP_CHECK(is(auction->value->reserve, "1/3"));
    XP_CHECK(is_near(auction->revenue, "0.28525937686937240114"));
    xp_error_init(error);
    xp_real_init(payment);
    xp_real_init(payment + 1);
    fmpq_init(theta);
    fmpq_init(theta + 1);
    /* both in the ironed interval: the first wins, and pays its low end */
    fmpq_set_si(theta, 1, 2);
    fmpq_set_si(theta + 1, 3, 5);
    XP_CHECK(xp_optimal_auction_evaluate(&winner, payment, auction, theta, error) == XP_OK);
    XP_CHECK(winner == 0 && is(payment, "(7 - sqrt(3))/12") && is(payment + 1, "0"));
    /* b must exceed the interval */
    fmpq_set_si(theta + 1, 3, 4);
    XP_CHECK(xp_optimal_auction_evaluate(&winner, payment, auction, theta, error) == XP_OK);
    XP_CHECK(winner == 1 && is(payment + 1, "(9 - sqrt(3))/12") && is(payment, "0"));
    /* below the reserve, and outside */
    fmpq_set_si(theta, 1, 4);
    fmpq_set_si(theta + 1, 1, 4);
    XP_CHECK(xp_optimal_auction_evaluate(&winner, payment, auction, theta, error) == XP_OK);
    XP_CHECK(winner == -1 && is(payment, "0") && is(payment + 1, "0"));
    fmpq_set_si(theta, 5, 4);
    XP_CHECK(xp_optimal_auction_evaluate(&winner, payment, auction, theta, error) == XP_INPUT);
    fmpq_clear(theta);
    fmpq_clear(theta + 1);
    xp_real_clear(payment);
    xp_real_clear(payment + 1);
    xp_error_clear(error);
    end(auction, model);
}

/* The profit of the price of a type at a cost, by the cdf alone. */
static void find_profit(fmpq_t profit, const xp_virtual_value_t value, const fmpq_t type,
                        const fmpq_t cost)
{
    fmpq_t part;

    fmpq_init(part);
    xp_piecewise_evaluate(profit, value->cdf, type);
    fmpq_set_si(part, 1, 1);
    fmpq_sub(profit, part, profit);
    fmpq_sub(part, type, cost);
    fmpq_mul(profit, profit, part);
    fmpq_clear(part);
}

/*
 * Random densities in five steps, one of them perhaps 0: at costs on a grid, no type of a grid
 * earns more than the inverse of the cost, which never lies inside an ironed interval; ironed
 * virtual values never fall.
 */
static void check_random(xp_virtual_value_t value, const xp_distribution_t distribution)
{
    xp_real_t type, ironed, before, level;
    fmpq_t zero, one, cost, best, other, at;
    xp_error_t error;
    slong c, k, j;
    int sign;

    xp_error_init(error);
    xp_real_init(type);
    xp_real_init(ironed);
    xp_real_init(before);
    xp_real_init(level);
    fmpq_init(zero);
    fmpq_init(one);
    fmpq_init(cost);
    fmpq_init(best);
    fmpq_init(other);
    fmpq_init(at);
    fmpq_one(one);
    XP_CHECK(xp_virtual_value_set(value, distribution, one, zero, zero, 128, NULL, error)
             == XP_OK);
    for (c = -8; c < 16; c++)
    {
        fmpq_set_si(cost, c, 16);
        xp_real_set_fmpq(level, cost);
        xp_virtual_value_inverse(type, value, level, 0);
        for (j = 0; j < value->ironed_count; j++)
            XP_CHECK(!(xp_real_compare(&sign, type, value->ironed[j].low) && sign > 0
                       && xp_real_compare(&sign, type, value->ironed[j].high) && sign < 0));
        /* step densities: optimal types are rational */
        if (type->kind != XP_REAL_RATIONAL)
            XP_CHECK(0);
        find_profit(best, value, type->rational, cost);
        for (k = 0; k <= 20; k++)
        {
            fmpq_set_si(at, k, 20);
            if (fmpq_cmp(at, value->cdf->knot) < 0
                || fmpq_cmp(at, value->cdf->knot + value->cdf->count) > 0)
                continue;
            find_profit(other, value, at, cost);
            XP_CHECK(fmpq_cmp(other, best) <= 0);
        }
    }
    for (k = 0, j = 0; k <= 40; k++)
    {
        fmpq_set_si(at, k, 40);
        if (!xp_virtual_value_at(ironed, value, at))
            continue;
        if (j++ > 0)
            XP_CHECK(xp_real_compare(&sign, before, ironed) && sign <= 0);
        xp_real_set(before, ironed);
    }
    XP_CHECK(j > 1);
    fmpq_clear(zero);
    fmpq_clear(one);
    fmpq_clear(cost);
    fmpq_clear(best);
    fmpq_clear(other);
    fmpq_clear(at);
    xp_real_clear(type);
    xp_real_clear(ironed);
    xp_real_clear(before);
    xp_real_clear(level);
    xp_error_clear(error);
}

static void test_random(void)
{
    uint64_t state = 4;
    slong round, k;

    for (round = 0; round < (slong) xp_test_rounds(20); round++)
    {
        static const char *const parts[] = {"1/5", "2/5", "3/5", "4/5"};
        xp_string_t text;
        slong weight[5], sum = 0;
        xp_virtual_value_t value;
        xp_errors_t errors;
        xp_model_t model;

        for (k = 0; k < 5; k++)
        {
            weight[k] = (slong) xp_test_random(&state, k == 0 || k == 4 ? 5 : 6);
            weight[k] += k == 0 || k == 4;
            sum += weight[k];
        }
        xp_string_init(text);
        xp_string_add(text, HEAD "agent a { types in [0, 1]; value owner(self) = t;\n"
                                 "prior density {");
        for (k = 0; k < 4; k++)
            xp_string_printf(text, " %ld/%ld when t < %s;", (long) (5 * weight[k]), (long) sum,
                             parts[k]);
        xp_string_printf(text, " %ld/%ld otherwise } }\n", (long) (5 * weight[4]), (long) sum);
        xp_errors_init(errors);
        xp_model_init(model);
        xp_virtual_value_init(value);
        XP_CHECK(xp_model_read_text(model, text->text, text->length, "test", NULL, errors)
                 == XP_OK);
        check_random(value, model->continuous->agent->distribution);
        xp_virtual_value_clear(value);
        xp_model_clear(model);
        xp_errors_clear(errors);
        xp_string_clear(text);
    }
}

/*
 * exponential(2) on [0, 1]: t (exp(-2t) - exp(-2)) is best where (1 - 2t) exp(2 - 2t) = 1, that is
 * 2t = 1 - w, w exp(w) = 1/e, w = W(1/e) = 0.27846454276107379510935...: t =
 * 0.36076772861946310244...
 */
static void test_exponential(void)
{
    xp_optimal_auction_t auction;
    xp_model_t model;

    XP_CHECK(solve(auction, model, HEAD BUYER("a", "exponential(2)")) == XP_OK);
    XP_CHECK(!auction->value->exact && auction->value->regular == XP_HOLDS);
    XP_CHECK(is_near(auction->value->reserve, "0.36076772861946310244"));
    XP_CHECK(!auction->has_revenue);
    end(auction, model);
}

static void test_refusals(void)
{
    static const char *const texts[] = {
        "outcomes x in [0, 1]\nagent a { types in [0, 1]; prior uniform; value = t*x }\n"
        "rule = t[a]\n",
        HEAD "agent a { types in [0, 1]; value owner(self) = t }\n",
        HEAD "agent a { types in [0, 1]; prior uniform; value owner(self) = t; outside = t/2 }\n",
        HEAD "agent a { types in [0, 1]; prior uniform; value owner(self) = 1 - t }\n",
        HEAD "agent a { types in [0, 1]; prior uniform; value owner(self) = t; value none = 1 }\n",
        HEAD BUYER("a, b", "uniform") "cost owner(a) = 1/2\n"};
    size_t k;

    for (k = 0; k < sizeof texts / sizeof texts[0]; k++)
    {
        xp_optimal_auction_t auction;
        xp_model_t model;

        XP_CHECK(solve(auction, model, texts[k]) == XP_REFUSED);
        end(auction, model);
    }
}

int main(void)
{
    static const xp_test_t tests[] = {{"uniform", test_uniform},
                                      {"square", test_square},
                                      {"triangular", test_triangular},
                                      {"ironing", test_ironing},
                                      {"random", test_random},
                                      {"exponential", test_exponential},
                                      {"refusals", test_refusals}};

    return XP_TEST_MAIN("cont-virtual-value", tests);
}
