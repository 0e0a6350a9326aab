/* Certificates about continuous types: a grid from which the claim follows, with few points. */
#include <expost/cert/interval.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "cert/interval_grid.h"

/* Bits behind the point of the integers here: of values from 0 to 1, and of widths in the hull. */
#define BITS 56

/* Points up to which a subsidy is enclosed well; beyond it the sign has to do. */
#define ENOUGH_POINTS 20000

/*
 * One point.  next: the point behind it, -1 at the end.  low, high: bounds of the rising functions
 * that the sums need, in units of 2^-56: of each class G_i and last (n - 1) times the product of
 * all; projects: those of xp_certified_cdf.
 */
typedef struct
{
    slong next;
    fmpq_t x;
    slong *low;
    slong *high;
} point_t;

/*
 * class[i]   the place of agent i's G among the functions; size[c]: how many agents have that cdf
 * begin[i]   the point of worst_low;  active: of each class, how many begin before an interval
 * low, high  sums over the intervals, times 2^112 and divided by the width of the hull
 * worst      the greatest difference of the bounds in one interval
 */
typedef struct
{
    xp_interval_certificate_struct *certificate;
    int project;
    slong classes;
    slong functions;
    slong *class;
    slong *first;
    slong *size;
    slong *active;
    fmpq *begin;
    point_t *point;
    slong count;
    slong room;
    fmpq_t alpha;
    fmpq_t width;
    __int128 low;
    __int128 high;
    __int128 worst;
} work_t;

static void init_work(work_t *work, xp_interval_certificate_t certificate)
{
    slong n = certificate->n;

    work->certificate = certificate;
    work->project = certificate->problem == XP_PROBLEM_PROJECT;
    work->classes = 0;
    work->class = xp_calloc((size_t) n, sizeof(slong));
    work->first = xp_calloc((size_t) n, sizeof(slong));
    work->size = xp_calloc((size_t) n, sizeof(slong));
    work->active = xp_calloc((size_t) n, sizeof(slong));
    work->begin = _fmpq_vec_init(n);
    for (slong i = 0; i < n; i++)
    {
        slong same = work->project ? i : xp_certified_same(certificate, i);

        if (same == i)
        {
            work->first[work->classes] = i;
            work->class[i] = work->classes++;
        }
        else
            work->class[i] = work->class[same];
        work->size[work->class[i]]++;
        xp_certified_place(work->begin + i, certificate, i, certificate->agent[i].worst_low);
    }
    work->functions = work->project ? 2 : work->classes + 1;
    work->point = NULL;
    work->count = 0;
    work->room = 0;
    fmpq_init(work->alpha);
    fmpq_init(work->width);
}

static void clear_work(work_t *work)
{
    for (slong k = 0; k < work->count; k++)
    {
        fmpq_clear(work->point[k].x);
        free(work->point[k].low);
    }
    free(work->point);
    free(work->class);
    free(work->first);
    free(work->size);
    free(work->active);
    _fmpq_vec_clear(work->begin, work->certificate->n);
    fmpq_clear(work->alpha);
    fmpq_clear(work->width);
}

/* The ball times 2^56, down and up. */
static void round_ball(slong *low, slong *high, const arb_t ball)
{
    arb_t scaled;
    arf_t end;
    fmpz_t integer;

    arb_init(scaled);
    arf_init(end);
    fmpz_init(integer);
    arb_mul_2exp_si(scaled, ball, BITS);
    arb_get_lbound_arf(end, scaled, 2 * BITS);
    arf_get_fmpz(integer, end, ARF_RND_FLOOR);
    *low = fmpz_sgn(integer) < 0 ? 0 : fmpz_get_si(integer);
    arb_get_ubound_arf(end, scaled, 2 * BITS);
    arf_get_fmpz(integer, end, ARF_RND_CEIL);
    *high = fmpz_get_si(integer);
    arb_clear(scaled);
    arf_clear(end);
    fmpz_clear(integer);
}

