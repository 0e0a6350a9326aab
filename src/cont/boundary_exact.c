/* The end of a line as an exact number: worst-off types eliminated from D = 0. */

#include "cont/boundary_classes.h"

/* The largest degree, in all variables together, of the polynomial that is left. */
#define XP_RESULTANT_LIMIT 100

/*
 * Variable 0 is t: the worst-off type of the first curve whose share moves, and then
 * s = (G(t) - base) / direction; or s itself when no curve's share moves.  Variables 1, 2, ... are
 * the worst-off types of the other curves.
 */
typedef struct
{
    const xp_boundary_classes_struct *classes;
    slong main;
    fmpq_poly_t parameter;
    slong count;
    slong curve[XP_BOUNDARY_CURVES];
    fmpq_mpoly_ctx_t context;
} elimination_struct;

/* f at variable `index`. */
static void set_univariate(fmpq_mpoly_t result, const fmpq_poly_t f, slong index,
                           const fmpq_mpoly_ctx_t context)
{
    fmpq_t coefficient;
    ulong exponent[XP_BOUNDARY_CURVES + 1] = {0};
    slong k;

    fmpq_init(coefficient);
    fmpq_mpoly_zero(result, context);
    for (k = 0; k < fmpq_poly_length(f); k++)
    {
        fmpq_poly_get_coeff_fmpq(coefficient, f, k);
        exponent[index] = (ulong) k;
        fmpq_mpoly_set_coeff_fmpq_ui(result, coefficient, exponent, context);
    }
    fmpq_clear(coefficient);
}

/* share = base + direction * s as a polynomial in t. */
static void set_share(fmpq_poly_t share, const xp_boundary_class_struct *class,
                      const elimination_struct *work)
{
    fmpq_t value;

    fmpq_init(value);
    fmpq_poly_scalar_mul_fmpq(share, work->parameter, class->direction);
    fmpq_poly_get_coeff_fmpq(value, share, 0);
    fmpq_add(value, value, class->base);
    fmpq_poly_set_coeff_fmpq(share, 0, value);
    fmpq_clear(value);
}

/* Chooses the variables; 0 when there are too many or the result would be too large. */
static int choose_variables(elimination_struct *work, const xp_boundary_classes_t classes,
                            slong curves)
{
    slong degree, i;

    work->classes = classes;
    work->main = -1;
    work->count = 0;
    for (i = 0; i < classes->count; i++)
    {
        const xp_boundary_class_struct *class = classes->class + i;

        if (!class->is_curve)
            continue;
        if (work->main < 0 && !fmpq_is_zero(class->direction))
            work->main = i;
        else if (work->count >= XP_BOUNDARY_CURVES)
            return 0;
        else
            work->curve[work->count++] = i;
    }
    if (work->count + (work->main >= 0) > curves)
        return 0;
    fmpq_poly_zero(work->parameter);
    degree = 1;
    if (work->main < 0)
        fmpq_poly_set_coeff_si(work->parameter, 1, 1);
    else
    {
        const xp_boundary_class_struct *class = classes->class + work->main;
        fmpq_t value;

        fmpq_init(value);
        fmpq_poly_set(work->parameter, class->g);
        fmpq_poly_get_coeff_fmpq(value, class->g, 0);
        fmpq_sub(value, value, class->base);
        fmpq_poly_set_coeff_fmpq(work->parameter, 0, value);
        fmpq_poly_scalar_div_fmpq(work->parameter, work->parameter, class->direction);
        degree = fmpq_poly_degree(class->phi);
        fmpq_clear(value);
    }
    for (i = 0; i < work->count; i++)
        if (fmpq_poly_degree(classes->class[work->curve[i]].phi) > degree)
            degree = fmpq_poly_degree(classes->class[work->curve[i]].phi);
    for (i = 0; i < work->count && degree <= XP_RESULTANT_LIMIT; i++)
    {
        slong own = fmpq_poly_degree(classes->class[work->curve[i]].g);
        slong other = fmpq_poly_degree(work->parameter);

        degree *= own > other ? own : other;
    }
    return degree <= XP_RESULTANT_LIMIT;
}

