/* The least subsidy of a project on a lattice: sums of many types that are not polynomial. */
#include "lattice_project.h"

/* Cells of the widest number, at first and at most; cells of all numbers together at most. */
#define CELLS_FIRST 64
#define CELLS_LIMIT 16384
#define CELLS_SUM_LIMIT 65536

/* Halvings that find a worst-off type; decimals that are aimed at, by what is asked for. */
#define HALVINGS 50
#define DIGITS_FEWEST 3
#define DIGITS_MOST 6

/* The level for the others when agent i's type is t. */
static void set_level(fmpq_t u, const xp_lattice_project_struct *project, slong i, const fmpq_t t)
{
    fmpq_mul(u, project->slope + i, t);
    fmpq_add(u, u, project->shift + i);
    fmpq_sub(u, project->level, u);
}

/* psi_i and its slope at t, both of the lattice numbers. */
static void find_gain(arb_t y, const xp_lattice_project_struct *project, slong i,
                      const xp_lattice_t rest, const fmpq_t t)
{
    fmpq_t u;
    arb_t part;

    fmpq_init(u);
    arb_init(part);
    set_level(u, project, i, t);
    xp_lattice_excess(y, rest, u, XP_LATTICE_PRECISION);
    fmpq_mul(u, project->rest_slope + i, t);
    fmpq_add(u, u, project->rest_shift + i);
    arb_set_fmpq(part, u, XP_LATTICE_PRECISION);
    arb_add(y, y, part, XP_LATTICE_PRECISION);
    fmpq_clear(u);
    arb_clear(part);
}

static void find_slope(arb_t y, const xp_lattice_project_struct *project, slong i,
                       const xp_lattice_t rest, const fmpq_t t)
{
    fmpq_t u;
    arb_t part;

    fmpq_init(u);
    arb_init(part);
    set_level(u, project, i, t);
    xp_lattice_chance(y, rest, u, XP_LATTICE_PRECISION);
    arb_set_fmpq(part, project->slope + i, XP_LATTICE_PRECISION);
    arb_mul(y, y, part, XP_LATTICE_PRECISION);
    arb_set_fmpq(part, project->rest_slope + i, XP_LATTICE_PRECISION);
    arb_add(y, y, part, XP_LATTICE_PRECISION);
    fmpq_clear(u);
    arb_clear(part);
}

/* An end of the support where the slope, from rest_slope to rest_slope + slope, has one sign. */
static int find_end(fmpq_t v, const xp_lattice_project_struct *project, slong i)
{
    const xp_interval_agent_struct *agent = project->task->model->agent + i;
    fmpq_t other;
    int first;
    int second;

    fmpq_init(other);
    fmpq_add(other, project->rest_slope + i, project->slope + i);
    first = fmpq_sgn(project->rest_slope + i);
    second = fmpq_sgn(other);
    fmpq_clear(other);
    if (first >= 0 && second >= 0)
        fmpq_set(v, agent->low);
    else if (first <= 0 && second <= 0)
        fmpq_set(v, agent->high);
    else
        return 0;
    return 1;
}

/* Halves [low, high] towards the lattice minimum, and encloses it. */
static void find_minimum(arb_t least, fmpq_t low, fmpq_t high,
                         const xp_lattice_project_struct *project, slong i,
                         const xp_lattice_t rest)
{
    fmpq_t v;
    arb_t slope;

    fmpq_init(v);
    arb_init(slope);
    for (int k = 0; k <= HALVINGS; k++)
    {
        fmpq_add(v, low, high);
        fmpq_div_2exp(v, v, 1);
        find_slope(slope, project, i, rest, v);
        if (k < HALVINGS && arb_is_nonpositive(slope))
            fmpq_set(low, v);
        else if (k < HALVINGS && arb_is_nonnegative(slope))
            fmpq_set(high, v);
        else
            break;
    }
    find_gain(least, project, i, rest, v);
    xp_subsidy_lower(least, slope, v, low, high, XP_LATTICE_PRECISION);
    fmpq_set(low, v);
    fmpq_clear(v);
    arb_clear(slope);
}

/*
 * The nearest point to the minimum, between v and the end of the support, where the gain is proved
 * larger than at the minimum: above least by twice the error.
 */
static void find_bracket(fmpq_t end, const xp_lattice_project_struct *project, slong i,
                         const xp_lattice_t rest, const arb_t least, const fmpq_t v)
{
    fmpq_t near;
    fmpq_t middle;
    arb_t bound;
    arb_t gain;

    fmpq_init(near);
    fmpq_init(middle);
    arb_init(bound);
    arb_init(gain);
    fmpq_set(near, v);
    arb_mul_2exp_si(bound, rest->error, 1);
    arb_add(bound, bound, least, XP_LATTICE_PRECISION);
    for (int k = 0; k < HALVINGS / 2; k++)
    {
        fmpq_add(middle, near, end);
        fmpq_div_2exp(middle, middle, 1);
        find_gain(gain, project, i, rest, middle);
        if (arb_gt(gain, bound))
            fmpq_set(end, middle);
        else
            fmpq_set(near, middle);
    }
    fmpq_clear(near);
    fmpq_clear(middle);
    arb_clear(bound);
    arb_clear(gain);
}

