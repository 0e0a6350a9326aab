/* Rebates on random models against their definitions, and what they promise profile by profile. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/rule/allocation.h>
#include <expost/rule/mechanism.h>
#include <expost/rule/payment.h>

#include "tests/lib/harness.h"
#include "tests/lib/random_model.h"
#include "tests/lib/ref_rule.h"

static struct
{
    unsigned long models;
    unsigned long bailey;
    unsigned long bailey_refused;
    unsigned long bailey_deficit;
    unsigned long charged;
    unsigned long points;
} seen;

static xp_random_counts_t counts;

/* The others' values less the cost at an outcome, without agents i and j (j = i: one of them). */
static void add_others(fmpq_t sum, const xp_ref_model_t ref, slong i, slong j, slong a, slong x)
{
    fmpq_neg(sum, ref->cost + a);
    for (slong k = 0; k < ref->n; k++)
    {
        if (k != i && k != j)
        {
            fmpq_add(sum, sum, xp_ref_value(ref, k, a, x));
        }
    }
}

static void find_most(fmpq_t most, const xp_ref_model_t ref, slong i, slong j, slong x)
{
    fmpq_t sum;
    fmpq_init(sum);
    for (slong a = 0; a < ref->m; a++)
    {
        add_others(sum, ref, i, j, a, x);
        if (a == 0 || fmpq_cmp(sum, most) > 0)
        {
            fmpq_set(most, sum);
        }
    }
    fmpq_clear(sum);
}

/* What agent j of the economy without i pays there, when its efficient choice is a. */
static void add_payment(fmpq_t total, const xp_ref_model_t ref, slong i, slong j, slong a,
                        slong x)
{
    fmpq_t part;
    fmpq_init(part);
    find_most(part, ref, i, j, x);
    fmpq_add(total, total, part);
    add_others(part, ref, i, j, a, x);
    fmpq_sub(total, total, part);
    fmpq_clear(part);
}

/* The pivot revenue of the economy without i by its definition, all outcomes, ties as asked. */
static void find_bailey(fmpq_t revenue, const xp_ref_model_t ref, slong i, slong x, xp_ties_t ties)
{
    slong best = 0;
    fmpq_t most;
    fmpq_t sum;
    fmpq_t one;
    fmpq_init(most);
    fmpq_init(sum);
    fmpq_init(one);
    find_most(most, ref, i, i, x);
    fmpq_zero(revenue);
    for (slong k = 0; k < ref->m; k++)
    {
        const slong a = ties == XP_TIES_LAST ? ref->m - 1 - k : k;
        add_others(sum, ref, i, i, a, x);
        if (!fmpq_equal(sum, most) || (best > 0 && ties != XP_TIES_LOTTERY))
        {
            continue;
        }
        best++;
        for (slong j = 0; j < ref->n; j++)
        {
            if (j != i)
            {
                add_payment(revenue, ref, i, j, a, x);
            }
        }
    }
    fmpq_set_si(one, 1, (ulong) best);
    fmpq_mul(revenue, revenue, one);
    fmpq_clear(one);
    fmpq_clear(sum);
    fmpq_clear(most);
}

static void find_surplus(fmpq_t surplus, const xp_ref_model_t ref, const fmpq *pivot, slong x)
{
    fmpq_t cost;
    fmpq_init(cost);
    xp_ref_cost(cost, ref, x);
    fmpq_neg(surplus, cost);
    for (slong i = 0; i < ref->n; i++)
    {
        fmpq_add(surplus, surplus, pivot + i * ref->K + x);
    }
    fmpq_clear(cost);
}

/* The least pivot surplus over the reports of i. */
static void find_cavallo(fmpq_t least, const xp_ref_model_t ref, const fmpq *pivot, slong i,
                         slong x)
{
    fmpq_t surplus;
    fmpq_init(surplus);
    for (slong r = 0; r < ref->types[i]; r++)
    {
        find_surplus(surplus, ref, pivot, xp_ref_report(ref, x, i, r));
        if (r == 0 || fmpq_cmp(surplus, least) < 0)
        {
            fmpq_set(least, surplus);
        }
    }
    fmpq_clear(surplus);
}

