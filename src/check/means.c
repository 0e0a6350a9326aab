/* What holds on average: iir, eair, eabb, eawbb. */
#include "check/findings.h"
#include "check/inquiry.h"
#include "check/interim.h"
#include "check/terms.h"

static void set_slack(xp_place_struct *place, const fmpq_t slack)
{
    fmpq_set(place->slack, slack);
    fmpq_set(place->difference, slack);
}

/* The tier of everything that expectations were found in so far. */
static void take_tier(xp_finding_struct *finding, const xp_expectations_struct *expectations)
{
    if (expectations->tier > finding->tier)
        finding->tier = expectations->tier;
}

/* The expected gains, one for each type, or one in all ex ante. */
static void add_gains(xp_finding_struct *finding, const fmpq *gain,
                      const xp_inquiry_struct *inquiry, slong agent)
{
    const xp_environment_struct *environment = inquiry->environment;
    slong types = environment->agent[agent].type_count;
    int ex_ante = finding->property == XP_EAIR;
    fmpz *weight = _fmpz_vec_init(types);
    xp_place_struct place;
    fmpz_t total;
    slong t;

    fmpz_init(total);
    xp_place_init(&place, finding->property);
    place.agent = agent;
    if (!ex_ante)
        xp_interim_weights(weight, total, environment, agent);
    for (t = 0; t < (ex_ante ? 1 : types); t++)
    {
        if (!ex_ante && fmpz_is_zero(weight + t))
        {
            fmpz_add_ui(finding->skipped, finding->skipped, 1);
            continue;
        }
        place.type = ex_ante ? -1 : t;
        set_slack(&place, gain + t);
        xp_finding_add(finding, &place, inquiry->options.all);
    }
    xp_place_clear(&place);
    fmpz_clear(total);
    _fmpz_vec_clear(weight, types);
}

xp_status_t xp_check_mean_participation(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                        xp_error_t error)
{
    const xp_environment_struct *environment = inquiry->environment;
    xp_expectations_struct *expectations = xp_inquiry_expectations(inquiry);
    int ex_ante = finding->property == XP_EAIR;
    xp_status_t status = XP_OK;
    slong i;

    for (i = 0; i < environment->agent_count && status == XP_OK; i++)
    {
        slong count = ex_ante ? 1 : environment->agent[i].type_count;
        fmpq *gain = _fmpq_vec_init(count);
        xp_payment_struct sum;

        xp_terms_init(&sum);
        xp_terms_add_gain(&sum, environment, inquiry->mechanism->payments, i);
        status = xp_expectations_of(gain, expectations, &sum, ex_ante ? -1 : i,
                                    inquiry->progress, error);
        if (status == XP_OK)
            add_gains(finding, gain, inquiry, i);
        xp_terms_clear(&sum);
        _fmpq_vec_clear(gain, count);
    }
    take_tier(finding, expectations);
    return status;
}

xp_status_t xp_check_mean_budget(xp_finding_struct *finding, xp_inquiry_t inquiry,
                                 xp_error_t error)
{
    xp_expectations_struct *expectations = xp_inquiry_expectations(inquiry);
    xp_payment_struct sum;
    xp_place_struct place;
    xp_status_t status;
    fmpq_t mean;

    fmpq_init(mean);
    xp_terms_init(&sum);
    xp_place_init(&place, finding->property);
    xp_terms_add_budget(&sum, inquiry->environment, inquiry->mechanism->payments);
    status = xp_expectations_of(mean, expectations, &sum, -1, inquiry->progress, error);
    if (status == XP_OK)
    {
        if (finding->property == XP_EABB)
            xp_place_set_difference(&place, fmpq_numref(mean), fmpq_denref(mean));
        else
            set_slack(&place, mean);
        xp_finding_add(finding, &place, inquiry->options.all);
    }
    take_tier(finding, expectations);
    xp_place_clear(&place);
    xp_terms_clear(&sum);
    fmpq_clear(mean);
    return status;
}
