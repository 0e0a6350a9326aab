/* Profits of prices; levels and ends of ironed intervals as roots of resultants. */
#include "cont/ironing.h"

/* Resultants of a higher degree are not made; roots of a higher degree are not exact numbers. */
#define DEGREE_LIMIT 40
#define EXACT_DEGREE 8
#define PIECE_LIMIT 8
#define BITS 128

void xp_profit_init(xp_profit_t profit)
{
    xp_piecewise_init(profit->reach);
    xp_piecewise_init(profit->take);
}

void xp_profit_clear(xp_profit_t profit)
{
    xp_piecewise_clear(profit->reach);
    xp_piecewise_clear(profit->take);
}

void xp_profit_set(xp_profit_t profit, const xp_virtual_value_t value, const fmpq_t low,
                   const fmpq_t high)
{
    fmpq_t zero, one;
    fmpq_poly_t v;
    slong k;

    fmpq_init(zero);
    fmpq_init(one);
    fmpq_poly_init(v);
    fmpq_one(one);
    fmpq_poly_set_coeff_fmpq(v, 0, value->constant);
    fmpq_poly_set_coeff_fmpq(v, 1, value->slope);
    xp_piecewise_set(profit->reach, value->cdf);
    xp_piecewise_set_domain(profit->reach, low, high, zero, one);
    for (k = 0; k < profit->reach->count; k++)
    {
        fmpq_poly_neg(profit->reach->piece + k, profit->reach->piece + k);
        fmpq_poly_add_fmpq(profit->reach->piece + k, profit->reach->piece + k, one);
    }
    xp_piecewise_set(profit->take, profit->reach);
    for (k = 0; k < profit->take->count; k++)
        fmpq_poly_mul(profit->take->piece + k, profit->take->piece + k, v);
    fmpq_clear(zero);
    fmpq_clear(one);
    fmpq_poly_clear(v);
}

void xp_profit_maximum(xp_real_t most, xp_real_t where, const xp_profit_t profit, const fmpq_t s,
                       int last, slong degree_limit)
{
    xp_piecewise_t loss;
    xp_real_t least, zero;
    fmpq_t minus, none;

    xp_piecewise_init(loss);
    xp_real_init(least);
    xp_real_init(zero);
    fmpq_init(minus);
    fmpq_init(none);
    fmpq_set_si(minus, -1, 1);
    xp_piecewise_scalar_mul(loss, profit->reach, s);
    xp_piecewise_sub(loss, loss, profit->take);
    if (last)
        xp_piecewise_compose_affine(loss, loss, minus, none);
    xp_piecewise_minimum(least, where, loss, degree_limit, XP_IRONING_PRECISION);
    if (last)
        xp_real_sub(where, zero, where, XP_REAL_DEGREE, XP_IRONING_PRECISION);
    xp_real_sub(most, zero, least, XP_REAL_DEGREE, XP_IRONING_PRECISION);
    fmpq_clear(minus);
    fmpq_clear(none);
    xp_real_clear(least);
    xp_real_clear(zero);
    xp_piecewise_clear(loss);
}

void xp_ironing_between(xp_real_t x, const xp_real_t a, const xp_real_t b)
{
    arb_t left, right;

    arb_init(left);
    arb_init(right);
    xp_real_get_arb(left, a, XP_IRONING_PRECISION);
    xp_real_get_arb(right, b, XP_IRONING_PRECISION);
    arb_union(left, left, right, XP_IRONING_PRECISION);
    xp_real_set_arb(x, left);
    arb_clear(left);
    arb_clear(right);
}

/*
 * Where the optimal type of a window stays while the cost goes from low to high: strictly inside
 * piece k (is_inside), between from and to; or at one point, from = to.
 */
typedef struct
{
    int is_inside;
    slong piece;
    fmpq_t from;
    fmpq_t to;
} place_t;

static void init_place(place_t *place)
{
    fmpq_init(place->from);
    fmpq_init(place->to);
}

static void clear_place(place_t *place)
{
    fmpq_clear(place->from);
    fmpq_clear(place->to);
}

/* Bounds, that of a rational being itself. */
static int bound(fmpq_t low, fmpq_t high, const xp_real_t x)
{
    if (x->kind != XP_REAL_RATIONAL)
        return xp_real_bounds(low, high, x, BITS);
    fmpq_set(low, x->rational);
    fmpq_set(high, x->rational);
    return 1;
}

