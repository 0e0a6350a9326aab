/* A second opinion on linear programs by cddlib. */
#include "ref_lp.h"

#include <gmp.h>
#include <cddlib/setoper.h>
#include <cddlib/cdd.h>

/* Rows of cddlib are b + A x >= 0.  The last one is 1 >= 0, so that there is a row. */
static dd_MatrixPtr make_matrix(const xp_lp_struct *lp, int objective)
{
    slong at = lp->row_count;
    slong signs = 0;
    dd_MatrixPtr matrix;

    for (slong j = 0; j < lp->column_count; j++)
        signs += lp->nonnegative[j];
    matrix = dd_CreateMatrix(lp->row_count + signs + 1, lp->column_count + 1);
    matrix->representation = dd_Inequality;
    matrix->numbtype = dd_Rational;
    matrix->objective = dd_LPmin;
    for (slong r = 0; r < lp->row_count; r++)
    {
        fmpq_get_mpq(matrix->matrix[r][0], lp->right + r);
        mpq_neg(matrix->matrix[r][0], matrix->matrix[r][0]);
        for (slong e = lp->start[r]; e < lp->start[r + 1]; e++)
            fmpq_get_mpq(matrix->matrix[r][lp->column[e] + 1], lp->coefficient + e);
        if (lp->equation[r])
            set_addelem(matrix->linset, r + 1);
    }
    for (slong j = 0; j < lp->column_count; j++)
        if (lp->nonnegative[j])
            mpq_set_ui(matrix->matrix[at++][j + 1], 1, 1);
    mpq_set_ui(matrix->matrix[at][0], 1, 1);
    for (slong j = 0; j < lp->column_count && objective; j++)
        fmpq_get_mpq(matrix->rowvec[j + 1], lp->objective + j);
    return matrix;
}

static dd_LPStatusType run(fmpq_t value, const xp_lp_struct *lp, int objective)
{
    dd_ErrorType error = dd_NoError;
    dd_LPStatusType status = dd_LPSundecided;
    dd_MatrixPtr matrix = make_matrix(lp, objective);
    dd_LPPtr program = dd_Matrix2LP(matrix, &error);

    if (error == dd_NoError)
    {
        dd_LPSolve(program, dd_DualSimplex, &error);
        if (error == dd_NoError)
            status = program->LPS;
        if (status == dd_Optimal && objective)
            fmpq_set_mpq(value, program->optvalue);
    }
    if (program != NULL)
        dd_FreeLPData(program);
    dd_FreeMatrix(matrix);
    return status;
}

xp_lp_verdict_t xp_ref_lp_solve(fmpq_t value, const xp_lp_t lp)
{
    dd_LPStatusType status;

    dd_set_global_constants();
    status = run(value, lp, 1);
    if (status == dd_Optimal)
    {
        dd_free_global_constants();
        return XP_LP_OPTIMAL;
    }
    /* Neither an optimum nor an error: with a solution there is no bound. */
    if (status != dd_LPSundecided)
        status = run(value, lp, 0);
    dd_free_global_constants();
    if (status == dd_Optimal)
        return XP_LP_UNBOUNDED;
    if (status == dd_Inconsistent || status == dd_StrucInconsistent)
        return XP_LP_INFEASIBLE;
    return XP_LP_UNKNOWN;
}
