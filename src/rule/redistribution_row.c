/* What the redistribution mechanisms return for one number of agents. */
#include <expost/rule/redistribution_row.h>

#include <assert.h>
#include <stddef.h>

#include <expost/rule/order_means.h>
#include <expost/rule/redistribution.h>
#include <expost/rule/worst_case.h>

static void init_expected(xp_expected_rebates_struct *expected)
{
    fmpq_init(expected->share);
    fmpq_init(expected->left);
}

static void clear_expected(xp_expected_rebates_struct *expected)
{
    fmpq_clear(expected->share);
    fmpq_clear(expected->left);
}

void xp_redistribution_row_init(xp_redistribution_row_t row)
{
    row->agents = row->units = row->types = 0;
    fmpq_init(row->bailey);
    fmpq_init(row->guo_conitzer);
    row->rebate = NULL;
    fmpq_init(row->optimum);
    fmpq_init(row->involuntary);
    row->agree = 0;
    fmpq_init(row->worst_lost);
    row->mean = NULL;
    fmpq_init(row->revenue);
    fmpq_init(row->welfare);
    init_expected(&row->by_bailey);
    init_expected(&row->by_guo_conitzer);
    fmpq_init(row->lost);
}

void xp_redistribution_row_clear(xp_redistribution_row_t row)
{
    fmpq_clear(row->bailey);
    fmpq_clear(row->guo_conitzer);
    if (row->rebate != NULL)
        _fmpq_vec_clear(row->rebate, row->agents);
    fmpq_clear(row->optimum);
    fmpq_clear(row->involuntary);
    fmpq_clear(row->worst_lost);
    if (row->mean != NULL)
        _fmpq_vec_clear(row->mean, row->agents);
    fmpq_clear(row->revenue);
    fmpq_clear(row->welfare);
    clear_expected(&row->by_bailey);
    clear_expected(&row->by_guo_conitzer);
    fmpq_clear(row->lost);
}

void xp_redistribution_row_swap(xp_redistribution_row_t a, xp_redistribution_row_t b)
{
    xp_redistribution_row_struct c = *a;

    *a = *b;
    *b = c;
}

void xp_rebates_expected(fmpq_t sum, const fmpq *rebate, const fmpq *mean, slong agents)
{
    fmpq_t term, pair;
    slong j;

    fmpq_init(term);
    fmpq_init(pair);
    fmpq_mul_si(sum, rebate, agents);
    for (j = 1; j < agents; j++)
    {
        fmpq_mul_si(pair, mean + j - 1, agents - j);
        fmpq_mul_si(term, mean + j, j);
        fmpq_add(pair, pair, term);
        fmpq_addmul(sum, rebate + j, pair);
    }
    fmpq_clear(pair);
    fmpq_clear(term);
}

/* Bailey's rebates: revenue without the agent, over n; none where the others all win. */
static void set_bailey(fmpq *rebate, slong agents, slong units)
{
    if (units + 1 < agents)
        fmpq_set_si(rebate + units + 1, units, (ulong) agents);
}

static void set_guo_conitzer(xp_redistribution_row_t row)
{
    xp_guo_conitzer_share(row->guo_conitzer, row->agents, row->units);
    if (row->units + 1 < row->agents)
        xp_guo_conitzer_coefficients(row->rebate + row->units + 1, row->agents, row->units);
}

/* Whether the rebates return this share at the worst values, and nobody is charged. */
static int returns(const fmpq *rebate, const fmpq_t share, slong agents, slong units)
{
    xp_error_t error;
    fmpq_t found;
    int good;

    xp_error_init(error);
    fmpq_init(found);
    good = xp_worst_case_of(found, rebate, agents, units, error) == XP_OK
           && fmpq_equal(found, share) && xp_rebates_are_voluntary(rebate, agents);
    fmpq_clear(found);
    xp_error_clear(error);
    return good;
}

static xp_status_t set_worst_case(xp_redistribution_row_t row, const fmpq *bailey,
                                  const xp_progress_t *progress, xp_error_t error)
{
    const slong n = row->agents, m = row->units;
    fmpq *rebate = _fmpq_vec_init(n);
    xp_status_t status = xp_worst_case_optimum(row->optimum, rebate, n, m, 1, progress, error);

    if (status == XP_OK)
        status = xp_worst_case_optimum(row->involuntary, rebate, n, m, 0, progress, error);
    if (m == 1)
        fmpq_set_si(row->worst_lost, 1, (ulong) n);
    fmpq_set_si(row->bailey, n - m - 1, (ulong) n);
    set_guo_conitzer(row);
    row->agree = fmpq_equal(row->optimum, row->guo_conitzer)
                 && returns(row->rebate, row->guo_conitzer, n, m)
                 && returns(bailey, row->bailey, n, m);
    _fmpq_vec_clear(rebate, n);
    return status;
}

static void set_expected(xp_expected_rebates_struct *expected, const fmpq *rebate,
                         const xp_redistribution_row_t row)
{
    xp_rebates_expected(expected->left, rebate, row->mean, row->agents);
    if (!fmpq_is_zero(row->revenue))
        fmpq_div(expected->share, expected->left, row->revenue);
    fmpq_sub(expected->left, row->revenue, expected->left);
}

static xp_status_t set_expectations(xp_redistribution_row_t row, const fmpq *bailey,
                                    const xp_progress_t *progress, xp_error_t error)
{
    const slong n = row->agents, m = row->units;
    xp_status_t status;
    slong j;

    row->mean = _fmpq_vec_init(n);
    status = xp_order_means(row->mean, n, row->types, progress, error);
    if (status != XP_OK)
        return status;
    fmpq_mul_si(row->revenue, row->mean + m, m);
    for (j = 0; j < m; j++)
        fmpq_add(row->welfare, row->welfare, row->mean + j);
    set_expected(&row->by_bailey, bailey, row);
    set_expected(&row->by_guo_conitzer, row->rebate, row);
    if (m == 1)
    {
        fmpq_sub(row->lost, row->mean, row->mean + 1);
        fmpq_mul(row->lost, row->lost, row->worst_lost);
    }
    return XP_OK;
}

xp_status_t xp_redistribution_row_set(xp_redistribution_row_t row, slong agents, slong units,
                                      slong types, const xp_progress_t *progress,
                                      xp_error_t error)
{
    xp_redistribution_row_t found;
    xp_status_t status;
    fmpq *bailey;

    assert(units >= 1 && units < agents && types >= 0);
    bailey = _fmpq_vec_init(agents);
    xp_redistribution_row_init(found);
    found->agents = agents;
    found->units = units;
    found->types = types;
    found->rebate = _fmpq_vec_init(agents);
    set_bailey(bailey, agents, units);
    status = set_worst_case(found, bailey, progress, error);
    if (status == XP_OK && types > 0)
        status = set_expectations(found, bailey, progress, error);
    if (status == XP_OK)
        xp_redistribution_row_swap(row, found);
    xp_redistribution_row_clear(found);
    _fmpq_vec_clear(bailey, agents);
    return status;
}
