/* The vectors of differences that the types of one agent have. */
#include "rule/convolution_plan.h"

#include <stdlib.h>

#include <expost/base/memory.h>

/* The vector of one type, in a list to be sorted by vectors and then by types. */
typedef struct
{
    const fmpz *vector;
    slong columns;
    slong type;
} row_t;

static int compare_vectors(const row_t *x, const row_t *y)
{
    for (slong b = 0; b < x->columns; b++)
    {
        const int order = fmpz_cmp(x->vector + b, y->vector + b);
        if (order != 0)
        {
            return order;
        }
    }
    return 0;
}

static int compare_rows(const void *a, const void *b)
{
    const row_t *x = a;
    const row_t *y = b;
    const int order = compare_vectors(x, y);
    return order != 0 ? order : (x->type > y->type) - (x->type < y->type);
}

/*
 * vectors: columns entries for each type.  number[t] becomes the number of the vector of t
 * among the distinct ones, which take the first *count places of vectors.
 */
static xp_status_t number_vectors(slong *number, slong *count, xp_table_t vectors, slong types,
                                  slong columns, xp_error_t error)
{
    void *memory;
    xp_table_t distinct;
    xp_status_t status = xp_table_alloc(&memory, (size_t) types, sizeof(row_t), error);
    if (status != XP_OK)
    {
        return status;
    }
    row_t *row = memory;
    xp_table_init(distinct);
    status = xp_table_set_zero(distinct, vectors->length, error);
    if (status == XP_OK)
    {
        for (slong t = 0; t < types; t++)
        {
            row[t] = (row_t) {vectors->entry + t * columns, columns, t};
        }
        qsort(row, (size_t) types, sizeof(row_t), compare_rows);
        *count = 0;
        for (slong t = 0; t < types; t++)
        {
            if (t == 0 || compare_vectors(row + t - 1, row + t) != 0)
            {
                _fmpz_vec_set(distinct->entry + *count * columns, row[t].vector, columns);
                ++*count;
            }
            number[row[t].type] = *count - 1;
        }
        xp_table_swap(vectors, distinct);
    }
    xp_table_clear(distinct);
    free(row);
    return status;
}

/* The differences v(b) - v(0), b >= 1, of every type over the denominator. */
static xp_status_t set_differences(xp_table_t vectors, const xp_agent_struct *agent,
                                   slong columns, const fmpz_t denominator, xp_error_t error)
{
    const slong types = agent->type_count;
    xp_status_t status = xp_table_set_zero(vectors, types * columns, error);
    if (status != XP_OK)
    {
        return status;
    }
    fmpz_t factor;
    fmpz_init(factor);
    fmpz_divexact(factor, denominator, agent->value->denominator);
    for (slong t = 0; t < types; t++)
    {
        for (slong b = 0; b < columns; b++)
        {
            fmpz *entry = vectors->entry + t * columns + b;
            fmpz_sub(entry, agent->value->entry + (b + 1) * types + t, agent->value->entry + t);
            fmpz_mul(entry, entry, factor);
        }
    }
    fmpz_clear(factor);
    return XP_OK;
}

xp_status_t xp_convolution_vectors_set(xp_table_t vectors, slong **number, slong *count,
                                       const xp_agent_struct *agent, slong columns,
                                       const fmpz_t denominator, xp_error_t error)
{
    void *memory;
    xp_status_t status = set_differences(vectors, agent, columns, denominator, error);
    if (status == XP_OK)
    {
        status = xp_table_alloc(&memory, (size_t) agent->type_count, sizeof(slong), error);
    }
    if (status == XP_OK)
    {
        *number = memory;
        status = number_vectors(*number, count, vectors, agent->type_count, columns, error);
    }
    return status;
}
