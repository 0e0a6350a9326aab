/* Tables from files in agent blocks: types (with values, fields, prior) and values. */
#include "text/tables.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* The columns of a table of types; columns->csv->columns where there is none. */
typedef struct
{
    size_t type;
    size_t value;
    size_t prior;
    size_t *field;
    size_t fields;
} columns_t;

/* Whether text is a plain name, which the name of a field must be. */
static int is_plain_name(const char *text)
{
    if (text[0] >= '0' && text[0] <= '9')
    {
        return 0;
    }
    for (; *text != '\0'; text++)
    {
        unsigned char byte = (unsigned char) *text;

        if (byte < 0x80 && byte != '_' && !(byte >= '0' && byte <= '9') &&
            !(byte >= 'a' && byte <= 'z') && !(byte >= 'A' && byte <= 'Z'))
        {
            return 0;
        }
    }
    return 1;
}

static int find_columns(columns_t *columns, xp_csv_sheet_t *sheet)
{
    static const char *known[] = {"type", "value", "prior"};
    size_t count = sheet->csv->columns;

    columns->value = xp_csv_sheet_find(sheet, "value");
    columns->prior = xp_csv_sheet_find(sheet, "prior");
    columns->field = xp_calloc(count, sizeof(size_t));
    if (!xp_csv_sheet_need(&columns->type, sheet, "type"))
    {
        return 0;
    }
    if (columns->value < count)
    {
        return xp_csv_sheet_check_used(sheet, known, 3);
    }
    for (size_t c = 0; c < count; c++)
    {
        const xp_csv_cell_t *cell = xp_csv_cell(sheet->csv, 0, c);

        if (sheet->used[c])
        {
            continue;
        }
        if (!is_plain_name(cell->text))
        {
            xp_reader_fail(sheet->reader, sheet->base + cell->offset,
                           "column \"%s\": the name of a field is made of letters, digits and _",
                           cell->text);
            return 0;
        }
        columns->field[columns->fields++] = c;
    }
    if (columns->fields == 1)
    {
        const xp_csv_cell_t *cell = xp_csv_cell(sheet->csv, 0, columns->field[0]);

        xp_reader_fail(sheet->reader, sheet->base + cell->offset,
                       "column \"%s\": a table of types has a column \"value\", or two columns of "
                       "fields or more", cell->text);
        return 0;
    }
    return 1;
}

/* A type with its number, or alone. */
static int convert_plain(xp_item_struct *item, xp_csv_sheet_t *sheet, const columns_t *columns)
{
    xp_document_struct *doc = sheet->reader->source->doc;
    int whole = 1;

    for (size_t row = 1; row < sheet->csv->rows; row++)
    {
        xp_tree_struct *part[2];

        part[0] = xp_csv_sheet_type(sheet, row, columns->type);
        if (part[0] != NULL && part[0]->kind == XP_TREE_TUPLE)
        {
            xp_reader_fail(sheet->reader, part[0]->span.begin,
                           "a tuple of numbers needs one column for each field");
            part[0] = NULL;
        }
        if (columns->value == sheet->csv->columns)
        {
            whole = whole && part[0] != NULL;
            part[1] = part[0];
        }
        else
        {
            part[1] = xp_csv_sheet_rational(sheet, row, columns->value);
            whole = whole && part[0] != NULL && part[1] != NULL;
            part[1] = !whole ? NULL
                             : xp_tree_node(doc, XP_TREE_LABELLED, part[0]->span, NULL, part, 2);
        }
        if (whole)
        {
            xp_trees_add(doc, &item->list, part[1]);
        }
    }
    return whole;
}

/* Whether the type cell of a tuple names what the fields say; empty is allowed. */
static int check_label(xp_csv_sheet_t *sheet, size_t row, const columns_t *columns,
                       const xp_tree_struct *tuple)
{
    const xp_csv_cell_t *cell = xp_csv_cell(sheet->csv, row, columns->type);
    const xp_tree_struct *tree;
    int same;
    fmpq_t label, value;

    if (cell->length == 0)
    {
        return 1;
    }
    tree = xp_csv_sheet_type(sheet, row, columns->type);
    if (tree == NULL)
    {
        return 0;
    }
    same = tree->kind == XP_TREE_TUPLE && tree->child_count == tuple->child_count;
    fmpq_init(label);
    fmpq_init(value);
    for (size_t f = 0; f < tuple->child_count && same; f++)
    {
        same = xp_tree_label_value(label, tree->child[f]) == 1 &&
               xp_tree_label_value(value, tuple->child[f]) == 1 && fmpq_equal(label, value);
    }
    fmpq_clear(label);
    fmpq_clear(value);
    if (!same)
    {
        xp_reader_fail(sheet->reader, sheet->base + cell->offset,
                       "a type with fields is named by its numbers, as \"(0,1)\": write that here "
                       "or leave the cell empty");
    }
    return same;
}

