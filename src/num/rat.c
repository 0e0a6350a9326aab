/* Rationals and text: the only place that turns one into the other. */
#include <expost/num/rat.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t skip_digits(const char *text, size_t i, size_t length)
{
    while (i < length && is_digit(text[i]))
        i++;
    return i;
}

/*
 * The parts of a number: digits [0, point), a fraction [point + 1, fraction) when
 * there is one, an exponent whose digits are [exponent, length).
 */
typedef struct
{
    size_t whole;
    size_t fraction_start, fraction_end;
    size_t exponent_start, exponent_end;
    int exponent_negative;
} number_parts_t;

static int split_number(number_parts_t *parts, const char *text, size_t length)
{
    size_t i = skip_digits(text, 0, length);

    memset(parts, 0, sizeof(*parts));
    parts->whole = i;
    if (i == 0)
        return 0;
    if (i < length && text[i] == '.')
    {
        parts->fraction_start = i + 1;
        parts->fraction_end = i = skip_digits(text, i + 1, length);
        if (parts->fraction_start == parts->fraction_end)
            return 0;
    }
    if (i < length && (text[i] == 'e' || text[i] == 'E'))
    {
        i++;
        if (i < length && (text[i] == '+' || text[i] == '-'))
            parts->exponent_negative = text[i++] == '-';
        parts->exponent_start = i;
        parts->exponent_end = i = skip_digits(text, i, length);
        if (parts->exponent_start == parts->exponent_end)
            return 0;
    }
    return i == length;
}

xp_status_t xp_rat_set_number(fmpq_t value, const char *text, size_t length, xp_error_t error)
{
    number_parts_t parts;
    size_t digits, i;
    slong exponent = 0;
    char *mantissa;
    fmpz_t power;

    if (!split_number(&parts, text, length))
    {
        xp_error_set(error, "`%.*s` is not a number: write digits, a decimal such as 0.25, or "
                            "1.5e-3",
                     (int) (length < 40 ? length : 40), text);
        return XP_INPUT;
    }
    for (i = parts.exponent_start; i < parts.exponent_end; i++)
    {
        exponent = 10 * exponent + (text[i] - '0');
        if (exponent > XP_RAT_EXPONENT_LIMIT)
        {
            xp_error_set(error, "the exponent of this number is beyond %d", XP_RAT_EXPONENT_LIMIT);
            return XP_INPUT;
        }
    }
    digits = parts.whole + (parts.fraction_end - parts.fraction_start);
    /* A decimal digit has more than 3 bits. */
    if (digits > XP_RAT_BITS_LIMIT / 3)
    {
        xp_error_set(error, "this number has %zu digits: at most %d bits are allowed", digits,
                     XP_RAT_BITS_LIMIT);
        return XP_INPUT;
    }
    mantissa = xp_malloc(digits + 1);
    memcpy(mantissa, text, parts.whole);
    memcpy(mantissa + parts.whole, text + parts.fraction_start,
           parts.fraction_end - parts.fraction_start);
    mantissa[digits] = '\0';
    if (parts.exponent_negative)
        exponent = -exponent;
    exponent -= (slong) (parts.fraction_end - parts.fraction_start);
    fmpz_init(power);
    fmpz_set_ui(power, 10);
    fmpz_pow_ui(power, power, (ulong) (exponent < 0 ? -exponent : exponent));
    fmpz_set_str(fmpq_numref(value), mantissa, 10);
    fmpz_one(fmpq_denref(value));
    if (exponent < 0)
        fmpq_div_fmpz(value, value, power);
    else
        fmpq_mul_fmpz(value, value, power);
    fmpz_clear(power);
    free(mantissa);
    return XP_OK;
}

