/* Incentive constraints of a real decision: the gain of truth is (type - report)^2 times a sign. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "cont/box.h"
#include "cont/interval_finding.h"
#include "cont/decision_impl.h"

#define TRIALS 200

/*
 * The gain of truth over a report, above / below, for one agent: variable `agent` is the type,
 * variable n the report.  interim: no other variable is read.
 */
typedef struct
{
    const xp_decision_mechanism_struct *mechanism;
    slong agent;
    int interim;
    fmpq_mpoly_t above;
    fmpq_mpoly_t below;
    fmpq *low;
    fmpq *high;
    const xp_progress_t *progress;
} gain_t;

static void init_gain(gain_t *gain, const xp_decision_mechanism_t mechanism, slong agent,
                      int interim, const xp_progress_t *progress)
{
    const slong n = mechanism->n;
    gain->mechanism = mechanism;
    gain->agent = agent;
    gain->interim = interim;
    gain->progress = progress;
    fmpq_mpoly_init(gain->above, mechanism->context);
    fmpq_mpoly_init(gain->below, mechanism->context);
    gain->low = _fmpq_vec_init(n + 1);
    gain->high = _fmpq_vec_init(n + 1);
    for (slong i = 0; i <= n; i++)
    {
        const slong from = i < n ? i : agent;
        fmpq_set(gain->low + i, mechanism->low + from);
        fmpq_set(gain->high + i, mechanism->high + from);
    }
}

static void clear_gain(gain_t *gain)
{
    const slong n = gain->mechanism->n;
    fmpq_mpoly_clear(gain->above, gain->mechanism->context);
    fmpq_mpoly_clear(gain->below, gain->mechanism->context);
    _fmpq_vec_clear(gain->low, n + 1);
    _fmpq_vec_clear(gain->high, n + 1);
}

/* f with the report replaced by the type. */
static void set_truthful(fmpq_mpoly_t result, const fmpq_mpoly_t f, const gain_t *gain)
{
    const slong n = gain->mechanism->n;
    slong *image = xp_calloc((size_t) n + 1, sizeof(slong));
    for (slong i = 0; i <= n; i++)
    {
        image[i] = i < n ? i : gain->agent;
    }
    fmpq_mpoly_compose_fmpq_mpoly_gen(result, f, image, gain->mechanism->context,
                                      gain->mechanism->context);
    free(image);
}

/* above / below at a point; 0 when below vanishes there. */
static int evaluate_gain(fmpq_t value, const gain_t *gain, const fmpq *point)
{
    fmpq_t divisor;
    fmpq_init(divisor);
    xp_box_evaluate(divisor, gain->below, point, gain->mechanism->context);
    const int defined = !fmpq_is_zero(divisor);
    if (defined)
    {
        xp_box_evaluate(value, gain->above, point, gain->mechanism->context);
        fmpq_div(value, value, divisor);
    }
    fmpq_clear(divisor);
    return defined;
}

/* Keeps in best the coordinate of point at which the gain is least, over 17 places in its range. */
static void improve(fmpq *point, fmpq_t least, slong coordinate, const gain_t *gain)
{
    fmpq_t value, best, width;
    fmpq_init(value);
    fmpq_init(best);
    fmpq_init(width);
    fmpq_set(best, point + coordinate);
    fmpq_sub(width, gain->high + coordinate, gain->low + coordinate);
    for (slong k = 0; k <= 16; k++)
    {
        fmpq_set_si(value, k, 16);
        fmpq_mul(value, value, width);
        fmpq_add(point + coordinate, gain->low + coordinate, value);
        if (evaluate_gain(value, gain, point) && fmpq_cmp(value, least) < 0)
        {
            fmpq_set(least, value);
            fmpq_set(best, point + coordinate);
        }
    }
    fmpq_set(point + coordinate, best);
    fmpq_clear(width);
    fmpq_clear(best);
    fmpq_clear(value);
}

/* Moves the report towards the type, from both sides, until the gain is below 0 at the point. */
static int find_report(fmpq *point, fmpq_t least, const gain_t *gain)
{
    const slong n = gain->mechanism->n;
    fmpq_t step;
    fmpq_init(step);
    int found = evaluate_gain(least, gain, point) && fmpq_sgn(least) < 0;
    for (slong k = 0; k < 80 && !found; k++)
    {
        const slong end = k % 2;
        fmpq_sub(step, end ? gain->high + n : gain->low + n, point + gain->agent);
        fmpq_div_2exp(step, step, (ulong) (k / 2));
        fmpq_add(point + n, point + gain->agent, step);
        found = evaluate_gain(least, gain, point) && fmpq_sgn(least) < 0;
    }
    fmpq_clear(step);
    return found;
}

