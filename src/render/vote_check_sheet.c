/* The report `vote check` of a function as a page. */
#include "render/vote_check_impl.h"

#include <string.h>

#include <expost/render/number.h>
#include <expost/render/sheet.h>

#include "render/page_impl.h"
#include "render/words_impl.h"

/* The longest number of profiles that is written out. */
#define BITS_TOLD 256

/* The most voters who are told one by one why they are no dictators. */
#define VOTERS_TOLD 10

static void add_count_cell(xp_sheet_t sheet, const fmpz_t count)
{
    char *text = fmpz_get_str(NULL, 10, count);

    xp_sheet_add_number(sheet, text);
    flint_free(text);
}

static void add_labels(xp_string_t out, const xp_domain_t domain)
{
    slong a;

    for (a = 0; a < domain->alternative_count; a++)
        xp_string_printf(out, "%s%s", a > 0 ? ", " : "", domain->label[a]);
}

/* How many profiles there are: a number that fills lines is told as a power. */
static void add_profiles(xp_string_t out, slong orders, slong voters)
{
    fmpz_t profiles;

    fmpz_init_set_si(profiles, orders);
    if (orders > 1 && (slong) fmpz_bits(profiles) * voters > BITS_TOLD)
        xp_string_printf(out, "%ld^%ld profiles", (long) orders, (long) voters);
    else
    {
        fmpz_pow_ui(profiles, profiles, (ulong) voters);
        xp_words_add_count(out, profiles, "profile");
    }
    fmpz_clear(profiles);
}

