/* The distribution of the sum of the others' vectors.  No guard: see convolution_source.h. */

/* A table of so few lattice points is addressed by the key itself. */
#define XP_DIRECT_ROOM (UINT64_C(1) << 26)

/*
 * Distinct keys in the order in which they came, with their weights.  slot is a hash table
 * with open addressing: the number of the sum plus 1, 0 when it is free; there are 2^(64 -
 * shift) slots, or, when the table is direct, as many as the lattice has points.
 */
typedef struct
{
    slong limbs;
    size_t count;
    size_t room;
    uint64_t *key;
    XP_NUM *weight;
    uint64_t *slot;
    size_t slots;
    int direct;
    int shift;
} sums_t;

static void clear_sums(sums_t *sums)
{
    size_t s;

    for (s = 0; s < sums->count; s++)
        XP_NUM_DROP(sums->weight[s]);
    free(sums->key);
    free(sums->weight);
    free(sums->slot);
}

/* Says how many sums there were when memory ended. */
static xp_status_t complain(size_t count, xp_error_t error)
{
    xp_error_set(error,
                 "the others' values have %zu distinct sums so far, and there is no room for more: "
                 "%s",
                 count, error->message);
    return XP_LIMIT;
}

static xp_status_t give_rooms(sums_t *sums, size_t room, xp_error_t error)
{
    void *key;
    void *weight;
    xp_status_t status;

    status = xp_table_alloc(&key, room, (size_t) sums->limbs * sizeof(uint64_t), error);
    if (status != XP_OK)
        return status;
    status = xp_table_alloc(&weight, room, sizeof(XP_NUM), error);
    if (status != XP_OK)
    {
        free(key);
        return status;
    }
    if (sums->count > 0)
    {
        memcpy(key, sums->key, sums->count * (size_t) sums->limbs * sizeof(uint64_t));
        memcpy(weight, sums->weight, sums->count * sizeof(XP_NUM));
    }
    free(sums->key);
    free(sums->weight);
    sums->key = key;
    sums->weight = weight;
    sums->room = room;
    return XP_OK;
}

/* Where the search for a key begins. */
static inline size_t first_slot(const sums_t *sums, const uint64_t *key)
{
    uint64_t mixed = key[0];
    slong l;

    if (sums->direct)
        return key[0];
    mixed *= UINT64_C(0x9e3779b97f4a7c15);
    for (l = 1; l < sums->limbs; l++)
        mixed = (mixed ^ mixed >> 29 ^ key[l]) * UINT64_C(0xbf58476d1ce4e5b9);
    return (mixed ^ mixed << 32) >> sums->shift;
}

static inline int is_same(const uint64_t *a, const uint64_t *b, slong limbs)
{
    slong l;

    for (l = 0; l < limbs; l++)
        if (a[l] != b[l])
            return 0;
    return 1;
}

/* The slot that holds the key, or the free one where it belongs. */
static inline size_t find_slot(const sums_t *sums, const uint64_t *key)
{
    size_t at = first_slot(sums, key);

    while (sums->slot[at] != 0
           && !is_same(sums->key + (sums->slot[at] - 1) * (size_t) sums->limbs, key, sums->limbs))
        at = (at + 1) & (sums->slots - 1);
    return at;
}

/* Twice as many slots, or the first 2^bits. */
static xp_status_t give_slots(sums_t *sums, int bits, xp_error_t error)
{
    void *slot;
    xp_status_t status;
    size_t s;

    status = xp_table_alloc(&slot, (size_t) 1 << bits, sizeof(uint64_t), error);
    if (status != XP_OK)
        return status;
    free(sums->slot);
    sums->slot = slot;
    sums->slots = (size_t) 1 << bits;
    sums->shift = 64 - bits;
    for (s = 0; s < sums->count; s++)
        sums->slot[find_slot(sums, sums->key + s * (size_t) sums->limbs)] = s + 1;
    return XP_OK;
}

/* Room for one more sum: so that at most every other slot is taken. */
static xp_status_t make_room(sums_t *sums, xp_error_t error)
{
    xp_status_t status = XP_OK;

    if (sums->count == sums->room)
        status = give_rooms(sums, sums->room * 2, error);
    if (status == XP_OK && !sums->direct && sums->count >= sums->slots / 2)
        status = give_slots(sums, 65 - sums->shift, error);
    return status == XP_OK ? XP_OK : complain(sums->count, error);
}

