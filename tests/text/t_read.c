/* Each feature of the language, with numbers worked out by hand in the comments. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <expost/base/string.h>
#include <expost/num/rat.h>
#include <expost/text/read.h>
#include <expost/text/write.h>

#include "tests/lib/harness.h"

/* Reads a model that must be right. */
static int read_with(xp_model_t model, const char *text, const xp_read_options_t *options)
{
    xp_errors_t errors;
    xp_status_t status;

    xp_model_init(model);
    xp_errors_init(errors);
    status = xp_model_read_text(model, text, strlen(text), NULL, options, errors);
    XP_CHECK(status == XP_OK);
    for (size_t e = 0; e < errors->count; e++)
    {
        fprintf(stderr, "%ld:%ld: %s\n", errors->error[e].line, errors->error[e].column,
                errors->error[e].message);
    }
    xp_errors_clear(errors);
    XP_CHECK(status != XP_OK || xp_environment_is_valid(model->environment));
    XP_CHECK(status != XP_OK || xp_rule_is_valid(model->rule));
    return status == XP_OK;
}

static int read_model(xp_model_t model, const char *text)
{
    return read_with(model, text, NULL);
}

static int is_text(const fmpq_t value, const char *text)
{
    xp_string_t own;
    int same;

    xp_string_init(own);
    xp_rat_add_text(own, value);
    same = strcmp(own->text, text) == 0;
    if (!same)
    {
        fprintf(stderr, "%s, expected %s\n", own->text, text);
    }
    xp_string_clear(own);
    return same;
}

static int profile_is(slong *profile, const xp_model_t model, const char *text)
{
    xp_error_t error;
    int read;

    xp_error_init(error);
    read = xp_profile_read(profile, model, text, error) == XP_OK;
    if (!read)
    {
        fprintf(stderr, "%s: %s\n", text, error->message);
    }
    xp_error_clear(error);
    return read;
}

#define MOST_AGENTS 8

static int value_is(const xp_model_t model, slong agent, slong outcome, const char *at,
                    const char *text)
{
    slong profile[MOST_AGENTS];
    xp_error_t error;
    fmpq_t value;
    int same;

    xp_error_init(error);
    fmpq_init(value);
    same = profile_is(profile, model, at) &&
           xp_environment_value(value, model->environment, agent, outcome, profile, error) ==
               XP_OK &&
           is_text(value, text);
    fmpq_clear(value);
    xp_error_clear(error);
    return same;
}

static int outside_is(const xp_model_t model, slong agent, slong outcome, const char *at,
                      const char *text)
{
    slong profile[MOST_AGENTS];
    xp_error_t error;
    fmpq_t value;
    int same;

    xp_error_init(error);
    fmpq_init(value);
    same = profile_is(profile, model, at) &&
           xp_environment_outside(value, model->environment, agent, outcome, profile, error) ==
               XP_OK &&
           is_text(value, text);
    fmpq_clear(value);
    xp_error_clear(error);
    return same;
}

/* The weight of an outcome under an explicit rule, listed or not. */
static int weight_is(const xp_model_t model, slong outcome, const char *at, const char *text)
{
    const xp_rule_struct *rule = model->rule;
    slong m = model->environment->outcome_count;
    fmpq *weight = _fmpq_vec_init(m);
    slong profile[MOST_AGENTS];
    xp_error_t error;
    int same = profile_is(profile, model, at);

    xp_error_init(error);
    if (same && rule->choice != NULL)
    {
        slong index = xp_profiles_index(model->environment->profiles, profile);

        xp_rule_weight(weight + outcome, rule, rule->choice[index], outcome);
    }
    else if (same)
    {
        same = rule->weights(weight, rule->context, profile, error) == XP_OK;
    }
    same = same && is_text(weight + outcome, text);
    _fmpq_vec_clear(weight, m);
    xp_error_clear(error);
    return same;
}

/* What the first term of an agent's payment is at a profile (and outcome, for functions). */
static int term_is(const xp_model_t model, const xp_payments_t payments, slong agent,
                   slong outcome, const char *at, const char *text)
{
    const xp_profiles_struct *profiles = model->environment->profiles;
    const xp_term_struct *term = payments->payment[agent].term;
    slong profile[MOST_AGENTS];
    xp_error_t error;
    fmpq_t value;
    int same = profile_is(profile, model, at);

    xp_error_init(error);
    fmpq_init(value);
    if (same && term->kind == XP_TERM_FUNCTION)
    {
        same = term->function.evaluate(value, term->function.context, agent, outcome, profile,
                                       error) == XP_OK;
    }
    else if (same && term->kind == XP_TERM_TYPE)
    {
        xp_table_get_fmpq(value, term->table, profile[agent]);
    }
    else if (same && term->kind == XP_TERM_CHOICE)
    {
        xp_table_get_fmpq(value, term->table,
                          outcome * model->environment->agent[agent].type_count
                              + profile[agent]);
    }
    else if (same)
    {
        slong index = xp_profiles_index(profiles, profile);

        if (term->kind == XP_TERM_OTHERS)
        {
            index = xp_profiles_line_of(profiles, agent, index);
        }
        xp_table_get_fmpq(value, term->table, index);
    }
    same = same && is_text(value, text);
    fmpq_clear(value);
    xp_error_clear(error);
    return same;
}

