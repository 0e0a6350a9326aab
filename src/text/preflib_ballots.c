/* The ballots of a PrefLib file. */
#include "text/preflib_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

static int is_at(const xp_preflib_reader_t *reader, char byte)
{
    return reader->at < reader->end && reader->text[reader->at] == byte;
}

static int allows_ties(xp_preflib_type_t type)
{
    return type == XP_PREFLIB_TOC || type == XP_PREFLIB_TOI;
}

/* Reads the number of an alternative and puts it on a level. */
static xp_status_t read_alternative(int *level, int on, xp_preflib_reader_t *reader)
{
    slong alternative;
    size_t place;
    fmpz_t number;
    xp_status_t status;

    (void) xp_preflib_skip_blanks(reader);
    place = reader->at;
    fmpz_init(number);
    status = xp_preflib_read_number(number, reader, "the number of an alternative");
    if (status == XP_OK
        && (fmpz_sgn(number) <= 0 || fmpz_cmp_si(number, reader->alternatives) > 0))
        status = xp_preflib_fail(reader, place, "there is no such alternative: expected a number "
                                                "from 1 to %ld", (long) reader->alternatives);
    alternative = status == XP_OK ? fmpz_get_si(number) - 1 : 0;
    fmpz_clear(number);
    if (status != XP_OK)
        return status;
    if (level[alternative] != XP_BALLOT_UNRANKED)
        return xp_preflib_fail(reader, place, "alternative %ld, \"%s\", is on this ballot already",
                               (long) alternative + 1, reader->name[alternative]);
    level[alternative] = on;
    return XP_OK;
}

/* Alternatives in braces, on one level; the reader stands on the opening one. */
static xp_status_t read_group(int *level, int on, xp_preflib_reader_t *reader)
{
    size_t open = reader->at++, first;
    int more = 1, size = 0;
    xp_status_t status = XP_OK;

    (void) xp_preflib_skip_blanks(reader);
    first = reader->at;
    while (status == XP_OK && more)
    {
        status = read_alternative(level, on, reader);
        if (status != XP_OK)
            break;
        if (++size == 2 && !allows_ties(reader->type))
            return xp_preflib_fail(reader, open, "a tie, and the file is of type %s: expected "
                                                 "strict orders (ties are for toc and toi)",
                                   xp_preflib_type_word(reader->type));
        (void) xp_preflib_skip_blanks(reader);
        more = is_at(reader, ',');
        reader->at += more ? 1 : 0;
    }
    if (status != XP_OK && reader->at == first && is_at(reader, '}'))
        return xp_preflib_fail(reader, open, "nothing in these braces: expected alternatives");
    if (status != XP_OK)
        return status;
    if (!is_at(reader, '}'))
        return xp_preflib_fail(reader, reader->at == reader->end ? open : reader->at,
                               "%s", reader->at == reader->end
                                         ? "this brace is never closed: expected `}`"
                                         : "expected a comma or `}`");
    reader->at++;
    return XP_OK;
}

static xp_status_t read_order(int *level, xp_preflib_reader_t *reader)
{
    xp_status_t status = XP_OK;
    slong a;
    int more = 1, on;

    for (a = 0; a < reader->alternatives; a++)
        level[a] = XP_BALLOT_UNRANKED;
    for (on = 0; status == XP_OK && more; on++)
    {
        (void) xp_preflib_skip_blanks(reader);
        status = is_at(reader, '{') ? read_group(level, on, reader)
                                    : read_alternative(level, on, reader);
        if (status != XP_OK)
            return status;
        (void) xp_preflib_skip_blanks(reader);
        more = is_at(reader, ',');
        reader->at += more ? 1 : 0;
    }
    if (reader->at != reader->end)
        return xp_preflib_fail(reader, reader->at, is_at(reader, '}')
                                                       ? "this brace was never opened"
                                                       : "expected a comma and the next "
                                                         "alternative, or the end of the line");
    return XP_OK;
}

/* Files of complete orders rank everything. */
static xp_status_t check_complete(const int *level, xp_preflib_reader_t *reader, size_t place)
{
    slong a;

    if (reader->type != XP_PREFLIB_SOC && reader->type != XP_PREFLIB_TOC)
        return XP_OK;
    for (a = 0; a < reader->alternatives; a++)
        if (level[a] == XP_BALLOT_UNRANKED)
            return xp_preflib_fail(reader, place, "alternative %ld, \"%s\", is not on this ballot, "
                                                  "and the file is of type %s: expected complete "
                                                  "orders (incomplete ones are for soi and toi)",
                                   (long) a + 1, reader->name[a],
                                   xp_preflib_type_word(reader->type));
    return XP_OK;
}

