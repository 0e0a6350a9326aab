/* The efficient rule and pivot payments of 5 agents, against plain GMP rationals. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <gmp.h>

#include <expost/base/memory.h>
#include <expost/rule/allocation.h>
#include <expost/rule/mechanism.h>
#include <expost/rule/payment.h>

#define AGENTS 5
#define TYPES 10
#define OUTCOMES 4
#define PROFILES (TYPES * TYPES * TYPES * TYPES * TYPES)
#define ROUNDS 5

/* The plain way is tried at every STEP-th profile. */
#define STEP 7
#define SAMPLE ((PROFILES + STEP - 1) / STEP)

/* The same numbers twice. */
typedef struct
{
    xp_model_t model;
    mpq_t value[AGENTS][TYPES][OUTCOMES];
    mpq_t cost[OUTCOMES];
} job_t;

/* What one way of computing gives: the choices, and all payments of the agents in order. */
typedef struct
{
    uint32_t *choice;
    mpq_t *payment;
} result_t;

static uint64_t draw(uint64_t *state, uint64_t bound)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state % bound;
}

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void must(int holds, const char *what)
{
    if (!holds)
    {
        fprintf(stderr, "p_allocation: %s\n", what);
        exit(1);
    }
}

static char *label(char letter, long number)
{
    char text[32];
    snprintf(text, sizeof text, "%c%ld", letter, number);
    return xp_strdup(text);
}

/* Values k/12 and k/35 by agent, costs k/4: about as large as a paper's. */
static void build(job_t *job)
{
    static const unsigned long divisor[AGENTS] = {12, 35, 12, 35, 12};
    const slong types[AGENTS] = {TYPES, TYPES, TYPES, TYPES, TYPES};
    uint64_t state = UINT64_C(0x9e3779b97f4a7c15);
    xp_environment_struct *environment = job->model->environment;
    fmpq *values = _fmpq_vec_init(TYPES * OUTCOMES);
    xp_error_t error;
    xp_error_init(error);
    xp_model_init(job->model);
    xp_environment_set_counts(environment, AGENTS, OUTCOMES);
    for (slong a = 0; a < OUTCOMES; a++)
    {
        environment->outcome_label[a] = label('a', a);
        fmpq_set_si(values + a, (slong) draw(&state, 40), 4);
        mpq_init(job->cost[a]);
        fmpq_get_mpq(job->cost[a], values + a);
    }
    must(xp_table_set_fmpq_vec(environment->cost, values, OUTCOMES, error) == XP_OK, "memory");
    for (slong i = 0; i < AGENTS; i++)
    {
        xp_agent_struct *agent = environment->agent + i;
        agent->name = label('i', i);
        agent->type_count = TYPES;
        agent->type_label = xp_calloc(TYPES, sizeof(char *));
        for (slong t = 0; t < TYPES; t++)
        {
            agent->type_label[t] = label('t', t);
            for (slong a = 0; a < OUTCOMES; a++)
            {
                fmpq *value = values + a * TYPES + t;
                fmpq_set_si(value, (slong) draw(&state, 200), divisor[i]);
                mpq_init(job->value[i][t][a]);
                fmpq_get_mpq(job->value[i][t][a], value);
            }
        }
        must(xp_table_set_fmpq_vec(agent->value, values, TYPES * OUTCOMES, error) == XP_OK,
             "memory");
    }
    xp_profiles_set(environment->profiles, AGENTS, types, PROFILES);
    job->model->rule->outcome_count = OUTCOMES;
    must(xp_environment_is_valid(environment), "the environment is not valid");
    xp_error_clear(error);
    _fmpq_vec_clear(values, TYPES * OUTCOMES);
}

/* sum = what the agents but one have from outcome a at the profile, less the cost. */
static void sum_without(mpq_t sum, const job_t *job, const slong *profile, slong a, slong without)
{
    mpq_neg(sum, job->cost[a]);
    for (slong j = 0; j < AGENTS; j++)
    {
        if (j != without)
        {
            mpq_add(sum, sum, job->value[j][profile[j]][a]);
        }
    }
}

/* The first outcome with the largest sum, and that sum. */
static slong choose(mpq_t best, mpq_t sum, const job_t *job, const slong *profile, slong without)
{
    slong choice = 0;
    sum_without(best, job, profile, 0, without);
    for (slong a = 1; a < OUTCOMES; a++)
    {
        sum_without(sum, job, profile, a, without);
        if (mpq_cmp(sum, best) > 0)
        {
            mpq_swap(best, sum);
            choice = a;
        }
    }
    return choice;
}

static long long choose_plain(result_t *result, const job_t *job)
{
    const long long start = now();
    slong profile[AGENTS] = {0};
    mpq_t best;
    mpq_t sum;
    mpq_init(best);
    mpq_init(sum);
    for (slong k = 0; k < PROFILES; k += STEP)
    {
        xp_profiles_get(profile, job->model->environment->profiles, k);
        result->choice[k] = (uint32_t) choose(best, sum, job, profile, -1);
    }
    mpq_clear(sum);
    mpq_clear(best);
    return now() - start;
}

