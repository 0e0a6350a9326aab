/* What agents lose at most, K: integrals of F x dG. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/evaluator.h"

/*
 * For n alike: K = (n - 1)/n (beta - integral of F^n).  Otherwise, as F_g G_g is the product of
 * all F_j, K_g = integral of F_g x dG_g = beta - integral of that product - J with
 * J = integral of x G_g dF_g.
 */
void xp_evaluator_loss_fmpq(fmpq_t loss, const xp_evaluator_struct *evaluator, slong g)
{
    fmpq_poly_t f;
    fmpq_poly_t x;
    fmpq_t part;
    slong k;

    fmpq_sub(loss, evaluator->high, evaluator->everything);
    if (evaluator->group_count == 1)
    {
        fmpq_init(part);
        fmpq_set_si(part, evaluator->n - 1, (ulong) evaluator->n);
        fmpq_mul(loss, loss, part);
        fmpq_clear(part);
        return;
    }
    fmpq_poly_init(f);
    fmpq_poly_init(x);
    fmpq_init(part);
    for (k = 0; k < evaluator->section_count; k++)
    {
        const xp_section_struct *section = evaluator->section + k;

        fmpq_poly_derivative(f, section->cdf + g);
        fmpq_poly_mul(f, f, section->product + g);
        fmpq_poly_zero(x);
        fmpq_poly_set_coeff_fmpq(x, 0, section->low);
        fmpq_poly_set_coeff_si(x, 1, 1);
        fmpq_poly_mul(f, f, x);
        fmpq_poly_integral(f, f);
        fmpq_sub(part, section->high, section->low);
        fmpq_poly_evaluate_fmpq(part, f, part);
        fmpq_sub(loss, loss, part);
    }
    fmpq_poly_clear(f);
    fmpq_poly_clear(x);
    fmpq_clear(part);
}

/* F_g(b) - F_g(a) at most. */
static void get_mass(arf_t mass, const xp_evaluator_struct *evaluator, slong g,
                     const xp_point_struct *a, const xp_point_struct *b, slong precision)
{
    arb_t low;
    arb_t high;

    arb_init(low);
    arb_init(high);
    xp_evaluator_cdf(low, evaluator, g, a, precision);
    xp_evaluator_cdf(high, evaluator, g, b, precision);
    arb_sub(high, high, low, precision);
    arb_get_ubound_arf(mass, high, precision);
    arb_clear(low);
    arb_clear(high);
}

/* 2^bits is at least |x| on the hull. */
static slong get_size(const xp_evaluator_struct *evaluator)
{
    arb_t low;
    arb_t high;
    mag_t bound;
    slong bits;

    arb_init(low);
    arb_init(high);
    mag_init(bound);
    arb_set_fmpq(low, evaluator->low, 64);
    arb_set_fmpq(high, evaluator->high, 64);
    arb_union(low, low, high, 64);
    arb_get_mag(bound, low);
    bits = mag_is_zero(bound) ? 0 : MAG_EXP(bound);
    arb_clear(low);
    arb_clear(high);
    mag_clear(bound);
    return bits;
}

/*
 * Near an end about which nothing is known the density may have no bound.  Moves point from that
 * end inwards, by 2^-j of the section, to where so little mass is left outside that it does not
 * matter: x G dF over the rest is at most |x| times it.
 */
static void cut_end(xp_point_struct *point, arb_t part, const xp_evaluator_struct *evaluator,
                    slong k, slong g, int side, slong precision)
{
    const xp_section_struct *section = evaluator->section + k;
    xp_point_struct end = {1, side ? section->high : section->low, {{0}}};
    slong size = get_size(evaluator);
    arb_t length;
    arb_t x;
    arf_t mass;
    slong j;

    arb_init(length);
    arb_init(x);
    arf_init(mass);
    arb_set_fmpq(length, side ? section->low : section->high, 2 * precision);
    arb_set_fmpq(x, end.end, 2 * precision);
    arb_sub(length, length, x, 2 * precision);
    for (j = 2; j < 4 * precision; j += 1 + j / 2)
    {
        arb_mul_2exp_si(x, length, -j);
        arb_set_fmpq(part, end.end, 2 * precision + 4 * j);
        arb_add(x, x, part, 2 * precision + 4 * j);
        point->is_end = 0;
        arf_set(point->value, arb_midref(x));
        if (side)
            get_mass(mass, evaluator, g, point, &end, precision + 64);
        else
            get_mass(mass, evaluator, g, &end, point, precision + 64);
        if (arf_cmpabs_2exp_si(mass, evaluator->scale - precision - size) <= 0)
            break;
    }
    arf_mul_2exp_si(mass, mass, size);
    arb_zero(part);
    arb_add_error_arf(part, mass);
    arb_clear(length);
    arb_clear(x);
    arf_clear(mass);
}

