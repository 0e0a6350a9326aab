/* Least cycles by shortest paths, in one arithmetic.  No guard: see num/number_int64.h. */

/* The lengths as numbers of this arithmetic. */
static XP_NUM *take_lengths(const fmpz *length, slong nodes)
{
    XP_NUM *weight = XP_NUM_VEC(nodes * nodes);
    slong i;

    for (i = 0; i < nodes * nodes; i++)
        XP_NUM_GET(weight[i], length[i]);
    return weight;
}

/*
 * Floyd and Warshall.  next[i * n + j] is the node after i on a shortest path to j.
 * Every cycle is longer than 0, so the paths are simple, and the least cycle is the
 * least of distance(i, j) + weight(j, i) over i != j.
 */
static void find_least(slong *path, slong *count, const fmpz *length, slong nodes)
{
    XP_NUM *weight = take_lengths(length, nodes);
    XP_NUM *distance = take_lengths(length, nodes);
    slong *next = xp_calloc((size_t) (nodes * nodes), sizeof(slong));
    XP_NUM_LOCAL(sum);
    XP_NUM_LOCAL(least);
    slong from = -1;
    slong to = -1;
    slong i;
    slong j;
    slong k;

    for (i = 0; i < nodes; i++)
    {
        for (j = 0; j < nodes; j++)
            next[i * nodes + j] = j;
        XP_NUM_ZERO(distance[i * nodes + i]);
    }
    for (k = 0; k < nodes; k++)
        for (i = 0; i < nodes; i++)
        {
            const XP_NUM *rest = distance + k * nodes;
            XP_NUM *row = distance + i * nodes;
            slong *step = next + i * nodes;
            slong first = step[k];

            if (i == k)
                continue;
            for (j = 0; j < nodes; j++)
            {
                XP_NUM_ADD(sum, row[k], rest[j]);
                if (XP_NUM_LESS(sum, row[j]))
                {
                    XP_NUM_SET(row[j], sum);
                    step[j] = first;
                }
            }
        }
    for (i = 0; i < nodes; i++)
        for (j = 0; j < nodes; j++)
        {
            if (i == j)
                continue;
            XP_NUM_ADD(sum, distance[i * nodes + j], weight[j * nodes + i]);
            if (from < 0 || XP_NUM_LESS(sum, least))
            {
                XP_NUM_SET(least, sum);
                from = i;
                to = j;
            }
        }
    *count = 0;
    for (i = from; i != to; i = next[i * nodes + to])
        path[(*count)++] = i;
    path[(*count)++] = to;
    XP_NUM_DROP(least);
    XP_NUM_DROP(sum);
    free(next);
    XP_NUM_VEC_DROP(distance, nodes * nodes);
    XP_NUM_VEC_DROP(weight, nodes * nodes);
}

/*
 * Held and Karp.  For each start s: best[set * n + j] is the length of a shortest path
 * from s through exactly the nodes s + 1 + b, b in set, that ends in node s + 1 + j.
 */
static void find_simple(slong *path, slong *count, const fmpz *length, slong nodes)
{
    XP_NUM *weight = take_lengths(length, nodes);
    slong sets = (slong) 1 << (nodes - 1);
    XP_NUM *best = XP_NUM_VEC(sets * nodes);
    signed char *before = xp_calloc((size_t) (sets * nodes), 1);
    XP_NUM_LOCAL(sum);
    XP_NUM_LOCAL(least);
    slong start;
    slong set;
    slong i;
    slong j;

    *count = 0;
    for (start = 0; start < nodes - 1; start++)
    {
        slong others = nodes - 1 - start;
        slong best_set = 0;
        slong best_end = 0;

        for (set = 1; set < (slong) 1 << others; set++)
            for (j = 0; j < others; j++)
            {
                slong to = start + 1 + j;
                slong rest = set & ~((slong) 1 << j);
                XP_NUM *here = best + set * nodes + j;

                if ((set >> j & 1) == 0)
                    continue;
                before[set * nodes + j] = -1;
                if (rest == 0)
                    XP_NUM_SET(*here, weight[start * nodes + to]);
                for (i = 0; i < others; i++)
                {
                    if ((rest >> i & 1) == 0)
                        continue;
                    XP_NUM_ADD(sum, best[rest * nodes + i], weight[(start + 1 + i) * nodes + to]);
                    if (before[set * nodes + j] < 0 || XP_NUM_LESS(sum, *here))
                    {
                        XP_NUM_SET(*here, sum);
                        before[set * nodes + j] = (signed char) i;
                    }
                }
                XP_NUM_ADD(sum, *here, weight[to * nodes + start]);
                if (*count == 0 || XP_NUM_LESS(sum, least))
                {
                    XP_NUM_SET(least, sum);
                    best_set = set;
                    best_end = j;
                    *count = 1;
                }
            }
        if (best_set == 0)
            continue;
        /* The path read from its end; a cycle read backwards is turned round below. */
        *count = 0;
        for (set = best_set, j = best_end; j >= 0;)
        {
            slong previous = before[set * nodes + j];

            path[(*count)++] = start + 1 + j;
            set &= ~((slong) 1 << j);
            j = previous;
        }
        path[(*count)++] = start;
    }
    for (i = 0, j = *count - 1; i < j; i++, j--)
    {
        slong keep = path[i];

        path[i] = path[j];
        path[j] = keep;
    }
    XP_NUM_DROP(least);
    XP_NUM_DROP(sum);
    free(before);
    XP_NUM_VEC_DROP(best, sets * nodes);
    XP_NUM_VEC_DROP(weight, nodes * nodes);
}
