/* D at one point of a line of shares, with proof. */

#include "cont/boundary_impl.h"

void xp_boundary_work_init(xp_boundary_work_t work, const xp_partnership_t partnership,
                           const xp_dissolve_options_t *options)
{
    slong digits = options->digits < 15 ? 15 : options->digits;
    fmpz_t power;

    work->partnership = partnership;
    work->options = options;
    work->evaluator = xp_evaluator_new(partnership);
    fmpq_init(work->width);
    fmpz_init(power);
    fmpz_ui_pow_ui(power, 10, (ulong) digits);
    fmpz_set(fmpq_denref(work->width), power);
    fmpz_one(fmpq_numref(work->width));
    work->bits = (slong) fmpz_bits(power);
    work->precision_limit = options->precision_limit;
    work->degree_limit = 4 * options->degree_limit;
    work->share = _arb_vec_init(partnership->n);
    work->worst_off = _arb_vec_init(partnership->n);
    fmpz_clear(power);
}

void xp_boundary_work_clear(xp_boundary_work_t work)
{
    xp_evaluator_free(work->evaluator);
    fmpq_clear(work->width);
    _arb_vec_clear(work->share, work->partnership->n);
    _arb_vec_clear(work->worst_off, work->partnership->n);
}

xp_status_t xp_boundary_tick(const xp_boundary_work_t work, xp_error_t error)
{
    if (xp_progress_tick(work->options->progress, "boundary", 0, 0) == 0)
        return XP_OK;
    xp_error_set(error, "stopped before the boundary was found");
    return XP_STOPPED;
}

void xp_boundary_place_init(xp_boundary_place_t place)
{
    fmpq_init(place->s);
    place->sign = 0;
    arb_init(place->sum);
    arb_init(place->slope);
}

void xp_boundary_place_clear(xp_boundary_place_t place)
{
    fmpq_clear(place->s);
    arb_clear(place->sum);
    arb_clear(place->slope);
}

void xp_boundary_place_swap(xp_boundary_place_t a, xp_boundary_place_t b)
{
    xp_boundary_place_struct kept = *a;

    *a = *b;
    *b = kept;
}

void xp_boundary_copy_shares(fmpq *to, const fmpq *from, slong n)
{
    slong i;

    for (i = 0; i < n; i++)
        fmpq_set(to + i, from + i);
}

int xp_boundary_same_shares(const fmpq *a, const fmpq *b, slong n)
{
    slong i;

    for (i = 0; i < n; i++)
        if (!fmpq_equal(a + i, b + i))
            return 0;
    return 1;
}

void xp_boundary_shares(fmpq *share, const xp_boundary_line_struct *line, const fmpq_t s)
{
    slong i;

    for (i = 0; i < line->n; i++)
    {
        fmpq_mul(share + i, line->direction + i, s);
        fmpq_add(share + i, share + i, line->base + i);
    }
}

/* v_i* is a subgradient of the convex H_i, so -v_i* is a supergradient of D in share i. */
void xp_boundary_look(xp_boundary_place_t place, xp_boundary_work_t work,
                      const xp_boundary_line_struct *line, slong precision)
{
    slong n = line->n, i;
    fmpq *share = _fmpq_vec_init(n);
    arb_t term;

    arb_init(term);
    xp_boundary_shares(share, line, place->s);
    for (i = 0; i < n; i++)
        arb_set_fmpq(work->share + i, share + i, precision + 16);
    xp_evaluator_sum(place->sum, work->worst_off, work->evaluator, work->share, precision);
    arb_zero(place->slope);
    for (i = 0; i < n; i++)
    {
        arb_mul_fmpz(term, work->worst_off + i, fmpq_numref(line->direction + i), precision + 16);
        arb_div_fmpz(term, term, fmpq_denref(line->direction + i), precision + 16);
        arb_sub(place->slope, place->slope, term, precision + 16);
    }
    place->sign = arb_is_nonnegative(place->sum) ? 1 : arb_is_negative(place->sum) ? -1 : 0;
    arb_clear(term);
    _fmpq_vec_clear(share, n);
}

void xp_boundary_prove(xp_boundary_place_t place, xp_boundary_work_t work,
                       const xp_boundary_line_struct *line, slong start, slong last)
{
    slong precision = start;

    for (;;)
    {
        xp_boundary_look(place, work, line, precision);
        if (place->sign != 0 || precision >= last)
            return;
        precision *= 2;
    }
}

/* The partnership with the shares at s, asked for its sign alone. */
static xp_status_t decide_exactly(xp_boundary_place_t place, const xp_boundary_work_t work,
                                  const xp_boundary_line_struct *line, xp_error_t error)
{
    slong n = line->n, i;
    fmpq *share = _fmpq_vec_init(n);
    xp_dissolve_options_t options = *work->options;
    xp_partnership_t partnership;
    xp_dissolution_t dissolution;
    xp_status_t status;

    xp_dissolution_init(dissolution);
    xp_boundary_shares(share, line, place->s);
    partnership->n = n;
    partnership->distribution = work->partnership->distribution;
    partnership->share = xp_real_vec_init(n);
    for (i = 0; i < n; i++)
        xp_real_set_fmpq(partnership->share + i, share + i);
    options.sign_only = 1;
    status = xp_dissolve(dissolution, partnership, &options, error);
    if (status == XP_OK && dissolution->answer != XP_UNDECIDED)
        place->sign = dissolution->answer == XP_HOLDS ? 1 : -1;
    xp_real_vec_clear(partnership->share, n);
    xp_dissolution_clear(dissolution);
    _fmpq_vec_clear(share, n);
    return status;
}

xp_status_t xp_boundary_decide(xp_boundary_place_t place, xp_boundary_work_t work,
                               const xp_boundary_line_struct *line, xp_error_t error)
{
    xp_boundary_prove(place, work, line, 64, 256);
    return place->sign != 0 ? XP_OK : decide_exactly(place, work, line, error);
}
