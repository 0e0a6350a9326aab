/* A sheet as text for a terminal. */
#include "render/sheet_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/render/width.h>

/* Columns of a folded paragraph. */
#define LINE_WIDTH 79

/* Between two columns of a table. */
#define GAP 2

static void add_times(xp_string_t out, char byte, size_t count)
{
    xp_string_make_room(out, count);
    memset(out->text + out->length, byte, count);
    out->length += count;
    out->text[out->length] = '\0';
}

static void add_blanks(xp_string_t out, size_t count)
{
    add_times(out, ' ', count);
}

/* A control character in a name must not reach a terminal. */
static void add_visible(xp_string_t out, const char *text, size_t length)
{
    size_t start = out->length, i;

    xp_string_add_bytes(out, text, length);
    for (i = start; i < out->length; i++)
        if ((unsigned char) out->text[i] < ' ' || out->text[i] == 0x7F)
            out->text[i] = '?';
}

/* Folds text at blanks; the first line begins with mark, the others with as many blanks. */
static void add_folded(xp_string_t out, const char *text, const char *mark)
{
    size_t indent = strlen(mark), column = indent;
    int fresh = 1;

    xp_string_add(out, mark);
    while (*text != '\0')
    {
        size_t length = strcspn(text, " \n"), width = xp_width(text, length);

        if (!fresh && column + 1 + width > LINE_WIDTH)
        {
            xp_string_add_char(out, '\n');
            add_blanks(out, indent);
            column = indent;
            fresh = 1;
        }
        if (!fresh)
        {
            xp_string_add_char(out, ' ');
            column++;
        }
        add_visible(out, text, length);
        column += width;
        fresh = 0;
        text += length;
        if (*text == '\n')
        {
            xp_string_add_char(out, '\n');
            add_blanks(out, indent);
            column = indent;
            fresh = 1;
        }
        if (*text != '\0')
            text++;
    }
    xp_string_add_char(out, '\n');
}

/*
 * The columns of one column of a table: the number (or text), and the decimal with
 * its sign of equality beside it, each aligned for itself.
 */
typedef struct
{
    size_t main;
    size_t decimal;
    size_t all;
} widths_t;

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* data: the widths of all columns; `all` is that of texts until the end. */
static void measure_cell(void *data, size_t column, const xp_sheet_block_struct *block,
                         const xp_cell_struct *cell)
{
    widths_t *widths = (widths_t *) data + column;
    size_t width = xp_width(block->text->text + cell->offset, cell->length);

    if (!cell->is_number)
        widths->all = larger(widths->all, width);
    else
        widths->main = larger(widths->main, width);
    if (cell->decimal_length > 0)
        widths->decimal = larger(widths->decimal, cell->decimal_length + 3);
}

static widths_t *measure(const xp_sheet_block_struct *table, xp_pen_t *pen)
{
    widths_t *widths = xp_calloc(table->columns, sizeof(widths_t));
    size_t k;

    xp_sheet_visit(table, measure_cell, widths, pen);
    for (k = 0; k < table->columns; k++)
        widths[k].all = larger(larger(widths[k].main + widths[k].decimal, widths[k].all),
                               xp_width(table->heading[k], strlen(table->heading[k])));
    return widths;
}

/* Adds length bytes in a field of width columns; blanks at a line's end are cut off later. */
static void add_field(xp_string_t out, const char *text, size_t length, size_t width,
                      xp_align_t align)
{
    size_t own = xp_width(text, length), fill = width > own ? width - own : 0;

    if (align == XP_ALIGN_RIGHT)
        add_blanks(out, fill);
    add_visible(out, text, length);
    if (align == XP_ALIGN_LEFT)
        add_blanks(out, fill);
}

/* What the cells of a table are written with. */
typedef struct
{
    const widths_t *widths;
    const xp_align_t *align;
} form_t;

static void add_cell(xp_string_t out, void *data, size_t column,
                     const xp_sheet_block_struct *block, const xp_cell_struct *cell)
{
    const form_t *form = data;
    const widths_t *widths = form->widths + column;
    const char *text = block->text->text + cell->offset;
    xp_align_t align = form->align[column];
    size_t before = 0;

    add_blanks(out, column > 0 ? GAP : 0);
    if (!cell->is_number || widths->decimal == 0)
    {
        add_field(out, text, cell->length, widths->all, align);
        return;
    }
    if (align == XP_ALIGN_RIGHT)
        before = widths->all - widths->main - widths->decimal;
    add_blanks(out, before);
    add_field(out, text, cell->length, widths->main, XP_ALIGN_RIGHT);
    if (cell->decimal_length > 0)
        xp_string_add(out, cell->is_exact ? " = " : " \xE2\x89\x88 ");
    xp_string_add_bytes(out, text + cell->length, cell->decimal_length);
    before += widths->main + (cell->decimal_length > 0 ? 3 : 0) + cell->decimal_length;
    add_blanks(out, widths->all - before);
}

static void end_line(xp_string_t out)
{
    while (out->length > 0 && out->text[out->length - 1] == ' ')
        out->text[--out->length] = '\0';
    xp_string_add_char(out, '\n');
}

static void add_table(xp_string_t out, const xp_sheet_block_struct *table, xp_pen_t *pen)
{
    widths_t *widths = measure(table, pen);
    form_t form = {widths, table->align};
    xp_sheet_rows_t rows;
    size_t k;

    if (table->caption != NULL)
    {
        add_folded(out, table->caption, "");
        xp_string_add_char(out, '\n');
    }
    for (k = 0; k < table->columns; k++)
    {
        add_blanks(out, k > 0 ? GAP : 0);
        add_field(out, table->heading[k], strlen(table->heading[k]), widths[k].all,
                  table->align[k]);
    }
    end_line(out);
    for (k = 0; k < table->columns; k++)
    {
        add_blanks(out, k > 0 ? GAP : 0);
        add_times(out, '-', widths[k].all);
    }
    end_line(out);
    xp_sheet_rows_init(rows, table, add_cell, &form, "\n", 1);
    xp_sheet_rows_write(out, rows, 0, xp_sheet_row_count(table), pen);
    xp_sheet_rows_clear(rows);
    free(widths);
}

void xp_sheet_write_text(xp_string_t out, const xp_sheet_t sheet, xp_pen_t *pen)
{
    size_t i;

    for (i = 0; i < sheet->count && pen->status == XP_OK; i++)
    {
        const xp_sheet_block_struct *block = sheet->block + i;

        if (i > 0 && !(block->kind == XP_BLOCK_ITEM && block[-1].kind == XP_BLOCK_ITEM))
            xp_string_add_char(out, '\n');
        switch (block->kind)
        {
        case XP_BLOCK_HEADING:
        case XP_BLOCK_PARAGRAPH:
            add_folded(out, block->text->text, "");
            break;
        case XP_BLOCK_ITEM:
            add_folded(out, block->text->text, "  - ");
            break;
        case XP_BLOCK_COMMAND:
            add_blanks(out, 4);
            add_visible(out, block->text->text, block->text->length);
            xp_string_add_char(out, '\n');
            break;
        case XP_BLOCK_TABLE:
            add_table(out, block, pen);
            break;
        }
    }
}
