/* The allocation rule that a flow from profiles to types is. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>

#include "rule/border_impl.h"

/*
 * At one profile: agent i's share of the mass stands on a line from place[i] to place[i + 1],
 * and the winners are those on whose share one of the points u, u + mass, u + 2 mass, ... lies,
 * u drawn evenly from [0, mass).  No share is longer than the mass, so each wins as often as
 * her share says; the sum of the shares lies between two whole numbers of winners.
 */
typedef struct
{
    const xp_border_network_struct *network;
    fmpz *place;
    fmpz *point;
    fmpz_t mass;
    unsigned char *winner;
    fmpq *weight;
} draw_t;

static void init_draw(draw_t *draw, const xp_border_network_struct *network)
{
    const slong agents = network->units->agent_count;
    draw->network = network;
    draw->place = _fmpz_vec_init(agents + 1);
    draw->point = _fmpz_vec_init(agents + 2);
    fmpz_init(draw->mass);
    draw->winner = xp_calloc((size_t) agents, 1);
    draw->weight = _fmpq_vec_init(network->units->outcome_count);
}

static void clear_draw(draw_t *draw)
{
    const slong agents = draw->network->units->agent_count;
    _fmpz_vec_clear(draw->place, agents + 1);
    _fmpz_vec_clear(draw->point, agents + 2);
    fmpz_clear(draw->mass);
    free(draw->winner);
    _fmpq_vec_clear(draw->weight, draw->network->units->outcome_count);
}

static int compare(const void *a, const void *b)
{
    return fmpz_cmp(a, b);
}

/* The winners for u; how many points lie on a share is a difference of two roundings. */
static void set_winners(draw_t *draw, const fmpz_t u)
{
    fmpz_t low;
    fmpz_t high;
    fmpz_init(low);
    fmpz_init(high);
    for (slong i = 0; i < draw->network->units->agent_count; i++)
    {
        fmpz_sub(low, draw->place + i, u);
        fmpz_cdiv_q(low, low, draw->mass);
        fmpz_sub(high, draw->place + i + 1, u);
        fmpz_cdiv_q(high, high, draw->mass);
        draw->winner[i] = fmpz_cmp(high, low) > 0;
    }
    fmpz_clear(high);
    fmpz_clear(low);
}

/* No outcome has these winners. */
static xp_status_t refuse(const draw_t *draw, xp_error_t error)
{
    const xp_environment_struct *environment = draw->network->environment;
    slong said = 0;
    xp_string_t names;
    xp_string_init(names);
    for (slong i = 0; i < environment->agent_count; i++)
    {
        if (draw->winner[i])
        {
            xp_string_printf(names, "%s%s", said++ > 0 ? ", " : "", environment->agent[i].name);
        }
    }
    if (said == 0)
    {
        xp_error_set(error, "a rule with these probabilities must sometimes keep everything, and "
                            "the model has no outcome at which nobody wins; add one, as in "
                            "`outcomes none, owner(agents)`");
    }
    else
    {
        xp_error_set(error, "the rule with these probabilities needs an outcome at which only %s "
                            "win%s; add it to the model", names->text, said == 1 ? "s" : "");
    }
    xp_string_clear(names);
    return XP_REFUSED;
}

/* The lottery over outcomes from the places on the line. */
static xp_status_t set_lottery(draw_t *draw, xp_error_t error)
{
    const xp_units_struct *units = draw->network->units;
    const slong agents = units->agent_count;
    xp_status_t status = XP_OK;
    fmpq_t part;
    fmpz_t length;
    fmpq_init(part);
    fmpz_init(length);
    for (slong a = 0; a < units->outcome_count; a++)
    {
        fmpq_zero(draw->weight + a);
    }
    for (slong i = 0; i <= agents; i++)
    {
        fmpz_fdiv_r(draw->point + i, draw->place + i, draw->mass);
    }
    fmpz_set(draw->point + agents + 1, draw->mass);
    qsort(draw->point, (size_t) agents + 2, sizeof(fmpz), compare);
    for (slong k = 0; k <= agents && status == XP_OK; k++)
    {
        fmpz_sub(length, draw->point + k + 1, draw->point + k);
        if (fmpz_is_zero(length))
        {
            continue;
        }
        set_winners(draw, draw->point + k);
        const slong outcome = xp_units_outcome(units, draw->winner);
        if (outcome < 0)
        {
            status = refuse(draw, error);
            continue;
        }
        fmpq_set_fmpz_frac(part, length, draw->mass);
        fmpq_add(draw->weight + outcome, draw->weight + outcome, part);
    }
    fmpz_clear(length);
    fmpq_clear(part);
    return status;
}

