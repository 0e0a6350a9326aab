/* Weighted sums of a strip, in one arithmetic.  No guard: see num/number_int64.h. */

/*
 * The weights are products of entries of the others' probability tables, or entries of the
 * joint one; those that occur with one type of the agent add up to at most total, the product
 * of the denominators, or that of the joint table.  Every number here is a sum over some
 * profiles of weight * f, the part of such a sum on one line of the last agent (weights there
 * add up to one denominator), or a sum of weights or a product of some factors of one: at most
 * total * max(bound of the strip, 1), for which the arithmetic was chosen (xp_means_set).
 *
 * Each tier defines before this
 *   XP_MEANS_FILL   xp_strip_fill_ in the arithmetic
 *   XP_MEANS        the kernel's name
 */

/* So many numbers are made at a time, and at least one line of the last agent. */
#define PIECE 1024

/*
 * One worker.  sum and mass have an entry for each type.  The rest is room:
 *   number   of the strip, lines lines of the last agent
 *   last     the last agent's weights
 *   prefix   entry l is the weight of the present types of the agents before l
 *   weight, type   of the others, and of the agent, on each of the lines
 */
typedef struct
{
    XP_NUM *sum;
    XP_NUM *mass;
    slong lines;
    XP_NUM *number;
    XP_NUM *last;
    XP_NUM *prefix;
    XP_NUM *weight;
    slong *type;
    slong *digit;
} worker_t;

static slong last_types(const xp_means_job_t *job)
{
    return job->environment->agent[job->environment->agent_count - 1].type_count;
}

static void *start(const xp_means_job_t *job)
{
    const slong agents = job->environment->agent_count;
    const slong types = last_types(job);
    const fmpz *probability = job->environment->agent[agents - 1].probability->entry;
    worker_t *worker = xp_calloc(1, sizeof(worker_t));
    worker->lines = types < PIECE ? PIECE / types : 1;
    worker->sum = XP_NUM_VEC(job->types);
    worker->mass = XP_NUM_VEC(job->types);
    worker->number = XP_NUM_VEC(worker->lines * types);
    worker->last = XP_NUM_VEC(types);
    worker->prefix = XP_NUM_VEC(agents);
    worker->weight = XP_NUM_VEC(worker->lines);
    worker->type = xp_calloc((size_t) worker->lines, sizeof(slong));
    worker->digit = xp_calloc((size_t) agents, sizeof(slong));
    for (slong t = 0; !job->joint && t < types; t++)
    {
        XP_NUM_GET(worker->last[t], probability[t]);
    }
    return worker;
}

static void finish(const xp_means_job_t *job, void *own, fmpz *sum, fmpz *mass)
{
    worker_t *worker = own;
    fmpz_t part;
    fmpz_init(part);
    for (slong t = 0; t < job->types; t++)
    {
        XP_NUM_PUT(part, worker->sum[t]);
        fmpz_add(sum + t, sum + t, part);
        XP_NUM_PUT(part, worker->mass[t]);
        fmpz_add(mass + t, mass + t, part);
    }
    fmpz_clear(part);
    XP_NUM_VEC_DROP(worker->sum, job->types);
    XP_NUM_VEC_DROP(worker->mass, job->types);
    XP_NUM_VEC_DROP(worker->number, worker->lines * last_types(job));
    XP_NUM_VEC_DROP(worker->last, last_types(job));
    XP_NUM_VEC_DROP(worker->prefix, job->environment->agent_count);
    XP_NUM_VEC_DROP(worker->weight, worker->lines);
    free(worker->type);
    free(worker->digit);
    free(worker);
}

/* The weights from agent `from` on. */
static void set_prefix(worker_t *worker, const xp_means_job_t *job, slong from)
{
    const slong last = job->environment->agent_count - 1;
    XP_NUM_LOCAL(factor);
    for (slong l = from; l < last; l++)
    {
        if (l == job->agent)
        {
            XP_NUM_SET(worker->prefix[l + 1], worker->prefix[l]);
            continue;
        }
        XP_NUM_GET(factor, job->environment->agent[l].probability->entry[worker->digit[l]]);
        XP_NUM_MUL(worker->prefix[l + 1], worker->prefix[l], factor);
    }
    XP_NUM_DROP(factor);
}

