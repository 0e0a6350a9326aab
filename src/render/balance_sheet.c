/* The report `balance` as a page. */
#include "render/balance_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/render/number.h>
#include <expost/render/sheet.h>

#include "render/page_impl.h"
#include "render/words_impl.h"

static void add_h(xp_sheet_t sheet, const xp_report_t *report, const xp_balance_t balance)
{
    static const char *const heading[] = {"Agent", "Others' types", "h"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_RIGHT};
    const xp_environment_struct *environment = report->model->environment;
    slong *profile = xp_malloc((size_t) balance->agent_count * sizeof(slong));
    xp_string_t others;
    fmpq_t value;
    slong i, line;

    xp_string_init(others);
    fmpq_init(value);
    xp_sheet_add_table(sheet, NULL, 3, heading, align);
    for (i = 0; i < balance->agent_count; i++)
        for (line = 0; line < balance->h[i].length; line++)
        {
            xp_profiles_get(profile, environment->profiles,
                            xp_profiles_line_start(environment->profiles, i, line));
            xp_sheet_add_cell(sheet, environment->agent[i].name);
            xp_string_reset(others);
            xp_words_add_others(others, environment, i, profile);
            xp_sheet_add_cell(sheet, others->text);
            xp_table_get_fmpq(value, balance->h + i, line);
            xp_sheet_add_rational(sheet, value, report->digits);
        }
    xp_string_clear(others);
    fmpq_clear(value);
    free(profile);
}

static void add_possible(xp_sheet_t sheet, const xp_report_t *report,
                         const xp_balance_t balance)
{
    xp_string_t text;

    xp_string_init(text);
    xp_string_add(text, "Possible: there are Groves payments that sum to the cost at every "
                        "profile. ");
    if (balance->agent_count == 1)
        xp_string_add(text, "With one agent h = 0 does it: the agent pays the cost.");
    else
    {
        xp_string_add(text, "The welfare W passes the cube test (");
        xp_words_add_count(text, balance->cubes, "cube");
        xp_string_add(text, fmpz_is_one(balance->cubes) ? ", which vanishes)."
                                                        : ", all of which vanish).");
    }
    xp_sheet_add_paragraph(sheet, text->text);
    xp_sheet_add_paragraph(sheet, "With the h below, each agent pays h(others' types), plus the "
                                  "cost of the efficient outcome, less the others' values of it. "
                                  "The truth is then a dominant strategy, and nothing is left "
                                  "over or missing: the mechanism balanced-groves. Other h may "
                                  "do as well.");
    add_h(sheet, report, balance);
    xp_string_clear(text);
}

static void add_cube(xp_sheet_t sheet, const xp_report_t *report, const xp_balance_t balance,
                     const xp_cube_t cube)
{
    const xp_environment_struct *environment = report->model->environment;
    size_t n = (size_t) cube->agents, k;
    const char **heading = xp_malloc((n + 2) * sizeof(char *));
    xp_align_t *align = xp_malloc((n + 2) * sizeof(xp_align_t));
    slong *profile = xp_malloc(n * sizeof(slong));
    slong corner;

    for (k = 0; k < n; k++)
        heading[k] = environment->agent[k].name;
    heading[n] = "Sign";
    heading[n + 1] = "W";
    for (k = 0; k < n + 2; k++)
        align[k] = k <= n ? XP_ALIGN_LEFT : XP_ALIGN_RIGHT;
    xp_sheet_add_table(sheet, NULL, n + 2, heading, align);
    for (corner = 0; corner < cube->count; corner++)
    {
        xp_cube_corner(profile, cube, balance, corner);
        for (k = 0; k < n; k++)
            xp_sheet_add_cell(sheet, environment->agent[k].type_label[profile[k]]);
        xp_sheet_add_cell(sheet, cube->sign[corner] > 0 ? "+" : "-");
        xp_sheet_add_rational(sheet, cube->welfare + corner, report->digits);
    }
    free(profile);
    free(heading);
    free(align);
}

static void add_impossible(xp_sheet_t sheet, const xp_report_t *report,
                           const xp_balance_t balance, const xp_cube_t cube)
{
    const xp_environment_struct *environment = report->model->environment;
    slong *base = xp_calloc((size_t) balance->agent_count, sizeof(slong));
    xp_string_t text;

    xp_string_init(text);
    xp_string_add(text, "Impossible: no Groves payments sum to the cost at every profile. Of ");
    xp_words_add_count(text, balance->cubes, "cube");
    xp_string_add(text, " of profiles ");
    xp_words_add_number(text, balance->violated);
    xp_string_add(text, fmpz_is_one(balance->violated) ? " does not vanish."
                                                       : " do not vanish.");
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_reset(text);
    xp_string_add(text, "The first is the cube between ");
    xp_words_add_profile(text, environment, base);
    xp_string_add(text, " and ");
    xp_words_add_profile(text, environment, balance->profile);
    xp_string_add(text, ": the alternating sum of the largest welfare W over its corners is ");
    xp_number_add(text, balance->sum, report->digits);
    xp_string_add(text, ", and it would be 0 for payments that balance.");
    xp_sheet_add_paragraph(sheet, text->text);
    if (cube->count > 0)
        add_cube(sheet, report, balance, cube);
    xp_string_clear(text);
    free(base);
}

void xp_balance_add_sheet(xp_string_t out, const xp_report_t *report,
                          const xp_balance_t balance, const xp_cube_t cube)
{
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_page_add_title(sheet, report);
    if (balance->answer == XP_HOLDS)
        add_possible(sheet, report, balance);
    else
    {
        add_impossible(sheet, report, balance, cube);
        xp_sheet_add_paragraph(sheet, "This is about Groves mechanisms only. On a finite type "
                                      "space other dominant-strategy payments may exist for the "
                                      "efficient rule; this says nothing about them.");
    }
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}
