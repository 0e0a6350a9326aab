/* Tests of cont/boundary: ends by hand derivations, brackets and regions through xp_dissolve. */
#include <expost/cont/boundary.h>

#include "tests/cont/partner.h"

static const char *const names[] = {"ann", "bob", "carl", "dora", "eve"};

/* The boundary with default options but for digits. */
static xp_status_t find(xp_boundary_t boundary, const xp_partnership_t p, const fmpq *along,
                        slong points, long digits)
{
    xp_dissolve_options_t options;
    xp_error_t error;
    xp_status_t status;

    xp_error_init(error);
    xp_dissolve_options_init(&options);
    options.digits = digits;
    status = xp_boundary(boundary, p, names, along, points, &options, error);
    xp_error_clear(error);
    return status;
}

/* The sign of D by xp_dissolve: 1 also for 0 unless zero is asked for; -2: not decided. */
static int sign_of(const xp_partnership_t p, const xp_real_struct *share, int *zero)
{
    xp_partnership_t q;
    xp_dissolution_t dissolution;
    xp_dissolve_options_t options;
    xp_error_t error;
    int sign = -2;
    slong i;

    xp_error_init(error);
    xp_dissolve_options_init(&options);
    xp_dissolution_init(dissolution);
    options.sign_only = 1;
    q->n = p->n;
    q->distribution = p->distribution;
    q->share = xp_real_vec_init(p->n);
    for (i = 0; i < p->n; i++)
        xp_real_set(q->share + i, share + i);
    XP_CHECK(xp_dissolve(dissolution, q, &options, error) == XP_OK);
    if (dissolution->answer != XP_UNDECIDED)
        sign = dissolution->answer == XP_HOLDS ? 1 : -1;
    if (zero != NULL)
        *zero = dissolution->answer != XP_UNDECIDED && dissolution->sign == 0;
    xp_real_vec_clear(q->share, p->n);
    xp_dissolution_clear(dissolution);
    xp_error_clear(error);
    return sign;
}

static int sign_at(const xp_partnership_t p, const xp_boundary_line_struct *line, const fmpq_t s)
{
    xp_real_struct *share = xp_real_vec_init(line->n);
    fmpq_t value;
    slong i;
    int sign;

    fmpq_init(value);
    for (i = 0; i < line->n; i++)
    {
        fmpq_mul(value, line->direction + i, s);
        fmpq_add(value, value, line->base + i);
        xp_real_set_fmpq(share + i, value);
    }
    sign = sign_of(p, share, NULL);
    fmpq_clear(value);
    xp_real_vec_clear(share, line->n);
    return sign;
}

/* What the header says of an end: k = 0 low, 1 high. */
static void check_end(const xp_partnership_t p, const xp_boundary_line_struct *line, int k,
                      long digits)
{
    const xp_boundary_end_struct *end = line->end + k;
    xp_real_t sum;
    fmpq_t width;
    slong i;
    int sign;

    xp_real_init(sum);
    fmpq_init(width);
    for (i = 0; i < line->n; i++)
    {
        xp_real_add(sum, sum, end->share + i, 100, 128);
        XP_CHECK(xp_real_sign(&sign, end->share + i) == 0 || sign >= 0);
    }
    XP_CHECK(xp_real_compare_fmpq(&sign, end->parameter, end->low) == 0 || sign >= 0);
    XP_CHECK(xp_real_compare_fmpq(&sign, end->parameter, end->high) == 0 || sign <= 0);
    if (end->parameter->kind == XP_REAL_RATIONAL)
    {
        XP_CHECK(fmpq_equal(end->low, end->high));
        XP_CHECK(fmpq_equal(end->low, end->parameter->rational));
        XP_CHECK(sign_at(p, line, end->low) == 1);
        XP_CHECK(is_rational(sum, "1"));
    }
    else
    {
        XP_CHECK(!end->at_simplex);
        XP_CHECK(sign_at(p, line, k == 0 ? end->high : end->low) == 1);
        XP_CHECK(sign_at(p, line, k == 0 ? end->low : end->high) == -1);
        fmpq_sub(width, end->high, end->low);
        for (i = 0; i < digits; i++)
            fmpq_mul_si(width, width, 10);
        XP_CHECK(fmpq_cmp_si(width, 1) <= 0);
    }
    fmpq_clear(width);
    xp_real_clear(sum);
}

