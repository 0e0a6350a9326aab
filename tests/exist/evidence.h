/* Whether a decision proves itself, and a second opinion on small questions. */
#ifndef XP_TESTS_EXIST_EVIDENCE_H
#define XP_TESTS_EXIST_EVIDENCE_H

#include <stdio.h>
#include <stdlib.h>

#include <expost/check/check.h>
#include <expost/exist/decide.h>
#include <expost/exist/row.h>
#include <expost/rule/allocation.h>
#include <expost/rule/mechanism.h>
#include <expost/rule/payment.h>

#include "tests/lib/harness.h"
#include "tests/lib/random_model.h"

#ifdef XP_TESTS_CDD
#include "tests/lib/ref_lp.h"
#endif

#define BIT XP_PROPERTY_BIT

/* The payments of a mechanism, number index(theta) n + i. */
static inline void list_payments(xp_table_t unknown, const xp_mechanism_t mechanism)
{
    slong n = mechanism->environment->agent_count;
    slong size = mechanism->environment->profiles->size;
    fmpq *value = _fmpq_vec_init(n * size);
    xp_error_t error;
    xp_table_t list;
    slong i;
    slong k;

    xp_error_init(error);
    xp_table_init(list);
    for (i = 0; i < n; i++)
    {
        XP_CHECK(xp_payment_list(list, mechanism, i, NULL, error) == XP_OK);
        for (k = 0; k < size; k++)
            xp_table_get_fmpq(value + k * n + i, list, k);
    }
    XP_CHECK(xp_table_set_fmpq_vec(unknown, value, n * size, error) == XP_OK);
    _fmpq_vec_clear(value, n * size);
    xp_table_clear(list);
    xp_error_clear(error);
}

/* The checker finds every property, and the objective has the value that is stated. */
static inline int mechanism_holds(const xp_decision_t decision, const xp_question_t *question)
{
    xp_findings_t findings;
    xp_error_t error;
    xp_property_t property;
    xp_table_t unknown;
    int good = decision->mechanism->environment == question->environment;
    fmpq_t value;

    xp_findings_init(findings);
    xp_error_init(error);
    xp_table_init(unknown);
    fmpq_init(value);
    for (property = 0; property < XP_PROPERTY_COUNT; property++)
    {
        if ((question->properties & BIT(property)) == 0)
            continue;
        good = good
               && xp_check(findings, decision->mechanism, &property, 1, NULL, NULL, error)
                      == XP_OK
               && findings->finding[0].answer == XP_HOLDS;
    }
    if (good && decision->verdict == XP_OPTIMAL)
    {
        list_payments(unknown, decision->mechanism);
        good = xp_objective_value(value, question, decision->mechanism->rule, unknown, error)
                   == XP_OK
               && fmpq_equal(value, decision->value);
    }
    fmpq_clear(value);
    xp_table_clear(unknown);
    xp_error_clear(error);
    xp_findings_clear(findings);
    return good;
}

/* sum of coefficient times ray. */
static inline void move_along(fmpq_t sum, const xp_row_t row, const xp_table_t ray)
{
    slong e;
    fmpq_t part;

    fmpq_init(part);
    fmpq_zero(sum);
    for (e = 0; e < row->length; e++)
    {
        xp_table_get_fmpq(part, ray, row->unknown[e]);
        fmpq_addmul(sum, part, row->coefficient + e);
    }
    fmpq_clear(part);
}

/* Each row of a property that is asked holds for the ray with 0 on its right side. */
static inline int ray_holds(const xp_decision_t decision, const xp_question_t *question)
{
    xp_row_kind_t kind;
    xp_property_t property;
    xp_row_key_t key;
    xp_row_t row;
    int good = 1;
    int more;
    fmpq_t sum;

    fmpq_init(sum);
    xp_row_init(row);
    for (kind = 0; kind < XP_ROW_KIND_COUNT; kind++)
    {
        if (!xp_row_kind_property(&property, kind)
            || (question->properties & BIT(property)) == 0)
            continue;
        for (more = xp_row_first(&key, question, kind); more; more = xp_row_next(&key, question))
        {
            xp_row_set(row, question, &key);
            move_along(sum, row, decision->ray);
            good = good && (row->equation ? fmpq_is_zero(sum) : fmpq_sgn(sum) >= 0);
        }
    }
    if (question->objective == XP_OBJECTIVE_WORST_DEFICIT)
    {
        /* Every sum of payments rises. */
        slong n = question->environment->agent_count;
        slong x;
        slong i;
        fmpz_t rise;

        fmpz_init(rise);
        for (x = 0; x < question->environment->profiles->size; x++)
        {
            fmpz_zero(rise);
            for (i = 0; i < n; i++)
                fmpz_add(rise, rise, decision->ray->entry + x * n + i);
            good = good && fmpz_sgn(rise) > 0;
        }
        fmpz_clear(rise);
    }
    else
    {
        xp_row_set_objective(row, question);
        move_along(sum, row, decision->ray);
        good = good && (question->maximise ? fmpq_sgn(sum) > 0 : fmpq_sgn(sum) < 0);
    }
    xp_row_clear(row);
    fmpq_clear(sum);
    return good;
}

