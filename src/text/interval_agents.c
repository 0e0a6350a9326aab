/* Blocks of agents whose types lie on intervals: types, values, outside options, shares. */
#include "text/interval.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* The statement of types of a block; NULL after an error, or when the parser lost it. */
static const xp_item_struct *find_types(xp_reader_t *reader, const xp_item_struct *block)
{
    const xp_item_struct *found = NULL;

    for (size_t i = 0; i < block->item_count; i++)
    {
        const xp_item_struct *item = block->item[i];

        if (item->kind < XP_ITEM_TYPES || item->kind > XP_ITEM_TYPES_INTERVAL)
        {
            continue;
        }
        if (found != NULL)
        {
            xp_reader_fail(reader, item->span.begin, "`types` stands twice in this block");
            return NULL;
        }
        found = item;
    }
    if (found == NULL && !(reader->source->doc->lost & XP_LOST_TYPES))
    {
        xp_reader_fail(reader, block->span.begin,
                       "this agent has no types: add a line such as `types in [0, 1]`");
    }
    return found;
}

/* Reads [low, high] into the two values of a class; 0 after an error. */
static int read_interval(xp_reader_t *reader, xp_class_t *class, const xp_tree_struct *tree)
{
    xp_scope_t scope;
    int read;

    xp_scope_init(&scope, reader, XP_MAY_LETS, "types");
    read = xp_compile_constant(class->value, &scope, tree->child[0]);
    read = xp_compile_constant(class->value + 1, &scope, tree->child[1]) && read;
    if (read && fmpq_cmp(class->value, class->value + 1) >= 0)
    {
        xp_reader_fail(reader, tree->span.begin,
                       "the left end of this interval is not below the right one: write types in "
                       "[LOW, HIGH]");
        read = 0;
    }
    return read;
}

/* The class of the first block with, or without, types on an interval. */
static const xp_class_t *find_class(const xp_source_struct *source,
                                    const xp_item_struct *const *types, int interval)
{
    for (slong c = 0; c < source->class_count; c++)
    {
        if (types[c] != NULL && (types[c]->kind == XP_ITEM_TYPES_INTERVAL) == interval)
        {
            return &source->class[c];
        }
    }
    return NULL;
}

int xp_interval_read_types(xp_reader_t *reader)
{
    xp_source_struct *source = reader->source;
    const xp_item_struct **types = xp_calloc((size_t) source->class_count + 1, sizeof(*types));
    const xp_class_t *finite;

    for (slong c = 0; c < source->class_count; c++)
    {
        xp_class_t *class = &source->class[c];

        /* The two ends are kept as the two values of a class; it has no labels. */
        class->count = 2;
        class->width = 1;
        class->value = _fmpq_vec_init(2);
        types[c] = find_types(reader, class->block);
        class->broken = types[c] == NULL || types[c]->kind != XP_ITEM_TYPES_INTERVAL ||
                        !read_interval(reader, class, types[c]->value);
    }
    finite = find_class(source, types, 0);
    if (finite != NULL)
    {
        const xp_class_t *other = find_class(source, types, 1);

        xp_reader_fail(reader, types[finite - source->class]->span.begin,
                       "agent \"%s\" has finitely many types and agent \"%s\" types on an "
                       "interval: one model has one kind",
                       source->agent_name[finite->first],
                       other == NULL ? "?" : source->agent_name[other->first]);
    }
    free(types);
    return finite == NULL;
}

/*
 * What the statements of one block give one agent, by outcome.
 *   target   the agent's formulas, one for each outcome (or one)
 *   stated   which outcomes have their own statement
 *   general  a body for all others, or a finished formula
 */
typedef struct
{
    xp_reader_t *reader;
    const char *what;
    const char *where;
    int may;
    slong self;
    const xp_expression_struct **target;
    unsigned char *stated;
    const xp_body_struct *general;
    const xp_expression_struct *share;
} field_t;

