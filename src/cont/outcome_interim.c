/* Interim properties over finitely many outcomes: piecewise polynomials of one type, exact. */
#include "cont/outcome_check.h"

#include <expost/base/memory.h>

#include "cont/interim_impl.h"

/*
 * Agent i with values A_a t + B_a: U(r | t) = t slope(r) - paid(r), slope = sum of A_a P(a | r),
 * paid = E[p | r] - sum of B_a P(a | r).  V(t) = U(t | t).
 */
typedef struct
{
    const xp_outcome_mechanism_struct *mechanism;
    slong agent;
    xp_piecewise_t slope;
    xp_piecewise_t paid;
} stance_t;

static void init_stance(stance_t *stance, const xp_outcome_mechanism_t mechanism, slong agent)
{
    fmpq_t zero;

    fmpq_init(zero);
    stance->mechanism = mechanism;
    stance->agent = agent;
    xp_piecewise_init(stance->slope);
    xp_piecewise_init(stance->paid);
    xp_interim_set_constant(stance->slope, mechanism->model->agent + agent, zero);
    xp_piecewise_set(stance->paid, mechanism->charge + agent);
    fmpq_clear(zero);
}

static void clear_stance(stance_t *stance)
{
    xp_piecewise_clear(stance->slope);
    xp_piecewise_clear(stance->paid);
}

/* Reads slope and paid; 0 where a value is not affine. */
static int read_stance(stance_t *stance)
{
    const xp_outcome_mechanism_struct *mechanism = stance->mechanism;
    slong m = mechanism->m, first = stance->agent * m, a;
    xp_piecewise_t part;
    int affine = 1;
    fmpq_t c;

    fmpq_init(c);
    xp_piecewise_init(part);
    for (a = 0; a < m && affine; a++)
    {
        const fmpq_poly_struct *value = mechanism->value_poly + first + a;

        affine = fmpq_poly_degree(value) <= 1;
        fmpq_poly_get_coeff_fmpq(c, value, 1);
        xp_piecewise_scalar_mul(part, mechanism->chance + first + a, c);
        xp_piecewise_add(stance->slope, stance->slope, part);
        fmpq_poly_get_coeff_fmpq(c, value, 0);
        xp_piecewise_scalar_mul(part, mechanism->chance + first + a, c);
        xp_piecewise_sub(stance->paid, stance->paid, part);
    }
    xp_piecewise_canonicalise(stance->slope);
    xp_piecewise_canonicalise(stance->paid);
    xp_piecewise_clear(part);
    fmpq_clear(c);
    return affine;
}

/* U(r | t) - U(t | t), what type t gains from the report r. */
static void find_gain(fmpq_t gain, const stance_t *stance, const fmpq_t type, const fmpq_t report)
{
    fmpq_t value;

    fmpq_init(value);
    xp_piecewise_evaluate(gain, stance->slope, report);
    fmpq_mul(gain, gain, type);
    xp_piecewise_evaluate(value, stance->paid, report);
    fmpq_sub(gain, gain, value);
    xp_piecewise_evaluate(value, stance->slope, type);
    fmpq_mul(value, value, type);
    fmpq_sub(gain, gain, value);
    xp_piecewise_evaluate(value, stance->paid, type);
    fmpq_add(gain, gain, value);
    fmpq_clear(value);
}

/* Keeps the pair with the largest gain so far. */
static void try_pair(xp_interval_finding_t finding, fmpq_t best, const stance_t *stance,
                     const fmpq_t type, const fmpq_t report)
{
    fmpq_t gain;

    fmpq_init(gain);
    find_gain(gain, stance, type, report);
    if (fmpq_cmp(gain, best) > 0)
    {
        fmpq_set(best, gain);
        finding->answer = XP_FAILS;
        finding->witness_agent = stance->agent;
        finding->has_type = finding->has_report = 1;
        fmpq_set(finding->type, type);
        fmpq_set(finding->report, report);
        fmpq_neg(gain, gain);
        xp_real_set_fmpq(finding->difference, gain);
    }
    fmpq_clear(gain);
}

/* Types and reports on a grid of each piece; then closer and closer to each type. */
#define GRID 8
#define HALVINGS 40

/* Points of the grid: count of them, over all pieces of both functions. */
static fmpq *make_grid(slong *count, const stance_t *stance)
{
    const xp_piecewise_struct *f = stance->slope, *g = stance->paid;
    slong pieces = f->count + g->count, k, j, place = 0;
    fmpq *point = _fmpq_vec_init(pieces * (GRID + 1));
    fmpq_t step;

    fmpq_init(step);
    for (k = 0; k < pieces; k++)
    {
        const fmpq *knot = k < f->count ? f->knot + k : g->knot + (k - f->count);

        fmpq_sub(step, knot + 1, knot);
        fmpq_div_2exp(step, step, 3);
        fmpq_set(point + place++, knot);
        for (j = 0; j < GRID; j++, place++)
            fmpq_add(point + place, point + place - 1, step);
    }
    *count = place;
    fmpq_clear(step);
    return point;
}

