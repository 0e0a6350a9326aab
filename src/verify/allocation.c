/* Interim probabilities of winning: a rule that has them, or a set of types that wins too much. */
#include <stdlib.h>

#include "verify/allocation.h"

/* The probabilities with which the agents win at one profile. */
static void read_give(xp_allocation_t allocation, size_t k)
{
    const xp_environment_struct *environment = allocation->environment;
    xp_reader_struct *reader = allocation->reader;
    mpq_ptr number = allocation->number, total = allocation->total;
    size_t i;

    xp_expect(reader, "give");
    xp_profile_is(environment, reader, k, XP_NOBODY);
    mpq_set_ui(total, 0, 1);
    for (i = 0; i < environment->agents; i++)
    {
        mpq_ptr sum = allocation->sum[allocation->first[i] + allocation->profile[i]];

        xp_number(reader, number);
        if (mpq_sgn(number) < 0 || mpz_cmp(mpq_numref(number), mpq_denref(number)) > 0)
            xp_reject(reader, "a probability of winning is from 0 to 1");
        xp_sum_add(total, 1, mpq_numref(number), mpq_denref(number), allocation->scratch);
        mpz_mul(allocation->factor, mpq_numref(number), environment->weight[k]);
        xp_sum_add(sum, 1, allocation->factor, mpq_denref(number), allocation->scratch);
    }
    mpz_mul_ui(allocation->factor, mpq_denref(total), allocation->units);
    if (mpz_cmp(mpq_numref(total), allocation->factor) > 0)
        xp_reject(reader, "the probabilities add up to more than the units");
    xp_next(reader);
}

/* side = chance * win of the pair */
static void set_wanted(xp_allocation_t allocation, size_t pair)
{
    mpq_srcptr win = allocation->win->at[pair];

    mpz_mul(mpq_numref(allocation->side), mpq_numref(win), allocation->chance[pair]);
    mpz_set(mpq_denref(allocation->side), mpq_denref(win));
}

static void check_rule(xp_allocation_t allocation)
{
    const xp_environment_struct *environment = allocation->environment;
    size_t i, t, k;

    allocation->sum = xp_zeroed(allocation->pairs, sizeof(mpq_t));
    for (k = 0; k < allocation->pairs; k++)
        mpq_init(allocation->sum[k]);
    for (k = 0; k < environment->profiles; k++, xp_allocation_next(allocation))
        read_give(allocation, k);
    for (i = 0; i < environment->agents; i++)
        for (t = 0; t < environment->agent[i].types; t++)
        {
            const size_t pair = allocation->first[i] + t;
            mpq_srcptr sum = allocation->sum[pair];

            set_wanted(allocation, pair);
            mpz_mul(allocation->factor, mpq_numref(sum), mpq_denref(allocation->side));
            mpz_mul(allocation->scratch, mpq_denref(sum), mpq_numref(allocation->side));
            if (mpz_cmp(allocation->factor, allocation->scratch) != 0)
                xp_reject(allocation->reader,
                          "type %zu of agent %zu does not win as often as stated", t, i);
        }
}

static void read_members(xp_allocation_t allocation)
{
    const xp_environment_struct *environment = allocation->environment;
    xp_reader_struct *reader = allocation->reader;
    size_t least = 0;

    allocation->member = xp_zeroed(allocation->pairs, 1);
    for (; xp_at(reader, "member"); xp_next(reader))
    {
        const size_t i = xp_index(reader, environment->agents, "agent");
        const size_t pair =
            allocation->first[i] + xp_index(reader, environment->agent[i].types, "type");

        if (pair < least)
            xp_reject(reader, "this `member` is out of order or a duplicate");
        least = pair + 1;
        allocation->member[pair] = 1;
    }
}

static void check_set(xp_allocation_t allocation)
{
    const xp_environment_struct *environment = allocation->environment;
    mpq_ptr total = allocation->total;
    mpz_ptr most = allocation->factor;
    size_t i, k;

    read_members(allocation);
    mpq_set_ui(total, 0, 1);
    for (k = 0; k < allocation->pairs; k++)
        if (allocation->member[k])
        {
            set_wanted(allocation, k);
            xp_sum_add(total, 1, mpq_numref(allocation->side), mpq_denref(allocation->side),
                       allocation->scratch);
        }
    mpz_set_ui(most, 0);
    for (k = 0; k < environment->profiles; k++, xp_allocation_next(allocation))
    {
        size_t present = 0;

        for (i = 0; i < environment->agents; i++)
            present += allocation->member[allocation->first[i] + allocation->profile[i]];
        if (present > allocation->units)
            present = allocation->units;
        mpz_addmul_ui(most, environment->weight[k], present);
    }
    mpz_mul(most, most, mpq_denref(total));
    if (mpz_cmp(mpq_numref(total), most) <= 0)
        xp_reject(allocation->reader, "the members of the set can win as often as stated");
}

void xp_allocation_check(xp_allocation_t allocation)
{
    xp_allocation_read(allocation);
    xp_expect(allocation->reader, "evidence");
    xp_next(allocation->reader);
    if (allocation->infeasible)
        check_set(allocation);
    else
        check_rule(allocation);
    xp_expect(allocation->reader, "end");
    xp_expect_nothing(allocation->reader);
}

void xp_print_allocation(const xp_allocation_t allocation)
{
    const size_t agents = allocation->environment->agents;
    int possible = 1;
    size_t k;

    for (k = 0; k < allocation->pairs; k++)
        possible &= mpz_sgn(allocation->chance[k]) > 0;
    printf("%s allocation of %zu unit%s gives every type%s of the %zu agent%s the interim winning "
           "probability that is stated.\n",
           allocation->infeasible ? "No" : "Some", allocation->units,
           allocation->units == 1 ? "" : "s", possible ? "" : " of positive probability", agents,
           agents == 1 ? "" : "s");
}
