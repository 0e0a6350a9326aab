/* F from a density, by rigorous quadrature. */
#include <expost/model/distribution.h>

#include "model/distribution_impl.h"
#include "model/expression_impl.h"

/* Calls of the integrand for each bit of the result, at most. */
#define EVALUATIONS 2000

typedef struct
{
    const xp_expression_struct *formula;
    slong exponent;
} integrand_t;

/* u^exponent times the formula */
static int evaluate(acb_ptr out, const acb_t x, void *param, slong order, slong precision)
{
    const integrand_t *f = param;
    acb_t power;

    acb_init(power);
    acb_pow_si(power, x, f->exponent, precision);
    xp_expression_evaluate_acb(out, f->formula, 0, x, order != 0, precision);
    if (f->exponent != 0)
        acb_mul(out, out, power, precision);
    acb_clear(power);
    return 0;
}

static void integrate(arb_t value, const integrand_t *f, const arb_t low, const arb_t high,
                      slong precision)
{
    acb_t result;
    acb_t a;
    acb_t b;
    mag_t tolerance;
    acb_calc_integrate_opt_t options;

    acb_init(result);
    acb_init(a);
    acb_init(b);
    mag_init(tolerance);
    acb_set_arb(a, low);
    acb_set_arb(b, high);
    mag_set_ui_2exp_si(tolerance, 1, -precision);
    acb_calc_integrate_opt_init(options);
    options->eval_limit = EVALUATIONS * precision;
    acb_calc_integrate(result, evaluate, (void *) f, a, b, precision, tolerance, options,
                       precision + 16);
    arb_set(value, acb_realref(result));
    acb_clear(result);
    acb_clear(a);
    acb_clear(b);
    mag_clear(tolerance);
}

/*
 * The integral of e over [end, x] (right: [x, end]) within its piece: t = end +- u^q, q the order
 * there, gives q u^(q - 1) e in u from 0 to |x - end|^(1/q).
 */
static void integrate_from_end(arb_t value, const xp_expression_struct *e, const fmpq_t end,
                               const fmpq_t x, int right, slong precision)
{
    slong order = xp_expression_order(e, end, 1);
    integrand_t f = {e, 0};
    xp_pool_t pool;
    fmpq_t width;
    arb_t low;
    arb_t high;

    xp_pool_init(pool);
    fmpq_init(width);
    arb_init(low);
    arb_init(high);
    if (order > 0)
        f.formula = xp_expression_unfold(&f.exponent, pool, e, end, right, order);
    if (order > 0 && f.formula != NULL)
    {
        f.exponent += order - 1;
        fmpq_sub(width, x, end);
        fmpq_abs(width, width);
        arb_set_fmpq(high, width, precision + 16);
        arb_root_ui(high, high, (ulong) order, precision + 16);
        if (f.exponent < 0)
            arb_indeterminate(value);
        else
            integrate(value, &f, low, high, precision);
        arb_mul_si(value, value, order, precision);
    }
    else
    {
        f.formula = e;
        f.exponent = 0;
        arb_set_fmpq(low, right ? x : end, precision + 16);
        arb_set_fmpq(high, right ? end : x, precision + 16);
        integrate(value, &f, low, high, precision);
    }
    xp_pool_clear(pool);
    fmpq_clear(width);
    arb_clear(low);
    arb_clear(high);
}

void xp_distribution_integrate(arb_t value, const xp_distribution_t d, slong k, const fmpq_t x,
                               slong precision)
{
    const xp_expression_struct *e = d->density[k];
    const fmpq *low = d->knot + k;
    const fmpq *high = d->knot + k + 1;
    fmpq_t middle;
    arb_t rest;
    fmpq_poly_t poly;

    fmpq_init(middle);
    arb_init(rest);
    fmpq_poly_init(poly);
    fmpq_add(middle, low, high);
    fmpq_div_2exp(middle, middle, 1);
    if (xp_expression_poly(poly, e, 0))
    {
        fmpq_t at_low;

        fmpq_init(at_low);
        fmpq_poly_integral(poly, poly);
        fmpq_poly_evaluate_fmpq(at_low, poly, low);
        fmpq_poly_evaluate_fmpq(middle, poly, x);
        fmpq_sub(middle, middle, at_low);
        arb_set_fmpq(value, middle, precision);
        fmpq_clear(at_low);
    }
    else if (fmpq_cmp(x, middle) <= 0)
        integrate_from_end(value, e, low, x, 0, precision);
    else
    {
        /* up to the middle from the left end, up to the right end less what is behind x */
        integrate_from_end(value, e, low, middle, 0, precision);
        integrate_from_end(rest, e, high, middle, 1, precision);
        arb_add(value, value, rest, precision);
        integrate_from_end(rest, e, high, x, 1, precision);
        arb_sub(value, value, rest, precision);
    }
    fmpq_clear(middle);
    arb_clear(rest);
    fmpq_poly_clear(poly);
}
