/* Interim quantities of two outcomes: the second is chosen when the differences sum to enough. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "interim_impl.h"
#include "sums.h"

/*
 * d_i = v_i(1) - v_i(0) = slope t + shift.  Outcome 1 iff the sum of the d_i exceeds level.
 *   count, mover   the agents whose difference is not constant
 *   place[i]       place of agent i among them, or -1
 *   same           by place: the first mover with the same slope, shift and distribution
 *   level          cost difference less the constant differences
 *   density, rest  by place: of slope t + shift, and of the sum of the others
 *   gain, build    by place, as functions of the type: E(S - level)^+, P(S > level)
 *   mean_gain, mean_build   their means
 */
typedef struct
{
    slong n;
    fmpq *slope;
    fmpq *shift;
    slong count;
    slong *mover;
    slong *place;
    slong *same;
    fmpq_t level;
    xp_piecewise_struct *density;
    xp_piecewise_struct *rest;
    xp_piecewise_struct *gain;
    xp_piecewise_struct *build;
    fmpq_t mean_gain;
    fmpq_t mean_build;
} project_struct;

static xp_piecewise_struct *init_row(slong n)
{
    xp_piecewise_struct *row = xp_malloc((size_t) n * sizeof(xp_piecewise_struct));

    for (slong i = 0; i < n; i++)
        xp_piecewise_init(row + i);
    return row;
}

static void clear_row(xp_piecewise_struct *row, slong n)
{
    for (slong i = 0; i < n; i++)
        xp_piecewise_clear(row + i);
    free(row);
}

static int is_same(const project_struct *project, const xp_continuous_t model, slong i, slong j)
{
    return fmpq_equal(project->slope + i, project->slope + j)
           && fmpq_equal(project->shift + i, project->shift + j)
           && xp_piecewise_equal(model->agent[i].distribution->cdf,
                                 model->agent[j].distribution->cdf);
}

/* The density of a t + b from that of t. */
static void set_density(xp_piecewise_t density, const xp_interval_agent_struct *agent,
                        const fmpq_t a, const fmpq_t b)
{
    fmpq_t inverse;
    fmpq_t shift;

    fmpq_init(inverse);
    fmpq_init(shift);
    fmpq_inv(inverse, a);
    fmpq_mul(shift, b, inverse);
    fmpq_neg(shift, shift);
    xp_interim_density(density, agent->distribution);
    xp_piecewise_compose_affine(density, density, inverse, shift);
    fmpq_abs(inverse, inverse);
    xp_piecewise_scalar_mul(density, density, inverse);
    fmpq_clear(inverse);
    fmpq_clear(shift);
}

static void init_project(project_struct *project, const xp_continuous_t model,
                         const xp_outcomes_t outcomes)
{
    slong n = outcomes->n;
    fmpq_poly_t difference;

    project->n = n;
    project->count = 0;
    project->slope = _fmpq_vec_init(n);
    project->shift = _fmpq_vec_init(n);
    project->mover = xp_malloc((size_t) n * sizeof(slong));
    project->place = xp_malloc((size_t) n * sizeof(slong));
    project->same = xp_malloc((size_t) n * sizeof(slong));
    project->density = init_row(n);
    project->rest = init_row(n);
    project->gain = init_row(n);
    project->build = init_row(n);
    fmpq_init(project->level);
    fmpq_init(project->mean_gain);
    fmpq_init(project->mean_build);
    fmpq_poly_init(difference);
    fmpq_sub(project->level, outcomes->cost + 1, outcomes->cost);
    for (slong i = 0; i < n; i++)
    {
        slong k = project->count;

        fmpq_poly_sub(difference, xp_outcomes_value(outcomes, i, 1),
                      xp_outcomes_value(outcomes, i, 0));
        xp_outcomes_affine(project->slope + i, project->shift + i, difference);
        project->place[i] = -1;
        if (fmpq_is_zero(project->slope + i))
        {
            fmpq_sub(project->level, project->level, project->shift + i);
            continue;
        }
        project->place[i] = k;
        project->mover[k] = i;
        project->same[k] = k;
        for (slong j = 0; j < k; j++)
        {
            if (is_same(project, model, project->mover[j], i))
            {
                project->same[k] = j;
                break;
            }
        }
        set_density(project->density + k, model->agent + i, project->slope + i,
                    project->shift + i);
        project->count++;
    }
    fmpq_poly_clear(difference);
}

