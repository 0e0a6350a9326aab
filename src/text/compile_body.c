/* Bodies: a formula, cases, or a table by type or by profile. */
#include "text/compile.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

const xp_code_struct *xp_compile_tuple(xp_scope_t *scope, const xp_tree_struct *tree)
{
    const xp_source_struct *source = scope->reader->source;
    slong n = source->agent_count;
    xp_code_struct *code;
    int whole = 1;

    if (n == 1 && tree->kind != XP_TREE_TUPLE)
    {
        return xp_compile_number(scope, tree);
    }
    if (tree->kind != XP_TREE_TUPLE || (slong) tree->child_count != n)
    {
        if (n == 1)
        {
            xp_reader_fail(scope->reader, tree->span.begin, "expected one payment");
        }
        else
        {
            xp_reader_fail(scope->reader, tree->span.begin,
                           "expected %ld payments in parentheses, one for each agent", (long) n);
        }
        return NULL;
    }
    code = xp_code_new(scope, XP_CODE_TUPLE, tree->span.begin, n);
    for (slong i = 0; i < n; i++)
    {
        code->child[i] = xp_compile_number(scope, tree->child[i]);
        whole = whole && code->child[i] != NULL;
    }
    return whole ? code : NULL;
}

static const xp_code_struct *compile_cases(xp_scope_t *scope, const xp_body_struct *body,
                                           xp_compile_t entry)
{
    slong count = (slong) body->entry_count;
    xp_code_struct *code = xp_code_new(scope, XP_CODE_CASES, body->span.begin, 2 * count);
    int whole = 1;
    int closed = 0;

    for (slong e = 0; e < count; e++)
    {
        const xp_entry_t *one = &body->entry[e];

        if (closed)
        {
            xp_reader_fail(scope->reader, one->span.begin,
                           "a case after `otherwise` never holds: put `otherwise` last");
            return NULL;
        }
        if (one->condition == NULL)
        {
            closed = 1;
        }
        else
        {
            code->child[2 * e] = xp_compile_condition(scope, one->condition);
            whole = whole && code->child[2 * e] != NULL;
        }
        code->child[2 * e + 1] = entry(scope, one->value);
        whole = whole && code->child[2 * e + 1] != NULL;
    }
    return whole ? code : NULL;
}

/* A table with one entry for each type of the agents' class. */
static const xp_code_struct *compile_by_type(xp_scope_t *scope, const xp_body_struct *body,
                                             xp_compile_t entry, int partial)
{
    xp_reader_t *reader = scope->reader;
    const xp_class_t *class = &reader->source->class[reader->source->class_of[scope->self[0]]];
    const xp_code_struct *zero = NULL;
    xp_code_struct *code;
    int whole = 1;

    if (class->broken)
    {
        return NULL;
    }
    code = xp_code_new(scope, XP_CODE_BY_TYPE, body->span.begin, class->count);
    for (size_t e = 0; e < body->entry_count; e++)
    {
        const xp_entry_t *one = &body->entry[e];
        slong type = xp_resolve_type(reader, class, one->key);
        const xp_code_struct *value = entry(scope, one->value);

        if (type >= 0 && code->child[type] != NULL)
        {
            xp_reader_fail(reader, one->key->span.begin, "type %s stands twice in this table",
                           class->label[type]);
            return NULL;
        }
        whole = whole && type >= 0 && value != NULL;
        if (type >= 0)
        {
            code->child[type] = value;
        }
    }
    if (!whole || body->broken)
    {
        return NULL;
    }
    for (slong t = 0; t < class->count; t++)
    {
        if (code->child[t] != NULL)
        {
            continue;
        }
        if (!partial)
        {
            xp_reader_fail(reader, body->span.begin, "this table misses type %s of agent \"%s\"",
                           class->label[t], reader->source->agent_name[class->first]);
            return NULL;
        }
        if (zero == NULL)
        {
            xp_code_struct *constant = xp_code_new(scope, XP_CODE_CONSTANT, body->span.begin, 0);
            fmpq_t value;

            fmpq_init(value);
            constant->value = xp_source_constant(reader->source, value);
            fmpq_clear(value);
            zero = constant;
        }
        code->child[t] = zero;
    }
    return code;
}

/* One row of a table by profile while it is sorted. */
typedef struct
{
    const slong *key;
    slong n;
    const xp_code_struct *value;
    size_t offset;
} row_t;

