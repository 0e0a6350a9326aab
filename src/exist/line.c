/* One line at a time: shortest paths in each type graph, then sums over profiles. */
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/rule/interim.h>

#include "exist/exist_impl.h"
#include "exist/forced.h"
#include "exist/line_work.h"

#define XP_BIT XP_PROPERTY_BIT
#define XP_INCENTIVES (XP_BIT(XP_DSIC) | XP_BIT(XP_EPIC))
#define XP_BUDGETS (XP_BIT(XP_WBB) | XP_BIT(XP_EABB) | XP_BIT(XP_EAWBB))

static int refuse(xp_error_t error, const char *reason)
{
    xp_error_set(error, "%s", reason);
    return 0;
}

int xp_line_applies(const xp_question_t *question, xp_error_t error)
{
    xp_properties_t properties = xp_properties_reduce(question->properties);
    xp_aim_t aim;

    if (question->rule == NULL)
        return refuse(error, "the rule is free");
    if (xp_forced_applies(question))
        return 1;
    if ((properties & XP_INCENTIVES) == 0)
        return refuse(error, "it is for dsic and epic");
    if (xp_line_has(properties, XP_SBB))
        return refuse(error, "sbb ties the lines together");
    if (xp_line_has(properties, XP_IIR) || xp_line_has(properties, XP_EAIR))
        return refuse(error, "iir and eair without epir tie the lines together");
    if (xp_line_has(properties, XP_WBB) && xp_line_has(properties, XP_EABB))
        return refuse(error, "wbb and eabb together tie the lines together");
    xp_aim_set(&aim, question);
    if (aim.worst && xp_line_has(properties, XP_EABB))
        return refuse(error, "worst-deficit with eabb ties the lines together");
    if (xp_line_has(properties, XP_WBB) && aim.sign > 0
        && (xp_line_has(properties, XP_EPIR) || aim.agent < 0
            || question->environment->agent_count == 1))
        return refuse(error, "the least payments under wbb tie the lines together");
    return 1;
}

static void init_work(xp_line_work_struct *work, const xp_question_t *question)
{
    slong n = question->environment->agent_count;
    xp_properties_t properties = xp_properties_reduce(question->properties);

    memset(work, 0, sizeof(xp_line_work_struct));
    work->question = question;
    work->environment = question->environment;
    work->properties = properties;
    work->has_prior = question->environment->prior != XP_PRIOR_NONE;
    xp_aim_set(&work->aim, question);
    work->agent = xp_calloc((size_t) n, sizeof(xp_line_agent_struct));
    xp_table_init(work->cost);
    work->value = _fmpq_vec_init(n);
    fmpq_init(work->expected_cost);
    xp_ranges_init(work->ranges, n);
    work->sum_row = xp_line_has(properties, XP_EABB) ? XP_ROW_EABB : XP_ROW_EAWBB;
    if (work->has_prior && (properties & XP_BUDGETS) != 0)
        work->ranges->sum = xp_line_has(properties, XP_EABB) ? XP_SUM_EXACT : XP_SUM_AT_LEAST;
}

static void clear_work(xp_line_work_struct *work)
{
    slong i;

    for (i = 0; i < work->count; i++)
        xp_line_agent_clear(work->agent + i);
    free(work->agent);
    xp_table_clear(work->cost);
    _fmpq_vec_clear(work->value, work->environment->agent_count);
    fmpq_clear(work->expected_cost);
    xp_ranges_clear(work->ranges);
}

/* The proof becomes one leaf with what the open line shows. */
static void refute(xp_proof_t proof, const xp_line_agent_struct *agent, slong line,
                   const xp_cycle_struct *cycle, slong type)
{
    fmpq *demand;

    xp_proof_add_leaf(proof);
    if (cycle->length > 0)
        xp_line_prove_cycle(proof, agent, line, cycle);
    else
    {
        demand = _fmpq_vec_init(agent->types);
        fmpq_one(demand + type);
        xp_line_prove_high(proof, agent, line, demand);
        xp_line_prove_floor(proof, agent, line, type);
        _fmpq_vec_clear(demand, agent->types);
    }
    xp_proof_end_leaf(proof);
}

