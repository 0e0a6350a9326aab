/* The rows of a table of a sheet, whether it holds them or asks for them. */
#include "render/sheet_impl.h"

#include <string.h>

typedef struct
{
    void (*visit)(void *data, size_t column, const xp_sheet_block_struct *block,
                  const xp_cell_struct *cell);
    void *data;
} visit_t;

static void visit_scratch(void *data, size_t column, const xp_sheet_t sheet)
{
    const visit_t *visit = data;

    visit->visit(visit->data, column, sheet->block, sheet->block[0].cell);
}

void xp_sheet_visit(const xp_sheet_block_struct *table,
                    void (*visit)(void *data, size_t column, const xp_sheet_block_struct *block,
                                  const xp_cell_struct *cell),
                    void *data, xp_pen_t *pen)
{
    visit_t to = {visit, data};
    size_t i;

    if (table->has_rows)
        xp_rows_visit(&table->rows, table->columns, visit_scratch, &to, pen);
    for (i = 0; i < table->count; i++)
        visit(data, i % table->columns, table, table->cell + i);
}

slong xp_sheet_row_count(const xp_sheet_block_struct *table)
{
    return table->has_rows ? table->rows.count : (slong) (table->count / table->columns);
}

static void add_key(xp_string_t out, void *data, size_t field, int64_t key)
{
    xp_sheet_rows_struct *rows = data;

    xp_rows_cell(rows->scratch, &rows->table->rows, field, key);
    rows->add(out, rows->data, field, rows->scratch->block, rows->scratch->block[0].cell);
}

void xp_sheet_rows_init(xp_sheet_rows_t rows, const xp_sheet_block_struct *table,
                        void (*add)(xp_string_t out, void *data, size_t column,
                                    const xp_sheet_block_struct *block,
                                    const xp_cell_struct *cell),
                        void *data, const char *end, int trim)
{
    memset(rows, 0, sizeof(xp_sheet_rows_struct));
    rows->table = table;
    rows->add = add;
    rows->data = data;
    rows->end = end;
    rows->trim = trim;
    if (!table->has_rows)
        return;
    xp_rows_scratch(rows->scratch);
    xp_stream_init(rows->stream, &table->rows, table->columns, table->columns, NULL, add_key, rows);
    rows->stream->end = rows->stream->last_end = end;
    rows->stream->trim = trim;
}

void xp_sheet_rows_clear(xp_sheet_rows_t rows)
{
    if (!rows->table->has_rows)
        return;
    xp_stream_clear(rows->stream);
    xp_sheet_clear(rows->scratch);
}

void xp_sheet_rows_write(xp_string_t out, xp_sheet_rows_t rows, slong first, slong before,
                         xp_pen_t *pen)
{
    const xp_sheet_block_struct *table = rows->table;
    size_t k;

    if (table->has_rows)
    {
        xp_stream_write(out, rows->stream, first, before, pen);
        return;
    }
    for (; first < before; first++)
    {
        size_t start = out->length;

        for (k = 0; k < table->columns; k++)
            rows->add(out, rows->data, k, table,
                      table->cell + (size_t) first * table->columns + k);
        if (rows->trim)
            while (out->length > start && out->text[out->length - 1] == ' ')
                out->text[--out->length] = '\0';
        xp_string_add(out, rows->end);
    }
}

static void note_decimal(void *data, size_t column, const xp_sheet_block_struct *block,
                         const xp_cell_struct *cell)
{
    char *flag = data;

    (void) block;
    if (cell->decimal_length > 0)
        flag[column] = 1;
}

void xp_sheet_find_decimals(char *flag, const xp_sheet_block_struct *table, xp_pen_t *pen)
{
    memset(flag, 0, table->columns);
    if (!table->has_rows || table->rows.decimals)
        xp_sheet_visit(table, note_decimal, flag, pen);
}
