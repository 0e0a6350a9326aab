/* Agents alike along a line, and where their worst-off types lie in a short bracket of it. */
#include "cont/boundary_classes.h"

#include <stdlib.h>

#include <expost/base/memory.h>

/* Beyond this degree of the product of all F no exact end is looked for. */
#define XP_PRODUCT_LIMIT 200

void xp_boundary_classes_init(xp_boundary_classes_t classes)
{
    classes->count = 0;
    classes->class = NULL;
    fmpq_init(classes->constant);
}

static void clear_class(xp_boundary_class_struct *class)
{
    fmpq_clear(class->base);
    fmpq_clear(class->direction);
    fmpq_poly_clear(class->g);
    fmpq_poly_clear(class->phi);
    fmpq_clear(class->type);
    fmpq_clear(class->tail);
}

void xp_boundary_classes_clear(xp_boundary_classes_t classes)
{
    slong i;

    for (i = 0; i < classes->count; i++)
        clear_class(classes->class + i);
    free(classes->class);
    fmpq_clear(classes->constant);
}

static void group_agents(xp_boundary_classes_t classes, const xp_partnership_t partnership,
                         const xp_boundary_line_struct *line)
{
    slong i, k;

    classes->class = xp_calloc((size_t) line->n, sizeof(xp_boundary_class_struct));
    for (i = 0; i < line->n; i++)
    {
        xp_boundary_class_struct *class;

        for (k = 0; k < classes->count; k++)
            if (fmpq_equal(classes->class[k].base, line->base + i)
                && fmpq_equal(classes->class[k].direction, line->direction + i)
                && xp_distribution_equal(
                    partnership->distribution[classes->class[k].agent],
                    partnership->distribution[i]))
                break;
        class = classes->class + k;
        if (k < classes->count)
        {
            class->count++;
            continue;
        }
        classes->count++;
        class->agent = i;
        class->count = 1;
        fmpq_init(class->base);
        fmpq_init(class->direction);
        fmpq_poly_init(class->g);
        fmpq_poly_init(class->phi);
        fmpq_init(class->type);
        fmpq_init(class->tail);
        fmpq_set(class->base, line->base + i);
        fmpq_set(class->direction, line->direction + i);
    }
}

static int is_polynomial(const xp_partnership_t partnership)
{
    slong degree = 0, i;

    for (i = 0; i < partnership->n; i++)
    {
        if (!partnership->distribution[i]->polynomial)
            return 0;
        degree += xp_piecewise_degree(partnership->distribution[i]->cdf);
    }
    return degree <= XP_PRODUCT_LIMIT;
}

static void find_hull(fmpq_t low, fmpq_t high, const xp_partnership_t partnership)
{
    slong i;

    fmpq_set(low, partnership->distribution[0]->low);
    fmpq_set(high, partnership->distribution[0]->high);
    for (i = 1; i < partnership->n; i++)
    {
        if (fmpq_cmp(partnership->distribution[i]->low, low) < 0)
            fmpq_set(low, partnership->distribution[i]->low);
        if (fmpq_cmp(partnership->distribution[i]->high, high) > 0)
            fmpq_set(high, partnership->distribution[i]->high);
    }
}

/* The product of all F on the hull, but for agent `without` (-1: of all). */
static void multiply(xp_piecewise_t product, const xp_partnership_t partnership, slong without,
                     const fmpq_t low, const fmpq_t high)
{
    xp_piecewise_t factor;
    fmpq_poly_t one;
    fmpq_t left, right;
    slong i;

    xp_piecewise_init(factor);
    fmpq_poly_init(one);
    fmpq_init(left);
    fmpq_init(right);
    fmpq_one(right);
    fmpq_poly_set_si(one, 1);
    xp_piecewise_set_poly(product, low, high, one);
    for (i = 0; i < partnership->n; i++)
        if (i != without)
        {
            xp_piecewise_set(factor, partnership->distribution[i]->cdf);
            xp_piecewise_set_domain(factor, low, high, left, right);
            xp_piecewise_mul(product, product, factor);
        }
    xp_piecewise_clear(factor);
    fmpq_poly_clear(one);
    fmpq_clear(left);
    fmpq_clear(right);
}

