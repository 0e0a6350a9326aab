/* Reads a PrefLib file: its form, its lines, its numbers. */
#include "text/preflib_impl.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "text/letters.h"

static const char *const type_word[] = {"soc", "soi", "toc", "toi"};

const char *xp_preflib_type_word(xp_preflib_type_t type)
{
    return type_word[type];
}

xp_preflib_type_t xp_preflib_type(const xp_ballots_t ballots)
{
    slong m = ballots->alternative_count, i, a;
    unsigned char *seen = xp_malloc((size_t) m);
    int ties = 0, incomplete = 0;

    for (i = 0; i < ballots->count; i++)
    {
        const int *level = ballots->level + i * m;

        memset(seen, 0, (size_t) m);
        for (a = 0; a < m; a++)
        {
            incomplete = incomplete || level[a] == XP_BALLOT_UNRANKED;
            ties = ties || (level[a] != XP_BALLOT_UNRANKED && seen[level[a]]);
            if (level[a] != XP_BALLOT_UNRANKED)
                seen[level[a]] = 1;
        }
    }
    free(seen);
    if (ties)
        return incomplete ? XP_PREFLIB_TOI : XP_PREFLIB_TOC;
    return incomplete ? XP_PREFLIB_SOI : XP_PREFLIB_SOC;
}

/* The type of a suffix such as ".soc"; 0 when it is none. */
static int find_suffix(xp_preflib_type_t *type, const char *path)
{
    const char *dot = path != NULL ? strrchr(path, '.') : NULL;
    int i;

    for (i = 0; dot != NULL && i < 4; i++)
        if (strcmp(dot + 1, type_word[i]) == 0)
        {
            *type = (xp_preflib_type_t) i;
            return 1;
        }
    return 0;
}

/* Whether a line of the text begins with these words. */
static int has_line(const char *text, size_t length, const char *words)
{
    size_t count = strlen(words), at = 0;

    while (at + count <= length)
    {
        const char *end = memchr(text + at, '\n', length - at);

        if (memcmp(text + at, words, count) == 0)
            return 1;
        if (end == NULL)
            return 0;
        at = (size_t) (end - text) + 1;
    }
    return 0;
}

int xp_preflib_is(const char *path, const char *text, size_t length)
{
    xp_preflib_type_t type;
    const char *dot = path != NULL ? strrchr(path, '.') : NULL;

    if (find_suffix(&type, path))
        return 1;
    if (dot != NULL && strcmp(dot, ".mech") == 0)
        return 0;
    /* a model never begins with a digit */
    return (length > 0 && text[0] >= '0' && text[0] <= '9')
           || has_line(text, length, "# ALTERNATIVE NAME ")
           || has_line(text, length, "# NUMBER ALTERNATIVES:");
}

xp_status_t xp_preflib_fail(xp_preflib_reader_t *reader, size_t place, const char *format, ...)
{
    xp_string_t words;
    va_list arguments;

    xp_string_init(words);
    va_start(arguments, format);
    xp_string_vprintf(words, format, arguments);
    va_end(arguments);
    xp_error_set(reader->error, "%s", words->text);
    xp_error_set_place(reader->error, reader->path, reader->text, reader->length, place);
    xp_string_clear(words);
    return XP_INPUT;
}

void xp_preflib_find_end(xp_preflib_reader_t *reader)
{
    reader->end = reader->at;
    while (reader->end < reader->length && reader->text[reader->end] != '\n'
           && reader->text[reader->end] != '\r')
        reader->end++;
}

void xp_preflib_next_line(xp_preflib_reader_t *reader)
{
    reader->at = reader->end;
    if (reader->at < reader->length && reader->text[reader->at] == '\r')
        reader->at++;
    if (reader->at < reader->length && reader->text[reader->at] == '\n'
        && (reader->at == reader->end || reader->text[reader->at - 1] == '\r'))
        reader->at++;
    xp_preflib_find_end(reader);
}

int xp_preflib_skip_blanks(xp_preflib_reader_t *reader)
{
    while (reader->at < reader->end
           && (reader->text[reader->at] == ' ' || reader->text[reader->at] == '\t'))
        reader->at++;
    return reader->at == reader->end;
}

xp_status_t xp_preflib_read_number(fmpz_t value, xp_preflib_reader_t *reader, const char *what)
{
    size_t begin = reader->at, digits;
    char *text;

    while (reader->at < reader->end && reader->text[reader->at] >= '0'
           && reader->text[reader->at] <= '9')
        reader->at++;
    digits = reader->at - begin;
    if (digits == 0)
        return xp_preflib_fail(reader, begin, "expected %s", what);
    if (digits > XP_PREFLIB_DIGITS)
        return xp_preflib_fail(reader, begin, "a number of %zu digits; %d is the most that is read",
                               digits, XP_PREFLIB_DIGITS);
    text = xp_strndup(reader->text + begin, digits);
    fmpz_set_str(value, text, 10);
    free(text);
    return XP_OK;
}

static xp_status_t read_whole(xp_preflib_reader_t *reader)
{
    size_t place = xp_letters_check(reader->text, reader->length);
    xp_status_t status;
    int old;

    if (place < reader->length)
        return xp_preflib_fail(reader, place, "byte %zu (0x%02X) is not UTF-8: save the file as "
                                              "UTF-8", place + 1,
                               (unsigned) (unsigned char) reader->text[place]);
    if (memchr(reader->text, '\0', reader->length) != NULL)
    {
        place = (size_t) ((const char *) memchr(reader->text, '\0', reader->length)
                          - reader->text);
        return xp_preflib_fail(reader, place, "a zero byte: the file must be text in UTF-8");
    }
    if (reader->length >= 3 && memcmp(reader->text, "\xEF\xBB\xBF", 3) == 0)
        reader->at = 3;
    xp_preflib_find_end(reader);
    old = reader->at < reader->end && reader->text[reader->at] >= '0'
          && reader->text[reader->at] <= '9'
          && memchr(reader->text + reader->at, ':', reader->end - reader->at) == NULL;
    status = old ? xp_preflib_read_old_header(reader) : xp_preflib_read_header(reader);
    if (status == XP_OK)
        status = xp_preflib_set_names(reader);
    if (status == XP_OK)
        status = xp_preflib_read_ballots(reader, old ? ',' : ':');
    return status;
}

xp_status_t xp_preflib_read_text(xp_ballots_t ballots, const char *text, size_t length,
                                 const char *path, xp_error_t error)
{
    xp_preflib_reader_t reader;
    xp_ballots_t read;
    xp_status_t status;
    size_t i;

    memset(&reader, 0, sizeof reader);
    reader.text = text;
    reader.length = length;
    reader.path = path;
    reader.error = error;
    reader.alternatives = -1;
    reader.type = XP_PREFLIB_TOI;
    (void) find_suffix(&reader.type, path);
    fmpz_init(reader.alternative_number.value);
    fmpz_init(reader.voters.value);
    fmpz_init(reader.orders.value);
    xp_ballots_init(read);
    reader.ballots = read;
    status = read_whole(&reader);
    if (status == XP_OK)
        xp_ballots_swap(ballots, read);
    for (i = 0; i < reader.name_room; i++)
        free(reader.name[i]);
    free(reader.name);
    free(reader.place);
    xp_ballots_clear(read);
    fmpz_clear(reader.alternative_number.value);
    fmpz_clear(reader.voters.value);
    fmpz_clear(reader.orders.value);
    return status;
}