static int entry_is(const xp_table_t table, slong index, const char *text)
{
    fmpq_t value;
    int same;

    fmpq_init(value);
    xp_table_get_fmpq(value, table, index);
    same = is_text(value, text);
    fmpq_clear(value);
    return same;
}

/* Reading what is written gives the same text again. */
static int writes_back(const xp_model_t model)
{
    xp_string_t first, second;
    xp_model_t again;
    int same;

    xp_string_init(first);
    xp_string_init(second);
    xp_model_write(first, model);
    same = read_model(again, first->text);
    if (same)
    {
        xp_model_write(second, again);
        same = strcmp(first->text, second->text) == 0;
    }
    xp_model_clear(again);
    xp_string_clear(first);
    xp_string_clear(second);
    return same;
}

/* The example at the head of the language. */
static void test_trade(void)
{
    xp_model_t model;

    XP_CHECK(read_model(model, "title \"Trade\"\nsource \"paper\"\n"
                               "outcomes keep, trade\n"
                               "agent seller {\n types 0, 1/4, 1/2, 3/4\n prior uniform\n"
                               " value keep = t\n outside = t\n}\n"
                               "agent buyer {\n types 1/8, 3/8, 5/8, 7/8\n prior uniform\n"
                               " value trade = t\n}\n"));
    XP_CHECK_STR(model->environment->title, "Trade");
    XP_CHECK_STR(model->environment->source, "paper");
    XP_CHECK(model->environment->agent_count == 2 && model->environment->outcome_count == 2);
    XP_CHECK(model->environment->profiles->size == 16);
    XP_CHECK(model->environment->prior == XP_PRIOR_INDEPENDENT);
    XP_CHECK_STR(model->environment->agent[1].type_label[2], "5/8");
    XP_CHECK(value_is(model, 0, 0, "(3/4, 1/8)", "3/4"));
    XP_CHECK(value_is(model, 0, 1, "(3/4, 1/8)", "0"));
    XP_CHECK(value_is(model, 1, 1, "(0, 7/8)", "7/8"));
    XP_CHECK(outside_is(model, 0, 1, "(0.5, 0.125)", "1/2"));
    XP_CHECK(model->environment->agent[0].outside_kind == XP_OUTSIDE_TYPE);
    XP_CHECK(model->environment->agent[1].outside_kind == XP_OUTSIDE_NONE);
    XP_CHECK(entry_is(model->environment->agent[0].probability, 3, "1/4"));
    XP_CHECK(model->rule->efficient && !model->rule_stated);
    XP_CHECK(!xp_model_has_payments(model));
    XP_CHECK(writes_back(model));
    xp_model_clear(model);
}

static void test_types(void)
{
    xp_model_t model;
    xp_environment_struct *environment = model->environment;

    XP_CHECK(read_model(model, "let k = 2\noutcomes a\n"
                               "agent one { types low = 1/4, high = 3*k/4, 2, \"3\" = 9 }\n"
                               "agent two { types 0.50, -1, 2..4, grid(5, 6, 3), 1e1 }\n"
                               "agent three { types good, \"very bad\" }\n"
                               "agent four { types (x, y in 0..1, z in {0.5, k}) }\n"
                               "agent five { types (x, y) in { (0, -1), (2/4, 2) } }\n"
                               "agent six[3..4] { types 1 }\n"));
    XP_CHECK(environment->agent_count == 7);
    XP_CHECK_STR(environment->agent[0].type_label[1], "high");
    XP_CHECK_STR(environment->agent[0].type_label[3], "3");
    /* 0.50, -1, then 2 3 4, then 5 11/2 6, then ten as it is written. */
    XP_CHECK(environment->agent[1].type_count == 9);
    XP_CHECK_STR(environment->agent[1].type_label[0], "0.50");
    XP_CHECK_STR(environment->agent[1].type_label[1], "-1");
    XP_CHECK_STR(environment->agent[1].type_label[4], "4");
    XP_CHECK_STR(environment->agent[1].type_label[6], "11/2");
    XP_CHECK_STR(environment->agent[1].type_label[8], "1e1");
    XP_CHECK_STR(environment->agent[2].type_label[1], "very bad");
    /* 2 * 2 * 2 tuples, the last field fastest. */
    XP_CHECK(environment->agent[3].type_count == 8);
    XP_CHECK_STR(environment->agent[3].type_label[0], "(0,0,0.5)");
    XP_CHECK_STR(environment->agent[3].type_label[1], "(0,0,2)");
    XP_CHECK_STR(environment->agent[3].type_label[6], "(1,1,0.5)");
    XP_CHECK_STR(environment->agent[4].type_label[1], "(2/4,2)");
    XP_CHECK_STR(environment->agent[5].name, "six3");
    XP_CHECK_STR(environment->agent[6].name, "six4");
    /* 4 * 9 * 2 * 8 * 2 profiles. */
    XP_CHECK(environment->profiles->size == 1152);
    XP_CHECK(writes_back(model));
    xp_model_clear(model);
}

