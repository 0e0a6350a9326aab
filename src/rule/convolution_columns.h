/* A distribution of sums in columns, one for each outcome.  No guard: see convolution_source.h. */

/* So many sums are gone through at a time, by so many reports: they stay in the cache. */
#define XP_TILE 512
#define XP_REPORTS 256

/*
 * The sums as columns:
 *   column   m of them, that of outcome 0 (all 0) XP_TILE long and the same for all tiles
 *   clarke   the largest entry over the available outcomes
 *   order    the outcomes, from the one that wins a tie
 */
typedef struct
{
    const xp_convolution_plan_struct *plan;
    int64_t count;
    int64_t tiles;
    int64_t groups;
    XP_NUM **column;
    XP_NUM *weight;
    XP_NUM *clarke;
    XP_NUM *own;
    XP_NUM *share;
    slong *order;
} columns_t;

static const XP_NUM *get_column(const columns_t *columns, slong outcome, int64_t from)
{
    return columns->column[outcome] + (outcome == 0 ? 0 : from);
}

static void clear_columns(columns_t *columns)
{
    const slong m = columns->plan->outcomes;
    int64_t k;
    slong b;

    for (b = 0; b < m; b++)
    {
        int64_t length = b == 0 ? XP_TILE : columns->count;

        for (k = 0; columns->column[b] != NULL && k < length; k++)
            XP_NUM_DROP(columns->column[b][k]);
        free(columns->column[b]);
    }
    free(columns->column);
    for (k = 0; columns->clarke != NULL && k < columns->count; k++)
        XP_NUM_DROP(columns->clarke[k]);
    free(columns->clarke);
    for (k = 0; columns->own != NULL && k < columns->plan->own->length; k++)
        XP_NUM_DROP(columns->own[k]);
    free(columns->own);
    XP_NUM_VEC_DROP(columns->share, m + 1);
    free(columns->order);
}

/* The places of a table as numbers, all 0. */
static xp_status_t give_numbers(XP_NUM **numbers, size_t count, xp_error_t error)
{
    void *memory;
    xp_status_t status = xp_table_alloc(&memory, count, sizeof(XP_NUM), error);

    if (status == XP_OK)
        *numbers = memory;
    return status;
}

/* The differences that the keys stand for, from one sum to another. */
static void fill_columns(columns_t *columns, const sums_t *sums, int64_t from, int64_t to)
{
    const xp_convolution_plan_struct *plan = columns->plan;
    const slong m = plan->outcomes;
    int64_t k;
    slong b;
    XP_NUM_LOCAL(unit);
    XP_NUM_LOCAL(offset);
    XP_NUM_LOCAL(number);
    fmpz_t rest;
    fmpz_t digit;

    fmpz_init(rest);
    fmpz_init(digit);
    for (k = from; sums->limbs > 1 && k < to; k++)
    {
        fmpz_set_ui_array(rest, sums->key + k * sums->limbs, sums->limbs);
        for (b = 1; b < m; b++)
        {
            fmpz_fdiv_qr(rest, digit, rest, plan->radix + b - 1);
            fmpz_mul(digit, digit, plan->unit + b - 1);
            fmpz_add(digit, digit, plan->offset + b - 1);
            XP_NUM_GET(columns->column[b][k], *digit);
        }
    }
    for (b = 1; sums->limbs == 1 && b < m; b++)
    {
        const uint64_t radix = fmpz_get_ui(plan->radix + b - 1);
        XP_NUM *column = columns->column[b];

        XP_NUM_GET(unit, plan->unit[b - 1]);
        XP_NUM_GET(offset, plan->offset[b - 1]);
        for (k = from; k < to; k++)
        {
            XP_CONVOLUTION_SET_WORD(number, sums->key[k] % radix);
            sums->key[k] /= radix;
            XP_NUM_SET(column[k], offset);
            XP_NUM_ADDMUL(column[k], number, unit);
        }
    }
    fmpz_clear(digit);
    fmpz_clear(rest);
    XP_NUM_DROP(number);
    XP_NUM_DROP(offset);
    XP_NUM_DROP(unit);
}

/* The largest number over the available outcomes; sum grows by what they come to. */
static void fill_clarke(columns_t *columns, XP_NUM *sum, int64_t from, int64_t to)
{
    const unsigned char *available = columns->plan->available;
    XP_NUM *clarke = columns->clarke;
    slong first = 0;
    int64_t k;
    slong b;

    while (!available[first])
        first++;
    for (k = from; first > 0 && k < to; k++)
        XP_NUM_SET(clarke[k], columns->column[first][k]);
    for (b = first + 1; b < columns->plan->outcomes; b++)
    {
        const XP_NUM *column = columns->column[b];

        for (k = from; available[b] && k < to; k++)
            XP_NUM_SET_IF(clarke[k], XP_NUM_LESS(clarke[k], column[k]), column[k]);
    }
    for (k = from; k < to; k++)
        XP_NUM_ADDMUL(*sum, columns->weight[k], clarke[k]);
}

/* The sums as columns; their keys are used up. */
static xp_status_t set_columns(columns_t *columns, XP_NUM *sum, sums_t *sums,
                               const xp_convolution_plan_struct *plan,
                               const xp_progress_t *progress, xp_error_t error)
{
    const slong m = plan->outcomes;
    xp_status_t status = XP_OK;
    int64_t from;
    slong b;

    memset(columns, 0, sizeof *columns);
    columns->plan = plan;
    columns->count = (int64_t) sums->count;
    columns->tiles = columns->count / XP_TILE + (columns->count % XP_TILE != 0);
    columns->groups = plan->reports / XP_REPORTS + (plan->reports % XP_REPORTS != 0);
    columns->weight = sums->weight;
    columns->column = xp_calloc((size_t) m, sizeof(XP_NUM *));
    columns->share = XP_NUM_VEC(m + 1);
    columns->order = xp_calloc((size_t) m, sizeof(slong));
    for (b = 0; b < m; b++)
        columns->order[b] = plan->ties == XP_TIES_LAST ? m - 1 - b : b;
    for (b = 0; b < m && status == XP_OK; b++)
        status = give_numbers(columns->column + b, b == 0 ? XP_TILE : sums->count, error);
    if (status == XP_OK)
        status = give_numbers(&columns->clarke, sums->count, error);
    if (status == XP_OK)
        status = give_numbers(&columns->own, (size_t) plan->own->length, error);
    if (status != XP_OK)
        return complain(sums->count, error);
    for (b = 0; b < plan->own->length; b++)
        XP_NUM_GET(columns->own[b], plan->own->entry[b]);
    for (from = 0; from < columns->count && status == XP_OK; from += XP_WALK_BLOCK)
    {
        int64_t left = columns->count - from;
        int64_t to = from + (left < XP_WALK_BLOCK ? left : XP_WALK_BLOCK);

        fill_columns(columns, sums, from, to);
        fill_clarke(columns, sum, from, to);
        status = xp_walk_tick(progress, "vectors of the sums", to, columns->count, error);
    }
    return status;
}

/* share[l] = share / l for 1 <= l <= m. */
static void set_shares(columns_t *columns)
{
    slong l;
    fmpz_t part;

    fmpz_init(part);
    for (l = 1; columns->plan->ties == XP_TIES_LOTTERY && l <= columns->plan->outcomes; l++)
    {
        fmpz_divexact_ui(part, columns->plan->share, (ulong) l);
        XP_NUM_GET(columns->share[l], *part);
    }
    fmpz_clear(part);
}
