/* What a method answered, checked before anybody sees it. */
#include "exist/gate.h"

#include <stdlib.h>

#include <expost/check/check.h>
#include <expost/rule/payment.h>

#include "exist/scaled_row.h"

/*
 * The interim method verifies its sums itself, exactly, in interim payments: the same rows,
 * each summed over the others' types.  Up to so many entries they are added up a second
 * time, profile by profile; beyond that it would take most of the time of the decision.
 */
#define MANY_ENTRIES 16384

/* p_i(theta) at number index n + i, from the terms of the mechanism. */
static xp_status_t list_payments(xp_table_t table, const xp_mechanism_struct *mechanism,
                                 const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = mechanism->environment->agent_count;
    const slong profiles = mechanism->environment->profiles->size;
    xp_status_t status = xp_table_set_zero(table, agents * profiles, error);
    fmpz_t factor;
    xp_table_t own;

    fmpz_init(factor);
    xp_table_init(own);
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        status = xp_payment_list(own, mechanism, i, progress, error);
        if (status != XP_OK)
            break;
        /* All to the least common denominator of this one and those before. */
        fmpz_lcm(factor, table->denominator, own->denominator);
        fmpz_swap(factor, table->denominator);
        fmpz_divexact(factor, table->denominator, factor);
        if (!fmpz_is_one(factor))
            _fmpz_vec_scalar_mul_fmpz(table->entry, table->entry, table->length, factor);
        fmpz_divexact(factor, table->denominator, own->denominator);
        for (slong x = 0; x < profiles; x++)
            fmpz_mul(table->entry + x * agents + i, own->entry + x, factor);
    }
    xp_table_clear(own);
    fmpz_clear(factor);
    return status;
}

static xp_status_t check_mechanism(int *passed, const xp_decision_struct *decision,
                                   const xp_question_t *question,
                                   const xp_progress_t *progress, xp_error_t error)
{
    xp_property_t asked[XP_PROPERTY_COUNT];
    size_t count = 0;
    xp_status_t status;
    xp_findings_t findings;

    for (int p = 0; p < XP_PROPERTY_COUNT; p++)
        if (question->properties & XP_PROPERTY_BIT(p))
            asked[count++] = (xp_property_t) p;
    xp_findings_init(findings);
    status = xp_check(findings, decision->mechanism, asked, count, NULL, progress, error);
    *passed = status == XP_OK;
    for (size_t p = 0; p < count && status == XP_OK; p++)
        if (findings->finding[p].answer != XP_HOLDS)
        {
            xp_error_set(error, "the mechanism that was found is not %s",
                         xp_property_info(asked[p])->name);
            *passed = 0;
            break;
        }
    xp_findings_clear(findings);
    return status;
}

/* A deterministic question wants a rule without lotteries. */
static int has_right_rule(const xp_decision_struct *decision, const xp_question_t *question,
                          xp_error_t error)
{
    const xp_rule_struct *rule = decision->mechanism->rule;

    for (slong x = 0; question->deterministic && x < rule->choice_length; x++)
        if ((slong) rule->choice[x] >= rule->outcome_count)
        {
            xp_error_set(error, "the rule that was found draws a lottery");
            return 0;
        }
    return 1;
}

static xp_status_t check_value(int *passed, const xp_decision_struct *decision,
                               const xp_question_t *question, const xp_progress_t *progress,
                               xp_error_t error)
{
    xp_status_t status;
    xp_table_t payment;
    fmpq_t value;

    xp_table_init(payment);
    fmpq_init(value);
    status = list_payments(payment, decision->mechanism, progress, error);
    if (status == XP_OK)
        status = xp_objective_value(value, question, decision->mechanism->rule, payment, error);
    *passed = status == XP_OK && fmpq_equal(value, decision->value);
    if (status == XP_OK && !*passed)
        xp_error_set(error, "the mechanism that was found does not attain the value");
    fmpq_clear(value);
    xp_table_clear(payment);
    return status;
}

/* sum = the part of the row on the payments times the ray, in some positive unit. */
static void multiply_ray(fmpz_t sum, const xp_scaled_row_struct *row, const xp_table_struct *ray)
{
    fmpz_zero(sum);
    for (slong e = 0; e < row->length; e++)
        if (row->unknown[e] < ray->length)
            fmpz_addmul(sum, row->coefficient + e, ray->entry + row->unknown[e]);
}

