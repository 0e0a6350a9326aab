/* Memory, lists of numbers, and sums of fractions that are not reduced at each step. */
#ifndef XP_VERIFY_NUMBER_H
#define XP_VERIFY_NUMBER_H

#include <stddef.h>

#include <gmp.h>

/* A list of count numbers in lowest terms; there is room for space. */
typedef struct
{
    mpq_t *at;
    size_t count, space;
} xp_numbers_struct;
typedef xp_numbers_struct xp_numbers_t[1];

/* Ends the program with status 4. */
_Noreturn void xp_fail_memory(void);

/*
 * Sets the functions by which GMP asks for memory: a refusal, or numbers that would take more than
 * most of the memory of the machine, end the program with status 4.
 */
void xp_memory_start(void);

/* count * size bytes of 0, at least one. */
void *xp_zeroed(size_t count, size_t size);

/* The list with room for one entry more than count, each of size bytes. */
void *xp_grown(void *list, size_t *space, size_t count, size_t size);

void xp_numbers_clear(xp_numbers_t numbers);
void xp_numbers_add(xp_numbers_t numbers, const mpq_t number);

/*
 * A sum is an mpq_t with a denominator > 0 that need not be in lowest terms: its denominator stays
 * a common one of all terms so far, so that most additions need no gcd.
 */
/* sum = sum + sign * num / den; sign is 1 or -1, den > 0; scratch is overwritten. */
void xp_sum_add(mpq_t sum, int sign, mpz_srcptr num, mpz_srcptr den, mpz_t scratch);
/* sum = 0; a common denominator that is not too long is kept for the next sum. */
void xp_sum_zero(mpq_t sum);

#endif
