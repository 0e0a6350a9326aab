/* Ex-post inequalities over finitely many outcomes at one profile, and on a grid of profiles. */
#include "cont/outcome_check.h"

#include <expost/base/memory.h>

/* Profiles that are looked at, and points of the grid for one type. */
#define PROFILE_LIMIT 3000
#define POINT_LIMIT 9

/* v_i(a, t) as agent i sees it. */
static void evaluate_value(fmpq_t value, const xp_outcome_mechanism_t mechanism, slong agent,
                           slong outcome, const fmpq_t type)
{
    fmpq_poly_evaluate_fmpq(value, mechanism->value_poly + agent * mechanism->m + outcome, type);
}

/* Truth less report: v_i(a(t), t) - p_i(t) - v_i(a(r), t) + p_i(r), the others as in profile. */
static int find_dsic_slack(fmpq_t slack, const xp_outcome_mechanism_t mechanism, slong agent,
                           const fmpq *profile, const fmpq_t report)
{
    slong n = mechanism->n, chosen, i;
    fmpq *lie = _fmpq_vec_init(n), *payment = _fmpq_vec_init(n);
    xp_error_t error;
    fmpq_t value;
    int known;

    xp_error_init(error);
    fmpq_init(value);
    for (i = 0; i < n; i++)
        fmpq_set(lie + i, i == agent ? report : profile + i);
    known = xp_outcome_mechanism_evaluate(&chosen, payment, mechanism, profile, error) == XP_OK;
    if (known)
    {
        evaluate_value(slack, mechanism, agent, chosen, profile + agent);
        fmpq_sub(slack, slack, payment + agent);
        known = xp_outcome_mechanism_evaluate(&chosen, payment, mechanism, lie, error) == XP_OK;
    }
    if (known)
    {
        evaluate_value(value, mechanism, agent, chosen, profile + agent);
        fmpq_sub(slack, slack, value);
        fmpq_add(slack, slack, payment + agent);
    }
    fmpq_clear(value);
    _fmpq_vec_clear(lie, n);
    _fmpq_vec_clear(payment, n);
    xp_error_clear(error);
    return known;
}

/* The sum of the payments less the cost of the outcome. */
static int find_excess(fmpq_t slack, const xp_outcome_mechanism_t mechanism, slong chosen,
                       const fmpq *payment, const fmpq *profile, xp_error_t error)
{
    const xp_expression_struct *cost = mechanism->model->cost[chosen];
    int known = 1;
    fmpq_t value;
    slong i;

    fmpq_init(value);
    fmpq_zero(slack);
    for (i = 0; i < mechanism->n; i++)
        fmpq_add(slack, slack, payment + i);
    if (cost != NULL)
        known = xp_expression_evaluate(value, cost, profile, NULL, error) == XP_OK;
    fmpq_sub(slack, slack, value);
    fmpq_clear(value);
    return known;
}

/* v_i - p_i - o_i at the outcome chosen. */
static int find_epir_slack(fmpq_t slack, const xp_outcome_mechanism_t mechanism, slong agent,
                           slong chosen, const fmpq *payment, const fmpq *profile,
                           xp_error_t error)
{
    const xp_expression_struct *outside = mechanism->model->agent[agent].outside[chosen];
    int known = 1;
    fmpq_t value;

    fmpq_init(value);
    evaluate_value(slack, mechanism, agent, chosen, profile + agent);
    fmpq_sub(slack, slack, payment + agent);
    if (outside != NULL)
        known = xp_expression_evaluate(value, outside, profile, NULL, error) == XP_OK;
    fmpq_sub(slack, slack, value);
    fmpq_clear(value);
    return known;
}

/* S(a) less the largest S(b). */
static int find_welfare_slack(fmpq_t slack, const xp_outcome_mechanism_t mechanism, slong chosen,
                              const fmpq *profile, xp_error_t error)
{
    const xp_continuous_struct *model = mechanism->model;
    fmpq_t value, best;
    xp_pool_t pool;
    int known = 1;
    slong b;

    fmpq_init(value);
    fmpq_init(best);
    xp_pool_init(pool);
    for (b = 0; b < model->outcome_count && known; b++)
    {
        known = xp_expression_evaluate(value, xp_cells_surplus(pool, model, b), profile, NULL,
                                       error) == XP_OK;
        if (b == 0 || fmpq_cmp(value, best) > 0)
            fmpq_set(best, value);
        if (b == chosen)
            fmpq_set(slack, value);
    }
    fmpq_sub(slack, slack, best);
    xp_pool_clear(pool);
    fmpq_clear(value);
    fmpq_clear(best);
    return known;
}

