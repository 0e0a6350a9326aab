/* Writes a document in canonical form, statement by statement. */
#include <expost/text/write.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "text/source.h"
#include "text/write_impl.h"

/* The longest line of a body that stands on one line, in characters. */
#define LINE_WIDTH 100

/* No body with more entries stands on one line: they need four characters each. */
#define LINE_ENTRIES (LINE_WIDTH / 4)

#define STEP "    "

/* The place of a statement: parameters first, then the order of the language's tables. */
static int rank_item(const xp_item_struct *item)
{
    switch (item->kind)
    {
        case XP_ITEM_LET:
            return 0;
        case XP_ITEM_TITLE:
            return 1;
        case XP_ITEM_SOURCE:
            return 2;
        case XP_ITEM_OUTCOMES:
        case XP_ITEM_VARIABLE:
            return 3;
        case XP_ITEM_COST:
            return 4;
        case XP_ITEM_REQUIRES:
            return 5;
        case XP_ITEM_AGENT:
            return 6;
        case XP_ITEM_PRIOR_JOINT:
            return 7;
        case XP_ITEM_RULE_EFFICIENT:
        case XP_ITEM_RULE:
            return 8;
        case XP_ITEM_PAYMENT:
            return 9;
        case XP_ITEM_PAYMENTS:
            return 10;
        case XP_ITEM_TYPES:
        case XP_ITEM_TYPES_FIELDS:
        case XP_ITEM_TYPES_TUPLES:
        case XP_ITEM_TYPES_INTERVAL:
            return 11;
        case XP_ITEM_PRIOR:
        case XP_ITEM_PRIOR_TABLE:
        case XP_ITEM_PRIOR_DIST:
        case XP_ITEM_PRIOR_CDF:
        case XP_ITEM_PRIOR_DENSITY:
            return 12;
        case XP_ITEM_VALUE:
            return 13;
        case XP_ITEM_OUTSIDE:
            return 14;
        case XP_ITEM_SHARE:
            return 15;
        case XP_ITEM_PREFERS:
            return 16;
    }
    return 17;
}

#define RANKS 18

/* Characters since the last line end. */
static size_t measure_line(const xp_string_t out)
{
    size_t i = out->length, count = 0;

    while (i > 0 && out->text[i - 1] != '\n')
    {
        i--;
        count += ((unsigned char) out->text[i] & 0xC0) != 0x80;
    }
    return count;
}

static void write_entry(const xp_writer_t *writer, const xp_entry_t *entry)
{
    if (entry->key != NULL)
    {
        xp_write_label(writer, entry->key);
        xp_string_add(writer->out, " = ");
        xp_write_tree(writer, entry->value);
    }
    else
    {
        xp_write_tree(writer, entry->value);
        xp_string_add(writer->out, entry->condition == NULL ? " otherwise" : " when ");
        if (entry->condition != NULL)
        {
            xp_write_tree(writer, entry->condition);
        }
    }
}

/* Commas between short entries, `;` where the entries have commas of their own. */
static const char *choose_separator(const xp_body_struct *body)
{
    size_t i;

    if (body->kind == XP_BODY_CASES)
    {
        return "; ";
    }
    for (i = 0; i < body->entry_count; i++)
    {
        if (body->entry[i].key->kind == XP_TREE_TUPLE
            || body->entry[i].value->kind == XP_TREE_TUPLE)
        {
            return "; ";
        }
    }
    return ", ";
}

/* On one line if it fits; the line so far is left as it was when it does not. */
static int write_one_line(const xp_writer_t *writer, const xp_body_struct *body)
{
    xp_string_struct *out = writer->out;
    size_t length = out->length, i;
    const char *separator;

    if (body->entry_count > LINE_ENTRIES)
    {
        return 0;
    }
    separator = choose_separator(body);
    xp_string_add(out, " { ");
    for (i = 0; i < body->entry_count; i++)
    {
        xp_string_add(out, i == 0 ? "" : separator);
        write_entry(writer, &body->entry[i]);
    }
    xp_string_add(out, " }");
    if (measure_line(out) > LINE_WIDTH)
    {
        out->length = length;
        out->text[length] = 0;
        return 0;
    }
    return 1;
}

