/* The types of each block: plain ones, ranges and grids. */
#include "text/listing.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

void xp_listing_make_room(xp_listing_t *listing, slong count, slong fields)
{
    xp_class_t *class = listing->class;

    class->count = count;
    class->fields = fields;
    class->width = fields > 0 ? fields : 1;
    class->label = xp_calloc((size_t) count, sizeof(const char *));
    class->value = _fmpq_vec_init(count * class->width);
    class->numeric = xp_calloc((size_t) count, 1);
    class->literal = xp_calloc((size_t) count, 1);
    listing->place = xp_calloc((size_t) count, sizeof(size_t));
}

static void add_type(xp_listing_t *listing, const char *label, const fmpq *value, int literal,
                     size_t place)
{
    xp_class_t *class = listing->class;
    slong type = listing->next++;

    class->label[type] = label;
    class->numeric[type] = value != NULL;
    class->literal[type] = (unsigned char) literal;
    listing->place[type] = place;
    if (value != NULL)
    {
        fmpq_set(class->value + type, value);
    }
}

/* NAME = EXPR; where the name is a number it must be that one. */
static int list_labelled(xp_listing_t *listing, const xp_tree_struct *name, const fmpq_t value)
{
    fmpq_t number;
    int same;

    if (name->kind == XP_TREE_NAME || name->kind == XP_TREE_QUOTED)
    {
        add_type(listing, name->text, value, 0, name->span.begin);
        return 1;
    }
    fmpq_init(number);
    same = xp_tree_label_value(number, name) == 1 && fmpq_equal(number, value);
    fmpq_clear(number);
    if (!same)
    {
        xp_reader_fail(listing->reader, name->span.begin,
                       "a type that is a number cannot have another value: name it, or put the "
                       "number in quotation marks");
        return 0;
    }
    add_type(listing, xp_set_label(&listing->scope, name, value), value, 1, name->span.begin);
    return 1;
}

/* One item of `types`; set holds the numbers of a range or grid. */
static int list_item(xp_listing_t *listing, const xp_tree_struct *tree, const xp_set_t *set)
{
    fmpq_t value;
    int read = 1;

    if (set->count > 0)
    {
        for (slong c = 0; c < set->count; c++)
        {
            add_type(listing, set->label[c], set->value + c, 1, set->place[c]);
        }
        return 1;
    }
    fmpq_init(value);
    if (tree->kind == XP_TREE_LABELLED)
    {
        const xp_tree_struct *name = tree->child[0];

        read = xp_compile_constant(value, &listing->scope, tree->child[1]);
        read = read && list_labelled(listing, name, value);
    }
    else if (tree->kind == XP_TREE_NAME || tree->kind == XP_TREE_QUOTED)
    {
        add_type(listing, tree->text, NULL, 0, tree->span.begin);
    }
    else if (!xp_tree_is_label(tree))
    {
        read = 0; /* the parser has said so */
    }
    else if (xp_tree_label_value(value, tree) == 1)
    {
        add_type(listing, xp_set_label(&listing->scope, tree, value), value, 1,
                 tree->span.begin);
    }
    else
    {
        xp_reader_fail(listing->reader, tree->span.begin, "division by zero in a type");
        read = 0;
    }
    fmpq_clear(value);
    return read;
}

static int list_plain(xp_listing_t *listing, const xp_item_struct *item)
{
    size_t items = item->list.count;
    xp_set_t *set = xp_calloc(items + 1, sizeof(xp_set_t));
    fmpz_t count;
    int read = 1;

    fmpz_init(count);
    for (size_t i = 0; i < items; i++)
    {
        const xp_tree_struct *tree = item->list.tree[i];

        if (tree->kind == XP_TREE_RANGE || tree->kind == XP_TREE_GRID)
        {
            read = xp_set_read(&set[i], &listing->scope, tree, "types") && read;
        }
        fmpz_add_ui(count, count, set[i].count > 0 ? (ulong) set[i].count : 1);
    }
    read = read && xp_reader_fits(listing->reader, item->span.begin, count, XP_LABEL_BYTES,
                                  "types");
    if (read)
    {
        xp_listing_make_room(listing, fmpz_get_si(count), 0);
        for (size_t i = 0; i < items; i++)
        {
            read = list_item(listing, item->list.tree[i], &set[i]) && read;
        }
    }
    for (size_t i = 0; i < items; i++)
    {
        xp_set_clear(&set[i]);
    }
    free(set);
    fmpz_clear(count);
    return read;
}

