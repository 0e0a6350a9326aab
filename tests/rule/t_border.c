/* Border's condition: against every set of types, and rules rebuilt. */
#include <expost/rule/border.h>

#include <stdlib.h>

#include <expost/base/memory.h>
#include <expost/num/rat.h>

#include "tests/lib/read_model.h"

/* One question: the model, its units, and win as a list of fractions, or NULL. */
typedef struct
{
    xp_model_t model;
    xp_units_t units;
    fmpq *win;
    slong pairs;
    xp_border_t border;
    xp_error_t error;
} asked_t;

static void set_wins(asked_t *asked, const char *text)
{
    slong p;

    for (p = 0; p < asked->pairs && text != NULL; p++)
    {
        size_t length;

        text += strspn(text, " ");
        length = strcspn(text, " ");
        XP_CHECK(xp_rat_set_text(asked->win + p, text, length, asked->error) == XP_OK);
        text += length;
    }
}

static void init_asked(asked_t *asked, const char *model, const char *win)
{
    read_model(asked->model, model);
    xp_error_init(asked->error);
    xp_units_init(asked->units);
    xp_border_init(asked->border);
    XP_CHECK(xp_units_recognise(asked->units, asked->model->environment, asked->error) == XP_OK);
    asked->pairs = asked->units->offset[asked->units->agent_count];
    asked->win = _fmpq_vec_init(asked->pairs);
    set_wins(asked, win);
}

static void clear_asked(asked_t *asked)
{
    xp_border_clear(asked->border);
    xp_units_clear(asked->units);
    _fmpq_vec_clear(asked->win, asked->pairs);
    xp_error_clear(asked->error);
    xp_model_clear(asked->model);
}

static xp_status_t ask(asked_t *asked)
{
    return xp_border_decide(asked->border, asked->model->environment, asked->units, asked->win,
                            NULL, asked->error);
}

/*
 * Right side less left side of the inequality of a set, bit p for pair p: over all profiles, of
 * probability times the lesser of the units and the members present, less what they want.
 */
static void find_slack(fmpq_t slack, const asked_t *asked, slong set)
{
    const xp_environment_struct *environment = asked->model->environment;
    slong n = environment->agent_count, k, i, t;
    slong *profile = xp_calloc((size_t) n, sizeof(slong));
    fmpq_t probability;

    fmpq_init(probability);
    fmpq_zero(slack);
    for (k = 0; k < environment->profiles->size; k++)
    {
        slong there = 0;

        xp_profiles_get(profile, environment->profiles, k);
        xp_environment_probability(probability, environment, k);
        for (i = 0; i < n; i++)
            there += set >> (asked->units->offset[i] + profile[i]) & 1;
        there = there < asked->units->unit_count ? there : asked->units->unit_count;
        for (; there > 0; there--)
            fmpq_add(slack, slack, probability);
    }
    for (i = 0; i < n; i++)
        for (t = 0; t < environment->agent[i].type_count; t++)
            if (set >> (asked->units->offset[i] + t) & 1)
            {
                xp_environment_type_probability(probability, environment, i, t);
                fmpq_mul(probability, probability, asked->win + asked->units->offset[i] + t);
                fmpq_sub(slack, slack, probability);
            }
    fmpq_clear(probability);
    free(profile);
}

/* The least slack over all sets, 0 for the empty one. */
static void find_least(fmpq_t least, const asked_t *asked)
{
    slong set;
    fmpq_t slack;

    fmpq_init(slack);
    fmpq_zero(least);
    for (set = 1; set < (slong) 1 << asked->pairs; set++)
    {
        find_slack(slack, asked, set);
        if (fmpq_cmp(slack, least) < 0)
            fmpq_set(least, slack);
    }
    fmpq_clear(slack);
}

static slong get_bits(const asked_t *asked, const xp_border_set_struct *set)
{
    slong bits = 0, p;

    for (p = 0; p < asked->pairs; p++)
        bits |= (slong) set->member[p] << p;
    return bits;
}

/* Whether a set says of itself what is true, and is violated. */
static int is_violated(const asked_t *asked, const xp_border_set_struct *set)
{
    fmpq_t slack;
    int good;

    fmpq_init(slack);
    find_slack(slack, asked, get_bits(asked, set));
    good = fmpq_equal(slack, set->slack) && fmpq_sgn(slack) < 0;
    fmpq_sub(slack, set->right, set->left);
    good = good && fmpq_equal(slack, set->slack);
    fmpq_clear(slack);
    return good;
}

