/* Numbers as labels of a figure: exact, and decimals that are certain. */
#include <string.h>

#include <expost/num/rat.h>

#include "render/figure_impl.h"

/* Longer exact forms are left to the report. */
#define XP_LONG_TEXT 36

#define XP_DECIMALS 7

void xp_label_init(xp_label_t label)
{
    xp_string_init(label->text);
    xp_string_init(label->latex);
    xp_string_init(label->decimal);
    xp_string_init(label->tex);
}

void xp_label_clear(xp_label_t label)
{
    xp_string_clear(label->text);
    xp_string_clear(label->latex);
    xp_string_clear(label->decimal);
    xp_string_clear(label->tex);
}

/* floor or ceiling of x * 10^digits, over 10^digits. */
static void round_to(fmpq_t result, const fmpq_t x, long digits, int up)
{
    fmpz_t power, whole;

    fmpz_init(power);
    fmpz_init(whole);
    fmpz_ui_pow_ui(power, 10, (ulong) digits);
    fmpz_mul(whole, fmpq_numref(x), power);
    if (up)
        fmpz_cdiv_q(whole, whole, fmpq_denref(x));
    else
        fmpz_fdiv_q(whole, whole, fmpq_denref(x));
    fmpq_set_fmpz_frac(result, whole, power);
    fmpz_clear(power);
    fmpz_clear(whole);
}

/* Cut towards 0. */
static void cut_to(fmpq_t result, const fmpq_t x, long digits)
{
    round_to(result, x, digits, fmpq_sgn(x) < 0);
}

static void add_both(xp_label_t label, const fmpq_t value, long digits)
{
    xp_rat_add_decimal(label->decimal, value, digits);
    xp_rat_add_decimal(label->tex, value, digits);
}

static void add_interval(xp_label_t label, const fmpq_t low, const fmpq_t high)
{
    fmpq_t value;

    fmpq_init(value);
    xp_string_add(label->decimal, "in [");
    xp_string_add(label->tex, "in $[");
    round_to(value, low, XP_DECIMALS, 0);
    add_both(label, value, XP_DECIMALS);
    xp_string_add(label->decimal, ", ");
    xp_string_add(label->tex, ", ");
    round_to(value, high, XP_DECIMALS, 1);
    add_both(label, value, XP_DECIMALS);
    xp_string_add(label->decimal, "]");
    xp_string_add(label->tex, "]$");
    fmpq_clear(value);
}

/* The decimals that all numbers between low and high share; few of them: the bounds. */
static void set_decimals(xp_label_t label, const fmpq_t low, const fmpq_t high)
{
    fmpq_t first, last;
    long digits = XP_DECIMALS;
    int same = 0;

    fmpq_init(first);
    fmpq_init(last);
    for (; digits >= 3 && !same; digits--)
    {
        cut_to(first, low, digits);
        cut_to(last, high, digits);
        same = fmpq_equal(first, last) && fmpq_sgn(low) == fmpq_sgn(high);
    }
    if (same)
    {
        /* the loop has gone one further */
        digits++;
        if (fmpq_sgn(low) < 0 && fmpq_is_zero(first))
            add_interval(label, low, high);
        else
        {
            xp_string_add(label->tex, "$");
            add_both(label, first, digits);
            xp_string_add(label->decimal, "...");
            xp_string_add(label->tex, "\\ldots$");
        }
    }
    else
        add_interval(label, low, high);
    fmpq_clear(first);
    fmpq_clear(last);
}

