/* Rebates from the pivot revenue of identical units: reference cases, bounds, what is refused. */
#include <expost/rule/interim.h>
#include <expost/rule/redistribution.h>
#include <expost/rule/share.h>

#include "tests/rule/cases.h"

/* Adds the outcomes at which every set of units agents wins, in lexicographic order. */
static slong list_sets(unsigned char **sets, slong agents, slong units)
{
    slong count = 0;
    size_t room = 0;
    *sets = NULL;
    for (long mask = (1L << agents) - 1; mask > 0; mask--)
    {
        slong size = 0;
        for (slong i = 0; i < agents; i++)
        {
            size += mask >> (agents - 1 - i) & 1;
        }
        for (slong i = 0; size == units && i < agents; i++)
        {
            xp_array_grow(sets, &room, (size_t) (count * agents + i), 1);
            (*sets)[count * agents + i] = (unsigned char) (mask >> (agents - 1 - i) & 1);
        }
        count += size == units;
    }
    return count;
}

/* Units that always go to somebody; every agent has the same types and prior (NULL: none). */
static void build_units(xp_model_t model, slong agents, slong units, const char *types,
                        const char *prior)
{
    unsigned char *sets;
    const slong outcomes = list_sets(&sets, agents, units);
    char cost[600] = "";
    slong count;
    fmpq *values = build_read(&count, types);
    for (slong a = 0; a < outcomes; a++)
    {
        strcat(cost, "0 ");
    }
    build_start(model, agents, cost);
    for (slong i = 0; i < agents; i++)
    {
        xp_string_t rows;
        xp_string_init(rows);
        for (slong t = 0; t < count; t++)
        {
            for (slong a = 0; a < outcomes; a++)
            {
                xp_string_add_char(rows, ' ');
                if (sets[a * agents + i])
                {
                    xp_rat_add_text(rows, values + t);
                }
                else
                {
                    xp_string_add_char(rows, '0');
                }
            }
        }
        build_agent(model, i, rows->text, prior);
        xp_string_clear(rows);
    }
    build_profiles(model, 1000000);
    build_free(values, count);
    free(sets);
}

/* Whether these are the payments at one profile, by the numbers of the types. */
static int pays_at(const xp_mechanism_t mechanism, const slong *profile, const char *payments)
{
    const xp_environment_struct *environment = mechanism->environment;
    slong count;
    fmpq *expected = build_read(&count, payments);
    fmpq *payment = _fmpq_vec_init(environment->agent_count);
    fmpq *weight = _fmpq_vec_init(environment->outcome_count);
    xp_error_t error;
    xp_error_init(error);
    int good = count == environment->agent_count
               && xp_allocation_at(weight, mechanism->rule, environment, profile, error) == XP_OK
               && xp_payment_at(payment, mechanism, weight, profile, error) == XP_OK;
    for (slong i = 0; i < count && good; i++)
    {
        good = fmpq_equal(payment + i, expected + i);
    }
    xp_error_clear(error);
    _fmpq_vec_clear(weight, environment->outcome_count);
    _fmpq_vec_clear(payment, environment->agent_count);
    build_free(expected, count);
    return good;
}

/* The number of profiles with payments below 0 in sum. */
static slong count_deficits(const xp_mechanism_t mechanism)
{
    const slong size = mechanism->environment->profiles->size;
    slong count = 0;
    fmpq *sum = _fmpq_vec_init(size);
    xp_table_t table;
    xp_error_t error;
    fmpq_t value;
    xp_table_init(table);
    xp_error_init(error);
    fmpq_init(value);
    for (slong i = 0; i < mechanism->environment->agent_count; i++)
    {
        XP_CHECK(xp_payment_list(table, mechanism, i, NULL, error) == XP_OK);
        for (slong k = 0; k < size; k++)
        {
            xp_table_get_fmpq(value, table, k);
            fmpq_add(sum + k, sum + k, value);
        }
    }
    for (slong k = 0; k < size; k++)
    {
        count += fmpq_sgn(sum + k) < 0;
    }
    fmpq_clear(value);
    xp_error_clear(error);
    xp_table_clear(table);
    _fmpq_vec_clear(sum, size);
    return count;
}

