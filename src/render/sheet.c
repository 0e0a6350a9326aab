/* A page of paragraphs and tables: its blocks. */
#include <expost/render/sheet.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>
#include <expost/render/number.h>

#include "render/sheet_impl.h"

void xp_sheet_init(xp_sheet_t sheet)
{
    memset(sheet, 0, sizeof(xp_sheet_struct));
}

void xp_sheet_clear(xp_sheet_t sheet)
{
    size_t i, k;

    for (i = 0; i < sheet->count; i++)
    {
        xp_sheet_block_struct *block = sheet->block + i;

        xp_string_clear(block->text);
        free(block->caption);
        for (k = 0; k < block->columns; k++)
            free(block->heading[k]);
        free(block->heading);
        free(block->align);
        free(block->cell);
    }
    free(sheet->block);
    xp_sheet_init(sheet);
}

static xp_sheet_block_struct *add_block(xp_sheet_t sheet, xp_block_kind_t kind)
{
    xp_sheet_block_struct *block;

    xp_array_grow(&sheet->block, &sheet->room, sheet->count, sizeof(xp_sheet_block_struct));
    block = sheet->block + sheet->count++;
    memset(block, 0, sizeof(xp_sheet_block_struct));
    block->kind = kind;
    xp_string_init(block->text);
    return block;
}

static xp_sheet_block_struct *last_table(xp_sheet_t sheet)
{
    assert(sheet->count > 0 && sheet->block[sheet->count - 1].kind == XP_BLOCK_TABLE);
    return sheet->block + sheet->count - 1;
}

void xp_sheet_add_heading(xp_sheet_t sheet, const char *text)
{
    xp_string_add(add_block(sheet, XP_BLOCK_HEADING)->text, text);
}

void xp_sheet_add_paragraph(xp_sheet_t sheet, const char *text)
{
    xp_string_add(add_block(sheet, XP_BLOCK_PARAGRAPH)->text, text);
}

void xp_sheet_add_item(xp_sheet_t sheet, const char *text)
{
    xp_string_add(add_block(sheet, XP_BLOCK_ITEM)->text, text);
}

void xp_sheet_add_command(xp_sheet_t sheet, const char *text)
{
    xp_string_add(add_block(sheet, XP_BLOCK_COMMAND)->text, text);
}

void xp_sheet_add_table(xp_sheet_t sheet, const char *caption, size_t columns,
                        const char *const *heading, const xp_align_t *align)
{
    xp_sheet_block_struct *block = add_block(sheet, XP_BLOCK_TABLE);
    size_t k;

    assert(columns >= 1);
    block->caption = caption == NULL ? NULL : xp_strdup(caption);
    block->columns = columns;
    block->heading = xp_malloc(columns * sizeof(char *));
    block->align = xp_malloc(columns * sizeof(xp_align_t));
    for (k = 0; k < columns; k++)
    {
        block->heading[k] = xp_strdup(heading[k]);
        block->align[k] = align[k];
    }
}

static xp_cell_struct *add_cell(xp_sheet_block_struct *table)
{
    xp_cell_struct *cell;

    xp_array_grow(&table->cell, &table->room, table->count, sizeof(xp_cell_struct));
    cell = table->cell + table->count++;
    memset(cell, 0, sizeof(xp_cell_struct));
    cell->offset = table->text->length;
    return cell;
}

void xp_sheet_add_cell(xp_sheet_t sheet, const char *text)
{
    xp_sheet_block_struct *table = last_table(sheet);
    xp_cell_struct *cell = add_cell(table);

    cell->length = strlen(text);
    xp_string_add(table->text, text);
}

void xp_sheet_add_number(xp_sheet_t sheet, const char *text)
{
    xp_sheet_add_cell(sheet, text);
    last_table(sheet)->cell[last_table(sheet)->count - 1].is_number = 1;
}

void xp_sheet_add_rational(xp_sheet_t sheet, const fmpq_t value, long digits)
{
    xp_sheet_block_struct *table = last_table(sheet);
    xp_cell_struct *cell = add_cell(table);

    cell->is_number = 1;
    xp_rat_add_text(table->text, value);
    cell->length = table->text->length - cell->offset;
    if (digits >= 0 && !fmpz_is_one(fmpq_denref(value)))
    {
        cell->is_exact = (unsigned char) xp_number_add_decimal(table->text, value, digits);
        cell->decimal_length = table->text->length - cell->offset - cell->length;
    }
}

