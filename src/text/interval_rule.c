/* The rule over types on intervals: efficient, a real decision, or outcomes by cases. */
#include "text/interval.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* The cases of a rule while they are listed. */
typedef struct
{
    xp_spot_struct *place;
    const xp_expression_struct **condition;
    slong *choice;
    size_t count;
    size_t condition_room;
    size_t choice_room;
} list_t;

static void add_case(list_t *list, const xp_expression_struct *condition, slong choice)
{
    xp_array_grow(&list->condition, &list->condition_room, list->count,
                  sizeof(*list->condition));
    xp_array_grow(&list->choice, &list->choice_room, list->count, sizeof(slong));
    list->condition[list->count] = condition;
    list->choice[list->count++] = choice;
}

static const xp_expression_struct *join(const list_t *list, const xp_expression_struct *a,
                                        const xp_expression_struct *b)
{
    return a == NULL ? b
           : b == NULL
               ? a
               : xp_expression_binary(list->place->model->pool, XP_EXPRESSION_AND, a, b);
}

/* The outcome whose value is this number; -1 after an error. */
static slong find_value(list_t *list, const xp_tree_struct *tree)
{
    xp_reader_t *reader = list->place->scope.reader;
    const xp_source_struct *source = reader->source;
    const xp_expression_struct *number = xp_interval_number(list->place, tree);
    slong outcome;

    if (number == NULL)
    {
        return -1;
    }
    if (number->kind != XP_EXPRESSION_CONSTANT)
    {
        xp_reader_fail(reader, tree->span.begin,
                       "with finitely many outcomes over types on an interval a rule gives one of "
                       "their numbers in each case: { 1 when ...; 0 otherwise }");
        return -1;
    }
    outcome = xp_points_find(&source->outcome_points, number->value);
    if (outcome < 0)
    {
        xp_reader_fail(reader, tree->span.begin,
                       "the rule gives a number that is not among the outcomes");
    }
    return outcome;
}

/* Adds what a choice is where condition holds (NULL: always); 0 after an error. */
static int add_choice(list_t *list, const xp_expression_struct *condition,
                      const xp_tree_struct *tree)
{
    xp_reader_t *reader = list->place->scope.reader;
    const xp_source_struct *source = reader->source;
    const xp_expression_struct *inner = NULL;
    slong outcome = -1;

    switch (tree->kind)
    {
        case XP_TREE_LOTTERY:
            xp_reader_fail(reader, tree->span.begin,
                           "a lottery is for finite types: over types on an interval a rule "
                           "picks one outcome in each case");
            return 0;
        case XP_TREE_IF:
        {
            xp_condition_t answer = xp_interval_condition(&inner, list->place, tree->child[0]);

            if (answer == XP_CONDITION_BROKEN)
            {
                return 0;
            }
            if (answer != XP_CONDITION_OPEN)
            {
                return add_choice(list, condition,
                                  tree->child[answer == XP_CONDITION_TRUE ? 1 : 2]);
            }
            return add_choice(list, join(list, condition, inner), tree->child[1]) &&
                   add_choice(list, condition, tree->child[2]);
        }
        case XP_TREE_QUOTED:
        case XP_TREE_OWNER:
            outcome = xp_resolve_outcome(reader, tree, -1);
            break;
        case XP_TREE_NAME:
            outcome = source->variable == NULL ? xp_resolve_outcome(reader, tree, -1)
                                               : find_value(list, tree);
            break;
        default:
            if (source->variable != NULL)
            {
                outcome = find_value(list, tree);
            }
            else
            {
                xp_reader_fail(reader, tree->span.begin,
                               "expected an outcome: write for example { trade when t[buyer] >= "
                               "t[seller]; keep otherwise }");
            }
    }
    if (outcome >= 0)
    {
        add_case(list, condition, outcome);
    }
    return outcome >= 0;
}

