/* A reading in progress: what is shared by the stages from tree to model. */
#ifndef XP_TEXT_READER_H
#define XP_TEXT_READER_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/model/model.h>
#include <expost/text/read.h>

#include "text/code.h"
#include "text/source.h"

/*
 *   source   being filled; belongs to model
 *   errors   what was found so far
 *   faults   their number, also beyond the limit of errors
 *   first    the least offsets of faults, at most XP_ERRORS_LIMIT of them, in order: a fault
 *            beyond the last would not be among the errors shown, and is counted only
 *   muted    the lines of the model file, muted_count of them, about which the parser has spoken:
 *            no more is said about these
 *   status   XP_OK, or the first of XP_INPUT, XP_SYSTEM, XP_LIMIT, XP_STOPPED that occurred
 *   value, outside, payment, h   a formula for each agent; source is NULL where it could not be
 *            made, and the arrays of payment, h are NULL where none is stated
 *   rule     an explicit one; source is NULL where there is none
 *   joint    the joint prior or weights; source is NULL where there is none
 */
typedef struct
{
    xp_source_struct *source;
    xp_model_struct *model;
    const xp_read_options_t *options;
    xp_errors_struct *errors;
    size_t faults;
    size_t first[XP_ERRORS_LIMIT];
    size_t first_count;
    long *muted;
    size_t muted_count;
    xp_status_t status;
    xp_formula_t *value;
    xp_formula_t *outside;
    xp_formula_t *payment;
    xp_formula_t *h;
    xp_formula_t rule;
    xp_formula_t joint;
    int joint_weights;
    size_t joint_place;
} xp_reader_t;

/* Adds a fault of the user at offset (see xp_source_set_place); words as printf. */
void xp_reader_fail(xp_reader_t *reader, size_t offset, const char *format, ...)
    XP_PRINTF(3, 4);

/* The same with another status than XP_INPUT. */
void xp_reader_stop(xp_reader_t *reader, xp_status_t status, size_t offset, const char *format,
                    ...) XP_PRINTF(4, 5);

/* Adds an error that has its place already; it is empty afterwards. */
void xp_reader_take(xp_reader_t *reader, xp_status_t status, xp_error_t error);

/* Tells the progress of reading, now and then; XP_STOPPED with the words when asked to stop. */
XP_MUST_USE xp_status_t xp_reader_tick(const xp_reader_t *reader, slong done, slong total,
                                       xp_error_t error);

/* Adds an error without a place, at offset. */
void xp_reader_take_at(xp_reader_t *reader, xp_status_t status, xp_error_t error,
                       size_t offset);

/* Fails with `there is no KIND called "NAME"; did you mean "..."?`, the nearest of names. */
void xp_reader_undefined(xp_reader_t *reader, size_t offset, const char *kind, const char *name,
                         const xp_names_t *names);

/*
 * Each of these finds what a tree names, in the model's agents, outcomes, types.  Result: the
 * place, or -1 after an error (none where what is needed for an answer is broken).  self is the
 * agent that `self` means, or -1.
 */
slong xp_resolve_agent(xp_reader_t *reader, const xp_tree_struct *tree, slong self);
slong xp_resolve_outcome(xp_reader_t *reader, const xp_tree_struct *tree, slong self);
slong xp_resolve_type(xp_reader_t *reader, const xp_class_t *class,
                      const xp_tree_struct *tree);

/* Reads a profile in the order of the agents; 0 after an error. */
int xp_resolve_profile(xp_reader_t *reader, slong *profile, const xp_tree_struct *tree);

/* The type of a class with this label tree, without any error; -1 when there is none. */
slong xp_class_find(const xp_class_t *class, const xp_tree_struct *tree);

/* The same for an outcome (not OWNER). */
slong xp_source_find_outcome(const xp_source_struct *source, const xp_tree_struct *tree);

/*
 * The value of a parameter, evaluated now if it was not yet; NULL when it has none (an error was
 * given).  Domain: let is a place in source->let.
 */
const fmpq *xp_let_value(xp_reader_t *reader, slong let);

/*
 * The name of `payments NAME`, "rebalance(pivot)"; a name that is none, and braces where they do
 * not belong, are errors.  The caller frees it.
 */
char *xp_read_mechanism(xp_reader_t *reader, const xp_item_struct *item);

/*
 * The stages, in their order.  Each needs the ones before, says what is wrong, and leaves
 * `broken` marks where later stages shall be silent.  First the names:
 */
void xp_read_definitions(xp_reader_t *reader);
void xp_read_agents(xp_reader_t *reader);
void xp_read_lets(xp_reader_t *reader);
void xp_read_type_files(xp_reader_t *reader);
void xp_read_types(xp_reader_t *reader);
void xp_read_outcomes(xp_reader_t *reader);
void xp_read_prefers(xp_reader_t *reader);
void xp_read_sizes(xp_reader_t *reader);
void xp_read_files(xp_reader_t *reader);

/* Then the formulas: */
void xp_read_values(xp_reader_t *reader);
void xp_read_outside(xp_reader_t *reader);
void xp_read_joint(xp_reader_t *reader);
void xp_read_rule(xp_reader_t *reader);
void xp_read_payments(xp_reader_t *reader);

/* title, at most once; source, joined: into the environment. */
void xp_read_titles(xp_reader_t *reader);

/* The prior of a block, the first of several; NULL when there is none. */
const xp_item_struct *xp_find_prior(xp_reader_t *reader, const xp_item_struct *block);

/* Says which agents have no prior although others do; stated: a flag for each class. */
void xp_check_priors(xp_reader_t *reader, const unsigned char *stated);

/* Then the model and its tables, as far as names and formulas are whole: */
int xp_read_environment(xp_reader_t *reader);
void xp_read_costs(xp_reader_t *reader);
void xp_read_requires(xp_reader_t *reader);
void xp_read_priors(xp_reader_t *reader);
void xp_fill_values(xp_reader_t *reader);
void xp_fill_outside(xp_reader_t *reader);
void xp_fill_joint(xp_reader_t *reader);
void xp_fill_rule(xp_reader_t *reader);
void xp_fill_payments(xp_reader_t *reader);

/* What the rows of a table of a formula's values are. */
typedef enum
{
    XP_ROWS_TYPE,    /* the agent's types */
    XP_ROWS_OTHERS,  /* the agent's lines */
    XP_ROWS_PROFILE  /* the profiles */
} xp_rows_t;

/*
 * Meaning   the values of a formula: for each outcome (outcomes != 0; otherwise once) one for each
 *           row
 * Result    1; 0 after an error
 */
int xp_fill_table(xp_table_t table, xp_reader_t *reader, const xp_formula_t *formula,
                  xp_rows_t rows, int outcomes);

/* The same, but where a value is missing nothing is said and the answer is 0. */
int xp_try_table(xp_table_t table, xp_reader_t *reader, const xp_formula_t *formula,
                 xp_rows_t rows, int outcomes);

/* Whether agents, types and outcomes are all known. */
int xp_reader_is_whole(const xp_reader_t *reader);

#endif
