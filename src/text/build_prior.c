/* Independent priors: uniform, a list, by name, weights. */
#include "text/compile.h"

#include <string.h>

#include <expost/num/rat.h>

static int is_prior(const xp_item_struct *item)
{
    return item->kind == XP_ITEM_PRIOR || item->kind == XP_ITEM_PRIOR_TABLE ||
           item->kind == XP_ITEM_PRIOR_DIST || item->kind == XP_ITEM_PRIOR_CDF ||
           item->kind == XP_ITEM_PRIOR_DENSITY;
}

const xp_item_struct *xp_find_prior(xp_reader_t *reader, const xp_item_struct *block)
{
    const xp_item_struct *found = NULL;

    for (size_t i = 0; i < block->item_count; i++)
    {
        if (!is_prior(block->item[i]))
        {
            continue;
        }
        if (found != NULL)
        {
            xp_reader_fail(reader, block->item[i]->span.begin,
                           "`prior` stands twice in this block");
            break;
        }
        found = block->item[i];
    }
    return found;
}

/* A named distribution: uniform over the types, the only one for finite types. */
static int read_distribution(fmpq *weight, xp_reader_t *reader, const xp_class_t *class,
                             const xp_item_struct *item)
{
    static const char *names[] = {"uniform", "power", "kumaraswamy", "beta",
                                        "exponential", "normal", "logitnormal", "triangular"};
    const xp_tree_struct *tree = item->value;
    const size_t count = sizeof(names) / sizeof(names[0]);
    const xp_names_t known = {names, (slong) count, NULL};
    size_t place = 0;

    if (item->kind != XP_ITEM_PRIOR_DIST || tree->kind != XP_TREE_DIST)
    {
        xp_reader_fail(reader, item->span.begin,
                       "this prior is for types on an interval: for finite types write prior "
                       "uniform, prior 1/2, 1/4, 1/4 or prior { low = 1/3, ... }");
        return 0;
    }
    while (place < count && strcmp(tree->text, names[place]) != 0)
    {
        place++;
    }
    if (place == count)
    {
        if (xp_names_find(&reader->source->lets, tree->text) >= 0)
        {
            xp_reader_fail(reader, tree->span.begin,
                           "a name alone is a distribution here: write (%s)", tree->text);
            return 0;
        }
        xp_reader_undefined(reader, tree->span.begin, "distribution", tree->text, &known);
        return 0;
    }
    if (place > 0 || tree->child_count > 0)
    {
        xp_reader_fail(reader, tree->span.begin,
                       "the distribution %s%s is for types on an interval: for finite types write "
                       "prior uniform or one probability for each type",
                       tree->text, tree->child_count > 0 ? "(...)" : "");
        return 0;
    }
    for (slong t = 0; t < class->count; t++)
    {
        fmpq_set_si(weight + t, 1, (ulong) class->count);
    }
    return 1;
}

static int read_list(fmpq *weight, xp_reader_t *reader, const xp_class_t *class,
                     const xp_item_struct *item)
{
    xp_scope_t scope;
    int read = 1;

    if ((slong) item->list.count != class->count)
    {
        xp_reader_fail(reader, item->span.begin, "%zu %s for %ld type%s", item->list.count,
                       item->weights ? item->list.count == 1 ? "weight" : "weights"
                       : item->list.count == 1 ? "probability"
                                               : "probabilities",
                       (long) class->count, class->count == 1 ? "" : "s");
        return 0;
    }
    xp_scope_init(&scope, reader, XP_MAY_LETS, "a prior");
    for (slong t = 0; t < class->count; t++)
    {
        const xp_tree_struct *tree = item->list.tree[t];

        if (!xp_compile_constant(weight + t, &scope, tree))
        {
            read = 0;
        }
        else if (fmpq_sgn(weight + t) < 0)
        {
            xp_reader_fail(reader, tree->span.begin, "a probability is negative");
            read = 0;
        }
    }
    return read;
}

/* The place of an entry's value, for a type. */
static size_t place_of(const xp_item_struct *item, const xp_class_t *class, slong type)
{
    for (size_t e = 0; e < item->body->entry_count; e++)
    {
        if (xp_class_find(class, item->body->entry[e].key) == type)
        {
            return item->body->entry[e].value->span.begin;
        }
    }
    return item->span.begin;
}

static int read_names(fmpq *weight, xp_reader_t *reader, const xp_class_t *class,
                      const xp_item_struct *item)
{
    const xp_code_struct *code;
    xp_scope_t scope;

    if (item->body->kind != XP_BODY_TABLE)
    {
        xp_reader_fail(reader, item->body->span.begin,
                       "expected probabilities by type: prior { low = 1/3, high = 2/3 }");
        return 0;
    }
    xp_scope_init(&scope, reader, XP_MAY_LETS, "a prior");
    scope.self = &class->first;
    scope.self_count = 1;
    code = xp_compile_body(&scope, item->body, xp_compile_number, 1, 1);
    if (code == NULL)
    {
        return 0;
    }
    for (slong t = 0; t < class->count; t++)
    {
        xp_point_t point;
        xp_error_t error;
        xp_status_t status;

        xp_error_init(error);
        xp_point_init(&point, reader->source, class->first, -1, NULL);
        status = xp_code_number(weight + t, code->child[t], &point, error);
        if (status != XP_OK)
        {
            xp_reader_take_at(reader, status, error, point.offset);
        }
        xp_error_clear(error);
        if (status != XP_OK)
        {
            return 0;
        }
        if (fmpq_sgn(weight + t) < 0)
        {
            xp_reader_fail(reader, place_of(item, class, t), "the probability of type %s is "
                                                             "negative", class->label[t]);
            return 0;
        }
    }
    return 1;
}

