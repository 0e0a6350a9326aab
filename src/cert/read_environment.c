/* Reading an environment at every profile. */
#include "cert/read_impl.h"

/* The shortest record outcome 0 "". */
#define OUTCOME_BYTES 13

void xp_require_listed(xp_fields_t *in, const xp_agents_named_t *names)
{
    slong size = 1, i;

    for (i = 0; i < names->count && in->status == XP_OK; i++)
    {
        if (names->agent[i].type_count > XP_CERTIFICATE_PROFILES / size)
        {
            xp_fields_refuse(in, "the profiles are more than %ld, too many to list",
                             (long) XP_CERTIFICATE_PROFILES);
            if (in->status == XP_INPUT)
                in->status = XP_LIMIT;
        }
        size *= names->agent[i].type_count;
    }
}

/* An outcome is not available without the agents that it needs. */
static void read_needs(xp_fields_t *in, xp_environment_t environment)
{
    const slong n = environment->agent_count;
    slong last = -1;

    while (xp_fields_next_is(in, "needs"))
    {
        slong a, i;

        xp_fields_expect(in, "needs");
        a = xp_fields_index(in, environment->outcome_count, "an outcome");
        i = xp_fields_index(in, n, "an agent");
        if (a * n + i <= last)
            xp_fields_refuse(in, "this record stands twice or before one of smaller indices");
        last = a * n + i;
        xp_fields_end(in);
        if (in->status == XP_OK)
            environment->agent[i].available[a] = 0;
    }
}

static void require_available(xp_fields_t *in, const xp_environment_t environment)
{
    slong i, a;

    for (i = 0; i < environment->agent_count && in->status == XP_OK; i++)
    {
        for (a = 0; a < environment->outcome_count; a++)
            if (environment->agent[i].available[a])
                break;
        if (a == environment->outcome_count)
            xp_fields_refuse(in, "every outcome needs agent %ld: one must be available without "
                                 "each agent",
                             (long) i);
    }
}

static void read_costs(xp_fields_t *in, xp_environment_t environment)
{
    const slong m = environment->outcome_count;
    fmpq *cost = xp_fields_alloc(in, m);
    slong last = -1;

    while (xp_fields_next_is(in, "cost"))
    {
        slong a;

        xp_fields_expect(in, "cost");
        a = xp_fields_index(in, m, "an outcome");
        if (a <= last)
            xp_fields_refuse(in, "this outcome stands twice or before an earlier one");
        last = a;
        if (in->status != XP_OK)
            break;
        xp_fields_number(in, cost + a);
        if (fmpq_is_zero(cost + a))
            xp_fields_refuse(in, "a cost of 0 is left out");
        xp_fields_end(in);
    }
    xp_fields_store(in, environment->cost, cost, m);
}

static void read_outcomes(xp_fields_t *in, xp_environment_t environment, xp_agents_named_t *names)
{
    slong count, a;

    xp_fields_expect(in, "outcomes");
    count = xp_fields_count(in, OUTCOME_BYTES, "outcomes");
    xp_agent_names_move(in, environment, names, count);
    xp_fields_end(in);
    for (a = 0; a < count && in->status == XP_OK; a++)
    {
        xp_fields_expect(in, "outcome");
        xp_fields_fixed(in, a, "the outcome");
        environment->outcome_label[a] = xp_fields_label(in);
        xp_fields_end(in);
    }
    if (in->status == XP_OK)
        read_needs(in, environment);
    require_available(in, environment);
    if (in->status == XP_OK)
        read_costs(in, environment);
}

void xp_take_environment(xp_fields_t *in, xp_environment_t environment)
{
    xp_agents_named_t names = {0, NULL};

    xp_take_names(in, &names);
    xp_require_listed(in, &names);
    read_outcomes(in, environment, &names);
    xp_agent_names_clear(&names);
    xp_take_values(in, environment);
    xp_take_prior(in, environment);
    xp_take_outside(in, environment);
}
