/* Mechanisms of random models against the slow reference, and identities of the theory. */
#include <stdio.h>
#include <stdlib.h>

#include <expost/rule/allocation.h>
#include <expost/rule/mechanism.h>
#include <expost/rule/payment.h>

#include "tests/lib/expect.h"
#include "tests/lib/harness.h"
#include "tests/lib/random_model.h"
#include "tests/lib/random_payments.h"
#include "tests/lib/ref_identity.h"
#include "tests/lib/ref_rule.h"

/* Why a mechanism cannot be had, as bits; several may apply, then any may be told. */
enum
{
    FOR_INPUT = 1,
    FOR_REFUSAL = 2
};

enum
{
    GROVES = 0,
    PIVOT,
    IR_VCG,
    DAGV,
    CYCLIC,
    BALANCED_GROVES,
    MODEL,
    MECHANISMS
};

static const char *const name_of[MECHANISMS] = {
    "groves", "pivot", "ir-vcg", "dagv", "cyclic", "balanced-groves", "model"};

static struct
{
    unsigned long built[MECHANISMS];
    unsigned long rebalanced[MECHANISMS];
    unsigned long ir[4];
    unsigned long input;
    unsigned long refused;
    unsigned long charged;
    unsigned long free_of_cost;
} seen;

static xp_random_counts_t counts;

static int equal_vectors(const fmpq *a, const fmpq *b, slong length)
{
    int equal = 1;

    for (slong e = 0; e < length; e++)
        equal &= fmpq_equal(a + e, b + e);
    return equal;
}

static void compare_choices(const xp_ref_model_t ref, const xp_rule_t rule)
{
    fmpq_t weight;
    int equal = rule->choice_length == ref->K;

    fmpq_init(weight);
    for (slong x = 0; x < ref->K && equal; x++)
        for (slong a = 0; a < ref->m && equal; a++)
        {
            xp_rule_weight(weight, rule, rule->choice[x], a);
            equal = fmpq_equal(weight, ref->weight + x * ref->m + a);
        }
    XP_EXPECT(equal);
    XP_EXPECT(xp_rule_is_valid(rule));
    fmpq_clear(weight);
}

/* The reasons why a mechanism of this kind cannot be had. */
static int reasons_against(const xp_ref_model_t ref, const xp_model_t model, int kind, xp_ir_t ir,
                           int has_payments, int balances)
{
    int reasons = 0;

    if (kind == MODEL)
        return has_payments ? 0 : FOR_INPUT;
    if (!ref->private || !model->rule->efficient)
        reasons |= FOR_REFUSAL;
    if ((kind == DAGV || kind == CYCLIC) && (ref->n == 1 || ref->prior == XP_PRIOR_NONE))
        reasons |= FOR_INPUT;
    if (kind == CYCLIC && ref->prior == XP_PRIOR_JOINT)
        reasons |= FOR_REFUSAL;
    if (kind == IR_VCG && (ir == XP_IR_INTERIM || ir == XP_IR_EX_ANTE)
        && ref->prior == XP_PRIOR_NONE)
        reasons |= FOR_INPUT;
    if (kind == BALANCED_GROVES && ref->private && !balances)
        reasons |= FOR_REFUSAL;
    return reasons;
}

/* The payments by definition; those of balanced-groves are not unique and read off. */
static void take_reference(fmpq *payment, fmpq *subsidy, const xp_ref_model_t ref, int kind,
                           xp_ir_t ir, const fmpq *stated)
{
    if (ir == XP_IR_DEFAULT)
        ir = ref->prior == XP_PRIOR_NONE ? XP_IR_EX_POST : XP_IR_INTERIM;
    switch (kind)
    {
    case GROVES:
        xp_ref_groves(payment, ref);
        break;
    case PIVOT:
        xp_ref_pivot(payment, ref);
        break;
    case IR_VCG:
        xp_ref_ir_vcg(payment, subsidy, ref, ir);
        break;
    case DAGV:
        xp_ref_dagv(payment, ref);
        break;
    case CYCLIC:
        xp_ref_cyclic(payment, ref);
        break;
    default:
        for (slong e = 0; e < ref->n * ref->K; e++)
            fmpq_set(payment + e, stated + e);
    }
}

