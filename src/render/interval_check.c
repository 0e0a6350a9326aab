/* The report `check` as a page when types are intervals. */
#include "render/interval_check.h"

#include "render/page_impl.h"
#include "render/real_impl.h"

static const char *name_of(const xp_report_t *report, slong agent)
{
    return report->model->continuous->agent[agent].name;
}

const char *xp_interval_check_verdict(const xp_interval_row_t *row)
{
    static const char *const word[] = {"holds", "fails", "unknown"};

    return row->finding == NULL ? "unknown" : word[row->finding->answer];
}

/* "seller, type 1": where the least slack is attained. */
static void add_where(xp_string_t out, const xp_report_t *report,
                      const xp_interval_finding_struct *finding)
{
    if (finding->slack_agent < 0)
        return;
    xp_string_add(out, name_of(report, finding->slack_agent));
    if (finding->has_slack_type)
    {
        xp_string_add(out, ", type ");
        xp_real_add_text(out, finding->slack_type, report->digits);
    }
}

static void add_row(xp_sheet_t sheet, const xp_report_t *report, const xp_interval_row_t *row)
{
    const xp_interval_finding_struct *finding = row->finding;
    xp_string_t where;

    xp_sheet_add_cell(sheet, row->name);
    xp_sheet_add_cell(sheet, xp_interval_check_verdict(row));
    if (finding == NULL || !finding->has_slack)
    {
        xp_sheet_add_cell(sheet, "");
        xp_sheet_add_cell(sheet, "");
        return;
    }
    xp_sheet_add_real(sheet, finding->slack, report->digits);
    xp_string_init(where);
    add_where(where, report, finding);
    xp_sheet_add_cell(sheet, where->text);
    xp_string_clear(where);
}

static void add_number(xp_string_t out, const fmpq_t value, const xp_report_t *report)
{
    xp_real_t number;

    xp_real_init(number);
    xp_real_set_fmpq(number, value);
    xp_real_add_text(out, number, report->digits);
    xp_real_clear(number);
}

/* "(1 - sqrt(2/3), 1]" */
static void add_interval(xp_string_t out, const xp_type_interval_struct *interval,
                         const xp_report_t *report)
{
    xp_string_add(out, interval->low_open ? "(" : "[");
    xp_real_add_text(out, interval->low, report->digits);
    xp_string_add(out, ", ");
    xp_real_add_text(out, interval->high, report->digits);
    xp_string_add(out, interval->high_open ? ")" : "]");
}

static void add_profile(xp_string_t out, const xp_interval_finding_struct *finding,
                        const xp_report_t *report)
{
    slong i;

    xp_string_add(out, "(");
    for (i = 0; i < finding->n; i++)
    {
        xp_string_add(out, i > 0 ? ", " : "");
        add_number(out, finding->profile + i, report);
    }
    xp_string_add(out, ")");
}

/* The violation shown: whose, where, by how much. */
static void add_witness(xp_string_t out, const xp_interval_finding_struct *finding,
                        const xp_report_t *report)
{
    int interim = finding->question == XP_INTERVAL_BIC || finding->question == XP_INTERVAL_IIR;

    if (!finding->has_profile && !finding->has_type)
        return;
    xp_string_add(out, " A violation: ");
    if (finding->witness_agent >= 0)
        xp_string_printf(out, "%s", name_of(report, finding->witness_agent));
    if (interim && finding->has_type)
    {
        xp_string_add(out, " of type ");
        add_number(out, finding->type, report);
    }
    else if (finding->has_profile)
    {
        xp_string_add(out, finding->witness_agent >= 0 ? ", at the types " : "at the types ");
        add_profile(out, finding, report);
    }
    if (finding->has_report)
    {
        xp_string_add(out, " with the report ");
        add_number(out, finding->report, report);
    }
    xp_string_add(out, "; left less right side is ");
    xp_real_add_text(out, finding->difference, report->digits);
    xp_string_add(out, ".");
}

static void add_intervals(xp_string_t out, const xp_interval_finding_struct *finding,
                          const xp_report_t *report)
{
    slong k;

    for (k = 0; k < finding->interval_count; k++)
    {
        xp_string_printf(out, k == 0 ? " Types that violate it: %s " : "; %s ",
                         name_of(report, finding->interval[k].agent));
        add_interval(out, finding->interval + k, report);
    }
    if (finding->interval_count > 0)
        xp_string_add(out, finding->complete ? ", and no others." : ", perhaps others.");
}

static void add_words(xp_sheet_t sheet, const xp_report_t *report, const xp_interval_row_t *row)
{
    static const char *const verb[] = {"holds", "fails", "is not decided"};
    const xp_interval_finding_struct *finding = row->finding;
    xp_string_t text;

    xp_string_init(text);
    if (finding == NULL)
        xp_string_printf(text, "%s is not decided: %s.", row->name, row->reason);
    else
    {
        xp_string_printf(text, "%s %s: %s.", row->name, verb[finding->answer],
                         finding->how == NULL ? "" : finding->how);
        if (finding->answer == XP_FAILS)
        {
            add_witness(text, finding, report);
            add_intervals(text, finding, report);
        }
    }
    xp_sheet_add_item(sheet, text->text);
    xp_string_clear(text);
}

static void add_sheet(xp_string_t out, const xp_report_t *report,
                      const xp_interval_check_t *check)
{
    static const char *const heading[] = {"Property", "Verdict", "Least slack", "Where"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_LEFT};
    xp_sheet_t sheet;
    xp_string_t text;
    size_t k;

    xp_string_init(text);
    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    xp_string_printf(text, "Payments: %s.", check->mechanism);
    xp_sheet_add_paragraph(sheet, text->text);
    xp_sheet_add_table(sheet, NULL, 4, heading, align);
    for (k = 0; k < check->row_count; k++)
        add_row(sheet, report, check->row + k);
    for (k = 0; k < check->row_count; k++)
        add_words(sheet, report, check->row + k);
    for (k = 0; k < check->left_count; k++)
    {
        xp_string_reset(text);
        xp_string_printf(text, "%s was left out: %s.", check->left_out[k].name,
                         check->left_out[k].reason);
        xp_sheet_add_paragraph(sheet, text->text);
    }
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
    xp_string_clear(text);
}

void xp_interval_check_render(xp_string_t out, const xp_report_t *report,
                              const xp_interval_check_t *check)
{
    if (report->format == XP_FORMAT_JSON)
        xp_interval_check_add_json(out, report, check);
    else
        add_sheet(out, report, check);
}
