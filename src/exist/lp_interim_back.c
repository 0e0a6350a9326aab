/* Interim columns linked to payments and probabilities, and payments made from them. */
#include "exist/lp_interim.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/interim.h>

#include "exist/lp_forms.h"

/* The probability of the others' types, line by line of the agent, over one denominator. */
static void find_weights(fmpz *weight, fmpz_t denominator,
                         const xp_environment_struct *environment, slong agent)
{
    slong count = 1;

    fmpz_one(weight);
    fmpz_one(denominator);
    for (slong j = 0; j < environment->agent_count; j++)
    {
        const xp_table_struct *own = environment->agent[j].probability;
        const slong types = environment->agent[j].type_count;

        if (j == agent)
            continue;
        fmpz_mul(denominator, denominator, own->denominator);
        for (slong u = count - 1; u >= 0; u--)
            for (slong t = types - 1; t >= 0; t--)
                fmpz_mul(weight + u * types + t, weight + u, own->entry + t);
        count *= types;
    }
}

/* column = sum over the agent's lines of weight times the unknown first + line start * step. */
static void link_column(xp_program_struct *program, slong column, slong agent, slong type,
                        slong first, slong step, const fmpz *weight, const fmpz_t denominator)
{
    const xp_profiles_struct *profiles = program->question.environment->profiles;
    const slong lines = xp_profiles_lines(profiles, agent);
    fmpq_t right;
    fmpq_t number;

    fmpq_init(right);
    fmpq_init(number);
    for (int pass = 0; pass < 2; pass++)
    {
        /* What is known of the unknowns first: the right side opens the row. */
        if (pass == 1)
        {
            xp_program_open_row(program, NULL, 1, right);
            fmpq_one(number);
            xp_lp_add_entry(program->lp, column, number);
        }
        for (slong o = 0; o < lines && !xp_pace_step(&program->pace, 1); o++)
        {
            const slong x = xp_profiles_line_start(profiles, agent, o)
                            + type * profiles->stride[agent];
            const slong u = first + x * step;

            fmpq_set_fmpz_frac(number, weight + o, denominator);
            if (pass == 0)
                fmpq_addmul(right, number, program->offset + u);
            else if (program->column[u] >= 0)
            {
                if (program->sign[u] > 0)
                    fmpq_neg(number, number);
                xp_lp_add_entry(program->lp, program->column[u], number);
            }
        }
    }
    fmpq_clear(number);
    fmpq_clear(right);
}

void xp_interim_form_link(xp_interim_form_t form)
{
    xp_program_struct *program = form->program;
    const xp_environment_struct *environment = program->question.environment;
    const slong agents = environment->agent_count;
    const slong outcomes = environment->outcome_count;
    const slong payments = agents * environment->profiles->size;
    fmpz_t denominator;

    fmpz_init(denominator);
    for (slong i = 0; i < agents && !xp_pace_stopped(&program->pace); i++)
    {
        const slong types = environment->agent[i].type_count;
        const slong lines = xp_profiles_lines(environment->profiles, i);
        fmpz *weight = _fmpz_vec_init(lines);

        find_weights(weight, denominator, environment, i);
        for (slong t = 0; t < types && form->payment[i] >= 0 && !form->omitted; t++)
            link_column(program, form->payment[i] + t, i, t, i, agents, weight, denominator);
        for (slong t = 0; t < types && form->probability[i] >= 0; t++)
            for (slong a = 0; a < outcomes; a++)
                link_column(program, form->probability[i] + t * outcomes + a, i, t,
                            payments + a, outcomes, weight, denominator);
        _fmpz_vec_clear(weight, lines);
    }
    fmpz_clear(denominator);
}

/* p_i(theta) = m_i(theta_i). */
static void spread(fmpq *payment, const xp_interim_form_struct *form, const fmpq *x)
{
    const xp_environment_struct *environment = form->program->question.environment;
    const slong agents = environment->agent_count;

    for (slong u = 0; u < agents * environment->profiles->size; u++)
    {
        const slong type = u / agents / environment->profiles->stride[u % agents]
                           % environment->agent[u % agents].type_count;

        fmpq_set(payment + u, x + form->payment[u % agents] + type);
    }
}

/*
 * With g_i = m_i - E[c/n | theta_i] the payments c/n + g_i(theta_i) - g_{i+1}(theta_{i+1})
 * + E g_{i+1} have the interim payments m_i, and add up to c plus the sum of E g_i at every
 * profile.  In place: payment holds m_i(theta_i); cost NULL: c = 0.
 */
