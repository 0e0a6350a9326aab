/* The others' values by their distribution: against all profiles, by the definitions. */
#include "rule/convolution.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <expost/base/memory.h>

#include "rule/convolution_kernel.h"
#include "tests/lib/harness.h"
#include "tests/lib/random_scale.h"
#include "tests/rule/build.h"

static int equals(const xp_table_t table, slong index, const fmpq_t expected)
{
    fmpq_t value;
    fmpq_init(value);
    xp_table_get_fmpq(value, table, index);
    const int equal = fmpq_equal(value, expected);
    fmpq_clear(value);
    return equal;
}

static int entry_is(const xp_table_t table, slong index, const char *text)
{
    fmpq_t value;
    fmpq_init(value);
    xp_table_get_fmpq(value, table, index);
    const int equal = equals_text(value, text);
    fmpq_clear(value);
    return equal;
}

static int same_table(const xp_table_t a, const xp_table_t b)
{
    return a->length == b->length && fmpz_equal(a->denominator, b->denominator)
           && _fmpz_vec_equal(a->entry, b->entry, a->length);
}

static int same_convolved(const xp_convolved_struct *a, const xp_convolved_struct *b)
{
    return same_table(a->weight, b->weight) && same_table(a->others, b->others)
           && same_table(a->lack, b->lack) && fmpq_equal(a->clarke, b->clarke);
}

/* What the definitions give: the tables of xp_convolved_struct as rationals. */
typedef struct
{
    slong types;
    slong outcomes;
    fmpq *weight;
    fmpq *others;
    fmpq_t clarke;
    fmpq *lack;
} expected_t;

static void value_of(fmpq_t value, const xp_environment_t environment, slong agent, slong outcome,
                     slong type)
{
    const xp_agent_struct *own = environment->agent + agent;
    xp_table_get_fmpq(value, own->value, outcome * own->type_count + type);
}

/*
 * Adds one profile of the others: probability, and surplus[b] = sum of v_j(b), j != agent, less
 * c(b).  At each report the maximisers of surplus + v are found by comparing all pairs.
 */
static void add_profile(expected_t *expected, const xp_environment_t environment, slong agent,
                        xp_ties_t ties, const fmpq *surplus, const fmpq_t probability, int first)
{
    const slong m = expected->outcomes;
    fmpq *welfare = _fmpq_vec_init(m);
    fmpq_t number;
    fmpq_t most;
    int some = 0;
    fmpq_init(number);
    fmpq_init(most);
    for (slong b = 0; b < m; b++)
    {
        if (environment->agent[agent].available[b]
            && (!some || fmpq_cmp(surplus + b, most) > 0))
        {
            fmpq_set(most, surplus + b);
            some = 1;
        }
    }
    XP_CHECK(some);
    fmpq_addmul(expected->clarke, probability, most);
    for (slong r = 0; r < expected->types; r++)
    {
        slong tied = 0;
        slong before = 0;
        slong best = 0;
        for (slong b = 0; b < m; b++)
        {
            value_of(number, environment, agent, b, r);
            fmpq_add(welfare + b, surplus + b, number);
        }
        for (slong b = 0; b < m; b++)
        {
            int largest = 1;
            for (slong a = 0; a < m; a++)
            {
                largest = largest && fmpq_cmp(welfare + a, welfare + b) <= 0;
            }
            tied += largest;
            best = largest ? b : best;
        }
        for (slong b = 0; b < m; b++)
        {
            if (!fmpq_equal(welfare + b, welfare + best))
            {
                continue;
            }
            const int taken = ties == XP_TIES_FIRST ? before == 0 : before == tied - 1;
            before++;
            if (ties == XP_TIES_LOTTERY)
            {
                fmpq_set_si(number, 1, (ulong) tied);
            }
            else
            {
                fmpq_set_si(number, taken, 1);
            }
            fmpq_mul(number, number, probability);
            fmpq_add(expected->weight + b * expected->types + r,
                     expected->weight + b * expected->types + r, number);
            fmpq_addmul(expected->others + r, number, surplus + b);
        }
        fmpq_sub(number, welfare + best, most);
        if (first || fmpq_cmp(number, expected->lack + r) < 0)
        {
            fmpq_set(expected->lack + r, number);
        }
    }
    fmpq_clear(most);
    fmpq_clear(number);
    _fmpq_vec_clear(welfare, m);
}

