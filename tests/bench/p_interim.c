/* Interim utilities under the pivot mechanism: against a pass in mpq, by convolution, threads. */
#include <gmp.h>

#include <expost/rule/expectations.h>
#include <expost/rule/payment.h>

#include "tests/bench/bench.h"

#define AGENTS 5
#define TYPES 10
#define OUTCOMES 4
#define RUNS 3

/* For threads: 16^5 profiles. */
#define LARGE 16
#define PAIRS 15

/* mean[i * types + t]: the expected utility of agent i of type t. */
static void find_means(fmpq *mean, const xp_mechanism_t mechanism, xp_way_t way, int threads)
{
    const xp_environment_struct *environment = mechanism->environment;
    slong types = environment->agent->type_count;
    const xp_progress_t progress = {.threads = threads};
    xp_expectations_t expectations;
    xp_payments_t sum;
    xp_error_t error;

    xp_error_init(error);
    xp_payments_init(sum);
    xp_expectations_init(expectations, environment, mechanism->rule);
    expectations->way = way;
    for (slong i = 0; i < environment->agent_count; i++)
    {
        const xp_payment_struct *payment = mechanism->payments->payment + i;

        xp_payments_set_zero(sum, 1);
        xp_payments_add_term(sum, 0, XP_TERM_VALUE, i);
        for (slong e = 0; e < payment->count; e++)
        {
            xp_term_struct *term = xp_payments_add_term(sum, 0, payment->term[e].kind,
                                                        payment->term[e].agent);

            fmpq_neg(term->coefficient, payment->term[e].coefficient);
            xp_table_set(term->table, payment->term[e].table);
        }
        bench_must(xp_expectations_of(mean + i * types, expectations, sum->payment, i, &progress,
                                      error)
                       == XP_OK,
                   error->message);
    }
    xp_expectations_clear(expectations);
    xp_payments_clear(sum);
    xp_error_clear(error);
}

/*
 * The numbers as GMP has them: payment[i * K + profile], value[(i * OUTCOMES + a) * TYPES + t],
 * probability[i * TYPES + t].
 */
typedef struct
{
    const xp_profiles_struct *profiles;
    const uint32_t *choice;
    slong size;
    mpq_t *payment;
    mpq_t *value;
    mpq_t *probability;
} plain_t;

/* Choices and payments at every profile are listed before the clock starts. */
static void plain_init(plain_t *plain, const xp_mechanism_t mechanism)
{
    const xp_environment_struct *environment = mechanism->environment;
    xp_table_t paid;
    xp_error_t error;
    fmpq_t number;

    plain->profiles = environment->profiles;
    plain->size = environment->profiles->size;
    plain->choice = mechanism->rule->choice;
    plain->payment = xp_malloc((size_t) (AGENTS * plain->size) * sizeof(mpq_t));
    plain->value = xp_malloc(AGENTS * OUTCOMES * TYPES * sizeof(mpq_t));
    plain->probability = xp_malloc(AGENTS * TYPES * sizeof(mpq_t));
    xp_error_init(error);
    xp_table_init(paid);
    fmpq_init(number);
    for (slong i = 0; i < AGENTS; i++)
    {
        const xp_agent_struct *agent = environment->agent + i;

        bench_must(xp_payment_list(paid, mechanism, i, NULL, error) == XP_OK, error->message);
        for (slong k = 0; k < plain->size; k++)
        {
            xp_table_get_fmpq(number, paid, k);
            mpq_init(plain->payment[i * plain->size + k]);
            fmpq_get_mpq(plain->payment[i * plain->size + k], number);
        }
        for (slong e = 0; e < OUTCOMES * TYPES; e++)
        {
            xp_table_get_fmpq(number, agent->value, e);
            mpq_init(plain->value[i * OUTCOMES * TYPES + e]);
            fmpq_get_mpq(plain->value[i * OUTCOMES * TYPES + e], number);
        }
        for (slong t = 0; t < TYPES; t++)
        {
            xp_table_get_fmpq(number, agent->probability, t);
            mpq_init(plain->probability[i * TYPES + t]);
            fmpq_get_mpq(plain->probability[i * TYPES + t], number);
        }
    }
    fmpq_clear(number);
    xp_table_clear(paid);
    xp_error_clear(error);
}

/* One pass: mu(profile), grown from the first agent on, times each agent's value less payment. */
static void plain_means(mpq_t *mean, const plain_t *plain)
{
    slong profile[AGENTS] = {0};
    mpq_t product[AGENTS + 1];
    mpq_t number;
    int from = 0;

    mpq_init(number);
    for (int i = 0; i <= AGENTS; i++)
        mpq_init(product[i]);
    mpq_set_ui(product[0], 1, 1);
    for (int e = 0; e < AGENTS * TYPES; e++)
        mpq_set_ui(mean[e], 0, 1);
    for (slong k = 0; k < plain->size; k++)
    {
        for (int i = from; i < AGENTS; i++)
            mpq_mul(product[i + 1], product[i], plain->probability[i * TYPES + profile[i]]);
        for (int i = 0; i < AGENTS; i++)
        {
            slong at = (i * OUTCOMES + (slong) plain->choice[k]) * TYPES + profile[i];

            mpq_sub(number, plain->value[at], plain->payment[i * plain->size + k]);
            mpq_mul(number, number, product[AGENTS]);
            mpq_add(mean[i * TYPES + profile[i]], mean[i * TYPES + profile[i]], number);
        }
        from = AGENTS - 1;
        while (from >= 0 && ++profile[from] == TYPES)
            profile[from--] = 0;
    }
    for (int e = 0; e < AGENTS * TYPES; e++)
        mpq_div(mean[e], mean[e], plain->probability[e]);
    for (int i = 0; i <= AGENTS; i++)
        mpq_clear(product[i]);
    mpq_clear(number);
}

