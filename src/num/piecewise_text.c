/* Polynomials and piecewise polynomials in words. */
#include <expost/num/piecewise.h>

#include "num/real_impl.h"

/* The power of the variable: x, x^2. */
static void add_power(xp_string_t out, const char *variable, slong exponent, int latex)
{
    xp_string_add(out, variable);
    if (exponent > 1)
        xp_string_printf(out, latex ? "^{%ld}" : "^%ld", (long) exponent);
}

/* A term without its sign: 3/4, x, 3*x^2/4. */
static void add_term(xp_string_t out, const fmpq_t size, const char *variable, slong exponent,
                     int latex)
{
    fmpq_t part;

    if (exponent == 0)
    {
        xp_real_add_fraction(out, size, latex);
        return;
    }
    fmpq_init(part);
    fmpz_set(fmpq_numref(part), fmpq_numref(size));
    if (latex && !fmpz_is_one(fmpq_denref(size)))
        xp_string_add(out, "\\frac{");
    if (!fmpq_is_one(part))
    {
        xp_real_add_fraction(out, part, latex);
        xp_string_add(out, latex ? " " : "*");
    }
    add_power(out, variable, exponent, latex);
    if (!fmpz_is_one(fmpq_denref(size)))
    {
        xp_string_add(out, latex ? "}{" : "/");
        fmpz_set(fmpq_numref(part), fmpq_denref(size));
        xp_real_add_fraction(out, part, latex);
        xp_string_add(out, latex ? "}" : "");
    }
    fmpq_clear(part);
}

void xp_poly_add_text(xp_string_t out, const fmpq_poly_t f, const char *variable, int latex)
{
    fmpq_t size;
    slong i;
    int first = 1, negative;

    fmpq_init(size);
    for (i = 0; i < fmpq_poly_length(f); i++)
    {
        fmpq_poly_get_coeff_fmpq(size, f, i);
        if (fmpq_is_zero(size))
            continue;
        negative = fmpq_sgn(size) < 0;
        fmpq_abs(size, size);
        if (first)
            xp_string_add(out, negative ? "-" : "");
        else
            xp_string_add(out, negative ? " - " : " + ");
        add_term(out, size, variable, i, latex);
        first = 0;
    }
    if (first)
        xp_string_add(out, "0");
    fmpq_clear(size);
}

void xp_piecewise_add_text(xp_string_t out, const xp_piecewise_t f, const char *variable,
                           int latex)
{
    slong k;

    if (latex)
        xp_string_add(out, "\\begin{cases} ");
    for (k = 0; k < f->count; k++)
    {
        if (k > 0)
            xp_string_add(out, latex ? " \\\\ " : ", ");
        xp_poly_add_text(out, f->piece + k, variable, latex);
        xp_string_add(out, latex ? " & " : " on [");
        xp_real_add_fraction(out, f->knot + k, latex);
        if (latex)
            xp_string_printf(out, " \\le %s \\le ", variable);
        else
            xp_string_add(out, ", ");
        xp_real_add_fraction(out, f->knot + k + 1, latex);
        xp_string_add(out, latex ? "" : "]");
    }
    if (latex)
        xp_string_add(out, " \\end{cases}");
}
