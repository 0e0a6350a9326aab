/* Asks a mechanism for its properties, inequality by inequality. */
#ifndef XP_CHECK_CHECK_H
#define XP_CHECK_CHECK_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/check/property.h>
#include <expost/model/mechanism.h>
#include <expost/num/compat.h>
#include <expost/num/tier.h>

/*
 * One inequality, named; -1 where an index does not apply.
 *   agent, type, report   the agent, the true type, the report
 *   others                the line of the agent (the others' profile); -1 when interim
 *   profile               index of the profile (epir, sbb, wbb, eff, npt, nopay)
 *   types, types_count    the same where profiles are not listed: the type of each agent
 *                         (profile is then -1); otherwise NULL, 0
 *   outcome               eff: the outcome compared with
 *   cycle, cycle_length   cmon, bmon: types r_1 -> r_2 -> ... -> r_1 in edge order
 *                         (from the report to the true type); starts at the least type
 *   slack                 left side less right side; for an equality minus the
 *                         absolute difference; conditional expectation when interim
 *   difference            the signed difference of an equality, otherwise slack
 * The inequalities of pareto are those of eff and sbb, and property says so; wmon names
 * a pair of types once, the smaller as type, the other as report.
 */
typedef struct
{
    xp_property_t property;
    slong agent;
    slong type;
    slong report;
    slong others;
    slong profile;
    slong *types;
    slong types_count;
    slong outcome;
    slong *cycle;
    slong cycle_length;
    fmpq_t slack;
    fmpq_t difference;
} xp_place_struct;

/*
 * What was found about one property.
 *   answer      XP_HOLDS, or XP_FAILS when violations > 0
 *   checked     inequalities checked; skipped: those of true types of probability 0
 *   has_slack   0 when nothing was to be checked (one type each, say)
 *   at          where the smallest slack is first attained
 *   least_proved  0: cmon, bmon fail and at.slack is that of the cycle found, which
 *                 was not proved to be the least
 *   witness     XP_FAILS: the first violation in the documented order
 *   all         every violation, in order, when asked for
 *   tier        the widest arithmetic that was used; of bic and bmon by convolution that of
 *               the comparison
 *   convolved   expectations were found without going through profiles (rule/expectations.h)
 * Of the least cycles of cmon and bmon one with the fewest types is given; cmon and bmon
 * count one inequality for each type graph.
 */
typedef struct
{
    xp_property_t property;
    xp_answer_t answer;
    fmpz_t checked;
    fmpz_t skipped;
    fmpz_t violations;
    int has_slack;
    int least_proved;
    xp_place_struct at;
    xp_place_struct witness;
    xp_place_struct *all;
    size_t all_count;
    size_t all_room;
    xp_tier_t tier;
    int convolved;
} xp_finding_struct;

/*
 * The findings, one for each property asked, in the order asked.
 *   has_ex_post, has_interim   whether the regret could be computed
 *   regret_ex_post, _interim   the largest gain over reports, truth included
 */
typedef struct
{
    xp_finding_struct *finding;
    size_t count;
    int has_ex_post;
    int has_interim;
    fmpq_t regret_ex_post;
    fmpq_t regret_interim;
} xp_findings_struct;

typedef xp_findings_struct xp_findings_t[1];

void xp_findings_init(xp_findings_t findings);
void xp_findings_clear(xp_findings_t findings);
void xp_findings_swap(xp_findings_t a, xp_findings_t b);

/*
 *   all        keep every violation
 *   regret     compute the regrets, whatever properties are asked
 *   threads    0 or 1: one, or as many as progress grants; the findings do not depend on it
 *   tier_least an arithmetic at least this wide is used (tests)
 */
typedef struct
{
    int all;
    int regret;
    int threads;
    xp_tier_t tier_least;
} xp_check_options_t;

/*
 * Meaning   whether the mechanism can be asked for the property
 * Failure   XP_REFUSED: the property has no meaning here (dsic under
 *           interdependent values); XP_INPUT: data are missing (no prior, no
 *           payments); XP_LIMIT: it would go through too many profiles; the error says why
 *           it cannot do without
 */
XP_MUST_USE xp_status_t xp_check_can_ask(const xp_mechanism_t mechanism, xp_property_t property,
                                         xp_error_t error);

/*
 * Meaning   whether the property is evaluated profile by profile.  If not, it can be asked
 *           where profiles are too many to list: bic, iir, eair, eabb, eawbb, bmon by
 *           convolution (rule/expectations.h); sbb, wbb, npt and nopay of payments that are
 *           sums of functions of single types
 * Domain    xp_check_can_ask said XP_OK
 */
int xp_check_needs_profiles(const xp_mechanism_t mechanism, xp_property_t property);

/*
 * Meaning   evaluates every inequality of each of count properties
 * Domain    properties may repeat; options, progress may be NULL.  Where some property needs
 *           profiles the mechanism's rule had better be listed: otherwise this lists a copy
 * Result    one finding for each, in the order given
 * Failure   as xp_check_can_ask for any of them; XP_LIMIT: no memory; XP_STOPPED
 * Cost      dsic, epic, wmon, cmon: K (m + 1) for each agent, K k more on lines with a
 *           violation; cmon also m^3 for each line; bic, bmon: an expectation
 *           (rule/expectations.h) and k^2 m for each agent under private values and an
 *           independent prior, otherwise K k; sbb, wbb: K n, without listed profiles see
 *           check/separable.h; eff: K m (n at most); payments are made while they are read
 * Source    semantics.md section 4; Rochet 1987 for cmon
 */
XP_MUST_USE xp_status_t xp_check(xp_findings_t findings, const xp_mechanism_t mechanism,
                                 const xp_property_t *properties, size_t count,
                                 const xp_check_options_t *options,
                                 const xp_progress_t *progress, xp_error_t error);

#endif