static const xp_expression_struct *compile(const field_t *field, const xp_body_struct *body,
                                           const xp_tree_struct *tree, slong outcome,
                                           int *reads_outcome)
{
    xp_spot_t place;
    const xp_expression_struct *result;

    xp_spot_init(place, field->reader, field->may, field->where, field->self);
    place->outcome = outcome;
    result = body != NULL ? xp_interval_body(place, body) : xp_interval_number(place, tree);
    *reads_outcome = place->reads_outcome;
    return result;
}

/* One outcome's formula: a body, or a tree when body is NULL. */
static void state_outcome(field_t *field, const xp_tree_struct *target,
                          const xp_body_struct *body, const xp_tree_struct *tree)
{
    xp_reader_t *reader = field->reader;
    slong outcome = xp_resolve_outcome(reader, target, field->self);
    int reads;

    if (outcome < 0)
    {
        reader->faults += reader->source->outcomes_broken;
        return;
    }
    if (field->stated[outcome])
    {
        xp_reader_fail(reader, target->span.begin, "the %s %s %s stands twice in this block",
                       field->what,
                       strcmp(field->what, "value") == 0 ? "of outcome" : "at outcome",
                       reader->source->outcome_label[outcome]);
        return;
    }
    field->stated[outcome] = 1;
    field->target[outcome] = compile(field, body, tree, outcome, &reads);
}

static void state_general(field_t *field, const xp_item_struct *item,
                          const xp_body_struct *body, const xp_expression_struct *share)
{
    if (field->general != NULL || field->share != NULL)
    {
        xp_reader_fail(field->reader, item->span.begin,
                       "a general %s stands twice in this block", field->what);
        return;
    }
    field->general = body;
    field->share = share;
}

/* The general formula at every outcome without its own. */
static void spread_general(field_t *field)
{
    const xp_continuous_struct *model = field->reader->model->continuous;
    slong m = model->outcome_count;
    const xp_expression_struct *common = field->share;
    size_t faults = field->reader->faults;

    for (slong a = 0; a < (m > 0 ? m : 1) && faults == field->reader->faults; a++)
    {
        int reads = 0;

        if (field->stated[a])
        {
            continue;
        }
        field->target[a] = common;
        if (common == NULL && field->general != NULL)
        {
            field->target[a] = compile(field, field->general, NULL, m > 0 ? a : -1, &reads);
            common = reads ? NULL : field->target[a];
        }
    }
}

static void open_field(field_t *field, xp_reader_t *reader, const char *what, const char *where,
                       int may, slong self, const xp_expression_struct **target)
{
    slong m = reader->model->continuous->outcome_count;

    memset(field, 0, sizeof(field_t));
    field->reader = reader;
    field->what = what;
    field->where = where;
    field->may = may;
    field->self = self;
    field->target = target;
    field->stated = xp_calloc((size_t) m + 1, 1);
}

static void close_field(field_t *field)
{
    free(field->stated);
}

static void read_value(field_t *field, const xp_item_struct *item)
{
    const xp_body_struct *body = item->body;

    if (item->target != NULL)
    {
        state_outcome(field, item->target, body, NULL);
    }
    else if (body->kind != XP_BODY_TABLE)
    {
        state_general(field, item, body, NULL);
    }
    else
    {
        for (size_t e = 0; e < body->entry_count; e++)
        {
            state_outcome(field, body->entry[e].key, NULL, body->entry[e].value);
        }
    }
}

static void read_values_of(xp_reader_t *reader, const xp_item_struct *block, slong self)
{
    int may = XP_MAY_LETS | XP_MAY_OWN | XP_MAY_TYPES | XP_MAY_SELF | XP_MAY_OUTCOME |
              XP_MAY_VARIABLE;
    field_t field;

    open_field(&field, reader, "value", "a value", may, self,
               reader->model->continuous->agent[self].value);
    for (size_t i = 0; i < block->item_count; i++)
    {
        if (block->item[i]->kind == XP_ITEM_VALUE && block->item[i]->body != NULL)
        {
            read_value(&field, block->item[i]);
        }
    }
    spread_general(&field);
    close_field(&field);
}

