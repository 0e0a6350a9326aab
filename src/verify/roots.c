/* Polynomials with rational coefficients: roots, signs, enclosures, composition. */
#include <stdlib.h>

#include "verify/number.h"
#include "verify/polynomial.h"

void xp_polynomial_enclose(mpq_t low, mpq_t high, const xp_polynomial_t f, mpq_srcptr x_low,
                           mpq_srcptr x_high)
{
    mpq_t end[4], number;
    size_t j, k;

    for (j = 0; j < 4; j++)
        mpq_init(end[j]);
    mpq_init(number);
    mpq_set_ui(low, 0, 1);
    mpq_set_ui(high, 0, 1);
    for (k = f->count; k-- > 0;)
    {
        mpq_mul(end[0], low, x_low);
        mpq_mul(end[1], low, x_high);
        mpq_mul(end[2], high, x_low);
        mpq_mul(end[3], high, x_high);
        mpq_set(low, end[0]);
        mpq_set(high, end[0]);
        for (j = 1; j < 4; j++)
        {
            if (mpq_cmp(end[j], low) < 0)
                mpq_set(low, end[j]);
            if (mpq_cmp(end[j], high) > 0)
                mpq_set(high, end[j]);
        }
        xp_polynomial_get(number, f, k);
        mpq_add(low, low, number);
        mpq_add(high, high, number);
    }
    for (j = 0; j < 4; j++)
        mpq_clear(end[j]);
    mpq_clear(number);
}

void xp_polynomial_compose(xp_polynomial_t h, const xp_polynomial_t f, const xp_polynomial_t g,
                           const xp_polynomial_t modulus)
{
    xp_polynomial_t product, constant;
    mpq_t number, one;
    size_t k;

    xp_polynomial_init(product);
    xp_polynomial_init(constant);
    mpq_inits(number, one, NULL);
    mpq_set_ui(one, 1, 1);
    xp_polynomial_set_number(h, number);
    for (k = f->count; k-- > 0;)
    {
        xp_polynomial_multiply(product, h, g);
        xp_polynomial_divide(NULL, h, product, modulus);
        xp_polynomial_get(number, f, k);
        xp_polynomial_set_number(constant, number);
        xp_polynomial_add(h, one, constant);
    }
    xp_polynomial_clear(product);
    xp_polynomial_clear(constant);
    mpq_clears(number, one, NULL);
}

/* A positive multiple with integers that have no common divisor. */
static void make_primitive(xp_polynomial_t f)
{
    mpz_t common;
    mpq_t factor;
    size_t k;

    if (f->count == 0)
        return;
    mpz_init(common);
    mpq_init(factor);
    for (k = 0; k < f->count; k++)
        mpz_gcd(common, common, f->at[k]);
    mpz_set(mpq_numref(factor), f->den);
    mpz_set(mpq_denref(factor), common);
    mpq_canonicalize(factor);
    xp_polynomial_scale(f, factor);
    mpz_clear(common);
    mpq_clear(factor);
}

/* common = gcd(f, g), up to a factor; not both are 0. */
static void find_common(xp_polynomial_t common, const xp_polynomial_t f, const xp_polynomial_t g)
{
    xp_polynomial_t other, rest;

    xp_polynomial_init(other);
    xp_polynomial_init(rest);
    xp_polynomial_set(common, f);
    xp_polynomial_set(other, g);
    while (other->count > 0)
    {
        xp_polynomial_divide(NULL, rest, common, other);
        xp_polynomial_swap(common, other);
        xp_polynomial_swap(other, rest);
        make_primitive(other);
    }
    make_primitive(common);
    xp_polynomial_clear(other);
    xp_polynomial_clear(rest);
}

/* f = f / g, which divides it. */
static void divide_out(xp_polynomial_t f, const xp_polynomial_t g)
{
    xp_polynomial_t quotient, rest;

    xp_polynomial_init(quotient);
    xp_polynomial_init(rest);
    xp_polynomial_divide(quotient, rest, f, g);
    xp_polynomial_swap(f, quotient);
    xp_polynomial_clear(quotient);
    xp_polynomial_clear(rest);
}

static void differentiate(xp_polynomial_t derivative, const xp_polynomial_t f)
{
    xp_polynomial_set(derivative, f);
    xp_polynomial_derive(derivative);
}

/*
 * The product of the factors of odd multiplicity, each once: where it changes its sign f does.
 * With f = c Π g_k^k (Yun): common = gcd(f, f') = Π g_k^(k - 1) and simple = Π g_k; from
 * step to step simple loses g_k and common one power of each factor left.
 */