static void set_rational(xp_label_t label, const fmpq_t value)
{
    fmpz_t power;

    if (fmpz_sizeinbase(fmpq_numref(value), 10) + fmpz_sizeinbase(fmpq_denref(value), 10)
        < XP_LONG_TEXT)
    {
        xp_real_t real;

        xp_real_init(real);
        xp_real_set_fmpq(real, value);
        xp_rat_add_text(label->text, value);
        xp_string_add_char(label->latex, '$');
        xp_real_add_latex(label->latex, real, -1);
        xp_string_add_char(label->latex, '$');
        xp_real_clear(real);
    }
    if (fmpz_is_one(fmpq_denref(value)))
        return;
    fmpz_init(power);
    fmpz_ui_pow_ui(power, 10, XP_DECIMALS);
    if (fmpz_divisible(power, fmpq_denref(value)))
    {
        long digits = 0;
        xp_string_t text;

        xp_string_init(text);
        while (xp_rat_add_decimal(text, value, digits) == 0)
            digits++;
        xp_string_clear(text);
        add_both(label, value, digits);
    }
    else
        set_decimals(label, value, value);
    fmpz_clear(power);
}

static void set_algebraic(xp_label_t label, const xp_real_t value)
{
    fmpq_t low, high;
    xp_string_t text;

    fmpq_init(low);
    fmpq_init(high);
    xp_string_init(text);
    xp_real_add_text(text, value, -1);
    xp_real_bounds(low, high, value, 64);
    if (text->length <= XP_LONG_TEXT && strstr(text->text, "root of") == NULL)
    {
        xp_string_add(label->text, text->text);
        xp_string_add_char(label->latex, '$');
        xp_real_add_latex(label->latex, value, -1);
        xp_string_add_char(label->latex, '$');
        set_decimals(label, low, high);
    }
    else
    {
        long degree = (long) qqbar_degree(value->algebraic);

        set_decimals(label, low, high);
        xp_string_printf(label->decimal, " (algebraic, degree %ld)", degree);
        xp_string_printf(label->tex, " (algebraic, degree %ld)", degree);
    }
    fmpq_clear(low);
    fmpq_clear(high);
    xp_string_clear(text);
}

/* The bracket of s as that of the agent's share. */
static void set_bracket(xp_label_t label, const xp_boundary_line_struct *line,
                        const xp_boundary_end_struct *end, slong agent)
{
    fmpq_t low, high;

    fmpq_init(low);
    fmpq_init(high);
    fmpq_set(low, end->low);
    fmpq_set(high, end->high);
    if (agent >= 0)
    {
        fmpq_mul(low, low, line->direction + agent);
        fmpq_add(low, low, line->base + agent);
        fmpq_mul(high, high, line->direction + agent);
        fmpq_add(high, high, line->base + agent);
        if (fmpq_cmp(low, high) > 0)
            fmpq_swap(low, high);
    }
    set_decimals(label, low, high);
    fmpq_clear(low);
    fmpq_clear(high);
}

void xp_label_set_end(xp_label_t label, const xp_boundary_line_struct *line, int end,
                      slong agent)
{
    const xp_boundary_end_struct *point = line->end + end;
    const xp_real_struct *value = agent < 0 ? point->parameter : point->share + agent;

    xp_string_reset(label->text);
    xp_string_reset(label->latex);
    xp_string_reset(label->decimal);
    xp_string_reset(label->tex);
    if (value->kind == XP_REAL_RATIONAL)
        set_rational(label, value->rational);
    else if (value->kind == XP_REAL_ALGEBRAIC)
        set_algebraic(label, value);
    else
        set_bracket(label, line, point, agent);
}

void xp_label_join(xp_string_t text, xp_string_t latex, const xp_label_t label)
{
    int both = label->text->length > 0 && label->decimal->length > 0;

    if (label->text->length > 0)
    {
        xp_string_add(text, label->text->text);
        xp_string_add(latex, label->latex->text);
    }
    xp_string_add(text, both ? " = " : "");
    xp_string_add(latex, both ? " $=$ " : "");
    if (label->decimal->length > 0)
    {
        xp_string_add(text, label->decimal->text);
        xp_string_add(latex, label->tex->text);
    }
}

int xp_figure_is_exact(const xp_boundary_end_struct *end)
{
    return xp_real_is_exact(end->parameter);
}
