/* What the files of the boundary share: the work on one line of shares. */
#ifndef XP_CONT_BOUNDARY_IMPL_H
#define XP_CONT_BOUNDARY_IMPL_H

#include <expost/cont/boundary.h>

/*
 *   width       brackets shall be at most so wide: 10^-digits
 *   bits        2^-bits <= width
 *   precision_limit   bits at which balls give up
 *   degree_limit      largest degree of an exact end
 *   share, worst_off  room for the evaluator
 */
typedef struct
{
    const xp_partnership_struct *partnership;
    const xp_dissolve_options_t *options;
    xp_evaluator_struct *evaluator;
    fmpq_t width;
    slong bits;
    slong precision_limit;
    slong degree_limit;
    arb_ptr share;
    arb_ptr worst_off;
} xp_boundary_work_struct;

typedef xp_boundary_work_struct xp_boundary_work_t[1];

void xp_boundary_work_init(xp_boundary_work_t work, const xp_partnership_t partnership,
                           const xp_dissolve_options_t *options);
void xp_boundary_work_clear(xp_boundary_work_t work);

/* Whether to go on; the words of XP_STOPPED. */
XP_MUST_USE xp_status_t xp_boundary_tick(const xp_boundary_work_t work, xp_error_t error);

/* D and a supergradient of s -> D at one parameter; sign: 1 for D >= 0, -1, 0 when not proved. */
typedef struct
{
    fmpq_t s;
    int sign;
    arb_t sum;
    arb_t slope;
} xp_boundary_place_struct;

typedef xp_boundary_place_struct xp_boundary_place_t[1];

void xp_boundary_place_init(xp_boundary_place_t place);
void xp_boundary_place_clear(xp_boundary_place_t place);
void xp_boundary_place_swap(xp_boundary_place_t a, xp_boundary_place_t b);

/* to = from; whether a and b are the same n rationals. */
void xp_boundary_copy_shares(fmpq *to, const fmpq *from, slong n);
int xp_boundary_same_shares(const fmpq *a, const fmpq *b, slong n);

/* The n shares at parameter s of line. */
void xp_boundary_shares(fmpq *share, const xp_boundary_line_struct *line, const fmpq_t s);

/* Meaning   balls at place->s with precision bits, and the sign if they tell it */
void xp_boundary_look(xp_boundary_place_t place, xp_boundary_work_t work,
                      const xp_boundary_line_struct *line, slong precision);

/* Meaning   the sign at place->s by balls of start bits and more, up to last bits */
void xp_boundary_prove(xp_boundary_place_t place, xp_boundary_work_t work,
                       const xp_boundary_line_struct *line, slong start, slong last);

/* Meaning   the sign at place->s by balls, then exactly; sign 0 when that is undecided */
XP_MUST_USE xp_status_t xp_boundary_decide(xp_boundary_place_t place, xp_boundary_work_t work,
                                           const xp_boundary_line_struct *line,
                                           xp_error_t error);

/*
 * Meaning   looks for D >= 0 between low and high, both decided with D < 0
 * Result    XP_HOLDS and inside; XP_FAILS: proved that there is none; XP_UNDECIDED
 */
XP_MUST_USE xp_status_t xp_boundary_maximise(xp_answer_t *answer, xp_boundary_place_t inside,
                                             xp_boundary_work_t work,
                                             const xp_boundary_line_struct *line,
                                             const fmpq_t low, const fmpq_t high,
                                             xp_error_t error);

/*
 * Meaning   draws inside (D >= 0) and outside (D < 0) together until they are at most width apart
 * Result    *stuck: the sign was not proved somewhere between; they are as near as it went
 */
XP_MUST_USE xp_status_t xp_boundary_shrink(int *stuck, xp_boundary_place_t inside,
                                           xp_boundary_place_t outside, xp_boundary_work_t work,
                                           const xp_boundary_line_struct *line,
                                           const fmpq_t width, xp_error_t error);

/*
 * Meaning   the zero of D between inside and outside as an exact number; they may be drawn
 *           nearer.  curves: how many shares' worst-off types may be irrational, each of its own
 * Result    *found: s is exact and the only possible end; 0: not polynomial, or too large
 */
XP_MUST_USE xp_status_t xp_boundary_exact(int *found, xp_real_t s, xp_boundary_place_t inside,
                                          xp_boundary_place_t outside, xp_boundary_work_t work,
                                          const xp_boundary_line_struct *line, slong curves,
                                          xp_error_t error);

/* A line of n shares from `from` towards `to` (parameter 1); name is given away to it. */
void xp_boundary_line_init(xp_boundary_line_struct *line, slong n);
void xp_boundary_line_clear(xp_boundary_line_struct *line);
void xp_boundary_line_set(xp_boundary_line_struct *line, const fmpq *from, const fmpq *to,
                          char *name);

/*
 * Meaning   the answer and both ends of a line whose base and direction are set
 * Domain    curves as in xp_boundary_exact; 0 asks for no exact ends
 */
XP_MUST_USE xp_status_t xp_boundary_line_solve(xp_boundary_line_struct *line,
                                               xp_boundary_work_t work, slong curves,
                                               xp_error_t error);

/*
 * Meaning   of a line whose point s = 0 is known to be dissolvable: end[0] there, and end[1] beyond
 * Result    answer XP_FAILS when the line leaves the simplex at s = 0
 */
XP_MUST_USE xp_status_t xp_boundary_ray_solve(xp_boundary_line_struct *line,
                                              xp_boundary_work_t work, slong curves,
                                              xp_error_t error);

/* Meaning   n = 3: the points around the region, in order; see boundary.h */
XP_MUST_USE xp_status_t xp_boundary_around(xp_boundary_t boundary, xp_boundary_work_t work,
                                           const char *const *agent_name, slong points,
                                           xp_error_t error);

/* Meaning   n = 3: sets region, and where it holds middle: equal shares where these hold */
XP_MUST_USE xp_status_t xp_boundary_find_middle(xp_boundary_t boundary, xp_boundary_work_t work,
                                                xp_error_t error);

/* How many worst-off types are eliminated for an exact end, at most. */
#define XP_BOUNDARY_CURVES 3

#endif
