/* What the files on certificates about continuous types share. */
#ifndef XP_CERT_INTERVAL_IMPL_H
#define XP_CERT_INTERVAL_IMPL_H

#include <expost/cert/interval.h>

/* More points than this, and no certificate is written. */
#define XP_INTERVAL_POINTS 1000000

void xp_stated_root_init(xp_stated_root_t root);
void xp_stated_root_clear(xp_stated_root_t root);

/* Gives an empty certificate its agents. */
void xp_certified_agents_alloc(xp_interval_certificate_t certificate, slong n);

/* Piece k of the cdf as a polynomial: 1; 0 when it is none. */
int xp_certified_piece(fmpq_poly_t poly, const xp_distribution_t distribution, slong k);

/*
 * Meaning   fills in the field, types and shares for equality
 * Domain    exact; worst_off are exact numbers, n of them; a partnership or a good
 * Failure   XP_LIMIT: no field of moderate degree holds them
 */
XP_MUST_USE xp_status_t xp_certified_field(xp_interval_certificate_t certificate,
                                               const xp_real_struct *worst_off,
                                               xp_error_t error);

/* alpha and beta. */
void xp_certified_hull(fmpq_t low, fmpq_t high, const xp_interval_certificate_t certificate);

/* The place of a type on the grid: itself, or in a project A t + B, for agent 1 C less that. */
void xp_certified_place(fmpq_t place, const xp_interval_certificate_t certificate, slong agent,
                       const fmpq_t type);

/* What the grid must contain, rising: *count numbers, to be given back by _fmpq_vec_clear. */
fmpq *xp_certified_knots(slong *count, const xp_interval_certificate_t certificate);

/* The product of the cdfs of all agents but one (-1: of all) on the hull.  Domain: exact. */
void xp_certified_product(xp_piecewise_t g, const xp_interval_certificate_t certificate,
                         slong except);

/* The first agent with the same cdf. */
slong xp_certified_same(const xp_interval_certificate_t certificate, slong agent);

/*
 * A ball around the rising function of agent i on the grid: goods: F_i; projects: P(X_1 > C - u) of
 * agent 0, 1 - P(X_0 > u) of agent 1.
 */
void xp_certified_cdf(arb_t value, const xp_interval_certificate_t certificate, slong agent,
                        const fmpq *point, slong precision);

/* Rational bounds of r_i, at most 2^-bits apart. */
void xp_certified_share(fmpq_t low, fmpq_t high, const xp_interval_certificate_t certificate,
                              slong agent, slong bits);

/* The bounds of the exact kind and those from the grid: tail, at_low, at_high, total. */
XP_MUST_USE xp_status_t xp_interval_bound_exactly(xp_interval_bounds_t bounds,
                                                  const xp_interval_certificate_t certificate,
                                                  xp_error_t error);
void xp_interval_bound_by_grid(xp_interval_bounds_t bounds,
                               const xp_interval_certificate_t certificate);

/*
 * Fills in share, most and value from the others, with shares at most 2^-bits wide; whether the
 * brackets hold the worst-off types.
 */
int xp_interval_bounds_judge(xp_interval_bounds_t bounds,
                             const xp_interval_certificate_t certificate, slong bits);

#endif
