/* One of the reductions asked: questions by hand, refused, stopped, and at random. */
#ifndef XP_TESTS_EXIST_REDUCTION_H
#define XP_TESTS_EXIST_REDUCTION_H

#include "exist/exist_impl.h"
#include "tests/exist/build.h"
#include "tests/exist/evidence.h"

/* Properties of a random question in the environment; 0: no question there. */
typedef xp_properties_t draw_t(const xp_environment_t environment, uint64_t *state);

typedef struct
{
    xp_method_t method;
    int (*applies)(const xp_question_t *question, xp_error_t error);
    xp_status_t (*decide)(xp_decision_t decision, const xp_question_t *question,
                          const xp_progress_t *progress, xp_error_t error);
    draw_t *draw;
} reduction_t;

/* A question about an environment and a rule for it, and the decision. */
typedef struct
{
    xp_environment_t environment;
    xp_rule_t rule;
    xp_question_t question;
    xp_decision_t decision;
} trial_t;

/* Once the environment is built: its efficient rule, nothing asked. */
static inline void begin_trial(trial_t *trial, xp_ties_t ties)
{
    xp_rule_init(trial->rule);
    list_rule(trial->rule, trial->environment, ties);
    xp_decision_init(trial->decision);
}

/*
 * One agent, and an object for the low type only, which gains 1 from it, the high type 2.
 * Telling the truth needs p(0) - p(1) between 1 (from above) and 2 (from below): a negative
 * cycle of sum -1.
 */
static inline void begin_cycle(trial_t *trial)
{
    static const slong types[1] = {2};
    static const slong value[4] = {0, 0, 1, 2};

    build_uniform(trial->environment, 1, types, 2);
    set_table(trial->environment->agent[0].value, value, 4, 1);
    begin_trial(trial, XP_TIES_FIRST);
    trial->rule->efficient = 0;
    trial->rule->choice[0] = 1;
    trial->rule->choice[1] = 0;
}

static inline void end_trial(trial_t *trial)
{
    xp_decision_clear(trial->decision);
    xp_rule_clear(trial->rule);
    xp_environment_clear(trial->environment);
}

static inline void ask_trial(trial_t *trial, xp_properties_t properties)
{
    ask(&trial->question, trial->environment, trial->rule, properties);
}

/* The verdict on the question as it stands; the decision has to prove itself. */
static inline xp_verdict_t decide(trial_t *trial, const reduction_t *reduction)
{
    xp_error_t error;

    xp_error_init(error);
    XP_CHECK(reduction->applies(&trial->question, error));
    XP_CHECK(reduction->decide(trial->decision, &trial->question, NULL, error) == XP_OK);
    XP_CHECK(decision_holds(trial->decision, &trial->question));
    XP_CHECK(trial->decision->method == reduction->method);
    xp_error_clear(error);
    return trial->decision->verdict;
}

/* Optimal, with this value. */
static inline int is_best(trial_t *trial, const reduction_t *reduction, slong numerator,
                          slong denominator)
{
    return decide(trial, reduction) == XP_OPTIMAL
           && is_number(trial->decision->value, numerator, denominator);
}

/* The question is for another method, and words say so. */
static inline int is_refused(const trial_t *trial, const reduction_t *reduction)
{
    xp_error_t error;
    int refused;

    xp_error_init(error);
    refused = !reduction->applies(&trial->question, error) && error->message != NULL;
    xp_error_clear(error);
    return refused;
}

static inline void expect_refused(trial_t *trial, const reduction_t *reduction,
                                  const xp_properties_t *properties, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
    {
        ask_trial(trial, properties[i]);
        XP_CHECK(is_refused(trial, reduction));
    }
}

/* A call that is stopped says so and leaves the decision as it was. */
static inline int is_stopped(trial_t *trial, const reduction_t *reduction)
{
    xp_error_t error;
    int stopped;

    xp_error_init(error);
    stopped = reduction->decide(trial->decision, &trial->question, &xp_test_stop, error)
                  == XP_STOPPED
              && trial->decision->verdict == XP_UNKNOWN && error->message != NULL;
    xp_error_clear(error);
    return stopped;
}

