/* A certificate about continuous types in memory.  See expost-certificate(5). */
#ifndef XP_CERT_INTERVAL_H
#define XP_CERT_INTERVAL_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/base/string.h>
#include <expost/cert/explain.h>
#include <expost/cont/partnership.h>
#include <expost/cont/subsidy.h>
#include <expost/model/continuous.h>
#include <expost/model/distribution.h>
#include <expost/num/ball.h>

typedef enum
{
    XP_PROBLEM_GOOD = 0,
    XP_PROBLEM_PARTNERSHIP,
    XP_PROBLEM_PROJECT
} xp_problem_t;

typedef enum
{
    XP_INTERVAL_DISSOLVABLE = 0,
    XP_INTERVAL_NOT_DISSOLVABLE,
    XP_INTERVAL_SUBSIDY
} xp_interval_claim_t;

/* A root that is stated: of a polynomial with integers, between low and high. */
typedef struct
{
    fmpz_poly_t polynomial;
    fmpq_t low;
    fmpq_t high;
} xp_stated_root_struct;

typedef xp_stated_root_struct xp_stated_root_t[1];

/*
 *   share      partnerships: exact; by is how it is stated: the number, a root, what is left
 *   slope, constant    the outside option, R t + C (the other problems)
 *   factor, shift      projects: A t + B; goods: what the certificate calls type is this
 *   worst_low, worst_high      the bracket of the worst-off type
 *   has_type, type, share_of   with a field: the worst-off type and the share in it
 */
typedef enum
{
    XP_STATED_NUMBER = 0,
    XP_STATED_ROOT,
    XP_STATED_REST
} xp_stated_t;

typedef struct
{
    char *name;
    xp_distribution_t distribution;
    xp_stated_t by;
    xp_real_t share;
    xp_stated_root_t root;
    fmpq_t slope;
    fmpq_t constant;
    fmpq_t factor;
    fmpq_t shift;
    fmpq_t worst_low;
    fmpq_t worst_high;
    int has_type;
    fmpq_poly_t type;
    fmpq_poly_t share_of;
} xp_certified_agent_struct;

/*
 *   exact      all cdfs are piecewise polynomials; otherwise precision and the grid are given
 *   threshold  projects: C
 *   low, high  of the claim, XP_INTERVAL_SUBSIDY
 *   has_field, field   with equality
 */
typedef struct
{
    slong n;
    xp_certified_agent_struct *agent;
    int exact;
    xp_problem_t problem;
    fmpq_t threshold;
    xp_interval_claim_t claim;
    fmpq_t low;
    fmpq_t high;
    slong precision;
    slong point_count;
    fmpq *point;
    int has_field;
    xp_stated_root_t field;
} xp_interval_certificate_struct;

typedef xp_interval_certificate_struct xp_interval_certificate_t[1];

void xp_interval_certificate_init(xp_interval_certificate_t certificate);
void xp_interval_certificate_clear(xp_interval_certificate_t certificate);
void xp_interval_certificate_swap(xp_interval_certificate_t a, xp_interval_certificate_t b);

/*
 * Meaning   fills in agents and problem: a partnership where every agent has a share, otherwise a
 *           good or a project.  The types of a good become what it is worth, costs subtracted
 * Failure   XP_LIMIT: certificates cannot state this model; the words say what
 */
XP_MUST_USE xp_status_t xp_interval_certificate_set_model(xp_interval_certificate_t certificate,
                                                          const xp_continuous_t model,
                                                          xp_error_t error);

/* Adds the text; the lines before the claim alone. */
void xp_interval_certificate_write(xp_string_t out, const xp_interval_certificate_t certificate);
void xp_interval_certificate_write_environment(xp_string_t out,
                                               const xp_interval_certificate_t certificate);

/*
 * Meaning   adds the text of a certificate for what was found, or of the environment of the model
 * Domain    the answer is not XP_UNDECIDED
 * Failure   XP_LIMIT: there is no certificate, and the words say why (more than 10^6 points, a
 *           density without a formula for the cdf, three or more agents in a project with formulas,
 *           what certificates cannot state)
 */
XP_MUST_USE xp_status_t xp_interval_certificate_dissolution(xp_string_t out,
                                                            const xp_continuous_t model,
                                                            const xp_partnership_t partnership,
                                                            const xp_dissolution_t dissolution,
                                                            xp_error_t error);
XP_MUST_USE xp_status_t xp_interval_certificate_subsidy(xp_string_t out,
                                                        const xp_continuous_t model,
                                                        const xp_interval_subsidy_t subsidy,
                                                        xp_error_t error);
XP_MUST_USE xp_status_t xp_interval_certificate_environment(xp_string_t out,
                                                            const xp_continuous_t model,
                                                            xp_error_t error);

/* Whether a text begins as a certificate about continuous types. */
int xp_interval_certificate_is(const char *text, size_t length);

/*
 * Meaning   reads a certificate
 * Result    the form is checked, and that the cdfs are cdfs; the claim is not
 * Failure   XP_INPUT with line and column
 */
XP_MUST_USE xp_status_t xp_interval_certificate_read(xp_interval_certificate_t certificate,
                                                     const char *text, size_t length,
                                                     const char *path, xp_error_t error);

/*
 * What the evidence shows, as rational bounds [low, high], n places each.
 *   tail, at_low, at_high   goods: the integral of G_i from worst_low, G_i at both ends; projects:
 *              E max(x + S_-i - C, 0) at worst_low, P(S_-i > C - x) at both ends
 *   share      the coefficient r_i of the outside option
 *   most       goods: H_i;  projects: the least value of L_i
 *   total      goods: the integral of the product of all cdfs; projects: E max(S - C, 0)
 *   value      the least subsidy; for partnerships -D
 */
typedef struct
{
    slong n;
    fmpq *tail[2];
    fmpq *at_low[2];
    fmpq *at_high[2];
    fmpq *share[2];
    fmpq *most[2];
    fmpq total[2];
    fmpq value[2];
} xp_interval_bounds_struct;

typedef xp_interval_bounds_struct xp_interval_bounds_t[1];

void xp_interval_bounds_init(xp_interval_bounds_t bounds, slong n);
void xp_interval_bounds_clear(xp_interval_bounds_t bounds);

/*
 * Meaning   the bounds, and whether the claim follows from them (without a field)
 * Result    1 or 0
 * Failure   XP_LIMIT: sums of too many terms
 */
XP_MUST_USE xp_status_t xp_interval_bounds(int *shown, xp_interval_bounds_t bounds,
                                           const xp_interval_certificate_t certificate,
                                           xp_error_t error);

/*
 * Meaning   adds the proof in words, as xp_explain does for finite types
 * Failure   XP_INPUT: the evidence does not prove the claim; XP_LIMIT
 */
XP_MUST_USE xp_status_t xp_interval_explain(xp_string_t out,
                                            const xp_interval_certificate_t certificate,
                                            const xp_explain_options_t *options,
                                            xp_error_t error);

#endif
