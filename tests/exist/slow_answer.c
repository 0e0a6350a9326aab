/* The answer to a question of existence by every named row and cddlib. */
#include <stdlib.h>

#include <expost/rule/payment.h>

#include "lp/lp.h"
#include "slow_answer.h"
#include "tests/lib/ref_lp.h"
#include "tests/lib/ref_rows.h"

#define ENTRY_LIMIT 3000
#define RULE_LIMIT 30

/* The number of rules without lotteries, or more than RULE_LIMIT. */
static slong count_rules(const xp_ref_model_t ref)
{
    slong count = 1;

    for (slong x = 0; x < ref->K && count <= RULE_LIMIT; x++)
        count *= ref->m;
    return count;
}

int xp_slow_can_answer(const xp_ref_model_t ref, const xp_question_t *question)
{
    int free_rule = question->rule == NULL && !question->deterministic;
    xp_ref_rows_t rows;
    slong entries;

    if (question->deterministic && count_rules(ref) > RULE_LIMIT)
        return 0;
    if (ref->K * (ref->n + (free_rule ? ref->m : 0)) > 48)
        return 0;
    xp_ref_rows_init(rows, ref, question, free_rule);
    entries = rows->columns * rows->rows;
    xp_ref_rows_clear(rows);
    return entries <= ENTRY_LIMIT;
}

static xp_verdict_t solve(fmpq_t value, const xp_ref_model_t ref,
                          const xp_question_t *question, int free_rule)
{
    int turned = question->objective != XP_OBJECTIVE_NONE && question->maximise;
    xp_verdict_t verdict = XP_UNKNOWN;
    xp_ref_rows_t rows;
    xp_lp_t lp;

    xp_ref_rows_init(rows, ref, question, free_rule);
    xp_lp_init(lp, rows->columns);
    for (slong r = 0; r < rows->rows; r++)
    {
        xp_lp_add_row(lp, rows->equation[r], rows->right + r);
        for (slong j = 0; j < rows->columns; j++)
            if (!fmpq_is_zero(rows->entry + r * rows->columns + j))
                xp_lp_add_entry(lp, j, rows->entry + r * rows->columns + j);
    }
    for (slong j = 0; j < rows->columns; j++)
    {
        if (turned)
            fmpq_neg(lp->objective + j, rows->objective + j);
        else
            fmpq_set(lp->objective + j, rows->objective + j);
    }
    switch (xp_ref_lp_solve(value, lp))
    {
    case XP_LP_OPTIMAL:
        verdict = question->objective == XP_OBJECTIVE_NONE ? XP_POSSIBLE : XP_OPTIMAL;
        if (turned)
            fmpq_neg(value, value);
        fmpq_add(value, value, rows->constant);
        break;
    case XP_LP_UNBOUNDED:
        verdict = XP_UNBOUNDED;
        break;
    case XP_LP_INFEASIBLE:
        verdict = XP_IMPOSSIBLE;
        break;
    case XP_LP_UNKNOWN:
        break;
    }
    xp_lp_clear(lp);
    xp_ref_rows_clear(rows);
    return verdict;
}

/* One rule after the other; unbounded beats every value, a value beats impossible. */
static xp_verdict_t try_every_rule(fmpq_t value, const xp_ref_model_t ref,
                                   const xp_question_t *question)
{
    slong rules = count_rules(ref);
    xp_verdict_t verdict = XP_IMPOSSIBLE;
    fmpq *kept = _fmpq_vec_init(ref->K * ref->m);
    fmpq_t one;

    fmpq_init(one);
    for (slong e = 0; e < ref->K * ref->m; e++)
        fmpq_set(kept + e, ref->weight + e);
    for (slong number = 0; number < rules && verdict != XP_UNKNOWN; number++)
    {
        slong rest = number;
        xp_verdict_t found;

        for (slong x = 0; x < ref->K; x++, rest /= ref->m)
            for (slong a = 0; a < ref->m; a++)
                fmpq_set_si(ref->weight + x * ref->m + a, a == rest % ref->m, 1);
        found = solve(one, ref, question, 0);
        if (found == XP_UNKNOWN || found == XP_UNBOUNDED)
            verdict = found;
        if (found == XP_POSSIBLE && verdict == XP_IMPOSSIBLE)
            verdict = found;
        if (found == XP_OPTIMAL && verdict != XP_UNBOUNDED
            && (verdict != XP_OPTIMAL
                || (fmpq_cmp(one, value) > 0) == (question->maximise != 0)))
        {
            verdict = found;
            fmpq_set(value, one);
        }
    }
    for (slong e = 0; e < ref->K * ref->m; e++)
        fmpq_set(ref->weight + e, kept + e);
    _fmpq_vec_clear(kept, ref->K * ref->m);
    fmpq_clear(one);
    return verdict;
}

