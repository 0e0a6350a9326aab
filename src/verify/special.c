/* Intervals with ends k / 2^bits: the error function and the incomplete beta function. */
#include "verify/interval.h"

/*
 * The sum of 2^n y^(2 n + 1) / (1 3 ... (2 n + 1)), y >= 0: all terms are positive, and once 4 y^2
 * is at most 2 n + 3 each is at most half of the one before.
 */
static void sum_error(xp_interval_ptr sum, xp_interval_srcptr y, unsigned long bits)
{
    xp_interval_t term, square;
    mpz_t limit;
    unsigned long n;

    xp_interval_init(term);
    xp_interval_init(square);
    mpz_init(limit);
    xp_interval_multiply(square, y, y, bits);
    mpz_mul_2exp(square->low, square->low, 1);
    mpz_mul_2exp(square->high, square->high, 1);
    xp_interval_set(term, y);
    xp_interval_set(sum, y);
    for (n = 1;; n++)
    {
        mpz_mul(term->low, term->low, square->low);
        xp_shift_down(term->low, term->low, bits);
        mpz_fdiv_q_ui(term->low, term->low, 2 * n + 1);
        mpz_mul(term->high, term->high, square->high);
        xp_shift_up(term->high, term->high, bits);
        mpz_cdiv_q_ui(term->high, term->high, 2 * n + 1);
        xp_interval_add(sum, sum, term);
        mpz_set_ui(limit, 2 * n + 3);
        mpz_mul_2exp(limit, limit, bits);
        mpz_submul_ui(limit, square->high, 2);
        if (mpz_sgn(term->low) == 0 && mpz_sgn(limit) >= 0)
            break;
    }
    mpz_add(sum->high, sum->high, term->high);
    xp_interval_clear(term);
    xp_interval_clear(square);
    mpz_clear(limit);
}

/*
 * erf y = 2 / sqrt(pi) exp(-y^2) times that sum, for y >= 0; where y is large,
 * 0 < 1 - erf y < exp(-y^2) / (y sqrt(pi)).
 */
static int take_error(xp_interval_ptr z, mpz_srcptr k, unsigned long bits)
{
    unsigned long work, whole;
    xp_interval_t y, factor, root;
    mpz_t square;
    int large;

    mpz_init(square);
    mpz_mul(square, k, k);
    mpz_fdiv_q_2exp(square, square, 2 * bits);
    /* exp(-y^2) < 2^(-10/7 y^2) <= 2^-bits */
    large = mpz_cmp_ui(square, bits / 10 * 7 + 7) > 0;
    whole = large ? 0 : mpz_get_ui(square);
    mpz_clear(square);
    if (large)
    {
        mpz_set_ui(z->high, 0);
        mpz_setbit(z->high, bits);
        mpz_sub_ui(z->low, z->high, 1);
    }
    else
    {
        work = bits + 2 * whole + 32;
        xp_interval_init(y);
        xp_interval_init(factor);
        xp_interval_init(root);
        mpz_abs(y->low, k);
        mpz_abs(y->high, k);
        xp_interval_round(y, bits, work);
        sum_error(z, y, work);
        xp_interval_multiply(factor, y, y, work);
        xp_interval_negate(factor, factor);
        xp_interval_exp(factor, factor, work);
        xp_interval_multiply(z, z, factor, work);
        xp_interval_pi(root, work);
        xp_interval_sqrt(root, root, work);
        xp_interval_divide(z, z, root, work);
        mpz_mul_2exp(z->low, z->low, 1);
        mpz_mul_2exp(z->high, z->high, 1);
        xp_interval_round(z, work, bits);
        xp_interval_clear(y);
        xp_interval_clear(factor);
        xp_interval_clear(root);
    }
    if (mpz_sgn(k) < 0)
        xp_interval_negate(z, z);
    return 1;
}

int xp_interval_erf(xp_interval_ptr z, xp_interval_srcptr x, unsigned long bits)
{
    xp_interval_t low, high;

    xp_interval_init(low);
    xp_interval_init(high);
    take_error(low, x->low, bits);
    if (mpz_cmp(x->low, x->high) == 0)
        xp_interval_set(high, low);
    else
        take_error(high, x->high, bits);
    mpz_swap(z->low, low->low);
    mpz_swap(z->high, high->high);
    xp_interval_clear(low);
    xp_interval_clear(high);
    return 1;
}

/*
 * The integral of u^(a - 1) (1 - u)^(b - 1) from 0 to x, 0 <= x <= 1/2, is x^a times the sum of
 * c_n x^n / (a + n), c_0 = 1, c_(n + 1) = c_n (n + 1 - b) / (n + 1).  For n >= b the terms are of
 * one sign and each is at most half of the one before.
 */
