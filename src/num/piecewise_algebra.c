/* Piecewise polynomials: sums, products, substitution, derivative and primitive. */
#include <expost/num/piecewise.h>

#include <assert.h>

#include "num/piecewise_impl.h"
#include "num/poly.h"

typedef void (*operation_t)(fmpq_poly_t h, const fmpq_poly_t f, const fmpq_poly_t g);

/* h = the operation on each interval between neighbours among the knots of both. */
static void combine(xp_piecewise_t h, const xp_piecewise_t f, const xp_piecewise_t g,
                    operation_t operation)
{
    xp_piecewise_t result;
    slong i = 0, j = 0, count = 0;

    assert(f->count > 0 && g->count > 0 && fmpq_equal(f->knot, g->knot)
           && fmpq_equal(f->knot + f->count, g->knot + g->count));
    xp_piecewise_init_count(result, f->count + g->count);
    fmpq_set(result->knot, f->knot);
    while (i < f->count)
    {
        int order = fmpq_cmp(f->knot + i + 1, g->knot + j + 1);

        operation(result->piece + count, f->piece + i, g->piece + j);
        count++;
        fmpq_set(result->knot + count, order <= 0 ? f->knot + i + 1 : g->knot + j + 1);
        i += order <= 0;
        j += order >= 0;
    }
    xp_piecewise_truncate(result, count);
    xp_piecewise_swap(h, result);
    xp_piecewise_clear(result);
}

void xp_piecewise_add(xp_piecewise_t h, const xp_piecewise_t f, const xp_piecewise_t g)
{
    combine(h, f, g, fmpq_poly_add);
}

void xp_piecewise_sub(xp_piecewise_t h, const xp_piecewise_t f, const xp_piecewise_t g)
{
    combine(h, f, g, fmpq_poly_sub);
}

void xp_piecewise_mul(xp_piecewise_t h, const xp_piecewise_t f, const xp_piecewise_t g)
{
    combine(h, f, g, fmpq_poly_mul);
}

void xp_piecewise_scalar_mul(xp_piecewise_t h, const xp_piecewise_t f, const fmpq_t c)
{
    slong k;

    xp_piecewise_set(h, f);
    for (k = 0; k < h->count; k++)
        fmpq_poly_scalar_mul_fmpq(h->piece + k, h->piece + k, c);
}

void xp_piecewise_add_scalar(xp_piecewise_t h, const xp_piecewise_t f, const fmpq_t c)
{
    slong k;
    fmpq_poly_t constant;

    fmpq_poly_init(constant);
    fmpq_poly_set_fmpq(constant, c);
    xp_piecewise_set(h, f);
    for (k = 0; k < h->count; k++)
        fmpq_poly_add(h->piece + k, h->piece + k, constant);
    fmpq_poly_clear(constant);
}

void xp_piecewise_pow(xp_piecewise_t h, const xp_piecewise_t f, ulong exponent)
{
    slong k;

    xp_piecewise_set(h, f);
    for (k = 0; k < h->count; k++)
        fmpq_poly_pow(h->piece + k, h->piece + k, exponent);
}

void xp_piecewise_compose_affine(xp_piecewise_t h, const xp_piecewise_t f, const fmpq_t a,
                                 const fmpq_t b)
{
    xp_piecewise_t result;
    slong k, from;
    int falling = fmpq_sgn(a) < 0;

    assert(!fmpq_is_zero(a) && f->count > 0);
    xp_piecewise_init_count(result, f->count);
    for (k = 0; k <= f->count; k++)
    {
        from = falling ? f->count - k : k;
        fmpq_sub(result->knot + k, f->knot + from, b);
        fmpq_div(result->knot + k, result->knot + k, a);
    }
    for (k = 0; k < f->count; k++)
        xp_poly_compose_affine(result->piece + k, f->piece + (falling ? f->count - 1 - k : k), a,
                               b);
    xp_piecewise_swap(h, result);
    xp_piecewise_clear(result);
}

void xp_piecewise_derivative(xp_piecewise_t h, const xp_piecewise_t f)
{
    slong k;

    xp_piecewise_set(h, f);
    for (k = 0; k < h->count; k++)
        fmpq_poly_derivative(h->piece + k, h->piece + k);
}

void xp_piecewise_primitive(xp_piecewise_t h, const xp_piecewise_t f)
{
    slong k;
    fmpq_t reached, value;
    fmpq_poly_t constant;

    fmpq_init(reached);
    fmpq_init(value);
    fmpq_poly_init(constant);
    xp_piecewise_set(h, f);
    for (k = 0; k < h->count; k++)
    {
        /* The constant makes the piece begin where the one before ended. */
        fmpq_poly_integral(h->piece + k, h->piece + k);
        fmpq_poly_evaluate_fmpq(value, h->piece + k, h->knot + k);
        fmpq_sub(value, reached, value);
        fmpq_poly_set_fmpq(constant, value);
        fmpq_poly_add(h->piece + k, h->piece + k, constant);
        fmpq_poly_evaluate_fmpq(reached, h->piece + k, h->knot + k + 1);
    }
    fmpq_clear(reached);
    fmpq_clear(value);
    fmpq_poly_clear(constant);
}

void xp_piecewise_integral(fmpq_t value, const xp_piecewise_t f)
{
    slong k;
    fmpq_t sum, end;
    fmpq_poly_t primitive;

    fmpq_init(sum);
    fmpq_init(end);
    fmpq_poly_init(primitive);
    for (k = 0; k < f->count; k++)
    {
        fmpq_poly_integral(primitive, f->piece + k);
        fmpq_poly_evaluate_fmpq(end, primitive, f->knot + k + 1);
        fmpq_add(sum, sum, end);
        fmpq_poly_evaluate_fmpq(end, primitive, f->knot + k);
        fmpq_sub(sum, sum, end);
    }
    fmpq_swap(value, sum);
    fmpq_clear(sum);
    fmpq_clear(end);
    fmpq_poly_clear(primitive);
}