static int is_inside(const fmpq_t x, const stance_t *stance)
{
    const xp_interval_agent_struct *agent
        = stance->mechanism->model->agent + stance->agent;

    return fmpq_cmp(x, agent->low) >= 0 && fmpq_cmp(x, agent->high) <= 0;
}

static void search(xp_interval_finding_t finding, const stance_t *stance)
{
    slong count, t, r, side;
    fmpq *point = make_grid(&count, stance);
    fmpq_t best, step, report;

    fmpq_init(best);
    fmpq_init(step);
    fmpq_init(report);
    for (t = 0; t < count; t++)
        for (r = 0; r < count; r++)
            try_pair(finding, best, stance, point + t, point + r);
    for (r = 4; r < HALVINGS && finding->answer != XP_FAILS; r += 4)
        for (t = 0; t < count; t++)
            for (side = -1; side <= 1; side += 2)
            {
                fmpq_set_si(step, side, 1);
                fmpq_div_2exp(step, step, (flint_bitcnt_t) r);
                fmpq_add(report, point + t, step);
                if (is_inside(report, stance))
                {
                    try_pair(finding, best, stance, point + t, report);
                    try_pair(finding, best, stance, report, point + t);
                }
            }
    _fmpq_vec_clear(point, count);
    fmpq_clear(best);
    fmpq_clear(step);
    fmpq_clear(report);
}

/* Whether f never falls, jumps included. */
static int rises(const xp_piecewise_t f)
{
    xp_piecewise_t derivative;
    fmpq_t left, right;
    slong k;
    int good;

    xp_piecewise_init(derivative);
    fmpq_init(left);
    fmpq_init(right);
    xp_piecewise_derivative(derivative, f);
    good = xp_piecewise_is_nonnegative(NULL, derivative);
    for (k = 1; k < f->count && good; k++)
    {
        fmpq_poly_evaluate_fmpq(left, f->piece + k - 1, f->knot + k);
        fmpq_poly_evaluate_fmpq(right, f->piece + k, f->knot + k);
        good = fmpq_cmp(left, right) <= 0;
    }
    fmpq_clear(left);
    fmpq_clear(right);
    xp_piecewise_clear(derivative);
    return good;
}

/* The types at which the slope of V is not the slope of the value: each gains by a report near. */
static int add_wrong_slopes(xp_interval_finding_t finding, const stance_t *stance,
                            const xp_piecewise_t utility)
{
    xp_type_interval_struct interval;
    xp_piecewise_t difference;
    int wrong = 0;
    slong k;

    xp_piecewise_init(difference);
    xp_type_interval_init(&interval);
    interval.agent = stance->agent;
    interval.low_open = interval.high_open = 1;
    xp_piecewise_derivative(difference, utility);
    xp_piecewise_sub(difference, difference, stance->slope);
    xp_piecewise_canonicalise(difference);
    for (k = 0; k < difference->count; k++)
        if (!fmpq_poly_is_zero(difference->piece + k))
        {
            wrong = 1;
            xp_real_set_fmpq(interval.low, difference->knot + k);
            xp_real_set_fmpq(interval.high, difference->knot + k + 1);
            xp_interval_finding_add_interval(finding, &interval);
        }
    xp_type_interval_clear(&interval);
    xp_piecewise_clear(difference);
    return wrong;
}

void xp_outcome_ask_bic(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism,
                        slong agent)
{
    const char *name = mechanism->model->agent[agent].name;
    xp_piecewise_t utility;
    stance_t stance;
    int wrong, falls;

    init_stance(&stance, mechanism, agent);
    xp_piecewise_init(utility);
    if (!read_stance(&stance))
    {
        finding->answer = XP_UNDECIDED;
        xp_interval_finding_tell(finding, "a value of agent \"%s\" is not affine in the type",
                                 name);
    }
    else
    {
        xp_piecewise_set(utility, mechanism->utility + agent);
        xp_piecewise_canonicalise(utility);
        wrong = add_wrong_slopes(finding, &stance, utility);
        falls = !rises(stance.slope);
        if (!wrong && !falls && xp_piecewise_is_continuous(utility))
            finding->answer = XP_HOLDS;
        else
        {
            finding->answer = XP_UNDECIDED;
            search(finding, &stance);
            xp_interval_finding_tell(finding, "agent \"%s\": %s", name,
                                     wrong   ? "the slope of the truthful utility is not the "
                                               "expected slope of the value"
                                     : falls ? "the expected slope of the value falls"
                                             : "the truthful utility jumps");
        }
    }
    xp_piecewise_clear(utility);
    clear_stance(&stance);
}