/* Whether the shares are these; NULL: there is none. */
static int shares_are(const xp_mechanism_t mechanism, const char *worst, const char *mean,
                      slong *profile)
{
    const int prior = mechanism->environment->prior != XP_PRIOR_NONE;
    xp_expectations_t expectations;
    xp_share_t share;
    xp_error_t error;
    xp_share_init(share);
    xp_error_init(error);
    xp_expectations_init(expectations, mechanism->environment, mechanism->rule);
    XP_CHECK(mechanism->rebates);
    XP_CHECK(xp_share_set(share, mechanism, prior ? expectations : NULL, NULL, error) == XP_OK);
    const int good = (share->profile >= 0) == (worst != NULL)
                     && (worst == NULL || equals_text(share->worst, worst))
                     && share->has_mean == (mean != NULL)
                     && (mean == NULL || equals_text(share->mean, mean));
    if (profile != NULL)
    {
        xp_profiles_get(profile, mechanism->environment->profiles, share->profile);
    }
    xp_expectations_clear(expectations);
    xp_error_clear(error);
    xp_share_clear(share);
    return good;
}

/* Reference case cavallo-single-object: examples, and the grid 0, 1, 2, 3 for three agents. */
static void test_cavallo(void)
{
    static const slong four[] = {4, 3, 2, 1};
    static const slong three[] = {2, 2, 1};
    static const char *const names[] = {"cavallo", "bailey"};
    xp_model_t model;
    xp_mechanism_t mechanism;
    for (size_t k = 0; k < 2; k++)
    {
        xp_model_init(model);
        xp_mechanism_init(mechanism);
        build_units(model, 4, 1, "0 1 4 7 9", NULL);
        XP_CHECK(build_mechanism(mechanism, model, names[k], XP_IR_DEFAULT) == XP_OK);
        XP_CHECK(pays_at(mechanism, four, "6 -1 -7/4 -7/4"));
        XP_CHECK(count_deficits(mechanism) == 0);
        xp_mechanism_clear(mechanism);
        xp_model_clear(model);

        xp_model_init(model);
        xp_mechanism_init(mechanism);
        build_units(model, 3, 1, "0 3 5", NULL);
        XP_CHECK(build_mechanism(mechanism, model, names[k], XP_IR_DEFAULT) == XP_OK);
        XP_CHECK(pays_at(mechanism, three, "4 -1 -5/3"));
        xp_mechanism_clear(mechanism);
        xp_model_clear(model);

        xp_model_init(model);
        xp_mechanism_init(mechanism);
        build_units(model, 3, 1, "0 1 2 3", "1/4 1/4 1/4 1/4");
        XP_CHECK(build_mechanism(mechanism, model, "pivot", XP_IR_DEFAULT) == XP_OK);
        XP_CHECK(surplus_equals(mechanism, "3/2") && !mechanism->rebates);
        XP_CHECK(build_mechanism(mechanism, model, names[k], XP_IR_DEFAULT) == XP_OK);
        XP_CHECK(surplus_equals(mechanism, "5/8"));
        XP_CHECK(shares_are(mechanism, "1/3", "7/12", NULL));
        XP_CHECK(count_deficits(mechanism) == 0);
        xp_mechanism_clear(mechanism);
        xp_model_clear(model);
    }
}

/* Reference case bailey-cavallo-worst: (n - 2) / n, where two have a value and the rest none. */
static void test_worst(void)
{
    static const char *const names[] = {"cavallo", "bailey"};
    static const char *const worst[] = {"1/3", "1/2", "3/5", "2/3", "5/7", "3/4"};
    for (slong n = 3; n <= 8; n++)
    {
        xp_model_t model;
        xp_mechanism_t mechanism;
        xp_model_init(model);
        xp_mechanism_init(mechanism);
        build_units(model, n, 1, "0 1", NULL);
        for (size_t k = 0; k < 2; k++)
        {
            slong profile[8];
            slong ones = 0;
            XP_CHECK(build_mechanism(mechanism, model, names[k], XP_IR_DEFAULT) == XP_OK);
            XP_CHECK(shares_are(mechanism, worst[n - 3], NULL, profile));
            for (slong i = 0; i < n; i++)
            {
                ones += profile[i];
            }
            XP_CHECK(ones == 2);
        }
        xp_mechanism_clear(mechanism);
        xp_model_clear(model);
    }
}

