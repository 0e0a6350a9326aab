/* The report `subsidy` when types are intervals. */
#include <expost/render/interval_subsidy.h>

#include <expost/render/number.h>

#include "render/json_impl.h"
#include "render/page_impl.h"
#include "render/real_impl.h"
#include "render/words_impl.h"

static void add_verdict(xp_string_t out, const xp_report_t *report,
                        const xp_interval_subsidy_struct *subsidy)
{
    xp_real_t surplus;

    if (subsidy->answer == XP_UNDECIDED)
    {
        xp_string_printf(out, "Whether the efficient rule needs a subsidy is unknown: %s. The "
                              "least expected subsidy is ", subsidy->reason);
        xp_real_add_text(out, subsidy->value, report->digits);
        xp_string_add_char(out, '.');
        return;
    }
    xp_string_add(out, "With the efficient rule the least expected subsidy of a BIC and interim IR "
                       "mechanism is ");
    xp_real_add_text(out, subsidy->value, report->digits);
    if (subsidy->answer == XP_FAILS)
    {
        xp_string_add(out, ": without it there is none in this environment.");
        return;
    }
    xp_real_init(surplus);
    xp_real_sub(surplus, surplus, subsidy->value, XP_REAL_DEGREE, XP_REAL_PRECISION);
    xp_string_add(out, ": none is needed, and the expected surplus can be as large as ");
    xp_real_add_text(out, surplus, report->digits);
    xp_string_add_char(out, '.');
    xp_real_clear(surplus);
}

static void add_agents(xp_sheet_t sheet, const xp_report_t *report,
                       const xp_interval_subsidy_struct *subsidy)
{
    static const char *const heading[] = {"Agent", "Worst-off type"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT};
    slong i;

    xp_sheet_add_table(sheet, NULL, 2, heading, align);
    for (i = 0; i < subsidy->n; i++)
    {
        xp_sheet_add_cell(sheet, report->model->continuous->agent[i].name);
        xp_sheet_add_real(sheet, subsidy->worst_off + i, report->digits);
    }
}

static void add_gains(xp_sheet_t sheet, const xp_report_t *report,
                      const xp_interval_subsidy_report_t *found)
{
    xp_string_t text;

    if (found->interim == NULL)
        return;
    xp_string_init(text);
    xp_string_add(text, "The expected welfare of the efficient rule is ");
    xp_number_add(text, found->interim->expected_welfare, report->digits);
    if (!fmpq_is_zero(found->interim->expected_cost))
    {
        xp_string_add(text, ", after an expected cost of ");
        xp_number_add(text, found->interim->expected_cost, report->digits);
    }
    xp_string_add_char(text, '.');
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_sheet(xp_string_t out, const xp_report_t *report,
                      const xp_interval_subsidy_report_t *found)
{
    xp_string_t text;
    xp_sheet_t sheet;

    xp_string_init(text);
    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    add_verdict(text, report, found->subsidy);
    xp_sheet_add_paragraph(sheet, text->text);
    add_agents(sheet, report, found->subsidy);
    add_gains(sheet, report, found);
    if (found->subsidy->doubt != NULL)
    {
        xp_string_reset(text);
        xp_string_printf(text, "Not proved, and taken for granted: %s.", found->subsidy->doubt);
        xp_sheet_add_paragraph(sheet, text->text);
    }
    xp_page_add_way(sheet, found->certificate, found->verify);
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
    xp_string_clear(text);
}

static void add_json(xp_string_t out, const xp_report_t *report,
                     const xp_interval_subsidy_report_t *found)
{
    const xp_interval_subsidy_struct *subsidy = found->subsidy;
    json_t *object = xp_json_begin_intervals(report, found->exit_status);

    json_object_set_new(object, "verdict", json_string(xp_words_existence(subsidy->answer)));
    json_object_set_new(object, "reason", xp_json_text_or_null(subsidy->reason));
    json_object_set_new(object, "doubt", xp_json_text_or_null(subsidy->doubt));
    xp_json_set_real(object, "value", subsidy->value, report->digits);
    json_object_set_new(object, "method", json_string(subsidy->method));
    xp_json_set_reals(object, "worst_off_types", subsidy->worst_off, subsidy->n,
                      report->digits);
    if (found->interim != NULL)
    {
        xp_json_set_rational(object, "expected_welfare", found->interim->expected_welfare,
                             report->digits);
        xp_json_set_rational(object, "expected_cost", found->interim->expected_cost,
                             report->digits);
    }
    json_object_set_new(object, "certificate", xp_json_text_or_null(found->certificate));
    xp_json_finish(out, report, object);
}

void xp_interval_subsidy_render(xp_string_t out, const xp_report_t *report,
                                const xp_interval_subsidy_report_t *found)
{
    if (report->format == XP_FORMAT_JSON)
        add_json(out, report, found);
    else
        add_sheet(out, report, found);
}
