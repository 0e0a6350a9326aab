/* A social choice function: sizes and table. */
#include <expost/vote/choice.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_choice_init(xp_choice_t choice)
{
    memset(choice, 0, sizeof(xp_choice_struct));
}

void xp_choice_clear(xp_choice_t choice)
{
    free(choice->stride);
    free(choice->choice);
}

void xp_choice_swap(xp_choice_t a, xp_choice_t b)
{
    xp_choice_struct other = *a;

    *a = *b;
    *b = other;
}

xp_status_t xp_choice_set_sizes(xp_choice_t choice, const xp_domain_t domain, slong voters,
                                xp_error_t error)
{
    slong orders = domain->order_count, profiles = 1, voter;
    slong *stride;

    assert(voters >= 1 && orders >= 1);
    if (domain->alternative_count > UINT16_MAX)
    {
        xp_error_set(error, "a table of a social choice function holds at most %d alternatives, "
                            "here there are %ld", (int) UINT16_MAX,
                     (long) domain->alternative_count);
        return XP_LIMIT;
    }
    for (voter = 0; voter < voters && orders > 1; voter++)
    {
        if (profiles > XP_CHOICE_LIMIT / orders)
        {
            xp_error_set(error, "%ld voters with %ld orders each have more than %ld profiles, too "
                                "many to list", (long) voters, (long) orders,
                         (long) XP_CHOICE_LIMIT);
            return XP_LIMIT;
        }
        profiles *= orders;
    }
    stride = xp_malloc((size_t) voters * sizeof(slong));
    stride[voters - 1] = 1;
    for (voter = voters - 1; voter > 0; voter--)
        stride[voter - 1] = stride[voter] * orders;
    xp_choice_clear(choice);
    choice->domain = domain;
    choice->voter_count = voters;
    choice->stride = stride;
    choice->profile_count = profiles;
    choice->choice = NULL;
    return XP_OK;
}

xp_status_t xp_choice_alloc(xp_choice_t choice, xp_error_t error)
{
    void *table = NULL;
    xp_status_t status = xp_table_alloc(&table, (size_t) choice->profile_count, sizeof(uint16_t),
                                        error);

    if (status != XP_OK)
        return status;
    free(choice->choice);
    choice->choice = table;
    return XP_OK;
}
