/* A proof in VIPR 1.1: from multipliers and cases to derived lines. */
#include "cert/export_vipr.h"

#include <expost/cert/export.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "cert/export_system.h"
#include "cert/from.h"

/*
 * What the last line of each tree says: 0 >= 1 in the end, or the bound on the objective.
 *   bound      0 for an impossibility
 *   value      of the bound, without the objective's constant
 *   node       the next node of the proof
 *   assumed    for each probability at which a case stands the number of x >= 1, else -1
 */
typedef struct
{
    xp_vipr_t *vipr;
    const xp_proof_struct *proof;
    int bound;
    fmpq_t value;
    size_t node;
    slong *assumed;
} goal_t;

/*
 * The row fix: x = 1, times y.  For y > 0 the assumption x >= 1; for y < 0 x <= 1, which is
 * 1 = sum x less the other probabilities.
 */
static void add_fix(goal_t *goal, xp_vipr_sum_t *sum, const xp_row_key_t *key, const fmpq_t y)
{
    const slong m = goal->vipr->system.environment->outcome_count;
    xp_row_key_t other;
    fmpq_t less;
    slong a;

    if (fmpq_sgn(y) > 0)
    {
        xp_vipr_sum_add(sum, goal->assumed[key->profile * m + key->outcome], y);
        return;
    }
    xp_row_key_init(&other, XP_ROW_ONE);
    other.profile = key->profile;
    xp_vipr_sum_add(sum, xp_vipr_constraint(goal->vipr, &other), y);
    fmpq_init(less);
    fmpq_neg(less, y);
    other.kind = XP_ROW_POS;
    for (a = 0; a < m; a++)
    {
        other.outcome = a;
        if (a != key->outcome)
            xp_vipr_sum_add(sum, xp_vipr_constraint(goal->vipr, &other), less);
    }
    fmpq_clear(less);
}

/* The constraint that the line states: of a leaf of an impossibility 0 >= right. */
static void begin_line(goal_t *goal, const fmpq_t right)
{
    const xp_question_t *system = &goal->vipr->system;
    xp_string_struct *out = goal->vipr->der;

    xp_string_printf(out, "%s_%ld ", goal->bound ? "bound" : "contradiction",
                     (long) goal->vipr->constraints);
    if (!goal->bound)
    {
        xp_string_add(out, "G ");
        xp_rat_add_text(out, right);
        xp_string_add(out, " 0");
        return;
    }
    xp_string_add(out, system->maximise ? "L " : "G ");
    xp_rat_add_text(out, goal->value);
    xp_string_add(out, " OBJ");
}

/* For max the sum is the negative of the objective; it is turned as a whole. */
static void turn(xp_vipr_sum_t *sum)
{
    size_t e;

    for (e = 0; e < sum->count; e++)
        fmpq_neg(sum->term[e].value, sum->term[e].value);
}

static slong add_leaf(goal_t *goal, const xp_proof_node_t *leaf)
{
    const xp_question_t *system = &goal->vipr->system;
    const size_t number = (size_t) (leaf - goal->proof->node);
    fmpq *left = _fmpq_vec_init(xp_unknown_count(system));
    xp_vipr_sum_t sum;
    fmpq_t right;
    slong line;
    size_t e;

    fmpq_init(right);
    xp_vipr_sum_init(&sum);
    xp_proof_sum(left, right, goal->proof, number, system);
    for (e = leaf->first; e < leaf->first + leaf->count
                          && !xp_pace_step(&goal->vipr->pace, 1); e++)
    {
        const xp_multiplier_struct *multiplier = goal->proof->multiplier + e;
        slong constraint;

        if (multiplier->key.kind == XP_ROW_FIX)
        {
            add_fix(goal, &sum, &multiplier->key, multiplier->value);
            continue;
        }
        constraint = xp_vipr_constraint(goal->vipr, &multiplier->key);
        if (constraint >= 0)
            xp_vipr_sum_add(&sum, constraint, multiplier->value);
    }
    xp_vipr_sum_gather(&sum);
    if (goal->bound && system->maximise)
        turn(&sum);
    begin_line(goal, right);
    line = xp_vipr_add_lin(goal->vipr, &sum);
    xp_vipr_sum_clear(&sum);
    fmpq_clear(right);
    _fmpq_vec_clear(left, xp_unknown_count(system));
    return line;
}

/* 0 >= 1 when every probability at the profile is assumed to be 0. */
static slong add_nothing(goal_t *goal, slong profile, const slong *zero)
{
    const slong m = goal->vipr->system.environment->outcome_count;
    xp_vipr_sum_t sum;
    xp_row_key_t key;
    fmpq_t factor;
    slong line, a;

    fmpq_init(factor);
    xp_vipr_sum_init(&sum);
    xp_row_key_init(&key, XP_ROW_ONE);
    key.profile = profile;
    fmpq_one(factor);
    xp_vipr_sum_add(&sum, xp_vipr_constraint(goal->vipr, &key), factor);
    fmpq_neg(factor, factor);
    for (a = 0; a < m; a++)
        xp_vipr_sum_add(&sum, zero[a], factor);
    xp_string_printf(goal->vipr->der, "nothing_%ld G 1 0", (long) goal->vipr->constraints);
    line = xp_vipr_add_lin(goal->vipr, &sum);
    xp_vipr_sum_clear(&sum);
    fmpq_clear(factor);
    return line;
}

