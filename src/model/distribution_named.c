/* The named distributions, conditioned on an interval. */
#include <expost/model/distribution.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "model/distribution_impl.h"
#include "model/distribution_normal.h"

typedef const xp_expression_struct *formula_t;

const char *const xp_distribution_names[XP_DISTRIBUTION_COUNT] = {
    "uniform",     "power",  "kumaraswamy", "beta",
    "exponential", "normal", "logitnormal", "triangular"};

int xp_distribution_takes(xp_distribution_kind_t kind, slong count)
{
    static const slong wanted[XP_DISTRIBUTION_COUNT] = {2, 1, 2, 2, 1, 2, 2, 1};

    return count == wanted[kind] || (kind == XP_DISTRIBUTION_UNIFORM && count == 0);
}

const char *xp_distribution_form(xp_distribution_kind_t kind)
{
    static const char *const form[XP_DISTRIBUTION_COUNT] = {
        "uniform or uniform(a, b)", "power(k)",          "kumaraswamy(a, b)",
        "beta(a, b)",               "exponential(rate)", "normal(mean, sd)",
        "logitnormal(mean, sd)",    "triangular(mode)"};

    return form[kind];
}

static formula_t make(xp_distribution_t d, xp_expression_kind_t kind, formula_t a, formula_t b)
{
    return xp_expression_binary(d->pool, kind, a, b);
}

static formula_t number(xp_distribution_t d, const fmpq_t value)
{
    return xp_expression_constant(d->pool, value);
}

static formula_t one(xp_distribution_t d)
{
    return xp_expression_constant_si(d->pool, 1, 1);
}

/* (t - low) / (high - low) */
static formula_t scale(xp_distribution_t d, const fmpq_t low, const fmpq_t high)
{
    formula_t above = make(d, XP_EXPRESSION_SUB, xp_expression_type(d->pool, 0), number(d, low));
    formula_t scaled;
    fmpq_t width;

    fmpq_init(width);
    fmpq_sub(width, high, low);
    scaled = make(d, XP_EXPRESSION_DIV, above, number(d, width));
    fmpq_clear(width);
    return scaled;
}

static void set_piece(xp_distribution_t d, const fmpq_t low, const fmpq_t high, formula_t piece)
{
    xp_distribution_set_counts(d, 1);
    fmpq_set(d->knot, low);
    fmpq_set(d->knot + 1, high);
    d->piece[0] = piece;
}

/* The density 1 / (b - a) on [a, b], as much of it as lies in [low, high]. */
static xp_status_t set_uniform(xp_distribution_t d, const fmpq *parameter, slong count,
                               const fmpq_t low, const fmpq_t high, xp_error_struct *error)
{
    const fmpq *a = count > 0 && fmpq_cmp(parameter, low) > 0 ? parameter : low;
    const fmpq *b = count > 0 && fmpq_cmp(parameter + 1, high) < 0 ? parameter + 1 : high;
    int left = !fmpq_equal(a, low);
    int right = !fmpq_equal(b, high);
    formula_t piece;
    slong k = 0;

    if (count > 0 && fmpq_cmp(parameter, parameter + 1) >= 0)
    {
        xp_error_set(error, "uniform(a, b) needs a < b");
        return XP_INPUT;
    }
    if (fmpq_cmp(a, b) >= 0)
    {
        xp_error_set(error, "uniform(a, b) has no point inside the interval of the types");
        return XP_INPUT;
    }
    piece = scale(d, a, b);
    xp_distribution_set_counts(d, 1 + left + right);
    fmpq_set(d->knot, low);
    if (left)
    {
        d->piece[k++] = xp_expression_constant_si(d->pool, 0, 1);
        fmpq_set(d->knot + k, a);
    }
    d->piece[k++] = piece;
    fmpq_set(d->knot + k, b);
    if (right)
    {
        d->piece[k++] = one(d);
        fmpq_set(d->knot + k, high);
    }
    return XP_OK;
}

static xp_status_t need_positive(const fmpq_t value, const char *what, xp_error_struct *error)
{
    xp_string_t text;

    if (fmpq_sgn(value) > 0)
        return XP_OK;
    xp_string_init(text);
    xp_rat_add_text(text, value);
    xp_error_set(error, "%s must be over 0; it is %s", what, text->text);
    xp_string_clear(text);
    return XP_INPUT;
}

