/* What the highest of several equally distributed values are worth on average. */
#ifndef XP_RULE_ORDER_MEANS_H
#define XP_RULE_ORDER_MEANS_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>

/*
 * Meaning   mean[j - 1] = E v_j, where v_1 >= ... >= v_n are the sorted values of n agents, each
 *           0, ..., types - 1 with equal probability, independently
 * Domain    agents, types >= 1; mean has agents entries; progress may be NULL
 * Failure   XP_STOPPED
 * Cost      agents types products of numbers of agents log(types) bits: profiles, n types^n of
 *           them, are not gone through.  E v_j is the sum over x >= 1 of the probability that j
 *           values or more are at least x
 */
XP_MUST_USE xp_status_t xp_order_means(fmpq *mean, slong agents, slong types,
                                       const xp_progress_t *progress, xp_error_t error);

#endif