static void check_line(const xp_partnership_t p, const xp_boundary_line_struct *line, long digits)
{
    XP_CHECK(line->answer == XP_HOLDS);
    check_end(p, line, 0, digits);
    check_end(p, line, 1, digits);
}

static int has_minimal_polynomial(const xp_real_t x, const char *expected)
{
    fmpz_poly_t polynomial, other;
    fmpq_t low, high;
    int equal = 0;

    if (x->kind != XP_REAL_ALGEBRAIC)
        return 0;
    fmpz_poly_init(polynomial);
    fmpz_poly_init(other);
    fmpq_init(low);
    fmpq_init(high);
    xp_real_minimal_polynomial(polynomial, low, high, x);
    equal = fmpz_poly_set_str(other, expected) == 0 && fmpz_poly_equal(polynomial, other);
    fmpz_poly_clear(polynomial);
    fmpz_poly_clear(other);
    fmpq_clear(low);
    fmpq_clear(high);
    return equal;
}

/* Whether x is a root of (c - s^3 - k (1 - s)^3)^2 - 4 k s^3 (1 - s)^3. */
static int is_root_of_powers(const xp_real_t x, const char *c, const char *k)
{
    fmpq_poly_t s, t, f, g;
    fmpq_t value;
    fmpz_poly_t minimal;
    fmpq_poly_t divisor;
    fmpq_t low, high;
    int root = 0;

    fmpq_poly_init(s);
    fmpq_poly_init(t);
    fmpq_poly_init(f);
    fmpq_poly_init(g);
    fmpq_poly_init(divisor);
    fmpz_poly_init(minimal);
    fmpq_init(value);
    fmpq_init(low);
    fmpq_init(high);
    fmpq_poly_set_str(s, "4  0 0 0 1");
    fmpq_poly_set_str(t, "2  1 -1");
    fmpq_poly_pow(t, t, 3);
    set_rat(value, k);
    fmpq_poly_scalar_mul_fmpq(t, t, value);
    set_rat(value, c);
    fmpq_poly_set_fmpq(f, value);
    fmpq_poly_sub(f, f, s);
    fmpq_poly_sub(f, f, t);
    fmpq_poly_pow(f, f, 2);
    fmpq_poly_mul(g, s, t);
    fmpq_poly_scalar_mul_si(g, g, 4);
    fmpq_poly_sub(f, f, g);
    if (x->kind == XP_REAL_ALGEBRAIC)
    {
        xp_real_minimal_polynomial(minimal, low, high, x);
        fmpq_poly_set_fmpz_poly(divisor, minimal);
        fmpq_poly_rem(g, f, divisor);
        root = fmpq_poly_is_zero(g);
    }
    fmpq_poly_clear(s);
    fmpq_poly_clear(t);
    fmpq_poly_clear(f);
    fmpq_poly_clear(g);
    fmpq_poly_clear(divisor);
    fmpz_poly_clear(minimal);
    fmpq_clear(value);
    fmpq_clear(low);
    fmpq_clear(high);
    return root;
}