/* D: constant less count * (v share + phi(v)) of each class; on a curve share is G(v). */
static void set_sum(fmpq_mpoly_t sum, const elimination_struct *work)
{
    const xp_boundary_classes_struct *classes = work->classes;
    fmpq_mpoly_t term;
    fmpq_poly_t part;
    slong i, k;

    fmpq_mpoly_init(term, work->context);
    fmpq_poly_init(part);
    fmpq_mpoly_set_fmpq(sum, classes->constant, work->context);
    for (i = 0; i < classes->count; i++)
    {
        const xp_boundary_class_struct *class = classes->class + i;
        slong variable = 0;

        if (class->is_curve)
        {
            for (k = 0; k < work->count; k++)
                if (work->curve[k] == i)
                    variable = k + 1;
            fmpq_poly_shift_left(part, class->g, 1);
            fmpq_poly_add(part, part, class->phi);
        }
        else
        {
            fmpq_t value;

            fmpq_init(value);
            set_share(part, class, work);
            fmpq_poly_scalar_mul_fmpq(part, part, class->type);
            fmpq_poly_get_coeff_fmpq(value, part, 0);
            fmpq_add(value, value, class->tail);
            fmpq_poly_set_coeff_fmpq(part, 0, value);
            fmpq_clear(value);
        }
        fmpq_poly_scalar_mul_si(part, part, class->count);
        set_univariate(term, part, variable, work->context);
        fmpq_mpoly_sub(sum, sum, term, work->context);
    }
    fmpq_mpoly_clear(term, work->context);
    fmpq_poly_clear(part);
}

/* G(v) - share(t) = 0 of the k-th other curve. */
static void set_condition(fmpq_mpoly_t condition, const elimination_struct *work, slong k)
{
    const xp_boundary_class_struct *class = work->classes->class + work->curve[k];
    fmpq_mpoly_t term;
    fmpq_poly_t share;

    fmpq_mpoly_init(term, work->context);
    fmpq_poly_init(share);
    set_share(share, class, work);
    set_univariate(condition, class->g, k + 1, work->context);
    set_univariate(term, share, 0, work->context);
    fmpq_mpoly_sub(condition, condition, term, work->context);
    fmpq_mpoly_clear(term, work->context);
    fmpq_poly_clear(share);
}

static int set_from_mpoly(fmpq_poly_t f, const fmpq_mpoly_t g, const fmpq_mpoly_ctx_t context)
{
    slong length = fmpq_mpoly_length(g, context), k;
    ulong exponent[XP_BOUNDARY_CURVES + 1];
    fmpq_t coefficient;

    fmpq_init(coefficient);
    fmpq_poly_zero(f);
    for (k = 0; k < length; k++)
    {
        fmpq_mpoly_get_term_exp_ui(exponent, g, k, context);
        fmpq_mpoly_get_term_coeff_fmpq(coefficient, g, k, context);
        fmpq_poly_set_coeff_fmpq(f, (slong) exponent[0], coefficient);
    }
    fmpq_clear(coefficient);
    return !fmpq_poly_is_zero(f);
}

/* A polynomial in t that is 0 at the end; 0 when elimination gives none. */
static int eliminate(fmpq_poly_t result, elimination_struct *work)
{
    fmpq_mpoly_t sum, condition;
    int found = 1;
    slong k;

    fmpq_mpoly_ctx_init(work->context, work->count + 1, ORD_LEX);
    fmpq_mpoly_init(sum, work->context);
    fmpq_mpoly_init(condition, work->context);
    set_sum(sum, work);
    for (k = 0; k < work->count && found; k++)
    {
        set_condition(condition, work, k);
        found = fmpq_mpoly_resultant(sum, sum, condition, k + 1, work->context)
                && !fmpq_mpoly_is_zero(sum, work->context);
    }
    found = found && set_from_mpoly(result, sum, work->context);
    fmpq_mpoly_clear(sum, work->context);
    fmpq_mpoly_clear(condition, work->context);
    fmpq_mpoly_ctx_clear(work->context);
    return found;
}

/* t lies between low and high: the worst-off type does not fall in the share. */
static int bracket_variable(fmpq_t low, fmpq_t high, const elimination_struct *work,
                            const xp_boundary_place_t inside, const xp_boundary_place_t outside,
                            xp_boundary_work_t balls, const xp_boundary_line_struct *line)
{
    slong precision = 2 * balls->bits + 64;
    xp_boundary_place_t place;
    arb_t hull;
    xp_real_t ball;
    int found, k;

    if (work->main < 0)
    {
        int swapped = fmpq_cmp(inside->s, outside->s) > 0;

        fmpq_set(low, swapped ? outside->s : inside->s);
        fmpq_set(high, swapped ? inside->s : outside->s);
        fmpq_sub(low, low, balls->width);
        fmpq_add(high, high, balls->width);
        return 1;
    }
    xp_boundary_place_init(place);
    xp_real_init(ball);
    arb_init(hull);
    for (k = 0; k < 2; k++)
    {
        const arb_struct *type = balls->worst_off + work->classes->class[work->main].agent;

        fmpq_set(place->s, k == 0 ? inside->s : outside->s);
        xp_boundary_look(place, balls, line, precision);
        if (k == 0)
            arb_set(hull, type);
        else
            arb_union(hull, hull, type, precision);
    }
    xp_real_set_arb(ball, hull);
    found = xp_real_bounds(low, high, ball, precision);
    /* a root at the very end of the bracket counts too */
    fmpq_sub(low, low, balls->width);
    fmpq_add(high, high, balls->width);
    arb_clear(hull);
    xp_real_clear(ball);
    xp_boundary_place_clear(place);
    return found;
}