static int find_place(place_t *place, const xp_profit_t profit, const fmpq_t low,
                      const fmpq_t high)
{
    const xp_piecewise_struct *reach = profit->reach;
    xp_real_t most, left, right;
    fmpq_t rest;
    int good;

    xp_real_init(most);
    xp_real_init(left);
    xp_real_init(right);
    fmpq_init(rest);
    xp_profit_maximum(most, left, profit, low, 0, XP_REAL_DEGREE);
    xp_profit_maximum(most, right, profit, high, 0, XP_REAL_DEGREE);
    good = bound(place->from, rest, left) && bound(rest, place->to, right);
    if (good && fmpq_equal(place->from, place->to))
        place->is_inside = 0;
    else if (good)
    {
        place->is_inside = 1;
        place->piece = xp_piecewise_find(reach, place->from);
        good = fmpq_cmp(place->from, reach->knot + place->piece) > 0
               && fmpq_cmp(place->to, reach->knot + place->piece + 1) < 0;
    }
    fmpq_clear(rest);
    xp_real_clear(most);
    xp_real_clear(left);
    xp_real_clear(right);
    return good;
}

/* Variables of the polynomials: cost s, type t, profit y. */
enum
{
    COST,
    TYPE,
    PROFIT,
    VARIABLES
};

/* h = h + f(variable) times s^power. */
static void add_poly(fmpq_mpoly_t h, const fmpq_poly_t f, slong variable, ulong power,
                     const fmpq_mpoly_ctx_t context)
{
    ulong exponent[VARIABLES] = {0};
    fmpq_t c, old;
    slong k;

    fmpq_init(c);
    fmpq_init(old);
    for (k = 0; k < fmpq_poly_length(f); k++)
    {
        exponent[COST] = power;
        exponent[variable] = (ulong) k;
        fmpq_poly_get_coeff_fmpq(c, f, k);
        fmpq_mpoly_get_coeff_fmpq_ui(old, h, exponent, context);
        fmpq_add(c, c, old);
        fmpq_mpoly_set_coeff_fmpq_ui(h, c, exponent, context);
    }
    fmpq_clear(c);
    fmpq_clear(old);
}

/* h = G_s(t), or its derivative by t, on one piece. */
static void set_profit(fmpq_mpoly_t h, const xp_profit_t profit, slong piece, int derivative,
                       const fmpq_mpoly_ctx_t context)
{
    fmpq_poly_t f;

    fmpq_poly_init(f);
    fmpq_mpoly_zero(h, context);
    fmpq_poly_set(f, profit->take->piece + piece);
    if (derivative)
        fmpq_poly_derivative(f, f);
    add_poly(h, f, TYPE, 0, context);
    fmpq_poly_neg(f, profit->reach->piece + piece);
    if (derivative)
        fmpq_poly_derivative(f, f);
    add_poly(h, f, TYPE, 1, context);
    fmpq_poly_clear(f);
}

/* h(s, y) is 0 where y is the largest profit of the window at cost s. */
static int set_envelope(fmpq_mpoly_t h, const xp_profit_t profit, const place_t *place,
                        const fmpq_mpoly_ctx_t context)
{
    fmpq_mpoly_t g, slope, y;
    fmpq_t value;
    slong k;
    int good = 1;

    fmpq_mpoly_init(g, context);
    fmpq_mpoly_init(slope, context);
    fmpq_mpoly_init(y, context);
    fmpq_init(value);
    fmpq_mpoly_gen(y, PROFIT, context);
    k = place->is_inside ? place->piece : xp_piecewise_find(profit->reach, place->from);
    if (place->is_inside)
    {
        set_profit(g, profit, k, 0, context);
        set_profit(slope, profit, k, 1, context);
        fmpq_mpoly_sub(g, g, y, context);
        good = fmpq_poly_degree(profit->reach->piece + k) <= PIECE_LIMIT
               && fmpq_mpoly_resultant(h, g, slope, TYPE, context);
    }
    else
    {
        /* linear in s: take - s reach - y at the point */
        fmpq_mpoly_gen(g, COST, context);
        xp_piecewise_evaluate(value, profit->reach, place->from);
        fmpq_mpoly_scalar_mul_fmpq(g, g, value, context);
        fmpq_mpoly_add(g, g, y, context);
        xp_piecewise_evaluate(value, profit->take, place->from);
        fmpq_mpoly_sub_fmpq(h, g, value, context);
    }
    fmpq_clear(value);
    fmpq_mpoly_clear(y, context);
    fmpq_mpoly_clear(slope, context);
    fmpq_mpoly_clear(g, context);
    return good;
}

