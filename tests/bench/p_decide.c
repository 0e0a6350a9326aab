/* Decisions by the reductions against QSopt_ex on the same question, in one process. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <expost/base/memory.h>
#include <expost/exist/decide.h>
#include <expost/rule/allocation.h>

#include "exist/exist_impl.h"

#define BIT XP_PROPERTY_BIT

/* CPU seconds of this process and of the engines that it has waited for. */
static double now(void)
{
    static const int who[2] = {RUSAGE_SELF, RUSAGE_CHILDREN};
    struct rusage usage;
    double seconds = 0;
    int i;

    for (i = 0; i < 2; i++)
    {
        getrusage(who[i], &usage);
        seconds += (double) usage.ru_utime.tv_sec + (double) usage.ru_stime.tv_sec;
        seconds += 1e-6 * ((double) usage.ru_utime.tv_usec + (double) usage.ru_stime.tv_usec);
    }
    return seconds;
}

static void must(int good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "p_decide: %s\n", what);
    exit(1);
}

/* Uniform types, values 0, over a common denominator. */
static void build(xp_environment_t environment, slong agents, slong types, slong outcomes,
                  ulong denominator)
{
    slong *counts = xp_calloc((size_t) agents, sizeof(slong));
    xp_error_t error;
    slong i;
    slong t;

    xp_error_init(error);
    for (i = 0; i < agents; i++)
        counts[i] = types;
    xp_environment_init(environment);
    xp_environment_set_counts(environment, agents, outcomes);
    xp_profiles_set(environment->profiles, agents, counts, 1 << 24);
    must(xp_table_set_zero(environment->cost, outcomes, error) == XP_OK, "no memory");
    environment->prior = XP_PRIOR_INDEPENDENT;
    for (i = 0; i < outcomes; i++)
        environment->outcome_label[i] = xp_strdup("outcome");
    for (i = 0; i < agents; i++)
    {
        xp_agent_struct *agent = environment->agent + i;

        agent->type_count = types;
        agent->name = xp_strdup("agent");
        agent->type_label = xp_calloc((size_t) types, sizeof(char *));
        must(xp_table_set_zero(agent->value, outcomes * types, error) == XP_OK
                 && xp_table_set_zero(agent->probability, types, error) == XP_OK,
             "no memory");
        fmpz_set_ui(agent->value->denominator, denominator);
        for (t = 0; t < types; t++)
        {
            agent->type_label[t] = xp_strdup("type");
            fmpz_one(agent->probability->entry + t);
        }
        fmpz_set_si(agent->probability->denominator, types);
    }
    xp_error_clear(error);
    free(counts);
}

/* One object: the seller's costs (2 t + 1) / 2k, the buyer's values (t + 1) / k. */
static void build_trade(xp_environment_t environment, slong types)
{
    slong t;

    build(environment, 2, types, 2, (ulong) (2 * types));
    for (t = 0; t < types; t++)
    {
        fmpz_set_si(environment->agent[0].value->entry + types + t, -(2 * t + 1));
        fmpz_set_si(environment->agent[1].value->entry + types + t, 2 * (t + 1));
    }
}

/* A project of cost agents / 2, the types' values 1 / k, ..., 1. */
static void build_project(xp_environment_t environment, slong agents, slong types)
{
    slong i;
    slong t;

    build(environment, agents, types, 2, (ulong) types);
    fmpz_set_si(environment->cost->entry + 1, agents);
    fmpz_set_si(environment->cost->denominator, 2);
    for (i = 0; i < agents; i++)
        for (t = 0; t < types; t++)
            fmpz_set_si(environment->agent[i].value->entry + types + t, t + 1);
}

/* One object for two bidders, or nobody. */
static void build_auction(xp_environment_t environment, slong types)
{
    slong i;
    slong t;

    build(environment, 2, types, 3, (ulong) types);
    for (i = 0; i < 2; i++)
        for (t = 0; t < types; t++)
            fmpz_set_si(environment->agent[i].value->entry + (i + 1) * types + t, t + 1);
}

static void list_rule(xp_rule_t rule, const xp_environment_t environment)
{
    xp_error_t error;

    xp_error_init(error);
    xp_rule_init(rule);
    must(xp_allocation_list(rule, environment, NULL, error) == XP_OK, "no rule");
    xp_error_clear(error);
}