/* share = EXPR: an exact number >= 0; the outside option is that part of the type. */
static void read_share(field_t *field, const xp_item_struct *item)
{
    xp_reader_t *reader = field->reader;
    xp_continuous_struct *model = reader->model->continuous;
    xp_interval_agent_struct *agent = &model->agent[field->self];
    const xp_expression_struct *share;
    xp_spot_t place;
    xp_error_t error;
    xp_status_t status;
    int sign = 0;

    xp_spot_init(place, reader, XP_MAY_LETS, "a share", -1);
    share = xp_interval_number(place, item->value);
    if (share == NULL)
    {
        return;
    }
    xp_error_init(error);
    status = xp_expression_evaluate_real(agent->share, share, error);
    if (status != XP_OK)
    {
        xp_reader_take_at(reader, status, error, item->value->span.begin);
    }
    else if (!xp_real_sign(&sign, agent->share) || sign < 0)
    {
        xp_string_t text;

        xp_string_init(text);
        xp_real_add_text(text, agent->share, -1);
        xp_reader_fail(reader, item->value->span.begin, "the share %s is negative",
                       text->length > 100 ? "here" : text->text);
        xp_string_clear(text);
    }
    else
    {
        agent->has_share = 1;
        if (agent->share->kind == XP_REAL_RATIONAL)
        {
            share = xp_expression_constant(model->pool, agent->share->rational);
        }
        state_general(field, item, NULL,
                      xp_expression_binary(model->pool, XP_EXPRESSION_MUL, share,
                                           xp_expression_type(model->pool, field->self)));
    }
    xp_error_clear(error);
}

static void read_outside_of(xp_reader_t *reader, const xp_item_struct *block, slong self)
{
    int may = XP_MAY_LETS | XP_MAY_OWN | XP_MAY_TYPES | XP_MAY_SELF;
    const xp_item_struct *share = NULL;
    field_t field;

    open_field(&field, reader, "outside option", "an outside option", may, self,
               reader->model->continuous->agent[self].outside);
    for (size_t i = 0; i < block->item_count; i++)
    {
        const xp_item_struct *item = block->item[i];

        if (item->kind == XP_ITEM_SHARE && share != NULL)
        {
            xp_reader_fail(reader, item->span.begin, "`share` stands twice in this block");
        }
        else if (item->kind == XP_ITEM_SHARE)
        {
            share = item;
            read_share(&field, item);
        }
        else if (item->kind == XP_ITEM_OUTSIDE && item->target == NULL)
        {
            state_general(&field, item, item->body, NULL);
        }
        else if (item->kind == XP_ITEM_OUTSIDE)
        {
            state_outcome(&field, item->target, item->body, NULL);
        }
    }
    spread_general(&field);
    close_field(&field);
}

/* value owner(self) = t, where shares alone say that the good is divided. */
static void set_partnership_value(xp_continuous_struct *model, slong self)
{
    model->agent[self].value[model->owner[self]] = xp_expression_type(model->pool, self);
}

void xp_interval_read_values(xp_reader_t *reader)
{
    const xp_source_struct *source = reader->source;

    for (slong c = 0; c < source->class_count; c++)
    {
        const xp_class_t *class = &source->class[c];
        size_t faults = reader->faults;

        /* The agents of a block are alike: what is wrong is said once. */
        for (slong s = 0; s < class->agents && faults == reader->faults; s++)
        {
            slong self = class->first + s;

            if (source->partnership)
            {
                set_partnership_value(reader->model->continuous, self);
            }
            else
            {
                read_values_of(reader, class->block, self);
            }
            read_outside_of(reader, class->block, self);
        }
    }
}
