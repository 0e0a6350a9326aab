/* Rationals and text: the only place that turns one into the other. */
#ifndef XP_NUM_RAT_H
#define XP_NUM_RAT_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/num/compat.h>

/* Exponents beyond this, and numbers of more bits, are errors and not a wait. */
#define XP_RAT_EXPONENT_LIMIT 10000
#define XP_RAT_BITS_LIMIT 1000000

/*
 * Meaning   reads an unsigned number of the model language: digits, digits "."
 *           digits, each with an exponent e or E, optional sign, digits
 * Domain    the length bytes of text; a zero byte need not follow
 * Result    value is the exact rational, canonical
 * Failure   XP_INPUT: not such a number, an exponent beyond
 *           XP_RAT_EXPONENT_LIMIT, more than XP_RAT_BITS_LIMIT bits; the error
 *           has no place
 * Cost      quasi-linear in the digits; an exponent that is too large is seen first
 */
XP_MUST_USE xp_status_t xp_rat_set_number(fmpq_t value, const char *text, size_t length,
                                          xp_error_t error);

/*
 * Meaning   reads a signed number or fraction as on a command line or in a CSV
 *           field: [+-] number [ "/" number ], no blanks inside
 * Failure   as xp_rat_set_number; XP_INPUT when the divisor is 0
 */
XP_MUST_USE xp_status_t xp_rat_set_text(fmpq_t value, const char *text, size_t length,
                                        xp_error_t error);

/* Adds "p/q" in lowest terms, or "p" when q = 1. */
void xp_rat_add_text(xp_string_t string, const fmpq_t value);

/*
 * Meaning   adds value with digits decimals after the point, rounded to the
 *           nearest, half to even, by integer arithmetic
 * Domain    digits >= 0
 * Result    1 if the decimal is exactly value, otherwise 0: then it was rounded
 */
int xp_rat_add_decimal(xp_string_t string, const fmpq_t value, long digits);

#endif
