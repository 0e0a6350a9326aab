/* All answers about a mechanism as text, to be compared byte for byte. */
#ifndef XP_TESTS_ANSWERS_H
#define XP_TESTS_ANSWERS_H

#include <expost/base/string.h>
#include <expost/check/check.h>
#include <expost/model/mechanism.h>
#include <expost/model/model.h>
#include <expost/rule/expectations.h>

/* How the answers are found: none of it may be seen in them. */
typedef struct
{
    int threads;
    xp_tier_t tier;
    xp_way_t way; /* of expectations, when way_forced */
    int way_forced;
    int without_notes; /* a note about draws says less where profiles are not listed */
} xp_how_t;

/*
 * Meaning   builds the mechanism `name` and adds its notes, subsidies and payments at every
 *           profile (where they are listed); half: payments are halved, so that lies pay
 * Result    1, or 0 when it cannot be built: the status and the words are added
 */
int xp_answers_build(xp_mechanism_t mechanism, xp_string_t out, const xp_model_t model,
                     const char *name, int half, const xp_how_t *how);

/* Adds the payments of each agent at every profile. */
void xp_answers_add_payments(xp_string_t out, const xp_mechanism_t mechanism,
                             const xp_how_t *how);

/* Adds the findings about those of count properties that can be asked; all violations. */
void xp_answers_add_findings(xp_string_t out, const xp_mechanism_t mechanism,
                             const xp_property_t *asked, size_t count, const xp_how_t *how);

/*
 * Adds of each type the expected payment, utility and outside option and, under an independent
 * prior, the probability of each outcome; and the same before types are known.
 */
void xp_answers_add_expectations(xp_string_t out, const xp_mechanism_t mechanism,
                                 const xp_how_t *how);

/* Adds whether Groves payments can balance: h, or the cube. */
void xp_answers_add_balance(xp_string_t out, const xp_model_t model, const xp_how_t *how);

#endif