/* The integral of x G_g dF_g over section k. */
static void get_part(arb_t part, xp_evaluator_struct *evaluator, slong k, slong g, slong precision)
{
    const xp_section_struct *section = evaluator->section + k;
    const xp_distribution_struct *distribution = evaluator->distribution[g];
    slong *power = xp_calloc((size_t) evaluator->group_count, sizeof(slong));
    xp_point_struct end[2] = {{1, section->low, {{0}}}, {1, section->high, {{0}}}};
    int zero = section->place[g] < 0;
    arb_t outside;
    arb_t error;
    int side;
    slong h;

    for (h = 0; h < evaluator->group_count; h++)
    {
        power[h] = xp_evaluator_power(evaluator, h, g);
        zero = zero || (power[h] > 0 && section->place[h] == XP_SECTION_BELOW);
    }
    arb_zero(part);
    if (!zero)
    {
        arb_init(outside);
        arb_init(error);
        for (side = 0; side < 2; side++)
        {
            arf_init(end[side].value);
            if ((section->order[side] > 1 && section->form[2 * g + side] != NULL)
                || xp_distribution_order(distribution, section->place[g], side) == 1)
                continue;
            cut_end(end + side, error, evaluator, k, g, side, precision);
            arb_add(outside, outside, error, precision);
        }
        xp_evaluator_integrate(part, evaluator, k, power, g, end, end + 1, precision);
        arb_add(part, part, outside, precision + 20);
        arf_clear(end[0].value);
        arf_clear(end[1].value);
        arb_clear(outside);
        arb_clear(error);
    }
    free(power);
}

/* Whether the density of group g may be hard to integrate. */
static int is_hard(const xp_evaluator_struct *evaluator, slong g)
{
    const xp_distribution_struct *distribution = evaluator->distribution[g];
    slong k;

    for (k = 0; k < distribution->piece_count; k++)
        if (distribution->slope[k] == NULL || xp_distribution_order(distribution, k, 0) != 1
            || xp_distribution_order(distribution, k, 1) != 1)
            return 1;
    return 0;
}

/* J_g by its own integral. */
static void integrate_density(arb_t sum, xp_evaluator_struct *evaluator, slong g, slong precision)
{
    arb_t part;
    slong k;

    arb_init(part);
    arb_zero(sum);
    for (k = 0; k < evaluator->section_count; k++)
    {
        get_part(part, evaluator, k, g, precision);
        arb_add(sum, sum, part, precision + 20);
    }
    arb_clear(part);
}

/*
 * J_g.  The sum of size_g J_g is the integral of x d(product of all F) = rest: so one group, a hard
 * one if there is one, needs no integral of its own.
 */
static void get_density_part(arb_t sum, xp_evaluator_struct *evaluator, slong g, const arb_t rest,
                             slong precision)
{
    slong spared = evaluator->group_count - 1;
    arb_t other;
    slong h;

    for (h = spared; h >= 0; h--)
        if (is_hard(evaluator, h))
        {
            spared = h;
            break;
        }
    if (g != spared)
    {
        integrate_density(sum, evaluator, g, precision);
        return;
    }
    arb_init(other);
    arb_set(sum, rest);
    for (h = 0; h < evaluator->group_count; h++)
        if (h != g)
        {
            integrate_density(other, evaluator, h, precision);
            arb_submul_si(sum, other, evaluator->size[h], precision + 20);
        }
    arb_div_si(sum, sum, evaluator->size[g], precision + 20);
    arb_clear(other);
}

void xp_evaluator_loss(arb_t loss, xp_evaluator_struct *evaluator, slong g, slong precision)
{
    arb_t part;

    arb_init(part);
    if (evaluator->polynomial)
    {
        fmpq_t exact;

        fmpq_init(exact);
        xp_evaluator_loss_fmpq(exact, evaluator, g);
        arb_set_fmpq(loss, exact, precision);
        fmpq_clear(exact);
    }
    else
    {
        xp_evaluator_everything(part, evaluator, precision);
        arb_set_fmpq(loss, evaluator->high, precision);
        arb_sub(loss, loss, part, precision);
        if (evaluator->group_count == 1)
        {
            arb_mul_si(loss, loss, evaluator->n - 1, precision);
            arb_div_si(loss, loss, evaluator->n, precision);
        }
        else
        {
            if (evaluator->density_precision[g] < precision)
            {
                get_density_part(evaluator->density + g, evaluator, g, loss, precision);
                evaluator->density_precision[g] = precision;
            }
            arb_sub(loss, loss, evaluator->density + g, precision);
        }
    }
    arb_clear(part);
}
