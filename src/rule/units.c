/* Environments in which identical units go to agents who want one each. */
#include <expost/rule/units.h>

#include <stdlib.h>
#include <string.h>

#include <expost/base/memory.h>

void xp_units_init(xp_units_t units)
{
    memset(units, 0, sizeof(xp_units_struct));
    units->nobody = -1;
}

void xp_units_clear(xp_units_t units)
{
    if (units->value != NULL)
    {
        _fmpq_vec_clear(units->value, units->offset[units->agent_count]);
    }
    free(units->offset);
    free(units->wins);
    free(units->by_set);
}

/* The entries of one outcome; they share the table's denominator. */
static const fmpz *get_column(const xp_agent_struct *agent, slong outcome)
{
    return agent->value->entry + outcome * agent->type_count;
}

static slong find_difference(const xp_agent_struct *agent, slong first, slong second)
{
    const fmpz *a = get_column(agent, first);
    const fmpz *b = get_column(agent, second);
    for (slong t = 0; t < agent->type_count; t++)
    {
        if (!fmpz_equal(a + t, b + t))
        {
            return t;
        }
    }
    return -1;
}

/* Sets who wins where, and what winning is worth, for one agent. */
static xp_status_t recognise_agent(xp_units_t units, const xp_environment_t environment,
                                   slong agent, xp_error_t error)
{
    const xp_agent_struct *own = environment->agent + agent;
    slong first = -1;
    for (slong a = 0; a < units->outcome_count; a++)
    {
        if (_fmpz_vec_is_zero(get_column(own, a), own->type_count))
        {
            continue;
        }
        units->wins[a * units->agent_count + agent] = 1;
        if (first < 0)
        {
            first = a;
            continue;
        }
        const slong type = find_difference(own, first, a);
        if (type >= 0)
        {
            xp_error_set(error,
                         "these are not units of one good: agent %.60s of type %.60s values the "
                         "outcomes %.60s and %.60s differently, and neither of them is worth 0 "
                         "at every type",
                         own->name, own->type_label[type], environment->outcome_label[first],
                         environment->outcome_label[a]);
            return XP_REFUSED;
        }
    }
    for (slong t = 0; t < own->type_count && first >= 0; t++)
    {
        xp_table_get_fmpq(units->value + units->offset[agent] + t, own->value,
                          first * own->type_count + t);
    }
    return XP_OK;
}

/* An outcome in the order of the sets of winners. */
typedef struct
{
    const unsigned char *wins;
    size_t agents;
    slong outcome;
} winners_t;

static int compare_winners(const void *a, const void *b)
{
    const winners_t *one = a;
    const winners_t *other = b;
    const int order = memcmp(one->wins, other->wins, one->agents);
    return order != 0 ? order : (one->outcome > other->outcome) - (one->outcome < other->outcome);
}

/* by_set, and no two outcomes alike. */
static xp_status_t sort_outcomes(xp_units_t units, const xp_environment_t environment,
                                 xp_error_t error)
{
    const slong outcomes = units->outcome_count;
    const size_t agents = (size_t) units->agent_count;
    void *memory = NULL;
    xp_status_t status = xp_table_alloc(&memory, (size_t) outcomes, sizeof(winners_t), error);
    if (status != XP_OK)
    {
        return status;
    }
    winners_t *winners = memory;
    for (slong a = 0; a < outcomes; a++)
    {
        winners[a] = (winners_t) {units->wins + a * units->agent_count, agents, a};
    }
    qsort(winners, (size_t) outcomes, sizeof(winners_t), compare_winners);
    for (slong k = 0; k < outcomes && status == XP_OK; k++)
    {
        units->by_set[k] = winners[k].outcome;
        if (k > 0 && memcmp(winners[k - 1].wins, winners[k].wins, agents) == 0)
        {
            xp_error_set(error,
                         "these are not units of one good: the same agents win at the outcomes "
                         "%.60s and %.60s",
                         environment->outcome_label[winners[k - 1].outcome],
                         environment->outcome_label[winners[k].outcome]);
            status = XP_REFUSED;
        }
    }
    free(memory);
    return status;
}

