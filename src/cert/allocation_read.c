/* Certificates about interim probabilities of winning: the reader. */
#include <expost/cert/allocation.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "cert/read_impl.h"

#define MOST_UNITS (WORD(1) << 40)

int xp_allocation_certificate_is(const char *text, size_t length)
{
    static const char start[] = "expost-certificate 1\nallocation\n";

    return length >= sizeof start - 1 && memcmp(text, start, sizeof start - 1) == 0;
}

/* One outcome of cost and value 0 makes an environment of the names and the prior. */
static void complete(xp_fields_t *in, xp_environment_t environment)
{
    environment->outcome_label[0] = xp_strdup("");
    xp_fields_store(in, environment->cost, xp_fields_alloc(in, 1), 1);
    for (slong i = 0; i < environment->agent_count; i++)
    {
        const slong k = environment->agent[i].type_count;

        xp_fields_store(in, environment->agent[i].value, xp_fields_alloc(in, k), k);
    }
}

static void read_setting(xp_fields_t *in, xp_environment_t environment, slong *units)
{
    xp_agents_named_t names = {0, NULL};

    xp_fields_expect(in, "expost-certificate");
    xp_fields_fixed(in, 1, "the version");
    xp_fields_end(in);
    xp_fields_expect(in, "allocation");
    xp_fields_end(in);
    xp_take_names(in, &names);
    xp_require_listed(in, &names);
    if (in->status == XP_OK)
        xp_agent_names_move(in, environment, &names, 1);
    xp_agent_names_clear(&names);
    if (in->status != XP_OK)
        return;
    complete(in, environment);
    xp_fields_expect(in, "units");
    *units = xp_fields_index(in, MOST_UNITS, "the number of units");
    xp_fields_end(in);
    if (in->status != XP_OK)
        return;
    xp_take_prior(in, environment);
    if (in->status == XP_OK && environment->prior == XP_PRIOR_NONE)
        xp_fields_refuse(in, "the prior is `independent` or `joint`");
}

static void read_probability(xp_fields_t *in, fmpq *value)
{
    xp_fields_number(in, value);
    if (fmpq_sgn(value) < 0 || fmpz_cmp(fmpq_numref(value), fmpq_denref(value)) > 0)
        xp_fields_refuse(in, "a probability of winning is from 0 to 1");
}

static void read_wins(xp_fields_t *in, xp_allocation_certificate_t made)
{
    const xp_environment_struct *environment = made->environment;
    const slong n = environment->agent_count;
    slong pairs = 0;

    xp_fields_spend(in, n + 1, sizeof(slong));
    if (in->status != XP_OK)
        return;
    made->offset = xp_calloc((size_t) n + 1, sizeof(slong));
    for (slong i = 0; i < n; i++)
        made->offset[i + 1] = pairs += environment->agent[i].type_count;
    made->win = xp_fields_alloc(in, pairs);
    if (made->win != NULL)
        made->pair_count = pairs;
    for (slong i = 0; i < n && in->status == XP_OK; i++)
        for (slong p = made->offset[i]; p < made->offset[i + 1] && in->status == XP_OK; p++)
        {
            xp_fields_expect(in, "win");
            xp_fields_fixed(in, i, "the agent");
            xp_fields_fixed(in, p - made->offset[i], "the type");
            read_probability(in, made->win + p);
            xp_fields_end(in);
        }
}

static void read_rule(xp_fields_t *in, xp_allocation_certificate_t made)
{
    const xp_profiles_struct *profiles = made->environment->profiles;
    const slong n = made->environment->agent_count, size = profiles->size;

    /* a blank and a digit, for each type and each number, behind the word */
    xp_fields_require(in, size, 5 + 4 * (size_t) n, "profiles with their records `give`");
    if (in->status != XP_OK)
        return;
    made->give = xp_fields_alloc(in, size * n);
    if (made->give != NULL)
        made->give_count = size * n;
    for (slong k = 0; k < size && in->status == XP_OK; k++)
    {
        xp_fields_expect(in, "give");
        xp_fields_fixed_profile(in, profiles, k);
        for (slong i = 0; i < n; i++)
            read_probability(in, made->give + k * n + i);
        xp_fields_end(in);
    }
}

static void read_set(xp_fields_t *in, xp_allocation_certificate_t made)
{
    slong least = 0;

    xp_fields_spend(in, made->pair_count, 1);
    if (in->status != XP_OK)
        return;
    made->member = xp_calloc((size_t) made->pair_count, 1);
    while (xp_fields_next_is(in, "member") && in->status == XP_OK)
    {
        slong i, p;

        xp_fields_expect(in, "member");
        i = xp_fields_index(in, made->environment->agent_count, "an agent");
        p = made->offset[i]
            + xp_fields_index(in, made->environment->agent[i].type_count, "a type");
        if (p < least)
            xp_fields_refuse(in, "this type stands twice or before an earlier one");
        xp_fields_end(in);
        least = p + 1;
        if (in->status == XP_OK)
            made->member[p] = 1;
    }
}

static void read_claim(xp_fields_t *in, xp_allocation_certificate_t made)
{
    xp_fields_expect(in, "claim");
    made->feasible = xp_fields_take(in, "feasible");
    if (!made->feasible)
        xp_fields_expect(in, "infeasible");
    xp_fields_end(in);
    xp_fields_expect(in, "evidence");
    xp_fields_end(in);
}

xp_status_t xp_allocation_certificate_read(xp_allocation_certificate_t certificate,
                                           const char *text, size_t length, const char *path,
                                           xp_error_t error)
{
    xp_environment_struct *environment = xp_malloc(sizeof(xp_environment_struct));
    xp_allocation_certificate_t made;
    xp_fields_t in;

    xp_allocation_certificate_init(made);
    xp_environment_init(environment);
    made->environment = environment;
    made->own_environment = 1;
    xp_fields_init(&in, text, length, path, error);
    read_setting(&in, environment, &made->unit_count);
    if (in.status == XP_OK)
        read_wins(&in, made);
    read_claim(&in, made);
    if (in.status == XP_OK && made->feasible)
        read_rule(&in, made);
    else if (in.status == XP_OK)
        read_set(&in, made);
    xp_fields_finish(&in);
    if (in.status == XP_OK)
        xp_allocation_certificate_swap(certificate, made);
    xp_allocation_certificate_clear(made);
    return in.status;
}
