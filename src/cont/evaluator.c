/* D for shares given as balls: the parts that do not depend on the shares, and the sum. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/evaluator.h"

static void add_group(xp_evaluator_struct *evaluator, slong agent,
                      const xp_distribution_struct *distribution)
{
    slong g = 0;

    while (g < evaluator->group_count
           && evaluator->distribution[g] != distribution
           && !xp_distribution_equal(evaluator->distribution[g], distribution))
        g++;
    evaluator->group[agent] = g;
    evaluator->size[g]++;
    if (g < evaluator->group_count)
        return;
    evaluator->distribution[g] = distribution;
    evaluator->group_count++;
    evaluator->polynomial = evaluator->polynomial && distribution->polynomial;
}

/* The least e with low + 2^e >= high, or one more. */
static slong get_scale(const fmpq_t low, const fmpq_t high)
{
    fmpq_t length;
    slong scale;

    fmpq_init(length);
    fmpq_sub(length, high, low);
    scale = (slong) fmpz_bits(fmpq_numref(length)) - (slong) fmpz_bits(fmpq_denref(length)) + 1;
    fmpq_clear(length);
    return scale;
}

xp_evaluator_struct *xp_evaluator_new(const xp_partnership_t partnership)
{
    xp_evaluator_struct *evaluator = xp_calloc(1, sizeof(xp_evaluator_struct));
    size_t n = (size_t) partnership->n;
    slong i;

    evaluator->n = partnership->n;
    evaluator->group = xp_calloc(n, sizeof(slong));
    evaluator->size = xp_calloc(n, sizeof(slong));
    evaluator->distribution = xp_calloc(n, sizeof(xp_distribution_struct *));
    evaluator->density = _arb_vec_init(evaluator->n);
    evaluator->density_precision = xp_calloc(n, sizeof(slong));
    evaluator->polynomial = 1;
    fmpq_init(evaluator->everything);
    arb_init(evaluator->ball_everything);
    xp_pool_init(evaluator->pool);
    for (i = 0; i < evaluator->n; i++)
        add_group(evaluator, i, partnership->distribution[i]);
    xp_evaluator_add_sections(evaluator);
    evaluator->scale = get_scale(evaluator->low, evaluator->high);
    return evaluator;
}

void xp_evaluator_free(xp_evaluator_struct *evaluator)
{
    if (evaluator == NULL)
        return;
    xp_evaluator_clear_sections(evaluator);
    free(evaluator->group);
    free(evaluator->size);
    free(evaluator->distribution);
    fmpq_clear(evaluator->everything);
    arb_clear(evaluator->ball_everything);
    _arb_vec_clear(evaluator->density, evaluator->n);
    free(evaluator->density_precision);
    xp_pool_clear(evaluator->pool);
    free(evaluator);
}

/* Bits that the ends of the hull have above its length. */
static slong get_guard(const xp_evaluator_struct *evaluator)
{
    slong low = (slong) fmpz_bits(fmpq_numref(evaluator->low))
                - (slong) fmpz_bits(fmpq_denref(evaluator->low)) + 1;
    slong high = (slong) fmpz_bits(fmpq_numref(evaluator->high))
                 - (slong) fmpz_bits(fmpq_denref(evaluator->high)) + 1;

    if (fmpq_is_zero(evaluator->low))
        low = high;
    if (fmpq_is_zero(evaluator->high))
        high = low;
    return FLINT_MAX(0, FLINT_MAX(low, high) - evaluator->scale);
}

/* The agent before this one with the same distribution and the same share, or -1. */
static slong find_twin(const xp_evaluator_struct *evaluator, arb_srcptr share, slong agent)
{
    slong j;

    for (j = 0; j < agent; j++)
        if (evaluator->group[j] == evaluator->group[agent] && arb_equal(share + j, share + agent))
            return j;
    return -1;
}

static void copy_bracket(xp_bracket_struct *bracket, const xp_bracket_struct *source)
{
    bracket->low.is_end = source->low.is_end;
    bracket->low.end = source->low.end;
    arf_set(bracket->low.value, source->low.value);
    bracket->high.is_end = source->high.is_end;
    bracket->high.end = source->high.end;
    arf_set(bracket->high.value, source->high.value);
}

/* The brackets, and in maxima the errors that they leave; 0 when progress asked to stop. */
static int find_brackets(xp_bracket_struct *bracket, arb_ptr maxima, slong *twin,
                         xp_evaluator_struct *evaluator, arb_srcptr share, slong precision)
{
    slong i;

    for (i = 0; i < evaluator->n; i++)
    {
        twin[i] = find_twin(evaluator, share, i);
        if (twin[i] >= 0)
            continue;
        if (xp_progress_tick(evaluator->progress, "worst-off types", (uint64_t) i,
                             (uint64_t) evaluator->n))
        {
            evaluator->stopped = 1;
            return 0;
        }
        xp_evaluator_bracket(bracket + i, maxima + i, evaluator, i, share + i, precision);
    }
    return 1;
}

/* The agent of group g, not yet done, whose bracket begins last; -1: none is left. */
static slong find_last(const xp_evaluator_struct *evaluator, slong g, const slong *twin,
                       const xp_bracket_struct *bracket, const char *done)
{
    slong last = -1;
    slong i;

    for (i = 0; i < evaluator->n; i++)
        if (evaluator->group[i] == g && twin[i] < 0 && !done[i]
            && (last < 0 || xp_point_is_below(&bracket[last].low, &bracket[i].low)))
            last = i;
    return last;
}