static void test_profiles(void)
{
    xp_model_t model;
    slong profile[MOST_AGENTS];
    xp_error_t error;

    XP_CHECK(read_model(model, "outcomes a\nagent ann { types low = 1/4, high = 3/4, 1/2 }\n"
                               "agent bob { types (x, y in 0..1) }\n"
                               "agent \"c d\" { types \"no way\", 3 }\n"));
    XP_CHECK(profile_is(profile, model, "(low, (1, 0), \"no way\")"));
    XP_CHECK(profile[0] == 0 && profile[1] == 2 && profile[2] == 0);
    XP_CHECK(profile_is(profile, model, "(0.75, (1.0, 2/2), 6/2)"));
    XP_CHECK(profile[0] == 1 && profile[1] == 3 && profile[2] == 1);
    XP_CHECK(profile_is(profile, model, "(\"1/2\", (0,0), \"3\")"));
    XP_CHECK(profile[0] == 2 && profile[1] == 0 && profile[2] == 1);
    xp_error_init(error);
    XP_CHECK(xp_profile_read(profile, model, "(low, (1, 2), 3)", error) == XP_INPUT);
    XP_CHECK(error->line == 1 && error->column == 7);
    XP_CHECK_STR(error->path, "--at");
    XP_CHECK_STR(error->source, "(low, (1, 2), 3)");
    XP_CHECK(xp_profile_read(profile, model, "(lwo, (1, 1), 3)", error) == XP_INPUT);
    XP_CHECK(error->column == 2 && strstr(error->message, "\"low\"") != NULL);
    XP_CHECK(xp_profile_read(profile, model, "(low, (1, 1))", error) == XP_INPUT);
    XP_CHECK(strstr(error->message, "tuple of 3 types") != NULL);
    XP_CHECK(xp_profile_read(profile, model, "(low, (1, 1), 3", error) == XP_INPUT);
    XP_CHECK(xp_profile_read(profile, model, "", error) == XP_INPUT);
    XP_CHECK(profile[0] == 2 && profile[1] == 0 && profile[2] == 1);
    xp_error_clear(error);
    xp_model_clear(model);
}

static void test_one_agent(void)
{
    xp_model_t model;
    slong profile[MOST_AGENTS];

    XP_CHECK(read_model(model, "outcomes a, b\nagent ann { types (x, y in 0..1)\n"
                               "value a { (0, 0) = 1; (0, 1) = 2; (1, 0) = 3; (1, 1) = 4 } }\n"
                               "rule { (0, 0) = a; (0, 1) = b; (1, 1) = a; (1, 0) = b }\n"
                               "payments { (0, 0) = 5; (0, 1) = 6; (1, 1) = 8; (1, 0) = 7 }\n"));
    XP_CHECK(profile_is(profile, model, "(1, 0)") && profile[0] == 2);
    XP_CHECK(value_is(model, 0, 0, "(1, 0)", "3"));
    XP_CHECK(weight_is(model, 1, "(1, 0)", "1"));
    XP_CHECK(term_is(model, model->payments, 0, 0, "(1, 0)", "7"));
    XP_CHECK(writes_back(model));
    xp_model_clear(model);
}

static void test_values(void)
{
    xp_model_t model;

    XP_CHECK(read_model(model,
                        "let p = 1/3\noutcomes none, owner(agents)\n"
                        "agent ann, bob {\n types low = 1, high = 3\n"
                        " value owner(self) { low = p; high = t + n }\n"
                        " value = if(outcome == none, -t, if(outcome != owner(self), 7, 8)) }\n"
                        "agent eve {\n types (a, b in 0..2)\n"
                        " value { none = t.a^2 - t.b, owner(ann) = min(t.a, t.b, 1) }\n"
                        " value owner(eve) { abs(t.a - 2) when t.a < t.b\n"
                        "                    floor(t.a/2) + ceil(t.b/2) when not t.a == t.b\n"
                        "                    -2^2 + 2^3^2 otherwise } }\n"));
    /* Named before general: owner(self) has the table, bob's object is worth 7 to ann. */
    XP_CHECK(value_is(model, 0, 1, "(low, low, (0,0))", "1/3"));
    XP_CHECK(value_is(model, 0, 1, "(high, low, (0,0))", "6"));
    XP_CHECK(value_is(model, 1, 2, "(low, high, (0,0))", "6"));
    XP_CHECK(value_is(model, 0, 2, "(high, low, (0,0))", "7"));
    XP_CHECK(value_is(model, 1, 0, "(low, high, (0,0))", "-3"));
    XP_CHECK(value_is(model, 2, 0, "(low, low, (2,1))", "3"));
    XP_CHECK(value_is(model, 2, 1, "(low, low, (2,2))", "1"));
    XP_CHECK(value_is(model, 2, 2, "(low, low, (2,2))", "0"));
    /* a < b: |0 - 2|; a > b: floor(2/2) + ceil(1/2) = 2; equal: -4 + 512. */
    XP_CHECK(value_is(model, 2, 3, "(low, low, (0,1))", "2"));
    XP_CHECK(value_is(model, 2, 3, "(low, low, (2,1))", "2"));
    XP_CHECK(value_is(model, 2, 3, "(low, low, (1,1))", "508"));
    XP_CHECK(xp_environment_has_private_values(model->environment));
    XP_CHECK(writes_back(model));
    xp_model_clear(model);
}

