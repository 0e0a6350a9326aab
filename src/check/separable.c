/* Sums of functions of single types, over profiles that are not listed. */
#include "check/separable.h"

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

#include "check/tally.h"
#include "check/findings.h"

/*
 * f(theta) = sum of value[j][theta_j], integers over denominator.
 *   low[j], high[j]   the least and the largest sum of value[l] over agents l >= j
 */
typedef struct
{
    const xp_profiles_struct *profiles;
    fmpz **value;
    fmpz *low;
    fmpz *high;
    fmpz_t denominator;
    int equality;
} separable_t;

/* The table by type that a term is, NULL for a constant; *is 0 when it is none. */
static const xp_table_struct *get_table(int *is, const xp_term_struct *term,
                                        const xp_environment_struct *environment)
{
    const xp_agent_struct *agent = environment->agent + term->agent;

    *is = 1;
    if (term->kind == XP_TERM_TYPE)
        return term->table;
    if (term->kind == XP_TERM_OUTSIDE && agent->outside_kind == XP_OUTSIDE_TYPE)
        return agent->outside;
    *is = term->kind == XP_TERM_CONSTANT;
    return NULL;
}

static int is_zero(const xp_table_struct *table)
{
    return table->length > 0 && _fmpz_vec_is_zero(table->entry, table->length);
}

/* Whether the term is 0 at every profile. */
static int vanishes(const xp_term_struct *term, const xp_environment_struct *environment)
{
    const xp_agent_struct *agent = environment->agent + term->agent;

    switch (term->kind)
    {
    case XP_TERM_COST:
        return is_zero(environment->cost);
    case XP_TERM_VALUE:
        return is_zero(agent->value);
    case XP_TERM_OUTSIDE:
        return agent->outside_kind == XP_OUTSIDE_NONE || is_zero(agent->outside);
    case XP_TERM_CHOICE:
    case XP_TERM_OTHERS:
    case XP_TERM_PROFILE:
        return is_zero(term->table);
    default:
        return 0;
    }
}

int xp_separable_is(const xp_environment_struct *environment, const xp_payment_struct *sum)
{
    slong k;
    int is;

    for (k = 0; k < sum->count; k++)
    {
        get_table(&is, sum->term + k, environment);
        if (!is && !vanishes(sum->term + k, environment))
            return 0;
    }
    return 1;
}

/* Adds coefficient times the table to the agent's function; a constant to the first agent's. */
static void add_term(separable_t *f, const xp_term_struct *term, const xp_table_struct *table)
{
    slong agent = table == NULL ? 0 : term->agent;
    fmpz_t scale;
    fmpz_t unit;
    slong t;

    fmpz_init(scale);
    fmpz_init_set(unit, fmpq_denref(term->coefficient));
    if (table != NULL)
        fmpz_mul(unit, unit, table->denominator);
    fmpz_divexact(scale, f->denominator, unit);
    fmpz_mul(scale, scale, fmpq_numref(term->coefficient));
    for (t = 0; t < f->profiles->types[agent]; t++)
    {
        fmpz *value = f->value[agent] + t;

        if (table == NULL)
            fmpz_add(value, value, scale);
        else
            fmpz_addmul(value, table->entry + t, scale);
    }
    fmpz_clear(scale);
    fmpz_clear(unit);
}

static void init_functions(separable_t *f, const xp_environment_struct *environment,
                           const xp_payment_struct *sum, int equality)
{
    slong agents = environment->agent_count;
    const xp_table_struct *table;
    fmpz_t unit;
    slong j;
    slong k;
    int is;

    f->profiles = environment->profiles;
    f->equality = equality;
    f->value = xp_calloc((size_t) agents, sizeof(fmpz *));
    f->low = _fmpz_vec_init(agents + 1);
    f->high = _fmpz_vec_init(agents + 1);
    fmpz_init_set_ui(f->denominator, 1);
    fmpz_init(unit);
    for (j = 0; j < agents; j++)
        f->value[j] = _fmpz_vec_init(f->profiles->types[j]);
    for (k = 0; k < sum->count; k++)
    {
        table = get_table(&is, sum->term + k, environment);
        fmpz_set(unit, fmpq_denref(sum->term[k].coefficient));
        if (table != NULL)
            fmpz_mul(unit, unit, table->denominator);
        if (is)
            fmpz_lcm(f->denominator, f->denominator, unit);
    }
    for (k = 0; k < sum->count; k++)
    {
        table = get_table(&is, sum->term + k, environment);
        if (is)
            add_term(f, sum->term + k, table);
    }
    fmpz_clear(unit);
}

