/* Certificates about continuous types: the evidence for what was found. */
#include <expost/cert/interval.h>

#include "cert/interval_grid.h"
#include "cert/interval_impl.h"

/* Bits behind the point with which balls are computed here. */
#define BITS 128

/* -beta, the sum of worst_low r + C; a project: its negative share; and the gaps on top. */
static void find_base(xp_grid_aim_t *aim, const xp_interval_certificate_t certificate,
                      const fmpq_t gap)
{
    fmpq *end = _fmpq_vec_init(2);
    fmpq_t part;

    fmpq_init(part);
    fmpq_zero(aim->base_low);
    if (certificate->problem != XP_PROBLEM_PROJECT)
    {
        xp_certified_hull(end, end + 1, certificate);
        fmpq_neg(aim->base_low, end + 1);
    }
    fmpq_add(aim->base_high, aim->base_low, gap);
    for (slong i = 0; i < certificate->n; i++)
    {
        const xp_certified_agent_struct *agent = certificate->agent + i;
        int negative = fmpq_sgn(agent->worst_low) < 0;

        xp_certified_share(end, end + 1, certificate, i, 64);
        fmpq_set(part, agent->worst_low);
        fmpq_mul(part, part, end + negative);
        fmpq_add(part, part, agent->constant);
        fmpq_add(aim->base_low, aim->base_low, part);
        fmpq_set(part, agent->worst_low);
        fmpq_mul(part, part, end + !negative);
        fmpq_add(part, part, agent->constant);
        fmpq_add(aim->base_high, aim->base_high, part);
    }
    _fmpq_vec_clear(end, 2);
    fmpq_clear(part);
}

/* At most the size of the value. */
static void find_aim(fmpq_t budget, const xp_real_t value)
{
    arb_t ball;
    arf_t least;

    arb_init(ball);
    arf_init(least);
    xp_real_get_arb(ball, value, BITS);
    arb_get_abs_lbound_arf(least, ball, BITS);
    arf_get_fmpq(budget, least);
    arb_clear(ball);
    arf_clear(least);
}

/* Where the value is 0, a size to compare with: an eighth of the width of the hull. */
static void find_unit(fmpq_t unit, const xp_interval_certificate_t certificate)
{
    fmpq *end = _fmpq_vec_init(2);

    xp_certified_hull(end, end + 1, certificate);
    fmpq_sub(unit, end + 1, end);
    fmpq_div_2exp(unit, unit, 3);
    _fmpq_vec_clear(end, 2);
}

/* The enclosure kind: brackets, points, precision, and the claim of a subsidy. */
static xp_status_t find_grid(xp_interval_certificate_t certificate, const xp_real_t value,
                             xp_error_t error)
{
    xp_status_t status = XP_OK;
    xp_grid_aim_t aim;
    fmpq_t gap, budget;

    fmpq_init(gap);
    fmpq_init(budget);
    fmpq_init(aim.base_low);
    fmpq_init(aim.base_high);
    fmpq_init(aim.width);
    find_aim(budget, value);
    aim.sign = !fmpq_is_zero(budget);
    if (!aim.sign && certificate->claim != XP_INTERVAL_SUBSIDY)
    {
        xp_error_set(error, "a sum that may be 0 cannot be certified for these priors");
        status = XP_LIMIT;
    }
    else if (!aim.sign)
        find_unit(budget, certificate);
    if (status == XP_OK)
    {
        fmpq_div_2exp(aim.width, budget, 7);
        fmpq_div_2exp(budget, budget, certificate->claim == XP_INTERVAL_SUBSIDY ? 10 : 4);
        xp_certified_shorten(gap, certificate, budget);
        find_base(&aim, certificate, gap);
        status = xp_certified_grid(certificate->low, certificate->high, certificate, &aim, error);
        certificate->precision = xp_certified_precision(certificate);
    }
    fmpq_clear(gap);
    fmpq_clear(budget);
    fmpq_clear(aim.base_low);
    fmpq_clear(aim.base_high);
    fmpq_clear(aim.width);
    return status;
}

/* low and high as decimals of so many digits, outward. */
static void round_claim(xp_interval_certificate_t certificate, const fmpq_t low,
                        const fmpq_t high, ulong digits)
{
    fmpz_t power;
    fmpq_t scale;

    fmpz_init(power);
    fmpq_init(scale);
    fmpz_set_ui(power, 10);
    fmpz_pow_ui(power, power, digits);
    fmpq_set_fmpz(scale, power);
    fmpq_mul(certificate->low, low, scale);
    fmpq_mul(certificate->high, high, scale);
    fmpz_fdiv_q(power, fmpq_numref(certificate->low), fmpq_denref(certificate->low));
    fmpq_set_fmpz(certificate->low, power);
    fmpz_cdiv_q(power, fmpq_numref(certificate->high), fmpq_denref(certificate->high));
    fmpq_set_fmpz(certificate->high, power);
    fmpq_div(certificate->low, certificate->low, scale);
    fmpq_div(certificate->high, certificate->high, scale);
    fmpz_clear(power);
    fmpq_clear(scale);
}

