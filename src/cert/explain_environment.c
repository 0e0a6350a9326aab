/* The environment and the rule, in words and small tables. */
#include "cert/explain_impl.h"

#include <expost/model/profiles.h>

/* Tables with more numbers than this are left to the certificate. */
#define SMALL 400

static void say_agents(xp_explanation_t *e)
{
    const xp_environment_struct *environment = e->environment;
    slong i, n = environment->agent_count;

    xp_say(e, "There %s ", n == 1 ? "is" : "are");
    xp_say_count(e, n, "agent");
    xp_say(e, ": ");
    for (i = 0; i < n; i++)
    {
        xp_say_comma(e, i, n);
        xp_say_agent(e, i);
    }
    xp_say(e, ". ");
}

static int all_probabilities_equal(const xp_agent_struct *agent)
{
    slong t;

    for (t = 1; t < agent->type_count; t++)
        if (!fmpz_equal(agent->probability->entry + t, agent->probability->entry))
            return 0;
    return 1;
}

/* More types than a sentence lists. */
#define MANY_TYPES 60

/* "The type of buyer is one of 625, in order from (0, 0) to (24, 24), each equally likely." */
static void say_many_types(xp_explanation_t *e, slong agent)
{
    const xp_agent_struct *of = e->environment->agent + agent;

    xp_say(e, "The type of ");
    xp_say_agent(e, agent);
    xp_say(e, " is one of %ld, in the order of the certificate from ", (long) of->type_count);
    xp_say_type(e, agent, 0);
    xp_say(e, " to ");
    xp_say_type(e, agent, of->type_count - 1);
    if (e->environment->prior == XP_PRIOR_INDEPENDENT)
        xp_say(e, all_probabilities_equal(of) ? ", each equally likely"
                                              : ", with the probabilities that it states");
    xp_say(e, ". ");
}

/* "The type of buyer is 1 (probability 1/2) or 5 (probability 1/2)." */
static void say_types(xp_explanation_t *e, slong agent)
{
    const xp_agent_struct *of = e->environment->agent + agent;
    int stated = e->environment->prior == XP_PRIOR_INDEPENDENT && !all_probabilities_equal(of);
    fmpq_t probability;
    slong t;

    if (of->type_count > MANY_TYPES)
    {
        say_many_types(e, agent);
        return;
    }
    fmpq_init(probability);
    xp_say(e, "The type of ");
    xp_say_agent(e, agent);
    xp_say(e, " is ");
    for (t = 0; t < of->type_count; t++)
    {
        if (t > 0)
            xp_say(e, "%s", t + 1 == of->type_count ? " or " : ", ");
        xp_say_type(e, agent, t);
        if (stated)
        {
            xp_table_get_fmpq(probability, of->probability, t);
            xp_say(e, " (probability ");
            xp_say_number(e, probability);
            xp_say(e, ")");
        }
    }
    xp_say(e, "%s. ", e->environment->prior == XP_PRIOR_INDEPENDENT && !stated
                           && of->type_count > 1
                       ? ", each equally likely"
                       : "");
    fmpq_clear(probability);
}

static void say_outcomes(xp_explanation_t *e)
{
    const xp_environment_struct *environment = e->environment;
    slong a, m = environment->outcome_count;
    fmpq_t cost;

    fmpq_init(cost);
    xp_say(e, "The %s ", m == 1 ? "outcome is" : "outcomes are");
    for (a = 0; a < m; a++)
    {
        xp_say_comma(e, a, m);
        xp_say_outcome(e, a);
        xp_table_get_fmpq(cost, environment->cost, a);
        if (!fmpq_is_zero(cost))
        {
            xp_say(e, " (social cost ");
            xp_say_number(e, cost);
            xp_say(e, ")");
        }
    }
    xp_say(e, ".");
    fmpq_clear(cost);
}

/* " Without seller, trade is not available.": the outcomes that need an agent. */
static void say_needs(xp_explanation_t *e, slong agent)
{
    const unsigned char *available = e->environment->agent[agent].available;
    slong a, m = e->environment->outcome_count, count = 0, said = 0;

    for (a = 0; a < m; a++)
        count += !available[a];
    if (count == 0)
        return;
    xp_say(e, " Without ");
    xp_say_agent(e, agent);
    xp_say(e, ", ");
    for (a = 0; a < m; a++)
        if (!available[a])
        {
            xp_say_comma(e, said++, count);
            xp_say_outcome(e, a);
        }
    xp_say(e, " %s not available.", count == 1 ? "is" : "are");
}

