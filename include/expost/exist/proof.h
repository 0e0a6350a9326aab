/* Multipliers of named rows, and the tree of cases they stand in. */
#ifndef XP_EXIST_PROOF_H
#define XP_EXIST_PROOF_H

#include <stddef.h>

#include <expost/base/error.h>
#include <expost/base/status.h>
#include <expost/exist/question.h>
#include <expost/exist/row.h>
#include <expost/num/compat.h>

typedef struct
{
    xp_row_key_t key;
    fmpq_t value;
} xp_multiplier_struct;

/*
 * A tree in depth-first order.  A node is a branch at a profile (then follow its m
 * subtrees, for outcomes 0, 1, ...), or, profile = -1, a leaf with count multipliers from
 * first on, sorted by key.  Without branching there is one leaf.
 */
typedef struct
{
    slong profile;
    size_t first;
    size_t count;
} xp_proof_node_t;

typedef struct
{
    xp_proof_node_t *node;
    size_t node_count;
    size_t node_room;
    xp_multiplier_struct *multiplier;
    size_t count;
    size_t room;
} xp_proof_struct;

typedef xp_proof_struct xp_proof_t[1];

void xp_proof_init(xp_proof_t proof);
void xp_proof_clear(xp_proof_t proof);
void xp_proof_swap(xp_proof_t a, xp_proof_t b);
void xp_proof_set(xp_proof_t proof, const xp_proof_t source);

/*
 * Building, depth first: a branch; or a leaf, then its multipliers (those of value 0 are
 * left out), then end_leaf, which sorts them and adds up those of one key.
 */
void xp_proof_add_branch(xp_proof_t proof, slong profile);
void xp_proof_add_leaf(xp_proof_t proof);
void xp_proof_add(xp_proof_t proof, const xp_row_key_t *key, const fmpq_t value);
void xp_proof_end_leaf(xp_proof_t proof);

typedef enum
{
    XP_PROOF_OF_IMPOSSIBILITY, /* each leaf adds up to 0 >= q > 0 */
    XP_PROOF_OF_BOUND          /* or to the objective and at least the value */
} xp_proof_aim_t;

/*
 * Meaning   whether the proof proves its aim about the question, every row rebuilt
 *           from the environment: the gate through which every "impossible" and every
 *           optimum passes
 * Domain    value: of the optimum; not read for an impossibility
 * Result    1 or 0; with 0 error holds the reason (profiles that are not listed are one)
 * Cost      the entries of the rows named; a list of the rule's choices where there is none
 */
int xp_proof_holds(const xp_proof_t proof, const xp_question_t *question, xp_proof_aim_t aim,
                   const fmpq_t value, xp_error_t error);

/*
 * Meaning   the sum of the multiplied rows of one leaf
 * Domain    sum has xp_unknown_count entries; a fixed rule is listed
 */
void xp_proof_sum(fmpq *sum, fmpq_t right, const xp_proof_t proof, size_t node,
                  const xp_question_t *question);

#endif