/* Goes through the profiles of the agents but one. */
static void expect(expected_t *expected, const xp_environment_t environment, slong agent,
                   xp_ties_t ties)
{
    const slong n = environment->agent_count;
    slong *type = xp_calloc((size_t) n, sizeof(slong));
    fmpq *surplus;
    fmpq_t probability;
    fmpq_t number;
    int first = 1;
    slong j = 0;
    expected->types = environment->agent[agent].type_count;
    expected->outcomes = environment->outcome_count;
    expected->weight = _fmpq_vec_init(expected->types * expected->outcomes);
    expected->others = _fmpq_vec_init(expected->types);
    expected->lack = _fmpq_vec_init(expected->types);
    fmpq_init(expected->clarke);
    surplus = _fmpq_vec_init(expected->outcomes);
    fmpq_init(probability);
    fmpq_init(number);
    while (j < n)
    {
        fmpq_one(probability);
        for (slong b = 0; b < expected->outcomes; b++)
        {
            xp_table_get_fmpq(surplus + b, environment->cost, b);
            fmpq_neg(surplus + b, surplus + b);
        }
        for (j = 0; j < n; j++)
        {
            if (j == agent)
            {
                continue;
            }
            xp_table_get_fmpq(number, environment->agent[j].probability, type[j]);
            fmpq_mul(probability, probability, number);
            for (slong b = 0; b < expected->outcomes; b++)
            {
                value_of(number, environment, j, b, type[j]);
                fmpq_add(surplus + b, surplus + b, number);
            }
        }
        add_profile(expected, environment, agent, ties, surplus, probability, first);
        first = 0;
        for (j = 0; j < n && (j == agent || ++type[j] == environment->agent[j].type_count); j++)
        {
            type[j] = 0;
        }
    }
    fmpq_clear(number);
    fmpq_clear(probability);
    _fmpq_vec_clear(surplus, expected->outcomes);
    free(type);
}

static void expected_clear(expected_t *expected)
{
    _fmpq_vec_clear(expected->weight, expected->types * expected->outcomes);
    _fmpq_vec_clear(expected->others, expected->types);
    _fmpq_vec_clear(expected->lack, expected->types);
    fmpq_clear(expected->clarke);
}

static int agrees(const xp_convolved_struct *convolved, const expected_t *expected)
{
    const slong k = expected->types;
    int equal = convolved->weight->length == k * expected->outcomes
                && convolved->others->length == k && convolved->lack->length == k
                && fmpq_equal(convolved->clarke, expected->clarke);
    for (slong e = 0; equal && e < k * expected->outcomes; e++)
    {
        equal = equals(convolved->weight, e, expected->weight + e);
    }
    for (slong r = 0; equal && r < k; r++)
    {
        equal = equals(convolved->others, r, expected->others + r)
                && equals(convolved->lack, r, expected->lack + r);
    }
    return equal;
}

/* The convolution for one agent, which must end well. */
static void convolve(xp_convolved_struct *convolved, const xp_environment_t environment,
                     slong agent, xp_ties_t ties, int threads)
{
    const xp_progress_t progress = {NULL, NULL, threads};
    xp_error_t error;
    xp_error_init(error);
    XP_CHECK(xp_convolution_set(convolved, environment, agent, ties, &progress, error) == XP_OK);
    XP_CHECK(error->message == NULL);
    xp_error_clear(error);
}

static int same_found(const xp_convolution_found_t a, const xp_convolution_found_t b)
{
    return same_table(a->chosen, b->chosen) && same_table(a->largest, b->largest)
           && same_table(a->gap, b->gap) && fmpz_equal(a->clarke, b->clarke)
           && a->vectors == b->vectors;
}

static void check_kernel(const xp_convolution_found_t found, const xp_convolution_plan_t plan,
                         xp_convolution_kernel_t *kernel, int threads)
{
    const xp_progress_t progress = {NULL, NULL, threads};
    xp_convolution_found_t other;
    xp_error_t error;
    xp_convolution_found_init(other);
    xp_error_init(error);
    XP_CHECK(kernel(other, plan, &progress, error) == XP_OK);
    XP_CHECK(same_found(found, other));
    xp_error_clear(error);
    xp_convolution_found_clear(other);
}

/* Every kernel that is wide enough and that this processor can run finds the same. */
static void check_kernels(const xp_environment_t environment, slong agent, xp_ties_t ties,
                          unsigned long *tier, unsigned long *limbs)
{
    xp_convolution_plan_t plan;
    xp_convolution_found_t found;
    xp_error_t error;
    xp_convolution_plan_init(plan);
    xp_convolution_found_init(found);
    xp_error_init(error);
    XP_CHECK(xp_convolution_plan_set(plan, environment, agent, ties, error) == XP_OK);
    XP_CHECK(xp_convolution_kernel_for(plan->tier)(found, plan, NULL, error) == XP_OK);
    tier[plan->tier]++;
    limbs[plan->limbs > 1]++;
    if (plan->tier == XP_TIER_INT64)
    {
        check_kernel(found, plan, xp_convolution_int64, 1);
#if XP_CONVOLUTION_VECTORS
        if (__builtin_cpu_supports("avx2"))
        {
            check_kernel(found, plan, xp_convolution_int64_avx2, 2);
        }
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
            && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
        {
            check_kernel(found, plan, xp_convolution_int64_avx512, 1);
        }
#endif
    }
    if (plan->tier <= XP_TIER_INT128)
    {
        check_kernel(found, plan, xp_convolution_int128, 2);
    }
    check_kernel(found, plan, xp_convolution_fmpz, 3);
    xp_error_clear(error);
    xp_convolution_found_clear(found);
    xp_convolution_plan_clear(plan);
}

