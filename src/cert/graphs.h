/* The type graphs of a rule, and potentials on them. */
#ifndef XP_CERT_GRAPHS_H
#define XP_CERT_GRAPHS_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>
#include <expost/num/table.h>

/*
 * Meaning   a potential on each type graph of the agent: entry line * k + t; interim:
 *           entry t, 0 for types of probability 0
 * Domain    rule is listed; no cycle is negative; interim: there is a prior
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 * Cost      K k m, interim of an independent prior that of its tables; then the paths
 * Source    Rochet 1987
 */
XP_MUST_USE xp_status_t xp_potentials_set(xp_table_t potential,
                                          const xp_environment_t environment,
                                          const xp_rule_t rule, slong agent, int interim,
                                          const xp_progress_t *progress, xp_error_t error);

#endif
