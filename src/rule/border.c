/* Border's condition as a question of a flow from profiles to types. */
#include "rule/border_impl.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "rule/rule_impl.h"

void xp_border_init(xp_border_t border)
{
    *border = (xp_border_struct) {.answer = XP_UNDECIDED};
    xp_rule_init(border->rule);
}

void xp_border_clear(xp_border_t border)
{
    for (slong k = 0; k < border->violated_count; k++)
    {
        free(border->violated[k].member);
        fmpq_clear(border->violated[k].left);
        fmpq_clear(border->violated[k].right);
        fmpq_clear(border->violated[k].slack);
    }
    if (border->win != NULL)
    {
        _fmpq_vec_clear(border->probability, border->pair_count);
        _fmpq_vec_clear(border->win, border->pair_count);
    }
    free(border->violated);
    free(border->offset);
    xp_rule_clear(border->rule);
}

void xp_border_swap(xp_border_t a, xp_border_t b)
{
    xp_border_struct c = *a;
    *a = *b;
    *b = c;
}

static void init_network(xp_border_network_t network)
{
    *network = (xp_border_network_struct) {0};
    fmpz_init(network->scale);
    xp_flow_init(network->flow);
}

static void clear_network(xp_border_network_t network)
{
    for (slong k = 0; network->mass != NULL && k < network->environment->profiles->size; k++)
    {
        fmpz_clear(network->mass + k);
    }
    fmpz_clear(network->scale);
    xp_flow_clear(network->flow);
    free(network->can_win);
    free(network->mass);
    free(network->arc);
    free(network->cut);
}

/* Who wins at some outcome. */
static void set_winners(xp_border_network_t network)
{
    const xp_units_struct *units = network->units;
    network->can_win = xp_calloc((size_t) units->agent_count, 1);
    for (slong a = 0; a < units->outcome_count; a++)
    {
        for (slong i = 0; i < units->agent_count; i++)
        {
            network->can_win[i] |= units->wins[a * units->agent_count + i];
        }
    }
}

static xp_status_t require(const xp_border_network_t network, xp_error_t error)
{
    const xp_environment_struct *environment = network->environment;
    const xp_units_struct *units = network->units;
    if (environment->prior == XP_PRIOR_NONE)
    {
        xp_error_set(error, "interim probabilities need a prior, and the model has none; give "
                            "each agent a `prior`");
        return XP_INPUT;
    }
    if (units->unit_count > 1 && !units->complete)
    {
        xp_error_set(error, "with several units every set of %ld winners has to be an outcome",
                     (long) units->unit_count);
        return XP_REFUSED;
    }
    for (slong i = 0; i < environment->agent_count; i++)
    {
        const xp_agent_struct *own = environment->agent + i;
        for (slong t = 0; t < own->type_count; t++)
        {
            const fmpq *win = network->win + units->offset[i] + t;
            if (fmpq_sgn(win) < 0 || fmpz_cmp(fmpq_numref(win), fmpq_denref(win)) > 0)
            {
                xp_error_set(error,
                             "type %.60s of agent %.60s is to win with a probability that is not "
                             "between 0 and 1", own->type_label[t], own->name);
                return XP_INPUT;
            }
            if (!network->can_win[i] && !fmpq_is_zero(win))
            {
                xp_error_set(error, "agent %.60s is to win, and wins at no outcome: winning is "
                                    "worth nothing to any type", own->name);
                return XP_INPUT;
            }
        }
    }
    return xp_profiles_require(environment->profiles, "Border's condition", error);
}