/* FAILS at the point, or at a worse one near it. */
static void refute(xp_interval_finding_t finding, fmpq *point, fmpq_t least, const gain_t *gain)
{
    const slong n = gain->mechanism->n;
    xp_real_t difference;
    xp_string_t words;
    xp_real_init(difference);
    xp_string_init(words);
    improve(point, least, n, gain);
    improve(point, least, gain->agent, gain);
    improve(point, least, n, gain);
    xp_real_set_fmpq(difference, least);
    xp_interval_finding_refute(finding, n, gain->agent, point, 1, difference);
    xp_string_add(words, "type ");
    xp_rat_add_text(words, finding->type);
    if (!gain->interim)
    {
        xp_string_add(words, " at the profile ");
        xp_add_profile_text(words, finding->profile, n);
    }
    xp_string_add(words, " gains ");
    fmpq_neg(least, least);
    xp_rat_add_text(words, least);
    xp_string_add(words, " by the report ");
    xp_rat_add_text(words, finding->report);
    xp_interval_finding_tell(finding, "%s", words->text);
    xp_string_clear(words);
    xp_real_clear(difference);
}

/* The violating types of a bic, where f tells them and is a polynomial in the type alone. */
static void add_intervals(xp_interval_finding_t finding, const fmpq_mpoly_t f, int slope,
                          const gain_t *gain)
{
    fmpq_poly_t g;
    fmpq_poly_init(g);
    if (gain->interim && fmpq_mpoly_get_fmpq_poly(g, f, gain->agent, gain->mechanism->context))
    {
        xp_interval_finding_add_parts(finding, g, gain->low + gain->agent,
                                      gain->high + gain->agent, gain->agent, slope);
        finding->complete = 1;
    }
    fmpq_poly_clear(g);
}

/* Gain = (type - report) quotient, quotient not 0 on the diagonal: refuted next to it. */
static void refute_slope(xp_interval_finding_t finding, const fmpq_mpoly_t quotient,
                         const gain_t *gain)
{
    const slong n = gain->mechanism->n;
    fmpq *point = _fmpq_vec_init(n + 1);
    fmpq_mpoly_t slope;
    fmpq_t value;
    fmpq_mpoly_init(slope, gain->mechanism->context);
    fmpq_init(value);
    set_truthful(slope, quotient, gain);
    for (slong k = 0; k < TRIALS && finding->answer != XP_FAILS; k++)
    {
        xp_trial_profile(point, gain->low, gain->high, n, k);
        fmpq_set(point + n, point + gain->agent);
        xp_box_evaluate(value, slope, point, gain->mechanism->context);
        if (!fmpq_is_zero(value) && find_report(point, value, gain))
        {
            refute(finding, point, value, gain);
        }
    }
    if (finding->answer == XP_FAILS)
    {
        add_intervals(finding, slope, 1, gain);
    }
    else
    {
        xp_interval_finding_tell(finding, "the first-order condition of truth does not hold as an "
                                 "identity, but no type that gains was found");
    }
    fmpq_clear(value);
    fmpq_mpoly_clear(slope, gain->mechanism->context);
    _fmpq_vec_clear(point, n + 1);
}

