/* The environment's frame: agents, outcomes, sizes, costs, outcomes that need an agent. */
#include "text/compile.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "text/sets.h"

/* Bytes of one entry of a table while it is filled. */
#define ENTRY_BYTES ((slong) (sizeof(fmpz) + sizeof(fmpq)))

void xp_read_titles(xp_reader_t *reader)
{
    xp_environment_struct *environment = reader->model->environment;
    const xp_document_struct *doc = reader->source->doc;
    xp_string_t source;

    xp_string_init(source);
    for (size_t i = 0; i < doc->item_count; i++)
    {
        const xp_item_struct *item = doc->item[i];

        if (item->kind == XP_ITEM_TITLE && environment->title != NULL)
        {
            xp_reader_fail(reader, item->span.begin, "`title` stands twice");
        }
        else if (item->kind == XP_ITEM_TITLE)
        {
            environment->title = xp_strdup(item->name->text);
        }
        else if (item->kind == XP_ITEM_SOURCE)
        {
            xp_string_printf(source, "%s%s", source->length > 0 ? "; " : "", item->name->text);
        }
    }
    if (source->length > 0)
    {
        environment->source = xp_strdup(source->text);
    }
    xp_string_clear(source);
}

/* Bytes of the labels of a class. */
static slong count_letters(const xp_class_t *class)
{
    slong bytes = 0;

    for (slong t = 0; t < class->count; t++)
    {
        bytes += (slong) strlen(class->label[t]) + 32;
    }
    return bytes;
}

/* Values by type and labels, each agent's own, must fit into memory; else nothing is built. */
void xp_read_sizes(xp_reader_t *reader)
{
    xp_source_struct *source = reader->source;
    fmpz_t cells, own;

    if (!xp_reader_is_whole(reader))
    {
        return;
    }
    fmpz_init(cells);
    fmpz_init(own);
    for (slong c = 0; c < source->class_count; c++)
    {
        const xp_class_t *class = &source->class[c];

        fmpz_set_si(own, class->count);
        fmpz_mul_si(own, own, source->outcome_count + 4);
        fmpz_add_si(own, own, count_letters(class) / ENTRY_BYTES);
        fmpz_mul_si(own, own, class->agents);
        fmpz_add(cells, cells, own);
    }
    if (!xp_reader_fits(reader, source->class[0].block->span.begin, cells, ENTRY_BYTES,
                        "values of all agents by type"))
    {
        source->outcomes_broken = 1;
    }
    fmpz_clear(cells);
    fmpz_clear(own);
}

/* How many entries by profile the tables of the model have; with_joint: the joint prior too. */
static void count_entries(fmpz_t entries, const xp_reader_t *reader, const fmpz_t profiles)
{
    const xp_source_struct *source = reader->source;
    slong m = source->outcome_count;
    slong times = reader->rule.source != NULL || reader->joint.source != NULL;

    for (slong i = 0; i < source->agent_count; i++)
    {
        const xp_formula_t *outside = &reader->outside[i];

        if (reader->value[i].source != NULL &&
            (xp_formula_reads(&reader->value[i]) & XP_READS_OTHERS))
        {
            times += m;
        }
        if (outside->source != NULL && (xp_formula_reads(outside) & XP_READS_OTHERS))
        {
            times += outside->by_outcome != NULL ? m : 1;
        }
        times += reader->payment != NULL;
        times += reader->h != NULL;
    }
    fmpz_mul_si(entries, profiles, times);
}

/* Lists the profiles when they are few enough and the tables fit. */
static void set_profiles(xp_reader_t *reader)
{
    const xp_source_struct *source = reader->source;
    xp_profiles_struct *profiles = reader->model->environment->profiles;
    slong n = source->agent_count;
    slong *types = xp_malloc((size_t) n * sizeof(slong));
    fmpz_t bytes, limit;

    for (slong i = 0; i < n; i++)
    {
        types[i] = source->class[source->class_of[i]].count;
    }
    xp_profiles_set(profiles, n, types, reader->options->profiles_limit);
    fmpz_init(bytes);
    fmpz_init(limit);
    count_entries(bytes, reader, profiles->count);
    fmpz_mul_si(bytes, bytes, ENTRY_BYTES);
    fmpz_set_ui(limit, reader->options->memory_limit);
    if (profiles->size > 1 && fmpz_cmp(bytes, limit) > 0)
    {
        xp_profiles_set(profiles, n, types, profiles->size - 1);
    }
    fmpz_clear(bytes);
    fmpz_clear(limit);
    free(types);
}

int xp_read_environment(xp_reader_t *reader)
{
    const xp_source_struct *source = reader->source;
    xp_environment_struct *environment = reader->model->environment;

    xp_read_titles(reader);
    if (!xp_reader_is_whole(reader))
    {
        return 0;
    }
    xp_environment_set_counts(environment, source->agent_count, source->outcome_count);
    for (slong a = 0; a < source->outcome_count; a++)
    {
        environment->outcome_label[a] = xp_strdup(source->outcome_label[a]);
    }
    for (slong i = 0; i < source->agent_count; i++)
    {
        const xp_class_t *class = &source->class[source->class_of[i]];
        xp_agent_struct *agent = &environment->agent[i];

        agent->name = xp_strdup(source->agent_name[i]);
        agent->type_count = class->count;
        agent->type_label = xp_calloc((size_t) class->count, sizeof(char *));
        for (slong t = 0; t < class->count; t++)
        {
            agent->type_label[t] = xp_strdup(class->label[t]);
        }
    }
    set_profiles(reader);
    return 1;
}