/* The payments of a built mechanism: listed, and at one profile after the other. */
static void list_payments(fmpq *payment, const xp_ref_model_t ref,
                          const xp_mechanism_t mechanism)
{
    fmpq *at = _fmpq_vec_init(ref->n);
    xp_table_t table;
    xp_error_t error;

    xp_table_init(table);
    xp_error_init(error);
    for (slong i = 0; i < ref->n; i++)
    {
        XP_EXPECT(xp_payment_list(table, mechanism, i, NULL, error) == XP_OK);
        XP_EXPECT(xp_table_is_valid(table) && table->length == ref->K);
        for (slong x = 0; x < ref->K && x < table->length; x++)
            xp_table_get_fmpq(payment + i * ref->K + x, table, x);
    }
    for (slong x = 0; x < ref->K; x++)
    {
        XP_EXPECT(xp_payment_at(at, mechanism, ref->weight + x * ref->m, ref->type + x * ref->n,
                             error) == XP_OK);
        for (slong i = 0; i < ref->n; i++)
            XP_EXPECT(fmpq_equal(at + i, payment + i * ref->K + x));
    }
    xp_error_clear(error);
    xp_table_clear(table);
    _fmpq_vec_clear(at, ref->n);
}

static void check_identities(const xp_ref_model_t ref, int kind, int rebalance,
                             const fmpq *payment, const fmpq *base)
{
    int no_cost = 1;

    for (slong a = 0; a < ref->m; a++)
        no_cost &= fmpq_is_zero(ref->cost + a);
    if (rebalance)
    {
        XP_EXPECT(xp_ref_sums_to_cost(ref, payment));
        XP_EXPECT(xp_ref_keeps_interim(ref, payment, base));
    }
    else if (kind == DAGV || kind == BALANCED_GROVES || (kind == CYCLIC && no_cost))
        XP_EXPECT(xp_ref_sums_to_cost(ref, payment));
    if (!rebalance && kind == CYCLIC)
        seen.free_of_cost += (unsigned long) no_cost;
    if (!rebalance
        && (kind == GROVES || kind == PIVOT || kind == IR_VCG || kind == BALANCED_GROVES))
    {
        XP_EXPECT(xp_ref_is_truthful(ref, payment));
        XP_EXPECT(xp_ref_are_groves(ref, payment));
    }
}