/* Along the ray every row of the claimed properties holds with right side 0. */
static int keeps_rows(const xp_table_struct *ray, const xp_question_t *question,
                      xp_scaled_row_struct *row, fmpz_t sum)
{
    const xp_properties_t properties = xp_properties_reduce(question->properties);

    for (int k = 0; k < XP_ROW_KIND_COUNT; k++)
    {
        xp_property_t property;
        xp_row_key_t key;

        if (!xp_row_kind_property(&property, (xp_row_kind_t) k) || property == XP_EFF
            || !(properties & XP_PROPERTY_BIT(property))
            || !xp_row_first(&key, question, (xp_row_kind_t) k))
            continue;
        do
        {
            xp_scaled_row_set(row, question, &key);
            multiply_ray(sum, row, ray);
            if (row->equation ? !fmpz_is_zero(sum) : fmpz_sgn(sum) < 0)
                return 0;
        } while (xp_row_next(&key, question));
    }
    return 1;
}

/* The worst deficit falls when every profile's payments rise. */
static int improves_worst(const xp_table_struct *ray, const xp_question_t *question)
{
    const slong agents = question->environment->agent_count;
    int good = 1;
    fmpz_t sum;

    fmpz_init(sum);
    for (slong u = 0; u < ray->length && good; u += agents)
    {
        _fmpz_vec_sum(sum, ray->entry + u, agents);
        good = fmpz_sgn(sum) > 0;
    }
    fmpz_clear(sum);
    return good;
}

static int check_ray(const xp_decision_struct *decision, const xp_question_t *question,
                     xp_error_t error)
{
    const xp_table_struct *ray = decision->ray;
    int good = ray->length
               == question->environment->agent_count * question->environment->profiles->size;
    xp_scaled_row_t row;
    fmpz_t sum;

    xp_scaled_row_init(row);
    fmpz_init(sum);
    if (good && question->objective == XP_OBJECTIVE_WORST_DEFICIT)
        good = improves_worst(ray, question);
    else if (good)
    {
        xp_scaled_row_set_objective(row, question);
        multiply_ray(sum, row, ray);
        good = question->maximise ? fmpz_sgn(sum) > 0 : fmpz_sgn(sum) < 0;
    }
    good = good && keeps_rows(ray, question, row, sum);
    fmpz_clear(sum);
    xp_scaled_row_clear(row);
    if (!good)
        xp_error_set(error, "the ray that was found does not keep every row and improve");
    return good;
}

/* Entries of the rows that the proof names; counted up to many. */
static slong count_entries(const xp_proof_struct *proof, const xp_question_t *question)
{
    const xp_environment_struct *environment = question->environment;
    slong entries = 0;

    for (size_t m = 0; m < proof->count && entries <= MANY_ENTRIES; m++)
    {
        const xp_row_key_t *key = &proof->multiplier[m].key;

        if (key->kind == XP_ROW_BIC || key->kind == XP_ROW_IIR)
            entries += 2 * xp_profiles_lines(environment->profiles, key->agent);
        else if (key->kind == XP_ROW_EAIR || key->kind == XP_ROW_EABB
                 || key->kind == XP_ROW_EAWBB)
            entries += environment->profiles->size;
    }
    return entries;
}

static int check_proof(const xp_decision_struct *decision, const xp_question_t *question,
                       xp_error_t error)
{
    if (decision->method == XP_METHOD_INTERIM
        && count_entries(decision->proof, question) > MANY_ENTRIES)
        return 1;
    return xp_proof_holds(decision->proof, question,
                          decision->verdict == XP_OPTIMAL ? XP_PROOF_OF_BOUND
                                                          : XP_PROOF_OF_IMPOSSIBILITY,
                          decision->value, error);
}

xp_status_t xp_decision_passes(int *passed, const xp_decision_t decision,
                               const xp_question_t *question, const xp_progress_t *progress,
                               xp_error_t error)
{
    const xp_verdict_t verdict = decision->verdict;
    xp_status_t status = XP_OK;
    int good = 1;

    if (verdict == XP_POSSIBLE || verdict == XP_OPTIMAL || verdict == XP_UNBOUNDED)
    {
        status = check_mechanism(&good, decision, question, progress, error);
        good = good && has_right_rule(decision, question, error);
    }
    if (status == XP_OK && good && verdict == XP_OPTIMAL)
        status = check_value(&good, decision, question, progress, error);
    if (status == XP_OK && good && verdict == XP_UNBOUNDED)
        good = check_ray(decision, question, error);
    if (status == XP_OK && good && (verdict == XP_OPTIMAL || verdict == XP_IMPOSSIBLE))
        good = check_proof(decision, question, error);
    if (status == XP_OK)
        *passed = good;
    return status;
}
