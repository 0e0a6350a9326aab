/* dsic, epic and wmon against the plain loops over all pairs of types, in every arithmetic. */
#include <expost/check/check.h>

#include <string.h>

#include "tests/check/build.h"

/*
 * A mechanism in machine integers: values times 6, weights of lotteries times 4, payments
 * times 16, so that every slack is a whole number of 1/48.
 *   value     value[i][a * K + index], the same along the others' types when private
 *   weight    weight[index * m + a]
 *   payment   payment[i][index]
 */
typedef struct
{
    slong agents;
    slong outcomes;
    slong types[3];
    slong stride[3];
    slong size;
    int private_values;
    slong *value[3];
    slong *weight;
    slong *payment[3];
} plain_t;

static void init_plain(plain_t *plain, slong agents, const slong *types, slong outcomes)
{
    slong i;

    plain->agents = agents;
    plain->outcomes = outcomes;
    plain->size = 1;
    for (i = agents - 1; i >= 0; i--)
    {
        plain->types[i] = types[i];
        plain->stride[i] = plain->size;
        plain->size *= types[i];
    }
    for (i = 0; i < agents; i++)
    {
        plain->value[i] = xp_calloc((size_t) (outcomes * plain->size), sizeof(slong));
        plain->payment[i] = xp_calloc((size_t) plain->size, sizeof(slong));
    }
    plain->weight = xp_calloc((size_t) (outcomes * plain->size), sizeof(slong));
}

static void clear_plain(plain_t *plain)
{
    slong i;

    for (i = 0; i < plain->agents; i++)
    {
        free(plain->value[i]);
        free(plain->payment[i]);
    }
    free(plain->weight);
}

/* Random values; an outcome, or now and then a lottery, at each profile. */
static void fill_plain(plain_t *plain, uint64_t *state, int private_values, int lotteries)
{
    slong m = plain->outcomes;
    slong a;
    slong i;
    slong x;

    plain->private_values = private_values;
    for (i = 0; i < plain->agents; i++)
        for (a = 0; a < m; a++)
            for (x = 0; x < plain->size; x++)
            {
                /* Under private values, that at the profile where the others are first. */
                slong type = x / plain->stride[i] % plain->types[i];
                slong at = a * plain->size + (private_values ? type * plain->stride[i] : x);

                if (!private_values || at == a * plain->size + x)
                    plain->value[i][at] = (slong) xp_test_random(state, 9) - 4;
            }
    for (i = 0; private_values && i < plain->agents; i++)
        for (a = 0; a < m; a++)
            for (x = 0; x < plain->size; x++)
                plain->value[i][a * plain->size + x] =
                    plain->value[i][a * plain->size
                                    + x / plain->stride[i] % plain->types[i] * plain->stride[i]];
    for (x = 0; x < plain->size; x++)
        if (lotteries && xp_test_random(state, 3) == 0)
            for (i = 0; i < 4; i++)
                plain->weight[x * m + (slong) xp_test_random(state, (uint64_t) m)]++;
        else
            plain->weight[x * m + (slong) xp_test_random(state, (uint64_t) m)] = 4;
}

/* The value to agent, times 24, of what is chosen at chosen for the types at true. */
static slong get_value(const plain_t *plain, slong agent, slong chosen, slong true)
{
    slong value = 0;
    slong a;

    for (a = 0; a < plain->outcomes; a++)
        value += plain->weight[chosen * plain->outcomes + a]
                 * plain->value[agent][a * plain->size + true];
    return value;
}

/*
 * The efficient outcome with Groves payments, which are dsic; then changes payments, and
 * each change of one below spoils it.
 */
static void fill_groves(plain_t *plain, uint64_t *state, slong changes)
{
    slong m = plain->outcomes;
    slong a;
    slong i;
    slong x;

    for (x = 0; x < plain->size; x++)
    {
        slong best = 0;
        slong most = 0;

        for (a = 0; a < m; a++)
        {
            slong welfare = 0;

            for (i = 0; i < plain->agents; i++)
                welfare += plain->value[i][a * plain->size + x];
            if (a == 0 || welfare > most)
            {
                best = a;
                most = welfare;
            }
            plain->weight[x * m + a] = 0;
        }
        plain->weight[x * m + best] = 4;
        /* Payments are over 16 and values over 6. */
        for (i = 0; i < plain->agents; i++)
            plain->payment[i][x] = -(most - plain->value[i][best * plain->size + x]) * 8 / 3;
    }
    while (changes-- > 0)
        plain->payment[xp_test_random(state, (uint64_t) plain->agents)]
                      [xp_test_random(state, (uint64_t) plain->size)] +=
            (slong) xp_test_random(state, 5) - 2;
}

