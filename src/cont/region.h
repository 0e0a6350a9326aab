/* Polyhedra of types, and expectations of polynomials over them. */
#ifndef XP_CONT_REGION_H
#define XP_CONT_REGION_H

#include <stddef.h>

#include <expost/model/continuous.h>

/*
 * The types theta with a_1 theta_1 + ... + a_n theta_n + c >= 0, or > 0 where strict, for each of
 * count rows; row r is at row + r (n + 1), its constant c last.
 */
typedef struct
{
    slong n;
    slong count;
    size_t room;
    fmpq *row;
    unsigned char *strict;
} xp_region_struct;

typedef xp_region_struct xp_region_t[1];

/* After init it is the whole space. */
void xp_region_init(xp_region_t region, slong n);
void xp_region_clear(xp_region_t region);
void xp_region_set(xp_region_t region, const xp_region_t source);
void xp_region_swap(xp_region_t a, xp_region_t b);

/* Adds a row of n + 1 numbers; with sign < 0 its negative. */
void xp_region_add(xp_region_t region, const fmpq *row, int sign, int strict);

/*
 * What rows of one type alone leave, within the model's interval, to the type of each agent.
 *   XP_REGION_EMPTY    nothing, for some agent
 *   XP_REGION_SINGLE   one single type, for some agent: reports of it are seen by the others, and
 *                      by no expectation
 *   XP_REGION_WIDE     an interval, for every agent
 */
typedef enum
{
    XP_REGION_EMPTY = 0,
    XP_REGION_SINGLE,
    XP_REGION_WIDE
} xp_region_width_t;

xp_region_width_t xp_region_width(const xp_region_t region, const xp_continuous_t model);

/*
 * Meaning   drops rows that hold on the whole box of the model's types, one of equal rows, and rows
 *           without types
 * Result    1; 0 when the region has no interior in the box as far as single rows tell
 */
int xp_region_reduce(xp_region_t region, const xp_continuous_t model);

/*
 * Polynomials on regions: a function by pieces.  The contexts have n + 1 variables.
 *   ties   regions of a single type are left out, as ties of the efficient rule; otherwise they
 *          are refused
 */
typedef struct
{
    int ties;
    slong count;
    size_t room;
    xp_region_struct *region;
    fmpq_mpoly_struct *poly;
    fmpq_mpoly_ctx_struct *context;
} xp_pieces_struct;

typedef xp_pieces_struct xp_pieces_t[1];

void xp_pieces_init(xp_pieces_t pieces, fmpq_mpoly_ctx_struct *context);
void xp_pieces_clear(xp_pieces_t pieces);
void xp_pieces_add(xp_pieces_t pieces, const xp_region_t region, const fmpq_mpoly_t poly);

/*
 * Meaning   splits a region by a condition: the parts where it holds and where it does not, but
 *           their common border
 * Result    the parts, appended; their polynomials are 0
 * Failure   XP_REFUSED: a comparison that is not affine in the types, or one by == or != or
 *           others that single out one type
 */
XP_MUST_USE xp_status_t xp_region_split(xp_pieces_t yes, xp_pieces_t no, const xp_region_t region,
                                        const xp_expression_struct *condition,
                                        const xp_continuous_t model, xp_error_t error);

/*
 * Meaning   e on a region by polynomial pieces: min, max, abs and if() split it
 * Failure   XP_REFUSED: not of this form
 */
XP_MUST_USE xp_status_t xp_region_pieces(xp_pieces_t pieces, const xp_region_t region,
                                         const xp_expression_struct *e,
                                         const xp_continuous_t model, xp_error_t error);

/*
 * Meaning   h = h + E[f 1(region) | type of kept], f a polynomial, over the others' priors, which
 *           are piecewise polynomial: exact, a piecewise polynomial in that type
 * Domain    h is set on the support of kept
 * Failure   XP_LIMIT: over 10^6 parts
 * Cost      each type that is integrated out multiplies the parts by lower times upper bounds
 */
XP_MUST_USE xp_status_t xp_region_expect(xp_piecewise_t h, const xp_region_t region,
                                         const fmpq_mpoly_t f,
                                         const fmpq_mpoly_ctx_t context,
                                         const xp_continuous_t model, slong kept,
                                         xp_error_t error);

#endif
