/* The cells of a rule over finitely many outcomes: where it chooses which. */
#ifndef XP_CONT_OUTCOME_CELLS_H
#define XP_CONT_OUTCOME_CELLS_H

#include "cont/region.h"

/* The rule chooses outcome[k] on region[k]; the regions overlap in their borders only. */
typedef struct
{
    slong count;
    size_t room;
    xp_region_struct *region;
    slong *outcome;
    fmpq_mpoly_ctx_t context;
} xp_cells_struct;

typedef xp_cells_struct xp_cells_t[1];

/* The context has n + 1 variables: the types, and one that is not used. */
void xp_cells_init(xp_cells_t cells, slong n);
void xp_cells_clear(xp_cells_t cells);

/*
 * Meaning   the cells of the efficient rule (ties to the first), or of the model's own cases
 * Failure   XP_REFUSED: a comparison that is not affine in the types
 */
XP_MUST_USE xp_status_t xp_cells_set(xp_cells_t cells, const xp_continuous_t model, int efficient,
                                     xp_error_t error);

/*
 * Meaning   h = E[e[a(theta)] | type of kept], e one expression for each outcome, NULL: 0
 * Failure   XP_REFUSED: an expression that is not polynomial by pieces; XP_LIMIT
 */
XP_MUST_USE xp_status_t xp_cells_expect(xp_piecewise_t h, xp_cells_t cells,
                                        const xp_continuous_t model,
                                        const xp_expression_struct *const *e, slong kept,
                                        xp_error_t error);

/* S(a, theta) as an expression: the sum of the values less the cost. */
const xp_expression_struct *xp_cells_surplus(xp_pool_t pool, const xp_continuous_t model,
                                             slong outcome);

/* The same without the value of agent i; i = -1: with all. */
const xp_expression_struct *xp_cells_surplus_without(xp_pool_t pool, const xp_continuous_t model,
                                                     slong outcome, slong without);

#endif
