/* A dissolvable point of a line, and the bracket around each end. */
#include "cont/boundary_impl.h"

static void set_middle(fmpq_t middle, const fmpq_t a, const fmpq_t b)
{
    fmpq_add(middle, a, b);
    fmpq_div_2exp(middle, middle, 1);
}

/* D <= D(s) + slope * (other - s) at low and at high: whether that proves D < 0 between them. */
static int is_below(const xp_boundary_place_t place, const fmpq_t low, const fmpq_t high,
                    slong precision)
{
    const fmpq *side[2];
    int below = 1, k;
    fmpq_t distance;
    arb_t bound;

    side[0] = low;
    side[1] = high;
    fmpq_init(distance);
    arb_init(bound);
    for (k = 0; k < 2; k++)
    {
        fmpq_sub(distance, side[k], place->s);
        arb_set_fmpq(bound, distance, precision);
        arb_mul(bound, bound, place->slope, precision);
        arb_add(bound, bound, place->sum, precision);
        below = below && arb_is_negative(bound);
    }
    arb_clear(bound);
    fmpq_clear(distance);
    return below;
}

/* Shorter rationals on the way: the middle, rounded to a grid that is fine beside the distance. */
static void round_between(fmpq_t s, const fmpq_t low, const fmpq_t high)
{
    fmpq_t distance, rounded;
    slong bits;

    fmpq_init(distance);
    fmpq_init(rounded);
    fmpq_sub(distance, high, low);
    bits = (slong) fmpz_bits(fmpq_denref(distance)) - (slong) fmpz_bits(fmpq_numref(distance)) + 4;
    if (bits < 4)
        bits = 4;
    fmpq_mul_2exp(rounded, s, (flint_bitcnt_t) bits);
    fmpz_fdiv_q(fmpq_numref(rounded), fmpq_numref(rounded), fmpq_denref(rounded));
    fmpz_one(fmpq_denref(rounded));
    fmpq_div_2exp(rounded, rounded, (flint_bitcnt_t) bits);
    if (fmpq_cmp(rounded, low) > 0 && fmpq_cmp(rounded, high) < 0)
        fmpq_swap(s, rounded);
    fmpq_clear(distance);
    fmpq_clear(rounded);
}

/*
 * Bisection by the sign of the slope: a maximiser stays between a and b.  Where the slope or D
 * cannot be told from 0 the precision doubles; in the end the simplest point is asked exactly.
 */
xp_status_t xp_boundary_maximise(xp_answer_t *answer, xp_boundary_place_t inside,
                                 xp_boundary_work_t work, const xp_boundary_line_struct *line,
                                 const fmpq_t low, const fmpq_t high, xp_error_t error)
{
    xp_status_t status = XP_OK;
    slong precision = 64, last = 2 * work->bits + 256, step;
    fmpq_t a, b;

    if (last > work->precision_limit)
        last = work->precision_limit;
    *answer = XP_UNDECIDED;
    fmpq_init(a);
    fmpq_init(b);
    fmpq_set(a, low);
    fmpq_set(b, high);
    set_middle(inside->s, a, b);
    for (step = 0; step < 2 * work->bits + 64 && *answer == XP_UNDECIDED; step++)
    {
        status = xp_boundary_tick(work, error);
        if (status != XP_OK)
            break;
        xp_boundary_look(inside, work, line, precision);
        if (inside->sign > 0)
            *answer = XP_HOLDS;
        else if (is_below(inside, a, b, precision))
            *answer = XP_FAILS;
        else if (arb_is_positive(inside->slope))
            fmpq_set(a, inside->s);
        else if (arb_is_negative(inside->slope))
            fmpq_set(b, inside->s);
        else if (precision < last)
        {
            precision *= 2;
            continue;
        }
        else
            break;
        if (*answer == XP_UNDECIDED)
        {
            set_middle(inside->s, a, b);
            round_between(inside->s, a, b);
        }
    }
    if (status == XP_OK && *answer == XP_UNDECIDED)
    {
        fmpq_simplest_between(inside->s, a, b);
        status = xp_boundary_decide(inside, work, line, error);
        if (status == XP_OK && inside->sign > 0)
            *answer = XP_HOLDS;
    }
    fmpq_clear(a);
    fmpq_clear(b);
    return status;
}

/* s to the grid of 2^-bits, one step towards `towards` beyond the nearest point on that side. */
static void round_towards(fmpq_t s, const fmpq_t towards, slong bits)
{
    int up = fmpq_cmp(towards, s) > 0;

    fmpq_mul_2exp(s, s, (flint_bitcnt_t) bits);
    if (up)
        fmpz_cdiv_q(fmpq_numref(s), fmpq_numref(s), fmpq_denref(s));
    else
        fmpz_fdiv_q(fmpq_numref(s), fmpq_numref(s), fmpq_denref(s));
    if (up)
        fmpz_add_ui(fmpq_numref(s), fmpq_numref(s), 1);
    else
        fmpz_sub_ui(fmpq_numref(s), fmpq_numref(s), 1);
    fmpz_one(fmpq_denref(s));
    fmpq_div_2exp(s, s, (flint_bitcnt_t) bits);
}

static int is_between(const fmpq_t s, const fmpq_t a, const fmpq_t b)
{
    int to_a = fmpq_cmp(s, a), to_b = fmpq_cmp(s, b);

    return to_a * to_b < 0;
}

static void set_from_ball(fmpq_t s, const arb_t ball)
{
    arf_get_fmpq(s, arb_midref(ball));
}

