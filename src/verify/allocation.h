/* A certificate about interim probabilities of winning a unit. */
#ifndef XP_VERIFY_ALLOCATION_H
#define XP_VERIFY_ALLOCATION_H

#include <stddef.h>

#include <gmp.h>

#include "verify/environment.h"
#include "verify/number.h"
#include "verify/reader.h"

/*
 * Agents, types and prior stand in the environment.  Type t of agent i is pair first[i] + t.
 *   win      how often each pair is to win, given its type
 *   chance   of each pair, times the common denominator of the weights of profiles
 *   profile  the types of the present profile; xp_allocation_next goes to the next
 */
typedef struct
{
    xp_reader_struct *reader;
    xp_environment_struct *environment;
    size_t units, pairs, *first, *profile;
    int infeasible;
    xp_numbers_t win;
    mpz_t *chance;
    mpq_t *sum;            /* feasible: of each pair, weights times probabilities of winning */
    unsigned char *member; /* infeasible: of each pair */
    mpq_t number, total, side;
    mpz_t scratch, factor;
} xp_allocation_struct;
typedef xp_allocation_struct xp_allocation_t[1];

void xp_allocation_init(xp_allocation_t allocation, xp_environment_struct *environment,
                        xp_reader_struct *reader);
void xp_allocation_clear(xp_allocation_t allocation);

/* Reads the records behind `allocation` up to the claim, and the claim. */
void xp_allocation_read(xp_allocation_t allocation);
/* The next profile, the last agent fastest; the first one follows the last. */
void xp_allocation_next(xp_allocation_t allocation);

/* Checks a certificate from the record behind `allocation` to its end. */
void xp_allocation_check(xp_allocation_t allocation);

/* Prints the claim, a sentence. */
void xp_print_allocation(const xp_allocation_t allocation);

#endif
