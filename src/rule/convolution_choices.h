/* The choices against a distribution of sums.  No guard: see convolution_source.h. */

/*
 * What one worker finds (the names as in xp_convolution_found_t), and room for one tile: the
 * largest number, the outcome or the number of tied ones, the weight of one share.
 */
typedef struct
{
    XP_NUM *chosen;
    XP_NUM *largest;
    XP_NUM *gap;
    XP_NUM *best;
    int64_t *label;
    XP_NUM *part;
} worker_t;

/* best[k] becomes the largest row[k] + own so far, label[k] where it was first attained. */
static void raise_best(XP_NUM *best, int64_t *label, const XP_NUM *row, const XP_NUM *own,
                       int64_t outcome, int64_t length)
{
    int64_t k;
    XP_NUM_LOCAL(sum);

    for (k = 0; k < length; k++)
    {
        int more;

        XP_NUM_ADD(sum, row[k], *own);
        more = XP_NUM_LESS(best[k], sum);
        label[k] = more ? outcome : label[k];
        XP_NUM_SET_IF(best[k], more, sum);
    }
    XP_NUM_DROP(sum);
}

/* The same with label[k] the number of outcomes that attain best[k]. */
static void raise_tied(XP_NUM *best, int64_t *label, const XP_NUM *row, const XP_NUM *own,
                       int64_t length)
{
    int64_t k;
    XP_NUM_LOCAL(sum);

    for (k = 0; k < length; k++)
    {
        int more;
        int less;

        XP_NUM_ADD(sum, row[k], *own);
        more = XP_NUM_LESS(best[k], sum);
        less = XP_NUM_LESS(sum, best[k]);
        label[k] = more ? 1 : label[k] + !less;
        XP_NUM_SET_IF(best[k], more, sum);
    }
    XP_NUM_DROP(sum);
}

static void start_best(XP_NUM *best, int64_t *label, const XP_NUM *row, const XP_NUM *own,
                       int64_t first, int64_t length)
{
    int64_t k;

    for (k = 0; k < length; k++)
    {
        XP_NUM_ADD(best[k], row[k], *own);
        label[k] = first;
    }
}

/* Adds each weight to that of the outcome chosen. */
static void add_chosen(XP_NUM *chosen, const XP_NUM *weight, const int64_t *label,
                       int64_t length, slong outcomes)
{
    int64_t k;
    slong b;

    if (outcomes > XP_CONVOLUTION_FEW)
    {
        for (k = 0; k < length; k++)
            XP_NUM_ADD(chosen[label[k]], chosen[label[k]], weight[k]);
        return;
    }
    for (b = 0; b < outcomes; b++)
    {
        XP_NUM_LOCAL(sum);

        for (k = 0; k < length; k++)
        {
            XP_NUM_LOCAL(part);

            XP_NUM_SET_IF(part, label[k] == b, weight[k]);
            XP_NUM_ADD(sum, sum, part);
            XP_NUM_DROP(part);
        }
        XP_NUM_ADD(chosen[b], chosen[b], sum);
        XP_NUM_DROP(sum);
    }
}

/* Adds part to the weight of an outcome wherever row + own is the largest number. */
static void add_tied(XP_NUM *chosen, const XP_NUM *part, const XP_NUM *best, const XP_NUM *row,
                     const XP_NUM *own, int64_t length)
{
    int64_t k;
    XP_NUM_LOCAL(total);
    XP_NUM_LOCAL(sum);

    for (k = 0; k < length; k++)
    {
        XP_NUM_LOCAL(taken);

        XP_NUM_ADD(sum, row[k], *own);
        XP_NUM_SET_IF(taken, !XP_NUM_LESS(sum, best[k]), part[k]);
        XP_NUM_ADD(total, total, taken);
        XP_NUM_DROP(taken);
    }
    XP_NUM_ADD(*chosen, *chosen, total);
    XP_NUM_DROP(sum);
    XP_NUM_DROP(total);
}

