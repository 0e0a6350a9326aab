/* The others' values under an efficient rule, by their distribution and not by profiles. */
#include "rule/convolution.h"

#include <string.h>

#include "rule/convolution_kernel.h"
#include "rule/convolution_plan.h"

void xp_convolved_init(xp_convolved_struct *convolved)
{
    xp_table_init(convolved->weight);
    xp_table_init(convolved->others);
    fmpq_init(convolved->clarke);
    xp_table_init(convolved->lack);
}

void xp_convolved_clear(xp_convolved_struct *convolved)
{
    xp_table_clear(convolved->weight);
    xp_table_clear(convolved->others);
    fmpq_clear(convolved->clarke);
    xp_table_clear(convolved->lack);
}

int xp_convolution_applies(const xp_environment_struct *environment, const xp_rule_struct *rule,
                           xp_error_t error)
{
    if (!rule->efficient)
    {
        xp_error_set(error, "the rule is stated and not the efficient one");
        return 0;
    }
    for (slong i = 0; i < environment->agent_count; i++)
    {
        if (environment->agent[i].interdependent)
        {
            xp_error_set(error, "the value of agent %s depends on the type of another agent",
                         environment->agent[i].name);
            return 0;
        }
    }
    if (environment->prior != XP_PRIOR_INDEPENDENT)
    {
        xp_error_set(error, environment->prior == XP_PRIOR_NONE ? "there is no prior"
                                                                : "the prior is correlated");
        return 0;
    }
    return 1;
}

/* Whether two tables are written with the same integers. */
static int is_same_table(const xp_table_struct *a, const xp_table_struct *b)
{
    return a->length == b->length && fmpz_equal(a->denominator, b->denominator)
           && _fmpz_vec_equal(a->entry, b->entry, a->length);
}

int xp_convolution_same(const xp_environment_struct *environment, slong i, slong j)
{
    const xp_agent_struct *a = environment->agent + i;
    const xp_agent_struct *b = environment->agent + j;
    return a->type_count == b->type_count && is_same_table(a->value, b->value)
           && is_same_table(a->probability, b->probability)
           && memcmp(a->available, b->available, (size_t) environment->outcome_count) == 0;
}

void xp_convolution_cost(fmpz_t cost, const xp_environment_struct *environment, slong agent)
{
    xp_convolution_plan_t plan;
    xp_error_t error;
    xp_convolution_plan_init(plan);
    xp_error_init(error);
    if (xp_convolution_plan_set(plan, environment, agent, XP_TIES_FIRST, error) == XP_OK)
    {
        xp_convolution_plan_cost(cost, plan);
    }
    else
    {
        fmpz_one(cost);
        fmpz_mul_2exp(cost, cost, XP_CONVOLUTION_ENDLESS);
    }
    xp_error_clear(error);
    xp_convolution_plan_clear(plan);
}

/* The choice probabilities, type by type. */
static xp_status_t set_weight(xp_table_t weight, const xp_convolution_found_t found,
                              const xp_convolution_plan_t plan, slong types, xp_error_t error)
{
    const slong m = plan->outcomes;
    xp_status_t status = xp_table_set_zero(weight, types * m, error);
    if (status != XP_OK)
    {
        return status;
    }
    for (slong t = 0; t < types; t++)
    {
        for (slong b = 0; b < m; b++)
        {
            fmpz_set(weight->entry + b * types + t, found->chosen->entry + plan->report[t] * m + b);
        }
    }
    fmpz_mul(weight->denominator, plan->total, plan->share);
    xp_table_canonicalise(weight);
    return XP_OK;
}

/*
 * E[S(a*)] = E[S(0)] + E[the largest of D + own] - sum over b of P(b) own(b), type by type, all
 * over the denominator of E[S(0)] times total, share and the denominator of the values.
 */
