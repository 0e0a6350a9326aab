/* What the files on piecewise polynomials share. */
#ifndef XP_NUM_PIECEWISE_IMPL_H
#define XP_NUM_PIECEWISE_IMPL_H

#include <expost/num/piecewise.h>

/* f with count pieces: knots and pieces 0, to be filled. */
void xp_piecewise_init_count(xp_piecewise_t f, slong count);

/* Drops the pieces that follow count. */
void xp_piecewise_truncate(xp_piecewise_t f, slong count);

#endif
