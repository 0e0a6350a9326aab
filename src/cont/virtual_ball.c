/* The reserve by balls: branch and bound, then the sign of the derivative of the profit. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/ironing.h"

/* Parts of the support at a time; rounds of halving; parts for the regularity. */
#define PARTS_LIMIT 512
#define ROUNDS 24
#define REGULAR_LIMIT 4096

typedef struct
{
    xp_virtual_value_struct *value;
    const xp_distribution_struct *distribution;
    slong precision;
    xp_pool_t pool;
    const xp_expression_struct **bend; /* f' by pieces, or NULL */
} search_t;

/* x = the ball from a to b. */
static void set_ball(arb_t x, const fmpq_t a, const fmpq_t b, slong precision)
{
    arb_t right;

    arb_init(right);
    arb_set_fmpq(x, a, precision);
    arb_set_fmpq(right, b, precision);
    arb_union(x, x, right, precision);
    arb_clear(right);
}

/* v(x) less c on a ball. */
static void set_margin(arb_t y, const search_t *search, const arb_t x, const fmpq_t c)
{
    arb_t part;

    arb_init(part);
    arb_set_fmpq(part, search->value->slope, search->precision);
    arb_mul(y, x, part, search->precision);
    arb_set_fmpq(part, search->value->constant, search->precision);
    arb_add(y, y, part, search->precision);
    arb_set_fmpq(part, c, search->precision);
    arb_sub(y, y, part, search->precision);
    arb_clear(part);
}

/* y = 1 - F on a ball. */
static void set_reach(arb_t y, const search_t *search, const arb_t x)
{
    xp_distribution_cdf(y, search->distribution, x, search->precision);
    arb_sub_ui(y, y, 1, search->precision);
    arb_neg(y, y);
}

/* y = (v - cost)(1 - F) on a ball. */
static void set_profit(arb_t y, const search_t *search, const arb_t x)
{
    arb_t margin;

    arb_init(margin);
    set_margin(margin, search, x, search->value->cost);
    set_reach(y, search, x);
    arb_mul(y, y, margin, search->precision);
    arb_clear(margin);
}

/* y = v' (1 - F) - (v - cost) f on a ball within piece k. */
static void set_slope(arb_t y, const search_t *search, slong k, const arb_t x)
{
    arb_t density, margin;

    arb_init(density);
    arb_init(margin);
    set_margin(margin, search, x, search->value->cost);
    xp_distribution_density(density, search->distribution, k, x, search->precision);
    arb_mul(margin, margin, density, search->precision);
    set_reach(y, search, x);
    arb_set_fmpq(density, search->value->slope, search->precision);
    arb_mul(y, y, density, search->precision);
    arb_sub(y, y, margin, search->precision);
    arb_clear(density);
    arb_clear(margin);
}

/* Whether the second derivative of the profit, -2 v' f - (v - cost) f', is proved negative. */
static int is_concave(const search_t *search, slong k, const arb_t x)
{
    arb_t density, part, sum;
    int good;

    if (search->bend[k] == NULL)
        return 0;
    arb_init(density);
    arb_init(part);
    arb_init(sum);
    xp_distribution_density(density, search->distribution, k, x, search->precision);
    arb_set_fmpq(part, search->value->slope, search->precision);
    arb_mul(sum, density, part, search->precision);
    arb_mul_2exp_si(sum, sum, 1);
    set_margin(part, search, x, search->value->cost);
    xp_expression_evaluate_arb(density, search->bend[k], x, NULL, search->precision);
    arb_addmul(sum, part, density, search->precision);
    good = arb_is_positive(sum);
    arb_clear(density);
    arb_clear(part);
    arb_clear(sum);
    return good;
}

/* Whether N = 2 f^2 + (1 - F) f' > 0 is proved on a ball: J rises there. */
static int is_rising(const search_t *search, slong k, const arb_t x)
{
    arb_t density, part, sum;
    int good;

    if (search->bend[k] == NULL)
        return 0;
    arb_init(density);
    arb_init(part);
    arb_init(sum);
    xp_distribution_density(density, search->distribution, k, x, search->precision);
    arb_sqr(sum, density, search->precision);
    arb_mul_2exp_si(sum, sum, 1);
    set_reach(part, search, x);
    xp_expression_evaluate_arb(density, search->bend[k], x, NULL, search->precision);
    /* f' >= 0 alone will do, also where f has no bound */
    good = arb_is_positive(density);
    arb_addmul(sum, part, density, search->precision);
    good |= arb_is_positive(sum);
    arb_clear(density);
    arb_clear(part);
    arb_clear(sum);
    return good;
}

