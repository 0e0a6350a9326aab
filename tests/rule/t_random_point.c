/* Random models whose profiles count as too many to list: answers at one profile all the same. */
#include <stdlib.h>

#include <expost/rule/allocation.h>
#include <expost/rule/balance.h>
#include <expost/rule/mechanism.h>
#include <expost/rule/payment.h>

#include "tests/lib/expect.h"
#include "tests/lib/harness.h"
#include "tests/lib/random_model.h"
#include "tests/lib/random_payments.h"
#include "tests/lib/ref_rule.h"

static struct
{
    unsigned long values_by_function;
    unsigned long outside_by_function;
    unsigned long rule_by_function;
    unsigned long payments_by_function;
    unsigned long groves;
    unsigned long pivot;
    unsigned long limit;
    unsigned long dagv;
} seen;

static xp_random_counts_t counts;

/* What the formulas of such a model look into: the listed form of the same model. */
typedef struct
{
    const xp_ref_model_struct *ref;
    const fmpq *payment;
} xp_twin_t;

static xp_status_t take_value(fmpq_t value, const void *context, slong agent, slong outcome,
                              const slong *profile, xp_error_t error)
{
    const xp_ref_model_struct *ref = ((const xp_twin_t *) context)->ref;

    (void) error;
    fmpq_set(value, xp_ref_value(ref, agent, outcome, xp_ref_index(ref, profile)));
    return XP_OK;
}

static xp_status_t take_outside(fmpq_t value, const void *context, slong agent, slong outcome,
                                const slong *profile, xp_error_t error)
{
    const xp_ref_model_struct *ref = ((const xp_twin_t *) context)->ref;
    slong a = outcome < 0 ? 0 : outcome;

    (void) error;
    fmpq_set(value, ref->outside + (agent * ref->m + a) * ref->K + xp_ref_index(ref, profile));
    return XP_OK;
}

static xp_status_t take_payment(fmpq_t value, const void *context, slong agent, slong outcome,
                                const slong *profile, xp_error_t error)
{
    const xp_twin_t *twin = context;

    (void) error;
    (void) outcome;
    fmpq_set(value, twin->payment + agent * twin->ref->K + xp_ref_index(twin->ref, profile));
    return XP_OK;
}

static xp_status_t take_weights(fmpq *weight, const void *context, const slong *profile,
                                xp_error_t error)
{
    const xp_ref_model_struct *ref = ((const xp_twin_t *) context)->ref;

    (void) error;
    for (slong a = 0; a < ref->m; a++)
        fmpq_set(weight + a, ref->weight + xp_ref_index(ref, profile) * ref->m + a);
    return XP_OK;
}

static void empty_table(xp_table_t table)
{
    xp_table_t none;

    xp_table_init(none);
    xp_table_swap(table, none);
    xp_table_clear(none);
}

/* Replaces every table over profiles by a function. */
static void forget_profiles(xp_model_t model, const xp_twin_t *twin)
{
    xp_environment_struct *environment = model->environment;
    const xp_ref_model_struct *ref = twin->ref;

    xp_profiles_clear(environment->profiles);
    xp_profiles_init(environment->profiles);
    xp_profiles_set(environment->profiles, ref->n, ref->types, 1);
    for (slong i = 0; i < ref->n; i++)
    {
        xp_agent_struct *agent = environment->agent + i;

        if (agent->interdependent)
        {
            empty_table(agent->value);
            agent->value_function.evaluate = take_value;
            agent->value_function.context = twin;
            seen.values_by_function++;
        }
        if (agent->outside_kind == XP_OUTSIDE_PROFILE || agent->outside_kind == XP_OUTSIDE_BOTH)
        {
            empty_table(agent->outside);
            agent->outside_function.evaluate = take_outside;
            agent->outside_function.context = twin;
            seen.outside_by_function++;
        }
    }
    if (!model->rule->efficient)
    {
        xp_rule_t rule;

        xp_rule_init(rule);
        rule->efficient = 0;
        rule->outcome_count = ref->m;
        rule->weights = take_weights;
        rule->context = twin;
        xp_rule_swap(model->rule, rule);
        xp_rule_clear(rule);
        seen.rule_by_function++;
    }
    xp_payments_set_zero(model->payments, ref->n);
    for (slong i = 0; i < ref->n; i++)
    {
        xp_term_struct *term = xp_payments_add_term(model->payments, i, XP_TERM_FUNCTION, i);

        term->function.evaluate = take_payment;
        term->function.context = twin;
    }
}