/* Agents with types, values and probabilities 0; everything else is as after init. */
static void start(xp_environment_t environment, slong agents, slong outcomes)
{
    xp_error_t error;
    xp_error_init(error);
    xp_environment_init(environment);
    xp_environment_set_counts(environment, agents, outcomes);
    environment->prior = XP_PRIOR_INDEPENDENT;
    XP_CHECK(xp_table_set_zero(environment->cost, outcomes, error) == XP_OK);
    xp_error_clear(error);
}

static void set_table(xp_table_t table, fmpq *values, slong length)
{
    xp_error_t error;
    xp_error_init(error);
    XP_CHECK(xp_table_set_fmpq_vec(table, values, length, error) == XP_OK);
    xp_error_clear(error);
    _fmpq_vec_clear(values, length);
}

/* Random values: of each outcome, or (tuples) all vectors of small[] in order. */
static void draw_values(xp_agent_struct *agent, slong types, slong outcomes, int tuples,
                        const xp_scale_t scale, uint64_t *state)
{
    fmpq *value = _fmpq_vec_init(types * outcomes);
    fmpq small[2];
    fmpq_init(small);
    fmpq_init(small + 1);
    xp_random_number(small, scale, state);
    xp_random_number(small + 1, scale, state);
    for (slong t = 0; t < types; t++)
    {
        for (slong b = 0; b < outcomes; b++)
        {
            if (tuples)
            {
                fmpq_set(value + b * types + t, small + (t >> b & 1));
            }
            else
            {
                xp_random_number(value + b * types + t, scale, state);
            }
        }
    }
    agent->type_count = types;
    set_table(agent->value, value, types * outcomes);
    fmpq_clear(small);
    fmpq_clear(small + 1);
}

/* Probabilities, some 0; of large parts now and then. */
static void draw_prior(xp_agent_struct *agent, slong types, uint64_t *state)
{
    fmpq *probability = _fmpq_vec_init(types);
    fmpq_t sum;
    fmpq_init(sum);
    const slong most = xp_random_happens(state, 4) ? WORD(1000000007) : 4;
    for (slong t = 0; t < types; t++)
    {
        fmpq_set_si(probability + t, xp_random_pick(state, most), 1);
        fmpq_add(sum, sum, probability + t);
    }
    if (fmpq_is_zero(sum))
    {
        fmpq_one(probability);
        fmpq_one(sum);
    }
    for (slong t = 0; t < types; t++)
    {
        fmpq_div(probability + t, probability + t, sum);
    }
    fmpq_clear(sum);
    set_table(agent->probability, probability, types);
    if (xp_random_happens(state, 3))
    {
        /* Not over the least denominator. */
        _fmpz_vec_scalar_mul_ui(agent->probability->entry, agent->probability->entry, types, 6);
        fmpz_mul_ui(agent->probability->denominator, agent->probability->denominator, 6);
    }
}

typedef struct
{
    unsigned long tier[3];
    unsigned long limbs[2];
    unsigned long agents[5];
    unsigned long outcomes[12];
    unsigned long tuples;
    unsigned long cost;
    unsigned long absent;
    unsigned long impossible;
    unsigned long tied;
    unsigned long same[2];
} counts_t;

static void draw(xp_environment_t environment, counts_t *counts, uint64_t *state)
{
    const slong n = 1 + xp_random_pick(state, 4);
    const slong m = xp_random_happens(state, 12) ? 9 + xp_random_pick(state, 3)
                                                 : 1 + xp_random_pick(state, 4);
    xp_scale_t scale;
    xp_scale_init(scale);
    start(environment, n, m);
    counts->agents[n]++;
    counts->outcomes[m]++;
    for (slong i = 0; i < n; i++)
    {
        xp_agent_struct *agent = environment->agent + i;
        const int tuples = m < 4 && xp_random_happens(state, 3);
        const slong types = tuples ? WORD(1) << m : 1 + xp_random_pick(state, 5);
        if (i == 0 || xp_random_happens(state, 3))
        {
            xp_scale_draw(scale, (xp_scale_kind_t) xp_random_pick(state, XP_SCALE_COUNT), state);
        }
        counts->tuples += (unsigned long) tuples;
        draw_values(agent, types, m, tuples, scale, state);
        draw_prior(agent, types, state);
        for (slong t = 0; t < types; t++)
        {
            counts->impossible += (unsigned long) fmpz_is_zero(agent->probability->entry + t);
        }
        for (slong b = 0; b < m; b++)
        {
            agent->available[b] = !xp_random_happens(state, 3);
            counts->absent += !agent->available[b];
        }
        agent->available[xp_random_pick(state, m)] = 1;
    }
    if (xp_random_happens(state, 2))
    {
        fmpq *cost = _fmpq_vec_init(m);
        for (slong b = 0; b < m; b++)
        {
            xp_random_number(cost + b, scale, state);
        }
        set_table(environment->cost, cost, m);
        counts->cost++;
    }
    if (n > 1 && xp_random_happens(state, 3))
    {
        /* The last agent is the first one again. */
        xp_agent_struct *last = environment->agent + n - 1;
        last->type_count = environment->agent->type_count;
        xp_table_set(last->value, environment->agent->value);
        xp_table_set(last->probability, environment->agent->probability);
        memcpy(last->available, environment->agent->available, (size_t) m);
    }
    xp_scale_clear(scale);
}

