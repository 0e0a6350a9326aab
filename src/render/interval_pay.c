/* Payments when types are intervals: what a report says, whichever mechanism it is. */
#include "render/interval_pay.h"

const char *xp_interval_pay_name(const xp_interval_pay_t *pay)
{
    return pay->decision != NULL ? pay->decision->payments : pay->outcome->payments;
}

static void set_poly(xp_piecewise_t f, const fmpq_poly_t poly, const xp_continuous_t model,
                     slong agent)
{
    xp_piecewise_set_poly(f, model->agent[agent].low, model->agent[agent].high, poly);
}

int xp_interval_pay_interim(xp_piecewise_t charge, xp_piecewise_t utility, xp_piecewise_t outside,
                            const xp_interval_pay_t *pay, const xp_continuous_t model,
                            slong agent)
{
    if (pay->outcome != NULL)
    {
        xp_piecewise_set(charge, pay->outcome->charge + agent);
        xp_piecewise_set(utility, pay->outcome->utility + agent);
        xp_piecewise_set(outside, pay->outcome->outside + agent);
    }
    else if (pay->interim != NULL)
    {
        set_poly(charge, pay->interim->payment + agent, model, agent);
        set_poly(utility, pay->interim->utility + agent, model, agent);
        set_poly(outside, pay->interim->outside + agent, model, agent);
    }
    else
        return 0;
    xp_piecewise_canonicalise(charge);
    xp_piecewise_canonicalise(utility);
    xp_piecewise_canonicalise(outside);
    return 1;
}

int xp_interval_pay_rho(xp_piecewise_t rho, const xp_interval_pay_t *pay,
                        const xp_continuous_t model, slong agent)
{
    if (pay->outcome != NULL && pay->outcome->has_rho)
        xp_piecewise_set(rho, pay->outcome->rho + agent);
    else if (pay->decision != NULL && pay->decision->rho != NULL)
        set_poly(rho, pay->decision->rho + agent, model, agent);
    else
        return 0;
    return 1;
}

xp_interval_means_t xp_interval_pay_means(const xp_interval_pay_t *pay)
{
    xp_interval_means_t means = {NULL, NULL, NULL, NULL};

    if (pay->outcome != NULL)
    {
        means.welfare = pay->outcome->welfare;
        means.revenue = pay->outcome->revenue;
        means.cost = pay->outcome->expected_cost;
        means.budget = pay->outcome->budget;
    }
    else if (pay->interim != NULL)
    {
        means.welfare = pay->interim->welfare;
        means.revenue = pay->interim->revenue;
        means.cost = pay->interim->cost;
        means.budget = pay->interim->budget;
    }
    return means;
}

void xp_interval_pay_render(xp_string_t out, const xp_report_t *report,
                            const xp_interval_pay_t *pay)
{
    if (report->format == XP_FORMAT_JSON)
        xp_interval_pay_add_json(out, report, pay);
    else
        xp_interval_pay_add_sheet(out, report, pay);
}
