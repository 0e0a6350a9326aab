/* Sums of layers at runs of profiles, made when they are read and nowhere kept. */
#ifndef XP_RULE_STRIP_H
#define XP_RULE_STRIP_H

#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/model/mechanism.h>
#include <expost/model/profiles.h>
#include <expost/model/rule.h>
#include <expost/num/compat.h>
#include <expost/num/tier.h>

#include "rule/layer.h"

/*
 * The sum of some layers at each profile, as integers over one denominator.
 *   denominator  the numbers are over it
 *   bound        no number, and no partial sum on the way to one, is larger in absolute value
 *   direct       when not NULL: the number at index is direct[index] as it is (one table over
 *                profiles and nothing else)
 *   tier         after xp_strip_prepare: the arithmetic that fill works in
 * The rest belongs to the strip: its layers, and their small tables in that arithmetic.
 */
typedef struct
{
    const xp_profiles_struct *profiles;
    const xp_rule_struct *rule;
    fmpz_t denominator;
    fmpz_t bound;
    const fmpz *direct;
    xp_tier_t tier;
    struct xp_strip_plan *plan;
} xp_strip_struct;

typedef xp_strip_struct xp_strip_t[1];

void xp_strip_init(xp_strip_t strip);
void xp_strip_clear(xp_strip_t strip);

/*
 * Meaning   the sum of the layers
 * Domain    the profiles are listed, the rule too when a layer is by choice; tables that the
 *           layers do not own stay as they are while the strip is used.  The layers that own
 *           theirs give them to the strip and are empty afterwards
 * Failure   XP_LIMIT: no memory
 * Cost      the sizes of the small tables
 */
XP_MUST_USE xp_status_t xp_strip_set(xp_strip_t strip, xp_layers_t layers,
                                     const xp_profiles_struct *profiles,
                                     const xp_rule_struct *rule, xp_error_t error);

/*
 * Meaning   the sum of the terms of a payment, at every profile
 * Domain    rule is listed; payment and environment stay as they are while the strip is used
 * Failure   XP_LIMIT: no memory; XP_INPUT from a formula; XP_STOPPED
 * Cost      a sweep over the others' profiles for each XP_TERM_CLARKE; K evaluations for each
 *           XP_TERM_FUNCTION, whose values are kept
 */
XP_MUST_USE xp_status_t xp_strip_set_terms(xp_strip_t strip,
                                           const xp_environment_struct *environment,
                                           const xp_rule_struct *rule,
                                           const xp_payment_struct *payment,
                                           const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   every number times factor (the denominator stays): before prepare only
 * Domain    factor is not 0.  Afterwards direct is NULL unless factor is 1
 */
void xp_strip_scale(xp_strip_t strip, const fmpz_t factor);

/*
 * Meaning   brings the small tables into the arithmetic
 * Domain    tier >= xp_tier_for(bound); once, after the last scaling
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_strip_prepare(xp_strip_t strip, xp_tier_t tier, xp_error_t error);

/*
 * Meaning   number[j] = the sum at profile index + j, for 0 <= j < length
 * Domain    the strip is prepared for this arithmetic; index + length <= K.  Several threads may
 *           fill from one strip at the same time
 * Cost      a division for each agent, then a few operations for each layer and profile
 */
void xp_strip_fill_int64(int64_t *number, const xp_strip_struct *strip, slong index,
                         slong length);
void xp_strip_fill_int128(__int128 *number, const xp_strip_struct *strip, slong index,
                          slong length);
void xp_strip_fill_fmpz(fmpz *number, const xp_strip_struct *strip, slong index, slong length);

/*
 * Meaning   the sum at every profile
 * Domain    the strip is set and not prepared: this prepares it; what names the list
 * Result    a table of K entries, canonical
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_strip_list(xp_table_t list, xp_strip_t strip, const char *what,
                                      const xp_progress_t *progress, xp_error_t error);

#endif
