/* E of the largest of independent numbers, enclosed: by integrals of products of cdfs. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "products.h"

void xp_products_init(xp_products_t products, slong room)
{
    products->count = 0;
    products->room = room;
    products->distribution = xp_calloc((size_t) room + 1, sizeof(xp_distribution_struct *));
    products->slope = _fmpq_vec_init(room);
    products->shift = _fmpq_vec_init(room);
    products->bottom = _fmpq_vec_init(room);
    products->top = _fmpq_vec_init(room);
    products->has_floor = 0;
    fmpq_init(products->floor);
    fmpq_init(products->high);
    products->knot_count = 0;
    products->knot = NULL;
}

void xp_products_clear(xp_products_t products)
{
    free(products->distribution);
    _fmpq_vec_clear(products->slope, products->room);
    _fmpq_vec_clear(products->shift, products->room);
    _fmpq_vec_clear(products->bottom, products->room);
    _fmpq_vec_clear(products->top, products->room);
    fmpq_clear(products->floor);
    fmpq_clear(products->high);
    if (products->knot != NULL)
        _fmpq_vec_clear(products->knot, products->knot_count);
}

/* y = slope t + shift of number k. */
static void map_type(fmpq_t y, const xp_products_t products, slong k, const fmpq_t t)
{
    fmpq_mul(y, products->slope + k, t);
    fmpq_add(y, y, products->shift + k);
}

void xp_products_add(xp_products_t products, const xp_distribution_t distribution,
                     const fmpq_t slope, const fmpq_t shift)
{
    slong k = products->count++;
    int falls = fmpq_sgn(slope) < 0;

    products->distribution[k] = distribution;
    fmpq_set(products->slope + k, slope);
    fmpq_set(products->shift + k, shift);
    map_type(products->bottom + k, products, k, falls ? distribution->high : distribution->low);
    map_type(products->top + k, products, k, falls ? distribution->low : distribution->high);
}

void xp_products_add_constant(xp_products_t products, const fmpq_t constant)
{
    if (!products->has_floor || fmpq_cmp(constant, products->floor) > 0)
        fmpq_set(products->floor, constant);
    products->has_floor = 1;
}

static int compare_knots(const void *a, const void *b)
{
    return fmpq_cmp((const fmpq *) a, (const fmpq *) b);
}

void xp_products_finish(xp_products_t products)
{
    slong count = 0;

    for (slong k = 0; k < products->count; k++)
    {
        products->knot_count += products->distribution[k]->piece_count + 1;
        if (k == 0 || fmpq_cmp(products->top + k, products->high) > 0)
            fmpq_set(products->high, products->top + k);
    }
    if (products->has_floor
        && (products->count == 0 || fmpq_cmp(products->floor, products->high) > 0))
        fmpq_set(products->high, products->floor);
    products->knot = _fmpq_vec_init(products->knot_count);
    for (slong k = 0; k < products->count; k++)
    {
        const xp_distribution_struct *distribution = products->distribution[k];

        for (slong p = 0; p <= distribution->piece_count; p++)
            map_type(products->knot + count++, products, k, distribution->knot + p);
    }
    qsort(products->knot, (size_t) count, sizeof(fmpq), compare_knots);
}

/* P(number k <= u) for a real ball u: the cdf rises, so never wider than its values at the ends. */
static void evaluate_real(arb_t y, const xp_products_t products, slong k, const arb_t u,
                          slong precision)
{
    arb_t t;

    arb_init(t);
    arb_set_fmpq(y, products->shift + k, precision);
    arb_sub(t, u, y, precision);
    arb_set_fmpq(y, products->slope + k, precision);
    arb_div(t, t, y, precision);
    xp_distribution_cdf(y, products->distribution[k], t, precision);
    if (fmpq_sgn(products->slope + k) < 0)
    {
        arb_neg(y, y);
        arb_add_ui(y, y, 1, precision);
    }
    arb_clear(t);
}

void xp_products_cdf(arb_t y, const xp_products_t products, slong k, const fmpq_t x,
                     slong precision)
{
    arb_t u;
    arb_t factor;

    if (products->has_floor && fmpq_cmp(x, products->floor) < 0)
    {
        arb_zero(y);
        return;
    }
    arb_init(u);
    arb_init(factor);
    arb_one(y);
    arb_set_fmpq(u, x, precision);
    for (slong j = 0; j < products->count; j++)
    {
        if (j == k || fmpq_cmp(x, products->top + j) >= 0)
            continue;
        if (fmpq_cmp(x, products->bottom + j) <= 0)
        {
            arb_zero(y);
            break;
        }
        evaluate_real(factor, products, j, u, precision);
        arb_mul(y, y, factor, precision);
    }
    arb_clear(u);
    arb_clear(factor);
}

/* The product between two knots: piece[j] of number j, -1 where its cdf is 1 or it is left out. */
typedef struct
{
    const xp_products_struct *products;
    slong *piece;
} section_struct;