/* Reads the cases of a body; 0 after an error. */
static int read_cases(list_t *list, const xp_body_struct *body)
{
    xp_reader_t *reader = list->place->scope.reader;
    size_t faults = reader->faults;
    int closed = 0;

    for (size_t e = 0; e < body->entry_count; e++)
    {
        const xp_entry_t *entry = &body->entry[e];
        const xp_expression_struct *condition = NULL;
        xp_condition_t answer = XP_CONDITION_TRUE;

        if (closed)
        {
            xp_reader_fail(reader, entry->span.begin,
                           "a case after `otherwise` never holds: put `otherwise` last");
            return 0;
        }
        if (entry->condition != NULL)
        {
            answer = xp_interval_condition(&condition, list->place, entry->condition);
        }
        closed = entry->condition == NULL;
        if (answer == XP_CONDITION_BROKEN || answer == XP_CONDITION_FALSE)
        {
            continue;
        }
        (void) add_choice(list, answer == XP_CONDITION_OPEN ? condition : NULL, entry->value);
    }
    return faults == reader->faults && !body->broken;
}

/* The last case is where no other holds; 0 after an error. */
static int close_cases(list_t *list, const xp_body_struct *body)
{
    size_t last = 0;

    while (last < list->count && list->condition[last] != NULL)
    {
        last++;
    }
    if (last < list->count)
    {
        list->count = last + 1;
        return 1;
    }
    if (list->count >= 2 && xp_interval_is_opposite(list->condition[list->count - 2],
                                                    list->condition[list->count - 1]))
    {
        list->condition[list->count - 1] = NULL;
        return 1;
    }
    xp_interval_refuse_open(list->place->scope.reader, body);
    return 0;
}

/* A rule over finitely many outcomes. */
static void read_outcomes(xp_spot_t place, const xp_body_struct *body)
{
    xp_continuous_struct *model = place->model;
    list_t list;
    int read;

    memset(&list, 0, sizeof(list));
    list.place = place;
    read = body->kind == XP_BODY_FORMULA ? add_choice(&list, NULL, body->value)
                                         : read_cases(&list, body) && close_cases(&list, body);
    if (read)
    {
        model->rule = XP_INTERVAL_CASES;
        model->case_count = (slong) list.count;
        model->condition = list.condition;
        model->choice = list.choice;
        return;
    }
    free(list.condition);
    free(list.choice);
}

static void read_rule(xp_reader_t *reader, const xp_item_struct *item)
{
    xp_continuous_struct *model = reader->model->continuous;
    xp_spot_t place;

    if (item->file != NULL)
    {
        return;
    }
    xp_spot_init(place, reader, XP_MAY_LETS | XP_MAY_TYPES, "the rule", -1);
    if (item->body->kind == XP_BODY_TABLE)
    {
        if (!item->body->broken)
        {
            xp_reader_fail(reader, item->body->span.begin,
                           "types on an interval have no table: write a rule as a formula, or as "
                           "cases { OUTCOME when CONDITION; OUTCOME otherwise }");
        }
    }
    else if (model->decision != NULL)
    {
        model->rule = XP_INTERVAL_FORMULA;
        model->formula = xp_interval_body(place, item->body);
    }
    else
    {
        read_outcomes(place, item->body);
    }
}

/* rule efficient: ties are of no account on intervals, so only the default may be named. */
static void check_efficient(xp_reader_t *reader, const xp_item_struct *item)
{
    if (item->name != NULL && strcmp(item->name->text, "first") != 0)
    {
        xp_reader_fail(reader, item->name->span.begin,
                       "over types on an interval ties go to the first outcome: leave out `ties "
                       "%s`, or state the rule by cases", item->name->text);
    }
}

void xp_interval_read_rule(xp_reader_t *reader)
{
    const xp_document_struct *doc = reader->source->doc;
    xp_continuous_struct *model = reader->model->continuous;
    const xp_item_struct *found = NULL;

    for (size_t i = 0; i < doc->item_count; i++)
    {
        const xp_item_struct *item = doc->item[i];

        if (item->kind != XP_ITEM_RULE && item->kind != XP_ITEM_RULE_EFFICIENT)
        {
            continue;
        }
        if (found != NULL)
        {
            xp_reader_fail(reader, item->span.begin, "`rule` stands twice");
            continue;
        }
        found = item;
        model->rule_stated = 1;
        if (item->kind == XP_ITEM_RULE)
        {
            read_rule(reader, item);
        }
        else if (model->decision == NULL)
        {
            check_efficient(reader, item);
        }
    }
    if (model->decision != NULL && !(doc->lost & XP_LOST_OTHER) &&
        (found == NULL || found->kind == XP_ITEM_RULE_EFFICIENT))
    {
        xp_reader_fail(reader, found == NULL ? doc->length : found->span.begin,
                       "a real decision needs `rule = EXPR`: state %s as a formula of the types",
                       model->decision);
    }
}
