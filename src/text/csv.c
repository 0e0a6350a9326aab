/* Reads comma separated values (RFC 4180). */
#include "text/csv.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>

void xp_csv_init(xp_csv_t csv)
{
    memset(csv, 0, sizeof(xp_csv_struct));
}

void xp_csv_clear(xp_csv_t csv)
{
    for (size_t c = 0; c < csv->rows * csv->columns; c++)
    {
        free(csv->cell[c].text);
    }
    free(csv->cell);
    memset(csv, 0, sizeof(xp_csv_struct));
}

const xp_csv_cell_t *xp_csv_cell(const xp_csv_t csv, size_t row, size_t column)
{
    assert(row < csv->rows && column < csv->columns);
    return &csv->cell[row * csv->columns + column];
}

size_t xp_csv_column(const xp_csv_t csv, const char *header)
{
    for (size_t column = 0; column < csv->columns; column++)
    {
        if (strcmp(csv->cell[column].text, header) == 0)
        {
            return column;
        }
    }
    return csv->columns;
}

/*
 * The length of the UTF-8 sequence at text, of at most left bytes; 0 when it is
 * none: a stray byte, an overlong form, a surrogate or beyond U+10FFFF.
 */
static size_t measure_sequence(const char *text, size_t left)
{
    const unsigned char *byte = (const unsigned char *) text;
    size_t length = 1;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;

    if (byte[0] < 0x80)
    {
        return byte[0] == 0 ? 0 : 1;
    }
    if (byte[0] >= 0xC2 && byte[0] <= 0xDF)
    {
        length = 2;
    }
    else if (byte[0] >= 0xE0 && byte[0] <= 0xEF)
    {
        length = 3;
        low = byte[0] == 0xE0 ? 0xA0 : 0x80;
        high = byte[0] == 0xED ? 0x9F : 0xBF;
    }
    else if (byte[0] >= 0xF0 && byte[0] <= 0xF4)
    {
        length = 4;
        low = byte[0] == 0xF0 ? 0x90 : 0x80;
        high = byte[0] == 0xF4 ? 0x8F : 0xBF;
    }
    else
    {
        return 0;
    }
    if (length > left || byte[1] < low || byte[1] > high)
    {
        return 0;
    }
    for (size_t next = 2; next < length; next++)
    {
        if (byte[next] < 0x80 || byte[next] > 0xBF)
        {
            return 0;
        }
    }
    return length;
}

/* Where the reader stands. */
typedef struct
{
    const char *text;
    size_t length;
    size_t at;
    size_t cells;
} xp_cursor_t;

static int is_at_line_end(const xp_cursor_t *cursor)
{
    return cursor->at == cursor->length || cursor->text[cursor->at] == '\n' ||
           cursor->text[cursor->at] == '\r';
}

static void skip_line_end(xp_cursor_t *cursor)
{
    if (cursor->at < cursor->length && cursor->text[cursor->at] == '\r')
    {
        cursor->at++;
        if (cursor->at < cursor->length && cursor->text[cursor->at] == '\n')
        {
            cursor->at++;
        }
    }
    else if (cursor->at < cursor->length)
    {
        cursor->at++;
    }
}

static void add_cell(xp_csv_struct *csv, xp_cursor_t *cursor, xp_string_t content,
                     size_t offset)
{
    xp_csv_cell_t *cell;

    xp_array_grow(&csv->cell, &csv->room, cursor->cells, sizeof(xp_csv_cell_t));
    cell = &csv->cell[cursor->cells++];
    cell->length = content->length;
    cell->text = xp_string_take(content);
    if (cell->text == NULL)
    {
        cell->text = xp_strdup("");
    }
    cell->offset = offset;
}

/* Reads a cell in quotation marks; the cursor stands on the opening one. */
static xp_status_t read_quoted(xp_string_t content, xp_cursor_t *cursor, xp_error_t error)
{
    size_t open = cursor->at++;

    for (;;)
    {
        const char *next = memchr(cursor->text + cursor->at, '"', cursor->length - cursor->at);

        if (next == NULL)
        {
            cursor->at = open;
            xp_error_set(error, "this quotation mark is never closed");
            return XP_INPUT;
        }
        xp_string_add_bytes(content, cursor->text + cursor->at,
                            (size_t) (next - cursor->text) - cursor->at);
        cursor->at = (size_t) (next - cursor->text) + 1;
        if (cursor->at == cursor->length || cursor->text[cursor->at] != '"')
        {
            break;
        }
        xp_string_add_char(content, '"');
        cursor->at++;
    }
    if (!is_at_line_end(cursor) && cursor->text[cursor->at] != ',')
    {
        xp_error_set(error, "expected a comma or the end of the line after the closing "
                            "quotation mark (inside, write a quotation mark twice)");
        return XP_INPUT;
    }
    return XP_OK;
}

