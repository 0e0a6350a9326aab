/* Small models written out in a test: numbers as text, rows by type, columns by outcome. */
#ifndef XP_TESTS_RULE_BUILD_H
#define XP_TESTS_RULE_BUILD_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/model/model.h>
#include <expost/num/rat.h>
#include <expost/rule/allocation.h>
#include <expost/rule/mechanism.h>
#include <expost/rule/payment.h>

#include "tests/lib/harness.h"

/* The rationals of a text, blanks between them; *count of them, to be cleared. */
static inline fmpq *build_read(slong *count, const char *text)
{
    fmpq *values = NULL;
    size_t room = 0;
    xp_error_t error;
    xp_error_init(error);
    *count = 0;
    for (text += strspn(text, " "); *text != '\0'; text += strspn(text, " "))
    {
        const size_t length = strcspn(text, " ");
        xp_array_grow(&values, &room, (size_t) *count, sizeof(fmpq));
        fmpq_init(values + *count);
        XP_CHECK(xp_rat_set_text(values + *count, text, length, error) == XP_OK);
        ++*count;
        text += length;
    }
    xp_error_clear(error);
    return values;
}

static inline void build_free(fmpq *values, slong count)
{
    for (slong k = 0; k < count; k++)
    {
        fmpq_clear(values + k);
    }
    free(values);
}

static inline void build_table(xp_table_t table, const char *text)
{
    slong count;
    fmpq *values = build_read(&count, text);
    xp_error_t error;
    xp_error_init(error);
    XP_CHECK(xp_table_set_fmpq_vec(table, values, count, error) == XP_OK);
    xp_error_clear(error);
    build_free(values, count);
}

/* Rows by point, columns by outcome, into entry a * points + point. */
static inline void build_columns(xp_table_t table, slong outcomes, const char *text)
{
    slong count;
    fmpq *values = build_read(&count, text);
    const slong points = count / outcomes;
    fmpq *turned = _fmpq_vec_init(count);
    xp_error_t error;
    xp_error_init(error);
    XP_CHECK(count % outcomes == 0);
    for (slong k = 0; k < points * outcomes; k++)
    {
        fmpq_set(turned + k % outcomes * points + k / outcomes, values + k);
    }
    XP_CHECK(xp_table_set_fmpq_vec(table, turned, count, error) == XP_OK);
    xp_error_clear(error);
    _fmpq_vec_clear(turned, count);
    build_free(values, count);
}

static inline char *build_label(char letter, slong number)
{
    char text[32];
    snprintf(text, sizeof text, "%c%ld", letter, (long) number);
    return xp_strdup(text);
}

/* Agents "i1", "i2", ..., outcomes "a1", ..., of the given costs. */
static inline void build_start(xp_model_t model, slong agents, const char *cost)
{
    xp_environment_struct *environment = model->environment;
    xp_table_t costs;
    xp_table_init(costs);
    build_table(costs, cost);
    xp_environment_set_counts(environment, agents, costs->length);
    for (slong a = 0; a < costs->length; a++)
    {
        environment->outcome_label[a] = build_label('a', a + 1);
    }
    xp_table_swap(environment->cost, costs);
    xp_table_clear(costs);
}

/* The next agent's types "t1", ..., private values in rows by type; prior NULL: none. */
static inline void build_agent(xp_model_t model, slong agent, const char *values,
                               const char *prior)
{
    xp_environment_struct *environment = model->environment;
    xp_agent_struct *own = environment->agent + agent;
    own->name = build_label('i', agent + 1);
    build_columns(own->value, environment->outcome_count, values);
    own->type_count = own->value->length / environment->outcome_count;
    own->type_label = xp_calloc((size_t) own->type_count, sizeof(char *));
    for (slong t = 0; t < own->type_count; t++)
    {
        own->type_label[t] = build_label('t', t + 1);
    }
    if (prior != NULL)
    {
        build_table(own->probability, prior);
        environment->prior = XP_PRIOR_INDEPENDENT;
    }
}

/* The outside option by kind; by outcome in rows by type or profile. */
static inline void build_outside(xp_model_t model, slong agent, xp_outside_t kind,
                                 const char *values)
{
    xp_agent_struct *own = model->environment->agent + agent;
    own->outside_kind = kind;
    if (kind == XP_OUTSIDE_OUTCOME || kind == XP_OUTSIDE_BOTH)
    {
        build_columns(own->outside, model->environment->outcome_count, values);
    }
    else
    {
        build_table(own->outside, values);
    }
}

/* The profiles, listed up to the limit. */
static inline void build_profiles(xp_model_t model, slong limit)
{
    xp_environment_struct *environment = model->environment;
    slong *types = xp_calloc((size_t) environment->agent_count, sizeof(slong));
    for (slong i = 0; i < environment->agent_count; i++)
    {
        types[i] = environment->agent[i].type_count;
    }
    xp_profiles_set(environment->profiles, environment->agent_count, types, limit);
    model->rule->outcome_count = environment->outcome_count;
    free(types);
}

/* Makes the values of an agent interdependent: rows by profile. */
static inline void build_interdependent(xp_model_t model, slong agent, const char *values)
{
    model->environment->agent[agent].interdependent = 1;
    build_columns(model->environment->agent[agent].value, model->environment->outcome_count,
                  values);
}

static inline void build_joint(xp_model_t model, const char *probabilities)
{
    model->environment->prior = XP_PRIOR_JOINT;
    build_table(model->environment->joint, probabilities);
}

