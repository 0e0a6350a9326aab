/* Tables from files by profile: joint priors, rules, payments. */
#include "text/tables.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* The column of each agent; what: a word before the name, or "". */
static int find_agents(size_t *column, xp_csv_sheet_t *sheet, const char *what)
{
    const xp_source_struct *source = sheet->reader->source;

    for (slong i = 0; i < source->agent_count; i++)
    {
        xp_string_t header;
        int found;

        xp_string_init(header);
        xp_string_printf(header, "%s%s", what, source->agent_name[i]);
        found = xp_csv_sheet_need(&column[i], sheet, header->text);
        xp_string_clear(header);
        if (!found)
        {
            return 0;
        }
    }
    return 1;
}

/* Whether no column is left over; the agents and count other words are known. */
static int check_columns(xp_csv_sheet_t *sheet, const char **word, size_t count)
{
    const xp_source_struct *source = sheet->reader->source;
    size_t n = (size_t) source->agent_count;
    const char **known = xp_calloc(n + count, sizeof(const char *));
    int good;

    for (size_t i = 0; i < n; i++)
    {
        known[i] = source->agent_name[i];
    }
    for (size_t w = 0; w < count; w++)
    {
        known[n + w] = word[w];
    }
    good = xp_csv_sheet_check_used(sheet, known, n + count);
    free(known);
    return good;
}

/* The profile of a row as a key; NULL after an error. */
static xp_tree_struct *read_key(xp_csv_sheet_t *sheet, size_t row, const size_t *column)
{
    const xp_source_struct *source = sheet->reader->source;
    size_t n = (size_t) source->agent_count;
    xp_tree_struct **part = xp_calloc(n, sizeof(xp_tree_struct *));
    xp_tree_struct *key;
    int whole = 1;

    for (size_t i = 0; i < n; i++)
    {
        part[i] = xp_csv_sheet_type(sheet, row, column[i]);
        whole = whole && part[i] != NULL;
    }
    key = !whole ? NULL : part[0];
    if (whole && n > 1)
    {
        key = xp_tree_node(sheet->reader->source->doc, XP_TREE_TUPLE, part[0]->span, NULL, part,
                           n);
    }
    free(part);
    return key;
}

static void convert_joint(xp_reader_t *reader, xp_item_struct *item)
{
    static const char *words[] = {"probability", "weight"};
    xp_document_struct *doc = reader->source->doc;
    size_t *column = xp_calloc((size_t) reader->source->agent_count, sizeof(size_t));
    xp_csv_sheet_t sheet;

    if (xp_csv_sheet_open(&sheet, reader, item->file) && find_agents(column, &sheet, ""))
    {
        size_t none = sheet.csv->columns;
        size_t probability = xp_csv_sheet_find(&sheet, "probability");
        size_t weight = xp_csv_sheet_find(&sheet, "weight");
        xp_body_struct *body = xp_body_new(doc, XP_BODY_TABLE, item->file->span);
        int whole = 1;

        if ((probability == none) == (weight == none))
        {
            xp_reader_fail(reader, sheet.base,
                           "expected one column \"probability\" or \"weight\"");
            whole = 0;
        }
        whole = whole && check_columns(&sheet, words, 2);
        for (size_t row = 1; row < sheet.csv->rows && whole; row++)
        {
            xp_tree_struct *key = read_key(&sheet, row, column);
            xp_tree_struct *value =
                xp_csv_sheet_rational(&sheet, row, weight == none ? probability : weight);

            whole = key != NULL && value != NULL;
            if (whole)
            {
                xp_body_add(doc, body, key->span, key, value, NULL);
            }
        }
        if (whole)
        {
            item->file = NULL;
            item->body = body;
            item->weights = weight != none;
        }
    }
    free(column);
    xp_csv_sheet_close(&sheet);
}

/* One row of a rule's table; rows of one profile are brought together. */
typedef struct
{
    size_t row;
    slong n;
    slong *profile;
    xp_tree_struct *key;
} record_t;

static int compare_records(const void *left, const void *right)
{
    const record_t *a = left;
    const record_t *b = right;

    for (slong i = 0; i < a->n; i++)
    {
        if (a->profile[i] != b->profile[i])
        {
            return a->profile[i] < b->profile[i] ? -1 : 1;
        }
    }
    return (a->row > b->row) - (a->row < b->row);
}

static int same_profile(const record_t *a, const record_t *b)
{
    return memcmp(a->profile, b->profile, (size_t) a->n * sizeof(slong)) == 0;
}

/* count rows of one profile as a choice: an outcome, or a lottery. */
static xp_tree_struct *join_rows(xp_csv_sheet_t *sheet, const record_t *record, size_t count,
                                 size_t outcome, size_t probability)
{
    xp_document_struct *doc = sheet->reader->source->doc;
    xp_trees_t parts = {0};

    for (size_t r = 0; r < count; r++)
    {
        xp_tree_struct *name = xp_csv_sheet_name(sheet, record[r].row, outcome, "outcome");
        xp_tree_struct *weight = xp_csv_sheet_rational(sheet, record[r].row, probability);

        if (name == NULL || weight == NULL)
        {
            return NULL;
        }
        xp_trees_add(doc, &parts, weight);
        xp_trees_add(doc, &parts, name);
    }
    if (count == 1 && parts.tree[0]->kind == XP_TREE_NUMBER &&
        fmpq_is_one(parts.tree[0]->value))
    {
        return parts.tree[1];
    }
    return xp_tree_node(doc, XP_TREE_LOTTERY, parts.tree[0]->span, NULL, parts.tree,
                        parts.count);
}

