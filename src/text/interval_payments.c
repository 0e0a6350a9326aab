/* Payments over types on intervals: by agent, by the name of a mechanism, Groves with given h. */
#include "text/interval.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/model/mechanism_name.h>

#include "text/write_impl.h"

/* What is stated for an agent: a body, or one expression. */
typedef struct
{
    const xp_body_struct *body;
    const xp_tree_struct *tree;
} entry_t;

/* The statements of all agents: an agent's own goes before one for all. */
typedef struct
{
    xp_reader_t *reader;
    const char *what;
    const char *where;
    int may;
    int not_own;
    entry_t *own;
    entry_t general;
} ledger_t;

static int is_stated(const entry_t *entry)
{
    return entry->body != NULL || entry->tree != NULL;
}

static void state(ledger_t *ledger, const xp_tree_struct *name, entry_t entry)
{
    const xp_source_struct *source = ledger->reader->source;
    int all = name->kind == XP_TREE_AGENTS;
    slong agent = all ? 0 : xp_resolve_agent(ledger->reader, name, -1);
    entry_t *place = all ? &ledger->general : &ledger->own[agent < 0 ? 0 : agent];

    if (agent < 0)
    {
        return;
    }
    if (is_stated(place) && all)
    {
        xp_reader_fail(ledger->reader, name->span.begin, "the %s for all agents stands twice",
                       ledger->what);
    }
    else if (is_stated(place))
    {
        xp_reader_fail(ledger->reader, name->span.begin, "the %s of agent \"%s\" stands twice",
                       ledger->what, source->agent_name[agent]);
    }
    else
    {
        *place = entry;
    }
}

/* Every agent's formula is stated, be it 0: a forgotten one would be a silent 0. */
static int require_all(const ledger_t *ledger, size_t offset, const char *statement)
{
    const xp_source_struct *source = ledger->reader->source;
    xp_string_t name;
    slong i = 0;

    while (i < source->agent_count && (is_stated(&ledger->own[i]) || is_stated(&ledger->general)))
    {
        i++;
    }
    if (i == source->agent_count)
    {
        return 1;
    }
    xp_string_init(name);
    xp_write_name(name, source->agent_name[i]);
    xp_reader_fail(ledger->reader, offset,
                   "no %s is stated for agent \"%s\": state one, be it `%s%s = 0`", ledger->what,
                   source->agent_name[i], statement, name->text);
    xp_string_clear(name);
    return 0;
}

static const xp_expression_struct *compile(const ledger_t *ledger, slong self, slong outcome,
                                           int *reads_outcome)
{
    const entry_t *entry = is_stated(&ledger->own[self]) ? &ledger->own[self]
                                                         : &ledger->general;
    const xp_expression_struct *result;
    xp_spot_t place;

    xp_spot_init(place, ledger->reader, ledger->may, ledger->where, self);
    place->scope.not_own = ledger->not_own;
    place->outcome = outcome;
    result = entry->body != NULL ? xp_interval_body(place, entry->body)
                                 : xp_interval_number(place, entry->tree);
    *reads_outcome = place->reads_outcome;
    return result;
}

static void fill_payments(const ledger_t *ledger)
{
    xp_reader_t *reader = ledger->reader;
    xp_continuous_struct *model = reader->model->continuous;
    slong m = model->outcome_count;
    size_t faults = reader->faults;

    model->has_payments = 1;
    for (slong i = 0; i < model->agent_count && faults == reader->faults; i++)
    {
        xp_interval_agent_struct *agent = &model->agent[i];
        int reads = 1;

        agent->payment = xp_calloc((size_t) (m > 0 ? m : 1), sizeof(*agent->payment));
        for (slong a = 0; a < (m > 0 ? m : 1) && faults == reader->faults; a++)
        {
            agent->payment[a] = reads ? compile(ledger, i, m > 0 ? a : -1, &reads)
                                      : agent->payment[a - 1];
        }
    }
}

static void fill_groves(const ledger_t *ledger)
{
    xp_reader_t *reader = ledger->reader;
    xp_continuous_struct *model = reader->model->continuous;
    size_t faults = reader->faults;

    model->has_groves_h = 1;
    for (slong i = 0; i < model->agent_count && faults == reader->faults; i++)
    {
        int reads;

        model->agent[i].groves_h = compile(ledger, i, -1, &reads);
    }
}

/* payments groves { AGENT = EXPR ... } */
static void read_groves(xp_reader_t *reader, const xp_body_struct *body)
{
    ledger_t ledger = {reader, "h", "h", XP_MAY_LETS | XP_MAY_TYPES | XP_MAY_SELF, 1, NULL,
                       {NULL, NULL}};
    size_t faults = reader->faults;

    if (body->kind != XP_BODY_TABLE)
    {
        xp_reader_fail(reader, body->span.begin, "expected payments groves { AGENT = EXPR ... }");
        return;
    }
    ledger.own = xp_calloc((size_t) reader->source->agent_count, sizeof(entry_t));
    for (size_t e = 0; e < body->entry_count; e++)
    {
        entry_t entry = {NULL, body->entry[e].value};

        state(&ledger, body->entry[e].key, entry);
    }
    if (faults == reader->faults && !body->broken && require_all(&ledger, body->span.begin, ""))
    {
        fill_groves(&ledger);
    }
    free(ledger.own);
}

static void read_mechanism(xp_reader_t *reader, const xp_item_struct *item)
{
    xp_continuous_struct *model = reader->model->continuous;

    model->mechanism = xp_read_mechanism(reader, item);
    if (item->body != NULL && strcmp(model->mechanism, "groves") == 0)
    {
        read_groves(reader, item->body);
    }
}

void xp_interval_read_payments(xp_reader_t *reader)
{
    const xp_document_struct *doc = reader->source->doc;
    const xp_item_struct *found = NULL;
    size_t faults = reader->faults;
    ledger_t ledger = {reader, "payment", "a payment",
                       XP_MAY_LETS | XP_MAY_OWN | XP_MAY_TYPES | XP_MAY_SELF | XP_MAY_OUTCOME |
                           XP_MAY_VARIABLE,
                       0, NULL, {NULL, NULL}};

    ledger.own = xp_calloc((size_t) reader->source->agent_count, sizeof(entry_t));
    for (size_t i = 0; i < doc->item_count; i++)
    {
        const xp_item_struct *item = doc->item[i];

        if (item->kind != XP_ITEM_PAYMENT && item->kind != XP_ITEM_PAYMENTS)
        {
            continue;
        }
        if (found != NULL &&
            (item->kind == XP_ITEM_PAYMENTS || found->kind == XP_ITEM_PAYMENTS))
        {
            xp_reader_fail(reader, item->span.begin,
                           "payments are stated twice: state `payments` once, or `payment` "
                           "agent by agent");
            continue;
        }
        found = item;
        if (item->kind == XP_ITEM_PAYMENT)
        {
            for (size_t a = 0; a < item->list.count; a++)
            {
                entry_t entry = {item->body, NULL};

                state(&ledger, item->list.tree[a], entry);
            }
        }
        else if (item->name != NULL)
        {
            read_mechanism(reader, item);
        }
        else if (item->body != NULL && !item->body->broken)
        {
            xp_reader_fail(reader, item->body->span.begin,
                           "types on an interval have no table: write payment AGENT = EXPR");
        }
    }
    if (found != NULL && found->kind == XP_ITEM_PAYMENT && faults == reader->faults &&
        doc->lost == 0 && require_all(&ledger, found->span.begin, "payment "))
    {
        fill_payments(&ledger);
    }
    free(ledger.own);
}