static const char interdependent[] =
    "outcomes none, owner(agents)\n"
    "agent a[1..3] {\n types 0..2\n prior uniform\n"
    " value owner(self) = t + sum(j in others: t[j]) / 2 - t[a1] * 0\n"
    " value none = if(max(j in agents: t[j]) == t and min(j in others: t[j]) < t, 1, 0)\n"
    " outside = max(j in others: t[j])\n outside at none = t[a1] + 10 }\n"
    "rule { none when t[a1] == t[a2] or t[a2] == t[a3]\n"
    "       1/3 none + 2/3 owner(a2) when sum(j in agents: t[j]^2) > 4\n"
    "       owner(a3) otherwise }\n"
    "payment agents = t * 100 + sum(j in others: t[j])\n"
    "payment a2 = if(outcome == none, 1, t[a1])\n";

/* The same numbers whether the profiles are listed or not. */
static void check_interdependent(const xp_read_options_t *options, int listed)
{
    xp_model_t model;

    XP_CHECK(read_with(model, interdependent, options));
    XP_CHECK(xp_profiles_are_listed(model->environment->profiles) == listed);
    XP_CHECK(!xp_environment_has_private_values(model->environment));
    XP_CHECK((model->rule->choice != NULL) == listed);
    XP_CHECK((model->environment->agent[0].value->length > 0) == listed);
    /* 2 + (1 + 0)/2; 1 + (2 + 0)/2. */
    XP_CHECK(value_is(model, 0, 1, "(2, 1, 0)", "5/2"));
    XP_CHECK(value_is(model, 1, 2, "(2, 1, 0)", "2"));
    XP_CHECK(value_is(model, 0, 2, "(2, 1, 0)", "0"));
    XP_CHECK(value_is(model, 0, 0, "(2, 1, 0)", "1"));
    XP_CHECK(value_is(model, 0, 0, "(2, 2, 2)", "0"));
    XP_CHECK(model->environment->agent[0].outside_kind == XP_OUTSIDE_BOTH);
    XP_CHECK(outside_is(model, 2, 1, "(2, 1, 0)", "2"));
    XP_CHECK(outside_is(model, 2, 0, "(2, 1, 0)", "12"));
    /* 4 + 1 + 0 > 4; 1 + 0 + 1 <= 4. */
    XP_CHECK(weight_is(model, 0, "(1, 1, 0)", "1"));
    XP_CHECK(weight_is(model, 0, "(2, 1, 0)", "1/3"));
    XP_CHECK(weight_is(model, 2, "(2, 1, 0)", "2/3"));
    XP_CHECK(weight_is(model, 3, "(1, 0, 1)", "1"));
    XP_CHECK(term_is(model, model->payments, 0, 0, "(2, 1, 0)", "201"));
    XP_CHECK(model->payments->payment[0].term[0].kind ==
             (listed ? XP_TERM_PROFILE : XP_TERM_FUNCTION));
    XP_CHECK(model->payments->payment[1].term[0].kind == XP_TERM_FUNCTION);
    XP_CHECK(term_is(model, model->payments, 1, 0, "(2, 1, 0)", "1"));
    XP_CHECK(term_is(model, model->payments, 1, 2, "(2, 1, 0)", "2"));
    XP_CHECK(writes_back(model));
    xp_model_clear(model);
}

static void test_interdependent(void)
{
    xp_read_options_t options;

    check_interdependent(NULL, 1);
    xp_read_options_init(&options);
    options.profiles_limit = 26;
    check_interdependent(&options, 0);
    /* 27 profiles, 4 outcomes, 3 agents: 24 bytes for each of more than 324 entries. */
    xp_read_options_init(&options);
    options.memory_limit = 7000;
    check_interdependent(&options, 0);
}

/* A formula without a value at one profile fails there and nowhere else. */
static void test_late_failure(void)
{
    xp_model_t model;
    xp_read_options_t options;
    xp_error_t error;
    slong profile[MOST_AGENTS];
    fmpq_t value;
    fmpq *weight;

    xp_read_options_init(&options);
    options.profiles_limit = 3;
    XP_CHECK(read_with(model, "outcomes a, b\nagent ann, bob { types 0, 1\n"
                              " value a = 1 / (t - sum(j in others: t[j])) }\n"
                              "rule { a when t[ann] > t[bob]; b when t[ann] < t[bob] }\n",
                       &options));
    xp_error_init(error);
    fmpq_init(value);
    weight = _fmpq_vec_init(2);
    XP_CHECK(value_is(model, 0, 0, "(0, 1)", "-1"));
    XP_CHECK(profile_is(profile, model, "(1, 1)"));
    fmpq_set_si(value, 5, 1);
    XP_CHECK(xp_environment_value(value, model->environment, 1, 0, profile, error) == XP_INPUT);
    XP_CHECK(error->line == 3 && error->column == 12);
    XP_CHECK_STR(error->message, "division by zero: the value of agent \"bob\" at profile (1, 1), "
                                 "outcome a");
    XP_CHECK(is_text(value, "5"));
    XP_CHECK(model->rule->weights(weight, model->rule->context, profile, error) == XP_INPUT);
    XP_CHECK(error->line == 4 && error->column == 6);
    XP_CHECK(strstr(error->message, "the rule at profile (1, 1)") != NULL);
    XP_CHECK(weight_is(model, 0, "(1, 0)", "1"));
    _fmpq_vec_clear(weight, 2);
    fmpq_clear(value);
    xp_error_clear(error);
    xp_model_clear(model);
}

