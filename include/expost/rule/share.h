/* Which share of the pivot revenue the rebates of a mechanism return. */
#ifndef XP_RULE_SHARE_H
#define XP_RULE_SHARE_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/mechanism.h>
#include <expost/num/compat.h>
#include <expost/rule/expectations.h>

/*
 * Shares of the pivot surplus, revenue less cost.
 *   profile   index of the first profile at which the share is least, among those where the pivot
 *             surplus is positive; -1 when there is none
 *   worst     the share there
 *   has_mean  there is a prior, and the expected pivot surplus is positive
 *   mean      the expected rebates divided by it
 */
typedef struct
{
    slong profile;
    fmpq_t worst;
    int has_mean;
    fmpq_t mean;
} xp_share_struct;

typedef xp_share_struct xp_share_t[1];

void xp_share_init(xp_share_t share);
void xp_share_clear(xp_share_t share);

/*
 * Meaning   the shares of a mechanism whose payments are those of pivot less rebates
 * Domain    mechanism->rebates; expectations are under its rule, NULL without a prior
 * Failure   XP_LIMIT: too many profiles, or no memory; XP_INPUT; XP_STOPPED
 * Cost      a pass over the profiles for each agent
 */
XP_MUST_USE xp_status_t xp_share_set(xp_share_t share, const xp_mechanism_t mechanism,
                                     xp_expectations_struct *expectations,
                                     const xp_progress_t *progress, xp_error_t error);

#endif
