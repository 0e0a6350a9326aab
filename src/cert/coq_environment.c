/* The data of an environment, or of interim tables, and the rule in a file for Coq. */
#include "cert/coq_impl.h"

#include <string.h>

#include <expost/model/profiles.h>
#include <expost/num/rat.h>

/* One table of numbers, by profile, of which the entries begin at `first`. */
typedef struct
{
    const xp_table_struct *table;
    slong first;
} numbers_t;

static void add_number_at(xp_coq_t *c, const void *context, slong index)
{
    const numbers_t *numbers = context;

    xp_coq_entry(c, numbers->table, numbers->first + index);
}

static void add_by_profile(xp_coq_t *c, const xp_table_struct *table, slong first)
{
    const numbers_t numbers = {table, first};

    xp_coq_table(c, add_number_at, &numbers, -1);
}

/* Behind `field :=` or a constructor: one thing on each line, of those from 0 to count - 1. */
static void begin_lines(xp_coq_t *c)
{
    c->indent += 2;
    xp_coq_break(c);
    xp_coq_add(c, "[");
    c->indent += 1;
}

static void next_line(xp_coq_t *c, slong place)
{
    if (place > 0)
    {
        xp_coq_add(c, ";");
        xp_coq_break(c);
    }
}

static void end_lines(xp_coq_t *c)
{
    xp_coq_add(c, "]");
    c->indent -= 3;
}

static void add_counts(xp_coq_t *c, const char *field)
{
    slong i;

    xp_coq_add(c, "  %s := [", field);
    for (i = 0; i < c->environment->agent_count; i++)
        xp_coq_add(c, "%s%ld", i > 0 ? "; " : "", (long) c->environment->agent[i].type_count);
    xp_coq_add(c, "]%%nat;\n");
}

static void add_needs(xp_coq_t *c)
{
    const xp_environment_struct *environment = c->environment;
    slong a, i, count = 0;

    xp_coq_add(c, "  needed := [");
    for (a = 0; a < environment->outcome_count; a++)
        for (i = 0; i < environment->agent_count; i++)
            if (!environment->agent[i].available[a])
            {
                const size_t begun = xp_coq_begin_thing(c, count++, ";");

                xp_coq_add(c, "(%ld, %ld)", (long) a, (long) i);
                xp_coq_end_thing(c, begun);
            }
    xp_coq_add(c, "]%%nat;\n");
}

/* For each outcome a list of numbers by type, or a table by profile. */
static void add_by_outcome(xp_coq_t *c, const xp_table_struct *table, slong types)
{
    slong a;

    begin_lines(c);
    for (a = 0; a < c->environment->outcome_count; a++)
    {
        next_line(c, a);
        if (types > 0)
            xp_coq_entries(c, table, a * types, types, 1);
        else
            add_by_profile(c, table, a * c->environment->profiles->size);
    }
    end_lines(c);
}

static void add_valuations(xp_coq_t *c)
{
    slong i;

    xp_coq_add(c, "  valuations :=");
    begin_lines(c);
    for (i = 0; i < c->environment->agent_count; i++)
    {
        const xp_agent_struct *agent = c->environment->agent + i;

        next_line(c, i);
        xp_coq_add(c, agent->interdependent ? "Interdependent" : "Private");
        add_by_outcome(c, agent->value, agent->interdependent ? 0 : agent->type_count);
    }
    end_lines(c);
    xp_coq_add(c, ";\n");
}

/* A list of numbers for each agent. */
static void add_probabilities(xp_coq_t *c)
{
    slong i;

    begin_lines(c);
    for (i = 0; i < c->environment->agent_count; i++)
    {
        next_line(c, i);
        xp_coq_entries(c, c->environment->agent[i].probability, 0,
                       c->environment->agent[i].type_count, 1);
    }
    end_lines(c);
    xp_coq_add(c, ";\n");
}

