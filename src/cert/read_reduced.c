/* Reading the reduced form: interim tables in place of the profiles. */
#include "cert/read_impl.h"

#include <expost/base/memory.h>

/* The shortest records gain 0 0 0 0 and out 0 0 0. */
#define GAIN_BYTES 13
#define OUT_BYTES 10

/* One outcome of cost and value 0 makes an environment of the names and the prior. */
static void complete(xp_fields_t *in, xp_environment_t environment)
{
    slong i;

    environment->outcome_label[0] = xp_strdup("");
    xp_fields_store(in, environment->cost, xp_fields_alloc(in, 1), 1);
    for (i = 0; i < environment->agent_count; i++)
    {
        const slong k = environment->agent[i].type_count;

        xp_fields_store(in, environment->agent[i].value, xp_fields_alloc(in, k), k);
    }
}

static void require_gains(xp_fields_t *in, const xp_environment_t environment)
{
    slong i;

    for (i = 0; i < environment->agent_count && in->status == XP_OK; i++)
    {
        const slong k = environment->agent[i].type_count;

        xp_fields_require(in, k, (size_t) k * GAIN_BYTES, "types with their records `gain`");
        xp_fields_spend(in, k * k, sizeof(fmpz));
    }
}

static void read_gains(xp_fields_t *in, xp_table_t gain, slong i, slong k)
{
    fmpq *value = xp_fields_alloc(in, k * k);
    slong e;

    for (e = 0; e < k * k && in->status == XP_OK; e++)
    {
        xp_fields_expect(in, "gain");
        xp_fields_fixed(in, i, "the agent");
        xp_fields_fixed(in, e / k, "the type");
        xp_fields_fixed(in, e % k, "the report");
        xp_fields_number(in, value + e);
        xp_fields_end(in);
    }
    xp_fields_store(in, gain, value, k * k);
}

static void read_outside(xp_fields_t *in, xp_table_t outside, slong i, slong k)
{
    fmpq *value = xp_fields_alloc(in, k);
    slong t;

    for (t = 0; t < k && in->status == XP_OK; t++)
    {
        xp_fields_expect(in, "out");
        xp_fields_fixed(in, i, "the agent");
        xp_fields_fixed(in, t, "the type");
        xp_fields_number(in, value + t);
        xp_fields_end(in);
    }
    xp_fields_store(in, outside, value, k);
}

static void read_tables(xp_fields_t *in, const xp_environment_t environment,
                        xp_interim_tables_t tables)
{
    slong i;

    for (i = 0; i < tables->agent_count && in->status == XP_OK; i++)
        read_gains(in, tables->agent[i].gain, i, environment->agent[i].type_count);
    for (i = 0; i < tables->agent_count && in->status == XP_OK; i++)
        read_outside(in, tables->agent[i].outside, i, environment->agent[i].type_count);
    xp_fields_expect(in, "expected-cost");
    xp_fields_number(in, tables->expected_cost);
    xp_fields_end(in);
}

void xp_take_reduced(xp_fields_t *in, xp_environment_t environment, xp_interim_tables_t tables)
{
    xp_agents_named_t names = {0, NULL};

    xp_take_names(in, &names);
    if (in->status == XP_OK)
        xp_agent_names_move(in, environment, &names, 1);
    xp_agent_names_clear(&names);
    xp_fields_expect(in, "prior");
    xp_fields_expect(in, "independent");
    xp_fields_end(in);
    if (in->status != XP_OK)
        return;
    complete(in, environment);
    xp_take_independent(in, environment);
    require_gains(in, environment);
    if (in->status == XP_OK)
        in->status = xp_interim_tables_set_zero(tables, environment, in->error);
    if (in->status == XP_OK)
        read_tables(in, environment, tables);
}
