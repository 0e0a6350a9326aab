/* The report `show` with types on intervals: which form is asked for, and formulas in it. */
#include <expost/render/show.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>
#include <expost/text/write.h>

#include "render/sheet_impl.h"
#include "render/show_interval.h"

slong xp_interval_columns(const xp_continuous_t model)
{
    return model->outcome_count > 0 ? model->outcome_count : 1;
}

const char *xp_interval_label(const xp_continuous_t model, slong a)
{
    return model->outcome_count > 0 ? model->outcome_label[a] : model->decision;
}

void xp_interval_add_types(xp_string_t out, const xp_interval_agent_struct *agent)
{
    xp_string_add_char(out, '[');
    xp_rat_add_text(out, agent->low);
    xp_string_add(out, ", ");
    xp_rat_add_text(out, agent->high);
    xp_string_add_char(out, ']');
}

/* What to write for the type of agent i. */
static char *name_type(const xp_continuous_t model, slong i, slong self, int latex)
{
    xp_string_t text;

    xp_string_init(text);
    if (i == self)
        xp_string_add(text, "t");
    else if (!latex)
        xp_string_printf(text, "t[%s]", model->agent[i].name);
    else
    {
        xp_string_add(text, "t_{\\mbox{\\scriptsize ");
        xp_sheet_add_latex(text, model->agent[i].name);
        xp_string_add(text, "}}");
    }
    return xp_string_take(text);
}

/* Cases need amsmath, which a sheet does without. */
static int needs_amsmath(const char *latex)
{
    return strstr(latex, "\\begin{") != NULL || strstr(latex, "\\text{") != NULL;
}

static void add_named(xp_string_t out, const xp_continuous_t model, const xp_expression_struct *e,
                      slong self, int latex)
{
    slong n = model->agent_count, i;
    char **name = xp_calloc((size_t) n, sizeof(char *));

    for (i = 0; i < n; i++)
        if (xp_expression_reads(e, i))
            name[i] = name_type(model, i, self, latex);
    xp_expression_add_text(out, e, (const char *const *) name, model->decision, latex);
    for (i = 0; i < n; i++)
        free(name[i]);
    free(name);
}

/* Adds the LaTeX form, or where that needs amsmath the plain one as text. */
static void add_latex(xp_string_t out, const xp_string_t latex, const xp_string_t plain)
{
    if (!needs_amsmath(latex->text))
    {
        xp_string_add(out, latex->text);
        return;
    }
    xp_string_add(out, "\\mbox{");
    xp_sheet_add_latex(out, plain->text);
    xp_string_add_char(out, '}');
}

void xp_interval_add_formula(xp_string_t out, const xp_continuous_t model,
                             const xp_expression_struct *e, slong self, int latex)
{
    xp_string_t text, plain;

    if (e == NULL)
    {
        xp_string_add_char(out, '0');
        return;
    }
    if (!latex)
    {
        add_named(out, model, e, self, 0);
        return;
    }
    xp_string_init(text);
    xp_string_init(plain);
    add_named(text, model, e, self, 1);
    add_named(plain, model, e, self, 0);
    add_latex(out, text, plain);
    xp_string_clear(text);
    xp_string_clear(plain);
}

void xp_interval_add_cell(xp_sheet_t sheet, const xp_continuous_t model,
                          const xp_expression_struct *e, slong self)
{
    xp_string_t text, latex;

    xp_string_init(text);
    xp_string_init(latex);
    xp_interval_add_formula(text, model, e, self, 0);
    xp_interval_add_formula(latex, model, e, self, 1);
    xp_sheet_add_formula(sheet, text->text, latex->text);
    xp_string_clear(text);
    xp_string_clear(latex);
}

void xp_interval_add_own(xp_string_t out, const xp_expression_struct *e, int latex)
{
    static const char *const name[] = {"t"};
    xp_string_t text, plain;

    xp_string_init(text);
    xp_string_init(plain);
    xp_expression_add_text(plain, e, name, NULL, 0);
    if (latex)
    {
        xp_expression_add_text(text, e, name, NULL, 1);
        add_latex(out, text, plain);
    }
    else
        xp_string_add(out, plain->text);
    xp_string_clear(text);
    xp_string_clear(plain);
}

xp_status_t xp_show_interval_render(xp_string_t out, const xp_report_t *report,
                                    const fmpq *theta, xp_error_t error)
{
    xp_interval_point_t point;
    xp_status_t status;

    if (report->format == XP_FORMAT_MECH)
    {
        xp_model_write(out, report->model);
        return XP_OK;
    }
    if (theta == NULL)
    {
        if (report->format == XP_FORMAT_JSON)
            xp_interval_add_json(out, report, NULL);
        else
            xp_interval_add_sheet(out, report);
        return XP_OK;
    }
    status = xp_interval_point_init(point, report->model->continuous, theta, error);
    if (status != XP_OK)
        return status;
    if (report->format == XP_FORMAT_JSON)
        xp_interval_add_json(out, report, point);
    else
        xp_interval_add_point(out, report, point);
    xp_interval_point_clear(point);
    return XP_OK;
}
