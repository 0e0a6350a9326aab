/* What the rebates of a mechanism return, in the report `pay`. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/render/number.h>
#include <expost/render/sheet.h>

#include "render/json_impl.h"
#include "render/pay_impl.h"
#include "render/words_impl.h"

static slong *get_profile(const xp_pay_t pay)
{
    const xp_profiles_struct *profiles = pay->mechanism->environment->profiles;
    slong *profile = xp_calloc((size_t) profiles->agents, sizeof(slong));

    xp_profiles_get(profile, profiles, pay->share->profile);
    return profile;
}

void xp_pay_add_share(xp_sheet_t sheet, const xp_report_t *report, const xp_pay_t pay)
{
    const xp_environment_struct *environment = pay->mechanism->environment;
    int costs = !_fmpz_vec_is_zero(environment->cost->entry, environment->cost->length);
    const char *what = costs ? "pivot surplus, revenue less cost," : "pivot revenue";
    xp_string_t text;
    slong *profile;

    if (!pay->mechanism->rebates)
        return;
    xp_string_init(text);
    if (pay->share->profile < 0)
        xp_string_printf(text, "There is no profile at which the %s is positive", what);
    else
    {
        profile = get_profile(pay);
        xp_string_printf(text, "Of the %s the rebates return at least ", what);
        xp_number_add(text, pay->share->worst, report->digits);
        xp_string_add(text, ", first at ");
        xp_words_add_profile(text, environment, profile);
        free(profile);
    }
    if (pay->share->has_mean)
    {
        xp_string_add(text, "; in expectation ");
        xp_number_add(text, pay->share->mean, report->digits);
    }
    xp_string_add_char(text, '.');
    xp_sheet_add_paragraph(sheet, text->text);
    xp_string_clear(text);
}

void xp_pay_set_json_share(json_t *object, const xp_pay_t pay, long digits)
{
    json_t *share;
    slong *profile;

    if (!pay->mechanism->rebates)
        return;
    share = json_object();
    if (pay->share->profile >= 0)
    {
        profile = get_profile(pay);
        xp_json_set_rational(share, "worst", pay->share->worst, digits);
        json_object_set_new(share, "profile",
                            xp_json_profile(pay->mechanism->environment, profile));
        free(profile);
    }
    if (pay->share->has_mean)
        xp_json_set_rational(share, "expected", pay->share->mean, digits);
    json_object_set_new(object, "rebate_share", share);
}
