/* The engine QSopt_ex.  It keeps global state, so it runs once in a process of its own. */
#include <limits.h>
#include <stdlib.h>

#include <gmp.h>
#include <qsopt_ex/QSopt_ex.h>

#include <expost/base/memory.h>

#include "lp/lp.h"
#include "lp/scale.h"

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

/* What the engine needs is never cleared: the process ends with the answer. */
static mpq_t *new_vector(slong count)
{
    mpq_t *vector = xp_calloc((size_t) count, sizeof *vector);

    for (slong i = 0; i < count; i++)
        mpq_init(vector[i]);
    return vector;
}

/* to = number 2^exponent */
static void set_scaled(mpq_t to, const fmpq_t number, slong exponent)
{
    fmpq_get_mpq(to, number);
    if (exponent > 0)
        mpq_mul_2exp(to, to, (mp_bitcnt_t) exponent);
    else if (exponent < 0)
        mpq_div_2exp(to, to, (mp_bitcnt_t) -exponent);
}

static void sort_columns(columns_t *columns, const xp_lp_struct *lp,
                         const xp_lp_scale_struct *scale)
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
            const slong j = lp->column[e];
            const int at = next[j]++;

            columns->row[at] = (int) r;
            set_scaled(columns->coefficient[at], lp->coefficient + e,
                       scale->row[r] + scale->column[j]);
        }
    free(next);
}

static void fill_sides(columns_t *columns, const xp_lp_struct *lp,
                       const xp_lp_scale_struct *scale)
{
    columns->objective = new_vector(lp->column_count);
    columns->lower = new_vector(lp->column_count);
    columns->upper = new_vector(lp->column_count);
    columns->right = new_vector(lp->row_count);
    columns->sense = xp_calloc((size_t) lp->row_count, 1);
    for (slong j = 0; j < lp->column_count; j++)
    {
        set_scaled(columns->objective[j], lp->objective + j,
                   scale->column[j] + scale->objective);
        if (!lp->nonnegative[j])
            mpq_set(columns->lower[j], mpq_ILL_MINDOUBLE);
        mpq_set(columns->upper[j], mpq_ILL_MAXDOUBLE);
    }
    for (slong r = 0; r < lp->row_count; r++)
    {
        set_scaled(columns->right[r], lp->right + r, scale->row[r] + scale->right);
        columns->sense[r] = lp->equation[r] ? 'E' : 'G';
    }
}

/* vector_i = from_i 2^(exponent_i - common) */
static void get_vector(fmpq *vector, mpq_t *from, slong count, const slong *exponent,
                       slong common)
{
    for (slong i = 0; i < count; i++)
    {
        fmpq_set_mpq(vector + i, from[i]);
        if (exponent[i] > common)
            fmpq_mul_2exp(vector + i, vector + i, (flint_bitcnt_t) (exponent[i] - common));
        else if (exponent[i] < common)
            fmpq_div_2exp(vector + i, vector + i, (flint_bitcnt_t) (common - exponent[i]));
    }
}

/*
 * The engine does not stop at an objective without bound: it tries twelve times with more
 * digits.  So floating point is asked first; its basis is where the exact solver starts.
 * The dual simplex cannot tell "no bound" from "no solution".
 */
static int seems_unbounded(QSbasis **basis, mpq_QSprob program, int how)
{
    dbl_QSdata *approximate = QScopy_prob_mpq_dbl(program, "lp");
    int status = 0;
    int failed;

    if (approximate == NULL)
        return 0;
    failed = (how & XP_LP_PRIMAL) != 0 ? dbl_QSopt_primal(approximate, &status)
                                       : dbl_QSopt_dual(approximate, &status);
    if (!failed && status != QS_LP_OPTIMAL && (how & XP_LP_PRIMAL) == 0)
        failed = dbl_QSopt_primal(approximate, &status);
    if (!failed && status == QS_LP_OPTIMAL)
        *basis = dbl_QSget_basis(approximate);
    return !failed && status == QS_LP_UNBOUNDED;
}

static int has_objective(const xp_lp_struct *lp)
{
    for (slong j = 0; j < lp->column_count; j++)
        if (!fmpq_is_zero(lp->objective + j))
            return 1;
    return 0;
}

void xp_lp_engine_qsopt(xp_lp_claim_t *claim, const xp_lp_struct *lp, int how)
{
    void *(*gmp_malloc)(size_t);
    void *(*gmp_realloc)(void *, size_t, size_t);
    void (*gmp_free)(void *, size_t);
    xp_lp_scale_t scale;
    columns_t columns;
    mpq_QSprob program;
    QSbasis *basis = NULL;
    mpq_t *x, *y;
    int status = 0;

    claim->verdict = XP_LP_UNKNOWN;
    /* The engine counts in int, and hangs on programs without rows. */
    if (lp->row_count == 0 || lp->row_count > INT_MAX / 2 || lp->column_count > INT_MAX / 2
        || lp->entry_count > INT_MAX)
        return;

    xp_lp_scale_init(scale, lp);
    /*
     * QSexactStart gives GMP an allocator of the engine's own, which must never see a
     * number that FLINT has made before; FLINT gets the old one back at the end.
     */
    mp_get_memory_functions(&gmp_malloc, &gmp_realloc, &gmp_free);
    QSlog_set_handler(ignore_log, NULL);
    QSexactStart();
    sort_columns(&columns, lp, scale);
    fill_sides(&columns, lp, scale);
    program = mpq_QSload_prob("lp", (int) lp->column_count, (int) lp->row_count, columns.count,
                              columns.start, columns.row, columns.coefficient, QS_MIN,
                              columns.objective, columns.right, columns.sense, columns.lower,
                              columns.upper, NULL, NULL);
    if (program == NULL)
        return;
    if ((how & XP_LP_BOUNDED) == 0 && has_objective(lp)
        && seems_unbounded(&basis, program, how))
    {
        claim->verdict = XP_LP_UNBOUNDED;
        return;
    }
    /* x also receives the values of the rows' slack variables. */
    x = new_vector(lp->column_count + lp->row_count);
    y = new_vector(lp->row_count);
    if (QSexact_solver(program, x, y, basis,
                       (how & XP_LP_PRIMAL) != 0 ? PRIMAL_SIMPLEX : DUAL_SIMPLEX, &status) != 0)
        return;
    mp_set_memory_functions(gmp_malloc, gmp_realloc, gmp_free);
    if (status == QS_LP_OPTIMAL)
    {
        claim->verdict = XP_LP_OPTIMAL;
        get_vector(claim->x, x, lp->column_count, scale->column, scale->right);
        get_vector(claim->y, y, lp->row_count, scale->row, scale->objective);
    }
    else if (status == QS_LP_INFEASIBLE)
    {
        claim->verdict = XP_LP_INFEASIBLE;
        get_vector(claim->y, y, lp->row_count, scale->row, scale->objective);
    }
    else if (status == QS_LP_UNBOUNDED)
        claim->verdict = XP_LP_UNBOUNDED;
}
