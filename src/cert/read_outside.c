/* Reading outside options: of each agent its kind, then every number of that kind. */
#include "cert/read_impl.h"

/* The shortest record out 0 0 0. */
#define RECORD_BYTES 10

static const char *const record_word[] = {"", "out", "outx", "outa", "outxa"};

static xp_outside_t read_kind(xp_fields_t *in)
{
    if (xp_fields_take(in, "none"))
        return XP_OUTSIDE_NONE;
    if (xp_fields_take(in, "type"))
        return XP_OUTSIDE_TYPE;
    if (xp_fields_take(in, "profile"))
        return XP_OUTSIDE_PROFILE;
    if (xp_fields_take(in, "outcome"))
        return XP_OUTSIDE_OUTCOME;
    if (xp_fields_take(in, "both"))
        return XP_OUTSIDE_BOTH;
    xp_fields_refuse_next(in, "`none`, `type`, `profile`, `outcome` or `both`");
    return XP_OUTSIDE_NONE;
}

static void read_numbers(xp_fields_t *in, xp_environment_t environment, slong i)
{
    xp_agent_struct *agent = environment->agent + i;
    const xp_outside_t kind = agent->outside_kind;
    const int by_profile = kind == XP_OUTSIDE_PROFILE || kind == XP_OUTSIDE_BOTH;
    const int by_outcome = kind == XP_OUTSIDE_OUTCOME || kind == XP_OUTSIDE_BOTH;
    const slong points = by_profile ? environment->profiles->size : agent->type_count;
    const slong count = by_outcome ? points * environment->outcome_count : points;
    fmpq *value;
    slong e;

    xp_fields_require(in, count, RECORD_BYTES, "records of this outside option");
    value = xp_fields_alloc(in, count);
    for (e = 0; e < count && in->status == XP_OK; e++)
    {
        xp_fields_expect(in, record_word[kind]);
        xp_fields_fixed(in, i, "the agent");
        if (by_outcome)
            xp_fields_fixed(in, e / points, "the outcome");
        if (by_profile)
            xp_fields_fixed_profile(in, environment->profiles, e % points);
        else
            xp_fields_fixed(in, e % points, "the type");
        xp_fields_number(in, value + e);
        xp_fields_end(in);
    }
    xp_fields_store(in, agent->outside, value, count);
}

void xp_take_outside(xp_fields_t *in, xp_environment_t environment)
{
    slong i;

    for (i = 0; i < environment->agent_count && in->status == XP_OK; i++)
    {
        xp_fields_expect(in, "outside");
        xp_fields_fixed(in, i, "the agent");
        environment->agent[i].outside_kind = read_kind(in);
        xp_fields_end(in);
        if (environment->agent[i].outside_kind != XP_OUTSIDE_NONE)
            read_numbers(in, environment, i);
    }
}