static const struct
{
    slong agents;
    slong units;
    const char *share;
    const char *coefficient;
} closed[] = {
    {4, 2, "1/4", "1/2"},        {5, 2, "5/11", "5/11 -3/11"},
    {6, 2, "8/13", "16/39 -3/13 2/13"}, {6, 3, "3/8", "9/16 -3/8"},
    {7, 3, "11/21", "11/21 -1/3 5/21"}, {5, 3, "1/5", "3/5"},
    {3, 1, "1/3", "1/3"},
};

/* Reference case guo-conitzer-multi; by hand for three agents and one unit. */
static void test_closed_form(void)
{
    fmpq_t share;
    fmpq_init(share);
    for (size_t k = 0; k < sizeof closed / sizeof closed[0]; k++)
    {
        slong count;
        fmpq *expected = build_read(&count, closed[k].coefficient);
        fmpq *coefficient = _fmpq_vec_init(count);
        XP_CHECK(count == closed[k].agents - 1 - closed[k].units);
        xp_guo_conitzer_coefficients(coefficient, closed[k].agents, closed[k].units);
        for (slong j = 0; j < count; j++)
        {
            XP_CHECK(fmpq_equal(coefficient + j, expected + j));
        }
        xp_guo_conitzer_share(share, closed[k].agents, closed[k].units);
        XP_CHECK(equals_text(share, closed[k].share));
        _fmpq_vec_clear(coefficient, count);
        build_free(expected, count);
    }
    xp_guo_conitzer_share(share, 5, 4);
    XP_CHECK(fmpq_is_zero(share));
    fmpq_clear(share);
}

