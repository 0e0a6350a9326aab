/* One line of shares: where its dissolvable part begins and ends. */
#include <stdlib.h>

#include <expost/num/rat.h>

#include "cont/boundary_impl.h"

static void init_end(xp_boundary_end_struct *end, slong n)
{
    end->at_simplex = 0;
    xp_real_init(end->parameter);
    fmpq_init(end->low);
    fmpq_init(end->high);
    end->share = xp_real_vec_init(n);
}

static void clear_end(xp_boundary_end_struct *end, slong n)
{
    xp_real_clear(end->parameter);
    fmpq_clear(end->low);
    fmpq_clear(end->high);
    xp_real_vec_clear(end->share, n);
}

void xp_boundary_line_init(xp_boundary_line_struct *line, slong n)
{
    line->name = NULL;
    line->n = n;
    line->base = _fmpq_vec_init(n);
    line->direction = _fmpq_vec_init(n);
    line->answer = XP_UNDECIDED;
    line->reason = NULL;
    init_end(line->end, n);
    init_end(line->end + 1, n);
}

void xp_boundary_line_clear(xp_boundary_line_struct *line)
{
    free(line->name);
    free(line->reason);
    _fmpq_vec_clear(line->base, line->n);
    _fmpq_vec_clear(line->direction, line->n);
    clear_end(line->end, line->n);
    clear_end(line->end + 1, line->n);
}

void xp_boundary_line_set(xp_boundary_line_struct *line, const fmpq *from, const fmpq *to,
                          char *name)
{
    slong i;

    line->name = name;
    for (i = 0; i < line->n; i++)
    {
        fmpq_set(line->base + i, from + i);
        fmpq_sub(line->direction + i, to + i, from + i);
    }
}

/* The parameters with all shares >= 0; 0 when there are none. */
static int find_range(fmpq_t low, fmpq_t high, const xp_boundary_line_struct *line)
{
    int has_low = 0, has_high = 0, found = 1;
    fmpq_t zero;
    slong i;

    fmpq_init(zero);
    for (i = 0; i < line->n; i++)
    {
        int sign = fmpq_sgn(line->direction + i);

        if (sign == 0)
        {
            found = found && fmpq_sgn(line->base + i) >= 0;
            continue;
        }
        fmpq_div(zero, line->base + i, line->direction + i);
        fmpq_neg(zero, zero);
        if (sign > 0 && (!has_low || fmpq_cmp(zero, low) > 0))
        {
            fmpq_set(low, zero);
            has_low = 1;
        }
        if (sign < 0 && (!has_high || fmpq_cmp(zero, high) < 0))
        {
            fmpq_set(high, zero);
            has_high = 1;
        }
    }
    fmpq_clear(zero);
    return found && has_low && has_high && fmpq_cmp(low, high) <= 0;
}

static void give_reason(xp_boundary_line_struct *line, const char *where, const fmpq_t s)
{
    xp_string_t text;

    xp_string_init(text);
    xp_string_printf(text, "%s, near parameter ", where);
    xp_rat_add_decimal(text, s, 6);
    xp_string_add(text, ", the sum was not told from 0");
    free(line->reason);
    line->reason = xp_string_take(text);
    line->answer = XP_UNDECIDED;
}

