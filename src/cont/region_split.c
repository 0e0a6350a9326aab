/* Conditions and formulas over polyhedra: affine comparisons split them. */
#include "cont/region.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/region_row.h"

/* The largest power of a formula by pieces. */
#define POWER_LIMIT 100

int xp_region_row(fmpq *row, const fmpq_mpoly_t p, slong n, const fmpq_mpoly_ctx_t context)
{
    ulong *exponent = xp_calloc((size_t) n + 1, sizeof(ulong));
    int affine = fmpq_mpoly_total_degree_si(p, context) <= 1;
    slong k, i, place;

    for (i = 0; i <= n; i++)
        fmpq_zero(row + i);
    for (k = 0; k < fmpq_mpoly_length(p, context) && affine; k++)
    {
        fmpq_mpoly_get_term_exp_ui(exponent, p, k, context);
        place = n;
        for (i = 0; i < n; i++)
            if (exponent[i] > 0)
                place = i;
        affine = exponent[n] == 0;
        fmpq_mpoly_get_term_coeff_fmpq(row + place, p, k, context);
    }
    free(exponent);
    return affine;
}

static xp_status_t refuse(xp_error_t error, const char *what)
{
    xp_error_set(error, "%s: types on intervals need comparisons that are affine in the types, and "
                        "values, payments and costs that are polynomials between them", what);
    return XP_REFUSED;
}

/* Single types would decide about reports and profiles that no expectation sees. */
static xp_status_t refuse_equality(xp_error_t error)
{
    xp_error_set(error, "a condition singles out one type (by == or !=, or by bounds that meet): "
                        "over types on intervals it would have probability 0, and yet be a report; "
                        "leave it out, and compare by <, <=, > or >=");
    return XP_REFUSED;
}

/* Adds region and row, turned for sign < 0, unless nothing is left. */
static xp_status_t add_part(xp_pieces_t pieces, const xp_region_t region, const fmpq *row,
                            int sign, int strict, const xp_continuous_t model, xp_error_t error)
{
    xp_status_t status = XP_OK;
    xp_region_width_t width;
    xp_region_t part;

    xp_region_init(part, region->n);
    xp_region_set(part, region);
    xp_region_add(part, row, sign, strict);
    width = xp_region_width(part, model);
    if (width == XP_REGION_SINGLE && !pieces->ties)
        status = refuse_equality(error);
    else if (width == XP_REGION_WIDE && xp_region_reduce(part, model))
        xp_pieces_add(pieces, part, NULL);
    xp_region_clear(part);
    return status;
}

/* Splits by difference >= 0, or > 0 where strict; the difference is not 0 everywhere. */
static xp_status_t split_by(xp_pieces_t yes, xp_pieces_t no, const xp_region_t region,
                            const fmpq_mpoly_t difference, int strict,
                            const xp_continuous_t model, xp_error_t error)
{
    slong n = model->agent_count;
    fmpq *row = _fmpq_vec_init(n + 1);
    xp_status_t status = xp_region_row(row, difference, n, yes->context)
                             ? XP_OK
                             : refuse(error, "a comparison is not affine");

    if (status == XP_OK)
        status = add_part(yes, region, row, 1, strict, model, error);
    if (status == XP_OK)
        status = add_part(no, region, row, -1, !strict, model, error);
    _fmpq_vec_clear(row, n + 1);
    return status;
}

/* left - right on a region, by pieces. */
static xp_status_t subtract(xp_pieces_t difference, const xp_region_t region,
                            const xp_expression_struct *left, const xp_expression_struct *right,
                            const xp_continuous_t model, xp_error_t error)
{
    xp_pool_t pool;
    xp_status_t status;

    xp_pool_init(pool);
    status = xp_region_pieces(difference, region,
                              xp_expression_binary(pool, XP_EXPRESSION_SUB, left, right), model,
                              error);
    xp_pool_clear(pool);
    return status;
}

