/* wmon, and the edges of cmon, on lines.  No guard: see kernel_source.h. */

/* The value of the own choice of each type. */
/*@ requires four_values && is_open(line) && is_apart(line, own);
    assigns own[0 .. line->types - 1];
    ensures within(own, line->types, value_bound); */
static void fill_own(const line_t *line, XP_NUM *own)
{
    slong t;

    /*@ loop invariant 0 <= t && within(own, t, value_bound);
        loop assigns t, own[0 .. \at(line->types, Pre) - 1]; */
    for (t = 0; t < line->types; t++)
        XP_NUM_SET(own[t], line->row[line->label[t]][t]);
}

/*
 * edge[c * menu + d] is the least of own[t] - row[c][t] over the types t labelled d, for
 * the choices c that occur; type[c * menu + d] is the first t where it is attained.
 */
/*@ requires four_values && is_open(line) && is_apart(line, edge) && is_apart(line, type);
    requires within(own, line->types, value_bound);
    requires \base_addr(own) != \base_addr(edge) && \base_addr(own) != \base_addr(type);
    requires \base_addr(edge) != \base_addr(type);
    requires 0 <= line->menu && line->menu * line->menu <= INT64_MAX;
    assigns edge[0 .. line->menu * line->menu - 1], type[0 .. line->menu * line->menu - 1]; */
static void fill_edges(const line_t *line, const XP_NUM *own, XP_NUM *edge, slong *type)
{
    slong menu = line->menu;
    slong c;
    slong d;
    slong t;
    XP_NUM_LOCAL(slack);

    /*@ loop invariant 0 <= c;
        loop assigns c, d, t, slack, edge[0 .. menu * menu - 1], type[0 .. menu * menu - 1]; */
    for (c = 0; c < menu; c++)
    {
        if (!line->present[c])
            continue;
        /*@ assert c * menu + menu <= menu * menu; */
        /*@ loop invariant 0 <= d;
            loop assigns d, type[0 .. menu * menu - 1]; */
        for (d = 0; d < menu; d++)
            type[c * menu + d] = -1;
        /*@ loop invariant 0 <= t;
            loop assigns t, slack, edge[0 .. menu * menu - 1], type[0 .. menu * menu - 1]; */
        for (t = 0; t < line->types; t++)
        {
            slong at = c * menu + line->label[t];

            XP_NUM_SUB(slack, own[t], line->row[c][t]);
            if (type[at] < 0 || XP_NUM_LESS(slack, edge[at]))
            {
                XP_NUM_SET(edge[at], slack);
                type[at] = t;
            }
        }
    }
    XP_NUM_DROP(slack);
}

static slong count_present(const line_t *line)
{
    slong count = 0;
    slong c;

    for (c = 0; c < line->menu; c++)
        count += line->present[c];
    return count;
}

/* Pairs of types with a negative sum of both edges, for the types from, ..., to - 1. */
/*@ requires four_values && is_open(line) && within(own, line->types, value_bound);
    requires 0 <= from <= to <= line->types;
    assigns \nothing; */
static uint64_t count_pairs_of(const line_t *line, const XP_NUM *own, slong from, slong to)
{
    uint64_t count = 0;
    slong r;
    slong t;
    XP_NUM_LOCAL(slack);

    /*@ loop invariant 0 <= t;
        loop assigns t, r, slack, count; */
    for (t = from; t < to; t++)
        /*@ loop invariant t < r;
            loop assigns r, slack, count; */
        for (r = t + 1; r < line->types; r++)
        {
            XP_NUM_SUB(slack, own[t], line->row[line->label[r]][t]);
            XP_NUM_ADD(slack, slack, own[r]);
            XP_NUM_SUB(slack, slack, line->row[line->label[t]][r]);
            count += XP_NUM_NEGATIVE(slack);
        }
    XP_NUM_DROP(slack);
    return count;
}

/* The room for one line's edges. */
static slong edge_room(const line_t *line)
{
    slong most = line->lines->choices;

    return line->few || most < line->types ? most : line->types;
}

/* The same for the whole line; when the scan is asked to stop inside it, of a part. */
static uint64_t count_pairs(xp_scan_struct *scan, const line_t *line, const XP_NUM *own)
{
    const slong types = line->types;
    const slong part = xp_part_of_line(types);
    uint64_t count = 0;
    slong t;

    for (t = 0; t < types && (t == 0 || !xp_scan_stops(scan, XP_PART_STEPS)); t += part)
        count += count_pairs_of(line, own, t, types - t < part ? types : t + part);
    return count;
}

