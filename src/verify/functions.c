/* Intervals with ends k / 2^bits: exponential function, logarithm, powers, pi. */
#include "verify/interval.h"

#define MOST_BITS ((unsigned long) 1 << 21)

/* The bits before and behind the point that |k| takes; 0 for 0. */
static unsigned long size(mpz_srcptr k)
{
    return mpz_sgn(k) == 0 ? 0 : mpz_sizeinbase(k, 2);
}

/*
 * The sum of y^n / n! for 0 <= y <= 1/2.  Once the n-th term is below one unit the rest is at most
 * twice the upper bound of the next, since each is at most half of the one before.
 */
static void sum_exponential(xp_interval_ptr sum, xp_interval_srcptr y, unsigned long bits)
{
    xp_interval_t term;
    unsigned long n;

    xp_interval_init(term);
    mpz_set_ui(term->low, 0);
    mpz_setbit(term->low, bits);
    mpz_set(term->high, term->low);
    xp_interval_set(sum, term);
    for (n = 1; mpz_sgn(term->low) > 0; n++)
    {
        mpz_mul(term->low, term->low, y->low);
        xp_shift_down(term->low, term->low, bits);
        mpz_fdiv_q_ui(term->low, term->low, n);
        mpz_mul(term->high, term->high, y->high);
        xp_shift_up(term->high, term->high, bits);
        mpz_cdiv_q_ui(term->high, term->high, n);
        xp_interval_add(sum, sum, term);
    }
    mpz_addmul_ui(sum->high, term->high, 2);
    xp_interval_clear(term);
}

/* exp(k / 2^bits), k >= 0, with more bits: returned is how many. */
static unsigned long exponentiate(xp_interval_ptr z, mpz_srcptr k, unsigned long bits)
{
    unsigned long whole, squarings, work, halvings = 4, square = 16;
    xp_interval_t reduced;
    mpz_t part;

    while (square < bits)
    {
        halvings++;
        square = halvings * halvings;
    }
    mpz_init(part);
    mpz_fdiv_q_2exp(part, k, bits);
    whole = mpz_get_ui(part);
    mpz_clear(part);
    squarings = halvings + (size(k) > bits ? size(k) - bits : 0);
    /* e < 2^(3/2); each squaring doubles the relative error */
    work = bits + squarings + whole + whole / 2 + 16;
    xp_interval_init(reduced);
    mpz_set(reduced->low, k);
    mpz_set(reduced->high, k);
    xp_interval_round(reduced, bits + squarings, work);
    sum_exponential(z, reduced, work);
    xp_interval_clear(reduced);
    for (; squarings > 0; squarings--)
        xp_interval_multiply(z, z, z, work);
    return work;
}

/* The value at one end, or at the point k / 2^bits. */
static int exponentiate_point(xp_interval_ptr z, mpz_srcptr k, unsigned long bits)
{
    unsigned long work, whole = size(k) > bits ? size(k) - bits : 0;
    mpz_t positive, one;

    if (whole > 20 && mpz_sgn(k) > 0)
        return 0;
    mpz_init(positive);
    mpz_init(one);
    mpz_abs(positive, k);
    mpz_fdiv_q_2exp(one, positive, bits);
    if (mpz_sgn(k) < 0 && mpz_cmp_ui(one, bits) > 0)
    {
        /* exp(-bits) < 2^-bits */
        mpz_set_ui(z->low, 0);
        mpz_set_ui(z->high, 1);
    }
    else
    {
        work = exponentiate(z, positive, bits);
        if (mpz_sgn(k) < 0)
        {
            mpz_set_ui(one, 0);
            mpz_setbit(one, 2 * work);
            mpz_swap(z->low, z->high);
            mpz_fdiv_q(z->low, one, z->low);
            mpz_cdiv_q(z->high, one, z->high);
        }
        xp_interval_round(z, work, bits);
    }
    mpz_clear(positive);
    mpz_clear(one);
    return 1;
}

