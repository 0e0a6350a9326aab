/* The report `pay` as a page when types are intervals. */
#include "render/interval_pay.h"

#include <expost/render/number.h>

#include "render/page_impl.h"
#include "render/real_impl.h"
#include "render/show_interval.h"

static void add_opening(xp_sheet_t sheet, const xp_interval_pay_t *pay,
                        const xp_continuous_t model)
{
    xp_string_t text;

    xp_string_init(text);
    xp_string_printf(text, "Payments: %s", xp_interval_pay_name(pay));
    if (pay->decision != NULL)
    {
        xp_string_printf(text, ", with the decision %s = ", model->decision);
        xp_interval_add_formula(text, model, pay->decision->rule, -1, 0);
        xp_string_printf(text, ". %s", pay->decision->efficiency->answer == XP_HOLDS
                                           ? "It is efficient: "
                                       : pay->decision->efficiency->answer == XP_FAILS
                                           ? "It is not efficient: "
                                           : "Whether it is efficient is not decided: ");
        xp_string_add(text, pay->decision->efficiency->how);
        xp_string_add_char(text, '.');
    }
    else
        xp_string_printf(text, ", with the %s rule.",
                         pay->outcome->efficient ? "efficient" : "stated");
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_decision(xp_sheet_t sheet, const xp_interval_pay_t *pay,
                         const xp_continuous_t model)
{
    static const char *const heading[] = {"Agent", "Payment"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT};
    slong i;

    xp_sheet_add_table(sheet, NULL, 2, heading, align);
    for (i = 0; i < model->agent_count; i++)
    {
        xp_sheet_add_cell(sheet, model->agent[i].name);
        xp_interval_add_cell(sheet, model, pay->decision->payment[i], -1);
    }
}

/* Payments by outcome; dagv adds the functions rho. */
static void add_outcomes(xp_sheet_t sheet, const xp_interval_pay_t *pay,
                         const xp_continuous_t model)
{
    static const char *const heading[] = {"Agent", "Outcome", "Payment"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_LEFT};
    slong m = pay->outcome->m, i, a;
    xp_string_t text;

    xp_string_init(text);
    xp_sheet_add_table(sheet, NULL, 3, heading, align);
    for (i = 0; i < model->agent_count; i++)
        for (a = 0; a < m; a++)
        {
            xp_sheet_add_cell(sheet, model->agent[i].name);
            xp_sheet_add_cell(sheet, model->outcome_label[a]);
            xp_interval_add_cell(sheet, model, pay->outcome->payment[i * m + a], -1);
        }
    if (pay->outcome->has_rho)
    {
        if (model->agent_count == 2)
            xp_string_add(text, "and at every outcome the other's rho less the own rho.");
        else
            xp_string_printf(text, "and at every outcome 1/%ld of the sum of the others' rho less "
                                   "the own rho.", (long) model->agent_count - 1);
        xp_sheet_add_paragraph(sheet, text->text);
    }
    xp_string_clear(text);
}

static void add_functions(xp_sheet_t sheet, const xp_interval_pay_t *pay,
                          const xp_continuous_t model)
{
    xp_piecewise_t charge, utility, outside;
    xp_string_t name;
    slong i;

    xp_string_init(name);
    xp_piecewise_init(charge);
    xp_piecewise_init(utility);
    xp_piecewise_init(outside);
    for (i = 0; i < model->agent_count; i++)
    {
        int has_rho = xp_interval_pay_rho(outside, pay, model, i);

        if (i == 0)
            xp_sheet_add_functions(sheet, "What a type expects");
        if (i == 0)
            xp_sheet_set_aside(sheet);
        if (has_rho)
        {
            xp_string_reset(name);
            xp_string_printf(name, "rho, %s", model->agent[i].name);
            xp_sheet_add_function(sheet, name->text, outside, "t");
        }
        if (!xp_interval_pay_interim(charge, utility, outside, pay, model, i))
            continue;
        xp_string_reset(name);
        xp_string_printf(name, "payment, %s", model->agent[i].name);
        xp_sheet_add_function(sheet, name->text, charge, "t");
        xp_string_reset(name);
        xp_string_printf(name, "utility, %s", model->agent[i].name);
        xp_sheet_add_function(sheet, name->text, utility, "t");
        xp_string_reset(name);
        xp_string_printf(name, "outside option, %s", model->agent[i].name);
        xp_sheet_add_function(sheet, name->text, outside, "t");
    }
    xp_string_clear(name);
    xp_piecewise_clear(charge);
    xp_piecewise_clear(utility);
    xp_piecewise_clear(outside);
}

static void add_means(xp_sheet_t sheet, const xp_report_t *report, const xp_interval_pay_t *pay)
{
    xp_interval_means_t means = xp_interval_pay_means(pay);
    xp_string_t text;

    if (means.welfare == NULL)
    {
        xp_sheet_add_paragraph(sheet, "Expectations are told where values, payments and priors are "
                                      "polynomials, the priors by pieces.");
        return;
    }
    xp_string_init(text);
    xp_string_add(text, "Expected welfare: ");
    xp_number_add(text, means.welfare, report->digits);
    xp_string_add(text, "; expected sum of the payments: ");
    xp_number_add(text, means.revenue, report->digits);
    if (!fmpq_is_zero(means.cost))
    {
        xp_string_add(text, "; expected cost: ");
        xp_number_add(text, means.cost, report->digits);
    }
    xp_string_add(text, "; expected surplus: ");
    xp_number_add(text, means.budget, report->digits);
    xp_string_add_char(text, '.');
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_point(xp_sheet_t sheet, const xp_report_t *report, const xp_interval_pay_t *pay,
                      const xp_continuous_t model)
{
    static const char *const heading[] = {"Agent", "Type", "Payment"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT};
    xp_string_t text;
    slong i;

    xp_string_init(text);
    if (pay->chosen >= 0)
        xp_string_printf(text, "At these types the outcome is %s.",
                         model->outcome_label[pay->chosen]);
    else
    {
        xp_string_printf(text, "At these types the decision is %s = ", model->decision);
        xp_real_add_text(text, pay->decision_at, report->digits);
        xp_string_add_char(text, '.');
    }
    xp_sheet_add_paragraph(sheet, text->text);
    xp_sheet_add_table(sheet, NULL, 3, heading, align);
    for (i = 0; i < model->agent_count; i++)
    {
        xp_sheet_add_cell(sheet, model->agent[i].name);
        xp_sheet_add_rational(sheet, pay->theta + i, report->digits);
        xp_sheet_add_real(sheet, pay->payment + i, report->digits);
    }
    xp_string_clear(text);
}

void xp_interval_pay_add_sheet(xp_string_t out, const xp_report_t *report,
                               const xp_interval_pay_t *pay)
{
    const xp_continuous_struct *model = report->model->continuous;
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    add_opening(sheet, pay, model);
    if (pay->theta != NULL)
        add_point(sheet, report, pay, model);
    else
    {
        if (pay->decision != NULL)
            add_decision(sheet, pay, model);
        else
            add_outcomes(sheet, pay, model);
        add_functions(sheet, pay, model);
        add_means(sheet, report, pay);
    }
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}
