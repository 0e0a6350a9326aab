/* One line at a time: payments from the largest and the least. */
#include "exist/line_work.h"

static void add_constant(xp_payments_t payments, slong payer, const fmpq_t constant)
{
    if (!fmpq_is_zero(constant))
        fmpq_set(xp_payments_add_term(payments, payer, XP_TERM_CONSTANT, payer)->coefficient,
                 constant);
}

static void add_list(xp_payments_t payments, slong payer, const fmpq_t coefficient,
                     const xp_table_t list)
{
    xp_term_struct *term;

    if (fmpq_is_zero(coefficient))
        return;
    term = xp_payments_add_term(payments, payer, XP_TERM_PROFILE, payer);
    fmpq_set(term->coefficient, coefficient);
    xp_table_set(term->table, list);
}

/* Between the largest and the least payments, or these moved by a constant. */
static void add_payment(xp_payments_t payments, const xp_line_work_struct *work, slong index)
{
    const xp_line_agent_struct *agent = work->agent + index;
    const xp_range_struct *range = work->ranges->range + index;
    fmpq_t move;
    fmpq_t part;

    fmpq_init(move);
    fmpq_init(part);
    fmpq_one(part);
    if (work->has_prior)
        fmpq_sub(move, work->ranges->expected + index,
                 agent->has_floor && !agent->has_ceiling ? range->low : range->start);
    if (agent->has_floor && agent->has_ceiling && !fmpq_is_zero(move))
    {
        fmpq_sub(part, range->low, range->high);
        fmpq_div(move, move, part);
        add_list(payments, index, move, agent->low);
        fmpq_one(part);
        fmpq_sub(part, part, move);
        fmpq_zero(move);
    }
    add_list(payments, index, part,
             agent->has_floor && !agent->has_ceiling ? agent->low : agent->high);
    add_constant(payments, index, move);
    fmpq_clear(part);
    fmpq_clear(move);
}

void xp_line_payments(xp_payments_t payments, const xp_line_work_struct *work)
{
    slong i;
    fmpq_t missing;
    fmpq_t move;

    xp_payments_set_zero(payments, work->count);
    for (i = 0; i < work->count; i++)
        add_payment(payments, work, i);
    if (!xp_line_has(work->properties, XP_WBB) || xp_line_has(work->properties, XP_EPIR))
        return;
    fmpq_init(missing);
    fmpq_init(move);
    xp_line_largest_deficit(missing, work);
    for (i = 0; work->has_prior && i < work->count; i++)
    {
        const xp_range_struct *range = work->ranges->range + i;

        fmpq_sub(move, work->ranges->expected + i, range->has_low ? range->low : range->start);
        fmpq_sub(missing, missing, move);
    }
    if (fmpq_sgn(missing) > 0)
        add_constant(payments, work->aim.sign > 0 && work->aim.agent == 0 ? 1 : 0, missing);
    fmpq_clear(move);
    fmpq_clear(missing);
}