/* Where the tangent at outside is 0: D lies below it, so the end lies between this and inside. */
static int find_tangent(fmpq_t s, const xp_boundary_place_t outside, slong precision)
{
    fmpq_t step;
    arb_t ball;
    int found;

    fmpq_init(step);
    arb_init(ball);
    arb_set(ball, outside->slope);
    mag_zero(arb_radref(ball));
    arb_div(ball, outside->sum, ball, precision);
    found = arf_is_finite(arb_midref(ball));
    if (found)
    {
        set_from_ball(step, ball);
        fmpq_sub(s, outside->s, step);
    }
    arb_clear(ball);
    fmpq_clear(step);
    return found;
}

/* Where the chord is 0: D lies above it, so the end lies between this and outside. */
static int find_chord(fmpq_t s, const xp_boundary_place_t inside,
                      const xp_boundary_place_t outside, slong precision)
{
    fmpq_t part, distance;
    arb_t ball, fall;
    int found;

    fmpq_init(part);
    fmpq_init(distance);
    arb_init(ball);
    arb_init(fall);
    arb_sub(fall, inside->sum, outside->sum, precision);
    mag_zero(arb_radref(fall));
    arb_div(ball, inside->sum, fall, precision);
    found = arf_is_finite(arb_midref(ball));
    if (found)
    {
        set_from_ball(part, ball);
        fmpq_sub(distance, outside->s, inside->s);
        fmpq_mul(part, part, distance);
        fmpq_add(s, inside->s, part);
    }
    arb_clear(ball);
    arb_clear(fall);
    fmpq_clear(part);
    fmpq_clear(distance);
    return found;
}

/*
 * Puts s on its side if it lies between and its sign is proved.  Where it cannot be, s may be the
 * end itself: then the points a few steps of the grid to either side are tried.
 */
static void try_place(xp_boundary_place_t inside, xp_boundary_place_t outside, const fmpq_t s,
                      xp_boundary_work_t work, const xp_boundary_line_struct *line, slong bits)
{
    slong start = bits + 64, last = 4 * start;
    xp_boundary_place_t place;
    fmpq_t step;
    int k;

    if (!is_between(s, inside->s, outside->s))
        return;
    if (last > work->precision_limit)
        last = work->precision_limit;
    xp_boundary_place_init(place);
    fmpq_init(step);
    fmpq_set_si(step, fmpq_cmp(inside->s, outside->s) < 0 ? 1 : -1, 1);
    fmpq_div_2exp(step, step, (flint_bitcnt_t) bits);
    for (k = 0; k < 3; k++)
    {
        fmpq_set(place->s, s);
        if (k == 1)
            fmpq_add(place->s, place->s, step);
        else if (k == 2)
            fmpq_sub(place->s, place->s, step);
        if (is_between(place->s, inside->s, outside->s))
        {
            xp_boundary_prove(place, work, line, start, last);
            if (place->sign > 0)
                xp_boundary_place_swap(inside, place);
            else if (place->sign < 0)
                xp_boundary_place_swap(outside, place);
            if (k == 0 && place->sign != 0)
                break;
        }
        place->sign = 0;
    }
    fmpq_clear(step);
    xp_boundary_place_clear(place);
}

static void set_distance(fmpq_t distance, const xp_boundary_place_t inside,
                         const xp_boundary_place_t outside)
{
    fmpq_sub(distance, outside->s, inside->s);
    fmpq_abs(distance, distance);
}

/* About -log2 of a positive number. */
static slong small_bits(const fmpq_t x)
{
    return (slong) fmpz_bits(fmpq_denref(x)) - (slong) fmpz_bits(fmpq_numref(x));
}

/*
 * Tangent from outside, chord from inside: both converge superlinearly.  A step that does not
 * halve the distance is followed by a bisection.
 */
xp_status_t xp_boundary_shrink(int *stuck, xp_boundary_place_t inside,
                               xp_boundary_place_t outside, xp_boundary_work_t work,
                               const xp_boundary_line_struct *line, const fmpq_t width,
                               xp_error_t error)
{
    slong target = small_bits(width) + 4;
    xp_status_t status = XP_OK;
    fmpq_t before, after, s;

    *stuck = 0;
    fmpq_init(before);
    fmpq_init(after);
    fmpq_init(s);
    set_distance(before, inside, outside);
    while (fmpq_cmp(before, width) > 0)
    {
        slong bits = small_bits(before);

        status = xp_boundary_tick(work, error);
        if (status != XP_OK)
            break;
        bits = bits < 0 ? 16 : 2 * bits + 16;
        if (bits > target)
            bits = target;
        if (find_tangent(s, outside, 2 * bits + 64))
        {
            round_towards(s, outside->s, bits);
            try_place(inside, outside, s, work, line, bits);
        }
        if (find_chord(s, inside, outside, 2 * bits + 64))
        {
            round_towards(s, inside->s, bits);
            try_place(inside, outside, s, work, line, bits);
        }
        set_distance(after, inside, outside);
        fmpq_mul_2exp(after, after, 1);
        if (fmpq_cmp(after, before) > 0)
        {
            set_middle(s, inside->s, outside->s);
            try_place(inside, outside, s, work, line, bits);
            set_distance(after, inside, outside);
            fmpq_mul_2exp(after, after, 1);
            if (fmpq_cmp(after, before) > 0)
            {
                *stuck = 1;
                break;
            }
        }
        fmpq_div_2exp(before, after, 1);
    }
    fmpq_clear(before);
    fmpq_clear(after);
    fmpq_clear(s);
    return status;
}
