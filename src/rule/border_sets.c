/* The inequalities of Border's condition that fail. */
#include "rule/border_impl.h"

#include <stdlib.h>

#include <expost/base/memory.h>

static void init_set(xp_border_set_struct *set, slong pairs)
{
    set->member = xp_calloc((size_t) pairs, 1);
    fmpq_init(set->left);
    fmpq_init(set->right);
    fmpq_init(set->slack);
}

static void clear_set(xp_border_set_struct *set)
{
    free(set->member);
    fmpq_clear(set->left);
    fmpq_clear(set->right);
    fmpq_clear(set->slack);
}

void xp_border_set_sides(xp_border_set_struct *set, const xp_border_network_t network,
                         const fmpq *probability)
{
    const xp_units_struct *units = network->units;
    const xp_profiles_struct *profiles = network->environment->profiles;
    slong *profile = xp_calloc((size_t) units->agent_count, sizeof(slong));
    fmpz_t sum;
    fmpz_init(sum);
    fmpq_zero(set->left);
    for (slong p = 0; p < units->offset[units->agent_count]; p++)
    {
        if (set->member[p])
        {
            fmpq_addmul(set->left, probability + p, network->win + p);
        }
    }
    for (slong k = 0; k < profiles->size; k++, xp_profiles_next(profile, profiles))
    {
        slong present = 0;
        for (slong i = 0; i < units->agent_count; i++)
        {
            present += set->member[units->offset[i] + profile[i]];
        }
        fmpz_addmul_ui(sum, network->mass + k,
                       (ulong) (present < units->unit_count ? present : units->unit_count));
    }
    fmpq_set_fmpz_frac(set->right, sum, network->scale);
    fmpq_sub(set->slack, set->right, set->left);
    fmpz_clear(sum);
    free(profile);
}

static void add_set(xp_border_t border, xp_border_set_struct *set)
{
    border->violated = xp_realloc(border->violated, (size_t) (border->violated_count + 1)
                                                        * sizeof(xp_border_set_struct));
    border->violated[border->violated_count++] = *set;
}

/* Marks the types that win with `least` or more, of every agent, but those of probability 0. */
static void mark_above(unsigned char *member, const xp_border_t border, const fmpq_t least)
{
    for (slong p = 0; p < border->pair_count; p++)
    {
        member[p] = fmpq_cmp(border->win + p, least) >= 0
                    && !fmpq_is_zero(border->probability + p);
    }
}

/* The largest win below `bound` (NULL: of all) of a type that occurs; 0 when there is none. */
static int find_below(fmpq_t least, const xp_border_t border, const fmpq *bound)
{
    int found = 0;
    for (slong p = 0; p < border->offset[1]; p++)
    {
        if (fmpq_is_zero(border->probability + p)
            || (bound != NULL && fmpq_cmp(border->win + p, bound) >= 0)
            || (found && fmpq_cmp(border->win + p, least) <= 0))
        {
            continue;
        }
        fmpq_set(least, border->win + p);
        found = 1;
    }
    return found;
}

/* The sets of the types that win most often: when any set is violated, one of them is. */
static void add_upper_sets(xp_border_t border, const xp_border_network_t network)
{
    fmpq_t least;
    fmpq_t next;
    fmpq_init(least);
    fmpq_init(next);
    for (int more = find_below(least, border, NULL); more;)
    {
        xp_border_set_struct set;
        init_set(&set, border->pair_count);
        mark_above(set.member, border, least);
        xp_border_set_sides(&set, network, border->probability);
        if (fmpq_sgn(set.slack) < 0)
        {
            add_set(border, &set);
        }
        else
        {
            clear_set(&set);
        }
        more = find_below(next, border, least);
        fmpq_swap(least, next);
    }
    fmpq_clear(next);
    fmpq_clear(least);
}

/* The pairs on the sink's side of the cut. */
static void add_cut(xp_border_t border, const xp_border_network_t network)
{
    xp_border_set_struct set;
    init_set(&set, border->pair_count);
    for (slong p = 0; p < border->pair_count; p++)
    {
        set.member[p] = network->cut[XP_BORDER_PAIR + p];
    }
    xp_border_set_sides(&set, network, border->probability);
    add_set(border, &set);
}

void xp_border_set_violated(xp_border_t border, const xp_border_network_t network)
{
    if (border->symmetric)
    {
        add_upper_sets(border, network);
    }
    if (border->violated_count == 0)
    {
        add_cut(border, network);
    }
}