/* u^k */
static xp_status_t set_power(xp_distribution_t d, const fmpq *parameter, const fmpq_t low,
                             const fmpq_t high, xp_error_struct *error)
{
    if (need_positive(parameter, "k of power(k)", error) != XP_OK)
        return XP_INPUT;
    set_piece(d, low, high,
              make(d, XP_EXPRESSION_POW, scale(d, low, high), number(d, parameter)));
    return XP_OK;
}

/* 1 - (1 - u^a)^b */
static xp_status_t set_kumaraswamy(xp_distribution_t d, const fmpq *parameter, const fmpq_t low,
                                   const fmpq_t high, xp_error_struct *error)
{
    formula_t inner;

    if (need_positive(parameter, "a of kumaraswamy(a, b)", error) != XP_OK
        || need_positive(parameter + 1, "b of kumaraswamy(a, b)", error) != XP_OK)
        return XP_INPUT;
    inner = make(d, XP_EXPRESSION_POW, scale(d, low, high), number(d, parameter));
    inner = make(d, XP_EXPRESSION_POW, make(d, XP_EXPRESSION_SUB, one(d), inner),
                 number(d, parameter + 1));
    set_piece(d, low, high, make(d, XP_EXPRESSION_SUB, one(d), inner));
    return XP_OK;
}

static xp_status_t set_beta(xp_distribution_t d, const fmpq *parameter, const fmpq_t low,
                            const fmpq_t high, xp_error_struct *error)
{
    formula_t row[3];

    if (need_positive(parameter, "a of beta(a, b)", error) != XP_OK
        || need_positive(parameter + 1, "b of beta(a, b)", error) != XP_OK)
        return XP_INPUT;
    row[0] = scale(d, low, high);
    row[1] = number(d, parameter);
    row[2] = number(d, parameter + 1);
    set_piece(d, low, high, xp_expression_node(d->pool, XP_EXPRESSION_BETA, row, 3));
    return XP_OK;
}

/* 1 - exp(-rate x) */
static formula_t decay(xp_distribution_t d, const fmpq_t rate, formula_t x)
{
    formula_t minus = xp_expression_unary(d->pool, XP_EXPRESSION_NEGATE, number(d, rate));

    return make(d, XP_EXPRESSION_SUB, one(d),
                xp_expression_unary(d->pool, XP_EXPRESSION_EXP,
                                    make(d, XP_EXPRESSION_MUL, minus, x)));
}

/* (1 - exp(-rate (t - low))) / (1 - exp(-rate (high - low))) */
static xp_status_t set_exponential(xp_distribution_t d, const fmpq *parameter, const fmpq_t low,
                                   const fmpq_t high, xp_error_struct *error)
{
    formula_t above;
    fmpq_t width;

    if (need_positive(parameter, "the rate of exponential(rate)", error) != XP_OK)
        return XP_INPUT;
    fmpq_init(width);
    fmpq_sub(width, high, low);
    above = make(d, XP_EXPRESSION_SUB, xp_expression_type(d->pool, 0), number(d, low));
    set_piece(d, low, high,
              make(d, XP_EXPRESSION_DIV, decay(d, parameter, above),
                   decay(d, parameter, number(d, width))));
    fmpq_clear(width);
    return XP_OK;
}

