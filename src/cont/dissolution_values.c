/* The numbers of an answer: v_i*, D_i, W_i and B_i, exact where they can be. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "cont/dissolution.h"

/* log2(10) < 3322/1000. */
slong xp_dissolve_precision(const xp_dissolve_options_t *options)
{
    slong digits = FLINT_MAX(options->digits, 20);

    return digits * 3322 / 1000 + 64;
}

/* What is known of one agent that is its own twin. */
typedef struct
{
    xp_dissolution_struct *dissolution;
    xp_attack_struct *attack;
    slong agent;
    slong precision;
} work_struct;

static int is_closed(const xp_bracket_struct *bracket)
{
    fmpq_t low;
    fmpq_t high;
    int closed;

    fmpq_init(low);
    fmpq_init(high);
    xp_bracket_get_fmpq(low, high, bracket);
    closed = fmpq_equal(low, high);
    fmpq_clear(low);
    fmpq_clear(high);
    return closed;
}

/* G(v*) - r at a point, in a ball; only its part of one sign if direction is not 0. */
static void get_gap(arb_t gap, const work_struct *work, const xp_point_struct *point, int direction)
{
    xp_evaluator_struct *evaluator = work->attack->evaluator;
    arf_t bound;

    xp_evaluator_level(gap, evaluator, evaluator->group[work->agent], point, work->precision);
    arb_sub(gap, gap, work->attack->share + work->agent, work->precision);
    if (direction == 0)
        return;
    arf_init(bound);
    if (direction > 0)
        arb_get_ubound_arf(bound, gap, work->precision);
    else
        arb_get_lbound_arf(bound, gap, work->precision);
    if (arf_sgn(bound) == direction)
        arb_set_arf(gap, bound);
    else
        arb_zero(gap);
    arf_clear(bound);
}

/*
 * v* (G(v*) - r) as a ball.  Between the ends of the support G(v*) = r.  At the lower end G may be
 * higher, at the upper end lower, but where that is not proved it is by as little as balls tell.
 */
static void get_correction(arb_t correction, const work_struct *work,
                           const xp_bracket_struct *bracket)
{
    arb_t x;
    arb_t other;

    arb_init(x);
    arb_init(other);
    arb_zero(correction);
    xp_point_get_arb(x, &bracket->low, work->precision);
    if (is_closed(bracket) && bracket->low.is_end)
        get_gap(correction, work, &bracket->low, 0);
    else if (!is_closed(bracket))
    {
        if (bracket->low.is_end)
            get_gap(correction, work, &bracket->low, 1);
        if (bracket->high.is_end)
            get_gap(other, work, &bracket->high, -1);
        arb_union(correction, correction, other, work->precision);
        arb_zero(other);
        arb_union(correction, correction, other, work->precision);
        xp_point_get_arb(other, &bracket->high, work->precision);
        arb_union(x, x, other, work->precision);
    }
    arb_mul(correction, correction, x, work->precision);
    arb_clear(x);
    arb_clear(other);
}

/* D_i = beta - H_i - K_i; W_i = D_i less the correction. */
static void set_enclosed(const work_struct *work, const arb_t loss)
{
    xp_attack_struct *attack = work->attack;
    xp_dissolution_struct *dissolution = work->dissolution;
    slong i = work->agent;
    xp_bracket_struct *bracket = xp_bracket_vec_init(1);
    arb_t x;
    arb_t y;

    arb_init(x);
    arb_init(y);
    arb_set_fmpq(x, attack->evaluator->high, work->precision);
    arb_sub(x, x, attack->largest + i, work->precision);
    arb_sub(x, x, loss, work->precision);
    xp_real_set_arb(dissolution->term + i, x);
    xp_evaluator_bracket(bracket, y, attack->evaluator, i, attack->share + i,
                         2 * work->precision);
    get_correction(y, work, bracket);
    arb_sub(x, x, y, work->precision);
    xp_real_set_arb(dissolution->w + i, x);
    xp_point_get_arb(x, &bracket->low, work->precision);
    xp_point_get_arb(y, &bracket->high, work->precision);
    arb_union(x, x, y, work->precision);
    xp_real_set_arb(dissolution->worst_off + i, x);
    arb_clear(x);
    arb_clear(y);
    xp_bracket_vec_clear(bracket, 1);
}

/* v* (G(v*) - r) for exact v*: 0 unless v* is an end of the support, which is rational. */
static void get_exact_correction(xp_real_t correction, const work_struct *work)
{
    const xp_real_struct *x = work->dissolution->worst_off + work->agent;
    slong limit = work->attack->options->degree_limit;
    fmpq_t level;

    fmpq_init(level);
    xp_real_set_fmpq(correction, level);
    if (x->kind == XP_REAL_RATIONAL)
    {
        xp_piecewise_evaluate(level, xp_attack_level(work->attack, work->agent), x->rational);
        xp_real_set_fmpq(correction, level);
        xp_real_sub(correction, correction, work->attack->partnership->share + work->agent, limit,
                    work->precision);
        xp_real_mul(correction, correction, x, limit, work->precision);
    }
    fmpq_clear(level);
}

