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

static void add_choices(XP_NUM *sum, const line_t *line, const XP_NUM *weight)
{
    slong choices = line->lines->choices;
    slong types = line->types;
    slong r;

    for (r = 0; r < types; r++)
    {
        slong at = r * choices + line->choice[r];

        XP_NUM_ADD(sum[at], sum[at], *weight);
        XP_NUM_ADDMUL(sum[types * choices + r], *weight, line->payment[r]);
    }
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
            if (work->by_choice)
                add_choices(sum, &line, weight);
            else
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
