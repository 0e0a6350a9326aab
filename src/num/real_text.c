/* Real numbers in words: fractions, radicals, roots in an interval, enclosures. */
#include <expost/num/real.h>

#include <string.h>

#include <expost/num/rat.h>

#include "num/real_impl.h"
#include "num/roots.h"

/* An enclosure shows at least so many digits, when they are certain. */
#define DIGITS 15

void xp_real_add_fraction(xp_string_t out, const fmpq_t value, int latex)
{
    fmpq_t part;

    if (!latex || fmpz_is_one(fmpq_denref(value)))
    {
        xp_rat_add_text(out, value);
        return;
    }
    fmpq_init(part);
    if (fmpq_sgn(value) < 0)
        xp_string_add(out, "-");
    fmpz_abs(fmpq_numref(part), fmpq_numref(value));
    xp_string_add(out, "\\frac{");
    xp_rat_add_text(out, part);
    fmpz_set(fmpq_numref(part), fmpq_denref(value));
    xp_string_add(out, "}{");
    xp_rat_add_text(out, part);
    xp_string_add(out, "}");
    fmpq_clear(part);
}

/* 8x^3 - 6x + 1 */
static void add_integer_polynomial(xp_string_t out, const fmpz_poly_t p, int latex)
{
    slong n = fmpz_poly_degree(p), i;
    fmpq_t size;

    fmpq_init(size);
    for (i = n; i >= 0; i--)
    {
        if (fmpz_is_zero(p->coeffs + i))
            continue;
        if (i < n)
            xp_string_add(out, fmpz_sgn(p->coeffs + i) < 0 ? " - " : " + ");
        else if (fmpz_sgn(p->coeffs + i) < 0)
            xp_string_add(out, "-");
        fmpz_abs(fmpq_numref(size), p->coeffs + i);
        if (i == 0 || !fmpq_is_one(size))
            xp_rat_add_text(out, size);
        if (i > 0)
            xp_string_add(out, "x");
        if (i > 1)
            xp_string_printf(out, latex ? "^{%ld}" : "^%ld", (long) i);
    }
    fmpq_clear(size);
}

/* The largest integer below x times scale, x algebraic. */
static void floor_scaled(fmpz_t whole, const xp_real_t x, const fmpz_t scale)
{
    fmpz_t other;
    fmpq_t low, high;
    slong bits = 32;

    fmpz_init(other);
    fmpq_init(low);
    fmpq_init(high);
    do
    {
        (void) xp_real_bounds(low, high, x, bits);
        fmpq_mul_fmpz(low, low, scale);
        fmpq_mul_fmpz(high, high, scale);
        fmpz_fdiv_q(whole, fmpq_numref(low), fmpq_denref(low));
        fmpz_fdiv_q(other, fmpq_numref(high), fmpq_denref(high));
        bits *= 2;
    } while (!fmpz_equal(whole, other));
    fmpz_clear(other);
    fmpq_clear(low);
    fmpq_clear(high);
}

/* Neighbouring decimals with no other root between, of three digits at least. */
static long isolate_by_decimals(fmpq_t low, fmpq_t high, const xp_real_t x)
{
    fmpz_t scale, whole;
    xp_brackets_t roots;
    long decimals = 3;
    int alone = 0;

    fmpz_init_set_ui(scale, 1000);
    fmpz_init(whole);
    for (;; decimals++)
    {
        floor_scaled(whole, x, scale);
        fmpz_set(fmpq_numref(low), whole);
        fmpz_set(fmpq_denref(low), scale);
        fmpz_add_ui(fmpq_numref(high), whole, 1);
        fmpz_set(fmpq_denref(high), scale);
        fmpq_canonicalise(low);
        fmpq_canonicalise(high);
        if (fmpz_cmpabs(whole, scale) >= 0 || fmpz_cmp_si(whole, 100) >= 0
            || fmpz_cmp_si(whole, -100) < 0)
        {
            xp_brackets_init(roots);
            xp_roots_isolate(roots, QQBAR_POLY(x->algebraic), low, high);
            alone = roots->count == 1;
            xp_brackets_clear(roots);
            if (alone)
                break;
        }
        fmpz_mul_ui(scale, scale, 10);
    }
    fmpz_clear(scale);
    fmpz_clear(whole);
    return decimals;
}

static void add_root(xp_string_t out, const xp_real_t x, int latex)
{
    fmpq_t low, high;
    long decimals;

    fmpq_init(low);
    fmpq_init(high);
    decimals = isolate_by_decimals(low, high, x);
    xp_string_add(out, latex ? "\\text{root of } " : "root of ");
    add_integer_polynomial(out, QQBAR_POLY(x->algebraic), latex);
    xp_string_add(out, latex ? " \\text{ in } [" : " in [");
    (void) xp_rat_add_decimal(out, low, decimals);
    xp_string_add(out, ", ");
    (void) xp_rat_add_decimal(out, high, decimals);
    xp_string_add(out, "]");
    fmpq_clear(low);
    fmpq_clear(high);
}

/* " = 0.375", without zeros at the end, or " ≈ 0.2113". */
static void add_decimals(xp_string_t out, const xp_real_t x, long digits, int latex)
{
    xp_string_t decimal;
    int exact;

    if (x->kind == XP_REAL_RATIONAL && fmpz_is_one(fmpq_denref(x->rational)))
        return;
    xp_string_init(decimal);
    exact = xp_real_add_decimal(decimal, x, digits) == 1;
    if (exact && strchr(decimal->text, '.') != NULL)
        while (decimal->text[decimal->length - 1] == '0')
            decimal->text[--decimal->length] = '\0';
    xp_string_add(out, exact ? " = " : latex ? " \\approx " : " \342\211\210 ");
    xp_string_add(out, decimal->text);
    xp_string_clear(decimal);
}

static void add_real(xp_string_t out, const xp_real_t x, long digits, int latex)
{
    if (x->kind == XP_REAL_ENCLOSURE)
    {
        xp_real_add_enclosure(out, x->ball, digits > DIGITS ? digits : DIGITS, latex);
        return;
    }
    if (x->kind == XP_REAL_RATIONAL)
        xp_real_add_fraction(out, x->rational, latex);
    else if (!xp_real_add_radical(out, x, latex))
        add_root(out, x, latex);
    if (digits >= 0)
        add_decimals(out, x, digits, latex);
}

void xp_real_add_text(xp_string_t out, const xp_real_t x, long digits)
{
    add_real(out, x, digits, 0);
}

void xp_real_add_latex(xp_string_t out, const xp_real_t x, long digits)
{
    add_real(out, x, digits, 1);
}
