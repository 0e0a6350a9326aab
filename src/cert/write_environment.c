/* Environment and rule of a certificate as text. */
#include <expost/cert/certificate.h>

#include <assert.h>

#include "cert/write_fields.h"
#include "cert/write_impl.h"

void xp_write_agents(xp_string_t out, const xp_environment_t environment)
{
    slong i, t;

    xp_field_begin(out, "agents");
    xp_field_index(out, environment->agent_count);
    xp_field_end(out);
    for (i = 0; i < environment->agent_count; i++)
    {
        const xp_agent_struct *agent = environment->agent + i;

        xp_field_begin(out, "agent");
        xp_field_index(out, i);
        xp_field_label(out, agent->name);
        xp_field_index(out, agent->type_count);
        xp_field_end(out);
        for (t = 0; t < agent->type_count; t++)
        {
            xp_field_begin(out, "type");
            xp_field_index(out, i);
            xp_field_index(out, t);
            xp_field_label(out, agent->type_label[t]);
            xp_field_end(out);
        }
    }
}

static void write_outcomes(xp_string_t out, const xp_environment_t environment)
{
    slong a, i;

    xp_field_begin(out, "outcomes");
    xp_field_index(out, environment->outcome_count);
    xp_field_end(out);
    for (a = 0; a < environment->outcome_count; a++)
    {
        xp_field_begin(out, "outcome");
        xp_field_index(out, a);
        xp_field_label(out, environment->outcome_label[a]);
        xp_field_end(out);
    }
    for (a = 0; a < environment->outcome_count; a++)
        for (i = 0; i < environment->agent_count; i++)
            if (!environment->agent[i].available[a])
            {
                xp_field_begin(out, "needs");
                xp_field_index(out, a);
                xp_field_index(out, i);
                xp_field_end(out);
            }
    for (a = 0; a < environment->outcome_count; a++)
        if (!fmpz_is_zero(environment->cost->entry + a))
        {
            xp_field_begin(out, "cost");
            xp_field_index(out, a);
            xp_field_entry(out, environment->cost, a);
            xp_field_end(out);
        }
}

static void write_values(xp_string_t out, const xp_environment_t environment, slong i)
{
    const xp_agent_struct *agent = environment->agent + i;
    const slong points = agent->interdependent ? environment->profiles->size : agent->type_count;
    slong a, x;

    for (a = 0; a < environment->outcome_count; a++)
        for (x = 0; x < points; x++)
        {
            if (fmpz_is_zero(agent->value->entry + a * points + x))
                continue;
            xp_field_begin(out, agent->interdependent ? "valuex" : "value");
            xp_field_index(out, i);
            xp_field_index(out, a);
            if (agent->interdependent)
                xp_field_profile(out, environment->profiles, x);
            else
                xp_field_index(out, x);
            xp_field_entry(out, agent->value, a * points + x);
            xp_field_end(out);
        }
}

/* All records value, then all records valuex. */
static void write_all_values(xp_string_t out, const xp_environment_t environment)
{
    int interdependent;
    slong i;

    for (interdependent = 0; interdependent < 2; interdependent++)
        for (i = 0; i < environment->agent_count; i++)
            if ((environment->agent[i].interdependent != 0) == interdependent)
                write_values(out, environment, i);
}

void xp_write_prior(xp_string_t out, const xp_environment_t environment)
{
    static const char *const word[] = {"none", "independent", "joint"};
    slong i, t, x;

    xp_field_begin(out, "prior");
    xp_field_word(out, word[environment->prior]);
    xp_field_end(out);
    if (environment->prior == XP_PRIOR_INDEPENDENT)
        for (i = 0; i < environment->agent_count; i++)
            for (t = 0; t < environment->agent[i].type_count; t++)
            {
                xp_field_begin(out, "mu");
                xp_field_index(out, i);
                xp_field_index(out, t);
                xp_field_entry(out, environment->agent[i].probability, t);
                xp_field_end(out);
            }
    if (environment->prior == XP_PRIOR_JOINT)
        for (x = 0; x < environment->profiles->size; x++)
            if (!fmpz_is_zero(environment->joint->entry + x))
            {
                xp_field_begin(out, "mux");
                xp_field_profile(out, environment->profiles, x);
                xp_field_entry(out, environment->joint, x);
                xp_field_end(out);
            }
}

