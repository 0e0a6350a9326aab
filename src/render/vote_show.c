/* The report `vote show`: every rule's answer, and which form is asked for. */
#include "render/vote_show_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/text/preflib.h>
#include <expost/vote/majorities.h>

static const xp_vote_kind_t every_kind[XP_VOTE_ANSWERS] = {
    XP_VOTE_PLURALITY, XP_VOTE_BORDA, XP_VOTE_CONDORCET, XP_VOTE_COPELAND,
    XP_VOTE_RUNOFF, XP_VOTE_KEMENY, XP_VOTE_MEDIAN};

static int count_level(const int *level, slong count, int on)
{
    int size = 0;
    slong a;

    for (a = 0; a < count; a++)
        size += level[a] == on;
    return size;
}

void xp_vote_add_order(xp_string_t out, const xp_ballots_t ballots, const int *level)
{
    slong m = ballots->alternative_count, a;
    int on;

    for (on = 0; count_level(level, m, on) > 0; on++)
    {
        const char *sign = on > 0 ? " > " : "";

        for (a = 0; a < m; a++)
            if (level[a] == on)
            {
                xp_string_printf(out, "%s%s", sign, ballots->alternative[a]);
                sign = " ~ ";
            }
    }
}

static void mark(xp_vote_answer_t *answer, slong a)
{
    if (a == answer->winner)
        return;
    answer->tied[a] = 1;
    answer->ties = 1;
}

/* Marks who has the winner's score: the largest, or of Kemeny's rule the least. */
static void mark_equals(xp_vote_answer_t *answer, const fmpq *score, slong alternatives)
{
    slong a;

    for (a = 0; a < alternatives; a++)
        if (fmpq_equal(score + a, score + answer->winner))
            mark(answer, a);
}

/* Without a Condorcet winner the tie is one of first places; the other median wins it otherwise. */
static xp_status_t mark_ties(xp_vote_show_t show, xp_vote_answer_t *answer, xp_error_t error)
{
    const xp_ballots_struct *ballots = show->ballots;
    const xp_vote_kind_t kind = answer->rule->kind;
    const slong m = ballots->alternative_count;
    xp_vote_rule_t other;
    xp_status_t status;
    slong winner;
    fmpq *score;

    if (kind != XP_VOTE_CONDORCET && kind != XP_VOTE_RUNOFF && kind != XP_VOTE_MEDIAN)
        mark_equals(answer, answer->score, m);
    if (kind != XP_VOTE_MEDIAN && (kind != XP_VOTE_CONDORCET || show->condorcet >= 0))
        return XP_OK;
    xp_vote_rule_init(other);
    score = _fmpq_vec_init(m);
    other->kind = kind == XP_VOTE_MEDIAN ? XP_VOTE_MEDIAN : XP_VOTE_PLURALITY;
    other->ties_last = !answer->rule->ties_last;
    status = xp_vote_winner(&winner, score, other, m, ballots->count, show->level,
                            ballots->multiplicity, error);
    if (status == XP_OK && kind == XP_VOTE_MEDIAN)
        mark(answer, winner);
    else if (status == XP_OK)
        mark_equals(answer, score, m);
    _fmpq_vec_clear(score, m);
    xp_vote_rule_clear(other);
    return status;
}

/* Asks a rule; a rule that does not apply has its reason, one that is named fails. */
static xp_status_t ask_rule(xp_vote_show_t show, xp_vote_answer_t *answer, int every,
                            xp_error_t error)
{
    const xp_ballots_struct *ballots = show->ballots;
    slong m = ballots->alternative_count;
    xp_string_t name;
    xp_status_t status;

    xp_string_init(name);
    xp_vote_rule_add_name(name, answer->rule);
    answer->name = xp_string_take(name);
    xp_string_clear(name);
    answer->score = _fmpq_vec_init(m);
    answer->tied = xp_calloc((size_t) m, 1);
    answer->winner = -1;
    status = xp_vote_winner(&answer->winner, answer->score, answer->rule, m, ballots->count,
                            show->level, ballots->multiplicity, error);
    if (status == XP_OK)
        status = mark_ties(show, answer, error);
    else if (every && (status == XP_REFUSED || status == XP_LIMIT))
    {
        answer->reason = xp_strdup(error->message);
        status = XP_OK;
    }
    return status;
}

