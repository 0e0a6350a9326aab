/* The report `border` as a page. */
#include "render/border_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "render/page_impl.h"
#include "render/words_impl.h"

/* What was asked for; agents who are alike are one. */
static void add_interim(xp_sheet_t sheet, const xp_report_t *report, const xp_border_t border)
{
    static const char *const heading[] = {"Agent", "Type", "Probability", "Wins with"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_RIGHT};
    const xp_environment_struct *environment = report->model->environment;
    const slong agents = border->symmetric ? 1 : border->agent_count;
    slong i, t;

    xp_sheet_add_table(sheet, NULL, 4, heading, align);
    xp_sheet_set_aside(sheet);
    for (i = 0; i < agents; i++)
        for (t = 0; t < environment->agent[i].type_count; t++)
        {
            xp_sheet_add_cell(sheet, border->symmetric ? "each" : environment->agent[i].name);
            xp_sheet_add_cell(sheet, environment->agent[i].type_label[t]);
            xp_sheet_add_rational(sheet, border->probability + border->offset[i] + t,
                                  report->digits);
            xp_sheet_add_rational(sheet, border->win + border->offset[i] + t, report->digits);
        }
}

/* The types of a profile as the first cells of a row. */
static void add_types(xp_sheet_t sheet, const xp_environment_struct *environment,
                      const slong *profile)
{
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        xp_sheet_add_cell(sheet, environment->agent[i].type_label[profile[i]]);
}

/* One row for each profile; as CSV one for each profile and outcome. */
static void add_rows(xp_sheet_t sheet, const xp_report_t *report, const xp_border_t border)
{
    const xp_environment_struct *environment = report->model->environment;
    slong *profile = xp_calloc((size_t) border->agent_count, sizeof(slong));
    xp_string_t words;
    fmpq_t weight;
    slong k, a;

    fmpq_init(weight);
    xp_string_init(words);
    for (k = 0; k < border->rule->choice_length; k++)
    {
        slong choice = (slong) border->rule->choice[k];

        if (report->format == XP_FORMAT_CSV)
            for (a = 0; a < environment->outcome_count; a++)
            {
                xp_rule_weight(weight, border->rule, choice, a);
                if (fmpq_is_zero(weight))
                    continue;
                add_types(sheet, environment, profile);
                xp_sheet_add_cell(sheet, environment->outcome_label[a]);
                xp_sheet_add_rational(sheet, weight, -1);
            }
        else
        {
            xp_string_reset(words);
            xp_words_add_choice(words, environment, border->rule, choice);
            add_types(sheet, environment, profile);
            xp_sheet_add_cell(sheet, words->text);
        }
        xp_profiles_next(profile, environment->profiles);
    }
    xp_string_clear(words);
    fmpq_clear(weight);
    free(profile);
}

static void add_rule(xp_sheet_t sheet, const xp_report_t *report, const xp_border_t border)
{
    const xp_environment_struct *environment = report->model->environment;
    const int csv = report->format == XP_FORMAT_CSV;
    const size_t agents = (size_t) border->agent_count;
    const char **heading = xp_malloc((agents + 2) * sizeof(char *));
    xp_align_t *align = xp_malloc((agents + 2) * sizeof(xp_align_t));
    size_t k;

    for (k = 0; k < agents + 2; k++)
    {
        heading[k] = k < agents ? environment->agent[k].name : k == agents ? "outcome"
                                                                           : "probability";
        align[k] = k <= agents ? XP_ALIGN_LEFT : XP_ALIGN_RIGHT;
    }
    if (!csv)
        heading[agents] = "Outcome";
    xp_sheet_add_table(sheet, NULL, csv ? agents + 2 : agents + 1, heading, align);
    add_rows(sheet, report, border);
    free(heading);
    free(align);
}