/* Fills weight and type of the next count lines; whether some weight is not 0. */
static int set_weights(worker_t *worker, const xp_means_job_t *job, slong count)
{
    const slong last = job->environment->agent_count - 1;
    int some = 0;
    for (slong j = 0; j < count; j++)
    {
        slong l = last - 1;
        XP_NUM_SET(worker->weight[j], worker->prefix[last]);
        worker->type[j] = job->agent < 0 ? 0 : worker->digit[job->agent];
        some |= XP_NUM_POSITIVE(worker->weight[j]);
        while (l >= 0 && ++worker->digit[l] == job->environment->agent[l].type_count)
        {
            worker->digit[l--] = 0;
        }
        set_prefix(worker, job, l < 0 ? 0 : l);
    }
    return some;
}

/* Adds the sum of weight * number, over one line of the last agent. */
static void add_product(XP_NUM *sum, const XP_NUM *weight, const XP_NUM *number, slong length)
{
    XP_NUM_LOCAL(dot);
    for (slong t = 0; t < length; t++)
    {
        XP_NUM_ADDMUL(dot, weight[t], number[t]);
    }
    XP_NUM_ADD(*sum, *sum, dot);
    XP_NUM_DROP(dot);
}

/* Positions are lines of the last agent. */
static void work_on_lines(const xp_means_job_t *job, worker_t *worker, slong from, slong to)
{
    const slong last = job->environment->agent_count - 1;
    const slong types = last_types(job);
    XP_NUM_LOCAL(dot);
    xp_profiles_get(worker->digit, job->environment->profiles, from * types);
    XP_NUM_ONE(worker->prefix[0]);
    set_prefix(worker, job, 0);
    for (slong at = from; at < to; at += worker->lines)
    {
        const slong count = to - at < worker->lines ? to - at : worker->lines;
        if (!set_weights(worker, job, count))
        {
            continue;
        }
        XP_MEANS_FILL(worker->number, job->strip, at * types, count * types);
        for (slong j = 0; j < count; j++)
        {
            const XP_NUM *number = worker->number + j * types;
            if (!XP_NUM_POSITIVE(worker->weight[j]))
            {
                continue;
            }
            if (job->agent == last)
            {
                for (slong t = 0; t < types; t++)
                {
                    XP_NUM_ADDMUL(worker->sum[t], worker->weight[j], number[t]);
                }
                continue;
            }
            XP_NUM_ZERO(dot);
            add_product(&dot, worker->last, number, types);
            XP_NUM_ADDMUL(worker->sum[worker->type[j]], worker->weight[j], dot);
        }
    }
    XP_NUM_DROP(dot);
}

/* Positions are profiles.  Along a run the agent's type stands still. */
static void work_on_profiles(const xp_means_job_t *job, worker_t *worker, slong from, slong to)
{
    const xp_profiles_struct *profiles = job->environment->profiles;
    const fmpz *joint = job->environment->joint->entry;
    const slong stride = job->agent < 0 ? profiles->size : profiles->stride[job->agent];
    const slong piece = worker->lines * last_types(job);
    slong type = from / stride % job->types;
    slong left = stride - from % stride;
    XP_NUM_LOCAL(weight);
    for (slong at = from; at < to; at += piece)
    {
        const slong count = to - at < piece ? to - at : piece;
        XP_MEANS_FILL(worker->number, job->strip, at, count);
        for (slong k = 0; k < count; k++)
        {
            XP_NUM_GET(weight, joint[at + k]);
            XP_NUM_ADD(worker->mass[type], worker->mass[type], weight);
            XP_NUM_ADDMUL(worker->sum[type], weight, worker->number[k]);
            if (--left == 0)
            {
                left = stride;
                type = type + 1 == job->types ? 0 : type + 1;
            }
        }
    }
    XP_NUM_DROP(weight);
}

static void work(const void *data, void *own, int64_t from, int64_t to)
{
    const xp_means_job_t *job = data;
    if (job->joint)
    {
        work_on_profiles(job, own, from, to);
    }
    else
    {
        work_on_lines(job, own, from, to);
    }
}

const xp_means_kernel_t XP_MEANS = {start, work, finish};