/* Private values: a table of types by outcomes for each agent, all in one. */
static void add_private_values(xp_explanation_t *e)
{
    const xp_environment_struct *environment = e->environment;
    slong i, t, a, m = environment->outcome_count;
    xp_columns_t columns;
    fmpq_t value;

    fmpq_init(value);
    xp_columns_init(columns, "Agent", "Type", m);
    for (a = 0; a < m; a++)
        xp_columns_add(columns, environment->outcome_label[a]);
    xp_say(e, "Values are private; an agent of this type values the outcomes at:");
    xp_end_paragraph(e);
    xp_paper_begin_table(e->paper, columns->column, columns->count);
    for (i = 0; i < environment->agent_count; i++)
        for (t = 0; t < environment->agent[i].type_count; t++)
        {
            xp_say_agent(e, i);
            xp_end_cell(e);
            xp_say_type(e, i, t);
            xp_end_cell(e);
            for (a = 0; a < m; a++)
            {
                xp_table_get_fmpq(value, environment->agent[i].value,
                                  a * environment->agent[i].type_count + t);
                xp_cell_number(e, value);
            }
        }
    xp_paper_end_table(e->paper);
    xp_columns_clear(columns);
    fmpq_clear(value);
}

/* A profile, an outcome, and a number for each agent. */
static void add_profile_table(xp_explanation_t *e, const char *introduction,
                              xp_status_t (*number)(fmpq_t, const xp_environment_t, slong, slong,
                                                    const slong *, xp_error_t))
{
    const xp_environment_struct *environment = e->environment;
    slong i, a, index, n = environment->agent_count;
    xp_columns_t columns;
    xp_error_t error;
    fmpq_t value;

    xp_error_init(error);
    fmpq_init(value);
    xp_columns_init_profiles(columns, e);
    xp_say(e, "%s", introduction);
    xp_end_paragraph(e);
    xp_paper_begin_table(e->paper, columns->column, columns->count);
    for (index = 0; index < environment->profiles->size; index++)
        for (a = 0; a < environment->outcome_count; a++)
        {
            xp_say_profile(e, index);
            xp_end_cell(e);
            xp_say_outcome(e, a);
            xp_end_cell(e);
            for (i = 0; i < n; i++)
            {
                xp_profiles_get(e->profile, environment->profiles, index);
                if (number(value, environment, i, a, e->profile, error) != XP_OK)
                    fmpq_zero(value);
                xp_cell_number(e, value);
            }
        }
    xp_paper_end_table(e->paper);
    xp_columns_clear(columns);
    fmpq_clear(value);
    xp_error_clear(error);
}

static void add_values(xp_explanation_t *e)
{
    const xp_environment_struct *environment = e->environment;
    slong size = 0, i;

    if (xp_environment_has_private_values(environment))
    {
        for (i = 0; i < environment->agent_count; i++)
            size += environment->agent[i].type_count * environment->outcome_count;
        if (size <= SMALL && environment->outcome_count <= 8)
        {
            add_private_values(e);
            return;
        }
    }
    else
    {
        size = environment->profiles->size;
        if (size <= SMALL / environment->outcome_count / environment->agent_count)
        {
            add_profile_table(e, "Values are interdependent; at each profile of types the agents"
                                 " value the outcomes at:",
                              xp_environment_value);
            return;
        }
    }
    xp_say(e, "The values are those that the certificate states.");
    xp_end_paragraph(e);
}

/* Outside options: in one sentence when there are none, otherwise a table. */
static void add_outside(xp_explanation_t *e)
{
    static const xp_column_t column[] = {
        {"Agent", 0, 0}, {"Type", 0, 0}, {"Outside option", 1, 0}};
    const xp_environment_struct *environment = e->environment;
    int none = 1, own = 1;
    fmpq_t value;
    slong i, t;

    for (i = 0; i < environment->agent_count; i++)
    {
        none &= environment->agent[i].outside_kind == XP_OUTSIDE_NONE;
        own &= environment->agent[i].outside_kind <= XP_OUTSIDE_TYPE;
    }
    if (none)
        return;
    if (!own)
    {
        if (environment->profiles->size
            <= SMALL / environment->outcome_count / environment->agent_count)
            add_profile_table(e, "The agents' outside options are:", xp_environment_outside);
        else
        {
            xp_say(e, "The outside options are those that the certificate states.");
            xp_end_paragraph(e);
        }
        return;
    }
    fmpq_init(value);
    xp_say(e, "An agent who does not take part gets:");
    xp_end_paragraph(e);
    xp_paper_begin_table(e->paper, column, 3);
    for (i = 0; i < environment->agent_count; i++)
        for (t = 0; t < environment->agent[i].type_count; t++)
        {
            xp_say_agent(e, i);
            xp_end_cell(e);
            xp_say_type(e, i, t);
            xp_end_cell(e);
            fmpq_zero(value);
            if (environment->agent[i].outside_kind == XP_OUTSIDE_TYPE)
                xp_table_get_fmpq(value, environment->agent[i].outside, t);
            xp_cell_number(e, value);
        }
    xp_paper_end_table(e->paper);
    fmpq_clear(value);
}