/* The worst-off type at a fixed rational v: phi(v) from the primitive of G on the hull. */
static void set_fixed(xp_boundary_class_struct *class, const fmpq_t v,
                      const xp_piecewise_t primitive)
{
    fmpq_t whole;

    fmpq_init(whole);
    class->is_curve = 0;
    fmpq_set(class->type, v);
    xp_piecewise_evaluate(whole, primitive, primitive->knot + primitive->count);
    xp_piecewise_evaluate(class->tail, primitive, v);
    fmpq_sub(class->tail, whole, class->tail);
    fmpq_clear(whole);
}

/* On a curve: G and phi as polynomials on the piece of the point v. */
static void set_curve(xp_boundary_class_struct *class, const fmpq_t v, const xp_piecewise_t g,
                      const xp_piecewise_t primitive)
{
    fmpq_t whole, value;

    fmpq_init(whole);
    fmpq_init(value);
    class->is_curve = 1;
    fmpq_poly_set(class->g, g->piece + xp_piecewise_find(g, v));
    fmpq_poly_neg(class->phi, primitive->piece + xp_piecewise_find(primitive, v));
    xp_piecewise_evaluate(whole, primitive, primitive->knot + primitive->count);
    fmpq_poly_get_coeff_fmpq(value, class->phi, 0);
    fmpq_add(value, value, whole);
    fmpq_poly_set_coeff_fmpq(class->phi, 0, value);
    fmpq_clear(whole);
    fmpq_clear(value);
}

/* A share that does not move: inf{v : G(v) >= share} is one number.  Result: 0 when not exact. */
static int set_constant_share(xp_boundary_class_struct *class, const xp_piecewise_t own,
                              const xp_piecewise_t g, const xp_piecewise_t primitive)
{
    xp_real_t v, level;
    fmpq_t middle;
    int sign = 1, known;
    slong k = 0;

    xp_real_init(v);
    xp_real_init(level);
    xp_real_set_fmpq(level, class->base);
    xp_piecewise_quantile(v, own, level, XP_PRODUCT_LIMIT, XP_REAL_PRECISION);
    known = xp_real_is_exact(v);
    if (v->kind == XP_REAL_RATIONAL)
        set_fixed(class, v->rational, primitive);
    else if (known)
    {
        while (k < g->count - 1 && xp_real_compare_fmpq(&sign, v, g->knot + k + 1) && sign > 0)
            k++;
        fmpq_init(middle);
        fmpq_add(middle, g->knot + k, g->knot + k + 1);
        fmpq_div_2exp(middle, middle, 1);
        set_curve(class, middle, g, primitive);
        fmpq_clear(middle);
    }
    xp_real_clear(v);
    xp_real_clear(level);
    return known;
}

/*
 * Where a moving share lies between the levels of G at the knots of the agent's support.  Shares
 * run from a to b.  Result: 0 and `level` when that level lies strictly between a and b.
 */
static int set_moving_share(xp_boundary_class_struct *class, fmpq_t level, const fmpq_t a,
                            const fmpq_t b, const xp_piecewise_t own, const xp_piecewise_t g,
                            const xp_piecewise_t primitive)
{
    fmpq_t low, high, middle;
    int found = 0, crossed = 0;
    slong k;

    fmpq_init(low);
    fmpq_init(high);
    fmpq_init(middle);
    for (k = 0; k <= own->count && !found && !crossed; k++)
    {
        fmpq_swap(low, high);
        xp_piecewise_evaluate(high, own, own->knot + k);
        crossed = fmpq_cmp(high, a) > 0 && fmpq_cmp(high, b) < 0;
        if (crossed)
            fmpq_set(level, high);
        else if (fmpq_cmp(b, high) <= 0)
        {
            found = 1;
            if (k == 0)
                set_fixed(class, own->knot, primitive);
            else
            {
                fmpq_add(middle, own->knot + k - 1, own->knot + k);
                fmpq_div_2exp(middle, middle, 1);
                set_curve(class, middle, g, primitive);
            }
        }
    }
    if (!found && !crossed)
        set_fixed(class, own->knot + own->count, primitive);
    fmpq_clear(low);
    fmpq_clear(high);
    fmpq_clear(middle);
    return !crossed;
}