void xp_sheet_add_formula(xp_sheet_t sheet, const char *text, const char *latex)
{
    xp_sheet_block_struct *table = last_table(sheet);

    xp_sheet_add_number(sheet, text);
    xp_string_add(table->text, latex);
    table->cell[table->count - 1].latex_length = strlen(latex);
}

void xp_sheet_add_real(xp_sheet_t sheet, const xp_real_t value, long digits)
{
    xp_sheet_block_struct *table = last_table(sheet);
    xp_cell_struct *cell;
    xp_string_t latex;
    int known;

    if (value->kind == XP_REAL_RATIONAL)
    {
        xp_sheet_add_rational(sheet, value->rational, digits);
        return;
    }
    cell = add_cell(table);
    cell->is_number = 1;
    xp_real_add_text(table->text, value, value->kind == XP_REAL_ENCLOSURE ? digits : -1);
    cell->length = table->text->length - cell->offset;
    if (digits >= 0 && value->kind == XP_REAL_ALGEBRAIC)
    {
        known = xp_real_add_decimal(table->text, value, digits);
        cell->is_exact = known == 1;
        cell->decimal_length = table->text->length - cell->offset - cell->length;
    }
    xp_string_init(latex);
    xp_real_add_latex(latex, value, digits);
    xp_string_add(table->text, latex->text);
    cell->latex_length = latex->length;
    xp_string_clear(latex);
}

void xp_sheet_set_aside(xp_sheet_t sheet)
{
    last_table(sheet)->aside = 1;
}

void xp_sheet_set_rows(xp_sheet_t sheet, const xp_rows_t *rows)
{
    xp_sheet_block_struct *table = last_table(sheet);

    assert(table->count == 0);
    table->has_rows = 1;
    table->rows = *rows;
}

void xp_sheet_add_comment(xp_string_t out, const char *command)
{
    for (; *command != '\0'; command++)
        xp_string_add_char(out, (unsigned char) *command < ' ' ? ' ' : *command);
}

/* The rows that are written, and gone through before for the widths of their columns. */
static uint64_t count_rows(const xp_sheet_t sheet, xp_format_t format)
{
    uint64_t total = 0;
    size_t i;

    for (i = 0; i < sheet->count; i++)
        if (sheet->block[i].has_rows)
            total += (uint64_t) sheet->block[i].rows.count;
    return format == XP_FORMAT_TEXT || format == XP_FORMAT_LATEX ? 2 * total : total;
}

xp_status_t xp_sheet_write_to(xp_string_t out, const xp_sink_t *sink, const xp_sheet_t sheet,
                              xp_format_t format, const char *command,
                              const xp_progress_t *progress, xp_error_t error)
{
    xp_pen_t pen = {sink, progress, error, 0, count_rows(sheet, format), XP_OK};
    size_t i;

    for (i = 0; i < sheet->count; i++)
        assert(sheet->block[i].kind != XP_BLOCK_TABLE
               || sheet->block[i].count % sheet->block[i].columns == 0);
    switch (format)
    {
    case XP_FORMAT_LATEX:
        xp_sheet_write_latex(out, sheet, command, &pen);
        break;
    case XP_FORMAT_MARKDOWN:
        xp_sheet_write_markdown(out, sheet, command, &pen);
        break;
    case XP_FORMAT_CSV:
        xp_sheet_write_csv(out, sheet, &pen);
        break;
    default:
        assert(format == XP_FORMAT_TEXT);
        xp_sheet_write_text(out, sheet, &pen);
        break;
    }
    return pen.status;
}

void xp_sheet_write(xp_string_t out, const xp_sheet_t sheet, xp_format_t format,
                    const char *command)
{
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    status = xp_sheet_write_to(out, NULL, sheet, format, command, NULL, error);
    assert(status == XP_OK);
    (void) status;
    xp_error_clear(error);
}
