/* The payments of a rule by the envelope formula. */
#include "render/interval_auction.h"

#include <expost/render/number.h>

#include "render/json_impl.h"
#include "render/page_impl.h"
#include "render/real_impl.h"

/* f plus c, where c is rational. */
static void shift(xp_piecewise_t h, const xp_piecewise_t f, const xp_real_t c, int sign)
{
    fmpq_t value;

    fmpq_init(value);
    if (c->kind == XP_REAL_RATIONAL)
        fmpq_set(value, c->rational);
    if (sign < 0)
        fmpq_neg(value, value);
    xp_piecewise_set(h, f);
    xp_piecewise_add_scalar(h, h, value);
    xp_piecewise_canonicalise(h);
    fmpq_clear(value);
}

/* Where U(low) is rational the functions hold it; otherwise it is named beside them. */
static int is_whole(const xp_envelope_struct *envelope, slong i)
{
    return envelope->least[i].kind == XP_REAL_RATIONAL;
}

static json_t *list_payments(const xp_report_t *report, const xp_envelope_struct *envelope)
{
    const xp_continuous_struct *model = report->model->continuous;
    json_t *list = json_array();
    xp_piecewise_t f;
    slong i;

    xp_piecewise_init(f);
    for (i = 0; i < envelope->n; i++)
    {
        json_t *object = json_object();

        json_object_set_new(object, "agent", xp_json_text(model->agent[i].name));
        xp_piecewise_set(f, envelope->slope + i);
        json_object_set_new(object, "slope", xp_json_piecewise(f));
        xp_piecewise_set(f, envelope->rent + i);
        xp_piecewise_canonicalise(f);
        json_object_set_new(object, "rent", xp_json_piecewise(f));
        xp_json_set_real(object, "least_utility", envelope->least + i, report->digits);
        xp_json_set_real(object, "worst_off_type", envelope->worst_off + i, report->digits);
        shift(f, envelope->charge + i, envelope->least + i, -1);
        json_object_set_new(object, "payment",
                            is_whole(envelope, i) ? xp_json_piecewise(f) : json_null());
        json_array_append_new(list, object);
    }
    xp_piecewise_clear(f);
    return list;
}

static void add_json(xp_string_t out, const xp_report_t *report,
                     const xp_envelope_report_t *found)
{
    const xp_envelope_struct *envelope = found->envelope;
    json_t *object = xp_json_begin_intervals(report, 0);

    json_object_set_new(object, "mechanism", json_string("envelope"));
    json_object_set_new(object, "efficient", json_boolean(envelope->rule->efficient));
    json_object_set_new(object, "interim", list_payments(report, envelope));
    xp_json_set_rational(object, "expected_welfare", envelope->rule->welfare, report->digits);
    xp_json_set_rational(object, "expected_cost", envelope->rule->expected_cost, report->digits);
    xp_json_set_real(object, "expected_revenue", envelope->revenue, report->digits);
    xp_json_set_real(object, "expected_surplus", envelope->surplus, report->digits);
    json_object_set_new(
        object, "at",
        xp_interval_at_json(report, found->theta,
                            found->theta != NULL
                                ? report->model->continuous->outcome_label[found->chosen]
                                : NULL,
                            found->payment));
    xp_json_finish(out, report, object);
}

static void add_functions(xp_sheet_t sheet, const xp_continuous_t model,
                          const xp_envelope_struct *envelope)
{
    xp_piecewise_t f;
    xp_string_t name;
    slong i;

    xp_piecewise_init(f);
    xp_string_init(name);
    xp_sheet_add_functions(sheet, "What a type expects");
    xp_sheet_set_aside(sheet);
    for (i = 0; i < envelope->n; i++)
    {
        xp_string_reset(name);
        xp_string_printf(name, "slope of utility, %s", model->agent[i].name);
        xp_sheet_add_function(sheet, name->text, envelope->slope + i, "t");
        xp_string_reset(name);
        xp_string_printf(name, is_whole(envelope, i) ? "payment, %s" : "payment but for U(low), %s",
                         model->agent[i].name);
        shift(f, envelope->charge + i, envelope->least + i, -1);
        xp_sheet_add_function(sheet, name->text, f, "t");
        xp_string_reset(name);
        xp_string_printf(name, is_whole(envelope, i) ? "utility, %s" : "utility but for U(low), %s",
                         model->agent[i].name);
        shift(f, envelope->rent + i, envelope->least + i, 1);
        xp_sheet_add_function(sheet, name->text, f, "t");
    }
    xp_piecewise_clear(f);
    xp_string_clear(name);
}

static void add_agents(xp_sheet_t sheet, const xp_report_t *report,
                       const xp_envelope_struct *envelope)
{
    static const char *const heading[] = {"Agent", "U(low)", "Worst-off type"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT};
    slong i;

    xp_sheet_add_table(sheet, NULL, 3, heading, align);
    for (i = 0; i < envelope->n; i++)
    {
        xp_sheet_add_cell(sheet, report->model->continuous->agent[i].name);
        xp_sheet_add_real(sheet, envelope->least + i, report->digits);
        xp_sheet_add_real(sheet, envelope->worst_off + i, report->digits);
    }
}

static void add_means(xp_sheet_t sheet, const xp_report_t *report,
                      const xp_envelope_struct *envelope)
{
    xp_string_t text;

    xp_string_init(text);
    xp_string_add(text, "Expected welfare: ");
    xp_number_add(text, envelope->rule->welfare, report->digits);
    xp_string_add(text, "; expected revenue, the largest of this rule under BIC and interim "
                        "participation: ");
    xp_real_add_text(text, envelope->revenue, report->digits);
    if (!fmpq_is_zero(envelope->rule->expected_cost))
    {
        xp_string_add(text, "; expected cost: ");
        xp_number_add(text, envelope->rule->expected_cost, report->digits);
        xp_string_add(text, "; expected surplus: ");
        xp_real_add_text(text, envelope->surplus, report->digits);
    }
    xp_string_add_char(text, '.');
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

void xp_interval_envelope_render(xp_string_t out, const xp_report_t *report,
                                 const xp_envelope_report_t *found)
{
    const xp_envelope_struct *envelope = found->envelope;
    const xp_continuous_struct *model = report->model->continuous;
    xp_string_t text;
    xp_sheet_t sheet;

    if (report->format == XP_FORMAT_JSON)
    {
        add_json(out, report, found);
        return;
    }
    xp_string_init(text);
    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    xp_string_printf(text, "Payments: envelope, with the %s rule. Each agent pays by the own type "
                           "alone, what it expects of the outcome less U(low) and the integral of "
                           "the slope. The slope never falls, so truth is a Bayesian equilibrium; "
                           "U(low) is the least that leaves every type its outside option.",
                     envelope->rule->efficient ? "efficient" : "stated");
    xp_sheet_add_paragraph(sheet, text->text);
    if (found->theta != NULL)
        xp_interval_at_add(sheet, report, found->theta, model->outcome_label[found->chosen],
                           found->payment);
    else
    {
        add_functions(sheet, model, envelope);
        add_agents(sheet, report, envelope);
        add_means(sheet, report, envelope);
    }
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
    xp_string_clear(text);
}
