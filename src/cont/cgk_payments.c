/* The payments of Cramton, Gibbons and Klemperer. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "cont/dissolution.h"

void xp_cgk_payments_init(xp_cgk_payments_t payments)
{
    payments->n = 0;
    payments->exact = 0;
    payments->own = NULL;
    payments->constant = NULL;
    xp_real_init(payments->gain);
}

void xp_cgk_payments_clear(xp_cgk_payments_t payments)
{
    slong i;

    xp_real_clear(payments->gain);
    if (payments->constant != NULL)
        xp_real_vec_clear(payments->constant, payments->n);
    for (i = 0; i < payments->n && payments->own != NULL; i++)
        xp_piecewise_clear(payments->own + i);
    free(payments->own);
}

/* x + y / q. */
static void add_part(xp_real_t x, const xp_real_t y, slong p, slong q, slong limit,
                     slong precision)
{
    xp_real_t factor;
    fmpq_t number;

    xp_real_init(factor);
    fmpq_init(number);
    fmpq_set_si(number, p, (ulong) q);
    xp_real_set_fmpq(factor, number);
    xp_real_mul(factor, factor, y, limit, precision);
    xp_real_add(x, x, factor, limit, precision);
    xp_real_clear(factor);
    fmpq_clear(number);
}

/*
 * own(x) = integral of y dG from the hull's lower end to x = x G(x) - (integral of G up to x):
 * both G and that integral are 0 at the hull's lower end.
 */
static void set_own(xp_piecewise_t own, const xp_evaluator_struct *evaluator, slong agent)
{
    xp_piecewise_t tail;
    slong k;

    xp_piecewise_init(tail);
    xp_evaluator_level_piecewise(own, evaluator, agent);
    xp_evaluator_tail_piecewise(tail, evaluator, agent);
    for (k = 0; k < own->count; k++)
        fmpq_poly_shift_left(own->piece + k, own->piece + k, 1);
    xp_piecewise_add(own, own, tail);
    for (k = 0; k < own->count; k++)
        fmpq_poly_sub_fmpq(own->piece + k, own->piece + k,
                           evaluator->section[0].tail + evaluator->group[agent]);
    xp_piecewise_canonicalise(own);
    xp_piecewise_clear(tail);
}

xp_status_t xp_cgk_payments(xp_cgk_payments_t payments, const xp_partnership_t partnership,
                            const xp_dissolution_t dissolution,
                            const xp_dissolve_options_t *options, xp_error_t error)
{
    slong n = partnership->n;
    slong limit = options->degree_limit;
    slong precision = xp_dissolve_precision(options) + 32;
    xp_evaluator_struct *evaluator = xp_evaluator_new(partnership);
    xp_cgk_payments_t made;
    xp_cgk_payments_struct kept;
    slong i;
    slong j;

    (void) error;
    xp_cgk_payments_init(made);
    made->n = n;
    made->exact = evaluator->polynomial;
    made->constant = xp_real_vec_init(n);
    add_part(made->gain, dissolution->sum, 1, n, limit, precision);
    for (i = 0; i < n; i++)
    {
        xp_real_set(made->constant + i, made->gain);
        add_part(made->constant + i, dissolution->term + i, -1, 1, limit, precision);
        add_part(made->constant + i, dissolution->loss + i, 1, 1, limit, precision);
        for (j = 0; j < n; j++)
            if (j != i)
                add_part(made->constant + i, dissolution->loss + j, -1, n - 1, limit, precision);
    }
    if (made->exact)
    {
        made->own = xp_calloc((size_t) n, sizeof(xp_piecewise_struct));
        for (i = 0; i < n; i++)
        {
            xp_piecewise_init(made->own + i);
            set_own(made->own + i, evaluator, i);
        }
    }
    kept = *payments;
    *payments = *made;
    *made = kept;
    xp_cgk_payments_clear(made);
    xp_evaluator_free(evaluator);
    return XP_OK;
}