xp_status_t xp_rat_set_text(fmpq_t value, const char *text, size_t length, xp_error_t error)
{
    const char *slash = memchr(text, '/', length);
    size_t sign = length > 0 && (text[0] == '-' || text[0] == '+');
    size_t first = slash == NULL ? length : (size_t) (slash - text);
    xp_status_t status;
    fmpq_t result, divisor;

    fmpq_init(result);
    fmpq_init(divisor);
    status = xp_rat_set_number(result, text + sign, first - sign, error);
    if (status == XP_OK && slash != NULL)
    {
        status = xp_rat_set_number(divisor, slash + 1, length - first - 1, error);
        if (status == XP_OK && fmpq_is_zero(divisor))
        {
            xp_error_set(error, "`%.*s` divides by zero", (int) (length < 40 ? length : 40), text);
            status = XP_INPUT;
        }
        if (status == XP_OK)
            fmpq_div(result, result, divisor);
    }
    if (status == XP_OK)
    {
        if (sign && text[0] == '-')
            fmpq_neg(result, result);
        fmpq_swap(value, result);
    }
    fmpq_clear(result);
    fmpq_clear(divisor);
    return status;
}

/* Adds a FLINT text, which FLINT allocated. */
static void add_and_free(xp_string_t string, char *text)
{
    xp_string_add(string, text);
    flint_free(text);
}

/* Adds the digits of a number of at most 64 bits. */
static void add_digits(xp_string_t string, ulong number)
{
    char digits[20];
    size_t first = sizeof digits;

    do
    {
        digits[--first] = (char) ('0' + number % 10);
        number /= 10;
    } while (number > 0);
    xp_string_add_bytes(string, digits + first, sizeof digits - first);
}

void xp_rat_add_text(xp_string_t string, const fmpq_t value)
{
    slong above = *fmpq_numref(value), below = *fmpq_denref(value);

    if (COEFF_IS_MPZ(above) || COEFF_IS_MPZ(below))
    {
        add_and_free(string, fmpq_get_str(NULL, 10, value));
        return;
    }
    if (above < 0)
        xp_string_add_char(string, '-');
    add_digits(string, above < 0 ? (ulong) -above : (ulong) above);
    if (below != 1)
    {
        xp_string_add_char(string, '/');
        add_digits(string, (ulong) below);
    }
}

int xp_rat_add_decimal(xp_string_t string, const fmpq_t value, long digits)
{
    fmpz_t scaled, remainder, power;
    char *text;
    size_t length, i;
    int exact, compare;

    assert(digits >= 0);
    fmpz_init(scaled);
    fmpz_init(remainder);
    fmpz_init(power);
    /* |value| * 10^digits = scaled + remainder / denominator */
    fmpz_set_ui(power, 10);
    fmpz_pow_ui(power, power, (ulong) digits);
    fmpz_mul(power, power, fmpq_numref(value));
    fmpz_abs(power, power);
    fmpz_fdiv_qr(scaled, remainder, power, fmpq_denref(value));
    exact = fmpz_is_zero(remainder);
    fmpz_mul_2exp(remainder, remainder, 1);
    compare = fmpz_cmp(remainder, fmpq_denref(value));
    if (compare > 0 || (compare == 0 && fmpz_is_odd(scaled)))
        fmpz_add_ui(scaled, scaled, 1);
    if (fmpq_sgn(value) < 0 && !fmpz_is_zero(scaled))
        xp_string_add_char(string, '-');
    text = fmpz_get_str(NULL, 10, scaled);
    length = strlen(text);
    if (length <= (size_t) digits)
    {
        xp_string_add(string, "0.");
        for (i = length; i < (size_t) digits; i++)
            xp_string_add_char(string, '0');
        xp_string_add(string, text);
    }
    else
    {
        xp_string_add_bytes(string, text, length - (size_t) digits);
        if (digits > 0)
            xp_string_add_char(string, '.');
        xp_string_add(string, text + length - (size_t) digits);
    }
    flint_free(text);
    fmpz_clear(scaled);
    fmpz_clear(remainder);
    fmpz_clear(power);
    return exact;
}
