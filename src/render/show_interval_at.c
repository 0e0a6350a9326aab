/* The report `show --at` when types are intervals. */
#include "render/show_interval.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "render/page_impl.h"

static void add_profile(xp_string_t out, const xp_interval_point_t point)
{
    slong i;

    xp_string_add(out, point->agents > 1 ? "(" : "");
    for (i = 0; i < point->agents; i++)
    {
        xp_string_add(out, i > 0 ? ", " : "");
        xp_rat_add_text(out, point->theta + i);
    }
    xp_string_add(out, point->agents > 1 ? ")" : "");
}

static void add_table(xp_sheet_t sheet, const xp_report_t *report,
                      const xp_interval_point_t point)
{
    const xp_continuous_struct *model = report->model->continuous;
    size_t columns = (size_t) point->agents + (model->decision == NULL ? 4 : 3), k;
    const char **heading = xp_malloc(columns * sizeof(char *));
    xp_align_t *align = xp_malloc(columns * sizeof(xp_align_t));
    slong a, i;

    for (k = 0; k < columns; k++)
        align[k] = k == 0 ? XP_ALIGN_LEFT : XP_ALIGN_RIGHT;
    heading[0] = model->decision == NULL ? "Outcome" : model->decision;
    for (i = 0; i < point->agents; i++)
        heading[1 + i] = model->agent[i].name;
    heading[point->agents + 1] = "Cost";
    heading[point->agents + 2] = "Welfare";
    if (model->decision == NULL)
    {
        heading[columns - 1] = "Chosen";
        align[columns - 1] = XP_ALIGN_LEFT;
    }
    xp_sheet_add_table(sheet, model->decision == NULL
                                  ? "The value of each outcome to each agent, its cost, and its "
                                    "welfare (the sum of the values less the cost)."
                                  : "The value of the decision to each agent, its cost, and its "
                                    "welfare (the sum of the values less the cost).",
                       columns, heading, align);
    for (a = 0; a < point->columns; a++)
    {
        if (model->decision == NULL)
            xp_sheet_add_cell(sheet, model->outcome_label[a]);
        else
            xp_sheet_add_real(sheet, point->decision, report->digits);
        for (i = 0; i < point->agents; i++)
            xp_sheet_add_real(sheet, point->value + a * point->agents + i, report->digits);
        xp_sheet_add_real(sheet, point->cost + a, report->digits);
        xp_sheet_add_real(sheet, point->welfare + a, report->digits);
        if (model->decision == NULL)
            xp_sheet_add_cell(sheet, a == point->chosen ? "yes" : "");
    }
    free(heading);
    free(align);
}

/* "Outside options here: ann 1/2, bob 1/4." */
static void add_numbers(xp_sheet_t sheet, const xp_report_t *report, const char *words,
                        const xp_real_struct *number)
{
    const xp_continuous_struct *model = report->model->continuous;
    xp_string_t text;
    slong i;

    xp_string_init(text);
    xp_string_add(text, words);
    for (i = 0; i < model->agent_count; i++)
    {
        xp_string_printf(text, "%s%s ", i > 0 ? ", " : "", model->agent[i].name);
        xp_real_add_text(text, number + i, report->digits);
    }
    xp_string_add_char(text, '.');
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static int has_outside(const xp_continuous_t model)
{
    slong i, a;

    for (i = 0; i < model->agent_count; i++)
        for (a = 0; a < xp_interval_columns(model); a++)
            if (model->agent[i].outside[a] != NULL)
                return 1;
    return 0;
}

void xp_interval_add_point(xp_string_t out, const xp_report_t *report,
                           const xp_interval_point_t point)
{
    const xp_continuous_struct *model = report->model->continuous;
    xp_string_t text;
    xp_sheet_t sheet;

    xp_string_init(text);
    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    xp_string_add(text, "At ");
    add_profile(text, point);
    if (model->decision != NULL)
    {
        xp_string_printf(text, " the decision is %s = ", model->decision);
        xp_real_add_text(text, point->decision, report->digits);
    }
    else
        xp_string_printf(text, " the outcome is %s",
                         point->chosen < 0 ? "not known: the comparisons that decide it are too "
                                             "close"
                                           : model->outcome_label[point->chosen]);
    xp_string_add_char(text, '.');
    xp_sheet_add_paragraph(sheet, text->text);
    add_table(sheet, report, point);
    if (point->chosen >= 0 && has_outside(model))
        add_numbers(sheet, report, "Outside options here: ", point->outside);
    if (point->chosen >= 0 && point->has_payment)
        add_numbers(sheet, report, "Payments here: ", point->payment);
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
    xp_string_clear(text);
}