/* The mechanism with all numbers times 10^power. */
static void build(xp_environment_t environment, xp_mechanism_t mechanism, const plain_t *plain,
                  ulong power)
{
    slong m = plain->outcomes;
    xp_lotteries_t lotteries;
    fmpq *weight = _fmpq_vec_init(m);
    uint32_t *choice = xp_calloc((size_t) plain->size, sizeof(uint32_t));
    fmpz_t scale;
    slong a;
    slong i;
    slong t;
    slong x;

    build_environment(environment, plain->agents, plain->types, m);
    xp_mechanism_init(mechanism);
    mechanism->environment = environment;
    fmpz_init_set_ui(scale, 10);
    fmpz_pow_ui(scale, scale, power);
    xp_lotteries_init(lotteries, m);
    for (x = 0; x < plain->size; x++)
    {
        for (a = 0; a < m; a++)
            fmpq_set_si(weight + a, plain->weight[x * m + a], 4);
        choice[x] = xp_lotteries_choice(lotteries, weight);
    }
    set_rule(mechanism->rule, m, choice, plain->size);
    xp_rule_set_lotteries(mechanism->rule, lotteries);
    xp_payments_set_zero(mechanism->payments, plain->agents);
    for (i = 0; i < plain->agents; i++)
    {
        xp_agent_struct *agent = environment->agent + i;
        xp_table_struct *payment;

        if (plain->private_values)
            for (a = 0; a < m; a++)
                for (t = 0; t < plain->types[i]; t++)
                    fmpz_set_si(agent->value->entry + a * plain->types[i] + t,
                                plain->value[i][a * plain->size + t * plain->stride[i]]);
        else
        {
            agent->interdependent = 1;
            set_table(agent->value, plain->value[i], m * plain->size, 1);
        }
        fmpz_set_ui(agent->value->denominator, 6);
        _fmpz_vec_scalar_mul_fmpz(agent->value->entry, agent->value->entry,
                                  agent->value->length, scale);
        set_payment(mechanism->payments, i, plain->payment[i], plain->size, 16);
        payment = mechanism->payments->payment[i].term->table;
        _fmpz_vec_scalar_mul_fmpz(payment->entry, payment->entry, payment->length, scale);
    }
    xp_lotteries_clear(lotteries);
    _fmpq_vec_clear(weight, m);
    free(choice);
    fmpz_clear(scale);
}

/* What the plain loops find, slacks times 48. */
typedef struct
{
    slong checked;
    slong violations;
    slong least;
    slong at[4];
    slong first[4];
} answer_t;

static void note(answer_t *answer, slong slack, slong agent, slong line, slong type,
                 slong report)
{
    slong place[4] = {agent, type, report, line};

    if (answer->checked == 0 || slack < answer->least)
    {
        answer->least = slack;
        memcpy(answer->at, place, sizeof(place));
    }
    answer->checked++;
    if (slack >= 0)
        return;
    if (answer->violations == 0)
        memcpy(answer->first, place, sizeof(place));
    answer->violations++;
}

/* Every pair of types on every line: incentives, or (pairs) weak monotonicity. */
static void compare_plainly(answer_t *answer, const plain_t *plain, int pairs)
{
    slong i;
    slong line;
    slong r;
    slong t;

    memset(answer, 0, sizeof(answer_t));
    for (i = 0; i < plain->agents; i++)
        for (line = 0; line < plain->size / plain->types[i]; line++)
        {
            slong s = plain->stride[i];
            slong start = line / s * s * plain->types[i] + line % s;

            for (t = 0; t < plain->types[i]; t++)
                for (r = pairs ? t + 1 : 0; r < plain->types[i]; r++)
                {
                    slong x = start + t * s;
                    slong y = start + r * s;
                    slong slack = 2 * (get_value(plain, i, x, x) - get_value(plain, i, y, x));

                    if (r == t)
                        continue;
                    if (pairs)
                        slack += 2 * (get_value(plain, i, y, y) - get_value(plain, i, x, y));
                    else
                        slack += 3 * (plain->payment[i][y] - plain->payment[i][x]);
                    note(answer, slack, i, line, t, r);
                }
        }
}

static int is_place(const xp_place_struct *place, const slong *expected)
{
    return is_report(place, expected[0], expected[1], expected[2], expected[3]);
}

static struct
{
    long holds;
    long fails;
    long tier[3];
} seen;

