/* Reads what a certificate says about units, agents and their interim probabilities of winning. */
#include <stdlib.h>
#include <string.h>

#include "verify/allocation.h"

#define MOST_PROFILES ((size_t) 1 << 22)
/* Of all profiles together: this many additions of large numbers take seconds. */
#define MOST_TYPES ((size_t) 1 << 27)
#define MOST_UNITS ((size_t) 1 << 40)

void xp_allocation_init(xp_allocation_t allocation, xp_environment_struct *environment,
                        xp_reader_struct *reader)
{
    memset(allocation, 0, sizeof(xp_allocation_struct));
    allocation->environment = environment;
    allocation->reader = reader;
    mpq_inits(allocation->number, allocation->total, allocation->side, NULL);
    mpz_inits(allocation->scratch, allocation->factor, NULL);
}

void xp_allocation_clear(xp_allocation_t allocation)
{
    size_t k;

    for (k = 0; allocation->chance != NULL && k < allocation->pairs; k++)
        mpz_clear(allocation->chance[k]);
    for (k = 0; allocation->sum != NULL && k < allocation->pairs; k++)
        mpq_clear(allocation->sum[k]);
    free(allocation->chance);
    free(allocation->sum);
    free(allocation->first);
    free(allocation->profile);
    free(allocation->member);
    xp_numbers_clear(allocation->win);
    mpq_clears(allocation->number, allocation->total, allocation->side, NULL);
    mpz_clears(allocation->scratch, allocation->factor, NULL);
}

static void read_wins(xp_allocation_t allocation)
{
    const xp_environment_struct *environment = allocation->environment;
    xp_reader_struct *reader = allocation->reader;
    mpq_ptr number = allocation->number;
    size_t i, t;

    for (i = 0; i < environment->agents; i++)
        for (t = 0; t < environment->agent[i].types; t++)
        {
            xp_expect(reader, "win");
            xp_index_is(reader, i, "agent");
            xp_index_is(reader, t, "type");
            xp_number(reader, number);
            if (mpq_sgn(number) < 0 || mpz_cmp(mpq_numref(number), mpq_denref(number)) > 0)
                xp_reject(reader, "a probability of winning is from 0 to 1");
            xp_numbers_add(allocation->win, number);
            xp_next(reader);
        }
}

static void read_claim(xp_allocation_t allocation)
{
    xp_reader_struct *reader = allocation->reader;
    const char *word;

    xp_expect(reader, "claim");
    word = xp_word(reader);
    allocation->infeasible = strcmp(word, "infeasible") == 0;
    if (!allocation->infeasible && strcmp(word, "feasible") != 0)
        xp_reject(reader, "the claim is feasible or infeasible");
    xp_next(reader);
}

void xp_allocation_next(xp_allocation_t allocation)
{
    const xp_environment_struct *environment = allocation->environment;
    size_t i;

    for (i = environment->agents; i-- > 0;)
    {
        if (++allocation->profile[i] < environment->agent[i].types)
            return;
        allocation->profile[i] = 0;
    }
}

static void set_chances(xp_allocation_t allocation)
{
    const xp_environment_struct *environment = allocation->environment;
    size_t i, k;

    allocation->chance = xp_zeroed(allocation->pairs, sizeof(mpz_t));
    for (k = 0; k < allocation->pairs; k++)
        mpz_init(allocation->chance[k]);
    for (k = 0; k < environment->profiles; k++, xp_allocation_next(allocation))
        for (i = 0; i < environment->agents; i++)
        {
            mpz_ptr chance = allocation->chance[allocation->first[i] + allocation->profile[i]];

            mpz_add(chance, chance, environment->weight[k]);
        }
}

void xp_allocation_read(xp_allocation_t allocation)
{
    xp_environment_struct *environment = allocation->environment;
    xp_reader_struct *reader = allocation->reader;
    size_t i;

    xp_agents_read(environment, reader);
    xp_expect(reader, "units");
    allocation->units = xp_index(reader, MOST_UNITS, "number of units");
    xp_next(reader);
    if (environment->profiles > MOST_PROFILES)
        xp_reject_size(reader, "more than 2^22 profiles");
    if (environment->agents > MOST_TYPES / environment->profiles)
        xp_reject_size(reader, "more than 2^27 types in all profiles together");
    xp_prior_read(environment, reader);
    if (environment->prior == XP_NO_PRIOR)
        xp_reject_at(reader, reader->line - 1, "the prior is independent or joint");
    allocation->first = xp_zeroed(environment->agents, sizeof(size_t));
    allocation->profile = xp_zeroed(environment->agents, sizeof(size_t));
    for (i = 0; i < environment->agents; i++)
    {
        allocation->first[i] = allocation->pairs;
        allocation->pairs += environment->agent[i].types;
    }
    read_wins(allocation);
    read_claim(allocation);
    xp_weigh(environment, reader);
    set_chances(allocation);
}
