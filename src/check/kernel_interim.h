/* Interim utilities, summed over lines.  No guard: see kernel_source.h. */

/* The probability, up to the common factor, of the others' types on a line. */
static void get_weight(XP_NUM *weight, const xp_lines_struct *lines, slong number,
                       slong *profile)
{
    const xp_environment_struct *environment = lines->environment;
    slong i;
    XP_NUM_LOCAL(factor);

    xp_profiles_get(profile, environment->profiles, xp_lines_start(lines, number));
    XP_NUM_ONE(*weight);
    for (i = 0; i < environment->agent_count; i++)
    {
        const xp_agent_struct *agent = environment->agent + i;

        if (i == lines->agent)
            continue;
        XP_NUM_GET(factor, agent->probability->entry[profile[i]]);
        XP_NUM_MUL(*weight, *weight, factor);
    }
    XP_NUM_DROP(factor);
}

/* The weight of each true type on a line; 0 when all are 0. */
static int fill_weights(XP_NUM *weight, const xp_interim_work_t *work, slong number,
                        slong *profile)
{
    const xp_lines_struct *lines = work->lines;
    slong types = lines->types;
    int some = 0;
    slong t;

    if (work->joint == NULL)
    {
        get_weight(weight, lines, number, profile);
        if (!XP_NUM_POSITIVE(*weight))
            return 0;
        for (t = 1; t < types; t++)
            XP_NUM_SET(weight[t], weight[0]);
        return 1;
    }
    load_numbers(weight, work->joint + xp_lines_start(lines, number), types, lines->stride, 1);
    for (t = 0; t < types; t++)
        some |= XP_NUM_POSITIVE(weight[t]);
    return some;
}

/*@ requires weighted_utilities && is_open(line) && is_apart(line, sum);
    requires \forall integer t; 0 <= t < line->types ==> 0 <= weight[t] <= weight_bound;
    requires within(sum, line->types * line->types, sum_bound);
    requires \base_addr(weight) != \base_addr(sum);
    requires 0 <= line->types && line->types * line->types <= INT64_MAX;
    assigns sum[0 .. line->types * line->types - 1];
    ensures within(sum, line->types * line->types, sum_bound + weight_bound * utility_bound); */
static void add_utilities(XP_NUM *sum, const line_t *line, const XP_NUM *weight)
{
    slong types = line->types;
    slong r;
    slong t;
    XP_NUM_LOCAL(utility);

    /*@ loop invariant 0 <= r <= types;
        loop invariant within(sum, r * types, sum_bound + weight_bound * utility_bound);
        loop invariant \forall integer k; r * types <= k < types * types ==>
          bounded(sum[k], sum_bound);
        loop assigns r, t, utility, sum[0 .. types * types - 1]; */
    for (r = 0; r < types; r++)
    {
        const XP_NUM *row = line->row[line->label[r]];
        const XP_NUM *paid = line->payment + r;
        XP_NUM *total = sum + r * types;

        /*@ assert r * types + types <= types * types; */
        /*@ loop invariant 0 <= t <= types;
            loop invariant within(sum, r * types + t, sum_bound + weight_bound * utility_bound);
            loop invariant \forall integer k; r * types + t <= k < types * types ==>
              bounded(sum[k], sum_bound);
            loop assigns t, utility, sum[0 .. types * types - 1]; */
        for (t = 0; t < types; t++)
        {
            XP_NUM_SUB(utility, row[t], *paid);
            /*@ assert 0 <= weight[t] <= weight_bound
                  && bounded(utility, utility_bound); */
            /*@ assert bounded(weight[t] * utility, weight_bound * utility_bound); */
            XP_NUM_ADDMUL(total[t], weight[t], utility);
        }
    }
    XP_NUM_DROP(utility);
}

