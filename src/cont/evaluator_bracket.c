/* Brackets of the worst-off types: secants towards G = share, then a proof on both sides. */
#include "cont/evaluator.h"

/*
 * What is looked for: where the height, G^(1/m) with m = n - 1 factors, is that of the share.  With
 * one distribution the height is F itself.
 */
typedef struct
{
    const xp_evaluator_struct *evaluator;
    slong g;
    const fmpq *low;
    const fmpq *high;
    arb_t target;
    slong precision;
} search_struct;

/* The m-th root of a number that is not negative, whatever the ball says. */
static void set_root(arb_t y, const arb_t x, slong m, slong precision)
{
    arf_t bound;

    if (m == 1 || arb_is_positive(x))
    {
        arb_root_ui(y, x, (ulong) m, precision);
        return;
    }
    arf_init(bound);
    arb_get_ubound_arf(bound, x, precision);
    if (arf_sgn(bound) <= 0)
        arb_zero(y);
    else
    {
        arb_set_arf(y, bound);
        arb_root_ui(y, y, (ulong) m, precision);
        arb_get_ubound_arf(bound, y, precision);
        arb_set_arf(y, bound);
        arb_mul_2exp_si(y, y, -1);
        arb_get_ubound_arf(bound, y, precision);
        arb_add_error_arf(y, bound);
    }
    arf_clear(bound);
}

/* height - target at a point: its sign is that of G - share. */
static void get_difference(arb_t difference, const search_struct *search,
                           const xp_point_struct *point, slong precision)
{
    if (search->evaluator->group_count == 1)
        xp_evaluator_cdf(difference, search->evaluator, 0, point, precision);
    else
    {
        xp_evaluator_level(difference, search->evaluator, search->g, point, precision);
        set_root(difference, difference, search->evaluator->n - 1, precision);
    }
    arb_sub(difference, difference, search->target, precision);
}

static void set_end(xp_point_struct *point, const fmpq *end)
{
    point->is_end = 1;
    point->end = end;
}

static void set_arf(xp_point_struct *point, const arf_t value)
{
    point->is_end = 0;
    arf_set(point->value, value);
}

/*
 * Takes note of x inside the support: it becomes an end of the bracket where the sign is sure,
 * both where x is the solution.  The difference goes to f, without its radius.
 */
static int take(arb_t f, xp_bracket_struct *bracket, const search_struct *search, const arf_t x,
                slong precision)
{
    xp_point_struct point = {0, NULL, {*x}};
    int sign;

    get_difference(f, search, &point, precision);
    if (arb_is_zero(f))
    {
        set_arf(&bracket->low, x);
        set_arf(&bracket->high, x);
        return 0;
    }
    sign = arb_is_positive(f) - arb_is_negative(f);
    if (sign < 0)
        set_arf(&bracket->low, x);
    else if (sign > 0)
        set_arf(&bracket->high, x);
    mag_zero(arb_radref(f));
    return sign;
}

static int is_solved(const xp_bracket_struct *bracket)
{
    return !bracket->low.is_end && !bracket->high.is_end
           && arf_equal(bracket->low.value, bracket->high.value);
}

/* The ends of the bracket, rounded, and whether x lies between those of the bracket. */
static void get_ends(arb_t low, arb_t high, const xp_bracket_struct *bracket, slong precision)
{
    xp_point_get_arb(low, &bracket->low, precision);
    xp_point_get_arb(high, &bracket->high, precision);
    mag_zero(arb_radref(low));
    mag_zero(arb_radref(high));
}

static int is_inside(const xp_bracket_struct *bracket, const search_struct *search, const arb_t x)
{
    xp_point_struct point = {0, NULL, {*arb_midref(x)}};
    arb_t low;
    arb_t high;
    int inside;

    if (!arb_is_finite(x))
        return 0;
    arb_init(low);
    arb_init(high);
    get_ends(low, high, bracket, 2 * search->precision + 64);
    inside = arf_cmp(arb_midref(x), arb_midref(low)) > 0
             && arf_cmp(arb_midref(x), arb_midref(high)) < 0
             && xp_point_is_within(&point, search->low, search->high);
    arb_clear(low);
    arb_clear(high);
    return inside;
}

