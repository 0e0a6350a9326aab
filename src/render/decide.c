/* The report `decide`: its form, and the order of its parts. */
#include <expost/render/decide.h>

#include "render/decide_impl.h"
#include "render/json_impl.h"
#include "render/page_impl.h"

static void add_json(xp_string_t out, const xp_report_t *report,
                     const xp_decide_report_t *decide, const char *verdict,
                     const xp_pay_struct *pay)
{
    const xp_decision_struct *decision = decide->decision;
    json_t *object = xp_json_begin(report, decide->exit_status);

    json_object_set_new(object, "verdict", json_string(verdict));
    json_object_set_new(object, "reason",
                        decision->verdict == XP_UNKNOWN ? xp_json_text(decision->reason)
                                                        : json_null());
    xp_decide_set_json(object, report, decide, pay);
    xp_json_finish(out, report, object);
}

static void add_sheet(xp_string_t out, const xp_report_t *report,
                      const xp_decide_report_t *decide, xp_string_t verdict,
                      const xp_pay_struct *pay)
{
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    xp_sheet_add_paragraph(sheet, verdict->text);
    /* a least deficit says it by itself */
    if (decide->decision->has_surplus && decide->question->objective != XP_OBJECTIVE_DEFICIT)
    {
        xp_string_reset(verdict);
        xp_decide_add_surplus(verdict, decide, report->digits);
        xp_sheet_add_paragraph(sheet, verdict->text);
    }
    xp_decide_add_evidence(sheet, report, decide, pay);
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}

xp_status_t xp_decide_render_as(xp_string_t out, const xp_report_t *report,
                                const xp_decide_report_t *decide, const char *verdict,
                                void (*add_verdict)(xp_string_t out,
                                                    const xp_decide_report_t *decide,
                                                    long digits),
                                xp_error_t error)
{
    int has_mechanism = xp_decide_has_mechanism(decide->decision);
    const xp_pay_struct *found = NULL;
    xp_status_t status = XP_OK;
    xp_string_t text;
    xp_pay_t pay;

    if (has_mechanism)
    {
        xp_pay_init(pay, decide->decision->mechanism);
        status = xp_pay_set(pay, report->progress, error);
        found = pay;
    }
    xp_string_init(text);
    add_verdict(text, decide, report->digits);
    if (status == XP_OK && report->format == XP_FORMAT_JSON)
        add_json(out, report, decide, verdict, found);
    else if (status == XP_OK)
        add_sheet(out, report, decide, text, found);
    xp_string_clear(text);
    if (has_mechanism)
        xp_pay_clear(pay);
    return status;
}

xp_status_t xp_decide_render(xp_string_t out, const xp_report_t *report,
                             const xp_decide_report_t *decide, xp_error_t error)
{
    return xp_decide_render_as(out, report, decide, xp_decide_verdict(decide->decision->verdict),
                               xp_decide_add_verdict, error);
}
