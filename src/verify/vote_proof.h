/* Clauses, and what follows from them by unit propagation. */
#ifndef XP_VERIFY_VOTE_PROOF_H
#define XP_VERIFY_VOTE_PROOF_H

#include "verify/vote.h"

/* The longest store of clauses, in words of 4 bytes; fuzzing takes less. */
#ifndef XP_MOST_WORDS
#define XP_MOST_WORDS ((size_t) 1 << 27)
#endif

/* The clauses that watch a literal, each with another literal that may make it true. */
typedef struct
{
    struct
    {
        uint32_t clause, other;
    } *at;
    size_t count, space;
} xp_watches_t;

/*
 * A literal is 2 * variable, or that and 1 where it is negated.  A clause is its length, the number
 * of its copies, the clause behind it with the same hash, then its literals; its name is the place
 * of the first of these words.  A clause without copies was deleted.  Of a clause of two literals
 * or more the first two are watched.
 */
struct xp_proof
{
    xp_reader_struct *reader;
    size_t variables;
    uint32_t *word;
    size_t words, space, dead;   /* words in use, room, words of deleted clauses */
    uint32_t *bucket;            /* the first clause of each hash */
    size_t buckets, clauses;
    xp_watches_t *watch;         /* of each literal */
    signed char *value;          /* of each literal: 1 true, -1 false, 0 unknown */
    uint32_t *reason;            /* of each variable with a value */
    uint32_t *trail;             /* the true literals, in the order they became so */
    size_t assigned, next;       /* trail[next ...] has not been propagated */
    int refuted;                 /* the clauses present lead to a contradiction, */
    uint32_t conflict;           /* in this clause */
    uint32_t *literal;           /* of the clause that is being put together */
    size_t length, room;
    size_t *stamp, now;          /* stamp[l] is now for its literals l */
};

void xp_proof_init(xp_proof_t *proof, xp_reader_struct *reader, size_t variables);
void xp_proof_clear(xp_proof_t *proof);

/* A clause is started, gets its literals, and is added. */
void xp_proof_start(xp_proof_t *proof);
void xp_proof_put(xp_proof_t *proof, size_t variable, int negated);
void xp_proof_add(xp_proof_t *proof);
/* Propagates from the clauses of length 1; to be called behind the last one of the system. */
void xp_proof_settle(xp_proof_t *proof);

/* Does the clause put together follow by reverse unit propagation from the clauses present? */
int xp_proof_follows(xp_proof_t *proof);
/* Takes one copy of that clause away; 0 if there is none. */
int xp_proof_delete(xp_proof_t *proof);

#endif