/* Reference case cgk-uniform-n2: r^2 + (1 - r)^2 <= 2/3, ends (3 -+ sqrt(3))/6. */
static void test_uniform_two(void)
{
    xp_distribution_t d;
    xp_partnership_t p;
    xp_boundary_t b;
    int zero;

    xp_distribution_init(d);
    xp_boundary_init(b);
    set_named(d, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_partners(p, 2, d);
    XP_CHECK(find(b, p, NULL, 0, 0) == XP_OK);
    XP_CHECK(b->line_count == 1 && b->point_count == 0);
    XP_CHECK_STR(b->line->name, "share of ann");
    check_line(p, b->line, 15);
    XP_CHECK(is_written(b->line->end[0].parameter, "(3 - sqrt(3))/6"));
    XP_CHECK(is_written(b->line->end[1].parameter, "(3 + sqrt(3))/6"));
    XP_CHECK(has_minimal_polynomial(b->line->end[0].parameter, "3  1 -6 6"));
    XP_CHECK(has_minimal_polynomial(b->line->end[1].parameter, "3  1 -6 6"));
    XP_CHECK(is_written(b->line->end[0].share + 1, "(3 + sqrt(3))/6"));
    XP_CHECK(sign_of(p, b->line->end[0].share, &zero) == 1 && zero);
    XP_CHECK(sign_of(p, b->line->end[1].share, &zero) == 1 && zero);
    /* many digits: the bracket is that narrow too */
    XP_CHECK(find(b, p, NULL, 0, 200) == XP_OK);
    check_line(p, b->line, 200);
    xp_boundary_clear(b);
    xp_partnership_clear(p);
    xp_distribution_clear(d);
}

/*
 * F = x^2, G = v^2: D = 1 + 1/5 - sum of (2/3 r^(3/2) + 1/3), so r^(3/2) + (1 - r)^(3/2) = 4/5 at
 * the ends; squared twice: (16/25 - r^3 - (1 - r)^3)^2 = 4 r^3 (1 - r)^3.
 */
static void test_square(void)
{
    xp_distribution_t d;
    xp_partnership_t p;
    xp_boundary_t b;
    int k;

    xp_distribution_init(d);
    xp_boundary_init(b);
    set_named(d, XP_DISTRIBUTION_POWER, "2", NULL, "0", "1");
    set_partners(p, 2, d);
    XP_CHECK(find(b, p, NULL, 0, 0) == XP_OK);
    check_line(p, b->line, 15);
    for (k = 0; k < 2; k++)
        XP_CHECK(is_root_of_powers(b->line->end[k].parameter, "16/25", "1"));
    xp_partnership_clear(p);
    /* F = (3 x - x^2)/2: D = 0 at both ends, exactly */
    xp_distribution_clear(d);
    xp_distribution_init(d);
    set_cdf_str(d, "3  0 3/2 -1/2", "0", "1");
    set_partners(p, 2, d);
    XP_CHECK(find(b, p, NULL, 0, 0) == XP_OK);
    check_line(p, b->line, 15);
    for (k = 0; k < 2; k++)
        XP_CHECK(b->line->end[k].parameter->kind == XP_REAL_ALGEBRAIC);
    xp_partnership_clear(p);
    xp_boundary_clear(b);
    xp_distribution_clear(d);
}

/*
 * Uniform on [0, 1] and [0, 2], r the first's share: G_1 = v/2, G_2 = min(v, 1),
 * D = 35/12 - H_1 - H_2 with H_2 = (1 - r)^2/2 + 3/2, H_1 = r^2 + 1 for r <= 1/2 (v = 2 r) and
 * r + 3/4 beyond (v = 1).  D = -1/12 + r - 3 r^2/2, then 1/6 - r^2/2: ends (2 - sqrt(2))/6 and
 * 1/sqrt(3).  With [0, 6] likewise D = -1/36 + r - 7 r^2/2 up to 1/6, then 1/18 - r^2/2: 1/3.
 */
static void test_supports(void)
{
    xp_distribution_struct d[2];
    xp_partnership_t p;
    xp_boundary_t b;

    xp_distribution_init(d);
    xp_distribution_init(d + 1);
    xp_boundary_init(b);
    set_named(d, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_named(d + 1, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "2");
    set_partners(p, 2, d);
    p->distribution[1] = d + 1;
    XP_CHECK(find(b, p, NULL, 0, 0) == XP_OK);
    check_line(p, b->line, 15);
    XP_CHECK(has_minimal_polynomial(b->line->end[0].parameter, "3  1 -12 18"));
    XP_CHECK(has_minimal_polynomial(b->line->end[1].parameter, "3  -1 0 3"));
    xp_distribution_clear(d + 1);
    xp_distribution_init(d + 1);
    set_named(d + 1, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "6");
    XP_CHECK(find(b, p, NULL, 0, 0) == XP_OK);
    check_line(p, b->line, 15);
    XP_CHECK(has_minimal_polynomial(b->line->end[0].parameter, "3  1 -36 126"));
    XP_CHECK(is_rational(b->line->end[1].parameter, "1/3") && !b->line->end[1].at_simplex);
    XP_CHECK(is_rational(b->line->end[1].share + 1, "2/3"));
    xp_distribution_clear(d + 1);
    xp_distribution_init(d + 1);
    /* types that never meet: whoever owns it, all is well, D = 0 where the buyer owns it all */
    set_named(d + 1, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "2", "3");
    XP_CHECK(find(b, p, NULL, 0, 0) == XP_OK);
    check_line(p, b->line, 15);
    XP_CHECK(b->line->end[0].at_simplex && is_rational(b->line->end[0].parameter, "0"));
    XP_CHECK(b->line->end[1].at_simplex && is_rational(b->line->end[1].parameter, "1"));
    xp_partnership_clear(p);
    xp_boundary_clear(b);
    xp_distribution_clear(d);
    xp_distribution_clear(d + 1);
}

/*
 * F is 3 x/2, 1/2, (3 x - 1)/2 with knots 1/3, 2/3: D = 47/36 - H(r) - H(1 - r), for r < 1/2
 * H(r) = 1/2 + r^2/3 (v = 2 r/3) and H(q) = (q^2 + q + 1)/3 of q = 1 - r (v = (2 q + 1)/3):
 * together D = -7/36 + r - 2 r^2/3.  At r = 1/2 the worst-off types jump over the flat part.
 */
static void test_flat(void)
{
    xp_distribution_t d;
    xp_partnership_t p;
    xp_piecewise_t f;
    xp_boundary_t b;
    fmpq_poly_t piece;
    fmpq_t low, high;

    xp_distribution_init(d);
    xp_piecewise_init(f);
    xp_boundary_init(b);
    fmpq_poly_init(piece);
    fmpq_init(low);
    fmpq_init(high);
    fmpq_poly_set_str(piece, "2  0 3/2");
    set_rat(low, "0");
    set_rat(high, "1/3");
    xp_piecewise_set_poly(f, low, high, piece);
    fmpq_poly_set_str(piece, "1  1/2");
    set_rat(high, "2/3");
    xp_piecewise_append(f, high, piece);
    fmpq_poly_set_str(piece, "2  -1/2 3/2");
    set_rat(high, "1");
    xp_piecewise_append(f, high, piece);
    set_cdf(d, f);
    set_partners(p, 2, d);
    XP_CHECK(find(b, p, NULL, 0, 0) == XP_OK);
    check_line(p, b->line, 15);
    XP_CHECK(has_minimal_polynomial(b->line->end[0].parameter, "3  7 -36 24"));
    XP_CHECK(has_minimal_polynomial(b->line->end[1].parameter, "3  -5 -12 24"));
    xp_partnership_clear(p);
    xp_boundary_clear(b);
    xp_piecewise_clear(f);
    fmpq_poly_clear(piece);
    fmpq_clear(low);
    fmpq_clear(high);
    xp_distribution_clear(d);
}

/* Whether the points go once around the middle: every next one is on the same side of the last. */
static int is_in_order(const xp_boundary_t b)
{
    fmpq *at = _fmpq_vec_init(2 * (b->point_count + 1));
    fmpq_t cross, term;
    int in_order = 1;
    slong k, i;

    fmpq_init(cross);
    fmpq_init(term);
    for (k = 0; k <= b->point_count; k++)
        for (i = 0; i < 2; i++)
        {
            const xp_boundary_line_struct *ray = b->ray + k % b->point_count;

            fmpq_mul(at + 2 * k + i, ray->direction + i, ray->end[1].low);
            fmpq_add(at + 2 * k + i, at + 2 * k + i, ray->base + i);
            fmpq_sub(at + 2 * k + i, at + 2 * k + i, b->middle + i);
        }
    for (k = 0; k < b->point_count; k++)
    {
        fmpq_mul(cross, at + 2 * k, at + 2 * k + 3);
        fmpq_mul(term, at + 2 * k + 1, at + 2 * k + 2);
        fmpq_sub(cross, cross, term);
        in_order = in_order && fmpq_sgn(cross) > 0;
    }
    fmpq_clear(cross);
    fmpq_clear(term);
    _fmpq_vec_clear(at, 2 * (b->point_count + 1));
    return in_order;
}

/*
 * n = 3, F = x: D = 3/2 - sum of (2/3 r^(3/2) + 1/3) >= 0 exactly when the sum of r^(3/2) is at
 * most 3/4.  Others equal: s^(3/2) + sqrt(1/2) (1 - s)^(3/2) = 3/4; on an edge
 * r^(3/2) + (1 - r)^(3/2) = 3/4.
 */
static void test_uniform_three(void)
{
    xp_distribution_t d;
    xp_partnership_t p;
    xp_boundary_t b;
    xp_real_struct *share = xp_real_vec_init(3);
    fmpq_t half, value, at[2];
    slong k, j, i, edges = 0, exact = 0;
    int sign;

    xp_distribution_init(d);
    xp_boundary_init(b);
    fmpq_init(half);
    fmpq_init(value);
    fmpq_init(at[0]);
    fmpq_init(at[1]);
    set_rat(half, "1/2");
    set_named(d, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_partners(p, 3, d);
    XP_CHECK(find(b, p, NULL, 12, 0) == XP_OK);
    XP_CHECK(b->line_count == 1);
    XP_CHECK_STR(b->line->name, "share of ann, the others equal");
    check_line(p, b->line, 15);
    XP_CHECK(b->line->end[0].at_simplex && is_rational(b->line->end[0].parameter, "0"));
    XP_CHECK(is_root_of_powers(b->line->end[1].parameter, "9/16", "1/2"));
    XP_CHECK(xp_real_compare_fmpq(&sign, b->line->end[1].parameter, half) && sign > 0);
    /* 12 rays, every second on a line of symmetry, and two points on each edge */
    XP_CHECK(b->region == XP_HOLDS && b->point_count == 18);
    XP_CHECK(is_in_order(b));
    for (k = 0; k < b->point_count; k++)
    {
        const xp_boundary_line_struct *ray = b->ray + k;

        check_end(p, ray, 1, 15);
        if (strncmp(ray->name, "without ", 8) == 0)
        {
            edges++;
            XP_CHECK(is_root_of_powers(ray->end[1].parameter, "9/16", "1"));
        }
        else
            exact += xp_real_is_exact(ray->end[1].parameter) && !ray->end[1].at_simplex;
        /* towards a corner: a sole owner is never bought out */
        XP_CHECK(!fmpq_is_one(ray->end[1].low) || ray->end[1].at_simplex);
        /* the region is convex: midpoints of proved points hold */
        j = (k * 5 + 1) % b->point_count;
        fmpq_set(at[0], ray->end[1].low);
        fmpq_set(at[1], b->ray[j].end[1].low);
        for (i = 0; i < 3; i++)
        {
            fmpq_mul(value, ray->direction + i, at[0]);
            fmpq_addmul(value, b->ray[j].direction + i, at[1]);
            fmpq_add(value, value, ray->base + i);
            fmpq_add(value, value, b->ray[j].base + i);
            fmpq_mul(value, value, half);
            xp_real_set_fmpq(share + i, value);
        }
        XP_CHECK(sign_of(p, share, NULL) == 1);
    }
    XP_CHECK(edges == 6);
    /* three towards the corners; the three others end on an edge */
    XP_CHECK(exact == 3);
    fmpq_clear(half);
    fmpq_clear(value);
    fmpq_clear(at[0]);
    fmpq_clear(at[1]);
    xp_real_vec_clear(share, 3);
    xp_partnership_clear(p);
    xp_boundary_clear(b);
    xp_distribution_clear(d);
}

/* Two small agents and one on [0, 20]: equal shares fail, the middle has to be looked for. */
static void test_middle(void)
{
    xp_distribution_struct d[2];
    xp_partnership_t p;
    xp_boundary_t b;
    slong k;
    fmpq_t sum;

    xp_distribution_init(d);
    xp_distribution_init(d + 1);
    xp_boundary_init(b);
    fmpq_init(sum);
    set_named(d, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_named(d + 1, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "20");
    set_partners(p, 3, d);
    p->distribution[2] = d + 1;
    XP_CHECK(find(b, p, NULL, 8, 0) == XP_OK);
    /* bob is like ann */
    XP_CHECK(b->line_count == 2 && b->line[0].answer == XP_FAILS);
    XP_CHECK(sign_at(p, b->line, b->line->end[0].low) == -1);
    check_line(p, b->line + 1, 15);
    XP_CHECK(b->region == XP_HOLDS && b->point_count >= 8);
    XP_CHECK(is_in_order(b));
    for (k = 0; k < 3; k++)
        fmpq_add(sum, sum, b->middle + k);
    XP_CHECK(fmpq_is_one(sum) && !fmpq_equal(b->middle, b->middle + 2));
    for (k = 0; k < b->point_count; k++)
        check_end(p, b->ray + k, 1, 15);
    fmpq_clear(sum);
    xp_partnership_clear(p);
    xp_boundary_clear(b);
    xp_distribution_clear(d);
    xp_distribution_clear(d + 1);
}

/* Brackets where nothing is exact: both ends are proved again by xp_dissolve. */
static void test_brackets(void)
{
    xp_distribution_t d;
    xp_partnership_t p;
    xp_boundary_t b;

    xp_distribution_init(d);
    xp_boundary_init(b);
    set_named(d, XP_DISTRIBUTION_EXPONENTIAL, "2", NULL, "0", "1");
    set_partners(p, 2, d);
    XP_CHECK(find(b, p, NULL, 0, 0) == XP_OK);
    check_line(p, b->line, 15);
    XP_CHECK(b->line->end[0].parameter->kind == XP_REAL_ENCLOSURE);
    XP_CHECK(b->line->end[1].share[1].kind == XP_REAL_ENCLOSURE);
    XP_CHECK(find(b, p, NULL, 0, 40) == XP_OK);
    check_line(p, b->line, 40);
    xp_partnership_clear(p);
    /* five agents, uniform: degree 20 */
    xp_distribution_clear(d);
    xp_distribution_init(d);
    set_named(d, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_partners(p, 5, d);
    XP_CHECK(find(b, p, NULL, 0, 0) == XP_OK);
    check_line(p, b->line, 15);
    XP_CHECK(b->line->end[1].parameter->kind == XP_REAL_ALGEBRAIC);
    xp_partnership_clear(p);
    xp_boundary_clear(b);
    xp_distribution_clear(d);
}

static void set_along(fmpq *along, const char *const *text, slong count)
{
    slong i;

    for (i = 0; i < count; i++)
        set_rat(along + i, text[i]);
}

static void test_along(void)
{
    static const char *const half[] = {"1/2", "1/2", "1", "0"};
    static const char *const near_corner[] = {"9/10", "1/10", "0", "9/10", "0", "1/10"};
    static const char *const outside[] = {"2", "-1", "0", "2", "0", "-1"};
    static const char *const corner[] = {"1", "0", "0", "1", "1", "-1"};
    static const char *const whole[] = {"1/3", "1/3", "1/3", "1/3", "1/2", "1/6"};
    fmpq *along = _fmpq_vec_init(6);
    xp_dissolve_options_t options;
    xp_distribution_t d;
    xp_partnership_t p;
    xp_boundary_t b;
    xp_error_t error;

    xp_error_init(error);
    xp_distribution_init(d);
    xp_boundary_init(b);
    set_named(d, XP_DISTRIBUTION_UNIFORM, NULL, NULL, "0", "1");
    set_partners(p, 2, d);
    /* r = 1/2 + s/2: the ends are -+1/sqrt(3) */
    set_along(along, half, 4);
    XP_CHECK(find(b, p, along, 0, 0) == XP_OK);
    XP_CHECK_STR(b->line->name, "from (1/2, 1/2) towards (1, 0)");
    check_line(p, b->line, 15);
    XP_CHECK(has_minimal_polynomial(b->line->end[0].parameter, "3  -1 0 3"));
    XP_CHECK(has_minimal_polynomial(b->line->end[1].parameter, "3  -1 0 3"));
    xp_partnership_clear(p);
    set_partners(p, 3, d);
    /* near a corner nothing: 0.9^(3/2) alone is over 3/4 */
    set_along(along, near_corner, 6);
    XP_CHECK(find(b, p, along, 0, 0) == XP_OK);
    XP_CHECK(b->line_count == 1 && b->line->answer == XP_FAILS);
    set_along(along, outside, 6);
    XP_CHECK(find(b, p, along, 0, 0) == XP_OK && b->line->answer == XP_FAILS);
    set_along(along, corner, 6);
    XP_CHECK(find(b, p, along, 0, 0) == XP_OK && b->line->answer == XP_FAILS);
    /* all of it, to both edges */
    set_along(along, whole, 6);
    XP_CHECK(find(b, p, along, 0, 0) == XP_OK);
    check_line(p, b->line, 15);
    XP_CHECK(b->line->end[0].at_simplex && b->line->end[1].at_simplex);
    XP_CHECK(is_rational(b->line->end[0].parameter, "-2"));
    XP_CHECK(is_rational(b->line->end[1].parameter, "2"));
    /* faults: the same point twice, a stop; b is as it was */
    fmpq_set(along + 4, along + 1);
    fmpq_set(along + 5, along + 2);
    XP_CHECK(find(b, p, along, 0, 0) == XP_INPUT);
    xp_dissolve_options_init(&options);
    options.progress = &xp_test_stop;
    XP_CHECK(xp_boundary(b, p, names, NULL, 12, &options, error) == XP_STOPPED);
    XP_CHECK(b->line_count == 1 && is_rational(b->line->end[1].parameter, "2"));
    _fmpq_vec_clear(along, 6);
    xp_partnership_clear(p);
    xp_boundary_clear(b);
    xp_distribution_clear(d);
    xp_error_clear(error);
}

/* F rising in straight lines between random knots, now and then flat. */
static void set_random(xp_distribution_t d, uint64_t *state)
{
    slong pieces = 1 + (slong) xp_test_random(state, 3), k;
    slong x = (slong) xp_test_random(state, 3), y = 0, end;
    slong height[4], place[4];
    fmpq_poly_t piece;
    fmpq_t a, b, slope, value;
    xp_piecewise_t f;

    fmpq_init(a);
    fmpq_init(b);
    fmpq_init(slope);
    fmpq_init(value);
    fmpq_poly_init(piece);
    xp_piecewise_init(f);
    for (k = 0; k <= pieces; k++)
    {
        place[k] = x;
        height[k] = y;
        x += 1 + (slong) xp_test_random(state, 3);
        y += k + 1 == pieces ? 1 : (slong) xp_test_random(state, 3);
    }
    end = height[pieces];
    for (k = 0; k < pieces; k++)
    {
        fmpq_set_si(a, place[k], 4);
        fmpq_set_si(b, place[k + 1], 4);
        fmpq_set_si(slope, 4 * (height[k + 1] - height[k]),
                    (ulong) ((place[k + 1] - place[k]) * end));
        fmpq_poly_zero(piece);
        fmpq_poly_set_coeff_fmpq(piece, 1, slope);
        fmpq_mul(value, slope, a);
        fmpq_neg(value, value);
        fmpq_set_si(slope, height[k], (ulong) end);
        fmpq_add(value, value, slope);
        fmpq_poly_set_coeff_fmpq(piece, 0, value);
        if (k == 0)
            xp_piecewise_set_poly(f, a, b, piece);
        else
            xp_piecewise_append(f, b, piece);
    }
    set_cdf(d, f);
    fmpq_clear(a);
    fmpq_clear(b);
    fmpq_clear(slope);
    fmpq_clear(value);
    fmpq_poly_clear(piece);
    xp_piecewise_clear(f);
}

/* n = 2 and 3: ends are what they should be by xp_dissolve; n = 2 is always exact. */
static void test_random(void)
{
    xp_distribution_struct d[3];
    long rounds = xp_test_rounds(12), round;
    slong n, i, k, inside = 0;
    uint64_t state = 4711;
    xp_partnership_t p;
    xp_boundary_t b;

    for (round = 0; round < rounds; round++)
    {
        n = 2 + round % 2;
        xp_boundary_init(b);
        for (i = 0; i < n; i++)
        {
            xp_distribution_init(d + i);
            set_random(d + i, &state);
        }
        set_partners(p, n, d);
        for (i = 1; i < n && xp_test_random(&state, 3) > 0; i++)
            p->distribution[i] = d + i;
        XP_CHECK(find(b, p, NULL, n == 3 ? 3 : 0, 0) == XP_OK);
        for (k = 0; k < b->line_count; k++)
        {
            const xp_boundary_line_struct *line = b->line + k;

            XP_CHECK(line->answer != XP_UNDECIDED);
            if (line->answer == XP_HOLDS)
            {
                check_line(p, line, 15);
                inside += !line->end[0].at_simplex || !line->end[1].at_simplex;
                XP_CHECK(n == 3 || line->end[0].parameter->kind != XP_REAL_ENCLOSURE);
                XP_CHECK(n == 3 || line->end[1].parameter->kind != XP_REAL_ENCLOSURE);
            }
        }
        XP_CHECK(n == 2 || b->region == XP_HOLDS);
        for (k = 0; k < b->point_count; k++)
            check_end(p, b->ray + k, 1, 15);
        xp_partnership_clear(p);
        xp_boundary_clear(b);
        for (i = 0; i < n; i++)
            xp_distribution_clear(d + i);
    }
    XP_CHECK(inside > 0);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"uniform-two", test_uniform_two},
        {"square", test_square},
        {"supports", test_supports},
        {"flat", test_flat},
        {"uniform-three", test_uniform_three},
        {"middle", test_middle},
        {"brackets", test_brackets},
        {"along", test_along},
        {"random", test_random}};

    return XP_TEST_MAIN("boundary", tests);
}
