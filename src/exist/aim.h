/* What an objective asks of expected payments. */
#ifndef XP_EXIST_AIM_H
#define XP_EXIST_AIM_H

#include <expost/exist/question.h>
#include <expost/num/compat.h>

/*
 * Under a fixed rule each objective is, turned so that it is minimised, a constant plus
 *   sign * the sum of E p_i over all agents (agent = -1) or of one,   sign -1, 0 or 1;
 * worst: the largest of c - sum p_i over the profiles, for which sign is -1.
 */
typedef struct
{
    int sign;
    slong agent;
    int worst;
} xp_aim_t;

void xp_aim_set(xp_aim_t *aim, const xp_question_t *question);

/* Whether the aim is about this agent's payments. */
int xp_aim_has(const xp_aim_t *aim, slong agent);

/*
 * Meaning   the value of the objective
 * Domain    value[i] = E v_i, paid[i] = E p_i, cost = E c; the objective is not worst-deficit
 */
void xp_aim_value(fmpq_t result, const xp_question_t *question, const fmpq *value,
                  const fmpq *paid, const fmpq_t cost);

#endif
