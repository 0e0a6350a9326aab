/* The optimal auction as a page. */
#include "render/interval_auction.h"

#include <expost/render/number.h>

#include "render/page_impl.h"
#include "render/real_impl.h"

void xp_interval_at_add(xp_sheet_t sheet, const xp_report_t *report, const fmpq *theta,
                        const char *outcome, const xp_real_struct *payment)
{
    static const char *const heading[] = {"Agent", "Type", "Payment"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT};
    const xp_continuous_struct *model = report->model->continuous;
    xp_string_t text;
    slong i;

    xp_string_init(text);
    xp_string_printf(text, "At these types the outcome is %s.", outcome);
    xp_sheet_add_paragraph(sheet, text->text);
    xp_sheet_add_table(sheet, NULL, 3, heading, align);
    for (i = 0; i < model->agent_count; i++)
    {
        xp_sheet_add_cell(sheet, model->agent[i].name);
        xp_sheet_add_rational(sheet, theta + i, report->digits);
        xp_sheet_add_real(sheet, payment + i, report->digits);
    }
    xp_string_clear(text);
}

static void add_opening(xp_sheet_t sheet, const xp_report_t *report,
                        const xp_optimal_auction_struct *auction)
{
    xp_string_t text;

    xp_string_init(text);
    xp_string_add(text, "Payments: myerson, the auction with the largest expected revenue under "
                        "BIC and interim participation. The good goes to the bidder with the "
                        "highest ironed virtual value");
    if (auction->kept < 0)
        xp_string_add(text, "; it must be sold");
    else
    {
        xp_string_add(text, ", if that is at least ");
        xp_number_add(text, auction->cost, report->digits);
    }
    xp_string_add(text, ", of several to the first. The winner pays the value of the lowest own "
                        "type that would still win; nobody else pays.");
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

/* numerator / denominator as a formula. */
static void add_quotient(xp_string_t out, const fmpq_poly_t numerator,
                         const fmpq_poly_t denominator, int latex)
{
    int bare = fmpq_poly_is_gen(denominator) && !latex;

    if (fmpq_poly_is_one(denominator))
    {
        xp_poly_add_text(out, numerator, "t", latex);
        return;
    }
    xp_string_add(out, latex ? "\\frac{" : "(");
    xp_poly_add_text(out, numerator, "t", latex);
    xp_string_add(out, latex ? "}{" : bare ? ")/" : ")/(");
    xp_poly_add_text(out, denominator, "t", latex);
    xp_string_add(out, latex ? "}" : bare ? "" : ")");
}

static void add_virtual_values(xp_sheet_t sheet, const xp_continuous_t model,
                               const xp_optimal_auction_struct *auction)
{
    static const char *const heading[] = {"Agent", "From", "To", "Virtual value"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_LEFT};
    xp_string_t text, latex;
    int begun = 0;
    slong i, k;

    xp_string_init(text);
    xp_string_init(latex);
    for (i = 0; i < auction->n; i++)
    {
        const xp_virtual_value_struct *value = auction->value + i;

        if (!value->exact)
            continue;
        if (!begun)
            xp_sheet_add_table(sheet, NULL, 4, heading, align);
        if (!begun)
            xp_sheet_set_aside(sheet);
        begun = 1;
        for (k = 0; k < value->cdf->count; k++)
        {
            xp_string_reset(text);
            xp_string_reset(latex);
            if (fmpq_poly_is_zero(value->denominator + k))
            {
                xp_string_add(text, "no types");
                xp_string_add(latex, "\\text{no types}");
            }
            else
            {
                add_quotient(text, value->numerator + k, value->denominator + k, 0);
                add_quotient(latex, value->numerator + k, value->denominator + k, 1);
            }
            xp_sheet_add_cell(sheet, model->agent[i].name);
            xp_sheet_add_rational(sheet, value->cdf->knot + k, -1);
            xp_sheet_add_rational(sheet, value->cdf->knot + k + 1, -1);
            xp_sheet_add_formula(sheet, text->text, latex->text);
        }
    }
    xp_string_clear(text);
    xp_string_clear(latex);
}

static void add_bidders(xp_sheet_t sheet, const xp_report_t *report,
                        const xp_optimal_auction_struct *auction)
{
    static const char *const heading[] = {"Agent", "Virtual value", "Reserve type",
                                          "Reserve price", "Profit alone"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_RIGHT, XP_ALIGN_RIGHT};
    slong i;

    xp_sheet_add_table(sheet, NULL, 5, heading, align);
    for (i = 0; i < auction->n; i++)
    {
        const xp_virtual_value_struct *value = auction->value + i;

        xp_sheet_add_cell(sheet, report->model->continuous->agent[i].name);
        xp_sheet_add_cell(sheet, value->regular == XP_HOLDS  ? "never falls"
                                 : value->regular == XP_FAILS ? "falls: ironed"
                                                              : "not decided");
        xp_sheet_add_real(sheet, value->reserve, report->digits);
        xp_sheet_add_real(sheet, value->price, report->digits);
        xp_sheet_add_real(sheet, value->profit, report->digits);
    }
}

static void add_ironed(xp_sheet_t sheet, const xp_report_t *report,
                       const xp_optimal_auction_struct *auction)
{
    static const char *const heading[] = {"Agent", "Ironed from", "To", "Virtual value"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_RIGHT};
    int begun = 0;
    slong i, k;

    for (i = 0; i < auction->n; i++)
        for (k = 0; k < auction->value[i].ironed_count; k++)
        {
            const xp_ironed_struct *ironed = auction->value[i].ironed + k;

            if (!begun)
                xp_sheet_add_table(sheet, NULL, 4, heading, align);
            if (!begun)
                xp_sheet_set_aside(sheet);
            begun = 1;
            xp_sheet_add_cell(sheet, report->model->continuous->agent[i].name);
            xp_sheet_add_real(sheet, ironed->low, report->digits);
            xp_sheet_add_real(sheet, ironed->high, report->digits);
            xp_sheet_add_real(sheet, ironed->level, report->digits);
        }
}

static void add_notes(xp_sheet_t sheet, const xp_report_t *report,
                      const xp_optimal_auction_struct *auction)
{
    xp_string_t text;
    slong i;

    xp_string_init(text);
    for (i = 0; i < auction->n; i++)
    {
        const char *doubt = report->model->continuous->agent[i].distribution->doubt;

        xp_string_reset(text);
        if (auction->value[i].reason != NULL)
        {
            xp_string_printf(text, "%s: %s. The reserve holds all the same: it is the best price "
                                   "to this bidder alone.",
                             report->model->continuous->agent[i].name, auction->value[i].reason);
            xp_sheet_add_paragraph(sheet, text->text);
        }
        if (doubt != NULL)
        {
            xp_string_reset(text);
            xp_string_printf(text, "%s: not proved of the distribution: %s.",
                             report->model->continuous->agent[i].name, doubt);
            xp_sheet_add_paragraph(sheet, text->text);
        }
    }
    xp_string_clear(text);
}

static void add_revenue(xp_sheet_t sheet, const xp_report_t *report,
                        const xp_optimal_auction_struct *auction)
{
    xp_string_t text;

    if (!auction->has_revenue)
    {
        xp_sheet_add_paragraph(sheet, "The expected revenue is told for bidders with the same "
                                      "distribution, a piecewise polynomial.");
        return;
    }
    xp_string_init(text);
    xp_string_add(text, "Expected revenue: ");
    xp_real_add_text(text, auction->revenue, report->digits);
    if (!fmpq_is_zero(auction->cost))
    {
        xp_string_add(text, "; less the expected cost: ");
        xp_real_add_text(text, auction->profit, report->digits);
    }
    xp_string_add(text, "; of the second-price auction without a reserve: ");
    xp_number_add(text, auction->second_price, report->digits);
    xp_string_add_char(text, '.');
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

void xp_interval_auction_render(xp_string_t out, const xp_report_t *report,
                                const xp_auction_report_t *found)
{
    const xp_optimal_auction_struct *auction = found->auction;
    const xp_continuous_struct *model = report->model->continuous;
    xp_sheet_t sheet;

    if (report->format == XP_FORMAT_JSON)
    {
        xp_interval_auction_add_json(out, report, found);
        return;
    }
    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    add_opening(sheet, report, auction);
    if (found->theta != NULL)
        xp_interval_at_add(sheet, report, found->theta,
                           found->winner >= 0
                               ? model->outcome_label[auction->owner[found->winner]]
                               : model->outcome_label[auction->kept],
                           found->payment);
    else
    {
        add_virtual_values(sheet, model, auction);
        add_bidders(sheet, report, auction);
        add_ironed(sheet, report, auction);
        add_notes(sheet, report, auction);
        add_revenue(sheet, report, auction);
    }
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}
