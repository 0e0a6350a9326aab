/* Projects with polynomial cdfs: expectations of sums by truncated powers, exactly. */
#include <stdlib.h>
#include <string.h>

#include "verify/continuous.h"

/* in one sum, and multiplied for all of them */
#define MOST_TERMS ((size_t) 1 << 20)
#define MOST_PAIRS ((size_t) 1 << 25)

/*
 * The distribution of a sum X: the sum of factor (x - knot)_+^(power - 1) / (power - 1)!, and of
 * power 0: of probability masses.  With this basis convolution adds knots and powers, and
 * integration adds 1 to the power.  Sorted by knot, then power, each pair once.
 */
typedef struct
{
    mpq_t knot, factor;
    unsigned long power;
} xp_term_t;

typedef struct
{
    xp_term_t *at;
    size_t count, space;
} xp_terms_t;

/* before[I]: the sum of X_0 to X_(I - 1); behind[I]: that of X_I, ... */
typedef struct
{
    size_t agents, pairs;
    xp_terms_t *before, *behind;
    xp_terms_t single, sum;
    xp_polynomial_t density;
    mpq_t *mean;
    mpq_t x, y, result;
} xp_sums_t;

static void clear_terms(xp_terms_t *terms)
{
    size_t k;

    for (k = 0; k < terms->count; k++)
        mpq_clears(terms->at[k].knot, terms->at[k].factor, NULL);
    free(terms->at);
    memset(terms, 0, sizeof *terms);
}

static void clear_sums(void *work)
{
    xp_sums_t *sums = work;
    size_t i;

    for (i = 0; i <= sums->agents; i++)
    {
        clear_terms(&sums->before[i]);
        clear_terms(&sums->behind[i]);
        mpq_clear(sums->mean[i]);
    }
    clear_terms(&sums->single);
    clear_terms(&sums->sum);
    xp_polynomial_clear(sums->density);
    mpq_clears(sums->x, sums->y, sums->result, NULL);
    free(sums->before);
    free(sums->behind);
    free(sums->mean);
    free(sums);
}

static xp_sums_t *make_sums(xp_continuous_t continuous)
{
    xp_sums_t *sums = xp_zeroed(1, sizeof *sums);
    size_t i;

    sums->agents = continuous->agents;
    sums->before = xp_zeroed(sums->agents + 1, sizeof(xp_terms_t));
    sums->behind = xp_zeroed(sums->agents + 1, sizeof(xp_terms_t));
    sums->mean = xp_zeroed(sums->agents + 1, sizeof(mpq_t));
    for (i = 0; i <= sums->agents; i++)
        mpq_init(sums->mean[i]);
    xp_polynomial_init(sums->density);
    mpq_inits(sums->x, sums->y, sums->result, NULL);
    continuous->work = sums;
    continuous->clear_work = clear_sums;
    return sums;
}

/* A new term with factor 0 at knot 0. */
static xp_term_t *add_term(xp_terms_t *terms, unsigned long power)
{
    xp_term_t *term;

    terms->at = xp_grown(terms->at, &terms->space, terms->count, sizeof(xp_term_t));
    term = &terms->at[terms->count++];
    mpq_inits(term->knot, term->factor, NULL);
    term->power = power;
    return term;
}

static int compare_terms(const void *a, const void *b)
{
    const xp_term_t *x = a, *y = b;
    int order = mpq_cmp(x->knot, y->knot);

    return order != 0 ? order : (x->power > y->power) - (x->power < y->power);
}

/* Sorts the terms and joins those of one knot and power. */
static void collect(xp_terms_t *terms)
{
    size_t k, count = 0;

    if (terms->count == 0)
        return;
    qsort(terms->at, terms->count, sizeof(xp_term_t), compare_terms);
    for (k = 1; k < terms->count; k++)
        if (compare_terms(&terms->at[count], &terms->at[k]) == 0)
            mpq_add(terms->at[count].factor, terms->at[count].factor, terms->at[k].factor);
        else
        {
            xp_term_t other;

            count += mpq_sgn(terms->at[count].factor) != 0;
            other = terms->at[count];
            terms->at[count] = terms->at[k];
            terms->at[k] = other;
        }
    count += mpq_sgn(terms->at[count].factor) != 0;
    while (terms->count > count)
    {
        terms->count--;
        mpq_clears(terms->at[terms->count].knot, terms->at[terms->count].factor, NULL);
    }
}

