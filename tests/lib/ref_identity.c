/* What the theory says of payments, asked of a table of them. */
#include "ref_identity.h"

#include "ref_check.h"
#include "ref_rule.h"

int xp_ref_sums_to_cost(const xp_ref_model_t ref, const fmpq *payment)
{
    xp_ref_finding_t finding;
    int holds;

    xp_ref_finding_init(finding);
    xp_ref_check(finding, ref, payment, XP_SBB);
    holds = finding->violations == 0;
    xp_ref_finding_clear(finding);
    return holds;
}

int xp_ref_is_truthful(const xp_ref_model_t ref, const fmpq *payment)
{
    xp_ref_finding_t finding;
    int holds;

    xp_ref_finding_init(finding);
    xp_ref_check(finding, ref, payment, XP_DSIC);
    holds = finding->violations == 0;
    xp_ref_finding_clear(finding);
    return holds;
}

int xp_ref_are_groves(const xp_ref_model_t ref, const fmpq *payment)
{
    int holds = 1;
    fmpq_t h, other;

    fmpq_init(h);
    fmpq_init(other);
    for (slong i = 0; i < ref->n; i++)
        for (slong x = 0; x < ref->K; x++)
        {
            slong y = xp_ref_report(ref, x, i, 0);

            xp_ref_externality(h, ref, i, x);
            fmpq_add(h, h, payment + i * ref->K + x);
            xp_ref_externality(other, ref, i, y);
            fmpq_add(other, other, payment + i * ref->K + y);
            holds &= fmpq_equal(h, other);
        }
    fmpq_clear(h);
    fmpq_clear(other);
    return holds;
}

int xp_ref_keeps_interim(const xp_ref_model_t ref, const fmpq *payment, const fmpq *base)
{
    fmpq *cost = _fmpq_vec_init(ref->K);
    fmpq_t constant, mean;
    int holds = 1;

    fmpq_init(constant);
    fmpq_init(mean);
    for (slong x = 0; x < ref->K; x++)
        xp_ref_cost(cost + x, ref, x);
    xp_ref_mean(constant, ref, cost);
    for (slong i = 0; i < ref->n; i++)
    {
        xp_ref_mean(mean, ref, base + i * ref->K);
        fmpq_sub(constant, constant, mean);
    }
    fmpq_set_si(mean, 1, (ulong) ref->n);
    fmpq_mul(constant, constant, mean);
    for (slong i = 0; i < ref->n; i++)
        for (slong t = 0; t < ref->types[i]; t++)
        {
            fmpq_t kept;

            fmpq_init(kept);
            xp_ref_interim(kept, ref, i, t, base + i * ref->K);
            fmpq_add(kept, kept, constant);
            xp_ref_interim(mean, ref, i, t, payment + i * ref->K);
            holds &= fmpq_equal(kept, mean);
            fmpq_clear(kept);
        }
    fmpq_clear(constant);
    fmpq_clear(mean);
    _fmpq_vec_clear(cost, ref->K);
    return holds;
}
