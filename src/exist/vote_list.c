/* The list of the clauses that say that a social choice function has properties. */
#include <expost/exist/vote.h>

#include <stdlib.h>

#include <expost/base/memory.h>

#include "exist/vote_impl.h"

/*
 * Where the clauses go.
 *   kind     of the clauses now
 *   literal  of the clause that is put together, length of them; room for all of them
 *   mark     m entries
 */
typedef struct
{
    const xp_vote_system_struct *system;
    const xp_choice_struct *choice;
    const xp_domain_struct *domain;
    slong m;
    slong n;
    slong d;
    slong profiles;
    xp_vote_on_clause_t *take;
    void *data;
    int kind;
    int *literal;
    size_t length;
    unsigned char *mark;
    xp_status_t status;
    xp_error_struct *error;
} list_t;

static int chosen(const list_t *list, slong profile, slong a)
{
    return (int) (profile * list->m + a + 1);
}

static void put(list_t *list, int literal)
{
    list->literal[list->length++] = literal;
}

static void end_clause(list_t *list)
{
    if (list->status == XP_OK)
        list->status = list->take(list->data, list->kind, list->literal, list->length,
                                  list->error);
    list->length = 0;
}

static void list_pair(list_t *list, int one, int other)
{
    put(list, one);
    put(list, other);
    end_clause(list);
}

static void list_one(list_t *list, slong r)
{
    for (slong a = 0; a < list->m; a++)
        put(list, chosen(list, r, a));
    end_clause(list);
    for (slong a = 0; a < list->m; a++)
        for (slong b = a + 1; b < list->m; b++)
            list_pair(list, -chosen(list, r, a), -chosen(list, r, b));
}

static void list_used(list_t *list, slong r)
{
    for (slong b = 0; b < list->m; b++)
        list_pair(list, -chosen(list, r, b), list->system->used + (int) b);
}

/* Some profile chooses a, first of all what else the clause says. */
static void list_somewhere(list_t *list, slong a)
{
    for (slong r = 0; r < list->profiles; r++)
        put(list, chosen(list, r, a));
    end_clause(list);
}

static void list_occurring(list_t *list, slong r)
{
    if (r > 0)
        return;
    for (slong b = 0; b < list->m; b++)
    {
        put(list, -(list->system->used + (int) b));
        list_somewhere(list, b);
    }
}

static void list_strategyproof(list_t *list, slong r)
{
    for (slong i = 0; i < list->n; i++)
    {
        slong order = xp_choice_order(list->choice, r, i);

        for (slong q = 0; q < list->d; q++)
        {
            slong other = xp_choice_report(list->choice, r, i, q);

            for (slong a = 0; q != order && a < list->m; a++)
                for (slong b = 0; b < list->m; b++)
                    if (xp_domain_prefers(list->domain, order, b, a))
                        list_pair(list, -chosen(list, r, a), -chosen(list, other, b));
        }
    }
}

static void list_monotone(list_t *list, slong r)
{
    for (slong i = 0; i < list->n; i++)
    {
        slong order = xp_choice_order(list->choice, r, i);

        for (slong q = 0; q < list->d; q++)
            for (slong a = 0; q != order && a < list->m; a++)
                if (xp_vote_keeps_below(list->domain, order, q, a))
                    list_pair(list, -chosen(list, r, a),
                              chosen(list, xp_choice_report(list->choice, r, i, q), a));
    }
}

static void list_set_monotone(list_t *list, slong r)
{
    for (slong i = 0; i < list->n; i++)
    {
        slong order = xp_choice_order(list->choice, r, i);

        for (slong q = 0; q < list->d; q++)
        {
            slong other = xp_choice_report(list->choice, r, i, q);

            if (q == order)
                continue;
            xp_vote_mark_different(list->mark, list->domain, order, q);
            for (slong a = 0; a < list->m; a++)
            {
                put(list, -chosen(list, r, a));
                for (slong b = 0; b < list->m; b++)
                    if (list->mark[b] && b != a)
                        put(list, -(list->system->used + (int) b));
                for (slong b = 0; b < list->m; b++)
                    if (list->mark[b] || b == a)
                        put(list, chosen(list, other, b));
                end_clause(list);
            }
        }
    }
}

static void list_winner(list_t *list, slong r, slong a)
{
    if (a < 0)
        return;
    put(list, chosen(list, r, a));
    end_clause(list);
}

static void list_unanimous(list_t *list, slong r)
{
    list_winner(list, r, xp_vote_unanimous_at(list->choice, r));
}

static void list_condorcet(list_t *list, slong r)
{
    list_winner(list, r, xp_vote_condorcet_at(list->choice, r));
}

static void list_onto(list_t *list, slong r)
{
    for (slong a = 0; r == 0 && a < list->m; a++)
        list_somewhere(list, a);
}

static void list_dictatorial(list_t *list, slong r)
{
    const int dictator = list->system->dictator, used = list->system->used;

    if (r == 0)
    {
        for (slong i = 0; i < list->n; i++)
            put(list, dictator + (int) i);
        end_clause(list);
    }
    for (slong i = 0; i < list->n; i++)
        for (slong a = 0; a < list->m; a++)
            for (slong b = 0; b < list->m; b++)
                if (xp_domain_prefers(list->domain, xp_choice_order(list->choice, r, i), b, a))
                {
                    put(list, -(dictator + (int) i));
                    put(list, -chosen(list, r, a));
                    put(list, -(used + (int) b));
                    end_clause(list);
                }
}

/* Voter i loses with a against b: b occurs, and somewhere a is chosen and b is better. */
static void list_loss(list_t *list, slong i, slong a, slong b)
{
    const int loses = list->system->loses + (int) ((i * list->m + a) * list->m + b);

    list_pair(list, -loses, list->system->used + (int) b);
    put(list, -loses);
    for (slong r = 0; r < list->profiles; r++)
        if (xp_domain_prefers(list->domain, xp_choice_order(list->choice, r, i), b, a))
            put(list, chosen(list, r, a));
    end_clause(list);
}

