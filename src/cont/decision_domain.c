/* The decisions at which the surplus is defined, and signs of polynomials over all of them. */
#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "cont/box.h"
#include "cont/decision_impl.h"

void xp_decision_domain_init(xp_decision_domain_t *domain)
{
    domain->has_low = domain->has_high = domain->low_open = domain->high_open = 0;
    fmpq_init(domain->low);
    fmpq_init(domain->high);
}

void xp_decision_domain_clear(xp_decision_domain_t *domain)
{
    fmpq_clear(domain->low);
    fmpq_clear(domain->high);
}

void xp_decision_domain_add_text(xp_string_t out, const xp_decision_domain_t *domain)
{
    if (domain->has_low && domain->has_high)
    {
        xp_string_add(out, domain->low_open ? "(" : "[");
        xp_rat_add_text(out, domain->low);
        xp_string_add(out, ", ");
        xp_rat_add_text(out, domain->high);
        xp_string_add(out, domain->high_open ? ")" : "]");
    }
    else if (domain->has_low || domain->has_high)
    {
        const int open = domain->has_low ? domain->low_open : domain->high_open;
        xp_string_add(out, domain->has_low ? "x >" : "x <");
        xp_string_add(out, open ? " " : "= ");
        xp_rat_add_text(out, domain->has_low ? domain->low : domain->high);
    }
    else
    {
        xp_string_add(out, "all real x");
    }
}

int xp_decision_domain_contains(const xp_decision_domain_t *domain, const fmpq_t x)
{
    const int above = !domain->has_low || fmpq_cmp(x, domain->low) > 0 ||
                      (!domain->low_open && fmpq_equal(x, domain->low));
    const int below = !domain->has_high || fmpq_cmp(x, domain->high) < 0 ||
                      (!domain->high_open && fmpq_equal(x, domain->high));
    return above && below;
}

/* Cuts the domain to slope x + level > 0. */
static void cut_domain(xp_decision_domain_t *domain, const fmpq_t level, const fmpq_t slope)
{
    fmpq_t end;
    fmpq_init(end);
    fmpq_div(end, level, slope);
    fmpq_neg(end, end);
    if (fmpq_sgn(slope) > 0 && (!domain->has_low || fmpq_cmp(end, domain->low) >= 0))
    {
        fmpq_set(domain->low, end);
        domain->has_low = domain->low_open = 1;
    }
    else if (fmpq_sgn(slope) < 0 && (!domain->has_high || fmpq_cmp(end, domain->high) <= 0))
    {
        fmpq_set(domain->high, end);
        domain->has_high = domain->high_open = 1;
    }
    fmpq_clear(end);
}

/*
 * The base of a logarithm or root must be > 0.  One that is slope x + level, with numbers, cuts the
 * domain; 0 when it depends on x and is not so.
 */
static int cut_by_base(xp_decision_domain_t *domain, const xp_expression_struct *base,
                       const fmpq_mpoly_ctx_t context)
{
    const slong n = fmpq_mpoly_ctx_nvars(context) - 1;
    fmpq_mpoly_t f;
    fmpq_t level, slope;
    fmpq_mpoly_init(f, context);
    fmpq_init(level);
    fmpq_init(slope);
    int able = xp_expression_mpoly(f, base, context) &&
               fmpq_mpoly_total_degree_si(f, context) == 1;
    for (slong i = 0; able && i < n; i++)
    {
        able = fmpq_mpoly_degree_si(f, i, context) <= 0;
    }
    if (able)
    {
        fmpq_mpoly_t x;
        fmpq_mpoly_init(x, context);
        fmpq_mpoly_gen(x, n, context);
        fmpq_mpoly_get_coeff_fmpq_monomial(slope, f, x, context);
        fmpq_mpoly_one(x, context);
        fmpq_mpoly_get_coeff_fmpq_monomial(level, f, x, context);
        fmpq_mpoly_clear(x, context);
        cut_domain(domain, level, slope);
    }
    fmpq_clear(slope);
    fmpq_clear(level);
    fmpq_mpoly_clear(f, context);
    return able;
}

static int is_integer_constant(const xp_expression_struct *e)
{
    return e->kind == XP_EXPRESSION_CONSTANT && fmpz_is_one(fmpq_denref(e->value));
}