/* Payments of the mechanism at every profile, one at a time, i * K + x. */
static fmpq *list_payments(const xp_mechanism_t mechanism, const xp_ref_model_t ref)
{
    fmpq *all = _fmpq_vec_init(ref->n * ref->K);
    fmpq *payment = _fmpq_vec_init(ref->n);
    fmpq *weight = _fmpq_vec_init(ref->m);
    xp_error_t error;
    xp_error_init(error);
    for (slong x = 0; x < ref->K; x++)
    {
        const slong *profile = ref->type + x * ref->n;
        XP_CHECK(xp_allocation_at(weight, mechanism->rule, mechanism->environment, profile, error)
                 == XP_OK);
        XP_CHECK(xp_payment_at(payment, mechanism, weight, profile, error) == XP_OK);
        for (slong i = 0; i < ref->n; i++)
        {
            fmpq_set(all + i * ref->K + x, payment + i);
        }
    }
    xp_error_clear(error);
    _fmpq_vec_clear(weight, ref->m);
    _fmpq_vec_clear(payment, ref->n);
    return all;
}

/* No report does better than the truth, at any profile. */
static int is_dominant(const xp_ref_model_t ref, const fmpq *payment)
{
    int good = 1;
    fmpq_t truth;
    fmpq_t other;
    fmpq_init(truth);
    fmpq_init(other);
    for (slong i = 0; i < ref->n; i++)
    {
        for (slong x = 0; x < ref->K; x++)
        {
            xp_ref_utility(truth, ref, i, x, x);
            fmpq_sub(truth, truth, payment + i * ref->K + x);
            for (slong r = 0; r < ref->types[i]; r++)
            {
                const slong y = xp_ref_report(ref, x, i, r);
                xp_ref_utility(other, ref, i, x, y);
                fmpq_sub(other, other, payment + i * ref->K + y);
                good = good && fmpq_cmp(truth, other) >= 0;
            }
        }
    }
    fmpq_clear(other);
    fmpq_clear(truth);
    return good;
}

static int has_deficit(const xp_ref_model_t ref, const fmpq *payment)
{
    int found = 0;
    fmpq_t surplus;
    fmpq_init(surplus);
    for (slong x = 0; x < ref->K; x++)
    {
        find_surplus(surplus, ref, payment, x);
        found = found || fmpq_sgn(surplus) < 0;
    }
    fmpq_clear(surplus);
    return found;
}

/* pivot less 1/n of what the definition gives, at every profile. */
static int agrees(const xp_ref_model_t ref, const fmpq *pivot, const fmpq *payment, int cavallo,
                  xp_ties_t ties)
{
    int good = 1;
    fmpq_t rebate;
    fmpq_t part;
    fmpq_init(rebate);
    fmpq_init(part);
    fmpq_set_si(part, 1, (ulong) ref->n);
    for (slong i = 0; i < ref->n; i++)
    {
        for (slong x = 0; x < ref->K; x++)
        {
            if (cavallo)
            {
                find_cavallo(rebate, ref, pivot, i, x);
                seen.charged += fmpq_sgn(rebate) < 0;
            }
            else
            {
                find_bailey(rebate, ref, i, x, ties);
            }
            fmpq_mul(rebate, rebate, part);
            fmpq_sub(rebate, pivot + i * ref->K + x, rebate);
            good = good && fmpq_equal(rebate, payment + i * ref->K + x);
        }
    }
    fmpq_clear(part);
    fmpq_clear(rebate);
    return good;
}

/* The same payments where the profiles count as too many to list. */
static void compare_points(const xp_model_t model, const char *name, const xp_ref_model_t ref,
                           const fmpq *payment)
{
    xp_profiles_struct *profiles = ((xp_model_struct *) model)->environment->profiles;
    const slong size = profiles->size;
    xp_mechanism_t mechanism;
    xp_error_t error;
    if (size == 1 || model->environment->prior == XP_PRIOR_JOINT)
    {
        return;
    }
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    profiles->size = 0;
    XP_CHECK(xp_mechanism_build(mechanism, model, name, NULL, XP_IR_DEFAULT, NULL, error)
             == XP_OK);
    fmpq *points = list_payments(mechanism, ref);
    profiles->size = size;
    for (slong k = 0; k < ref->n * ref->K; k++)
    {
        XP_CHECK(fmpq_equal(points + k, payment + k));
    }
    seen.points++;
    _fmpq_vec_clear(points, ref->n * ref->K);
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
}