static int convert_fields(xp_item_struct *item, xp_csv_sheet_t *sheet, const columns_t *columns)
{
    xp_document_struct *doc = sheet->reader->source->doc;
    xp_tree_struct **part = xp_calloc(columns->fields, sizeof(xp_tree_struct *));
    int whole = 1;

    item->kind = XP_ITEM_TYPES_TUPLES;
    for (size_t f = 0; f < columns->fields; f++)
    {
        const xp_csv_cell_t *cell = xp_csv_cell(sheet->csv, 0, columns->field[f]);

        xp_trees_add(doc, &item->list,
                     xp_tree_word(doc, XP_TREE_NAME,
                                  xp_csv_sheet_span(sheet, 0, columns->field[f]), cell->text));
    }
    for (size_t row = 1; row < sheet->csv->rows; row++)
    {
        xp_tree_struct *tuple;
        int read = 1;

        for (size_t f = 0; f < columns->fields; f++)
        {
            part[f] = xp_csv_sheet_rational(sheet, row, columns->field[f]);
            read = read && part[f] != NULL;
        }
        whole = whole && read;
        if (!read)
        {
            continue;
        }
        tuple = xp_tree_node(doc, XP_TREE_TUPLE, part[0]->span, NULL, part, columns->fields);
        whole = check_label(sheet, row, columns, tuple) && whole;
        xp_trees_add(doc, &item->tuples, tuple);
    }
    free(part);
    return whole;
}

/* The column of priors becomes a statement of its own. */
static int convert_prior(xp_item_struct *block, xp_csv_sheet_t *sheet, const columns_t *columns,
                         xp_span_t span)
{
    xp_document_struct *doc = sheet->reader->source->doc;
    xp_item_struct *prior = xp_item_new(doc, XP_ITEM_PRIOR, span);
    int whole = 1;

    for (size_t row = 1; row < sheet->csv->rows; row++)
    {
        xp_tree_struct *tree = xp_csv_sheet_rational(sheet, row, columns->prior);

        whole = whole && tree != NULL;
        if (whole)
        {
            xp_trees_add(doc, &prior->list, tree);
        }
    }
    if (whole)
    {
        xp_item_add(doc, block, prior);
    }
    return whole;
}

static void convert_types(xp_reader_t *reader, xp_item_struct *block, xp_item_struct *item)
{
    columns_t columns = {0};
    xp_csv_sheet_t sheet;

    if (xp_csv_sheet_open(&sheet, reader, item->file) && find_columns(&columns, &sheet))
    {
        int whole = 1;

        if (sheet.csv->rows == 1)
        {
            xp_reader_fail(reader, sheet.base, "this table has no types");
            whole = 0;
        }
        whole = whole && (columns.fields > 0 ? convert_fields(item, &sheet, &columns)
                                             : convert_plain(item, &sheet, &columns));
        if (columns.prior < sheet.csv->columns)
        {
            whole = whole && convert_prior(block, &sheet, &columns,
                                           xp_csv_sheet_span(&sheet, 0, columns.prior));
        }
        item->file = whole ? NULL : item->file;
    }
    free(columns.field);
    xp_csv_sheet_close(&sheet);
}

void xp_read_type_files(xp_reader_t *reader)
{
    const xp_document_struct *doc = reader->source->doc;

    for (size_t i = 0; i < doc->item_count; i++)
    {
        xp_item_struct *block = doc->item[i];
        size_t count = block->item_count;

        for (size_t k = 0; block->kind == XP_ITEM_AGENT && k < count; k++)
        {
            if (block->item[k]->kind == XP_ITEM_TYPES && block->item[k]->file != NULL)
            {
                convert_types(reader, block, block->item[k]);
            }
        }
    }
}