/* The probabilities of the pairs, and the scale that makes everything whole. */
static void set_scale(xp_border_network_t network, fmpq *probability)
{
    const xp_environment_struct *environment = network->environment;
    const xp_units_struct *units = network->units;
    fmpq_t want;
    fmpq_init(want);
    fmpz_one(network->scale);
    for (slong i = 0; i < environment->agent_count; i++)
    {
        xp_type_probabilities(probability + units->offset[i], environment, i);
        if (environment->prior == XP_PRIOR_INDEPENDENT)
        {
            fmpz_mul(network->scale, network->scale,
                     environment->agent[i].probability->denominator);
        }
    }
    if (environment->prior == XP_PRIOR_JOINT)
    {
        fmpz_set(network->scale, environment->joint->denominator);
    }
    for (slong p = 0; p < units->offset[units->agent_count]; p++)
    {
        fmpq_mul(want, probability + p, network->win + p);
        fmpz_lcm(network->scale, network->scale, fmpq_denref(want));
    }
    fmpq_clear(want);
}

static xp_status_t set_masses(slong *positive, xp_border_network_t network, xp_error_t error)
{
    const xp_environment_struct *environment = network->environment;
    const slong size = environment->profiles->size;
    void *mass = NULL;
    void *arc = NULL;
    fmpq_t value;
    xp_status_t status = xp_table_alloc(&mass, (size_t) size, sizeof(fmpz), error);
    network->mass = mass;
    if (status == XP_OK)
    {
        status = xp_table_alloc(&arc, (size_t) size, sizeof(slong), error);
        network->arc = arc;
    }
    fmpq_init(value);
    *positive = 0;
    for (slong k = 0; k < size && status == XP_OK; k++)
    {
        xp_environment_probability(value, environment, k);
        fmpq_mul_fmpz(value, value, network->scale);
        assert(fmpz_is_one(fmpq_denref(value)));
        fmpz_set(network->mass + k, fmpq_numref(value));
        *positive += !fmpz_is_zero(network->mass + k);
    }
    fmpq_clear(value);
    return status;
}

/* The arcs out of one profile and into it. */
static void add_profile(xp_border_network_t network, const slong *profile, slong index,
                        slong node)
{
    const xp_units_struct *units = network->units;
    fmpz_t capacity;
    fmpz_init(capacity);
    fmpz_mul_si(capacity, network->mass + index, units->unit_count);
    xp_flow_add_arc(network->flow, XP_BORDER_SOURCE, node, capacity);
    network->arc[index] = network->flow->count;
    for (slong i = 0; i < units->agent_count; i++)
    {
        if (network->can_win[i])
        {
            xp_flow_add_arc(network->flow, node,
                            XP_BORDER_PAIR + units->offset[i] + profile[i],
                            network->mass + index);
        }
    }
    fmpz_clear(capacity);
}

/* What the pairs want; the sum of it. */
static void add_wants(fmpz_t sum, xp_border_network_t network, const fmpq *probability)
{
    const slong pairs = network->units->offset[network->units->agent_count];
    fmpq_t want;
    fmpq_init(want);
    fmpz_zero(sum);
    for (slong p = 0; p < pairs; p++)
    {
        fmpq_mul(want, probability + p, network->win + p);
        fmpq_mul_fmpz(want, want, network->scale);
        xp_flow_add_arc(network->flow, XP_BORDER_PAIR + p, XP_BORDER_SINK, fmpq_numref(want));
        fmpz_add(sum, sum, fmpq_numref(want));
    }
    fmpq_clear(want);
}

