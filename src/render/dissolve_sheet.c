/* The report `dissolve` as a page: verdict, partners, the functions W. */
#include "render/dissolve_impl.h"

#include "render/page_impl.h"
#include "render/real_impl.h"

static void add_verdict(xp_sheet_t sheet, const xp_dissolve_report_t *dissolve)
{
    const xp_dissolution_struct *dissolution = dissolve->dissolution;
    xp_string_t text;

    xp_string_init(text);
    if (dissolution->answer == XP_HOLDS)
        xp_string_add(text, "The partnership can be dissolved: some efficient mechanism is BIC, "
                            "interim IR and ex-post budget balanced.");
    else if (dissolution->answer == XP_FAILS)
        xp_string_add(text, "The partnership cannot be dissolved: no efficient mechanism is BIC, "
                            "interim IR and ex-post budget balanced.");
    else
        xp_string_printf(text, "Whether the partnership can be dissolved is unknown: %s.",
                         dissolution->reason);
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_sum(xp_sheet_t sheet, const xp_report_t *report,
                    const xp_dissolution_struct *dissolution)
{
    xp_string_t text;

    xp_string_init(text);
    xp_string_add(text, "The sum of the D is ");
    xp_real_add_text(text, dissolution->sum, report->digits);
    xp_string_add(text, dissolution->answer == XP_UNDECIDED ? ""
                        : dissolution->sign > 0             ? ", above 0"
                        : dissolution->sign < 0             ? ", below 0"
                                                            : ": exactly 0, the boundary");
    xp_string_printf(text, " (decided by: %s).", xp_dissolve_method_name(dissolution->method));
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_partners(xp_sheet_t sheet, const xp_report_t *report,
                         const xp_dissolve_report_t *dissolve)
{
    static const char *const heading[] = {"Partner", "Share", "Worst-off type", "W there", "D"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_RIGHT, XP_ALIGN_RIGHT};
    const xp_dissolution_struct *dissolution = dissolve->dissolution;
    slong i;

    xp_sheet_add_table(sheet, NULL, 5, heading, align);
    for (i = 0; i < dissolution->n; i++)
    {
        xp_sheet_add_cell(sheet, report->model->continuous->agent[i].name);
        xp_sheet_add_real(sheet, dissolve->partnership->share + i, -1);
        xp_sheet_add_real(sheet, dissolution->worst_off + i, report->digits);
        xp_sheet_add_real(sheet, dissolution->w + i, report->digits);
        xp_sheet_add_real(sheet, dissolution->term + i, report->digits);
    }
}

static void add_w(xp_sheet_t sheet, const xp_report_t *report,
                  const xp_dissolve_report_t *dissolve)
{
    const xp_dissolution_struct *dissolution = dissolve->dissolution;
    xp_string_t name;
    slong i;

    if (dissolve->w == NULL)
        return;
    xp_string_init(name);
    xp_sheet_add_functions(sheet, "The condition's function W");
    for (i = 0; i < (dissolution->same ? 1 : dissolution->n); i++)
    {
        xp_string_reset(name);
        xp_string_add(name, "W");
        if (!dissolution->same)
            xp_string_printf(name, " of %s", report->model->continuous->agent[i].name);
        xp_sheet_add_function(sheet, name->text, dissolve->w + i, "v");
    }
    xp_sheet_set_aside(sheet);
    xp_string_clear(name);
}

static void add_doubt(xp_sheet_t sheet, const xp_dissolution_struct *dissolution)
{
    xp_string_t text;

    if (dissolution->doubt == NULL)
        return;
    xp_string_init(text);
    xp_string_printf(text, "Not proved, and taken for granted: %s.", dissolution->doubt);
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

void xp_dissolve_add_sheet(xp_string_t out, const xp_report_t *report,
                           const xp_dissolve_report_t *dissolve)
{
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    add_verdict(sheet, dissolve);
    add_partners(sheet, report, dissolve);
    add_sum(sheet, report, dissolve->dissolution);
    add_doubt(sheet, dissolve->dissolution);
    add_w(sheet, report, dissolve);
    xp_dissolve_add_payments(sheet, report, dissolve);
    xp_dissolve_add_boundary(sheet, report, dissolve);
    xp_page_add_way(sheet, dissolve->certificate, dissolve->verify);
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}