int xp_outcome_slack(fmpq_t slack, const xp_outcome_mechanism_t mechanism,
                     xp_interval_question_t question, slong agent, const fmpq *profile,
                     const fmpq_t report)
{
    fmpq *payment;
    xp_error_t error;
    slong chosen;
    int known;

    if (question == XP_INTERVAL_DSIC)
        return find_dsic_slack(slack, mechanism, agent, profile, report);
    payment = _fmpq_vec_init(mechanism->n);
    xp_error_init(error);
    known = xp_outcome_mechanism_evaluate(&chosen, payment, mechanism, profile, error) == XP_OK;
    if (known && (question == XP_INTERVAL_SBB || question == XP_INTERVAL_WBB))
        known = find_excess(slack, mechanism, chosen, payment, profile, error);
    else if (known && question == XP_INTERVAL_EPIR)
        known = find_epir_slack(slack, mechanism, agent, chosen, payment, profile, error);
    else if (known && question == XP_INTERVAL_EFF)
        known = find_welfare_slack(slack, mechanism, chosen, profile, error);
    else if (known)
        fmpq_set(slack, payment + agent);
    _fmpq_vec_clear(payment, mechanism->n);
    xp_error_clear(error);
    return known;
}

static int is_violation(xp_interval_question_t question, const fmpq_t slack)
{
    return question == XP_INTERVAL_SBB || question == XP_INTERVAL_NOPAY ? !fmpq_is_zero(slack)
                                                                       : fmpq_sgn(slack) < 0;
}

static int is_about_agents(xp_interval_question_t question)
{
    return question != XP_INTERVAL_SBB && question != XP_INTERVAL_WBB
           && question != XP_INTERVAL_EFF;
}

/* Keeps the largest violation at a profile. */
static void try_profile(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism,
                        slong agent, fmpq *point, int report)
{
    xp_real_t difference;
    fmpq_t slack;
    slong n = mechanism->n;

    fmpq_init(slack);
    if (xp_outcome_slack(slack, mechanism, finding->question, agent, point, point + n)
        && is_violation(finding->question, slack)
        && (finding->answer != XP_FAILS || fmpq_cmp(slack, finding->difference->rational) < 0))
    {
        xp_real_init(difference);
        xp_real_set_fmpq(difference, slack);
        if (finding->profile != NULL)
            _fmpq_vec_clear(finding->profile, n);
        xp_interval_finding_refute(finding, n, agent, point, report, difference);
        xp_real_clear(difference);
    }
    fmpq_clear(slack);
}

/* Point j of count in the interval of an agent, ends included; 1/3 shifts it off symmetric ties. */
static void set_point(fmpq_t point, const xp_interval_agent_struct *agent, slong j, slong count)
{
    fmpq_t width;

    fmpq_init(width);
    fmpq_sub(width, agent->high, agent->low);
    if (j == count - 1)
        fmpq_set(point, agent->high);
    else
    {
        fmpq_set_si(point, 3 * j + (j > 0), (ulong) (3 * count));
        fmpq_mul(point, point, width);
        fmpq_add(point, point, agent->low);
    }
    fmpq_clear(width);
}

int xp_outcome_search(xp_interval_finding_t finding, const xp_outcome_mechanism_t mechanism,
                      xp_interval_question_t question)
{
    const xp_continuous_struct *model = mechanism->model;
    slong n = mechanism->n, points = POINT_LIMIT, total, index, i, r, rest;
    slong agents = is_about_agents(question) ? n : 1;
    fmpq *point;

    for (;; points--)
    {
        for (i = 0, total = 1; i < n && total <= PROFILE_LIMIT; i++)
            total *= points;
        if (total <= PROFILE_LIMIT || points == 2)
            break;
    }
    total = total > PROFILE_LIMIT ? PROFILE_LIMIT : total;
    point = _fmpq_vec_init(n + 1);
    for (index = 0; index < total; index++)
    {
        for (i = 0, rest = index; i < n; i++, rest /= points)
            set_point(point + i, model->agent + i, rest % points, points);
        for (i = 0; i < agents; i++)
            if (question == XP_INTERVAL_DSIC)
                for (r = 0; r < points; r++)
                {
                    set_point(point + n, model->agent + i, r, points);
                    try_profile(finding, mechanism, i, point, 1);
                }
            else
                try_profile(finding, mechanism, is_about_agents(question) ? i : -1, point, 0);
    }
    _fmpq_vec_clear(point, n + 1);
    if (finding->answer == XP_FAILS && finding->profile != NULL)
    {
        xp_interval_finding_tell(finding, "a profile at which it is violated");
        return 1;
    }
    return 0;
}
