/* The question that the options put to a model: does a mechanism exist? */
#include "cli/question.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>
#include <expost/cert/certificate.h>
#include <expost/rule/allocation.h>

void xp_cli_question_init(xp_cli_question_t question)
{
    memset(&question->question, 0, sizeof question->question);
    question->question.objective_agent = -1;
    xp_rule_init(question->rule);
}

void xp_cli_question_clear(xp_cli_question_t question)
{
    xp_rule_clear(question->rule);
}

/* The words of every objective; *count of them, at most the number of kinds. */
#define OBJECTIVES (XP_OBJECTIVE_WORST_DEFICIT - XP_OBJECTIVE_NONE)

static void list_objectives(const char **word)
{
    int i;

    for (i = 0; i < OBJECTIVES; i++)
        word[i] = xp_objective_word((xp_objective_t) (XP_OBJECTIVE_REVENUE + i));
}

void xp_cli_add_objectives(xp_string_t out)
{
    const char *word[OBJECTIVES];
    int i;

    list_objectives(word);
    for (i = 0; i < OBJECTIVES; i++)
        xp_string_printf(out, "%s%s%s", i > 0 ? ", " : "", word[i],
                         strcmp(word[i], "utility") == 0 ? ", utility:AGENT" : "");
}

static int fail_objective(const xp_cli_options_struct *options, const char *name)
{
    const char *word[OBJECTIVES], *nearest;
    const char *option = options->maximise ? "maximize" : "minimize";
    xp_string_t list;

    list_objectives(word);
    nearest = xp_nearest(name, word, OBJECTIVES);
    xp_string_init(list);
    xp_cli_add_objectives(list);
    if (nearest != NULL)
        xp_cli_fail_usage(options->command, "--%s %s: did you mean `%s`? It is one of %s", option,
                          options->objective, nearest, list->text);
    else
        xp_cli_fail_usage(options->command, "--%s %s: it is one of %s", option,
                          options->objective, list->text);
    xp_string_clear(list);
    return XP_EXIT_USAGE;
}

/* The part before ":" is an objective; only utility has a part behind it. */
static int read_objective(xp_objective_t *objective, const char **agent,
                          const xp_cli_options_struct *options)
{
    const char *text = options->objective;
    size_t length;
    char *name;
    int status;

    *objective = XP_OBJECTIVE_NONE;
    *agent = NULL;
    if (text == NULL)
        return XP_EXIT_YES;
    length = strcspn(text, ":");
    if (xp_objective_find(objective, text, length)
        && (text[length] == '\0' || *objective == XP_OBJECTIVE_UTILITY))
    {
        *agent = text[length] == ':' ? text + length + 1 : NULL;
        return XP_EXIT_YES;
    }
    name = xp_strndup(text, length);
    status = fail_objective(options, name);
    free(name);
    return status;
}

/* Certificates in reduced form are of the interim method. */
static int check_reduced(const xp_cli_options_struct *options)
{
    if (!options->reduced)
        return XP_EXIT_YES;
    if (options->certificate == NULL)
        return xp_cli_fail_usage(options->command, "--reduced is about the certificate: name a "
                                                   "file for it with -c");
    if (options->method != NULL && strcmp(options->method, "auto") != 0
        && strcmp(options->method, "interim") != 0)
        return xp_cli_fail_usage(options->command, "--reduced goes with --method interim, not %s",
                                 options->method);
    if (options->rule != NULL && strcmp(options->rule, "free") == 0)
        return xp_cli_fail_usage(options->command, "--reduced needs a fixed rule, not --rule free");
    return XP_EXIT_YES;
}

static int check_words(const xp_cli_options_struct *options)
{
    xp_objective_t objective;
    const char *agent;
    int status = read_objective(&objective, &agent, options);

    if (status != XP_EXIT_YES)
        return status;
    if (objective == XP_OBJECTIVE_WORST_DEFICIT && options->maximise)
        return xp_cli_fail_usage(options->command, "--maximize worst-deficit: it can only be "
                                                   "minimized");
    if (options->deterministic && (options->rule == NULL || strcmp(options->rule, "free") != 0))
        return xp_cli_fail_usage(options->command, "--deterministic goes with --rule free: a fixed "
                                                   "rule is what it is");
    return check_reduced(options);
}

