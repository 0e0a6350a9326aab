/* Types on intervals: the stages from tree to model, its frame, and what costs. */
#include "text/interval.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "text/sets.h"

static int states_interval(const xp_item_struct *block)
{
    for (size_t i = 0; i < block->item_count; i++)
    {
        if (block->item[i]->kind == XP_ITEM_TYPES_INTERVAL)
        {
            return 1;
        }
    }
    return 0;
}

int xp_interval_is_stated(const xp_document_struct *doc)
{
    for (size_t i = 0; i < doc->item_count; i++)
    {
        if (doc->item[i]->kind == XP_ITEM_AGENT && states_interval(doc->item[i]))
        {
            return 1;
        }
    }
    return 0;
}

/* Tables from files and a joint prior have no meaning here. */
static void refuse_items(xp_reader_t *reader)
{
    const xp_document_struct *doc = reader->source->doc;

    for (size_t i = 0; i < doc->item_count; i++)
    {
        const xp_item_struct *item = doc->item[i];

        for (size_t b = 0; b < item->item_count; b++)
        {
            if (item->item[b]->file != NULL)
            {
                xp_reader_fail(reader, item->item[b]->file->span.begin,
                               "types on an interval have no table: this statement takes a "
                               "formula");
            }
        }
        if (item->kind == XP_ITEM_PRIOR_JOINT)
        {
            xp_reader_fail(reader, item->span.begin,
                           "a joint prior is for finite types: over types on an interval the "
                           "types are independent, each agent has a prior of its own");
        }
        else if (item->file != NULL)
        {
            xp_reader_fail(reader, item->file->span.begin,
                           "types on an interval have no table: this statement takes a formula");
        }
    }
}

/* Gives the model its agents and outcomes; 0 when a name is missing or it does not fit. */
static int make_frame(xp_reader_t *reader)
{
    xp_source_struct *source = reader->source;
    xp_continuous_struct *model = reader->model->continuous;
    slong n = source->agent_count, m = source->outcome_count;
    fmpz_t cells;
    int fits;

    if (!xp_reader_is_whole(reader))
    {
        return 0;
    }
    fmpz_init(cells);
    fmpz_set_si(cells, n);
    fmpz_mul_si(cells, cells, m + 1);
    fits = xp_reader_fits(reader, source->class[0].block->span.begin, cells,
                          5 * (slong) sizeof(void *), "formulas of all agents by outcome");
    fmpz_clear(cells);
    if (!fits)
    {
        return 0;
    }
    xp_continuous_set_counts(model, n, m);
    for (slong i = 0; i < n; i++)
    {
        const xp_class_t *class = &source->class[source->class_of[i]];

        model->agent[i].name = xp_strdup(source->agent_name[i]);
        fmpq_set(model->agent[i].low, class->value);
        fmpq_set(model->agent[i].high, class->value + 1);
    }
    for (slong a = 0; a < m; a++)
    {
        model->outcome_label[a] = xp_strdup(source->outcome_label[a]);
    }
    if (source->outcome_value != NULL)
    {
        model->outcome_value = _fmpq_vec_init(m);
        for (slong a = 0; a < m; a++)
        {
            fmpq_set(model->outcome_value + a, source->outcome_value + a);
        }
    }
    if (source->owner != NULL)
    {
        model->owner = xp_calloc((size_t) n, sizeof(slong));
        memcpy(model->owner, source->owner, (size_t) n * sizeof(slong));
    }
    if (m == 0)
    {
        model->decision = xp_strdup(source->variable);
    }
    return 1;
}

/* The costs while statements are read. */
typedef struct
{
    xp_reader_t *reader;
    const xp_body_struct *general;
    unsigned char *stated;
} costs_t;

static const xp_expression_struct *read_cost(costs_t *costs, const xp_body_struct *body,
                                             const xp_tree_struct *tree, slong outcome)
{
    xp_spot_t place;

    xp_spot_init(place, costs->reader, XP_MAY_LETS | XP_MAY_VARIABLE, "a cost", -1);
    place->outcome = outcome;
    return body != NULL ? xp_interval_body(place, body) : xp_interval_number(place, tree);
}

static void state_cost(costs_t *costs, const xp_tree_struct *target, const xp_body_struct *body,
                       const xp_tree_struct *tree)
{
    xp_reader_t *reader = costs->reader;
    slong outcome = xp_resolve_outcome(reader, target, -1);

    if (outcome < 0)
    {
        return;
    }
    if (costs->stated[outcome])
    {
        xp_reader_fail(reader, target->span.begin, "the cost of outcome %s stands twice",
                       reader->source->outcome_label[outcome]);
        return;
    }
    costs->stated[outcome] = 1;
    reader->model->continuous->cost[outcome] = read_cost(costs, body, tree, outcome);
}

