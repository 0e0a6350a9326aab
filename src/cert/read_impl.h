/* The sections of a certificate, read one behind the other. */
#ifndef XP_CERT_READ_IMPL_H
#define XP_CERT_READ_IMPL_H

#include <expost/cert/certificate.h>
#include <expost/exist/interim_tables.h>
#include <expost/exist/row.h>
#include <expost/model/environment.h>
#include <expost/model/rule.h>

#include "cert/read_fields.h"

/* More profiles than this are XP_LIMIT: those of a model that are listed. */
#define XP_CERTIFICATE_PROFILES (WORD(1) << 27)

/* Names and types of the agents, before the outcomes are known. */
typedef struct
{
    char *name;
    slong type_count;
    char **type_label;
} xp_agent_named_t;

typedef struct
{
    slong count;
    xp_agent_named_t *agent;
} xp_agents_named_t;

void xp_agent_names_clear(xp_agents_named_t *names);

/* The records agents, agent, type. */
void xp_take_names(xp_fields_t *in, xp_agents_named_t *names);

/* Moves the names into an environment as after init, with so many outcomes. */
void xp_agent_names_move(xp_fields_t *in, xp_environment_t environment, xp_agents_named_t *names,
                   slong outcomes);

/* Refuses names that make too many profiles to list. */
void xp_require_listed(xp_fields_t *in, const xp_agents_named_t *names);

/* The records value and valuex, and those of the prior. */
void xp_take_values(xp_fields_t *in, xp_environment_t environment);
void xp_take_prior(xp_fields_t *in, xp_environment_t environment);
void xp_take_independent(xp_fields_t *in, xp_environment_t environment);

/* The records outside and what stands behind each. */
void xp_take_outside(xp_fields_t *in, xp_environment_t environment);

/* What stands behind the line `environment`, behind `environment reduced`. */
void xp_take_environment(xp_fields_t *in, xp_environment_t environment);
void xp_take_reduced(xp_fields_t *in, xp_environment_t environment, xp_interim_tables_t tables);

/* The records alloc and lottery of a rule; without lotteries when deterministic. */
void xp_take_choices(xp_fields_t *in, xp_rule_t rule, const xp_environment_t environment,
                     int deterministic);

/* The sections rule, claim, evidence. */
void xp_take_rule(xp_fields_t *in, xp_certificate_t certificate);
void xp_take_claim(xp_fields_t *in, xp_certificate_t certificate);
void xp_take_evidence(xp_fields_t *in, xp_certificate_t certificate);

/* The violated row, and multipliers with their branches. */
void xp_take_violated(xp_fields_t *in, xp_certificate_t certificate);
void xp_take_proof(xp_fields_t *in, xp_certificate_t certificate);

/* Evidence about Groves payments and about type graphs. */
void xp_take_h(xp_fields_t *in, xp_certificate_t certificate);
void xp_take_cube(xp_fields_t *in, xp_certificate_t certificate);
void xp_take_potentials(xp_fields_t *in, xp_certificate_t certificate);
void xp_take_cycle(xp_fields_t *in, xp_certificate_t certificate);

#endif
