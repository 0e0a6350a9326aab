/* Three agents: some shares that can be dissolved, by cutting planes. */
#include "cont/boundary_impl.h"

#define XP_CUTS 200
#define XP_HALVINGS 12
#define XP_BITS 192

/* The polygon of shares where D >= 0 was not yet excluded. */
typedef struct
{
    slong count;
    fmpq *point;
} polygon_struct;

/* D <= sum - sum over i of type_i * (x_i - at_i): a plane above D that touches it. */
typedef struct
{
    const fmpq *at;
    arb_t sum;
    arb_ptr type;
    slong precision;
} plane_struct;

/* Whether the plane leaves it open that D >= 0 at x. */
static int is_open(const plane_struct *plane, const fmpq *x)
{
    fmpq_t step;
    arb_t bound, term;
    int open;
    slong i;

    fmpq_init(step);
    arb_init(bound);
    arb_init(term);
    arb_set(bound, plane->sum);
    for (i = 0; i < 3; i++)
    {
        fmpq_sub(step, x + i, plane->at + i);
        arb_set_fmpq(term, step, plane->precision);
        arb_submul(bound, term, plane->type + i, plane->precision);
    }
    open = !arb_is_negative(bound);
    fmpq_clear(step);
    arb_clear(bound);
    arb_clear(term);
    return open;
}

/* A point between from (open) and to (excluded) that is excluded, near where that begins. */
static void cut_side(fmpq *cut, const plane_struct *plane, const fmpq *from, const fmpq *to)
{
    fmpq *open = _fmpq_vec_init(3), *half = _fmpq_vec_init(3);
    slong step, i;

    xp_boundary_copy_shares(open, from, 3);
    xp_boundary_copy_shares(cut, to, 3);
    for (step = 0; step < XP_HALVINGS; step++)
    {
        for (i = 0; i < 3; i++)
        {
            fmpq_add(half + i, open + i, cut + i);
            fmpq_div_2exp(half + i, half + i, 1);
        }
        xp_boundary_copy_shares(is_open(plane, half) ? open : cut, half, 3);
    }
    _fmpq_vec_clear(open, 3);
    _fmpq_vec_clear(half, 3);
}

/* Keeps the part that is open: corners that are, and cut points of the sides that change. */
static void cut_polygon(polygon_struct *polygon, const plane_struct *plane)
{
    slong count = polygon->count, kept = 0, k;
    fmpq *point = _fmpq_vec_init(6 * count);

    for (k = 0; k < count; k++)
    {
        const fmpq *here = polygon->point + 3 * k;
        const fmpq *next = polygon->point + 3 * ((k + 1) % count);
        int open = is_open(plane, here);

        if (open)
            xp_boundary_copy_shares(point + 3 * kept++, here, 3);
        if (open != is_open(plane, next))
            cut_side(point + 3 * kept++, plane, open ? here : next, open ? next : here);
    }
    _fmpq_vec_clear(polygon->point, 3 * count);
    polygon->point = _fmpq_vec_init(3 * kept);
    xp_boundary_copy_shares(polygon->point, point, 3 * kept);
    polygon->count = kept;
    _fmpq_vec_clear(point, 6 * count);
}

/* The mean of the corners, the first two shares rounded down to 64 bits. */
static void set_mean(fmpq *mean, const polygon_struct *polygon)
{
    fmpz_t count, whole;
    slong i, k;

    fmpz_init_set_si(count, polygon->count);
    fmpz_init(whole);
    fmpq_set_si(mean + 2, 1, 1);
    for (i = 0; i < 2; i++)
    {
        fmpq_zero(mean + i);
        for (k = 0; k < polygon->count; k++)
            fmpq_add(mean + i, mean + i, polygon->point + 3 * k + i);
        fmpq_div_fmpz(mean + i, mean + i, count);
        fmpq_mul_2exp(mean + i, mean + i, 64);
        fmpz_fdiv_q(whole, fmpq_numref(mean + i), fmpq_denref(mean + i));
        fmpq_set_fmpz(mean + i, whole);
        fmpq_div_2exp(mean + i, mean + i, 64);
        fmpq_sub(mean + 2, mean + 2, mean + i);
    }
    fmpz_clear(count);
    fmpz_clear(whole);
}

static xp_status_t decide_shares(int *sign, const fmpq *share, xp_boundary_work_t work,
                                 xp_error_t error)
{
    xp_boundary_line_struct line;
    xp_boundary_place_t place;
    xp_status_t status;

    xp_boundary_line_init(&line, 3);
    xp_boundary_place_init(place);
    xp_boundary_copy_shares(line.base, share, 3);
    status = xp_boundary_decide(place, work, &line, error);
    *sign = place->sign;
    xp_boundary_place_clear(place);
    xp_boundary_line_clear(&line);
    return status;
}

