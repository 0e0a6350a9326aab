/* Bounds of integrals from enclosures of cdfs at the points of a grid. */
#include <stdlib.h>
#include <string.h>

#include "verify/grid.h"

#define MOST_POINTS ((size_t) 1 << 22)

static void clear_grid(void *work)
{
    xp_grid_t *grid = work;
    size_t i;

    for (i = 0; i <= grid->agents; i++)
    {
        mpz_clear(grid->seen[i]);
        xp_interval_clear(&grid->now[i]);
        xp_interval_clear(&grid->before[i]);
        xp_interval_clear(&grid->cdf[i]);
        xp_interval_clear(&grid->left[i]);
        xp_interval_clear(&grid->right[i]);
        xp_interval_clear(&grid->tail[i]);
    }
    xp_numbers_clear(grid->knots);
    mpq_clears(grid->point, grid->last, grid->number, NULL);
    xp_interval_clear(grid->step);
    xp_interval_clear(grid->value);
    xp_interval_clear(grid->all);
    xp_interval_clear(grid->all_before);
    xp_interval_clear(grid->total);
    mpz_clear(grid->product);
    free(grid->seen);
    free(grid->now);
    free(grid->before);
    free(grid->cdf);
    free(grid->left);
    free(grid->right);
    free(grid->tail);
    free(grid);
}

static xp_grid_t *make_grid(xp_continuous_t continuous)
{
    xp_grid_t *grid = xp_zeroed(1, sizeof *grid);
    size_t i, count = continuous->agents + 1;

    grid->agents = continuous->agents;
    grid->seen = xp_zeroed(count, sizeof(mpz_t));
    grid->now = xp_zeroed(count, sizeof(xp_interval_struct));
    grid->before = xp_zeroed(count, sizeof(xp_interval_struct));
    grid->cdf = xp_zeroed(count, sizeof(xp_interval_struct));
    grid->left = xp_zeroed(count, sizeof(xp_interval_struct));
    grid->right = xp_zeroed(count, sizeof(xp_interval_struct));
    grid->tail = xp_zeroed(count, sizeof(xp_interval_struct));
    for (i = 0; i < count; i++)
    {
        mpz_init(grid->seen[i]);
        xp_interval_init(&grid->now[i]);
        xp_interval_init(&grid->before[i]);
        xp_interval_init(&grid->cdf[i]);
        xp_interval_init(&grid->left[i]);
        xp_interval_init(&grid->right[i]);
        xp_interval_init(&grid->tail[i]);
    }
    mpq_inits(grid->point, grid->last, grid->number, NULL);
    xp_interval_init(grid->step);
    xp_interval_init(grid->value);
    xp_interval_init(grid->all);
    xp_interval_init(grid->all_before);
    xp_interval_init(grid->total);
    mpz_init(grid->product);
    continuous->work = grid;
    continuous->clear_work = clear_grid;
    return grid;
}

void xp_grid_place(mpq_t place, const xp_continuous_t continuous, size_t agent, mpq_srcptr type)
{
    if (continuous->problem != XP_PROJECT)
    {
        mpq_set(place, type);
        return;
    }
    mpq_mul(place, continuous->agent[agent].factor, type);
    mpq_add(place, place, continuous->agent[agent].shift);
    if (agent == 1)
        mpq_sub(place, continuous->threshold, place);
}

static int compare_numbers(const void *a, const void *b)
{
    return mpq_cmp(*(const mpq_t *) a, *(const mpq_t *) b);
}

static void add_knot(xp_continuous_t continuous, xp_grid_t *grid, size_t agent, mpq_srcptr type)
{
    xp_grid_place(grid->number, continuous, agent, type);
    xp_numbers_add(grid->knots, grid->number);
}