/* Whether under the rule each type that occurs wins as often as asked for. */
static int rule_wins(const asked_t *asked)
{
    const xp_environment_struct *environment = asked->model->environment;
    const xp_rule_struct *rule = asked->border->rule;
    slong n = environment->agent_count, k, i, a;
    slong *profile = xp_calloc((size_t) n, sizeof(slong));
    fmpq *sum = _fmpq_vec_init(asked->pairs), *mass = _fmpq_vec_init(asked->pairs);
    fmpq_t probability, weight;
    int good = rule->choice_length == environment->profiles->size && !rule->efficient
               && xp_rule_is_valid(rule);

    fmpq_init(probability);
    fmpq_init(weight);
    for (k = 0; k < environment->profiles->size && good; k++)
    {
        xp_profiles_get(profile, environment->profiles, k);
        xp_environment_probability(probability, environment, k);
        for (i = 0; i < n; i++)
        {
            slong p = asked->units->offset[i] + profile[i];

            fmpq_add(mass + p, mass + p, probability);
            for (a = 0; a < environment->outcome_count; a++)
            {
                xp_rule_weight(weight, rule, (slong) rule->choice[k], a);
                if (asked->units->wins[a * n + i])
                    fmpq_addmul(sum + p, weight, probability);
            }
        }
    }
    for (i = 0; i < asked->pairs; i++)
    {
        fmpq_mul(weight, mass + i, asked->win + i);
        good = good && fmpq_equal(weight, sum + i);
    }
    fmpq_clear(weight);
    fmpq_clear(probability);
    _fmpq_vec_clear(mass, asked->pairs);
    _fmpq_vec_clear(sum, asked->pairs);
    free(profile);
    return good;
}

#define TWO "outcomes none, owner(agents)\n"                                                      \
            "agent a, b { types 0, 1; prior uniform; value owner(self) = t }\n"

/* Reference case border-2type: the verdicts, and which type sets are violated by how much. */
static void test_two_types(void)
{
    static const struct
    {
        const char *win;
        int feasible;
        slong count;
        slong set[2];
        const char *slack;
    } row[] = {{"1/4 3/4 1/4 3/4", 1, 0, {0, 0}, NULL},
               {"1/3 3/4 1/3 3/4", 0, 1, {15, 0}, "-1/12"},
               {"1/4 4/5 1/4 4/5", 0, 2, {10, 15}, "-1/20"},
               {"1/2 1/2 1/2 1/2", 1, 0, {0, 0}, NULL},
               {"0 3/4 0 3/4", 1, 0, {0, 0}, NULL}};
    fmpq_t slack;
    size_t k;
    slong c;

    fmpq_init(slack);
    for (k = 0; k < sizeof row / sizeof row[0]; k++)
    {
        asked_t asked;

        init_asked(&asked, TWO, row[k].win);
        XP_CHECK(ask(&asked) == XP_OK);
        XP_CHECK(asked.border->symmetric);
        XP_CHECK(asked.border->answer == (row[k].feasible ? XP_HOLDS : XP_FAILS));
        XP_CHECK(asked.border->violated_count == row[k].count);
        XP_CHECK(!row[k].feasible || rule_wins(&asked));
        XP_CHECK(row[k].feasible
                 || xp_rat_set_text(slack, row[k].slack, strlen(row[k].slack), asked.error)
                        == XP_OK);
        for (c = 0; c < asked.border->violated_count && c < row[k].count; c++)
        {
            XP_CHECK(get_bits(&asked, asked.border->violated + c) == row[k].set[c]);
            XP_CHECK(fmpq_equal(asked.border->violated[c].slack, slack));
            XP_CHECK(is_violated(&asked, asked.border->violated + c));
        }
        clear_asked(&asked);
    }
    fmpq_clear(slack);
}

/* Whether p x + q y <= r. */
static int at_most(const fmpq *x, const fmpq *y, slong p, slong q, slong r, slong s)
{
    fmpq_t left, right;
    int good;

    fmpq_init(left);
    fmpq_init(right);
    fmpq_mul_si(left, x, p);
    fmpq_mul_si(right, y, q);
    fmpq_add(left, left, right);
    fmpq_set_si(right, r, (ulong) s);
    good = fmpq_cmp(left, right) <= 0;
    fmpq_clear(right);
    fmpq_clear(left);
    return good;
}

/*
 * Reference case border-2type on a grid: n = 2 exactly when q_H <= 3/4, q_L <= 3/4, q_L + q_H
 * <= 1; n = 3 exactly when q_H, q_L <= 7/12 and q_L + q_H <= 2/3 (fair types).
 */
