/* The report `show` as a page when types are intervals. */
#include "render/show_interval.h"

#include <expost/num/rat.h>

#include "render/page_impl.h"
#include "render/real_impl.h"
#include "render/show_impl.h"

/* "2 agents with types on intervals, 2 outcomes." and what kind of model it is. */
static void add_sizes(xp_sheet_t sheet, const xp_continuous_t model)
{
    xp_string_t text;

    xp_string_init(text);
    xp_string_printf(text, "%ld agent%s with types on an interval, ", (long) model->agent_count,
                     model->agent_count == 1 ? "" : "s");
    if (model->decision == NULL)
        xp_string_printf(text, "%ld outcome%s. ", (long) model->outcome_count,
                         model->outcome_count == 1 ? "" : "s");
    else if (!model->has_bounds)
        xp_string_printf(text, "a real decision %s. ", model->decision);
    else
    {
        xp_string_printf(text, "a decision %s in [", model->decision);
        xp_rat_add_text(text, model->low);
        xp_string_add(text, ", ");
        xp_rat_add_text(text, model->high);
        xp_string_add(text, "]. ");
    }
    xp_string_add(text, xp_continuous_has_private_values(model) ? "Private values. "
                                                                : "Interdependent values. ");
    xp_string_add(text, xp_continuous_has_priors(model) ? "Independent prior." : "No prior.");
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_rule(xp_sheet_t sheet, const xp_continuous_t model)
{
    xp_string_t text;

    xp_string_init(text);
    if (model->rule == XP_INTERVAL_EFFICIENT)
        xp_string_printf(text, "Rule: efficient%s. ",
                         model->rule_stated ? "" : " (the file states no rule)");
    else if (model->rule == XP_INTERVAL_FORMULA)
    {
        xp_string_printf(text, "Rule: %s = ", model->decision);
        xp_interval_add_formula(text, model, model->formula, -1, 0);
        xp_string_add(text, ". ");
    }
    else if (model->case_count == 1)
        xp_string_printf(text, "Rule: always %s. ", model->outcome_label[model->choice[0]]);
    else
        xp_string_add(text, "Rule: stated by the file. ");
    if (model->mechanism != NULL)
        xp_string_printf(text, "Payments: %s.", model->mechanism);
    else
        xp_string_add(text, model->has_payments ? "Payments: stated by the file."
                                                : "Payments: none are stated.");
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

/* Whether agent's outside option is the same formula at every outcome. */
static int has_one_outside(const xp_continuous_t model, slong i)
{
    const xp_interval_agent_struct *agent = model->agent + i;
    slong a;

    for (a = 1; a < xp_interval_columns(model); a++)
        if (agent->outside[a] != agent->outside[0])
            return 0;
    return 1;
}

/* What the agents' outside options are, all together. */
static void survey_outside(int *some, int *same, const xp_continuous_t model)
{
    slong i, a;

    *some = 0;
    *same = 1;
    for (i = 0; i < model->agent_count; i++)
    {
        for (a = 0; a < xp_interval_columns(model); a++)
            *some |= model->agent[i].outside[a] != NULL;
        *same = *same && has_one_outside(model, i);
    }
}

static void add_agents(xp_sheet_t sheet, const xp_report_t *report)
{
    const xp_continuous_struct *model = report->model->continuous;
    int shares = xp_continuous_has_shares(model), priors = xp_continuous_has_priors(model);
    int some, same;
    const char *heading[5];
    xp_align_t align[5] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_LEFT,
                           XP_ALIGN_LEFT};
    size_t columns = 0;
    xp_string_t text;
    slong i;

    survey_outside(&some, &same, model);
    heading[columns++] = "Agent";
    heading[columns++] = "Types";
    if (priors)
        heading[columns++] = "Prior";
    if (shares)
        heading[columns++] = "Share";
    if (some && same)
        heading[columns++] = "Outside option";
    xp_sheet_add_table(sheet, "Agents.", columns, heading, align);
    xp_string_init(text);
    for (i = 0; i < model->agent_count; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;

        xp_sheet_add_cell(sheet, agent->name);
        xp_string_reset(text);
        xp_interval_add_types(text, agent);
        xp_sheet_add_cell(sheet, text->text);
        if (priors)
            xp_sheet_add_cell(sheet, agent->distribution->name);
        if (shares)
            xp_sheet_add_real(sheet, agent->share, report->digits);
        if (some && same)
            xp_interval_add_cell(sheet, model, agent->outside[0], i);
    }
    xp_string_clear(text);
}

/* One row of the table of formulas; outcome: its label, or "any". */
static void add_formula_row(xp_sheet_t sheet, const xp_report_t *report, slong i, slong a,
                            const char *outcome, int outside, int whole)
{
    const xp_continuous_struct *model = report->model->continuous;
    const xp_interval_agent_struct *agent = model->agent + i;

    xp_sheet_add_cell(sheet, agent->name);
    if (whole)
    {
        xp_sheet_add_rational(sheet, agent->low, report->digits);
        xp_sheet_add_rational(sheet, agent->high, report->digits);
        xp_sheet_add_cell(sheet, agent->has_prior ? agent->distribution->name : "");
        if (agent->has_share)
            xp_sheet_add_real(sheet, agent->share, report->digits);
        else
            xp_sheet_add_cell(sheet, "");
    }
    xp_sheet_add_cell(sheet, outcome);
    xp_interval_add_cell(sheet, model, agent->value[a], i);
    if (outside)
        xp_interval_add_cell(sheet, model, agent->outside[a], i);
    if (model->has_payments)
        xp_interval_add_cell(sheet, model, agent->payment[a], i);
}

/* Whether all formulas of agent i are the same at every outcome. */
static int is_uniform(const xp_continuous_t model, slong i)
{
    const xp_interval_agent_struct *agent = model->agent + i;
    slong a;

    for (a = 1; a < xp_interval_columns(model); a++)
        if (agent->value[a] != agent->value[0]
            || (model->has_payments && agent->payment[a] != agent->payment[0]))
            return 0;
    return has_one_outside(model, i);
}

void xp_interval_add_formulas(xp_sheet_t sheet, const xp_report_t *report, int whole)
{
    const xp_continuous_struct *model = report->model->continuous;
    static const xp_align_t align[9] = {0};
    const char *heading[9];
    size_t columns = 0;
    int some, same, outside;
    slong i, a, m = xp_interval_columns(model);

    survey_outside(&some, &same, model);
    outside = whole || (some && !same);
    heading[columns++] = "Agent";
    if (whole)
    {
        heading[columns++] = "From";
        heading[columns++] = "To";
        heading[columns++] = "Prior";
        heading[columns++] = "Share";
    }
    heading[columns++] = model->decision != NULL ? "Decision" : "Outcome";
    heading[columns++] = "Value";
    if (outside)
        heading[columns++] = "Outside option";
    if (model->has_payments)
        heading[columns++] = "Payment";
    xp_sheet_add_table(sheet, "The value of each outcome to each agent, a function of the own "
                              "type t and of others' types; what is not listed is worth 0.",
                       columns, heading, align);
    for (i = 0; i < model->agent_count; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;

        if (!whole && m > 1 && is_uniform(model, i))
        {
            if (agent->value[0] != NULL || model->has_payments)
                add_formula_row(sheet, report, i, 0, "any", outside, whole);
            continue;
        }
        for (a = 0; a < m; a++)
            if (whole || agent->value[a] != NULL || model->has_payments
                || (outside && agent->outside[a] != NULL))
                add_formula_row(sheet, report, i, a, xp_interval_label(model, a), outside,
                                whole);
    }
}

/* What outcomes cost and whom they need. */
static void add_outcomes(xp_sheet_t sheet, const xp_continuous_t model)
{
    static const char *const heading[] = {"Outcome", "Cost", "Needs"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_LEFT};
    xp_string_t text;
    int costs = 0, needs = 0;
    slong a, i, m = xp_interval_columns(model);

    for (a = 0; a < m; a++)
    {
        costs |= model->cost[a] != NULL;
        for (i = 0; i < model->agent_count; i++)
            needs |= !model->agent[i].available[a];
    }
    xp_string_init(text);
    if (!costs && !needs && model->decision == NULL)
    {
        xp_string_add(text, "Outcomes: ");
        for (a = 0; a < m; a++)
            xp_string_printf(text, "%s%s", a > 0 ? ", " : "", model->outcome_label[a]);
        xp_string_add(text, "; none has a cost.");
        xp_sheet_add_paragraph(sheet, text->text);
    }
    else if (costs || needs)
    {
        xp_sheet_add_table(sheet, NULL, needs ? 3 : 2, heading, align);
        xp_sheet_set_aside(sheet);
        for (a = 0; a < m; a++)
        {
            const char *comma = "";

            xp_sheet_add_cell(sheet, xp_interval_label(model, a));
            xp_interval_add_cell(sheet, model, model->cost[a], -1);
            xp_string_reset(text);
            for (i = 0; i < model->agent_count; i++)
                if (!model->agent[i].available[a])
                {
                    xp_string_printf(text, "%s%s", comma, model->agent[i].name);
                    comma = ", ";
                }
            if (needs)
                xp_sheet_add_cell(sheet, text->text);
        }
    }
    xp_string_clear(text);
}

static void add_cases(xp_sheet_t sheet, const xp_continuous_t model)
{
    static const char *const heading[] = {"Outcome", "When"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT};
    slong c;

    if (model->rule != XP_INTERVAL_CASES || model->case_count == 1)
        return;
    xp_sheet_add_table(sheet, "The rule: the first case that holds.", 2, heading, align);
    xp_sheet_set_aside(sheet);
    for (c = 0; c < model->case_count; c++)
    {
        xp_sheet_add_cell(sheet, model->outcome_label[model->choice[c]]);
        if (model->condition[c] == NULL)
            xp_sheet_add_cell(sheet, "otherwise");
        else
            xp_interval_add_cell(sheet, model, model->condition[c], -1);
    }
}

static void add_groves(xp_sheet_t sheet, const xp_continuous_t model)
{
    static const char *const heading[] = {"Agent", "h"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT};
    slong i;

    if (!model->has_groves_h)
        return;
    xp_sheet_add_table(sheet, "The h of the Groves payments.", 2, heading, align);
    xp_sheet_set_aside(sheet);
    for (i = 0; i < model->agent_count; i++)
    {
        xp_sheet_add_cell(sheet, model->agent[i].name);
        xp_interval_add_cell(sheet, model, model->agent[i].groves_h, -1);
    }
}

void xp_interval_add_sheet(xp_string_t out, const xp_report_t *report)
{
    const xp_continuous_struct *model = report->model->continuous;
    const char *source = report->model->environment->source;
    xp_string_t text;
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    if (source != NULL)
    {
        xp_string_init(text);
        xp_string_printf(text, "Source: %s", source);
        xp_sheet_add_paragraph(sheet, text->text);
        xp_string_clear(text);
    }
    add_sizes(sheet, model);
    xp_show_add_parameters(sheet, report->model);
    add_rule(sheet, model);
    add_outcomes(sheet, model);
    if (report->format == XP_FORMAT_CSV)
        xp_interval_add_formulas(sheet, report, 1);
    else
    {
        add_agents(sheet, report);
        xp_interval_add_formulas(sheet, report, 0);
        xp_interval_add_distributions(sheet, report);
        add_cases(sheet, model);
        add_groves(sheet, model);
        xp_interval_add_doubts(sheet, model);
    }
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}
