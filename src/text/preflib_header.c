/* The header of a PrefLib file, of the present form and of the older one. */
#include "text/preflib_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* The rest of the line without blanks at its ends; the caller frees it. */
static char *take_rest(xp_preflib_reader_t *reader)
{
    size_t end = reader->end;

    (void) xp_preflib_skip_blanks(reader);
    while (end > reader->at && (reader->text[end - 1] == ' ' || reader->text[end - 1] == '\t'))
        end--;
    return xp_strndup(reader->text + reader->at, end - reader->at);
}

/* Goes past words at the reader's place; 0 when something else stands there. */
static int take_words(xp_preflib_reader_t *reader, const char *words)
{
    size_t length = strlen(words);

    if (reader->end - reader->at < length
        || memcmp(reader->text + reader->at, words, length) != 0)
        return 0;
    reader->at += length;
    return 1;
}

static xp_status_t expect_end(xp_preflib_reader_t *reader)
{
    if (xp_preflib_skip_blanks(reader))
        return XP_OK;
    return xp_preflib_fail(reader, reader->at, "expected the end of the line");
}

static xp_status_t read_stated(xp_preflib_number_t *number, xp_preflib_reader_t *reader,
                               const char *what)
{
    xp_status_t status;

    (void) xp_preflib_skip_blanks(reader);
    number->place = reader->at;
    number->stated = 1;
    status = xp_preflib_read_number(number->value, reader, what);
    return status == XP_OK ? expect_end(reader) : status;
}

/* Keeps the name of an alternative, a number from 1; place is that of the number. */
static xp_status_t add_name(xp_preflib_reader_t *reader, const fmpz_t number, size_t place)
{
    size_t alternative, room, i;
    char *name;

    /* every alternative has a line of its own, of 4 bytes at least */
    if (fmpz_sgn(number) <= 0 || fmpz_cmp_ui(number, reader->length / 4) > 0)
        return xp_preflib_fail(reader, place, "alternatives are numbered from 1 to their number");
    alternative = fmpz_get_ui(number) - 1;
    if (alternative >= reader->name_room)
    {
        room = 2 * alternative + 8;
        reader->name = xp_realloc(reader->name, room * sizeof(char *));
        for (i = reader->name_room; i < room; i++)
            reader->name[i] = NULL;
        reader->name_room = room;
    }
    if (reader->name[alternative] != NULL)
        return xp_preflib_fail(reader, place, "alternative %zu has a name already, \"%s\"",
                               alternative + 1, reader->name[alternative]);
    (void) xp_preflib_skip_blanks(reader);
    place = reader->at;
    name = take_rest(reader);
    if (name[0] == '\0')
    {
        free(name);
        return xp_preflib_fail(reader, place, "expected the name of alternative %zu",
                               alternative + 1);
    }
    reader->name[alternative] = name;
    reader->name_count = alternative >= reader->name_count ? alternative + 1 : reader->name_count;
    return XP_OK;
}

static xp_status_t read_type(xp_preflib_reader_t *reader)
{
    size_t place;
    char *word;
    int i;

    (void) xp_preflib_skip_blanks(reader);
    place = reader->at;
    word = take_rest(reader);
    reader->has_type = 0;
    for (i = 0; i < 4; i++)
        if (strcmp(word, xp_preflib_type_word((xp_preflib_type_t) i)) == 0)
        {
            reader->type = (xp_preflib_type_t) i;
            reader->has_type = 1;
        }
    free(word);
    return reader->has_type ? XP_OK
                            : xp_preflib_fail(reader, place, "expected a type of ballots: soc, "
                                                             "soi, toc or toi");
}

static void add_note(xp_preflib_reader_t *reader)
{
    xp_ballots_struct *ballots = reader->ballots;
    char *note = take_rest(reader);

    if (note[0] == '\0')
    {
        free(note);
        return;
    }
    xp_array_grow(&ballots->note, &ballots->note_room, ballots->note_count, sizeof(char *));
    ballots->note[ballots->note_count++] = note;
}

static xp_status_t read_name(xp_preflib_reader_t *reader)
{
    size_t place = reader->at;
    xp_status_t status;
    fmpz_t number;

    fmpz_init(number);
    status = xp_preflib_read_number(number, reader, "the number of an alternative");
    if (status == XP_OK && !take_words(reader, ":"))
        status = xp_preflib_fail(reader, reader->at, "expected a colon and the alternative's name");
    if (status == XP_OK)
        status = add_name(reader, number, place);
    fmpz_clear(number);
    return status;
}

/* One line behind its `#`. */
static xp_status_t read_line(xp_preflib_reader_t *reader)
{
    char *title;

    (void) xp_preflib_skip_blanks(reader);
    if (take_words(reader, "NUMBER ALTERNATIVES:"))
        return read_stated(&reader->alternative_number, reader, "the number of alternatives");
    if (take_words(reader, "NUMBER VOTERS:"))
        return read_stated(&reader->voters, reader, "the number of voters");
    if (take_words(reader, "NUMBER UNIQUE ORDERS:"))
        return read_stated(&reader->orders, reader, "the number of different orders");
    if (take_words(reader, "ALTERNATIVE NAME "))
        return read_name(reader);
    if (take_words(reader, "DATA TYPE:"))
        return read_type(reader);
    if (!take_words(reader, "TITLE:"))
    {
        add_note(reader);
        return XP_OK;
    }
    title = take_rest(reader);
    free(reader->ballots->title);
    reader->ballots->title = title[0] != '\0' ? title : NULL;
    if (title[0] == '\0')
        free(title);
    return XP_OK;
}

