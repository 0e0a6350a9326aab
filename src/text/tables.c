/* Tables from files: CSV records become the statements that would say the same. */
#include "text/tables.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "text/file.h"
#include "text/sets.h"

/* Roughly the bytes that one cell takes as a tree. */
#define CELL_BYTES 400

int xp_csv_sheet_open(xp_csv_sheet_t *sheet, xp_reader_t *reader, const xp_tree_struct *file)
{
    xp_source_struct *source = reader->source;
    size_t length = 0;
    size_t offset = 0;
    char *text = NULL;
    char *path = xp_file_beside(source->doc->path, reader->options->directory, file->text);
    xp_error_t error;
    xp_status_t status;

    memset(sheet, 0, sizeof(xp_csv_sheet_t));
    sheet->reader = reader;
    xp_csv_init(sheet->csv);
    xp_error_init(error);
    status = xp_file_read(&text, &length, path, error);
    if (status != XP_OK)
    {
        xp_reader_take_at(reader, status, error, file->span.begin);
    }
    else
    {
        sheet->base = xp_source_add_file(source, path, text, length);
        status = xp_csv_read(sheet->csv, text, length, &offset, error);
        if (status != XP_OK)
        {
            xp_reader_take_at(reader, status, error, sheet->base + offset);
        }
    }
    if (status == XP_OK)
    {
        fmpz_t cells;

        fmpz_init_set_ui(cells, sheet->csv->rows);
        fmpz_mul_ui(cells, cells, sheet->csv->columns);
        if (!xp_reader_fits(reader, file->span.begin, cells, CELL_BYTES, "cells of a table"))
        {
            status = XP_LIMIT;
        }
        fmpz_clear(cells);
        sheet->used = xp_calloc(sheet->csv->columns, 1);
    }
    xp_error_clear(error);
    free(path);
    return status == XP_OK;
}

void xp_csv_sheet_close(xp_csv_sheet_t *sheet)
{
    free(sheet->used);
    xp_csv_clear(sheet->csv);
}

size_t xp_csv_sheet_find(xp_csv_sheet_t *sheet, const char *header)
{
    size_t column = xp_csv_column(sheet->csv, header);

    if (column < sheet->csv->columns)
    {
        sheet->used[column] = 1;
    }
    return column;
}

int xp_csv_sheet_need(size_t *column, xp_csv_sheet_t *sheet, const char *header)
{
    *column = xp_csv_sheet_find(sheet, header);
    if (*column < sheet->csv->columns)
    {
        return 1;
    }
    xp_reader_fail(sheet->reader, sheet->base + xp_csv_cell(sheet->csv, 0, 0)->offset,
                   "this table has no column \"%s\"", header);
    return 0;
}

int xp_csv_sheet_check_used(xp_csv_sheet_t *sheet, const char **known, size_t count)
{
    for (size_t c = 0; c < sheet->csv->columns; c++)
    {
        if (!sheet->used[c])
        {
            const xp_csv_cell_t *cell = xp_csv_cell(sheet->csv, 0, c);
            const xp_names_t names = {known, (slong) count, NULL};

            xp_reader_undefined(sheet->reader, sheet->base + cell->offset,
                                "column of this table", cell->text, &names);
            return 0;
        }
    }
    return 1;
}

xp_span_t xp_csv_sheet_span(const xp_csv_sheet_t *sheet, size_t row, size_t column)
{
    const xp_csv_cell_t *cell = xp_csv_cell(sheet->csv, row, column);
    xp_span_t span = {sheet->base + cell->offset, sheet->base + cell->offset + cell->length};

    return span;
}

int xp_csv_sheet_number(fmpq_t value, xp_csv_sheet_t *sheet, size_t row, size_t column)
{
    const xp_csv_cell_t *cell = xp_csv_cell(sheet->csv, row, column);
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    status = xp_rat_set_text(value, cell->text, cell->length, error);
    if (status != XP_OK)
    {
        xp_reader_take_at(sheet->reader, status, error, sheet->base + cell->offset);
    }
    xp_error_clear(error);
    return status == XP_OK;
}

xp_tree_struct *xp_csv_sheet_rational(xp_csv_sheet_t *sheet, size_t row, size_t column)
{
    xp_tree_struct *tree = NULL;
    fmpq_t value;

    fmpq_init(value);
    if (xp_csv_sheet_number(value, sheet, row, column))
    {
        tree = xp_tree_rational(sheet->reader->source->doc, xp_csv_sheet_span(sheet, row, column),
                                value);
    }
    fmpq_clear(value);
    return tree;
}

/* Whether text can be a name in the file: bytes without a zero, not too long. */
static int check_name(xp_csv_sheet_t *sheet, size_t row, size_t column, const char *what)
{
    const xp_csv_cell_t *cell = xp_csv_cell(sheet->csv, row, column);
    size_t offset = sheet->base + cell->offset;

    if (cell->length == 0)
    {
        xp_reader_fail(sheet->reader, offset, "this %s is empty", what);
        return 0;
    }
    if (cell->length > XP_NAME_LIMIT)
    {
        xp_reader_fail(sheet->reader, offset, "this %s is longer than %d bytes", what,
                       XP_NAME_LIMIT);
        return 0;
    }
    if (strpbrk(cell->text, "\r\n\t") != NULL)
    {
        xp_reader_fail(sheet->reader, offset, "this %s has a line end or a tabulator in it",
                       what);
        return 0;
    }
    return 1;
}

xp_tree_struct *xp_csv_sheet_name(xp_csv_sheet_t *sheet, size_t row, size_t column,
                                  const char *what)
{
    if (!check_name(sheet, row, column, what))
    {
        return NULL;
    }
    return xp_tree_word(sheet->reader->source->doc, XP_TREE_QUOTED,
                        xp_csv_sheet_span(sheet, row, column),
                        xp_csv_cell(sheet->csv, row, column)->text);
}

/* "(3, 0)" as a tuple of numeric labels. */
static xp_tree_struct *read_tuple(xp_csv_sheet_t *sheet, const xp_csv_cell_t *cell, xp_span_t span)
{
    xp_document_struct *doc = sheet->reader->source->doc;
    const char *at = cell->text + 1;
    const char *end = cell->text + cell->length - 1;
    xp_trees_t parts = {0};

    while (at <= end)
    {
        size_t length = strcspn(at, ",)");
        const char *next = at + length + 1;

        while (length > 0 && *at == ' ')
        {
            at++;
            length--;
        }
        while (length > 0 && at[length - 1] == ' ')
        {
            length--;
        }
        xp_trees_add(doc, &parts, xp_tree_label(doc, span, at, length));
        at = next;
    }
    return xp_tree_node(doc, XP_TREE_TUPLE, span, NULL, parts.tree, parts.count);
}

xp_tree_struct *xp_csv_sheet_type(xp_csv_sheet_t *sheet, size_t row, size_t column)
{
    xp_document_struct *doc = sheet->reader->source->doc;
    const xp_csv_cell_t *cell = xp_csv_cell(sheet->csv, row, column);
    xp_span_t span = xp_csv_sheet_span(sheet, row, column);

    if (!check_name(sheet, row, column, "type"))
    {
        return NULL;
    }
    if (cell->text[0] == '(' && cell->text[cell->length - 1] == ')' &&
        memchr(cell->text, ',', cell->length) != NULL)
    {
        return read_tuple(sheet, cell, span);
    }
    return xp_tree_label(doc, span, cell->text, cell->length);
}
