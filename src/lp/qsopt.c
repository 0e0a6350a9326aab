/* The engine QSopt_ex.  It keeps global state, so it runs once in a process of its own. */
#include <limits.h>
#include <stdlib.h>

#include <gmp.h>
#include <qsopt_ex/QSopt_ex.h>

#include <expost/base/memory.h>

#include "lp/lp.h"

/* The program by columns, as mpq_QSload_prob takes it. */
typedef struct
{
    int *count; /* of the entries of each column */
    int *start;
    int *row;
    mpq_t *coefficient;
    mpq_t *objective;
    mpq_t *lower;
    mpq_t *upper;
    mpq_t *right;
    char *sense;
} columns_t;

static void ignore_log(const char *message, void *data)
{
    (void) message;
    (void) data;
}

/* The vectors of the engine are never cleared: the process ends with the answer. */
static mpq_t *new_vector(slong count)
{
    mpq_t *vector = xp_calloc((size_t) count, sizeof *vector);

    for (slong i = 0; i < count; i++)
        mpq_init(vector[i]);
    return vector;
}

static void sort_columns(columns_t *columns, const xp_lp_struct *lp)
{
    int *next = xp_calloc((size_t) lp->column_count + 1, sizeof *next);

    columns->count = xp_calloc((size_t) lp->column_count + 1, sizeof *columns->count);
    columns->start = xp_calloc((size_t) lp->column_count + 1, sizeof *columns->start);
    columns->row = xp_calloc((size_t) lp->entry_count, sizeof *columns->row);
    columns->coefficient = new_vector(lp->entry_count);
    for (slong e = 0; e < lp->entry_count; e++)
        columns->count[lp->column[e]]++;
    for (slong j = 0; j < lp->column_count; j++)
    {
        next[j] = columns->start[j];
        columns->start[j + 1] = columns->start[j] + columns->count[j];
    }
    for (slong r = 0; r < lp->row_count; r++)
        for (slong e = lp->start[r]; e < lp->start[r + 1]; e++)
        {
            const int at = next[lp->column[e]]++;

            columns->row[at] = (int) r;
            fmpq_get_mpq(columns->coefficient[at], lp->coefficient + e);
        }
    free(next);
}

static void fill_sides(columns_t *columns, const xp_lp_struct *lp)
{
    columns->objective = new_vector(lp->column_count);
    columns->lower = new_vector(lp->column_count);
    columns->upper = new_vector(lp->column_count);
    columns->right = new_vector(lp->row_count);
    columns->sense = xp_calloc((size_t) lp->row_count, 1);
    for (slong j = 0; j < lp->column_count; j++)
    {
        fmpq_get_mpq(columns->objective[j], lp->objective + j);
        if (!lp->nonnegative[j])
            mpq_set(columns->lower[j], mpq_ILL_MINDOUBLE);
        mpq_set(columns->upper[j], mpq_ILL_MAXDOUBLE);
    }
    for (slong r = 0; r < lp->row_count; r++)
    {
        fmpq_get_mpq(columns->right[r], lp->right + r);
        columns->sense[r] = lp->equation[r] ? 'E' : 'G';
    }
}

static void get_vector(fmpq *vector, mpq_t *from, slong count)
{
    for (slong i = 0; i < count; i++)
        fmpq_set_mpq(vector + i, from[i]);
}

void xp_lp_engine_qsopt(xp_lp_claim_t *claim, const xp_lp_struct *lp, int primal)
{
    void *(*gmp_malloc)(size_t);
    void *(*gmp_realloc)(void *, size_t, size_t);
    void (*gmp_free)(void *, size_t);
    columns_t columns;
    mpq_QSprob program;
    mpq_t *x, *y;
    int status = 0;

    claim->verdict = XP_LP_UNKNOWN;
    /* The engine counts in int, and hangs on programs without rows. */
    if (lp->row_count == 0 || lp->row_count > INT_MAX / 2 || lp->column_count > INT_MAX / 2
        || lp->entry_count > INT_MAX)
        return;

    /*
     * QSexactStart gives GMP an allocator of the engine's own, which must never see a
     * number that FLINT has made before; FLINT gets the old one back at the end.
     */
    mp_get_memory_functions(&gmp_malloc, &gmp_realloc, &gmp_free);
    QSlog_set_handler(ignore_log, NULL);
    QSexactStart();
    sort_columns(&columns, lp);
    fill_sides(&columns, lp);
    program = mpq_QSload_prob("lp", (int) lp->column_count, (int) lp->row_count, columns.count,
                              columns.start, columns.row, columns.coefficient, QS_MIN,
                              columns.objective, columns.right, columns.sense, columns.lower,
                              columns.upper, NULL, NULL);
    if (program == NULL)
        return;
    /* x also receives the values of the rows' slack variables. */
    x = new_vector(lp->column_count + lp->row_count);
    y = new_vector(lp->row_count);
    if (QSexact_solver(program, x, y, NULL, primal ? PRIMAL_SIMPLEX : DUAL_SIMPLEX, &status) != 0)
        return;
    mp_set_memory_functions(gmp_malloc, gmp_realloc, gmp_free);
    if (status == QS_LP_OPTIMAL)
    {
        claim->verdict = XP_LP_OPTIMAL;
        get_vector(claim->x, x, lp->column_count);
        get_vector(claim->y, y, lp->row_count);
    }
    else if (status == QS_LP_INFEASIBLE)
    {
        claim->verdict = XP_LP_INFEASIBLE;
        get_vector(claim->y, y, lp->row_count);
    }
    else if (status == QS_LP_UNBOUNDED)
        claim->verdict = XP_LP_UNBOUNDED;
}
