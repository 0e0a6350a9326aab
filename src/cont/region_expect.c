/* Expectations of polynomials over polyhedra: one type after the other is integrated out. */
#include "cont/region.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/interim_impl.h"

/* Parts that one expectation may come to. */
#define PART_LIMIT 1000000L

typedef struct
{
    xp_piecewise_struct *sum;
    const xp_continuous_struct *model;
    const fmpq_mpoly_ctx_struct *context;
    xp_piecewise_struct *density;
    slong kept;
    slong parts;
} work_t;

/* f(..., x_agent = the affine function of bound, ...). */
static void substitute(fmpq_mpoly_t result, const fmpq_mpoly_t f, const fmpq *bound, slong agent,
                       const work_t *work)
{
    slong n = work->model->agent_count, v, i;
    fmpq_mpoly_struct **variable = xp_malloc((size_t) (n + 1) * sizeof(fmpq_mpoly_struct *));
    fmpq_mpoly_struct *room = xp_malloc((size_t) (n + 1) * sizeof(fmpq_mpoly_struct));
    fmpq_mpoly_t term;

    fmpq_mpoly_init(term, work->context);
    for (v = 0; v <= n; v++)
    {
        variable[v] = room + v;
        fmpq_mpoly_init(room + v, work->context);
        fmpq_mpoly_gen(room + v, v, work->context);
    }
    fmpq_mpoly_set_fmpq(room + agent, bound + n, work->context);
    for (i = 0; i < n; i++)
    {
        fmpq_mpoly_gen(term, i, work->context);
        fmpq_mpoly_scalar_mul_fmpq(term, term, bound + i, work->context);
        fmpq_mpoly_add(room + agent, room + agent, term, work->context);
    }
    fmpq_mpoly_compose_fmpq_mpoly(result, f, variable, work->context, work->context);
    for (v = 0; v <= n; v++)
        fmpq_mpoly_clear(room + v, work->context);
    fmpq_mpoly_clear(term, work->context);
    free(variable);
    free(room);
}

/*
 * The bounds of x_agent in a region, as affine functions of the other types: those of the rows in
 * which it has this sign, and the constant.  count + 1 of them, one behind the other.
 */
static fmpq *list_bounds(slong *count, const xp_region_t region, slong agent, int sign,
                         const fmpq_t constant)
{
    slong width = region->n + 1, r, i, k = 0;
    fmpq *bound = _fmpq_vec_init((region->count + 1) * width);

    fmpq_set(bound + region->n, constant);
    for (r = 0; r < region->count; r++)
    {
        const fmpq *row = region->row + r * width;

        if (fmpq_sgn(row + agent) != sign)
            continue;
        k++;
        for (i = 0; i < width; i++)
            if (i != agent)
            {
                fmpq_div(bound + k * width + i, row + i, row + agent);
                fmpq_neg(bound + k * width + i, bound + k * width + i);
            }
    }
    *count = k + 1;
    return bound;
}

/* Adds a - b >= 0. */
static void add_difference(xp_region_t region, const fmpq *a, const fmpq *b)
{
    slong width = region->n + 1;
    fmpq *row = _fmpq_vec_init(width);
    slong i;

    for (i = 0; i < width; i++)
        fmpq_sub(row + i, a + i, b + i);
    xp_region_add(region, row, 1, 0);
    _fmpq_vec_clear(row, width);
}

static int is_same(const fmpq *a, const fmpq *b, slong width)
{
    slong i = 0;

    while (i < width && fmpq_equal(a + i, b + i))
        i++;
    return i == width;
}

/* Where bound a is the largest (sign 1) or least (-1) of several; equal ones count once. */
static int add_extreme(xp_region_t region, const fmpq *bound, slong count, slong a, int sign)
{
    slong width = region->n + 1, k;

    for (k = 0; k < count; k++)
    {
        const fmpq *one = bound + a * width, *other = bound + k * width;

        if (k == a)
            continue;
        if (is_same(one, other, width))
        {
            if (k < a)
                return 0;
            continue;
        }
        add_difference(region, sign > 0 ? one : other, sign > 0 ? other : one);
    }
    return 1;
}

static xp_status_t expect_from(work_t *work, const xp_region_t region, const fmpq_mpoly_t f,
                               slong agent, xp_error_t error);

