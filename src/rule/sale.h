/* Auctions: who wins and at which price, profile by profile, as a rule and payments. */
#ifndef XP_RULE_SALE_H
#define XP_RULE_SALE_H

#include <expost/rule/bidders.h>
#include <expost/rule/ranking.h>
#include <expost/rule/units.h>

#include "rule/rule_impl.h"

struct xp_sale_struct;

/*
 * The auction at one profile.
 *   winner   n flags, to be set
 *   price    of each winner, to be set: a place in the list of prices
 */
typedef void xp_sale_at_t(unsigned char *winner, slong *price, const struct xp_sale_struct *sale,
                          const slong *profile);

/*
 *   name     for errors, not owned
 *   units    of the environment
 *   bidders  of myerson; otherwise empty
 *   ranking  who may win
 *   price    a list of price_count prices
 */
typedef struct xp_sale_struct
{
    const char *name;
    xp_sale_at_t *at;
    xp_units_t units;
    xp_bidders_t bidders;
    xp_ranking_t ranking;
    fmpq *price;
    slong price_count;
} xp_sale_struct;

/*
 * Meaning   the units of the mechanism's environment, nothing else yet
 * Result    *sale, to be given to xp_sale_build or xp_sale_clear
 * Failure   as xp_units_recognise
 */
XP_MUST_USE xp_status_t xp_sale_init(xp_sale_struct **sale, const xp_mechanism_t mechanism,
                                     xp_sale_at_t *at, xp_error_t error);
void xp_sale_clear(void *sale);

/* Copies a list of prices, and one more unless it is NULL. */
void xp_sale_set_prices(xp_sale_struct *sale, const fmpq *price, slong count, const fmpq *more);

/*
 * Meaning   the mechanism in which the winners get a unit at their price and the others pay
 *           nothing; sale is cleared, or owned by the mechanism
 * Failure   XP_REFUSED: agents win together who do not at any outcome; XP_LIMIT; XP_STOPPED
 * Cost      an auction for each profile; where they are not listed, when one is asked for
 */
XP_MUST_USE xp_status_t xp_sale_build(xp_mechanism_t mechanism, xp_sale_struct *sale,
                                      const xp_progress_t *progress, xp_error_t error);

#endif
