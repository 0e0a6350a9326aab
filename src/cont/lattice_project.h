/* A project as sums of lattice numbers: of all agents, and of all but one. */
#ifndef XP_CONT_LATTICE_PROJECT_H
#define XP_CONT_LATTICE_PROJECT_H

#include "lattice.h"
#include "subsidy_impl.h"

/* Bits of all balls on lattices. */
#define XP_LATTICE_PRECISION 64

/*
 * d_i = slope t + shift; outcome 1 iff the movers' sum exceeds level.  The gain of agent i over the
 * outside option is psi_i(t) = rest_slope t + rest_shift + E(d_i + S_-i - level)^+, and up to a sum
 * of expectations that cancels, the subsidy is cost + (n - 1) E(S - level)^+ - sum of min psi_i.
 *   mover, same   of the agents with slope != 0, and the first of them that is alike
 *   all           the lattice sum of all movers
 *   rest          by place: that of the others, where same is the place itself
 */
typedef struct
{
    const xp_subsidy_task_struct *task;
    slong n;
    fmpq *slope;
    fmpq *shift;
    fmpq *rest_slope;
    fmpq *rest_shift;
    fmpq_t level;
    fmpq_t width;
    slong count;
    slong *mover;
    slong *same;
    xp_lattice_struct *number;
    xp_lattice_struct *suffix;
    xp_lattice_struct *rest;
    xp_lattice_t all;
} xp_lattice_project_struct;

void xp_lattice_project_init(xp_lattice_project_struct *project,
                             const xp_subsidy_task_struct *task);
void xp_lattice_project_clear(xp_lattice_project_struct *project);

/* Reads the task.  Failure: XP_REFUSED, outside options not affine or by outcome. */
XP_MUST_USE xp_status_t xp_lattice_project_set(xp_lattice_project_struct *project,
                                               xp_error_t error);

/*
 * Meaning   all and rest, the widest number with so many cells
 * Failure   XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_lattice_project_refine(xp_lattice_project_struct *project, slong cells,
                                                  xp_error_t error);

#endif
