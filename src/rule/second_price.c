/* The second-price auction with a reserve (Vickrey 1961): m units, one for each winner. */
#include "rule/sale.h"

/* Winners pay the best value of a loser, or the reserve, the last in the list of prices. */
static void hold_auction(unsigned char *winner, slong *price, const xp_sale_struct *sale,
                         const slong *profile)
{
    slong next;
    xp_ranking_winners(winner, &next, sale->ranking, profile);
    for (slong i = 0; i < sale->ranking->agent_count; i++)
    {
        price[i] = next >= 0 ? next : sale->ranking->level_count;
    }
}

xp_status_t xp_second_price_build(xp_mechanism_t mechanism, const xp_model_t model,
                                  xp_expectations_t expectations, const xp_request_t *request,
                                  const xp_progress_t *progress, xp_error_t error)
{
    xp_sale_struct *sale;
    (void) model;
    (void) expectations;
    const xp_status_t status = xp_sale_init(&sale, mechanism, hold_auction, error);
    if (status != XP_OK)
    {
        return status;
    }
    xp_ranking_set(sale->ranking, sale->units, sale->units->value, NULL, request->argument);
    xp_sale_set_prices(sale, sale->ranking->level, sale->ranking->level_count,
                       request->argument);
    return xp_sale_build(mechanism, sale, progress, error);
}
