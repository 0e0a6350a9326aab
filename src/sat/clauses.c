/* Clauses in a growing list, and a refutation of a list of clauses. */
#include <expost/sat/clauses.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_clauses_init(xp_clauses_t clauses)
{
    memset(clauses, 0, sizeof(xp_clauses_struct));
}

void xp_clauses_clear(xp_clauses_t clauses)
{
    free(clauses->start);
    free(clauses->literal);
}

void xp_clauses_swap(xp_clauses_t a, xp_clauses_t b)
{
    xp_clauses_struct other = a[0];

    a[0] = b[0];
    b[0] = other;
}

/* A table with room for at least need elements, the first used of them as in old. */
static xp_status_t widen(void **table, size_t *room, const void *old, size_t used, size_t need,
                         size_t size, xp_error_t error)
{
    size_t wanted = *room > SIZE_MAX / 2 || need > 2 * *room ? need : 2 * *room;
    xp_status_t status = xp_table_alloc(table, wanted, size, error);

    if (status != XP_OK)
        return status;
    if (used > 0)
        memcpy(*table, old, used * size);
    *room = wanted;
    return XP_OK;
}

xp_status_t xp_clauses_make_room(xp_clauses_t clauses, size_t count, size_t literals,
                                 xp_error_t error)
{
    size_t starts = clauses->start == NULL ? 0 : clauses->count + 1;
    void *table = NULL;
    xp_status_t status = XP_OK;

    if (count > SIZE_MAX / 2 - clauses->count - 1 || literals > SIZE_MAX / 2 - clauses->length)
    {
        xp_error_set(error, "there are more clauses than can be counted");
        return XP_LIMIT;
    }
    if (clauses->count + count + 1 > clauses->room)
    {
        status = widen(&table, &clauses->room, clauses->start, starts,
                       clauses->count + count + 1, sizeof(size_t), error);
        if (status != XP_OK)
            return status;
        free(clauses->start);
        clauses->start = table;
    }
    if (clauses->length + literals > clauses->literal_room)
    {
        status = widen(&table, &clauses->literal_room, clauses->literal, clauses->length,
                       clauses->length + literals, sizeof(int), error);
        if (status != XP_OK)
            return status;
        free(clauses->literal);
        clauses->literal = table;
    }
    return XP_OK;
}

xp_status_t xp_clauses_add(xp_clauses_t clauses, const int *literal, size_t length,
                           xp_error_t error)
{
    xp_status_t status = xp_clauses_make_room(clauses, 1, length, error);

    if (status != XP_OK)
        return status;
    if (length > 0)
        memcpy(clauses->literal + clauses->length, literal, length * sizeof(int));
    clauses->length += length;
    clauses->start[++clauses->count] = clauses->length;
    return XP_OK;
}

void xp_refutation_init(xp_refutation_t refutation)
{
    xp_clauses_init(refutation->step);
    refutation->is_delete = NULL;
    refutation->lemmas = 0;
    refutation->used = 0;
}

void xp_refutation_clear(xp_refutation_t refutation)
{
    xp_clauses_clear(refutation->step);
    free(refutation->is_delete);
}

void xp_refutation_swap(xp_refutation_t a, xp_refutation_t b)
{
    xp_refutation_struct other = a[0];

    a[0] = b[0];
    b[0] = other;
}

xp_status_t xp_refutation_add(xp_refutation_t refutation, int is_delete, const int *literal,
                              size_t length, xp_error_t error)
{
    size_t count = refutation->step->count, room = count;
    void *table = NULL;
    xp_status_t status;

    /* room is a power of two: it is full when the count is one */
    if ((count & (count - 1)) == 0)
    {
        status = widen(&table, &room, refutation->is_delete, count, count == 0 ? 1 : 2 * count, 1,
                       error);
        if (status != XP_OK)
            return status;
        free(refutation->is_delete);
        refutation->is_delete = table;
    }
    status = xp_clauses_add(refutation->step, literal, length, error);
    if (status != XP_OK)
        return status;
    refutation->is_delete[count] = is_delete != 0;
    refutation->lemmas += !is_delete;
    return XP_OK;
}