static void test_outside(void)
{
    xp_model_t model;

    XP_CHECK(read_model(model, "outcomes keep, trade\n"
                               "agent ann { types 0, 1\n"
                               " outside { -1 when t == 0; 5 otherwise } }\n"
                               "agent bob { types 2, 3\n outside at keep = t\n outside = 1 }\n"
                               "agent eve { types 2, 3\n share = 1/3 }\n"
                               "agent joe { types 2, 3\n outside = t[ann] * 2 }\n"));
    XP_CHECK(outside_is(model, 0, -1, "(0, 2, 2, 2)", "-1"));
    XP_CHECK(outside_is(model, 0, -1, "(1, 2, 2, 2)", "5"));
    XP_CHECK(model->environment->agent[1].outside_kind == XP_OUTSIDE_OUTCOME);
    XP_CHECK(outside_is(model, 1, 0, "(1, 3, 2, 2)", "3"));
    XP_CHECK(outside_is(model, 1, 1, "(1, 3, 2, 2)", "1"));
    XP_CHECK(outside_is(model, 2, -1, "(1, 3, 2, 2)", "2/3"));
    XP_CHECK(model->environment->agent[3].outside_kind == XP_OUTSIDE_PROFILE);
    XP_CHECK(outside_is(model, 3, -1, "(1, 3, 2, 2)", "2"));
    XP_CHECK(writes_back(model));
    xp_model_clear(model);
}

static void test_priors(void)
{
    xp_model_t model;

    XP_CHECK(read_model(model, "let p = 1/5\noutcomes a\n"
                               "agent ann { types 0, 1, 2\n prior 1/2, p, 3/10 }\n"
                               "agent bob { types low, high\n prior { high = 1 } }\n"
                               "agent eve { types 0, 1, 2\n prior weights 1, 2, 1/2 }\n"));
    XP_CHECK(entry_is(model->environment->agent[0].probability, 1, "1/5"));
    XP_CHECK(entry_is(model->environment->agent[1].probability, 0, "0"));
    XP_CHECK(entry_is(model->environment->agent[1].probability, 1, "1"));
    XP_CHECK(entry_is(model->environment->agent[2].probability, 1, "4/7"));
    XP_CHECK(writes_back(model));
    xp_model_clear(model);
}

static void test_joint(void)
{
    static const char head[] = "outcomes a\nagent ann { types 0, 1 }\n"
                               "agent bob { types low = 1, high = 2 }\n";
    static const struct
    {
        const char *prior;
        xp_prior_t kind;
        const char *first; /* mu(0, low), or mu_ann(0) */
    } cases[] = {
        /* A profile not named has probability 0. */
        {"prior joint { (0, low) = 1/2; (1, high) = 1/2 }\n", XP_PRIOR_JOINT, "1/2"},
        /* (1/3, 2/3) times (1/4, 3/4). */
        {"prior joint { (0, low) = 1/12; (0, high) = 1/4; (1, low) = 1/6; (1, 2) = 1/2 }\n",
         XP_PRIOR_INDEPENDENT, "1/3"},
        /* Weights 1, 2, 2, 3: 1/8; not a product since 1 * 3 != 2 * 2. */
        {"prior joint weights = t[ann] + t[bob]\n", XP_PRIOR_JOINT, "1/8"},
        /* Weights 1, 2, 2, 4. */
        {"prior joint weights { (1 + t[ann]) * t[bob] when t[ann] >= 0; 0 otherwise }\n",
         XP_PRIOR_INDEPENDENT, "1/3"},
        {"prior joint = 1/4\n", XP_PRIOR_INDEPENDENT, "1/2"},
    };

    for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++)
    {
        xp_string_t text;
        xp_model_t model;

        xp_string_init(text);
        xp_string_printf(text, "%s%s", head, cases[c].prior);
        XP_CHECK(read_model(model, text->text));
        XP_CHECK(model->environment->prior == cases[c].kind);
        XP_CHECK(entry_is(cases[c].kind == XP_PRIOR_JOINT
                              ? model->environment->joint
                              : model->environment->agent[0].probability,
                          0, cases[c].first));
        XP_CHECK(writes_back(model));
        xp_model_clear(model);
        xp_string_clear(text);
    }
}

