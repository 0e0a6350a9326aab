/* The report `show` as a page. */
#include "render/show_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/render/number.h>
#include <expost/render/sheet.h>
#include <expost/text/write.h>

#include "render/page_impl.h"
#include "render/words_impl.h"

/* What a page lists in full; CSV has no such limits. */
#define TYPES_SHOWN 40
#define OUTCOMES_SHOWN 40
#define VALUES_SHOWN 12
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
        xp_string_add(text, " These are too many profiles to list: ask about one of them with "
                            "`show --at PROFILE` or `pay --at PROFILE`.");
    xp_sheet_add_paragraph(sheet, text->text);
    fmpz_clear(count);
    xp_string_clear(text);
}

static void add_parameters(xp_sheet_t sheet, const xp_model_t model)
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
        xp_string_printf(text, "Payments: %s.", model->mechanism);
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

/* Which columns the table of types has. */
typedef struct
{
    int probability;
    int values;
    int outside;
} columns_t;

static void add_type_row(xp_sheet_t sheet, const xp_report_t *report, const columns_t *columns,
                         slong i, slong t)
{
    const xp_environment_struct *environment = report->model->environment;
    const xp_agent_struct *agent = environment->agent + i;
    fmpq_t value;
    slong a;

    fmpq_init(value);
    xp_sheet_add_cell(sheet, agent->name);
    xp_sheet_add_cell(sheet, agent->type_label[t]);
    if (columns->probability)
    {
        xp_environment_type_probability(value, environment, i, t);
        xp_sheet_add_rational(sheet, value, report->digits);
    }
    for (a = 0; columns->values && a < environment->outcome_count; a++)
        if (agent->interdependent)
            xp_sheet_add_cell(sheet, "varies");
        else
        {
            xp_table_get_fmpq(value, agent->value, a * agent->type_count + t);
            xp_sheet_add_rational(sheet, value, report->digits);
        }
    if (columns->outside && agent->outside_kind == XP_OUTSIDE_NONE)
        xp_sheet_add_number(sheet, "0");
    else if (columns->outside && agent->outside_kind == XP_OUTSIDE_TYPE)
    {
        xp_table_get_fmpq(value, agent->outside, t);
        xp_sheet_add_rational(sheet, value, report->digits);
    }
    else if (columns->outside)
        xp_sheet_add_cell(sheet, "varies");
    fmpq_clear(value);
}

/* "1 to 4", the least and the largest of length entries, or the one value that all have. */
static void add_range(xp_sheet_t sheet, const xp_table_t table, slong start, slong length,
                      long digits)
{
    slong least = start, largest = start, k;
    fmpq_t value;
    xp_string_t text;

    for (k = start; k < start + length; k++)
    {
        if (fmpz_cmp(table->entry + k, table->entry + least) < 0)
            least = k;
        if (fmpz_cmp(table->entry + k, table->entry + largest) > 0)
            largest = k;
    }
    fmpq_init(value);
    xp_string_init(text);
    xp_table_get_fmpq(value, table, least);
    xp_number_add(text, value, digits);
    if (!fmpz_equal(table->entry + least, table->entry + largest))
    {
        xp_string_add(text, " to ");
        xp_table_get_fmpq(value, table, largest);
        xp_number_add(text, value, digits);
    }
    xp_sheet_add_cell(sheet, text->text);
    xp_string_clear(text);
    fmpq_clear(value);
}

/* An agent with too many types for a page: one row with their number, and ranges. */
static void add_type_ranges(xp_sheet_t sheet, const xp_report_t *report,
                            const columns_t *columns, slong i)
{
    const xp_environment_struct *environment = report->model->environment;
    const xp_agent_struct *agent = environment->agent + i;
    const slong k = agent->type_count;
    xp_string_t text;
    slong a;

    xp_string_init(text);
    xp_string_printf(text, "%ld types: %s, ..., %s", (long) k, agent->type_label[0],
                     agent->type_label[k - 1]);
    xp_sheet_add_cell(sheet, agent->name);
    xp_sheet_add_cell(sheet, text->text);
    if (columns->probability && environment->prior == XP_PRIOR_INDEPENDENT)
        add_range(sheet, agent->probability, 0, k, report->digits);
    else if (columns->probability)
        xp_sheet_add_cell(sheet, "varies");
    for (a = 0; columns->values && a < environment->outcome_count; a++)
        if (agent->interdependent)
            xp_sheet_add_cell(sheet, "varies");
        else
            add_range(sheet, agent->value, a * k, k, report->digits);
    if (columns->outside && agent->outside_kind == XP_OUTSIDE_NONE)
        xp_sheet_add_number(sheet, "0");
    else if (columns->outside && agent->outside_kind == XP_OUTSIDE_TYPE)
        add_range(sheet, agent->outside, 0, k, report->digits);
    else if (columns->outside)
        xp_sheet_add_cell(sheet, "varies");
    xp_string_clear(text);
}

static void begin_type_table(xp_sheet_t sheet, const xp_environment_t environment,
                             const columns_t *columns, size_t count)
{
    const char **heading = xp_malloc(count * sizeof(char *));
    xp_align_t *align = xp_malloc(count * sizeof(xp_align_t));
    size_t k = 2;
    slong a;

    heading[0] = "Agent";
    heading[1] = "Type";
    if (columns->probability)
        heading[k++] = "Probability";
    for (a = 0; columns->values && a < environment->outcome_count; a++)
        heading[k++] = environment->outcome_label[a];
    if (columns->outside)
        heading[k++] = "Outside option";
    for (k = 0; k < count; k++)
        align[k] = k < 2 ? XP_ALIGN_LEFT : XP_ALIGN_RIGHT;
    xp_sheet_add_table(sheet, columns->values ? "Types, and the value of each outcome to them."
                                              : "Types.",
                       count, heading, align);
    free(heading);
    free(align);
}

static void add_types(xp_sheet_t sheet, const xp_report_t *report)
{
    const xp_environment_struct *environment = report->model->environment;
    int whole = report->format == XP_FORMAT_CSV;
    columns_t columns = {0, 0, 0};
    size_t count;
    slong i, t;

    columns.probability = environment->prior != XP_PRIOR_NONE;
    columns.values = whole || environment->outcome_count <= VALUES_SHOWN;
    for (i = 0; i < environment->agent_count; i++)
        columns.outside |= environment->agent[i].outside_kind != XP_OUTSIDE_NONE;
    count = 2 + (size_t) columns.probability + (size_t) columns.outside
            + (columns.values ? (size_t) environment->outcome_count : 0);
    begin_type_table(sheet, environment, &columns, count);
    for (i = 0; i < environment->agent_count; i++)
        if (!whole && environment->agent[i].type_count > TYPES_SHOWN)
            add_type_ranges(sheet, report, &columns, i);
        else
            for (t = 0; t < environment->agent[i].type_count; t++)
                add_type_row(sheet, report, &columns, i, t);
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
    add_parameters(sheet, report->model);
    add_rule(sheet, report, rule);
    add_outcomes(sheet, report);
    add_types(sheet, report);
    add_variations(sheet, environment);
    add_profiles(sheet, report, rule);
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}
