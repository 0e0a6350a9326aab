/* Pivot payments and bets on the others' types that leave no rent (Cremer and McLean 1988). */
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/base/string.h>
#include <expost/num/rat.h>
#include <expost/rule/allocation.h>

#include "rule/cremer_mclean.h"
#include "rule/cremer_mclean_words.h"
#include "rule/rule_impl.h"

/*
 * Of one agent: what each row of its beliefs expects of the truth under pivot payments beyond
 * the outside option, and of the outside option.
 */
typedef struct
{
    xp_rows_of_beliefs_t rows;
    fmpq *rent;
    fmpq *outside;
} agent_t;

static void init_agent(agent_t *own)
{
    xp_rows_of_beliefs_init(own->rows);
    own->rent = NULL;
    own->outside = NULL;
}

static void clear_agent(agent_t *own)
{
    if (own->rent != NULL)
    {
        _fmpq_vec_clear(own->rent, own->rows->count);
        _fmpq_vec_clear(own->outside, own->rows->count);
    }
    xp_rows_of_beliefs_clear(own->rows);
}

/* E[sum of the terms | type[s]] for the rows. */
static xp_status_t find_means(fmpq *mean, const xp_rows_of_beliefs_t rows,
                              xp_expectations_t expectations, const xp_payment_struct *sum,
                              const xp_progress_t *progress, xp_error_t error)
{
    const slong types = rows->environment->agent[rows->agent].type_count;
    fmpq *all = _fmpq_vec_init(types);
    xp_status_t status = xp_expectations_of(all, expectations, sum, rows->agent, progress,
                                            error);
    for (slong s = 0; s < rows->count && status == XP_OK; s++)
    {
        fmpq_set(mean + s, all + rows->type[s]);
    }
    _fmpq_vec_clear(all, types);
    return status;
}

static xp_status_t set_agent(agent_t *own, xp_expectations_t expectations, slong agent,
                             const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = expectations->environment;
    xp_payments_t terms;
    xp_payments_t outside;
    xp_status_t status = xp_rows_of_beliefs_set(own->rows, environment, agent, progress, error);
    if (status != XP_OK)
    {
        return status;
    }
    own->rent = _fmpq_vec_init(own->rows->count);
    own->outside = _fmpq_vec_init(own->rows->count);
    xp_payments_init(terms);
    xp_payments_init(outside);
    xp_pivot_set_payments(terms, environment->agent_count);
    fmpq_set_si(xp_payments_add_term(terms, agent, XP_TERM_VALUE, agent)->coefficient, -1, 1);
    xp_payments_add_term(terms, agent, XP_TERM_OUTSIDE, agent);
    xp_payments_set_zero(outside, environment->agent_count);
    xp_payments_add_term(outside, agent, XP_TERM_OUTSIDE, agent);
    status = find_means(own->rent, own->rows, expectations, terms->payment + agent, progress,
                        error);
    if (status == XP_OK)
    {
        status = find_means(own->outside, own->rows, expectations, outside->payment + agent,
                            progress, error);
    }
    for (slong s = 0; s < own->rows->count; s++)
    {
        fmpq_neg(own->rent + s, own->rent + s);
    }
    xp_payments_clear(outside);
    xp_payments_clear(terms);
    return status;
}

/* Writes the function of the others' profile into the line of one report. */
static void set_report(fmpq *table, const xp_rows_of_beliefs_t rows, slong report,
                       const fmpq *values)
{
    const xp_profiles_struct *profiles = rows->environment->profiles;
    for (slong l = 0; l < rows->lines; l++)
    {
        fmpq_set(table + xp_profiles_line_start(profiles, rows->agent, l)
                     + report * profiles->stride[rows->agent], values + l);
    }
}

/* What keeps every type from reporting this one, the same whatever the others' types. */
static void deter(fmpq *values, const agent_t *own, const fmpq *gain)
{
    fmpq_t most;
    fmpq_t next;
    fmpq_init(most);
    fmpq_init(next);
    for (slong s = 0; s < own->rows->count; s++)
    {
        fmpq_sub(next, gain + s, own->outside + s);
        if (s == 0 || fmpq_cmp(next, most) > 0)
        {
            fmpq_set(most, next);
        }
    }
    for (slong l = 0; l < own->rows->lines; l++)
    {
        fmpq_set(values + l, most);
    }
    fmpq_clear(next);
    fmpq_clear(most);
}

