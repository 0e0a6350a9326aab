/* Intervals with ends k / 2^bits, and functions of them: every result contains all the values. */
#ifndef XP_VERIFY_INTERVAL_H
#define XP_VERIFY_INTERVAL_H

#include <gmp.h>

/* [low / 2^bits, high / 2^bits]; the caller knows the bits. */
typedef struct
{
    mpz_t low, high;
} xp_interval_struct;
typedef xp_interval_struct xp_interval_t[1];
typedef xp_interval_struct *xp_interval_ptr;
typedef const xp_interval_struct *xp_interval_srcptr;

void xp_interval_init(xp_interval_ptr x);
void xp_interval_clear(xp_interval_ptr x);
void xp_interval_set(xp_interval_ptr x, xp_interval_srcptr y);
void xp_interval_swap(xp_interval_ptr x, xp_interval_ptr y);
void xp_interval_set_number(xp_interval_ptr x, mpq_srcptr number, unsigned long bits);
/* The ends as numbers. */
void xp_interval_get(mpq_t low, mpq_t high, xp_interval_srcptr x, unsigned long bits);
/* x with other bits. */
void xp_interval_round(xp_interval_ptr x, unsigned long bits, unsigned long wanted);

/* The result may be one of the arguments. */
void xp_interval_negate(xp_interval_ptr z, xp_interval_srcptr x);
void xp_interval_absolute(xp_interval_ptr z, xp_interval_srcptr x);
void xp_interval_add(xp_interval_ptr z, xp_interval_srcptr x, xp_interval_srcptr y);
void xp_interval_subtract(xp_interval_ptr z, xp_interval_srcptr x, xp_interval_srcptr y);
void xp_interval_minimum(xp_interval_ptr z, xp_interval_srcptr x, xp_interval_srcptr y);
void xp_interval_maximum(xp_interval_ptr z, xp_interval_srcptr x, xp_interval_srcptr y);
void xp_interval_multiply(xp_interval_ptr z, xp_interval_srcptr x, xp_interval_srcptr y,
                          unsigned long bits);
/* z = x num / den, den > 0. */
void xp_interval_multiply_ratio(xp_interval_ptr z, xp_interval_srcptr x, mpz_srcptr num,
                                mpz_srcptr den);

/*
 * Each of these returns 0 where there is no value: a division by 0, a logarithm of what may be 0, a
 * number of more than 2^21 bits.
 */
int xp_interval_divide(xp_interval_ptr z, xp_interval_srcptr x, xp_interval_srcptr y,
                       unsigned long bits);
int xp_interval_sqrt(xp_interval_ptr z, xp_interval_srcptr x, unsigned long bits);
int xp_interval_exp(xp_interval_ptr z, xp_interval_srcptr x, unsigned long bits);
int xp_interval_log(xp_interval_ptr z, xp_interval_srcptr x, unsigned long bits);
int xp_interval_erf(xp_interval_ptr z, xp_interval_srcptr x, unsigned long bits);
/* x ^ n. */
int xp_interval_power_integer(xp_interval_ptr z, xp_interval_srcptr x, long n, unsigned long bits);
/* x ^ y where x >= 0, what of x lies below 0 left out. */
int xp_interval_power(xp_interval_ptr z, xp_interval_srcptr x, xp_interval_srcptr y,
                      unsigned long bits);
/* I_x(a, b) where 0 <= x <= 1, what of x lies outside left out; a, b > 0 and at most 4096. */
int xp_interval_beta(xp_interval_ptr z, xp_interval_srcptr x, mpq_srcptr a, mpq_srcptr b,
                     unsigned long bits);
void xp_interval_pi(xp_interval_ptr z, unsigned long bits);

/* The floor and ceiling of k / 2^bits. */
void xp_shift_down(mpz_t z, mpz_srcptr k, unsigned long bits);
void xp_shift_up(mpz_t z, mpz_srcptr k, unsigned long bits);

#endif
