/* What a social choice function has: properties on its whole domain, counted, with witnesses. */
#ifndef XP_VOTE_CHECK_H
#define XP_VOTE_CHECK_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>
#include <expost/vote/function.h>
#include <expost/vote/property.h>

/* The most violations that are listed. */
#define XP_VOTE_LIST_LIMIT 1000000

/*
 * One violation; what does not apply is -1.
 *   position     of the function; the profile is the one that xp_vote_place_orders gives
 *   voter        who reports something else (strategyproof, monotone, set-monotone), who changes
 *                places with the next (anonymous), who does not get his best (dictatorial)
 *   order        what this voter casts; of dictatorial only
 *   report       the order reported instead
 *   alternative  neutral: changes names with the next
 *   chosen       at the profile; onto: -1
 *   instead      chosen after the report or the exchange; unanimous, condorcet: what was to be
 *                chosen; onto: never chosen; dictatorial: chosen somewhere, and better for voter
 */
typedef struct
{
    slong position;
    slong voter;
    slong order;
    slong report;
    slong alternative;
    slong chosen;
    slong instead;
} xp_vote_place_struct;

/*
 * Cases, by semantics.md; profiles r in order, then voters, then reports; alternatives in order:
 *   strategyproof   every r, voter and other report
 *   monotone        those where the report lets nothing rise past what is chosen: one voter at a
 *                   time is enough, see src/vote/check_reports.c
 *   set-monotone    those where all that changes is the order of alternatives chosen somewhere
 *   unanimous       every r where the same alternative alone is at the top for all voters
 *   onto            every alternative
 *   dictatorial, nondictatorial   every voter
 *   condorcet       every r with a Condorcet winner
 *   anonymous       every r and pair of neighbouring voters with different orders; none where
 *                   positions are multisets: it holds by definition
 *   neutral         every r and pair of neighbouring alternatives
 *
 *   checked     cases; violations of them; profiles where there is one of them (not onto,
 *               dictatorial, nondictatorial)
 *   witness     the first violation, when answer is FAILS; of a dictatorship that fails the first
 *               voter's loss
 *   dictator    of dictatorial and nondictatorial: the first, or -1
 *   loss        of dictatorial and nondictatorial: for each of loss_count voters the first place
 *               where he does not get a best alternative of those chosen somewhere; position -1
 *               for a dictator.  Where positions are multisets the first multiset
 *   all         every violation in order, the first XP_VOTE_LIST_LIMIT; only when asked, of onto
 *               always
 */
typedef struct
{
    xp_vote_property_t property;
    xp_answer_t answer;
    fmpz_t checked;
    fmpz_t violations;
    fmpz_t profiles;
    xp_vote_place_struct witness;
    slong dictator;
    xp_vote_place_struct *loss;
    slong loss_count;
    xp_vote_place_struct *all;
    size_t all_count;
    size_t all_room;
} xp_vote_finding_struct;

typedef xp_vote_finding_struct xp_vote_finding_t[1];

void xp_vote_finding_init(xp_vote_finding_t finding);
void xp_vote_finding_clear(xp_vote_finding_t finding);
void xp_vote_finding_swap(xp_vote_finding_t a, xp_vote_finding_t b);

/*
 * Meaning   asks a function for a property on its whole domain
 * Domain    all, to list every violation: positions are profiles
 * Failure   XP_REFUSED: neutral, and a permutation of the alternatives leads out of the domain;
 *           XP_LIMIT: more than 64 alternatives (monotone, set-monotone), no memory; XP_STOPPED
 * Cost      positions times orders times voters, at most
 */
XP_MUST_USE xp_status_t xp_vote_check(xp_vote_finding_t finding,
                                      const xp_vote_function_t function,
                                      xp_vote_property_t property, int all,
                                      const xp_progress_t *progress, xp_error_t error);

/* The orders of the voters at a place, voter_count of them. */
void xp_vote_place_orders(slong *order, const xp_vote_function_t function,
                          const xp_vote_place_struct *place);

#endif
