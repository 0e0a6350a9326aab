/* The largest expected welfare of all rules: what an optimum is measured by. */
#include <expost/model/mechanism.h>
#include <expost/model/rule.h>

#include "exist/exist_impl.h"

xp_status_t xp_first_best(fmpq_t welfare, const xp_question_t *question,
                          const xp_progress_t *progress, xp_error_t error)
{
    xp_question_t asked = *question;
    xp_mechanism_t mechanism;
    xp_status_t status;
    fmpq_t value;

    asked.objective = XP_OBJECTIVE_WELFARE;
    fmpq_init(value);
    xp_mechanism_init(mechanism);
    mechanism->environment = question->environment;
    /* as after init the rule is the efficient one; its ties are of no account */
    mechanism->rule->outcome_count = question->environment->outcome_count;
    status = xp_objective_expected(value, &asked, mechanism, progress, error);
    if (status == XP_OK)
        fmpq_swap(welfare, value);
    xp_mechanism_clear(mechanism);
    fmpq_clear(value);
    return status;
}