static void check_grid(const char *model, slong steps, slong r, slong s, slong u, slong v)
{
    slong i, j, p;
    long feasible = 0, infeasible = 0;
    asked_t asked;

    init_asked(&asked, model, NULL);
    for (i = 0; i <= steps; i++)
        for (j = 0; j <= steps; j++)
        {
            int expected;

            for (p = 0; p < asked.pairs; p += 2)
            {
                fmpq_set_si(asked.win + p, i, (ulong) steps);
                fmpq_set_si(asked.win + p + 1, j, (ulong) steps);
            }
            expected = at_most(asked.win, asked.win + 1, 1, 0, r, s)
                       && at_most(asked.win, asked.win + 1, 0, 1, r, s)
                       && at_most(asked.win, asked.win + 1, 1, 1, u, v);
            XP_CHECK(ask(&asked) == XP_OK);
            XP_CHECK((asked.border->answer == XP_HOLDS) == expected);
            XP_CHECK(!expected || rule_wins(&asked));
            feasible += expected;
            infeasible += !expected;
        }
    XP_CHECK(feasible > 0 && infeasible > 0);
    clear_asked(&asked);
}

static void test_grid(void)
{
    check_grid(TWO, 12, 3, 4, 1, 1);
    check_grid("outcomes none, owner(agents)\n"
               "agent a, b, c { types 0, 1; prior uniform; value owner(self) = t }\n",
               12, 7, 12, 2, 3);
}

/* Some agents, types with weights of which some are 0, one or two units. */
static void add_model(xp_string_t text, uint64_t *state, int *unit_count, int *joint)
{
    slong agents = 2 + (slong) xp_test_random(state, 2), i, t, types[3] = {1, 1, 1}, at[3];

    *unit_count = agents == 3 && xp_test_random(state, 2) == 0 ? 2 : 1;
    *joint = xp_test_random(state, 2) == 0;
    xp_string_add(text, agents == 2 ? "outcomes none, owner(agents)\n"
                  : *unit_count == 1 ? "outcomes none, owner(agents)\n"
                                     : "outcomes nobody, x, y, z, xy, xz, yz\n");
    for (i = 0; i < agents; i++)
    {
        types[i] = 1 + (slong) xp_test_random(state, 3);
        xp_string_printf(text, "agent %c { types 1..%ld\n", (char) ('x' + i), (long) types[i]);
        if (!*joint)
        {
            xp_string_add(text, "prior weights ");
            for (t = 0; t < types[i]; t++)
                xp_string_printf(text, "%s%ld", t > 0 ? ", " : "",
                                 (long) (t == 0 ? 1 : xp_test_random(state, 4)));
            xp_string_add(text, "\n");
        }
        if (*unit_count == 1)
            xp_string_add(text, "value owner(self) = t\n");
        else
            xp_string_printf(text, "value %s = t\nvalue %s = t\nvalue %s = t\n",
                             i == 0 ? "x" : i == 1 ? "y" : "z", i < 2 ? "xy" : "xz",
                             i == 0 ? "xz" : "yz");
        xp_string_add(text, "}\n");
    }
    xp_string_add(text, *joint ? "prior joint weights {\n" : "");
    for (at[0] = 1; *joint && at[0] <= types[0]; at[0]++)
        for (at[1] = 1; at[1] <= types[1]; at[1]++)
            for (at[2] = 1; at[2] <= types[2]; at[2]++)
            {
                xp_string_add(text, "(");
                for (i = 0; i < agents; i++)
                    xp_string_printf(text, "%s%ld", i > 0 ? ", " : "", (long) at[i]);
                xp_string_printf(text, ") = %ld\n",
                                 (long) (at[0] + at[1] + at[2] == 3 ? 1
                                                                    : xp_test_random(state, 4)));
            }
    xp_string_add(text, *joint ? "}\n" : "");
}

