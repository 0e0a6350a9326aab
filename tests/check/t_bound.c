/* Sums and interim comparisons at the bound of each arithmetic. */
#include "tests/check/build.h"

/* Agents with 2 types and 1; the outcome is the report of the first, who has size at stake. */
static void build(xp_environment_t environment, xp_mechanism_t mechanism, const fmpz_t size)
{
    static const slong types[] = {2, 1};
    static const uint32_t choice[] = {0, 1};
    static const slong nothing[] = {0, 0};
    slong i;

    build_environment(environment, 2, types, 2);
    xp_mechanism_init(mechanism);
    mechanism->environment = environment;
    set_rule(mechanism->rule, 2, choice, 2);
    environment->prior = XP_PRIOR_INDEPENDENT;
    for (i = 0; i < 4; i++)
    {
        fmpz *value = environment->agent[0].value->entry + i;

        fmpz_set(value, size);
        if (i == 1 || i == 2)
            fmpz_neg(value, value);
    }
    set_table(environment->agent[0].probability, (const slong[]) {1, 1}, 2, 2);
    set_table(environment->agent[1].probability, (const slong[]) {1}, 1, 1);
    xp_payments_set_zero(mechanism->payments, 2);
    for (i = 0; i < 2; i++)
        set_payment(mechanism->payments, i, nothing, 2, 1);
}

/* One property with size 2^bits - 1, or (above) 2^bits: the tier, and the least slack. */
static void compare(xp_property_t property, ulong bits, int above, xp_tier_t tier)
{
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    xp_findings_t findings;
    fmpz_t size;
    fmpq_t slack;

    fmpz_init(size);
    fmpq_init(slack);
    fmpz_one(size);
    fmpz_mul_2exp(size, size, bits);
    if (!above)
        fmpz_sub_ui(size, size, 1);
    build(environment, mechanism, size);
    if (property == XP_NPT)
    {
        fmpz *entry = mechanism->payments->payment[0].term[0].table->entry;

        fmpz_set(entry, size);
        fmpz_neg(entry + 1, size);
    }
    xp_findings_init(findings);
    ask(findings, mechanism, property, NULL);
    XP_CHECK(findings->finding->tier == tier);
    fmpq_set_fmpz(slack, size);
    fmpq_mul_si(slack, slack, property == XP_NPT ? -1 : 2);
    XP_CHECK(fmpq_equal(findings->finding->at.slack, slack));
    XP_CHECK((findings->finding->answer == XP_FAILS) == (property == XP_NPT));
    xp_findings_clear(findings);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
    fmpq_clear(slack);
    fmpz_clear(size);
}

/* The bound of a sum is that of its layers: |payment| < 2^62, 2^126. */
static void test_sums(void)
{
    compare(XP_NPT, 62, 0, XP_TIER_INT64);
    compare(XP_NPT, 62, 1, XP_TIER_INT128);
    compare(XP_NPT, 126, 0, XP_TIER_INT128);
    compare(XP_NPT, 126, 1, XP_TIER_FMPZ);
}

/*
 * Values of b bits, weights that sum to 1, no payments: 2 (2^b + 2^0) < 2^62 for b = 60; and
 * b = 124 for 2^126.
 */
static void test_interim(void)
{
    compare(XP_BIC, 60, 0, XP_TIER_INT64);
    compare(XP_BIC, 60, 1, XP_TIER_INT128);
    compare(XP_BIC, 124, 0, XP_TIER_INT128);
    compare(XP_BIC, 124, 1, XP_TIER_FMPZ);
}

int main(void)
{
    static const xp_test_t tests[] = {{"sums", test_sums}, {"interim", test_interim}};

    return XP_TEST_MAIN("bound", tests);
}