/* A function that rises, by its values at the ends. */
static int take_ends(xp_interval_ptr z, xp_interval_srcptr x, unsigned long bits,
                     int (*function)(xp_interval_ptr, mpz_srcptr, unsigned long))
{
    xp_interval_t low, high;
    int found;

    xp_interval_init(low);
    xp_interval_init(high);
    found = function(low, x->low, bits);
    if (found && mpz_cmp(x->low, x->high) == 0)
        xp_interval_set(high, low);
    else if (found)
        found = function(high, x->high, bits);
    if (found)
    {
        mpz_swap(z->low, low->low);
        mpz_swap(z->high, high->high);
    }
    xp_interval_clear(low);
    xp_interval_clear(high);
    return found;
}

int xp_interval_exp(xp_interval_ptr z, xp_interval_srcptr x, unsigned long bits)
{
    return take_ends(z, x, bits, exponentiate_point);
}

/*
 * 2 artanh(y) = 2 (y + y^3 / 3 + y^5 / 5 + ...) for 0 <= y <= 1/2: the terms behind one that is
 * below one unit add up to less than half of its upper bound.
 */
static void sum_artanh(xp_interval_ptr sum, xp_interval_srcptr y, unsigned long bits)
{
    xp_interval_t power, term, square;
    unsigned long n;

    xp_interval_init(power);
    xp_interval_init(term);
    xp_interval_init(square);
    xp_interval_multiply(square, y, y, bits);
    xp_interval_set(power, y);
    mpz_set_ui(sum->low, 0);
    mpz_set_ui(sum->high, 0);
    for (n = 1; n == 1 || mpz_sgn(term->low) > 0; n += 2)
    {
        mpz_fdiv_q_ui(term->low, power->low, n);
        mpz_cdiv_q_ui(term->high, power->high, n);
        xp_interval_add(sum, sum, term);
        xp_interval_multiply(power, power, square, bits);
    }
    mpz_add(sum->high, sum->high, term->high);
    mpz_mul_2exp(sum->low, sum->low, 1);
    mpz_mul_2exp(sum->high, sum->high, 1);
    xp_interval_clear(power);
    xp_interval_clear(term);
    xp_interval_clear(square);
}

/* log 2 = 2 artanh(1/3). */
static void set_log_two(xp_interval_ptr z, unsigned long bits)
{
    mpq_t third;
    xp_interval_t y;

    mpq_init(third);
    mpq_set_ui(third, 1, 3);
    xp_interval_init(y);
    xp_interval_set_number(y, third, bits);
    sum_artanh(z, y, bits);
    xp_interval_clear(y);
    mpq_clear(third);
}

/*
 * With k = q 2^e, 1/2 <= q < 1:
 * log(k / 2^bits) = (e - bits) log 2 - 2 artanh((1 - q) / (1 + q)).
 */
static int take_logarithm(xp_interval_ptr z, mpz_srcptr k, unsigned long bits)
{
    unsigned long exponent = size(k), work = bits + 32;
    xp_interval_t two, y;
    mpq_t ratio;
    mpz_t one, shift;

    if (mpz_sgn(k) <= 0)
        return 0;
    mpq_init(ratio);
    mpz_init(one);
    mpz_init(shift);
    xp_interval_init(two);
    xp_interval_init(y);
    mpz_setbit(one, exponent);
    mpz_sub(mpq_numref(ratio), one, k);
    mpz_add(mpq_denref(ratio), one, k);
    mpq_canonicalize(ratio);
    xp_interval_set_number(y, ratio, work);
    sum_artanh(z, y, work);
    set_log_two(two, work);
    mpz_set_ui(shift, exponent);
    mpz_sub_ui(shift, shift, bits);
    mpz_set_ui(one, 1);
    xp_interval_multiply_ratio(two, two, shift, one);
    xp_interval_subtract(z, two, z);
    xp_interval_round(z, work, bits);
    mpq_clear(ratio);
    mpz_clear(one);
    mpz_clear(shift);
    xp_interval_clear(two);
    xp_interval_clear(y);
    return 1;
}

int xp_interval_log(xp_interval_ptr z, xp_interval_srcptr x, unsigned long bits)
{
    return take_ends(z, x, bits, take_logarithm);
}

