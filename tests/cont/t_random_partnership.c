/* Random piecewise polynomial distributions: xp_dissolve against the form of the literature. */
#include <stdio.h>

#include "tests/cont/partner.h"

/*
 * The slow double has densities, case distinctions and algebraic numbers where the library has
 * neither; then relations that must hold.
 */
#define MOST_AGENTS 3

static uint64_t state = 88172645463325252u;

static slong pick(slong bound)
{
    return (slong) xp_test_random(&state, (uint64_t) bound);
}

static void pick_rational(fmpq_t x, slong bound, slong denominator)
{
    fmpq_set_si(x, pick(bound), (ulong) (1 + pick(denominator)));
}

/*
 * A density that is a polynomial with coefficients >= 0 in x - knot on each piece (perhaps 0 on
 * one), made a cdf by its integral.
 */
static void pick_cdf(xp_distribution_t d, slong degree)
{
    slong pieces = 1 + pick(3);
    fmpq *knot = _fmpq_vec_init(pieces + 1);
    fmpq_poly_struct *piece = xp_calloc((size_t) pieces, sizeof(fmpq_poly_struct));
    xp_piecewise_t f;
    fmpq_poly_t shift;
    fmpq_t x;
    slong k;
    slong j;

    fmpq_init(x);
    fmpq_poly_init(shift);
    xp_piecewise_init(f);
    if (pick(2))
        pick_rational(knot, 3, 2);
    if (pick(3) == 0)
        fmpq_sub_si(knot, knot, 2);
    for (k = 0; k < pieces; k++)
    {
        pick_rational(x, 4, 3);
        fmpq_add_si(x, x, 1);
        fmpq_div_2exp(x, x, (flint_bitcnt_t) pick(3));
        fmpq_add(knot + k + 1, knot + k, x);
        fmpq_poly_init(piece + k);
        for (j = 0; j < degree; j++)
        {
            pick_rational(x, 4, 2);
            fmpq_poly_set_coeff_fmpq(piece + k, j, x);
        }
        if (k == pieces - 1 || pick(6) > 0)
        {
            fmpq_poly_get_coeff_fmpq(x, piece + k, 0);
            fmpq_add_si(x, x, 1);
            fmpq_poly_set_coeff_fmpq(piece + k, 0, x);
        }
        else
            fmpq_poly_zero(piece + k);
        fmpq_poly_zero(shift);
        fmpq_neg(x, knot + k);
        fmpq_poly_set_coeff_fmpq(shift, 0, x);
        fmpq_poly_set_coeff_si(shift, 1, 1);
        fmpq_poly_compose(piece + k, piece + k, shift);
        if (k == 0)
            xp_piecewise_set_poly(f, knot, knot + 1, piece);
        else
            xp_piecewise_append(f, knot + k + 1, piece + k);
    }
    xp_piecewise_primitive(f, f);
    xp_piecewise_evaluate(x, f, knot + pieces);
    fmpq_inv(x, x);
    xp_piecewise_scalar_mul(f, f, x);
    set_cdf(d, f);
    for (k = 0; k < pieces; k++)
        fmpq_poly_clear(piece + k);
    free(piece);
    _fmpq_vec_clear(knot, pieces + 1);
    xp_piecewise_clear(f);
    fmpq_poly_clear(shift);
    fmpq_clear(x);
}

static void pick_shares(xp_partnership_t p)
{
    slong weight[MOST_AGENTS];
    slong total = 0;
    fmpq_t share;
    slong i;

    fmpq_init(share);
    for (i = 0; i < p->n; i++)
    {
        weight[i] = pick(8);
        total += weight[i];
    }
    if (total == 0)
        total = weight[0] = 1;
    for (i = 0; i < p->n; i++)
    {
        fmpq_set_si(share, weight[i], (ulong) total);
        xp_real_set_fmpq(p->share + i, share);
    }
    fmpq_clear(share);
}

