/* Efficiency of the choice at every profile: eff. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>

#include "check/findings.h"
#include "check/inquiry.h"
#include "check/kernel.h"
#include "num/bits.h"

static void init_work(xp_welfare_work_t *work, const xp_environment_struct *environment,
                      const xp_rule_struct *rule)
{
    work->environment = environment;
    work->rule = rule;
    work->value_scale = _fmpz_vec_init(environment->agent_count);
    fmpz_init(work->cost_scale);
    fmpz_init_set_ui(work->lottery_denominator, 1);
    fmpz_init(work->bound);
}

static void clear_work(xp_welfare_work_t *work)
{
    _fmpz_vec_clear(work->value_scale, work->environment->agent_count);
    fmpz_clear(work->cost_scale);
    fmpz_clear(work->lottery_denominator);
    fmpz_clear(work->bound);
}

/*
 * Values and costs under one denominator; the bound is that of the difference of two
 * sums of all of them, times the denominator of the lotteries.
 */
static void set_scales(xp_welfare_work_t *work, fmpz_t denominator)
{
    const xp_environment_struct *environment = work->environment;
    fmpz_t part;
    slong i;

    fmpz_init(part);
    fmpz_set(denominator, environment->cost->denominator);
    for (i = 0; i < environment->agent_count; i++)
        fmpz_lcm(denominator, denominator, environment->agent[i].value->denominator);
    fmpz_divexact(work->cost_scale, denominator, environment->cost->denominator);
    fmpz_mul_2exp(work->bound, work->cost_scale,
                  xp_entry_bits(environment->cost->entry, environment->cost->length));
    for (i = 0; i < environment->agent_count; i++)
    {
        const xp_table_struct *value = environment->agent[i].value;

        fmpz_divexact(work->value_scale + i, denominator, value->denominator);
        fmpz_mul_2exp(part, work->value_scale + i, xp_entry_bits(value->entry, value->length));
        fmpz_add(work->bound, work->bound, part);
    }
    if (work->rule->lottery_count > 0)
    {
        fmpz_set(work->lottery_denominator, work->rule->lottery->denominator);
        fmpz_mul(work->bound, work->bound, work->lottery_denominator);
        fmpz_mul(denominator, denominator, work->lottery_denominator);
    }
    fmpz_mul_ui(work->bound, work->bound, 2);
    fmpz_clear(part);
}

/* S(b, theta) for each b in welfare, and that of the choice in welfare[m]; times denominator. */
static void get_welfare(fmpz *welfare, const xp_welfare_work_t *work, slong *profile,
                        slong index)
{
    const xp_environment_struct *environment = work->environment;
    slong m = environment->outcome_count;
    slong choice = (slong) work->rule->choice[index];
    slong b;
    slong i;

    xp_profiles_get(profile, environment->profiles, index);
    for (b = 0; b < m; b++)
    {
        fmpz_mul(welfare + b, environment->cost->entry + b, work->cost_scale);
        fmpz_neg(welfare + b, welfare + b);
        for (i = 0; i < environment->agent_count; i++)
        {
            const xp_agent_struct *agent = environment->agent + i;
            slong at = agent->interdependent ? b * environment->profiles->size + index
                                             : b * agent->type_count + profile[i];

            fmpz_addmul(welfare + b, agent->value->entry + at, work->value_scale + i);
        }
    }
    if (choice < m)
        fmpz_mul(welfare + m, welfare + choice, work->lottery_denominator);
    else
    {
        fmpz_zero(welfare + m);
        for (b = 0; b < m; b++)
            fmpz_addmul(welfare + m, work->rule->lottery->entry + (choice - m) * m + b,
                        welfare + b);
    }
    for (b = 0; b < m; b++)
        fmpz_mul(welfare + b, welfare + b, work->lottery_denominator);
}

/* One line of the last agent: the first place of slack number, or (NULL) the violated ones. */
static void search_line(xp_finding_struct *finding, const xp_welfare_work_t *work,
                        const fmpz_t denominator, slong line, const fmpz *number, int keep)
{
    const xp_environment_struct *environment = work->environment;
    slong types = environment->agent[environment->agent_count - 1].type_count;
    slong m = environment->outcome_count;
    slong *profile = xp_calloc((size_t) environment->agent_count, sizeof(slong));
    fmpz *welfare = _fmpz_vec_init(m + 1);
    xp_place_struct place;
    fmpz_t slack;
    int done = 0;
    slong b;
    slong t;

    fmpz_init(slack);
    xp_place_init(&place, finding->property);
    for (t = 0; t < types && !done; t++)
    {
        place.profile = line * types + t;
        get_welfare(welfare, work, profile, place.profile);
        for (b = 0; b < m && !done; b++)
        {
            if (b == (slong) work->rule->choice[place.profile])
                continue;
            fmpz_sub(slack, welfare + m, welfare + b);
            if (number != NULL ? !fmpz_equal(slack, number) : fmpz_sgn(slack) >= 0)
                continue;
            place.outcome = b;
            xp_place_set_slack(&place, slack, denominator);
            if (number != NULL)
                xp_finding_offer(finding, &place);
            else
                xp_finding_add_violation(finding, &place, keep);
            done = number != NULL || !keep;
        }
    }
    xp_place_clear(&place);
    fmpz_clear(slack);
    _fmpz_vec_clear(welfare, m + 1);
    free(profile);
}

/* K (m - 1), and one more for each profile with a lottery. */
static void count_checked(fmpz_t checked, const xp_environment_struct *environment,
                          const xp_rule_struct *rule)
{
    slong m = environment->outcome_count;
    slong index;
    ulong lotteries = 0;

    for (index = 0; rule->lottery_count > 0 && index < rule->choice_length; index++)
        lotteries += (slong) rule->choice[index] >= m;
    fmpz_mul_ui(checked, environment->profiles->count, (ulong) m - 1);
    fmpz_add_ui(checked, checked, lotteries);
}

xp_status_t xp_check_efficiency(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    slong types = environment->agent[environment->agent_count - 1].type_count;
    slong lines = environment->profiles->size / types;
    xp_pace_struct pace = xp_inquiry_pace(inquiry, finding->property, (uint64_t) lines);
    xp_welfare_work_t work;
    xp_status_t status;
    fmpz_t denominator;
    xp_scan_t scan;
    size_t v;

    init_work(&work, environment, inquiry->rule);
    fmpz_init(denominator);
    xp_scan_init(scan, inquiry->options.all, 0);
    set_scales(&work, denominator);
    finding->tier = xp_tier_for(work.bound, inquiry->options.tier_least);
    status = xp_scan_run(scan, xp_kernel_for(finding->tier)->scan_welfare, &work, lines,
                         xp_inquiry_block(types), &pace, error);
    if (status == XP_OK)
    {
        count_checked(finding->checked, environment, inquiry->rule);
        fmpz_set(finding->violations, scan->violations);
        if (scan->has_least)
            search_line(finding, &work, denominator, scan->at, scan->least, 0);
        if (scan->first >= 0 && !scan->keep)
            search_line(finding, &work, denominator, scan->first, NULL, 0);
        for (v = 0; v < scan->violated_count; v++)
            search_line(finding, &work, denominator, scan->violated[v], NULL, 1);
    }
    xp_scan_clear(scan);
    fmpz_clear(denominator);
    clear_work(&work);
    return status;
}