xp_status_t xp_preflib_read_header(xp_preflib_reader_t *reader)
{
    xp_status_t status = XP_OK;

    while (status == XP_OK && reader->at < reader->length)
    {
        if (!xp_preflib_skip_blanks(reader))
        {
            if (!take_words(reader, "#"))
                break;
            status = read_line(reader);
        }
        if (status == XP_OK)
            xp_preflib_next_line(reader);
    }
    return status;
}

/* A line of the older form: the number and the name. */
static xp_status_t read_old_name(xp_preflib_reader_t *reader)
{
    size_t place = reader->at;
    xp_status_t status;
    fmpz_t number;

    fmpz_init(number);
    status = xp_preflib_read_number(number, reader, "the number of an alternative");
    (void) xp_preflib_skip_blanks(reader);
    if (status == XP_OK && !take_words(reader, ","))
        status = xp_preflib_fail(reader, reader->at, "expected a comma and the alternative's name");
    if (status == XP_OK)
        status = add_name(reader, number, place);
    fmpz_clear(number);
    if (status == XP_OK)
        xp_preflib_next_line(reader);
    return status;
}

/* `VOTERS,SUM,ORDERS`: the sum is that of the ballots' voters again. */
static xp_status_t read_old_counts(xp_preflib_reader_t *reader)
{
    static const char *const what[] = {"the number of voters", "the sum of the voters",
                                       "the number of different orders"};
    fmpz_t number;
    xp_status_t status = XP_OK;
    int i;

    fmpz_init(number);
    for (i = 0; status == XP_OK && i < 3; i++)
    {
        xp_preflib_number_t *stated = i == 2 ? &reader->orders : &reader->voters;

        (void) xp_preflib_skip_blanks(reader);
        if (i > 0 && !take_words(reader, ","))
            status = xp_preflib_fail(reader, reader->at, "expected a comma and %s", what[i]);
        (void) xp_preflib_skip_blanks(reader);
        stated->place = reader->at;
        stated->stated = 1;
        if (status == XP_OK)
            status = xp_preflib_read_number(stated->value, reader, what[i]);
    }
    fmpz_clear(number);
    if (status == XP_OK)
        status = expect_end(reader);
    if (status == XP_OK)
        xp_preflib_next_line(reader);
    return status;
}

xp_status_t xp_preflib_read_old_header(xp_preflib_reader_t *reader)
{
    xp_status_t status = read_stated(&reader->alternative_number, reader,
                                     "the number of alternatives");
    fmpz_t read;

    if (status == XP_OK)
        xp_preflib_next_line(reader);
    fmpz_init(read);
    while (status == XP_OK && fmpz_cmp(read, reader->alternative_number.value) < 0)
    {
        status = read_old_name(reader);
        fmpz_add_ui(read, read, 1);
    }
    fmpz_clear(read);
    return status == XP_OK ? read_old_counts(reader) : status;
}

/* A name in two lines, by sorting. */
static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *) a, *(char *const *) b);
}

static const char *find_repeated(const xp_preflib_reader_t *reader)
{
    size_t count = (size_t) reader->alternatives, i;
    char **sorted = xp_malloc(count * sizeof(char *));
    const char *found = NULL;

    memcpy(sorted, reader->name, count * sizeof(char *));
    qsort(sorted, count, sizeof(char *), compare_names);
    for (i = 1; found == NULL && i < count; i++)
        if (strcmp(sorted[i], sorted[i - 1]) == 0)
            found = sorted[i];
    free(sorted);
    return found;
}

xp_status_t xp_preflib_set_names(xp_preflib_reader_t *reader)
{
    const xp_preflib_number_t *stated = &reader->alternative_number;
    const char *repeated;
    size_t i;

    if (!stated->stated && reader->name_count == 0)
        return xp_preflib_fail(reader, reader->at, "expected the header: `# NUMBER ALTERNATIVES: "
                                                   "4`, `# ALTERNATIVE NAME 1: ...`");
    if (stated->stated && fmpz_is_zero(stated->value))
        return xp_preflib_fail(reader, stated->place, "expected at least one alternative");
    if (stated->stated && fmpz_cmp_ui(stated->value, reader->name_count) < 0)
        return xp_preflib_fail(reader, stated->place, "the header states fewer alternatives than "
                                                      "it names: it names alternative %zu",
                               reader->name_count);
    for (i = 0; i < reader->name_count; i++)
        if (reader->name[i] == NULL)
            break;
    if (i < reader->name_count || (stated->stated && fmpz_cmp_ui(stated->value, i) > 0))
        return xp_preflib_fail(reader, stated->stated ? stated->place : reader->at,
                               "alternative %zu has no name: expected a line `# ALTERNATIVE NAME "
                               "%zu: ...`", i + 1, i + 1);
    reader->alternatives = (slong) reader->name_count;
    repeated = find_repeated(reader);
    if (repeated != NULL)
        return xp_preflib_fail(reader, stated->stated ? stated->place : reader->at,
                               "two alternatives are called \"%s\"", repeated);
    xp_ballots_set_alternatives(reader->ballots, reader->alternatives,
                                (const char *const *) reader->name);
    return XP_OK;
}