static void convolve(xp_continuous_t continuous, xp_terms_t *sum, const xp_terms_t *a,
                     const xp_terms_t *b)
{
    xp_sums_t *sums = continuous->work;
    size_t j, k;

    clear_terms(sum);
    if (a->count > 0 && b->count > MOST_TERMS / a->count)
        xp_reject_size(continuous->reader, "a sum of types with more than 2^20 terms");
    sums->pairs += a->count * b->count;
    if (sums->pairs > MOST_PAIRS)
        xp_reject_size(continuous->reader, "sums of types with more than 2^25 terms");
    for (j = 0; j < a->count; j++)
        for (k = 0; k < b->count; k++)
        {
            xp_term_t *term = add_term(sum, a->at[j].power + b->at[k].power);

            mpq_add(term->knot, a->at[j].knot, b->at[k].knot);
            mpq_mul(term->factor, a->at[j].factor, b->at[k].factor);
        }
    collect(sum);
}

/*
 * Adds sign times the density of A t + B, beginning at the image of t: with the density f of the
 * type, f(t + s) = f_0 + f_1 s + ..., it is the sum of f_j (x - knot)^j / (A^j |A|).
 */
static void add_density(xp_sums_t *sums, const xp_interval_agent_t *agent,
                        const xp_polynomial_t density, mpq_srcptr t, int sign)
{
    xp_term_t *term;
    size_t j;

    xp_polynomial_set(sums->density, density);
    xp_polynomial_shift(sums->density, t);
    mpq_set_si(sums->y, sign, 1);
    mpq_div(sums->y, sums->y, agent->factor);
    if (mpq_sgn(agent->factor) < 0)
        mpq_neg(sums->y, sums->y);
    for (j = 0; j < sums->density->count; j++)
    {
        term = add_term(&sums->single, j + 1);
        mpq_mul(term->knot, agent->factor, t);
        mpq_add(term->knot, term->knot, agent->shift);
        xp_polynomial_get(sums->x, sums->density, j);
        mpq_mul(term->factor, sums->x, sums->y);
        /* y = sign j! / (A^j |A|) */
        mpq_set_ui(sums->x, j + 1, 1);
        mpq_mul(sums->y, sums->y, sums->x);
        mpq_div(sums->y, sums->y, agent->factor);
    }
}

/* The distribution of X_I, and its mean. */
static void set_single(xp_continuous_t continuous, xp_sums_t *sums, size_t i)
{
    const xp_interval_agent_t *agent = &continuous->agent[i];
    int sign = mpq_sgn(agent->factor);
    xp_polynomial_struct *derivative = continuous->agent[i].root->polynomial;
    size_t k;

    clear_terms(&sums->single);
    if (sign == 0)
    {
        xp_term_t *term = add_term(&sums->single, 0);

        mpq_set(term->knot, agent->shift);
        mpq_set_ui(term->factor, 1, 1);
        mpq_set(sums->mean[i], agent->shift);
        return;
    }
    /* E t = HIGH - the integral of F */
    mpq_set(sums->mean[i], agent->high);
    for (k = 0; k < agent->pieces; k++)
    {
        const xp_piece_t *piece = &agent->piece[k];

        xp_polynomial_set(derivative, piece->polynomial);
        xp_polynomial_derive(derivative);
        add_density(sums, agent, derivative, piece->low, sign);
        add_density(sums, agent, derivative, piece->high, -sign);
        xp_polynomial_set(derivative, piece->polynomial);
        xp_polynomial_integrate(derivative);
        xp_polynomial_evaluate(sums->x, derivative, piece->low);
        mpq_add(sums->mean[i], sums->mean[i], sums->x);
        xp_polynomial_evaluate(sums->x, derivative, piece->high);
        mpq_sub(sums->mean[i], sums->mean[i], sums->x);
    }
    mpq_mul(sums->mean[i], sums->mean[i], agent->factor);
    mpq_add(sums->mean[i], sums->mean[i], agent->shift);
    collect(&sums->single);
}

