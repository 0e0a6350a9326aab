/* The cubes in one arithmetic.  No guard: see num/number_int64.h. */

/*
 * XP_CUBES_IN_PLACE, where a number of this arithmetic is stored as an fmpz is: tables are worked
 * on where they are.  Otherwise they are copied.
 */

/* Rows, and positions across the first agent's types, that are worked on together. */
#define ROWS 4096
#define POSITIONS 16384

/* What the workers share; scaled: the interactions are multiplied, otherwise looked at. */
typedef struct
{
    const xp_profiles_struct *profiles;
    XP_NUM *entry;
    XP_NUM *scale;
    int scaled;
    xp_table_struct *h;
    XP_NUM **local;
} cubes_t;

/* What one of them finds: how many cubes are not 0, and the first index or -1. */
typedef struct
{
    slong *digit;
    uint64_t violated;
    slong first;
} finder_t;

/*
 * Along one axis of an array (outer blocks of types slices of stride entries) the first
 * slice is added to (sign > 0) or subtracted from each of the others.
 */
static void combine_axis(XP_NUM *entry, slong outer, slong types, slong stride, int sign)
{
    for (slong block = 0; block < outer; block++)
    {
        const XP_NUM *base = entry + block * types * stride;
        for (slong t = 1; t < types; t++)
        {
            XP_NUM *slice = entry + (block * types + t) * stride;
            for (slong k = 0; sign > 0 && k < stride; k++)
            {
                XP_NUM_ADD(slice[k], slice[k], base[k]);
            }
            for (slong k = 0; sign < 0 && k < stride; k++)
            {
                XP_NUM_SUB(slice[k], slice[k], base[k]);
            }
        }
    }
}

/*
 * After the first slice was subtracted along every axis the entry at theta is the
 * interaction of the agents that are not at their first type,
 *   D(theta) = sum over T of (-1)^(s - |T|) W(theta_T, base), T a subset of these s agents:
 * the alternating sum of the cube when s = n, and W(theta) is the sum of D(theta_T, base)
 * over all T.  Here: along the axes but the first, at types of the first agent.
 */
static void take_interactions(const void *data, void *own, int64_t from, int64_t to)
{
    const cubes_t *cubes = data;
    const xp_profiles_struct *profiles = cubes->profiles;
    const slong slab = profiles->stride[0];
    (void) own;
    for (slong t = from; t < to; t++)
    {
        for (slong i = profiles->agents - 1; i > 0; i--)
        {
            combine_axis(cubes->entry + t * slab, slab / (profiles->types[i] * profiles->stride[i]),
                         profiles->types[i], profiles->stride[i], -1);
        }
    }
}

/* The same along the first axis, at positions of its slices. */
static void take_first(const void *data, void *own, int64_t from, int64_t to)
{
    const cubes_t *cubes = data;
    const slong slab = cubes->profiles->stride[0];
    (void) own;
    for (slong t = 1; t < cubes->profiles->types[0]; t++)
    {
        XP_NUM *slice = cubes->entry + t * slab;
        for (slong k = from; k < to; k++)
        {
            XP_NUM_SUB(slice[k], slice[k], cubes->entry[k]);
        }
    }
}

/* Row by row of the last agent's types, whose first entry is of one agent less than the others. */
static void work_on_rows(const void *data, void *own, int64_t from, int64_t to)
{
    const cubes_t *cubes = data;
    const slong last = cubes->profiles->agents - 1;
    const slong *types = cubes->profiles->types;
    finder_t *finder = own;
    slong rest = from;
    for (slong i = last - 1; i >= 0; i--)
    {
        finder->digit[i] = rest % types[i];
        rest /= types[i];
    }
    for (slong row = from; row < to; row++)
    {
        XP_NUM *entry = cubes->entry + row * types[last];
        slong away = 0;
        for (slong i = 0; i < last; i++)
        {
            away += finder->digit[i] != 0;
        }
        if (cubes->scaled)
        {
            XP_NUM_MUL(entry[0], entry[0], cubes->scale[away]);
        }
        for (slong t = 1; cubes->scaled && away < last && t < types[last]; t++)
        {
            XP_NUM_MUL(entry[t], entry[t], cubes->scale[away + 1]);
        }
        for (slong t = 1; !cubes->scaled && away == last && t < types[last]; t++)
        {
            if (XP_NUM_NEGATIVE(entry[t]) || XP_NUM_POSITIVE(entry[t]))
            {
                finder->first = finder->violated == 0 || row * types[last] + t < finder->first
                                    ? row * types[last] + t : finder->first;
                finder->violated++;
            }
        }
        for (slong i = last - 1; i >= 0 && ++finder->digit[i] == types[i]; i--)
        {
            finder->digit[i] = 0;
        }
    }
}

