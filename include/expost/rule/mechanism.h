/* Mechanisms by name. */
#ifndef XP_RULE_MECHANISM_H
#define XP_RULE_MECHANISM_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/mechanism.h>
#include <expost/model/model.h>

/* Participation kept by ir-vcg. */
typedef enum
{
    XP_IR_DEFAULT = 0, /* interim with a prior, ex post without */
    XP_IR_INTERIM,
    XP_IR_EX_POST,
    XP_IR_EX_ANTE
} xp_ir_t;

/*
 * Meaning   builds the mechanism `name` for a model: "groves", "pivot", "ir-vcg",
 *           "dagv", "cyclic", "rebalance(M)", "balanced-groves", or "model": the
 *           payments that the file states.  NULL: as "model" when there are
 *           payments, otherwise no payments (properties of the rule alone)
 * Domain    model stays as it is while the mechanism is used; ties, when not
 *           NULL, replaces the ties of an efficient rule
 * Result    mechanism; terms for every payment, subsidy for ir-vcg, notes.  Its rule is listed
 *           only where the payments could not be had without (xp_allocation_list does it)
 * Failure   XP_INPUT: an unknown name (the nearest is named), a wrong argument,
 *           "model" without payments, n = 1 where n >= 2 is needed, no prior;
 *           XP_REFUSED: the mechanism has no meaning here (interdependent values,
 *           an explicit rule, a correlated prior; no balanced h exists);
 *           XP_LIMIT: it needs all profiles and they are too many; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_mechanism_build(xp_mechanism_t mechanism, const xp_model_t model,
                                           const char *name, const xp_ties_t *ties, xp_ir_t ir,
                                           const xp_progress_t *progress, xp_error_t error);

/* Whether a mechanism of this name brings its own rule; 0 when there is no such mechanism. */
int xp_mechanism_brings_rule(const char *name);

#endif
