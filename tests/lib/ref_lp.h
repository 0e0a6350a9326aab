/* A second opinion on linear programs: cddlib, dense and in exact rationals, for small ones. */
#ifndef XP_TESTS_REF_LP_H
#define XP_TESTS_REF_LP_H

#include "lp/lp.h"

/*
 * Meaning   decides the program by the simplex method of cddlib
 * Result    the verdict, UNKNOWN when cddlib reports an error; value when OPTIMAL
 * Cost      dense: to about a hundred columns and rows
 * Source    Fukuda, cddlib 0.94
 */
xp_lp_verdict_t xp_ref_lp_solve(fmpq_t value, const xp_lp_t lp);

#endif
