/* What the theory says of payments, asked of a table of them. */
#ifndef XP_TESTS_REF_IDENTITY_H
#define XP_TESTS_REF_IDENTITY_H

#include <expost/num/compat.h>

#include "ref_model.h"

/* Whether sum_i p_i = c(a(theta)) at every profile. */
int xp_ref_sums_to_cost(const xp_ref_model_t ref, const fmpq *payment);

/* Whether no lie gains at any profile. */
int xp_ref_is_truthful(const xp_ref_model_t ref, const fmpq *payment);

/* Whether p_i + X_i does not depend on the own type: the payments are Groves payments. */
int xp_ref_are_groves(const xp_ref_model_t ref, const fmpq *payment);

/* Whether E[p_i | theta_i] = E[q_i | theta_i] - (sum_j E q_j - E c) / n for each type. */
int xp_ref_keeps_interim(const xp_ref_model_t ref, const fmpq *payment, const fmpq *base);

#endif
