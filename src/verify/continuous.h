/* An environment of continuous types: agents with their cdfs, problem, claim, bounds. */
#ifndef XP_VERIFY_CONTINUOUS_H
#define XP_VERIFY_CONTINUOUS_H

#include <stddef.h>

#include <gmp.h>

#include "verify/formula.h"
#include "verify/number.h"
#include "verify/polynomial.h"
#include "verify/reader.h"

/* Numbers that enclose a real number; equal when it is known exactly. */
typedef struct
{
    mpq_t low, high;
} xp_range_struct;
typedef xp_range_struct xp_range_t[1];
typedef xp_range_struct *xp_range_ptr;
typedef const xp_range_struct *xp_range_srcptr;

/* The cdf on [low, high]: a polynomial, or a formula. */
typedef struct
{
    mpq_t low, high;
    int is_formula;
    xp_polynomial_t polynomial;
    xp_formula_t formula;
} xp_piece_t;

/* A real number that is the only root of a polynomial in a range, which bisection narrows. */
typedef struct
{
    xp_polynomial_t polynomial;
    xp_range_t range;
} xp_root_struct;
typedef xp_root_struct xp_root_t[1];
typedef xp_root_struct *xp_root_ptr;

typedef enum
{
    XP_SHARE_NUMBER, /* the coefficient itself */
    XP_SHARE_ROOT,
    XP_SHARE_REST
} xp_share_t;

/*
 *   same       the first agent with the same cdf
 *   slope, constant    of the outside option: R and C; a rational share is the slope
 *   share      partnerships: of what kind; root: the number when it is one, stated: its range as
 *              read; r: encloses the share, and is the slope in the other problems
 *   factor, shift      projects: A and B
 *   worst      the bracket of the worst-off type
 * Bounds, from the evidence.  Goods: tail is the integral of G from worst->low to beta, at_low and
 * at_high are G at the ends of the bracket.  Projects: tail is E max(x + S_-I - C, 0) at
 * worst->low, at_low and at_high are P(S_-I > C - x) at the ends of the bracket.
 */
typedef struct
{
    char *name;
    mpq_t low, high;
    xp_piece_t *piece;
    size_t pieces, space;
    size_t same;
    mpq_t slope, constant, factor, shift;
    xp_share_t share;
    xp_root_t root;
    xp_range_t stated;
    xp_range_t r;
    xp_range_t worst;
    xp_range_t tail, at_low, at_high;
} xp_interval_agent_t;

typedef enum
{
    XP_GOOD,
    XP_PARTNERSHIP,
    XP_PROJECT
} xp_problem_t;

typedef enum
{
    XP_DISSOLVABLE,
    XP_NOT_DISSOLVABLE,
    XP_SUBSIDY
} xp_continuous_claim_t;

/*
 *   alpha, beta   the hull of the supports
 *   knots         the ends of all pieces, each once, rising (goods)
 *   total         goods: the integral of the product of all cdfs; projects: E max(S - C, 0)
 *   reason        why the bounds do not show the claim
 */
typedef struct
{
    xp_reader_struct *reader;
    size_t agents, space;
    xp_interval_agent_t *agent;
    int has_formula;
    xp_problem_t problem;
    mpq_t threshold;
    xp_continuous_claim_t claim;
    xp_range_t subsidy;
    mpq_t alpha, beta;
    xp_numbers_t knots;
    xp_range_t total;
    xp_numbers_t list;
    mpq_t number, other, third;
    xp_range_t sum, term;
    const char *reason;
    void *work;              /* what the evidence of one kind needs, freed by clear_work */
    void (*clear_work)(void *work);
} xp_continuous_struct;
typedef xp_continuous_struct xp_continuous_t[1];

void xp_range_init(xp_range_ptr range);
void xp_range_clear(xp_range_ptr range);
void xp_range_set(xp_range_ptr range, mpq_srcptr low, mpq_srcptr high);
/* range = range + number * other. */
void xp_range_add(xp_range_ptr range, mpq_srcptr number, xp_range_srcptr other);

/* Halves the range until its width is at most 2^-bits. */
void xp_root_refine(xp_root_ptr root, unsigned long bits);

/* Reads `LO HI C0 ... CD` up to the end of the record; least: D is at least so much. */
void xp_root_read(xp_root_ptr root, xp_continuous_t continuous, size_t least);

/* Reads the numbers up to the end of the record. */
void xp_numbers_read(xp_numbers_t numbers, xp_reader_t reader, mpq_t scratch);
/* Those numbers as coefficients, the last not 0 unless it is the only one. */
void xp_polynomial_read(xp_polynomial_t polynomial, xp_continuous_t continuous);

/* Reads the records behind `environment continuous` up to the claim. */
void xp_continuous_read(xp_continuous_t continuous);

void xp_interval_agent_clear(xp_interval_agent_t *agent);

/* r of every agent with ranges of width about 2^-bits. */
void xp_continuous_refine(xp_continuous_t continuous, unsigned long bits);

typedef enum
{
    XP_SHOWN,
    XP_UNDECIDED,
    XP_REFUTED
} xp_judgement_t;

/* Does the claim follow from the bounds and ranges of shares?  Unless shown there is a reason. */
xp_judgement_t xp_continuous_judge(xp_continuous_t continuous);
/* Do the brackets hold the worst-off types, and are all shares at least 0? */
xp_judgement_t xp_continuous_judge_brackets(xp_continuous_t continuous);

/* Fills the bounds, all exact.  The record is that behind the last `worst`. */
void xp_bound_good(xp_continuous_t continuous);
void xp_bound_project(xp_continuous_t continuous);
/* The claim of equality by `field`, which is the present record, up to `end`. */
void xp_check_field(xp_continuous_t continuous);
/* Fills the bounds from `precision` and `point` records, up to `end`. */
void xp_bound_by_grid(xp_continuous_t continuous);

/* Prints the claim, a sentence. */
void xp_print_continuous(const xp_continuous_t continuous);

/* Checks a certificate from the record behind `environment continuous` to its end. */
void xp_continuous_check(xp_continuous_t continuous);
void xp_continuous_init(xp_continuous_t continuous);
void xp_continuous_clear(xp_continuous_t continuous);

#endif