/* The costs while statements are read. */
typedef struct
{
    xp_reader_t *reader;
    xp_scope_t scope;
    const xp_code_struct **by_outcome;
    const xp_code_struct *general;
} costs_t;

static void state_cost(costs_t *costs, const xp_tree_struct *target,
                       const xp_code_struct *code)
{
    slong outcome = xp_resolve_outcome(costs->reader, target, -1);

    if (outcome < 0 || code == NULL)
    {
        return;
    }
    if (costs->by_outcome[outcome] != NULL)
    {
        xp_reader_fail(costs->reader, target->span.begin,
                       "the cost of outcome %s stands twice",
                       costs->reader->source->outcome_label[outcome]);
        return;
    }
    costs->by_outcome[outcome] = code;
}

static void read_cost(costs_t *costs, const xp_item_struct *item)
{
    const xp_body_struct *body = item->body;
    const xp_code_struct *code;

    if (item->target != NULL && body->kind == XP_BODY_TABLE)
    {
        xp_reader_fail(costs->reader, body->span.begin, "expected one number: cost %s = EXPR",
                       item->target->text != NULL ? item->target->text : "OUTCOME");
        return;
    }
    if (item->target == NULL && body->kind == XP_BODY_TABLE)
    {
        for (size_t e = 0; e < body->entry_count; e++)
        {
            state_cost(costs, body->entry[e].key,
                       xp_compile_number(&costs->scope, body->entry[e].value));
        }
        return;
    }
    code = xp_compile_body(&costs->scope, body, xp_compile_number, 0, 0);
    if (item->target != NULL)
    {
        state_cost(costs, item->target, code);
    }
    else if (costs->general != NULL)
    {
        xp_reader_fail(costs->reader, item->span.begin, "a general cost stands twice");
    }
    else
    {
        costs->general = code;
    }
}

/* Evaluates the costs into the environment, when it has its frame. */
static void fill_costs(const costs_t *costs)
{
    xp_reader_t *reader = costs->reader;
    xp_environment_struct *environment = reader->model->environment;
    slong m = reader->source->outcome_count;
    xp_formula_t formula = {reader->source, "cost", -1, costs->by_outcome, costs->general};
    fmpq *value = _fmpq_vec_init(m);
    xp_error_t error;
    xp_status_t status = XP_OK;

    xp_error_init(error);
    for (slong a = 0; a < m && status == XP_OK; a++)
    {
        const xp_code_struct *code = xp_formula_at(&formula, a);
        xp_point_t point;

        if (code != NULL)
        {
            xp_point_init(&point, reader->source, -1, a, NULL);
            status = xp_code_number(value + a, code, &point, error);
            if (status != XP_OK)
            {
                xp_formula_explain(error, &formula, code, &point);
            }
        }
    }
    if (status == XP_OK && environment->agent_count > 0)
    {
        status = xp_table_set_fmpq_vec(environment->cost, value, m, error);
    }
    if (status != XP_OK)
    {
        xp_reader_take(reader, status, error);
    }
    _fmpq_vec_clear(value, m);
    xp_error_clear(error);
}

void xp_read_costs(xp_reader_t *reader)
{
    xp_source_struct *source = reader->source;
    const xp_document_struct *doc = source->doc;
    costs_t costs;

    memset(&costs, 0, sizeof(costs));
    costs.reader = reader;
    xp_scope_init(&costs.scope, reader, XP_MAY_LETS | XP_MAY_VARIABLE, "a cost");
    costs.by_outcome = xp_document_alloc(source->doc, ((size_t) source->outcome_count + 1) *
                                                          sizeof(const xp_code_struct *));
    for (size_t i = 0; i < doc->item_count; i++)
    {
        if (doc->item[i]->kind == XP_ITEM_COST)
        {
            read_cost(&costs, doc->item[i]);
        }
    }
    if (!source->outcomes_broken)
    {
        fill_costs(&costs);
    }
}

/* outcome OUTCOME requires AGENT, ... */
static void read_requires(xp_reader_t *reader, const xp_item_struct *item)
{
    const xp_source_struct *source = reader->source;
    xp_environment_struct *environment = reader->model->environment;
    slong outcome = xp_resolve_outcome(reader, item->target, -1);

    for (size_t a = 0; a < item->list.count; a++)
    {
        const xp_tree_struct *tree = item->list.tree[a];
        int all = tree->kind == XP_TREE_AGENTS;
        slong agent = all ? 0 : xp_resolve_agent(reader, tree, -1);

        if (agent < 0 || outcome < 0 || environment->agent_count == 0)
        {
            continue;
        }
        for (slong i = all ? 0 : agent; i < (all ? source->agent_count : agent + 1); i++)
        {
            environment->agent[i].available[outcome] = 0;
        }
    }
}

void xp_read_requires(xp_reader_t *reader)
{
    const xp_source_struct *source = reader->source;
    const xp_document_struct *doc = source->doc;
    xp_environment_struct *environment = reader->model->environment;
    const xp_item_struct *last = NULL;

    for (size_t i = 0; i < doc->item_count; i++)
    {
        if (doc->item[i]->kind == XP_ITEM_REQUIRES)
        {
            last = doc->item[i];
            read_requires(reader, last);
        }
    }
    for (slong i = 0; i < environment->agent_count && last != NULL; i++)
    {
        if (memchr(environment->agent[i].available, 1, (size_t) source->outcome_count) == NULL)
        {
            xp_reader_fail(reader, last->span.begin,
                           "no outcome is left without agent \"%s\": every outcome requires "
                           "this agent", source->agent_name[i]);
            return;
        }
    }
}
