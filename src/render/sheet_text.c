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

static void add_blanks(xp_string_t out, size_t count)
{
    while (count-- > 0)
        xp_string_add_char(out, ' ');
}

/* A control character in a name must not reach a terminal. */
static void add_visible(xp_string_t out, const char *text, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++)
        if ((unsigned char) text[i] < ' ' || text[i] == 0x7F)
            xp_string_add_char(out, '?');
        else
            xp_string_add_char(out, text[i]);
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

static size_t cell_width(const xp_sheet_block_struct *table, const xp_cell_struct *cell)
{
    return xp_width(table->text->text + cell->offset, cell->length);
}

static widths_t measure(const xp_sheet_block_struct *table, size_t column)
{
    widths_t widths = {0, 0, 0};
    size_t texts = 0, i;

    for (i = column; i < table->count; i += table->columns)
    {
        const xp_cell_struct *cell = table->cell + i;

        if (!cell->is_number)
            texts = larger(texts, cell_width(table, cell));
        else
            widths.main = larger(widths.main, cell_width(table, cell));
        if (cell->decimal_length > 0)
            widths.decimal = larger(widths.decimal, cell->decimal_length + 3);
    }
    widths.all = larger(larger(widths.main + widths.decimal, texts),
                        xp_width(table->heading[column], strlen(table->heading[column])));
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

static void add_cell(xp_string_t out, const xp_sheet_block_struct *table, size_t index,
                     const widths_t *widths)
{
    const xp_cell_struct *cell = table->cell + index;
    const char *text = table->text->text + cell->offset;
    xp_align_t align = table->align[index % table->columns];
    size_t before = 0;

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

static void add_table(xp_string_t out, const xp_sheet_block_struct *table)
{
    widths_t *widths = xp_malloc(table->columns * sizeof(widths_t));
    size_t i, k, w;

    if (table->caption != NULL)
    {
        add_folded(out, table->caption, "");
        xp_string_add_char(out, '\n');
    }
    for (k = 0; k < table->columns; k++)
    {
        widths[k] = measure(table, k);
        add_blanks(out, k > 0 ? GAP : 0);
        add_field(out, table->heading[k], strlen(table->heading[k]), widths[k].all,
                  table->align[k]);
    }
    end_line(out);
    for (k = 0; k < table->columns; k++)
    {
        add_blanks(out, k > 0 ? GAP : 0);
        for (w = 0; w < widths[k].all; w++)
            xp_string_add_char(out, '-');
    }
    end_line(out);
    for (i = 0; i < table->count; i++)
    {
        k = i % table->columns;
        add_blanks(out, k > 0 ? GAP : 0);
        add_cell(out, table, i, widths + k);
        if (k + 1 == table->columns)
            end_line(out);
    }
    free(widths);
}

void xp_sheet_write_text(xp_string_t out, const xp_sheet_t sheet)
{
    size_t i;

    for (i = 0; i < sheet->count; i++)
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
            add_table(out, block);
            break;
        }
    }
}
