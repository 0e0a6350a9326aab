/* The priors in the report `show` when types are intervals: cdfs by pieces, and doubts. */
#include "render/show_interval.h"

#include <string.h>

#include "render/real_impl.h"

/* The first agent whose distribution is the one of agent i, by the way it is written. */
static slong find_equal(const xp_continuous_t model, slong i)
{
    slong j = 0;

    while (j < i && !xp_distribution_equal(model->agent[j].distribution,
                                           model->agent[i].distribution))
        j++;
    return j;
}

/* Adds the agents that share the distribution of agent i: "ann, bob". */
static void add_sharers(xp_string_t out, const xp_continuous_t model, slong i)
{
    slong j, count = 0;

    for (j = i; j < model->agent_count && count <= 4; j++)
        if (find_equal(model, j) == i)
        {
            xp_string_printf(out, "%s%s", count > 0 ? ", " : "",
                             count == 4 ? "..." : model->agent[j].name);
            count++;
        }
}

/* Whether the cdf is shown: the name says all of one that is neither polynomial nor stated. */
static int is_shown(const xp_distribution_t distribution)
{
    return distribution->polynomial || strcmp(distribution->name, "cdf") == 0
           || strcmp(distribution->name, "density") == 0;
}

/* The end of the run of pieces with the formula of piece k. */
static slong find_run(const xp_distribution_t distribution, slong k)
{
    const xp_expression_struct *const *density =
        (const xp_expression_struct *const *) distribution->density;
    slong end = k + 1;

    while (end < distribution->piece_count
           && distribution->piece[end] == distribution->piece[k]
           && (density == NULL || density[end] == density[k]))
        end++;
    return end;
}

/* The pieces of a cdf that is no polynomial, or is known by its density. */
static void add_pieces(xp_sheet_t sheet, const xp_distribution_t distribution, const char *name)
{
    xp_string_t text, latex;
    slong k, end;

    xp_string_init(text);
    xp_string_init(latex);
    for (k = 0; k < distribution->piece_count; k = end)
    {
        int density = distribution->piece[k] == NULL;
        const xp_expression_struct *e = density ? distribution->density[k]
                                                : distribution->piece[k];

        end = find_run(distribution, k);
        xp_string_reset(text);
        xp_string_reset(latex);
        xp_string_add(text, density ? "density " : "");
        xp_string_add(latex, density ? "\\mbox{density } " : "");
        xp_interval_add_own(text, e, 0);
        xp_interval_add_own(latex, e, 1);
        xp_sheet_add_cell(sheet, name);
        xp_sheet_add_rational(sheet, distribution->knot + k, -1);
        xp_sheet_add_rational(sheet, distribution->knot + end, -1);
        xp_sheet_add_formula(sheet, text->text, latex->text);
    }
    xp_string_clear(text);
    xp_string_clear(latex);
}

void xp_interval_add_distributions(xp_sheet_t sheet, const xp_report_t *report)
{
    const xp_continuous_struct *model = report->model->continuous;
    xp_string_t name;
    int begun = 0;
    slong i;

    if (!xp_continuous_has_priors(model))
        return;
    xp_string_init(name);
    for (i = 0; i < model->agent_count; i++)
    {
        const xp_distribution_struct *distribution = model->agent[i].distribution;

        if (find_equal(model, i) != i || !is_shown(distribution))
            continue;
        if (!begun)
        {
            xp_sheet_add_functions(sheet, "The cdf of each agent's type.");
            xp_sheet_set_aside(sheet);
            begun = 1;
        }
        xp_string_reset(name);
        add_sharers(name, model, i);
        if (distribution->polynomial)
            xp_sheet_add_function(sheet, name->text, distribution->cdf, "t");
        else
            add_pieces(sheet, distribution, name->text);
    }
    xp_string_clear(name);
}

void xp_interval_add_doubts(xp_sheet_t sheet, const xp_continuous_t model)
{
    xp_string_t text;
    slong i;

    xp_string_init(text);
    for (i = 0; i < model->agent_count; i++)
        if (model->agent[i].has_prior && model->agent[i].distribution->doubt != NULL
            && find_equal(model, i) == i)
        {
            xp_string_reset(text);
            xp_string_add(text, "Note: of the prior of ");
            add_sharers(text, model, i);
            xp_string_printf(text, " it could not be proved %s; results hold if that is so.",
                             model->agent[i].distribution->doubt);
            xp_sheet_add_paragraph(sheet, text->text);
        }
    xp_string_clear(text);
}
