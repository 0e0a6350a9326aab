/* Payments that an equation fixes at every profile. */
#include "exist/forced.h"

#include <assert.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/check/check.h>
#include <expost/exist/proof.h>
#include <expost/exist/row.h>
#include <expost/rule/interim.h>

void xp_decision_set_found(xp_decision_t decision, const xp_question_t *question,
                           xp_payments_t payments)
{
    xp_mechanism_t found;
    xp_payments_t none;

    xp_mechanism_init(found);
    found->environment = question->environment;
    xp_rule_set(found->rule, question->rule);
    found->rule->outcome_count = question->environment->outcome_count;
    xp_payments_init(none);
    xp_payments_swap(found->payments, payments);
    xp_payments_swap(payments, none);
    found->name = xp_strdup("found");
    xp_mechanism_swap(decision->mechanism, found);
    xp_mechanism_clear(found);
    xp_payments_clear(none);
}

int xp_forced_applies(const xp_question_t *question)
{
    if (question->rule == NULL)
        return 0;
    return (question->properties & XP_PROPERTY_BIT(XP_NOPAY)) != 0
           || (question->environment->agent_count == 1
               && (question->properties & XP_PROPERTY_BIT(XP_SBB)) != 0);
}

/* The equation that fixes p_agent(theta): p = 0, or p = c(a). */
static void set_equation(xp_row_key_t *key, const xp_question_t *question, slong agent,
                         slong profile)
{
    if ((question->properties & XP_PROPERTY_BIT(XP_NOPAY)) != 0)
    {
        xp_row_key_init(key, XP_ROW_NOPAY);
        key->agent = agent;
    }
    else
        xp_row_key_init(key, XP_ROW_SBB);
    key->profile = profile;
}

/* Adds coefficient times the equation of each payment in row, turned by sign. */
static void add_equations(xp_proof_t proof, const xp_question_t *question,
                          const xp_row_struct *row, int sign)
{
    slong n = question->environment->agent_count;
    slong payments = n * question->environment->profiles->size;
    slong e;
    xp_row_key_t key;
    fmpq_t value;

    fmpq_init(value);
    for (e = 0; e < row->length && row->unknown[e] < payments; e++)
    {
        set_equation(&key, question, row->unknown[e] % n, row->unknown[e] / n);
        fmpq_set(value, row->coefficient + e);
        if (sign < 0)
            fmpq_neg(value, value);
        xp_proof_add(proof, &key, value);
    }
    fmpq_clear(value);
}

/* A violated row and, in place of its payments, the equations. */
static void prove_violation(xp_proof_t proof, const xp_question_t *question,
                            const xp_place_struct *place)
{
    const char *word = xp_property_info(place->property)->name;
    xp_row_kind_t kind = XP_ROW_DSIC;
    xp_row_key_t key;
    xp_row_t row;
    fmpq_t one;
    int sign;
    int known = xp_row_kind_find(&kind, word, strlen(word));

    assert(known);
    (void) known;
    fmpq_init(one);
    xp_row_init(row);
    xp_row_key_init(&key, kind);
    key.agent = place->agent;
    key.type = place->type;
    key.report = place->report;
    key.others = place->others;
    key.profile = place->profile;
    xp_row_set(row, question, &key);
    /* An equation is violated on one side or the other; conditional places are signed right. */
    sign = row->equation && fmpq_sgn(place->difference) > 0 ? -1 : 1;
    fmpq_set_si(one, sign, 1);
    xp_proof_add_leaf(proof);
    xp_proof_add(proof, &key, one);
    add_equations(proof, question, row, -sign);
    xp_proof_end_leaf(proof);
    xp_row_clear(row);
    fmpq_clear(one);
}

/* The payments as unknowns: entry index(theta) n + i. */
static xp_status_t list_unknowns(xp_table_t unknown, const xp_question_t *question,
                                 const xp_table_t cost, int free_of_charge, xp_error_t error)
{
    const xp_environment_struct *environment = question->environment;
    xp_status_t status = XP_OK;

    if (free_of_charge)
        status = xp_table_set_zero(unknown,
                                   environment->agent_count * environment->profiles->size, error);
    else
        xp_table_set(unknown, cost);
    return status;
}

