/* The clauses that say that a social choice function has properties: sizes, and the list. */
#include <expost/exist/vote.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "exist/vote_impl.h"

void xp_vote_system_init(xp_vote_system_t system)
{
    memset(system, 0, sizeof(xp_vote_system_struct));
}

void xp_vote_system_clear(xp_vote_system_t system)
{
    free(system->neutral_map);
}

/* Literals of all clauses at most, in numbers that cannot overflow. */
static void bound_literals(fmpz_t bound, const xp_choice_t choice, unsigned properties)
{
    const slong n = choice->voter_count, m = choice->domain->alternative_count;
    const slong reports = choice->domain->order_count - 1;
    slong each = m * m;

    /* per profile: m is below 2^16, so these fit */
    if (properties & XP_VOTE_BITS_USED)
        each += 3 * m;
    if (properties & XP_VOTE_BIT(XP_VOTE_ONTO))
        each += m;
    if (properties & XP_VOTE_BIT(XP_VOTE_NEUTRAL))
        each += 2 * m * m;
    each += 2;
    fmpz_set_si(bound, 0);
    if (properties & XP_VOTE_BIT(XP_VOTE_STRATEGYPROOF))
        fmpz_add_si(bound, bound, m * (m - 1));
    if (properties & XP_VOTE_BIT(XP_VOTE_MONOTONE))
        fmpz_add_si(bound, bound, 2 * m);
    if (properties & XP_VOTE_BIT(XP_VOTE_SET_MONOTONE))
        fmpz_add_si(bound, bound, 2 * m * m);
    fmpz_mul_si(bound, bound, reports);
    if (properties & XP_VOTE_BIT(XP_VOTE_ANONYMOUS))
        fmpz_add_si(bound, bound, 2 * m);
    if (properties & XP_VOTE_BIT(XP_VOTE_DICTATORIAL))
        fmpz_add_si(bound, bound, 3 * m * m);
    if (properties & XP_VOTE_BIT(XP_VOTE_NONDICTATORIAL))
        fmpz_add_si(bound, bound, m * m);
    fmpz_mul_si(bound, bound, n);
    fmpz_add_si(bound, bound, each);
    fmpz_mul_si(bound, bound, choice->profile_count);
    if (properties & XP_VOTE_BIT(XP_VOTE_NONDICTATORIAL))
        fmpz_add_si(bound, bound, 4 * n * m * m);
}

static xp_status_t check_size(const xp_choice_t choice, unsigned properties, xp_error_t error)
{
    xp_status_t status = XP_OK;
    fmpz_t bound;
    char *number;

    fmpz_init(bound);
    bound_literals(bound, choice, properties);
    if (fmpz_cmp_si(bound, XP_VOTE_LITERALS) > 0)
    {
        number = fmpz_get_str(NULL, 10, bound);
        xp_error_set(error, "the clauses would have up to %s literals, more than %ld", number,
                     (long) XP_VOTE_LITERALS);
        flint_free(number);
        status = XP_LIMIT;
    }
    fmpz_clear(bound);
    return status;
}

/* The orders with neighbouring alternatives exchanged; XP_REFUSED where one is missing. */
static xp_status_t map_orders(xp_vote_system_t system, xp_error_t error)
{
    const xp_domain_struct *domain = system->choice->domain;
    const slong m = domain->alternative_count, d = domain->order_count;
    void *table = NULL;
    int *level;
    xp_status_t status;

    if (!xp_domain_is_neutral(domain))
    {
        xp_error_set(error, "neutral: a permutation of the alternatives takes orders of this "
                            "domain out of it, so the property has no meaning here");
        return XP_REFUSED;
    }
    status = xp_table_alloc(&table, (size_t) (m > 1 ? m - 1 : 1) * (size_t) d, sizeof(slong),
                            error);
    if (status != XP_OK)
        return status;
    system->neutral_map = table;
    level = xp_malloc((size_t) m * sizeof(int));
    for (slong c = 0; c + 1 < m; c++)
        for (slong o = 0; o < d; o++)
        {
            memcpy(level, domain->level + o * m, (size_t) m * sizeof(int));
            level[c] = domain->level[o * m + c + 1];
            level[c + 1] = domain->level[o * m + c];
            system->neutral_map[c * d + o] = xp_domain_find(domain, level);
        }
    free(level);
    return XP_OK;
}

xp_status_t xp_vote_system_set(xp_vote_system_t system, const xp_choice_t choice,
                               unsigned properties, xp_error_t error)
{
    const slong n = choice->voter_count, m = choice->domain->alternative_count;
    xp_vote_system_t made;
    xp_status_t status = check_size(choice, properties, error);
    slong next;

    if (status != XP_OK)
        return status;
    xp_vote_system_init(made);
    made->choice = choice;
    made->properties = properties;
    /* the bound on literals keeps all of these below 2^31 */
    next = choice->profile_count * m + 1;
    if (properties & XP_VOTE_BITS_USED)
    {
        made->used = (int) next;
        next += m;
    }
    if (properties & XP_VOTE_BIT(XP_VOTE_DICTATORIAL))
    {
        made->dictator = (int) next;
        next += n;
    }
    if (properties & XP_VOTE_BIT(XP_VOTE_NONDICTATORIAL))
    {
        made->loses = (int) next;
        next += n * m * m;
    }
    made->variables = (int) (next - 1);
    if (properties & XP_VOTE_BIT(XP_VOTE_NEUTRAL))
        status = map_orders(made, error);
    if (status == XP_OK)
    {
        xp_vote_system_struct other = system[0];

        system[0] = made[0];
        made[0] = other;
    }
    xp_vote_system_clear(made);
    return status;
}

/* Counts clauses and literals. */
typedef struct
{
    size_t *count;
    size_t clauses;
    size_t literals;
} sizes_t;

static xp_status_t count_clause(void *data, int kind, const int *literal, size_t length,
                                xp_error_t error)
{
    sizes_t *sizes = data;

    (void) literal;
    (void) error;
    sizes->count[kind]++;
    sizes->clauses++;
    sizes->literals += length;
    return XP_OK;
}

static xp_status_t keep_clause(void *data, int kind, const int *literal, size_t length,
                               xp_error_t error)
{
    (void) kind;
    return xp_clauses_add(data, literal, length, error);
}

xp_status_t xp_vote_system_clauses(xp_clauses_t clauses, size_t count[XP_VOTE_CLAUSE_COUNT],
                                   const xp_vote_system_t system, const xp_progress_t *progress,
                                   xp_error_t error)
{
    size_t counted[XP_VOTE_CLAUSE_COUNT] = {0};
    sizes_t sizes = {counted, 0, 0};
    xp_clauses_t made;
    xp_status_t status = xp_vote_system_list(system, count_clause, &sizes, progress, error);

    xp_clauses_init(made);
    if (status == XP_OK)
        status = xp_clauses_make_room(made, sizes.clauses, sizes.literals, error);
    if (status == XP_OK)
        status = xp_vote_system_list(system, keep_clause, made, progress, error);
    if (status == XP_OK)
    {
        xp_clauses_swap(clauses, made);
        memcpy(count, counted, sizeof counted);
    }
    xp_clauses_clear(made);
    return status;
}
