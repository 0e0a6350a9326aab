/* Random numbers of several magnitudes, and the small choices that random tests are made of. */
#ifndef XP_TESTS_RANDOM_SCALE_H
#define XP_TESTS_RANDOM_SCALE_H

#include <stdint.h>

#include <expost/num/compat.h>

/* 1 with probability 1 / bound; a number from 0 to bound - 1. */
int xp_random_happens(uint64_t *state, uint64_t bound);
slong xp_random_pick(uint64_t *state, slong bound);

/* How numbers are drawn: small whole multiples of a unit, now and then with an offset. */
typedef enum
{
    XP_SCALE_SMALL = 0, /* 1, and 1 more or less */
    XP_SCALE_FRACTIONS, /* a half to a sixth */
    XP_SCALE_20,        /* 10^20 */
    XP_SCALE_40,        /* 10^40 over an odd number, offset over another */
    XP_SCALE_EDGE_64,   /* a power of two near 2^62 */
    XP_SCALE_EDGE_128,  /* a power of two near 2^126 */
    XP_SCALE_COUNT
} xp_scale_kind_t;

typedef struct
{
    fmpq_t unit;
    fmpq_t offset;
} xp_scale_struct;

typedef xp_scale_struct xp_scale_t[1];

void xp_scale_init(xp_scale_t scale);
void xp_scale_clear(xp_scale_t scale);
void xp_scale_draw(xp_scale_t scale, xp_scale_kind_t kind, uint64_t *state);

/* A number of this scale: from a set so small that equal sums are common. */
void xp_random_number(fmpq_t number, const xp_scale_t scale, uint64_t *state);

#endif
