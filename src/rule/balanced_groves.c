/* Groves payments whose h makes the budget balance at every profile, where there is one. */
#include <expost/base/string.h>
#include <expost/num/rat.h>
#include <expost/rule/balance.h>

#include "rule/rule_impl.h"

static void add_profile(xp_string_t text, const xp_environment_t environment,
                        const slong *profile)
{
    for (slong i = 0; i < environment->agent_count; i++)
    {
        xp_string_add(text, i == 0 ? "(" : ", ");
        xp_string_add(text, environment->agent[i].type_label[profile[i]]);
    }
    xp_string_add(text, ")");
}

/* No h exists: the cube says so. */
static void say_none(const xp_environment_t environment, const xp_balance_t balance,
                     xp_error_t error)
{
    xp_string_t place;
    xp_string_t sum;
    xp_string_init(place);
    xp_string_init(sum);
    add_profile(place, environment, balance->profile);
    xp_rat_add_text(sum, balance->sum);
    xp_error_set(error,
                 "no Groves payments balance the budget at every profile: over the cube of %s "
                 "and the first types, welfare has the alternating sum %s, not 0 (this is about "
                 "Groves payments only)",
                 place->text, sum->text);
    xp_string_clear(sum);
    xp_string_clear(place);
}

xp_status_t xp_balanced_groves_build(xp_mechanism_t mechanism, const xp_model_t model,
                                     xp_expectations_t expectations, const xp_request_t *request,
                                     const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = model->environment->agent_count;
    xp_balance_t balance;
    (void) expectations;
    (void) request;
    xp_balance_init(balance);
    xp_status_t status = xp_balance_decide(balance, model->environment, progress, error);
    if (status == XP_OK && balance->answer != XP_HOLDS)
    {
        say_none(model->environment, balance, error);
        status = XP_REFUSED;
    }
    if (status == XP_OK)
    {
        xp_payments_set_zero(mechanism->payments, agents);
        for (slong i = 0; i < agents; i++)
        {
            xp_table_swap(xp_payments_add_term(mechanism->payments, i, XP_TERM_OTHERS, i)->table,
                          balance->h + i);
            xp_groves_add_externality(mechanism->payments, i);
        }
    }
    xp_balance_clear(balance);
    return status;
}
