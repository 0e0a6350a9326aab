/* Two agents and exact balance: one payment is left, and the inequalities form a cycle. */
#include "cert/explain_step.h"

#include <stdlib.h>

#include <expost/base/memory.h>

/* An arc: first agent's payment at `from` is at most that at `to` plus length; K is 0. */
typedef struct
{
    slong from;
    slong to;
    size_t step;
    fmpq_t length;
} arc_t;

/* The cost at a profile, from the balance row there. */
static void get_cost(fmpq_t cost, const xp_explanation_t *e, slong profile)
{
    xp_row_key_t key;
    xp_row_t row;

    xp_row_key_init(&key, XP_ROW_SBB);
    key.profile = profile;
    xp_row_init(row);
    xp_row_set(row, &e->question, &key);
    fmpq_set(cost, row->right);
    xp_row_clear(row);
}

/*
 * The second agent pays c - p, so that p_2(x) - p_2(y) <= b is p(y) - p(x) <= b - c(x)
 * + c(y), and p_2(x) <= b is 0 <= p(x) + b - c(x).
 */
static int read_arc(arc_t *arc, const xp_explanation_t *e, const xp_step_struct *step)
{
    slong size = e->environment->profiles->size, plus = size, minus = size;
    fmpq_t cost;
    size_t i;

    fmpq_set(arc->length, step->right);
    for (i = 0; i < step->sum->count; i++)
    {
        const xp_term_t *term = step->sum->term + i;

        if (term->symbol != XP_SYMBOL_PAYMENT)
            return 0;
        if (fmpq_sgn(term->coefficient) > 0)
            plus = term->index;
        else
            minus = term->index;
    }
    if (!step->upper)
    {
        slong keep = plus;

        plus = minus;
        minus = keep;
        fmpq_neg(arc->length, arc->length);
    }
    arc->from = step->key.agent == 0 ? plus : minus;
    arc->to = step->key.agent == 0 ? minus : plus;
    if (step->key.agent == 1)
    {
        fmpq_init(cost);
        if (plus < size)
        {
            get_cost(cost, e, plus);
            fmpq_sub(arc->length, arc->length, cost);
        }
        if (minus < size)
        {
            get_cost(cost, e, minus);
            fmpq_add(arc->length, arc->length, cost);
        }
        fmpq_clear(cost);
    }
    return 1;
}

/* All multipliers are one, and each node is left as often as it is reached: once. */
static int order_arcs(arc_t *arc, size_t count)
{
    size_t i, k;

    for (i = 0; i < count; i++)
        if (arc[i].from < arc[0].from)
        {
            arc_t keep = arc[0];

            arc[0] = arc[i];
            arc[i] = keep;
        }
    for (i = 0; i + 1 < count; i++)
    {
        for (k = i + 1; k < count && arc[k].from != arc[i].to; k++)
            ;
        if (k == count || arc[i].to == arc[0].from)
            return 0;
        if (k != i + 1)
        {
            arc_t keep = arc[k];

            arc[k] = arc[i + 1];
            arc[i + 1] = keep;
        }
    }
    return count > 0 && arc[count - 1].to == arc[0].from;
}

static int is_kind_of_cycle(xp_row_kind_t kind)
{
    return kind == XP_ROW_DSIC || kind == XP_ROW_EPIC || kind == XP_ROW_EPIR
           || kind == XP_ROW_NPT || kind == XP_ROW_SBB;
}

/* The payment at the node, and the length when it is not 0; at K the length alone. */
static void say_node(xp_explanation_t *e, slong node, const fmpq_t length)
{
    xp_sum_t one;
    fmpq_t unit;

    if (node == e->environment->profiles->size)
    {
        xp_say_number(e, length);
        return;
    }
    fmpq_init(unit);
    fmpq_one(unit);
    xp_sum_init(one);
    xp_sum_add(one, XP_SYMBOL_PAYMENT, 0, node, -1, unit);
    xp_say_sum(e, one);
    if (!fmpq_is_zero(length))
        xp_say_signed(e, length);
    xp_sum_clear(one);
    fmpq_clear(unit);
}

static void add_cycle(xp_explanation_t *e, const xp_steps_t steps, const arc_t *arc, size_t count)
{
    static const xp_column_t column[] = {{"By", 0, 0}, {"Inequality", 0, 60}, {"Bound", 1, 0}};
    fmpq_t total, zero;
    size_t i;

    fmpq_init(total);
    fmpq_init(zero);
    xp_say(e, "Exact balance leaves one payment: what ");
    xp_say_agent(e, 1);
    xp_say(e, " pays at a profile is the cost there less what ");
    xp_say_agent(e, 0);
    xp_say(e, " pays. Put in these terms, the inequalities above form a cycle:");
    xp_end_paragraph(e);
    xp_paper_begin_table(e->paper, column, 3);
    for (i = 0; i < count; i++)
    {
        xp_say(e, "(%lu)", (unsigned long) (steps->first_number + arc[i].step));
        xp_end_cell(e);
        xp_say(e, XP_MATH);
        say_node(e, arc[i].from, zero);
        xp_say(e, " \xE2\x89\xA4 ");
        say_node(e, arc[i].to, arc[i].length);
        xp_say(e, XP_MATH_END);
        xp_end_cell(e);
        xp_cell_number(e, arc[i].length);
        fmpq_add(total, total, arc[i].length);
    }
    xp_paper_end_table(e->paper);
    xp_say(e, "Put one into the next, they say ");
    xp_say(e, XP_MATH);
    say_node(e, arc[0].from, zero);
    xp_say(e, " \xE2\x89\xA4 ");
    say_node(e, arc[0].from, total);
    xp_say(e, XP_MATH_END ", a contradiction.");
    xp_end_paragraph(e);
    fmpq_clear(total);
    fmpq_clear(zero);
}

int xp_explain_difference(xp_explanation_t *e, const xp_steps_t steps)
{
    arc_t *arc;
    size_t i, count = 0, balances = 0;
    const xp_step_struct *first = NULL;
    int good = e->rule != NULL && e->environment->agent_count == 2;

    for (i = 0; i < steps->count && good; i++)
    {
        good = is_kind_of_cycle(steps->step[i].key.kind);
        balances += steps->step[i].key.kind == XP_ROW_SBB;
    }
    if (!good || balances == 0)
        return 0;
    arc = xp_calloc(steps->count, sizeof(arc_t));
    for (i = 0; i < steps->count; i++)
        fmpq_init(arc[i].length);
    for (i = 0; i < steps->count && good; i++)
    {
        const xp_step_struct *step = steps->step + i;

        if (step->key.kind == XP_ROW_SBB)
            continue;
        first = first != NULL ? first : step;
        arc[count].step = i;
        good = fmpq_equal(step->multiplier, first->multiplier)
               && read_arc(arc + count, e, step);
        count++;
    }
    good = good && order_arcs(arc, count);
    if (good)
        add_cycle(e, steps, arc, count);
    for (i = 0; i < steps->count; i++)
        fmpq_clear(arc[i].length);
    free(arc);
    return good;
}
