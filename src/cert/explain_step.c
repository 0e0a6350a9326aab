/* From the keys of a proof to rows in the symbols of a reader. */
#include "cert/explain_step.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/model/profiles.h>

void xp_steps_init(xp_steps_t steps)
{
    memset(steps, 0, sizeof(xp_steps_struct));
    fmpq_init(steps->scale);
    fmpq_one(steps->scale);
}

void xp_steps_clear(xp_steps_t steps)
{
    size_t i;

    for (i = 0; i < steps->count; i++)
    {
        fmpq_clear(steps->step[i].multiplier);
        fmpq_clear(steps->step[i].right);
        xp_sum_clear(steps->step[i].sum);
    }
    free(steps->step);
    fmpq_clear(steps->scale);
    memset(steps, 0, sizeof(xp_steps_struct));
}

int xp_steps_have_payments(const xp_steps_t steps)
{
    size_t i, k;

    for (i = 0; i < steps->count; i++)
        for (k = 0; k < steps->step[i].sum->count; k++)
            if (steps->step[i].sum->term[k].symbol == XP_SYMBOL_PAYMENT)
                return 1;
    return 0;
}

static int is_interim(xp_row_kind_t kind)
{
    return kind == XP_ROW_BIC || kind == XP_ROW_IIR;
}

static int is_expected(xp_row_kind_t kind)
{
    return kind == XP_ROW_EAIR || kind == XP_ROW_EABB || kind == XP_ROW_EAWBB;
}

static int is_budget(xp_row_kind_t kind)
{
    return kind == XP_ROW_SBB || kind == XP_ROW_WBB || kind == XP_ROW_EABB
           || kind == XP_ROW_EAWBB;
}

/* The part of the row in interim payments, >= form, and in reduced form its right side. */
static void add_interim_payments(xp_step_struct *step, const xp_explanation_t *e)
{
    const xp_row_key_t *key = &step->key;
    fmpq_t one;
    slong i;

    fmpq_init(one);
    fmpq_one(one);
    if (key->kind == XP_ROW_BIC)
        xp_sum_add(step->sum, XP_SYMBOL_MEAN, key->agent, key->report, -1, one);
    if (key->kind == XP_ROW_EABB || key->kind == XP_ROW_EAWBB)
        for (i = 0; i < e->environment->agent_count; i++)
            xp_sum_add(step->sum, XP_SYMBOL_EXPECTED, i, -1, -1, one);
    fmpq_neg(one, one);
    if (is_interim(key->kind))
        xp_sum_add(step->sum, XP_SYMBOL_MEAN, key->agent, key->type, -1, one);
    if (key->kind == XP_ROW_EAIR)
        xp_sum_add(step->sum, XP_SYMBOL_EXPECTED, key->agent, -1, -1, one);
    fmpq_clear(one);
}

/* E[o_i - v_i] of a type, of all (type -1), under the truth. */
static void set_expected_loss(fmpq_t loss, const xp_explanation_t *e, slong agent, slong type)
{
    fmpq_t gain, weight;
    xp_term_t term;
    slong t;

    fmpq_init(gain);
    fmpq_init(weight);
    fmpq_zero(loss);
    term.symbol = XP_SYMBOL_MEAN;
    term.agent = agent;
    for (t = 0; t < e->environment->agent[agent].type_count; t++)
    {
        if (type >= 0 && type != t)
            continue;
        fmpq_one(weight);
        if (type < 0)
            xp_type_probability(weight, e, agent, t);
        term.index = t;
        xp_truthful_gain(gain, e, &term);
        fmpq_submul(loss, gain, weight);
    }
    fmpq_clear(gain);
    fmpq_clear(weight);
}

/* In reduced form, the right side that goes with it. */
static void set_reduced_right(fmpq_t right, const xp_explanation_t *e, const xp_row_key_t *key)
{
    const xp_interim_tables_struct *tables = e->certificate->tables;
    fmpq_t truth;
    slong k;

    if (key->agent < 0)
        fmpq_set(right, tables->expected_cost);
    else if (key->kind != XP_ROW_BIC)
        set_expected_loss(right, e, key->agent, key->type);
    else
    {
        fmpq_init(truth);
        k = e->environment->agent[key->agent].type_count;
        xp_table_get_fmpq(right, tables->agent[key->agent].gain, key->type * k + key->report);
        xp_table_get_fmpq(truth, tables->agent[key->agent].gain, key->type * k + key->type);
        fmpq_sub(right, right, truth);
        fmpq_clear(truth);
    }
}

