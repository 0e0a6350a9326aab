/* Types that are tuples: every combination of the fields' sets, or those listed. */
#include "text/listing.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>

/* The names of the fields; 0 when one stands twice. */
static int name_fields(xp_listing_t *listing, const char **name, const size_t *place, slong count)
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
static const char *join_labels(xp_listing_t *listing, const char *const *part, slong count)
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
static void list_product(xp_listing_t *listing, const xp_set_t *set, const slong *set_of,
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

int xp_list_fields(xp_listing_t *listing, const xp_item_struct *item)
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
        xp_listing_make_room(listing, fmpz_get_si(count), fields);
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

static int list_tuple(xp_listing_t *listing, const xp_tree_struct *tree, slong type)
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

int xp_list_tuples(xp_listing_t *listing, const xp_item_struct *item)
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
    xp_listing_make_room(listing, (slong) item->tuples.count, fields);
    for (size_t t = 0; t < item->tuples.count; t++)
    {
        read = list_tuple(listing, item->tuples.tree[t], (slong) t) && read;
    }
    free(place);
    return read;
}