static int is_regular_between(const search_t *search, slong k, const fmpq_t low,
                              const fmpq_t high, slong *left)
{
    fmpq_t middle;
    arb_t x;
    int good;

    if ((*left)-- <= 0)
        return 0;
    arb_init(x);
    set_ball(x, low, high, search->precision);
    good = is_rising(search, k, x);
    arb_clear(x);
    if (good)
        return 1;
    fmpq_init(middle);
    fmpq_add(middle, low, high);
    fmpq_div_2exp(middle, middle, 1);
    good = fmpz_bits(fmpq_denref(middle)) < 64
           && is_regular_between(search, k, low, middle, left)
           && is_regular_between(search, k, middle, high, left);
    fmpq_clear(middle);
    return good;
}

/* One analytic piece only: at knots f may jump. */
static int is_regular(const search_t *search)
{
    const xp_distribution_struct *distribution = search->distribution;
    slong left = REGULAR_LIMIT;

    return distribution->piece_count == 1
           && is_regular_between(search, 0, distribution->knot, distribution->knot + 1, &left);
}

/* Parts of the support, each within a piece, that may hold an optimal price. */
typedef struct
{
    slong count;
    fmpq *low;
    fmpq *high;
    slong *piece;
} parts_t;

static void init_parts(parts_t *parts)
{
    parts->count = 0;
    parts->low = _fmpq_vec_init(2 * PARTS_LIMIT);
    parts->high = _fmpq_vec_init(2 * PARTS_LIMIT);
    parts->piece = xp_calloc(2 * PARTS_LIMIT, sizeof(*parts->piece));
}

static void clear_parts(parts_t *parts)
{
    _fmpq_vec_clear(parts->low, 2 * PARTS_LIMIT);
    _fmpq_vec_clear(parts->high, 2 * PARTS_LIMIT);
    free(parts->piece);
}

static void add_part(parts_t *parts, const fmpq_t low, const fmpq_t high, slong piece)
{
    fmpq_set(parts->low + parts->count, low);
    fmpq_set(parts->high + parts->count, high);
    parts->piece[parts->count++] = piece;
}

/* Drops the parts whose profit is below one that is reached. */
static void prune(parts_t *parts, const search_t *search)
{
    arb_struct *bound = _arb_vec_init(parts->count);
    slong count = 0, k;
    arb_t best, x, y;

    arb_init(best);
    arb_init(x);
    arb_init(y);
    arb_set_fmpq(x, parts->low, search->precision);
    set_profit(best, search, x);
    for (k = 0; k < parts->count; k++)
    {
        arb_set_fmpq(x, parts->high + k, search->precision);
        set_profit(y, search, x);
        arb_max(best, best, y, search->precision);
        set_ball(x, parts->low + k, parts->high + k, search->precision);
        set_profit(bound + k, search, x);
    }
    for (k = 0; k < parts->count; k++)
        if (!arb_lt(bound + k, best))
        {
            fmpq_swap(parts->low + count, parts->low + k);
            fmpq_swap(parts->high + count, parts->high + k);
            parts->piece[count++] = parts->piece[k];
        }
    _arb_vec_clear(bound, parts->count);
    parts->count = count;
    arb_clear(best);
    arb_clear(x);
    arb_clear(y);
}

/* Halves every part; the optimal prices stay in the rest. */
static void split(parts_t *parts)
{
    slong count = parts->count, k;
    fmpq_t middle;

    fmpq_init(middle);
    for (k = 0; k < count; k++)
    {
        fmpq_add(middle, parts->low + k, parts->high + k);
        fmpq_div_2exp(middle, middle, 1);
        add_part(parts, middle, parts->high + k, parts->piece[k]);
        fmpq_set(parts->high + k, middle);
    }
    fmpq_clear(middle);
}

/* The least interval with all parts; the piece, or -1. */
static slong find_hull(fmpq_t low, fmpq_t high, const parts_t *parts)
{
    slong piece = parts->piece[0], k;

    fmpq_set(low, parts->low);
    fmpq_set(high, parts->high);
    for (k = 1; k < parts->count; k++)
    {
        if (fmpq_cmp(parts->low + k, low) < 0)
            fmpq_set(low, parts->low + k);
        if (fmpq_cmp(parts->high + k, high) > 0)
            fmpq_set(high, parts->high + k);
        if (parts->piece[k] != piece)
            piece = -1;
    }
    return piece;
}