/* (t - low)^2 / (w (mode - low)), then 1 - (high - t)^2 / (w (high - mode)), w = high - low */
static xp_status_t set_triangular(xp_distribution_t d, const fmpq *mode, const fmpq_t low,
                                  const fmpq_t high, xp_error_struct *error)
{
    formula_t t = xp_expression_type(d->pool, 0);
    formula_t two = xp_expression_constant_si(d->pool, 2, 1);
    slong k = 0;
    fmpq_t width;
    fmpq_t product;

    if (fmpq_cmp(mode, low) < 0 || fmpq_cmp(mode, high) > 0)
    {
        xp_error_set(error, "the mode of triangular(mode) must lie in the interval of the types");
        return XP_INPUT;
    }
    fmpq_init(width);
    fmpq_init(product);
    fmpq_sub(width, high, low);
    xp_distribution_set_counts(d, !fmpq_equal(mode, low) + !fmpq_equal(mode, high));
    fmpq_set(d->knot, low);
    if (!fmpq_equal(mode, low))
    {
        fmpq_sub(product, mode, low);
        fmpq_mul(product, product, width);
        d->piece[k++] = make(d, XP_EXPRESSION_DIV,
                             make(d, XP_EXPRESSION_POW,
                                  make(d, XP_EXPRESSION_SUB, t, number(d, low)), two),
                             number(d, product));
        fmpq_set(d->knot + k, mode);
    }
    if (!fmpq_equal(mode, high))
    {
        fmpq_sub(product, high, mode);
        fmpq_mul(product, product, width);
        d->piece[k++] =
            make(d, XP_EXPRESSION_SUB, one(d),
                 make(d, XP_EXPRESSION_DIV,
                      make(d, XP_EXPRESSION_POW,
                           make(d, XP_EXPRESSION_SUB, number(d, high), t), two),
                      number(d, product)));
        fmpq_set(d->knot + k, high);
    }
    fmpq_clear(width);
    fmpq_clear(product);
    return XP_OK;
}

static xp_status_t set_by_kind(xp_distribution_t d, xp_distribution_kind_t kind,
                               const fmpq *parameter, slong count, const fmpq_t low,
                               const fmpq_t high, xp_error_struct *error)
{
    switch (kind)
    {
        case XP_DISTRIBUTION_UNIFORM:
            return set_uniform(d, parameter, count, low, high, error);
        case XP_DISTRIBUTION_POWER:
            return set_power(d, parameter, low, high, error);
        case XP_DISTRIBUTION_KUMARASWAMY:
            return set_kumaraswamy(d, parameter, low, high, error);
        case XP_DISTRIBUTION_BETA:
            return set_beta(d, parameter, low, high, error);
        case XP_DISTRIBUTION_EXPONENTIAL:
            return set_exponential(d, parameter, low, high, error);
        case XP_DISTRIBUTION_NORMAL:
            if (need_positive(parameter + 1, "sd of normal(mean, sd)", error) != XP_OK)
                return XP_INPUT;
            xp_distribution_set_normal(d, parameter, parameter + 1, low, high);
            return XP_OK;
        case XP_DISTRIBUTION_LOGITNORMAL:
            if (need_positive(parameter + 1, "sd of logitnormal(mean, sd)", error) != XP_OK)
                return XP_INPUT;
            xp_distribution_set_logitnormal(d, parameter, parameter + 1, low, high,
                                            scale(d, low, high));
            return XP_OK;
        default:
            return set_triangular(d, parameter, low, high, error);
    }
}

/* "normal(1/3, 1/100)" */
static void name_it(xp_distribution_t d, xp_distribution_kind_t kind, const fmpq *parameter,
                    slong count)
{
    xp_string_t text;

    xp_string_init(text);
    xp_string_add(text, xp_distribution_names[kind]);
    for (slong k = 0; k < count; k++)
    {
        xp_string_add(text, k == 0 ? "(" : ", ");
        xp_rat_add_text(text, parameter + k);
    }
    if (count > 0)
        xp_string_add_char(text, ')');
    xp_distribution_set_name(d, text->text);
    xp_string_clear(text);
}

xp_status_t xp_distribution_set_named(xp_distribution_t distribution, xp_distribution_kind_t kind,
                                      const fmpq *parameter, slong count, const fmpq_t low,
                                      const fmpq_t high, xp_error_t error)
{
    xp_distribution_t result;
    xp_status_t status;

    assert(xp_distribution_takes(kind, count) && fmpq_cmp(low, high) < 0);
    xp_distribution_init(result);
    status = set_by_kind(result, kind, parameter, count, low, high, error);
    if (status == XP_OK)
    {
        name_it(result, kind, parameter, count);
        xp_distribution_finish(result);
        xp_distribution_swap(distribution, result);
    }
    xp_distribution_clear(result);
    return status;
}
