/* Whether the stated rule of a real decision is the maximiser of the surplus. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "cont/box.h"
#include "cont/decision_impl.h"

/* What the conditions are tested with. */
typedef struct
{
    const xp_continuous_struct *model;
    const xp_expression_struct *surplus;
    xp_decision_domain_t domain;
    fmpq *low;
    fmpq *high;
    fmpq_mpoly_ctx_t context;
    const xp_progress_t *progress;
} inquiry_t;

/*
 * Each step leaves why empty when its condition is proved, and words when it is not.
 *
 * First order: dS/dx at the rule is the quotient 0.
 */
static void test_condition(xp_string_t why, const xp_decision_efficiency_t efficiency,
                           const inquiry_t *inquiry)
{
    fmpq_mpoly_t above, below;
    fmpq_mpoly_init(above, inquiry->context);
    fmpq_mpoly_init(below, inquiry->context);
    if (efficiency->condition == NULL || efficiency->curvature == NULL)
    {
        xp_string_printf(why, "the surplus has no derivative by %s in closed form",
                         inquiry->model->decision);
    }
    else if (!xp_expression_fraction(above, below, efficiency->condition, inquiry->context))
    {
        xp_string_add(why, "the first-order condition at the rule is no quotient of polynomials, "
                      "so that it is not decided whether it is an identity");
    }
    else if (!fmpq_mpoly_is_zero(above, inquiry->context))
    {
        xp_string_add(why, "the first-order condition does not hold at the rule as an identity, "
                      "and no better decision was found: optima at a bound of the decision are "
                      "not understood");
    }
    fmpq_mpoly_clear(below, inquiry->context);
    fmpq_mpoly_clear(above, inquiry->context);
}

/* rule - end, times direction, is above / below: >= 0 on the box, > 0 where the end is open. */
static xp_status_t test_end(xp_string_t why, const fmpq_mpoly_t above, const fmpq_mpoly_t below,
                            const fmpq_t end, int direction, int open, const inquiry_t *inquiry)
{
    xp_answer_t answer = XP_UNDECIDED;
    fmpq_mpoly_t f;
    const slong n = inquiry->model->agent_count;
    fmpq *where = _fmpq_vec_init(n + 1);
    fmpq_mpoly_init(f, inquiry->context);
    fmpq_mpoly_scalar_mul_fmpq(f, below, end, inquiry->context);
    fmpq_mpoly_sub(f, above, f, inquiry->context);
    fmpq_mpoly_mul(f, f, below, inquiry->context);
    if (direction < 0)
    {
        fmpq_mpoly_neg(f, f, inquiry->context);
    }
    const xp_status_t status = xp_box_sign(&answer, where, f, inquiry->low, inquiry->high, open,
                                           inquiry->context, inquiry->progress);
    if (status == XP_OK && answer != XP_HOLDS)
    {
        xp_string_add(why, answer == XP_FAILS ? "the rule leaves the decisions "
                                              : "it is not proved that the rule stays in ");
        xp_decision_domain_add_text(why, &inquiry->domain);
        if (answer == XP_FAILS)
        {
            xp_string_add(why, " at the profile ");
            xp_add_profile_text(why, where, n);
        }
    }
    fmpq_mpoly_clear(f, inquiry->context);
    _fmpq_vec_clear(where, n + 1);
    return status;
}

/* The rule is defined at every profile and stays in the domain. */
static xp_status_t test_place(xp_string_t why, const inquiry_t *inquiry)
{
    xp_status_t status = XP_OK;
    int nonzero = 0;
    fmpq_mpoly_t above, below;
    const xp_decision_domain_t *domain = &inquiry->domain;
    fmpq_mpoly_init(above, inquiry->context);
    fmpq_mpoly_init(below, inquiry->context);
    if (!xp_expression_fraction(above, below, inquiry->model->formula, inquiry->context))
    {
        xp_string_add(why, "the rule is no quotient of polynomials");
    }
    else
    {
        status = xp_box_is_nonzero(&nonzero, below, inquiry->low, inquiry->high,
                                   inquiry->context, inquiry->progress);
    }
    if (status == XP_OK && why->length == 0 && !nonzero)
    {
        xp_string_add(why, "it is not proved that the rule is defined at every profile");
    }
    if (status == XP_OK && why->length == 0 && domain->has_low)
    {
        status = test_end(why, above, below, domain->low, 1, domain->low_open, inquiry);
    }
    if (status == XP_OK && why->length == 0 && domain->has_high)
    {
        status = test_end(why, above, below, domain->high, -1, domain->high_open, inquiry);
    }
    fmpq_mpoly_clear(below, inquiry->context);
    fmpq_mpoly_clear(above, inquiry->context);
    return status;
}

/*
 * Second order: d2S/dx2 = above / below <= 0 for all decisions and types, and below vanishes
 * nowhere, so that S is concave on the whole domain.
 */