/* Builds a mechanism, or rebalance of it once or twice, and compares it with its definition. */
static void compare_mechanism(const xp_ref_model_t ref, const xp_model_t model,
                              const xp_ties_t *ties, int kind, int rebalance, xp_ir_t ir,
                              const fmpq *stated, int balances)
{
    static const char *const opened[3] = {"", "rebalance(", "rebalance(rebalance("};
    static const char *const closed[3] = {"", ")", "))"};
    slong length = ref->n * ref->K;
    fmpq *expected = _fmpq_vec_init(length);
    fmpq *base = _fmpq_vec_init(length);
    fmpq *payment = _fmpq_vec_init(length);
    fmpq *subsidy = _fmpq_vec_init(ref->n);
    int reasons = reasons_against(ref, model, kind, ir, stated != NULL, balances);
    char name[64];
    xp_mechanism_t mechanism;
    xp_error_t error;
    xp_status_t status;

    if (rebalance && (ref->n == 1 || ref->prior == XP_PRIOR_NONE))
        reasons |= FOR_INPUT;
    if (rebalance && ref->prior == XP_PRIOR_JOINT)
        reasons |= FOR_REFUSAL;
    snprintf(name, sizeof(name), "%s%s%s", opened[rebalance], name_of[kind], closed[rebalance]);
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    status = xp_mechanism_build(mechanism, model, name, ties, ir, NULL, error);
    if (reasons != 0)
    {
        XP_EXPECT((status == XP_INPUT && (reasons & FOR_INPUT))
               || (status == XP_REFUSED && (reasons & FOR_REFUSAL)));
        XP_EXPECT(error->message != NULL && mechanism->name == NULL);
        seen.input += status == XP_INPUT;
        seen.refused += status == XP_REFUSED;
    }
    else
        XP_EXPECT(status == XP_OK);
    if (reasons == 0 && status == XP_OK)
    {
        seen.built[kind] += !rebalance;
        seen.rebalanced[kind] += rebalance != 0;
        seen.ir[ir] += kind == IR_VCG;
        XP_EXPECT(mechanism->environment == model->environment);
        XP_CHECK_STR(mechanism->name, name);
        XP_EXPECT(xp_allocation_list(mechanism->rule, model->environment, NULL, error)
                  == XP_OK);
        compare_choices(ref, mechanism->rule);
        list_payments(payment, ref, mechanism);
        if (kind == BALANCED_GROVES && rebalance)
        {
            xp_mechanism_t inner;

            xp_mechanism_init(inner);
            XP_EXPECT(xp_mechanism_build(inner, model, "balanced-groves", ties, ir, NULL, error)
                   == XP_OK);
            list_payments(base, ref, inner);
            xp_mechanism_clear(inner);
        }
        else
            take_reference(base, subsidy, ref, kind, ir,
                           kind == BALANCED_GROVES ? payment : stated);
        for (slong e = 0; e < length; e++)
            fmpq_set(expected + e, base + e);
        for (int times = 0; times < rebalance; times++)
        {
            for (slong e = 0; e < length; e++)
                fmpq_set(base + e, expected + e);
            xp_ref_rebalance(expected, ref, base);
        }
        XP_EXPECT(equal_vectors(payment, expected, length));
        if (kind == IR_VCG && !rebalance)
        {
            XP_EXPECT(mechanism->subsidy != NULL);
            for (slong i = 0; i < ref->n && mechanism->subsidy != NULL; i++)
                XP_EXPECT(fmpq_equal(mechanism->subsidy + i, subsidy + i));
        }
        check_identities(ref, kind, rebalance, payment, base);
    }
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    _fmpq_vec_clear(expected, length);
    _fmpq_vec_clear(base, length);
    _fmpq_vec_clear(payment, length);
    _fmpq_vec_clear(subsidy, ref->n);
}

/* rebalance tells when it had to charge everybody because the expected surplus is negative. */
static void check_charge(const xp_ref_model_t ref, const xp_model_t model, const fmpq *stated)
{
    fmpq *cost = _fmpq_vec_init(ref->K);
    fmpq_t surplus, mean;
    xp_mechanism_t mechanism;
    xp_error_t error;

    fmpq_init(surplus);
    fmpq_init(mean);
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    for (slong x = 0; x < ref->K; x++)
        xp_ref_cost(cost + x, ref, x);
    xp_ref_mean(surplus, ref, cost);
    fmpq_neg(surplus, surplus);
    for (slong i = 0; i < ref->n; i++)
    {
        xp_ref_mean(mean, ref, stated + i * ref->K);
        fmpq_add(surplus, surplus, mean);
    }
    if (fmpq_sgn(surplus) < 0)
    {
        XP_EXPECT(xp_mechanism_build(mechanism, model, "rebalance(model)", NULL, XP_IR_DEFAULT,
                                  NULL, error) == XP_OK);
        XP_EXPECT(mechanism->note_count > 0);
        seen.charged++;
    }
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    fmpq_clear(surplus);
    fmpq_clear(mean);
    _fmpq_vec_clear(cost, ref->K);
}

/* Whether the cubes with the first profile vanish: balanced Groves payments exist. */
static int can_balance(const xp_ref_model_t ref)
{
    fmpq *welfare = _fmpq_vec_init(ref->K);
    fmpq_t sum;
    int vanish = 1;

    fmpq_init(sum);
    for (slong x = 0; x < ref->K; x++)
    {
        xp_ref_welfare(welfare + x, ref, x);
        xp_ref_cube(sum, ref, welfare, x, 0);
        vanish &= ref->n == 1 || fmpq_is_zero(sum);
    }
    fmpq_clear(sum);
    _fmpq_vec_clear(welfare, ref->K);
    return vanish;
}