/* Divides weights by their sum, or checks that they sum to 1. */
static int check_sum(fmpq *weight, xp_reader_t *reader, const xp_class_t *class,
                     const xp_item_struct *item)
{
    xp_string_t text;
    fmpq_t sum;
    int good;

    fmpq_init(sum);
    for (slong t = 0; t < class->count; t++)
    {
        fmpq_add(sum, sum, weight + t);
    }
    good = item->weights ? !fmpq_is_zero(sum) : fmpq_is_one(sum);
    if (!good && item->weights)
    {
        xp_reader_fail(reader, item->span.begin, "the weights of this prior are all 0");
    }
    else if (!good)
    {
        xp_string_init(text);
        xp_rat_add_text(text, sum);
        xp_reader_fail(reader, item->span.begin,
                       "the prior of agent \"%s\" sums to %s, not to 1; `prior weights ...` "
                       "divides by the sum",
                       reader->source->agent_name[class->first],
                       text->length > 100 ? "a long number" : text->text);
        xp_string_clear(text);
    }
    for (slong t = 0; t < class->count && good && item->weights; t++)
    {
        fmpq_div(weight + t, weight + t, sum);
    }
    fmpq_clear(sum);
    return good;
}

static void build_block(xp_reader_t *reader, const xp_class_t *class,
                        const xp_item_struct *item)
{
    xp_environment_struct *environment = reader->model->environment;
    fmpq *weight;
    int read;

    if (class->broken)
    {
        return;
    }
    weight = _fmpq_vec_init(class->count);
    if (item->kind == XP_ITEM_PRIOR)
    {
        read = read_list(weight, reader, class, item);
    }
    else if (item->kind == XP_ITEM_PRIOR_TABLE)
    {
        read = read_names(weight, reader, class, item);
    }
    else
    {
        read = read_distribution(weight, reader, class, item);
    }
    if (read && check_sum(weight, reader, class, item) && environment->agent_count > 0)
    {
        xp_error_t error;

        xp_error_init(error);
        for (slong s = 0; s < class->agents; s++)
        {
            xp_table_struct *table = environment->agent[class->first + s].probability;

            if (xp_table_set_fmpq_vec(table, weight, class->count, error) != XP_OK)
            {
                xp_reader_take_at(reader, XP_LIMIT, error, item->span.begin);
                break;
            }
        }
        xp_error_clear(error);
    }
    _fmpq_vec_clear(weight, class->count);
}

void xp_check_priors(xp_reader_t *reader, const unsigned char *stated)
{
    const xp_source_struct *source = reader->source;
    size_t offset = 0;
    slong missing = 0;
    xp_string_t names;

    xp_string_init(names);
    for (slong c = 0; c < source->class_count; c++)
    {
        const xp_class_t *class = &source->class[c];

        for (slong s = 0; s < class->agents && !stated[c]; s++)
        {
            offset = missing == 0 ? class->block->span.begin : offset;
            if (missing < 5)
            {
                xp_string_printf(names, "%s\"%s\"", missing > 0 ? ", " : "",
                                 source->agent_name[class->first + s]);
            }
            missing++;
        }
    }
    if (missing > 5)
    {
        xp_string_add(names, ", ...");
    }
    if (missing > 0)
    {
        xp_reader_fail(reader, offset,
                       "%s no prior, but others do: give every agent a prior or none (missing: "
                       "%s)", missing == 1 ? "one agent has" : "some agents have", names->text);
    }
    xp_string_clear(names);
}

void xp_read_priors(xp_reader_t *reader)
{
    xp_source_struct *source = reader->source;
    unsigned char *stated = xp_document_alloc(source->doc, (size_t) source->class_count + 1);
    int some = 0;

    for (slong c = 0; c < source->class_count; c++)
    {
        const xp_item_struct *item = xp_find_prior(reader, source->class[c].block);

        if (item == NULL)
        {
            continue;
        }
        stated[c] = 1;
        some = 1;
        if (reader->joint.what != NULL)
        {
            xp_reader_fail(reader, item->span.begin,
                           "the model has a joint prior: an agent cannot have its own");
            continue;
        }
        build_block(reader, &source->class[c], item);
    }
    if (some && reader->joint.what == NULL)
    {
        reader->model->environment->prior = XP_PRIOR_INDEPENDENT;
        if (!(source->doc->lost & XP_LOST_PRIOR))
        {
            xp_check_priors(reader, stated);
        }
    }
}
