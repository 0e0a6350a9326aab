/* A sheet as CSV (RFC 4180): its tables that are not set aside, an empty line between two. */
#include "render/sheet_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

static void add_field(xp_string_t out, const char *text, size_t length)
{
    size_t i;
    int quoted = 0;

    for (i = 0; i < length && !quoted; i++)
        quoted = strchr("\",\r\n", text[i]) != NULL;
    quoted = quoted || (length > 0 && (text[0] == ' ' || text[length - 1] == ' '));
    if (quoted)
        xp_string_add_char(out, '"');
    for (i = 0; i < length; i++)
    {
        if (text[i] == '"')
            xp_string_add_char(out, '"');
        xp_string_add_char(out, text[i]);
    }
    if (quoted)
        xp_string_add_char(out, '"');
}

static void add_heading(xp_string_t out, const xp_sheet_block_struct *table,
                        const char *decimals)
{
    size_t k;

    for (k = 0; k < table->columns; k++)
    {
        if (k > 0)
            xp_string_add_char(out, ',');
        add_field(out, table->heading[k], strlen(table->heading[k]));
        if (decimals[k])
        {
            xp_string_t decimal;

            xp_string_init(decimal);
            xp_string_printf(decimal, "%s decimal", table->heading[k]);
            xp_string_add_char(out, ',');
            add_field(out, decimal->text, decimal->length);
            xp_string_clear(decimal);
        }
    }
    xp_string_add(out, "\r\n");
}

/* The decimal of a cell; an integer is its own. */
static void add_decimal(xp_string_t out, const char *text, const xp_cell_struct *cell)
{
    if (cell->decimal_length > 0)
        add_field(out, text + cell->length, cell->decimal_length);
    else if (cell->is_number)
        add_field(out, text, cell->length);
}

/* data: the flags of the columns with decimals. */
static void add_cell(xp_string_t out, void *data, size_t column,
                     const xp_sheet_block_struct *block, const xp_cell_struct *cell)
{
    const char *decimals = data, *text = block->text->text + cell->offset;

    if (column > 0)
        xp_string_add_char(out, ',');
    add_field(out, text, cell->length);
    if (decimals[column])
    {
        xp_string_add_char(out, ',');
        add_decimal(out, text, cell);
    }
}

static void add_table(xp_string_t out, const xp_sheet_block_struct *table, xp_pen_t *pen)
{
    char *decimals = xp_malloc(table->columns);
    xp_sheet_rows_t rows;

    xp_sheet_find_decimals(decimals, table, pen);
    add_heading(out, table, decimals);
    xp_sheet_rows_init(rows, table, add_cell, decimals, "\r\n", 0);
    xp_sheet_rows_write(out, rows, 0, xp_sheet_row_count(table), pen);
    xp_sheet_rows_clear(rows);
    free(decimals);
}

void xp_sheet_write_csv(xp_string_t out, const xp_sheet_t sheet, xp_pen_t *pen)
{
    size_t i;
    int several = 0;

    for (i = 0; i < sheet->count && pen->status == XP_OK; i++)
        if (sheet->block[i].kind == XP_BLOCK_TABLE && !sheet->block[i].aside)
        {
            if (several)
                xp_string_add(out, "\r\n");
            add_table(out, sheet->block + i, pen);
            several = 1;
        }
}
