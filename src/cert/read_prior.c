/* Reading the prior: probabilities that add up to 1. */
#include "cert/read_impl.h"

#include <expost/base/string.h>
#include <expost/num/rat.h>

static void require_sum(xp_fields_t *in, const fmpq_t sum, const char *of)
{
    xp_string_t text;

    if (in->status != XP_OK || fmpq_is_one(sum))
        return;
    xp_string_init(text);
    xp_rat_add_text(text, sum);
    xp_fields_refuse(in, "the probabilities of %s add up to %.40s%s, not to 1", of, text->text,
                     text->length > 40 ? "..." : "");
    xp_string_clear(text);
}

static void read_probability(xp_fields_t *in, fmpq_t value)
{
    xp_fields_number(in, value);
    if (fmpq_sgn(value) < 0)
        xp_fields_refuse(in, "a probability is not negative");
    xp_fields_end(in);
}

void xp_take_independent(xp_fields_t *in, xp_environment_t environment)
{
    slong i, t;
    fmpq_t sum;

    fmpq_init(sum);
    for (i = 0; i < environment->agent_count && in->status == XP_OK; i++)
    {
        xp_agent_struct *agent = environment->agent + i;
        fmpq *value = xp_fields_alloc(in, agent->type_count);

        fmpq_zero(sum);
        for (t = 0; t < agent->type_count && in->status == XP_OK; t++)
        {
            xp_fields_expect(in, "mu");
            xp_fields_fixed(in, i, "the agent");
            xp_fields_fixed(in, t, "the type");
            read_probability(in, value + t);
            fmpq_add(sum, sum, value + t);
        }
        require_sum(in, sum, "this agent's types");
        xp_fields_store(in, agent->probability, value, agent->type_count);
    }
    fmpq_clear(sum);
    environment->prior = XP_PRIOR_INDEPENDENT;
}

static void read_joint(xp_fields_t *in, xp_environment_t environment)
{
    const slong size = environment->profiles->size;
    fmpq *value = xp_fields_alloc(in, size);
    slong last = -1;
    fmpq_t sum;

    fmpq_init(sum);
    while (xp_fields_next_is(in, "mux"))
    {
        slong x;

        xp_fields_expect(in, "mux");
        x = xp_fields_profile(in, environment->profiles);
        if (x <= last)
            xp_fields_refuse(in, "this profile stands twice or before an earlier one: records of "
                                 "one kind are in the order of their indices");
        last = x;
        if (in->status != XP_OK)
            break;
        read_probability(in, value + x);
        if (fmpq_is_zero(value + x))
            xp_fields_refuse(in, "a probability of 0 is left out");
        fmpq_add(sum, sum, value + x);
    }
    require_sum(in, sum, "the profiles");
    fmpq_clear(sum);
    xp_fields_store(in, environment->joint, value, size);
    environment->prior = XP_PRIOR_JOINT;
}

void xp_take_prior(xp_fields_t *in, xp_environment_t environment)
{
    const int joint = 2, independent = 1, none = 0;
    int kind = none;

    xp_fields_expect(in, "prior");
    if (xp_fields_take(in, "independent"))
        kind = independent;
    else if (xp_fields_take(in, "joint"))
        kind = joint;
    else if (!xp_fields_take(in, "none"))
        xp_fields_refuse_next(in, "`none`, `independent` or `joint`");
    xp_fields_end(in);
    if (kind == independent)
        xp_take_independent(in, environment);
    else if (kind == joint)
        read_joint(in, environment);
}
