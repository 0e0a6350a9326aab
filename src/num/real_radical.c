/* Algebraic numbers by a single root: (a + b sqrt(d))/c, a + b (p/q)^(1/n). */
#include "num/real_impl.h"

#include <flint/ulong_extras.h>

#include "num/poly.h"

/* Powers of primes below this are looked for under a root; others stay there. */
#define PRIME_LIMIT 10000

static void add_fmpz(xp_string_t out, const fmpz_t value)
{
    char *text = fmpz_get_str(NULL, 10, value);

    xp_string_add(out, text);
    flint_free(text);
}

/* n = outside^k inside, with what is found; n > 0. */
static void take_powers(fmpz_t outside, fmpz_t inside, const fmpz_t n, ulong k)
{
    fmpz_t power, rest, root;
    ulong prime;

    fmpz_init(power);
    fmpz_init(root);
    fmpz_init_set(rest, n);
    fmpz_one(outside);
    fmpz_one(inside);
    for (prime = 2; prime < PRIME_LIMIT && !fmpz_is_one(rest); prime = n_nextprime(prime, 0))
    {
        ulong times;

        fmpz_set_ui(power, prime);
        times = (ulong) fmpz_remove(rest, rest, power);
        fmpz_pow_ui(power, power, times / k);
        fmpz_mul(outside, outside, power);
        fmpz_set_ui(power, prime);
        fmpz_pow_ui(power, power, times % k);
        fmpz_mul(inside, inside, power);
    }
    fmpz_root(root, rest, (slong) k);
    fmpz_pow_ui(power, root, k);
    if (fmpz_equal(power, rest))
        fmpz_mul(outside, outside, root);
    else
        fmpz_mul(inside, inside, rest);
    fmpz_clear(power);
    fmpz_clear(rest);
    fmpz_clear(root);
}

/* (a + b sqrt(d))/c with c > 0 and without a common divisor. */
static void add_quadratic(xp_string_t out, const fmpq_t shift, const fmpq_t factor,
                          const fmpz_t d, int latex)
{
    fmpz_t a, b, c;
    int sum, fraction, negative;

    fmpz_init(a);
    fmpz_init(b);
    fmpz_init(c);
    fmpz_lcm(c, fmpq_denref(shift), fmpq_denref(factor));
    fmpz_divexact(a, c, fmpq_denref(shift));
    fmpz_mul(a, a, fmpq_numref(shift));
    fmpz_divexact(b, c, fmpq_denref(factor));
    fmpz_mul(b, b, fmpq_numref(factor));
    sum = !fmpz_is_zero(a);
    fraction = !fmpz_is_one(c);
    negative = fmpz_sgn(b) < 0;
    fmpz_abs(b, b);
    if (!sum && negative)
        xp_string_add(out, "-");
    if (fraction)
        xp_string_add(out, latex ? "\\frac{" : sum ? "(" : "");
    if (sum)
    {
        add_fmpz(out, a);
        xp_string_add(out, negative ? " - " : " + ");
    }
    if (!fmpz_is_one(b))
    {
        add_fmpz(out, b);
        xp_string_add(out, latex ? " " : "*");
    }
    xp_string_add(out, latex ? "\\sqrt{" : "sqrt(");
    add_fmpz(out, d);
    xp_string_add(out, latex ? "}" : ")");
    if (fraction)
    {
        xp_string_add(out, latex ? "}{" : sum ? ")/" : "/");
        add_fmpz(out, c);
        xp_string_add(out, latex ? "}" : "");
    }
    fmpz_clear(a);
    fmpz_clear(b);
    fmpz_clear(c);
}

/* shift + factor base^(1/n) */
static void add_power(xp_string_t out, const fmpq_t shift, const fmpq_t factor, const fmpq_t base,
                      ulong n, int latex)
{
    int negative = fmpq_sgn(factor) < 0;
    fmpz_t whole;
    fmpq_t size;

    fmpz_init(whole);
    fmpq_init(size);
    fmpq_abs(size, factor);
    fmpz_set(whole, fmpq_numref(size));
    if (!fmpq_is_zero(shift))
    {
        xp_real_add_fraction(out, shift, latex);
        xp_string_add(out, negative ? " - " : " + ");
    }
    else if (negative)
        xp_string_add(out, "-");
    if (latex)
    {
        if (!fmpq_is_one(size))
        {
            xp_real_add_fraction(out, size, 1);
            xp_string_add(out, " ");
        }
        xp_string_printf(out, "\\sqrt[%lu]{", (unsigned long) n);
        xp_real_add_fraction(out, base, 1);
        xp_string_add(out, "}");
    }
    else
    {
        if (!fmpz_is_one(whole))
        {
            add_fmpz(out, whole);
            xp_string_add(out, "*");
        }
        if (!fmpz_is_one(fmpq_denref(base)))
            xp_string_add(out, "(");
        xp_real_add_fraction(out, base, 0);
        if (!fmpz_is_one(fmpq_denref(base)))
            xp_string_add(out, ")");
        xp_string_printf(out, "^(1/%lu)", (unsigned long) n);
        if (!fmpz_is_one(fmpq_denref(size)))
        {
            xp_string_add(out, "/");
            add_fmpz(out, fmpq_denref(size));
        }
    }
    fmpz_clear(whole);
    fmpq_clear(size);
}

int xp_real_add_radical(xp_string_t out, const xp_real_t x, int latex)
{
    ulong n = (ulong) qqbar_degree(x->algebraic);
    fmpq_t shift, power, factor, base;
    int found, sign = 0;

    fmpq_init(shift);
    fmpq_init(power);
    fmpq_init(factor);
    fmpq_init(base);
    /* x = shift + u with u^n = power */
    found = xp_poly_is_shifted_power(shift, power, QQBAR_POLY(x->algebraic));
    if (found)
    {
        (void) xp_real_compare_fmpq(&sign, x, shift);
        fmpq_abs(power, power);
        if (n == 2)
        {
            /* sqrt(p/q) = sqrt(p q)/q */
            fmpz_mul(fmpq_numref(power), fmpq_numref(power), fmpq_denref(power));
            take_powers(fmpq_numref(factor), fmpq_numref(base), fmpq_numref(power), 2);
            fmpz_set(fmpq_denref(factor), fmpq_denref(power));
        }
        else
        {
            take_powers(fmpq_numref(factor), fmpq_numref(base), fmpq_numref(power), n);
            take_powers(fmpq_denref(factor), fmpq_denref(base), fmpq_denref(power), n);
        }
        fmpq_canonicalise(factor);
        if (sign < 0)
            fmpq_neg(factor, factor);
        if (n == 2)
            add_quadratic(out, shift, factor, fmpq_numref(base), latex);
        else
            add_power(out, shift, factor, base, n, latex);
    }
    fmpq_clear(shift);
    fmpq_clear(power);
    fmpq_clear(factor);
    fmpq_clear(base);
    return found;
}
