/* Agents alike along a line, and where their worst-off types lie in a short bracket of it. */
#ifndef XP_CONT_BOUNDARY_CLASSES_H
#define XP_CONT_BOUNDARY_CLASSES_H

#include "cont/boundary_impl.h"

/*
 * count agents with one distribution and the share base + direction * s; agent is the first.
 *   is_curve   the worst-off type v is a root of G(v) = share, with G = g around it and
 *              integral of G from v to the hull's upper end = phi(v)
 *   type, tail otherwise: v is this rational all over the bracket, and phi(v) = tail
 */
typedef struct
{
    slong agent;
    slong count;
    fmpq_t base;
    fmpq_t direction;
    int is_curve;
    fmpq_poly_t g;
    fmpq_poly_t phi;
    fmpq_t type;
    fmpq_t tail;
} xp_boundary_class_struct;

/* constant: D without the H_i: the hull's upper end + (n - 1) * integral of the product of all F */
typedef struct
{
    slong count;
    xp_boundary_class_struct *class;
    fmpq_t constant;
} xp_boundary_classes_struct;

typedef xp_boundary_classes_struct xp_boundary_classes_t[1];

void xp_boundary_classes_init(xp_boundary_classes_t classes);
void xp_boundary_classes_clear(xp_boundary_classes_t classes);

/*
 * Meaning   the classes, valid between inside and outside; these are drawn nearer where a worst-off
 *           type crosses a knot between them
 * Result    *known 0: a distribution is not polynomial, degrees are too large, or a sign is open
 */
XP_MUST_USE xp_status_t xp_boundary_classes_set(int *known, xp_boundary_classes_t classes,
                                                xp_boundary_place_t inside,
                                                xp_boundary_place_t outside,
                                                xp_boundary_work_t work,
                                                const xp_boundary_line_struct *line,
                                                xp_error_t error);

#endif
