/* Inequalities of a mechanism of a real decision, one agent at a time, and how they are joined. */
#ifndef XP_CONT_INTERVAL_FINDING_IMPL_H
#define XP_CONT_INTERVAL_FINDING_IMPL_H

#include <expost/cont/decision_check.h>

/* Sets how, as printf does. */
void xp_interval_finding_tell(xp_interval_finding_t finding, const char *format, ...)
    XP_PRINTF(2, 3);

/* FAILS at this point of n + 1 coordinates: types, and the report (report 0: not shown). */
void xp_interval_finding_refute(xp_interval_finding_t finding, slong n, slong agent,
                                const fmpq *point, int report, const xp_real_t difference);

/*
 * Meaning   whether e >= 0 (equality: e = 0) for all types in the box
 * Domain    e reads types only; what names the left side less the right one in words
 * Result    finding: answer, how, profile, difference; slack where e is a number
 */
XP_MUST_USE xp_status_t xp_decision_ask_everywhere(xp_interval_finding_t finding,
                                                   const xp_decision_mechanism_t mechanism,
                                                   const xp_expression_struct *e, int equality,
                                                   slong agent, const char *what,
                                                   const xp_progress_t *progress);

/* One agent's dsic, bic, iir; interim as of xp_decision_interim. */
XP_MUST_USE xp_status_t xp_decision_ask_dsic(xp_interval_finding_t finding,
                                             xp_decision_mechanism_t mechanism, slong agent,
                                             const xp_progress_t *progress);
XP_MUST_USE xp_status_t xp_decision_ask_bic(xp_interval_finding_t finding,
                                            const xp_decision_mechanism_t mechanism,
                                            const xp_decision_interim_t interim, slong agent,
                                            const xp_progress_t *progress);
void xp_decision_ask_iir(xp_interval_finding_t finding, const xp_decision_mechanism_t mechanism,
                         const xp_decision_interim_t interim, slong agent);

/*
 * Adds the types of agent at which f, a polynomial of the type that is not 0, is below 0.  slope: f
 * is the slope of the gain of truth by the difference of type and report, where that is 0: types
 * with f != 0 gain by a report near, which at the low end is a higher one and at the high end a
 * lower one.
 */
void xp_interval_finding_add_parts(xp_interval_finding_t finding, const fmpq_poly_t f,
                                   const fmpq_t low, const fmpq_t high, slong agent, int slope);
void xp_interval_finding_add_interval(xp_interval_finding_t finding,
                                      const xp_type_interval_struct *interval);
void xp_type_interval_init(xp_type_interval_struct *interval);
void xp_type_interval_clear(xp_type_interval_struct *interval);

#endif