static void find_odd_part(xp_polynomial_t odd, const xp_polynomial_t f)
{
    xp_polynomial_t common, simple, next;
    mpq_t one;
    size_t k;

    xp_polynomial_init(common);
    xp_polynomial_init(simple);
    xp_polynomial_init(next);
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    xp_polynomial_set_number(odd, one);
    differentiate(next, f);
    find_common(common, f, next);
    xp_polynomial_set(simple, f);
    divide_out(simple, common);
    for (k = 1; simple->count > 1; k++)
    {
        find_common(next, simple, common);
        divide_out(common, next);
        divide_out(simple, next);
        if (k % 2 == 1)
            xp_polynomial_multiply(odd, odd, simple);
        xp_polynomial_swap(simple, next);
    }
    make_primitive(odd);
    xp_polynomial_clear(common);
    xp_polynomial_clear(simple);
    xp_polynomial_clear(next);
    mpq_clear(one);
}

/* Changes of sign from term to term, without zeros. */
static size_t count_changes(const xp_polynomial_struct *term, size_t count, mpq_srcptr x)
{
    size_t k, changes = 0;
    int last = 0;

    for (k = 0; k < count; k++)
    {
        int sign = xp_polynomial_sign(&term[k], x);

        changes += sign * last < 0;
        if (sign != 0)
            last = sign;
    }
    return changes;
}

size_t xp_polynomial_roots(const xp_polynomial_t f, mpq_srcptr low, mpq_srcptr high)
{
    xp_polynomial_struct *term = xp_zeroed(f->count + 2, sizeof(xp_polynomial_struct));
    size_t k, count = 2, roots;
    mpq_t minus_one;

    mpq_init(minus_one);
    mpq_set_si(minus_one, -1, 1);
    for (k = 0; k < f->count + 2; k++)
        xp_polynomial_init(&term[k]);
    xp_polynomial_set(&term[0], f);
    differentiate(&term[1], f);
    make_primitive(&term[1]);
    /* Sturm's chain: each is minus the remainder of the two before it */
    while (count <= f->count && term[count - 1].count > 0)
    {
        xp_polynomial_divide(NULL, &term[count], &term[count - 2], &term[count - 1]);
        xp_polynomial_scale(&term[count], minus_one);
        make_primitive(&term[count++]);
    }
    roots = count_changes(term, count, low) - count_changes(term, count, high);
    for (k = 0; k < f->count + 2; k++)
        xp_polynomial_clear(&term[k]);
    free(term);
    mpq_clear(minus_one);
    return roots;
}

/* Divides a polynomial with simple roots by x - at if that is one. */
static void drop_root(xp_polynomial_t f, mpq_srcptr at)
{
    xp_polynomial_t factor;
    mpq_t pair[2];

    if (xp_polynomial_sign(f, at) != 0)
        return;
    xp_polynomial_init(factor);
    mpq_inits(pair[0], pair[1], NULL);
    mpq_neg(pair[0], at);
    mpq_set_ui(pair[1], 1, 1);
    xp_polynomial_set_numbers(factor, pair, 2);
    divide_out(f, factor);
    xp_polynomial_clear(factor);
    mpq_clears(pair[0], pair[1], NULL);
}

/* The sign of f at one of so many points inside that f cannot be 0 at all of them. */
static int find_sign(const xp_polynomial_t f, mpq_srcptr low, mpq_srcptr high)
{
    mpq_t x, part;
    size_t k;
    int sign = 0;

    mpq_inits(x, part, NULL);
    for (k = 1; k <= f->count && sign == 0; k++)
    {
        mpq_set_ui(part, k, f->count + 1);
        mpq_canonicalize(part);
        mpq_sub(x, high, low);
        mpq_mul(x, x, part);
        mpq_add(x, x, low);
        sign = xp_polynomial_sign(f, x);
    }
    mpq_clears(x, part, NULL);
    return sign;
}

int xp_polynomial_is_nonnegative(const xp_polynomial_t f, mpq_srcptr low, mpq_srcptr high)
{
    xp_polynomial_t odd;
    int answer;

    if (f->count == 0)
        return 1;
    if (find_sign(f, low, high) < 0)
        return 0;
    xp_polynomial_init(odd);
    find_odd_part(odd, f);
    drop_root(odd, low);
    drop_root(odd, high);
    answer = xp_polynomial_roots(odd, low, high) == 0;
    xp_polynomial_clear(odd);
    return answer;
}