static void clear_project(project_struct *project)
{
    _fmpq_vec_clear(project->slope, project->n);
    _fmpq_vec_clear(project->shift, project->n);
    free(project->mover);
    free(project->place);
    free(project->same);
    clear_row(project->density, project->n);
    clear_row(project->rest, project->n);
    clear_row(project->gain, project->n);
    clear_row(project->build, project->n);
    fmpq_clear(project->level);
    fmpq_clear(project->mean_gain);
    fmpq_clear(project->mean_build);
}

/* gain and build of place k: the excess of the others' sum over level - slope t - shift. */
static void fill_gain(project_struct *project, slong k)
{
    slong i = project->mover[k];
    const xp_piecewise_struct *density = project->density + k;
    fmpq_t low;
    fmpq_t high;

    fmpq_init(low);
    fmpq_init(high);
    fmpq_sub(low, project->level, density->knot + density->count);
    fmpq_sub(high, project->level, density->knot);
    xp_sums_tail(project->gain + k, project->build + k, project->rest + k, low, high);
    fmpq_neg(low, project->slope + i);
    fmpq_sub(high, project->level, project->shift + i);
    xp_piecewise_compose_affine(project->gain + k, project->gain + k, low, high);
    xp_piecewise_compose_affine(project->build + k, project->build + k, low, high);
    fmpq_clear(low);
    fmpq_clear(high);
}

/* E f(t) for a piecewise f. */
static void find_mean(fmpq_t mean, const xp_piecewise_t f, const xp_distribution_t distribution)
{
    xp_piecewise_t product;

    xp_piecewise_init(product);
    xp_interim_density(product, distribution);
    xp_piecewise_mul(product, product, f);
    xp_piecewise_integral(mean, product);
    xp_piecewise_clear(product);
}

static xp_status_t fill_project(project_struct *project, const xp_continuous_t model,
                                xp_error_t error)
{
    xp_status_t status = xp_sums_without(project->rest, project->density, project->same,
                                         project->count, error);
    const xp_distribution_struct *first = model->agent[project->mover[0]].distribution;

    if (status != XP_OK)
        return status;
    for (slong k = 0; k < project->count; k++)
    {
        if (project->same[k] == k)
            fill_gain(project, k);
    }
    find_mean(project->mean_gain, project->gain, first);
    find_mean(project->mean_build, project->build, first);
    return XP_OK;
}

/*
 * E of the largest welfare of the others without agent i, over the outcomes available then: that of
 * outcome 0 is base, to which E(S_-i - gap)^+ or E S_-i - gap is added.
 */
static xp_status_t find_others(fmpq_t others, const project_struct *project,
                               const xp_continuous_t model, const xp_outcomes_t outcomes, slong i,
                               const fmpq_t base, const fmpq *mean, xp_error_t error)
{
    const xp_interval_agent_struct *agent = model->agent + i;
    int first = agent->available == NULL || agent->available[0];
    int second = agent->available == NULL || agent->available[1];
    slong k = project->place[i];
    fmpq_t gap;
    fmpq_t one;
    fmpq_t end;
    xp_piecewise_t excess;
    xp_piecewise_t chance;
    xp_piecewise_t all;
    xp_status_t status = XP_OK;

    fmpq_init(gap);
    fmpq_init(one);
    fmpq_init(end);
    xp_piecewise_init(excess);
    xp_piecewise_init(chance);
    xp_piecewise_init(all);
    fmpq_one(one);
    fmpq_sub(others, base, outcomes->cost);
    if (second && !first)
    {
        fmpq_add(others, base, mean + i);
        fmpq_sub(others, others, outcomes->cost + 1);
    }
    else if (second)
    {
        /* level of the others, whose constant differences are in project->level already */
        fmpq_set(gap, project->level);
        if (k < 0)
        {
            fmpq_add(gap, gap, project->shift + i);
            if (project->rest[0].count == 0)
                xp_piecewise_set(all, project->density);
            else
                status = xp_piecewise_convolve(all, project->rest, project->density, error);
        }
        else
        {
            xp_piecewise_set(all, project->rest + project->same[k]);
        }
        if (status == XP_OK)
        {
            fmpq_add(end, gap, one);
            xp_sums_tail(excess, chance, all, gap, end);
            xp_piecewise_evaluate(end, excess, gap);
            fmpq_add(others, others, end);
        }
    }
    xp_piecewise_clear(excess);
    xp_piecewise_clear(chance);
    xp_piecewise_clear(all);
    fmpq_clear(gap);
    fmpq_clear(one);
    fmpq_clear(end);
    return status;
}