static xp_status_t set_others(xp_table_t others, const xp_convolution_found_t found,
                              const xp_convolution_plan_t plan, slong types, xp_error_t error)
{
    const slong m = plan->outcomes;
    xp_status_t status = xp_table_set_zero(others, types, error);
    if (status != XP_OK)
    {
        return status;
    }
    fmpz_t scale;
    fmpz_t base;
    fmpz_init(scale);
    fmpz_init(base);
    fmpz_mul(scale, plan->total, plan->share);
    fmpz_mul(scale, scale, plan->denominator);
    fmpz_mul(base, scale, fmpq_numref(plan->base));
    for (slong t = 0; t < types; t++)
    {
        const slong r = plan->report[t];
        fmpz *entry = others->entry + t;
        fmpz_mul(entry, found->largest->entry + r, plan->share);
        for (slong b = 0; b < m; b++)
        {
            fmpz_submul(entry, found->chosen->entry + r * m + b, plan->own->entry + r * m + b);
        }
        fmpz_mul(entry, entry, fmpq_denref(plan->base));
        fmpz_add(entry, entry, base);
    }
    fmpz_mul(others->denominator, scale, fmpq_denref(plan->base));
    xp_table_canonicalise(others);
    fmpz_clear(base);
    fmpz_clear(scale);
    return XP_OK;
}

static void set_clarke(fmpq_t clarke, const xp_convolution_found_t found,
                       const xp_convolution_plan_t plan)
{
    fmpz_t scale;
    fmpz_init(scale);
    fmpz_mul(scale, plan->total, plan->denominator);
    fmpq_set_fmpz_frac(clarke, found->clarke, scale);
    fmpq_add(clarke, clarke, plan->base);
    fmpz_clear(scale);
}

/* The least gap, and the own value of outcome 0, which the differences leave out. */
static xp_status_t set_lack(xp_table_t lack, const xp_convolution_found_t found,
                            const xp_convolution_plan_t plan, const xp_agent_struct *agent,
                            xp_error_t error)
{
    xp_status_t status = xp_table_set_zero(lack, agent->type_count, error);
    if (status != XP_OK)
    {
        return status;
    }
    fmpz_t factor;
    fmpz_init(factor);
    fmpz_divexact(factor, plan->denominator, agent->value->denominator);
    for (slong t = 0; t < agent->type_count; t++)
    {
        fmpz_set(lack->entry + t, found->gap->entry + plan->report[t]);
        fmpz_addmul(lack->entry + t, agent->value->entry + t, factor);
    }
    fmpz_set(lack->denominator, plan->denominator);
    xp_table_canonicalise(lack);
    fmpz_clear(factor);
    return XP_OK;
}

xp_status_t xp_convolution_set(xp_convolved_struct *convolved,
                               const xp_environment_struct *environment, slong agent,
                               xp_ties_t ties, const xp_progress_t *progress, xp_error_t error)
{
    const xp_agent_struct *own = environment->agent + agent;
    xp_convolution_plan_t plan;
    xp_convolution_found_t found;
    xp_convolved_struct result;
    xp_convolution_plan_init(plan);
    xp_convolution_found_init(found);
    xp_convolved_init(&result);
    xp_status_t status = xp_convolution_plan_set(plan, environment, agent, ties, error);
    if (status == XP_OK)
    {
        status = xp_convolution_kernel_for(plan->tier)(found, plan, progress, error);
    }
    if (status == XP_OK)
    {
        status = set_weight(result.weight, found, plan, own->type_count, error);
    }
    if (status == XP_OK)
    {
        status = set_others(result.others, found, plan, own->type_count, error);
    }
    if (status == XP_OK)
    {
        status = set_lack(result.lack, found, plan, own, error);
    }
    if (status == XP_OK)
    {
        set_clarke(result.clarke, found, plan);
        const xp_convolved_struct kept = *convolved;
        *convolved = result;
        result = kept;
    }
    xp_convolved_clear(&result);
    xp_convolution_found_clear(found);
    xp_convolution_plan_clear(plan);
    return status;
}