/* An estimate from above is at least one addition for each outcome and report. */
static void check_cost(const xp_environment_t environment, slong agent)
{
    fmpz_t cost;
    fmpz_init(cost);
    xp_convolution_cost(cost, environment, agent);
    XP_CHECK(fmpz_cmp_si(cost, environment->outcome_count) >= 0 && fmpz_bits(cost) < 128);
    fmpz_clear(cost);
}

/* Unequal agents of every kind against all profiles: every number, every way of breaking ties. */
static void test_random(void)
{
    const long rounds = xp_test_rounds(500);
    uint64_t state = 20261122;
    counts_t counts;
    memset(&counts, 0, sizeof counts);
    for (long round = 0; round < rounds; round++)
    {
        xp_environment_t environment;
        draw(environment, &counts, &state);
        for (slong i = 0; i < environment->agent_count; i++)
        {
            expected_t expected[3];
            for (int ties = 0; ties < 3; ties++)
            {
                xp_convolved_struct convolved;
                xp_convolved_init(&convolved);
                expect(expected + ties, environment, i, (xp_ties_t) ties);
                convolve(&convolved, environment, i, (xp_ties_t) ties, 1 + (int) (round % 3));
                XP_CHECK(agrees(&convolved, expected + ties));
                if (i == 0)
                {
                    check_kernels(environment, i, (xp_ties_t) ties, counts.tier, counts.limbs);
                }
                xp_convolved_clear(&convolved);
            }
            for (slong e = 0; e < expected->types * expected->outcomes; e++)
            {
                counts.tied += !fmpq_equal(expected[0].weight + e, expected[1].weight + e);
            }
            for (int ties = 0; ties < 3; ties++)
            {
                expected_clear(expected + ties);
            }
            check_cost(environment, i);
        }
        const slong last = environment->agent_count - 1;
        const int same = xp_convolution_same(environment, 0, last);
        counts.same[same]++;
        if (same)
        {
            xp_convolved_struct a;
            xp_convolved_struct b;
            xp_convolved_init(&a);
            xp_convolved_init(&b);
            convolve(&a, environment, 0, XP_TIES_LOTTERY, 1);
            convolve(&b, environment, last, XP_TIES_LOTTERY, 1);
            XP_CHECK(same_convolved(&a, &b));
            xp_convolved_clear(&a);
            xp_convolved_clear(&b);
        }
        xp_environment_clear(environment);
    }
    for (int t = 0; t < 3; t++)
    {
        XP_CHECK(counts.tier[t] > 0);
    }
    XP_CHECK(counts.limbs[0] > 0 && counts.limbs[1] > 0 && counts.tied > 0);
    XP_CHECK(counts.agents[1] > 0 && counts.agents[2] > 0 && counts.agents[4] > 0);
    XP_CHECK(counts.outcomes[1] > 0 && counts.outcomes[4] > 0 && counts.outcomes[9] > 0);
    XP_CHECK(counts.tuples > 0 && counts.cost > 0 && counts.absent > 0 && counts.impossible > 0);
    XP_CHECK(counts.same[0] > 0 && counts.same[1] > 0);
}

/* Three agents, of 2, many and many types whose sums are nearly all distinct. */
static void draw_many(xp_environment_t environment, slong many, slong outcomes, uint64_t *state)
{
    start(environment, 3, outcomes);
    for (slong i = 0; i < 3; i++)
    {
        const slong types = i == 0 ? 2 : many;
        xp_agent_struct *agent = environment->agent + i;
        fmpq *value = _fmpq_vec_init(types * outcomes);
        for (slong e = 0; e < types * outcomes; e++)
        {
            fmpq_set_si(value + e, xp_random_pick(state, 1000000), 7);
        }
        agent->type_count = types;
        set_table(agent->value, value, types * outcomes);
        draw_prior(agent, types, state);
    }
}

/* So many distinct sums that the tables grow, with keys of one word and of two. */
static void test_many(void)
{
    uint64_t state = 7;
    for (slong outcomes = 2; outcomes <= 5; outcomes += 3)
    {
        xp_environment_t environment;
        xp_convolved_struct convolved;
        expected_t expected;
        unsigned long tier[3] = {0, 0, 0};
        unsigned long limbs[2] = {0, 0};
        draw_many(environment, 70, outcomes, &state);
        expect(&expected, environment, 0, XP_TIES_FIRST);
        for (int threads = 1; threads <= 3; threads++)
        {
            xp_convolved_init(&convolved);
            convolve(&convolved, environment, 0, XP_TIES_FIRST, threads);
            XP_CHECK(agrees(&convolved, &expected));
            xp_convolved_clear(&convolved);
        }
        check_kernels(environment, 0, XP_TIES_LOTTERY, tier, limbs);
        XP_CHECK(limbs[outcomes == 5] == 1);
        expected_clear(&expected);
        xp_environment_clear(environment);
    }
}