static void clear_functions(separable_t *f)
{
    slong agents = f->profiles->agents;
    slong j;

    for (j = 0; j < agents; j++)
        _fmpz_vec_clear(f->value[j], f->profiles->types[j]);
    free(f->value);
    _fmpz_vec_clear(f->low, agents + 1);
    _fmpz_vec_clear(f->high, agents + 1);
    fmpz_clear(f->denominator);
}

/* The first type where the agent's function is least (sign 1) or largest (sign -1). */
static slong find_extreme(const separable_t *f, slong agent, int sign)
{
    const fmpz *value = f->value[agent];
    slong best = 0;
    slong t;

    for (t = 1; t < f->profiles->types[agent]; t++)
        if (sign * fmpz_cmp(value + t, value + best) < 0)
            best = t;
    return best;
}

static void set_ranges(separable_t *f)
{
    slong j;

    for (j = f->profiles->agents - 1; j >= 0; j--)
    {
        fmpz_add(f->low + j, f->low + j + 1, f->value[j] + find_extreme(f, j, 1));
        fmpz_add(f->high + j, f->high + j + 1, f->value[j] + find_extreme(f, j, -1));
    }
}

/* The place at these types. */
static void set_place(xp_place_struct *place, const separable_t *f, const slong *profile)
{
    slong agents = f->profiles->agents;
    fmpz_t number;
    slong j;

    fmpz_init(number);
    for (j = 0; j < agents; j++)
        fmpz_add(number, number, f->value[j] + profile[j]);
    free(place->types);
    place->types = xp_calloc((size_t) agents, sizeof(slong));
    memcpy(place->types, profile, (size_t) agents * sizeof(slong));
    place->types_count = agents;
    if (f->equality)
        xp_place_set_difference(place, number, f->denominator);
    else
        xp_place_set_slack(place, number, f->denominator);
    fmpz_clear(number);
}

/*
 * The first profile, in order, of the smallest slack: where the sum is least; of an equality
 * where it is farthest from 0, the least and the largest sum being equally far if need be.
 */
static void find_least(slong *profile, const separable_t *f)
{
    slong agents = f->profiles->agents;
    int sides = f->equality ? fmpz_cmpabs(f->low, f->high) : 1;
    slong *other = xp_calloc((size_t) agents, sizeof(slong));
    int take_other = sides < 0;
    slong j;

    if (!f->equality)
        sides = 1;
    for (j = 0; j < agents; j++)
    {
        profile[j] = find_extreme(f, j, 1);
        other[j] = find_extreme(f, j, -1);
    }
    for (j = 0; sides == 0 && j < agents; j++)
        if (profile[j] != other[j])
        {
            take_other = other[j] < profile[j];
            break;
        }
    if (take_other)
        memcpy(profile, other, (size_t) agents * sizeof(slong));
    free(other);
}

/* Whether some profile is violated whose types before agent j add up to sum. */
static int has_violation(const separable_t *f, const fmpz_t sum, slong j)
{
    fmpz_t low;
    fmpz_t high;
    int found;

    fmpz_init(low);
    fmpz_init(high);
    fmpz_add(low, sum, f->low + j);
    fmpz_add(high, sum, f->high + j);
    found = fmpz_sgn(low) < 0 || (f->equality && fmpz_sgn(high) > 0);
    fmpz_clear(low);
    fmpz_clear(high);
    return found;
}

/*
 * Adds violations in the order of profiles: all of them, or the first.  The agents before j
 * have their types in profile, and sum[j] is what these come to; no branch without a violation
 * is entered.
 */
static void add_violations(xp_finding_struct *finding, xp_place_struct *place,
                           const separable_t *f, slong *profile, fmpz *sum, slong j, int keep)
{
    if (!has_violation(f, sum + j, j))
        return;
    if (j == f->profiles->agents)
    {
        set_place(place, f, profile);
        xp_finding_add_violation(finding, place, keep);
        return;
    }
    for (profile[j] = 0; profile[j] < f->profiles->types[j]; profile[j]++)
    {
        fmpz_add(sum + j + 1, sum + j, f->value[j] + profile[j]);
        add_violations(finding, place, f, profile, sum, j + 1, keep);
        if (!keep && finding->answer == XP_FAILS)
            return;
    }
}

/* The distribution of the sum over the agents from, ..., to - 1. */
static int add_agents(xp_tally_struct *tally, const separable_t *f, slong from, slong to,
                      xp_pace_struct *pace)
{
    slong j;

    for (j = from; j < to; j++)
        if (!xp_tally_add(tally, f->value[j], f->profiles->types[j], XP_SEPARABLE_SUMS, pace))
            return 0;
    return 1;
}

