/* Priors on intervals: named distributions, mixtures, a cdf or a density by pieces. */
#include "text/interval.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* The prior of one block being read: its place, its interval. */
typedef struct
{
    xp_reader_t *reader;
    const fmpq *low;
    const fmpq *high;
    xp_scope_t scope;
} prior_t;

/* NAME or NAME(parameters); 0 after an error. */
static int read_named(xp_distribution_t distribution, prior_t *prior, const xp_tree_struct *tree)
{
    const char *names[XP_DISTRIBUTION_COUNT];
    const xp_names_t known = {names, XP_DISTRIBUTION_COUNT, NULL};
    slong count = (slong) tree->child_count;
    slong kind = 0;
    fmpq *parameter;
    int read = 1;
    xp_error_t error;
    xp_status_t status;

    memcpy(names, xp_distribution_names, sizeof(names));
    while (kind < XP_DISTRIBUTION_COUNT && strcmp(tree->text, names[kind]) != 0)
    {
        kind++;
    }
    if (kind == XP_DISTRIBUTION_COUNT)
    {
        if (xp_names_find(&prior->reader->source->lets, tree->text) >= 0)
        {
            xp_reader_fail(prior->reader, tree->span.begin,
                           "\"%s\" is a parameter, not a distribution", tree->text);
        }
        else
        {
            xp_reader_undefined(prior->reader, tree->span.begin, "distribution", tree->text,
                                &known);
        }
        return 0;
    }
    if (!xp_distribution_takes((xp_distribution_kind_t) kind, count))
    {
        xp_reader_fail(prior->reader, tree->span.begin, "this distribution is written %s",
                       xp_distribution_form((xp_distribution_kind_t) kind));
        return 0;
    }
    parameter = _fmpq_vec_init(count + 1);
    for (slong p = 0; p < count; p++)
    {
        read = xp_compile_constant(parameter + p, &prior->scope, tree->child[p]) && read;
    }
    xp_error_init(error);
    if (read)
    {
        status = xp_distribution_set_named(distribution, (xp_distribution_kind_t) kind, parameter,
                                           count, prior->low, prior->high, error);
        if (status != XP_OK)
        {
            xp_reader_take_at(prior->reader, status, error, tree->span.begin);
            read = 0;
        }
    }
    xp_error_clear(error);
    _fmpq_vec_clear(parameter, count + 1);
    return read;
}

static int read_mixture(xp_distribution_t distribution, prior_t *prior,
                        const xp_tree_struct *tree)
{
    size_t count = tree->child_count / 2;
    xp_distribution_struct *part = xp_calloc(count, sizeof(xp_distribution_struct));
    const xp_distribution_struct **parts = xp_calloc(count, sizeof(*parts));
    fmpq *weight = _fmpq_vec_init((slong) count);
    int read = 1;

    for (size_t p = 0; p < count; p++)
    {
        xp_distribution_init(part + p);
        parts[p] = part + p;
        read = xp_compile_constant(weight + p, &prior->scope, tree->child[2 * p]) && read;
        read = read_named(part + p, prior, tree->child[2 * p + 1]) && read;
    }
    if (read)
    {
        xp_error_t error;
        xp_status_t status;

        xp_error_init(error);
        status = xp_distribution_set_mixture(distribution, parts, weight, (slong) count, error);
        if (status != XP_OK)
        {
            xp_reader_take_at(prior->reader, status, error, tree->span.begin);
            read = 0;
        }
        xp_error_clear(error);
    }
    for (size_t p = 0; p < count; p++)
    {
        xp_distribution_clear(part + p);
    }
    _fmpq_vec_clear(weight, (slong) count);
    free(parts);
    free(part);
    return read;
}

/* prior cdf BODY, prior density BODY */
static int read_body(xp_distribution_t distribution, prior_t *prior, const xp_class_t *class,
                     const xp_item_struct *item)
{
    int cdf = item->kind == XP_ITEM_PRIOR_CDF;
    slong wrong = 0;
    xp_type_pieces_t pieces;
    xp_spot_t place;
    xp_error_t error;
    xp_status_t status;
    int read;

    xp_spot_init(place, prior->reader, XP_MAY_LETS | XP_MAY_OWN, cdf ? "a cdf" : "a density",
                  class->first);
    xp_type_pieces_init(&pieces);
    read = xp_interval_cut(&pieces, place, item->body, prior->low, prior->high);
    if (read)
    {
        xp_error_init(error);
        status = cdf ? xp_distribution_set_cdf(distribution, pieces.knot, pieces.piece,
                                               pieces.count, &wrong, error)
                     : xp_distribution_set_density(distribution, pieces.knot, pieces.piece,
                                                   pieces.count, &wrong, error);
        if (status != XP_OK)
        {
            int known = wrong >= 0 && wrong < pieces.count;

            /* A formula that has no value where it must have one is a fault of the file. */
            xp_reader_take_at(prior->reader, status == XP_REFUSED ? XP_INPUT : status, error,
                              known ? pieces.offset[wrong] : item->body->span.begin);
            read = 0;
        }
        xp_error_clear(error);
    }
    xp_type_pieces_clear(&pieces);
    return read;
}

static int read_prior(xp_distribution_t distribution, xp_reader_t *reader,
                      const xp_class_t *class, const xp_item_struct *item)
{
    prior_t prior = {reader, class->value, class->value + 1, {0}};

    xp_scope_init(&prior.scope, reader, XP_MAY_LETS, "a prior");
    switch (item->kind)
    {
        case XP_ITEM_PRIOR_DIST:
            return item->value->kind == XP_TREE_DIST
                       ? read_named(distribution, &prior, item->value)
                       : read_mixture(distribution, &prior, item->value);
        case XP_ITEM_PRIOR_CDF:
        case XP_ITEM_PRIOR_DENSITY:
            return read_body(distribution, &prior, class, item);
        default:
            xp_reader_fail(reader, item->span.begin,
                           "probabilities by type are for finite types: on an interval write "
                           "prior uniform, another distribution, prior cdf = ... or prior density "
                           "= ...");
            return 0;
    }
}

void xp_interval_read_priors(xp_reader_t *reader)
{
    const xp_source_struct *source = reader->source;
    xp_continuous_struct *model = reader->model->continuous;
    unsigned char *stated = xp_calloc((size_t) source->class_count + 1, 1);
    int some = 0;

    for (slong c = 0; c < source->class_count; c++)
    {
        const xp_class_t *class = &source->class[c];
        const xp_item_struct *item = xp_find_prior(reader, class->block);
        xp_distribution_t distribution;

        if (item == NULL)
        {
            continue;
        }
        stated[c] = 1;
        some = 1;
        xp_distribution_init(distribution);
        if (read_prior(distribution, reader, class, item))
        {
            for (slong s = 0; s < class->agents; s++)
            {
                xp_interval_agent_struct *agent = &model->agent[class->first + s];

                agent->has_prior = 1;
                xp_distribution_set(agent->distribution, distribution);
            }
        }
        xp_distribution_clear(distribution);
    }
    if (some && !(source->doc->lost & XP_LOST_PRIOR))
    {
        xp_check_priors(reader, stated);
    }
    free(stated);
}
