/* The linear program of every named row, in the payments themselves. */
#include "exist/lp_forms.h"

#include <stdlib.h>

#include <expost/base/memory.h>

static xp_status_t set_answer(xp_decision_struct *decision, const xp_program_struct *program,
                              const xp_lp_result_struct *result, const fmpq *unknown,
                              const fmpq *direction, xp_error_t error)
{
    const xp_question_t *question = &program->question;
    const slong payments = question->environment->agent_count
                           * question->environment->profiles->size;
    xp_status_t status = xp_mechanism_set_unknowns(decision->mechanism, question, unknown, error);

    decision->verdict = XP_POSSIBLE;
    if (result->verdict == XP_LP_OPTIMAL && question->objective != XP_OBJECTIVE_NONE)
    {
        decision->verdict = XP_OPTIMAL;
        xp_program_value(decision->value, question, unknown);
        xp_program_prove(decision->proof, program, result->y, 1);
    }
    else if (result->verdict == XP_LP_UNBOUNDED && status == XP_OK)
    {
        decision->verdict = XP_UNBOUNDED;
        status = xp_table_set_fmpq_vec(decision->ray, direction, payments, error);
    }
    return status;
}

xp_status_t xp_lp_set_verdict(xp_decision_t decision, const xp_program_t program,
                              const xp_lp_result_t result, const fmpq *unknown,
                              const fmpq *direction, xp_error_t error)
{
    switch (result->verdict)
    {
    case XP_LP_UNKNOWN:
        decision->verdict = XP_UNKNOWN;
        free(decision->reason);
        decision->reason = xp_strdup(result->reason != NULL ? result->reason
                                                            : "the LP engine gave no answer");
        return XP_OK;
    case XP_LP_INFEASIBLE:
        decision->verdict = XP_IMPOSSIBLE;
        xp_program_prove(decision->proof, program, result->y, 0);
        return XP_OK;
    default:
        return set_answer(decision, program, result, unknown, direction, error);
    }
}

xp_status_t xp_lp_set_plain_verdict(xp_decision_t decision, const xp_program_t program,
                                    const xp_lp_result_t result, xp_error_t error)
{
    fmpq *unknown = _fmpq_vec_init(program->unknowns);
    fmpq *direction = _fmpq_vec_init(program->unknowns);
    xp_status_t status;

    if (result->verdict == XP_LP_OPTIMAL || result->verdict == XP_LP_UNBOUNDED)
        xp_program_unknowns(unknown, program, result->x);
    if (result->verdict == XP_LP_UNBOUNDED)
        xp_program_direction(direction, program, result->ray);
    status = xp_lp_set_verdict(decision, program, result, unknown, direction, error);
    _fmpq_vec_clear(direction, program->unknowns);
    _fmpq_vec_clear(unknown, program->unknowns);
    return status;
}

xp_status_t xp_decide_lp_whole(xp_decision_t decision, const xp_question_t *question,
                               const xp_decide_options_t *options,
                               const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status;
    xp_program_t program;
    xp_lp_result_t result;

    xp_program_init(program, question, NULL, 0, 0, progress);
    xp_lp_result_init(result);
    xp_program_add_properties(program, program->question.properties);
    xp_program_add_frame(program);
    status = xp_program_solve(result, program, options, &decision->stats, progress, error);
    if (status == XP_OK)
        status = xp_lp_set_plain_verdict(decision, program, result, error);
    xp_lp_result_clear(result);
    xp_program_clear(program);
    return status;
}
