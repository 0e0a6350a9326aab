/* Clauses, and what follows from them by unit propagation. */
#include <stdlib.h>
#include <string.h>

#include "verify/number.h"
#include "verify/vote_proof.h"

enum
{
    LENGTH,
    COPIES,
    BEHIND,
    HEAD
};
#define NONE UINT32_MAX

void xp_proof_init(xp_proof_t *proof, xp_reader_struct *reader, size_t variables)
{
    const size_t literals = 2 * variables + 2;

    memset(proof, 0, sizeof *proof);
    proof->reader = reader;
    proof->variables = variables;
    proof->buckets = 1024;
    proof->bucket = xp_zeroed(proof->buckets, sizeof *proof->bucket);
    memset(proof->bucket, 0xFF, proof->buckets * sizeof *proof->bucket);
    proof->watch = xp_zeroed(literals, sizeof *proof->watch);
    proof->value = xp_zeroed(literals, sizeof *proof->value);
    proof->stamp = xp_zeroed(literals, sizeof *proof->stamp);
    proof->reason = xp_zeroed(variables + 1, sizeof *proof->reason);
    proof->trail = xp_zeroed(variables + 1, sizeof *proof->trail);
}

void xp_proof_clear(xp_proof_t *proof)
{
    size_t k;

    for (k = 0; proof->watch != NULL && k < 2 * proof->variables + 2; k++)
        free(proof->watch[k].at);
    free(proof->watch);
    free(proof->word);
    free(proof->bucket);
    free(proof->value);
    free(proof->stamp);
    free(proof->reason);
    free(proof->trail);
    free(proof->literal);
    memset(proof, 0, sizeof *proof);
}

void xp_proof_start(xp_proof_t *proof)
{
    proof->length = 0;
    proof->now++;
}

void xp_proof_put(xp_proof_t *proof, size_t variable, int negated)
{
    const size_t literal = 2 * variable + (size_t) negated;

    proof->literal =
        xp_grown(proof->literal, &proof->room, proof->length, sizeof *proof->literal);
    proof->literal[proof->length++] = (uint32_t) literal;
    proof->stamp[literal] = proof->now;
}

