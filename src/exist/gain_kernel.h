/* Expected values of reports, in one arithmetic.  No guard: see num/number_int64.h. */

static void *convert(const fmpz *weight, slong length)
{
    XP_NUM *share = XP_NUM_VEC(length);
    slong r;

    for (r = 0; r < length; r++)
        XP_NUM_GET(share[r], weight[r]);
    return share;
}

static void *room(slong types)
{
    return XP_NUM_VEC(types);
}

static void drop(void *numbers, slong length)
{
    XP_NUM *number = numbers;

    (void) length;
    XP_NUM_VEC_DROP(number, length);
}

/* row[r] += factor * from[r]. */
static void add_multiple(XP_NUM *restrict row, const XP_NUM *restrict from, const XP_NUM *factor,
                         slong types)
{
    slong r;

    for (r = 0; r < types; r++)
        XP_NUM_ADDMUL(row[r], from[r], *factor);
}

static void multiply(fmpz *gain, const void *share, void *numbers, const fmpz *value,
                     slong types, slong outcomes, slong from, slong to)
{
    const XP_NUM *weight = share;
    XP_NUM *row = numbers;
    slong b;
    slong r;
    slong t;
    XP_NUM_LOCAL(factor);

    for (t = from; t < to; t++)
    {
        for (r = 0; r < types; r++)
            XP_NUM_ZERO(row[r]);
        for (b = 0; b < outcomes; b++)
        {
            if (fmpz_is_zero(value + b * types + t))
                continue;
            XP_NUM_GET(factor, value[b * types + t]);
            add_multiple(row, weight + b * types, &factor, types);
        }
        for (r = 0; r < types; r++)
            XP_GAIN_STORE(gain + t * types + r, row[r]);
    }
    XP_NUM_DROP(factor);
}

const xp_gain_kernel_t XP_GAIN_KERNEL = {XP_GAIN_THREADS, convert, drop, multiply, room};
