/* Small environments and mechanisms built by hand, for the tests of the check room. */
#ifndef XP_TESTS_CHECK_BUILD_H
#define XP_TESTS_CHECK_BUILD_H

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/check/check.h>
#include <expost/model/mechanism.h>

#include "tests/lib/harness.h"
#include "tests/lib/numbers.h"

/* Agents with types[i] types, values 0, costs 0, no prior. */
static inline void build_environment(xp_environment_t environment, slong agents,
                                     const slong *types, slong outcomes)
{
    xp_error_t error;
    slong i;

    xp_error_init(error);
    xp_environment_init(environment);
    xp_environment_set_counts(environment, agents, outcomes);
    xp_profiles_set(environment->profiles, agents, types, 1 << 22);
    XP_CHECK(xp_table_set_zero(environment->cost, outcomes, error) == XP_OK);
    for (i = 0; i < agents; i++)
    {
        environment->agent[i].type_count = types[i];
        XP_CHECK(xp_table_set_zero(environment->agent[i].value, outcomes * types[i], error)
                 == XP_OK);
    }
    xp_error_clear(error);
}

/* The explicit rule with these choices, one for each profile. */
static inline void set_rule(xp_rule_t rule, slong outcomes, const uint32_t *choice, slong length)
{
    slong i;

    rule->efficient = 0;
    rule->outcome_count = outcomes;
    rule->choice = xp_calloc((size_t) length, sizeof(uint32_t));
    rule->choice_length = length;
    for (i = 0; i < length; i++)
        rule->choice[i] = choice[i];
}

/* p_agent by table, entry index for each profile. */
static inline void set_payment(xp_payments_t payments, slong agent, const slong *number,
                               slong length, ulong denominator)
{
    xp_term_struct *term = xp_payments_add_term(payments, agent, XP_TERM_PROFILE, agent);

    set_table(term->table, number, length, denominator);
}

/* Asks one property; a check that fails leaves an empty finding. */
static inline void ask(xp_findings_t findings, const xp_mechanism_t mechanism,
                       xp_property_t property, const xp_check_options_t *options)
{
    xp_error_t error;

    xp_error_init(error);
    XP_CHECK(xp_check(findings, mechanism, &property, 1, options, NULL, error) == XP_OK);
    XP_CHECK(error->message == NULL);
    xp_error_clear(error);
}

/* The counts of a finding. */
static inline int has_counts(const xp_finding_struct *finding, slong checked, slong violations)
{
    return fmpz_equal_si(finding->checked, checked)
           && fmpz_equal_si(finding->violations, violations)
           && (finding->answer == XP_FAILS) == (violations > 0);
}

static inline int is_report(const xp_place_struct *place, slong agent, slong type, slong report,
                            slong others)
{
    return place->agent == agent && place->type == type && place->report == report
           && place->others == others && place->profile == -1 && place->outcome == -1;
}

#endif