/* Named types with one number are not found by it: which is meant would be a guess. */
static void index_values(xp_class_t *class)
{
    unsigned char *single = xp_malloc((size_t) class->count);

    xp_points_set(&class->literals, class->value, class->width, class->count, class->literal);
    xp_points_set(&class->points, class->value, class->width, class->count, class->numeric);
    if (class->fields > 0)
    {
        free(single);
        return;
    }
    memcpy(single, class->numeric, (size_t) class->count);
    for (slong i = 1; i < class->points.count; i++)
    {
        slong before = class->points.order[i - 1];
        slong type = class->points.order[i];

        if (fmpq_equal(class->value + before, class->value + type))
        {
            single[before] = 0;
            single[type] = 0;
        }
    }
    xp_points_set(&class->points, class->value, class->width, class->count, single);
    free(single);
}

/* Two types of one name, or two spellings of one number. */
static int check_distinct(xp_listing_t *listing)
{
    xp_class_t *class = listing->class;
    slong first = -1;
    slong repeated;

    xp_names_set(&class->labels, class->label, class->count);
    repeated = xp_names_repeated(&class->labels, &first);
    if (repeated >= 0)
    {
        xp_reader_fail(listing->reader, listing->place[repeated], "type %s stands twice",
                       class->label[repeated]);
        return 0;
    }
    index_values(class);
    repeated = class->fields > 0 ? xp_points_repeated(&class->points, &first)
                                 : xp_points_repeated(&class->literals, &first);
    if (repeated >= 0)
    {
        xp_reader_fail(listing->reader, listing->place[repeated],
                       "type %s stands twice, before as %s", class->label[repeated],
                       class->label[first]);
        return 0;
    }
    return 1;
}

/* Which statement gives the types of a block; NULL after an error. */
static const xp_item_struct *find_types(xp_reader_t *reader, const xp_item_struct *block)
{
    const xp_item_struct *found = NULL;
    int votes = 0;

    for (size_t i = 0; i < block->item_count; i++)
    {
        const xp_item_struct *item = block->item[i];

        switch (item->kind)
        {
            case XP_ITEM_TYPES:
            case XP_ITEM_TYPES_FIELDS:
            case XP_ITEM_TYPES_TUPLES:
            case XP_ITEM_TYPES_INTERVAL:
                if (found != NULL)
                {
                    xp_reader_fail(reader, item->span.begin,
                                   "`types` stands twice in this block");
                    return NULL;
                }
                found = item;
                break;
            case XP_ITEM_PREFERS:
                votes = 1;
                break;
            default:
                break;
        }
    }
    if (found == NULL && !(reader->source->doc->lost & XP_LOST_TYPES))
    {
        xp_reader_fail(reader, block->span.begin, "%s",
                       votes ? "this agent has a ballot and no types: ballots alone are for "
                               "`expost vote`; for a mechanism add a line such as `types 0, 1/2, "
                               "1`"
                             : "this agent has no types: add a line such as `types 0, 1/2, 1`");
    }
    return found;
}

static int list_types(xp_listing_t *listing, const xp_item_struct *item)
{
    switch (item->kind)
    {
        case XP_ITEM_TYPES:
            return item->file == NULL && list_plain(listing, item);
        case XP_ITEM_TYPES_FIELDS:
            return xp_list_fields(listing, item);
        case XP_ITEM_TYPES_TUPLES:
            return xp_list_tuples(listing, item);
        default:
            return 0; /* an interval: never here */
    }
}

void xp_read_types(xp_reader_t *reader)
{
    xp_source_struct *source = reader->source;

    for (slong c = 0; c < source->class_count; c++)
    {
        xp_listing_t listing = {0};
        const xp_item_struct *item = find_types(reader, source->class[c].block);

        listing.reader = reader;
        listing.class = &source->class[c];
        xp_scope_init(&listing.scope, reader, XP_MAY_LETS, "types");
        if (item == NULL || !list_types(&listing, item) || !check_distinct(&listing))
        {
            source->class[c].broken = 1;
        }
        free(listing.place);
    }
}
