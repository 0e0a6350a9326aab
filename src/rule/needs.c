/* What a mechanism needs of the model, and the reason when it is not there. */
#include "rule/rule_impl.h"

static const char *find_interdependent(const xp_environment_t environment)
{
    for (slong i = 0; i < environment->agent_count; i++)
    {
        if (environment->agent[i].interdependent)
        {
            return environment->agent[i].name;
        }
    }
    return "";
}

xp_status_t xp_mechanism_require(const xp_model_t model, const char *name, unsigned needs,
                                 xp_error_t error)
{
    const xp_environment_struct *environment = model->environment;
    if ((needs & XP_NEEDS_PRIVATE) && !xp_environment_has_private_values(environment))
    {
        xp_error_set(error,
                     "%s needs private values, and the value of agent %s depends on the type of "
                     "another agent; payments that the model states, and their rebalance(model), "
                     "work here",
                     name, find_interdependent(environment));
        return XP_REFUSED;
    }
    if ((needs & XP_NEEDS_EFFICIENT) && !model->rule->efficient)
    {
        xp_error_set(error,
                     "%s is defined for the efficient rule, and the model states a rule of its "
                     "own; leave the rule out, or state payments for it",
                     name);
        return XP_REFUSED;
    }
    if ((needs & XP_NEEDS_NO_RULE) && !model->rule->efficient)
    {
        xp_error_set(error,
                     "%s brings its own rule, and the model states another one; leave the rule "
                     "out, or state payments for it",
                     name);
        return XP_REFUSED;
    }
    if ((needs & XP_NEEDS_TWO) && environment->agent_count < 2)
    {
        xp_error_set(error, "%s needs at least two agents", name);
        return XP_INPUT;
    }
    if ((needs & (XP_NEEDS_PRIOR | XP_NEEDS_INDEPENDENT)) && environment->prior == XP_PRIOR_NONE)
    {
        xp_error_set(error, "%s needs a prior, and the model has none; give each agent a `prior`",
                     name);
        return XP_INPUT;
    }
    if ((needs & XP_NEEDS_INDEPENDENT) && environment->prior != XP_PRIOR_INDEPENDENT)
    {
        xp_error_set(error, "%s needs independent types, and the prior is correlated", name);
        return XP_REFUSED;
    }
    if (needs & XP_NEEDS_PROFILES)
    {
        return xp_profiles_require(environment->profiles, name, error);
    }
    return XP_OK;
}
