/* What benchmarks share: clocks, medians, lines of the report, random environments. */
#ifndef XP_BENCH_BENCH_H
#define XP_BENCH_BENCH_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <expost/base/memory.h>
#include <expost/model/model.h>
#include <expost/rule/allocation.h>
#include <expost/rule/mechanism.h>

/* Seconds of CPU, and by the clock on the wall. */
static inline double bench_clock(clockid_t clock)
{
    struct timespec time;

    clock_gettime(clock, &time);
    return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

static inline double bench_cpu(void)
{
    return bench_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static inline double bench_wall(void)
{
    return bench_clock(CLOCK_MONOTONIC);
}

static inline void bench_must(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "bench: %s\n", what == NULL ? "a call failed" : what);
    exit(1);
}

static inline int bench_compare(const void *a, const void *b)
{
    double x = *(const double *) a;
    double y = *(const double *) b;

    return (x > y) - (x < y);
}

static inline double bench_median(double *times, int count)
{
    qsort(times, (size_t) count, sizeof(double), bench_compare);
    return times[count / 2];
}

static inline void bench_report(const char *name, double ratio, double target)
{
    printf("bench %s ratio %.2f target %g %s\n", name, ratio, target,
           ratio >= target ? "pass" : "below");
    fflush(stdout);
}

/* The slope of the line of least squares through (log size, log time). */
static inline void bench_exponent(const char *name, const double *size, const double *time,
                                  int count, double expected)
{
    double x = 0, y = 0, xx = 0, xy = 0;

    printf("%s:", name);
    for (int e = 0; e < count; e++)
    {
        double u = log(size[e]);
        double v = log(time[e]);

        printf(" %g: %.3g ms", size[e], 1e3 * time[e]);
        x += u;
        y += v;
        xx += u * u;
        xy += u * v;
    }
    printf("\nexponent %s fitted %.2f expected %g\n", name,
           (count * xy - x * y) / (count * xx - x * x), expected);
    fflush(stdout);
}

static inline uint64_t bench_draw(uint64_t *state, uint64_t bound)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state % bound;
}

/*
 * Agents with types each and private values k/12 or k/35, costs k/4, an efficient rule and an
 * independent prior of weights 1 to 9; the model is as after init, its rule is not listed.
 */
static inline void bench_model(xp_model_t model, slong agents, slong types, slong outcomes)
{
    xp_environment_struct *environment = model->environment;
    uint64_t state = UINT64_C(0x9e3779b97f4a7c15);
    slong *counts = xp_calloc((size_t) agents, sizeof(slong));
    xp_error_t error;

    xp_error_init(error);
    xp_environment_set_counts(environment, agents, outcomes);
    for (slong i = 0; i < agents; i++)
        counts[i] = types;
    xp_profiles_set(environment->profiles, agents, counts, WORD(1) << 40);
    environment->prior = XP_PRIOR_INDEPENDENT;
    bench_must(xp_table_set_zero(environment->cost, outcomes, error) == XP_OK, error->message);
    for (slong a = 0; a < outcomes; a++)
    {
        fmpz_set_ui(environment->cost->entry + a, bench_draw(&state, 40));
        environment->outcome_label[a] = xp_strdup("outcome");
    }
    fmpz_set_ui(environment->cost->denominator, 4);
    for (slong i = 0; i < agents; i++)
    {
        xp_agent_struct *agent = environment->agent + i;

        agent->name = xp_strdup("agent");
        agent->type_count = types;
        agent->type_label = xp_calloc((size_t) types, sizeof(char *));
        bench_must(xp_table_set_zero(agent->value, outcomes * types, error) == XP_OK
                       && xp_table_set_zero(agent->probability, types, error) == XP_OK,
                   error->message);
        for (slong e = 0; e < outcomes * types; e++)
            fmpz_set_ui(agent->value->entry + e, bench_draw(&state, 200));
        fmpz_set_ui(agent->value->denominator, i % 2 == 0 ? 12 : 35);
        fmpz_zero(agent->probability->denominator);
        for (slong t = 0; t < types; t++)
        {
            agent->type_label[t] = xp_strdup("type");
            fmpz_set_ui(agent->probability->entry + t, 1 + bench_draw(&state, 9));
            fmpz_add(agent->probability->denominator, agent->probability->denominator,
                     agent->probability->entry + t);
        }
    }
    model->rule->outcome_count = outcomes;
    xp_error_clear(error);
    free(counts);
}

/* The pivot mechanism with its rule listed. */
static inline void bench_pivot(xp_mechanism_t mechanism, const xp_model_t model)
{
    xp_error_t error;

    xp_error_init(error);
    bench_must(xp_mechanism_build(mechanism, model, "pivot", NULL, XP_IR_DEFAULT, NULL, error)
                       == XP_OK
                   && xp_allocation_list(mechanism->rule, model->environment, NULL, error)
                          == XP_OK,
               error->message);
    xp_error_clear(error);
}

#endif
