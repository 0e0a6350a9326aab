/* Lemmas that say again what stands before them: a hash table of sets of literals. */
#include "sat/repeated.h"

#include <stdint.h>
#include <stdlib.h>

#include <expost/base/memory.h>

/*
 *   slot    a power of two of them, at least twice the lemmas: a lemma and 1, or 0
 *   mark    of each variable: the sign it has in the set looked at, or 0
 */
typedef struct
{
    const xp_clauses_struct *lemmas;
    uint32_t *slot;
    size_t mask;
    signed char *mark;
} sets_t;

/* The same for every order of the literals. */
static uint64_t hash_set(const int *literal, size_t length)
{
    uint64_t sum = length;

    for (size_t k = 0; k < length; k++)
    {
        uint64_t x = (uint64_t) (int64_t) literal[k] * UINT64_C(0x9E3779B97F4A7C15);

        sum += x ^ (x >> 29);
    }
    sum *= UINT64_C(0xBF58476D1CE4E5B9);
    return sum ^ (sum >> 32);
}

static int is_same_set(sets_t *sets, const int *a, size_t length, const int *b, size_t b_length)
{
    size_t k = 0;

    if (length != b_length)
        return 0;
    for (size_t j = 0; j < length; j++)
        sets->mark[abs(a[j])] = a[j] > 0 ? 1 : -1;
    while (k < length && sets->mark[abs(b[k])] == (b[k] > 0 ? 1 : -1))
        k++;
    for (size_t j = 0; j < length; j++)
        sets->mark[abs(a[j])] = 0;
    return k == length;
}

/* The place of a set in the table, or the free one where it belongs. */
static size_t find(sets_t *sets, const int *literal, size_t length)
{
    size_t at = (size_t) hash_set(literal, length) & sets->mask;

    while (sets->slot[at] != 0)
    {
        size_t other_length;
        const int *other = xp_clauses_get(&other_length, sets->lemmas, sets->slot[at] - 1);

        if (is_same_set(sets, literal, length, other, other_length))
            break;
        at = (at + 1) & sets->mask;
    }
    return at;
}

xp_status_t xp_sat_find_repeated(unsigned char *is_repeated, const xp_clauses_t clauses,
                                 const xp_clauses_t lemmas, int variables, xp_error_t error)
{
    void *slot = NULL, *mark = NULL;
    size_t size = 4;
    sets_t sets;
    xp_status_t status;

    while (size < 2 * lemmas->count)
        size *= 2;
    status = xp_table_alloc(&slot, size, sizeof(uint32_t), error);
    if (status == XP_OK)
        status = xp_table_alloc(&mark, (size_t) variables + 1, 1, error);
    sets = (sets_t) {lemmas, slot, size - 1, mark};
    for (size_t k = 0; k < lemmas->count && status == XP_OK; k++)
    {
        size_t length, at;
        const int *literal = xp_clauses_get(&length, lemmas, k);

        at = find(&sets, literal, length);
        is_repeated[k] = length == 0 || sets.slot[at] != 0;
        if (!is_repeated[k])
            sets.slot[at] = (uint32_t) k + 1;
    }
    for (size_t c = 0; c < clauses->count && status == XP_OK; c++)
    {
        size_t length, at;
        const int *literal = xp_clauses_get(&length, clauses, c);

        at = find(&sets, literal, length);
        if (sets.slot[at] != 0)
            is_repeated[sets.slot[at] - 1] = 1;
    }
    free(slot);
    free(mark);
    return status;
}
