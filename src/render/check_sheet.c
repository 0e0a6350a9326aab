/* The report `check` as a page. */
#include "render/check_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/render/number.h>
#include <expost/render/sheet.h>

#include "render/page_impl.h"
#include "render/place_impl.h"
#include "render/words_impl.h"

static void add_subject(xp_sheet_t sheet, const xp_check_report_t *check)
{
    const xp_mechanism_struct *mechanism = check->mechanism;
    const char *rule = mechanism->rule->efficient ? "the efficient rule" : "the rule of the file";
    xp_string_t text;

    xp_string_init(text);
    if (mechanism->name == NULL)
        xp_string_printf(text, "Asked: %s, without payments.", rule);
    else if (mechanism->own_rule)
        xp_string_printf(text, "Asked: the rule and the payments of %s.", mechanism->name);
    else if (strcmp(mechanism->name, "model") == 0)
        xp_string_printf(text, "Asked: %s with the payments that the file states.", rule);
    else
        xp_string_printf(text, "Asked: %s with the payments of %s.", rule, mechanism->name);
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_count_cell(xp_sheet_t sheet, const fmpz_t count)
{
    char *text = fmpz_get_str(NULL, 10, count);

    xp_sheet_add_number(sheet, text);
    flint_free(text);
}

static void add_row(xp_sheet_t sheet, const xp_report_t *report, const xp_check_report_t *check,
                    const xp_check_row_t *row)
{
    const xp_finding_struct *finding = row->finding;
    xp_string_t where;

    xp_sheet_add_cell(sheet, xp_property_info(row->property)->name);
    xp_sheet_add_cell(sheet, xp_check_verdict(row));
    if (finding == NULL)
    {
        xp_sheet_add_cell(sheet, "");
        xp_sheet_add_cell(sheet, "");
        xp_sheet_add_cell(sheet, "");
        xp_sheet_add_cell(sheet, row->reason);
        return;
    }
    add_count_cell(sheet, finding->checked);
    add_count_cell(sheet, finding->violations);
    xp_string_init(where);
    if (finding->has_slack)
    {
        xp_sheet_add_rational(sheet, finding->at.slack, report->digits);
        xp_place_add_short(where, &finding->at, check->mechanism->environment);
    }
    else
    {
        xp_sheet_add_cell(sheet, "none");
        xp_string_add(where, "nothing to check");
    }
    xp_sheet_add_cell(sheet, where->text);
    xp_string_clear(where);
}

static void add_table(xp_sheet_t sheet, const xp_report_t *report,
                      const xp_check_report_t *check)
{
    static const char *const heading[] = {"Property", "Verdict", "Checked", "Violated",
                                          "Smallest slack", "Where"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_RIGHT, XP_ALIGN_RIGHT, XP_ALIGN_LEFT};
    size_t i;

    xp_sheet_add_table(sheet, NULL, 6, heading, align);
    for (i = 0; i < check->row_count; i++)
        add_row(sheet, report, check, check->row + i);
    if (check->all)
        xp_sheet_set_aside(sheet);
}

/* The first violation of each property that fails. */
static void add_failures(xp_sheet_t sheet, const xp_report_t *report,
                         const xp_check_report_t *check)
{
    xp_string_t text;
    size_t i;

    xp_string_init(text);
    for (i = 0; i < check->row_count; i++)
    {
        const xp_finding_struct *finding = check->row[i].finding;
        const xp_property_info_t *info = xp_property_info(check->row[i].property);

        if (finding == NULL || finding->answer != XP_FAILS)
            continue;
        xp_string_reset(text);
        xp_string_printf(text, "%s (%s) fails", info->name, info->title);
        if (fmpz_is_one(finding->violations))
            xp_string_add(text, ": ");
        else
        {
            xp_string_add(text, ". The first of ");
            xp_words_add_number(text, finding->violations);
            xp_string_add(text, " violations: ");
        }
        xp_place_add_sentence(text, &finding->witness, check->mechanism, report->digits);
        if (!finding->least_proved)
            xp_string_add(text, " Other cycles may gain more.");
        xp_sheet_add_paragraph(sheet, text->text);
    }
    xp_string_clear(text);
}

/* One row of the list of violations; blank cells where something does not apply. */
static void add_violation(xp_sheet_t sheet, const xp_report_t *report,
                          const xp_environment_t environment, const xp_place_struct *place,
                          xp_property_t property)
{
    const xp_agent_struct *agent = place->agent < 0 ? NULL : environment->agent + place->agent;
    slong *profile = xp_malloc((size_t) environment->agent_count * sizeof(slong));
    int has_profile = xp_place_profile(profile, place, environment);
    xp_string_t text;
    fmpq_t gain;

    xp_string_init(text);
    fmpq_init(gain);
    xp_sheet_add_cell(sheet, xp_property_info(property)->name);
    xp_sheet_add_cell(sheet, agent == NULL ? "" : agent->name);
    if (place->cycle_length > 0)
        xp_place_add_cycle(text, place, environment);
    else if (place->type >= 0)
        xp_string_add(text, agent->type_label[place->type]);
    xp_sheet_add_cell(sheet, text->text);
    xp_sheet_add_cell(sheet, place->report < 0 ? "" : agent->type_label[place->report]);
    xp_string_reset(text);
    if (has_profile && !xp_place_names_profile(place))
        xp_words_add_others(text, environment, place->agent, profile);
    xp_sheet_add_cell(sheet, text->text);
    xp_string_reset(text);
    if (has_profile && xp_place_names_profile(place))
        xp_words_add_profile(text, environment, profile);
    xp_sheet_add_cell(sheet, text->text);
    xp_sheet_add_cell(sheet,
                      place->outcome < 0 ? "" : environment->outcome_label[place->outcome]);
    fmpq_neg(gain, place->slack);
    xp_sheet_add_rational(sheet, gain, report->digits);
    fmpq_clear(gain);
    xp_string_clear(text);
    free(profile);
}

static void add_violations(xp_sheet_t sheet, const xp_report_t *report,
                           const xp_check_report_t *check)
{
    static const char *const heading[] = {"Property", "Agent", "True type", "Report", "Others",
                                          "Profile", "Outcome", "Gain"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_LEFT,
                                       XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_LEFT,
                                       XP_ALIGN_LEFT, XP_ALIGN_RIGHT};
    size_t i, k, count = 0;

    for (i = 0; i < check->row_count; i++)
        if (check->row[i].finding != NULL)
            count += check->row[i].finding->all_count;
    if (count == 0 && report->format != XP_FORMAT_CSV)
    {
        xp_sheet_add_paragraph(sheet, "There is no violation to list.");
        return;
    }
    xp_sheet_add_table(sheet, "Every violation; the gain is minus the slack.", 8, heading, align);
    for (i = 0; i < check->row_count; i++)
    {
        const xp_finding_struct *finding = check->row[i].finding;

        for (k = 0; finding != NULL && k < finding->all_count; k++)
            add_violation(sheet, report, check->mechanism->environment, finding->all + k,
                          finding->property);
    }
}

static void add_regret(xp_sheet_t sheet, const xp_report_t *report,
                       const xp_check_report_t *check)
{
    const xp_findings_struct *regret = check->regret;
    xp_string_t text;

    if (regret == NULL || (!regret->has_ex_post && !regret->has_interim))
        return;
    xp_string_init(text);
    xp_string_add(text, "Regret, the most that an agent can gain by a false report: ");
    if (regret->has_ex_post)
    {
        xp_number_add(text, regret->regret_ex_post, report->digits);
        xp_string_add(text, " knowing the others' types");
    }
    if (regret->has_ex_post && regret->has_interim)
        xp_string_add(text, ", ");
    if (regret->has_interim)
    {
        xp_number_add(text, regret->regret_interim, report->digits);
        xp_string_add(text, " on average over the others' types");
    }
    xp_string_add_char(text, '.');
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

/* What was not asked of types of probability 0, and what -p all left out. */
static void add_omissions(xp_sheet_t sheet, const xp_check_report_t *check)
{
    xp_string_t text;
    size_t i;

    xp_string_init(text);
    for (i = 0; i < check->row_count; i++)
    {
        const xp_finding_struct *finding = check->row[i].finding;

        if (finding == NULL || fmpz_is_zero(finding->skipped))
            continue;
        xp_string_reset(text);
        xp_string_printf(text, "Skipped in %s: ", xp_property_info(finding->property)->name);
        xp_words_add_number(text, finding->skipped);
        xp_string_add(text, fmpz_is_one(finding->skipped) ? " inequality" : " inequalities");
        xp_string_add(text, " of true types that have probability 0.");
        xp_sheet_add_paragraph(sheet, text->text);
    }
    if (check->left_count > 0)
        xp_sheet_add_paragraph(sheet, "Left out:");
    for (i = 0; i < check->left_count; i++)
        xp_sheet_add_item(sheet, check->left_out[i].reason);
    xp_string_clear(text);
}

void xp_check_add_sheet(xp_string_t out, const xp_report_t *report,
                        const xp_check_report_t *check)
{
    const xp_mechanism_struct *mechanism = check->mechanism;
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    add_subject(sheet, check);
    add_table(sheet, report, check);
    add_failures(sheet, report, check);
    if (check->all)
        add_violations(sheet, report, check);
    add_regret(sheet, report, check);
    add_omissions(sheet, check);
    xp_page_add_notes(sheet, (const char *const *) mechanism->note, mechanism->note_count);
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}