/* The bets of every report, at every profile; gain as in xp_rows_of_beliefs_gain. */
static xp_status_t find_stakes(fmpq *table, const agent_t *own, const fmpq *gain,
                               const xp_progress_t *progress, xp_error_t error)
{
    const xp_rows_of_beliefs_struct *rows = own->rows;
    const slong types = rows->environment->agent[rows->agent].type_count;
    fmpq *values = _fmpq_vec_init(rows->lines);
    fmpq *floor = _fmpq_vec_init(rows->count);
    fmpq *weight = _fmpq_vec_init(rows->count);
    xp_status_t status = XP_OK;
    for (slong report = 0, s = 0; report < types && status == XP_OK; report++)
    {
        int exists = 1;
        if (s < rows->count && rows->type[s] == report)
        {
            for (slong r = 0; r < rows->count; r++)
            {
                fmpq_sub(floor + r, gain + report * rows->count + r, own->outside + r);
            }
            status = xp_rows_of_beliefs_stake(&exists, values, weight, rows, s, own->rent + s,
                                              floor, progress, error);
            if (status == XP_OK && !exists)
            {
                status = xp_extraction_refuse(rows, s, weight, error);
            }
            s++;
        }
        else
        {
            deter(values, own, gain + report * rows->count);
        }
        if (status == XP_OK)
        {
            set_report(table, rows, report, values);
        }
    }
    _fmpq_vec_clear(weight, rows->count);
    _fmpq_vec_clear(floor, rows->count);
    _fmpq_vec_clear(values, rows->lines);
    return status;
}

/* Bets that depend on the agent's report, as a table over the profiles. */
static xp_status_t add_stakes(xp_mechanism_t mechanism, xp_extraction_t *verdict,
                              const agent_t *own, const xp_progress_t *progress,
                              xp_error_t error)
{
    const xp_rows_of_beliefs_struct *rows = own->rows;
    const xp_environment_struct *environment = rows->environment;
    const slong types = environment->agent[rows->agent].type_count;
    const slong size = environment->profiles->size;
    xp_table_t pivot;
    void *table = NULL;
    fmpq *gain = _fmpq_vec_init(types * rows->count);
    xp_table_init(pivot);
    xp_status_t status = xp_allocation_list(mechanism->rule, environment, progress, error);
    if (status == XP_OK)
    {
        status = xp_terms_list(pivot, mechanism, mechanism->payments->payment + rows->agent,
                               progress, error);
    }
    if (status == XP_OK)
    {
        status = xp_rows_of_beliefs_gain(gain, rows, mechanism->rule, pivot, progress, error);
    }
    if (status == XP_OK)
    {
        status = xp_table_alloc(&table, (size_t) size, sizeof(fmpq), error);
    }
    if (status == XP_OK)
    {
        fmpq *bet = table;
        for (slong k = 0; k < size; k++)
        {
            fmpq_init(bet + k);
        }
        verdict->way = XP_EXTRACTION_BY_STAKES;
        status = xp_extraction_find_mixture(verdict, rows, progress, error);
        if (status == XP_OK)
        {
            status = find_stakes(bet, own, gain, progress, error);
        }
        if (status == XP_OK)
        {
            xp_term_struct *term = xp_payments_add_term(mechanism->payments, rows->agent,
                                                        XP_TERM_PROFILE, rows->agent);
            status = xp_table_set_fmpq_vec(term->table, bet, size, error);
        }
        for (slong k = 0; k < size; k++)
        {
            fmpq_clear(bet + k);
        }
    }
    free(table);
    xp_table_clear(pivot);
    _fmpq_vec_clear(gain, types * rows->count);
    return status;
}

