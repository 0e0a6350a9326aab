/* Passes over dense and sparse graphs, in one arithmetic.  No guard: see num/number_int64.h. */

/* One node of a dense graph: whether its distance fell. */
/*@ requires short_walks;
    requires 0 <= t < nodes && nodes * nodes <= INT64_MAX;
    requires within(level, nodes * nodes, length_bound) && within(distance, nodes, distance_bound);
    requires \base_addr(distance) != \base_addr(level) && \base_addr(before) != \base_addr(level);
    requires \base_addr(distance) != \base_addr(before);
    assigns distance[t], before[t];
    ensures distance[t] <= \old(distance[t]);
    ensures -2 * length_bound - distance_bound <= distance[t]; */
static inline int relax_dense(XP_NUM *distance, slong *before, const fmpz *level,
                              const unsigned char *absent, slong nodes, slong t)
{
    const fmpz *row = level + t * nodes;
    slong best = -1;
    slong r;
    XP_NUM_LOCAL(most);
    XP_NUM_LOCAL(other);
    int fell;

    /* At r = t itself the sum is the present distance: never an improvement. */
    /*@ assert t * nodes + nodes <= nodes * nodes; */
    XP_NUM_GET(most, row[t]);
    XP_NUM_SUB(most, most, distance[t]);
    /*@ loop invariant 0 <= r && -1 <= best < nodes;
        loop invariant row[t] - distance[t] <= most <= length_bound + distance_bound;
        loop assigns r, best, most, other; */
    for (r = 0; r < nodes; r++)
    {
        if (absent != NULL && absent[r])
            continue;
        XP_NUM_GET(other, row[r]);
        XP_NUM_SUB(other, other, distance[r]);
        if (XP_NUM_LESS(most, other))
        {
            XP_NUM_SET(most, other);
            best = r;
        }
    }
    fell = best >= 0;
    if (fell)
    {
        XP_NUM_GET(other, row[t]);
        XP_NUM_SUB(distance[t], other, most);
        before[t] = best;
    }
    XP_NUM_DROP(other);
    XP_NUM_DROP(most);
    return fell;
}

/* distance holds the edges from the source; the number of nodes of a loop, 0 for none. */
static slong pass_dense(XP_NUM *distance, slong *before, slong *path, slong *mark,
                        const fmpz *level, const unsigned char *absent, slong nodes)
{
    int forwards;
    int changed = 1;
    slong count = 0;
    slong s;

    for (forwards = 1; changed && count == 0; forwards = !forwards)
    {
        changed = 0;
        for (s = 0; s < nodes; s++)
        {
            slong t = forwards ? s : nodes - 1 - s;

            if (absent == NULL || !absent[t])
                changed |= relax_dense(distance, before, level, absent, nodes, t);
        }
        if (changed)
            count = xp_loop_find(path, mark, before, nodes);
    }
    return count;
}

/* The same by arcs; distance starts at 0. */
static slong pass_sparse(XP_NUM *distance, slong *before, slong *path, slong *mark,
                         const xp_arcs_struct *arcs)
{
    int forwards;
    int changed = 1;
    slong count = 0;
    slong e;
    slong s;
    XP_NUM_LOCAL(other);

    for (forwards = 1; changed && count == 0; forwards = !forwards)
    {
        changed = 0;
        for (s = 0; s < arcs->nodes; s++)
        {
            slong t = forwards ? s : arcs->nodes - 1 - s;

            for (e = arcs->start[t]; e < arcs->start[t + 1]; e++)
            {
                XP_NUM_GET(other, arcs->length[e]);
                XP_NUM_ADD(other, other, distance[arcs->from[e]]);
                if (XP_NUM_LESS(other, distance[t]))
                {
                    XP_NUM_SET(distance[t], other);
                    before[t] = arcs->from[e];
                    changed = 1;
                }
            }
        }
        if (changed)
            count = xp_loop_find(path, mark, before, arcs->nodes);
    }
    XP_NUM_DROP(other);
    return count;
}

slong XP_GRAPH_DENSE(fmpz *distance, slong *before, slong *path, slong *mark, const fmpz *level,
                     const unsigned char *absent, slong nodes)
{
    XP_NUM *number = XP_NUM_VEC(nodes);
    slong count;
    slong t;

    for (t = 0; t < nodes; t++)
        XP_NUM_GET(number[t], distance[t]);
    count = pass_dense(number, before, path, mark, level, absent, nodes);
    for (t = 0; t < nodes; t++)
        XP_NUM_PUT(distance + t, number[t]);
    XP_NUM_VEC_DROP(number, nodes);
    return count;
}

slong XP_GRAPH_SPARSE(fmpz *distance, slong *before, slong *path, slong *mark,
                      const xp_arcs_struct *arcs)
{
    XP_NUM *number = XP_NUM_VEC(arcs->nodes);
    slong count = pass_sparse(number, before, path, mark, arcs);
    slong t;

    for (t = 0; t < arcs->nodes; t++)
        XP_NUM_PUT(distance + t, number[t]);
    XP_NUM_VEC_DROP(number, arcs->nodes);
    return count;
}
