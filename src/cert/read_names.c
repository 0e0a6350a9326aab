/* Reading agents and types, and the set of profiles they make. */
#include "cert/read_impl.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* The shortest records: type 0 0 "", and agent 0 "" 1 with its type. */
#define TYPE_BYTES 12
#define AGENT_BYTES (13 + TYPE_BYTES)

static void clear_agent(xp_agent_named_t *agent)
{
    slong t;

    for (t = 0; t < agent->type_count; t++)
        free(agent->type_label[t]);
    free(agent->type_label);
    free(agent->name);
}

void xp_agent_names_clear(xp_agents_named_t *names)
{
    slong i;

    for (i = 0; i < names->count; i++)
        clear_agent(names->agent + i);
    free(names->agent);
}

static void read_agent(xp_fields_t *in, xp_agent_named_t *agent, slong i)
{
    slong types, t;

    xp_fields_expect(in, "agent");
    xp_fields_fixed(in, i, "the agent");
    agent->name = xp_fields_label(in);
    types = xp_fields_count(in, TYPE_BYTES, "types");
    xp_fields_end(in);
    if (in->status != XP_OK)
        return;
    agent->type_label = xp_calloc((size_t) types, sizeof(char *));
    agent->type_count = types;
    for (t = 0; t < types && in->status == XP_OK; t++)
    {
        xp_fields_expect(in, "type");
        xp_fields_fixed(in, i, "the agent");
        xp_fields_fixed(in, t, "the type");
        agent->type_label[t] = xp_fields_label(in);
        xp_fields_end(in);
    }
}

void xp_take_names(xp_fields_t *in, xp_agents_named_t *names)
{
    slong count, i;

    xp_fields_expect(in, "agents");
    count = xp_fields_count(in, AGENT_BYTES, "agents");
    xp_fields_end(in);
    if (in->status != XP_OK)
        return;
    names->agent = xp_calloc((size_t) count, sizeof(xp_agent_named_t));
    names->count = count;
    for (i = 0; i < count && in->status == XP_OK; i++)
        read_agent(in, names->agent + i, i);
}

void xp_agent_names_move(xp_fields_t *in, xp_environment_t environment, xp_agents_named_t *names,
                   slong outcomes)
{
    const slong n = names->count;
    slong *types, i;

    /* One flag for each agent and outcome. */
    xp_fields_spend(in, n, (size_t) outcomes);
    xp_fields_spend(in, n, sizeof(xp_agent_struct));
    if (in->status != XP_OK)
        return;
    types = xp_malloc((size_t) n * sizeof(slong));
    xp_environment_set_counts(environment, n, outcomes);
    for (i = 0; i < n; i++)
    {
        xp_agent_struct *agent = environment->agent + i;

        agent->name = names->agent[i].name;
        agent->type_label = names->agent[i].type_label;
        types[i] = agent->type_count = names->agent[i].type_count;
        memset(names->agent + i, 0, sizeof(xp_agent_named_t));
    }
    xp_profiles_set(environment->profiles, n, types, XP_CERTIFICATE_PROFILES);
    free(types);
}
