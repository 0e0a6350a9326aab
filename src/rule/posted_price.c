/* A posted price: units are offered to the agents in turn as long as there are any. */
#include "rule/sale.h"

/* Who has a rank values a unit at the price or more. */
static void offer(unsigned char *winner, slong *price, const xp_sale_struct *sale,
                  const slong *profile)
{
    const xp_ranking_struct *ranking = sale->ranking;
    slong left = ranking->unit_count;
    for (slong i = 0; i < ranking->agent_count; i++)
    {
        winner[i] = left > 0 && ranking->rank[ranking->offset[i] + profile[i]] >= 0;
        left -= winner[i];
        price[i] = 0;
    }
}

xp_status_t xp_posted_price_build(xp_mechanism_t mechanism, const xp_model_t model,
                                  xp_expectations_t expectations, const xp_request_t *request,
                                  const xp_progress_t *progress, xp_error_t error)
{
    xp_sale_struct *sale;
    (void) model;
    (void) expectations;
    const xp_status_t status = xp_sale_init(&sale, mechanism, offer, error);
    if (status != XP_OK)
    {
        return status;
    }
    xp_ranking_set(sale->ranking, sale->units, sale->units->value, NULL, request->argument);
    xp_sale_set_prices(sale, request->argument, 1, NULL);
    return xp_sale_build(mechanism, sale, progress, error);
}