/* What is asked of each profile: its probability (joint prior) and the rule's choice. */
static void add_rule(xp_explanation_t *e)
{
    xp_column_t column[3] = {{"Profile", 0, 0}, {NULL, 0, 0}, {NULL, 0, 0}};
    const xp_environment_struct *environment = e->environment;
    int joint = environment->prior == XP_PRIOR_JOINT;
    size_t columns = 1;
    fmpq_t probability;
    slong index;

    if (joint)
    {
        column[columns].heading = "Probability";
        column[columns++].right = 1;
    }
    if (e->rule != NULL)
        column[columns++].heading = "Outcome";
    if (columns == 1)
        return;
    if (environment->profiles->size > SMALL)
    {
        xp_say(e, "%s%s%s at each profile %s stated in the certificate.",
               joint ? "The probability" : "", joint && e->rule != NULL ? " and the outcome" : "",
               joint ? "" : "The outcome", joint && e->rule != NULL ? "are" : "is");
        xp_end_paragraph(e);
        return;
    }
    fmpq_init(probability);
    xp_say(e, "%s", e->rule == NULL      ? "The profiles have the probabilities:"
                    : e->rule->efficient ? "The efficient rule chooses:"
                                         : "The allocation rule chooses:");
    xp_end_paragraph(e);
    xp_paper_begin_table(e->paper, column, columns);
    for (index = 0; index < environment->profiles->size; index++)
    {
        xp_say_profile(e, index);
        xp_end_cell(e);
        if (joint)
        {
            xp_environment_probability(probability, environment, index);
            xp_cell_number(e, probability);
        }
        if (e->rule != NULL)
        {
            xp_say_choice(e, e->rule, (slong) e->rule->choice[index]);
            xp_end_cell(e);
        }
    }
    xp_paper_end_table(e->paper);
    fmpq_clear(probability);
}

/* Reduced form: E v_i of each type and report, and the outside option. */
static void add_interim_tables(xp_explanation_t *e)
{
    static const xp_column_t column[] = {{"Agent", 0, 0},
                                         {"Type", 0, 0},
                                         {"Report", 0, 0},
                                         {"Expected value", 1, 0},
                                         {"Outside option", 1, 0}};
    const xp_interim_tables_struct *tables = e->certificate->tables;
    slong i, t, r, k, size = 0;
    fmpq_t value;

    fmpq_init(value);
    for (i = 0; i < e->environment->agent_count; i++)
        size += e->environment->agent[i].type_count * e->environment->agent[i].type_count;
    if (size > SMALL)
        xp_say(e, "The expected value of each type and report, and the expected outside options, "
                  "are those that the certificate states. ");
    xp_say(e, "The expected social cost is ");
    xp_say_number(e, tables->expected_cost);
    xp_say(e, ".%s", size <= SMALL ? " The agents expect, over the others' types:" : "");
    xp_end_paragraph(e);
    if (size <= SMALL)
    {
        xp_paper_begin_table(e->paper, column, 5);
        for (i = 0; i < e->environment->agent_count; i++)
            for (k = e->environment->agent[i].type_count, t = 0; t < k; t++)
                for (r = 0; r < k; r++)
                {
                    xp_say_agent(e, i);
                    xp_end_cell(e);
                    xp_say_type(e, i, t);
                    xp_end_cell(e);
                    xp_say_type(e, i, r);
                    xp_end_cell(e);
                    xp_table_get_fmpq(value, tables->agent[i].gain, t * k + r);
                    xp_cell_number(e, value);
                    xp_table_get_fmpq(value, tables->agent[i].outside, t);
                    if (r == t)
                        xp_cell_number(e, value);
                    else
                        xp_cell(e, "");
                }
        xp_paper_end_table(e->paper);
    }
    fmpq_clear(value);
}

void xp_explain_environment(xp_explanation_t *e)
{
    slong i;

    xp_say(e, "Environment");
    xp_end_heading(e);
    say_agents(e);
    for (i = 0; i < e->environment->agent_count; i++)
        say_types(e, i);
    if (e->environment->prior == XP_PRIOR_INDEPENDENT && e->environment->agent_count > 1)
        xp_say(e, "Types are independent. ");
    if (e->environment->prior == XP_PRIOR_JOINT)
        xp_say(e, "Types are drawn from a joint prior. ");
    if (e->certificate->reduced)
    {
        add_interim_tables(e);
        return;
    }
    say_outcomes(e);
    for (i = 0; i < e->environment->agent_count; i++)
        say_needs(e, i);
    xp_end_paragraph(e);
    add_values(e);
    add_outside(e);
    add_rule(e);
    xp_say(e, "An agent's utility is the value of the outcome less the own payment, " XP_MATH
              "p" XP_MATH_END "; a negative payment is received.");
    xp_end_paragraph(e);
}
