/* Polynomials with rational coefficients: arithmetic. */
#include <stdlib.h>
#include <string.h>

#include "verify/number.h"
#include "verify/polynomial.h"

void xp_polynomial_init(xp_polynomial_t f)
{
    memset(f, 0, sizeof(xp_polynomial_struct));
    mpz_init_set_ui(f->den, 1);
}

void xp_polynomial_clear(xp_polynomial_t f)
{
    size_t k;

    for (k = 0; k < f->space; k++)
        mpz_clear(f->at[k]);
    free(f->at);
    mpz_clear(f->den);
}

void xp_polynomial_swap(xp_polynomial_t f, xp_polynomial_t g)
{
    xp_polynomial_struct other = *f;

    *f = *g;
    *g = other;
}

/* Makes it count coefficients; the new ones are 0. */
static void resize(xp_polynomial_t f, size_t count)
{
    size_t k, old = f->space;

    if (count > f->space)
    {
        f->at = xp_grown(f->at, &f->space, count, sizeof(mpz_t));
        for (k = old; k < f->space; k++)
            mpz_init(f->at[k]);
    }
    for (k = f->count; k < count; k++)
        mpz_set_ui(f->at[k], 0);
    f->count = count;
}

/* In lowest terms, without zeros in front. */
static void reduce(xp_polynomial_t f)
{
    size_t k;
    mpz_t common;

    while (f->count > 0 && mpz_sgn(f->at[f->count - 1]) == 0)
        f->count--;
    mpz_init_set(common, f->den);
    for (k = 0; k < f->count && mpz_cmp_ui(common, 1) != 0; k++)
        mpz_gcd(common, common, f->at[k]);
    if (mpz_cmp_ui(common, 1) != 0)
    {
        for (k = 0; k < f->count; k++)
            mpz_divexact(f->at[k], f->at[k], common);
        mpz_divexact(f->den, f->den, common);
    }
    mpz_clear(common);
}

void xp_polynomial_set(xp_polynomial_t f, const xp_polynomial_t g)
{
    size_t k;

    if (f == g)
        return;
    resize(f, g->count);
    for (k = 0; k < g->count; k++)
        mpz_set(f->at[k], g->at[k]);
    mpz_set(f->den, g->den);
}

void xp_polynomial_set_number(xp_polynomial_t f, mpq_srcptr number)
{
    resize(f, 1);
    mpz_set(f->at[0], mpq_numref(number));
    mpz_set(f->den, mpq_denref(number));
    reduce(f);
}

void xp_polynomial_set_numbers(xp_polynomial_t f, const mpq_t *number, size_t count)
{
    size_t k;

    mpz_set_ui(f->den, 1);
    for (k = 0; k < count; k++)
        mpz_lcm(f->den, f->den, mpq_denref(number[k]));
    resize(f, count);
    for (k = 0; k < count; k++)
    {
        mpz_divexact(f->at[k], f->den, mpq_denref(number[k]));
        mpz_mul(f->at[k], f->at[k], mpq_numref(number[k]));
    }
    reduce(f);
}

void xp_polynomial_get(mpq_t number, const xp_polynomial_t f, size_t k)
{
    if (k >= f->count)
    {
        mpq_set_ui(number, 0, 1);
        return;
    }
    mpz_set(mpq_numref(number), f->at[k]);
    mpz_set(mpq_denref(number), f->den);
    mpq_canonicalize(number);
}

int xp_polynomial_equal(const xp_polynomial_t f, const xp_polynomial_t g)
{
    size_t k;

    if (f->count != g->count || mpz_cmp(f->den, g->den) != 0)
        return 0;
    for (k = 0; k < f->count; k++)
        if (mpz_cmp(f->at[k], g->at[k]) != 0)
            return 0;
    return 1;
}

void xp_polynomial_add(xp_polynomial_t f, mpq_srcptr number, const xp_polynomial_t g)
{
    size_t k, count = f->count > g->count ? f->count : g->count;
    mpz_t den, of_f, of_g;

    if (mpq_sgn(number) == 0 || g->count == 0)
        return;
    mpz_init(den);
    mpz_init(of_f);
    mpz_init(of_g);
    mpz_mul(of_g, g->den, mpq_denref(number));
    mpz_lcm(den, f->den, of_g);
    mpz_divexact(of_f, den, f->den);
    mpz_divexact(of_g, den, of_g);
    mpz_mul(of_g, of_g, mpq_numref(number));
    resize(f, count);
    for (k = 0; k < count; k++)
    {
        mpz_mul(f->at[k], f->at[k], of_f);
        if (k < g->count)
            mpz_addmul(f->at[k], g->at[k], of_g);
    }
    mpz_swap(f->den, den);
    reduce(f);
    mpz_clear(den);
    mpz_clear(of_f);
    mpz_clear(of_g);
}

void xp_polynomial_scale(xp_polynomial_t f, mpq_srcptr number)
{
    size_t k;

    for (k = 0; k < f->count; k++)
        mpz_mul(f->at[k], f->at[k], mpq_numref(number));
    mpz_mul(f->den, f->den, mpq_denref(number));
    reduce(f);
}

