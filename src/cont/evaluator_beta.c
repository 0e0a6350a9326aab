/* The regularised incomplete beta function near its ends, as a power series in roots. */
#include "cont/evaluator.h"

#define EXPONENT_LIMIT 10000

void xp_beta_chart_init(xp_beta_chart_struct *chart)
{
    chart->set = 0;
    chart->right = 0;
    chart->order = 1;
    chart->exponent = 0;
    fmpq_init(chart->a);
    fmpq_init(chart->b);
    fmpq_init(chart->slope);
    arb_init(chart->factor);
    chart->precision = 0;
}

void xp_beta_chart_clear(xp_beta_chart_struct *chart)
{
    fmpq_clear(chart->a);
    fmpq_clear(chart->b);
    fmpq_clear(chart->slope);
    arb_clear(chart->factor);
}

/* Whether e = slope (x - end) at the left end, e = 1 - slope (end - x) at the right one. */
static int find_slope(fmpq_t slope, const xp_expression_struct *e, const fmpq_t end, int right)
{
    fmpq_poly_t f;
    fmpq_t value;
    int found = 0;

    fmpq_poly_init(f);
    fmpq_init(value);
    if (xp_expression_poly(f, e, 0) && fmpq_poly_degree(f) == 1)
    {
        fmpq_poly_evaluate_fmpq(value, f, end);
        fmpq_poly_get_coeff_fmpq(slope, f, 1);
        found = (right ? fmpq_is_one(value) : fmpq_is_zero(value)) && fmpq_sgn(slope) > 0;
    }
    fmpq_poly_clear(f);
    fmpq_clear(value);
    return found;
}

/* I_x(a, b) = 1 - I_(1-x)(b, a). */
int xp_beta_chart_find(xp_beta_chart_struct *chart, const xp_expression_struct *e, const fmpq_t end,
                       int right, slong order)
{
    fmpq_t exponent;

    if (e->kind != XP_EXPRESSION_BETA || e->child[1]->kind != XP_EXPRESSION_CONSTANT
        || e->child[2]->kind != XP_EXPRESSION_CONSTANT
        || !find_slope(chart->slope, e->child[0], end, right))
        return 0;
    fmpq_set(chart->a, e->child[right ? 2 : 1]->value);
    fmpq_set(chart->b, e->child[right ? 1 : 2]->value);
    fmpq_init(exponent);
    fmpq_mul_si(exponent, chart->a, order);
    chart->set = fmpz_is_one(fmpq_denref(exponent))
                 && fmpz_cmp_si(fmpq_numref(exponent), EXPONENT_LIMIT) < 0;
    if (chart->set)
        chart->exponent = fmpz_get_si(fmpq_numref(exponent));
    chart->right = right;
    chart->order = order;
    fmpq_clear(exponent);
    return chart->set;
}

/* slope^a / (a B(a, b)) = slope^a Gamma(a + b) / (Gamma(a + 1) Gamma(b)). */
static void set_factor(xp_beta_chart_struct *chart, slong precision)
{
    arb_t a;
    arb_t b;
    arb_t x;

    arb_init(a);
    arb_init(b);
    arb_init(x);
    arb_set_fmpq(a, chart->a, precision);
    arb_set_fmpq(b, chart->b, precision);
    arb_set_fmpq(chart->factor, chart->slope, precision);
    arb_pow(chart->factor, chart->factor, a, precision);
    arb_add(x, a, b, precision);
    arb_gamma(x, x, precision);
    arb_mul(chart->factor, chart->factor, x, precision);
    arb_add_ui(a, a, 1, precision);
    arb_rgamma(a, a, precision);
    arb_mul(chart->factor, chart->factor, a, precision);
    arb_rgamma(b, b, precision);
    arb_mul(chart->factor, chart->factor, b, precision);
    chart->precision = precision;
    arb_clear(a);
    arb_clear(b);
    arb_clear(x);
}

void xp_beta_chart_evaluate(acb_t y, xp_beta_chart_struct *chart, const acb_t u, slong precision)
{
    acb_t w;
    acb_t a;
    acb_t b;
    acb_t c;
    mag_t size;

    acb_init(w);
    acb_init(a);
    acb_init(b);
    acb_init(c);
    mag_init(size);
    if (chart->precision < precision)
        set_factor(chart, precision);
    acb_pow_ui(w, u, (ulong) chart->order, precision);
    acb_mul_fmpz(w, w, fmpq_numref(chart->slope), precision);
    acb_div_fmpz(w, w, fmpq_denref(chart->slope), precision);
    acb_get_mag(size, w);
    if (mag_cmp_2exp_si(size, 0) >= 0)
        acb_indeterminate(y);
    else
    {
        arb_set_fmpq(acb_realref(a), chart->a, precision);
        arb_set_fmpq(acb_realref(b), chart->b, precision);
        acb_sub_ui(b, b, 1, precision);
        acb_neg(b, b);
        acb_add_ui(c, a, 1, precision);
        acb_hypgeom_2f1(c, a, b, c, w, 0, precision);
        acb_pow_ui(w, u, (ulong) chart->exponent, precision);
        acb_mul(y, c, w, precision);
        acb_mul_arb(y, y, chart->factor, precision);
        if (chart->right)
        {
            acb_sub_ui(y, y, 1, precision);
            acb_neg(y, y);
        }
    }
    acb_clear(w);
    acb_clear(a);
    acb_clear(b);
    acb_clear(c);
    mag_clear(size);
}
