/* The parts of the reader of certificates about continuous types. */
#ifndef XP_CERT_INTERVAL_READ_H
#define XP_CERT_INTERVAL_READ_H

#include <expost/cert/interval.h>

#include "cert/read_fields.h"

/* The numbers up to the end of the record as coefficients; LO HI and such numbers. */
void xp_take_polynomial(xp_fields_t *in, fmpq_poly_t f);
void xp_take_root(xp_fields_t *in, xp_stated_root_t root, slong least);

/* The records agents, agent, poly, formula. */
void xp_take_intervals(xp_fields_t *in, xp_interval_certificate_t certificate);

#endif
