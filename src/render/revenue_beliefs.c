/* The report `auction`: what correlated bidders believe, and whether all surplus can be had. */
#include <expost/num/rat.h>

#include "render/json_impl.h"
#include "render/revenue_impl.h"

static const char *type_label(const xp_revenue_t revenue, slong agent, slong type)
{
    return revenue->environment->agent[agent].type_label[type];
}

/* "5 = 6", "2 = 1/2 of 1 + 1/2 of 3": the first mixture; nothing when there is none. */
static void add_mixture(xp_string_t out, const xp_revenue_t revenue, slong agent)
{
    const xp_beliefs_struct *beliefs = revenue->beliefs + agent;
    const char *plus = "= ";

    if (beliefs->type < 0)
        return;
    xp_string_printf(out, "%s ", type_label(revenue, agent, beliefs->type));
    for (slong t = 0; t < beliefs->type_count; t++)
        if (!fmpq_is_zero(beliefs->weight + t))
        {
            xp_string_add(out, plus);
            if (!fmpq_is_one(beliefs->weight + t))
            {
                xp_rat_add_text(out, beliefs->weight + t);
                xp_string_add(out, " of ");
            }
            xp_string_add(out, type_label(revenue, agent, t));
            plus = " + ";
        }
}

static void add_row(xp_sheet_t sheet, const xp_revenue_t revenue, slong agent)
{
    const xp_beliefs_struct *beliefs = revenue->beliefs + agent;
    xp_string_t text;

    xp_string_init(text);
    xp_sheet_add_cell(sheet, revenue->environment->agent[agent].name);
    xp_string_printf(text, "%ld", (long) beliefs->possible);
    xp_sheet_add_number(sheet, text->text);
    xp_string_reset(text);
    xp_string_printf(text, "%ld", (long) beliefs->rank);
    xp_sheet_add_number(sheet, text->text);
    xp_sheet_add_cell(sheet, beliefs->independent ? "yes" : "no");
    xp_sheet_add_cell(sheet, beliefs->convex == XP_HOLDS ? "yes" : "no");
    xp_string_reset(text);
    add_mixture(text, revenue, agent);
    xp_sheet_add_cell(sheet, text->text);
    xp_string_clear(text);
}

void xp_revenue_add_beliefs(xp_sheet_t sheet, const xp_revenue_t revenue)
{
    static const char *const heading[] = {"Agent", "Types", "Rank", "Linearly independent",
                                          "No mixture", "Mixture"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_LEFT};
    int independent = 1, convex = 1;

    for (slong i = 0; i < revenue->units->agent_count; i++)
    {
        independent = independent && revenue->beliefs[i].independent;
        convex = convex && revenue->beliefs[i].convex == XP_HOLDS;
    }
    xp_sheet_add_paragraph(sheet, "Full surplus extraction (Crémer and McLean 1985, 1988): what "
                                  "the types of an agent believe about the others' types. A "
                                  "mixture is a belief that is a convex combination of those of "
                                  "other types.");
    xp_sheet_add_table(sheet, NULL, 6, heading, align);
    xp_sheet_set_aside(sheet);
    for (slong i = 0; i < revenue->units->agent_count; i++)
        add_row(sheet, revenue, i);
    xp_sheet_add_paragraph(
        sheet, independent ? "The beliefs are linearly independent: whatever the values, the "
                             "whole surplus can be had in dominant strategies (cremer-mclean)."
               : convex    ? "No belief is a mixture of others: whatever the values, the whole "
                             "surplus can be had under BIC and interim participation "
                             "(cremer-mclean)."
                           : "A belief is a mixture of others, so the whole surplus cannot be had "
                             "for all values; `expost pay -m cremer-mclean` says whether it can "
                             "for these.");
}

/* The weights of a mixture by label. */
static json_t *list_mixture(const xp_revenue_t revenue, slong agent)
{
    const xp_beliefs_struct *beliefs = revenue->beliefs + agent;
    json_t *list = json_array();

    for (slong t = 0; t < beliefs->type_count; t++)
        if (!fmpq_is_zero(beliefs->weight + t))
        {
            json_t *entry = json_object();

            json_object_set_new(entry, "type", xp_json_text(type_label(revenue, agent, t)));
            json_object_set_new(entry, "weight", xp_json_rational(beliefs->weight + t));
            json_array_append_new(list, entry);
        }
    return list;
}

json_t *xp_revenue_list_beliefs(const xp_revenue_t revenue)
{
    json_t *list;

    if (revenue->beliefs == NULL)
        return json_null();
    list = json_array();
    for (slong i = 0; i < revenue->units->agent_count; i++)
    {
        const xp_beliefs_struct *beliefs = revenue->beliefs + i;
        json_t *entry = json_object();

        json_object_set_new(entry, "agent", xp_json_text(revenue->environment->agent[i].name));
        json_object_set_new(entry, "types", xp_json_size((size_t) beliefs->possible));
        json_object_set_new(entry, "rank", xp_json_size((size_t) beliefs->rank));
        json_object_set_new(entry, "independent", json_boolean(beliefs->independent));
        json_object_set_new(entry, "convex", json_boolean(beliefs->convex == XP_HOLDS));
        json_object_set_new(entry, "type",
                            beliefs->type < 0
                                ? json_null()
                                : xp_json_text(type_label(revenue, i, beliefs->type)));
        json_object_set_new(entry, "mixture", list_mixture(revenue, i));
        json_array_append_new(list, entry);
    }
    return list;
}