/*
 * Two agents and two outcomes: the other's value of the second outcome, the own one, both by
 * one type, and the probability of a second type of the other agent, that of the first again.
 */
static void check_bound(const char *other, const char *own, const char *probabilities,
                        xp_ties_t ties, xp_tier_t tier)
{
    char values[512];
    xp_model_t model;
    xp_convolved_struct convolved;
    xp_convolution_plan_t plan;
    expected_t expected;
    xp_error_t error;
    unsigned long tiers[3] = {0, 0, 0};
    unsigned long limbs[2] = {0, 0};
    xp_model_init(model);
    xp_convolved_init(&convolved);
    xp_convolution_plan_init(plan);
    xp_error_init(error);
    build_start(model, 2, "0 0");
    snprintf(values, sizeof values, "0 %s", own);
    build_agent(model, 0, values, "1");
    snprintf(values, sizeof values, "0 %s 0 %s", other, other);
    build_agent(model, 1, values, probabilities);
    expect(&expected, model->environment, 0, ties);
    convolve(&convolved, model->environment, 0, ties, 1);
    XP_CHECK(agrees(&convolved, &expected));
    XP_CHECK(xp_convolution_plan_set(plan, model->environment, 0, ties, error) == XP_OK);
    XP_CHECK(plan->tier == tier);
    check_kernels(model->environment, 0, ties, tiers, limbs);
    XP_CHECK(tiers[tier] == 1);
    expected_clear(&expected);
    xp_error_clear(error);
    xp_convolution_plan_clear(plan);
    xp_convolved_clear(&convolved);
    xp_model_clear(model);
}

#define POWER_62 "4611686018427387904"
#define POWER_126 "85070591730234615865843651857942052864"

/* The widest numbers that stay in an arithmetic, and those one larger. */
static void test_bounds(void)
{
    for (int ties = 0; ties < 3; ties++)
    {
        /* The largest difference is 2^62 - 1, or with either sign 2^62; 2^126 likewise. */
        check_bound("4611686018427387903", "0", "1/2 1/2", (xp_ties_t) ties, XP_TIER_INT64);
        check_bound("-4611686018427387903", "0", "1 0", (xp_ties_t) ties, XP_TIER_INT64);
        check_bound(POWER_62, "0", "1 0", (xp_ties_t) ties, XP_TIER_INT128);
        check_bound("-" POWER_62, "0", "1/3 2/3", (xp_ties_t) ties, XP_TIER_INT128);
        check_bound("85070591730234615865843651857942052863", "0", "1 0", (xp_ties_t) ties,
                    XP_TIER_INT128);
        check_bound(POWER_126, "0", "1 0", (xp_ties_t) ties, XP_TIER_FMPZ);
        check_bound("-" POWER_126, "0", "1 0", (xp_ties_t) ties, XP_TIER_FMPZ);
        /* The own difference is added. */
        check_bound("4611686018427387902", "1", "1 0", (xp_ties_t) ties, XP_TIER_INT64);
        check_bound("4611686018427387902", "-1", "1 0", (xp_ties_t) ties, XP_TIER_INT64);
        check_bound("4611686018427387902", "2", "1 0", (xp_ties_t) ties, XP_TIER_INT128);
        check_bound("-4611686018427387902", "-2", "1 0", (xp_ties_t) ties, XP_TIER_INT128);
        /* In halves. */
        check_bound("4611686018427387903/2", "0", "1 0", (xp_ties_t) ties, XP_TIER_INT64);
        check_bound("2305843009213693951", "1/2", "1 0", (xp_ties_t) ties, XP_TIER_INT64);
        check_bound("4611686018427387905/2", "0", "1 0", (xp_ties_t) ties, XP_TIER_INT128);
    }
}

/* Weights over 2^40 times values, and shares of a lottery, pass the bound before either does. */
static void test_weights(void)
{
    for (int above = 0; above < 2; above++)
    {
        xp_model_t model;
        xp_convolution_plan_t plan;
        xp_convolved_struct convolved;
        expected_t expected;
        xp_error_t error;
        xp_model_init(model);
        xp_convolution_plan_init(plan);
        xp_convolved_init(&convolved);
        xp_error_init(error);
        build_start(model, 2, "0 0");
        build_agent(model, 0, above ? "0 4194303  0 1" : "0 4194302  0 1", "1/2 1/2");
        build_agent(model, 1, "0 1  0 0", "1/1099511627776 1099511627775/1099511627776");
        XP_CHECK(xp_convolution_plan_set(plan, model->environment, 0, XP_TIES_FIRST, error)
                 == XP_OK);
        /* (1 + 4194303) 2^40 = 2^62. */
        XP_CHECK(plan->tier == (above ? XP_TIER_INT128 : XP_TIER_INT64));
        expect(&expected, model->environment, 0, XP_TIES_FIRST);
        convolve(&convolved, model->environment, 0, XP_TIES_FIRST, 2);
        XP_CHECK(agrees(&convolved, &expected));
        expected_clear(&expected);
        xp_error_clear(error);
        xp_convolved_clear(&convolved);
        xp_convolution_plan_clear(plan);
        xp_model_clear(model);
    }
}

