/* Auctions: who wins and at which price, profile by profile, as a rule and payments. */
#include "rule/sale.h"

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>

#include "rule/walk.h"

xp_status_t xp_sale_init(xp_sale_struct **sale, const xp_mechanism_t mechanism, xp_sale_at_t *at,
                         xp_error_t error)
{
    xp_sale_struct *local = xp_calloc(1, sizeof(xp_sale_struct));
    local->name = mechanism->name;
    local->at = at;
    xp_units_init(local->units);
    xp_bidders_init(local->bidders);
    xp_ranking_init(local->ranking);
    const xp_status_t status = xp_units_recognise(local->units, mechanism->environment, error);
    if (status == XP_OK)
    {
        *sale = local;
    }
    else
    {
        xp_sale_clear(local);
    }
    return status;
}

void xp_sale_clear(void *sale)
{
    xp_sale_struct *own = sale;
    if (own->price != NULL)
    {
        _fmpq_vec_clear(own->price, own->price_count);
    }
    xp_ranking_clear(own->ranking);
    xp_bidders_clear(own->bidders);
    xp_units_clear(own->units);
    free(own);
}

void xp_sale_set_prices(xp_sale_struct *sale, const fmpq *price, slong count, const fmpq *more)
{
    sale->price_count = more != NULL ? count + 1 : count;
    sale->price = _fmpq_vec_init(sale->price_count);
    for (slong k = 0; k < count; k++)
    {
        fmpq_set(sale->price + k, price + k);
    }
    if (more != NULL)
    {
        fmpq_set(sale->price + count, more);
    }
}

/* The model has no outcome for these winners. */
static xp_status_t refuse(const xp_sale_struct *sale, const unsigned char *winner,
                          xp_error_t error)
{
    xp_string_t numbers;
    slong count = 0;
    xp_string_init(numbers);
    for (slong i = 0; i < sale->units->agent_count; i++)
    {
        if (winner[i])
        {
            xp_string_printf(numbers, "%s%ld", count++ > 0 ? ", " : "", (long) i + 1);
        }
    }
    if (count == 0)
    {
        xp_error_set(error, "%s sometimes sells nothing, and the model has no outcome at which "
                            "nobody wins", sale->name);
    }
    else
    {
        xp_error_set(error, "%s sometimes sells to the agents numbered %s alone, and the model "
                            "has no outcome at which just these win", sale->name, numbers->text);
    }
    xp_string_clear(numbers);
    return XP_REFUSED;
}

/* The outcome of the sale, and what each agent pays: a place in price, -1 for nothing. */
static xp_status_t hold(slong *outcome, slong *place, unsigned char *winner,
                        const xp_sale_struct *sale, const slong *profile, xp_error_t error)
{
    sale->at(winner, place, sale, profile);
    for (slong i = 0; i < sale->units->agent_count; i++)
    {
        place[i] = winner[i] ? place[i] : -1;
    }
    *outcome = xp_units_outcome(sale->units, winner);
    return *outcome < 0 ? refuse(sale, winner, error) : XP_OK;
}

/* The choice at every profile, and for each agent a table of payments under one denominator. */
typedef struct
{
    xp_rule_t rule;
    xp_payments_t payments;
    xp_table_t price;
} lists_t;

static xp_status_t allocate(lists_t *lists, const xp_environment_struct *environment,
                            const xp_sale_struct *sale, xp_error_t error)
{
    const slong size = environment->profiles->size;
    void *choice = NULL;
    xp_status_t status = xp_table_set_fmpq_vec(lists->price, sale->price, sale->price_count,
                                               error);
    if (status == XP_OK)
    {
        status = xp_table_alloc(&choice, (size_t) size, sizeof(uint32_t), error);
    }
    if (status == XP_OK)
    {
        lists->rule->efficient = 0;
        lists->rule->outcome_count = environment->outcome_count;
        lists->rule->choice = choice;
        lists->rule->choice_length = size;
    }
    for (slong i = 0; i < environment->agent_count && status == XP_OK; i++)
    {
        xp_term_struct *term = xp_payments_add_term(lists->payments, i, XP_TERM_PROFILE, i);
        status = xp_table_set_zero(term->table, size, error);
        if (status == XP_OK)
        {
            fmpz_set(term->table->denominator, lists->price->denominator);
        }
    }
    return status;
}