/* Subtracts min psi_i from value, and sets the worst-off type. */
static void subtract_least(arb_t value, xp_interval_subsidy_t subsidy,
                           const xp_lattice_project_struct *project, slong i,
                           const xp_lattice_t rest)
{
    const xp_interval_agent_struct *agent = project->task->model->agent + i;
    arb_t least;
    fmpq_t low;
    fmpq_t high;

    arb_init(least);
    fmpq_init(low);
    fmpq_init(high);
    if (find_end(low, project, i))
    {
        find_gain(least, project, i, rest, low);
        xp_subsidy_set_worst(subsidy, i, low, low, XP_LATTICE_PRECISION);
    }
    else
    {
        fmpq_t from;
        fmpq_t to;

        fmpq_init(from);
        fmpq_init(to);
        fmpq_set(low, agent->low);
        fmpq_set(high, agent->high);
        find_minimum(least, low, high, project, i, rest);
        fmpq_set(from, agent->low);
        fmpq_set(to, agent->high);
        find_bracket(from, project, i, rest, least, low);
        find_bracket(to, project, i, rest, least, low);
        xp_subsidy_set_worst(subsidy, i, from, to, XP_LATTICE_PRECISION);
        fmpq_clear(from);
        fmpq_clear(to);
    }
    arb_add_error(least, rest->error);
    arb_sub(value, value, least, XP_LATTICE_PRECISION);
    arb_clear(least);
    fmpq_clear(low);
    fmpq_clear(high);
}

static void find_value(arb_t value, xp_interval_subsidy_t subsidy,
                       const xp_lattice_project_struct *project)
{
    slong n = project->n;
    slong place = 0;
    fmpq_t number;
    arb_t part;

    fmpq_init(number);
    arb_init(part);
    /* an agent with a constant difference gains E(S - level)^+ whatever the type */
    xp_lattice_excess(value, project->all, project->level, XP_LATTICE_PRECISION);
    arb_add_error(value, project->all->error);
    arb_mul_si(value, value, project->count - 1, XP_LATTICE_PRECISION);
    arb_set_fmpq(part, project->task->outcomes->cost, XP_LATTICE_PRECISION);
    arb_add(value, value, part, XP_LATTICE_PRECISION);
    for (slong i = 0; i < n; i++)
    {
        if (fmpq_is_zero(project->slope + i))
        {
            (void) find_end(number, project, i);
            xp_subsidy_set_worst(subsidy, i, number, number, XP_LATTICE_PRECISION);
            fmpq_mul(number, number, project->rest_slope + i);
            fmpq_add(number, number, project->rest_shift + i);
            arb_set_fmpq(part, number, XP_LATTICE_PRECISION);
            arb_sub(value, value, part, XP_LATTICE_PRECISION);
            continue;
        }
        subtract_least(value, subsidy, project, i, project->rest + project->same[place]);
        place++;
    }
    fmpq_clear(number);
    arb_clear(part);
}

/* Refines the lattice until the sign is decided and some decimals are there. */
static xp_status_t run_lattice(xp_interval_subsidy_t subsidy, xp_lattice_project_struct *project,
                               xp_error_t error)
{
    slong digits = FLINT_MIN(project->task->options->digits, DIGITS_MOST);
    slong cells = CELLS_FIRST;
    xp_status_t status = XP_OK;
    arb_t value;
    mag_t fine;

    arb_init(value);
    mag_init(fine);
    digits = FLINT_MAX(digits, DIGITS_FEWEST);
    mag_set_ui(fine, 10);
    mag_pow_ui(fine, fine, (ulong) digits);
    mag_inv(fine, fine);
    while (status == XP_OK)
    {
        status = xp_lattice_project_refine(project, cells, error);
        if (status != XP_OK)
            break;
        find_value(value, subsidy, project);
        if (xp_subsidy_decide(subsidy, value) && mag_cmp(arb_radref(value), fine) < 0)
            break;
        if (4 * cells > CELLS_LIMIT || 4 * cells * project->count > CELLS_SUM_LIMIT)
            break;
        cells *= 4;
    }
    if (status == XP_OK && subsidy->answer == XP_UNDECIDED)
    {
        xp_string_t words;

        xp_string_init(words);
        xp_string_printf(words, "its sign is not decided on a lattice of %ld points for the widest "
                         "type", (long) cells);
        subsidy->reason = xp_string_take(words);
        xp_string_clear(words);
    }
    subsidy->method = "lattice";
    arb_clear(value);
    mag_clear(fine);
    return status;
}

xp_status_t xp_subsidy_lattice(xp_interval_subsidy_t subsidy, const xp_subsidy_task_struct *task,
                               xp_error_t error)
{
    xp_lattice_project_struct project;
    xp_status_t status;

    xp_lattice_project_init(&project, task);
    status = xp_lattice_project_set(&project, error);
    if (status == XP_OK)
        status = run_lattice(subsidy, &project, error);
    xp_lattice_project_clear(&project);
    return status;
}
