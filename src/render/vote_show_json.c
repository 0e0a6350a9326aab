/* The report `vote show` as JSON. */
#include "render/vote_show_impl.h"

#include <expost/text/preflib.h>

#include "render/json_impl.h"

static json_t *label(const xp_ballots_t ballots, slong alternative)
{
    return alternative < 0 ? json_null() : xp_json_text(ballots->alternative[alternative]);
}

/* A list of levels, the best first, each a list of alternatives. */
static json_t *list_order(const xp_ballots_t ballots, const int *level)
{
    json_t *list = json_array();
    int on, more = 1;
    slong a;

    for (on = 0; more; on++)
    {
        json_t *tier = json_array();

        for (a = 0; a < ballots->alternative_count; a++)
            if (level[a] == on)
                json_array_append_new(tier, label(ballots, a));
        more = json_array_size(tier) > 0;
        if (more)
            json_array_append_new(list, tier);
        else
            json_decref(tier);
    }
    return list;
}

static json_t *list_ballots(const xp_ballots_t ballots)
{
    json_t *list = json_array();
    slong i;

    for (i = 0; i < ballots->count; i++)
    {
        json_t *entry = json_object();

        json_object_set_new(entry, "voters", xp_json_count(ballots->multiplicity + i));
        json_object_set_new(entry, "voter",
                            xp_json_text_or_null(ballots->voter != NULL ? ballots->voter[i]
                                                                        : NULL));
        json_object_set_new(entry, "order",
                            list_order(ballots, ballots->level + i * ballots->alternative_count));
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *list_pairs(const xp_vote_show_t show)
{
    slong m = show->ballots->alternative_count, a, b;
    json_t *list = json_array();

    for (a = 0; a < m; a++)
    {
        json_t *row = json_array();

        for (b = 0; b < m; b++)
            json_array_append_new(row, xp_json_count(show->pair + a * m + b));
        json_array_append_new(list, row);
    }
    return list;
}

static json_t *list_answers(const xp_report_t *report, const xp_vote_show_t show)
{
    const xp_ballots_struct *ballots = show->ballots;
    json_t *list = json_array();
    size_t i;
    slong a;

    for (i = 0; i < show->answer_count; i++)
    {
        const xp_vote_answer_t *answer = show->answer + i;
        json_t *entry = json_object(), *tied = json_array();

        json_object_set_new(entry, "rule", xp_json_text(answer->name));
        json_object_set_new(entry, "winner", label(ballots, answer->winner));
        for (a = 0; a < ballots->alternative_count; a++)
            if (answer->tied[a])
                json_array_append_new(tied, label(ballots, a));
        json_object_set_new(entry, "tied", tied);
        if (answer->winner >= 0)
            xp_json_set_rationals(entry, "scores", answer->score, ballots->alternative_count,
                                  report->digits);
        else
            json_object_set_new(entry, "scores", json_null());
        json_object_set_new(entry, "reason", xp_json_text_or_null(answer->reason));
        json_array_append_new(list, entry);
    }
    return list;
}

/* First places of a round; null for those who have dropped out. */
static json_t *list_rounds(const xp_vote_show_t show)
{
    const xp_runoff_struct *runoff = show->runoff;
    slong m = runoff->alternative_count, r, a, b;
    json_t *list = json_array();

    for (r = 0; r < m; r++)
    {
        json_t *entry = json_object(), *first = json_array();

        for (a = 0; a < m; a++)
        {
            int dropped = 0;

            for (b = 0; b < r; b++)
                dropped = dropped || runoff->usual[b] == a;
            json_array_append_new(first, dropped ? json_null()
                                                 : xp_json_rational(runoff->first + r * m + a));
        }
        json_object_set_new(entry, "first", first);
        json_object_set_new(entry, "tied", xp_json_size((size_t) runoff->tied[r]));
        json_object_set_new(entry, "drops",
                            label(show->ballots, r + 1 < m ? runoff->usual[r] : -1));
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *describe_runoff(const xp_vote_show_t show)
{
    const xp_runoff_struct *runoff = show->runoff;
    slong m = runoff->alternative_count, p, r, a;
    json_t *object = json_object(), *winners = json_array(), *listed = json_array();

    json_object_set_new(object, "rounds", list_rounds(show));
    json_object_set_new(object, "orders", xp_json_count(runoff->path_count));
    for (a = 0; a < m; a++)
        if (!fmpz_is_zero(runoff->winning + a))
        {
            json_t *entry = json_object();

            json_object_set_new(entry, "winner", label(show->ballots, a));
            json_object_set_new(entry, "orders", xp_json_count(runoff->winning + a));
            json_array_append_new(winners, entry);
        }
    json_object_set_new(object, "winners", winners);
    for (p = 0; p < runoff->listed; p++)
    {
        json_t *entry = json_object(), *drops = json_array();

        for (r = 0; r + 1 < m; r++)
            json_array_append_new(drops, label(show->ballots, runoff->path[p * m + r]));
        json_object_set_new(entry, "drops", drops);
        json_object_set_new(entry, "winner", label(show->ballots, runoff->path[p * m + m - 1]));
        json_array_append_new(listed, entry);
    }
    json_object_set_new(object, "listed", listed);
    return object;
}

static json_t *list_notes(const xp_ballots_t ballots)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < ballots->note_count; i++)
        json_array_append_new(list, xp_json_text(ballots->note[i]));
    return list;
}

void xp_vote_show_add_json(xp_string_t out, const xp_report_t *report,
                           const xp_vote_show_t show)
{
    const xp_ballots_struct *ballots = show->ballots;
    json_t *object = xp_json_begin(report, 0), *alternatives = json_array();
    slong a;

    for (a = 0; a < ballots->alternative_count; a++)
        json_array_append_new(alternatives, label(ballots, a));
    json_object_set_new(object, "question", json_string("show"));
    json_object_set_new(object, "path", xp_json_text(report->path));
    json_object_set_new(object, "title", xp_json_text_or_null(ballots->title));
    json_object_set_new(object, "type",
                        json_string(xp_preflib_type_word(xp_preflib_type(ballots))));
    json_object_set_new(object, "notes", list_notes(ballots));
    json_object_set_new(object, "alternatives", alternatives);
    json_object_set_new(object, "voters", xp_json_count(ballots->voter_count));
    json_object_set_new(object, "ballots", list_ballots(ballots));
    json_object_set_new(object, "majorities", list_pairs(show));
    json_object_set_new(object, "condorcet_winner", label(ballots, show->condorcet));
    json_object_set_new(object, "rules", list_answers(report, show));
    json_object_set_new(object, "runoff",
                        show->runoff_asked && show->runoff_reason == NULL ? describe_runoff(show)
                                                                          : json_null());
    json_object_set_new(object, "runoff_reason", xp_json_text_or_null(show->runoff_reason));
    xp_json_finish(out, report, object);
}
