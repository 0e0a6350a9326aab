/* A social choice function as it is asked: its choice at every profile, or at every multiset. */
#ifndef XP_VOTE_FUNCTION_H
#define XP_VOTE_FUNCTION_H

#include <stdint.h>

#include <expost/base/error.h>
#include <expost/base/progress.h>
#include <expost/base/status.h>
#include <expost/num/compat.h>
#include <expost/vote/choice.h>
#include <expost/vote/domain.h>
#include <expost/vote/rule.h>

/* The most multisets of ballots. */
#define XP_MULTISET_LIMIT ((slong) 1 << 32)

/*
 * A position stands for one profile, or, where it cannot matter who casts which ballot, for all
 * profiles with the same multiset of orders.  D orders, n voters.
 *   domain       not owned
 *   count        of positions: D^n profiles, or C(n + D - 1, n) multisets
 *   choice       the alternative chosen at each
 *   stride       profiles: n entries, D^(n - 1 - i), not owned; multisets: NULL
 *   rank         multisets: rank[j (n + 1) + r], j < D - 1, is the number of multisets before the
 *                first with r of the voters behind order j, when the others' orders up to j are
 *                given; the position of a multiset is the sum over j.  So multisets follow one
 *                another as their orders sorted, lexicographically
 *   owned        the table, when it is owned
 */
typedef struct
{
    const xp_domain_struct *domain;
    slong voter_count;
    slong count;
    const uint16_t *choice;
    const slong *stride;
    slong *rank;
    uint16_t *owned;
} xp_vote_function_struct;

typedef xp_vote_function_struct xp_vote_function_t[1];

void xp_vote_function_init(xp_vote_function_t function);
void xp_vote_function_clear(xp_vote_function_t function);
void xp_vote_function_swap(xp_vote_function_t a, xp_vote_function_t b);

/* Meaning   the function of a table, which must outlive it.  Domain: the table is made */
void xp_vote_function_set_choice(xp_vote_function_t function, const xp_choice_t choice);

/*
 * Meaning   a rule by multisets of ballots
 * Domain    domain outlives the function
 * Failure   XP_REFUSED: a dictatorship, or as xp_vote_winner; XP_LIMIT: more than
 *           XP_MULTISET_LIMIT multisets, or no memory; XP_STOPPED
 * Cost      one election for each multiset
 */
XP_MUST_USE xp_status_t xp_vote_function_set_rule(xp_vote_function_t function,
                                                  const xp_domain_t domain, slong voters,
                                                  const xp_vote_rule_t rule,
                                                  const xp_progress_t *progress,
                                                  xp_error_t error);

/* Whether positions are multisets. */
static inline int xp_vote_function_is_symmetric(const xp_vote_function_t function)
{
    return function->stride == NULL;
}

/* The number of multisets of n out of D orders, C(n + D - 1, n). */
void xp_multisets_count(fmpz_t count, slong orders, slong voters);

/* The number of profiles, D^n. */
void xp_vote_function_profiles(fmpz_t count, const xp_vote_function_t function);

/*
 * Meaning   how many voters have each order at a position of multisets, D numbers; the next
 *           position; the position of such numbers
 */
void xp_multiset_get(slong *number, const xp_vote_function_t function, slong position);
void xp_multiset_next(slong *number, const xp_vote_function_t function);
slong xp_multiset_find(const xp_vote_function_t function, const slong *number);

/* How many profiles have the multiset: n! over the factorials of the numbers. */
void xp_multiset_weight(fmpz_t weight, const xp_vote_function_t function, const slong *number);

/*
 * Meaning   the orders of the voters at a position, voter_count of them; of a multiset the first
 *           of its profiles: sorted
 */
void xp_vote_function_orders(slong *order, const xp_vote_function_t function, slong position);

#endif
