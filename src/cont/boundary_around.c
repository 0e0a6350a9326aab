/* Three agents: points on the boundary of the region, in order around it. */
#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "cont/boundary_impl.h"

/*
 * The simplex's edge as a parameter 0 to 3: corner k at k, on the way to corner k + 1.  key orders
 * the points: where the ray from equal shares, parallel to that from the middle to the point,
 * leaves the simplex.
 */
typedef struct
{
    fmpq_t key;
    xp_boundary_line_struct line;
} spoke_struct;

typedef struct
{
    slong count;
    spoke_struct *spoke;
} spokes_struct;

static spoke_struct *add_spoke(spokes_struct *spokes)
{
    spoke_struct *spoke = spokes->spoke + spokes->count++;

    fmpq_init(spoke->key);
    xp_boundary_line_init(&spoke->line, 3);
    return spoke;
}

static void drop_last(spokes_struct *spokes)
{
    spoke_struct *spoke = spokes->spoke + --spokes->count;

    fmpq_clear(spoke->key);
    xp_boundary_line_clear(&spoke->line);
}

/* The point of the edge at key. */
static void set_edge_point(fmpq *share, const fmpq_t key)
{
    fmpz_t corner;
    fmpq_t part;
    slong k;

    fmpz_init(corner);
    fmpq_init(part);
    fmpz_fdiv_q(corner, fmpq_numref(key), fmpq_denref(key));
    fmpq_sub_fmpz(part, key, corner);
    k = fmpz_get_si(corner) % 3;
    fmpq_zero(share + (k + 2) % 3);
    fmpq_set(share + (k + 1) % 3, part);
    fmpq_set_si(share + k, 1, 1);
    fmpq_sub(share + k, share + k, part);
    fmpz_clear(corner);
    fmpq_clear(part);
}

/* The key of the end of a line; 0 when that is the middle itself. */
static void set_key(fmpq_t key, const fmpq *middle, const xp_boundary_line_struct *line)
{
    fmpq *way = _fmpq_vec_init(3);
    slong least = 0, i;
    fmpq_t part, third;

    fmpq_init(part);
    fmpq_init(third);
    fmpq_set_si(third, 1, 3);
    xp_boundary_shares(way, line, line->end[1].low);
    for (i = 0; i < 3; i++)
    {
        fmpq_sub(way + i, way + i, middle + i);
        if (fmpq_cmp(way + i, way + least) < 0)
            least = i;
    }
    if (fmpq_sgn(way + least) < 0)
    {
        /* 1/3 + t way is 0 for the least way; agent least + 2 then has (1 - its way / least) / 3 */
        fmpq_div(part, way + (least + 2) % 3, way + least);
        fmpq_neg(part, part);
        fmpq_add_si(part, part, 1);
        fmpq_mul(part, part, third);
        fmpq_add_si(part, part, (least + 1) % 3);
    }
    fmpq_set(key, part);
    fmpq_clear(part);
    fmpq_clear(third);
    _fmpq_vec_clear(way, 3);
}

static int compare_spokes(const void *a, const void *b)
{
    const spoke_struct *first = a, *second = b;

    return fmpq_cmp(first->key, second->key);
}

/* Two shares of a line along which the third agent has 0, and the end that lies towards k + 1. */
static xp_status_t add_edge(spokes_struct *spokes, const fmpq *middle, slong k, int back,
                            xp_boundary_work_t work, const char *const *agent_name,
                            xp_error_t error)
{
    spoke_struct *spoke = add_spoke(spokes);
    xp_boundary_line_struct *line = &spoke->line;
    fmpq *corner = _fmpq_vec_init(6);
    xp_status_t status;
    xp_string_t name;

    xp_string_init(name);
    xp_string_printf(name, "without %s", agent_name[(k + 2) % 3]);
    fmpq_set_si(corner + k, 1, 1);
    fmpq_set_si(corner + 3 + (k + 1) % 3, 1, 1);
    xp_boundary_line_set(line, back ? corner + 3 : corner, back ? corner : corner + 3,
                         xp_string_take(name));
    status = xp_boundary_line_solve(line, work, 2, error);
    if (status == XP_OK && line->answer != XP_HOLDS)
        drop_last(spokes);
    else if (status == XP_OK)
        set_key(spoke->key, middle, line);
    xp_string_clear(name);
    _fmpq_vec_clear(corner, 6);
    return status;
}

