/* Rows of a large table as text: every field is made once and copied where it occurs again. */
#ifndef XP_RENDER_STREAM_H
#define XP_RENDER_STREAM_H

#include <stddef.h>
#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/sink.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/num/compat.h>
#include <expost/render/sheet.h>

/*
 * How writing goes on: what gathers in a text is handed to sink (or NULL), progress (or NULL) is
 * told done of total rows.  status is that of the first failure, after which nothing is written.
 */
typedef struct
{
    const xp_sink_t *sink;
    const xp_progress_t *progress;
    xp_error_struct *error;
    uint64_t done;
    uint64_t total;
    xp_status_t status;
} xp_pen_t;

/* Between two runs of rows: hands text on, asks progress.  Whether writing goes on. */
int xp_pen_goes_on(xp_pen_t *pen, xp_string_t out, slong rows);

/*
 * A row is its fields one after the other, then end (of the last row of all last_end).
 *   columns   of rows
 *   fields    how many, field f takes the keys of column[f]
 *   add       adds the field of a key, with all that stands between it and the field before
 *   trim      blanks before the end of a row are left out
 *   memory    fields made before, count entries for each field, a power of two
 */
typedef struct
{
    const xp_rows_t *rows;
    size_t columns;
    size_t fields;
    const size_t *column;
    void (*add)(xp_string_t out, void *data, size_t field, int64_t key);
    void *data;
    const char *end;
    const char *last_end;
    int trim;
    struct xp_stream_entry *memory;
    size_t count;
} xp_stream_struct;

typedef xp_stream_struct xp_stream_t[1];

/*
 * Meaning   rows of so many fields; field f takes column f when column is NULL
 * Domain    everything given outlives the stream; end, last_end and trim are "", "" and 0
 */
void xp_stream_init(xp_stream_t stream, const xp_rows_t *rows, size_t columns, size_t fields,
                    const size_t *column,
                    void (*add)(xp_string_t out, void *data, size_t field, int64_t key),
                    void *data);
void xp_stream_clear(xp_stream_t stream);

/*
 * Meaning   adds the rows from first to before end
 * Cost      a look and a copy for each field; making it when it was not met lately
 */
void xp_stream_write(xp_string_t out, xp_stream_t stream, slong first, slong end, xp_pen_t *pen);

/*
 * Meaning   visits the cells of a table with rows: every content of a column at least once,
 *           not every cell; sheet is a scratch sheet with the cell alone in a table
 * Cost      a look for each cell, and a visit for those not met lately
 */
void xp_rows_visit(const xp_rows_t *rows, size_t columns,
                   void (*visit)(void *data, size_t column, const xp_sheet_t sheet),
                   void *data, xp_pen_t *pen);

/* A scratch sheet with a table of one column; the cell of a key becomes its only one. */
void xp_rows_scratch(xp_sheet_t sheet);
void xp_rows_cell(xp_sheet_t sheet, const xp_rows_t *rows, size_t column, int64_t key);

#endif
