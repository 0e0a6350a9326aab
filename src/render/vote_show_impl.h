/* What the forms of the report `vote show` share. */
#ifndef XP_RENDER_VOTE_SHOW_IMPL_H
#define XP_RENDER_VOTE_SHOW_IMPL_H

#include <expost/render/vote_show.h>
#include <expost/vote/runoff.h>

/*
 * A rule's answer.
 *   winner   -1: it has none; then reason says why
 *   score    alternative_count numbers
 *   tied     alternative_count flags: others whom another way to break ties would choose
 *   ties     whether there are such
 */
typedef struct
{
    xp_vote_rule_t rule;
    char *name;
    slong winner;
    fmpq *score;
    unsigned char *tied;
    int ties;
    char *reason;
} xp_vote_answer_t;

/* Rules that need no argument. */
#define XP_VOTE_ANSWERS 7

/*
 *   level      of the ballots, all alternatives ranked
 *   pair       majorities; condorcet: the Condorcet winner, or -1
 *   answer     answer_count of them
 *   runoff     the ways of instant runoff, when runoff_asked and runoff_reason is NULL
 */
typedef struct
{
    const xp_ballots_struct *ballots;
    int *level;
    fmpz *pair;
    slong condorcet;
    size_t answer_count;
    xp_vote_answer_t answer[XP_VOTE_ANSWERS];
    int runoff_asked;
    xp_runoff_t runoff;
    char *runoff_reason;
} xp_vote_show_struct;

typedef xp_vote_show_struct xp_vote_show_t[1];

/* Adds "a > b ~ c", what a ballot names. */
void xp_vote_add_order(xp_string_t out, const xp_ballots_t ballots, const int *level);

/* Each form. */
void xp_vote_show_add_sheet(xp_string_t out, const xp_report_t *report,
                            const xp_vote_show_t show);
void xp_vote_show_add_json(xp_string_t out, const xp_report_t *report,
                           const xp_vote_show_t show);

#endif
