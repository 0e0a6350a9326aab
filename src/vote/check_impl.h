/* What the files that check social choice functions share: positions looked at one by one. */
#ifndef XP_VOTE_CHECK_IMPL_H
#define XP_VOTE_CHECK_IMPL_H

#include <stdint.h>

#include <expost/vote/check.h>

/*
 * What all workers read.
 *   set        for each pair of orders t, q, at t D + q, alternatives as bits; monotone: those past
 *              which nothing rises from t to q; set-monotone: those that occur in a pair that t and
 *              q order differently, 0 when one of them is chosen nowhere
 *   top        unanimous: for each order the only best alternative, or -1
 *   exchanged  neutral: at c D + t the order t with the alternatives c and c + 1 exchanged
 */
typedef struct
{
    const xp_vote_function_struct *function;
    uint64_t *set;
    slong *top;
    slong *exchanged;
} xp_vote_scan_struct;

/*
 * One worker at one position, and what it found so far.
 *   chosen       at the position
 *   group_count  groups of voters with the same order: of one voter each where positions are
 *                profiles
 *   order, size, first   of each group: its order, voters, and its first voter
 *   number       multisets: how many voters have each order
 *   line         room for what is chosen after each report of a voter
 *   more         further room: D numbers
 *   checked, violations   at this position, in one of its profiles
 *   all_...      the sums over profiles
 *   witness      position -1: none so far
 *   list         where every violation goes, or NULL
 */
typedef struct
{
    const xp_vote_scan_struct *scan;
    slong position;
    slong chosen;
    slong group_count;
    slong *order;
    slong *size;
    slong *first;
    slong *number;
    uint16_t *line;
    slong *more;
    uint64_t checked;
    uint64_t violations;
    fmpz_t all_checked;
    fmpz_t all_violations;
    fmpz_t all_profiles;
    xp_vote_place_struct witness;
    xp_vote_finding_struct *list;
} xp_vote_look_struct;

/* A place without anything in it, all -1. */
xp_vote_place_struct xp_vote_no_place(void);

/* Counts a violation that `times` voters share. */
void xp_vote_look_note(xp_vote_look_struct *look, slong times, slong voter, slong report,
                       slong alternative, slong instead);

/* Cases at one position. */
void xp_vote_look_strategyproof(xp_vote_look_struct *look);
void xp_vote_look_monotone(xp_vote_look_struct *look);
void xp_vote_look_set_monotone(xp_vote_look_struct *look);
void xp_vote_look_unanimous(xp_vote_look_struct *look);
void xp_vote_look_condorcet(xp_vote_look_struct *look);
void xp_vote_look_anonymous(xp_vote_look_struct *look);
void xp_vote_look_neutral(xp_vote_look_struct *look);

/* What the cases of monotone (set_monotone 0) and set-monotone are told from. */
XP_MUST_USE xp_status_t xp_vote_scan_sets(xp_vote_scan_struct *scan, int set_monotone,
                                          const xp_progress_t *progress, xp_error_t error);
void xp_vote_scan_tops(xp_vote_scan_struct *scan);
XP_MUST_USE xp_status_t xp_vote_scan_exchanges(xp_vote_scan_struct *scan, xp_error_t error);

/* Which alternatives are chosen somewhere: used[a]. */
XP_MUST_USE xp_status_t xp_vote_range(char *used, const xp_vote_function_t function,
                                      const xp_progress_t *progress, xp_error_t error);

/* The properties that are not asked profile by profile; finding was initialised. */
XP_MUST_USE xp_status_t xp_vote_check_onto(xp_vote_finding_t finding,
                                           const xp_vote_function_t function,
                                           const xp_progress_t *progress, xp_error_t error);
XP_MUST_USE xp_status_t xp_vote_check_dictators(xp_vote_finding_t finding,
                                                const xp_vote_function_t function,
                                                const xp_progress_t *progress,
                                                xp_error_t error);

#endif
