/* The report `show` as a page. */
#include "render/show_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/render/sheet.h>
#include <expost/rule/mechanism.h>
#include <expost/text/write.h>

#include "render/page_impl.h"
#include "render/words_impl.h"

/* What a page lists in full; CSV has no such limits. */
#define OUTCOMES_SHOWN 40
#define PROFILES_SHOWN 64

/* "2 agents, 2 outcomes, 16 profiles." and what kind of environment it is. */
static void add_sizes(xp_sheet_t sheet, const xp_environment_t environment)
{
    static const char *const priors[] = {"No prior.", "Independent prior.",
                                         "Joint prior (correlated types)."};
    xp_string_t text;
    fmpz_t count;

    xp_string_init(text);
    fmpz_init_set_si(count, environment->agent_count);
    xp_words_add_count(text, count, "agent");
    xp_string_add(text, ", ");
    fmpz_set_si(count, environment->outcome_count);
    xp_words_add_count(text, count, "outcome");
    xp_string_add(text, ", ");
    xp_words_add_count(text, environment->profiles->count, "profile");
    xp_string_add(text, xp_environment_has_private_values(environment)
                            ? ". Private values. " : ". Interdependent values. ");
    xp_string_add(text, priors[environment->prior]);
    if (!xp_profiles_are_listed(environment->profiles))
        xp_string_add(text, " These are too many profiles to list: `show --at PROFILE` and "
                            "`pay --at PROFILE` tell about one of them, and `pay --interim`, "
                            "`check`, `decide` and `subsidy` what needs no list (man expost).");
    xp_sheet_add_paragraph(sheet, text->text);
    fmpz_clear(count);
    xp_string_clear(text);
}

void xp_show_add_parameters(xp_sheet_t sheet, const xp_model_t model)
{
    xp_parameter_t *parameter;
    xp_string_t text;
    size_t count, i;

    xp_model_parameters(&parameter, &count, model);
    if (count > 0)
    {
        xp_string_init(text);
        xp_string_add(text, count == 1 ? "Parameter: " : "Parameters: ");
        for (i = 0; i < count; i++)
            xp_string_printf(text, "%s%s = %s", i > 0 ? ", " : "", parameter[i].name,
                             parameter[i].value);
        xp_string_add_char(text, '.');
        xp_sheet_add_paragraph(sheet, text->text);
        xp_string_clear(text);
    }
    xp_parameters_free(parameter, count);
}