xp_verdict_t xp_slow_answer(fmpq_t value, const xp_ref_model_t ref,
                            const xp_question_t *question)
{
    if (question->deterministic)
        return try_every_rule(value, ref, question);
    return solve(value, ref, question, question->rule == NULL);
}

/* left of row r at the values of the unknowns. */
static void evaluate(fmpq_t left, const fmpq *entry, const fmpq *at, slong columns)
{
    fmpq_zero(left);
    for (slong j = 0; j < columns; j++)
        fmpq_addmul(left, entry + j, at + j);
}

/* Whether the mechanism's rule is the one asked for; the probabilities into `at`. */
static int fill_rule(fmpq *at, const xp_ref_model_t ref, const xp_question_t *question,
                     const xp_rule_struct *rule)
{
    int good = rule->choice_length == ref->K;
    fmpq_t weight;

    fmpq_init(weight);
    for (slong e = 0; e < ref->K * ref->m && good; e++)
    {
        xp_rule_weight(weight, rule, rule->choice[e / ref->m], e % ref->m);
        if (question->rule != NULL)
            good = fmpq_equal(weight, ref->weight + e);
        else
            fmpq_set(at + ref->n * ref->K + e, weight);
        if (question->deterministic)
            good = good && (fmpq_is_zero(weight) || fmpq_is_one(weight));
    }
    fmpq_clear(weight);
    return good;
}

static int fill_payments(fmpq *at, const xp_ref_model_t ref, const xp_mechanism_t mechanism)
{
    int good = 1;
    xp_table_t table;
    xp_error_t error;

    xp_table_init(table);
    xp_error_init(error);
    for (slong i = 0; i < ref->n && good; i++)
    {
        good = xp_payment_list(table, mechanism, i, NULL, error) == XP_OK;
        for (slong x = 0; x < ref->K && good; x++)
            xp_table_get_fmpq(at + x * ref->n + i, table, x);
    }
    xp_error_clear(error);
    xp_table_clear(table);
    return good;
}

/* w is the last unknown; its rows are the last K: the least w that fulfils them. */
static void fill_worst(fmpq *at, const xp_ref_rows_t rows, slong K, int ray)
{
    fmpq *w = at + rows->columns - 1;
    fmpq_t left;

    fmpq_init(left);
    for (slong r = rows->rows - K; r < rows->rows; r++)
    {
        fmpq *entry = rows->entry + r * rows->columns;

        fmpq_zero(left);
        for (slong j = 0; j + 1 < rows->columns; j++)
            fmpq_submul(left, entry + j, at + j);
        if (!ray)
            fmpq_add(left, left, rows->right + r);
        if (r == rows->rows - K || fmpq_cmp(left, w) > 0)
            fmpq_set(w, left);
    }
    fmpq_clear(left);
}

static int satisfies(const xp_ref_rows_t rows, const fmpq *at, int ray)
{
    int good = 1;
    fmpq_t left;

    fmpq_init(left);
    for (slong r = 0; r < rows->rows && good; r++)
    {
        evaluate(left, rows->entry + r * rows->columns, at, rows->columns);
        if (!ray)
            fmpq_sub(left, left, rows->right + r);
        good = rows->equation[r] ? fmpq_is_zero(left) : fmpq_sgn(left) >= 0;
    }
    fmpq_clear(left);
    return good;
}

int xp_slow_accepts(const xp_ref_model_t ref, const xp_question_t *question,
                    const xp_decision_t decision)
{
    int worst = question->objective == XP_OBJECTIVE_WORST_DEFICIT, good;
    xp_ref_rows_t rows;
    fmpq *at;
    fmpq_t value;

    xp_ref_rows_init(rows, ref, question, question->rule == NULL);
    at = _fmpq_vec_init(rows->columns);
    fmpq_init(value);
    good = fill_rule(at, ref, question, decision->mechanism->rule)
           && fill_payments(at, ref, decision->mechanism);
    if (worst)
        fill_worst(at, rows, ref->K, 0);
    good = good && satisfies(rows, at, 0);
    evaluate(value, rows->objective, at, rows->columns);
    fmpq_add(value, value, rows->constant);
    if (decision->verdict == XP_OPTIMAL)
        good = good && fmpq_equal(value, decision->value);
    if (decision->verdict == XP_UNBOUNDED)
    {
        good = good && decision->ray->length == ref->n * ref->K;
        for (slong j = 0; j < rows->columns; j++)
        {
            fmpq_zero(at + j);
            if (good && j < ref->n * ref->K)
                xp_table_get_fmpq(at + j, decision->ray, j);
        }
        if (worst)
            fill_worst(at, rows, ref->K, 1);
        evaluate(value, rows->objective, at, rows->columns);
        good = good && satisfies(rows, at, 1)
               && (question->maximise ? fmpq_sgn(value) > 0 : fmpq_sgn(value) < 0);
    }
    fmpq_clear(value);
    _fmpq_vec_clear(at, rows->columns);
    xp_ref_rows_clear(rows);
    return good;
}