/* The types of an agent at which gain < 0. */
static void add_losers(xp_interval_finding_t finding, const xp_piecewise_t gain, slong agent)
{
    xp_type_interval_struct interval;
    xp_signs_t signs;
    slong k;

    xp_signs_init(signs);
    xp_type_interval_init(&interval);
    xp_piecewise_signs(signs, gain);
    interval.agent = agent;
    for (k = 0; k <= signs->count; k++)
    {
        if (signs->sign[k] >= 0)
            continue;
        interval.low_open = k > 0;
        interval.high_open = k < signs->count;
        if (k > 0)
            xp_real_set(interval.low, signs->root + k - 1);
        else
            xp_real_set_fmpq(interval.low, gain->knot);
        if (k < signs->count)
            xp_real_set(interval.high, signs->root + k);
        else
            xp_real_set_fmpq(interval.high, gain->knot + gain->count);
        xp_interval_finding_add_interval(finding, &interval);
    }
    xp_type_interval_clear(&interval);
    xp_signs_clear(signs);
}

/* A rational type with gain < 0, between the ends of the first violating interval. */
static void set_witness(xp_interval_finding_t finding, const xp_piecewise_t gain, slong agent)
{
    fmpq_t value;

    fmpq_init(value);
    if (!xp_piecewise_is_nonnegative(finding->type, gain))
    {
        xp_piecewise_evaluate(value, gain, finding->type);
        finding->has_type = 1;
        finding->witness_agent = agent;
        xp_real_set_fmpq(finding->difference, value);
    }
    fmpq_clear(value);
}

void xp_outcome_ask_iir(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism)
{
    xp_real_t least, where;
    xp_piecewise_t gain;
    int sign = 0, known;
    slong i;

    xp_real_init(least);
    xp_real_init(where);
    xp_piecewise_init(gain);
    finding->answer = XP_HOLDS;
    for (i = 0; i < mechanism->n; i++)
    {
        xp_piecewise_sub(gain, mechanism->utility + i, mechanism->outside + i);
        xp_piecewise_canonicalise(gain);
        if (!xp_piecewise_is_nonnegative(NULL, gain))
        {
            if (finding->answer == XP_HOLDS)
                set_witness(finding, gain, i);
            finding->answer = XP_FAILS;
            add_losers(finding, gain, i);
        }
        xp_piecewise_minimum(least, where, gain, XP_REAL_DEGREE, XP_REAL_PRECISION);
        known = xp_real_compare(&sign, least, finding->slack);
        if (!finding->has_slack || (known && sign < 0))
        {
            finding->has_slack = finding->has_slack_type = 1;
            finding->slack_agent = i;
            xp_real_set(finding->slack, least);
            xp_real_set(finding->slack_type, where);
        }
    }
    finding->complete = 1;
    xp_interval_finding_tell(finding, finding->answer == XP_HOLDS
                                          ? "the truthful utility less the outside option is "
                                            "nowhere below 0"
                                          : "the truthful utility falls short of the outside "
                                            "option");
    xp_piecewise_clear(gain);
    xp_real_clear(least);
    xp_real_clear(where);
}

/* Sets answer and slack of value >= 0, or = 0. */
static void judge_number(xp_interval_finding_t finding, const fmpq_t value, int equality,
                         slong agent)
{
    fmpq_t slack;

    fmpq_init(slack);
    fmpq_set(slack, value);
    if (equality && fmpq_sgn(slack) > 0)
        fmpq_neg(slack, slack);
    if (!finding->has_slack || fmpq_cmp(slack, finding->slack->rational) < 0)
    {
        finding->has_slack = 1;
        finding->slack_agent = agent;
        xp_real_set_fmpq(finding->slack, slack);
        finding->answer = fmpq_sgn(slack) < 0 ? XP_FAILS : XP_HOLDS;
        finding->witness_agent = agent;
        xp_real_set_fmpq(finding->difference, value);
    }
    fmpq_clear(slack);
}

void xp_outcome_ask_eair(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism)
{
    xp_piecewise_t gain;
    fmpq_t mean;
    slong i;

    fmpq_init(mean);
    xp_piecewise_init(gain);
    for (i = 0; i < mechanism->n; i++)
    {
        xp_piecewise_sub(gain, mechanism->utility + i, mechanism->outside + i);
        xp_outcome_mean(mean, gain, mechanism->model, i);
        judge_number(finding, mean, 0, i);
    }
    xp_interval_finding_tell(finding, "by expectation over all types");
    xp_piecewise_clear(gain);
    fmpq_clear(mean);
}

void xp_outcome_ask_budget(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism,
                           int equality)
{
    judge_number(finding, mechanism->budget, equality, -1);
    xp_interval_finding_tell(finding, "by expectation over all profiles");
}
