/* The verdict on a question: settles the rule, chooses a method, and passes its answer on. */
#include <expost/exist/decide.h>

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>
#include <expost/check/check.h>

#include "exist/exist_impl.h"
#include "exist/gate.h"

#define BIT(property) XP_PROPERTY_BIT(property)

/* The methods that are no linear programs, in the order in which they are tried. */
static const struct
{
    xp_method_t method;
    int (*applies)(const xp_question_t *question, xp_error_t error);
    xp_status_t (*decide)(xp_decision_t decision, const xp_question_t *question,
                          const xp_progress_t *progress, xp_error_t error);
} reductions[] = {
    {XP_METHOD_LINE, xp_line_applies, xp_decide_line},
    {XP_METHOD_INTERIM, xp_interim_applies, xp_decide_interim},
    {XP_METHOD_DIFFERENCE, xp_difference_applies, xp_decide_difference},
};

#define REDUCTIONS ((int) (sizeof reductions / sizeof reductions[0]))

static int is_lp(xp_method_t method)
{
    return method == XP_METHOD_LP || method == XP_METHOD_LP_WHOLE
           || method == XP_METHOD_LP_INTERIM || method == XP_METHOD_LP_DEMAND;
}

/* Whether a reduction applies; all of them are for a fixed rule. */
static int reduction_applies(int r, const xp_question_t *question, xp_error_t error)
{
    if (question->rule == NULL)
    {
        xp_error_set(error, "it is for a fixed rule, and here the rule is free");
        return 0;
    }
    if (question->properties == 0)
    {
        xp_error_set(error, "no property is left that concerns payments");
        return 0;
    }
    return reductions[r].applies(question, error);
}

/*
 * Under a fixed rule efficiency is a fact about the rule.  It holds, and is taken out of
 * the question, or its first violation is the verdict.
 */
static xp_status_t settle_rule(xp_decision_t decision, xp_question_t *question,
                               const xp_progress_t *progress, xp_error_t error)
{
    const xp_property_t efficient = XP_EFF;
    xp_status_t status;
    xp_mechanism_t mechanism;
    xp_findings_t findings;

    if (question->rule == NULL || !(question->properties & BIT(XP_EFF)))
        return XP_OK;
    question->properties &= ~BIT(XP_EFF);
    if (question->rule->efficient)
        return XP_OK;
    xp_mechanism_init(mechanism);
    xp_findings_init(findings);
    mechanism->environment = question->environment;
    xp_rule_set(mechanism->rule, question->rule);
    status = xp_check(findings, mechanism, &efficient, 1, NULL, progress, error);
    if (status == XP_OK && findings->finding[0].answer == XP_FAILS)
    {
        decision->verdict = XP_IMPOSSIBLE;
        decision->violates_rule = 1;
        xp_row_key_init(&decision->violated, XP_ROW_EFF);
        decision->violated.profile = findings->finding[0].witness.profile;
        decision->violated.outcome = findings->finding[0].witness.outcome;
    }
    xp_findings_clear(findings);
    xp_mechanism_clear(mechanism);
    return status;
}

/* A method that was forced does not apply: why, and which do. */
static void explain_method(xp_error_t error, const xp_question_t *question, xp_method_t method)
{
    xp_string_t others;
    xp_error_t reason;

    xp_string_init(others);
    xp_error_init(reason);
    for (int r = 0; r < REDUCTIONS; r++)
        if (reductions[r].method != method && reduction_applies(r, question, reason))
            xp_string_printf(others, "%s and ", xp_method_word(reductions[r].method));
    xp_string_add(others, "lp");
    xp_error_set(error, "the method %s does not apply: %s; %s %s", xp_method_word(method),
                 error->message, others->text, others->length > 2 ? "do" : "does");
    xp_error_clear(reason);
    xp_string_clear(others);
}

/* The first reduction that applies, or the one that is forced; method AUTO when none. */
static xp_status_t run_reduction(xp_decision_t decision, xp_question_t *question, xp_rule_t own,
                                 xp_method_t wish, const xp_progress_t *progress,
                                 xp_error_t error)
{
    xp_status_t status = XP_OK;

    for (int r = 0; r < REDUCTIONS; r++)
    {
        if (wish != XP_METHOD_AUTO && wish != reductions[r].method)
            continue;
        if (reduction_applies(r, question, error))
        {
            decision->method = reductions[r].method;
            if (reductions[r].method != XP_METHOD_INTERIM || xp_interim_lists(question) != NULL)
                status = xp_question_list_rule(question, own, progress, error);
            return status != XP_OK
                       ? status : reductions[r].decide(decision, question, progress, error);
        }
        if (wish == reductions[r].method)
        {
            explain_method(error, question, wish);
            return XP_INPUT;
        }
    }
    return XP_OK;
}

/*
 * By the method wished, or the first that applies, which has the rule listed in own if it needs
 * that.  On failure decision->method is set.
 */
