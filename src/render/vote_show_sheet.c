/* The report `vote show` as a page. */
#include "render/vote_show_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/render/sheet.h>

#include "render/page_impl.h"
#include "render/words_impl.h"

/* The most ballots that are listed; the most alternatives of the table of majorities. */
#define BALLOTS 40
#define COLUMNS 12

static void add_count_cell(xp_sheet_t sheet, const fmpz_t count)
{
    char *text = fmpz_get_str(NULL, 10, count);

    xp_sheet_add_number(sheet, text);
    flint_free(text);
}

static int is_complete(const xp_ballots_t ballots, slong ballot)
{
    slong m = ballots->alternative_count, a;

    for (a = 0; a < m; a++)
        if (ballots->level[ballot * m + a] == XP_BALLOT_UNRANKED)
            return 0;
    return 1;
}

static void add_ballots(xp_sheet_t sheet, const xp_ballots_t ballots)
{
    static const char *const named[] = {"Voter", "Ballot"};
    static const char *const counted[] = {"Voters", "Ballot"};
    static const xp_align_t left[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT};
    static const xp_align_t right[] = {XP_ALIGN_RIGHT, XP_ALIGN_LEFT};
    slong listed = ballots->count < BALLOTS ? ballots->count : BALLOTS, i;
    int names = ballots->voter != NULL, incomplete = 0;
    xp_string_t text;

    xp_string_init(text);
    xp_sheet_add_table(sheet, NULL, 2, names ? named : counted, names ? left : right);
    xp_sheet_set_aside(sheet);
    for (i = 0; i < listed; i++)
    {
        if (names)
            xp_sheet_add_cell(sheet, ballots->voter[i]);
        else
            add_count_cell(sheet, ballots->multiplicity + i);
        xp_string_reset(text);
        xp_vote_add_order(text, ballots, ballots->level + i * ballots->alternative_count);
        xp_sheet_add_cell(sheet, text->text);
        incomplete = incomplete || !is_complete(ballots, i);
    }
    xp_string_reset(text);
    if (listed < ballots->count)
        xp_string_printf(text, "These are the first %ld of %ld ballots; --format preflib and json "
                               "give all. ", (long) listed, (long) ballots->count);
    if (incomplete)
        xp_string_add(text, "Alternatives that a ballot does not name are tied behind all that it "
                            "names.");
    if (text->length > 0)
        xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_majorities(xp_sheet_t sheet, const xp_vote_show_t show)
{
    const xp_ballots_struct *ballots = show->ballots;
    slong m = ballots->alternative_count, a, b;
    const char **heading = xp_malloc((size_t) (m + 1) * sizeof(char *));
    xp_align_t *align = xp_malloc((size_t) (m + 1) * sizeof(xp_align_t));
    xp_string_t text;

    heading[0] = "";
    align[0] = XP_ALIGN_LEFT;
    for (a = 0; a < m; a++)
    {
        heading[a + 1] = ballots->alternative[a];
        align[a + 1] = XP_ALIGN_RIGHT;
    }
    xp_string_init(text);
    if (m <= COLUMNS)
    {
        xp_sheet_add_paragraph(sheet, "Pairwise majorities: how many voters rank the alternative "
                                      "of the row above that of the column.");
        xp_sheet_add_table(sheet, NULL, (size_t) m + 1, heading, align);
        xp_sheet_set_aside(sheet);
        for (a = 0; a < m; a++)
        {
            xp_sheet_add_cell(sheet, ballots->alternative[a]);
            for (b = 0; b < m; b++)
                if (a == b)
                    xp_sheet_add_cell(sheet, "");
                else
                    add_count_cell(sheet, show->pair + a * m + b);
        }
    }
    else
        xp_string_add(text, "The table of pairwise majorities is wide; --format json has it. ");
    if (show->condorcet >= 0)
        xp_string_printf(text, "Condorcet winner: %s, which beats every other alternative.",
                         ballots->alternative[show->condorcet]);
    else
        xp_string_add(text, "There is no Condorcet winner: no alternative beats every other.");
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
    free(heading);
    free(align);
}

static void add_tied(xp_sheet_t sheet, const xp_ballots_t ballots, const xp_vote_answer_t *answer)
{
    const char *comma = "";
    xp_string_t text;
    slong a;

    xp_string_init(text);
    for (a = 0; a < ballots->alternative_count; a++)
        if (answer->tied[a])
        {
            xp_string_printf(text, "%s%s", comma, ballots->alternative[a]);
            comma = ", ";
        }
    xp_sheet_add_cell(sheet, text->text);
    xp_string_clear(text);
}

/* How ties were broken, and which rules do not apply. */
static void add_remarks(xp_sheet_t sheet, const xp_vote_show_t show)
{
    int ties = 0, last = 0, first = 0;
    xp_string_t text;
    size_t i;

    xp_string_init(text);
    for (i = 0; i < show->answer_count; i++)
    {
        const xp_vote_answer_t *answer = show->answer + i;

        ties = ties || answer->ties;
        last = answer->rule->ties_last;
        first = answer->rule->drop_first;
        if (answer->reason != NULL)
        {
            xp_string_reset(text);
            xp_string_printf(text, "No winner under %s: %s.", answer->name, answer->reason);
            xp_sheet_add_paragraph(sheet, text->text);
        }
    }
    xp_string_reset(text);
    xp_string_printf(text, "A tie for winning goes to the alternative listed %s (--ties); of those "
                           "tied for dropping out in instant runoff the one listed %s drops out "
                           "(--drop).", last ? "last" : "first", first ? "first" : "last");
    if (ties)
        xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

static void add_winners(xp_sheet_t sheet, const xp_vote_show_t show)
{
    static const char *const heading[] = {"Rule", "Winner", "Tied, and lost the tie"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT, XP_ALIGN_LEFT};
    const xp_ballots_struct *ballots = show->ballots;
    size_t i;

    xp_sheet_add_table(sheet, NULL, 3, heading, align);
    for (i = 0; i < show->answer_count; i++)
    {
        const xp_vote_answer_t *answer = show->answer + i;

        xp_sheet_add_cell(sheet, answer->name);
        xp_sheet_add_cell(sheet, answer->winner < 0 ? "-" : ballots->alternative[answer->winner]);
        add_tied(sheet, ballots, answer);
    }
    add_remarks(sheet, show);
}

/* What the scores of a rule count. */
static const char *describe_score(xp_vote_kind_t kind)
{
    static const char *const words[] = {
        "plurality: first places",
        "borda: points, m - 1 for the first place down to 0 for the last",
        "scoring: points",
        "condorcet: alternatives beaten",
        "copeland: alternatives beaten, a draw counts 1/2",
        "runoff: first places in the last round with the alternative",
        "kemeny: least sum of distances of an order with the alternative on top (the least wins)",
        "median: voters with this top",
        "dictatorship: 1 for the dictator's best"};

    return words[kind];
}

static void add_scores(xp_sheet_t sheet, const xp_report_t *report, const xp_vote_show_t show)
{
    const xp_ballots_struct *ballots = show->ballots;
    const char *heading[XP_VOTE_ANSWERS + 1] = {"Alternative"};
    xp_align_t align[XP_VOTE_ANSWERS + 1] = {XP_ALIGN_LEFT};
    size_t columns = 1, i;
    slong a;

    for (i = 0; i < show->answer_count; i++)
        if (show->answer[i].winner >= 0)
        {
            heading[columns] = show->answer[i].name;
            align[columns++] = XP_ALIGN_RIGHT;
        }
    xp_sheet_add_heading(sheet, "Scores");
    for (i = 0; i < show->answer_count; i++)
        if (show->answer[i].winner >= 0)
            xp_sheet_add_item(sheet, describe_score(show->answer[i].rule->kind));
    xp_sheet_add_table(sheet, NULL, columns, heading, align);
    xp_sheet_set_aside(sheet);
    for (a = 0; a < ballots->alternative_count; a++)
    {
        xp_sheet_add_cell(sheet, ballots->alternative[a]);
        for (i = 0; i < show->answer_count; i++)
            if (show->answer[i].winner >= 0)
                xp_sheet_add_rational(sheet, show->answer[i].score + a, report->digits);
    }
}

static void add_rounds(xp_sheet_t sheet, const xp_report_t *report, const xp_vote_show_t show)
{
    static const char *const narrow[] = {"Round", "Fewest first places", "Tied", "Drops out"};
    static const xp_align_t align[] = {XP_ALIGN_RIGHT, XP_ALIGN_RIGHT, XP_ALIGN_RIGHT,
                                       XP_ALIGN_LEFT};
    const xp_runoff_struct *runoff = show->runoff;
    slong m = runoff->alternative_count, r;
    xp_string_t text;

    xp_string_init(text);
    xp_sheet_add_table(sheet, NULL, 4, narrow, align);
    xp_sheet_set_aside(sheet);
    for (r = 0; r + 1 < m; r++)
    {
        xp_string_reset(text);
        xp_string_printf(text, "%ld", (long) r + 1);
        xp_sheet_add_number(sheet, text->text);
        xp_sheet_add_rational(sheet, runoff->first + r * m + runoff->usual[r], report->digits);
        xp_string_reset(text);
        xp_string_printf(text, "%ld", (long) runoff->tied[r]);
        xp_sheet_add_number(sheet, text->text);
        xp_sheet_add_cell(sheet, show->ballots->alternative[runoff->usual[r]]);
    }
    xp_string_clear(text);
}

static void add_paths(xp_sheet_t sheet, const xp_vote_show_t show)
{
    static const char *const heading[] = {"Drop out, in this order", "Winner"};
    static const xp_align_t align[] = {XP_ALIGN_LEFT, XP_ALIGN_LEFT};
    const xp_runoff_struct *runoff = show->runoff;
    slong m = runoff->alternative_count, p, r;
    xp_string_t text;

    xp_string_init(text);
    xp_sheet_add_table(sheet, NULL, 2, heading, align);
    xp_sheet_set_aside(sheet);
    for (p = 0; p < runoff->listed; p++)
    {
        xp_string_reset(text);
        for (r = 0; r + 1 < m; r++)
            xp_string_printf(text, "%s%s", r > 0 ? ", " : "",
                             show->ballots->alternative[runoff->path[p * m + r]]);
        xp_sheet_add_cell(sheet, text->text);
        xp_sheet_add_cell(sheet, show->ballots->alternative[runoff->path[p * m + m - 1]]);
    }
    xp_string_clear(text);
}

static void add_runoff(xp_sheet_t sheet, const xp_report_t *report, const xp_vote_show_t show)
{
    const xp_runoff_struct *runoff = show->runoff;
    const char *comma = " ";
    xp_string_t text;
    slong a;

    xp_string_init(text);
    xp_sheet_add_heading(sheet, "Instant runoff");
    if (show->runoff_reason != NULL)
        xp_string_printf(text, "The ties are not followed: %s.", show->runoff_reason);
    else
    {
        add_rounds(sheet, report, show);
        if (fmpz_is_one(runoff->path_count))
            xp_string_add(text, "No round has a tie that matters for the order: there is one order "
                                "of elimination.");
        else
        {
            xp_string_add(text, "Ties give ");
            xp_words_add_count(text, runoff->path_count, "order");
            xp_string_add(text, " of elimination. Winners:");
            for (a = 0; a < runoff->alternative_count; a++)
                if (!fmpz_is_zero(runoff->winning + a))
                {
                    xp_string_printf(text, "%s%s in ", comma, show->ballots->alternative[a]);
                    xp_words_add_count(text, runoff->winning + a, "order");
                    comma = ", ";
                }
            xp_string_add(text, ".");
        }
    }
    xp_sheet_add_paragraph(sheet, text->text);
    if (show->runoff_reason == NULL && !fmpz_is_one(runoff->path_count))
    {
        add_paths(sheet, show);
        if (fmpz_cmp_si(runoff->path_count, runoff->listed) > 0)
            xp_sheet_add_paragraph(sheet, "These are the first of them.");
    }
    xp_string_clear(text);
}

static void add_sizes(xp_sheet_t sheet, const xp_ballots_t ballots)
{
    xp_string_t text;
    fmpz_t count;

    xp_string_init(text);
    fmpz_init_set_si(count, ballots->alternative_count);
    xp_words_add_count(text, count, "alternative");
    xp_string_add(text, ", ");
    xp_words_add_count(text, ballots->voter_count, "voter");
    xp_string_add(text, ", ");
    fmpz_set_si(count, ballots->count);
    xp_words_add_count(text, count, ballots->voter != NULL ? "ballot" : "different ballot");
    xp_string_add(text, ".");
    xp_sheet_add_paragraph(sheet, text->text);
    fmpz_clear(count);
    xp_string_clear(text);
}

void xp_vote_show_add_sheet(xp_string_t out, const xp_report_t *report,
                            const xp_vote_show_t show)
{
    const xp_ballots_struct *ballots = show->ballots;
    xp_sheet_t sheet;

    xp_sheet_init(sheet);
    xp_sheet_add_heading(sheet, ballots->title != NULL ? ballots->title : report->path);
    add_sizes(sheet, ballots);
    add_ballots(sheet, ballots);
    add_majorities(sheet, show);
    xp_sheet_add_heading(sheet, "Winners");
    add_winners(sheet, show);
    add_scores(sheet, report, show);
    if (show->runoff_asked)
        add_runoff(sheet, report, show);
    xp_page_finish(out, report, sheet);
    xp_sheet_clear(sheet);
}