static void run_round(uint64_t *state, const xp_random_limits_t *limits)
{
    xp_model_t model;
    xp_scale_t scale;
    xp_ref_model_t ref;
    xp_ties_t ties = (xp_ties_t) xp_random_pick(state, 3);
    xp_ties_t *asked = xp_random_happens(state, 3) ? &ties : NULL;
    static const int depth[8] = {0, 0, 0, 0, 0, 1, 1, 2};
    fmpq *stated = NULL;
    int balances;

    xp_model_init(model);
    xp_scale_init(scale);
    xp_random_model(model, scale, state, limits, &counts);
    XP_EXPECT(xp_environment_is_valid(model->environment));
    xp_ref_model_init(ref, model, NULL);
    balances = ref->private && can_balance(ref);
    xp_ref_model_clear(ref);
    xp_ref_model_init(ref, model, asked);
    if (!xp_random_happens(state, 4))
    {
        stated = _fmpq_vec_init(ref->n * ref->K);
        xp_random_payments(stated, ref, scale, state);
        xp_payments_set_profiles(model->payments, ref, stated);
    }
    for (slong times = 0; times < 3; times++)
        compare_mechanism(ref, model, asked, (int) xp_random_pick(state, MECHANISMS),
                          depth[xp_random_pick(state, 8)], (xp_ir_t) xp_random_pick(state, 4),
                          stated, balances);
    if (stated != NULL && ref->prior == XP_PRIOR_INDEPENDENT && ref->n > 1
        && (asked == NULL || !model->rule->efficient))
        check_charge(ref, model, stated);
    if (stated != NULL)
        _fmpq_vec_clear(stated, ref->n * ref->K);
    xp_ref_model_clear(ref);
    xp_scale_clear(scale);
    xp_model_clear(model);
}

static void test_small(void)
{
    uint64_t state = UINT64_C(0x72756c65);
    xp_random_limits_t limits = {4, 4, 4, 36, 0, 0};
    long rounds = xp_test_rounds(1200);

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
    {
        limits.private_values = xp_random_happens(&state, 2);
        limits.rule = xp_random_happens(&state, 2) ? XP_RANDOM_RULE_EFFICIENT
                                                  : XP_RANDOM_RULE_ANY;
        run_round(&state, &limits);
    }
}

/* More profiles: 4 agents with 4 types each, and many agents with two. */
static void test_larger(void)
{
    uint64_t state = UINT64_C(0x6c617267);
    static const xp_random_limits_t limits[3] = {
        {4, 4, 4, 256, 0, 0}, {8, 2, 3, 256, 1, 1}, {2, 16, 4, 256, 0, 0}};
    long rounds = xp_test_rounds(12);

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
        run_round(&state, limits + xp_expect_round % 3);
}

/* Every feature, every mechanism and every kind of refusal occurred. */
static void test_occurred(void)
{
    static const char *const ir[4] = {"ir-vcg --ir default", "ir-vcg --ir interim",
                                      "ir-vcg --ir ex-post", "ir-vcg --ir ex-ante"};
    char text[64];

    XP_CHECK(xp_random_counts_print("random_rule", &counts) == 0);
    for (int kind = 0; kind < MECHANISMS; kind++)
    {
        xp_expect_occurred("random_rule", name_of[kind], seen.built[kind]);
        snprintf(text, sizeof(text), "rebalance(%s)", name_of[kind]);
        xp_expect_occurred("random_rule", text, seen.rebalanced[kind]);
    }
    for (int e = 0; e < 4; e++)
        xp_expect_occurred("random_rule", ir[e], seen.ir[e]);
    xp_expect_occurred("random_rule", "refused", seen.refused);
    xp_expect_occurred("random_rule", "missing data", seen.input);
    xp_expect_occurred("random_rule", "cyclic without cost", seen.free_of_cost);
    xp_expect_occurred("random_rule", "rebalance with a charge", seen.charged);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"small", test_small},
                                       {"larger", test_larger},
                                       {"occurred", test_occurred}};

    return XP_TEST_MAIN("random_rule", tests);
}
