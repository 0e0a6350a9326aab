/* The optimal auction of one good, and what a rule's payments can raise. */
#ifndef XP_CONT_AUCTION_H
#define XP_CONT_AUCTION_H

#include <expost/base/progress.h>
#include <expost/cont/virtual_value.h>
#include <expost/model/continuous.h>

/*
 * One good: the good goes to a bidder with the highest ironed virtual value of at least the
 * seller's cost; of several to the first.  Virtual values are in the order of the agents.
 *   kept       the outcome in which nobody has the good, or -1: it must be sold
 *   owner      the outcome in which agent i has it
 *   cost       what it costs the seller to part with it
 *   identical  all bidders have the same distribution and the same value of a type
 *   has_revenue   identical bidders, exact distributions: then
 *   revenue, profit   expected payments of the optimal auction; less the expected cost
 *   second_price      expected revenue of the second-price auction without a reserve; of one
 *                     bidder 0
 */
typedef struct
{
    slong n;
    const xp_continuous_struct *model;
    slong kept;
    slong *owner;
    fmpq_t cost;
    xp_virtual_value_struct *value;
    int identical;
    int has_revenue;
    xp_real_t revenue;
    xp_real_t profit;
    fmpq_t second_price;
} xp_optimal_auction_struct;

typedef xp_optimal_auction_struct xp_optimal_auction_t[1];

void xp_optimal_auction_init(xp_optimal_auction_t auction);
void xp_optimal_auction_clear(xp_optimal_auction_t auction);

/*
 * Meaning   the auction that raises the most under BIC and interim participation
 * Domain    the model outlives the auction
 * Failure   XP_REFUSED, named: not the sale of one good (each agent's type matters to one outcome
 *           only, affinely and rising, all else is worth 0), no prior, an outside option, costs
 *           that differ; XP_LIMIT, XP_STOPPED
 * Source    Myerson 1981
 */
XP_MUST_USE xp_status_t xp_optimal_auction_set(xp_optimal_auction_t auction,
                                               const xp_continuous_t model, slong bits,
                                               const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   who gets the good at a profile, -1: nobody; and what each agent pays: the value of the
 *           winner's lowest type that would still win
 * Domain    payment has n places
 * Failure   XP_INPUT: a type outside the support of its distribution; XP_REFUSED: a distribution
 *           that is not a piecewise polynomial; XP_LIMIT: enclosures do not tell
 */
XP_MUST_USE xp_status_t xp_optimal_auction_evaluate(slong *winner, xp_real_struct *payment,
                                                    const xp_optimal_auction_t auction,
                                                    const fmpq *profile, xp_error_t error);

#endif
