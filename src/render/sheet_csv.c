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

static void add_heading(xp_string_t out, const xp_sheet_block_struct *table)
{
    size_t k;

    for (k = 0; k < table->columns; k++)
    {
        if (k > 0)
            xp_string_add_char(out, ',');
        add_field(out, table->heading[k], strlen(table->heading[k]));
        if (xp_sheet_has_decimals(table, k))
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
static void add_decimal(xp_string_t out, const xp_sheet_block_struct *table,
                        const xp_cell_struct *cell)
{
    const char *text = table->text->text + cell->offset;

    if (cell->decimal_length > 0)
        add_field(out, text + cell->length, cell->decimal_length);
    else if (cell->is_number)
        add_field(out, text, cell->length);
}

static void add_rows(xp_string_t out, const xp_sheet_block_struct *table)
{
    char *decimals = xp_malloc(table->columns);
    size_t i;

    for (i = 0; i < table->columns; i++)
        decimals[i] = (char) xp_sheet_has_decimals(table, i);
    for (i = 0; i < table->count; i++)
    {
        const xp_cell_struct *cell = table->cell + i;

        if (i % table->columns > 0)
            xp_string_add_char(out, ',');
        add_field(out, table->text->text + cell->offset, cell->length);
        if (decimals[i % table->columns])
        {
            xp_string_add_char(out, ',');
            add_decimal(out, table, cell);
        }
        if ((i + 1) % table->columns == 0)
            xp_string_add(out, "\r\n");
    }
    free(decimals);
}

void xp_sheet_write_csv(xp_string_t out, const xp_sheet_t sheet)
{
    size_t i;
    int several = 0;

    for (i = 0; i < sheet->count; i++)
        if (sheet->block[i].kind == XP_BLOCK_TABLE && !sheet->block[i].aside)
        {
            if (several)
                xp_string_add(out, "\r\n");
            add_heading(out, sheet->block + i);
            add_rows(out, sheet->block + i);
            several = 1;
        }
}