/* LT, LE, GT, GE; EQ and NE of constants only. */
static xp_status_t split_comparison(xp_pieces_t yes, xp_pieces_t no, const xp_region_t region,
                                    const xp_expression_struct *e, const xp_continuous_t model,
                                    xp_error_t error)
{
    int less = e->kind == XP_EXPRESSION_LT || e->kind == XP_EXPRESSION_LE;
    xp_pieces_t difference;
    xp_status_t status;
    slong k;

    xp_pieces_init(difference, yes->context);
    difference->ties = yes->ties;
    status = subtract(difference, region, e->child[less], e->child[1 - less], model, error);
    for (k = 0; k < difference->count && status == XP_OK; k++)
    {
        const fmpq_mpoly_struct *d = difference->poly + k;
        int zero = fmpq_mpoly_is_zero(d, yes->context);

        if (e->kind == XP_EXPRESSION_EQ || e->kind == XP_EXPRESSION_NE)
        {
            if (!zero && !fmpq_mpoly_is_fmpq(d, yes->context))
                status = refuse_equality(error);
            else
                xp_pieces_add(zero == (e->kind == XP_EXPRESSION_EQ) ? yes : no,
                              difference->region + k, NULL);
        }
        else if (zero)
            xp_pieces_add(e->kind == XP_EXPRESSION_LE || e->kind == XP_EXPRESSION_GE ? yes : no,
                          difference->region + k, NULL);
        else
            status = split_by(yes, no, difference->region + k, d,
                              e->kind == XP_EXPRESSION_LT || e->kind == XP_EXPRESSION_GT, model,
                              error);
    }
    xp_pieces_clear(difference);
    return status;
}

static void move_all(xp_pieces_t to, const xp_pieces_t from)
{
    slong k;

    for (k = 0; k < from->count; k++)
        xp_pieces_add(to, from->region + k, from->poly + k);
}

/* a and b: where a holds, by b; a or b: where a does not. */
static xp_status_t split_pair(xp_pieces_t yes, xp_pieces_t no, const xp_region_t region,
                              const xp_expression_struct *e, const xp_continuous_t model,
                              xp_error_t error)
{
    int both = e->kind == XP_EXPRESSION_AND;
    xp_pieces_t holds, fails;
    xp_status_t status;
    slong k;

    xp_pieces_init(holds, yes->context);
    xp_pieces_init(fails, yes->context);
    holds->ties = fails->ties = yes->ties;
    status = xp_region_split(holds, fails, region, e->child[0], model, error);
    if (status == XP_OK)
        move_all(both ? no : yes, both ? fails : holds);
    for (k = 0; k < (both ? holds : fails)->count && status == XP_OK; k++)
        status = xp_region_split(yes, no, (both ? holds : fails)->region + k, e->child[1], model,
                                 error);
    xp_pieces_clear(holds);
    xp_pieces_clear(fails);
    return status;
}

xp_status_t xp_region_split(xp_pieces_t yes, xp_pieces_t no, const xp_region_t region,
                            const xp_expression_struct *condition, const xp_continuous_t model,
                            xp_error_t error)
{
    switch (condition->kind)
    {
    case XP_EXPRESSION_AND:
    case XP_EXPRESSION_OR:
        return split_pair(yes, no, region, condition, model, error);
    case XP_EXPRESSION_NOT:
        return xp_region_split(no, yes, region, condition->child[0], model, error);
    default:
        return split_comparison(yes, no, region, condition, model, error);
    }
}

/* z = a op b; 0 when it is no polynomial. */
static int combine(fmpq_mpoly_t z, const xp_expression_struct *e, const fmpq_mpoly_t a,
                   const fmpq_mpoly_t b, const fmpq_mpoly_ctx_t context)
{
    int good = 1;
    fmpq_t c;

    switch (e->kind)
    {
    case XP_EXPRESSION_ADD:
        fmpq_mpoly_add(z, a, b, context);
        return 1;
    case XP_EXPRESSION_SUB:
        fmpq_mpoly_sub(z, a, b, context);
        return 1;
    case XP_EXPRESSION_MUL:
        fmpq_mpoly_mul(z, a, b, context);
        return 1;
    default:
        break;
    }
    if (!fmpq_mpoly_is_fmpq(b, context))
        return 0;
    fmpq_init(c);
    fmpq_mpoly_get_fmpq(c, b, context);
    if (e->kind == XP_EXPRESSION_DIV)
    {
        good = !fmpq_is_zero(c);
        if (good)
            fmpq_mpoly_scalar_div_fmpq(z, a, c, context);
    }
    else
    {
        good = fmpz_is_one(fmpq_denref(c)) && fmpq_sgn(c) >= 0
               && fmpz_cmp_ui(fmpq_numref(c), POWER_LIMIT) <= 0;
        if (good)
            good = fmpq_mpoly_pow_ui(z, a, fmpz_get_ui(fmpq_numref(c)), context);
    }
    fmpq_clear(c);
    return good;
}

