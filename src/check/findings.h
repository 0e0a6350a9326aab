/* Building findings: places, violations, and the smallest slack among several. */
#ifndef XP_CHECK_FINDINGS_H
#define XP_CHECK_FINDINGS_H

#include <expost/check/check.h>

/* A place without any index, slack 0. */
void xp_place_init(xp_place_struct *place, xp_property_t property);
void xp_place_clear(xp_place_struct *place);
void xp_place_set(xp_place_struct *place, const xp_place_struct *source);

/* Meaning   slack = difference = number / (denominator * divisor). */
void xp_place_set_slack(xp_place_struct *place, const fmpz_t number, const fmpz_t denominator);

/* Meaning   as xp_place_set_slack for an equality: slack = -|difference|. */
void xp_place_set_difference(xp_place_struct *place, const fmpz_t number,
                             const fmpz_t denominator);

/* A finding about no inequality yet: it holds, all counts 0. */
void xp_finding_init(xp_finding_struct *finding, xp_property_t property);
void xp_finding_clear(xp_finding_struct *finding);
void xp_finding_set(xp_finding_struct *finding, const xp_finding_struct *source);

/* Meaning   place is where the smallest slack is, unless an earlier one is as small. */
void xp_finding_offer(xp_finding_struct *finding, const xp_place_struct *place);

/*
 * Meaning   place is the next violation in order: it becomes the witness when it is
 *           the first, and is added to all when keep is not 0; the count is the caller's
 */
void xp_finding_add_violation(xp_finding_struct *finding, const xp_place_struct *place, int keep);

/* Meaning   offers place, and counts it as one inequality checked, violated if slack < 0. */
void xp_finding_add(xp_finding_struct *finding, const xp_place_struct *place, int keep);

#endif
