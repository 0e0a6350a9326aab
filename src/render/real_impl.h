/* Numbers that need not be rational, and functions of types, in reports. */
#ifndef XP_RENDER_REAL_IMPL_H
#define XP_RENDER_REAL_IMPL_H

#include <jansson.h>

#include <expost/model/continuous.h>
#include <expost/num/piecewise.h>
#include <expost/num/real.h>
#include <expost/render/report.h>
#include <expost/render/sheet.h>

/*
 * "p/q"; {"poly": [...], "interval": [lo, hi], "text": "(3 - sqrt(3))/6"}, constant term first; or
 * {"lo": ..., "hi": ...}; null for an enclosure that is not finite.
 */
json_t *xp_json_real(const xp_real_t value);

/*
 * Meaning   sets key to value, and with digits >= 0 key_decimal to {"value": "0.333",
 *           "rounded": true} beside it, where the enclosure decides the digits
 */
void xp_json_set_real(json_t *object, const char *key, const xp_real_t value, long digits);

/* The same for a list. */
void xp_json_set_reals(json_t *object, const char *key, const xp_real_struct *value, slong count,
                       long digits);

/* A formula as text, null where there is none; self as for xp_interval_add_formula. */
json_t *xp_json_formula(const xp_continuous_t model, const xp_expression_struct *e, slong self);

/* [c0, c1, ...] */
json_t *xp_json_poly(const fmpq_poly_t f);

/* [{"from": a, "to": b, "poly": [c0, c1, ...]}, ...] */
json_t *xp_json_piecewise(const xp_piecewise_t f);

/* The object that every report on types on intervals begins with: the agents' names are there. */
json_t *xp_json_begin_intervals(const xp_report_t *report, int exit_status);

/* Meaning   begins a table and adds f to it, a row for each piece: name, interval, formula. */
void xp_sheet_add_functions(xp_sheet_t sheet, const char *caption);
void xp_sheet_add_function(xp_sheet_t sheet, const char *name, const xp_piecewise_t f,
                           const char *variable);

#endif
