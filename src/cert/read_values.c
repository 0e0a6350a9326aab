/* Reading values, private and interdependent, of which zeros are left out. */
#include "cert/read_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

/* The last record read: records are in the order of their indices. */
typedef struct
{
    slong agent;
    slong entry;
} order_t;

static void require_order(xp_fields_t *in, order_t *last, slong agent, slong entry)
{
    if (agent < last->agent || (agent == last->agent && entry <= last->entry))
        xp_fields_refuse(in, "this record stands twice or before one of smaller indices: records "
                             "of one kind are in the order of their indices");
    last->agent = agent;
    last->entry = entry;
}

static void read_value_of(xp_fields_t *in, fmpq_t value)
{
    xp_fields_number(in, value);
    if (fmpq_is_zero(value))
        xp_fields_refuse(in, "a value of 0 is left out");
    xp_fields_end(in);
}

/* The numbers of each agent while they are read. */
typedef struct
{
    fmpq *value;
    slong points;
    int stated;
} values_t;

static void read_private(xp_fields_t *in, const xp_environment_t environment, values_t *values)
{
    order_t last = {-1, -1};
    fmpq_t value;

    fmpq_init(value);
    while (xp_fields_next_is(in, "value"))
    {
        slong i, a, t;

        xp_fields_expect(in, "value");
        i = xp_fields_index(in, environment->agent_count, "an agent");
        a = xp_fields_index(in, environment->outcome_count, "an outcome");
        t = xp_fields_index(in, values[i].points, "a type of this agent");
        require_order(in, &last, i, a * values[i].points + t);
        read_value_of(in, value);
        if (in->status != XP_OK)
            break;
        fmpq_swap(values[i].value + a * values[i].points + t, value);
        values[i].stated = 1;
    }
    fmpq_clear(value);
}

/* From the first record on the agent's values have an entry for each profile. */
static void begin_interdependent(xp_fields_t *in, xp_environment_t environment, values_t *values,
                                 slong i)
{
    const slong m = environment->outcome_count;
    fmpq *wide;
    slong e;

    if (environment->agent[i].interdependent || in->status != XP_OK)
        return;
    if (values[i].stated)
    {
        xp_fields_refuse(in, "agent %ld has records `value` already: it has `value` or `valuex`, "
                             "never both",
                         (long) i);
        return;
    }
    wide = xp_fields_alloc(in, environment->profiles->size * m);
    if (wide == NULL)
        return;
    for (e = 0; e < values[i].points * m; e++)
        fmpq_clear(values[i].value + e);
    free(values[i].value);
    values[i].value = wide;
    values[i].points = environment->profiles->size;
    environment->agent[i].interdependent = 1;
}

static void read_interdependent(xp_fields_t *in, xp_environment_t environment, values_t *values)
{
    order_t last = {-1, -1};
    fmpq_t value;

    fmpq_init(value);
    while (xp_fields_next_is(in, "valuex"))
    {
        slong i, a, x;

        xp_fields_expect(in, "valuex");
        i = xp_fields_index(in, environment->agent_count, "an agent");
        begin_interdependent(in, environment, values, i);
        a = xp_fields_index(in, environment->outcome_count, "an outcome");
        x = xp_fields_profile(in, environment->profiles);
        require_order(in, &last, i, a * values[i].points + x);
        read_value_of(in, value);
        if (in->status != XP_OK)
            break;
        fmpq_swap(values[i].value + a * values[i].points + x, value);
    }
    fmpq_clear(value);
}

void xp_take_values(xp_fields_t *in, xp_environment_t environment)
{
    const slong n = environment->agent_count;
    values_t *values;
    slong i;

    if (in->status != XP_OK)
        return;
    values = xp_calloc((size_t) n, sizeof(values_t));
    for (i = 0; i < n; i++)
    {
        values[i].points = environment->agent[i].type_count;
        values[i].value = xp_fields_alloc(in, values[i].points * environment->outcome_count);
    }
    read_private(in, environment, values);
    read_interdependent(in, environment, values);
    for (i = 0; i < n; i++)
        xp_fields_store(in, environment->agent[i].value, values[i].value,
                        values[i].points * environment->outcome_count);
    free(values);
}
