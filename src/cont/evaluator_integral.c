/* Rigorous quadrature of products of cdfs, each half of a section in the chart of its end. */
#include "cont/evaluator.h"

/*
 * An integrand on a section: the product of the F_h to the powers, perhaps times x dF of one group.
 *   side    -1: by x itself; 0, 1: by u, with x = low + u^order, x = high - u^order
 *   slope   dF/dx of the group, or dF/du (slope_of_u): NULL when not asked for
 */
typedef struct
{
    xp_evaluator_struct *evaluator;
    const xp_section_struct *section;
    const slong *power;
    int side;
    const xp_expression_struct *slope;
    int slope_of_u;
} integrand_struct;

static int is_wide(const acb_t u)
{
    return arb_is_zero(acb_imagref(u)) && !arb_is_exact(acb_realref(u))
           && arb_rel_accuracy_bits(acb_realref(u)) < 20;
}

/* The range of F^power over a real ball: F does not fall. */
static void set_hull(arb_t y, const xp_distribution_struct *distribution, const arb_t x,
                     slong power, slong precision)
{
    arf_t end;
    arb_t high;

    arf_init(end);
    arb_init(high);
    xp_distribution_cdf(y, distribution, x, precision);
    arb_get_ubound_arf(end, y, precision);
    arb_set_arf(high, end);
    arb_pow_ui(high, high, (ulong) power, precision);
    arb_get_lbound_arf(end, y, precision);
    if (arf_sgn(end) > 0)
        arb_set_arf(y, end);
    else
        arb_zero(y);
    arb_pow_ui(y, y, (ulong) power, precision);
    arb_union(y, y, high, precision);
    arf_clear(end);
    arb_clear(high);
}

static void set_factor(acb_t y, const integrand_struct *integrand, slong h, const acb_t u,
                       const acb_t x, int analytic, slong precision)
{
    const xp_section_struct *section = integrand->section;
    const xp_distribution_struct *distribution = integrand->evaluator->distribution[h];

    if (!analytic && is_wide(u))
    {
        set_hull(acb_realref(y), distribution, acb_realref(x), integrand->power[h], precision);
        arb_zero(acb_imagref(y));
        return;
    }
    if (integrand->side >= 0 && section->beta[2 * h + integrand->side].set)
        xp_beta_chart_evaluate(y, section->beta + 2 * h + integrand->side, u, precision);
    else if (integrand->side < 0 || section->form[2 * h + integrand->side] == NULL)
        xp_distribution_cdf_acb(y, distribution, section->place[h], x, analytic, precision);
    else
        xp_expression_evaluate_acb(y, section->form[2 * h + integrand->side], 0, u, analytic,
                                   precision);
    if (!analytic && arb_is_zero(acb_imagref(u)) && !acb_is_finite(y))
    {
        set_hull(acb_realref(y), distribution, acb_realref(x), integrand->power[h], precision);
        arb_zero(acb_imagref(y));
        return;
    }
    acb_pow_ui(y, y, (ulong) integrand->power[h], precision);
}

/* x, and dx/du times what else multiplies the cdfs. */
static void set_chart(acb_t x, acb_t weight, const integrand_struct *integrand, const acb_t u,
                      int analytic, slong precision)
{
    const xp_section_struct *section = integrand->section;
    int side = integrand->side;

    acb_one(weight);
    acb_set(x, u);
    if (side >= 0)
    {
        slong order = section->order[side];
        arb_t end;

        arb_init(end);
        acb_pow_ui(weight, u, (ulong) order - 1, precision);
        acb_mul(x, weight, u, precision);
        acb_mul_si(weight, weight, side ? -order : order, precision);
        if (side)
            acb_neg(x, x);
        arb_set_fmpq(end, side ? section->high : section->low, precision);
        acb_add_arb(x, x, end, precision);
        arb_clear(end);
    }
    if (integrand->slope != NULL)
    {
        acb_t factor;

        acb_init(factor);
        xp_expression_evaluate_acb(factor, integrand->slope, 0, integrand->slope_of_u ? u : x,
                                   analytic, precision);
        acb_mul(factor, factor, x, precision);
        if (integrand->slope_of_u)
            acb_swap(weight, factor);
        else
            acb_mul(weight, weight, factor, precision);
        acb_clear(factor);
    }
}

static int evaluate_integrand(acb_ptr y, const acb_t u, void *data, slong order, slong precision)
{
    const integrand_struct *integrand = data;
    xp_evaluator_struct *evaluator = integrand->evaluator;
    acb_t x;
    acb_t factor;
    slong h;

    if (evaluator->stopped || xp_progress_tick(evaluator->progress, "integrals", 0, 0))
    {
        evaluator->stopped = 1;
        acb_indeterminate(y);
        return 0;
    }
    acb_init(x);
    acb_init(factor);
    set_chart(x, factor, integrand, u, order != 0, precision);
    acb_set(y, factor);
    for (h = 0; h < evaluator->group_count && acb_is_finite(y); h++)
    {
        if (integrand->power[h] == 0 || integrand->section->place[h] < 0)
            continue;
        set_factor(factor, integrand, h, u, x, order != 0, precision);
        acb_mul(y, y, factor, precision);
    }
    acb_clear(x);
    acb_clear(factor);
    return 0;
}

