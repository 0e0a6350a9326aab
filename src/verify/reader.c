/* The text of a certificate: records, fields, numbers; and how a certificate is refused. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "verify/number.h"
#include "verify/reader.h"

enum
{
    MOST_DIGITS = 100000000
};
#define MOST_COUNT ((size_t) 1 << 40)

void xp_reader_init(xp_reader_t reader, const char *path, FILE *file)
{
    memset(reader, 0, offsetof(xp_reader_struct, buffer));
    reader->path = path;
    reader->file = file;
    reader->ended = 1;
    reader->word = xp_grown(NULL, &reader->space, 0, 1);
    mpz_init(reader->gcd);
}

void xp_reader_clear(xp_reader_t reader)
{
    free(reader->word);
    mpz_clear(reader->gcd);
}

static _Noreturn void leave(xp_reader_t reader, int status, size_t line, const char *format,
                            va_list arguments)
{
    fflush(stdout);
    fprintf(stderr, "expost-verify: %s:%zu: ", reader->path, line);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    reader->status = status;
    longjmp(reader->out, 1);
}

void xp_reject_at(xp_reader_t reader, size_t line, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    leave(reader, XP_REJECTED, line, format, arguments);
}

void xp_reject(xp_reader_t reader, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    leave(reader, XP_REJECTED, reader->line, format, arguments);
}

static _Noreturn void leave_with(xp_reader_t reader, int status, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    leave(reader, status, reader->line, format, arguments);
}

void xp_reject_size(xp_reader_t reader, const char *words)
{
    leave_with(reader, XP_LIMIT, "a limit: %s", words);
}

/* The next byte, EOF at the end. */
static int fill_and_get(xp_reader_t reader)
{
    reader->at = 0;
    reader->end = fread(reader->buffer, 1, sizeof reader->buffer, reader->file);
    if (reader->end == 0 && ferror(reader->file))
        leave_with(reader, XP_FAILED, "cannot be read: %s", strerror(errno));
    return reader->end == 0 ? EOF : reader->buffer[reader->at++];
}

static inline int byte(xp_reader_t reader)
{
    return reader->at < reader->end ? reader->buffer[reader->at++] : fill_and_get(reader);
}

static void add(xp_reader_t reader, int c)
{
    if (reader->length + 1 >= reader->space)
        reader->word = xp_grown(reader->word, &reader->space, reader->length + 1, 1);
    reader->word[reader->length++] = (char) c;
}

/* Ends a field: c is the byte behind it. */
static void end_field(xp_reader_t reader, int c)
{
    if (c == EOF)
        xp_reject(reader, "the last line does not end with a line feed");
    if (c != ' ' && c != '\n')
        xp_reject(reader, "a blank or the end of the line must follow the label");
    reader->word[reader->length] = '\0';
    reader->ended = c == '\n';
}

static void begin_field(xp_reader_t reader)
{
    if (reader->ended)
        xp_reject(reader, "a field is missing");
    reader->length = 0;
}

const char *xp_word(xp_reader_t reader)
{
    int c;

    begin_field(reader);
    while ((c = byte(reader)) > ' ' && c < 0x7F)
        add(reader, c);
    if (c != ' ' && c != '\n' && c != EOF)
        xp_reject(reader, "byte 0x%02X does not belong here", (unsigned int) c);
    if (reader->length == 0 && c != EOF)
        xp_reject(reader, "fields are separated by one blank, and no line is empty or ends in one");
    end_field(reader, c);
    return reader->word;
}

/* Reads HH behind \x, for a byte that is not written as itself. */
static void read_escape(xp_reader_t reader)
{
    static const char digits[] = "0123456789ABCDEF";
    int i, c, value = 0;

    if ((c = byte(reader)) != 'x')
        xp_reject(reader, "in a label, x must follow a backslash");
    add(reader, c);
    for (i = 0; i < 2; i++)
    {
        const char *digit = (c = byte(reader)) > 0 ? strchr(digits, c) : NULL;

        if (digit == NULL)
            xp_reject(reader, "in a label, \\x is followed by two digits 0 to 9 or A to F");
        value = 16 * value + (int) (digit - digits);
        add(reader, c);
    }
    if (value >= 0x20 && value <= 0x7E && value != '"' && value != '\\')
        xp_reject(reader, "in a label, \\x%02X is written as the character itself",
                  (unsigned int) value);
}

const char *xp_label(xp_reader_t reader)
{
    int c;

    begin_field(reader);
    if (byte(reader) != '"')
        xp_reject(reader, "a label stands in double quotes");
    while ((c = byte(reader)) != '"')
    {
        if (c < 0x20 || c > 0x7E)
            xp_reject(reader, "the label is not closed, or has a byte that is written \\xHH");
        add(reader, c);
        if (c == '\\')
            read_escape(reader);
    }
    end_field(reader, byte(reader));
    return reader->word;
}

