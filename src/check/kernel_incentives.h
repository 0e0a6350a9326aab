/* dsic and epic on lines, by taxation.  No guard: see kernel_source.h. */

/*
 * Fills price[c], the least payment at which choice c is had, infinite when it is not
 * had at all, and own[t], the value of the own choice less the own payment.
 */
static void fill_prices(line_t *line, XP_NUM *price, XP_NUM *own, const XP_NUM *infinity)
{
    const XP_NUM *payment = line->payment;
    const int64_t *label = line->label;
    slong types = line->types;
    slong c;
    slong t;
    XP_NUM_LOCAL(least);

    if (!line->few)
    {
        for (c = 0; c < line->menu; c++)
            XP_NUM_SET(price[c], *infinity);
        for (t = 0; t < types; t++)
        {
            XP_NUM_MIN(price[label[t]], payment[t]);
            XP_NUM_SUB(own[t], line->row[label[t]][t], payment[t]);
        }
        XP_NUM_DROP(least);
        return;
    }
    for (c = 0; c < line->menu; c++)
    {
        const XP_NUM *row = line->row[c];

        XP_NUM_SET(least, *infinity);
        for (t = 0; t < types; t++)
        {
            XP_NUM_MIN_IF(least, label[t] == c, payment[t]);
            XP_NUM_SET_IF(own[t], label[t] == c, row[t]);
        }
        XP_NUM_SET(price[c], least);
    }
    for (t = 0; t < types; t++)
        XP_NUM_SUB(own[t], own[t], payment[t]);
    XP_NUM_DROP(least);
}

/* Whether some type would rather have another choice at its price, or its own for less. */
/*@ requires two_utilities && is_open(line);
    requires within(own, line->types, value_bound + payment_bound);
    requires *infinity == INT64_MAX;
    requires \forall integer c; 0 <= c < line->menu ==>
      price[c] == INT64_MAX || bounded(price[c], payment_bound);
    assigns \nothing; */
static int is_violated(const line_t *line, const XP_NUM *price, const XP_NUM *own,
                       const XP_NUM *infinity)
{
    slong c;
    slong t;
    int violated;
    XP_NUM_LOCAL(slack);
    XP_NUM_LOCAL(sign);

    /*@ loop invariant 0 <= c;
        loop assigns c, t, slack, sign; */
    for (c = 0; c < line->menu; c++)
    {
        const XP_NUM *row = line->row[c];

        if (!XP_NUM_LESS(price[c], *infinity))
            continue;
        /*@ loop invariant 0 <= t;
            loop assigns t, slack, sign; */
        for (t = 0; t < line->types; t++)
        {
            XP_NUM_SUB(slack, own[t], row[t]);
            XP_NUM_ADD(slack, slack, price[c]);
            XP_NUM_WATCH(sign, slack);
        }
    }
    violated = XP_NUM_NEGATIVE(sign);
    XP_NUM_DROP(slack);
    XP_NUM_DROP(sign);
    return violated;
}

/*
 * Every inequality of the reports from, ..., to - 1: how many are violated, and the smallest
 * slack.  r = t, where the slack is 0, is left in when some slack is negative and out
 * otherwise.
 */
/*@ requires two_utilities && is_open(line);
    requires within(own, line->types, value_bound + payment_bound);
    requires 0 <= line->types && line->types * line->types <= INT64_MAX;
    requires 0 <= from <= to <= line->types;
    assigns *least; */
static uint64_t compare_reports_of(const line_t *line, const XP_NUM *own, int violated,
                                   slong from, slong to, XP_NUM *least)
{
    slong types = line->types;
    int64_t count = 0;
    slong r;
    slong t;
    XP_NUM_LOCAL(slack);
    XP_NUM_LOCAL(smallest);

    XP_NUM_SET(smallest, *least);
    /*@ loop invariant 0 <= r <= to && 0 <= count <= r * types;
        loop assigns r, t, slack, smallest, count; */
    for (r = from; r < to; r++)
    {
        const XP_NUM *row = line->row[line->label[r]];
        const XP_NUM *paid = line->payment + r;

        /*@ assert r * types + types <= types * types; */
        if (violated)
            /*@ loop invariant 0 <= t <= types && 0 <= count <= r * types + t;
                loop assigns t, slack, smallest, count; */
            for (t = 0; t < types; t++)
            {
                XP_NUM_SUB(slack, own[t], row[t]);
                XP_NUM_ADD(slack, slack, *paid);
                count += XP_NUM_NEGATIVE(slack);
                XP_NUM_MIN(smallest, slack);
            }
        else
            /*@ loop invariant 0 <= t;
                loop assigns t, slack, smallest; */
            for (t = 0; t < types; t++)
            {
                XP_NUM_SUB(slack, own[t], row[t]);
                XP_NUM_ADD(slack, slack, *paid);
                XP_NUM_MIN_IF(smallest, r != t, slack);
            }
    }
    XP_NUM_SET(*least, smallest);
    XP_NUM_DROP(slack);
    XP_NUM_DROP(smallest);
    return (uint64_t) count;
}

/* The same for the whole line; when the scan is asked to stop inside it, of a part. */
static uint64_t compare_all(xp_scan_struct *scan, const line_t *line, const XP_NUM *own,
                            int violated, XP_NUM *least)
{
    const slong types = line->types;
    const slong part = xp_part_of_line(types);
    uint64_t count = 0;
    slong r;

    for (r = 0; r < types && (r == 0 || !xp_scan_stops(scan, XP_PART_STEPS)); r += part)
        count += compare_reports_of(line, own, violated, r,
                                    types - r < part ? types : r + part, least);
    return count;
}

/*
 * The own choice is in the menu at a price that is at most the own payment.  So the least
 * of own - (value - price) over the menu is 0 or less; when it is less, some inequality
 * is violated.  When it is 0, no slack is negative, and the line matters only as long as
 * every slack seen before was positive: then it is gone through report by report.
 */
static void scan_incentives(const void *data, xp_scan_struct *scan, slong from, slong to)
{
    const xp_lines_struct *lines = data;
    line_t line;
    XP_NUM *price;
    XP_NUM *own;
    slong room;
    slong number = from;
    XP_NUM_LOCAL(infinity);
    XP_NUM_LOCAL(least);
    fmpz_t slack;

    init_line(&line, lines);
    room = line.few || lines->choices < lines->types ? lines->choices : lines->types;
    price = XP_NUM_VEC(room);
    own = XP_NUM_VEC(lines->types);
    XP_NUM_INFINITY(infinity, lines->bound);
    fmpz_init(slack);
    while (number < to)
    {
        slong width = load_tile(&line, number, to);
        slong j;

        for (j = 0; j < width; j++, number++)
        {
            int violated;
            uint64_t count;

            open_line(&line, number, j);
            fill_prices(&line, price, own, &infinity);
            violated = is_violated(&line, price, own, &infinity);
            if (!violated && scan->has_least && fmpz_sgn(scan->least) <= 0)
                continue;
            XP_NUM_SET(least, infinity);
            count = compare_all(scan, &line, own, violated, &least);
            XP_NUM_PUT(slack, least);
            xp_scan_offer(scan, slack, number);
            if (violated)
                xp_scan_add_violations(scan, count, number);
        }
    }
    fmpz_clear(slack);
    XP_NUM_DROP(infinity);
    XP_NUM_DROP(least);
    XP_NUM_VEC_DROP(own, lines->types);
    XP_NUM_VEC_DROP(price, room);
    clear_line(&line);
}
