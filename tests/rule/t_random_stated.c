/* Mechanisms that a random model states itself, by name or as Groves payments with its own h. */
#include <expost/base/memory.h>
#include <expost/rule/mechanism.h>
#include <expost/rule/payment.h>

#include "tests/lib/expect.h"
#include "tests/lib/harness.h"
#include "tests/lib/random_model.h"
#include "tests/lib/ref_rule.h"

static struct
{
    unsigned long pivot;
    unsigned long groves;
} seen;

static xp_random_counts_t counts;

/* Groves payments with the h_i of the file, and a mechanism that the file names. */
static void run_round(uint64_t *state)
{
    static const xp_random_limits_t limits = {4, 4, 4, 36, 1, 1};
    xp_model_t model;
    xp_scale_t scale;
    xp_ref_model_t ref;
    xp_mechanism_t mechanism;
    xp_error_t error;
    xp_table_t table;
    fmpq *expected, *h;
    fmpq_t payment;

    xp_model_init(model);
    xp_scale_init(scale);
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    xp_table_init(table);
    fmpq_init(payment);
    xp_random_model(model, scale, state, &limits, &counts);
    xp_ref_model_init(ref, model, NULL);
    expected = _fmpq_vec_init(ref->n * ref->K);
    h = _fmpq_vec_init(ref->K);
    if (xp_random_happens(state, 2))
    {
        seen.pivot++;
        model->mechanism = xp_strdup("pivot");
        xp_ref_pivot(expected, ref);
    }
    else
    {
        seen.groves++;
        model->mechanism = xp_strdup("groves");
        xp_ref_groves(expected, ref);
        xp_payments_set_zero(model->groves_h, ref->n);
        for (slong i = 0; i < ref->n; i++)
        {
            xp_term_struct *term = xp_payments_add_term(model->groves_h, i, XP_TERM_OTHERS, i);

            for (slong e = 0; e < ref->K / ref->types[i]; e++)
                xp_random_number(h + e, scale, state);
            XP_EXPECT(xp_table_set_fmpq_vec(term->table, h, ref->K / ref->types[i], error)
                      == XP_OK);
            for (slong x = 0; x < ref->K; x++)
                fmpq_add(expected + i * ref->K + x, expected + i * ref->K + x,
                         h + xp_ref_others(ref, i, x));
        }
    }
    XP_EXPECT(xp_mechanism_build(mechanism, model, xp_random_happens(state, 2) ? "model" : NULL,
                                 NULL, XP_IR_DEFAULT, NULL, error) == XP_OK);
    XP_EXPECT(mechanism->payments->agent_count == ref->n);
    for (slong i = 0; i < ref->n && mechanism->payments->agent_count == ref->n; i++)
    {
        XP_EXPECT(xp_payment_list(table, mechanism, i, NULL, error) == XP_OK);
        for (slong x = 0; x < ref->K; x++)
        {
            xp_table_get_fmpq(payment, table, x);
            XP_EXPECT(fmpq_equal(payment, expected + i * ref->K + x));
        }
    }
    _fmpq_vec_clear(expected, ref->n * ref->K);
    fmpq_clear(payment);
    xp_table_clear(table);
    _fmpq_vec_clear(h, ref->K);
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_ref_model_clear(ref);
    xp_scale_clear(scale);
    xp_model_clear(model);
}

static void test_stated(void)
{
    uint64_t state = UINT64_C(0x73746174);
    long rounds = xp_test_rounds(150);

    for (xp_expect_round = 0; xp_expect_round < rounds; xp_expect_round++)
        run_round(&state);
}

static void test_occurred(void)
{
    xp_expect_occurred("random_stated", "models", counts.models);
    xp_expect_occurred("random_stated", "tie", counts.tie);
    xp_expect_occurred("random_stated", "pivot", seen.pivot);
    xp_expect_occurred("random_stated", "groves with h", seen.groves);
}

int main(void)
{
    static const xp_test_t tests[] = {{"stated", test_stated}, {"occurred", test_occurred}};

    return XP_TEST_MAIN("random_stated", tests);
}
