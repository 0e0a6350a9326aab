/* What is expected given the own type, as a page. */
#include "render/pay_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

#include "render/page_impl.h"
#include "render/words_impl.h"

/* Columns before those of the outcomes. */
#define FIXED 5

static void begin_table(xp_sheet_t sheet, const xp_report_t *report,
                        const xp_pay_interim_struct *interim)
{
    static const char *const fixed[] = {"Agent", "Type", "Probability", "Expected payment",
                                        "Expected utility"};
    static const char *const names[] = {"agent", "type", "probability", "expected payment",
                                        "expected utility"};
    const xp_environment_struct *environment = interim->mechanism->environment;
    int csv = report->format == XP_FORMAT_CSV;
    size_t outcomes = interim->weight != NULL ? (size_t) environment->outcome_count : 0, k;
    const char **heading = xp_malloc((FIXED + outcomes) * sizeof(char *));
    xp_align_t *align = xp_malloc((FIXED + outcomes) * sizeof(xp_align_t));
    xp_string_t *chosen = xp_malloc((outcomes + 1) * sizeof(xp_string_t));

    for (k = 0; k < FIXED; k++)
        heading[k] = csv ? names[k] : fixed[k];
    for (k = 0; k < outcomes; k++)
    {
        xp_string_init(chosen[k]);
        xp_string_printf(chosen[k], csv ? "probability %s" : "%s", environment->outcome_label[k]);
        heading[FIXED + k] = chosen[k]->text;
    }
    for (k = 0; k < FIXED + outcomes; k++)
        align[k] = k < 2 ? XP_ALIGN_LEFT : XP_ALIGN_RIGHT;
    xp_sheet_add_table(sheet, NULL, FIXED + outcomes, heading, align);
    for (k = 0; k < outcomes; k++)
        xp_string_clear(chosen[k]);
    free(chosen);
    free(heading);
    free(align);
}

static void add_rows(xp_sheet_t sheet, const xp_report_t *report,
                     const xp_pay_interim_struct *interim)
{
    const xp_environment_struct *environment = interim->mechanism->environment;
    fmpq_t chosen;
    slong row, a;

    fmpq_init(chosen);
    for (row = 0; row < interim->row_count; row++)
    {
        const xp_agent_struct *agent = environment->agent + interim->agent[row];

        xp_sheet_add_cell(sheet, agent->name);
        xp_sheet_add_cell(sheet, agent->type_label[interim->type[row]]);
        xp_sheet_add_rational(sheet, interim->probability + row, report->digits);
        xp_sheet_add_rational(sheet, interim->payment + row, report->digits);
        xp_sheet_add_rational(sheet, interim->utility + row, report->digits);
        for (a = 0; interim->weight != NULL && a < environment->outcome_count; a++)
        {
            xp_pay_interim_choice(chosen, interim, row, a);
            xp_sheet_add_rational(sheet, chosen, report->digits);
        }
    }
    fmpq_clear(chosen);
}

static void add_words(xp_sheet_t sheet, const xp_pay_interim_struct *interim)
{
    xp_string_t text;

    xp_string_init(text);
    if (interim->left_out)
    {
        xp_string_add(text, "The payments at each of the ");
        xp_words_add_count(text, interim->mechanism->environment->profiles->count, "profile");
        xp_string_add(text, " are left out; --at tells those at one. ");
    }
    xp_string_add(text, "Expected given the agent's own type, over the types of the others");
    if (interim->weight != NULL)
        xp_string_add(text, "; under each outcome the probability that it is chosen");
    xp_string_add_char(text, '.');
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

void xp_pay_add_interim_sheet(xp_string_t out, const xp_report_t *report,
                              const xp_pay_interim_t interim)
{
    const xp_mechanism_struct *mechanism = interim->mechanism;
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_pay_add_mechanism(sheet, report, mechanism);
    add_words(sheet, interim);
    begin_table(sheet, report, interim);
    add_rows(sheet, report, interim);
    xp_pay_add_agents(sheet, report, mechanism, interim->means);
    xp_pay_add_means(sheet, report, interim->means);
    xp_pay_finish_sheet(out, report, sheet, mechanism);
}
