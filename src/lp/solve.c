/* Deciding a linear program: the engine claims, the rows confirm. */
#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "lp/claim.h"
#include "lp/duality.h"
#include "lp/process.h"
#include "lp/reduce.h"

/* Who solves, and within what. */
typedef struct
{
    xp_lp_engine_t *engine;
    int primal;
    xp_lp_limits_t limits;
    const xp_progress_t *progress;
} means_t;

/* An answer of a GiB is read, a longer one is not. */
#define ANSWER_LIMIT ((size_t) 1 << 30)

/* Thirty years: what is longer is no limit. */
#define SECONDS_LIMIT 1000000000L

static void set_means(means_t *means, const xp_lp_options_t *options,
                      const xp_progress_t *progress)
{
    const xp_lp_options_t none = {NULL, 0, 0, 0};

    options = options == NULL ? &none : options;
    assert(options->seconds >= 0);
    means->engine = options->engine == NULL ? xp_lp_engine_qsopt : options->engine;
    means->primal = options->primal != 0;
    means->limits.seconds = options->seconds == 0 ? XP_LP_SECONDS : options->seconds;
    if (means->limits.seconds > SECONDS_LIMIT)
        means->limits.seconds = SECONDS_LIMIT;
    means->limits.milliseconds = 1000 * (4 * (int64_t) means->limits.seconds + 10);
    means->limits.memory = options->memory == 0 ? XP_LP_MEMORY : options->memory;
    means->limits.answer = ANSWER_LIMIT;
    means->progress = progress;
}

static int has_objective(const xp_lp_struct *lp)
{
    for (slong j = 0; j < lp->column_count; j++)
        if (!fmpq_is_zero(lp->objective + j))
            return 1;
    return 0;
}

static void set_value(fmpq_t value, const xp_lp_struct *lp, const fmpq *x)
{
    fmpq_zero(value);
    for (slong j = 0; j < lp->column_count; j++)
        fmpq_addmul(value, lp->objective + j, x + j);
}

/* Gives the vector away. */
static fmpq *take_vector(fmpq **vector)
{
    fmpq *taken = *vector;

    *vector = NULL;
    return taken;
}

/* x is best, with y for proof.  Without an objective y = 0 is, whatever was claimed. */
static int accept_optimal(xp_lp_result_struct *result, xp_lp_claim_t *claim,
                          const xp_lp_struct *lp)
{
    if (!xp_lp_is_solution(lp, claim->x))
        return 0;
    set_value(result->value, lp, claim->x);
    if (!has_objective(lp))
        for (slong r = 0; r < lp->row_count; r++)
            fmpq_zero(claim->y + r);
    if (!xp_lp_is_bound(lp, claim->y, result->value))
        return 0;
    result->x = take_vector(&claim->x);
    result->y = take_vector(&claim->y);
    return 1;
}

/* The claim becomes the result when it is proved. */
static int accept(xp_lp_result_struct *result, xp_lp_claim_t *claim, const xp_lp_struct *lp)
{
    if (claim->verdict == XP_LP_INFEASIBLE && xp_lp_is_refutation(lp, claim->y))
        result->y = take_vector(&claim->y);
    else if (claim->verdict != XP_LP_OPTIMAL || !accept_optimal(result, claim, lp))
        return 0;
    result->verdict = claim->verdict;
    free(result->reason);
    result->reason = NULL;
    return 1;
}

static char *describe_claim(xp_lp_verdict_t verdict)
{
    switch (verdict)
    {
    case XP_LP_OPTIMAL:
        return xp_strdup("the solver of linear programs gave a solution that its rows refute"
                         " or that it cannot prove to be best");
    case XP_LP_INFEASIBLE:
        return xp_strdup("the solver of linear programs said that there is no solution, without"
                         " a proof that holds");
    case XP_LP_UNBOUNDED:
        return xp_strdup("the solver of linear programs said that the objective has no bound,"
                         " but it has, or a proof was not found");
    default:
        return xp_strdup("the solver of linear programs found no answer");
    }
}

static xp_status_t solve_program(xp_lp_result_struct *result, const xp_lp_struct *lp,
                                 const means_t *means, xp_error_t error);