/* An empty table for at most pairs sums. */
static xp_status_t start_sums(sums_t *sums, const xp_convolution_plan_struct *plan,
                              uint64_t pairs, xp_error_t error)
{
    const uint64_t points = fmpz_abs_fits_ui(plan->lattice) ? fmpz_get_ui(plan->lattice) : 0;
    uint64_t room = pairs < 1024 ? pairs : 1024;
    void *slot;
    xp_status_t status;

    memset(sums, 0, sizeof *sums);
    sums->limbs = plan->limbs;
    status = give_rooms(sums, room, error);
    if (status != XP_OK)
        return status;
    if (points > 0 && points <= XP_DIRECT_ROOM && points / 8 <= pairs)
    {
        sums->direct = 1;
        sums->slots = points;
        status = xp_table_alloc(&slot, points, sizeof(uint64_t), error);
        if (status == XP_OK)
            sums->slot = slot;
        return status;
    }
    return give_slots(sums, 12, error);
}

static inline void add_keys(uint64_t *key, const uint64_t *a, const uint64_t *b, slong limbs)
{
    uint64_t carry = 0;
    slong l;

    for (l = 0; l < limbs; l++)
    {
        uint64_t sum = a[l] + carry;

        carry = sum < carry;
        key[l] = sum + b[l];
        carry += key[l] < sum;
    }
}

/* Adds the part's vectors to one sum of weight *weight. */
static xp_status_t add_part(sums_t *sums, const uint64_t *from, const XP_NUM *weight,
                            const xp_convolution_part_struct *part, const XP_NUM *factor,
                            uint64_t *key, xp_error_t error)
{
    slong t;

    for (t = 0; t < part->count; t++)
    {
        size_t at;

        add_keys(key, from, part->key + t * sums->limbs, sums->limbs);
        at = find_slot(sums, key);
        if (sums->slot[at] == 0)
        {
            if (sums->count == sums->room || (!sums->direct && sums->count >= sums->slots / 2))
            {
                xp_status_t status = make_room(sums, error);

                if (status != XP_OK)
                    return status;
                at = find_slot(sums, key);
            }
            memcpy(sums->key + sums->count * (size_t) sums->limbs, key,
                   (size_t) sums->limbs * sizeof(uint64_t));
            sums->slot[at] = ++sums->count;
        }
        XP_NUM_ADDMUL(sums->weight[sums->slot[at] - 1], *weight, factor[t]);
    }
    return XP_OK;
}

/* Replaces the sums by those with one of the part's vectors added. */
static xp_status_t convolve(sums_t *sums, const xp_convolution_plan_struct *plan,
                            const xp_convolution_part_struct *part,
                            const xp_progress_t *progress, xp_error_t error)
{
    XP_NUM *factor = XP_NUM_VEC(part->count);
    uint64_t *key = xp_calloc((size_t) plan->limbs, sizeof(uint64_t));
    uint64_t pairs;
    uint64_t since = 0;
    sums_t next;
    xp_status_t status;
    size_t s;
    slong t;

    if (__builtin_mul_overflow((uint64_t) sums->count, (uint64_t) part->count, &pairs)
        || pairs > INT64_MAX)
        pairs = INT64_MAX;
    for (t = 0; t < part->count; t++)
        XP_NUM_GET(factor[t], part->weight->entry[t]);
    status = start_sums(&next, plan, pairs, error);
    for (s = 0; s < sums->count && status == XP_OK; s++)
    {
        status = add_part(&next, sums->key + s * (size_t) sums->limbs, sums->weight + s, part,
                          factor, key, error);
        since += (uint64_t) part->count;
        if (status == XP_OK && since >= XP_WALK_BLOCK)
        {
            status = xp_walk_tick(progress, "sums of the others' values",
                                  (slong) (s + 1) * part->count, (slong) pairs, error);
            since = 0;
        }
    }
    if (status == XP_OK)
    {
        clear_sums(sums);
        *sums = next;
    }
    else
        clear_sums(&next);
    free(key);
    XP_NUM_VEC_DROP(factor, part->count);
    return status;
}

/* The distribution of the sum over all parts. */
static xp_status_t convolve_all(sums_t *sums, const xp_convolution_plan_struct *plan,
                                const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = start_sums(sums, plan, 1, error);
    slong j;

    if (status != XP_OK)
        return status;
    sums->count = 1;
    XP_NUM_ONE(sums->weight[0]);
    for (j = 0; j < plan->parts && status == XP_OK; j++)
        status = convolve(sums, plan, plan->part + j, progress, error);
    return status;
}
