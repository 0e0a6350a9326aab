/* Balance, participation and efficiency, profile by profile.  No guard: see kernel_source.h. */

/* So many profiles are looked at together. */
#define XP_RUN 512

/* The smallest of length numbers, and how many are negative. */
static slong find_smallest(XP_NUM *least, const XP_NUM *number, slong length)
{
    int64_t count = 0;
    slong i;

    XP_NUM_SET(*least, number[0]);
    for (i = 0; i < length; i++)
    {
        count += XP_NUM_NEGATIVE(number[i]);
        XP_NUM_MIN(*least, number[i]);
    }
    return count;
}

static void scan_sums(const void *data, xp_scan_struct *scan, slong from, slong to)
{
    const xp_sums_work_t *work = data;
    XP_NUM *number = XP_NUM_VEC(XP_RUN);
    slong start;
    slong i;
    XP_NUM_LOCAL(entry);
    XP_NUM_LOCAL(least);
    XP_NUM_LOCAL(zero);
    fmpz_t slack;

    fmpz_init(slack);
    for (start = from; start < to; start += XP_RUN)
    {
        slong length = to - start < XP_RUN ? to - start : XP_RUN;
        slong count;

        XP_FILL(number, work->strip, start, length);
        for (i = 0; work->equality && i < length; i++)
        {
            XP_NUM_SUB(entry, zero, number[i]);
            XP_NUM_MIN(number[i], entry);
        }
        count = find_smallest(&least, number, length);
        XP_NUM_PUT(slack, least);
        if (!scan->has_least || fmpz_cmp(slack, scan->least) < 0)
        {
            for (i = 0; XP_NUM_LESS(least, number[i]); i++)
                ;
            xp_scan_offer(scan, slack, start + i);
        }
        if (count == 0)
            continue;
        for (i = 0; i < length; i++)
            if (XP_NUM_NEGATIVE(number[i]))
            {
                xp_scan_add_violations(scan, scan->keep ? 1 : (uint64_t) count, start + i);
                if (!scan->keep)
                    break;
            }
    }
    fmpz_clear(slack);
    XP_NUM_DROP(zero);
    XP_NUM_DROP(least);
    XP_NUM_DROP(entry);
    XP_NUM_VEC_DROP(number, XP_RUN);
}

/* Adds scale * entry[i] to number[i]. */
/*@ requires scaled_entries && bounded(*scale, scale_bound);
    requires within(entry, length, entry_bound) && within(number, length, sum_bound);
    requires \base_addr(number) != \base_addr(entry) && \base_addr(number) != \base_addr(scale);
    assigns number[0 .. length - 1];
    ensures within(number, length, sum_bound + scale_bound * entry_bound); */
static void add_entries(XP_NUM *number, const fmpz *entry, slong length, const XP_NUM *scale)
{
    slong i;
    XP_NUM_LOCAL(value);

    /*@ loop invariant 0 <= i && within(number, i, sum_bound + scale_bound * entry_bound);
        loop invariant \forall integer k; i <= k < length ==> bounded(number[k], sum_bound);
        loop assigns i, value, number[0 .. length - 1]; */
    for (i = 0; i < length; i++)
    {
        XP_NUM_GET(value, entry[i]);
        XP_NUM_ADDMUL(number[i], value, *scale);
    }
    XP_NUM_DROP(value);
}

/*
 * Fills welfare[b * k + t], S(b, theta), on one line of the last agent, k types long;
 * profile is its first profile, start the index of that.
 */
static void fill_welfare(XP_NUM *welfare, const xp_welfare_work_t *work, const slong *profile,
                         slong start)
{
    const xp_environment_struct *environment = work->environment;
    slong last = environment->agent_count - 1;
    slong types = environment->agent[last].type_count;
    slong size = environment->profiles->size;
    slong b;
    slong i;
    slong t;
    XP_NUM_LOCAL(base);
    XP_NUM_LOCAL(scale);
    XP_NUM_LOCAL(entry);
    XP_NUM_LOCAL(zero);

    for (b = 0; b < environment->outcome_count; b++)
    {
        XP_NUM *row = welfare + b * types;

        XP_NUM_GET(scale, *work->cost_scale);
        XP_NUM_GET(entry, environment->cost->entry[b]);
        XP_NUM_MUL(base, entry, scale);
        XP_NUM_SUB(base, zero, base);
        for (i = 0; i < last; i++)
        {
            const xp_agent_struct *agent = environment->agent + i;

            if (agent->interdependent)
                continue;
            XP_NUM_GET(scale, work->value_scale[i]);
            XP_NUM_GET(entry, agent->value->entry[b * agent->type_count + profile[i]]);
            XP_NUM_ADDMUL(base, entry, scale);
        }
        for (t = 0; t < types; t++)
            XP_NUM_SET(row[t], base);
        for (i = 0; i <= last; i++)
        {
            const xp_agent_struct *agent = environment->agent + i;

            if (!agent->interdependent && i < last)
                continue;
            XP_NUM_GET(scale, work->value_scale[i]);
            add_entries(row, agent->value->entry
                                 + (agent->interdependent ? b * size + start : b * types),
                        types, &scale);
        }
    }
    XP_NUM_DROP(zero);
    XP_NUM_DROP(entry);
    XP_NUM_DROP(scale);
    XP_NUM_DROP(base);
}