/* What the largest numbers come to, and how near they come to those without the agent. */
static void add_largest(XP_NUM *largest, XP_NUM *gap, const XP_NUM *best, const XP_NUM *weight,
                        const XP_NUM *clarke, int64_t length)
{
    int64_t k;
    XP_NUM_LOCAL(sum);
    XP_NUM_LOCAL(least);
    XP_NUM_LOCAL(difference);

    XP_NUM_SET(least, *gap);
    for (k = 0; k < length; k++)
    {
        XP_NUM_ADDMUL(sum, weight[k], best[k]);
        XP_NUM_SUB(difference, best[k], clarke[k]);
        XP_NUM_MIN(least, difference);
    }
    XP_NUM_ADD(*largest, *largest, sum);
    XP_NUM_SET(*gap, least);
    XP_NUM_DROP(difference);
    XP_NUM_DROP(least);
    XP_NUM_DROP(sum);
}

/* One report against one tile. */
static void choose(const columns_t *columns, worker_t *worker, slong report, int64_t from,
                   int64_t length)
{
    const xp_convolution_plan_struct *plan = columns->plan;
    const slong m = plan->outcomes;
    const int mixed = plan->ties == XP_TIES_LOTTERY;
    const slong *order = columns->order;
    const XP_NUM *own = columns->own + report * m;
    const XP_NUM *weight = columns->weight + from;
    XP_NUM *chosen = worker->chosen + report * m;
    int64_t k;
    slong j;

    start_best(worker->best, worker->label, get_column(columns, order[0], from), own + order[0],
               mixed ? 1 : order[0], length);
    for (j = 1; j < m; j++)
    {
        const XP_NUM *row = get_column(columns, order[j], from);

        if (mixed)
            raise_tied(worker->best, worker->label, row, own + order[j], length);
        else
            raise_best(worker->best, worker->label, row, own + order[j], order[j], length);
    }
    add_largest(worker->largest + report, worker->gap + report, worker->best, weight,
                columns->clarke + from, length);
    if (!mixed)
    {
        add_chosen(chosen, weight, worker->label, length, m);
        return;
    }
    for (k = 0; k < length; k++)
        XP_NUM_MUL(worker->part[k], weight[k], columns->share[worker->label[k]]);
    for (j = 0; j < m; j++)
        add_tied(chosen + j, worker->part, worker->best, get_column(columns, j, from), own + j,
                 length);
}

/* Position p is group p % groups of reports against tile p / groups. */
static void work_on_tiles(const void *data, void *own, int64_t from, int64_t to)
{
    const columns_t *columns = data;
    int64_t p;

    for (p = from; p < to; p++)
    {
        const int64_t start = p / columns->groups * XP_TILE;
        const int64_t left = columns->count - start;
        const slong first = (slong) (p % columns->groups) * XP_REPORTS;
        slong r;

        for (r = first; r < columns->plan->reports && r < first + XP_REPORTS; r++)
            choose(columns, own, r, start, left < XP_TILE ? left : XP_TILE);
    }
}

static void clear_worker(worker_t *worker, const xp_convolution_plan_struct *plan)
{
    slong r;

    for (r = 0; worker->chosen != NULL && r < plan->own->length; r++)
        XP_NUM_DROP(worker->chosen[r]);
    for (r = 0; worker->largest != NULL && r < plan->reports; r++)
        XP_NUM_DROP(worker->largest[r]);
    for (r = 0; worker->gap != NULL && r < plan->reports; r++)
        XP_NUM_DROP(worker->gap[r]);
    free(worker->chosen);
    free(worker->largest);
    free(worker->gap);
    XP_NUM_VEC_DROP(worker->best, XP_TILE);
    XP_NUM_VEC_DROP(worker->part, XP_TILE);
    free(worker->label);
}

