/* Explanations about continuous types: numbers, names, the environment and the claim. */
#include <stdarg.h>
#include <string.h>

#include <expost/num/rat.h>

#include "cert/interval_explain.h"

/* A fraction that is longer is shown as a decimal of so many places. */
#define LONGEST 24
#define PLACES 12

void xp_tell(xp_interval_paper_t e, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    xp_string_vprintf(e->text, format, arguments);
    va_end(arguments);
}

void xp_tell_paragraph(xp_interval_paper_t e)
{
    xp_paper_add_paragraph(e->paper, e->text->text);
    xp_string_reset(e->text);
}

void xp_tell_formula(xp_interval_paper_t e)
{
    xp_paper_add_formula(e->paper, e->text->text);
    xp_string_reset(e->text);
}

void xp_tell_cell(xp_interval_paper_t e)
{
    xp_paper_add_cell(e->paper, e->text->text);
    xp_string_reset(e->text);
}

void xp_tell_agent(xp_interval_paper_t e, slong agent)
{
    xp_prose_add_plain(e->text, e->certificate->agent[agent].name);
}

/* A decimal of so many places, rounded down or up. */
static void add_decimal(xp_string_t out, const fmpq_t value, int side)
{
    fmpz_t whole, power;
    char *digits;
    size_t length, places = PLACES;

    fmpz_init(whole);
    fmpz_init(power);
    fmpz_set_ui(power, 10);
    fmpz_pow_ui(power, power, PLACES);
    fmpz_mul(whole, power, fmpq_numref(value));
    if (side < 0)
        fmpz_fdiv_q(whole, whole, fmpq_denref(value));
    else
        fmpz_cdiv_q(whole, whole, fmpq_denref(value));
    if (fmpz_sgn(whole) < 0)
        xp_string_add_char(out, '-');
    fmpz_abs(whole, whole);
    digits = fmpz_get_str(NULL, 10, whole);
    for (length = 0; digits[length] != '\0'; length++)
        ;
    if (length <= places)
        xp_string_add(out, "0.");
    for (size_t k = length; k < places; k++)
        xp_string_add_char(out, '0');
    for (size_t k = 0; k < length; k++)
    {
        if (k > 0 && length - k == places)
            xp_string_add_char(out, '.');
        xp_string_add_char(out, digits[k]);
    }
    flint_free(digits);
    fmpz_clear(whole);
    fmpz_clear(power);
}

void xp_tell_number(xp_interval_paper_t e, const fmpq_t value, int side)
{
    xp_string_t text;

    xp_string_init(text);
    xp_rat_add_text(text, value);
    if (text->length > LONGEST && side != 0)
        add_decimal(e->text, value, side);
    else
        xp_string_add_bytes(e->text, text->text, text->length);
    xp_string_clear(text);
}

void xp_tell_signed(xp_interval_paper_t e, const fmpq_t value)
{
    fmpq_t size;

    fmpq_init(size);
    fmpq_abs(size, value);
    xp_string_add(e->text, fmpq_sgn(value) < 0 ? " - " : " + ");
    xp_tell_number(e, size, 0);
    fmpq_clear(size);
}

void xp_tell_range(xp_interval_paper_t e, const fmpq_t low, const fmpq_t high)
{
    if (fmpq_equal(low, high))
    {
        xp_tell_number(e, low, 0);
        return;
    }
    xp_tell(e, "[");
    xp_tell_number(e, low, -1);
    xp_tell(e, ", ");
    xp_tell_number(e, high, 1);
    xp_tell(e, "]");
}

void xp_tell_line(xp_interval_paper_t e, const fmpq_t a, const fmpq_t b, const char *variable)
{
    fmpq_poly_t f;

    fmpq_poly_init(f);
    fmpq_poly_set_coeff_fmpq(f, 0, b);
    fmpq_poly_set_coeff_fmpq(f, 1, a);
    xp_poly_add_text(e->text, f, variable, e->latex);
    fmpq_poly_clear(f);
}

void xp_tell_share(xp_interval_paper_t e, slong agent)
{
    const xp_certified_agent_struct *self = e->certificate->agent + agent;

    if (e->certificate->problem != XP_PROBLEM_PARTNERSHIP || self->by == XP_STATED_NUMBER)
        xp_tell_number(e, self->slope, 0);
    else if (e->latex)
        xp_real_add_latex(e->text, self->share, e->digits);
    else
        xp_real_add_text(e->text, self->share, e->digits);
}

static int have_same_text(const xp_expression_struct *a, const xp_expression_struct *b)
{
    xp_string_t x, y;
    int same;

    xp_string_init(x);
    xp_string_init(y);
    same = xp_expression_add_postfix(x, a) && xp_expression_add_postfix(y, b)
           && strcmp(x->text, y->text) == 0;
    xp_string_clear(x);
    xp_string_clear(y);
    return same;
}