/* Every row with right side 0, and objective . d = -1: its solutions are the rays. */
static void make_ray_program(xp_lp_t ray, const xp_lp_struct *lp)
{
    fmpq_t right;

    fmpq_init(right);
    xp_lp_init(ray, lp->column_count);
    for (slong j = 0; j < lp->column_count; j++)
        ray->nonnegative[j] = lp->nonnegative[j];
    for (slong r = 0; r < lp->row_count; r++)
    {
        xp_lp_add_row(ray, lp->equation[r], right);
        for (slong e = lp->start[r]; e < lp->start[r + 1]; e++)
            xp_lp_add_entry(ray, lp->column[e], lp->coefficient + e);
    }
    fmpq_set_si(right, -1, 1);
    xp_lp_add_row(ray, 1, right);
    for (slong j = 0; j < lp->column_count; j++)
        xp_lp_add_entry(ray, j, lp->objective + j);
    fmpq_clear(right);
}

/*
 * Is there no solution, or one and a ray?  Then that is the result; otherwise the result
 * stays UNKNOWN, and *bounded says whether it is known that there is no ray.
 */
static xp_status_t decide_unbounded(xp_lp_result_struct *result, int *bounded,
                                    const xp_lp_struct *lp, const means_t *means,
                                    xp_error_t error)
{
    xp_lp_struct feasible = *lp;
    xp_lp_t ray;
    xp_lp_result_t solution, direction;
    xp_status_t status;

    feasible.objective = _fmpq_vec_init(lp->column_count);
    make_ray_program(ray, lp);
    xp_lp_result_init(solution);
    xp_lp_result_init(direction);
    status = solve_program(solution, &feasible, means, error);
    if (status == XP_OK && solution->verdict == XP_LP_INFEASIBLE)
        xp_lp_result_swap(result, solution);
    else if (status == XP_OK && solution->verdict == XP_LP_OPTIMAL)
    {
        status = solve_program(direction, ray, means, error);
        *bounded = status == XP_OK && direction->verdict == XP_LP_INFEASIBLE;
        if (status == XP_OK && direction->verdict == XP_LP_OPTIMAL
            && xp_lp_is_ray(lp, direction->x))
        {
            result->verdict = XP_LP_UNBOUNDED;
            result->x = take_vector(&solution->x);
            result->ray = take_vector(&direction->x);
            set_value(result->value, lp, result->x);
            free(result->reason);
            result->reason = NULL;
        }
    }
    xp_lp_result_clear(direction);
    xp_lp_result_clear(solution);
    xp_lp_clear(ray);
    _fmpq_vec_clear(feasible.objective, lp->column_count);
    return status;
}

/* One run of the engine: what it claimed (OPTIMAL when nothing), and whether to go on. */
static xp_status_t try_once(xp_lp_result_struct *result, xp_lp_verdict_t *claimed, int *again,
                            const xp_lp_struct *lp, int how, const means_t *means,
                            xp_error_t error)
{
    xp_lp_end_t end = XP_LP_DIED;
    xp_lp_claim_t claim;
    char *reason = NULL;
    xp_status_t status;

    xp_lp_claim_init(&claim, lp->column_count, lp->row_count);
    status = xp_lp_run(&end, &claim, &reason, lp, means->engine, how, &means->limits,
                       means->progress, error);
    *again = status == XP_OK && end != XP_LP_TIMED_OUT;
    *claimed = XP_LP_OPTIMAL;
    if (status == XP_OK && end == XP_LP_ANSWERED)
    {
        *claimed = claim.verdict;
        if (accept(result, &claim, lp))
            *again = 0;
        else
            reason = describe_claim(claim.verdict);
    }
    if (reason != NULL)
    {
        free(result->reason);
        result->reason = reason;
    }
    xp_lp_claim_clear(&claim, lp->column_count, lp->row_count);
    return status;
}

/* There is an optimum, and the engine did not find it: the solution and the proof at once. */
static xp_status_t solve_pair(xp_lp_result_struct *result, const xp_lp_struct *lp,
                              const means_t *means, xp_error_t error)
{
    xp_lp_result_t both;
    xp_status_t status;
    xp_lp_claim_t claim;
    xp_lp_t pair;

    xp_lp_claim_init(&claim, lp->column_count, lp->row_count);
    xp_lp_pair_init(pair, lp);
    xp_lp_result_init(both);
    status = solve_program(both, pair, means, error);
    if (status == XP_OK && both->verdict == XP_LP_OPTIMAL)
    {
        claim.verdict = XP_LP_OPTIMAL;
        for (slong j = 0; j < lp->column_count; j++)
            fmpq_swap(claim.x + j, both->x + j);
        for (slong r = 0; r < lp->row_count; r++)
            fmpq_swap(claim.y + r, both->x + lp->column_count + r);
        (void) accept(result, &claim, lp);
    }
    xp_lp_result_clear(both);
    xp_lp_clear(pair);
    xp_lp_claim_clear(&claim, lp->column_count, lp->row_count);
    return status;
}