static int set_exact(xp_real_t largest, const work_struct *work)
{
    xp_attack_struct *attack = work->attack;
    xp_dissolution_struct *dissolution = work->dissolution;
    slong i = work->agent;
    slong limit = attack->options->degree_limit;
    xp_real_t part;
    fmpq_t number;

    if (!attack->evaluator->polynomial
        || !xp_algebraic_largest(dissolution->worst_off + i, largest, attack, i, work->precision))
        return 0;
    xp_real_init(part);
    fmpq_init(number);
    xp_evaluator_loss_fmpq(number, attack->evaluator, attack->evaluator->group[i]);
    fmpq_sub(number, attack->evaluator->high, number);
    xp_real_set_fmpq(part, number);
    xp_real_sub(dissolution->term + i, part, largest, limit, work->precision);
    get_exact_correction(part, work);
    xp_real_sub(dissolution->w + i, dissolution->term + i, part, limit, work->precision);
    xp_real_clear(part);
    fmpq_clear(number);
    return xp_real_is_exact(dissolution->term + i) && xp_real_is_exact(dissolution->w + i);
}

/* B_i = beta - integral of G_i - K_i. */
static void set_loss(const work_struct *work, const arb_t loss)
{
    xp_evaluator_struct *evaluator = work->attack->evaluator;
    xp_real_struct *value = work->dissolution->loss + work->agent;
    slong g = evaluator->group[work->agent];

    if (evaluator->polynomial)
    {
        fmpq_t exact;

        fmpq_init(exact);
        xp_evaluator_loss_fmpq(exact, evaluator, g);
        fmpq_add(exact, exact, evaluator->section[0].tail + g);
        fmpq_sub(exact, evaluator->high, exact);
        xp_real_set_fmpq(value, exact);
        fmpq_clear(exact);
    }
    else
    {
        xp_point_struct low = {1, evaluator->low, {{0}}};
        arb_t tail;
        arb_t exact;

        arb_init(tail);
        arb_init(exact);
        xp_evaluator_tail(tail, evaluator, g, &low, work->precision);
        arb_set_fmpq(exact, evaluator->high, work->precision);
        arb_sub(exact, exact, tail, work->precision);
        arb_sub(exact, exact, loss, work->precision);
        xp_real_set_arb(value, exact);
        arb_clear(tail);
        arb_clear(exact);
    }
}

static void set_agent(xp_real_t largest, const work_struct *work)
{
    xp_attack_struct *attack = work->attack;
    xp_dissolution_struct *dissolution = work->dissolution;
    slong i = work->agent;
    slong j;
    arb_t loss;

    arb_init(loss);
    xp_evaluator_loss(loss, attack->evaluator, attack->evaluator->group[i], work->precision);
    if (!set_exact(largest, work))
    {
        xp_real_set_arb(largest, attack->largest + i);
        set_enclosed(work, loss);
    }
    set_loss(work, loss);
    for (j = i; j < attack->n; j++)
    {
        if (attack->twin[j] != i)
            continue;
        xp_real_set(dissolution->worst_off + j, dissolution->worst_off + i);
        xp_real_set(dissolution->term + j, dissolution->term + i);
        xp_real_set(dissolution->w + j, dissolution->w + i);
        xp_real_set(dissolution->loss + j, dissolution->loss + i);
    }
    arb_clear(loss);
}

/* The exact sum where there is one, otherwise the ball of the last evaluation. */
static void set_sum(xp_dissolution_t dissolution, const xp_attack_t attack,
                    const xp_real_struct *largest, slong precision)
{
    slong i;
    int exact = attack->evaluator->polynomial;
    xp_real_t sum;
    fmpq_t zero;

    xp_real_init(sum);
    fmpq_init(zero);
    for (i = 0; i < attack->n; i++)
        exact = exact && (attack->twin[i] != i || xp_real_is_exact(largest + i));
    if (exact)
        xp_algebraic_sum(sum, attack, largest, precision);
    if (dissolution->answer != XP_UNDECIDED && dissolution->sign == 0)
        xp_real_set_fmpq(dissolution->sum, zero);
    else if (exact && xp_real_is_exact(sum))
        xp_real_swap(dissolution->sum, sum);
    else
        xp_real_set_arb(dissolution->sum, attack->sum);
    xp_real_clear(sum);
    fmpq_clear(zero);
}

int xp_dissolution_set_values(xp_dissolution_t dissolution, xp_attack_t attack)
{
    slong precision = FLINT_MAX(xp_dissolve_precision(attack->options), attack->precision);
    xp_real_struct *largest = xp_real_vec_init(attack->n);
    work_struct work = {dissolution, attack, 0, precision + 32};
    int going = xp_attack_evaluate(attack, precision);

    for (; work.agent < attack->n && going; work.agent++)
    {
        if (attack->twin[work.agent] == work.agent)
            set_agent(largest + work.agent, &work);
        going = !attack->evaluator->stopped;
    }
    if (going)
        set_sum(dissolution, attack, largest, precision);
    xp_real_vec_clear(largest, attack->n);
    return going;
}
