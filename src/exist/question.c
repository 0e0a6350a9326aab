/* Whether a question of existence can be asked, and what follows from its properties. */
#include <expost/exist/question.h>

#include "exist/exist_impl.h"

#define BIT(property) XP_PROPERTY_BIT(property)

/* What follows from a property in one step (semantics.md section 5). */
static const struct
{
    xp_property_t from;
    xp_properties_t to;
} implications[] = {
    {XP_DSIC, BIT(XP_BIC)},
    {XP_EPIC, BIT(XP_BIC)},
    {XP_EPIR, BIT(XP_IIR)},
    {XP_IIR, BIT(XP_EAIR)},
    {XP_SBB, BIT(XP_WBB) | BIT(XP_EABB)},
    {XP_WBB, BIT(XP_EAWBB)},
    {XP_EABB, BIT(XP_EAWBB)},
    {XP_PARETO, BIT(XP_EFF) | BIT(XP_SBB)},
    {XP_NOPAY, BIT(XP_NPT)},
};

/* In the order of the table each step's result stands before the steps that start from it. */
static xp_properties_t close_strictly(xp_properties_t properties)
{
    static const xp_property_t order[] = {XP_PARETO, XP_DSIC, XP_EPIC, XP_EPIR, XP_IIR,
                                          XP_SBB,    XP_WBB,  XP_EABB, XP_NOPAY};
    xp_properties_t implied = 0;

    for (size_t s = 0; s < sizeof order / sizeof order[0]; s++)
        for (size_t i = 0; i < sizeof implications / sizeof implications[0]; i++)
            if (implications[i].from == order[s] && ((properties | implied) & BIT(order[s])))
                implied |= implications[i].to;
    return implied;
}

xp_properties_t xp_properties_close(xp_properties_t properties)
{
    return properties | close_strictly(properties);
}

xp_properties_t xp_properties_reduce(xp_properties_t properties)
{
    return properties & ~close_strictly(properties);
}

static xp_status_t check_properties(const xp_question_t *question, xp_error_t error)
{
    const xp_environment_struct *environment = question->environment;

    if (question->properties == 0)
    {
        xp_error_set(error, "no property is asked for; give at least one, as in -p dsic,sbb");
        return XP_INPUT;
    }
    for (int p = 0; p < XP_PROPERTY_COUNT; p++)
    {
        const xp_property_info_t *info = xp_property_info((xp_property_t) p);

        if (!(question->properties & BIT(p)))
            continue;
        if (p == XP_WMON || p == XP_CMON || p == XP_BMON)
        {
            xp_error_set(error,
                         "%s is a property of the rule alone, which a decision does not "
                         "choose by it; check asks a rule for it",
                         info->name);
            return XP_INPUT;
        }
        if (info->needs_prior && environment->prior == XP_PRIOR_NONE)
        {
            xp_error_set(error,
                         "%s needs a prior, and the model has none; add one, or ask for "
                         "properties that hold at every profile",
                         info->name);
            return XP_INPUT;
        }
    }
    if ((question->properties & BIT(XP_DSIC))
        && !xp_environment_has_private_values(environment))
    {
        xp_error_set(error, "dsic has no meaning here: a value depends on another agent's type; "
                            "ask for epic");
        return XP_REFUSED;
    }
    return XP_OK;
}

static xp_status_t check_objective(const xp_question_t *question, xp_error_t error)
{
    const xp_environment_struct *environment = question->environment;

    if (question->objective == XP_OBJECTIVE_NONE)
        return XP_OK;
    if (question->objective == XP_OBJECTIVE_WORST_DEFICIT)
    {
        if (!question->maximise)
            return XP_OK;
        xp_error_set(error, "the worst-deficit can be minimised, not maximised: its largest "
                            "value is no linear program");
        return XP_INPUT;
    }
    if (environment->prior == XP_PRIOR_NONE)
    {
        xp_error_set(error,
                     "the objective %s is an expectation and needs a prior, and the model has "
                     "none; add one, or minimise the worst-deficit",
                     xp_objective_word(question->objective));
        return XP_INPUT;
    }
    if (question->objective == XP_OBJECTIVE_UTILITY
        && (question->objective_agent < -1
            || question->objective_agent >= environment->agent_count))
    {
        xp_error_set(error, "the objective names an agent that the model does not have");
        return XP_INPUT;
    }
    return XP_OK;
}

/* The unknowns are numbered in slong and counted with room to spare. */
static xp_status_t check_size(const xp_question_t *question, xp_error_t error)
{
    const xp_environment_struct *environment = question->environment;
    const slong each = environment->agent_count + environment->outcome_count;

    if (!xp_profiles_are_listed(environment->profiles))
        return xp_question_check_unlisted(question, error);
    if (environment->profiles->size <= WORD_MAX / 4 / each)
        return XP_OK;
    xp_error_set(error, "there are too many profiles for a decision");
    return XP_LIMIT;
}

xp_status_t xp_question_check(xp_question_t *question, xp_error_t error)
{
    xp_question_t asked = *question;
    xp_status_t status;

    if (asked.properties & BIT(XP_PARETO))
        asked.properties = (asked.properties & ~BIT(XP_PARETO)) | BIT(XP_EFF) | BIT(XP_SBB);
    status = check_properties(&asked, error);
    if (status == XP_OK)
        status = check_objective(&asked, error);
    if (status == XP_OK && asked.deterministic && asked.rule != NULL)
    {
        xp_error_set(error, "deterministic is for a free rule; this question fixes the rule");
        status = XP_INPUT;
    }
    if (status == XP_OK)
        status = check_size(&asked, error);
    if (status == XP_OK)
        *question = asked;
    return status;
}
