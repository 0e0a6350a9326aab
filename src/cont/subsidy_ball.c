/* The least subsidy by balls, where the efficient welfare is the largest of independent numbers. */
#include <expost/base/memory.h>

#include "balls.h"

/* Bits up to which integrals are computed when no more digits are asked for. */
#define PRECISION_CAP 512

/* psi_i'(t): slope + a P(the others are at most a t + b). */
static void find_slope(arb_t y, const xp_balls_struct *balls, slong i, const fmpq_t t,
                       slong precision)
{
    slong k = balls->number[i];
    arb_t part;
    fmpq_t x;

    arb_init(part);
    fmpq_init(x);
    arb_zero(y);
    if (k >= 0)
    {
        fmpq_mul(x, balls->products->slope + k, t);
        fmpq_add(x, x, balls->products->shift + k);
        xp_products_cdf(y, balls->products, k, x, precision);
        arb_set_fmpq(part, balls->products->slope + k, precision);
        arb_mul(y, y, part, precision);
    }
    arb_set_fmpq(part, balls->slope + i, precision);
    arb_add(y, y, part, precision);
    arb_clear(part);
    fmpq_clear(x);
}

/* The first bracket: an end of the support when the slope cannot change sign, which lies between
 * slope and slope + a. */
static void start_bracket(xp_balls_struct *balls, const xp_subsidy_task_struct *task, slong i)
{
    const xp_interval_agent_struct *agent = task->model->agent + i;
    slong k = balls->number[i];
    fmpq_t other;

    fmpq_init(other);
    fmpq_set(other, balls->slope + i);
    if (k >= 0)
        fmpq_add(other, other, balls->products->slope + k);
    fmpq_set(balls->low + i, agent->low);
    fmpq_set(balls->high + i, agent->high);
    if (fmpq_sgn(balls->slope + i) >= 0 && fmpq_sgn(other) >= 0)
        fmpq_set(balls->high + i, agent->low);
    else if (fmpq_sgn(balls->slope + i) <= 0 && fmpq_sgn(other) <= 0)
        fmpq_set(balls->low + i, agent->high);
    fmpq_clear(other);
}

/* Moves one end to t where the sign of the slope there is known. */
static int move_end(xp_balls_struct *balls, slong i, const fmpq_t t, slong precision)
{
    arb_t slope;
    int moved = 1;

    if (fmpq_cmp(t, balls->low + i) <= 0 || fmpq_cmp(t, balls->high + i) >= 0)
        return 1;
    arb_init(slope);
    find_slope(slope, balls, i, t, precision);
    if (arb_is_nonpositive(slope))
        fmpq_set(balls->low + i, t);
    else if (arb_is_nonnegative(slope))
        fmpq_set(balls->high + i, t);
    else
        moved = 0;
    arb_clear(slope);
    return moved;
}

/*
 * Halves the bracket until it is about 2^-(precision / 2) of the support; where the slope at the
 * middle may be 0, the two points beside it are tried.
 */
static void refine_bracket(xp_balls_struct *balls, const xp_subsidy_task_struct *task, slong i,
                           slong precision)
{
    const xp_interval_agent_struct *agent = task->model->agent + i;
    fmpq_t middle;
    fmpq_t width;
    fmpq_t aim;

    fmpq_init(middle);
    fmpq_init(width);
    fmpq_init(aim);
    fmpq_sub(aim, agent->high, agent->low);
    fmpq_div_2exp(aim, aim, (flint_bitcnt_t) precision / 2);
    fmpq_sub(width, balls->high + i, balls->low + i);
    while (fmpq_cmp(width, aim) > 0)
    {
        fmpq_add(middle, balls->low + i, balls->high + i);
        fmpq_div_2exp(middle, middle, 1);
        if (!move_end(balls, i, middle, precision))
        {
            int left;

            fmpq_div_2exp(width, aim, 1);
            fmpq_sub(middle, middle, width);
            left = move_end(balls, i, middle, precision);
            fmpq_add(middle, middle, aim);
            if (!move_end(balls, i, middle, precision) || !left)
                break;
        }
        fmpq_sub(width, balls->high + i, balls->low + i);
    }
    fmpq_clear(middle);
    fmpq_clear(width);
    fmpq_clear(aim);
}

void xp_subsidy_lower(arb_t least, const arb_t slope, const fmpq_t v, const fmpq_t low,
                      const fmpq_t high, slong precision)
{
    arb_t move;
    arb_t down;
    arb_t part;
    fmpq_t width;

    arb_init(move);
    arb_init(down);
    arb_init(part);
    fmpq_init(width);
    for (int side = 0; side < 2; side++)
    {
        fmpq_sub(width, side == 0 ? low : high, v);
        arb_set_fmpq(part, width, precision);
        arb_mul(part, part, slope, precision);
        arb_min(down, down, part, precision);
    }
    arb_union(move, move, down, precision);
    arb_add(least, least, move, precision);
    arb_clear(move);
    arb_clear(down);
    arb_clear(part);
    fmpq_clear(width);
}

