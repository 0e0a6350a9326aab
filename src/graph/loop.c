/* Cycles among arrows to predecessors, made as short as their chords allow. */
#include "graph/loop.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* mark[t] is the start of the walk that first came to t. */
slong xp_loop_find(slong *path, slong *mark, const slong *before, slong nodes)
{
    slong count = 0;
    slong start;
    slong t;

    for (t = 0; t < nodes; t++)
        mark[t] = -1;
    for (start = 0; start < nodes; start++)
    {
        slong end;

        for (t = start; t >= 0 && mark[t] < 0; t = before[t])
            mark[t] = start;
        if (t < 0 || mark[t] != start)
            continue;
        end = t;
        do
        {
            path[nodes - ++count] = t;
            t = before[t];
        } while (t != end);
        memmove(path, path + nodes - count, (size_t) count * sizeof(slong));
        return count;
    }
    return 0;
}

/*
 * With step[0 .. length - 1] the present cycle: the fewest nodes that are left when the
 * stretch from position i to position j (round the end) is replaced by the edge between
 * them and the sum stays negative.  Returns 0 when there is no such chord.
 */
static int find_chord(slong *from, slong *to, const slong *step, slong length, slong count,
                      const fmpz *weight, const unsigned char *present, const fmpz_t total)
{
    slong best = 0;
    slong i;
    fmpz_t stretch;
    fmpz_t sum;

    fmpz_init(stretch);
    fmpz_init(sum);
    for (i = 0; i < length; i++)
    {
        slong hops;

        fmpz_zero(stretch);
        for (hops = 1; hops < length; hops++)
        {
            slong last = step[(i + hops - 1) % length];
            slong end = step[(i + hops) % length];
            slong chord = step[i] * count + end;

            fmpz_add(stretch, stretch, weight + last * count + end);
            if (hops - 1 <= best || !present[chord])
                continue;
            fmpz_sub(sum, total, stretch);
            fmpz_add(sum, sum, weight + chord);
            if (fmpz_sgn(sum) < 0)
            {
                best = hops - 1;
                *from = i;
                *to = hops;
            }
        }
    }
    fmpz_clear(sum);
    fmpz_clear(stretch);
    return best > 0;
}

void xp_loop_shorten(xp_cycle_t cycle, const slong *path, slong count, const fmpz *weight,
                     const unsigned char *present)
{
    slong *step = xp_calloc((size_t) count, sizeof(slong));
    slong *kept = xp_calloc((size_t) count, sizeof(slong));
    slong length = count;
    slong from = 0;
    slong hops = 0;
    slong i;
    fmpz_t total;

    assert(count >= 2);
    fmpz_init(total);
    for (i = 0; i < count; i++)
    {
        step[i] = i;
        fmpz_add(total, total, weight + i * count + (i + 1) % count);
    }
    assert(fmpz_sgn(total) < 0);
    while (find_chord(&from, &hops, step, length, count, weight, present, total))
    {
        slong left = length - hops + 1;

        for (i = 0; i < left; i++)
            kept[i] = step[(from + hops + i) % length];
        length = left;
        memcpy(step, kept, (size_t) length * sizeof(slong));
        fmpz_zero(total);
        for (i = 0; i < length; i++)
            fmpz_add(total, total, weight + step[i] * count + step[(i + 1) % length]);
    }
    for (i = 0; i < length; i++)
        kept[i] = path[step[i]];
    xp_cycle_set(cycle, kept, length, total);
    fmpz_clear(total);
    free(kept);
    free(step);
}