/* The functions at one point, within 2^-56. */
static void evaluate_point(work_t *work, point_t *point)
{
    slong n = work->certificate->n, prec = 128;
    arb_ptr cdf = _arb_vec_init(work->classes);
    arb_t product;

    arb_init(product);
    for (slong c = 0; c < work->classes; c++)
        xp_certified_cdf(cdf + c, work->certificate, work->first[c], point->x, prec);
    for (slong f = 0; f < work->functions; f++)
    {
        if (work->project)
            arb_set(product, cdf + f);
        else
            arb_one(product);
        for (slong c = 0; !work->project && c < work->classes; c++)
        {
            arb_t power;

            arb_init(power);
            arb_pow_ui(power, cdf + c, (ulong) (work->size[c] - (c == f)), prec);
            arb_mul(product, product, power, prec);
            arb_clear(power);
        }
        if (!work->project && f == work->classes)
            arb_mul_si(product, product, n - 1, prec);
        round_ball(point->low + f, point->high + f, product);
    }
    _arb_vec_clear(cdf, work->classes);
    arb_clear(product);
}

/* A new point, evaluated; its place. */
static slong add_point(work_t *work, const fmpq_t x)
{
    point_t *point;

    if (work->count == work->room)
    {
        work->room = work->room == 0 ? 64 : 2 * work->room;
        work->point = xp_realloc(work->point, (size_t) work->room * sizeof(point_t));
    }
    point = work->point + work->count;
    point->next = -1;
    fmpq_init(point->x);
    fmpq_set(point->x, x);
    point->low = xp_calloc(2 * (size_t) work->functions, sizeof(slong));
    point->high = point->low + work->functions;
    evaluate_point(work, point);
    return work->count++;
}

static void start_points(work_t *work)
{
    slong count;
    fmpq *knot = xp_certified_knots(&count, work->certificate);

    fmpq_set(work->alpha, knot);
    fmpq_sub(work->width, knot + count - 1, knot);
    for (slong k = 0; k < count; k++)
    {
        slong place = add_point(work, knot + k);

        if (k > 0)
            work->point[place - 1].next = place;
    }
    _fmpq_vec_clear(knot, count);
}

/* (right - left) / width, down and up. */
static void measure(slong *low, slong *high, const work_t *work, const point_t *left,
                    const point_t *right)
{
    fmpq_t part;
    fmpz_t integer;

    fmpq_init(part);
    fmpz_init(integer);
    fmpq_sub(part, right->x, left->x);
    fmpq_div(part, part, work->width);
    fmpq_mul_2exp(part, part, BITS);
    fmpz_fdiv_q(integer, fmpq_numref(part), fmpq_denref(part));
    *low = fmpz_get_si(integer);
    fmpz_cdiv_q(integer, fmpq_numref(part), fmpq_denref(part));
    *high = fmpz_get_si(integer);
    fmpq_clear(part);
    fmpz_clear(integer);
}

/*
 * What an interval adds to the bounds of the subsidy: of a good the sum of the active G less n - 1
 * times the product of all; of a project P(X_0 > u) P(X_1 > C - u), less the factors where the
 * integral of one of them alone counts.
 */
static void add_good(__int128 *low, __int128 *high, const work_t *work, const point_t *left,
                     const point_t *right, slong least, slong most)
{
    slong all = work->classes;

    *low = -(__int128) most * right->high[all];
    *high = -(__int128) least * left->low[all];
    for (slong c = 0; c < work->classes; c++)
    {
        *low += (__int128) least * left->low[c] * work->active[c];
        *high += (__int128) most * right->high[c] * work->active[c];
    }
}

static void add_project(__int128 *low, __int128 *high, const work_t *work, const point_t *left,
                        const point_t *right, slong least, slong most)
{
    const slong one = WORD(1) << BITS;
    slong b_low = left->low[0], b_high = right->high[0];
    slong a_low = one - right->high[1], a_high = one - left->low[1];
    slong both_low, both_high;

    a_low = a_low < 0 ? 0 : a_low;
    both_low = (slong) (((__int128) a_low * b_low) >> BITS);
    both_high = (slong) (((__int128) a_high * b_high) >> BITS) + 1;
    *low = (__int128) least * both_low;
    *high = (__int128) most * both_high;
    if (fmpq_cmp(right->x, work->begin) <= 0)
    {
        *low -= (__int128) most * b_high;
        *high -= (__int128) least * b_low;
    }
    if (fmpq_cmp(work->begin + 1, left->x) <= 0)
    {
        *low -= (__int128) most * a_high;
        *high -= (__int128) least * a_low;
    }
}

static void count_active(work_t *work, const point_t *left)
{
    if (work->project)
        return;
    for (slong c = 0; c < work->classes; c++)
        work->active[c] = 0;
    for (slong i = 0; i < work->certificate->n; i++)
        if (fmpq_cmp(work->begin + i, left->x) <= 0)
            work->active[work->class[i]]++;
}