/* Agents with 625 types, each outcome's value from 0 to 4, all equally likely. */
static void build_vacation(xp_environment_t environment)
{
    start(environment, 5, 4);
    for (slong i = 0; i < 5; i++)
    {
        xp_agent_struct *agent = environment->agent + i;
        fmpq *value = _fmpq_vec_init(2500);
        fmpq *probability = _fmpq_vec_init(625);
        for (slong t = 0; t < 625; t++)
        {
            fmpq_set_si(probability + t, 1, 625);
            fmpq_set_si(value + t, t / 125, 1);
            fmpq_set_si(value + 625 + t, t / 25 % 5, 1);
            fmpq_set_si(value + 1250 + t, t / 5 % 5, 1);
            fmpq_set_si(value + 1875 + t, t % 5, 1);
        }
        agent->type_count = 625;
        set_table(agent->value, value, 2500);
        set_table(agent->probability, probability, 625);
    }
}

/* Clarke's expected payment at a type. */
static void get_payment(fmpq_t payment, const xp_convolved_struct *convolved, slong type)
{
    xp_table_get_fmpq(payment, convolved->others, type);
    fmpq_sub(payment, convolved->clarke, payment);
}

/* The agent's expected utility: what the choices are worth, less the payment. */
static void get_utility(fmpq_t utility, const xp_convolved_struct *convolved,
                        const xp_environment_t environment, slong agent, slong type)
{
    const slong k = environment->agent[agent].type_count;
    fmpq_t value;
    fmpq_t weight;
    fmpq_init(value);
    fmpq_init(weight);
    get_payment(utility, convolved, type);
    fmpq_neg(utility, utility);
    for (slong b = 0; b < environment->outcome_count; b++)
    {
        value_of(value, environment, agent, b, type);
        xp_table_get_fmpq(weight, convolved->weight, b * k + type);
        fmpq_addmul(utility, value, weight);
    }
    fmpq_clear(weight);
    fmpq_clear(value);
}

/* Reference cases vacation-interim, vacation-dagv and vacation-irvcg-blake. */
static void test_vacation(void)
{
    static const struct
    {
        slong type[4];
        const char *weight[4];
        const char *others;
        const char *payment;
        const char *utility;
    } reported[5] = {
        {{3, 0, 3, 2},
         {"2474689587/6103515625", "95105962/1220703125", "2036513634/6103515625",
          "1116782594/6103515625"},
         "64917257632/6103515625",
         "42019688536/152587890625",
         "352159682739/152587890625"},
        {{2, 4, 3, 4},
         {"947326056/6103515625", "2201454319/6103515625", "1211397762/6103515625",
          "1743337488/6103515625"},
         "66068808496/6103515625",
         "13230916936/152587890625",
         "519469398714/152587890625"},
        {{2, 2, 1, 2},
         {"9967618967/30517578125", "1743337488/6103515625", "947326056/6103515625",
          "7096641438/30517578125"},
         "331383695108/30517578125",
         "8032653796/152587890625",
         "273459976054/152587890625"},
        {{3, 3, 0, 1},
         {"2676187841/6103515625", "2279319502/6103515625", "85885694/1220703125",
          "718579812/6103515625"},
         "63982548048/6103515625",
         "65387428136/152587890625",
         "324240117889/152587890625"},
        {{1, 1, 2, 1},
         {"7996392312/30517578125", "7096641438/30517578125", "9967618967/30517578125",
          "5456925408/30517578125"},
         "332103990236/30517578125",
         "4431178156/152587890625",
         "197994807304/152587890625"}};
    xp_environment_t environment;
    fmpq_t value;
    fmpq_t total;
    fmpq_t most;
    fmpq_t least;
    slong worst = -1;
    fmpq_init(value);
    fmpq_init(total);
    fmpq_init(most);
    fmpq_init(least);
    build_vacation(environment);
    for (slong i = 0; i < 5; i++)
    {
        const slong *digit = reported[i].type;
        const slong t = ((digit[0] * 5 + digit[1]) * 5 + digit[2]) * 5 + digit[3];
        xp_convolved_struct convolved;
        xp_convolved_init(&convolved);
        convolve(&convolved, environment, i, XP_TIES_FIRST, 1 + (int) i % 2);
        XP_CHECK(equals_text(convolved.clarke, "1664951129336/152587890625"));
        for (slong b = 0; b < 4; b++)
        {
            XP_CHECK(entry_is(convolved.weight, b * 625 + t, reported[i].weight[b]));
        }
        XP_CHECK(entry_is(convolved.others, t, reported[i].others));
        get_payment(value, &convolved, t);
        XP_CHECK(equals_text(value, reported[i].payment));
        get_utility(value, &convolved, environment, i, t);
        XP_CHECK(equals_text(value, reported[i].utility));
        for (slong r = 0; r < 625; r++)
        {
            get_payment(value, &convolved, r);
            fmpq_add(total, total, value);
            if (fmpq_cmp(value, most) > 0)
            {
                fmpq_set(most, value);
                worst = r;
            }
            get_utility(value, &convolved, environment, i, r);
            fmpq_sub(value, value, least);
            XP_CHECK(r == 0 ? fmpq_is_zero(value) : fmpq_sgn(value) > 0);
        }
        xp_convolved_clear(&convolved);
        XP_CHECK(i == 0 || xp_convolution_same(environment, 0, i));
    }
    XP_CHECK(equals_text(most, "32265962296/30517578125") && worst == 500);
    /* The expected payments of all, and less Blake's subsidy of 2. */
    fmpq_div_fmpz(total, total, environment->agent[0].probability->denominator);
    XP_CHECK(equals_text(total, "5862793701936/3814697265625"));
    fmpq_set_si(value, 2, 1);
    fmpq_sub(total, total, value);
    XP_CHECK(equals_text(total, "-1766600829314/3814697265625"));
    fmpq_clear(least);
    fmpq_clear(most);
    fmpq_clear(total);
    fmpq_clear(value);
    xp_environment_clear(environment);
}