static void scan_pairs(const void *data, xp_scan_struct *scan, slong from, slong to)
{
    const xp_lines_struct *lines = data;
    line_t line;
    XP_NUM *own = XP_NUM_VEC(lines->types);
    XP_NUM *edge;
    slong *type;
    slong room;
    slong number = from;
    XP_NUM_LOCAL(least);
    XP_NUM_LOCAL(sum);
    fmpz_t slack;

    init_line(&line, lines);
    room = edge_room(&line);
    edge = XP_NUM_VEC(room * room);
    type = xp_calloc((size_t) (room * room), sizeof(slong));
    fmpz_init(slack);
    while (number < to)
    {
        slong width = load_tile(&line, number, to);
        slong c;
        slong d;
        slong j;

        for (j = 0; j < width; j++, number++)
        {
            open_line(&line, number, j);
            mark_present(&line);
            fill_own(&line, own);
            fill_edges(&line, own, edge, type);
            /* Two types with one choice: their sum is 0. */
            XP_NUM_INFINITY(least, lines->bound);
            if (count_present(&line) < line.types)
                XP_NUM_ZERO(least);
            for (c = 0; c < line.menu; c++)
                for (d = c + 1; d < line.menu; d++)
                {
                    if (!line.present[c] || !line.present[d])
                        continue;
                    XP_NUM_ADD(sum, edge[c * line.menu + d], edge[d * line.menu + c]);
                    XP_NUM_MIN(least, sum);
                }
            XP_NUM_PUT(slack, least);
            xp_scan_offer(scan, slack, number);
            if (XP_NUM_NEGATIVE(least))
                xp_scan_add_violations(scan, count_pairs(scan, &line, own), number);
        }
    }
    fmpz_clear(slack);
    XP_NUM_DROP(least);
    XP_NUM_DROP(sum);
    free(type);
    XP_NUM_VEC_DROP(edge, room * room);
    XP_NUM_VEC_DROP(own, lines->types);
    clear_line(&line);
}

/* The edges between the choices that occur, as fmpz, and two types that share one. */
static void give_edges(const line_t *line, const XP_NUM *edge, const slong *type, slong *index,
                       xp_edges_struct *edges)
{
    slong menu = line->menu;
    slong c;
    slong d;
    slong t;

    edges->count = 0;
    for (c = 0; c < menu; c++)
        if (line->present[c])
            index[edges->count++] = c;
    for (c = 0; c < edges->count; c++)
        for (d = 0; d < edges->count; d++)
        {
            slong at = index[c] * menu + index[d];

            XP_NUM_PUT(edges->weight + c * edges->count + d, edge[at]);
            edges->type[c * edges->count + d] = type[at];
        }
    edges->shared[0] = -1;
    edges->shared[1] = -1;
    for (c = 0; c < menu; c++)
        index[c] = -1;
    for (t = 0; t < line->types; t++)
    {
        slong first = index[line->label[t]];

        if (first >= 0 && (edges->shared[0] < 0 || first < edges->shared[0]))
        {
            edges->shared[0] = first;
            edges->shared[1] = t;
        }
        if (first < 0)
            index[line->label[t]] = t;
    }
}

static void scan_edges(const void *data, xp_scan_struct *scan, slong from, slong to)
{
    const xp_edges_work_t *work = data;
    const xp_lines_struct *lines = work->lines;
    line_t line;
    XP_NUM *own = XP_NUM_VEC(lines->types);
    XP_NUM *edge;
    slong *type;
    slong *index;
    slong room;
    slong number = from;
    xp_edges_struct edges;

    init_line(&line, lines);
    room = edge_room(&line);
    edge = XP_NUM_VEC(room * room);
    type = xp_calloc((size_t) (room * room), sizeof(slong));
    index = xp_calloc((size_t) room, sizeof(slong));
    edges.weight = _fmpz_vec_init(room * room);
    edges.type = xp_calloc((size_t) (room * room), sizeof(slong));
    while (number < to)
    {
        slong width = load_tile(&line, number, to);
        slong j;

        for (j = 0; j < width; j++, number++)
        {
            open_line(&line, number, j);
            mark_present(&line);
            fill_own(&line, own);
            fill_edges(&line, own, edge, type);
            give_edges(&line, edge, type, index, &edges);
            work->take(work->data, scan, number, &edges);
        }
    }
    free(edges.type);
    _fmpz_vec_clear(edges.weight, room * room);
    free(index);
    free(type);
    XP_NUM_VEC_DROP(edge, room * room);
    XP_NUM_VEC_DROP(own, lines->types);
    clear_line(&line);
}