static void test_variable(void)
{
    xp_model_t model;

    XP_CHECK(read_model(model, "outcomes x in grid(0, 1, 5)\ncost = x^2 / 2\ncost \"1\" = 7\n"
                               "outcome \"0.5\" requires bob\n"
                               "agent ann { types 0, 1/2\n value = t * x\n value \"1/2\" = 9 }\n"
                               "agent bob { types 0, 1\n value = -(x - t)^2 }\n"
                               "rule = (t[ann] + t[bob]) / 2\n"
                               "payment ann = x + t\npayment bob = 0\n"));
    XP_CHECK(model->environment->outcome_count == 5);
    XP_CHECK_STR(model->environment->outcome_label[3], "3/4");
    XP_CHECK(entry_is(model->environment->cost, 3, "9/32"));
    XP_CHECK(entry_is(model->environment->cost, 4, "7"));
    XP_CHECK(model->environment->agent[1].available[2] == 0);
    XP_CHECK(model->environment->agent[0].available[2] == 1);
    XP_CHECK(value_is(model, 0, 1, "(1/2, 0)", "1/8"));
    XP_CHECK(value_is(model, 0, 2, "(1/2, 0)", "9"));
    XP_CHECK(value_is(model, 1, 1, "(1/2, 1)", "-9/16"));
    /* (1/2 + 1)/2 = 3/4, the fourth outcome. */
    XP_CHECK(weight_is(model, 3, "(1/2, 1)", "1"));
    XP_CHECK(term_is(model, model->payments, 0, 3, "(1/2, 1)", "5/4"));
    XP_CHECK(writes_back(model));
    xp_model_clear(model);

    XP_CHECK(read_model(model, "outcomes x in {0, 1}\nagent ann { types 0, 1\n"
                               " value = if(outcome == \"1\" or outcome == 0, t, 5) }\n"
                               "rule { 1/2 \"0\" + 1/2 \"1\" when t[ann] == 0; 1 otherwise }\n"));
    XP_CHECK(value_is(model, 0, 1, "1", "1"));
    XP_CHECK(weight_is(model, 0, "0", "1/2"));
    XP_CHECK(weight_is(model, 1, "1", "1"));
    XP_CHECK(writes_back(model));
    xp_model_clear(model);
}

static void test_rules(void)
{
    static const char head[] = "let p = 1/4\noutcomes keep, trade\n"
                               "agent ann { types low, high }\n"
                               "agent bob { types low, high, 3 }\n";
    static const struct
    {
        const char *rule;
        const char *weight; /* of trade at (high, low) */
    } cases[] = {
        {"rule = p keep + (1 - p) trade\n", "3/4"},
        {"rule = trade\n", "1"},
        {"rule = if(t[ann] == t[bob], trade, keep)\n", "0"},
        {"rule { trade when t[ann] != t[bob] and not t[bob] == \"3\"; keep otherwise }\n", "1"},
        {"rule { (low, low) = keep; (low, high) = trade; (low, 3) = keep\n"
         "(high, 3) = keep, (high, high) = keep, (high, low) = 1/2 trade +\n"
         "1/4 trade + 1/4 keep }\n",
         "3/4"},
        {"rule { trade when t[ann] == low or t[bob] == low; keep otherwise }\n", "1"},
    };

    for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++)
    {
        xp_string_t text;
        xp_model_t model;

        xp_string_init(text);
        xp_string_printf(text, "%s%s", head, cases[c].rule);
        XP_CHECK(read_model(model, text->text));
        XP_CHECK(model->rule_stated && !model->rule->efficient);
        XP_CHECK(weight_is(model, 1, "(high, low)", cases[c].weight));
        XP_CHECK(writes_back(model));
        xp_model_clear(model);
        xp_string_clear(text);
    }
}

static void test_ties(void)
{
    static const char *const texts[] = {
        "outcomes a\nagent b { types 0 }\nrule efficient\n",
        "outcomes a\nagent b { types 0 }\nrule efficient ties first\n",
        "outcomes a\nagent b { types 0 }\nrule efficient ties last\n",
        "outcomes a\nagent b { types 0 }\nrule efficient ties lottery\n",
    };
    static const xp_ties_t ties[] = {XP_TIES_FIRST, XP_TIES_FIRST, XP_TIES_LAST,
                                     XP_TIES_LOTTERY};

    for (size_t c = 0; c < 4; c++)
    {
        xp_model_t model;

        XP_CHECK(read_model(model, texts[c]));
        XP_CHECK(model->rule_stated && model->rule->efficient &&
                 model->rule->ties == ties[c]);
        xp_model_clear(model);
    }
}

/* What a formula reads decides how its payments are kept, whether profiles are listed or not. */
static void test_kinds(void)
{
    static const struct
    {
        const char *payment;
        xp_term_kind_t listed;
        xp_term_kind_t unlisted;
        slong length;
        const char *keep;
        const char *trade;
    } cases[] = {
        {"5", XP_TERM_TYPE, XP_TERM_TYPE, 2, "5", "5"},
        {"t * t", XP_TERM_TYPE, XP_TERM_TYPE, 2, "9", "9"},
        {"1/(t - 2)", XP_TERM_TYPE, XP_TERM_FUNCTION, 2, NULL, NULL},
        {"if(outcome == keep, 1, 2)", XP_TERM_CHOICE, XP_TERM_CHOICE, 4, "1", "2"},
        {"if(outcome == keep, t, 1/t)", XP_TERM_CHOICE, XP_TERM_CHOICE, 4, "3", "1/3"},
        {"if(outcome == keep, t, 1/(t - 2))", XP_TERM_FUNCTION, XP_TERM_FUNCTION, 0, "3", "1"},
        {"t[ann] + t", XP_TERM_PROFILE, XP_TERM_FUNCTION, 4, "4", "4"},
        {"if(outcome == keep, t[ann], t)", XP_TERM_FUNCTION, XP_TERM_FUNCTION, 0, "1", "3"}};
    xp_read_options_t options;
    xp_string_t text;

    xp_read_options_init(&options);
    xp_string_init(text);
    for (size_t c = 0; c < 2 * (sizeof cases / sizeof cases[0]); c++)
    {
        const int listed = c % 2 == 0;
        const xp_term_kind_t kind = listed ? cases[c / 2].listed : cases[c / 2].unlisted;
        const xp_term_struct *term;
        xp_model_t model;

        options.profiles_limit = listed ? 4 : 3;
        xp_string_reset(text);
        xp_string_printf(text, "outcomes keep, trade\n"
                               "agent ann { types 0, 1\n value trade = t }\n"
                               "agent bob { types 2, 3\n value keep = t }\n"
                               "payment ann = 0\npayment bob = %s\n", cases[c / 2].payment);
        /* With no value at a type the file is wrong where all profiles are gone through. */
        if (listed && cases[c / 2].keep == NULL)
        {
            continue;
        }
        XP_CHECK(read_with(model, text->text, &options));
        term = model->payments->payment[1].term;
        XP_CHECK(model->payments->payment[0].term[0].kind == XP_TERM_TYPE);
        XP_CHECK(term->kind == kind);
        XP_CHECK(kind == XP_TERM_FUNCTION || term->table->length == cases[c / 2].length);
        if (cases[c / 2].keep != NULL)
        {
            XP_CHECK(term_is(model, model->payments, 1, 0, "(1, 3)", cases[c / 2].keep));
            XP_CHECK(term_is(model, model->payments, 1, 1, "(1, 3)", cases[c / 2].trade));
        }
        xp_model_clear(model);
    }
    xp_string_clear(text);
}

