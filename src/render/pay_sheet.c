/* The report `pay` as a page. */
#include "render/pay_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/render/number.h>
#include <expost/render/sheet.h>

#include "render/page_impl.h"
#include "render/pay_rows.h"
#include "render/words_impl.h"

void xp_pay_add_mechanism(xp_sheet_t sheet, const xp_report_t *report,
                          const xp_mechanism_struct *mechanism)
{
    xp_string_t text;

    xp_page_add_title(sheet, report);
    xp_string_init(text);
    if (strcmp(mechanism->name, "model") == 0)
        xp_string_add(text, "Payments as the file states them");
    else
        xp_string_printf(text, "Payments of %s", mechanism->name);
    xp_string_printf(text, "%s: what each agent pays to the designer; a negative payment is "
                           "received.",
                     mechanism->own_rule          ? " under its own rule"
                     : mechanism->rule->efficient ? " under the efficient rule"
                                                  : " under the rule of the file");
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

/* In CSV the columns are named as `payments from` names them. */
static void begin_table(xp_sheet_t sheet, const xp_report_t *report,
                        const xp_environment_t environment)
{
    const slong n = environment->agent_count;
    size_t columns = 2 * (size_t) n + 3, k;
    const char **heading = xp_malloc(columns * sizeof(char *));
    xp_align_t *align = xp_malloc(columns * sizeof(xp_align_t));
    xp_string_t *pays = xp_malloc((size_t) n * sizeof(xp_string_t));
    int csv = report->format == XP_FORMAT_CSV;
    slong i;

    for (i = 0; i < n; i++)
    {
        xp_string_init(pays[i]);
        xp_string_printf(pays[i], csv ? "payment %s" : "%s pays", environment->agent[i].name);
        heading[i] = environment->agent[i].name;
        heading[n + 1 + i] = pays[i]->text;
    }
    heading[n] = csv ? "outcome" : "Outcome";
    heading[columns - 2] = csv ? "sum" : "Sum";
    heading[columns - 1] = csv ? "cost" : "Cost";
    for (k = 0; k < columns; k++)
        align[k] = k <= (size_t) n ? XP_ALIGN_LEFT : XP_ALIGN_RIGHT;
    xp_sheet_add_table(sheet, NULL, columns, heading, align);
    for (i = 0; i < n; i++)
        xp_string_clear(pays[i]);
    free(pays);
    free(heading);
    free(align);
}

void xp_pay_add_agents(xp_sheet_t sheet, const xp_report_t *report,
                       const xp_mechanism_struct *mechanism, const xp_pay_means_struct *means)
{
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_RIGHT};
    const char *heading[4] = {"Agent"};
    size_t columns = 1;
    slong i;

    if (means != NULL)
    {
        heading[columns++] = "Expected payment";
        heading[columns++] = "Expected utility";
    }
    if (mechanism->subsidy != NULL)
        heading[columns++] = "Subsidy \xCF\x86";
    if (columns == 1)
        return;
    xp_sheet_add_table(sheet, NULL, columns, heading, align);
    xp_sheet_set_aside(sheet);
    for (i = 0; i < mechanism->environment->agent_count; i++)
    {
        xp_sheet_add_cell(sheet, mechanism->environment->agent[i].name);
        if (means != NULL)
        {
            xp_sheet_add_rational(sheet, means->payment + i, report->digits);
            xp_sheet_add_rational(sheet, means->utility + i, report->digits);
        }
        if (mechanism->subsidy != NULL)
            xp_sheet_add_rational(sheet, mechanism->subsidy + i, report->digits);
    }
}