/* The verdict and all that it comes with. */
static inline int decision_holds(const xp_decision_t decision, const xp_question_t *question)
{
    xp_error_t error;
    int good;

    xp_error_init(error);
    switch (decision->verdict)
    {
    case XP_POSSIBLE:
        good = question->objective == XP_OBJECTIVE_NONE && mechanism_holds(decision, question);
        break;
    case XP_OPTIMAL:
        good = mechanism_holds(decision, question)
               && xp_proof_holds(decision->proof, question, XP_PROOF_OF_BOUND, decision->value,
                                 error);
        break;
    case XP_UNBOUNDED:
        good = mechanism_holds(decision, question) && ray_holds(decision, question);
        break;
    case XP_IMPOSSIBLE:
        good = xp_proof_holds(decision->proof, question, XP_PROOF_OF_IMPOSSIBILITY, NULL, error);
        break;
    default:
        good = 0;
        break;
    }
    if (!good && error->message != NULL)
        printf("    %s\n", error->message);
    xp_error_clear(error);
    return good;
}

#ifdef XP_TESTS_CDD
/* Every named row as it stands, to cddlib. */
static inline int agrees_with_cdd(const xp_decision_t decision, const xp_question_t *question)
{
    static const xp_verdict_t verdict_of[] = {XP_OPTIMAL, XP_UNBOUNDED, XP_IMPOSSIBLE,
                                              XP_UNKNOWN};
    slong columns = xp_unknown_count(question);
    xp_row_kind_t kind;
    xp_property_t property;
    xp_row_key_t key;
    xp_verdict_t verdict;
    xp_row_t row;
    xp_lp_t lp;
    slong e;
    int good;
    fmpq_t value;

    fmpq_init(value);
    xp_row_init(row);
    xp_lp_init(lp, columns);
    for (kind = 0; kind < XP_ROW_KIND_COUNT; kind++)
    {
        int more;
        int worst = kind == XP_ROW_WORST
                    && question->objective == XP_OBJECTIVE_WORST_DEFICIT;

        if (!worst
            && (!xp_row_kind_property(&property, kind) || property == XP_EFF
                || property == XP_WMON || (question->properties & BIT(property)) == 0))
            continue;
        for (more = xp_row_first(&key, question, kind); more; more = xp_row_next(&key, question))
        {
            xp_row_set(row, question, &key);
            if (row->length == 0 && fmpq_sgn(row->right) <= 0 && !row->equation)
                continue;
            xp_lp_add_row(lp, row->equation, row->right);
            for (e = 0; e < row->length; e++)
                xp_lp_add_entry(lp, row->unknown[e], row->coefficient + e);
        }
    }
    if (question->objective != XP_OBJECTIVE_NONE)
    {
        xp_row_set_objective(row, question);
        for (e = 0; e < row->length; e++)
            if (question->maximise)
                fmpq_neg(lp->objective + row->unknown[e], row->coefficient + e);
            else
                fmpq_set(lp->objective + row->unknown[e], row->coefficient + e);
    }
    else
        fmpq_zero(row->right);
    verdict = verdict_of[xp_ref_lp_solve(value, lp)];
    if (verdict == XP_OPTIMAL && question->objective == XP_OBJECTIVE_NONE)
        verdict = XP_POSSIBLE;
    good = verdict == decision->verdict;
    if (verdict == XP_OPTIMAL)
    {
        if (question->maximise)
            fmpq_neg(value, value);
        fmpq_sub(value, value, row->right);
        good = good && fmpq_equal(value, decision->value);
    }
    xp_lp_clear(lp);
    xp_row_clear(row);
    fmpq_clear(value);
    return good;
}
#endif

/* The mechanism of a random model: its rule is listed.  0 when it has no such rule. */
static inline int draw_mechanism(xp_mechanism_t mechanism, xp_model_t model, uint64_t *state,
                                 const xp_random_limits_t *limits, xp_random_counts_t *counts)
{
    static const xp_scale_kind_t kinds[] = {XP_SCALE_SMALL, XP_SCALE_SMALL, XP_SCALE_FRACTIONS,
                                            XP_SCALE_20, XP_SCALE_EDGE_64};
    xp_scale_t scale;
    xp_error_t error;
    xp_status_t status;

    xp_scale_init(scale);
    xp_error_init(error);
    xp_scale_draw(scale, kinds[xp_test_random(state, 5)], state);
    xp_random_model(model, scale, state, limits, counts);
    status = xp_mechanism_build(mechanism, model, NULL, NULL, XP_IR_DEFAULT, NULL, error);
    if (status == XP_OK)
        status = xp_allocation_list(mechanism->rule, mechanism->environment, NULL, error);
    xp_error_clear(error);
    xp_scale_clear(scale);
    return status == XP_OK;
}

/* An objective now and then. */
static inline void draw_objective(xp_question_t *question, uint64_t *state)
{
    question->objective = XP_OBJECTIVE_NONE;
    question->objective_agent = -1;
    question->maximise = (int) xp_test_random(state, 2);
    if (xp_test_random(state, 3) == 0)
        return;
    question->objective = (xp_objective_t) xp_test_random(state, 7);
    if (question->objective == XP_OBJECTIVE_WORST_DEFICIT)
        question->maximise = 0;
    if (question->objective == XP_OBJECTIVE_UTILITY && xp_test_random(state, 2) == 0)
        question->objective_agent =
            (slong) xp_test_random(state, (uint64_t) question->environment->agent_count);
}

#endif
