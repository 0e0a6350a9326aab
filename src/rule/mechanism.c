/* Mechanisms by name. */
#include <expost/rule/mechanism.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>
#include <expost/model/mechanism_name.h>
#include <expost/num/rat.h>
#include <expost/rule/allocation.h>

#include "rule/rule_impl.h"

xp_status_t xp_stated_build(xp_mechanism_t mechanism, const xp_model_t model,
                            xp_expectations_t expectations, const xp_request_t *request,
                            const xp_progress_t *progress, xp_error_t error)
{
    (void) expectations;
    (void) request;
    (void) progress;
    (void) error;
    xp_payments_set(mechanism->payments, model->payments);
    return XP_OK;
}

/* A mechanism by its name: base, its number, and how often it is rebalanced. */
typedef struct
{
    const xp_mechanism_kind_t *base;
    fmpq_t argument;
    size_t depth;
} named_t;

/* "model" stands for the mechanism that the file names, unless it states payments. */
static xp_status_t resolve(named_t *named, const xp_model_t model, const char *name,
                           xp_error_t error)
{
    xp_status_t status = xp_mechanism_parse(&named->base, &named->depth, named->argument, name,
                                            error);
    if (status != XP_OK || named->base->build != xp_stated_build
        || model->payments->agent_count > 0)
    {
        return status;
    }
    if (model->mechanism == NULL)
    {
        xp_error_set(error, "the model states no payments; name a mechanism, as in `-m pivot`");
        return XP_INPUT;
    }
    size_t inner = 0;
    status = xp_mechanism_parse(&named->base, &inner, named->argument, model->mechanism, error);
    if (status == XP_OK && named->base->build == xp_stated_build)
    {
        xp_error_set(error, "`payments %.60s` stands for the payments that the model states, and "
                            "there are no others; name a mechanism, as in `payments pivot`",
                     model->mechanism);
        return XP_INPUT;
    }
    named->depth += inner;
    return status;
}

/* rebalance(rebalance(pivot)) from pivot and 2. */
static char *write_name(const named_t *named)
{
    const xp_argument_t argument = xp_mechanism_argument(named->base);
    xp_string_t name;
    xp_string_init(name);
    for (size_t k = 0; k < named->depth; k++)
    {
        xp_string_add(name, "rebalance(");
    }
    xp_string_add(name, named->base->word);
    if (argument == XP_ARGUMENT_NUMBER
        || (argument == XP_ARGUMENT_OPTION && !fmpq_is_zero(named->argument)))
    {
        xp_string_add_char(name, '(');
        xp_rat_add_text(name, named->argument);
        xp_string_add_char(name, ')');
    }
    for (size_t k = 0; k < named->depth; k++)
    {
        xp_string_add_char(name, ')');
    }
    return xp_string_take(name);
}

int xp_mechanism_brings_rule(const char *name)
{
    const xp_mechanism_kind_t *base;
    size_t depth;
    fmpq_t argument;
    xp_error_t error;
    fmpq_init(argument);
    xp_error_init(error);
    const int brings = xp_mechanism_parse(&base, &depth, argument, name, error) == XP_OK
                       && (base->needs & XP_NEEDS_NO_RULE) != 0;
    xp_error_clear(error);
    fmpq_clear(argument);
    return brings;
}

/* The rule of the model, with other ties when it is efficient. */
static void set_rule(xp_rule_t rule, const xp_model_t model, const xp_ties_t *ties)
{
    if (model->rule->efficient && ties != NULL && *ties != model->rule->ties)
    {
        rule->ties = *ties;
    }
    else
    {
        xp_rule_set(rule, model->rule);
    }
    rule->outcome_count = model->environment->outcome_count;
}

/* Whether two outcomes of one lottery of the rule differ in cost. */
static int draws_differ_in_cost(const xp_rule_t rule, const xp_table_t cost)
{
    const slong outcomes = rule->outcome_count;
    for (slong k = 0; k < rule->lottery_count; k++)
    {
        slong first = -1;
        for (slong a = 0; a < outcomes; a++)
        {
            if (fmpz_is_zero(rule->lottery->entry + k * outcomes + a))
            {
                continue;
            }
            if (first >= 0 && !fmpz_equal(cost->entry + first, cost->entry + a))
            {
                return 1;
            }
            first = a;
        }
    }
    return 0;
}

static unsigned get_needs(const named_t *named, xp_ir_t ir)
{
    unsigned needs = named->base->needs;
    if (named->base->build == xp_ir_vcg_build && (ir == XP_IR_INTERIM || ir == XP_IR_EX_ANTE))
    {
        needs |= XP_NEEDS_PRIOR;
    }
    if (named->depth > 0)
    {
        needs |= XP_NEEDS_TWO | XP_NEEDS_INDEPENDENT;
    }
    return needs;
}