/* Gain = (type - report)^2 quotient / below. */
static xp_status_t ask_quotient(xp_interval_finding_t finding, const fmpq_mpoly_t quotient,
                                const gain_t *gain)
{
    const slong n = gain->mechanism->n;
    const fmpq_mpoly_ctx_struct *context = gain->mechanism->context;
    const char *who = gain->interim ? "U(type) - U(report | type)" : "the gain of truth";
    fmpq *point = _fmpq_vec_init(n + 1);
    int nonzero = 0;
    xp_answer_t answer = XP_UNDECIDED;
    fmpq_mpoly_t product;
    fmpq_t value;
    fmpq_mpoly_init(product, context);
    fmpq_init(value);
    fmpq_mpoly_mul(product, quotient, gain->below, context);
    xp_status_t status = xp_box_is_nonzero(&nonzero, gain->below, gain->low, gain->high, context,
                                           gain->progress);
    if (status == XP_OK)
    {
        status = xp_box_sign(&answer, point, product, gain->low, gain->high, 0, context,
                             gain->progress);
    }
    if (status == XP_OK && answer == XP_FAILS && find_report(point, value, gain))
    {
        refute(finding, point, value, gain);
        add_intervals(finding, product, 0, gain);
    }
    else if (status == XP_OK && answer == XP_HOLDS && nonzero)
    {
        finding->answer = XP_HOLDS;
        if (fmpq_mpoly_is_fmpq(quotient, context) && fmpq_mpoly_is_fmpq(gain->below, context))
        {
            xp_string_t number;
            xp_string_init(number);
            fmpq_mpoly_get_fmpq(value, product, context);
            xp_rat_add_text(number, value);
            xp_interval_finding_tell(finding, "%s = %s (type - report)^2", who, number->text);
            xp_string_clear(number);
        }
        else
        {
            xp_interval_finding_tell(finding, "%s is (type - report)^2 times what is >= 0 for all "
                                     "types and reports", who);
        }
    }
    else if (status == XP_OK)
    {
        xp_interval_finding_tell(finding, "%s is (type - report)^2 times what has no sign that was "
                                 "proved", who);
    }
    fmpq_clear(value);
    fmpq_mpoly_clear(product, context);
    _fmpq_vec_clear(point, n + 1);
    return status;
}

/* Divides the gain by type - report once and twice, and asks what is left. */
static xp_status_t ask_gain(xp_interval_finding_t finding, const gain_t *gain)
{
    const slong n = gain->mechanism->n;
    const fmpq_mpoly_ctx_struct *context = gain->mechanism->context;
    xp_status_t status = XP_OK;
    fmpq_mpoly_t factor, once, twice;
    fmpq_mpoly_init(factor, context);
    fmpq_mpoly_init(once, context);
    fmpq_mpoly_init(twice, context);
    fmpq_mpoly_gen(factor, gain->agent, context);
    fmpq_mpoly_gen(once, n, context);
    fmpq_mpoly_sub(factor, factor, once, context);
    finding->answer = XP_UNDECIDED;
    if (fmpq_mpoly_is_zero(gain->above, context))
    {
        finding->answer = XP_HOLDS;
        xp_interval_finding_tell(finding, "no report changes what the agent gets");
    }
    else if (!fmpq_mpoly_divides(once, gain->above, factor, context))
    {
        xp_interval_finding_tell(finding, "the gain of truth is not defined at the truth");
    }
    else if (fmpq_mpoly_divides(twice, once, factor, context))
    {
        status = ask_quotient(finding, twice, gain);
    }
    else
    {
        refute_slope(finding, once, gain);
    }
    fmpq_mpoly_clear(twice, context);
    fmpq_mpoly_clear(once, context);
    fmpq_mpoly_clear(factor, context);
    return status;
}

xp_status_t xp_decision_ask_bic(xp_interval_finding_t finding,
                                const xp_decision_mechanism_t mechanism,
                                const xp_decision_interim_t interim, slong agent,
                                const xp_progress_t *progress)
{
    gain_t gain;
    init_gain(&gain, mechanism, agent, 1, progress);
    set_truthful(gain.above, interim->report + agent, &gain);
    fmpq_mpoly_sub(gain.above, gain.above, interim->report + agent, mechanism->context);
    fmpq_mpoly_one(gain.below, mechanism->context);
    const xp_status_t status = ask_gain(finding, &gain);
    clear_gain(&gain);
    return status;
}

xp_status_t xp_decision_ask_dsic(xp_interval_finding_t finding,
                                 xp_decision_mechanism_t mechanism, slong agent,
                                 const xp_progress_t *progress)
{
    xp_status_t status = XP_OK;
    gain_t gain;
    xp_pool_struct *pool = mechanism->pool;
    const xp_expression_struct *truth = xp_expression_substitute_decision(
        pool, mechanism->utility[agent], xp_expression_type(pool, agent));
    init_gain(&gain, mechanism, agent, 0, progress);
    if (xp_expression_fraction(gain.above, gain.below,
                               xp_expression_binary(pool, XP_EXPRESSION_SUB, truth,
                                                    mechanism->utility[agent]),
                               mechanism->context))
    {
        status = ask_gain(finding, &gain);
    }
    else
    {
        finding->answer = XP_UNDECIDED;
        xp_interval_finding_tell(finding, "the gain of truth is no quotient of polynomials");
    }
    clear_gain(&gain);
    return status;
}
