/* A mechanism over finitely many outcomes when types are intervals. */
#include "cont/outcome_mechanism.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/base/nearest.h>

#include "cont/interim_impl.h"

void xp_outcome_mechanism_init(xp_outcome_mechanism_t mechanism)
{
    memset(mechanism, 0, sizeof(xp_outcome_mechanism_struct));
    xp_pool_init(mechanism->pool);
    fmpq_init(mechanism->welfare);
    fmpq_init(mechanism->revenue);
    fmpq_init(mechanism->expected_cost);
    fmpq_init(mechanism->budget);
}

static void clear_functions(xp_piecewise_struct *f, slong count)
{
    slong k;

    for (k = 0; f != NULL && k < count; k++)
        xp_piecewise_clear(f + k);
    free(f);
}

static xp_piecewise_struct *make_functions(slong count)
{
    xp_piecewise_struct *f = xp_malloc((size_t) count * sizeof(xp_piecewise_struct));
    slong k;

    for (k = 0; k < count; k++)
        xp_piecewise_init(f + k);
    return f;
}

void xp_outcome_mechanism_clear(xp_outcome_mechanism_t mechanism)
{
    slong n = mechanism->n, m = mechanism->m, k;

    free(mechanism->payments);
    xp_pool_clear(mechanism->pool);
    free(mechanism->payment);
    clear_functions(mechanism->rho, n);
    clear_functions(mechanism->chance, n * m);
    clear_functions(mechanism->charge, n);
    clear_functions(mechanism->cost, n);
    clear_functions(mechanism->outside, n);
    clear_functions(mechanism->value, n);
    clear_functions(mechanism->utility, n);
    for (k = 0; mechanism->value_poly != NULL && k < n * m; k++)
        fmpq_poly_clear(mechanism->value_poly + k);
    free(mechanism->value_poly);
    if (mechanism->subsidy != NULL)
        _fmpq_vec_clear(mechanism->subsidy, n);
    fmpq_clear(mechanism->welfare);
    fmpq_clear(mechanism->revenue);
    fmpq_clear(mechanism->expected_cost);
    fmpq_clear(mechanism->budget);
}

void xp_outcome_mechanism_swap(xp_outcome_mechanism_t a, xp_outcome_mechanism_t b)
{
    xp_outcome_mechanism_struct keep = *a;

    *a = *b;
    *b = keep;
}

/* Room for n agents and m outcomes. */
static void set_counts(xp_outcome_mechanism_t mechanism, const xp_continuous_t model)
{
    slong n = model->agent_count, m = model->outcome_count, k;

    mechanism->n = n;
    mechanism->m = m;
    mechanism->model = model;
    mechanism->payment = xp_calloc((size_t) (n * m), sizeof(*mechanism->payment));
    mechanism->rho = make_functions(n);
    mechanism->chance = make_functions(n * m);
    mechanism->charge = make_functions(n);
    mechanism->cost = make_functions(n);
    mechanism->outside = make_functions(n);
    mechanism->value = make_functions(n);
    mechanism->utility = make_functions(n);
    mechanism->value_poly = xp_malloc((size_t) (n * m) * sizeof(fmpq_poly_struct));
    for (k = 0; k < n * m; k++)
        fmpq_poly_init(mechanism->value_poly + k);
}

/* The values as polynomials, and what else every mechanism here needs. */
static xp_status_t read_values(xp_outcome_mechanism_t mechanism, xp_error_t error)
{
    const xp_continuous_struct *model = mechanism->model;
    slong n = mechanism->n, m = mechanism->m, i, a;

    for (i = 0; i < n; i++)
    {
        const xp_interval_agent_struct *agent = model->agent + i;

        if (!agent->has_prior || !agent->distribution->polynomial)
        {
            xp_error_set(error, "agent \"%s\" has %s: expectations over finitely many outcomes are "
                                "exact and need cdfs that are piecewise polynomial", agent->name,
                         agent->has_prior ? "a prior that is not" : "no prior");
            return XP_REFUSED;
        }
        for (a = 0; a < m; a++)
            if (agent->value[a] != NULL
                && !xp_expression_poly(mechanism->value_poly + i * m + a, agent->value[a], i))
            {
                xp_error_set(error, "agent \"%s\": the value of outcome %s is not a polynomial in "
                                    "the own type", agent->name, model->outcome_label[a]);
                return XP_REFUSED;
            }
    }
    return XP_OK;
}

static const char *const names[] = {"groves", "pivot", "ir-vcg", "dagv", "stated", "none"};