static int walk_bases(xp_decision_domain_t *domain, const xp_expression_struct *e,
                      const fmpq_mpoly_ctx_t context)
{
    int able = 1;
    if (!xp_expression_reads(e, -1))
    {
        return 1;
    }
    if (e->kind == XP_EXPRESSION_LOG || e->kind == XP_EXPRESSION_SQRT ||
        (e->kind == XP_EXPRESSION_POW && !is_integer_constant(e->child[1])))
    {
        able = !xp_expression_reads(e->child[0], -1) ||
               cut_by_base(domain, e->child[0], context);
    }
    for (slong k = 0; able && k < e->child_count; k++)
    {
        able = walk_bases(domain, e->child[k], context);
    }
    return able;
}

int xp_decision_domain_find(xp_decision_domain_t *domain, const xp_continuous_t model,
                            const xp_expression_struct *surplus, xp_string_t why)
{
    fmpq_mpoly_ctx_t context;
    fmpq_mpoly_ctx_init(context, model->agent_count + 1, ORD_LEX);
    domain->has_low = domain->has_high = model->has_bounds;
    domain->low_open = domain->high_open = 0;
    if (model->has_bounds)
    {
        fmpq_set(domain->low, model->low);
        fmpq_set(domain->high, model->high);
    }
    int able = walk_bases(domain, surplus, context);
    if (!able)
    {
        xp_string_printf(why, "the surplus has a logarithm or root of more than a multiple of %s "
                         "and a number: where it is defined is not known", model->decision);
    }
    else if (domain->has_low && domain->has_high && fmpq_cmp(domain->low, domain->high) >= 0)
    {
        able = 0;
        xp_string_printf(why, "there is no interval of %s on which the surplus is defined",
                         model->decision);
    }
    fmpq_mpoly_ctx_clear(context);
    return able;
}

/*
 * g(theta, s) = (1 - s)^d f(theta, start + direction s / (1 - s)), d the degree of f in x: the sign
 * of f on a half-line is that of g for s in [0, 1).
 */
static void bend_half_line(fmpq_mpoly_t g, const fmpq_mpoly_t f, const fmpq_t start, int direction,
                           const fmpq_mpoly_ctx_t context)
{
    const slong x = fmpq_mpoly_ctx_nvars(context) - 1;
    const slong degree = fmpq_mpoly_degree_si(f, x, context);
    fmpq_mpoly_t point, rest, power, term;
    fmpq_mpoly_init(point, context);
    fmpq_mpoly_init(rest, context);
    fmpq_mpoly_init(power, context);
    fmpq_mpoly_init(term, context);
    fmpq_mpoly_gen(term, x, context);
    fmpq_mpoly_set_si(rest, 1, context);
    fmpq_mpoly_sub(rest, rest, term, context);
    fmpq_mpoly_scalar_mul_fmpq(point, rest, start, context);
    fmpq_mpoly_scalar_mul_si(term, term, direction, context);
    fmpq_mpoly_add(point, point, term, context);
    fmpq_mpoly_zero(g, context);
    for (slong k = 0; k <= degree; k++)
    {
        const ulong exponent = (ulong) k;
        fmpq_mpoly_get_coeff_vars_ui(term, f, &x, &exponent, 1, context);
        fmpq_mpoly_pow_ui(power, point, exponent, context);
        fmpq_mpoly_mul(term, term, power, context);
        fmpq_mpoly_pow_ui(power, rest, (ulong) (degree - k), context);
        fmpq_mpoly_mul(term, term, power, context);
        fmpq_mpoly_add(g, g, term, context);
    }
    fmpq_mpoly_clear(term, context);
    fmpq_mpoly_clear(power, context);
    fmpq_mpoly_clear(rest, context);
    fmpq_mpoly_clear(point, context);
}

/* Divides f by (x - root) as often as that goes. */
static void divide_out(fmpq_mpoly_t f, const fmpq_t root, const fmpq_mpoly_ctx_t context)
{
    fmpq_mpoly_t factor, quotient;
    fmpq_mpoly_init(factor, context);
    fmpq_mpoly_init(quotient, context);
    fmpq_mpoly_gen(factor, fmpq_mpoly_ctx_nvars(context) - 1, context);
    fmpq_mpoly_sub_fmpq(factor, factor, root, context);
    while (!fmpq_mpoly_is_zero(f, context) && fmpq_mpoly_divides(quotient, f, factor, context))
    {
        fmpq_mpoly_swap(f, quotient, context);
    }
    fmpq_mpoly_clear(quotient, context);
    fmpq_mpoly_clear(factor, context);
}