/* The definition of the pivot payment, profile by profile. */
static long long pay_plain(result_t *result, const job_t *job)
{
    const long long start = now();
    slong profile[AGENTS] = {0};
    mpq_t best;
    mpq_t sum;
    mpq_init(best);
    mpq_init(sum);
    for (slong k = 0; k < PROFILES; k += STEP)
    {
        xp_profiles_get(profile, job->model->environment->profiles, k);
        for (slong i = 0; i < AGENTS; i++)
        {
            choose(best, sum, job, profile, i);
            sum_without(sum, job, profile, result->choice[k], i);
            mpq_sub(result->payment[i * SAMPLE + k / STEP], best, sum);
        }
    }
    mpq_clear(sum);
    mpq_clear(best);
    return now() - start;
}

static long long choose_ours(xp_rule_t rule, const job_t *job)
{
    xp_error_t error;
    xp_error_init(error);
    const long long start = now();
    must(xp_allocation_list(rule, job->model->environment, NULL, error) == XP_OK, "no choices");
    const long long end = now();
    xp_error_clear(error);
    return end - start;
}

static long long pay_ours(xp_table_struct *tables, const xp_mechanism_t mechanism)
{
    xp_error_t error;
    xp_error_init(error);
    const long long start = now();
    for (slong i = 0; i < AGENTS; i++)
    {
        must(xp_payment_list(tables + i, mechanism, i, NULL, error) == XP_OK, "no payments");
    }
    const long long end = now();
    xp_error_clear(error);
    return end - start;
}

static void compare(const result_t *result, const xp_rule_t rule, const xp_table_struct *tables)
{
    fmpq_t value;
    fmpq_t expected;
    fmpq_init(value);
    fmpq_init(expected);
    for (slong k = 0; k < PROFILES; k += STEP)
    {
        must(rule->choice[k] == result->choice[k], "the choices differ");
        for (slong i = 0; i < AGENTS; i++)
        {
            xp_table_get_fmpq(value, tables + i, k);
            fmpq_set_mpq(expected, result->payment[i * SAMPLE + k / STEP]);
            must(fmpq_equal(value, expected), "the payments differ");
        }
    }
    fmpq_clear(expected);
    fmpq_clear(value);
}

static int compare_times(const void *a, const void *b)
{
    const long long x = *(const long long *) a;
    const long long y = *(const long long *) b;
    return (x > y) - (x < y);
}

static long long median(long long *times, size_t count)
{
    qsort(times, count, sizeof(long long), compare_times);
    return times[count / 2];
}

/* The ratio of the medians with one decimal; the plain way is scaled up from its sample. */
static void report(const char *name, long long *plain, long long *ours, long long target)
{
    const long long slow = median(plain, ROUNDS) / SAMPLE * PROFILES;
    const long long fast = median(ours, ROUNDS) > 0 ? median(ours, ROUNDS) : 1;
    const long long tenths = 10 * slow / fast;
    printf("%s: %.2f ms; mpq %.2f us at one of a sample of %d profiles, %.0f ms at all\n", name,
           1e-6 * (double) fast, 1e-3 * (double) median(plain, ROUNDS) / SAMPLE, SAMPLE,
           1e-6 * (double) slow);
    printf("bench %s ratio %lld.%lld target %lld %s\n", name, tenths / 10, tenths % 10, target,
           tenths >= 10 * target ? "pass" : "below");
}

int main(void)
{
    static job_t job;
    long long choose_times[2][ROUNDS];
    long long pay_times[2][ROUNDS];
    result_t result;
    xp_table_struct tables[AGENTS];
    xp_mechanism_t mechanism;
    xp_error_t error;
    build(&job);
    xp_error_init(error);
    xp_mechanism_init(mechanism);
    must(xp_mechanism_build(mechanism, job.model, "pivot", NULL, XP_IR_DEFAULT, NULL, error)
             == XP_OK
             && xp_allocation_list(mechanism->rule, job.model->environment, NULL, error) == XP_OK,
         "no pivot payments");
    result.choice = xp_calloc(PROFILES, sizeof(uint32_t));
    result.payment = xp_malloc(AGENTS * SAMPLE * sizeof(mpq_t));
    for (slong k = 0; k < AGENTS * SAMPLE; k++)
    {
        mpq_init(result.payment[k]);
    }
    for (slong i = 0; i < AGENTS; i++)
    {
        xp_table_init(tables + i);
    }
    for (slong round = 0; round < ROUNDS; round++)
    {
        xp_rule_t rule;
        xp_rule_init(rule);
        choose_times[0][round] = choose_plain(&result, &job);
        choose_times[1][round] = choose_ours(rule, &job);
        pay_times[0][round] = pay_plain(&result, &job);
        pay_times[1][round] = pay_ours(tables, mechanism);
        compare(&result, rule, tables);
        xp_rule_clear(rule);
    }
    report("efficient-rule-5x10x4", choose_times[0], choose_times[1], 100);
    report("pivot-payments-5x10x4", pay_times[0], pay_times[1], 20);
    for (slong i = 0; i < AGENTS; i++)
    {
        xp_table_clear(tables + i);
    }
    for (slong k = 0; k < AGENTS * SAMPLE; k++)
    {
        mpq_clear(result.payment[k]);
    }
    free(result.payment);
    free(result.choice);
    for (slong i = 0; i < AGENTS; i++)
    {
        for (slong t = 0; t < TYPES; t++)
        {
            for (slong a = 0; a < OUTCOMES; a++)
            {
                mpq_clear(job.value[i][t][a]);
            }
        }
    }
    for (slong a = 0; a < OUTCOMES; a++)
    {
        mpq_clear(job.cost[a]);
    }
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_model_clear(job.model);
    return 0;
}
