/* Random payments to test: arbitrary ones, and ones that nearly have some property. */
#ifndef XP_TESTS_RANDOM_PAYMENTS_H
#define XP_TESTS_RANDOM_PAYMENTS_H

#include <stdint.h>

#include <expost/model/payments.h>
#include <expost/num/compat.h>

#include "random_scale.h"
#include "ref_model.h"

/*
 * Meaning   random payments, n * K entries (i * K + x): zero, arbitrary, Groves,
 *           pivot, the largest that truth allows line by line or in the interim,
 *           or shares of the cost; then perhaps moved so that participation or
 *           the budget just holds; then perhaps one entry is changed
 */
void xp_random_payments(fmpq *payment, const xp_ref_model_t ref, const xp_scale_t scale,
                        uint64_t *state);

/*
 * Meaning   the same payments as one term XP_TERM_PROFILE for each agent
 * Domain    payments is as after init
 */
void xp_payments_set_profiles(xp_payments_t payments, const xp_ref_model_t ref,
                              const fmpq *payment);

/*
 * Meaning   the same payments split at random into terms of every kind that has a
 *           meaning for the model; the rest is a term XP_TERM_PROFILE
 * Domain    payments is as after init; used has an entry for each kind of term,
 *           in which the terms made are counted
 */
void xp_random_terms(xp_payments_t payments, const xp_ref_model_t ref, const fmpq *payment,
                     uint64_t *state, unsigned long *used);

#endif