static int compare_rows(const void *left, const void *right)
{
    const row_t *a = left;
    const row_t *b = right;

    for (slong i = 0; i < a->n; i++)
    {
        if (a->key[i] != b->key[i])
        {
            return a->key[i] < b->key[i] ? -1 : 1;
        }
    }
    return (a->offset > b->offset) - (a->offset < b->offset);
}

static int same_keys(const row_t *a, const row_t *b)
{
    return memcmp(a->key, b->key, (size_t) a->n * sizeof(slong)) == 0;
}

static void fail_profile(xp_reader_t *reader, size_t offset, const char *format,
                         const slong *profile)
{
    xp_string_t text;

    xp_string_init(text);
    xp_source_add_profile(text, reader->source, profile);
    xp_reader_fail(reader, offset, "%s %s", format, text->text);
    xp_string_clear(text);
}

/* Whether the sorted rows hold every profile; the first missing one is an error. */
static int check_complete(xp_reader_t *reader, const row_t *row, slong count, size_t offset)
{
    const xp_source_struct *source = reader->source;
    slong n = source->agent_count;
    slong *profile = xp_calloc((size_t) n, sizeof(slong));
    int more = 1;
    slong r = 0;

    while (more && r < count && memcmp(row[r].key, profile, (size_t) n * sizeof(slong)) == 0)
    {
        slong i = n - 1;

        while (i >= 0 && ++profile[i] == source->class[source->class_of[i]].count)
        {
            profile[i--] = 0;
        }
        more = i >= 0;
        r++;
    }
    if (more)
    {
        fail_profile(reader, offset, "this table misses profile", profile);
    }
    free(profile);
    return !more;
}

static const xp_code_struct *arrange_rows(xp_scope_t *scope, const xp_body_struct *body,
                                          row_t *row, slong count, int partial)
{
    xp_reader_t *reader = scope->reader;
    slong n = reader->source->agent_count;
    xp_code_struct *code;

    qsort(row, (size_t) count, sizeof(row_t), compare_rows);
    for (slong r = 1; r < count; r++)
    {
        if (same_keys(&row[r - 1], &row[r]))
        {
            fail_profile(reader, row[r].offset, "this profile stands twice in the table:",
                         row[r].key);
            return NULL;
        }
    }
    if (!partial && !check_complete(reader, row, count, body->span.begin))
    {
        return NULL;
    }
    code = xp_code_new(scope, XP_CODE_BY_PROFILE, body->span.begin, count);
    code->key = xp_document_alloc(reader->source->doc,
                                  (size_t) count * (size_t) n * sizeof(slong));
    for (slong r = 0; r < count; r++)
    {
        memcpy(code->key + r * n, row[r].key, (size_t) n * sizeof(slong));
        code->child[r] = row[r].value;
    }
    return code;
}

static const xp_code_struct *compile_by_profile(xp_scope_t *scope, const xp_body_struct *body,
                                                xp_compile_t entry, int partial)
{
    xp_reader_t *reader = scope->reader;
    size_t n = (size_t) reader->source->agent_count;
    size_t count = body->entry_count;
    const xp_code_struct *code = NULL;
    slong *key;
    row_t *row;
    int whole = 1;

    if (!xp_reader_is_whole(reader))
    {
        return NULL;
    }
    key = xp_calloc(count * n, sizeof(slong));
    row = xp_calloc(count, sizeof(row_t));
    for (size_t e = 0; e < count; e++)
    {
        const xp_entry_t *one = &body->entry[e];

        row[e].key = key + e * n;
        row[e].n = (slong) n;
        row[e].offset = one->key->span.begin;
        whole = xp_resolve_profile(reader, key + e * n, one->key) && whole;
        row[e].value = entry(scope, one->value);
        whole = whole && row[e].value != NULL;
    }
    if (whole && !body->broken)
    {
        code = arrange_rows(scope, body, row, (slong) count, partial);
    }
    free(row);
    free(key);
    return code;
}

const xp_code_struct *xp_compile_body(xp_scope_t *scope, const xp_body_struct *body,
                                      xp_compile_t entry, int by_type, int partial)
{
    switch (body->kind)
    {
        case XP_BODY_FORMULA:
            return entry(scope, body->value);
        case XP_BODY_CASES:
            return body->broken ? NULL : compile_cases(scope, body, entry);
        default:
            return by_type ? compile_by_type(scope, body, entry, partial)
                           : compile_by_profile(scope, body, entry, partial);
    }
}