/* The shares at the end's parameter: exact with it. */
static void set_shares(xp_boundary_end_struct *end, const xp_boundary_line_struct *line)
{
    slong i;

    for (i = 0; i < line->n; i++)
    {
        xp_real_struct *share = end->share + i;

        if (end->parameter->kind == XP_REAL_RATIONAL)
        {
            fmpq_t value;

            fmpq_init(value);
            fmpq_mul(value, line->direction + i, end->parameter->rational);
            fmpq_add(value, value, line->base + i);
            xp_real_set_fmpq(share, value);
            fmpq_clear(value);
        }
        else if (fmpq_is_zero(line->direction + i))
            xp_real_set_fmpq(share, line->base + i);
        else if (end->parameter->kind == XP_REAL_ALGEBRAIC)
        {
            qqbar_t value;

            qqbar_init(value);
            qqbar_mul_fmpq(value, end->parameter->algebraic, line->direction + i);
            qqbar_add_fmpq(value, value, line->base + i);
            xp_real_set_qqbar(share, value);
            qqbar_clear(value);
        }
        else
        {
            slong precision = 2 * arb_bits(end->parameter->ball) + 64;
            arb_t value, base;

            arb_init(value);
            arb_init(base);
            arb_mul_fmpz(value, end->parameter->ball, fmpq_numref(line->direction + i),
                         precision);
            arb_div_fmpz(value, value, fmpq_denref(line->direction + i), precision);
            arb_set_fmpq(base, line->base + i, precision);
            arb_add(value, value, base, precision);
            xp_real_set_arb(share, value);
            arb_clear(value);
            arb_clear(base);
        }
    }
}

static void set_rational_end(xp_boundary_end_struct *end, const xp_boundary_line_struct *line,
                             const fmpq_t s, int at_simplex)
{
    end->at_simplex = at_simplex;
    xp_real_set_fmpq(end->parameter, s);
    fmpq_set(end->low, s);
    fmpq_set(end->high, s);
    set_shares(end, line);
}

static void set_bracket(xp_boundary_end_struct *end, const fmpq_t a, const fmpq_t b)
{
    int swapped = fmpq_cmp(a, b) > 0;

    fmpq_set(end->low, swapped ? b : a);
    fmpq_set(end->high, swapped ? a : b);
}

/* A ball around the bracket. */
static void enclose(xp_real_t parameter, const fmpq_t low, const fmpq_t high, slong precision)
{
    arb_t ball, other;

    arb_init(ball);
    arb_init(other);
    arb_set_fmpq(ball, low, precision);
    arb_set_fmpq(other, high, precision);
    arb_union(ball, ball, other, precision);
    xp_real_set_arb(parameter, ball);
    arb_clear(ball);
    arb_clear(other);
}

/* The end between inside and outside; both are used up. */
static xp_status_t solve_end(xp_boundary_line_struct *line, int k, xp_boundary_place_t inside,
                             xp_boundary_place_t outside, xp_boundary_work_t work, slong curves,
                             xp_error_t error)
{
    xp_boundary_end_struct *end = line->end + k;
    int stuck, found = 0;
    xp_real_t s;
    xp_status_t status;

    xp_real_init(s);
    status = xp_boundary_shrink(&stuck, inside, outside, work, line, work->width, error);
    if (status == XP_OK && curves > 0)
        status = xp_boundary_exact(&found, s, inside, outside, work, line, curves, error);
    if (status == XP_OK && found && s->kind == XP_REAL_RATIONAL)
        set_rational_end(end, line, s->rational, 0);
    else if (status == XP_OK && stuck && !found)
        give_reason(line, "at an end", inside->s);
    else if (status == XP_OK)
    {
        end->at_simplex = 0;
        set_bracket(end, inside->s, outside->s);
        if (found)
            xp_real_swap(end->parameter, s);
        else
            enclose(end->parameter, end->low, end->high, 2 * work->bits + 64);
        set_shares(end, line);
    }
    xp_real_clear(s);
    return status;
}

/* From a dissolvable place to the side whose last point in the simplex is `last`. */
static xp_status_t solve_side(xp_boundary_line_struct *line, int k,
                              const xp_boundary_place_t inside, const xp_boundary_place_t last,
                              xp_boundary_work_t work, slong curves, xp_error_t error)
{
    xp_boundary_place_t from, to;
    xp_status_t status;

    if (last->sign > 0)
    {
        set_rational_end(line->end + k, line, last->s, 1);
        return XP_OK;
    }
    xp_boundary_place_init(from);
    xp_boundary_place_init(to);
    fmpq_set(from->s, inside->s);
    from->sign = inside->sign;
    arb_set(from->sum, inside->sum);
    arb_set(from->slope, inside->slope);
    fmpq_set(to->s, last->s);
    to->sign = last->sign;
    arb_set(to->sum, last->sum);
    arb_set(to->slope, last->slope);
    status = solve_end(line, k, from, to, work, curves, error);
    xp_boundary_place_clear(from);
    xp_boundary_place_clear(to);
    return status;
}

