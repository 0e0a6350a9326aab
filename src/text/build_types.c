/* The types of each block: plain ones, ranges and grids, tuples. */
#include "text/sets.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

/* The types of one block while they are listed; place[t] is where type t stands. */
typedef struct
{
    xp_reader_t *reader;
    xp_scope_t scope;
    xp_class_t *class;
    size_t *place;
    slong next;
} listing_t;

static void make_room(listing_t *listing, slong count, slong fields)
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

static void add_type(listing_t *listing, const char *label, const fmpq *value, int literal,
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
static int list_labelled(listing_t *listing, const xp_tree_struct *name, const fmpq_t value)
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
static int list_item(listing_t *listing, const xp_tree_struct *tree, const xp_set_t *set)
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

static int list_plain(listing_t *listing, const xp_item_struct *item)
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
        make_room(listing, fmpz_get_si(count), 0);
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

/* The names of the fields; 0 when one stands twice. */
static int name_fields(listing_t *listing, const char **name, const size_t *place, slong count)
{
    xp_class_t *class = listing->class;
    slong first, repeated;

    class->field = name;
    xp_names_set(&class->field_names, name, count);
    repeated = xp_names_repeated(&class->field_names, &first);
    if (repeated >= 0)
    {
        xp_reader_fail(listing->reader, place[repeated], "two fields are called \"%s\"",
                       name[repeated]);
    }
    return repeated < 0;
}

/* "(3,0,3,2)" from the labels of the parts. */
static const char *join_labels(listing_t *listing, const char *const *part, slong count)
{
    xp_document_struct *doc = listing->reader->source->doc;
    const char *label;
    xp_string_t text;

    xp_string_init(text);
    for (slong f = 0; f < count; f++)
    {
        xp_string_add_char(text, f == 0 ? '(' : ',');
        xp_string_add(text, part[f]);
    }
    xp_string_add_char(text, ')');
    label = xp_document_text(doc, text->text, text->length);
    xp_string_clear(text);
    return label;
}

/* Every combination of the fields' sets, the last field running fastest. */
static void list_product(listing_t *listing, const xp_set_t *set, const slong *set_of,
                         size_t place)
{
    xp_class_t *class = listing->class;
    slong fields = class->fields;
    slong *digit = xp_calloc((size_t) fields, sizeof(slong));
    const char **part = xp_calloc((size_t) fields, sizeof(const char *));

    for (slong t = 0; t < class->count; t++)
    {
        slong f = fields - 1;

        for (slong g = 0; g < fields; g++)
        {
            const xp_set_t *own = &set[set_of[g]];

            part[g] = own->label[digit[g]];
            fmpq_set(class->value + t * fields + g, own->value + digit[g]);
        }
        class->label[t] = join_labels(listing, part, fields);
        class->numeric[t] = 1;
        listing->place[t] = place;
        while (f >= 0 && ++digit[f] == set[set_of[f]].count)
        {
            digit[f--] = 0;
        }
    }
    free(digit);
    free(part);
}

static int list_fields(listing_t *listing, const xp_item_struct *item)
{
    size_t sets = item->list.count;
    xp_set_t *set = xp_calloc(sets + 1, sizeof(xp_set_t));
    const char **name;
    size_t *place;
    slong *set_of;
    slong fields = 0;
    slong longest = 0;
    fmpz_t count;
    int read = 1;

    for (size_t s = 0; s < sets; s++)
    {
        fields += (slong) item->list.tree[s]->child_count - 1;
    }
    name = xp_calloc((size_t) fields + 1, sizeof(const char *));
    place = xp_calloc((size_t) fields + 1, sizeof(size_t));
    set_of = xp_calloc((size_t) fields + 1, sizeof(slong));
    fields = 0;
    fmpz_init_set_ui(count, 1);
    for (size_t s = 0; s < sets; s++)
    {
        const xp_tree_struct *tree = item->list.tree[s];
        size_t last = tree->child_count - 1;

        read = xp_set_read(&set[s], &listing->scope, tree->child[last], "types") && read;
        for (size_t f = 0; f < last; f++)
        {
            name[fields] = tree->child[f]->text;
            place[fields] = tree->child[f]->span.begin;
            set_of[fields++] = (slong) s;
            longest += set[s].longest;
            fmpz_mul_si(count, count, read ? set[s].count : 1);
        }
    }
    read = name_fields(listing, name, place, fields) && read;
    read = read && xp_reader_fits(listing->reader, item->span.begin, count,
                                  XP_LABEL_BYTES + 32 * fields + longest, "types");
    if (read)
    {
        make_room(listing, fmpz_get_si(count), fields);
        list_product(listing, set, set_of, item->span.begin);
    }
    for (size_t s = 0; s < sets; s++)
    {
        xp_set_clear(&set[s]);
    }
    free(set);
    free(place);
    free(set_of);
    fmpz_clear(count);
    return read;
}

static int list_tuple(listing_t *listing, const xp_tree_struct *tree, slong type)
{
    xp_class_t *class = listing->class;
    const char **part;
    int read = 1;

    if ((slong) tree->child_count != class->fields)
    {
        xp_reader_fail(listing->reader, tree->span.begin,
                       "this tuple has %zu numbers, but there are %ld fields", tree->child_count,
                       (long) class->fields);
        return 0;
    }
    part = xp_calloc((size_t) class->fields, sizeof(const char *));
    for (slong f = 0; f < class->fields; f++)
    {
        fmpq *value = class->value + type * class->fields + f;

        read = xp_compile_constant(value, &listing->scope, tree->child[f]) && read;
        part[f] = read ? xp_set_label(&listing->scope, tree->child[f], value) : "";
    }
    class->label[type] = join_labels(listing, part, class->fields);
    class->numeric[type] = 1;
    listing->place[type] = tree->span.begin;
    free(part);
    return read;
}

static int list_tuples(listing_t *listing, const xp_item_struct *item)
{
    slong fields = (slong) item->list.count;
    const char **name = xp_calloc((size_t) fields, sizeof(const char *));
    size_t *place = xp_calloc((size_t) fields, sizeof(size_t));
    int read;

    for (slong f = 0; f < fields; f++)
    {
        name[f] = item->list.tree[f]->text;
        place[f] = item->list.tree[f]->span.begin;
    }
    read = name_fields(listing, name, place, fields);
    make_room(listing, (slong) item->tuples.count, fields);
    for (size_t t = 0; t < item->tuples.count; t++)
    {
        read = list_tuple(listing, item->tuples.tree[t], (slong) t) && read;
    }
    free(place);
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
static int check_distinct(listing_t *listing)
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

static void refuse_interval(xp_reader_t *reader, const xp_item_struct *item)
{
    xp_reader_fail(reader, item->span.begin,
                   "types on an interval are continuous: this version handles finite types; "
                   "write types grid(FROM, TO, COUNT) for a finite approximation");
}

/* Which statement gives the types of a block; NULL after an error. */
static const xp_item_struct *find_types(xp_reader_t *reader, const xp_item_struct *block)
{
    const xp_item_struct *found = NULL;

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
                xp_reader_fail(reader, item->span.begin,
                               "`prefers` is a ballot for the voting commands, which this "
                               "version does not have: it handles finite types with values");
                return NULL;
            default:
                break;
        }
    }
    if (found == NULL && !(reader->source->doc->lost & XP_LOST_TYPES))
    {
        xp_reader_fail(reader, block->span.begin,
                       "this agent has no types: add a line such as `types 0, 1/2, 1`");
    }
    return found;
}

static int list_types(listing_t *listing, const xp_item_struct *item)
{
    switch (item->kind)
    {
        case XP_ITEM_TYPES:
            return item->file == NULL && list_plain(listing, item);
        case XP_ITEM_TYPES_FIELDS:
            return list_fields(listing, item);
        case XP_ITEM_TYPES_TUPLES:
            return list_tuples(listing, item);
        default:
            refuse_interval(listing->reader, item);
            return 0;
    }
}

void xp_read_types(xp_reader_t *reader)
{
    xp_source_struct *source = reader->source;

    for (slong c = 0; c < source->class_count; c++)
    {
        listing_t listing = {0};
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
