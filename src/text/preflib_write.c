/* Writes ballots as a PrefLib file. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/text/preflib.h>

/* Whether a line can hold the name as it is. */
static int fits_line(const char *name)
{
    size_t length = strlen(name);

    return length > 0 && strpbrk(name, "\r\n") == NULL && strchr(" \t", name[0]) == NULL
           && strchr(" \t", name[length - 1]) == NULL;
}

static xp_status_t check_ballots(const xp_ballots_t ballots, xp_error_t error)
{
    slong m = ballots->alternative_count, i, a;

    for (a = 0; a < m; a++)
        if (!fits_line(ballots->alternative[a]))
        {
            xp_error_set(error, "the name of alternative %ld, \"%s\", cannot stand in a PrefLib "
                                "file: it is empty, has blanks at its ends or a line end",
                         (long) a + 1, ballots->alternative[a]);
            return XP_REFUSED;
        }
    for (i = 0; i < ballots->count; i++)
    {
        for (a = 0; a < m && ballots->level[i * m + a] == XP_BALLOT_UNRANKED; a++)
            ;
        if (a == m)
        {
            xp_error_set(error, "ballot %ld ranks no alternative, which a PrefLib file cannot "
                                "state", (long) i + 1);
            return XP_REFUSED;
        }
    }
    return XP_OK;
}

/* Adds "1,{2,3}". */
static void add_order(xp_string_t out, const int *level, slong alternatives)
{
    int on, left = 1;
    slong a;

    for (on = 0; left; on++)
    {
        slong size = 0, added = 0;

        for (a = 0; a < alternatives; a++)
            size += level[a] == on;
        left = size > 0;
        if (left && on > 0)
            xp_string_add_char(out, ',');
        if (size > 1)
            xp_string_add_char(out, '{');
        for (a = 0; a < alternatives; a++)
            if (level[a] == on)
                xp_string_printf(out, "%s%ld", added++ > 0 ? "," : "", (long) a + 1);
        if (size > 1)
            xp_string_add_char(out, '}');
    }
}

typedef struct
{
    const int *level;
    size_t size;
    slong index;
} row_t;

static int compare_rows(const void *a, const void *b)
{
    const row_t *x = a, *y = b;
    int order = memcmp(x->level, y->level, x->size);

    return order != 0 ? order : x->index < y->index ? -1 : x->index > y->index;
}

/* first[i]: the first ballot equal to ballot i; the number of different ones. */
static slong find_first(slong *first, const xp_ballots_t ballots)
{
    slong m = ballots->alternative_count, count = ballots->count, i, different = 0;
    row_t *row = xp_malloc((size_t) (count + 1) * sizeof(row_t));

    for (i = 0; i < count; i++)
    {
        row[i].level = ballots->level + i * m;
        row[i].size = (size_t) m * sizeof(int);
        row[i].index = i;
    }
    qsort(row, (size_t) count, sizeof(row_t), compare_rows);
    for (i = 0; i < count; i++)
    {
        int same = i > 0 && memcmp(row[i].level, row[i - 1].level, row[i].size) == 0;

        first[row[i].index] = same ? first[row[i - 1].index] : row[i].index;
        different += !same;
    }
    free(row);
    return different;
}

static void add_ballots(xp_string_t out, const xp_ballots_t ballots, const slong *first)
{
    slong m = ballots->alternative_count, i;
    fmpz *voters = _fmpz_vec_init(ballots->count);

    for (i = 0; i < ballots->count; i++)
        fmpz_add(voters + first[i], voters + first[i], ballots->multiplicity + i);
    for (i = 0; i < ballots->count; i++)
        if (first[i] == i)
        {
            char *number = fmpz_get_str(NULL, 10, voters + i);

            xp_string_printf(out, "%s: ", number);
            flint_free(number);
            add_order(out, ballots->level + i * m, m);
            xp_string_add_char(out, '\n');
        }
    _fmpz_vec_clear(voters, ballots->count);
}

static int is_file_name(const char *note)
{
    return strncmp(note, "FILE NAME:", 10) == 0;
}

xp_status_t xp_preflib_write(xp_string_t out, const xp_ballots_t ballots, xp_error_t error)
{
    xp_status_t status = check_ballots(ballots, error);
    slong *first, different, a;
    char *voters;
    size_t i;

    if (status != XP_OK)
        return status;
    first = xp_malloc((size_t) (ballots->count + 1) * sizeof(slong));
    different = find_first(first, ballots);
    voters = fmpz_get_str(NULL, 10, ballots->voter_count);
    for (i = 0; i < ballots->note_count; i++)
        if (is_file_name(ballots->note[i]))
            xp_string_printf(out, "# %s\n", ballots->note[i]);
    if (ballots->title != NULL && fits_line(ballots->title))
        xp_string_printf(out, "# TITLE: %s\n", ballots->title);
    xp_string_printf(out, "# DATA TYPE: %s\n", xp_preflib_type_word(xp_preflib_type(ballots)));
    for (i = 0; i < ballots->note_count; i++)
        if (!is_file_name(ballots->note[i]))
            xp_string_printf(out, "# %s\n", ballots->note[i]);
    xp_string_printf(out, "# NUMBER ALTERNATIVES: %ld\n# NUMBER VOTERS: %s\n"
                          "# NUMBER UNIQUE ORDERS: %ld\n", (long) ballots->alternative_count,
                     voters, (long) different);
    for (a = 0; a < ballots->alternative_count; a++)
        xp_string_printf(out, "# ALTERNATIVE NAME %ld: %s\n", (long) a + 1,
                         ballots->alternative[a]);
    add_ballots(out, ballots, first);
    free(voters);
    free(first);
    return XP_OK;
}