static int all_available(const xp_model_t model)
{
    for (slong i = 0; i < model->environment->agent_count; i++)
    {
        if (memchr(model->environment->agent[i].available, 0,
                   (size_t) model->environment->outcome_count) != NULL)
        {
            return 0;
        }
    }
    return 1;
}

/* Cavallo: defined everywhere, dominant strategies, never a deficit. */
static void compare_cavallo(const xp_model_t model, const xp_ref_model_t ref, const fmpq *pivot)
{
    xp_mechanism_t mechanism;
    xp_error_t error;
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    XP_CHECK(xp_mechanism_build(mechanism, model, "cavallo", NULL, XP_IR_DEFAULT, NULL, error)
             == XP_OK);
    fmpq *payment = list_payments(mechanism, ref);
    XP_CHECK(agrees(ref, pivot, payment, 1, XP_TIES_FIRST));
    XP_CHECK(is_dominant(ref, payment));
    XP_CHECK(!has_deficit(ref, payment));
    compare_points(model, "cavallo", ref, payment);
    _fmpq_vec_clear(payment, ref->n * ref->K);
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
}

/* Bailey: dominant strategies, but a deficit may come. */
static void compare_bailey(const xp_model_t model, const xp_ref_model_t ref, const fmpq *pivot)
{
    xp_mechanism_t mechanism;
    xp_error_t error;
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    const xp_status_t status = xp_mechanism_build(mechanism, model, "bailey", NULL, XP_IR_DEFAULT,
                                                  NULL, error);
    if (status == XP_OK)
    {
        fmpq *payment = list_payments(mechanism, ref);
        XP_CHECK(agrees(ref, pivot, payment, 0, model->rule->ties));
        XP_CHECK(is_dominant(ref, payment));
        seen.bailey_deficit += (unsigned long) has_deficit(ref, payment);
        compare_points(model, "bailey", ref, payment);
        _fmpq_vec_clear(payment, ref->n * ref->K);
        seen.bailey++;
    }
    else
    {
        XP_CHECK(status == XP_REFUSED && !all_available(model));
        seen.bailey_refused++;
    }
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
}

static void test_random(void)
{
    const xp_random_limits_t limits = {4, 3, 4, 60, 1, XP_RANDOM_RULE_EFFICIENT};
    uint64_t state = 20260714;
    for (long round = xp_test_rounds(120); round > 0; round--)
    {
        xp_model_t model;
        xp_ref_model_t ref;
        xp_scale_t scale;
        xp_model_init(model);
        xp_scale_init(scale);
        xp_random_model(model, scale, &state, &limits, &counts);
        xp_scale_clear(scale);
        if (model->environment->agent_count >= 2)
        {
            xp_ref_model_init(ref, model, NULL);
            fmpq *pivot = _fmpq_vec_init(ref->n * ref->K);
            xp_ref_pivot(pivot, ref);
            compare_cavallo(model, ref, pivot);
            compare_bailey(model, ref, pivot);
            seen.models++;
            _fmpq_vec_clear(pivot, ref->n * ref->K);
            xp_ref_model_clear(ref);
        }
        xp_model_clear(model);
    }
}

/* Everything that matters has been there. */
static void test_seen(void)
{
    printf("models %lu, bailey %lu, refused %lu, with a deficit %lu, negative rebates %lu, "
           "points %lu\n",
           seen.models, seen.bailey, seen.bailey_refused, seen.bailey_deficit, seen.charged,
           seen.points);
    XP_CHECK(seen.models > 0 && seen.bailey > 0 && seen.bailey_refused > 0);
    XP_CHECK(seen.bailey_deficit > 0 && seen.charged > 0 && seen.points > 0);
    XP_CHECK(counts.cost > 0 && counts.tie > 0 && counts.requires_agent > 0);
}

static const xp_test_t tests[] = {
    {"random", test_random},
    {"seen", test_seen},
};

int main(void)
{
    return XP_TEST_MAIN("rule/random_rebates", tests);
}
