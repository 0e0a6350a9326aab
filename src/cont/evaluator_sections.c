/* The sections of the hull between the knots of all distributions, and their polynomials. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/evaluator.h"

static int compare_fmpq(const void *a, const void *b)
{
    return fmpq_cmp((const fmpq *) a, (const fmpq *) b);
}

/* All knots, rising, each once. */
static fmpq *list_knots(slong *count, const xp_evaluator_struct *evaluator)
{
    slong total = 0;
    slong kept = 0;
    fmpq *knot;
    slong g;
    slong k;

    for (g = 0; g < evaluator->group_count; g++)
        total += evaluator->distribution[g]->piece_count + 1;
    knot = _fmpq_vec_init(total);
    total = 0;
    for (g = 0; g < evaluator->group_count; g++)
        for (k = 0; k <= evaluator->distribution[g]->piece_count; k++)
            fmpq_set(knot + total++, evaluator->distribution[g]->knot + k);
    qsort(knot, (size_t) total, sizeof(fmpq), compare_fmpq);
    for (k = 0; k < total; k++)
        if (kept == 0 || !fmpq_equal(knot + k, knot + kept - 1))
            fmpq_swap(knot + kept++, knot + k);
    for (k = kept; k < total; k++)
        fmpq_clear(knot + k);
    *count = kept;
    return knot;
}

slong xp_evaluator_power(const xp_evaluator_struct *evaluator, slong h, slong g)
{
    return evaluator->size[h] - (h == g);
}

