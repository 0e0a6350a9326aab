/* What a certificate claims. */
#ifndef XP_VERIFY_CLAIM_H
#define XP_VERIFY_CLAIM_H

#include <gmp.h>

#include "verify/environment.h"
#include "verify/form.h"
#include "verify/reader.h"
#include "verify/row.h"
#include "verify/rule.h"

typedef enum
{
    XP_SATISFIES,
    XP_VIOLATES,
    XP_IMPOSSIBLE,
    XP_OPTIMUM,
    XP_UNBOUNDED,
    XP_GROVES_BALANCE,
    XP_GROVES_NO_BALANCE,
    XP_IMPLEMENTABLE,
    XP_NOT_IMPLEMENTABLE,
    XP_CLAIM_KINDS
} xp_claim_kind_t;

typedef enum
{
    XP_REVENUE,
    XP_PROFIT,
    XP_WELFARE,
    XP_UTILITY,
    XP_UTILITY_OF, /* of one agent */
    XP_DEFICIT,
    XP_WORST_DEFICIT
} xp_objective_t;

typedef struct
{
    xp_claim_kind_t kind;
    xp_rule_kind_t rule;
    int deterministic;
    unsigned int properties; /* bit p is set when property p is claimed */
    int maximum;             /* largest value, else least */
    xp_objective_t objective;
    size_t agent;            /* of XP_UTILITY_OF */
    mpq_t value;
    int interim;             /* (not) implementable: bic, else dsic */
} xp_claim_struct;
typedef xp_claim_struct xp_claim_t[1];

/* Reads the record `claim ...`, under a rule of this kind, and goes to the next. */
void xp_claim_read(xp_claim_t claim, const xp_environment_t environment, xp_rule_kind_t rule,
                   xp_reader_t reader);

static inline int xp_claims(const xp_claim_struct *claim, xp_row_kind_t property)
{
    return claim->properties >> property & 1;
}

/* Does the claim or its evidence use the prior? */
int xp_claim_needs_prior(const xp_claim_struct *claim);

/* Adds sign times the objective to the row; not XP_WORST_DEFICIT. */
void xp_objective_add(xp_form_t form, const xp_claim_struct *claim, int sign);

#endif
