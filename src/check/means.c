/* What holds on average: iir, eair, eabb, eawbb. */
#include <expost/rule/interim.h>

#include "check/findings.h"
#include "check/inquiry.h"

/* A payment list as a table: the one that was listed, or a scaled copy. */
static xp_status_t get_payments(xp_table_t table, xp_inquiry_t inquiry, slong agent,
                                xp_error_t error)
{
    const xp_payment_list_struct *payments;
    xp_status_t status = xp_inquiry_payments(&payments, inquiry, agent, error);
    slong size = inquiry->environment->profiles->size;

    if (status == XP_OK)
        status = xp_table_set_zero(table, size, error);
    if (status != XP_OK)
        return status;
    _fmpz_vec_scalar_mul_fmpz(table->entry, payments->entry, size, fmpq_numref(payments->unit));
    fmpz_set(table->denominator, fmpq_denref(payments->unit));
    return XP_OK;
}

/*
 * What agent gets less the outside option, at every profile, on average: given each type
 * in mean (k entries), or over all in mean[0] when ex_ante.
 */
static xp_status_t get_gains(fmpq *mean, xp_inquiry_t inquiry, slong agent, int ex_ante,
                             xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    const xp_rule_struct *rule = inquiry->mechanism->rule;
    slong count = ex_ante ? 1 : environment->agent[agent].type_count;
    fmpq *part = _fmpq_vec_init(count);
    xp_status_t status = XP_OK;
    xp_table_t table;
    slong i;
    int term;

    xp_table_init(table);
    for (i = 0; i < count; i++)
        fmpq_zero(mean + i);
    for (term = 0; term < 3 && status == XP_OK; term++)
    {
        if (term == 2 && environment->agent[agent].outside_kind == XP_OUTSIDE_NONE)
            continue;
        status = term == 0   ? xp_value_list(table, environment, rule, agent, error)
                 : term == 1 ? get_payments(table, inquiry, agent, error)
                             : xp_outside_list(table, environment, rule, agent, error);
        if (status != XP_OK)
            break;
        if (ex_ante)
            xp_expectation(part, environment, table);
        else
            xp_interim_mean(part, environment, agent, table);
        for (i = 0; i < count; i++)
        {
            if (term == 0)
                fmpq_set(mean + i, part + i);
            else
                fmpq_sub(mean + i, mean + i, part + i);
        }
    }
    xp_table_clear(table);
    _fmpq_vec_clear(part, count);
    return status;
}

static void set_slack(xp_place_struct *place, const fmpq_t slack)
{
    fmpq_set(place->slack, slack);
    fmpq_set(place->difference, slack);
}

xp_status_t xp_check_mean_participation(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                        xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    int ex_ante = finding->property == XP_EAIR;
    xp_status_t status = XP_OK;
    xp_place_struct place;
    fmpq_t probability;
    slong i;
    slong t;

    fmpq_init(probability);
    xp_place_init(&place, finding->property);
    finding->tier = XP_TIER_FMPZ;
    for (i = 0; i < environment->agent_count && status == XP_OK; i++)
    {
        slong count = ex_ante ? 1 : environment->agent[i].type_count;
        fmpq *gain = _fmpq_vec_init(count);

        status = get_gains(gain, inquiry, i, ex_ante, error);
        place.agent = i;
        for (t = 0; t < count && status == XP_OK; t++)
        {
            if (!ex_ante)
            {
                place.type = t;
                xp_environment_type_probability(probability, environment, i, t);
                if (fmpq_is_zero(probability))
                {
                    fmpz_add_ui(finding->skipped, finding->skipped, 1);
                    continue;
                }
            }
            set_slack(&place, gain + t);
            xp_finding_add(finding, &place, inquiry->options.all);
        }
        _fmpq_vec_clear(gain, count);
    }
    xp_place_clear(&place);
    fmpq_clear(probability);
    return status;
}

xp_status_t xp_check_mean_budget(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                 xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    xp_status_t status = XP_OK;
    xp_place_struct place;
    xp_table_t table;
    fmpq_t sum;
    fmpq_t part;
    slong i;

    xp_place_init(&place, finding->property);
    xp_table_init(table);
    fmpq_init(sum);
    fmpq_init(part);
    finding->tier = XP_TIER_FMPZ;
    for (i = 0; i < environment->agent_count && status == XP_OK; i++)
    {
        status = get_payments(table, inquiry, i, error);
        if (status != XP_OK)
            break;
        xp_expectation(part, environment, table);
        fmpq_add(sum, sum, part);
    }
    if (status == XP_OK)
        status = xp_cost_list(table, environment, inquiry->mechanism->rule, error);
    if (status == XP_OK)
    {
        xp_expectation(part, environment, table);
        fmpq_sub(sum, sum, part);
        if (finding->property == XP_EABB)
            xp_place_set_difference(&place, fmpq_numref(sum), fmpq_denref(sum));
        else
            set_slack(&place, sum);
        xp_finding_add(finding, &place, inquiry->options.all);
    }
    fmpq_clear(part);
    fmpq_clear(sum);
    xp_table_clear(table);
    xp_place_clear(&place);
    return status;
}
