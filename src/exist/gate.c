/* What a method answered, checked before anybody sees it. */
#include "exist/gate.h"

#include <stdlib.h>

#include <expost/check/check.h>
#include <expost/rule/payment.h>

#include "exist/ray.h"
#include "exist/scaled_row.h"

/*
 * The interim method verifies its sums itself, exactly, in interim payments: the same rows,
 * each summed over the others' types.  Up to so many entries, and profiles where the rule is not
 * listed, they are added up a second time, profile by profile; beyond that it would take most of
 * the time of the decision.
 */
#define MANY_ENTRIES 16384
#define MANY_PROFILES 16384

/* A list of such a rule would be made of maximisers. */
static int is_efficient_unlisted(const xp_rule_struct *rule)
{
    return rule->efficient && rule->choice == NULL;
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
        if ((question->properties & XP_PROPERTY_BIT(p))
            && !(p == XP_EFF && is_efficient_unlisted(decision->mechanism->rule)))
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

/* The largest deficit at any profile. */
static xp_status_t find_worst(fmpq_t value, const xp_mechanism_struct *mechanism,
                              const xp_question_t *question, const xp_progress_t *progress,
                              xp_error_t error)
{
    xp_status_t status;
    xp_table_t payment;

    xp_table_init(payment);
    status = list_payments(payment, mechanism, progress, error);
    if (status == XP_OK)
        status = xp_objective_value(value, question, mechanism->rule, payment, error);
    xp_table_clear(payment);
    return status;
}

static xp_status_t check_value(int *passed, const xp_decision_struct *decision,
                               const xp_question_t *question, const xp_progress_t *progress,
                               xp_error_t error)
{
    xp_status_t status;
    fmpq_t value;

    fmpq_init(value);
    if (question->objective == XP_OBJECTIVE_WORST_DEFICIT)
        status = find_worst(value, decision->mechanism, question, progress, error);
    else
        status = xp_objective_expected(value, question, decision->mechanism, progress, error);
    *passed = status == XP_OK && fmpq_equal(value, decision->value);
    if (status == XP_OK && !*passed)
        xp_error_set(error, "the mechanism that was found does not attain the value");
    fmpq_clear(value);
    return status;
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

static int is_long(const xp_proof_struct *proof, const xp_question_t *question)
{
    const slong profiles = question->environment->profiles->size;

    return profiles == 0 || (question->rule->choice == NULL && profiles > MANY_PROFILES)
           || count_entries(proof, question) > MANY_ENTRIES;
}

static int check_proof(const xp_decision_struct *decision, const xp_question_t *question,
                       xp_error_t error)
{
    if (decision->method == XP_METHOD_INTERIM && is_long(decision->proof, question))
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
        good = xp_ray_holds(decision->ray, question, error);
    if (status == XP_OK && good && (verdict == XP_OPTIMAL || verdict == XP_IMPOSSIBLE))
        good = check_proof(decision, question, error);
    if (status == XP_OK)
        *passed = good;
    return status;
}
