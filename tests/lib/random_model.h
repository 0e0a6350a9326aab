/* Small random models for comparisons with the slow references. */
#ifndef XP_TESTS_RANDOM_MODEL_H
#define XP_TESTS_RANDOM_MODEL_H

#include <stdint.h>

#include <expost/model/model.h>

#include "random_scale.h"

typedef enum
{
    XP_RANDOM_RULE_ANY = 0,
    XP_RANDOM_RULE_EFFICIENT,
    XP_RANDOM_RULE_EXPLICIT
} xp_random_rule_t;

/* Bounds for a random model; private_values leaves interdependent ones out. */
typedef struct
{
    slong agents;
    slong types;
    slong outcomes;
    slong profiles;
    int private_values;
    xp_random_rule_t rule;
} xp_random_limits_t;

/* How many random models had what. */
typedef struct
{
    unsigned long models;
    unsigned long lottery;
    unsigned long tie;
    unsigned long cost;
    unsigned long requires_agent;
    unsigned long interdependent;
    unsigned long correlated;
    unsigned long probability_0;
    unsigned long explicit_rule;
    unsigned long ties[3];
    unsigned long prior[3];
    unsigned long outside[5];
    unsigned long agents[5];
    unsigned long scale[XP_SCALE_COUNT];
} xp_random_counts_t;

/*
 * Meaning   a random model with a rule and without payments; adds to counts what
 *           it has (lottery: the rule uses one; tie: two outcomes maximise S somewhere)
 * Domain    model is as after init; limits->profiles >= 1
 * Result    scale: the one that most numbers of the model were drawn with
 */
void xp_random_model(xp_model_t model, xp_scale_t scale, uint64_t *state,
                     const xp_random_limits_t *limits, xp_random_counts_t *counts);

/* Adds what the model has, as its spelled-out form shows it. */
void xp_random_counts_add(xp_random_counts_t *counts, const xp_model_t model);

/* Prints one line for each count; the number of those that must not be 0 and are. */
int xp_random_counts_print(const char *suite, const xp_random_counts_t *counts);

#endif