/* A claim around the bounds of the value, with as few digits as tell its sign. */
static void set_claim(xp_interval_certificate_t certificate, const fmpq_t low, const fmpq_t high)
{
    for (ulong digits = 6; digits < 5000; digits *= 2)
    {
        round_claim(certificate, low, high, digits);
        if (fmpq_sgn(certificate->low) == fmpq_sgn(certificate->high)
            || fmpq_sgn(low) != fmpq_sgn(high))
            return;
    }
    fmpq_set(certificate->low, low);
    fmpq_set(certificate->high, high);
}

/* The worst-off types in terms of the certificate: of a good the types are what it is worth. */
static void map_types(xp_real_struct *mapped, xp_interval_certificate_t certificate,
                      const xp_real_struct *worst_off, const fmpq *low, const fmpq *high)
{
    fmpq_poly_t line;

    fmpq_poly_init(line);
    for (slong i = 0; i < certificate->n; i++)
    {
        xp_certified_agent_struct *agent = certificate->agent + i;

        fmpq_set(agent->worst_low, low + i);
        fmpq_set(agent->worst_high, high + i);
        xp_real_set(mapped + i, worst_off + i);
        if (certificate->problem != XP_PROBLEM_GOOD)
            continue;
        fmpq_poly_set_coeff_fmpq(line, 0, agent->shift);
        fmpq_poly_set_coeff_fmpq(line, 1, agent->factor);
        fmpq_poly_evaluate_fmpq(agent->worst_low, line, low + i);
        fmpq_poly_evaluate_fmpq(agent->worst_high, line, high + i);
        xp_real_evaluate(mapped + i, line, worst_off + i, XP_REAL_DEGREE, XP_REAL_PRECISION);
    }
    fmpq_poly_clear(line);
}

/* The worst-off types as they are known: equal where rational, otherwise close by. */
static void set_brackets(xp_interval_certificate_t certificate, const xp_real_struct *worst_off,
                         slong bits)
{
    for (slong i = 0; i < certificate->n; i++)
    {
        xp_certified_agent_struct *agent = certificate->agent + i;

        if (worst_off[i].kind == XP_REAL_RATIONAL)
        {
            fmpq_set(agent->worst_low, worst_off[i].rational);
            fmpq_set(agent->worst_high, worst_off[i].rational);
        }
        else if (worst_off[i].kind == XP_REAL_ALGEBRAIC)
        {
            xp_real_bounds(agent->worst_low, agent->worst_high, worst_off + i, bits);
            if (fmpq_cmp(agent->worst_low, agent->distribution->low) < 0)
                fmpq_set(agent->worst_low, agent->distribution->low);
            if (fmpq_cmp(agent->worst_high, agent->distribution->high) > 0)
                fmpq_set(agent->worst_high, agent->distribution->high);
        }
    }
}

/* A value that is known: with a field if worst-off types are irrational. */
static xp_status_t prove_equality(xp_interval_certificate_t certificate,
                                  const xp_real_struct *worst_off, xp_error_t error)
{
    set_brackets(certificate, worst_off, BITS);
    return xp_certified_field(certificate, worst_off, error);
}

/* The exact kind: bounds of the value that tell enough, with brackets as narrow as needed. */
static xp_status_t prove_bounds(xp_interval_certificate_t certificate,
                                const xp_real_struct *worst_off, xp_error_t error)
{
    xp_status_t status = XP_OK;
    xp_interval_bounds_t bounds;
    int shown = 0;

    xp_interval_bounds_init(bounds, certificate->n);
    for (slong bits = 16; status == XP_OK && !shown && bits <= 16384; bits *= 4)
    {
        set_brackets(certificate, worst_off, bits);
        status = xp_interval_bounds(&shown, bounds, certificate, error);
        if (status != XP_OK || certificate->claim != XP_INTERVAL_SUBSIDY || bits < 64)
            continue;
        set_claim(certificate, bounds->value, bounds->value + 1);
        status = xp_interval_bounds(&shown, bounds, certificate, error);
        shown = shown && (fmpq_sgn(certificate->low) > 0 || fmpq_sgn(certificate->high) <= 0);
    }
    if (status == XP_OK && !shown)
    {
        xp_error_set(error, "brackets of the worst-off types do not prove the answer");
        status = XP_LIMIT;
    }
    xp_interval_bounds_clear(bounds);
    return status;
}

/* What is written has to pass a check here. */
static xp_status_t check_claim(const xp_interval_certificate_t certificate, xp_error_t error)
{
    xp_status_t status;
    xp_interval_bounds_t bounds;
    int shown = 0;

    xp_interval_bounds_init(bounds, certificate->n);
    status = xp_interval_bounds(&shown, bounds, certificate, error);
    if (status == XP_OK && !shown)
    {
        xp_error_set(error, "the evidence does not prove the answer");
        status = XP_LIMIT;
    }
    xp_interval_bounds_clear(bounds);
    return status;
}

