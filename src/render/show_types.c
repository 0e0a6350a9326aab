/* The table of types in the report `show`. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/render/number.h>
#include <expost/render/sheet.h>

#include "render/show_impl.h"

/* What a page lists in full; CSV has no such limits. */
#define TYPES_SHOWN 40
#define VALUES_SHOWN 12

/* Which columns the table of types has. */
typedef struct
{
    int probability;
    int values;
    int outside;
} columns_t;

static void add_type_row(xp_sheet_t sheet, const xp_report_t *report, const columns_t *columns,
                         slong i, slong t)
{
    const xp_environment_struct *environment = report->model->environment;
    const xp_agent_struct *agent = environment->agent + i;
    fmpq_t value;
    slong a;

    fmpq_init(value);
    xp_sheet_add_cell(sheet, agent->name);
    xp_sheet_add_cell(sheet, agent->type_label[t]);
    if (columns->probability)
    {
        xp_environment_type_probability(value, environment, i, t);
        xp_sheet_add_rational(sheet, value, report->digits);
    }
    for (a = 0; columns->values && a < environment->outcome_count; a++)
        if (agent->interdependent)
            xp_sheet_add_cell(sheet, "varies");
        else
        {
            xp_table_get_fmpq(value, agent->value, a * agent->type_count + t);
            xp_sheet_add_rational(sheet, value, report->digits);
        }
    if (columns->outside && agent->outside_kind == XP_OUTSIDE_NONE)
        xp_sheet_add_number(sheet, "0");
    else if (columns->outside && agent->outside_kind == XP_OUTSIDE_TYPE)
    {
        xp_table_get_fmpq(value, agent->outside, t);
        xp_sheet_add_rational(sheet, value, report->digits);
    }
    else if (columns->outside)
        xp_sheet_add_cell(sheet, "varies");
    fmpq_clear(value);
}

/* "1 to 4", the least and the largest of length entries, or the one value that all have. */
static void add_range(xp_sheet_t sheet, const xp_table_t table, slong start, slong length,
                      long digits)
{
    slong least = start, largest = start, k;
    fmpq_t value;
    xp_string_t text;

    for (k = start; k < start + length; k++)
    {
        if (fmpz_cmp(table->entry + k, table->entry + least) < 0)
            least = k;
        if (fmpz_cmp(table->entry + k, table->entry + largest) > 0)
            largest = k;
    }
    fmpq_init(value);
    xp_string_init(text);
    xp_table_get_fmpq(value, table, least);
    xp_number_add(text, value, digits);
    if (!fmpz_equal(table->entry + least, table->entry + largest))
    {
        xp_string_add(text, " to ");
        xp_table_get_fmpq(value, table, largest);
        xp_number_add(text, value, digits);
    }
    xp_sheet_add_cell(sheet, text->text);
    xp_string_clear(text);
    fmpq_clear(value);
}

/* An agent with too many types for a page: one row with their number, and ranges. */
static void add_type_ranges(xp_sheet_t sheet, const xp_report_t *report,
                            const columns_t *columns, slong i)
{
    const xp_environment_struct *environment = report->model->environment;
    const xp_agent_struct *agent = environment->agent + i;
    const slong k = agent->type_count;
    xp_string_t text;
    slong a;

    xp_string_init(text);
    xp_string_printf(text, "%ld types: %s, ..., %s", (long) k, agent->type_label[0],
                     agent->type_label[k - 1]);
    xp_sheet_add_cell(sheet, agent->name);
    xp_sheet_add_cell(sheet, text->text);
    if (columns->probability && environment->prior == XP_PRIOR_INDEPENDENT)
        add_range(sheet, agent->probability, 0, k, report->digits);
    else if (columns->probability)
        xp_sheet_add_cell(sheet, "varies");
    for (a = 0; columns->values && a < environment->outcome_count; a++)
        if (agent->interdependent)
            xp_sheet_add_cell(sheet, "varies");
        else
            add_range(sheet, agent->value, a * k, k, report->digits);
    if (columns->outside && agent->outside_kind == XP_OUTSIDE_NONE)
        xp_sheet_add_number(sheet, "0");
    else if (columns->outside && agent->outside_kind == XP_OUTSIDE_TYPE)
        add_range(sheet, agent->outside, 0, k, report->digits);
    else if (columns->outside)
        xp_sheet_add_cell(sheet, "varies");
    xp_string_clear(text);
}

static void begin_type_table(xp_sheet_t sheet, const xp_environment_t environment,
                             const columns_t *columns, size_t count)
{
    const char **heading = xp_malloc(count * sizeof(char *));
    xp_align_t *align = xp_malloc(count * sizeof(xp_align_t));
    size_t k = 2;
    slong a;

    heading[0] = "Agent";
    heading[1] = "Type";
    if (columns->probability)
        heading[k++] = "Probability";
    for (a = 0; columns->values && a < environment->outcome_count; a++)
        heading[k++] = environment->outcome_label[a];
    if (columns->outside)
        heading[k++] = "Outside option";
    for (k = 0; k < count; k++)
        align[k] = k < 2 ? XP_ALIGN_LEFT : XP_ALIGN_RIGHT;
    xp_sheet_add_table(sheet, columns->values ? "Types, and the value of each outcome to them."
                                              : "Types.",
                       count, heading, align);
    free(heading);
    free(align);
}

void xp_show_add_types(xp_sheet_t sheet, const xp_report_t *report)
{
    const xp_environment_struct *environment = report->model->environment;
    int whole = report->format == XP_FORMAT_CSV;
    columns_t columns = {0, 0, 0};
    size_t count;
    slong i, t;

    columns.probability = environment->prior != XP_PRIOR_NONE;
    columns.values = whole || environment->outcome_count <= VALUES_SHOWN;
    for (i = 0; i < environment->agent_count; i++)
        columns.outside |= environment->agent[i].outside_kind != XP_OUTSIDE_NONE;
    count = 2 + (size_t) columns.probability + (size_t) columns.outside
            + (columns.values ? (size_t) environment->outcome_count : 0);
    begin_type_table(sheet, environment, &columns, count);
    for (i = 0; i < environment->agent_count; i++)
        if (!whole && environment->agent[i].type_count > TYPES_SHOWN)
            add_type_ranges(sheet, report, &columns, i);
        else
            for (t = 0; t < environment->agent[i].type_count; t++)
                add_type_row(sheet, report, &columns, i, t);
}