/* The same for each order of the literals. */
static uint32_t *find_bucket(const xp_proof_t *proof, const uint32_t *literal, size_t length)
{
    uint64_t sum = length;
    size_t k;

    for (k = 0; k < length; k++)
    {
        uint64_t mixed = (literal[k] + UINT64_C(1)) * UINT64_C(0x9E3779B97F4A7C15);

        sum += (mixed ^ mixed >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
    }
    return &proof->bucket[(sum ^ sum >> 32) & (proof->buckets - 1)];
}

/* Where the place of the clause put together is noted; NONE is noted there if it is not present. */
static uint32_t *find(xp_proof_t *proof)
{
    uint32_t *link = find_bucket(proof, proof->literal, proof->length);

    for (; *link != NONE; link = &proof->word[*link + BEHIND])
    {
        const uint32_t *clause = &proof->word[*link];
        size_t k = 0;

        if (clause[LENGTH] != proof->length)
            continue;
        while (k < proof->length && proof->stamp[clause[HEAD + k]] == proof->now)
            k++;
        if (k == proof->length)
            break;
    }
    return link;
}

static void rehash(xp_proof_t *proof)
{
    size_t at;

    memset(proof->bucket, 0xFF, proof->buckets * sizeof *proof->bucket);
    for (at = 0; at < proof->words; at += HEAD + proof->word[at + LENGTH])
        if (proof->word[at + COPIES] > 0)
        {
            uint32_t *clause = &proof->word[at];
            uint32_t *bucket = find_bucket(proof, clause + HEAD, clause[LENGTH]);

            clause[BEHIND] = *bucket;
            *bucket = (uint32_t) at;
        }
}

static void watch(xp_proof_t *proof, uint32_t literal, uint32_t clause, uint32_t other)
{
    xp_watches_t *list = &proof->watch[literal];

    list->at = xp_grown(list->at, &list->space, list->count, sizeof *list->at);
    list->at[list->count].clause = clause;
    list->at[list->count++].other = other;
}

static void assign(xp_proof_t *proof, uint32_t literal, uint32_t reason)
{
    proof->value[literal] = 1;
    proof->value[literal ^ 1] = -1;
    proof->reason[literal / 2] = reason;
    proof->trail[proof->assigned++] = literal;
}

static void undo(xp_proof_t *proof, size_t assigned)
{
    while (proof->assigned > assigned)
    {
        uint32_t literal = proof->trail[--proof->assigned];

        proof->value[literal] = proof->value[literal ^ 1] = 0;
    }
    proof->next = assigned;
}

/* Moves a literal that is not false to this place; 0 if there is none from there on. */
static int bring(const xp_proof_t *proof, uint32_t *literal, size_t place, size_t length)
{
    size_t k;

    for (k = place; k < length; k++)
        if (proof->value[literal[k]] >= 0)
        {
            uint32_t swapped = literal[k];

            literal[k] = literal[place];
            literal[place] = swapped;
            return 1;
        }
    return 0;
}

/*
 * Visits the clauses that watch a literal that became false.  The result is a clause of which all
 * literals are false, or NONE.
 */
static uint32_t visit(xp_proof_t *proof, uint32_t wrong)
{
    xp_watches_t *list = &proof->watch[wrong];
    size_t i, kept = 0;
    uint32_t conflict = NONE;

    for (i = 0; i < list->count; i++)
    {
        const uint32_t at = list->at[i].clause;
        uint32_t *literal = &proof->word[at + HEAD];

        list->at[kept] = list->at[i];
        if (conflict != NONE || proof->value[list->at[i].other] > 0)
        {
            kept++;
            continue;
        }
        if (proof->word[at + COPIES] == 0)
            continue;
        if (literal[0] == wrong)
        {
            literal[0] = literal[1];
            literal[1] = wrong;
        }
        list->at[kept].other = literal[0];
        if (proof->value[literal[0]] <= 0 &&
            bring(proof, literal, 1, proof->word[at + LENGTH]))
        {
            watch(proof, literal[1], at, literal[0]);
            continue;
        }
        kept++;
        if (proof->value[literal[0]] < 0)
            conflict = at;
        else if (proof->value[literal[0]] == 0)
            assign(proof, literal[0], at);
    }
    list->count = kept;
    return conflict;
}

static uint32_t propagate(xp_proof_t *proof)
{
    uint32_t conflict = NONE;

    while (conflict == NONE && proof->next < proof->assigned)
        conflict = visit(proof, proof->trail[proof->next++] ^ 1);
    return conflict;
}

static void refute(xp_proof_t *proof, uint32_t conflict)
{
    proof->refuted = 1;
    proof->conflict = conflict;
}

void xp_proof_settle(xp_proof_t *proof)
{
    uint32_t conflict = proof->refuted ? NONE : propagate(proof);

    if (conflict != NONE)
        refute(proof, conflict);
}

/* A clause that has two watches, or none if it is shorter: does it say something at once? */
static void consider(xp_proof_t *proof, uint32_t at)
{
    const uint32_t *literal = &proof->word[at + HEAD];
    const size_t length = proof->word[at + LENGTH];

    if (proof->refuted)
        return;
    if (length == 0 || proof->value[literal[0]] < 0)
        refute(proof, at);
    else if (length == 1 || proof->value[literal[1]] < 0)
    {
        if (proof->value[literal[0]] == 0)
            assign(proof, literal[0], at);
        else if (length == 1)
            proof->reason[literal[0] / 2] = at; /* it needs no other clause now */
    }
}

void xp_proof_add(xp_proof_t *proof)
{
    uint32_t *link = find(proof), *clause;
    uint32_t at = *link;
    const size_t size = HEAD + proof->length;

    if (at != NONE)
    {
        if (proof->word[at + COPIES] == UINT32_MAX)
            xp_reject_size(proof->reader, "2^32 copies of a clause");
        proof->word[at + COPIES]++;
        return;
    }
    if (proof->words + size > XP_MOST_WORDS)
        xp_reject_size(proof->reader, "clauses of more than 2^27 words");
    at = (uint32_t) proof->words;
    proof->word = xp_grown(proof->word, &proof->space, proof->words + size, sizeof *proof->word);
    proof->words += size;
    clause = &proof->word[at];
    clause[LENGTH] = (uint32_t) proof->length;
    clause[COPIES] = 1;
    if (proof->length > 0)
        memcpy(clause + HEAD, proof->literal, proof->length * sizeof *clause);
    link = find_bucket(proof, proof->literal, proof->length);
    clause[BEHIND] = *link;
    *link = at;
    if (++proof->clauses > proof->buckets)
    {
        free(proof->bucket);
        proof->buckets *= 2;
        proof->bucket = xp_zeroed(proof->buckets, sizeof *proof->bucket);
        rehash(proof);
    }
    if (bring(proof, clause + HEAD, 0, proof->length))
        bring(proof, clause + HEAD, 1, proof->length);
    if (proof->length > 1)
    {
        watch(proof, clause[HEAD], at, clause[HEAD + 1]);
        watch(proof, clause[HEAD + 1], at, clause[HEAD]);
    }
    consider(proof, at);
}

int xp_proof_follows(xp_proof_t *proof)
{
    const size_t assigned = proof->assigned;
    int follows = proof->refuted;
    size_t k;

    for (k = 0; k < proof->length && !follows; k++)
        if (proof->value[proof->literal[k]] == 0)
            assign(proof, proof->literal[k] ^ 1, NONE);
        else
            follows = proof->value[proof->literal[k]] > 0;
    follows = follows || propagate(proof) != NONE;
    if (!proof->refuted)
        undo(proof, assigned);
    return follows;
}

/* Propagates anew: with all values forgotten every order of the watches is right. */
static void restart(xp_proof_t *proof)
{
    size_t at;

    undo(proof, 0);
    proof->refuted = 0;
    for (at = 0; at < proof->words; at += HEAD + proof->word[at + LENGTH])
        if (proof->word[at + COPIES] > 0 && proof->word[at + LENGTH] < 2)
            consider(proof, (uint32_t) at);
    xp_proof_settle(proof);
}

/* Gives the words of deleted clauses back. */
static void collect(xp_proof_t *proof)
{
    size_t at, size, kept = 0, k;

    for (k = 0; k < 2 * proof->variables + 2; k++)
        proof->watch[k].count = 0;
    for (at = 0; at < proof->words; at += size)
    {
        uint32_t *clause = &proof->word[kept];

        size = HEAD + proof->word[at + LENGTH];
        if (proof->word[at + COPIES] == 0)
            continue;
        memmove(clause, &proof->word[at], size * sizeof *clause);
        if (clause[LENGTH] > 1)
        {
            watch(proof, clause[HEAD], (uint32_t) kept, clause[HEAD + 1]);
            watch(proof, clause[HEAD + 1], (uint32_t) kept, clause[HEAD]);
        }
        kept += size;
    }
    proof->words = kept;
    proof->dead = 0;
    rehash(proof);
    restart(proof);
}

int xp_proof_delete(xp_proof_t *proof)
{
    uint32_t *link = find(proof), *clause;
    const uint32_t at = *link;
    int needed = proof->refuted && proof->conflict == at;
    size_t k;

    if (at == NONE)
        return 0;
    clause = &proof->word[at];
    if (--clause[COPIES] > 0)
        return 1;
    *link = clause[BEHIND];
    proof->clauses--;
    proof->dead += HEAD + clause[LENGTH];
    for (k = 0; k < clause[LENGTH] && k < 2; k++)
        needed |= proof->value[clause[HEAD + k]] > 0 &&
                  proof->reason[clause[HEAD + k] / 2] == at;
    if (proof->dead > 1024 && proof->dead > proof->words / 2)
        collect(proof);
    else if (needed)
        restart(proof);
    return 1;
}
