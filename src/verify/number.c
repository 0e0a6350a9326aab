/* Memory, lists of numbers, and sums of fractions that are not reduced at each step. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "verify/number.h"

enum
{
    LONGEST_KEPT = 64 /* limbs */
};

void xp_fail_memory(void)
{
    fflush(stdout);
    fputs("expost-verify: out of memory\n", stderr);
    exit(4);
}

/*
 * The bytes of all numbers, and how many they may be: a row of many unknowns repeats a long
 * multiplier, so that a short text can ask for more than any machine has.
 */
static size_t held, most = SIZE_MAX;

static void hold(size_t size)
{
    if (size > most - held)
        xp_fail_memory();
    held += size;
}

static void *resize(void *memory, size_t size)
{
    memory = realloc(memory, size);
    if (memory == NULL)
        xp_fail_memory();
    return memory;
}

static void *allocate(size_t size)
{
    hold(size);
    return resize(NULL, size);
}

static void *reallocate(void *memory, size_t old, size_t size)
{
    held -= old;
    hold(size);
    return resize(memory, size);
}

static void release(void *memory, size_t size)
{
    held -= size;
    free(memory);
}

void xp_memory_start(void)
{
#ifdef _SC_PHYS_PAGES
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);

    /* three quarters of the memory of this machine */
    if (pages > 0 && size > 0 && (size_t) pages < SIZE_MAX / (size_t) size)
        most = (size_t) pages / 4 * 3 * (size_t) size;
#endif
    mp_set_memory_functions(allocate, reallocate, release);
}

void *xp_zeroed(size_t count, size_t size)
{
    void *memory = calloc(count > 0 ? count : 1, size);

    if (memory == NULL)
        xp_fail_memory();
    return memory;
}

void *xp_grown(void *list, size_t *space, size_t count, size_t size)
{
    size_t room = *space < 8 ? 8 : *space;

    if (count < *space)
        return list;
    while (room <= count)
        if (room > SIZE_MAX / 2 / size)
            xp_fail_memory();
        else
            room *= 2;
    list = resize(list, room * size);
    *space = room;
    return list;
}

void xp_numbers_clear(xp_numbers_t numbers)
{
    size_t i;

    for (i = 0; i < numbers->count; i++)
        mpq_clear(numbers->at[i]);
    free(numbers->at);
}

void xp_numbers_add(xp_numbers_t numbers, const mpq_t number)
{
    mpq_ptr last;

    numbers->at = xp_grown(numbers->at, &numbers->space, numbers->count, sizeof(mpq_t));
    last = numbers->at[numbers->count++];
    mpz_init_set(mpq_numref(last), mpq_numref(number));
    mpz_init_set(mpq_denref(last), mpq_denref(number));
}

void xp_sum_add(mpq_t sum, int sign, mpz_srcptr num, mpz_srcptr den, mpz_t scratch)
{
    mpz_ptr top = mpq_numref(sum), bottom = mpq_denref(sum);

    if (mpz_sgn(num) == 0)
        return;
    if (mpz_cmp(bottom, den) == 0)
    {
        if (sign > 0)
            mpz_add(top, top, num);
        else
            mpz_sub(top, top, num);
        return;
    }
    if (mpz_size(bottom) == 1 && mpz_size(den) == 1 && mpz_get_ui(bottom) % mpz_get_ui(den) == 0)
    {
        if (sign > 0)
            mpz_addmul_ui(top, num, mpz_get_ui(bottom) / mpz_get_ui(den));
        else
            mpz_submul_ui(top, num, mpz_get_ui(bottom) / mpz_get_ui(den));
        return;
    }
    if (!mpz_divisible_p(bottom, den))
    {
        mpz_gcd(scratch, bottom, den);
        mpz_divexact(scratch, den, scratch);
        mpz_mul(top, top, scratch);
        mpz_mul(bottom, bottom, scratch);
    }
    mpz_divexact(scratch, bottom, den);
    if (sign > 0)
        mpz_addmul(top, scratch, num);
    else
        mpz_submul(top, scratch, num);
}

void xp_sum_zero(mpq_t sum)
{
    mpz_set_ui(mpq_numref(sum), 0);
    if (mpz_size(mpq_denref(sum)) > LONGEST_KEPT)
        mpz_set_ui(mpq_denref(sum), 1);
}
