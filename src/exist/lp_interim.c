/* The linear program in interim payments and probabilities, for an independent prior. */
#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "exist/lp_forms.h"
#include "exist/lp_interim.h"

#define BIT(property) XP_PROPERTY_BIT(property)

/*
 * m_i(t) = sum over O of mu(O) p_i(t,O) and Q_i(a,t) = sum over O of mu(O) x((t,O), a) are
 * columns of their own.  In a row about expectations the coefficient of p_i(t,O) is a number
 * that depends on t times mu(O), so that of m_i(t) is the sum over O of those of p_i(t,O);
 * Q likewise where values and outside options let it.  The equations that link m and Q to p
 * and x vanish when they are put in, and with them their multipliers: those of the named
 * rows prove the same about p and x.
 */

static int is_in(const xp_question_t *question, xp_property_t property)
{
    return (xp_program_properties(question) & BIT(property)) != 0;
}

/*
 * No row is about payments at one profile, or only budgets are, which can then be met at
 * every profile by whatever meets them in expectation.
 */
static int can_omit(const xp_question_t *question)
{
    const int budget = is_in(question, XP_SBB) || is_in(question, XP_WBB);

    return !is_in(question, XP_NOPAY) && !is_in(question, XP_EPIR) && !is_in(question, XP_DSIC)
           && !is_in(question, XP_EPIC) && question->objective != XP_OBJECTIVE_WORST_DEFICIT
           && !(budget && (is_in(question, XP_NPT) || question->environment->agent_count < 2));
}

static int wants_probabilities(const xp_question_t *question, slong agent)
{
    return question->rule == NULL && !question->environment->agent[agent].interdependent
           && (is_in(question, XP_BIC) || is_in(question, XP_IIR) || is_in(question, XP_EAIR));
}

static void init_form(xp_interim_form_struct *form, const xp_question_t *question,
                      const xp_progress_t *progress)
{
    const xp_environment_struct *environment = question->environment;
    const slong agents = environment->agent_count;
    slong extra = 0;

    form->omitted = can_omit(question);
    form->payment = xp_malloc((size_t) agents * sizeof *form->payment);
    form->probability = xp_malloc((size_t) agents * sizeof *form->probability);
    for (slong i = 0; i < agents; i++)
    {
        form->payment[i] = -1;
        form->probability[i] = -1;
        if (!is_in(question, XP_NOPAY))
        {
            form->payment[i] = extra;
            extra += environment->agent[i].type_count;
        }
        if (wants_probabilities(question, i))
        {
            form->probability[i] = extra;
            extra += environment->agent[i].type_count * environment->outcome_count;
        }
    }
    xp_program_init(form->program, question, NULL, form->omitted, extra, progress);
    for (slong i = 0; i < agents; i++)
    {
        const slong first = form->program->columns - extra;

        form->payment[i] += form->payment[i] >= 0 ? first : 0;
        form->probability[i] += form->probability[i] >= 0 ? first : 0;
    }
    form->sum = _fmpz_vec_init(form->program->columns);
    form->touched = xp_malloc(((size_t) form->program->columns + 1) * sizeof *form->touched);
    form->is_touched = xp_calloc((size_t) form->program->columns + 1, 1);
    form->touched_count = 0;
}

static void clear_form(xp_interim_form_struct *form)
{
    _fmpz_vec_clear(form->sum, form->program->columns);
    free(form->touched);
    free(form->is_touched);
    free(form->payment);
    free(form->probability);
    xp_program_clear(form->program);
}

/* The agent whose Q stands for the probabilities of a row; -1: they stand themselves. */
static slong find_linked(const xp_interim_form_struct *form, const xp_row_key_t *key)
{
    const xp_environment_struct *environment = form->program->question.environment;

    if (key->agent < 0)
        return form->probability[0] >= 0 ? 0 : -1;
    if (form->probability[key->agent] < 0
        || (key->kind != XP_ROW_BIC
            && environment->agent[key->agent].outside_kind == XP_OUTSIDE_BOTH))
        return -1;
    return key->agent;
}

static void add_to_column(xp_interim_form_struct *form, slong column, const fmpz_t coefficient)
{
    if (column < 0)
        return;
    if (!form->is_touched[column])
        form->touched[form->touched_count++] = column;
    form->is_touched[column] = 1;
    fmpz_add(form->sum + column, form->sum + column, coefficient);
}

/* Leaves all sums 0. */
static void forget(xp_interim_form_struct *form)
{
    for (slong s = 0; s < form->touched_count; s++)
    {
        fmpz_zero(form->sum + form->touched[s]);
        form->is_touched[form->touched[s]] = 0;
    }
    form->touched_count = 0;
}

static slong find_type(const xp_environment_struct *environment, slong agent, slong profile)
{
    return profile / environment->profiles->stride[agent]
           % environment->agent[agent].type_count;
}

/* Adds up a row, each unknown in its column. */
static void gather(xp_interim_form_struct *form, const xp_scaled_row_struct *row, slong linked)
{
    const xp_environment_struct *environment = form->program->question.environment;
    const slong agents = environment->agent_count;
    const slong outcomes = environment->outcome_count;
    const slong payments = agents * environment->profiles->size;

    for (slong e = 0; e < row->length && !xp_pace_step(&form->program->pace, 1); e++)
    {
        const slong u = row->unknown[e];
        slong column = form->program->column[u];

        if (u < payments)
        {
            column = form->payment[u % agents];
            if (column >= 0)
                column += find_type(environment, u % agents, u / agents);
        }
        else if (linked >= 0)
            column = form->probability[linked]
                     + find_type(environment, linked, (u - payments) / outcomes) * outcomes
                     + (u - payments) % outcomes;
        add_to_column(form, column, row->coefficient + e);
    }
}