static void add_beliefs(xp_coq_t *c)
{
    xp_coq_add(c, "  beliefs := ");
    switch (c->environment->prior)
    {
    case XP_PRIOR_NONE:
        xp_coq_add(c, "No_prior;\n");
        return;
    case XP_PRIOR_INDEPENDENT:
        xp_coq_add(c, "Independent");
        add_probabilities(c);
        return;
    default:
        xp_coq_add(c, "Joint (");
        add_by_profile(c, c->environment->joint, 0);
        xp_coq_add(c, ");\n");
        return;
    }
}

static void add_option(xp_coq_t *c, const xp_agent_struct *agent)
{
    switch (agent->outside_kind)
    {
    case XP_OUTSIDE_NONE:
        xp_coq_add(c, "No_option");
        break;
    case XP_OUTSIDE_TYPE:
        xp_coq_add(c, "Type_option ");
        xp_coq_entries(c, agent->outside, 0, agent->type_count, 1);
        break;
    case XP_OUTSIDE_PROFILE:
        xp_coq_add(c, "Profile_option (");
        add_by_profile(c, agent->outside, 0);
        xp_coq_add(c, ")");
        break;
    case XP_OUTSIDE_OUTCOME:
        xp_coq_add(c, "Outcome_option");
        add_by_outcome(c, agent->outside, agent->type_count);
        break;
    default:
        xp_coq_add(c, "Both_option");
        add_by_outcome(c, agent->outside, 0);
        break;
    }
}

static void add_options(xp_coq_t *c)
{
    slong i;

    xp_coq_add(c, "  options :=");
    begin_lines(c);
    for (i = 0; i < c->environment->agent_count; i++)
    {
        next_line(c, i);
        add_option(c, c->environment->agent + i);
    }
    end_lines(c);
    xp_coq_add(c, "\n");
}

static void add_full(xp_coq_t *c)
{
    xp_coq_add(c, "\nDefinition the_data : data := {|\n");
    add_counts(c, "type_counts");
    xp_coq_add(c, "  outcome_number := %ld;\n", (long) c->environment->outcome_count);
    add_needs(c);
    xp_coq_add(c, "  costs := ");
    xp_coq_entries(c, c->environment->cost, 0, c->environment->outcome_count, 1);
    xp_coq_add(c, ";\n");
    add_valuations(c);
    add_beliefs(c);
    add_options(c);
    xp_coq_add(c, "|}.\n");
}

static void add_gains(xp_coq_t *c)
{
    const xp_interim_tables_struct *tables = c->certificate->tables;
    slong i, t;

    xp_coq_add(c, "  gains :=");
    begin_lines(c);
    for (i = 0; i < tables->agent_count; i++)
    {
        const slong k = c->environment->agent[i].type_count;

        next_line(c, i);
        xp_coq_add(c, "[");
        c->indent += 1;
        for (t = 0; t < k; t++)
        {
            next_line(c, t);
            xp_coq_entries(c, tables->agent[i].gain, t * k, k, 1);
        }
        c->indent -= 1;
        xp_coq_add(c, "]");
    }
    end_lines(c);
    xp_coq_add(c, ";\n");
}

static void add_reduced(xp_coq_t *c)
{
    const xp_interim_tables_struct *tables = c->certificate->tables;
    slong i;

    xp_coq_add(c, "\nDefinition the_data : table_data := {|\n");
    add_counts(c, "table_counts");
    xp_coq_add(c, "  chances :=");
    add_probabilities(c);
    add_gains(c);
    xp_coq_add(c, "  outsides :=");
    begin_lines(c);
    for (i = 0; i < tables->agent_count; i++)
    {
        next_line(c, i);
        xp_coq_entries(c, tables->agent[i].outside, 0, c->environment->agent[i].type_count, 1);
    }
    end_lines(c);
    xp_coq_add(c, ";\n  cost_expected := ");
    xp_coq_number(c, tables->expected_cost);
    xp_coq_add(c, "\n|}.\n");
}