/* The part between lower bound a and upper bound b. */
static xp_status_t expect_between(work_t *work, const xp_region_t rest, const fmpq *lower,
                                  slong lowers, slong a, const fmpq *upper, slong uppers, slong b,
                                  const fmpq_mpoly_t primitive, slong agent, xp_error_t error)
{
    slong width = rest->n + 1;
    xp_status_t status = XP_OK;
    fmpq_mpoly_t high, low;
    xp_region_t part;

    xp_region_init(part, rest->n);
    xp_region_set(part, rest);
    fmpq_mpoly_init(high, work->context);
    fmpq_mpoly_init(low, work->context);
    if (add_extreme(part, lower, lowers, a, 1) && add_extreme(part, upper, uppers, b, -1))
    {
        add_difference(part, upper + b * width, lower + a * width);
        if (xp_region_reduce(part, work->model))
        {
            substitute(high, primitive, upper + b * width, agent, work);
            substitute(low, primitive, lower + a * width, agent, work);
            fmpq_mpoly_sub(high, high, low, work->context);
            status = expect_from(work, part, high, agent + 1, error);
        }
    }
    fmpq_mpoly_clear(high, work->context);
    fmpq_mpoly_clear(low, work->context);
    xp_region_clear(part);
    return status;
}

/* d(x_agent), a polynomial of one variable, in the context. */
static void lift(fmpq_mpoly_t result, const fmpq_poly_t d, slong agent, const work_t *work)
{
    ulong *exponent = xp_calloc((size_t) work->model->agent_count + 1, sizeof(ulong));
    fmpq_t coefficient;
    slong k;

    fmpq_init(coefficient);
    fmpq_mpoly_zero(result, work->context);
    for (k = 0; k < fmpq_poly_length(d); k++)
    {
        fmpq_poly_get_coeff_fmpq(coefficient, d, k);
        exponent[agent] = (ulong) k;
        fmpq_mpoly_set_coeff_fmpq_ui(result, coefficient, exponent, work->context);
    }
    fmpq_clear(coefficient);
    free(exponent);
}

/* Integrates x_agent out over one piece of its density. */
static xp_status_t expect_piece(work_t *work, const xp_region_t region, const fmpq_mpoly_t f,
                                slong agent, slong piece, xp_error_t error)
{
    const xp_piecewise_struct *density = work->density + agent;
    slong width = region->n + 1, lowers, uppers, a, b, r;
    fmpq *lower = list_bounds(&lowers, region, agent, 1, density->knot + piece);
    fmpq *upper = list_bounds(&uppers, region, agent, -1, density->knot + piece + 1);
    xp_status_t status = XP_OK;
    fmpq_mpoly_t primitive;
    xp_region_t rest;

    fmpq_mpoly_init(primitive, work->context);
    lift(primitive, density->piece + piece, agent, work);
    fmpq_mpoly_mul(primitive, primitive, f, work->context);
    fmpq_mpoly_integral(primitive, primitive, agent, work->context);
    xp_region_init(rest, region->n);
    for (r = 0; r < region->count; r++)
        if (fmpq_is_zero(region->row + r * width + agent))
            xp_region_add(rest, region->row + r * width, 1, 0);
    if (!fmpq_mpoly_is_zero(primitive, work->context))
        for (a = 0; a < lowers && status == XP_OK; a++)
            for (b = 0; b < uppers && status == XP_OK; b++)
                status = expect_between(work, rest, lower, lowers, a, upper, uppers, b, primitive,
                                        agent, error);
    xp_region_clear(rest);
    fmpq_mpoly_clear(primitive, work->context);
    _fmpq_vec_clear(lower, (region->count + 1) * width);
    _fmpq_vec_clear(upper, (region->count + 1) * width);
    return status;
}

