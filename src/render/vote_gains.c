/* The report `vote check` of one profile: every report by which a voter gains. */
#include "render/vote_check_impl.h"

#include <expost/render/sheet.h>

#include "render/json_impl.h"
#include "render/page_impl.h"
#include "render/words_impl.h"

/* A ballot as a row of levels, what it does not name left out. */
static void add_ballot(xp_string_t out, const xp_ballots_t ballots, slong ballot)
{
    const slong m = ballots->alternative_count;
    const int *level = ballots->level + ballot * m;
    int on, found = 1;
    slong a;

    for (on = 0; found; on++)
    {
        const char *sign = on > 0 ? " > " : "";

        for (a = 0, found = 0; a < m; a++)
            if (level[a] == on)
            {
                xp_string_printf(out, "%s%s", sign, ballots->alternative[a]);
                sign = " ~ ";
                found = 1;
            }
    }
}

static void add_summary(xp_sheet_t sheet, const xp_ballots_t ballots,
                        const xp_vote_gains_struct *gains, const char *rule, const char *ties,
                        const char *reason)
{
    xp_string_t text;

    xp_string_init(text);
    if (gains == NULL)
        xp_string_printf(text, "Unknown under %s: %s.", rule, reason);
    else
    {
        xp_string_printf(text, "Under %s", rule);
        if (ties != NULL)
            xp_string_printf(text, " (%s)", ties);
        xp_string_printf(text, " %s wins. ", ballots->alternative[gains->winner]);
        if (fmpz_is_zero(gains->count))
            xp_string_add(text, "No voter can gain by another report: ");
        else
        {
            xp_words_add_number(text, gains->voters);
            xp_string_add(text, " of ");
            xp_words_add_count(text, ballots->voter_count, "voter");
            xp_string_add(text, " can gain by another report, one at a time: ");
            xp_words_add_number(text, gains->count);
            xp_string_add(text, " of ");
        }
        xp_words_add_count(text, gains->checked, "case");
        xp_string_add(text, fmpz_is_zero(gains->count) ? " checked." : ".");
    }
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_gains(xp_sheet_t sheet, const xp_ballots_t ballots,
                      const xp_vote_gains_struct *gains)
{
    static const char *const named[] = {"Voter", "Ballot", "Report", "Chosen"};
    static const char *const counted[] = {"Voters", "Ballot", "Report", "Chosen"};
    static const xp_align_t left[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_LEFT};
    static const xp_align_t right[] = {XP_ALIGN_RIGHT, XP_ALIGN_LEFT, XP_ALIGN_LEFT,
                                       XP_ALIGN_LEFT};
    const int names = ballots->voter != NULL;
    xp_string_t text;
    size_t g;

    xp_string_init(text);
    xp_sheet_add_table(sheet, NULL, 4, names ? named : counted, names ? left : right);
    for (g = 0; g < gains->gain_count; g++)
    {
        const xp_vote_gain_struct *gain = gains->gain + g;

        xp_string_reset(text);
        if (names)
            xp_sheet_add_cell(sheet, ballots->voter[gain->ballot]);
        else
        {
            xp_words_add_number(text, ballots->multiplicity + gain->ballot);
            xp_sheet_add_number(sheet, text->text);
        }
        xp_string_reset(text);
        add_ballot(text, ballots, gain->ballot);
        xp_sheet_add_cell(sheet, text->text);
        xp_string_reset(text);
        xp_vote_order_add(text, gains->domain, gain->report, " > ", " ~ ");
        xp_sheet_add_cell(sheet, text->text);
        xp_sheet_add_cell(sheet, ballots->alternative[gain->chosen]);
    }
    xp_string_clear(text);
}

static json_t *describe_gain(const xp_ballots_t ballots, const xp_vote_gains_struct *gains,
                             const xp_vote_gain_struct *gain)
{
    const slong m = ballots->alternative_count;
    json_t *object = json_object();

    json_object_set_new(object, "ballot", xp_json_size((size_t) gain->ballot + 1));
    json_object_set_new(object, "voter",
                        xp_json_text_or_null(ballots->voter != NULL
                                                 ? ballots->voter[gain->ballot] : NULL));
    json_object_set_new(object, "voters",
                        xp_json_count(ballots->multiplicity + gain->ballot));
    json_object_set_new(object, "report",
                        xp_vote_json_order(gains->domain->level + gain->report * m, m,
                                           gains->domain->label));
    json_object_set_new(object, "chosen", xp_json_text(ballots->alternative[gain->chosen]));
    return object;
}

static void add_json(xp_string_t out, const xp_report_t *report, const xp_ballots_t ballots,
                     const xp_vote_gains_struct *gains, const char *rule, const char *reason,
                     int exit_status)
{
    json_t *object = xp_json_begin(report, exit_status), *alternatives = json_array();
    json_t *list = json_array();
    slong a;
    size_t g;

    for (a = 0; a < ballots->alternative_count; a++)
        json_array_append_new(alternatives, xp_json_text(ballots->alternative[a]));
    for (g = 0; gains != NULL && g < gains->gain_count; g++)
        json_array_append_new(list, describe_gain(ballots, gains, gains->gain + g));
    json_object_set_new(object, "question", json_string("gains"));
    json_object_set_new(object, "path", xp_json_text_or_null(report->path));
    json_object_set_new(object, "rule", xp_json_text(rule));
    json_object_set_new(object, "verdict",
                        json_string(gains == NULL ? "unknown"
                                    : fmpz_is_zero(gains->count) ? "holds" : "fails"));
    json_object_set_new(object, "reason", xp_json_text_or_null(reason));
    json_object_set_new(object, "alternatives", alternatives);
    json_object_set_new(object, "voters", xp_json_count(ballots->voter_count));
    json_object_set_new(object, "winner",
                        gains == NULL ? json_null()
                                      : xp_json_text(ballots->alternative[gains->winner]));
    json_object_set_new(object, "checked",
                        gains == NULL ? json_string("0") : xp_json_count(gains->checked));
    json_object_set_new(object, "violations",
                        gains == NULL ? json_string("0") : xp_json_count(gains->count));
    json_object_set_new(object, "gainers",
                        gains == NULL ? json_string("0") : xp_json_count(gains->voters));
    json_object_set_new(object, "gains", list);
    xp_json_finish(out, report, object);
}

void xp_vote_gains_render(xp_string_t out, const xp_report_t *report,
                          const xp_ballots_t ballots, const xp_vote_gains_struct *gains,
                          const char *rule, const char *ties, const char *reason,
                          int exit_status)
{
    xp_sheet_t sheet;

    if (report->format == XP_FORMAT_JSON)
    {
        add_json(out, report, ballots, gains, rule, reason, exit_status);
        return;
    }
    xp_sheet_init(sheet);
    xp_sheet_add_heading(sheet, ballots->title != NULL ? ballots->title : report->path);
    add_summary(sheet, ballots, gains, rule, ties, reason);
    if (gains != NULL && (gains->gain_count > 0 || report->format == XP_FORMAT_CSV))
        add_gains(sheet, ballots, gains);
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}
