/* The largest revenue of the efficient rule, and of all mechanisms, by the solver. */
#include <string.h>

#include <expost/base/string.h>
#include <expost/exist/decide.h>
#include <expost/rule/allocation.h>

#include "exist/revenue_impl.h"

#define BIT(property) XP_PROPERTY_BIT(property)

/* Unknowns of a program: payments, and for a free rule probabilities, at each profile. */
static int is_too_large(const xp_environment_struct *environment, int is_free, fmpz_t count)
{
    const slong each = environment->agent_count + (is_free ? environment->outcome_count : 0);

    fmpz_mul_si(count, environment->profiles->count, each);
    return fmpz_cmp_si(count, XP_REVENUE_UNKNOWNS) > 0;
}

/* 1 when a program is not asked for, which the amount then says. */
static int leave_out(xp_amount_struct *amount, const xp_environment_struct *environment,
                     int is_free, int is_dominant)
{
    const int listed = xp_profiles_are_listed(environment->profiles);
    xp_string_t words;
    char *number;
    fmpz_t count;
    int large;

    fmpz_init(count);
    large = is_too_large(environment, is_free, count);
    /* under a fixed rule and an independent prior it is no matter of a program */
    if (listed && (!large || (!is_free && environment->prior == XP_PRIOR_INDEPENDENT)))
    {
        fmpz_clear(count);
        return 0;
    }
    number = fmpz_get_str(NULL, 10, listed ? count : environment->profiles->count);
    xp_string_init(words);
    if (listed)
        xp_string_printf(words, "not compared: a linear program of %s unknowns, over %d; `expost "
                                "decide -p %s --rule %s --maximize revenue` asks it", number,
                         XP_REVENUE_UNKNOWNS, is_dominant ? "dsic,epir" : "bic,iir",
                         is_free ? "free" : "efficient");
    else
        xp_string_printf(words, "not compared: %s profiles are too many to list", number);
    xp_amount_set_none(amount, words->text);
    xp_string_clear(words);
    flint_free(number);
    fmpz_clear(count);
    return 1;
}

static void take_verdict(xp_amount_struct *amount, const xp_decision_t decision)
{
    switch (decision->verdict)
    {
    case XP_OPTIMAL:
        xp_amount_set(amount, decision->value);
        break;
    case XP_IMPOSSIBLE:
        xp_amount_set_none(amount, "there is no such mechanism");
        break;
    case XP_UNBOUNDED:
        xp_amount_set_none(amount, "there is no bound");
        break;
    default:
        xp_amount_set_open(amount, XP_LIMIT, decision->reason);
    }
}

/* The largest expected revenue under the properties; rule NULL: a free one. */
static xp_status_t ask(xp_amount_struct *amount, const xp_revenue_t revenue,
                       const xp_rule_struct *rule, xp_properties_t properties,
                       const xp_revenue_options_t *options, const xp_progress_t *progress,
                       xp_error_t error)
{
    xp_decide_options_t how;
    xp_question_t question;
    xp_decision_t decision;
    xp_status_t status;

    memset(&how, 0, sizeof how);
    how.engine_memory = options != NULL ? options->engine_memory : 0;
    memset(&question, 0, sizeof question);
    question.environment = revenue->environment;
    question.rule = rule;
    question.properties = properties;
    question.objective = XP_OBJECTIVE_REVENUE;
    question.maximise = 1;
    question.objective_agent = -1;
    xp_decision_init(decision);
    status = xp_question_check(&question, error);
    if (status == XP_OK)
        status = xp_decide(decision, &question, &how, progress, error);
    if (status == XP_OK)
        take_verdict(amount, decision);
    else if (status == XP_LIMIT || status == XP_STOPPED)
    {
        xp_amount_set_open(amount, status, error->message);
        status = XP_OK;
    }
    xp_decision_clear(decision);
    return status;
}

static xp_status_t find_efficient(xp_revenue_t revenue, const xp_model_t model,
                                  const xp_revenue_options_t *options,
                                  const xp_progress_t *progress, xp_error_t error)
{
    xp_amount_struct *amount = revenue->amount + XP_AMOUNT_EFFICIENT;
    xp_status_t status;
    xp_rule_t rule;

    if (leave_out(amount, revenue->environment, 0, 0))
        return XP_OK;
    xp_rule_init(rule);
    if (model->rule->efficient)
        rule->ties = model->rule->ties;
    if (options != NULL && options->ties != NULL)
        rule->ties = *options->ties;
    rule->outcome_count = revenue->environment->outcome_count;
    status = ask(amount, revenue, rule, BIT(XP_BIC) | BIT(XP_IIR), options, progress, error);
    xp_rule_clear(rule);
    return status;
}

static xp_status_t find_free(xp_revenue_t revenue, xp_amount_kind_t kind,
                             const xp_revenue_options_t *options,
                             const xp_progress_t *progress, xp_error_t error)
{
    const int is_dominant = kind == XP_AMOUNT_DOMINANT;
    xp_amount_struct *amount = revenue->amount + kind;

    if (leave_out(amount, revenue->environment, 1, is_dominant))
        return XP_OK;
    return ask(amount, revenue, NULL,
               is_dominant ? BIT(XP_DSIC) | BIT(XP_EPIR) : BIT(XP_BIC) | BIT(XP_IIR), options,
               progress, error);
}

/* myerson is optimal, under dominant strategies and under Bayesian ones. */
static xp_status_t compare(const xp_revenue_t revenue, xp_amount_kind_t kind, xp_error_t error)
{
    const xp_amount_struct *one = revenue->amount + XP_AMOUNT_MYERSON;
    const xp_amount_struct *other = revenue->amount + kind;

    if (one->state != XP_AMOUNT_KNOWN || other->state != XP_AMOUNT_KNOWN
        || fmpq_equal(one->value, other->value))
        return XP_OK;
    xp_error_set(error, "the optimal auction and the linear program disagree on the largest "
                        "revenue: this is a fault of expost");
    return XP_SYSTEM;
}

xp_status_t xp_revenue_find_optima(xp_revenue_t revenue, const xp_model_t model,
                                   const xp_revenue_options_t *options,
                                   const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = find_efficient(revenue, model, options, progress, error);

    if (status == XP_OK)
        status = find_free(revenue, XP_AMOUNT_BAYES, options, progress, error);
    if (status == XP_OK)
        status = find_free(revenue, XP_AMOUNT_DOMINANT, options, progress, error);
    if (status == XP_OK)
        status = compare(revenue, XP_AMOUNT_BAYES, error);
    if (status == XP_OK)
        status = compare(revenue, XP_AMOUNT_DOMINANT, error);
    return status;
}