static void scan_interim(const void *data, xp_scan_struct *scan, slong from, slong to)
{
    const xp_interim_work_t *work = data;
    const xp_lines_struct *lines = work->lines;
    line_t line;
    XP_NUM *sum = XP_NUM_VEC(scan->length);
    XP_NUM *weight = XP_NUM_VEC(lines->types);
    slong *profile = xp_calloc((size_t) lines->environment->agent_count, sizeof(slong));
    slong number = from;
    slong i;
    fmpz_t total;

    init_line(&line, lines);
    while (number < to)
    {
        slong width = load_tile(&line, number, to);
        slong j;

        for (j = 0; j < width; j++, number++)
        {
            if (!fill_weights(weight, work, number, profile))
                continue;
            open_line(&line, number, j);
            add_utilities(sum, &line, weight);
        }
    }
    fmpz_init(total);
    for (i = 0; i < scan->length; i++)
    {
        XP_NUM_PUT(total, sum[i]);
        fmpz_add(scan->sum + i, scan->sum + i, total);
    }
    fmpz_clear(total);
    free(profile);
    XP_NUM_VEC_DROP(weight, lines->types);
    XP_NUM_VEC_DROP(sum, scan->length);
    clear_line(&line);
}

/* What each report comes to for true type type. */
static void fill_reports(XP_NUM *gain, const xp_reports_work_t *work, slong type)
{
    slong types = work->types;
    slong b;
    slong r;
    XP_NUM_LOCAL(value);

    for (r = 0; r < types; r++)
        XP_NUM_ZERO(gain[r]);
    for (b = 0; b < work->outcomes; b++)
    {
        XP_NUM_GET(value, work->value[b * types + type]);
        add_entries(gain, work->weight + b * types, types, &value);
    }
    for (r = 0; work->paid != NULL && r < types; r++)
    {
        XP_NUM_GET(value, work->paid[r]);
        XP_NUM_SUB(gain[r], gain[r], value);
    }
    XP_NUM_DROP(value);
}

/* The truth against every other report: how many are better, and the smallest slack. */
/*@ requires two_utilities && within(gain, types, value_bound + payment_bound);
    requires 0 <= type < types && \base_addr(least) != \base_addr(gain);
    assigns *least; */
static uint64_t compare_reports(const XP_NUM *gain, slong types, slong type, XP_NUM *least)
{
    int64_t count = 0;
    slong r;
    XP_NUM_LOCAL(slack);
    XP_NUM_LOCAL(own);
    XP_NUM_LOCAL(smallest);

    XP_NUM_SET(smallest, *least);
    XP_NUM_SET(own, gain[type]);
    /*@ loop invariant 0 <= r <= types && 0 <= count <= r;
        loop assigns r, slack, smallest, count; */
    for (r = 0; r < types; r++)
    {
        XP_NUM_SUB(slack, own, gain[r]);
        count += XP_NUM_NEGATIVE(slack);
        XP_NUM_MIN_IF(smallest, r != type, slack);
    }
    XP_NUM_SET(*least, smallest);
    XP_NUM_DROP(slack);
    XP_NUM_DROP(own);
    XP_NUM_DROP(smallest);
    return (uint64_t) count;
}

static void scan_reports(const void *data, xp_scan_struct *scan, slong from, slong to)
{
    const xp_reports_work_t *work = data;
    slong types = work->types;
    XP_NUM *gain = XP_NUM_VEC(types);
    slong r;
    slong t;
    XP_NUM_LOCAL(least);
    XP_NUM_LOCAL(infinity);
    fmpz_t slack;

    fmpz_init(slack);
    XP_NUM_INFINITY(infinity, work->bound);
    for (t = from; t < to; t++)
    {
        uint64_t count;

        if (work->utility == NULL && fmpz_is_zero(work->counted + t))
            continue;
        fill_reports(gain, work, t);
        for (r = 0; work->utility != NULL && r < types; r++)
            XP_NUM_PUT(work->utility + r * types + t, gain[r]);
        if (work->utility != NULL || types == 1)
            continue;
        XP_NUM_SET(least, infinity);
        count = compare_reports(gain, types, t, &least);
        XP_NUM_PUT(slack, least);
        xp_scan_offer(scan, slack, t);
        if (count > 0)
            xp_scan_add_violations(scan, count, t);
    }
    fmpz_clear(slack);
    XP_NUM_DROP(infinity);
    XP_NUM_DROP(least);
    XP_NUM_VEC_DROP(gain, types);
}
