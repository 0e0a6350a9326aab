/* A certificate about social choice functions: voters, their orders, and what is claimed. */
#ifndef XP_VERIFY_VOTE_H
#define XP_VERIFY_VOTE_H

#include <stddef.h>
#include <stdint.h>

#include "verify/reader.h"

/* In the order of a claim. */
typedef enum
{
    XP_STRATEGYPROOF,
    XP_MONOTONE,
    XP_SET_MONOTONE,
    XP_UNANIMOUS,
    XP_ONTO,
    XP_DICTATORIAL,
    XP_NONDICTATORIAL,
    XP_CONDORCET,
    XP_ANONYMOUS,
    XP_NEUTRAL,
    XP_VOTE_PROPERTIES
} xp_vote_property_t;

typedef enum
{
    XP_DOMAIN_FULL,
    XP_DOMAIN_SINGLE_PEAKED,
    XP_DOMAIN_LISTED
} xp_vote_domain_t;

typedef enum
{
    XP_VOTE_SATISFIES,
    XP_VOTE_VIOLATES,
    XP_VOTE_IMPOSSIBLE
} xp_vote_claim_t;

typedef struct xp_proof xp_proof_t;

/*
 * A row has the number of alternatives, then the level of each, 0 the best; so it can be compared
 * without knowing more.  Profile r gives voter i the order r / stride[i] mod orders.
 */
typedef struct
{
    xp_reader_struct *reader;
    size_t voters, alternatives, orders, profiles;
    xp_vote_domain_t domain;
    uint16_t *row;              /* of each order */
    const uint16_t **sorted;    /* the rows by their levels */
    size_t *stride;             /* of each voter */
    xp_vote_claim_t claim;
    unsigned int properties;
    uint16_t *choice;           /* of each profile */
    size_t space;
    unsigned char *used, *mark; /* of each alternative: in the range, and for other ends */
    uint16_t *scratch;          /* a row */
    xp_proof_t *proof;          /* impossible only */
} xp_vote_struct;
typedef xp_vote_struct xp_vote_t[1];

/* As a claim names it. */
const char *xp_vote_property_name(xp_vote_property_t property);

/* Reads the records behind `voting` up to the claim, and the claim. */
void xp_vote_read(xp_vote_t vote);

/* Does the order rank a strictly above b? */
static inline int xp_vote_above(const xp_vote_t vote, size_t order, size_t a, size_t b)
{
    const uint16_t *level = vote->row + order * (vote->alternatives + 1) + 1;

    return level[a] < level[b];
}

static inline size_t xp_vote_order(const xp_vote_t vote, size_t profile, size_t voter)
{
    return profile / vote->stride[voter] % vote->orders;
}

/* The profile in which the voter has order q instead. */
static inline size_t xp_vote_report(const xp_vote_t vote, size_t profile, size_t voter, size_t q)
{
    return profile - xp_vote_order(vote, profile, voter) * vote->stride[voter] +
           q * vote->stride[voter];
}

static inline int xp_vote_claims(const xp_vote_t vote, xp_vote_property_t property)
{
    return (int) (vote->properties >> property & 1);
}

/* By the levels; both arguments are addresses of pointers to rows. */
int xp_vote_compare_rows(const void *a, const void *b);

/* The profile after voters i and i + 1 exchanged their orders. */
size_t xp_vote_swap_voters(const xp_vote_t vote, size_t profile, size_t i);
/* The order after alternatives c and c + 1 were exchanged; vote->orders when it is none. */
size_t xp_vote_swap_order(xp_vote_t vote, size_t order, size_t c);
/* The profile after alternatives c and c + 1 were exchanged in every order. */
size_t xp_vote_swap_alternatives(xp_vote_t vote, size_t profile, size_t c);
/* The only best alternative of every voter, or vote->alternatives. */
size_t xp_vote_common_top(const xp_vote_t vote, size_t profile);
/* The alternative that beats every other, or vote->alternatives. */
size_t xp_vote_condorcet(const xp_vote_t vote, size_t profile);
/* Has q every alternative below or beside a that p has there? */
int xp_vote_keeps(const xp_vote_t vote, size_t p, size_t q, size_t a);
/* vote->mark: the alternatives in a pair that p and q order differently. */
void xp_vote_mark_changed(xp_vote_t vote, size_t p, size_t q);

/* satisfies, violates: from the first `choose` record to the record `end`. */
void xp_vote_check_table(xp_vote_t vote);

/* impossible: puts the clauses that the claim means into the proof. */
void xp_vote_add_system(xp_vote_t vote, xp_proof_t *proof);
/* How many variables these clauses have, numbered from 1; a number too large is refused. */
size_t xp_vote_variables(const xp_vote_t vote);
/* Is there a variable of this number, which is at most as large as their count? */
int xp_vote_is_variable(const xp_vote_t vote, size_t number);

/* impossible: from the first `lemma` or `delete` record to the record `end`. */
void xp_vote_check_proof(xp_vote_t vote);

/* Checks a certificate from the record behind `voting` to its end. */
void xp_vote_check(xp_vote_t vote);
void xp_vote_clear(xp_vote_t vote);

/* Prints the claim, a sentence. */
void xp_print_vote(const xp_vote_t vote);

#endif
