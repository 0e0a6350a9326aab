/* What the makers of certificates share: payments of a mechanism as one table. */
#ifndef XP_CERT_FROM_H
#define XP_CERT_FROM_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/exist/question.h>
#include <expost/model/environment.h>
#include <expost/model/mechanism.h>
#include <expost/num/table.h>

/* The properties eff and wmon, which are about the rule alone. */
#define XP_RULE_PROPERTIES (XP_PROPERTY_BIT(XP_EFF) | XP_PROPERTY_BIT(XP_WMON))

/*
 * Meaning   the payments, number index(theta) n + i
 * Domain    the mechanism's rule is listed, its payments are given
 * Failure   as xp_payment_list
 */
XP_MUST_USE xp_status_t xp_payments_join(xp_table_t payment, const xp_mechanism_t mechanism,
                                         const xp_progress_t *progress, xp_error_t error);

#endif
