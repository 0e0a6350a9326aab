/* The normal distribution and its image on (0, 1), on an interval. */
#include "model/distribution_normal.h"

#include "model/distribution_impl.h"

typedef const xp_expression_struct *formula_t;

/* Knots at the mean and so many sd from it: around them F bends. */
static const slong steps[] = {-8, -2, 0, 2, 8};

#define STEPS ((slong) (sizeof(steps) / sizeof(steps[0])))

static formula_t make(xp_distribution_t d, xp_expression_kind_t kind, formula_t a, formula_t b)
{
    return xp_expression_binary(d->pool, kind, a, b);
}

/* erf((x - mean) / (sd sqrt(2))) */
static formula_t bell(xp_distribution_t d, formula_t x, const fmpq_t mean, const fmpq_t sd)
{
    formula_t above = make(d, XP_EXPRESSION_SUB, x, xp_expression_constant(d->pool, mean));
    formula_t two = xp_expression_constant_si(d->pool, 2, 1);
    formula_t width = make(d, XP_EXPRESSION_MUL, xp_expression_constant(d->pool, sd),
                           xp_expression_unary(d->pool, XP_EXPRESSION_SQRT, two));

    return xp_expression_unary(d->pool, XP_EXPRESSION_ERF,
                               make(d, XP_EXPRESSION_DIV, above, width));
}

/* One formula on all pieces between low, the knots inside in rising order, and high. */
static void set_pieces(xp_distribution_t d, const fmpq_t low, const fmpq_t high,
                       const fmpq *knot, slong count, formula_t piece)
{
    slong first = 0;
    slong last = count;

    while (first < count && fmpq_cmp(knot + first, low) <= 0)
        first++;
    while (last > first && fmpq_cmp(knot + last - 1, high) >= 0)
        last--;
    xp_distribution_set_counts(d, last - first + 1);
    fmpq_set(d->knot, low);
    for (slong k = first; k < last; k++)
        fmpq_set(d->knot + k - first + 1, knot + k);
    fmpq_set(d->knot + d->piece_count, high);
    for (slong k = 0; k < d->piece_count; k++)
        d->piece[k] = piece;
}

void xp_distribution_set_normal(xp_distribution_t d, const fmpq_t mean, const fmpq_t sd,
                                const fmpq_t low, const fmpq_t high)
{
    formula_t at_low = bell(d, xp_expression_constant(d->pool, low), mean, sd);
    formula_t at_high = bell(d, xp_expression_constant(d->pool, high), mean, sd);
    formula_t here = bell(d, xp_expression_type(d->pool, 0), mean, sd);
    formula_t piece = make(d, XP_EXPRESSION_DIV, make(d, XP_EXPRESSION_SUB, here, at_low),
                           make(d, XP_EXPRESSION_SUB, at_high, at_low));
    fmpq *knot = _fmpq_vec_init(STEPS);

    for (slong k = 0; k < STEPS; k++)
    {
        fmpq_mul_si(knot + k, sd, steps[k]);
        fmpq_add(knot + k, knot + k, mean);
    }
    set_pieces(d, low, high, knot, STEPS, piece);
    _fmpq_vec_clear(knot, STEPS);
}

/* A short rational near u = 1 / (1 + exp(-(mean + step sd))); 0 when it is too near an end. */
static int place_knot(fmpq_t u, const fmpq_t mean, const fmpq_t sd, slong step)
{
    int found;
    fmpq_t x;
    arb_t y;
    arf_t point;

    fmpq_init(x);
    arb_init(y);
    arf_init(point);
    fmpq_mul_si(x, sd, step);
    fmpq_add(x, x, mean);
    arb_set_fmpq(y, x, 64);
    arb_neg(y, y);
    arb_exp(y, y, 64);
    arb_add_ui(y, y, 1, 64);
    arb_inv(y, y, 64);
    /* rounded to 2^-20 of the nearer end */
    arf_set_round(point, arb_midref(y), 20, ARF_RND_NEAR);
    found = arb_is_finite(y) && arf_cmp_si(point, 0) > 0 && arf_cmp_si(point, 1) < 0
            && arf_cmp_2exp_si(point, -1000) > 0;
    if (found)
        arf_get_fmpq(u, point);
    fmpq_clear(x);
    arb_clear(y);
    arf_clear(point);
    return found;
}

void xp_distribution_set_logitnormal(xp_distribution_t d, const fmpq_t mean, const fmpq_t sd,
                                     const fmpq_t low, const fmpq_t high,
                                     const xp_expression_struct *scaled)
{
    formula_t half = xp_expression_constant_si(d->pool, 1, 2);
    formula_t rest = make(d, XP_EXPRESSION_SUB, xp_expression_constant_si(d->pool, 1, 1), scaled);
    formula_t logit = make(d, XP_EXPRESSION_SUB,
                           xp_expression_unary(d->pool, XP_EXPRESSION_LOG, scaled),
                           xp_expression_unary(d->pool, XP_EXPRESSION_LOG, rest));
    formula_t piece = make(d, XP_EXPRESSION_ADD, half,
                           make(d, XP_EXPRESSION_MUL, half, bell(d, logit, mean, sd)));
    slong count = 0;
    fmpq *knot = _fmpq_vec_init(STEPS);
    fmpq_t width;

    fmpq_init(width);
    fmpq_sub(width, high, low);
    for (slong k = 0; k < STEPS; k++)
    {
        if (!place_knot(knot + count, mean, sd, steps[k]))
            continue;
        fmpq_mul(knot + count, knot + count, width);
        fmpq_add(knot + count, knot + count, low);
        if (count == 0 || fmpq_cmp(knot + count - 1, knot + count) < 0)
            count++;
    }
    set_pieces(d, low, high, knot, count, piece);
    fmpq_clear(width);
    _fmpq_vec_clear(knot, STEPS);
}