/* Whether an efficient rule may draw between outcomes of unequal costs. */
static int may_draw(const xp_rule_t rule, const xp_table_t cost)
{
    int unequal = 0;
    for (slong a = 1; a < cost->length; a++)
    {
        unequal = unequal || !fmpz_equal(cost->entry, cost->entry + a);
    }
    return rule->efficient && rule->ties == XP_TIES_LOTTERY && unequal;
}

/*
 * Says what a draw does to the budget.  Where that turns on the ties that occur the rule is
 * listed for it if it can be.
 */
static xp_status_t note_draws(xp_mechanism_t local, const xp_progress_t *progress,
                              xp_error_t error)
{
    const xp_environment_struct *environment = local->environment;
    xp_status_t status = XP_OK;
    if (local->rule->choice == NULL && may_draw(local->rule, environment->cost))
    {
        if (!xp_profiles_are_listed(environment->profiles))
        {
            xp_mechanism_add_note(local,
                                  "ties are broken by lottery and costs are unequal: budgets are "
                                  "about the expected cost of a draw, and where a draw is between "
                                  "outcomes of unequal costs no payment balances draw by draw");
            return XP_OK;
        }
        status = xp_allocation_list(local->rule, environment, progress, error);
    }
    if (status == XP_OK && draws_differ_in_cost(local->rule, environment->cost))
    {
        xp_mechanism_add_note(local,
                              "the rule draws between outcomes of unequal costs: budgets are about "
                              "the expected cost of a draw, and no payment balances draw by draw");
    }
    return status;
}

/* Balanced payments are their own balanced version: once is enough for any depth. */
static xp_status_t rebalance(xp_mechanism_t local, xp_expectations_t expectations,
                             const named_t *named, const xp_progress_t *progress,
                             xp_error_t error)
{
    if (named->depth == 0)
    {
        return XP_OK;
    }
    if (named->base->needs & XP_NEEDS_NO_RULE)
    {
        xp_expectations_clear(expectations);
        xp_expectations_init(expectations, local->environment, local->rule);
    }
    local->rebates = 0;
    return xp_rebalance(local, expectations, progress, error);
}

/* local has its environment, name and rule. */
static xp_status_t build_named(xp_mechanism_t local, const xp_model_t model,
                               const named_t *named, xp_ir_t ir,
                               const xp_progress_t *progress, xp_error_t error)
{
    const xp_request_t request = {ir, named->argument};
    xp_expectations_t expectations;
    xp_status_t status = xp_mechanism_require(model, local->name, get_needs(named, ir), error);
    if (status != XP_OK)
    {
        return status;
    }
    xp_expectations_init(expectations, local->environment, local->rule);
    status = named->base->build(local, model, expectations, &request, progress, error);
    if (status == XP_OK)
    {
        status = rebalance(local, expectations, named, progress, error);
    }
    /* A list that was made on the way is kept. */
    if (status == XP_OK && expectations->listed->choice != NULL)
    {
        xp_rule_swap(local->rule, expectations->listed);
    }
    xp_expectations_clear(expectations);
    return status == XP_OK ? note_draws(local, progress, error) : status;
}

/* Only an efficient rule leaves ties to break. */
static xp_status_t require_ties(const named_t *named, const char *name, const xp_ties_t *ties,
                                xp_error_t error)
{
    if (ties != NULL && (named->base->needs & XP_NEEDS_NO_RULE))
    {
        xp_error_set(error, "--ties: %s brings its own rule, which leaves no ties to break",
                     name);
        return XP_INPUT;
    }
    return XP_OK;
}

xp_status_t xp_mechanism_build(xp_mechanism_t mechanism, const xp_model_t model,
                               const char *name, const xp_ties_t *ties, xp_ir_t ir,
                               const xp_progress_t *progress, xp_error_t error)
{
    xp_mechanism_t local;
    xp_status_t status = XP_OK;
    xp_mechanism_init(local);
    local->environment = model->environment;
    set_rule(local->rule, model, ties);
    if (name != NULL || xp_model_has_payments(model))
    {
        named_t named = {NULL, {{0, 0}}, 0};
        fmpq_init(named.argument);
        status = resolve(&named, model, name == NULL ? "model" : name, error);
        if (status == XP_OK)
        {
            local->name = write_name(&named);
            status = require_ties(&named, local->name, ties, error);
        }
        if (status == XP_OK)
        {
            status = build_named(local, model, &named, ir, progress, error);
        }
        fmpq_clear(named.argument);
    }
    if (status == XP_OK)
    {
        xp_mechanism_swap(mechanism, local);
    }
    xp_mechanism_clear(local);
    return status;
}
