/* The least expected subsidy of the efficient rule: life cycle, and which way to take. */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/cont/decision.h>

#include "interim_impl.h"
#include "subsidy_impl.h"

void xp_interval_subsidy_init(xp_interval_subsidy_t subsidy)
{
    subsidy->n = 0;
    subsidy->form = XP_FORM_NONE;
    subsidy->answer = XP_UNDECIDED;
    subsidy->reason = NULL;
    subsidy->doubt = NULL;
    subsidy->exact = 0;
    subsidy->method = "exact";
    xp_real_init(subsidy->value);
    subsidy->low = NULL;
    subsidy->high = NULL;
    subsidy->worst_off = NULL;
}

void xp_interval_subsidy_clear(xp_interval_subsidy_t subsidy)
{
    free(subsidy->reason);
    free(subsidy->doubt);
    xp_real_clear(subsidy->value);
    if (subsidy->low != NULL)
    {
        _fmpq_vec_clear(subsidy->low, subsidy->n);
        _fmpq_vec_clear(subsidy->high, subsidy->n);
        xp_real_vec_clear(subsidy->worst_off, subsidy->n);
    }
}

static void set_count(xp_interval_subsidy_t subsidy, slong n)
{
    subsidy->n = n;
    subsidy->low = _fmpq_vec_init(n);
    subsidy->high = _fmpq_vec_init(n);
    subsidy->worst_off = xp_real_vec_init(n);
}

slong xp_subsidy_movers(const xp_outcomes_t outcomes)
{
    slong count = 0;
    fmpq_poly_t difference;

    fmpq_poly_init(difference);
    for (slong i = 0; i < outcomes->n; i++)
    {
        fmpq_poly_sub(difference, xp_outcomes_value(outcomes, i, 1),
                      xp_outcomes_value(outcomes, i, 0));
        count += fmpq_poly_degree(difference) >= 1;
    }
    fmpq_poly_clear(difference);
    return count;
}

void xp_subsidy_set_worst(xp_interval_subsidy_t subsidy, slong i, const fmpq_t low,
                          const fmpq_t high, slong precision)
{
    arb_t from;
    arb_t to;

    fmpq_set(subsidy->low + i, low);
    fmpq_set(subsidy->high + i, high);
    if (fmpq_equal(low, high))
    {
        xp_real_set_fmpq(subsidy->worst_off + i, low);
        return;
    }
    arb_init(from);
    arb_init(to);
    arb_set_fmpq(from, low, precision);
    arb_set_fmpq(to, high, precision);
    arb_union(from, from, to, precision);
    xp_real_set_arb(subsidy->worst_off + i, from);
    arb_clear(from);
    arb_clear(to);
}

int xp_subsidy_decide(xp_interval_subsidy_t subsidy, const arb_t value)
{
    xp_real_set_arb(subsidy->value, value);
    subsidy->answer = XP_UNDECIDED;
    if (arb_is_positive(value))
        subsidy->answer = XP_FAILS;
    else if (arb_is_nonpositive(value))
        subsidy->answer = XP_HOLDS;
    return subsidy->answer != XP_UNDECIDED;
}

int xp_subsidy_rest(fmpq_t slope, fmpq_t shift, const xp_subsidy_task_struct *task, slong i,
                    slong base, xp_error_t error)
{
    slong m = task->outcomes->m;
    const xp_interval_agent_struct *agent = task->model->agent + i;
    const fmpq_poly_struct *option = task->option + i * m;
    fmpq_poly_t rest;
    int good = 1;

    for (slong a = 1; a < m; a++)
    {
        if (fmpq_poly_equal(option + a, option))
            continue;
        xp_error_set(error, "the outside option of agent \"%s\" depends on the outcome: that is "
                     "treated for piecewise polynomial priors only", agent->name);
        return 0;
    }
    fmpq_poly_init(rest);
    fmpq_poly_neg(rest, option);
    if (base >= 0)
        fmpq_poly_add(rest, rest, xp_outcomes_value(task->outcomes, i, base));
    if (fmpq_poly_degree(rest) > 1)
    {
        xp_error_set(error, "the outside option of agent \"%s\" is not affine in the own type: "
                     "that is treated for piecewise polynomial priors only", agent->name);
        good = 0;
    }
    xp_outcomes_affine(slope, shift, rest);
    fmpq_poly_clear(rest);
    return good;
}