static void list_nondictatorial(list_t *list, slong r)
{
    for (slong i = 0; r == 0 && i < list->n; i++)
    {
        for (slong a = 0; a < list->m; a++)
            for (slong b = 0; b < list->m; b++)
                if (a != b)
                    put(list, list->system->loses + (int) ((i * list->m + a) * list->m + b));
        end_clause(list);
        for (slong a = 0; a < list->m; a++)
            for (slong b = 0; b < list->m; b++)
                if (a != b)
                    list_loss(list, i, a, b);
    }
}

static void list_anonymous(list_t *list, slong r)
{
    for (slong i = 0; i + 1 < list->n; i++)
    {
        slong one = xp_choice_order(list->choice, r, i);
        slong two = xp_choice_order(list->choice, r, i + 1);
        slong other = xp_choice_report(list->choice,
                                       xp_choice_report(list->choice, r, i, two), i + 1, one);

        for (slong a = 0; other != r && a < list->m; a++)
            list_pair(list, -chosen(list, r, a), chosen(list, other, a));
    }
}

static void list_neutral(list_t *list, slong r)
{
    for (slong c = 0; c + 1 < list->m; c++)
    {
        slong other = 0;

        for (slong i = 0; i < list->n; i++)
            other += list->choice->stride[i]
                     * list->system->neutral_map[c * list->d
                                                 + xp_choice_order(list->choice, r, i)];
        for (slong a = 0; a < list->m; a++)
            list_pair(list, -chosen(list, r, a),
                      chosen(list, other, a == c ? c + 1 : a == c + 1 ? c : a));
    }
}

typedef void on_profile_t(list_t *list, slong profile);

/* A part of the list, in order: for every profile, when one of the properties is asked. */
typedef struct
{
    int kind;
    unsigned asked;
    on_profile_t *run;
} part_t;

static const part_t parts[] = {
    {XP_VOTE_CLAUSE_ONE, ~0u, list_one},
    {XP_VOTE_CLAUSE_USED, XP_VOTE_BITS_USED, list_occurring},
    {XP_VOTE_CLAUSE_USED, XP_VOTE_BITS_USED, list_used},
    {XP_VOTE_STRATEGYPROOF, XP_VOTE_BIT(XP_VOTE_STRATEGYPROOF), list_strategyproof},
    {XP_VOTE_MONOTONE, XP_VOTE_BIT(XP_VOTE_MONOTONE), list_monotone},
    {XP_VOTE_SET_MONOTONE, XP_VOTE_BIT(XP_VOTE_SET_MONOTONE), list_set_monotone},
    {XP_VOTE_UNANIMOUS, XP_VOTE_BIT(XP_VOTE_UNANIMOUS), list_unanimous},
    {XP_VOTE_ONTO, XP_VOTE_BIT(XP_VOTE_ONTO), list_onto},
    {XP_VOTE_DICTATORIAL, XP_VOTE_BIT(XP_VOTE_DICTATORIAL), list_dictatorial},
    {XP_VOTE_NONDICTATORIAL, XP_VOTE_BIT(XP_VOTE_NONDICTATORIAL), list_nondictatorial},
    {XP_VOTE_IS_CONDORCET, XP_VOTE_BIT(XP_VOTE_IS_CONDORCET), list_condorcet},
    {XP_VOTE_ANONYMOUS, XP_VOTE_BIT(XP_VOTE_ANONYMOUS), list_anonymous},
    {XP_VOTE_NEUTRAL, XP_VOTE_BIT(XP_VOTE_NEUTRAL), list_neutral},
};

/* The longest clause: an alternative somewhere, or all losses of a voter. */
static xp_status_t alloc_clause(list_t *list, xp_error_t error)
{
    size_t longest = (size_t) list->profiles + 1, pairs = (size_t) (list->m * list->m);
    void *table = NULL;
    xp_status_t status;

    if (longest < pairs + 2 * (size_t) list->m + 1)
        longest = pairs + 2 * (size_t) list->m + 1;
    if (longest < (size_t) list->n)
        longest = (size_t) list->n;
    status = xp_table_alloc(&table, longest, sizeof(int), error);
    list->literal = table;
    list->mark = xp_calloc((size_t) list->m, 1);
    return status;
}

xp_status_t xp_vote_system_list(const xp_vote_system_t system, xp_vote_on_clause_t *take,
                                void *data, const xp_progress_t *progress, xp_error_t error)
{
    const xp_choice_struct *choice = system->choice;
    list_t list = {system, choice, choice->domain, choice->domain->alternative_count,
                   choice->voter_count, choice->domain->order_count, choice->profile_count,
                   take, data, 0, NULL, 0, NULL, XP_OK, error};

    list.status = alloc_clause(&list, error);
    for (size_t k = 0; k < sizeof parts / sizeof parts[0] && list.status == XP_OK; k++)
    {
        list.kind = parts[k].kind;
        if (parts[k].kind != XP_VOTE_CLAUSE_ONE && !(system->properties & parts[k].asked))
            continue;
        for (slong r = 0; r < list.profiles && list.status == XP_OK; r++)
        {
            parts[k].run(&list, r);
            if (r % 1024 == 0 && list.status == XP_OK
                && xp_progress_tick(progress, "writing clauses", (uint64_t) r,
                                    (uint64_t) list.profiles) != 0)
            {
                xp_error_set(error, "stopped");
                list.status = XP_STOPPED;
            }
        }
    }
    free(list.literal);
    free(list.mark);
    return list.status;
}