static xp_status_t certify_dissolution(xp_interval_certificate_t certificate,
                                       const xp_dissolution_t dissolution, xp_error_t error)
{
    xp_real_struct *worst_off = xp_real_vec_init(certificate->n);
    xp_status_t status = XP_OK;

    map_types(worst_off, certificate, dissolution->worst_off, dissolution->low, dissolution->high);
    if (!certificate->exact)
        status = find_grid(certificate, dissolution->sum, error);
    else if (dissolution->sign == 0)
        status = prove_equality(certificate, worst_off, error);
    if (status == XP_OK && !certificate->has_field)
        status = check_claim(certificate, error);
    xp_real_vec_clear(worst_off, certificate->n);
    return status;
}

xp_status_t xp_interval_certificate_dissolution(xp_string_t out, const xp_continuous_t model,
                                                const xp_partnership_t partnership,
                                                const xp_dissolution_t dissolution,
                                                xp_error_t error)
{
    xp_interval_certificate_t certificate;
    xp_status_t status;

    (void) partnership;
    xp_interval_certificate_init(certificate);
    status = xp_interval_certificate_set_model(certificate, model, error);
    if (status == XP_OK && certificate->problem != XP_PROBLEM_PARTNERSHIP)
    {
        xp_error_set(error, "the model is no partnership");
        status = XP_LIMIT;
    }
    certificate->claim = dissolution->answer == XP_HOLDS ? XP_INTERVAL_DISSOLVABLE
                                                         : XP_INTERVAL_NOT_DISSOLVABLE;
    if (status == XP_OK)
        status = certify_dissolution(certificate, dissolution, error);
    if (status == XP_OK)
        xp_interval_certificate_write(out, certificate);
    xp_interval_certificate_clear(certificate);
    return status;
}

/* The evidence of a subsidy where all cdfs are piecewise polynomials. */
static xp_status_t certify_exactly(xp_interval_certificate_t certificate, const xp_real_t value,
                                   const xp_real_struct *worst_off, xp_error_t error)
{
    int project = certificate->problem == XP_PROBLEM_PROJECT, rational = 1;

    for (slong i = 0; i < certificate->n; i++)
        rational = rational && worst_off[i].kind == XP_REAL_RATIONAL;
    if (value->kind == XP_REAL_RATIONAL && (rational || !project))
    {
        xp_error_t other;
        xp_status_t status;

        fmpq_set(certificate->low, value->rational);
        fmpq_set(certificate->high, value->rational);
        xp_error_init(other);
        status = prove_equality(certificate, worst_off, other);
        xp_error_clear(other);
        if (status == XP_OK)
            return status;
    }
    return prove_bounds(certificate, worst_off, error);
}

static xp_status_t certify_subsidy(xp_interval_certificate_t certificate,
                                   const xp_interval_subsidy_t subsidy, xp_error_t error)
{
    xp_real_struct *worst_off = xp_real_vec_init(certificate->n);
    xp_status_t status;

    map_types(worst_off, certificate, subsidy->worst_off, subsidy->low, subsidy->high);
    if (certificate->exact)
        status = certify_exactly(certificate, subsidy->value, worst_off, error);
    else
        status = find_grid(certificate, subsidy->value, error);
    if (status == XP_OK && !certificate->exact)
        set_claim(certificate, certificate->low, certificate->high);
    if (status == XP_OK && !certificate->has_field)
        status = check_claim(certificate, error);
    xp_real_vec_clear(worst_off, certificate->n);
    return status;
}

xp_status_t xp_interval_certificate_subsidy(xp_string_t out, const xp_continuous_t model,
                                            const xp_interval_subsidy_t subsidy, xp_error_t error)
{
    xp_interval_certificate_t certificate;
    xp_status_t status;

    xp_interval_certificate_init(certificate);
    status = xp_interval_certificate_set_model(certificate, model, error);
    if (status == XP_OK && !certificate->exact && certificate->problem == XP_PROBLEM_PROJECT
        && (certificate->n != 2 || fmpq_is_zero(certificate->agent[0].factor)
            || fmpq_is_zero(certificate->agent[1].factor)))
    {
        xp_error_set(error, "for a project with cdfs that are not piecewise polynomials there are "
                            "certificates with two agents only, both of which it matters to");
        status = XP_LIMIT;
    }
    certificate->claim = XP_INTERVAL_SUBSIDY;
    if (status == XP_OK)
        status = certify_subsidy(certificate, subsidy, error);
    if (status == XP_OK)
        xp_interval_certificate_write(out, certificate);
    xp_interval_certificate_clear(certificate);
    return status;
}

xp_status_t xp_interval_certificate_environment(xp_string_t out, const xp_continuous_t model,
                                                xp_error_t error)
{
    xp_interval_certificate_t certificate;
    xp_status_t status;

    xp_interval_certificate_init(certificate);
    status = xp_interval_certificate_set_model(certificate, model, error);
    if (status == XP_OK)
        xp_interval_certificate_write_environment(out, certificate);
    xp_interval_certificate_clear(certificate);
    return status;
}