static void balance(fmpq *payment, const xp_environment_struct *environment,
                    const xp_table_struct *cost)
{
    const slong agents = environment->agent_count;
    const slong profiles = environment->profiles->size;
    fmpq *share = _fmpq_vec_init(agents);
    fmpq *expected = _fmpq_vec_init(agents);
    fmpq **mean = xp_malloc((size_t) agents * sizeof *mean);
    fmpq_t part;
    fmpq_t number;

    fmpq_init(part);
    fmpq_init(number);
    fmpq_set_si(part, 1, (ulong) agents);
    for (slong i = 0; i < agents; i++)
    {
        const slong types = environment->agent[i].type_count;

        mean[i] = _fmpq_vec_init(types);
        if (cost != NULL)
            xp_interim_mean(mean[i], environment, i, cost);
        for (slong t = 0; t < types; t++)
        {
            const slong x = t * environment->profiles->stride[i];

            fmpq_mul(mean[i] + t, mean[i] + t, part);
            fmpq_sub(mean[i] + t, payment + x * agents + i, mean[i] + t);
            xp_table_get_fmpq(number, environment->agent[i].probability, t);
            fmpq_addmul(expected + i, number, mean[i] + t);
        }
    }
    for (slong x = 0; x < profiles; x++)
    {
        for (slong i = 0; i < agents; i++)
            fmpq_set(share + i, mean[i] + x / environment->profiles->stride[i]
                                            % environment->agent[i].type_count);
        for (slong i = 0; i < agents; i++)
        {
            const slong next = (i + 1) % agents;
            fmpq *own = payment + x * agents + i;

            fmpq_sub(own, share + i, share + next);
            fmpq_add(own, own, expected + next);
            if (cost != NULL)
            {
                xp_table_get_fmpq(number, cost, x);
                fmpq_addmul(own, number, part);
            }
        }
    }
    for (slong i = 0; i < agents; i++)
        _fmpq_vec_clear(mean[i], environment->agent[i].type_count);
    free(mean);
    fmpq_clear(number);
    fmpq_clear(part);
    _fmpq_vec_clear(expected, agents);
    _fmpq_vec_clear(share, agents);
}

/* The cost at every profile of the rule with these probabilities. */
static xp_status_t list_cost(xp_table_t cost, const xp_question_t *question, const fmpq *unknown,
                             xp_error_t error)
{
    xp_status_t status;
    xp_mechanism_t mechanism;

    xp_mechanism_init(mechanism);
    status = xp_mechanism_set_probabilities(mechanism, question, unknown, error);
    if (status == XP_OK)
        status = xp_cost_list(cost, question->environment, mechanism->rule, error);
    xp_mechanism_clear(mechanism);
    return status;
}

xp_status_t xp_interim_form_set_verdict(xp_decision_t decision, const xp_interim_form_t form,
                                        const xp_lp_result_t result, xp_error_t error)
{
    const xp_program_struct *program = form->program;
    const xp_question_t *question = &program->question;
    const xp_properties_t budgets = XP_PROPERTY_BIT(XP_SBB) | XP_PROPERTY_BIT(XP_WBB);
    fmpq *unknown = _fmpq_vec_init(program->unknowns);
    fmpq *direction = _fmpq_vec_init(program->unknowns);
    xp_status_t status = XP_OK;
    xp_table_t cost;

    xp_table_init(cost);
    if (result->verdict == XP_LP_OPTIMAL || result->verdict == XP_LP_UNBOUNDED)
    {
        xp_program_unknowns(unknown, program, result->x);
        spread(unknown, form, result->x);
        status = list_cost(cost, question, unknown, error);
        if (status == XP_OK && (question->properties & budgets))
            balance(unknown, question->environment, cost);
    }
    if (status == XP_OK && result->verdict == XP_LP_UNBOUNDED)
    {
        spread(direction, form, result->ray);
        if (question->properties & budgets)
            balance(direction, question->environment, NULL);
    }
    if (status == XP_OK)
        status = xp_lp_set_verdict(decision, program, result, unknown, direction, error);
    xp_table_clear(cost);
    _fmpq_vec_clear(direction, program->unknowns);
    _fmpq_vec_clear(unknown, program->unknowns);
    return status;
}