/* The slow double: everything by piecewise polynomials on the hull. */
typedef struct
{
    xp_piecewise_struct cdf[MOST_AGENTS];
    fmpq_t low;
    fmpq_t high;
} slow_struct;

static void slow_init(slow_struct *slow, const xp_partnership_t p)
{
    fmpq_t zero;
    fmpq_t one;
    slong i;

    fmpq_init(slow->low);
    fmpq_init(slow->high);
    fmpq_init(zero);
    fmpq_init(one);
    fmpq_one(one);
    for (i = 0; i < p->n; i++)
    {
        if (i == 0 || fmpq_cmp(p->distribution[i]->low, slow->low) < 0)
            fmpq_set(slow->low, p->distribution[i]->low);
        if (i == 0 || fmpq_cmp(p->distribution[i]->high, slow->high) > 0)
            fmpq_set(slow->high, p->distribution[i]->high);
    }
    for (i = 0; i < p->n; i++)
    {
        xp_piecewise_init(slow->cdf + i);
        xp_piecewise_set(slow->cdf + i, p->distribution[i]->cdf);
        xp_piecewise_set_domain(slow->cdf + i, slow->low, slow->high, zero, one);
    }
    fmpq_clear(zero);
    fmpq_clear(one);
}

static void slow_clear(slow_struct *slow, slong n)
{
    slong i;

    for (i = 0; i < n; i++)
        xp_piecewise_clear(slow->cdf + i);
    fmpq_clear(slow->low);
    fmpq_clear(slow->high);
}

/* v*: by all roots of G - r on the pieces within the support, the least; or an end. */
static void slow_worst_off(qqbar_t v, const xp_piecewise_t level, const xp_distribution_struct *own,
                           const fmpq_t share)
{
    fmpq_t value;
    fmpq_poly_t f;
    qqbar_t low;
    qqbar_t high;
    slong k;
    slong j;

    fmpq_init(value);
    fmpq_poly_init(f);
    qqbar_init(low);
    qqbar_init(high);
    xp_piecewise_evaluate(value, level, own->low);
    if (fmpq_cmp(value, share) >= 0)
    {
        qqbar_set_fmpq(v, own->low);
        goto done;
    }
    for (k = 0; k < level->count; k++)
    {
        qqbar_ptr root;
        slong degree;
        slong found = -1;

        if (fmpq_cmp(level->knot + k, own->low) < 0
            || fmpq_cmp(level->knot + k + 1, own->high) > 0)
            continue;
        fmpq_poly_set_fmpq(f, share);
        fmpq_poly_sub(f, level->piece + k, f);
        degree = fmpq_poly_degree(f);
        if (degree < 1)
            continue;
        qqbar_set_fmpq(low, level->knot + k);
        qqbar_set_fmpq(high, level->knot + k + 1);
        root = _qqbar_vec_init(degree);
        qqbar_roots_fmpq_poly(root, f, 0);
        for (j = 0; j < degree; j++)
            if (qqbar_is_real(root + j) && qqbar_cmp_re(root + j, low) >= 0
                && qqbar_cmp_re(root + j, high) <= 0
                && (found < 0 || qqbar_cmp_re(root + j, root + found) < 0))
                found = j;
        if (found >= 0)
            qqbar_set(v, root + found);
        _qqbar_vec_clear(root, degree);
        if (found >= 0)
            goto done;
    }
    qqbar_set_fmpq(v, own->high);
done:
    fmpq_clear(value);
    fmpq_poly_clear(f);
    qqbar_clear(low);
    qqbar_clear(high);
}

/* The value of a piecewise polynomial at an algebraic number. */
static void slow_evaluate(qqbar_t y, const xp_piecewise_t f, const qqbar_t x)
{
    qqbar_t knot;
    slong k = 0;

    qqbar_init(knot);
    for (k = 0; k + 1 < f->count; k++)
    {
        qqbar_set_fmpq(knot, f->knot + k + 1);
        if (qqbar_cmp_re(x, knot) < 0)
            break;
    }
    qqbar_evaluate_fmpq_poly(y, f->piece + k, x);
    qqbar_clear(knot);
}

