/* Sums of lattice numbers: of all agents, and of all but one. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "lattice_project.h"

static xp_lattice_struct *init_row(slong count)
{
    xp_lattice_struct *row = xp_malloc((size_t) count * sizeof(xp_lattice_struct));

    for (slong k = 0; k < count; k++)
        xp_lattice_init(row + k);
    return row;
}

static void clear_row(xp_lattice_struct *row, slong count)
{
    for (slong k = 0; k < count; k++)
        xp_lattice_clear(row + k);
    free(row);
}

void xp_lattice_project_init(xp_lattice_project_struct *project, const xp_subsidy_task_struct *task)
{
    slong n = task->outcomes->n;

    project->task = task;
    project->n = n;
    project->slope = _fmpq_vec_init(n);
    project->shift = _fmpq_vec_init(n);
    project->rest_slope = _fmpq_vec_init(n);
    project->rest_shift = _fmpq_vec_init(n);
    fmpq_init(project->level);
    fmpq_init(project->width);
    project->count = 0;
    project->mover = xp_malloc((size_t) n * sizeof(slong));
    project->same = xp_malloc((size_t) n * sizeof(slong));
    project->number = init_row(n);
    project->suffix = init_row(n + 1);
    project->rest = init_row(n);
    xp_lattice_init(project->all);
}

void xp_lattice_project_clear(xp_lattice_project_struct *project)
{
    slong n = project->n;

    _fmpq_vec_clear(project->slope, n);
    _fmpq_vec_clear(project->shift, n);
    _fmpq_vec_clear(project->rest_slope, n);
    _fmpq_vec_clear(project->rest_shift, n);
    fmpq_clear(project->level);
    fmpq_clear(project->width);
    free(project->mover);
    free(project->same);
    clear_row(project->number, n);
    clear_row(project->suffix, n + 1);
    clear_row(project->rest, n);
    xp_lattice_clear(project->all);
}

static int is_same(const xp_lattice_project_struct *project, slong i, slong j)
{
    const xp_continuous_struct *model = project->task->model;

    return fmpq_equal(project->slope + i, project->slope + j)
           && fmpq_equal(project->shift + i, project->shift + j)
           && xp_distribution_equal(model->agent[i].distribution, model->agent[j].distribution);
}

xp_status_t xp_lattice_project_set(xp_lattice_project_struct *project, xp_error_t error)
{
    const xp_subsidy_task_struct *task = project->task;
    const xp_outcomes_struct *outcomes = task->outcomes;
    xp_status_t status = XP_OK;
    fmpq_poly_t difference;
    fmpq_t width;

    fmpq_poly_init(difference);
    fmpq_init(width);
    fmpq_sub(project->level, outcomes->cost + 1, outcomes->cost);
    for (slong i = 0; status == XP_OK && i < project->n; i++)
    {
        const xp_interval_agent_struct *agent = task->model->agent + i;
        slong k = project->count;

        if (!xp_subsidy_rest(project->rest_slope + i, project->rest_shift + i, task, i, 0, error))
            status = XP_REFUSED;
        fmpq_poly_sub(difference, xp_outcomes_value(outcomes, i, 1),
                      xp_outcomes_value(outcomes, i, 0));
        xp_outcomes_affine(project->slope + i, project->shift + i, difference);
        if (fmpq_is_zero(project->slope + i))
        {
            fmpq_sub(project->level, project->level, project->shift + i);
            continue;
        }
        fmpq_sub(width, agent->high, agent->low);
        fmpq_mul(width, width, project->slope + i);
        fmpq_abs(width, width);
        if (fmpq_cmp(width, project->width) > 0)
            fmpq_set(project->width, width);
        project->mover[k] = i;
        project->same[k] = k;
        for (slong j = k - 1; j >= 0; j--)
        {
            if (is_same(project, project->mover[j], i))
                project->same[k] = j;
        }
        project->count++;
    }
    fmpq_poly_clear(difference);
    fmpq_clear(width);
    return status;
}

/* All sums for a number of cells: the sums without one are a prefix plus a suffix. */
xp_status_t xp_lattice_project_refine(xp_lattice_project_struct *project, slong cells,
                                      xp_error_t error)
{
    slong count = project->count;
    fmpq_t step;
    xp_lattice_t prefix;
    xp_lattice_t longer;
    xp_status_t status = XP_OK;

    fmpq_init(step);
    xp_lattice_init(prefix);
    xp_lattice_init(longer);
    fmpq_set_si(step, 1, (ulong) cells);
    fmpq_mul(step, step, project->width);
    for (slong k = 0; k < count; k++)
    {
        slong i = project->mover[k];

        if (project->same[k] < k)
            xp_lattice_set(project->number + k, project->number + project->same[k]);
        else
            xp_lattice_set_number(project->number + k, project->task->model->agent[i].distribution,
                                  project->slope + i, project->shift + i, step,
                                  XP_LATTICE_PRECISION);
    }
    for (slong k = count - 1; k >= 0; k--)
        xp_lattice_add(project->suffix + k, project->number + k, project->suffix + k + 1,
                       XP_LATTICE_PRECISION);
    xp_lattice_set(project->all, project->suffix);
    xp_lattice_finish(project->all, XP_LATTICE_PRECISION);
    for (slong k = 0; k < count; k++)
    {
        if (project->same[k] == k)
        {
            xp_lattice_add(project->rest + k, prefix, project->suffix + k + 1,
                           XP_LATTICE_PRECISION);
            xp_lattice_finish(project->rest + k, XP_LATTICE_PRECISION);
        }
        xp_lattice_add(longer, prefix, project->number + k, XP_LATTICE_PRECISION);
        xp_lattice_set(prefix, longer);
        if (xp_progress_tick(project->task->options->progress, "lattice sums", (uint64_t) k + 1,
                             (uint64_t) count))
        {
            xp_error_set(error, "stopped while enclosing the least subsidy");
            status = XP_STOPPED;
            break;
        }
    }
    fmpq_clear(step);
    xp_lattice_clear(prefix);
    xp_lattice_clear(longer);
    return status;
}