/* The mechanism that is meant; NULL after an error. */
static const char *choose_name(const xp_continuous_t model, const char *name, xp_error_t error)
{
    static const char *const others[] = {"cyclic", "balanced-groves", "bailey", "cavallo",
                                         "guo-conitzer", "green-laffont", "second-price"};
    static const char *const known[] = {"groves", "pivot", "ir-vcg", "dagv", "myerson",
                                        "envelope"};
    const char *nearest;
    size_t k;

    if (name == NULL || strcmp(name, "model") == 0)
        name = model->mechanism != NULL      ? model->mechanism
               : model->has_payments ? "stated"
                                             : "none";
    for (k = 0; k < sizeof names / sizeof names[0]; k++)
        if (strcmp(name, names[k]) == 0)
            return names[k];
    if (strcmp(name, "myerson") == 0 || strcmp(name, "envelope") == 0)
    {
        xp_error_set(error, "%s is there with `expost pay` only: it tells interim payments, or "
                            "those of a rule of its own", name);
        return NULL;
    }
    for (k = 0; k < sizeof others / sizeof others[0]; k++)
        if (strcmp(name, others[k]) == 0 || strncmp(name, "rebalance", 9) == 0)
        {
            xp_error_set(error, "%s is not there for finitely many outcomes and types on "
                                "intervals; groves, pivot, ir-vcg and dagv are, and with `expost "
                                "pay` myerson and envelope", name);
            return NULL;
        }
    nearest = xp_nearest(name, known, sizeof known / sizeof known[0]);
    if (nearest != NULL)
        xp_error_set(error, "there is no mechanism %s; did you mean %s?", name, nearest);
    else
        xp_error_set(error, "there is no mechanism %s; for types on intervals there are groves, "
                            "pivot, ir-vcg and dagv, and with `expost pay` myerson and envelope",
                     name);
    return NULL;
}

/* The rule that the payments go with: the stated one for stated payments, or the efficient one. */
static xp_status_t choose_rule(xp_outcome_mechanism_t mechanism, xp_error_t error)
{
    const xp_continuous_struct *model = mechanism->model;
    int stated = model->rule_stated && model->rule != XP_INTERVAL_EFFICIENT;
    int any = strcmp(mechanism->payments, "stated") == 0
              || strcmp(mechanism->payments, "none") == 0;

    mechanism->efficient = !stated;
    if (!any && stated)
    {
        xp_error_set(error, "%s payments go with the efficient rule, and the file states another",
                     mechanism->payments);
        return XP_REFUSED;
    }
    if (strcmp(mechanism->payments, "stated") == 0 && !model->has_payments)
    {
        xp_error_set(error, "the file states no payments");
        return XP_REFUSED;
    }
    return XP_OK;
}

void xp_outcome_mean(fmpq_t mean, const xp_piecewise_t f, const xp_continuous_t model,
                     slong agent)
{
    xp_piecewise_t density;

    xp_piecewise_init(density);
    xp_interim_density(density, model->agent[agent].distribution);
    xp_piecewise_mul(density, density, f);
    xp_piecewise_integral(mean, density);
    xp_piecewise_clear(density);
}

/* Utilities and expectations from the interim quantities. */
static void finish(xp_making_t *making)
{
    xp_outcome_mechanism_struct *mechanism = making->mechanism;
    fmpq_t mean;
    slong i;

    fmpq_init(mean);
    for (i = 0; i < mechanism->n; i++)
    {
        xp_piecewise_sub(mechanism->utility + i, mechanism->value + i, mechanism->charge + i);
        xp_piecewise_canonicalise(mechanism->utility + i);
        xp_outcome_mean(mean, mechanism->charge + i, making->model, i);
        fmpq_add(mechanism->revenue, mechanism->revenue, mean);
    }
    xp_outcome_mean(mechanism->expected_cost, mechanism->cost, making->model, 0);
    xp_outcome_mean(mechanism->welfare, making->welfare, making->model, 0);
    fmpq_sub(mechanism->budget, mechanism->revenue, mechanism->expected_cost);
    fmpq_clear(mean);
}

static xp_status_t make(xp_making_t *making, const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = read_values(making->mechanism, error);

    if (status == XP_OK)
        status = choose_rule(making->mechanism, error);
    if (status == XP_OK)
        status = xp_making_rule(making, error);
    if (status == XP_OK && xp_progress_tick(progress, "expectations", 1, 2) != 0)
    {
        xp_error_set(error, "stopped");
        status = XP_STOPPED;
    }
    if (status == XP_OK)
        status = xp_making_payments(making, error);
    if (status == XP_OK)
        finish(making);
    return status;
}

xp_status_t xp_outcome_mechanism_set(xp_outcome_mechanism_t mechanism,
                                     const xp_continuous_t model, const char *name,
                                     const xp_progress_t *progress, xp_error_t error)
{
    xp_outcome_mechanism_t made;
    xp_status_t status;
    xp_making_t making;

    if (model->outcome_count == 0)
    {
        xp_error_set(error, "the outcome is a real decision, not one of finitely many");
        return XP_REFUSED;
    }
    if (!xp_continuous_has_private_values(model))
    {
        xp_error_set(error, "a value depends on another agent's type: for types on intervals "
                            "values are private");
        return XP_REFUSED;
    }
    name = choose_name(model, name, error);
    if (name == NULL)
        return XP_INPUT;
    xp_outcome_mechanism_init(made);
    set_counts(made, model);
    made->payments = xp_strdup(name);
    memset(&making, 0, sizeof making);
    making.mechanism = made;
    making.model = model;
    xp_cells_init(making.cells, model->agent_count);
    xp_interval_interim_init(making.interim);
    making.welfare = make_functions(model->agent_count);
    status = make(&making, progress, error);
    clear_functions(making.welfare, model->agent_count);
    xp_interval_interim_clear(making.interim);
    xp_cells_clear(making.cells);
    if (status == XP_OK)
        xp_outcome_mechanism_swap(mechanism, made);
    xp_outcome_mechanism_clear(made);
    return status;
}