/* D_i = W_i(v*) + v* (G(v*) - r), W_i(v) = integral from v of (1 - F) x dG, less that of F x dG. */
static void slow_term(qqbar_t term, qqbar_t v, const slow_struct *slow, const xp_partnership_t p,
                      slong agent)
{
    xp_piecewise_t level;
    xp_piecewise_t density;
    xp_piecewise_t won;
    xp_piecewise_t lost;
    fmpq_t total;
    qqbar_t part;
    slong j;
    slong k;

    xp_piecewise_init(level);
    xp_piecewise_init(density);
    xp_piecewise_init(won);
    xp_piecewise_init(lost);
    fmpq_init(total);
    qqbar_init(part);
    for (j = 0; j < p->n; j++)
        if (j != agent)
        {
            if (level->count == 0)
                xp_piecewise_set(level, slow->cdf + j);
            else
                xp_piecewise_mul(level, level, slow->cdf + j);
        }
    /* The support's ends become knots, so that roots are looked for piece by piece within. */
    xp_piecewise_derivative(density, level);
    for (k = 0; k < density->count; k++)
        fmpq_poly_shift_left(density->piece + k, density->piece + k, 1);
    xp_piecewise_mul(lost, density, slow->cdf + agent);
    xp_piecewise_sub(won, density, lost);
    xp_piecewise_primitive(lost, lost);
    xp_piecewise_primitive(won, won);
    xp_piecewise_scalar_mul(density, slow->cdf + agent, total);
    xp_piecewise_add(level, level, density);
    slow_worst_off(v, level, p->distribution[agent], p->share[agent].rational);
    xp_piecewise_evaluate(total, won, slow->high);
    slow_evaluate(part, won, v);
    qqbar_neg(part, part);
    qqbar_add_fmpq(term, part, total);
    slow_evaluate(part, lost, v);
    qqbar_sub(term, term, part);
    slow_evaluate(part, level, v);
    qqbar_sub_fmpq(part, part, p->share[agent].rational);
    qqbar_mul(part, part, v);
    qqbar_add(term, term, part);
    xp_piecewise_clear(level);
    xp_piecewise_clear(density);
    xp_piecewise_clear(won);
    xp_piecewise_clear(lost);
    fmpq_clear(total);
    qqbar_clear(part);
}

/* The answer by the slow double, and whether each part of the fast one agrees. */
static int compare(const xp_dissolution_t d, const xp_partnership_t p)
{
    slow_struct slow;
    qqbar_t term;
    qqbar_t v;
    arb_t sum;
    arb_t fast;
    arb_t value;
    int sign;
    slong i;

    qqbar_init(term);
    qqbar_init(v);
    arb_init(sum);
    arb_init(fast);
    arb_init(value);
    slow_init(&slow, p);
    for (i = 0; i < p->n; i++)
    {
        slow_term(term, v, &slow, p, i);
        qqbar_get_arb(value, term, 256);
        arb_add(sum, sum, value, 256);
        xp_real_get_arb(fast, d->term + i, 256);
        XP_CHECK(arb_overlaps(fast, value));
        XP_CHECK(arb_rel_accuracy_bits(fast) > 50 || arb_contains_zero(value));
        qqbar_get_arb(value, v, 256);
        xp_real_get_arb(fast, d->worst_off + i, 256);
        XP_CHECK(arb_overlaps(fast, value));
        XP_CHECK(d->term[i].kind != XP_REAL_ALGEBRAIC
                 || qqbar_equal(d->term[i].algebraic, term));
    }
    xp_real_get_arb(fast, d->sum, 256);
    XP_CHECK(arb_overlaps(fast, sum));
    sign = arb_is_positive(sum) - arb_is_negative(sum);
    /* Where 256 bits do not tell, the sum is 0 or nobody knows here: no such case is random. */
    XP_CHECK(sign != 0 || d->sign == 0);
    slow_clear(&slow, p->n);
    qqbar_clear(term);
    qqbar_clear(v);
    arb_clear(sum);
    arb_clear(fast);
    arb_clear(value);
    return sign;
}

