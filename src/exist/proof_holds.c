/* The gate: whether the multiplied rows of a proof add up to what they must. */
#include <expost/exist/proof.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

#include "exist/scaled_row.h"

/* Sums of rows in integers: sum[u] / denominator and right / denominator. */
typedef struct
{
    const xp_question_t *question;
    slong count;
    fmpz *sum;
    fmpz_t right;
    fmpz_t denominator;
    xp_scaled_row_t row;
} sum_t;

static void init_sum(sum_t *sum, const xp_question_t *question)
{
    sum->question = question;
    sum->count = xp_unknown_count(question);
    sum->sum = _fmpz_vec_init(sum->count);
    fmpz_init(sum->right);
    fmpz_init_set_ui(sum->denominator, 1);
    xp_scaled_row_init(sum->row);
}

static void clear_sum(sum_t *sum)
{
    _fmpz_vec_clear(sum->sum, sum->count);
    fmpz_clear(sum->right);
    fmpz_clear(sum->denominator);
    xp_scaled_row_clear(sum->row);
}

/* Makes the denominator a multiple of needed. */
static void widen(sum_t *sum, const fmpz_t needed)
{
    fmpz_t factor;

    if (fmpz_divisible(sum->denominator, needed))
        return;
    fmpz_init(factor);
    fmpz_lcm(factor, sum->denominator, needed);
    fmpz_swap(factor, sum->denominator);
    fmpz_divexact(factor, sum->denominator, factor);
    for (slong u = 0; u < sum->count; u++)
        if (!fmpz_is_zero(sum->sum + u))
            fmpz_mul(sum->sum + u, sum->sum + u, factor);
    fmpz_mul(sum->right, sum->right, factor);
    fmpz_clear(factor);
}

/* Adds value times the row in sum->row. */
static void add_multiple(sum_t *sum, const fmpq_t value)
{
    const xp_scaled_row_struct *row = sum->row;
    fmpz_t factor;

    fmpz_init(factor);
    fmpz_mul(factor, fmpq_denref(value), row->denominator);
    widen(sum, factor);
    fmpz_divexact(factor, sum->denominator, factor);
    fmpz_mul(factor, factor, fmpq_numref(value));
    for (slong e = 0; e < row->length; e++)
        fmpz_addmul(sum->sum + row->unknown[e], factor, row->coefficient + e);
    fmpz_addmul(sum->right, factor, row->right);
    fmpz_clear(factor);
}

/* The least common denominator of the multipliers first: then the sums widen seldom. */
static void add_leaf(sum_t *sum, const xp_proof_struct *proof, size_t node)
{
    const xp_multiplier_struct *own = proof->multiplier + proof->node[node].first;
    const size_t count = proof->node[node].count;

    for (size_t m = 0; m < count; m++)
        fmpz_lcm(sum->denominator, sum->denominator, fmpq_denref(own[m].value));
    for (size_t m = 0; m < count; m++)
    {
        xp_scaled_row_set(sum->row, sum->question, &own[m].key);
        add_multiple(sum, own[m].value);
    }
}

void xp_proof_sum(fmpq *sum, fmpq_t right, const xp_proof_t proof, size_t node,
                  const xp_question_t *question)
{
    sum_t work;

    init_sum(&work, question);
    add_leaf(&work, proof, node);
    for (slong u = 0; u < work.count; u++)
        fmpq_set_fmpz_frac(sum + u, work.sum + u, work.denominator);
    fmpq_set_fmpz_frac(right, work.right, work.denominator);
    clear_sum(&work);
}

/* The walk over the tree: at which profiles the branches above fix which outcome. */
typedef struct
{
    const xp_proof_struct *proof;
    const xp_question_t *question;
    xp_proof_aim_t aim;
    const fmpq *value;
    xp_properties_t closed;
    size_t next;
    size_t multipliers;
    slong *fixed; /* by profile; -1: not fixed; NULL: nothing is branched on */
} gate_t;

static int is_usable(const gate_t *gate, const xp_row_key_t *key)
{
    const int is_free = gate->question->rule == NULL;
    xp_property_t property;

    if ((unsigned) key->kind >= XP_ROW_KIND_COUNT || !xp_row_key_is_valid(key, gate->question))
        return 0;
    switch (key->kind)
    {
    case XP_ROW_WMON:
        return 0;
    case XP_ROW_POS:
    case XP_ROW_ONE:
        return is_free;
    case XP_ROW_WORST:
        return gate->question->objective == XP_OBJECTIVE_WORST_DEFICIT;
    case XP_ROW_FIX:
        return is_free && gate->fixed != NULL && gate->fixed[key->profile] == key->outcome;
    case XP_ROW_EFF:
        return is_free && (gate->closed & XP_PROPERTY_BIT(XP_EFF)) != 0;
    default:
        return xp_row_kind_property(&property, key->kind)
               && (gate->closed & XP_PROPERTY_BIT(property)) != 0;
    }
}

static int check_multipliers(const gate_t *gate, size_t node, xp_error_t error)
{
    const xp_multiplier_struct *own = gate->proof->multiplier + gate->proof->node[node].first;
    const size_t count = gate->proof->node[node].count;

    for (size_t m = 0; m < count; m++)
    {
        const char *word;

        if (!is_usable(gate, &own[m].key))
        {
            xp_error_set(error, "multiplier %zu is of a row that may not be used", m);
            return 0;
        }
        word = xp_row_kind_word(own[m].key.kind);
        if (m > 0 && xp_row_key_compare(&own[m - 1].key, &own[m].key) >= 0)
        {
            xp_error_set(error, "multiplier %zu, of a row %s, is out of order", m, word);
            return 0;
        }
        if (xp_row_kind_is_equation(own[m].key.kind) ? fmpq_is_zero(own[m].value)
                                                     : fmpq_sgn(own[m].value) <= 0)
        {
            xp_error_set(error, "multiplier %zu, of a row %s, has the wrong sign", m, word);
            return 0;
        }
    }
    return 1;
}