/* The only root of f between low and high; 0 when there are several. */
static int find_root(xp_real_t root, const fmpq_poly_t f, const fmpq_t low, const fmpq_t high)
{
    xp_piecewise_t piece;
    xp_signs_t signs;
    int found;

    xp_piecewise_init(piece);
    xp_signs_init(signs);
    xp_piecewise_set_poly(piece, low, high, f);
    xp_piecewise_signs(signs, piece);
    found = signs->count == 1;
    if (found)
        xp_real_set(root, signs->root);
    xp_signs_clear(signs);
    xp_piecewise_clear(piece);
    return found;
}

/* Whether the exact s lies in the bracket, as it must. */
static int is_within(const xp_real_t s, const xp_boundary_place_t a, const xp_boundary_place_t b)
{
    int to_a, to_b;

    return xp_real_compare_fmpq(&to_a, s, a->s) && xp_real_compare_fmpq(&to_b, s, b->s)
           && to_a * to_b <= 0;
}

/*
 * The end satisfies all equations, so t there is a root of the resultant; if only one root lies
 * where t must lie, it is that.  Otherwise the bracket is drawn nearer.
 */
static xp_status_t solve_classes(int *found, xp_real_t s, const xp_boundary_classes_t classes,
                                 xp_boundary_place_t inside, xp_boundary_place_t outside,
                                 xp_boundary_work_t balls, const xp_boundary_line_struct *line,
                                 slong curves, xp_error_t error)
{
    elimination_struct work;
    xp_status_t status = XP_OK;
    fmpq_poly_t result;
    fmpq_t low, high;
    xp_real_t t;
    slong round;
    int stuck = 0, alone = 0;

    fmpq_poly_init(work.parameter);
    fmpq_poly_init(result);
    fmpq_init(low);
    fmpq_init(high);
    xp_real_init(t);
    if (choose_variables(&work, classes, curves) && eliminate(result, &work))
        for (round = 0; round < 4 && !alone && !stuck && status == XP_OK; round++)
        {
            if (!bracket_variable(low, high, &work, inside, outside, balls, line))
                break;
            alone = find_root(t, result, low, high);
            if (!alone)
            {
                fmpq_mul(balls->width, balls->width, balls->width);
                balls->bits *= 2;
                status = xp_boundary_shrink(&stuck, inside, outside, balls, line, balls->width,
                                            error);
            }
        }
    if (status == XP_OK && alone)
    {
        xp_real_evaluate(s, work.parameter, t, balls->degree_limit, balls->bits);
        *found = xp_real_is_exact(s) && is_within(s, inside, outside);
    }
    fmpq_poly_clear(work.parameter);
    fmpq_poly_clear(result);
    fmpq_clear(low);
    fmpq_clear(high);
    xp_real_clear(t);
    return status;
}

xp_status_t xp_boundary_exact(int *found, xp_real_t s, xp_boundary_place_t inside,
                              xp_boundary_place_t outside, xp_boundary_work_t work,
                              const xp_boundary_line_struct *line, slong curves,
                              xp_error_t error)
{
    slong bits = work->bits;
    fmpq_t width;
    xp_boundary_classes_t classes;
    xp_status_t status;
    int known;

    *found = 0;
    fmpq_init(width);
    fmpq_set(width, work->width);
    xp_boundary_classes_init(classes);
    status = xp_boundary_classes_set(&known, classes, inside, outside, work, line, error);
    if (status == XP_OK && known)
        status = solve_classes(found, s, classes, inside, outside, work, line, curves, error);
    xp_boundary_classes_clear(classes);
    fmpq_swap(work->width, width);
    work->bits = bits;
    fmpq_clear(width);
    return status;
}