/* Adds phi(low), whose integrals go from one low to the next. */
static void add_maxima(arb_ptr maxima, const slong *twin, const xp_bracket_struct *bracket,
                       xp_evaluator_struct *evaluator, arb_srcptr share, slong width)
{
    char *done = xp_calloc((size_t) evaluator->n, 1);
    arb_t low;
    arb_t tail;
    arb_t next_tail;
    slong g;
    slong i;

    arb_init(low);
    arb_init(tail);
    arb_init(next_tail);
    for (g = 0; g < evaluator->group_count; g++)
    {
        const xp_point_struct *next = NULL;

        while ((i = find_last(evaluator, g, twin, bracket, done)) >= 0)
        {
            const xp_point_struct *point = &bracket[i].low;

            xp_point_get_arb(low, point, width);
            arb_addmul(maxima + i, low, share + i, width);
            xp_evaluator_tail_before(tail, evaluator, g, point, next, next_tail, width);
            arb_add(maxima + i, maxima + i, tail, width);
            arb_swap(next_tail, tail);
            next = point;
            done[i] = 1;
        }
    }
    arb_clear(low);
    arb_clear(tail);
    arb_clear(next_tail);
    free(done);
}

/*
 * With low <= v* <= high and phi(v) = v r + integral of G from v to the end, concave:
 * phi(low) <= H <= phi(low) + (high - low) max(0, r - G(low)).
 */
void xp_evaluator_evaluate(arb_t sum, arb_ptr largest, xp_bracket_struct *bracket,
                           xp_evaluator_struct *evaluator, arb_srcptr share, slong precision)
{
    slong width = precision + 32 + get_guard(evaluator);
    arb_ptr maxima = _arb_vec_init(evaluator->n);
    slong *twin = xp_calloc((size_t) evaluator->n, sizeof(slong));
    arb_t part;
    slong i;

    arb_init(part);
    arb_indeterminate(sum);
    if (find_brackets(bracket, maxima, twin, evaluator, share, precision))
    {
        arb_set_fmpq(sum, evaluator->high, width);
        xp_evaluator_everything(part, evaluator, width);
        arb_addmul_si(sum, part, evaluator->n - 1, width);
        add_maxima(maxima, twin, bracket, evaluator, share, width);
        for (i = 0; i < evaluator->n; i++)
        {
            if (twin[i] >= 0)
            {
                copy_bracket(bracket + i, bracket + twin[i]);
                arb_set(maxima + i, maxima + twin[i]);
            }
            arb_sub(sum, sum, maxima + i, width);
        }
    }
    for (i = 0; i < evaluator->n && largest != NULL; i++)
        arb_swap(largest + i, maxima + i);
    arb_clear(part);
    free(twin);
    _arb_vec_clear(maxima, evaluator->n);
}

void xp_evaluator_sum(arb_t sum, arb_ptr worst_off, xp_evaluator_struct *evaluator,
                      arb_srcptr share, slong precision)
{
    xp_bracket_struct *bracket = xp_bracket_vec_init(evaluator->n);
    arb_t high;
    slong i;

    arb_init(high);
    xp_evaluator_evaluate(sum, NULL, bracket, evaluator, share, precision);
    for (i = 0; i < evaluator->n && worst_off != NULL; i++)
    {
        xp_point_get_arb(worst_off + i, &bracket[i].low, precision);
        xp_point_get_arb(high, &bracket[i].high, precision);
        arb_union(worst_off + i, worst_off + i, high, precision);
    }
    arb_clear(high);
    xp_bracket_vec_clear(bracket, evaluator->n);
}

static void shift_back(fmpq_poly_t f, const fmpq_t low)
{
    fmpq_poly_t shift;
    fmpq_t negative;

    if (fmpq_is_zero(low))
        return;
    fmpq_poly_init(shift);
    fmpq_init(negative);
    fmpq_neg(negative, low);
    fmpq_poly_set_coeff_fmpq(shift, 0, negative);
    fmpq_poly_set_coeff_si(shift, 1, 1);
    fmpq_poly_compose(f, f, shift);
    fmpq_poly_clear(shift);
    fmpq_clear(negative);
}

/* G_g, or tail - primitive, on the support of group g. */
static void set_piecewise(xp_piecewise_t f, const xp_evaluator_struct *evaluator, slong g, int tail)
{
    const xp_distribution_struct *own = evaluator->distribution[g];
    xp_piecewise_t made;
    fmpq_poly_t piece;
    int begun = 0;
    slong k;

    xp_piecewise_init(made);
    fmpq_poly_init(piece);
    for (k = 0; k < evaluator->section_count; k++)
    {
        const xp_section_struct *section = evaluator->section + k;

        if (section->place[g] < 0)
            continue;
        if (tail)
        {
            fmpq_poly_neg(piece, section->primitive + g);
            fmpq_poly_set_coeff_fmpq(piece, 0, section->tail + g);
        }
        else
            fmpq_poly_set(piece, section->product + g);
        shift_back(piece, section->low);
        if (begun)
            xp_piecewise_append(made, section->high, piece);
        else
            xp_piecewise_set_poly(made, own->low, section->high, piece);
        begun = 1;
    }
    xp_piecewise_canonicalise(made);
    xp_piecewise_swap(f, made);
    xp_piecewise_clear(made);
    fmpq_poly_clear(piece);
}

void xp_evaluator_level_piecewise(xp_piecewise_t f, const xp_evaluator_struct *evaluator,
                                  slong agent)
{
    set_piecewise(f, evaluator, evaluator->group[agent], 0);
}

void xp_evaluator_tail_piecewise(xp_piecewise_t f, const xp_evaluator_struct *evaluator,
                                 slong agent)
{
    set_piecewise(f, evaluator, evaluator->group[agent], 1);
}