static slong count_entries(const xp_interim_form_struct *form)
{
    slong count = 0;

    for (slong s = 0; s < form->touched_count; s++)
        count += !fmpz_is_zero(form->sum + form->touched[s]);
    return count;
}

static void take_entries(xp_interim_form_struct *form, const fmpz_t denominator)
{
    fmpq_t number;

    fmpq_init(number);
    for (slong s = 0; s < form->touched_count; s++)
    {
        fmpq_set_fmpz_frac(number, form->sum + form->touched[s], denominator);
        xp_lp_add_entry(form->program->lp, form->touched[s], number);
    }
    fmpq_clear(number);
}

static void add_row(xp_interim_form_struct *form, const xp_row_key_t *key)
{
    xp_program_struct *program = form->program;
    xp_scaled_row_struct *row = program->row;
    fmpq_t right;

    if (xp_pace_step(&program->pace, 1))
        return;
    fmpq_init(right);
    xp_scaled_row_set(row, &program->question, key);
    gather(form, row, find_linked(form, key));
    if (count_entries(form) > 0
        || (row->equation ? !fmpz_is_zero(row->right) : fmpz_sgn(row->right) > 0))
    {
        fmpq_set_fmpz_frac(right, row->right, row->denominator);
        xp_program_open_row(program, key, row->equation, right);
        take_entries(form, row->denominator);
    }
    forget(form);
    fmpq_clear(right);
}

static void add_kind(xp_interim_form_struct *form, xp_row_kind_t kind)
{
    xp_row_key_t key;

    if (xp_row_first(&key, &form->program->question, kind))
        do
            add_row(form, &key);
        while (!xp_pace_stopped(&form->program->pace)
               && xp_row_next(&key, &form->program->question));
}

/* Expectations by interim columns, the rest as it is named. */
static void add_rows(xp_interim_form_struct *form)
{
    const xp_properties_t interim = BIT(XP_BIC) | BIT(XP_IIR) | BIT(XP_EAIR) | BIT(XP_EABB)
                                    | BIT(XP_EAWBB);
    xp_properties_t properties = form->program->question.properties;

    if (form->omitted && (properties & BIT(XP_SBB)))
        properties = (properties & ~BIT(XP_SBB)) | BIT(XP_EABB);
    if (form->omitted && (properties & BIT(XP_WBB)))
        properties = (properties & ~BIT(XP_WBB)) | BIT(XP_EAWBB);
    if (properties & BIT(XP_BIC))
        add_kind(form, XP_ROW_BIC);
    if (properties & BIT(XP_IIR))
        add_kind(form, XP_ROW_IIR);
    if (properties & BIT(XP_EAIR))
        add_kind(form, XP_ROW_EAIR);
    if (properties & BIT(XP_EABB))
        add_kind(form, XP_ROW_EABB);
    if (properties & BIT(XP_EAWBB))
        add_kind(form, XP_ROW_EAWBB);
    if (form->omitted)
        properties &= ~BIT(XP_NPT);
    xp_program_add_properties(form->program, properties & ~interim);
    xp_program_add_frame(form->program);
}

/* m_i >= 0 is npt when p_i(theta) = m_i(theta_i). */
static void add_signs(xp_interim_form_struct *form)
{
    const xp_environment_struct *environment = form->program->question.environment;

    for (slong i = 0; i < environment->agent_count && is_in(&form->program->question, XP_NPT); i++)
        for (slong t = 0; t < environment->agent[i].type_count && form->payment[i] >= 0; t++)
            form->program->lp->nonnegative[form->payment[i] + t] = 1;
}

/* The objective's part on payments, which the program leaves out with them. */
static void add_objective(xp_interim_form_struct *form)
{
    xp_program_struct *program = form->program;
    const xp_question_t *question = &program->question;
    const slong payments = question->environment->agent_count
                           * question->environment->profiles->size;
    xp_scaled_row_struct *row = program->row;

    if (question->objective == XP_OBJECTIVE_NONE || xp_pace_stopped(&program->pace))
        return;
    xp_scaled_row_set_objective(row, question);
    while (row->length > 0 && row->unknown[row->length - 1] >= payments)
        row->length--;
    gather(form, row, -1);
    for (slong s = 0; s < form->touched_count; s++)
    {
        const slong column = form->touched[s];

        fmpq_set_fmpz_frac(program->lp->objective + column, form->sum + column,
                           row->denominator);
        if (question->maximise)
            fmpq_neg(program->lp->objective + column, program->lp->objective + column);
    }
    forget(form);
}

xp_status_t xp_decide_lp_interim(xp_decision_t decision, const xp_question_t *question,
                                 const xp_decide_options_t *options,
                                 const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status;
    xp_interim_form_t form;
    xp_lp_result_t result;

    assert(question->environment->prior == XP_PRIOR_INDEPENDENT);
    init_form(form, question, progress);
    xp_lp_result_init(result);
    add_rows(form);
    xp_interim_form_link(form);
    if (form->omitted)
    {
        add_signs(form);
        add_objective(form);
    }
    status = xp_program_solve(result, form->program, options, &decision->stats, progress, error);
    if (status == XP_OK && form->omitted)
        status = xp_interim_form_set_verdict(decision, form, result, error);
    else if (status == XP_OK)
        status = xp_lp_set_plain_verdict(decision, form->program, result, error);
    xp_lp_result_clear(result);
    clear_form(form);
    return status;
}