/*
 * Semantics: W(theta) is the sum over T of less than n agents of
 * (-1)^(n - |T| - 1) W(theta_T, base), and each term, times n - 1, goes in equal parts to
 * the agents outside T.  In terms of the interactions the coefficient of D(theta_U, base) in
 * h_i, for U without i and r = n - 1 - |U|, is n - 1 times
 *   sum over v of C(r, v) (-1)^v / (v + 1) = 1 / (r + 1) = 1 / (n - |U|),
 * so each interaction, times n - 1, goes in equal parts to the agents outside it, and
 * h_i(theta_-i) is the sum over all U of what i is given: the first slice is added back
 * along every other axis.  Here: for agents, into their local tables.
 */
static void add_back(const void *data, void *own, int64_t from, int64_t to)
{
    const cubes_t *cubes = data;
    const xp_profiles_struct *profiles = cubes->profiles;
    (void) own;
    for (slong agent = from; agent < to; agent++)
    {
        XP_NUM *local = cubes->local[agent];
        const slong lines = cubes->h[agent].length;
        const slong stride = profiles->stride[agent];
        slong inner = 1;
        for (slong line = 0; line < lines; line += stride)
        {
            const XP_NUM *entry = cubes->entry + line * profiles->types[agent];
            for (slong k = 0; k < stride; k++)
            {
                XP_NUM_SET(local[line + k], entry[k]);
            }
        }
        for (slong j = profiles->agents - 1; j >= 0; j--)
        {
            if (j != agent)
            {
                combine_axis(local, lines / (inner * profiles->types[j]), profiles->types[j],
                             inner, 1);
                inner *= profiles->types[j];
            }
        }
#if !XP_CUBES_IN_PLACE
        for (slong line = 0; line < lines; line++)
        {
            XP_NUM_PUT(cubes->h[agent].entry + line, local[line]);
        }
#endif
        xp_table_canonicalise(cubes->h + agent);
    }
}

/* Room of an arithmetic for the entries of a table; the entries themselves where that is one. */
static xp_status_t open_numbers(XP_NUM **numbers, const xp_table_struct *table, xp_error_t error)
{
#if XP_CUBES_IN_PLACE
    (void) error;
    *numbers = (XP_NUM *) table->entry;
    return XP_OK;
#else
    void *memory = NULL;
    xp_status_t status = xp_table_alloc(&memory, (size_t) table->length, sizeof(XP_NUM), error);
    *numbers = memory;
    for (slong k = 0; status == XP_OK && k < table->length; k++)
    {
        XP_NUM_GET((*numbers)[k], table->entry[k]);
    }
    return status;
#endif
}

static void close_numbers(XP_NUM *numbers)
{
#if XP_CUBES_IN_PLACE
    (void) numbers;
#else
    free(numbers);
#endif
}

/* Sets violated, profile and sum. */
static xp_status_t look(xp_balance_struct *balance, const cubes_t *cubes,
                        const fmpz_t denominator, xp_pace_struct *pace, xp_error_t error)
{
    const xp_profiles_struct *profiles = cubes->profiles;
    const slong rows = profiles->size / profiles->types[profiles->agents - 1];
    const int workers = xp_share_workers(pace, rows, ROWS);
    finder_t *finder = xp_calloc((size_t) workers, sizeof(finder_t));
    void **own = xp_calloc((size_t) workers, sizeof(void *));
    slong first = -1;
    for (int w = 0; w < workers; w++)
    {
        finder[w].digit = xp_calloc((size_t) profiles->agents, sizeof(slong));
        own[w] = finder + w;
    }
    xp_status_t status = xp_share_run(own, workers, work_on_rows, cubes, rows, ROWS,
                                      flint_cleanup, pace, error);
    for (int w = 0; w < workers; w++)
    {
        if (finder[w].violated > 0 && (first < 0 || finder[w].first < first))
        {
            first = finder[w].first;
        }
        fmpz_add_ui(balance->violated, balance->violated, finder[w].violated);
        free(finder[w].digit);
    }
    if (status == XP_OK && first >= 0)
    {
        balance->profile = xp_calloc((size_t) profiles->agents, sizeof(slong));
        xp_profiles_get(balance->profile, profiles, first);
        XP_NUM_PUT(fmpq_numref(balance->sum), cubes->entry[first]);
        fmpz_set(fmpq_denref(balance->sum), denominator);
        fmpq_canonicalise(balance->sum);
    }
    free(own);
    free(finder);
    return status;
}