static void set_middle(arb_t x, const xp_bracket_struct *bracket, slong precision)
{
    arb_t high;

    arb_init(high);
    get_ends(x, high, bracket, precision);
    arb_add(x, x, high, precision);
    arb_mul_2exp_si(x, x, -1);
    mag_zero(arb_radref(x));
    arb_clear(high);
}

#define FIRST_PRECISION 64
#define BISECTIONS 6

/*
 * Halves the bracket a few times, then secants with precision that grows with the steps, until one
 * is below 2^(scale - half); whenever steps do not shrink, halves again.  x is the last point.
 */
static void approach(arb_t x, xp_bracket_struct *bracket, const search_struct *search, slong half)
{
    slong scale = search->evaluator->scale;
    slong last = half + FIRST_PRECISION;
    slong precision = FIRST_PRECISION;
    slong old_bits = 0;
    int slow = 0;
    slong round;
    arb_t a;
    arb_t fa;
    arb_t fb;
    arb_t t;

    arb_init(a);
    arb_init(fa);
    arb_init(fb);
    arb_init(t);
    for (round = 0; round < half + 64 && !is_solved(bracket); round++)
    {
        int halve = round < BISECTIONS || slow >= 2;
        slong bits;
        int sign;

        if (!halve)
        {
            arb_sub(t, x, a, precision);
            arb_mul(t, t, fb, precision);
            arb_sub(a, fb, fa, precision);
            arb_div(a, t, a, precision);
            arb_sub(t, x, a, precision);
            mag_zero(arb_radref(t));
            if (arb_is_finite(a) && arf_cmpabs_2exp_si(arb_midref(a), scale - half) < 0)
                break;
            halve = !is_inside(bracket, search, t);
        }
        if (halve)
        {
            set_middle(t, bracket, precision);
            slow = 0;
            if (!is_inside(bracket, search, t))
                break;
        }
        arb_swap(a, x);
        arb_swap(fa, fb);
        arb_swap(x, t);
        sign = take(fb, bracket, search, arb_midref(x), precision);
        while (sign == 0 && precision < last && !is_solved(bracket))
        {
            precision = FLINT_MIN(2 * precision, last);
            sign = take(fb, bracket, search, arb_midref(x), precision);
        }
        if (sign == 0)
            break;
        if (round < BISECTIONS)
            continue;
        arb_sub(t, x, a, 30);
        bits = arb_is_zero(t) ? half : scale - arf_abs_bound_lt_2exp_si(arb_midref(t));
        if (bits >= half)
            break;
        slow = bits > old_bits ? 0 : slow + 1;
        old_bits = bits;
        precision = FLINT_MIN(FLINT_MAX(precision, 2 * bits + FIRST_PRECISION), last);
    }
    arb_clear(a);
    arb_clear(fa);
    arb_clear(fb);
    arb_clear(t);
}

/* Points around x at growing distance until the sign is sure, on the side of direction. */
static void enclose_side(xp_bracket_struct *bracket, const search_struct *search, const arb_t x,
                         slong half, int direction)
{
    slong bits = half;
    slong less = 2;
    arb_t y;
    arb_t f;

    arb_init(y);
    arb_init(f);
    for (; bits > 0; bits -= less, less *= 2)
    {
        arb_set_si(y, direction);
        arb_mul_2exp_si(y, y, search->evaluator->scale - bits);
        arb_add(y, y, x, half + FIRST_PRECISION);
        mag_zero(arb_radref(y));
        if (!is_inside(bracket, search, y)
            || take(f, bracket, search, arb_midref(y), half + FIRST_PRECISION) == direction
            || is_solved(bracket))
            break;
    }
    arb_clear(y);
    arb_clear(f);
}

