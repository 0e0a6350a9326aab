/* Real numbers between rational bounds: sums, products, roots of polynomials by bisection. */
#include "verify/continuous.h"

void xp_range_init(xp_range_ptr range)
{
    mpq_init(range->low);
    mpq_init(range->high);
}

void xp_range_clear(xp_range_ptr range)
{
    mpq_clear(range->low);
    mpq_clear(range->high);
}

void xp_range_set(xp_range_ptr range, mpq_srcptr low, mpq_srcptr high)
{
    mpq_set(range->low, low);
    mpq_set(range->high, high);
}

void xp_range_add(xp_range_ptr range, mpq_srcptr number, xp_range_srcptr other)
{
    int turned = mpq_sgn(number) < 0;
    mpq_t product;

    mpq_init(product);
    mpq_mul(product, number, turned ? other->high : other->low);
    mpq_add(range->low, range->low, product);
    mpq_mul(product, number, turned ? other->low : other->high);
    mpq_add(range->high, range->high, product);
    mpq_clear(product);
}

void xp_root_refine(xp_root_ptr root, unsigned long bits)
{
    mpq_ptr low = root->range->low, high = root->range->high;
    int sign, at_high = xp_polynomial_sign(root->polynomial, high);
    mpq_t width, wanted;

    if (mpq_equal(low, high))
        return;
    mpq_inits(width, wanted, NULL);
    mpq_set_ui(wanted, 1, 1);
    mpq_div_2exp(wanted, wanted, bits);
    for (mpq_sub(width, high, low); mpq_cmp(width, wanted) > 0; mpq_sub(width, high, low))
    {
        mpq_add(width, low, high);
        mpq_div_2exp(width, width, 1);
        sign = xp_polynomial_sign(root->polynomial, width);
        if (sign == 0 || sign == at_high)
            mpq_set(high, width);
        if (sign == 0 || sign != at_high)
            mpq_set(low, width);
    }
    mpq_clears(width, wanted, NULL);
}

void xp_continuous_refine(xp_continuous_t continuous, unsigned long bits)
{
    xp_range_struct *sum = continuous->sum;
    xp_interval_agent_t *rest = NULL;
    mpq_t minus_one;
    size_t i;

    if (continuous->problem != XP_PARTNERSHIP)
        return;
    mpq_init(minus_one);
    mpq_set_si(minus_one, -1, 1);
    mpq_set_ui(sum->low, 1, 1);
    mpq_set_ui(sum->high, 1, 1);
    for (i = 0; i < continuous->agents; i++)
    {
        xp_interval_agent_t *agent = &continuous->agent[i];

        if (agent->share == XP_SHARE_REST)
        {
            rest = agent;
            continue;
        }
        if (agent->share == XP_SHARE_ROOT)
        {
            xp_root_refine(agent->root, bits);
            xp_range_set(agent->r, agent->root->range->low, agent->root->range->high);
        }
        else
            xp_range_set(agent->r, agent->slope, agent->slope);
        xp_range_add(sum, minus_one, agent->r);
    }
    if (rest != NULL)
        xp_range_set(rest->r, sum->low, sum->high);
    mpq_clear(minus_one);
}