/* Adds the unknowns of a row, those that are payments only when asked for. */
static void add_entries(xp_step_struct *step, const xp_explanation_t *e, const xp_row_t row,
                        int payments)
{
    const slong n = e->environment->agent_count, m = e->environment->outcome_count;
    const slong first = n * e->environment->profiles->size;
    const slong last = first + (e->rule == NULL ? m * e->environment->profiles->size : 0);
    slong i;

    for (i = 0; i < row->length; i++)
    {
        slong unknown = row->unknown[i];
        const fmpq *coefficient = row->coefficient + i;

        if (unknown < first && payments)
            xp_sum_add(step->sum, XP_SYMBOL_PAYMENT, unknown % n, unknown / n, -1, coefficient);
        else if (unknown >= last)
            xp_sum_add(step->sum, XP_SYMBOL_WORST, -1, -1, -1, coefficient);
        else if (unknown >= first)
            xp_sum_add(step->sum, XP_SYMBOL_CHANCE, -1, (unknown - first) / m,
                       (unknown - first) % m, coefficient);
    }
}

void xp_sum_set_objective(xp_sum_t sum, fmpq_t constant, const xp_explanation_t *e,
                          const xp_steps_t steps)
{
    int means = steps->interim && !xp_steps_have_payments(steps), costs, all;
    xp_objective_t objective = e->question.objective;
    xp_step_struct step;
    fmpq_t unit;
    xp_row_t row;
    slong i;

    memset(&step, 0, sizeof step);
    fmpq_init(unit);
    xp_row_init(row);
    xp_row_set_objective(row, &e->question);
    fmpq_neg(constant, row->right);
    add_entries(&step, e, row, !means);
    costs = objective == XP_OBJECTIVE_UTILITY || objective == XP_OBJECTIVE_DEFICIT;
    all = objective != XP_OBJECTIVE_UTILITY || e->question.objective_agent < 0;
    fmpq_set_si(unit, costs ? -1 : 1, 1);
    for (i = 0; means && objective != XP_OBJECTIVE_WELFARE && i < e->environment->agent_count; i++)
        if (all || e->question.objective_agent == i)
            xp_sum_add(step.sum, XP_SYMBOL_EXPECTED, i, -1, -1, unit);
    xp_sum_collect(step.sum);
    xp_sum_clear(sum);
    *sum = *step.sum;
    xp_row_clear(row);
    fmpq_clear(unit);
}

static void divide(xp_step_struct *step, fmpq_t right, const fmpq_t by)
{
    fmpq_t inverse;
    size_t i;

    fmpq_init(inverse);
    fmpq_inv(inverse, by);

    for (i = 0; i < step->sum->count; i++)
        fmpq_mul(step->sum->term[i].coefficient, step->sum->term[i].coefficient, inverse);
    fmpq_mul(right, right, inverse);
    fmpq_mul(step->multiplier, step->multiplier, by);
    fmpq_clear(inverse);
}

/* A row turned to <= where it bounds payments from above. */
static void turn(xp_step_struct *step)
{
    size_t i;

    step->upper = 1;
    for (i = 0; i < step->sum->count; i++)
        fmpq_neg(step->sum->term[i].coefficient, step->sum->term[i].coefficient);
    fmpq_neg(step->right, step->right);
}

static void set_step(xp_step_struct *step, const xp_explanation_t *e,
                     const xp_multiplier_struct *source)
{
    int independent = e->environment->prior == XP_PRIOR_INDEPENDENT;
    fmpq_t probability, right;
    xp_row_t row;

    memset(step, 0, sizeof *step);
    step->key = source->key;
    step->equation = xp_row_kind_is_equation(step->key.kind);
    fmpq_init(step->multiplier);
    fmpq_init(step->right);
    xp_sum_init(step->sum);
    fmpq_set(step->multiplier, source->value);
    fmpq_init(probability);
    fmpq_init(right);
    if (e->certificate->reduced)
    {
        add_interim_payments(step, e);
        set_reduced_right(right, e, &step->key);
        if (is_interim(step->key.kind))
        {
            xp_type_probability(probability, e, step->key.agent, step->key.type);
            fmpq_mul(step->multiplier, step->multiplier, probability);
        }
    }
    else
    {
        int means = independent && is_interim(step->key.kind);

        xp_row_init(row);
        xp_row_set(row, &e->question, &step->key);
        fmpq_set(right, row->right);
        add_entries(step, e, row, !means && !is_expected(step->key.kind));
        if (means)
        {
            xp_type_probability(probability, e, step->key.agent, step->key.type);
            divide(step, right, probability);
        }
        if (means || is_expected(step->key.kind))
            add_interim_payments(step, e);
        xp_row_clear(row);
    }
    fmpq_set(step->right, right);
    xp_sum_collect(step->sum);
    if ((e->rule != NULL || e->certificate->reduced) && step->key.kind <= XP_ROW_EAIR)
        turn(step);
    if (step->equation && fmpq_sgn(step->multiplier) < 0)
    {
        step->upper = 1;
        fmpq_neg(step->multiplier, step->multiplier);
    }
    fmpq_clear(probability);
    fmpq_clear(right);
}