/* Encloses min psi_i from the middle of the bracket. */
static void find_least(arb_t least, const xp_balls_struct *balls, slong i, slong precision)
{
    slong k = balls->number[i];
    arb_t part;
    fmpq_t v;
    fmpq_t x;

    arb_init(part);
    fmpq_init(v);
    fmpq_init(x);
    fmpq_add(v, balls->low + i, balls->high + i);
    fmpq_div_2exp(v, v, 1);
    if (k >= 0)
    {
        fmpq_mul(x, balls->products->slope + k, v);
        fmpq_add(x, x, balls->products->shift + k);
        xp_products_expectation(least, balls->products, k, x, precision);
    }
    else
    {
        xp_products_expectation(least, balls->products, -1, NULL, precision);
    }
    fmpq_mul(x, balls->slope + i, v);
    fmpq_add(x, x, balls->shift + i);
    arb_set_fmpq(part, x, precision);
    arb_add(least, least, part, precision);
    if (!fmpq_equal(balls->low + i, balls->high + i))
    {
        find_slope(part, balls, i, v, precision);
        xp_subsidy_lower(least, part, v, balls->low + i, balls->high + i, precision);
    }
    arb_clear(part);
    fmpq_clear(v);
    fmpq_clear(x);
}

static void find_value(arb_t value, xp_balls_struct *balls, const xp_subsidy_task_struct *task,
                       slong precision)
{
    arb_t part;

    arb_init(part);
    xp_products_expectation(value, balls->products, -1, NULL, precision);
    arb_mul_si(value, value, balls->n - 1, precision);
    arb_set_fmpq(part, balls->cost, precision);
    arb_add(value, value, part, precision);
    for (slong i = 0; i < balls->n; i++)
    {
        refine_bracket(balls, task, i, precision);
        find_least(part, balls, i, precision);
        arb_sub(value, value, part, precision);
    }
    arb_clear(part);
}

/* Whether the radius is below 10^-digits, or so. */
static int is_fine(const arb_t value, slong digits)
{
    mag_t bound;
    int fine;

    mag_init(bound);
    mag_set_ui(bound, 10);
    mag_pow_ui(bound, bound, (ulong) digits);
    mag_inv(bound, bound);
    fine = arb_is_finite(value) && mag_cmp(arb_radref(value), bound) < 0;
    mag_clear(bound);
    return fine;
}

/* Doubles the precision until the sign and the digits are there. */
static xp_status_t run_balls(xp_interval_subsidy_t subsidy, xp_balls_struct *balls,
                             const xp_subsidy_task_struct *task, xp_error_t error)
{
    const xp_dissolve_options_t *options = task->options;
    slong limit = 8 * options->digits > PRECISION_CAP ? 8 * options->digits : PRECISION_CAP;
    slong precision = 64;
    arb_t value;
    xp_status_t status = XP_OK;

    if (limit > options->precision_limit)
        limit = options->precision_limit;
    arb_init(value);
    for (slong i = 0; i < balls->n; i++)
        start_bracket(balls, task, i);
    for (;;)
    {
        if (xp_progress_tick(options->progress, "precision", (uint64_t) precision,
                             (uint64_t) limit))
        {
            xp_error_set(error, "stopped while enclosing the least subsidy");
            status = XP_STOPPED;
            break;
        }
        find_value(value, balls, task, precision);
        if (xp_subsidy_decide(subsidy, value) && is_fine(value, options->digits))
            break;
        if (2 * precision > limit)
            break;
        precision *= 2;
    }
    if (status == XP_OK && subsidy->answer == XP_UNDECIDED)
    {
        xp_string_t words;

        xp_string_init(words);
        xp_string_printf(words, "its sign is not decided with %ld bits", (long) precision);
        subsidy->reason = xp_string_take(words);
        xp_string_clear(words);
    }
    for (slong i = 0; i < balls->n; i++)
        xp_subsidy_set_worst(subsidy, i, balls->low + i, balls->high + i, precision);
    subsidy->method = "ball";
    arb_clear(value);
    return status;
}

xp_status_t xp_subsidy_ball(xp_interval_subsidy_t subsidy, const xp_subsidy_task_struct *task,
                            xp_error_t error)
{
    xp_balls_struct balls;
    xp_status_t status;

    xp_balls_init(&balls, task->outcomes->n, task->outcomes->m);
    status = xp_balls_set(&balls, task, error);
    if (status == XP_OK)
        status = run_balls(subsidy, &balls, task, error);
    xp_balls_clear(&balls);
    return status;
}