static void write_body(const xp_writer_t *writer, const xp_body_struct *body,
                       const char *indent)
{
    xp_string_struct *out = writer->out;
    size_t i;

    if (body->kind == XP_BODY_FORMULA)
    {
        xp_string_add(out, " = ");
        xp_write_tree(writer, body->value);
    }
    else if (!write_one_line(writer, body))
    {
        xp_string_add(out, " {\n");
        for (i = 0; i < body->entry_count; i++)
        {
            xp_string_printf(out, "%s" STEP, indent);
            write_entry(writer, &body->entry[i]);
            xp_string_add_char(out, '\n');
        }
        xp_string_printf(out, "%s}", indent);
    }
}

/* types (a, b) in { (0, 1), (3, 2) } */
static void write_tuples(const xp_writer_t *writer, const xp_item_struct *item,
                         const char *indent)
{
    xp_string_struct *out = writer->out;
    size_t length, i;

    xp_string_add(out, "types (");
    xp_write_labels(writer, item->list.tree, item->list.count);
    xp_string_add(out, ") in {");
    length = out->length;
    if (item->tuples.count <= LINE_ENTRIES)
    {
        xp_string_add_char(out, ' ');
        xp_write_labels(writer, item->tuples.tree, item->tuples.count);
        xp_string_add(out, " }");
        if (measure_line(out) <= LINE_WIDTH)
        {
            return;
        }
        out->length = length;
        out->text[length] = 0;
    }
    for (i = 0; i < item->tuples.count; i++)
    {
        xp_string_printf(out, "\n%s" STEP, indent);
        xp_write_label(writer, item->tuples.tree[i]);
    }
    xp_string_printf(out, "\n%s}", indent);
}

/* An item of `types`: a label, or a tree with expressions in it. */
static void write_types(const xp_writer_t *writer, const xp_item_struct *item)
{
    size_t i;

    for (i = 0; i < item->list.count; i++)
    {
        xp_string_add(writer->out, i == 0 ? " " : ", ");
        xp_write_label(writer, item->list.tree[i]);
    }
}

static void write_prior(const xp_writer_t *writer, const xp_item_struct *item)
{
    /* A name alone would be a distribution. */
    int alone = !item->weights && item->list.count == 1
                && item->list.tree[0]->kind == XP_TREE_NAME;

    xp_string_add(writer->out, item->weights ? "prior weights " : "prior ");
    xp_string_add(writer->out, alone ? "(" : "");
    xp_write_trees(writer, item->list.tree, item->list.count);
    xp_string_add(writer->out, alone ? ")" : "");
}

static void write_prefers(const xp_writer_t *writer, const xp_item_struct *item)
{
    size_t i, j;

    xp_string_add(writer->out, "prefers");
    for (i = 0; i < item->tiers.count; i++)
    {
        const xp_tree_struct *tier = item->tiers.tree[i];

        for (j = 0; j < tier->child_count; j++)
        {
            xp_string_add(writer->out, j > 0 ? " ~ " : i > 0 ? " > " : " ");
            xp_write_label(writer, tier->child[j]);
        }
    }
}

/* Words, then what most statements have behind them: an outcome, a file, a body. */
static void write_plain(const xp_writer_t *writer, const xp_item_struct *item,
                        const char *words, const char *indent)
{
    xp_string_add(writer->out, words);
    if (item->target != NULL)
    {
        xp_string_add_char(writer->out, ' ');
        xp_write_label(writer, item->target);
    }
    if (item->file != NULL)
    {
        xp_string_add(writer->out, " from ");
        xp_write_quoted(writer->out, item->file->text);
    }
    if (item->body != NULL)
    {
        write_body(writer, item->body, indent);
    }
}

static void write_items(const xp_writer_t *writer, xp_item_struct *const *item, size_t count,
                        const char *indent);