static void add_welfare(xp_sheet_t sheet, const xp_report_t *report,
                        const xp_pay_means_struct *means)
{
    xp_string_t text;

    xp_string_init(text);
    xp_string_add(text, "Expected welfare: ");
    xp_number_add(text, means->rule_welfare, report->digits);
    if (!means->has_best)
        xp_string_add(text, " under this rule");
    else if (!fmpq_equal(means->rule_welfare, means->best_welfare))
    {
        fmpq_t loss;

        xp_string_add(text, " under this rule; an efficient rule reaches ");
        xp_number_add(text, means->best_welfare, report->digits);
        fmpq_init(loss);
        fmpq_sub(loss, means->best_welfare, means->rule_welfare);
        xp_string_add(text, ", ");
        xp_number_add(text, loss, report->digits);
        xp_string_add(text, " more");
        fmpq_clear(loss);
    }
    xp_string_add_char(text, '.');
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

void xp_pay_add_means(xp_sheet_t sheet, const xp_report_t *report,
                      const xp_pay_means_struct *means)
{
    int sign = fmpq_sgn(means->surplus);
    xp_string_t text;

    xp_string_init(text);
    xp_string_add(text, "Expected sum of the payments: ");
    xp_number_add(text, means->sum, report->digits);
    xp_string_add(text, "; expected cost: ");
    xp_number_add(text, means->cost, report->digits);
    xp_string_add(text, "; expected surplus: ");
    xp_number_add(text, means->surplus, report->digits);
    xp_string_add(text, sign < 0 ? " (a deficit)." : sign == 0 ? " (the budget balances on "
                                                                 "average)." : ".");
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
    add_welfare(sheet, report, means);
}

void xp_pay_finish_sheet(xp_string_t out, const xp_report_t *report, xp_sheet_t sheet,
                         const xp_mechanism_struct *mechanism)
{
    xp_page_add_notes(sheet, (const char *const *) mechanism->note, mechanism->note_count);
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}

slong xp_pay_add_tables(xp_sheet_t sheet, const xp_report_t *report, const xp_pay_t pay,
                        slong rows)
{
    const xp_mechanism_struct *mechanism = pay->mechanism;
    slong size = mechanism->environment->profiles->size;
    xp_rows_t of;

    rows = rows < size ? rows : size;
    begin_table(sheet, report, mechanism->environment);
    pay->rows->digits = report->digits;
    xp_pay_rows_get(&of, pay->rows, rows);
    xp_sheet_set_rows(sheet, &of);
    xp_pay_add_agents(sheet, report, mechanism, pay->expected ? pay->means : NULL);
    if (pay->expected)
        xp_pay_add_means(sheet, report, pay->means);
    xp_pay_add_share(sheet, report, pay);
    return size - rows;
}

xp_status_t xp_pay_add_sheet(xp_string_t out, const xp_report_t *report, const xp_pay_t pay,
                             xp_error_t error)
{
    const xp_mechanism_struct *mechanism = pay->mechanism;
    xp_status_t status;
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_pay_add_mechanism(sheet, report, mechanism);
    xp_pay_add_tables(sheet, report, pay, WORD_MAX);
    xp_page_add_notes(sheet, (const char *const *) mechanism->note, mechanism->note_count);
    status = xp_page_write(out, report, sheet, error);
    xp_sheet_clear(sheet);
    return status;
}

static void add_point_table(xp_sheet_t sheet, const xp_report_t *report,
                            const xp_pay_point_t point)
{
    static const char *const heading[] = {"Agent", "Type", "Value", "Payment", "Utility",
                                          "Subsidy \xCF\x86"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_RIGHT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT};
    const xp_mechanism_struct *mechanism = point->mechanism;
    const xp_agent_struct *agent = mechanism->environment->agent;
    fmpq_t utility;
    slong i;

    fmpq_init(utility);
    xp_sheet_add_table(sheet, NULL, mechanism->subsidy != NULL ? 6 : 5, heading, align);
    for (i = 0; i < point->agents; i++)
    {
        xp_sheet_add_cell(sheet, agent[i].name);
        xp_sheet_add_cell(sheet, agent[i].type_label[point->profile[i]]);
        xp_sheet_add_rational(sheet, point->value + i, report->digits);
        xp_sheet_add_rational(sheet, point->payment + i, report->digits);
        fmpq_sub(utility, point->value + i, point->payment + i);
        xp_sheet_add_rational(sheet, utility, report->digits);
        if (mechanism->subsidy != NULL)
            xp_sheet_add_rational(sheet, mechanism->subsidy + i, report->digits);
    }
    fmpq_clear(utility);
}

void xp_pay_add_point_sheet(xp_string_t out, const xp_report_t *report,
                            const xp_pay_point_t point)
{
    const xp_environment_struct *environment = point->mechanism->environment;
    xp_sheet_t sheet;
    xp_string_t text;

    xp_sheet_init(sheet);
    xp_string_init(text);
    xp_pay_add_mechanism(sheet, report, point->mechanism);
    xp_string_add(text, "At ");
    xp_words_add_profile(text, environment, point->profile);
    xp_string_add(text, " the outcome is ");
    xp_words_add_weights(text, environment, point->weight);
    xp_string_add_char(text, '.');
    xp_sheet_add_paragraph(sheet, text->text);
    add_point_table(sheet, report, point);
    xp_string_reset(text);
    xp_string_add(text, "Sum of the payments: ");
    xp_number_add(text, point->sum, report->digits);
    xp_string_add(text, "; cost: ");
    xp_number_add(text, point->cost, report->digits);
    xp_string_add_char(text, '.');
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
    xp_pay_finish_sheet(out, report, sheet, point->mechanism);
}
