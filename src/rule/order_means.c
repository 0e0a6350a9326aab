/* What the highest of several equally distributed values are worth on average. */
#include <expost/rule/order_means.h>

/*
 * count[i] += the profiles in which exactly i + 1 values are `above` of `types` values:
 * C(n, i + 1) above^(i+1) (types - above)^(n-i-1).
 */
static void add_counts(fmpz *count, slong agents, slong types, slong above)
{
    const ulong below = (ulong) (types - above);
    fmpz_t binomial, power, term;
    slong i;

    fmpz_init(binomial);
    fmpz_init(power);
    fmpz_init(term);
    /* from i = n down: C(n, n) = 1 and powers of `below` grow */
    fmpz_one(power);
    for (i = agents; i >= 1; i--)
    {
        fmpz_set_si(term, above);
        fmpz_pow_ui(term, term, (ulong) i);
        fmpz_mul(term, term, power);
        fmpz_bin_uiui(binomial, (ulong) agents, (ulong) i);
        fmpz_addmul(count + i - 1, term, binomial);
        fmpz_mul_ui(power, power, below);
    }
    fmpz_clear(term);
    fmpz_clear(power);
    fmpz_clear(binomial);
}

xp_status_t xp_order_means(fmpq *mean, slong agents, slong types, const xp_progress_t *progress,
                           xp_error_t error)
{
    fmpz *count = _fmpz_vec_init(agents);
    fmpz_t all;
    slong above, j;
    int stop = 0;

    fmpz_init(all);
    for (above = 1; above < types && stop == 0; above++)
    {
        stop = xp_progress_tick(progress, "expected values", (uint64_t) above, (uint64_t) types);
        add_counts(count, agents, types, above);
    }
    if (stop != 0)
        xp_error_set(error, "stopped while expected values were added up");
    else
    {
        fmpz_set_si(all, types);
        fmpz_pow_ui(all, all, (ulong) agents);
        /* j values or more: exactly j, or exactly j + 1, ... */
        for (j = agents - 1; j >= 1; j--)
            fmpz_add(count + j - 1, count + j - 1, count + j);
        for (j = 0; j < agents; j++)
            fmpq_set_fmpz_frac(mean + j, count + j, all);
    }
    fmpz_clear(all);
    _fmpz_vec_clear(count, agents);
    return stop != 0 ? XP_STOPPED : XP_OK;
}
