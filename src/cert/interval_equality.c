/* Certificates about continuous types: equality by numbers of a field. */
#include <expost/cert/interval.h>

#include "cert/interval_explain.h"
#include "cert/interval_impl.h"

/* Degree of numbers that are compared exactly. */
#define DEGREE 400

/* The number w. */
static int find_field(xp_real_t w, const xp_stated_root_t field)
{
    slong count = fmpz_poly_degree(field->polynomial), found = 0;
    qqbar_ptr all = _qqbar_vec_init(count);
    xp_real_t root;
    int low, high;

    xp_real_init(root);
    qqbar_roots_fmpz_poly(all, field->polynomial, 0);
    for (slong k = 0; k < count; k++)
    {
        if (!qqbar_is_real(all + k))
            continue;
        xp_real_set_qqbar(root, all + k);
        if (xp_real_compare_fmpq(&low, root, field->low)
            && xp_real_compare_fmpq(&high, root, field->high) && low > 0 && high < 0)
        {
            xp_real_swap(w, root);
            found++;
        }
    }
    _qqbar_vec_clear(all, count);
    xp_real_clear(root);
    return found == 1;
}

static int is_zero(const xp_real_t x)
{
    int sign;

    return xp_real_sign(&sign, x) && sign == 0;
}

/* Subtracts H_i from the sum; whether the worst-off type is one. */
static int subtract_agent(xp_real_t sum, const xp_interval_certificate_t certificate, slong i,
                          const xp_real_t w)
{
    const xp_certified_agent_struct *agent = certificate->agent + i;
    xp_piecewise_t g, integral;
    xp_real_t type, share, value;
    fmpq_t end;
    int good = 1, low = 0, high = 0;

    xp_piecewise_init(g);
    xp_piecewise_init(integral);
    xp_real_init(type);
    xp_real_init(share);
    xp_real_init(value);
    fmpq_init(end);
    if (agent->has_type)
        xp_real_evaluate(type, agent->type, w, DEGREE, XP_REAL_PRECISION);
    else
        xp_real_set_fmpq(type, agent->worst_low);
    if (certificate->problem == XP_PROBLEM_PARTNERSHIP)
        xp_real_set(share, agent->share);
    else
        xp_real_set_fmpq(share, agent->slope);
    good = xp_real_compare_fmpq(&low, type, agent->distribution->low)
           && xp_real_compare_fmpq(&high, type, agent->distribution->high) && low >= 0 && high <= 0;
    if (good)
    {
        int sign;

        xp_certified_product(g, certificate, i);
        xp_piecewise_evaluate_real(value, g, type, DEGREE, XP_REAL_PRECISION);
        xp_real_sub(value, share, value, DEGREE, XP_REAL_PRECISION);
        good = xp_real_sign(&sign, value) && (sign >= 0 || low == 0) && (sign <= 0 || high == 0);
        xp_real_mul(value, type, share, DEGREE, XP_REAL_PRECISION);
        xp_real_sub(sum, sum, value, DEGREE, XP_REAL_PRECISION);
        xp_piecewise_primitive(integral, g);
        xp_piecewise_integral(end, g);
        xp_piecewise_evaluate_real(value, integral, type, DEGREE, XP_REAL_PRECISION);
        xp_real_add(sum, sum, value, DEGREE, XP_REAL_PRECISION);
        xp_real_set_fmpq(value, end);
        xp_real_sub(sum, sum, value, DEGREE, XP_REAL_PRECISION);
    }
    xp_piecewise_clear(g);
    xp_piecewise_clear(integral);
    xp_real_clear(type);
    xp_real_clear(share);
    xp_real_clear(value);
    fmpq_clear(end);
    return good;
}

int xp_field_proves(const xp_interval_certificate_t certificate,
                    const xp_interval_bounds_t bounds)
{
    xp_real_t w, sum;
    fmpq_t low, value;
    int good;

    xp_real_init(w);
    xp_real_init(sum);
    fmpq_init(low);
    fmpq_init(value);
    good = find_field(w, certificate->field) && certificate->claim != XP_INTERVAL_NOT_DISSOLVABLE;
    /* D + subsidy - sum of C */
    xp_certified_hull(low, value, certificate);
    fmpq_set_si(low, certificate->n - 1, 1);
    fmpq_addmul(value, low, bounds->total);
    for (slong i = 0; i < certificate->n; i++)
        fmpq_sub(value, value, certificate->agent[i].constant);
    if (certificate->claim == XP_INTERVAL_SUBSIDY)
    {
        fmpq_add(value, value, certificate->low);
        good = good && fmpq_equal(certificate->low, certificate->high);
    }
    xp_real_set_fmpq(sum, value);
    for (slong i = 0; good && i < certificate->n; i++)
        good = subtract_agent(sum, certificate, i, w);
    good = good && is_zero(sum);
    xp_real_clear(w);
    xp_real_clear(sum);
    fmpq_clear(low);
    fmpq_clear(value);
    return good;
}
