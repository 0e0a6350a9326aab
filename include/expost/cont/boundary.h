/* Where dissolvable shares end. */
#ifndef XP_CONT_BOUNDARY_H
#define XP_CONT_BOUNDARY_H

#include <expost/cont/partnership.h>

/*
 * One end of the dissolvable part of a line of shares base + s * direction.
 *   at_simplex   the line leaves the simplex here while still dissolvable: the end is no zero of D
 *   parameter    s: exact (rational, or algebraic of degree at most 4 * degree_limit) or an
 *                enclosure
 *   low, high    rational bracket of s: D >= 0 proved at the end that lies inside, D < 0 at the
 *                other (equal for an exact rational, or at the simplex)
 *   share        n shares at that point, exact where parameter is
 */
typedef struct
{
    int at_simplex;
    xp_real_t parameter;
    fmpq_t low;
    fmpq_t high;
    xp_real_struct *share;
} xp_boundary_end_struct;

/*
 * The dissolvable part of a line: an interval (D is concave), perhaps empty.
 *   name       what the line is: "share of ann, the others equal", ...
 *   answer     XP_HOLDS: end[0] and end[1] are set; XP_FAILS: no point of the line in the simplex
 *              is dissolvable (proved); XP_UNDECIDED: see reason
 */
typedef struct
{
    char *name;
    slong n;
    fmpq *base;
    fmpq *direction;
    xp_answer_t answer;
    char *reason;
    xp_boundary_end_struct end[2];
} xp_boundary_line_struct;

/*
 *   line       n = 2: one, of the share of agent 0.  n >= 3: one for each agent that is not alike
 *              another before it (same distribution), its share with the others equal; or the one
 *              asked for
 *   region     n = 3 with points asked for: XP_HOLDS, middle is a dissolvable point (equal shares
 *              where these are); XP_FAILS: no shares at all are dissolvable (proved); otherwise, or
 *              where neither was proved, XP_UNDECIDED
 *   ray        n = 3: point_count points on the boundary of the region, in order around middle.
 *              Point k is end[1] of ray[k]: exact, or bracketed, on a line from middle (then end[0]
 *              is the middle) or on an edge of the simplex ("without ann").  All points where the
 *              boundary meets an edge are among them.  A ray that is undecided is left out
 */
typedef struct
{
    slong n;
    slong line_count;
    xp_boundary_line_struct *line;
    xp_answer_t region;
    fmpq *middle;
    slong point_count;
    xp_boundary_line_struct *ray;
} xp_boundary_struct;

typedef xp_boundary_struct xp_boundary_t[1];

void xp_boundary_init(xp_boundary_t boundary);
void xp_boundary_clear(xp_boundary_t boundary);

/*
 * Meaning   the boundary of the dissolvable shares of the agents of partnership (its own shares do
 *           not matter)
 * Domain    along: NULL, or 2 n rationals: two points with sum 1 each, the line through them is
 *           asked for, parameter 0 at the first and 1 at the second.  points: how many rays for
 *           n = 3 (0: none)
 * Result    brackets of width at most 10^-digits (at least 15 digits)
 * Failure   XP_INPUT: the points of along are the same; XP_STOPPED
 * Source    CGK 1987, Propositions 1 and 2 for the uniform case; D is concave in the shares
 */
XP_MUST_USE xp_status_t xp_boundary(xp_boundary_t boundary, const xp_partnership_t partnership,
                                    const char *const *agent_name, const fmpq *along,
                                    slong points, const xp_dissolve_options_t *options,
                                    xp_error_t error);

#endif
