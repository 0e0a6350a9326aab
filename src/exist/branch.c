/* Rules without lotteries: branch and bound on the profiles, with a proof at every leaf. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "exist/exist_impl.h"
#include "exist/lp_forms.h"
#include "exist/program.h"

/* A node of the tree: a leaf with its multipliers, or a profile with one child an outcome. */
typedef struct node
{
    slong profile;
    struct node **child;
    xp_proof_t leaf;
} node_t;

/*
 *   question   the one that is searched: without objective when that has no bound
 *   fixed      by profile the outcome on the path to the present node, or -1
 *   best       the unknowns of the best deterministic mechanism, NULL before one is found
 *   value      its objective, turned for max
 *   ray        of the root's relaxation when it is unbounded, otherwise NULL
 */
typedef struct
{
    xp_question_t question;
    const xp_decide_options_t *options;
    const xp_progress_t *progress;
    xp_decide_stats_t *stats;
    size_t limit;
    slong *fixed;
    slong unknowns;
    fmpq *best;
    fmpq_t value;
    fmpq *ray;
} search_t;

static node_t *new_node(void)
{
    node_t *node = xp_malloc(sizeof *node);

    node->profile = -1;
    node->child = NULL;
    xp_proof_init(node->leaf);
    return node;
}

static void clear_tree(node_t *node, slong outcomes)
{
    if (node == NULL)
        return;
    for (slong a = 0; a < outcomes && node->child != NULL; a++)
        clear_tree(node->child[a], outcomes);
    free(node->child);
    xp_proof_clear(node->leaf);
    free(node);
}

static const fmpq *find_lottery(const search_t *search, const fmpq *unknown, slong profile)
{
    const xp_environment_struct *environment = search->question.environment;

    return unknown + environment->agent_count * environment->profiles->size
           + profile * environment->outcome_count;
}

/* The profile whose largest probability is least, -1 when there is no lottery. */
static slong choose_profile(const search_t *search, const fmpq *unknown)
{
    const xp_environment_struct *environment = search->question.environment;
    const fmpq *least = NULL;
    slong chosen = -1;

    for (slong x = 0; x < environment->profiles->size; x++)
    {
        const fmpq *lottery = find_lottery(search, unknown, x);
        const fmpq *largest = lottery;

        for (slong a = 1; a < environment->outcome_count; a++)
            if (fmpq_cmp(lottery + a, largest) > 0)
                largest = lottery + a;
        if (!fmpq_is_one(largest) && (least == NULL || fmpq_cmp(largest, least) < 0))
        {
            least = largest;
            chosen = x;
        }
    }
    return chosen;
}

/* Of count unknowns: the number w is not among them when there is no objective any more. */
static void set_best(search_t *search, const fmpq *unknown, slong count, const fmpq_t value)
{
    if (search->best == NULL)
        search->best = _fmpq_vec_init(search->unknowns);
    for (slong u = 0; u < count; u++)
        fmpq_set(search->best + u, unknown + u);
    fmpq_set(search->value, value);
}

static xp_status_t explore(node_t *node, search_t *search, int root, xp_error_t error);

/* The outcomes of the profile from the likeliest on: good mechanisms come early. */
static xp_status_t explore_cases(node_t *node, search_t *search, slong profile,
                                 const fmpq *unknown, xp_error_t error)
{
    const slong outcomes = search->question.environment->outcome_count;
    const fmpq *lottery = find_lottery(search, unknown, profile);
    xp_status_t status = XP_OK;

    node->profile = profile;
    node->child = xp_calloc((size_t) outcomes, sizeof *node->child);
    for (slong done = 0; done < outcomes && status == XP_OK; done++)
    {
        slong next = -1;

        for (slong a = 0; a < outcomes; a++)
            if (node->child[a] == NULL
                && (next < 0 || fmpq_cmp(lottery + a, lottery + next) > 0))
                next = a;
        node->child[next] = new_node();
        if (search->question.objective == XP_OBJECTIVE_NONE && search->best != NULL)
            continue;
        search->fixed[profile] = next;
        status = explore(node->child[next], search, 0, error);
    }
    search->fixed[profile] = -1;
    return status;
}

/* A relaxation with a solution: pruned, deterministic, or to be branched on. */
static xp_status_t explore_solution(node_t *node, search_t *search,
                                    const xp_program_struct *program,
                                    const xp_lp_result_struct *result, xp_error_t error)
{
    fmpq *unknown = _fmpq_vec_init(program->unknowns);
    xp_status_t status = XP_OK;
    slong profile;
    fmpq_t value;

    fmpq_init(value);
    xp_program_unknowns(unknown, program, result->x);
    if (search->question.objective != XP_OBJECTIVE_NONE)
        xp_program_value(value, &search->question, unknown);
    if (search->question.maximise)
        fmpq_neg(value, value);
    profile = choose_profile(search, unknown);
    if (search->best != NULL && fmpq_cmp(value, search->value) >= 0)
        xp_program_prove(node->leaf, program, result->y, 1);
    else if (profile < 0)
    {
        xp_program_prove(node->leaf, program, result->y, 1);
        set_best(search, unknown, program->unknowns, value);
    }
    else
        status = explore_cases(node, search, profile, unknown, error);
    fmpq_clear(value);
    _fmpq_vec_clear(unknown, program->unknowns);
    return status;
}

/*
 * Along a ray probabilities stay, so that it leads away from every mechanism: with one of
 * them the objective has no bound, and what is left is to find one.
 */
