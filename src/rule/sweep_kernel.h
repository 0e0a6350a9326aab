/* The sweep in one arithmetic.  No guard: see num/number_int64.h. */

/* So many positions are worked on together. */
#define TILE 256

/* A row of inner sums is at least so long if there are types enough, and so large at most. */
#define ROW_LEAST 64
#define ROW_NUMBERS 32768

/* Sets of tied outcomes that a worker met before. */
#define KNOWN_SETS 256

/*
 * What the workers share.
 *   outer, row   the axes before outer are walked along; the others are one row of row
 *                positions, whose sums are ready:
 *   inner        inner[b * row + p]
 *   value        of the outer axes, by axis: value[axis][t * columns + b]
 *   factor       of the dense terms
 *   words        of 64 outcomes in a set
 *   found        where lotteries are numbered as they are met, under the lock
 */
typedef struct
{
    const xp_sweep_struct *sweep;
    fmpz *maximum;
    uint32_t *choice;
    xp_ties_t ties;
    slong outer;
    slong row;
    XP_NUM *base;
    XP_NUM *inner;
    XP_NUM **value;
    XP_NUM *factor;
    slong words;
    xp_lotteries_struct *found;
    pthread_mutex_t *lock;
} job_t;

/*
 * One worker.  prefix holds one row of columns numbers for each outer axis and one more: row l
 * is base plus the rows of the axes 0, ..., l - 1 at the present digits, those of number.
 * Then what belongs to the present tile, and the sets of ties known by their hash.
 */
typedef struct
{
    slong number;
    slong *digit;
    XP_NUM *prefix;
    XP_NUM *sum;
    XP_NUM *best;
    int64_t *label;
    uint64_t *set;
    uint64_t *known;
    uint32_t *known_choice;
    fmpq *weight;
} worker_t;

/*@ requires added_entries;
    requires within(a, columns, sum_bound) && within(b, columns, entry_bound);
    requires \base_addr(sum) != \base_addr(b);
    requires sum == a || \separated(sum + (0 .. columns - 1), a + (0 .. columns - 1));
    assigns sum[0 .. columns - 1];
    ensures within(sum, columns, sum_bound + entry_bound); */
static void add_rows(XP_NUM *sum, const XP_NUM *a, const XP_NUM *b, slong columns)
{
    /*@ loop invariant 0 <= k && within(sum, k, sum_bound + entry_bound);
        loop invariant \forall integer j; k <= j < columns ==> bounded(a[j], sum_bound);
        loop assigns k, sum[0 .. columns - 1]; */
    for (slong k = 0; k < columns; k++)
    {
        XP_NUM_ADD(sum[k], a[k], b[k]);
    }
}

/* The first outcome is the best so far. */
/*@ requires added_entries;
    requires bounded(start, sum_bound) && within(row, count, entry_bound);
    requires \base_addr(best) != \base_addr(row) && \base_addr(best) != \base_addr(label)
      && \base_addr(label) != \base_addr(row);
    assigns best[0 .. count - 1], label[0 .. count - 1];
    ensures within(best, count, sum_bound + entry_bound); */
static void open_best(XP_NUM *restrict best, int64_t *restrict label, const XP_NUM *restrict row,
                      const XP_NUM start, slong count)
{
    /*@ loop invariant 0 <= p && within(best, p, sum_bound + entry_bound);
        loop assigns p, best[0 .. count - 1], label[0 .. count - 1]; */
    for (slong p = 0; p < count; p++)
    {
        XP_NUM_ADD(best[p], start, row[p]);
        label[p] = 0;
    }
}

/* Outcome b where it is better than the best so far, or as good when the last one counts. */
/*@ requires added_entries;
    requires bounded(start, sum_bound) && within(row, count, entry_bound);
    requires within(best, count, sum_bound + entry_bound);
    requires \base_addr(best) != \base_addr(row) && \base_addr(best) != \base_addr(label)
      && \base_addr(label) != \base_addr(row);
    assigns best[0 .. count - 1], label[0 .. count - 1];
    ensures within(best, count, sum_bound + entry_bound); */
static void raise_best(XP_NUM *restrict best, int64_t *restrict label,
                       const XP_NUM *restrict row, const XP_NUM start, slong count, int64_t b,
                       int last)
{
    XP_NUM_LOCAL(x);
    if (last)
    {
        /*@ loop invariant 0 <= p && within(best, count, sum_bound + entry_bound);
            loop assigns p, x, best[0 .. count - 1], label[0 .. count - 1]; */
        for (slong p = 0; p < count; p++)
        {
            XP_NUM_ADD(x, start, row[p]);
            label[p] = XP_NUM_LESS(x, best[p]) ? label[p] : b;
            XP_NUM_MAX(best[p], x);
        }
    }
    else
    {
        /*@ loop invariant 0 <= p && within(best, count, sum_bound + entry_bound);
            loop assigns p, x, best[0 .. count - 1], label[0 .. count - 1]; */
        for (slong p = 0; p < count; p++)
        {
            XP_NUM_ADD(x, start, row[p]);
            label[p] = XP_NUM_LESS(best[p], x) ? b : label[p];
            XP_NUM_MAX(best[p], x);
        }
    }
    XP_NUM_DROP(x);
}

/* The bit goes into the set where the outcome is as good as the best. */
static void mark_ties(uint64_t *restrict set, const XP_NUM *restrict best,
                      const XP_NUM *restrict row, const XP_NUM start, slong count, slong bit)
{
    XP_NUM_LOCAL(x);
    for (slong p = 0; p < count; p++)
    {
        XP_NUM_ADD(x, start, row[p]);
        set[p] |= (uint64_t) !XP_NUM_LESS(x, best[p]) << bit;
    }
    XP_NUM_DROP(x);
}