/* The balls of the plane at shares `at`, and the sign of D there. */
static int look_at(plane_struct *plane, const fmpq *at, xp_boundary_work_t work)
{
    slong i;

    plane->at = at;
    for (i = 0; i < 3; i++)
        arb_set_fmpq(work->share + i, at + i, plane->precision + 16);
    xp_evaluator_sum(plane->sum, plane->type, work->evaluator, work->share, plane->precision);
    return arb_is_nonnegative(plane->sum);
}

/* Cuts the simplex down. */
static xp_status_t cut_down(xp_boundary_t boundary, polygon_struct *polygon,
                            xp_boundary_work_t work, xp_error_t error)
{
    xp_status_t status = XP_OK;
    plane_struct plane;
    slong step;

    arb_init(plane.sum);
    plane.type = _arb_vec_init(3);
    plane.precision = XP_BITS;
    for (step = 0; step < XP_CUTS && status == XP_OK; step++)
    {
        status = xp_boundary_tick(work, error);
        set_mean(boundary->middle, polygon);
        if (look_at(&plane, boundary->middle, work))
        {
            boundary->region = XP_HOLDS;
            break;
        }
        cut_polygon(polygon, &plane);
        if (polygon->count == 0)
        {
            boundary->region = XP_FAILS;
            break;
        }
    }
    arb_clear(plane.sum);
    _arb_vec_clear(plane.type, 3);
    return status;
}

/* The same point with shorter shares, where that is dissolvable too and not on an edge. */
static void simplify(fmpq *middle, xp_boundary_work_t work)
{
    fmpq *shorter = _fmpq_vec_init(3);
    plane_struct plane;
    slong bits, i;
    int found = 0;

    arb_init(plane.sum);
    plane.type = _arb_vec_init(3);
    plane.precision = XP_BITS;
    for (bits = 3; bits < 64 && !found; bits++)
    {
        fmpq_set_si(shorter + 2, 1, 1);
        for (i = 0; i < 2; i++)
        {
            fmpq_mul_2exp(shorter + i, middle + i, (flint_bitcnt_t) bits);
            fmpz_fdiv_q(fmpq_numref(shorter + i), fmpq_numref(shorter + i),
                        fmpq_denref(shorter + i));
            fmpz_one(fmpq_denref(shorter + i));
            fmpq_div_2exp(shorter + i, shorter + i, (flint_bitcnt_t) bits);
            fmpq_sub(shorter + 2, shorter + 2, shorter + i);
        }
        found = fmpq_sgn(shorter) > 0 && fmpq_sgn(shorter + 1) > 0 && fmpq_sgn(shorter + 2) > 0
                && look_at(&plane, shorter, work);
    }
    if (found)
        xp_boundary_copy_shares(middle, shorter, 3);
    arb_clear(plane.sum);
    _arb_vec_clear(plane.type, 3);
    _fmpq_vec_clear(shorter, 3);
}

/* Equal shares, then cuts; in the end the corners, where D may be 0 and less everywhere else. */
xp_status_t xp_boundary_find_middle(xp_boundary_t boundary, xp_boundary_work_t work,
                                    xp_error_t error)
{
    xp_status_t status;
    polygon_struct polygon;
    int sign = 0;
    slong k, i;

    boundary->region = XP_UNDECIDED;
    polygon.count = 3;
    polygon.point = _fmpq_vec_init(9);
    for (k = 0; k < 3; k++)
    {
        fmpq_set_si(polygon.point + 4 * k, 1, 1);
        fmpq_set_si(boundary->middle + k, 1, 3);
    }
    status = decide_shares(&sign, boundary->middle, work, error);
    if (status == XP_OK && sign <= 0)
    {
        status = cut_down(boundary, &polygon, work, error);
        if (status == XP_OK && boundary->region == XP_HOLDS)
            simplify(boundary->middle, work);
    }
    for (k = 0; k < 3 && status == XP_OK && sign <= 0 && boundary->region == XP_UNDECIDED; k++)
    {
        for (i = 0; i < 3; i++)
            fmpq_set_si(boundary->middle + i, i == k, 1);
        status = decide_shares(&sign, boundary->middle, work, error);
    }
    if (status == XP_OK && sign > 0)
        boundary->region = XP_HOLDS;
    _fmpq_vec_clear(polygon.point, 3 * polygon.count);
    return status;
}
