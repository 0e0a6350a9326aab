/* Intervals with ends k / 2^bits: arithmetic. */
#include "verify/interval.h"

void xp_interval_init(xp_interval_ptr x)
{
    mpz_init(x->low);
    mpz_init(x->high);
}

void xp_interval_clear(xp_interval_ptr x)
{
    mpz_clear(x->low);
    mpz_clear(x->high);
}

void xp_interval_set(xp_interval_ptr x, xp_interval_srcptr y)
{
    mpz_set(x->low, y->low);
    mpz_set(x->high, y->high);
}

void xp_interval_swap(xp_interval_ptr x, xp_interval_ptr y)
{
    mpz_swap(x->low, y->low);
    mpz_swap(x->high, y->high);
}

void xp_shift_down(mpz_t z, mpz_srcptr k, unsigned long bits)
{
    mpz_fdiv_q_2exp(z, k, bits);
}

void xp_shift_up(mpz_t z, mpz_srcptr k, unsigned long bits)
{
    mpz_cdiv_q_2exp(z, k, bits);
}

void xp_interval_set_number(xp_interval_ptr x, mpq_srcptr number, unsigned long bits)
{
    mpz_mul_2exp(x->high, mpq_numref(number), bits);
    mpz_fdiv_q(x->low, x->high, mpq_denref(number));
    mpz_cdiv_q(x->high, x->high, mpq_denref(number));
}

void xp_interval_get(mpq_t low, mpq_t high, xp_interval_srcptr x, unsigned long bits)
{
    mpq_set_z(low, x->low);
    mpq_div_2exp(low, low, bits);
    mpq_set_z(high, x->high);
    mpq_div_2exp(high, high, bits);
}

void xp_interval_round(xp_interval_ptr x, unsigned long bits, unsigned long wanted)
{
    if (wanted >= bits)
    {
        mpz_mul_2exp(x->low, x->low, wanted - bits);
        mpz_mul_2exp(x->high, x->high, wanted - bits);
    }
    else
    {
        xp_shift_down(x->low, x->low, bits - wanted);
        xp_shift_up(x->high, x->high, bits - wanted);
    }
}

void xp_interval_negate(xp_interval_ptr z, xp_interval_srcptr x)
{
    mpz_neg(z->low, x->low);
    mpz_neg(z->high, x->high);
    mpz_swap(z->low, z->high);
}

void xp_interval_absolute(xp_interval_ptr z, xp_interval_srcptr x)
{
    if (mpz_sgn(x->low) >= 0)
        xp_interval_set(z, x);
    else if (mpz_sgn(x->high) <= 0)
        xp_interval_negate(z, x);
    else
    {
        if (mpz_cmpabs(x->low, x->high) > 0)
            mpz_neg(z->high, x->low);
        else
            mpz_set(z->high, x->high);
        mpz_set_ui(z->low, 0);
    }
}

void xp_interval_add(xp_interval_ptr z, xp_interval_srcptr x, xp_interval_srcptr y)
{
    mpz_add(z->low, x->low, y->low);
    mpz_add(z->high, x->high, y->high);
}

void xp_interval_subtract(xp_interval_ptr z, xp_interval_srcptr x, xp_interval_srcptr y)
{
    xp_interval_t minus;

    xp_interval_init(minus);
    xp_interval_negate(minus, y);
    xp_interval_add(z, x, minus);
    xp_interval_clear(minus);
}

void xp_interval_minimum(xp_interval_ptr z, xp_interval_srcptr x, xp_interval_srcptr y)
{
    mpz_set(z->low, mpz_cmp(x->low, y->low) < 0 ? x->low : y->low);
    mpz_set(z->high, mpz_cmp(x->high, y->high) < 0 ? x->high : y->high);
}

void xp_interval_maximum(xp_interval_ptr z, xp_interval_srcptr x, xp_interval_srcptr y)
{
    mpz_set(z->low, mpz_cmp(x->low, y->low) > 0 ? x->low : y->low);
    mpz_set(z->high, mpz_cmp(x->high, y->high) > 0 ? x->high : y->high);
}

void xp_interval_multiply(xp_interval_ptr z, xp_interval_srcptr x, xp_interval_srcptr y,
                          unsigned long bits)
{
    mpz_t low, high, product;
    int k;

    mpz_init(low);
    mpz_init(high);
    mpz_init(product);
    for (k = 0; k < 4; k++)
    {
        mpz_mul(product, k & 1 ? x->high : x->low, k & 2 ? y->high : y->low);
        if (k == 0 || mpz_cmp(product, low) < 0)
            mpz_set(low, product);
        if (k == 0 || mpz_cmp(product, high) > 0)
            mpz_set(high, product);
    }
    xp_shift_down(z->low, low, bits);
    xp_shift_up(z->high, high, bits);
    mpz_clear(low);
    mpz_clear(high);
    mpz_clear(product);
}

void xp_interval_multiply_ratio(xp_interval_ptr z, xp_interval_srcptr x, mpz_srcptr num,
                                mpz_srcptr den)
{
    mpz_mul(z->low, x->low, num);
    mpz_mul(z->high, x->high, num);
    if (mpz_sgn(num) < 0)
        mpz_swap(z->low, z->high);
    mpz_fdiv_q(z->low, z->low, den);
    mpz_cdiv_q(z->high, z->high, den);
}

int xp_interval_divide(xp_interval_ptr z, xp_interval_srcptr x, xp_interval_srcptr y,
                       unsigned long bits)
{
    xp_interval_t top, bottom;
    int negative = mpz_sgn(y->high) < 0;

    if (mpz_sgn(y->low) <= 0 && mpz_sgn(y->high) >= 0)
        return 0;
    xp_interval_init(top);
    xp_interval_init(bottom);
    xp_interval_set(top, x);
    xp_interval_set(bottom, y);
    if (negative)
    {
        xp_interval_negate(top, top);
        xp_interval_negate(bottom, bottom);
    }
    mpz_mul_2exp(top->low, top->low, bits);
    mpz_mul_2exp(top->high, top->high, bits);
    mpz_fdiv_q(z->low, top->low, mpz_sgn(top->low) < 0 ? bottom->low : bottom->high);
    mpz_cdiv_q(z->high, top->high, mpz_sgn(top->high) < 0 ? bottom->high : bottom->low);
    xp_interval_clear(top);
    xp_interval_clear(bottom);
    return 1;
}

int xp_interval_sqrt(xp_interval_ptr z, xp_interval_srcptr x, unsigned long bits)
{
    mpz_t root, rest;

    if (mpz_sgn(x->high) < 0)
        return 0;
    mpz_init(root);
    mpz_init(rest);
    mpz_mul_2exp(root, x->high, bits);
    mpz_sqrtrem(root, rest, root);
    if (mpz_sgn(rest) > 0)
        mpz_add_ui(root, root, 1);
    if (mpz_sgn(x->low) <= 0)
        mpz_set_ui(rest, 0);
    else
    {
        mpz_mul_2exp(rest, x->low, bits);
        mpz_sqrt(rest, rest);
    }
    mpz_swap(z->low, rest);
    mpz_swap(z->high, root);
    mpz_clear(root);
    mpz_clear(rest);
    return 1;
}