/* error = [0, (high - low) max(0, share - G(low))]; whether that is small enough. */
static int get_error(arb_t error, const xp_bracket_struct *bracket, const search_struct *search,
                     const arb_t share, slong precision)
{
    slong width = precision / 2 + 2 * FIRST_PRECISION;
    arf_t bound;
    arb_t low;
    int small = 1;

    arb_zero(error);
    if (is_solved(bracket))
        return 1;
    arb_init(low);
    arf_init(bound);
    xp_point_get_arb(error, &bracket->high, width);
    xp_point_get_arb(low, &bracket->low, width);
    arb_sub(error, error, low, width);
    xp_evaluator_level(low, search->evaluator, search->g, &bracket->low, width);
    arb_sub(low, share, low, width);
    arb_mul(error, error, low, 30);
    arb_get_ubound_arf(bound, error, 30);
    if (arf_sgn(bound) <= 0)
        arb_zero(error);
    else
    {
        small = arf_cmpabs_2exp_si(bound, search->evaluator->scale - precision) <= 0;
        arf_mul_2exp_si(bound, bound, -1);
        arb_set_arf(error, bound);
        arb_add_error_arf(error, bound);
    }
    arf_clear(bound);
    arb_clear(low);
    return small;
}

/*
 * Where G is flat or steep half the digits do not do: halves between low and x, of which nothing
 * is sure, until the error is small.
 */
static void creep(arb_t error, xp_bracket_struct *bracket, const search_struct *search,
                  const arb_t x, const arb_t share, slong precision)
{
    slong width = precision + FIRST_PRECISION;
    slong round;
    arb_t low;
    arb_t high;
    arb_t f;

    arb_init(low);
    arb_init(high);
    arb_init(f);
    get_ends(low, high, bracket, width);
    if (is_inside(bracket, search, x))
        arb_set(high, x);
    for (round = 1; round < precision + 32; round++)
    {
        arb_add(f, low, high, width);
        arb_mul_2exp_si(f, f, -1);
        mag_zero(arb_radref(f));
        if (!is_inside(bracket, search, f))
            break;
        arb_set(error, f);
        if (take(f, bracket, search, arb_midref(error), width) < 0)
            arb_set(low, error);
        else
            arb_set(high, error);
        if (is_solved(bracket)
            || (round % 8 == 0 && get_error(error, bracket, search, share, precision)))
            break;
    }
    get_error(error, bracket, search, share, precision);
    arb_clear(low);
    arb_clear(high);
    arb_clear(f);
}

void xp_evaluator_bracket(xp_bracket_struct *bracket, arb_t error,
                          const xp_evaluator_struct *evaluator, slong agent, const arb_t share,
                          slong precision)
{
    slong half = precision / 2 + 8;
    const xp_distribution_struct *own = evaluator->distribution[evaluator->group[agent]];
    search_struct search;
    arb_t x;

    search.evaluator = evaluator;
    search.g = evaluator->group[agent];
    search.low = own->low;
    search.high = own->high;
    search.precision = half;
    arb_init(x);
    arb_init(search.target);
    set_root(search.target, share, evaluator->n - 1, precision + FIRST_PRECISION);
    set_end(&bracket->low, search.low);
    set_end(&bracket->high, search.high);
    get_difference(x, &search, &bracket->low, half + FIRST_PRECISION);
    if (arb_is_nonnegative(x))
        set_end(&bracket->high, search.low);
    else
    {
        get_difference(x, &search, &bracket->high, half + FIRST_PRECISION);
        if (arb_is_nonpositive(x))
            set_end(&bracket->low, search.high);
    }
    if (bracket->low.end == bracket->high.end)
        arb_zero(error);
    else
    {
        approach(x, bracket, &search, half);
        if (!is_solved(bracket))
            enclose_side(bracket, &search, x, half, -1);
        if (!is_solved(bracket))
            enclose_side(bracket, &search, x, half, 1);
        if (!get_error(error, bracket, &search, share, precision))
            creep(error, bracket, &search, x, share, precision);
    }
    arb_clear(x);
    arb_clear(search.target);
}
