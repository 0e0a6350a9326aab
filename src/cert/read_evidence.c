/* Reading the evidence of a claim. */
#include "cert/read_impl.h"

#include "cert/from.h"

/* The shortest record pay 0 0. */
#define RECORD_BYTES 8

static void read_by_profile(xp_fields_t *in, const xp_environment_t environment,
                            const char *word, xp_table_t table)
{
    const slong n = environment->agent_count, size = environment->profiles->size;
    fmpq *value;
    slong x, i;

    xp_fields_require(in, size, RECORD_BYTES, "profiles with their records");
    xp_fields_require(in, size * n, 2, "numbers");
    value = xp_fields_alloc(in, size * n);
    for (x = 0; x < size && in->status == XP_OK; x++)
    {
        xp_fields_expect(in, word);
        xp_fields_fixed_profile(in, environment->profiles, x);
        for (i = 0; i < n && in->status == XP_OK; i++)
            xp_fields_number(in, value + x * n + i);
        xp_fields_end(in);
    }
    xp_fields_store(in, table, value, size * n);
}

static void read_by_type(xp_fields_t *in, const xp_environment_t environment, const char *word,
                         xp_table_t table)
{
    slong count = 0, e = 0, i, t;
    fmpq *value;

    for (i = 0; i < environment->agent_count; i++)
        count += environment->agent[i].type_count;
    value = xp_fields_alloc(in, count);
    for (i = 0; i < environment->agent_count && in->status == XP_OK; i++)
        for (t = 0; t < environment->agent[i].type_count && in->status == XP_OK; t++)
        {
            xp_fields_expect(in, word);
            xp_fields_fixed(in, i, "the agent");
            xp_fields_fixed(in, t, "the type");
            xp_fields_number(in, value + e++);
            xp_fields_end(in);
        }
    xp_fields_store(in, table, value, count);
}

static void read_payments(xp_fields_t *in, const xp_certificate_t certificate, const char *word,
                          xp_table_t table)
{
    if (certificate->reduced)
        read_by_type(in, certificate->environment, word, table);
    else
        read_by_profile(in, certificate->environment, word, table);
}

static void read_mechanism(xp_fields_t *in, xp_certificate_t certificate)
{
    if (!certificate->has_rule)
    {
        xp_take_choices(in, certificate->found, certificate->environment,
                        certificate->question.deterministic);
        certificate->found->efficient = 0;
    }
    certificate->has_payment = (certificate->question.properties & ~XP_RULE_PROPERTIES) != 0;
    if (certificate->has_payment)
        read_payments(in, certificate, "pay", certificate->payment);
}

static void read_ray(xp_fields_t *in, xp_certificate_t certificate)
{
    read_payments(in, certificate, "ray", certificate->ray);
    if (xp_fields_next_is(in, "rayx"))
        xp_fields_refuse_next(in, "`end`: the rows pos and one let a ray have no direction in the "
                                  "rule");
}

void xp_take_evidence(xp_fields_t *in, xp_certificate_t certificate)
{
    xp_fields_expect(in, "evidence");
    xp_fields_end(in);
    if (in->status != XP_OK)
        return;
    switch (certificate->claim)
    {
    case XP_CLAIM_SATISFIES:
        read_mechanism(in, certificate);
        break;
    case XP_CLAIM_VIOLATES:
        read_mechanism(in, certificate);
        xp_take_violated(in, certificate);
        break;
    case XP_CLAIM_IMPOSSIBLE:
        xp_take_proof(in, certificate);
        break;
    case XP_CLAIM_OPTIMUM:
        read_mechanism(in, certificate);
        xp_take_proof(in, certificate);
        break;
    case XP_CLAIM_UNBOUNDED:
        read_mechanism(in, certificate);
        read_ray(in, certificate);
        break;
    case XP_CLAIM_GROVES_BALANCE:
        xp_take_h(in, certificate);
        break;
    case XP_CLAIM_GROVES_NO_BALANCE:
        xp_take_cube(in, certificate);
        break;
    case XP_CLAIM_IMPLEMENTABLE:
        xp_take_potentials(in, certificate);
        break;
    default:
        xp_take_cycle(in, certificate);
        break;
    }
    xp_fields_finish(in);
}
