/* The optimal auction (Myerson 1981): units go to the highest ironed virtual values >= 0. */
#include "rule/sale.h"

/* The place, among all types, of the agent's type of the least value that still wins. */
static slong find_critical(const xp_sale_struct *sale, const slong *profile, slong agent)
{
    const xp_ranking_struct *ranking = sale->ranking;
    const fmpq *value = sale->units->value;
    const slong first = ranking->offset[agent];
    slong least = -1;
    for (slong at = first; at < ranking->offset[agent + 1]; at++)
    {
        const int counts = sale->bidders->own[agent].stand[at - first] == at - first;
        if (counts && (least < 0 || fmpq_cmp(value + at, value + least) < 0)
            && xp_ranking_wins(ranking, profile, agent, ranking->rank[at]))
        {
            least = at;
        }
    }
    return least;
}

static void hold_auction(unsigned char *winner, slong *price, const xp_sale_struct *sale,
                         const slong *profile)
{
    xp_ranking_winners(winner, NULL, sale->ranking, profile);
    for (slong i = 0; i < sale->ranking->agent_count; i++)
    {
        if (winner[i])
        {
            price[i] = find_critical(sale, profile, i);
        }
    }
}

xp_status_t xp_myerson_build(xp_mechanism_t mechanism, const xp_model_t model,
                             xp_expectations_t expectations, const xp_request_t *request,
                             const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = model->environment;
    xp_sale_struct *sale;
    (void) expectations;
    (void) request;
    xp_status_t status = xp_bidders_require_no_outside(environment, "myerson", error);
    if (status == XP_OK)
    {
        status = xp_sale_init(&sale, mechanism, hold_auction, error);
    }
    if (status != XP_OK)
    {
        return status;
    }
    xp_bidders_set(sale->bidders, environment, sale->units);
    xp_bidders_rank(sale->ranking, sale->bidders, sale->units);
    xp_sale_set_prices(sale, sale->units->value, sale->bidders->type_count, NULL);
    return xp_sale_build(mechanism, sale, progress, error);
}
