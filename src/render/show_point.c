/* The report `show --at`: values, welfare and choice at one profile. */
#include "render/show_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/render/number.h>
#include <expost/render/sheet.h>

#include "render/page_impl.h"
#include "render/words_impl.h"

static void add_table(xp_sheet_t sheet, const xp_report_t *report, const xp_point_t point)
{
    const xp_environment_struct *environment = report->model->environment;
    size_t columns = (size_t) point->agents + 4, k;
    const char **heading = xp_malloc(columns * sizeof(char *));
    xp_align_t *align = xp_malloc(columns * sizeof(xp_align_t));
    slong a, i;

    for (k = 0; k < columns; k++)
        align[k] = k == 0 || k + 1 == columns ? XP_ALIGN_LEFT : XP_ALIGN_RIGHT;
    heading[0] = "Outcome";
    for (i = 0; i < point->agents; i++)
        heading[1 + i] = environment->agent[i].name;
    heading[columns - 3] = "Cost";
    heading[columns - 2] = "Welfare";
    heading[columns - 1] = "Chosen";
    xp_sheet_add_table(sheet, "The value of each outcome to each agent, its cost, and its "
                              "welfare (the sum of the values less the cost).",
                       columns, heading, align);
    for (a = 0; a < point->outcomes; a++)
    {
        xp_sheet_add_cell(sheet, environment->outcome_label[a]);
        for (i = 0; i < point->agents; i++)
            xp_sheet_add_rational(sheet, point->value + a * point->agents + i, report->digits);
        xp_sheet_add_rational(sheet, point->cost + a, report->digits);
        xp_sheet_add_rational(sheet, point->welfare + a, report->digits);
        if (fmpq_is_zero(point->weight + a) || fmpq_is_one(point->weight + a))
            xp_sheet_add_cell(sheet, fmpq_is_zero(point->weight + a) ? "" : "yes");
        else
            xp_sheet_add_rational(sheet, point->weight + a, report->digits);
    }
    free(heading);
    free(align);
}

static int has_outside(const xp_environment_t environment)
{
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        if (environment->agent[i].outside_kind != XP_OUTSIDE_NONE)
            return 1;
    return 0;
}

void xp_show_add_point(xp_string_t out, const xp_report_t *report, const xp_point_t point)
{
    const xp_environment_struct *environment = report->model->environment;
    xp_string_t text;
    xp_sheet_t sheet;
    slong i;

    xp_string_init(text);
    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    xp_string_add(text, "At ");
    xp_words_add_profile(text, environment, point->profile);
    xp_string_add(text, " the outcome is ");
    xp_words_add_weights(text, environment, point->weight);
    xp_string_add(text, "; the largest welfare is ");
    xp_number_add(text, point->largest, report->digits);
    xp_string_add_char(text, '.');
    xp_sheet_add_paragraph(sheet, text->text);
    add_table(sheet, report, point);
    if (has_outside(environment))
    {
        xp_string_reset(text);
        xp_string_add(text, "Outside options here: ");
        for (i = 0; i < point->agents; i++)
        {
            xp_string_printf(text, "%s%s ", i > 0 ? ", " : "", environment->agent[i].name);
            xp_number_add(text, point->outside + i, report->digits);
        }
        xp_string_add_char(text, '.');
        xp_sheet_add_paragraph(sheet, text->text);
    }
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
    xp_string_clear(text);
}
