/* Sums over the others' types, in one arithmetic.  No guard: see num/number_int64.h. */

/* So many profiles make a block. */
#define XP_REDUCED_BLOCK 65536

/*
 * What the workers share.  A row is the profiles along which the last agent's type moves, width
 * of them.
 *   probability  of each agent, the numerators
 *   share        the lotteries' numerators, and whole their denominator, 1 without any
 */
typedef struct
{
    const xp_environment_struct *environment;
    const xp_rule_struct *rule;
    slong agent;
    slong last;
    slong types;
    slong width;
    XP_NUM **probability;
    XP_NUM *share;
    XP_NUM *whole;
} job_t;

/*
 * One worker.  prefix[j] is the product of the numerators of the agents before j, agent left
 * out, at the present digits; sum[b * types + report] what it adds up.
 */
typedef struct
{
    slong *digit;
    XP_NUM *prefix;
    XP_NUM *factor;
    XP_NUM *sum;
} worker_t;

/* The weight of one outcome or lottery is added at a report. */
static inline void add_choice(const job_t *job, XP_NUM *sum, slong choice, slong report,
                              const XP_NUM *weight)
{
    const slong outcomes = job->rule->outcome_count;
    if (choice < outcomes)
    {
        XP_NUM_ADDMUL(sum[choice * job->types + report], *weight, *job->whole);
        return;
    }
    const XP_NUM *share = job->share + (choice - outcomes) * outcomes;
    for (slong b = 0; b < outcomes; b++)
    {
        XP_NUM_ADDMUL(sum[b * job->types + report], *weight, share[b]);
    }
}

/* The others' product stands still along the row, and the report moves. */
static void add_own_row(const job_t *job, worker_t *worker, const uint32_t *choice)
{
    const XP_NUM *weight = worker->prefix + job->last;
    for (slong t = 0; t < job->width; t++)
    {
        add_choice(job, worker->sum, (slong) choice[t], t, weight);
    }
}

static void add_row(const job_t *job, worker_t *worker, const uint32_t *choice)
{
    const XP_NUM *probability = job->probability[job->last];
    const slong report = worker->digit[job->agent];
    XP_NUM *factor = worker->factor;
    if (job->rule->lottery_count > 0)
    {
        for (slong t = 0; t < job->width; t++)
        {
            XP_NUM_MUL(*factor, worker->prefix[job->last], probability[t]);
            add_choice(job, worker->sum, (slong) choice[t], report, factor);
        }
        return;
    }
    for (slong t = 0; t < job->width; t++)
    {
        XP_NUM_ADDMUL(worker->sum[(slong) choice[t] * job->types + report],
                      worker->prefix[job->last], probability[t]);
    }
}

/* The digits of a row's number. */
static void get_digits(const job_t *job, slong *digit, slong row)
{
    for (slong j = job->last - 1; j >= 0; j--)
    {
        const slong types = job->environment->agent[j].type_count;
        digit[j] = row % types;
        row /= types;
    }
}

static void work(const void *data, void *own, int64_t from, int64_t to)
{
    const job_t *job = data;
    worker_t *worker = own;
    slong level = 0;
    get_digits(job, worker->digit, from);
    for (int64_t row = from; row < to; row++)
    {
        const uint32_t *choice = job->rule->choice + row * job->width;
        for (; level < job->last; level++)
        {
            if (level == job->agent)
            {
                XP_NUM_SET(worker->prefix[level + 1], worker->prefix[level]);
            }
            else
            {
                XP_NUM_MUL(worker->prefix[level + 1], worker->prefix[level],
                           job->probability[level][worker->digit[level]]);
            }
        }
        if (XP_NUM_POSITIVE(worker->prefix[job->last]))
        {
            if (job->agent == job->last)
            {
                add_own_row(job, worker, choice);
            }
            else
            {
                add_row(job, worker, choice);
            }
        }
        for (level = job->last - 1;
             level >= 0 && ++worker->digit[level] == job->environment->agent[level].type_count;
             level--)
        {
            worker->digit[level] = 0;
        }
        level = level < 0 ? 0 : level;
    }
}

static XP_NUM *take(const fmpz *entry, slong length)
{
    XP_NUM *numbers = XP_NUM_VEC(length);
    for (slong k = 0; k < length; k++)
    {
        XP_NUM_GET(numbers[k], entry[k]);
    }
    return numbers;
}

static void init_job(job_t *job)
{
    const xp_environment_struct *environment = job->environment;
    job->last = environment->agent_count - 1;
    job->types = environment->agent[job->agent].type_count;
    job->width = environment->agent[job->last].type_count;
    job->probability = xp_calloc((size_t) environment->agent_count, sizeof(XP_NUM *));
    for (slong j = 0; j <= job->last; j++)
    {
        job->probability[j] = take(environment->agent[j].probability->entry,
                                   environment->agent[j].type_count);
    }
    job->whole = XP_NUM_VEC(1);
    XP_NUM_ONE(*job->whole);
    if (job->rule->lottery_count > 0)
    {
        job->share = take(job->rule->lottery->entry, job->rule->lottery->length);
        XP_NUM_GET(*job->whole, *job->rule->lottery->denominator);
    }
}

static void clear_job(job_t *job)
{
    for (slong j = 0; j <= job->last; j++)
    {
        XP_NUM_VEC_DROP(job->probability[j], job->environment->agent[j].type_count);
    }
    free(job->probability);
    XP_NUM_VEC_DROP(job->whole, 1);
    if (job->share != NULL)
    {
        XP_NUM_VEC_DROP(job->share, job->rule->lottery->length);
    }
}

xp_status_t XP_REDUCED_KERNEL(fmpz *sum, const xp_environment_struct *environment,
                              const xp_rule_struct *rule, slong agent, xp_pace_struct *pace,
                              xp_error_t error)
{
    job_t job = {.environment = environment, .rule = rule, .agent = agent};
    init_job(&job);
    const slong agents = environment->agent_count;
    const slong length = job.types * rule->outcome_count;
    const slong block = (XP_REDUCED_BLOCK - 1) / job.width + 1;
    const slong rows = rule->choice_length / job.width;
    const int workers = xp_share_workers(pace, rows, block);
    worker_t *worker = xp_calloc((size_t) workers, sizeof(worker_t));
    void **own = xp_calloc((size_t) workers, sizeof(void *));
    fmpz_t part;
    fmpz_init(part);
    for (int w = 0; w < workers; w++)
    {
        worker[w].digit = xp_calloc((size_t) agents, sizeof(slong));
        worker[w].prefix = XP_NUM_VEC(agents);
        worker[w].factor = XP_NUM_VEC(1);
        worker[w].sum = XP_NUM_VEC(length);
        XP_NUM_ONE(worker[w].prefix[0]);
        own[w] = worker + w;
    }
    pace->total = (uint64_t) rows;
    xp_status_t status = xp_share_run(own, workers, work, &job, rows, block, flint_cleanup, pace,
                                      error);
    for (int w = 0; w < workers; w++)
    {
        for (slong k = 0; k < length && status == XP_OK; k++)
        {
            XP_NUM_PUT(part, worker[w].sum[k]);
            fmpz_add(sum + k, sum + k, part);
        }
        free(worker[w].digit);
        XP_NUM_VEC_DROP(worker[w].prefix, agents);
        XP_NUM_VEC_DROP(worker[w].factor, 1);
        XP_NUM_VEC_DROP(worker[w].sum, length);
    }
    fmpz_clear(part);
    free(own);
    free(worker);
    clear_job(&job);
    return status;
}
