/* Sets of rows, refuted by a linear program over their multipliers. */
#include "cert/shrink.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>
#include <expost/num/compat.h>

#include "lp/lp.h"

void xp_keys_init(xp_keys_t keys)
{
    memset(keys, 0, sizeof(xp_keys_struct));
}

void xp_keys_clear(xp_keys_t keys)
{
    free(keys->key);
    xp_keys_init(keys);
}

void xp_keys_add(xp_keys_t keys, const xp_row_key_t *key)
{
    xp_array_grow(&keys->key, &keys->room, keys->count, sizeof(xp_row_key_t));
    keys->key[keys->count++] = *key;
}

void xp_keys_set_proof(xp_keys_t keys, const xp_proof_t proof, size_t without)
{
    size_t i;

    keys->count = 0;
    for (i = 0; i < proof->count; i++)
        if (i != without)
            xp_keys_add(keys, &proof->multiplier[i].key);
}

/* One entry of the transposed system: the unknown's equation, the row's multiplier. */
typedef struct
{
    slong unknown;
    slong column;
    fmpq_t coefficient;
} entry_t;

typedef struct
{
    entry_t *entry;
    size_t count;
    size_t room;
} entries_t;

static void add_entry(entries_t *entries, slong unknown, slong column, const fmpq_t coefficient)
{
    entry_t *entry;

    xp_array_grow(&entries->entry, &entries->room, entries->count, sizeof(entry_t));
    entry = entries->entry + entries->count++;
    entry->unknown = unknown;
    entry->column = column;
    fmpq_init(entry->coefficient);
    fmpq_set(entry->coefficient, coefficient);
}

static int compare_entries(const void *a, const void *b)
{
    const entry_t *x = a, *y = b;

    if (x->unknown != y->unknown)
        return x->unknown < y->unknown ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

/* The right sides are the equation of unknown -1: they add up to 1. */
static void gather(entries_t *entries, xp_lp_t lp, const xp_question_t *question,
                   const xp_keys_t keys)
{
    xp_row_t row;
    size_t j;
    slong i;

    xp_row_init(row);
    for (j = 0; j < keys->count; j++)
    {
        xp_row_set(row, question, keys->key + j);
        lp->nonnegative[j] = !row->equation;
        if (!row->equation)
            fmpq_one(lp->objective + j);
        if (!fmpq_is_zero(row->right))
            add_entry(entries, -1, (slong) j, row->right);
        for (i = 0; i < row->length; i++)
            add_entry(entries, row->unknown[i], (slong) j, row->coefficient + i);
    }
    xp_row_clear(row);
    if (entries->count > 1)
        qsort(entries->entry, entries->count, sizeof(entry_t), compare_entries);
}

static void fill(xp_lp_t lp, const xp_question_t *question, const xp_keys_t keys)
{
    entries_t entries = {NULL, 0, 0};
    fmpq_t right;
    size_t i;

    fmpq_init(right);
    gather(&entries, lp, question, keys);
    for (i = 0; i < entries.count; i++)
    {
        const entry_t *entry = entries.entry + i;

        if (i == 0 || entry->unknown != entries.entry[i - 1].unknown)
        {
            fmpq_set_si(right, entry->unknown < 0, 1);
            xp_lp_add_row(lp, 1, right);
        }
        xp_lp_add_entry(lp, entry->column, entry->coefficient);
    }
    for (i = 0; i < entries.count; i++)
        fmpq_clear(entries.entry[i].coefficient);
    free(entries.entry);
    fmpq_clear(right);
}

/* Whether any right side is not 0: otherwise nothing is refuted. */
static int has_right(const xp_lp_t lp)
{
    slong r;

    for (r = 0; r < lp->row_count; r++)
        if (!fmpq_is_zero(lp->right + r))
            return 1;
    return 0;
}

void xp_shrink_simplify(xp_proof_t proof)
{
    fmpz_t common, factor;
    fmpq_t scale;
    size_t i;

    fmpz_init_set_ui(common, 1);
    fmpz_init(factor);
    fmpq_init(scale);
    for (i = 0; i < proof->count; i++)
    {
        fmpz_lcm(common, common, fmpq_denref(proof->multiplier[i].value));
        fmpz_gcd(factor, factor, fmpq_numref(proof->multiplier[i].value));
    }
    if (!fmpz_is_zero(factor))
    {
        fmpq_set_fmpz_frac(scale, common, factor);
        for (i = 0; i < proof->count; i++)
            fmpq_mul(proof->multiplier[i].value, proof->multiplier[i].value, scale);
    }
    fmpz_clear(common);
    fmpz_clear(factor);
    fmpq_clear(scale);
}

xp_status_t xp_shrink_solve(int *found, xp_proof_t proof, const xp_question_t *question,
                            const xp_keys_t keys, const xp_progress_t *progress,
                            xp_error_t error)
{
    xp_lp_result_t result;
    xp_status_t status = XP_OK;
    xp_proof_t own;
    xp_lp_t lp;
    size_t j;
    int good = 0;

    xp_lp_init(lp, (slong) keys->count);
    xp_lp_result_init(result);
    fill(lp, question, keys);
    if (has_right(lp))
    {
        status = xp_lp_solve(result, lp, NULL, progress, error);
        good = status == XP_OK && result->verdict == XP_LP_OPTIMAL;
    }
    if (good)
    {
        xp_proof_init(own);
        xp_proof_add_leaf(own);
        for (j = 0; j < keys->count; j++)
            xp_proof_add(own, keys->key + j, result->x + j);
        xp_proof_end_leaf(own);
        xp_shrink_simplify(own);
        xp_proof_swap(proof, own);
        xp_proof_clear(own);
    }
    if (status == XP_OK)
        *found = good;
    xp_lp_result_clear(result);
    xp_lp_clear(lp);
    return status;
}

xp_status_t xp_shrink_rows(xp_proof_t proof, const xp_question_t *question,
                           const xp_progress_t *progress, xp_error_t error)
{
    xp_status_t status = XP_OK;
    size_t drop = 0;
    xp_proof_t own;
    xp_keys_t keys;

    xp_proof_init(own);
    xp_proof_set(own, proof);
    xp_keys_init(keys);
    while (status == XP_OK && drop < own->count && own->count > 1)
    {
        int found = 0;

        if (xp_progress_tick(progress, "rows", drop, own->count))
        {
            xp_error_set(error, "Stopped.");
            status = XP_STOPPED;
            break;
        }
        xp_keys_set_proof(keys, own, drop);
        status = xp_shrink_solve(&found, own, question, keys, progress, error);
        /* rows before this one could not be left out, and cannot with fewer left either */
        drop += !found;
    }
    if (status == XP_OK)
        xp_proof_swap(proof, own);
    xp_proof_clear(own);
    xp_keys_clear(keys);
    return status;
}
