/* Integrals of G_g up to the hull's end: exact primitives, or quadrature that is kept. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/evaluator.h"

/* The integral of G_g (g = -1: of the product of all) over a part of section k. */
static void integrate_product(arb_t y, xp_evaluator_struct *evaluator, slong k, slong g,
                              const xp_point_struct *from, const xp_point_struct *to,
                              slong precision)
{
    const xp_section_struct *section = evaluator->section + k;
    slong *power = xp_calloc((size_t) evaluator->group_count, sizeof(slong));
    int zero = 0;
    int constant = 1;
    slong h;

    for (h = 0; h < evaluator->group_count; h++)
    {
        power[h] = xp_evaluator_power(evaluator, h, g);
        zero = zero || (power[h] > 0 && section->place[h] == XP_SECTION_BELOW);
        constant = constant && (power[h] == 0 || section->place[h] < 0);
    }
    if (zero)
        arb_zero(y);
    else if (constant)
    {
        arb_t low;

        arb_init(low);
        xp_point_get_arb(low, from, precision);
        xp_point_get_arb(y, to, precision);
        arb_sub(y, y, low, precision);
        arb_clear(low);
    }
    else
        xp_evaluator_integrate(y, evaluator, k, power, -1, from, to, precision);
    free(power);
}

/* The integral of G_g from the lower end of section k to the hull's end, kept. */
static void get_section_tail(arb_t y, xp_evaluator_struct *evaluator, slong k, slong g,
                             slong precision)
{
    xp_section_struct *section = evaluator->section + k;

    if (k == evaluator->section_count)
    {
        arb_zero(y);
        return;
    }
    if (section->precision[g] < precision)
    {
        xp_point_struct from = {1, section->low, {{0}}};
        xp_point_struct to = {1, section->high, {{0}}};
        arb_t rest;

        arb_init(rest);
        get_section_tail(rest, evaluator, k + 1, g, precision);
        integrate_product(section->ball_tail + g, evaluator, k, g, &from, &to, precision);
        arb_add(section->ball_tail + g, section->ball_tail + g, rest, precision + 20);
        section->precision[g] = precision;
        arb_clear(rest);
    }
    arb_set(y, section->ball_tail + g);
}

/* tail - primitive(u); cancellation, which powers of u bring, is met by more bits. */
static void get_polynomial_tail(arb_t y, const xp_evaluator_struct *evaluator, slong g,
                                const xp_point_struct *point, slong precision)
{
    const xp_section_struct *section
        = evaluator->section + xp_evaluator_find_point(evaluator, point);
    slong width = precision;
    slong round;
    arb_t part;

    arb_init(part);
    for (round = 0; round < 4; round++)
    {
        slong missing;

        xp_section_evaluate(part, section, section->primitive + g, point, width);
        arb_set_fmpq(y, section->tail + g, width);
        arb_sub(y, y, part, width);
        missing = mag_is_zero(arb_radref(y)) ? 0
                  : MAG_EXP(arb_radref(y)) - (evaluator->scale - precision + 16);
        if (missing <= 0)
            break;
        width += missing + 16;
    }
    arb_clear(part);
}

void xp_evaluator_tail(arb_t y, xp_evaluator_struct *evaluator, slong g,
                       const xp_point_struct *point, slong precision)
{
    slong k;
    xp_point_struct to = {1, NULL, {{0}}};
    arb_t rest;

    if (evaluator->polynomial)
    {
        get_polynomial_tail(y, evaluator, g, point, precision);
        return;
    }
    k = xp_evaluator_find_point(evaluator, point);
    if (point->is_end && fmpq_equal(point->end, evaluator->section[k].low))
    {
        get_section_tail(y, evaluator, k, g, precision);
        return;
    }
    arb_init(rest);
    to.end = evaluator->section[k].high;
    get_section_tail(rest, evaluator, k + 1, g, precision);
    if (point->is_end && fmpq_equal(point->end, to.end))
        arb_zero(y);
    else
        integrate_product(y, evaluator, k, g, point, &to, precision);
    arb_add(y, y, rest, precision + 20);
    arb_clear(rest);
}

void xp_evaluator_tail_before(arb_t y, xp_evaluator_struct *evaluator, slong g,
                              const xp_point_struct *point, const xp_point_struct *next,
                              const arb_t next_tail, slong precision)
{
    slong k;

    if (evaluator->polynomial || next == NULL)
    {
        xp_evaluator_tail(y, evaluator, g, point, precision);
        return;
    }
    k = xp_evaluator_find_point(evaluator, point);
    if (xp_evaluator_find_point(evaluator, next) != k)
    {
        xp_evaluator_tail(y, evaluator, g, point, precision);
        return;
    }
    integrate_product(y, evaluator, k, g, point, next, precision);
    arb_add(y, y, next_tail, precision + 20);
}

void xp_evaluator_everything(arb_t y, xp_evaluator_struct *evaluator, slong precision)
{
    slong k;
    arb_t part;

    if (evaluator->polynomial)
    {
        arb_set_fmpq(y, evaluator->everything, precision);
        return;
    }
    if (evaluator->everything_precision < precision)
    {
        arb_init(part);
        arb_zero(evaluator->ball_everything);
        for (k = 0; k < evaluator->section_count; k++)
        {
            xp_point_struct from = {1, evaluator->section[k].low, {{0}}};
            xp_point_struct to = {1, evaluator->section[k].high, {{0}}};

            integrate_product(part, evaluator, k, -1, &from, &to, precision);
            arb_add(evaluator->ball_everything, evaluator->ball_everything, part, precision + 20);
        }
        evaluator->everything_precision = precision;
        arb_clear(part);
    }
    arb_set(y, evaluator->ball_everything);
}