static xp_status_t fill(lists_t *lists, const xp_environment_struct *environment,
                        const xp_sale_struct *sale, const xp_progress_t *progress,
                        xp_error_t error)
{
    const xp_profiles_struct *profiles = environment->profiles;
    const slong agents = environment->agent_count;
    unsigned char *winner = xp_calloc((size_t) agents, 1);
    slong *place = xp_calloc((size_t) agents, sizeof(slong));
    slong *profile = xp_calloc((size_t) agents, sizeof(slong));
    xp_status_t status = XP_OK;
    for (slong index = 0; index < profiles->size && status == XP_OK; index++)
    {
        slong outcome;
        status = hold(&outcome, place, winner, sale, profile, error);
        for (slong i = 0; i < agents && status == XP_OK; i++)
        {
            if (place[i] >= 0)
            {
                fmpz_set(lists->payments->payment[i].term->table->entry + index,
                         lists->price->entry + place[i]);
            }
        }
        if (status == XP_OK)
        {
            lists->rule->choice[index] = (uint32_t) outcome;
            xp_profiles_next(profile, profiles);
        }
        if (status == XP_OK && (index + 1) % XP_WALK_BLOCK == 0)
        {
            status = xp_walk_tick(progress, "auction", index + 1, profiles->size, error);
        }
    }
    free(winner);
    free(place);
    free(profile);
    return status;
}

static xp_status_t build_lists(xp_mechanism_t mechanism, const xp_sale_struct *sale,
                               const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = mechanism->environment;
    lists_t lists;
    xp_rule_init(lists.rule);
    xp_payments_init(lists.payments);
    xp_payments_set_zero(lists.payments, environment->agent_count);
    xp_table_init(lists.price);
    xp_status_t status = allocate(&lists, environment, sale, error);
    if (status == XP_OK)
    {
        status = fill(&lists, environment, sale, progress, error);
    }
    if (status == XP_OK)
    {
        xp_rule_swap(mechanism->rule, lists.rule);
        xp_payments_swap(mechanism->payments, lists.payments);
        mechanism->own_rule = 1;
    }
    xp_table_clear(lists.price);
    xp_payments_clear(lists.payments);
    xp_rule_clear(lists.rule);
    return status;
}

/* The sale at one profile: the outcome, and what the agent pays unless paid is NULL. */
static xp_status_t hold_at(slong *outcome, fmpq *paid, slong agent, const xp_sale_struct *sale,
                           const slong *profile, xp_error_t error)
{
    unsigned char *winner = xp_calloc((size_t) sale->units->agent_count, 1);
    slong *place = xp_calloc((size_t) sale->units->agent_count, sizeof(slong));
    const xp_status_t status = hold(outcome, place, winner, sale, profile, error);
    if (status == XP_OK && paid != NULL)
    {
        if (place[agent] >= 0)
        {
            fmpq_set(paid, sale->price + place[agent]);
        }
        else
        {
            fmpq_zero(paid);
        }
    }
    free(winner);
    free(place);
    return status;
}

static xp_status_t weigh(fmpq *weight, const void *context, const slong *profile,
                         xp_error_t error)
{
    const xp_sale_struct *sale = context;
    slong outcome;
    const xp_status_t status = hold_at(&outcome, NULL, -1, sale, profile, error);
    for (slong a = 0; a < sale->units->outcome_count && status == XP_OK; a++)
    {
        fmpq_set_si(weight + a, a == outcome, 1);
    }
    return status;
}

static xp_status_t charge(fmpq_t value, const void *context, slong agent, slong outcome,
                          const slong *profile, xp_error_t error)
{
    (void) outcome;
    return hold_at(&outcome, value, agent, context, profile, error);
}

xp_status_t xp_sale_build(xp_mechanism_t mechanism, xp_sale_struct *sale,
                          const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status;
    if (xp_profiles_are_listed(mechanism->environment->profiles))
    {
        status = build_lists(mechanism, sale, progress, error);
        xp_sale_clear(sale);
        return status;
    }
    xp_mechanism_set_context(mechanism, sale, xp_sale_clear);
    status = xp_mechanism_set_rule(mechanism, weigh, progress, error);
    xp_payments_set_zero(mechanism->payments, mechanism->environment->agent_count);
    for (slong i = 0; i < mechanism->environment->agent_count && status == XP_OK; i++)
    {
        status = xp_mechanism_add_function(mechanism, i, 0, 1, charge, progress, error);
    }
    return status;
}
