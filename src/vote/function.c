/* A social choice function as it is asked: positions that are profiles or multisets. */
#include <expost/vote/function.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

/* 20! is the largest factorial below 2^64. */
#define SMALL_FACTORIALS 21

void xp_vote_function_init(xp_vote_function_t function)
{
    memset(function, 0, sizeof(xp_vote_function_struct));
}

void xp_vote_function_clear(xp_vote_function_t function)
{
    free(function->rank);
    free(function->owned);
}

void xp_vote_function_swap(xp_vote_function_t a, xp_vote_function_t b)
{
    xp_vote_function_struct other = *a;

    *a = *b;
    *b = other;
}

void xp_vote_function_set_choice(xp_vote_function_t function, const xp_choice_t choice)
{
    assert(choice->choice != NULL);
    xp_vote_function_clear(function);
    xp_vote_function_init(function);
    function->domain = choice->domain;
    function->voter_count = choice->voter_count;
    function->count = choice->profile_count;
    function->choice = choice->choice;
    function->stride = choice->stride;
}

void xp_multisets_count(fmpz_t count, slong orders, slong voters)
{
    fmpz_bin_uiui(count, (ulong) (voters + orders - 1),
                  (ulong) (voters < orders ? voters : orders - 1));
}

void xp_vote_function_profiles(fmpz_t count, const xp_vote_function_t function)
{
    fmpz_set_si(count, function->domain->order_count);
    fmpz_pow_ui(count, count, (ulong) function->voter_count);
}

void xp_multiset_get(slong *number, const xp_vote_function_t function, slong position)
{
    const slong orders = function->domain->order_count, voters = function->voter_count;
    slong behind = voters, j;

    for (j = 0; j + 1 < orders; j++)
    {
        const slong *rank = function->rank + j * (voters + 1);
        slong low = 0, high = behind;

        /* the most voters behind order j whose rank is not past the position */
        while (low < high)
        {
            slong middle = high - (high - low) / 2;

            if (rank[middle] <= position)
                low = middle;
            else
                high = middle - 1;
        }
        position -= rank[low];
        number[j] = behind - low;
        behind = low;
    }
    number[orders - 1] = behind;
}

void xp_multiset_next(slong *number, const xp_vote_function_t function)
{
    slong last = function->domain->order_count - 1, j = last - 1, moved = number[last];

    while (j >= 0 && number[j] == 0)
        j--;
    if (j < 0)
        return;
    number[last] = 0;
    number[j]--;
    number[j + 1] += moved + 1;
}

slong xp_multiset_find(const xp_vote_function_t function, const slong *number)
{
    const slong orders = function->domain->order_count, voters = function->voter_count;
    slong behind = voters, position = 0, j;

    for (j = 0; j + 1 < orders; j++)
    {
        behind -= number[j];
        position += function->rank[j * (voters + 1) + behind];
    }
    return position;
}

void xp_multiset_weight(fmpz_t weight, const xp_vote_function_t function, const slong *number)
{
    static const uint64_t factorial[SMALL_FACTORIALS] = {
        1, 1, 2, 6, 24, 120, 720, 5040, 40320, 362880, 3628800, 39916800, 479001600, 6227020800,
        87178291200, 1307674368000, 20922789888000, 355687428096000, 6402373705728000,
        121645100408832000, 2432902008176640000};
    const slong orders = function->domain->order_count;
    slong left = function->voter_count, j;
    uint64_t small;
    fmpz_t ways;

    if (left < SMALL_FACTORIALS)
    {
        for (small = factorial[left], j = 0; j < orders; j++)
            if (number[j] > 1)
                small /= factorial[number[j]];
        fmpz_set_ui(weight, small);
        return;
    }
    fmpz_init(ways);
    fmpz_one(weight);
    for (j = 0; j < orders && left > 0; j++)
    {
        if (number[j] == 0)
            continue;
        fmpz_bin_uiui(ways, (ulong) left, (ulong) number[j]);
        fmpz_mul(weight, weight, ways);
        left -= number[j];
    }
    fmpz_clear(ways);
}

void xp_vote_function_orders(slong *order, const xp_vote_function_t function, slong position)
{
    const slong orders = function->domain->order_count;
    slong voter = 0, j, k;
    slong *number;

    if (!xp_vote_function_is_symmetric(function))
    {
        for (; voter < function->voter_count; voter++)
            order[voter] = position / function->stride[voter] % orders;
        return;
    }
    number = xp_malloc((size_t) orders * sizeof(slong));
    xp_multiset_get(number, function, position);
    for (j = 0; j < orders; j++)
        for (k = 0; k < number[j]; k++)
            order[voter++] = j;
    free(number);
}