/* The environment and the rule at each profile. */
static void compare_points(const xp_ref_model_t ref, const xp_model_t model)
{
    fmpq *weight = _fmpq_vec_init(ref->m);
    fmpq_t value;
    xp_error_t error;

    fmpq_init(value);
    xp_error_init(error);
    XP_EXPECT(xp_environment_is_valid(model->environment));
    XP_EXPECT(xp_environment_has_private_values(model->environment) == ref->private);
    for (slong x = 0; x < ref->K; x++)
    {
        const slong *profile = ref->type + x * ref->n;

        XP_EXPECT(xp_allocation_at(weight, model->rule, model->environment, profile, error)
                  == XP_OK);
        for (slong a = 0; a < ref->m; a++)
        {
            XP_EXPECT(fmpq_equal(weight + a, ref->weight + x * ref->m + a));
            for (slong i = 0; i < ref->n; i++)
            {
                XP_EXPECT(xp_environment_value(value, model->environment, i, a, profile, error)
                          == XP_OK);
                XP_EXPECT(fmpq_equal(value, xp_ref_value(ref, i, a, x)));
                XP_EXPECT(xp_environment_outside(value, model->environment, i, a, profile,
                                                 error) == XP_OK);
                XP_EXPECT(fmpq_equal(value, ref->outside + (i * ref->m + a) * ref->K + x));
            }
        }
    }
    xp_error_clear(error);
    fmpq_clear(value);
    _fmpq_vec_clear(weight, ref->m);
}

/* A mechanism whose payments need no expectation, asked at each profile. */
static int compare_mechanism(const xp_ref_model_t ref, const xp_model_t model, const char *name,
                             const fmpq *payment)
{
    fmpq *at = _fmpq_vec_init(ref->n);
    xp_mechanism_t mechanism;
    xp_error_t error;
    xp_status_t status;

    xp_mechanism_init(mechanism);
    xp_error_init(error);
    status = xp_mechanism_build(mechanism, model, name, NULL, XP_IR_DEFAULT, NULL, error);
    for (slong x = 0; x < ref->K && status == XP_OK; x++)
    {
        XP_EXPECT(xp_payment_at(at, mechanism, ref->weight + x * ref->m, ref->type + x * ref->n,
                                error) == XP_OK);
        for (slong i = 0; i < ref->n; i++)
            XP_EXPECT(fmpq_equal(at + i, payment + i * ref->K + x));
    }
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    _fmpq_vec_clear(at, ref->n);
    return status == XP_OK;
}

/* An independent prior: expectations need no list. */
static void expect_dagv(const xp_ref_model_t ref, const xp_model_t model)
{
    fmpq *payment = _fmpq_vec_init(ref->n * ref->K);

    xp_ref_dagv(payment, ref);
    XP_EXPECT(compare_mechanism(ref, model, "dagv", payment));
    seen.dagv++;
    _fmpq_vec_clear(payment, ref->n * ref->K);
}