static xp_status_t ask_rules(xp_vote_show_t show, const xp_vote_rule_t rule, int every,
                             xp_error_t error)
{
    xp_status_t status = XP_OK;
    size_t i, count = every ? XP_VOTE_ANSWERS : 1;
    slong p;

    for (i = 0; status == XP_OK && i < count; i++)
    {
        xp_vote_answer_t *answer = show->answer + i;

        xp_vote_rule_init(answer->rule);
        answer->rule->kind = every ? every_kind[i] : rule->kind;
        answer->rule->ties_last = rule->ties_last;
        answer->rule->drop_first = rule->drop_first;
        answer->rule->voter = rule->voter;
        if (!every && rule->point_count > 0)
        {
            answer->rule->point = _fmpq_vec_init(rule->point_count);
            answer->rule->point_count = rule->point_count;
            for (p = 0; p < rule->point_count; p++)
                fmpq_set(answer->rule->point + p, rule->point + p);
        }
        show->runoff_asked = show->runoff_asked || answer->rule->kind == XP_VOTE_RUNOFF;
        show->answer_count++;
        status = ask_rule(show, answer, every, error);
    }
    return status;
}

/* Every way of instant runoff; its winners are those of the rule. */
static xp_status_t ask_runoff(xp_vote_show_t show, const xp_report_t *report,
                              const xp_vote_rule_t rule, xp_error_t error)
{
    const xp_ballots_struct *ballots = show->ballots;
    slong m = ballots->alternative_count, a;
    size_t i;
    xp_status_t status = xp_runoff_set(show->runoff, m, ballots->count, show->level,
                                       ballots->multiplicity, rule->drop_first,
                                       report->progress, error);

    if (status == XP_LIMIT)
    {
        show->runoff_reason = xp_strdup(error->message);
        return XP_OK;
    }
    for (i = 0; status == XP_OK && i < show->answer_count; i++)
        for (a = 0; show->answer[i].rule->kind == XP_VOTE_RUNOFF && a < m; a++)
            if (a != show->answer[i].winner && !fmpz_is_zero(show->runoff->winning + a))
            {
                show->answer[i].tied[a] = 1;
                show->answer[i].ties = 1;
            }
    return status;
}

static void clear_show(xp_vote_show_t show)
{
    slong m = show->ballots->alternative_count;
    size_t i;

    for (i = 0; i < show->answer_count; i++)
    {
        xp_vote_rule_clear(show->answer[i].rule);
        _fmpq_vec_clear(show->answer[i].score, m);
        free(show->answer[i].name);
        free(show->answer[i].tied);
        free(show->answer[i].reason);
    }
    if (show->pair != NULL)
        _fmpz_vec_clear(show->pair, m * m);
    free(show->level);
    free(show->runoff_reason);
    xp_runoff_clear(show->runoff);
}

static xp_status_t fill_show(xp_vote_show_t show, const xp_report_t *report,
                             const xp_vote_rule_t rule, int every, xp_error_t error)
{
    const xp_ballots_struct *ballots = show->ballots;
    size_t m = (size_t) ballots->alternative_count;
    void *level = NULL, *pair = NULL;
    xp_status_t status = xp_table_alloc(&level, (size_t) ballots->count, m * sizeof(int), error);

    show->level = level;
    if (status == XP_OK)
        status = xp_table_alloc(&pair, m, m * sizeof(fmpz), error);
    if (status != XP_OK)
        return status;
    /* zero bytes are the number 0 */
    show->pair = pair;
    xp_ballots_get_levels(show->level, ballots);
    xp_vote_majorities(show->pair, ballots->alternative_count, ballots->count, show->level,
                       ballots->multiplicity);
    show->condorcet = xp_vote_beats_all(show->pair, ballots->alternative_count);
    status = ask_rules(show, rule, every, error);
    if (status == XP_OK && show->runoff_asked)
        status = ask_runoff(show, report, rule, error);
    return status;
}

xp_status_t xp_vote_show_render(xp_string_t out, const xp_report_t *report,
                                const xp_ballots_t ballots, const xp_vote_rule_t rule, int every,
                                xp_error_t error)
{
    xp_status_t status;
    xp_vote_show_t show;

    if (report->format == XP_FORMAT_PREFLIB)
        return xp_preflib_write(out, ballots, error);
    memset(show, 0, sizeof(xp_vote_show_struct));
    show->ballots = ballots;
    xp_runoff_init(show->runoff);
    status = fill_show(show, report, rule, every, error);
    if (status == XP_OK && report->format == XP_FORMAT_JSON)
        xp_vote_show_add_json(out, report, show);
    else if (status == XP_OK)
        xp_vote_show_add_sheet(out, report, show);
    clear_show(show);
    return status;
}
