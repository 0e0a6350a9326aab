/* Who can gain at one profile: the vacation of the lecture notes, and all reports one by one. */
#include <expost/vote/gains.h>

#include <stdio.h>
#include <string.h>

#include <expost/base/string.h>

#include "tests/lib/harness.h"

static const char *const voters[] = {"Aaron", "Blake", "Cameron", "Denise", "Eva"};
static const char *const orders[] = {"atmf", "famt", "tmaf", "matf", "famt"};
static const char *const alternatives[] = {"a", "f", "m", "t"};

/* What is expected. */
#define PLURALITY \
    "Cameron reports afmt -> a\n" \
    "Cameron reports aftm -> a\n" \
    "Cameron reports amft -> a\n" \
    "Cameron reports amtf -> a\n" \
    "Cameron reports atfm -> a\n" \
    "Cameron reports atmf -> a\n" \
    "Denise reports afmt -> a\n" \
    "Denise reports aftm -> a\n" \
    "Denise reports amft -> a\n" \
    "Denise reports amtf -> a\n" \
    "Denise reports atfm -> a\n" \
    "Denise reports atmf -> a\n"
#define CONDORCET \
    "Blake reports ftma -> f\n" \
    "Eva reports ftma -> f\n"
#define RUNOFF \
    "Aaron reports tafm -> t\n" \
    "Aaron reports tamf -> t\n" \
    "Aaron reports tfam -> t\n" \
    "Aaron reports tfma -> t\n" \
    "Aaron reports tmaf -> t\n" \
    "Aaron reports tmfa -> t\n" \
    "Blake reports afmt -> a\n" \
    "Blake reports aftm -> a\n" \
    "Blake reports amft -> a\n" \
    "Blake reports amtf -> a\n" \
    "Blake reports atfm -> a\n" \
    "Blake reports atmf -> a\n" \
    "Blake reports tafm -> a\n" \
    "Blake reports tamf -> a\n" \
    "Blake reports tfam -> a\n" \
    "Blake reports tfma -> a\n" \
    "Blake reports tmaf -> a\n" \
    "Blake reports tmfa -> a\n" \
    "Eva reports afmt -> a\n" \
    "Eva reports aftm -> a\n" \
    "Eva reports amft -> a\n" \
    "Eva reports amtf -> a\n" \
    "Eva reports atfm -> a\n" \
    "Eva reports atmf -> a\n" \
    "Eva reports tafm -> a\n" \
    "Eva reports tamf -> a\n" \
    "Eva reports tfam -> a\n" \
    "Eva reports tfma -> a\n" \
    "Eva reports tmaf -> a\n" \
    "Eva reports tmfa -> a\n"

/* The slides' profile: alternatives a, f, m, t in this order. */
static void set_vacation(xp_ballots_t ballots)
{
    fmpz_t one;
    int i, k;

    fmpz_init_set_ui(one, 1);
    xp_ballots_init(ballots);
    xp_ballots_set_alternatives(ballots, 4, alternatives);
    for (i = 0; i < 5; i++)
    {
        int level[4];

        for (k = 0; k < 4; k++)
            level[strchr("afmt", orders[i][k]) - "afmt"] = k;
        xp_ballots_add(ballots, level, one, voters[i]);
    }
    fmpz_clear(one);
}

/* "Cameron reports afmt -> a" */
static void add_gain(xp_string_t out, const xp_vote_gains_t gains, size_t g)
{
    const int *level = gains->domain->level + gains->gain[g].report * 4;
    int place, a;

    xp_string_printf(out, "%s reports ", voters[gains->gain[g].ballot]);
    for (place = 0; place < 4; place++)
        for (a = 0; a < 4; a++)
            if (level[a] == place)
                xp_string_add(out, alternatives[a]);
    xp_string_printf(out, " -> %s\n", alternatives[gains->gain[g].chosen]);
}

static void check_rule(xp_vote_kind_t kind, slong winner, slong count, slong gainers,
                       const char *expected)
{
    const xp_progress_t threads = {NULL, NULL, 2};
    xp_vote_gains_t gains;
    xp_vote_rule_t rule;
    xp_ballots_t ballots;
    xp_error_t error;
    xp_string_t text;
    size_t g;

    xp_error_init(error);
    xp_string_init(text);
    xp_vote_rule_init(rule);
    rule->kind = kind;
    set_vacation(ballots);
    xp_vote_gains_init(gains);
    XP_CHECK(xp_vote_gains(gains, ballots, rule, &threads, error) == XP_OK);
    XP_CHECK(gains->winner == winner);
    XP_CHECK(fmpz_equal_si(gains->checked, 5 * 23));
    XP_CHECK(fmpz_equal_si(gains->count, count) && gains->gain_count == (size_t) count);
    XP_CHECK(fmpz_equal_si(gains->voters, gainers));
    for (g = 0; g < gains->gain_count; g++)
        add_gain(text, gains, g);
    XP_CHECK_STR(text->text == NULL ? "" : text->text, expected);
    xp_vote_gains_clear(gains);
    xp_ballots_clear(ballots);
    xp_vote_rule_clear(rule);
    xp_string_clear(text);
    xp_error_clear(error);
}