static void add_possible(xp_sheet_t sheet, const xp_report_t *report, const xp_border_t border)
{
    xp_sheet_add_paragraph(sheet, "Feasible: some rule lets every type win with the probability "
                                  "asked for.");
    add_interim(sheet, report, border);
    xp_sheet_add_paragraph(sheet, "Such a rule, by profile; there may be others:");
    add_rule(sheet, report, border);
    xp_sheet_add_paragraph(sheet, "With --format csv -o rule.csv it becomes a table for the "
                                  "model: the statement is");
    xp_sheet_add_command(sheet, "rule from \"rule.csv\"");
}

/* "first 5, 6; second 3", or "5, 6" when it is the same for all. */
static void add_members(xp_string_t out, const xp_environment_struct *environment,
                        const xp_border_t border, const xp_border_set_struct *set)
{
    const slong agents = border->symmetric ? 1 : border->agent_count;
    slong i, t, said;
    int several = 0;

    for (i = 0; i < agents; i++)
    {
        said = 0;
        for (t = 0; t < environment->agent[i].type_count; t++)
        {
            if (!set->member[border->offset[i] + t])
                continue;
            if (said++ > 0)
                xp_string_add(out, ", ");
            else
            {
                xp_string_add(out, several ? "; " : "");
                if (!border->symmetric)
                    xp_string_printf(out, "%s ", environment->agent[i].name);
                several = 1;
            }
            xp_string_add(out, environment->agent[i].type_label[t]);
        }
    }
}

static void add_sets(xp_sheet_t sheet, const xp_report_t *report, const xp_border_t border)
{
    static const char *const heading[] = {"Types", "To win", "At most", "Slack"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_RIGHT};
    xp_string_t types;
    slong k;

    xp_string_init(types);
    xp_sheet_add_table(sheet, NULL, 4, heading, align);
    for (k = 0; k < border->violated_count; k++)
    {
        const xp_border_set_struct *set = border->violated + k;

        xp_string_reset(types);
        add_members(types, report->model->environment, border, set);
        xp_sheet_add_cell(sheet, types->text);
        xp_sheet_add_rational(sheet, set->left, report->digits);
        xp_sheet_add_rational(sheet, set->right, report->digits);
        xp_sheet_add_rational(sheet, set->slack, report->digits);
    }
    xp_string_clear(types);
}

static void add_impossible(xp_sheet_t sheet, const xp_report_t *report, const xp_border_t border)
{
    xp_string_t text;

    xp_sheet_add_paragraph(sheet, "Infeasible: no rule lets every type win with the probability "
                                  "asked for.");
    add_interim(sheet, report, border);
    xp_string_init(text);
    if (border->unit_count == 1)
        xp_string_add(text, "Border's inequality: the types of a set cannot win more often than "
                            "one of them is there. ");
    else
        xp_string_printf(text, "Border's inequality: the types of a set cannot win more units than "
                               "there are agents with one of them, and no more than %ld. ",
                         (long) border->unit_count);
    xp_string_add(text, border->symmetric
                            ? "It fails, in expectation over all agents, for these sets of "
                              "the types that win most often:"
                            : "It fails, in expectation, for the set below, more than for any "
                              "other:");
    xp_sheet_add_paragraph(sheet, text->text);
    add_sets(sheet, report, border);
    xp_string_clear(text);
}

xp_status_t xp_border_render(xp_string_t out, const xp_report_t *report,
                             const xp_border_t border, const char *certificate,
                             const char *verify, int exit_status, xp_error_t error)
{
    xp_status_t status;
    xp_sheet_t sheet;

    if (report->format == XP_FORMAT_JSON)
    {
        xp_border_add_json(out, report, border, certificate, exit_status);
        return XP_OK;
    }
    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    if (border->answer == XP_HOLDS)
        add_possible(sheet, report, border);
    else
        add_impossible(sheet, report, border);
    xp_page_add_way(sheet, certificate, verify);
    status = xp_page_write(out, report, sheet, error);
    xp_sheet_clear(sheet);
    return status;
}