/*
 * By hand: a public project of cost 3 between values 0 or 4 (equally likely) and 0 or 2 (1/4
 * and 3/4).  For agent 1: at 0 it is not built (2 - 3 < 0), at 4 always.  The others then have
 * 2 - 3 with 3/4 and 0 - 3 with 1/4, on average -3/2.  Without agent 1: 0.  The least utility:
 * 0 at 0, and at 4 max(0, 4 - 3) when agent 2 has 0: 1.
 */
static void test_project(void)
{
    xp_model_t model;
    xp_convolved_struct convolved;
    xp_model_init(model);
    xp_convolved_init(&convolved);
    build_start(model, 2, "0 3");
    build_agent(model, 0, "0 0  0 4", "1/2 1/2");
    build_agent(model, 1, "0 0  0 2", "1/4 3/4");
    convolve(&convolved, model->environment, 0, XP_TIES_FIRST, 1);
    XP_CHECK(table_equals_text(convolved.weight, "1 0 0 1"));
    XP_CHECK(table_equals_text(convolved.others, "0 -3/2"));
    XP_CHECK(fmpq_is_zero(convolved.clarke) && table_equals_text(convolved.lack, "0 1"));
    xp_convolved_clear(&convolved);
    xp_model_clear(model);
}

/* Stops at the tick number left; what names the work of each is counted by its first letter. */
typedef struct
{
    long left;
    int seen[256];
} counter_t;

static int count_down(void *data, const char *what, uint64_t done, uint64_t total)
{
    counter_t *counter = data;
    XP_CHECK(done <= total);
    counter->seen[(unsigned char) what[0]] = 1;
    return counter->left-- == 0;
}

/* Asked to stop at any time it stops, and the output is what it was. */
static void test_stopped(void)
{
    xp_environment_t environment;
    xp_convolved_struct convolved;
    xp_convolved_struct before;
    xp_convolved_struct other;
    counter_t counter = {0, {0}};
    xp_progress_t progress = {count_down, &counter, 2};
    xp_error_t error;
    uint64_t state = 3;
    long at = 0;
    xp_status_t status = XP_STOPPED;
    xp_convolved_init(&convolved);
    xp_convolved_init(&before);
    xp_convolved_init(&other);
    xp_error_init(error);
    draw_many(environment, 300, 2, &state);
    convolve(&convolved, environment, 0, XP_TIES_FIRST, 1);
    convolve(&before, environment, 0, XP_TIES_FIRST, 1);
    convolve(&other, environment, 1, XP_TIES_LAST, 1);
    XP_CHECK(same_convolved(&convolved, &before) && !same_convolved(&convolved, &other));
    XP_CHECK(xp_convolution_set(&convolved, environment, 1, XP_TIES_LAST, &xp_test_stop, error)
             == XP_STOPPED);
    XP_CHECK(error->message != NULL && same_convolved(&convolved, &before));
    for (; status == XP_STOPPED; at = 2 * at + 1)
    {
        counter.left = at;
        status = xp_convolution_set(&convolved, environment, 0, XP_TIES_LAST, &progress, error);
        XP_CHECK(status == XP_OK || same_convolved(&convolved, &before));
    }
    XP_CHECK(status == XP_OK && at > 3);
    /* With two threads it is chance whether the one that tells progress gets work to tell of. */
    progress.threads = 1;
    counter.left = -1;
    XP_CHECK(xp_convolution_set(&convolved, environment, 0, XP_TIES_LAST, &progress, error)
             == XP_OK);
    XP_CHECK(counter.seen['s'] && counter.seen['v'] && counter.seen['c']);
    xp_environment_clear(environment);
    xp_error_clear(error);
    xp_convolved_clear(&other);
    xp_convolved_clear(&before);
    xp_convolved_clear(&convolved);
}