int xp_cli_question_usage(xp_cli_properties_t *properties, const xp_cli_options_struct *options)
{
    int status = XP_EXIT_YES;

    if (options->command->bit & XP_FOR_QUESTIONS)
        status = xp_cli_properties_read(properties, options);
    return status == XP_EXIT_YES ? check_words(options) : status;
}

static int set_agent(xp_question_t *question, const xp_cli_options_struct *options,
                     const char *name)
{
    const xp_environment_struct *environment = question->environment;
    const char **names, *nearest;
    slong i;

    for (i = 0; i < environment->agent_count; i++)
        if (strcmp(environment->agent[i].name, name) == 0)
        {
            question->objective_agent = i;
            return XP_EXIT_YES;
        }
    names = xp_malloc((size_t) environment->agent_count * sizeof(char *));
    for (i = 0; i < environment->agent_count; i++)
        names[i] = environment->agent[i].name;
    nearest = xp_nearest(name, names, (size_t) environment->agent_count);
    free(names);
    if (nearest != NULL)
        return xp_cli_fail_usage(options->command, "utility:%s: the model has no such agent; did "
                                                   "you mean `%s`?", name, nearest);
    return xp_cli_fail_usage(options->command, "utility:%s: the model has no such agent", name);
}

/* The rule of the model if it states one, else the efficient one; or what --rule says. */
static int choose_rule(xp_cli_question_t question, const xp_cli_options_struct *options,
                       const xp_model_t model, const char *wish)
{
    if (wish != NULL && strcmp(wish, "free") == 0)
    {
        question->question.rule = NULL;
        return XP_EXIT_YES;
    }
    if (wish != NULL && strcmp(wish, "model") == 0 && !model->rule_stated)
        return xp_cli_fail_usage(options->command, "--rule model: the model states no rule; it is "
                                                   "`efficient` or `free`");
    if (wish == NULL || strcmp(wish, "model") == 0 || model->rule->efficient)
        xp_rule_set(question->rule, model->rule);
    if (options->has_ties)
        question->rule->ties = options->ties;
    question->rule->outcome_count = model->environment->outcome_count;
    question->question.rule = question->rule;
    return XP_EXIT_YES;
}

/* A certificate that is not in reduced form states every profile. */
static xp_status_t check_certificate(const xp_cli_question_t question,
                                     const xp_cli_options_struct *options, xp_error_t error)
{
    if (options->certificate == NULL || options->reduced)
        return XP_OK;
    return xp_certificate_require(&question->question, error);
}

/*
 * A stated rule is listed; the efficient one is listed when a method goes through the profiles.
 */
static xp_status_t list_stated(xp_cli_question_t question, xp_error_t error)
{
    const xp_environment_struct *environment = question->question.environment;

    if (question->question.rule == NULL || question->rule->efficient
        || !xp_profiles_are_listed(environment->profiles))
        return XP_OK;
    return xp_allocation_list(question->rule, environment, xp_cli_watch(), error);
}

/* Checks the question, and lists a rule that the file states. */
static int finish_question(xp_cli_question_t question, const xp_cli_options_struct *options)
{
    xp_status_t status;
    xp_error_t error;
    int exit_status;

    if (options->reduced && question->question.environment->prior != XP_PRIOR_INDEPENDENT)
        return xp_cli_fail_usage(options->command, "--reduced needs an independent prior");
    if (options->reduced && question->question.rule == NULL)
        return xp_cli_fail_usage(options->command, "--reduced needs a fixed rule");
    xp_error_init(error);
    status = xp_question_check(&question->question, error);
    if (status == XP_OK)
        status = check_certificate(question, options, error);
    if (status == XP_OK)
        status = list_stated(question, error);
    exit_status = status == XP_OK ? XP_EXIT_YES : xp_cli_fail(status, error);
    xp_error_clear(error);
    return exit_status;
}

