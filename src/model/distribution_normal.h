/* The normal distribution and its image on (0, 1), on an interval. */
#ifndef XP_MODEL_DISTRIBUTION_NORMAL_H
#define XP_MODEL_DISTRIBUTION_NORMAL_H

#include <expost/model/distribution.h>

/* Domain: d is empty, sd > 0; low < high.  Result: knots and pieces are set. */
void xp_distribution_set_normal(xp_distribution_t d, const fmpq_t mean, const fmpq_t sd,
                                const fmpq_t low, const fmpq_t high);

/* The same of the type scaled to [0, 1], a formula. */
void xp_distribution_set_logitnormal(xp_distribution_t d, const fmpq_t mean, const fmpq_t sd,
                                     const fmpq_t low, const fmpq_t high,
                                     const xp_expression_struct *scaled);

#endif