/*
 * The program as it is, with rows and without empty ones: one simplex algorithm, then
 * the other.  An engine that sees no bound, or no answer, where there is an objective
 * makes us look for a solution and a ray ourselves, once.  When there is a solution and no
 * ray there is an optimum, which is looked for together with its proof, without an objective.
 */
static xp_status_t solve_program(xp_lp_result_struct *result, const xp_lp_struct *lp,
                                 const means_t *means, xp_error_t error)
{
    xp_status_t status = XP_OK;
    int asked = !has_objective(lp);
    int bounded = 0;
    int again = 1;

    result->column_count = lp->column_count;
    result->row_count = lp->row_count;
    for (int attempt = 0; attempt < 2 && again && status == XP_OK; attempt++)
    {
        const int how = (means->primal != attempt ? XP_LP_PRIMAL : 0)
                        | (bounded ? XP_LP_BOUNDED : 0);
        xp_lp_verdict_t claimed = XP_LP_OPTIMAL;

        status = try_once(result, &claimed, &again, lp, how, means, error);
        if (again && !asked && (claimed == XP_LP_UNBOUNDED || claimed == XP_LP_UNKNOWN))
        {
            asked = 1;
            status = decide_unbounded(result, &bounded, lp, means, error);
            again = result->verdict == XP_LP_UNKNOWN;
        }
    }
    if (status == XP_OK && bounded && again && result->verdict == XP_LP_UNKNOWN)
        status = solve_pair(result, lp, means, error);
    return status;
}

/* The vectors on the program as it was given. */
static int is_proved(const xp_lp_result_struct *result, const xp_lp_struct *lp)
{
    switch (result->verdict)
    {
    case XP_LP_OPTIMAL:
        return xp_lp_is_solution(lp, result->x) && xp_lp_is_bound(lp, result->y, result->value);
    case XP_LP_UNBOUNDED:
        return xp_lp_is_solution(lp, result->x) && xp_lp_is_ray(lp, result->ray);
    case XP_LP_INFEASIBLE:
        return xp_lp_is_refutation(lp, result->y);
    default:
        return result->reason != NULL;
    }
}

/* No row is left: x = 0 satisfies the empty program, and nothing has an objective. */
static void set_origin(xp_lp_result_struct *result, const xp_lp_struct *lp)
{
    result->verdict = XP_LP_OPTIMAL;
    result->column_count = lp->column_count;
    result->row_count = lp->row_count;
    result->x = _fmpq_vec_init(lp->column_count);
    result->y = _fmpq_vec_init(lp->row_count);
}

xp_status_t xp_lp_solve(xp_lp_result_t result, const xp_lp_t lp, const xp_lp_options_t *options,
                        const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = XP_OK;
    xp_lp_reduced_t reduced;
    xp_lp_result_t answer;
    means_t means;

    assert(xp_lp_is_valid(lp));
    set_means(&means, options, progress);
    if (xp_progress_tick(progress, "linear program", 0, 0))
    {
        xp_error_set(error, "stopped before a linear program was solved");
        return XP_STOPPED;
    }
    xp_lp_reduce_init(reduced, lp);
    xp_lp_result_init(answer);
    if (reduced->false_row >= 0)
        xp_lp_reduce_refute(answer, reduced, lp);
    else
    {
        if (reduced->lp->row_count == 0)
            set_origin(answer, reduced->lp);
        else
            status = solve_program(answer, reduced->lp, &means, error);
        xp_lp_reduce_restore(answer, reduced, lp);
    }
    assert(status != XP_OK || is_proved(answer, lp));
    if (status == XP_OK)
        xp_lp_result_swap(result, answer);
    xp_lp_result_clear(answer);
    xp_lp_reduce_clear(reduced);
    return status;
}