/* Bernard, ECON 7219, slides 7; the deviations by an enumeration in another language. */
static void check_vacation(void)
{
    check_rule(XP_VOTE_PLURALITY, 1, 12, 2, PLURALITY);
    check_rule(XP_VOTE_BORDA, 0, 0, 0, "");
    check_rule(XP_VOTE_CONDORCET, 0, 2, 2, CONDORCET);
    check_rule(XP_VOTE_RUNOFF, 2, 30, 3, RUNOFF);
    check_rule(XP_VOTE_DICTATORSHIP, 0, 0, 0, "");
}

/* Ten voters abc, nine bca, two cab with ballots in parts: one voter of each changes his. */
static void check_multiplicities(void)
{
    static const char *const name[] = {"a", "b", "c"};
    static const int level[][3] = {{0, 1, 2}, {2, 0, 1}, {1, 2, 0}, {0, 1, 2},
                                   {XP_BALLOT_UNRANKED, XP_BALLOT_UNRANKED, 0}};
    static const int number[] = {6, 10, 1, 4, 1};
    xp_vote_gains_t gains;
    xp_vote_rule_t rule;
    xp_ballots_t ballots;
    xp_error_t error;
    fmpz_t many;
    int i;

    fmpz_init(many);
    xp_error_init(error);
    xp_vote_rule_init(rule);
    xp_ballots_init(ballots);
    xp_ballots_set_alternatives(ballots, 3, name);
    for (i = 0; i < 5; i++)
    {
        fmpz_set_si(many, number[i]);
        xp_ballots_add(ballots, level[i], many, NULL);
    }
    xp_vote_gains_init(gains);
    /* plurality: a 10, b 10, c 2; a wins the tie.  One of b's voters alone cannot change that for
       the better; the voter of cab has a as second; the voter of c alone is indifferent */
    XP_CHECK(xp_vote_gains(gains, ballots, rule, NULL, error) == XP_OK);
    XP_CHECK(gains->winner == 0 && gains->gain_count == 0);
    /* 21 strict ballots have 5 other reports, the weak one 6 */
    XP_CHECK(fmpz_equal_si(gains->checked, 21 * 5 + 6));
    /* ties to the last: b wins, and the voter of cab helps a by abc or acb */
    rule->ties_last = 1;
    XP_CHECK(xp_vote_gains(gains, ballots, rule, NULL, error) == XP_OK);
    XP_CHECK(gains->winner == 1 && gains->gain_count == 2);
    XP_CHECK(fmpz_equal_si(gains->count, 2) && fmpz_equal_si(gains->voters, 1));
    XP_CHECK(gains->gain[0].ballot == 2 && gains->gain[0].report == 0);
    XP_CHECK(gains->gain[1].ballot == 2 && gains->gain[1].report == 1);
    /* with a second such voter beside there are twice as many */
    fmpz_set_si(ballots->multiplicity + 2, 2);
    fmpz_set_si(ballots->multiplicity + 4, 0);
    fmpz_one(ballots->multiplicity + 4);
    XP_CHECK(xp_vote_gains(gains, ballots, rule, NULL, error) == XP_OK);
    XP_CHECK(gains->gain_count == 2 && fmpz_equal_si(gains->count, 4));
    XP_CHECK(fmpz_equal_si(gains->voters, 2));
    fmpz_clear(many);
    xp_vote_gains_clear(gains);
    xp_ballots_clear(ballots);
    xp_vote_rule_clear(rule);
    xp_error_clear(error);
}

static void check_failures(void)
{
    xp_vote_gains_t gains;
    xp_vote_rule_t rule;
    xp_ballots_t ballots;
    xp_error_t error;

    xp_error_init(error);
    xp_vote_rule_init(rule);
    xp_vote_gains_init(gains);
    set_vacation(ballots);
    XP_CHECK(xp_vote_gains(gains, ballots, rule, &xp_test_stop, error) == XP_STOPPED);
    rule->kind = XP_VOTE_SCORING;
    XP_CHECK(xp_vote_gains(gains, ballots, rule, NULL, error) == XP_REFUSED);
    rule->kind = XP_VOTE_MEDIAN;
    XP_CHECK(xp_vote_gains(gains, ballots, rule, NULL, error) == XP_REFUSED);
    rule->kind = XP_VOTE_DICTATORSHIP;
    rule->voter = 5;
    XP_CHECK(xp_vote_gains(gains, ballots, rule, NULL, error) == XP_REFUSED);
    XP_CHECK(gains->gain_count == 0);
    xp_vote_gains_clear(gains);
    xp_ballots_clear(ballots);
    xp_vote_rule_clear(rule);
    xp_error_clear(error);
}

int main(void)
{
    static const xp_test_t tests[] = {{"vacation", check_vacation},
                                      {"multiplicities", check_multiplicities},
                                      {"failures", check_failures}};

    return XP_TEST_MAIN("vote/gains", tests);
}