static int integrate_beta(xp_interval_ptr z, xp_interval_srcptr x, mpq_srcptr a, mpq_srcptr b,
                          unsigned long bits)
{
    xp_interval_t sum, power, term;
    mpz_t num, den;
    unsigned long n;
    int found;

    xp_interval_init(sum);
    xp_interval_init(power);
    xp_interval_init(term);
    mpz_init(num);
    mpz_init(den);
    mpz_setbit(power->low, bits);
    mpz_setbit(power->high, bits);
    for (n = 0;; n++)
    {
        /* power = c_n x^n */
        mpz_mul_ui(den, mpq_denref(a), n);
        mpz_add(den, den, mpq_numref(a));
        xp_interval_multiply_ratio(term, power, mpq_denref(a), den);
        xp_interval_add(sum, sum, term);
        mpz_set_ui(num, 8);
        if (mpq_cmp_ui(b, n, 1) <= 0 && mpz_cmpabs(power->low, num) <= 0 &&
            mpz_cmpabs(power->high, num) <= 0)
            break;
        mpz_mul_ui(num, mpq_denref(b), n + 1);
        mpz_sub(num, num, mpq_numref(b));
        mpz_mul_ui(den, mpq_denref(b), n + 1);
        xp_interval_multiply_ratio(power, power, num, den);
        xp_interval_multiply(power, power, x, bits);
    }
    /* the rest is at most the last term again, on either side */
    xp_interval_absolute(term, term);
    mpz_sub(sum->low, sum->low, term->high);
    mpz_add(sum->high, sum->high, term->high);
    xp_interval_set_number(term, a, bits);
    found = mpz_cmp_ui(mpq_denref(a), 1) == 0
                ? xp_interval_power_integer(power, x, mpz_get_si(mpq_numref(a)), bits)
                : xp_interval_power(power, x, term, bits);
    if (found)
        xp_interval_multiply(z, sum, power, bits);
    xp_interval_clear(sum);
    xp_interval_clear(power);
    xp_interval_clear(term);
    mpz_clear(num);
    mpz_clear(den);
    return found;
}

/* I_x(a, b) for one x: a half of it from 0, what is beyond from 1, where x becomes 1 - x. */
static int take_beta(xp_interval_ptr z, mpz_srcptr k, mpq_srcptr a, mpq_srcptr b,
                     unsigned long bits)
{
    xp_interval_t whole, other, x;
    mpz_t one;
    int found, beyond;

    xp_interval_init(whole);
    xp_interval_init(other);
    xp_interval_init(x);
    mpz_init(one);
    mpz_setbit(one, bits - 1);
    mpz_set(x->low, one);
    mpz_set(x->high, one);
    found = integrate_beta(whole, x, a, b, bits) && integrate_beta(other, x, b, a, bits);
    xp_interval_add(whole, whole, other);
    beyond = mpz_cmp(k, one) > 0;
    mpz_mul_2exp(one, one, 1);
    mpz_set(x->low, k);
    if (beyond)
        mpz_sub(x->low, one, k);
    mpz_set(x->high, x->low);
    found = found && integrate_beta(z, x, beyond ? b : a, beyond ? a : b, bits) &&
            xp_interval_divide(z, z, whole, bits);
    if (beyond)
    {
        xp_interval_negate(z, z);
        mpz_add(z->low, z->low, one);
        mpz_add(z->high, z->high, one);
    }
    xp_interval_clear(whole);
    xp_interval_clear(other);
    xp_interval_clear(x);
    mpz_clear(one);
    return found;
}

int xp_interval_beta(xp_interval_ptr z, xp_interval_srcptr x, mpq_srcptr a, mpq_srcptr b,
                     unsigned long bits)
{
    unsigned long work;
    xp_interval_t inside, low, high;
    int found;

    if (mpq_sgn(a) <= 0 || mpq_sgn(b) <= 0 || mpq_cmp_ui(a, 4096, 1) > 0 ||
        mpq_cmp_ui(b, 4096, 1) > 0)
        return 0;
    /* the terms grow to 2^b at most, and the value at 1/2 is at least 2^-(a + b) / (a + b) */
    xp_interval_init(inside);
    mpz_cdiv_q(inside->low, mpq_numref(a), mpq_denref(a));
    mpz_cdiv_q(inside->high, mpq_numref(b), mpq_denref(b));
    work = bits + 4 * (mpz_get_ui(inside->low) + mpz_get_ui(inside->high)) + 64;
    xp_interval_init(low);
    xp_interval_init(high);
    mpz_setbit(low->high, bits);
    mpz_set(inside->high, mpz_cmp(x->high, low->high) > 0 ? low->high : x->high);
    mpz_set(inside->low, mpz_sgn(x->low) < 0 ? low->low : x->low);
    found = mpz_cmp(inside->low, inside->high) <= 0;
    xp_interval_round(inside, bits, work);
    found = found && take_beta(low, inside->low, a, b, work) &&
            take_beta(high, inside->high, a, b, work);
    if (found)
    {
        mpz_swap(z->low, low->low);
        mpz_swap(z->high, high->high);
        xp_interval_round(z, work, bits);
    }
    xp_interval_clear(inside);
    xp_interval_clear(low);
    xp_interval_clear(high);
    return found;
}