static xp_status_t set_network(xp_border_network_t network, fmpq *probability,
                               const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = network->environment;
    const slong size = environment->profiles->size;
    const slong agents = environment->agent_count;
    const slong pairs = network->units->offset[agents];
    slong *profile = xp_calloc((size_t) agents, sizeof(slong));
    slong positive = 0;
    fmpz_t sum;
    fmpz_t value;
    fmpz_init(sum);
    fmpz_init(value);
    set_scale(network, probability);
    xp_status_t status = set_masses(&positive, network, error);
    if (status == XP_OK && positive > (WORD_MAX - pairs) / (agents + 1))
    {
        xp_error_set(error, "too many profiles for Border's condition");
        status = XP_LIMIT;
    }
    if (status == XP_OK)
    {
        status = xp_flow_set_room(network->flow, XP_BORDER_PAIR + pairs + positive,
                                  (agents + 1) * positive + pairs, error);
    }
    if (status == XP_OK)
    {
        slong node = XP_BORDER_PAIR + pairs;
        add_wants(sum, network, probability);
        for (slong k = 0; k < size; k++)
        {
            network->arc[k] = -1;
            if (!fmpz_is_zero(network->mass + k))
            {
                xp_profiles_get(profile, environment->profiles, k);
                add_profile(network, profile, k, node++);
            }
        }
        network->cut = xp_calloc((size_t) network->flow->nodes, 1);
        status = xp_flow_maximise(value, network->cut, network->flow, XP_BORDER_SOURCE,
                                  XP_BORDER_SINK, progress, error);
    }
    if (status == XP_OK)
    {
        assert(xp_flow_is_maximal(network->flow, XP_BORDER_SOURCE, XP_BORDER_SINK, value,
                                  network->cut));
        network->full = fmpz_equal(value, sum);
    }
    fmpz_clear(value);
    fmpz_clear(sum);
    free(profile);
    return status;
}

/* Whether the agents are alike, types, probabilities and win. */
static int are_alike(const xp_border_network_t network, const fmpq *probability)
{
    const xp_environment_struct *environment = network->environment;
    const slong *offset = network->units->offset;
    const xp_agent_struct *first = environment->agent;
    int alike = environment->prior == XP_PRIOR_INDEPENDENT && network->can_win[0];
    for (slong i = 1; i < environment->agent_count && alike; i++)
    {
        const xp_agent_struct *own = environment->agent + i;
        alike = own->type_count == first->type_count && network->can_win[i];
        for (slong t = 0; t < own->type_count && alike; t++)
        {
            alike = strcmp(own->type_label[t], first->type_label[t]) == 0
                    && fmpq_equal(probability + offset[i] + t, probability + t)
                    && fmpq_equal(network->win + offset[i] + t, network->win + t);
        }
    }
    return alike;
}

static void set_pairs(xp_border_t border, const xp_border_network_t network)
{
    const xp_units_struct *units = network->units;
    border->agent_count = units->agent_count;
    border->pair_count = units->offset[units->agent_count];
    border->unit_count = units->unit_count;
    border->offset = xp_calloc((size_t) units->agent_count + 1, sizeof(slong));
    border->probability = _fmpq_vec_init(border->pair_count);
    border->win = _fmpq_vec_init(border->pair_count);
    for (slong i = 0; i <= units->agent_count; i++)
    {
        border->offset[i] = units->offset[i];
    }
    for (slong p = 0; p < border->pair_count; p++)
    {
        fmpq_set(border->win + p, network->win + p);
    }
}

xp_status_t xp_border_decide(xp_border_t border, const xp_environment_t environment,
                             const xp_units_t units, const fmpq *win,
                             const xp_progress_t *progress, xp_error_t error)
{
    xp_border_network_t network;
    xp_border_t local;
    xp_border_init(local);
    init_network(network);
    network->environment = environment;
    network->units = units;
    network->win = win;
    set_winners(network);
    set_pairs(local, network);
    xp_status_t status = require(network, error);
    if (status == XP_OK)
    {
        status = set_network(network, local->probability, progress, error);
    }
    if (status == XP_OK)
    {
        local->symmetric = are_alike(network, local->probability);
        local->answer = network->full ? XP_HOLDS : XP_FAILS;
        if (network->full)
        {
            status = xp_border_set_rule(local->rule, network, local->probability, progress,
                                        error);
        }
        else
        {
            xp_border_set_violated(local, network);
        }
    }
    if (status == XP_OK)
    {
        xp_border_swap(border, local);
    }
    clear_network(network);
    xp_border_clear(local);
    return status;
}