int xp_cli_question_list(xp_cli_question_t question)
{
    xp_status_t status = XP_OK;
    xp_error_t error;
    int exit_status;

    xp_error_init(error);
    if (question->question.rule != NULL)
        status = xp_allocation_list(question->rule, question->question.environment,
                                    xp_cli_watch(), error);
    else
        status = xp_profiles_require(question->question.environment->profiles, "the system of rows",
                                     error);
    exit_status = status == XP_OK ? XP_EXIT_YES : xp_cli_fail(status, error);
    xp_error_clear(error);
    return exit_status;
}

int xp_cli_question_set_rule(xp_cli_question_t question, const xp_cli_options_struct *options,
                             const xp_model_t model)
{
    int status;

    question->question.environment = model->environment;
    status = choose_rule(question, options, model, options->rule);
    return status == XP_EXIT_YES ? xp_cli_question_list(question) : status;
}

int xp_cli_question_set(xp_cli_question_t question, const xp_cli_options_struct *options,
                        const xp_cli_properties_t *properties, const xp_model_t model)
{
    xp_question_t *asked = &question->question;
    const char *agent;
    int status;
    size_t i;

    asked->environment = model->environment;
    asked->deterministic = options->deterministic;
    asked->maximise = options->maximise;
    for (i = 0; i < properties->count; i++)
        asked->properties |= XP_PROPERTY_BIT(properties->list[i]);
    status = read_objective(&asked->objective, &agent, options);
    if (status == XP_EXIT_YES && agent != NULL)
        status = set_agent(asked, options, agent);
    if (status == XP_EXIT_YES)
        status = choose_rule(question, options, model, options->rule);
    return status == XP_EXIT_YES ? finish_question(question, options) : status;
}

int xp_cli_question_set_subsidy(xp_cli_question_t question, const xp_cli_options_struct *options,
                                const xp_model_t model)
{
    xp_question_t *asked = &question->question;
    int status;

    asked->environment = model->environment;
    asked->properties = XP_PROPERTY_BIT(XP_BIC) | XP_PROPERTY_BIT(XP_IIR);
    asked->objective = XP_OBJECTIVE_DEFICIT;
    status = choose_rule(question, options, model, "efficient");
    return status == XP_EXIT_YES ? finish_question(question, options) : status;
}

static void set_unknown(xp_decision_t decision, xp_status_t status, const xp_error_t error)
{
    xp_string_t reason;

    xp_decision_clear(decision);
    xp_decision_init(decision);
    xp_string_init(reason);
    if (status == XP_STOPPED)
        xp_cli_add_stop_reason(reason);
    else
        xp_string_add(reason, error->message != NULL ? error->message : "a limit was reached");
    decision->verdict = XP_UNKNOWN;
    decision->reason = xp_string_take(reason);
    xp_string_clear(reason);
}

int xp_cli_question_decide(xp_decision_t decision, const xp_cli_question_t question,
                           const xp_cli_options_struct *options)
{
    xp_decide_options_t asked;
    xp_status_t status;
    xp_error_t error;
    int exit_status = XP_EXIT_YES;

    memset(&asked, 0, sizeof asked);
    if (options->method != NULL)
        xp_method_find(&asked.method, options->method, strlen(options->method));
    if (options->reduced)
        asked.method = XP_METHOD_INTERIM;
    asked.engine_memory = options->memory;
    xp_error_init(error);
    status = xp_decide(decision, &question->question, &asked, xp_cli_watch(), error);
    if (status == XP_STOPPED || status == XP_LIMIT)
        set_unknown(decision, status, error);
    else if (status != XP_OK)
        exit_status = xp_cli_fail(status, error);
    xp_error_clear(error);
    return exit_status;
}