static xp_status_t test_curvature(xp_string_t why, xp_string_t proof,
                                  const xp_decision_efficiency_t efficiency,
                                  const inquiry_t *inquiry)
{
    xp_status_t status = XP_OK;
    xp_answer_t answer = XP_UNDECIDED;
    int nonzero = 0;
    fmpq_mpoly_t above, below;
    fmpq_mpoly_init(above, inquiry->context);
    fmpq_mpoly_init(below, inquiry->context);
    const int fraction =
        xp_expression_fraction(above, below, efficiency->curvature, inquiry->context);
    if (fraction)
    {
        status = xp_decision_domain_is_nonzero(&nonzero, below, &inquiry->domain, inquiry->low,
                                               inquiry->high, inquiry->context,
                                               inquiry->progress);
    }
    if (status == XP_OK && nonzero)
    {
        fmpq_mpoly_t product;
        fmpq_mpoly_init(product, inquiry->context);
        fmpq_mpoly_mul(product, above, below, inquiry->context);
        fmpq_mpoly_neg(product, product, inquiry->context);
        status = xp_decision_domain_sign(&answer, product, &inquiry->domain, inquiry->low,
                                         inquiry->high, inquiry->context, inquiry->progress);
        fmpq_mpoly_clear(product, inquiry->context);
    }
    if (status == XP_OK && answer != XP_HOLDS)
    {
        xp_string_printf(why, "the second derivative of the surplus by %s is not proved to be "
                         "<= 0 for all decisions and types (%s)", inquiry->model->decision,
                         !fraction ? "it is no quotient of polynomials"
                         : !nonzero ? "it is perhaps not defined everywhere"
                         : answer == XP_FAILS ? "it is > 0 somewhere"
                                              : "the limit of the subdivision was reached");
    }
    else if (status == XP_OK && fmpq_mpoly_is_fmpq(above, inquiry->context) &&
             fmpq_mpoly_is_fmpq(below, inquiry->context))
    {
        fmpq_t value, divisor;
        fmpq_init(value);
        fmpq_init(divisor);
        fmpq_mpoly_get_fmpq(value, above, inquiry->context);
        fmpq_mpoly_get_fmpq(divisor, below, inquiry->context);
        fmpq_div(value, value, divisor);
        xp_string_add(proof, "the second derivative is ");
        xp_rat_add_text(proof, value);
        fmpq_clear(divisor);
        fmpq_clear(value);
    }
    else if (status == XP_OK)
    {
        xp_string_add(proof, "the second derivative is <= 0 for all types and ");
        xp_decision_domain_add_text(proof, &inquiry->domain);
    }
    fmpq_mpoly_clear(below, inquiry->context);
    fmpq_mpoly_clear(above, inquiry->context);
    return status;
}

/* All conditions in turn; then, if one is not proved, a search for a better decision. */
static xp_status_t test_all(xp_decision_efficiency_t efficiency, const inquiry_t *inquiry)
{
    xp_string_t why, proof;
    xp_status_t status = XP_OK;
    xp_string_init(why);
    xp_string_init(proof);
    test_condition(why, efficiency, inquiry);
    if (why->length == 0)
    {
        status = test_place(why, inquiry);
    }
    if (status == XP_OK && why->length == 0)
    {
        status = test_curvature(why, proof, efficiency, inquiry);
    }
    if (status == XP_OK && why->length == 0)
    {
        xp_string_t how;
        xp_string_init(how);
        xp_string_printf(how, "the derivative of the surplus by %s is 0 at the rule as an "
                         "identity, and %s", inquiry->model->decision, proof->text);
        efficiency->answer = XP_HOLDS;
        efficiency->how = xp_string_take(how);
        xp_string_clear(how);
    }
    else if (status == XP_OK && !xp_decision_refute(efficiency, inquiry->model, inquiry->surplus,
                                                    &inquiry->domain))
    {
        efficiency->answer = XP_UNDECIDED;
        efficiency->how = xp_string_take(why);
    }
    xp_string_clear(proof);
    xp_string_clear(why);
    return status;
}

xp_status_t xp_decision_efficiency(xp_decision_efficiency_t efficiency,
                                   const xp_continuous_t model, const xp_progress_t *progress,
                                   xp_error_t error)
{
    xp_decision_efficiency_t local;
    xp_status_t status = xp_decision_can_ask(model, error);
    if (status != XP_OK)
    {
        return status;
    }
    inquiry_t inquiry;
    xp_string_t why;
    xp_decision_efficiency_init(local);
    xp_string_init(why);
    inquiry.model = model;
    inquiry.progress = progress;
    inquiry.surplus = xp_decision_surplus(local->pool, model);
    const xp_expression_struct *first =
        xp_expression_derivative(local->pool, inquiry.surplus, -1);
    if (first != NULL)
    {
        local->condition = xp_expression_substitute_decision(
            local->pool, first, xp_expression_rename(local->pool, model->formula, 0, 0));
        local->curvature = xp_expression_derivative(local->pool, first, -1);
    }
    xp_decision_domain_init(&inquiry.domain);
    xp_type_ends(&inquiry.low, &inquiry.high, model);
    fmpq_mpoly_ctx_init(inquiry.context, model->agent_count + 1, ORD_LEX);
    if (xp_decision_domain_find(&inquiry.domain, model, inquiry.surplus, why))
    {
        status = test_all(local, &inquiry);
    }
    else
    {
        local->how = xp_string_take(why);
    }
    if (status == XP_OK)
    {
        xp_decision_efficiency_swap(efficiency, local);
    }
    else
    {
        xp_error_set(error, "stopped while the rule was tested");
    }
    fmpq_mpoly_ctx_clear(inquiry.context);
    _fmpq_vec_clear(inquiry.high, model->agent_count + 1);
    _fmpq_vec_clear(inquiry.low, model->agent_count + 1);
    xp_decision_domain_clear(&inquiry.domain);
    xp_string_clear(why);
    xp_decision_efficiency_clear(local);
    return status;
}
