/* The report `decide`: its form, and the order of its parts. */
#include <expost/render/decide.h>

#include "render/decide_impl.h"
#include "render/json_impl.h"
#include "render/page_impl.h"

static xp_status_t add_json(xp_string_t out, const xp_report_t *report,
                            const xp_decide_report_t *decide, const char *verdict,
                            const xp_pay_struct *pay, const xp_pay_interim_struct *interim,
                            xp_error_t error)
{
    const xp_decision_struct *decision = decide->decision;
    json_t *object = xp_json_begin(report, decide->exit_status);

    json_object_set_new(object, "verdict", json_string(verdict));
    json_object_set_new(object, "reason",
                        decision->verdict == XP_UNKNOWN ? xp_json_text(decision->reason)
                                                        : json_null());
    xp_decide_set_json(object, report, decide, pay);
    if (interim != NULL)
        json_object_set_new(object, "mechanism", xp_decide_describe_interim(report, interim));
    if (pay != NULL)
        return xp_pay_finish_json(out, report, object, 2, pay, error);
    xp_json_finish(out, report, object);
    return XP_OK;
}

static void add_sheet(xp_string_t out, const xp_report_t *report,
                      const xp_decide_report_t *decide, xp_string_t verdict,
                      const xp_pay_struct *pay, const xp_pay_interim_struct *interim)
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
    if (decide->decision->has_first_best)
    {
        xp_string_reset(verdict);
        xp_decide_add_first_best(verdict, decide->decision, report->digits);
        xp_sheet_add_paragraph(sheet, verdict->text);
    }
    if (interim != NULL)
        xp_decide_add_interim(sheet, report, interim);
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
    const xp_mechanism_struct *mechanism = decide->decision->mechanism;
    int has_mechanism = xp_decide_has_mechanism(decide->decision);
    int listed = has_mechanism && xp_profiles_are_listed(mechanism->environment->profiles);
    const xp_pay_interim_struct *expected = NULL;
    const xp_pay_struct *found = NULL;
    xp_status_t status = XP_OK;
    xp_pay_interim_t interim;
    xp_string_t text;
    xp_pay_t pay;

    if (listed)
    {
        xp_pay_init(pay, mechanism);
        status = xp_pay_set(pay, report->progress, error);
        found = pay;
    }
    else if (has_mechanism)
    {
        xp_pay_interim_init(interim, mechanism, NULL);
        status = xp_pay_interim_set(interim, report->progress, error);
        expected = interim;
    }
    xp_string_init(text);
    add_verdict(text, decide, report->digits);
    if (status == XP_OK && report->format == XP_FORMAT_JSON)
        status = add_json(out, report, decide, verdict, found, expected, error);
    else if (status == XP_OK)
        add_sheet(out, report, decide, text, found, expected);
    xp_string_clear(text);
    if (found != NULL)
        xp_pay_clear(pay);
    if (expected != NULL)
        xp_pay_interim_clear(interim);
    return status;
}

xp_status_t xp_decide_render(xp_string_t out, const xp_report_t *report,
                             const xp_decide_report_t *decide, xp_error_t error)
{
    return xp_decide_render_as(out, report, decide, xp_decide_verdict(decide->decision->verdict),
                               xp_decide_add_verdict, error);
}