static xp_status_t read_ballot(xp_preflib_reader_t *reader, int *level, char separator)
{
    size_t place = reader->at;
    xp_status_t status;
    fmpz_t voters;

    fmpz_init(voters);
    status = xp_preflib_read_number(voters, reader, "a ballot: the number of its voters");
    if (status == XP_OK && fmpz_is_zero(voters))
        status = xp_preflib_fail(reader, place, "a ballot of 0 voters: expected 1 or more");
    (void) xp_preflib_skip_blanks(reader);
    if (status == XP_OK && !is_at(reader, separator))
        status = xp_preflib_fail(reader, reader->at, "expected a %s behind the number of voters",
                                 separator == ':' ? "colon" : "comma");
    if (status == XP_OK)
    {
        reader->at++;
        (void) xp_preflib_skip_blanks(reader);
        place = reader->at;
        status = read_order(level, reader);
    }
    if (status == XP_OK)
        status = check_complete(level, reader, place);
    if (status == XP_OK)
    {
        xp_array_grow(&reader->place, &reader->place_room, (size_t) reader->ballots->count,
                      sizeof(size_t));
        reader->place[reader->ballots->count] = place;
        xp_ballots_add(reader->ballots, level, voters, NULL);
    }
    fmpz_clear(voters);
    return status;
}

/* A ballot for sorting: its levels, and where it stands. */
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

/* An order that stands in the file twice. */
static xp_status_t check_distinct(xp_preflib_reader_t *reader)
{
    const xp_ballots_struct *ballots = reader->ballots;
    row_t *row = xp_malloc((size_t) ballots->count * sizeof(row_t));
    slong i, again = -1;

    for (i = 0; i < ballots->count; i++)
    {
        row[i].level = ballots->level + i * ballots->alternative_count;
        row[i].size = (size_t) ballots->alternative_count * sizeof(int);
        row[i].index = i;
    }
    qsort(row, (size_t) ballots->count, sizeof(row_t), compare_rows);
    for (i = 1; i < ballots->count; i++)
        if (memcmp(row[i].level, row[i - 1].level, row[i].size) == 0
            && (again < 0 || row[i].index < again))
            again = row[i].index;
    free(row);
    if (again < 0)
        return XP_OK;
    return xp_preflib_fail(reader, reader->place[again], "this order stands in the file already: "
                                                         "add up the numbers of voters");
}

/* The header's number against what was found. */
static xp_status_t check_number(xp_preflib_reader_t *reader, const xp_preflib_number_t *stated,
                                const fmpz_t found, const char *what)
{
    xp_status_t status = XP_OK;
    char *number;

    if (!stated->stated || fmpz_equal(stated->value, found))
        return XP_OK;
    number = fmpz_get_str(NULL, 10, found);
    status = xp_preflib_fail(reader, stated->place, "the ballots below have %s %s", number, what);
    flint_free(number);
    return status;
}

xp_status_t xp_preflib_read_ballots(xp_preflib_reader_t *reader, char separator)
{
    size_t row = (size_t) reader->alternatives;
    int *level = xp_malloc(row * sizeof(int));
    xp_status_t status = XP_OK;
    fmpz_t count;

    while (status == XP_OK && reader->at < reader->length)
    {
        if (!xp_preflib_skip_blanks(reader))
        {
            if ((size_t) reader->ballots->count >= XP_PREFLIB_LIMIT / row)
            {
                (void) xp_preflib_fail(reader, reader->at, "more than %zu ballots of %zu "
                                                           "alternatives: too many to read",
                                       XP_PREFLIB_LIMIT / row, row);
                status = XP_LIMIT;
            }
            else
                status = is_at(reader, '#')
                             ? xp_preflib_fail(reader, reader->at, "expected a ballot: the header "
                                                                   "stands before all ballots")
                             : read_ballot(reader, level, separator);
        }
        if (status == XP_OK)
            xp_preflib_next_line(reader);
    }
    free(level);
    if (status != XP_OK)
        return status;
    if (reader->ballots->count == 0)
        return xp_preflib_fail(reader, reader->length, "there is no ballot: expected a line such "
                                                       "as `%s`", separator == ':' ? "5: 1,2"
                                                                                   : "5,1,2");
    fmpz_init_set_si(count, reader->ballots->count);
    status = check_number(reader, &reader->orders, count, "different orders");
    fmpz_clear(count);
    if (status == XP_OK)
        status = check_distinct(reader);
    if (status == XP_OK)
        status = check_number(reader, &reader->voters, reader->ballots->voter_count, "voters");
    return status;
}
