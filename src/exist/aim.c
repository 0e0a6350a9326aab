/* What an objective asks of expected payments. */
#include "exist/aim.h"

#include <assert.h>

void xp_aim_set(xp_aim_t *aim, const xp_question_t *question)
{
    aim->agent = -1;
    aim->worst = 0;
    aim->sign = 0;
    switch (question->objective)
    {
    case XP_OBJECTIVE_NONE:
    case XP_OBJECTIVE_WELFARE:
        return;
    case XP_OBJECTIVE_REVENUE:
    case XP_OBJECTIVE_PROFIT:
        aim->sign = 1;
        break;
    case XP_OBJECTIVE_UTILITY:
        aim->agent = question->objective_agent;
        aim->sign = -1;
        break;
    case XP_OBJECTIVE_DEFICIT:
        aim->sign = -1;
        break;
    case XP_OBJECTIVE_WORST_DEFICIT:
        aim->worst = 1;
        aim->sign = -1;
        break;
    }
    if (question->maximise)
        aim->sign = -aim->sign;
}

int xp_aim_has(const xp_aim_t *aim, slong agent)
{
    return aim->sign != 0 && (aim->agent < 0 || aim->agent == agent);
}

void xp_aim_value(fmpq_t result, const xp_question_t *question, const fmpq *value,
                  const fmpq *paid, const fmpq_t cost)
{
    xp_objective_t objective = question->objective;
    fmpq_t sum;
    slong i;

    assert(objective != XP_OBJECTIVE_WORST_DEFICIT);
    fmpq_init(sum);
    for (i = 0; i < question->environment->agent_count; i++)
    {
        if (objective == XP_OBJECTIVE_UTILITY && question->objective_agent >= 0
            && question->objective_agent != i)
            continue;
        if (objective == XP_OBJECTIVE_WELFARE || objective == XP_OBJECTIVE_UTILITY)
            fmpq_add(sum, sum, value + i);
        if (objective == XP_OBJECTIVE_UTILITY)
            fmpq_sub(sum, sum, paid + i);
        else if (objective != XP_OBJECTIVE_WELFARE && objective != XP_OBJECTIVE_NONE)
            fmpq_add(sum, sum, paid + i);
    }
    if (objective == XP_OBJECTIVE_WELFARE || objective == XP_OBJECTIVE_PROFIT
        || objective == XP_OBJECTIVE_DEFICIT)
        fmpq_sub(sum, sum, cost);
    if (objective == XP_OBJECTIVE_DEFICIT)
        fmpq_neg(sum, sum);
    fmpq_swap(result, sum);
    fmpq_clear(sum);
}
