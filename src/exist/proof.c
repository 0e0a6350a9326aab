/* Proofs as data: a tree of cases whose leaves are sorted lists of multipliers. */
#include <expost/exist/proof.h>

#include <assert.h>
#include <stdlib.h>

#include <expost/base/memory.h>

void xp_proof_init(xp_proof_t proof)
{
    proof->node = NULL;
    proof->node_count = 0;
    proof->node_room = 0;
    proof->multiplier = NULL;
    proof->count = 0;
    proof->room = 0;
}

void xp_proof_clear(xp_proof_t proof)
{
    for (size_t m = 0; m < proof->count; m++)
        fmpq_clear(proof->multiplier[m].value);
    free(proof->multiplier);
    free(proof->node);
}

void xp_proof_swap(xp_proof_t a, xp_proof_t b)
{
    xp_proof_struct other = *a;

    *a = *b;
    *b = other;
}

void xp_proof_set(xp_proof_t proof, const xp_proof_t source)
{
    xp_proof_t copy;

    xp_proof_init(copy);
    for (size_t n = 0; n < source->node_count; n++)
    {
        xp_array_grow(&copy->node, &copy->node_room, n, sizeof *copy->node);
        copy->node[n] = source->node[n];
        copy->node_count++;
    }
    for (size_t m = 0; m < source->count; m++)
        xp_proof_add(copy, &source->multiplier[m].key, source->multiplier[m].value);
    xp_proof_swap(proof, copy);
    xp_proof_clear(copy);
}

static void add_node(xp_proof_struct *proof, slong profile)
{
    xp_array_grow(&proof->node, &proof->node_room, proof->node_count, sizeof *proof->node);
    proof->node[proof->node_count].profile = profile;
    proof->node[proof->node_count].first = proof->count;
    proof->node[proof->node_count].count = 0;
    proof->node_count++;
}

void xp_proof_add_branch(xp_proof_t proof, slong profile)
{
    assert(profile >= 0);
    add_node(proof, profile);
}

void xp_proof_add_leaf(xp_proof_t proof)
{
    add_node(proof, -1);
}

void xp_proof_add(xp_proof_t proof, const xp_row_key_t *key, const fmpq_t value)
{
    if (fmpq_is_zero(value))
        return;
    xp_array_grow(&proof->multiplier, &proof->room, proof->count, sizeof *proof->multiplier);
    proof->multiplier[proof->count].key = *key;
    fmpq_init(proof->multiplier[proof->count].value);
    fmpq_set(proof->multiplier[proof->count].value, value);
    proof->count++;
}

static int compare_multipliers(const void *a, const void *b)
{
    return xp_row_key_compare(&((const xp_multiplier_struct *) a)->key,
                              &((const xp_multiplier_struct *) b)->key);
}

void xp_proof_end_leaf(xp_proof_t proof)
{
    xp_proof_node_t *leaf = proof->node + proof->node_count - 1;
    const size_t count = proof->count - leaf->first;
    xp_multiplier_struct *own;
    size_t kept = 0;

    assert(proof->node_count > 0 && leaf->profile < 0);
    if (count == 0)
        return;
    own = proof->multiplier + leaf->first;
    qsort(own, count, sizeof *own, compare_multipliers);
    for (size_t m = 0; m < count;)
    {
        size_t end = m + 1;

        for (; end < count && xp_row_key_compare(&own[m].key, &own[end].key) == 0; end++)
        {
            fmpq_add(own[m].value, own[m].value, own[end].value);
            fmpq_clear(own[end].value);
        }
        /* What is moved leaves a place that holds nothing. */
        if (fmpq_is_zero(own[m].value))
            fmpq_clear(own[m].value);
        else
            own[kept++] = own[m];
        m = end;
    }
    proof->count = leaf->first + kept;
    leaf->count = kept;
}