static xp_status_t run_method(xp_decision_t decision, xp_question_t *question, xp_rule_t own,
                              const xp_decide_options_t *options,
                              const xp_progress_t *progress, xp_error_t error)
{
    const xp_method_t wish = options == NULL ? XP_METHOD_AUTO : options->method;
    xp_status_t status;

    if (question->deterministic)
    {
        if (wish != XP_METHOD_AUTO && wish != XP_METHOD_LP)
        {
            xp_error_set(error,
                         "the method %s does not apply to deterministic rules, which are "
                         "searched case by case with linear programs; lp does",
                         xp_method_word(wish));
            return XP_INPUT;
        }
        decision->method = XP_METHOD_LP;
        return xp_decide_branch(decision, question, options, progress, error);
    }
    if (!is_lp(wish))
    {
        decision->method = XP_METHOD_AUTO;
        status = run_reduction(decision, question, own, wish, progress, error);
        if (status != XP_OK || decision->method != XP_METHOD_AUTO)
            return status;
    }
    decision->method = is_lp(wish) ? wish : XP_METHOD_LP;
    status = xp_question_list_rule(question, own, progress, error);
    return status != XP_OK ? status : xp_decide_lp(decision, question, decision->method, options,
                                                   progress, error);
}

/* Leaves nothing of an answer but its method, its size, and why it is none. */
static void set_unknown(xp_decision_t decision, const char *reason)
{
    xp_decision_t none;

    xp_decision_init(none);
    none->method = decision->method;
    none->stats = decision->stats;
    none->reason = xp_strdup(reason);
    xp_decision_swap(decision, none);
    xp_decision_clear(none);
}

/* An answer that fails its check is none. */
static xp_status_t pass_gate(xp_decision_t decision, const xp_question_t *question,
                             const xp_progress_t *progress, xp_error_t error)
{
    int passed = 0;
    xp_status_t status;

    if (decision->verdict == XP_UNKNOWN)
        return XP_OK;
    status = xp_decision_passes(&passed, decision, question, progress, error);
    if (status == XP_LIMIT || (status == XP_OK && !passed))
    {
        xp_error_set(error, "the answer of the method %s was not accepted: %s",
                     xp_method_word(decision->method), error->message);
        set_unknown(decision, error->message);
        return XP_OK;
    }
    return status;
}

static xp_status_t add_surplus(xp_decision_t decision, const xp_question_t *question,
                               const xp_progress_t *progress, xp_error_t error)
{
    const xp_properties_t both = BIT(XP_BIC) | BIT(XP_IIR);
    xp_status_t status;

    if (decision->has_surplus || question->rule == NULL
        || question->environment->prior != XP_PRIOR_INDEPENDENT
        || (xp_properties_close(question->properties) & both) != both)
        return XP_OK;
    status = xp_largest_surplus(&decision->has_surplus, decision->largest_surplus, question,
                                progress, error);
    if (status == XP_LIMIT)
        decision->has_surplus = 0;
    return status == XP_LIMIT ? XP_OK : status;
}

/* What a second best is measured by.  A limit leaves it out. */
static xp_status_t add_first_best(xp_decision_t decision, const xp_question_t *question,
                                  const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status;

    if (decision->verdict != XP_OPTIMAL || question->objective != XP_OBJECTIVE_WELFARE
        || !question->maximise)
        return XP_OK;
    status = xp_first_best(decision->first_best, question, progress, error);
    decision->has_first_best = status == XP_OK;
    return status == XP_LIMIT ? XP_OK : status;
}

static void name_mechanism(xp_decision_t decision)
{
    if (decision->verdict != XP_POSSIBLE && decision->verdict != XP_OPTIMAL
        && decision->verdict != XP_UNBOUNDED)
        return;
    free(decision->mechanism->name);
    decision->mechanism->name = xp_strdup("found");
}

xp_status_t xp_decide(xp_decision_t decision, const xp_question_t *question,
                      const xp_decide_options_t *options, const xp_progress_t *progress,
                      xp_error_t error)
{
    xp_question_t reduced = *question;
    xp_question_t asked = *question;
    xp_status_t status;
    xp_rule_t own; /* the rule, once it is listed */
    xp_decision_t found;
    xp_error_t words; /* of methods that do not apply, limits and gates too */

    xp_rule_init(own);
    xp_decision_init(found);
    xp_error_init(words);
    status = settle_rule(found, &reduced, progress, words);
    if (status == XP_OK && !found->violates_rule)
    {
        status = run_method(found, &reduced, own, options, progress, words);
        asked.rule = reduced.rule;
        if (status == XP_LIMIT)
        {
            set_unknown(found, words->message);
            status = XP_OK;
        }
        if (status == XP_OK)
            status = pass_gate(found, &asked, progress, words);
        if (status == XP_OK)
            status = add_surplus(found, &reduced, progress, words);
        if (status == XP_OK)
            status = add_first_best(found, &asked, progress, words);
        if (status == XP_OK)
            name_mechanism(found);
    }
    if (status == XP_OK)
        xp_decision_swap(decision, found);
    else
        xp_error_swap(error, words);
    xp_error_clear(words);
    xp_decision_clear(found);
    xp_rule_clear(own);
    return status;
}