/* The objective, which is what it is: each payment in it replaced by its equation. */
static void prove_value(xp_proof_t proof, const xp_question_t *question, const xp_table_t cost,
                        int free_of_charge)
{
    xp_row_t row;
    slong index;

    xp_row_init(row);
    xp_proof_add_leaf(proof);
    if (question->objective == XP_OBJECTIVE_WORST_DEFICIT)
    {
        xp_row_key_t key;
        fmpq_t one;

        fmpq_init(one);
        fmpq_one(one);
        xp_row_key_init(&key, XP_ROW_WORST);
        key.profile = 0;
        for (index = 1; free_of_charge && index < cost->length; index++)
            if (fmpz_cmp(cost->entry + index, cost->entry + key.profile) > 0)
                key.profile = index;
        xp_row_set(row, question, &key);
        xp_proof_add(proof, &key, one);
        add_equations(proof, question, row, -1);
        fmpq_clear(one);
    }
    else
    {
        xp_row_set_objective(row, question);
        add_equations(proof, question, row, question->maximise ? -1 : 1);
    }
    xp_proof_end_leaf(proof);
    xp_row_clear(row);
}

static xp_status_t set_value(xp_decision_t decision, const xp_question_t *question,
                             int free_of_charge, xp_error_t error)
{
    xp_table_t cost;
    xp_table_t unknown;
    xp_status_t status;

    xp_table_init(cost);
    xp_table_init(unknown);
    status = xp_cost_list(cost, question->environment, question->rule, error);
    if (status == XP_OK)
        status = list_unknowns(unknown, question, cost, free_of_charge, error);
    if (status == XP_OK)
        status = xp_objective_value(decision->value, question, question->rule, unknown, error);
    if (status == XP_OK)
        prove_value(decision->proof, question, cost, free_of_charge);
    xp_table_clear(unknown);
    xp_table_clear(cost);
    return status;
}

xp_status_t xp_decide_forced(xp_decision_t decision, const xp_question_t *question,
                             const xp_progress_t *progress, xp_error_t error)
{
    int free_of_charge = (question->properties & XP_PROPERTY_BIT(XP_NOPAY)) != 0;
    xp_property_t property[XP_PROPERTY_COUNT];
    size_t count = 0;
    size_t first = 0;
    int p;
    xp_findings_t findings;
    xp_payments_t payments;
    xp_status_t status;

    assert(xp_forced_applies(question));
    for (p = 0; p < XP_PROPERTY_COUNT; p++)
        if ((question->properties & XP_PROPERTY_BIT(p)) != 0 && p != XP_EFF && p != XP_PARETO)
            property[count++] = (xp_property_t) p;
    xp_findings_init(findings);
    xp_payments_init(payments);
    xp_payments_set_zero(payments, question->environment->agent_count);
    if (!free_of_charge)
        xp_payments_add_term(payments, 0, XP_TERM_COST, 0);
    xp_decision_set_found(decision, question, payments);
    status = xp_check(findings, decision->mechanism, property, count, NULL, progress, error);
    while (status == XP_OK && first < count && findings->finding[first].answer != XP_FAILS)
        first++;
    if (status == XP_OK && first < count)
    {
        xp_mechanism_t none;

        prove_violation(decision->proof, question, &findings->finding[first].witness);
        xp_mechanism_init(none);
        xp_mechanism_swap(decision->mechanism, none);
        xp_mechanism_clear(none);
        decision->verdict = XP_IMPOSSIBLE;
    }
    else if (status == XP_OK && question->objective == XP_OBJECTIVE_NONE)
        decision->verdict = XP_POSSIBLE;
    else if (status == XP_OK)
    {
        decision->verdict = XP_OPTIMAL;
        status = set_value(decision, question, free_of_charge, error);
    }
    xp_payments_clear(payments);
    xp_findings_clear(findings);
    return status;
}
