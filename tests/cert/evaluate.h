/* Slow evaluation of potentials and cycles by the definitions of expost-certificate(5). */
#ifndef XP_TESTS_CERT_EVALUATE_H
#define XP_TESTS_CERT_EVALUATE_H

#include <stdlib.h>

#include <expost/cert/certificate.h>
#include <expost/model/environment.h>

/* v_i(a(r, O), (t, O)): profile is (t, O) and is as before afterwards. */
static inline void value_of_report(fmpq_t value, const xp_environment_t environment,
                                   const xp_rule_t rule, slong i, slong r, slong *profile)
{
    const slong t = profile[i];
    fmpq_t weight, part;
    xp_error_t error;
    slong x, a;

    fmpq_init(weight);
    fmpq_init(part);
    xp_error_init(error);
    profile[i] = r;
    x = xp_profiles_index(environment->profiles, profile);
    profile[i] = t;
    fmpq_zero(value);
    for (a = 0; a < environment->outcome_count; a++)
    {
        xp_rule_weight(weight, rule, (slong) rule->choice[x], a);
        if (xp_environment_value(part, environment, i, a, profile, error) != XP_OK)
            abort();
        fmpq_addmul(value, weight, part);
    }
    xp_error_clear(error);
    fmpq_clear(weight);
    fmpq_clear(part);
}

/*
 * The edge from r to t: v_i(a(t,O), (t,O)) - v_i(a(r,O), (t,O)) on the line, or, line = -1,
 * its expectation given t over every profile in which i has type t.
 */
static inline void edge_length(fmpq_t length, const xp_environment_t environment,
                               const xp_rule_t rule, slong i, slong line, slong r, slong t)
{
    slong *profile = calloc((size_t) environment->agent_count, sizeof(slong));
    fmpq_t mass, weight, true_value, lie;

    fmpq_init(mass);
    fmpq_init(weight);
    fmpq_init(true_value);
    fmpq_init(lie);
    fmpq_zero(length);
    do
    {
        const slong x = xp_profiles_index(environment->profiles, profile);

        if (profile[i] != t
            || (line >= 0 && xp_profiles_line_of(environment->profiles, i, x) != line))
            continue;
        value_of_report(true_value, environment, rule, i, t, profile);
        value_of_report(lie, environment, rule, i, r, profile);
        fmpq_sub(true_value, true_value, lie);
        fmpq_one(weight);
        if (line < 0)
            xp_environment_probability(weight, environment, x);
        fmpq_addmul(length, weight, true_value);
        fmpq_add(mass, mass, weight);
    }
    while (xp_profiles_next(profile, environment->profiles));
    fmpq_div(length, length, mass);
    fmpq_clear(mass);
    fmpq_clear(weight);
    fmpq_clear(true_value);
    fmpq_clear(lie);
    free(profile);
}

/* Whether every potential respects every edge between nodes. */
static inline int potentials_hold(const xp_certificate_t certificate)
{
    const xp_environment_struct *environment = certificate->environment;
    fmpq_t length, from, to, probability;
    int hold = 1;
    slong i, e, r;

    fmpq_init(length);
    fmpq_init(from);
    fmpq_init(to);
    fmpq_init(probability);
    for (i = 0; i < environment->agent_count; i++)
        for (e = 0; e < certificate->potential[i].length; e++)
            for (r = 0; r < environment->agent[i].type_count; r++)
            {
                const slong k = environment->agent[i].type_count;
                int nodes = 1;

                if (certificate->interim)
                {
                    xp_environment_type_probability(probability, environment, i, e % k);
                    nodes = !fmpq_is_zero(probability);
                    xp_environment_type_probability(probability, environment, i, r);
                    nodes = nodes && !fmpq_is_zero(probability);
                }
                if (!nodes || r == e % k)
                    continue;
                edge_length(length, environment, certificate->rule, i,
                            certificate->interim ? -1 : e / k, r, e % k);
                xp_table_get_fmpq(to, certificate->potential + i, e);
                xp_table_get_fmpq(from, certificate->potential + i, e - e % k + r);
                fmpq_sub(to, to, from);
                hold = hold && fmpq_cmp(to, length) <= 0;
            }
    fmpq_clear(length);
    fmpq_clear(from);
    fmpq_clear(to);
    fmpq_clear(probability);
    return hold;
}

/* Whether the cycle's lengths add up to a number < 0. */
static inline int cycle_is_negative(const xp_certificate_t certificate)
{
    const slong count = certificate->cycle_length;
    fmpq_t sum, length;
    int negative;
    slong e;

    fmpq_init(sum);
    fmpq_init(length);
    for (e = 0; e < count; e++)
    {
        edge_length(length, certificate->environment, certificate->rule,
                    certificate->cycle_agent, certificate->cycle_others,
                    certificate->cycle_node[e], certificate->cycle_node[(e + 1) % count]);
        fmpq_add(sum, sum, length);
    }
    negative = fmpq_sgn(sum) < 0;
    fmpq_clear(length);
    fmpq_clear(sum);
    return negative && count >= 2;
}

#endif