/* + - * / ^: the pieces of the left side, and on each those of the right. */
static xp_status_t add_binary(xp_pieces_t pieces, const xp_region_t region,
                              const xp_expression_struct *e, const xp_continuous_t model,
                              xp_error_t error)
{
    xp_pieces_t left, right;
    xp_status_t status;
    fmpq_mpoly_t value;
    slong k, l;

    fmpq_mpoly_init(value, pieces->context);
    xp_pieces_init(left, pieces->context);
    status = xp_region_pieces(left, region, e->child[0], model, error);
    for (k = 0; k < left->count && status == XP_OK; k++)
    {
        xp_pieces_init(right, pieces->context);
        status = xp_region_pieces(right, left->region + k, e->child[1], model, error);
        for (l = 0; l < right->count && status == XP_OK; l++)
            if (combine(value, e, left->poly + k, right->poly + l, pieces->context))
                xp_pieces_add(pieces, right->region + l, value);
            else
                status = refuse(error, "a formula is not polynomial");
        xp_pieces_clear(right);
    }
    xp_pieces_clear(left);
    fmpq_mpoly_clear(value, pieces->context);
    return status;
}

static xp_status_t add_negative(xp_pieces_t pieces, const xp_region_t region,
                                const xp_expression_struct *e, const xp_continuous_t model,
                                xp_error_t error)
{
    slong first = pieces->count, k;
    xp_status_t status = xp_region_pieces(pieces, region, e->child[0], model, error);

    for (k = first; k < pieces->count; k++)
        fmpq_mpoly_neg(pieces->poly + k, pieces->poly + k, pieces->context);
    return status;
}

/* if(c, a, b): a where c holds, b elsewhere; ties: both are the same on the border. */
static xp_status_t add_choice(xp_pieces_t pieces, const xp_region_t region,
                              const xp_expression_struct *condition,
                              const xp_expression_struct *a, const xp_expression_struct *b,
                              int ties, const xp_continuous_t model, xp_error_t error)
{
    xp_pieces_t yes, no;
    xp_status_t status;
    slong k;

    xp_pieces_init(yes, pieces->context);
    xp_pieces_init(no, pieces->context);
    yes->ties = no->ties = ties;
    status = xp_region_split(yes, no, region, condition, model, error);
    for (k = 0; k < yes->count && status == XP_OK; k++)
        status = xp_region_pieces(pieces, yes->region + k, a, model, error);
    for (k = 0; k < no->count && status == XP_OK; k++)
        status = xp_region_pieces(pieces, no->region + k, b, model, error);
    xp_pieces_clear(yes);
    xp_pieces_clear(no);
    return status;
}

/* max(a, b, ...) is if(a >= max(b, ...), a, max(b, ...)), min and abs alike. */
static xp_status_t add_extreme(xp_pieces_t pieces, const xp_region_t region,
                               const xp_expression_struct *e, const xp_continuous_t model,
                               xp_error_t error)
{
    const xp_expression_struct *first = e->child[0], *rest;
    xp_expression_kind_t sign = e->kind == XP_EXPRESSION_MIN ? XP_EXPRESSION_LE
                                                             : XP_EXPRESSION_GE;
    xp_status_t status;
    xp_pool_t pool;

    if (e->child_count == 1 && e->kind != XP_EXPRESSION_ABS)
        return xp_region_pieces(pieces, region, first, model, error);
    xp_pool_init(pool);
    if (e->kind == XP_EXPRESSION_ABS)
        rest = xp_expression_unary(pool, XP_EXPRESSION_NEGATE, first);
    else
        rest = xp_expression_node(pool, e->kind, e->child + 1, e->child_count - 1);
    status = add_choice(pieces, region, xp_expression_binary(pool, sign, first, rest), first, rest,
                        1, model, error);
    xp_pool_clear(pool);
    return status;
}

xp_status_t xp_region_pieces(xp_pieces_t pieces, const xp_region_t region,
                             const xp_expression_struct *e, const xp_continuous_t model,
                             xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_mpoly_t value;

    fmpq_mpoly_init(value, pieces->context);
    if (xp_expression_mpoly(value, e, pieces->context))
        xp_pieces_add(pieces, region, value);
    else
        switch (e->kind)
        {
        case XP_EXPRESSION_NEGATE:
            status = add_negative(pieces, region, e, model, error);
            break;
        case XP_EXPRESSION_ADD:
        case XP_EXPRESSION_SUB:
        case XP_EXPRESSION_MUL:
        case XP_EXPRESSION_DIV:
        case XP_EXPRESSION_POW:
            status = add_binary(pieces, region, e, model, error);
            break;
        case XP_EXPRESSION_MIN:
        case XP_EXPRESSION_MAX:
        case XP_EXPRESSION_ABS:
            status = add_extreme(pieces, region, e, model, error);
            break;
        case XP_EXPRESSION_IF:
            status = add_choice(pieces, region, e->child[0], e->child[1], e->child[2],
                                pieces->ties, model, error);
            break;
        default:
            status = refuse(error, "a formula is not polynomial");
            break;
        }
    fmpq_mpoly_clear(value, pieces->context);
    return status;
}