/* `sure a`, or a list of outcomes and their probabilities. */
static void add_choice_at(xp_coq_t *c, const void *context, slong index)
{
    const xp_rule_struct *rule = context;
    const slong m = rule->outcome_count, choice = (slong) rule->choice[index];
    slong a, count = 0;

    if (choice < m)
    {
        xp_coq_add(c, "sure %ld", (long) choice);
        return;
    }
    xp_coq_add(c, "[");
    for (a = 0; a < m; a++)
        if (!fmpz_is_zero(rule->lottery->entry + (choice - m) * m + a))
        {
            xp_coq_add(c, "%s(%ld%%nat, ", count++ > 0 ? "; " : "", (long) a);
            xp_coq_entry(c, rule->lottery, (choice - m) * m + a);
            xp_coq_add(c, ")");
        }
    xp_coq_add(c, "]");
}

static void add_rule(xp_coq_t *c)
{
    static const char *const ties[] = {"First", "Last", "Lottery"};
    const xp_rule_struct *rule = c->certificate->has_rule ? c->certificate->rule : NULL;

    if (c->rule != NULL)
    {
        xp_coq_add(c, "\nDefinition the_table : table choice :=\n  ");
        xp_coq_table(c, add_choice_at, c->rule, -1);
        xp_coq_add(c, ".\n");
    }
    xp_coq_add(c, "%sDefinition the_rule : rule := ", c->rule == NULL ? "\n" : "");
    if (rule == NULL)
        xp_coq_add(c, "Free.\n");
    else if (rule->efficient)
        xp_coq_add(c, "Fixed (Some %s) the_table.\n", ties[rule->ties]);
    else
        xp_coq_add(c, "Fixed None the_table.\n");
}

/* A name in quotes; what could be taken for something else in a comment is written \xHH. */
static void add_name(xp_string_t words, const char *name)
{
    const char *at;

    xp_string_add_char(words, '\'');
    for (at = name; *at != '\0'; at++)
        if (strchr("'\"\\", *at) != NULL || (unsigned char) *at < ' ' || *at == 0x7F
            || (*at == '*' && ((at > name && at[-1] == '(') || at[1] == ')')))
            xp_string_printf(words, "\\x%02X", (unsigned int) (unsigned char) *at);
        else
            xp_string_add_char(words, *at);
    xp_string_add_char(words, '\'');
}

/* A comment: the names of numbers. */
static void add_list(xp_coq_t *c, xp_string_t words, char *const *name, slong count)
{
    slong k;

    for (k = 0; k < count; k++)
    {
        xp_string_printf(words, "%s %ld ", k > 0 ? "," : "", (long) k);
        add_name(words, name[k]);
    }
    xp_string_add_char(words, '.');
    xp_coq_comment(c, words->text);
    xp_string_reset(words);
}

/* What the numbers stand for. */
static void add_names(xp_coq_t *c)
{
    const xp_environment_struct *environment = c->environment;
    xp_string_t words;
    slong i;

    xp_string_init(words);
    for (i = 0; i < environment->agent_count; i++)
    {
        const xp_agent_struct *agent = environment->agent + i;

        xp_string_printf(words, "Agent %ld ", (long) i);
        add_name(words, agent->name);
        xp_string_add(words, ": types");
        add_list(c, words, agent->type_label, agent->type_count);
    }
    if (!c->certificate->reduced)
    {
        xp_string_add(words, "Outcomes");
        add_list(c, words, environment->outcome_label, environment->outcome_count);
    }
    xp_string_clear(words);
}

void xp_coq_environment(xp_coq_t *c)
{
    xp_coq_add(c, "\n");
    add_names(c);
    c->indent = 2;
    if (c->certificate->reduced)
        add_reduced(c);
    else
    {
        add_full(c);
        add_rule(c);
    }
}