/* The rows in the order of the profiles, each with its profile; 0 after an error. */
static int read_records(record_t *record, slong *profile, xp_csv_sheet_t *sheet,
                        const size_t *column)
{
    slong n = sheet->reader->source->agent_count;
    size_t count = sheet->csv->rows - 1;
    int whole = 1;

    for (size_t r = 0; r < count; r++)
    {
        record[r].row = r + 1;
        record[r].n = n;
        record[r].profile = profile + r * (size_t) n;
        record[r].key = read_key(sheet, r + 1, column);
        whole = record[r].key != NULL &&
                xp_resolve_profile(sheet->reader, record[r].profile, record[r].key) && whole;
    }
    if (whole)
    {
        qsort(record, count, sizeof(record_t), compare_records);
    }
    return whole;
}

static int convert_rows(xp_body_struct *body, xp_csv_sheet_t *sheet, const size_t *column,
                        size_t outcome, size_t probability)
{
    xp_document_struct *doc = sheet->reader->source->doc;
    size_t n = (size_t) sheet->reader->source->agent_count;
    size_t count = sheet->csv->rows - 1;
    record_t *record = xp_calloc(count + 1, sizeof(record_t));
    slong *profile = xp_calloc(count * n + 1, sizeof(slong));
    int whole = read_records(record, profile, sheet, column);

    for (size_t r = 0, next; r < count && whole; r = next)
    {
        xp_tree_struct *value;

        next = r + 1;
        if (probability == sheet->csv->columns)
        {
            value = xp_csv_sheet_name(sheet, record[r].row, outcome, "outcome");
        }
        else
        {
            while (next < count && same_profile(&record[r], &record[next]))
            {
                next++;
            }
            value = join_rows(sheet, &record[r], next - r, outcome, probability);
        }
        whole = value != NULL;
        if (whole)
        {
            xp_body_add(doc, body, record[r].key->span, record[r].key, value, NULL);
        }
    }
    free(profile);
    free(record);
    return whole;
}

static void convert_rule(xp_reader_t *reader, xp_item_struct *item)
{
    static const char *words[] = {"outcome", "probability"};
    xp_document_struct *doc = reader->source->doc;
    size_t *column = xp_calloc((size_t) reader->source->agent_count, sizeof(size_t));
    xp_csv_sheet_t sheet;
    size_t outcome;

    if (xp_csv_sheet_open(&sheet, reader, item->file) && find_agents(column, &sheet, "") &&
        xp_csv_sheet_need(&outcome, &sheet, "outcome"))
    {
        size_t probability = xp_csv_sheet_find(&sheet, "probability");
        xp_body_struct *body = xp_body_new(doc, XP_BODY_TABLE, item->file->span);

        if (check_columns(&sheet, words, 2) &&
            convert_rows(body, &sheet, column, outcome, probability))
        {
            item->file = NULL;
            item->body = body;
        }
    }
    free(column);
    xp_csv_sheet_close(&sheet);
}

/* The columns that `pay --format csv` adds for the reader say nothing new. */
static int skip_report(xp_csv_sheet_t *sheet)
{
    xp_csv_sheet_find(sheet, "outcome");
    xp_csv_sheet_find(sheet, "sum");
    xp_csv_sheet_find(sheet, "cost");
    return 1;
}

static void convert_payments(xp_reader_t *reader, xp_item_struct *item)
{
    xp_document_struct *doc = reader->source->doc;
    size_t n = (size_t) reader->source->agent_count;
    size_t *column = xp_calloc(2 * n, sizeof(size_t));
    xp_tree_struct **part = xp_calloc(n, sizeof(xp_tree_struct *));
    xp_csv_sheet_t sheet;

    if (xp_csv_sheet_open(&sheet, reader, item->file) && find_agents(column, &sheet, "") &&
        find_agents(column + n, &sheet, "payment ") && skip_report(&sheet) &&
        check_columns(&sheet, NULL, 0))
    {
        xp_body_struct *body = xp_body_new(doc, XP_BODY_TABLE, item->file->span);
        int whole = 1;

        for (size_t row = 1; row < sheet.csv->rows && whole; row++)
        {
            xp_tree_struct *key = read_key(&sheet, row, column);

            whole = key != NULL;
            for (size_t i = 0; i < n; i++)
            {
                part[i] = xp_csv_sheet_rational(&sheet, row, column[n + i]);
                whole = whole && part[i] != NULL;
            }
            if (whole)
            {
                xp_tree_struct *value = part[0];

                if (n > 1)
                {
                    value = xp_tree_node(doc, XP_TREE_TUPLE, part[0]->span, NULL, part, n);
                }
                xp_body_add(doc, body, key->span, key, value, NULL);
            }
        }
        if (whole)
        {
            item->file = NULL;
            item->body = body;
        }
    }
    free(part);
    free(column);
    xp_csv_sheet_close(&sheet);
}

void xp_read_files(xp_reader_t *reader)
{
    const xp_source_struct *source = reader->source;
    const xp_document_struct *doc = source->doc;

    if (!xp_reader_is_whole(reader))
    {
        return;
    }
    xp_convert_values(reader);
    for (size_t i = 0; i < doc->item_count; i++)
    {
        xp_item_struct *item = doc->item[i];

        if (item->file == NULL)
        {
            continue;
        }
        if (item->kind == XP_ITEM_PRIOR_JOINT)
        {
            convert_joint(reader, item);
        }
        else if (item->kind == XP_ITEM_RULE)
        {
            convert_rule(reader, item);
        }
        else if (item->kind == XP_ITEM_PAYMENTS)
        {
            convert_payments(reader, item);
        }
    }
}