/* Both ends of the simplex decided, then a dissolvable point, then each side. */
static xp_status_t solve(xp_boundary_line_struct *line, xp_boundary_place_struct *side,
                         xp_boundary_place_t inside, xp_boundary_work_t work, slong curves,
                         xp_error_t error)
{
    xp_answer_t answer = XP_HOLDS;
    xp_status_t status = XP_OK;
    int k;

    for (k = 0; k < 2 && status == XP_OK; k++)
    {
        status = xp_boundary_decide(side + k, work, line, error);
        if (status == XP_OK && side[k].sign == 0)
        {
            give_reason(line, "where a share is 0", side[k].s);
            return XP_OK;
        }
    }
    if (status != XP_OK)
        return status;
    if (side[0].sign > 0 || side[1].sign > 0)
    {
        const xp_boundary_place_struct *found = side[0].sign > 0 ? side : side + 1;

        fmpq_set(inside->s, found->s);
        inside->sign = 1;
        arb_set(inside->sum, found->sum);
        arb_set(inside->slope, found->slope);
    }
    else
        status = xp_boundary_maximise(&answer, inside, work, line, side[0].s, side[1].s, error);
    if (status == XP_OK && answer == XP_UNDECIDED)
        give_reason(line, "at its largest", inside->s);
    line->answer = answer;
    for (k = 0; k < 2 && status == XP_OK && line->answer == XP_HOLDS; k++)
        status = solve_side(line, k, inside, side + k, work, curves, error);
    return status;
}

xp_status_t xp_boundary_line_solve(xp_boundary_line_struct *line, xp_boundary_work_t work,
                                   slong curves, xp_error_t error)
{
    xp_boundary_place_struct side[2];
    xp_boundary_place_t inside;
    xp_status_t status = XP_OK;

    xp_boundary_place_init(side);
    xp_boundary_place_init(side + 1);
    xp_boundary_place_init(inside);
    if (!find_range(side[0].s, side[1].s, line))
        line->answer = XP_FAILS;
    else
        status = solve(line, side, inside, work, curves, error);
    xp_boundary_place_clear(side);
    xp_boundary_place_clear(side + 1);
    xp_boundary_place_clear(inside);
    return status;
}

xp_status_t xp_boundary_ray_solve(xp_boundary_line_struct *line, xp_boundary_work_t work,
                                  slong curves, xp_error_t error)
{
    xp_boundary_place_t inside, low, last;
    xp_status_t status = XP_OK;

    xp_boundary_place_init(inside);
    xp_boundary_place_init(low);
    xp_boundary_place_init(last);
    line->answer = XP_HOLDS;
    inside->sign = 1;
    set_rational_end(line->end, line, inside->s, 0);
    find_range(low->s, last->s, line);
    if (fmpq_sgn(last->s) > 0)
        status = xp_boundary_decide(last, work, line, error);
    else
        line->answer = XP_FAILS;
    if (status == XP_OK && line->answer == XP_HOLDS && last->sign == 0)
        give_reason(line, "where a share is 0", last->s);
    else if (status == XP_OK && line->answer == XP_HOLDS)
    {
        xp_boundary_prove(inside, work, line, 64, 64);
        inside->sign = 1;
        status = solve_side(line, 1, inside, last, work, curves, error);
    }
    xp_boundary_place_clear(inside);
    xp_boundary_place_clear(low);
    xp_boundary_place_clear(last);
    return status;
}
