/* The sections of a certificate, written one behind the other. */
#ifndef XP_CERT_WRITE_IMPL_H
#define XP_CERT_WRITE_IMPL_H

#include <expost/base/string.h>
#include <expost/cert/certificate.h>
#include <expost/exist/interim_tables.h>

/* The records of agents and types, and those of the prior. */
void xp_write_agents(xp_string_t out, const xp_environment_t environment);
void xp_write_prior(xp_string_t out, const xp_environment_t environment);

/* The lines before the claim in reduced form. */
void xp_write_reduced(xp_string_t out, const xp_interim_tables_t tables);

void xp_write_claim(xp_string_t out, const xp_certificate_t certificate);

/* From `evidence` to `end`. */
void xp_write_evidence(xp_string_t out, const xp_certificate_t certificate);

#endif