/* The records of one agent: outcomes where they matter, then types or profiles. */
static void write_outside(xp_string_t out, const xp_environment_t environment, slong i)
{
    static const char *const kind[] = {"none", "type", "profile", "outcome", "both"};
    static const char *const record[] = {NULL, "out", "outx", "outa", "outxa"};
    const xp_agent_struct *agent = environment->agent + i;
    const int by_profile = agent->outside_kind == XP_OUTSIDE_PROFILE
                           || agent->outside_kind == XP_OUTSIDE_BOTH;
    const int by_outcome = agent->outside_kind == XP_OUTSIDE_OUTCOME
                           || agent->outside_kind == XP_OUTSIDE_BOTH;
    const slong points = by_profile ? environment->profiles->size : agent->type_count;
    slong e;

    xp_field_begin(out, "outside");
    xp_field_index(out, i);
    xp_field_word(out, kind[agent->outside_kind]);
    xp_field_end(out);
    for (e = 0; e < agent->outside->length; e++)
    {
        xp_field_begin(out, record[agent->outside_kind]);
        xp_field_index(out, i);
        if (by_outcome)
            xp_field_index(out, e / points);
        if (by_profile)
            xp_field_profile(out, environment->profiles, e % points);
        else
            xp_field_index(out, e % points);
        xp_field_entry(out, agent->outside, e);
        xp_field_end(out);
    }
}

static void write_rule(xp_string_t out, const xp_environment_t environment,
                       const xp_rule_struct *rule)
{
    static const char *const ties[] = {"first", "last", "lottery"};

    if (rule == NULL)
    {
        xp_string_add(out, "rule free\n");
        return;
    }
    xp_string_add(out, "rule fixed ");
    if (rule->efficient)
        xp_string_printf(out, "efficient %s\n", ties[rule->ties]);
    else
        xp_string_add(out, "other\n");
    xp_write_choices(out, environment->profiles, rule);
}

void xp_certificate_write_environment(xp_string_t out, const xp_environment_t environment,
                                      const xp_rule_struct *rule)
{
    slong i;

    xp_string_add(out, "expost-certificate 1\nenvironment\n");
    xp_write_agents(out, environment);
    write_outcomes(out, environment);
    write_all_values(out, environment);
    xp_write_prior(out, environment);
    for (i = 0; i < environment->agent_count; i++)
        write_outside(out, environment, i);
    write_rule(out, environment, rule);
}

static void write_gains(xp_string_t out, const xp_interim_tables_t tables, slong i)
{
    const slong k = tables->environment->agent[i].type_count;
    slong t, r;

    for (t = 0; t < k; t++)
        for (r = 0; r < k; r++)
        {
            xp_field_begin(out, "gain");
            xp_field_index(out, i);
            xp_field_index(out, t);
            xp_field_index(out, r);
            xp_field_entry(out, tables->agent[i].gain, t * k + r);
            xp_field_end(out);
        }
}

void xp_write_reduced(xp_string_t out, const xp_interim_tables_t tables)
{
    const xp_environment_struct *environment = tables->environment;
    slong i, t;

    assert(environment->prior == XP_PRIOR_INDEPENDENT);
    xp_string_add(out, "expost-certificate 1\nenvironment reduced\n");
    xp_write_agents(out, environment);
    xp_write_prior(out, environment);
    for (i = 0; i < tables->agent_count; i++)
        write_gains(out, tables, i);
    for (i = 0; i < tables->agent_count; i++)
        for (t = 0; t < environment->agent[i].type_count; t++)
        {
            xp_field_begin(out, "out");
            xp_field_index(out, i);
            xp_field_index(out, t);
            xp_field_entry(out, tables->agent[i].outside, t);
            xp_field_end(out);
        }
    xp_field_begin(out, "expected-cost");
    xp_field_number(out, tables->expected_cost);
    xp_field_end(out);
    xp_string_add(out, "rule fixed other\n");
}