/* What the grid must contain: the ends of pieces and of brackets. */
static void list_points(xp_continuous_t continuous, xp_grid_t *grid)
{
    size_t i, k;

    for (i = 0; i < continuous->agents; i++)
    {
        const xp_interval_agent_t *agent = &continuous->agent[i];

        add_knot(continuous, grid, i, agent->worst->low);
        add_knot(continuous, grid, i, agent->worst->high);
        if (agent->same < i && continuous->problem != XP_PROJECT)
            continue;
        add_knot(continuous, grid, i, agent->low);
        for (k = 0; k < agent->pieces; k++)
            add_knot(continuous, grid, i, agent->piece[k].high);
    }
    qsort(grid->knots->at, grid->knots->count, sizeof(mpq_t), compare_numbers);
}

/* The formula or polynomial of one piece: 0 where it has no value. */
static int evaluate_piece(xp_interval_ptr value, xp_grid_t *grid, xp_piece_t *piece, mpq_srcptr t)
{
    if (piece->is_formula)
        return xp_formula_evaluate(value, piece->formula, t, grid->bits);
    xp_polynomial_evaluate(grid->number, piece->polynomial, t);
    xp_interval_set_number(value, grid->number, grid->bits);
    return 1;
}

/* Refuses intervals without a common point. */
static void intersect(xp_interval_ptr value, xp_interval_srcptr other, xp_continuous_t continuous,
                      const char *words)
{
    if (mpz_cmp(value->low, other->low) < 0)
        mpz_set(value->low, other->low);
    if (mpz_cmp(value->high, other->high) > 0)
        mpz_set(value->high, other->high);
    if (mpz_cmp(value->low, value->high) > 0)
        xp_reject(continuous->reader, "%s", words);
}