static void compare(const plain_t *plain, const xp_mechanism_t mechanism, ulong power,
                    xp_property_t property, xp_tier_t tier, int threads)
{
    xp_check_options_t options = {1, 0, threads, tier};
    xp_findings_t findings;
    const xp_finding_struct *f;
    answer_t answer;
    fmpq_t slack;
    fmpz_t scale;
    size_t v;
    int sorted = 1;

    fmpq_init(slack);
    fmpz_init_set_ui(scale, 10);
    fmpz_pow_ui(scale, scale, power);
    compare_plainly(&answer, plain, property == XP_WMON);
    fmpq_set_si(slack, answer.least, 48);
    fmpq_mul_fmpz(slack, slack, scale);
    xp_findings_init(findings);
    ask(findings, mechanism, property, &options);
    f = findings->finding;
    XP_CHECK(f->tier >= tier);
    seen.tier[f->tier]++;
    seen.holds += f->answer == XP_HOLDS;
    seen.fails += f->answer == XP_FAILS;
    XP_CHECK(has_counts(f, answer.checked, answer.violations));
    XP_CHECK(f->has_slack == (answer.checked > 0));
    if (answer.checked > 0)
        XP_CHECK(fmpq_equal(f->at.slack, slack) && is_place(&f->at, answer.at));
    XP_CHECK((slong) f->all_count == answer.violations);
    if (answer.violations > 0)
        XP_CHECK(is_place(&f->witness, answer.first) && is_place(f->all, answer.first));
    for (v = 1; v < f->all_count; v++)
    {
        const xp_place_struct *a = f->all + v - 1;
        const xp_place_struct *b = f->all + v;

        sorted = sorted && fmpq_sgn(b->slack) < 0
                 && (a->agent < b->agent
                     || (a->agent == b->agent
                         && (a->others < b->others
                             || (a->others == b->others
                                 && (a->type < b->type
                                     || (a->type == b->type && a->report < b->report))))));
    }
    XP_CHECK(sorted);
    xp_findings_clear(findings);
    fmpz_clear(scale);
    fmpq_clear(slack);
}

/* Both properties, each arithmetic, one thread and three. */
static void compare_all(const plain_t *plain, ulong power)
{
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    int tier;

    build(environment, mechanism, plain, power);
    for (tier = 0; tier < 3; tier++)
    {
        xp_property_t property = plain->private_values && tier != 1 ? XP_DSIC : XP_EPIC;

        compare(plain, mechanism, power, property, (xp_tier_t) tier, 1 + tier % 2 * 2);
        compare(plain, mechanism, power, XP_WMON, (xp_tier_t) tier, 3 - tier % 2 * 2);
    }
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
}

static void test_random(void)
{
    static const slong shapes[][4] = {
        /* agents, then types of each */
        {1, 30, 1, 1}, {2, 3, 40, 1}, {2, 40, 3, 1}, {3, 5, 1, 18}, {3, 4, 17, 3}, {3, 2, 2, 2}};
    static const slong outcomes[] = {1, 2, 4, 24};
    static const ulong powers[] = {0, 9, 18, 30};
    uint64_t state = 7;
    long rounds = xp_test_rounds(40);
    long round;

    for (round = 0; round < rounds; round++)
    {
        const slong *shape = shapes[xp_test_random(&state, 6)];
        int private_values = xp_test_random(&state, 3) > 0;
        plain_t plain;

        init_plain(&plain, shape[0], shape + 1, outcomes[xp_test_random(&state, 4)]);
        fill_plain(&plain, &state, private_values, round % 2);
        if (private_values && round % 4 > 1)
        {
            slong i;
            slong x;

            /* Multiples of 3, so that Groves payments are halves. */
            for (i = 0; i < plain.agents; i++)
                for (x = 0; x < plain.outcomes * plain.size; x++)
                    plain.value[i][x] *= 3;
            fill_groves(&plain, &state, round % 8 > 3 ? 3 : 0);
        }
        compare_all(&plain, powers[round % 4]);
        clear_plain(&plain);
    }
    XP_CHECK(seen.holds > 0 && seen.fails > 0);
    XP_CHECK(seen.tier[0] > 0 && seen.tier[1] > 0 && seen.tier[2] > 0);
}

/*
 * So many lotteries that their values are made line by line: a lottery of its own at each
 * of 600 profiles, 300 types of the first agent.
 */
static void test_many_lotteries(void)
{
    static const slong types[] = {300, 2};
    uint64_t state = 99;
    plain_t plain;
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    slong x;

    init_plain(&plain, 2, types, 40);
    fill_plain(&plain, &state, 1, 1);
    for (x = 0; x < plain.size; x++)
    {
        memset(plain.weight + x * 40, 0, 40 * sizeof(slong));
        plain.weight[x * 40 + x % 40] += 2;
        plain.weight[x * 40 + (x + 1 + x / 40) % 40] += 2;
    }
    build(environment, mechanism, &plain, 0);
    XP_CHECK(mechanism->rule->lottery_count > 221);
    compare(&plain, mechanism, 0, XP_DSIC, XP_TIER_INT64, 3);
    compare(&plain, mechanism, 0, XP_WMON, XP_TIER_INT64, 1);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
    clear_plain(&plain);
}

