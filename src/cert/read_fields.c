/* Reading a certificate field by field: words, numbers, labels, and the memory they take. */
#include "cert/read_fields.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>
#include <expost/num/rat.h>

/* Tables may take so much of a short file, and more in proportion to its length. */
#define MEMORY_LEAST ((size_t) 64 << 20)
#define MEMORY_FACTOR 1024

void xp_fields_init(xp_fields_t *in, const char *text, size_t length, const char *path,
                    xp_error_struct *error)
{
    memset(in, 0, sizeof *in);
    in->text = text;
    in->length = length;
    in->path = path;
    in->status = XP_OK;
    in->error = error;
    in->memory = length > XP_TABLE_LIMIT / MEMORY_FACTOR ? XP_TABLE_LIMIT
                                                         : length * MEMORY_FACTOR;
    in->memory += MEMORY_LEAST;
}

static void set_place(xp_fields_t *in, xp_status_t status)
{
    xp_error_set_place(in->error, in->path, in->text, in->length, in->field);
    in->status = status;
}

void xp_fields_refuse(xp_fields_t *in, const char *format, ...)
{
    va_list arguments;
    char words[512];

    if (in->status != XP_OK)
        return;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    xp_error_set(in->error, "%s", words);
    set_place(in, XP_INPUT);
}

int xp_fields_is_end(const xp_fields_t *in)
{
    return in->at >= in->length || in->text[in->at] == '\n';
}

static int is_at_record(const xp_fields_t *in)
{
    return in->at == 0 || in->text[in->at - 1] == '\n';
}

void xp_fields_find(const xp_fields_t *in, size_t *start, size_t *end)
{
    *start = in->at;
    if (!is_at_record(in) && *start < in->length && in->text[*start] == ' ')
        ++*start;
    *end = *start;
    while (*end < in->length && in->text[*end] != ' ' && in->text[*end] != '\n')
        ++*end;
}

/* The bytes of a field as a message can show them: a shown field is short and printable. */
static void show_field(char *shown, size_t room, const xp_fields_t *in, size_t start, size_t end)
{
    size_t i, length = 0;

    for (i = start; i < end && length + 4 < room; i++)
        shown[length++] = in->text[i] >= 0x20 && in->text[i] <= 0x7e ? in->text[i] : '?';
    if (i < end)
    {
        memcpy(shown + length, "...", 3);
        length += 3;
    }
    shown[length] = '\0';
}

void xp_fields_refuse_next(xp_fields_t *in, const char *expected)
{
    char shown[48];
    size_t start, end;

    if (in->status != XP_OK)
        return;
    xp_fields_find(in, &start, &end);
    in->field = start;
    show_field(shown, sizeof shown, in, start, end);
    if (start < end)
        xp_fields_refuse(in, "expected %s, and not `%s`", expected, shown);
    else if (start >= in->length)
        xp_fields_refuse(in, "expected %s, but the file ends here", expected);
    else if (in->text[start] == ' ' || (start > 0 && in->text[start - 1] == ' '))
        xp_fields_refuse(in, "expected %s, but there is a blank too many", expected);
    else
        xp_fields_refuse(in, "expected %s, but the line ends here", expected);
}

int xp_fields_word(xp_fields_t *in, const char **field, size_t *length, const char *expected)
{
    size_t start, end;

    if (in->status != XP_OK)
        return 0;
    xp_fields_find(in, &start, &end);
    if (start == end)
    {
        xp_fields_refuse_next(in, expected);
        return 0;
    }
    in->field = start;
    in->at = end;
    *field = in->text + start;
    *length = end - start;
    return 1;
}

static int is_word(const xp_fields_t *in, size_t start, size_t end, const char *word)
{
    return end - start == strlen(word) && memcmp(in->text + start, word, end - start) == 0;
}

int xp_fields_next_is(const xp_fields_t *in, const char *word)
{
    size_t start, end;

    if (in->status != XP_OK)
        return 0;
    xp_fields_find(in, &start, &end);
    return start < end && is_word(in, start, end, word);
}

int xp_fields_take_prefix(xp_fields_t *in, const char *prefix)
{
    const size_t length = strlen(prefix);
    size_t start, end;

    if (in->status != XP_OK)
        return 0;
    xp_fields_find(in, &start, &end);
    if (end - start < length || memcmp(in->text + start, prefix, length) != 0)
        return 0;
    in->at = start + length;
    return 1;
}

int xp_fields_take(xp_fields_t *in, const char *word)
{
    size_t start, end;

    if (in->status != XP_OK)
        return 0;
    xp_fields_find(in, &start, &end);
    if (start == end || !is_word(in, start, end, word))
        return 0;
    in->field = start;
    in->at = end;
    return 1;
}

void xp_fields_expect(xp_fields_t *in, const char *word)
{
    char expected[64];

    if (in->status == XP_OK && !xp_fields_take(in, word))
    {
        snprintf(expected, sizeof expected, "`%s`", word);
        xp_fields_refuse_next(in, expected);
    }
}

void xp_fields_end(xp_fields_t *in)
{
    if (in->status != XP_OK)
        return;
    if (in->at < in->length && in->text[in->at] == '\n')
        in->at++;
    else if (in->at >= in->length)
    {
        in->field = in->at;
        xp_fields_refuse(in, "the last line does not end with a line feed: the file may be cut");
    }
    else
        xp_fields_refuse_next(in, "the end of the line");
}

