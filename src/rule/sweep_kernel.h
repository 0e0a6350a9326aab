/* The sweep in one arithmetic.  No guard: see num/number_int64.h. */

/* Sets of tied outcomes met before (a bit for each), and the lottery over each. */
typedef struct
{
    uint64_t set;
    uint32_t choice;
} mixed_t;

#define MIXED_COUNT 256

/* The entries as numbers of this arithmetic; all bits zero is 0 in each. */
static xp_status_t take(XP_NUM **numbers, const xp_table_struct *table, xp_error_t error)
{
    void *memory;
    xp_status_t status = xp_table_alloc(&memory, (size_t) table->length, sizeof(XP_NUM), error);
    if (status == XP_OK)
    {
        *numbers = memory;
        for (slong k = 0; k < table->length; k++)
        {
            XP_NUM_GET((*numbers)[k], table->entry[k]);
        }
    }
    return status;
}

static void give(XP_NUM *numbers, slong length)
{
    for (slong k = 0; numbers != NULL && k < length; k++)
    {
        XP_NUM_DROP(numbers[k]);
    }
    free(numbers);
}

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

/* The uniform lottery over the columns that equal x[best]. */
static uint32_t mix(xp_lotteries_struct *lotteries, mixed_t *mixed, fmpq *weight,
                    const XP_NUM *x, slong columns, slong best, slong tied)
{
    mixed_t *known = NULL;
    if (columns <= 64)
    {
        uint64_t set = 0;
        for (slong k = 0; k < columns; k++)
        {
            set |= (uint64_t) !XP_NUM_LESS(x[k], x[best]) << k;
        }
        known = mixed + (set * UINT64_C(0x9e3779b97f4a7c15) >> 56);
        if (known->set == set)
        {
            return known->choice;
        }
        known->set = set;
    }
    for (slong k = 0; k < columns; k++)
    {
        if (!XP_NUM_LESS(x[k], x[best]))
        {
            fmpq_set_si(weight + k, 1, (ulong) tied);
        }
        else
        {
            fmpq_zero(weight + k);
        }
    }
    uint32_t choice = xp_lotteries_choice(lotteries, weight);
    if (known != NULL)
    {
        known->choice = choice;
    }
    return choice;
}

/*
 * prefix holds one row for each axis: row l is base plus the rows of axes 0, ..., l - 1
 * at the present digits, so that a step of digit l recomputes the rows above l only.
 */
static xp_status_t run(fmpz *maximum, uint32_t *choice, xp_lotteries_struct *lotteries,
                       const xp_sweep_struct *sweep, xp_ties_t ties, XP_NUM **value,
                       const XP_NUM *dense, XP_NUM *prefix, XP_NUM *x,
                       const xp_progress_t *progress, xp_error_t error)
{
    const slong columns = sweep->columns;
    const slong inner = sweep->axes - 1;
    const XP_NUM *row = prefix + inner * columns;
    slong *digit = xp_calloc((size_t) sweep->axes, sizeof(slong));
    fmpq *weight = _fmpq_vec_init(columns);
    mixed_t *mixed = xp_calloc(MIXED_COUNT, sizeof(mixed_t));
    xp_status_t status = XP_OK;
    slong position = 0;
    slong level = 0;
    while (status == XP_OK)
    {
        for (; level < inner; level++)
        {
            add_rows(prefix + (level + 1) * columns, prefix + level * columns,
                     value[level] + digit[level] * columns, columns);
        }
        for (slong t = 0; t < sweep->length[inner] && status == XP_OK; t++)
        {
            slong best = 0;
            slong last = 0;
            slong tied = 1;
            add_rows(x, row, value[inner] + t * columns, columns);
            if (dense != NULL)
            {
                add_rows(x, x, dense + position * columns, columns);
            }
            for (slong k = 1; k < columns; k++)
            {
                if (XP_NUM_LESS(x[best], x[k]))
                {
                    best = last = k;
                    tied = 1;
                }
                else if (!XP_NUM_LESS(x[k], x[best]))
                {
                    last = k;
                    tied++;
                }
            }
            if (maximum != NULL)
            {
                XP_NUM_PUT(maximum + position, x[best]);
            }
            if (choice != NULL)
            {
                choice[position] =
                    tied == 1 || ties == XP_TIES_FIRST ? (uint32_t) best
                    : ties == XP_TIES_LAST             ? (uint32_t) last
                    : mix(lotteries, mixed, weight, x, columns, best, tied);
            }
            position++;
            if (position % XP_WALK_BLOCK == 0)
            {
                status = xp_walk_tick(progress, "efficient choices", position,
                                      sweep->positions, error);
            }
        }
        for (level = inner - 1; level >= 0 && ++digit[level] == sweep->length[level]; level--)
        {
            digit[level] = 0;
        }
        if (level < 0)
        {
            break;
        }
    }
    free(mixed);
    _fmpq_vec_clear(weight, columns);
    free(digit);
    return status;
}

static xp_status_t maximise(fmpz *maximum, uint32_t *choice, xp_lotteries_struct *lotteries,
                            const xp_sweep_struct *sweep, xp_ties_t ties,
                            const xp_progress_t *progress, xp_error_t error)
{
    const slong axes = sweep->axes;
    const slong columns = sweep->columns;
    XP_NUM **value = xp_calloc((size_t) axes, sizeof(XP_NUM *));
    XP_NUM *prefix = XP_NUM_VEC(axes * columns);
    XP_NUM *x = XP_NUM_VEC(columns);
    XP_NUM *dense = NULL;
    xp_status_t status = XP_OK;
    for (slong k = 0; k < columns; k++)
    {
        XP_NUM_GET(prefix[k], sweep->base->entry[k]);
    }
    for (slong j = 0; j < axes && status == XP_OK; j++)
    {
        status = take(value + j, sweep->value + j, error);
    }
    if (status == XP_OK && sweep->dense->length > 0)
    {
        status = take(&dense, sweep->dense, error);
    }
    if (status == XP_OK)
    {
        status = run(maximum, choice, lotteries, sweep, ties, value, dense, prefix, x, progress,
                     error);
    }
    give(dense, sweep->dense->length);
    XP_NUM_VEC_DROP(x, columns);
    XP_NUM_VEC_DROP(prefix, axes * columns);
    for (slong j = 0; j < axes; j++)
    {
        give(value[j], sweep->value[j].length);
    }
    free(value);
    return status;
}