/* u of a point: x itself, or the root of its distance from the end. */
static void set_limit(acb_t u, const integrand_struct *integrand, const xp_point_struct *point,
                      slong precision)
{
    const xp_section_struct *section = integrand->section;
    int side = integrand->side;
    arb_t end;

    arb_zero(acb_imagref(u));
    xp_point_get_arb(acb_realref(u), point, precision);
    if (side < 0)
        return;
    if (point->is_end && fmpq_equal(point->end, side ? section->high : section->low))
    {
        acb_zero(u);
        return;
    }
    arb_init(end);
    arb_set_fmpq(end, side ? section->high : section->low, 2 * precision);
    arb_sub(acb_realref(u), acb_realref(u), end, 2 * precision);
    arb_abs(acb_realref(u), acb_realref(u));
    arb_nonnegative_part(acb_realref(u), acb_realref(u));
    arb_root_ui(acb_realref(u), acb_realref(u), (ulong) section->order[side], precision);
    arb_clear(end);
}

static void integrate_chart(arb_t y, integrand_struct *integrand, int side, slong dense,
                            const xp_point_struct *from, const xp_point_struct *to,
                            slong precision)
{
    const xp_section_struct *section = integrand->section;
    acb_calc_integrate_opt_t options;
    xp_pool_t pool;
    mag_t tolerance;
    acb_t a;
    acb_t b;

    xp_pool_init(pool);
    integrand->side = side;
    integrand->slope = NULL;
    integrand->slope_of_u = 0;
    if (dense >= 0)
    {
        const xp_distribution_struct *own = integrand->evaluator->distribution[dense];

        integrand->slope_of_u = side >= 0 && section->form[2 * dense + side] != NULL;
        if (integrand->slope_of_u)
            integrand->slope = xp_expression_derivative(pool, section->form[2 * dense + side], 0);
        else
            integrand->slope = own->slope[section->place[dense]];
        if (integrand->slope == NULL)
        {
            arb_indeterminate(y);
            xp_pool_clear(pool);
            return;
        }
    }
    acb_init(a);
    acb_init(b);
    mag_init(tolerance);
    mag_set_ui_2exp_si(tolerance, 1, integrand->evaluator->scale - precision);
    acb_calc_integrate_opt_init(options);
    options->depth_limit = 4 * precision + 1000;
    options->eval_limit = 1000000 + 1000 * precision;
    set_limit(a, integrand, from, precision + 20);
    set_limit(b, integrand, to, precision + 20);
    acb_calc_integrate(a, evaluate_integrand, integrand, a, b, precision, tolerance, options,
                       precision + 20);
    arb_set(y, acb_realref(a));
    if (!arb_is_finite(y))
        arb_indeterminate(y);
    acb_clear(a);
    acb_clear(b);
    mag_clear(tolerance);
    xp_pool_clear(pool);
}

/* The middle of a section, near enough. */
static void set_middle(xp_point_struct *middle, const xp_section_struct *section)
{
    arb_t low;
    arb_t high;

    arb_init(low);
    arb_init(high);
    arb_set_fmpq(low, section->low, 64);
    arb_set_fmpq(high, section->high, 64);
    arb_add(low, low, high, 64);
    arb_mul_2exp_si(low, low, -1);
    middle->is_end = 0;
    arf_set_round(middle->value, arb_midref(low), 64, ARF_RND_NEAR);
    arb_clear(low);
    arb_clear(high);
}

/* Each half of a section by the chart of its own end, if it has one. */
void xp_evaluator_integrate(arb_t y, xp_evaluator_struct *evaluator, slong k, const slong *power,
                            slong dense, const xp_point_struct *from, const xp_point_struct *to,
                            slong precision)
{
    const xp_section_struct *section = evaluator->section + k;
    integrand_struct integrand = {evaluator, section, power, -1, NULL, 0};
    int left = section->order[0] > 1;
    int right = section->order[1] > 1;
    xp_point_struct middle;
    arb_t rest;

    if (!left && !right)
    {
        integrate_chart(y, &integrand, -1, dense, from, to, precision);
        return;
    }
    arf_init(middle.value);
    set_middle(&middle, section);
    if (!xp_point_is_below(from, &middle))
        integrate_chart(y, &integrand, right ? 1 : -1, dense, from, to, precision);
    else if (!xp_point_is_below(&middle, to))
        integrate_chart(y, &integrand, left ? 0 : -1, dense, from, to, precision);
    else
    {
        arb_init(rest);
        integrate_chart(y, &integrand, left ? 0 : -1, dense, from, &middle, precision);
        integrate_chart(rest, &integrand, right ? 1 : -1, dense, &middle, to, precision);
        arb_add(y, y, rest, precision + 20);
        arb_clear(rest);
    }
    arf_clear(middle.value);
}