static slong count_winners(const xp_units_t units, slong outcome)
{
    slong count = 0;
    for (slong i = 0; i < units->agent_count; i++)
    {
        count += units->wins[outcome * units->agent_count + i];
    }
    return count;
}

/* No set is there twice, so counting those of the largest size is enough. */
static void set_counts(xp_units_t units)
{
    slong full = 0;
    fmpz_t sets;
    for (slong a = 0; a < units->outcome_count; a++)
    {
        const slong winners = count_winners(units, a);
        if (winners == 0)
        {
            units->nobody = a;
        }
        if (winners > units->unit_count)
        {
            units->unit_count = winners;
            full = 0;
        }
        full += winners == units->unit_count;
    }
    fmpz_init(sets);
    fmpz_bin_uiui(sets, (ulong) units->agent_count, (ulong) units->unit_count);
    units->complete = fmpz_equal_si(sets, full);
    fmpz_clear(sets);
}

static xp_status_t require_values(const xp_environment_t environment, xp_error_t error)
{
    for (slong i = 0; i < environment->agent_count; i++)
    {
        if (environment->agent[i].interdependent)
        {
            xp_error_set(error,
                         "these are not units of one good with private values: the value of agent "
                         "%.60s depends on the type of another agent",
                         environment->agent[i].name);
            return XP_REFUSED;
        }
    }
    for (slong a = 0; a < environment->outcome_count; a++)
    {
        if (!fmpz_is_zero(environment->cost->entry + a))
        {
            xp_error_set(error, "these are not units that cost nothing: the outcome %.60s has a "
                                "cost", environment->outcome_label[a]);
            return XP_REFUSED;
        }
    }
    return XP_OK;
}

static xp_status_t allocate(xp_units_t units, const xp_environment_t environment,
                            xp_error_t error)
{
    const slong agents = environment->agent_count;
    const slong outcomes = environment->outcome_count;
    void *wins = NULL;
    void *by_set = NULL;
    xp_status_t status = XP_OK;
    units->agent_count = agents;
    units->outcome_count = outcomes;
    units->offset = xp_calloc((size_t) agents + 1, sizeof(slong));
    for (slong i = 0; i < agents; i++)
    {
        units->offset[i + 1] = units->offset[i] + environment->agent[i].type_count;
    }
    units->value = _fmpq_vec_init(units->offset[agents]);
    if (outcomes > WORD_MAX / agents)
    {
        xp_error_set(error, "too many outcomes: %ld of them for %ld agents", (long) outcomes,
                     (long) agents);
        return XP_LIMIT;
    }
    status = xp_table_alloc(&wins, (size_t) (outcomes * agents), 1, error);
    units->wins = wins;
    if (status == XP_OK)
    {
        status = xp_table_alloc(&by_set, (size_t) outcomes, sizeof(slong), error);
        units->by_set = by_set;
    }
    return status;
}

xp_status_t xp_units_recognise(xp_units_t units, const xp_environment_t environment,
                               xp_error_t error)
{
    xp_units_t local;
    xp_units_init(local);
    xp_status_t status = require_values(environment, error);
    if (status == XP_OK)
    {
        status = allocate(local, environment, error);
    }
    for (slong i = 0; i < environment->agent_count && status == XP_OK; i++)
    {
        status = recognise_agent(local, environment, i, error);
    }
    if (status == XP_OK)
    {
        status = sort_outcomes(local, environment, error);
    }
    if (status == XP_OK)
    {
        set_counts(local);
        xp_units_struct keep = *units;
        *units = *local;
        *local = keep;
    }
    xp_units_clear(local);
    return status;
}

slong xp_units_outcome(const xp_units_t units, const unsigned char *winner)
{
    const size_t agents = (size_t) units->agent_count;
    slong low = 0;
    slong high = units->outcome_count;
    while (low < high)
    {
        const slong middle = low + (high - low) / 2;
        const slong outcome = units->by_set[middle];
        const int order = memcmp(units->wins + outcome * units->agent_count, winner, agents);
        if (order == 0)
        {
            return outcome;
        }
        if (order < 0)
        {
            low = middle + 1;
        }
        else
        {
            high = middle;
        }
    }
    return -1;
}
