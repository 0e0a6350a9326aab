/* What a model file states: an environment, perhaps a rule, perhaps payments to test. */
#ifndef XP_MODEL_MODEL_H
#define XP_MODEL_MODEL_H

#include <expost/model/continuous.h>
#include <expost/model/environment.h>
#include <expost/model/payments.h>
#include <expost/model/rule.h>

/*
 *   continuous    types on intervals: everything that the file states but title and source, which
 *                 the environment has; NULL for finite types.  The environment then has no
 *                 agents, and rule, payments, mechanism and groves_h are as after init
 *   rule          as stated; efficient, ties first, when none is
 *   rule_stated   whether the file states one
 *   payments      by table or formula (terms PROFILE or FUNCTION); agent_count 0
 *                 when there are none
 *   mechanism     "payments NAME": the name as written, without blanks; or NULL.
 *                 "payments groves { ... }" gives "groves" and groves_h
 *   groves_h      h_i of that statement (terms OTHERS or FUNCTION of agent i);
 *                 agent_count 0 when not given
 *   source        what formulas point into; cleared by source_clear
 */
typedef struct
{
    xp_environment_t environment;
    xp_continuous_struct *continuous;
    int rule_stated;
    xp_rule_t rule;
    xp_payments_t payments;
    char *mechanism;
    xp_payments_t groves_h;
    void *source;
    void (*source_clear)(void *source);
} xp_model_struct;

typedef xp_model_struct xp_model_t[1];

void xp_model_init(xp_model_t model);
void xp_model_clear(xp_model_t model);
void xp_model_swap(xp_model_t a, xp_model_t b);

/* Whether the model states payments, by itself or by the name of a mechanism. */
int xp_model_has_payments(const xp_model_t model);

#endif