/* Every unknown has coefficient 0 and the right side is positive. */
static int is_contradiction(const sum_t *sum)
{
    return _fmpz_vec_is_zero(sum->sum, sum->count) && fmpz_sgn(sum->right) > 0;
}

/*
 * With z the objective, turned for max, and Q its optimum, turned likewise: the multiplied
 * rows less the row of z are 0 >= q, where q takes in the constant of z.  They prove z >= q,
 * so q is to be Q, or with cases at least Q.
 */
static int is_bound(sum_t *sum, const gate_t *gate)
{
    const int turned = gate->question->maximise;
    int order;
    fmpq_t factor;
    fmpz_t needed;

    fmpq_init(factor);
    fmpz_init(needed);
    fmpq_set_si(factor, turned ? 1 : -1, 1);
    xp_scaled_row_set_objective(sum->row, gate->question);
    add_multiple(sum, factor);
    fmpz_set(needed, fmpq_denref(gate->value));
    widen(sum, needed);
    fmpz_divexact(needed, sum->denominator, needed);
    fmpz_mul(needed, needed, fmpq_numref(gate->value));
    if (turned)
        fmpz_neg(needed, needed);
    order = fmpz_cmp(sum->right, needed);
    fmpz_clear(needed);
    fmpq_clear(factor);
    return _fmpz_vec_is_zero(sum->sum, sum->count)
           && (gate->question->deterministic ? order >= 0 : order == 0);
}

static int check_leaf(const gate_t *gate, size_t node, xp_error_t error)
{
    int good;
    sum_t sum;

    if (!check_multipliers(gate, node, error))
        return 0;
    init_sum(&sum, gate->question);
    add_leaf(&sum, gate->proof, node);
    good = is_contradiction(&sum);
    if (gate->aim == XP_PROOF_OF_BOUND)
        good = (good && gate->question->deterministic) || is_bound(&sum, gate);
    clear_sum(&sum);
    if (!good)
        xp_error_set(error, gate->aim == XP_PROOF_OF_BOUND
                                ? "the multiplied rows do not add up to the objective and the "
                                  "value of the optimum"
                                : "the multiplied rows do not add up to 0 >= q with q > 0");
    return good;
}

/* The subtree that starts at the next node.  Recursion is as deep as profiles are fixed. */
static int check_tree(gate_t *gate, xp_error_t error)
{
    const size_t node = gate->next++;
    slong profile;

    if (node >= gate->proof->node_count)
    {
        xp_error_set(error, "the tree of cases is not complete");
        return 0;
    }
    if (gate->proof->node[node].first != gate->multipliers)
    {
        xp_error_set(error, "the multipliers of a leaf are not in their place");
        return 0;
    }
    profile = gate->proof->node[node].profile;
    if (profile < 0)
    {
        gate->multipliers += gate->proof->node[node].count;
        if (gate->multipliers > gate->proof->count)
        {
            xp_error_set(error, "the multipliers of a leaf are not in their place");
            return 0;
        }
        return check_leaf(gate, node, error);
    }
    if (gate->fixed == NULL || gate->proof->node[node].count != 0
        || profile >= gate->question->environment->profiles->size
        || gate->fixed[profile] >= 0)
    {
        xp_error_set(error, "the proof branches where it may not");
        return 0;
    }
    for (slong a = 0; a < gate->question->environment->outcome_count; a++)
    {
        gate->fixed[profile] = a;
        if (!check_tree(gate, error))
            return 0;
    }
    gate->fixed[profile] = -1;
    return 1;
}

/* The rule of the question is listed. */
static int holds(const xp_proof_t proof, const xp_question_t *question, xp_proof_aim_t aim,
                 const fmpq_t value, xp_error_t error)
{
    const slong profiles = question->environment->profiles->size;
    gate_t gate = {proof, question, aim, value, xp_properties_close(question->properties),
                   0,     0,        NULL};
    int good;

    if (question->deterministic && question->rule == NULL)
    {
        gate.fixed = xp_malloc((size_t) profiles * sizeof *gate.fixed);
        for (slong x = 0; x < profiles; x++)
            gate.fixed[x] = -1;
    }
    good = check_tree(&gate, error);
    if (good && (gate.next != proof->node_count || gate.multipliers != proof->count))
    {
        xp_error_set(error, "the proof goes on behind the tree of cases");
        good = 0;
    }
    free(gate.fixed);
    return good;
}

int xp_proof_holds(const xp_proof_t proof, const xp_question_t *question, xp_proof_aim_t aim,
                   const fmpq_t value, xp_error_t error)
{
    xp_question_t asked = *question;
    xp_rule_t own;
    int good;

    if (aim == XP_PROOF_OF_BOUND && question->objective == XP_OBJECTIVE_NONE)
    {
        xp_error_set(error, "a bound is proved of an objective, and the question has none");
        return 0;
    }
    if (xp_profiles_require(question->environment->profiles, "the sum of the rows", error)
        != XP_OK)
        return 0;
    xp_rule_init(own);
    good = xp_question_list_rule(&asked, own, NULL, error) == XP_OK
           && holds(proof, &asked, aim, value, error);
    xp_rule_clear(own);
    return good;
}
