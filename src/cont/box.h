/* Signs of polynomials on boxes with rational ends, decided exactly. */
#ifndef XP_CONT_BOX_H
#define XP_CONT_BOX_H

#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/num/ball.h>

/*
 * Meaning   whether f >= 0 (strict: > 0) at every point of the box low[k] <= x_k <= high[k]
 * Domain    count variables in context, low[k] <= high[k] for those that f reads
 * Result    XP_FAILS: where has count coordinates of a point where it is not so; those that f does
 *           not read are low.  XP_UNDECIDED: the limit of the subdivision
 * Failure   XP_STOPPED
 * Cost      Bernstein coefficients, the product of (degree + 1), for each part of the box
 */
XP_MUST_USE xp_status_t xp_box_sign(xp_answer_t *answer, fmpq *where, const fmpq_mpoly_t f,
                                    const fmpq *low, const fmpq *high, int strict,
                                    const fmpq_mpoly_ctx_t context,
                                    const xp_progress_t *progress);

/*
 * Meaning   the same by subdivision only: each axis is halved at most depth times
 * Result    XP_UNDECIDED: deeper parts would be needed, or more than work operations on numbers, or
 *           there are over XP_BOX_LIMIT coefficients
 */
XP_MUST_USE xp_status_t xp_box_subdivide(xp_answer_t *answer, fmpq *where, const fmpq_mpoly_t f,
                                         const fmpq *low, const fmpq *high, int strict,
                                         int depth, slong work, const fmpq_mpoly_ctx_t context,
                                         const xp_progress_t *progress);

#define XP_BOX_LIMIT 200000

/*
 * Meaning   whether f vanishes nowhere on the box: 1 proved, 0 not proved
 * Failure   XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_box_is_nonzero(int *nonzero, const fmpq_mpoly_t f, const fmpq *low,
                                          const fmpq *high, const fmpq_mpoly_ctx_t context,
                                          const xp_progress_t *progress);

/* f at a point, one coordinate for each variable of the context. */
void xp_box_evaluate(fmpq_t value, const fmpq_mpoly_t f, const fmpq *point,
                     const fmpq_mpoly_ctx_t context);

#endif