/* The sign of the profit's slope at a point; 0 when not known. */
static int find_slope_sign(const search_t *search, slong k, const fmpq_t at)
{
    arb_t x, y;
    int sign;

    arb_init(x);
    arb_init(y);
    arb_set_fmpq(x, at, search->precision);
    set_slope(y, search, k, x);
    sign = arb_is_positive(y) ? 1 : arb_is_negative(y) ? -1 : 0;
    arb_clear(x);
    arb_clear(y);
    return sign;
}

/*
 * The only optimal price between low and high where the profit is concave: a bisection by the sign
 * of its slope.  0 when it is not proved to be concave.
 */
static int bisect(fmpq_t low, fmpq_t high, const search_t *search, slong piece, slong bits)
{
    fmpq_t middle;
    arb_t x;
    slong k;
    int sign, good;

    arb_init(x);
    fmpq_init(middle);
    set_ball(x, low, high, search->precision);
    good = is_concave(search, piece, x);
    /* an end of the support may be the price itself */
    if (good && find_slope_sign(search, piece, low) < 0)
        fmpq_set(high, low);
    else if (good && find_slope_sign(search, piece, high) > 0)
        fmpq_set(low, high);
    for (k = 0; good && k < bits && !fmpq_equal(low, high); k++)
    {
        fmpq_add(middle, low, high);
        fmpq_div_2exp(middle, middle, 1);
        sign = find_slope_sign(search, piece, middle);
        if (sign == 0)
            break;
        fmpq_set(sign > 0 ? low : high, middle);
    }
    arb_clear(x);
    fmpq_clear(middle);
    return good;
}

/* The reserve in [low, high]. */
static xp_status_t find_reserve(fmpq_t low, fmpq_t high, const search_t *search, slong bits,
                                const xp_progress_t *progress, xp_error_t error)
{
    const xp_distribution_struct *distribution = search->distribution;
    xp_status_t status = XP_OK;
    slong round, piece, k;
    int done = 0;
    parts_t parts;

    init_parts(&parts);
    for (k = 0; k < distribution->piece_count && k < PARTS_LIMIT; k++)
        add_part(&parts, distribution->knot + k, distribution->knot + k + 1, k);
    for (round = 0; round < ROUNDS && !done && status == XP_OK; round++)
    {
        if (xp_progress_tick(progress, "reserve", (uint64_t) round, ROUNDS) != 0)
        {
            xp_error_set(error, "stopped");
            status = XP_STOPPED;
        }
        prune(&parts, search);
        piece = find_hull(low, high, &parts);
        done = piece >= 0 && round >= 4 && bisect(low, high, search, piece, bits);
        if (parts.count >= PARTS_LIMIT)
            break;
        split(&parts);
    }
    clear_parts(&parts);
    return status;
}

xp_status_t xp_virtual_value_enclose(xp_virtual_value_t value,
                                     const xp_distribution_t distribution, slong bits,
                                     const xp_progress_t *progress, xp_error_t error)
{
    search_t search = {value, distribution, 2 * bits + 64, {{NULL, 0, 0}}, NULL};
    xp_status_t status;
    fmpq_t low, high;
    arb_t x, y;
    slong k;

    fmpq_init(low);
    fmpq_init(high);
    arb_init(x);
    arb_init(y);
    xp_pool_init(search.pool);
    search.bend = xp_calloc((size_t) distribution->piece_count, sizeof(*search.bend));
    for (k = 0; distribution->slope != NULL && k < distribution->piece_count; k++)
        if (distribution->slope[k] != NULL)
            search.bend[k] = xp_expression_derivative(search.pool, distribution->slope[k], 0);
    status = find_reserve(low, high, &search, bits, progress, error);
    if (status == XP_OK)
    {
        set_ball(x, low, high, search.precision);
        xp_real_set_arb(value->reserve, x);
        if (fmpq_equal(low, high))
            xp_real_set_fmpq(value->reserve, low);
        fmpq_zero(low);
        set_margin(y, &search, x, low);
        xp_real_set_arb(value->price, y);
        set_profit(y, &search, x);
        xp_real_set_arb(value->profit, y);
        value->regular = is_regular(&search) ? XP_HOLDS : XP_UNDECIDED;
        if (value->regular == XP_UNDECIDED)
            value->reason = xp_strdup("the cdf is not a piecewise polynomial, and enclosures do "
                                      "not prove that the virtual value never falls");
    }
    free(search.bend);
    xp_pool_clear(search.pool);
    fmpq_clear(low);
    fmpq_clear(high);
    arb_clear(x);
    arb_clear(y);
    return status;
}
