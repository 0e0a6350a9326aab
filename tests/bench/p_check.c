/* The check of dsic against the plain loops, on one table of payments in each arithmetic. */
#include <expost/check/check.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <gmp.h>

#include <expost/base/memory.h>
#include <expost/model/mechanism.h>

/*
 * AGENTS agents with TYPES types each and OUTCOMES outcomes; values are fractions with
 * denominators 1 to 12, so that all numbers are integers over UNIT.  The rule is efficient,
 * the payments are those of the pivot mechanism: every line is full of equalities.
 */
#define AGENTS 3
#define TYPES 100
#define OUTCOMES 4
#define SIZE (TYPES * TYPES * TYPES)
#define UNIT 27720
#define RUNS 5
#define PAIRS 25
#define SAMPLE 12

/* value[i][a * TYPES + t] and payment[i][index] times UNIT. */
static int64_t value[AGENTS][OUTCOMES * TYPES];
static int64_t payment[AGENTS][SIZE];
static uint32_t choice[SIZE];
static const slong stride[AGENTS] = {TYPES * TYPES, TYPES, 1};

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

static uint64_t draw(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void fill_tables(void)
{
    uint64_t state = 88172645463325252u;
    slong index;
    int i;
    int a;

    for (i = 0; i < AGENTS; i++)
        for (a = 0; a < OUTCOMES * TYPES; a++)
            value[i][a] = (int64_t) (draw(&state) % 10000)
                          * (UNIT / (int64_t) (1 + draw(&state) % 12));
    for (index = 0; index < SIZE; index++)
    {
        int64_t welfare[OUTCOMES];
        int best = 0;

        for (a = 0; a < OUTCOMES; a++)
        {
            welfare[a] = 0;
            for (i = 0; i < AGENTS; i++)
                welfare[a] += value[i][a * TYPES + index / stride[i] % TYPES];
            if (welfare[a] > welfare[best])
                best = a;
        }
        choice[index] = (uint32_t) best;
        for (i = 0; i < AGENTS; i++)
        {
            const int64_t *own = value[i] + index / stride[i] % TYPES;
            int64_t most = 0;

            for (a = 0; a < OUTCOMES; a++)
                if (welfare[a] - own[a * TYPES] > most)
                    most = welfare[a] - own[a * TYPES];
            payment[i][index] = most - (welfare[best] - own[best * TYPES]);
        }
    }
}

/* The mechanism with all numbers times factor. */
static void build(xp_environment_t environment, xp_mechanism_t mechanism, const fmpz_t factor)
{
    static const slong types[AGENTS] = {TYPES, TYPES, TYPES};
    xp_error_t error;
    slong index;
    int status = 0;
    int i;

    xp_error_init(error);
    xp_environment_init(environment);
    xp_environment_set_counts(environment, AGENTS, OUTCOMES);
    xp_profiles_set(environment->profiles, AGENTS, types, SIZE);
    status |= xp_table_set_zero(environment->cost, OUTCOMES, error);
    xp_mechanism_init(mechanism);
    mechanism->environment = environment;
    mechanism->rule->efficient = 0;
    mechanism->rule->outcome_count = OUTCOMES;
    mechanism->rule->choice = xp_malloc(sizeof(choice));
    mechanism->rule->choice_length = SIZE;
    memcpy(mechanism->rule->choice, choice, sizeof(choice));
    xp_payments_set_zero(mechanism->payments, AGENTS);
    for (i = 0; i < AGENTS; i++)
    {
        xp_agent_struct *agent = environment->agent + i;
        xp_table_struct *table = xp_payments_add_term(mechanism->payments, i, XP_TERM_PROFILE,
                                                      i)->table;

        agent->type_count = TYPES;
        status |= xp_table_set_zero(agent->value, OUTCOMES * TYPES, error);
        status |= xp_table_set_zero(table, SIZE, error);
        if (status != XP_OK)
        {
            fprintf(stderr, "p_check: %s\n", error->message);
            exit(1);
        }
        fmpz_set_ui(agent->value->denominator, UNIT);
        fmpz_set_ui(table->denominator, UNIT);
        for (index = 0; index < OUTCOMES * TYPES; index++)
            fmpz_mul_si(agent->value->entry + index, factor, value[i][index]);
        for (index = 0; index < SIZE; index++)
            fmpz_mul_si(table->entry + index, factor, payment[i][index]);
    }
    xp_error_clear(error);
}

/* Seconds of one check of dsic, the number of violations, the smallest slack and the tier. */
static double run_check(const xp_mechanism_t mechanism, int threads, slong *violations,
                        fmpq_t slack, xp_tier_t tier)
{
    static const xp_property_t dsic = XP_DSIC;
    xp_check_options_t options = {0, 0, threads, XP_TIER_INT64};
    xp_findings_t findings;
    xp_error_t error;
    double start = now();

    xp_findings_init(findings);
    xp_error_init(error);
    if (xp_check(findings, mechanism, &dsic, 1, &options, NULL, error) != XP_OK
        || findings->finding->tier != tier)
    {
        fprintf(stderr, "p_check: %s\n", error->message == NULL ? "tier" : error->message);
        exit(1);
    }
    start = now() - start;
    *violations = fmpz_get_si(findings->finding->violations);
    fmpq_set(slack, findings->finding->at.slack);
    xp_error_clear(error);
    xp_findings_clear(findings);
    return start;
}

/* The scalar loop: every pair of types of every line, in int64_t. */
static double run_scalar(slong *violations, int64_t *least)
{
    double start = now();
    slong count = 0;
    int64_t smallest = INT64_MAX;
    int i;

    for (i = 0; i < AGENTS; i++)
    {
        slong line;

        for (line = 0; line < SIZE / TYPES; line++)
        {
            slong first = line / stride[i] * stride[i] * TYPES + line % stride[i];
            slong r;
            slong t;

            for (t = 0; t < TYPES; t++)
            {
                slong at = first + t * stride[i];
                int64_t own = value[i][choice[at] * TYPES + t] - payment[i][at];

                for (r = 0; r < TYPES; r++)
                {
                    slong other = first + r * stride[i];
                    int64_t gain = value[i][choice[other] * TYPES + t] - payment[i][other];

                    if (r == t)
                        continue;
                    count += gain > own;
                    if (own - gain < smallest)
                        smallest = own - gain;
                }
            }
        }
    }
    *violations = count;
    *least = smallest;
    return now() - start;
}

/*
 * Inequality by inequality in mpq, on SAMPLE lines spread over each agent: seconds for
 * one inequality.  The numbers are made before the clock starts.
 */
static double run_mpq(const fmpz_t factor, slong *violations)
{
    static mpq_t v[OUTCOMES * TYPES];
    static mpq_t p[TYPES];
    mpq_t own;
    mpq_t gain;
    mpz_t scale;
    double seconds = 0;
    slong count = 0;
    slong k;
    int i;

    mpq_inits(own, gain, NULL);
    mpz_init(scale);
    fmpz_get_mpz(scale, factor);
    for (k = 0; k < OUTCOMES * TYPES; k++)
        mpq_init(v[k]);
    for (k = 0; k < TYPES; k++)
        mpq_init(p[k]);
    for (i = 0; i < AGENTS; i++)
    {
        slong line;

        for (k = 0; k < OUTCOMES * TYPES; k++)
        {
            mpq_set_si(v[k], value[i][k], UNIT);
            mpz_mul(mpq_numref(v[k]), mpq_numref(v[k]), scale);
            mpq_canonicalize(v[k]);
        }
        for (line = 0; line < SIZE / TYPES; line += SIZE / TYPES / SAMPLE)
        {
            slong first = line / stride[i] * stride[i] * TYPES + line % stride[i];
            double start;
            slong r;
            slong t;

            for (k = 0; k < TYPES; k++)
            {
                mpq_set_si(p[k], payment[i][first + k * stride[i]], UNIT);
                mpz_mul(mpq_numref(p[k]), mpq_numref(p[k]), scale);
                mpq_canonicalize(p[k]);
            }
            start = now();
            for (t = 0; t < TYPES; t++)
            {
                mpq_sub(own, v[choice[first + t * stride[i]] * TYPES + t], p[t]);
                for (r = 0; r < TYPES; r++)
                {
                    if (r == t)
                        continue;
                    mpq_sub(gain, v[choice[first + r * stride[i]] * TYPES + t], p[r]);
                    *violations += mpq_cmp(gain, own) > 0;
                    count++;
                }
            }
            seconds += now() - start;
        }
    }
    for (k = 0; k < OUTCOMES * TYPES; k++)
        mpq_clear(v[k]);
    for (k = 0; k < TYPES; k++)
        mpq_clear(p[k]);
    mpz_clear(scale);
    mpq_clears(own, gain, NULL);
    return seconds / (double) count;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *) a;
    double y = *(const double *) b;

    return (x > y) - (x < y);
}