/* phi(low) <= H <= phi(low) + (high - low) max(0, r - G(low)): the brackets prove the sign. */
static void check_proof(const xp_dissolution_t d, const xp_partnership_t p)
{
    slow_struct slow;
    xp_piecewise_t level;
    fmpq_t bound[2];
    fmpq_t part;
    fmpq_t gap;
    fmpq_t rest;
    slong i;
    slong j;

    slow_init(&slow, p);
    xp_piecewise_init(level);
    fmpq_init(bound[0]);
    fmpq_init(bound[1]);
    fmpq_init(part);
    fmpq_init(gap);
    fmpq_init(rest);
    xp_piecewise_set(level, slow.cdf);
    for (j = 1; j < p->n; j++)
        xp_piecewise_mul(level, level, slow.cdf + j);
    xp_piecewise_integral(part, level);
    fmpq_mul_si(part, part, p->n - 1);
    fmpq_add(bound[0], slow.high, part);
    fmpq_set(bound[1], bound[0]);
    for (i = 0; i < p->n; i++)
    {
        xp_piecewise_set(level, slow.cdf + (i == 0));
        for (j = i == 0 ? 2 : 1; j < p->n; j++)
            if (j != i)
                xp_piecewise_mul(level, level, slow.cdf + j);
        xp_piecewise_evaluate(gap, level, d->low + i);
        fmpq_sub(gap, p->share[i].rational, gap);
        xp_piecewise_primitive(level, level);
        xp_piecewise_evaluate(part, level, slow.high);
        xp_piecewise_evaluate(rest, level, d->low + i);
        fmpq_sub(part, part, rest);
        fmpq_mul(rest, d->low + i, p->share[i].rational);
        fmpq_add(part, part, rest);
        fmpq_sub(bound[0], bound[0], part);
        fmpq_sub(bound[1], bound[1], part);
        if (fmpq_sgn(gap) <= 0)
            continue;
        fmpq_sub(rest, d->high + i, d->low + i);
        fmpq_mul(rest, rest, gap);
        fmpq_sub(bound[0], bound[0], rest);
    }
    XP_CHECK(d->sign <= 0 || fmpq_sgn(bound[0]) > 0);
    XP_CHECK(d->sign >= 0 || fmpq_sgn(bound[1]) < 0);
    fmpq_clear(bound[0]);
    fmpq_clear(bound[1]);
    fmpq_clear(part);
    fmpq_clear(gap);
    fmpq_clear(rest);
    xp_piecewise_clear(level);
    slow_clear(&slow, p->n);
}

static void solve(xp_dissolution_t d, const xp_partnership_t p)
{
    xp_dissolve_options_t options;
    xp_error_t error;

    xp_error_init(error);
    xp_dissolve_options_init(&options);
    XP_CHECK(xp_dissolve(d, p, &options, error) == XP_OK);
    XP_CHECK(d->answer == (d->sign >= 0 ? XP_HOLDS : XP_FAILS));
    xp_error_clear(error);
}

