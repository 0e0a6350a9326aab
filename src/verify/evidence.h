/* The evidence of each kind of claim: read up to the record `end`, and checked. */
#ifndef XP_VERIFY_EVIDENCE_H
#define XP_VERIFY_EVIDENCE_H

#include "verify/allocation.h"
#include "verify/claim.h"
#include "verify/continuous.h"
#include "verify/environment.h"
#include "verify/form.h"
#include "verify/number.h"
#include "verify/reader.h"
#include "verify/rule.h"
#include "verify/vote.h"

/* All of one certificate. */
typedef struct
{
    xp_reader_t reader;
    int is_continuous, is_vote, is_allocation;
    xp_continuous_t continuous;
    xp_vote_t vote;
    xp_allocation_t allocation;
    xp_environment_t environment;
    xp_rule_t rule; /* the fixed rule, or that of the mechanism */
    xp_claim_t claim;
    xp_numbers_t payment, ray;
    xp_form_t mechanism; /* under the rule and payments of the evidence */
    xp_form_t sum;       /* of the multiplied rows */
    mpq_t number, best;
    mpz_t integer;
    size_t *open, opened, space; /* the branches around the present leaf, by their profiles */
    size_t *fixed;       /* at each profile 0, or 1 more than the outcome of the present case */
    size_t *seen;
    xp_numbers_t table;  /* h, or the potentials of one graph */
} xp_certificate_struct;
typedef xp_certificate_struct xp_certificate_t[1];

/* satisfies, violates, the first half of optimum, unbounded. */
void xp_check_mechanism(xp_certificate_t certificate);
void xp_check_violation(xp_certificate_t certificate);
void xp_check_attained(xp_certificate_t certificate);
void xp_check_ray(xp_certificate_t certificate);
/* impossible, the second half of optimum. */
void xp_check_multipliers(xp_certificate_t certificate);
/* Groves payments. */
void xp_check_groves_balance(xp_certificate_t certificate);
void xp_check_cube(xp_certificate_t certificate);
/* Type graphs. */
void xp_check_potentials(xp_certificate_t certificate);
void xp_check_cycle(xp_certificate_t certificate);

/* Checks a certificate, to XP_ACCEPTED or another status; prints the claim unless quiet. */
int xp_verify(const char *path, FILE *file, int quiet, int with_path);

/* Prints the claim, a sentence. */
void xp_print_claim(const xp_environment_t environment, const xp_claim_struct *claim);

#endif
