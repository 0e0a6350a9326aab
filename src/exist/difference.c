/* Two agents and exact balance: potentials of one graph, or a negative cycle. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/interim.h>

#include "exist/aim.h"
#include "exist/difference_graph.h"
#include "exist/exist_impl.h"
#include "exist/forced.h"

static int refuse(xp_error_t error, const char *reason)
{
    xp_error_set(error, "%s", reason);
    return 0;
}

int xp_difference_applies(const xp_question_t *question, xp_error_t error)
{
    const xp_properties_t ground = XP_PROPERTY_BIT(XP_EPIR) | XP_PROPERTY_BIT(XP_NPT);
    const xp_properties_t incentives = XP_PROPERTY_BIT(XP_DSIC) | XP_PROPERTY_BIT(XP_EPIC);
    xp_properties_t properties = xp_properties_reduce(question->properties);

    if (question->rule == NULL)
        return refuse(error, "the rule is free");
    if (question->environment->agent_count != 2)
        return refuse(error, "it is for two agents");
    if ((properties & incentives) == 0 || (properties & XP_PROPERTY_BIT(XP_SBB)) == 0)
        return refuse(error, "it is for dsic or epic with sbb");
    if ((properties & ~(ground | incentives | XP_PROPERTY_BIT(XP_SBB))) != 0)
        return refuse(error, "besides dsic or epic and sbb it takes epir and npt only");
    if (question->objective == XP_OBJECTIVE_UTILITY && question->objective_agent >= 0)
        return refuse(error, "what one agent gains is not fixed by the balance");
    return 1;
}

/* p_1 is the potential less that of the ground, p_2 = c - p_1. */
static xp_status_t set_payments(xp_payments_t payments, const xp_difference_struct *graph,
                                const fmpz *potential, xp_error_t error)
{
    xp_table_t paid;
    xp_term_struct *term;
    xp_status_t status;
    slong i;

    xp_table_init(paid);
    status = xp_table_set_zero(paid, graph->size, error);
    if (status == XP_OK)
    {
        for (i = 0; i < graph->size; i++)
            fmpz_sub(paid->entry + i, potential + i, potential + graph->size);
        fmpz_set(paid->denominator, graph->denominator);
        xp_table_canonicalise(paid);
        xp_payments_set_zero(payments, 2);
        xp_payments_add_term(payments, 1, XP_TERM_COST, 1);
        term = xp_payments_add_term(payments, 1, XP_TERM_PROFILE, 1);
        fmpq_set_si(term->coefficient, -1, 1);
        xp_table_set(term->table, paid);
        xp_table_swap(xp_payments_add_term(payments, 0, XP_TERM_PROFILE, 0)->table, paid);
    }
    xp_table_clear(paid);
    return status;
}

/*
 * Balance fixes every objective here: the sum of E p_i is E c, by the rows sbb weighted with
 * the prior, and the worst deficit 0, by two rows of one profile.
 */
static void prove_value(xp_proof_t proof, const xp_question_t *question, const xp_aim_t *aim)
{
    slong size = question->environment->profiles->size;
    xp_row_key_t key;
    fmpq_t value;

    fmpq_init(value);
    xp_proof_add_leaf(proof);
    if (aim->worst)
    {
        xp_row_key_init(&key, XP_ROW_WORST);
        key.profile = 0;
        fmpq_one(value);
        xp_proof_add(proof, &key, value);
        key.kind = XP_ROW_SBB;
        fmpq_neg(value, value);
        xp_proof_add(proof, &key, value);
        size = 0;
    }
    xp_row_key_init(&key, XP_ROW_SBB);
    for (key.profile = 0; aim->sign != 0 && key.profile < size; key.profile++)
    {
        xp_environment_probability(value, question->environment, key.profile);
        if (aim->sign < 0)
            fmpq_neg(value, value);
        if (!fmpq_is_zero(value))
            xp_proof_add(proof, &key, value);
    }
    xp_proof_end_leaf(proof);
    fmpq_clear(value);
}

static xp_status_t set_value(xp_decision_t decision, const xp_question_t *question,
                             xp_error_t error)
{
    const xp_environment_struct *environment = question->environment;
    fmpq *value = _fmpq_vec_init(2);
    fmpq *paid = _fmpq_vec_init(2);
    xp_table_t list;
    xp_aim_t aim;
    xp_status_t status = XP_OK;
    slong i;

    xp_table_init(list);
    xp_aim_set(&aim, question);
    for (i = 0; i < 2 && status == XP_OK && !aim.worst; i++)
    {
        status = xp_value_list(list, environment, question->rule, i, error);
        if (status == XP_OK)
            xp_expectation(value + i, environment, list);
    }
    if (status == XP_OK && !aim.worst)
        status = xp_cost_list(list, environment, question->rule, error);
    if (status == XP_OK)
    {
        decision->verdict = XP_OPTIMAL;
        if (!aim.worst)
        {
            xp_expectation(paid, environment, list);
            xp_aim_value(decision->value, question, value, paid, paid);
        }
        prove_value(decision->proof, question, &aim);
    }
    xp_table_clear(list);
    _fmpq_vec_clear(paid, 2);
    _fmpq_vec_clear(value, 2);
    return status;
}

static xp_status_t decide(xp_decision_t decision, const xp_question_t *question,
                          const xp_progress_t *progress, xp_error_t error)
{
    xp_difference_t graph;
    xp_cycle_t cycle;
    xp_payments_t payments;
    xp_status_t status;
    fmpz *potential = NULL;

    if (xp_progress_tick(progress, "difference constraints", 0, 1))
    {
        xp_error_set(error, "stopped before the difference constraints were looked at");
        return XP_STOPPED;
    }
    xp_difference_init(graph);
    xp_cycle_init(cycle);
    xp_payments_init(payments);
    status = xp_difference_set(graph, question, xp_properties_reduce(question->properties), error);
    if (status == XP_OK)
    {
        potential = _fmpz_vec_init(graph->size + 1);
        status = xp_arcs_potentials(cycle, potential, graph->arcs, error);
    }
    if (status == XP_OK && cycle->length > 0)
    {
        decision->verdict = XP_IMPOSSIBLE;
        xp_proof_add_leaf(decision->proof);
        xp_difference_prove(decision->proof, graph, cycle);
        xp_proof_end_leaf(decision->proof);
    }
    else if (status == XP_OK)
    {
        decision->verdict = XP_POSSIBLE;
        status = set_payments(payments, graph, potential, error);
        if (status == XP_OK)
            xp_decision_set_found(decision, question, payments);
        if (status == XP_OK && question->objective != XP_OBJECTIVE_NONE)
            status = set_value(decision, question, error);
    }
    if (potential != NULL)
        _fmpz_vec_clear(potential, graph->size + 1);
    xp_payments_clear(payments);
    xp_cycle_clear(cycle);
    xp_difference_clear(graph);
    return status;
}

xp_status_t xp_decide_difference(xp_decision_t decision, const xp_question_t *question,
                                 const xp_progress_t *progress, xp_error_t error)
{
    return xp_decide_by(decision, question, XP_METHOD_DIFFERENCE, decide, progress, error);
}
