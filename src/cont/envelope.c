/* Payments from an allocation rule: the envelope formula, revenue equivalence. */
#include <expost/cont/envelope.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "cont/outcome_mechanism.h"

#include "cont/interim_impl.h"

#define PRECISION 256

static xp_piecewise_struct *make_functions(slong count)
{
    xp_piecewise_struct *f = xp_malloc((size_t) count * sizeof(*f));
    slong k;

    for (k = 0; k < count; k++)
        xp_piecewise_init(f + k);
    return f;
}

static void clear_functions(xp_piecewise_struct *f, slong count)
{
    slong k;

    for (k = 0; f != NULL && k < count; k++)
        xp_piecewise_clear(f + k);
    free(f);
}

void xp_envelope_init(xp_envelope_t envelope)
{
    memset(envelope, 0, sizeof(xp_envelope_struct));
    xp_outcome_mechanism_init(envelope->rule);
    xp_real_init(envelope->revenue);
    xp_real_init(envelope->surplus);
}

void xp_envelope_clear(xp_envelope_t envelope)
{
    xp_outcome_mechanism_clear(envelope->rule);
    clear_functions(envelope->slope, envelope->n);
    clear_functions(envelope->rent, envelope->n);
    clear_functions(envelope->charge, envelope->n);
    if (envelope->least != NULL)
        xp_real_vec_clear(envelope->least, envelope->n);
    if (envelope->worst_off != NULL)
        xp_real_vec_clear(envelope->worst_off, envelope->n);
    xp_real_clear(envelope->revenue);
    xp_real_clear(envelope->surplus);
}

static xp_status_t set_slope(xp_envelope_t envelope, const xp_continuous_t model, slong i,
                             xp_error_t error)
{
    const xp_outcome_mechanism_struct *rule = envelope->rule;
    xp_status_t status = XP_OK;
    fmpq_poly_t derivative;
    fmpq_t zero;
    slong a;

    fmpq_init(zero);
    fmpq_poly_init(derivative);
    xp_interim_set_constant(envelope->slope + i, model->agent + i, zero);
    for (a = 0; a < rule->m && status == XP_OK; a++)
    {
        const fmpq_poly_struct *value = rule->value_poly + i * rule->m + a;

        fmpq_poly_derivative(derivative, value);
        if (fmpq_poly_degree(value) > 1)
        {
            xp_error_set(error, "agent \"%s\": the value of outcome %s is not affine in the own "
                                "type, which the payments of a rule need",
                         model->agent[i].name, model->outcome_label[a]);
            status = XP_REFUSED;
        }
        else
            xp_interim_add_product(envelope->slope + i, model->agent + i, derivative,
                                   rule->chance + i * rule->m + a);
    }
    xp_piecewise_canonicalise(envelope->slope + i);
    fmpq_poly_clear(derivative);
    fmpq_clear(zero);
    return status;
}

static xp_status_t refuse_fall(xp_error_t error, const char *name, const xp_real_t from,
                               const xp_real_t to)
{
    xp_string_t low, high;

    xp_string_init(low);
    xp_string_init(high);
    xp_real_add_text(low, from, -1);
    xp_real_add_text(high, to, -1);
    xp_error_set(error, "no payments make truth optimal with this rule: what agent \"%s\" can "
                        "expect of it falls for types between %s and %s",
                 name, low->text, high->text);
    xp_string_clear(low);
    xp_string_clear(high);
    return XP_REFUSED;
}