/* One agent: by a function of the others' types alone where that can be, or else by stakes. */
static xp_status_t add_bets(xp_mechanism_t mechanism, xp_extraction_t *verdict,
                            xp_expectations_t expectations, slong agent,
                            const xp_progress_t *progress, xp_error_t error)
{
    agent_t own;
    int exists = 0;
    init_agent(&own);
    xp_status_t status = set_agent(&own, expectations, agent, progress, error);
    if (status == XP_OK)
    {
        void *values = NULL;
        const slong lines = own.rows->lines;
        verdict->possible = own.rows->count;
        verdict->rank = own.rows->count - own.rows->nullity;
        verdict->skipped = expectations->environment->agent[agent].type_count - own.rows->count;
        verdict->way = own.rows->nullity == 0 ? XP_EXTRACTION_BY_RANK : XP_EXTRACTION_BY_VALUES;
        status = xp_table_alloc(&values, (size_t) lines, sizeof(fmpq), error);
        if (status == XP_OK)
        {
            fmpq *bet = values;
            for (slong l = 0; l < lines; l++)
            {
                fmpq_init(bet + l);
            }
            xp_rows_of_beliefs_solve(&exists, bet, own.rows, own.rent);
            if (exists)
            {
                xp_term_struct *term = xp_payments_add_term(mechanism->payments, agent,
                                                            XP_TERM_OTHERS, agent);
                status = xp_table_set_fmpq_vec(term->table, bet, lines, error);
            }
            for (slong l = 0; l < lines; l++)
            {
                fmpq_clear(bet + l);
            }
        }
        free(values);
    }
    if (status == XP_OK && !exists)
    {
        status = add_stakes(mechanism, verdict, &own, progress, error);
    }
    clear_agent(&own);
    return status;
}

/* The expected revenue: every type is left its outside option. */
static xp_status_t note_revenue(xp_mechanism_t mechanism, xp_expectations_t expectations,
                                const xp_progress_t *progress, xp_error_t error)
{
    const xp_environment_struct *environment = mechanism->environment;
    int options = 0;
    xp_payments_t sum;
    fmpq_t mean;
    fmpq_init(mean);
    xp_payments_init(sum);
    xp_payments_set_zero(sum, environment->agent_count);
    for (slong i = 0; i < environment->agent_count; i++)
    {
        options = options || environment->agent[i].outside_kind != XP_OUTSIDE_NONE;
        xp_payments_add_term(sum, 0, XP_TERM_VALUE, i);
        fmpq_set_si(xp_payments_add_term(sum, 0, XP_TERM_OUTSIDE, i)->coefficient, -1, 1);
    }
    xp_status_t status = xp_expectations_of(mean, expectations, sum->payment, -1, progress,
                                            error);
    if (status == XP_OK)
    {
        xp_string_t text;
        xp_string_init(text);
        xp_rat_add_text(text, mean);
        xp_mechanism_add_note(mechanism,
                              "the full surplus is extracted: no type has a rent, and the "
                              "expected revenue is %s, the whole expected value of the efficient "
                              "outcomes%s", text->text,
                              options ? " less the outside options" : "");
        xp_string_clear(text);
    }
    xp_payments_clear(sum);
    fmpq_clear(mean);
    return status;
}

xp_status_t xp_cremer_mclean_build(xp_mechanism_t mechanism, const xp_model_t model,
                                   xp_expectations_t expectations,
                                   const xp_request_t *request,
                                   const xp_progress_t *progress, xp_error_t error)
{
    const slong agents = model->environment->agent_count;
    xp_extraction_t *verdict = xp_calloc((size_t) agents, sizeof(xp_extraction_t));
    xp_status_t status = XP_OK;
    (void) request;
    xp_pivot_set_payments(mechanism->payments, agents);
    for (slong i = 0; i < agents && status == XP_OK; i++)
    {
        status = add_bets(mechanism, verdict + i, expectations, i, progress, error);
    }
    if (status == XP_OK)
    {
        status = note_revenue(mechanism, expectations, progress, error);
    }
    if (status == XP_OK)
    {
        xp_extraction_note(mechanism, verdict);
    }
    for (slong i = 0; i < agents; i++)
    {
        free(verdict[i].mixture);
    }
    free(verdict);
    return status;
}
