/* Rules and payments as data: lotteries found again, copies that stand alone. */
#include <expost/model/payments.h>
#include <expost/model/rule.h>

#include "tests/lib/harness.h"

static void set_weights(fmpq *weight, slong a, slong b, slong c, ulong denominator)
{
    fmpq_set_si(weight, a, denominator);
    fmpq_set_si(weight + 1, b, denominator);
    fmpq_set_si(weight + 2, c, denominator);
}

static void test_lotteries(void)
{
    xp_lotteries_t lotteries;
    xp_rule_t rule, copy;
    fmpq *weight = _fmpq_vec_init(3);
    fmpq_t w;

    fmpq_init(w);
    xp_lotteries_init(lotteries, 3);
    set_weights(weight, 0, 4, 0, 4);
    XP_CHECK(xp_lotteries_choice(lotteries, weight) == 1);
    set_weights(weight, 1, 1, 0, 2);
    XP_CHECK(xp_lotteries_choice(lotteries, weight) == 3);
    set_weights(weight, 1, 2, 3, 6);
    XP_CHECK(xp_lotteries_choice(lotteries, weight) == 4);
    set_weights(weight, 3, 3, 0, 6);
    XP_CHECK(xp_lotteries_choice(lotteries, weight) == 3);
    xp_rule_init(rule);
    xp_rule_init(copy);
    xp_rule_set_lotteries(rule, lotteries);
    XP_CHECK(xp_rule_choices(rule) == 5 && xp_rule_is_valid(rule));
    xp_rule_set(copy, rule);
    xp_rule_clear(rule);
    xp_rule_weight(w, copy, 4, 1);
    XP_CHECK(fmpz_equal_si(fmpq_numref(w), 1) && fmpz_equal_si(fmpq_denref(w), 3));
    xp_rule_weight(w, copy, 2, 2);
    XP_CHECK(fmpq_is_one(w));
    xp_rule_weight(w, copy, 2, 0);
    XP_CHECK(fmpq_is_zero(w));
    XP_CHECK(xp_rule_is_valid(copy));
    /* Weights that do not sum to 1 are not valid. */
    fmpz_add_ui(copy->lottery->entry, copy->lottery->entry, 1);
    XP_CHECK(!xp_rule_is_valid(copy));
    xp_rule_clear(copy);
    xp_lotteries_clear(lotteries);
    _fmpq_vec_clear(weight, 3);
    fmpq_clear(w);
}

static void test_payments(void)
{
    xp_payments_t payments, copy;
    xp_term_struct *term;
    xp_error_t error;
    int k;

    xp_error_init(error);
    xp_payments_init(payments);
    xp_payments_init(copy);
    xp_payments_set_zero(payments, 2);
    for (k = 0; k < 20; k++)
        term = xp_payments_add_term(payments, 1, XP_TERM_VALUE, k);
    fmpq_set_si(term->coefficient, -2, 3);
    XP_CHECK(xp_table_set_zero(term->table, 4, error) == XP_OK);
    fmpz_set_si(term->table->entry + 3, 9);
    xp_payments_set(copy, payments);
    xp_payments_clear(payments);
    XP_CHECK(copy->agent_count == 2 && copy->payment[0].count == 0);
    XP_CHECK(copy->payment[1].count == 20 && copy->payment[1].term[7].agent == 7);
    XP_CHECK(fmpq_is_one(copy->payment[1].term[0].coefficient));
    term = copy->payment[1].term + 19;
    XP_CHECK(fmpz_equal_si(fmpq_numref(term->coefficient), -2));
    XP_CHECK(term->table->length == 4 && fmpz_equal_si(term->table->entry + 3, 9));
    xp_payments_clear(copy);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"lotteries", test_lotteries}, {"payments", test_payments}};

    return XP_TEST_MAIN("model/rule", tests);
}
