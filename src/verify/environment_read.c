/* Reads the environment of a certificate. */
#include <stdint.h>
#include <string.h>

#include "verify/environment.h"

#define MOST_PROFILES ((size_t) 1 << 40)

/* Adds a number, not 0, whose key must be greater than the last. */
static void add_sparse(xp_sparse_t sparse, xp_reader_t reader, size_t key, const mpq_t number)
{
    size_t count = sparse->number->count;

    if (mpq_sgn(number) == 0)
        xp_reject(reader, "a `%s` of 0 is left out", reader->record);
    if (count > 0 && sparse->key[count - 1] >= key)
        xp_reject(reader, "this `%s` is out of order or a duplicate", reader->record);
    sparse->key = xp_grown(sparse->key, &sparse->space, count, sizeof(size_t));
    sparse->key[count] = key;
    xp_numbers_add(sparse->number, number);
}

static void read_agents(xp_environment_t environment, xp_reader_t reader)
{
    size_t i, t, agents;

    xp_expect(reader, "agents");
    agents = xp_count(reader, "agents");
    for (i = 0; i < agents; i++)
    {
        xp_agent_t *agent;
        const char *name;

        xp_next(reader);
        xp_expect(reader, "agent");
        xp_index_is(reader, i, "agent");
        name = xp_label(reader);
        environment->agent =
            xp_grown(environment->agent, &environment->space, i, sizeof(xp_agent_t));
        agent = &environment->agent[i];
        memset(agent, 0, sizeof *agent);
        agent->name = xp_zeroed(reader->length + 1, 1);
        memcpy(agent->name, name, reader->length);
        environment->agents++;
        agent->types = xp_count(reader, "types");
        for (t = 0; t < agent->types; t++)
        {
            xp_next(reader);
            xp_expect(reader, "type");
            xp_index_is(reader, i, "agent");
            xp_index_is(reader, t, "type");
            xp_label(reader);
        }
    }
    xp_next(reader);
}

/* The last agent's types run fastest. */
static void count_profiles(xp_environment_t environment, xp_reader_t reader)
{
    size_t i;

    environment->profiles = 1;
    for (i = environment->agents; i-- > 0;)
    {
        environment->agent[i].stride = environment->profiles;
        if (environment->profiles > MOST_PROFILES / environment->agent[i].types)
            xp_reject_size(reader, "more than 2^40 profiles");
        environment->profiles *= environment->agent[i].types;
    }
}

void xp_agents_read(xp_environment_t environment, xp_reader_t reader)
{
    read_agents(environment, reader);
    count_profiles(environment, reader);
}

static void read_outcomes(xp_environment_t environment, xp_reader_t reader)
{
    size_t a, i, last = 0, outcomes;
    mpq_ptr number = environment->scratch;

    xp_expect(reader, "outcomes");
    outcomes = xp_count(reader, "outcomes");
    for (a = 0; a < outcomes; a++)
    {
        xp_next(reader);
        xp_expect(reader, "outcome");
        xp_index_is(reader, a, "outcome");
        xp_label(reader);
    }
    /* keys of tables by outcome and profile, and by outcome and agent, fit in a size_t */
    if (outcomes > SIZE_MAX / 2 / environment->profiles ||
        outcomes > SIZE_MAX / 2 / environment->agents)
        xp_reject_size(reader, "more than 2^63 outcomes at profiles");
    environment->outcomes = outcomes;
    for (xp_next(reader); xp_at(reader, "needs"); xp_next(reader))
    {
        a = xp_index(reader, outcomes, "outcome");
        i = xp_index(reader, environment->agents, "agent");
        if (a * environment->agents + i + 1 <= last)
            xp_reject(reader, "this `needs` is out of order or a duplicate");
        last = a * environment->agents + i + 1;
    }
    for (; xp_at(reader, "cost"); xp_next(reader))
    {
        a = xp_index(reader, outcomes, "outcome");
        xp_number(reader, number);
        add_sparse(environment->cost, reader, a, number);
    }
}

static void read_values(xp_environment_t environment, xp_reader_t reader)
{
    size_t last = 0;

    while (xp_at(reader, "value") || xp_at(reader, "valuex"))
    {
        int interdependent = xp_at(reader, "valuex");
        size_t i = xp_index(reader, environment->agents, "agent"), key;
        size_t a = xp_index(reader, environment->outcomes, "outcome");
        xp_agent_t *agent = &environment->agent[i];

        if (interdependent < environment->interdependent)
            xp_reject(reader, "`value` records stand before `valuex` records");
        if (interdependent > environment->interdependent)
            last = 0;
        if (i < last)
            xp_reject(reader, "this `%s` is out of order", reader->record);
        last = i;
        if (interdependent && agent->value->number->count > 0 && !agent->interdependent)
            xp_reject(reader, "agent %zu has `value` records already", i);
        agent->interdependent = environment->interdependent = interdependent;
        key = interdependent
                  ? a * environment->profiles + xp_profile_read(environment, reader, XP_NOBODY)
                  : a * agent->types + xp_index(reader, agent->types, "type");
        xp_number(reader, environment->scratch);
        add_sparse(agent->value, reader, key, environment->scratch);
        xp_next(reader);
    }
}