void xp_polynomial_multiply(xp_polynomial_t f, const xp_polynomial_t g, const xp_polynomial_t h)
{
    xp_polynomial_t product;
    size_t j, k;

    xp_polynomial_init(product);
    if (g->count > 0 && h->count > 0)
    {
        resize(product, g->count + h->count - 1);
        for (j = 0; j < g->count; j++)
            for (k = 0; k < h->count; k++)
                mpz_addmul(product->at[j + k], g->at[j], h->at[k]);
        mpz_mul(product->den, g->den, h->den);
        reduce(product);
    }
    xp_polynomial_swap(f, product);
    xp_polynomial_clear(product);
}

void xp_polynomial_divide(xp_polynomial_struct *quotient, xp_polynomial_t remainder,
                          const xp_polynomial_t f, const xp_polynomial_t g)
{
    mpz_t of_f, of_g;
    mpz_ptr top;
    mpq_t term;
    size_t k, degree = g->count - 1;
    xp_polynomial_t single;

    mpz_init(of_f);
    mpz_init(of_g);
    mpq_init(term);
    xp_polynomial_init(single);
    xp_polynomial_set(remainder, f);
    if (quotient != NULL)
        resize(quotient, 0);
    while (remainder->count > degree)
    {
        size_t shift = remainder->count - g->count;

        top = remainder->at[remainder->count - 1];
        if (quotient != NULL)
        {
            /* the leading coefficients' quotient */
            mpz_mul(mpq_numref(term), top, g->den);
            mpz_mul(mpq_denref(term), remainder->den, g->at[degree]);
            mpq_canonicalize(term);
            resize(single, 0);
            resize(single, shift + 1);
            mpz_set_ui(single->at[shift], 1);
            xp_polynomial_add(quotient, term, single);
        }
        mpz_gcd(of_g, top, g->at[degree]);
        mpz_divexact(of_f, g->at[degree], of_g);
        mpz_divexact(of_g, top, of_g);
        if (mpz_sgn(of_f) < 0)
        {
            mpz_neg(of_f, of_f);
            mpz_neg(of_g, of_g);
        }
        for (k = 0; k < remainder->count; k++)
        {
            mpz_mul(remainder->at[k], remainder->at[k], of_f);
            if (k >= shift)
                mpz_submul(remainder->at[k], g->at[k - shift], of_g);
        }
        mpz_mul(remainder->den, remainder->den, of_f);
        reduce(remainder);
    }
    mpz_clear(of_f);
    mpz_clear(of_g);
    mpq_clear(term);
    xp_polynomial_clear(single);
}

void xp_polynomial_derive(xp_polynomial_t f)
{
    size_t k;

    for (k = 1; k < f->count; k++)
        mpz_mul_ui(f->at[k - 1], f->at[k], k);
    if (f->count > 0)
        f->count--;
    reduce(f);
}

void xp_polynomial_integrate(xp_polynomial_t f)
{
    mpz_t all, part;
    size_t k;

    if (f->count == 0)
        return;
    mpz_init_set_ui(all, 1);
    mpz_init(part);
    for (k = 2; k <= f->count; k++)
        mpz_lcm_ui(all, all, k);
    resize(f, f->count + 1);
    for (k = f->count - 1; k > 0; k--)
    {
        mpz_divexact_ui(part, all, k);
        mpz_mul(f->at[k], f->at[k - 1], part);
    }
    mpz_set_ui(f->at[0], 0);
    mpz_mul(f->den, f->den, all);
    reduce(f);
    mpz_clear(all);
    mpz_clear(part);
}

void xp_polynomial_shift(xp_polynomial_t f, mpq_srcptr shift)
{
    mpz_srcptr top = mpq_numref(shift), bottom = mpq_denref(shift);
    mpz_t power;
    size_t j, k;

    if (f->count < 2 || mpz_sgn(top) == 0)
        return;
    /* as a polynomial in y = bottom x, which is shifted by top */
    mpz_init_set_ui(power, 1);
    for (k = f->count; k-- > 0;)
    {
        mpz_mul(f->at[k], f->at[k], power);
        mpz_mul(power, power, bottom);
    }
    mpz_divexact(power, power, bottom);
    mpz_mul(f->den, f->den, power);
    for (j = 0; j + 1 < f->count; j++)
        for (k = f->count - 1; k-- > j;)
            mpz_addmul(f->at[k], f->at[k + 1], top);
    mpz_set_ui(power, 1);
    for (k = 0; k < f->count; k++)
    {
        mpz_mul(f->at[k], f->at[k], power);
        mpz_mul(power, power, bottom);
    }
    reduce(f);
    mpz_clear(power);
}

void xp_polynomial_evaluate(mpq_t y, const xp_polynomial_t f, mpq_srcptr x)
{
    mpz_t sum, power;
    size_t k;

    mpz_init(sum);
    mpz_init_set_ui(power, 1);
    for (k = f->count; k-- > 0;)
    {
        mpz_mul(sum, sum, mpq_numref(x));
        mpz_addmul(sum, f->at[k], power);
        if (k > 0)
            mpz_mul(power, power, mpq_denref(x));
    }
    mpz_mul(power, power, f->den);
    mpz_swap(mpq_numref(y), sum);
    mpz_swap(mpq_denref(y), power);
    mpq_canonicalize(y);
    mpz_clear(sum);
    mpz_clear(power);
}

int xp_polynomial_sign(const xp_polynomial_t f, mpq_srcptr x)
{
    mpq_t y;
    int sign;

    mpq_init(y);
    xp_polynomial_evaluate(y, f, x);
    sign = mpq_sgn(y);
    mpq_clear(y);
    return sign;
}