int xp_step_is_upper(const xp_step_struct *step)
{
    return step->upper;
}

/* Rows of types of probability 0 are 0 >= 0 and cannot be divided by it. */
static int is_empty(const xp_explanation_t *e, const xp_row_key_t *key)
{
    fmpq_t probability;
    int empty;

    if (!is_interim(key->kind))
        return 0;
    fmpq_init(probability);
    xp_type_probability(probability, e, key->agent, key->type);
    empty = fmpq_is_zero(probability);
    fmpq_clear(probability);
    return empty;
}

/* One budget row gets the multiplier 1; otherwise all become integers without common factor. */
static void scale_steps(xp_steps_t steps)
{
    const xp_step_struct *budget = NULL;
    fmpz_t common, factor;
    size_t i, budgets = 0;

    for (i = 0; i < steps->count; i++)
        if (is_budget(steps->step[i].key.kind))
        {
            budget = steps->step + i;
            budgets++;
        }
    if (budgets == 1)
        fmpq_inv(steps->scale, budget->multiplier);
    else
    {
        fmpz_init_set_ui(common, 1);
        fmpz_init(factor);
        for (i = 0; i < steps->count && fmpz_bits(common) <= 64; i++)
            fmpz_lcm(common, common, fmpq_denref(steps->step[i].multiplier));
        for (i = 0; i < steps->count; i++)
            fmpz_gcd(factor, factor, fmpq_numref(steps->step[i].multiplier));
        if (fmpz_bits(common) <= 64 && !fmpz_is_zero(factor))
            fmpq_set_fmpz_frac(steps->scale, common, factor);
        fmpz_clear(common);
        fmpz_clear(factor);
    }
    for (i = 0; i < steps->count; i++)
        fmpq_mul(steps->step[i].multiplier, steps->step[i].multiplier, steps->scale);
}

void xp_steps_set(xp_steps_t steps, const xp_explanation_t *e, const xp_proof_node_t *node,
                  int scaled)
{
    const xp_multiplier_struct *multiplier = e->certificate->proof->multiplier + node->first;
    size_t i;

    xp_steps_clear(steps);
    xp_steps_init(steps);
    steps->step = xp_calloc(node->count > 0 ? node->count : 1, sizeof(xp_step_struct));
    for (i = 0; i < node->count; i++)
        if (!is_empty(e, &multiplier[i].key))
        {
            set_step(steps->step + steps->count, e, multiplier + i);
            steps->interim |= e->environment->prior == XP_PRIOR_INDEPENDENT
                              && (is_interim(multiplier[i].key.kind)
                                  || is_expected(multiplier[i].key.kind));
            steps->count++;
        }
    if (scaled)
        scale_steps(steps);
}

void xp_step_add_lower(xp_sum_t sum, fmpq_t right, const xp_step_struct *step)
{
    fmpq_t factor, product;
    size_t i;

    fmpq_init(factor);
    fmpq_init(product);
    fmpq_set(factor, step->multiplier);
    if (step->upper)
        fmpq_neg(factor, factor);
    for (i = 0; i < step->sum->count; i++)
    {
        const xp_term_t *term = step->sum->term + i;

        fmpq_mul(product, term->coefficient, factor);
        xp_sum_add(sum, term->symbol, term->agent, term->index, term->outcome, product);
    }
    fmpq_addmul(right, step->right, factor);
    fmpq_clear(factor);
    fmpq_clear(product);
}

/* Value less outside option under the truth, of m_i(t) or of p_i(theta). */
void xp_truthful_gain(fmpq_t gain, const xp_explanation_t *e, const xp_term_t *term)
{
    fmpq_t other;
    xp_row_key_t key;
    xp_row_t row;
    slong k;

    fmpq_init(other);
    if (e->certificate->reduced)
    {
        k = e->environment->agent[term->agent].type_count;
        xp_table_get_fmpq(gain, e->certificate->tables->agent[term->agent].gain,
                          term->index * k + term->index);
        xp_table_get_fmpq(other, e->certificate->tables->agent[term->agent].outside,
                          term->index);
        fmpq_sub(gain, gain, other);
    }
    else
    {
        xp_row_key_init(&key, term->symbol == XP_SYMBOL_MEAN ? XP_ROW_IIR : XP_ROW_EPIR);
        key.agent = term->agent;
        if (term->symbol == XP_SYMBOL_MEAN)
            key.type = term->index;
        else
            key.profile = term->index;
        xp_row_init(row);
        xp_row_set(row, &e->question, &key);
        fmpq_neg(gain, row->right);
        if (term->symbol == XP_SYMBOL_MEAN)
        {
            xp_type_probability(other, e, term->agent, term->index);
            fmpq_div(gain, gain, other);
        }
        xp_row_clear(row);
    }
    fmpq_clear(other);
}
