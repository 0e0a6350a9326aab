/* The report `vote decide`. */
#include "render/vote_decide_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/render/vote_check.h>

#include "render/page_impl.h"

/* Profiles of the longest table outside of CSV and JSON. */
#define ROWS 64

static void add_properties(xp_string_t out, unsigned properties)
{
    for (int p = 0; p < XP_VOTE_PROPERTY_COUNT; p++)
    {
        if (!(properties >> p & 1))
            continue;
        xp_string_add(out, xp_vote_property_info((xp_vote_property_t) p)->words);
        properties &= ~(1u << p);
        if (properties != 0)
            xp_string_add(out, (properties & (properties - 1)) != 0 ? ", " : " and ");
    }
}

static void add_setting(xp_string_t out, const xp_vote_decide_report_t *decide)
{
    static const char *const word[] = {"every strict order", "every single-peaked order",
                                       "the orders of the file"};
    const xp_domain_struct *domain = decide->domain;
    const slong m = domain->alternative_count;

    xp_string_printf(out, "%ld voter%s, %ld alternative%s, ", (long) decide->voters,
                     decide->voters == 1 ? "" : "s", (long) m, m == 1 ? "" : "s");
    xp_string_printf(out, "%s (%ld)", word[domain->kind], (long) domain->order_count);
}

static void add_verdict(xp_sheet_t sheet, const xp_vote_decide_report_t *decide)
{
    const xp_vote_decision_struct *decision = decide->decision;
    xp_string_t text;

    xp_string_init(text);
    add_setting(text, decide);
    switch (decision->verdict)
    {
    case XP_POSSIBLE:
        xp_string_add(text, ": possible. A social choice function is ");
        add_properties(text, decision->properties);
        xp_string_add(text, "; it was checked by the definitions.");
        break;
    case XP_IMPOSSIBLE:
        xp_string_add(text, ": impossible. No social choice function is ");
        add_properties(text, decision->properties);
        xp_string_add_char(text, '.');
        break;
    default:
        xp_string_add(text, ": unknown whether a social choice function is ");
        add_properties(text, decision->properties);
        xp_string_printf(text, ": %s.", decision->reason);
    }
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

/* How long a proof is turns on the version of the solver; the verdict does not. */
static void add_proof(xp_sheet_t sheet, const xp_vote_decision_struct *decision)
{
    xp_string_t text;

    if (decision->verdict != XP_IMPOSSIBLE)
        return;
    xp_string_init(text);
    xp_string_printf(text, "The proof has %zu lemma%s from %zu of %zu clauses in %zu variables, "
                           "and was checked.", decision->refutation->lemmas,
                     decision->refutation->lemmas == 1 ? "" : "s", decision->refutation->used,
                     decision->clauses, decision->variables);
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_count(xp_sheet_t sheet, const xp_vote_decide_report_t *decide)
{
    xp_string_t text;
    char *number;

    if (decide->count == NULL && decide->count_reason == NULL)
        return;
    xp_string_init(text);
    if (decide->count != NULL)
    {
        number = fmpz_get_str(NULL, 10, decide->count);
        xp_string_printf(text, "Functions with these properties: %s.", number);
        flint_free(number);
    }
    else
        xp_string_printf(text, "How many functions there are is not known: %s.",
                         decide->count_reason);
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_rows(xp_sheet_t sheet, const xp_choice_t choice)
{
    const xp_domain_struct *domain = choice->domain;
    const slong n = choice->voter_count;
    const char **heading = xp_malloc((size_t) (n + 1) * sizeof(char *));
    xp_align_t *align = xp_calloc((size_t) (n + 1), sizeof(xp_align_t));
    xp_string_struct *name = xp_malloc((size_t) n * sizeof(xp_string_struct));
    xp_string_t text;

    for (slong i = 0; i < n; i++)
    {
        xp_string_init(name + i);
        xp_string_printf(name + i, "voter%ld", (long) i + 1);
        heading[i] = name[i].text;
    }
    heading[n] = "alternative";
    xp_sheet_add_table(sheet, NULL, (size_t) n + 1, heading, align);
    xp_string_init(text);
    for (slong r = 0; r < choice->profile_count; r++)
    {
        for (slong i = 0; i < n; i++)
        {
            xp_string_reset(text);
            xp_vote_order_add(text, domain, xp_choice_order(choice, r, i), ">", "~");
            xp_sheet_add_cell(sheet, text->text);
        }
        xp_sheet_add_cell(sheet, domain->label[choice->choice[r]]);
    }
    xp_string_clear(text);
    for (slong i = 0; i < n; i++)
        xp_string_clear(name + i);
    free(name);
    free(heading);
    free(align);
}

static void add_table(xp_sheet_t sheet, const xp_vote_decide_report_t *decide)
{
    const xp_vote_decision_struct *decision = decide->decision;
    xp_string_t text;

    if (decision->verdict != XP_POSSIBLE)
        return;
    if (decision->choice->profile_count <= ROWS)
    {
        add_rows(sheet, decision->choice);
        return;
    }
    xp_string_init(text);
    xp_string_printf(text, "Its table has %ld rows: --format csv and json write it.",
                     (long) decision->choice->profile_count);
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

void xp_vote_decide_render(xp_string_t out, const xp_report_t *report,
                           const xp_vote_decide_report_t *decide)
{
    xp_sheet_t sheet;

    if (report->format == XP_FORMAT_JSON)
    {
        xp_vote_decide_add_json(out, report, decide);
        return;
    }
    if (report->format == XP_FORMAT_CSV)
    {
        if (decide->decision->verdict == XP_POSSIBLE)
            xp_choice_write_csv(out, decide->decision->choice);
        return;
    }
    xp_sheet_init(sheet);
    xp_sheet_add_heading(sheet, "Existence of a social choice function");
    add_verdict(sheet, decide);
    add_proof(sheet, decide->decision);
    add_count(sheet, decide);
    add_table(sheet, decide);
    xp_page_add_way(sheet, decide->certificate, decide->verify);
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}
