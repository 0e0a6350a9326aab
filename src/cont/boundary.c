/* Where dissolvable shares end. */
#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "cont/boundary_impl.h"

void xp_boundary_init(xp_boundary_t boundary)
{
    boundary->n = 0;
    boundary->line_count = 0;
    boundary->line = NULL;
    boundary->region = XP_UNDECIDED;
    boundary->middle = _fmpq_vec_init(3);
    boundary->point_count = 0;
    boundary->ray = NULL;
}

void xp_boundary_clear(xp_boundary_t boundary)
{
    slong k;

    for (k = 0; k < boundary->line_count; k++)
        xp_boundary_line_clear(boundary->line + k);
    for (k = 0; k < boundary->point_count; k++)
        xp_boundary_line_clear(boundary->ray + k);
    free(boundary->line);
    free(boundary->ray);
    _fmpq_vec_clear(boundary->middle, 3);
}

static xp_boundary_line_struct *add_line(xp_boundary_t boundary)
{
    xp_boundary_line_struct *line = boundary->line + boundary->line_count++;

    xp_boundary_line_init(line, boundary->n);
    return line;
}

/* From nothing for the agent to all, the others equal. */
static void add_share_line(xp_boundary_t boundary, slong agent, const char *const *agent_name)
{
    slong n = boundary->n, i;
    fmpq *point = _fmpq_vec_init(2 * n);
    xp_string_t name;

    xp_string_init(name);
    xp_string_printf(name, n == 2 ? "share of %s" : "share of %s, the others equal",
                     agent_name[agent]);
    for (i = 0; i < n; i++)
        if (i != agent)
            fmpq_set_si(point + i, 1, (ulong) n - 1);
    fmpq_set_si(point + n + agent, 1, 1);
    xp_boundary_line_set(add_line(boundary), point, point + n, xp_string_take(name));
    xp_string_clear(name);
    _fmpq_vec_clear(point, 2 * n);
}

static void add_shares(xp_string_t out, const fmpq *share, slong n)
{
    slong i;

    xp_string_add_char(out, '(');
    for (i = 0; i < n; i++)
    {
        xp_string_add(out, i == 0 ? "" : ", ");
        xp_rat_add_text(out, share + i);
    }
    xp_string_add_char(out, ')');
}

static void add_line_along(xp_boundary_t boundary, const fmpq *along)
{
    slong n = boundary->n;
    xp_string_t name;

    xp_string_init(name);
    xp_string_add(name, "from ");
    add_shares(name, along, n);
    xp_string_add(name, " towards ");
    add_shares(name, along + n, n);
    xp_boundary_line_set(add_line(boundary), along, along + n, xp_string_take(name));
    xp_string_clear(name);
}

static int is_like_earlier(const xp_partnership_t partnership, slong agent)
{
    slong i;

    for (i = 0; i < agent; i++)
        if (xp_distribution_equal(partnership->distribution[i],
                                  partnership->distribution[agent]))
            return 1;
    return 0;
}

static void add_lines(xp_boundary_t boundary, const xp_partnership_t partnership,
                      const char *const *agent_name, const fmpq *along)
{
    slong n = partnership->n, i;

    boundary->n = n;
    boundary->line = xp_calloc((size_t) n, sizeof(xp_boundary_line_struct));
    if (along != NULL)
        add_line_along(boundary, along);
    else if (n == 2)
        add_share_line(boundary, 0, agent_name);
    else
        for (i = 0; i < n; i++)
            if (!is_like_earlier(partnership, i))
                add_share_line(boundary, i, agent_name);
}

xp_status_t xp_boundary(xp_boundary_t boundary, const xp_partnership_t partnership,
                        const char *const *agent_name, const fmpq *along, slong points,
                        const xp_dissolve_options_t *options, xp_error_t error)
{
    xp_status_t status = XP_OK;
    xp_boundary_work_t work;
    xp_boundary_t result;
    slong k;

    assert(partnership->n >= 2);
    if (along != NULL && xp_boundary_same_shares(along, along + partnership->n, partnership->n))
    {
        xp_error_set(error, "the two points of the line are the same; give different shares");
        return XP_INPUT;
    }
    xp_boundary_init(result);
    xp_boundary_work_init(work, partnership, options);
    add_lines(result, partnership, agent_name, along);
    for (k = 0; k < result->line_count && status == XP_OK; k++)
        status = xp_boundary_line_solve(result->line + k, work, XP_BOUNDARY_CURVES, error);
    if (status == XP_OK && partnership->n == 3 && points > 0)
        status = xp_boundary_around(result, work, agent_name, points, error);
    if (status == XP_OK)
    {
        xp_boundary_struct kept = *boundary;

        *boundary = *result;
        *result = kept;
    }
    xp_boundary_work_clear(work);
    xp_boundary_clear(result);
    return status;
}
