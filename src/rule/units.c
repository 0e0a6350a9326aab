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
    free(units->can_win);
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
        units->can_win[agent] = 1;
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

/* by_set: of outcomes with the same winners, which nobody tells apart, the first. */
static xp_status_t sort_outcomes(xp_units_t units, xp_error_t error)
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
    for (slong k = 0; k < outcomes; k++)
    {
        if (k == 0 || memcmp(winners[k - 1].wins, winners[k].wins, agents) != 0)
        {
            units->by_set[units->set_count++] = winners[k].outcome;
        }
    }
    free(memory);
    return XP_OK;
}

slong xp_units_set_size(const xp_units_t units, slong outcome)
{
    slong count = 0;
    for (slong i = 0; i < units->agent_count; i++)
    {
        count += units->wins[outcome * units->agent_count + i];
    }
    return count;
}

int xp_units_are_all(const xp_units_t units, slong agents, slong able, const slong *sets)
{
    const slong idle = agents - able;
    const slong most = units->unit_count < able ? units->unit_count : able;
    int all = 1;
    fmpz_t wanted;
    fmpz_init(wanted);
    for (slong size = units->unit_count > idle ? units->unit_count - idle : 0; size <= most; size++)
    {
        fmpz_bin_uiui(wanted, (ulong) able, (ulong) size);
        all = all && fmpz_equal_si(wanted, sets[size]);
    }
    fmpz_clear(wanted);
    return all;
}

/* No set is in by_set twice, so counting those of each size is enough. */
static void set_counts(xp_units_t units)
{
    slong *sets = xp_calloc((size_t) units->agent_count + 1, sizeof(slong));
    slong able = 0;
    for (slong i = 0; i < units->agent_count; i++)
    {
        able += units->can_win[i];
    }
    for (slong k = 0; k < units->set_count; k++)
    {
        const slong winners = xp_units_set_size(units, units->by_set[k]);
        if (winners == 0)
        {
            units->nobody = units->by_set[k];
        }
        units->unit_count = winners > units->unit_count ? winners : units->unit_count;
        sets[winners]++;
    }
    units->complete = xp_units_are_all(units, units->agent_count, able, sets);
    free(sets);
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
    units->can_win = xp_calloc((size_t) agents, 1);
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
        status = sort_outcomes(local, error);
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

/* As memcmp of the winners of an outcome and of those in winner who can win. */
static int compare_set(const xp_units_t units, slong outcome, const unsigned char *winner)
{
    const unsigned char *wins = units->wins + outcome * units->agent_count;
    for (slong i = 0; i < units->agent_count; i++)
    {
        const int meant = winner[i] && units->can_win[i];
        if (wins[i] != meant)
        {
            return wins[i] - meant;
        }
    }
    return 0;
}

slong xp_units_outcome(const xp_units_t units, const unsigned char *winner)
{
    slong low = 0;
    slong high = units->set_count;
    while (low < high)
    {
        const slong middle = low + (high - low) / 2;
        const slong outcome = units->by_set[middle];
        const int order = compare_set(units, outcome, winner);
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
