/* Making the answer about a partnership. */
#ifndef XP_SRC_CONT_DISSOLUTION_H
#define XP_SRC_CONT_DISSOLUTION_H

#include <expost/cont/partnership.h>

#include "cont/dissolve.h"

/* Gives an empty answer its n entries. */
void xp_dissolution_set_count(xp_dissolution_t dissolution, slong n);
void xp_dissolution_swap(xp_dissolution_t a, xp_dissolution_t b);

/* Bits for so many decimals of the numbers that are shown, at least 20, and some to spare. */
slong xp_dissolve_precision(const xp_dissolve_options_t *options);

/*
 * Meaning   fills in the sum, worst-off types, D_i, W_i and B_i of an attack whose sign is in
 *           dissolution
 * Result    0 when progress asked to stop
 */
int xp_dissolution_set_values(xp_dissolution_t dissolution, xp_attack_t attack);

#endif