/* How often each verdict came, how many questions were refused, and what the models had. */
typedef struct
{
    unsigned long verdict[XP_UNKNOWN + 1];
    unsigned long refused;
    unsigned long compared;
    xp_random_counts_t counts;
} tally_t;

/* One question to one method: 1 unless something is wrong. */
static inline int try_question(tally_t *tally, xp_question_t *question,
                               const reduction_t *reduction)
{
    xp_decision_t decision;
    xp_error_t error;
    int good = 1;

    xp_decision_init(decision);
    xp_error_init(error);
    if (xp_question_check(question, error) == XP_OK)
    {
        if (!reduction->applies(question, error))
        {
            good = error->message != NULL;
            tally->refused++;
        }
        else
        {
            good = reduction->decide(decision, question, NULL, error) == XP_OK
                   && decision_holds(decision, question);
            tally->verdict[good ? decision->verdict : XP_UNKNOWN]++;
#ifdef XP_TESTS_CDD
            if (good && xp_unknown_count(question) <= 16)
            {
                tally->compared++;
                good = agrees_with_cdd(decision, question);
            }
#endif
        }
    }
    if (!good)
        printf("    properties %x objective %d max %d agent %ld verdict %d: %s\n",
               question->properties, (int) question->objective, question->maximise,
               (long) question->objective_agent, (int) decision->verdict,
               error->message == NULL ? "" : error->message);
    xp_error_clear(error);
    xp_decision_clear(decision);
    return good;
}

/* Each of the properties with probability 1 / of. */
static inline xp_properties_t draw_some(const xp_property_t *property, size_t count,
                                        uint64_t of, uint64_t *state)
{
    xp_properties_t drawn = 0;
    size_t k;

    for (k = 0; k < count; k++)
        if (xp_test_random(state, of) == 0)
            drawn |= BIT(property[k]);
    return drawn;
}

/* dsic more often than not where values are private, otherwise epic. */
static inline xp_properties_t draw_ex_post(const xp_environment_t environment, uint64_t *state)
{
    return xp_test_random(state, 3) > 0 && xp_environment_has_private_values(environment)
               ? BIT(XP_DSIC)
               : BIT(XP_EPIC);
}

/* Questions in each of so many random environments. */
static inline void try_random(tally_t *tally, const reduction_t *reduction,
                              const xp_random_limits_t *limits, uint64_t state, long rounds,
                              int questions)
{
    const unsigned long *verdict = tally->verdict;

    for (; rounds > 0; rounds--)
    {
        xp_model_t model;
        xp_mechanism_t mechanism;
        int i;

        xp_model_init(model);
        xp_mechanism_init(mechanism);
        if (draw_mechanism(mechanism, model, &state, limits, &tally->counts))
            for (i = 0; i < questions; i++)
            {
                xp_question_t question = {.environment = model->environment,
                                          .rule = mechanism->rule};

                question.properties = reduction->draw(model->environment, &state);
                if (question.properties == 0)
                    continue;
                draw_objective(&question, &state);
                XP_CHECK(try_question(tally, &question, reduction));
            }
        xp_mechanism_clear(mechanism);
        xp_model_clear(model);
    }
    printf("%s: possible %lu, optimal %lu, unbounded %lu, impossible %lu; not applicable %lu; "
           "compared with cddlib %lu\n",
           xp_method_word(reduction->method), verdict[XP_POSSIBLE], verdict[XP_OPTIMAL],
           verdict[XP_UNBOUNDED], verdict[XP_IMPOSSIBLE], tally->refused, tally->compared);
    XP_CHECK(verdict[XP_POSSIBLE] > 0 && verdict[XP_OPTIMAL] > 0 && verdict[XP_IMPOSSIBLE] > 0
             && verdict[XP_UNKNOWN] == 0);
    XP_CHECK(tally->counts.interdependent > 0 && tally->counts.lottery > 0
             && tally->counts.cost > 0);
}

#endif