/* The only root between low and high of a polynomial in one variable, when it has one. */
static int find_root(xp_real_t root, const fmpq_mpoly_t h, slong variable, const fmpq_t low,
                     const fmpq_t high, const fmpq_mpoly_ctx_t context)
{
    ulong exponent[VARIABLES];
    xp_piecewise_t f;
    xp_signs_t signs;
    fmpq_poly_t p;
    fmpq_t c;
    slong k;
    int good;

    fmpq_poly_init(p);
    fmpq_init(c);
    for (k = 0; k < fmpq_mpoly_length(h, context); k++)
    {
        fmpq_mpoly_get_term_coeff_fmpq(c, h, k, context);
        fmpq_mpoly_get_term_exp_ui(exponent, h, k, context);
        fmpq_poly_set_coeff_fmpq(p, (slong) exponent[variable], c);
    }
    good = fmpq_poly_degree(p) >= 1 && fmpq_poly_degree(p) <= DEGREE_LIMIT
           && fmpq_cmp(low, high) < 0;
    if (good)
    {
        xp_piecewise_init(f);
        xp_signs_init(signs);
        xp_piecewise_set_poly(f, low, high, p);
        xp_piecewise_signs(signs, f);
        good = signs->count == 1
               && (signs->root->kind != XP_REAL_ALGEBRAIC
                   || qqbar_degree(signs->root->algebraic) <= EXACT_DEGREE);
        if (good)
            xp_real_set(root, signs->root);
        xp_signs_clear(signs);
        xp_piecewise_clear(f);
    }
    fmpq_clear(c);
    fmpq_poly_clear(p);
    return good;
}

int xp_ironing_exact_level(xp_real_t level, const xp_profit_t a, const xp_profit_t b,
                           const fmpq_t low, const fmpq_t high)
{
    fmpq_mpoly_ctx_t context;
    fmpq_mpoly_t left, right, h;
    place_t from, to;
    int good;

    fmpq_mpoly_ctx_init(context, VARIABLES, ORD_LEX);
    fmpq_mpoly_init(left, context);
    fmpq_mpoly_init(right, context);
    fmpq_mpoly_init(h, context);
    init_place(&from);
    init_place(&to);
    good = find_place(&from, a, low, high) && find_place(&to, b, low, high)
           && set_envelope(left, a, &from, context) && set_envelope(right, b, &to, context)
           && fmpq_mpoly_resultant(h, left, right, PROFIT, context)
           && find_root(level, h, COST, low, high, context);
    clear_place(&from);
    clear_place(&to);
    fmpq_mpoly_clear(left, context);
    fmpq_mpoly_clear(right, context);
    fmpq_mpoly_clear(h, context);
    fmpq_mpoly_ctx_clear(context);
    return good;
}

/* h(t) = the resultant by s of the least polynomial of the level and the derivative of G_s. */
static int set_condition(fmpq_mpoly_t h, const xp_profit_t profit, slong piece,
                         const xp_real_t level, const fmpq_mpoly_ctx_t context)
{
    fmpq_mpoly_t slope, least;
    fmpz_poly_t minimal;
    fmpq_poly_t p;
    fmpq_t low, high;
    int good;

    fmpq_mpoly_init(slope, context);
    fmpq_mpoly_init(least, context);
    fmpz_poly_init(minimal);
    fmpq_poly_init(p);
    fmpq_init(low);
    fmpq_init(high);
    xp_real_minimal_polynomial(minimal, low, high, level);
    fmpq_poly_set_fmpz_poly(p, minimal);
    add_poly(least, p, COST, 0, context);
    set_profit(slope, profit, piece, 1, context);
    good = fmpz_poly_degree(minimal) * fmpq_poly_degree(profit->reach->piece + piece)
               <= DEGREE_LIMIT
           && fmpq_mpoly_resultant(h, slope, least, COST, context);
    fmpq_clear(low);
    fmpq_clear(high);
    fmpq_poly_clear(p);
    fmpz_poly_clear(minimal);
    fmpq_mpoly_clear(slope, context);
    fmpq_mpoly_clear(least, context);
    return good;
}

int xp_ironing_exact_type(xp_real_t type, const xp_profit_t profit, const xp_real_t level,
                          const fmpq_t low, const fmpq_t high)
{
    fmpq_mpoly_ctx_t context;
    fmpq_mpoly_t h;
    place_t place;
    int good;

    fmpq_mpoly_ctx_init(context, VARIABLES, ORD_LEX);
    fmpq_mpoly_init(h, context);
    init_place(&place);
    good = find_place(&place, profit, low, high);
    if (good && !place.is_inside)
        xp_real_set_fmpq(type, place.from);
    else if (good)
        good = set_condition(h, profit, place.piece, level, context)
               && find_root(type, h, TYPE, place.from, place.to, context);
    clear_place(&place);
    fmpq_mpoly_clear(h, context);
    fmpq_mpoly_ctx_clear(context);
    return good;
}