/* The place of a class between inside and outside; 0 and the parameter where it crosses a knot. */
static int place_class(int *known, xp_boundary_class_struct *class, fmpq_t crossing,
                       const xp_boundary_place_t inside, const xp_boundary_place_t outside,
                       const xp_piecewise_t g, const xp_piecewise_t primitive,
                       const xp_distribution_struct *distribution)
{
    xp_piecewise_t own;
    fmpq_t a, b, left, right;
    int placed = 1;

    xp_piecewise_init(own);
    fmpq_init(a);
    fmpq_init(b);
    fmpq_init(left);
    fmpq_init(right);
    fmpq_one(right);
    xp_piecewise_set(own, g);
    xp_piecewise_set_domain(own, distribution->low, distribution->high, left, right);
    if (fmpq_is_zero(class->direction))
        *known = set_constant_share(class, own, g, primitive);
    else
    {
        fmpq_mul(a, class->direction, inside->s);
        fmpq_add(a, a, class->base);
        fmpq_mul(b, class->direction, outside->s);
        fmpq_add(b, b, class->base);
        if (fmpq_cmp(a, b) > 0)
            fmpq_swap(a, b);
        placed = set_moving_share(class, crossing, a, b, own, g, primitive);
    }
    if (!placed)
    {
        fmpq_sub(crossing, crossing, class->base);
        fmpq_div(crossing, crossing, class->direction);
    }
    xp_piecewise_clear(own);
    fmpq_clear(a);
    fmpq_clear(b);
    fmpq_clear(left);
    fmpq_clear(right);
    return placed;
}

/* Decides D at the crossing, which becomes inside or outside. */
static xp_status_t cut_at(int *known, const fmpq_t crossing, xp_boundary_place_t inside,
                          xp_boundary_place_t outside, xp_boundary_work_t work,
                          const xp_boundary_line_struct *line, xp_error_t error)
{
    xp_boundary_place_t place;
    xp_status_t status;

    xp_boundary_place_init(place);
    fmpq_set(place->s, crossing);
    status = xp_boundary_decide(place, work, line, error);
    *known = place->sign != 0;
    if (status == XP_OK && place->sign > 0)
        xp_boundary_place_swap(inside, place);
    else if (status == XP_OK && place->sign < 0)
        xp_boundary_place_swap(outside, place);
    xp_boundary_place_clear(place);
    return status;
}

/* The classes one by one, each again after a cut. */
static xp_status_t place_classes(int *known, xp_boundary_classes_t classes,
                                 xp_boundary_place_t inside, xp_boundary_place_t outside,
                                 xp_boundary_work_t work, const xp_boundary_line_struct *line,
                                 const fmpq_t low, const fmpq_t high, xp_error_t error)
{
    const xp_partnership_struct *partnership = work->partnership;
    xp_status_t status = XP_OK;
    xp_piecewise_t g, primitive;
    fmpq_t crossing;
    slong i;

    xp_piecewise_init(g);
    xp_piecewise_init(primitive);
    fmpq_init(crossing);
    for (i = 0; i < classes->count && *known && status == XP_OK; i++)
    {
        xp_boundary_class_struct *class = classes->class + i;

        status = xp_boundary_tick(work, error);
        if (status != XP_OK)
            break;
        multiply(g, partnership, class->agent, low, high);
        xp_piecewise_primitive(primitive, g);
        while (status == XP_OK && *known
               && !place_class(known, class, crossing, inside, outside, g, primitive,
                               partnership->distribution[class->agent]))
            status = cut_at(known, crossing, inside, outside, work, line, error);
    }
    xp_piecewise_clear(g);
    xp_piecewise_clear(primitive);
    fmpq_clear(crossing);
    return status;
}

xp_status_t xp_boundary_classes_set(int *known, xp_boundary_classes_t classes,
                                    xp_boundary_place_t inside, xp_boundary_place_t outside,
                                    xp_boundary_work_t work,
                                    const xp_boundary_line_struct *line, xp_error_t error)
{
    const xp_partnership_struct *partnership = work->partnership;
    xp_status_t status = XP_OK;
    xp_piecewise_t product;
    fmpq_t low, high;

    *known = is_polynomial(partnership);
    if (!*known)
        return XP_OK;
    xp_piecewise_init(product);
    fmpq_init(low);
    fmpq_init(high);
    group_agents(classes, partnership, line);
    find_hull(low, high, partnership);
    multiply(product, partnership, -1, low, high);
    xp_piecewise_integral(classes->constant, product);
    fmpq_mul_si(classes->constant, classes->constant, line->n - 1);
    fmpq_add(classes->constant, classes->constant, high);
    status = place_classes(known, classes, inside, outside, work, line, low, high, error);
    xp_piecewise_clear(product);
    fmpq_clear(low);
    fmpq_clear(high);
    return status;
}