/* What would list the profiles is a limit, told with words, and changes nothing. */
static void expect_limits(const xp_ref_model_t ref, const xp_model_t model)
{
    xp_rule_t rule;
    xp_table_t table;
    xp_balance_t balance;
    xp_mechanism_t mechanism;
    xp_error_t error;

    xp_rule_init(rule);
    xp_table_init(table);
    xp_balance_init(balance);
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    xp_rule_set(rule, model->rule);
    XP_EXPECT(xp_allocation_list(rule, model->environment, NULL, error) == XP_LIMIT);
    XP_EXPECT(error->message != NULL && rule->choice == NULL);
    XP_EXPECT(xp_welfare_list(table, model->environment, NULL, error) == XP_LIMIT);
    XP_EXPECT(table->length == 0);
    if (ref->private && ref->n > 1)
    {
        XP_EXPECT(xp_balance_decide(balance, model->environment, NULL, error) == XP_LIMIT);
        XP_EXPECT(balance->h == NULL && balance->profile == NULL);
    }
    if (ref->private && ref->n > 1 && model->rule->efficient)
    {
        XP_EXPECT(xp_mechanism_build(mechanism, model, "balanced-groves", NULL, XP_IR_DEFAULT,
                                     NULL, error) == XP_LIMIT);
        XP_EXPECT(mechanism->name == NULL && error->message != NULL);
        seen.limit++;
    }
    if (ref->private && ref->n > 1 && model->rule->efficient
        && ref->prior == XP_PRIOR_INDEPENDENT)
        expect_dagv(ref, model);
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_balance_clear(balance);
    xp_table_clear(table);
    xp_rule_clear(rule);
}

static void run_round(uint64_t *state, const xp_random_limits_t *limits)
{
    xp_model_t model;
    xp_scale_t scale;
    xp_ref_model_t ref;
    fmpq *payment;
    xp_twin_t twin;

    xp_model_init(model);
    xp_scale_init(scale);
    xp_random_model(model, scale, state, limits, &counts);
    xp_ref_model_init(ref, model, NULL);
    payment = _fmpq_vec_init(ref->n * ref->K);
    xp_random_payments(payment, ref, scale, state);
    twin.ref = ref;
    twin.payment = payment;
    /* A joint prior is a table over profiles, and one profile can always be listed. */
    if (ref->K > 1 && ref->prior != XP_PRIOR_JOINT)
    {
        forget_profiles(model, &twin);
        compare_points(ref, model);
        expect_limits(ref, model);
        XP_EXPECT(compare_mechanism(ref, model, "model", payment));
        seen.payments_by_function++;
        if (ref->private && model->rule->efficient)
        {
            xp_ref_groves(payment, ref);
            XP_EXPECT(compare_mechanism(ref, model, "groves", payment));
            seen.groves++;
            xp_ref_pivot(payment, ref);
            XP_EXPECT(compare_mechanism(ref, model, "pivot", payment));
            seen.pivot++;
        }
        else
        {
            XP_EXPECT(!compare_mechanism(ref, model, "groves", payment));
            XP_EXPECT(!compare_mechanism(ref, model, "pivot", payment));
        }
    }
    _fmpq_vec_clear(payment, ref->n * ref->K);
    xp_ref_model_clear(ref);
    xp_scale_clear(scale);
    xp_model_clear(model);
}

static void test_small(void)
{
    uint64_t state = UINT64_C(0x706f696e);
    xp_random_limits_t limits = {4, 4, 4, 36, 0, 0};
    long rounds = xp_test_rounds(500);

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
        run_round(&state, &limits);
}

static void test_occurred(void)
{
    const char *suite = "random_point";

    XP_CHECK(xp_random_counts_print(suite, &counts) == 0);
    xp_expect_occurred(suite, "values by function", seen.values_by_function);
    xp_expect_occurred(suite, "outside options by function", seen.outside_by_function);
    xp_expect_occurred(suite, "rule by function", seen.rule_by_function);
    xp_expect_occurred(suite, "payments by function", seen.payments_by_function);
    xp_expect_occurred(suite, "groves", seen.groves);
    xp_expect_occurred(suite, "pivot", seen.pivot);
    xp_expect_occurred(suite, "limits", seen.limit);
    xp_expect_occurred(suite, "dagv", seen.dagv);
}

int main(void)
{
    static const xp_test_t tests[] = {{"small", test_small}, {"occurred", test_occurred}};

    return XP_TEST_MAIN("random_point", tests);
}