static void drop_objective(search_t *search, const xp_program_struct *program,
                           const xp_lp_result_struct *result)
{
    search->ray = _fmpq_vec_init(search->unknowns);
    xp_program_direction(search->ray, program, result->ray);
    search->question.objective = XP_OBJECTIVE_NONE;
    search->question.maximise = 0;
}

static xp_status_t solve_node(xp_lp_result_struct *result, xp_program_struct *program,
                              search_t *search, xp_error_t error)
{
    if (++search->stats->nodes > search->limit)
    {
        xp_error_set(error,
                     "the search for rules without lotteries reached its limit of %zu nodes",
                     search->limit);
        return XP_LIMIT;
    }
    xp_program_add_properties(program, program->question.properties);
    xp_program_add_frame(program);
    return xp_program_solve(result, program, search->options, search->stats, search->progress,
                            error);
}

static xp_status_t explore(node_t *node, search_t *search, int root, xp_error_t error)
{
    int again = 0;
    xp_status_t status;
    xp_program_t program;
    xp_lp_result_t result;

    xp_program_init(program, &search->question, search->fixed, 0, 0, search->progress);
    xp_lp_result_init(result);
    status = solve_node(result, program, search, error);
    if (status == XP_OK && result->verdict == XP_LP_UNBOUNDED && root)
    {
        drop_objective(search, program, result);
        again = 1;
    }
    else if (status == XP_OK && result->verdict == XP_LP_INFEASIBLE)
        xp_program_prove(node->leaf, program, result->y, 0);
    else if (status == XP_OK && result->verdict == XP_LP_OPTIMAL)
        status = explore_solution(node, search, program, result, error);
    else if (status == XP_OK)
    {
        xp_error_set(error, "%s", result->reason != NULL ? result->reason
                                                         : "the LP engine gave no answer");
        status = XP_LIMIT;
    }
    xp_lp_result_clear(result);
    xp_program_clear(program);
    return status == XP_OK && again ? explore(node, search, 0, error) : status;
}

static void write_tree(xp_proof_struct *proof, const node_t *node, slong outcomes)
{
    if (node->profile >= 0)
    {
        xp_proof_add_branch(proof, node->profile);
        for (slong a = 0; a < outcomes; a++)
            write_tree(proof, node->child[a], outcomes);
        return;
    }
    xp_proof_add_leaf(proof);
    for (size_t m = 0; m < node->leaf->count; m++)
        xp_proof_add(proof, &node->leaf->multiplier[m].key, node->leaf->multiplier[m].value);
    xp_proof_end_leaf(proof);
}

static xp_status_t set_result(xp_decision_struct *decision, const search_t *search,
                              const node_t *tree, const xp_question_t *question,
                              xp_error_t error)
{
    const xp_environment_struct *environment = question->environment;
    xp_status_t status = XP_OK;

    decision->verdict = search->best == NULL                         ? XP_IMPOSSIBLE
                        : search->ray != NULL                        ? XP_UNBOUNDED
                        : question->objective == XP_OBJECTIVE_NONE ? XP_POSSIBLE
                                                                     : XP_OPTIMAL;
    if (decision->verdict == XP_IMPOSSIBLE || decision->verdict == XP_OPTIMAL)
        write_tree(decision->proof, tree, environment->outcome_count);
    if (decision->verdict == XP_OPTIMAL)
        xp_program_value(decision->value, question, search->best);
    if (search->best != NULL)
        status = xp_mechanism_set_unknowns(decision->mechanism, question, search->best, error);
    if (decision->verdict == XP_UNBOUNDED && status == XP_OK)
        status = xp_table_set_fmpq_vec(decision->ray, search->ray,
                                       environment->agent_count * environment->profiles->size,
                                       error);
    return status;
}

xp_status_t xp_decide_branch(xp_decision_t decision, const xp_question_t *question,
                             const xp_decide_options_t *options, const xp_progress_t *progress,
                             xp_error_t error)
{
    const slong profiles = question->environment->profiles->size;
    const size_t limit = options == NULL ? 0 : options->branch_limit;
    node_t *tree = new_node();
    xp_status_t status;
    search_t search;
    xp_decision_t found;

    xp_decision_init(found);
    found->method = XP_METHOD_LP;
    search.question = *question;
    search.options = options;
    search.progress = progress;
    search.stats = &found->stats;
    search.limit = limit == 0 ? XP_BRANCH_LIMIT : limit;
    search.fixed = xp_malloc((size_t) profiles * sizeof *search.fixed);
    for (slong x = 0; x < profiles; x++)
        search.fixed[x] = -1;
    search.unknowns = xp_unknown_count(question);
    search.best = NULL;
    search.ray = NULL;
    fmpq_init(search.value);
    status = explore(tree, &search, 1, error);
    if (status == XP_OK)
        status = set_result(found, &search, tree, question, error);
    if (status == XP_OK || status == XP_LIMIT)
        decision->stats = found->stats;
    if (status == XP_OK)
        xp_decision_swap(decision, found);
    if (search.best != NULL)
        _fmpq_vec_clear(search.best, search.unknowns);
    if (search.ray != NULL)
        _fmpq_vec_clear(search.ray, search.unknowns);
    fmpq_clear(search.value);
    free(search.fixed);
    clear_tree(tree, question->environment->outcome_count);
    xp_decision_clear(found);
    return status;
}
