/* Mechanisms: the properties they have or lack, the objectives they attain, the rays along them. */
#include "verify/evidence.h"

/* Reads the numbers of one record for each profile, or in reduced form for each type. */
static void read_payments(xp_certificate_t certificate, const char *record, xp_numbers_t numbers)
{
    const xp_environment_struct *environment = certificate->environment;
    xp_reader_struct *reader = certificate->reader;
    size_t i, t;

    for (i = 0; environment->reduced && i < environment->agents; i++)
        for (t = 0; t < environment->agent[i].types; t++)
        {
            xp_expect(reader, record);
            xp_index_is(reader, i, "agent");
            xp_index_is(reader, t, "type");
            xp_number(reader, certificate->number);
            xp_numbers_add(numbers, certificate->number);
            xp_next(reader);
        }
    for (t = 0; !environment->reduced && t < environment->profiles; t++)
    {
        xp_expect(reader, record);
        xp_profile_is(environment, reader, t, XP_NOBODY);
        for (i = 0; i < environment->agents; i++)
        {
            xp_number(reader, certificate->number);
            xp_numbers_add(numbers, certificate->number);
        }
        xp_next(reader);
    }
}

/* In reduced form a balance in expectation stands for one at every profile. */
static xp_row_kind_t stands_for(const xp_certificate_t certificate, int property)
{
    if (certificate->environment->reduced && property == XP_SBB)
        return XP_EABB;
    if (certificate->environment->reduced && property == XP_WBB)
        return XP_EAWBB;
    return (xp_row_kind_t) property;
}

static void check_properties(xp_certificate_t certificate, const char *words)
{
    xp_key_t key;
    int p;

    for (p = 0; p <= XP_WMON; p++)
        if (xp_claims(certificate->claim, (xp_row_kind_t) p) &&
            !xp_rows_hold(certificate->mechanism, stands_for(certificate, p), &key))
            xp_row_reject(certificate->reader, certificate->environment, &key, words);
}

/* Reads the mechanism; without `pay` records, payments of 0 are as good as any. */
static void read_mechanism(xp_certificate_t certificate)
{
    const unsigned int rule_alone = 1U << XP_EFF | 1U << XP_WMON;
    xp_claim_struct *claim = certificate->claim;

    if (claim->rule == XP_FREE)
        xp_rule_read(certificate->rule, certificate->environment, XP_FREE, claim->deterministic,
                     certificate->reader);
    if (!certificate->environment->reduced)
        certificate->mechanism->rule = certificate->rule;
    if ((claim->properties & ~rule_alone) != 0)
        read_payments(certificate, "pay", certificate->payment);
    certificate->mechanism->payment = certificate->payment;
}

void xp_check_mechanism(xp_certificate_t certificate)
{
    read_mechanism(certificate);
    check_properties(certificate, "the mechanism does not satisfy its claim");
}

void xp_check_violation(xp_certificate_t certificate)
{
    xp_reader_struct *reader = certificate->reader;
    xp_key_t key;

    read_mechanism(certificate);
    xp_expect(reader, "row");
    xp_key_read(&key, certificate->environment, reader);
    if (!xp_claims(certificate->claim, key.kind))
        xp_reject(reader, "the row must be one of the property that is violated");
    if (xp_row_holds(certificate->mechanism, &key))
        xp_reject(reader, "the row holds");
    xp_next(reader);
}

/* The least budget over all profiles. */
static void find_worst(xp_certificate_t certificate, mpq_t worst)
{
    xp_form_struct *mechanism = certificate->mechanism;
    size_t t;

    for (t = 0; t < certificate->environment->profiles; t++)
    {
        xp_form_begin(mechanism, NULL, 0);
        xp_row_add_budget(mechanism, 1, t);
        if (t == 0 || mpq_cmp(mechanism->row, worst) < 0)
            mpq_set(worst, mechanism->row);
    }
}

/* The value of the objective, as a sum, or its slope along the ray. */
static void evaluate(xp_certificate_t certificate, mpq_t value)
{
    xp_form_struct *mechanism = certificate->mechanism;

    if (certificate->claim->objective == XP_WORST_DEFICIT)
    {
        find_worst(certificate, value);
        mpq_neg(value, value);
        return;
    }
    xp_sum_zero(mechanism->known);
    xp_form_begin(mechanism, NULL, 1);
    xp_objective_add(mechanism, certificate->claim, 1);
    xp_form_end(mechanism);
    mpq_set(value, mechanism->known);
}

void xp_check_attained(xp_certificate_t certificate)
{
    xp_check_mechanism(certificate);
    evaluate(certificate, certificate->number);
    if (mpq_cmp(certificate->number, certificate->claim->value) != 0)
        xp_reject(certificate->reader, "the mechanism does not attain the value that is claimed");
}

void xp_check_ray(xp_certificate_t certificate)
{
    xp_check_mechanism(certificate);
    read_payments(certificate, "ray", certificate->ray);
    if (xp_at(certificate->reader, "rayx"))
        xp_reject(certificate->reader, "a direction other than 0 of a probability is ruled out");
    certificate->mechanism->payment = certificate->ray;
    certificate->mechanism->ray = 1;
    check_properties(certificate, "the ray leaves the mechanisms with these properties");
    evaluate(certificate, certificate->number);
    if (mpq_sgn(certificate->number) != (certificate->claim->maximum ? 1 : -1))
        xp_reject(certificate->reader, "the objective does not improve along the ray");
}