/* The sums of the axes of the row and of dense terms for outcome b, at count positions. */
static const XP_NUM *get_row(const job_t *job, worker_t *worker, slong b, slong position,
                             slong offset, slong count)
{
    const xp_sweep_struct *sweep = job->sweep;
    const XP_NUM *row = job->inner + b * job->row + offset;
    if (sweep->dense_count == 0)
    {
        return row;
    }
    XP_NUM_LOCAL(x);
    for (slong p = 0; p < count; p++)
    {
        XP_NUM_SET(worker->sum[p], row[p]);
    }
    for (slong d = 0; d < sweep->dense_count; d++)
    {
        const fmpz *entry = sweep->dense[d].entry + b * sweep->positions + position;
        for (slong p = 0; p < count; p++)
        {
            XP_NUM_GET(x, entry[p]);
            XP_NUM_ADDMUL(worker->sum[p], job->factor[d], x);
        }
    }
    XP_NUM_DROP(x);
    return worker->sum;
}

static int is_tied(const uint64_t *set, slong words)
{
    int some = 0;
    for (slong w = 0; w < words; w++)
    {
        const uint64_t bits = set[w * TILE];
        if (bits != 0 && (some || (bits & (bits - 1)) != 0))
        {
            return 1;
        }
        some = some || bits != 0;
    }
    return 0;
}

/* The uniform lottery over the outcomes of a set. */
static uint32_t find_lottery(const job_t *job, fmpq *weight, const uint64_t *set)
{
    const slong columns = job->sweep->columns;
    ulong tied = 0;
    for (slong b = 0; b < columns; b++)
    {
        tied += set[b / 64] >> b % 64 & 1;
    }
    for (slong b = 0; b < columns; b++)
    {
        const slong member = set[b / 64] >> b % 64 & 1;
        fmpq_set_si(weight + b, member, member ? tied : 1);
    }
    pthread_mutex_lock(job->lock);
    const uint32_t choice = xp_lotteries_choice(job->found, weight);
    pthread_mutex_unlock(job->lock);
    return choice;
}

/* The same from what the worker knows; the words of the set are TILE apart. */
static uint32_t mix(const job_t *job, worker_t *worker, const uint64_t *set)
{
    uint64_t hash = 0;
    for (slong w = 0; w < job->words; w++)
    {
        hash = (hash ^ set[w * TILE]) * UINT64_C(0x9e3779b97f4a7c15);
    }
    const slong place = (slong) (hash >> 56);
    uint64_t *known = worker->known + place * job->words;
    int same = 1;
    for (slong w = 0; w < job->words; w++)
    {
        same = same && known[w] == set[w * TILE];
        known[w] = set[w * TILE];
    }
    if (!same)
    {
        worker->known_choice[place] = find_lottery(job, worker->weight, known);
    }
    return worker->known_choice[place];
}

static void choose_lotteries(const job_t *job, worker_t *worker, slong position, slong offset,
                             slong count)
{
    const slong columns = job->sweep->columns;
    const XP_NUM *start = worker->prefix + job->outer * columns;
    memset(worker->set, 0, (size_t) (job->words * TILE) * sizeof(uint64_t));
    for (slong b = 0; b < columns; b++)
    {
        mark_ties(worker->set + b / 64 * TILE, worker->best,
                  get_row(job, worker, b, position, offset, count), start[b], count, b % 64);
    }
    for (slong p = 0; p < count; p++)
    {
        if (is_tied(worker->set + p, job->words))
        {
            job->choice[position + p] = mix(job, worker, worker->set + p);
        }
    }
}

/* count <= TILE positions of the open row. */
static void work_on_tile(const job_t *job, worker_t *worker, slong position, slong offset,
                         slong count)
{
    const slong columns = job->sweep->columns;
    const XP_NUM *start = worker->prefix + job->outer * columns;
    open_best(worker->best, worker->label, get_row(job, worker, 0, position, offset, count),
              start[0], count);
    for (slong b = 1; b < columns; b++)
    {
        raise_best(worker->best, worker->label, get_row(job, worker, b, position, offset, count),
                   start[b], count, b, job->ties == XP_TIES_LAST);
    }
    for (slong p = 0; job->maximum != NULL && p < count; p++)
    {
        XP_NUM_PUT(job->maximum + position + p, worker->best[p]);
    }
    for (slong p = 0; job->choice != NULL && p < count; p++)
    {
        job->choice[position + p] = (uint32_t) worker->label[p];
    }
    if (job->choice != NULL && job->ties == XP_TIES_LOTTERY)
    {
        choose_lotteries(job, worker, position, offset, count);
    }
}

/* The digits and prefixes of a row; only what changed when it is the next one. */
static void open_row(const job_t *job, worker_t *worker, slong number)
{
    const slong *length = job->sweep->length;
    const slong columns = job->sweep->columns;
    slong level = 0;
    if (number == worker->number + 1)
    {
        for (level = job->outer - 1; ++worker->digit[level] == length[level]; level--)
        {
            worker->digit[level] = 0;
        }
    }
    else
    {
        slong rest = number;
        for (slong axis = job->outer - 1; axis >= 0; axis--)
        {
            worker->digit[axis] = rest % length[axis];
            rest /= length[axis];
        }
    }
    worker->number = number;
    for (; level < job->outer; level++)
    {
        add_rows(worker->prefix + (level + 1) * columns, worker->prefix + level * columns,
                 job->value[level] + worker->digit[level] * columns, columns);
    }
}
