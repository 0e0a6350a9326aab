/* The allocation rule: efficient, or the choices that the file states. */
#include "text/compile.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>

static void read_ties(xp_reader_t *reader, const xp_tree_struct *name)
{
    static const char *const names[] = {"first", "last", "lottery"};
    static const xp_ties_t ties[] = {XP_TIES_FIRST, XP_TIES_LAST, XP_TIES_LOTTERY};
    const char *near;

    for (size_t t = 0; t < 3; t++)
    {
        if (strcmp(name->text, names[t]) == 0)
        {
            reader->model->rule->ties = ties[t];
            return;
        }
    }
    near = xp_nearest(name->text, names, 3);
    xp_reader_fail(reader, name->span.begin,
                   "ties are broken `first`, `last` or by `lottery`%s%s%s",
                   near == NULL ? "" : "; did you mean `", near == NULL ? "" : near,
                   near == NULL ? "" : "`?");
}

static void read_rule(xp_reader_t *reader, const xp_item_struct *item)
{
    xp_source_struct *source = reader->source;
    xp_scope_t scope;

    if (item->file != NULL)
    {
        return;
    }
    xp_scope_init(&scope, reader, XP_MAY_LETS | XP_MAY_TYPES, "the rule");
    reader->rule.what = "rule";
    reader->rule.self = -1;
    reader->rule.general = xp_compile_body(&scope, item->body, xp_compile_choice, 0, 0);
    reader->rule.source = reader->rule.general == NULL ? NULL : source;
}

void xp_read_rule(xp_reader_t *reader)
{
    const xp_document_struct *doc = reader->source->doc;
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
        reader->model->rule_stated = 1;
        if (item->kind == XP_ITEM_RULE)
        {
            read_rule(reader, item);
        }
        else if (item->name != NULL)
        {
            read_ties(reader, item->name);
        }
    }
}

/* The choice at every profile; 0 after an error. */
static int list_choices(xp_reader_t *reader)
{
    xp_environment_struct *environment = reader->model->environment;
    xp_rule_struct *rule = reader->model->rule;
    const xp_profiles_struct *profiles = environment->profiles;
    const xp_formula_t *formula = &reader->rule;
    slong *profile;
    void *table = NULL;
    uint32_t *choice;
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    status = xp_table_alloc(&table, (size_t) profiles->size, sizeof(uint32_t), error);
    choice = table;
    if (status != XP_OK)
    {
        xp_reader_take_at(reader, status, error, formula->general->offset);
        xp_error_clear(error);
        return 0;
    }
    profile = xp_calloc((size_t) profiles->agents, sizeof(slong));
    for (slong index = 0; index < profiles->size && status == XP_OK; index++)
    {
        xp_point_t point;
        slong chosen = 0;

        xp_point_init(&point, formula->source, -1, -1, profile);
        status = xp_code_choice(&chosen, formula->general, &point, error);
        if (status != XP_OK)
        {
            xp_formula_explain(error, formula, formula->general, &point);
        }
        else
        {
            status = xp_reader_tick(reader, index + 1, profiles->size, error);
        }
        if (status != XP_OK)
        {
            xp_reader_take(reader, status, error);
        }
        choice[index] = (uint32_t) chosen;
        (void) xp_profiles_next(profile, profiles);
    }
    free(profile);
    xp_error_clear(error);
    if (status != XP_OK)
    {
        free(choice);
        return 0;
    }
    rule->choice = choice;
    rule->choice_length = profiles->size;
    return 1;
}

void xp_fill_rule(xp_reader_t *reader)
{
    xp_source_struct *source = reader->source;
    xp_rule_struct *rule = reader->model->rule;

    rule->outcome_count = source->outcome_count;
    if (reader->rule.source == NULL)
    {
        return;
    }
    rule->efficient = 0;
    if (!xp_profiles_are_listed(reader->model->environment->profiles))
    {
        xp_formula_t *formula = xp_document_alloc(source->doc, sizeof(xp_formula_t));

        *formula = reader->rule;
        rule->weights = xp_formula_weights;
        rule->context = formula;
    }
    else if (list_choices(reader))
    {
        xp_rule_set_lotteries(rule, source->lotteries);
    }
}
