/* What the forms of the report `pay` share when types are intervals. */
#ifndef XP_RENDER_INTERVAL_PAY_IMPL_H
#define XP_RENDER_INTERVAL_PAY_IMPL_H

#include <expost/render/interval_pay.h>

/* The payments' name: "dagv", "stated", ... */
const char *xp_interval_pay_name(const xp_interval_pay_t *pay);

/*
 * The interim quantities of agent i as functions of the own type: charge E p_i, utility
 * E[v_i - p_i], outside E o_i.  Result: 0 where they are not known
 */
int xp_interval_pay_interim(xp_piecewise_t charge, xp_piecewise_t utility, xp_piecewise_t outside,
                            const xp_interval_pay_t *pay, const xp_continuous_t model,
                            slong agent);

/* rho_i of dagv as a function; 0 for other payments. */
int xp_interval_pay_rho(xp_piecewise_t rho, const xp_interval_pay_t *pay,
                        const xp_continuous_t model, slong agent);

/* Expected welfare, revenue, cost and budget, or NULL where they are not known. */
typedef struct
{
    const fmpq *welfare;
    const fmpq *revenue;
    const fmpq *cost;
    const fmpq *budget;
} xp_interval_means_t;

xp_interval_means_t xp_interval_pay_means(const xp_interval_pay_t *pay);

void xp_interval_pay_add_json(xp_string_t out, const xp_report_t *report,
                              const xp_interval_pay_t *pay);
void xp_interval_pay_add_sheet(xp_string_t out, const xp_report_t *report,
                               const xp_interval_pay_t *pay);

#endif
