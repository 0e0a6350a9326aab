/* The mechanism with given payments and probabilities, and the objective at it. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "exist/exist_impl.h"
#include "exist/program.h"

/* The rule that draws from the probabilities at each profile. */
static xp_status_t set_free_rule(xp_rule_struct *rule, const xp_question_t *question,
                                 const fmpq *probability, xp_error_t error)
{
    const slong outcomes = question->environment->outcome_count;
    const slong profiles = question->environment->profiles->size;
    void *choice = NULL;
    xp_status_t status = xp_table_alloc(&choice, (size_t) profiles, sizeof(uint32_t), error);
    xp_lotteries_t lotteries;

    if (status != XP_OK)
        return status;
    rule->efficient = 0;
    rule->outcome_count = outcomes;
    rule->choice = choice;
    rule->choice_length = profiles;
    xp_lotteries_init(lotteries, outcomes);
    for (slong x = 0; x < profiles; x++)
        rule->choice[x] = xp_lotteries_choice(lotteries, probability + x * outcomes);
    xp_rule_set_lotteries(rule, lotteries);
    xp_lotteries_clear(lotteries);
    return XP_OK;
}

xp_status_t xp_mechanism_set_probabilities(xp_mechanism_t mechanism,
                                           const xp_question_t *question, const fmpq *unknown,
                                           xp_error_t error)
{
    const xp_environment_struct *environment = question->environment;
    const slong payments = environment->agent_count * environment->profiles->size;
    xp_status_t status = XP_OK;
    xp_rule_t rule;

    xp_rule_init(rule);
    if (question->rule != NULL)
        xp_rule_set(rule, question->rule);
    else
        status = set_free_rule(rule, question, unknown + payments, error);
    if (status == XP_OK)
    {
        mechanism->environment = environment;
        xp_rule_swap(mechanism->rule, rule);
    }
    xp_rule_clear(rule);
    return status;
}

xp_status_t xp_mechanism_set_unknowns(xp_mechanism_t mechanism, const xp_question_t *question,
                                      const fmpq *unknown, xp_error_t error)
{
    const xp_environment_struct *environment = question->environment;
    xp_status_t status;
    xp_table_t table;

    xp_table_init(table);
    status = xp_table_set_fmpq_vec(table, unknown,
                                   environment->agent_count * environment->profiles->size, error);
    if (status == XP_OK)
        status = xp_payments_set_unknowns(mechanism->payments, environment->agent_count, table,
                                          error);
    if (status == XP_OK)
        status = xp_mechanism_set_probabilities(mechanism, question, unknown, error);
    xp_table_clear(table);
    return status;
}

void xp_program_value(fmpq_t value, const xp_question_t *question, const fmpq *unknown)
{
    xp_row_t row;

    xp_row_init(row);
    xp_row_set_objective(row, question);
    fmpq_neg(value, row->right);
    for (slong e = 0; e < row->length; e++)
        fmpq_addmul(value, row->coefficient + e, unknown + row->unknown[e]);
    xp_row_clear(row);
}
