/* Properties of social choice functions by their literal definitions: every pair, every set. */
#ifndef XP_TESTS_REF_VOTE_H
#define XP_TESTS_REF_VOTE_H

/*
 * voters <= 4, alternatives <= 4.  level: orders * alternatives levels; choice: of each profile,
 * the first voter slowest.
 */
typedef struct
{
    int voters;
    int alternatives;
    int orders;
    const int *level;
    const int *choice;
} ref_vote_t;

/* orders to the power of voters */
int ref_vote_profiles(const ref_vote_t *vote);

/* Strategyproof: violated inequalities, profiles with one, and the first; 1 when it holds. */
typedef struct
{
    int violated;
    int profiles;
    int profile;
    int voter;
    int report;
} ref_vote_lies_t;

int ref_vote_strategyproof(ref_vote_lies_t *lies, const ref_vote_t *vote);

/* 1 when the property holds, all pairs of profiles, sets and permutations considered. */
int ref_vote_monotone(const ref_vote_t *vote);
int ref_vote_set_monotone(const ref_vote_t *vote);
int ref_vote_unanimous(const ref_vote_t *vote);
int ref_vote_onto(const ref_vote_t *vote);
int ref_vote_is_dictator(const ref_vote_t *vote, int voter);
int ref_vote_condorcet(const ref_vote_t *vote);
int ref_vote_anonymous(const ref_vote_t *vote);

/* -1 when a permutation leads out of the domain. */
int ref_vote_neutral(const ref_vote_t *vote);

#endif