/* For acb_calc_integrate: analytic on the ball when order is 1; otherwise only the values count. */
static int evaluate_section(acb_ptr y, const acb_t u, void *param, slong order, slong precision)
{
    const section_struct *section = param;
    const xp_products_struct *products = section->products;
    acb_t t;
    acb_t factor;

    acb_init(t);
    acb_init(factor);
    acb_one(y);
    for (slong j = 0; j < products->count; j++)
    {
        if (section->piece[j] < 0)
            continue;
        if (order == 0 && acb_is_real(u))
        {
            acb_zero(factor);
            evaluate_real(acb_realref(factor), products, j, acb_realref(u), precision);
        }
        else
        {
            arb_set_fmpq(acb_realref(factor), products->shift + j, precision);
            arb_zero(acb_imagref(factor));
            acb_sub(t, u, factor, precision);
            arb_set_fmpq(acb_realref(factor), products->slope + j, precision);
            acb_div(t, t, factor, precision);
            xp_distribution_cdf_acb(factor, products->distribution[j], section->piece[j], t,
                                    order != 0, precision);
            if (fmpq_sgn(products->slope + j) < 0)
            {
                acb_neg(factor, factor);
                acb_add_ui(factor, factor, 1, precision);
            }
        }
        acb_mul(y, y, factor, precision);
    }
    acb_clear(t);
    acb_clear(factor);
    return 0;
}

/* The pieces at u, no knot.  0 where a factor is 0, 2 where all are 1. */
static int find_pieces(section_struct *section, slong k, const fmpq_t u)
{
    const xp_products_struct *products = section->products;
    int result = 2;
    fmpq_t t;

    fmpq_init(t);
    for (slong j = 0; result != 0 && j < products->count; j++)
    {
        const xp_distribution_struct *distribution = products->distribution[j];

        section->piece[j] = -1;
        if (j == k || fmpq_cmp(u, products->top + j) >= 0)
            continue;
        if (fmpq_cmp(u, products->bottom + j) <= 0)
        {
            result = 0;
            break;
        }
        fmpq_sub(t, u, products->shift + j);
        fmpq_div(t, t, products->slope + j);
        section->piece[j] = 0;
        while (fmpq_cmp(t, distribution->knot + section->piece[j] + 1) > 0)
            section->piece[j]++;
        result = 1;
    }
    fmpq_clear(t);
    return result;
}

/* Adds the integral of the product from a to b, between which there is no knot. */
static void add_section(arb_t sum, const xp_products_t products, slong k, const fmpq_t a,
                        const fmpq_t b, slong precision)
{
    section_struct section = {products, xp_malloc((size_t) products->count * sizeof(slong) + 1)};
    fmpq_t middle;
    int kind;

    fmpq_init(middle);
    fmpq_add(middle, a, b);
    fmpq_div_2exp(middle, middle, 1);
    kind = find_pieces(&section, k, middle);
    if (kind == 2)
    {
        arb_t length;

        arb_init(length);
        fmpq_sub(middle, b, a);
        arb_set_fmpq(length, middle, precision);
        arb_add(sum, sum, length, precision);
        arb_clear(length);
    }
    else if (kind == 1)
    {
        acb_t from;
        acb_t to;
        acb_t integral;
        mag_t tolerance;

        acb_init(from);
        acb_init(to);
        acb_init(integral);
        mag_init(tolerance);
        mag_set_ui_2exp_si(tolerance, 1, -precision);
        acb_set_fmpq(from, a, precision);
        acb_set_fmpq(to, b, precision);
        acb_calc_integrate(integral, evaluate_section, &section, from, to, precision, tolerance,
                           NULL, precision);
        arb_add(sum, sum, acb_realref(integral), precision);
        acb_clear(from);
        acb_clear(to);
        acb_clear(integral);
        mag_clear(tolerance);
    }
    free(section.piece);
    fmpq_clear(middle);
}

void xp_products_expectation(arb_t y, const xp_products_t products, slong k, const fmpq *x,
                             slong precision)
{
    fmpq_t from;
    fmpq_t to;
    arb_t sum;
    int some = 0;

    fmpq_init(from);
    fmpq_init(to);
    arb_init(sum);
    /* the product is 0 below every bottom and below the floor */
    if (x != NULL)
    {
        fmpq_set(from, x);
        some = 1;
    }
    if (products->has_floor && (!some || fmpq_cmp(products->floor, from) > 0))
    {
        fmpq_set(from, products->floor);
        some = 1;
    }
    for (slong j = 0; j < products->count; j++)
    {
        if (j == k || (some && fmpq_cmp(products->bottom + j, from) <= 0))
            continue;
        fmpq_set(from, products->bottom + j);
        some = 1;
    }
    for (slong p = 0; p <= products->knot_count; p++)
    {
        const fmpq *knot = p == products->knot_count ? products->high : products->knot + p;

        if (fmpq_cmp(knot, from) <= 0)
            continue;
        fmpq_set(to, knot);
        add_section(sum, products, k, from, to, precision);
        fmpq_set(from, to);
    }
    arb_set_fmpq(y, products->high, precision);
    arb_sub(y, y, sum, precision);
    fmpq_clear(from);
    fmpq_clear(to);
    arb_clear(sum);
}
