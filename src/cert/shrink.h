/* Looking for smaller proofs: sets of rows, and whether some multipliers refute them. */
#ifndef XP_CERT_SHRINK_H
#define XP_CERT_SHRINK_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/exist/proof.h>
#include <expost/exist/question.h>
#include <expost/exist/row.h>

/* Rows by name. */
typedef struct
{
    xp_row_key_t *key;
    size_t count;
    size_t room;
} xp_keys_struct;

typedef xp_keys_struct xp_keys_t[1];

void xp_keys_init(xp_keys_t keys);
void xp_keys_clear(xp_keys_t keys);
void xp_keys_add(xp_keys_t keys, const xp_row_key_t *key);

/* The rows of a proof of one leaf, but for row number without (or more than there are). */
void xp_keys_set_proof(xp_keys_t keys, const xp_proof_t proof, size_t without);

/*
 * Meaning   whether multiples of the rows add up to 0 >= 1
 * Result    1 in *found and the proof, in integers without common factor; otherwise 0,
 *           also when the linear program ends without an answer
 * Failure   XP_STOPPED; XP_SYSTEM
 */
XP_MUST_USE xp_status_t xp_shrink_solve(int *found, xp_proof_t proof, const xp_question_t *question,
                                        const xp_keys_t keys, const xp_progress_t *progress,
                                        xp_error_t error);

/*
 * Meaning   the proof with row after row left out while a proof remains
 * Failure   as xp_shrink_solve
 */
XP_MUST_USE xp_status_t xp_shrink_rows(xp_proof_t proof, const xp_question_t *question,
                                       const xp_progress_t *progress, xp_error_t error);

/*
 * Meaning   a proof in fewer types, when all claimed properties are without expectations
 * Result    proof, perhaps as before, with at most as many rows
 * Failure   as xp_shrink_solve
 */
XP_MUST_USE xp_status_t xp_shrink_types(xp_proof_t proof, const xp_question_t *question,
                                        const xp_progress_t *progress, xp_error_t error);

/* The rows of the question's system with every index in its flags; 0: more than limit. */
int xp_keys_set_system(xp_keys_t keys, const xp_question_t *question,
                       unsigned char *const *kept, size_t limit);

/* Divides the multipliers by what makes them integers without common factor. */
void xp_shrink_simplify(xp_proof_t proof);

/* Systems with more rows than this are not searched as a whole. */
#define XP_SHRINK_SYSTEM 3000

#endif