/* The ray from the middle, as from equal shares to the edge at key; exact on lines of symmetry. */
static xp_status_t add_ray(spokes_struct *spokes, const fmpq *middle, const fmpq_t key,
                           xp_boundary_work_t work, xp_error_t error)
{
    spoke_struct *spoke = add_spoke(spokes);
    fmpq *share = _fmpq_vec_init(3);
    fmpq_t third;
    xp_string_t name;
    xp_status_t status;
    slong i;
    int equal = 0;

    fmpq_init(third);
    fmpq_set_si(third, 1, 3);
    set_edge_point(share, key);
    xp_string_init(name);
    xp_string_add(name, "direction (");
    for (i = 0; i < 3; i++)
        equal = equal
                || (fmpq_equal(share + i, share + (i + 1) % 3)
                    && fmpq_equal(middle + i, middle + (i + 1) % 3));
    for (i = 0; i < 3; i++)
    {
        fmpq_sub(share + i, share + i, third);
        xp_string_add(name, i == 0 ? "" : ", ");
        xp_rat_add_text(name, share + i);
        fmpq_add(share + i, share + i, middle + i);
    }
    xp_string_add_char(name, ')');
    fmpq_set(spoke->key, key);
    xp_boundary_line_set(&spoke->line, middle, share, xp_string_take(name));
    status = xp_boundary_ray_solve(&spoke->line, work, equal ? 2 : 0, error);
    if (status == XP_OK && spoke->line.answer != XP_HOLDS)
        drop_last(spokes);
    xp_string_clear(name);
    fmpq_clear(third);
    _fmpq_vec_clear(share, 3);
    return status;
}

/* The middle, then rays in order around it, and both ends of what holds on each edge. */
static xp_status_t add_all(spokes_struct *spokes, xp_boundary_t boundary,
                           xp_boundary_work_t work, const char *const *agent_name, slong points,
                           xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpq_t key;
    slong k;

    fmpq_init(key);
    for (k = 0; k < 3 && status == XP_OK; k++)
        status = add_edge(spokes, boundary->middle, k, 0, work, agent_name, error);
    for (k = 0; k < 3 && status == XP_OK; k++)
        status = add_edge(spokes, boundary->middle, k, 1, work, agent_name, error);
    for (k = 0; k < points && status == XP_OK; k++)
    {
        fmpq_set_si(key, 3 * k, (ulong) points);
        status = add_ray(spokes, boundary->middle, key, work, error);
    }
    fmpq_clear(key);
    return status;
}

static int is_same_point(const xp_boundary_line_struct *a, const xp_boundary_line_struct *b)
{
    slong i;

    for (i = 0; i < 3; i++)
        if (a->end[1].share[i].kind != XP_REAL_RATIONAL
            || b->end[1].share[i].kind != XP_REAL_RATIONAL
            || !fmpq_equal(a->end[1].share[i].rational, b->end[1].share[i].rational))
            return 0;
    return 1;
}

/* In order, points that are rational and the same only once. */
static void take_points(xp_boundary_t boundary, spokes_struct *spokes)
{
    slong k;

    qsort(spokes->spoke, (size_t) spokes->count, sizeof(spoke_struct), compare_spokes);
    boundary->ray = xp_calloc((size_t) spokes->count, sizeof(xp_boundary_line_struct));
    for (k = 0; k < spokes->count; k++)
    {
        xp_boundary_line_struct *line = &spokes->spoke[k].line;
        slong last = boundary->point_count - 1;

        if (last >= 0 && is_same_point(boundary->ray + last, line))
            xp_boundary_line_clear(line);
        else
            boundary->ray[boundary->point_count++] = *line;
        fmpq_clear(spokes->spoke[k].key);
    }
}

xp_status_t xp_boundary_around(xp_boundary_t boundary, xp_boundary_work_t work,
                               const char *const *agent_name, slong points, xp_error_t error)
{
    spokes_struct spokes = {0, NULL};
    xp_status_t status;

    assert(boundary->n == 3);
    status = xp_boundary_find_middle(boundary, work, error);
    if (status != XP_OK || boundary->region != XP_HOLDS)
        return status;
    spokes.spoke = xp_calloc((size_t) points + 6, sizeof(spoke_struct));
    status = add_all(&spokes, boundary, work, agent_name, points, error);
    if (status == XP_OK)
        take_points(boundary, &spokes);
    else
        while (spokes.count > 0)
            drop_last(&spokes);
    free(spokes.spoke);
    return status;
}
