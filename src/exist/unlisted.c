/* Questions that are decided without a list of the profiles. */
#include <expost/exist/question.h>

#include <stdlib.h>

#include <expost/rule/allocation.h>

#include "exist/exist_impl.h"
#include "exist/forced.h"

#define BIT(property) XP_PROPERTY_BIT(property)

xp_status_t xp_question_list_rule(xp_question_t *question, xp_rule_t own,
                                  const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status;
    xp_rule_t listed;

    if (question->rule == NULL || question->rule->choice != NULL)
        return XP_OK;
    xp_rule_init(listed);
    xp_rule_set(listed, question->rule);
    status = xp_allocation_list(listed, question->environment, progress, error);
    if (status == XP_OK)
    {
        xp_rule_swap(own, listed);
        question->rule = own;
    }
    xp_rule_clear(listed);
    return status;
}

const char *xp_interim_lists(const xp_question_t *question)
{
    const xp_properties_t properties = xp_properties_reduce(question->properties);

    if (question->objective == XP_OBJECTIVE_WORST_DEFICIT)
        return "worst-deficit is about every profile";
    if ((properties & BIT(XP_NPT)) != 0)
        return "npt is about every profile";
    if (xp_forced_applies(question)
        || (question->environment->agent_count == 1 && (properties & BIT(XP_WBB)) != 0))
        return "the budget of a single agent at every profile is no matter of expectations";
    return NULL;
}

/* Why what is expected under the rule cannot be had by convolution; NULL when it can. */
static const char *find_reason(const xp_question_t *question)
{
    const xp_environment_struct *environment = question->environment;
    slong i;

    if (question->rule == NULL)
        return "the rule is free";
    if (!question->rule->efficient)
        return "the rule is stated, and not the efficient one";
    if (environment->prior != XP_PRIOR_INDEPENDENT)
        return "there is no independent prior";
    if (!xp_environment_has_private_values(environment))
        return "a value depends on another agent's type";
    for (i = 0; i < environment->agent_count; i++)
        if (environment->agent[i].outside_kind == XP_OUTSIDE_PROFILE
            || environment->agent[i].outside_kind == XP_OUTSIDE_BOTH)
            return "an outside option depends on another agent's type";
    return NULL;
}

xp_status_t xp_question_check_unlisted(const xp_question_t *question, xp_error_t error)
{
    const char *reason = find_reason(question);
    xp_error_t words;
    char *count;

    xp_error_init(words);
    if (reason == NULL && !xp_interim_applies(question, words))
        reason = words->message;
    if (reason == NULL)
        reason = xp_interim_lists(question);
    if (reason != NULL)
    {
        count = fmpz_get_str(NULL, 10, question->environment->profiles->count);
        xp_error_set(error,
                     "the question would go through %s profiles, too many to list, since %s; "
                     "without going through them bic is decided, with iir or eair, eabb or eawbb, "
                     "and for two or more agents sbb or wbb: for the efficient rule, an "
                     "independent prior and private values",
                     count, reason);
        flint_free(count);
    }
    xp_error_clear(words);
    return reason == NULL ? XP_OK : XP_LIMIT;
}