/* An outcome is efficient always: the subsidy is its cost less the least gains. */
void xp_subsidy_certain(xp_interval_subsidy_t subsidy, const xp_subsidy_task_struct *task,
                        slong outcome)
{
    slong m = task->outcomes->m;
    fmpq_poly_t gain;
    xp_piecewise_t function;
    xp_real_t least;
    fmpq_t low;
    fmpq_t high;
    int sign = 0;
    slong degree = task->options->degree_limit;

    fmpq_poly_init(gain);
    xp_piecewise_init(function);
    xp_real_init(least);
    fmpq_init(low);
    fmpq_init(high);
    xp_real_set_fmpq(subsidy->value, task->outcomes->cost + outcome);
    for (slong i = 0; i < subsidy->n; i++)
    {
        const xp_interval_agent_struct *agent = task->model->agent + i;
        xp_real_struct *worst = subsidy->worst_off + i;

        fmpq_poly_sub(gain, xp_outcomes_value(task->outcomes, i, outcome),
                      task->option + i * m + outcome);
        xp_interim_set_poly(function, agent, gain);
        xp_piecewise_minimum(least, worst, function, degree, XP_REAL_PRECISION);
        xp_real_sub(subsidy->value, subsidy->value, least, degree, XP_REAL_PRECISION);
        if (xp_real_bounds(low, high, worst, XP_REAL_PRECISION))
        {
            fmpq_set(subsidy->low + i, fmpq_cmp(low, agent->low) < 0 ? agent->low : low);
            fmpq_set(subsidy->high + i, fmpq_cmp(high, agent->high) > 0 ? agent->high : high);
        }
    }
    subsidy->exact = 1;
    subsidy->method = "exact";
    if (xp_real_sign(&sign, subsidy->value))
        subsidy->answer = sign > 0 ? XP_FAILS : XP_HOLDS;
    else
        subsidy->reason = xp_strdup("the degree limit was reached before the sign was decided");
    fmpq_poly_clear(gain);
    xp_piecewise_clear(function);
    xp_real_clear(least);
    fmpq_clear(low);
    fmpq_clear(high);
}

/* A partnership whose shares are not all rational: the subsidy is -D. */
static xp_status_t dissolve(xp_interval_subsidy_t subsidy, const xp_continuous_t model,
                            const xp_dissolve_options_t *options, xp_error_t error)
{
    xp_dissolve_options_t chosen = *options;
    xp_partnership_t partnership;
    xp_dissolution_t dissolution;
    xp_real_t zero;
    xp_status_t status;

    chosen.sign_only = 0;
    xp_partnership_init(partnership);
    xp_dissolution_init(dissolution);
    xp_real_init(zero);
    status = xp_partnership_set_model(partnership, model, error);
    if (status == XP_OK)
        status = xp_dissolve(dissolution, partnership, &chosen, error);
    if (status == XP_OK)
    {
        subsidy->answer = dissolution->answer;
        subsidy->exact = dissolution->sum->kind != XP_REAL_ENCLOSURE;
        subsidy->method = subsidy->exact ? "exact" : "ball";
        xp_real_sub(subsidy->value, zero, dissolution->sum, options->degree_limit,
                    XP_REAL_PRECISION + 4 * options->digits);
        if (dissolution->reason != NULL)
            subsidy->reason = xp_strdup(dissolution->reason);
        for (slong i = 0; i < subsidy->n; i++)
        {
            fmpq_swap(subsidy->low + i, dissolution->low + i);
            fmpq_swap(subsidy->high + i, dissolution->high + i);
            xp_real_swap(subsidy->worst_off + i, dissolution->worst_off + i);
        }
    }
    xp_partnership_clear(partnership);
    xp_dissolution_clear(dissolution);
    xp_real_clear(zero);
    return status;
}

/* Whether a share is irrational. */
static int has_irrational_share(const xp_continuous_t model)
{
    for (slong i = 0; i < model->agent_count; i++)
    {
        if (model->agent[i].has_share && model->agent[i].share->kind != XP_REAL_RATIONAL)
            return 1;
    }
    return 0;
}

/* Without exact interim quantities: certain, ball or lattice. */
static xp_status_t enclose_subsidy(xp_interval_subsidy_t subsidy, const xp_continuous_t model,
                                   const xp_dissolve_options_t *options, xp_error_t error)
{
    slong count = model->agent_count * model->outcome_count;
    xp_outcomes_t outcomes;
    xp_string_t why;
    xp_status_t status;
    void *table = NULL;
    fmpq_poly_struct *option;
    xp_subsidy_task_struct task = {model, outcomes, subsidy->form, NULL, options};

    status = xp_table_alloc(&table, (size_t) count, sizeof(fmpq_poly_struct), error);
    if (status != XP_OK)
        return status;
    option = table;
    for (slong k = 0; k < count; k++)
        fmpq_poly_init(option + k);
    task.option = option;
    xp_outcomes_init(outcomes);
    xp_string_init(why);
    (void) xp_outcomes_read(outcomes, model, why);
    status = xp_interim_options(option, model, 0, error);
    if (status == XP_OK)
    {
        slong certain = xp_outcomes_certain(outcomes, model);

        if (certain >= 0)
            xp_subsidy_certain(subsidy, &task, certain);
        else if (subsidy->form == XP_FORM_GOOD || xp_subsidy_movers(outcomes) <= 2)
            status = xp_subsidy_ball(subsidy, &task, error);
        else
            status = xp_subsidy_lattice(subsidy, &task, error);
    }
    for (slong k = 0; k < count; k++)
        fmpq_poly_clear(option + k);
    free(table);
    xp_outcomes_clear(outcomes);
    xp_string_clear(why);
    return status;
}