/* Whether the slope never falls: within the pieces, then at the knots. */
static xp_status_t check_slope(const xp_piecewise_t slope, const char *name, xp_error_t error)
{
    xp_status_t status = XP_OK;
    xp_piecewise_t change;
    xp_signs_t signs;
    xp_string_t text;
    xp_real_t from, to;
    fmpq_t left, right;
    slong k;

    xp_piecewise_init(change);
    xp_signs_init(signs);
    xp_string_init(text);
    xp_real_init(from);
    xp_real_init(to);
    fmpq_init(left);
    fmpq_init(right);
    xp_piecewise_derivative(change, slope);
    xp_piecewise_signs(signs, change);
    xp_real_set_fmpq(from, slope->knot);
    for (k = 0; k <= signs->count && status == XP_OK; k++)
    {
        if (k < signs->count)
            xp_real_set(to, signs->root + k);
        else
            xp_real_set_fmpq(to, slope->knot + slope->count);
        if (signs->sign[k] < 0)
            status = refuse_fall(error, name, from, to);
        xp_real_swap(from, to);
    }
    for (k = 1; k < slope->count && status == XP_OK; k++)
    {
        fmpq_poly_evaluate_fmpq(left, slope->piece + k - 1, slope->knot + k);
        fmpq_poly_evaluate_fmpq(right, slope->piece + k, slope->knot + k);
        if (fmpq_cmp(left, right) <= 0)
            continue;
        xp_real_set_fmpq(from, slope->knot + k);
        xp_real_add_text(text, from, -1);
        xp_error_set(error, "no payments make truth optimal with this rule: what agent \"%s\" can "
                            "expect of it jumps down at the type %s", name, text->text);
        status = XP_REFUSED;
    }
    fmpq_clear(left);
    fmpq_clear(right);
    xp_real_clear(from);
    xp_real_clear(to);
    xp_string_clear(text);
    xp_signs_clear(signs);
    xp_piecewise_clear(change);
    return status;
}

/* U(low) = - the least of rent - outside; and the revenue of agent i. */
static xp_status_t set_agent(xp_envelope_t envelope, const xp_continuous_t model, slong i,
                             xp_error_t error)
{
    const xp_outcome_mechanism_struct *rule = envelope->rule;
    xp_status_t status = set_slope(envelope, model, i, error);
    xp_piecewise_t excess;
    xp_real_t mean;
    fmpq_t expected;

    if (status == XP_OK)
        status = check_slope(envelope->slope + i, model->agent[i].name, error);
    if (status == XP_OK && !xp_piecewise_is_continuous(rule->outside + i))
    {
        xp_error_set(error, "agent \"%s\": what is expected outside jumps in the own type",
                     model->agent[i].name);
        status = XP_REFUSED;
    }
    if (status != XP_OK)
        return status;
    xp_piecewise_init(excess);
    xp_real_init(mean);
    fmpq_init(expected);
    xp_piecewise_primitive(envelope->rent + i, envelope->slope + i);
    xp_piecewise_sub(envelope->charge + i, rule->value + i, envelope->rent + i);
    xp_piecewise_canonicalise(envelope->charge + i);
    xp_piecewise_sub(excess, envelope->rent + i, rule->outside + i);
    xp_piecewise_minimum(envelope->least + i, envelope->worst_off + i, excess, XP_REAL_DEGREE,
                         PRECISION);
    xp_real_sub(envelope->least + i, mean, envelope->least + i, XP_REAL_DEGREE, PRECISION);
    xp_outcome_mean(expected, envelope->charge + i, model, i);
    xp_real_set_fmpq(mean, expected);
    xp_real_sub(mean, mean, envelope->least + i, XP_REAL_DEGREE, PRECISION);
    xp_real_add(envelope->revenue, envelope->revenue, mean, XP_REAL_DEGREE, PRECISION);
    fmpq_clear(expected);
    xp_real_clear(mean);
    xp_piecewise_clear(excess);
    return XP_OK;
}

xp_status_t xp_envelope_set(xp_envelope_t envelope, const xp_continuous_t model,
                            const xp_progress_t *progress, xp_error_t error)
{
    slong n = model->agent_count, i;
    xp_envelope_t made;
    xp_envelope_struct keep;
    xp_status_t status;
    xp_real_t cost;

    xp_envelope_init(made);
    xp_real_init(cost);
    made->n = n;
    made->slope = make_functions(n);
    made->rent = make_functions(n);
    made->charge = make_functions(n);
    made->least = xp_real_vec_init(n);
    made->worst_off = xp_real_vec_init(n);
    status = xp_outcome_mechanism_set(made->rule, model, "none", progress, error);
    for (i = 0; i < n && status == XP_OK; i++)
        status = set_agent(made, model, i, error);
    if (status == XP_OK)
    {
        xp_real_set_fmpq(cost, made->rule->expected_cost);
        xp_real_sub(made->surplus, made->revenue, cost, XP_REAL_DEGREE, PRECISION);
        keep = *envelope;
        *envelope = *made;
        *made = keep;
    }
    xp_real_clear(cost);
    xp_envelope_clear(made);
    return status;
}
