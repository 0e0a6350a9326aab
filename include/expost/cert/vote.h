/* Certificates about social choice functions: data, text, proof in words. */
#ifndef XP_CERT_VOTE_H
#define XP_CERT_VOTE_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/cert/explain.h>
#include <expost/exist/vote.h>
#include <expost/sat/clauses.h>
#include <expost/vote/choice.h>
#include <expost/vote/domain.h>

typedef enum
{
    XP_VOTE_SATISFIES = 0,
    XP_VOTE_VIOLATES,
    XP_VOTE_IMPOSSIBLE
} xp_vote_claim_t;

/*
 *   domain       owned
 *   choice       its sizes; with the table, unless the claim is XP_VOTE_IMPOSSIBLE
 *   properties   bits, at least one; of XP_VOTE_VIOLATES one
 *   refutation   XP_VOTE_IMPOSSIBLE: of the system of clauses
 */
typedef struct
{
    xp_domain_struct *domain;
    xp_choice_t choice;
    xp_vote_claim_t claim;
    unsigned properties;
    xp_refutation_t refutation;
} xp_vote_certificate_struct;

typedef xp_vote_certificate_struct xp_vote_certificate_t[1];

void xp_vote_certificate_init(xp_vote_certificate_t certificate);
void xp_vote_certificate_clear(xp_vote_certificate_t certificate);
void xp_vote_certificate_swap(xp_vote_certificate_t a, xp_vote_certificate_t b);

/*
 * Meaning   the certificate of a decision
 * Domain    the verdict is XP_POSSIBLE or XP_IMPOSSIBLE, for at least one property
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_vote_certificate_set(xp_vote_certificate_t certificate,
                                                const xp_vote_decision_t decision,
                                                xp_error_t error);

/*
 * Meaning   the certificate that a function has the properties (bits), or lacks the one of them
 * Domain    choice has a table; the claim is not XP_VOTE_IMPOSSIBLE; nothing is checked
 * Failure   XP_LIMIT: no memory
 */
XP_MUST_USE xp_status_t xp_vote_certificate_set_table(xp_vote_certificate_t certificate,
                                                      const xp_choice_t choice,
                                                      xp_vote_claim_t claim, unsigned properties,
                                                      xp_error_t error);

/* Adds the text. */
void xp_vote_certificate_write(xp_string_t out, const xp_vote_certificate_t certificate);

/* Whether a text begins as a certificate about votes. */
int xp_vote_certificate_is(const char *text, size_t length);

/*
 * Meaning   reads a certificate
 * Result    the form is checked; the claim is not
 * Failure   XP_INPUT with line and column; XP_LIMIT: sizes beyond what a file of this length may
 *           ask for
 */
XP_MUST_USE xp_status_t xp_vote_certificate_read(xp_vote_certificate_t certificate,
                                                 const char *text, size_t length,
                                                 const char *path, xp_error_t error);

/*
 * Meaning   adds the proof in words, as xp_explain does for finite types: of the lemmas only those
 *           that the contradiction rests on, which were checked; deletions count for nothing
 * Failure   XP_INPUT: the evidence does not prove the claim; XP_LIMIT; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_vote_explain(xp_string_t out, const xp_vote_certificate_t certificate,
                                        const xp_explain_options_t *options,
                                        const xp_progress_t *progress, xp_error_t error);

#endif
