/* Certificates about interim probabilities of winning: the text. */
#include <expost/cert/allocation.h>

#include "cert/write_fields.h"
#include "cert/write_impl.h"

static void write_wins(xp_string_t out, const xp_allocation_certificate_t certificate)
{
    for (slong i = 0; i < certificate->environment->agent_count; i++)
        for (slong p = certificate->offset[i]; p < certificate->offset[i + 1]; p++)
        {
            xp_field_begin(out, "win");
            xp_field_index(out, i);
            xp_field_index(out, p - certificate->offset[i]);
            xp_field_number(out, certificate->win + p);
            xp_field_end(out);
        }
}

static void write_rule(xp_string_t out, const xp_allocation_certificate_t certificate)
{
    const slong n = certificate->environment->agent_count;

    for (slong k = 0; k < certificate->give_count / n; k++)
    {
        xp_field_begin(out, "give");
        xp_field_profile(out, certificate->environment->profiles, k);
        for (slong i = 0; i < n; i++)
            xp_field_number(out, certificate->give + k * n + i);
        xp_field_end(out);
    }
}

static void write_set(xp_string_t out, const xp_allocation_certificate_t certificate)
{
    for (slong i = 0; i < certificate->environment->agent_count; i++)
        for (slong p = certificate->offset[i]; p < certificate->offset[i + 1]; p++)
            if (certificate->member[p])
            {
                xp_field_begin(out, "member");
                xp_field_index(out, i);
                xp_field_index(out, p - certificate->offset[i]);
                xp_field_end(out);
            }
}

void xp_allocation_certificate_write(xp_string_t out,
                                     const xp_allocation_certificate_t certificate)
{
    xp_string_add(out, "expost-certificate 1\nallocation\n");
    xp_write_agents(out, certificate->environment);
    xp_field_begin(out, "units");
    xp_field_index(out, certificate->unit_count);
    xp_field_end(out);
    xp_write_prior(out, certificate->environment);
    write_wins(out, certificate);
    xp_field_begin(out, "claim");
    xp_field_word(out, certificate->feasible ? "feasible" : "infeasible");
    xp_field_end(out);
    xp_string_add(out, "evidence\n");
    if (certificate->feasible)
        write_rule(out, certificate);
    else
        write_set(out, certificate);
    xp_string_add(out, "end\n");
}
