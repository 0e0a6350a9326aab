/* What mechanisms that give the pivot revenue back share. */
#include "rule/rebates.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>
#include <expost/num/rat.h>

void xp_rebates_begin(xp_mechanism_t mechanism)
{
    xp_pivot_set_payments(mechanism->payments, mechanism->environment->agent_count);
    mechanism->rebates = 1;
}

/*
 * Pivot payments are h_j - X_j, and the X_j sum to (n - 1) times the values less n times the
 * cost.
 */
void xp_pivot_add_revenue(xp_payments_t payments, slong payer, slong agents, int less_cost)
{
    for (slong j = 0; j < agents; j++)
    {
        xp_payments_add_term(payments, payer, XP_TERM_CLARKE, j);
        fmpq_set_si(xp_payments_add_term(payments, payer, XP_TERM_VALUE, j)->coefficient,
                    -(agents - 1), 1);
    }
    fmpq_set_si(xp_payments_add_term(payments, payer, XP_TERM_COST, payer)->coefficient,
                less_cost ? agents - 1 : agents, 1);
}

void xp_pivot_surplus_init(xp_mechanism_t surplus, const xp_environment_struct *environment)
{
    xp_mechanism_init(surplus);
    surplus->environment = environment;
    surplus->rule->outcome_count = environment->outcome_count;
    xp_payments_set_zero(surplus->payments, environment->agent_count);
    xp_pivot_add_revenue(surplus->payments, 0, environment->agent_count, 1);
}

xp_status_t xp_pivot_list_surplus(xp_table_t table, const xp_environment_struct *environment,
                                  const xp_progress_t *progress, xp_error_t error)
{
    xp_mechanism_t surplus;
    xp_pivot_surplus_init(surplus, environment);
    const xp_status_t status = xp_terms_list(table, surplus, surplus->payments->payment, progress,
                                             error);
    xp_mechanism_clear(surplus);
    return status;
}

void xp_without_init(xp_without_t without, const xp_environment_struct *environment, slong agent)
{
    xp_environment_struct *sub = without->environment;
    const slong agents = environment->agent_count - 1;
    slong *types = xp_calloc((size_t) agents, sizeof(slong));
    *sub = *environment;
    sub->agent_count = agents;
    sub->agent = xp_calloc((size_t) agents, sizeof(xp_agent_struct));
    without->available = xp_malloc((size_t) environment->outcome_count);
    memset(without->available, 1, (size_t) environment->outcome_count);
    for (slong j = 0; j < agents; j++)
    {
        sub->agent[j] = environment->agent[j < agent ? j : j + 1];
        sub->agent[j].available = without->available;
        types[j] = sub->agent[j].type_count;
    }
    sub->prior = XP_PRIOR_NONE;
    xp_profiles_init(sub->profiles);
    xp_profiles_set(sub->profiles, agents, types,
                    xp_profiles_are_listed(environment->profiles) ? WORD_MAX : 1);
    free(types);
}

void xp_without_clear(xp_without_t without)
{
    xp_profiles_clear(without->environment->profiles);
    free(without->environment->agent);
    free(without->available);
}

const fmpq *xp_units_value(const xp_units_t units, slong agent, const slong *profile)
{
    return units->value + units->offset[agent] + profile[agent];
}

void xp_units_rank(slong *agent, const xp_units_t units, const slong *profile)
{
    for (slong i = 0; i < units->agent_count; i++)
    {
        const fmpq *value = xp_units_value(units, i, profile);
        slong place = i;
        while (place > 0
               && fmpq_cmp(xp_units_value(units, agent[place - 1], profile), value) < 0)
        {
            agent[place] = agent[place - 1];
            place--;
        }
        agent[place] = i;
    }
}

/* More coefficients than these are no use to a reader. */
#define COEFFICIENTS_TOLD 8

