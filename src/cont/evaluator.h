/* What D is made of, by sections between the knots: exact polynomials, or integrals by balls. */
#ifndef XP_SRC_CONT_EVALUATOR_H
#define XP_SRC_CONT_EVALUATOR_H

#include <expost/cont/partnership.h>

/*
 * A regularised beta function in the chart of its end: with w = slope u^order, F is
 * factor u^(order a) 2F1(a, 1 - b; a + 1; w) at the left end, 1 less that at the right one;
 * factor = slope^a / (a B(a, b)), kept for precision bits.
 */
typedef struct
{
    int set;
    int right;
    slong order;
    slong exponent;
    fmpq_t a;
    fmpq_t b;
    fmpq_t slope;
    arb_t factor;
    slong precision;
} xp_beta_chart_struct;

void xp_beta_chart_init(xp_beta_chart_struct *chart);
void xp_beta_chart_clear(xp_beta_chart_struct *chart);

/* Sets the chart where e, of TYPE 0, is of that kind at the end; 0 where it is not. */
int xp_beta_chart_find(xp_beta_chart_struct *chart, const xp_expression_struct *e, const fmpq_t end,
                       int right, slong order);

/* F at u; not finite for |w| >= 1. */
void xp_beta_chart_evaluate(acb_t y, xp_beta_chart_struct *chart, const acb_t u, slong precision);

/* Where a section lies beside a distribution's own pieces: F is 0 there, or 1. */
#define XP_SECTION_BELOW (-1)
#define XP_SECTION_ABOVE (-2)

/*
 * The part of the hull between two neighbouring knots of any distribution.  For each group g of
 * equal distributions:
 *   place      the piece of F_g there, or XP_SECTION_BELOW, XP_SECTION_ABOVE
 * and where all are polynomial, as polynomials in u = x - low:
 *   cdf        F_g;  slope: its derivative
 *   product    G_g, the product of all F_j but one of group g
 *   primitive  the integral of G_g from low to x
 *   tail       the integral of G_g from low to the hull's end
 * otherwise, kept for precision bits (0: not known):
 *   ball_tail  the same as an enclosure
 *   order[side]   x = low + u^order, x = high - u^order makes all F_g power series in u: then
 *              form[2 g + side] is F_g as a formula of u, or beta[2 g + side] is set, or F_g is a
 *              power series in x; 1: all are, or nothing is known
 */
typedef struct
{
    const fmpq *low;
    const fmpq *high;
    slong *place;
    fmpq_poly_struct *cdf;
    fmpq_poly_struct *product;
    fmpq_poly_struct *primitive;
    fmpq *tail;
    arb_ptr ball_tail;
    slong *precision;
    slong order[2];
    const xp_expression_struct **form;
    xp_beta_chart_struct *beta;
} xp_section_struct;

/*
 *   group[i]      of agent i; size[g]: how many agents; distribution[g]
 *   low, high     the hull
 *   scale         2^scale is at least its length and not over twice that
 *   knot          the ends of the sections
 *   everything    the integral of the product of all F_j over the hull: exact if polynomial,
 *                 otherwise ball_everything for everything_precision bits
 *   density       integral of x G_g dF_g for each group, for density_precision bits (0: not known)
 *   pool          of the forms
 *   stopped       progress asked to stop: what was enclosed since is not finite
 */
struct xp_evaluator_struct
{
    slong n;
    slong group_count;
    slong *group;
    slong *size;
    const xp_distribution_struct **distribution;
    int polynomial;
    const fmpq *low;
    const fmpq *high;
    slong scale;
    slong section_count;
    fmpq *knot;
    xp_section_struct *section;
    fmpq_t everything;
    arb_t ball_everything;
    slong everything_precision;
    arb_ptr density;
    slong *density_precision;
    const xp_progress_t *progress;
    int stopped;
    xp_pool_t pool;
};

/* Makes the sections (with their polynomials) and ends them. */
void xp_evaluator_add_sections(xp_evaluator_struct *evaluator);
void xp_evaluator_clear_sections(xp_evaluator_struct *evaluator);

/* Sets order and form of a section whose distributions are not all polynomial. */
void xp_evaluator_add_forms(xp_evaluator_struct *evaluator, xp_section_struct *section);

/* The section of a rational point of the hull; at a knot the one on the right. */
slong xp_evaluator_find(const xp_evaluator_struct *evaluator, const fmpq_t x);