void xp_next(xp_reader_t reader)
{
    int c;

    if (!reader->ended)
        xp_reject(reader, "the record has too many fields");
    reader->line++;
    c = byte(reader);
    if (c == EOF)
        xp_reject(reader, "the text ends before the record `end`");
    reader->at--;
    reader->ended = 0;
    xp_word(reader);
    reader->record[0] = '\0';
    if (reader->length < sizeof reader->record)
        memcpy(reader->record, reader->word, reader->length + 1);
}

int xp_at(const xp_reader_t reader, const char *kind)
{
    return strcmp(reader->record, kind) == 0;
}

void xp_expect(xp_reader_t reader, const char *kind)
{
    if (!xp_at(reader, kind))
        xp_reject(reader, "the record must be `%s`", kind);
}

void xp_expect_nothing(xp_reader_t reader)
{
    if (!reader->ended)
        xp_reject(reader, "the record has too many fields");
    reader->line++;
    if (byte(reader) != EOF)
        xp_reject(reader, "there is text behind the record `end`");
}

/* The number of digits at the start of the text; 0 where they are no canonical integer >= 0. */
static size_t count_digits(const char *text)
{
    size_t count = 0;

    while (text[count] >= '0' && text[count] <= '9')
        count++;
    return count > 1 && text[0] == '0' ? 0 : count;
}

static size_t read_size(xp_reader_t reader, const char *text, const char *name)
{
    size_t i, value = 0, count = count_digits(text);

    if (count == 0 || text[count] != '\0')
        xp_reject(reader, "the %s must be an integer >= 0 in its shortest form", name);
    if (count > 15)
        xp_reject(reader, "the %s is out of range", name);
    for (i = 0; i < count; i++)
        value = 10 * value + (size_t) (text[i] - '0');
    return value;
}

size_t xp_index_in(xp_reader_t reader, const char *text, size_t bound, const char *name)
{
    size_t value = read_size(reader, text, name);

    if (value >= bound)
        xp_reject(reader, "the %s %zu is out of range: there are %zu", name, value, bound);
    return value;
}

size_t xp_index(xp_reader_t reader, size_t bound, const char *name)
{
    return xp_index_in(reader, xp_word(reader), bound, name);
}

void xp_index_is(xp_reader_t reader, size_t expected, const char *name)
{
    if (read_size(reader, xp_word(reader), name) != expected)
        xp_reject(reader, "the %s must be %zu here", name, expected);
}

size_t xp_count(xp_reader_t reader, const char *name)
{
    size_t value = read_size(reader, xp_word(reader), name);

    if (value == 0 || value > MOST_COUNT)
        xp_reject(reader, "the number of %s must be from 1 to 2^40", name);
    return value;
}

/* An integer of count digits. */
static void set_digits(mpz_t value, char *text, size_t count)
{
    unsigned long small = 0;
    char behind = text[count];
    size_t i;

    if (count <= 18)
    {
        for (i = 0; i < count; i++)
            small = 10 * small + (unsigned long) (text[i] - '0');
        mpz_set_ui(value, small);
        return;
    }
    text[count] = '\0';
    mpz_set_str(value, text, 10);
    text[count] = behind;
}

void xp_number(xp_reader_t reader, mpq_t number)
{
    xp_word(reader);
    xp_number_here(reader, number);
}

void xp_number_here(xp_reader_t reader, mpq_t number)
{
    char *text = reader->word;
    int negative = text[0] == '-';
    size_t count;

    if (reader->length > MOST_DIGITS)
        xp_reject_size(reader, "a number of more than 10^8 characters");
    text += negative;
    count = count_digits(text);
    if (count == 0 || (text[count] != '\0' && text[count] != '/') || (negative && text[0] == '0'))
        xp_reject(reader, "a number is p or p/q in its shortest form");
    set_digits(mpq_numref(number), text, count);
    if (text[count] == '\0')
        mpz_set_ui(mpq_denref(number), 1);
    else
    {
        text += count + 1;
        count = count_digits(text);
        if (count == 0 || text[count] != '\0')
            xp_reject(reader, "a number is p or p/q in its shortest form");
        set_digits(mpq_denref(number), text, count);
        mpz_gcd(reader->gcd, mpq_numref(number), mpq_denref(number));
        if (mpz_cmp_ui(mpq_denref(number), 1) <= 0 || mpz_cmp_ui(reader->gcd, 1) != 0)
            xp_reject(reader, "a fraction is in lowest terms, with a denominator > 1");
    }
    if (negative)
        mpz_neg(mpq_numref(number), mpq_numref(number));
}