void xp_rebate_note(xp_mechanism_t mechanism, const fmpq *coefficient, slong first, slong count)
{
    xp_string_t text;
    if (count > COEFFICIENTS_TOLD)
    {
        return;
    }
    xp_string_init(text);
    for (slong k = 0; k < count; k++)
    {
        xp_string_printf(text, "%sc_%ld = ", k > 0 ? ", " : "", (long) (first + k));
        xp_rat_add_text(text, coefficient + k);
    }
    xp_mechanism_add_note(mechanism, "the rebate of an agent is the sum of c_j times the j-th "
                                     "highest value of the others%s: %s",
                          first == 0 ? ", and c_0" : "", text->text);
    xp_string_clear(text);
}

/* Whether the units can all go to any set of the others, at outcomes without the agent. */
static int others_can_win(const xp_units_t units, const xp_agent_struct *own, slong agent)
{
    unsigned char *met = xp_calloc((size_t) units->outcome_count, 1);
    slong *sets = xp_calloc((size_t) units->agent_count + 1, sizeof(slong));
    slong able = 0;
    for (slong i = 0; i < units->agent_count; i++)
    {
        able += i != agent && units->can_win[i];
    }
    for (slong a = 0; a < units->outcome_count; a++)
    {
        const unsigned char *wins = units->wins + a * units->agent_count;
        const slong first = xp_units_outcome(units, wins);
        if (own->available[a] && !wins[agent] && !met[first])
        {
            met[first] = 1;
            sets[xp_units_set_size(units, a)]++;
        }
    }
    const int enough = xp_units_are_all(units, units->agent_count - 1, able, sets);
    free(sets);
    free(met);
    return enough;
}

static xp_status_t require_complete(const xp_units_t units, const char *name, xp_error_t error)
{
    if (units->unit_count == 0 || units->unit_count >= units->agent_count)
    {
        xp_error_set(error, "%s needs at least one unit and fewer units than agents; here %ld "
                            "can win at once, of %ld",
                     name, (long) units->unit_count, (long) units->agent_count);
        return XP_REFUSED;
    }
    if (!units->complete)
    {
        xp_error_set(error, "%s needs an outcome for every set of %ld winner%s, and some sets "
                            "have none",
                     name, (long) units->unit_count, units->unit_count == 1 ? "" : "s");
        return XP_REFUSED;
    }
    return XP_OK;
}

static xp_status_t require_values(const xp_units_t units, const xp_environment_struct *environment,
                                  const char *name, xp_error_t error)
{
    for (slong i = 0; i < units->agent_count; i++)
    {
        for (slong t = 0; t < environment->agent[i].type_count; t++)
        {
            if (fmpq_sgn(units->value + units->offset[i] + t) < 0)
            {
                xp_error_set(error, "%s is for values of at least 0, and winning is worth less to "
                                    "agent %.60s of type %.60s",
                             name, environment->agent[i].name,
                             environment->agent[i].type_label[t]);
                return XP_REFUSED;
            }
        }
    }
    return XP_OK;
}

static xp_status_t require_available(const xp_units_t units,
                                     const xp_environment_struct *environment, const char *name,
                                     xp_error_t error)
{
    for (slong i = 0; i < units->agent_count; i++)
    {
        if (!others_can_win(units, environment->agent + i, i))
        {
            xp_error_set(error, "%s needs units that any of the others can win without agent "
                                "%.60s, and some such outcomes require her",
                         name, environment->agent[i].name);
            return XP_REFUSED;
        }
    }
    return XP_OK;
}

xp_status_t xp_units_require(xp_units_t units, const xp_mechanism_t mechanism, unsigned needs,
                             xp_error_t error)
{
    const xp_environment_struct *environment = mechanism->environment;
    const char *name = mechanism->name;
    xp_status_t status = xp_units_recognise(units, environment, error);
    if (status == XP_REFUSED)
    {
        xp_error_set(error, "%s is for identical units: %s", name, error->message);
    }
    if (status == XP_OK && (needs & XP_UNITS_COMPLETE))
    {
        status = require_complete(units, name, error);
    }
    if (status == XP_OK && (needs & XP_UNITS_NONNEGATIVE))
    {
        status = require_values(units, environment, name, error);
    }
    if (status == XP_OK && (needs & XP_UNITS_AVAILABLE))
    {
        status = require_available(units, environment, name, error);
    }
    return status;
}
