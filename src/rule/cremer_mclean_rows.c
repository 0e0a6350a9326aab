/* Beliefs as rows of integers: their rank, and functions with given expectations. */
#include <stdlib.h>

#include <expost/base/memory.h>

#include "rule/cremer_mclean.h"

void xp_rows_of_beliefs_init(xp_rows_of_beliefs_t rows)
{
    *rows = (xp_rows_of_beliefs_struct) {0};
    fmpz_mat_init(rows->gram, 0, 0);
    fmpz_mat_init(rows->kernel, 0, 0);
}

void xp_rows_of_beliefs_clear(xp_rows_of_beliefs_t rows)
{
    for (slong e = 0; rows->weight != NULL && e < rows->count * rows->lines; e++)
    {
        fmpz_clear(rows->weight + e);
    }
    for (slong s = 0; rows->total != NULL && s < rows->count; s++)
    {
        fmpz_clear(rows->total + s);
    }
    free(rows->weight);
    free(rows->total);
    free(rows->type);
    fmpz_mat_clear(rows->gram);
    fmpz_mat_clear(rows->kernel);
}

/* Proportional to the probability of the profile, by one factor for all profiles. */
static void set_weight(fmpz_t weight, const xp_environment_struct *environment, slong index,
                       slong *profile)
{
    if (environment->prior == XP_PRIOR_JOINT)
    {
        fmpz_set(weight, environment->joint->entry + index);
        return;
    }
    xp_profiles_get(profile, environment->profiles, index);
    fmpz_one(weight);
    for (slong i = 0; i < environment->agent_count; i++)
    {
        fmpz_mul(weight, weight, environment->agent[i].probability->entry + profile[i]);
    }
}

/* Fills the next row with the weights of a type, unless they are all 0. */
static void add_type(xp_rows_of_beliefs_t rows, slong type, slong *profile)
{
    const xp_environment_struct *environment = rows->environment;
    const slong stride = environment->profiles->stride[rows->agent];
    fmpz *row = rows->weight + rows->count * rows->lines;
    for (slong l = 0; l < rows->lines; l++)
    {
        const slong start = xp_profiles_line_start(environment->profiles, rows->agent, l);
        set_weight(row + l, environment, start + type * stride, profile);
        fmpz_add(rows->total + rows->count, rows->total + rows->count, row + l);
    }
    if (!fmpz_is_zero(rows->total + rows->count))
    {
        rows->type[rows->count++] = type;
    }
}

static xp_status_t set_gram(xp_rows_of_beliefs_t rows, const xp_progress_t *progress,
                            xp_error_t error)
{
    const slong count = rows->count;
    fmpz_mat_clear(rows->gram);
    fmpz_mat_init(rows->gram, count, count);
    for (slong s = 0; s < count; s++)
    {
        for (slong r = 0; r <= s; r++)
        {
            fmpz *entry = fmpz_mat_entry(rows->gram, s, r);
            for (slong l = 0; l < rows->lines; l++)
            {
                fmpz_addmul(entry, rows->weight + s * rows->lines + l,
                            rows->weight + r * rows->lines + l);
            }
            fmpz_set(fmpz_mat_entry(rows->gram, r, s), entry);
        }
        if (xp_progress_tick(progress, "beliefs", (uint64_t) s, (uint64_t) count))
        {
            xp_error_set(error, "stopped while the beliefs were compared");
            return XP_STOPPED;
        }
    }
    return XP_OK;
}

/* The dependences: a combination of the rows is 0 exactly when its product with itself is. */
static void set_kernel(xp_rows_of_beliefs_t rows)
{
    const slong count = rows->count;
    fmpz_mat_t all;
    fmpz_mat_init(all, count, count);
    rows->nullity = fmpz_mat_nullspace(all, rows->gram);
    fmpz_mat_clear(rows->kernel);
    fmpz_mat_init(rows->kernel, count, rows->nullity);
    for (slong s = 0; s < count; s++)
    {
        for (slong c = 0; c < rows->nullity; c++)
        {
            fmpz_set(fmpz_mat_entry(rows->kernel, s, c), fmpz_mat_entry(all, s, c));
        }
    }
    fmpz_mat_clear(all);
}

xp_status_t xp_rows_of_beliefs_set(xp_rows_of_beliefs_t rows,
                                   const xp_environment_struct *environment, slong agent,
                                   const xp_progress_t *progress, xp_error_t error)
{
    const slong types = environment->agent[agent].type_count;
    slong *profile = xp_malloc((size_t) environment->agent_count * sizeof(slong));
    void *weight = NULL;
    xp_status_t status;
    rows->environment = environment;
    rows->agent = agent;
    rows->lines = xp_profiles_lines(environment->profiles, agent);
    /* One row more than needed: that of a type without probability is written and left. */
    status = xp_table_alloc(&weight, (size_t) environment->profiles->size, sizeof(fmpz), error);
    if (status == XP_OK)
    {
        rows->weight = weight;
        rows->total = xp_calloc((size_t) types, sizeof(fmpz));
        rows->type = xp_calloc((size_t) types, sizeof(slong));
        for (slong t = 0; t < types; t++)
        {
            add_type(rows, t, profile);
        }
        status = set_gram(rows, progress, error);
    }
    if (status == XP_OK)
    {
        set_kernel(rows);
    }
    free(profile);
    return status;
}