/* The same agents in another order: the same sum. */
static void check_permuted(const xp_dissolution_t d, const xp_partnership_t p)
{
    xp_partnership_t other;
    xp_dissolution_t e;
    arb_t a;
    arb_t b;
    slong i;

    arb_init(a);
    arb_init(b);
    xp_dissolution_init(e);
    set_partners(other, p->n, NULL);
    for (i = 0; i < p->n; i++)
    {
        other->distribution[(i + 1) % p->n] = p->distribution[i];
        xp_real_set(other->share + (i + 1) % p->n, p->share + i);
    }
    solve(e, other);
    XP_CHECK(e->sign == d->sign);
    xp_real_get_arb(a, d->sum, 128);
    xp_real_get_arb(b, e->sum, 128);
    XP_CHECK(arb_overlaps(a, b));
    for (i = 0; i < p->n; i++)
    {
        xp_real_get_arb(a, d->w + i, 128);
        xp_real_get_arb(b, e->w + (i + 1) % p->n, 128);
        XP_CHECK(arb_overlaps(a, b));
    }
    xp_partnership_clear(other);
    xp_dissolution_clear(e);
    arb_clear(a);
    arb_clear(b);
}

/* x -> 3x + 2 of all types multiplies D by 3: the shares sum to 1, so what is added cancels. */
static void check_scaled(const xp_dissolution_t d, const xp_partnership_t p)
{
    xp_distribution_struct *scaled
        = xp_calloc((size_t) p->n, sizeof(xp_distribution_struct));
    xp_partnership_t other;
    xp_dissolution_t e;
    xp_piecewise_t f;
    fmpq_t slope;
    fmpq_t shift;
    arb_t a;
    arb_t b;
    slong i;

    arb_init(a);
    arb_init(b);
    fmpq_init(slope);
    fmpq_init(shift);
    xp_piecewise_init(f);
    xp_dissolution_init(e);
    set_partners(other, p->n, NULL);
    fmpq_set_si(slope, 1, 3);
    fmpq_set_si(shift, -2, 3);
    for (i = 0; i < p->n; i++)
    {
        xp_distribution_init(scaled + i);
        xp_piecewise_compose_affine(f, p->distribution[i]->cdf, slope, shift);
        set_cdf(scaled + i, f);
        other->distribution[i] = scaled + i;
        xp_real_set(other->share + i, p->share + i);
    }
    solve(e, other);
    XP_CHECK(e->sign == d->sign && e->same == d->same);
    xp_real_get_arb(a, d->sum, 128);
    arb_mul_ui(a, a, 3, 128);
    xp_real_get_arb(b, e->sum, 128);
    XP_CHECK(arb_overlaps(a, b));
    for (i = 0; i < p->n; i++)
        xp_distribution_clear(scaled + i);
    free(scaled);
    xp_piecewise_clear(f);
    xp_partnership_clear(other);
    xp_dissolution_clear(e);
    fmpq_clear(slope);
    fmpq_clear(shift);
    arb_clear(a);
    arb_clear(b);
}

/*
 * D is concave in the shares; -v* is a supergradient; and D at a share is the least of the lines:
 * D(s) <= D(r) - sum v_i*(r) (s_i - r_i).
 */
static void check_concave(const xp_partnership_t p)
{
    xp_evaluator_struct *evaluator = xp_evaluator_new(p);
    xp_partnership_t other;
    arb_ptr first = _arb_vec_init(p->n);
    arb_ptr second = _arb_vec_init(p->n);
    arb_ptr v = _arb_vec_init(p->n);
    arb_t a;
    arb_t b;
    arb_t c;
    slong i;

    arb_init(a);
    arb_init(b);
    arb_init(c);
    set_partners(other, p->n, NULL);
    pick_shares(other);
    for (i = 0; i < p->n; i++)
    {
        xp_real_get_arb(first + i, p->share + i, 128);
        xp_real_get_arb(second + i, other->share + i, 128);
    }
    xp_evaluator_sum(a, v, evaluator, first, 96);
    xp_evaluator_sum(b, NULL, evaluator, second, 96);
    arb_set(c, a);
    for (i = 0; i < p->n; i++)
    {
        arb_sub(second + i, second + i, first + i, 128);
        arb_submul(c, v + i, second + i, 128);
        arb_mul_2exp_si(second + i, second + i, -1);
        arb_add(second + i, second + i, first + i, 128);
    }
    XP_CHECK(!arb_gt(b, c));
    xp_evaluator_sum(c, NULL, evaluator, second, 96);
    arb_add(a, a, b, 128);
    arb_mul_2exp_si(a, a, -1);
    XP_CHECK(!arb_gt(a, c));
    xp_evaluator_free(evaluator);
    xp_partnership_clear(other);
    _arb_vec_clear(first, p->n);
    _arb_vec_clear(second, p->n);
    _arb_vec_clear(v, p->n);
    arb_clear(a);
    arb_clear(b);
    arb_clear(c);
}