/* One part of the domain as a box, f bent to it: s in [0, 1], or x itself in [low, high]. */
typedef struct
{
    fmpq_mpoly_t f;
    fmpq_t first;
    fmpq_t last;
    int first_open;
    int last_open;
} stretch_t;

static void set_stretch(stretch_t *stretch, const fmpq_mpoly_t f,
                        const xp_decision_domain_t *domain, int left,
                        const fmpq_mpoly_ctx_t context)
{
    if (domain->has_low && domain->has_high)
    {
        fmpq_mpoly_set(stretch->f, f, context);
        fmpq_set(stretch->first, domain->low);
        fmpq_set(stretch->last, domain->high);
        stretch->first_open = domain->low_open;
        stretch->last_open = domain->high_open;
    }
    else
    {
        fmpq_t start;
        fmpq_init(start);
        if (domain->has_low || domain->has_high)
        {
            fmpq_set(start, domain->has_low ? domain->low : domain->high);
        }
        bend_half_line(stretch->f, f, start, left ? -1 : 1, context);
        fmpq_zero(stretch->first);
        fmpq_one(stretch->last);
        stretch->first_open = (domain->has_low && domain->low_open) ||
                              (domain->has_high && domain->high_open);
        stretch->last_open = 1;
        fmpq_clear(start);
    }
}

/* Both questions, on one stretch or on two half-lines. */
static xp_status_t ask_stretches(xp_answer_t *answer, int *nonzero, const fmpq_mpoly_t f,
                                 const xp_decision_domain_t *domain, const fmpq *low,
                                 const fmpq *high, const fmpq_mpoly_ctx_t context,
                                 const xp_progress_t *progress)
{
    const slong n = fmpq_mpoly_ctx_nvars(context) - 1;
    const int whole = !domain->has_low && !domain->has_high;
    xp_status_t status = XP_OK;
    xp_answer_t all = XP_HOLDS;
    int never = 1;
    const int sides = whole ? 2 : 1;
    stretch_t stretch;
    fmpq *from = _fmpq_vec_init(n + 1);
    fmpq *to = _fmpq_vec_init(n + 1);
    fmpq *where = _fmpq_vec_init(n + 1);
    fmpq_mpoly_init(stretch.f, context);
    fmpq_init(stretch.first);
    fmpq_init(stretch.last);
    for (slong i = 0; i < n; i++)
    {
        fmpq_set(from + i, low + i);
        fmpq_set(to + i, high + i);
    }
    for (int side = 0; side < sides && status == XP_OK && all == XP_HOLDS && never; side++)
    {
        set_stretch(&stretch, f, domain, whole ? side : !domain->has_low, context);
        fmpq_set(from + n, stretch.first);
        fmpq_set(to + n, stretch.last);
        if (answer != NULL)
        {
            status = xp_box_sign(&all, where, stretch.f, from, to, 0, context, progress);
        }
        else
        {
            if (stretch.first_open)
            {
                divide_out(stretch.f, stretch.first, context);
            }
            if (stretch.last_open)
            {
                divide_out(stretch.f, stretch.last, context);
            }
            status = xp_box_is_nonzero(&never, stretch.f, from, to, context, progress);
        }
    }
    if (status == XP_OK && answer != NULL)
    {
        *answer = all;
    }
    if (status == XP_OK && nonzero != NULL)
    {
        *nonzero = never;
    }
    fmpq_clear(stretch.last);
    fmpq_clear(stretch.first);
    fmpq_mpoly_clear(stretch.f, context);
    _fmpq_vec_clear(where, n + 1);
    _fmpq_vec_clear(to, n + 1);
    _fmpq_vec_clear(from, n + 1);
    return status;
}

xp_status_t xp_decision_domain_sign(xp_answer_t *answer, const fmpq_mpoly_t f,
                                    const xp_decision_domain_t *domain, const fmpq *low,
                                    const fmpq *high, const fmpq_mpoly_ctx_t context,
                                    const xp_progress_t *progress)
{
    return ask_stretches(answer, NULL, f, domain, low, high, context, progress);
}

xp_status_t xp_decision_domain_is_nonzero(int *nonzero, const fmpq_mpoly_t f,
                                          const xp_decision_domain_t *domain, const fmpq *low,
                                          const fmpq *high, const fmpq_mpoly_ctx_t context,
                                          const xp_progress_t *progress)
{
    return ask_stretches(NULL, nonzero, f, domain, low, high, context, progress);
}
