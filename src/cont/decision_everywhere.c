/* Inequalities and equalities of a mechanism that are to hold at every profile. */
#include <expost/base/memory.h>

#include "cont/box.h"
#include "cont/interval_finding.h"
#include "cont/decision_impl.h"

#define PRECISION 128

/* How many trial profiles are looked at for what is no quotient of polynomials. */
#define TRIALS 80

/* FAILS at the first trial profile where e is certainly < 0 (equality: not 0). */
static void try_profiles(xp_interval_finding_t finding, const xp_decision_mechanism_t mechanism,
                         const xp_expression_struct *e, int equality, slong agent)
{
    const slong n = mechanism->n;
    fmpq *point = _fmpq_vec_init(n + 1);
    xp_real_t value;
    xp_real_init(value);
    for (slong k = 0; k < TRIALS && finding->answer != XP_FAILS; k++)
    {
        int sign = 0;
        xp_trial_profile(point, mechanism->low, mechanism->high, n, k);
        if (xp_decision_value_at(value, e, point, n, NULL, PRECISION) &&
            xp_real_sign(&sign, value) && (sign < 0 || (equality && sign != 0)))
        {
            xp_interval_finding_refute(finding, n, agent, point, 0, value);
        }
    }
    xp_real_clear(value);
    _fmpq_vec_clear(point, n + 1);
}

/* e = above / below >= 0: the sign of above * below, where below vanishes nowhere. */
static xp_status_t ask_fraction(xp_interval_finding_t finding,
                                const xp_decision_mechanism_t mechanism, fmpq_mpoly_t above,
                                const fmpq_mpoly_t below, slong agent,
                                const xp_progress_t *progress)
{
    const slong n = mechanism->n;
    int nonzero = 0;
    xp_answer_t answer = XP_UNDECIDED;
    fmpq_mpoly_t product;
    fmpq *where = _fmpq_vec_init(n + 1);
    fmpq_mpoly_init(product, mechanism->context);
    fmpq_mpoly_mul(product, above, below, mechanism->context);
    xp_status_t status = xp_box_is_nonzero(&nonzero, below, mechanism->low, mechanism->high,
                                           mechanism->context, progress);
    if (status == XP_OK)
    {
        status = xp_box_sign(&answer, where, product, mechanism->low, mechanism->high, 0,
                             mechanism->context, progress);
    }
    if (status == XP_OK && answer == XP_FAILS)
    {
        fmpq_t value, divisor;
        xp_real_t difference;
        fmpq_init(value);
        fmpq_init(divisor);
        xp_real_init(difference);
        xp_box_evaluate(value, above, where, mechanism->context);
        xp_box_evaluate(divisor, below, where, mechanism->context);
        fmpq_div(value, value, divisor);
        xp_real_set_fmpq(difference, value);
        xp_interval_finding_refute(finding, n, agent, where, 0, difference);
        xp_real_clear(difference);
        fmpq_clear(divisor);
        fmpq_clear(value);
    }
    else if (status == XP_OK)
    {
        finding->answer = nonzero ? answer : XP_UNDECIDED;
    }
    fmpq_mpoly_clear(product, mechanism->context);
    _fmpq_vec_clear(where, n + 1);
    return status;
}

/* The words once the answer is there. */
static void tell_answer(xp_interval_finding_t finding, int equality, int identity,
                        const char *what)
{
    if (finding->answer == XP_FAILS)
    {
        xp_string_t place;
        xp_string_init(place);
        xp_add_profile_text(place, finding->profile, finding->n);
        xp_string_add(place, ": ");
        xp_real_add_text(place, finding->difference, -1);
        xp_interval_finding_tell(finding, "%s is %s at the profile %s", what,
                                 equality ? "not 0" : "below 0", place->text);
        xp_string_clear(place);
    }
    else if (finding->answer == XP_HOLDS)
    {
        xp_interval_finding_tell(finding, identity ? "%s is 0 as an identity"
                                                   : "%s is >= 0 on the whole box of types", what);
    }
    else
    {
        xp_interval_finding_tell(finding, "the sign of %s is not decided: no profile with a "
                                 "violation was found, and no proof that there is none", what);
    }
}

xp_status_t xp_decision_ask_everywhere(xp_interval_finding_t finding,
                                       const xp_decision_mechanism_t mechanism,
                                       const xp_expression_struct *e, int equality, slong agent,
                                       const char *what, const xp_progress_t *progress)
{
    xp_status_t status = XP_OK;
    int identity = 0;
    fmpq_mpoly_t above, below;
    fmpq_mpoly_init(above, mechanism->context);
    fmpq_mpoly_init(below, mechanism->context);
    finding->answer = XP_UNDECIDED;
    if (!xp_expression_fraction(above, below, e, mechanism->context))
    {
        try_profiles(finding, mechanism, e, equality, agent);
    }
    else if (fmpq_mpoly_is_zero(above, mechanism->context))
    {
        identity = 1;
        finding->answer = XP_HOLDS;
        finding->has_slack = 1;
    }
    else
    {
        if (equality)
        {
            try_profiles(finding, mechanism, e, equality, agent);
        }
        else
        {
            status = ask_fraction(finding, mechanism, above, below, agent, progress);
        }
        if (fmpq_mpoly_is_fmpq(above, mechanism->context) &&
            fmpq_mpoly_is_fmpq(below, mechanism->context))
        {
            fmpq_t value, divisor;
            fmpq_init(value);
            fmpq_init(divisor);
            fmpq_mpoly_get_fmpq(value, above, mechanism->context);
            fmpq_mpoly_get_fmpq(divisor, below, mechanism->context);
            fmpq_div(value, value, divisor);
            if (equality)
            {
                fmpq_abs(value, value);
                fmpq_neg(value, value);
            }
            xp_real_set_fmpq(finding->slack, value);
            finding->has_slack = 1;
            fmpq_clear(divisor);
            fmpq_clear(value);
        }
    }
    if (status == XP_OK)
    {
        tell_answer(finding, equality, identity, what);
    }
    fmpq_mpoly_clear(below, mechanism->context);
    fmpq_mpoly_clear(above, mechanism->context);
    return status;
}