/* Priors: there, and polynomial or not; the first doubt. */
static xp_status_t read_priors(int *polynomial, xp_interval_subsidy_t subsidy,
                               const xp_continuous_t model, xp_error_t error)
{
    *polynomial = 1;
    for (slong i = 0; i < model->agent_count; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;

        if (!agent->has_prior)
        {
            xp_error_set(error, "agent \"%s\" has no prior: a subsidy needs one", agent->name);
            return XP_REFUSED;
        }
        *polynomial = *polynomial && agent->distribution->polynomial;
        if (agent->distribution->doubt != NULL && subsidy->doubt == NULL)
        {
            xp_string_t words;

            xp_string_init(words);
            xp_string_printf(words, "of the prior of agent \"%s\" it is not proved %s",
                             agent->name, agent->distribution->doubt);
            subsidy->doubt = xp_string_take(words);
            xp_string_clear(words);
        }
    }
    return XP_OK;
}

/* The subsidy with n places filled in. */
static xp_status_t fill_subsidy(xp_interval_subsidy_t subsidy, const xp_continuous_t model,
                                const xp_dissolve_options_t *options, xp_error_t error)
{
    int polynomial;
    xp_interval_interim_t interim;
    xp_status_t status = read_priors(&polynomial, subsidy, model, error);

    if (status != XP_OK)
        return status;
    if (has_irrational_share(model) && subsidy->form == XP_FORM_GOOD)
        return dissolve(subsidy, model, options, error);
    if (polynomial)
    {
        xp_interval_interim_init(interim);
        status = xp_interval_interim(interim, model, error);
        if (status == XP_OK)
            status = xp_subsidy_exact(subsidy, model, interim, options, error);
        xp_interval_interim_clear(interim);
        if (status != XP_LIMIT || subsidy->form == XP_FORM_DECISION)
            return status;
        xp_error_clear(error);
        xp_error_init(error);
    }
    else if (subsidy->form == XP_FORM_DECISION)
    {
        xp_error_set(error, "a prior is not piecewise polynomial: for a real decision the subsidy "
                     "is computed for such priors only");
        return XP_REFUSED;
    }
    return enclose_subsidy(subsidy, model, options, error);
}

/* The formulas hold for the efficient rule: a stated decision must be proved to be that. */
static xp_status_t require_efficiency(const xp_continuous_t model,
                                      const xp_dissolve_options_t *options, xp_error_t error)
{
    xp_decision_efficiency_t efficiency;
    xp_status_t status;

    xp_decision_efficiency_init(efficiency);
    status = xp_decision_efficiency(efficiency, model, options->progress, error);
    if (status == XP_OK && efficiency->answer != XP_HOLDS)
    {
        xp_error_set(error, "the rule is not %s: %s",
                     efficiency->answer == XP_FAILS ? "efficient" : "proved to be efficient",
                     efficiency->how);
        status = XP_REFUSED;
    }
    xp_decision_efficiency_clear(efficiency);
    return status;
}

xp_status_t xp_interval_subsidy(xp_interval_subsidy_t subsidy, const xp_continuous_t model,
                                const xp_dissolve_options_t *options, xp_error_t error)
{
    xp_interval_subsidy_t result;
    xp_string_t why;
    xp_status_t status;

    xp_interval_subsidy_init(result);
    xp_string_init(why);
    set_count(result, model->agent_count);
    result->form = xp_interval_form(model, why);
    if (result->form == XP_FORM_NONE)
    {
        xp_error_set(error, "%s", why->text);
        status = XP_REFUSED;
    }
    else
    {
        status = result->form == XP_FORM_DECISION ? require_efficiency(model, options, error)
                                                  : XP_OK;
        if (status == XP_OK)
            status = fill_subsidy(result, model, options, error);
    }
    if (status == XP_OK)
    {
        xp_interval_subsidy_struct old = subsidy[0];

        subsidy[0] = result[0];
        result[0] = old;
    }
    xp_interval_subsidy_clear(result);
    xp_string_clear(why);
    return status;
}