/* f as a polynomial in the type that is kept; nothing else is left in it. */
static void drop_variables(fmpq_poly_t result, const fmpq_mpoly_t f, const work_t *work)
{
    ulong *exponent = xp_calloc((size_t) work->model->agent_count + 1, sizeof(ulong));
    fmpq_t coefficient;
    slong k;

    fmpq_init(coefficient);
    fmpq_poly_zero(result);
    for (k = 0; k < fmpq_mpoly_length(f, work->context); k++)
    {
        fmpq_mpoly_get_term_exp_ui(exponent, f, k, work->context);
        fmpq_mpoly_get_term_coeff_fmpq(coefficient, f, k, work->context);
        fmpq_poly_set_coeff_fmpq(result, (slong) exponent[work->kept], coefficient);
    }
    fmpq_clear(coefficient);
    free(exponent);
}

/* Adds f on what the region leaves of the kept type's interval. */
static void add_part(work_t *work, const xp_region_t region, const fmpq_mpoly_t f)
{
    const xp_interval_agent_struct *agent = work->model->agent + work->kept;
    slong width = region->n + 1, r;
    xp_piecewise_t part;
    fmpq_poly_t poly;
    fmpq_t low, high, bound, zero;

    fmpq_init(low);
    fmpq_init(high);
    fmpq_init(bound);
    fmpq_init(zero);
    fmpq_poly_init(poly);
    xp_piecewise_init(part);
    fmpq_set(low, agent->low);
    fmpq_set(high, agent->high);
    for (r = 0; r < region->count; r++)
    {
        const fmpq *row = region->row + r * width;

        fmpq_div(bound, row + region->n, row + work->kept);
        fmpq_neg(bound, bound);
        if (fmpq_sgn(row + work->kept) > 0 && fmpq_cmp(bound, low) > 0)
            fmpq_set(low, bound);
        if (fmpq_sgn(row + work->kept) < 0 && fmpq_cmp(bound, high) < 0)
            fmpq_set(high, bound);
    }
    if (fmpq_cmp(low, high) < 0)
    {
        drop_variables(poly, f, work);
        xp_piecewise_set_poly(part, low, high, poly);
        xp_piecewise_set_domain(part, agent->low, agent->high, zero, zero);
        xp_piecewise_add(work->sum, work->sum, part);
    }
    xp_piecewise_clear(part);
    fmpq_poly_clear(poly);
    fmpq_clear(low);
    fmpq_clear(high);
    fmpq_clear(bound);
    fmpq_clear(zero);
}

/* Integrates the types of this agent and those behind it out. */
static xp_status_t expect_from(work_t *work, const xp_region_t region, const fmpq_mpoly_t f,
                               slong agent, xp_error_t error)
{
    xp_status_t status = XP_OK;
    slong piece;

    if (++work->parts > PART_LIMIT)
    {
        xp_error_set(error, "an expectation over the cells of the rule comes to more than %ld "
                            "parts",
                     PART_LIMIT);
        return XP_LIMIT;
    }
    if (agent == work->kept)
        agent++;
    if (agent >= work->model->agent_count)
    {
        add_part(work, region, f);
        return XP_OK;
    }
    for (piece = 0; piece < work->density[agent].count && status == XP_OK; piece++)
        status = expect_piece(work, region, f, agent, piece, error);
    return status;
}

xp_status_t xp_region_expect(xp_piecewise_t h, const xp_region_t region, const fmpq_mpoly_t f,
                             const fmpq_mpoly_ctx_t context, const xp_continuous_t model,
                             slong kept, xp_error_t error)
{
    slong n = model->agent_count, i;
    xp_piecewise_struct *density = xp_malloc((size_t) n * sizeof(xp_piecewise_struct));
    xp_status_t status = XP_OK;
    xp_piecewise_t sum;
    xp_region_t whole;
    work_t work = {sum, model, context, density, kept, 0};

    xp_piecewise_init(sum);
    xp_piecewise_set(sum, h);
    xp_region_init(whole, n);
    xp_region_set(whole, region);
    for (i = 0; i < n; i++)
    {
        xp_piecewise_init(density + i);
        xp_interim_density(density + i, model->agent[i].distribution);
    }
    if (xp_region_reduce(whole, model))
        status = expect_from(&work, whole, f, 0, error);
    if (status == XP_OK)
    {
        xp_piecewise_canonicalise(sum);
        xp_piecewise_swap(h, sum);
    }
    for (i = 0; i < n; i++)
        xp_piecewise_clear(density + i);
    free(density);
    xp_region_clear(whole);
    xp_piecewise_clear(sum);
    return status;
}