/* The worst share is reached at values 0 and 1, and no profile has a deficit. */
static void test_guo_conitzer(void)
{
    static const slong profile[] = {3, 0, 1, 3, 2};
    xp_model_t model;
    xp_mechanism_t mechanism;
    for (size_t k = 0; k < sizeof closed / sizeof closed[0]; k++)
    {
        xp_model_init(model);
        xp_mechanism_init(mechanism);
        build_units(model, closed[k].agents, closed[k].units, "0 1", NULL);
        XP_CHECK(build_mechanism(mechanism, model, "guo-conitzer", XP_IR_DEFAULT) == XP_OK);
        XP_CHECK(shares_are(mechanism, closed[k].share, NULL, NULL));
        XP_CHECK(count_deficits(mechanism) == 0);
        xp_mechanism_clear(mechanism);
        xp_model_clear(model);
    }
    /* By hand: values 5, 0, 1, 5, 2, rebates 5/11 and -3/11 of the third and fourth highest. */
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_units(model, 5, 2, "0 1 2 5", NULL);
    XP_CHECK(build_mechanism(mechanism, model, "guo-conitzer", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(pays_at(mechanism, profile, "17/11 -7/11 -10/11 17/11 -5/11"));
    XP_CHECK(has_note(mechanism, "c_3 = 5/11, c_4 = -3/11"));
    XP_CHECK(count_deficits(mechanism) == 0);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
    /* One unit fewer than agents: pivot. */
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_units(model, 3, 2, "0 1 2", NULL);
    XP_CHECK(build_mechanism(mechanism, model, "guo-conitzer", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(shares_are(mechanism, "0", NULL, NULL) && has_note(mechanism, "those of pivot"));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/*
 * By hand, two agents: 2 c_0 + c_1 (v_1 + v_2) <= v_2.  Values 1, 2, equally likely: the rebates
 * are at most 1 at (2, 1), which is their mean, of an expected revenue of 5/4.  Values 0, 1: none.
 */
static void test_optimal_two(void)
{
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_units(model, 2, 1, "1 2", "1/2 1/2");
    XP_CHECK(build_mechanism(mechanism, model, "optimal-linear", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(surplus_equals(mechanism, "1/4") && count_deficits(mechanism) == 0);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_units(model, 2, 1, "0 1", "1/2 1/2");
    XP_CHECK(build_mechanism(mechanism, model, "optimal-linear", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(surplus_equals(mechanism, "1/4") && count_deficits(mechanism) == 0);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

static void find_mean_share(fmpq_t mean, const xp_model_t model, const char *name)
{
    xp_mechanism_t mechanism;
    xp_expectations_t expectations;
    xp_share_t share;
    xp_error_t error;
    xp_mechanism_init(mechanism);
    xp_share_init(share);
    xp_error_init(error);
    XP_CHECK(build_mechanism(mechanism, model, name, XP_IR_DEFAULT) == XP_OK);
    xp_expectations_init(expectations, mechanism->environment, mechanism->rule);
    XP_CHECK(xp_share_set(share, mechanism, expectations, NULL, error) == XP_OK);
    XP_CHECK(share->has_mean && count_deficits(mechanism) == 0);
    fmpq_set(mean, share->mean);
    xp_expectations_clear(expectations);
    xp_error_clear(error);
    xp_share_clear(share);
    xp_mechanism_clear(mechanism);
}

/*
 * Linear rebates without a deficit: none of the others returns more in expectation.  By hand for
 * values 1, 2, 3 with probabilities 1/6, 1/3, 1/2: the rebates v_1 - 2 leave 6 - 2 v_1, a mean of
 * 7/27 of 131/54.
 */
static void test_optimal_best(void)
{
    static const struct
    {
        slong agents;
        slong units;
        const char *types;
        const char *prior;
        const char *mean;
    } rows[] = {
        {3, 1, "1 2 3", "1/6 1/3 1/2", "117/131"}, {4, 2, "0 1 3", "1/5 1/5 3/5", NULL},
        {4, 1, "0 1 2", "1/10 1/5 7/10", NULL},    {5, 2, "0 1", "1/3 2/3", NULL},
        {3, 1, "0 1 2 3", "1/4 1/4 1/4 1/4", NULL},
    };
    static const char *const others[] = {"cavallo", "bailey", "guo-conitzer"};
    fmpq_t most;
    fmpq_t mean;
    fmpq_init(most);
    fmpq_init(mean);
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++)
    {
        xp_model_t model;
        xp_model_init(model);
        build_units(model, rows[k].agents, rows[k].units, rows[k].types, rows[k].prior);
        find_mean_share(most, model, "optimal-linear");
        XP_CHECK(rows[k].mean == NULL || equals_text(most, rows[k].mean));
        for (size_t l = 0; l < 3; l++)
        {
            find_mean_share(mean, model, others[l]);
            XP_CHECK(fmpq_cmp(most, mean) >= 0);
        }
        xp_model_clear(model);
    }
    fmpq_clear(mean);
    fmpq_clear(most);
}

/* It needs a prior. */
static void test_optimal_needs(void)
{
    xp_model_t model;
    xp_model_init(model);
    build_units(model, 3, 1, "0 1", NULL);
    XP_CHECK(refuses(model, "optimal-linear", XP_IR_DEFAULT, XP_INPUT, "needs a prior"));
    xp_model_clear(model);
}

/* Reference case green-laffont-random. */
static void test_green_laffont(void)
{
    static const slong three[] = {2, 1, 0};
    static const slong four[] = {3, 2, 1, 0};
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_units(model, 3, 1, "4 7 9", NULL);
    XP_CHECK(build_mechanism(mechanism, model, "green-laffont", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(pays_at(mechanism, three, "7/3 0 -7/3"));
    XP_CHECK(!mechanism->rule->efficient && mechanism->own_rule && is_balanced(mechanism));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_units(model, 4, 1, "1 2 3 5", NULL);
    XP_CHECK(build_mechanism(mechanism, model, "green-laffont", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(pays_at(mechanism, four, "3/2 0 -3/4 -3/4") && is_balanced(mechanism));
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* What the agent gets at a profile when she makes this report. */
static void find_utility(fmpq_t utility, const xp_mechanism_t mechanism, slong agent,
                         const slong *profile, slong report)
{
    const xp_environment_struct *environment = mechanism->environment;
    fmpq *weight = _fmpq_vec_init(environment->outcome_count);
    fmpq *payment = _fmpq_vec_init(environment->agent_count);
    slong other[8];
    xp_error_t error;
    fmpq_t value;
    xp_error_init(error);
    fmpq_init(value);
    memcpy(other, profile, (size_t) environment->agent_count * sizeof(slong));
    other[agent] = report;
    XP_CHECK(xp_allocation_at(weight, mechanism->rule, environment, other, error) == XP_OK);
    XP_CHECK(xp_payment_at(payment, mechanism, weight, other, error) == XP_OK);
    fmpq_neg(utility, payment + agent);
    for (slong a = 0; a < environment->outcome_count; a++)
    {
        XP_CHECK(xp_environment_value(value, environment, agent, a, profile, error) == XP_OK);
        fmpq_addmul(utility, weight + a, value);
    }
    fmpq_clear(value);
    xp_error_clear(error);
    _fmpq_vec_clear(payment, environment->agent_count);
    _fmpq_vec_clear(weight, environment->outcome_count);
}

/* Every inequality of dominant strategies, one by one; returns how many. */
static slong count_dominant(const xp_mechanism_t mechanism, slong *violated)
{
    const xp_profiles_struct *profiles = mechanism->environment->profiles;
    slong profile[8] = {0};
    slong count = 0;
    fmpq_t truth;
    fmpq_t other;
    fmpq_init(truth);
    fmpq_init(other);
    *violated = 0;
    do
    {
        for (slong i = 0; i < profiles->agents; i++)
        {
            find_utility(truth, mechanism, i, profile, profile[i]);
            for (slong r = 0; r < profiles->types[i]; r++)
            {
                if (r != profile[i])
                {
                    find_utility(other, mechanism, i, profile, r);
                    *violated += fmpq_cmp(other, truth) > 0;
                    count++;
                }
            }
        }
    } while (xp_profiles_next(profile, profiles));
    fmpq_clear(other);
    fmpq_clear(truth);
    return count;
}

/* 576 inequalities of three agents with values 0, 1, 2, 3; listed and one profile at a time. */
static void test_dominant(void)
{
    static const char *const names[] = {"cavallo", "bailey", "guo-conitzer", "optimal-linear",
                                        "green-laffont"};
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
    {
        slong violated;
        xp_model_t model;
        xp_mechanism_t mechanism;
        xp_model_init(model);
        xp_mechanism_init(mechanism);
        build_units(model, 3, 1, "0 1 2 3", "1/2 1/4 1/8 1/8");
        XP_CHECK(build_mechanism(mechanism, model, names[k], XP_IR_DEFAULT) == XP_OK);
        XP_CHECK(count_dominant(mechanism, &violated) == 576 && violated == 0);
        XP_CHECK(count_deficits(mechanism) == 0);
        if (strcmp(names[k], "optimal-linear") != 0)
        {
            build_profiles(model, 1);
            XP_CHECK(build_mechanism(mechanism, model, names[k], XP_IR_DEFAULT) == XP_OK);
            XP_CHECK(count_dominant(mechanism, &violated) == 576 && violated == 0);
        }
        else
        {
            build_profiles(model, 1);
            XP_CHECK(refuses(model, names[k], XP_IR_DEFAULT, XP_LIMIT, "64 profiles"));
        }
        xp_mechanism_clear(mechanism);
        xp_model_clear(model);
    }
}

/* By hand, two agents: one half each at every profile, and nobody pays. */
static void test_green_laffont_two(void)
{
    static const slong profile[] = {1, 0};
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    build_units(model, 2, 1, "1 5", NULL);
    XP_CHECK(build_mechanism(mechanism, model, "green-laffont", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(pays_at(mechanism, profile, "0 0"));
    XP_CHECK(choices_equal_text(mechanism->rule, "2 2 2 2") && mechanism->rule->lottery_count == 1);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

/* Units where they are needed, as many as they may be, values of at least 0. */
static void test_refused(void)
{
    static const char *const words[] = {"guo-conitzer", "green-laffont"};
    xp_model_t model;
    for (size_t k = 0; k < 2; k++)
    {
        xp_model_init(model);
        build_start(model, 2, "0 0");
        build_agent(model, 0, "0 1", NULL);
        build_agent(model, 1, "2 1", NULL);
        build_profiles(model, 10);
        XP_CHECK(refuses(model, words[k], XP_IR_DEFAULT, XP_REFUSED, "is for identical units"));
        XP_CHECK(refuses(model, words[k], XP_IR_DEFAULT, XP_REFUSED, "agent i2 of type t1"));
        xp_model_clear(model);
        xp_model_init(model);
        build_start(model, 2, "0 0");
        build_agent(model, 0, "0 1", NULL);
        build_agent(model, 1, "0 2", NULL);
        build_profiles(model, 10);
        XP_CHECK(refuses(model, words[k], XP_IR_DEFAULT, XP_REFUSED, "fewer units than agents"));
        xp_model_clear(model);
        xp_model_init(model);
        build_start(model, 3, "0 0");
        build_agent(model, 0, "0 1", NULL);
        build_agent(model, 1, "1 0", NULL);
        build_agent(model, 2, "0 0", NULL);
        build_profiles(model, 10);
        XP_CHECK(refuses(model, words[k], XP_IR_DEFAULT, XP_REFUSED, "every set of 1 winner"));
        xp_model_clear(model);
        xp_model_init(model);
        build_units(model, 3, 1, "0 1", NULL);
        build_rule(model, "0 0 0 0 0 0 0 0");
        XP_CHECK(refuses(model, words[k], XP_IR_DEFAULT, XP_REFUSED,
                         k == 0 ? "efficient rule" : "brings its own rule"));
        xp_model_clear(model);
        xp_model_init(model);
        build_start(model, 1, "0 0");
        build_agent(model, 0, "0 1", NULL);
        build_profiles(model, 10);
        XP_CHECK(refuses(model, words[k], XP_IR_DEFAULT, XP_INPUT, "two agents"));
        xp_model_clear(model);
    }
    xp_model_init(model);
    build_units(model, 3, 1, "-1 1", NULL);
    XP_CHECK(refuses(model, "guo-conitzer", XP_IR_DEFAULT, XP_REFUSED, "agent i1 of type t1"));
    xp_model_clear(model);
    xp_model_init(model);
    build_units(model, 4, 2, "0 1", NULL);
    XP_CHECK(refuses(model, "green-laffont", XP_IR_DEFAULT, XP_REFUSED, "one object"));
    xp_model_clear(model);
    xp_model_init(model);
    build_units(model, 3, 1, "0 1", NULL);
    model->environment->agent[1].available[0] = 0;
    XP_CHECK(refuses(model, "guo-conitzer", XP_IR_DEFAULT, XP_REFUSED, "require her"));
    xp_model_clear(model);
}

/* Its rule leaves no ties to break; rebalance(M) of it is balanced under that rule. */
static void test_own_rule(void)
{
    const xp_ties_t last = XP_TIES_LAST;
    xp_model_t model;
    xp_mechanism_t mechanism;
    xp_error_t error;
    xp_model_init(model);
    xp_mechanism_init(mechanism);
    xp_error_init(error);
    build_units(model, 3, 1, "0 1", "1/2 1/2");
    XP_CHECK(xp_mechanism_build(mechanism, model, "green-laffont", &last, XP_IR_DEFAULT, NULL,
                                error) == XP_INPUT);
    XP_CHECK(strstr(error->message, "brings its own rule") != NULL);
    XP_CHECK(build_mechanism(mechanism, model, "rebalance(green-laffont)", XP_IR_DEFAULT)
             == XP_OK);
    XP_CHECK(mechanism->own_rule && is_balanced(mechanism));
    XP_CHECK(build_mechanism(mechanism, model, "rebalance(cavallo)", XP_IR_DEFAULT) == XP_OK);
    XP_CHECK(!mechanism->own_rule && !mechanism->rebates && is_balanced(mechanism));
    xp_error_clear(error);
    xp_mechanism_clear(mechanism);
    xp_model_clear(model);
}

static const xp_test_t tests[] = {
    {"cavallo", test_cavallo},
    {"worst", test_worst},
    {"closed_form", test_closed_form},
    {"guo_conitzer", test_guo_conitzer},
    {"optimal_two", test_optimal_two},
    {"optimal_best", test_optimal_best},
    {"optimal_needs", test_optimal_needs},
    {"green_laffont", test_green_laffont},
    {"dominant", test_dominant},
    {"green_laffont_two", test_green_laffont_two},
    {"refused", test_refused},
    {"own_rule", test_own_rule},
};

int main(void)
{
    return XP_TEST_MAIN("rule/redistribution", tests);
}
