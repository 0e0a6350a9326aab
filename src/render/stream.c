/* Rows of a large table as text: every field is made once and copied where it occurs again. */
#include "render/stream.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "render/sheet_impl.h"

/* Fields of one column that are remembered. */
#define REMEMBERED ((size_t) 4096)

/* Bytes of a field that lie in its entry. */
#define NEAR 48

/* A field: length bytes in near, or at far when there are more than NEAR.  One cache line. */
typedef struct xp_stream_entry
{
    int64_t key;
    uint32_t length;
    uint32_t used;
    union
    {
        char near[NEAR];
        char *far;
    } text;
} entry_t;

/* A run of keys of all columns. */
static int64_t *alloc_keys(size_t columns)
{
    return xp_malloc(columns * XP_ROWS_RUN * sizeof(int64_t));
}

static int is_lasting(int64_t key)
{
    return key < XP_ROWS_KEY && key > -XP_ROWS_KEY;
}

/* The place of a key among count, a power of two: the high bits of a product. */
static size_t place(int64_t key, size_t count)
{
    return (size_t) (((uint64_t) key * UINT64_C(0x9E3779B97F4A7C15)) >> 40) & (count - 1);
}

/* A power of two, at most REMEMBERED and no more than twice the rows. */
static size_t remembered(slong rows)
{
    size_t count = 1;

    while (count < REMEMBERED && (slong) count < rows)
        count = 2 * count;
    return count;
}

int xp_pen_goes_on(xp_pen_t *pen, xp_string_t out, slong rows)
{
    if (pen->status != XP_OK)
        return 0;
    pen->done += (uint64_t) rows;
    if (out != NULL)
        pen->status = xp_sink_pass(pen->sink, out, pen->error);
    if (pen->status == XP_OK
        && xp_progress_tick(pen->progress, "writing the table", pen->done, pen->total))
    {
        xp_error_set(pen->error, "stopped while the table was written");
        pen->status = XP_STOPPED;
    }
    return pen->status == XP_OK;
}

void xp_stream_init(xp_stream_t stream, const xp_rows_t *rows, size_t columns, size_t fields,
                    const size_t *column,
                    void (*add)(xp_string_t out, void *data, size_t field, int64_t key),
                    void *data)
{
    memset(stream, 0, sizeof(xp_stream_struct));
    stream->rows = rows;
    stream->columns = columns;
    stream->fields = fields;
    stream->column = column;
    stream->add = add;
    stream->data = data;
    stream->end = stream->last_end = "";
    stream->count = remembered(rows->count);
    stream->memory = xp_calloc(fields * stream->count, sizeof(entry_t));
}

void xp_stream_clear(xp_stream_t stream)
{
    size_t i;

    for (i = 0; i < stream->fields * stream->count; i++)
        if (stream->memory[i].used && stream->memory[i].length > NEAR)
            free(stream->memory[i].text.far);
    free(stream->memory);
}

/* Makes the field of a key, adds it, and keeps it. */
static void make_field(xp_string_t out, xp_stream_t stream, size_t field, int64_t key,
                       entry_t *entry)
{
    size_t before = out->length, length;

    stream->add(out, stream->data, field, key);
    length = out->length - before;
    if (!is_lasting(key) || length > UINT32_MAX)
        return;
    if (entry->used && entry->length > NEAR)
        free(entry->text.far);
    entry->used = 1;
    entry->key = key;
    entry->length = (uint32_t) length;
    if (length > NEAR)
        entry->text.far = xp_malloc(length);
    memcpy(length > NEAR ? entry->text.far : entry->text.near, out->text + before, length);
}

/* Where all bytes of an entry have room they are copied, and those behind it overwritten later. */
static void add_field(xp_string_t out, xp_stream_t stream, size_t field, int64_t key)
{
    entry_t *entry = stream->memory + field * stream->count + place(key, stream->count);

    if (!entry->used || entry->key != key)
        make_field(out, stream, field, key, entry);
    else if (entry->length > NEAR)
        xp_string_add_bytes(out, entry->text.far, entry->length);
    else
    {
        if (out->room - out->length <= NEAR)
            xp_string_make_room(out, NEAR);
        memcpy(out->text + out->length, entry->text.near, NEAR);
        out->length += entry->length;
    }
}

static void add_end(xp_string_t out, const xp_stream_struct *stream, size_t start, int is_last)
{
    if (stream->trim)
        while (out->length > start && out->text[out->length - 1] == ' ')
            out->length--;
    xp_string_add(out, is_last ? stream->last_end : stream->end);
}

void xp_stream_write(xp_string_t out, xp_stream_t stream, slong first, slong end, xp_pen_t *pen)
{
    int64_t *key = alloc_keys(stream->columns);
    slong j;
    size_t f;

    while (first < end && pen->status == XP_OK)
    {
        slong length = end - first < XP_ROWS_RUN ? end - first : XP_ROWS_RUN;

        stream->rows->fill(key, stream->rows->data, first, length);
        for (j = 0; j < length; j++)
        {
            size_t start = out->length;

            for (f = 0; f < stream->fields; f++)
            {
                size_t column = stream->column == NULL ? f : stream->column[f];

                add_field(out, stream, f, key[column * (size_t) length + (size_t) j]);
            }
            add_end(out, stream, start, first + j + 1 == stream->rows->count);
        }
        first += length;
        if (!xp_pen_goes_on(pen, out, length))
            break;
    }
    free(key);
}

void xp_rows_scratch(xp_sheet_t sheet)
{
    static const char *const heading[] = {""};
    static const xp_align_t align[] = {XP_ALIGN_LEFT};

    xp_sheet_init(sheet);
    xp_sheet_add_table(sheet, NULL, 1, heading, align);
}

void xp_rows_cell(xp_sheet_t sheet, const xp_rows_t *rows, size_t column, int64_t key)
{
    xp_string_reset(sheet->block[0].text);
    sheet->block[0].count = 0;
    rows->add_cell(sheet, rows->data, column, key);
    assert(sheet->block[0].count == 1);
}

/* Remembers a key; whether it was remembered. */
static int meet(int64_t *met, size_t count, int64_t key)
{
    int64_t *here = met + place(key, count);

    if (!is_lasting(key))
        return 0;
    if (*here == key)
        return 1;
    *here = key;
    return 0;
}

void xp_rows_visit(const xp_rows_t *rows, size_t columns,
                   void (*visit)(void *data, size_t column, const xp_sheet_t sheet),
                   void *data, xp_pen_t *pen)
{
    size_t count = remembered(rows->count), k, c;
    int64_t *key = alloc_keys(columns);
    int64_t *met = xp_malloc(columns * count * sizeof(int64_t));
    xp_sheet_t sheet;
    slong first, length, j;

    xp_rows_scratch(sheet);
    for (k = 0; k < columns * count; k++)
        met[k] = INT64_MIN;
    for (first = 0; first < rows->count && pen->status == XP_OK; first += length)
    {
        length = rows->count - first < XP_ROWS_RUN ? rows->count - first : XP_ROWS_RUN;
        rows->fill(key, rows->data, first, length);
        for (c = 0; c < columns; c++)
            for (j = 0; j < length; j++)
                if (!meet(met + c * count, count, key[c * (size_t) length + (size_t) j]))
                {
                    xp_rows_cell(sheet, rows, c, key[c * (size_t) length + (size_t) j]);
                    visit(data, c, sheet);
                }
        (void) xp_pen_goes_on(pen, NULL, length);
    }
    xp_sheet_clear(sheet);
    free(met);
    free(key);
}