/* The cdf of an agent: its pieces, one behind the other. */
static void tell_cdf(xp_interval_paper_t e, slong agent)
{
    static const char *const type[] = {"t"};
    const xp_distribution_struct *distribution = e->certificate->agent[agent].distribution;
    slong start = 0;

    xp_tell(e, XP_MATH "F_%ld(t) = ", (long) agent + 1);
    if (distribution->polynomial)
    {
        xp_piecewise_add_text(e->text, distribution->cdf, "t", e->latex);
        xp_tell(e, XP_MATH_END);
        return;
    }
    for (slong k = 0; k < distribution->piece_count; k++)
    {
        while (k + 1 < distribution->piece_count
               && have_same_text(distribution->piece[k], distribution->piece[k + 1]))
            k++;
        xp_tell(e, "%s", start > 0 ? ", " : "");
        xp_expression_add_text(e->text, distribution->piece[k], type, NULL, e->latex);
        if (start == 0 && k + 1 == distribution->piece_count)
            break;
        xp_tell(e, "%s[", e->latex ? " \\text{ on } " : " on ");
        xp_tell_number(e, distribution->knot + start, 0);
        xp_tell(e, ", ");
        xp_tell_number(e, distribution->knot + k + 1, 0);
        xp_tell(e, "]");
        start = k + 1;
    }
    xp_tell(e, XP_MATH_END);
}

static void tell_outside(xp_interval_paper_t e, slong agent)
{
    const xp_certified_agent_struct *self = e->certificate->agent + agent;

    xp_tell_agent(e, agent);
    xp_tell(e, ": " XP_MATH);
    xp_tell_line(e, self->slope, self->constant, "t");
    xp_tell(e, XP_MATH_END "%s", agent + 1 < e->certificate->n ? "; " : ".");
}

static void tell_problem(xp_interval_paper_t e)
{
    const xp_interval_certificate_struct *certificate = e->certificate;
    slong n = certificate->n;

    switch (certificate->problem)
    {
    case XP_PROBLEM_PARTNERSHIP:
        xp_tell(e, "They own one good together: ");
        for (slong i = 0; i < n; i++)
        {
            xp_tell_agent(e, i);
            xp_tell(e, " the share " XP_MATH "r_%ld = ", (long) i + 1);
            xp_tell_share(e, i);
            xp_tell(e, XP_MATH_END "%s", i + 1 < n ? ", " : ". ");
        }
        xp_tell(e, "The good is worth the type to whoever has it, and agent i, who may stay "
                   "away, then has " XP_MATH "r_i t" XP_MATH_END ".");
        break;
    case XP_PROBLEM_GOOD:
        xp_tell(e, "One good is worth the type to whoever gets it, efficiently an agent of the "
                   "highest type. Outside options of type t: ");
        for (slong i = 0; i < n; i++)
            tell_outside(e, i);
        break;
    case XP_PROBLEM_PROJECT:
        xp_tell(e, "There are two outcomes. The second is worth more than the first by " XP_MATH
                   "X_i" XP_MATH_END ": ");
        for (slong i = 0; i < n; i++)
        {
            xp_tell_agent(e, i);
            xp_tell(e, ": " XP_MATH);
            xp_tell_line(e, certificate->agent[i].factor, certificate->agent[i].shift, "t");
            xp_tell(e, XP_MATH_END "%s", i + 1 < n ? "; " : ". ");
        }
        xp_tell(e, "Efficiently it is chosen where the sum S of these exceeds " XP_MATH "C = ");
        xp_tell_number(e, certificate->threshold, 0);
        xp_tell(e, XP_MATH_END ". Outside options of type t, less the value of the first "
                               "outcome: ");
        for (slong i = 0; i < n; i++)
            tell_outside(e, i);
        break;
    }
    xp_tell_paragraph(e);
}

void xp_tell_environment(xp_interval_paper_t e)
{
    const xp_interval_certificate_struct *certificate = e->certificate;

    xp_paper_add_heading(e->paper, "Environment");
    xp_tell(e, "There %s %ld agent%s, with independent types on intervals.",
            certificate->n == 1 ? "is" : "are", (long) certificate->n,
            certificate->n == 1 ? "" : "s");
    xp_tell_paragraph(e);
    for (slong i = 0; i < certificate->n; i++)
    {
        const xp_distribution_struct *distribution = certificate->agent[i].distribution;

        xp_tell(e, "%ld, ", (long) i + 1);
        xp_tell_agent(e, i);
        xp_tell(e, ": type in " XP_MATH "[");
        xp_tell_number(e, distribution->low, 0);
        xp_tell(e, ", ");
        xp_tell_number(e, distribution->high, 0);
        xp_tell(e, "]" XP_MATH_END ", cdf ");
        tell_cdf(e, i);
        xp_tell(e, ".");
        xp_tell_paragraph(e);
    }
    tell_problem(e);
}

void xp_tell_claim(xp_interval_paper_t e)
{
    const xp_interval_certificate_struct *certificate = e->certificate;

    if (!certificate->exact)
        xp_tell(e, "If the formulas are distribution functions: ");
    switch (certificate->claim)
    {
    case XP_INTERVAL_DISSOLVABLE:
        xp_tell(e, "The partnership can be dissolved efficiently: a mechanism that gives the good "
                   "to the highest type is Bayesian incentive compatible, interim individually "
                   "rational and ex-post budget balanced.");
        break;
    case XP_INTERVAL_NOT_DISSOLVABLE:
        xp_tell(e, "The partnership cannot be dissolved efficiently: no mechanism that gives the "
                   "good to the highest type is Bayesian incentive compatible, interim "
                   "individually rational and ex-post budget balanced.");
        break;
    case XP_INTERVAL_SUBSIDY:
        xp_tell(e, "The least expected subsidy with which the efficient rule is Bayesian incentive "
                   "compatible and interim individually rational %s " XP_MATH,
                fmpq_equal(certificate->low, certificate->high) ? "is" : "lies in");
        xp_tell_range(e, certificate->low, certificate->high);
        xp_tell(e, XP_MATH_END ".");
        break;
    }
    xp_paper_add_proposition(e->paper, e->text->text);
    xp_string_reset(e->text);
}
