/* Reading a rule: what it states of itself, and its table. */
#include "cert/read_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/rule/allocation.h>

/* The shortest record alloc 0 0. */
#define RECORD_BYTES 10

/* The records of one lottery; weight is all 0 before and behind. */
static uint32_t read_lottery(xp_fields_t *in, xp_lotteries_t lotteries, fmpq *weight,
                             const xp_environment_t environment, slong x)
{
    const slong m = environment->outcome_count;
    const slong before = lotteries->count;
    uint32_t choice = 0;
    slong last = -1, a;
    fmpq_t sum;

    fmpq_init(sum);
    while (in->status == XP_OK && !fmpq_is_one(sum))
    {
        xp_fields_expect(in, "lottery");
        xp_fields_fixed_profile(in, environment->profiles, x);
        a = xp_fields_index(in, m, "an outcome");
        if (a <= last)
            xp_fields_refuse(in, "the outcomes of a lottery are in order, each once");
        last = a;
        xp_fields_number(in, weight + a);
        fmpq_add(sum, sum, weight + a);
        if (fmpq_sgn(weight + a) <= 0 || fmpq_is_one(weight + a)
            || fmpz_cmp(fmpq_numref(sum), fmpq_denref(sum)) > 0)
            xp_fields_refuse(in, "the probabilities of a lottery are greater than 0, two or more, "
                                 "and add up to 1");
        xp_fields_end(in);
    }
    fmpq_clear(sum);
    if (in->status == XP_OK)
        choice = xp_lotteries_choice(lotteries, weight);
    for (a = 0; a < m; a++)
        fmpq_zero(weight + a);
    if (lotteries->count > before)
        xp_fields_spend(in, m, sizeof(fmpq) + sizeof(fmpz));
    return choice;
}

static uint32_t read_alloc(xp_fields_t *in, const xp_environment_t environment, slong x)
{
    slong a;

    xp_fields_expect(in, "alloc");
    xp_fields_fixed_profile(in, environment->profiles, x);
    a = xp_fields_index(in, environment->outcome_count, "an outcome");
    xp_fields_end(in);
    return (uint32_t) a;
}

static void store_lotteries(xp_fields_t *in, xp_rule_t rule, const xp_lotteries_t lotteries)
{
    if (in->status != XP_OK)
        return;
    in->status = xp_table_set_fmpq_vec(rule->lottery, lotteries->weight,
                                       lotteries->count * lotteries->outcome_count, in->error);
    rule->outcome_count = lotteries->outcome_count;
    if (in->status == XP_OK)
        rule->lottery_count = lotteries->count;
}

void xp_take_choices(xp_fields_t *in, xp_rule_t rule, const xp_environment_t environment,
                     int deterministic)
{
    const slong m = environment->outcome_count, size = environment->profiles->size;
    xp_lotteries_t lotteries;
    fmpq *weight;
    slong x;

    xp_fields_require(in, size, RECORD_BYTES, "profiles with their outcome");
    xp_fields_spend(in, size, sizeof(uint32_t));
    xp_fields_spend(in, m, sizeof(fmpq));
    if (in->status != XP_OK)
        return;
    rule->choice = xp_calloc((size_t) size, sizeof(uint32_t));
    rule->choice_length = size;
    weight = _fmpq_vec_init(m);
    xp_lotteries_init(lotteries, m);
    for (x = 0; x < size && in->status == XP_OK; x++)
    {
        if (!xp_fields_next_is(in, "lottery"))
            rule->choice[x] = read_alloc(in, environment, x);
        else if (deterministic)
            xp_fields_refuse_next(in, "`alloc`, since the claim is about rules without lotteries");
        else
            rule->choice[x] = read_lottery(in, lotteries, weight, environment, x);
    }
    store_lotteries(in, rule, lotteries);
    xp_lotteries_clear(lotteries);
    _fmpq_vec_clear(weight, m);
}

static int have_same_weights(const xp_rule_t a, const xp_rule_t b, slong x)
{
    fmpq_t first, second;
    int same = 1;
    slong outcome;

    if ((slong) a->choice[x] < a->outcome_count || (slong) b->choice[x] < b->outcome_count)
        return a->choice[x] == b->choice[x];
    fmpq_init(first);
    fmpq_init(second);
    for (outcome = 0; outcome < a->outcome_count && same; outcome++)
    {
        xp_rule_weight(first, a, (slong) a->choice[x], outcome);
        xp_rule_weight(second, b, (slong) b->choice[x], outcome);
        same = fmpq_equal(first, second);
    }
    fmpq_clear(second);
    fmpq_clear(first);
    return same;
}

/* A rule that is said to be the efficient one must be it. */
static void require_efficient(xp_fields_t *in, const xp_rule_t rule,
                              const xp_environment_t environment)
{
    static const char *const ties[] = {"ties to the first outcome", "ties to the last outcome",
                                       "ties by lottery"};
    xp_rule_t expected;
    slong x;

    if (in->status != XP_OK)
        return;
    xp_rule_init(expected);
    expected->outcome_count = environment->outcome_count;
    expected->ties = rule->ties;
    in->status = xp_allocation_list(expected, environment, NULL, in->error);
    for (x = 0; x < environment->profiles->size && in->status == XP_OK; x++)
        if (!have_same_weights(rule, expected, x))
            xp_fields_refuse(in, "the table behind this line is not the efficient rule, %s: the "
                                 "first profile where they differ is number %ld, from 0",
                             ties[rule->ties], (long) x);
    xp_rule_clear(expected);
}

static void read_fixed(xp_fields_t *in, xp_certificate_t certificate)
{
    xp_rule_struct *rule = certificate->rule;
    size_t place;

    certificate->has_rule = 1;
    rule->efficient = xp_fields_take(in, "efficient");
    if (rule->efficient)
    {
        if (xp_fields_take(in, "last"))
            rule->ties = XP_TIES_LAST;
        else if (xp_fields_take(in, "lottery"))
            rule->ties = XP_TIES_LOTTERY;
        else if (!xp_fields_take(in, "first"))
            xp_fields_refuse_next(in, "`first`, `last` or `lottery`");
    }
    else if (!xp_fields_take(in, "other"))
        xp_fields_refuse_next(in, "`efficient` or `other`");
    place = in->field;
    xp_fields_end(in);
    if (in->status == XP_OK)
        xp_take_choices(in, rule, certificate->environment, 0);
    if (in->status == XP_OK && rule->efficient)
    {
        in->field = place;
        require_efficient(in, rule, certificate->environment);
    }
}

void xp_take_rule(xp_fields_t *in, xp_certificate_t certificate)
{
    xp_fields_expect(in, "rule");
    if (certificate->reduced)
    {
        xp_fields_expect(in, "fixed");
        xp_fields_expect(in, "other");
        xp_fields_end(in);
        certificate->has_rule = 1;
        certificate->rule->efficient = 0;
        certificate->rule->outcome_count = 1;
    }
    else if (xp_fields_take(in, "fixed"))
        read_fixed(in, certificate);
    else if (xp_fields_take(in, "free"))
        xp_fields_end(in);
    else
        xp_fields_refuse_next(in, "`fixed` or `free`");
}