slong xp_evaluator_find(const xp_evaluator_struct *evaluator, const fmpq_t x)
{
    slong low = 0;
    slong high = evaluator->section_count;

    while (high - low > 1)
    {
        slong middle = (low + high) / 2;

        if (fmpq_cmp(evaluator->section[middle].low, x) <= 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static slong find_place(const xp_distribution_struct *distribution,
                        const xp_section_struct *section)
{
    slong k = 0;

    if (fmpq_cmp(section->high, distribution->low) <= 0)
        return XP_SECTION_BELOW;
    if (fmpq_cmp(section->low, distribution->high) >= 0)
        return XP_SECTION_ABOVE;
    while (fmpq_cmp(distribution->knot + k + 1, section->low) <= 0)
        k++;
    return k;
}

static void init_section(xp_section_struct *section, const xp_evaluator_struct *evaluator,
                         const fmpq *knot)
{
    slong count = evaluator->group_count;
    slong g;

    section->low = knot;
    section->high = knot + 1;
    section->place = xp_calloc((size_t) count, sizeof(slong));
    for (g = 0; g < count; g++)
        section->place[g] = find_place(evaluator->distribution[g], section);
    section->cdf = NULL;
    section->product = NULL;
    section->primitive = NULL;
    section->tail = NULL;
    section->ball_tail = NULL;
    section->precision = NULL;
    section->order[0] = 1;
    section->order[1] = 1;
    section->form = NULL;
    section->beta = NULL;
    if (!evaluator->polynomial)
    {
        section->form = xp_calloc((size_t) count, 2 * sizeof(xp_expression_struct *));
        section->beta = xp_calloc((size_t) count, 2 * sizeof(xp_beta_chart_struct));
        for (g = 0; g < 2 * count; g++)
            xp_beta_chart_init(section->beta + g);
        section->ball_tail = _arb_vec_init(count);
        section->precision = xp_calloc((size_t) count, sizeof(slong));
        return;
    }
    section->cdf = xp_calloc((size_t) count, sizeof(fmpq_poly_struct));
    section->product = xp_calloc((size_t) count, sizeof(fmpq_poly_struct));
    section->primitive = xp_calloc((size_t) count, sizeof(fmpq_poly_struct));
    section->tail = _fmpq_vec_init(count);
    for (g = 0; g < count; g++)
    {
        fmpq_poly_init(section->cdf + g);
        fmpq_poly_init(section->product + g);
        fmpq_poly_init(section->primitive + g);
    }
}

static void clear_section(xp_section_struct *section, const xp_evaluator_struct *evaluator)
{
    slong count = evaluator->group_count;
    slong g;

    free(section->place);
    if (!evaluator->polynomial)
    {
        for (g = 0; g < 2 * count; g++)
            xp_beta_chart_clear(section->beta + g);
        free(section->beta);
        free(section->form);
        _arb_vec_clear(section->ball_tail, count);
        free(section->precision);
        return;
    }
    for (g = 0; g < count; g++)
    {
        fmpq_poly_clear(section->cdf + g);
        fmpq_poly_clear(section->product + g);
        fmpq_poly_clear(section->primitive + g);
    }
    free(section->cdf);
    free(section->product);
    free(section->primitive);
    _fmpq_vec_clear(section->tail, count);
}

/* F_g as a polynomial in u = x - low. */
static void set_cdf(fmpq_poly_t cdf, const xp_distribution_struct *distribution,
                    const xp_section_struct *section, slong place)
{
    fmpq_poly_t shift;

    if (place == XP_SECTION_BELOW)
    {
        fmpq_poly_zero(cdf);
        return;
    }
    if (place == XP_SECTION_ABOVE)
    {
        fmpq_poly_one(cdf);
        return;
    }
    fmpq_poly_set(cdf, distribution->cdf->piece
                           + xp_piecewise_find(distribution->cdf, section->low));
    if (fmpq_is_zero(section->low))
        return;
    fmpq_poly_init(shift);
    fmpq_poly_set_coeff_fmpq(shift, 0, section->low);
    fmpq_poly_set_coeff_si(shift, 1, 1);
    fmpq_poly_compose(cdf, cdf, shift);
    fmpq_poly_clear(shift);
}

/*
 * The products: with P the product of F_h^(size_h - 1), G_g = P times all F_h but F_g, by products
 * from the left and from the right.  whole receives the product of all.
 */
static void set_products(xp_section_struct *section, const xp_evaluator_struct *evaluator,
                         fmpq_poly_t whole)
{
    slong count = evaluator->group_count;
    fmpq_poly_t right;
    fmpq_poly_t power;
    slong g;

    fmpq_poly_init(right);
    fmpq_poly_init(power);
    fmpq_poly_one(right);
    for (g = 0; g < count; g++)
    {
        fmpq_poly_pow(power, section->cdf + g, (ulong) evaluator->size[g] - 1);
        fmpq_poly_mul(right, right, power);
    }
    for (g = 0; g < count; g++)
    {
        fmpq_poly_set(section->product + g, right);
        fmpq_poly_mul(right, right, section->cdf + g);
    }
    fmpq_poly_set(whole, right);
    fmpq_poly_one(right);
    for (g = count - 1; g >= 0; g--)
    {
        fmpq_poly_mul(section->product + g, section->product + g, right);
        fmpq_poly_mul(right, right, section->cdf + g);
        fmpq_poly_integral(section->primitive + g, section->product + g);
    }
    fmpq_poly_clear(right);
    fmpq_poly_clear(power);
}

static void set_polynomials(xp_evaluator_struct *evaluator)
{
    fmpq_poly_t whole;
    fmpq_t length;
    fmpq_t part;
    fmpq_t sum;
    slong k;
    slong g;

    fmpq_poly_init(whole);
    fmpq_init(length);
    fmpq_init(part);
    fmpq_init(sum);
    for (k = evaluator->section_count - 1; k >= 0; k--)
    {
        xp_section_struct *section = evaluator->section + k;

        for (g = 0; g < evaluator->group_count; g++)
            set_cdf(section->cdf + g, evaluator->distribution[g], section, section->place[g]);
        set_products(section, evaluator, whole);
        fmpq_sub(length, section->high, section->low);
        fmpq_poly_integral(whole, whole);
        fmpq_poly_evaluate_fmpq(part, whole, length);
        fmpq_add(sum, sum, part);
        for (g = 0; g < evaluator->group_count; g++)
        {
            fmpq_poly_evaluate_fmpq(section->tail + g, section->primitive + g, length);
            if (k + 1 < evaluator->section_count)
                fmpq_add(section->tail + g, section->tail + g, section[1].tail + g);
        }
    }
    fmpq_set(evaluator->everything, sum);
    fmpq_poly_clear(whole);
    fmpq_clear(sum);
    fmpq_clear(length);
    fmpq_clear(part);
}

void xp_evaluator_add_sections(xp_evaluator_struct *evaluator)
{
    slong count;
    fmpq *knot = list_knots(&count, evaluator);
    slong k;

    evaluator->section_count = count - 1;
    evaluator->section = xp_calloc((size_t) count - 1, sizeof(xp_section_struct));
    for (k = 0; k + 1 < count; k++)
        init_section(evaluator->section + k, evaluator, knot + k);
    evaluator->knot = knot;
    evaluator->low = knot;
    evaluator->high = knot + count - 1;
    if (evaluator->polynomial)
        set_polynomials(evaluator);
    else
        for (k = 0; k + 1 < count; k++)
            xp_evaluator_add_forms(evaluator, evaluator->section + k);
}

void xp_evaluator_clear_sections(xp_evaluator_struct *evaluator)
{
    slong k;

    for (k = 0; k < evaluator->section_count; k++)
        clear_section(evaluator->section + k, evaluator);
    free(evaluator->section);
    _fmpq_vec_clear(evaluator->knot, evaluator->section_count + 1);
}
