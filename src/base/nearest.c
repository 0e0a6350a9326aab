/* The nearest of several names to a mistyped one. */
#include <expost/base/nearest.h>

#include <string.h>

#define LENGTH_LIMIT 64

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Edit distance with swaps of neighbours (optimal string alignment), three rows kept. */
static size_t distance(const char *a, size_t n, const char *b, size_t m)
{
    size_t row[3][LENGTH_LIMIT + 1];
    size_t i, j;

    for (j = 0; j <= m; j++)
        row[0][j] = j;
    for (i = 1; i <= n; i++)
    {
        size_t *now = row[i % 3], *before = row[(i + 2) % 3], *earlier = row[(i + 1) % 3];

        now[0] = i;
        for (j = 1; j <= m; j++)
        {
            size_t same = lower(a[i - 1]) == lower(b[j - 1]);

            now[j] = least(before[j - 1] + !same, least(before[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2])
                && lower(a[i - 2]) == lower(b[j - 1]))
                now[j] = least(now[j], earlier[j - 2] + 1);
        }
    }
    return row[n % 3][m];
}

const char *xp_nearest(const char *word, const char *const *names, size_t count)
{
    const char *nearest = NULL;
    size_t length = strlen(word);
    size_t best = (length + 2) / 3 + 1;
    size_t i;

    if (length > LENGTH_LIMIT)
        return NULL;
    for (i = 0; i < count; i++)
    {
        size_t other = strlen(names[i]);

        if (other <= LENGTH_LIMIT)
        {
            size_t d = distance(word, length, names[i], other);

            if (d < best)
            {
                best = d;
                nearest = names[i];
            }
        }
    }
    return nearest;
}