/*
 * How many profiles are violated: by the distributions of the sums over two halves of the
 * agents, about as many profiles each.
 */
static xp_status_t count_violations(fmpz_t count, const separable_t *f, const char *name,
                                    const xp_progress_t *progress, xp_error_t error)
{
    const xp_profiles_struct *profiles = f->profiles;
    xp_pace_struct pace = xp_pace(progress, name, 0);
    xp_status_t status = XP_OK;
    xp_tally_struct first;
    xp_tally_struct last;
    slong middle = 0;
    int fits;
    fmpz_t part;

    if (fmpz_sgn(f->low) >= 0 && (!f->equality || fmpz_is_zero(f->high)))
    {
        fmpz_zero(count);
        return XP_OK;
    }
    if (fmpz_sgn(f->high) < 0 || (f->equality && fmpz_sgn(f->low) > 0))
    {
        fmpz_set(count, profiles->count);
        return XP_OK;
    }
    fmpz_init_set_ui(part, 1);
    while (middle < profiles->agents - 1)
    {
        fmpz_mul_ui(part, part, (ulong) profiles->types[middle]);
        fmpz_mul(count, part, part);
        if (middle > 0 && fmpz_cmp(count, profiles->count) > 0)
            break;
        middle++;
    }
    xp_tally_init(&first);
    xp_tally_init(&last);
    fits = add_agents(&first, f, 0, middle, &pace)
           && add_agents(&last, f, middle, profiles->agents, &pace);
    if (fits && f->equality)
    {
        xp_tally_count_zero(part, &first, &last);
        fmpz_sub(count, profiles->count, part);
    }
    else if (fits)
        xp_tally_count_negative(count, &first, &last);
    else if (xp_pace_stopped(&pace))
    {
        xp_error_set(error, "stopped while checking %s", name);
        status = XP_STOPPED;
    }
    else
    {
        xp_error_set(error,
                     "%s fails, but to count the profiles where it does takes more than %ld "
                     "distinct sums", name, XP_SEPARABLE_SUMS);
        status = XP_LIMIT;
    }
    xp_tally_clear(&first);
    xp_tally_clear(&last);
    fmpz_clear(part);
    return status;
}

/* All violations cannot be listed when they are very many. */
static xp_status_t require_few(const fmpz_t count, const char *name, xp_error_t error)
{
    char *text;

    if (fmpz_cmp_si(count, XP_SEPARABLE_PLACES) <= 0)
        return XP_OK;
    text = fmpz_get_str(NULL, 10, count);
    xp_error_set(error, "%s fails at %s profiles, too many to list them all", name, text);
    flint_free(text);
    return XP_LIMIT;
}

static void take(xp_finding_struct *finding, const separable_t *f, const fmpz_t count,
                 slong agent, int keep)
{
    slong agents = f->profiles->agents;
    slong *profile = xp_calloc((size_t) agents, sizeof(slong));
    fmpz *sum = _fmpz_vec_init(agents + 1);
    xp_place_struct place;

    xp_place_init(&place, finding->property);
    place.agent = agent;
    fmpz_add(finding->checked, finding->checked, f->profiles->count);
    fmpz_add(finding->violations, finding->violations, count);
    finding->tier = XP_TIER_FMPZ;
    find_least(profile, f);
    set_place(&place, f, profile);
    xp_finding_offer(finding, &place);
    if (keep || finding->answer == XP_HOLDS)
        add_violations(finding, &place, f, profile, sum, 0, keep);
    xp_place_clear(&place);
    _fmpz_vec_clear(sum, agents + 1);
    free(profile);
}

xp_status_t xp_separable_check(xp_finding_struct *finding, const xp_payment_struct *sum,
                               int equality, const xp_inquiry_struct *inquiry, slong agent,
                               xp_error_t error)
{
    const char *name = xp_property_info(finding->property)->name;
    int keep = inquiry->options.all;
    xp_status_t status;
    separable_t f;
    fmpz_t count;

    fmpz_init(count);
    init_functions(&f, inquiry->environment, sum, equality);
    set_ranges(&f);
    status = count_violations(count, &f, name, inquiry->progress, error);
    if (status == XP_OK && keep)
        status = require_few(count, name, error);
    if (status == XP_OK)
        take(finding, &f, count, agent, keep);
    clear_functions(&f);
    fmpz_clear(count);
    return status;
}