/* Two agents with any cdfs, or three with piecewise linear ones (of low degree: G is quadratic). */
static void test_random(void)
{
    long rounds = xp_test_rounds(600);
    long signs[3] = {0, 0, 0};
    long same = 0;
    long round;

    for (round = 0; round < rounds; round++)
    {
        slong n = 2 + (pick(3) == 0);
        slong kinds = 1 + pick(n);
        slong degree = n == 2 ? 1 + pick(3) : 1;
        xp_distribution_struct cdf[MOST_AGENTS];
        xp_dissolution_t d;
        xp_partnership_t p;
        slong i;
        int sign;

        xp_dissolution_init(d);
        set_partners(p, n, NULL);
        for (i = 0; i < kinds; i++)
        {
            xp_distribution_init(cdf + i);
            pick_cdf(cdf + i, degree);
        }
        for (i = 0; i < n; i++)
            p->distribution[i] = cdf + FLINT_MIN(i, kinds - 1);
        pick_shares(p);
        solve(d, p);
        sign = compare(d, p);
        XP_CHECK(sign == d->sign);
        check_proof(d, p);
        signs[sign + 1]++;
        same += d->same;
        if (round % 4 == 0)
        {
            check_permuted(d, p);
            check_scaled(d, p);
        }
        check_concave(p);
        for (i = 0; i < kinds; i++)
            xp_distribution_clear(cdf + i);
        xp_partnership_clear(p);
        xp_dissolution_clear(d);
    }
    XP_CHECK(signs[0] > 0 && signs[2] > 0 && same > 0);
}

/*
 * Two agents, one F: the dissolvable shares are an interval around 1/2, and with shares (r, 1 - r)
 * D falls as r leaves 1/2.
 */
static void test_interval(void)
{
    long rounds = xp_test_rounds(60);
    long round;

    for (round = 0; round < rounds; round++)
    {
        xp_distribution_t cdf;
        xp_partnership_t p;
        xp_evaluator_struct *evaluator;
        arb_ptr share = _arb_vec_init(2);
        arb_t sum;
        arb_t last;
        slong k;

        arb_init(sum);
        arb_init(last);
        xp_distribution_init(cdf);
        pick_cdf(cdf, 3);
        set_partners(p, 2, cdf);
        evaluator = xp_evaluator_new(p);
        for (k = 8; k >= 0; k--)
        {
            arb_set_si(share, k);
            arb_mul_2exp_si(share, share, -4);
            arb_set_si(share + 1, 16 - k);
            arb_mul_2exp_si(share + 1, share + 1, -4);
            xp_evaluator_sum(sum, NULL, evaluator, share, 64);
            XP_CHECK(k < 8 || arb_is_positive(sum));
            XP_CHECK(k == 8 || !arb_gt(sum, last));
            arb_swap(last, sum);
        }
        XP_CHECK(arb_is_negative(last));
        xp_evaluator_free(evaluator);
        xp_partnership_clear(p);
        xp_distribution_clear(cdf);
        _arb_vec_clear(share, 2);
        arb_clear(sum);
        arb_clear(last);
    }
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"random", test_random},
        {"interval", test_interval},
    };

    return XP_TEST_MAIN("random-partnership", tests);
}