/* CPU seconds of a decision by a method, the least of some runs. */
static double measure(xp_decision_t decision, const xp_question_t *question, xp_method_t method,
                      int runs)
{
    xp_decide_options_t options = {.method = method};
    xp_error_t error;
    double least = 0;
    int run;

    xp_error_init(error);
    for (run = 0; run < runs; run++)
    {
        double start = now();
        xp_status_t status = xp_decide(decision, question, &options, NULL, error);
        double seconds = now() - start;

        must(status == XP_OK, status == XP_OK ? "" : error->message);
        must(decision->verdict != XP_UNKNOWN,
             decision->reason == NULL ? "unknown" : decision->reason);
        if (run == 0 || seconds < least)
            least = seconds;
    }
    xp_error_clear(error);
    return least;
}

static void report(const char *name, double ratio, double target)
{
    printf("bench %s ratio %.2f target %.2f %s\n", name, ratio, target,
           ratio >= target ? "pass" : "below");
    fflush(stdout);
}

/* Both answers must be the same; the ratio of their times. */
static void compare(const char *name, const xp_question_t *question, xp_method_t ours,
                    int our_runs, xp_method_t theirs, double target)
{
    xp_decision_t one;
    xp_decision_t other;
    double fast;
    double slow;

    xp_decision_init(one);
    xp_decision_init(other);
    fast = measure(one, question, ours, our_runs);
    slow = measure(other, question, theirs, 1);
    must(one->verdict == other->verdict && fmpq_equal(one->value, other->value),
         "two methods disagree");
    printf("%s: %s %.6f s (%zu multipliers), %s %.6f s\n", name, xp_method_word(one->method),
           fast, one->proof->count, xp_method_word(other->method), slow);
    report(name, slow / (fast > 1e-6 ? fast : 1e-6), target);
    xp_decision_clear(other);
    xp_decision_clear(one);
}

static void bench_interim(void)
{
    xp_environment_t environment;
    xp_rule_t rule;
    xp_question_t question;
    xp_decision_t decision;
    xp_error_t error;
    double start;
    double seconds;

    build_trade(environment, 64);
    list_rule(rule, environment);
    question = (xp_question_t) {.environment = environment,
                                .rule = rule,
                                .properties = BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_SBB),
                                .objective_agent = -1};
    compare("decide-interim-k64", &question, XP_METHOD_INTERIM, 20, XP_METHOD_LP_INTERIM, 300);
    xp_rule_clear(rule);
    xp_environment_clear(environment);

    /* 4.2 million profiles; the sums are verified in interim payments. */
    build_trade(environment, 2048);
    list_rule(rule, environment);
    xp_decision_init(decision);
    xp_error_init(error);
    start = now();
    must(xp_decide_interim(decision, &question, NULL, error) == XP_OK, "k = 2048 failed");
    seconds = now() - start;
    must(decision->verdict == XP_IMPOSSIBLE, "k = 2048 is impossible");
    printf("decide-interim-k2048: %.6f s of CPU (0.2 s allowed)\n", seconds);
    report("decide-interim-k2048", 0.2 / seconds, 1);
    xp_error_clear(error);
    xp_decision_clear(decision);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
}

static void bench_ex_post(slong agents, slong types, const char *name, xp_method_t ours,
                          int runs, double target)
{
    xp_environment_t environment;
    xp_rule_t rule;
    xp_question_t question;

    if (agents == 2)
        build_trade(environment, types);
    else
        build_project(environment, agents, types);
    list_rule(rule, environment);
    question = (xp_question_t) {.environment = environment,
                                .rule = rule,
                                .properties = BIT(XP_DSIC) | BIT(XP_EPIR) | BIT(XP_SBB),
                                .objective_agent = -1};
    compare(name, &question, ours, runs, XP_METHOD_LP_WHOLE, target);
    xp_rule_clear(rule);
    xp_environment_clear(environment);
}

static void bench_free(void)
{
    xp_environment_t environment;
    xp_question_t question;

    build_auction(environment, 16);
    question = (xp_question_t) {.environment = environment,
                                .properties = BIT(XP_DSIC) | BIT(XP_EPIR),
                                .objective = XP_OBJECTIVE_REVENUE,
                                .maximise = 1,
                                .objective_agent = -1};
    compare("decide-free-revenue", &question, XP_METHOD_LP, 1, XP_METHOD_LP_WHOLE, 0.9);
    xp_environment_clear(environment);
}

int main(void)
{
    bench_interim();
    bench_ex_post(2, 40, "decide-difference-k40", XP_METHOD_DIFFERENCE, 5, 20);
    bench_ex_post(3, 10, "decide-demand-k10", XP_METHOD_LP_DEMAND, 1, 5);
    bench_free();
    return 0;
}
