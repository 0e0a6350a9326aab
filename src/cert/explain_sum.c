/* Linear combinations of payments, of expected payments and of probabilities. */
#include "cert/explain_step.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>
#include <expost/num/rat.h>

void xp_sum_init(xp_sum_t sum)
{
    memset(sum, 0, sizeof(xp_sum_struct));
}

void xp_sum_clear(xp_sum_t sum)
{
    size_t i;

    for (i = 0; i < sum->count; i++)
        fmpq_clear(sum->term[i].coefficient);
    free(sum->term);
    xp_sum_init(sum);
}

void xp_sum_add(xp_sum_t sum, xp_symbol_t symbol, slong agent, slong index, slong outcome,
                const fmpq_t coefficient)
{
    xp_term_t *term;

    xp_array_grow(&sum->term, &sum->room, sum->count, sizeof(xp_term_t));
    term = sum->term + sum->count++;
    term->symbol = symbol;
    term->agent = agent;
    term->index = index;
    term->outcome = outcome;
    term->step = 0;
    fmpq_init(term->coefficient);
    fmpq_set(term->coefficient, coefficient);
}

int xp_term_compare(const void *a, const void *b)
{
    const xp_term_t *x = a, *y = b;
    int payments = x->symbol == XP_SYMBOL_PAYMENT;

    if (x->symbol != y->symbol)
        return x->symbol < y->symbol ? -1 : 1;
    if (payments && x->index != y->index)
        return x->index < y->index ? -1 : 1;
    if (x->agent != y->agent)
        return x->agent < y->agent ? -1 : 1;
    if (x->index != y->index)
        return x->index < y->index ? -1 : 1;
    return (x->outcome > y->outcome) - (x->outcome < y->outcome);
}

void xp_sum_collect(xp_sum_t sum)
{
    size_t i, kept = 0;

    if (sum->count > 1)
        qsort(sum->term, sum->count, sizeof(xp_term_t), xp_term_compare);
    for (i = 0; i < sum->count; i++)
    {
        xp_term_t *term = sum->term + i;

        if (kept > 0 && xp_term_compare(sum->term + kept - 1, term) == 0)
        {
            fmpq_add(sum->term[kept - 1].coefficient, sum->term[kept - 1].coefficient,
                     term->coefficient);
            fmpq_clear(term->coefficient);
            continue;
        }
        if (kept > 0 && fmpq_is_zero(sum->term[kept - 1].coefficient))
            fmpq_clear(sum->term[--kept].coefficient);
        sum->term[kept++] = *term;
    }
    if (kept > 0 && fmpq_is_zero(sum->term[kept - 1].coefficient))
        fmpq_clear(sum->term[--kept].coefficient);
    sum->count = kept;
}

void xp_say_symbol(xp_explanation_t *e, const xp_term_t *term)
{
    int joint = e->environment->prior == XP_PRIOR_JOINT;

    if (term->symbol == XP_SYMBOL_WORST)
    {
        xp_say(e, "w");
        return;
    }
    if (term->symbol == XP_SYMBOL_CHANCE)
    {
        xp_say(e, "x(");
        xp_say_outcome(e, term->outcome);
        xp_say(e, " | ");
        xp_say_types(e, term->index);
        xp_say(e, ")");
        return;
    }
    xp_say(e, "%s%s_%s", term->symbol == XP_SYMBOL_EXPECTED ? "E " : "",
           term->symbol == XP_SYMBOL_PAYMENT || (joint && term->symbol == XP_SYMBOL_EXPECTED) ? "p"
                                                                                              : "m",
           e->paper->prose == XP_PROSE_LATEX ? "{" : "");
    xp_say_agent(e, term->agent);
    xp_say(e, "%s", e->paper->prose == XP_PROSE_LATEX ? "}" : "");
    if (term->symbol == XP_SYMBOL_EXPECTED)
        return;
    if (term->symbol == XP_SYMBOL_PAYMENT && e->environment->agent_count > 1)
    {
        xp_say_profile(e, term->index);
        return;
    }
    xp_say(e, "(");
    xp_say_type(e, term->agent, term->index);
    xp_say(e, ")");
}

