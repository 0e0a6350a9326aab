/* Second price, best reserve, posted prices, surplus: by how many agents reach each value. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "exist/revenue_impl.h"

/*
 * The different values >= 0 of types of positive probability, rising, and
 *   served   E min(m, N), N the number of agents with that value or more
 *   crowded  m times the probability of N > m
 */
typedef struct
{
    xp_ranking_t ranking;
    fmpq *served;
    fmpq *crowded;
} demand_t;

static void rank_values(xp_ranking_t ranking, const xp_revenue_t revenue)
{
    const slong types = revenue->units->offset[revenue->units->agent_count];
    unsigned char *barred = xp_calloc((size_t) types, 1);
    fmpq_t nothing;

    fmpq_init(nothing);
    for (slong at = 0; at < types; at++)
        barred[at] = fmpq_is_zero(revenue->probability + at);
    xp_ranking_set(ranking, revenue->units, revenue->units->value, barred, nothing);
    fmpq_clear(nothing);
    free(barred);
}

/* From the chances of each number of agents. */
static void add_level(demand_t *demand, slong level, const fmpq *count, slong agents, slong units)
{
    fmpq_t part;

    fmpq_init(part);
    for (slong c = 0; c <= agents; c++)
    {
        fmpq_mul_si(part, count + c, c < units ? c : units);
        fmpq_add(demand->served + level, demand->served + level, part);
        if (c > units)
            fmpq_add(demand->crowded + level, demand->crowded + level, part);
    }
    fmpq_clear(part);
}

static xp_status_t init_demand(demand_t *demand, const xp_revenue_t revenue,
                               const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = revenue->units->agent_count;
    slong levels;
    fmpq *count;
    xp_status_t status;

    xp_ranking_init(demand->ranking);
    rank_values(demand->ranking, revenue);
    levels = demand->ranking->level_count;
    demand->served = _fmpq_vec_init(levels);
    demand->crowded = _fmpq_vec_init(levels);
    count = _fmpq_vec_init(levels * (agents + 1));
    status = xp_ranking_counts(count, demand->ranking, revenue->environment, progress, error);
    for (slong l = 0; l < levels && status == XP_OK; l++)
        add_level(demand, l, count + l * (agents + 1), agents, revenue->units->unit_count);
    _fmpq_vec_clear(count, levels * (agents + 1));
    return status;
}

static void clear_demand(demand_t *demand)
{
    _fmpq_vec_clear(demand->served, demand->ranking->level_count);
    _fmpq_vec_clear(demand->crowded, demand->ranking->level_count);
    xp_ranking_clear(demand->ranking);
}

/*
 * tail[l]: the sum over levels k >= l of the step from the level before (of level 0: from 0) times
 * factor[k].
 */
static fmpq *sum_steps(const demand_t *demand, const fmpq *factor)
{
    const slong levels = demand->ranking->level_count;
    fmpq *tail = _fmpq_vec_init(levels + 1);
    fmpq_t step;

    fmpq_init(step);
    for (slong l = levels - 1; l >= 0; l--)
    {
        if (l > 0)
            fmpq_sub(step, demand->ranking->level + l, demand->ranking->level + l - 1);
        else
            fmpq_set(step, demand->ranking->level);
        fmpq_mul(step, step, factor + l);
        fmpq_add(tail + l, tail + l + 1, step);
    }
    fmpq_clear(step);
    return tail;
}

/*
 * A winner pays the reserve, and each step above it that more than m agents reach.  For the same
 * reason a price for all earns itself times the number served.  Between two values neither falls.
 */
static void choose(xp_revenue_t revenue, const demand_t *demand, const fmpq *crowded)
{
    fmpq_t price, with_reserve;

    fmpq_init(price);
    fmpq_init(with_reserve);
    xp_amount_set(revenue->amount + XP_AMOUNT_SECOND_PRICE, crowded);
    xp_amount_set(revenue->amount + XP_AMOUNT_RESERVE, crowded);
    xp_amount_set(revenue->amount + XP_AMOUNT_ONE_PRICE, price);
    for (slong l = 0; l < demand->ranking->level_count; l++)
    {
        const fmpq *level = demand->ranking->level + l;

        fmpq_mul(price, level, demand->served + l);
        fmpq_add(with_reserve, price, crowded + l + 1);
        if (fmpq_cmp(with_reserve, revenue->amount[XP_AMOUNT_RESERVE].value) > 0)
        {
            xp_amount_set(revenue->amount + XP_AMOUNT_RESERVE, with_reserve);
            fmpq_set(revenue->reserve, level);
        }
        if (fmpq_cmp(price, revenue->amount[XP_AMOUNT_ONE_PRICE].value) > 0)
        {
            xp_amount_set(revenue->amount + XP_AMOUNT_ONE_PRICE, price);
            fmpq_set(revenue->price, level);
        }
    }
    fmpq_clear(price);
    fmpq_clear(with_reserve);
}

