/* Numbers as a reader sees them: the fraction, and decimals beside it. */
#include <expost/render/number.h>

#include <expost/num/rat.h>

int xp_number_add_decimal(xp_string_t out, const fmpq_t value, long digits)
{
    int exact = xp_rat_add_decimal(out, value, digits);

    if (exact && digits > 0)
    {
        while (out->text[out->length - 1] == '0')
            out->text[--out->length] = '\0';
        if (out->text[out->length - 1] == '.')
            out->text[--out->length] = '\0';
    }
    return exact;
}

void xp_number_add(xp_string_t out, const fmpq_t value, long digits)
{
    xp_string_t decimal;
    int exact;

    xp_rat_add_text(out, value);
    if (digits < 0 || fmpz_is_one(fmpq_denref(value)))
        return;
    xp_string_init(decimal);
    exact = xp_number_add_decimal(decimal, value, digits);
    xp_string_add(out, exact ? " = " : " \xE2\x89\x88 ");
    xp_string_add_bytes(out, decimal->text, decimal->length);
    xp_string_clear(decimal);
}
