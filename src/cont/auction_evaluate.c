/* The optimal auction at a profile: the winner, and the lowest type that would still win. */
#include <expost/cont/auction.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/ironing.h"

/*
 * What agent i must reach: the cost, and the others' highest ironed virtual value; strict: an
 * agent before i has it, who would get the good.  Result: 0 when there is nothing to reach, -1 when
 * enclosures do not tell
 */
static int find_rival(xp_real_t level, int *strict, const xp_optimal_auction_t auction,
                      const xp_real_struct *ironed, slong i)
{
    int any = auction->kept >= 0, sign = 1;
    slong j;

    *strict = 0;
    if (any)
        xp_real_set_fmpq(level, auction->cost);
    for (j = 0; j < auction->n; j++)
    {
        if (j == i)
            continue;
        if (any && !xp_real_compare(&sign, ironed + j, level))
            return -1;
        if (!any || sign > 0)
        {
            xp_real_set(level, ironed + j);
            *strict = j < i;
        }
        else if (sign == 0 && j < i)
            *strict = 1;
        any = 1;
    }
    return any;
}

static void set_price(xp_real_t price, const xp_virtual_value_t value, const xp_real_t type)
{
    fmpq_poly_t v;

    fmpq_poly_init(v);
    fmpq_poly_set_coeff_fmpq(v, 0, value->constant);
    fmpq_poly_set_coeff_fmpq(v, 1, value->slope);
    xp_real_evaluate(price, v, type, XP_REAL_DEGREE, XP_IRONING_PRECISION);
    fmpq_poly_clear(v);
}

static xp_status_t fail(xp_error_t error)
{
    xp_error_set(error, "whose virtual value is the highest is not decided: ends of ironed "
                        "intervals are known as enclosures only");
    return XP_LIMIT;
}

/* The winner and the price, from the ironed virtual values. */
static xp_status_t find_winner(slong *winner, xp_real_struct *payment,
                               const xp_optimal_auction_t auction, const xp_real_struct *ironed,
                               xp_error_t error)
{
    xp_status_t status = XP_OK;
    xp_real_t level, type;
    int strict, sign, any;
    slong i;

    xp_real_init(level);
    xp_real_init(type);
    *winner = -1;
    for (i = 0; i < auction->n && *winner < 0 && status == XP_OK; i++)
    {
        any = find_rival(level, &strict, auction, ironed, i);
        if (any < 0 || (any > 0 && !xp_real_compare(&sign, ironed + i, level)))
            status = fail(error);
        else if (any == 0)
        {
            *winner = i;
            xp_real_set_fmpq(type, auction->value[i].cdf->knot);
        }
        else if (sign > 0 || (sign == 0 && !strict))
        {
            *winner = i;
            xp_virtual_value_inverse(type, auction->value + i, level, strict);
        }
    }
    if (status == XP_OK && *winner >= 0)
        set_price(payment + *winner, auction->value + *winner, type);
    xp_real_clear(level);
    xp_real_clear(type);
    return status;
}

xp_status_t xp_optimal_auction_evaluate(slong *winner, xp_real_struct *payment,
                                        const xp_optimal_auction_t auction, const fmpq *profile,
                                        xp_error_t error)
{
    xp_real_struct *ironed = xp_real_vec_init(auction->n), *paid = xp_real_vec_init(auction->n);
    xp_status_t status = XP_OK;
    slong found = -1, i;

    for (i = 0; i < auction->n && status == XP_OK; i++)
    {
        const xp_virtual_value_struct *value = auction->value + i;
        const char *name = auction->model->agent[i].name;

        if (!value->exact)
        {
            xp_error_set(error, "agent \"%s\": payments at given types need a cdf that is a "
                                "piecewise polynomial", name);
            status = XP_REFUSED;
        }
        else if (fmpq_cmp(profile + i, value->cdf->knot) < 0
                 || fmpq_cmp(profile + i, value->cdf->knot + value->cdf->count) > 0)
        {
            xp_error_set(error, "agent \"%s\": the type lies outside the support of its "
                                "distribution", name);
            status = XP_INPUT;
        }
        else if (!xp_virtual_value_at(ironed + i, value, profile + i))
            status = fail(error);
    }
    if (status == XP_OK)
        status = find_winner(&found, paid, auction, ironed, error);
    if (status == XP_OK)
    {
        *winner = found;
        for (i = 0; i < auction->n; i++)
            xp_real_swap(payment + i, paid + i);
    }
    xp_real_vec_clear(ironed, auction->n);
    xp_real_vec_clear(paid, auction->n);
    return status;
}
