/* Lemmas that say again what stands before them. */
#ifndef XP_SAT_REPEATED_H
#define XP_SAT_REPEATED_H

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/sat/clauses.h>

/*
 * Meaning   is_repeated[k] = 1 where lemma k has the same literals as a clause or as a lemma before
 *           it, or has no literals
 * Domain    is_repeated: lemmas->count entries, all 0; no literal twice in a clause or lemma
 * Failure   XP_LIMIT
 */
XP_MUST_USE xp_status_t xp_sat_find_repeated(unsigned char *is_repeated,
                                             const xp_clauses_t clauses,
                                             const xp_clauses_t lemmas, int variables,
                                             xp_error_t error);

#endif