/* The place of the piece that ends at t or behind it. */
static size_t find_piece(const xp_interval_agent_t *agent, mpq_srcptr t)
{
    size_t low = 0, high = agent->pieces - 1, middle;

    while (low < high)
    {
        middle = (low + high) / 2;
        if (mpq_cmp(t, agent->piece[middle].high) <= 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* value = 0 or 1, at an end of the support, where a formula may have no value. */
static void set_end(xp_interval_ptr value, xp_continuous_t continuous, xp_grid_t *grid,
                    xp_piece_t *piece, mpq_srcptr t, int one)
{
    int found = evaluate_piece(value, grid, piece, t);

    mpz_set_ui(grid->value->low, 0);
    if (one)
        mpz_setbit(grid->value->low, grid->bits);
    mpz_set(grid->value->high, grid->value->low);
    if (!found)
        xp_interval_set(value, grid->value);
    intersect(value, grid->value, continuous,
              one ? "the cdf is not 1 at HIGH" : "the cdf is not 0 at LOW");
}

void xp_grid_cdf(xp_interval_ptr value, xp_continuous_t continuous, xp_grid_t *grid, size_t agent,
                 mpq_srcptr t)
{
    xp_interval_agent_t *self = &continuous->agent[agent];
    size_t k;

    mpz_set_ui(value->low, 0);
    mpz_set_ui(value->high, 0);
    if (mpq_cmp(t, self->low) < 0)
        return;
    if (mpq_equal(t, self->low))
    {
        set_end(value, continuous, grid, &self->piece[0], t, 0);
        return;
    }
    if (mpq_cmp(t, self->high) > 0)
    {
        mpz_setbit(value->low, grid->bits);
        mpz_set(value->high, value->low);
        return;
    }
    k = find_piece(self, t);
    if (mpq_equal(t, self->high))
    {
        set_end(value, continuous, grid, &self->piece[k], t, 1);
        return;
    }
    if (!evaluate_piece(value, grid, &self->piece[k], t))
        xp_reject(continuous->reader, "the cdf of agent %zu has no value here", agent);
    mpz_set_ui(grid->value->low, 0);
    mpz_set_ui(grid->value->high, 0);
    mpz_setbit(grid->value->high, grid->bits);
    intersect(value, grid->value, continuous, "the cdf does not lie between 0 and 1");
    if (mpq_equal(t, self->piece[k].high))
    {
        if (!evaluate_piece(grid->value, grid, &self->piece[k + 1], t))
            xp_reject(continuous->reader, "the cdf of agent %zu has no value here", agent);
        intersect(value, grid->value, continuous, "the pieces of the cdf do not meet");
    }
}

void xp_grid_add(xp_interval_ptr sum, xp_grid_t *grid, mpz_srcptr low, mpz_srcptr high)
{
    mpz_addmul(sum->low, grid->step->low, low);
    mpz_addmul(sum->high, grid->step->high, high);
}

void xp_grid_keep(xp_range_ptr at, const xp_grid_t *grid, xp_interval_srcptr value)
{
    xp_interval_get(at->low, at->high, value, grid->bits);
}

/* Reads the point behind the last one, and finds the distance. */
static void read_point(xp_continuous_t continuous, xp_grid_t *grid)
{
    xp_reader_struct *reader = continuous->reader;

    if (grid->count == MOST_POINTS)
        xp_reject_size(reader, "more than 2^22 points");
    mpq_swap(grid->last, grid->point);
    xp_number(reader, grid->point);
    if (grid->count > 0 && mpq_cmp(grid->point, grid->last) <= 0)
        xp_reject(reader, "the points must rise");
    if (grid->count == 0 && !mpq_equal(grid->point, grid->knots->at[0]))
        xp_reject(reader, "the first point must be the least end of a support");
    if (grid->next < grid->knots->count &&
        mpq_cmp(grid->knots->at[grid->next], grid->point) < 0)
    {
        mpq_set(grid->number, grid->knots->at[grid->next]);
        gmp_snprintf(grid->words, sizeof grid->words, "%Qd", grid->number);
        xp_reject(reader, "the grid lacks the point %s", grid->words);
    }
    while (grid->next < grid->knots->count &&
           mpq_equal(grid->knots->at[grid->next], grid->point))
        grid->next++;
    if (grid->count > 0)
    {
        mpq_sub(grid->number, grid->point, grid->last);
        xp_interval_set_number(grid->step, grid->number, grid->bits);
    }
}

static void keep_bounds(xp_continuous_t continuous, xp_grid_t *grid)
{
    size_t i;

    for (i = 0; i < continuous->agents; i++)
        xp_interval_get(continuous->agent[i].tail->low, continuous->agent[i].tail->high,
                        &grid->tail[i], 2 * grid->bits);
    xp_interval_get(continuous->total->low, continuous->total->high, grid->total, 2 * grid->bits);
}

void xp_bound_by_grid(xp_continuous_t continuous)
{
    xp_reader_struct *reader = continuous->reader;
    xp_grid_t *grid = make_grid(continuous);

    if (continuous->problem == XP_PROJECT &&
        (continuous->agents != 2 || mpq_sgn(continuous->agent[0].factor) == 0 ||
         mpq_sgn(continuous->agent[1].factor) == 0))
        xp_reject(reader, "with formulas a project has two agents, and no A is 0");
    xp_expect(reader, "precision");
    grid->bits = xp_index(reader, 65537, "precision");
    if (grid->bits < 16)
        xp_reject(reader, "the precision must be 16 or more");
    xp_next(reader);
    list_points(continuous, grid);
    for (; grid->count == 0 || xp_at(reader, "point"); grid->count++)
    {
        xp_expect(reader, "point");
        read_point(continuous, grid);
        if (continuous->problem == XP_PROJECT)
            xp_grid_project(continuous, grid);
        else
            xp_grid_good(continuous, grid);
        xp_next(reader);
    }
    if (grid->next < grid->knots->count)
        xp_reject_at(reader, reader->line - 1, "the grid ends too early");
    if (!mpq_equal(grid->point, grid->knots->at[grid->knots->count - 1]))
        xp_reject_at(reader, reader->line - 1,
                     "the last point must be the greatest end of a support");
    keep_bounds(continuous, grid);
}
