/* The outcomes: named ones, one for each agent, or the values of a decision variable. */
#include "text/sets.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* The one statement of outcomes; NULL after an error. */
static const xp_item_struct *find_outcomes(xp_reader_t *reader)
{
    const xp_document_struct *doc = reader->source->doc;
    const xp_item_struct *found = NULL;

    for (size_t i = 0; i < doc->item_count; i++)
    {
        const xp_item_struct *item = doc->item[i];

        if (item->kind != XP_ITEM_OUTCOMES && item->kind != XP_ITEM_VARIABLE)
        {
            continue;
        }
        if (found != NULL)
        {
            xp_reader_fail(reader, item->span.begin, "`outcomes` stands twice");
            return found;
        }
        found = item;
    }
    if (found == NULL && !(doc->lost & XP_LOST_OUTCOMES))
    {
        xp_reader_fail(reader, doc->length,
                       "the model has no outcomes: add a line such as `outcomes keep, trade`");
    }
    return found;
}

/* Lists the names; 0 after an error. */
static int list_names(xp_reader_t *reader, const xp_item_struct *item)
{
    xp_source_struct *source = reader->source;
    slong n = source->agent_count;
    slong count = 0;
    slong first, repeated;
    size_t *place;
    fmpz_t total;
    int fits;

    for (size_t i = 0; i < item->list.count; i++)
    {
        int owner = item->list.tree[i]->kind == XP_TREE_OWNER;

        if (owner && source->owner != NULL)
        {
            xp_reader_fail(reader, item->list.tree[i]->span.begin,
                           "owner(agents) stands twice");
            return 0;
        }
        if (owner && source->agents_broken)
        {
            return 0;
        }
        if (owner)
        {
            source->owner = xp_calloc((size_t) n, sizeof(slong));
        }
        count += owner ? n : 1;
    }
    fmpz_init_set_si(total, count);
    fits = xp_reader_fits(reader, item->span.begin, total, XP_LABEL_BYTES, "outcomes");
    fmpz_clear(total);
    if (!fits)
    {
        return 0;
    }
    source->outcome_label = xp_calloc((size_t) count, sizeof(const char *));
    place = xp_calloc((size_t) count, sizeof(size_t));
    for (size_t i = 0; i < item->list.count; i++)
    {
        const xp_tree_struct *tree = item->list.tree[i];
        slong times = tree->kind == XP_TREE_OWNER ? n : 1;

        for (slong a = 0; a < times; a++)
        {
            const char *label = tree->text;

            if (tree->kind == XP_TREE_OWNER)
            {
                xp_string_t text;

                xp_string_init(text);
                xp_string_printf(text, "owner(%s)", source->agent_name[a]);
                label = xp_document_text(source->doc, text->text, text->length);
                xp_string_clear(text);
                source->owner[a] = source->outcome_count;
            }
            place[source->outcome_count] = tree->span.begin;
            source->outcome_label[source->outcome_count++] = label;
        }
    }
    xp_names_set(&source->outcomes, source->outcome_label, count);
    repeated = xp_names_repeated(&source->outcomes, &first);
    if (repeated >= 0)
    {
        xp_reader_fail(reader, place[repeated], "the outcome \"%s\" stands twice",
                       source->outcome_label[repeated]);
    }
    free(place);
    return repeated < 0;
}

static int list_values(xp_reader_t *reader, const xp_item_struct *item)
{
    xp_source_struct *source = reader->source;
    xp_scope_t scope;
    xp_set_t set;

    source->variable = item->name->text;
    if (xp_names_find(&source->lets, source->variable) >= 0)
    {
        xp_reader_fail(reader, item->name->span.begin,
                       "\"%s\" is a parameter already: give the decision variable another name",
                       source->variable);
        return 0;
    }
    if (item->value == NULL || item->value->kind == XP_TREE_INTERVAL)
    {
        if (reader->model->continuous == NULL)
        {
            xp_reader_fail(reader, item->span.begin,
                           "a real decision needs types on intervals (types in [0, 1]); with "
                           "finite types write outcomes %s in grid(FROM, TO, COUNT)",
                           source->variable);
        }
        return reader->model->continuous != NULL;
    }
    xp_scope_init(&scope, reader, XP_MAY_LETS, "outcomes");
    xp_set_init(&set);
    if (!xp_set_read(&set, &scope, item->value, "outcomes"))
    {
        xp_set_clear(&set);
        return 0;
    }
    source->outcome_count = set.count;
    source->outcome_label = set.label;
    source->outcome_value = set.value;
    set.value = NULL;
    set.label = NULL;
    xp_set_clear(&set);
    xp_names_set(&source->outcomes, source->outcome_label, source->outcome_count);
    xp_points_set(&source->outcome_points, source->outcome_value, 1, source->outcome_count,
                  NULL);
    return 1;
}

/* Whether every block states a share and none a value. */
static int has_only_shares(const xp_source_struct *source)
{
    int only = source->class_count > 0 && !source->agents_broken;

    for (slong c = 0; c < source->class_count && only; c++)
    {
        const xp_item_struct *block = source->class[c].block;
        int shares = 0;

        for (size_t i = 0; i < block->item_count; i++)
        {
            shares |= block->item[i]->kind == XP_ITEM_SHARE;
            only = only && block->item[i]->kind != XP_ITEM_VALUE;
        }
        only = only && shares;
    }
    return only;
}

/* outcomes owner(agents), where shares alone say so; NULL where they do not. */
static const xp_item_struct *make_owners(xp_reader_t *reader)
{
    xp_document_struct *doc = reader->source->doc;
    xp_span_t span = {doc->length, doc->length};
    xp_tree_struct *everybody, *owner;
    xp_item_struct *item;

    for (size_t i = 0; i < doc->item_count; i++)
    {
        if (doc->item[i]->kind == XP_ITEM_OUTCOMES || doc->item[i]->kind == XP_ITEM_VARIABLE)
        {
            return NULL;
        }
    }
    if (reader->model->continuous == NULL || (doc->lost & XP_LOST_OUTCOMES) ||
        !has_only_shares(reader->source))
    {
        return NULL;
    }
    everybody = xp_tree_word(doc, XP_TREE_AGENTS, span, NULL);
    owner = xp_tree_node(doc, XP_TREE_OWNER, span, NULL, &everybody, 1);
    item = xp_item_new(doc, XP_ITEM_OUTCOMES, span);
    xp_trees_add(doc, &item->list, owner);
    reader->source->partnership = 1;
    return item;
}

void xp_read_outcomes(xp_reader_t *reader)
{
    xp_source_struct *source = reader->source;
    const xp_item_struct *item = make_owners(reader);

    if (item == NULL)
    {
        item = find_outcomes(reader);
    }
    if (item == NULL)
    {
        source->outcomes_broken = 1;
    }
    else if (item->kind == XP_ITEM_OUTCOMES)
    {
        source->outcomes_broken = !list_names(reader, item);
    }
    else
    {
        source->outcomes_broken = !list_values(reader, item);
    }
    xp_lotteries_init(source->lotteries, source->outcome_count);
    source->has_lotteries = 1;
}