static void plain_clear(plain_t *plain)
{
    for (slong e = 0; e < AGENTS * plain->size; e++)
        mpq_clear(plain->payment[e]);
    for (int e = 0; e < AGENTS * OUTCOMES * TYPES; e++)
        mpq_clear(plain->value[e]);
    for (int e = 0; e < AGENTS * TYPES; e++)
        mpq_clear(plain->probability[e]);
    free(plain->payment);
    free(plain->value);
    free(plain->probability);
}

static void compare(const fmpq *mean, mpq_t *expected)
{
    fmpq_t number;

    fmpq_init(number);
    for (int e = 0; e < AGENTS * TYPES; e++)
    {
        fmpq_set_mpq(number, expected[e]);
        bench_must(fmpq_equal(number, mean + e), "the interim utilities differ");
    }
    fmpq_clear(number);
}

static void bench_mpq(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    plain_t plain;
    mpq_t expected[AGENTS * TYPES];
    double ours[RUNS];
    double other[RUNS];
    double slow[RUNS];
    fmpq *mean = _fmpq_vec_init(AGENTS * TYPES);

    xp_model_init(model);
    xp_mechanism_init(mechanism);
    bench_model(model, AGENTS, TYPES, OUTCOMES);
    bench_pivot(mechanism, model);
    plain_init(&plain, mechanism);
    for (int e = 0; e < AGENTS * TYPES; e++)
        mpq_init(expected[e]);
    for (int run = 0; run < RUNS; run++)
    {
        slow[run] = bench_cpu();
        plain_means(expected, &plain);
        slow[run] = bench_cpu() - slow[run];
        ours[run] = bench_cpu();
        find_means(mean, mechanism, XP_WAY_PROFILES, 1);
        ours[run] = bench_cpu() - ours[run];
        compare(mean, expected);
        other[run] = bench_cpu();
        find_means(mean, mechanism, XP_WAY_CONVOLUTION, 1);
        other[run] = bench_cpu() - other[run];
        compare(mean, expected);
    }
    printf("interim utilities of pivot, %d agents, %d types, %d outcomes: by profiles %.2f ms, "
           "by convolution %.2f ms, mpq %.0f ms from listed payments\n", AGENTS, TYPES, OUTCOMES,
           1e3 * bench_median(ours, RUNS), 1e3 * bench_median(other, RUNS),
           1e3 * bench_median(slow, RUNS));
    bench_report("interim-utilities-mpq", bench_median(slow, RUNS) / bench_median(ours, RUNS),
                 100);
    for (int e = 0; e < AGENTS * TYPES; e++)
        mpq_clear(expected[e]);
    plain_clear(&plain);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
    _fmpq_vec_clear(mean, AGENTS * TYPES);
}

static int same(const fmpq *a, const fmpq *b, slong length)
{
    for (slong e = 0; e < length; e++)
        if (!fmpq_equal(a + e, b + e))
            return 0;
    return 1;
}

/* Expectations through the profiles by one thread and by two, by the clock on the wall. */
static void bench_threads(const xp_mechanism_t mechanism)
{
    double times[2][PAIRS];
    fmpq *mean[2];

    for (int e = 0; e < 2; e++)
        mean[e] = _fmpq_vec_init(AGENTS * LARGE);
    for (int pair = 0; pair < PAIRS; pair++)
    {
        for (int e = 0; e < 2; e++)
        {
            double start = bench_wall();

            find_means(mean[e], mechanism, XP_WAY_PROFILES, e + 1);
            times[e][pair] = bench_wall() - start;
        }
        bench_must(same(mean[0], mean[1], AGENTS * LARGE), "two threads expect something else");
    }
    printf("interim utilities, %d agents, %d types: one thread %.1f ms, two %.1f ms\n", AGENTS,
           LARGE, 1e3 * bench_median(times[0], PAIRS), 1e3 * bench_median(times[1], PAIRS));
    bench_report("interim-utilities-threads",
                 bench_median(times[0], PAIRS) / bench_median(times[1], PAIRS), 1.8);
    for (int e = 0; e < 2; e++)
        _fmpq_vec_clear(mean[e], AGENTS * LARGE);
}

/* The same for the efficient rule. */
static void bench_rule_threads(const xp_model_t model)
{
    double times[2][PAIRS];
    xp_error_t error;

    xp_error_init(error);
    for (int pair = 0; pair < PAIRS; pair++)
    {
        xp_rule_struct rule[2];

        for (int e = 0; e < 2; e++)
        {
            const xp_progress_t progress = {.threads = e + 1};
            double start;

            xp_rule_init(rule + e);
            start = bench_wall();
            bench_must(xp_allocation_list(rule + e, model->environment, &progress, error) == XP_OK,
                       error->message);
            times[e][pair] = bench_wall() - start;
        }
        for (slong k = 0; k < model->environment->profiles->size; k++)
            bench_must(rule[0].choice[k] == rule[1].choice[k], "two threads choose otherwise");
        xp_rule_clear(rule + 1);
        xp_rule_clear(rule);
    }
    printf("efficient rule, %d agents, %d types: one thread %.1f ms, two %.1f ms\n", AGENTS,
           LARGE, 1e3 * bench_median(times[0], PAIRS), 1e3 * bench_median(times[1], PAIRS));
    bench_report("efficient-rule-threads",
                 bench_median(times[0], PAIRS) / bench_median(times[1], PAIRS), 1.8);
    xp_error_clear(error);
}

int main(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;

    bench_mpq();
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    bench_model(model, AGENTS, LARGE, OUTCOMES);
    bench_rule_threads(model);
    bench_pivot(mechanism, model);
    bench_threads(mechanism);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
    flint_cleanup();
    return 0;
}
