/* Certificates about interim probabilities of winning: data, text, proof in words. */
#ifndef XP_CERT_ALLOCATION_H
#define XP_CERT_ALLOCATION_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/cert/explain.h>
#include <expost/model/environment.h>
#include <expost/num/compat.h>
#include <expost/rule/border.h>
#include <expost/rule/units.h>

/*
 * Type t of agent i is pair offset[i] + t; pair_count pairs, n agents, K profiles.
 *   environment   its agents, types and prior; owned when own_environment, otherwise it outlives
 *                 the certificate
 *   win           how often each pair is to win, given its type
 *   feasible      the claim
 *   give          feasible: K n entries; give[k n + i]: how often agent i wins at profile k
 *   member        not feasible: a flag for each pair, the types of the set
 */
typedef struct
{
    const xp_environment_struct *environment;
    int own_environment;
    slong unit_count;
    slong pair_count;
    slong *offset;
    fmpq *win;
    int feasible;
    fmpq *give;
    slong give_count;
    unsigned char *member;
} xp_allocation_certificate_struct;

typedef xp_allocation_certificate_struct xp_allocation_certificate_t[1];

void xp_allocation_certificate_init(xp_allocation_certificate_t certificate);
void xp_allocation_certificate_clear(xp_allocation_certificate_t certificate);
void xp_allocation_certificate_swap(xp_allocation_certificate_t a,
                                    xp_allocation_certificate_t b);

/*
 * Meaning   the certificate of what was found out for this environment
 * Domain    border->answer is XP_HOLDS or XP_FAILS; the environment outlives the certificate
 * Failure   XP_LIMIT: no memory; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_allocation_certificate_set(xp_allocation_certificate_t certificate,
                                                      const xp_environment_t environment,
                                                      const xp_units_t units,
                                                      const xp_border_t border,
                                                      const xp_progress_t *progress,
                                                      xp_error_t error);

/* Adds the text. */
void xp_allocation_certificate_write(xp_string_t out,
                                     const xp_allocation_certificate_t certificate);

/* Whether a text begins as a certificate about interim probabilities of winning. */
int xp_allocation_certificate_is(const char *text, size_t length);

/*
 * Meaning   reads a certificate
 * Result    one that owns its environment.  The form is checked; the claim is not
 * Failure   XP_INPUT with line and column; XP_LIMIT: sizes beyond what a file of this length may
 *           ask for
 */
XP_MUST_USE xp_status_t xp_allocation_certificate_read(xp_allocation_certificate_t certificate,
                                                       const char *text, size_t length,
                                                       const char *path, xp_error_t error);

/*
 * Meaning   adds the proof in words, as xp_explain does for mechanisms
 * Failure   XP_INPUT: the evidence does not prove the claim; XP_LIMIT; XP_STOPPED
 */
XP_MUST_USE xp_status_t xp_allocation_explain(xp_string_t out,
                                              const xp_allocation_certificate_t certificate,
                                              const xp_explain_options_t *options,
                                              const xp_progress_t *progress, xp_error_t error);

#endif
