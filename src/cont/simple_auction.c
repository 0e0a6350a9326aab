/* The simple auction: the highest bidder pays his bid, shared equally among all. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/evaluator.h"

void xp_simple_auction_init(xp_simple_auction_t auction)
{
    auction->n = 0;
    auction->exact = 0;
    auction->piece_count = 0;
    auction->knot = NULL;
    auction->numerator = NULL;
    auction->denominator = NULL;
    auction->interim_ir = NULL;
    auction->slack = NULL;
}

void xp_simple_auction_clear(xp_simple_auction_t auction)
{
    slong k;

    for (k = 0; k < auction->piece_count; k++)
    {
        fmpq_poly_clear(auction->numerator + k);
        fmpq_poly_clear(auction->denominator + k);
    }
    free(auction->numerator);
    free(auction->denominator);
    if (auction->knot != NULL)
        _fmpq_vec_clear(auction->knot, auction->piece_count + 1);
    free(auction->interim_ir);
    if (auction->slack != NULL)
        xp_real_vec_clear(auction->slack, auction->n);
}

/* In lowest terms; the denominator has leading coefficient 1. */
static void reduce(fmpq_poly_t numerator, fmpq_poly_t denominator)
{
    fmpq_poly_t common;
    fmpq_t lead;

    fmpq_poly_init(common);
    fmpq_init(lead);
    fmpq_poly_gcd(common, numerator, denominator);
    fmpq_poly_div(numerator, numerator, common);
    fmpq_poly_div(denominator, denominator, common);
    fmpq_poly_get_coeff_fmpq(lead, denominator, fmpq_poly_degree(denominator));
    fmpq_poly_scalar_div_fmpq(numerator, numerator, lead);
    fmpq_poly_scalar_div_fmpq(denominator, denominator, lead);
    fmpq_poly_clear(common);
    fmpq_clear(lead);
}

/*
 * b = (v F^n - integral of F^n) / F^n on each piece.  Where F is 0 no type occurs; b = v there, the
 * limit of the bids of types that win nothing.
 */
static void set_bids(xp_simple_auction_t auction, const xp_distribution_struct *distribution)
{
    slong count;
    xp_piecewise_t power;
    xp_piecewise_t integral;
    slong k;

    xp_piecewise_init(power);
    xp_piecewise_init(integral);
    xp_piecewise_pow(power, distribution->cdf, (ulong) auction->n);
    xp_piecewise_primitive(integral, power);
    count = power->count;
    auction->piece_count = count;
    auction->knot = _fmpq_vec_init(count + 1);
    for (k = 0; k <= count; k++)
        fmpq_set(auction->knot + k, power->knot + k);
    auction->numerator = xp_calloc((size_t) count, sizeof(fmpq_poly_struct));
    auction->denominator = xp_calloc((size_t) count, sizeof(fmpq_poly_struct));
    for (k = 0; k < count; k++)
    {
        fmpq_poly_init(auction->numerator + k);
        fmpq_poly_init(auction->denominator + k);
        fmpq_poly_set(auction->denominator + k, power->piece + k);
        if (fmpq_poly_is_zero(power->piece + k))
            fmpq_poly_one(auction->denominator + k);
        fmpq_poly_shift_left(auction->numerator + k, auction->denominator + k, 1);
        fmpq_poly_sub(auction->numerator + k, auction->numerator + k, integral->piece + k);
        reduce(auction->numerator + k, auction->denominator + k);
    }
    xp_piecewise_clear(power);
    xp_piecewise_clear(integral);
}

xp_status_t xp_simple_auction(xp_simple_auction_t auction, const xp_partnership_t partnership,
                              const xp_dissolution_t dissolution, xp_error_t error)
{
    xp_simple_auction_t made;
    xp_simple_auction_struct kept;
    slong i;

    if (!dissolution->same)
    {
        xp_error_set(error, "the equilibrium of the simple auction is known for one distribution "
                            "of all agents: these have different ones");
        return XP_REFUSED;
    }
    xp_simple_auction_init(made);
    made->n = partnership->n;
    made->exact = partnership->distribution[0]->polynomial;
    if (made->exact)
        set_bids(made, partnership->distribution[0]);
    made->interim_ir = xp_calloc((size_t) made->n, sizeof(xp_answer_t));
    made->slack = xp_real_vec_init(made->n);
    for (i = 0; i < made->n; i++)
    {
        int sign = 0;

        xp_real_set(made->slack + i, dissolution->w + i);
        made->interim_ir[i] = XP_UNDECIDED;
        if (xp_real_sign(&sign, made->slack + i))
            made->interim_ir[i] = sign >= 0 ? XP_HOLDS : XP_FAILS;
    }
    kept = *auction;
    *auction = *made;
    *made = kept;
    xp_simple_auction_clear(made);
    return XP_OK;
}
