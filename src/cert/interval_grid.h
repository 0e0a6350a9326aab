/* The grid of a certificate about continuous types, and what it has to reach. */
#ifndef XP_CERT_INTERVAL_GRID_H
#define XP_CERT_INTERVAL_GRID_H

#include <expost/cert/interval.h>

#include "cert/interval_impl.h"

/*
 *   base_low, base_high   what the subsidy (or -D) has besides the integrals: -beta, the sum of
 *              worst_low r + C, and in base_high also the gaps of the brackets
 *   width      of a subsidy: how far the bounds may be apart;  sign: they tell its sign
 */
typedef struct
{
    fmpq_t base_low;
    fmpq_t base_high;
    fmpq_t width;
    int sign;
} xp_grid_aim_t;

/*
 * Meaning   fills in the points so that what is aimed at follows; low and high are the bounds of
 *           the subsidy
 * Failure   XP_LIMIT
 */
XP_MUST_USE xp_status_t xp_certified_grid(fmpq_t low, fmpq_t high,
                                         xp_interval_certificate_t certificate,
                                         const xp_grid_aim_t *aim, xp_error_t error);

/* Brackets with short ends and gaps that add up to at most the budget; gap is their sum. */
void xp_certified_shorten(fmpq_t gap, xp_interval_certificate_t certificate, const fmpq_t budget);

/* Bits with which a verifier that computes behind a fixed point loses nothing that matters. */
slong xp_certified_precision(const xp_interval_certificate_t certificate);

#endif
