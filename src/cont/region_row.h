/* Affine functions of types. */
#ifndef XP_CONT_REGION_ROW_H
#define XP_CONT_REGION_ROW_H

#include <expost/num/ball.h>

/*
 * Meaning   p as n coefficients and a constant
 * Result    0 when its degree is over 1, or it reads the last variable of the context (n + 1)
 */
int xp_region_row(fmpq *row, const fmpq_mpoly_t p, slong n, const fmpq_mpoly_ctx_t context);

#endif