/* Every line of an agent, until one of them is a proof. */
static xp_status_t solve_lines(xp_line_work_struct *work, xp_line_agent_struct *agent,
                               xp_proof_t proof, const xp_progress_t *progress,
                               xp_error_t error)
{
    slong lines = agent->lines->count;
    slong between = 1 + 255 / agent->types;
    xp_cycle_t cycle;
    xp_status_t status = XP_OK;
    slong line;
    slong t;

    xp_cycle_init(cycle);
    for (line = 0; line < lines && status == XP_OK && proof->node_count == 0; line++)
    {
        if (line % between == 0
            && xp_progress_tick(progress, "type graphs", (uint64_t) line, (uint64_t) lines))
        {
            xp_error_set(error, "stopped while looking at type graphs, after %ld of %ld of agent "
                                "\"%s\"",
                         (long) line, (long) lines,
                         work->environment->agent[agent->agent].name);
            status = XP_STOPPED;
            break;
        }
        status = xp_line_agent_open(agent, cycle, line, error);
        if (status != XP_OK)
            break;
        if (cycle->length > 0)
        {
            refute(proof, agent, line, cycle, -1);
            break;
        }
        for (t = 0; agent->has_ceiling && agent->has_floor && t < agent->types; t++)
            if (fmpz_sgn(agent->tree->distance + t) < 0)
            {
                refute(proof, agent, line, cycle, t);
                break;
            }
        xp_line_agent_keep(agent, line);
    }
    xp_cycle_clear(cycle);
    return status;
}

static xp_status_t decide(xp_decision_t decision, xp_line_work_struct *work,
                          const xp_progress_t *progress, xp_error_t error)
{
    slong n = work->environment->agent_count;
    xp_payments_t payments;
    xp_status_t status = xp_cost_list(work->cost, work->environment, work->question->rule,
                                      error);
    fmpq_t deficit;

    fmpq_init(deficit);
    while (status == XP_OK && work->count < n && decision->proof->node_count == 0)
    {
        xp_line_agent_struct *agent = work->agent + work->count;

        status = xp_line_agent_set(agent, work->question, work->properties, work->count++,
                                   error);
        if (status == XP_OK)
            status = solve_lines(work, agent, decision->proof, progress, error);
    }
    decision->verdict = XP_IMPOSSIBLE;
    if (status == XP_OK && decision->proof->node_count == 0
        && xp_line_has(work->properties, XP_WBB) && xp_line_has(work->properties, XP_EPIR))
    {
        slong index = xp_line_largest_deficit(deficit, work);

        if (fmpq_sgn(deficit) > 0)
            status = xp_line_prove_profile(decision->proof, work, index, XP_ROW_WBB, error);
    }
    if (status == XP_OK && decision->proof->node_count == 0)
        status = xp_line_decide_sums(decision, work, error);
    fmpq_clear(deficit);
    if (status != XP_OK || decision->verdict == XP_IMPOSSIBLE)
        return status;
    xp_payments_init(payments);
    xp_line_payments(payments, work);
    xp_decision_set_found(decision, work->question, payments);
    xp_payments_clear(payments);
    if (decision->verdict != XP_UNBOUNDED)
        return XP_OK;
    return xp_ranges_ray(decision->ray, work->ranges, work->environment->profiles->size, error);
}

static xp_status_t solve(xp_decision_t found, const xp_question_t *question,
                         const xp_progress_t *progress, xp_error_t error)
{
    xp_line_work_struct work;
    xp_status_t status;

    init_work(&work, question);
    status = decide(found, &work, progress, error);
    clear_work(&work);
    return status;
}

xp_status_t xp_decide_line(xp_decision_t decision, const xp_question_t *question,
                           const xp_progress_t *progress, xp_error_t error)
{
    return xp_decide_by(decision, question, XP_METHOD_LINE,
                        xp_forced_applies(question) ? xp_decide_forced : solve, progress, error);
}