static void write_item(const xp_writer_t *writer, const xp_item_struct *item,
                       const char *indent)
{
    xp_string_struct *out = writer->out;

    switch (item->kind)
    {
        case XP_ITEM_TITLE:
        case XP_ITEM_SOURCE:
            xp_string_add(out, item->kind == XP_ITEM_TITLE ? "title " : "source ");
            xp_write_quoted(out, item->name->text);
            break;
        case XP_ITEM_LET:
            xp_string_printf(out, "let %s = ", item->name->text);
            xp_write_tree(writer, item->value);
            break;
        case XP_ITEM_OUTCOMES:
            xp_string_add(out, "outcomes ");
            xp_write_labels(writer, item->list.tree, item->list.count);
            break;
        case XP_ITEM_VARIABLE:
            xp_string_printf(out, "outcomes %s %s", item->name->text,
                             item->value == NULL ? "real" : "in ");
            if (item->value != NULL)
            {
                xp_write_tree(writer, item->value);
            }
            break;
        case XP_ITEM_COST:
            write_plain(writer, item, "cost", indent);
            break;
        case XP_ITEM_REQUIRES:
            write_plain(writer, item, "outcome", indent);
            xp_string_add(out, " requires ");
            xp_write_labels(writer, item->list.tree, item->list.count);
            break;
        case XP_ITEM_AGENT:
            xp_string_add(out, "agent ");
            xp_write_labels(writer, item->list.tree, item->list.count);
            xp_string_add(out, item->item_count == 0 ? " { }" : " {\n");
            if (item->item_count > 0)
            {
                write_items(writer, item->item, item->item_count, STEP);
                xp_string_add_char(out, '}');
            }
            break;
        case XP_ITEM_PRIOR_JOINT:
            write_plain(writer, item, item->weights ? "prior joint weights" : "prior joint",
                        indent);
            break;
        case XP_ITEM_RULE_EFFICIENT:
            xp_string_add(out, "rule efficient");
            if (item->name != NULL)
            {
                xp_string_printf(out, " ties %s", item->name->text);
            }
            break;
        case XP_ITEM_RULE:
            write_plain(writer, item, "rule", indent);
            break;
        case XP_ITEM_PAYMENT:
            xp_string_add(out, "payment ");
            xp_write_labels(writer, item->list.tree, item->list.count);
            write_body(writer, item->body, indent);
            break;
        case XP_ITEM_PAYMENTS:
            xp_string_add(out, "payments");
            if (item->name != NULL)
            {
                xp_string_add_char(out, ' ');
                xp_write_tree(writer, item->name);
            }
            write_plain(writer, item, "", indent);
            break;
        case XP_ITEM_TYPES:
            write_plain(writer, item, "types", indent);
            write_types(writer, item);
            break;
        case XP_ITEM_TYPES_FIELDS:
            xp_string_add(out, "types (");
            xp_write_trees(writer, item->list.tree, item->list.count);
            xp_string_add_char(out, ')');
            break;
        case XP_ITEM_TYPES_TUPLES:
            write_tuples(writer, item, indent);
            break;
        case XP_ITEM_TYPES_INTERVAL:
            xp_string_add(out, "types in ");
            xp_write_tree(writer, item->value);
            break;
        case XP_ITEM_PRIOR:
            write_prior(writer, item);
            break;
        case XP_ITEM_PRIOR_TABLE:
            write_plain(writer, item, "prior", indent);
            break;
        case XP_ITEM_PRIOR_DIST:
            xp_string_add(out, "prior ");
            xp_write_tree(writer, item->value);
            break;
        case XP_ITEM_PRIOR_CDF:
            write_plain(writer, item, "prior cdf", indent);
            break;
        case XP_ITEM_PRIOR_DENSITY:
            write_plain(writer, item, "prior density", indent);
            break;
        case XP_ITEM_VALUE:
            write_plain(writer, item, "value", indent);
            break;
        case XP_ITEM_OUTSIDE:
            write_plain(writer, item, item->target == NULL ? "outside" : "outside at", indent);
            break;
        case XP_ITEM_SHARE:
            xp_string_add(out, "share = ");
            xp_write_tree(writer, item->value);
            break;
        case XP_ITEM_PREFERS:
            write_prefers(writer, item);
            break;
    }
}

static void write_items(const xp_writer_t *writer, xp_item_struct *const *item, size_t count,
                        const char *indent)
{
    size_t i;
    int rank;

    for (rank = 0; rank < RANKS; rank++)
    {
        for (i = 0; i < count; i++)
        {
            if (rank_item(item[i]) == rank)
            {
                xp_string_add(writer->out, indent);
                write_item(writer, item[i], indent);
                xp_string_add_char(writer->out, '\n');
            }
        }
    }
}

void xp_document_write(xp_string_t out, const xp_document_t doc)
{
    xp_writer_t writer = {out, doc, NULL};

    write_items(&writer, doc->item, doc->item_count, "");
}

void xp_model_write(xp_string_t out, const xp_model_t model)
{
    xp_document_write(out, xp_model_document(model));
}
