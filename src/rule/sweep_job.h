/* What the workers of a sweep share, made and ended.  No guard: see sweep_kernel.h. */

static void work(const void *data, void *own, int64_t from, int64_t to)
{
    const job_t *job = data;
    worker_t *worker = own;
    while (from < to)
    {
        const slong number = from / job->row;
        const slong offset = from % job->row;
        slong count = job->row - offset < to - from ? job->row - offset : to - from;
        count = count < TILE ? count : TILE;
        if (number != worker->number)
        {
            open_row(job, worker, number);
        }
        work_on_tile(job, worker, from, offset, count);
        from += count;
    }
}

static void init_worker(worker_t *worker, const job_t *job)
{
    const slong columns = job->sweep->columns;
    const slong sets = job->choice != NULL && job->ties == XP_TIES_LOTTERY ? job->words : 0;
    worker->number = -2;
    worker->digit = xp_calloc((size_t) job->outer, sizeof(slong));
    worker->prefix = XP_NUM_VEC((job->outer + 1) * columns);
    worker->sum = XP_NUM_VEC(TILE);
    worker->best = XP_NUM_VEC(TILE);
    worker->label = xp_calloc(TILE, sizeof(int64_t));
    worker->set = xp_calloc((size_t) (sets * TILE), sizeof(uint64_t));
    worker->known = xp_calloc((size_t) (sets * KNOWN_SETS), sizeof(uint64_t));
    worker->known_choice = xp_calloc(KNOWN_SETS, sizeof(uint32_t));
    worker->weight = _fmpq_vec_init(columns);
    for (slong b = 0; b < columns; b++)
    {
        XP_NUM_SET(worker->prefix[b], job->base[b]);
    }
}

static void clear_worker(worker_t *worker, const job_t *job)
{
    const slong columns = job->sweep->columns;
    free(worker->digit);
    XP_NUM_VEC_DROP(worker->prefix, (job->outer + 1) * columns);
    XP_NUM_VEC_DROP(worker->sum, TILE);
    XP_NUM_VEC_DROP(worker->best, TILE);
    free(worker->label);
    free(worker->set);
    free(worker->known);
    free(worker->known_choice);
    _fmpq_vec_clear(worker->weight, columns);
}

/* Zeros; all bits zero is 0 in each arithmetic. */
static xp_status_t make_numbers(XP_NUM **numbers, slong length, xp_error_t error)
{
    void *memory = NULL;
    xp_status_t status = xp_table_alloc(&memory, (size_t) length, sizeof(XP_NUM), error);
    *numbers = memory;
    return status;
}

static void drop_numbers(XP_NUM *numbers, slong length)
{
    for (slong k = 0; numbers != NULL && k < length; k++)
    {
        XP_NUM_DROP(numbers[k]);
    }
    free(numbers);
}

/* The entries as numbers of this arithmetic. */
static xp_status_t take(XP_NUM **numbers, const xp_table_struct *table, xp_error_t error)
{
    xp_status_t status = make_numbers(numbers, table->length, error);
    for (slong k = 0; status == XP_OK && k < table->length; k++)
    {
        XP_NUM_GET((*numbers)[k], table->entry[k]);
    }
    return status;
}

/*
 * The sums of the axes of the row, the last axis first: with axis j in front of what is there
 * the row grows from size to length[j] * size positions.
 */
static xp_status_t set_inner(job_t *job, xp_error_t error)
{
    const xp_sweep_struct *sweep = job->sweep;
    const slong columns = sweep->columns;
    xp_status_t status = make_numbers(&job->inner, columns * job->row, error);
    if (status != XP_OK)
    {
        return status;
    }
    XP_NUM_LOCAL(x);
    for (slong b = 0; b < columns; b++)
    {
        XP_NUM *row = job->inner + b * job->row;
        slong size = 1;
        for (slong axis = sweep->axes - 1; axis >= job->outer; axis--)
        {
            for (slong t = sweep->length[axis] - 1; t >= 0; t--)
            {
                XP_NUM_GET(x, sweep->value[axis].entry[t * columns + b]);
                for (slong p = 0; p < size; p++)
                {
                    XP_NUM_ADD(row[t * size + p], row[p], x);
                }
            }
            size *= sweep->length[axis];
        }
    }
    XP_NUM_DROP(x);
    return status;
}

/* The last axis, and those before it while the row is short. */
static void choose_row(job_t *job)
{
    const xp_sweep_struct *sweep = job->sweep;
    job->outer = sweep->axes - 1;
    job->row = sweep->length[job->outer];
    while (job->outer > 0 && job->row < ROW_LEAST
           && sweep->length[job->outer - 1] <= ROW_NUMBERS / job->row / sweep->columns)
    {
        job->outer--;
        job->row *= sweep->length[job->outer];
    }
}

static xp_status_t init_job(job_t *job, xp_error_t error)
{
    const xp_sweep_struct *sweep = job->sweep;
    xp_status_t status = XP_OK;
    choose_row(job);
    job->words = (sweep->columns + 63) / 64;
    job->value = xp_calloc((size_t) job->outer, sizeof(XP_NUM *));
    job->factor = XP_NUM_VEC(sweep->dense_count);
    for (slong d = 0; d < sweep->dense_count; d++)
    {
        XP_NUM_GET(job->factor[d], *sweep->dense[d].factor);
    }
    for (slong j = 0; j < job->outer && status == XP_OK; j++)
    {
        status = take(job->value + j, sweep->value + j, error);
    }
    if (status == XP_OK)
    {
        status = take(&job->base, sweep->base, error);
    }
    return status == XP_OK ? set_inner(job, error) : status;
}

static void clear_job(job_t *job)
{
    const xp_sweep_struct *sweep = job->sweep;
    for (slong j = 0; j < job->outer; j++)
    {
        drop_numbers(job->value[j], sweep->value[j].length);
    }
    free(job->value);
    XP_NUM_VEC_DROP(job->factor, sweep->dense_count);
    drop_numbers(job->base, sweep->columns);
    drop_numbers(job->inner, sweep->columns * job->row);
}

static xp_status_t maximise(fmpz *maximum, uint32_t *choice, xp_lotteries_struct *found,
                            const xp_sweep_struct *sweep, xp_ties_t ties, int workers,
                            slong block, xp_pace_struct *pace, xp_error_t error)
{
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    job_t job = {.sweep = sweep, .maximum = maximum, .choice = choice, .ties = ties,
                 .found = found, .lock = &lock};
    xp_status_t status = init_job(&job, error);
    if (status == XP_OK)
    {
        worker_t *worker = xp_calloc((size_t) workers, sizeof(worker_t));
        void **own = xp_calloc((size_t) workers, sizeof(void *));
        for (int w = 0; w < workers; w++)
        {
            init_worker(worker + w, &job);
            own[w] = worker + w;
        }
        status = xp_share_run(own, workers, work, &job, sweep->positions, block, flint_cleanup,
                              pace, error);
        for (int w = 0; w < workers; w++)
        {
            clear_worker(worker + w, &job);
        }
        free(own);
        free(worker);
    }
    clear_job(&job);
    return status;
}