/* Memory ends: the error says how many sums there were. */
static void test_memory(void)
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    xp_environment_t environment;
    xp_convolved_struct convolved;
    struct rlimit whole;
    struct rlimit limit;
    xp_error_t error;
    uint64_t state = 11;
    xp_convolved_init(&convolved);
    xp_error_init(error);
    draw_many(environment, 3000, 3, &state);
    XP_CHECK(getrlimit(RLIMIT_DATA, &whole) == 0);
    limit = whole;
    limit.rlim_cur = (rlim_t) 96 << 20;
    XP_CHECK(setrlimit(RLIMIT_DATA, &limit) == 0);
    const xp_status_t status =
        xp_convolution_set(&convolved, environment, 0, XP_TIES_FIRST, NULL, error);
    XP_CHECK(setrlimit(RLIMIT_DATA, &whole) == 0);
    XP_CHECK(status == XP_LIMIT && convolved.weight->length == 0);
    XP_CHECK(error->message != NULL && strstr(error->message, " distinct sums so far") != NULL);
    xp_environment_clear(environment);
    xp_error_clear(error);
    xp_convolved_clear(&convolved);
#else
    XP_CHECK(1);
#endif
}

static int applies(const xp_model_t model, const char *part)
{
    xp_error_t error;
    xp_error_init(error);
    const int answer = xp_convolution_applies(model->environment, model->rule, error);
    const int fits = answer ? error->message == NULL && part == NULL
                            : error->message != NULL && part != NULL
                                  && strstr(error->message, part) != NULL;
    xp_error_clear(error);
    return fits;
}

/* Each condition, and what is said when it is not met. */
static void test_applies(void)
{
    xp_model_t model;
    xp_model_init(model);
    build_start(model, 2, "0 3");
    build_agent(model, 0, "0 0  0 4", "1/2 1/2");
    build_agent(model, 1, "0 0  0 2", "1/4 3/4");
    build_profiles(model, 100);
    XP_CHECK(applies(model, NULL));
    XP_CHECK(!xp_convolution_same(model->environment, 0, 1));
    XP_CHECK(xp_convolution_same(model->environment, 1, 1));
    model->environment->prior = XP_PRIOR_NONE;
    XP_CHECK(applies(model, "there is no prior"));
    build_joint(model, "1/2 0 0 1/2");
    XP_CHECK(applies(model, "the prior is correlated"));
    model->environment->prior = XP_PRIOR_INDEPENDENT;
    model->environment->agent[1].interdependent = 1;
    XP_CHECK(applies(model, "the value of agent i2 depends on the type of another agent"));
    model->environment->agent[1].interdependent = 0;
    build_rule(model, "0 1 1 1");
    XP_CHECK(applies(model, "the rule is stated"));
    xp_model_clear(model);
}

/*
 * By hand, at most: 2 agents of 2 and 3 distinct vectors, one report of two vectors: 8 (2 + 6)
 * additions to merge and 6 * 2 * 2 to choose; on the lattice 0, ..., 3 there are only 4 sums.
 */
static void test_cost(void)
{
    xp_model_t model;
    fmpz_t cost;
    xp_model_init(model);
    fmpz_init(cost);
    build_start(model, 3, "0 3");
    build_agent(model, 0, "0 0  0 4  7 7", "1/2 1/4 1/4");
    build_agent(model, 1, "0 0  0 10", "1/4 3/4");
    build_agent(model, 2, "1 1  0 3  0 5", "1/4 3/4 0");
    xp_convolution_cost(cost, model->environment, 0);
    XP_CHECK(fmpz_equal_si(cost, 8 * (2 + 6) + 6 * 2 * 2));
    xp_table_clear(model->environment->agent[1].value);
    xp_table_init(model->environment->agent[1].value);
    build_columns(model->environment->agent[1].value, 2, "0 0  0 1");
    xp_table_clear(model->environment->agent[2].value);
    xp_table_init(model->environment->agent[2].value);
    build_columns(model->environment->agent[2].value, 2, "0 0  0 1  0 2");
    xp_convolution_cost(cost, model->environment, 0);
    XP_CHECK(fmpz_equal_si(cost, 8 * (2 + 6) + 4 * 2 * 2));
    fmpz_clear(cost);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {{"random", test_random},
                                      {"many", test_many},
                                      {"bounds", test_bounds},
                                      {"weights", test_weights},
                                      {"vacation", test_vacation},
                                      {"project", test_project},
                                      {"stopped", test_stopped},
                                      {"memory", test_memory},
                                      {"applies", test_applies},
                                      {"cost", test_cost}};
    return XP_TEST_MAIN("convolution", tests);
}