static void test_payments(void)
{
    static const char head[] = "outcomes keep, trade\n"
                               "agent ann { types 0, 1\n value trade = t }\n"
                               "agent bob { types 2, 3\n value keep = t }\n";
    xp_string_t text;
    xp_model_t model;

    xp_string_init(text);
    xp_string_printf(text, "%spayments { (0, 2) = (1, -1/2); (0, 3) = (2, 0); (1, 2) = (3, 4)\n"
                           "(1, 3) = (t[bob], t[ann] - 9) }\n", head);
    XP_CHECK(read_model(model, text->text));
    XP_CHECK(model->payments->payment[0].term[0].kind == XP_TERM_PROFILE);
    XP_CHECK(term_is(model, model->payments, 0, 0, "(1, 2)", "3"));
    XP_CHECK(term_is(model, model->payments, 1, 0, "(0, 2)", "-1/2"));
    XP_CHECK(term_is(model, model->payments, 0, 0, "(1, 3)", "3"));
    XP_CHECK(term_is(model, model->payments, 1, 0, "(1, 3)", "-8"));
    XP_CHECK(writes_back(model));
    xp_model_clear(model);

    xp_string_reset(text);
    xp_string_printf(text, "%spayment ann, bob { 5 when t == t[ann]; 6 otherwise }\n", head);
    XP_CHECK(read_model(model, text->text));
    XP_CHECK(term_is(model, model->payments, 0, 0, "(1, 2)", "5"));
    XP_CHECK(term_is(model, model->payments, 1, 0, "(1, 2)", "6"));
    xp_model_clear(model);

    xp_string_reset(text);
    xp_string_printf(text, "%spayments rebalance(ir-vcg)\n", head);
    XP_CHECK(read_model(model, text->text));
    XP_CHECK_STR(model->mechanism, "rebalance(ir-vcg)");
    XP_CHECK(model->payments->agent_count == 0 && xp_model_has_payments(model));
    XP_CHECK(writes_back(model));
    xp_model_clear(model);

    xp_string_reset(text);
    xp_string_printf(text, "%spayments groves { agents = sum(j in others: t[j]) + 1\n"
                           "ann = 2 * t[bob] }\n", head);
    XP_CHECK(read_model(model, text->text));
    XP_CHECK_STR(model->mechanism, "groves");
    XP_CHECK(model->groves_h->payment[0].term[0].kind == XP_TERM_OTHERS);
    XP_CHECK(model->groves_h->payment[0].term[0].table->length == 2);
    XP_CHECK(term_is(model, model->groves_h, 0, 0, "(1, 3)", "6"));
    XP_CHECK(term_is(model, model->groves_h, 1, 0, "(1, 3)", "2"));
    XP_CHECK(writes_back(model));
    xp_model_clear(model);
    xp_string_clear(text);
}

static void test_definitions(void)
{
    static const char *const define[] = {"a=-3/4", "b=0.5", "a=2"};
    xp_read_options_t options;
    xp_parameter_t *parameter;
    size_t count;
    xp_model_t model;

    xp_read_options_init(&options);
    options.define = define;
    options.define_count = 3;
    XP_CHECK(read_with(model, "let a = 1\nlet c = a + 1\nlet b = c\nlet m = n * b\n"
                              "outcomes x, y\nagent ann, bob { types 0, 1\n value x = a + m }\n",
                       &options));
    xp_model_parameters(&parameter, &count, model);
    XP_CHECK(count == 4);
    XP_CHECK_STR(parameter[0].name, "a");
    XP_CHECK_STR(parameter[0].value, "2");
    XP_CHECK_STR(parameter[1].value, "3");
    XP_CHECK_STR(parameter[2].value, "1/2");
    XP_CHECK_STR(parameter[3].value, "1");
    xp_parameters_free(parameter, count);
    XP_CHECK(value_is(model, 0, 0, "(0, 0)", "3"));
    XP_CHECK(writes_back(model));
    xp_model_clear(model);
}

