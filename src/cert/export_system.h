/* The rows of a question that are exported, in order, and the names of rows and columns. */
#ifndef XP_CERT_EXPORT_SYSTEM_H
#define XP_CERT_EXPORT_SYSTEM_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/exist/question.h>
#include <expost/exist/row.h>
#include <expost/num/compat.h>

#include "base/share.h"

/* The question without eff of a fixed rule and without what follows from other properties. */
void xp_system_question(xp_question_t *system, const xp_question_t *question);

/* Whether the system has rows of this kind; pos and fix are no rows. */
int xp_system_has(const xp_question_t *system, xp_row_kind_t kind);

/*
 * Goes through the rows, until pace is asked to stop.  row holds the present one; without
 * entries only when it does not hold.
 */
typedef struct
{
    const xp_question_t *system;
    xp_row_key_t key;
    int started;
    xp_row_t row;
    xp_pace_struct *pace;
} xp_system_walk_t;

void xp_system_walk_init(xp_system_walk_t *walk, const xp_question_t *system,
                         xp_pace_struct *pace);
void xp_system_walk_clear(xp_system_walk_t *walk);

/* The next row: 1, or 0 behind the last, or when stopped. */
int xp_system_walk_next(xp_system_walk_t *walk);

/* The pace of an export. */
xp_pace_struct xp_system_pace(const xp_progress_t *progress);

/*
 * Meaning   the end of an export that began when out was length long
 * Failure   XP_STOPPED: pace was asked to stop; out has its old length
 */
XP_MUST_USE xp_status_t xp_system_end(xp_string_t out, size_t length, const xp_pace_struct *pace,
                                      xp_error_t error);

/* Add the name of a row, of a column. */
void xp_system_add_row(xp_string_t out, const xp_question_t *system, const xp_row_key_t *key);
void xp_system_add_column(xp_string_t out, const xp_question_t *system, slong unknown);

/* Whether the column is a probability. */
int xp_system_is_probability(const xp_question_t *system, slong unknown);

/* The least number > 0 by which the row's numbers become integers; of its left side only. */
void xp_system_factor(fmpz_t factor, const xp_row_t row);
void xp_system_left_factor(fmpz_t factor, const xp_row_t row);

/* Adds coefficient e, or the right side, times factor: an integer. */
void xp_system_scaled(fmpz_t number, const fmpq_t value, const fmpz_t factor);

#endif