static xp_status_t check_types(const xp_partnership_t partnership, const fmpq *theta,
                               xp_error_t error)
{
    slong i;

    for (i = 0; i < partnership->n; i++)
    {
        const xp_distribution_struct *distribution = partnership->distribution[i];
        xp_string_t text;

        if (fmpq_cmp(theta + i, distribution->low) >= 0
            && fmpq_cmp(theta + i, distribution->high) <= 0)
            continue;
        xp_string_init(text);
        xp_rat_add_text(text, theta + i);
        xp_string_add(text, " is not in [");
        xp_rat_add_text(text, distribution->low);
        xp_string_add(text, ", ");
        xp_rat_add_text(text, distribution->high);
        xp_error_set(error, "type %ld: %s]", (long) i + 1, text->text);
        xp_string_clear(text);
        return XP_INPUT;
    }
    return XP_OK;
}

/* own(x) by balls: x G(x) - (integral of G from the hull's lower end to x). */
static void enclose_own(xp_real_t own, xp_evaluator_struct *evaluator, slong agent, const fmpq *x,
                        slong precision)
{
    slong g = evaluator->group[agent];
    xp_point_struct low = {1, evaluator->low, {{0}}};
    xp_point_struct point = {1, x, {{0}}};
    arb_t value;
    arb_t part;

    arb_init(value);
    arb_init(part);
    xp_evaluator_level(value, evaluator, g, &point, precision);
    arb_mul_fmpz(value, value, fmpq_numref(x), precision);
    arb_div_fmpz(value, value, fmpq_denref(x), precision);
    xp_evaluator_tail(part, evaluator, g, &point, precision);
    arb_add(value, value, part, precision);
    xp_evaluator_tail(part, evaluator, g, &low, precision);
    arb_sub(value, value, part, precision);
    xp_real_set_arb(own, value);
    arb_clear(value);
    arb_clear(part);
}

/* own_i(theta_i) of all agents; 0 when progress asked to stop. */
static int set_owns(xp_real_struct *own, const xp_cgk_payments_t payments,
                    const xp_partnership_t partnership, const fmpq *theta, slong precision,
                    const xp_progress_t *progress)
{
    xp_evaluator_struct *evaluator = payments->exact ? NULL : xp_evaluator_new(partnership);
    int going = 1;
    fmpq_t value;
    slong i;

    fmpq_init(value);
    if (evaluator != NULL)
        evaluator->progress = progress;
    for (i = 0; i < payments->n && going; i++)
    {
        if (payments->exact)
        {
            xp_piecewise_evaluate(value, payments->own + i, theta + i);
            xp_real_set_fmpq(own + i, value);
        }
        else
        {
            enclose_own(own + i, evaluator, i, theta + i, precision);
            going = !evaluator->stopped;
        }
    }
    fmpq_clear(value);
    xp_evaluator_free(evaluator);
    return going;
}

xp_status_t xp_cgk_payments_at(xp_real_struct *payment, slong *winner,
                               const xp_cgk_payments_t payments,
                               const xp_partnership_t partnership, const fmpq *theta,
                               const xp_dissolve_options_t *options, xp_error_t error)
{
    slong n = payments->n;
    slong limit = options->degree_limit;
    slong precision = xp_dissolve_precision(options) + 32;
    xp_status_t status = check_types(partnership, theta, error);
    xp_real_struct *own;
    xp_real_t made;
    slong i;
    slong j;

    if (status != XP_OK)
        return status;
    own = xp_real_vec_init(n);
    xp_real_init(made);
    if (!set_owns(own, payments, partnership, theta, precision, options->progress))
    {
        xp_error_set(error, "stopped at the integrals of the payments");
        status = XP_STOPPED;
    }
    else
    {
        *winner = 0;
        for (i = 0; i < n; i++)
        {
            if (fmpq_cmp(theta + i, theta + *winner) > 0)
                *winner = i;
            xp_real_set(made, own + i);
            for (j = 0; j < n; j++)
                if (j != i)
                    add_part(made, own + j, -1, n - 1, limit, precision);
            add_part(made, payments->constant + i, -1, 1, limit, precision);
            xp_real_swap(payment + i, made);
        }
    }
    xp_real_vec_clear(own, n);
    xp_real_clear(made);
    return status;
}
