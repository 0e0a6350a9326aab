/* Interim payments: potentials in each agent's type graph and one sum decide. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/rule/interim.h>

#include "exist/exist_impl.h"
#include "exist/forced.h"
#include "exist/interim_agent.h"

#define XP_BIT XP_PROPERTY_BIT

static int refuse(xp_error_t error, const char *reason)
{
    xp_error_set(error, "%s", reason);
    return 0;
}

/* The properties that the sum of expected payments stands for. */
static xp_sum_t find_sum(xp_properties_t properties, slong agents)
{
    if ((properties & (XP_BIT(XP_EABB) | (agents > 1 ? XP_BIT(XP_SBB) : 0))) != 0)
        return XP_SUM_EXACT;
    if ((properties & (XP_BIT(XP_EAWBB) | (agents > 1 ? XP_BIT(XP_WBB) : 0))) != 0)
        return XP_SUM_AT_LEAST;
    return XP_SUM_FREE;
}

int xp_interim_applies(const xp_question_t *question, xp_error_t error)
{
    xp_properties_t properties = xp_properties_reduce(question->properties);
    slong n = question->environment->agent_count;
    int npt = xp_has_property(properties, XP_NPT);
    int ex_post = (properties & (XP_BIT(XP_SBB) | XP_BIT(XP_WBB))) != 0;

    if (question->rule == NULL)
        return refuse(error, "the rule is free");
    if (question->environment->prior != XP_PRIOR_INDEPENDENT)
        return refuse(error, "it needs an independent prior");
    if ((properties & (XP_BIT(XP_DSIC) | XP_BIT(XP_EPIC) | XP_BIT(XP_EPIR) | XP_BIT(XP_NOPAY)))
        != 0)
        return refuse(error, "dsic, epic, epir and nopay are not about interim payments");
    if (!xp_has_property(properties, XP_BIC))
        return refuse(error, "it is for bic");
    if (n == 1 && xp_has_property(properties, XP_SBB))
        return 1;
    if (n == 1 && ex_post && (properties & XP_BIT(XP_EABB)) != 0)
        return refuse(error, "wbb and eabb of a single agent together are not decided by one sum");
    if (n > 1 && npt && ex_post)
        return refuse(error, "npt together with sbb or wbb is not about interim payments");
    if (question->objective == XP_OBJECTIVE_WORST_DEFICIT && (n == 1 || npt))
        return refuse(error, "worst-deficit of a single agent, or with npt, is not about interim "
                             "payments");
    return 1;
}

static void init_work(xp_interim_work_struct *work, const xp_question_t *question)
{
    slong n = question->environment->agent_count;

    memset(work, 0, sizeof(xp_interim_work_struct));
    work->question = question;
    work->environment = question->environment;
    work->properties = xp_properties_reduce(question->properties);
    xp_aim_set(&work->aim, question);
    xp_expectations_init(work->expectations, question->environment, question->rule);
    xp_interim_tables_init(work->tables);
    work->agent = xp_calloc((size_t) n, sizeof(xp_interim_agent_struct));
    work->value = _fmpq_vec_init(n);
    xp_ranges_init(work->ranges, n);
    work->ranges->sum = find_sum(work->properties, n);
    work->sum_row = work->ranges->sum == XP_SUM_EXACT ? XP_ROW_EABB : XP_ROW_EAWBB;
    work->balanced = n > 1
                     && (work->aim.worst
                         || (work->properties & (XP_BIT(XP_SBB) | XP_BIT(XP_WBB))) != 0);
}

static void clear_work(xp_interim_work_struct *work)
{
    slong i;

    for (i = 0; i < work->count; i++)
        xp_interim_agent_clear(work->agent + i);
    free(work->agent);
    _fmpq_vec_clear(work->value, work->environment->agent_count);
    xp_ranges_clear(work->ranges);
    xp_interim_tables_clear(work->tables);
    xp_expectations_clear(work->expectations);
}