static slong add_tree(goal_t *goal);

/*
 * The cases of a branch.  Each tree holds under x_a >= 1, and the last line under x_a <= 0
 * for all a; from the last to the first, x_a <= 0 or x_a >= 1 takes both away.
 */
static slong add_branch(goal_t *goal, slong profile)
{
    const slong m = goal->vipr->system.environment->outcome_count;
    const slong first = xp_vipr_payments(&goal->vipr->system) + profile * m;
    slong *number = xp_malloc((size_t) (3 * m) * sizeof(slong));
    slong *one = number, *zero = number + m, *tree = number + 2 * m;
    slong line, a;
    fmpq_t right;

    fmpq_init(right);
    fmpq_one(right);
    for (a = 0; a < m; a++)
    {
        one[a] = xp_vipr_add_assumption(goal->vipr, first + a, 0);
        zero[a] = xp_vipr_add_assumption(goal->vipr, first + a, 1);
        goal->assumed[profile * m + a] = one[a];
        tree[a] = add_tree(goal);
        goal->assumed[profile * m + a] = -1;
    }
    line = add_nothing(goal, profile, zero);
    for (a = m - 1; a >= 0; a--)
    {
        begin_line(goal, right);
        line = xp_vipr_add_uns(goal->vipr, line, zero[a], tree[a], one[a]);
    }
    fmpq_clear(right);
    free(number);
    return line;
}

static slong add_tree(goal_t *goal)
{
    const xp_proof_node_t *node = goal->proof->node + goal->node++;

    return node->profile < 0 ? add_leaf(goal, node) : add_branch(goal, node->profile);
}

static int is_zero(const fmpq *vector, slong count)
{
    slong e;

    for (e = 0; e < count; e++)
        if (!fmpq_is_zero(vector + e))
            return 0;
    return 1;
}

/*
 * Which aim the proof has: its first leaf adds up to 0 >= q > 0, or to the objective; and the
 * least right side among the leaves, which is the bound proved.
 */
static void find_aim(goal_t *goal)
{
    const xp_question_t *system = &goal->vipr->system;
    const slong count = xp_unknown_count(system);
    fmpq *left = _fmpq_vec_init(count);
    fmpq_t right;
    int first = 1;
    size_t v;

    fmpq_init(right);
    goal->bound = system->objective != XP_OBJECTIVE_NONE;
    for (v = 0; v < goal->proof->node_count; v++)
    {
        if (goal->proof->node[v].profile >= 0)
            continue;
        xp_proof_sum(left, right, goal->proof, v, system);
        if (first && is_zero(left, count) && fmpq_sgn(right) > 0)
            goal->bound = 0;
        if (first || fmpq_cmp(right, goal->value) < 0)
            fmpq_set(goal->value, right);
        first = 0;
    }
    if (system->maximise)
        fmpq_neg(goal->value, goal->value);
    fmpq_clear(right);
    _fmpq_vec_clear(left, count);
}

static xp_status_t export_vipr(xp_string_t out, const xp_question_t *question,
                               const xp_proof_t proof, const xp_table_struct *payment,
                               const xp_rule_struct *rule, const xp_progress_t *progress,
                               xp_error_t error)
{
    const size_t length = out->length;
    const slong places = question->environment->profiles->size
                         * question->environment->outcome_count;
    void *memory = NULL;
    xp_status_t status;
    xp_vipr_t vipr;
    goal_t goal;
    slong e;

    status = xp_table_alloc(&memory, question->deterministic ? (size_t) places : 0,
                            sizeof(slong), error);
    if (status != XP_OK)
        return status;
    goal.assumed = memory;
    for (e = 0; question->deterministic && e < places; e++)
        goal.assumed[e] = -1;
    xp_vipr_init(&vipr, question, progress);
    goal.vipr = &vipr;
    goal.proof = proof;
    goal.node = 0;
    fmpq_init(goal.value);
    find_aim(&goal);
    xp_vipr_set_constraints(&vipr);
    add_tree(&goal);
    assert(goal.node == proof->node_count || xp_pace_stopped(&vipr.pace));
    xp_vipr_add_file(out, &vipr, goal.bound ? goal.value : NULL, payment, rule);
    status = xp_system_end(out, length, &vipr.pace, error);
    fmpq_clear(goal.value);
    free(goal.assumed);
    xp_vipr_clear(&vipr);
    return status;
}

xp_status_t xp_export_vipr(xp_string_t out, const xp_question_t *question,
                           const xp_proof_t proof, const xp_progress_t *progress,
                           xp_error_t error)
{
    return export_vipr(out, question, proof, NULL, NULL, progress, error);
}

xp_status_t xp_export_vipr_optimum(xp_string_t out, const xp_question_t *question,
                                   const xp_proof_t proof, const xp_mechanism_t mechanism,
                                   const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status;
    xp_table_t payment;

    xp_table_init(payment);
    status = xp_payments_join(payment, mechanism, NULL, error);
    if (status == XP_OK)
        status = export_vipr(out, question, proof, payment, mechanism->rule, progress,
                             error);
    xp_table_clear(payment);
    return status;
}