/*
 * Fills chosen[t] with the welfare of the choice, times the denominator of the lotteries,
 * and multiplies welfare by it.
 */
static void fill_chosen(XP_NUM *chosen, XP_NUM *welfare, const xp_welfare_work_t *work,
                        const int64_t *label, slong types)
{
    const xp_rule_struct *rule = work->rule;
    slong m = rule->outcome_count;
    slong b;
    slong t;
    XP_NUM_LOCAL(factor);
    XP_NUM_LOCAL(weight);

    for (b = 0; b < m; b++)
        for (t = 0; t < types; t++)
            XP_NUM_SET_IF(chosen[t], label[t] == b, welfare[b * types + t]);
    if (rule->lottery_count > 0)
    {
        XP_NUM_GET(factor, *work->lottery_denominator);
        for (t = 0; t < types; t++)
        {
            const fmpz *share;

            if (label[t] < m)
            {
                XP_NUM_MUL(chosen[t], chosen[t], factor);
                continue;
            }
            share = rule->lottery->entry + (label[t] - m) * m;
            XP_NUM_ZERO(chosen[t]);
            for (b = 0; b < m; b++)
            {
                XP_NUM_GET(weight, share[b]);
                XP_NUM_ADDMUL(chosen[t], weight, welfare[b * types + t]);
            }
        }
        for (t = 0; t < m * types; t++)
            XP_NUM_MUL(welfare[t], welfare[t], factor);
    }
    XP_NUM_DROP(factor);
    XP_NUM_DROP(weight);
}

/* Every outcome other than the one chosen, against it; against a lottery, every one. */
static void scan_welfare(const void *data, xp_scan_struct *scan, slong from, slong to)
{
    const xp_welfare_work_t *work = data;
    const xp_environment_struct *environment = work->environment;
    slong m = environment->outcome_count;
    slong types = environment->agent[environment->agent_count - 1].type_count;
    slong *profile = xp_calloc((size_t) environment->agent_count, sizeof(slong));
    int64_t *label = xp_calloc((size_t) types, sizeof(int64_t));
    XP_NUM *welfare = XP_NUM_VEC(m * types);
    XP_NUM *chosen = XP_NUM_VEC(types);
    slong line;
    XP_NUM_LOCAL(slack);
    XP_NUM_LOCAL(least);
    XP_NUM_LOCAL(infinity);
    fmpz_t number;

    XP_NUM_INFINITY(infinity, work->bound);
    fmpz_init(number);
    for (line = from; line < to; line++)
    {
        int64_t count = 0;
        slong b;
        slong t;

        xp_profiles_get(profile, environment->profiles, line * types);
        for (t = 0; t < types; t++)
            label[t] = work->rule->choice[line * types + t];
        fill_welfare(welfare, work, profile, line * types);
        fill_chosen(chosen, welfare, work, label, types);
        XP_NUM_SET(least, infinity);
        for (b = 0; b < m; b++)
        {
            const XP_NUM *row = welfare + b * types;

            for (t = 0; t < types; t++)
            {
                XP_NUM_SUB(slack, chosen[t], row[t]);
                count += XP_NUM_NEGATIVE(slack);
                XP_NUM_MIN_IF(least, label[t] != b, slack);
            }
        }
        if (XP_NUM_LESS(least, infinity))
        {
            XP_NUM_PUT(number, least);
            xp_scan_offer(scan, number, line);
        }
        if (count > 0)
            xp_scan_add_violations(scan, (uint64_t) count, line);
    }
    fmpz_clear(number);
    XP_NUM_DROP(infinity);
    XP_NUM_DROP(least);
    XP_NUM_DROP(slack);
    XP_NUM_VEC_DROP(chosen, types);
    XP_NUM_VEC_DROP(welfare, m * types);
    free(label);
    free(profile);
}