/* The shares that the flow gives. */
static void place_flow(draw_t *draw, slong index)
{
    const xp_border_network_struct *network = draw->network;
    slong e = network->arc[index];
    fmpz_set(draw->mass, network->mass + index);
    for (slong i = 0; i < network->units->agent_count; i++)
    {
        fmpz_set(draw->place + i + 1, draw->place + i);
        if (network->can_win[i])
        {
            fmpz_add(draw->place + i + 1, draw->place + i + 1, network->flow->flow + e++);
        }
    }
}

/* The agent whose type has probability 0 when it is the only one; otherwise -1. */
static slong find_impossible(const xp_border_network_struct *network, const fmpq *probability,
                             const slong *profile)
{
    slong found = -1;
    for (slong i = 0; i < network->units->agent_count; i++)
    {
        if (fmpq_is_zero(probability + network->units->offset[i] + profile[i]))
        {
            if (found >= 0)
            {
                return -1;
            }
            found = i;
        }
    }
    return found;
}

/*
 * A profile of probability 0: the agent with the impossible type wins as often as asked for.
 * Where something always has to be given away the others get the rest, first come.
 */
static void place_freely(draw_t *draw, const slong *profile, slong agent)
{
    const xp_border_network_struct *network = draw->network;
    const xp_units_struct *units = network->units;
    const fmpq *win = agent < 0 ? NULL : network->win + units->offset[agent] + profile[agent];
    fmpz_t rest;
    fmpz_init(rest);
    fmpz_set_ui(draw->mass, 1);
    if (win != NULL)
    {
        fmpz_set(draw->mass, fmpq_denref(win));
    }
    if (units->nobody < 0)
    {
        fmpz_mul_si(rest, draw->mass, units->unit_count);
        if (win != NULL)
        {
            fmpz_sub(rest, rest, fmpq_numref(win));
        }
    }
    for (slong i = 0; i < units->agent_count; i++)
    {
        fmpz *end = draw->place + i + 1;
        fmpz_set(end, draw->place + i);
        if (win != NULL && i == agent)
        {
            fmpz_add(end, end, fmpq_numref(win));
        }
        else if (network->can_win[i])
        {
            const fmpz *share = fmpz_cmp(rest, draw->mass) < 0 ? rest : draw->mass;
            fmpz_add(end, end, share);
            fmpz_sub(rest, rest, share);
        }
    }
    fmpz_clear(rest);
}

xp_status_t xp_border_set_rule(xp_rule_t rule, const xp_border_network_t network,
                               const fmpq *probability, const xp_progress_t *progress,
                               xp_error_t error)
{
    const xp_profiles_struct *profiles = network->environment->profiles;
    slong *profile = xp_calloc((size_t) network->units->agent_count, sizeof(slong));
    void *choice = NULL;
    xp_lotteries_t lotteries;
    draw_t draw;
    init_draw(&draw, network);
    xp_lotteries_init(lotteries, network->units->outcome_count);
    xp_status_t status = xp_table_alloc(&choice, (size_t) profiles->size, sizeof(uint32_t),
                                        error);
    for (slong k = 0; k < profiles->size && status == XP_OK;
         k++, xp_profiles_next(profile, profiles))
    {
        if (network->arc[k] >= 0)
        {
            place_flow(&draw, k);
        }
        else
        {
            place_freely(&draw, profile, find_impossible(network, probability, profile));
        }
        status = set_lottery(&draw, error);
        if (status == XP_OK)
        {
            ((uint32_t *) choice)[k] = xp_lotteries_choice(lotteries, draw.weight);
        }
        if (status == XP_OK && (k & 1023) == 0
            && xp_progress_tick(progress, "rule", (uint64_t) k, (uint64_t) profiles->size))
        {
            xp_error_set(error, "stopped while the rule was built");
            status = XP_STOPPED;
        }
    }
    if (status == XP_OK)
    {
        rule->efficient = 0;
        rule->outcome_count = network->units->outcome_count;
        rule->choice = choice;
        rule->choice_length = profiles->size;
        xp_rule_set_lotteries(rule, lotteries);
    }
    else
    {
        free(choice);
    }
    xp_lotteries_clear(lotteries);
    clear_draw(&draw);
    free(profile);
    return status;
}
