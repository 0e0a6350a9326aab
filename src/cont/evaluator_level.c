/* Points of the hull, and how high F and G are there. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/evaluator.h"

void xp_point_get_arb(arb_t x, const xp_point_struct *point, slong precision)
{
    if (point->is_end)
        arb_set_fmpq(x, point->end, precision);
    else
        arb_set_arf(x, point->value);
}

xp_bracket_struct *xp_bracket_vec_init(slong count)
{
    xp_bracket_struct *vec = xp_calloc((size_t) count, sizeof(xp_bracket_struct));
    slong i;

    for (i = 0; i < count; i++)
    {
        arf_init(vec[i].low.value);
        arf_init(vec[i].high.value);
    }
    return vec;
}

void xp_bracket_vec_clear(xp_bracket_struct *vec, slong count)
{
    slong i;

    for (i = 0; i < count; i++)
    {
        arf_clear(vec[i].low.value);
        arf_clear(vec[i].high.value);
    }
    free(vec);
}

static void get_fmpq(fmpq_t x, const xp_point_struct *point)
{
    if (point->is_end)
        fmpq_set(x, point->end);
    else
        arf_get_fmpq(x, point->value);
}

void xp_bracket_get_fmpq(fmpq_t low, fmpq_t high, const xp_bracket_struct *bracket)
{
    get_fmpq(low, &bracket->low);
    get_fmpq(high, &bracket->high);
}

/* The sign of point - x. */
static int compare_point(const xp_point_struct *point, const fmpq_t x)
{
    arb_t ball;
    fmpq_t exact;
    int sign;

    if (point->is_end)
        return fmpq_cmp(point->end, x);
    arb_init(ball);
    arb_set_fmpq(ball, x, 64);
    arb_sub_arf(ball, ball, point->value, 64);
    sign = arb_is_negative(ball) ? 1 : arb_is_positive(ball) ? -1 : 0;
    arb_clear(ball);
    if (sign != 0)
        return sign;
    fmpq_init(exact);
    arf_get_fmpq(exact, point->value);
    sign = fmpq_cmp(exact, x);
    fmpq_clear(exact);
    return sign;
}

int xp_point_is_below(const xp_point_struct *a, const xp_point_struct *b)
{
    arb_t x;
    arb_t y;
    int below;

    arb_init(x);
    arb_init(y);
    xp_point_get_arb(x, a, 64);
    xp_point_get_arb(y, b, 64);
    below = arf_cmp(arb_midref(x), arb_midref(y)) < 0;
    arb_clear(x);
    arb_clear(y);
    return below;
}

slong xp_evaluator_find_point(const xp_evaluator_struct *evaluator, const xp_point_struct *point)
{
    slong low = 0;
    slong high = evaluator->section_count;

    while (high - low > 1)
    {
        slong middle = (low + high) / 2;

        if (compare_point(point, evaluator->section[middle].low) >= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int xp_point_is_within(const xp_point_struct *point, const fmpq_t low, const fmpq_t high)
{
    return compare_point(point, low) >= 0 && compare_point(point, high) <= 0;
}

/* f(x - low) for the point x, by integers. */
void xp_section_evaluate(arb_t y, const xp_section_struct *section, const fmpq_poly_t f,
                         const xp_point_struct *point, slong precision)
{
    arb_t u;

    if (point->is_end)
    {
        fmpq_t exact;

        fmpq_init(exact);
        fmpq_sub(exact, point->end, section->low);
        fmpq_poly_evaluate_fmpq(exact, f, exact);
        arb_set_fmpq(y, exact, precision);
        fmpq_clear(exact);
        return;
    }
    arb_init(u);
    if (fmpq_is_zero(section->low))
        arb_set_arf(u, point->value);
    else
    {
        arb_set_fmpq(u, section->low, precision);
        arb_sub_arf(u, u, point->value, precision);
        arb_neg(u, u);
    }
    _arb_fmpz_poly_evaluate_arb(y, f->coeffs, f->length, u, precision);
    arb_div_fmpz(y, y, f->den, precision);
    arb_clear(u);
}

/* F_h at a point of the section; exactly 0 and 1 at the ends of its support and beyond. */
static void evaluate_cdf(arb_t y, const xp_evaluator_struct *evaluator, slong h,
                         const xp_section_struct *section, const xp_point_struct *point,
                         slong precision)
{
    const xp_distribution_struct *distribution = evaluator->distribution[h];

    if (section->place[h] == XP_SECTION_BELOW)
        arb_zero(y);
    else if (section->place[h] == XP_SECTION_ABOVE)
        arb_one(y);
    else if (point->is_end && fmpq_cmp(point->end, distribution->low) <= 0)
        arb_zero(y);
    else if (point->is_end && fmpq_cmp(point->end, distribution->high) >= 0)
        arb_one(y);
    else if (evaluator->polynomial)
        xp_section_evaluate(y, section, section->cdf + h, point, precision);
    else
    {
        arb_t x;

        arb_init(x);
        xp_point_get_arb(x, point, precision);
        xp_distribution_cdf(y, distribution, x, precision);
        arb_clear(x);
    }
}

void xp_evaluator_cdf(arb_t y, const xp_evaluator_struct *evaluator, slong h,
                      const xp_point_struct *point, slong precision)
{
    slong k = xp_evaluator_find_point(evaluator, point);

    evaluate_cdf(y, evaluator, h, evaluator->section + k, point, precision);
}

void xp_evaluator_level(arb_t y, const xp_evaluator_struct *evaluator, slong g,
                        const xp_point_struct *point, slong precision)
{
    slong k = xp_evaluator_find_point(evaluator, point);
    arb_t factor;
    slong h;

    arb_init(factor);
    arb_one(y);
    for (h = 0; h < evaluator->group_count; h++)
    {
        slong power = xp_evaluator_power(evaluator, h, g);

        if (power == 0)
            continue;
        evaluate_cdf(factor, evaluator, h, evaluator->section + k, point, precision);
        if (power > 1)
            arb_pow_ui(factor, factor, (ulong) power, precision);
        arb_mul(y, y, factor, precision);
    }
    arb_clear(factor);
}