static xp_status_t read_plain(xp_string_t content, xp_cursor_t *cursor, xp_error_t error)
{
    size_t start = cursor->at;

    while (!is_at_line_end(cursor) && cursor->text[cursor->at] != ',')
    {
        if (cursor->text[cursor->at] == '"')
        {
            xp_error_set(error, "a quotation mark inside a cell: put the whole cell in quotation "
                                "marks and write the inner one twice");
            return XP_INPUT;
        }
        cursor->at++;
    }
    xp_string_add_bytes(content, cursor->text + start, cursor->at - start);
    return XP_OK;
}

/* Reads one record, cells and line end; *count is the number of its cells. */
static xp_status_t read_record(xp_csv_struct *csv, xp_cursor_t *cursor, size_t *count,
                               xp_error_t error)
{
    xp_status_t status = XP_OK;
    int more = 1;

    *count = 0;
    while (more && status == XP_OK)
    {
        xp_string_t content;
        size_t offset = cursor->at;

        xp_string_init(content);
        if (cursor->at < cursor->length && cursor->text[cursor->at] == '"')
        {
            status = read_quoted(content, cursor, error);
        }
        else
        {
            status = read_plain(content, cursor, error);
        }
        if (status == XP_OK)
        {
            add_cell(csv, cursor, content, offset);
            ++*count;
            more = !is_at_line_end(cursor);
            cursor->at += more ? 1 : 0;
        }
        xp_string_clear(content);
    }
    return status;
}

static xp_status_t check_encoding(xp_cursor_t *cursor, xp_error_t error)
{
    size_t at = cursor->at;

    while (at < cursor->length)
    {
        size_t step = measure_sequence(cursor->text + at, cursor->length - at);

        if (step == 0)
        {
            cursor->at = at;
            if (cursor->text[at] == 0)
            {
                xp_error_set(error, "a zero byte: the file must be text in UTF-8");
            }
            else
            {
                xp_error_set(error, "byte %zu (0x%02X) is not UTF-8: save the file as UTF-8",
                             at + 1, (unsigned) (unsigned char) cursor->text[at]);
            }
            return XP_INPUT;
        }
        at += step;
    }
    return XP_OK;
}

static xp_status_t check_header(const xp_csv_struct *csv, size_t *offset, xp_error_t error)
{
    for (size_t column = 0; column < csv->columns; column++)
    {
        const xp_csv_cell_t *cell = &csv->cell[column];

        *offset = cell->offset;
        if (cell->length == 0)
        {
            xp_error_set(error, "column %zu has no name: the first line must name every column",
                         column + 1);
            return XP_INPUT;
        }
        for (size_t before = 0; before < column; before++)
        {
            if (strcmp(csv->cell[before].text, cell->text) == 0)
            {
                xp_error_set(error, "two columns are called \"%s\"", cell->text);
                return XP_INPUT;
            }
        }
    }
    return XP_OK;
}

static xp_status_t read_records(xp_csv_struct *csv, xp_cursor_t *cursor, xp_error_t error)
{
    xp_status_t status = check_encoding(cursor, error);

    while (status == XP_OK && cursor->at < cursor->length)
    {
        size_t start = cursor->at;
        size_t count;

        if (is_at_line_end(cursor))
        {
            skip_line_end(cursor);
            continue;
        }
        status = read_record(csv, cursor, &count, error);
        if (status != XP_OK)
        {
            break;
        }
        if (csv->rows == 0)
        {
            csv->columns = count;
            csv->rows = 1;
            status = check_header(csv, &start, error);
            if (status != XP_OK)
            {
                cursor->at = start;
                break;
            }
        }
        else if (count != csv->columns)
        {
            cursor->at = start;
            xp_error_set(error, "this row has %zu cell%s, but the header names %zu column%s",
                         count, count == 1 ? "" : "s", csv->columns,
                         csv->columns == 1 ? "" : "s");
            status = XP_INPUT;
            break;
        }
        else
        {
            csv->rows++;
        }
        skip_line_end(cursor);
    }
    if (status == XP_OK && csv->rows == 0)
    {
        xp_error_set(error, "the file is empty: its first line must name the columns");
        status = XP_INPUT;
    }
    return status;
}

xp_status_t xp_csv_read(xp_csv_t csv, const char *text, size_t length, size_t *offset,
                        xp_error_t error)
{
    xp_csv_struct read = {0};
    xp_cursor_t cursor = {text, length, 0, 0};
    xp_status_t status;

    assert(csv->rows == 0);
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
    {
        cursor.at = 3;
    }
    status = read_records(&read, &cursor, error);
    if (status != XP_OK)
    {
        for (size_t c = 0; c < cursor.cells; c++)
        {
            free(read.cell[c].text);
        }
        free(read.cell);
        *offset = cursor.at;
        return status;
    }
    *csv = read;
    return XP_OK;
}
