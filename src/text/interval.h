/* A model with types on intervals: what its stages share. */
#ifndef XP_TEXT_INTERVAL_H
#define XP_TEXT_INTERVAL_H

#include <expost/model/continuous.h>

#include "text/compile.h"

/* Formulas of all agents and outcomes together have at most so many parts. */
#define XP_INTERVAL_PARTS ((size_t) 4000000)

/* Whether a document states types on intervals, so that the model is a continuous one. */
int xp_interval_is_stated(const xp_document_struct *doc);

/* All stages from tree to model, for such a document; model->continuous is made. */
void xp_interval_build(xp_reader_t *reader);

/* Fills the expression of a parameter, and the value where that is rational. */
xp_let_state_t xp_interval_read_let(xp_reader_t *reader, xp_let_t *let);

/*
 * Where a formula stands: as a scope, for one agent (or none) and one outcome (or none: -1).
 *   reads_outcome  set when the formula asked for the outcome or its value
 *   bound_agent    what the bound names of the scope stand for
 * Never copied: scope.self points into it.
 */
typedef struct
{
    xp_scope_t scope;
    xp_continuous_struct *model;
    slong self;
    slong outcome;
    int reads_outcome;
    slong bound_agent[XP_CODE_LOOPS];
} xp_spot_struct;

typedef xp_spot_struct xp_spot_t[1];

/* self: an agent or -1; where and may as in xp_scope_init. */
void xp_spot_init(xp_spot_t place, xp_reader_t *reader, int may, const char *where,
                   slong self);

/* The formula of a number, in the pool of the model; NULL after an error. */
const xp_expression_struct *xp_interval_number(xp_spot_t place, const xp_tree_struct *tree);

/* What a condition is: it may be decided where it is read (by the outcome, by constants). */
typedef enum
{
    XP_CONDITION_BROKEN, /* an error was given */
    XP_CONDITION_FALSE,
    XP_CONDITION_TRUE,
    XP_CONDITION_OPEN
} xp_condition_t;

/* Reads a condition; *condition is its formula when it is open. */
xp_condition_t xp_interval_condition(const xp_expression_struct **condition, xp_spot_t place,
                                     const xp_tree_struct *tree);

/*
 * A body of numbers as one formula: cases become IF.  NULL after an error: a table, cases
 * without an end.
 */
const xp_expression_struct *xp_interval_body(xp_spot_t place, const xp_body_struct *body);

/* Says that cases end with `otherwise`; that there are no tables. */
void xp_interval_refuse_open(xp_reader_t *reader, const xp_body_struct *body);
void xp_interval_refuse_table(xp_reader_t *reader, const xp_body_struct *body);

/* Whether b holds exactly where a does not, both being one comparison of the same sides. */
int xp_interval_is_opposite(const xp_expression_struct *a, const xp_expression_struct *b);

/* Whether two formulas are written alike. */
int xp_interval_same(const xp_expression_struct *a, const xp_expression_struct *b);

/* The stages that have files of their own; `whole` is 0 after which nothing more can be said. */
int xp_interval_read_types(xp_reader_t *reader);
void xp_interval_read_priors(xp_reader_t *reader);
void xp_interval_read_values(xp_reader_t *reader);
void xp_interval_read_shares(xp_reader_t *reader);
void xp_interval_read_costs(xp_reader_t *reader);
void xp_interval_read_rule(xp_reader_t *reader);
void xp_interval_read_payments(xp_reader_t *reader);

/*
 * A formula of the own type by pieces: count pieces between count + 1 rising knots, the first low,
 * the last high; offset[k] is the place in the text that piece k comes from.
 */
typedef struct
{
    slong count;
    slong room;
    fmpq *knot;
    const xp_expression_struct **piece;
    size_t *offset;
} xp_type_pieces_t;

void xp_type_pieces_init(xp_type_pieces_t *pieces);
void xp_type_pieces_clear(xp_type_pieces_t *pieces);

/*
 * Meaning   cuts the body of a cdf or density where comparisons of t with numbers change: cases,
 *           if(), min, max, abs of affine functions of t
 * Result    1; 0 after an error: a point that no case covers, a case that is decided by more than
 *           comparisons of t with rational numbers
 */
int xp_interval_cut(xp_type_pieces_t *pieces, xp_spot_t place, const xp_body_struct *body,
                    const fmpq_t low, const fmpq_t high);

#endif