static void read_independent(xp_environment_t environment, xp_reader_t reader)
{
    mpq_ptr number = environment->scratch, sum = environment->sum;
    size_t i, t;

    for (i = 0; i < environment->agents; i++)
    {
        mpq_set_ui(sum, 0, 1);
        for (t = 0; t < environment->agent[i].types; t++)
        {
            xp_expect(reader, "mu");
            xp_index_is(reader, i, "agent");
            xp_index_is(reader, t, "type");
            xp_number(reader, number);
            if (mpq_sgn(number) < 0)
                xp_reject(reader, "a probability is negative");
            xp_numbers_add(environment->agent[i].chance, number);
            xp_sum_add(sum, 1, mpq_numref(number), mpq_denref(number), environment->integer);
            xp_next(reader);
        }
        if (mpz_cmp(mpq_numref(sum), mpq_denref(sum)) != 0)
            xp_reject_at(reader, reader->line - 1,
                         "the probabilities of agent %zu do not add up to 1", i);
    }
}

static void read_joint(xp_environment_t environment, xp_reader_t reader)
{
    mpq_ptr number = environment->scratch, sum = environment->sum;
    size_t t;

    mpq_set_ui(sum, 0, 1);
    for (; xp_at(reader, "mux"); xp_next(reader))
    {
        t = xp_profile_read(environment, reader, XP_NOBODY);
        xp_number(reader, number);
        if (mpq_sgn(number) < 0)
            xp_reject(reader, "a probability is negative");
        add_sparse(environment->joint, reader, t, number);
        xp_sum_add(sum, 1, mpq_numref(number), mpq_denref(number), environment->integer);
    }
    if (mpz_cmp(mpq_numref(sum), mpq_denref(sum)) != 0)
        xp_reject_at(reader, reader->line - 1, "the probabilities do not add up to 1");
}

void xp_prior_read(xp_environment_t environment, xp_reader_t reader)
{
    const char *word;

    xp_expect(reader, "prior");
    word = xp_word(reader);
    if (strcmp(word, "none") == 0 && !environment->reduced)
        environment->prior = XP_NO_PRIOR;
    else if (strcmp(word, "independent") == 0)
        environment->prior = XP_INDEPENDENT;
    else if (strcmp(word, "joint") == 0 && !environment->reduced)
        environment->prior = XP_JOINT;
    else
        xp_reject(reader, environment->reduced ? "the prior of a reduced form is independent"
                                               : "a prior is none, independent or joint");
    xp_next(reader);
    if (environment->prior == XP_INDEPENDENT)
        read_independent(environment, reader);
    else if (environment->prior == XP_JOINT)
        read_joint(environment, reader);
}

static void read_outside(xp_environment_t environment, xp_reader_t reader, size_t i)
{
    static const char *const names[] = {"none", "type", "profile", "outcome", "both"};
    static const char *const records[] = {"", "out", "outx", "outa", "outxa"};
    xp_agent_t *agent = &environment->agent[i];
    const char *word;
    size_t a, t, outcomes, places;
    int kind;

    xp_expect(reader, "outside");
    xp_index_is(reader, i, "agent");
    word = xp_word(reader);
    for (kind = 0; kind <= XP_OUT_BOTH && strcmp(word, names[kind]) != 0; kind++)
        ;
    if (kind > XP_OUT_BOTH)
        xp_reject(reader, "an outside option is none, type, profile, outcome or both");
    xp_next(reader);
    agent->out_kind = (xp_out_t) kind;
    outcomes = kind >= XP_OUT_OUTCOME ? environment->outcomes : 1;
    places = kind == XP_OUT_TYPE || kind == XP_OUT_OUTCOME ? agent->types : environment->profiles;
    for (a = 0; kind != XP_OUT_NONE && a < outcomes; a++)
        for (t = 0; t < places; t++)
        {
            xp_expect(reader, records[kind]);
            xp_index_is(reader, i, "agent");
            if (kind >= XP_OUT_OUTCOME)
                xp_index_is(reader, a, "outcome");
            if (kind == XP_OUT_PROFILE || kind == XP_OUT_BOTH)
                xp_profile_is(environment, reader, t, XP_NOBODY);
            else
                xp_index_is(reader, t, "type");
            xp_number(reader, environment->scratch);
            xp_numbers_add(agent->out, environment->scratch);
            xp_next(reader);
        }
}

/* Reads one `gain` or `out` for each agent, type and, for gains, report. */
static void read_interim(xp_environment_t environment, xp_reader_t reader, const char *record,
                         int reports)
{
    size_t i, t, r;

    for (i = 0; i < environment->agents; i++)
        for (t = 0; t < environment->agent[i].types; t++)
            for (r = 0; r < (reports ? environment->agent[i].types : 1); r++)
            {
                xp_agent_t *agent = &environment->agent[i];

                xp_expect(reader, record);
                xp_index_is(reader, i, "agent");
                xp_index_is(reader, t, "type");
                if (reports)
                    xp_index_is(reader, r, "report");
                xp_number(reader, environment->scratch);
                xp_numbers_add(reports ? agent->gain : agent->out, environment->scratch);
                xp_next(reader);
            }
}

void xp_environment_read(xp_environment_t environment, xp_reader_t reader)
{
    size_t i, first = 0;

    read_agents(environment, reader);
    if (environment->reduced)
    {
        for (i = 0; i < environment->agents; i++)
        {
            environment->agent[i].first = first;
            first += environment->agent[i].types;
        }
        environment->profiles = first;
        xp_prior_read(environment, reader);
        read_interim(environment, reader, "gain", 1);
        read_interim(environment, reader, "out", 0);
        xp_expect(reader, "expected-cost");
        xp_number(reader, environment->expected_cost);
        xp_next(reader);
        return;
    }
    count_profiles(environment, reader);
    read_outcomes(environment, reader);
    read_values(environment, reader);
    xp_prior_read(environment, reader);
    for (i = 0; i < environment->agents; i++)
        read_outside(environment, reader, i);
}