/* How often F_h is a factor of G_g (of the product of all: g = -1). */
slong xp_evaluator_power(const xp_evaluator_struct *evaluator, slong h, slong g);

/* A point of the hull: rational where it is an end of a support, otherwise a binary fraction. */
typedef struct
{
    int is_end;
    const fmpq *end;
    arf_t value;
} xp_point_struct;

void xp_point_get_arb(arb_t x, const xp_point_struct *point, slong precision);

/* low <= v* <= high in the support: every maximiser lies there. */
typedef struct
{
    xp_point_struct low;
    xp_point_struct high;
} xp_bracket_struct;

xp_bracket_struct *xp_bracket_vec_init(slong count);
void xp_bracket_vec_clear(xp_bracket_struct *vec, slong count);
void xp_bracket_get_fmpq(fmpq_t low, fmpq_t high, const xp_bracket_struct *bracket);

/*
 * The section of a point; whether it is below another (near enough); in [low, high]; the value
 * f(x - section->low) there, by integers.
 */
slong xp_evaluator_find_point(const xp_evaluator_struct *evaluator, const xp_point_struct *point);
int xp_point_is_below(const xp_point_struct *a, const xp_point_struct *b);
int xp_point_is_within(const xp_point_struct *point, const fmpq_t low, const fmpq_t high);
void xp_section_evaluate(arb_t y, const xp_section_struct *section, const fmpq_poly_t f,
                         const xp_point_struct *point, slong precision);

/* F_h and G_g at a point of the hull. */
void xp_evaluator_cdf(arb_t y, const xp_evaluator_struct *evaluator, slong h,
                      const xp_point_struct *point, slong precision);
void xp_evaluator_level(arb_t y, const xp_evaluator_struct *evaluator, slong g,
                        const xp_point_struct *point, slong precision);

/*
 * Meaning   a bracket of agent's worst-off type for the share, so tight that
 *           error = (high - low) max(0, share - G(low)) is about 2^-precision of the hull's length
 */
void xp_evaluator_bracket(xp_bracket_struct *bracket, arb_t error,
                          const xp_evaluator_struct *evaluator, slong agent, const arb_t share,
                          slong precision);

/* The integral of G_g from a point to the hull's end. */
void xp_evaluator_tail(arb_t y, xp_evaluator_struct *evaluator, slong g,
                       const xp_point_struct *point, slong precision);
/*
 * The same when that from next is known to be next_tail: both points are of the hull; next may be
 * NULL.
 */
void xp_evaluator_tail_before(arb_t y, xp_evaluator_struct *evaluator, slong g,
                              const xp_point_struct *point, const xp_point_struct *next,
                              const arb_t next_tail, slong precision);

/* The integral of the product of all F_j over the hull. */
void xp_evaluator_everything(arb_t y, xp_evaluator_struct *evaluator, slong precision);

/*
 * Meaning   the integral over a part of section k of the product of the F_h to the powers
 *           power[h], times x and the density of group `dense` if that is not -1
 * Domain    a factor that is 0 in the section has power 0
 */
void xp_evaluator_integrate(arb_t y, xp_evaluator_struct *evaluator, slong k, const slong *power,
                            slong dense, const xp_point_struct *from, const xp_point_struct *to,
                            slong precision);

/*
 * Meaning   D, the maxima H_i and the brackets that were used
 * Domain    largest: NULL or n balls; bracket: n
 */
void xp_evaluator_evaluate(arb_t sum, arb_ptr largest, xp_bracket_struct *bracket,
                           xp_evaluator_struct *evaluator, arb_srcptr share, slong precision);

/* K_g = integral of F x dG_g: what an agent of group g loses at most; exact, or enclosed. */
void xp_evaluator_loss_fmpq(fmpq_t loss, const xp_evaluator_struct *evaluator, slong g);
void xp_evaluator_loss(arb_t loss, xp_evaluator_struct *evaluator, slong g, slong precision);

/*
 * As functions of x on agent's support (polynomial distributions): G, and the integral of G from
 * x to the hull's end.
 */
void xp_evaluator_level_piecewise(xp_piecewise_t f, const xp_evaluator_struct *evaluator,
                                  slong agent);
void xp_evaluator_tail_piecewise(xp_piecewise_t f, const xp_evaluator_struct *evaluator,
                                 slong agent);

#endif