int xp_row_is_dependent(const xp_rows_of_beliefs_t rows, slong s)
{
    for (slong c = 0; c < rows->nullity; c++)
    {
        if (!fmpz_is_zero(fmpz_mat_entry(rows->kernel, s, c)))
        {
            return 1;
        }
    }
    return 0;
}

void xp_rows_of_beliefs_combine(fmpq *values, const xp_rows_of_beliefs_t rows, const fmpq *y)
{
    fmpz_t denominator;
    fmpz_t sum;
    fmpz *numerator = _fmpz_vec_init(rows->count);
    fmpz_init(sum);
    fmpz_init_set_ui(denominator, 1);
    for (slong s = 0; s < rows->count; s++)
    {
        fmpz_lcm(denominator, denominator, fmpq_denref(y + s));
    }
    for (slong s = 0; s < rows->count; s++)
    {
        fmpz_divexact(numerator + s, denominator, fmpq_denref(y + s));
        fmpz_mul(numerator + s, numerator + s, fmpq_numref(y + s));
    }
    for (slong l = 0; l < rows->lines; l++)
    {
        fmpz_zero(sum);
        for (slong s = 0; s < rows->count; s++)
        {
            fmpz_addmul(sum, numerator + s, rows->weight + s * rows->lines + l);
        }
        fmpq_set_fmpz_frac(values + l, sum, denominator);
    }
    fmpz_clear(sum);
    fmpz_clear(denominator);
    _fmpz_vec_clear(numerator, rows->count);
}

/* Whether every dependence of the rows is one of the right sides, which are count entries. */
static int is_consistent(const xp_rows_of_beliefs_t rows, const fmpq *right)
{
    int good = 1;
    fmpq_t sum;
    fmpq_t term;
    fmpq_init(sum);
    fmpq_init(term);
    for (slong c = 0; c < rows->nullity && good; c++)
    {
        fmpq_zero(sum);
        for (slong s = 0; s < rows->count; s++)
        {
            fmpq_mul_fmpz(term, right + s, fmpz_mat_entry(rows->kernel, s, c));
            fmpq_add(sum, sum, term);
        }
        good = fmpq_is_zero(sum);
    }
    fmpq_clear(term);
    fmpq_clear(sum);
    return good;
}

/*
 * gram plus the products of the kernel's rows has no kernel, and what it sends to the range
 * of gram lies there: the solution that it gives is one of gram.
 */
static void solve_gram(fmpq *y, const xp_rows_of_beliefs_t rows, const fmpq *right)
{
    const slong count = rows->count;
    fmpz_mat_t regular;
    fmpz_mat_t products;
    fmpz_mat_t other;
    fmpq_mat_t matrix;
    fmpq_mat_t side;
    fmpq_mat_t solution;
    fmpz_mat_init(regular, count, count);
    fmpz_mat_init(products, count, count);
    fmpz_mat_init(other, rows->nullity, count);
    fmpz_mat_transpose(other, rows->kernel);
    fmpz_mat_mul(products, rows->kernel, other);
    fmpz_mat_add(regular, rows->gram, products);
    fmpq_mat_init(matrix, count, count);
    fmpq_mat_init(side, count, 1);
    fmpq_mat_init(solution, count, 1);
    fmpq_mat_set_fmpz_mat(matrix, regular);
    for (slong s = 0; s < count; s++)
    {
        fmpq_set(fmpq_mat_entry(side, s, 0), right + s);
    }
    fmpq_mat_solve(solution, matrix, side);
    for (slong s = 0; s < count; s++)
    {
        fmpq_set(y + s, fmpq_mat_entry(solution, s, 0));
    }
    fmpq_mat_clear(solution);
    fmpq_mat_clear(side);
    fmpq_mat_clear(matrix);
    fmpz_mat_clear(other);
    fmpz_mat_clear(products);
    fmpz_mat_clear(regular);
}

void xp_rows_of_beliefs_solve(int *exists, fmpq *values, const xp_rows_of_beliefs_t rows,
                              const fmpq *mean)
{
    fmpq *right = _fmpq_vec_init(rows->count);
    fmpq *y = _fmpq_vec_init(rows->count);
    for (slong s = 0; s < rows->count; s++)
    {
        fmpq_mul_fmpz(right + s, mean + s, rows->total + s);
    }
    *exists = is_consistent(rows, right);
    if (*exists)
    {
        solve_gram(y, rows, right);
        xp_rows_of_beliefs_combine(values, rows, y);
    }
    _fmpq_vec_clear(y, rows->count);
    _fmpq_vec_clear(right, rows->count);
}