/* Adds the terms of one sign. */
static void say_terms(xp_explanation_t *e, const xp_sum_t sum, int negative, int *first)
{
    fmpq_t size;
    size_t i;

    fmpq_init(size);
    for (i = 0; i < sum->count; i++)
    {
        if ((fmpq_sgn(sum->term[i].coefficient) < 0) != negative)
            continue;
        fmpq_abs(size, sum->term[i].coefficient);
        xp_say(e, "%s", *first ? (negative ? "-" : "") : negative ? " - " : " + ");
        *first = 0;
        if (!fmpq_is_one(size))
        {
            xp_rat_add_text(e->text, size);
            xp_say(e, " ");
        }
        xp_say_symbol(e, sum->term + i);
    }
    fmpq_clear(size);
}

void xp_say_sum(xp_explanation_t *e, const xp_sum_t sum)
{
    int first = 1;

    say_terms(e, sum, 0, &first);
    say_terms(e, sum, 1, &first);
    if (first)
        xp_say(e, "0");
}

/* E m_i = sum_t mu_i(t) m_i(t) */
static void expand_expected(xp_sum_t into, const xp_explanation_t *e, const xp_term_t *term)
{
    fmpq_t part;
    slong t;

    fmpq_init(part);
    for (t = 0; t < e->environment->agent[term->agent].type_count; t++)
    {
        xp_type_probability(part, e, term->agent, t);
        fmpq_mul(part, part, term->coefficient);
        if (!fmpq_is_zero(part))
            xp_sum_add(into, XP_SYMBOL_MEAN, term->agent, t, -1, part);
    }
    fmpq_clear(part);
}

/* Adds c p_i(theta) for each theta, c the coefficient times the weight of theta. */
static void expand_profiles(xp_sum_t into, const xp_explanation_t *e, const xp_term_t *term)
{
    const xp_environment_struct *environment = e->environment;
    fmpq_t part, own;
    slong index;

    fmpq_init(part);
    fmpq_init(own);
    if (term->symbol == XP_SYMBOL_MEAN)
        xp_type_probability(own, e, term->agent, term->index);
    else
        fmpq_one(own);
    for (index = 0; index < environment->profiles->size; index++)
    {
        xp_profiles_get(e->profile, environment->profiles, index);
        if (term->symbol == XP_SYMBOL_MEAN && e->profile[term->agent] != term->index)
            continue;
        xp_environment_probability(part, environment, index);
        fmpq_mul(part, part, term->coefficient);
        fmpq_div(part, part, own);
        if (!fmpq_is_zero(part))
            xp_sum_add(into, XP_SYMBOL_PAYMENT, term->agent, index, -1, part);
    }
    fmpq_clear(part);
    fmpq_clear(own);
}

void xp_sum_expand(xp_sum_t sum, const xp_explanation_t *e, int to_profiles)
{
    xp_sum_struct into;
    int joint = e->environment->prior == XP_PRIOR_JOINT;
    size_t i;

    xp_sum_init(&into);
    for (i = 0; i < sum->count; i++)
    {
        const xp_term_t *term = sum->term + i;

        if (term->symbol == XP_SYMBOL_EXPECTED && !joint && !to_profiles)
            expand_expected(&into, e, term);
        else if (term->symbol == XP_SYMBOL_EXPECTED || (term->symbol == XP_SYMBOL_MEAN
                                                         && to_profiles))
            expand_profiles(&into, e, term);
        else
            xp_sum_add(&into, term->symbol, term->agent, term->index, term->outcome,
                       term->coefficient);
    }
    xp_sum_collect(&into);
    xp_sum_clear(sum);
    *sum = into;
}