static void add_subject(xp_sheet_t sheet, const xp_vote_check_report_t *check)
{
    const xp_domain_struct *domain = check->domain;
    xp_string_t text;

    xp_string_init(text);
    xp_string_add(text, check->rule == NULL ? "Asked: the function of the table"
                                            : "Asked: the rule ");
    xp_string_add(text, check->rule == NULL ? "" : check->rule);
    if (check->ties != NULL)
        xp_string_printf(text, " (%s)", check->ties);
    xp_string_printf(text, ", %ld voter%s, ", (long) check->voters,
                     check->voters == 1 ? "" : "s");
    if (domain->kind == XP_DOMAIN_FULL)
        xp_string_add(text, "every strict order of ");
    else if (domain->kind == XP_DOMAIN_SINGLE_PEAKED)
        xp_string_add(text, "the orders that are single-peaked along ");
    else
        xp_string_printf(text, "the %ld listed order%s of ", (long) domain->order_count,
                         domain->order_count == 1 ? "" : "s");
    add_labels(text, domain);
    xp_string_add(text, ": ");
    add_profiles(text, domain->order_count, check->voters);
    xp_string_add_char(text, '.');
    if (check->function != NULL && xp_vote_function_is_symmetric(check->function))
        xp_string_printf(text, " Who casts which ballot does not matter by definition: counted "
                               "over %ld multisets of ballots.", (long) check->function->count);
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_table(xp_sheet_t sheet, const xp_vote_check_report_t *check)
{
    static const char *const heading[] = {"Property", "Verdict", "Cases", "Violated", "Why"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_RIGHT, XP_ALIGN_LEFT};
    size_t columns = 4, i;

    for (i = 0; i < check->row_count; i++)
        columns = check->row[i].finding == NULL ? 5 : columns;
    xp_sheet_add_table(sheet, NULL, columns, heading, align);
    for (i = 0; i < check->row_count; i++)
    {
        const xp_vote_row_t *row = check->row + i;

        xp_sheet_add_cell(sheet, xp_vote_property_info(row->property)->word);
        xp_sheet_add_cell(sheet, xp_vote_verdict(row));
        if (row->finding != NULL)
        {
            add_count_cell(sheet, row->finding->checked);
            add_count_cell(sheet, row->finding->violations);
        }
        else
        {
            xp_sheet_add_cell(sheet, "");
            xp_sheet_add_cell(sheet, "");
        }
        if (columns == 5)
            xp_sheet_add_cell(sheet, row->finding == NULL ? row->reason : "");
    }
    if (check->all)
        xp_sheet_set_aside(sheet);
}

/* For each voter a profile that shows that he is no dictator. */
static void add_losses(xp_sheet_t sheet, const xp_vote_check_report_t *check,
                       const xp_vote_finding_struct *finding)
{
    xp_string_t text;
    slong told = 0, i;

    xp_string_init(text);
    for (i = 0; i < finding->loss_count && told < VOTERS_TOLD; i++)
    {
        if (finding->loss[i].position < 0)
            continue;
        xp_string_reset(text);
        xp_string_printf(text, "voter %ld: ", (long) i + 1);
        xp_vote_add_violation(text, check, XP_VOTE_DICTATORIAL, finding->loss + i);
        xp_sheet_add_item(sheet, text->text);
        told++;
    }
    if (i < finding->loss_count)
        xp_sheet_add_item(sheet, "and so on; --format json has every voter.");
    xp_string_clear(text);
}

/* losses: with a profile for each voter, where there is no dictator. */
static void add_dictators(xp_sheet_t sheet, const xp_vote_check_report_t *check,
                          const xp_vote_finding_struct *finding, int losses)
{
    const xp_vote_property_info_t *info = xp_vote_property_info(finding->property);
    const xp_vote_place_struct dictator = {.voter = finding->dictator};
    xp_string_t text;

    xp_string_init(text);
    xp_string_printf(text, "%s %s: ", info->word,
                     finding->answer == XP_HOLDS ? "holds" : "fails");
    if (finding->dictator >= 0)
        xp_vote_add_violation(text, check, XP_VOTE_NONDICTATORIAL, &dictator);
    else
        xp_string_add(text, "no voter always gets one of his best among the alternatives ever "
                            "chosen.");
    xp_sheet_add_paragraph(sheet, text->text);
    if (finding->dictator < 0 && losses)
        add_losses(sheet, check, finding);
    xp_string_clear(text);
}

static void add_failure(xp_sheet_t sheet, const xp_vote_check_report_t *check,
                        const xp_vote_finding_struct *finding)
{
    xp_string_t text;

    xp_string_init(text);
    xp_string_printf(text, "%s fails", xp_vote_property_info(finding->property)->word);
    if (fmpz_is_one(finding->violations))
        xp_string_add(text, ": ");
    else
    {
        xp_string_add(text, ". The first of ");
        xp_words_add_number(text, finding->violations);
        xp_string_add(text, " violations: ");
    }
    xp_vote_add_violation(text, check, finding->property, &finding->witness);
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_share(xp_sheet_t sheet, const xp_report_t *report,
                      const xp_vote_check_report_t *check, const xp_vote_finding_struct *finding)
{
    xp_string_t text;
    fmpq_t share;

    xp_string_init(text);
    fmpq_init(share);
    xp_vote_share(share, check, finding);
    xp_string_add(text, "Manipulable profiles: ");
    xp_words_add_number(text, finding->profiles);
    xp_string_add(text, ", a share of ");
    xp_number_add(text, share, report->digits);
    xp_string_add(text, " (the index of Nitzan and Kelly).");
    xp_sheet_add_paragraph(sheet, text->text);
    fmpq_clear(share);
    xp_string_clear(text);
}

static void add_findings(xp_sheet_t sheet, const xp_report_t *report,
                         const xp_vote_check_report_t *check)
{
    int losses = 1;
    size_t i;

    for (i = 0; i < check->row_count; i++)
    {
        const xp_vote_finding_struct *finding = check->row[i].finding;

        if (finding == NULL)
            continue;
        if (finding->loss_count > 0)
        {
            add_dictators(sheet, check, finding, losses);
            losses = 0;
        }
        else if (finding->answer == XP_FAILS)
            add_failure(sheet, check, finding);
        if (finding->property == XP_VOTE_STRATEGYPROOF)
            add_share(sheet, report, check, finding);
    }
}

static void add_violations(xp_sheet_t sheet, const xp_vote_check_report_t *check)
{
    static const char *const heading[] = {"Property", "Profile", "Voter", "Report", "Chosen",
                                          "Instead"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_LEFT};
    char *const *label = check->domain->label;
    xp_string_t text;
    size_t i, k;

    xp_string_init(text);
    xp_sheet_add_table(sheet, "Every violation", 6, heading, align);
    for (i = 0; i < check->row_count; i++)
    {
        const xp_vote_finding_struct *finding = check->row[i].finding;

        for (k = 0; finding != NULL && k < finding->all_count; k++)
        {
            const xp_vote_place_struct *place = finding->all + k;

            xp_sheet_add_cell(sheet, xp_vote_property_info(finding->property)->word);
            xp_string_reset(text);
            if (place->position >= 0)
                xp_vote_add_profile(text, check->function, place);
            xp_sheet_add_cell(sheet, text->text);
            xp_string_reset(text);
            if (place->voter >= 0)
                xp_string_printf(text, "%ld", (long) place->voter + 1);
            xp_sheet_add_cell(sheet, text->text);
            xp_string_reset(text);
            if (place->report >= 0)
                xp_vote_order_add(text, check->domain, place->report, ">", "~");
            else if (place->alternative >= 0)
                xp_string_printf(text, "%s for %s", label[place->alternative],
                                 label[place->alternative + 1]);
            xp_sheet_add_cell(sheet, text->text);
            xp_sheet_add_cell(sheet, place->chosen < 0 ? "" : label[place->chosen]);
            xp_sheet_add_cell(sheet, label[place->instead]);
        }
    }
    xp_string_clear(text);
}

static void add_left_out(xp_sheet_t sheet, const xp_vote_check_report_t *check)
{
    size_t i;

    if (check->left_count > 0)
        xp_sheet_add_paragraph(sheet, "Left out:");
    for (i = 0; i < check->left_count; i++)
        xp_sheet_add_item(sheet, check->left_out[i].reason);
}

void xp_vote_check_add_sheet(xp_string_t out, const xp_report_t *report,
                             const xp_vote_check_report_t *check)
{
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_sheet_add_heading(sheet, check->rule != NULL ? check->rule
                                : strcmp(report->path, "-") == 0 ? "A table" : report->path);
    add_subject(sheet, check);
    add_table(sheet, check);
    add_findings(sheet, report, check);
    if (check->all)
        add_violations(sheet, check);
    add_left_out(sheet, check);
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}
