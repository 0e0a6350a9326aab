/* A certificate as a proof in words. */
#ifndef XP_CERT_EXPLAIN_H
#define XP_CERT_EXPLAIN_H

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/cert/certificate.h>

typedef enum
{
    XP_PROSE_TEXT = 0,
    XP_PROSE_MARKDOWN,
    XP_PROSE_LATEX
} xp_prose_t;

/*
 *   command   the line that the generated text names as its origin, or NULL
 *   digits    decimals beside the fractions; -1: none
 */
typedef struct
{
    xp_prose_t prose;
    const char *command;
    long digits;
} xp_explain_options_t;

/*
 * Meaning   adds the proof: what is claimed, which inequalities are used (grouped by kind
 *           and agent, each with its meaning and multiplier), how they add up, and why
 *           that is the claim.  LATEX is a document that compiles
 * Domain    the certificate has been verified or comes from a decision
 * Failure   XP_INPUT: the evidence does not prove the claim (its sums are formed
 *           exactly while it is written); XP_LIMIT
 */
XP_MUST_USE xp_status_t xp_explain(xp_string_t out, const xp_certificate_t certificate,
                                   const xp_explain_options_t *options, xp_error_t error);

/*
 * Meaning   adds a file for Coq: the certificate as data, and a theorem without premises, in
 *           the words of proofs/theory, that Coq proves by running the checker of proofs/cert
 * Domain    command: the line that the file names as its origin, or NULL
 * Result    the certificate is not checked here: Coq refuses the file if it proves nothing
 * Failure   XP_LIMIT: too many profiles
 */
XP_MUST_USE xp_status_t xp_explain_coq(xp_string_t out, const xp_certificate_t certificate,
                                       const char *command, xp_error_t error);

/*
 * Meaning   looks for a proof of the same impossibility by fewer rows, or, for claims
 *           without expectations, in fewer types
 * Result    certificate, of the same claim, with at most as many rows
 * Failure   XP_INPUT: not a claim of impossibility; XP_STOPPED; XP_SYSTEM
 * Cost      a linear program for each row tried
 */
XP_MUST_USE xp_status_t xp_certificate_shrink(xp_certificate_t certificate,
                                              const xp_progress_t *progress,
                                              xp_error_t error);

#endif