static xp_status_t set_worker(worker_t *worker, const xp_convolution_plan_struct *plan,
                              xp_error_t error)
{
    xp_status_t status;
    slong r;
    XP_NUM_LOCAL(infinity);
    fmpz_t twice;

    memset(worker, 0, sizeof *worker);
    worker->best = XP_NUM_VEC(XP_TILE);
    worker->part = XP_NUM_VEC(XP_TILE);
    worker->label = xp_calloc(XP_TILE, sizeof(int64_t));
    status = give_numbers(&worker->chosen, (size_t) plan->own->length, error);
    if (status == XP_OK)
        status = give_numbers(&worker->largest, (size_t) plan->reports, error);
    if (status == XP_OK)
        status = give_numbers(&worker->gap, (size_t) plan->reports, error);
    /* A gap is less than twice the bound and 1. */
    fmpz_init(twice);
    fmpz_mul_2exp(twice, plan->bound, 1);
    XP_NUM_INFINITY(infinity, twice);
    for (r = 0; status == XP_OK && r < plan->reports; r++)
        XP_NUM_SET(worker->gap[r], infinity);
    fmpz_clear(twice);
    XP_NUM_DROP(infinity);
    return status;
}

/* What another worker found on other positions. */
static void add_worker(worker_t *worker, const worker_t *other,
                       const xp_convolution_plan_struct *plan)
{
    slong r;

    for (r = 0; r < plan->own->length; r++)
        XP_NUM_ADD(worker->chosen[r], worker->chosen[r], other->chosen[r]);
    for (r = 0; r < plan->reports; r++)
    {
        XP_NUM_ADD(worker->largest[r], worker->largest[r], other->largest[r]);
        XP_NUM_MIN(worker->gap[r], other->gap[r]);
    }
}

/* Moves what was found into tables of integers. */
static xp_status_t put_worker(xp_convolution_found_struct *found, const worker_t *worker,
                              const xp_convolution_plan_struct *plan, xp_error_t error)
{
    xp_status_t status = xp_table_set_zero(found->chosen, plan->own->length, error);
    slong r;

    if (status == XP_OK)
        status = xp_table_set_zero(found->largest, plan->reports, error);
    if (status == XP_OK)
        status = xp_table_set_zero(found->gap, plan->reports, error);
    for (r = 0; status == XP_OK && r < plan->own->length; r++)
        XP_NUM_PUT(found->chosen->entry + r, worker->chosen[r]);
    for (r = 0; status == XP_OK && r < plan->reports; r++)
    {
        XP_NUM_PUT(found->largest->entry + r, worker->largest[r]);
        XP_NUM_PUT(found->gap->entry + r, worker->gap[r]);
    }
    return status;
}

/* All reports against all sums. */
static xp_status_t choose_all(xp_convolution_found_struct *found, columns_t *columns,
                              const xp_progress_t *progress, xp_error_t error)
{
    const xp_convolution_plan_struct *plan = columns->plan;
    xp_pace_struct pace;
    int64_t positions;
    worker_t *worker;
    void **own;
    int workers;
    int ready = 0;
    int w;
    xp_status_t status = XP_OK;

    if (__builtin_mul_overflow(columns->tiles, columns->groups, &positions))
    {
        xp_error_set(error, "%ld reports against %llu sums are too many", (long) plan->reports,
                     (unsigned long long) columns->count);
        return XP_LIMIT;
    }
    set_shares(columns);
    pace = xp_pace(progress, "choices at each report", (uint64_t) positions);
    workers = xp_share_workers(&pace, positions, 1);
    worker = xp_calloc((size_t) workers, sizeof(worker_t));
    own = xp_calloc((size_t) workers, sizeof(void *));
    while (ready < workers && status == XP_OK)
    {
        own[ready] = worker + ready;
        status = set_worker(worker + ready, plan, error);
        ready++;
    }
    if (status == XP_OK)
        status = xp_share_run(own, workers, work_on_tiles, columns, positions, 1, flint_cleanup,
                              &pace, error);
    for (w = 1; w < workers && status == XP_OK; w++)
        add_worker(worker, worker + w, plan);
    if (status == XP_OK)
        status = put_worker(found, worker, plan, error);
    for (w = 0; w < ready; w++)
        clear_worker(worker + w, plan);
    free(own);
    free(worker);
    return status;
}