void xp_fields_finish(xp_fields_t *in)
{
    xp_fields_expect(in, "end");
    xp_fields_end(in);
    if (in->status == XP_OK && in->at < in->length)
    {
        in->field = in->at;
        xp_fields_refuse(in, "nothing stands behind `end`");
    }
}

/* Only digits, a sign and a stroke: decimals and exponents have no place here. */
static int may_be_number(const char *field, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++)
        if ((field[i] < '0' || field[i] > '9') && field[i] != '/' && field[i] != '-')
            return 0;
    return 1;
}

void xp_fields_number(xp_fields_t *in, fmpq_t value)
{
    static const char expected[] = "a number `p` or `p/q` in lowest terms";
    const size_t before = in->at;
    const char *field = NULL;
    size_t length = 0;
    xp_string_t again;
    slong small;
    int good;

    fmpq_zero(value);
    if (!xp_fields_word(in, &field, &length, expected))
        return;
    if (in->at == in->length)
    {
        xp_fields_refuse(in, "the file ends in a number: it may be cut");
        return;
    }
    if (xp_fields_get_index(&small, field, length))
    {
        fmpq_set_si(value, small, 1);
        return;
    }
    if (length > XP_RAT_BITS_LIMIT / 3)
    {
        xp_fields_refuse(in, "this number has more digits than are read");
        return;
    }
    xp_string_init(again);
    good = may_be_number(field, length)
           && xp_rat_set_text(value, field, length, in->error) == XP_OK;
    if (good)
        xp_rat_add_text(again, value);
    good = good && again->length == length && memcmp(again->text, field, length) == 0;
    xp_string_clear(again);
    if (!good)
    {
        fmpq_zero(value);
        in->at = before;
        xp_fields_refuse_next(in, expected);
    }
}

static int hexadecimal(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* One byte of a label that begins at *at; -1 when it is not written in the one right way. */
static int read_byte(const xp_fields_t *in, size_t *at)
{
    const char *text = in->text + *at;
    int byte;

    if (*text != '\\')
    {
        ++*at;
        return *text >= 0x20 && *text <= 0x7e ? *text : -1;
    }
    if (in->length - *at < 4 || text[1] != 'x' || hexadecimal(text[2]) < 0
        || hexadecimal(text[3]) < 0)
        return -1;
    byte = 16 * hexadecimal(text[2]) + hexadecimal(text[3]);
    *at += 4;
    if (byte == 0 || (byte >= 0x20 && byte <= 0x7e && byte != '"' && byte != '\\'))
        return -1;
    return byte;
}

char *xp_fields_label(xp_fields_t *in)
{
    xp_string_t label;
    size_t at = in->at + 1;

    if (in->status != XP_OK)
        return NULL;
    if (at >= in->length || in->text[in->at] != ' ' || in->text[at] != '"')
    {
        xp_fields_refuse_next(in, "a label in double quotes");
        return NULL;
    }
    xp_string_init(label);
    at++;
    while (in->status == XP_OK && at < in->length && in->text[at] != '"')
    {
        int byte;

        in->field = at;
        byte = read_byte(in, &at);
        if (byte < 0)
            xp_fields_refuse(in, "this byte of a label is not written as it should be: 0x20 to "
                                 "0x7E as they are, other bytes, `\"` and `\\` as \\xHH, none 0");
        else
            xp_string_add_char(label, (char) byte);
    }
    if (in->status == XP_OK && at >= in->length)
    {
        in->field = in->at + 1;
        xp_fields_refuse(in, "this label has no closing quote");
    }
    if (in->status == XP_OK)
    {
        in->field = in->at + 1;
        in->at = at + 1;
        if (in->at < in->length && in->text[in->at] != ' ' && in->text[in->at] != '\n')
            xp_fields_refuse(in, "something stands directly behind the closing quote of this "
                                 "label");
    }
    if (in->status == XP_OK)
        return xp_string_take(label);
    xp_string_clear(label);
    return NULL;
}

void xp_fields_spend(xp_fields_t *in, slong count, size_t bytes)
{
    if (in->status != XP_OK)
        return;
    if ((size_t) count > in->memory / bytes)
    {
        xp_error_set(in->error, "the tables of this environment take much more memory than a "
                                "certificate of this length may ask for");
        set_place(in, XP_LIMIT);
        return;
    }
    in->memory -= (size_t) count * bytes;
}

fmpq *xp_fields_alloc(xp_fields_t *in, slong count)
{
    void *memory = NULL;
    fmpq *values;
    xp_status_t status;
    slong i;

    xp_fields_spend(in, count, sizeof(fmpq) + sizeof(fmpz));
    if (in->status != XP_OK)
        return NULL;
    status = xp_table_alloc(&memory, (size_t) count, sizeof(fmpq), in->error);
    if (status != XP_OK)
    {
        set_place(in, status);
        return NULL;
    }
    values = memory;
    for (i = 0; i < count; i++)
        fmpq_init(values + i);
    return values;
}

void xp_fields_store(xp_fields_t *in, xp_table_t table, fmpq *values, slong count)
{
    xp_status_t status;
    slong i;

    if (in->status == XP_OK)
    {
        status = xp_table_set_fmpq_vec(table, values, count, in->error);
        if (status != XP_OK)
            set_place(in, status);
    }
    for (i = 0; values != NULL && i < count; i++)
        fmpq_clear(values + i);
    free(values);
}