/* One step whose workers own nothing. */
static xp_status_t share(const cubes_t *cubes, xp_share_work_t work, slong count, slong block,
                         xp_pace_struct *pace, xp_error_t error)
{
    const int workers = xp_share_workers(pace, count, block);
    void **own = xp_calloc((size_t) workers, sizeof(void *));
    xp_status_t status = xp_share_run(own, workers, work, cubes, count, block, flint_cleanup,
                                      pace, error);
    free(own);
    return status;
}

/* The interactions are multiplied, and h is made of them. */
static xp_status_t make_h(xp_balance_struct *balance, cubes_t *cubes, const fmpz_t denominator,
                          const xp_progress_t *progress, xp_error_t error)
{
    const xp_profiles_struct *profiles = cubes->profiles;
    const slong agents = profiles->agents;
    xp_pace_struct pace = xp_pace(progress, "balanced payments", (uint64_t) agents);
    xp_status_t status = XP_OK;
    balance->h = xp_calloc((size_t) agents, sizeof(xp_table_struct));
    cubes->h = balance->h;
    cubes->local = xp_calloc((size_t) agents, sizeof(XP_NUM *));
    for (slong i = 0; i < agents; i++)
    {
        xp_table_init(cubes->h + i);
    }
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        status = xp_table_set_zero(cubes->h + i, xp_profiles_lines(profiles, i), error);
        if (status == XP_OK)
        {
            fmpz_set(cubes->h[i].denominator, denominator);
            status = open_numbers(cubes->local + i, cubes->h + i, error);
        }
    }
    if (status == XP_OK)
    {
        status = share(cubes, add_back, agents, 1, &pace, error);
    }
    for (slong i = 0; i < agents; i++)
    {
        close_numbers(cubes->local[i]);
    }
    free(cubes->local);
    return status;
}

/* After the first step over slices: the cubes, and h. */
static xp_status_t conclude(xp_balance_struct *balance, cubes_t *cubes,
                            const fmpz_t welfare_denominator, const fmpz_t denominator,
                            xp_pace_struct *pace, xp_error_t error)
{
    xp_status_t status = look(balance, cubes, welfare_denominator, pace, error);
    balance->answer = balance->profile == NULL ? XP_HOLDS : XP_FAILS;
    if (status != XP_OK || balance->answer == XP_FAILS)
    {
        return status;
    }
    xp_balance_t scaling;
    fmpz_t product;
    fmpz_init(product);
    xp_balance_init(scaling);
    cubes->scaled = 1;
    status = look(scaling, cubes, welfare_denominator, pace, error);
    if (status == XP_OK)
    {
        fmpz_mul(product, welfare_denominator, denominator);
        status = make_h(balance, cubes, product, pace->progress, error);
    }
    xp_balance_clear(scaling);
    fmpz_clear(product);
    return status;
}

static xp_status_t decide(xp_balance_struct *balance, xp_table_struct *welfare,
                          const xp_profiles_struct *profiles, const fmpz *scale,
                          const fmpz_t denominator, const xp_progress_t *progress,
                          xp_error_t error)
{
    const slong rows = profiles->size / profiles->types[profiles->agents - 1];
    xp_pace_struct pace = xp_pace(progress, "cubes",
                                  (uint64_t) (profiles->types[0] + profiles->stride[0]
                                              + 2 * rows));
    cubes_t cubes = {.profiles = profiles};
    xp_status_t status = open_numbers(&cubes.entry, welfare, error);
    cubes.scale = XP_NUM_VEC(profiles->agents);
    for (slong s = 0; s < profiles->agents; s++)
    {
        XP_NUM_GET(cubes.scale[s], scale[s]);
    }
    if (status == XP_OK)
    {
        status = share(&cubes, take_interactions, profiles->types[0], 1, &pace, error);
    }
    if (status == XP_OK)
    {
        status = share(&cubes, take_first, profiles->stride[0], POSITIONS, &pace, error);
    }
    if (status == XP_OK)
    {
        status = conclude(balance, &cubes, welfare->denominator, denominator, &pace, error);
    }
    XP_NUM_VEC_DROP(cubes.scale, profiles->agents);
    close_numbers(cubes.entry);
    return status;
}
