/* Numbers as a reader sees them: the fraction, and decimals beside it. */
#ifndef XP_RENDER_NUMBER_H
#define XP_RENDER_NUMBER_H

#include <expost/base/string.h>
#include <expost/num/compat.h>

/*
 * Meaning   adds decimals for value: digits of them, correctly rounded (half to even)
 * Domain    digits >= 0
 * Result    1 when the decimal is value itself: zeros at its end are then left out;
 *           0 when it was rounded
 */
int xp_number_add_decimal(xp_string_t out, const fmpq_t value, long digits);

/*
 * Meaning   adds "p/q", and beside it the decimals: "1/3 ≈ 0.333" when they are
 *           rounded, "1/4 = 0.25" when they are exact
 * Domain    digits < 0: no decimals.  An integer never has any
 */
void xp_number_add(xp_string_t out, const fmpq_t value, long digits);

#endif