/* arctan(1 / n), n >= 2: the terms alternate and fall, so that the rest is below the last. */
static void take_arctangent(xp_interval_ptr z, unsigned long n, unsigned long bits)
{
    mpz_t power, term;
    unsigned long k;

    mpz_init(power);
    mpz_init(term);
    mpz_set_ui(z->low, 0);
    mpz_setbit(power, bits);
    mpz_fdiv_q_ui(power, power, n);
    for (k = 1; mpz_sgn(power) > 0; k += 2)
    {
        mpz_fdiv_q_ui(term, power, k);
        if (k % 4 == 1)
            mpz_add(z->low, z->low, term);
        else
            mpz_sub(z->low, z->low, term);
        mpz_fdiv_q_ui(power, power, n * n);
    }
    /* each of the k / 2 terms is off by less than 3 units: 2 of the power, and its floor */
    mpz_add_ui(z->high, z->low, 2 * k);
    mpz_sub_ui(z->low, z->low, 2 * k);
    mpz_clear(power);
    mpz_clear(term);
}

/* Machin: pi = 16 arctan(1/5) - 4 arctan(1/239). */
void xp_interval_pi(xp_interval_ptr z, unsigned long bits)
{
    unsigned long work = bits + 32;
    xp_interval_t other;

    xp_interval_init(other);
    take_arctangent(z, 5, work);
    take_arctangent(other, 239, work);
    mpz_mul_2exp(z->low, z->low, 4);
    mpz_mul_2exp(z->high, z->high, 4);
    mpz_mul_2exp(other->low, other->low, 2);
    mpz_mul_2exp(other->high, other->high, 2);
    xp_interval_subtract(z, z, other);
    xp_interval_round(z, work, bits);
    xp_interval_clear(other);
}

int xp_interval_power_integer(xp_interval_ptr z, xp_interval_srcptr x, long n, unsigned long bits)
{
    unsigned long k = n < 0 ? 0 - (unsigned long) n : (unsigned long) n;
    int even = k % 2 == 0, found = 1;
    xp_interval_t base, power, one;

    xp_interval_init(base);
    xp_interval_init(power);
    xp_interval_init(one);
    if (even)
        xp_interval_absolute(base, x);
    else
        xp_interval_set(base, x);
    mpz_setbit(one->low, bits);
    mpz_setbit(one->high, bits);
    xp_interval_set(power, one);
    for (; k > 0 && found; k /= 2)
    {
        if (k % 2 == 1)
            xp_interval_multiply(power, power, base, bits);
        if (k > 1)
            xp_interval_multiply(base, base, base, bits);
        found = size(power->low) < MOST_BITS && size(power->high) < MOST_BITS &&
                size(base->low) < MOST_BITS && size(base->high) < MOST_BITS;
    }
    if (found && n < 0)
        found = xp_interval_divide(power, one, power, bits);
    if (found)
        xp_interval_swap(z, power);
    xp_interval_clear(base);
    xp_interval_clear(power);
    xp_interval_clear(one);
    return found;
}

int xp_interval_power(xp_interval_ptr z, xp_interval_srcptr x, xp_interval_srcptr y,
                      unsigned long bits)
{
    int from_zero = mpz_sgn(x->low) <= 0, found = 1;
    xp_interval_t power;

    if (mpz_sgn(x->high) < 0 || (from_zero && mpz_sgn(y->low) <= 0))
        return 0;
    if (mpz_sgn(x->high) == 0)
    {
        mpz_set_ui(z->low, 0);
        mpz_set_ui(z->high, 0);
        return 1;
    }
    xp_interval_init(power);
    mpz_set(power->low, from_zero ? x->high : x->low);
    mpz_set(power->high, x->high);
    found = xp_interval_log(power, power, bits);
    if (found)
    {
        xp_interval_multiply(power, power, y, bits);
        found = xp_interval_exp(power, power, bits);
    }
    /* 0 ^ y = 0 for y > 0, and u ^ y <= x^y for u <= x */
    if (from_zero)
        mpz_set_ui(power->low, 0);
    if (found)
        xp_interval_swap(z, power);
    xp_interval_clear(power);
    return found;
}
