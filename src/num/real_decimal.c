/* Real numbers in decimals: rounded rightly, or with the digits that are certain. */
#include <expost/num/real.h>

#include <assert.h>
#include <string.h>

#include <expost/num/rat.h>

#include "num/poly.h"
#include "num/real_impl.h"

/* The decimals of the ends of an interval, when they agree. */
static int add_common_decimal(xp_string_t out, const fmpq_t low, const fmpq_t high, long digits)
{
    xp_string_t a, b;
    int agree;

    xp_string_init(a);
    xp_string_init(b);
    (void) xp_rat_add_decimal(a, low, digits);
    (void) xp_rat_add_decimal(b, high, digits);
    agree = strcmp(a->text, b->text) == 0;
    if (agree)
        xp_string_add_bytes(out, a->text, a->length);
    xp_string_clear(a);
    xp_string_clear(b);
    return agree;
}

int xp_real_add_decimal(xp_string_t out, const xp_real_t x, long digits)
{
    fmpq_t low, high;
    slong bits;
    int added;

    assert(digits >= 0);
    if (x->kind == XP_REAL_RATIONAL)
        return xp_rat_add_decimal(out, x->rational, digits);
    fmpq_init(low);
    fmpq_init(high);
    if (x->kind == XP_REAL_ENCLOSURE)
        added = xp_ball_ends(low, high, x->ball) && add_common_decimal(out, low, high, digits);
    else
        /* An irrational number is not half way between decimals: so this ends. */
        for (bits = 4 * digits + 32, added = 0; !added; bits *= 2)
        {
            (void) xp_real_bounds(low, high, x, bits);
            added = add_common_decimal(out, low, high, digits);
        }
    fmpq_clear(low);
    fmpq_clear(high);
    return added ? 0 : -1;
}

static void set_power_of_ten(fmpq_t value, slong exponent)
{
    fmpz_t power;

    fmpz_init_set_ui(power, 10);
    fmpz_pow_ui(power, power, (ulong) (exponent < 0 ? -exponent : exponent));
    fmpq_set_fmpz(value, power);
    if (exponent < 0)
        fmpq_inv(value, value);
    fmpz_clear(power);
}

/* The e with 10^e <= value < 10^(e + 1).  Domain: value > 0. */
static slong find_order(const fmpq_t value)
{
    slong e = (slong) fmpz_sizeinbase(fmpq_numref(value), 10)
              - (slong) fmpz_sizeinbase(fmpq_denref(value), 10) + 1;
    fmpq_t power;

    fmpq_init(power);
    set_power_of_ten(power, e);
    while (fmpq_cmp(power, value) > 0)
        set_power_of_ten(power, --e);
    fmpq_clear(power);
    return e;
}

static void add_exponent(xp_string_t out, slong exponent, int latex)
{
    if (latex)
        xp_string_printf(out, " \\cdot 10^{%ld}", (long) exponent);
    else
        xp_string_printf(out, "e%ld", (long) exponent);
}

/* One digit and an exponent, at least value. */
static void add_error(xp_string_t out, const fmpq_t value, int latex)
{
    slong order = find_order(value);
    fmpq_t unit;
    fmpz_t digit;

    fmpq_init(unit);
    fmpz_init(digit);
    set_power_of_ten(unit, order);
    fmpq_div(unit, value, unit);
    fmpz_cdiv_q(digit, fmpq_numref(unit), fmpq_denref(unit));
    if (fmpz_cmp_ui(digit, 10) == 0)
    {
        fmpz_one(digit);
        order++;
    }
    if (order >= -3 && order <= 3)
    {
        set_power_of_ten(unit, order);
        fmpq_mul_fmpz(unit, unit, digit);
        (void) xp_rat_add_decimal(out, unit, order < 0 ? -order : 0);
    }
    else
    {
        xp_string_printf(out, "%lu", (unsigned long) fmpz_get_ui(digit));
        add_exponent(out, order, latex);
    }
    fmpq_clear(unit);
    fmpz_clear(digit);
}

/* value rounded to so many decimals (a negative number: to tens, hundreds). */
static void round_decimal(fmpq_t rounded, const fmpq_t value, slong decimals)
{
    fmpq_t scale, half;
    fmpz_t whole;

    fmpq_init(scale);
    fmpq_init(half);
    fmpz_init(whole);
    set_power_of_ten(scale, decimals);
    fmpq_mul(rounded, value, scale);
    fmpq_set_si(half, 1, 2);
    fmpq_add(rounded, rounded, half);
    fmpz_fdiv_q(whole, fmpq_numref(rounded), fmpq_denref(rounded));
    fmpq_set_fmpz(rounded, whole);
    fmpq_div(rounded, rounded, scale);
    fmpq_clear(scale);
    fmpq_clear(half);
    fmpz_clear(whole);
}

/* value, a multiple of 10^-decimals, without an exponent unless it is very small. */
static void add_rounded(xp_string_t out, const fmpq_t value, slong decimals, int latex)
{
    slong order = 0;
    fmpq_t mantissa;

    fmpq_init(mantissa);
    fmpq_abs(mantissa, value);
    if (!fmpq_is_zero(value))
        order = find_order(mantissa);
    if (order >= -6)
        (void) xp_rat_add_decimal(out, value, fmpq_is_zero(value) || decimals < 0 ? 0 : decimals);
    else
    {
        set_power_of_ten(mantissa, -order);
        fmpq_mul(mantissa, mantissa, value);
        (void) xp_rat_add_decimal(out, mantissa, decimals + order);
        add_exponent(out, order, latex);
    }
    fmpq_clear(mantissa);
}

void xp_real_add_enclosure(xp_string_t out, const arb_t ball, long digits, int latex)
{
    fmpq_t low, high, error, magnitude, shown;
    slong decimals = 0;

    fmpq_init(low);
    fmpq_init(high);
    fmpq_init(error);
    fmpq_init(magnitude);
    fmpq_init(shown);
    if (!xp_ball_ends(low, high, ball))
        xp_string_add(out, latex ? "\\text{unknown}" : "unknown");
    else if (fmpq_equal(low, high))
        xp_real_add_fraction(out, low, latex);
    else
    {
        fmpq_sub(error, high, low);
        fmpq_div_2exp(error, error, 1);
        fmpq_add(low, low, high);
        fmpq_div_2exp(low, low, 1);
        fmpq_abs(magnitude, low);
        /* The last digit has the order of the error; a number within its error is shown as 0. */
        if (fmpq_cmp(magnitude, error) > 0)
        {
            decimals = -find_order(error);
            if (decimals > digits - 1 - find_order(magnitude))
                decimals = digits - 1 - find_order(magnitude);
            round_decimal(shown, low, decimals);
        }
        add_rounded(out, shown, decimals, latex);
        fmpq_sub(low, low, shown);
        fmpq_abs(low, low);
        fmpq_add(error, error, low);
        xp_string_add(out, latex ? " \\pm " : " \302\261 ");
        add_error(out, error, latex);
    }
    fmpq_clear(low);
    fmpq_clear(high);
    fmpq_clear(error);
    fmpq_clear(magnitude);
    fmpq_clear(shown);
}