/* The functions of agent i's type; rest_base is the others' expected value of outcome 0. */
static void fill_agent(xp_interval_interim_t interim, const project_struct *project,
                       const xp_continuous_t model, const xp_outcomes_t outcomes,
                       const fmpq_poly_struct *option, slong i, const fmpq_t rest_base)
{
    const xp_interval_agent_struct *agent = model->agent + i;
    slong k = project->place[i] < 0 ? -1 : project->same[project->place[i]];
    fmpq_t constant;
    fmpq_poly_t difference;

    fmpq_init(constant);
    fmpq_poly_init(difference);
    if (k >= 0)
    {
        xp_piecewise_set(interim->chance + i, project->build + k);
        xp_piecewise_set(interim->welfare + i, project->gain + k);
    }
    else
    {
        xp_interim_set_constant(interim->chance + i, agent, project->mean_build);
        xp_interim_set_constant(interim->welfare + i, agent, project->mean_gain);
    }
    fmpq_sub(constant, rest_base, outcomes->cost);
    xp_piecewise_add_scalar(interim->welfare + i, interim->welfare + i, constant);
    xp_interim_set_poly(interim->value + i, agent, xp_outcomes_value(outcomes, i, 0));
    xp_piecewise_add(interim->welfare + i, interim->welfare + i, interim->value + i);
    fmpq_poly_sub(difference, xp_outcomes_value(outcomes, i, 1),
                  xp_outcomes_value(outcomes, i, 0));
    xp_interim_add_product(interim->value + i, agent, difference, interim->chance + i);
    xp_interim_set_constant(interim->cost + i, agent, outcomes->cost);
    fmpq_sub(constant, outcomes->cost + 1, outcomes->cost);
    fmpq_poly_set_fmpq(difference, constant);
    xp_interim_add_product(interim->cost + i, agent, difference, interim->chance + i);
    xp_interim_set_poly(interim->outside + i, agent, option + 2 * i);
    fmpq_poly_sub(difference, option + 2 * i + 1, option + 2 * i);
    xp_interim_add_product(interim->outside + i, agent, difference, interim->chance + i);
    fmpq_clear(constant);
    fmpq_poly_clear(difference);
}

xp_status_t xp_interim_project(xp_interval_interim_t interim, const xp_continuous_t model,
                               const xp_outcomes_t outcomes, const fmpq_poly_struct *option,
                               xp_error_t error)
{
    slong n = outcomes->n;
    project_struct project;
    xp_status_t status;
    fmpq *mean = _fmpq_vec_init(n);
    fmpq *base = _fmpq_vec_init(n);
    fmpq_t all_base;
    fmpq_t all_mean;
    fmpq_poly_t difference;

    fmpq_init(all_base);
    fmpq_init(all_mean);
    fmpq_poly_init(difference);
    init_project(&project, model, outcomes);
    status = fill_project(&project, model, error);
    for (slong i = 0; i < n; i++)
    {
        const xp_distribution_struct *distribution = model->agent[i].distribution;

        xp_interim_expectation(base + i, xp_outcomes_value(outcomes, i, 0), distribution);
        fmpq_poly_sub(difference, xp_outcomes_value(outcomes, i, 1),
                      xp_outcomes_value(outcomes, i, 0));
        xp_interim_expectation(mean + i, difference, distribution);
        fmpq_add(all_base, all_base, base + i);
        fmpq_add(all_mean, all_mean, mean + i);
    }
    for (slong i = 0; status == XP_OK && i < n; i++)
    {
        fmpq_sub(base + i, all_base, base + i);
        fmpq_sub(mean + i, all_mean, mean + i);
        fill_agent(interim, &project, model, outcomes, option, i, base + i);
        status = find_others(interim->others + i, &project, model, outcomes, i, base + i, mean,
                             error);
    }
    fmpq_sub(interim->expected_welfare, all_base, outcomes->cost);
    fmpq_add(interim->expected_welfare, interim->expected_welfare, project.mean_gain);
    fmpq_sub(interim->expected_cost, outcomes->cost + 1, outcomes->cost);
    fmpq_mul(interim->expected_cost, interim->expected_cost, project.mean_build);
    fmpq_add(interim->expected_cost, interim->expected_cost, outcomes->cost);
    clear_project(&project);
    _fmpq_vec_clear(mean, n);
    _fmpq_vec_clear(base, n);
    fmpq_clear(all_base);
    fmpq_clear(all_mean);
    fmpq_poly_clear(difference);
    return status;
}