/* E v_i and, with eair, the largest E p_i = E v_i - E o_i. */
static void set_range(xp_interim_work_struct *work, slong index)
{
    const xp_interim_agent_struct *agent = work->agent + index;
    const xp_interim_table_struct *table = work->tables->agent + index;
    xp_range_struct *range = work->ranges->range + index;
    slong t;
    fmpq_t part;
    fmpq_t likely;

    fmpq_init(part);
    fmpq_init(likely);
    xp_interim_agent_mean(range->start, agent, agent->high);
    if (agent->has_ceiling)
    {
        range->has_high = 1;
        fmpq_set(range->high, range->start);
    }
    if (agent->has_floor)
    {
        range->has_low = 1;
        xp_interim_agent_mean(range->low, agent, agent->low);
        fmpq_neg(range->low, range->low);
    }
    for (t = 0; t < agent->types; t++)
    {
        fmpq_set_fmpz_frac(likely, agent->probability + t, agent->whole);
        xp_table_get_fmpq(part, table->gain, t * agent->types + t);
        fmpq_addmul(work->value + index, likely, part);
    }
    if (xp_has_property(work->properties, XP_EAIR))
    {
        range->has_high = 1;
        fmpq_set(range->high, work->value + index);
        for (t = 0; t < agent->types; t++)
        {
            fmpq_set_fmpz_frac(likely, agent->probability + t, agent->whole);
            xp_table_get_fmpq(part, table->outside, t);
            fmpq_submul(range->high, likely, part);
        }
    }
    fmpq_clear(likely);
    fmpq_clear(part);
}

/* The first type whose largest payment is below its floor, or -1. */
static slong find_short(const xp_interim_agent_struct *agent)
{
    slong t;

    for (t = 0; agent->has_ceiling && agent->has_floor && t < agent->types; t++)
        if ((agent->absent == NULL || !agent->absent[t])
            && fmpz_cmp(agent->high->distance + t, agent->floor + t) < 0)
            return t;
    return -1;
}

/* The graphs of the agents one by one, until one of them is a proof. */
static xp_status_t set_agents(xp_interim_work_struct *work, xp_proof_t proof, xp_error_t error)
{
    slong n = work->environment->agent_count;
    int single = n == 1 && xp_has_property(work->properties, XP_WBB);
    xp_cycle_t cycle;
    xp_table_t cost;
    xp_status_t status = XP_OK;
    int refuted = 0;

    xp_cycle_init(cycle);
    xp_table_init(cost);
    if (single)
        status = xp_cost_list(cost, work->environment, work->question->rule, error);
    while (status == XP_OK && work->count < n && !refuted)
    {
        xp_interim_agent_struct *agent = work->agent + work->count;
        slong type;

        status = xp_interim_agent_set(agent, cycle, work, work->count++, single ? cost : NULL,
                                      error);
        if (status != XP_OK)
            break;
        type = cycle->length > 0 ? -1 : find_short(agent);
        refuted = cycle->length > 0 || type >= 0;
        if (!refuted)
        {
            set_range(work, agent->agent);
            continue;
        }
        xp_proof_add_leaf(proof);
        if (cycle->length > 0)
            xp_interim_prove_cycle(proof, agent, cycle);
        else
            xp_interim_prove_short(proof, work, agent, type);
        xp_proof_end_leaf(proof);
    }
    xp_table_clear(cost);
    xp_cycle_clear(cycle);
    return status;
}

/* The value of the objective at what the ranges chose. */
static void set_value(fmpq_t value, const xp_interim_work_struct *work)
{
    slong i;

    if (!work->aim.worst)
    {
        xp_aim_value(value, work->question, work->value, work->ranges->expected,
                     work->tables->expected_cost);
        return;
    }
    fmpq_set(value, work->tables->expected_cost);
    for (i = 0; i < work->ranges->count; i++)
        fmpq_sub(value, value, work->ranges->expected + i);
}

/* The ray is the same at every profile: it is told once where they are not listed. */
static slong ray_points(const xp_environment_struct *environment)
{
    return xp_profiles_are_listed(environment->profiles) ? environment->profiles->size : 1;
}