static double median(double *times, int count)
{
    qsort(times, (size_t) count, sizeof(double), compare);
    return times[count / 2];
}

static void report(const char *name, double ratio, double target)
{
    printf("bench %s ratio %.1f target %g %s\n", name, ratio, target,
           ratio >= target ? "pass" : "below");
}

static void require(int condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "p_check: %s\n", what);
    exit(1);
}

/* The wider arithmetics: numbers times 10^power, against mpq with the same numbers. */
static void bench_wide(const char *name, ulong power, xp_tier_t tier, double target)
{
    const double inequalities = (double) AGENTS * (TYPES - 1) * SIZE;
    double ours[3];
    double plain[3];
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    fmpz_t factor;
    fmpq_t slack;
    int run;

    fmpz_init(factor);
    fmpq_init(slack);
    fmpz_set_ui(factor, 10);
    fmpz_pow_ui(factor, factor, power);
    build(environment, mechanism, factor);
    for (run = 0; run < 3; run++)
    {
        slong violations;
        slong sampled = 0;

        ours[run] = run_check(mechanism, 1, &violations, slack, tier);
        plain[run] = run_mpq(factor, &sampled);
        require(violations == 0 && sampled == 0 && fmpq_is_zero(slack), name);
    }
    printf("%s: %.0f ms for %.3g inequalities; mpq %.1f ns for one of a sample of lines\n", name,
           1e3 * median(ours, 3), inequalities, 1e9 * median(plain, 3));
    report(name, median(plain, 3) * inequalities / median(ours, 3), target);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
    fmpq_clear(slack);
    fmpz_clear(factor);
}