/*
 * Every slack is positive: outcome 3 t_1 + t_2 is worth 5 to those types and nothing to
 * others, but outcome 3 is worth 2 to type 2 of the second agent, whose least slack is 3
 * then: on the second line, against the report 0.
 */
static void test_strict(void)
{
    static const slong types[] = {2, 3};
    static const slong second[] = {5, 0, 0, 0, 5, 0, 0, 0, 5, 5, 0, 2, 0, 5, 0, 0, 0, 5};
    static const uint32_t choice[] = {0, 1, 2, 3, 4, 5};
    slong first[12];
    int tier;
    slong a;

    for (a = 0; a < 6; a++)
    {
        first[2 * a] = a < 3 ? 5 : 0;
        first[2 * a + 1] = a < 3 ? 0 : 5;
    }
    for (tier = 0; tier < 3; tier++)
    {
        xp_check_options_t options = {1, 0, 1, (xp_tier_t) tier};
        xp_environment_t environment;
        xp_mechanism_t mechanism;
        xp_findings_t findings;
        const xp_finding_struct *f;

        build_environment(environment, 2, types, 6);
        xp_mechanism_init(mechanism);
        mechanism->environment = environment;
        set_rule(mechanism->rule, 6, choice, 6);
        set_table(environment->agent[0].value, first, 12, 1);
        set_table(environment->agent[1].value, second, 18, 1);
        xp_payments_set_zero(mechanism->payments, 2);
        xp_findings_init(findings);
        ask(findings, mechanism, XP_DSIC, &options);
        f = findings->finding;
        XP_CHECK(has_counts(f, 18, 0) && is_number(f->at.slack, 3, 1));
        XP_CHECK(is_report(&f->at, 1, 2, 0, 1));
        XP_CHECK(findings->has_ex_post && fmpq_is_zero(findings->regret_ex_post));
        /* The pairs: 5 + 5, but (5 - 2) + 5 for types 0 and 2 of the second agent. */
        ask(findings, mechanism, XP_WMON, &options);
        f = findings->finding;
        XP_CHECK(has_counts(f, 9, 0) && is_number(f->at.slack, 8, 1));
        XP_CHECK(is_report(&f->at, 1, 0, 2, 1));
        xp_findings_clear(findings);
        xp_mechanism_clear(mechanism);
        xp_environment_clear(environment);
    }
}

/*
 * Numbers at the edge of an arithmetic: one agent, values 0 and v, payments 0.  Values
 * below 2^b have the bound 2 (2^b + 2^0).
 */
static void test_edges(void)
{
    static const struct
    {
        ulong bits;
        xp_tier_t tier;
    } edges[] = {{59, XP_TIER_INT64},   {60, XP_TIER_INT64},   {61, XP_TIER_INT128},
                 {62, XP_TIER_INT128},  {64, XP_TIER_INT128},  {124, XP_TIER_INT128},
                 {125, XP_TIER_FMPZ},   {200, XP_TIER_FMPZ}};
    static const slong types[] = {2};
    static const uint32_t choice[] = {0, 1};
    size_t e;

    for (e = 0; e < sizeof(edges) / sizeof(edges[0]); e++)
    {
        xp_environment_t environment;
        xp_mechanism_t mechanism;
        xp_findings_t findings;
        const xp_finding_struct *f;
        fmpz *value;
        fmpz_t expected;

        build_environment(environment, 1, types, 2);
        xp_mechanism_init(mechanism);
        mechanism->environment = environment;
        set_rule(mechanism->rule, 2, choice, 2);
        xp_payments_set_zero(mechanism->payments, 1);
        /* Type 0 prefers outcome 1 by 2^b - 1 on one side, and it costs as much on the other. */
        value = environment->agent[0].value->entry;
        fmpz_one(value + 2);
        fmpz_mul_2exp(value + 2, value + 2, edges[e].bits);
        fmpz_sub_ui(value + 2, value + 2, 1);
        fmpz_neg(value, value + 2);
        fmpz_init(expected);
        fmpz_mul_si(expected, value + 2, -2);
        xp_findings_init(findings);
        ask(findings, mechanism, XP_DSIC, NULL);
        f = findings->finding;
        XP_CHECK(f->tier == edges[e].tier);
        XP_CHECK(has_counts(f, 2, 1) && fmpz_equal(fmpq_numref(f->at.slack), expected));
        xp_findings_clear(findings);
        fmpz_clear(expected);
        xp_mechanism_clear(mechanism);
        xp_environment_clear(environment);
    }
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"random", test_random},
        {"many lotteries", test_many_lotteries},
        {"strict", test_strict},
        {"edges", test_edges},
    };

    return XP_TEST_MAIN("incentives", tests);
}
