/* How times grow with sizes: exponents fitted over a range. */
#include <expost/check/check.h>
#include <expost/exist/decide.h>
#include <expost/rule/expectations.h>

#include "tests/bench/bench.h"

#include "exist/exist_impl.h"

#define POINTS 5
#define RUNS 5

/* Both agents have so many types; the seconds of the check of dsic for one line. */
static double time_line(slong types, slong outcomes)
{
    static const xp_property_t dsic = XP_DSIC;
    xp_check_options_t options = {0, 0, 1, XP_TIER_INT64};
    double times[RUNS];
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_error_t error;

    xp_error_init(error);
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    bench_model(model, 2, types, outcomes);
    bench_pivot(mechanism, model);
    for (int run = 0; run < RUNS; run++)
    {
        xp_findings_t findings;

        xp_findings_init(findings);
        times[run] = bench_cpu();
        bench_must(xp_check(findings, mechanism, &dsic, 1, &options, NULL, error) == XP_OK,
                   error->message);
        times[run] = bench_cpu() - times[run];
        xp_findings_clear(findings);
    }
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
    xp_error_clear(error);
    return bench_median(times, RUNS) / (double) (2 * types);
}

static void grow_check(void)
{
    static const slong types[POINTS] = {128, 256, 512, 1024, 2048};
    static const slong outcomes[POINTS] = {2, 4, 8, 16, 32};
    double size[POINTS];
    double time[POINTS];

    for (int e = 0; e < POINTS; e++)
    {
        size[e] = (double) types[e];
        time[e] = time_line(types[e], 4);
    }
    bench_exponent("check-line-types", size, time, POINTS, 1);
    for (int e = 0; e < POINTS; e++)
    {
        size[e] = (double) outcomes[e];
        time[e] = time_line(512, outcomes[e]);
    }
    bench_exponent("check-line-outcomes", size, time, POINTS, 1);
}

/* Bic, interim participation and exact balance, two agents with so many types. */
static double time_decision(slong types)
{
    double times[RUNS];
    xp_question_t question;
    xp_model_t model;
    xp_error_t error;

    xp_error_init(error);
    xp_model_init(model);
    bench_model(model, 2, types, 3);
    bench_must(xp_allocation_list(model->rule, model->environment, NULL, error) == XP_OK,
               error->message);
    question = (xp_question_t) {.environment = model->environment,
                                .rule = model->rule,
                                .properties = XP_PROPERTY_BIT(XP_BIC) | XP_PROPERTY_BIT(XP_IIR)
                                              | XP_PROPERTY_BIT(XP_SBB),
                                .objective_agent = -1};
    for (int run = 0; run < RUNS; run++)
    {
        xp_decision_t decision;

        xp_decision_init(decision);
        times[run] = bench_cpu();
        bench_must(xp_decide_interim(decision, &question, NULL, error) == XP_OK, error->message);
        times[run] = bench_cpu() - times[run];
        xp_decision_clear(decision);
    }
    xp_model_clear(model);
    xp_error_clear(error);
    return bench_median(times, RUNS);
}

static void grow_decision(void)
{
    static const slong types[POINTS] = {128, 256, 512, 1024, 2048};
    double size[POINTS];
    double time[POINTS];

    for (int e = 0; e < POINTS; e++)
    {
        size[e] = (double) types[e];
        time[e] = time_decision(types[e]);
    }
    bench_exponent("decide-interim-types", size, time, POINTS, 2);
}

/* The interim payments of the pivot mechanism of 5 agents, through their profiles. */
static double time_means(slong types, double *profiles)
{
    double times[RUNS];
    fmpq *mean = _fmpq_vec_init(types);
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_error_t error;

    xp_error_init(error);
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    bench_model(model, 5, types, 4);
    bench_pivot(mechanism, model);
    *profiles = (double) model->environment->profiles->size;
    for (int run = 0; run < RUNS; run++)
    {
        xp_expectations_t expectations;

        xp_expectations_init(expectations, model->environment, mechanism->rule);
        expectations->way = XP_WAY_PROFILES;
        times[run] = bench_cpu();
        for (slong i = 0; i < 5; i++)
            bench_must(xp_expectations_of(mean, expectations, mechanism->payments->payment + i, i,
                                          NULL, error)
                           == XP_OK,
                       error->message);
        times[run] = bench_cpu() - times[run];
        xp_expectations_clear(expectations);
    }
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
    xp_error_clear(error);
    _fmpq_vec_clear(mean, types);
    return bench_median(times, RUNS);
}

static void grow_means(void)
{
    static const slong types[POINTS] = {8, 11, 14, 17, 20};
    double size[POINTS];
    double time[POINTS];

    for (int e = 0; e < POINTS; e++)
        time[e] = time_means(types[e], size + e);
    bench_exponent("interim-profiles", size, time, POINTS, 1);
}

int main(void)
{
    grow_check();
    grow_decision();
    grow_means();
    flint_cleanup();
    return 0;
}