/* A table with some payments changed, so that there is something to count. */
static void compare_violations(xp_mechanism_t mechanism)
{
    uint64_t state = 1234567;
    slong violations;
    slong expected;
    int64_t least;
    fmpq_t slack;
    fmpq_t plain;
    int k;

    fmpq_init(slack);
    fmpq_init(plain);
    for (k = 0; k < 300; k++)
    {
        slong i = (slong) (draw(&state) % AGENTS);
        slong index = (slong) (draw(&state) % SIZE);
        slong change = (slong) (draw(&state) % 9) - 4;

        payment[i][index] += UNIT * change;
        fmpz_set_si(mechanism->payments->payment[i].term->table->entry + index,
                    payment[i][index]);
    }
    (void) run_check(mechanism, 2, &violations, slack, XP_TIER_INT64);
    (void) run_scalar(&expected, &least);
    fmpq_set_si(plain, least, UNIT);
    require(violations == expected && violations > 0 && fmpq_equal(slack, plain),
            "the findings differ on changed payments");
    printf("with changed payments: %ld violations in both\n", (long) violations);
    fmpq_clear(slack);
    fmpq_clear(plain);
}

int main(void)
{
    const double inequalities = (double) AGENTS * (TYPES - 1) * SIZE;
    double one[PAIRS];
    double two[PAIRS];
    double scalar[RUNS];
    double plain[RUNS];
    xp_environment_t environment;
    xp_mechanism_t mechanism;
    fmpz_t factor;
    fmpq_t slack;
    int64_t least;
    int run;

    fill_tables();
    fmpz_init_set_ui(factor, 1);
    fmpq_init(slack);
    build(environment, mechanism, factor);
    for (run = 0; run < PAIRS; run++)
    {
        slong violations = 0;

        one[run] = run_check(mechanism, 1, &violations, slack, XP_TIER_INT64);
        require(violations == 0 && fmpq_is_zero(slack), "one thread finds something else");
        two[run] = run_check(mechanism, 2, &violations, slack, XP_TIER_INT64);
        require(violations == 0 && fmpq_is_zero(slack), "two threads find something else");
        if (run % (PAIRS / RUNS) != 0)
            continue;
        scalar[run / (PAIRS / RUNS)] = run_scalar(&violations, &least);
        require(violations == 0 && least == 0, "the scalar loop finds something else");
        plain[run / (PAIRS / RUNS)] = run_mpq(factor, &violations);
        require(violations == 0, "the loop in mpq finds something else");
    }
    printf("dsic, %d agents, %d types, %d outcomes: %.4g inequalities\n", AGENTS, TYPES,
           OUTCOMES, inequalities);
    printf("one thread %.1f ms, two threads %.1f ms, scalar loop %.0f ms\n",
           1e3 * median(one, PAIRS), 1e3 * median(two, PAIRS), 1e3 * median(scalar, RUNS));
    printf("mpq: %.1f ns for one inequality, on %d lines of each agent; all of them would take "
           "%.1f s\n", 1e9 * median(plain, RUNS), SAMPLE,
           median(plain, RUNS) * inequalities);
    report("check-dsic-mpq", median(plain, RUNS) * inequalities / median(one, PAIRS), 1000);
    report("check-dsic-scalar", median(scalar, RUNS) / median(one, PAIRS), 20);
    report("check-dsic-threads", median(one, PAIRS) / median(two, PAIRS), 1.8);
    bench_wide("check-dsic-int128", 12, XP_TIER_INT128, 30);
    bench_wide("check-dsic-fmpz", 30, XP_TIER_FMPZ, 5);
    compare_violations(mechanism);
    xp_mechanism_clear(mechanism);
    xp_environment_clear(environment);
    fmpq_clear(slack);
    fmpz_clear(factor);
    return 0;
}