static void add_rule(xp_sheet_t sheet, const xp_report_t *report, const xp_rule_t rule)
{
    static const char *const ties[] = {"ties go to the outcome listed first",
                                       "ties go to the outcome listed last",
                                       "ties are drawn by a fair lottery"};
    const xp_model_struct *model = report->model;
    xp_string_t text;

    xp_string_init(text);
    if (rule->efficient)
        xp_string_printf(text, "Rule: efficient, %s%s. ", ties[rule->ties],
                         model->rule_stated ? "" : " (the file states no rule)");
    else
        xp_string_printf(text, "Rule: stated by the file%s. ",
                         rule->lottery_count > 0 ? ", with lotteries" : "");
    if (model->mechanism != NULL)
        xp_string_printf(text, "Payments: %s%s.", model->mechanism,
                         xp_mechanism_brings_rule(model->mechanism)
                             ? ", with a rule of its own in place of this one" : "");
    else
        xp_string_add(text, xp_model_has_payments(model) ? "Payments: stated by the file."
                                                         : "Payments: none are stated.");
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

/* Whether an outcome costs something, and whether one needs an agent. */
static int has_cost(const xp_environment_t environment)
{
    slong a;

    for (a = 0; a < environment->outcome_count; a++)
        if (!fmpz_is_zero(environment->cost->entry + a))
            return 1;
    return 0;
}

static int needs_agent(const xp_environment_t environment)
{
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        if (memchr(environment->agent[i].available, 0, (size_t) environment->outcome_count)
            != NULL)
            return 1;
    return 0;
}

static void add_outcome_row(xp_sheet_t sheet, const xp_report_t *report, slong a, int costs,
                            int needs)
{
    const xp_environment_struct *environment = report->model->environment;
    const char *comma = "";
    xp_string_t text;
    fmpq_t cost;
    slong i;

    fmpq_init(cost);
    xp_string_init(text);
    xp_sheet_add_cell(sheet, environment->outcome_label[a]);
    xp_table_get_fmpq(cost, environment->cost, a);
    if (costs)
        xp_sheet_add_rational(sheet, cost, report->digits);
    for (i = 0; i < environment->agent_count; i++)
        if (!environment->agent[i].available[a])
        {
            xp_string_printf(text, "%s%s", comma, environment->agent[i].name);
            comma = ", ";
        }
    if (needs)
        xp_sheet_add_cell(sheet, text->text);
    xp_string_clear(text);
    fmpq_clear(cost);
}

static void add_outcomes(xp_sheet_t sheet, const xp_report_t *report)
{
    const xp_environment_struct *environment = report->model->environment;
    const slong m = environment->outcome_count;
    int costs = has_cost(environment), needs = needs_agent(environment);
    const char *heading[3] = {"Outcome", costs ? "Cost" : "Needs", "Needs"};
    const xp_align_t align[3] = {XP_ALIGN_LEFT, costs ? XP_ALIGN_RIGHT : XP_ALIGN_LEFT,
                                 XP_ALIGN_LEFT};
    xp_string_t text;
    slong a;

    if ((costs || needs) && m <= OUTCOMES_SHOWN)
    {
        xp_sheet_add_table(sheet, NULL, (size_t) (1 + costs + needs), heading, align);
        xp_sheet_set_aside(sheet);
        for (a = 0; a < m; a++)
            add_outcome_row(sheet, report, a, costs, needs);
        return;
    }
    xp_string_init(text);
    xp_string_add(text, "Outcomes: ");
    for (a = 0; a < m; a++)
        if (m <= OUTCOMES_SHOWN || a < 3 || a == m - 1)
            xp_string_printf(text, "%s%s", a > 0 ? ", " : "", environment->outcome_label[a]);
        else if (a == 3)
            xp_string_add(text, ", ...");
    xp_string_add(text, costs || needs ? "." : "; none has a cost.");
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

/* Sentences on what the table of types can only call "varies". */
static void add_variations(xp_sheet_t sheet, const xp_environment_t environment)
{
    static const char *const depends[] = {"", "", "the whole profile", "the outcome chosen",
                                          "the whole profile and the outcome chosen"};
    xp_string_t text;
    slong i;

    xp_string_init(text);
    for (i = 0; i < environment->agent_count; i++)
    {
        const xp_agent_struct *agent = environment->agent + i;

        xp_string_reset(text);
        if (agent->interdependent)
            xp_string_printf(text, "The value to %s depends on the others' types too. ",
                             agent->name);
        if (agent->outside_kind > XP_OUTSIDE_TYPE)
            xp_string_printf(text, "The outside option of %s depends on %s. ", agent->name,
                             depends[agent->outside_kind]);
        if (text->length > 0)
        {
            xp_string_add(text, "`show --at PROFILE` shows it at a profile.");
            xp_sheet_add_paragraph(sheet, text->text);
        }
    }
    xp_string_clear(text);
}

/* Profile by profile: a joint prior, and the choices of a rule stated by the file. */
static void add_profiles(xp_sheet_t sheet, const xp_report_t *report, const xp_rule_t rule)
{
    const xp_environment_struct *environment = report->model->environment;
    const slong n = environment->agent_count;
    int joint = environment->prior == XP_PRIOR_JOINT;
    int choice = !rule->efficient && rule->choice != NULL;
    size_t columns = (size_t) n + (size_t) joint + (size_t) choice;
    const char **heading;
    xp_align_t *align;
    xp_string_t text;
    fmpq_t value;
    slong *profile, index, i;

    if ((!joint && !choice) || !xp_profiles_are_listed(environment->profiles)
        || environment->profiles->size > PROFILES_SHOWN)
        return;
    heading = xp_malloc(columns * sizeof(char *));
    align = xp_calloc(columns, sizeof(xp_align_t));
    profile = xp_calloc((size_t) n, sizeof(slong));
    for (i = 0; i < n; i++)
        heading[i] = environment->agent[i].name;
    if (joint)
    {
        heading[n] = "Probability";
        align[n] = XP_ALIGN_RIGHT;
    }
    if (choice)
        heading[columns - 1] = "Outcome";
    xp_sheet_add_table(sheet, joint ? choice ? "The prior and the rule, profile by profile."
                                             : "The prior, profile by profile."
                                    : "The rule, profile by profile.",
                       columns, heading, align);
    xp_sheet_set_aside(sheet);
    fmpq_init(value);
    xp_string_init(text);
    for (index = 0; index < environment->profiles->size; index++)
    {
        xp_profiles_get(profile, environment->profiles, index);
        for (i = 0; i < n; i++)
            xp_sheet_add_cell(sheet, environment->agent[i].type_label[profile[i]]);
        xp_string_reset(text);
        if (joint)
        {
            xp_environment_probability(value, environment, index);
            xp_sheet_add_rational(sheet, value, report->digits);
        }
        if (choice)
        {
            xp_words_add_choice(text, environment, rule, (slong) rule->choice[index]);
            xp_sheet_add_cell(sheet, text->text);
        }
    }
    xp_string_clear(text);
    fmpq_clear(value);
    free(profile);
    free(heading);
    free(align);
}

void xp_show_add_sheet(xp_string_t out, const xp_report_t *report, const xp_rule_t rule)
{
    const xp_environment_struct *environment = report->model->environment;
    xp_string_t text;
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    if (environment->source != NULL)
    {
        xp_string_init(text);
        xp_string_printf(text, "Source: %s", environment->source);
        xp_sheet_add_paragraph(sheet, text->text);
        xp_string_clear(text);
    }
    add_sizes(sheet, environment);
    xp_show_add_parameters(sheet, report->model);
    add_rule(sheet, report, rule);
    add_outcomes(sheet, report);
    xp_show_add_types(sheet, report);
    add_variations(sheet, environment);
    add_profiles(sheet, report, rule);
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}