static void read_cost_item(costs_t *costs, const xp_item_struct *item)
{
    const xp_body_struct *body = item->body;

    if (item->target != NULL)
    {
        state_cost(costs, item->target, body, NULL);
    }
    else if (body->kind == XP_BODY_TABLE)
    {
        for (size_t e = 0; e < body->entry_count; e++)
        {
            state_cost(costs, body->entry[e].key, NULL, body->entry[e].value);
        }
    }
    else if (costs->general != NULL)
    {
        xp_reader_fail(costs->reader, item->span.begin, "a general cost stands twice");
    }
    else
    {
        costs->general = body;
    }
}

void xp_interval_read_costs(xp_reader_t *reader)
{
    const xp_document_struct *doc = reader->source->doc;
    xp_continuous_struct *model = reader->model->continuous;
    slong m = model->outcome_count;
    costs_t costs = {reader, NULL, xp_calloc((size_t) m + 1, 1)};
    size_t faults = reader->faults;

    for (size_t i = 0; i < doc->item_count; i++)
    {
        if (doc->item[i]->kind == XP_ITEM_COST)
        {
            read_cost_item(&costs, doc->item[i]);
        }
    }
    for (slong a = 0; a < (m > 0 ? m : 1) && costs.general != NULL; a++)
    {
        if (!costs.stated[a] && faults == reader->faults)
        {
            model->cost[a] = read_cost(&costs, costs.general, NULL, m > 0 ? a : -1);
        }
    }
    free(costs.stated);
}

/* outcome OUTCOME requires AGENT, ... */
static void read_requires(xp_reader_t *reader)
{
    const xp_document_struct *doc = reader->source->doc;
    xp_continuous_struct *model = reader->model->continuous;
    const xp_item_struct *last = NULL;

    for (size_t i = 0; i < doc->item_count; i++)
    {
        const xp_item_struct *item = doc->item[i];
        slong outcome;

        if (item->kind != XP_ITEM_REQUIRES)
        {
            continue;
        }
        last = item;
        outcome = xp_resolve_outcome(reader, item->target, -1);
        for (size_t a = 0; a < item->list.count && outcome >= 0; a++)
        {
            int all = item->list.tree[a]->kind == XP_TREE_AGENTS;
            slong first = all ? 0 : xp_resolve_agent(reader, item->list.tree[a], -1);

            for (slong j = first; j >= 0 && j < (all ? model->agent_count : first + 1); j++)
            {
                model->agent[j].available[outcome] = 0;
            }
        }
    }
    for (slong i = 0; i < model->agent_count && last != NULL && model->outcome_count > 0; i++)
    {
        if (memchr(model->agent[i].available, 1, (size_t) model->outcome_count) == NULL)
        {
            xp_reader_fail(reader, last->span.begin,
                           "no outcome is left without agent \"%s\": every outcome requires "
                           "this agent", model->agent[i].name);
            return;
        }
    }
}

/* outcomes x in [low, high] */
static void read_bounds(xp_reader_t *reader)
{
    const xp_document_struct *doc = reader->source->doc;
    xp_continuous_struct *model = reader->model->continuous;
    xp_scope_t scope;

    xp_scope_init(&scope, reader, XP_MAY_LETS, "outcomes");
    for (size_t i = 0; i < doc->item_count && model->decision != NULL; i++)
    {
        const xp_item_struct *item = doc->item[i];

        if (item->kind != XP_ITEM_VARIABLE || item->value == NULL ||
            item->value->kind != XP_TREE_INTERVAL)
        {
            continue;
        }
        model->has_bounds = xp_compile_constant(model->low, &scope, item->value->child[0]) &&
                            xp_compile_constant(model->high, &scope, item->value->child[1]);
        if (model->has_bounds && fmpq_cmp(model->low, model->high) >= 0)
        {
            xp_reader_fail(reader, item->value->span.begin,
                           "the left end of this interval is not below the right one");
        }
    }
}

void xp_interval_build(xp_reader_t *reader)
{
    xp_read_definitions(reader);
    xp_read_agents(reader);
    xp_read_lets(reader);
    refuse_items(reader);
    if (!xp_interval_read_types(reader))
    {
        return;
    }
    xp_read_outcomes(reader);
    xp_read_prefers(reader);
    xp_read_titles(reader);
    if (!make_frame(reader))
    {
        return;
    }
    read_bounds(reader);
    xp_interval_read_values(reader);
    xp_interval_read_shares(reader);
    xp_interval_read_costs(reader);
    read_requires(reader);
    xp_interval_read_rule(reader);
    xp_interval_read_payments(reader);
    xp_interval_read_priors(reader);
}
