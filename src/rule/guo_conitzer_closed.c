/* Worst-case optimal rebates by their closed form (Guo and Conitzer 2009). */
#include <expost/rule/redistribution.h>

/* sum of C(n-1, l), l = first, ..., n-1. */
static void add_binomials(fmpz_t sum, slong agents, slong first)
{
    fmpz_t term;
    fmpz_init(term);
    fmpz_zero(sum);
    for (slong l = first; l < agents; l++)
    {
        fmpz_bin_uiui(term, (ulong) (agents - 1), (ulong) l);
        fmpz_add(sum, sum, term);
    }
    fmpz_clear(term);
}

/*
 * From the last coefficient down, so that the sum from l = j grows by one term at a time:
 * c_j = (-1)^(j+m-1) (n-m) C(n-1,m-1) sum_(l>=j) C(n-1,l) / (j C(n-1,j) sum_(l>=m) C(n-1,l)).
 */
void xp_guo_conitzer_coefficients(fmpq *coefficient, slong agents, slong units)
{
    fmpz_t whole;
    fmpz_t tail;
    fmpz_t binomial;
    fmpz_t factor;
    fmpz_t divisor;
    fmpz_init(whole);
    fmpz_init(tail);
    fmpz_init(binomial);
    fmpz_init(factor);
    fmpz_init(divisor);
    add_binomials(whole, agents, units);
    fmpz_bin_uiui(factor, (ulong) (agents - 1), (ulong) (units - 1));
    fmpz_mul_si(factor, factor, agents - units);
    for (slong j = agents - 1; j > units; j--)
    {
        fmpq *c = coefficient + j - units - 1;
        fmpz_bin_uiui(binomial, (ulong) (agents - 1), (ulong) j);
        fmpz_add(tail, tail, binomial);
        fmpz_mul(divisor, binomial, whole);
        fmpz_mul_si(divisor, divisor, j);
        fmpz_mul(binomial, factor, tail);
        fmpq_set_fmpz_frac(c, binomial, divisor);
        if ((j + units) % 2 == 0)
        {
            fmpq_neg(c, c);
        }
    }
    fmpz_clear(divisor);
    fmpz_clear(factor);
    fmpz_clear(binomial);
    fmpz_clear(tail);
    fmpz_clear(whole);
}

void xp_guo_conitzer_share(fmpq_t share, slong agents, slong units)
{
    fmpz_t whole;
    fmpz_t first;
    fmpz_init(whole);
    fmpz_init(first);
    add_binomials(whole, agents, units);
    fmpz_bin_uiui(first, (ulong) (agents - 1), (ulong) units);
    fmpz_sub(first, whole, first);
    fmpq_set_fmpz_frac(share, first, whole);
    fmpz_clear(first);
    fmpz_clear(whole);
}