/* Every verdict against all 2^k sets of pairs; every rule gives what was asked for. */
static void test_random(void)
{
    long rounds = xp_test_rounds(150), round, feasible = 0, infeasible = 0, tight = 0, two = 0;
    uint64_t state = 1991;
    fmpq_t least;

    fmpq_init(least);
    for (round = 0; round < rounds; round++)
    {
        int unit_count = 1, joint = 0;
        slong p, grid = 2 + (slong) xp_test_random(&state, 5);
        xp_string_t text;
        asked_t asked;

        xp_string_init(text);
        add_model(text, &state, &unit_count, &joint);
        init_asked(&asked, text->text, NULL);
        XP_CHECK(asked.units->unit_count == unit_count);
        for (p = 0; p < asked.pairs; p++)
            fmpq_set_si(asked.win + p, (slong) xp_test_random(&state, (uint64_t) grid),
                        (ulong) grid);
        find_least(least, &asked);
        XP_CHECK(ask(&asked) == XP_OK);
        XP_CHECK((asked.border->answer == XP_HOLDS) == fmpq_is_zero(least));
        if (asked.border->answer == XP_HOLDS)
        {
            XP_CHECK(rule_wins(&asked));
        }
        else
        {
            XP_CHECK(asked.border->violated_count > 0);
            for (p = 0; p < asked.border->violated_count; p++)
            {
                XP_CHECK(is_violated(&asked, asked.border->violated + p));
            }
            XP_CHECK(asked.border->symmetric
                     || fmpq_equal(asked.border->violated->slack, least));
        }
        feasible += fmpq_is_zero(least);
        infeasible += !fmpq_is_zero(least);
        two += unit_count == 2 && fmpq_is_zero(least);
        tight += joint && fmpq_is_zero(least);
        clear_asked(&asked);
        xp_string_clear(text);
    }
    XP_CHECK(feasible > 0 && infeasible > 0 && two > 0 && tight > 0);
    fmpq_clear(least);
}

/* What is no question: no probability, no prior, somebody who cannot win, a missing outcome. */
static void test_refused(void)
{
    asked_t asked;

    init_asked(&asked, TWO, "1/4 5/4 0 0");
    XP_CHECK(ask(&asked) == XP_INPUT);
    XP_CHECK(strstr(asked.error->message, "between 0 and 1") != NULL);
    set_wins(&asked, "-1/4 0 0 0");
    XP_CHECK(ask(&asked) == XP_INPUT);
    clear_asked(&asked);
    init_asked(&asked, "outcomes none, owner(agents)\n"
                       "agent a, b { types 0, 1; value owner(self) = t }\n", "0 0 0 0");
    XP_CHECK(ask(&asked) == XP_INPUT);
    XP_CHECK(strstr(asked.error->message, "prior") != NULL);
    clear_asked(&asked);
    init_asked(&asked, "outcomes none, sold\n"
                       "agent a { types 1; prior 1; value sold = t }\n"
                       "agent b { types 0; prior 1 }\n", "1/2 1/2");
    XP_CHECK(ask(&asked) == XP_INPUT);
    XP_CHECK(strstr(asked.error->message, "agent b") != NULL);
    set_wins(&asked, "1/2 0");
    XP_CHECK(ask(&asked) == XP_OK && asked.border->answer == XP_HOLDS && rule_wins(&asked));
    clear_asked(&asked);
    init_asked(&asked, "outcomes owner(agents)\n"
                       "agent a, b { types 1, 2; prior uniform; value owner(self) = t }\n",
               "1/4 1/2 1/4 1/2");
    XP_CHECK(ask(&asked) == XP_REFUSED);
    XP_CHECK(strstr(asked.error->message, "nobody wins") != NULL);
    set_wins(&asked, "1/4 3/4 1/4 3/4");
    XP_CHECK(ask(&asked) == XP_OK && asked.border->answer == XP_HOLDS && rule_wins(&asked));
    clear_asked(&asked);
}

/* A type of probability 0 beside types that occur wins as often as asked for. */
static void test_impossible_types(void)
{
    asked_t asked;
    slong k;
    fmpq_t weight;

    fmpq_init(weight);
    init_asked(&asked, "outcomes none, owner(agents)\n"
                       "agent a { types 1, 2; prior 1, 0; value owner(self) = t }\n"
                       "agent b { types 1; prior 1; value owner(self) = t }\n", "1/2 2/3 1/2");
    XP_CHECK(ask(&asked) == XP_OK && asked.border->answer == XP_HOLDS);
    XP_CHECK(rule_wins(&asked));
    k = (slong) asked.border->rule->choice[1];
    xp_rule_weight(weight, asked.border->rule, k, 1);
    XP_CHECK(fmpz_equal_si(fmpq_numref(weight), 2) && fmpz_equal_si(fmpq_denref(weight), 3));
    clear_asked(&asked);
    fmpq_clear(weight);
}

int main(void)
{
    static const xp_test_t tests[] = {{"two_types", test_two_types},
                                      {"grid", test_grid},
                                      {"random", test_random},
                                      {"refused", test_refused},
                                      {"impossible_types", test_impossible_types}};
    return XP_TEST_MAIN("border", tests);
}
