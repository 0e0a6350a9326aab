/* Manipulable profiles of voting rules, three alternatives, ties to the first. */
#include <expost/vote/check.h>

#include "tests/lib/harness.h"

/*
 * Kelly (1993) and Aleskerov and Kurbanov (1999) print 0.1667 and 0.2361 for plurality and Borda
 * with three voters;
 * the other values are from an enumeration in another language.
 * Orders: 0 abc, 1 acb, 2 bac, 3 bca, 4 cab, 5 cba; index: the share of manipulable profiles.
 */
static const struct
{
    slong voters;
    xp_vote_kind_t kind;
    int drop_first;
    slong inequalities, violated, profiles;
    const char *index;
    slong profile[4];
    slong voter, report, chosen, instead;
} expected[] = {
    {2, XP_VOTE_PLURALITY, 0, 360, 8, 4, "1/9", {2, 4}, 1, 0, 1, 0},
    {2, XP_VOTE_BORDA, 0, 360, 14, 14, "7/18", {0, 2}, 1, 3, 0, 1},
    {2, XP_VOTE_CONDORCET, 0, 360, 8, 4, "1/9", {2, 4}, 1, 0, 1, 0},
    {2, XP_VOTE_RUNOFF, 0, 360, 8, 4, "1/9", {2, 4}, 1, 0, 1, 0},
    {2, XP_VOTE_RUNOFF, 1, 360, 8, 4, "1/9", {1, 2}, 0, 4, 1, 2},
    {3, XP_VOTE_PLURALITY, 0, 3240, 96, 36, "1/6", {0, 2, 5}, 2, 2, 0, 1},
    {3, XP_VOTE_BORDA, 0, 3240, 60, 51, "17/72", {0, 2, 2}, 0, 1, 1, 0},
    {3, XP_VOTE_CONDORCET, 0, 3240, 36, 24, "1/9", {0, 2, 5}, 0, 1, 1, 0},
    {3, XP_VOTE_RUNOFF, 0, 3240, 48, 24, "1/9", {0, 3, 4}, 1, 4, 0, 2},
    {3, XP_VOTE_RUNOFF, 1, 3240, 48, 24, "1/9", {0, 2, 4}, 2, 0, 1, 0},
    {4, XP_VOTE_PLURALITY, 0, 25920, 576, 240, "5/27", {0, 2, 2, 4}, 3, 0, 1, 0},
    {4, XP_VOTE_BORDA, 0, 25920, 636, 402, "67/216", {0, 0, 2, 2}, 2, 3, 0, 1},
    {4, XP_VOTE_CONDORCET, 0, 25920, 576, 240, "5/27", {0, 2, 2, 4}, 3, 0, 1, 0},
    {4, XP_VOTE_RUNOFF, 0, 25920, 384, 120, "5/54", {0, 2, 5, 5}, 2, 2, 0, 1},
    {4, XP_VOTE_RUNOFF, 1, 25920, 384, 120, "5/54", {0, 0, 2, 5}, 3, 2, 0, 1}};

#define ROWS (sizeof expected / sizeof expected[0])

static void check_finding(size_t row, const xp_vote_function_t function)
{
    xp_vote_finding_t finding;
    fmpz_t all;
    fmpq_t share;
    xp_error_t error;
    slong order[4], i;
    char *text;

    xp_error_init(error);
    xp_vote_finding_init(finding);
    fmpq_init(share);
    fmpz_init(all);
    XP_CHECK(xp_vote_check(finding, function, XP_VOTE_STRATEGYPROOF, 0, NULL, error) == XP_OK);
    XP_CHECK(finding->answer == XP_FAILS);
    XP_CHECK(fmpz_equal_si(finding->checked, expected[row].inequalities));
    XP_CHECK(fmpz_equal_si(finding->violations, expected[row].violated));
    XP_CHECK(fmpz_equal_si(finding->profiles, expected[row].profiles));
    xp_vote_function_profiles(all, function);
    fmpq_set_fmpz_frac(share, finding->profiles, all);
    text = fmpq_get_str(NULL, 10, share);
    XP_CHECK_STR(text, expected[row].index);
    flint_free(text);
    xp_vote_place_orders(order, function, &finding->witness);
    for (i = 0; i < expected[row].voters; i++)
        XP_CHECK(order[i] == expected[row].profile[i]);
    XP_CHECK(finding->witness.voter == expected[row].voter);
    XP_CHECK(finding->witness.report == expected[row].report);
    XP_CHECK(finding->witness.chosen == expected[row].chosen);
    XP_CHECK(finding->witness.instead == expected[row].instead);
    fmpq_clear(share);
    fmpz_clear(all);
    xp_vote_finding_clear(finding);
    xp_error_clear(error);
}

/* Every row, once through all profiles and once through the multisets of ballots. */
static void check_rows(void)
{
    xp_vote_function_t function;
    xp_vote_rule_t rule;
    xp_choice_t choice;
    xp_domain_t domain;
    xp_error_t error;
    size_t row;

    for (row = 0; row < ROWS; row++)
    {
        xp_error_init(error);
        xp_domain_init(domain);
        xp_choice_init(choice);
        xp_vote_rule_init(rule);
        xp_vote_function_init(function);
        rule->kind = expected[row].kind;
        rule->drop_first = expected[row].drop_first;
        XP_CHECK(xp_domain_set_kind(domain, XP_DOMAIN_FULL, 3, NULL, error) == XP_OK);
        XP_CHECK(xp_choice_set_sizes(choice, domain, expected[row].voters, error) == XP_OK);
        XP_CHECK(xp_vote_table(choice, rule, NULL, error) == XP_OK);
        xp_vote_function_set_choice(function, choice);
        check_finding(row, function);
        XP_CHECK(xp_vote_function_set_rule(function, domain, expected[row].voters, rule, NULL,
                                           error) == XP_OK);
        XP_CHECK(xp_vote_function_is_symmetric(function));
        check_finding(row, function);
        xp_vote_function_clear(function);
        xp_vote_rule_clear(rule);
        xp_choice_clear(choice);
        xp_domain_clear(domain);
        xp_error_clear(error);
    }
    XP_CHECK(ROWS == 15);
}

int main(void)
{
    static const xp_test_t tests[] = {{"reference_case", check_rows}};

    return XP_TEST_MAIN("vote/nitzan_kelly", tests);
}
