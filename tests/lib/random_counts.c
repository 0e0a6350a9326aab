/* What random models had, counted and printed. */
#include <stdio.h>

#include "random_model.h"
#include "ref_model.h"

void xp_random_counts_add(xp_random_counts_t *counts, const xp_model_t model)
{
    xp_ref_model_t ref;
    xp_ties_t ties = XP_TIES_LOTTERY;
    int lottery = 0, tie = 0, cost = 0, requires_agent = 0, zero = 0;

    xp_ref_model_init(ref, model, NULL);
    for (slong e = 0; e < ref->K * ref->m; e++)
        lottery |= !fmpq_is_zero(ref->weight + e) && !fmpq_is_one(ref->weight + e);
    for (slong a = 0; a < ref->m; a++)
        cost |= !fmpq_is_zero(ref->cost + a);
    for (slong e = 0; e < ref->n * ref->m; e++)
        requires_agent |= !ref->available[e];
    for (slong i = 0; i < ref->n && ref->prior != XP_PRIOR_NONE; i++)
        for (slong t = 0; t < ref->types[i]; t++)
            zero |= fmpq_is_zero(xp_ref_marginal(ref, i, t));
    counts->models++;
    counts->lottery += lottery;
    counts->cost += cost;
    counts->requires_agent += requires_agent;
    counts->probability_0 += zero;
    counts->interdependent += !ref->private;
    counts->correlated += ref->prior == XP_PRIOR_JOINT;
    counts->prior[ref->prior]++;
    counts->agents[ref->n < 4 ? ref->n : 4]++;
    for (slong i = 0; i < ref->n; i++)
        counts->outside[model->environment->agent[i].outside_kind]++;
    if (!model->rule->efficient)
        counts->explicit_rule++;
    else
    {
        counts->ties[model->rule->ties]++;
        xp_ref_model_clear(ref);
        xp_ref_model_init(ref, model, &ties);
        for (slong e = 0; e < ref->K * ref->m; e++)
            tie |= !fmpq_is_zero(ref->weight + e) && !fmpq_is_one(ref->weight + e);
        counts->tie += tie;
    }
    xp_ref_model_clear(ref);
}

static int print_count(const char *suite, const char *name, unsigned long count)
{
    printf("%s: %s %lu%s\n", suite, name, count, count == 0 ? " (never)" : "");
    return count == 0;
}

int xp_random_counts_print(const char *suite, const xp_random_counts_t *counts)
{
    static const char *const ties[3] = {"ties first", "ties last", "ties lottery"};
    static const char *const prior[3] = {"no prior", "independent prior", "joint prior"};
    static const char *const outside[5] = {"no outside option", "outside by type",
                                           "outside by profile", "outside by type and outcome",
                                           "outside by profile and outcome"};
    static const char *const agents[5] = {"", "1 agent", "2 agents", "3 agents",
                                          "4 agents or more"};
    static const char *const scale[XP_SCALE_COUNT] = {
        "numbers near 1",    "small fractions",   "numbers near 10^20",
        "numbers near 10^40", "numbers near 2^62", "numbers near 2^126"};
    int never = 0;

    never += print_count(suite, "models", counts->models);
    never += print_count(suite, "lottery", counts->lottery);
    never += print_count(suite, "tie", counts->tie);
    never += print_count(suite, "cost", counts->cost);
    never += print_count(suite, "requires", counts->requires_agent);
    never += print_count(suite, "interdependent", counts->interdependent);
    never += print_count(suite, "correlated", counts->correlated);
    never += print_count(suite, "probability 0", counts->probability_0);
    never += print_count(suite, "explicit rule", counts->explicit_rule);
    for (int e = 0; e < 3; e++)
        never += print_count(suite, ties[e], counts->ties[e]);
    for (int e = 0; e < 3; e++)
        never += print_count(suite, prior[e], counts->prior[e]);
    for (int e = 0; e < 5; e++)
        never += print_count(suite, outside[e], counts->outside[e]);
    for (int e = 1; e < 5; e++)
        never += print_count(suite, agents[e], counts->agents[e]);
    for (int e = 0; e < XP_SCALE_COUNT; e++)
        never += print_count(suite, scale[e], counts->scale[e]);
    return never;
}