/* Replaces the rule by an explicit one, a number for each profile: outcome 0, 1, ... */
static inline void build_rule(xp_model_t model, const char *choices)
{
    slong count;
    fmpq *values = build_read(&count, choices);
    model->rule_stated = 1;
    model->rule->efficient = 0;
    model->rule->choice = xp_calloc((size_t) count, sizeof(uint32_t));
    model->rule->choice_length = count;
    for (slong k = 0; k < count; k++)
    {
        model->rule->choice[k] = (uint32_t) fmpz_get_si(fmpq_numref(values + k));
    }
    build_free(values, count);
}

/* States payments: one row for each agent, one number for each profile. */
static inline void build_payments(xp_model_t model, slong agent, const char *values)
{
    if (model->payments->agent_count == 0)
    {
        xp_payments_set_zero(model->payments, model->environment->agent_count);
    }
    build_table(xp_payments_add_term(model->payments, agent, XP_TERM_PROFILE, agent)->table,
                values);
}

static inline int equals_text(const fmpq_t value, const char *text)
{
    slong count;
    fmpq *expected = build_read(&count, text);
    const int equal = count == 1 && fmpq_equal(value, expected);
    build_free(expected, count);
    return equal;
}

static inline int table_equals_text(const xp_table_t table, const char *text)
{
    slong count;
    fmpq *expected = build_read(&count, text);
    int equal = xp_table_is_valid(table) && table->length == count;
    fmpq_t value;
    fmpq_init(value);
    for (slong k = 0; equal && k < count; k++)
    {
        xp_table_get_fmpq(value, table, k);
        equal = fmpq_equal(value, expected + k);
    }
    fmpq_clear(value);
    build_free(expected, count);
    return equal;
}

static inline int choices_equal_text(const xp_rule_t rule, const char *text)
{
    slong count;
    fmpq *expected = build_read(&count, text);
    int equal = rule->choice != NULL && rule->choice_length == count;
    for (slong k = 0; equal && k < count; k++)
    {
        equal = fmpz_equal_si(fmpq_numref(expected + k), rule->choice[k]);
    }
    build_free(expected, count);
    return equal;
}

/* The same of a mechanism's rule, which is listed for it. */
static inline int mechanism_chooses(xp_mechanism_t mechanism, const char *text)
{
    xp_error_t error;
    xp_error_init(error);
    const int equal = xp_allocation_list(mechanism->rule, mechanism->environment, NULL, error)
                          == XP_OK
                      && choices_equal_text(mechanism->rule, text);
    xp_error_clear(error);
    return equal;
}

/* Whether the payment at one profile is what the list says, for every profile. */
static inline int payment_at_agrees(const xp_mechanism_t mechanism, slong agent,
                                    const xp_table_t table)
{
    const xp_environment_struct *environment = mechanism->environment;
    const slong agents = environment->agent_count;
    fmpq *weight = _fmpq_vec_init(environment->outcome_count);
    fmpq *payment = _fmpq_vec_init(agents);
    slong *profile = xp_calloc((size_t) agents, sizeof(slong));
    int agree = 1;
    xp_error_t error;
    fmpq_t value;
    xp_error_init(error);
    fmpq_init(value);
    for (slong k = 0; k < table->length; k++)
    {
        xp_table_get_fmpq(value, table, k);
        agree = agree
                && xp_allocation_at(weight, mechanism->rule, environment, profile, error) == XP_OK
                && xp_payment_at(payment, mechanism, weight, profile, error) == XP_OK
                && fmpq_equal(payment + agent, value);
        xp_profiles_next(profile, environment->profiles);
    }
    fmpq_clear(value);
    xp_error_clear(error);
    free(profile);
    _fmpq_vec_clear(payment, agents);
    _fmpq_vec_clear(weight, environment->outcome_count);
    return agree;
}

/* Whether p_agent is this, profile by profile, listed and one at a time. */
static inline int payments_equal_text(const xp_mechanism_t mechanism, slong agent,
                                      const char *text)
{
    xp_table_t table;
    xp_error_t error;
    xp_table_init(table);
    xp_error_init(error);
    const int equal = xp_payment_list(table, mechanism, agent, NULL, error) == XP_OK
                      && table_equals_text(table, text)
                      && payment_at_agrees(mechanism, agent, table);
    xp_error_clear(error);
    xp_table_clear(table);
    return equal;
}

/* Builds into a mechanism already initialised; no progress, ties as in the model. */
static inline xp_status_t build_mechanism(xp_mechanism_t mechanism, const xp_model_t model,
                                          const char *name, xp_ir_t ir)
{
    xp_error_t error;
    xp_error_init(error);
    const xp_status_t status = xp_mechanism_build(mechanism, model, name, NULL, ir, NULL, error);
    XP_CHECK((status == XP_OK) == (error->message == NULL));
    xp_error_clear(error);
    return status;
}

/* Whether the mechanism is refused with this status and words that hold `part`. */
static inline int refuses(const xp_model_t model, const char *name, xp_ir_t ir,
                          xp_status_t expected, const char *part)
{
    xp_mechanism_t mechanism;
    xp_error_t error;
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    const xp_status_t status = xp_mechanism_build(mechanism, model, name, NULL, ir, NULL, error);
    const int refused = status == expected && error->message != NULL
                        && strstr(error->message, part) != NULL && mechanism->name == NULL
                        && mechanism->payments->agent_count == 0;
    if (!refused)
    {
        printf("%s: status %d, %s\n", name == NULL ? "NULL" : name, (int) status,
               error->message == NULL ? "no words" : error->message);
    }
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    return refused;
}

static inline int has_note(const xp_mechanism_t mechanism, const char *part)
{
    for (size_t k = 0; k < mechanism->note_count; k++)
    {
        if (strstr(mechanism->note[k], part) != NULL)
        {
            return 1;
        }
    }
    return 0;
}

#endif
