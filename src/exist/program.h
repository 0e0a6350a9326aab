/* A linear program made of named rows, and the way back from its answer. */
#ifndef XP_EXIST_PROGRAM_H
#define XP_EXIST_PROGRAM_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/exist/decide.h>
#include <expost/exist/proof.h>
#include <expost/exist/question.h>
#include <expost/exist/row.h>
#include <expost/num/compat.h>

#include "base/share.h"
#include "exist/scaled_row.h"
#include "lp/lp.h"

/*
 * An unknown is offset + sign * column, or offset alone when column is -1:
 *   payments under nopay are 0; under npt columns >= 0; under epir and a fixed rule
 *   p_i = v_i - o_i - column with column >= 0; otherwise free
 *   probabilities are columns >= 0, and 0 or 1 at profiles where the rule is fixed
 * The rows pos, npt or epir, nopay and fix that this takes in have no row in the program:
 * their multipliers are what the other rows leave over (xp_program_prove).
 *   question    with reduced properties
 *   fixed       by profile the outcome, -1: none; NULL: none anywhere
 *   omitted     the payments have no columns (their rows are added by the caller)
 *   key         of each row; kind XP_ROW_KIND_COUNT: a row that vanishes in the unknowns
 *   pace        of making it: when it was asked to stop no more is added, and
 *               xp_program_solve says so
 */
typedef struct
{
    xp_question_t question;
    slong unknowns;
    slong *fixed;
    int omitted;
    int takes_epir;
    int takes_npt;
    slong *column;
    signed char *sign;
    fmpq *offset;
    slong columns;
    xp_lp_t lp;
    xp_row_key_t *key;
    size_t key_room;
    xp_scaled_row_t row;
    xp_pace_struct pace;
} xp_program_struct;

typedef xp_program_struct xp_program_t[1];

/* Properties of the question: each row that is needed once. */
xp_properties_t xp_program_properties(const xp_question_t *question);

/*
 * Meaning   the columns of the unknowns, then extra free ones, from number
 *           program->columns - extra on; without rows; the objective of the question,
 *           turned for max (the part on payments not when they are omitted)
 * Domain    fixed is NULL or has one entry for each profile, and is copied
 */
void xp_program_init(xp_program_t program, const xp_question_t *question, const slong *fixed,
                     int omitted, slong extra, const xp_progress_t *progress);
void xp_program_clear(xp_program_t program);

/* Adds a row by its key, unless it has no entries and holds. */
void xp_program_add(xp_program_t program, const xp_row_key_t *key);

/* Adds every row of the kind. */
void xp_program_add_kind(xp_program_t program, xp_row_kind_t kind);

/* Adds the rows of each property in the set that the columns do not take in. */
void xp_program_add_properties(xp_program_t program, xp_properties_t properties);

/* Adds the rows one, and worst, that the question itself needs. */
void xp_program_add_frame(xp_program_t program);

/* Opens a row for entries of the caller's; key NULL: it vanishes in the unknowns. */
void xp_program_open_row(xp_program_struct *program, const xp_row_key_t *key, int equation,
                         const fmpq_t right);

/* The unknowns from the columns, and the direction of the payments. */
void xp_program_unknowns(fmpq *unknown, const xp_program_t program, const fmpq *x);
void xp_program_direction(fmpq *direction, const xp_program_t program, const fmpq *ray);

/*
 * Meaning   adds one leaf to the proof: the multipliers y of the rows, and those of the
 *           rows that the columns take in, so that the sum is 0 (bound = 0) or the
 *           objective, turned for max (bound = 1)
 */
void xp_program_prove(xp_proof_t proof, const xp_program_t program, const fmpq *y, int bound);

/*
 * Meaning   runs the engine and counts the run and the sizes in stats
 * Failure   XP_STOPPED; as xp_lp_solve
 */
XP_MUST_USE xp_status_t xp_program_solve(xp_lp_result_t result, const xp_program_t program,
                                         const xp_decide_options_t *options,
                                         xp_decide_stats_t *stats,
                                         const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   the mechanism with these unknowns (payments, then probabilities under a free
 *           rule)
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_mechanism_set_unknowns(xp_mechanism_t mechanism,
                                                  const xp_question_t *question,
                                                  const fmpq *unknown, xp_error_t error);

/* Only the rule of it. */
XP_MUST_USE xp_status_t xp_mechanism_set_probabilities(xp_mechanism_t mechanism,
                                                       const xp_question_t *question,
                                                       const fmpq *unknown, xp_error_t error);

/* Turns the value of a minimised program into that of the objective, constant included. */
void xp_program_value(fmpq_t value, const xp_question_t *question, const fmpq *unknown);

#endif