/* The column of each outcome; 0 after an error. */
static int find_outcomes(size_t *column, xp_csv_sheet_t *sheet)
{
    const xp_source_struct *source = sheet->reader->source;
    size_t count = sheet->csv->columns;

    for (slong a = 0; a < source->outcome_count; a++)
    {
        column[a] = count;
    }
    for (size_t c = 0; c < count; c++)
    {
        const xp_csv_cell_t *cell = xp_csv_cell(sheet->csv, 0, c);
        xp_tree_struct *tree;
        slong outcome;

        if (sheet->used[c])
        {
            continue;
        }
        tree = xp_csv_sheet_name(sheet, 0, c, "outcome");
        outcome = tree == NULL ? -1 : xp_resolve_outcome(sheet->reader, tree, -1);
        if (outcome < 0)
        {
            return 0;
        }
        if (column[outcome] < count)
        {
            xp_reader_fail(sheet->reader, sheet->base + cell->offset,
                           "two columns are for outcome %s", source->outcome_label[outcome]);
            return 0;
        }
        column[outcome] = c;
    }
    for (slong a = 0; a < source->outcome_count; a++)
    {
        if (column[a] == count)
        {
            xp_reader_fail(sheet->reader,
                           sheet->base + xp_csv_cell(sheet->csv, 0, 0)->offset,
                           "this table has no column \"%s\" for that outcome",
                           source->outcome_label[a]);
            return 0;
        }
    }
    return 1;
}

/* The types of a block, whose table has been read: each of them once; 0 after an error. */
static int check_types(xp_csv_sheet_t *sheet, const xp_item_struct *block, size_t column)
{
    xp_reader_t *reader = sheet->reader;
    const xp_class_t *class = reader->source->class;
    size_t *row_of;
    int whole = 1;

    while (class->block != block)
    {
        class++;
    }
    row_of = xp_calloc((size_t) class->count, sizeof(size_t));
    for (size_t row = 1; row < sheet->csv->rows && whole; row++)
    {
        const xp_tree_struct *tree = xp_csv_sheet_type(sheet, row, column);
        slong type = tree == NULL ? -1 : xp_resolve_type(reader, class, tree);

        whole = type >= 0;
        if (whole && row_of[type] > 0)
        {
            xp_reader_fail(reader, tree->span.begin, "type %s stands twice in this table",
                           class->label[type]);
            whole = 0;
        }
        else if (whole)
        {
            row_of[type] = row;
        }
    }
    for (slong t = 0; t < class->count && whole; t++)
    {
        if (row_of[t] == 0)
        {
            xp_reader_fail(reader, xp_csv_sheet_span(sheet, 0, column).begin,
                           "this table misses type %s of agent \"%s\"", class->label[t],
                           reader->source->agent_name[class->first]);
            whole = 0;
        }
    }
    free(row_of);
    return whole;
}

/* value from "f.csv": one statement for each outcome, the first in the place of the old one. */
static void convert_values(xp_reader_t *reader, xp_item_struct *block, xp_item_struct *item)
{
    xp_source_struct *source = reader->source;
    xp_document_struct *doc = source->doc;
    slong m = source->outcome_count;
    size_t *column = xp_calloc((size_t) m + 1, sizeof(size_t));
    xp_item_struct **made = xp_calloc((size_t) m + 1, sizeof(xp_item_struct *));
    xp_csv_sheet_t sheet;
    size_t type;

    if (xp_csv_sheet_open(&sheet, reader, item->file) && xp_csv_sheet_need(&type, &sheet, "type") &&
        find_outcomes(column, &sheet) && check_types(&sheet, block, type))
    {
        int whole = 1;

        for (slong a = 0; a < m; a++)
        {
            xp_span_t span = xp_csv_sheet_span(&sheet, 0, column[a]);

            made[a] = a == 0 ? item : xp_item_new(doc, XP_ITEM_VALUE, span);
            made[a]->target = xp_tree_word(doc, XP_TREE_QUOTED, span, source->outcome_label[a]);
            made[a]->body = xp_body_new(doc, XP_BODY_TABLE, span);
        }
        for (size_t row = 1; row < sheet.csv->rows; row++)
        {
            xp_tree_struct *key = xp_csv_sheet_type(&sheet, row, type);

            for (slong a = 0; a < m; a++)
            {
                xp_tree_struct *value = xp_csv_sheet_rational(&sheet, row, column[a]);

                whole = whole && key != NULL && value != NULL;
                if (whole)
                {
                    xp_body_add(doc, made[a]->body, key->span, key, value, NULL);
                }
            }
        }
        for (slong a = 1; a < m && whole; a++)
        {
            xp_item_add(doc, block, made[a]);
        }
        item->file = whole ? NULL : item->file;
    }
    free(column);
    free(made);
    xp_csv_sheet_close(&sheet);
}

void xp_convert_values(xp_reader_t *reader)
{
    const xp_document_struct *doc = reader->source->doc;

    for (size_t i = 0; i < doc->item_count; i++)
    {
        xp_item_struct *block = doc->item[i];
        size_t count = block->item_count;

        for (size_t k = 0; block->kind == XP_ITEM_AGENT && k < count; k++)
        {
            if (block->item[k]->kind == XP_ITEM_VALUE && block->item[k]->file != NULL)
            {
                convert_values(reader, block, block->item[k]);
            }
        }
    }
}
