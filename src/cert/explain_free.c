/* Multiplied rows under a free rule: the sum, unknown by unknown. */
#include "cert/explain_proof.h"

#include <stdlib.h>

#include <expost/num/rat.h>

/* Longer tables of coefficients would tell nothing that the rows do not. */
#define TABLE_LIMIT 4000

static int compare_steps(const void *a, const void *b)
{
    const xp_term_t *x = a, *y = b;
    int order = xp_term_compare(a, b);

    if (order != 0)
        return order;
    return (x->step > y->step) - (x->step < y->step);
}

/* Every multiplied term with the number of its step, sorted by symbol. */
static void gather(xp_sum_t all, fmpq_t right, xp_explanation_t *e, const xp_steps_t steps)
{
    int to_profiles = xp_steps_have_payments(steps);
    size_t i, k;

    for (i = 0; i < steps->count; i++)
    {
        xp_sum_t one;

        xp_sum_init(one);
        xp_step_add_lower(one, right, steps->step + i);
        xp_sum_expand(one, e, to_profiles);
        for (k = 0; k < one->count; k++)
        {
            const xp_term_t *term = one->term + k;

            xp_sum_add(all, term->symbol, term->agent, term->index, term->outcome,
                       term->coefficient);
            all->term[all->count - 1].step = steps->first_number + i;
        }
        xp_sum_clear(one);
    }
    if (all->count > 1)
        qsort(all->term, all->count, sizeof(xp_term_t), compare_steps);
}

/* Whether every unknown cancels. */
static int cancels(const xp_sum_t all)
{
    xp_sum_t sum;
    size_t i;
    int none;

    xp_sum_init(sum);
    for (i = 0; i < all->count; i++)
        xp_sum_add(sum, all->term[i].symbol, all->term[i].agent, all->term[i].index,
                   all->term[i].outcome, all->term[i].coefficient);
    xp_sum_collect(sum);
    none = sum->count == 0;
    xp_sum_clear(sum);
    return none;
}

static void add_table(xp_explanation_t *e, const xp_sum_t all)
{
    static const xp_column_t column[] = {
        {"Unknown", 0, 30}, {"Coefficients", 0, 50}, {"Sum", 1, 0}};
    fmpq_t total;
    size_t i = 0;

    fmpq_init(total);
    xp_paper_begin_table(e->paper, column, 3);
    while (i < all->count)
    {
        const xp_term_t *first = all->term + i;

        xp_say(e, XP_MATH);
        xp_say_symbol(e, first);
        xp_say(e, XP_MATH_END);
        xp_end_cell(e);
        fmpq_zero(total);
        for (; i < all->count && xp_term_compare(first, all->term + i) == 0; i++)
        {
            xp_say(e, "%s(%lu): " XP_MATH, first == all->term + i ? "" : ", ",
                   (unsigned long) all->term[i].step);
            xp_rat_add_text(e->text, all->term[i].coefficient);
            xp_say(e, XP_MATH_END);
            fmpq_add(total, total, all->term[i].coefficient);
        }
        xp_end_cell(e);
        xp_cell_number(e, total);
    }
    xp_paper_end_table(e->paper);
    fmpq_clear(total);
}

/* "3/2 + 1/4 = ", the right sides other than 0 times their multipliers, when several. */
static void say_right(xp_explanation_t *e, const xp_steps_t steps)
{
    slong said = 0, count = 0;
    fmpq_t part;
    size_t i;

    for (i = 0; i < steps->count; i++)
        count += !fmpq_is_zero(steps->step[i].right);
    if (count < 2)
        return;
    fmpq_init(part);
    for (i = 0; i < steps->count; i++)
    {
        const xp_step_struct *step = steps->step + i;

        if (fmpq_is_zero(step->right))
            continue;
        fmpq_mul(part, step->multiplier, step->right);
        if (step->upper)
            fmpq_neg(part, part);
        if (said++ > 0)
            xp_say_signed(e, part);
        else
            xp_say_number(e, part);
    }
    xp_say(e, " = ");
    fmpq_clear(part);
}

/* With one leaf the bound is the value; a case of several may be bounded by less than it. */
static void say_bound(xp_explanation_t *e, const fmpq_t right)
{
    int most = e->question.maximise, cases = e->certificate->proof->node_count > 1;
    fmpq_t bound, constant;
    xp_row_t row;

    fmpq_init(bound);
    fmpq_init(constant);
    xp_row_init(row);
    xp_row_set_objective(row, &e->question);
    fmpq_neg(constant, row->right);
    if (most)
        fmpq_sub(bound, constant, right);
    else
        fmpq_add(bound, constant, right);
    xp_say(e, "The left side is the objective%s", most ? ", with its sign turned" : "");
    if (!fmpq_is_zero(constant))
    {
        xp_say(e, "%s but for what is constant in it, which is ", most ? "," : "");
        xp_say_number(e, constant);
    }
    xp_say(e, ". So %s ", cases ? "in this case the value is" : "no such mechanism has a");
    xp_say(e, "%s ", cases ? (most ? "at most" : "at least")
                           : (most ? "larger value than" : "smaller value than"));
    xp_say_value(e, cases ? bound : e->certificate->value);
    if (cases && !fmpq_equal(bound, e->certificate->value))
    {
        xp_say(e, ", which is %s than ", most ? "less" : "more");
        xp_say_value(e, e->certificate->value);
    }
    xp_say(e, ".");
    xp_row_clear(row);
    fmpq_clear(bound);
    fmpq_clear(constant);
}

void xp_explain_free_leaf(xp_explanation_t *e, const xp_steps_t steps, int optimum)
{
    xp_sum_t all;
    fmpq_t right;

    fmpq_init(right);
    xp_sum_init(all);
    gather(all, right, e, steps);
    xp_say(e, "Add them up, each times its multiplier. ");
    if (all->count <= TABLE_LIMIT)
    {
        xp_say(e, "On the left, the coefficients of each unknown are:");
        xp_end_paragraph(e);
        add_table(e, all);
    }
    xp_say(e, "On the right stands " XP_MATH);
    say_right(e, steps);
    xp_say_number(e, right);
    xp_say(e, XP_MATH_END ". ");
    if (!optimum || (fmpq_sgn(right) > 0 && cancels(all)))
    {
        xp_say(e, "On the left everything cancels, so the sum says " XP_MATH "0 \xE2\x89\xA5 ");
        xp_say_number(e, right);
        xp_say(e, XP_MATH_END ", a contradiction%s",
               optimum ? ": no such mechanism falls into this case." : ".");
    }
    else
        say_bound(e, right);
    xp_end_paragraph(e);
    xp_sum_clear(all);
    fmpq_clear(right);
}