/* What the ranges say, with the mechanism or the proof; every proof is added up again. */
static xp_status_t answer(xp_decision_t decision, xp_interim_work_struct *work,
                          const xp_progress_t *progress, xp_error_t error)
{
    const xp_question_t *question = work->question;
    xp_payments_t payments;
    xp_status_t status = XP_OK;

    xp_payments_init(payments);
    decision->verdict = work->ranges->verdict;
    if (decision->verdict == XP_POSSIBLE && question->objective != XP_OBJECTIVE_NONE)
        decision->verdict = XP_OPTIMAL;
    if (decision->verdict != XP_IMPOSSIBLE)
    {
        status = xp_interim_payments(payments, work, progress, error);
        if (status == XP_OK)
            xp_decision_set_found(decision, question, payments);
    }
    if (decision->verdict == XP_OPTIMAL)
        set_value(decision->value, work);
    if (status == XP_OK && decision->verdict == XP_UNBOUNDED)
        status = xp_ranges_ray(decision->ray, work->ranges, ray_points(work->environment), error);
    if (decision->verdict == XP_IMPOSSIBLE || decision->verdict == XP_OPTIMAL)
    {
        xp_proof_add_leaf(decision->proof);
        xp_interim_prove_ranges(decision->proof, work);
        xp_proof_end_leaf(decision->proof);
    }
    xp_payments_clear(payments);
    return status;
}

/* sum of E m_i - E c of the largest interim payments. */
static void set_surplus(fmpq_t surplus, const xp_interim_work_struct *work)
{
    slong i;
    fmpq_t part;

    fmpq_init(part);
    fmpq_neg(surplus, work->tables->expected_cost);
    for (i = 0; i < work->count; i++)
    {
        xp_interim_agent_mean(part, work->agent + i, work->agent[i].high);
        fmpq_add(surplus, surplus, part);
    }
    fmpq_clear(part);
}

static xp_status_t decide(xp_decision_t decision, xp_interim_work_struct *work,
                          const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = xp_interim_tables_set_by(work->tables, work->expectations, progress,
                                                  error);

    if (status == XP_OK)
        status = set_agents(work, decision->proof, error);
    if (status != XP_OK)
        return status;
    if (decision->proof->node_count > 0)
        decision->verdict = XP_IMPOSSIBLE;
    else
    {
        fmpq_set(work->ranges->total, work->tables->expected_cost);
        xp_ranges_decide(work->ranges, &work->aim);
        decision->has_surplus = xp_has_property(work->properties, XP_IIR);
        if (decision->has_surplus)
            set_surplus(decision->largest_surplus, work);
        status = answer(decision, work, progress, error);
    }
    if (status == XP_OK && decision->proof->node_count > 0
        && !xp_interim_verify(decision->proof, work, decision->verdict == XP_OPTIMAL,
                              decision->value))
    {
        xp_error_set(error, "the multipliers of the interim method do not add up: this is a "
                            "fault of the program");
        status = XP_SYSTEM;
    }
    return status;
}

static xp_status_t solve(xp_decision_t found, const xp_question_t *question,
                         const xp_progress_t *progress, xp_error_t error)
{
    xp_interim_work_struct work;
    xp_status_t status;

    init_work(&work, question);
    status = decide(found, &work, progress, error);
    clear_work(&work);
    return status;
}

xp_status_t xp_decide_interim(xp_decision_t decision, const xp_question_t *question,
                              const xp_progress_t *progress, xp_error_t error)
{
    return xp_decide_by(decision, question, XP_METHOD_INTERIM,
                        xp_forced_applies(question) ? xp_decide_forced : solve, progress, error);
}

xp_status_t xp_largest_surplus(int *known, fmpq_t surplus, const xp_question_t *question,
                               const xp_progress_t *progress, xp_error_t error)
{
    xp_question_t asked = *question;
    xp_interim_work_struct work;
    xp_proof_t proof;
    xp_status_t status;

    if (question->rule == NULL || question->environment->prior != XP_PRIOR_INDEPENDENT)
    {
        *known = 0;
        return XP_OK;
    }
    asked.properties = XP_BIT(XP_BIC) | XP_BIT(XP_IIR);
    asked.objective = XP_OBJECTIVE_NONE;
    xp_proof_init(proof);
    init_work(&work, &asked);
    status = xp_interim_tables_set_by(work.tables, work.expectations, progress, error);
    if (status == XP_OK)
        status = set_agents(&work, proof, error);
    if (status == XP_OK)
    {
        *known = proof->node_count == 0;
        if (*known)
            set_surplus(surplus, &work);
    }
    clear_work(&work);
    xp_proof_clear(proof);
    return status;
}