xp_status_t xp_revenue_find_prices(xp_revenue_t revenue, const xp_progress_t *progress,
                                   xp_error_t error)
{
    demand_t demand;
    xp_status_t status = init_demand(&demand, revenue, progress, error);

    if (status == XP_OK)
    {
        const slong levels = demand.ranking->level_count;
        fmpq *crowded = sum_steps(&demand, demand.crowded);
        fmpq *served = sum_steps(&demand, demand.served);

        choose(revenue, &demand, crowded);
        xp_amount_set(revenue->amount + XP_AMOUNT_SURPLUS, served);
        _fmpq_vec_clear(crowded, levels + 1);
        _fmpq_vec_clear(served, levels + 1);
    }
    clear_demand(&demand);
    return status;
}

/* A price at which an agent may be asked: the value of a type, and the chance of a sale. */
typedef struct
{
    const fmpq *value;
    slong type;
    fmpq_t chance;
} ask_t;

static int compare_asks(const void *a, const void *b)
{
    const ask_t *one = a;
    const ask_t *other = b;
    int order = fmpq_cmp(one->value, other->value);

    return order != 0 ? order : (one->type > other->type) - (one->type < other->type);
}

/* The types of positive probability by value; of those of one value the first has the chance. */
static slong list_asks(ask_t *ask, const xp_revenue_t revenue, slong agent)
{
    const slong first = revenue->units->offset[agent];
    const slong count = revenue->units->offset[agent + 1] - first;
    slong asks = 0;

    for (slong t = 0; t < count; t++)
        if (!fmpq_is_zero(revenue->probability + first + t))
        {
            ask[asks].value = revenue->units->value + first + t;
            ask[asks].type = t;
            asks++;
        }
    qsort(ask, (size_t) asks, sizeof(ask_t), compare_asks);
    for (slong k = asks - 1; k >= 0; k--)
    {
        fmpq_init(ask[k].chance);
        fmpq_set(ask[k].chance, revenue->probability + first + ask[k].type);
        if (k + 1 < asks)
            fmpq_add(ask[k].chance, ask[k].chance, ask[k + 1].chance);
    }
    return asks;
}

/*
 * Selling now brings the price and leaves one unit less: gain = chance * (price + less - same),
 * same and less being what later agents bring.  The least best price is chosen.
 */
static slong choose_ask(fmpq_t best, const ask_t *ask, slong count, const fmpq_t same,
                        const fmpq_t less)
{
    slong type = -1;
    fmpq_t gain;

    fmpq_init(gain);
    fmpq_zero(best);
    for (slong k = 0; k < count; k++)
    {
        fmpq_add(gain, ask[k].value, less);
        fmpq_sub(gain, gain, same);
        fmpq_mul(gain, gain, ask[k].chance);
        if (fmpq_cmp(gain, best) > 0 || (type < 0 && fmpq_is_zero(gain)))
        {
            fmpq_set(best, gain);
            type = ask[k].type;
        }
    }
    fmpq_add(best, best, same);
    fmpq_clear(gain);
    return type;
}

/* From what later agents bring with u units left, later[u], to what this and they bring. */
static void step_back(fmpq *later, slong *offer, const xp_revenue_t revenue, slong agent)
{
    const slong units = revenue->units->unit_count;
    const slong types = revenue->environment->agent[agent].type_count;
    ask_t *ask = xp_calloc((size_t) types, sizeof(ask_t));
    const slong count = list_asks(ask, revenue, agent);
    fmpq_t best;

    fmpq_init(best);
    for (slong u = units; u >= 1; u--)
    {
        offer[u - 1] = choose_ask(best, ask, count, later + u, later + u - 1);
        fmpq_set(later + u, best);
    }
    fmpq_clear(best);
    for (slong k = 0; k < count; k++)
        fmpq_clear(ask[k].chance);
    free(ask);
}

void xp_revenue_find_offers(xp_revenue_t revenue)
{
    const slong agents = revenue->units->agent_count;
    const slong units = revenue->units->unit_count;
    fmpq *later = _fmpq_vec_init(units + 1);

    revenue->offer = xp_calloc((size_t) (agents * units + 1), sizeof(slong));
    for (slong i = agents - 1; i >= 0; i--)
    {
        for (slong u = 0; u < units; u++)
            revenue->offer[i * units + u] = -1;
        if (xp_units_can_win(revenue->units, i))
            step_back(later, revenue->offer + i * units, revenue, i);
    }
    xp_amount_set(revenue->amount + XP_AMOUNT_PRICES, later + units);
    _fmpq_vec_clear(later, units + 1);
}