static void test_requires(void)
{
    xp_model_t model;

    XP_CHECK(read_model(model, "outcomes none, owner(agents)\n"
                               "cost { owner(ann) = 1/2; none = 3 - 1 }\n"
                               "agent ann, bob { types 0 }\n"
                               "outcome owner(ann) requires ann, bob\n"
                               "outcome owner(bob) requires bob\n"));
    XP_CHECK(model->environment->agent[0].available[0] == 1);
    XP_CHECK(model->environment->agent[0].available[1] == 0);
    XP_CHECK(model->environment->agent[0].available[2] == 1);
    XP_CHECK(model->environment->agent[1].available[1] == 0);
    XP_CHECK(model->environment->agent[1].available[2] == 0);
    XP_CHECK(entry_is(model->environment->cost, 0, "2"));
    XP_CHECK(entry_is(model->environment->cost, 1, "1/2"));
    XP_CHECK(entry_is(model->environment->cost, 2, "0"));
    xp_model_clear(model);
}

/* Five agents with 5^4 types each: 625^5 profiles. */
static void test_vacation(void)
{
    xp_model_t model;
    slong profile[MOST_AGENTS];
    fmpz_t count;

    XP_CHECK(read_model(model, "outcomes Australia, France, Mexico, Thailand\n"
                               "agent Aaron, Blake, Cameron, Denise, Eva {\n"
                               " types (a, f, m, h in 0..4)\n prior uniform\n"
                               " value Australia = t.a\n value France = t.f\n"
                               " value { Mexico = t.m, Thailand = t.h }\n}\n"));
    fmpz_init(count);
    fmpz_set_str(count, "95367431640625", 10);
    XP_CHECK(fmpz_equal(count, model->environment->profiles->count));
    fmpz_clear(count);
    XP_CHECK(!xp_profiles_are_listed(model->environment->profiles));
    XP_CHECK(profile_is(profile, model, "((3,0,3,2), (2,4,3,4), (2,2,1,2), (3,3,0,1), (1,1,2,1))"));
    /* 3 * 125 + 0 + 3 * 5 + 2. */
    XP_CHECK(profile[0] == 392);
    XP_CHECK_STR(model->environment->agent[0].type_label[392], "(3,0,3,2)");
    XP_CHECK(value_is(model, 0, 2, "((3,0,3,2), (0,0,0,0), (0,0,0,0), (0,0,0,0), (0,0,0,0))",
                      "3"));
    XP_CHECK(value_is(model, 4, 3, "((3,0,3,2), (0,0,0,0), (0,0,0,0), (0,0,0,0), (0,0,0,1))",
                      "1"));
    XP_CHECK(writes_back(model));
    xp_model_clear(model);
}

/* Pieces that take their meaning from where they stand. */
static void test_kinds_of_names(void)
{
    xp_model_t model;

    XP_CHECK(read_model(model, "let up = 7\noutcomes ann, size\n"
                               "agent ann { types (size, age in 0..1)\n"
                               " value ann = t.size * up\n value \"size\" = t.age }\n"
                               "agent size { types ann, \"up\" = 2\n"
                               " value ann = if(t == \"up\" and t != ann, 4, 5) }\n"
                               "rule { ann when t[size] == ann; size otherwise }\n"));
    XP_CHECK(value_is(model, 0, 0, "((1, 0), ann)", "7"));
    XP_CHECK(value_is(model, 0, 1, "((1, 1), ann)", "1"));
    XP_CHECK(value_is(model, 1, 0, "((1, 1), up)", "4"));
    XP_CHECK(value_is(model, 1, 0, "((1, 1), ann)", "5"));
    XP_CHECK(weight_is(model, 0, "((1, 1), ann)", "1"));
    XP_CHECK(weight_is(model, 1, "((1, 1), up)", "1"));
    XP_CHECK(writes_back(model));
    xp_model_clear(model);
}

static void test_files(void)
{
    xp_model_t model;
    xp_errors_t errors;

    xp_model_init(model);
    xp_errors_init(errors);
    XP_CHECK(xp_model_read_file(model, "there/is/no/such.mech", NULL, errors) == XP_INPUT);
    XP_CHECK(errors->count == 1 && strstr(errors->error[0].message, "such.mech") != NULL);
    xp_errors_clear(errors);
    xp_model_clear(model);
}

int main(void)
{
    static const xp_test_t tests[] = {
        {"trade", test_trade},
        {"types", test_types},
        {"profiles", test_profiles},
        {"one agent", test_one_agent},
        {"values", test_values},
        {"interdependent", test_interdependent},
        {"late failure", test_late_failure},
        {"outside", test_outside},
        {"priors", test_priors},
        {"joint", test_joint},
        {"variable", test_variable},
        {"rules", test_rules},
        {"ties", test_ties},
        {"payments", test_payments},
        {"kinds", test_kinds},
        {"definitions", test_definitions},
        {"requires", test_requires},
        {"vacation", test_vacation},
        {"kinds of names", test_kinds_of_names},
        {"files", test_files},
    };

    return XP_TEST_MAIN("read", tests);
}