/* Sums over all intervals; halves those whose bounds are more than limit apart (0: none). */
static void sweep(work_t *work, __int128 limit)
{
    __int128 low, high;
    fmpq_t middle;

    fmpq_init(middle);
    work->low = 0;
    work->high = 0;
    work->worst = 0;
    for (slong k = 0; work->point[k].next >= 0;)
    {
        slong next = work->point[k].next, least, most, place;
        const point_t *left = work->point + k, *right = work->point + next;

        count_active(work, left);
        measure(&least, &most, work, left, right);
        if (work->project)
            add_project(&low, &high, work, left, right, least, most);
        else
            add_good(&low, &high, work, left, right, least, most);
        if (high - low > work->worst)
            work->worst = high - low;
        work->low += low;
        work->high += high;
        if (limit > 0 && high - low > limit)
        {
            fmpq_add(middle, left->x, right->x);
            fmpq_div_2exp(middle, middle, 1);
            place = add_point(work, middle);
            work->point[k].next = place;
            work->point[place].next = next;
        }
        k = next;
    }
    fmpq_clear(middle);
}

static void set_int128(fmpq_t value, __int128 number)
{
    int negative = number < 0;
    unsigned __int128 size = negative ? -(unsigned __int128) number : (unsigned __int128) number;
    fmpz_t high;

    fmpz_init(high);
    fmpz_set_ui(high, (ulong) (size >> 64));
    fmpz_mul_2exp(high, high, 64);
    fmpz_add_ui(high, high, (ulong) size);
    if (negative)
        fmpz_neg(high, high);
    fmpq_set_fmpz(value, high);
    fmpz_clear(high);
}

/* Bounds of the subsidy: the sums, and what does not depend on the grid. */
static void find_value(fmpq_t low, fmpq_t high, const work_t *work, const xp_grid_aim_t *aim)
{
    set_int128(low, work->low);
    set_int128(high, work->high);
    fmpq_div_2exp(low, low, 2 * BITS);
    fmpq_div_2exp(high, high, 2 * BITS);
    fmpq_mul(low, low, work->width);
    fmpq_mul(high, high, work->width);
    fmpq_add(low, low, aim->base_low);
    fmpq_add(high, high, aim->base_high);
}

/* Is that enough for the claim? */
static int is_enough(fmpq_t low, fmpq_t high, const work_t *work, const xp_grid_aim_t *aim)
{
    fmpq_t gap;
    int enough, sign;

    find_value(low, high, work, aim);
    switch (work->certificate->claim)
    {
    case XP_INTERVAL_DISSOLVABLE:
        return fmpq_sgn(high) <= 0;
    case XP_INTERVAL_NOT_DISSOLVABLE:
        return fmpq_sgn(low) > 0;
    case XP_INTERVAL_SUBSIDY:
        break;
    }
    fmpq_init(gap);
    fmpq_sub(gap, high, low);
    enough = fmpq_cmp(gap, aim->width) <= 0;
    sign = !aim->sign || fmpq_sgn(low) > 0 || fmpq_sgn(high) <= 0;
    fmpq_clear(gap);
    return sign && (enough || work->count > ENOUGH_POINTS);
}

static void keep_points(work_t *work)
{
    xp_interval_certificate_struct *certificate = work->certificate;
    slong used = 0;

    certificate->point = _fmpq_vec_init(work->count);
    certificate->point_count = work->count;
    for (slong k = 0; k >= 0; k = work->point[k].next)
        fmpq_swap(certificate->point + used++, work->point[k].x);
}

xp_status_t xp_certified_grid(fmpq_t low, fmpq_t high, xp_interval_certificate_t certificate,
                             const xp_grid_aim_t *aim, xp_error_t error)
{
    xp_status_t status = XP_OK;
    __int128 limit;
    work_t work;

    init_work(&work, certificate);
    start_points(&work);
    sweep(&work, 0);
    limit = work.worst;
    while (!is_enough(low, high, &work, aim))
    {
        if (work.count > XP_INTERVAL_POINTS || limit == 0)
        {
            xp_error_set(error, "a grid with bounds tight enough would have more than 10^6 points");
            status = XP_LIMIT;
            break;
        }
        limit -= limit / 4;
        sweep(&work, limit);
        sweep(&work, 0);
    }
    if (status == XP_OK)
        keep_points(&work);
    clear_work(&work);
    return status;
}