/* result = P(X <= y), or with integrations = 1: E max(y - X, 0). */
static void evaluate(xp_sums_t *sums, const xp_terms_t *terms, mpq_srcptr y,
                     unsigned long integrations)
{
    mpq_t power, factorial;
    unsigned long j;
    size_t k;

    mpq_inits(power, factorial, NULL);
    mpq_set_ui(sums->result, 0, 1);
    for (k = 0; k < terms->count && mpq_cmp(terms->at[k].knot, y) <= 0; k++)
    {
        const xp_term_t *term = &terms->at[k];

        mpq_sub(power, y, term->knot);
        j = term->power + integrations;
        mpz_pow_ui(mpq_numref(power), mpq_numref(power), j);
        mpz_pow_ui(mpq_denref(power), mpq_denref(power), j);
        mpz_fac_ui(mpq_numref(factorial), j);
        mpq_div(power, power, factorial);
        mpq_mul(power, power, term->factor);
        mpq_add(sums->result, sums->result, power);
    }
    mpq_clears(power, factorial, NULL);
}

/* P(S > C - x) at one end of the bracket, with y = C - x; terms is the distribution of S. */
static void bound_chance(xp_continuous_t continuous, xp_sums_t *sums, xp_range_ptr at)
{
    evaluate(sums, &sums->sum, sums->y, 0);
    mpq_set_ui(continuous->number, 1, 1);
    mpq_sub(continuous->number, continuous->number, sums->result);
    xp_range_set(at, continuous->number, continuous->number);
}

/* y = C - x at this type. */
static void set_rest(xp_continuous_t continuous, xp_sums_t *sums,
                     const xp_interval_agent_t *agent, mpq_srcptr type)
{
    mpq_mul(sums->y, agent->factor, type);
    mpq_add(sums->y, sums->y, agent->shift);
    mpq_sub(sums->y, continuous->threshold, sums->y);
}

/* E max(S - y, 0) = E S - y + E max(y - S, 0) for the sum of the means in continuous->other. */
static void bound_gain(xp_continuous_t continuous, xp_sums_t *sums, const xp_terms_t *terms,
                       mpq_srcptr y, xp_range_ptr gain)
{
    evaluate(sums, terms, y, 1);
    mpq_add(sums->result, sums->result, continuous->other);
    mpq_sub(sums->result, sums->result, y);
    xp_range_set(gain, sums->result, sums->result);
}

void xp_bound_project(xp_continuous_t continuous)
{
    xp_sums_t *sums = make_sums(continuous);
    size_t i, agents = continuous->agents;

    mpq_set_ui(add_term(&sums->before[0], 0)->factor, 1, 1);
    mpq_set_ui(add_term(&sums->behind[agents], 0)->factor, 1, 1);
    for (i = 0; i < agents; i++)
    {
        set_single(continuous, sums, i);
        mpq_add(sums->mean[agents], sums->mean[agents], sums->mean[i]);
        convolve(continuous, &sums->before[i + 1], &sums->before[i], &sums->single);
    }
    for (i = agents; i-- > 0;)
    {
        set_single(continuous, sums, i);
        convolve(continuous, &sums->behind[i], &sums->single, &sums->behind[i + 1]);
    }
    for (i = 0; i < agents; i++)
    {
        xp_interval_agent_t *agent = &continuous->agent[i];

        convolve(continuous, &sums->sum, &sums->before[i], &sums->behind[i + 1]);
        set_rest(continuous, sums, agent, agent->worst->high);
        bound_chance(continuous, sums, agent->at_high);
        set_rest(continuous, sums, agent, agent->worst->low);
        bound_chance(continuous, sums, agent->at_low);
        mpq_sub(continuous->other, sums->mean[agents], sums->mean[i]);
        bound_gain(continuous, sums, &sums->sum, sums->y, agent->tail);
    }
    mpq_set(continuous->other, sums->mean[agents]);
    bound_gain(continuous, sums, &sums->behind[0], continuous->threshold, continuous->total);
}
