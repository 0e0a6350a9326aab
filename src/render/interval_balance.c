/* The report `balance` when types are intervals. */
#include <expost/render/interval_balance.h>

#include "render/json_impl.h"
#include "render/page_impl.h"
#include "render/real_impl.h"
#include "render/show_interval.h"
#include "render/words_impl.h"

static void add_verdict(xp_sheet_t sheet, const xp_interval_balance_t balance)
{
    static const char *const word[] = {
        "Possible: there are Groves payments that sum to the cost at every profile: ",
        "Impossible: no Groves payments sum to the cost at every profile: ",
        "Whether Groves payments can sum to the cost at every profile is not decided: "};
    xp_string_t text;

    xp_string_init(text);
    xp_string_printf(text, "%s%s.", word[balance->answer], balance->how);
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_formula_row(xp_sheet_t sheet, const char *name, const xp_continuous_t model,
                            const xp_expression_struct *e)
{
    xp_sheet_add_cell(sheet, name);
    xp_interval_add_cell(sheet, model, e, -1);
}

static void add_formulas(xp_sheet_t sheet, const xp_continuous_t model,
                         const xp_interval_balance_t balance)
{
    static const char *const heading[] = {"", "Formula"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT};
    xp_string_t name;
    slong i;

    if (balance->welfare == NULL && balance->h == NULL)
        return;
    xp_string_init(name);
    xp_sheet_add_table(sheet, NULL, 2, heading, align);
    if (balance->welfare != NULL)
        add_formula_row(sheet, "welfare W", model, balance->welfare);
    if (balance->derivative != NULL)
        add_formula_row(sheet, "its mixed derivative", model, balance->derivative);
    for (i = 0; balance->h != NULL && i < balance->n; i++)
    {
        xp_string_reset(name);
        xp_string_printf(name, "h of %s", model->agent[i].name);
        add_formula_row(sheet, name->text, model, balance->h[i]);
    }
    if (balance->h != NULL)
        xp_sheet_add_paragraph(sheet, "Each agent pays h(others' types), plus the cost, less the "
                                      "others' values of the decision: the mechanism "
                                      "balanced-groves.");
    xp_string_clear(name);
}

static void add_cube(xp_sheet_t sheet, const xp_report_t *report,
                     const xp_interval_balance_t balance)
{
    static const char *const heading[] = {"Agent", "Base", "Profile"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT};
    const xp_continuous_struct *model = report->model->continuous;
    xp_string_t text;
    slong i;

    if (balance->answer != XP_FAILS)
        return;
    xp_string_init(text);
    xp_sheet_add_table(sheet, NULL, 3, heading, align);
    for (i = 0; i < balance->n; i++)
    {
        xp_sheet_add_cell(sheet, model->agent[i].name);
        xp_sheet_add_rational(sheet, balance->base + i, report->digits);
        xp_sheet_add_rational(sheet, balance->profile + i, report->digits);
    }
    xp_string_add(text, "The alternating sum of the largest welfare over the corners of this cube "
                        "is ");
    xp_real_add_text(text, balance->sum, report->digits);
    xp_string_add(text, ", and it would be 0 for payments that balance.");
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_sheet(xp_string_t out, const xp_report_t *report,
                      const xp_interval_balance_t balance)
{
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    add_verdict(sheet, balance);
    add_formulas(sheet, report->model->continuous, balance);
    add_cube(sheet, report, balance);
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}

static void add_json(xp_string_t out, const xp_report_t *report,
                     const xp_interval_balance_t balance, int exit_status)
{
    const xp_continuous_struct *model = report->model->continuous;
    json_t *object = xp_json_begin_intervals(report, exit_status), *h = json_null();
    json_t *cube = json_null();
    slong i;

    json_object_set_new(object, "about", json_string("groves"));
    json_object_set_new(object, "verdict", json_string(xp_words_existence(balance->answer)));
    json_object_set_new(object, "how", xp_json_text_or_null(balance->how));
    json_object_set_new(object, "welfare", xp_json_formula(model, balance->welfare, -1));
    json_object_set_new(object, "mixed_derivative",
                        xp_json_formula(model, balance->derivative, -1));
    if (balance->h != NULL)
    {
        h = json_array();
        for (i = 0; i < balance->n; i++)
            json_array_append_new(h, xp_json_formula(model, balance->h[i], -1));
    }
    json_object_set_new(object, "h", h);
    if (balance->answer == XP_FAILS)
    {
        cube = json_object();
        xp_json_set_rationals(cube, "base", balance->base, balance->n, report->digits);
        xp_json_set_rationals(cube, "profile", balance->profile, balance->n, report->digits);
        xp_json_set_real(cube, "sum", balance->sum, report->digits);
    }
    json_object_set_new(object, "cube", cube);
    xp_json_finish(out, report, object);
}

void xp_interval_balance_render(xp_string_t out, const xp_report_t *report,
                                const xp_interval_balance_t balance, int exit_status)
{
    if (report->format == XP_FORMAT_JSON)
        add_json(out, report, balance, exit_status);
    else
        add_sheet(out, report, balance);
}
